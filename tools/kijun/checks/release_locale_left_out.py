"""A release of some locales puts texts of no other in force."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger
from ..model import Finding
from ..releases import named
from ..rule import Example, released, rule
from ..text import Text

BOTH = "T-1: {to: {en: t-1111111111111111, ja: t-2222222222222222}}"


@rule(
    level="error",
    says=Text(
        en="Release {release} is about {locales} alone, and puts {unit} in force in '{locale}' "
        "too. Add '{locale}' to 'locales', or take that text out.",
        ja="リリース{release}の「locales」は{locales}だけですが、{unit}は「{locale}」の文も"
        "適用します。「locales」に「{locale}」を加えるか、その文を除いてください。",
    ),
    why=Text(
        en="Readers of a language that a release leaves out get no notice of it and no reasons.",
        ja="「locales」にない言語版の読み手には、改定のお知らせも理由も届きません。",
    ),
    examples=(
        Example(files=released("2026-03-02", BOTH, head="locales: [ja]"), finds=("T-1",)),
        Example(files=released("2026-03-02", BOTH)),
        Example(files=released("2026-03-02", BOTH, head="locales: [en, ja]")),
    ),
)
def release_locale_left_out(ledger: Ledger) -> Iterator[Finding]:
    for release in ledger.calendar.releases:
        about = release.data.get("locales", ledger.settings.locales)
        for _, replaced in named(release):
            for locale in replaced.to or ():
                if locale in ledger.settings.locales and locale not in about:
                    told = {"unit": replaced.unit, "locale": locale, "locales": list(about)}
                    yield ledger.at(release, replaced.unit, **told)
