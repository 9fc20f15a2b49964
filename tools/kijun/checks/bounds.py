"""A number with a bound draws the same line in both languages."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from fractions import Fraction

from ..languages import Language, Numbers, beside, language, onward
from ..model import Finding, Pair
from ..numbers import COUNTED, DENIED, SCALE, Number, boundary, edges
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="'{left}' in {source} and '{right}' in {target} draw different lines. "
        "If {leading} is right, write {better} in {mended}.",
        ja="{source}の「{left}」と{target}の「{right}」では、境界の値を含むかどうかが異なります。"
        "{leading}が正しければ、{mended}を{better}に直してください。",
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
                "better": _better(ours, left, replace(right, unit="age"))
                if aged
                else _better(theirs, right, left),
            }
            if aged:
                words = onward(texts.source, left.start)
                yield pair.at_source(texts.part, words, **values)
            else:
                words = onward(texts.target, right.start)
                yield pair.at(texts.part, words, **values)


def _better(known: Language, wrong: Number, right: Number) -> Text:
    """What to write for a number whose bound is wrong; in a denial, what may be meant.

    *Do not label more than three* is 3件を超えて…ない or 3件以下: a denied bound is not told
    from its reverse without reading the sentence, and a reader can.
    """
    unit = wrong.unit or right.unit
    words = known.bounded(wrong.surface, right.bound, unit)
    bare = wrong.said.replace(wrong.surface, "", 1).strip()
    if not right.bound and bare:
        return Text(en=f"'{words}' without '{bare}'", ja=f"「{bare}」を付けない「{words}」")
    if right.bound and (wrong.denied or right.denied):
        turned = known.bounded(wrong.surface, DENIED[right.bound], unit)
        return Text(
            en=f"'{words}' or '{turned}', whichever is right with the negation,",
            ja=f"「{words}」または「{turned}」（否定と合わせて正しい方）",
        )
    return Text(en=f"'{words}'", ja=f"「{words}」")


def _apart(shared: Iterable[tuple[Numbers, Numbers]]) -> Iterator[tuple[Number, Number]]:
    """Numbers that both sides have and bound differently; of several equal ones, the first.

    A bound is answered by an equal one anywhere in the passage, for sentences change places.
    """
    for ours, theirs in shared:
        first = ours[0]
        if all(n.bound == first.bound and n.value == first.value for n in (*ours, *theirs)):
            # Whatever lines they draw, all draw this one: mostly so, and the rest takes time.
            continue
        ours, theirs = _alike(ours, theirs)
        if not ours or not theirs:
            continue
        strange, answers = _without(ours, theirs, edges), _without(theirs, ours, edges)
        if strange and answers:
            yield strange[0], answers[0]
        elif any(number.bound == "range" for number in (*ours, *theirs)):
            # A range draws every line.
            continue
        # One of several may draw another line, though the rest agree: 18 or older, 18歳超.
        # Words are left out more easily: 'more than one' is 複数.
        elif crossed := [n for n in _without(theirs, ours, boundary) if n.hard]:
            yield ours[0], crossed[0]
        elif crossed := [n for n in _without(ours, theirs, boundary) if n.hard]:
            yield crossed[0], theirs[0]


def _alike(ours: Numbers, theirs: Numbers) -> tuple[Numbers, Numbers]:
    """What of each side may count the same thing as something of the other, ready to compare."""
    left = [n for n in ours if any(_akin(n, other) for other in theirs)]
    right = [n for n in theirs if any(_akin(n, other) for other in ours)]
    ranges = [any(n.bound == "range" for n in side) for side in (left, right)]
    if all(ranges):
        # They answer each other, and then nothing else.
        left, right = ([n for n in side if n.bound != "range"] for side in (left, right))
    if all(n.denied == "clause" for n in (*left, *right) if n.bound):
        # A denial in the clause itself turns the bounds of both sides or of neither.
        left, right = ([replace(n, denied="") for n in side] for side in (left, right))
    return tuple(left), tuple(right)


def _akin(one: Number, other: Number) -> bool:
    """Whether two numbers may count the same: in words, *one* link is no hour."""
    words = next((n for n in (one, other) if not n.hard and n.unit in COUNTED), None)
    return words is None or not {one.unit, other.unit} & SCALE.keys()


def _without(
    side: Numbers,
    other: Numbers,
    lines: Callable[[Number], frozenset[tuple[str, Fraction | str]]],
) -> list[Number]:
    """The numbers that share no line with any of the other side."""
    known = frozenset[tuple[str, Fraction | str]]().union(*map(lines, other))
    return [number for number in side if lines(number) and not lines(number) & known]
