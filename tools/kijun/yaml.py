"""YAML as it is typed: loaded with lines for errors, found again by field, edited in place.

The only module that knows ruamel.yaml. Of YAML only what guidelines need is read: no anchors,
tags, directives or second documents; `true`, `false`, `null` and numbers in plain digits are
what they look like, everything else is the text that was typed (`2026-03-02`, `012`, `1_000`,
`NO`, `.inf`). Both of ruamel's parsers, with and without its C extension, give the same data;
what only one of them refuses is refused before either sees it.

Full-width characters that a Japanese input method leaves where YAML has syntax load silently
as something else. `typed` finds them and knows the line as it should be.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.resolver import VersionedResolver
from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString
from ruamel.yaml.tag import Tag

from .text import KijunError, Place, Text


class YamlError(KijunError):
    """YAML that cannot be read. The place is the line in the file, not in the piece.

    `mended` is the line of the piece as it should be, where no decision is needed.
    """

    says = Text(
        en="This cannot be read as YAML. Look on this line and the one above for a missing quote, "
        "a stray ':' or an indent that does not fit.",
        ja="YAMLとして読み取れません。この行と上の行に、閉じていない引用符、余分な「:」、"
        "ずれた字下げがないかを確認してください。",
    )


class TabIndent(YamlError):
    """A tab where YAML wants spaces."""

    says = Text(
        en="A tab stands here. YAML is written with spaces: replace the tab by two spaces.",
        ja="タブが使われています。YAMLでは半角スペースを使います。"
        "タブを半角スペース2つに置き換えてください。",
    )


class DuplicateKey(YamlError):
    """One key twice in one mapping."""

    says = Text(
        en="'{key}' is given twice here. Keep the one that is meant and delete the other.",
        ja="「{key}」が2回書かれています。正しい方だけを残してください。",
    )


class AliasRefused(YamlError):
    """An anchor or alias, which can make a small file load as gigabytes."""

    says = Text(
        en="'{name}' is a YAML anchor or alias; guidelines do not use them. "
        "Write the value out, or put quotes around the text.",
        ja="「{name}」はYAMLのアンカーまたはエイリアスと解釈されます。ガイドラインでは使えません。"
        "値をそのまま書くか、文字列全体を引用符で囲んでください。",
    )


class TagRefused(YamlError):
    """A tag, which tells other programs to make something else of a text."""

    says = Text(
        en="'{name}' is a YAML tag; guidelines do not use them. "
        "Delete it, or put quotes around the whole text.",
        ja="「{name}」はYAMLのタグと解釈されます。ガイドラインでは使えません。"
        "削除するか、文字列全体を引用符で囲んでください。",
    )


class SeveralDocuments(YamlError):
    """A line that ends the YAML document, begins another or speaks to the parser."""

    says = Text(
        en="A line that begins with '{marker}' divides YAML into documents; only one can stand "
        "here. Delete the line, or indent the text it belongs to.",
        ja="「{marker}」で始まる行は、YAMLでは文書の区切りになります。"
        "1つのブロックまたはファイルに書ける文書は1つだけです。この行を削除するか、"
        "文章の一部であれば字下げしてください。",
    )


class ColonInFlow(YamlError):
    """A plain scalar with ':' or '?' inside brackets: one parser refuses it, one does not."""

    says = Text(
        en="'{words}' holds ':' or '?' inside brackets. Put quotes around it: \"{words}\".",
        ja="括弧の中の「{words}」に「:」または「?」が含まれています。"
        '「"{words}"」のように引用符で囲んでください。',
    )


class CommaSplit(YamlError):
    """A key without a value inside braces: `{name: Discussion, self-reference}`."""

    says = Text(
        en="A comma split the text: '{key}' became a key without a value. "
        "Write the text on a line of its own, without braces.",
        ja="文字列がコンマで区切られ、「{key}」が値のない欄になっています。波括弧を使わず、"
        "1行に1つずつ書いてください。",
    )


class BracketText(YamlError):
    """A text that begins with a bracket and so is read as a list."""

    says = Text(
        en="The text '{words}' begins with a bracket and is read as a list. "
        "Put quotes around the whole text, or run 'kijun check --fix'.",
        ja="「{words}」は角括弧で始まっているため、リストとして解釈されます。"
        "文字列全体を引用符で囲むか、「kijun check --fix」を実行してください。",
    )


class QuotesNeeded(YamlError):
    """A text with a sign that means something in YAML."""

    says = Text(
        en="'{sign}' has a meaning of its own in YAML, so '{words}' is not read as a text. "
        "Put quotes around the whole text, or run 'kijun check --fix'.",
        ja="YAMLでは「{sign}」に特別な意味があるため、「{words}」を文字列として読み取れません。"
        "文字列全体を引用符で囲むか、「kijun check --fix」を実行してください。",
    )


class HashCut(YamlError):
    """A hashtag that silently makes a comment of the rest of the text."""

    says = Text(
        en="From '{words}' on, the text is cut off: YAML reads it as a comment. Put quotes around "
        "the whole text (or a space after '#' if a comment is meant), or run 'kijun check --fix'.",
        ja="「{words}」から後がコメントと見なされ、本文から消えています。文字列全体を引用符で囲むか"
        "（コメントであれば「#」の後に半角スペースを入れるか）、「kijun check --fix」を"
        "実行してください。",
    )


class WideSpace(YamlError):
    """A full-width space where YAML has syntax: it indents nothing and separates nothing."""

    says = Text(
        en="A full-width space stands at '{words}'; YAML takes it for a letter. "
        "Replace it by half-width spaces, or run 'kijun check --fix'.",
        ja="「{words}」の位置に全角スペースがあります。YAMLでは文字として扱われるため、"
        "半角スペースに置き換えるか、「kijun check --fix」を実行してください。",
    )


class SpaceAtEnd(YamlError):
    """A full-width space that stays at the end of a value, where nobody sees it."""

    says = Text(
        en="A full-width space stands after '{words}' and stays in the value. Delete it, "
        "or run 'kijun check --fix'.",
        ja="「{words}」の後に全角スペースがあり、値の一部になっています。削除するか、"
        "「kijun check --fix」を実行してください。",
    )


class WideColon(YamlError):
    """A full-width colon: the line is a text, not a field."""

    says = Text(
        en="'{words}' has a full-width colon, so it is no field. Write '{better}' with a "
        "half-width colon and a space, or run 'kijun check --fix'.",
        ja="「{words}」のコロンが全角のため、欄として読み取れません。"
        "半角のコロンと半角スペースで「{better}」と書くか、「kijun check --fix」"
        "を実行してください。",
    )


class ColonWithoutSpace(YamlError):
    """A colon with nothing behind it: the line is a text, not a field."""

    says = Text(
        en="A space is missing after the colon of '{words}'. Write '{better}', "
        "or run 'kijun check --fix'.",
        ja="「{words}」のコロンの後に半角スペースがありません。「{better}」と書くか、"
        "「kijun check --fix」を実行してください。",
    )


class WideKey(YamlError):
    """Full-width letters in the name of a field: it is another name."""

    says = Text(
        en="The field name '{words}' is typed in full-width characters. Write '{better}', "
        "or run 'kijun check --fix'.",
        ja="欄の名前「{words}」に全角文字が使われています。半角で「{better}」と書くか、"
        "「kijun check --fix」を実行してください。",
    )


class WideDash(YamlError):
    """A list marker that is no half-width hyphen followed by a space."""

    says = Text(
        en="'{words}' is no list item in YAML. Begin it with a half-width hyphen and a space, "
        "or run 'kijun check --fix'.",
        ja="「{words}」はYAMLのリストになりません。半角のハイフンと半角スペースで始めるか、"
        "「kijun check --fix」を実行してください。",
    )


class WideBrackets(YamlError):
    """A list typed with full-width brackets or commas: it is one text."""

    says = Text(
        en="The list {words} is typed with full-width brackets or commas. Write {better}, "
        "or run 'kijun check --fix'.",
        ja="リスト「{words}」の括弧または区切りが全角です。半角で「{better}」と書くか、"
        "「kijun check --fix」を実行してください。",
    )


class EscapedCharacter(YamlError):
    """An escape that smuggles in a character nobody can see."""

    says = Text(
        en="'{words}' stands for a character that cannot be seen. Delete it.",
        ja="「{words}」は目に見えない文字を表します。削除してください。",
    )


class NotAMapping(YamlError):
    """A piece that is not `key: value` lines."""

    says = Text(
        en="Lines of the form 'key: value' are expected here. "
        "Check that each colon is half-width and followed by a space.",
        ja="ここには「欄の名前: 値」の形の行が必要です。コロンが半角で、"
        "後に半角スペースがあるかを確認してください。",
    )


class TooDeep(YamlError):
    """Nesting that no guideline has."""

    says = Text(
        en="The YAML here is nested too deeply to be read. Guidelines need a few levels at most.",
        ja="YAMLの入れ子が深すぎるため、読み取れません。ガイドラインに必要な入れ子は数段までです。",
    )


# Scalars

SCALARS = {
    "bool": (r"true|True|TRUE|false|False|FALSE", "tTfF"),
    "null": (r"~|null|Null|NULL|", "~nN"),
    "int": (r"[-+]?(?:0|[1-9][0-9]{0,14})", "-+0123456789"),
    "float": (r"[-+]?(?:0|[1-9][0-9]{0,14})?\.[0-9]{1,15}", "-+.0123456789"),
}
"""What a plain scalar has to look like to be no text, and its first characters.

Narrower than YAML 1.2, which takes 1_000, 012, 0x1f, 1e3 and .inf for numbers: a writer who
types one of these means what stands there, and is told where a number is wanted.
"""


def _table() -> dict[str, list[tuple[Tag, re.Pattern[str]]]]:
    table: dict[str, list[tuple[Tag, re.Pattern[str]]]] = {}
    for name, (pattern, first) in SCALARS.items():
        row = (Tag(suffix=f"tag:yaml.org,2002:{name}"), re.compile(pattern))
        for character in (*first, "") if name == "null" else first:
            table.setdefault(character, []).append(row)
    return table


class _AsTyped(VersionedResolver):
    """Scalars as in SCALARS. The table is built once, not for every piece."""

    table = _table()
    scalar, sequence, mapping = (
        Tag(suffix=f"tag:yaml.org,2002:{kind}") for kind in ("str", "seq", "map")
    )

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode:
            if implicit[0]:
                for tag, pattern in self.table.get(value[:1], ()):
                    if pattern.fullmatch(value):
                        return tag
            return self.scalar
        return self.sequence if kind is SequenceNode else self.mapping


class _Reader(YAML):
    """A safe loader that builds data from the parser's events.

    ruamel's own way, by a class made for each piece and a tree of nodes, takes twice as long:
    it is gone only where something is wrong or rare, for its errors.
    """

    def load(self, stream: Any) -> Any:
        """The data of one document. Raises as ruamel does."""
        if _in_c(self):
            try:
                return _document(self.Parser(stream).get_event)
            except YAMLError:
                pass
        return super().load(stream)


def _in_c(yaml: YAML) -> bool:
    return bool(yaml.Parser.__module__.endswith("_ruamel_yaml"))


def _document(following: Callable[[], Any]) -> Any:
    following()
    if isinstance(following(), StreamEndEvent):
        return None
    data = _built(following(), following)
    following()
    if not isinstance(following(), StreamEndEvent):
        raise YAMLError("a second document")
    return data


def _built(event: Any, following: Callable[[], Any]) -> Any:
    """The data that begins with an event; the events that belong to it are used up."""
    if isinstance(event, AliasEvent) or event.anchor is not None or event.tag is not None:
        raise YAMLError("an anchor, an alias or a tag")
    if isinstance(event, ScalarEvent):
        return _scalar_of(event.value) if event.implicit[0] else event.value
    if isinstance(event, SequenceStartEvent):
        items = []
        while not isinstance(inner := following(), SequenceEndEvent):
            items.append(_built(inner, following))
        return items
    data: dict[Any, Any] = {}
    while not isinstance(inner := following(), MappingEndEvent):
        key = _built(inner, following)
        if isinstance(key, dict | list):
            raise YAMLError("a key that is no word")
        if key in data:
            raise YAMLError("a key that is there already")
        data[key] = _built(following(), following)
    return data


def _scalar_of(text: str) -> Any:
    for tag, pattern in _AsTyped.table.get(text[:1], ()):
        if pattern.fullmatch(text):
            return TYPED[str(tag.suffix).rpartition(":")[2]](text)
    return text


TYPED: dict[str, Callable[[str], Any]] = {
    "bool": lambda text: text.lower() == "true",
    "null": lambda _: None,
    "int": int,
    "float": float,
}


def _reader(*, pure: bool) -> YAML:
    yaml = _Reader(typ="safe", pure=pure)
    yaml.Resolver = _AsTyped
    return yaml


_FAST = _reader(pure=False)


def fast() -> bool:
    """Whether the C extension (`ruamel.yaml.clib`) does the loading; without it all is slower."""
    return _in_c(_FAST)


def load(text: str, path: str = "", first: int = 1) -> Any:
    """The data of one piece of YAML whose first line is line `first` of the file `path`.

    Mappings are dicts in the order written, texts are stripped of the line feed that a
    literal block ends in. Raises YamlError, or the type below it that names the cause.
    """
    _refuse_early(text, path, first)
    try:
        data = _FAST.load(text)
    except YAMLError as error:
        raise _located(error, text, path, first) from None
    except RecursionError:
        raise TooDeep(Place(path, first)) from None
    except (TypeError, ValueError):
        # A mapping as key is a TypeError to one of the parsers.
        raise YamlError(Place(path, first)) from None
    if "\\" in text:
        _refuse_escaped(data, text, path, first)
    return _stripped(data, text, path, first)


def mapping(text: str, path: str = "", first: int = 1) -> dict[str, Any]:
    """As `load`, for a piece that has to be `key: value` lines; an empty one is empty.

    Raises NotAMapping where it is anything else, and where a key is not a word.
    """
    data = load(text, path, first)
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise _typed_error(text, path, first) or NotAMapping(Place(path, first))
    return data


# Refused before loading

_NESTED = re.compile(r"^ {200}|^ *(?:[-?] +){24}", re.M)
_MARKER = re.compile(r"^(?:(?:---|\.\.\.)(?=\s|$)|%)", re.M)
_SIGN = re.compile(r"(?:^|[:\-,\[{?]) *([&*!])", re.M)
_BEFORE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*")
_ROOT = re.compile(r"(?:[ \t]*+(?:#[^\n]*|---[ \t]*)?\n)*+ *(?:--- +)?[|>]")
DEEPEST = 24
"""Brackets within brackets, or dashes on one line, that are still read."""


def _refuse_early(text: str, path: str, first: int) -> None:
    def at(offset: int) -> Place:
        return Place(path, first + text.count("\n", 0, offset))

    if (tab := text.find("\t")) != -1:
        raise TabIndent(at(tab))
    if found := _NESTED.search(text):
        raise TooDeep(at(found.start()))
    for marker in _MARKER.finditer(text):
        opening = marker[0] == "---" and _BEFORE.match(text, 0, marker.start())
        if not opening or opening.end() != marker.start():
            raise SeveralDocuments(at(marker.start()), marker=marker[0])
    if _ROOT.match(text):
        raise NotAMapping(Place(path, first))
    silent = _SILENT_ASCII if text.isascii() else _SILENT
    if silent.search(text) and (error := _typed_error(text, path, first, silent=True)):
        raise error
    if _FLOW.search(text):
        _refuse_flow(text, path, first)
    if _SIGN.search(text):
        _refuse_signs(text, path, first)


_FLOW = re.compile(
    r"^ *(?:[-?] +)*(?:[^\s#][^:\n]*: +)?"
    # Nothing can be wrong with words alone, and most pieces hold no other brackets.
    r"(?:\[(?!(?:[\w.-]+(?:, )?)*+\] *$)|\{(?!(?:[\w.-]+: [\w.-]+(?:, )?)*+\} *$))",
    re.M,
)
_FLOW_TOKEN = re.compile(
    r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'"  # a quoted text
    r"|[\[\]{},]|:(?=[\s,\[\]{}\"']|$)|(?<=\s)#[^\n]*"
    r"|[^\s\[\]{},\"'][^\n\[\]{},:]*(?::(?=[^\s,\[\]{}])[^\n\[\]{},:]*)*"  # a plain text
    r"|[\"']",
    re.S,
)


def _refuse_flow(text: str, path: str, first: int) -> None:
    """Raises for what stands in brackets and braces and only one parser takes, or neither means."""
    starts = [0]
    for each in text.split("\n"):
        starts.append(starts[-1] + len(each) + 1)
    done = 0
    for line in _lines(text):
        start = starts[line.number] + line.column
        if line.value.startswith(("[", "{")) and start >= done:
            done = _flow_end(text, start, Place(path, first + line.number))


def _flow_end(text: str, start: int, place: Place) -> int:
    """Where the brackets opened at an offset are closed again."""

    def at(token: re.Match[str]) -> Place:
        return Place(place.path, place.line + text.count("\n", start, token.start()))

    open_: list[str] = []
    entry, colon, quoted = "", False, False
    for token in _FLOW_TOKEN.finditer(text, start):
        word = token[0]
        if word in "]},":
            if open_ and open_[-1] == "{" and entry and not colon:
                raise CommaSplit(at(token), key=entry)
            if word != ",":
                open_ = open_[:-1]
            if not open_:
                return token.end()
            # A closed pair of brackets is itself the value of what stands before it.
            entry, colon, quoted = "", word != ",", False
        elif word in "[{":
            open_.append(word)
            if len(open_) > DEEPEST:
                raise TooDeep(at(token))
            entry, colon, quoted = "", False, False
        elif word == ":":
            behind = text[token.end() : token.end() + 1]
            if (not quoted and behind in tuple(",[]{}")) or (not entry and behind in tuple("\"'")):
                raise ColonInFlow(at(token), words=entry + ":")
            colon = True
        elif word[0] not in "\"'#":
            plain = word.rstrip()
            if "?" in plain or (":" in plain and not (quoted and plain.startswith(":"))):
                raise ColonInFlow(at(token), words=plain)
            entry = entry or plain
            colon = colon or plain.startswith(":")
        elif word[0] != "#":
            entry, quoted = entry or word.strip("\"'"), True
    return len(text)


def _refuse_signs(text: str, path: str, first: int) -> None:
    """Raises for an anchor, an alias or a tag, and where a piece with such signs has no tokens."""
    from ruamel.yaml.tokens import AliasToken, AnchorToken, TagToken

    try:
        tokens: Any = YAML(typ="safe", pure=True)
        for token in tokens.scan(text):
            if not isinstance(token, AnchorToken | AliasToken | TagToken):
                continue
            number = token.start_mark.line
            place = Place(path, first + number)
            if isinstance(token, TagToken):
                error: YamlError = TagRefused(place, name=_tag(text, number))
            else:
                sign = "&" if isinstance(token, AnchorToken) else "*"
                error = AliasRefused(place, name=sign + str(token.value))
            for hazard in typed(text):
                if hazard.line == number and re.search(r"[^\x20-\x7e]| ", hazard.words):
                    error.mended = hazard.mended
            raise error
    except YAMLError as error:
        raise _located(error, text, path, first) from None
    except RecursionError:
        raise TooDeep(Place(path, first)) from None


def _tag(text: str, number: int) -> str:
    found = re.search(r"(?:^|[\s,\[{])(![^\s,\]}]*)", text.split("\n")[number])
    return found[1] if found else "!"


# Typed with a Japanese input method

SPACES = "\u3000\u00a0\u2000-\u200a\u202f\u205f"
"""Spaces that are none to YAML, as a class of a pattern."""
_SPACES = "".join(map(chr, (0x3000, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F)))
_WIDE = "\uff01-\uff19\uff1b-\uff5e\u2010-\u2015\u2212\u30fc\uff70"
_DASHES = "－ー―‐‑–—−・•"
_NARROW = str.maketrans(
    {
        **dict.fromkeys("‐‑‒–—―−ーｰ", "-"),
        **dict.fromkeys("、，､", ", "),
        **dict.fromkeys("［「『【〔", "["),
        **dict.fromkeys("］」』】〕", "]"),
        **dict.fromkeys("“”„‟＂〝〟", '"'),
        **dict.fromkeys("‘’＇", "'"),
        "：": ":",
        "\u3000": " ",
    }
)


def narrow(text: str) -> str:
    """A text that has to be ASCII, as it was meant: half-width, hyphens, straight quotes."""
    narrowed = unicodedata.normalize("NFKC", text.translate(_NARROW))
    return re.sub(r" +", " ", narrowed.replace(" ]", "]").replace(", ]", "]")).strip()


@dataclass(frozen=True, slots=True)
class Hazard:
    """A line, from 0, that loads as something else than was meant, and the line as meant."""

    line: int
    cause: type[YamlError]
    words: str
    better: str
    mended: str
    silent: bool
    sign: str = ""


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of YAML syntax. `value` begins in `column`; a line without a key has none.

    `rest` says that the line goes on with the plain text of the line before; `near` are the
    indents of the lines around it, `level` that of the one before where it has a value.
    """

    number: int
    raw: str
    lead: str
    key: str
    value: str
    column: int
    rest: bool = False
    near: tuple[int, ...] = ()
    level: int | None = None


_ENTRY = re.compile(r"( *(?:[-?] +)*)(?:([^\s:\[{](?:[^:]|:(?! |$))*):(?= |$) *)?(.*)")
_BLOCK = re.compile(r"[|>][-+0-9]{0,2}(?: *$| +#)")


def _lines(text: str) -> Iterator[_Line]:
    """The lines that are YAML syntax: none inside a block scalar or a quoted text."""
    block: int | None = None
    quote = ""
    plain: int | None = None
    parent = -1
    for number, raw in enumerate(text.split("\n")):
        bare = raw.lstrip(" ")
        indent = len(raw) - len(bare)
        if block is not None and (not bare or indent > block):
            continue
        block = None
        if quote:
            quote = "" if _closes(raw, quote) else quote
            continue
        if not bare or bare.startswith("#"):
            continue
        entry = _ENTRY.fullmatch(raw)
        lead, key, value = entry.groups("") if entry else ("", "", raw)
        rest = plain is not None and indent > plain and not lead.strip()
        line = _Line(number, raw, lead, key, value, len(raw) - len(value), rest)
        yield line
        if rest:
            continue
        if key:
            parent = len(lead)
        elif lead.strip():
            parent = len(lead.rstrip(" ")) - 1
        owner, plain = parent, None
        if _BLOCK.match(value):
            block = owner
        elif value[:1] in ('"', "'"):
            quote = "" if _closes(value[1:], value[0]) else value[0]
        elif value and value[0] not in "[{#":
            plain = owner


def _closes(text: str, quote: str) -> bool:
    """Whether a quoted text that goes on in these words ends in them."""
    if quote == '"':
        return '"' in re.sub(r"\\.", "", text)
    return text.replace("''", "").find("'") != -1


_KEY = rf"[\w\-{_WIDE}]++"
_LEAD = r"^( *(?:- +)*)"


@dataclass(frozen=True, slots=True)
class Habit:
    """One thing that an input method does to a line of YAML.

    `meant` gives the whole line as it was meant, or "" where the line is right after all.
    A `silent` one loads without complaint; the others explain why a piece does not load.
    The pattern is searched in the line, or has to match from the beginning of its `value`.
    """

    cause: type[YamlError]
    pattern: re.Pattern[str]
    meant: Callable[[_Line, re.Match[str]], str]
    silent: bool = True
    value: bool = False


def _spaced(line: _Line, found: re.Match[str]) -> str:
    """The indent in half-width spaces: two for one as wide, unless the lines around say otherwise.

    Below a line that has its value, nothing can be deeper.
    """
    if line.level is not None and "-" not in found[1]:
        return " " * line.level + line.raw[found.end() :]
    indent = "".join("  " if c == "\u3000" else c if c in " -" else " " for c in found[1])
    if len(found[1]) in line.near and len(indent) not in line.near:
        indent = re.sub(f"[{SPACES}]", " ", found[1])
    return indent + line.raw[found.end() :]


def _field(line: _Line, found: re.Match[str]) -> str:
    """`key: value` with what separates them as it should be; "" where the key is no name."""
    value = line.raw[found.end() :].strip(" \u3000")
    key = narrow(found[2])
    if not (key.isascii() and re.search("[A-Za-z]", key)):
        return ""
    return f"{found[1]}{key}: {value}" if value else f"{found[1]}{key}:"


def _key_only(line: _Line, found: re.Match[str]) -> str:
    key = narrow(found[2])
    named = key != found[2] and key.isascii() and re.search("[A-Za-z]", key)
    return "" if not named else found[1] + key + line.raw[found.end(2) :]


def _dashed(line: _Line, found: re.Match[str]) -> str:
    return f"{found[1]}- {line.raw[found.end() :]}"


def _trimmed(line: _Line, found: re.Match[str]) -> str:
    return line.raw[: found.start()].rstrip(f" {_SPACES}")


def _listed(line: _Line, _: re.Match[str]) -> str:
    value = narrow(line.value)
    right = value.isascii() and value != line.value and re.fullmatch(r"\[.*\]|\{.*\}", value)
    return line.raw[: line.column] + value if right else ""


def _unhashed(line: _Line, found: re.Match[str]) -> str:
    """The value in quotes where what follows '#' goes on with the text, and is no comment."""
    before = line.raw[line.column : found.start()].strip()
    cut = line.raw[found.start() :].strip()
    if line.value[:1] in ('"', "'", "[", "{", "|", ">", "&", "*", "!"):
        return ""
    text_like = " " in before or not before.isascii() or not cut.isascii()
    return _quoted(line, line.raw[line.column :]) if text_like else ""


def _quoted(line: _Line, value: str) -> str:
    value = value.strip(" \u3000")
    doubled = "'" + value.replace("'", "''") + "'"
    return line.raw[: line.column] + (doubled if set('"\\') & set(value) else f'"{value}"')


def _whole(line: _Line, _: re.Match[str]) -> str:
    """The value in quotes, less a comment behind it."""
    value, sign, comment = line.value.partition(" # ")
    return _quoted(line, value) + (f"  # {comment}" if sign else "")


HABITS = (
    Habit(WideSpace, re.compile(rf"^( *(?:- +)*[{SPACES}][ {SPACES}]*)(?=[^\s#])"), _spaced),
    Habit(WideColon, re.compile(rf"{_LEAD}({_KEY}) *[：︰﹕][ {SPACES}]*"), _field),
    Habit(WideSpace, re.compile(rf"{_LEAD}({_KEY}) *: *[{SPACES}][ {SPACES}]*"), _field),
    Habit(WideDash, re.compile(rf"{_LEAD}(?:-[{SPACES}]+|[{_DASHES}][ {SPACES}]+)(?=\S)"), _dashed),
    Habit(WideKey, re.compile(rf"{_LEAD}({_KEY}) *:(?= |$)"), _key_only),
    Habit(WideBrackets, re.compile(r"[［｛「【〔、，]"), _listed),
    Habit(SpaceAtEnd, re.compile(rf"[{SPACES}] *$"), _trimmed),
    Habit(HashCut, re.compile(r"(?<= )#(?=[^\s#!])"), _unhashed),
    Habit(ColonWithoutSpace, re.compile(rf"{_LEAD}([A-Za-z][\w-]*):(?=[^\s/:])"), _field, False),
    *(
        Habit(cause, re.compile(pattern), _whole, silent=pattern.startswith("([|>])"), value=True)
        for cause, pattern in (
            (BracketText, r"(\[)[^\]]*\] *[^\s#,]"),
            (QuotesNeeded, r"([@`%&*!])\S"),
            # One parser takes ">#" for a block, the other does not.
            (QuotesNeeded, r"([|>])(?![-+0-9]{0,2}(?: *$| +#))"),
            (QuotesNeeded, r"(\")(?:[^\"\\]|\\.)*+\" *[^\s#]"),
            (QuotesNeeded, r"(')(?:[^']|'')*+' *[^\s#]"),
            (QuotesNeeded, r"[^\s\"'\[{#][^:]*(?::[^\s:][^:]*)*(:)(?= |$)"),
        )
    ),
)
"""What is typed by mistake, most telling first: a line is reported for the first that fits."""

_SILENT = re.compile(
    rf"^ *(?:- +)*(?:[{SPACES}]|{_KEY} *(?:[：︰﹕]|: *[{SPACES}])"
    rf"|-[{SPACES}]|[{_DASHES}][ {SPACES}]"
    rf"|[A-Za-z0-9_\-]*+[{_WIDE}][\w\-{_WIDE}]*+ *+:)"
    rf"|[{SPACES}] *$|: *[［｛「【〔]"
    rf"|\[[^\[\]\n、，]*+[、，]| #[^\s#!]|[|>][-+0-9]{{0,2}}#",
    re.M,
)
_SILENT_ASCII = re.compile(r" #[^\s#!]|[|>][-+0-9]{0,2}#")
"""Whether a piece may hold a silent habit at all; most pieces do not, and are not looked at."""


def typed(text: str) -> Iterator[Hazard]:
    """The lines of a piece that an input method made into something else, in order."""
    lines = list(_lines(text))
    for position, line in enumerate(lines):
        after = lines[position + 1] if position + 1 < len(lines) else None
        around = (*lines[max(0, position - 1) : position], *lines[position + 1 : position + 2])
        before = lines[position - 1] if position else None
        valued = before is not None and before.key and before.value and not before.rest
        valued = valued and before is not None and not _BLOCK.match(before.value)
        line = replace(
            line,
            near=tuple(len(each.lead) for each in around),
            level=len(before.lead) if before is not None and valued else None,
        )
        for habit in HABITS:
            if line.rest and habit.cause is not SpaceAtEnd:
                continue
            if habit.value:
                found = habit.pattern.match(line.value)
            else:
                found = habit.pattern.search(line.raw)
            if not found or not _counts(habit, line, after):
                continue
            mended = habit.meant(line, found)
            if mended and mended != line.raw:
                words = _words(habit, line, found)
                better = mended.strip() if habit.cause is not WideKey else narrow(found[2])
                if habit.cause is WideBrackets:
                    better = mended[line.column :]
                sign = found[1] if habit.cause is QuotesNeeded else ""
                yield Hazard(line.number, habit.cause, words, better, mended, habit.silent, sign)
                break


def _words(habit: Habit, line: _Line, found: re.Match[str]) -> str:
    """What to show of the line, at most forty characters."""
    shown: dict[type[YamlError], Callable[[], str]] = {
        WideKey: lambda: found[2],
        WideBrackets: lambda: line.value,
        HashCut: lambda: line.raw[found.start() :],
        SpaceAtEnd: lambda: line.raw[: found.start()].strip()[-20:],
        QuotesNeeded: lambda: line.value,
        BracketText: lambda: line.value,
    }
    return shown.get(habit.cause, lambda: line.raw.strip())()[:40].strip(" \u3000")


def _counts(habit: Habit, line: _Line, after: _Line | None) -> bool:
    """Whether the habit is one on this line, seen with the next."""
    deeper = after is not None and len(after.lead) >= len(line.lead) and bool(after.key)
    if deeper and after is not None and not line.lead.strip():
        deeper = len(after.lead) > len(line.lead)
    if habit.cause is HashCut and not line.value.replace("#", "", 1).strip():
        return False
    if habit.cause is HashCut and line.value.startswith("#"):
        # A comment behind a key that a group of fields follows.
        return bool(line.key) and not deeper
    if habit.cause is WideColon and line.lead.strip():
        # A text in a list may hold a full-width colon; a field has others below it.
        return deeper
    return habit.cause is not SpaceAtEnd or line.value[:1] not in ('"', "'")


def _typed_error(text: str, path: str, first: int, *, silent: bool = False) -> YamlError | None:
    """The error for the first hazard of a piece; any one, or the first that loads silently."""
    for hazard in typed(text):
        if silent and not hazard.silent:
            continue
        values = {"words": hazard.words, "better": hazard.better, "sign": hazard.sign}
        named = {n: v for n, v in values.items() if "{" + n + "}" in hazard.cause.says.en}
        error = hazard.cause(Place(path, first + hazard.line), **named)
        error.mended = hazard.mended
        return error
    return None


# After loading

INVISIBLE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f"
    "\u202a-\u202e\u2028\u2029\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb"
    "\U000e0000-\U000e007f"
)
"""Control, bidirectional, zero-width, filler and tag characters, as a class of a pattern.

U+200C and U+200D spell some scripts, U+FE00 to U+FE0F and U+E0100 to U+E01EF choose a form.
"""
_UNSEEN = re.compile(f"[{INVISIBLE}\ud800-\udfff]")
_ESCAPE = re.compile(r"\\(?:x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|[0abefrvNLP_])")


def _refuse_escaped(data: Any, text: str, path: str, first: int) -> None:
    """Raises where an escape in quotes became a character that is refused when typed.

    Of escapes beyond Unicode one parser refuses what the other takes, hence the look before.
    """
    found = _ESCAPE.search(text)
    waiting = [data] if found else []
    while waiting:
        each = waiting.pop()
        if isinstance(each, str) and _UNSEEN.search(each) and found:
            line = first + text.count("\n", 0, found.start())
            raise EscapedCharacter(Place(path, line), words=found[0])
        if isinstance(each, dict):
            waiting.extend((*each, *each.values()))
        elif isinstance(each, list):
            waiting.extend(each)


def _stripped(data: Any, text: str, path: str, first: int) -> Any:
    """Texts without the line feed a literal block ends in, keys as texts.

    Raises NotAMapping for a key that is no word, DuplicateKey for two that are one as texts.
    """
    if isinstance(data, str):
        return data.strip("\n") if data[-1:] == "\n" else data
    if isinstance(data, dict):
        if not all(isinstance(key, str) for key in data):
            data = _named(data, text, path, first)
        for key, value in data.items():
            if isinstance(value, str):
                if value[-1:] == "\n":
                    data[key] = value.strip("\n")
            elif isinstance(value, dict | list):
                data[key] = _stripped(value, text, path, first)
        return data
    if isinstance(data, list):
        return [_stripped(item, text, path, first) for item in data]
    return data


def _named(data: dict[Any, Any], text: str, path: str, first: int) -> dict[str, Any]:
    """A mapping by the texts of its keys: `1: a` is known as "1"."""
    named: dict[str, Any] = {}
    for key, value in data.items():
        if key is None or not isinstance(key, str | int | float):
            raise NotAMapping(Place(path, first))
        name = str(key).lower() if isinstance(key, bool) else str(key)
        if name in named:
            found = re.search(rf"^\W*{re.escape(name)}\W", text, re.M)
            line = text.count("\n", 0, found.start()) if found else 0
            raise DuplicateKey(Place(path, first + line), key=name)
        named[name] = value
    return named


def _located(error: YAMLError, text: str, path: str, first: int) -> YamlError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    offset = min(mark.line if mark is not None else 0, text.count("\n"))
    place = Place(path, first + offset)
    problem = str(getattr(error, "problem", "")) if isinstance(error, MarkedYAMLError) else ""
    if "duplicate key" in problem and (named := re.search(r'duplicate key "(.*?)"', problem)):
        return DuplicateKey(place, key=named[1])
    return _typed_error(text, path, first) or YamlError(place)


# Where a field stands


@lru_cache(maxsize=64)
def _composed(text: str) -> Node | None:
    try:
        node: Node | None = _reader(pure=True).compose(text)
        return node
    except (YAMLError, RecursionError):
        return None


def offset(text: str, field: tuple[str, ...]) -> int:
    """How many lines below the piece's first the field stands; of an unknown field, its parent.

    A step of the path is a key, the `id` of an item, or an item's own text or number from 0.
    """
    node, at = _composed(text), 0
    for step in field:
        child = _child(node, step)
        if child is None:
            break
        key, node = child
        at = key.start_mark.line
    return at


def _child(node: Node | None, step: str) -> tuple[Node, Node] | None:
    """The node that a step leads to, with the node that names it."""
    if isinstance(node, MappingNode):
        for key, value in node.value:
            if key.value == step:
                return key, value
    if isinstance(node, SequenceNode):
        for number, item in enumerate(node.value):
            named = _child(item, "id") if isinstance(item, MappingNode) else None
            if step in (str(number), item.value) or (named and named[1].value == step):
                return item, item
    return None


def typed_value(text: str, field: tuple[str, ...]) -> str:
    """What stands in the piece as the value of a field, on one line; "" where it does not."""
    found = _value_span(text, field)
    return found[0][found[1] : found[2]] if found else ""


def replaced(text: str, field: tuple[str, ...], value: str) -> str | None:
    """The line of a field with the value written as given; None where it is not on one line."""
    found = _value_span(text, field)
    return found[0][: found[1]] + value + found[0][found[2] :] if found else None


def _value_span(text: str, field: tuple[str, ...]) -> tuple[str, int, int] | None:
    """A field's line, and where its value begins and ends in it."""
    node = _composed(text)
    for step in field:
        child = _child(node, step)
        if child is None:
            return None
        node = child[1]
    if node is None or node.start_mark.line != node.end_mark.line:
        return None
    line = text.split("\n")[node.start_mark.line]
    start, end = node.start_mark.column, node.end_mark.column
    if line[start : start + 1] in ('"', "'") and len(line[start:end]) > 2:
        return line, start + 1, end - 1
    return line, start, end


def bracketed(value: str) -> str:
    """A list that was typed with full-width brackets, as a list; "" for any other text."""
    better = re.sub(r" +", " ", value.translate(_NARROW)).strip()
    return better if better != value and re.fullmatch(r"\[[^\[\]]+\]", better) else ""


# Editing in place


class _Whole(YAML):
    """Writes one value as people would type it."""

    def __init__(self) -> None:
        super().__init__(typ="rt", pure=True)
        self.width = 4096
        self.allow_unicode = True
        self.indent(mapping=2, sequence=4, offset=2)


def written(data: Any) -> str:
    """Data as YAML in block style, ending in a line feed; texts of several lines as they read."""
    out = StringIO()
    _Whole().dump(_styled(data), out)
    return out.getvalue().removesuffix("...\n")


def _styled(data: Any) -> Any:
    """The data with each text in the style in which it is read back, and is best read."""
    if isinstance(data, dict):
        return data if _on_one_line(data) else {key: _styled(value) for key, value in data.items()}
    if isinstance(data, list):
        return [_styled(item) for item in data]
    if not isinstance(data, str):
        return data
    lines = data.strip("\n").split("\n")
    ragged = lines[0][:1] in ("", " ") or any(line != line.rstrip() for line in lines)
    if len(lines) > 1 and not ragged:
        return LiteralScalarString("\n".join(lines) + "\n")
    if data.isascii() and data.replace("-", "").isalnum() and data[0].isalpha():
        return data
    plain = StringIO()
    _Whole().dump({"k": data}, plain)
    quoted = plain.getvalue().startswith("k: '") and not set('"\\') & set(data)
    right = not quoted and _reads_as(plain.getvalue(), {"k": data})
    return data if right else DoubleQuotedScalarString(data)


def _on_one_line(data: Any) -> bool:
    """Whether a mapping was made by `flow`."""
    return bool(getattr(data, "fa", None) and data.fa.flow_style())


def _reads_as(text: str, data: Any) -> bool:
    try:
        return bool(load(text) == data)
    except YamlError:
        return False


def flow(data: dict[str, Any]) -> Any:
    """A mapping that `edited` and `written` put on one line, in braces."""
    from ruamel.yaml.comments import CommentedMap

    line = CommentedMap(
        {
            key: DoubleQuotedScalarString(value)
            if isinstance(value, str) and _flowed(value) != value
            else value
            for key, value in data.items()
        }
    )
    line.fa.set_flow_style()
    return line


def edited(text: str, field: tuple[str, ...], value: Any, *, after: str = "") -> str:
    """The piece with one field given a new value, all other bytes as they were.

    A field that is not there is added to its mapping, below the key `after` or at the end;
    None removes it. Comments, order and quoting of everything else stay. The last step may
    also be an item of a list that stands on one line.
    Raises KeyError where the mapping or the item that should hold the field is not there.
    """
    *parents, name = field
    node = _reader(pure=True).compose(text)
    for step in parents:
        child = _child(node, step)
        if child is None:
            raise KeyError(".".join(field))
        node = child[1]
    if isinstance(node, SequenceNode):
        return _item_edited(text, node, field, value)
    if isinstance(node, MappingNode) and node.flow_style:
        return _flow_edited(text, node, name, value)
    lines = text.split("\n")
    entries = list(node.value) if isinstance(node, MappingNode) else []
    for number, (key, current) in enumerate(entries):
        if key.value != name:
            continue
        start, end = key.start_mark.line, _end(entries, number, current, lines)
        if value is None:
            return "\n".join(lines[:start] + lines[end:])
        line = lines[start]
        rest = line[current.end_mark.column :] if _single(current) else line[key.end_mark.column :]
        tail = rest if _single(current) else _comment(rest)
        if _single(current) and _inline(value):
            lines[start] = line[: current.start_mark.column] + _like(current, value, _scalar) + tail
            return "\n".join(lines)
        entry = _entry("k", value, key.start_mark.column)
        named = line[: key.end_mark.column]
        entry[0] = named + entry[0][key.start_mark.column + 1 :]
        if tail.lstrip().startswith("#"):
            entry[0] += tail
        return "\n".join(lines[:start] + entry + lines[end:])
    if value is None:
        return text
    column = entries[0][0].start_mark.column if entries else 0
    at = len(lines) - 1 if lines and lines[-1] == "" else len(lines)
    for number, (key, current) in enumerate(entries):
        if key.value == after or (not after and number == len(entries) - 1):
            at = _end(entries, number, current, lines)
    return "\n".join(lines[:at] + _entry(name, value, column) + lines[at:])


def _comment(rest: str) -> str:
    """The comment behind a key whose value stands below it."""
    found = re.fullmatch(r" *:(?: *[|>][-+0-9]*)?( +#.*)", rest)
    return found[1] if found else ""


def _item_edited(text: str, node: SequenceNode, field: tuple[str, ...], value: Any) -> str:
    child = _child(node, field[-1])
    if child is None or value is None or child[1].start_mark.line != child[1].end_mark.line:
        raise KeyError(".".join(field))
    start, end = (_at(text, mark) for mark in (child[1].start_mark, child[1].end_mark))
    return text[:start] + _like(child[1], value, _flowed) + text[end:]


def _flow_edited(text: str, node: MappingNode, name: str, value: Any) -> str:
    """The piece with one field of a mapping in braces changed, added or removed."""
    spans = [
        (key.value, _at(text, key.start_mark), _at(text, each.start_mark), _at(text, each.end_mark))
        for key, each in node.value
    ]
    for number, (known, key, start, end) in enumerate(spans):
        if known != name:
            continue
        if value is not None:
            return text[:start] + _like(node.value[number][1], value, _flowed) + text[end:]
        if number + 1 < len(spans):
            return text[:key] + text[spans[number + 1][1] :]
        return text[: spans[number - 1][3] if number else key] + text[end:]
    if value is None:
        return text
    at = spans[-1][3] if spans else _at(text, node.start_mark) + 1
    return text[:at] + (", " if spans else "") + f"{_flowed(name)}: {_flowed(value)}" + text[at:]


def _at(text: str, mark: Any) -> int:
    """The offset of a mark."""
    start = 0
    for _ in range(mark.line):
        start = text.index("\n", start) + 1
    return int(start + mark.column)


def _flowed(value: Any) -> str:
    """A value on one line, as it may stand in brackets."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_flowed(k)}: {_flowed(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_flowed, value)) + "]"
    if isinstance(value, str):
        plain = re.fullmatch(r"[^\W\d_](?:[\w ./-]*\w)?", value)
        if plain and _reads_as(f"{{k: {value}}}", {"k": value}):
            return value
        return json.dumps(value, ensure_ascii=False)
    return _scalar(value)


def _single(node: Node) -> bool:
    """Whether a value stands on one line, as a text or in brackets."""
    same: bool = node.start_mark.line == node.end_mark.line
    block = (
        node.style in ("|", ">")
        if isinstance(node, ScalarNode)
        else not getattr(node, "flow_style", False)
    )
    return same and not block


def _inline(value: Any) -> bool:
    """Whether a value is written on its key's line."""
    if isinstance(value, dict | list):
        return _on_one_line(value)
    return not isinstance(_styled(value), LiteralScalarString)


def _like(current: Node, value: Any, otherwise: Callable[[Any], str]) -> str:
    """A value on one line, in the quotes that stand around the current one."""
    if isinstance(value, str) and value.isprintable() and isinstance(current, ScalarNode):
        if current.style == '"':
            return json.dumps(value, ensure_ascii=False)
        if current.style == "'":
            return "'" + value.replace("'", "''") + "'"
    return otherwise(value)


def _scalar(value: Any) -> str:
    return written({"k": value}).removeprefix("k:").strip()


def _entry(name: str, value: Any, column: int) -> list[str]:
    lines = written({name: value}).rstrip("\n").split("\n")
    return [" " * column + line if line else "" for line in lines]


def _end(entries: list[Any], number: int, value: Node, lines: list[str]) -> int:
    """The line after an entry: its own lines, not the comments and blank lines before the next.

    What belongs to a block entry is indented deeper than its key; only the items of a list may
    stand below the key's own column.
    """
    start, column = entries[number][0].start_mark.line, entries[number][0].start_mark.column
    # A quoted text or brackets may go on at any indent.
    end: int = start + 1 if not _closed(value) else value.end_mark.line + 1
    for position in range(end, len(lines)):
        line = lines[position]
        indent = len(line) - len(line.lstrip(" "))
        item = isinstance(value, SequenceNode) and indent == column and line[indent:][:1] == "-"
        if line.strip() and indent <= column and not item:
            break
        if line.strip():
            end = position + 1
    return end


def _closed(value: Node) -> bool:
    """Whether a value says itself where it ends."""
    if isinstance(value, ScalarNode):
        return value.style in ("'", '"')
    return bool(getattr(value, "flow_style", False))
