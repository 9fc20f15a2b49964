"""No English is left in a page of another script."""

from collections.abc import Iterator

from ..languages import language, prose
from ..model import Finding, Pair
from ..rule import Example, rule
from ..text import Text


@rule(
    level="warning",
    says=Text(
        en="'{words}' is still in English. Translate it, or put it in a code span "
        "if it is quoted as it stands.",
        ja="「{words}」が英語のまま残っています。訳すか、そのまま引用する語句なら"
        "コードスパンに入れてください。",
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
    ),
)
def english_left(pair: Pair) -> Iterator[Finding]:
    known = language(pair.target.locale)
    if not known:
        return
    allowed = [
        term
        for concept in pair.settings.glossary
        if (terms := concept.terms.get(pair.target.locale))
        for term in terms.accepted
        if " " in term
    ]
    for part in pair.aligned:
        for passage in part.target:
            for words in known.foreign(prose(passage)):
                if not any(words in term for term in allowed):
                    yield pair.target.at(part.target_unit, words, (passage,), words=words)
