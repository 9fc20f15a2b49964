"""What is postponed or withdrawn has not begun, and a postponement gives a later instant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime

from ..history import Ledger
from ..model import Finding, Release
from ..releases import Calendar, address, named, written
from ..rule import Example, released, rule
from ..text import Text

SOONER = "effective:\n  default: 2026-03-20T00:00Z"
LATER = "effective:\n  default: 2026-04-01T00:00Z"

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
NOT_LATER = Text(
    en="In '{market}' it takes effect at {starts}, and a postponement gives a later instant "
    "there, not {given}.",
    ja="「{market}」での適用開始は{starts}です。延期後の日時（{given}）は、それより後にして"
    "ください。",
)
EMPTY = Text(
    en="It puts no text in force: name the release that does.",
    ja="文を適用するリリースではありません。文を適用するリリースの名前を書いてください。",
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
            files=released("2026-03-02", head=LATER)
            | released("2026-03-09", head=f"postpones: 2026-03-02\n{SOONER}", grade=""),
            finds=("2026-03-20T00:00Z",),
        ),
        Example(
            files=released("2026-03-02", head=LATER)
            | released("2026-03-09", head="withdraws: 2026-03-02", grade=""),
        ),
        Example(
            files=released("2026-03-02", head=SOONER)
            | released("2026-03-09", head=f"postpones: 2026-03-02\n{LATER}", grade=""),
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
    if not known:
        yield "—", EMPTY
        return
    for unit in map(address, release.data.get("units", known)):
        found = {market: earlier.starts(theirs, unit, market) for market in calendar.markets}
        open_ = {m: start for m, start in found.items() if start and release.published < start}
        if unit not in known:
            yield unit, NOT_NAMED
        elif not open_:
            yield unit, TOO_LATE
        elif "postpones" in release.data and "effective" in release.data:
            yield from ((unit, why) for why in _not_later(release, open_))


def _not_later(release: Release, open_: Mapping[str, datetime]) -> Iterator[Text]:
    """Of the markets where a unit does not hold yet, the first in which it would sooner.

    Where no market would have it later, the first in which it stays as it is.
    """
    still = [market for market, start in open_.items() if release.starts(market) == start]
    sooner = [market for market, start in open_.items() if release.starts(market) < start]
    for market in (sooner or (still if len(still) == len(open_) else []))[:1]:
        told = {"starts": written(open_[market]), "given": written(release.starts(market))}
        yield Text(*(NOT_LATER.to(code, market=market, **told) for code in Text.languages))
