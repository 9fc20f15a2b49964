"""Markdown as the site shows it: fences with their lines, pages rendered once, split at headings.

The only module that knows Python-Markdown. What counts is what this engine renders: it and
CommonMark disagree about Japanese, and a list that lost the space after its marker is a
paragraph to both.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import Any
from xml.etree.ElementTree import Element

from .model import Passage
from .text import KijunError, Text

KINDS = ("clause", "case", "decision", "market", "question")
"""The second words of a fence that make its YAML a unit's block."""

DEFAULTS: dict[str, dict[str, Any]] = {
    "admonition": {},
    "attr_list": {},
    "def_list": {},
    "fenced_code": {},
    "footnotes": {},
    "tables": {},
    "toc": {},
}
"""Extensions for a tree without a `mkdocs.yml`."""


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block. `line` is its opening line and `last` its closing one, from 1.

    `kind` is the block kind of a unit's YAML, or "" for other code. `text` is what stands
    inside, its indent removed. An unclosed fence runs to the end of the page.
    """

    line: int
    last: int
    kind: str
    info: str
    text: str
    closed: bool


_OPEN = re.compile(r"^( *)(`{3,}|~{3,})([^`\n]*)$")


@lru_cache(maxsize=8)
def fences(source: str) -> tuple[Fence, ...]:
    """The outermost fences of a page, in order, by CommonMark's rules of opening and closing.

    The reader and several checks ask it of the same page, so the latest answers are kept.
    """
    return tuple(_fences(source))


def _fences(source: str) -> Iterator[Fence]:
    lines = source.split("\n")
    number = 0
    while number < len(lines):
        marked = "```" in lines[number] or "~~~" in lines[number]
        opening = _OPEN.match(lines[number]) if marked else None
        number += 1
        if opening is None:
            continue
        indent, marks, info = len(opening[1]), opening[2], opening[3].strip(" \t")
        start, body, closed = number, [], False
        closing = re.compile(rf"^ *{re.escape(marks[0])}{{{len(marks)},}}[ \t]*$")
        while number < len(lines):
            if closing.match(lines[number]):
                closed = True
                break
            line = lines[number]
            body.append(line[min(indent, len(line) - len(line.lstrip(" "))) :])
            number += 1
        words = info.split()
        kind = words[1] if len(words) == 2 and words[0] in ("yaml", "yml") else ""
        number += 1
        yield Fence(start, min(number, len(lines)), kind, info, "\n".join(body), closed)


def front_matter(source: str) -> tuple[str, int] | None:
    """The YAML between the leading `---` lines and the number of its closing line; else None."""
    if not source.startswith("---\n"):
        return None
    end = source.find("\n---", 3)
    while end != -1 and source[end + 4 : end + 5] not in ("", "\n"):
        end = source.find("\n---", end + 4)
    if end == -1:
        return None
    return source[4 : end + 1], source.count("\n", 0, end) + 2


TANGLED = {"[": 1_000_000, "(": 1_000_000, "<": 20_000_000, "{": 20_000_000}
"""Signs that the engine looks ahead from, to the one that closes them or the end of the block.

With each, how many characters all looks on a page may pass together; at these figures the
page takes about half a second, and twice as many signs take four times as long.
"""

BLANKS = " " * 5_000
"""A run of spaces of which the engine tries every beginning; tables are padded with hundreds."""

_CLOSED = {"]": "[", ")": "(", ">": "<", "}": "{"}
_PAIRED = re.compile(r"\n[ \t]*\n|(?<=\])\(|[\[\]){}>]|<(?=[A-Za-z/!?])")


def tangle(source: str) -> tuple[int, str] | None:
    """The line and the sign from which a page would take the engine seconds; mostly None."""
    for blanks in (BLANKS, "\t" * (len(BLANKS) // 4)):
        if blanks in source:
            return source.count("\n", 0, source.index(blanks)) + 1, " "
    if all(source.count(sign) * len(source) < most for sign, most in TANGLED.items()):
        return None
    code = {n for fence in fences(source) for n in range(fence.line, fence.last + 1)}
    lines = enumerate(source.split("\n"), 1)
    text = "\n".join("" if number in code else line for number, line in lines) + "\n\n"
    waiting: dict[str, list[int]] = {sign: [] for sign in TANGLED}
    passed = dict.fromkeys(TANGLED, 0)
    for found in _PAIRED.finditer(text):
        sign, here = found[0], found.start()
        if sign in waiting:
            waiting[sign].append(here)
            continue
        opened = _CLOSED.get(sign)
        # Only the end of a tag is looked for beyond the end of a paragraph.
        for each in (opened,) if opened else (sign for sign in TANGLED if sign != "<"):
            ends = waiting[each][-1:] if opened else waiting[each]
            passed[each] += sum(here - begin for begin in ends)
            if passed[each] > TANGLED[each]:
                return text.count("\n", 0, waiting[each][0]) + 1, each
            del waiting[each][-1 if opened else 0 :]
    passed["<"] += sum(len(text) - begin for begin in waiting["<"])
    if passed["<"] > TANGLED["<"] and waiting["<"]:
        return text.count("\n", 0, waiting["<"][0]) + 1, "<"
    return None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what is read below it, to the next heading of any level.

    The first section of a page is what stands before its first heading: level 0, no title.
    `line` is the heading's in the text that was rendered, from 1; 0 where no line is known,
    as of a heading that an extension of the engine put in. `ids` are all that elements have in
    it, the heading's among them; those in raw HTML are told of the first section.
    """

    level: int
    title: str
    anchor: str
    passages: tuple[Passage, ...]
    shape: tuple[str, ...] = ()
    line: int = 0
    ids: tuple[str, ...] = ()


def _unwritten(element: Element) -> str:
    """Writes no page, only what is asked for on the way: the words that make a heading's id."""
    if element.tag == "div":
        return "<div></div>"
    from markdown.serializers import to_xhtml_string

    return to_xhtml_string(element)


class ExtensionError(KijunError):
    """An extension that the engine cannot be given; `name` is as the site lists it."""


class ExtensionMissing(ExtensionError):
    """An extension that cannot be imported, or that needs a package that cannot."""

    says = Text(
        en="The Markdown extension '{name}' is not installed beside kijun, so no page can be read "
        "as the site shows it. Install '{package}' there (with pipx: 'pipx inject kijun "
        "{package}'; in a virtual environment: 'pip install {package}'), or correct the name.",
        ja="Markdownの拡張機能「{name}」がkijunと同じ環境にないため、サイトの表示どおりに"
        "ページを読み取れません。「{package}」をインストールするか（pipxの場合は"
        "「pipx inject kijun {package}」、仮想環境の場合は「pip install {package}」）、"
        "名前が誤っていれば直してください。",
    )

    def __init__(self, name: str, error: ImportError) -> None:
        module = (error.name or name).split(".")[0]
        package = PACKAGES.get(module, module.replace("_", "-"))
        super().__init__(name=name, package=package)


PACKAGES = {"pymdownx": "pymdown-extensions", "material": "mkdocs-material"}
"""Packages that are not named after their module."""


class OptionUnknown(ExtensionError):
    """An option that an extension does not have."""

    says = Text(
        en="The Markdown extension '{name}' has no option '{option}'. Correct the option's name "
        "or delete it.",
        ja="Markdownの拡張機能「{name}」に「{option}」という設定はありません。"
        "設定の名前を直すか、削除してください。",
    )


class ExtensionRefused(ExtensionError):
    """Something that is no extension, or a value that an extension does not take."""

    says = Text(
        en="The Markdown extension '{name}' cannot be set up ({error}). Correct its name and its "
        "options.",
        ja="Markdownの拡張機能「{name}」を設定できません（{error}）。"
        "名前と設定内容を確かめて直してください。",
    )


class SnippetMissing(KijunError):
    """A page that takes in a file which is not there."""

    says = Text(
        en="The snippet '{name}' cannot be found, so the page cannot be rendered. Correct its "
        "name, or run kijun in the folder that the site is built from.",
        ja="埋め込むファイル（スニペット）「{name}」が見つからないため、ページを表示できません。"
        "名前を直すか、サイトをビルドするフォルダーでkijunを実行してください。",
    )


@dataclass
class Renderer:
    """Renders pages with the extensions of the book's site; made once, used for every page.

    Raises an ExtensionError, without a place, where it cannot be made.
    """

    extensions: Mapping[str, Mapping[str, Any]] = field(default_factory=lambda: DEFAULTS)

    def __post_init__(self) -> None:
        import markdown
        from markdown.treeprocessors import Treeprocessor

        self._root: Element | None = None
        self._plain = markdown.Markdown()
        for name, options in self.extensions.items():
            # An option without a value is one that only the site can make.
            self._extend(name, {key: own for key, own in options.items() if own is not None})
        self._written = self._plain.serializer
        renderer = self

        class Keep(Treeprocessor):
            """Keeps the finished element tree, with every inline pattern applied."""

            def run(self, root: Element) -> None:
                renderer._root = root

        _carry_lines(self._plain)
        self._plain.treeprocessors.register(Keep(self._plain), "kijun-keep", -1000)
        self._plain.treeprocessors.register(JoinLines(self._plain), "kijun-join", 5)
        self._plain.treeprocessors.register(_inline_processor(self._plain), "inline", 20)

    def _extend(self, name: str, options: dict[str, Any]) -> None:
        try:
            self._plain.registerExtensions([name], {name: options})
        except ImportError as error:
            raise ExtensionMissing(name, error) from error
        except Exception as error:
            # Extensions are anybody's, and so are their complaints.
            if isinstance(error, KeyError) and error.args[0] in options:
                raise OptionUnknown(name=name, option=error.args[0]) from error
            raise ExtensionRefused(name=name, error=error) from error

    def html(self, source: str) -> str:
        """A piece of Markdown as the site's HTML, not yet sanitised."""
        return self._html(source)

    @cached_property
    def _html(self) -> Callable[[str], str]:
        # A release changes little of a page, and all else of it is rendered for each again.
        return lru_cache(maxsize=4096)(self._rendered)

    def _rendered(self, source: str) -> str:
        self._plain.serializer = self._written
        self._plain.reset()
        html: str = self._plain.convert(source)
        return html

    def page(self, body: str) -> list[Section]:
        """A page's body, without its front matter and unit blocks, as sections in order.

        Raises SnippetMissing, without a place.
        """
        self._root = None
        # Only the tree is wanted: it is not written out as HTML.
        self._plain.serializer = _unwritten
        self._plain.reset()
        try:
            self._plain.convert(body)
        except Exception as error:
            # Its class is imported only by sites that use the extension.
            if type(error).__name__ != "SnippetMissingError":
                raise
            named = re.search("'(.+)'", str(error))
            raise SnippetMissing(name=named[1] if named else str(error)) from None
        if self._root is None:
            return [Section(0, "", "", ())]
        reader = _Tree(self._plain.htmlStash.rawHtmlBlocks)
        return list(reader.sections(self._root))

    def passages(self, text: str, field: str) -> tuple[Passage, ...]:
        """The text of a YAML field as passages; a text without markup is not rendered."""
        if not _MARKUP.search(text):
            return (Passage(field, "p", _joined(text)),)
        if not _BLOCKS.search(text) and (simple := _inline(text, field)):
            return (simple,)
        found = (passage for section in self.page(text) for passage in section.passages)
        return tuple(
            Passage(field, p.tag, p.text, p.inside, p.codes, p.links, p.strong) for p in found
        )


# The lines of headings. The engine knows none, and no pattern over the source can tell a
# heading from a line that only looks like one: that is decided by comments, fences, raw HTML
# and what stands around it. So every line that may be a heading takes its number along through
# the preprocessors, which put away code and HTML, and hands it over to the heading made of it.

_DIGITS = "".join(map(chr, range(0xFDD0, 0xFDF0)))
"""Code points that Unicode keeps free of any meaning: no text holds them, no word takes them in."""
_PLACES = 4
_NUMBER = re.compile(f"[{_DIGITS}]{{{_PLACES}}}")
_PERHAPS = re.compile("#{1,6}|(?:=+|-+)(?=\\s*$)")
_NUMBERED = re.compile(f"([#=-]+)([{_DIGITS}]{{{_PLACES}}})")
_LINE = "kijun-line"


def _number(line: int) -> str:
    places = (line >> 5 * place & 31 for place in reversed(range(_PLACES)))
    return "".join(_DIGITS[place] for place in places)


def _line(number: str) -> int:
    return sum(_DIGITS.index(sign) << 5 * place for place, sign in enumerate(reversed(number)))


def _carry_lines(md: Any) -> None:
    """Have the engine write into each heading of a page the line that it stands on."""
    from markdown.blockprocessors import HashHeaderProcessor
    from markdown.preprocessors import Preprocessor
    from markdown.treeprocessors import Treeprocessor

    sign = HashHeaderProcessor.RE
    headings: dict[tuple[str, str], list[int]] = {}

    class Write(Preprocessor):
        def run(self, lines: list[str]) -> list[str]:
            return [
                line[: found.end()] + _number(number) + line[found.end() :]
                if line[:1] in ("#", "=", "-") and (found := _PERHAPS.match(line))
                else line
                for number, line in enumerate(lines, 1)
            ]

    class Read(Preprocessor):
        """What is still there has its number taken off; what was put away, too."""

        def run(self, lines: list[str]) -> list[str]:
            headings.clear()
            plain: list[str] = []
            for line in lines:
                found = _NUMBERED.match(line) if line[:1] in ("#", "=", "-") else None
                if found:
                    line = found[1] + line[found.end() :]
                    number = _line(found[2])
                    if head := sign.match(line):
                        tag, text = f"h{len(head['level'])}", head["header"]
                    else:
                        tag, text = "h1" if line[0] == "=" else "h2", plain[-1] if plain else ""
                        number -= 1
                    headings.setdefault((tag, text.strip()), []).append(number)
                plain.append(line)
            stash = self.md.htmlStash.rawHtmlBlocks
            for place, html in enumerate(stash):
                if isinstance(html, str):
                    stash[place] = _unnumbered(html)
                else:
                    for element in html.iter():
                        element.text = element.text and _unnumbered(element.text)
                        element.tail = element.tail and _unnumbered(element.tail)
            return plain

    class Hand(Treeprocessor):
        """Runs before any other: what a heading says is still what its line says.

        Of lines that read alike, a heading gets the first below the heading before it.
        HTML for the site's pages has no use for lines.
        """

        def run(self, root: Element) -> None:
            if self.md.serializer is not _unwritten:
                return
            waiting = {words: iter(lines) for words, lines in headings.items()}
            above = 0
            for element in root:
                lines = waiting.get((element.tag, element.text or ""), iter(()))
                if line := next((line for line in lines if line > above), 0):
                    element.set(_LINE, str(line))
                    above = line

    md.preprocessors.register(Write(md), "kijun-write-lines", 1000)
    md.preprocessors.register(Read(md), "kijun-read-lines", -1000)
    md.treeprocessors.register(Hand(md), "kijun-hand-lines", 1000)


def _unnumbered(text: str) -> str:
    return text if text.isascii() else _NUMBER.sub("", text)


def _inline_processor(md: Any) -> Any:
    """The library's own, which tries every inline pattern on every text, made faster."""
    from markdown.inlinepatterns import BACKTICK_RE, LINK_RE
    from markdown.treeprocessors import InlineProcessor

    # These two are slow; the sign that they begin with is not.
    signed = {BACKTICK_RE: "`", LINK_RE: "["}

    class Inline(InlineProcessor):
        """Leaves a text at once in which no pattern finds anything: most have no markup.

        The method is private to the library. Should it be renamed, all is merely slower.
        """

        def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
            patterns: list[Any] = list(self.md.inlinePatterns)
            self.inlinePatterns = patterns  # type: ignore[assignment]
            others = (each for each in patterns if each.pattern not in signed)
            self.searches = [each.getCompiledRegExp().search for each in others]
            return super().run(tree, ancestors)

        def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:  # noqa: N802, N803
            plain = not any(sign in data for sign in signed.values())
            if plain and not any(search(data) for search in self.searches):
                return data
            inside: str = super()._InlineProcessor__handleInline(data, patternIndex)  # type: ignore[misc]
            return inside

    return Inline(md)


_MARKUP = re.compile(r"[`*_\[<&\\#|~]|^ *(?:[-+*]|\d+\.)\s|\n\n|^ {4}|^:|https?:", re.M)
_BLOCKS = re.compile(r"[*_\[<&\\#|~]|^ *(?:[-+*]|\d+\.)\s|\n\n|^ {4}|^:|``|https?:", re.M)
_CODE = re.compile(r"`([^`]+)`")


def _inline(text: str, field: str) -> Passage | None:
    """A text whose only markup is code spans, read without rendering."""
    if text.count("`") % 2:
        return None
    codes = tuple(_CODE.findall(text))
    return Passage(field, "p", _joined(_CODE.sub(r"\1", text)), (), codes)


_BREAK = re.compile(r"(?<![ \t])[ \t]*\n[ \t]*")
_WIDE = "\u3000-\u303f\u3040-\u30ff\u3400-\u9fff\uff00-\uffef\u2018-\u201d\u2026"
_WIDE_BREAK = re.compile(
    f"(?<=[{_WIDE}])[ \\t]*\\n[ \\t]*|(?<![ \\t])[ \\t]*\\n[ \\t]*(?=[{_WIDE}])"
)


def _joined(text: str) -> str:
    """Text on one line. Between Japanese characters a line break is not a space."""
    if "\n" not in text:
        return text.strip()
    return _BREAK.sub(" ", _WIDE_BREAK.sub("", text)).strip()


def _join_lines_processor() -> Any:
    from markdown.treeprocessors import Treeprocessor

    class Join(Treeprocessor):
        """Takes the soft line breaks out of Japanese text: a browser shows them as spaces."""

        def run(self, root: Element) -> None:
            for element in root.iter():
                if element.tag in ("pre", "code"):
                    continue
                if element.text and "\n" in element.text:
                    element.text = _WIDE_BREAK.sub("", element.text)
                if element.tail and "\n" in element.tail:
                    element.tail = _WIDE_BREAK.sub("", element.tail)

    return Join


def JoinLines(md: Any) -> Any:  # noqa: N802 - stands for a class of a library imported lazily
    """The treeprocessor that joins Japanese lines, for the renderer here and for the site."""
    return _join_lines_processor()(md)


_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_LEAVES = frozenset(("p", "li", "td", "th", "dt", "dd", "pre", "summary", "figcaption", "caption"))
_CONTAINERS = frozenset(
    ("ul", "ol", "li", "table", "tr", "blockquote", "dl", "dd", "div", "details", "section")
)
_ID = re.compile(r"""<[^>]*\s(?:id|name)\s*=\s*["']?([^"'\s>]+)""")
_FOOTNOTE_SLOT = re.compile(r"(?:zz|qq)\d{8,}(?:qq|zz)")
_STASH = re.compile("\x02(?:wzxhzdk:|klzzwxh:)(\\d+)\x03")


class _Tree:
    """Reads an element tree of Python-Markdown into sections."""

    def __init__(self, stash: list[Any]) -> None:
        self.stash = stash

    def sections(self, root: Element) -> Iterator[Section]:
        level, title, anchor, line = 0, "", "", 0
        passages: list[Passage] = []
        shape: list[str] = []
        ids = [name for html in self.stash if isinstance(html, str) for name in _ID.findall(html)]
        for element in root:
            if element.tag in _HEADINGS:
                told = tuple(passages), tuple(shape), line, tuple(ids)
                yield Section(level, title, anchor, *told)
                level, anchor = _HEADINGS[element.tag], element.get("id", "")
                title, line = self._text(element), int(element.get(_LINE, "0"))
                passages, shape, ids = [], [], []
            elif isinstance(element.tag, str) and "toc" not in element.get("class", "").split():
                found = list(self._passages(element, ()))
                passages.extend(found)
                shape.extend(_shape(element))
                stashed = ("html", "pre") if element.tag == "p" else ("html",)
                shape.extend(p.tag for p in found if p.tag in stashed)
            ids.extend(name for each in element.iter() if (name := each.get("id")))
        yield Section(level, title, anchor, tuple(passages), tuple(shape), line, tuple(ids))

    def _passages(self, element: Element, inside: tuple[str, ...]) -> Iterator[Passage]:
        tag = element.tag
        if not isinstance(tag, str):
            return
        if tag == "p" or tag == "pre" or (tag in _LEAVES and not _has_blocks(element)):
            stashed = self._stashed_block(element)
            if stashed is not None:
                yield from stashed
                return
            yield self._leaf(element, inside)
            return
        if element.text and element.text.strip() and tag in _LEAVES:
            yield self._leaf(element, inside, children=False)
        deeper = (*inside, _named(element)) if tag in _CONTAINERS else inside
        for number, child in enumerate(element):
            if number == 0 and tag == "li" and child.tag == "p":
                # The first paragraph of a loose item is what a tight item is.
                yield replace(self._leaf(child, inside), tag="li")
            elif isinstance(child.tag, str) and (child.tag in _LEAVES or _block(child.tag)):
                yield from self._passages(child, deeper)

    def _stashed_block(self, element: Element) -> list[Passage] | None:
        """Raw HTML and fenced code stand in the tree as a placeholder for their HTML."""
        if not len(element) and "\x02" not in (element.text or ""):
            return None
        text = "".join(element.itertext()).strip()
        whole = _STASH.fullmatch(text)
        if not whole or int(whole[1]) >= len(self.stash):
            return None
        html = self.stash[int(whole[1])]
        html = html if isinstance(html, str) else "".join(html.itertext())
        if re.match(r"<!--", html):
            return []
        if code := re.match(r"<(?:div[^>]*><)?pre", html):
            del code
            return [Passage("", "pre", _without_tags(html))]
        return [Passage("", "html", _joined(_without_tags(html)))]

    def _leaf(self, element: Element, inside: tuple[str, ...], *, children: bool = True) -> Passage:
        # Most have nothing inside but text, and are not searched for what could stand in it.
        children = children and len(element) > 0
        text = self._text(element) if children else _joined(self._unstash(element.text or ""))
        codes = tuple(self._text(code) for code in element.iter("code")) if children else ()
        links = tuple(a.get("href", "") for a in element.iter("a")) if children else ()
        links = tuple(link for link in links if not link.startswith("#fn"))
        images = tuple(i.get("src", "") for i in element.iter("img")) if children else ()
        strong = sum(1 for _ in element.iter("strong")) if children else 0
        return Passage("", str(element.tag), text, inside, codes, links + images, strong)

    def _text(self, element: Element) -> str:
        parts: list[str] = []
        _read(element, parts)
        return _joined(self._unstash("".join(parts)))

    def _unstash(self, text: str) -> str:
        def put_back(found: re.Match[str]) -> str:
            number = int(found[1])
            html = self.stash[number] if number < len(self.stash) else ""
            return _without_tags(html) if isinstance(html, str) else ""

        if "\x02" in text:
            text = _STASH.sub(put_back, text)
        text = _FOOTNOTE_SLOT.sub("", text)
        return text.replace("\x02amp\x03", "&").replace("\x02", "").replace("\x03", "")


def _read(element: Element, parts: list[str]) -> None:
    """The visible text of an element: no permalink, footnote mark or back link."""
    if element.text:
        parts.append(element.text)
    for child in element:
        skipped = child.tag in ("sup", "script", "style") or child.get("class") in (
            "headerlink",
            "footnote-backref",
        )
        if child.tag == "br":
            parts.append("\n")
        elif isinstance(child.tag, str) and not skipped:
            _read(child, parts)
        if child.tail:
            parts.append(child.tail)


def _without_tags(html: str) -> str:
    from html import unescape

    return unescape(re.sub(r"<[^>]*>", "", re.sub(r"(?s)<!--.*?-->", "", html)))


def _block(tag: str) -> bool:
    return tag in _CONTAINERS or tag in ("thead", "tbody", "tfoot")


def _has_blocks(element: Element) -> bool:
    return any(
        isinstance(child.tag, str) and (_block(child.tag) or child.tag in ("p", "pre"))
        for child in element
    )


def _named(element: Element) -> str:
    kind = element.get("class", "").split()
    return "admonition" if "admonition" in kind else str(element.tag)


def _shape(element: Element) -> Iterable[str]:
    """The block as structure: `ul 3`, `table 4x2`, `pre`, nested ones after their parent."""
    for part in element.iter():
        if part.tag in ("ul", "ol", "dl"):
            yield f"{part.tag} {sum(1 for child in part if child.tag in ('li', 'dt', 'dd'))}"
        elif part.tag == "table":
            rows = list(part.iter("tr"))
            yield f"table {len(rows)}x{len(rows[0]) if rows else 0}"
        elif part.tag in ("pre", "blockquote") or _named(part) == "admonition":
            yield _named(part)
