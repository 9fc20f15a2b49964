"""A change is not released as less than it is."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger
from ..model import Finding
from ..rule import Example, released, rule
from ..rules import GRADES
from ..text import Text

FIRST = (
    "guideline:FND: {to: {en: t-9b8db88035d40a80, ja: t-d767066e66b52599}}",
    "FND-4: {to: {en: t-09f804337327a783, ja: t-a5d4cda7378fe01b}}",
    "case:FND-4-C1: {to: {en: t-f9440be9dc79962d, ja: t-03dc1829a69c3f2b}}",
)
SECOND = (
    "FND-5: {to: {en: t-d85f7ca84d14b294, ja: t-0061fa64e4092523}}",
    "case:FND-5-C1: {to: {en: t-9f82ee368fb6e00a, ja: t-de4c112268f0f018}}",
)
"""Texts of the examples' foundations, released one after the other."""


@rule(
    level="error",
    says=Text(
        en="Release {release} gives {unit} the class '{grade}', but the change {change} is "
        "'{floor}' ({rule}). Correct the class, or declare it in waivers.yml under {change}, "
        "with the reason.",
        ja="リリース{release}は{unit}の区分を「{grade}」としていますが、変更{change}は「{flo"
        "or}」です（{rule}）。区分を直すか、waivers.ymlに{change}の区分を理由とともに"
        "宣言してください。",
    ),
    why=Text(
        en="What is called smaller than it is sets off no relabelling, no lead time and no notice.",
        ja="実際より軽い区分にすると、付け直しも予告期間も周知も行われません。",
    ),
    examples=(
        Example(
            files=released(
                "2026-03-02",
                *FIRST,
                grade="baseline",
            )
            | released(
                "2026-03-09",
                *SECOND,
            ),
            finds=("FND-5",),
        ),
        Example(
            files=released(
                "2026-03-02",
                *FIRST,
                grade="baseline",
            )
            | released(
                "2026-03-09",
                *SECOND,
                grade="decision",
            ),
        ),
    ),
)
def class_below_floor(ledger: Ledger) -> Iterator[Finding]:
    release = ledger.calendar.releases[-1]
    grades = {unit: cause.grade for cause in release.causes for unit in cause.units}
    before = ledger.before(release)
    if not before or not grades:
        return
    for change in ledger.classed(before, ledger.calendar.announced(release.name)):
        grade = grades.get(change.unit, change.grade)
        if change.grade in FLOORS and GRADES.index(grade) > GRADES.index(change.grade):
            told = {"grade": grade, "floor": change.grade, "rule": change.rule}
            yield ledger.at(
                release, change.unit, unit=change.unit, change=change.fingerprint, **told
            )


FLOORS = ("decision", "undecided")
"""The classes that nobody may go below without saying why."""
