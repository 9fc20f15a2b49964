"""What people really type, and what is sent to harm: each has a message in its place, in words.

Everything here runs under both of ruamel's loaders, with the C extension and without.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

import pytest

from example_book import FRONT, SETTINGS, WORDS, book_of
from kijun import book, yaml
from kijun.cache import Cache
from kijun.markdown import KINDS, Renderer
from kijun.read import edition
from kijun.rule import Example
from kijun.run import Locales, examine, words
from kijun.schema import Schemas
from kijun.tree import LARGEST, Memory

PAGE = "guidelines/ja/policies/t.md"
HEAD = FRONT.format(**WORDS["ja"])
FIRST = HEAD.count("\n") + 1
"""The line on which the body of the page begins."""


@pytest.fixture(params=["c", "pure"], autouse=True)
def loader(request, monkeypatch):
    """One of ruamel's two real loaders in the place of the one that is installed."""
    reader = yaml._reader(pure=request.param == "pure")
    monkeypatch.setattr(yaml, "_FAST", reader)
    assert yaml.fast() is (request.param == "c")


class Bad(NamedTuple):
    """A page that is wrong, and what is said of it: the cause, its line, words of both messages."""

    cause: str
    body: str | bytes
    line: int
    en: str
    ja: str


def clause(text: str) -> str:
    return f"## 例 {{#T-1}}\n\n```yaml clause\n{text}\n```\n\n本文です。\n"


def case(text: str) -> str:
    return f"## 例 {{#T-1}}\n\n```yaml case\n{text}\n```\n"


def decision(text: str) -> str:
    return f"## 例 {{#T-1}}\n\n```yaml decision\n{text}\n```\n"


FIELDS = "labels: [T-1]\nmodality: must-not"
BOMB = "\n".join(
    ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
)
CIRCLE = """id: T-D1
start: a
steps:
  a:
    ask: 一つ目ですか。
    when-true: b
    when-false: T-0
    unsure: FND-U
  b:
    ask: 二つ目ですか。
    when-true: a
    when-false: T-1
    unsure: FND-U"""

BAD = {
    # Files
    "a-tab": Bad("tab-indent", clause("labels:\n\t- T-1"), 4, "tab", "タブ"),
    "a-tab-behind-a-colon": Bad("tab-indent", clause("labels:\t[T-1]"), 3, "tab", "タブ"),
    "a-key-twice": Bad(
        "duplicate-key", clause(f"{FIELDS}\nmodality: may"), 5, "'modality'", "「modality」"
    ),
    "an-id-twice": Bad(
        "id-twice",
        clause(FIELDS) + "\n## 例 {#T-1}\n\n```yaml clause\n" + FIELDS + "\n```\n",
        9,
        "'T-1' is used here",
        "「T-1」は",
    ),
    "an-anchor-that-differs-in-case": Bad(
        "id-twice",
        "## 例 {#abc}\n\n本文です。\n\n## 例 {#ABC}\n\n本文です。\n",
        4,
        "capital and small",
        "大文字と小文字",
    ),
    "an-unknown-block": Bad(
        "unknown-block",
        "```yaml cases\nid: T-1\n```\n",
        0,
        "There is no block 'cases'",
        "「cases」というブロック",
    ),
    "a-text-that-goes-on-at-the-margin": Bad(
        "yaml-error",
        case("id: T-1-C1\ngiven: ある投稿は、\n人物を侮辱している。"),
        5,
        "indent",
        "字下げ",
    ),
    "no-end-of-a-block": Bad(
        "unclosed-fence", "```yaml case\nid: T-1-C1\n", 0, "three backticks", "「```」"
    ),
    "a-clause-without-heading": Bad(
        "clause-without-heading",
        f"## 例\n\n```yaml clause\n{FIELDS}\n```\n",
        2,
        "{#HAR-1}",
        "{#HAR-1}",
    ),
    "an-unknown-label": Bad(
        "label-unknown", case("id: T-1-C1\ngiven: 例\nexpect: T-9\nbecause: 例"), 5, "T-9", "T-9"
    ),
    "an-unknown-market": Bad("market-unknown", clause(f"{FIELDS}\nmarkets: [XX]"), 5, "XX", "XX"),
    "a-circle": Bad("decision-runs-in-circle", decision(CIRCLE), 6, "circle", "循環"),
    "an-invisible-character": Bad(
        "invisible-character", "写真を\u200b消す。\n", 0, "U+200B", "U+200B"
    ),
    "a-bidirectional-control": Bad(
        "invisible-character", "許可\u202eする。\n", 0, "U+202E", "U+202E"
    ),
    "a-nul-byte": Bad("invisible-character", "写真\0です。\n", 0, "U+0000", "U+0000"),
    "an-escaped-bidirectional-control": Bad(
        "escaped-character",
        case('id: T-1-C1\ngiven: "\\u202e例"\nexpect: T-1\nbecause: 例'),
        4,
        "\\u202e",
        "\\u202e",
    ),
    "a-link-out-of-the-tree": Bad(
        "link-leaves-locale",
        "## 例 {#a}\n\n[本](../../../README.md)\n",
        2,
        "README.md",
        "README.md",
    ),
    "a-link-into-the-other-locale": Bad(
        "link-leaves-locale", "## 例 {#a}\n\n[本](../../en/policies/t.md)\n", 2, "../en", "../en"
    ),
    "brackets-without-end": Bad("too-tangled", "[" * 3_000 + "\n", 0, "'['", "「[」"),
    # YAML
    "an-alias-bomb": Bad("alias-refused", clause(BOMB), 3, "'&a0'", "「&a0」"),
    "deep-brackets": Bad("too-deep", clause("labels: " + "[" * 3_000), 3, "too deeply", "深すぎ"),
    "deep-dashes": Bad("too-deep", clause("- " * 4_000), 3, "too deeply", "深すぎ"),
    "deep-indents": Bad(
        "too-deep",
        clause("\n".join(" " * n + "a:" for n in range(0, 900, 3))),
        70,
        "too deeply",
        "深すぎ",
    ),
    "a-comma-in-braces": Bad(
        "comma-split",
        clause("threshold: {name: Discussion, self-reference}"),
        3,
        "'self-reference'",
        "「self-reference」",
    ),
    "a-colon-in-braces": Bad(
        "colon-in-flow", clause("from: {en: s:0c44}"), 3, '"s:0c44"', '"s:0c44"'
    ),
    "an-address-in-braces": Bad(
        "colon-in-flow",
        clause("a: {u: https://example.org}"),
        3,
        '"https://example.org"',
        '"https://example.org"',
    ),
    "an-address-in-a-list": Bad(
        "colon-in-flow",
        clause("a: [https://example.org]"),
        3,
        '"https://example.org"',
        '"https://example.org"',
    ),
    "an-unquoted-article": Bad(
        "value-kind",
        clause(FIELDS)
        + "\n```yaml market\nid: M-JP-T-1\nmarket: JP\nseverity: S3\n"
        + "basis:\n  - act: 刑法\n    article: 1.10\n"
        "    in-force: 2022-07-07\n    checked: 2026-01-10\n```\n",
        15,
        "'1.10', which is not a text (put quotes",
        "「1.10」を引用符で囲んだ文字列に",
    ),
    "a-number-with-underscore": Bad(
        "value-kind",
        clause(f"{FIELDS}\nthreshold:\n  age: {{value: 1_000, unit: year}}"),
        6,
        "'1_000', which is not a number",
        "「1_000」を数値に",
    ),
    "infinity": Bad(
        "value-kind",
        clause(f"{FIELDS}\nthreshold:\n  age: {{value: .inf, unit: year}}"),
        6,
        "'.inf'",
        "「.inf」",
    ),
    "a-truth-that-is-none": Bad(
        "value-unknown",
        case("id: T-1-C1\ngiven: 例\npath: {a: yes}\nexpect: T-1\nbecause: 例"),
        5,
        "'yes'",
        "「yes」",
    ),
    "nothing": Bad(
        "value-empty",
        clause("labels: [T-1]\nmodality: must\nscope: ~"),
        5,
        "'scope'",
        "「scope」",
    ),
    "a-merge-key": Bad(
        "field-unknown", clause(f"{FIELDS}\n<<: {{scope: 例}}"), 5, "'<<'", "「<<」"
    ),
    "a-python-tag": Bad(
        "tag-refused",
        clause("labels: !!python/object/apply:os.system [ls]"),
        3,
        "!!python/object/apply",
        "!!python/object/apply",
    ),
    "a-second-document": Bad(
        "several-documents", clause(f"{FIELDS}\n---\nscope: 例"), 5, "'---'", "「---」"
    ),
    "an-end-of-document": Bad("several-documents", clause(f"{FIELDS}\n..."), 5, "'...'", "「...」"),
    "a-directive": Bad("several-documents", clause(f"%YAML 1.1\n---\n{FIELDS}"), 3, "'%'", "「%」"),
    "a-list-as-key": Bad("not-a-mapping", clause("? [a, b]\n: c"), 3, "key: value", "欄の名前: 値"),
    "null-as-key": Bad("not-a-mapping", clause("~: c"), 3, "key: value", "欄の名前: 値"),
    "a-quote-without-end": Bad(
        "yaml-error", clause('scope: "例'), 3, "missing quote", "閉じていない引用符"
    ),
    # Typed with a Japanese input method
    "a-wide-indent": Bad(
        "wide-space",
        clause("threshold:\n\u3000age:\n    value: 3"),
        4,
        "full-width space",
        "全角スペース",
    ),
    "a-wide-space-behind-a-colon": Bad(
        "wide-space", clause("labels:\u3000[T-1]"), 3, "full-width space", "全角スペース"
    ),
    "a-wide-space-at-the-end": Bad(
        "space-at-end", clause(f"{FIELDS}\nscope: 例\u3000"), 5, "stays in the value", "値の一部"
    ),
    "a-wide-colon": Bad(
        "wide-colon", clause("labels：[T-1]"), 3, "'labels: [T-1]'", "「labels: [T-1]」"
    ),
    "a-wide-colon-in-a-list": Bad(
        "wide-colon",
        clause(f"{FIELDS}\nx:\n  - act：刑法\n    article: '1'"),
        6,
        "'- act: 刑法'",
        "「- act: 刑法」",
    ),
    "a-colon-without-space": Bad(
        "colon-without-space",
        clause("labels:[T-1]\nmodality: must"),
        3,
        "labels: [T-1]",
        "labels: [T-1]",
    ),
    "a-wide-key": Bad(
        "wide-key", clause("ｌａｂｅｌｓ: [T-1]"), 3, "Write 'labels'", "「labels」と書く"
    ),
    "a-wide-dash": Bad(
        "wide-dash", clause("labels:\n  － T-1"), 4, "half-width hyphen", "半角のハイフン"
    ),
    "wide-brackets": Bad(
        "wide-brackets", clause("labels: ［T-1］"), 3, "Write [T-1]", "「[T-1]」と書く"
    ),
    "corner-brackets": Bad(
        "wide-brackets", clause("labels: 「T-1」"), 3, "Write [T-1]", "「[T-1]」と書く"
    ),
    "a-wide-comma": Bad(
        "wide-brackets", clause("labels: [T-1、T-0]"), 3, "Write [T-1, T-0]", "「[T-1, T-0]」"
    ),
    "a-wide-hyphen-in-an-id": Bad(
        "wide-value",
        case("id: T-1-C1\ngiven: 例\nexpect: T－1\nbecause: 例"),
        5,
        "Write 'T-1'",
        "半角で「T-1」",
    ),
    "a-long-vowel-for-a-hyphen": Bad(
        "wide-value",
        case("id: Tー1ーC1\ngiven: 例\nexpect: T-1\nbecause: 例"),
        3,
        "Write 'T-1-C1'",
        "半角で「T-1-C1」",
    ),
    "wide-letters-in-a-value": Bad(
        "wide-value",
        clause("labels: [T-1]\nmodality: ｍｕｓｔ"),
        4,
        "Write 'must'",
        "半角で「must」",
    ),
    "wide-digits-in-a-value": Bad(
        "wide-value",
        clause(f"{FIELDS}\nthreshold:\n  age: {{value: １８, unit: year}}"),
        6,
        "Write '18'",
        "半角で「18」",
    ),
    "a-hashtag": Bad(
        "hash-cut",
        case("id: T-1-C1\ngiven: 例\nexpect: T-1\nbecause: 例 #タグ を付けた投稿"),
        6,
        "'#タグ を付けた投稿'",
        "「#タグ を付けた投稿」",
    ),
    "a-bracket-before-a-text": Bad(
        "bracket-text",
        case("id: T-1-C1\ngiven: [編集済み] の投稿"),
        4,
        "begins with a bracket",
        "角括弧で始まって",
    ),
    "a-text-in-brackets": Bad(
        "bracket-text",
        case("id: T-1-C1\ngiven: [編集済み]\nexpect: T-1\nbecause: 例"),
        4,
        "begins with a bracket",
        "角括弧で始まって",
    ),
    "a-colon-in-a-text": Bad(
        "quotes-needed", case("id: T-1-C1\ngiven: 件名: 重要"), 4, "'件名: 重要'", "「件名: 重要」"
    ),
    "an-at-sign": Bad(
        "quotes-needed", case("id: T-1-C1\ngiven: @user さん"), 4, "'@user さん'", "「@user さん」"
    ),
    "text-behind-quotes": Bad(
        "quotes-needed", case('id: T-1-C1\ngiven: "ばか" と言う'), 4, "quotes", "引用符"
    ),
    "a-star-before-a-text": Bad(
        "alias-refused", case("id: T-1-C1\ngiven: *強調* した投稿"), 4, "quotes", "引用符"
    ),
    "decomposed-kana": Bad(
        "decomposed", "か\u3099そうを消す。\n", 0, "separate characters", "濁点"
    ),
    "a-wide-heading": Bad(
        "wide-markup", "＃＃ 例 {#T-1}\n", 0, "'## 例 {#T-1}'", "「## 例 {#T-1}」"
    ),
    "a-wide-id": Bad("wide-markup", "## 例 ｛＃T－1｝\n", 0, "'## 例 {#T-1}'", "「## 例 {#T-1}」"),
    "a-wide-fence": Bad(
        "wide-markup",
        "｀｀｀yaml\u3000case\nid: T-1-C1\n｀｀｀\n",
        0,
        "'```yaml case'",
        "「```yaml case」",
    ),
    "wide-list-markers": Bad("input-method", "## 例 {#a}\n\n・写真\n", 2, "'- 写真'", "「- 写真」"),
}


def said(files, cause):
    """Place and words of what is found for a cause, English and Japanese."""
    found = [f for f in examine(Memory(files), Cache(None)).findings if f.check == cause]
    message = words()[cause]
    return [
        (f.path, f.line, message.to("en", **f.values), message.to("ja", **f.values)) for f in found
    ]


def files_with(body: str | bytes) -> dict[str, str | bytes]:
    """A book whose Japanese page has this body; the English one says the same in the same form."""
    text = body if isinstance(body, bytes) else HEAD + body
    english = "" if isinstance(body, bytes) else body
    return {**book_of(Example(en=english, ja="")).files, PAGE: text}


@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_what_is_wrong_is_said_in_its_place_in_both_languages(bad):
    found = said(files_with(bad.body), bad.cause)
    assert found, {f.check for f in examine(Memory(files_with(bad.body)), Cache(None)).findings}
    assert FIRST + bad.line in [line for _, line, *_ in found]
    for _, _, en, ja in found:
        assert re.search("[ぁ-ん]", ja)
        assert not re.search(r"\{[a-z]+\}", en + ja)
    assert any(bad.en in en and bad.ja in ja for _, _, en, ja in found), found


WHOLE = {
    "no-front-matter": Bad(
        "no-front-matter",
        f"## 例 {{#T-1}}\n\n```yaml clause\n{FIELDS}\n```\n".encode(),
        3,
        "id, title, owner",
        "id・title・owner",
    ),
    "no-end-of-front-matter": Bad(
        "unclosed-front-matter", b"---\nid: T\ntitle: x\n", 1, "'---'", "「---」"
    ),
    "wide-front-matter": Bad(
        "wide-markup", "ーーー\nid: T\ntitle: 例\nーーー\n".encode(), 1, "'---'", "「---」"
    ),
    "a-space-behind-the-dashes": Bad(
        "wide-markup", b"--- \nid: T\ntitle: x\n---\n", 1, "'---'", "「---」"
    ),
    "not-utf-8": Bad("not-utf8", (HEAD + "写真").encode("cp932"), 3, "UTF-8", "UTF-8"),
    "utf-16": Bad("not-utf8", (HEAD + "写真").encode("utf-16"), 1, "byte 1", "1バイト目"),
    "a-byte-order-mark": Bad(
        "byte-order-mark", HEAD.encode("utf-8-sig"), 1, "byte-order mark", "BOM"
    ),
    "crlf": Bad("carriage-return", HEAD.replace("\n", "\r\n").encode(), 1, "CR LF", "CR LF"),
    "ten-megabytes": Bad(
        "too-large", b"a" * 10_000_000, 1, f"{LARGEST} bytes", f"バイト数の上限（{LARGEST}"
    ),
    "a-million-paragraphs": Bad(
        "too-large", b"a\n\n" * 300_000, 1, "20000 lines", "行数の上限（20000"
    ),
    "another-file": Bad(
        "wrong-file", HEAD.replace("id: T\n", "id: U\n").encode(), 1, "'u.md'", "「u.md」"
    ),
}


@pytest.mark.parametrize("bad", WHOLE.values(), ids=WHOLE)
def test_a_file_that_is_wrong_as_a_whole_is_named(bad):
    found = said(files_with(bad.body), bad.cause)
    assert [(path, line) for path, line, *_ in found] == [(PAGE, bad.line)]
    assert bad.en in found[0][2]
    assert bad.ja in found[0][3]


@pytest.mark.parametrize(
    ("settings", "cause", "line"),
    [
        (SETTINGS.replace("source: en", "source： en"), "wide-colon", 1),
        (SETTINGS.replace("  ja:", "\u3000ja:"), "wide-space", 4),
        (SETTINGS.replace("owners", "source: ja\nowners"), "duplicate-key", 8),
        ("\ufeff" + SETTINGS, "byte-order-mark", 1),
    ],
)
def test_settings_that_are_wrong_are_named_too(settings, cause, line):
    found = said(files_with("") | {"kijun.yml": settings}, cause)
    assert [(path, at) for path, at, *_ in found] == [("kijun.yml", line)]


CLOSED = "```\n\n本文です。\n"
FORGOTTEN = {
    "before-a-block": (f"```yaml clause\n{FIELDS}\n\n```yaml case\nid: T-1-C1\n```\n", 2),
    "before-a-sentence-and-a-block": (
        f"```yaml clause\n{FIELDS}\n\n写真を禁止する。\n\n```yaml case\nid: T-1-C1\n```\n",
        2,
    ),
    "before-a-heading": (
        "```yaml case\nid: T-1-C1\n\n## 例 {#T-0}\n\n```\n例\n```\n\n本文です。\n",
        2,
    ),
    "before-other-code": (f"```yaml clause\n{FIELDS}\n\n例です。\n\n```\n例\n{CLOSED}", 2),
    "at-the-end": (f"```yaml clause\n{FIELDS}\n\n本文です。\n", 2),
}


@pytest.mark.parametrize(("body", "line"), FORGOTTEN.values(), ids=FORGOTTEN)
def test_a_fence_that_is_not_closed_is_told_where_it_opens_and_nothing_else_is(body, line):
    found = examine(Memory(files_with("## 例 {#T-1}\n\n" + body)), Cache(None)).findings
    told = [(f.check, f.line) for f in found if f.path == PAGE]
    assert told == [("unclosed-fence", FIRST + line)]


# Fences: each variant is read as a unit or refused, and never shown as text in silence

CASE = "id: T-1-C1\ngiven: 例\nexpect: T-1\nbecause: 例"


def indented(text: str, by: str) -> str:
    return "\n".join(by + line for line in text.split("\n"))


FENCES = {
    "plain": (f"```yaml case\n{CASE}\n```", "unit"),
    "yml": (f"```yml case\n{CASE}\n```", "unit"),
    "tildes": (f"~~~yaml case\n{CASE}\n~~~", "unit"),
    "longer": (f"`````yaml case\n{CASE}\n`````", "unit"),
    "space-before-words": (f"``` yaml case\n{CASE}\n```", "unit"),
    "spaces-between-and-behind": (f"```yaml  case  \n{CASE}\n```", "unit"),
    "indented": (indented(f"```yaml case\n{CASE}\n```", "  "), "unit"),
    "in-a-list": ("* 例\n\n" + indented(f"```yaml case\n{CASE}\n```", "    "), "unit"),
    "space-missing": (f"```yamlcase\n{CASE}\n```", "fence-as-text"),
    "capitals": (f"```YAML Case\n{CASE}\n```", "fence-as-text"),
    "no-yaml": (f"```case\n{CASE}\n```", "fence-as-text"),
    "colon": (f"```yaml:case\n{CASE}\n```", "fence-as-text"),
    "braces": (f"```{{.yaml .case}}\n{CASE}\n```", "fence-as-text"),
    "words-behind": (f"```yaml case T-1-C1\n{CASE}\n```", "fence-as-text"),
    "option-behind": (f'```yaml case title="x"\n{CASE}\n```', "fence-as-text"),
    "two-backticks": (f"``yaml case\n{CASE}\n``", "fence-as-text"),
    "quoted": (indented(f"```yaml case\n{CASE}\n```", "> "), "fence-as-text"),
    "inside-an-outer-fence": (f"````markdown\n```yaml case\n{CASE}\n```\n````", "nothing"),
    "other-yaml": ('```yaml title="case.yml"\nid: x\n```', "nothing"),
    "other-code": ("```python\ncase = 1\n```", "nothing"),
    "other-case": ("```case study\nA text.\n```", "nothing"),
}


@pytest.mark.parametrize(("body", "outcome"), FENCES.values(), ids=FENCES)
def test_a_fence_is_a_unit_or_an_error_or_documentation(body, outcome):
    result = examine(Memory(files_with(f"## 例 {{#T-1}}\n\n{body}\n")), Cache(None))
    causes = {f.check for f in result.findings if f.path == PAGE}
    assert ("fence-as-text" in causes) is (outcome == "fence-as-text")
    if outcome != "fence-as-text":
        read = edition(
            (HEAD + f"## 例 {{#T-1}}\n\n{body}\n").encode(),
            PAGE,
            "policies/t.md",
            "ja",
            SCHEMAS,
            Renderer(),
        )
        assert [unit.id for unit in read.of("case")] == (["T-1-C1"] if outcome == "unit" else [])
        shown = [p.text for u in read.units for p in u.passages if p.tag != "pre" and not p.field]
        assert not any(f"yaml {kind}" in text for text in shown for kind in KINDS)


# What is right and looks wrong

SCHEMAS = Schemas(book.packaged(Cache(None)))

RIGHT = {
    "colons-in-prose": "例：写真\n\n写真：動画\n",
    "hashtags-in-prose": "＃タグ を付けた投稿です。\n\n#タグ の例です。\n",
    "indented-paragraph": "\u3000段落の字下げです。\n",
    "literal-block": case(
        "id: T-1-C1\ngiven: |\n  label：HAR-2\n  \u3000字下げ #タグ あり\n"
        "  [編集済み] の投稿\nexpect: T-1\nbecause: 例"
    ),
    "quoted": case(
        "id: T-1-C1\ngiven: \"[編集済み] #タグ： 例\"\nexpect: T-1\nbecause: '件名: 例'"
    ),
    "a-comment": case("id: T-1-C1\ngiven: 例 # 注記\nexpect: T-1  # 注記\nbecause: 例"),
    "goes-on": case("id: T-1-C1\ngiven: 例として\n  値：次の行\nexpect: T-1\nbecause: 例"),
    "brackets-in-a-text": case(
        "id: T-1-C1\ngiven: 「ばか」という投稿［編集済み］\nexpect: T-1\nbecause: 例"
    ),
    "joined-emoji": "家族👩‍👩‍👧です。\n",
}


@pytest.mark.parametrize("body", RIGHT.values(), ids=RIGHT)
def test_full_width_signs_in_texts_are_right(body):
    result = examine(Memory(files_with(body)), Cache(None))
    causes = {f.check for f in result.findings if f.path == PAGE}
    typed = {name for name in causes if "wide" in name or name in ("hash-cut", "input-method")}
    assert typed == set()
    read = edition((HEAD + body).encode(), PAGE, "policies/t.md", "ja", SCHEMAS, Renderer())
    assert read.guideline == "T"


def test_scalars_are_what_was_typed():
    typed = {
        "day": "2026-03-02",
        "time": "2026-03-02T10:00+09:00",
        "country": "NO",
        "switch": "on",
        "yes": "yes",
        "octal": "012",
        "thousand": "1_000",
        "hexadecimal": "0x1f",
        "infinite": ".inf",
        "exponent": "1e3",
        "sixty": "1:30",
        "version": "1.2.3",
        "long": "9" * 30,
    }
    piece = "".join(f"{key}: {value}\n" for key, value in typed.items())
    assert yaml.load(piece) == typed
    assert yaml.load("a: 18\nb: -1.5\nc: true\nd: ~\ne:\n") == {
        "a": 18,
        "b": -1.5,
        "c": True,
        "d": None,
        "e": None,
    }


def test_a_literal_block_loses_its_last_line_feed():
    assert yaml.load("a: |\n  x\n  y\nb:\n  - |\n    z\n") == {"a": "x\ny", "b": ["z"]}


# Trees without schemas

FOREIGN = {
    "bom": "\ufeff---\ntitle: A\n---\n\n# A\n\nText.\n",
    "crlf": "---\r\ntitle: A\r\n---\r\n\r\n# A\r\n\r\nText.\r\n",
    "toml": '+++\ntitle = "A"\ndate = 2020-01-01\n+++\n\n# A\n\nText.\n',
    "broken-toml": "+++\ntitle = A\n+++\n\n# A\n\nText.\n",
    "jekyll": "---\nlayout: post\ntags: [a:b, {{ x }}]\ntitle: A\n---\n\n# A\n\nText.\n",
    "docusaurus": "---\nid: a\ntitle: A\nsidebar_label: *x\n---\n\n# A\n\nText.\n",
    "broken": "---\ntitle: 'A\n---\n\n# A\n\nText.\n",
    "spaces": "---  \ntitle: A\n---\n\n# A\n\nText.\n",
    "control": "# A\n\nText \0 \u200b\u202e.\n",
    "decomposed": "# A\n\ne\u0301te\u0301.\n",
}


@pytest.mark.parametrize("page", FOREIGN.values(), ids=FOREIGN)
def test_a_tree_without_schemas_is_read_as_it_is(page):
    tree = Memory({"en/a.md": "---\ntitle: A\n---\n\n# A\n\nText.\n", "ja/a.md": page})
    result = examine(tree, Cache(None), locales=Locales(("en", "en"), {"ja": "ja"}))
    assert result.pairs == 1
    unreadable = {f.check for f in result.findings} & (set(words()) - set(_checks()))
    assert unreadable == set()
    read = edition(
        page.encode(),
        "a.md",
        "a.md",
        "ja",
        Schemas({}),
        Renderer(),
    )
    assert [unit.kind for unit in read.units] == ["page", "section"]
    assert "Text" not in " ".join(p.text for p in read.units[0].passages)


def _checks():
    from kijun.checks import CHECKS

    return CHECKS


def test_decomposed_file_names_are_read_as_composed(tmp_path):
    from kijun.tree import Folder

    (tmp_path / unicodedata.normalize("NFD", "が.md")).write_text("# A\n", "utf-8")
    tree = Folder(tmp_path)
    assert list(tree.paths("")) == ["が.md"]
    assert tree.read("が.md") == b"# A\n"


def test_a_link_on_disk_that_leads_out_of_the_book_is_not_read(tmp_path):
    from kijun.tree import Folder

    outside = tmp_path / "secret"
    outside.write_text("secret", "utf-8")
    inside = tmp_path / "book"
    inside.mkdir()
    (inside / "a.md").symlink_to(outside)
    tree = Folder(inside)
    assert list(tree.paths("")) == []
    assert tree.read("a.md") is None
