"""A label of the guideline that no clause names."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="No clause names the label '{label}'. Add it to 'labels' of the clause that "
        "gives it, or delete it from the front matter.",
        ja="ラベル「{label}」を「labels」に書いた項目がありません。"
        "このラベルを付ける項目の「labels」に加えるか、冒頭の設定部分から削除してください。",
    ),
    why=Text(
        en="A label without a clause is one without a rule.",
        ja="項目のないラベルには、付けてよいかどうかのルールがありません。",
    ),
    follows=("label-not-in-front-matter",),
    examples=(
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
            finds=("T-E",),
        ),
        Example(
            en="""## Plain talk {#T-0}

```yaml clause
labels: [T-0, T-E]
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
labels: [T-0, T-E]
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
def label_without_clause(edition: Edition) -> Iterator[Finding]:
    named = {row["id"] for clause in edition.of("clause") for row in clause.data.get("labels", ())}
    for row in edition.labels:
        if row["id"] not in named:
            yield edition.at(edition.units[0], f"id: {row['id']}", label=row["id"])
