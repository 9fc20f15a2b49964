"""No word stands for a concept that the glossary says is wrong for it."""

from collections.abc import Iterator

from ..model import Finding, Pair
from ..rule import Example, rule
from ..terms import unrendered, words
from ..text import Text

GLOSSARY = """concepts:
  - id: severity
    contexts: [policy]
    en: {definition: How grave it is., preferred: [severity]}
    ja: {definition: 害の大きさ。, preferred: [重大度], never: [重要度, 深刻度]}
  - id: priority
    contexts: [policy]
    en: {definition: What comes first., preferred: [priority]}
    ja: {definition: 先に扱う度合い。, preferred: [重要度]}
"""


@rule(
    level="warning",
    says=Text(
        en="'{words}' does not stand for '{term}'. Write '{preferred}'.",
        ja="「{words}」は「{term}」の訳語として使えません。「{preferred}」と書いてください。",
    ),
    why=Text(
        en="The word is right for something else, and a reader takes it for that.",
        ja="その語は別のものを指すため、読み手はそちらの意味に受け取ります。",
    ),
    examples=(
        Example(
            en="## A\n\nThe severity is S2.\n",
            ja="## あ\n\n深刻度はS2です。\n",
            files={"guidelines/glossary.yml": GLOSSARY},
            finds=("深刻度",),
        ),
        Example(
            en="## A\n\nThe priority is high. The severity of it is S2.\n",
            ja="## あ\n\n重要度は高く、害はS2です。\n",
            files={"guidelines/glossary.yml": GLOSSARY},
        ),
        Example(
            en="## A\n\nThe severity is S2.\n",
            ja="## あ\n\n重大度はS2です。深刻度とは書きません。\n",
            files={"guidelines/glossary.yml": GLOSSARY},
        ),
    ),
)
def never_term(pair: Pair) -> Iterator[Finding]:
    target = words(pair.settings, pair.target.locale)
    for lack in unrendered(pair):
        term = lack.found[0].words
        for wrong in {found.words: found for found in lack.never}.values():
            preferred = target.instead(wrong, lack.concepts)
            yield pair.at(lack.unit, wrong.words, words=wrong.words, term=term, preferred=preferred)
