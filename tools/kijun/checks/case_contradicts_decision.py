"""A case whose answers lead to another label than the one it expects."""

from __future__ import annotations

from collections.abc import Iterator

from ..decide import Outcome, expected, trials
from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="The answers of case '{case}' lead to '{label}' {where}, but it expects "
        "{expect}. Correct 'path' or 'expect', or the decision; where markets differ, "
        "write a case for each.",
        ja="{where}、事例「{case}」の答えをたどると「{label}」になりますが、「expect」"
        "は{expect}です。「path」「expect」または判断フローを直してください。"
        "対象市場によって異なる場合は、市場ごとに事例を分けてください。",
    ),
    why=Text(
        en="A case is a test of the decision: labelers would learn one label from it and "
        "be led to another.",
        ja="事例は判断フローの試験も兼ねています。食い違うと、事例で学んだラベルと手順で決まるラベルが別になります。",
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
    when-true: rude
    when-false: T-0
    unsure: FND-U
  rude:
    ask: Is it rude?
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
path: {named: true, rude: true}
expect: T-0
near: T-1
because: It names a person and is rude.
```
""",
            ja="""```yaml decision
id: T-D1
start: named
steps:
  named:
    ask: 人物の名前がありますか。
    when-true: rude
    when-false: T-0
    unsure: FND-U
  rude:
    ask: 無礼な内容ですか。
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
path: {named: true, rude: true}
expect: T-0
near: T-1
because: 人物の名前を挙げ、無礼な内容だからです。
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
    when-true: rude
    when-false: T-0
    unsure: FND-U
  rude:
    ask: Is it rude?
    when-true: T-1
    when-false: T-0
    unsure: FND-U
```

## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml market
id: M-JP-T-1
market: JP
steps:
  rude: T-1
basis: []
basis-none: A policy decision.
```

```yaml case
id: T-1-C1
given: A post about ⟨person A⟩.
path: {named: true, rude: false}
expect: T-1
near: T-0
except-markets: [JP]
because: It names a person and is rude.
```
""",
            ja="""```yaml decision
id: T-D1
start: named
steps:
  named:
    ask: 人物の名前がありますか。
    when-true: rude
    when-false: T-0
    unsure: FND-U
  rude:
    ask: 無礼な内容ですか。
    when-true: T-1
    when-false: T-0
    unsure: FND-U
```

## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml market
id: M-JP-T-1
market: JP
steps:
  rude: T-1
basis: []
basis-none: 方針による決定です。
```

```yaml case
id: T-1-C1
given: ⟨人物A⟩についての投稿です。
path: {named: true, rude: false}
expect: T-1
near: T-0
except-markets: [JP]
because: 人物の名前を挙げ、無礼な内容だからです。
```
""",
            finds=("T-0",),
        ),
        Example(
            en="""```yaml decision
id: T-D1
start: named
steps:
  named:
    ask: Is a person named?
    when-true: rude
    when-false: T-0
    unsure: FND-U
  rude:
    ask: Is it rude?
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
path: {named: true, rude: true}
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
    when-true: rude
    when-false: T-0
    unsure: FND-U
  rude:
    ask: 無礼な内容ですか。
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
path: {named: true, rude: true}
expect: T-1
near: T-0
because: 人物の名前を挙げ、無礼な内容だからです。
```
""",
        ),
    ),
)
def case_contradicts_decision(edition: Edition) -> Iterator[Finding]:
    for trial in trials(edition):
        labels = expected(trial.case)
        if isinstance(trial.result, Outcome) and trial.result.label not in labels:
            yield edition.at(
                trial.case,
                "expect:",
                case=trial.case.id,
                label=trial.result.label,
                expect=labels,
                where=trial.where,
            )
