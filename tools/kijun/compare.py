"""One comparison for both axes: two units, field by field, items of lists matched by key.

Between locales only what they owe each other is looked at; over time everything annotated is.
What a difference means is not decided here: it carries the annotations of its field. The only
module that knows DeepDiff, which is imported only when something differs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal, TypeAlias

from .model import Difference, Unit
from .schema import Node, Schemas

PRESENT = "…"
"""Stands for a text of which only its presence counts."""


View: TypeAlias = Literal["locales", "time"]
"""What is looked at: what two locales owe each other, or all that a schema annotates."""


def compare(
    left: Unit, right: Unit, schemas: Schemas, view: View = "locales"
) -> Iterator[Difference]:
    """What two units owe each other and do not share, in the order of their fields' names.

    Between locales, only presence is compared of `translate` fields, and `local` ones are left
    out; over time, both are compared as they are written. Lists become
    maps by their key before they are compared, so that no difference depends on position
    unless position is the key.
    """
    node = schemas.unit(left.kind)
    ours, theirs = owed(node, left.data, view), owed(node, right.data, view)
    if ours == theirs:
        return
    for path, old, new in _differences(ours, theirs, whole=view == "time"):
        leaf = _leaf(node, path)
        change = leaf.change if view == "locales" else _gravest(leaf)
        yield Difference(left, path, old, new, leaf.l10n, change)


def owed(node: Node, data: Any, view: View = "locales") -> Any:
    """The part of the data that a view looks at, lists keyed."""
    if view == "locales" and node.l10n == "local":
        return None
    if view == "locales" and node.l10n == "translate":
        return PRESENT if data else None
    if isinstance(data, Mapping):
        kept = {}
        for name, value in data.items():
            child = node.child(name)
            if child is None:
                continue
            part = owed(child, value, view)
            if part is not None:
                kept[name] = part
        return kept
    if isinstance(data, list):
        return _keyed(node, data, view)
    return data


def _keyed(node: Node, items: list[Any], view: View) -> dict[str, Any]:
    keyed = {}
    for number, item in enumerate(items):
        if node.key == ".":
            keyed[str(item)] = True
        elif node.key == "#" or not isinstance(item, Mapping):
            keyed[str(number)] = owed(node.items, item, view) if node.items else item
        else:
            keyed[str(item.get(node.key, number))] = owed(node.items or node, item, view)
    return keyed


def _differences(
    left: Any, right: Any, *, whole: bool
) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """Where two keyed structures differ; a group that one side lacks, whole or field by field."""
    from deepdiff import DeepDiff
    from deepdiff.helper import notpresent

    # Without the threshold, mappings that share little collapse into one change at their root.
    found = DeepDiff(left, right, view="tree", threshold_to_diff_deeper=0)
    levels = [level for group in found.values() for level in group]
    paths = {id(level): tuple(map(str, level.path(output_format="list"))) for level in levels}
    for level in sorted(levels, key=lambda level: paths[id(level)]):
        old = None if level.t1 is notpresent else level.t1
        new = None if level.t2 is notpresent else level.t2
        if whole:
            yield paths[id(level)], old, new
        else:
            yield from _fields(paths[id(level)], old, new)


def _fields(
    path: tuple[str, ...], old: Any, new: Any
) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    groups = [side for side in (old, new) if isinstance(side, dict)]
    if not groups:
        yield path, old, new
        return
    for step in dict.fromkeys(step for group in groups for step in group):
        parts = (side.get(step) if isinstance(side, dict) else None for side in (old, new))
        yield from _fields((*path, step), *parts)


def _leaf(node: Node, path: tuple[str, ...]) -> Node:
    """The annotated node that a path leads to; the last one above it, or the last of all."""
    annotated = node
    for step in path:
        child = node.child(step) or node.items
        if child is None:
            break
        node = child
        if node.l10n or not annotated.l10n:
            annotated = node
    return annotated


def _gravest(node: Node) -> str:
    """What a change of a field does; of a group that comes or goes whole, of what is in it."""
    if node.change:
        return node.change
    inner = [*node.properties.values(), *filter(None, (node.rest, node.items))]
    found = {_gravest(each) for each in inner}
    return next((change for change in CHANGES if change in found), "none")


CHANGES = ("decision", "read", "editorial", "none")
"""What a change of a field may do, the gravest first."""
