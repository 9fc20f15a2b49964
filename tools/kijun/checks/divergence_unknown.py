"""A divergence is declared of a text that stands in both locales."""

from collections.abc import Iterator

from ..model import Book, Finding
from ..rule import Example, rule
from ..text import Text

BODY = """## {title} {{#T-1}}

```yaml clause
labels: [T-1]
modality: must-not
support: {support}
```
"""
EN = BODY.format(title="Rude talk", support="Call a helpline where you live.")
JA = BODY.format(title="無礼な発言", support="厚生労働省の相談窓口に電話してください。")
DIVERGENCES = """divergences:
  - id: L-JA-T-1
    locale: ja
    unit: %s
    field: %s
    kind: support-line
    reason:
      en: Each locale names its own helpline.
      ja: 言語版ごとに、それぞれの相談窓口を案内します。
    approver: policy
    review-by: "2027-01-15"
    fingerprints:
      en: s-00000000
      ja: s-00000000
"""


@rule(
    level="error",
    says=Text(
        en="The divergence {id} names '{field}' of {unit}, which is no text of {missing}. Correct "
        "'unit' and 'field', or delete the entry. Only texts may differ between locales; "
        "what holds in one market stands in a market block.",
        ja="言語別の取扱い{id}が示す{unit}の「{field}」は、{missing}の文章の中にありません。"
        "「unit」と「field」を直すか、この言語別の取扱いを削除してください。"
        "言語版によって変えられるのは文章だけです。ある対象市場だけで異なる内容は、"
        "marketブロックに書きます。",
    ),
    why=Text(
        en="Labelers who read different languages give the same label only where facts never "
        "diverge. An entry about nothing hides that the wording it was meant for is unapproved.",
        ja="判断に関わる内容が言語版によって異なると、読む言語によってラベルが変わってしまいます。"
        "また、対象のない記録が残っていると、本来の対象が承認されていないことに気付けません。",
    ),
    examples=(
        Example(
            en=EN,
            ja=JA,
            files={"guidelines/divergences.yml": DIVERGENCES % ("clause:T-1", "modality")},
            finds=("modality",),
        ),
        Example(
            en=EN,
            ja=JA,
            files={"guidelines/divergences.yml": DIVERGENCES % ("clause:T-9", "support")},
            finds=("clause:T-9",),
        ),
        Example(
            en=EN,
            ja=JA,
            files={"guidelines/divergences.yml": DIVERGENCES % ("clause:T-1", "support")},
        ),
    ),
)
def divergence_unknown(book: Book) -> Iterator[Finding]:
    stands = {
        (facts.locale, unit, field) for facts in book.editions for unit, field, _ in facts.texts
    }
    for entry in book.settings.divergences:
        locales = dict.fromkeys((book.settings.source, str(entry.data["locale"])))
        missing = [code for code in locales if (code, entry.unit, entry.field) not in stands]
        if missing:
            yield Finding(
                f"{book.settings.base}/divergences.yml",
                entry.line,
                entry.unit,
                missing[-1],
                {"id": entry.id, "unit": entry.unit, "field": entry.field, "missing": missing},
            )
