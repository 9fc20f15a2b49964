"""Questions that lead back to themselves: no answer ends there in a label."""

from __future__ import annotations

from collections.abc import Iterator

from ..decide import circle, flows
from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="In decision '{decision}' these questions lead round in a circle: {questions}. "
        "Let one of them lead to a label or to a later question.",
        ja="判断フロー「{decision}」で、質問{questions}が循環しています。いずれかの行き先を、"
        "ラベルか後の質問に変えてください。",
    ),
    why=Text(
        en="A labeler who answers these questions never arrives at a label.",
        ja="循環があると、質問に答え続けてもラベルが決まりません。",
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
    when-false: named
    unsure: FND-U
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
    when-false: named
    unsure: FND-U
```
""",
            finds=("named",),
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
""",
        ),
    ),
)
def decision_runs_in_circle(edition: Edition) -> Iterator[Finding]:
    seen: set[tuple[str, frozenset[str]]] = set()
    for way in flows(edition):
        questions = circle(way)
        key = (way.decision.id, frozenset(questions))
        if questions and key not in seen:
            seen.add(key)
            yield edition.at(
                way.decision, f" {questions[0]}:", decision=way.decision.id, questions=questions
            )
