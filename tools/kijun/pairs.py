"""Joins two editions of one page: units by address, passages by field or by place in the page."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby

from .model import Aligned, Edition, Pair, Passage, Settings, Unit


def pair(source: Edition, target: Edition, settings: Settings) -> Pair:
    """Two editions of one page side by side, without the fields declared to diverge."""
    declared = {
        (entry.unit, entry.field)
        for entry in settings.divergences
        if entry.data.get("locale") == target.locale
    }
    theirs = target.by_address
    both = tuple((unit, theirs[unit.address]) for unit in source.units if unit.address in theirs)
    return Pair(
        source,
        target,
        settings,
        both,
        missing=tuple(unit for unit in source.units if unit.address not in theirs),
        orphans=tuple(unit for unit in target.units if unit.address not in source.by_address),
        aligned=tuple(
            part
            for left, right in both
            for part in _aligned(left, right)
            if (left.address, part.source[0].field if part.source else "") not in declared
        ),
    )


def _aligned(source: Unit, target: Unit) -> Iterator[Aligned]:
    if source.title or target.title:
        if source.kind not in ("guideline", "page"):
            title = [(Passage("title", "h", unit.title),) for unit in (source, target)]
            yield Aligned(source, target, title[0], title[1])
    ours = {p.field: [] for p in source.passages if p.field} | {
        p.field: [] for p in target.passages if p.field
    }
    theirs: dict[str, list[Passage]] = {field: [] for field in ours}
    for p in source.passages:
        if p.field:
            ours[p.field].append(p)
    for p in target.passages:
        if p.field:
            theirs[p.field].append(p)
    for field, passages in ours.items():
        if passages and theirs[field]:
            yield from _matched(source, target, passages, theirs[field])
    prose = [[p for p in unit.passages if not p.field] for unit in (source, target)]
    if prose[0] or prose[1]:
        yield from _matched(source, target, prose[0], prose[1])


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
    runs = _runs(left), _runs(right)
    keys = [[key for key, _ in side] for side in runs]
    matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            for (_, ours), (_, theirs) in zip(runs[0][a:b], runs[1][c:d], strict=True):
                if len(ours) == len(theirs):
                    for one, other in zip(ours, theirs, strict=True):
                        yield Aligned(source, target, (one,), (other,))
                else:
                    yield Aligned(source, target, tuple(ours), tuple(theirs))
        else:
            ours = [p for _, run in runs[0][a:b] for p in run]
            theirs = [p for _, run in runs[1][c:d] for p in run]
            yield Aligned(source, target, tuple(ours), tuple(theirs))


def _kinds(passages: list[Passage]) -> list[tuple[str, tuple[str, ...]]]:
    return [(p.tag, p.inside) for p in passages]


def _runs(passages: list[Passage]) -> list[tuple[object, list[Passage]]]:
    """Neighbouring paragraphs of one container are one run; every other block is its own."""
    runs: list[tuple[object, list[Passage]]] = []
    for key, group in groupby(passages, key=lambda p: (p.tag, p.inside)):
        if key[0] == "p":
            runs.append((key, list(group)))
        else:
            runs.extend((key, [p]) for p in group)
    return runs
