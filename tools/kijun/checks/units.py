"""A number has the same unit in both languages, and a period the same starting point."""

from collections.abc import Iterable, Iterator

from ..languages import Numbers, beside, language, onward
from ..model import Finding, Pair
from ..numbers import CALENDAR, MONEY, SCALE, Number
from ..rule import Example, rule
from ..text import Text

DEFINITE = frozenset(SCALE) | MONEY | CALENDAR | {"business-day", "age", "percent"}
"""Units whose words leave no doubt. Counters (人, 件, つ) have no English counterpart."""

ALIKE = (
    frozenset({"day", "day-of-month"}),
    frozenset({"year", "calendar-year", "fiscal-year", "age"}),
)
"""Units that share a word in one of the languages: 3日 is a date and three days."""

NOT_SAID = Text(en="no starting point", ja="起算点なし")


@rule(
    level="warning",
    says=Text(
        en="'{left}' in {source} and '{right}' in {target} do not measure the same. "
        "Give both the same unit and the same starting point.",
        ja="{source}の「{left}」と{target}の「{right}」では、単位または起算点が異なります。"
        "両方をそろえてください。",
    ),
    why=Text(
        en="Ten working days are two weeks, and a period without a start ends on no day.",
        ja="10営業日は、暦の上では2週間に当たります。また、起算点を示さない期間は、"
        "いつ終わるかが定まりません。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\nWe answer within 10 business days of the report.\n",
            ja="## 例 {#example}\n\n報告を受けてから10日以内に回答します。\n",
            finds=("10 business days",),
        ),
        Example(
            en="## Example {#example}\n\nAppeal within 30 days of the decision.\n",
            ja="## 例 {#example}\n\n30日以内に異議を申し立てます。\n",
            finds=("30日以内",),
        ),
        Example(
            en="## Example {#example}\n\nIn force from 5 March.\n",
            ja="## 例 {#example}\n\n5月3日から有効です。\n",
            finds=("5月3日",),
        ),
        Example(
            en="## Example {#example}\n\nAppeal within 14 days of the decision. It costs $5.\n",
            ja="## 例 {#example}\n\n決定から2週間以内に異議を申し立てます。費用は5ドルです。\n",
        ),
    ),
)
def units(pair: Pair) -> Iterator[Finding]:
    ours, theirs = language(pair.source.locale), language(pair.target.locale)
    for texts in beside(pair):
        target = texts.target
        for left, right in _unlike(texts.shared):
            yield pair.at(
                texts.part,
                onward(target, right.start),
                source=pair.source.locale,
                left=left.surface,
                target=pair.target.locale,
                right=right.surface,
            )
        if not ours or not theirs:
            continue
        begun = ours.starts(texts.source)
        if not begun or any(start.kind != "counted" for start in begun):
            continue
        if vague := [start for start in theirs.starts(target) if start.kind == "open"]:
            yield pair.at(
                texts.part,
                onward(target, vague[0].start),
                source=pair.source.locale,
                left=begun[0].words,
                target=pair.target.locale,
                right=vague[0].words,
            )


def _unlike(shared: Iterable[tuple[Numbers, Numbers]]) -> Iterator[tuple[Number, Number]]:
    """Equal numbers of which no two have units that agree; of several, the first of each side.

    Two dates of which month and day have changed places are told once.
    """
    told = set()
    for ours, theirs in shared:
        place = ours[0].start, theirs[0].start
        if place not in told and not any(_agree(one, other) for one in ours for other in theirs):
            told.add(place)
            yield ours[0], theirs[0]


def _agree(one: Number, other: Number) -> bool:
    units = {one.unit, other.unit}
    if len(units) == 1 or not units <= DEFINITE or any(units <= group for group in ALIKE):
        return True
    return one.value != other.value
