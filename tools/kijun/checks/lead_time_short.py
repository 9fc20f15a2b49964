"""A change is announced as long before as its market asks."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger
from ..model import Finding
from ..releases import earliest, waits, written, zone
from ..rule import DECIDED, Example, released, rule
from ..text import Text

BOOK = """source: en
locales:
  en: {dir: guidelines/en}
  ja: {dir: guidelines/ja}
markets:
  JP: {zone: Asia/Tokyo}
owners: [policy]
lead-times:
  JP: {days: {decision: 14}, waived-for: [legal-duty]}
"""
"""A book with a market in which a decision is announced 14 days before."""

BOTH = "T-1: {to: {en: t-1111111111111111, ja: t-2222222222222222}}"
HASTE = "emergency: {basis: haste, approver: policy, follow-up-by: 2026-03-05}"


@rule(
    level="error",
    says=Text(
        en="Release {release} takes effect in {market} at {starts}. A change of class '{grade}' "
        "is announced {days} days before there, so it can take effect from {over}. Move it, "
        "or state an emergency on a ground that {market} accepts ({grounds}).",
        ja="リリース{release}の{market}での適用開始は{starts}で"
        "すが、区分「{grade}」の変更には{days}日間の予告期間が必要なため、{over}以降に"
        "なります。適用開始を遅らせるか、{market}で認められた理由（{grounds}）に"
        "よる緊急リリースにしてください。",
    ),
    why=Text(
        en="Labelers need time to learn a rule before it binds them; in some markets notice is "
        "a duty.",
        ja="ラベラーには、適用までにルールを習得する時間が必要です。事前の周知が"
        "義務となる対象市場もあります。",
    ),
    examples=(
        Example(
            files={
                "kijun.yml": BOOK,
                **released(
                    "2026-03-02",
                    BOTH,
                    head="effective:\n  default: 2026-03-16T23:59+09:00",
                    grade="decision",
                    cause=DECIDED,
                ),
            },
            finds=("2026-03-17T00:00+09:00",),
        ),
        Example(
            files={
                "kijun.yml": BOOK,
                **released(
                    "2026-03-02",
                    BOTH,
                    head=f"effective:\n  default: 2026-03-03T00:00+09:00\n{HASTE}",
                    grade="decision",
                    cause=DECIDED,
                ),
            },
            finds=("legal-duty",),
        ),
        Example(
            files={
                "kijun.yml": BOOK,
                **released(
                    "2026-03-02",
                    BOTH,
                    head="effective:\n  default: 2026-03-17T00:00+09:00",
                    grade="decision",
                    cause=DECIDED,
                ),
            },
        ),
    ),
)
def lead_time_short(ledger: Ledger) -> Iterator[Finding]:
    for release in ledger.calendar.releases:
        grades = dict.fromkeys(cause.grade for cause in release.causes)
        for market, asked in ledger.settings.lead_times.items():
            grounds = tuple(asked.get("waived-for", ()))
            if waits(release) and release.data["emergency"]["basis"] in grounds:
                continue
            for grade in grades:
                days = asked["days"].get(grade)
                if days is None:
                    continue
                over = earliest(release.published, days, zone(ledger.settings, market))
                if release.starts(market) < over:
                    starts = written(release.starts(market))
                    told = {"market": market, "grade": grade, "days": days, "starts": starts}
                    yield ledger.at(release, over=written(over), grounds=grounds or "—", **told)
