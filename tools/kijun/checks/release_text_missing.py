"""Every text that a release names is at hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..history import REMEDIES, Ledger
from ..model import Finding
from ..rule import Example, released, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="Release {release} names texts that are not at hand ({count}), first {fingerprint} "
        "of {unit} in '{locale}'. {why}",
        ja="リリース{release}が指す文のうち{count}件が見つかりません（最初は{unit}の「{locale}」"
        "、{fingerprint}）。{why}",
    ),
    why=Text(
        en="What was in force on a day can be shown only as long as its text is kept.",
        ja="ある日に適用されていた文は、その文が残っていなければ示せません。",
    ),
    examples=(
        Example(
            files=released("2026-03-02"),
            finds=("t-1111111111111111",),
        ),
        Example(
            files=released("2026-03-02", "FND-4: {to: {en: t-09f804337327a783}}"),
        ),
    ),
)
def release_text_missing(ledger: Ledger) -> Iterator[Finding]:
    history = ledger.history
    why = next(said for holds, said in REMEDIES if holds(history))
    for release in ledger.calendar.releases:
        lacking = [
            (unit, locale, fingerprint)
            for cause in release.causes
            for unit, replaced in cause.units.items()
            for locale, fingerprint in (replaced.to or {}).items()
            if history.text(fingerprint) is None
        ]
        for unit, locale, fingerprint in lacking[:1]:
            values = {"locale": locale, "fingerprint": fingerprint, "why": why}
            found = ledger.at(release, unit, unit=unit, count=len(lacking), **values)
            yield replace(found, level="info") if history.without_git else found
