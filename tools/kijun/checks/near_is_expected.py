"""A case whose nearest wrong label is the right one."""

from __future__ import annotations

from collections.abc import Iterator

from ..decide import expected
from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="Case '{case}' names '{label}' both as the right label and as the closest "
        "wrong one. Write in 'near' the label that a labeler would take it for by "
        "mistake.",
        ja="事例「{case}」では、「{label}」が正しいラベルであると同時に、間違えやすいラベルにもなっています。"
        "「near」には、間違えて付けやすい別のラベルを書いてください。",
    ),
    why=Text(
        en="A near miss shows where the line runs only if it lies on the other side.",
        ja="間違えやすいラベルは、正しいラベルと異なって初めて、どこで分かれるかを示せます。",
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
expect: T-1
near: T-1
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
expect: T-1
near: T-1
because: 人物の名前を挙げ、無礼な内容だからです。
```
""",
            finds=("T-1",),
        ),
        Example(
            en="""## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml case
id: T-1-C1
given: A post about ⟨person A⟩.
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
expect: T-1
near: T-0
because: 人物の名前を挙げ、無礼な内容だからです。
```
""",
        ),
    ),
)
def near_is_expected(edition: Edition) -> Iterator[Finding]:
    for case in edition.of("case"):
        if case.data.get("near") in expected(case):
            yield edition.at(case, "near:", case=case.id, label=case.data["near"])
