"""Digits and letters are half-width, and numbers stand in digits."""

from collections.abc import Iterator

from ..languages import Slip, language, mended, onward, prose
from ..model import Edition, Finding, Passage
from ..rule import Example, rule
from ..text import Text


@rule(
    level="warning",
    fix=lambda line, slip: mended(line, slip.values["found"], slip.values["better"], slip.locale),
    says=Text(
        en="Write '{better}' for '{found}'.",
        ja="「{found}」は「{better}」と書いてください。",
    ),
    why=Text(
        en="Search, comparison and screen readers miss １８ and 十八 where 18 is meant.",
        ja="「１８」や「十八」は、検索、照合、読み上げで「18」として扱われません。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\nUsers of 18 or older, within three months.\n",
            ja="## 例 {#example}\n\n１８歳以上の利用者が、三か月以内に申し出ます。\n",
            finds=("三か月", "１８"),
        ),
        Example(
            en="## Example {#example}\n\nSee HAR-2.\n",
            ja="## 例 {#example}\n\nHAR－2を見てください。\n",
            finds=("HAR-2",),
        ),
        Example(
            en="## Example {#example}\n\nPart of a third party's 18 items is sufficient.\n",
            ja="## 例 {#example}\n\n第三者の18件の一部で十分であり、一切の例外はありません。\n",
        ),
        Example(
            en="## Example {#example}\n\n175,000 members, 3,500 guests and 1,000 posts.\n",
            ja="## 例 {#example}\n\n会員は17万5千人、来客は3千5百人、投稿は1千件です。\n",
        ),
        Example(
            en="## Example {#example}\n\nType this:\n\n```text\nAGE=18\n```\n",
            ja="## 例 {#example}\n\n次のとおり入力します。\n\n```text\nＡＧＥ＝18\n```\n",
        ),
    ),
)
def notation(edition: Edition) -> Iterator[Finding]:
    known = language(edition.locale)
    if not known:
        return
    for unit in edition.units:
        places: dict[Slip, tuple[str, tuple[Passage, ...]]]
        places = {slip: (slip.found, ()) for slip in known.notation(unit.title)}
        for passage in unit.passages:
            text = prose(passage)
            for slip in known.notation(text):
                places.setdefault(slip, (onward(text, slip.start), (passage,)))
        for slip, place in places.items():
            yield edition.at(unit, *place, found=slip.found, better=slip.better)
