"""Every text that a unit ever had, found by its fingerprint in the history of the files.

The working tree and git's index come first, then every commit that leads to HEAD, each content
read once. Neither the path nor the locale counts: a text is found again after a file was
renamed, a folder moved or a branch squashed, as long as some commit still holds it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Container, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias

from .model import Cause, Change, Data, Finding, Release, Settings, Standing, UnitText
from .releases import EVERYWHERE, Calendar, concerned, named, short, waits
from .text import KijunError, Place, Text, causes
from .texts import Splitter, joined
from .tree import Blob, Memory, NoGit, NoRepository, Past, Tree

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


@dataclass(frozen=True)
class Folded:
    """A book put together from texts: a tree whose guidelines are written when they are read."""

    history: History
    assembled: Mapping[str, list[UnitText]]

    def paths(self, folder: str) -> Iterator[str]:
        return self._all.paths(folder)

    def read(self, path: str) -> bytes | None:
        if path not in self._all.files:
            return None
        texts = self.assembled.get(path)
        return self.history.written(texts, path) if texts else self.history.others[path]

    def mark(self, path: str) -> tuple[str, Any]:
        texts = self.assembled.get(path)
        if texts is None:
            return "bytes", self.read(path)
        return "texts", frozenset(text.fingerprint for text in texts)

    @cached_property
    def _all(self) -> Memory:
        return Memory(dict.fromkeys((*self.history.others, *self.assembled), ""))


class History:
    """The texts of a book, of today and of the past. Nothing is read before it is asked for."""

    def __init__(self, tree: Tree, settings: Settings, folder: Path | None) -> None:
        """`folder` is where git is asked; None, or a folder outside git, has only the tree."""
        self.tree, self.settings = tree, settings
        self._splitter = Splitter()
        self.unread: list[KijunError] = []
        self._joined: dict[tuple[str, ...], str] = {}
        try:
            self._past = Past(folder) if folder is not None else None
        except (NoRepository, NoGit):
            self._past = None

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
        for code, locale in self.settings.locales.items():
            for path in self.tree.paths(locale.folder):
                if path.endswith(".md"):
                    for text in self._texts(self.tree.read(path) or b"", path):
                        found.setdefault((text.address, code), text)
        return found

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """The page of each guideline of the working tree below its locale's folder, by its id."""
        found: dict[str, str] = {}
        for locale in self.settings.locales.values():
            prefix = "" if locale.folder == "." else locale.folder + "/"
            for path in self.tree.paths(locale.folder):
                if path.endswith(".md"):
                    for text in self._texts(self.tree.read(path) or b"", path)[:1]:
                        found.setdefault(text.guideline, path.removeprefix(prefix))
        return found

    def text(self, fingerprint: str) -> UnitText | None:
        """The text of a fingerprint; None where neither the tree nor the history has it."""
        return self._present.get(fingerprint) or self._all.get(fingerprint)

    def of(self, address: str) -> tuple[Seen, ...]:
        """Every text that a unit ever had in any locale, each once, the oldest first."""
        return tuple(self._seen.get(address, ()))

    def approvals(self, fingerprint: str) -> Iterator[str]:
        """The source texts, as `s-…`, from which a translation with this fingerprint is approved.

        Approval is no part of a text, so any version of it that was ever approved counts.
        """
        for text in self.now.values():
            if text.fingerprint == fingerprint and text.data.get("state") == "approved":
                yield str(text.data.get("from", ""))
        yield from self._approved.get(fingerprint, ())

    @cached_property
    def _approved(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, dict[str, None]] = {}
        for text in self._splitter.units.values() if self._seen else ():
            if text.data.get("state") == "approved":
                found.setdefault(text.fingerprint, {})[str(text.data.get("from", ""))] = None
        return {fingerprint: tuple(froms) for fingerprint, froms in found.items()}

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
    def _present(self) -> Mapping[str, UnitText]:
        return {text.fingerprint: text for text in self.now.values()}

    @cached_property
    def _all(self) -> Mapping[str, UnitText]:
        return {each.text.fingerprint: each.text for found in self._seen.values() for each in found}

    @cached_property
    def _seen(self) -> Mapping[str, list[Seen]]:
        found: dict[str, dict[tuple[str, str], Seen]] = {}
        for seen in self._everything():
            texts, key = (
                found.setdefault(seen.text.address, {}),
                (seen.text.fingerprint, seen.locale),
            )
            # Since the oldest commit, and as it was last spoken of: whether it is approved.
            texts[key] = replace(seen, text=texts[key].text) if key in texts else seen
        return {address: list(reversed(texts.values())) for address, texts in found.items()}

    def _everything(self) -> Iterator[Seen]:
        """All texts with what brought them, the newest first and the oldest commit of each last."""
        for (_, code), text in self.now.items():
            yield Seen(text, code, "")
        if self._past is None:
            return
        for blob in self._past.blobs(".md"):
            locale = self._locale(blob.path)
            for text in self._texts(self._past.read(blob), blob.path) if locale else ():
                yield Seen(text, locale, blob.path, blob.commit, blob.when)
        self._past.close()

    def page(self, standings: Standings, guideline: str, locale: str) -> str:
        """The page of a guideline as it reads in one locale; "" where it is not there."""
        texts = [
            text
            for (_, code), standing in standings.items()
            if code == locale and (text := self.text(standing.fingerprint or ""))
            if text.guideline == guideline
        ]
        return self._page(texts) if any(not text.home for text in texts) else ""

    def _page(self, texts: list[UnitText]) -> str:
        key = tuple(text.fingerprint + text.after for text in texts)
        if key not in self._joined:
            self._joined[key] = joined(texts)
        return self._joined[key]

    def book(self, standings: Standings) -> tuple[Folded, tuple[Standing, ...]]:
        """The book that these texts make together, and those whose text nobody has any more.

        Guidelines are put together from their texts, where these are not just those of a page
        of today; all other files are today's.
        """
        pages: dict[tuple[str, str], list[UnitText]] = {}
        lost = []
        for (_, code), standing in standings.items():
            if standing.fingerprint is None:
                continue
            text = self.text(standing.fingerprint)
            if text is None:
                lost.append(standing)
            else:
                pages.setdefault((code, text.guideline), []).append(text)
        assembled: dict[str, list[UnitText]] = {}
        for (code, guideline), texts in sorted(pages.items(), key=lambda entry: entry[0]):
            if any(not text.home for text in texts):
                page = self.pages.get(guideline, f"policies/{guideline.lower()}.md")
                path = posixpath.normpath(f"{self.settings.locales[code].folder}/{page}")
                assembled[path] = texts
        return Folded(self, assembled), tuple(lost)

    @cached_property
    def _today(self) -> Mapping[frozenset[str], str]:
        """The path of each page of today, by the fingerprints of its texts."""
        marks: dict[tuple[str, str], set[str]] = {}
        for (_, code), text in self.now.items():
            marks.setdefault((code, text.guideline), set()).add(text.fingerprint)
        return {
            frozenset(found): posixpath.normpath(
                f"{self.settings.locales[code].folder}/{self.pages[guideline]}"
            )
            for (code, guideline), found in marks.items()
        }

    def written(self, texts: list[UnitText], path: str) -> bytes:
        """A page of these texts: that of today where it is the same, else put together."""
        marks = frozenset(text.fingerprint for text in texts)
        if self._today.get(marks) == path:
            return self.tree.read(path) or b""
        return self._page(texts).encode()

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

    def _texts(self, raw: bytes, path: str) -> tuple[UnitText, ...]:
        """A page's texts; of a page that no longer can be read none, which is remembered."""
        source = raw.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
        if not source.startswith("---\n"):
            return ()
        try:
            return self._splitter.page(source, path)
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
    remembered from run to run; `sources` the fingerprints that translations of a guideline are
    made from, by unit.
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
            if (text := self.history.text(standing.fingerprint or ""))
        ]
        found += [self.history.now[key] for key in keys if key in self.history.now]
        return found[0].data.get("governing", {}) if found else {}

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
