"""A decision as a drawing: its questions down the page, and where each answer leads.

Drawn when the site is built, in the order of the numbered questions below which it stands, which
are also its text: readers of the screen are told nothing twice. Lengths are in pixels of a
drawing that is as wide as a phone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape, unescape
from itertools import pairwise
from unicodedata import east_asian_width

from .flow import Question, questions
from .model import Edition, Unit
from .shelf import Shelf
from .text import Text

WORDS: Mapping[str, Text] = {
    "drawing": Text(en="As a diagram", ja="図で見る"),
    "about": Text(
        en="Diagram of the questions above; its text is theirs",
        ja="上の質問を図にしたものです。内容は質問と同じです",
    ),
    "elsewhere": Text(en="Elsewhere", ja="他の市場"),
    "in-market": Text(en="In {market}", ja="{market}では"),
}

WIDTH, MARGIN, ASIDE = 372, 6, 136
"""The drawing's width, what stays free around it, and the room for labels at its right."""

LINE, ROW, GAP, LANE, SIZE = 17, 24, 34, 12, 12
"""Heights of a line of text, of an answer that ends and between two questions; how far apart
lines run that pass questions by; and the size of letters."""

_NO_START = "、。，．・：；？！）」』】〉》ーぁぃぅぇぉっゃゅょァィゥェォッャュョ々?!,.:;)"


@dataclass(frozen=True, slots=True)
class Way:
    """An answer, and where it leads: the number of a later question, or else a label."""

    answer: str
    label: str
    to: int | None
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A question with its lines of text, where it stands, and its ways out."""

    number: int
    lines: tuple[str, ...]
    top: float
    height: float
    ways: tuple[Way, ...]

    @property
    def bottom(self) -> float:
        """Where the box ends."""
        return self.top + self.height

    @property
    def ends(self) -> tuple[Way, ...]:
        """The ways that end at a label."""
        return tuple(way for way in self.ways if way.to is None)


def drawing(unit: Unit, edition: Edition, shelf: Shelf) -> str:
    """A decision as a drawing that opens on demand; nothing where a way leads back up the list.

    Every text in it is escaped, and no link or other markup of a writer is in it.
    """
    own = [name for name in unit.data.get("steps", {}) if name in questions(edition, shelf)]
    asked = {name: questions(edition, shelf)[name] for name in own}
    ways = {name: tuple(_ways(name, asked, unit, edition, shelf)) for name in own}
    if any(
        way.to is not None and way.to <= asked[name].number for name in own for way in ways[name]
    ):
        return ""
    lanes = _lanes(asked, ways)
    left = MARGIN + LANE * (1 + max(lanes.values(), default=-1))
    boxes = list(_boxes(asked, ways, left, shelf))
    if not boxes:
        return ""
    height = boxes[-1].bottom + MARGIN
    body = "".join(_box(box, left) + _ends(box, shelf) for box in boxes) + "".join(
        _passing(boxes, lanes, left)
    )
    svg = (
        f'<svg class="kj-map" viewBox="0 0 {WIDTH} {height:g}" aria-hidden="true"'
        f' data-search-exclude focusable="false">{body}</svg>'
    )
    about = shelf.say(WORDS["about"])
    return (
        f"<details><summary>{shelf.say(WORDS['drawing'])}</summary>"
        f'<div class="kj-scroll" role="group" tabindex="0" aria-label="{about}">{svg}</div>'
        f"</details>"
    )


def _ways(
    name: str, asked: Mapping[str, Question], unit: Unit, edition: Edition, shelf: Shelf
) -> Iterator[Way]:
    def way(answer: str, target: object, dashed: bool = False) -> Way:
        question = asked.get(str(target))
        return Way(answer, str(target), question.number if question else None, dashed)

    step = unit.data["steps"][name]
    for key, answer in (("when-true", "true"), ("when-false", "false"), ("unsure", "unsure")):
        if key in step:
            yield way(unescape(shelf.value(answer)), step[key], key == "unsure")
    if "otherwise" in step:
        yield way(WORDS["elsewhere"].to(shelf.locale), step["otherwise"])
    for entry in shelf.of(edition, "market"):
        if name in entry.data.get("steps", {}):
            market = WORDS["in-market"].to(shelf.locale, market=entry.data.get("market"))
            yield way(market, entry.data["steps"][name])


def _lanes(
    asked: Mapping[str, Question], ways: Mapping[str, tuple[Way, ...]]
) -> Mapping[tuple[int, int], int]:
    """The lane for each pair of questions with others between them: the first that is free."""
    spans = sorted(
        {
            (question.number, way.to)
            for name, question in asked.items()
            for way in ways[name]
            if way.to is not None and way.to > question.number + 1
        },
        key=lambda span: (span[1] - span[0], span),
    )
    lanes: dict[tuple[int, int], int] = {}
    for start, end in spans:
        taken = {lane for (s, e), lane in lanes.items() if s <= end and start <= e}
        lanes[start, end] = next(lane for lane in range(len(spans)) if lane not in taken)
    return lanes


def _boxes(
    asked: Mapping[str, Question], ways: Mapping[str, tuple[Way, ...]], left: float, shelf: Shelf
) -> Iterator[Box]:
    top = float(MARGIN)
    room = WIDTH - left - ASIDE - 40
    for name, question in asked.items():
        words = unescape(re.sub("<[^>]*>", "", shelf.rich(question.ask)))
        lines = tuple(wrapped(words, room))
        ends = sum(way.to is None for way in ways[name])
        height = max(len(lines) * LINE + 14, ends * ROW + 4)
        yield Box(question.number, lines, top, height, ways[name])
        top += height + GAP


def wrapped(words: str, room: float) -> Iterator[str]:
    """Words in lines of at most `room` pixels, as near as can be told without a font.

    Western words stay whole; a Japanese line begins with no closing mark and no small kana.
    """
    line = ""
    for piece in re.findall(r"[!-~]+\s*|\s+|.", words):
        if line and _wide(line + piece.rstrip()) > room and piece[0] not in _NO_START:
            yield line.rstrip()
            line = ""
        line += piece
    if line.strip():
        yield line.rstrip()


def _wide(text: str) -> float:
    return sum(SIZE if east_asian_width(c) in "WF" else SIZE * 0.64 for c in text)


def _text(x: float, y: float, words: str, kind: str) -> str:
    return f'<text class="{kind}" x="{x:g}" y="{y:g}">{escape(words)}</text>'


def _box(box: Box, left: float) -> str:
    width, middle = WIDTH - left - ASIDE, box.top + box.height / 2
    first = middle - (len(box.lines) - 1) * LINE / 2 + 4
    lines = "".join(
        _text(left + 32, first + number * LINE, line, "kj-map-ask")
        for number, line in enumerate(box.lines)
    )
    return (
        f'<rect class="kj-map-box" x="{left:g}" y="{box.top:g}" width="{width:g}"'
        f' height="{box.height:g}" rx="6"/>'
        f'<circle class="kj-map-dot" cx="{left + 16:g}" cy="{middle:g}" r="10"/>'
        f"{_text(left + 16, middle + 4, str(box.number), 'kj-map-number')}{lines}"
    )


def _ends(box: Box, shelf: Shelf) -> str:
    """The answers that end at a label, each as a line to it at the right."""
    right = WIDTH - ASIDE
    y = box.top + box.height / 2 - (len(box.ends) - 1) * ROW / 2
    parts = []
    for way in box.ends:
        known = shelf.labels.get(way.label)
        kind = escape(str(known.row.get("kind", ""))) if known else ""
        width = 7 * len(way.label) + 10
        start = WIDTH - MARGIN - width
        dashed = " kj-map-dashed" if way.dashed else ""
        parts.append(
            f'<path class="kj-map-line{dashed}" d="M{right:g} {y:g}H{start - 1:g}"/>'
            f"{_halo(right + 5, y + 4, way.answer)}"
            f'<rect class="kj-map-leaf kj-kind-{kind}" x="{start:g}" y="{y - 9:g}"'
            f' width="{width}" height="18" rx="3"/>'
            f"{_text(start + width / 2, y + 4, way.label, 'kj-map-code')}"
        )
        y += ROW
    return "".join(parts)


def _halo(x: float, y: float, answer: str) -> str:
    return _text(x, y, answer, "kj-map-answer")


def _passing(boxes: list[Box], lanes: Mapping[tuple[int, int], int], left: float) -> Iterator[str]:
    """The ways to other questions: straight down to the next, by a lane at the left to others."""
    tops = {box.number: box for box in boxes}
    for box, after in pairwise(boxes):
        answers = [way.answer for way in box.ways if way.to == after.number]
        x = left + 90
        if answers:
            yield _arrow(f"M{x:g} {box.bottom:g}V{after.top - 1:g}", x, after.top, "down")
            yield _halo(x + 6, box.bottom + 20, " · ".join(answers))
    for (start, end), lane in lanes.items():
        box, target = tops[start], tops[end]
        answers = [way.answer for way in box.ways if way.to == end]
        nth = sum(s == start and e < end for s, e in lanes)
        x, y = left + 16 + 8 * nth, box.bottom + 12 + 8 * nth
        at, into = left - LANE * (lane + 1) + 4, target.top + target.height / 2
        path = f"M{x:g} {box.bottom:g}V{y:g}H{at:g}V{into:g}H{left - 1:g}"
        yield _arrow(path, left, into, "right")
        yield _halo(x + 6, box.bottom + 14 + 12 * nth, " · ".join(answers))


def _arrow(path: str, x: float, y: float, to: str) -> str:
    head = f"M{x - 4:g} {y - 6:g}L{x:g} {y:g}L{x + 4:g} {y - 6:g}"
    if to == "right":
        head = f"M{x - 6:g} {y - 4:g}L{x:g} {y:g}L{x - 6:g} {y + 4:g}"
    return f'<path class="kj-map-line" d="{path}"/><path class="kj-map-line" d="{head}"/>'
