"""A question of a decision that no answers lead to, in any market."""

from __future__ import annotations

from collections.abc import Iterator

from ..decide import ends, flows, reached
from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="Nothing leads to question '{question}' of decision '{decision}' in any "
        "market. Let another question lead to it, or delete it.",
        ja="判断フロー「{decision}」の質問「{question}」に進む道が、どの対象市場にもありません。"
        "他の質問の行き先にするか、削除してください。",
    ),
    why=Text(
        en="Writers rely on every question being asked; one that never is decides nothing.",
        ja="進む道のない質問は、書いた人の意図に反して、判断に何の影響も与えません。",
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
    when-true: T-1
    when-false: T-0
    unsure: FND-U
  rude:
    ask: 無礼な内容ですか。
    when-true: T-1
    when-false: T-0
    unsure: FND-U
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
def question_never_asked(edition: Edition) -> Iterator[Finding]:
    ways = flows(edition)
    asked = {(way.decision.id, name) for way in ways for name in reached(way) if name in way.asked}
    for decision in edition.of("decision"):
        # What runs in a circle or leads nowhere is mended first: it cuts off what comes after it.
        if not all(ends(way) for way in ways if way.decision is decision):
            continue
        for question in decision.data["steps"]:
            if (decision.id, question) not in asked:
                yield edition.at(decision, f" {question}:", question=question, decision=decision.id)
