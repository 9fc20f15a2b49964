"""What was in force on a day, and every text that a unit ever had.

As-of asks what held at an instant; a release's name asks what had been published by then. A
text that no release names was never in force, however long it stood in the tree.
"""

from __future__ import annotations

import posixpath
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta, timezone
from difflib import get_close_matches
from pathlib import Path

from . import book, diff, releases
from .cache import Cache
from .history import History, Seen, UnknownText
from .model import Change, Release, Settings, Standing, UnitText
from .releases import Calendar
from .shelf import REPLACES
from .text import KijunError, Notice, Place, Text
from .texts import concerns, joined, passage
from .tree import Memory, today


class NoSuchUnit(KijunError):
    """A unit that the book never had."""

    says = Text(
        en="No text of '{unit}' is known. Give a unit's id, such as HAR-2 or HAR-2-C1.",
        ja="「{unit}」の文は見つかりません。HAR-2やHAR-2-C1のようなIDを指定してください。",
    )


class NoSuchUnitNear(NoSuchUnit):
    """A unit that the book never had, and one that it has and that is spelled much like it."""

    says = Text(
        en="No text of '{unit}' is known. Did you mean {near}?",
        ja="「{unit}」の文は見つかりません。「{near}」ではありませんか。",
    )


class NoSuchLocale(KijunError):
    """A locale that the book does not have."""

    says = Text(
        en="There is no locale '{locale}'. This book has {known}.",
        ja="「{locale}」という言語版はありません。使える言語版は{known}です。",
    )


class NoSuchMarket(KijunError):
    """A market that the book does not know."""

    says = Text(
        en="There is no market '{market}'. This book knows {known}.",
        ja="「{market}」という対象市場はありません。使える対象市場は{known}です。",
    )


class NoReleases(KijunError):
    """A question that only releases can answer, and a book without any."""

    says = Text(
        en="This book has no release, so nobody can say what was in force. "
        "See a text by its revision: 'kijun show {unit} --at REVISION'.",
        ja="まだリリースがないため、何が適用されていたかは分かりません。"
        "「kijun show {unit} --at 版」を使うと、gitの版を指定して文を確認できます。",
    )


class UnreadPage(KijunError):
    """A page of a revision that cannot be read, so that nobody knows what is in it."""

    says = Text(
        en="This page cannot be read in the revision '{revision}', so nobody can say whether "
        "'{unit}' is in it. {cause}",
        ja="版「{revision}」のこのページを読み取れないため、「{unit}」があるかどうか分かりません。"
        "{cause}",
    )


NO_FRONT = Text(
    en="A guideline begins with a line '---', its facts with an 'id', and a line '---'.",
    ja="ガイドラインは「---」の行で始め、「id」などの項目を書き、「---」の行で閉じます。",
)


@dataclass(frozen=True)
class Instead:
    """What a market entry replaces in that market, by field, and the condition, "" for always."""

    entry: str
    values: Mapping[str, object]
    condition: str = ""


@dataclass(frozen=True)
class Shown:
    """A unit as it stood: its Markdown with the units in it, and what is known of its standing.

    `labels` are its label rows as they hold in the market, `instead` what the market's entries
    replace of it; all markets but those with an entry of their own have the row as written.
    `markets` are the only ones in which it holds, none of them where it holds in all.
    `asked` is the day or the version; `announced` whether a release was asked for what it had
    published, `revision` whether git was asked. `standing` is what put the text in force,
    `after` what is scheduled to follow, `pending` whether a later text waits for a release,
    `withdrawn` the release that by then had taken back the text of the working tree, `moved` what
    moved the text that a release had published, each with the instant that holds since, or None.
    `behind` is what an emergency put in force in the governing locale alone, of this unit and of
    those in it, each with the standing that this locale still has, or None.
    `unread` are the releases that could not be read, each with whether it could have changed the
    answer: one that came out later could not.
    `source` is "" where the unit had no text at that time. Of a retired unit `last` is the unit
    as it stood just before; its `source` is "" where nobody has that text any more.
    """

    unit: str
    locale: str
    market: str
    asked: str
    source: str
    labels: tuple[Mapping[str, object], ...] = ()
    instead: tuple[Instead, ...] = ()
    markets: tuple[str, ...] = ()
    standing: Standing | None = None
    after: tuple[Standing, ...] = ()
    pending: bool = False
    behind: tuple[tuple[Standing, Standing | None], ...] = ()
    withdrawn: Release | None = None
    moved: tuple[tuple[Release, datetime | None], ...] = ()
    unread: Mapping[str, bool] = field(default_factory=dict)
    last: Shown | None = None
    announced: bool = False
    revision: bool = False


@dataclass(frozen=True)
class Move:
    """A release that postponed or withdrew a text, and the instants that held until then."""

    release: Release
    before: Mapping[str, datetime]


@dataclass(frozen=True)
class Entry:
    """A text in a unit's history, with what put it in force or, without a release, its commit.

    `effective` are the instants by market, `default` among them, where a release names it;
    `moves` what changed them, in order.
    `changes` is what differs from the text before, each with the class that its release gave it
    where the text does not tell; `known` whether the text itself was found. `place` is, of a text
    that no release named: `earlier` than the first that one did, `pending` in the working tree,
    `passed` over, or "" where it is staged.
    """

    locale: str
    fingerprint: str | None
    standing: Standing | None = None
    effective: Mapping[str, datetime] = field(default_factory=dict)
    seen: Seen | None = None
    changes: tuple[Change, ...] = ()
    known: bool = True
    moves: tuple[Move, ...] = ()
    place: str = ""


@dataclass(frozen=True)
class Record:
    """The history of a unit, by locale and then from the oldest text to the newest.

    Those that releases named stand in their order, the others where they were written.

    `complete` is whether older commits can be read; without, the first text is the oldest
    known and perhaps not the first. `unread` are the releases that could not be read.
    """

    unit: str
    entries: tuple[Entry, ...]
    complete: bool
    unread: tuple[str, ...] = ()


class _Shelf:
    """A book opened with its releases and its history."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.tree, cache = today(folder), Cache.of(folder)
        self.settings: Settings = book.settings(self.tree, cache, str(folder))
        self.calendar, self.problems = book.calendar(self.tree, self.settings, cache)
        self.history = History(self.tree, self.settings, folder, cache)

    def unread(self) -> tuple[str, ...]:
        """The releases that cannot be read, by name; why is told beside the answer."""
        for problem in self.problems:
            warnings.warn(Notice(problem), stacklevel=1)
        paths = (problem.place.path for problem in self.problems if problem.place)
        return tuple(dict.fromkeys(posixpath.basename(p).removesuffix(".yml") for p in paths))

    def doubts(self, day: str) -> Mapping[str, bool]:
        """The releases that cannot be read, and whether each could be of a day or before.

        A release is named after the day of its publication; a file that is not may be of any.
        """
        return {
            name: not releases.NAME.fullmatch(name) or name.partition(".")[0] <= day
            for name in self.unread()
        }

    def address(self, unit: str) -> str:
        """The unit that is meant. Raises NoSuchUnit."""
        given = releases.address(unit)
        wanted = given.partition(":")[2].lower()
        known = list(dict.fromkeys(address for address, _ in self.history.now))
        ids = {address.partition(":")[2].lower(): address for address in reversed(known)}
        if given in known:
            return given
        if ":" not in unit and wanted in ids:
            return ids[wanted]
        named = {r.unit for each in self.calendar.releases for _, r in releases.named(each)}
        old = [a for a in sorted(named) if a == given or a.partition(":")[2].lower() == wanted]
        if old or self.history.of(given):
            return old[0] if old else given
        near = get_close_matches(wanted, ids, 1)
        meant = [ids[name].partition(":")[2] for name in near]
        if meant:
            raise NoSuchUnitNear(unit=unit, near=meant[0])
        raise NoSuchUnit(unit=unit)

    def locales(self, locale: str) -> tuple[str, ...]:
        """The locales that are meant: one, or all. Raises NoSuchLocale."""
        if locale and locale not in self.settings.locales:
            raise NoSuchLocale(locale=locale, known=list(self.settings.locales))
        return (locale,) if locale else tuple(self.settings.locales)

    def market(self, market: str) -> str:
        """The market that is meant. Raises NoSuchMarket."""
        if market and market not in self.calendar.markets:
            raise NoSuchMarket(market=market, known=list(self.settings.markets))
        return market or releases.EVERYWHERE


def show(
    folder: Path,
    unit: str,
    *,
    locale: str = "",
    reader: str = "",
    market: str = "",
    as_of: str = "",
    at: str = "",
) -> Shown:
    """A unit as it was in force at the end of a day or at an instant, or as of a version.

    `as_of` is a day or an instant; `at` the name of a release (what had been published by it)
    or of a git revision. Without a `locale` it is the reader's, where the book has that, else
    the source. Raises KijunError or an ExceptionGroup of them.
    """
    shelf = _Shelf(folder)
    address = shelf.address(unit)
    own = reader if reader in shelf.settings.locales else shelf.settings.source
    (code,) = shelf.locales(locale or own)
    where = shelf.market(market)
    if at and at not in shelf.calendar.by_name:
        version = diff.version(folder, at)
        past = History(version.tree, shelf.settings, None)
        texts = [text for (_, other), text in past.now.items() if other == code]
        if all(text.address != address for text in texts):
            unread = _unread(shelf, past, address, code)
            errors = [UnreadPage(p, revision=at, unit=unit, cause=why) for p, why in unread.items()]
            if errors:
                raise ExceptionGroup("pages", errors)
        only = _markets(address, {text.address: text for text in texts}.get)
        written = _written(address, texts, where)
        return Shown(address, code, where, at, *written, only, revision=True)
    if not shelf.calendar.releases:
        if shelf.problems:
            raise ExceptionGroup("releases", shelf.problems)
        raise NoReleases(unit=unit)
    if at:
        standings = shelf.calendar.announced(at, where)
        standing = standings.get((address, code))
        written = _written(address, _within(shelf, standings, address, code), where)
        late = _behind(shelf, standings, address, code, where)
        only = _markets(address, _reading(shelf, standings, code))
        return Shown(
            address,
            code,
            where,
            at,
            *written,
            only,
            standing,
            behind=late,
            last=_last(shelf, standing, where),
            moved=shelf.calendar.moves(standing.release, address, where) if standing else (),
            unread=shelf.doubts(shelf.calendar.by_name[at].day[0]),
            announced=True,
        )
    moment = releases.moment(as_of, shelf.settings, where)
    standings = shelf.calendar.in_force(moment, where)
    standing = standings.get((address, code))
    now = shelf.history.now.get((address, code))
    named = _naming(shelf, address, code, now.fingerprint) if now else ()
    return Shown(
        address,
        code,
        where,
        as_of,
        *_written(address, _within(shelf, standings, address, code), where),
        _markets(address, _reading(shelf, standings, code)),
        standing,
        shelf.calendar.scheduled(moment, where).get((address, code), ()),
        pending=now is not None and not named,
        withdrawn=_withdrawn(shelf.calendar.known(moment), named, address, where),
        behind=_behind(shelf, standings, address, code, where),
        unread=shelf.doubts(moment.astimezone(_EASTMOST).date().isoformat()),
        last=_last(shelf, standing, where),
    )


_EASTMOST = timezone(timedelta(hours=14))
"""Where a day begins first: whoever publishes, it is no later day there."""


def _unread(shelf: _Shelf, past: History, address: str, code: str) -> Mapping[Place, Text]:
    """The pages of a revision in which a unit may be, though nobody can read it, and why."""
    inside = past.settings.locales[code].folder + "/"
    found = {
        problem.place: Text(*(problem.says.to(each, **problem.values) for each in Text.languages))
        for problem in past.unread
        if problem.place and problem.place.path.startswith(inside.removeprefix("./"))
    }
    # What lost its first lines is no guideline to a reader of pages, yet it is where the unit was.
    known = {text.guideline for (_, other), text in past.now.items() if other == code}
    paths = {place.path for place in found}
    for guideline in dict.fromkeys(seen.text.guideline for seen in shelf.history.of(address)):
        page = shelf.history.path(guideline, code)
        if guideline not in known and page not in paths and past.tree.read(page) is not None:
            found[Place(page, 1)] = NO_FRONT
    return found


def _last(shelf: _Shelf, retired: Standing | None, market: str) -> Shown | None:
    """A retired unit as it stood just before; None of any other, or where it never held."""
    standing = retired
    standings: Mapping[tuple[str, str], Standing] = {}
    while standing and standing.fingerprint is None:
        before = standing.starts - timedelta(microseconds=1)
        standings = shelf.calendar.in_force(before, market)
        standing = standings.get((standing.unit, standing.locale))
    if standing is None or standing is retired:
        return None
    unit, code = standing.unit, standing.locale
    try:
        written = _written(unit, _within(shelf, standings, unit, code), market)
    except UnknownText:
        written = "", (), ()
    only = _markets(unit, _reading(shelf, standings, code))
    return Shown(unit, code, market, "", *written, only, standing)


def _behind(
    shelf: _Shelf,
    standings: Mapping[tuple[str, str], Standing],
    address: str,
    code: str,
    market: str,
) -> tuple[tuple[Standing, Standing | None], ...]:
    """What an emergency put in force in the governing locale alone, of a unit and those in it."""
    found = []
    for (unit, locale), standing in standings.items():
        own = standings.get((unit, code))
        if not releases.waits(standing.release) or (
            own and own.release.order >= standing.release.order
        ):
            continue
        text = shelf.history.text(standing.fingerprint or "")
        if text and address in (text.address, text.home):
            governing = shelf.history.governing(standings, text.guideline)
            if locale == governing.get(market, governing.get(releases.EVERYWHERE)):
                found.append((standing, own))
    return tuple(found)


def _naming(shelf: _Shelf, address: str, code: str, mark: str) -> tuple[Release, ...]:
    """The releases that name a text of a unit, in order."""
    return tuple(
        each
        for each in shelf.calendar.releases
        for _, replaced in releases.named(each)
        if replaced.unit == address and (replaced.to or {}).get(code) == mark
    )


def _withdrawn(
    calendar: Calendar, named: tuple[Release, ...], address: str, market: str
) -> Release | None:
    """What withdrew a text for good, of which these releases are all that name it."""
    known = [each for each in named if each.name in calendar.by_name]
    moves = [calendar.moves(each, address, market) for each in known]
    last = [each[-1] if each else None for each in moves]
    withdrawn = [move[0] for move in last if move and move[1] is None]
    return withdrawn[-1] if withdrawn and len(withdrawn) == len(known) else None


def _written(
    address: str, texts: list[UnitText], market: str
) -> tuple[str, tuple[Mapping[str, object], ...], tuple[Instead, ...]]:
    """A unit's Markdown, its label rows as they hold in a market, and what that has instead.

    Nothing of it where the unit is not among the texts.
    """
    if all(text.address != address for text in texts):
        return "", (), ()
    source, written = passage(texts, address)
    entries = [text for text in texts if text.data.get("market") == market and _replaced(text)]
    own = [
        (text, [entry for entry in entries if concerns(entry, text)])
        for text in written
        if text.kind == "clause"
    ]
    shown = {entry.address for _, found in own for entry in found}
    labels = tuple(_held(row, found) for text, found in own for row in text.labels)
    instead = tuple(
        Instead(entry.address, _replaced(entry), str(entry.data.get("while", "")))
        for entry in entries
        if entry.address in shown
    )
    return source, labels, instead


def _replaced(entry: UnitText) -> Mapping[str, object]:
    """What a market entry has of the fields of a clause; nothing of any other unit."""
    fields = REPLACES if entry.kind == "market" else ()
    return {name: entry.data[name] for name in fields if name in entry.data}


def _held(row: Mapping[str, object], entries: list[UnitText]) -> Mapping[str, object]:
    """A label row as it holds with market entries; one that holds only at times changes nothing."""
    always = [_replaced(entry) for entry in entries if "while" not in entry.data]
    return {name: next((e[name] for e in reversed(always) if name in e), row[name]) for name in row}


def _reading(
    shelf: _Shelf, standings: Mapping[tuple[str, str], Standing], locale: str
) -> Callable[[str], UnitText | None]:
    """What gives a unit's text in a locale, as it stands."""

    def text(address: str) -> UnitText | None:
        standing = standings.get((address, locale))
        return shelf.history.text(standing.fingerprint or "") if standing else None

    return text


def _markets(address: str, text: Callable[[str], UnitText | None]) -> tuple[str, ...]:
    """The only markets in which a unit holds, as it and the unit around it say; none for all."""
    found: tuple[str, ...] = ()
    while each := text(address):
        data = each.data
        own = data.get("markets", (data["market"],) if "market" in data else ())
        found = tuple(market for market in found or own if not own or market in own)
        address = each.home
    return found


def _within(
    shelf: _Shelf, standings: Mapping[tuple[str, str], Standing], address: str, locale: str
) -> list[UnitText]:
    """The texts of a unit's guideline as they stand. Raises UnknownText where its own is lost."""
    own = standings.get((address, locale))
    if own is None or own.fingerprint is None:
        return []
    trace = shelf.history.trace(own.fingerprint)
    if trace is None:
        raise UnknownText.of(own, shelf.history)
    found = []
    for (_, code), standing in standings.items():
        mark = standing.fingerprint if code == locale else None
        around = shelf.history.trace(mark) if mark else None
        if mark and around and around.guideline == trace.guideline:
            text = shelf.history.text(mark)
            found += [text] if text else []
    return found


def history(folder: Path, unit: str, *, locale: str = "") -> Record:
    """Every text of a unit, each with its release, its instants, its class and what changed."""
    shelf = _Shelf(folder)
    address = shelf.address(unit)
    entries = [entry for code in shelf.locales(locale) for entry in _texts(shelf, address, code)]
    complete = not shelf.history.shallow and not shelf.history.without_git
    return Record(address, tuple(entries), complete, shelf.unread())


def _texts(shelf: _Shelf, address: str, code: str) -> Iterator[Entry]:
    """The texts of a unit in a locale in order of time; what is pending comes last."""
    named = tuple(_entries(shelf, address, code))
    released = {entry.fingerprint for entry in named}
    found = [seen for seen in shelf.history.of(address) if seen.locale == code]
    ages = {seen.text.fingerprint: _age(seen, shelf) for seen in found}
    now = shelf.history.now.get((address, code))
    unnamed = [seen for seen in found if seen.text.fingerprint not in released]
    pending = [seen for seen in unnamed if now and seen.text.fingerprint == now.fingerprint]
    left = [seen for seen in unnamed if seen not in pending]
    left.sort(key=lambda seen: ages[seen.text.fingerprint])
    told: set[str | None] = set()
    for entry in named:
        # A text that is named again is no younger for that.
        since = ages.get(entry.fingerprint or "") if entry.fingerprint not in told else None
        while left and since and ages[left[0].text.fingerprint] < since:
            yield _unnamed(left.pop(0), "passed" if told else "earlier")
        told.add(entry.fingerprint)
        yield entry
    for seen in left:
        staged = ages[seen.text.fingerprint] == _STAGED
        yield _unnamed(seen, "" if staged else "passed")
    yield from (_unnamed(seen, "pending") for seen in pending)


def _unnamed(seen: Seen, place: str) -> Entry:
    return Entry(seen.locale, seen.text.fingerprint, seen=seen, place=place)


def _age(seen: Seen, shelf: _Shelf) -> tuple[int, str]:
    """What texts are ordered by: the commits that the clone lacks, its own, then the index."""
    if seen.commit:
        return 1, datetime.fromisoformat(seen.when).astimezone(UTC).isoformat()
    return _STAGED if seen.path and not shelf.history.shallow else _EDGE


_EDGE, _STAGED = (0, ""), (2, "")
"""The age of a text that was committed before the clone begins, and of one that is only staged."""


def _entries(shelf: _Shelf, address: str, code: str) -> Iterator[Entry]:
    """The texts of a unit in a locale that releases named."""
    calendar = shelf.calendar
    before: UnitText | None = None
    for each in calendar.releases:
        for cause, replaced in releases.named(each):
            to: Mapping[str, str | None] = (
                dict.fromkeys(shelf.settings.locales) if replaced.to is None else dict(replaced.to)
            )
            if replaced.unit != address or code not in to:
                continue
            mark = to[code]
            instants = {
                market: starts
                for market in calendar.markets
                if (starts := calendar.starts(each, address, market)) is not None
            }
            standing = Standing(address, code, mark, each.starts(releases.EVERYWHERE), each, cause)
            text = shelf.history.text(mark) if mark else None
            found = _changes(shelf, each.name, code, before, text) if text else ()
            changes = tuple(_classed(change, standing) for change in found)
            yield Entry(
                code,
                mark,
                standing,
                instants,
                changes=changes,
                known=text is not None or mark is None,
                moves=tuple(_moves(calendar, each, address)),
            )
            before = text or before


def _classed(change: Change, standing: Standing) -> Change:
    """A change whose class the text does not tell, with the class that its release gave it."""
    if change.grade != "undecided" or standing.cause.grade == "undecided":
        return change
    return replace(change, grade=standing.cause.grade, declared=standing.release.name)


def _moves(calendar: Calendar, each: Release, address: str) -> Iterator[Move]:
    """The releases that moved another one for a unit, in any market."""
    found = {market: calendar.moves(each, address, market) for market in calendar.markets}
    movers = {later.name for moves in found.values() for later, _ in moves}
    for later in calendar.releases:
        if later.name in movers:
            earlier = Calendar(
                tuple(other for other in calendar.releases if other.order < later.order),
                calendar.settings,
            )
            starts = {market: earlier.starts(each, address, market) for market in calendar.markets}
            yield Move(later, {market: at for market, at in starts.items() if at is not None})


def _changes(
    shelf: _Shelf, name: str, code: str, old: UnitText | None, new: UnitText
) -> tuple[Change, ...]:
    """What differs between two texts of a unit, both read within the page as it was released."""
    if old is None:
        return ()
    marks = {s.fingerprint for (_, c), s in shelf.calendar.announced(name).items() if c == code}
    found = (shelf.history.text(mark) for mark in marks if mark)
    around = {
        text.address: text for text in found if text is not None and text.guideline == new.guideline
    }
    if not any(text.kind == "guideline" for text in around.values()):
        return ()
    page = f"{shelf.settings.locales[code].folder}/{new.guideline.lower()}.md"
    rest = {
        path: shelf.tree.read(path) or b""
        for path in shelf.tree.paths("")
        if path.endswith(".yml") and not path.startswith(releases.folder(shelf.settings))
    }
    sides = [
        diff.Version(name, Memory({**rest, page: joined({**around, text.address: text}.values())}))
        for text in (old, new)
    ]
    return tuple(change for change in diff.compared(*sides).changes if change.unit == new.address)
