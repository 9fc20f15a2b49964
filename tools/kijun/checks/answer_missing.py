"""A case that leaves a question of the decision without an answer."""

from __future__ import annotations

from collections.abc import Iterator

from ..decide import Stuck, trials
from ..model import Edition, Finding, Unit
from ..rule import Example, rule
from ..text import Text, meant


@rule(
    level="error",
    says=Text(
        en="The decision asks '{question}' {where}, and 'path' of case '{case}' has no "
        "answer to it. Add '{question}: true', false or unsure; where markets differ, "
        "write a case for each.{near}",
        ja="{where}、質問「{question}」に答える必要がありますが、"
        "事例「{case}」の「path」に答えがありません。「{question}: true」（またはfalse、"
        "unsure）を加えてください。対象市場によって異なる場合は、市場ごとに事例を分けてください。{near}",
    ),
    why=Text(
        en="Without the answer nobody can tell whether the decision leads to the expected label.",
        ja="答えが欠けていると、判断フローが正しいラベルに行き着くかどうかを確かめられません。",
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
path: {named: true}
expect: T-1
near: T-0
because: 人物の名前を挙げ、無礼な内容だからです。
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
def answer_missing(edition: Edition) -> Iterator[Finding]:
    for trial in trials(edition):
        if isinstance(trial.result, Stuck) and trial.result.reason == "unanswered":
            question = trial.result.question
            yield edition.at(
                trial.case,
                "path:",
                case=trial.case.id,
                question=question,
                where=trial.where,
                near=misspelt(question, trial.case, edition),
            )


def misspelt(question: str, case: Unit, edition: Edition) -> Text | str:
    """A name in the case's path that no decision knows and that may be this question misspelt."""
    known = {name for decision in edition.of("decision") for name in decision.data["steps"]}
    typed = meant(question, (name for name in case.data["path"] if name not in known))["meant"]
    if not typed:
        return ""
    return Text(
        en=f" 'path' answers '{typed}', which is no question: did you mean '{question}'?",
        ja=f"「path」の「{typed}」という質問はありません。「{question}」の間違いではありませんか。",
    )
