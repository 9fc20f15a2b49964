"""What changed between two versions: two trees, read where their bytes differ, joined, judged.

A version is a git revision, a folder, or a single file. What is equal byte by byte is neither
parsed nor rendered, so the work follows the change and not the size of the book.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from . import book, fingerprint, releases
from .cache import Cache
from .changes import facts as decision_facts
from .changes import metadata, moves, outcomes, prose, shared, structure, translations
from .history import History
from .languages import language
from .markdown import Renderer
from .model import (
    Aligned,
    Change,
    Comparison,
    Data,
    Edition,
    Locale,
    Revision,
    Settings,
    Unit,
    Wording,
)
from .pairs import pair
from .read import edition
from .releases import Calendar
from .rules import GRADES, gravest
from .schema import Schemas
from .terms import fold, words
from .text import KijunError, Text
from .tree import (
    LARGEST,
    Commit,
    Memory,
    NoRepository,
    Tree,
    UnknownRevision,
    alike,
    markdown_paths,
    named,
    today,
)


class NotComparable(KijunError):
    """A file on one side and a folder or a revision on the other."""

    says = Text(
        en="'{old}' and '{new}' are not of one kind. Give two files, or two of folders and git "
        "revisions.",
        ja="「{old}」と「{new}」は種類が違うため比べられません。ファイルどうし、"
        "またはフォルダーかgitの版どうしを指定してください。",
    )


class NothingToCompare(KijunError):
    """Two versions without a page."""

    says = Text(
        en="There is no Markdown file in '{old}' and none in '{new}', so nothing was compared.",
        ja="「{old}」にも「{new}」にもMarkdownファイルがないため、何も比べていません。",
    )


class NothingThere(KijunError):
    """A path at which there is nothing."""

    says = Text(
        en="There is no file and no folder '{given}' in '{folder}', and no git revision has that "
        "name. Check the spelling; a path begins at that folder.",
        ja="「{folder}」に「{given}」というファイルやフォルダーはなく、同じ名前のgitの版も"
        "ありません。名前を確認してください。パスはこのフォルダーから見た位置で指定します。",
    )


WORKING_TREE = "."
"""The name of the working tree."""


@dataclass(frozen=True)
class Version:
    """One side of a comparison: its name as given, its files, and whether it is one file.

    `settings` are those of its book, where somebody has read them already.
    """

    name: str
    tree: Tree
    file: bool = False
    settings: Settings | None = None


def version(folder: Path, given: str, released: Released | None = None) -> Version:
    """What a name means: a release, a file or folder that is there, else a git revision.

    `git:NAME` is a revision whatever else has that name. A release is the book as it had been
    published by then, whether in force already or not. Raises UnknownRevision or NoRepository,
    NothingThere for what is written as a path, or UnknownText where a release names a text that
    nobody has.
    """
    revision = given.removeprefix("git:")
    if releases.NAME.fullmatch(given):
        found = (released or Released(folder)).version(given)
        if found is not None:
            return found
    path = folder / given
    named = revision == given and given and "\0" not in given and not given.startswith("-")
    # What stands in a bare repository is git's own: there HEAD is a file.
    if named and (not (folder / "HEAD").is_file() or given == WORKING_TREE):
        if path.is_dir():
            return Version(given, today(path))
        if path.is_file():
            with path.open("rb") as file:
                return Version(given, Memory({path.name: file.read(LARGEST + 1)}), file=True)
    try:
        return Version(revision, Commit(folder, revision))
    except (NoRepository, UnknownRevision) as error:
        # A branch may have a slash in its name, and be missing in a shallow clone.
        slash = "/" in given and isinstance(error, NoRepository)
        if named and (slash or _PATH.search(given)):
            raise NothingThere(given=given, folder=str(folder.resolve())) from error
        raise


_PATH = re.compile(r"^\.|\\|\.[A-Za-z]+$")
"""What is written as a path: it begins with a dot, has a backslash, or ends as files do."""


@dataclass(frozen=True)
class Released:
    """The releases of the book in a folder, opened once for all that are asked of it."""

    folder: Path

    @cached_property
    def _book(self) -> tuple[Calendar, list[KijunError], History] | None:
        tree = today(self.folder)
        if tree.read("kijun.yml") is None:
            return None
        # A baseline names every text there is: its file is large, and never changes.
        cache = Cache.of(self.folder)
        settings = book.settings(tree, cache, str(self.folder))
        history = History(tree, settings, self.folder, cache)
        return *book.calendar(tree, settings, cache), history

    def calendar(self, name: str) -> Calendar | None:
        """All releases, where a name is that of one of them."""
        if not releases.NAME.fullmatch(name) or self._book is None:
            return None
        calendar, _, _ = self._book
        return calendar if name in calendar.by_name else None

    def version(self, name: str) -> Version | None:
        """The book as it had been published by a release; None where there is no such release.

        Raises an ExceptionGroup where its file cannot be read or a text it names is lost.
        """
        if self._book is None:
            return None
        calendar, problems, history = self._book
        if name not in calendar.by_name:
            own = [each for each in problems if each.place and f"/{name}.yml" in each.place.path]
            if own:
                raise ExceptionGroup("release", own)
            return None
        found = history.whole(calendar.announced(name))
        return Version(name, found, settings=history.settings)


def diff(
    folder: Path,
    old: str,
    new: str = "",
    *,
    locales: tuple[tuple[str, str], Mapping[str, str]] | None = None,
    released: Released | None = None,
) -> Comparison:
    """All changes from one version to another; the second is the working tree unless named.

    `locales` names the folders of a tree without `kijun.yml`; `released` has the releases of the
    folder, where somebody has opened them already. Raises KijunError or an
    ExceptionGroup of them where something could not be compared: no such version, no pages,
    a page that cannot be read.
    """
    released = released or Released(folder)
    before, after = (version(folder, name, released) for name in (old, new or WORKING_TREE))
    if before.file != after.file:
        raise NotComparable(old=before.name, new=after.name)
    return compared(before, after, locales=locales)


def compared(
    before: Version,
    after: Version,
    *,
    locales: tuple[tuple[str, str], Mapping[str, str]] | None = None,
) -> Comparison:
    """As `diff`, of two versions that were found."""
    sides = _Side(before, locales), _Side(after, locales)
    if before.file:
        (path,) = after.tree.paths("")
        sides[0].page = sides[1].page = path
        codes = [locale for side in sides for locale, _ in side.pages]
        if "ja" in codes:
            # A file without kana beside one with it is as Japanese as the other.
            for side in sides:
                side.pages = {("ja", page): path for (_, page), path in side.pages.items()}
    if not sides[0].pages and not sides[1].pages:
        raise NothingToCompare(old=before.name, new=after.name)
    pair = _Pair(*sides)
    declared = sides[1].declared
    changes = [_declared(_named(change), declared) for change in pair.changes()]
    ordered = tuple(sorted(changes, key=_order))
    return Comparison(
        before.name,
        after.name,
        ordered,
        grade=gravest(change.grade for change in ordered),
        pages=len(sides[0].pages.keys() | sides[1].pages.keys()),
        cases=pair.tried,
    )


def _named(change: Change) -> Change:
    """With its fingerprint: rule, unit, and what was there and is there in every locale it joins.

    A locale that says just the same, as it does of facts, adds nothing.
    """
    own = _hashed(change)
    joined = sorted([w.locale, *_hashed(w)] for w in change.others if _hashed(w) != own)
    name = fingerprint.digest(change.rule, change.unit, *own, *joined)[:12]
    return replace(change, fingerprint=f"c-{name}")


def _hashed(side: Change | Wording) -> list[str]:
    """What was there and is there in one locale, each by its hash."""
    return [fingerprint.digest(text) for text in (side.old, side.new, *side.heading.texts)]


def _declared(change: Change, declared: Mapping[str, Data]) -> Change:
    """With the class that somebody declared for this very change, and who that was."""
    entry = declared.get(change.fingerprint)
    return replace(change, grade=entry["class"], declared=entry["by"]) if entry else change


def _order(change: Change) -> tuple[Any, ...]:
    return (GRADES.index(change.grade), change.path, change.line, change.rule, change.fingerprint)


# ── One side ─────────────────────────────────────────────────────────────────────────────

_KANA = re.compile("[ぁ-ゖァ-ヺ]")
_LOCALE = re.compile(r"[a-z]{2,3}(?:-[A-Za-z]{2,4})?")


@dataclass
class _Side:
    """A version with its settings, and its pages read when somebody asks."""

    version: Version
    locales: tuple[tuple[str, str], Mapping[str, str]] | None
    page: str = ""
    _read: dict[tuple[str, str], Edition] = field(default_factory=dict)

    @cached_property
    def settings(self) -> Settings:
        tree = self.version.tree
        if self.version.settings:
            return self.version.settings
        if self.locales:
            return book.bare(*self.locales, tree)
        if not self.version.file and tree.read("kijun.yml") is not None:
            return book.settings(tree, Cache(None), self.version.name)
        found = dict.fromkeys(locale for locale, _ in self._plain_pages)
        source = "en" if "en" in found else next(iter(sorted(found)), "en")
        known = {code: Locale(code, code) for code in sorted(found)}
        return Settings(source=source, locales=known, engine=book.installed(tree), base="")

    @property
    def declared(self) -> Mapping[str, Data]:
        """The classes declared in `waivers.yml`, by the fingerprint of the change."""
        if self.version.file:
            return {}
        accepted = book.waivers(self.version.tree, self.settings, Cache(None))
        return {entry["fingerprint"]: entry for _, entry in accepted if "class" in entry}

    @cached_property
    def schemas(self) -> Schemas:
        return Schemas(self.settings.schemas)

    @cached_property
    def renderer(self) -> Renderer:
        return book.renderer(self.version.tree, self.settings)

    @cached_property
    def pages(self) -> dict[tuple[str, str], str]:
        """The path of each page by locale and page."""
        if not self.locales and not self.settings.schemas:
            return self._plain_pages
        found = {}
        for code, locale in self.settings.locales.items():
            prefix = "" if locale.folder == "." else locale.folder + "/"
            for path in markdown_paths(self.version.tree, locale.folder):
                found[code, path.removeprefix(prefix)] = path
        return found

    @cached_property
    def _plain_pages(self) -> dict[tuple[str, str], str]:
        """As `pages`, of a tree that does not say which languages it has."""
        found = {}
        for path in self.version.tree.paths(""):
            if path.endswith((".md", ".markdown")) or self.version.file:
                found[self._placed(named(path))] = path
        return found

    def _placed(self, path: str) -> tuple[str, str]:
        """Locale and page: a folder named `ja` tells, else the script."""
        parts = path.split("/")
        for number, part in enumerate(parts[:-1]):
            if _LOCALE.fullmatch(part) and language(part):
                return part, "/".join((*parts[:number], *parts[number + 1 :]))
        raw = self.version.tree.read(path) or b""
        text = raw[:100_000].decode("utf-8", "ignore")
        kana = len(_KANA.findall(text))
        return ("ja" if kana * 50 > len(text) else "en"), self.page or path

    @cached_property
    def records(self) -> Mapping[str, Edition]:
        """The data files that all pages share."""
        return book.records(self.version.tree, self.settings, Cache(None))

    def raw(self, key: tuple[str, str]) -> bytes | None:
        path = self.pages.get(key)
        return self.version.tree.read(path) if path else None

    def edition(self, key: tuple[str, str]) -> Edition | None:
        """The page, read once. Raises an ExceptionGroup where it cannot be."""
        if key not in self.pages:
            return None
        if key not in self._read:
            raw = self.raw(key)
            assert raw is not None
            locale, page = key
            self._read[key] = edition(
                raw, self.pages[key], page, locale, self.schemas, self.renderer
            )
        return self._read[key]


# ── Both sides ───────────────────────────────────────────────────────────────────────────


class _Pair:
    """Two versions of one book."""

    def __init__(self, old: _Side, new: _Side) -> None:
        self.old, self.new = old, new
        self.tried = 0
        self.sections: dict[tuple[str, str], prose.Versions] = {}
        self.source = new.settings.source
        self._known: dict[tuple[bool, str, str], tuple[Aligned, ...]] = {}

    @cached_property
    def differing(self) -> list[tuple[str, str]]:
        """The pages, by locale and page, whose bytes differ, in order."""
        keys = sorted(self.old.pages.keys() | self.new.pages.keys())
        if self.old.settings.engine != self.new.settings.engine:
            return keys
        return [key for key in keys if not self._alike(key)]

    def _alike(self, key: tuple[str, str]) -> bool:
        here, there = self.old.pages.get(key), self.new.pages.get(key)
        if here is None or there is None:
            return False
        return alike(self.old.version.tree, here, self.new.version.tree, there)

    def changes(self) -> Iterator[Change]:
        """Every change, each cause once, in the source locale where it stands there too."""
        locales = dict.fromkeys((self.source, *(locale for locale, _ in self.differing)))
        by_locale = {code: list(self._of(code)) for code in locales}
        found = by_locale.pop(self.source)
        for code, others in by_locale.items():
            found = self._across(code, found, others)
        yield from prose.gathered(found, self.sections)
        yield from self._records()

    def _records(self) -> Iterator[Change]:
        """What changed in the files that all pages share, where both versions are a book's."""
        if not (self.old.settings.schemas and self.new.settings.schemas):
            return
        files = [
            book.record_files(side.version.tree, side.settings) for side in (self.old, self.new)
        ]
        if files[0] == files[1]:
            return
        # By the folder of the book, which may have moved as a whole.
        old, new = (
            {path.removeprefix(f"{side.settings.base}/"): at for path, at in side.records.items()}
            for side in (self.old, self.new)
        )
        for path in sorted(old.keys() | new.keys()):
            records = old.get(path), new.get(path)
            if records[0] and records[1] and records[0].source == records[1].source:
                continue
            there = records[1] or records[0]
            assert there is not None
            empty = replace(there.units[0], data={})
            before, after = (each.units[0] if each else empty for each in records)
            revision = Revision(*records, both=((before, after),))
            if after.kind == "schema":
                yield shared.schema(revision)
            else:
                yield from shared.changes(revision, self.new.schemas, self.source, self._users)

    def _users(self, concept: str, locale: str, dropped: bool) -> tuple[str, ...]:
        """The units of a locale, as it is now, in which a word for the concept stands.

        `dropped` asks for the words that were preferred and are accepted no longer. A page
        without such a word is not parsed.
        """
        side = self.new if any(c.id == concept for c in self.new.settings.glossary) else self.old
        known = words(self.old.settings if dropped else side.settings, locale)
        accepted = words(self.new.settings, locale)
        roles = ("preferred",) if dropped else ("preferred", "allowed")

        def stands(text: str) -> bool:
            return any(
                concept in found.concepts(*roles)
                and not (dropped and accepted.accepts(found.words, concept))
                for found in known.find(text)
            )

        found = []
        for key in self.new.pages:
            raw = self.new.raw(key) or b""
            if key[0] != locale or not known.renders(
                fold(raw.decode("utf-8", "ignore")), [concept]
            ):
                continue
            edition = self.new.edition(key)
            found += [
                unit.address
                for unit in (edition.units if edition else ())
                if any(stands(text) for text in (unit.title, *(p.text for p in unit.passages)))
            ]
        return tuple(dict.fromkeys(found))

    def _notices(self, code: str) -> Iterator[Change]:
        """The notices of releases that differ, which tell of rules and hold none."""
        for key in self.differing:
            if key[0] == code and (release := self._noticed(key[1])):
                revision = Revision(self.old.edition(key), self.new.edition(key))
                yield structure.notice(revision, release)

    def _noticed(self, page: str) -> str:
        return releases.noticed(page) if self.new.settings.schemas else ""

    def _revisions(self, code: str) -> tuple[tuple[Revision, ...], dict[str, str]]:
        keys = [key for key in self.differing if key[0] == code and not self._noticed(key[1])]
        problems: list[Exception] = []
        sides: list[list[Edition]] = []
        for side in (self.old, self.new):
            read: list[Edition] = []
            for key in keys:
                try:
                    found = side.edition(key)
                except ExceptionGroup as group:
                    problems.extend(group.exceptions)
                else:
                    read += [found] if found else []
            sides.append(read)
        if problems:
            raise ExceptionGroup("diff", problems)
        return moves.joined(*sides)

    def _of(self, code: str) -> Iterator[Change]:
        """The changes of one locale, as if it were the only one."""
        yield from self._notices(code)
        revisions, perhaps = self._revisions(code)
        olds = [revision.old for revision in revisions if revision.old]
        news = [revision.new for revision in revisions if revision.new]
        before, after = structure.labels(olds), structure.labels(news)
        homes = {
            row["id"]: unit.id
            for edition in olds
            for unit in edition.units
            if unit.kind in structure.HOLD_LABELS
            for row in unit.data.get("labels", ())
        }
        found_in: set[str] = set()
        told: set[str] = set()
        revisions = tuple(structure.without_spent(each, before, after) for each in revisions)
        for revision in revisions:
            found: list[Change] = list(structure.changes(revision, before, after, homes))
            if revision.old is not None and revision.new is not None:
                found += decision_facts.changes(revision, self.new.schemas)
                found += outcomes.changes(revision)
                found = [decision_facts.directed(change, revision) for change in found]
                found = outcomes.attached(found, revision)
                if code == self.source:
                    self.tried += outcomes.flips(revision)[1]
                found += moves.changes(revision)
                found += metadata.changes(revision, self.new.schemas)
            found_in |= {change.path for change in found}
            told |= {change.unit for change in found if change.rule in structure.TELLS_CLAUSES}
            yield from found
        whole = [each for each in revisions if each.old is not None and each.new is not None]
        self.sections |= prose.sections(whole)
        for change in prose.changes(whole, self.new.schemas, told):
            found_in.add(change.path)
            like = perhaps.get(change.unit) if change.rule.endswith("-added") else None
            yield replace(change, units=(like,)) if like else change
        for revision in whole:
            kept = structure.retired(revision.old) == structure.retired(revision.new)
            if kept and revision.edition.path not in found_in:
                yield self._layout(revision)

    def _layout(self, revision: Revision) -> Change:
        """A page whose bytes differ and whose text does not."""
        raw = [
            side.version.tree.read(edition.path) if edition else None
            for side, edition in ((self.old, revision.old), (self.new, revision.new))
        ]
        was, now = (fingerprint.digest((each or b"").hex())[:16] for each in raw)
        front = revision.edition.units[0]
        return prose.BY_ID["layout-changed"].at(revision, front, old=was, new=now)

    # ── Locales ──────────────────────────────────────────────────────────────────────────

    def _across(self, code: str, found: list[Change], others: Sequence[Change]) -> list[Change]:
        """The source's changes and a translation's: one cause is one change.

        A fact that changed alike in both, and a text that changed in both, are one entry. What
        changed in the translation alone is told as such.
        """
        merged = list(found)
        facts = {_fact(change): number for number, change in enumerate(found)}
        texts: dict[str, list[int]] = {}
        for number, change in enumerate(found):
            if change.rule in prose.BY_ID:
                texts.setdefault(change.unit, []).append(number)
        for change in others:
            places = [facts[_fact(change)]] if _fact(change) in facts else []
            if change.rule in prose.BY_ID:
                places = [n for n in texts.get(change.unit, ()) if _answers(found[n], change)]
                if change.grade in ("decision", "undecided"):
                    beside = self._beside(code, change)
                    places = [n for n in places if _causes(merged[n], change, beside)]
                    if places and not translations.follows(change, [found[n] for n in places]):
                        merged.append(self._alone(code, change))
            if places:
                place = min(places, key=lambda n: _unlike(merged[n], change))
                own = merged[place]
                wording = Wording(
                    code,
                    change.path,
                    change.line,
                    change.old,
                    change.new,
                    change.heading,
                    change.values,
                )
                merged[place] = replace(own, others=(*own.others, wording))
            else:
                merged.append(self._alone(code, change))
        return merged

    def _alone(self, code: str, change: Change) -> Change:
        """A change that only a translation has."""
        if change.rule not in prose.BY_ID and not change.rule.endswith(("-added", "-removed")):
            return change
        key = (code, self._page(code, change.path))
        source = (self.source, key[1])
        if source not in self.old.pages and source not in self.new.pages:
            return change
        edition = self.new.edition(key) or self.old.edition(key)
        if edition is not None and (markets := translations.governs(edition)):
            market = markets[0] if len(markets) == 1 and markets[0] != "default" else ""
            return replace(change, market=market)
        units = [
            _unit(side.edition(where), change.unit)
            for where in (source, key)
            for side in (self.old, self.new)
        ]
        return translations.judged(change, (units[0], units[1]), (units[2], units[3]))

    def _beside(self, code: str, change: Change) -> frozenset[str] | None:
        """The source's texts, old and new, that a translation's changed text stands beside.

        None where no place tells: the text is that of a whole section.
        """
        found: list[Aligned] = []
        for side, text in ((self.old, change.old), (self.new, change.new)):
            found += [
                part
                for part in self._aligned(side, code, self._page(code, change.path))
                if part.target_unit.address == change.unit
                and any((p.field, p.text) == (change.field, text) for p in part.target)
            ]
        texts = frozenset(passage.text for part in found for passage in part.source)
        return texts if found else None

    def _aligned(self, side: _Side, code: str, page: str) -> tuple[Aligned, ...]:
        key = side is self.new, code, page
        if key not in self._known:
            source, target = side.edition((self.source, page)), side.edition((code, page))
            both = pair(source, target, side.settings).aligned if source and target else ()
            self._known[key] = both
        return self._known[key]

    def _page(self, code: str, path: str) -> str:
        for side in (self.new, self.old):
            for (locale, page), known in side.pages.items():
                if known == path and locale == code:
                    return page
        return path


def _fact(change: Change) -> tuple[str, str, str, str]:
    """What a change of a fact is, whatever the locale that shows it.

    What comes or goes whole brings its texts along, which each locale has in its own words.
    """
    told_whole = change.rule in structure.BY_ID
    same = "" if told_whole else fingerprint.digest(change.old, change.new)
    return change.rule, change.unit, change.field, same


def _unlike(source: Change, translated: Change) -> tuple[bool, ...]:
    """How little two changed texts of one unit look like one change; the first of equals is it."""
    ends = [(change.old is None, change.new is None) for change in (source, translated)]
    return (
        source.field != translated.field,
        ends[0] != ends[1],
        any(other.locale == translated.locale for other in source.others),
        source.rule != translated.rule,
    )


def _answers(source: Change, translated: Change) -> bool:
    """Whether a source's changed text is cause enough for a translation's."""
    return GRADES.index(source.grade) <= GRADES.index(translated.grade)


def _causes(source: Change, translated: Change, beside: Container[Any] | None) -> bool:
    """Whether a source's changed text is the one that a translation's weighty change answers.

    It stands beside it; or one comes, or goes, where the other does, in whatever order.
    """
    if beside is None or any(text in beside for text in (source.old, source.new) if text):
        return True
    ends = [(change.old is None, change.new is None) for change in (source, translated)]
    taken = any(other.locale == translated.locale for other in source.others)
    return ends[0] == ends[1] != (False, False) and not taken


def _unit(edition: Edition | None, address: str) -> Unit | None:
    return edition.by_address.get(address) if edition else None
