"""Runs every check over a book: what changed since the last run, in as many processes as help.

A page is examined once for its bytes and the book's settings; the cache keeps its findings and
its facts, never its text. Checks across the book run on facts.
"""

from __future__ import annotations

import hashlib
import os
import re
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any

from . import book, diff, fingerprint, pairs, releases, sync, yaml
from .cache import Cache, version
from .causes import CAUSES, named
from .checks import CHECKS
from .history import Classed, History, Ledger, Standings, UnknownText
from .markdown import Renderer
from .model import (
    Book,
    Change,
    Edition,
    Facts,
    Finding,
    Locales,
    Reference,
    Result,
    Settings,
)
from .read import SchemaProblem, edition
from .releases import Calendar
from .rule import Check
from .schema import compiled
from .text import KijunError, Place, Text, causes
from .tree import Commit, Folder, Tree

PARALLEL = 48
"""Pages to examine from which a second process pays for its start."""

BATCH = 64
"""Pages whose results are written to the cache at once: what an interrupted run may lose."""


def check(
    folder: Path,
    *,
    locales: Locales | None = None,
    since: str = "",
    cached: bool = True,
    processes: int = 0,
) -> Result:
    """All findings of the book in a folder, in the order of their places.

    `since` leaves out what the book at that revision had already. Raises KijunError where
    nothing could be compared: no book, no pages, no such revision.
    """
    cache = Cache.of(folder) if cached else Cache(None)
    result = examine(Folder(folder), cache, locales=locales, processes=processes, folder=folder)
    if since:
        try:
            before = examine(
                Commit(folder, since), cache, locales=locales, processes=processes, folder=folder
            )
            known = {finding.fingerprint for finding in before.findings}
        except (book.NoBook, book.NoPages):
            # The book, or a language of it, is what is new: nothing was known then.
            known = set()
        result = counted(
            [finding for finding in result.findings if finding.fingerprint not in known],
            result.pairs,
            result.waived,
        )
    return result


class UnknownCheck(KijunError):
    """A level for a check that there is not."""

    says = Text(
        en="'levels' names the check '{check}', which there is not. 'kijun explain' lists them.",
        ja="「levels」に書かれた検査「{check}」はありません。"
        "「kijun explain」で検査の一覧を表示できます。",
    )


def examine(
    tree: Tree,
    cache: Cache,
    *,
    locales: Locales | None = None,
    processes: int = 1,
    folder: Path | None = None,
) -> Result:
    """All findings of the book in a tree. Raises as `check` does."""
    try:
        if locales:
            settings = book.bare(locales.source, locales.targets, tree)
        else:
            settings = book.settings(tree, cache, str(folder or "."))
        accepted = book.waivers(tree, settings, cache)
    except ExceptionGroup as group:
        return counted(_numbered([_unreadable(e, "") for e in causes(group)]), 0, 0)
    if unknown := sorted(set(settings.levels) - set(CHECKS)):
        raise UnknownCheck(Place("kijun.yml", 1), check=unknown[0])
    pages = book.pages(tree, settings)
    findings, whole = _found(tree, settings, pages, cache, processes)
    calendar, problems = book.calendar(tree, settings, cache)
    findings += [_unreadable(error, "") for error in problems]
    if settings.schemas:
        found = ledger(tree, calendar, cache, folder)
        owed = {unit for release in calendar.releases for unit, _ in found.owed(release)}
        findings = [each for each in findings if not (each.unit in owed and _is_prose(each))]
        # A page of today that cannot be read is told of already, by the same name.
        told = {fingerprint.finding(each) for each in findings if each.check in CAUSES}
        of_past = (each for each in of_releases(found) if fingerprint.finding(each) not in told)
        findings.extend(_on_lines(of_past, tree))
    kept = _numbered(_first_causes(_levelled(findings, settings), pages), _titles(whole))
    pairs_count = sum(len(paths) - 1 for paths in pages.values() if settings.source in paths)
    accepted = tuple((path, entry) for path, entry in accepted if "check" in entry)
    waived = {entry["fingerprint"] for _, entry in accepted}
    unwaived = [f for f in kept if f.fingerprint not in waived or f.check not in CHECKS]
    result = counted(unwaived, pairs_count, len(kept) - len(unwaived))
    result = replace(result, waivers=accepted, known=frozenset(f.fingerprint for f in kept))
    late = [finding for rule in _reading("result") for finding in rule(result)]
    if late:
        late = _numbered(_levelled(_on_lines(late, tree), settings))
        result = counted([*unwaived, *late], pairs_count, result.waived)
    return result


def counted(findings: Iterable[Finding], pairs_count: int, waived: int) -> Result:
    """Findings in order, with how many there are of each level."""
    ordered = tuple(sorted(findings, key=lambda finding: finding.order))
    levels = Counter(finding.level for finding in ordered)
    return Result(
        findings=ordered,
        pairs=pairs_count,
        errors=levels["error"],
        warnings=levels["warning"],
        infos=levels["info"],
        waived=waived,
        fast_yaml=yaml.fast(),
    )


def _found(
    tree: Tree,
    settings: Settings,
    pages: Mapping[str, Mapping[str, str]],
    cache: Cache,
    processes: int = 1,
) -> tuple[list[Finding], Book]:
    """What the checks find in the pages of a tree, each alone and all together, and the book."""
    findings: list[Finding] = []
    facts: list[Facts] = []
    for found, told in _pages(tree, settings, pages, cache, processes):
        findings.extend(found)
        facts.extend(told)
    whole = Book(settings, tuple(facts), pages)
    for rule in _reading("book"):
        findings.extend(_on_lines(rule(whole), tree))
    return findings, whole


def _reading(subject: str) -> list[Check]:
    return [rule for rule in CHECKS.values() if rule.reads == subject]


# Pages


def _pages(
    tree: Tree,
    settings: Settings,
    pages: Mapping[str, Mapping[str, str]],
    cache: Cache,
    processes: int,
) -> Iterator[tuple[list[Finding], list[Facts]]]:
    """Findings and facts of every page, from the cache where its bytes are known."""
    contents: dict[str, dict[str, tuple[str, bytes]]] = {}
    keys: dict[str, str] = {}
    for page, by_locale in pages.items():
        read = {code: (path, tree.read(path) or b"") for code, path in by_locale.items()}
        hashes = [(c, path, hashlib.sha256(raw).hexdigest()) for c, (path, raw) in read.items()]
        keys[page] = "page:" + fingerprint.digest(version(), settings.key, page, hashes)
        contents[page] = read
    known = cache.get(keys.values())
    missing = [(page, contents[page]) for page in pages if keys[page] not in known]
    fresh: dict[str, Any] = {}
    if missing:
        # Should the site's extensions not be at hand, that is told here, not in each process.
        book.renderer(tree, settings)
    for page, told in _examined(settings, missing, processes):
        known[keys[page]] = fresh[keys[page]] = told
        if len(fresh) == BATCH:
            cache.put(fresh)
            fresh = {}
    cache.put(fresh)
    for page in pages:
        findings, facts = known[keys[page]]
        yield [_finding(each) for each in findings], [_facts(each) for each in facts]


def _examined(
    settings: Settings, work: list[tuple[str, Any]], processes: int
) -> Iterator[tuple[str, Any]]:
    if not work:
        return
    count = processes or min(os.cpu_count() or 1, 8)
    if len(work) < PARALLEL or count == 1:
        reader = _Reader(settings)
        for page, contents in work:
            yield page, reader.page(page, contents)
        return
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(count, initializer=_start, initargs=(settings,)) as pool:
        yield from pool.map(_in_process, work, chunksize=8)


_READER: list[_Reader] = []


def _start(settings: Settings) -> None:
    _READER[:] = [_Reader(settings)]


def _in_process(work: tuple[str, Any]) -> tuple[str, Any]:
    page, contents = work
    return page, _READER[0].page(page, contents)


class _Reader:
    """Examines pages, with what is made once for all of them."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.schemas = compiled(settings.schemas)
        self.diverging = frozenset(entry.unit for entry in settings.divergences)
        self.renderer = Renderer(settings.engine)

    def page(self, page: str, contents: Mapping[str, tuple[str, bytes]]) -> Any:
        """Findings and facts of one page in all its locales, as plain JSON values."""
        editions: dict[str, Edition] = {}
        findings: list[Finding] = []
        first = self.settings.source
        for code, (path, raw) in sorted(contents.items(), key=lambda entry: entry[0] != first):
            try:
                editions[code] = edition(raw, path, page, code, self.schemas, self.renderer)
            except ExceptionGroup as group:
                findings.extend(_unreadable(error, code, page) for error in causes(group))
        source = editions.get(first)
        joined = {
            code: pairs.pair(source, each, self.settings)
            for code, each in editions.items()
            if source is not None and code != first
        }
        silent = set()
        for code, pair in joined.items():
            if found := [each for rule in self._alone() for each in rule(pair)]:
                findings.extend(found)
                silent.add(code)
        said: set[tuple[str, str, str]] = set()
        for code, each in editions.items():
            if code in silent:
                continue
            own = [found for rule in _reading("edition") for found in rule(each)]
            if each is source:
                said = set(map(_gist, own))
            findings.extend(found for found in own if each is source or _gist(found) not in said)
        for code, pair in joined.items():
            if code not in silent:
                others = (rule for rule in _reading("pair") if not rule.alone)
                findings.extend(found for rule in others for found in rule(pair))
        told = [_told(book.facts(each, self.diverging)) for each in editions.values()]
        return [_stored(finding) for finding in findings], told

    def _alone(self) -> Iterator[Check]:
        """The checks that silence all others, but for those that the book turned off."""
        levels = self.settings.levels
        return (rule for rule in _reading("pair") if rule.alone and levels.get(rule.id) != "off")


def _gist(finding: Finding) -> tuple[str, str, str]:
    """What a fault that stands in both languages is told once for."""
    return finding.check, finding.unit, str(finding.values)


def _unreadable(error: KijunError, locale: str, page: str = "") -> Finding:
    place = error.place or Place("kijun.yml", 1)
    name, values = _cause(error)
    unit = f"page:{page or place.path}"
    return Finding(place.path, place.line, unit, locale, values, name, "error")


def _cause(error: KijunError) -> tuple[str, dict[str, Any]]:
    if isinstance(error, SchemaProblem):
        return error.problem.id, dict(error.problem.values)
    return named(type(error)), dict(error.values)


@lru_cache(maxsize=1)
def words() -> Mapping[str, Text]:
    """What each finding says, by check or cause."""
    return {each.id: each.says for each in (*CHECKS.values(), *CAUSES.values())}


# Releases


def ledger(tree: Tree, calendar: Calendar, cache: Cache, folder: Path | None) -> Ledger:
    """The releases of a book with all that the checks hold them against; read when asked for."""
    settings = calendar.settings
    history = History(tree, settings, folder, cache)
    landed: dict[str, tuple[bytes, ...]] = {}
    for name, raw in history.landed(releases.folder(settings)):
        if raw and book.release(name, f"{name}.yml", raw, settings, cache)[1]:
            continue
        if raw or name in landed:
            landed[name] = (*landed.get(name, ()), raw)
    accepted = book.waivers(tree, settings, cache)
    waived = frozenset(entry["fingerprint"] for _, entry in accepted)

    @lru_cache(maxsize=1)
    def others() -> str:
        return fingerprint.digest(sorted(_hashed(history.others)))

    def examined(standings: Standings, waiting: Container[str]) -> tuple[Finding, ...]:
        key = "fold:" + fingerprint.digest(version(), settings.key, others(), _texts(standings))
        known = cache.get([key])
        if key not in known:
            errors = _errors(history, standings, cache)
            known[key] = [[_stored(finding), finding.fingerprint] for finding in errors]
            cache.put(known)
        found = [replace(_finding(each), fingerprint=name) for each, name in known[key]]
        return tuple(
            finding
            for finding in found
            if finding.fingerprint not in waived
            and not (finding.unit in waiting and _is_prose(finding))
        )

    def compared(before: Standings, after: Standings) -> tuple[Change, ...]:
        trees = [history.whole(standings) for standings in (before, after)]
        old, new = (diff.Version(name, tree) for name, tree in zip(("", "."), trees, strict=True))
        try:
            return diff.compared(old, new).changes
        except diff.NothingToCompare:
            return ()

    def classed(before: Standings, after: Standings) -> tuple[Classed, ...]:
        told = (_texts(before), _texts(after), others(), [entry for _, entry in accepted])
        key = "classed:" + fingerprint.digest(version(), settings.key, *told)
        known = cache.get([key])
        if key not in known:
            changes = compared(before, after)
            known[key] = [[c.unit, c.rule, c.grade, c.fingerprint] for c in changes]
            cache.put(known)
        return tuple(Classed(*each) for each in known[key])

    def sources(standings: Standings, guideline: str) -> Mapping[str, str]:
        page = history.page(standings, guideline, settings.source)
        key = "sources:" + fingerprint.digest(version(), settings.key, page)
        known = cache.get([key])
        if key not in known:
            path = history.path(guideline, settings.source)
            known[key] = dict(_sources(page, path, settings)) if page else {}
            cache.put(known)
        found: Mapping[str, str] = known[key]
        return found

    def says(finding: Finding) -> Text:
        said = words()[finding.check]
        return Text(*(said.to(code, **finding.values) for code in Text.languages))

    return Ledger(calendar, history, landed, accepted, examined, compared, classed, sources, says)


def of_releases(ledger: Ledger) -> list[Finding]:
    """What the checks find in the releases of a book, at the levels that the book gives them."""
    findings: list[Finding] = []
    unread: dict[tuple[str, int], Finding] = {}
    # Where no release is left, the history still knows whether there was one.
    rules = _reading("ledger") if ledger.calendar.releases else [CHECKS["release-rewritten"]]
    for rule in rules:
        try:
            findings.extend(rule(ledger))
        except ExceptionGroup as group:
            # A text of the past that can no longer be read; the other checks still work, and
            # several may come upon the same text. Of one that is lost, release-text-missing tells.
            for error in causes(group):
                if not isinstance(error, UnknownText):
                    found = _unreadable(error, *book.page_of(error.place, ledger.settings))
                    unread.setdefault((fingerprint.finding(found), found.line), found)
    return _levelled([*findings, *unread.values()], ledger.settings)


def _hashed(files: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Files that a fold takes as they are today, but for those that say nothing about texts."""
    for path, raw in files.items():
        if path.endswith(".md"):
            yield path, hashlib.sha256(raw).hexdigest()


def _texts(standings: Standings) -> list[tuple[str, str, str]]:
    return sorted((*key, s.fingerprint) for key, s in standings.items() if s.fingerprint)


def _errors(history: History, standings: Standings, cache: Cache) -> Iterator[Finding]:
    """The errors of the guidelines that some texts make together.

    Other pages are today's, and are told of as such.
    """
    tree, settings = history.book(standings)[0], history.settings
    try:
        pages = book.pages(tree, settings)
    except book.NoPages:
        return
    findings, whole = _found(tree, settings, pages, cache)
    kept = _first_causes(_levelled(findings, settings), pages)
    for finding in _numbered(kept, _titles(whole)):
        if finding.level == "error" and finding.path not in history.others:
            yield finding


def _is_prose(finding: Finding) -> bool:
    """Whether a finding is about a translation's words, which an emergency may bring later."""
    rule = CHECKS.get(finding.check)
    return rule is not None and rule.reads == "pair" and rule.id != "invariant-differs"


def _sources(page: str, path: str, settings: Settings) -> Iterator[tuple[str, str]]:
    schemas, renderer = compiled(settings.schemas), Renderer(settings.engine)
    whole = edition(page.encode(), path, path, settings.source, schemas, renderer)
    for unit in whole.units:
        yield unit.address, sync.translated_text(whole, unit)


# Findings


def _levelled(findings: Iterable[Finding], settings: Settings) -> list[Finding]:
    """Findings at the level the book gives their check; those it turned off are gone.

    A page that cannot be read is an error whatever the book says: nobody has checked it. What a
    locale still lacks while it is being translated is information, unequal facts are not.
    """
    kept = []
    onboarding = {code for code, locale in settings.locales.items() if locale.onboarding}
    for finding in findings:
        level = settings.levels.get(finding.check, finding.level)
        rule = CHECKS.get(finding.check)
        if finding.locale in onboarding and rule and rule.reads == "pair":
            level = level if finding.check == "invariant-differs" else "info"
        if level != "off":
            kept.append(finding if level == finding.level else replace(finding, level=level))
    return kept


def _titles(whole: Book) -> dict[tuple[str, str], str]:
    """The titles of sections without an id, by path and address.

    Of a section that a translation lacks, the title is the source's.
    """
    titles = {
        (path, address): title
        for facts in whole.source_editions
        for path in whole.pages[facts.page].values()
        for address, title in facts.titles
    }
    own = ((facts.path, *named) for facts in whole.editions for named in facts.titles)
    return titles | {(path, address): title for path, address, title in own}


NAMES = ("id", "label", "clause", "goal", "name", "meant")
"""Values under which a check tells of a name that does not exist, of where it stands, and of the
name that was meant."""


def _first_causes(
    findings: list[Finding], pages: Mapping[str, Mapping[str, str]]
) -> Iterator[Finding]:
    """Findings without those that only follow from another one about the same name on the page."""
    page_of = {path: page for page, paths in pages.items() for path in paths.values()}
    causes = {cause for rule in CHECKS.values() for cause in rule.follows}
    told = {
        (page_of.get(finding.path), finding.check, finding.values[name])
        for finding in findings
        if finding.check in causes
        for name in NAMES
        if finding.values.get(name)
    }
    for finding in findings:
        rule = CHECKS.get(finding.check)
        page = page_of.get(finding.path)
        names = list(_named_in(finding.values)) if told and rule else []
        causes_here = rule.follows if rule else ()
        if not any((page, cause, name) in told for cause in causes_here for name in names):
            yield finding


def _named_in(value: Any) -> Iterator[str]:
    """Every name among the values of a finding; of a field's path, every step."""
    if isinstance(value, str):
        yield from (value, *value.split("."))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from _named_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _named_in(inner)


def _numbered(
    findings: Iterable[Finding], titles: Mapping[tuple[str, str], str] | None = None
) -> list[Finding]:
    """Findings with their fingerprints; those that agree in all but the line are counted."""
    seen: Counter[str] = Counter()
    done = []
    for finding in sorted(findings, key=lambda f: (f.path, f.line, f.check)):
        title = titles.get((finding.path, finding.unit)) if titles else None
        first = fingerprint.finding(finding, 0, title)
        told = fingerprint.finding(finding, seen[first], title)
        done.append(replace(finding, fingerprint=told))
        seen[first] += 1
    return done


def _on_lines(findings: Iterable[Finding], tree: Tree) -> Iterator[Finding]:
    """Findings of the book on the line that holds their id: facts know only a unit's first."""
    for finding in findings:
        wanted = finding.values.get("id") or finding.values.get("fingerprint")
        raw = tree.read(finding.path) if wanted else None
        if raw is None:
            yield finding
            continue
        lines = raw.decode("utf-8", "replace").split("\n")
        named = re.compile(rf"(?<![\w-]){re.escape(str(wanted))}(?![\w-])")
        following = range(finding.line, len(lines) + 1)
        line = next((n for n in following if named.search(lines[n - 1])), finding.line)
        yield replace(finding, line=line)


def line_of(tree: Tree, path: str, address: str) -> int:
    """The line of a page on which a unit's id is given; 1 where it is not there."""
    name = re.escape(address.partition(":")[2])
    given = re.compile(rf"(?:#|^ *id: *[\"']?){name}(?![\w-])")
    lines = (tree.read(path) or b"").decode("utf-8", "replace").split("\n")
    return next((n for n, line in enumerate(lines, 1) if given.search(line)), 1)


# What the cache keeps


def _plain(value: Any) -> Any:
    if isinstance(value, Text):
        return {"\0text": [value.en, value.ja]}
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _back(value: Any) -> Any:
    if isinstance(value, dict):
        if "\0text" in value:
            return Text(*value["\0text"])
        return {key: _back(item) for key, item in value.items()}
    return [_back(item) for item in value] if isinstance(value, list) else value


def _stored(finding: Finding) -> list[Any]:
    f = finding
    return [f.path, f.line, f.unit, f.locale, _plain(f.values), f.check, f.level]


def _finding(stored: list[Any]) -> Finding:
    path, line, unit, locale, values, check_id, level = stored
    return Finding(path, line, unit, locale, _back(values), check_id, level)


def _told(facts: Facts) -> list[Any]:
    f = facts
    references = [(each.kind, each.id, each.unit, each.line) for each in f.references]
    plain = [f.path, f.page, f.locale, f.guideline]
    return [*plain, f.units, f.labels, f.anchors, references, f.texts, f.titles]


def _facts(stored: list[Any]) -> Facts:
    path, page, locale, guideline, units, labels, anchors, references, texts, titles = stored
    return Facts(
        path,
        page,
        locale,
        guideline,
        tuple(map(tuple, units)),
        tuple(map(tuple, labels)),
        tuple(anchors),
        tuple(Reference(*each) for each in references),
        tuple(map(tuple, texts)),
        tuple(map(tuple, titles)),
    )
