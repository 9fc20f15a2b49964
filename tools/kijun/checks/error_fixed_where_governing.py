"""A text that governs is no mere translation."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger
from ..model import Finding
from ..rule import Example, released, rule
from ..text import Text

FIXED = """kind: error-fixed
transition: new-only
appeals: rule-then
why: {ja: 誤訳を直しました。}"""


@rule(
    level="error",
    says=Text(
        en="Release {release} calls the change of {unit} a corrected translation, but "
        "'{locale}' governs {guideline} in {market}: there it changes the rule. Release it "
        "with the class 'decision'.",
        ja="リリース{release}は{unit}の変更を誤訳の修正としていますが、{market}では「{locale}」"
        "が{guideline}の正文のため、ルールの変更に当たります。区分を「decision」に"
        "してリリースしてください。",
    ),
    why=Text(
        en="Where a language prevails, its words are the rule, and a change of them binds "
        "whoever reads it.",
        ja="正文とされる言語版では、その文言がルールそのものです。変更はすべての読み手に及びます。",
    ),
    examples=(
        Example(
            files={
                "guidelines/en/policies/t.md": """---
id: T
title: Talk
owner: policy
audience: vendor
governing: {default: en, JP: ja}
---

A text.

## More {#T-9}

```yaml clause
labels: []
modality: none
```

A text.
""",
                "guidelines/ja/policies/t.md": """---
id: T
title: 会話
owner: policy
audience: vendor
governing: {default: en, JP: ja}
---

本文です。

## 続き {#T-9}

```yaml clause
labels: []
modality: none
```

本文です。
""",
                **released(
                    "2026-03-02",
                    "T-9: {to: {ja: t-90b02763b2aa124f}}",
                    head="locales: [ja]",
                    grade="translation",
                    cause=FIXED,
                ),
            },
            finds=("T-9",),
        ),
        Example(
            files=released(
                "2026-03-02",
                "FND-4: {to: {ja: t-a5d4cda7378fe01b}}",
                head="locales: [ja]",
                grade="translation",
                cause=FIXED,
            ),
        ),
    ),
)
def error_fixed_where_governing(ledger: Ledger) -> Iterator[Finding]:
    for release in ledger.calendar.releases:
        for cause in release.causes:
            if cause.data.get("kind") != "error-fixed":
                continue
            standings = ledger.calendar.announced(release.name)
            for unit, replaced in cause.units.items():
                for locale, fingerprint in (replaced.to or {}).items():
                    text = ledger.history.text(fingerprint)
                    found = ledger.history.governing(standings, text.guideline) if text else {}
                    markets = [market for market, code in found.items() if code == locale]
                    if text and markets:
                        told = {"guideline": text.guideline, "market": markets}
                        yield ledger.at(release, unit, unit=unit, locale=locale, **told)
