"""What the rule demands is as strong in both languages, and as strong as its typed modality."""

from collections.abc import Iterator
from typing import TypeAlias

from ..languages import Language, Phrase, beside, joined, language
from ..model import Edition, Finding, Pair, Unit
from ..rule import Example, rule
from ..text import Text

STRENGTH = {
    "must": frozenset({"duty"}),
    "must-not": frozenset({"duty"}),
    "cannot": frozenset({"duty"}),
    "only": frozenset({"duty", "advice", "leave", "chance"}),
    "may-not": frozenset({"duty", "chance"}),
    "please": frozenset({"duty", "advice"}),
    "invited": frozenset({"duty", "advice", "leave"}),
    "should": frozenset({"advice"}),
    "should-not": frozenset({"advice"}),
    "can": frozenset({"leave", "chance", "advice"}),
    "may": frozenset({"leave", "chance"}),
    "possible": frozenset({"chance", "leave"}),
    "need-not": frozenset({"leave"}),
    "sometimes": frozenset(),
}
"""How strong a phrase is. *May* gives leave and tells of a chance, as できる does."""

DUTIES = frozenset({"must", "must-not"})
"""Equally strong, and the opposite of each other."""

OPPOSED = {
    "must": frozenset({"may", "must-not", "need-not", "possible"}),
    "must-not": frozenset({"may", "must", "need-not"}),
    "should": frozenset({"must", "must-not", "need-not"}),
    "may": frozenset({"must", "must-not", "possible"}),
}
"""What a clause of a typed modality does not say first, and not without saying its own."""

TYPED = {
    "must": frozenset({"must", "please", "invited"}),
    "must-not": frozenset({"must-not", "cannot", "may-not"}),
    "should": frozenset({"should", "should-not", "please"}),
    "may": frozenset({"may", "need-not"}),
}


PLAIN = Text(en="a plain statement", ja="言い切り")
Phrases: TypeAlias = tuple[Phrase, ...]


@rule(
    level="warning",
    says=Text(
        en="{source}: {left}. {target}: {right}. One demands more than the other. "
        "Make both as strong as the rule is meant.",
        ja="{source}では「{left}」、{target}では「{right}」で、求める強さ（義務、禁止、推奨、"
        "許可）が異なります。ルールの趣旨に合わせてそろえてください。",
    ),
    why=Text(
        en="場合があります is a possibility: a labeler who reads it need not act.",
        ja="「場合があります」は可能性を表すだけで、義務を示しません。そう読んだラベラーは、"
        "行わなくてもよいと受け取ります。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\nReviewers must remove the post.\n",
            ja="## 例 {#example}\n\n担当者が投稿を削除する場合があります。\n",
            finds=("場合があ",),
        ),
        Example(
            en="## Example {#example}\n\nReviewers remove the post.\n",
            ja="## 例 {#example}\n\n担当者が投稿を削除することがあります。\n",
            finds=("ことがあ",),
        ),
        Example(
            en="## Example {#example}\n\n```yaml clause\nmodality: must-not\n```\n\n"
            "Members must not post it.\n",
            ja="## 例 {#example}\n\n```yaml clause\nmodality: must-not\n```\n\n"
            "会員が投稿してもかまいません。\n",
            finds=("かま", "かま"),
        ),
        Example(
            en="## Example {#example}\n\n```yaml clause\nmodality: may\n```\n\n"
            "Labelers may skip the item.\n",
            ja="## 例 {#example}\n\n```yaml clause\nmodality: may\n```\n\n"
            "ラベラーがコンテンツを飛ばす場合があります。\n",
            finds=("場合があ",),
        ),
        Example(
            en="## Example {#example}\n\n```yaml clause\nmodality: must-not\n```\n\n"
            "Members must not post it. They may appeal. Reviewers must remove it.\n",
            ja="## 例 {#example}\n\n```yaml clause\nmodality: must-not\n```\n\n"
            "会員は投稿してはなりません。異議を申し立てることができます。"
            "担当者は削除しなければなりません。\n",
        ),
        Example(
            en="## Example {#example}\n\nYouTube may place a cookie on your device. "
            "We share this data with Acme.\n",
            ja="## 例 {#example}\n\nこのデータをAcmeと共有します。"
            "YouTubeがお使いの端末にCookieを置く場合があります。\n",
        ),
    ),
)
def modality(pair: Pair) -> Iterator[Finding]:
    ours, theirs = language(pair.source.locale), language(pair.target.locale)
    if not ours or not theirs:
        return
    for source, target in pair.both:
        yield from _against_type(pair.source, source, ours)
        yield from _against_type(pair.target, target, theirs)
    for texts in beside(pair):
        for left, right in texts.sentences:
            demands = theirs.modals(right)
            apart = _apart(ours.modals(left), demands) if demands else None
            if apart and texts.name_the_same(left, right):
                yield pair.at(
                    texts.part,
                    apart[1],
                    source=pair.source.locale,
                    left=apart[0],
                    target=pair.target.locale,
                    right=apart[1],
                )


def _against_type(edition: Edition, unit: Unit, known: Language) -> Iterator[Finding]:
    """A clause whose prose opens with the opposite of its modality and never says its own."""
    typed = str(unit.data.get("modality", ""))
    if unit.kind != "clause" or typed not in OPPOSED:
        return
    text = joined(passage for passage in unit.passages if not passage.field)
    opening, *rest = [known.modals(sentence) for sentence in known.sentences(text)] or [()]
    # A plain statement (〜します) is a duty: it says a typed must.
    kinds = {phrase.kind for said in (opening, *rest) for phrase in said}
    if typed == "must" and not all((opening, *rest)):
        return
    if opening and opening[0].kind in OPPOSED[typed] and not TYPED[typed] & kinds:
        yield edition.at(
            unit,
            opening[0].words,
            source="modality",
            left=typed,
            target=edition.locale,
            right=opening[0].words,
        )


def _apart(left: Phrases, right: Phrases) -> tuple[str | Text, str] | None:
    """The words of both sides, where all of one are of another strength than all of the other.

    A plain statement is a duty, too: 場合があります beside *we remove it* takes it back.
    """
    if not left:
        return (PLAIN, right[0].words) if {p.kind for p in right} == {"possible"} else None
    ours, theirs = ({phrase.kind for phrase in side} & DUTIES for side in (left, right))
    strong = frozenset[str]().union(*(STRENGTH[phrase.kind] for phrase in left))
    weaker = strong and not any(STRENGTH[phrase.kind] & strong for phrase in right)
    if weaker or (ours and theirs and not ours & theirs):
        return left[0].words, right[0].words
    return None
