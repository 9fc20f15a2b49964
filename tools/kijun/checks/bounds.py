"""A number with a bound draws the same line in both languages."""

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction

from ..languages import Numbers, around, beside, language
from ..model import Finding, Pair
from ..numbers import Number, boundary, edges
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="'{left}' in {source} and '{right}' in {target} draw different lines. "
        "If {leading} is right, write '{better}' in {mended}.",
        ja="{source}の「{left}」と{target}の「{right}」では、境界の値を含むかどうかが異なります。"
        "{leading}が正しければ、{mended}を「{better}」に直してください。",
    ),
    why=Text(
        en="'More than 18' leaves out 18 and 18歳以上 includes it: the one case that decides.",
        ja="「more than 18」は18を含まず、「18歳以上」は18を含みます。"
        "境界の事例で判断が分かれます。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\nThe record is deleted after more than 25 months.\n",
            ja="## 例 {#example}\n\n25か月以上たった記録は削除します。\n",
            finds=("25か月を超える",),
        ),
        Example(
            en="## Example {#example}\n\nThe viewer is over 18.\n",
            ja="## 例 {#example}\n\n閲覧者は18歳以上です。\n",
            finds=("18 or older",),
        ),
        Example(
            en="## Example {#example}\n\nReply by 5 March 2026.\n",
            ja="## 例 {#example}\n\n2026年3月5日まで返信してください。\n",
            finds=("2026年3月5日までに",),
        ),
        Example(
            en="## Example {#example}\n\nA user of 18 or older posts more than one copy within "
            "30 days, never exceeding 500 characters.\n",
            ja="## 例 {#example}\n\n18歳以上の利用者が、30日以内に2つ以上の写しを投稿します。"
            "500文字を超えることはありません。\n",
        ),
    ),
)
def bounds(pair: Pair) -> Iterator[Finding]:
    ours, theirs = language(pair.source.locale), language(pair.target.locale)
    if not ours or not theirs:
        return
    for texts in beside(pair):
        for left, right in _apart(texts.shared):
            # 'Over 18' of an age mostly means '18 or older': then it is the English to mend.
            loose = left.bound == "more-than" and right.bound == "at-least"
            aged = loose and "age" in (left.unit, right.unit)
            values = {
                "source": pair.source.locale,
                "left": left.said,
                "target": pair.target.locale,
                "right": right.said,
                "leading": pair.target.locale if aged else pair.source.locale,
                "mended": pair.source.locale if aged else pair.target.locale,
                "better": ours.bounded(left.surface, right.bound, "age")
                if aged
                else theirs.bounded(right.surface, left.bound, right.unit),
            }
            if aged:
                words = around(texts.source, left.said)
                yield pair.at_source(texts.part, words, **values)
            else:
                words = around(texts.target, right.said)
                yield pair.at(texts.part, words, **values)


def _apart(shared: Iterable[tuple[Numbers, Numbers]]) -> Iterator[tuple[Number, Number]]:
    """Numbers that both sides have and bound differently; of several equal ones, the first.

    A bound is answered by an equal one anywhere in the passage, for sentences change places.
    """
    for ours, theirs in shared:
        first = ours[0]
        if all(n.bound == first.bound and n.value == first.value for n in (*ours, *theirs)):
            # Whatever lines they draw, all draw this one: mostly so, and the rest takes time.
            continue
        strange, answers = _without(ours, theirs, edges), _without(theirs, ours, edges)
        if strange and answers:
            yield strange[0], answers[0]
        # One of several may draw another line, though the rest agree: 18 or older, 18歳超.
        elif crossed := _without(theirs, ours, boundary):
            yield ours[0], crossed[0]
        elif crossed := _without(ours, theirs, boundary):
            yield crossed[0], theirs[0]


def _without(
    side: Numbers,
    other: Numbers,
    lines: Callable[[Number], frozenset[tuple[str, Fraction | str]]],
) -> list[Number]:
    """The numbers that share no line with any of the other side."""
    known = frozenset[tuple[str, Fraction | str]]().union(*map(lines, other))
    return [number for number in side if lines(number) and not lines(number) & known]
