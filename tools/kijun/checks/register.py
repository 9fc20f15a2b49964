"""Body text keeps one register: in Japanese です・ます."""

from collections.abc import Iterator

from ..languages import language, prose
from ..model import Edition, Finding, Passage
from ..rule import Example, rule
from ..text import Text

APART = frozenset({"li", "td", "th", "dt", "dd", "blockquote", "pre", "figcaption"})
"""Elements whose text may have another register: lists, tables, quotations."""


@rule(
    level="warning",
    says=Text(
        en="'{words}' is not in the polite register of body text. "
        "End the sentence in です or ます.",
        ja="「{words}」が常体です。本文は「です・ます」で終えてください。",
    ),
    why=Text(
        en="A change of register reads as a quotation, or as another author's rule.",
        ja="文体が変わると、引用や別のルールのように読めてしまいます。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\nRemove the post.\n",
            ja="## 例 {#example}\n\nこの投稿は削除する。\n",
            finds=("この投稿は削除する。",),
        ),
        Example(
            en="## Example {#example}\n\nRemove the post.\n\n* Who is meant.\n",
            ja="## 例 {#example}\n\n「殴る。」とあれば削除しますか。\n\n* 誰かがわかる。\n",
        ),
    ),
)
def register(edition: Edition) -> Iterator[Finding]:
    known = language(edition.locale)
    if not known:
        return
    for unit in edition.units:
        for passage in unit.passages:
            if _is_body(passage):
                for sentence in known.plain_endings(prose(passage)):
                    yield edition.at(unit, sentence, (passage,), words=sentence)


def _is_body(passage: Passage) -> bool:
    return passage.tag == "p" and APART.isdisjoint(passage.inside)
