"""One comparison for both axes: two units, field by field, items of lists matched by key.

What a difference means is not decided here: it carries the annotations of its field. The only
module that knows DeepDiff, which is imported only when something differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from .model import Difference, Unit
from .schema import Node, Schemas

PRESENT = "…"
"""Stands for a text of which only its presence counts."""


def compare(left: Unit, right: Unit, schemas: Schemas) -> Iterator[Difference]:
    """What two units owe each other and do not share, in the order of the left one's fields.

    Of `translate` fields only presence is compared, `local` ones are left out. Lists become
    maps by their key before they are compared, so that no difference depends on position
    unless position is the key.
    """
    node = schemas.unit(left.kind)
    ours, theirs = owed(node, left.data), owed(node, right.data)
    if ours == theirs:
        return
    for path, old, new in _differences(ours, theirs):
        leaf = _leaf(node, path)
        yield Difference(left, path, old, new, leaf.l10n, leaf.change)


def owed(node: Node, data: Any) -> Any:
    """The part of the data that two locales owe each other, lists keyed."""
    if node.l10n == "local":
        return None
    if node.l10n == "translate":
        return PRESENT if data else None
    if isinstance(data, Mapping):
        kept = {}
        for name, value in data.items():
            child = node.child(name)
            if child is None:
                continue
            part = owed(child, value)
            if part is not None:
                kept[name] = part
        return kept
    if isinstance(data, list):
        return _keyed(node, data)
    return data


def _keyed(node: Node, items: list[Any]) -> dict[str, Any]:
    keyed = {}
    for number, item in enumerate(items):
        if node.key == ".":
            keyed[str(item)] = True
        elif node.key == "#" or not isinstance(item, Mapping):
            keyed[str(number)] = owed(node.items, item) if node.items else item
        else:
            keyed[str(item.get(node.key, number))] = owed(node.items or node, item)
    return keyed


def _differences(left: Any, right: Any) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    from deepdiff import DeepDiff
    from deepdiff.helper import notpresent

    # Without the threshold, mappings that share little collapse into one change at their root.
    found = DeepDiff(left, right, view="tree", threshold_to_diff_deeper=0)
    levels = [level for group in found.values() for level in group]
    paths = {id(level): tuple(map(str, level.path(output_format="list"))) for level in levels}
    for level in sorted(levels, key=lambda level: paths[id(level)]):
        old = None if level.t1 is notpresent else level.t1
        new = None if level.t2 is notpresent else level.t2
        yield paths[id(level)], old, new


def _leaf(node: Node, path: tuple[str, ...]) -> Node:
    """The annotated node that a path leads to, or the last one above it."""
    annotated = node
    for step in path:
        child = node.child(step) or node.items
        if child is None:
            break
        node = child
        if node.l10n:
            annotated = node
    return annotated
