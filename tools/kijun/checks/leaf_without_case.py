"""A label that the decision leads to and no case expects."""

from __future__ import annotations

from collections.abc import Iterator

from ..decide import expected, leaves_of, withheld
from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="The decision leads to '{label}', and no case expects it. Write a case with "
        "'expect: {label}', or give its clause 'cases: withheld' with the reason.",
        ja="判断フローは「{label}」に行き着きますが、"
        "「{label}」を正しいラベルとする事例がありません。"
        "「expect: {label}」の事例を書いてください。"
        "事例を掲載してはならない場合は、項目に「cases: withheld」と理由を書いてください。",
    ),
    why=Text(
        en="A way through the decision that no case takes is tested by nobody and shown to nobody.",
        ja="事例のない行き先は、確かめることも、ラベラーに示すこともできません。",
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
near: T-1
because: It names nobody.
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
""",
            finds=("FND-U",),
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
def leaf_without_case(edition: Edition) -> Iterator[Finding]:
    shown = {label for case in edition.of("case") for label in expected(case)} | withheld(edition)
    for decision, label in leaves_of(edition):
        if label not in shown:
            yield edition.at(decision, f": {label}", label=label)
