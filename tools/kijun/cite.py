"""What a reader takes from a clause: its citation, and a link to ask or report about it."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any
from urllib.parse import quote

from .elements import mono
from .model import Edition, Unit
from .shelf import Shelf
from .text import Text

WORDS: Mapping[str, Text] = {
    "feedback": Text(en="Feedback on {clause}", ja="{clause}へのフィードバック"),
    "no-content": Text(
        en="(do not paste content of the item)",
        ja="（コンテンツの内容は貼り付けないでください）",
    ),
}


def citation(clause: str, locale: str, release: str = "") -> str:
    """How a clause is cited: `HAR-2 @ 2026-03-02 ja`, without a release `HAR-2 ja`.

    An address follows, which only a browser knows.
    """
    return f"{clause} @ {release} {locale}" if release else f"{clause} {locale}"


def feedback(template: str, **values: str) -> str:
    """An address with its placeholders filled in; what nobody knows is left empty.

    The market is known to the reader's browser alone, and so is the release of a text that is
    put together there: it fills them into the same template.
    """
    for name in ("guideline", "clause", "release", "locale", "market"):
        template = template.replace(f"{{{name}}}", quote(values.get(name, ""), safe=""))
    return template


def tools(unit: Unit, edition: Edition, shelf: Shelf) -> str:
    """The row below a clause's heading: the citation, and the feedback link where a book has one.

    The citation leads to the clause itself; a script adds a button that copies it.
    """
    release = shelf.releases.get(unit.address, "")
    words = mono(citation(unit.id, shelf.locale, release))
    row = f'<a class="kj-cite" href="#{escape(unit.id)}">{words}</a>'
    if template := shelf.settings.feedback:
        values = {"guideline": edition.guideline, "clause": unit.id, "locale": shelf.locale}
        href = feedback(template, **values, release=release)
        kept = {"release": release or "{release}", "market": "{market}"}
        keep = feedback(template, **values, **kept)
        for name in ("{release}", "{market}"):
            keep = keep.replace(quote(name), name)
        row += (
            f'<a class="kj-feedback" href="{escape(href)}" data-feedback="{escape(keep)}">'
            f"{shelf.say(WORDS['feedback'], clause=unit.id)}</a>"
            f'<span class="kj-note">{shelf.say(WORDS["no-content"])}</span>'
        )
    return f'<p class="kj-tools" data-search-exclude>{row}</p>'


def scripts(shelf: Shelf) -> Mapping[str, Any]:
    """What the scripts of a page need to know: the locale, the markets, and their words."""
    said = {name: text.to(shelf.locale) for name, text in SAID.items()}
    return {"locale": shelf.locale, "markets": list(shelf.settings.markets), "words": said}


SAID: Mapping[str, Text] = {
    "market": Text(en="Market", ja="対象市場"),
    "all-markets": Text(en="All markets", ja="全市場"),
    "shown": Text(
        en="Shown as it holds in market {market}. What holds only elsewhere is folded.",
        ja="対象市場{market}での内容を表示しています。{market}以外でのみ適用される取扱いは閉じています。",
    ),
    "all-shown": Text(
        en="What holds in each market is shown.",
        ja="すべての対象市場の内容を表示しています。",
    ),
    "elsewhere": Text(
        en="Does not hold in market {market}",
        ja="対象市場{market}には適用されません",
    ),
    "copy": Text(en="Copy citation", ja="引用表記をコピー"),
    "copied": Text(en="Copied: {citation}", ja="コピーしました：{citation}"),
    "not-copied": Text(
        en="Select and copy: {citation}", ja="選択してコピーしてください：{citation}"
    ),
}
"""The words that scripts say."""
