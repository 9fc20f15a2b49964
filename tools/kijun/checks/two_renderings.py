"""A sentence that a page says twice is translated once."""

import re
from collections import Counter
from collections.abc import Iterator

from ..languages import alike, language
from ..model import Aligned, Finding, Pair, Passage
from ..rule import Example, rule
from ..terms import is_title
from ..text import Text

LONG = 24
"""Characters from which a sentence means the same wherever it stands: "No." does not."""


@rule(
    level="warning",
    says=Text(
        en="'{source}' reads '{here}' here and '{there}' in {other}. Choose one of the two.",
        ja="「{source}」の訳が、ここでは「{here}」、{other}では「{there}」になっています。"
        "どちらかにそろえてください。",
    ),
    why=Text(
        en="A reader who meets two wordings looks for the difference between them. Names of labels "
        "are left out: they may be shorter than the title.",
        ja="読み手は、表現が違えば内容にも違いがあると考えます。"
        "ラベルの名前はタイトルより短くしてよいため、対象外です。",
    ),
    examples=(
        Example(
            en="## A {#a}\n\nLook at the item as a whole.\n\n"
            "## B {#b}\n\nLook at the item as a whole.\n",
            ja="## あ {#a}\n\nコンテンツ全体を見ます。\n\n"
            "## い {#b}\n\nコンテンツを全体として確認します。\n",
            finds=("Look at the item as a whole.",),
        ),
        Example(
            en="## A {#a}\n\nLook at the item as a whole.\n\nNo.\n\n"
            "## B {#b}\n\nLook at the item as a whole.\n\nNo.\n",
            ja="## あ {#a}\n\nコンテンツ全体を見ます。\n\nいいえ。\n\n"
            "## い {#b}\n\nコンテンツ全体を見ます。\n\n違います。\n",
        ),
        Example(
            en="## A {#a}\n\nLook at the item as a whole.\n\n"
            "## B {#b}\n\n- Its title\n- Look at the item as a whole.\n\n"
            "## C {#c}\n\nLook at the item as a whole.\n",
            ja="## あ {#a}\n\nコンテンツ全体を見ます。\n\n"
            "## い {#b}\n\n*題名とコンテンツ全体を見ます。\n*次に進みます。\n\n"
            "## う {#c}\n\n__コンテンツ全体__を見ます。\n",
        ),
    ),
)
def two_renderings(pair: Pair) -> Iterator[Finding]:
    seen: dict[str, tuple[str, Aligned]] = {}
    told = [
        (part, _split(part.source, pair.source.locale))
        for part in pair.aligned
        if not any(map(is_title, part.source))
    ]
    often = Counter(said for _, ours in told for said in ours)
    # A page says few sentences twice: the translations of the others are not looked at.
    for part, ours in told:
        if all(often[said] == 1 for said in ours):
            continue
        for said, rendered in _sentences(pair, part):
            first, where = seen.setdefault(said, (rendered, part))
            if _signless(first) != _signless(rendered):
                yield pair.at(
                    part,
                    rendered,
                    source=said,
                    here=rendered,
                    there=first,
                    other=where.target_unit.address,
                )


def _sentences(pair: Pair, part: Aligned) -> Iterator[tuple[str, str]]:
    """Long sentences with their translation, where both sides have as many.

    A list that was lost on one side runs on there, so its sentences are not taken.
    """
    if not alike(part):
        return
    ours = _split(part.source, pair.source.locale)
    theirs = _split(part.target, pair.target.locale)
    if len(ours) == len(theirs):
        yield from (both for both in zip(ours, theirs, strict=True) if len(both[0]) >= LONG)


def _signless(text: str) -> str:
    """A text without space, and without signs of markup that show: those are told elsewhere."""
    return re.sub(r"[\s*_]", "", text)


def _split(passages: tuple[Passage, ...], locale: str) -> list[str]:
    known = language(locale)
    texts = [passage.text for passage in passages if passage.tag != "pre"]
    return [each for text in texts for each in known.sentences(text)] if known else texts
