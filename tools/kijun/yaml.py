"""YAML as it is typed: loaded with lines for errors, found again by field, edited in place.

The only module that knows ruamel.yaml. Scalars follow YAML 1.2 less timestamps, which stay
the strings that were typed. Both of ruamel's parsers, with and without its C extension, give
the same data; what only one of them refuses is refused before either sees it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from io import StringIO
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.resolver import VersionedResolver, implicit_resolvers
from ruamel.yaml.tag import Tag

from .text import KijunError, Place, Text

TIMESTAMP = "tag:yaml.org,2002:timestamp"
MERGE = "tag:yaml.org,2002:merge"


class YamlError(KijunError):
    """YAML that cannot be read. The place is the line in the file, not in the piece."""

    says = Text(
        en="This cannot be read as YAML. Look on this line and the one above for a missing quote, "
        "a stray ':' or an indent that does not fit.",
        ja="YAMLとして読み取れません。この行と上の行に、閉じていない引用符、余分な「:」、"
        "ずれた字下げがないか確認してください。",
    )


class TabIndent(YamlError):
    """A tab where YAML wants spaces."""

    says = Text(
        en="A tab stands in the indent. YAML is indented with spaces: replace the tab by two spaces.",
        ja="字下げにタブが使われています。YAMLの字下げは半角スペースです。"
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


class ColonInFlow(YamlError):
    """A plain scalar with a colon inside a flow mapping: one parser refuses it, one does not."""

    says = Text(
        en="'{words}' holds a colon inside braces. Put quotes around it: \"{words}\".",
        ja="波括弧の中の「{words}」にコロンが含まれています。"
        "「\"{words}\"」のように引用符で囲んでください。",
    )


class CommaSplit(YamlError):
    """A key without a value inside braces: `{name: Discussion, self-reference}`."""

    says = Text(
        en="A comma split the text: '{key}' became a key without a value. "
        "Write the text on a line of its own, without braces.",
        ja="読点（,）で文字列が分かれ、「{key}」が値のないキーになっています。"
        "波括弧を使わず、1行に1項目で書いてください。",
    )


class BracketText(YamlError):
    """A text that begins with a bracket and so is read as a list."""

    says = Text(
        en="A text begins with a bracket and is read as a list. Put quotes around the whole text.",
        ja="文字列が角括弧で始まっているため、リストとして解釈されます。"
        "文字列全体を引用符で囲んでください。",
    )


class NotAMapping(YamlError):
    """A piece that is not `key: value` lines."""

    says = Text(
        en="Lines of the form 'key: value' are expected here. "
        "Check that each colon is half-width and followed by a space.",
        ja="ここには「キー: 値」の形の行が必要です。"
        "コロンが半角で、その後に半角スペースがあるか確認してください。",
    )


class TooDeep(YamlError):
    """Nesting that no guideline has."""

    says = Text(
        en="The YAML here is nested too deeply to be read. Guidelines need a few levels at most.",
        ja="YAMLの入れ子が深すぎて読み取れません。ガイドラインで必要なのは数段までです。",
    )


def _table() -> dict[str, list[tuple[str, Any]]]:
    table: dict[str, list[tuple[str, Any]]] = {}
    for versions, tag, pattern, first in implicit_resolvers:
        if (1, 2) in versions and tag not in (TIMESTAMP, MERGE):
            for character in first or [""]:
                table.setdefault(character or "", []).append((tag, pattern))
    return table


class _AsTyped(VersionedResolver):
    """YAML 1.2 scalars without timestamps. The table is built once, not for every piece."""

    table = _table()
    scalar, sequence, mapping = (
        Tag(suffix=f"tag:yaml.org,2002:{kind}") for kind in ("str", "seq", "map")
    )

    def resolve(self, kind: Any, value: Any, implicit: Any) -> Any:
        if kind is ScalarNode:
            if implicit[0]:
                for tag, pattern in self.table.get(value[:1], ()):
                    if pattern.match(value):
                        return Tag(suffix=tag)
            return self.scalar
        return self.sequence if kind is SequenceNode else self.mapping


def _reader(*, pure: bool) -> YAML:
    yaml = YAML(typ="safe", pure=pure)
    yaml.Resolver = _AsTyped
    return yaml


_FAST = _reader(pure=False)
_MARKED = _reader(pure=True)


def fast() -> bool:
    """Whether the C extension (`ruamel.yaml.clib`) does the loading; without it all is slower."""
    return bool(_FAST.Parser.__module__.endswith("_ruamel_yaml"))


_TAB = re.compile(r"^ *\t", re.M)
_ALIAS = re.compile(r"(?:^|[:\-,\[{?]) *([&*][^\s,\[\]{}]+)", re.M)
_QUOTED = re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\n]|'')*'")
_FLOW = re.compile(r"\{[^{}\n]*\}")
_COLON = re.compile(r"[\[{,:]\s*([^\s\"'{}\[\],:][^\s{}\[\],]*:[^\s{}\[\],]+)")


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
    except (RecursionError, ValueError, OverflowError):
        raise TooDeep(Place(path, first)) from None
    return _stripped(data, path, first)


def mapping(text: str, path: str = "", first: int = 1) -> dict[str, Any]:
    """As `load`, for a piece that has to be `key: value` lines; an empty one is empty.

    Raises NotAMapping where it is anything else, and where a key is not a word.
    """
    data = load(text, path, first)
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise NotAMapping(Place(path, first))
    return data


def _refuse_early(text: str, path: str, first: int) -> None:
    def line(offset: int) -> Place:
        return Place(path, first + text.count("\n", 0, offset))

    if "\t" in text and (found := _TAB.search(text)):
        raise TabIndent(line(found.start()))
    if text.count("[") > 60 or text.count("{") > 200:
        if re.search(r"(?:[\[{]\s*){24}", text):
            raise TooDeep(Place(path, first))
    if "{" in text and ":" in text:
        bare = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text)
        for flow in _FLOW.finditer(bare):
            if found := _COLON.search(bare, flow.start(), flow.end()):
                raise ColonInFlow(line(found.start()), words=found[1])
    if ("&" in text or "*" in text) and (found := _ALIAS.search(text)):
        for token in _scan_aliases(text):
            raise AliasRefused(Place(path, first + token[0]), name=token[1])


def _scan_aliases(text: str) -> Iterator[tuple[int, str]]:
    """Line and name of each anchor and alias; none where the text cannot be scanned at all."""
    from ruamel.yaml.tokens import AliasToken, AnchorToken

    try:
        for token in YAML(typ="safe", pure=True).scan(text):
            if isinstance(token, AnchorToken | AliasToken):
                sign = "&" if isinstance(token, AnchorToken) else "*"
                yield token.start_mark.line, sign + str(token.value)
    except (YAMLError, RecursionError):
        return


def _stripped(data: Any, path: str, first: int) -> Any:
    """Texts without the line feed a literal block ends in; keys that no one typed refused."""
    if isinstance(data, str):
        return data.strip("\n") if data[-1:] == "\n" else data
    if isinstance(data, dict):
        for key, value in data.items():
            if not isinstance(key, str):
                data = {_key(key): value for key, value in data.items()}
                return _stripped(data, path, first)
            if isinstance(value, str):
                if value[-1:] == "\n":
                    data[key] = value.strip("\n")
            elif isinstance(value, dict | list):
                data[key] = _stripped(value, path, first)
        return data
    if isinstance(data, list):
        return [_stripped(item, path, first) for item in data]
    return data


def _key(key: Any) -> str:
    if key is True or key is False:
        return str(key).lower()
    return "null" if key is None else str(key)


def _located(error: YAMLError, text: str, path: str, first: int) -> YamlError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    offset = mark.line if mark is not None else 0
    lines = text.split("\n")
    offset = min(offset, len(lines) - 1)
    place = Place(path, first + offset)
    problem = str(getattr(error, "problem", "")) if isinstance(error, MarkedYAMLError) else ""
    if "duplicate key" in problem and (named := re.search(r'duplicate key "(.*?)"', problem)):
        return DuplicateKey(place, key=named[1])
    if re.search(r":\s*\[", lines[offset]) and not lines[offset].rstrip().endswith("]"):
        return BracketText(place)
    if re.search(r"^\s*[\w-]+\uff1a", lines[offset]):
        return NotAMapping(place)
    return YamlError(place)


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


# Editing in place


class _Whole(YAML):
    """Writes one value as people would type it."""

    def __init__(self) -> None:
        super().__init__(typ="rt", pure=True)
        self.width = 4096
        self.allow_unicode = True
        self.indent(mapping=2, sequence=4, offset=2)


def written(data: Any) -> str:
    """Data as YAML in block style, ending in a line feed."""
    out = StringIO()
    _Whole().dump(data, out)
    return out.getvalue().removesuffix("...\n")


def edited(text: str, field: tuple[str, ...], value: Any, *, after: str = "") -> str:
    """The piece with one field given a new value, all other bytes as they were.

    A field that is not there is added to its mapping, below the key `after` or at the end;
    None removes it. Comments, order and quoting of everything else stay.
    Raises KeyError where the mapping that should hold the field is not there.
    """
    *parents, name = field
    node = _reader(pure=True).compose(text)
    for step in parents:
        child = _child(node, step)
        if child is None:
            raise KeyError(".".join(field))
        node = child[1]
    lines = text.split("\n")
    entries = list(node.value) if isinstance(node, MappingNode) else []
    for number, (key, current) in enumerate(entries):
        if key.value == name:
            start, end = key.start_mark.line, _end(entries, number, current, lines)
            if value is None:
                return "\n".join(lines[:start] + lines[end:])
            if isinstance(current, ScalarNode) and _single(current) and not isinstance(value, dict | list):
                line = lines[start]
                head, tail = line[: current.start_mark.column], line[current.end_mark.column :]
                lines[start] = head + _scalar(value) + tail
                return "\n".join(lines)
            return "\n".join(lines[:start] + _entry(name, value, key.start_mark.column) + lines[end:])
    if value is None:
        return text
    column = entries[0][0].start_mark.column if entries else 0
    at = len(lines) - 1 if lines and lines[-1] == "" else len(lines)
    for number, (key, current) in enumerate(entries):
        if key.value == after or (not after and number == len(entries) - 1):
            at = _end(entries, number, current, lines)
    return "\n".join(lines[:at] + _entry(name, value, column) + lines[at:])


def _single(node: ScalarNode) -> bool:
    same: bool = node.start_mark.line == node.end_mark.line and node.style not in ("|", ">")
    return same


def _scalar(value: Any) -> str:
    return written({"k": value}).removeprefix("k:").strip()


def _entry(name: str, value: Any, column: int) -> list[str]:
    return [" " * column + line for line in written({name: value}).rstrip("\n").split("\n")]


def _end(entries: list[Any], number: int, value: Node, lines: list[str]) -> int:
    """The line after an entry: its own lines, not the comments and blank lines before the next."""
    stop = entries[number + 1][0].start_mark.line if number + 1 < len(entries) else len(lines)
    last = value.end_mark.line + (1 if isinstance(value, ScalarNode) and value.style not in ("|", ">") else 0)
    if value.end_mark.column and not isinstance(value, ScalarNode):
        last = value.end_mark.line + 1
    end = max(entries[number][0].start_mark.line + 1, min(last, stop))
    while end > entries[number][0].start_mark.line + 1 and not lines[end - 1].strip():
        end -= 1
    while end > entries[number][0].start_mark.line + 1 and lines[end - 1].lstrip().startswith("#"):
        if isinstance(value, ScalarNode) and value.style in ("|", ">"):
            break
        end -= 1
    return end
