"""Years and parts of years mean the same in both languages, and dates exist."""

from collections.abc import Iterator

from ..languages import Phrase, beside, language
from ..model import Finding, Pair
from ..rule import Example, rule
from ..text import Text

NONE = Text(en="nothing", ja="なし")


@rule(
    level="warning",
    says=Text(
        en="'{left}' in {source}, '{right}' in {target}: {fault}.",
        ja="{source}では「{left}」、{target}では「{right}」です。{fault}。",
    ),
    why=Text(
        en="In Japan a 年度 and its 上半期 mostly begin in April: the same words, other months.",
        ja="日本の年度や上半期は4月に始まることが多く、英語版の読み手とは月がずれます。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\nThe report covers 2024.\n",
            ja="## 例 {#example}\n\nこの報告書は2024年度を対象とします。\n",
            finds=("年度",),
        ),
        Example(
            en="## Example {#example}\n\nIn force since 1 April 2020.\n",
            ja="## 例 {#example}\n\n平成32年4月1日から有効です。\n",
            finds=("平成32年4月1日",),
        ),
        Example(
            en="## Example {#example}\n\nThe fiscal year 2024 and Friday, 1 March 2024.\n",
            ja="## 例 {#example}\n\n2024年度と2024年3月1日（金）です。\n",
        ),
    ),
)
def dates(pair: Pair) -> Iterator[Finding]:
    ours, theirs = language(pair.source.locale), language(pair.target.locale)
    if not ours or not theirs:
        return
    for texts in beside(pair):
        left, right = ours.periods(texts.source), theirs.periods(texts.target)
        if not left and not right:
            continue
        for one, other, fault in _faults(left, right):
            values = {
                "source": pair.source.locale,
                "left": one or NONE,
                "target": pair.target.locale,
                "right": other or NONE,
                "fault": fault,
            }
            if other:
                yield pair.at(texts.part, other, **values)
            else:
                yield pair.at_source(texts.part, one, **values)


IMPOSSIBLE = Text(
    en="no calendar has this date; correct it", ja="暦にない日付です。正しい日付にしてください"
)
FISCAL = Text(
    en="a fiscal year is not a calendar year; say in both which is meant",
    ja="年度と暦年は異なります。どちらを指すか、両方に書いてください",
)
HALVES = Text(
    en="say in both in which month it begins, since in Japan that is often April",
    ja="4月始まりか1月始まりかが読み取れません。期間が始まる月を両方に書いてください",
)


def _faults(left: tuple[Phrase, ...], right: tuple[Phrase, ...]) -> Iterator[tuple[str, str, Text]]:
    """Words of the one side, words of the other, and what is wrong with them."""
    ours = {phrase.kind: phrase.words for phrase in reversed(left)}
    theirs = {phrase.kind: phrase.words for phrase in reversed(right)}
    yield from ((phrase.words, "", IMPOSSIBLE) for phrase in left if phrase.kind == "impossible")
    yield from (("", phrase.words, IMPOSSIBLE) for phrase in right if phrase.kind == "impossible")
    fiscal = "fiscal-year"
    if (fiscal in ours) != (fiscal in theirs):
        yield ours.get(fiscal, ""), theirs.get(fiscal, ""), FISCAL
    settled = {fiscal, "calendar-year"} & (ours.keys() | theirs.keys())
    if "half-year" in ours and "half-year" in theirs and not settled:
        yield ours["half-year"], theirs["half-year"], HALVES
