"""Finds the glossary's concepts in texts: longest match first, inflected forms included.

All words of a locale, of every concept, are one alternation of literals, so a text without a
candidate costs one scan. English gets its plurals and, for verbs, their endings by a few
rules. Japanese candidates are looked at by morpheme only where they touch their own script or
stand for an inflected word: 条 in 条件 is none, 認めません is a form of 認めない.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Generic, TypeVar

from .model import Aligned, Concept, Pair, Passage, Settings, Terms, Unit
from .words import Morpheme, morphemes

T = TypeVar("T")

ROLES = ("preferred", "allowed", "never", "banned", "former")
"""The lists of a concept whose words are looked for. Aliases never stand in a text."""


@dataclass(frozen=True, slots=True)
class Use:
    """What a word is to a concept: one of its ROLES, in the concept's contexts."""

    concept: str
    role: str
    contexts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A word of the glossary in a text, `text[start:][:len(words)]`, and all it may mean."""

    words: str
    start: int
    uses: tuple[Use, ...]

    def concepts(self, *roles: str) -> tuple[str, ...]:
        """The ids of the concepts to which the word is that: homonyms share a word."""
        return tuple(dict.fromkeys(use.concept for use in self.uses if use.role in roles))


@dataclass(frozen=True, eq=False)
class Words:
    """The glossary's words in one locale, ready to be looked for.

    `by_morpheme` says whether a word must agree with Sudachi's morphemes: in Japanese.
    `forms` leads from a form, folded, to its uses; `inflected` from the unchanging part of a
    Japanese word to the words, each with its use. By concept, `listed` has the preferred and
    allowed terms, `accepted` what shows, anywhere in a folded text, that one of them stands
    there. `forbidden` are forms of banned words. `ambiguous` are the concepts whose term needs
    a qualifier: the word has other meanings.
    """

    by_morpheme: bool
    forms: Mapping[str, tuple[Use, ...]]
    inflected: Mapping[str, tuple[tuple[str, Use], ...]]
    accepted: Mapping[str, tuple[str, ...]]
    listed: Mapping[str, tuple[str, ...]]
    forbidden: tuple[str, ...]
    ambiguous: frozenset[str]
    pattern: re.Pattern[str] | None

    def find(self, text: str, context: str = "") -> Iterator[Found]:
        """The words in a text, from left to right, none inside another.

        With a context, only what the words mean there; a word of another context still
        shields its parts.
        """
        if self.pattern is None:
            return
        folded, start = fold(text), 0
        while candidate := self.pattern.search(folded, start):
            start = candidate.start()
            uses, end = self._at(folded, start, candidate.end())
            meant = tuple(use for use in uses if not context or context in use.contexts)
            if meant:
                yield Found(text[start:end], start, meant)
            start = max(end, start + 1)

    def banned(self, text: str) -> Iterator[Found]:
        """The words in a text that are wrong anywhere."""
        folded = fold(text)
        if any(word in folded for word in self.forbidden):
            yield from (found for found in self.find(text) if found.concepts("banned"))

    def renders(self, folded: str, concepts: Iterable[str]) -> bool:
        """Whether a folded text holds an accepted word of one of the concepts.

        An accepted word counts wherever it stands, inside a longer one too: what is asked is
        whether the translator thought of the concept.
        """
        return any(word in folded for each in concepts for word in self.accepted.get(each, ()))

    def accepts(self, words: str, concept: str) -> bool:
        """Whether words are, whole, an accepted term of a concept."""
        return any(
            found.words == words and concept in found.concepts("preferred", "allowed")
            for found in self.find(words)
        )

    def instead(self, wrong: Found, concepts: Iterable[str]) -> tuple[str, ...]:
        """The preferred term of the concepts for which a word is wrong."""
        meant = [each for each in wrong.concepts("never", "banned") if each in concepts]
        return tuple(dict.fromkeys(term for each in meant for term in self.listed[each][:1]))

    def _at(self, folded: str, start: int, end: int) -> tuple[tuple[Use, ...], int]:
        """The uses of the longest word that begins at a candidate's place, and its end."""
        for stop in range(end, start, -1):
            part = folded[start:stop]
            if part in self.forms and self._stands(folded, start, stop):
                return self.forms[part], stop
            if part in self.inflected:
                uses, last = _conjugated(folded, start, self.inflected[part])
                if uses:
                    return uses, last
        return (), start

    def _stands(self, folded: str, start: int, end: int) -> bool:
        """Whether what stands there is a word and no part of one.

        Only a neighbour in the same script leaves that open in Japanese.
        """
        before, after = folded[start - 1 : start], folded[end : end + 1]
        sides = ((script(before), script(folded[start])), (script(folded[end - 1]), script(after)))
        touching = {left for left, right in sides if left == right}
        if touching & {"letter", "digit"}:
            return False
        return not (touching & JAPANESE and self.by_morpheme) or _bounded(folded, start, end)


def words(settings: Settings, locale: str) -> Words:
    """The words of a locale, put together once for a glossary."""
    return _words(Same(settings.glossary), locale)


class Same(Generic[T]):
    """A value by identity, to be remembered by: a glossary's maps, for one, have no hash."""

    def __init__(self, value: T) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value


@lru_cache(maxsize=16)
def _words(glossary: Same[tuple[Concept, ...]], locale: str) -> Words:
    language = re.split("[-_]", locale)[0].lower()
    forms: dict[str, dict[Use, None]] = {}
    derived: dict[str, dict[Use, None]] = {}
    inflected: dict[str, list[tuple[str, Use]]] = {}
    accepted: dict[str, list[str]] = {}
    for concept in glossary.value:
        terms = concept.terms.get(locale, Terms())
        shown = accepted.setdefault(concept.id, [])
        for role in ROLES:
            use = Use(concept.id, role, concept.contexts)
            for term in map(fold, getattr(terms, role)):
                forms.setdefault(term, {})[use] = None
                others: list[str] = []
                if language == "en":
                    others.extend(_english(term, verb=terms.definition.startswith("To ")))
                    for form in others:
                        derived.setdefault(form, {})[use] = None
                elif language == "ja":
                    for stem, word in _stems(term):
                        inflected.setdefault(stem, []).append((word, use))
                        others.append(stem)
                if role in ("preferred", "allowed"):
                    shown.extend([term, *others])
    # A form that the glossary lists itself is not a form of another word: labeling, label.
    forms |= {form: uses for form, uses in derived.items() if form not in forms}
    every = {*forms, *inflected}
    return Words(
        language == "ja",
        {form: tuple(uses) for form, uses in forms.items()},
        {stem: tuple(uses) for stem, uses in inflected.items()},
        {concept: tuple(shown) for concept, shown in accepted.items()},
        {c.id: c.terms.get(locale, Terms()).accepted for c in glossary.value},
        tuple(form for form, uses in forms.items() if any(use.role == "banned" for use in uses)),
        frozenset(c.id for c in glossary.value if locale in c.terms and c.terms[locale].qualifier),
        re.compile(_alternation(every)) if every else None,
    )


def _alternation(forms: Iterable[str]) -> str:
    """The forms as one pattern. Where all begin with a letter, only starts of words are tried."""
    spelled = all(script(form[0]) in ("letter", "digit") for form in forms)
    return (r"\b" if spelled else "") + any_of(forms)


def any_of(forms: Iterable[str]) -> str:
    """A pattern that takes the longest form: beginnings are shared, so few branches are tried."""
    following: dict[str, list[str]] = {}
    for form in sorted(forms):
        following.setdefault(form[:1], []).append(form[1:])
    ends = following.pop("", None)
    branches = [re.escape(first) + any_of(rest) for first, rest in following.items()]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)})" + ("?" if ends else "")


# Pairs

STATUTE_FIELDS = re.compile(r"basis\.|for-counsel$")
"""Where the terms of statutes stand; those of the policy stand everywhere else."""
_TITLE = re.compile(r"title$|labels\.[^.]+\.name$")
_HEADING = re.compile("h[1-6]?")
_NAME = re.compile(r"basis\.[^.]+\.act$")


@dataclass(frozen=True, slots=True)
class Unrendered:
    """A concept, or homonyms, that a source text speaks of and the target has no accepted word for.

    `found` are its words in the source; `beside` the target passage where the first of them
    should be rendered; `never` the words in such passages that are wrong for the concept and
    stand for nothing else that the source speaks of.
    """

    unit: Unit
    concepts: tuple[str, ...]
    found: tuple[Found, ...]
    beside: str
    never: tuple[Found, ...]


def context(passage: Passage) -> str:
    """In which of the glossary's contexts a passage stands."""
    return "statute" if STATUTE_FIELDS.match(passage.field) else "policy"


def is_title(passage: Passage) -> bool:
    """Whether a passage is a title, a heading or the name of a label."""
    return bool(_TITLE.match(passage.field) or _HEADING.fullmatch(passage.tag))


def unrendered(pair: Pair) -> tuple[Unrendered, ...]:
    """What is rendered nowhere in a target unit, in the order of units; `never` outside titles.

    A unit is asked as a whole, for Japanese says once what English repeats.
    """
    return _unrendered(Same(pair))


@lru_cache(maxsize=1)
def _unrendered(same: Same[Pair]) -> tuple[Unrendered, ...]:
    pair = same.value
    units: dict[tuple[str, str], list[Aligned]] = {}
    for part in pair.aligned:
        for passage in (*part.source, *part.target)[:1]:
            units.setdefault((part.source_unit.address, context(passage)), []).append(part)
    return tuple(
        lack for (_, where), parts in units.items() for lack in _lacking(pair, parts, where)
    )


def unrendered_titles(pair: Pair) -> Iterator[Unrendered]:
    """As `unrendered`, of each title by itself."""
    for part in pair.aligned:
        if part.source and is_title(part.source[0]):
            yield from _lacking(pair, [part], "policy", titles=True)


def _lacking(
    pair: Pair, parts: list[Aligned], where: str, *, titles: bool = False
) -> Iterator[Unrendered]:
    ours, theirs = (words(pair.settings, each.locale) for each in (pair.source, pair.target))
    used: dict[tuple[str, ...], list[tuple[Found, int]]] = {}
    for number, part in enumerate(parts):
        for passage in part.source:
            # The name of an act holds words, and speaks of nothing.
            for found in ours.find(passage.text, where) if not _NAME.match(passage.field) else ():
                if concepts := found.concepts("preferred", "allowed"):
                    used.setdefault(concepts, []).append((found, number))
    shown = "\n".join(fold(passage.text) for part in parts for passage in part.target)
    meant = {concept for concepts in used for concept in concepts}
    for concepts, uses in used.items():
        if theirs.renders(shown, concepts):
            continue
        near = [parts[number] for number in dict.fromkeys(number for _, number in uses)]
        beside = [p for part in near for p in part.target if titles or not is_title(p)]
        never = (
            found
            for passage in beside
            for found in theirs.find(passage.text, where)
            if set(concepts).intersection(found.concepts("never"))
            and not meant.intersection(found.concepts("preferred", "allowed"))
        )
        yield Unrendered(
            parts[0].target_unit,
            concepts,
            tuple(found for found, _ in uses),
            next((passage.text for passage in beside), ""),
            tuple(never),
        )


# Characters

JAPANESE = frozenset(("kanji", "katakana", "hiragana"))
_SCRIPTS = re.compile(
    r"(?P<hiragana>[ぁ-ゖ])|(?P<katakana>[ァ-ヺー])|(?P<kanji>[一-鿿㐀-䶿々])"
    r"|(?P<digit>[0-9])|(?P<letter>[^\W_])"
)
_FOLDED = dict.fromkeys("-\u2010\u2011\u00a0", " ") | {
    chr(full): chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F)
}
_TO_FOLD = re.compile("[-\u2010\u2011\u00a0\uff01-\uff5e]")


def fold(text: str) -> str:
    """A text as words are compared: lower case, half width, hyphens as spaces; of equal length."""
    lower = text.lower()
    if text.isascii():
        return lower.replace("-", " ")
    if len(lower) != len(text):
        lower = "".join(low if len(low := each.lower()) == 1 else each for each in text)
    # Few characters change: looking for them takes a third of what a translation takes.
    return _TO_FOLD.sub(lambda found: _FOLDED[found[0]], lower)


def script(character: str) -> str:
    """The script of a character, `digit` or `letter`; "" for none or for punctuation."""
    found = _SCRIPTS.match(character)
    return found.lastgroup or "" if found else ""


# English

_HEAD = re.compile(r"(.+?)( (?:of|for|under|by|not|to|in) .+)?", re.S)
_PLURALS = {"child": "children", "person": "people", "man": "men", "woman": "women"}
_PASTS = {"hold": ("held",), "take": ("took", "taken"), "give": ("gave", "given")}
_SPELLINGS = (
    (re.compile(r"is(?=ation|ed?\b|ing\b)"), "iz"),
    (re.compile(r"(?<=[ilmv])our(?=s?\b)"), "or"),
    (re.compile(r"(?<=e)l(?=ers?\b|ing\b|ed\b)"), "ll"),
    (re.compile(r"(?<=e)ll(?=ers?\b|ing\b|ed\b)"), "l"),
)
"""From one side of the Atlantic to the other: organisation, behaviour, labeler, labelling."""


def _english(term: str, *, verb: bool) -> Iterator[str]:
    """A term's plurals or, of a verb, its forms, in British and American spelling.

    A verb is known by its definition, which begins with "To", as in every dictionary. What
    changes is the last word before a preposition: `matter of interest`, `person under 16`.
    """
    head, rest = _HEAD.fullmatch(term).groups("")  # type: ignore[union-attr]
    begin, space, last = head.rpartition(" ")
    changed = _verb_forms(last) if verb else _plurals(last)
    forms = [term, *(f"{begin}{space}{form}{rest}" for form in changed)]
    yield from forms
    yield from (there.sub(here, form) for there, here in _SPELLINGS for form in forms)


def _plurals(noun: str) -> Iterator[str]:
    if noun in _PLURALS:
        yield _PLURALS[noun]
    if re.search(r"[^aeiou]y$", noun):
        yield noun[:-1] + "ies"
    elif noun.endswith("sis"):
        yield noun[:-2] + "es"
    else:
        yield noun + ("es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else "s")


def _verb_forms(verb: str) -> Iterator[str]:
    yield from _plurals(verb)
    stem = verb.removesuffix("e")
    yield stem + "ing"
    for ending, pasts in _PASTS.items():
        if verb.endswith(ending):
            yield from (verb.removesuffix(ending) + past for past in pasts)
            return
    yield verb[:-1] + "ied" if re.search(r"[^aeiou]y$", verb) else stem + "ed"
    if re.search(r"[^aeiou][aeiou][bdgklmnprt]$", verb):
        # American English doubles the letter in some verbs and British in more: neither is a
        # form of anything else.
        yield from (verb + verb[-1] + ending for ending in ("ing", "ed"))


# Japanese

_INFLECTED = re.compile(r"(?:ない|る|す|ぐ|く|う|つ|ぬ|ぶ|む|い)$")


def _stems(term: str) -> Iterator[tuple[str, str]]:
    """What stays of a word that may be inflected, with the word: 認められない gives 認められ.

    Of a noun with する the noun stays, which is then found with or without it. In the passive
    an object is the subject: 原判断を取り消す, 原判断が取り消された.
    """
    stem = term.removesuffix("する")
    if stem == term:
        stem = _INFLECTED.sub("", term)
    if stem != term:
        yield stem, term
        if "を" in stem:
            yield stem.replace("を", "が"), term.replace("を", "が")


def _conjugated(
    folded: str, start: int, known: Iterable[tuple[str, Use]]
) -> tuple[tuple[Use, ...], int]:
    """Of the words whose stem stands there, those that share most morphemes with the text."""
    after = [each for each in _around(folded, start) if each.start >= start]
    if not after or after[0].start > start:
        return (), start
    spoken = [(lemma, each.end) for each in after if (lemma := _lemma(each))]
    uses: list[Use] = []
    longest = 0
    for word, use in known:
        wanted = _lemmas(word)
        if tuple(lemma for lemma, _ in spoken[: len(wanted)]) == wanted and len(wanted) >= longest:
            uses = [*uses, use] if len(wanted) == longest else [use]
            longest = len(wanted)
    return tuple(uses), spoken[longest - 1][1] if uses else start


@lru_cache(maxsize=512)
def _lemmas(term: str) -> tuple[str, ...]:
    found = tuple(lemma for each in morphemes(term) if (lemma := _lemma(each)))
    return found[:-1] if len(found) > 1 and term.endswith("する") else found


def _lemma(morpheme: Morpheme) -> str:
    """The dictionary form; politeness has none, and ません denies as ない does."""
    return {"ます": "", "ぬ": "ない"}.get(morpheme.base, morpheme.base)


def _bounded(folded: str, start: int, end: int) -> bool:
    """Whether a morpheme begins at the start and one ends at the end."""
    around = _around(folded, start)
    return any(each.start == start for each in around) and any(each.end == end for each in around)


_ENDS = "。!?\n"


def _around(folded: str, place: int) -> list[Morpheme]:
    """The morphemes of the sentence around a place, placed in the whole text."""
    begin = max(folded.rfind(end, 0, place) for end in _ENDS) + 1
    stops = [stop for end in _ENDS if (stop := folded.find(end, place)) >= 0]
    sentence = folded[begin : min(stops, default=len(folded)) + 1]
    return [replace(m, start=m.start + begin, end=m.end + begin) for m in _morphemes(sentence)]


@lru_cache(maxsize=2048)
def _morphemes(sentence: str) -> tuple[Morpheme, ...]:
    return morphemes(sentence)
