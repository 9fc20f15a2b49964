"""What a change amounts to, as rows: each change rule with its class, its words and its edits.

A rule's id is a public interface: it is part of every fingerprint that a declaration names.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .model import Change, Edition, Heading, Revision, Unit
from .text import Text

CLASSES: Mapping[str, tuple[Text, Text]] = {
    "decision": (
        Text(en="decision", ja="判断に影響（decision）"),
        Text(
            en="The same item may get another label or action.",
            ja="同じ投稿でも、ラベルや対応が変わり得ます。",
        ),
    ),
    "undecided": (
        Text(en="undecided", ja="要確認（undecided）"),
        Text(
            en="The text alone does not tell whether a label changes. The author declares the "
            "change 'decision' or 'read'.",
            ja="ラベルが変わるかどうかは文面だけでは分かりません。"
            "改定した人がdecisionかreadを宣言します。",
        ),
    ),
    "baseline": (
        Text(en="baseline", ja="初版（baseline）"),
        Text(en="The first release.", ja="最初のリリースです。"),
    ),
    "additive": (
        Text(en="additive", ja="対象の追加（additive）"),
        Text(
            en="A topic that was listed as out of scope now has rules.",
            ja="これまで対象外と明記していた事項に、ルールが設けられました。",
        ),
    ),
    "read": (
        Text(en="read", ja="再読（read）"),
        Text(
            en="Labels stay the same; somebody may have read the old text wrongly.",
            ja="ラベルは変わりませんが、以前の文面を読み違えていた可能性があります。",
        ),
    ),
    "editorial": (
        Text(en="editorial", ja="表記（editorial）"),
        Text(en="Only the form changed.", ja="表記や体裁だけの変更です。"),
    ),
    "translation": (
        Text(en="translation", ja="訳文（translation）"),
        Text(
            en="One language alone changed; it concerns those who read that language.",
            ja="1つの言語版だけの変更で、その言語の読者に関わります。",
        ),
    ),
    "structural": (
        Text(en="structural", ja="構成（structural）"),
        Text(
            en="Something moved or has another name; its old address is redirected.",
            ja="場所や名前の変更です。旧アドレスからは転送します。",
        ),
    ),
    "metadata": (
        Text(en="metadata", ja="管理情報（metadata）"),
        Text(
            en="Nothing that readers of a rule see.", ja="ルールの読者に見えない欄だけの変更です。"
        ),
    ),
}
"""Each class by its name, and what it means, the gravest first."""

GRADES = tuple(CLASSES)
"""The names of the classes, the gravest first."""

DIRECTIONS: Mapping[str, Text] = {
    "tightens": Text(en="tightens", ja="厳格化"),
    "loosens": Text(en="loosens", ja="緩和"),
    "shifts": Text(en="shifts", ja="変更"),
}
"""Which way a change of a decision goes."""


@dataclass(frozen=True)
class Edit:
    """An edit that a rule is shown on: in its tests and on its page.

    `old` and `new` are words of a sample guideline, or whole pages of plain Markdown where
    the sample does not hold them. `expected` are the rules that answer, in their order.
    `locale` is the edition that is edited; `both` edits the sample in every locale alike.
    `file` is the data file of the sample that is edited instead of its page.
    """

    old: str
    new: str
    expected: tuple[str, ...]
    locale: str = "en"
    both: bool = False
    file: str = ""


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
    unmirrored: Text | None = None

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


SYMMETRIC = Text(
    en="The reverse edit is found by the same rule: wording has no direction.",
    ja="逆向きの変更も同じルールで見つかります（文言に向きはありません）。",
)
EVERY_WAY = Text(
    en="The rule covers both directions: which is which cannot be told from the data.",
    ja="このルールは両方の向きを扱います（向きは文面からは分かりません）。",
)
