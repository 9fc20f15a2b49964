"""A retired unit goes into units that are there after it."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger
from ..model import Finding
from ..releases import named, short
from ..rule import Example, released, rule
from ..text import Text

BASE = released("2026-03-02", "T-1: {to: {en: t-1111111111111111}}")


@rule(
    level="error",
    says=Text(
        en="Release {release} retires {unit} into {into}, which is not there after it. Name a unit "
        "that the release leaves in place.",
        ja="リリース{release}は{unit}を廃止し、代わりに{into}を挙げていますが、リリース後に{into}は"
        "ありません。リリース後も残る単位を書いてください。",
    ),
    why=Text(
        en="Readers of what is gone are led to what holds instead.",
        ja="廃止された単位を見た人を、代わりに適用される単位へ案内するためです。",
    ),
    examples=(
        Example(
            files=BASE
            | released(
                "2026-03-09",
                "T-1: {base: {en: t-1111111111111111}, to: retired, because: merged, into: [T-9]}",
            ),
            finds=("T-9",),
        ),
        Example(
            files=BASE
            | released(
                "2026-03-09",
                "T-1: {base: {en: t-1111111111111111}, to: retired, because: merged, into: [T-2]}",
                "T-2: {to: {en: t-2222222222222222}}",
            ),
        ),
    ),
)
def removal_leads_nowhere(ledger: Ledger) -> Iterator[Finding]:
    for release in ledger.calendar.releases:
        aims = [(each.unit, into) for _, each in named(release) for into in each.into]
        after = ledger.calendar.announced(release.name) if aims else {}
        there = {unit for (unit, _), standing in after.items() if standing.fingerprint}
        for unit, into in aims:
            if into not in there:
                yield ledger.at(release, unit, unit=short(unit), into=short(into))
