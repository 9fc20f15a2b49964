"""The same numbers stand in both languages."""

from collections.abc import Iterator
from dataclasses import replace

from ..languages import Numbers, beside, language, onward
from ..model import Finding, Pair
from ..numbers import Number, digits, unmatched
from ..rule import Example, rule
from ..text import Text

NONE = Text(en="none", ja="なし")


@rule(
    level="error",
    says=Text(
        en="The numbers differ. Without a counterpart in {source}: {left}. In {target}: {right}. "
        "Correct the side that is wrong.",
        ja="{source}と{target}の数値が一致しません。対応する相手のない数値は、{source}では{left}、"
        "{target}では{right}です。誤っている方を直してください。",
    ),
    why=Text(
        en="An age, a period or an amount decides the label, and each reader sees one language.",
        ja="年齢、期間、金額はラベルを左右しますが、読み手は片方の言語版しか見ません。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\nKeep the record for 30 days, then delete two copies.\n",
            ja="## 例 {#example}\n\n記録は90日間保管し、その後、写しを削除します。\n",
            finds=("90日間",),
        ),
        Example(
            en="## Example {#example}\n\nIt is looked at in the first half of fiscal 2024.\n",
            ja="## 例 {#example}\n\n2024年度の下半期に確認します。\n",
            finds=("下半期",),
        ),
        Example(
            en="## Example {#example}\n\nThe act of 2018 names 1.5 million users, half of them "
            "adults, from 2:00 pm.\n",
            ja="## 例 {#example}\n\n平成30年の法律は、利用者150万人（5割は成人）について"
            "午後2時からと定めています。\n",
        ),
    ),
)
def numbers(pair: Pair) -> Iterator[Finding]:
    known = tuple(bool(language(edition.locale)) for edition in (pair.source, pair.target))
    for texts in beside(pair):
        text = texts.target
        sides = texts.numbers
        if not all(known):
            sides = (
                _digits(texts.source, sides[0] if known[0] else ()),
                _digits(text, sides[1] if known[1] else ()),
            )
        left, right = unmatched(*sides)
        if left or right:
            yield pair.at(
                texts.part,
                onward(text, right[0].start if right else 0),
                source=pair.source.locale,
                left=_shown(left),
                target=pair.target.locale,
                right=_shown(right),
            )


def _digits(text: str, read: Numbers) -> Numbers:
    """A text's digits beside a language nobody has described, and what can be read in the text.

    A date or a number in words may answer for digits, and may have no counterpart.
    """
    answers = (replace(n, unit="", bound="", hard=False) for n in read if n.unit != "marker")
    return (*digits(text), *answers)


def _shown(found: tuple[Number, ...]) -> tuple[str, ...] | Text:
    """The numbers as written, each once."""
    return tuple(dict.fromkeys(number.surface for number in found)) or NONE
