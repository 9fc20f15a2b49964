"""Bytes to an edition: front matter, headings, unit blocks and what the reader sees of them."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from . import yaml
from .markdown import (
    KINDS,
    Fence,
    Renderer,
    Section,
    SnippetMissing,
    fences,
    front_matter,
    tangle,
)
from .model import Edition, Passage, Unit
from .schema import PROBLEMS, TYPES, Node, Problem, Schemas
from .text import KijunError, Place, Text
from .tree import LARGEST


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


class Decomposed(Unreadable):
    """Letters and their marks as two characters, as macOS hands them out: no term matches them."""

    says = Text(
        en="'{words}' is typed with its marks as separate characters, so that no search finds "
        "it. Type it again, or run 'kijun check --fix'.",
        ja="「{words}」の濁点や半濁点などが独立した文字になっているため、"
        "検索や照合で見つかりません。入力し直すか、「kijun check --fix」を実行してください。",
    )


class TooLarge(Unreadable):
    """A file larger than any guideline."""

    says = Text(
        en="The file has more than {most} {what}, too many to read. "
        "Split it, or move what is no text out of the folder.",
        ja="ファイルが、読み取れる{what}の上限（{most}）を超えています。ファイルを分割するか、"
        "文章でないファイルをフォルダーの外に移してください。",
    )


BYTES = Text(en="bytes", ja="バイト数")
MOST = (
    (re.compile("\n"), 20_000, Text(en="lines", ja="行数")),
    (re.compile("<"), 20_000, Text(en="tags", ja="タグの数")),
    (re.compile(r"[*_`\[\]()!&]"), 200_000, Text(en="signs of Markdown", ja="記号の数")),
    (re.compile(r"\\"), 10_000, Text(en="backslashes", ja="バックスラッシュの数")),
)
"""What a page may have at most: the engine's time grows faster than a page's length."""

LONGEST = (
    (re.compile(r".*"), 10_000, Text(en="characters on one line", ja="1行の文字数")),
    (re.compile(r"\S+"), 4_000, Text(en="characters without a space", ja="空白のない文字の連続")),
)
"""What a line of prose may have at most: Sudachi and `int` have limits of this size too."""
_EMBEDDED = re.compile(r"data:[\w/+.;=-]*+,[^\s)\"'>]*+")


class TooTangled(Unreadable):
    """Markdown that would take the site's engine minutes, or more depth than it has."""

    says = Text(
        en="From here on, '{sign}' is opened so often without being closed that the page cannot "
        "be rendered. Close or delete it, or put the text in a code block.",
        ja="ここから先に、閉じられていない「{sign}」が多すぎるため、ページを表示できません。"
        "閉じる、削除する、コードブロックに入れる、のいずれかで直してください。",
    )


class WideMarkup(Unreadable):
    """Signs of Markdown typed in full width: what they mark is not seen."""

    says = Text(
        en="'{words}' is typed with full-width signs and is not read as {what}. Write '{better}', "
        "or run 'kijun check --fix'.",
        ja="「{words}」の記号が全角のため、{what}として読み取れません。"
        "半角で「{better}」と書くか、「kijun check --fix」を実行してください。",
    )


class WideValue(Unreadable):
    """Full-width characters in a value that is no prose: an id, a number, a date."""

    says = Text(
        en="'{field}' is '{value}', typed in full-width characters. Write '{better}', "
        "or run 'kijun check --fix'.",
        ja="「{field}」の値「{value}」に全角文字が使われています。半角で「{better}」と書くか、"
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
        "Begin the page with '---', the fields id, title, owner, audience, governing, and '---'.",
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
        ja="項目にIDがありません。項目のブロックは、「## タイトル {example}」"
        "のようなIDの付いた見出しの下に置いてください。",
    )


class TwoClauses(Unreadable):
    """Two clause blocks below one heading."""

    says = Text(
        en="'{unit}' has two clause blocks. Give the second a heading of its own.",
        ja="「{unit}」に項目のブロックが2つあります。2つ目のブロックは、"
        "別の見出しの下に移してください。",
    )


class IdTwice(Unreadable):
    """One id for two things on a page, or two ids that differ only in case."""

    says = Text(
        en="'{id}' is used here and in line {first} ('{other}'). "
        "Ids are unique, capital and small letters alike: give this one another.",
        ja="「{id}」は{first}行目（「{other}」）でも使われています。IDは、"
        "大文字と小文字の違いだけでは区別されません。別のIDにしてください。",
    )


class WrongFile(Unreadable):
    """A guideline in a file that is not named after it."""

    says = Text(
        en="The id is '{id}' and the file is '{file}'. If this is a new guideline, give it an "
        "id of its own; otherwise name the file '{wanted}', in every locale.",
        ja="IDが「{id}」、ファイル名が「{file}」になっています。新しいガイドラインであれば、"
        "別のIDを付けてください。そうでなければ、どの言語版でもファイル名を「{wanted}」にしてください。",
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
    if len(raw) > LARGEST:
        raise TooLarge(Place(path, 1), most=LARGEST, what=BYTES)
    if raw.startswith(b"\xef\xbb\xbf"):
        raise ByteOrderMark(Place(path, 1))
    source = _decoded(raw, path)
    if "\r" in source:
        raise CarriageReturn(Place(path, source.count("\n", 0, source.index("\r")) + 1))
    if found := INVISIBLE.search(source):
        line = source.count("\n", 0, found.start()) + 1
        before = source[: found.start()].rsplit("\n", 1)[-1][-12:]
        raise InvisibleCharacter(Place(path, line), name=f"U+{ord(found[0]):04X}", before=before)
    if not source.isascii() and (found := DECOMPOSED.search(source)):
        line = source.count("\n", 0, found.start()) + 1
        words = source[max(0, found.start() - 4) : found.end() + 4].strip()
        raise Decomposed(Place(path, line), words=words)
    return source


INVISIBLE = re.compile(f"[{yaml.INVISIBLE}]")

DECOMPOSED = re.compile(
    "[\u3046-\u30f2][\u3099\u309a]|[A-Za-z\u00c0-\u024f][\u0300-\u0304\u0306-\u030c\u0327\u0328]+"
)
"""A letter and the mark that has one character together with it.

Nothing else is composed: NFC also replaces kanji of names by others (U+FA19 by U+795E).
"""


def cleaned(raw: bytes) -> bytes:
    """The bytes with all mended that `text` refuses and that needs no decision."""
    try:
        source = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    source = INVISIBLE.sub("", re.sub("[\x0b\x0c\x85\u2028\u2029]", "\n", source))
    return DECOMPOSED.sub(composed, source).encode()


def composed(found: re.Match[str]) -> str:
    """What DECOMPOSED found, as one character."""
    return unicodedata.normalize("NFC", found[0])


def _decoded(raw: bytes, path: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise NotUtf8(Place(path, line), byte=error.start + 1) from None


def lenient(raw: bytes, path: str) -> str:
    """The text of a file of a tree without schemas, where line ends are nobody's error.

    Raises NotUtf8: in another encoding, what is read would not be what is written.
    """
    source = _decoded(raw.removeprefix(b"\xef\xbb\xbf"), path)
    source = source.replace("\r\n", "\n").replace("\r", "\n")
    return re.sub(r"\A---[ \t]+\n", "---\n", source)


def edition(
    raw: bytes, path: str, page: str, locale: str, schemas: Schemas, renderer: Renderer
) -> Edition:
    """A page's bytes as an edition.

    Raises an ExceptionGroup of the page's Unreadable, YamlError and SnippetMissing, each located:
    one for every block that has one, so that a writer mends a page in one go.
    """
    strict = "guideline" in schemas
    try:
        if len(raw) > LARGEST:
            raise TooLarge(Place(path, 1), most=LARGEST, what=BYTES)
        source = text(raw, path) if strict else lenient(raw, path)
        for sign, most, what in MOST:
            if len(source) > most and len(sign.findall(source)) > most:
                raise TooLarge(Place(path, 1), most=most, what=what)
        if long := _overlong(source):
            raise TooLarge(Place(path, long[0]), most=long[1], what=long[2])
        if found := tangle(source):
            raise TooTangled(Place(path, found[0]), sign=found[1])
    except KijunError as error:
        raise ExceptionGroup(path, [error]) from None
    page = unicodedata.normalize("NFC", page)
    try:
        return _Reading(source, path, page, locale, schemas, renderer, strict).edition()
    except RecursionError:
        raise ExceptionGroup(path, [TooTangled(Place(path, 1), sign="> - 1.")]) from None
    except SnippetMissing as error:
        before, _, _ = source.partition(error.values["name"])
        error.place = Place(path, before.count("\n") + 1 if before != source else 1)
        raise ExceptionGroup(path, [error]) from None


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
        self.anchors: tuple[str, ...] = ()
        self.lines = source.split("\n")

    def edition(self) -> Edition:
        if self.strict:
            self._wide_markup()
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
        whole = self.path, self.page, self.locale, self.source, units, guideline, labels
        return Edition(*whole, self.anchors)

    def _at(self, line: int) -> Place:
        return Place(self.path, line)

    def _front_matter(self) -> tuple[dict[str, Any], int]:
        """The front matter's data, and the number of the body's first line."""
        found = front_matter(self.source)
        if found is None:
            if self.strict and self.source.startswith("---\n") and not self.problems:
                self.problems.append(UnclosedFrontMatter(self._at(1)))
            return ({}, 1) if self.strict else _toml(self.source)
        piece, last = found
        try:
            data = yaml.mapping(piece, self.path, 2)
        except yaml.YamlError as error:
            if self.strict:
                self.problems.append(error)
                return {}, last + 1
            titled = re.search(r"^title: *(\S.*)$", piece, re.M)
            return {"title": titled[1].strip("\"' ")} if titled else {}, last + 1
        kind = "guideline" if "id" in data else "page"
        self._validate(kind, data, piece, 2)
        return data, last + 1

    def _blocks(self, body_line: int) -> list[tuple[Fence, dict[str, Any]]]:
        blocks: list[tuple[Fence, dict[str, Any]]] = []
        if not self.strict:
            return blocks
        for fence in fences(self.source):
            if fence.line < body_line:
                continue
            meant = _meant(fence)
            if not fence.closed or (fence.kind in KINDS and _BEYOND.search(fence.text)):
                # From here on nobody knows what is inside a block and what is not.
                self.problems.append(UnclosedFence(self._at(fence.line)))
                break
            if fence.kind in KINDS:
                try:
                    data = yaml.mapping(fence.text, self.path, fence.line + 1)
                except yaml.YamlError as error:
                    if _PROSE.search(fence.text):
                        self.problems.append(UnclosedFence(self._at(fence.line)))
                        break
                    self._indent(error, fence)
                    self.problems.append(error)
                    continue
                before = len(self.problems)
                self._validate(fence.kind, data, fence.text, fence.line + 1)
                for problem in self.problems[before:]:
                    self._indent(problem, fence)
                blocks.append((fence, data))
            elif meant:
                unseen = FenceAsText(self._at(fence.line), kind=meant)
                opening = self.lines[fence.line - 1]
                marks = re.match(r" *[`~]+", opening)
                unseen.mended = f"{marks[0]}yaml {meant}" if marks else None
                self.problems.append(unseen)
            elif re.fullmatch(r"[\w-]+", fence.kind):
                unknown = UnknownBlock(self._at(fence.line), kind=fence.kind, known=list(KINDS))
                self.problems.append(unknown)
        return blocks

    def _indent(self, error: KijunError, fence: Fence) -> None:
        """A line of a block as it stands in the file: the fence's indent was taken off."""
        opening = self.lines[fence.line - 1]
        if error.mended is not None:
            error.mended = opening[: len(opening) - len(opening.lstrip(" "))] + error.mended

    def _wide_markup(self) -> None:
        for number, what, better in wide_markup(self.source):
            words = self.lines[number - 1].strip(" \u3000")[:40]
            error = WideMarkup(self._at(number), words=words, what=what, better=better[:40])
            error.mended = better
            self.problems.append(error)

    def _validate(self, kind: str, data: Any, piece: str, first: int) -> None:
        wide = {}
        if not piece.isascii():
            wide = dict(_wide_values(self.schemas.node(kind), data, ()))
        for path, (value, better) in wide.items():
            line = first + yaml.offset(piece, path)
            field = next((step for step in reversed(path) if not step.isdigit()), kind)
            error = WideValue(self._at(line), field=field, value=value, better=better)
            error.mended = yaml.replaced(piece, path, better)
            self.problems.append(error)
        for problem in self.schemas.problems(kind, data):
            if problem.path in wide:
                continue
            line = first + yaml.offset(piece, problem.path)
            said = _as_typed(problem, piece)
            self.problems.append(
                _not_quoted(said, piece, self._at(line)) or SchemaProblem(self._at(line), said)
            )

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
        self.anchors = tuple(name for section in sections for name in section.ids)
        self._shown_as_text(sections, lines)
        heads = [body_line]
        for section in sections[1:]:
            # A heading whose line is unknown is taken for part of what stands above it.
            heads.append(section.line or heads[-1])
        ends = [line - 1 for line in heads[1:]] + [len(self.lines)]
        inside: list[list[tuple[Fence, dict[str, Any]]]] = [[] for _ in sections]
        for fence, data in blocks:
            inside[max(bisect_right(heads, fence.line) - 1, 0)].append((fence, data))

        kind = "guideline" if guideline else "page"
        own = dict(matter)
        if guideline and "labels" in own:
            # The rows that a clause names are the clause's; what is left is compared here.
            named = {label for fence, data in blocks for label in data.get("labels", ())}
            own["labels"] = [row for row in own["labels"] if row["id"] not in named]
            if not own["labels"]:
                del own["labels"]
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
        for fence, _ in inside[0]:
            if fence.kind == "clause":
                self.problems.append(ClauseWithoutHeading(self._at(fence.line), example=EXAMPLE))
        yield from self._inner(inside[0], "")

        rows = {row["id"]: row for row in matter.get("labels", ())} if guideline else {}
        counters: list[int] = []
        place = 1
        while place < len(sections):
            section, line = sections[place], heads[place]
            counters = _counted(counters, section.level)
            clauses = [(f, d) for f, d in inside[place] if f.kind == "clause"]
            explicit = _explicit(self.lines[line - 1], section.anchor)
            following = place + 1
            if not clauses:
                anchor = section.anchor if explicit else ".".join(map(str, counters))
                yield Unit(
                    "section",
                    f"{guideline or self.page}#{anchor}",
                    line,
                    ends[place],
                    {},
                    section.passages,
                    section.title,
                    section.level,
                    shape=section.shape,
                    placed=not explicit,
                )
                yield from self._inner(inside[place], "")
            elif not explicit:
                lone = clauses[0][0].line
                self.problems.append(ClauseWithoutHeading(self._at(lone), example=EXAMPLE))
            elif len(clauses) > 1:
                self.problems.append(TwoClauses(self._at(clauses[1][0].line), unit=section.anchor))
            else:
                # Deeper headings without a clause of their own are the clause's.
                while following < len(sections) and sections[following].level > section.level:
                    if any(fence.kind == "clause" for fence, _ in inside[following]):
                        break
                    counters = _counted(counters, sections[following].level)
                    following += 1
                whole = slice(place, following)
                yield self._clause(sections[whole], rows, clauses[0][1], line, ends[following - 1])
                for each in inside[whole]:
                    yield from self._inner(each, section.anchor)
            place = following

    def _clause(
        self,
        sections: list[Section],
        rows: Mapping[str, Any],
        block: Mapping[str, Any],
        line: int,
        last: int,
    ) -> Unit:
        """A clause of its own section and those of the headings in it."""
        first, *deeper = sections
        data = dict(block)
        if "labels" in data:
            data["labels"] = [rows.get(name, {"id": name}) for name in data["labels"]]
        passages = [*self._texts(self.schemas.unit("clause"), data, ()), *first.passages]
        shape = list(first.shape)
        for section in deeper:
            head = f"h{section.level}"
            passages += [Passage("", head, section.title), *section.passages]
            shape += [head, *section.shape]
        return Unit(
            "clause",
            first.anchor,
            line,
            last,
            data,
            tuple(passages),
            first.title,
            first.level,
            first.anchor,
            tuple(shape),
        )

    def _inner(self, blocks: list[tuple[Fence, dict[str, Any]]], clause: str) -> Iterator[Unit]:
        """The units of blocks that are no clause's own."""
        return (self._block(f, d, clause) for f, d in blocks if f.kind != "clause")

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
            first = seen.setdefault(unit.anchor.lower(), unit)
            if first is not unit:
                place, other = self._at(unit.line), first.anchor
                self.problems.append(IdTwice(place, id=unit.anchor, first=first.line, other=other))


def _overlong(source: str) -> tuple[int, int, Text] | None:
    """The first line of prose that is too long, and what it has too many of: mostly None."""
    numbered = enumerate(source.split("\n"), 1)
    lines = [(number, line) for number, line in numbered if len(line) > LONGEST[1][1]]
    if not lines:
        return None
    fenced = (fence for fence in fences(source) if fence.kind not in KINDS)
    code = {number for fence in fenced for number in range(fence.line, fence.last + 1)}
    for number, line in lines:
        bare = _EMBEDDED.sub("", line)
        for pattern, most, what in LONGEST:
            if number not in code and any(len(run[0]) > most for run in pattern.finditer(bare)):
                return number, most, what
    return None


def _toml(source: str) -> tuple[dict[str, Any], int]:
    """Hugo's front matter, between lines of `+++`: its title, and the body's first line."""
    found = re.match(r"\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*$", source, re.M | re.S)
    if not found:
        return {}, 1
    import tomllib

    try:
        title = tomllib.loads(found[1]).get("title")
    except (tomllib.TOMLDecodeError, RecursionError, ValueError):
        title = None
    data = {"title": title} if isinstance(title, str) else {}
    return data, source.count("\n", 0, found.end()) + 2


def _meant(fence: Fence) -> str:
    """The kind of unit that a fence's words mean where the scanner of fences sees none."""
    words = re.findall(r"[a-z]+", unicodedata.normalize("NFKC", fence.info).lower())
    if fence.kind in KINDS or not words:
        return ""
    if words[0] in ("yaml", "yml") and words[1:2] and words[1] in KINDS:
        return str(words[1])
    if together := re.fullmatch(rf"ya?ml({'|'.join(KINDS)})", words[0]):
        return str(together[1])
    fields = re.match(r"\s*[a-z-]+:(?: |$)", fence.text, re.M)
    return str(words[0]) if words[0] in KINDS and fields else ""


def _wide_values(
    node: Node, data: Any, path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], tuple[str, str]]]:
    """Values that are no prose, typed in full width: the path, the value, and as it was meant."""
    if isinstance(data, str):
        if node.l10n != "translate" and not data.isascii():
            better = yaml.narrow(data)
            if better.isascii() and better:
                yield path, (data, better)
    elif isinstance(data, dict):
        for name, value in data.items():
            if child := node.child(name):
                yield from _wide_values(child, value, (*path, name))
    elif isinstance(data, list) and node.items:
        for number, item in enumerate(data):
            yield from _wide_values(node.items, item, (*path, str(number)))


def _as_typed(problem: Problem, piece: str) -> Problem:
    """The problem with the reader's own value: 1.10 is not 1.1."""
    value = problem.values.get("value")
    typed = yaml.typed_value(piece, problem.path) if isinstance(value, int | float) else None
    return replace(problem, values={**problem.values, "value": typed}) if typed else problem


def _not_quoted(problem: Problem, piece: str, place: Place) -> KijunError | None:
    """The error for a text that brackets made a list, or a list that is a text in full width."""
    value, wanted = problem.values.get("value"), problem.values.get("wanted")
    error: KijunError | None = None
    if wanted == TYPES["string"] and isinstance(value, list) and value:
        words = yaml.typed_value(piece, problem.path)
        if words:
            error = yaml.BracketText(place, words=words)
            error.mended = yaml.replaced(piece, problem.path, f'"{words}"')
    if wanted == TYPES["array"] and isinstance(value, str):
        better = yaml.bracketed(value)
        if better:
            error = yaml.WideBrackets(place, words=value, better=better)
            error.mended = yaml.replaced(piece, problem.path, better)
    return error


# Markdown typed with a Japanese input method

_DELIMITER = Text(en="the line around the front matter", ja="冒頭の設定部分の区切り")
_HEADING = Text(en="a heading", ja="見出し")
_ANCHOR = Text(en="a heading with an id", ja="IDの付いた見出し")
_FENCE = Text(en="the border of a block", ja="ブロックの境目")

_WIDE_FENCE = re.compile(r"^[ \u3000]*+(?=`*｀)[`｀]{3,}+([^`｀]*)$")
_WIDE_HEADING = re.compile(r"^([ \u3000]*+)([#＃]{1,6})(?![#＃])([ \u3000]*+)(.*\S)")
_WIDE_ANCHOR = re.compile(
    r"^(#{1,6} [^{｛]*)[{｛][ \u3000]*[#＃]([^{}｛｝\s]+)[ \u3000]*[}｝][ \u3000]*$"
)


def wide_markup(source: str) -> Iterator[tuple[int, Text, str]]:
    """Lines whose full-width signs were meant to be Markdown: number, what was meant, the line.

    Full-width signs in prose are right: a hashtag is no heading, a bracket no id.
    """
    lines = source.split("\n")
    fields = any(re.match(r"[a-z-]+[:：]", line) for line in lines[1:4])
    if fields and lines[0] != "---" and re.fullmatch(r"[-－ー―—–]{3,}[ \u3000]*", lines[0]):
        yield 1, _DELIMITER, "---"
    front = front_matter(source)
    if not front and source.startswith("---\n"):
        for number, line in enumerate(lines[1:200], 2):
            if re.fullmatch(r"(?=.*[^-])[-－ー―—–]{3,}[ \u3000]*", line):
                yield number, _DELIMITER, "---"
                break
    if not any(sign in source for sign in "｀＃｛｝\u3000－ー"):
        return
    code: set[int] = set()
    documented: set[int] = set()
    for fence in fences(source):
        inside = range(fence.line, fence.last + 1)
        code.update(inside)
        if fence.closed and fence.kind not in KINDS:
            documented.update(inside)
    first = front[1] if front else 0
    for number, line in enumerate(lines[first:], first + 1):
        if number not in documented and (found := _WIDE_FENCE.match(line)):
            info = yaml.narrow(found[1])
            yield number, _FENCE, "```" + (info if info.isascii() else found[1].strip())
        elif number not in code:
            better = _heading(line)
            if better and better != line:
                yield number, _ANCHOR if "{#" in better else _HEADING, better


def _heading(line: str) -> str:
    """A line as the heading that it was meant to be; "" where it is none."""
    head = _WIDE_HEADING.match(line)
    if not head:
        return ""
    indent, signs, space, words = head.groups()
    wide = "＃" in signs or "\u3000" in indent
    anchored = _WIDE_ANCHOR.match(f"# {words}")
    if wide and not (space or len(signs) > 1 or anchored):
        return ""
    if anchored and re.search(r"[^\x21-\x7e]|＃|｛|｝", words[len(anchored[1]) - 2 :]):
        better, title = yaml.narrow(anchored[2]), anchored[1][2:].rstrip(" \u3000")
        if better.isascii():
            return f"{'#' * len(signs)} {title} {{#{better}}}"
    return f"{'#' * len(signs)} {words}" if wide else ""


TITLE = Node(properties={"title": Node(l10n="translate", change="read")})
"""What is known of the front matter of a tree without schemas."""

EXAMPLE = "{#HAR-1}"
"""How the id of a heading looks."""

_BEYOND = re.compile(r"^(?:```|~~~|#{1,6} .*\{#[^{}]+\} *$)", re.M)
"""What stands at the margin of no unit's YAML: another fence, a heading with an id."""
_PROSE = re.compile(r"^[ \t]*\n(?:[^\W\d_][^:：\n]*[.。]|[*-] .*)$", re.M)
"""A paragraph or an item at the margin of YAML that cannot be read."""

_SHOWN = re.compile(rf"[`~]*\s*ya?ml ({'|'.join(KINDS)})\b")


def _explicit(line: str, anchor: str) -> bool:
    return bool(anchor) and re.search(r"\{[^{}]*#" + re.escape(anchor) + r"[\s}]", line) is not None


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
