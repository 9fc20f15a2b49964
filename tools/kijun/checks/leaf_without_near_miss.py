"""A violating label that the decision leads to and no case is near."""

from __future__ import annotations

from collections.abc import Iterator

from ..decide import leaves_of, withheld
from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="No case lies close to '{label}' without being it. Write a case of a "
        "neighbouring label with 'near: {label}', or give the clause 'cases: withheld' "
        "with the reason.",
        ja="「{label}」と間違えやすい事例がありません。隣り合うラベルの事例に「near: {label}」"
        "と書いてください。事例を掲載してはならない場合は、項目に「cases: withheld」"
        "と理由を書いてください。",
    ),
    why=Text(
        en="Labelers learn a line from what lies just beyond it, not from clear examples alone.",
        ja="境界は、明らかな例だけでは分かりません。すぐ外側の例を見て初めて分かります。",
    ),
    follows=("label-unknown",),
    examples=(
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

```yaml case
id: T-1-C2
given: A post about ⟨person A⟩.
path: {named: false}
expect: T-0
because: It names nobody.
```

```yaml case
id: T-1-C3
given: A post about ⟨person A⟩.
path: {named: unsure}
expect: FND-U
because: The picture does not load.
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

```yaml case
id: T-1-C2
given: ⟨人物A⟩についての投稿です。
path: {named: false}
expect: T-0
because: 誰の名前も挙げていないからです。
```

```yaml case
id: T-1-C3
given: ⟨人物A⟩についての投稿です。
path: {named: unsure}
expect: FND-U
because: 画像が読み込めないからです。
```
""",
            finds=("T-1",),
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

```yaml case
id: T-1-C2
given: A post about ⟨person A⟩.
path: {named: false}
expect: T-0
near: T-1
because: It names nobody.
```

```yaml case
id: T-1-C3
given: A post about ⟨person A⟩.
path: {named: unsure}
expect: FND-U
because: The picture does not load.
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

```yaml case
id: T-1-C2
given: ⟨人物A⟩についての投稿です。
path: {named: false}
expect: T-0
near: T-1
because: 誰の名前も挙げていないからです。
```

```yaml case
id: T-1-C3
given: ⟨人物A⟩についての投稿です。
path: {named: unsure}
expect: FND-U
because: 画像が読み込めないからです。
```
""",
        ),
    ),
)
def leaf_without_near_miss(edition: Edition) -> Iterator[Finding]:
    violating = {row["id"] for row in edition.labels if row["kind"] == "violating"}
    met = {case.data.get("near") for case in edition.of("case")} | withheld(edition)
    for decision, label in leaves_of(edition):
        if label in violating and label not in met:
            yield edition.at(decision, f": {label}", label=label)
