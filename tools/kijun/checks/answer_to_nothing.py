"""A case that answers a question which is not asked on its way."""

from __future__ import annotations

from collections.abc import Iterator

from ..decide import Stuck, trials
from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="The other answers of case '{case}' lead past '{question}' {where}, but 'path' "
        "answers it too. Delete this answer or correct the others; where markets "
        "differ, write a case for each.",
        ja="{where}、他の答えをたどると質問「{question}」に行き着きませんが、"
        "事例「{case}」の「path」はその質問にも答えています。その答えを削除するか、"
        "他の答えを直してください。対象市場によって異なる場合は、市場ごとに事例を分けてください。",
    ),
    why=Text(
        en="An answer that no question asked for shows that the case was written for "
        "another decision.",
        ja="たどらない質問への答えは、事例と判断フローが食い違っているしるしです。",
    ),
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

## Plain talk {#T-0}

```yaml clause
labels: [T-0]
modality: may
```

```yaml case
id: T-0-C1
given: A post about ⟨person A⟩.
path: {named: false, rude: true}
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
    when-true: rude
    when-false: T-0
    unsure: FND-U
  rude:
    ask: 無礼な内容ですか。
    when-true: T-1
    when-false: T-0
    unsure: FND-U
```

## 通常の会話 {#T-0}

```yaml clause
labels: [T-0]
modality: may
```

```yaml case
id: T-0-C1
given: ⟨人物A⟩についての投稿です。
path: {named: false, rude: true}
expect: T-0
near: T-1
because: 誰の名前も挙げていないからです。
```
""",
            finds=("rude",),
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

## Plain talk {#T-0}

```yaml clause
labels: [T-0]
modality: may
```

```yaml case
id: T-0-C1
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
    when-true: rude
    when-false: T-0
    unsure: FND-U
  rude:
    ask: 無礼な内容ですか。
    when-true: T-1
    when-false: T-0
    unsure: FND-U
```

## 通常の会話 {#T-0}

```yaml clause
labels: [T-0]
modality: may
```

```yaml case
id: T-0-C1
given: ⟨人物A⟩についての投稿です。
path: {named: false}
expect: T-0
near: T-1
because: 誰の名前も挙げていないからです。
```
""",
        ),
    ),
)
def answer_to_nothing(edition: Edition) -> Iterator[Finding]:
    for trial in trials(edition):
        if isinstance(trial.result, Stuck) and trial.result.reason == "not-asked":
            question = trial.result.question
            yield edition.at(
                trial.case,
                f" {question}:",
                case=trial.case.id,
                question=question,
                where=trial.where,
            )
