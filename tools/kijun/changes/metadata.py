"""What no reader of a rule sees: owners, review dates, the state of translations, tags."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..compare import compare
from ..model import Change, Revision, Unit
from ..rules import SYMMETRIC, ChangeRule, Edit
from ..schema import Schemas
from ..text import Text

RULES = (
    ChangeRule(
        id="metadata-changed",
        grade="metadata",
        area="metadata",
        says=Text(
            en="Fields that change no rule differ: {fields}.",
            ja="規則に影響しない欄が変わりました：{fields}",
        ),
        edits=(
            Edit("audience: vendor", "audience: internal", ("metadata-changed",), both=True),
            Edit(
                "---\ntags: [a]\n---\n\n# A\n",
                "---\ntags: [b]\n---\n\n# A\n",
                ("metadata-changed",),
            ),
        ),
        unmirrored=SYMMETRIC,
    ),
)
(CHANGED,) = RULES


def changes(revision: Revision, schemas: Schemas) -> Iterator[Change]:
    """For each unit at most one change, with all such fields."""
    for ours, theirs in revision.both:
        if ours.data == theirs.data:
            continue
        old, new = _fields(ours, theirs, schemas)
        if old or new:
            yield CHANGED.at(
                revision,
                theirs,
                old=old,
                new=new,
                values={"fields": list(dict.fromkeys((*old, *new)))},
            )


def _fields(ours: Unit, theirs: Unit, schemas: Schemas) -> tuple[dict[str, Any], dict[str, Any]]:
    """The fields that differ and mean nothing, on each side."""
    old: dict[str, Any] = {}
    new: dict[str, Any] = {}
    if theirs.kind not in schemas:
        for name in dict.fromkeys((*ours.data, *theirs.data)):
            if name != "title" and ours.data.get(name) != theirs.data.get(name):
                old |= {name: ours.data[name]} if name in ours.data else {}
                new |= {name: theirs.data[name]} if name in theirs.data else {}
        return old, new
    for found in compare(ours, theirs, schemas, "time"):
        if found.l10n != "translate" and found.change in ("none", "editorial"):
            field = ".".join(found.path)
            old |= {field: found.left} if found.left is not None else {}
            new |= {field: found.right} if found.right is not None else {}
    return old, new
