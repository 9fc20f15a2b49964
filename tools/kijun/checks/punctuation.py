"""Punctuation has the width and the form of its language."""

from collections.abc import Iterator

from ..languages import Slip, language, mended, prose
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
        en="Mixed punctuation looks careless, breaks lines badly and hides the end of a sentence.",
        ja="句読点や括弧の種類が混在すると、読みにくく、改行が乱れ、"
        "文の切れ目も判別できなくなります。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\nA user (an adult) posts it.\nThen it goes.\nThe end.\n",
            ja="## 例 {#example}\n\n利用者（成人)が投稿します。\n後に,削除します。\n終わりです.\n",
            finds=("（成人）", "後に、", "です。"),
        ),
        Example(
            en="## Example {#example}\n\nA user (an adult) posts version 1.2, then deletes it.\n",
            ja="## 例 {#example}\n\n利用者（成人）が1.2版、1,000件を投稿し、その後に削除します。\n",
        ),
    ),
)
def punctuation(edition: Edition) -> Iterator[Finding]:
    known = language(edition.locale)
    if not known:
        return
    for unit in edition.units:
        first: dict[Slip, tuple[Passage, ...]] = dict.fromkeys(known.punctuation(unit.title), ())
        for passage in unit.passages:
            for slip in known.punctuation(prose(passage)):
                first.setdefault(slip, (passage,))
        for slip, within in first.items():
            yield edition.at(unit, slip.found, within, found=slip.found, better=slip.better)
