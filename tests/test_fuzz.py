"""Whatever is typed or sent, a page becomes an edition or located errors, and nothing hangs.

Seeded by the tests themselves, so that a run finds what the last run found.
"""

from __future__ import annotations

import multiprocessing
import time
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from example_book import FRONT, WORDS, book_of
from kijun import book, yaml
from kijun.cache import Cache
from kijun.markdown import KINDS, Renderer
from kijun.model import Edition
from kijun.read import edition
from kijun.rule import Example
from kijun.run import Locales, examine, words
from kijun.schema import Schemas
from kijun.text import KijunError
from kijun.tree import Memory

HEAD = FRONT.format(**WORDS["ja"])
SCHEMAS = Schemas(book.packaged(Cache(None)))
NONE = Schemas({})
RENDERER = Renderer()
C, PURE = yaml._reader(pure=False), yaml._reader(pure=True)

steady = settings(deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))

TOKENS = [
    *[
        ":",
        ",",
        "#",
        "|",
        ">",
        "[",
        "]",
        "{",
        "}",
        "&",
        "*",
        "!",
        "%",
        "@",
        "`",
        "?",
        "-",
        "~",
        "=",
        "'",
        '"',
        "\\",
        "a",
        "0",
        "例",
        "、",
        "\u3000",
        "：",
        "－",
        "［",
        "］",
        "「",
        "」",
        "＃",
        "é",
        "😀",
    ],
    *[
        " ",
        "\n",
        "\n ",
        "\n  ",
        "\n- ",
        "\n  - ",
        "\n---\n",
        "\n...\n",
        "\t",
        "\u00a0",
        "\r",
        "\ufeff",
    ],
    *["\x00", "\u200b", "\u2028", "\x85", "か\u3099", "\\u202e", "\\x00", "\\ud83d"],
    *[
        ": ",
        ", ",
        " #",
        "- ",
        "? ",
        "> ",
        "| ",
        "<<",
        "::",
        "--",
        "&x",
        "*x",
        "?a",
        "a?",
        "a:b",
        "|-\n",
        ">\n",
    ],
    *[
        "true",
        "null",
        "1.10",
        "1e3",
        ".inf",
        "012",
        "2026-03-02",
        "https://x.y/z",
        "'a'",
        '"a"',
        '"a":b',
    ],
    *["id: ", "b: ", "labels: ", "HAR-2", "HAR－2", "ｉｄ", "!!python/name:a"],
]
tokens = st.sampled_from(TOKENS)
yamls = st.lists(tokens, max_size=24).map("".join)
blocks = st.sampled_from(
    [
        *(f"```yaml {kind}\n" for kind in KINDS),
        "```\n",
        "~~~\n",
        "````\n",
        "```yaml\n",
        "｀｀｀\n",
        "```yaml case x\n",
        "> ",
        ">> ",
        "* ",
        "1. ",
        "    ",
        "## 例 {#T-1}\n",
        "# ",
        "＃ ",
        "\n",
        "\n\n",
        "---\n",
        "===\n",
        "| a | b |\n|---|---|\n| c | d |\n",
        "|",
        "**",
        "__",
        "*",
        "_",
        "`",
        "``",
        "[a](b)",
        "[",
        "](",
        ")",
        "![",
        "<",
        ">",
        "<b>",
        "</b>",
        "<!--",
        "-->",
        "<div>\n",
        "&amp;",
        "&#0;",
        "\\",
        "[^1]",
        "[^1]: x\n",
        "{#a}",
        "{",
        "}",
        "!!! note\n",
        "    text\n",
        ": b\n",
        "id: T-1-C1\n",
        "given: 例\n",
        "expect: T-1\n",
        "because: 例\n",
        "labels: [T-1]\n",
        "modality: must\n",
        "path: {a: true}\n",
        "start: a\n",
        "steps:\n  a:\n    ask: x\n",
        "例です。",
        "・",
        "　",
        "18",
        "\u200b",
        "\x02wzxhzdk:0\x03",
        "\x02",
    ]
)
pages = st.lists(blocks, max_size=30).map("".join)


def read(raw: bytes, schemas: Schemas) -> None:
    """Reads a page; fails on any error that is not located or has no words."""
    try:
        assert isinstance(edition(raw, "ja/t.md", "t.md", "ja", schemas, RENDERER), Edition)
    except ExceptionGroup as group:
        for error in group.exceptions:
            assert isinstance(error, KijunError), repr(error)
            assert error.place is not None
            assert 1 <= error.place.line <= raw.count(b"\n") + raw.count(b"\r") + 1
            assert error.words("en") != error.words("ja")


def loaded(reader, text: str):
    """What a loader gives for a piece: the data, or that it is refused."""
    before, yaml._FAST = yaml._FAST, reader
    try:
        return yaml.load(text)
    except yaml.YamlError:
        return YamlRefused
    finally:
        yaml._FAST = before


class YamlRefused:
    """Stands for any refusal: which one is chosen may differ between loaders."""


@settings(steady, max_examples=1500)
@given(yamls)
def test_both_loaders_give_the_same_data_or_both_refuse(text):
    if any(breaks in text for breaks in "\x85\u2028\ufeff\r\x00"):
        return  # Refused with the file, before its YAML is looked at.
    assert loaded(C, text) == loaded(PURE, text)


@settings(steady, max_examples=300)
@given(yamls, st.sampled_from(KINDS), st.booleans())
def test_random_yaml_is_read_or_refused_with_words(text, kind, front):
    page = (
        f"---\n{text}\n---\n" if front else f"{HEAD}## 例 {{#T-1}}\n\n```yaml {kind}\n{text}\n```\n"
    )
    raw = page.encode("utf-8", "surrogatepass")
    read(raw, SCHEMAS)
    read(raw, NONE)


@settings(steady, max_examples=400)
@given(pages)
def test_random_markdown_is_read_or_refused_with_words(text):
    read((HEAD + text).encode(), SCHEMAS)
    read(text.encode(), NONE)


@settings(steady, max_examples=300)
@given(st.binary(max_size=200), st.integers(0, 3))
def test_random_bytes_are_read_or_refused_with_words(raw, place):
    head = HEAD.encode()
    for schemas in (SCHEMAS, NONE):
        read([raw, head + raw, raw + head, head[: len(raw)] + raw + head][place], schemas)


@settings(steady, max_examples=80)
@given(pages, pages)
def test_random_books_are_examined(en, ja):
    result = examine(book_with(en, ja), Cache(None))
    for finding in result.findings:
        for language in ("en", "ja"):
            assert words()[finding.check].to(language, **finding.values).strip()


@settings(steady, max_examples=60)
@given(pages, pages)
def test_random_trees_without_schemas_are_examined(en, ja):
    tree = Memory({"en/a.md": en, "ja/a.md": ja})
    assert examine(tree, Cache(None), locales=Locales(("en", "en"), {"ja": "ja"})).pairs == 1


@settings(steady, max_examples=100)
@given(yamls)
def test_random_settings_are_read_or_refused_with_words(text):
    files = {**book_of(Example()).files, "kijun.yml": text}
    try:
        found = [f.check for f in examine(Memory(files), Cache(None)).findings]
    except KijunError as error:
        found = [error.words("ja")]
    assert found, "a book with random settings lacks something"


def book_with(en: str, ja: str) -> Memory:
    return book_of(Example(en=en, ja=ja))


SHAPES = [(100_000, 1), (3_900, 6)]
"""Characters on a line, and lines: far too long, and as long as is read."""
RUNS = [
    *"[]{}()<>*_`~#|:!&\\-+=^\"' \t.,0a、。「」（）・：＃｀　あアー漢Ａ１",
    "[a](",
    "![",
    "* ",
    "- ",
    "1. ",
    "> ",
    "**a ",
    "<a ",
    "<!--",
    "{#a ",
    "[^1]",
    "``a",
    "a:",
    "https://",
    "a、",
    "18",
    "１８",
    "一",
    "第1",
    "か\u3099",
    "# ",
    "| ",
    "a\u3000",
    "「a",
    "（a",
    "must not ",
    "すること",
]


def timed(files: dict[str, str], locales: Locales | None) -> None:
    examine(Memory(files), Cache(None), locales=locales)


@pytest.mark.parametrize("schemas", [True, False], ids=["book", "tree"])
def test_no_run_of_one_sign_makes_anything_hang(schemas):
    """Each sign many times on one line and on many, in a paragraph, a heading and a YAML text."""
    late = []
    with multiprocessing.get_context("fork").Pool(2) as pool:
        waiting = []
        for sign, (length, lines) in product(RUNS, SHAPES):
            text = f"例{sign * (length // len(sign))}x\n" * lines
            heading, field = f"# {text}", f"```yaml case\ngiven: {text}```\n"
            files = {"en/a.md": heading + text, "ja/a.md": heading + text}
            locales = Locales(("en", "en"), {"ja": "ja"})
            if schemas:
                files = dict(book_with(text, text + field).files)
            waiting.append((sign, pool.apply_async(timed, (files, None if schemas else locales))))
        for sign, result in waiting:
            started = time.monotonic()
            try:
                result.get(timeout=LIMIT)
            except multiprocessing.TimeoutError:
                late.append(sign)
                break
            finally:
                took = time.monotonic() - started
                if took > 2:
                    print(f"{sign!r}: {took:.1f} s")
        pool.terminate()
    assert late == []


LIMIT = 30
"""Seconds for one run of one sign: a quadratic expression takes minutes."""
