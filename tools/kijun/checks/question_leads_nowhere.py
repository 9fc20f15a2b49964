"""A decision that leads to a name which is neither a question of it nor a label."""

from __future__ import annotations

from collections.abc import Iterator

from ..decide import EXITS, is_label
from ..model import Edition, Finding, Unit
from ..rule import Example, rule
from ..text import Text, meant


def goals(decision: Unit, edition: Edition) -> Iterator[tuple[Unit, str, str]]:
    """Every name that a decision leads to: the unit that says so, from which question, the name."""
    steps = decision.data["steps"]
    yield decision, "start", decision.data["start"]
    for name, step in steps.items():
        for field in (*EXITS.values(), "otherwise"):
            if field in step:
                yield decision, name, step[field]
    for entry in edition.of("market"):
        for name, goal in entry.data.get("steps", {}).items():
            if name in steps:
                yield entry, name, goal


@rule(
    level="error",
    says=Text(
        en="'{question}' leads to '{goal}', which is neither a label nor a question of "
        "decision '{decision}'. Its questions are: {known}. Correct the name.{near}",
        ja="「{question}」の行き先「{goal}」は、ラベルでも判断フロー「{decision}」"
        "の質問でもありません。この判断フローの質問は{known}です。名前を直してください。{near}",
    ),
    why=Text(
        en="A labeler who comes to this point cannot go on.",
        ja="この質問から先に進めず、ラベルを決められません。",
    ),
    examples=(
        Example(
            en="""```yaml decision
id: T-D1
start: named
steps:
  named:
    ask: Is a person named?
    when-true: rood
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
    when-true: rood
    when-false: T-0
    unsure: FND-U
  rude:
    ask: 無礼な内容ですか。
    when-true: T-1
    when-false: T-0
    unsure: FND-U
```
""",
            finds=("rood",),
        ),
        Example(
            en="""```yaml decision
id: T-D1
start: nmaed
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
start: nmaed
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
            finds=("nmaed",),
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
def question_leads_nowhere(edition: Edition) -> Iterator[Finding]:
    for decision in edition.of("decision"):
        known = list(decision.data["steps"])
        for unit, question, goal in goals(decision, edition):
            if goal not in known and not is_label(goal):
                yield edition.at(
                    unit,
                    f": {goal}",
                    question=question,
                    goal=goal,
                    decision=decision.id,
                    known=known,
                    **meant(goal, known),
                )
