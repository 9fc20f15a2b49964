"""A translation that an emergency left behind follows."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger
from ..model import Finding
from ..rule import Example, rule
from ..text import Text


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
            files={
                "guidelines/releases/2026-03-02.yml": """published: 2026-03-02T10:00+09:00
emergency: {basis: urgent, approver: policy, follow-up-by: 2026-03-05}
changes:
  - class: decision
    transition: open-items
    appeals: rule-then
    why: {en: A flood., ja: 水害のためです。}
    units:
      FND-4: {to: {en: t-09f804337327a783}}
""",
            },
            finds=("FND-4",),
        ),
        Example(
            files={
                "guidelines/releases/2026-03-02.yml": """published: 2026-03-02T10:00+09:00
emergency: {basis: urgent, approver: policy, follow-up-by: 2026-03-05}
changes:
  - class: decision
    transition: open-items
    appeals: rule-then
    why: {en: A flood., ja: 水害のためです。}
    units:
      FND-4: {to: {en: t-09f804337327a783}}
""",
                "guidelines/releases/2026-03-05.yml": """published: 2026-03-05T10:00+09:00
locales: [ja]
changes:
  - class: translation
    kind: catch-up
    units:
      FND-4: {to: {ja: t-a5d4cda7378fe01b}}
""",
            },
        ),
    ),
)
def emergency_owed(ledger: Ledger) -> Iterator[Finding]:
    for release in ledger.calendar.releases:
        for unit, locale in ledger.owed(release):
            day = release.data["emergency"]["follow-up-by"]
            yield ledger.at(release, unit, unit=unit, locale=locale, day=day)
