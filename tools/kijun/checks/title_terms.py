"""A title names its subject by a term that is right for it."""

from collections.abc import Iterator

from ..model import Finding, Pair
from ..rule import Example, rule
from ..terms import unrendered_titles, words
from ..text import Text

GLOSSARY = """concepts:
  - id: insult
    contexts: [policy]
    en: {definition: A degrading remark., preferred: [insult]}
    ja: {definition: 人をおとしめる言葉。, preferred: [侮辱的表現], never: [悪口, 侮辱罪]}
"""


@rule(
    level="error",
    says=Text(
        en="The title says '{words}' for '{term}'. Write '{preferred}'.",
        ja="タイトルで「{term}」を「{words}」としています。「{preferred}」と書いてください。",
    ),
    why=Text(
        en="Titles and names of labels are where labelers stop reading, and what others cite.",
        ja="ラベラーはタイトルやラベルの名前だけを見て判断することがあり、引用にもそれが使われます。",
    ),
    examples=(
        Example(
            en="## Insults at a person {#one}\n\nText.\n",
            ja="## 個人への悪口 {#one}\n\n侮辱的表現についての本文です。\n",
            files={"guidelines/glossary.yml": GLOSSARY},
            finds=("悪口",),
        ),
        Example(
            en="## Insults at a person {#one}\n\nText.\n",
            ja="## 個人への侮辱的表現 {#one}\n\n悪口についての本文です。\n",
            files={"guidelines/glossary.yml": GLOSSARY},
        ),
    ),
)
def title_terms(pair: Pair) -> Iterator[Finding]:
    target = words(pair.settings, pair.target.locale)
    for lack in unrendered_titles(pair):
        term = lack.found[0].words
        for wrong in lack.never:
            preferred = target.instead(wrong, lack.concepts)
            yield pair.at(lack.unit, wrong.words, words=wrong.words, term=term, preferred=preferred)
