"""A field that differs between locales on purpose is as it was when that was approved."""

from collections.abc import Iterator

from ..model import Book, Finding
from ..rule import Example, rule
from ..text import Text

EN = """## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
support: Call a helpline where you live.
```
"""
JA = """## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
support: 厚生労働省の相談窓口に電話してください。
```
"""
DIVERGENCES = """divergences:
  - id: L-JA-T-1
    locale: ja
    unit: clause:T-1
    field: support
    kind: support-line
    reason:
      en: Each locale names its own helpline.
      ja: 言語版ごとに、それぞれの相談窓口を案内します。
    approver: policy
    review-by: "2027-01-15"
    fingerprints:
      en: s-5eb89218
      ja: %s
"""


@rule(
    level="error",
    says=Text(
        en="'{field}' of {unit} ({locale}) has changed since its divergence {id} was approved. "
        "Look at both locales again, then run 'kijun stamp {id}'.",
        ja="{unit}の「{field}」（{locale}）が、言語別の取扱い{id}の承認後に変わっています。"
        "両方の言語版を確認し直してから「kijun stamp {id}」を実行してください。",
    ),
    why=Text(
        en="What was approved was a difference between two texts. Of another text nobody has said "
        "that it may differ.",
        ja="承認されたのは、2つの文章の間の特定の違いです。文章が変われば、"
        "違いを認めてよいかどうかを改めて判断する必要があります。",
    ),
    examples=(
        Example(
            en=EN,
            ja=JA,
            files={"guidelines/divergences.yml": DIVERGENCES % "s-00000000"},
            finds=("L-JA-T-1",),
        ),
        Example(
            en=EN,
            ja=JA,
            files={"guidelines/divergences.yml": DIVERGENCES % "s-decaeab4"},
        ),
    ),
)
def divergence(book: Book) -> Iterator[Finding]:
    for entry in book.settings.divergences:
        for facts in book.editions:
            approved = entry.data["fingerprints"].get(facts.locale)
            today = {(unit, field): text for unit, field, text in facts.texts}
            now = today.get((entry.unit, entry.field), approved)
            if approved is not None and now != approved:
                line = dict(facts.units)[entry.unit]
                values = {"id": entry.id, "unit": entry.unit, "field": entry.field}
                yield Finding(
                    facts.path, line, entry.unit, facts.locale, {**values, "locale": facts.locale}
                )
