"""English: its numbers, bounds, modal verbs, negations and hedges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache, lru_cache
from typing import Never

from ..numbers import (
    ANYWHERE,
    CALENDAR,
    LONGEST,
    MEASURES,
    MONTH,
    MONTHS,
    SCALE,
    WIDTH,
    Number,
    Reading,
    circled,
    read_anywhere,
    scan,
)
from ..terms import any_of
from . import WIDE_ID, Phrase, Slip, denied, one_of, phrases, row


def small(text: str) -> str:
    """A text in small letters, as long as it was: İ alone would become two characters.

    Patterns are tried on it: to ignore case takes them three times as long.
    """
    return text.replace("İ", "i").lower()


# ── Sentences ────────────────────────────────────────────────────────────────────────────

ABBREVIATIONS = ("e.g.", "i.e.", "etc.", "vs.", "cf.", "No.", "Art.", "St.", "Inc.", "Mr.", "Ms.")
SENTENCE_END = re.compile(r"[.!?][\"”’')\]]*\s+(?=[A-Z0-9\"“‘'(\[⟨◇])|\n+")


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    found, start = [], 0
    for match in SENTENCE_END.finditer(text):
        if not text[start : match.end()].rstrip().endswith(ABBREVIATIONS):
            found.append(text[start : match.end()].strip())
            start = match.end()
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)


# ── Numbers ──────────────────────────────────────────────────────────────────────────────

SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], start=2
    )
}
SCALES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "k": 1000,
    "m": 10**6,
    "bn": 10**9,
}
ORDINALS = {
    word: value
    for value, word in enumerate(
        [
            "first",
            "second",
            "third",
            "fourth",
            "fifth",
            "sixth",
            "seventh",
            "eighth",
            "ninth",
            "tenth",
            "eleventh",
            "twelfth",
            "thirteenth",
            "fourteenth",
            "fifteenth",
            "sixteenth",
            "seventeenth",
            "eighteenth",
            "nineteenth",
            "twentieth",
        ],
        start=1,
    )
}
PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4} | {
    word: value for word, value in ORDINALS.items() if value > 3
}
WORDS: dict[str, tuple[Fraction, str]] = {
    "once": (Fraction(1), ""),
    "twice": (Fraction(2), ""),
    "thrice": (Fraction(3), ""),
    "both": (Fraction(2), ""),
    "either": (Fraction(2), ""),
    "pair": (Fraction(2), ""),
    "pairs": (Fraction(2), ""),
    "couple": (Fraction(2), ""),
    "double": (Fraction(2), ""),
    "dual": (Fraction(2), ""),
    "triple": (Fraction(3), ""),
    "single": (Fraction(1), ""),
    "dozen": (Fraction(12), ""),
    "half": (Fraction(1, 2), ""),
    "majority": (Fraction(1, 2), ""),
    "quarter": (Fraction(1, 4), ""),
    "latter half": (Fraction(2), ""),
    "quarterly": (Fraction(3), "month"),
    "fortnight": (Fraction(2), "week"),
    "decade": (Fraction(10), "year"),
    "century": (Fraction(100), "year"),
    "noon": (Fraction(720), "time"),
    "midday": (Fraction(720), "time"),
    "midnight": (Fraction(0), "time"),
}
UNITS = {
    "business-day": r"(?:business|working)[ -]days?",
    "day": r"(?:calendar |consecutive |full |whole )?days?",
    "week": r"(?:full |whole )?weeks?",
    "month": r"(?:calendar |full |whole )?months?",
    "age": r"years? of age|years?[ -]olds?|yrs? old",
    "year": r"(?:calendar |full |whole )?years?",
    "hour": r"hours?|hrs?",
    "minute": r"minutes?|mins?",
    "second": r"seconds?|secs?",
    "percent": r"%|per ?cent|percentage points?",
    "dollar": r"(?:US )?dollars?|USD",
    "yen": r"yen|JPY",
    "euro": r"euros?|EUR",
    "pound": r"pounds sterling|GBP",
}
CURRENCIES = {"$": "dollar", "¥": "yen", "￥": "yen", "€": "euro", "£": "pound"}

NAME = "|".join(SMALL)
SPELLED = (
    rf"(?:{NAME}|hundred|thousand|million)(?:[ -](?:and )?(?:{NAME}|hundred|thousand|million"
    r"|billion|trillion))*"
)
NUMERAL = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
UNIT = "|".join(f"(?:{words})" for words in UNITS.values())
PERIOD = "(?:business day|working day|day|week|month|year|hour|minute)"
SPAN = r"(?:(?:business|working|calendar)\s)?(?:day|week|month|year|hour|minute|second|per|%)"

READERS = {
    "always": r"\b24/7\b",
    "fiscal": r"\b(?:FY|fiscal(?:\syear)?|financial\syear)\s?'?(?P<fy_y>\d{4})\b",
    "marker": rf"\((?P<mk_1>\d{{1,2}})\s?\)(?!\s?{SPAN})"
    r"|^[ \t]*(?P<mk_2>\d{1,2})[.)](?!\d)|(?P<mk_3>[①-⑳])",
    **ANYWHERE,
    "stated": rf"\b(?P<st_w>{SPELLED})\s?\((?P<st_n>{NUMERAL})\)"
    rf"(?:[ -]?(?P<st_unit>{UNIT})(?![A-Za-z]))?",
    "part": rf"\b(?:(?P<pt_n>{NAME}|an?)[ -])?(?P<pt_d>half|third|quarter|fourth|fifth|sixth"
    r"|seventh|eighth|ninth|tenth)s?\sof\b"
    rf"|\b(?P<pt_n2>{NAME})[ -](?P<pt_d2>third|quarter|fourth|fifth|sixth|eighth|tenth)s\b",
    "figure": rf"(?P<fg_cur>(?:(?:US|A|C|CA|NZ|HK)?\$|€|£|¥|\b(?:USD|JPY|EUR|GBP)\b)\s?)?"
    rf"(?P<fg_n>{NUMERAL})(?:(?:st|nd|rd|th|s)\b"
    r"|(?:\s?(?P<fg_scale>hundred|thousand|million|billion|trillion|bn)|(?P<fg_k>(?-i:k)))(?![A-Za-z]))?"
    rf"(?:\s\([^)\d]{{3,24}}\))?(?:[ -]?(?P<fg_unit>{UNIT})(?![A-Za-z]))?(?P<fg_glued>[A-Za-z]+)?",
    "spelled": rf"\b(?P<sp_w>{SPELLED})\b(?:[ -]?(?P<sp_unit>{UNIT})(?![A-Za-z]))?",
    "ordinal": r"\b(?P<or_w>" + "|".join(ORDINALS) + r")\b(?![ -]part(?:y|ies)\b)",
    "word": r"\b(?P<wd_w>" + "|".join(WORDS) + r")\b",
    "article": rf"\ban?\s(?P<ar_unit>{PERIOD})s?\b",
}
OPENERS = any_of(
    [
        *(*SMALL, "hundred", "thousand", "million", *ORDINALS, *WORDS, *MONTHS),
        *("a ", "a-", "an ", "an-", "fiscal", "financial", "fy"),
        *("us$", "a$", "c$", "ca$", "nz$", "hk$", "usd", "jpy", "eur", "gbp"),
    ]
)
"""All words that a reader's pattern begins with, but for words with digits in them."""

MASTER = re.compile(
    # Within a word nothing begins, nor with any other word: this is what keeps the search fast.
    rf"(?:(?<![A-Za-z])|(?=\d))(?=[\d①-⑳($€£¥ \t]|{OPENERS}|[a-z][a-z_-]*\d)(?:"
    + "|".join(f"(?P<{name}>{pattern})" for name, pattern in READERS.items())
    + ")",
    re.I | re.M | re.A,
)
UNIT_NAMES = [(name, re.compile(words, re.I)) for name, words in UNITS.items()]
SPOKEN = frozenset(SMALL) | frozenset(SCALES) | frozenset(ORDINALS) | frozenset(WORDS)
DIGIT = re.compile(r"[\d①-⑳]")
BOUNDED_ARTICLE = rf"(?:within|than|over|under|least|most|to|exceed\w*) an? {PERIOD}\b"
GLIMPSE = re.compile(rf"[\d①-⑳]+|\b{BOUNDED_ARTICLE}|[A-Za-z]+", re.I)
FIND_ARTICLE = re.compile(BOUNDED_ARTICLE)


def numbers(text: str) -> tuple[Number, ...]:
    plain = text if text.isascii() else text.translate(WIDTH)
    if not DIGIT.search(plain):
        lower = plain.lower()
        if SPOKEN.isdisjoint(re.findall("[a-z]+", lower)) and not FIND_ARTICLE.search(lower):
            return ()
    hits = (
        hit.span()
        for hit in GLIMPSE.finditer(plain)
        if not hit[0].isalpha() or hit[0].lower() in SPOKEN
    )
    found: list[Number] = []
    for match in scan(MASTER, plain, hits):
        surface = text[match.start() : match.end()].strip()
        said = [
            Number(value, match.start(), match.end(), surface, unit, hard, said=surface)
            for value, unit, hard in _read(match)
        ]
        # Of a date, the bound belongs to the day, or whatever part is the finest.
        found += [*said[:-1], *(_with_bound(number, text, plain) for number in said[-1:])]
        if match.lastgroup == "article" and not found[-1].bound:
            del found[-1]
    return tuple(found)


def _read(match: re.Match[str]) -> Iterator[Reading]:
    """What one match says; of a date, its parts from the year down."""
    part = match.groupdict(default="")
    match match.lastgroup:
        case "always":
            yield from ((Fraction(value), "", False) for value in (24, 7, 365))
        case "fiscal":
            yield Fraction(part["fy_y"]), "fiscal-year", True
        case "marker":
            digits = part["mk_1"] or part["mk_2"] or circled(part["mk_3"])
            yield Fraction(digits), "marker", True
        case "stated":
            unit = _unit_named(part["st_unit"])
            yield _spelled(part["st_w"]), unit, False
            yield _figure(part["st_n"], unit=unit), unit, True
        case "part":
            count, of = (part["pt_n"] or part["pt_n2"]).lower(), part["pt_d"] or part["pt_d2"]
            yield Fraction(SMALL.get(count, 1), PARTS[of.lower()]), "", False
        case "figure" if part["fg_glued"] and part["fg_glued"].lower() not in MEASURES:
            yield match[0].lower(), "", True
        case "figure":
            unit = _unit_named(part["fg_unit"] or part["fg_cur"])
            yield _figure(part["fg_n"], part["fg_scale"] or part["fg_k"], unit), unit, True
        case "spelled":
            yield _spelled(part["sp_w"]), _unit_named(part["sp_unit"]), False
        case "ordinal":
            yield Fraction(ORDINALS[part["or_w"].lower()]), "", False
        case "word":
            yield (*WORDS[part["wd_w"].lower()], False)
        case "article":
            # *A day* is a number only where a bound makes it one: within a day.
            yield Fraction(1), _unit_named(part["ar_unit"]), False
        case _:
            yield from read_anywhere(match)


def _figure(numeral: str, scale: str = "", unit: str = "") -> Fraction | str:
    """A numeral's value; one with a point and nothing after it may be a version: a string."""
    numeral = numeral.replace(",", "")
    if len(numeral) > LONGEST or ("." in numeral and not scale and not unit):
        return numeral
    value = Fraction(numeral if "." in numeral else int(numeral))
    return value * SCALES[scale.lower()] if scale else value


def _spelled(words: str) -> Fraction:
    """*Two hundred and fifty thousand* → 250,000."""
    total, group = 0, 0
    for word in re.split(r"[ -](?:and )?", words.lower()):
        if word == "hundred":
            group = (group or 1) * 100
        elif word in SCALES:
            total, group = total + (group or 1) * SCALES[word], 0
        else:
            group += SMALL[word]
    return Fraction(total + group)


def _unit_named(words: str) -> str:
    """`Business days` → business-day, `US$` → dollar, nothing → `""`."""
    words = words.strip()
    if not words:
        return ""
    if words[-1] in CURRENCIES:
        return CURRENCIES[words[-1]]
    return next(name for name, pattern in UNIT_NAMES if pattern.fullmatch(words))


# ── Bounds ───────────────────────────────────────────────────────────────────────────────

BEFORE = {
    "at-most": r"(?:no|not|never) (?:more|longer|later|older|greater|higher) than"
    r"|(?:not|never) (?:to )?exceed(?:ing)?|up to|at (?:the )?most|within(?: the (?:first|last))?"
    r"|(?:less|fewer|smaller|lower) than or equal to|<=|≤"
    r"|maximum(?: of)?|(?:limited|capped) (?:to|at)|(?:limit|cap) of|as many as",
    "at-least": r"at least|(?:no|not|never) (?:less|fewer|younger|shorter|earlier) than"
    r"|(?:more|greater|larger|higher) than or equal to|>=|≥|minimum(?: of)?",
    "more-than": r"(?:more|greater|older|longer|later|higher|larger) than|over|above"
    r"|exceed(?:s|ed|ing)?|in excess of|upwards? of",
    "less-than": r"(?:less|fewer|younger|shorter|smaller|lower|earlier) than|under|below",
}
BEFORE_DATE = {
    "by": r"by(?: the end of)?|(?:no|not) later than",
    "at-most": r"on or before|through|thru|up to(?: and including)?",
    "until": r"until|till",
    "at-least": r"on or after|from|since|(?:starting|beginning)(?: on| from| in)?|as (?:of|from)",
    "less-than": r"before|prior to|earlier than",
    "more-than": r"after|later than",
}
AFTER = {
    "at-least": r"(?:or|and) (?:more|several|many|older|over|above|higher|greater|up|longer|later"
    r"|after)\b(?! than)|onwards?\b|minimum\b|plus\b|\+",
    "at-most": r"(?:or|and) (?:less|fewer|younger|under|below|lower|shorter|earlier|before)\b"
    r"|or sooner\b|maximum\b",
}
AGE = r"(?:the )?ages?(?: of)? |aged "


FIND_BEFORE = re.compile(
    rf"(?<!\w)(?:{one_of(BEFORE)})(?:[ -]|(?<=[=≤≥]))"
    rf"(?:{AGE}|a total of |about |around |approximately )?$"
)
FIND_BEFORE_DATE = re.compile(rf"\b(?:{one_of(BEFORE_DATE)}) (?:the )?$")
BARE_YEAR = re.compile(r"(?:19|20)\d\d")
YEAR_BOUND = re.compile(r"\b(?:from|since|until|till|through|by|before|prior to|after) $")
OF_THINGS = re.compile(r" (?!is\b|was\b|has\b)[a-z]+s\b")
"""*After 2024* names a year, *after 2024 views* does not."""

FROM_THEN, ONWARD = re.compile(r"\bfrom $"), re.compile(r" on(?:wards?)?\b")
"""What is *from 2024* begins in that year or was made in it; *from 2024 on* it only begins."""

FIND_AFTER = re.compile(rf",?[ -]?(?:of age |old )?(?:{one_of(AFTER)})")
AGED = re.compile(rf"\b(?:{AGE})(?:(?:over|under|above|below) )?$")
PERSONS = re.compile(r"[ -]?(?:or|and) (?:older|younger)\b")
RANGE_BEFORE = re.compile(
    r"(?:\d%?|\d[a-z ]{0,9}) ?(?:[–—~〜-]|\b(?:to|through)\b) ?[$€£¥]?$"
    r"|\bbetween [^.;]{0,24}\d[^.;]{0,12} and [$€£¥]?$"
)
RANGE_AFTER = re.compile(r" ?(?:[–—~〜-]|to) ?[$€£¥]?\d")
BETWEEN = re.compile(r"\bbetween (?:the ages? of )?[$€£¥]?$")
DENIAL = re.compile(
    r"\b(?:not|never|no|none|nobody|nothing|cannot|without|unless|neither|nor)\b|n[’']t\b", re.I
)
APART = re.compile(
    r"^\s*(?:be|yet|even)?\s*$|[;:()]|\b(?:and|or|but|unless|until|because|while)\b", re.I
)
"""Between a bound and a denial: what denies the number itself, or something else."""


def _with_bound(number: Number, text: str, plain: str) -> Number:
    """The number with the bound that the words around it set, and those words as written."""
    if number.unit == "marker" or isinstance(number.value, str):
        return number
    before = small(plain[max(0, number.start - 48) : number.start])
    following = plain[number.end : number.end + 24]
    after = small(following)
    start, end, unit = number.start, number.end, number.unit
    if unit in ("", "year") and (AGED.search(before) or PERSONS.match(after)):
        unit = "age"
    if not unit and BARE_YEAR.fullmatch(plain, start, end) and YEAR_BOUND.search(before):
        unit = "" if OF_THINGS.match(after) else "calendar-year"
        if unit and FROM_THEN.search(before) and not ONWARD.match(after):
            return replace(number, unit=unit, bound="range")
    head = (FIND_BEFORE_DATE if unit in CALENDAR else FIND_BEFORE).search(before)
    tail = FIND_AFTER.match(after)
    between = " and " in following and BETWEEN.search(before)
    if between or RANGE_BEFORE.search(before) or RANGE_AFTER.match(after):
        return replace(number, unit=unit, bound="range")
    if tail:
        bound, end = row(tail), end + tail.end()
    elif head:
        if head[0].startswith("within") and not unit:
            return number
        bound, start = row(head), start - len(before) + head.start()
    elif number.surface.lower() == "majority":
        bound = "more-than"
    else:
        return number if unit == number.unit else replace(number, unit=unit)
    first, last = _around(plain, start, end)
    turned = denied(plain[first:last], (start - first, end - first), DENIAL, APART)
    return replace(number, unit=unit, bound=bound, denied=turned, said=text[start:end].strip())


STOPS = (". ", "; ", "\n")


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence begins and ends that words stand in, as nearly as a few searches tell.

    What is further away than any clause is long has no say.
    """
    low, high = max(0, start - LONGEST), end + LONGEST
    first = max(text.rfind(stop, low, start) for stop in STOPS)
    stops = [at for stop in STOPS if (at := text.find(stop, end, high)) >= 0]
    return max(first + 1, low), min((*stops, high, len(text)))


def bounded(core: str, bound: str, unit: str) -> str:
    aged = unit == "age"
    core = "half" if core.lower() == "majority" else core
    if core[-1:].isdigit() and unit in SCALE:
        core = f"{core} {unit}s"
    return {
        "at-least": f"{core} or {'older' if aged else 'more'}",
        "more-than": f"{'older' if aged else 'more'} than {core}",
        "at-most": f"{core} or {'younger' if aged else 'less'}",
        "less-than": f"under {core}" if aged else f"less than {core}",
        "until": f"until {core}",
        "by": f"by {core}",
    }.get(bound, core)


# ── What a sentence demands ──────────────────────────────────────────────────────────────

MODALS = {
    "need-not": r"""(?:do|does|did)(?: not|n[’']t) (?:have|need) to|need(?: not|n[’']t)(?! to)
        |no need to|(?:nobody|no one) needs? to|no obligation to|under no obligation
        |(?:are|is|be)(?: not|n[’']t) (?:required|obliged|obligated|necessary|needed)""",
    "should-not": r"(?:should|ought)(?: not|n[’']t)",
    "must-not": r"""(?:nobody|no one) (?:may|can|must|should)|(?:must|shall)(?: not|n[’']t| never)
        |(?:are|is|be)(?: not|n[’']t) (?:allowed|permitted|entitled)|(?:are|is) banned
        |prohibit(?:s|ed)?|forbid(?:s|den)?""",
    "only": r"(?:may|can|must|shall) only|only (?:if|where|when)",
    "may-not": r"may not(?! be able)",
    "cannot": r"cannot|(?:can|could)(?: not|n?[’']t)|(?:are|is|be|was|were) (?:not able|unable) to",
    "must": r"""must|shall|(?:have|has) to|(?<!if )(?:you )?needs? to|mandatory|obligatory
        |(?:are|is|be) (?:required|obliged|obligated) to""",
    "should": r"""should|ought to|preferabl[ey]
        |(?:is|are|we) (?:strongly )?(?:recommend(?:ed)?|advis(?:e|ed|able)|encouraged?)""",
    "sometimes": r"""sometimes|some|occasionally|often|usually|typically|generally
        |from time to time|in (?:certain|many|most|limited) (?:cases|circumstances|regions)""",
    "possible": r"might|could|(?:is|are) likely to|possibl[ey]|potentially",
    "can": r"can|may (?:also )?be (?:found|seen|viewed|read|obtained|sent)|(?:are|is|be) able to",
    "may": r"may|(?:are|is|be) (?:allowed|permitted|free|entitled) to",
}
FIND_MODAL = re.compile(rf"(?<!\w)(?:{one_of(MODALS, first='abcdfghimnopstuwy')})\b")

ORDERS = (
    "add|answer|apply|ask|assign|check|choose|compare|confirm|consult|decide|delete|describe|enter"
    "|escalate|exclude|explain|follow|give|hide|ignore|include|judge|keep|label|leave|look|mark"
    "|open|pass|pick|rate|record|refuse|remove|repeat|report|return|review|select|send|show|state"
    "|stop|submit|talk|tell|treat|use|verify|wait|write"
)
"""Verbs that open an instruction. *See*, *visit* and *contact* mostly open an offer."""

NAMED = r"(?-i:(?: [A-Z][\w’'-]*){0,3})"
"""The rest of a name that begins like an order: *Review Checker is a feature*."""

INSTRUCTION = re.compile(
    rf"(?:please |then |always )?(?:{ORDERS})\b"
    rf"(?!{NAMED} (?:is|are|was|were|has|had|does|may|can|must|will|should|of)\b)",
    re.I,
)
ORDER = re.compile(r"(?:please )?(?:do not|don[’']t|never) (?!worry|hesitate)", re.I)
NO_ONE = re.compile(r"\b(?:no|nor|neither|nobody|none|nothing)\b", re.I)


def said(pattern: re.Pattern[str], text: str) -> tuple[Phrase, ...]:
    """As `phrases`, of a pattern in small letters."""
    return tuple(
        Phrase(found.kind, text[found.start : found.start + len(found.words)], found.start)
        for found in phrases(pattern, small(text))
    )


@lru_cache(maxsize=4096)
def modals(sentence: str) -> tuple[Phrase, ...]:
    found = list(said(FIND_MODAL, sentence))
    if any(phrase.kind in ("may", "can") for phrase in found) and FIND_NEGATION.search(
        small(sentence)
    ):
        # *No reader can answer*, *is refused while it can*: leave that may be denied.
        found.append(Phrase("cannot", found[-1].words, found[-1].start))
    if any(phrase.kind == "must" for phrase in found) and NO_ONE.search(sentence):
        found.append(Phrase("must-not", found[-1].words, found[-1].start))
    if order := ORDER.match(sentence):
        found.insert(0, Phrase("must-not", order[0].strip(), 0))
    elif instruction := INSTRUCTION.match(sentence):
        found.insert(0, Phrase("please", instruction[0], 0))
    return tuple(found)


# ── Negation, hedges, periods ────────────────────────────────────────────────────────────

AUXILIARY = """(?:do|does|did|is|are|am|was|were|has|have|had|will|would|shall|should|must
    |may|might|can|could|need|be)"""
FULLY = "(?:all|always|every\\w*|necessarily(?! (?:have|need))|fully|completely|entirely)"
NEGATIONS = {
    # *Not only* denies nothing, and *not unlikely* denies twice.
    "weak": rf"""\b{AUXILIARY} ?not (?:only|just|merely|impossible
        |un(?:altered|like\w+|common|usual))\b""",
    "partial": rf"""\b(?:{AUXILIARY} ?)?(?:\bnot|n[’']t) (?:{FULLY}|both)\b
        |\bonly (?:some|part)\b""",
    "either": rf"\b{AUXILIARY}(?: ?not|n[’']t)\b[^.;]{{0,48}}\b{FULLY}\b",
    "whole": rf"""\b{AUXILIARY} ?not\b|n[’']t\b|^no\b(?![.,])
        |\b(?:never|no longer|nobody|no one|none|neither|nothing)\b""",
    # *No later than* is a bound, and what comes at no cost is 無料.
    "inner": r"""(?:(?<=[,;:–—]\ )|(?<=and\ )|(?<=but\ ))not\b
        (?! (?:only|just|merely|solely|least|to mention)\b)
        |(?<!or )\bno (?!(?:matter|doubt|wonder|sooner|later|earlier|more|less|fewer|other|better
        |worse|greater|older|younger|longer
        |(?:additional |extra |further )?(?:cost|charge|fee))s?\b)(?=[a-z])""",
    "limit": r"\b(?:only|just|merely|solely|alone)\b",
    "hint": r"""\b(?:not?|nor|without|unless|except|other than|rather|instead|too|few\w*
        |less|little|null|outside|beyond|against|until|before|hardly|rarely|seldom|former|apart
        |free (?:of|from)|whatever|whichever|whoever|leav\w+ [^.]{0,40}(?:out|alone|aside)
        |(?<!un)\w+less
        |(?:avoid|refus|fail|declin|den[yi]|prohibit|prevent|stop|lack|illegal|invalid|ceas|exclu
        |reject|los[et]|disclaim|absen|mis[mstu]|refrain|exempt|forb[ia]d|bann|ignor|withh
        |suppress|omit|error|ambigu|non)\w*|out of (?!the (?:box|ordinary)\b)
        |in(?:correct|accura|comple|suffic|capab|eligib|abil|appropr|visib|compat|consist|secur)\w*
        |dis(?:agree|allow|approv|connect|continu|abl|regard|qualif)\w*
        |un(?!der|i[oqtv]|less|til)\w{3,})\b""",
}
FIND_NEGATION = re.compile(rf"(?:\b(?=\w)|(?=n[’']t))(?:{one_of(NEGATIONS)})")

HEDGES = {
    "such-as": r"""\bsuch as\b|\be\.g\.|\betc\b\.?|\band so (?:on|forth)\b|\band the like\b
        |\bamong (?:other(?: thing)?s)\b""",
    "in-principle": r"\bin principle\b|\bas a (?:general )?rule\b",
    "where-possible": r"""\b(?:where|wherever|if|when|whenever|as far as|as much as)
        (?: reasonably)? (?:possible|practicable|feasible)\b
        |\bto the (?:fullest |maximum |greatest )?extent possible\b""",
    "as-appropriate": r"""\b(?:as|where|when) (?:appropriate|needed|necessary|required)\b
        (?! (?:by|under|to|in|for))""",
    "roughly": r"\b(?:approximately|roughly)\b",
    "mainly": r"\b(?:mainly|mostly|primarily|chiefly|principally|predominantly)\b",
}
LIMITS = {
    # *Not only* limits nothing, and *only some* is 一部.
    "only": r"""(?<!not )\b(?:only|solely|exclusively)\b(?! (?:some|part)\b)
        |(?<!not )(?<!without )\b(?:limited|restricted) to\b""",
    "except": r"""\b(?:unless|except(?:s|ing)?|other than|apart from|excluding
        |with the exception of)\b""",
    "as-long-as": r"\b(?:(?:as|so) long as|(?:provided|on (?:the )?condition) that)\b",
}
ANSWERS = {
    "such-as": r"""\b(?:includ\w*|for (?:example|instance)|like|other\w*|similar|related|any
        |examples?|various|kinds?|types?|some|additional|so on)\b|\.\.\.|…""",
    "in-principle": r"\b(?:generally|normally|usually|ordinarily|typically|in general)\b",
    "where-possible": r"""\b(?:possible|reasonabl[ey]|can|practicable|extent|able to|permitted
        |(?:best|reasonable) (?:effort|endeavou?r)s?)\b""",
    "as-appropriate": r"""\b(?:appropriate(?:ly)?|from time to time|necessary|needed|discretion
        |accordingly|suitabl[ey]|properly|promptly)\b""",
    "roughly": r"""\b(?:about|around|nearly|almost|some|generally|largely|broadly|substantially
        |close to|approximat\w+)\b|~""",
    "mainly": r"""\b(?:main|primary|principal|chief|largely|most|core|key|major
        |general(?:ly)?)\b""",
    "only": r"""\b(?:only|just|sole(?:ly)?|alone|mere(?:ly)?|exclusive\w*|limit\w*|restrict\w*
        |unless|until|except\w*|other than|nothing|but|single|exactly|the one|specific\w*
        |particular\w*|simply|purely|itself|enough|own|without|no more than|(?:as|so) long as
        |provided|with your (?:consent|permission)|if you choose|must be)\b""",
    "except": r"""\b(?:unless|except\w*|other\w*|exclu\w*|apart|besides?|without|outside|rather
        |but|else|beyond|only|save|different|another|leav\w+ (?:out|aside)|nor|never|until|instead
        |neither|omit\w*|(?:as|so) long as|provided)\b|\bnon-""",
    "as-long-as": r"""\b(?:long as|provided|if|while|when\w*|where\w*|unless|until|only|extent
        |within|far as|limit\w*)\b""",
}
TRANSLATION = re.compile(
    r"\b(?:courtesy|reference|convenience|unofficial) translation\b"
    r"|\btranslation (?:is|was|has been) (?:provided|made|prepared|given|for)\b"
    r"|\b(?:original|version|text) (?:shall |will )?(?:prevails?|controls?|governs?)\b",
    re.I,
)
"""A note of the translator, which has no counterpart."""

FIND_HEDGE = re.compile(rf"(?<!\w)(?:{one_of(HEDGES, first='aceimprstw')})")
FIND_LIMIT = re.compile(one_of(LIMITS, first="aeloprsuw"))
FIND_ANSWER = {kind: re.compile(one_of({kind: words})) for kind, words in ANSWERS.items()}

PERIODS = {
    "fiscal-year": r"\b(?:fiscal|financial|business|academic|school|budget|tax) year\b|\bfiscal\b"
    r"|\bfy ?'?\d",
    "calendar-year": r"\bcalendar (?:year|half|quarter)\b|\bjanuary (?:to|through|–)",
    "half-year": r"\b(?:first|second) half(?: of (?:the year|\d{4}))\b|\bh[12]\b",
    "quarter": r"\b(?:first|second|third|fourth) quarter\b|\bq[1-4]\b",
}
FIND_PERIOD = re.compile(one_of(PERIODS))
PERIOD_WORDS = ("iscal", "year", "quarter", "half", "FY", "H1", "H2", "Q", "20", "19", "January")
"""No period is named, and no full date, without one of these."""

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
FULL_DATE = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(WEEKDAYS)}),? )?"
    rf"(?:\b(?P<month>{MONTH}) (?P<day>\d{{1,2}})(?:st|nd|rd|th)?"
    rf"|\b(?P<day_2>\d{{1,2}})(?:st|nd|rd|th)? (?P<month_2>{MONTH})),? (?P<year>\d{{4}})\b",
    re.I,
)
YEAR = re.compile(r"\d{4}\b")
FIND_START = re.compile(
    rf"\bwithin (?:the (?P<open>first|last|next) )?(?:{SPELLED}|{NUMERAL})"
    rf"(?: \([^)]*\))?[ -](?:{UNIT})\b"
    r"(?P<counted> (?:of|after|from|following|since|starting|upon|once)\b)?",
    re.I,
)


@lru_cache(maxsize=4096)
def negations(sentence: str) -> tuple[Phrase, ...]:
    # *Do Not Track* is a name.
    found = said(FIND_NEGATION, sentence)
    return tuple(phrase for phrase in found if not phrase.words.endswith(" Not"))


def hedges(text: str) -> tuple[Phrase, ...]:
    return tuple(found for found in said(FIND_HEDGE, text) if not _of_translation(text, found))


def _of_translation(text: str, phrase: Phrase) -> bool:
    """Whether a phrase stands in a sentence on the translation itself, which holds no rule."""
    start, end = _around(text, phrase.start, phrase.start + len(phrase.words))
    return TRANSLATION.search(text, start, end) is not None


def limits(sentence: str) -> tuple[Phrase, ...]:
    return said(FIND_LIMIT, sentence)


def answers(kind: str, text: str) -> bool:
    text = small(text)
    return bool(FIND_ANSWER[kind].search(text)) or any(
        p.kind == kind for p in said(FIND_HEDGE, text)
    )


def periods(text: str) -> tuple[Phrase, ...]:
    if not any(word in text for word in PERIOD_WORDS):
        return ()
    full = FULL_DATE.finditer(text) if YEAR.search(text) else ()
    wrong = (match for match in full if not _exists(match))
    return said(FIND_PERIOD, text) + tuple(
        Phrase("impossible", match[0], match.start()) for match in wrong
    )


def _exists(match: re.Match[str]) -> bool:
    """Whether a calendar has such a day, on the day of the week that is named."""
    part = match.groupdict(default="")
    month = MONTHS[(part["month"] or part["month_2"]).lower().rstrip(".")]
    try:
        named = date(int(part["year"]), month, int(part["day"] or part["day_2"]))
    except ValueError:
        return False
    return part["weekday"].lower() in ("", WEEKDAYS[named.weekday()])


def starts(text: str) -> tuple[Phrase, ...]:
    if "within" not in small(text):
        return ()
    return tuple(
        Phrase("counted" if match["counted"] else "open", match[0], match.start())
        for match in FIND_START.finditer(text)
    )


# ── Writing ──────────────────────────────────────────────────────────────────────────────

WIDE = re.compile(f"{WIDE_ID}|[Ａ-Ｚａ-ｚ０-９]+")


def notation(text: str) -> tuple[Slip, ...]:
    if text.isascii():
        return ()
    found = (Slip(m[0], m[0].translate(WIDTH), m.start()) for m in WIDE.finditer(text))
    return tuple(slip for slip in found if slip.found != slip.better)


def _nothing(_: str, /) -> tuple[Never, ...]:
    return ()


# These are questions of Japanese.
punctuation = plain_endings = foreign = unwritten = variants = _nothing


# ── What binds ────────────────────────────────────────────────────────────────────────────


def _patterns(table: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    """Each kind's words as one pattern; a row may run over several lines."""
    plain = {kind: re.sub(r"\n\s*", "", words) for kind, words in table.items()}
    return {kind: re.compile(rf"\b(?:{words})(?!\w)", re.I) for kind, words in plain.items()}


@cache
def signs() -> dict[str, re.Pattern[str]]:
    """Words that decide what a rule covers, by kind, beside modal verbs, negations and numbers."""
    return _patterns(
        {
            "negation": r"""not|yes|no(?=["'”’]?(?:[.,;:!?)]|$))""",
            "quantifier": r"""(?:per|every|a|an) (?:hour|day|week|month|quarter|year)
            |all|any|every\w*|each|none|at least|at most|up to|no more than
            |no less than|only|solely|always|forever|unlimited|indefinitely|immediately
            |permanent(?:ly)?|temporar(?:y|ily)|partial(?:ly)?|entire(?:ly)?|sole|exclusive(?:ly)?|maximum|minimum
            |repeated(?:ly)?|excessive(?:ly)?|reasonabl[ey]|substantial(?:ly)?|significant(?:ly)?
            |first|previous|prior
            |no(?!\ (?:longer|matter|doubt|need|one|problem|later|more|less|other)\b)(?=\ [a-z])
            |daily|weekly|monthly|yearly""",
            "conjunction": r"""unless|except|provided that|so long as|as long as|until|even if
            |only if
            |notwithstanding|regardless of|with your (?:consent|permission)
            |opt(?:s|ed)?[ -](?:in|out)
            |(?:if|when|where|unless) you (?:choose|opt|enable|allow|consent|agree|turn on)""",
            "scope": r"""exclud\w*|except\w*|other than|outside(?: of)?|without|limited to
            |subject to
            |appl(?:y|ies|ied) to""",
            "modality": r"""right to|reserves? the right|discretion|entitled|oblig\w+
            |permi(?:t|ssion)\w*|allow\w*|prohibit\w*|forb[ia]d\w*|requir\w*|consent\w*|bann?(?:s|ed)?|suspen[ds]\w*
            |terminat\w*|revo[kc]\w*|restrict\w*|remov(?:e|es|ed|al)|delet\w*|refus\w*|reject\w*
            |den(?:y|ies|ied|ial)|declin\w*|exempt\w*|(?:in)?eligib\w*|(?:un)?authori[sz]\w*
            |(?:un)?lawful|(?:il)?legal(?:ly)?|(?:in)?valid|liab\w+|violat\w+|warrant\w*""",
        }
    )


@cache
def faint() -> dict[str, re.Pattern[str]]:
    """Words that do so in a sentence that binds, and are only words in one that explains."""
    return _patterns(
        {
            "quantifier": r"""some|most|many|several|few(?:er)?|both|either|neither|more|less|often
            |usually|generally|typically|sometimes|regularly""",
            "conjunction": r"""or|nor|if|but|while|whether|where|when|before|after|upon|and/or
            |otherwise""",
            "scope": r"""includ\w*|such as|within|whatsoever|for example|e\.g\.|i\.e\.
            |in connection with|relat(?:ed|ing) to|like|similar""",
            "modality": "will|would|shall",
        }
    )


_DONE = """collect gather receive obtain use process share sell disclose transfer send store keep
    retain hold log record track monitor measure scan review moderate check analyze analyse combine
    associate link rank notify email inform tell publish resolve settle enforce accept assign
    license grant recommend personalize target prioritize give put post respond answer"""
_DEALT = """remove delete suspend terminate block ban restrict limit reduce hide blur demote label
    flag warn charge bill renew refund pay close lock disable deactivate memorialize forfeit lose
    expire end refuse reject take escalate demonetize age-restrict"""
_NOUN = r"(?:\ (?!(?:for|of|to|in|on|with|and|or|by|at|from)\b)\w+){1,3}?"
_ADVERB = r"""(?:(?:may|will|might|do|does|did|also|only|always|never|not|then|still|just|\w+ly
    |by default,?|as|by)\ )*"""


_IDLE = r"takes?\ (?:(?:\w+\ )?(?:care|measures|steps)|(?:\w+\ ){1,3}seriously)\b"
"""No deed: *we take steps*, *we take your privacy seriously*."""


def _forms(verb: str) -> Iterator[str]:
    """A verb as it stands after a subject, and as it is done to somebody."""
    stem = verb.removesuffix("e")
    yield verb + ("es" if verb.endswith(("s", "sh", "ch", "x")) else "s")
    if verb.endswith("y") and verb[-2] not in "aeiou":
        yield from (verb[:-1] + "ies", verb[:-1] + "ied")
    yield from (verb, stem + "ed", verb + verb[-1] + "ed")


def _stated(verbs: str, done: str) -> str:
    """A pattern for what somebody does (*we share*) and for what is done (*are shared*)."""
    forms = "|".join(form for verb in verbs.split() for form in _forms(verb))
    passive = f"{forms}|{'|'.join(done.split())}"
    return rf"""(?<!that\ )(?<!which\ )(?<!how\ )(?<!what\ )
        (?<!data\ )(?<!information\ )(?<!requests\ )
        \b(?:[Ww]e|[Tt]hey|[Ii]t|[A-Z][\w’']+
        |[Oo]ur{_NOUN}|(?:[Tt]he|[Yy]our){_NOUN}\ (?:may|will|can))\ {_ADVERB}
        (?!{_IDLE})(?:{forms})\b
        |\b(?:is|are|be|been|being|was|were|gets?)\ {_ADVERB}(?:{passive})\b"""


_DEED = (
    _stated(_DEALT, "hidden taken lost shut paid")
    + r"|\barbitrat\w*|\bjurisdiction\w*|\bcourts?\ of\b|\blaws?\ of\b|\bgovern(?:s|ed\ by)?\b"
)
"""What happens to a post, an account or somebody's money: *posts are hidden*, *we charge*."""


@cache
def binding() -> re.Pattern[str]:
    """What binds somebody without a modal verb: it addresses people, allows, denies, or follows."""
    return re.compile(
        r"""\b(?:you|users?|customers?|members?|anyone|someone|visitors?|reporters?|authors?
            |accounts?|posts?|content|contributors?|developers?|employees?|vendors?)\b[^.;]{0,60}\bmay\b
            |\b(?:we|[A-Z][a-z]+)\ (?:may|will|can|reserves?)\b[^.;]{0,40}\b(?:suspend
            |terminat|remov|delet|stop|refus|disabl|limit|restrict|revok|cancel|clos|block|ban|reject|deny|charg|modif)
            |\b(?:do|does|will)\ not\ (?:allow|permit|accept|tolerate|support)|\bnot\ allowed
            |\bprohibit|\bforbid
            |\bneeds?\b|\brequired\b|\bagree\b|\bconsent\b|\byour\ (?:sole\ )?responsib
            |\bentitled\b|\bright\ to\b|\bretain(?:ed)?\b|\bwarrant|\bliable|\bdisclaim
            |\bavailable\ (?:in|to|only|for)\b|\beligib|\b(?:is|are)\ (?:allowed|permitted|banned
            |covered|excluded|exempt)|\b(?:limited|restricted)\ to\b
            |\bappl(?:y|ies)\ to\b|\bexceptions?\b|\bcovers?\b
            |\b(?:may|will)\ (?:also\ )?(?:share|sell|disclose|collect|publish)
            |"""
        + _DEED,
        re.X,
    )


@cache
def practice() -> re.Pattern[str]:
    """What is done with people's posts, accounts, data and money: a statement of it binds."""
    return re.compile(
        _stated(_DONE, "sold sent kept held given made shown told known")
        + r"|\b(?:sharing|selling|disclosing|transferring|disclosures?|transfers?)\b"
        r"(?!\ (?:setting|preference|option|button))|\b[Bb]y\ default\b",
        re.X,
    )


@cache
def joined() -> re.Pattern[str]:
    """What joins the items of a list within a sentence."""
    return re.compile(r",|\b(?:and|or|nor|plus)\b")


@cache
def when() -> re.Pattern[str]:
    """What begins words that say when, where, for whom or how."""
    return re.compile(
        r"\b(?:in|on|at|for|with|within|by|from|before|after|during|when|where|if|who|that|which)\b",
        re.I,
    )
