"""The same links stand in a unit in every locale."""

import re
from collections.abc import Iterator

from ..model import Finding, Pair, Unit
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="The link to '{link}' stands in this unit in {present} and not in {absent}. "
        "Link to the same page in both.",
        ja="この単位で、「{link}」へのリンクが{present}にはありますが{absent}にはありません。"
        "同じページへリンクしてください。",
    ),
    why=Text(
        en="Readers are sent to another text, or to none.",
        ja="読み手が別の文章に導かれるか、目的の文章にたどり着けなくなります。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\nSee [appeals](https://example.org/appeals).\n",
            ja="## 例 {#example}\n\n[異議申立て](https://example.org/other)をご覧ください。\n",
            finds=("https://example.org/appeals", "https://example.org/other"),
        ),
        Example(
            en="## Example {#example}\n\nSee [appeals](https://example.org/en-US/appeals/).\n",
            ja="## 例 {#example}\n\n[異議申立て](https://example.org/ja/appeals)をご覧ください。\n",
        ),
    ),
)
def link_differs(pair: Pair) -> Iterator[Finding]:
    codes = sorted({pair.source.locale, pair.target.locale})
    exact = bool(pair.settings.schemas)
    for left, right in pair.both:
        ours, theirs = _links(left, codes, exact), _links(right, codes, exact)
        for goal in sorted(ours.keys() ^ theirs.keys()):
            here = goal in theirs
            link = theirs[goal] if here else ours[goal]
            yield pair.at(
                right,
                link if here else "",
                link=link,
                present=pair.target.locale if here else pair.source.locale,
                absent=pair.source.locale if here else pair.target.locale,
            )


def _links(unit: Unit, codes: list[str], exact: bool) -> dict[str, str]:
    """The links as written, by what they lead to in any locale.

    Where headings have no explicit ids, an anchor is made from words and says nothing.
    """
    locale = re.compile(
        rf"(?<![A-Za-z0-9])(?:{'|'.join(codes)})(?:[-_][A-Za-z]{{2}})?(?![A-Za-z0-9])"
    )
    goals = {}
    for passage in unit.passages:
        for link in passage.links:
            plain = link if exact else link.partition("#")[0] or "#"
            goals[locale.sub("{}", plain).replace("/{}/", "/").rstrip("/").lower()] = link
    return goals
