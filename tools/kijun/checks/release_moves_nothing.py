"""What is postponed or withdrawn has not begun."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger
from ..model import Finding, Release
from ..releases import Calendar, address, named
from ..rule import Example, released, rule
from ..text import Text

UNKNOWN = Text(
    en="There is no earlier release of that name.",
    ja="その名前のリリースは、それより前にありません。",
)
NOT_NAMED = Text(
    en="It does not name that unit.",
    ja="その単位は、そのリリースにありません。",
)
TOO_LATE = Text(
    en="It is in force already: a new release that names the old text takes it back.",
    ja="すでに適用されています。元の文を指す新しいリリースで戻してください。",
)


@rule(
    level="error",
    says=Text(
        en="Release {release} cannot postpone or withdraw {moved} ({unit}). {why}",
        ja="リリース{release}では{moved}（{unit}）の延期や取下げはできません。{why}",
    ),
    why=Text(
        en="What was in force yesterday cannot be taken back for yesterday.",
        ja="昨日適用されていたものを、昨日にさかのぼって取り消すことはできません。",
    ),
    examples=(
        Example(
            files=released("2026-03-02")
            | released("2026-03-09", head="withdraws: 2026-03-02", grade=""),
            finds=("2026-03-02",),
        ),
        Example(
            files=released("2026-03-02", head="withdraws: 2026-03-01", grade=""),
            finds=("2026-03-01",),
        ),
        Example(
            files=released("2026-03-02", head="effective:\n  default: 2026-04-01T00:00Z")
            | released("2026-03-09", head="withdraws: 2026-03-02", grade=""),
        ),
    ),
)
def release_moves_nothing(ledger: Ledger) -> Iterator[Finding]:
    for release in ledger.calendar.releases:
        moved = release.data.get("postpones") or release.data.get("withdraws")
        for unit, why in _problems(release, moved, ledger.calendar) if moved else ():
            yield ledger.at(release, moved=moved, unit=unit, why=why)


def _problems(release: Release, moved: str, calendar: Calendar) -> Iterator[tuple[str, Text]]:
    before = tuple(each for each in calendar.releases if each.order < release.order)
    earlier = Calendar(before, calendar.settings)
    theirs = earlier.by_name.get(moved)
    if theirs is None:
        yield "—", UNKNOWN
        return
    known = [replaced.unit for _, replaced in named(theirs)]
    for unit in map(address, release.data.get("units", known)):
        starts = [earlier.starts(theirs, unit, market) for market in calendar.markets]
        if unit not in known:
            yield unit, NOT_NAMED
        elif not any(start and release.published < start for start in starts):
            yield unit, TOO_LATE
