"""`kijun check --fix` mends in place what needs no decision, and touches nothing else."""

from __future__ import annotations

import os
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from example_book import FRONT, WORDS, book_of
from kijun import book, fix
from kijun.cache import Cache
from kijun.checks import CHECKS
from kijun.languages import numbers_in
from kijun.markdown import Renderer
from kijun.model import Finding
from kijun.rule import Example
from kijun.run import Locales, examine
from kijun.tree import Folder, Memory

HEAD = FRONT.format(**WORDS["ja"])
PAGE = "guidelines/ja/policies/t.md"


@pytest.fixture
def written(tmp_path):
    """Writes a small book with this text as its Japanese page; gives the page's path."""

    def write(page: str | bytes, **files: str) -> Path:
        for path, text in {**book_of(Example()).files, **files}.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_bytes(text if isinstance(text, bytes) else text.encode())
        file = tmp_path / PAGE
        file.write_bytes(page if isinstance(page, bytes) else page.encode())
        return file

    return write


def case(text: str) -> str:
    return f"## 例 {{#T-1}}\n\n```yaml case\n{text}\n```\n"


CASE = "id: T-1-C1  # 注記\ngiven: 例\nexpect: T-1\nbecause: 例"

MENDED = {
    "a-space-missing-in-a-list": ("次です。\n\n*写真\n*動画\n", "次です。\n\n* 写真\n* 動画\n"),
    "a-wide-space-in-a-list": ("次です。\n\n*\u3000写真\n", "次です。\n\n* 写真\n"),
    "a-space-missing-in-numbers": (
        "次です。\n\n1.写真\n2.動画\n",
        "次です。\n\n1. 写真\n2. 動画\n",
    ),
    "a-blank-line-before-a-list": ("次です。\n* 写真\n* 動画\n", "次です。\n\n* 写真\n* 動画\n"),
    "both": ("次です。\n*写真\n*動画\n\n終わり。\n", "次です。\n\n* 写真\n* 動画\n\n終わり。\n"),
    "wide-list-markers": ("次です。\n・写真\n・動画\n", "次です。\n\n- 写真\n- 動画\n"),
    "wide-numbers": ("次です。\n\n１．写真\n２．動画\n", "次です。\n\n1. 写真\n2. 動画\n"),
    "a-wide-heading": ("＃＃ 例 ｛＃T－1｝\n", "## 例 {#T-1}\n"),
    "notation": (
        "１８歳以上です。\n\n`１８`は残します。\n",
        "18歳以上です。\n\n`１８`は残します。\n",
    ),
    "ids": ("ＨＡＲ－２とHAR－2を見ます。\n", "HAR-2とHAR-2を見ます。\n"),
    "numerals-in-numerals": (
        "17万5千人が千件と\n5千件を送り、\n千人が三か月と十三か月に見ます。\n",
        "17万5千人が千件と\n5千件を送り、\n1000人が3か月と13か月に見ます。\n",
    ),
    "invisible": ("写真\u200bを\u202e消します。\n", "写真を消します。\n"),
    "decomposed": ("か\u3099そうの神\ufa19です。\n", "がそうの神\ufa19です。\n"),
    "a-wide-colon": (case(CASE.replace("expect:", "expect：")), case(CASE)),
    "a-wide-indent": (case(CASE.replace("expect:", "\u3000expect:")), case(CASE)),
    "a-wide-hyphen": (case(CASE.replace("expect: T-1", "expect: Ｔ－１")), case(CASE)),
    "brackets": (
        case(CASE.replace("expect: T-1", "expect: ［T-1］")),
        case(CASE.replace("expect: T-1", "expect: [T-1]")),
    ),
    "a-hashtag": (
        case(CASE.replace("because: 例", "because: 例 #タグ です")),
        case(CASE.replace("because: 例", 'because: "例 #タグ です"')),
    ),
    "a-bracket": (
        case(CASE.replace("given: 例", "given: [編集済み]")),
        case(CASE.replace("given: 例", 'given: "[編集済み]"')),
    ),
    "a-bracket-and-text": (
        case(CASE.replace("given: 例", "given: [編集済み] の例")),
        case(CASE.replace("given: 例", 'given: "[編集済み] の例"')),
    ),
    "a-colon": (
        case(CASE.replace("given: 例", "given: 件名: 例")),
        case(CASE.replace("given: 例", 'given: "件名: 例"')),
    ),
    "wide-fences": (
        case(CASE).replace("```yaml case", "｀｀｀yaml\u3000case").replace("```", "｀｀｀"),
        case(CASE),
    ),
    "a-fence-with-words": (case(CASE).replace("```yaml case", "```YAML:case"), case(CASE)),
    "everything-at-once": (
        "次です。\n・写真１８枚\n\n" + case(CASE.replace(": ", "：").replace("  # 注記", "\u3000")),
        "次です。\n\n- 写真18枚\n\n" + case(CASE.replace("  # 注記", "")),
    ),
}


@pytest.mark.parametrize(("typed", "meant"), MENDED.values(), ids=MENDED)
def test_a_page_is_mended_and_all_else_kept(written, tmp_path, typed, meant):
    page = written(HEAD + typed)
    assert fix.folder(tmp_path) == [PAGE]
    assert page.read_text("utf-8") == HEAD + meant
    assert fix.folder(tmp_path) == []


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.encode("utf-8-sig"),
        lambda text: text.replace("\n", "\r\n").encode(),
        lambda text: ("\ufeff" + text.replace("\n", "\r\n")).encode(),
        lambda text: text.replace("\n", "\r").encode(),
    ],
    ids=["bom", "crlf", "both", "cr"],
)
def test_encodings_are_mended(written, tmp_path, change):
    page = written(change(HEAD + case(CASE)))
    assert fix.folder(tmp_path) == [PAGE]
    assert page.read_bytes() == (HEAD + case(CASE)).encode()


READER = fix._Reader(book.bare(("en", "en"), {"ja": "ja"}, Memory({})), Renderer())
NUMERALS = st.sampled_from(
    [
        *"〇一二三四五十百千万億数何第約0123789０１２９、。，．,.･%％－ー",
        *("千人", "百万人", "十八歳", "三か月", "年間", "以内", "は", "で、", "令和", "円", "割"),
        *("ＨＡＲ", "HAR", "-", "ｶ", "ﾞ", " ", "\u3000", "**", "`", "分の", "半分"),
    ]
)


@given(st.lists(NUMERALS, max_size=12).map("".join))
@example("会員は17万5千人、来客は3千5百人です。")
@example("千人、5千人")
@example("三か月と十三か月と何百人、百人")
@settings(deadline=None, derandomize=True, max_examples=400)
def test_mending_keeps_what_numbers_are_read(words: str) -> None:
    before = f"# 例\n\nこれは{words}です。\n"
    after = READER.mended(before.encode(), "ja/a.md", "a.md", "ja").decode()
    assert read_in(after) == read_in(before)


def read_in(text: str) -> list[object]:
    return [(number.value, number.unit) for number in numbers_in(text, "ja")]


LEFT = {
    "nothing-wrong": HEAD + case(CASE),
    "prose": HEAD
    + "例：［写真］、＃タグ、「・」です。\n\n\u3000字下げです。\n\n    *code\n\n"
    + "```\n*写真\n１８\n```\n",
    "a-decision": HEAD + case(CASE.replace("given: 例\n", "")),
    "a-stray-bold": HEAD + "これは**重要です。\n",
    "not-utf-8": (HEAD + "写真\n").encode("cp932"),
    "no-end-of-line": (HEAD + "終わり。").encode(),
}


@pytest.mark.parametrize("page", LEFT.values(), ids=LEFT)
def test_what_needs_a_decision_or_is_right_is_left_byte_for_byte(written, tmp_path, page):
    file = written(page)
    before = file.read_bytes(), file.stat().st_mtime_ns
    assert fix.folder(tmp_path) == []
    assert (file.read_bytes(), file.stat().st_mtime_ns) == before


def test_settings_and_shared_files_are_mended(written, tmp_path):
    written(HEAD, **{"guidelines/waivers.yml": "waivers： []  # none\n"})
    settings = tmp_path / "kijun.yml"
    meant = settings.read_text("utf-8")
    settings.write_text("\ufeff" + meant.replace("source: en", "source：en"), "utf-8")
    assert fix.folder(tmp_path) == ["guidelines/waivers.yml", "kijun.yml"]
    assert settings.read_text("utf-8") == meant
    assert (tmp_path / "guidelines/waivers.yml").read_text("utf-8") == "waivers: []  # none\n"


def test_a_tree_without_schemas_keeps_its_encoding(tmp_path):
    for code in ("en", "ja"):
        (tmp_path / code).mkdir()
    (tmp_path / "en/a.md").write_bytes(b"# A\r\n\r\nThese:\r\n\r\n*a\r\n")
    (tmp_path / "ja/a.md").write_bytes(
        "\ufeff# 例\r\n\r\n次です。\r\n\r\n*写真\r\n*動画\r\n".encode()
    )
    locales = Locales(("en", "en"), {"ja": "ja"})
    assert fix.folder(tmp_path, locales=locales) == ["en/a.md", "ja/a.md"]
    assert (tmp_path / "ja/a.md").read_bytes() == (
        "\ufeff# 例\r\n\r\n次です。\r\n\r\n* 写真\r\n* 動画\r\n".encode()
    )
    assert fix.folder(tmp_path, locales=locales) == []


def test_mode_and_links_are_kept_and_nothing_is_left_behind(written, tmp_path):
    page = written(HEAD + "１８歳です。\n")
    real = page.with_name("real.txt")
    page.rename(real)
    real.chmod(0o640)
    page.symlink_to(real.name)
    assert fix.folder(tmp_path) == [PAGE]
    assert page.is_symlink()
    assert real.read_text("utf-8") == HEAD + "18歳です。\n"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640
    assert sorted(path.name for path in page.parent.iterdir()) == ["fnd.md", "real.txt", "t.md"]


def test_an_interrupted_save_leaves_the_old_file_whole(tmp_path, monkeypatch):
    file = tmp_path / "a.md"
    file.write_text("before", "utf-8")

    def interrupt(_: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        fix.save(file, b"after")
    assert file.read_text("utf-8") == "before"
    assert list(tmp_path.iterdir()) == [file]


def test_a_fix_that_breaks_the_page_is_not_kept(written, tmp_path, monkeypatch):
    def breaks(line: str, _: Finding) -> str:
        return line.replace("１８", "```yaml case")

    monkeypatch.setitem(CHECKS, "notation", replace(CHECKS["notation"], fix=breaks))
    page = written(HEAD + "１８です。\n\n１８\n")
    before = page.read_bytes()
    assert fix.folder(tmp_path) == []
    assert page.read_bytes() == before


def test_mending_adds_no_findings(written, tmp_path):
    page = HEAD + case(CASE.replace("given: 例", "given: １８ ：例")) + "\n次です。\n*写真\n"
    written(page)
    before = {f.check for f in examine(Folder(tmp_path), Cache(None)).findings}
    fix.folder(tmp_path)
    after = {f.check for f in examine(Folder(tmp_path), Cache(None)).findings}
    assert after <= before


def test_the_sample_has_nothing_to_mend(book):
    assert fix.folder(book) == []
