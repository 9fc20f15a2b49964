"""Answers in a case of a guideline that asks no questions."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="Case '{case}' has a 'path', but the guideline has no decision. Add a "
        "decision, or delete 'path'.",
        ja="事例「{case}」に「path」がありますが、ガイドラインに判断フローがありません。"
        "判断フローを加えるか、「path」を削除してください。",
    ),
    why=Text(
        en="Readers would look for questions that stand nowhere.",
        ja="読み手が、ガイドラインにない質問を探すことになります。",
    ),
    examples=(
        Example(
            en="""## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml case
id: T-1-C1
given: A post about ⟨person A⟩.
path: {named: true}
expect: T-1
near: T-0
because: It names a person and is rude.
```
""",
            ja="""## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml case
id: T-1-C1
given: ⟨人物A⟩についての投稿です。
path: {named: true}
expect: T-1
near: T-0
because: 人物の名前を挙げ、無礼な内容だからです。
```
""",
            finds=("T-1-C1",),
        ),
        Example(
            en="""```yaml decision
id: T-D1
start: named
steps:
  named:
    ask: Is a person named?
    when-true: T-1
    when-false: T-0
    unsure: FND-U
```

## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml case
id: T-1-C1
given: A post about ⟨person A⟩.
path: {named: true}
expect: T-1
near: T-0
because: It names a person and is rude.
```
""",
            ja="""```yaml decision
id: T-D1
start: named
steps:
  named:
    ask: 人物の名前がありますか。
    when-true: T-1
    when-false: T-0
    unsure: FND-U
```

## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml case
id: T-1-C1
given: ⟨人物A⟩についての投稿です。
path: {named: true}
expect: T-1
near: T-0
because: 人物の名前を挙げ、無礼な内容だからです。
```
""",
        ),
    ),
)
def path_without_decision(edition: Edition) -> Iterator[Finding]:
    if not any(edition.of("decision")):
        for case in edition.of("case"):
            if "path" in case.data:
                yield edition.at(case, "path:", case=case.id)
