"""Every message of the tool stands in English and Japanese and names the same values in both."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "tools" / "kijun"
WORDS = re.compile(r"[^\W\d_]")
ENGLISH = re.compile("[A-Za-z]")
JAPANESE = re.compile("[ぁ-ゖァ-ヺ一-鿿]")


class Message(NamedTuple):
    """A `Text(...)` in the source: where it stands, and its words where they are literals."""

    place: str
    en: str | None
    ja: str | None

    @property
    def faults(self) -> Iterator[str]:
        """What is wrong with the message, one sentence each."""
        if self.en is None or self.ja is None:
            yield f"{self.place}: only one language is written out"
            return
        if not self.en.strip() or not self.ja.strip():
            yield f"{self.place}: a language is empty"
        elif WORDS.search(unbraced(self.ja)) and not JAPANESE.search(self.ja):
            yield f"{self.place}: no Japanese in {self.ja!r}"
        if WORDS.search(unbraced(self.en)) and not ENGLISH.search(unbraced(self.en)):
            yield f"{self.place}: no English in {self.en!r}"
        if values(self.en) != values(self.ja):
            yield f"{self.place}: en has {values(self.en)}, ja has {values(self.ja)}"


def unbraced(words: str) -> str:
    """What a message says itself: one of values and code, `{place}: {words}`, says nothing."""
    return re.sub(r"\{[^}]*\}|`[^`]*`", "", words)


def values(words: str) -> list[str]:
    """The names in braces, in order of the alphabet; a word may use one twice."""
    return sorted({name for _, name, _, _ in Formatter().parse(words) if name is not None})


def messages(source: str, path: str) -> Iterator[Message]:
    """Every call of `Text` in a source, however its two arguments are given.

    One that is put together from other messages or from data has no words of its own and is
    left out.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and ast.unparse(node.func).split(".")[-1] == "Text":
            named = dict(zip(("en", "ja"), node.args, strict=False))
            named |= {keyword.arg: keyword.value for keyword in node.keywords if keyword.arg}
            words = {language: written(value) for language, value in named.items()}
            spread = any(isinstance(argument, ast.Starred) for argument in node.args)
            written_out = any(word is not None for word in words.values())
            if written_out or (len(words) < 2 and not spread):
                yield Message(f"{path}:{node.lineno}", words.get("en"), words.get("ja"))


def numbered(parts: list[ast.expr]) -> Iterator[tuple[int, ast.expr]]:
    """The parts of an f-string, each with the number of values before it."""
    number = 0
    for part in parts:
        yield number, part
        number += isinstance(part, ast.FormattedValue)


def written(value: ast.expr) -> str | None:
    """The words of a string, with what an f-string fills in as numbered values; None otherwise."""
    if isinstance(value, ast.Constant) and isinstance(value.value, str):
        return value.value
    if isinstance(value, ast.JoinedStr):
        return "".join(
            str(ast.literal_eval(part)).replace("{", "{{").replace("}", "}}")
            if isinstance(part, ast.Constant)
            else f"{{{number}}}"
            for number, part in numbered(value.values)
        )
    return None


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: path.stem)
def test_every_message_is_whole_in_both_languages(path: Path) -> None:
    found = messages(path.read_text("utf-8"), str(path.relative_to(ROOT)))
    assert [fault for message in found for fault in message.faults] == []


@pytest.mark.parametrize(
    ("source", "faults"),
    [
        ('Text(en="Add {a}.", ja="{a} を追加してください。")', 0),
        ('Text("Add {a}.", "{a} を追加してください。")', 0),
        ('text.Text(en="Add {a}.", ja="{b} を追加してください。")', 1),
        ('Text(en="Add {a}.", ja="追加してください。")', 1),
        ('Text(en="Add it.", ja=" ")', 1),
        ('Text(en="Add it.")', 1),
        ('Text(en="", ja="")', 1),
        ('Text(en="Add it.", ja="Add it.")', 1),
        ('Text(en="追加", ja="追加")', 1),
        ('Text(en="Add " "it.", ja="追加" "してください。")', 0),
        ('Text(en=f"Add {a[0]}.", ja="追加してください。")', 1),
        ('Text(en=f"Add {english}.", ja=f"{japanese}を追加してください。")', 0),
        ('Text(en=f"Add {a} to {b}.", ja=f"{a}を追加してください。")', 1),
        ("Text(*stored)", 0),
        ('Text(en="Add it.", ja=japanese)', 1),
        ('Text(en="{place}: {words}", ja="{place}：{words}")', 0),
        ('Text(en="`true`, `false`", ja="`true`、`false`")', 0),
        ("Text(en=first.en + second.en, ja=first.ja + second.ja)", 0),
    ],
)
def test_every_way_a_message_can_be_broken_is_seen(source: str, faults: int) -> None:
    found = [fault for message in messages(source, "x.py") for fault in message.faults]
    assert len(found) == faults
