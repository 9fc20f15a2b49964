"""Releases: which text of a unit is in force, in a locale and a market, at an instant.

Published, effective, pending and in force are four things. A release is published once and
takes effect by market; pending is what no release has named. In force is the last text that a
release effective by then named: by effect, then publication, then name. Releases only ever
add, so what was answered for a past day is answered again.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from .model import Cause, Release, Replacement, Settings, Standing
from .text import KijunError, Place, Text

NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(\.([2-9]|[1-9][0-9]+))?")
"""How releases are named: after the day of their publication, the second one with `.2`."""

GAP = "[…]"
"""Stands in a drafted notice where somebody has to write."""

EVERYWHERE = "default"
"""The market that stands for every market without an instant of its own."""


class UnknownDay(KijunError):
    """An instant or a day that cannot be read."""

    says = Text(
        en="'{given}' is no day. Write a day as 2026-03-02, or an instant as "
        "2026-03-02T10:00+09:00.",
        ja="「{given}」は日付として読み取れません。日付は2026-03-02、日時は"
        "2026-03-02T10:00+09:00のように書いてください。",
    )


class UnknownZone(KijunError):
    """A time zone that nobody knows."""

    says = Text(
        en="'{zone}' is no time zone. Write one such as Asia/Tokyo or UTC.",
        ja="「{zone}」という時間帯はありません。Asia/TokyoやUTCのように書いてください。",
    )


def instant(written: str) -> datetime:
    """An instant as releases write it. Raises UnknownDay for anything else."""
    try:
        found = datetime.fromisoformat(written)
    except ValueError:
        raise UnknownDay(given=written) from None
    if found.tzinfo is None or not _DAY.match(written):
        raise UnknownDay(given=written)
    return found


_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=T|\Z)")
"""A calendar day: the library reads weeks and days without hyphens too."""


def zone(settings: Settings, market: str = EVERYWHERE) -> ZoneInfo:
    """The time zone of a market. Raises UnknownZone."""
    name = str(settings.markets.get(market, {}).get("zone", settings.default_zone))
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise UnknownZone(Place("kijun.yml", 1), zone=name) from None


def moment(written: str, settings: Settings, market: str = EVERYWHERE) -> datetime:
    """An instant as written, or the last one of a day in the market's zone. Raises UnknownDay."""
    if not _DAY.fullmatch(written):
        return instant(written)
    try:
        day = date.fromisoformat(written)
    except ValueError:
        raise UnknownDay(given=written) from None
    following = datetime.combine(day + timedelta(days=1), time(), zone(settings, market))
    return following - timedelta(microseconds=1)


def address(written: str) -> str:
    """A unit's address: a bare id is a clause's."""
    return written if ":" in written else f"clause:{written}"


def short(address: str) -> str:
    """An address as a release writes it: a clause by its bare id."""
    return address.removeprefix("clause:")


def concerned(each: Release, settings: Settings) -> tuple[str, ...]:
    """The locales of the book whose readers a release concerns."""
    every = [code for code, locale in settings.locales.items() if not locale.onboarding]
    return tuple(code for code in each.data.get("locales", every) if code in settings.locales)


def waits(each: Release) -> bool:
    """Whether a release is an emergency, whose translations may follow."""
    return "emergency" in each.data


def release(name: str, path: str, data: Mapping[str, Any]) -> Release:
    """A release file that its schema allows, as loaded."""
    published = instant(data["published"])
    effective = {market: instant(at) for market, at in data.get("effective", {}).items()}
    causes = tuple(
        Cause(entry["class"], dict(_replacements(entry["units"])), entry)
        for entry in data.get("changes", ())
    )
    return Release(name, path, published, effective or {EVERYWHERE: published}, causes, data)


def _replacements(units: Mapping[str, Any]) -> Iterator[tuple[str, Replacement]]:
    for written, entry in units.items():
        unit, to = address(written), entry["to"]
        into = tuple(map(address, entry.get("into", ())))
        texts = None if to == "retired" else to
        yield (
            unit,
            Replacement(unit, entry.get("base", {}), texts, entry.get("because") or "", into),
        )


def earliest(published: datetime, days: int, where: ZoneInfo) -> datetime:
    """When a lead time is over: the first day does not count, and days are local ones.

    Fourteen days from 2 March are over at the start of 17 March.
    """
    day = published.astimezone(where).date() + timedelta(days=days + 1)
    return datetime.combine(day, time(), where)


def written(at: datetime) -> str:
    """An instant as releases write it, with minutes."""
    return at.isoformat(timespec="minutes").replace("+00:00", "Z")


def folder(settings: Settings) -> str:
    """Where a book keeps its releases."""
    return posixpath.join(settings.base, "releases")


def notice(name: str, locale: str, settings: Settings) -> str:
    """Where the notice of a release stands in a locale."""
    return posixpath.normpath(f"{settings.locales[locale].folder}/releases/{name}.md")


def noticed(page: str) -> str:
    """The release that a page is the notice of; "" for any other page."""
    name = page.removeprefix("releases/").removesuffix(".md")
    return name if page == f"releases/{name}.md" and NAME.fullmatch(name) else ""


@dataclass(frozen=True)
class Calendar:
    """All releases of a book in the order of their publication, and what they put in force."""

    releases: tuple[Release, ...]
    settings: Settings

    @cached_property
    def by_name(self) -> Mapping[str, Release]:
        """The releases by name."""
        return {each.name: each for each in self.releases}

    @cached_property
    def markets(self) -> tuple[str, ...]:
        """The markets that some release names, after the one that stands for all others."""
        named = {market for each in self.releases for market in each.effective}
        return (EVERYWHERE, *sorted((named | set(self.settings.markets)) - {EVERYWHERE}))

    def starts(self, each: Release, unit: str, market: str) -> datetime | None:
        """When a release holds for a unit in a market, later releases having moved it or not.

        None where one withdrew it. A release that comes too late moves nothing, and a
        postponement brings nothing forward.
        """
        moves = self.moves(each, unit, market)
        return moves[-1][1] if moves else each.starts(market)

    def moves(
        self, each: Release, unit: str, market: str
    ) -> tuple[tuple[Release, datetime | None], ...]:
        """The releases that moved another one for a unit in a market, in order.

        Each with the instant from which it then held; None where it withdrew it.
        """
        found: list[tuple[Release, datetime | None]] = []
        starts = each.starts(market)
        for later in self._moves.get(each.name, ()):
            units = later.data.get("units")
            if later.published >= starts or (units and unit not in map(address, units)):
                continue
            if "withdraws" in later.data:
                return (*found, (later, None))
            if later.starts(market) > starts:
                starts = later.starts(market)
                found.append((later, starts))
        return tuple(found)

    @cached_property
    def _moves(self) -> Mapping[str, tuple[Release, ...]]:
        """By release, those that postpone or withdraw it, in order."""
        found: dict[str, list[Release]] = {}
        for each in self.releases:
            if moved := each.data.get("postpones") or each.data.get("withdraws"):
                found.setdefault(moved, []).append(each)
        return {name: tuple(moves) for name, moves in found.items()}

    def standings(self, unit: str, locale: str, market: str = EVERYWHERE) -> tuple[Standing, ...]:
        """The texts of a unit one after the other, in the order in which they take effect."""
        return self._lines(market).get((unit, locale), ())

    def _lines(self, market: str) -> Mapping[tuple[str, str], tuple[Standing, ...]]:
        known = self._by_market.get(market)
        if known is None:
            known = self._by_market[market] = dict(self._reckoned(market))
        return known

    @cached_property
    def _by_market(self) -> dict[str, Mapping[tuple[str, str], tuple[Standing, ...]]]:
        return {}

    def _reckoned(self, market: str) -> Iterator[tuple[tuple[str, str], tuple[Standing, ...]]]:
        found: dict[tuple[str, str], list[Standing]] = {}
        for each in self.releases:
            for cause, replaced in named(each):
                starts = self.starts(each, replaced.unit, market)
                if starts is None:
                    continue
                for locale, text in self._texts(each, replaced):
                    standing = Standing(replaced.unit, locale, text, starts, each, cause)
                    found.setdefault((replaced.unit, locale), []).append(standing)
        for key, standings in found.items():
            yield key, tuple(sorted(standings, key=lambda s: (s.starts, s.release.order)))

    def _texts(self, each: Release, replaced: Replacement) -> Iterator[tuple[str, str | None]]:
        """The text of a unit by locale of the book, None where it is retired."""
        locales = each.data.get("locales", self.settings.locales)
        for locale in locales if replaced.to is None else replaced.to:
            if locale in self.settings.locales:
                yield locale, replaced.to[locale] if replaced.to else None

    def in_force(
        self, at: datetime, market: str = EVERYWHERE
    ) -> Mapping[tuple[str, str], Standing]:
        """What holds at an instant in a market, by unit and locale; the retired stand among it."""
        found = {}
        for key, standings in self._lines(market).items():
            past = [standing for standing in standings if standing.starts <= at]
            if past:
                found[key] = past[-1]
        return found

    def scheduled(
        self, at: datetime, market: str = EVERYWHERE
    ) -> Mapping[tuple[str, str], tuple[Standing, ...]]:
        """What was published by an instant and then to take effect later, in order.

        Whoever asked at that instant got the same answer: what moved it afterwards counts for
        nothing. In force is the same either way, for nothing in force is moved.
        """
        found = {}
        for key, standings in self.known(at)._lines(market).items():
            later = [s for s in standings if s.starts > at]
            if later:
                found[key] = tuple(later)
        return found

    def known(self, at: datetime) -> Calendar:
        """The releases that had been published by an instant."""
        count = sum(each.published <= at for each in self.releases)
        if count not in self._by_count:
            self._by_count[count] = Calendar(self.releases[:count], self.settings)
        return self._by_count[count]

    @cached_property
    def _by_count(self) -> dict[int, Calendar]:
        return {len(self.releases): self}

    def announced(self, name: str, market: str = EVERYWHERE) -> Mapping[tuple[str, str], Standing]:
        """What had been published by a release, in force already or not, by unit and locale.

        Each from the instant that held by then; what had been withdrawn by then is not there.
        """
        last = self.by_name[name].order
        count = sum(each.order <= last for each in self.releases)
        known = Calendar(self.releases[:count], self.settings)
        found: dict[tuple[str, str], Standing] = {}
        for each in known.releases:
            for cause, replaced in named(each):
                if starts := known.starts(each, replaced.unit, market):
                    for locale, text in self._texts(each, replaced):
                        key = replaced.unit, locale
                        found[key] = Standing(*key, text, starts, each, cause)
        return found

    @cached_property
    def instants(self) -> tuple[tuple[datetime, str], ...]:
        """Every instant at which something takes effect in a market, in order."""
        found = {
            (standing.starts, market)
            for market in self.markets
            for standings in self._lines(market).values()
            for standing in standings
        }
        return tuple(sorted(found))


def named(each: Release) -> Iterator[tuple[Cause, Replacement]]:
    """Every unit that a release names, with the cause."""
    for cause in each.causes:
        for replaced in cause.units.values():
            yield cause, replaced
