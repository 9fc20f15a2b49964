"""Decision facts are equal in every locale."""

from collections.abc import Iterator

from ..codes import called
from ..compare import compare
from ..model import Finding, Pair
from ..read import line_of
from ..rule import Example, rule
from ..schema import compiled
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="'{field}'{called} is {left} in {source} and {right} in {target}. "
        "Correct the one that is wrong, then run 'kijun sync'.",
        ja="「{field}」{called}の値が{source}では{left}、{target}では{right}になっています。"
        "誤っている方を直してから「kijun sync」を実行してください。",
    ),
    why=Text(
        en="Labelers who read different languages would give different labels.",
        ja="どの言語版を読むかによって、付けるラベルが変わってしまいます。",
    ),
    fixable=True,
    follows=(
        "governing-locale-unknown",
        "guideline-unknown",
        "label-not-in-front-matter",
        "label-unknown",
        "market-entry-names-unknown",
        "market-unknown",
        "owner-unknown",
        "question-leads-nowhere",
    ),
    examples=(
        Example(
            en="## Insult {#T-1}\n\n```yaml clause\nlabels: [T-1]\nmodality: must-not\n```\n",
            ja="## 侮辱 {#T-1}\n\n```yaml clause\nlabels: [T-1]\nmodality: should\n```\n",
            finds=("should",),
        ),
        Example(
            en="## Age {#T-1}\n\n```yaml clause\nlabels: [T-1]\nmodality: must\nthreshold:\n"
            "  age: {value: 18, unit: age}\n```\n\nText.\n",
            ja="## 年齢 {#T-1}\n\n```yaml clause\nlabels: [T-1]\nmodality: must\nthreshold:\n"
            "  age: {value: 20, unit: age}\n```\n\n本文です。\n",
            finds=("20",),
        ),
        Example(
            en="## Insult {#T-1}\n\n```yaml clause\nlabels: [T-1]\nmodality: must-not\n"
            "scope: People.\n```\n\nText.\n",
            ja="## 侮辱 {#T-1}\n\n```yaml clause\n# 順序と引用符は自由です。\nscope: 人です。\n"
            "modality: 'must-not'\nlabels:\n  - T-1\n```\n\n本文です。\n",
        ),
    ),
)
def invariant_differs(pair: Pair) -> Iterator[Finding]:
    schemas = compiled(pair.settings.schemas)
    for left, right in pair.both:
        for difference in compare(left, right, schemas):
            if difference.l10n == "invariant":
                yield Finding(
                    pair.target.path,
                    line_of(pair.target, right, difference.path),
                    right.address,
                    pair.target.locale,
                    {
                        "field": ".".join(difference.path),
                        "called": called(".".join(difference.path)),
                        "left": difference.left,
                        "right": difference.right,
                        "source": pair.source.locale,
                        "target": pair.target.locale,
                    },
                )
