"""Pages as the texts of their units, exactly as written, and back again.

Nothing is rendered here: a history of a hundred releases is read by cutting pages at their
headings and blocks. A page is a skeleton, the guideline's own text with a hole for each clause;
a clause's text has a hole for each of its blocks. So the page that was in force on a day is put
together from texts that never stood in one file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from . import yaml
from .fingerprint import whole_text
from .markdown import KINDS, Fence, fences, front_matter
from .model import UnitText

_HEADING = re.compile(r"^ {0,3}(#{1,6})(?!#).*?(?:\{[^{}]*#([^\s}]+)[^{}]*\})?[ #]*$")
_UNDERLINE = re.compile(r"^(?:=+|-+)[ \t]*$")
_ANCHOR = re.compile(r"\{[^{}]*#([^\s}]+)[^{}]*\}[ \t]*$")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_HOLE = re.compile("^\0(.+)\0$", re.M)


def hole(address: str) -> str:
    """The line that stands for a unit in the text around it; no writer can type it."""
    return f"\0{address}\0"


@dataclass
class Splitter:
    """Cuts pages into texts; what was read once is known again by its characters.

    `pieces` holds the data of YAML by its text, `units` what was made of a unit's lines.
    """

    pieces: dict[str, Any] = field(default_factory=dict)
    units: dict[tuple[str, ...], UnitText] = field(default_factory=dict)

    def page(self, source: str, path: str = "") -> tuple[UnitText, ...]:
        """The texts of a guideline's page, the guideline's own first; none of any other page.

        Raises the YamlError of a block that cannot be loaded.
        """
        found = front_matter(source)
        if found is None:
            return ()
        matter, last = found
        front = self._data(matter, path, 2)
        guideline = front.get("id")
        if not isinstance(guideline, str):
            return ()
        owners = self._owners(source, path, guideline, last)
        return tuple(self._texts(owners, guideline, front, matter))

    def _data(self, piece: str, path: str, line: int) -> dict[str, Any]:
        known = self.pieces.get(piece)
        if known is None:
            known = self.pieces[piece] = yaml.mapping(piece, path, line)
        return known

    def _owners(self, source: str, path: str, guideline: str, last: int) -> list[_Owner]:
        """The page's own lines, each clause's and each block's, in the order of the page."""
        lines = source.split("\n")
        blocks = {fence.line: fence for fence in fences(source) if fence.line > last}
        whole = _Owner("guideline", guideline)
        owners, clause, level = [whole], whole, 0
        heads = _headings(source, lines, blocks.values(), last)
        with_clause = _with_clause(heads, blocks.values())
        number = last
        while number < len(lines):
            number += 1
            if head := heads.get(number):
                if number in with_clause and head[1]:
                    clause, level = _Owner("clause", head[1], whole, owners[-1]), head[0]
                    whole.lines.append(hole(clause.address))
                    owners.append(clause)
                elif head[0] <= level:
                    clause, level = whole, 0
            fence = blocks.get(number)
            if fence is None:
                clause.lines.append(lines[number - 1])
                continue
            raw = lines[fence.line - 1 : fence.last]
            if fence.kind in KINDS:
                data = self._data(fence.text, path, fence.line + 1)
                if fence.kind == "clause":
                    clause.data, clause.own = data, raw
                else:
                    block = _Owner(fence.kind, str(data.get("id", "")), clause, owners[-1])
                    block.data, block.own = data, raw
                    clause.lines.append(hole(block.address))
                    owners.append(block)
            else:
                clause.lines += raw
            number = fence.last
        return owners

    def _texts(
        self, owners: list[_Owner], guideline: str, front: Mapping[str, Any], matter: str
    ) -> Iterator[UnitText]:
        rows = {row["id"]: row for row in front.get("labels") or () if isinstance(row, dict)}
        named = {
            label
            for owner in owners
            if owner.kind == "clause"
            for label in owner.data.get("labels") or ()
        }
        for owner in owners:
            body = "\n".join(owner.lines).strip("\n")
            own = "\n".join(owner.own)
            home = owner.home.address if owner.home else ""
            after = owner.after.address if owner.after and owner.after.home is owner.home else ""
            key = (owner.address, body, own, home, after, matter if owner.rows else "")
            if key not in self.units:
                data = owner.data
                labels: tuple[Any, ...] = ()
                if owner.kind == "guideline":
                    data = {k: v for k, v in front.items() if k != "labels"}
                    labels = tuple(row for name, row in rows.items() if name not in named)
                elif owner.kind == "clause":
                    names = owner.data.get("labels") or ()
                    labels = tuple(rows[name] for name in names if name in rows)
                text = UnitText(owner.address, guideline, home, after, body, own, data, labels)
                named_so = whole_text(text.address, _HOLE.sub("", body), data, labels)
                self.units[key] = text.fingerprinted(named_so)
            yield self.units[key]


@dataclass(eq=False)
class _Owner:
    """A unit whose lines are being gathered: its prose with holes, and its own block."""

    kind: str
    id: str
    home: _Owner | None = None
    after: _Owner | None = None
    lines: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    data: Mapping[str, Any] = field(default_factory=dict)

    @property
    def address(self) -> str:
        return f"{self.kind}:{self.id}"

    @property
    def rows(self) -> bool:
        """Whether rows of the front matter belong to it."""
        return self.kind in ("guideline", "clause")


def _headings(
    source: str, lines: list[str], blocks: Iterable[Fence], last: int
) -> dict[int, tuple[int, str]]:
    """The level and the explicit id of each heading by its line."""
    dead = {number for fence in blocks for number in range(fence.line, fence.last + 1)}
    if "<!--" in source:
        for comment in _COMMENT.finditer(source):
            first = source.count("\n", 0, comment.start()) + 1
            dead.update(range(first + 1, source.count("\n", 0, comment.end()) + 2))
    heads: dict[int, tuple[int, str]] = {}
    for number in range(last + 1, len(lines) + 1):
        line = lines[number - 1]
        if number in dead:
            continue
        if line.lstrip(" ").startswith("#") and (found := _HEADING.match(line)):
            heads[number] = (len(found[1]), found[2] or "")
        elif line[:1] in ("=", "-") and _UNDERLINE.match(line) and number - 1 > last:
            title, above = lines[number - 2], lines[number - 3]
            if title.strip() and not above.strip() and number - 1 not in heads:
                anchor = _ANCHOR.search(title)
                heads[number - 1] = (1 if line[0] == "=" else 2, anchor[1] if anchor else "")
    return heads


def _with_clause(heads: Iterable[int], blocks: Iterable[Fence]) -> set[int]:
    """The headings that a clause's block follows before the next heading."""
    clauses = [fence.line for fence in blocks if fence.kind == "clause"]
    ordered = sorted(heads)
    ends = [*ordered[1:], float("inf")]
    return {
        head
        for head, end in zip(ordered, ends, strict=False)
        if any(head < line < end for line in clauses)
    }


def joined(texts: Iterable[UnitText]) -> str:
    """The page that a guideline's texts make together, its own among them.

    A text whose place is not in the text around it stands behind the one that it followed
    where it was written, else last. Label rows come from the clauses that name them.
    """
    kept = tuple(texts)
    whole = next(text for text in kept if not text.home)
    body, written = passage(kept, whole.address)
    rows = [row for text in written for row in text.labels]
    front = {**whole.data, **({"labels": rows} if rows else {})}
    return f"---\n{yaml.written(front)}---\n\n{body}\n"


def passage(texts: Iterable[UnitText], address: str) -> tuple[str, tuple[UnitText, ...]]:
    """A unit's Markdown with the units that stand in it, and all these in their order."""
    by_address = {text.address: text for text in texts}
    placed = {found[1] for text in by_address.values() for found in _HOLE.finditer(text.body)}
    inside: dict[str, list[str]] = {}
    for text in by_address.values():
        if text.home in by_address and text.address not in placed:
            inside.setdefault(text.home, []).append(text.address)
    written: list[UnitText] = []

    def filled(text: UnitText | None) -> str:
        if text is None:
            return ""
        written.append(text)
        body = text.body
        for added in inside.get(text.address, ()):
            body = _placed(body, by_address[added])
        return _HOLE.sub(lambda found: filled(by_address.get(found[1])), _own(text, body))

    return filled(by_address[address]), tuple(written)


def _own(text: UnitText, body: str) -> str:
    """A text with its own block: below a clause's heading, or instead of a body."""
    if not text.own:
        return body
    if not body:
        return text.own
    head, _, rest = body.partition("\n")
    if rest[:1] in ("=", "-") and _UNDERLINE.match(rest.partition("\n")[0]):
        underline, _, rest = rest.partition("\n")
        head = f"{head}\n{underline}"
    return f"{head}\n\n{text.own}\n\n{rest.strip(chr(10))}".rstrip("\n")


def _placed(body: str, text: UnitText) -> str:
    """A body with a hole for a text that it has none for."""
    before, found, rest = body.partition(hole(text.after)) if text.after else (body, "", "")
    if not found:
        return f"{body}\n\n{hole(text.address)}"
    return f"{before}{found}\n\n{hole(text.address)}{rest}"


def concerns(entry: UnitText, clause: UnitText) -> bool:
    """Whether an entry of a market holds for a clause: the one it stands in, or those it names."""
    named = entry.data.get("units", (entry.home.partition(":")[2],))
    return entry.kind == "market" and entry.guideline == clause.guideline and clause.id in named
