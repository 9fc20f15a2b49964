"""Joins two editions of one page: units by address, passages by field or by place in the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeAlias

from .model import Aligned, Edition, Pair, Passage, Settings, Unit

Key: TypeAlias = tuple[str, tuple[str, ...]]
"""What two blocks must share to stand side by side: their tag and the tags around them."""


def pair(source: Edition, target: Edition, settings: Settings) -> Pair:
    """Two editions of one page side by side, without the fields declared to diverge."""
    declared = {
        (entry.unit, entry.field)
        for entry in settings.divergences
        if entry.data.get("locale") == target.locale
    }
    both = tuple(_joined(source, target))
    joined = {unit.address for unit, _ in both}, {unit.address for _, unit in both}
    return Pair(
        source,
        target,
        settings,
        both,
        missing=tuple(unit for unit in source.units if unit.address not in joined[0]),
        orphans=tuple(unit for unit in target.units if unit.address not in joined[1]),
        aligned=tuple(
            part
            for left, right in both
            for part in _aligned(left, right)
            if (left.address, part.source[0].field if part.source else "") not in declared
        ),
    )


def _joined(source: Edition, target: Edition) -> Iterator[tuple[Unit, Unit]]:
    """Units with one address; sections that are only counted, in the order that fits best.

    A section that is new in one language moves the number of all that follow it, so numbers
    join only where both sides have the same.
    """
    ours, theirs = ([u for u in side.units if _counted(u)] for side in (source, target))
    if [unit.id for unit in ours] == [unit.id for unit in theirs]:
        found = target.by_address
    else:
        found = {unit.address: unit for unit in target.units if not _counted(unit)}
        # The first heading is the page's title, whatever stands below it.
        title = int(bool(ours and theirs) and ours[0].level == theirs[0].level == 1)
        pairs = [*zip(ours[:title], theirs[:title], strict=True)]
        pairs += _likest(ours[title:], theirs[title:])
        found |= {left.address: right for left, right in pairs}
    yield from ((unit, found[unit.address]) for unit in source.units if unit.address in found)


def _counted(unit: Unit) -> bool:
    """Whether a unit is named by its place among the headings: 1.2.7."""
    return unit.kind == "section" and re.search(r"#\d+(\.\d+)*$", unit.id) is not None


def _likest(left: list[Unit], right: list[Unit]) -> list[tuple[Unit, Unit]]:
    """The pairs, in order, whose likeness is the greatest in all."""
    # By place: the likeness so far, and the last pair with what came before it.
    row: list[tuple[float, Any]] = [(0.0, None)] * (len(right) + 1)
    reach = min(abs(len(left) - len(right)), FARTHEST) + REACH
    names = {id(unit): _names(unit) for unit in (*left, *right)}
    for place, one in enumerate(left, 1):
        last, row = row, row[:1]
        for number, other in enumerate(right, 1):
            options = [last[number], row[-1]]
            if abs(place - number) <= reach:
                likeness = _likeness(one, other, names[id(one)], names[id(other)])
                if likeness >= LIKE:
                    total, before = last[number - 1]
                    options.append((total + likeness, (before, one, other)))
            row.append(max(options, key=itemgetter(0)))
    chain, found = row[-1][1], []
    while chain:
        chain, one, other = chain
        found.append((one, other))
    return found[::-1]


REACH = 8
"""How far sections may stand apart beyond what one page has more: others are not compared."""

FARTHEST = 100
"""Of two pages that differ by more sections than this, no order can be told in reasonable time."""

LIKE = 1.0
"""The least likeness of two sections that say the same: of at most 2.5."""


def _likeness(one: Unit, other: Unit, ours: set[str], theirs: set[str]) -> float:
    """How alike two sections are: by names up to 1, by length 1, by blocks a half.

    A heading without a text does not answer one that has a text.
    """
    if one.level != other.level or bool(one.passages) != bool(other.passages):
        return 0.0
    # As if half of one more were shared: a single name that differs is no proof.
    told = (len(ours & theirs) + 0.5) / (min(len(ours), len(theirs)) + 1)
    lengths = sorted((_size(one), _size(other) * WIDE))
    return told + lengths[0] / max(lengths[1], 1) + (one.shape == other.shape) / 2


WIDE = 2
"""A Japanese text has about half as many characters as the English one."""


def _size(unit: Unit) -> int:
    return len(unit.title) + sum(len(passage.text) for passage in unit.passages)


def _names(unit: Unit) -> set[str]:
    """What a translation keeps: words in Latin letters, numbers, targets of links."""
    texts = [unit.title, *(passage.text for passage in unit.passages)]
    words = re.findall(r"[A-Za-z]{2,}|\d+", "\n".join(texts))
    links = (link for passage in unit.passages for link in passage.links)
    return {word.casefold() for word in words} | set(links)


def _aligned(source: Unit, target: Unit) -> Iterator[Aligned]:
    if (source.title or target.title) and source.kind not in ("guideline", "page"):
        one, other = (Passage("title", "h", unit.title) for unit in (source, target))
        yield Aligned(source, target, (one,), (other,))
    ours, theirs = _by_field(source), _by_field(target)
    for field, passages in ours.items():
        # The prose is compared even where one side has none; a missing field is told elsewhere.
        if field in theirs or not field:
            yield from _matched(source, target, passages, theirs.get(field, []))


def _by_field(unit: Unit) -> dict[str, list[Passage]]:
    """The passages of a unit by field, the prose under ""."""
    found: dict[str, list[Passage]] = {"": []}
    for passage in unit.passages:
        found.setdefault(passage.field, []).append(passage)
    return found


def _matched(
    source: Unit, target: Unit, left: list[Passage], right: list[Passage]
) -> Iterator[Aligned]:
    """Passages in order; one English paragraph may be two in another language, an item may not.

    Where both sides have the same blocks, each stands beside its own. Otherwise runs of equal
    blocks are matched and what is left between them is compared as a whole.
    """
    if _kinds(left) == _kinds(right):
        for ours, theirs in zip(left, right, strict=True):
            yield Aligned(source, target, (ours,), (theirs,))
        return
    runs, other_runs = _runs(left), _runs(right)
    for here, there in _segments([key for key, _ in runs], [key for key, _ in other_runs]):
        one = [passage for _, run in runs[here] for passage in run]
        other = [passage for _, run in other_runs[there] for passage in run]
        if _kinds(one) == _kinds(other):
            yield from (
                Aligned(source, target, (a,), (b,)) for a, b in zip(one, other, strict=True)
            )
        else:
            yield Aligned(source, target, tuple(one), tuple(other))


def _segments(ours: list[Key], theirs: list[Key]) -> Iterator[tuple[slice, slice]]:
    """Ranges of runs that stand side by side, each run that is alike in a range of its own.

    What is unlike takes the paragraphs around it along: a list that became a paragraph has
    joined its neighbours, and what was said in an item is now said there.
    """
    found: list[tuple[bool, int, int, int, int]] = []
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            found.extend((False, a + n, a + n + 1, c + n, c + n + 1) for n in range(b - a))
        else:
            found.append((True, a, b, c, d))
    unlike = [False, *(each[0] for each in found), False]
    taken = [
        each[0] or (ours[each[1]][0] == "p" and (unlike[number] or unlike[number + 2]))
        for number, each in enumerate(found)
    ]
    for joined, numbers in groupby(range(len(found)), key=taken.__getitem__):
        group = [found[number] for number in numbers]
        for part in [group] if joined else [[each] for each in group]:
            yield slice(part[0][1], part[-1][2]), slice(part[0][3], part[-1][4])


def _kinds(passages: list[Passage]) -> list[Key]:
    return [(p.tag, p.inside) for p in passages]


def _runs(passages: list[Passage]) -> list[tuple[Key, list[Passage]]]:
    """Neighbouring paragraphs of one container are one run; every other block is its own."""
    runs: list[tuple[Key, list[Passage]]] = []
    for key, group in groupby(passages, key=lambda p: (p.tag, p.inside)):
        if key[0] == "p":
            runs.append((key, list(group)))
        else:
            runs.extend((key, [p]) for p in group)
    return runs
