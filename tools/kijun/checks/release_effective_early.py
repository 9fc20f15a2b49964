"""Nothing takes effect before it is published."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger
from ..model import Finding
from ..releases import written
from ..rule import Example, released, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="Release {release} takes effect in '{market}' at {starts}, before it is published at "
        "{published}. Give it a later instant under 'effective'.",
        ja="リリース{release}の「{market}」での適用開始は{starts}で、公開日時{published}より前で"
        "す。「effective」の日時を後にしてください。",
    ),
    why=Text(
        en="Nobody can follow a rule that was not there yet.",
        ja="まだ公開されていないルールには、誰も従えません。",
    ),
    examples=(
        Example(
            files=released(
                "2026-03-02",
                head="effective:\n  default: 2026-03-02T10:00Z\n  JP: 2026-03-02T00:00+09:00",
            ),
            finds=("JP",),
        ),
        Example(
            files=released("2026-03-02", head="effective:\n  default: 2026-03-02T01:00Z"),
        ),
    ),
)
def release_effective_early(ledger: Ledger) -> Iterator[Finding]:
    for release in ledger.calendar.releases:
        for market, starts in release.effective.items():
            if starts < release.published:
                instants = {"starts": written(starts), "published": written(release.published)}
                yield ledger.at(release, market=market, **instants)
