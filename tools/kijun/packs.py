"""What the site's pages of the past, of the future and of comparison are made from.

One pack a guideline and locale holds every text that a release put in force, rendered and
sanitised, with its history; one index holds the releases and their changes. A browser puts the
page of any day together from one pack, so cost grows with what changed and not with versions ×
pages. A pack is a script that hands one JSON value to `kijun.pack`: a page opened from a disk
may load a script and no data.

In a pack, a unit's `history` lists the release that named a text, the text's fingerprint and
the key of its HTML, in the order of publication; a fourth name is that of a later release which
changed what the unit shows without naming it. Without a fingerprint the unit is retired; with
one and without a key, nobody has the text any more.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, NamedTuple

from . import compare, past, releases, written
from .fingerprint import digest
from .gaps import Gaps, with_gaps
from .history import History
from .model import Cause, Edition, Release, Unit, UnitText
from .prose import Prose
from .releases import Calendar
from .sanitise import clean
from .schema import Schemas
from .shelf import Page, Shelf
from .texts import joined

_HEADING = re.compile(r'<h([1-6]) id="([^"]+)"')
_CARD = re.compile(r' id="([^"]+)"')


def hole(address: str) -> str:
    """What stands in a unit's HTML for a unit within it; no text can hold these characters."""
    return f"\ue002{address}\ue003"


class _Named(NamedTuple):
    """A text's fingerprint, and the release that named it."""

    mark: str
    release: str


@dataclass(frozen=True)
class Packer:
    """Makes the packs of a locale.

    `prose` has the shelf of today's editions, which links lead to and whose audiences hold for
    the past too; `gaps` what stands for texts that nobody has; `read` turns a page's Markdown
    into an edition (text, path, page). Links stay links to Markdown files.
    """

    prose: Prose
    calendar: Calendar
    gaps: Gaps
    schemas: Schemas = field(repr=False)
    read: Callable[[str, str, str], Edition] = field(repr=False)

    @property
    def shelf(self) -> Shelf:
        """The editions of today."""
        return self.prose.shelf

    @property
    def history(self) -> History:
        """The texts there ever were."""
        return self.gaps.history

    def packs(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Each guideline that a release ever touched, with its pack, by guideline."""
        for guideline in sorted(self._guidelines):
            if pack := self._pack(guideline):
                yield guideline, pack

    @cached_property
    def _guidelines(self) -> Mapping[str, Mapping[str, Release]]:
        """By guideline, the releases that name a unit of it, in order."""
        found: dict[str, dict[str, Release]] = {}
        for each in self.calendar.releases:
            for unit in self._named(each):
                if guideline := self._home.get(unit):
                    found.setdefault(guideline, {})[each.name] = each
        return found

    def _named(self, each: Release) -> Iterator[str]:
        """The units that a release puts in force, retires, or takes back."""
        taken = self.calendar.by_name.get(each.data.get("withdraws", ""))
        for release in (each, taken) if taken else (each,):
            yield from (replaced.unit for _, replaced in releases.named(release))

    @cached_property
    def _home(self) -> Mapping[str, str]:
        """The guideline of each unit that a release named."""
        found: dict[str, str] = {}
        for each in self.calendar.releases:
            for _, replaced in releases.named(each):
                # Where no text of it is known, its id has that of its guideline in it.
                if guess := self.gaps.guideline(replaced.unit):
                    found.setdefault(replaced.unit, guess)
                for mark in (replaced.to or replaced.base).values():
                    if text := self.history.text(mark):
                        found[replaced.unit] = text.guideline
        return found

    def _states(self, guideline: str) -> Iterator[tuple[Release, dict[str, _Named]]]:
        """The guideline as each release that touched it had published it: text by unit."""
        code = self.shelf.locale
        state: dict[str, _Named] = {}
        for name, each in self._guidelines[guideline].items():
            if "withdraws" in each.data:
                announced = self.calendar.announced(name).items()
                state = {
                    unit: _Named(standing.fingerprint, standing.release.name)
                    for (unit, locale), standing in announced
                    if locale == code and standing.fingerprint and self._home.get(unit) == guideline
                }
            for _, replaced in releases.named(each):
                here = self._home.get(replaced.unit) == guideline
                if here and replaced.to and code in replaced.to:
                    state[replaced.unit] = _Named(replaced.to[code], name)
            for unit in self._retired(each):
                state.pop(unit, None)
            yield each, state

    def _retired(self, each: Release) -> Iterator[str]:
        """The units that a release retires in this locale."""
        if self.shelf.locale in each.data.get("locales", (self.shelf.locale,)):
            yield from (replaced.unit for _, replaced in releases.named(each) if not replaced.to)

    def _pack(self, guideline: str) -> dict[str, Any] | None:
        page = self.history.pages.get(guideline, f"policies/{guideline.lower()}.md")
        texts: dict[str, dict[str, Any]] = {}
        units: dict[str, dict[str, Any]] = {}
        for each, state in self._states(guideline):
            shown = self._shown(state, page)
            for unit, html, facts in shown:
                text = self.history.text(state[unit].mark)
                assert text is not None
                key = digest(html, facts)[:12]
                texts.setdefault(key, {"html": html, "facts": facts})
                known = units.setdefault(unit, {"history": []})
                known.update(home=text.home, after=text.after)
                entry = [state[unit].release, state[unit].mark, key]
                if not known["history"] or known["history"][-1][:3] != entry:
                    # What another unit's change makes this one show waits for that change too.
                    also = [] if state[unit].release == each.name else [each.name]
                    known["history"].append(entry + also)
            present = {unit for unit, _, _ in shown}
            for unit, gap in self._lost(state):
                place = {"home": gap.home, "after": gap.after} if gap else {"home": "", "after": ""}
                known = units.setdefault(unit, {"history": [], **place})
                lost = [state[unit].release, state[unit].mark, None]
                if known["history"][-1:] != [lost]:
                    known["history"].append(lost)
                present.add(unit)
            retired = set(self._retired(each))
            for unit, known in units.items():
                if unit in retired or (unit not in present and known["history"][-1][1]):
                    known["history"].append([each.name, None, None])
        return (
            {
                "version": 1,
                "locale": self.shelf.locale,
                "guideline": guideline,
                "page": page,
                "texts": texts,
                "units": units,
            }
            if units
            else None
        )

    def _shown(
        self, state: Mapping[str, _Named], page: str
    ) -> list[tuple[str, str, dict[str, Any]]]:
        """Address, HTML and facts of each unit of a page that the audience may read."""
        gaps = self._gaps(state)
        texts = {unit: self.history.text(named.mark) for unit, named in state.items()}
        found = [text for unit in state if (text := texts[unit] or gaps.get(unit))]
        if all(text.home for text in found):
            return []
        path = f"{self.shelf.settings.locales[self.shelf.locale].folder}/{page}"
        edition = with_gaps(self.read(joined(found), path, page), gaps.values())
        prose = self.prose.of(self.shelf.with_page(edition))
        return [
            (unit.address, html, facts(unit, self.schemas))
            for unit, html in pieces(edition, prose)
            if texts.get(unit.address) and not self._hidden_today(unit.address)
        ]

    def _gaps(self, state: Mapping[str, _Named]) -> dict[str, UnitText]:
        """What stands for the units of a state whose text nobody has."""
        return {
            unit: gap
            for unit, named in state.items()
            if not self.history.text(named.mark)
            and (gap := self.gaps.text(unit, named.mark, named.release))
        }

    def _lost(self, state: Mapping[str, _Named]) -> Iterator[tuple[str, UnitText | None]]:
        """The units that cannot be shown, for nobody has the text of one or of its page, each
        with what stands for it.

        Those that today's readers may not see are not among them.
        """
        gaps = self._gaps(state)
        texts = {unit: self.history.text(named.mark) for unit, named in state.items()}
        whole = any(text and not text.home for text in (*texts.values(), *gaps.values()))
        for unit, text in texts.items():
            if (text is None or not whole) and not self._hidden_today(unit):
                yield unit, gaps.get(unit)

    def _hidden_today(self, address: str) -> bool:
        """Whether today's audience for the unit leaves this build's readers out."""
        if address in self._shown_today:
            return not self._shown_today[address]
        whole = f"guideline:{self._home.get(address)}"
        return not self._shown_today.get(whole, True) or self.gaps.closed(address)

    @cached_property
    def _shown_today(self) -> Mapping[str, bool]:
        """By unit of today, whether this build's readers may see it."""
        return {
            unit.address: self.shelf.shows(unit, edition)
            for edition in self.shelf.editions.values()
            for unit in edition.units
        }


def pieces(edition: Edition, prose: Prose) -> Iterator[tuple[Unit, str]]:
    """A guideline's page cut into its units: HTML with a hole for each unit that stands in it."""
    shelf = prose.shelf
    if not shelf.shown(edition):
        return
    page = written.page(edition, shelf)
    # A pack has no drawings, of which each text would hold a copy: one that did not change is
    # taken over from the page of today.
    drawn = {f"map-{unit.id}": past.place("drawn") for unit in edition.of("decision")}
    coming = {f"coming-{unit.address}": past.placed(unit.address) for unit in edition.units}
    later = {**page.later, **drawn, **coming, "since": past.place("since")}
    page = replace(page, later=later)

    def finished(html: str) -> str:
        return page.finished(prose.linked(clean(html), edition.page))

    blocks = {unit.id: unit for unit in edition.units if unit.kind not in ("guideline", "section")}
    cards: dict[str, str] = {}
    slots = []
    for card in page.slots:
        found = _CARD.search(card)
        unit = blocks.get(found[1]) if found else None
        if unit is None or unit.kind == "clause":
            slots.append(card)
        else:
            # Its place is a number: a word of its address may be a term, and would be linked.
            slots.append(f"<p>{hole(str(len(cards)))}</p>")
            cards[unit.address] = finished(card)
    body = Page(page.title, page.body, tuple(slots)).filled(shelf.render(page.body))
    names = list(cards)
    whole = re.sub(
        "<p>\ue002([0-9]+)\ue003</p>", lambda at: hole(names[int(at[1])]), finished(body)
    )
    own = {edition.units[0].address: ""} | _cut(whole, edition)
    for unit in edition.units:
        if (html := own.get(unit.address, cards.get(unit.address))) is not None:
            yield unit, html


def _cut(html: str, edition: Edition) -> dict[str, str]:
    """The page's own HTML and each clause's, by address: cut where their headings stand."""
    whole = edition.units[0].address
    clauses = {unit.id: unit for unit in edition.of("clause")}
    found = {whole: ""}
    owner, level, last = whole, 0, 0
    for head in _HEADING.finditer(html):
        unit, depth = clauses.get(head[2]), int(head[1])
        if unit is None and (owner == whole or depth > level):
            continue
        found[owner] += html[last : head.start()]
        last = head.start()
        owner, level = (unit.address, depth) if unit else (whole, 0)
        if unit:
            found[whole] += hole(unit.address)
            found[owner] = ""
    found[owner] += html[last:]
    return found


def facts(unit: Unit, schemas: Schemas) -> dict[str, Any]:
    """The typed facts of a unit by path, for comparing two texts without reading them."""
    return dict(_flat(compare.owed(schemas.unit(unit.kind), unit.data), ""))


def _flat(data: Any, path: str) -> Iterator[tuple[str, Any]]:
    """What two locales share of some data, without what is only present in both."""
    if isinstance(data, Mapping):
        for name, value in data.items():
            yield from _flat(value, f"{path}.{name}" if path else str(name))
    elif data != compare.PRESENT:
        yield path, data


def index(
    calendar: Calendar,
    changes: Mapping[str, Any],
    causes: Mapping[str, tuple[Cause, ...]] | None = None,
) -> dict[str, Any]:
    """The releases, when each takes effect, and what changed with each.

    `moved` has, by unit and market, the instants that later releases postponed, None for what
    was withdrawn; `ahead`, by unit, the locales that an emergency names it in, others being owed.
    `changes` are those of each release, as its comparison in JSON lists them;
    `causes` those that readers may see, where that is not all.
    """
    return {
        "version": 1,
        "markets": {
            market: {"zone": str(releases.zone(calendar.settings, market))}
            for market in calendar.markets
        },
        "releases": [
            {
                "name": each.name,
                "published": each.published.isoformat(),
                "effective": {market: at.isoformat() for market, at in each.effective.items()},
                "moved": dict(_moved(calendar, each, causes)),
                "ahead": dict(_ahead(calendar, each, causes)),
                "causes": [
                    {**_told(cause.data), "units": sorted(cause.units)}
                    for cause in (each.causes if causes is None else causes[each.name])
                ],
                "changes": changes.get(each.name, []),
            }
            for each in calendar.releases
        ],
    }


def _ahead(
    calendar: Calendar, each: Release, causes: Mapping[str, tuple[Cause, ...]] | None
) -> Iterator[tuple[str, list[str]]]:
    shown = each if causes is None else replace(each, causes=causes[each.name])
    whole = set(calendar.settings.locales)
    for _, replaced in releases.named(shown):
        locales = set(replaced.to or ())
        if calendar.settings.source in locales and locales < whole:
            yield replaced.unit, sorted(locales)


def _told(data: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in data.items() if name != "units"}


def _moved(
    calendar: Calendar, each: Release, causes: Mapping[str, tuple[Cause, ...]] | None
) -> Iterator[tuple[str, dict[str, str | None]]]:
    shown = each if causes is None else replace(each, causes=causes[each.name])
    for _, replaced in releases.named(shown):
        moved: dict[str, str | None] = {}
        for market in calendar.markets:
            starts = calendar.starts(each, replaced.unit, market)
            if starts != each.starts(market):
                moved[market] = starts.isoformat() if starts else None
        if moved:
            yield replaced.unit, moved
