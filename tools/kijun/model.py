"""The nouns of kijun. All are frozen and compared with `==`; none reads or writes anything."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cached_property
from typing import Any, TypeAlias

from .lines import Lines
from .text import Place

Data: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of text that a reader sees as one: a paragraph, a list item, a cell, a field.

    `field` is `""` for prose and the path of a field of a YAML block otherwise
    (`given`, `steps.truth.ask`). `tag` and `inside` are the HTML element and the elements
    around it, outermost first (`("ul", "li")` for a paragraph in a list item); a text field
    that is one paragraph has the tag `p`.
    `text` is what is read on the page, without markup; code spans stand in it as written
    and are listed in `codes`.
    """

    field: str
    tag: str
    text: str
    inside: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    strong: int = 0


@dataclass(frozen=True, slots=True)
class Unit:
    """What is paired, translated, released and cited.

    `kind` is guideline, clause, case, decision, market, question, concept, or, outside
    guidelines, page (front matter and opening) and section (a heading).
    The id of a section is its page's, or its guideline's, with its anchor: `HAR#HAR-DECISION`.
    `data` holds the facts and texts of its YAML block as loaded; a clause's `labels` are the
    label rows it names. `line` is the first line of its heading or block, counted from 1;
    `last` its last line. `shape` is the structure of its prose: `("ul 3", "table 4x2")`.
    `placed` says that the id is no name but the section's place in the outline (`a.md#2.1`).
    """

    kind: str
    id: str
    line: int
    last: int
    data: Data = field(default_factory=dict)
    passages: tuple[Passage, ...] = ()
    title: str = ""
    level: int = 0
    clause: str = ""
    shape: tuple[str, ...] = ()
    placed: bool = False

    @property
    def address(self) -> str:
        """`clause:HAR-2`: the unit's name in findings, changes and every JSON."""
        return f"{self.kind}:{self.id}"

    @property
    def anchor(self) -> str:
        """What a link to the unit ends in: its id, and of a section's the part below the page."""
        return self.id.rpartition("#")[2]


@dataclass(frozen=True, slots=True)
class UnitText:
    """One unit in one locale exactly as written: what a release names by its fingerprint.

    `body` is its Markdown, with a hole for each unit that stands in it; `own` the fence of its
    own block; `data` the YAML in that fence, or a guideline's front matter without its label
    rows; `labels` the rows of a clause's labels. `home` is the address of the unit around it,
    `after` that of the unit before it, there or "".
    """

    address: str
    guideline: str
    home: str
    after: str
    body: str
    own: str
    data: Data
    labels: tuple[Data, ...] = ()
    fingerprint: str = ""

    @property
    def kind(self) -> str:
        """clause, case, decision…"""
        return self.address.partition(":")[0]

    @property
    def id(self) -> str:
        """The unit's id without its kind."""
        return self.address.partition(":")[2]

    def fingerprinted(self, fingerprint: str) -> UnitText:
        """The same with its fingerprint."""
        return replace(self, fingerprint=fingerprint)


@dataclass(frozen=True)
class Edition:
    """One page in one locale at one revision.

    `page` is the path below the locale's folder, the same in every locale
    (`policies/har.md`); `path` is the file's path from the book's folder.
    `guideline` is the guideline's id, or `""` for an ordinary page. The first unit is always
    the page's own (`guideline:HAR` or `page:process/appeals.md`). `labels` are the label rows
    of the guideline's front matter, each of which also stands in the clause that names it.
    `anchors` are the ids of elements on the page, whether written or made from a heading's words.
    """

    path: str
    page: str
    locale: str
    source: str = field(repr=False)
    units: tuple[Unit, ...]
    guideline: str = ""
    labels: tuple[Data, ...] = ()
    anchors: tuple[str, ...] = ()

    @cached_property
    def by_address(self) -> Mapping[str, Unit]:
        """The units by address; of two with one address, the first."""
        return {unit.address: unit for unit in reversed(self.units)}

    @cached_property
    def lines(self) -> tuple[str, ...]:
        """The lines of the file, without their ends."""
        return tuple(self.source.split("\n"))

    def of(self, kind: str) -> Iterator[Unit]:
        """The units of one kind, in the order of the page."""
        return (unit for unit in self.units if unit.kind == kind)

    @cached_property
    def _blocks(self) -> frozenset[int]:
        """The lines of blocks that are units: they stand within the lines of a clause."""
        blocks = (unit for unit in self.units[1:] if not unit.level)
        return frozenset(n for unit in blocks for n in range(unit.line, unit.last + 1))

    @cached_property
    def _read(self) -> dict[str, tuple[Lines, dict[int, int]]]:
        """By address, a unit's own lines and the numbers of its passages, once asked for."""
        return {}

    def _lines(self, unit: Unit) -> tuple[Lines, dict[int, int]]:
        if unit.address not in self._read:
            whole = range(unit.line, min(unit.last, len(self.lines)) + 1)
            others = self._blocks if unit.level or unit.address == self.units[0].address else ()
            own = [(number, self.lines[number - 1]) for number in whole if number not in others]
            own = own or [(unit.line, "")]
            # The rows of a clause's labels stand in the front matter.
            passages = [p for p in unit.passages if unit.level == 0 or p.field[:7] != "labels."]
            numbers = {id(passage): number for number, passage in enumerate(passages)}
            self._read[unit.address] = Lines(own, (p.text for p in passages)), numbers
        return self._read[unit.address]

    def line(self, unit: Unit, words: str = "", within: Sequence[Passage] = ()) -> int:
        """The line where the words stand: within these passages of the unit, else in the unit.

        Where they do not, that of the first passage or of the unit.
        """
        if not words and not within:
            return unit.line
        lines, numbers = self._lines(unit)
        placed = [numbers[id(passage)] for passage in within if id(passage) in numbers]
        if placed:
            return lines.find(words, placed[0], placed[-1]) or lines.of(placed[0])
        if words and (found := lines.find(words)):
            return found
        front = enumerate(self.lines[: self.units[0].last], 1)
        return next((number for number, line in front if words and words in line), unit.line)

    def place(self, unit: Unit, words: str = "") -> Place:
        """Where the words stand in the unit, to point at."""
        return Place(self.path, self.line(unit, words))

    def at(
        self, unit: Unit, words: str = "", within: Sequence[Passage] = (), /, **values: Any
    ) -> Finding:
        """A finding in this edition, on the line where the words stand within the passages."""
        line = self.line(unit, words, within)
        return Finding(self.path, line, unit.address, self.locale, values)


@dataclass(frozen=True, slots=True)
class Aligned:
    """Passages of one unit that say the same in two locales: mostly one each."""

    source_unit: Unit
    target_unit: Unit
    source: tuple[Passage, ...]
    target: tuple[Passage, ...]


@dataclass(frozen=True)
class Pair:
    """Two editions of one page, the source first, with their units joined by address.

    `both` holds the units that stand in both, in the source's order; `missing` those only in
    the source, `orphans` those only in the target. `aligned` holds their passages side by side.
    """

    source: Edition
    target: Edition
    settings: Settings = field(repr=False)
    both: tuple[tuple[Unit, Unit], ...]
    missing: tuple[Unit, ...]
    orphans: tuple[Unit, ...]
    aligned: tuple[Aligned, ...] = field(repr=False)

    def at(self, where: Unit | Aligned, words: str = "", /, **values: Any) -> Finding:
        """A finding in the target edition, on the line of the target where the words stand."""
        if isinstance(where, Aligned):
            return self.target.at(where.target_unit, words, where.target, **values)
        return self.target.at(where, words, **values)

    def at_source(self, where: Unit | Aligned, words: str = "", /, **values: Any) -> Finding:
        """A finding in the source edition: the text to be mended is the source's."""
        if isinstance(where, Aligned):
            return self.source.at(where.source_unit, words, where.source, **values)
        return self.source.at(where, words, **values)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that two units do not share. `path` leads to it by names and keys, never indexes.

    `l10n` and `change` are the field's annotations in the schema. A side that lacks the
    field is None.
    """

    unit: Unit
    path: tuple[str, ...]
    left: Any
    right: Any
    l10n: str
    change: str


@dataclass(frozen=True, slots=True)
class Finding:
    """A fact that a check found, and where. It carries no words: the check's `says` has them.

    `values` fill the braces of the check's message and, with check and unit, make the
    fingerprint; they never hold line numbers or sentences of the tool.
    """

    path: str
    line: int
    unit: str
    locale: str
    values: Data
    check: str = ""
    level: str = ""
    fingerprint: str = ""

    @property
    def order(self) -> tuple[str, int, str, str]:
        """By file and line, as people work through them."""
        return (self.path, self.line, self.check, self.fingerprint)


@dataclass(frozen=True, slots=True)
class Reference:
    """A place where a page names something else: a label, a clause, a market, a link's target."""

    kind: str
    id: str
    unit: str
    line: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What one edition tells the rest of the book; small, so that a whole book fits in memory.

    `units` are (address, line), `labels` (id, kind, retired, line), `anchors` what a link to
    the page may end in, `texts` (unit address, field, fingerprint) of units that are declared
    to diverge. `titles` are (address, title) of sections whose address is only their place.
    """

    path: str
    page: str
    locale: str
    guideline: str
    units: tuple[tuple[str, int], ...]
    labels: tuple[tuple[str, str, bool, int], ...]
    anchors: tuple[str, ...]
    references: tuple[Reference, ...]
    texts: tuple[tuple[str, str, str], ...] = ()
    titles: tuple[tuple[str, str], ...] = ()

    def at(self, reference: Reference, **values: Any) -> Finding:
        """A finding at the place of a reference."""
        return Finding(self.path, reference.line, reference.unit, self.locale, values)


@dataclass(frozen=True)
class Book:
    """All editions of a book at one revision, as facts, with its settings.

    `pages` are the paths by page and locale; a page that cannot be read has no facts.
    """

    settings: Settings
    editions: tuple[Facts, ...]
    pages: Mapping[str, Mapping[str, str]] = field(repr=False)

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths of all pages."""
        return frozenset(path for paths in self.pages.values() for path in paths.values())

    @cached_property
    def by_page(self) -> Mapping[tuple[str, str], Facts]:
        """The editions by locale and page."""
        return {(facts.locale, facts.page): facts for facts in self.editions}

    @cached_property
    def source_editions(self) -> tuple[Facts, ...]:
        """The editions in the source locale, in the order of their pages."""
        return tuple(f for f in self.editions if f.locale == self.settings.source)


@dataclass(frozen=True, slots=True)
class Terms:
    """The words for a concept in one locale, and the words that are wrong for it."""

    preferred: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()
    never: tuple[str, ...] = ()
    banned: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    definition: str = ""
    qualifier: str = ""

    @property
    def accepted(self) -> tuple[str, ...]:
        """Preferred and allowed terms."""
        return self.preferred + self.allowed


@dataclass(frozen=True, slots=True)
class Concept:
    """One entry of the glossary. `contexts` says where its terms stand: policy, statute."""

    id: str
    line: int
    contexts: tuple[str, ...]
    terms: Mapping[str, Terms]


@dataclass(frozen=True, slots=True)
class Divergence:
    """A field whose wording differs between locales on purpose, with the reason."""

    id: str
    line: int
    data: Data

    @property
    def unit(self) -> str:
        """The address of the unit, `case:PRV-4-C2`."""
        return str(self.data.get("unit", ""))

    @property
    def field(self) -> str:
        """The path of the field that diverges, `given`."""
        return str(self.data.get("field", ""))


@dataclass(frozen=True, slots=True)
class Locale:
    """A language of the book and the folder its pages stand in."""

    code: str
    folder: str
    onboarding: bool = False


@dataclass(frozen=True)
class Locales:
    """Folders of plain Markdown, given on the command line instead of a book: code and folder."""

    source: tuple[str, str]
    targets: Mapping[str, str]


@dataclass(frozen=True)
class Settings:
    """What holds for the whole book: `kijun.yml`, the glossary, the declared divergences.

    `feedback` is the address readers send questions to, with its placeholders in braces.
    `schemas` and `engine` are the book's data schemas and the way its site renders Markdown,
    as plain data. `key` changes whenever anything does that a page's examination reads: it is
    the cache's first half.
    """

    source: str
    locales: Mapping[str, Locale]
    markets: Mapping[str, Data] = field(default_factory=dict)
    default_zone: str = "UTC"
    owners: tuple[str, ...] = ()
    lead_times: Mapping[str, Data] = field(default_factory=dict)
    levels: Mapping[str, str] = field(default_factory=dict)
    four_eyes: str = ""
    feedback: str = ""
    glossary: tuple[Concept, ...] = ()
    divergences: tuple[Divergence, ...] = ()
    schemas: Data = field(default_factory=dict, repr=False)
    engine: Data = field(default_factory=dict, repr=False)
    base: str = "guidelines"
    key: str = ""


@dataclass(frozen=True)
class Result:
    """What a run of the checks found, in the order of places, and what it looked at.

    `findings` are those not waived; `known` the fingerprints of all. `waivers` are the
    entries of the waivers file with its path. `fast_yaml` is whether YAML was read by the
    C extension.
    """

    findings: tuple[Finding, ...]
    pairs: int
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    waived: int = 0
    fast_yaml: bool = True
    waivers: tuple[tuple[str, Data], ...] = field(default=(), repr=False)
    known: frozenset[str] = field(default=frozenset(), repr=False)

    @property
    def clean(self) -> bool:
        """No error and no warning that is not waived."""
        return not self.errors and not self.warnings


@dataclass(frozen=True, slots=True)
class Flip:
    """A written case that ends at another label than before, and the markets in which it does.

    `before` and `after` are labels, or "" where the decision could not be run with the case's
    answers. `markets` holds "" for every market that the guideline does not name.
    """

    case: str
    markets: tuple[str, ...]
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Heading:
    """What a change stands under, as its reader knows it: the titles of its page and its unit.

    `texts` are the paragraphs of a unit that came or went whole, where its change tells only
    of its facts.
    """

    page: str = ""
    unit: str = ""
    texts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """The same change in another locale: where it stands, and its two texts.

    `values` are those of the change as that locale alone would have told it.
    """

    locale: str
    path: str
    line: int
    old: Any
    new: Any
    heading: Heading = Heading()
    values: Data = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Change:
    """What differs between two versions, and what it amounts to. It carries facts, never words.

    `rule` names the change rule, whose `says` has the words; `grade` is the change's class and
    `direction` is tightens, loosens, shifts or "". `field` is "" for prose, `title` for a
    heading, or the path of a field. A side that lacks what changed is None in `old` or `new`.
    `market` is "" where the change holds in more than one. `cases` are the written cases that
    get another label, out of `tried`. `others` holds the same change in other locales, `units`
    other units that it concerns, `was` the path and address before a move. `declared` is who gave
    the change its class, "" where the rule did.
    """

    rule: str
    grade: str
    unit: str
    path: str
    line: int
    locale: str
    old: Any
    new: Any
    direction: str = ""
    market: str = ""
    values: Data = field(default_factory=dict)
    cases: tuple[Flip, ...] = ()
    tried: int = 0
    labels: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    others: tuple[Wording, ...] = ()
    fingerprint: str = ""
    field: str = ""
    heading: Heading = Heading()
    declared: str = ""


@dataclass(frozen=True)
class Revision:
    """A page in one locale at two moments, its units joined; a side without the page is None.

    `both` holds units that stand in both, in the new order: an old one may come from another
    page. `gone` and `fresh` stand in one only.
    """

    old: Edition | None
    new: Edition | None
    both: tuple[tuple[Unit, Unit], ...] = ()
    gone: tuple[Unit, ...] = ()
    fresh: tuple[Unit, ...] = ()

    @property
    def edition(self) -> Edition:
        """The new edition, or the old one where the page is gone: where changes are shown."""
        found = self.new or self.old
        assert found is not None
        return found


@dataclass(frozen=True)
class Comparison:
    """All changes between two versions, the gravest first, and what was looked at.

    `grade` is the highest class among them, "" where nothing changed. `pages` is how many
    pages were compared, `cases` how many written cases were run.
    """

    old: str
    new: str
    changes: tuple[Change, ...]
    grade: str = ""
    pages: int = 0
    cases: int = 0


@dataclass(frozen=True, slots=True)
class Replacement:
    """A unit that a release replaces: the fingerprints of its texts before and after, by locale.

    `base` is empty for a new unit. `to` is None for one that is retired; `because` is then why
    (merged, covered, out-of-scope, incorrect, or "" where nobody says), `into` the units that it
    is merged into or covered by.
    """

    unit: str
    base: Mapping[str, str]
    to: Mapping[str, str] | None
    because: str = ""
    into: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cause:
    """One entry of a release: a class of change, the units it touches, the rest as written."""

    grade: str
    units: Mapping[str, Replacement]
    data: Data = field(default_factory=dict, repr=False)


@dataclass(frozen=True, slots=True)
class Release:
    """What was put in force together, and when. `name` is the day it was made for, with `.2`…

    `effective` holds instants by market and `default`, all with their zone. `data` is the file
    as loaded.
    """

    name: str
    path: str
    published: datetime
    effective: Mapping[str, datetime]
    causes: tuple[Cause, ...] = ()
    data: Data = field(default_factory=dict, repr=False)

    def starts(self, market: str) -> datetime:
        """The instant from which it holds in a market, as it says itself."""
        return self.effective.get(market, self.effective["default"])

    @property
    def order(self) -> tuple[datetime, str, int]:
        """By publication, then by name."""
        return self.published, *self.day

    @property
    def day(self) -> tuple[str, int]:
        """The day it is named after, and which release of that day it is."""
        day, _, number = self.name.partition(".")
        return day, int(number or 1)


@dataclass(frozen=True, slots=True)
class Standing:
    """A text of a unit in a locale and a market, from an instant on, and the release of it.

    `fingerprint` is None where the release retires the unit.
    """

    unit: str
    locale: str
    fingerprint: str | None
    starts: datetime
    release: Release
    cause: Cause = field(repr=False)
