"""Drafts a release: what the tree has and no release has named, with gaps for what people say.

The draft holds what follows from the texts: units, fingerprints, classes. How open items are
treated, by which rule appeals are decided, and why, is left empty, which `check` refuses. What
`check` would refuse of the rest is refused here, before anything is written.
"""

from __future__ import annotations

import posixpath
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from . import book, releases, run, yaml
from .cache import Cache
from .checks import CHECKS
from .history import Ledger, Standings
from .model import Change, Finding, Release, Replacement, Settings, UnitText
from .releases import EVERYWHERE, GAP, Calendar, short
from .text import KijunError, Place, Text
from .tree import Folder, save


class ReleaseExists(KijunError):
    """A release of that name is there already."""

    says = Text(
        en="There is a release '{name}' already, and a release does not change. "
        "Name this one {next}.",
        ja="リリース「{name}」はすでにあります。リリースは後から変えられないため、"
        "今回の名前は{next}にしてください。",
    )


class NothingToRelease(KijunError):
    """No text that some release has not named."""

    says = Text(
        en="Nothing to release in {units}: every text there has been named by a release.",
        ja="{units}にリリースするものはありません。どの文もすでにリリースされています。",
    )


class UnknownUnit(KijunError):
    """A unit asked for that is neither in the tree nor in force."""

    says = Text(
        en="There is no unit '{unit}'. Give a guideline such as FRD, a clause such as HAR-2, or "
        "an address such as case:HAR-2-C1.",
        ja="「{unit}」という単位はありません。FRDのようなガイドライン、HAR-2のような項目、"
        "またはcase:HAR-2-C1のようなアドレスを指定してください。",
    )


class UnknownLocale(KijunError):
    """A locale that the book has not."""

    says = Text(
        en="'{locale}' is no locale here. Locales: {known}.",
        ja="言語版「{locale}」はありません。言語版は{known}です。",
    )


class UnknownMarket(KijunError):
    """An instant for a market that the book has not."""

    says = Text(
        en="'{market}' is no market here. Markets: {known}, and 'default' for all others.",
        ja="対象市場「{market}」はありません。対象市場は{known}で、その他はdefaultと書きます。",
    )


class Undeclared(KijunError):
    """A change of which the data cannot tell whether it changes a decision."""

    says = Text(
        en="{unit} may change a decision ({rule}, {change}): nobody can tell from the text. Add to "
        "{file}: fingerprint: {change}, class: decision or read, unit: {unit}, reason, by. "
        "Then run this again.",
        ja="{unit}の変更（{rule}、{change}）は、判断が変わるかどうかを文面から判定できません。"
        "{file}に fingerprint: {change}、class: decision または read、unit: {unit}、reason、by を"
        "書き加えてから、もう一度実行してください。",
    )


class Refused(KijunError):
    """What `check` would say of the release."""

    says = Text(en="{found}", ja="{found}")


class NotWritten(KijunError):
    """A file of a draft that cannot be written."""

    says = Text(
        en="This file cannot be written ({error}), so nothing was drafted. Make room for it, then "
        "run this again.",
        ja="このファイルに書き込めないため（{error}）、下書きは作成していません。"
        "原因を取り除いてから、もう一度実行してください。",
    )


@dataclass(frozen=True)
class Emergency:
    """Why a release cannot wait: the ground, who approved it, and when the rest follows."""

    basis: str
    approver: str
    follow_up_by: str


@dataclass(frozen=True)
class Draft:
    """What was drafted: the paths written, and the fields that people still fill in."""

    paths: tuple[str, ...]
    gaps: tuple[str, ...]


def draft(
    folder: Path,
    name: str,
    units: Sequence[str] = (),
    *,
    published: str,
    effective: Iterable[str] = (),
    locale: str = "",
    emergency: Emergency | None = None,
) -> Draft:
    """Write a release of what is pending, or of some units of it, and its notices.

    `effective` holds instants or days as `2026-04-01` or `JP=2026-04-01T00:00+09:00`. Nothing
    is written where something is refused. Raises KijunError, or an ExceptionGroup of them.
    """
    tree = Folder(folder)
    cache = Cache.of(folder)
    settings = book.settings(tree, cache, str(folder))
    calendar, problems = book.calendar(tree, settings, cache)
    path = posixpath.join(releases.folder(settings), f"{name}.yml")
    if tree.read(path) is not None:
        raise ReleaseExists(name=name, next=_next(name, calendar))
    if problems:
        raise ExceptionGroup("releases", problems)
    if locale and locale not in settings.locales:
        raise UnknownLocale(locale=locale, known=list(settings.locales))
    ledger = run.ledger(tree, calendar, cache, folder)
    # Without those it follows, a release would be drafted as if it were the first.
    changed = CHECKS["release-rewritten"](ledger)
    if gone := [finding for finding in changed if tree.read(finding.path) is None]:
        raise ExceptionGroup("releases", [_as_refused(finding, ledger) for finding in gone])
    pending = _pending(ledger, units, [locale] if locale else list(settings.locales))
    if not pending:
        raise NothingToRelease(units=list(units) or [settings.base])
    head: dict[str, Any] = {"published": published}
    if starts := _effective(effective, settings):
        head["effective"] = starts
    if emergency:
        told = {"basis": emergency.basis, "approver": emergency.approver}
        head["emergency"] = {**told, "follow-up-by": emergency.follow_up_by}
    bare = _release(name, path, {**head, "changes": [_entry("", pending)]})
    after = Calendar((*calendar.releases, bare), settings)
    pending = _based(pending, bare, after)
    entries = _entries(ledger, pending, _announced(calendar), _announced(after))
    only = _locales(entries, locale)
    if only:
        head["locales"] = only
    concerned = only or list(releases.concerned(bare, settings))
    data = {**head, "changes": [_worded(entry, concerned) for entry in entries]}
    drafted = _release(name, path, data)
    for cause, replaced in ledger.removed(drafted):
        cause.data["units"][short(replaced.unit)]["because"] = None
    refused = list(_refused(ledger, drafted))
    if refused:
        raise ExceptionGroup("release", refused)
    files = {path: _schema_line(tree, path) + yaml.written(data)}
    for code in concerned:
        page = releases.notice(name, code, settings)
        if tree.read(page) is None:
            files[page] = _notice(name, code)
    _write(folder, files)
    return Draft(tuple(files), tuple(dict.fromkeys(_gaps(data["changes"]))))


def _next(name: str, calendar: Calendar) -> str:
    """The next free name of the same day."""
    day, number = name.partition(".")[0], 2
    while f"{day}.{number}" in calendar.by_name:
        number += 1
    return f"{day}.{number}"


def _release(name: str, path: str, data: Mapping[str, Any]) -> Release:
    if not releases.NAME.fullmatch(name):
        raise book.ReleaseName(Place(path, 1), name=name)
    return releases.release(name, path, data)


def _announced(calendar: Calendar) -> Standings:
    return calendar.announced(calendar.releases[-1].name) if calendar.releases else {}


# ── What is pending ──────────────────────────────────────────────────────────────────────


def _pending(
    ledger: Ledger, wanted: Sequence[str], locales: Sequence[str]
) -> dict[str, Replacement]:
    """What the tree has and no release has named, by unit in the order of the pages."""
    now, announced = ledger.history.now, _announced(ledger.calendar)
    homes = _homes(ledger)
    units = dict.fromkeys((*(unit for unit, _ in now), *(unit for unit, _ in announced)))
    for name in wanted:
        if not any(_asked(unit, homes, [name]) for unit in units):
            raise UnknownUnit(unit=name)
    over = _retiring(now)
    found = {}
    for unit in units:
        if wanted and not _asked(unit, homes, wanted):
            continue
        known = {code: announced.get((unit, code)) for code in ledger.settings.locales}
        was = {code: standing.fingerprint for code, standing in known.items() if standing}
        texts = {code: now[unit, code] for code in known if (unit, code) in now}
        if texts and unit not in over:
            to = {
                code: text.fingerprint
                for code, text in texts.items()
                if code in locales and text.fingerprint != was.get(code)
            }
            if to:
                found[unit] = Replacement(unit, {}, to)
        elif any(was.values()):
            found[unit] = Replacement(unit, {}, None)
    return found


def _homes(ledger: Ledger) -> dict[str, UnitText]:
    """A text of each unit, of the tree or last announced: for its guideline and its clause."""
    found: dict[str, UnitText] = {}
    for (unit, _), standing in _announced(ledger.calendar).items():
        if text := ledger.history.text(standing.fingerprint or ""):
            found.setdefault(unit, text)
    for (unit, _), text in ledger.history.now.items():
        found[unit] = text
    return found


def _asked(unit: str, homes: Mapping[str, UnitText], wanted: Sequence[str]) -> bool:
    guideline = homes[unit].guideline if unit in homes else ""
    return any(unit == releases.address(name) or guideline == name for name in wanted)


def _retiring(now: Mapping[tuple[str, str], UnitText]) -> frozenset[str]:
    """The clauses whose labels are all retired, and what stands in them."""
    clauses = {
        text.address
        for text in now.values()
        if text.labels and all(row.get("retired") for row in text.labels)
        if text.kind == "clause"
    }
    inside = {text.address for text in now.values() if text.home in clauses}
    return frozenset(clauses | inside)


def _based(
    pending: Mapping[str, Replacement], drafted: Release, after: Calendar
) -> dict[str, Replacement]:
    """With the texts that are in force just before the release takes effect."""
    found = {}
    for unit, replaced in pending.items():
        base = {}
        for code in replaced.to or after.settings.locales:
            before = None
            for standing in after.standings(unit, code):
                if standing.release == drafted:
                    break
                before = standing.fingerprint
            if before:
                base[code] = before
        found[unit] = replace(replaced, base=base)
    return found


# ── What it amounts to ───────────────────────────────────────────────────────────────────

RANKS = (
    "decision",
    "undecided",
    "translation error-fixed",  # asks what becomes of labels, as what only is read again does not
    "additive",
    "read",
    "translation catch-up",
    "editorial",
    "translation editorial",
    "structural",
    "metadata",
)
"""Classes with the kinds of translations, the gravest first: an entry has its gravest change's."""

CORRECTED = "translation error-fixed"
"""A change of meaning, for the readers of one locale alone."""

KINDS = {
    "translation-added": "catch-up",
    "translation-catch-up": "catch-up",
    "translation-error-fixed": "error-fixed",
    "translation-removed": "error-fixed",
}
"""What a change of a translation is, by its rule; any other is editorial."""

QUIET = RANKS[RANKS.index("editorial") :]
"""Classes that set nothing off: one entry holds all of a release."""


def _rank(change: Change) -> str:
    if change.grade != "translation":
        return change.grade
    return f"translation {KINDS.get(change.rule, 'editorial')}"


def _entries(
    ledger: Ledger, pending: Mapping[str, Replacement], before: Standings, after: Standings
) -> list[dict[str, Any]]:
    """One entry a cause, the gravest first. Raises an ExceptionGroup of Undeclared."""
    if not before:
        return [_entry("baseline", pending)]
    changes = ledger.compared(before, after)
    open_ = [change for change in changes if change.grade == "undecided"]
    if open_:
        file = posixpath.join(ledger.settings.base, "waivers.yml")
        raise ExceptionGroup("undecided", [_undeclared(c, file, ledger) for c in open_])
    homes = _homes(ledger)
    grouped: dict[tuple[str, str], dict[str, Replacement]] = {}
    for members in _causes(pending, changes, homes):
        own = [change for change in changes if change.unit in members]
        for rank, units in _ranked({unit: pending[unit] for unit in members}, own):
            where = "" if rank in QUIET else homes[members[0]].guideline
            grouped.setdefault((rank, where), {}).update(units)
    ordered = sorted(grouped.items(), key=lambda entry: RANKS.index(entry[0][0]))
    found = []
    for (rank, _), units in ordered:
        labels = _split(units, before, ledger)
        found.append(_entry(rank, {u: units[u] for u in pending if u in units}, labels))
    return found


def _ranked(
    units: Mapping[str, Replacement], changes: Sequence[Change]
) -> Iterator[tuple[str, Mapping[str, Replacement]]]:
    """The units of one cause under the rank of their gravest change.

    Corrected translations are named apart from the texts of other locales, in which nothing
    was wrong.
    """
    rank = min(map(_rank, changes), key=RANKS.index, default="editorial")
    if rank != CORRECTED:
        yield rank, units
        return
    codes = {change.locale for change in changes if _rank(change) == rank}
    yield rank, dict(_of_locales(units, codes))
    others = {code for each in units.values() for code in each.to or {}} - codes
    if rest := dict(_of_locales(units, others, retired=True)):
        yield from _ranked(rest, [change for change in changes if change.locale not in codes])


def _of_locales(
    units: Mapping[str, Replacement], codes: Container[str], *, retired: bool = False
) -> Iterator[tuple[str, Replacement]]:
    """What is replaced in some locales; a unit that is retired goes whole."""
    for unit, each in units.items():
        if each.to is None and retired:
            yield unit, each
        elif to := {code: text for code, text in (each.to or {}).items() if code in codes}:
            base = {code: text for code, text in each.base.items() if code in codes}
            yield unit, Replacement(unit, base, to)


def _undeclared(change: Change, file: str, ledger: Ledger) -> Undeclared:
    place = Place(change.path, run.line_of(ledger.history.tree, change.path, change.unit))
    told = {"unit": short(change.unit), "rule": change.rule, "change": change.fingerprint}
    return Undeclared(place, file=file, **told)


def _causes(
    pending: Mapping[str, Replacement], changes: Iterable[Change], homes: Mapping[str, UnitText]
) -> list[tuple[str, ...]]:
    """Units that change together: of one clause or one change, moved, or flipped by it."""
    group = {unit: unit for unit in pending}

    def join(units: Iterable[str]) -> None:
        known = [group[unit] for unit in units if unit in group]
        for unit, of in group.items():
            if of in known:
                group[unit] = known[0]

    for unit in pending:
        join((homes[unit].home, unit) if homes[unit].home.startswith("clause:") else ())
    for change in changes:
        flipped = (f"case:{flip.case}" for flip in change.cases)
        whole = change.rule in ("guideline-added", "guideline-removed")
        own = (u for u in pending if whole and homes[u].guideline == homes[change.unit].guideline)
        moved = str(change.values.get("was", ""))
        join((change.unit, moved, *change.units, *flipped, *own))
    found: dict[str, list[str]] = {}
    for unit, of in group.items():
        found.setdefault(of, []).append(unit)
    return [tuple(units) for units in found.values()]


def _split(units: Mapping[str, Replacement], before: Standings, ledger: Ledger) -> list[str]:
    """The labels that are retired while others are new beside them."""
    was: dict[str, None] = {}
    now: dict[str, None] = {}
    for unit in units:
        for code in ledger.settings.locales:
            standing = before.get((unit, code))
            old = ledger.history.text(standing.fingerprint or "") if standing else None
            for text, labels in ((old, was), (ledger.history.now.get((unit, code)), now)):
                rows = text.labels if text else ()
                labels.update({row["id"]: None for row in rows if not row.get("retired")})
    gone = [label for label in was if label not in now]
    return gone if any(label not in was for label in now) else []


# ── What is written ──────────────────────────────────────────────────────────────────────

ASKED = {
    "decision": ("transition", "appeals", "why"),
    "additive": ("why",),
    "read": ("why",),
    "translation error-fixed": ("transition", "appeals", "why"),
}
"""What people say of a change of each class."""


def _entry(
    rank: str, units: Mapping[str, Replacement], labels: Sequence[str] = ()
) -> dict[str, Any]:
    grade, _, kind = rank.partition(" ")
    entry: dict[str, Any] = {"class": grade}
    if kind:
        entry["kind"] = kind
    entry |= dict.fromkeys(ASKED.get(rank, ()))
    if labels:
        entry["map"] = dict.fromkeys(labels)
    entry["units"] = {
        short(unit): ({"base": yaml.flow(dict(replaced.base))} if replaced.base else {})
        | {"to": "retired" if replaced.to is None else yaml.flow(dict(replaced.to))}
        for unit, replaced in units.items()
    }
    return entry


def _worded(entry: Mapping[str, Any], locales: Sequence[str]) -> dict[str, Any]:
    """With a gap for each locale where there is one for words."""
    words = dict.fromkeys(locales)
    told = dict(entry)
    if "why" in told:
        told["why"] = dict(words)
    for label in told.get("map", ()):
        exits = {"when-true": None, "when-false": None, "unsure": "human"}
        told["map"] = {**told["map"], label: {"ask": dict(words), **exits}}
    return told


def _locales(entries: Sequence[Mapping[str, Any]], locale: str) -> list[str]:
    """The only locales that a release is about; none where it is about all."""
    named = dict.fromkeys(
        code
        for entry in entries
        for unit in entry["units"].values()
        for code in (unit["to"] if isinstance(unit["to"], dict) else ("",))
    )
    alone = all(entry["class"] == "translation" for entry in entries)
    return [locale] if locale else list(named) if alone and "" not in named else []


def _effective(given: Iterable[str], settings: Settings) -> dict[str, str]:
    """The instants of a release by market, as written; a day begins in each market's zone."""
    found: dict[str, str] = {}
    for entry in given:
        market, equals, written = entry.rpartition("=")
        if equals and market not in (EVERYWHERE, *settings.markets):
            raise UnknownMarket(market=market, known=list(settings.markets))
        try:
            day = date.fromisoformat(written)
        except ValueError:
            found[market or EVERYWHERE] = releases.written(releases.instant(written))
            continue
        for where in [market] if market else [EVERYWHERE, *settings.markets]:
            start = datetime.combine(day, time(), releases.zone(settings, where))
            found.setdefault(where, releases.written(start))
    if found and EVERYWHERE not in found:
        last = max(found.values(), key=releases.instant)
        found = {EVERYWHERE: last, **found}
    return found


def _refused(ledger: Ledger, drafted: Release) -> Iterator[Refused]:
    """What `check` would refuse, but for what people still have to write."""

    def gist(finding: Finding) -> tuple[str, str, str]:
        return finding.check, finding.path, str(finding.values)

    known = set(map(gist, run.of_releases(ledger)))
    calendar = ledger.calendar
    both = sorted((*calendar.releases, drafted), key=lambda each: each.order)
    with_it = replace(ledger, calendar=Calendar(tuple(both), calendar.settings))
    for finding in run.of_releases(with_it):
        new = gist(finding) not in known and finding.check not in WRITTEN_LATER
        if new and finding.level == "error":
            yield _as_refused(finding, ledger)


def _as_refused(finding: Finding, ledger: Ledger) -> Refused:
    return Refused(Place(finding.path, finding.line), found=ledger.says(finding))


WRITTEN_LATER = ("release-incomplete", "notice-missing", "release-text-missing")
"""Checks that a draft need not pass: they ask for words; its texts are those of the tree."""

TITLES = {
    "ja": "改定のお知らせ {name}",
    "en": "Change notice {name}",
}


def _notice(name: str, locale: str) -> str:
    title = TITLES.get(locale, TITLES["en"]).format(name=name)
    return f"---\ntitle: {title}\n---\n\n{GAP}\n"


def _schema_line(tree: Folder, path: str) -> str:
    schema = "policy_schema/release.yml"
    if tree.read(schema) is None:
        return ""
    return f"# yaml-language-server: $schema={posixpath.relpath(schema, posixpath.dirname(path))}\n"


def _gaps(value: Any, name: str = "") -> Iterator[str]:
    """The names of the fields left empty."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _gaps(inner, f"{name}.{key}" if name in ("why", "ask") else key)
    elif isinstance(value, list):
        for inner in value:
            yield from _gaps(inner)
    elif value is None:
        yield name


def _write(folder: Path, files: Mapping[str, str]) -> None:
    """All of the files, or none. Raises NotWritten."""
    done: list[Path] = []
    try:
        for path, content in files.items():
            place = folder / path
            try:
                place.parent.mkdir(parents=True, exist_ok=True)
                save(place, content.encode())
            except OSError as error:
                raise NotWritten(Place(path, 1), error=_why(place, error)) from error
            done.append(place)
    except BaseException:
        for place in done:
            place.unlink(missing_ok=True)
        raise


def _why(place: Path, error: OSError) -> Text | str:
    """Why a file cannot be written, in words where they are known."""
    if place.is_dir():
        return Text(en="a folder stands in its place", ja="同じ名前のフォルダーがあります")
    if not place.parent.is_dir() and isinstance(error, FileExistsError | NotADirectoryError):
        return Text(
            en="a file stands in the place of its folder",
            ja="親フォルダーと同じ名前のファイルがあります",
        )
    return error.strerror or str(error)
