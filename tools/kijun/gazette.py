"""What releases tell: each with the changes that its readers may see, compared once.

A release is compared with what had been published before it, in force already or not. What a
build's readers may not read today, or might not then, is in none of it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from . import releases
from .changes.structure import ANOTHER
from .diff import Version, compared
from .history import History
from .model import (
    Cause,
    Change,
    Comparison,
    Data,
    Heading,
    Release,
    Replacement,
    Standing,
    UnitText,
)
from .releases import Calendar
from .rules import gravest
from .text import KijunError


@dataclass(frozen=True)
class Notice:
    """A release as the readers of a locale are told of it.

    `causes` name only units that they may see. `changes` are None where the texts are not to be
    had, or cannot be read any more; a first release has none. `guidelines` are those it touches,
    by id, each with its units.
    """

    release: Release
    locale: str
    causes: tuple[Cause, ...]
    changes: tuple[Change, ...] | None
    guidelines: Mapping[str, tuple[str, ...]]

    @property
    def name(self) -> str:
        """The release's name."""
        return self.release.name

    @property
    def page(self) -> str:
        """Where the notice stands below its locale's folder."""
        return f"releases/{self.name}.md"

    @property
    def grade(self) -> str:
        """The highest class of its causes; "" for one that only moves another release."""
        return gravest(cause.grade for cause in self.causes)

    @property
    def first(self) -> bool:
        """Whether it puts a whole book in force, which nobody compares with nothing."""
        return self.grade == "baseline"

    def grade_of(self, guideline: str) -> str:
        """The highest class of what it does to a guideline."""
        units = self.guidelines[guideline]
        return gravest(c.grade for c in self.causes if not c.units.keys().isdisjoint(units))


@dataclass(frozen=True)
class Gazette:
    """All notices of a book for the readers of a build.

    `admits` says whether they are among those whom the data of a unit names. `known` keeps
    comparisons from build to build while a writer works.
    """

    calendar: Calendar
    history: History
    admits: Callable[[Data], bool]
    known: dict[tuple[object, ...], Comparison | None] = field(default_factory=dict, repr=False)
    unread: list[Exception] = field(default_factory=list, repr=False)

    def notices(self, locale: str) -> tuple[Notice, ...]:
        """The notices of a locale, the newest first."""
        found = (self._notice(each, locale) for each in reversed(self.calendar.releases))
        return tuple(notice for notice in found if notice is not None)

    def elsewhere(self, locale: str) -> tuple[Notice, ...]:
        """The notices that concern readers of other locales alone, the newest first."""
        own = {notice.name for notice in self.notices(locale)}
        found: dict[str, Notice] = {}
        for code in self.calendar.settings.locales:
            for notice in self.notices(code):
                if notice.name not in own:
                    found.setdefault(notice.name, notice)
        return tuple(sorted(found.values(), key=lambda each: each.release.order, reverse=True))

    @cached_property
    def told(self) -> tuple[Release, ...]:
        """The releases that readers of some locale are told of, the oldest first."""
        codes = self.calendar.settings.locales
        names = {notice.name for code in codes for notice in self.notices(code)}
        return tuple(each for each in self.calendar.releases if each.name in names)

    def _notice(self, each: Release, locale: str) -> Notice | None:
        if locale not in each.data.get("locales", (locale,)):
            return None
        key = each.name, locale
        if key not in self._notices:
            self._notices[key] = self._made(each, locale)
        return self._notices[key]

    @cached_property
    def _notices(self) -> dict[tuple[str, str], Notice | None]:
        return {}

    def _made(self, each: Release, locale: str) -> Notice | None:
        causes = self.causes(each)
        named = [unit for cause in causes for unit in cause.units]
        moved = self.calendar.by_name.get(moves(each))
        if not causes and (each.causes or (moved and not self.causes(moved))):
            return None
        if moved:
            taken = map(releases.address, each.data.get("units", ()))
            named += list(taken) or [unit for cause in self.causes(moved) for unit in cause.units]
        guidelines: dict[str, list[str]] = {}
        for unit in dict.fromkeys(named):
            if guideline := self._home.get(unit):
                guidelines.setdefault(guideline, []).append(unit)
        changes = self.changes(each)
        if changes is not None:
            changes = tuple(change for change in changes if _concerns(change, locale))
        touched = {name: tuple(units) for name, units in guidelines.items()}
        return Notice(each, locale, causes, changes, touched)

    def causes(self, each: Release) -> tuple[Cause, ...]:
        """The causes of a release with the units that readers may see, none without any."""
        return tuple(self._shown(each))

    def _shown(self, each: Release) -> Iterator[Cause]:
        hidden = self._hidden_at(each)
        for cause in each.causes:
            units = {
                name: _pointing(unit, hidden)
                for name, unit in cause.units.items()
                if name not in hidden
            }
            if units:
                yield replace(cause, units=units, data=_open(cause.data, hidden))

    # ── Changes ──────────────────────────────────────────────────────────────────────────

    def changes(self, each: Release) -> tuple[Change, ...] | None:
        """What a release changed, as this build's readers may see it, the gravest first.

        None where it cannot be told. The first release changed nothing.
        """
        before = self._before(each)
        if before is None or all(cause.grade == "baseline" for cause in each.causes):
            return () if each.causes else None
        found = self._compared(before, each)
        if found is None:
            return None
        hidden = self._hidden_at(each)
        seen = (seen_without(_declared(change, each), hidden) for change in found.changes)
        return tuple(change for change in seen if change is not None)

    def _before(self, each: Release) -> Release | None:
        number = self.calendar.releases.index(each)
        return self.calendar.releases[number - 1] if number else None

    def _compared(self, before: Release, each: Release) -> Comparison | None:
        sides = [self.calendar.announced(release.name) for release in (before, each)]
        marks = (tuple((*at, s.fingerprint) for at, s in side.items()) for side in sides)
        key = (*marks, self.calendar.settings.key)
        if key not in self.known:
            self.known[key] = self._compare(before.name, sides[0], each.name, sides[1])
        return self.known[key]

    def _compare(
        self,
        old: str,
        before: Mapping[tuple[str, str], Standing],
        new: str,
        after: Mapping[tuple[str, str], Standing],
    ) -> Comparison | None:
        versions = []
        for name, standings in ((old, before), (new, after)):
            tree, lost = self.history.book(standings)
            if lost:
                return None
            versions.append(Version(name, tree, settings=self.history.settings))
        try:
            return compared(*versions)
        except (KijunError, ExceptionGroup) as error:
            self.unread.append(error)
            return None

    # ── Who may read what ────────────────────────────────────────────────────────────────

    def _hidden_at(self, each: Release) -> frozenset[str]:
        """The units and labels closed to readers today, at a release, or before it."""
        before = self._before(each)
        found = self._hidden_today | self._hidden_by(each.name)
        return found | self._hidden_by(before.name) if before else found

    @cached_property
    def _hidden_today(self) -> frozenset[str]:
        if not self.calendar.releases:
            return frozenset()
        last = self.calendar.releases[-1]
        now = self.calendar.in_force(last.published)
        return (
            self._hidden(self.history.now)
            | self._hidden(self._texts(now))
            | self._hidden_by(last.name)
        )

    def _hidden_by(self, name: str) -> frozenset[str]:
        if name not in self._hidden_known:
            texts = self._texts(self.calendar.announced(name))
            self._hidden_known[name] = self._hidden(texts)
        return self._hidden_known[name]

    @cached_property
    def _hidden_known(self) -> dict[str, frozenset[str]]:
        return {}

    def _texts(
        self, standings: Mapping[tuple[str, str], Standing]
    ) -> Mapping[tuple[str, str], UnitText]:
        return {
            key: text
            for key, standing in standings.items()
            if (text := self.history.text(standing.fingerprint or ""))
        }

    def _hidden(self, texts: Mapping[tuple[str, str], UnitText]) -> frozenset[str]:
        """The addresses, and the labels, of texts that stand in what is closed to readers."""
        found: set[str] = set()
        for (address, code), text in texts.items():
            around: UnitText | None = text
            while around is not None:
                if not self.admits(around.data):
                    found.update((address, *(str(row.get("id")) for row in text.labels)))
                around = texts.get((around.home, code))
        return frozenset(found)

    @cached_property
    def _home(self) -> Mapping[str, str]:
        """The guideline of each unit that a release named and whose text is to be had."""
        return {
            replaced.unit: text.guideline
            for each in self.calendar.releases
            for _, replaced in releases.named(each)
            for mark in (replaced.to or replaced.base).values()
            if (text := self.history.text(mark))
        }


def moves(each: Release) -> str:
    """The release that one postpones or withdraws; "" where it does neither."""
    return str(each.data.get("postpones") or each.data.get("withdraws") or "")


def home(address: str) -> str:
    """The unit that a release names where something of a guideline changes: itself, or its page."""
    kind, _, name = address.partition(":")
    return f"guideline:{name.partition('#')[0]}" if kind == "section" else address


def _declared(change: Change, each: Release) -> Change:
    """A change whose class the text does not tell has the class that its release declares."""
    unit = home(change.unit)
    declared = (cause.grade for cause in each.causes if unit in cause.units)
    return (
        replace(change, grade=next(declared, change.grade))
        if change.grade == "undecided"
        else change
    )


def seen_without(change: Change, hidden: Iterable[str]) -> Change | None:
    """A change without what it says of hidden units and labels; None where it is of one."""
    closed = frozenset(hidden)
    if change.grade == "metadata" or home(change.unit) in closed:
        return None
    labels = tuple(label for label in change.labels if label not in closed)
    if change.labels and not labels:
        return None
    if closed and change.unit.startswith("guideline:"):
        # What comes or goes whole lists its titles and labels: of some it may not tell.
        values = {**change.values, "labels": labels} if "labels" in change.values else change.values
        others = tuple(replace(other, heading=_bare(other.heading)) for other in change.others)
        change = replace(change, values=values, heading=_bare(change.heading), others=others)
    for side in ("before", "after"):
        if isinstance(was := change.values.get(side), list) and not closed.isdisjoint(was):
            shown = [label for label in was if label not in closed]
            change = replace(change, values={**change.values, side: shown or ANOTHER})
    return replace(
        change,
        labels=labels,
        cases=tuple(flip for flip in change.cases if f"case:{flip.case}" not in closed),
        units=tuple(unit for unit in change.units if unit not in closed),
    )


def _pointing(replaced: Replacement, hidden: frozenset[str]) -> Replacement:
    """A unit of a release, less the reason that names only what readers may not see."""
    into = tuple(unit for unit in replaced.into if unit not in hidden)
    because = replaced.because if into or not replaced.into else ""
    return replace(replaced, because=because, into=into) if replaced.into else replaced


def _open(data: Data, hidden: frozenset[str]) -> Data:
    """A cause as written, less the rows of its label map that name what readers may not see."""
    if "map" not in data:
        return data
    ways = ("when-true", "when-false", "unsure")
    rows = {
        old: to
        for old, to in data["map"].items()
        if hidden.isdisjoint((old, *(str(to[way]) for way in ways)))
    }
    return {
        **{name: value for name, value in data.items() if name != "map"},
        **({"map": rows} if rows else {}),
    }


def _bare(heading: Heading) -> Heading:
    return Heading(heading.page, heading.unit)


def _concerns(change: Change, locale: str) -> bool:
    """Whether readers of a locale are told: a mended translation is its own readers' matter."""
    return change.grade != "translation" or locale in (
        change.locale,
        *(other.locale for other in change.others),
    )
