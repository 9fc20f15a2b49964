"""Numbers as facts, whatever language said them, and what two texts do not share.

A language module reads numbers out of a text; what is compared here knows no language.
Digits are hard: they must stand on the other side in some form. Words (*two*, 二つ) are soft:
they can answer for a digit, but need no answer, since translations drop "two kinds of".
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import TypeAlias

WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | dict.fromkeys(
    (0x3000, 0xA0, 0x2009, 0x202F), 0x20
)
"""Full-width forms and odd spaces to ASCII, one character for one: offsets stay true."""

SCALE = {
    "second": ("seconds", 1),
    "minute": ("seconds", 60),
    "hour": ("seconds", 3600),
    "day": ("seconds", 86_400),
    "week": ("seconds", 604_800),
    "month": ("months", 1),
    "year": ("months", 12),
}
"""What a unit of time is made of. A month has no fixed number of days; a working day none."""

CALENDAR = frozenset({"calendar-year", "fiscal-year", "month-of-year", "day-of-month", "time"})
MONEY = frozenset({"dollar", "yen", "euro", "pound"})
COUNTED = frozenset({"", "count"})

DENIED = {
    "at-least": "less-than",
    "less-than": "at-least",
    "more-than": "at-most",
    "at-most": "more-than",
    "until": "more-than",
    "by": "more-than",
}
"""The bound that is left when a bound is denied: *not older than 18* is *18 or younger*."""

Key: TypeAlias = Fraction | str | tuple[str, Fraction]


@dataclass(frozen=True, slots=True)
class Number:
    """A number in a text, with its unit and the side of it that is meant.

    `value` is a string for what is compared as written: versions, telephone numbers, ids.
    `unit` is one of `SCALE`, `CALENDAR` or `MONEY`, or age, business-day, percent, quarter,
    half-year, count, marker (the number of a list item or heading), or `""`. A time of day is in
    minutes.
    `bound` is `""`, range, or one of `DENIED`; `denied` says that its sentence holds a
    negation, which may turn the bound round: *clause* where the only one stands in the clause
    of the number, *sentence* otherwise. `said` is the number with the words of its bound.
    """

    value: Fraction | str
    start: int
    end: int
    surface: str
    unit: str = ""
    hard: bool = True
    bound: str = ""
    denied: str = ""
    said: str = ""

    @property
    def keys(self) -> frozenset[Key]:
        """All that this number equals: two numbers that share a key say the same."""
        return frozenset(keys(self))


def keys(number: Number) -> Iterator[Key]:
    value, unit = number.value, number.unit
    if isinstance(value, str):
        yield value
        if re.fullmatch(r"\d+\.\d*[1-9]", value):
            yield Fraction(value)
        return
    if unit == "time":
        yield unit, value % 1440
        return
    yield value
    if unit in SCALE:
        base, factor = SCALE[unit]
        yield base, value * factor
    if unit == "percent":
        yield "ratio", value / 100
    elif 0 < value < 1:
        yield "ratio", value
    if unit in COUNTED and value.denominator == 1:
        # Of things that are counted, more than one is two or more.
        edge = {"more-than": 1, "at-least": 0, "less-than": -1, "at-most": 0}.get(number.bound)
        if edge is not None:
            yield "from" if number.bound in ("more-than", "at-least") else "to", value + edge


def unmatched(
    left: Iterable[Number], right: Iterable[Number]
) -> tuple[tuple[Number, ...], tuple[Number, ...]]:
    """The numbers of each side that the other does not have in any form.

    The numbers of list items must be answered by such numbers, as often as they stand, and
    only where both sides number their items by hand; where one side does, its own must run on.
    Two soft numbers of one unit that find no answer contradict each other (*three days*, 五日).
    """
    left, right = tuple(left), tuple(right)
    # The usual case, and the quick one. Only to these units an equal value may be no answer.
    plain = all(number.unit not in ("marker", "time") for number in (*left, *right))
    if plain and [number.value for number in left] == [number.value for number in right]:
        return (), ()
    lonely_left, lonely_right = lonely(left, right), lonely(right, left)
    units = {n.unit for n in lonely_left} & {n.unit for n in lonely_right} & SCALE.keys()
    return (
        tuple(n for n in lonely_left if n.hard or n.unit in units),
        tuple(n for n in lonely_right if n.hard or n.unit in units),
    )


def lonely(side: tuple[Number, ...], other: tuple[Number, ...]) -> tuple[Number, ...]:
    """The numbers of one side that find no answer on the other, soft ones included."""
    items = tuple(number for number in side if number.unit == "marker")
    answers = Counter(number.value for number in other if number.unit == "marker")
    both = bool(items) and bool(answers)
    known = frozenset[Key]().union(
        *(number.keys for number in other if not (both and number.unit == "marker"))
    )
    astray = misnumbered(items)
    alone = []
    for number in side:
        if number.unit != "marker":
            lost = not known or known.isdisjoint(number.keys)
        elif both:
            lost = not answers[number.value]
            answers[number.value] -= not lost
        else:
            lost = number in astray
        if lost:
            alone.append(number)
    return tuple(alone)


def misnumbered(items: tuple[Number, ...]) -> tuple[Number, ...]:
    """The items of a list that do not follow the one before; a new list begins at 1."""
    return tuple(
        item
        for before, item in pairwise(items)
        if isinstance(before.value, Fraction) and item.value not in (before.value + 1, 1)
    )


def matched(
    left: Iterable[Number], right: Iterable[Number]
) -> Iterator[tuple[tuple[Number, ...], tuple[Number, ...]]]:
    """The numbers that both sides have, grouped by what they say, in the left's order."""
    left, right = tuple(left), tuple(right)
    if not left or not right:
        return
    # The usual case again: other keys are asked for only where there is more to match.
    units = {number.unit for number in (*left, *right)}
    if len(left) == len(right) == 1 and left[0].value == right[0].value and "time" not in units:
        yield left, right
        return
    ours = [(number, number.keys) for number in left]
    theirs = [(number, number.keys) for number in right]
    done: set[int] = set()
    for at, (_, said) in enumerate(ours):
        if at in done:
            continue
        same = [place for place, (_, keys) in enumerate(ours) if keys & said]
        answers = tuple(n for n, keys in theirs if keys & said)
        done.update(same)
        if answers:
            yield tuple(left[place] for place in same), answers


def edges(number: Number) -> frozenset[tuple[str, Fraction | str]]:
    """The lines that a number may draw; two numbers agree where they share one.

    A bound that may be denied draws its reverse, too. Of whole things, more than 1 and at least
    2 are the same line. *By* a day and *until* a day differ; a day *or earlier* may be either.
    A range may be worded in any way: it draws every line.
    """
    bounds = {number.bound} | ({DENIED[number.bound]} if number.denied else set())
    return frozenset(line for bound in bounds for line in _lines(number, bound))


def boundary(number: Number) -> frozenset[tuple[str, Fraction | str]]:
    """The place between two numbers where a bound parts them; nothing for a number without one.

    18 or older and under 18 meet at the same place, just below 18.
    """
    if number.bound == "range":
        return frozenset()
    below = dict.fromkeys(("at-least", "less-than"), "below")
    sides = below | dict.fromkeys(("more-than", "at-most", "until", "by"), "above")
    return frozenset((sides[bound], value) for bound, value in edges(number) if bound in sides)


def _lines(number: Number, bound: str) -> Iterator[tuple[str, Fraction | str]]:
    value = number.value
    if bound == "range":
        yield from ((name, value) for name in ("", *DENIED))
        return
    yield bound, value
    if isinstance(value, Fraction) and number.unit in COUNTED and value.denominator == 1:
        if bound == "more-than":
            yield "at-least", value + 1
        elif bound == "less-than":
            yield "at-most", value - 1
    if number.unit in CALENDAR and bound == "at-most":
        yield from (("by", value), ("until", value))
    elif number.unit not in CALENDAR and bound in ("by", "until"):
        yield "at-most", value


# ── What is written alike in texts of any language ───────────────────────────────────────

Reading: TypeAlias = tuple[Fraction | str, str, bool]
"""A value, its unit, and whether it is hard."""

MONTHS = {
    name: value
    for value, names in enumerate(
        [
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ],
        start=1,
    )
    for name in names.split()
}
MONTH = "(?:" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\b\.?"
MEASURES = frozenset(
    [
        "kb",
        "mb",
        "gb",
        "tb",
        "km",
        "cm",
        "mm",
        "kg",
        "mg",
        "ml",
        "px",
        "pt",
        "ms",
        "bps",
        "kbps",
        "mbps",
        "gbps",
        "hz",
        "mhz",
        "ghz",
        "dpi",
        "x",
    ]
)
"""Units that are written against their number, and mean the same in every language."""

ANYWHERE = {
    "iso": r"(?<![\d/-])(?P<iso_y>\d{4})[-/](?P<iso_m>0[1-9]|1[0-2])[-/](?P<iso_d>[0-3]\d)"
    r"(?![\d-])",
    "phone": r"(?<![\w.])\d{1,4}(?:[-‑–]\d{2,5}){2,}(?!\w)",
    "month_first": rf"\b(?P<mf_m>{MONTH})\s(?P<mf_d>\d{{1,2}})(?:st|nd|rd|th)?\b"
    r"(?:,?\s(?P<mf_y>\d{4})\b)?",
    "day_first": r"(?<!\w)(?P<df_d>\d{1,2})(?:st|nd|rd|th)?(?:\sof)?\s"
    rf"(?P<df_m>{MONTH})(?:,?\s(?P<df_y>\d{{4}})\b)?",
    "month_year": rf"\b(?P<my_m>{MONTH})(?:\sof)?,?\s(?P<my_y>\d{{4}})\b",
    "clock": r"(?<![\w:.])(?P<cl_h>[01]?\d|2[0-4])(?::(?P<cl_m>[0-5]\d)(?::[0-5]\d)?)?"
    r"\s?(?P<cl_half>[ap])\.?m\b\.?",
    "clock_24": r"(?<![\w:.])(?P<ck_h>[01]?\d|2[0-4]):(?P<ck_m>[0-5]\d)(?::[0-5]\d)?(?![\w:])",
    "period": r"\b(?-i:(?P<pe_q>Q)(?=[1-4])|H(?=[12]))(?P<pe_n>\d)\b",
    "id": r"(?<![\w.-])(?!(?:mid|pre|post|non|sub|over|under|top|ages?|aged|act|art|no|vol)-?\d)"
    r"(?-i:[A-Z][A-Za-z]*(?:[-_][A-Z][A-Za-z]*)*[-_]?|[a-z]+)\d[A-Za-z0-9]*(?:[-_.]\d+)*",
    "dotted": r"(?<![\w.])\d+(?:\.\d+){2,}(?:-\w+)?(?!\w)",
    "fraction": r"(?<![\w/.])(?P<fr_n>\d{1,3})/(?P<fr_d>[1-9]\d{0,2})(?![\w/])",
}
"""Patterns by name, for `re.ASCII | re.IGNORECASE`; `read_anywhere` reads their matches."""


def read_anywhere(match: re.Match[str]) -> Iterator[Reading]:
    """What a match of one of `ANYWHERE` says; of a date, its parts from the year down."""
    part = match.groupdict(default="")
    match match.lastgroup:
        case "iso":
            yield Fraction(part["iso_y"]), "calendar-year", True
            yield Fraction(part["iso_m"]), "month-of-year", True
            yield Fraction(part["iso_d"]), "day-of-month", True
        case "month_first":
            yield from date(part["mf_y"], part["mf_m"], part["mf_d"])
        case "day_first":
            yield from date(part["df_y"], part["df_m"], part["df_d"])
        case "month_year":
            yield from date(part["my_y"], part["my_m"], "")
        case "clock":
            hour = int(part["cl_h"]) % 12 + (12 if part["cl_half"] in "pP" else 0)
            yield Fraction(60 * hour + int(part["cl_m"] or 0)), "time", True
        case "clock_24":
            yield Fraction(60 * int(part["ck_h"]) + int(part["ck_m"])), "time", True
        case "period":
            yield Fraction(part["pe_n"]), "quarter" if part["pe_q"] else "half-year", True
        case "id" | "phone":
            yield re.sub(r"[^0-9a-z.]", "", match[0].lower()), "", True
        case "dotted":
            yield match[0].lower(), "", True
        case "fraction":
            yield Fraction(int(part["fr_n"]), int(part["fr_d"])), "", True


def date(year: str, month: str, day: str) -> Iterator[Reading]:
    if year:
        yield Fraction(year), "calendar-year", True
    yield Fraction(MONTHS[month.lower().rstrip(".")]), "month-of-year", True
    if day:
        yield Fraction(day), "day-of-month", True


LONGEST = 200
"""Signs in a row that may be one number. More are a line drawn with 一, or were sent to harm."""


def scan(
    pattern: re.Pattern[str], text: str, hits: Iterable[tuple[int, int]]
) -> Iterator[re.Match[str]]:
    """The matches of a pattern near the places where a number was glimpsed, in order.

    A pattern with many alternatives is slow at every place where nothing stands, so it is
    tried only from a few words before a glimpse to where the glimpse ends.
    """
    done = 0
    for start, end in hits:
        if end - start > LONGEST:
            continue
        position = max(done, start - 24)
        while position < end and (match := pattern.search(text, position, end + 48)):
            if match.start() >= end:
                break
            yield match
            position = done = match.end()


def circled(digit: str) -> int:
    """① → 1."""
    return ord(digit) - ord("①") + 1


DIGITS = re.compile(r"(?<!\d)\d{1,3}(?: \d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*")


def digits(text: str) -> tuple[Number, ...]:
    """The numbers of a text in a language nobody has described: digits, and nothing more.

    Separators of thousands are dropped and a decimal comma becomes a point: 10.000, 10,000,
    10 000 and 10000 are one number, and so are 1,5 and 1.5.
    """
    return tuple(
        Number(plain(match[0]), *match.span(), text[match.start() : match.end()])
        for match in DIGITS.finditer(text.translate(WIDTH))
    )


def plain(numeral: str) -> Fraction | str:
    """A numeral's value; one with several points that part no thousands stays a string.

    So does one that is longer than any number: Python reads no more than 4,300 digits.
    """
    if len(numeral) > LONGEST:
        return numeral
    numeral = numeral.replace(" ", "")
    if re.fullmatch(r"\d{1,3}([.,])\d{3}(?:\1\d{3})*", numeral):
        return Fraction(re.sub(r"[.,]", "", numeral))
    if parted := re.fullmatch(r"(\d{1,3}(?:([.,])\d{3})+)(?!\2)[.,](\d+)", numeral):
        numeral = re.sub(r"[.,]", "", parted[1]) + "." + parted[3]
    point = numeral.replace(",", ".")
    return point if point.count(".") else Fraction(point)
