"""Bytes to an edition: front matter, headings, unit blocks and what the reader sees of them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from . import yaml
from .markdown import KINDS, Fence, Renderer, Section, fences, front_matter
from .model import Edition, Passage, Unit
from .schema import PROBLEMS, Node, Problem, Schemas
from .text import KijunError, Place, Text


class Unreadable(KijunError):
    """A page that cannot be read as it stands; nothing else is said of it until it can."""


class NotUtf8(Unreadable):
    """Bytes in another encoding."""

    says = Text(
        en="The file is not in UTF-8 (byte {byte}). Save it again as UTF-8.",
        ja="ファイルの文字コードがUTF-8ではありません（{byte}バイト目）。UTF-8で保存し直してください。",
    )


class ByteOrderMark(Unreadable):
    """Three invisible bytes that some editors put first."""

    says = Text(
        en="The file begins with a byte-order mark. Save it as UTF-8 without BOM, "
        "or run 'kijun check --fix'.",
        ja="ファイルの先頭にBOMが付いています。BOMなしのUTF-8で保存するか、"
        "「kijun check --fix」を実行してください。",
    )


class CarriageReturn(Unreadable):
    """Line ends of Windows."""

    says = Text(
        en="The lines end in CR LF. Save the file with LF line ends, or run 'kijun check --fix'.",
        ja="改行コードがCR LFです。LFで保存するか、「kijun check --fix」を実行してください。",
    )


class InvisibleCharacter(Unreadable):
    """A control character: in a policy text these make readers see another text than is there."""

    says = Text(
        en="An invisible character ({name}) stands after '{before}'. Delete it, "
        "or run 'kijun check --fix'.",
        ja="「{before}」の後に目に見えない文字（{name}）があります。削除するか、"
        "「kijun check --fix」を実行してください。",
    )


class UnclosedFrontMatter(Unreadable):
    """A leading `---` without its end."""

    says = Text(
        en="The front matter has no end. Put a line '---' below its last field.",
        ja="冒頭の設定部分が閉じられていません。最後の欄の下に「---」の行を入れてください。",
    )


class NoFrontMatter(Unreadable):
    """Unit blocks on a page that is no guideline."""

    says = Text(
        en="A '{kind}' block stands on a page without a guideline's front matter. "
        "Begin the page with '---', the fields id, title, owner, audience and governing, and '---'.",
        ja="ガイドラインの設定がないページに「{kind}」ブロックがあります。ページの先頭に「---」、"
        "id・title・owner・audience・governingの各欄、「---」を書いてください。",
    )


class UnclosedFence(Unreadable):
    """A fence without its closing line."""

    says = Text(
        en="The block that begins here has no end. Put a line of three backticks below it.",
        ja="ここから始まるブロックが閉じられていません。ブロックの下に「```」の行を入れてください。",
    )


class UnknownBlock(Unreadable):
    """A fence whose second word names no kind."""

    says = Text(
        en="There is no block '{kind}'. Known blocks: {known}.",
        ja="「{kind}」というブロックはありません。使えるブロックは{known}です。",
    )


class FenceAsText(Unreadable):
    """Unit YAML that the site would show as text: a fence the Markdown engine does not see."""

    says = Text(
        en="This block would be shown as text on the site. Put its three backticks at the "
        "beginning of a line, with nothing but 'yaml {kind}' behind them.",
        ja="このブロックはサイトで文字のまま表示されます。行頭に「```」を置き、"
        "その後には「yaml {kind}」だけを書いてください。",
    )


class ClauseWithoutHeading(Unreadable):
    """A clause block that no heading names."""

    says = Text(
        en="The clause has no id. Put it below a heading that ends in an id, such as "
        "'## Title {example}'.",
        ja="項目にIDがありません。「## タイトル {example}」のように、"
        "IDの付いた見出しの下に置いてください。",
    )


class TwoClauses(Unreadable):
    """Two clause blocks below one heading."""

    says = Text(
        en="'{unit}' has two clause blocks. Give the second a heading of its own.",
        ja="「{unit}」に項目のブロックが2つあります。2つ目には別の見出しを付けてください。",
    )


class IdTwice(Unreadable):
    """One id for two things on a page, or two ids that differ only in case."""

    says = Text(
        en="'{id}' is used here and in line {first} ('{other}'). "
        "Ids are unique, capital and small letters alike: give this one another.",
        ja="「{id}」は{first}行目（「{other}」）でも使われています。"
        "IDは大文字と小文字を区別せずに重複を避ける必要があります。別のIDにしてください。",
    )


class WrongFile(Unreadable):
    """A guideline in a file that is not named after it."""

    says = Text(
        en="The guideline '{id}' stands in '{file}'. Name the file '{wanted}', in every locale.",
        ja="ガイドライン「{id}」のファイル名が「{file}」になっています。"
        "どの言語版でも「{wanted}」にしてください。",
    )


class SchemaProblem(Unreadable):
    """A field that the schema does not allow."""

    says = Text(en="{problem}", ja="{problem}")

    def __init__(self, place: Place, problem: Problem) -> None:
        self.problem = problem
        said = PROBLEMS[problem.id]
        words = Text(
            en=said.to("en", **problem.values).strip(), ja=said.to("ja", **problem.values).strip()
        )
        super().__init__(place, problem=words)


def text(raw: bytes, path: str) -> str:
    """A file's text. Raises the Unreadable that names what is wrong with its bytes."""
    if raw.startswith(b"\xef\xbb\xbf"):
        raise ByteOrderMark(Place(path, 1))
    try:
        source = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise NotUtf8(Place(path, line), byte=error.start + 1) from None
    if "\r" in source:
        raise CarriageReturn(Place(path, source.count("\n", 0, source.index("\r")) + 1))
    if found := INVISIBLE.search(source):
        line = source.count("\n", 0, found.start()) + 1
        before = source[: found.start()].rsplit("\n", 1)[-1][-12:]
        raise InvisibleCharacter(
            Place(path, line), name=f"U+{ord(found[0]):04X}", before=before
        )
    return source


INVISIBLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2028\u2029"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Control, bidirectional, zero-width and tag characters. U+200C and U+200D spell some scripts."""


def lenient(raw: bytes) -> str:
    """The text of a file of a tree without schemas, where encodings are nobody's error."""
    return raw.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")


def edition(
    raw: bytes, path: str, page: str, locale: str, schemas: Schemas, renderer: Renderer
) -> Edition:
    """A page's bytes as an edition.

    Raises an ExceptionGroup of the page's Unreadable and YamlError, each located: one for
    every block that has one, so that a writer mends a page in one go.
    """
    strict = "guideline" in schemas
    try:
        source = text(raw, path) if strict else lenient(raw)
    except KijunError as error:
        raise ExceptionGroup(path, [error]) from None
    page = unicodedata.normalize("NFC", page)
    return _Reading(source, path, page, locale, schemas, renderer, strict).edition()


class _Reading:
    """One page being read; problems are gathered, then raised together."""

    def __init__(
        self,
        source: str,
        path: str,
        page: str,
        locale: str,
        schemas: Schemas,
        renderer: Renderer,
        strict: bool,
    ) -> None:
        self.source, self.path, self.page, self.locale = source, path, page, locale
        self.schemas, self.renderer, self.strict = schemas, renderer, strict
        self.problems: list[KijunError] = []
        self.lines = source.split("\n")

    def edition(self) -> Edition:
        matter, body_line = self._front_matter()
        blocks = self._blocks(body_line)
        if self.problems:
            raise ExceptionGroup(self.path, self.problems)
        guideline = str(matter.get("id", "")) if self.strict and "id" in matter else ""
        if guideline:
            self._named_after(guideline)
        elif blocks:
            fence = blocks[0][0]
            self.problems.append(NoFrontMatter(self._at(fence.line), kind=fence.kind))
        units = tuple(self._units(matter, guideline, blocks, body_line))
        self._unique(units)
        if self.problems:
            raise ExceptionGroup(self.path, self.problems)
        labels = tuple(matter.get("labels", ())) if guideline else ()
        return Edition(self.path, self.page, self.locale, self.source, units, guideline, labels)

    def _at(self, line: int) -> Place:
        return Place(self.path, line)

    def _front_matter(self) -> tuple[dict[str, Any], int]:
        """The front matter's data, and the number of the body's first line."""
        found = front_matter(self.source)
        if found is None:
            if self.strict and self.source.startswith("---\n"):
                self.problems.append(UnclosedFrontMatter(self._at(1)))
            return {}, 1
        piece, last = found
        try:
            data = yaml.mapping(piece, self.path, 2)
        except yaml.YamlError as error:
            if self.strict:
                self.problems.append(error)
            return {}, last + 1
        kind = "guideline" if "id" in data else "page"
        self._validate(kind, data, piece, 2)
        return data, last + 1

    def _blocks(self, body_line: int) -> list[tuple[Fence, dict[str, Any]]]:
        blocks = []
        if not self.strict:
            return blocks
        for fence in fences(self.source):
            if fence.line < body_line:
                continue
            if not fence.closed:
                self.problems.append(UnclosedFence(self._at(fence.line)))
            elif fence.kind in KINDS:
                try:
                    data = yaml.mapping(fence.text, self.path, fence.line + 1)
                except yaml.YamlError as error:
                    self.problems.append(error)
                    continue
                self._validate(fence.kind, data, fence.text, fence.line + 1)
                blocks.append((fence, data))
            elif fence.kind:
                known = list(KINDS)
                self.problems.append(UnknownBlock(self._at(fence.line), kind=fence.kind, known=known))
        return blocks

    def _validate(self, kind: str, data: Any, piece: str, first: int) -> None:
        for problem in self.schemas.problems(kind, data):
            line = first + yaml.offset(piece, problem.path)
            self.problems.append(SchemaProblem(self._at(line), problem))

    def _named_after(self, guideline: str) -> None:
        file = self.page.rpartition("/")[2]
        wanted = guideline.lower() + ".md"
        if file != wanted:
            self.problems.append(WrongFile(self._at(1), id=guideline, file=file, wanted=wanted))

    def _units(
        self,
        matter: Mapping[str, Any],
        guideline: str,
        blocks: list[tuple[Fence, dict[str, Any]]],
        body_line: int,
    ) -> Iterator[Unit]:
        lines = list(self.lines)
        lines[: body_line - 1] = [""] * (body_line - 1)
        for fence, _ in blocks:
            lines[fence.line - 1 : fence.last] = [""] * (fence.last - fence.line + 1)
        sections = self.renderer.page("\n".join(lines))
        self._shown_as_text(sections, lines)
        heads = _heading_lines(sections, lines, body_line)
        ends = [line - 1 for line in heads[1:]] + [len(self.lines)]

        kind = "guideline" if guideline else "page"
        own = {name: value for name, value in matter.items() if name != "labels" or not guideline}
        known = self.schemas.unit(kind) if self.strict else TITLE
        passages = (*self._texts(known, own, ()), *sections[0].passages)
        yield Unit(
            kind,
            guideline or self.page,
            1,
            ends[0],
            own,
            passages,
            str(own.get("title", "")),
            shape=sections[0].shape,
        )

        rows = {row["id"]: row for row in matter.get("labels", ())} if guideline else {}
        counters: list[int] = []
        parent: tuple[str, int] | None = None
        pending: Unit | None = None
        waiting: list[Unit] = [self._block(f, d, "") for f, d in blocks if f.line <= ends[0]]
        yield from (unit for unit in waiting if unit.kind != "clause")
        self._homeless(waiting)
        for section, line, end in zip(sections[1:], heads[1:], ends[1:], strict=True):
            counters = _counted(counters, section.level)
            inner = [(f, d) for f, d in blocks if line < f.line <= end]
            clauses = [(f, d) for f, d in inner if f.kind == "clause"]
            explicit = _explicit(self.lines[line - 1], section.anchor)
            if parent and section.level > parent[1] and not clauses and pending is not None:
                title = Passage("", f"h{section.level}", section.title)
                pending = replace(
                    pending,
                    passages=(*pending.passages, title, *section.passages),
                    shape=(*pending.shape, f"h{section.level}", *section.shape),
                    last=end,
                )
                yield from (self._block(f, d, pending.id) for f, d in inner)
                continue
            if pending is not None:
                yield pending
                pending, parent = None, None
            if not clauses:
                place = section.anchor if explicit else ".".join(map(str, counters))
                name = place if guideline and explicit else f"{self.page}#{place}"
                yield Unit(
                    "section",
                    name,
                    line,
                    end,
                    {},
                    section.passages,
                    section.title,
                    section.level,
                    shape=section.shape,
                )
                yield from (self._block(f, d, "") for f, d in inner)
                continue
            if not explicit:
                self.problems.append(ClauseWithoutHeading(self._at(clauses[0][0].line), example="{#HAR-1}"))
                continue
            if len(clauses) > 1:
                self.problems.append(TwoClauses(self._at(clauses[1][0].line), unit=section.anchor))
                continue
            data = dict(clauses[0][1])
            if "labels" in data:
                data["labels"] = [rows.get(name, {"id": name}) for name in data["labels"]]
            texts = self._texts(self.schemas.unit("clause"), data, ())
            pending = Unit(
                "clause",
                section.anchor,
                line,
                end,
                data,
                (*texts, *section.passages),
                section.title,
                section.level,
                section.anchor,
                section.shape,
            )
            parent = (section.anchor, section.level)
            yield from (
                self._block(f, d, section.anchor) for f, d in inner if f.kind != "clause"
            )
        if pending is not None:
            yield pending

    def _homeless(self, waiting: list[Unit]) -> None:
        for unit in waiting:
            if unit.kind == "clause":
                self.problems.append(ClauseWithoutHeading(self._at(unit.line), example="{#HAR-1}"))

    def _block(self, fence: Fence, data: Mapping[str, Any], clause: str) -> Unit:
        texts = tuple(self._texts(self.schemas.unit(fence.kind), data, ()))
        return Unit(
            fence.kind, str(data.get("id", "")), fence.line, fence.last, data, texts, clause=clause
        )

    def _texts(self, node: Node, data: Any, path: tuple[str, ...]) -> Iterator[Passage]:
        """The texts among a unit's fields, as passages, in the order written."""
        if isinstance(data, str):
            if node.l10n == "translate":
                yield from self.renderer.passages(data, ".".join(path))
        elif isinstance(data, dict):
            for name, value in data.items():
                if child := node.child(name):
                    yield from self._texts(child, value, (*path, name))
        elif isinstance(data, list) and node.items:
            for number, item in enumerate(data):
                step = str(item["id"]) if isinstance(item, dict) and "id" in item else str(number)
                yield from self._texts(node.items, item, (*path, step))

    def _shown_as_text(self, sections: list[Section], lines: list[str]) -> None:
        if not self.strict:
            return
        for section in sections:
            for passage in section.passages:
                if passage.tag == "pre":
                    continue
                if found := _SHOWN.match(passage.text):
                    line = next(
                        (n for n, text in enumerate(lines, 1) if f"yaml {found[1]}" in text), 1
                    )
                    self.problems.append(FenceAsText(self._at(line), kind=found[1]))

    def _unique(self, units: tuple[Unit, ...]) -> None:
        seen: dict[str, Unit] = {}
        for unit in units:
            if unit.kind in ("page", "guideline"):
                continue
            name = unit.id.lower()
            first = seen.setdefault(name, unit)
            if first is not unit:
                self.problems.append(
                    IdTwice(self._at(unit.line), id=unit.id, first=first.line, other=first.id)
                )


TITLE = Node(properties={"title": Node(l10n="translate", change="read")})
"""What is known of the front matter of a tree without schemas."""

_SHOWN = re.compile(rf"[`~]*\s*ya?ml ({'|'.join(KINDS)})\b")
_HEAD = re.compile(r"^ {0,3}(#{1,6})[^#]|^ {0,3}(=+|-+)\s*$")


def _heading_lines(sections: list[Section], lines: list[str], body_line: int) -> list[int]:
    """The source line of each section, the first being the body's own first line."""
    found = [body_line]
    inside = {n for fence in fences("\n".join(lines)) for n in range(fence.line, fence.last + 1)}
    candidates = []
    for number, line in enumerate(lines, 1):
        head = _HEAD.match(line)
        if not head or number in inside:
            continue
        if head[1]:
            candidates.append((number, len(head[1])))
        elif number > 1 and lines[number - 2].strip():
            candidates.append((number - 1, 1 if head[2][0] == "=" else 2))
    position = 0
    for section in sections[1:]:
        wanted = position
        while wanted < len(candidates) and candidates[wanted][1] != section.level:
            wanted += 1
        if wanted < len(candidates):
            found.append(candidates[wanted][0])
            position = wanted + 1
        else:
            found.append(found[-1])
    return found


def _explicit(line: str, anchor: str) -> bool:
    return bool(anchor) and re.search(r"\{[^}]*#" + re.escape(anchor) + r"[\s}]", line) is not None


def _counted(counters: list[int], level: int) -> list[int]:
    """The place in the outline of the next heading of a level."""
    kept = counters[: level - 1] + [0] * (level - 1 - len(counters))
    here = counters[level - 1] + 1 if len(counters) >= level else 1
    return [*kept, here]


def line_of(edition: Edition, unit: Unit, path: tuple[str, ...]) -> int:
    """The line of a unit's field: in its block, or in the front matter for a label's row."""
    label = path[:1] == ("labels",) and len(path) > 1
    if unit.kind in ("guideline", "page") or label:
        found = front_matter(edition.source)
        return 2 + yaml.offset(found[0], path) if found else unit.line
    for fence in fences(edition.source):
        if unit.line <= fence.line <= unit.last and fence.kind == unit.kind:
            return fence.line + 1 + yaml.offset(fence.text, path) if path else fence.line
    return unit.line
