"""A case without answers in a guideline that has a decision."""

from __future__ import annotations

from collections.abc import Iterator

from ..decide import expected
from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="Case '{case}' has no 'path', and the guideline has a decision. Write the "
        "answers that lead to {expect}, one line a question.",
        ja="ガイドラインに判断フローがありますが、事例「{case}」に「path」がありません。"
        "{expect}に行き着くまでの答えを、質問ごとに1行ずつ書いてください。",
    ),
    why=Text(
        en="Each case is a test of the decision, and a case without answers tests nothing.",
        ja="事例は判断フローの試験も兼ねています。答えがなければ試験になりません。",
    ),
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
def path_missing(edition: Edition) -> Iterator[Finding]:
    if any(edition.of("decision")):
        for case in edition.of("case"):
            if "path" not in case.data:
                yield edition.at(case, case=case.id, expect=expected(case))
