"""What kijun knows about each language: one module a language, named by its code.

Adding a language is adding a module here that has the functions of `Language`. A locale
whose language has no module gets the checks that need no knowledge of a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import import_module
from itertools import accumulate
from math import inf, log
from typing import TYPE_CHECKING, Protocol, TypeAlias, cast

from ..model import Aligned, Pair, Passage
from ..numbers import Number, digits, matched
from ..terms import Same

Numbers: TypeAlias = tuple[Number, ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a text that mean something of a kind: `must-not`, `such-as`, `partial`."""

    kind: str
    words: str
    start: int


WIDE_SIGN = "[A-Za-z0-9Ａ-Ｚａ-ｚ０-９]"
WIDE_ID = f"(?<!{WIDE_SIGN})(?![0-9０-９]){WIDE_SIGN}+(?:[-－]{WIDE_SIGN}+)+"
"""An id of which any part may be full-width: ＨＡＲ－２, HAR－2, but also HAR-2."""


@dataclass(frozen=True, slots=True)
class Slip:
    """Words that are written wrongly, and what they should be. Both stand on one line.

    Wherever in a text they start, it is the same slip.
    """

    found: str
    better: str
    start: int = field(default=0, compare=False)


class Language(Protocol):
    """What a module of a language knows. Texts are running text without markup."""

    def sentences(self, text: str, /) -> tuple[str, ...]:
        """The sentences of a text, in order, without the space around them."""

    def numbers(self, text: str, /) -> tuple[Number, ...]:
        """All numbers: in digits (hard) and in words (soft)."""

    def bounded(self, core: str, bound: str, unit: str, /) -> str:
        """A number with its unit, with the words of a bound: `25か月` → `25か月を超える`."""

    def modals(self, sentence: str, /) -> tuple[Phrase, ...]:
        """What the sentence demands, forbids, recommends or allows.

        Kinds: must, must-not, may-not, cannot, only, should, should-not, please (an instruction),
        invited (a polite offer), may, can, possible, sometimes, need-not.
        """

    def negations(self, sentence: str, /) -> tuple[Phrase, ...]:
        """Kinds: whole (its main verb is denied), inner (something else is, in so many words),
        partial (*not all*), either (may be read as whole or partial), limit (*only*), hint (any
        other negative), weak (it only looks like one)."""

    def hedges(self, text: str, /) -> tuple[Phrase, ...]:
        """Words that widen or soften a rule.

        Kinds: such-as, in-principle, where-possible, as-appropriate, roughly, mainly.
        """

    def limits(self, sentence: str, /) -> tuple[Phrase, ...]:
        """Words that take cases out of a rule. Kinds: only, except, as-long-as."""

    def answers(self, kind: str, text: str, /) -> bool:
        """Whether a text has words for a kind of hedge or limit, if only such as may be one."""

    def periods(self, text: str, /) -> tuple[Phrase, ...]:
        """Years and parts of years that may not be the calendar's.

        Kinds: fiscal-year, half-year, quarter, calendar-year, and impossible for a date
        that no calendar has.
        """

    def starts(self, text: str, /) -> tuple[Phrase, ...]:
        """Periods by kind: counted (a starting point is named) and open (none is)."""

    def notation(self, text: str, /) -> tuple[Slip, ...]:
        """Digits and letters in the wrong width or script."""

    def punctuation(self, text: str, /) -> tuple[Slip, ...]:
        """Punctuation of the wrong width or kind."""

    def plain_endings(self, text: str, /) -> tuple[str, ...]:
        """The sentences that are not in the register of body text."""

    def foreign(self, text: str, /) -> tuple[str, ...]:
        """Runs of words left in another language."""

    def unwritten(self, text: str, /) -> tuple[str, ...]:
        """Sentences that lack the script that no sentence of this language lacks."""

    def variants(self, text: str, /) -> tuple[tuple[str, ...], ...]:
        """Groups of spellings of one word that stand side by side in a text."""

    def signs(self) -> dict[str, re.Pattern[str]]:
        """Words that decide what a rule covers: quantifier, conjunction, scope, modality."""

    def faint(self) -> dict[str, re.Pattern[str]]:
        """As `signs`, of words that do so only in a sentence that binds."""

    def binding(self) -> re.Pattern[str]:
        """What binds somebody without a modal verb."""

    def practice(self) -> re.Pattern[str]:
        """What is done with posts, accounts, data and money: *we share*, 送信します."""

    def joined(self) -> re.Pattern[str]:
        """What joins the items of a list within a sentence."""

    def when(self) -> re.Pattern[str]:
        """What begins words that say when, where, for whom or how."""


@cache
def language(code: str) -> Language | None:
    """What is known about a locale's language (`ja`, `ja-JP`), or None."""
    name = re.split(r"[-_]", code)[0].lower()
    if not name.isalpha():
        return None
    try:
        return cast(Language, import_module(f".{name}", __name__))
    except ModuleNotFoundError as error:
        if error.name == f"{__name__}.{name}":
            return None
        raise


if TYPE_CHECKING:
    from . import en, ja

    MODULES: tuple[Language, ...] = (en, ja)

ADDRESS = re.compile(
    r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|jp|co|eu|gov|edu|dev|html?|md|ya?ml"
    r"|json)\b(?:/[!-~]*)?",
    re.ASCII,
)
BLANK = "◇"
"""Stands for what is no language: one for each character, so that offsets stay true."""


def one_of(table: Mapping[str, str], first: str = "") -> str:
    """The rows of a table as one pattern; the group that matched names the row.

    A row may run over several lines: their ends and indentation are not part of the pattern.
    `first` holds every character that a row can begin with: nothing else is tried anywhere.
    """
    rows = ((name.replace("-", "_"), re.sub(r"\n\s*", "", words)) for name, words in table.items())
    pattern = "|".join(f"(?P<{name}>{words})" for name, words in rows)
    return f"(?=[{first}])(?:{pattern})" if first else pattern


def row(match: re.Match[str]) -> str:
    """The row of the table that matched. `hint-2` goes on where `hint` left off."""
    return str(match.lastgroup).removesuffix("_2").replace("_", "-")


def phrases(pattern: re.Pattern[str], text: str) -> tuple[Phrase, ...]:
    """All that a pattern made of a table finds in a text."""
    return tuple(Phrase(row(match), match[0], match.start()) for match in pattern.finditer(text))


ADDRESS_MARK = re.compile(r"\.[!-~]|://")
"""What every address holds: a point with a sign after it, or the end of `http://`."""


def denied(
    sentence: str, bound: tuple[int, int], denials: re.Pattern[str], ends: re.Pattern[str]
) -> str:
    """How a sentence denies a bound, given by its place in it: as `Number.denied` says.

    `ends` are what may not stand between the bound and its denial.
    """
    start, end = bound
    found = [m.span() for m in denials.finditer(sentence) if m.end() <= start or m.start() >= end]
    if not found:
        return ""
    between = sentence[end : found[0][0]] if found[0][0] >= end else sentence[found[0][1] : start]
    alone = len(found) == 1 and not ends.search(between)
    return "clause" if alone else "sentence"


def prose(passage: Passage) -> str:
    """A passage's text in which code and addresses are blanked."""
    if passage.tag == "pre":
        return re.sub(r"\S", BLANK, passage.text)
    # Every check of wording asks for it, and most passages hold neither.
    if not passage.codes and not ADDRESS_MARK.search(passage.text):
        return passage.text
    return _blanked(passage.text, passage.codes)


@lru_cache(maxsize=4096)
def _blanked(text: str, codes: tuple[str, ...]) -> str:
    for code in codes:
        word = rf"(?<![A-Za-z0-9]){re.escape(code)}(?![A-Za-z0-9])"
        text = re.sub(word, BLANK * len(code), text)
    if "." in text:
        text = ADDRESS.sub(lambda match: BLANK * len(match[0]), text)
    return text


@lru_cache(maxsize=4096)
def numbers_in(text: str, code: str) -> tuple[Number, ...]:
    """The numbers of a text in a locale's language; its digits where the language is unknown."""
    known = language(code)
    return known.numbers(text) if known else digits(text)


def joined(passages: Iterable[Passage]) -> str:
    """The passages as one text, a passage a line. In code blocks, too, numbers are numbers."""
    return "\n".join(each.text if each.tag == "pre" else prose(each) for each in passages)


@dataclass(frozen=True, slots=True, eq=False)
class Beside:
    """Passages side by side as the checks of wording read them.

    `source` and `target` are the texts, `numbers` the numbers of both, and `shared` those that
    both have, as `matched` groups them. `sentences` are those that say the same; none where
    the blocks are of different kinds or a language is unknown.
    """

    part: Aligned
    source: str
    target: str
    numbers: tuple[Numbers, Numbers]
    shared: tuple[tuple[Numbers, Numbers], ...]
    sentences: tuple[tuple[str, str], ...]

    def name_the_same(self, left: str, right: str) -> bool:
        """Whether two of the sentences do: on a page out of step others stand side by side.

        A name is a word in Latin letters, or a number, that both texts have.
        """
        names = _named(self.source) & _named(self.target)
        return _named(left) & names == _named(right) & names


def beside(pair: Pair) -> tuple[Beside, ...]:
    """All that stands side by side in a pair, read once for every check that asks."""
    return _beside(Same(pair))


@lru_cache(maxsize=1)
def _beside(same: Same[Pair]) -> tuple[Beside, ...]:
    pair = same.value
    codes = pair.source.locale, pair.target.locale
    ours, theirs = map(language, codes)
    found = []
    for part in pair.aligned:
        source, target = joined(part.source), joined(part.target)
        numbers = numbers_in(source, codes[0]), numbers_in(target, codes[1])
        said: tuple[tuple[str, str], ...] = ()
        if ours and theirs and alike(part):
            said = side_by_side(ours.sentences(source), theirs.sentences(target))
        found.append(Beside(part, source, target, numbers, tuple(matched(*numbers)), said))
    return tuple(found)


NAME = re.compile(r"[A-Za-z]{2,}|\d+")


def _named(text: str) -> set[str]:
    return {word.casefold() for word in NAME.findall(text)}


def alike(part: Aligned) -> bool:
    """Whether both sides are blocks of the same kinds: a lost list has no sentences to match.

    Nor has code.
    """
    tags = {passage.tag for passage in part.source}
    return "pre" not in tags and tags == {passage.tag for passage in part.target}


def side_by_side(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Sentences of two languages that say the same: one and one, or one and two.

    They keep their order, so the shortest way through both is found by length alone, as Gale
    and Church did (1993): what is long in one language is long in the other. A sentence that
    has no partner of a fitting length is left out, for then nobody knows what answers it.
    """
    if len(left) == len(right) == 1:
        return ((left[0], right[0]),)
    if not left or not right or max(len(left), len(right)) > MOST:
        return ()
    ours, theirs = (tuple(accumulate(map(len, side), initial=0)) for side in (left, right))
    ratio = theirs[-1] / ours[-1]
    limit = inf
    if len(left) == len(right):
        # No detour costs less than two steps of one to two: straight ahead is then shortest,
        # and no other way needs to be followed beyond its cost.
        lengths = (map(len, side) for side in (left, right))
        strange = [_strangeness(a * ratio, b) for a, b in zip(*lengths, strict=True)]
        limit = sum(strange) + 1e-9
        if limit < STEPS[1, 2] + STEPS[2, 1]:
            steps = zip(left, right, strange, strict=True)
            return tuple((one, other) for one, other, by in steps if by < STRANGE)
    # By place, up to which sentences all are told: the cost, where the last step began, and
    # how strange that step is.
    best = {(0, 0): (0.0, (0, 0), 0.0)}
    for a, b in _near_diagonal(len(left), len(right)):
        for (one, two), toll in STEPS.items():
            before = best.get((a - one, b - two))
            if before is None or before[0] + toll > limit:
                continue
            strangeness = 0.0
            if one and two:
                length = (ours[a] - ours[a - one]) * ratio
                strangeness = _strangeness(length, theirs[b] - theirs[b - two])
            cost = before[0] + toll + strangeness
            if cost <= limit and ((a, b) not in best or cost < best[a, b][0]):
                best[a, b] = cost, (a - one, b - two), strangeness
    found = []
    a, b = len(left), len(right)
    while (a, b) != (0, 0):
        _, (c, d), strangeness = best[a, b]
        if c < a and d < b and strangeness < STRANGE:
            found.append((" ".join(left[c:a]), " ".join(right[d:b])))
        a, b = c, d
    return tuple(reversed(found))


STEPS = {(1, 1): 0.0, (1, 2): 0.4, (2, 1): 0.4, (2, 2): 0.9, (1, 0): 1.5, (0, 1): 1.5}
"""How many sentences go together, and what it costs to believe so."""

MOST = 1000
"""Sentences in a row that are a text. More were sent to harm."""

BAND = 20
"""How many sentences two texts that say the same may be apart on the way."""

STRANGE = 0.7
"""From this logarithm of two lengths' ratio on (a half, or double), they hardly say the same."""


def _near_diagonal(width: int, height: int) -> Iterator[tuple[int, int]]:
    """The places at which a way through both texts may pass, in order."""
    band = BAND + height // width
    for a in range(width + 1):
        middle = a * height // width
        yield from ((a, b) for b in range(max(0, middle - band), min(height, middle + band) + 1))


def _strangeness(expected: float, length: int) -> float:
    """How far a length is from what the whole text has: the logarithm of the ratio.

    Short sentences vary more: ten characters are added to each.
    """
    return abs(log((length + 10) / (expected + 10)))


def mended(line: str, found: str, better: str, locale: str) -> str:
    """A line of a file with words written better, but for code spans and addresses.

    Where other numbers would be read afterwards, the same signs are part of something else:
    百人 is one hundred people, and in 3千5百人 it is not.
    """
    parts = re.split(r"(`+[^`]*`+|\]\([^)]*\)|https?://[!-~]+)", line)
    for at in range(0, len(parts), 2):
        text, start = parts[at], 0
        while found and (start := text.find(found, start)) >= 0:
            before, after = text[:start], text[start + len(found) :]
            near = before[-NUMERAL:], after[:NUMERAL]
            same = _values(found.join(near), locale) == _values(better.join(near), locale)
            start += len(better if same else found)
            text = before + (better if same else found) + after
        parts[at] = text
    return "".join(parts)


NUMERAL = 24
"""Characters beside a place within which a number that it is part of begins and ends."""


def _values(text: str, locale: str) -> list[tuple[object, str]]:
    return [(number.value, number.unit) for number in numbers_in(text, locale)]


def onward(text: str, start: int) -> str:
    """What stands in a text from a place on, to find that place in the file.

    It ends with its line, or where something is blanked. Of a short rest, what comes before is
    taken along: a single digit stands in many places.
    """
    ends = (found for mark in ("\n", BLANK) if (found := text.find(mark, start)) >= 0)
    end = min(ends, default=len(text))
    return text[max(text.rfind("\n", 0, end) + 1, min(start, end - TELLING)) : end]


TELLING = 8
"""Characters by which a place in a text is known again."""
