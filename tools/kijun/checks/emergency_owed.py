"""A translation that an emergency left behind follows."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger
from ..model import Finding
from ..rule import DECIDED, Example, released, rule
from ..text import Text

URGENT = released(
    "2026-03-02",
    "FND-4: {to: {en: t-09f804337327a783}}",
    head="emergency: {basis: urgent, approver: policy, follow-up-by: 2026-03-05}",
    grade="decision",
    cause=DECIDED,
)
"""A release of English alone."""


@rule(
    level="warning",
    says=Text(
        en="Since the emergency release {release}, '{locale}' is owed for {unit}, by {day}. "
        "Translate it, have it approved, and release it with 'kijun release'.",
        ja="緊急リリース{release}以降、{unit}の「{locale}」が"
        "まだ提供されていません（期日：{day}）。訳して承認を得てから、「kijun release」で"
        "リリースしてください。",
    ),
    why=Text(
        en="Until then labelers who read that language work by another rule.",
        ja="それまでの間、その言語を読むラベラーだけが違うルールで作業することになります。",
    ),
    examples=(
        Example(
            files=URGENT,
            finds=("FND-4",),
        ),
        Example(
            files=URGENT
            | released(
                "2026-03-05",
                "FND-4: {to: {ja: t-a5d4cda7378fe01b}}",
                head="locales: [ja]",
                grade="translation",
                cause="kind: catch-up",
            ),
        ),
    ),
)
def emergency_owed(ledger: Ledger) -> Iterator[Finding]:
    for release in ledger.calendar.releases:
        for unit, locale in ledger.owed(release):
            day = release.data["emergency"]["follow-up-by"]
            yield ledger.at(release, unit, unit=unit, locale=locale, day=day)
