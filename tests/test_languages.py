"""What kijun knows about English and Japanese, as tables of texts and what is read in them."""

from __future__ import annotations

import random
import re
import subprocess
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from time import perf_counter

import pytest

from kijun import book, pairs
from kijun.checks import CHECKS
from kijun.languages import (
    alike,
    en,
    ja,
    joined,
    language,
    mended,
    numbers_in,
    one_of,
    prose,
    side_by_side,
)
from kijun.markdown import Renderer
from kijun.model import Aligned, Edition, Locale, Pair, Passage, Settings, Unit
from kijun.numbers import digits, unmatched
from kijun.read import edition
from kijun.schema import Schemas
from kijun.tree import Folder
from kijun.words import LONGEST, morphemes

ROOT = Path(__file__).resolve().parents[1]
BUNDLE = ROOT.parent / "shared" / "corpora" / "mozilla-legal.bundle"


def pair_of(source: str, target: str, locale: str = "ja") -> Pair:
    """One passage in English and in another language, side by side."""
    sides = []
    for code, text in (("en", source), (locale, target)):
        passage = Passage("", "p", text, codes=tuple(re.findall("`([^`]+)`", text)))
        unit = Unit("section", "x", 1, text.count("\n") + 1, passages=(passage,))
        sides.append(Edition(f"{code}/x.md", "x.md", code, text, (unit,)))
    left, right = (each.units[0] for each in sides)
    settings = Settings("en", {"en": Locale("en", "en"), locale: Locale(locale, locale)})
    aligned = (Aligned(left, right, left.passages, right.passages),)
    return Pair(sides[0], sides[1], settings, ((left, right),), (), (), aligned)


def found(check: str, source: str, target: str) -> list[str]:
    """The values of a check's findings in one passage, each finding as one line."""
    pair = pair_of(source, target)
    subject = pair if CHECKS[check].reads == "pair" else pair.target
    return [" · ".join(map(str, finding.values.values())) for finding in CHECKS[check](subject)]


# ── Numbers ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 18, 2024", "2024 calendar-year, 3 month-of-year, 18 day-of-month"),
        ("the 5th of May 2026", "2026 calendar-year, 5 month-of-year, 5 day-of-month"),
        ("2024-03-05", "2024 calendar-year, 3 month-of-year, 5 day-of-month"),
        ("You may march on", ""),
        ("thirty (30) days", "~30 day, 30 day"),
        ("$500 (five hundred dollars)", "500 dollar"),
        ("US$10,000 or less", "10000 dollar at-most"),
        ("1.2 million people, 10k posts", "1200000, 10000"),
        ("one hundred and fifty thousand", "~150000"),
        ("twenty-one days", "~21 day"),
        ("once, twice, both, a dozen", "~1, ~2, ~2, ~12"),
        ("two-thirds of the users, half of them", "~2/3, ~1/2"),
        ("3/4 and 30%", "3/4, 30 percent"),
        ("the third time a third party asks", "~3"),
        ("2:00am to 17:30", "120 time range, 1050 time range"),
        ("12:15 p.m., noon, midnight", "735 time, ~720 time, ~0 time"),
        ("version 1.2.3 and Python 3.10", "1.2.3, 3.10"),
        ("HAR-2, IPv4, 4K", "har2, ipv4, 4k"),
        ("1-800-352-5267", "18003525267"),
        ("mid-2024, FY2025, Q1", "2024, 2025 fiscal-year, 1 quarter"),
        ("H2 of 2024, H1B", "2 half-year, 2024, h1b"),
        ("the latter half of the year", "~2"),
        ("the 1990s, the 4th floor", "1990, 4"),
        ("10 MB and 10MB", "10, 10"),
        ("a decade, a fortnight", "~10 year, ~2 week"),
        ("(1) first", "1 marker, ~1"),
        ("24/7", "~24, ~7, ~365"),
        ("13 or older but under the age of 18", "13 age at-least, 18 age less-than"),
        ("no more than 3 days, at least 3 days", "3 day at-most, 3 day at-least"),
        ("more than two users", "~2 more-than"),
        ("from 13 to 17 years old", "13 range, 17 age range"),
        ("between 13 and 17 years", "13 range, 17 year range"),
        ("within one guideline, within 3 days", "~1, 3 day at-most"),
        ("by 31 March, until 31 March", "3 month-of-year, 31 day-of-month by, "
         "3 month-of-year, 31 day-of-month until"),
        ("18歳", "18"),
        ("no numbers at all", ""),
    ],
)  # fmt: skip
def test_english_numbers(text, expected):
    assert ", ".join(map(shown, en.numbers(text))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024 年 3 月 18 日", "2024 calendar-year, 3 month-of-year, 18 day-of-month"),
        ("令和6年4月1日", "2024 calendar-year, 4 month-of-year, 1 day-of-month"),
        ("令和元年、平成30年法律第74号", "~2019 calendar-year, 2018 calendar-year, 74 count"),
        ("昭和六十四年", "~1989 calendar-year"),
        ("2024年度第1四半期", "2024 fiscal-year, 1 quarter"),
        ("2024年度下半期、上期、Q1とH2", "2024 fiscal-year, 2 half-year, 1 half-year, "
         "1 quarter, 2 half-year"),
        ("1年以上期間をおく", "~1 year at-least"),
        ("１８歳、十八歳", "18 age, ~18 age"),
        ("17万5千人、1億2,000万円", "175000 count, 120000000 yen"),
        ("2.5億、3千、千葉県の5千葉", "250000000, 3000, 5"),
        ("6割、3割5分、3割引、割合", "60 percent, 35 percent, 30 percent"),
        ("3分の2、三分の一、半数", "2/3, ~1/3, ~1/2"),
        ("午前2時、午後5時30分、25時", "120 time, 1050 time, 60 time"),
        ("3時間、30分以内、正午", "3 hour, 30 minute at-most, ~720 time"),
        ("一部、一切、第三者、十分な、唯一、四半期、一般", ""),
        ("一人ひとり、二つ、三か月", "~1 count, ~2 count, ~3 month"),
        ("数十件、何百人", ""),
        ("1つ、1年、1歳、1％", "~1 count, ~1 year, 1 age, 1 percent"),
        ("バージョン1.2.3、Python 3.10、HAR-2", "1.2.3, 3.10, har2"),
        ("電話は650-903-0800です", "6509030800"),
        ("24時間365日", "~24, ~7, ~365"),
        ("10営業日、2週間、半年", "10 business-day, 2 week, ~6 month"),
        ("過半数、半数以上", "~1/2 more-than, ~1/2 at-least"),
        ("13歳以上18歳未満、最大5台", "13 age at-least, 18 age less-than, 5 count at-most"),
        ("500ドルを超えない、500ドルを超える", "500 dollar at-most, 500 dollar more-than"),
        ("13〜17歳、13歳から17歳まで", "13 range, 17 age range, 13 age range, 17 age range"),
        ("3月31日まで、3月31日までに", "3 month-of-year, 31 day-of-month until, "
         "3 month-of-year, 31 day-of-month by"),
        ("3月1日以降、3月1日より前", "3 month-of-year, 1 day-of-month at-least, "
         "3 month-of-year, 1 day-of-month less-than"),
        ("（1）要求する権利2.データ", "1 marker, 2 marker"),
        ("4th Floor", "4"),
        ("数はありません", ""),
    ],
)  # fmt: skip
def test_japanese_numbers(text, expected):
    assert ", ".join(map(shown, ja.numbers(text))) == expected


def shown(number):
    """`~2 week at-most`: a number in words, its unit and its bound."""
    value = f"{'' if number.hard else '~'}{number.value}"
    return " ".join(part for part in (value, number.unit, number.bound) if part)


@pytest.mark.parametrize("read", [en.numbers, ja.numbers, digits])
@pytest.mark.parametrize("text", ["Within ３０ days, 1,000", "３０日以内、1,000円、二〇二四年"])
def test_a_number_stands_where_it_says(read, text):
    for number in read(text):
        assert text[number.start : number.end].strip() == number.surface


@pytest.mark.parametrize(
    ("source", "target", "left", "right"),
    [
        ("two weeks", "14日", "", ""),
        ("14 days", "2週間", "", ""),
        ("24 months", "2年", "", ""),
        ("a decade", "10年", "", ""),
        ("60 percent", "6割", "", ""),
        ("half", "50％", "", ""),
        ("1.5 million", "150万", "", ""),
        ("3/4", "4分の3", "", ""),
        ("more than one", "2つ以上", "", ""),
        ("fewer than three posts", "2件以下の投稿", "", ""),
        ("Act 74 of 2018", "平成30年法律第74号", "", ""),
        ("Articles 185 to 187 and 230-2", "第185条から第187条まで及び第230条の2", "", ""),
        ("a single login", "1回のログイン", "", ""),
        ("noon", "正午", "", ""),
        ("open 24/7", "24時間年中無休", "", ""),
        ("1:00 a.m.", "25時", "", ""),
        ("two kinds of label", "ラベル", "", ""),
        ("one of them", "そのうちの1つ", "", ""),
        ("* item\n* item", "1.項目\n2.項目", "", ""),
        ("4. Content", "4. 内容", "", ""),
        ("30 days", "90日間", "30 days", "90日間"),
        ("three days", "五日", "three days", "五日"),
        ("4. Content", "5. 内容", "4.", "5."),
        ("* item\n* item\n* item", "1.項目\n7.項目\n3.項目", "", "7. 3."),
        ("version 1.10", "バージョン1.1", "1.10", "1.1"),
        ("HAR-2", "HAR-3", "HAR-2", "HAR-3"),
        ("call 650-903-0800", "650-903-0801", "650-903-0800", "650-903-0801"),
        ("17:30", "午後5時", "17:30", "午後5時"),
        ("no number", "3つ", "", "3つ"),
        ("the first half of fiscal 2024", "2024年度上半期", "", ""),
        ("the first half of fiscal 2024", "2024年度の下半期", "", "下半期"),
        ("the latter half of fiscal 2024", "2024年度下期", "", ""),
        ("H1 2024", "2024年上半期", "", ""),
        ("H1 2024", "2024年下期", "H1", "下期"),
        ("H1 and Q3", "H1とQ3", "", ""),
        ("H1", "H2", "H1", "H2"),
        ("5 devices", "機器", "5", ""),
    ],
)
def test_numbers_without_a_counterpart(source, target, left, right):
    ours, theirs = unmatched(en.numbers(source), ja.numbers(target))
    assert " ".join(number.surface for number in ours) == left
    assert " ".join(number.surface for number in theirs) == right


def test_a_language_nobody_described_is_read_by_its_digits():
    assert language("de") is None
    thousand, decimal = numbers_in("10.000 Euro in 1,5 Jahren", "de")
    assert Fraction(10_000) in thousand.keys
    assert Fraction(3, 2) in decimal.keys
    [finding] = CHECKS["numbers"](pair_of("30 days", "90 Tage", "de"))
    assert finding.values["right"] == ("90",)
    assert list(CHECKS["numbers"](pair_of("30 days", "30 Tage", "de"))) == []
    for check in ("bounds", "modality", "negation", "limits", "scope", "dates", "english-left"):
        assert list(CHECKS[check](pair_of("You must not wait", "Bitte warten", "de"))) == []


@pytest.mark.parametrize(
    ("source", "target", "left", "right"),
    [
        ("1,000,000 posts", "1 000 000 posts", "", ""),
        ("1,000,000 posts", "1\u202f000\u00a0000 posts", "", ""),
        ("12,500.75 euros", "12 500,75 euros", "", ""),
        ("There are two labels.", "Il y a 2 labels.", "", ""),
        ("the third of March 2026", "03/03/2026", "", ""),
        ("In 2024 100 posts", "En 2024 100 posts", "", ""),
        ("1,000,000 posts", "1 000 posts", "1,000,000", "1 000"),
        ("There are two labels.", "Il y a 3 labels.", "なし", "3"),
        ("There are 2 labels.", "Il y a 3 labels.", "2", "3"),
        ("Two of 30 days", "30 jours", "", ""),
    ],
)
def test_beside_a_language_nobody_described_words_answer_for_digits(source, target, left, right):
    told = [finding.values for finding in CHECKS["numbers"](pair_of(source, target, "fr"))]
    shown = [
        " ".join(value) if isinstance(value := values[side], tuple) else value.ja
        for values in told
        for side in ("left", "right")
    ]
    assert shown == [each for each in (left, right) if each]


@pytest.mark.parametrize("code", ["ja", "ja-JP", "ja_JP", "JA"])
def test_a_region_has_the_language_it_speaks(code):
    assert language(code) is ja


@pytest.mark.parametrize("code", ["", "..", "../en", "os.path", "__init__"])
def test_a_strange_code_is_no_language(code):
    assert language(code) is None


# ── Pairs of passages ────────────────────────────────────────────────────────────────────

RIGHT_BOUNDS = [
    ("18 or older", "18歳以上"),
    ("at least 3 posts", "3件以上"),
    ("more than one copy", "2つ以上の写し"),
    ("more than one copy", "1つを越える写し"),
    ("one or more links", "1つあるいは複数のリンク"),
    ("one or more links", "1 つまたは複数のリンク"),
    ("one or more links", "1つもしくは複数のリンク"),
    ("one or more links", "一つ又は複数のリンク"),
    ("version 3 or later", "バージョン3またはそれ以降"),
    ("3 or more accounts", "3アカウント以上"),
    ("a value greater than or equal to 2", "2以上の値"),
    ("Post one link within an hour.", "1時間以内にリンクを1つ投稿します。"),
    ("Post one link within the hour.", "1時間以内に投稿します。"),
    ("ages 13 to 17", "13歳以上17歳以下"),
    ("More than one copy is posted; it is looked at once.", "複数あっても、見るのは1回です。"),
    ("not more than 3 items", "3件を超えない範囲"),
    ("You may not join unless you are at least 13.", "13歳以上でなければ参加できません。"),
    ("Do not label more than three items.", "3件を超えて付けないでください。"),
    ("Do not label more than three items.", "付けるのは3件までにしてください。"),
    ("You must be 18 or older and not banned.", "18歳未満の方は利用できません。"),
    ("over 25 months", "25か月を超える"),
    ("within 30 days", "30日以内"),
    ("up to 5 devices", "最大5台"),
    ("up to 5 devices", "5台まで"),
    ("liability will not exceed $500", "責任は500ドルを上限とします"),
    ("never for more than three days", "3日を超えて保管することはありません"),
    ("You must be 18 or older", "18歳未満の方は利用できません"),
    ("under 13", "13歳未満"),
    ("a majority", "過半数"),
    ("at least half", "半数以上"),
    ("on or after 1 March 2024", "2024年3月1日以降"),
    ("before 1 March 2024", "2024年3月1日より前"),
    ("by 31 March 2024", "2024年3月31日までに"),
    ("until 31 March 2024", "2024年3月31日まで"),
    ("through 31 March 2024", "2024年3月31日まで"),
    ("ages 13 to 17", "13歳から17歳まで"),
    ("from 2024 on", "2024年から"),
    ("from 2024 onwards", "2024年以降"),
    ("It holds from 2024.", "2024年から適用します"),
    ("a photo from 2024", "2024年の写真"),
    ("since 2024", "令和6年から"),
    ("Since 2024 it holds", "2024年以来"),
    ("before 2024", "2024年より前"),
    ("by 2030", "2030年までに"),
    ("until 2030", "2030年まで"),
    ("from 2020 to 2024", "2020年から2024年まで"),
    ("from 2020 until 2024", "2020年から2024年まで"),
    ("as of 2024", "2024年現在"),
    ("after 2000 views", "閲覧が2000回になると"),
    ("in 2024", "2024年に"),
    ("adulthood is 18 since 1 April 2022", "成年年齢は2022年4月1日から18歳です"),
]
WRONG_BOUNDS = [
    ("more than 25 months", "25か月以上", "25か月を超える"),
    ("18 or older", "18歳超", "18歳以上"),
    ("under 13", "13歳以下", "13歳未満"),
    ("at most 500 characters", "500文字未満", "500文字以下"),
    ("up to 5 days", "5日以上", "5日以内"),
    ("at least half of them", "過半数", "'半数以上'"),
    ("half of them", "過半数", "'半数'"),
    ("more than half of them", "半数以上", "'過半数'"),
    ("before 1 March 2024", "2024年3月1日以前", "2024年3月1日より前"),
    ("after 1 March 2024", "2024年3月1日以降", "2024年3月1日より後"),
    ("by 31 March 2024", "2024年3月31日まで", "2024年3月31日までに"),
    ("until 31 March 2024", "2024年3月31日までに", "2024年3月31日まで"),
    ("since 2024", "2024年まで", "2024年以降"),
    ("from 2024 on", "2024年より後", "2024年以降"),
    ("before 2024", "2024年以前", "2024年より前"),
    ("after 2024", "2024年以降", "2024年より後"),
    ("by 2030", "2030年まで", "2030年までに"),
    ("in 2024", "2024年から", "without 'から'"),
    ("over 18", "18歳以上", "18 or older"),
    ("aged over 18 years", "18歳以上", "18 years or older"),
    ("13 or older, and under 13", "13歳以下、13歳未満", "13歳以上"),
    ("after more than a year", "1年以上たったら", "1年を超える"),
    ("greater than or equal to 2", "2を超える", "2以上"),
    ("within 24 hours", "24を超える", "24時間以内"),
    ("for 24 hours", "24時間以内", "without '以内'"),
    ('tick "under 16" or "16 to 17"', "「16歳以上」または「16歳から17歳まで」", "16歳未満"),
    ("At least 4 items are needed.", "4件未満でなければ、常習とはいえません。", "4件以上"),
    ("You stay under 18.", "18歳以上のまま変わりません。", "18歳未満"),
    ("Do not sell for more than 6 times it.", "6倍以下の値段で売らないでください。", "6倍を超える"),
    ("Closed for 7 days or more is not looked at.", "7日未満たったものは見ません。", "7日以上"),
    # Whether the denial turns the bound round is for a reader to see.
    ("Do not label more than 3.", "3件未満にしてください。", "'3件を超える' or '3件以下'"),
    (
        "We keep it for up to 25 months.",
        "25か月以上保持されることはありません。",
        "'25か月以内' or '25か月を超える'",
    ),
]


@pytest.mark.parametrize(("source", "target"), RIGHT_BOUNDS)
def test_bounds_that_draw_the_same_line(source, target):
    assert found("bounds", source, target) == []


@pytest.mark.parametrize(("source", "target", "better"), WRONG_BOUNDS)
def test_bounds_that_draw_different_lines(source, target, better):
    [finding] = found("bounds", source, target)
    assert better in finding


RIGHT_UNITS = [
    ("10 business days", "10営業日"),
    ("3 March", "3月3日"),
    ("$5", "5ドル"),
    ("18 years old", "18歳"),
    ("within 30 days of the decision", "決定から30日以内"),
    ("within the first 30 days", "30日以内"),
    ("three items", "3件"),
]
WRONG_UNITS = [
    ("10 business days", "10日"),
    ("2 weeks", "2か月"),
    ("$500", "500円"),
    ("30%", "30日"),
    ("5 March", "5月3日"),
    ("5 March 2026, 6 April 2026", "2026年5月3日、2026年4月6日"),
    ("Respond within 30 days of the decision.", "30日以内に回答します。"),
]


@pytest.mark.parametrize(
    ("known", "core", "bound", "better"),
    [
        (ja, "過半数", "at-least", "半数以上"),
        (ja, "過半数", "", "半数"),
        (ja, "半数", "more-than", "過半数"),
        (en, "majority", "at-least", "half or more"),
        (en, "majority", "at-most", "half or less"),
    ],
)
def test_a_majority_holds_its_bound_in_itself(known, core, bound, better):
    assert known.bounded(core, bound, "") == better


@pytest.mark.parametrize(("source", "target"), RIGHT_UNITS)
def test_units_that_agree(source, target):
    assert found("units", source, target) == []


@pytest.mark.parametrize(("source", "target"), WRONG_UNITS)
def test_units_that_do_not(source, target):
    assert len(found("units", source, target)) == 1


RIGHT_MODALITY = [
    ("You must delete it.", "削除しなければなりません。"),
    ("You must delete it.", "削除します。"),
    ("You must delete it.", "削除してください。"),
    ("You must delete it.", "削除すること。"),
    ("You must not post it.", "投稿してはなりません。"),
    ("Do not post it.", "投稿しないでください。"),
    ("You should ask.", "確認が望ましいです。"),
    ("You should ask.", "お問い合わせください。"),
    ("You may post it.", "投稿してもかまいません。"),
    ("You can contact us.", "お問い合わせください。"),
    ("We may delete it.", "削除する場合があります。"),
    ("We sometimes delete it.", "削除することがあります。"),
    ("You need not ask.", "確認する必要はありません。"),
    ("Nobody may ask you.", "質問することは許されません。"),
    ("You must be 13 to sign up.", "登録できるのは13歳の方です。"),
    ("We delete it.", "削除することはありません。"),
    (
        "We may charge it if the claim is held to be frivolous.",
        "根拠がないものと判断すれば請求します。",
    ),
    ("It may be read as void.", "ないものとして読まれます。"),
    ("Opting out increases the risk.", "オプトアウトすると、危険性がより高くなります。"),
    ("It is likely.", "可能性の高いものです。"),
    ("Review Checker is a part of Example.", "Review Checkerを使うことができます。"),
]
WRONG_MODALITY = [
    ("Reviewers must delete it.", "削除する場合があります。"),
    ("Reviewers delete it.", "削除する場合があります。"),
    ("Reviewers must delete it.", "削除することができます。"),
    ("Label the post.", "ラベルを付けることができます。"),
    ("You must not post it.", "投稿しなければなりません。"),
    ("You must delete it.", "削除する必要はありません。"),
    ("You should ask.", "確認しなければなりません。"),
    ("You may post it.", "投稿しなければなりません。"),
    ("You need not ask.", "確認しなければなりません。"),
    ("You may keep it.", "保管しないものとします。"),
    ("Review posts by Acme.", "Acmeの投稿を確認することができます。"),
    ("Review Acme posts.", "Acmeの投稿を確認することができます。"),
    ("Reviewers delete it.", "削除する可能性があります。"),
]


@pytest.mark.parametrize(("source", "target"), RIGHT_MODALITY)
def test_demands_that_are_equally_strong(source, target):
    assert found("modality", source, target) == []


@pytest.mark.parametrize(("source", "target"), WRONG_MODALITY)
def test_demands_that_are_not(source, target):
    assert len(found("modality", source, target)) == 1


@pytest.mark.parametrize(
    ("typed", "locale", "prose", "count"),
    [
        ("must", "en", "Reviewers must look.", 0),
        ("must", "en", "Reviewers may look.", 1),
        ("must", "ja", "担当者が確認します。", 0),
        ("must", "ja", "担当者が確認します。推測しないでください。", 0),
        ("must", "ja", "担当者が確認する場合があります。", 1),
        ("must-not", "en", "Members must not post it. They may appeal.", 0),
        ("must-not", "ja", "投稿してもかまいません。", 1),
        ("may", "ja", "投稿してはなりません。", 1),
        ("may", "ja", "投稿できます。削除しなければなりません。", 0),
        ("may", "ja", "コンテンツを飛ばす場合があります。", 1),
        ("may", "ja", "コンテンツを飛ばしてもかまいません。記録する場合があります。", 0),
        ("may", "en", "Labelers may skip the item.", 0),
        ("none", "en", "Members must not post it.", 0),
    ],
)
def test_prose_is_held_against_the_typed_modality(typed, locale, prose, count):
    pair = pair_of("It is so.", "そうです。")
    at = 0 if locale == "en" else 1
    clauses = [
        replace(unit, kind="clause", data={"modality": typed} if index == at else {})
        for index, unit in enumerate(pair.both[0])
    ]
    clauses[at] = replace(clauses[at], passages=(Passage("", "p", prose),))
    pair = replace(pair, both=((clauses[0], clauses[1]),), aligned=())
    assert len(list(CHECKS["modality"](pair))) == count


RIGHT_NEGATION = [
    ("Do not remove it.", "削除しないでください。"),
    ("It does not matter.", "問いません。"),
    ("The gallery is harmless.", "害はありません。"),
    ("You may post it.", "投稿してもかまいません。"),
    ("You must look.", "確認しなければなりません。"),
    ("Not all posts are removed.", "すべての投稿が削除されるわけではありません。"),
    ("It is not only rude but false.", "失礼なだけでなく、誤りです。"),
    ("Fame does not make it public.", "有名であっても、公のものになるわけではありません。"),
    ("Do not wait for all of them.", "すべてがそろうのを待たないでください。"),
    ("No. Label it.", "いいえ。ラベルを付けます。"),
    ("Turn on the Do Not Track feature.", "Do Not Track機能を有効にします。"),
    ("It comes at no extra cost.", "追加料金はかかりますが、無料です。"),
    ("Send no more than three.", "送るのは三つまでにします。"),
    ("We could not open it.", "開くのに失敗しました。"),
    ("Make sure to send it.", "忘れずに送ってください。"),
    ("Look at all of it, not only at the title.", "題名だけでなく、全体を見ます。"),
    (
        "We don't want it any longer than that, and only keep it then.",
        "その期間だけ望み、保管するのもその間だけです。",
    ),
]
WRONG_NEGATION = [
    ("Do not remove it.", "削除してください。"),
    ("Remove it.", "削除しないでください。"),
    ("It does not count.", "該当します。"),
    ("It counts.", "該当しません。"),
    ("A post is shown, and no act is depicted.", "投稿があり、行為が描かれています。"),
    (
        "The rule is about the act, not the person.",
        "このルールは行為についてのもので、人についてのものです。",
    ),
    ("The number alone does not tell you.", "数だけでは分かります。"),
    ("Only a reply says so, and it does not count.", "それを言うのは返信だけで、該当します。"),
    ("It stands in a reply and nowhere else, and does not count.", "返信にしかあります。"),
    ("You must not post it.", "投稿しなければなりません。"),
    ("Not all posts are removed.", "すべての投稿が削除されません。"),
]


@pytest.mark.parametrize(("source", "target"), RIGHT_NEGATION)
def test_negations_that_agree(source, target):
    assert found("negation", source, target) == []


@pytest.mark.parametrize(("source", "target"), WRONG_NEGATION)
def test_negations_that_do_not(source, target):
    assert len(found("negation", source, target)) == 1


RIGHT_SCOPE = [
    ("such as names", "氏名など"),
    ("including names", "氏名などを含む"),
    ("All are equal members of Class 2.", "全員が平等で、2等級です。"),
    ("The Recording Act", "性的姿態撮影等処罰法"),
    ("In principle, remove it.", "原則として削除します。"),
    ("where possible", "可能な限り"),
    ("as appropriate", "適宜"),
    ("about 30 days", "約30日"),
    ("mainly adults", "主に成人"),
    ("We approximate your location.", "おおよその位置を推定します。"),
    ("It is so.", "[この文書は、利用者等のために掲載している参考訳です。] そうです。"),
    ("It is so.", "英語版を原則として優先します。そうです。"),
    ("This translation is provided for readers, bots, etc. It is so.", "そうです。"),
    ("Such as it is, this is a courtesy translation.", "そうです。"),
    ("Learn more about settings.", "設定などの詳細はこちら。"),
    ("See the help on settings.", "設定等については、ヘルプをご覧ください。"),
    ("Learn more about posts such as images.", "画像などの投稿の詳細はこちら。"),
    ("Learn more about files such as images.", "画像などの詳細はこちら。"),
]
WRONG_SCOPE = [
    ("names", "氏名等", "等"),
    ("Remove it.", "原則として削除します。", "原則として"),
    ("Remove it.", "可能な限り削除します。", "可能な限り"),
    ("Remove it.", "適宜削除します。", "適宜"),
    ("30 days", "おおむね30日", "おおむね"),
    ("adults", "主に成人", "主に"),
    ("such as names", "氏名", "such as"),
    ("In principle, remove it.", "削除します。", "In principle"),
    ("Remove it where possible.", "削除します。", "where possible"),
    ("Remove it.", "これは参考訳です。氏名等を削除します。", "等"),
    ("Remove it.", "参考訳等を削除します。", "等"),
    ("Do not share names.", "氏名などの情報を共有しないでください。", "など"),
    ("This is a courtesy translation. Remove names, etc.", "氏名を削除します。", "etc"),
]


@pytest.mark.parametrize(("source", "target"), RIGHT_SCOPE)
def test_hedges_that_are_answered(source, target):
    assert found("scope", source, target) == []


@pytest.mark.parametrize(("source", "target", "words"), WRONG_SCOPE)
def test_hedges_that_are_not(source, target, words):
    [finding] = found("scope", source, target)
    assert words in finding


RIGHT_LIMITS = [
    ("Remove it unless it is news.", "ニュースでない限り削除してください。"),
    ("Remove it unless it is news.", "ニュースでなければ削除してください。"),
    ("Do not remove it unless it is spam.", "スパムの場合に限って削除してください。"),
    ("Except for news, remove it.", "ニュースを除き、削除してください。"),
    ("Only team leads may approve it.", "承認できるのはチームリーダーだけです。"),
    ("Only team leads may approve it.", "チームリーダー以外は承認できません。"),
    ("Nobody but team leads may approve it.", "チームリーダーのみが承認できます。"),
    ("Remove it only if it names a child.", "子どもの名前がなければ削除できません。"),
    ("Remove it only if it names a child.", "子どもの名前がある場合にしか削除しません。"),
    ("It never leaves your device.", "お使いの端末のみで処理します。"),
    ("You must be in Japan to use it.", "日本にいる方のみ利用できます。"),
    ("Share it as long as I agree.", "私が同意している限り共有してください。"),
    ("Share it with your consent.", "同意した場合に限り共有します。"),
    ("It is not only rude but false.", "失礼で、しかも誤りです。"),
    ("You can read it.", "お読みいただけます。"),
    ("This includes names.", "氏名を含みますが、これに限りません。"),
    ("This includes names.", "氏名に限らず含みます。"),
    ("Delete it.", "それを削除し、ごみを取り除きます。"),
    ("A post consists of a picture.", "画像だけの投稿です。"),
    ("Do so where possible.", "できる限り行います。"),
    ("Give exactly one label.", "ラベルは1つだけ付けてください。"),
    ("Search nowhere else.", "それ以外では探さないでください。"),
]
WRONG_LIMITS = [
    ("Remove it unless it is news.", "投稿を削除してください。", "unless"),
    ("Do not remove it unless it is spam.", "投稿を削除しないでください。", "unless"),
    ("Except for news, remove it.", "投稿を削除してください。", "Except"),
    ("Escalate only if it names a child.", "子どもの名前がある場合は報告してください。", "only"),
    ("Only team leads may approve it.", "チームリーダーが承認できます。", "Only"),
    ("It is limited to members.", "会員が対象です。", "limited to"),
    ("Leave posts other than ads.", "投稿はそのままにします。", "other than"),
    ("Keep it as long as the case is open.", "保管してください。", "as long as"),
    ("Record the grounds.", "根拠のみを記録してください。", "のみ"),
    ("Record the grounds.", "根拠だけを記録してください。", "だけ"),
    ("Escalate it if it names a child.", "名前がある場合に限り報告します。", "に限り"),
    ("Answer the author.", "投稿者にしか返信しません。", "しか"),
    ("Remove posts about it.", "ニュースを除き、投稿を削除してください。", "除き"),
    ("Remove posts about it.", "ニュースでない限り、投稿を削除してください。", "ない限り"),
    ("Keep it.", "案件が続いている限り保管してください。", "限り"),
]


@pytest.mark.parametrize(("source", "target"), RIGHT_LIMITS)
def test_limits_that_are_answered(source, target):
    assert found("limits", source, target) == []


@pytest.mark.parametrize(("source", "target", "words"), WRONG_LIMITS)
def test_limits_that_are_not(source, target, words):
    [finding] = found("limits", source, target)
    assert finding.split(" · ")[0] == words


def test_a_limit_that_stands_in_the_next_sentence_was_cut_elsewhere():
    source = "Look at the post. Only then decide on a label for it."
    assert found("limits", source, "投稿だけを見てください。その後でラベルを決めてください。") == []
    assert len(found("limits", source, "投稿を見てください。その後でラベルを決めてください。")) == 1


@pytest.mark.parametrize(
    ("source", "target", "count"),
    [
        ("fiscal year 2024", "2024年度", 0),
        ("the year 2024", "2024年度", 1),
        ("fiscal year 2024", "2024年", 1),
        ("1 April 2020", "平成32年4月1日", 1),
        ("1 April 2019", "平成31年4月1日", 0),
        ("1 May 2019", "令和元年5月1日", 0),
        ("Friday, 1 March 2024", "2024年3月1日（金）", 0),
        ("Friday, 1 March 2024", "2024年3月1日（木）", 1),
        ("Thursday, 1 March 2024", "2024年3月1日（金）", 1),
        ("30 February 2024", "2024年3月1日", 1),
        ("the first half of 2024", "2024年上半期", 1),
        ("the first half of the fiscal year 2024", "2024年度上半期", 0),
    ],
)
def test_years_and_dates(source, target, count):
    assert len(found("dates", source, target)) == count


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("投稿 if the target is identifiable を削除", "if the target is identifiable"),
        ("Mozilla Corporation Firefox Relay Premium", ""),
        ("149 New Montgomery Street, San Francisco", ""),
        ("`remove the post right now`を実行", ""),
        ("HARとHATE", ""),
    ],
)
def test_english_left_in_japanese(text, expected):
    assert " ".join(ja.foreign(prose(pair_of("", text).aligned[0].target[0]))) == expected


# ── One language ─────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("この投稿は削除する。", "この投稿は削除する。"),
        ("場合がある。必要だ。白い。読んだ。", "場合がある。 必要だ。 白い。 読んだ。"),
        ("削除します。必要です。しましたか。お読みください。", ""),
        ("すること。以上。", ""),
        ("権利を付与します: (1) 使用する; (2) 表示する。", ""),
        ("次のとおりです（1）投稿を消す。（2）記録する。", "（2）記録する。"),
        ("(1) 使用する; (2) 表示する。", "(1) 使用する; (2) 表示する。"),
        ("「殴る。」とあります。", ""),
        ("見出し", ""),
    ],
)
def test_sentences_out_of_register(text, expected):
    assert " ".join(ja.plain_endings(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("１８歳、ＨＡＲ、30％", "18 HAR"),
        ("十八歳、三か月、二十人", "18歳 3か月 20人"),
        ("令和六年", "6年"),
        ("ｶﾅ", "カナ"),
        ("一部、一切、第三者、十分、唯一、一人、数十人、四半期、一週間、千葉", ""),
        ("二十歳未満ノ者ノ飲酒ノ禁止ニ関スル法律", ""),
        ("18歳、3か月", ""),
        (
            "HAR－2、ＨＡＲ－２－Ｃ１、Har-２、Wi－Fi、HAR-2、18－20、A - B",
            "HAR-2 HAR-2-C1 Har-2 Wi-Fi",
        ),
        ("17万5千人、3千5百人、2百万人、５千万円、1億2千万人、3千 5百人", "5"),
    ],
)
def test_notation(text, expected):
    assert " ".join(slip.better for slip in ja.notation(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("例です.次です,文です｡", "例です。次です、文です。"),
        ("利用者（成人)と投稿(下書き)", "利用者（成人）と投稿（下書き）"),
        ("本当ですか?はい!注意:投稿", "本当ですか？はい！注意：投稿"),
        ("サ－バ－ルームです 。終わり。。", "サーバールームです。終わり。"),
        (
            "検索クエリ―を、ユーザ—が、プロバイダ―等で",
            "検索クエリーを、ユーザーが、プロバイダー等で",
        ),
        ("コンテンツ—つまり投稿—とデータ-表", "コンテンツ—つまり投稿—とデータ-表"),
        ("1~3件", "1〜3件"),
        ("Firefox Relay 、VPN　。次", "Firefox Relay、VPN。次"),
        ("投稿には,`A`を,18歳は,FNDを", "投稿には、`A`を、18歳は、FNDを"),
        ("1.2版、1,000件（例）です。", "1.2版、1,000件（例）です。"),
        ("`a.b`です. `c,d`です", "`a.b`です。 `c,d`です"),
    ],
)
def test_punctuation_is_mended_on_its_line(text, expected):
    passage = pair_of("", text).aligned[0].target[0]
    for slip in ja.punctuation(prose(passage)):
        assert slip.found in text
        text = mended(text, slip.found, slip.better, "ja")
    assert text == expected


def test_code_and_addresses_are_not_mended():
    assert (
        mended("`１８`と１８と[例](a１８.md)", "１８", "18", "ja") == "`１８`と18と[例](a１８.md)"
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("本网站对此不承担任何法律责任。", 1),
        ("漢字だけ。", 0),
        ("特定商取引法違反事業者一覧表", 0),
        ("この文には仮名があるので問題ありません。", 0),
    ],
)
def test_sentences_without_kana(text, expected):
    assert len(ja.unwritten(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("お問合せはこちら。お問い合わせください。", [{"問合せ", "問い合わせ"}]),
        ("取扱いと取り扱い、申立てと申し立ての", [{"取扱い", "取り扱い"}, {"申立て", "申し立て"}]),
        ("サーバとサーバー", [{"サーバ", "サーバー"}]),
        ("すべて、全て", [{"すべて", "全て"}]),
        ("サーバーと取り扱いについてお問い合わせください。", []),
        ("受付で受け付けます。カバとカバー", []),
        ("被申立人に申し立てを伝える。取締役の取り締まり。", []),
        ("申立を伝える。申し立ての期間。", [{"申立", "申し立て"}]),
        ("検索クエリーを、クエリ―を", []),
    ],
)
def test_spellings_of_one_word(text, expected):
    assert sorted(map(sorted, ja.variants(text))) == sorted(map(sorted, expected))


def test_english_has_no_full_width_letters():
    assert [slip.better for slip in en.notation("Users of １８ or older, 18歳")] == ["18"]
    assert [slip.better for slip in en.notation("See HAR－2, not HAR-2.")] == ["HAR-2"]
    assert en.punctuation("(a), b.") == ()


# ── Sentences and words ──────────────────────────────────────────────────────────────────


def test_sentences_end_where_a_reader_sees_it():
    assert en.sentences("See e.g. Art. 5. It is so. “Yes.” No\nEnd") == (
        "See e.g. Art. 5.",
        "It is so.",
        "“Yes.”",
        "No",
        "End",
    )
    assert ja.sentences("「そうです。」と言う。終わり（例です。）です。\n次") == (
        "「そうです。」と言う。",
        "終わり（例です。）です。",
        "次",
    )


def test_one_sentence_beside_two():
    left = ("Look at the page and do not guess.", "Then give the label that fits it best.")
    right = ("ページを見ます。", "推測しないでください。", "それから最もよく合うラベルを付けます。")
    joined_right = ("ページを見ます。 推測しないでください。", right[2])
    assert list(side_by_side(left, right)) == list(zip(left, joined_right, strict=True))


@pytest.mark.parametrize(
    ("check", "left", "right"),
    [
        ("negation", "Acme does not sell it.", "Umbra がそれを販売します。"),
        ("modality", "You must not sell it to Acme.", "Umbra に販売してもかまいません。"),
    ],
)
def test_sentences_that_name_different_things_are_not_compared(check, left, right):
    """On a page out of step they stand side by side by their length alone."""
    around = "They are Acme and Umbra.", "Acme と Umbra です。"
    assert found(check, f"{left} {around[0]}", f"{right}{around[1]}") == []
    same = right.replace("Umbra", "Acme")
    assert len(found(check, f"{left} {around[0]}", f"{same}{around[1]}")) == 1


def test_a_denial_beside_a_sentence_of_other_names_was_cut_elsewhere():
    source = "It is Acme. It counts. They do not sell it to Umbra, the partner of Acme."
    target = "Acme です。該当しません。その取引先である Umbra に販売します。"
    assert found("negation", source, target) == []


def test_a_sentence_of_a_strange_length_answers_nothing():
    left = ("Yes.", "This is a long sentence about something else entirely, as you can see.")
    assert left not in [ours for ours, _ in side_by_side(left, ("はい。", "短い。"))]
    assert list(side_by_side((), ("はい。",))) == []


def test_sentences_without_end_are_not_compared_one_by_one():
    many = tuple(f"Number {each}." for each in range(100_000))
    assert side_by_side(many, many[1:]) == ()
    some = many[:400]
    assert side_by_side(some, some[1:])[-300:] == tuple(zip(some, some, strict=True))[-300:]


@pytest.mark.parametrize("known", [en, ja], ids=["en", "ja"])
@pytest.mark.parametrize("text", [". ", "No. 1 ", "。", "3 or more ", "3以上"])
def test_no_text_takes_long_to_read(known, text):
    """Where each number looked at all of its sentence, this took minutes."""
    began = perf_counter()
    known.sentences(text * 20_000)
    known.numbers(text * 20_000)
    assert perf_counter() - began < 20


def test_a_word_without_end_before_a_dash_is_read_once():
    """Where each of its characters began a word of its own, this took nine seconds."""
    began = perf_counter()
    text = "アー" * 20_000 + "―を"
    assert ja.variants(text) == ja.punctuation(text) == ()
    assert perf_counter() - began < 4


@pytest.mark.parametrize("numeral", ["1" * 5000, "1" + ",111" * 2000, "１" * 5000])
def test_a_number_longer_than_python_reads_is_compared_as_written(numeral):
    assert en._figure("1" * 5000) == ja._figure("1" * 5000, "day") == "1" * 5000
    assert len(digits(numeral)) == 1
    assert all(len(numbers_in(numeral, code)) < 2000 for code in ("en", "ja"))


def test_code_spans_and_addresses_are_no_language():
    text = "See `18 days` at https://example.org/18, mail a.b@example.org."
    passage = Passage("", "p", text.replace("`", ""), codes=("18 days",))
    assert "18" not in prose(passage)
    assert len(prose(passage)) == len(passage.text)
    assert prose(Passage("", "p", "a cat", codes=("a",))) == "◇ cat"


def test_a_text_of_any_length_is_tokenised():
    text = "晴れています。" * 3000 + "あ" * 2 * LONGEST + "。𠮟る。"
    words = morphemes(text)
    assert "".join(word.surface for word in words) == text
    assert all(text[word.start : word.end] == word.surface for word in words)


def test_a_morpheme_has_its_dictionary_form_and_its_usual_spelling():
    words = {word.surface: word for word in morphemes("お問合せは削除しない。")}
    assert words["問合せ"].normal == "問い合わせ"
    assert words["し"].base == "する"
    assert words["ない"].pos[0] == "助動詞"
    assert words["ない"].form.startswith("終止形")


@pytest.mark.parametrize(
    ("table", "pattern"),
    [
        (ja.MODALS, ja.FIND_MODAL),
        (ja.NEGATIONS, ja.FIND_NEGATION),
        (ja.HEDGES, ja.FIND_HEDGE),
        (ja.LIMITS, ja.FIND_LIMIT),
    ],
    ids=["modals", "negations", "hedges", "limits"],
)
def test_what_a_table_can_begin_with_is_complete(table, pattern):
    """The characters that let a search skip places must not make it skip a word."""
    plain = re.compile(one_of(table))
    for path in sorted((ROOT / "guidelines" / "ja").rglob("*.md")):
        text = path.read_text("utf-8")
        assert [m.span() for m in pattern.finditer(text)] == [
            m.span() for m in plain.finditer(text)
        ]


# ── Real pages ───────────────────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def mozilla(tmp_path_factory):
    """The pairs in step of Mozilla's legal pages: texts that nobody here wrote."""
    if not BUNDLE.exists():
        pytest.skip("the corpora are not beside the repository")
    folder = tmp_path_factory.mktemp("mozilla") / "legal"
    command = ["git", "clone", "-q", str(BUNDLE), "-b", "main", str(folder)]
    subprocess.run(command, check=True, capture_output=True)
    tree = Folder(folder)
    settings = book.bare(("en", "en"), {"ja": "ja"}, tree)
    schemas, renderer = Schemas(settings.schemas), Renderer(settings.engine)
    pages = []
    for page, paths in book.pages(tree, settings).items():
        if page != "pocket_privacy_policy.md":
            left, right = (
                edition(tree.read(paths[code]), paths[code], page, code, schemas, renderer)
                for code in ("en", "ja")
            )
            pages.append(pairs.pair(left, right, settings))
    return pages


def test_numbers_on_real_pages_raise_no_false_alarm(mozilla):
    assert len([finding for pair in mozilla for finding in CHECKS["numbers"](pair)]) <= 3


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_changed_digit_is_found_in_its_block(mozilla, seed):
    blocks = [
        (joined(part.source), joined(part.target)) for pair in mozilla for part in pair.aligned
    ]
    clean = [block for block in blocks if not differs(*block)]
    sites = [
        (block, side, match.start())
        for block in clean
        for side in (0, 1)
        for match in re.finditer(r"\d", block[side])
    ]
    chance = random.Random(seed)
    hits = 0
    for block, side, at in chance.sample(sites, 100):
        text = block[side]
        other = chance.choice([digit for digit in "0123456789" if digit != text[at]])
        changed = text[:at] + other + text[at + 1 :]
        hits += differs(*((changed, block[1]) if side == 0 else (block[0], changed)))
    assert hits >= 95


def differs(source, target):
    return any(unmatched(numbers_in(source, "en"), numbers_in(target, "ja")))


@pytest.mark.parametrize(
    ("check", "most"),
    [("bounds", 6), ("modality", 6), ("negation", 3), ("limits", 6), ("scope", 8), ("units", 2)],
)
def test_warnings_on_real_pages_stay_few(mozilla, check, most):
    """Read one by one, most were right; twice as many would be noise."""
    assert len([finding for pair in mozilla for finding in CHECKS[check](pair)]) <= most


def test_blocks_of_other_kinds_are_not_read_sentence_by_sentence(mozilla):
    assert any(not alike(part) for pair in mozilla for part in pair.aligned)
