"""What a change amounts to, as rows: each change rule with its class, its words and its edits.

A rule's id is a public interface: it is part of every fingerprint that a declaration names.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from .model import Change, Edition, Heading, Revision, Unit
from .text import Text

GRADES = (
    "decision",
    "undecided",
    "baseline",
    "additive",
    "read",
    "editorial",
    "translation",
    "structural",
    "metadata",
)
"""The classes of changes, the gravest first."""

DIRECTIONS = ("tightens", "loosens", "shifts")


@dataclass(frozen=True)
class Edit:
    """An edit that a rule is shown on: in its tests and on its page.

    `old` and `new` are words of a sample guideline, or whole pages of plain Markdown where
    the sample does not hold them. `expected` are the rules that answer, in their order.
    `locale` is the edition that is edited; `both` edits the sample in every locale alike.
    """

    old: str
    new: str
    expected: tuple[str, ...]
    locale: str = "en"
    both: bool = False


@dataclass(frozen=True)
class ChangeRule:
    """A row of the catalogue.

    `area` groups rules by what they look at. `mirror` is the rule that answers to the reverse
    edit; where there is none, `unmirrored` says why.
    """

    id: str
    grade: str
    area: str
    says: Text
    edits: tuple[Edit, ...]
    direction: str = ""
    mirror: str = ""
    unmirrored: str = ""

    def at(
        self, revision: Revision, unit: Unit, words: str = "", /, *, old: Any, new: Any, **more: Any
    ) -> Change:
        """A change of this rule, on the line of the page as it is now where the words stand.

        What is gone stands where its unit still does, else in the old page.
        """
        edition, here = where(revision, unit)
        texts = tuple(more.pop("texts", ()))
        grade = more.pop("grade", self.grade)
        direction = more.pop("direction", self.direction)
        return Change(
            rule=self.id,
            grade=grade,
            unit=unit.address,
            path=edition.path,
            line=edition.line(here, words),
            locale=edition.locale,
            old=old,
            new=new,
            direction=direction,
            heading=Heading(titled(edition.units[0]), titled(unit), texts),
            **more,
        )


def titled(unit: Unit) -> str:
    """The title of a unit, which a page may have in its front matter."""
    return unit.title or str(unit.data.get("title") or "")


def where(revision: Revision, unit: Unit) -> tuple[Edition, Unit]:
    """The edition to point into, and the unit as it stands there."""
    for edition in (revision.new, revision.old):
        if edition is not None and (found := edition.by_address.get(unit.address)):
            return edition, found
    return revision.edition, revision.edition.units[0]


def gravest(grades: Any) -> str:
    """The highest of some classes; "" where there are none."""
    return min(grades, key=GRADES.index, default="")


SYMMETRIC = "The reverse edit is found by the same rule: wording has no direction."
EVERY_WAY = "The rule covers both directions: which is which cannot be told from the data."
