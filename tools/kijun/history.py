"""Every text that a unit ever had, found by its fingerprint in the history of the files.

The working tree and git's index come first, then every commit that leads to HEAD, each content
read once. Neither the path nor the locale counts: a text is found again after a file was
renamed, a folder moved or a branch squashed, as long as some commit still holds it.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

from .cache import Cache, version
from .model import Cause, Change, Data, Finding, Release, Replacement, Settings, Standing, UnitText
from .releases import EVERYWHERE, Calendar, concerned, named, short, waits
from .text import KijunError, Place, Text, causes
from .texts import Splitter, joined
from .tree import Blob, Memory, NoGit, NoRepository, Past, Tree, markdown_paths

Standings: TypeAlias = Mapping[tuple[str, str], Standing]
"""What holds together, by unit and locale."""


class UnknownText(KijunError):
    """A release names a text that is neither in the tree nor in its history."""

    says = Text(
        en="Release {release} puts {unit} ({locale}) in force as {fingerprint}, and no commit "
        "here holds that text. {remedy}",
        ja="リリース{release}が適用する{unit}（{locale}）の文{fingerprint}が、"
        "どのコミットにもありません。{remedy}",
    )

    @classmethod
    def of(cls, standing: Standing, history: History) -> UnknownText:
        """The error for a text that was not found."""
        return cls(
            Place(standing.release.path, 1),
            release=standing.release.name,
            unit=standing.unit,
            locale=standing.locale,
            fingerprint=standing.fingerprint,
            remedy=next(said for holds, said in REMEDIES if holds(history)),
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """A text of a unit in a locale, with the file and the oldest commit known to hold it.

    `commit` and `when` are "" where that is unknown: at the edge of a shallow clone, in the
    index, in a working tree without git.
    """

    text: UnitText
    locale: str
    path: str
    commit: str = ""
    when: str = ""


class Trace(NamedTuple):
    """What is remembered of a text from run to run, so that its page is cut up only when read.

    `approved` is the source text that a translation says it is approved from; None where it is
    not approved.
    """

    address: str
    guideline: str
    fingerprint: str
    approved: str | None


@dataclass(frozen=True, slots=True)
class _Page:
    """A file of some day: git's name for its bytes, its locale, and what `Seen` says of it."""

    sha: str
    path: str
    locale: str
    commit: str = ""
    when: str = ""
    here: bool = False


@dataclass(frozen=True)
class Folded:
    """A book put together from texts: a tree whose guidelines are written when they are read.

    `assembled` are the fingerprints of the texts of each page, in their order. `gaps` are what
    stands, by page and fingerprint, for texts that nobody has.
    """

    history: History
    assembled: Mapping[str, tuple[str, ...]]
    gaps: Mapping[str, Mapping[str, UnitText]] = field(default_factory=dict)

    def paths(self, folder: str) -> Iterator[str]:
        return self._all.paths(folder)

    def read(self, path: str) -> bytes | None:
        if path not in self._all.files:
            return None
        marks = self.assembled.get(path)
        if gaps := self.gaps.get(path):
            texts = (gaps.get(mark) or self.history.text(mark) for mark in marks or ())
            return joined([text for text in texts if text]).encode()
        return self.history.written(marks, path) if marks else self.history.others[path]

    def mark(self, path: str) -> tuple[str, Any]:
        marks = self.assembled.get(path)
        return ("bytes", self.read(path)) if marks is None else ("texts", frozenset(marks))

    @cached_property
    def _all(self) -> Memory:
        return Memory(dict.fromkeys((*self.history.others, *self.assembled), ""))


class History:
    """The texts of a book, of today and of the past. Nothing is read before it is asked for."""

    def __init__(
        self, tree: Tree, settings: Settings, folder: Path | None, cache: Cache | None = None
    ) -> None:
        """`folder` is where git is asked; None, or a folder outside git, has only the tree."""
        self.tree, self.settings = tree, settings
        self.unread: list[KijunError] = []
        self._cache = cache or Cache(None)
        self._splitter = Splitter()
        self._split: dict[str, Mapping[str, UnitText]] = {}
        self._joined: dict[tuple[str, ...], str] = {}
        self._traced: list[tuple[_Page, tuple[Trace, ...]]] = []
        self._known: dict[str, tuple[_Page, Trace]] = {}
        self._approved: dict[str, dict[str, None]] = {}
        try:
            self._past = Past(folder) if folder is not None else None
        except (NoRepository, NoGit):
            self._past = None
        self._later = self._batches()

    @property
    def shallow(self) -> bool:
        """Whether older commits are missing from the clone, so that texts may be unknown."""
        return self._past is not None and self._past.shallow

    @property
    def without_git(self) -> bool:
        """Whether only the files of today can be read."""
        return self._past is None

    @cached_property
    def now(self) -> Mapping[tuple[str, str], UnitText]:
        """The texts of the working tree by address and locale, in the order of the pages."""
        found: dict[tuple[str, str], UnitText] = {}
        for page in self._here:
            for text in self._texts(page).values():
                found.setdefault((text.address, page.locale), text)
        return found

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """The page of each guideline of the working tree below its locale's folder, by its id."""
        found: dict[str, str] = {}
        for page, traces in self._today:
            folder = self.settings.locales[page.locale].folder
            prefix = "" if folder == "." else folder + "/"
            for trace in traces[:1]:
                found.setdefault(trace.guideline, page.path.removeprefix(prefix))
        return found

    def trace(self, fingerprint: str) -> Trace | None:
        """What is known of a text without reading it; None where nobody has it."""
        found = self._held(fingerprint)
        return found[1] if found else None

    def text(self, fingerprint: str) -> UnitText | None:
        """The text of a fingerprint; None where neither the tree nor the history has it."""
        found = self._held(fingerprint)
        return self._texts(found[0]).get(fingerprint) if found else None

    def of(self, address: str) -> tuple[Seen, ...]:
        """Every text that a unit ever had in any locale, each once, the oldest first."""
        found: dict[tuple[str, str], Seen] = {}
        for page, mark in self._pages_of.get(address, ()):
            # Since the oldest commit, and as it was last spoken of: whether it is approved.
            known = found.get((mark, page.locale))
            text = known.text if known else self._texts(page)[mark]
            path = "" if page.here else page.path
            found[mark, page.locale] = Seen(text, page.locale, path, page.commit, page.when)
        return tuple(reversed(found.values()))

    def approvals(self, fingerprint: str) -> Iterator[str]:
        """The source texts, as `s-…`, from which a translation with this fingerprint is approved.

        Approval is no part of a text, so any version of it that was ever approved counts.
        """
        told = 0
        while True:
            froms = tuple(self._approved.get(fingerprint, ()))
            yield from froms[told:]
            told = len(froms)
            if not self._read_on():
                return

    def landed(self, folder: str) -> Iterator[tuple[str, bytes]]:
        """The contents that a data file of a folder had on the main line, by its name, in order.

        A file that was deleted has the content `b""`. A folder that moved is the same folder.
        """
        if self._past is None:
            return
        kept: dict[str, str] = {}
        for step in self._past.landed(f"**/{posixpath.basename(folder)}/*.yml"):
            names: dict[str, str] = {}
            for path, sha in step.items():
                name = posixpath.basename(path).removesuffix(".yml")
                names[name] = sha or names.get(name, "")
            for name, sha in sorted(names.items()):
                if kept.get(name) != sha:
                    kept[name] = sha
                    yield name, self._past.read(Blob(sha, "")) if sha else b""
        self._past.close()

    @cached_property
    def _here(self) -> tuple[_Page, ...]:
        """The pages of the working tree."""
        return tuple(
            _Page(_sha(self.tree.read(path) or b""), path, code, here=True)
            for code, locale in self.settings.locales.items()
            for path in markdown_paths(self.tree, locale.folder)
        )

    def _batches(self) -> Iterator[Sequence[_Page]]:
        """All pages there ever were: those of today, then the newest first, some at a time."""
        yield self._here
        if self._past is None:
            return
        pages = []
        for blob in self._past.blobs(".md"):
            if locale := self._locale(blob.path):
                pages.append(_Page(blob.sha, blob.path, locale, blob.commit, blob.when))
        for start in range(0, len(pages), BATCH):
            yield pages[start : start + BATCH]
        self._past.close()

    def _read_on(self) -> bool:
        """Look into some more pages; False where there are none."""
        pages = next(self._later, None)
        for page, traces in self._outlined(pages or ()):
            self._traced.append((page, traces))
            for trace in traces:
                self._known.setdefault(trace.fingerprint, (page, trace))
                if trace.approved is not None:
                    self._approved.setdefault(trace.fingerprint, {})[trace.approved] = None
        return pages is not None

    def _outlined(self, pages: Sequence[_Page]) -> Iterator[tuple[_Page, tuple[Trace, ...]]]:
        """Each page with what it holds, as remembered by its bytes, or found by cutting it up."""
        keys = {page.sha: f"texts:{version()}:{page.sha}" for page in pages}
        known = self._cache.get(keys.values()) if pages else {}
        fresh: dict[str, Any] = {}
        for page in pages:
            key = keys[page.sha]
            if key not in known:
                unread = len(self.unread)
                known[key] = [_trace(text) for text in self._texts(page).values()]
                if len(self.unread) == unread:
                    fresh[key] = known[key]
            yield page, tuple(Trace(*each) for each in known[key])
        self._cache.put(fresh)

    @cached_property
    def _today(self) -> tuple[tuple[_Page, tuple[Trace, ...]], ...]:
        """The pages of the working tree with what they hold."""
        while len(self._traced) < len(self._here):
            self._read_on()
        return tuple(self._traced[: len(self._here)])

    def _held(self, fingerprint: str) -> tuple[_Page, Trace] | None:
        """The newest page that holds a text. No more pages are read than it takes to find it."""
        while fingerprint and fingerprint not in self._known and self._read_on():
            pass
        return self._known.get(fingerprint)

    @cached_property
    def _pages_of(self) -> Mapping[str, list[tuple[_Page, str]]]:
        """The pages that hold a text of each unit, with its fingerprint, the newest first."""
        while self._read_on():
            pass
        found: dict[str, list[tuple[_Page, str]]] = {}
        for page, traces in self._traced:
            for trace in traces:
                found.setdefault(trace.address, []).append((page, trace.fingerprint))
        return found

    def governing(self, standings: Standings, guideline: str) -> Mapping[str, str]:
        """The locale that prevails, by market, as a guideline says; the tree's where it does not.

        Every locale says the same of it.
        """
        unit = f"guideline:{guideline}"
        keys = [(unit, code) for code in self.settings.locales]
        found = [
            text
            for key in keys
            if (standing := standings.get(key))
            if (text := self.text(standing.fingerprint or ""))
        ]
        found += [self.now[key] for key in keys if key in self.now]
        return found[0].data.get("governing", {}) if found else {}

    def path(self, guideline: str, locale: str) -> str:
        """Where the page of a guideline stands in a locale, or would stand."""
        page = self.pages.get(guideline, f"policies/{guideline.lower()}.md")
        return posixpath.normpath(f"{self.settings.locales[locale].folder}/{page}")

    def page(self, standings: Standings, guideline: str, locale: str) -> str:
        """The page of a guideline as it reads in one locale; "" where it is not there."""
        marks = self._marks(standings).get((locale, guideline))
        return self._page(marks) if marks else ""

    def _marks(
        self, standings: Standings, gaps: Mapping[tuple[str, str], UnitText] = MappingProxyType({})
    ) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The fingerprints that each page is made of, by locale and guideline."""
        found: dict[tuple[str, str], list[Trace | UnitText]] = {}
        for (unit, code), standing in standings.items():
            if trace := self.trace(standing.fingerprint or "") or gaps.get((unit, code)):
                found.setdefault((code, trace.guideline), []).append(trace)
        return {
            key: tuple(trace.fingerprint for trace in traces)
            for key, traces in sorted(found.items())
            if any(trace.address == f"guideline:{trace.guideline}" for trace in traces)
        }

    def _page(self, marks: tuple[str, ...]) -> str:
        if marks not in self._joined:
            texts = (self.text(mark) for mark in marks)
            self._joined[marks] = joined([text for text in texts if text])
        return self._joined[marks]

    def book(
        self, standings: Standings, gap: Callable[[Standing], UnitText | None] = lambda _: None
    ) -> tuple[Folded, tuple[Standing, ...]]:
        """The book that these texts make together, and those whose text nobody has any more.

        Guidelines are put together from their texts, where these are not just those of a page
        of today; all other files are today's. `gap` gives what stands for a text that nobody has.
        """
        lost = [s for s in standings.values() if s.fingerprint and not self.trace(s.fingerprint)]
        filled = {(s.unit, s.locale): text for s in lost if (text := gap(s))}
        assembled: dict[str, tuple[str, ...]] = {}
        gaps: dict[str, dict[str, UnitText]] = {}
        for (code, guideline), marks in self._marks(standings, filled).items():
            path = self.path(guideline, code)
            assembled[path] = marks
            gaps[path] = {
                text.fingerprint: text
                for (_, locale), text in filled.items()
                if (locale, text.guideline) == (code, guideline)
            }
        return Folded(self, assembled, gaps), tuple(lost)

    def whole(self, standings: Standings) -> Folded:
        """The book that these texts make together.

        Raises an ExceptionGroup of UnknownText where one is lost: of half a book nobody can tell
        what changed in it.
        """
        found, lost = self.book(standings)
        if lost:
            raise ExceptionGroup("release", [UnknownText.of(each, self) for each in lost])
        return found

    def written(self, marks: tuple[str, ...], path: str) -> bytes:
        """A page of these texts: that of today where it is the same, else put together."""
        if self._marks_today.get(path) == frozenset(marks):
            return self.tree.read(path) or b""
        return self._page(marks).encode()

    @cached_property
    def _marks_today(self) -> Mapping[str, frozenset[str]]:
        return {page.path: frozenset(t.fingerprint for t in traces) for page, traces in self._today}

    @cached_property
    def others(self) -> Mapping[str, bytes]:
        """The files of the working tree that are no guidelines, by path."""
        paths = (path for path in self.tree.paths("") if path not in self._guidelines)
        return {path: self.tree.read(path) or b"" for path in paths}

    @cached_property
    def _guidelines(self) -> frozenset[str]:
        """The paths of the working tree's guidelines."""
        return frozenset(
            posixpath.normpath(f"{locale.folder}/{page}")
            for locale in self.settings.locales.values()
            for page in self.pages.values()
        )

    def _texts(self, page: _Page) -> Mapping[str, UnitText]:
        """A page's texts by fingerprint; of one that no longer can be read none, and its error."""
        if page.sha not in self._split:
            self._split[page.sha] = {text.fingerprint: text for text in self._cut(page)}
        return self._split[page.sha]

    def _cut(self, page: _Page) -> tuple[UnitText, ...]:
        if page.here:
            raw = self.tree.read(page.path) or b""
        else:
            raw = self._past.read(Blob(page.sha, page.path)) if self._past else b""
        source = raw.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
        if not source.startswith("---\n"):
            return ()
        try:
            return self._splitter.page(source, page.path)
        except (KijunError, ExceptionGroup) as error:
            self.unread.extend(causes(error))
            return ()

    def _locale(self, path: str) -> str:
        """The locale of a file of any day: by today's folders, else by a folder named after one."""
        folders = {code: locale.folder for code, locale in self.settings.locales.items()}
        inside = [code for code, folder in folders.items() if f"/{folder}/" in f"/{path}"]
        if inside:
            return max(inside, key=lambda code: len(folders[code]))
        return next((part for part in path.split("/")[-2::-1] if part in folders), "")


def _sha(raw: bytes) -> str:
    """Git's name for these bytes in a file."""
    return hashlib.sha1(b"blob %d\0" % len(raw) + raw, usedforsecurity=False).hexdigest()


def _trace(text: UnitText) -> Trace:
    approved = text.data.get("state") == "approved"
    source = str(text.data.get("from", "")) if approved else None
    return Trace(text.address, text.guideline, text.fingerprint, source)


BATCH = 500
"""Pages of the past that are looked up together: most texts of a release are among the newest."""


def missing(calendar: Calendar, history: History) -> Iterator[UnknownText]:
    """The errors for every text that releases put in force and nobody has any more."""
    for each in calendar.releases:
        for cause, replaced in named(each):
            for locale, mark in (replaced.to or {}).items():
                if history.text(mark) is None:
                    starts = each.starts(EVERYWHERE)
                    standing = Standing(replaced.unit, locale, mark, starts, each, cause)
                    yield UnknownText.of(standing, history)


REMEDIES: tuple[tuple[Callable[[History], bool], Text], ...] = (
    (
        lambda history: history.shallow,
        Text(
            en="This clone lacks older commits: run 'git fetch --unshallow'.",
            ja="このクローンには古いコミットがありません。git fetch --unshallowを"
            "実行してください。",
        ),
    ),
    (
        lambda history: history.without_git,
        Text(
            en="There is no git history here: work in a clone.",
            ja="ここにはgitの履歴がありません。クローンしたフォルダーで作業してください。",
        ),
    ),
    (
        lambda history: True,  # noqa: ARG005 - whatever else is the matter
        Text(
            en="Restore the text, or correct the release before it is published.",
            ja="その文を元に戻すか、公開前であればリリースのファイルを直してください。",
        ),
    ),
)
"""What to do where a text is not found, by the first cause that holds."""


@dataclass(frozen=True, slots=True)
class Classed:
    """What a change amounts to: its unit, its rule, its class, its fingerprint."""

    unit: str
    rule: str
    grade: str
    fingerprint: str


@dataclass(frozen=True, eq=False)
class Ledger:
    """The releases of a book with what they are held against: what checks of releases read.

    `landed` are the complete contents that each release file had on the main line, by name, in
    the order in which they came; `b""` where it was deleted. `declared` are the classes that
    people gave to changes, as `waivers.yml` has them. `examined` gives the errors of the book
    that some texts make together, without those that wait for a translation of the units named.
    `compared` gives the changes from some texts to others, `classed` only what they amount to,
    remembered from run to run: both raise an ExceptionGroup where a text is lost. `sources`
    gives the fingerprints that translations of a guideline are made from, by unit.
    `says` are a finding's words.
    """

    calendar: Calendar
    history: History
    landed: Mapping[str, tuple[bytes, ...]]
    declared: tuple[tuple[str, Data], ...]
    examined: Callable[[Standings, Container[str]], tuple[Finding, ...]]
    compared: Callable[[Standings, Standings], tuple[Change, ...]]
    classed: Callable[[Standings, Standings], tuple[Classed, ...]]
    sources: Callable[[Standings, str], Mapping[str, str]]
    says: Callable[[Finding], Text]

    @property
    def settings(self) -> Settings:
        """The settings of the book."""
        return self.calendar.settings

    def at(self, release: Release, unit: str = "", /, **values: object) -> Finding:
        """A finding in a release's file; with a unit, on its line."""
        placed = {"id": short(unit)} if unit else {}
        return Finding(release.path, 1, unit, "", {"release": release.name, **placed, **values})

    @cached_property
    def current(self) -> Standings:
        """The texts of the working tree, as if all were in force."""
        last = self.calendar.releases[-1]
        cause = Cause("", {})
        return {
            key: Standing(*key, text.fingerprint, last.published, last, cause)
            for key, text in self.history.now.items()
        }

    def before(self, release: Release) -> Standings:
        """What had been announced when a release came out."""
        place = self.calendar.releases.index(release)
        return self.calendar.announced(self.calendar.releases[place - 1].name) if place else {}

    def unapproved(self, release: Release) -> Iterator[tuple[Cause, str, str]]:
        """The units and locales whose translation nobody approved as it stands after a release.

        A translation counts as approved where it was made from the source text that stands
        beside it then. Texts that nobody has are left out.
        """
        standings = self.calendar.announced(release.name)
        source = self.settings.source
        for cause in release.causes:
            for unit, replaced in cause.units.items() if cause.grade in APPROVED else ():
                for locale in concerned(release, self.settings) if replaced.to else ():
                    if locale != source and not self._approved(standings, unit, locale):
                        yield cause, unit, locale

    def _approved(self, standings: Standings, unit: str, locale: str) -> bool:
        source, target = (
            self.history.text(found.fingerprint or "")
            if (found := standings.get((unit, code)))
            else None
            for code in (self.settings.source, locale)
        )
        if target is None:
            return (unit, locale) in standings
        froms = self.history.approvals(target.fingerprint)
        if source is None:
            return any(True for _ in froms)
        return self.sources(standings, source.guideline).get(unit, "") in froms

    def removed(self, release: Release) -> Iterator[tuple[Cause, Replacement]]:
        """The units that a release retires on their own: what a reason is asked for.

        Not those that go with the unit around them, nor labels that a map replaces, nor a unit
        whose text nobody has.
        """
        retired = [(cause, each) for cause, each in named(release) if each.to is None]
        gone = {replaced.unit for _, replaced in retired}
        for cause, replaced in retired:
            found = [self.history.text(mark) for mark in replaced.base.values()]
            texts = [text for text in found if text is not None]
            mapped = cause.data.get("map", {})
            follows = any(
                text.home in gone
                or (text.labels and all(row["id"] in mapped for row in text.labels))
                for text in texts
            )
            if texts and not follows:
                yield cause, replaced

    def waiting(self, standings: Standings) -> frozenset[str]:
        """The units among these texts whose translation waits since an emergency."""
        late = set()
        for release in filter(waits, self.calendar.releases):
            for _, unit, locale in self.unapproved(release):
                standing = standings.get((unit, locale))
                if standing is None or standing.release.order <= release.order:
                    late.add(unit)
        return frozenset(late)

    def owed(self, release: Release) -> tuple[tuple[str, str], ...]:
        """The units and locales that an emergency still owes: no later release names them."""
        if not waits(release):
            return ()
        later = [each for each in self.calendar.releases if each.order > release.order]
        paid = {
            (replaced.unit, locale)
            for each in later
            for _, replaced in named(each)
            for locale in replaced.to or self.settings.locales
        }
        lacking = ((unit, locale) for _, unit, locale in self.unapproved(release))
        return tuple(pair for pair in lacking if pair not in paid)


APPROVED = ("decision", "translation")
"""The classes of changes whose translations somebody has to approve before they are released."""
