"""What is denied in one language is denied in the other, and to the same extent."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from ..languages import Language, Phrase, beside, language
from ..model import Finding, Pair
from ..rule import Example, rule
from ..text import Text

KINDS = ("partial", "either", "whole", "inner", "hint", "limit", "weak")
NONE = Text(en="no negation", ja="否定なし")


@rule(
    level="warning",
    says=Text(
        en="{source}: {left}. {target}: {right}. One sentence denies what the other does not, "
        "or denies all of it. Check the meaning.",
        ja="{source}では「{left}」、{target}では「{right}」です。否定の有無、"
        "または全部否定か一部否定かが異なります。意味を確かめてください。",
    ),
    why=Text(
        en="A lost 'not' turns the rule round; すべて〜ない can be read as none or as not all.",
        ja="否定が抜けるとルールが逆になります。"
        "「すべて〜ない」は全部否定とも一部否定とも読めます。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\nDo not remove the post.\n",
            ja="## 例 {#example}\n\n投稿を削除してください。\n",
            finds=("Do not",),
        ),
        Example(
            en="## Example {#example}\n\nNot all posts are removed.\n",
            ja="## 例 {#example}\n\nすべての投稿は削除されません。\n",
            finds=("Not all",),
        ),
        Example(
            en="## Example {#example}\n\nNot all posts are removed. You must not ask twice.\n",
            ja="## 例 {#example}\n\nすべての投稿が削除されるわけではありません。"
            "2回たずねないでください。\n",
        ),
    ),
)
def negation(pair: Pair) -> Iterator[Finding]:
    ours, theirs = language(pair.source.locale), language(pair.target.locale)
    if not ours or not theirs:
        return
    for texts in beside(pair):
        for (left, right), one, other in _apart(texts.sentences, ours, theirs):
            if texts.name_the_same(left, right):
                yield pair.at(
                    texts.part,
                    right,
                    source=pair.source.locale,
                    left=_shown(one),
                    target=pair.target.locale,
                    right=_shown(other),
                )


Denied: TypeAlias = tuple[Phrase, ...]
Kinds: TypeAlias = Counter[str]


def _apart(
    sentences: Sequence[tuple[str, str]], ours: Language, theirs: Language
) -> Iterator[tuple[tuple[str, str], Denied, Denied]]:
    """Sentences of both sides with what they deny, where that differs."""
    denied = [(ours.negations(left), theirs.negations(right)) for left, right in sentences]
    kinds = [(_kinds(left), _kinds(right)) for left, right in denied]
    for at, (one, other) in enumerate(kinds):
        near = kinds[max(0, at - 1) : at + 2]
        # A neighbour that lacks what is too much here has only been cut at another place.
        lost = _lost(one, other) and not any(_lost_whole(b, a) for a, b in near)
        added = not one and _sure(other) and not any(_lost_whole(a, b) for a, b in near)
        if lost or added or _overstated(one, other) or _overstated(other, one):
            yield sentences[at], *denied[at]


def _lost(one: Kinds, other: Kinds) -> bool:
    """Whether the other side has nothing that answers a denial: だけ answers *only* first."""
    return _sure(one) and not other - Counter(limit=one["limit"])


def _sure(kinds: Kinds) -> bool:
    return "whole" in kinds or "inner" in kinds


def _lost_whole(one: Kinds, other: Kinds) -> bool:
    return "whole" in one and not _sure(other)


def _overstated(has: Kinds, answers: Kinds) -> bool:
    """Whether one side denies some and the other, in so many words, all."""
    partly = "partial" in answers or "either" in answers
    return "partial" in has and "whole" in answers and not partly


def _kinds(found: Denied) -> Kinds:
    """What a sentence denies, and how often; 〜なければなりません only looks as if it did."""
    return Counter(phrase.kind for phrase in found if phrase.kind != "weak")


def _shown(found: Denied) -> str | Text:
    """The strongest negation of a sentence."""
    ranked = sorted(found, key=lambda phrase: KINDS.index(phrase.kind))
    return ranked[0].words if ranked else NONE
