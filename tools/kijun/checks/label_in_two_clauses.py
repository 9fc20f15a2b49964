"""A label that two clauses of the guideline name."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="Clause '{clause}' names the label '{label}', and so does '{first}'. Keep it "
        "in one of them, and point there from the other's prose.",
        ja="項目「{clause}」のラベル「{label}」は、項目「{first}」にもあります。"
        "どちらか一方だけに残し、もう一方の項目では、本文からこのラベルを参照してください。",
    ),
    why=Text(
        en="Where two rules give one label, nobody can say which of them was applied.",
        ja="1つのラベルにルールが2つあると、どちらを適用したのか説明できません。",
    ),
    examples=(
        Example(
            en="""## Plain talk {#T-0}

```yaml clause
labels: [T-0]
modality: may
```

## Rude talk {#T-1}

```yaml clause
labels: [T-1, T-0]
modality: must-not
```
""",
            ja="""## 通常の会話 {#T-0}

```yaml clause
labels: [T-0]
modality: may
```

## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1, T-0]
modality: must-not
```
""",
            finds=("T-0",),
        ),
        Example(
            en="""## Plain talk {#T-0}

```yaml clause
labels: [T-0]
modality: may
```

## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```
""",
            ja="""## 通常の会話 {#T-0}

```yaml clause
labels: [T-0]
modality: may
```

## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```
""",
        ),
    ),
)
def label_in_two_clauses(edition: Edition) -> Iterator[Finding]:
    first: dict[str, str] = {}
    for clause in edition.of("clause"):
        for row in clause.data.get("labels", ()):
            label = row["id"]
            if first.setdefault(label, clause.id) != clause.id:
                yield edition.at(clause, label, clause=clause.id, label=label, first=first[label])
