"""Two wordings of one text as a redline: what stays, what goes and what comes, in whole words.

Sentences are paired first, then the words within them: morphemes in Japanese, for a diff by
characters would cut words in two and one by white space would mark half the line.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby, pairwise

from .languages import BLANK, language, numbers_in

FOLDED = 3
"""Characters of an equal text between two changes up to which the three are one change: a
reader types a phrase, not the letters between two particles."""

UNLIKE = 0.4
"""Share of equal characters below which two sentences are no versions of one another."""

LARGEST = 400_000
"""Words of the one text times words of the other up to which they are compared word by word,
and sentences likewise: a fraction of a second. Longer ones are shown whole."""


LONGEST = 5_000
"""Characters of a sentence up to which its words are looked at: a longer one is a table of data."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a redline: the words before and after. Equal ones stay, an empty one is none.

    `marks` says what of weight differs in it: number, negation, modality.
    """

    old: str
    new: str
    marks: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing changed here."""
        return self.old == self.new


@lru_cache(maxsize=1024)
def redline(old: str, new: str, locale: str) -> tuple[Piece, ...]:
    """The pieces of two texts in order: their `old` joined is one text, their `new` the other.

    No piece ends within a word, a link, a code span, a placeholder, or a number and its counter.
    """
    if old == new:
        return (Piece(old, new),) if old else ()
    ours, theirs = sentences(old, locale), sentences(new, locale)
    found: list[Piece] = []
    for one, other in _paired(ours, theirs, locale):
        found += [Piece(one, other)] if one == other else _within(one, other, locale)
    return tuple(_joined(found))


def whole(piece: Piece, locale: str) -> Piece:
    """A piece with its marks: what of weight its words demand, deny or count."""
    return Piece(piece.old, piece.new, _marks((piece,), 0, locale))


# ── Sentences ────────────────────────────────────────────────────────────────────────────


def sentences(text: str, locale: str) -> tuple[str, ...]:
    """The sentences of a text with the space behind them, so that they join to the text."""
    known = language(locale)
    starts = [0]
    for sentence in known.sentences(text) if known else text.splitlines():
        place = text.find(sentence, starts[-1])
        if place < 0:
            return (text,)
        behind = _SPACE.match(text, place + len(sentence))
        starts.append(behind.end() if behind else place + len(sentence))
    ends = (*starts[1:], len(text))
    return tuple(text[a:b] for a, b in zip(starts, ends, strict=True) if a < b)


_SPACE = re.compile(r"\s+")


def _paired(old: Sequence[str], new: Sequence[str], locale: str) -> Iterator[tuple[str, str]]:
    """The sentences side by side, in order; "" beside one that has no other version."""
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    yield from zip(old[:head], new[:head], strict=True)
    ours, theirs = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(ours) * len(theirs) > LARGEST:
        yield "".join(ours), "".join(theirs)
    else:
        for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
            if tag == "equal":
                yield from zip(ours[a:b], theirs[c:d], strict=True)
            else:
                yield from _likest(ours[a:b], theirs[c:d], locale)
    yield from zip(old[len(old) - tail :], new[len(new) - tail :], strict=True)


def _shared(old: Sequence[str], new: Sequence[str]) -> int:
    """How many items two sequences begin with together."""
    pairs = enumerate(zip(old, new, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(old), len(new)))


def _likest(old: Sequence[str], new: Sequence[str], locale: str) -> Iterator[tuple[str, str]]:
    """Sentences between two that are equal: the likest go together, in their order."""
    counted = [[Counter(words(text, locale)) for text in side] for side in (old, new)]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    like: dict[tuple[int, int], float] = {}
    for a in range(len(old) - 1, -1, -1):
        for c in range(len(new) - 1, -1, -1):
            score = _common(counted[0][a], counted[1][c])
            like[a, c] = score if score >= UNLIKE else 0.0
            together = best[a + 1][c + 1] + like[a, c]
            best[a][c] = max(together, best[a + 1][c], best[a][c + 1])
    a = c = 0
    while a < len(old) and c < len(new):
        if like[a, c] and best[a][c] == best[a + 1][c + 1] + like[a, c]:
            yield old[a], new[c]
            a, c = a + 1, c + 1
        elif best[a][c] == best[a + 1][c]:
            yield old[a], ""
            a += 1
        else:
            yield "", new[c]
            c += 1
    yield from ((text, "") for text in old[a:])
    yield from (("", text) for text in new[c:])


def _common(old: Counter[str], new: Counter[str]) -> float:
    """Which share of two texts stands in words of both: 0 to 1."""
    return _share(_weight((old & new).elements()), _weight(old.elements()), _weight(new.elements()))


def _share(both: int, old: int, new: int) -> float:
    return 2 * both / (old + new) if old + new else 1.0


def _weight(some: Iterable[str]) -> int:
    """How much of a text some words are: their characters, but an address is one."""
    return sum(len(_ADDRESS.sub("@", word)) for word in some if word.strip())


_ADDRESS = re.compile(r"(?<=\]\()[^()\s]+|<[^<>]*>|(?:https?://|www\.)[!-~]+")


# ── Words ────────────────────────────────────────────────────────────────────────────────

ATOM = re.compile(
    r"""!?\[[^\[\]\n]*\]\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)    # a link, a picture
    |(`+)[^`\n]+\1                                # a code span
    |<[A-Za-z/!][^<>\n]*>                         # a tag, an address in angles
    |(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+
    |\{\{[^{}\n]*\}\}|\$?\{[^{}:\n][^{}\n]*\}|⟨[^⟨⟩\n]*⟩|%\(\w+\)[sd]|%[sd]\b       # a placeholder
    |(?<![A-Za-z0-9])[A-Za-z0-9]+(?:[-_.][A-Za-z0-9]+)+                     # an id, a version
    |第?[\d０-９]+(?:条|項|号)(?:の[\d０-９]+)+                        # an article put in later
    |[$€£¥]?\d+(?:[.,:/]\d+)*[%％]?""",
    re.X | re.ASCII,
)
"""What is read as one sign. Numbers of a language are found by its own module besides."""

_WORD = re.compile(r"[぀-ヿ㐀-鿿豈-﫿]|[^\W_぀-ヿ㐀-鿿豈-﫿]+(?:['’][^\W_]+)*|\s+|.", re.S)


@lru_cache(maxsize=4096)
def words(text: str, locale: str) -> tuple[str, ...]:
    """The words, signs and spaces of a sentence, which join to it; one sign stays whole."""
    if len(text) > LONGEST:
        return (text,)
    borders = {0, len(text), *_borders(text, locale)}
    found = sorted(_atoms(text, locale))
    borders.update(place for span in found for place in span)
    for start, end in found:
        borders.difference_update(range(start + 1, end))
    ordered = sorted(borders)
    return tuple(text[a:b] for a, b in pairwise(ordered))


def _japanese(locale: str) -> bool:
    return re.split("[-_]", locale)[0].lower() == "ja"


def _borders(text: str, locale: str) -> Iterator[int]:
    """Where words begin and end."""
    if not _japanese(locale):
        yield from (match.end() for match in _WORD.finditer(text))
        return
    from .words import morphemes

    for morpheme in morphemes(text):
        yield from (morpheme.start, morpheme.end)


def _atoms(text: str, locale: str) -> Iterator[tuple[int, int]]:
    """Where a link, a code span, a placeholder, or a number with its counter stands."""
    yield from (match.span() for match in ATOM.finditer(text))
    if _japanese(locale):
        yield from _counted(text)
        yield from ((n.start, n.end) for n in numbers_in(text, locale) if n.hard)


_DIGIT = re.compile(r"[\d０-９〇一二三四五六七八九十百千万億兆]")


def _counted(text: str) -> Iterator[tuple[int, int]]:
    """Each number in Japanese with what counts: 第3条の2, 18歳, 3か月間."""
    from .words import morphemes

    found = morphemes(text)
    number = 0
    while number < len(found):
        start = number
        if found[number].surface == "第":
            number += 1
        digits = number
        while number < len(found) and _numeral(found[number].surface, found[number].pos):
            number += 1
        if number == digits:
            number = start + 1
            continue
        while number < len(found) and (
            "助数詞" in found[number].pos
            or "助数詞可能" in found[number].pos
            or (found[number].pos[:1] == ("接尾辞",) and found[number].surface in "間目以")
            or _numeral(found[number].surface, found[number].pos)
        ):
            number += 1
        yield found[start].start, found[number - 1].end


def _numeral(surface: str, pos: tuple[str, ...]) -> bool:
    return "数詞" in pos or all(_DIGIT.match(sign) for sign in surface)


# ── Within a sentence ────────────────────────────────────────────────────────────────────


def _within(old: str, new: str, locale: str) -> list[Piece]:
    """The pieces of two versions of a sentence, or one of all where they have little in common."""
    alone = [whole(Piece(old, new), locale)]
    if not old or not new:
        return alone
    ours, theirs = words(old, locale), words(new, locale)
    if len(ours) * len(theirs) > LARGEST:
        return alone
    steps = _steps(ours, theirs)
    both = sum(_weight(ours[a:b]) for a, b, c, d in steps if ours[a:b] == theirs[c:d])
    if _share(both, _weight(ours), _weight(theirs)) < UNLIKE:
        return alone
    found = [Piece("".join(ours[a:b]), "".join(theirs[c:d])) for a, b, c, d in steps]
    folded = _joined(_folded(found))
    return [
        piece if piece.same else Piece(piece.old, piece.new, _marks(folded, number, locale))
        for number, piece in enumerate(folded)
    ]


Step = tuple[int, int, int, int]
"""From where to where in the words of each text: equal ones, or those that change."""


def _steps(old: Sequence[str], new: Sequence[str]) -> list[Step]:
    """The words of two texts step by step. What only comes or goes begins where a phrase does.

    `A、B、C` from `A、C` may have gained `、B` or `B、`: a writer puts in the second.
    """
    steps = [step for _, *step in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()]
    for number in range(1, len(steps) - 1):
        a, b, c, d = steps[number]
        if (a == b) == (c == d):
            continue
        start, end, side = (c, d, new) if a == b else (a, b, old)
        before, after = steps[number - 1], steps[number + 1]
        most = min(before[1] - before[0], end - start), min(after[1] - after[0], end - start)
        left = right = 0
        while left < most[0] - 1 and side[start - 1 - left] == side[end - 1 - left]:
            left += 1
        while right < most[1] - 1 and side[start + right] == side[end + right]:
            right += 1
        slid = max(
            range(-left, right + 1), key=lambda by: (_phrased(side, start + by, end + by), -abs(by))
        )
        before[1], before[3] = before[1] + slid, before[3] + slid
        steps[number] = [place + slid for place in (a, b, c, d)]
        after[0], after[2] = after[0] + slid, after[2] + slid
    return [(a, b, c, d) for a, b, c, d in steps]


def _phrased(side: Sequence[str], start: int, end: int) -> int:
    """How well a phrase begins and ends at two places: after a sign or a space, before none."""
    return (side[start - 1] in _STOPS) + (side[end - 1] in _STOPS) - (side[start] in _STOPS)


_STOPS = frozenset("、。，．,.;:；： 　\n「」（）()・")


def _folded(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces, of which short equal ones between changes are part of the change."""
    for number, piece in enumerate(pieces):
        between = 0 < number < len(pieces) - 1
        if piece.same and between and len(piece.old) <= FOLDED and not _kept(piece.old):
            yield Piece(piece.old, piece.new, ("folded",))
        else:
            yield piece


_kept = re.compile(r"[\d０-９。．.!?！？]").search


def _joined(pieces: Sequence[Piece] | Iterator[Piece]) -> list[Piece]:
    """Neighbours of one kind as one piece. What is folded belongs to its change."""

    def stays(piece: Piece) -> bool:
        return piece.same and not piece.marks

    joined = []
    for _, group in groupby(pieces, key=stays):
        some = list(group)
        marks = dict.fromkeys(mark for piece in some for mark in piece.marks if mark != "folded")
        old, new = ("".join(side) for side in zip(*((p.old, p.new) for p in some), strict=True))
        joined.append(Piece(old, new, tuple(marks)))
    return joined


# ── What QA must see ─────────────────────────────────────────────────────────────────────

Weight = tuple[str, str, int, int]
"""What of weight stands in a text: its mark, what it says, and from where to where."""


def _marks(pieces: Sequence[Piece], number: int, locale: str) -> tuple[str, ...]:
    """What of weight one of the pieces has on one side and not on the other."""
    sides: list[Counter[tuple[str, str]]] = []
    for side in _SIDES:
        start = sum(len(side(piece)) for piece in pieces[:number])
        end = start + len(side(pieces[number]))
        text = "".join(side(piece) for piece in pieces)
        sides.append(
            Counter((m, said) for m, said, a, b in _weights(text, locale) if a < end and start < b)
        )
    differing = {mark for mark, _ in (*(sides[0] - sides[1]), *(sides[1] - sides[0]))}
    return tuple(mark for mark in MARKS if mark in differing)


MARKS = ("number", "negation", "modality")
"""What is marked, in the order in which it is told."""

_SIDES: tuple[Callable[[Piece], str], ...] = (lambda piece: piece.old, lambda piece: piece.new)


_coded = re.compile(r"(?!!?\[).*[A-Za-z`]").match


@lru_cache(maxsize=1024)
def _weights(text: str, locale: str) -> tuple[Weight, ...]:
    # The digits of an id, a code span or an address count nothing.
    text = ATOM.sub(lambda sign: BLANK * len(sign[0]) if _coded(sign[0]) else sign[0], text)
    found: list[Weight] = [
        ("number", f"{n.value} {n.unit} {n.bound}", n.start, n.end)
        for n in numbers_in(text, locale)
        if n.unit != "marker"
    ]
    known = language(locale)
    if known:
        for mark, phrases in (
            ("negation", known.negations(text)),
            ("modality", known.modals(text)),
        ):
            found += [
                (mark, phrase.kind, phrase.start, phrase.start + len(phrase.words))
                for phrase in phrases
                if phrase.kind not in ("weak", "please", "invited", "sometimes")
            ]
    return tuple(found)
