"""A release replaces the text that is in force just before it."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger
from ..model import Finding
from ..releases import named
from ..rule import Example, released, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="{unit} ({locale}) in {release} replaces a text that is not in force when it takes "
        "effect: {other} puts another one there, which this would undo. Restate {release}: "
        "withdraw it for this unit before it takes effect, and release a text that holds "
        "both changes.",
        ja="リリース{release}の{unit}（{locale}）"
        "は、適用開始の直前に適用されていない文を置き換えようとしています。直前の文は"
        "{other}のもので、このままでは{other}の変更が取り消されます。適用開始の前に"
        "{release}をこの単位について取り下げ、両方の変更を含む文をリリースしてください。",
    ),
    why=Text(
        en="A scheduled change that was written before a later fix would bring the fault back "
        "without a word.",
        ja="適用待ちの変更より後に誤りを直した場合、"
        "適用開始とともに、知らないうちに誤りが戻ってしまいます。",
    ),
    examples=(
        Example(
            files=released("2026-03-02", head="effective:\n  default: 2026-04-01T00:00Z")
            | released("2026-03-09", "T-1: {to: {en: t-2222222222222222}}"),
            finds=("2026-03-09",),
        ),
        Example(
            files={
                **released(
                    "2026-03-02",
                    "T-1: {base: {en: t-2222222222222222}, to: {en: t-1111111111111111}}",
                    head="effective:\n  default: 2026-04-01T00:00Z",
                ),
                **released("2026-03-09", "T-1: {to: {en: t-2222222222222222}}"),
            },
        ),
    ),
)
def release_base_differs(ledger: Ledger) -> Iterator[Finding]:
    calendar = ledger.calendar
    keys = {
        (replaced.unit, locale): None
        for release in calendar.releases
        for _, replaced in named(release)
        for locale in replaced.to or ledger.settings.locales
    }
    told = set()
    for unit, locale in keys:
        for market in calendar.markets:
            before, other = None, "—"
            for standing in calendar.standings(unit, locale, market):
                release = standing.release
                base = standing.cause.units[unit].base.get(locale)
                if base != before and (release.name, unit, locale) not in told:
                    told.add((release.name, unit, locale))
                    yield ledger.at(release, unit, unit=unit, locale=locale, other=other)
                before, other = standing.fingerprint, release.name
