"""What the source speaks of by a term is rendered by one of its terms."""

from collections.abc import Iterator

from ..model import Finding, Pair
from ..rule import Example, rule
from ..terms import unrendered, words
from ..text import Text

GLOSSARY = """concepts:
  - id: data-breach
    contexts: [policy]
    en: {definition: Data that escaped., preferred: [data breach]}
    ja: {definition: 外に出たデータ。, preferred: [個人情報の漏えい]}
  - id: severity
    contexts: [policy]
    en: {definition: How grave it is., preferred: [severity]}
    ja: {definition: 害の大きさ。, preferred: [重大度]}
"""


@rule(
    level="warning",
    says=Text(
        en="'{term}' is rendered here by none of its terms ({accepted}). Use one of them, "
        "or add the word that stands here to the glossary.",
        ja="「{term}」に当たる用語（{accepted}）が訳文にありません。いずれかの用語を使うか、"
        "ここで使っている語を用語集に加えてください。",
    ),
    why=Text(
        en="Readers look a term up and search for it; under another name they take it for another "
        "thing. A single everyday word counts only where a unit uses it twice, and a word with a "
        "qualifier in the glossary has other meanings and does not count.",
        ja="読み手は用語で調べ、検索します。別の語で書かれていると、別のものだと受け取られます。"
        "1語の用語は、1つの単位で2回以上使われているときだけ調べます。"
        "用語集でqualifierを付けた語は、他の意味でも使われるため、対象外です。",
    ),
    examples=(
        Example(
            en="## A\n\nThis is about a data breach.\n",
            ja="## あ\n\nこれはデータ侵害についてのものです。\n",
            files={"guidelines/glossary.yml": GLOSSARY},
            finds=("data breach",),
        ),
        Example(
            en="## A\n\nRead the severity first. Severity is not priority.\n",
            ja="## あ\n\n最初に深刻さを確認します。深刻さと優先度は異なります。\n",
            files={"guidelines/glossary.yml": GLOSSARY},
            finds=("severity",),
        ),
        Example(
            en="## A\n\nAfter two data breaches, note the severity of it all.\n",
            ja="## あ\n\n個人情報の漏えいが2度起きた後は、その大きさを記録します。\n",
            files={"guidelines/glossary.yml": GLOSSARY},
        ),
    ),
)
def terms(pair: Pair) -> Iterator[Finding]:
    source, target = (words(pair.settings, each.locale) for each in (pair.source, pair.target))
    for lack in unrendered(pair):
        used = lack.found[0].words
        distinct = len(used.split()) > 1 or len(lack.found) > 1
        if lack.never or not distinct or source.ambiguous.intersection(lack.concepts):
            continue
        accepted = [term for concept in lack.concepts for term in target.listed[concept]]
        if accepted:
            yield pair.at(lack.unit, lack.beside, term=used, accepted=accepted)
