"""What changes a decision is released with approved translations."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger
from ..model import Finding
from ..releases import waits
from ..rule import DECIDED, Example, released, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="Release {release} changes {unit}, whose '{locale}' nobody approved as a translation "
        "of this source text. Run 'kijun stamp' and 'kijun approve {unit}', or state an "
        "emergency, and release it afterwards.",
        ja="リリース{release}で{unit}を変更しますが、「{locale}」がこの原文の訳"
        "として承認されていません。「kijun stamp」と「kijun approve {unit}」で承認を"
        "記録してからリリースしてください。緊急の場合は「emergency」を書きます。",
    ),
    why=Text(
        en="Labelers who read the translation would work by a rule that nobody stands for.",
        ja="訳文を読むラベラーが、誰も責任を持たないルールで作業することになります。",
    ),
    examples=(
        Example(
            files=released(
                "2026-03-02",
                "FND-4: {to: {en: t-09f804337327a783, ja: t-a5d4cda7378fe01b}}",
                grade="decision",
                cause=DECIDED,
            ),
            finds=("FND-4",),
        ),
        Example(
            files=released(
                "2026-03-02",
                "FND-4: {to: {en: t-09f804337327a783, ja: t-a5d4cda7378fe01b}}",
                cause=DECIDED,
            ),
        ),
    ),
)
def release_not_approved(ledger: Ledger) -> Iterator[Finding]:
    for release in ledger.calendar.releases:
        if not waits(release):
            for _, unit, locale in ledger.unapproved(release):
                yield ledger.at(release, unit, unit=unit, locale=locale)
