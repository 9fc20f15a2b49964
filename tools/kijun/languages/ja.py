"""Japanese: its numbers, bounds, modality, negation and hedges, and how it is written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from fractions import Fraction
from functools import cache, lru_cache
from operator import itemgetter
from unicodedata import normalize

from ..numbers import (
    ANYWHERE,
    CALENDAR,
    LONGEST,
    MEASURES,
    SCALE,
    WIDTH,
    Number,
    Reading,
    circled,
    read_anywhere,
    scan,
)
from ..words import Morpheme, morphemes
from . import WIDE_ID, Phrase, Slip, denied, one_of, phrases, row

# ── Sentences ────────────────────────────────────────────────────────────────────────────

OPENING, CLOSING = "「『（(【", "」』）)】"
SENTENCE_MARK = re.compile(rf"[{OPENING}{CLOSING}。！？!?\n]")
SENTENCE_END = re.compile(r"(?<=[。！？!?\n])")
OPENED = re.compile(f"[{OPENING}]")


@lru_cache(maxsize=4096)
def sentences(text: str) -> tuple[str, ...]:
    """Cut after 。！？ and at line ends, but not within brackets."""
    found, start, depth = [], 0, 0
    if not OPENED.search(text):
        return tuple(sentence for part in SENTENCE_END.split(text) if (sentence := part.strip()))
    for match in SENTENCE_MARK.finditer(text):
        mark = match[0]
        if mark in OPENING:
            depth += 1
        elif mark in CLOSING:
            depth = max(0, depth - 1)
        elif mark == "\n" or not depth:
            found.append(text[start : match.end()].strip())
            start, depth = match.end(), 0
    found.append(text[start:].strip())
    return tuple(sentence for sentence in found if sentence)


# ── Numbers ──────────────────────────────────────────────────────────────────────────────

ONES = {numeral: value for value, numeral in enumerate("〇一二三四五六七八九")} | {"零": 0}
TENS = {"十": 10, "百": 100, "千": 1000}
MYRIADS = {"万": 10**4, "億": 10**8, "兆": 10**12}
ERAS = {"明治": 1867, "大正": 1911, "昭和": 1925, "平成": 1988, "令和": 2018}
"""The year before each era's first."""

ERA_ENDS = {
    "明治": date(1912, 7, 30),
    "大正": date(1926, 12, 25),
    "昭和": date(1989, 1, 7),
    "平成": date(2019, 4, 30),
}
WORDS: dict[str, tuple[Fraction, str]] = {
    "過半数": (Fraction(1, 2), ""),
    "半数": (Fraction(1, 2), ""),
    "半分": (Fraction(1, 2), ""),
    "半額": (Fraction(1, 2), ""),
    "半年": (Fraction(6), "month"),
    "半月": (Fraction(15), "day"),
    "半日": (Fraction(12), "hour"),
    "両方": (Fraction(2), ""),
    "両者": (Fraction(2), ""),
    "両": (Fraction(2), ""),
    "双方": (Fraction(2), ""),
    "ダース": (Fraction(12), ""),
    "正午": (Fraction(720), "time"),
    "元年": (Fraction(1), "year"),
}
UNITS = {
    "business-day": "営業日",
    "day": "日間|日(?![本曜常付時程誌光])",
    "week": "週間|週(?![末刊])",
    "month": "[かカヵヶケ箇]月間?",
    "fiscal-year": "年度",
    "year": "年間|周年|年",
    "age": "歳|才(?!能)",
    "hour": "時間",
    "minute": "分間|分(?![のけ野類析離散布配担])",
    "second": "秒間?",
    "percent": "%|パーセント",
    "dollar": "(?:米|US)?ドル|USD",
    "yen": "円(?![滑満形])|JPY",
    "euro": "ユーロ|EUR",
    "pound": "英?ポンド|GBP",
    "count": "つ|人|名(?![前称誉義])|件(?!名)|回|個|台|本|枚|社(?![会員内])|種類?|段階|点|階|倍|桁"
    "|文字|語|行(?![為動政きうっわい])|列|ページ|頁|項目?|条|章|号|[かカヵヶ箇](?:国|所)|要素|方向"
    "|重|通り?|番目|位(?!置)|度(?!合)|世代|言語|次|者択一",
}
CURRENCIES = {"$": "dollar", "¥": "yen", "€": "euro", "£": "pound"}

KANJI = "[〇零一二三四五六七八九十百千]"
SPELLED = f"{KANJI}+(?:[万億兆]{KANJI}*)*"
DIGITS = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
MYRIAD = r"(?:\s?[万億兆]|[十百千](?!葉)[万億兆]?)"
NUMERAL = f"{DIGITS}(?:{MYRIAD}{DIGITS})*{MYRIAD}?"
EITHER = rf"(?:{DIGITS}|{KANJI}+)"
UNIT = "|".join(f"(?:{words})" for words in UNITS.values())


def _month_pattern(prefix: str) -> str:
    """A month, perhaps with a day; groups carry a prefix, since none may occur twice."""
    return (
        rf"(?P<{prefix}_m>{EITHER})\s?月(?![額間次刊])(?:\s?(?P<{prefix}_d>{EITHER})\s?日(?!間))?"
    )


READERS = {
    "always": r"24\s?時間\s?(?:365\s?日|年中無休)",
    "dated": rf"(?:(?P<dt_e>{'|'.join(ERAS)})\s?(?P<dt_ey>元|{EITHER})"
    rf"|(?<!\d)(?P<dt_y>\d{{4}}|{KANJI}{{4}}))"
    rf"\s?年(?P<dt_f>度)?(?:\s?{_month_pattern('dt')})?",
    "month_day": rf"(?<![\d数]){_month_pattern('md')}",
    "clock_ja": rf"(?P<cj_half>午前|午後)?\s?(?P<cj_h>{EITHER})\s?時(?![間点期代刻給限速差短])"
    r"(?:(?P<cj_30>半)|\s?(?P<cj_m>\d{1,2})\s?分(?![間の]))?",
    "half_day": r"(?P<hd_half>午前|午後)\s?(?P<hd_h>\d{1,2}):(?P<hd_m>\d{2})",
    "part": rf"(?P<pt_d>{NUMERAL}|{SPELLED})\s?分の\s?(?P<pt_n>{NUMERAL}|{SPELLED})",
    "quarter": r"第?\s?(?P<qu_n>[1-4一二三四])\s?四半期",
    "half_year": "(?<!以)(?P<hf_w>[上下])半?期(?![間限待])",
    "tenths": rf"(?P<tn_w>{DIGITS}|{KANJI})\s?割(?![合り当])"
    rf"(?:\s?(?P<tn_b>{DIGITS}|{KANJI})\s?分)?",
    "marker": rf"\((?P<mk_1>\d{{1,2}})\)(?!\s?(?:{UNIT}))|^[ \t]*(?P<mk_2>\d{{1,2}})[.)](?!\d)"
    # A list that lost the space after its markers has run together: …権利 2.データの….
    r"|(?<![\w.$¥€£])(?P<mk_4>\d{1,2})\.(?=[^\d\s])|(?P<mk_3>[①-⑳])",
    **ANYWHERE,
    "figure": rf"(?P<fg_cur>(?:(?:US)?\$|€|£|¥|\b(?:USD|JPY|EUR|GBP)\b)\s?)?(?P<fg_n>{NUMERAL})"
    rf"(?:(?:st|nd|rd|th)\b|\s?(?P<fg_unit>{UNIT})|(?P<fg_glued>[A-Za-z]+))?",
    "counted": rf"(?<![数何第])(?!十分(?![間以前後ご]))(?P<ct_w>{SPELLED})\s?(?P<ct_unit>{UNIT})",
    "ordinal": rf"第(?P<or_w>{SPELLED})(?!者)",
    "word": "|".join(WORDS).join(("(?P<wd_w>", ")")),
}
MASTER = re.compile(
    # Nothing begins with another character: this is what keeps the search fast.
    r"(?=[\w$€£¥( \t①-⑳〇零一二三四五六七八九十百千第明大昭平令午過半上下両双ダ正元])(?:"
    + "|".join(f"(?P<{name}>{words})" for name, words in READERS.items())
    + ")",
    re.I | re.M | re.A,
)
UNIT_NAMES = [(name, re.compile(words, re.I | re.A)) for name, words in UNITS.items()]
WIDE = re.compile("[\uff01-\uff5e\u3000\u00a0\u2009\u202f]")
GLIMPSE = re.compile("[0-9①-⑳〇零一二三四五六七八九十百千両半]+|元年|正午|双方|ダース|[上下]半?期")

MANY_ONES = frozenset({"count", "day", "week", "month", "year", "hour", "minute", "second"})
"""Units of which a Japanese 1 may render nothing but an English *a*."""


def numbers(text: str) -> tuple[Number, ...]:
    plain = text.translate(WIDTH) if WIDE.search(text) else text
    hits = (hit.span() for hit in GLIMPSE.finditer(plain))
    found: list[Number] = []
    for match in scan(MASTER, plain, hits):
        surface = text[match.start() : match.end()].strip()
        said = [
            Number(value, match.start(), match.end(), surface, unit, hard, said=surface)
            for value, unit, hard in _read(match)
        ]
        # Of a date, the bound belongs to the day, or whatever part is the finest.
        found += [*said[:-1], *(_with_bound(number, text, plain) for number in said[-1:])]
    return tuple(found)


def _read(match: re.Match[str]) -> Iterator[Reading]:
    """What one match says; of a date, its parts from the year down."""
    part = match.groupdict(default="")
    match match.lastgroup:
        case "always":
            yield from ((Fraction(value), "", False) for value in (24, 7, 365))
        case "dated":
            unit = "fiscal-year" if part["dt_f"] else "calendar-year"
            if part["dt_e"]:
                year = _valued(part["dt_ey"]) + ERAS[part["dt_e"]]
                yield year, unit, part["dt_ey"].isdigit()
            else:
                yield _valued(part["dt_y"]), unit, part["dt_y"].isdigit()
            yield from _month(part["dt_m"], part["dt_d"])
        case "month_day":
            yield from _month(part["md_m"], part["md_d"])
        case "clock_ja":
            minutes = 30 if part["cj_30"] else _valued(part["cj_m"])
            yield (
                _clock(part["cj_half"], _valued(part["cj_h"]), minutes),
                "time",
                part["cj_h"].isdigit(),
            )
        case "half_day":
            yield (
                _clock(part["hd_half"], _valued(part["hd_h"]), _valued(part["hd_m"])),
                "time",
                True,
            )
        case "part":
            parts = _valued(part["pt_d"])
            if parts:
                yield _valued(part["pt_n"]) / parts, "", part["pt_d"][0].isdigit()
        case "quarter":
            yield _valued(part["qu_n"]), "quarter", part["qu_n"].isdigit()
        case "half_year":
            yield Fraction("上下".index(part["hf_w"]) + 1), "half-year", True
        case "tenths":
            percent = _valued(part["tn_w"]) * 10 + _valued(part["tn_b"])
            yield percent, "percent", part["tn_w"][0].isdigit()
        case "marker":
            digits = part["mk_1"] or part["mk_2"] or part["mk_4"] or circled(part["mk_3"])
            yield Fraction(digits), "marker", True
        case "figure" if part["fg_glued"] and part["fg_glued"].lower() not in MEASURES:
            yield match[0].lower(), "", True
        case "figure":
            unit = _unit_named(part["fg_unit"] or part["fg_cur"])
            value = _figure(part["fg_n"], unit)
            yield value, unit, value != 1 or unit not in MANY_ONES
        case "counted":
            yield _valued(part["ct_w"]), _unit_named(part["ct_unit"]), False
        case "ordinal":
            yield _valued(part["or_w"]), "", False
        case "word":
            yield (*WORDS[part["wd_w"]], False)
        case _:
            yield from read_anywhere(match)


def _month(name: str, day: str) -> Iterator[Reading]:
    if name:
        yield _valued(name), "month-of-year", name.isdigit()
    if day:
        yield _valued(day), "day-of-month", day.isdigit()


def _clock(half: str, hour: Fraction, minutes: Fraction | int) -> Fraction:
    """Minutes after midnight. 25時 is one o'clock of the next day; 午後12時 is taken for noon."""
    if half == "午後" and hour < 12:
        hour += 12
    return (60 * hour + minutes) % 1440


def _valued(numeral: str) -> Fraction:
    """17万5千 → 175,000; 二〇二四 → 2024; 十八 → 18; 元 → 1; nothing → 0."""
    if numeral.isascii() and numeral.isdigit():
        return Fraction(int(numeral))
    total = group = Fraction(0)
    figure: Fraction | int | None = None
    for token in re.findall(r"\d+(?:\.\d+)?|\S", numeral.replace(",", "").replace("元", "1")):
        if token in MYRIADS:
            total += (group + (figure or 0) or 1) * MYRIADS[token]
            group, figure = Fraction(0), None
        elif token in TENS:
            group += (1 if figure is None else figure) * TENS[token]
            figure = None
        elif token in ONES:
            figure = (figure or 0) * 10 + ONES[token]
        else:
            figure = Fraction(token)
    return total + group + (figure or 0)


def _figure(numeral: str, unit: str) -> Fraction | str:
    """A numeral's value; one with a point and nothing after it may be a version: a string."""
    numeral = numeral.replace(",", "")
    if len(numeral) > LONGEST or (not unit and re.fullmatch(r"\d+\.\d+", numeral)):
        return numeral
    return _valued(numeral)


def _unit_named(words: str) -> str:
    """営業日 → business-day, `US$` → dollar, nothing → `""`."""
    words = words.strip()
    if not words:
        return ""
    if words[-1] in CURRENCIES:
        return CURRENCIES[words[-1]]
    return next(name for name, pattern in UNIT_NAMES if pattern.fullmatch(words))


# ── Bounds ───────────────────────────────────────────────────────────────────────────────

AFTER = {
    "at-most": "以下|以内|[をが](?:上限|限度|最大)|に制限|を?[超越]え(?:ない|ず|なければ|ません)",
    "at-least": "以上|以降|以後|を下回ら(?:な|ず)|を下らな|より少なくな"
    "|、?(?:または|又は|あるいは|もしくは|若しくは|か)(?:それ以[上降]|複数)",
    "more-than": "を?超|を?越え|を?上回|より(?:も)?(?:多|長|大き|高)|を過ぎ",
    "less-than": "未満|に満た|を?下回|より(?:も)?(?:少な|短|小さ|低)",
}
AFTER_DATE = {
    "at-most": "以前|以内",
    "by": "まで(?:の間)?に",
    "until": "まで",
    "at-least": "以降|以後|以来|から|より(?![前後もの])",
    "less-than": "(?:の|より)?前(?![後述半日])",
    "more-than": "(?:の|より)?(?:翌日以降|後(?!半))|を過ぎ",
}
BEFORE = {
    "at-least": "少なくとも|最低(?:でも|限)?|最短|最小|>=|≧|≥",
    "at-most": "<=|≦|≤|最大|最長|最高|最多|多くとも|多くても|長くとも|遅くとも"
    "|上限(?:は|を|が|額は)?",
}


THINGS = "(?:[ァ-ヺー]{2,12}|[一-龠]{1,3})?"
"""What is counted may stand between the number and its bound: 3アカウント以上, 8引数以上."""

FIND_AFTER = re.compile(rf"\s?(?:間|の間)?\s?{THINGS}\s?(?:{one_of(AFTER)})")
FIND_AFTER_DATE = re.compile(rf"\s?(?:{one_of(AFTER_DATE)})")
FIND_UP_TO = re.compile(r"\s?(?:間)?まで")
FIND_BEFORE = re.compile(
    rf"(?:{one_of(BEFORE)})(?:(?:で|でも)?、?\s?(?:合計|計|約)?\s?|(?<=とも|でも|ても)[^、。\d]{{0,10}})$"
)
TILDE = "[〜～~–—-]|ないし|乃至"
HALF = "(?:午前|午後)?"
RANGE_AFTER = re.compile(
    rf"\s?(?:{TILDE})\s?{HALF}[\d$¥€]|\s?から\s?{HALF}[$¥€]?\d[^。、]{{0,16}}?まで"
)
RANGE_BEFORE = re.compile(rf"\d\s?[^\s\d、。]{{0,3}}\s?(?:{TILDE})\s?{HALF}[$¥€]?$")
RANGE_START = re.compile(rf"\d[^。、]{{0,12}}から\s?{HALF}[$¥€]?$")
DENIAL = re.compile(
    "(?<!変わり)(?<!変わら)(?<!問い)(?<!問わ)(?<!構い)(?<!構わ)(?<!かまい)(?<!かまわ)"
    "(?:ない|ません|なけれ|なく|ず[、にと。]|ぬ|禁止|不可|お断り|除[きく]|以外)"
    "(?<!なければなりません)(?<!なければならない)"
)
APART = re.compile(
    "^[でじ](?:は|も|ゃ)?$|[;()]|[てでりがしず]、|または|又は|もしくは|および|及び|かつ"
)
"""Between a bound and a denial: what denies the number itself, or something else."""

REQUIRED = re.compile("[^、。]{0,8}な(?:ければ|くては|いと|い限り)[^。]*(?:ない|ません)")
"""18歳以上でなければ…できません demands the bound, and denies it no more than *only* does."""


def _with_bound(number: Number, text: str, plain: str) -> Number:
    """The number with the bound that the words around it set, and those words as written."""
    if number.unit == "marker" or isinstance(number.value, str):
        return number
    before = plain[max(0, number.start - 16) : number.start]
    after = plain[number.end : number.end + 24]
    start, end = number.start, number.end
    closes = RANGE_START.search(before) and FIND_UP_TO.match(after)
    if closes or RANGE_AFTER.match(after) or RANGE_BEFORE.search(before):
        return replace(number, bound="range")
    dated = number.unit in CALENDAR
    tail = (FIND_AFTER_DATE if dated else FIND_AFTER).match(after)
    head = FIND_BEFORE.search(before)
    if tail:
        bound, end = row(tail), end + tail.end()
    elif head:
        bound, start = row(head), start - len(before) + head.start()
    elif number.surface == "過半数":
        bound = "more-than"
    elif upto := FIND_UP_TO.match(after):
        bound, end = "at-most", end + upto.end()
    else:
        return number
    first, last = _around(plain, start, end)
    turned = ""
    if not REQUIRED.match(plain, end, last):
        turned = denied(plain[first:last], (start - first, end - first), DENIAL, APART)
    return replace(number, bound=bound, denied=turned, said=text[start:end].strip())


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Where the sentence begins and ends that words stand in, as nearly as two searches tell.

    What is further away than any clause is long has no say.
    """
    low, high = max(0, start - LONGEST), end + LONGEST
    first = max(text.rfind("。", low, start), text.rfind("\n", low, start))
    stops = [at for stop in "。\n" if (at := text.find(stop, end, high)) >= 0]
    return max(first + 1, low), min((*stops, high, len(text)))


NAMED = {
    "business-day": "営業日",
    "day": "日",
    "week": "週間",
    "month": "か月",
    "year": "年",
    "hour": "時間",
    "minute": "分",
    "second": "秒",
    "age": "歳",
    "percent": "%",
}
"""The word for a unit that a number has lost."""


def bounded(core: str, bound: str, unit: str) -> str:
    # 過半数 has its bound in itself: half or more is 半数以上, more than half is 過半数.
    core = core.replace("過半数", "半数")
    if core == "半数" and bound == "more-than":
        return "過半数"
    inside = "以内" if unit in SCALE or unit == "business-day" else "以下"
    if core[-1:].isdigit():
        core += NAMED.get(unit, "")
    return core + {
        "at-least": "以降" if unit in CALENDAR else "以上",
        "more-than": "より後" if unit in CALENDAR else "を超える",
        "at-most": "以前" if unit in CALENDAR else inside,
        "less-than": "より前" if unit in CALENDAR else "未満",
        "until": "まで",
        "by": "までに",
    }.get(bound, "")


# ── What a sentence demands ──────────────────────────────────────────────────────────────

RATHER = "(?:より|さらに|一層|非常に|とても|特に|最も|極めて|きわめて)?"
"""危険性が(より)高い states how great it is, and not that something may be."""

MODALS = {
    "need-not": """義務(?:を|も)負(?:わな|わず|いませ|うもの|うことは)
        |(?:必要|義務)(?:は|が|も)?(?:(?:あり|ござい)ません|な[いく])
        |なくて(?:も)?(?:よい|良い|いい|かまい|構い|差し支え)|(?:ずと|ずに|なくて)もよ|不要""",
    "should-not": """べきで(?:は)?(?:な[いく]|ありません)|べからず|望ましくな
        |(?:推奨|お(?:勧|すす)め)(?:し|され|でき)(?:ません|ない)""",
    "must": """(?:なければ|なくては|ねば|ないと)(?:なり|いけ)?(?:ません|なら|な[いら])|しなければ
        |ざるを得|(?<!の)必要が(?:あり|ある|ござい)|必要(?:と(?:し|なり|され)|です)
        |義務(?:が(?:あ|課)|付け|づけ|を負)|必須|求められ|要します|(?:する|行う|とる|取る)こと(?=。|$)""",
    "must-not": """[てで](?:は|も)?(?:なり|いけ)(?:ません|な[いら])|禁止|禁じ
        |ないで(?:ください|下さい)|ないこと(?=。|$|と)|ないもの(?=と(?:する|し(?!て)|され|いたし|致し))|(?:ご?遠慮|お?控え)(?:くだ|下さ|願)
        |許(?:され|可し)(?:ません|ない)|認め(?:られ)?て?い?(?:ません|ない)
        |(?:許可|許容)されて?(?:いま|お(?:らず|りま))|[はがも]不可(?![欠分能避])""",
    "invited": "[おご][^、。をにで]{1,8}(?:ください|下さい)",
    "please": "(?:ください|下さい)|お願い(?:いた|致)?します",
    "only": "できるのは|に限(?:り|ら|定)|(?:のみ|だけが?|しか)[^。]{0,12}でき",
    "cannot": "(?:でき|出来)(?:ません|ない|かね|ず)|られません|えません|得ません|不可能",
    "should": """望ましい|べき|推奨(?:し|され|いたし)(?:ます|てい)
        |お(?:勧|薦|奨|すす)め(?:し|いた|です)|(?:方|ほう)が(?:よい|良い|いい)|努め""",
    "possible": f"""場合[がも](?:あり(?!ませ)|ある|ござい(?!ませ))
        |(?<!た)(?<!たい)(?:こと|とき|時)[がも](?:あり(?!ませ)|ある)
        |(?:おそれ|恐れ|虞|可能性|危険性)[がもの](?!な[いくけ]|ありませ|ござい|{RATHER}[高低増減])
        |かもしれ|かねま|かねない|(?:し|あり|なり|れ|え)得(?:る|ます)""",
    "may": """ても(?:よ|良|い[いで])|ても?(?:かま|構|差し支え)|でも(?:よ[いく]|良い|かまい|構い)
        |差し支え(?:あり|な)|(?:でき|出来)(?:る|ます|ました)|可能(?!性)
        |(?:許可|許諾|許容|認め)(?:し|され|られ|て)|権利[がを]|自由に""",
}
"""The order matters: なければなりません is a duty before ません is anything."""

FIND_MODAL = re.compile(
    one_of(
        MODALS,
        first="義必なずべ望推おごく下しざ求要すて禁許認遠控はがも下おでら不出に方ほ努場こと時恐虞可危か得えあれ権自差だの薦奨勧",
    )
)


@lru_cache(maxsize=4096)
def modals(sentence: str) -> tuple[Phrase, ...]:
    return phrases(FIND_MODAL, sentence)


# ── Negation, hedges, periods ────────────────────────────────────────────────────────────

EVERY = "(?:すべて|全て|全部|全員|両方|いつも|常に|完全に?)"
NEGATIONS = {
    # Phrases that look like a negation and are none, or deny twice.
    "weak": """(?:なければ|なくては|ねば|ないと)(?:なり|いけ|なら)?(?:ません|ない)|ざるを得
        |忘れ(?:な|ません|ず)|取るに足[らり]|かもしれ(?:ません|ない)|に(?:他|ほか)な[らり]|かかわらず
        |に過ぎ(?:ません|ない)|やむを得|(?:かま|構)(?:いません|わない)
        |差し支え(?:[はが]?(?:あり|ござい)ません|な)|(?:過言|までも|ほか)(?:では|は)?(?:ありません|な)""",
    "hint": "[問と](?:いません|わ[なず])|変わ(?:りません|らな|らず)",
    "partial": f"とは(?:限|かぎ)|必ずしも|{EVERY}[^。、]{{0,30}}わけで|一部(?:のみ|だけ|しか)",
    "either": f"わけでは(?:な|あり)|というわけ|{EVERY}は[^。]{{0,30}}(?:ない|ません)",
    "whole": """(?:ません|ない|ぬ)(?:でした)?
        (?:こと|もの(?:とし|です)?|(?:ように)?[しで]?て?(?:ください|下さい|いま)?|ます)?[」』）)]*[。！]?$
        |(?:ない|ません|なかった)(?:です|でしょう|もの|こと)(?:と?[しな]ます)?。?$
        |禁止(?:です|され(?:てい)?ます|します)?。?$|(?:ない|ません)(?:ので|から)""",
    # しか and だけでは stand with a denial that counts by itself.
    "limit": "のみ|だけ(?!では|で?な)|に限[りるらっ定]",
    "hint-2": """(?<!少)(?<!危)ない|ません|なかっ|な[くけし](?!で|み|ら)|なし[でに]|いいえ|どうでも
        |だけで(?:は)?な[くい]|のみならず
        |[かきさたらわがせけてれえべ]ず(?![っしれつ])|ざる|ぬ(?=[、。こも])|禁|拒|かね(?!ば)|上限|以外|除[いくき]|限[りるらっ定]|避|控え|対象外|心配|不安
        |失敗|違[いうっえ]|誤[りっ]|やめ|止め|省[きくい略]|断[りるっ]|免[れじ除]|否[定認め]|欠[くけい]|防[ぐぎい]|失[いうわ効]
        |停止|中止|廃止|無(?![断許制料罪差])|未(?!成年|満|来|遂)|非(?!公開|常|人間|営利)
        |不(?:可|要|明|能|在|十分|足|備|同意|一致|完全|正確)""",
}
FIND_NEGATION = re.compile(
    one_of(
        NEGATIONS,
        first="なねざかにだのや構差過まほ忘取どう少危失違誤省止問と変必すて全両い常完わと一まぬ禁いきさたらがせけれえべ拒以し上避控対心不除限断免否欠防失停中廃無未非",
    )
)

NO_POINTER = r"""(?!(?:の(?:詳細|詳しい|情報)|に(?:ついて|関して))[^。\n]{0,40}
        (?:こちら|ご覧|お読み|参照(?:して|くだ|下さ|願)))"""
"""など before 〜の詳細はこちら points to more to read, and widens no rule."""

HEDGES = {
    # 等 is no hedge in 平等 or 等級, nor in the name of an act.
    "such-as": f"""など{NO_POINTER}|(?<![平同均対不高上中初劣何彼我吾親優一二三特])等
        (?![し級号価身分間式質高親圧]|[一-龠ァ-ヶー]{{0,16}}(?:法|規則|令|条例)){NO_POINTER}""",
    "in-principle": "原則(?:として|的に|、)",
    "where-possible": "可能な(?:限り|範囲)|できる(?:限り|かぎり|だけ)|なるべく|極力",
    "as-appropriate": "適宜",
    "roughly": r"おおむね|概ね|おおよそ|およそ|約(?=\s?[0-9０-９])",
    "mainly": "主に|主として|おもに",
}
DEMANDED = """[^。]{0,30}(?:ください|下さい|なければ|できる|できます|[てで]も[よか]|なりません
    |ものとし|べき)"""
LIMITS = {
    # だけ limits where something is demanded or allowed. 画像だけの投稿 tells what there is.
    "only": f"""のみ(?!なら)|しか(?![もし])(?=[^。]{{0,20}}(?:な[いくか]|ません))
        |に限(?:って|り(?!な|ません)|る(?!こと|もの|わけ)|られ(?!な|ませ|ず)
        |定(?:する|した|して|し、|し(?=ま)(?!ません)|され(?!な|ませ|ず)))
        |(?<!でき)(?<!いた)(?<![れ頂日度回])だけ(?!で[はな])(?={DEMANDED})""",
    "except": "(?<![削取])(?<!取り)除[いくき]|(?<!れ)以外|(?:ない|ぬ)限り",
    "as-long-as": "(?<![にな])(?<!できる)(?<!知る)(?<!見る)限り",
}
ANSWERS = {
    "such-as": """といった|のよう[なに]|ような|たとえば|例えば|例[：:）)に]|含[みむまめ]|ほか
        |その他|をはじめ|とか|たり|(?<=[一-龠ァ-ヶーんき])や|いずれ|さまざま|様々|各種|同様|類する|とい[うっ]
        |など|等[のに]""",
    "in-principle": "基本的|通常|一般(?:に|的)|普通|ふつう",
    "where-possible": "可能|でき|最大限|合理的|得る|限り|範囲|場合",
    "as-appropriate": "必要|該当|適切|随時|応じ|場合|都度|適当|妥当|求め",
    "roughly": "ほぼ|程度|くらい|ぐらい|前後|だいたい|ほとんど|近く|約|頃|ごろ|目安",
    "mainly": """主な|主要|主たる|中心|大部分|ほとんど|多く|大半|第一|専ら|もっぱら|重点
        |メイン|特に""",
    "only": """のみ|だけ|限|かぎ|しか(?![もし])|専|もっぱら|唯一|単|初めて|はじめて|まで|以外
        |(?<!削)除|に(?:過|す)ぎ|全責任|に(?:留|とど)
        |な(?:ければ|くては|いと)(?![なはいら])[^。]{0,60}(?:ない|ません|ず)""",
    "except": """(?<!削)除|以外|限|ほか|他|別|ただし|例外|のみ|だけ
        |な(?:ければ|くては|いと)(?![なはいら])""",
    "as-long-as": """限|かぎ|のみ|だけ|期間|条件|場合|なら|[れけせてめべげねえ]ば|[ただ]ら|とき
        |次第|うち|[るたい]まで|[るたいすだ]と、|[るたいの](?:時|際|間|もの|上で|うえで|方|者|には)
        |(?:て|んで|あって)も(?![かよい差])""",
}
TRANSLATION = re.compile(
    "(?:参考|日本語|和|仮|翻)訳(?:版|文)?(?:で(?:す|あり|ある)|に(?:すぎ|過ぎ))"
    "|(?:英語|英文|原文|日本語)版?[^。]{0,40}(?:優先|正文|正本)"
)
"""A note of the translator, which has no counterpart."""

FIND_HEDGE = re.compile(one_of(HEDGES, first="な等原可で極適お概約主"))
FIND_LIMIT = re.compile(one_of(LIMITS, first="のしにだ除以なぬ限"))
FIND_ANSWER = {kind: re.compile(one_of({kind: words})) for kind, words in ANSWERS.items()}

PERIODS = {
    "fiscal-year": "年度",
    "calendar-year": "暦年|暦の上|1月(?:1日)?(?:から|〜|～)",
    "half-year": "[上下]半?期",
    "quarter": "第?[1-4一二三四１-４]四半期",
}
FIND_PERIOD = re.compile(one_of(PERIODS))
FULL_DATE = re.compile(
    rf"(?:(?P<era>{'|'.join(ERAS)})\s?(?P<era_year>元|{EITHER})"
    rf"|(?<![\d数])(?P<year>\d{{4}}))\s?年(?![度代間])"
    rf"(?:\s?(?P<month>{EITHER})\s?月(?:\s?(?P<day>{EITHER})\s?日(?!間)"
    r"(?:\s?\(?(?P<weekday>[月火水木金土日])(?:曜日?|\)))?)?)?",
    re.A,
)
WEEKDAYS = "月火水木金土日"
FIND_BEGINS = re.compile(
    rf"(?P<before>[^。\n]{{0,24}}?)(?P<period>(?:{NUMERAL}|{SPELLED})"
    r"\s?(?:営業日|日|週間|[かカヵヶケ箇]月|年|時間)間?以内)"
)
STARTED = re.compile("から|より|起算|後|翌|以降|際|時点|て|し、|次第|うち")


@lru_cache(maxsize=4096)
def negations(sentence: str) -> tuple[Phrase, ...]:
    return phrases(FIND_NEGATION, sentence)


def hedges(text: str) -> tuple[Phrase, ...]:
    return tuple(found for found in phrases(FIND_HEDGE, text) if not _of_translation(text, found))


def _of_translation(text: str, phrase: Phrase) -> bool:
    """Whether a phrase stands in a sentence on the translation itself, which holds no rule."""
    start, end = _around(text, phrase.start, phrase.start + len(phrase.words))
    return TRANSLATION.search(text, start, end) is not None


def limits(sentence: str) -> tuple[Phrase, ...]:
    return phrases(FIND_LIMIT, sentence)


def answers(kind: str, text: str) -> bool:
    return bool(FIND_ANSWER[kind].search(text)) or any(
        p.kind == kind for p in phrases(FIND_HEDGE, text)
    )


def periods(text: str) -> tuple[Phrase, ...]:
    if "年" not in text and "期" not in text:
        return ()
    plain = text.translate(WIDTH)
    wrong = (match for match in FULL_DATE.finditer(plain) if not _exists(match))
    return phrases(FIND_PERIOD, text) + tuple(
        Phrase("impossible", text[match.start() : match.end()], match.start()) for match in wrong
    )


def _exists(match: re.Match[str]) -> bool:
    """Whether a calendar has such a day, in the era and on the day of the week that are named."""
    part = match.groupdict(default="")
    year = _valued(part["era_year"]) + ERAS[part["era"]] if part["era"] else _valued(part["year"])
    month, day = _valued(part["month"]) or 1, _valued(part["day"]) or 1
    try:
        named_day = date(int(year), int(month), int(day))
    except ValueError:
        return False
    weekday = part["weekday"]
    in_era = named_day <= ERA_ENDS.get(part["era"], date.max)
    return in_era and weekday in ("", WEEKDAYS[named_day.weekday()])


def starts(text: str) -> tuple[Phrase, ...]:
    if "以内" not in text:
        return ()
    return tuple(
        Phrase(
            "counted" if STARTED.search(match["before"]) else "open",
            match["period"],
            match.start("period"),
        )
        for match in FIND_BEGINS.finditer(text)
    )


# ── Writing ──────────────────────────────────────────────────────────────────────────────

WIDE_LETTERS = re.compile(WIDE_ID + "|[Ａ-Ｚａ-ｚ０-９]+(?:[．，][０-９]+)*[％]?")
HALF_KANA = re.compile("[\uff66-\uff9f]+")
SPELT = re.compile(KANJI)
BEGINS = r"(?<![\d〇零一二三四五六七八九十百千万億兆数何第])(?<![\d万億兆][ \u3000])"
"""Not in the middle of a numeral: 17万5千 is one, and so are 何百 and 第三."""

WRITTEN_OUT = re.compile(
    rf"{BEGINS}(?!十分(?![間以]))(?P<number>{KANJI}+(?:[万億]{KANJI}*)?)"
    "(?P<unit>歳|[かカヵヶケ箇]月|営業日|ドル|％|パーセント|(?<!一)(?:円|週間|時間|分間|秒間?|日間"
    "|年間|人)(?=以[上下内]|未満|$|[、。がをのはにで])"
    "|[日年件回名個](?=以[上下内]|未満))(?!未満ノ)"
    rf"|(?<=(?:明治|大正|昭和|平成|令和))(?P<era>{KANJI}+)(?P<unit3>年)"
    rf"|{BEGINS}(?P<long>{KANJI}{{2,}})(?P<unit2>[年月日人名件回個台本枚条項](?![^\s]?[一二三四五六七八九十]色))"
)


def notation(text: str) -> tuple[Slip, ...]:
    wide = (Slip(m[0], m[0].translate(WIDTH), m.start()) for m in WIDE_LETTERS.finditer(text))
    found = [slip for slip in wide if slip.found != slip.better]
    found += [Slip(m[0], normalize("NFKC", m[0]), m.start()) for m in HALF_KANA.finditer(text)]
    for match in WRITTEN_OUT.finditer(text) if SPELT.search(text) else ():
        number, unit = (group for group in match.groups() if group)
        found.append(Slip(match[0], f"{_valued(number)}{unit}", match.start()))
    return tuple(found)


JAPANESE = "ぁ-んァ-ヺー一-龠々〆〇"
DASHES = "-－‐–—―−"
"""What is mistyped for 「ー」."""

MARKS = (
    (".", re.compile(rf"(?<=[{JAPANESE}」』）])\.(?=[{JAPANESE}\s]|$)"), "。"),
    (",", re.compile(rf"(?<=[{JAPANESE}」』）]),(?=[{JAPANESE}\w\s「『（⟨◇`])"), "、"),
    ("．", re.compile(rf"(?<=[{JAPANESE}」』）])．(?!\d)"), "。"),
    ("，", re.compile(rf"(?<=[{JAPANESE}」』）])，"), "、"),
    ("!", re.compile(rf"(?<=[{JAPANESE}])!(?![!?A-Za-z0-9])"), "！"),
    ("?", re.compile(rf"(?<=[{JAPANESE}])\?(?![!?A-Za-z0-9])"), "？"),
    (":", re.compile(rf"(?<=[{JAPANESE}]):(?=[{JAPANESE}「])"), "："),
    (";", re.compile(rf"(?<=[{JAPANESE}]);(?=[{JAPANESE}「])"), "；"),
    ("｡", re.compile("｡"), "。"),
    ("､", re.compile("､"), "、"),
    ("｢", re.compile("｢"), "「"),
    ("｣", re.compile("｣"), "」"),
    ("･", re.compile("･"), "・"),
    ("。。", re.compile("。。(?!。)"), "。"),
    ("、、", re.compile("、、+"), "、"),
    ("、。", re.compile("、。"), "。"),
    ("。、", re.compile("。、"), "。"),
    (" ", re.compile(r"(?<=\S) [ 　]*([、。])"), r"\1"),
    ("　", re.compile(r"(?<=\S)　+([、。])"), r"\1"),
    ("~", re.compile(rf"(?<=[{JAPANESE}\d])~(?=[{JAPANESE}\d])"), "〜"),
    *((dash, re.compile(f"(?<=[ァ-ヺ]){dash}(?=[ァ-ヺ])"), "ー") for dash in DASHES),
)
"""A mark to look for first, the pattern of its wrong uses, and the right mark."""

ENDED = re.compile(rf"(?<![ァ-ヺー])(?P<word>[ァ-ヺー]*[ァ-ヺ])[{DASHES}](?=[ぁ-ん一-龠])")
"""Katakana, a dash and a particle: クエリ―を, or コンテンツ—つまり."""

CONTEXT = re.compile(rf"[{JAPANESE}]{{1,3}}$")
BRACKETS = re.compile(
    rf"（([^（）()\n]*)\)|\(([^（）()\n]*)）|(?<=[{JAPANESE}])\(([^()\n]*[{JAPANESE}][^()\n]*)\)"
)


def punctuation(text: str) -> tuple[Slip, ...]:
    found: list[tuple[int, Slip]] = []
    for mark, pattern, better in MARKS:
        for match in pattern.finditer(text) if mark in text else ():
            # A little of what stands before tells the place to mend from others on the line.
            before = CONTEXT.search(text, 0, match.start())
            words = before[0] if before else ""
            found.append((match.start(), Slip(words + match[0], words + match.expand(better))))
    for match in ENDED.finditer(text) if any(dash in text for dash in DASHES) else ():
        if _normal(match["word"])[-1:] == "ー":
            found.append((match.start(), Slip(match[0], match["word"] + "ー")))
    for match in BRACKETS.finditer(text) if "(" in text or ")" in text else ():
        inside = next(group for group in match.groups() if group is not None)
        found.append((match.start(), Slip(match[0], f"（{inside}）")))
    return tuple(slip for _, slip in sorted(found, key=itemgetter(0)))


POLITE = re.compile(
    "(?:ます|です|ません|ました|でした|でしょう|ましょう|ください|下さい|ませ|なさい)(?:か|ね|よ"
    "|が|から|ので|けれど)?"
    "[。！？!?]?$"
)


ITEMS = re.compile(
    r"(?:ます|です|ません|ました|でした|ください|下さい)[。、]?\s*(?:[:：]|[(（][0-9a-zァ-ン]{1,3}[)）]|[①-⑳])"
)
"""A polite sentence with items after it, which may end in the plain form."""


def plain_endings(text: str) -> tuple[str, ...]:
    found = []
    for sentence in sentences(text):
        polite = POLITE.search(sentence) or ITEMS.search(sentence)
        if sentence[-1] == "。" and sentence[-2:-1] not in CLOSING and not polite:
            last = _final(sentence)
            if last and last.form.startswith(("終止形", "意志推量形")):
                found.append(sentence)
    return tuple(found)


def _final(sentence: str) -> Morpheme | None:
    """The word that a sentence ends in, past its full stop and particles such as か."""
    words = [m for m in morphemes(sentence[-24:]) if m.pos[0] not in ("補助記号", "空白", "助詞")]
    last = words[-1] if words else None
    return last if last and last.pos[0] in ("動詞", "形容詞", "助動詞") else None


FUNCTION_WORDS = frozenset(
    [
        "a",
        "an",
        "the",
        "of",
        "and",
        "or",
        "for",
        "in",
        "on",
        "at",
        "to",
        "by",
        "with",
        "from",
        "as",
        "per",
        "de",
        "la",
        "der",
        "von",
        "et",
        "al",
        "vs",
        "via",
    ]
)
RUN = re.compile(r"(?<![A-Za-z'’-])[A-Za-z][A-Za-z'’-]*+(?:[ ,;&/]{1,2}[A-Za-z][A-Za-z'’-]*){3,}")


def foreign(text: str) -> tuple[str, ...]:
    """Four or more Latin words in a row, unless their capitals say that they are a name."""
    return tuple(match[0] for match in RUN.finditer(text) if not _is_name(match[0]))


def _is_name(words: str) -> bool:
    telling = [word for word in re.split("[ ,;&/]+", words) if word not in FUNCTION_WORDS]
    lower = [word for word in telling if word.islower()]
    return len(lower) * 2 < len(telling)


KANA = re.compile("[ぁ-んァ-ヺ]")
HAN = re.compile("[一-龠]")


def unwritten(text: str) -> tuple[str, ...]:
    """Sentences of twelve characters or more, mostly Chinese characters, without any kana."""
    return tuple(
        sentence
        for sentence in sentences(text)
        if len(sentence) >= 12
        and sentence[-1] in "。！？"
        and not KANA.search(sentence)
        and len(HAN.findall(sentence)) * 2 > len(sentence)
    )


TWINS = (
    ("ください", "下さい"),
    ("すべて", "全て"),
    ("さまざま", "様々"),
    ("または", "又は"),
    ("および", "及び"),
    ("ならびに", "並びに"),
    ("もしくは", "若しくは"),
    ("あらかじめ", "予め"),
    ("すでに", "既に"),
    ("子ども", "子供"),
    ("ただし", "但し"),
    ("できる", "出来る"),
    ("できます", "出来ます"),
    ("いただく", "頂く"),
    ("いただき", "頂き"),
    ("行う", "行なう"),
    ("行い", "行ない"),
    ("表す", "表わす"),
    ("毀損", "棄損"),
    ("ひとつ", "一つ"),
    ("わかる", "分かる"),
)
"""Words of which both spellings are correct, and one page uses one of them."""

KATAKANA = re.compile(f"(?<![ァ-ヺー])[ァ-ヺー]{{3,}}+(?![{DASHES}])")
OKURIGANA = re.compile("(?=([一-龠])[ぁ-ん]{1,2}([一-龠]))")
TOGETHER = re.compile("(?=([一-龠]{2}))")


def variants(text: str) -> tuple[tuple[str, ...], ...]:
    found: list[tuple[str, ...]] = [pair for pair in TWINS if pair[0] in text and pair[1] in text]
    long = set(KATAKANA.findall(text))
    candidates = [(word, word + "ー") for word in sorted(long) if word + "ー" in long]
    found += [pair for pair in candidates if len({_normal(word) for word in pair}) == 1]
    joined = {a + b for a, b in OKURIGANA.findall(text)}
    for core in sorted(joined.intersection(TOGETHER.findall(text))):
        found += _spellings(text, core)
    return tuple(dict.fromkeys(found))


def _normal(word: str) -> str:
    return "".join(morpheme.normal for morpheme in morphemes(word))


def _spellings(text: str, core: str) -> Iterator[tuple[str, ...]]:
    """Words with these two characters that share a normalised form: 問合せ, 問い合わせ."""
    word = re.compile(rf"{core[0]}[ぁ-ん]{{0,2}}{core[1]}")
    clauses = (clause for clause in re.split("[。、\n]", text) if word.search(clause))
    known: dict[str, dict[str, None]] = {}
    for clause in dict.fromkeys(clauses):
        words = morphemes(clause, "C")
        for before, morpheme, after in zip((None, *words), words, (*words[1:], None), strict=False):
            whole = core[0] in morpheme.surface and core[1] in morpheme.surface
            if (
                whole
                and not _fixed(clause, morpheme)
                and (noun := _as_noun(before, morpheme, after))
            ):
                known.setdefault(noun, {})[morpheme.surface] = None
    yield from (tuple(words) for words in known.values() if len(words) > 1)


def _fixed(text: str, word: Morpheme) -> bool:
    """Whether a word without kana is part of a longer one: 申立 in 被申立人 is spelled so."""
    around = text[max(0, word.start - 1) : word.start] + text[word.end : word.end + 1]
    return not KANA.search(word.surface) and HAN.search(around) is not None


def _as_noun(before: Morpheme | None, word: Morpheme, after: Morpheme | None) -> str:
    """A noun's usual spelling, and that of a verb used as one (お問い合わせください); else "".

    受け付けます is a verb, and no other spelling of 受付.
    """
    if word.pos[0] == "名詞" and not (after and after.pos[0] == "助動詞"):
        return word.normal
    if word.form.startswith("連用形") and before and before.pos[0] == "接頭辞":
        return word.normal.removesuffix("る")
    return ""


# ── What binds ────────────────────────────────────────────────────────────────────────────


def _patterns(table: Mapping[str, str]) -> dict[str, re.Pattern[str]]:
    """Each kind's words as one pattern; a row may run over several lines."""
    plain = {kind: re.sub(r"\n\s*", "", words) for kind, words in table.items()}
    return {kind: re.compile(words) for kind, words in plain.items()}


@cache
def signs() -> dict[str, re.Pattern[str]]:
    """Words that decide what a rule covers, by kind, beside modal verbs, negations and numbers."""
    return _patterns(
        {
            "negation": "(?<![ぁ-ん])(?:はい|いいえ)(?![ぁ-ん])",
            "quantifier": """すべて|全て|全部|一切|あらゆる|いかなる|少なくとも|最大|最長|最低
            |最小|以上
            |以下|未満|以内|超え|のみ|だけ|しか|常に|必ず|繰り返|永久|無期限|直ちに|ただちに|速やか
            |唯一|専ら|一部""",
            "conjunction": "ただし|但し|しない限り|場合を除|かかわらず",
            "scope": "除[くいき]|以外|限[りるらっ定]|問わず|を対象|に適用",
            "modality": """禁止|禁じ|許可|許諾|認め|義務|権利|同意|停止|終了|削除|取り消|制限
            |違反|責任
            |違法|合法|拒否|拒む|解除|免除|資格""",
        }
    )


@cache
def faint() -> dict[str, re.Pattern[str]]:
    """Words that do so in a sentence that binds, and are only words in one that explains."""
    return _patterns(
        {
            "quantifier": "各|それぞれ|ほとんど|多く|複数|時々|通常|一般に|いずれ|両方|双方",
            "conjunction": """または|又は|もしくは|若しくは|あるいは|場合|とき|際|かつ|ならびに
            |並びに
            |及び|および|まで""",
            "scope": """含[むみまめん]|等|など|たとえば|例えば|ほか|対象|範囲|関連|従[いっ]|基づ
            |に関する""",
            "modality": "ことがあります|場合があります",
        }
    )


@cache
def binding() -> re.Pattern[str]:
    """What binds somebody without a modal verb: it addresses people, allows, denies, or follows."""
    return re.compile(
        re.sub(
            r"\s",
            "",
            """(?:あなた|ユーザー|皆様|お客様|利用者|投稿者|会員)[^。]{0,60}(?:できます|できる|てもよ)
            |禁止|許可|許諾|認め(?!られる)|義務|権利|同意|停止|解除|取り消|制限|違反|拒否|責任|保証|保存|保持|削除|凍結|非表示
            |[上下]限|対象(?:外|です|となり|とし)|例外""",
        )
    )


@cache
def practice() -> re.Pattern[str]:
    """What is done with people's posts, accounts, data and money: a statement of it binds."""
    return re.compile(
        r"""(?:収集|取得|受領|受信|利用|使用|処理|共有|販売|開示|移転|提供|送信|保存|保管|保持|記録|追跡
        |監視|測定|審査|確認|分析|結合|通知|公開|公表|請求|課金|返金|表示|掲載|反映|制限|警告|適用|優先
        |更新|終了|失効|配信|推奨)(?:し(?!て(?:ください|下さい))|され|いたし|を行|が行|する|せず)
        |準拠|管轄|仲裁|裁判所|初期設定|デフォルト""",
        re.X,
    )


@cache
def joined() -> re.Pattern[str]:
    """What joins the items of a list within a sentence."""
    return re.compile("[、・やと]|および|及び|または|又は")


@cache
def when() -> re.Pattern[str]:
    """What begins words that say when, where, for whom or how."""
    return re.compile("で|に|から|まで|の")
