"""No English is left in a page of another script."""

import re
from collections.abc import Iterator

from ..languages import language, prose
from ..model import Finding, Pair, Terms
from ..rule import Example, rule
from ..text import Text

GLOSSARY = """concepts:
  - id: fair-trade
    contexts: [statute]
    en: {definition: An act., preferred: [act on fair trade]}
    ja: {definition: ある法律。, preferred: [公正取引法]}
"""


@rule(
    level="warning",
    says=Text(
        en="'{words}' is still in English. Translate it. If it is a name, list it in the glossary; "
        "if it is quoted as it stands, put it in quotation marks or a code span.",
        ja="「{words}」が英語のまま残っています。訳してください。名称であれば用語集に載せ、"
        "そのまま引用する語句であれば、かぎ括弧かコードスパンに入れてください。",
    ),
    why=Text(
        en="A labeler who reads only this language cannot apply what is not translated.",
        ja="日本語版だけを読むラベラーは、訳されていないルールを適用できません。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\nRemove the post if the target is identifiable.\n",
            ja="## 例 {#example}\n\n次の投稿 if the target is identifiable を削除します。\n",
            finds=("if the target is identifiable",),
        ),
        Example(
            en="## Example {#example}\n\nSee the Terms of Service of Example Company.\n",
            ja="## 例 {#example}\n\nExample Company Terms of Serviceを参照してください。\n",
        ),
        Example(
            en="## Example {#example}\n\nTick 'I am not a robot' under the act on fair trade.\n",
            ja="## 例 {#example}\n\nact on fair tradeに従い、「I am not a robot」を選びます。\n",
            files={"guidelines/glossary.yml": GLOSSARY},
        ),
    ),
)
def english_left(pair: Pair) -> Iterator[Finding]:
    known = language(pair.target.locale)
    if not known:
        return
    names = _names(pair)
    for part in pair.aligned:
        for passage in part.target:
            for words in known.foreign(QUOTED.sub("", prose(passage))):
                if len(WORD.findall(names.sub("", words) if names else words)) >= FEWEST:
                    yield pair.target.at(part.target_unit, words, (passage,), words=words)


QUOTED = re.compile(r"「[^」]*」|『[^』]*』|“[^”]*”|\"[^\"\n]*\"")
WORD = re.compile("[A-Za-z][A-Za-z'’-]*")
FEWEST = 4
"""Words in a row that are a sentence left over; fewer may be a name that nobody has listed."""


def _names(pair: Pair) -> re.Pattern[str] | None:
    """What the glossary calls by English words in the target, or has no word of it for."""
    source, target = pair.source.locale, pair.target.locale
    listed: list[str] = []
    for concept in pair.settings.glossary:
        ours, theirs = (concept.terms.get(code, Terms()) for code in (source, target))
        listed += (*theirs.accepted, *theirs.aliases)
        if "statute" in concept.contexts or not theirs.accepted:
            listed += ours.accepted
    words = sorted((term for term in listed if term.isascii()), key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.I) if words else None
