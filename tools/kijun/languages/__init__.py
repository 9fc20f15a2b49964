"""What kijun knows about each language: one module a language, named by its code.

Adding a language is adding a module here that has the functions of `Language`. A locale
whose language has no module gets the checks that need no knowledge of a language.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import import_module
from itertools import accumulate, product
from math import log
from typing import TYPE_CHECKING, Protocol, cast

from ..model import Aligned, Passage
from ..numbers import Number, digits


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words in a text that mean something of a kind: `must-not`, `such-as`, `partial`."""

    kind: str
    words: str
    start: int


@dataclass(frozen=True, slots=True)
class Slip:
    """Words that are written wrongly, and what they should be. Both stand on one line."""

    found: str
    better: str


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
        """Kinds: whole (its main verb is denied), partial (*not all*), either (may be read
        as whole or partial), hint (any other negative), weak (it only looks like one)."""

    def hedges(self, text: str, /) -> tuple[Phrase, ...]:
        """Words that widen or soften a rule.

        Kinds: such-as, in-principle, where-possible, as-appropriate, roughly, mainly.
        """

    def answers(self, kind: str, text: str, /) -> bool:
        """Whether a text has words for a kind of hedge, if only such as need not be one."""

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


@lru_cache(maxsize=8192)
def prose(passage: Passage) -> str:
    """A passage's text in which code spans and addresses are blanked."""
    text = passage.text
    for code in passage.codes:
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
    """The passages as one text, a passage a line."""
    return "\n".join(map(prose, passages))


def alike(part: Aligned) -> bool:
    """Whether both sides are blocks of the same kinds: a lost list has no sentences to match."""
    return {passage.tag for passage in part.source} == {passage.tag for passage in part.target}


@lru_cache(maxsize=1024)
def side_by_side(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Sentences of two languages that say the same: one and one, or one and two.

    They keep their order, so the shortest way through both is found by length alone, as Gale
    and Church did (1993): what is long in one language is long in the other. A sentence that
    has no partner of a fitting length is left out, for then nobody knows what answers it.
    """
    if len(left) == len(right) == 1:
        return ((left[0], right[0]),)
    if not left or not right:
        return ()
    ends = tuple(tuple(accumulate(map(len, side), initial=0)) for side in (left, right))
    ratio = ends[1][-1] / ends[0][-1]
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for here in product(range(len(left) + 1), range(len(right) + 1)):
        for step, toll in STEPS.items():
            before = here[0] - step[0], here[1] - step[1]
            if before in best:
                cost = best[before][0] + toll
                cost += _strangeness(ends, before, here, ratio)
                if here not in best or cost < best[here][0]:
                    best[here] = cost, before
    here, path = (len(left), len(right)), []
    while here in best and here != (0, 0):
        path.append((best[here][1], here))
        here = best[here][1]
    found = []
    for before, here in reversed(path):
        ours, theirs = left[before[0] : here[0]], right[before[1] : here[1]]
        if ours and theirs and _strangeness(ends, before, here, ratio) < STRANGE:
            found.append((" ".join(ours), " ".join(theirs)))
    return tuple(found)


STEPS = {(1, 1): 0.0, (1, 2): 0.4, (2, 1): 0.4, (2, 2): 0.9, (1, 0): 1.5, (0, 1): 1.5}
"""How many sentences go together, and what it costs to believe so."""

STRANGE = 0.7
"""From this logarithm of two lengths' ratio on (a half, or double), they hardly say the same."""


def _strangeness(
    ends: tuple[tuple[int, ...], ...], start: tuple[int, int], end: tuple[int, int], ratio: float
) -> float:
    """How far two lengths are from what the whole text has: the logarithm of the ratio.

    `ends` are the characters up to the end of each sentence, from the text's beginning.
    """
    ours, theirs = (side[end[at]] - side[start[at]] for at, side in enumerate(ends))
    # Short sentences vary more: ten characters are added to each.
    return abs(log((theirs + 10) / (ours * ratio + 10))) if ours and theirs else 0.0


def mended(line: str, found: str, better: str) -> str:
    """A line of a file with words written better, but for code spans and addresses."""
    parts = re.split(r"(`+[^`]*`+|\]\([^)]*\)|https?://[!-~]+)", line)
    parts[::2] = [part.replace(found, better) for part in parts[::2]]
    return "".join(parts)


def around(text: str, words: str) -> str:
    """The line of a text that holds the words, to point at; its first line where none does."""
    lines = text.split("\n")
    return next((line for line in lines if words in line), lines[0])
