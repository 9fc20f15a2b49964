"""Nothing is released before somebody has said whether it changes a decision."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger
from ..model import Finding
from ..rule import Example, released, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="Release {release} holds {unit} as 'undecided'. Say whether the change can alter a "
        "label: declare 'decision' or 'read' in waivers.yml, and write that class here.",
        ja="リリース{release}の{unit}は区分が「undecided」です。ラベルが変わりうる変更かどうかを"
        "判断し、waivers.ymlで「decision」または「read」"
        "と宣言したうえで、ここにもその区分を書いてください。",
    ),
    why=Text(
        en="A change that may alter labels, released as if it did not, reaches labelers without "
        "a word.",
        ja="ラベルが変わりうる変更を確認しないままリリースすると、ラベラーに何も伝わりません。",
    ),
    examples=(
        Example(
            files=released("2026-03-02", grade="undecided"),
            finds=("T-1",),
        ),
        Example(
            files=released("2026-03-02"),
        ),
    ),
)
def release_undecided(ledger: Ledger) -> Iterator[Finding]:
    for release in ledger.calendar.releases:
        for cause in release.causes:
            if cause.grade == "undecided":
                unit = next(iter(cause.units))
                yield ledger.at(release, unit, unit=unit)
