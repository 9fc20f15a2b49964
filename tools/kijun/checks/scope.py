"""Words that widen or soften a rule stand in both languages or in neither."""

from collections.abc import Iterator

from ..languages import Language, Phrase, beside, language
from ..model import Finding, Pair
from ..rule import Example, rule
from ..text import Text


@rule(
    level="warning",
    says=Text(
        en="'{words}' in {present} widens or softens the rule, and nothing in {absent} does. "
        "Take it out, or write its counterpart.",
        ja="{present}の「{words}」はルールの範囲を変える語ですが、"
        "{absent}には対応する語がありません。削るか、対応する語を書き加えてください。",
    ),
    why=Text(
        en="A stray 等 or 'in principle' turns a rule into a suggestion in one language.",
        ja="「等」や「原則として」が一方だけにあると、その言語版だけルールが緩みます。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\nRemove posts that show account numbers.\n",
            ja="## 例 {#example}\n\n原則として、口座番号等を示す投稿を削除します。\n",
            finds=("原則として", "等"),
        ),
        Example(
            en="## Example {#example}\n\nRemove identifiers such as account numbers.\n",
            ja="## 例 {#example}\n\n口座番号を削除します。\n",
            finds=("such as",),
        ),
        Example(
            en="## Example {#example}\n\nIn principle, remove identifiers, including account "
            "numbers. All are equal.\n",
            ja="## 例 {#example}\n\n原則として、口座番号などの識別情報を削除します。"
            "すべて平等です。\n",
        ),
    ),
)
def scope(pair: Pair) -> Iterator[Finding]:
    ours, theirs = language(pair.source.locale), language(pair.target.locale)
    if not ours or not theirs:
        return
    for texts in beside(pair):
        for phrase in _unanswered(ours, texts.source, theirs, texts.target):
            yield pair.at_source(
                texts.part,
                phrase.words,
                words=phrase.words,
                present=pair.source.locale,
                absent=pair.target.locale,
            )
        for phrase in _unanswered(theirs, texts.target, ours, texts.source):
            yield pair.at(
                texts.part,
                phrase.words,
                words=phrase.words,
                present=pair.target.locale,
                absent=pair.source.locale,
            )


def _unanswered(known: Language, text: str, other: Language, answer: str) -> Iterator[Phrase]:
    """The first hedge of each kind that nothing in the other text answers."""
    first = {phrase.kind: phrase for phrase in reversed(known.hedges(text))}
    for kind in sorted(first, key=lambda kind: first[kind].start):
        if not other.answers(kind, answer):
            yield first[kind]
