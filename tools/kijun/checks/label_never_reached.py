"""A label of the guideline that its decision does not lead to."""

from __future__ import annotations

from collections.abc import Iterator

from ..decide import ends, flows, leaves
from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text

GIVEN = ("permitted", "exception", "violating")
"""The kinds of label that a decision gives. States, ratings and flags may be given otherwise."""


@rule(
    level="error",
    says=Text(
        en="No answers lead to the label '{label}' in any market. Let a question of the "
        "decision lead to it, or mark it 'retired: true'.",
        ja="どの対象市場でも、判断フローからラベル「{label}」に行き着く道がありません。"
        "いずれかの質問の行き先にするか、ラベルに「retired: true」と書いてください。",
    ),
    why=Text(
        en="A labeler who follows the questions would never give this label.",
        ja="質問に従うラベラーが、このラベルを付けることがなくなります。",
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
""",
            finds=("T-E",),
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
    unsure: T-E
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
    unsure: T-E
```
""",
        ),
    ),
)
def label_never_reached(edition: Edition) -> Iterator[Finding]:
    ways = flows(edition)
    # What runs in a circle or leads nowhere is mended first: it cuts off what comes after it.
    if not ways or not all(ends(way) for way in ways):
        return
    reached = {label for way in ways for label in leaves(way)}
    for row in edition.labels:
        if row["kind"] in GIVEN and not row.get("retired") and row["id"] not in reached:
            yield edition.at(edition.units[0], f"id: {row['id']}", label=row["id"])
