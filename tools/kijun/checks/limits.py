"""What limits a rule in one language limits it in the other: only, unless, except, as long as."""

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from ..languages import Language, Phrase, beside, language
from ..model import Finding, Pair
from ..rule import Example, rule
from ..text import Text


@rule(
    level="warning",
    says=Text(
        en="'{words}' in {present} limits the rule, and nothing in {absent} does. "
        "Take it out, or write its counterpart.",
        ja="{present}の「{words}」はルールが及ぶ範囲を限定していますが、"
        "{absent}の対応する文には限定がありません。削るか、対応する語を書き加えてください。",
    ),
    why=Text(
        en="Where 'only' or 'unless' is lost, one reader acts in cases that the other must leave.",
        ja="「のみ」「〜を除き」「〜ない限り」などが一方で抜けると、その言語版の読み手だけが、"
        "対象外の事例にもルールを当てはめてしまいます。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\nRemove the post unless it is news.\n\n"
            "Escalate only if the person is named.\n",
            ja="## 例 {#example}\n\n投稿を削除してください。\n\n"
            "本人の名前が出ている場合はエスカレーションしてください。\n",
            finds=("unless", "only"),
        ),
        Example(
            en="## Example {#example}\n\nRecord the grounds.\n",
            ja="## 例 {#example}\n\n根拠のみを記録してください。\n",
            finds=("のみ",),
        ),
        Example(
            en="## Example {#example}\n\nRemove the post unless it is news. "
            "Only team leads may approve an exception. Do not reply to anyone but the author. "
            "Keep it as long as the case is open.\n",
            ja="## 例 {#example}\n\nニュースでなければ、投稿を削除してください。"
            "例外を承認できるのは、チームリーダーだけです。投稿者以外には返信しないでください。"
            "案件が終わるまで保管してください。\n",
        ),
    ),
)
def limits(pair: Pair) -> Iterator[Finding]:
    ours, theirs = language(pair.source.locale), language(pair.target.locale)
    if not ours or not theirs:
        return
    for texts in beside(pair):
        turned = [(right, left) for left, right in texts.sentences]
        lost, added = _unanswered(ours, theirs, texts.sentences), _unanswered(theirs, ours, turned)
        for found, others, place, side, here, there in (
            (lost, added, pair.at_source, 0, pair.source.locale, pair.target.locale),
            (added, lost, pair.at, 1, pair.target.locale, pair.source.locale),
        ):
            for at, phrase in _alone(found, others):
                if texts.name_the_same(*texts.sentences[at]):
                    words = texts.sentences[at][side]
                    yield place(texts.part, words, words=phrase.words, present=here, absent=there)


Found: TypeAlias = list[tuple[int, Phrase]]
"""Phrases with the number of the sentence that they stand in."""


def _unanswered(known: Language, other: Language, sentences: Sequence[tuple[str, str]]) -> Found:
    """The first phrase of each kind in a sentence of one side that the other does not answer."""
    found = []
    for at, (sentence, answer) in enumerate(sentences):
        first = {phrase.kind: phrase for phrase in reversed(known.limits(sentence))}
        for kind, phrase in first.items():
            # *Nobody else may* says *only you may*: what denies as often as the other sentence,
            # in which the limit has been counted, says the same in another way.
            denials = 0 if kind == "as-long-as" else _denials(other, answer)
            if not other.answers(kind, answer) and denials < max(1, _denials(known, sentence)):
                found.append((at, phrase))
    return found


def _denials(known: Language, sentence: str) -> int:
    return sum(phrase.kind != "weak" for phrase in known.negations(sentence))


def _alone(found: Found, others: Found) -> Found:
    """What no neighbour on the other side has too much of: that was cut at another place."""
    cut = {(at + step, phrase.kind) for at, phrase in others for step in (-1, 0, 1)}
    return [(at, phrase) for at, phrase in found if (at, phrase.kind) not in cut]
