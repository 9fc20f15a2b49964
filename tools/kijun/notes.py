"""What stands below a unit: why its wording differs on purpose, and for writers what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from html import escape

from .codes import FIELDS, language
from .elements import mono
from .model import Divergence, Edition, Finding, Unit
from .schema import BLOCKS
from .shelf import Shelf
from .text import Text

WORDS: Mapping[str, Text] = {
    "diverges": Text(en="Worded differently on purpose", ja="言語別の取扱い（承認済み）"),
    "finding": Text(en="For writers", ja="執筆者向け"),
    "overview": Text(
        en="Pages on which the checks found something, and how often:",
        ja="検査で指摘があったページと、その件数：",
    ),
}


def divergences(unit: Unit, shelf: Shelf) -> str:
    """The notes on a unit whose wording differs on purpose."""
    entries = (entry for entry in shelf.settings.divergences if entry.unit == unit.address)
    return "".join(_divergence(entry, shelf) for entry in entries)


def _divergence(entry: Divergence, shelf: Shelf) -> str:
    """The note that both locales show: why the wording differs, and how the others word it."""
    reason = entry.data.get("reason", "")
    if isinstance(reason, Mapping):
        reason = reason.get(shelf.locale) or next(iter(reason.values()), "")
    name = entry.field.rpartition(".")[2]
    what = shelf.field(name) if name in FIELDS else escape(name)
    others = "".join(
        f'<div lang="{escape(locale)}"><b>{language(locale)}</b> {html}</div>'
        for locale, html in _worded_elsewhere(entry, shelf)
    )
    return (
        f'<aside class="kj-divergence" id="{escape(entry.id)}"'
        f' aria-label="{shelf.say(WORDS["diverges"])}">'
        f"<p><b>{shelf.say(WORDS['diverges'])}</b> {what} {mono(entry.id)}</p>"
        f"<p>{shelf.rich(reason)}</p>{others}</aside>"
    )


def _worded_elsewhere(entry: Divergence, shelf: Shelf) -> Iterator[tuple[str, str]]:
    for locale, editions in shelf.others.items():
        for edition in editions.values() if locale != shelf.locale else ():
            unit = edition.by_address.get(entry.unit)
            if unit is not None and (text := unit.data.get(entry.field)):
                yield locale, shelf.rich(text)


def findings(unit: Unit, edition: Edition, shelf: Shelf) -> str:
    """What was found in a unit, for writers.

    The page's own unit also takes what was found in a unit that has no place on the page,
    and the home page what was found in files that are no pages, and how much on others.
    """
    units = {unit.address}
    if unit is edition.units[0]:
        kinds = (*BLOCKS, "section")
        placed = {each.address for each in edition.units[1:] if each.kind in kinds}
        units |= {finding.unit for finding in shelf.findings if finding.unit not in placed}
    here, home = {edition.path}, ""
    if edition.page == "index.md" and unit is edition.units[0]:
        home = _overview(edition, shelf)
        known = {each.path for editions in shelf.others.values() for each in editions.values()}
        here |= {finding.path for finding in shelf.findings if finding.path not in known}
    found = (f for f in shelf.findings if f.path in here and f.unit in units)
    return home + "".join(_note(finding, shelf) for finding in found)


def _overview(home: Edition, shelf: Shelf) -> str:
    """For the home page: the other pages on which something was found, and how much."""
    counts = Counter(finding.path for finding in shelf.findings)
    items = "".join(
        f'<li><a href="{escape(edition.page)}">{mono(edition.path)}</a> {counts[edition.path]}</li>'
        for edition in shelf.editions.values()
        if edition is not home and counts[edition.path]
    )
    if not items:
        return ""
    return (
        f'<aside class="kj-finding" aria-label="{shelf.say(WORDS["finding"])}">'
        f"<p><b>{shelf.say(WORDS['finding'])}</b> {shelf.say(WORDS['overview'])}</p>"
        f"<ul>{items}</ul></aside>"
    )


def _note(finding: Finding, shelf: Shelf) -> str:
    says = shelf.says.get(finding.check)
    words = escape(says.to(shelf.locale, **finding.values)) if says else ""
    return (
        f'<aside class="kj-finding kj-{escape(finding.level)}"'
        f' aria-label="{shelf.say(WORDS["finding"])}">'
        f"<p><b>{shelf.value(finding.level)}</b> {words}</p>"
        f"<p>{mono(f'{finding.path}:{finding.line}')} {mono(finding.check)}</p></aside>"
    )
