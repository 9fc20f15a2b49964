"""Redlines: both texts are in them, in whole words, and what weighs is marked."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kijun.redline import Piece, redline, sentences, words

ALPHABET = [
    *"あ投稿者を利用規約が。、！？「」（）・ー一十 　\n.,!?()'’-_`[]{}<>⟨⟩%$0123456789aBéß中한글😀",
    *("18歳", "第3条の2", "`HAR-2`", "[規約](https://a.jp/b_(c))", "{name}", "%s", "ません"),
    *("ます", "must not ", "\u0301", "30 days", "U.S. ", "e.g. ", "⟨店舗S⟩"),
    *("user@example.jp", "2026年3月2日"),
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(ALPHABET), max_size=40).map("".join)
LOCALES = st.sampled_from(["ja", "en", "fr", "zh", "ja-JP", "nowhere"])


def told(old: str, new: str, locale: str) -> str:
    """A redline in one line: [-gone-]{+come+}, with its marks."""
    return "".join(
        piece.old
        if piece.same
        else (f"[-{piece.old}-]" if piece.old else "")
        + (f"{{+{piece.new}+}}" if piece.new else "")
        + (f"({', '.join(piece.marks)})" if piece.marks else "")
        for piece in redline(old, new, locale)
    )


@given(TEXTS, TEXTS, LOCALES)
@settings(deadline=None, max_examples=300)
def test_both_texts_are_in_their_redline(old: str, new: str, locale: str) -> None:
    pieces = redline(old, new, locale)
    assert "".join(piece.old for piece in pieces) == old
    assert "".join(piece.new for piece in pieces) == new
    assert all(piece.old or piece.new for piece in pieces)
    assert all(not piece.marks for piece in pieces if piece.same)


@given(TEXTS, LOCALES)
@settings(deadline=None, max_examples=300)
def test_sentences_and_words_join_to_their_text(text: str, locale: str) -> None:
    assert "".join(sentences(text, locale)) == text
    assert "".join(words(text, locale)) == text


COUNTERS = ("歳", "日", "日間", "か月", "年", "時間", "%", "円", "回", "人", "件")
FILLER = st.sampled_from(
    ["投稿は、", "利用者の", "対象です。", "以上の", "に限り、", "保存します。", ""]
)
COUNTED = st.tuples(st.integers(0, 99_999), st.sampled_from(COUNTERS)).map(
    lambda c: f"{c[0]}{c[1]}"
)


@given(
    *(
        st.lists(st.tuples(FILLER, COUNTED, FILLER).map("".join), min_size=1, max_size=4)
        for _ in "ab"
    )
)
@settings(deadline=None, max_examples=300)
def test_no_edit_splits_a_number_from_its_counter(old: list[str], new: list[str]) -> None:
    texts = "".join(old), "".join(new)
    spans = [
        [match.span() for match in re.finditer(rf"\d+(?:{'|'.join(COUNTERS)})", text)]
        for text in texts
    ]
    ends = [0, 0]
    for piece in redline(*texts, "ja"):
        for side, text in enumerate((piece.old, piece.new)):
            ends[side] += len(text)
            assert not any(start < ends[side] < end for start, end in spans[side])


@pytest.mark.parametrize(
    ("locale", "old", "new", "expected"),
    [
        ("ja", "販売します。", "販売しません。", "販売し[-ます-]{+ません+}(negation)。"),
        ("ja", "18歳以上の人。", "16歳以上の人。", "[-18歳-]{+16歳+}(number)以上の人。"),
        ("ja", "第3条の2を見る。", "第3条の3を見る。", "[-第3条の2-]{+第3条の3+}(number)を見る。"),
        (
            "ja",
            "詳細は[規約](a.md)を見る。",
            "詳細は[規約](b.md)を見る。",
            "詳細は[-[規約](a.md)-]{+[規約](b.md)+}を見る。",
        ),
        ("ja", "必ず`HAR-2`を選ぶ。", "必ず`HAR-E`を選ぶ。", "必ず[-`HAR-2`-]{+`HAR-E`+}を選ぶ。"),
        (
            "ja",
            "批判は、厳しくても、品を欠いてもかまいません。",
            "批判は、厳しくても、不公平でも、品を欠いてもかまいません。",
            "批判は、厳しくても、{+不公平でも、+}品を欠いてもかまいません。",
        ),
        (
            "ja",
            "投稿者の氏名を長く保存する場合があります。",
            "利用者が電話を長く保存する場合があります。",
            "[-投稿者の氏名-]{+利用者が電話+}を長く保存する場合があります。",
        ),
        ("ja", "空は青い。", "犬を連れて歩こう。", "[-空は青い。-]{+犬を連れて歩こう。+}"),
        ("ja", "一つ目の文です。", "前の文。一つ目の文です。", "{+前の文。+}一つ目の文です。"),
        (
            "en",
            "You must return lost or damaged goods.",
            "You must return lost goods.",
            "You must return lost [-or damaged -]goods.",
        ),
        ("en", "You must ask.", "You must not ask.", "You must {+not +}(negation, modality)ask."),
        ("en", "Kept for 30 days.", "Kept for 60 days.", "Kept for [-30-]{+60+}(number) days."),
        ("en", "A {name} here.", "A {title} here.", "A [-{name}-]{+{title}+} here."),
        ("fr", "Trente jours.", "Soixante jours.", "[-Trente-]{+Soixante+} jours."),
    ],
)
def test_what_a_reader_sees(locale: str, old: str, new: str, expected: str) -> None:
    assert told(old, new, locale) == expected


def test_a_sentence_has_the_space_behind_it() -> None:
    assert sentences(" 一つ。\n二つ。 三つ", "ja") == (" 一つ。\n", "二つ。 ", "三つ")
    assert sentences("One.  Two.\n", "en") == ("One.  ", "Two.\n")


def test_equal_texts_have_one_piece_and_empty_ones_none() -> None:
    assert redline("同じ。", "同じ。", "ja") == (Piece("同じ。", "同じ。"),)
    assert redline("", "", "ja") == ()
    assert redline("", "新設", "ja") == (Piece("", "新設"),)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("いろは" * 20_000, "ろはに" * 20_000),
        ("a b " * 20_000, "b a " * 20_000),
        ("同じ文です。" * 3_000 + "終わり。", "別の文です。" + "同じ文です。" * 3_000),
        (
            "".join(f"{n}番目の文。" for n in range(2_000)),
            "".join(f"{n}本目の文。" for n in range(2_000)),
        ),
    ],
    ids=["no-stop", "two-words", "one-sentence", "many-sentences"],
)
@pytest.mark.parametrize("locale", ["ja", "en"])
def test_long_texts_take_a_bounded_time(locale: str, old: str, new: str) -> None:
    started = time.process_time()
    pieces = redline(old, new, locale)
    assert time.process_time() - started < 10
    assert "".join(piece.old for piece in pieces) == old
