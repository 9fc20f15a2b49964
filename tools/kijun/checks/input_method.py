"""Markdown is typed in half-width signs."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ..markdown import fences, front_matter
from ..model import Edition, Finding
from ..read import DECOMPOSED, composed, wide_markup
from ..rule import Example, rule
from ..text import Text


@dataclass(frozen=True)
class Sign:
    """A sign of Markdown that an input method widens, and how it was meant."""

    pattern: re.Pattern[str]
    meant: str | Callable[[re.Match[str]], str]
    what: Text


def _narrowed(found: re.Match[str]) -> str:
    table = str.maketrans("０１２３４５６７８９．）－＋＊｜　", "0123456789.)-+*| ")
    return found[0].translate(table)


ITEM = Text(en="a list item", ja="箇条書き")
SIGNS = (
    Sign(re.compile(r"^( *)\u3000[ \u3000]*(?=(?:[-*+]|\d{1,2}[.)]) )"), r"\1", ITEM),
    Sign(
        re.compile(r"^[ \u3000]*+(?:[・•＊](?!＊)[ \u3000]*+|[－＋][ \u3000]++)(?=\S)"), r"- ", ITEM
    ),
    Sign(
        re.compile(
            r"^[ \u3000]*+(?=[0-9]{0,2}[０-９．])[0-9０-９]{1,2}[．.）)]"
            r"(?![0-9０-９])[ \u3000]*+(?=\S)"
        ),
        lambda found: _narrowed(found).strip() + " ",
        ITEM,
    ),
    Sign(
        re.compile(r"^[ \u3000]*+[|｜](?=[^\n]*｜)[^\n]*[|｜][ \u3000]*$"),
        lambda found: found[0].replace("｜", "|").strip(" \u3000"),
        Text(en="a table row", ja="表の行"),
    ),
    Sign(
        re.compile(r"＊＊(?=[^\s＊])([^＊\n]+)(?<=\S)＊＊"), r"**\1**", Text(en="bold", ja="太字")
    ),
    Sign(re.compile(r"｀([^｀`\n]+)｀"), r"`\1`", Text(en="code", ja="コード")),
    Sign(
        re.compile(
            r"[［\[]([^\[\]［］\n]+)(?:］[（(]|\]（)"
            r"((?:https?:|[\w./-]++(?<=\.md)|#)[^\s（）()]*)[）)]"
        ),
        r"[\1](\2)",
        Text(en="a link", ja="リンク"),
    ),
)
"""In prose a full-width sign is right; here each stands where only the half-width one works."""


def mended(line: str, _: Finding) -> str:
    """The line with every sign as it was meant."""
    for sign in SIGNS:
        line = sign.pattern.sub(sign.meant, line)
    for _number, _what, better in wide_markup(line):
        line = better
    return DECOMPOSED.sub(composed, line)


@rule(
    level="warning",
    fix=mended,
    says=Text(
        en="'{words}' is typed with full-width signs and is not shown as {what}. "
        "Write '{better}', or run 'kijun check --fix'.",
        ja="「{words}」の記号が全角のため、{what}として表示されません。"
        "半角で「{better}」と書くか、「kijun check --fix」を実行してください。",
    ),
    why=Text(
        en="A Japanese input method types signs in full width. Readers then see the sign instead "
        "of the list, and the items of the list as one paragraph.",
        ja="日本語入力のまま打った全角記号はMarkdownの記号になりません。記号がそのまま表示され、"
        "箇条書きは1つの段落につながります。",
    ),
    examples=(
        Example(
            ja="## 例 {#example}\n\n次のものです。\n\n・写真\n・動画\n",
            finds=("・写真", "・動画"),
        ),
        Example(
            ja="## 例 {#example}\n\n次のものです。\n\n　* 写真\n\n１．動画\n",
            finds=("* 写真", "１．動画"),
        ),
        Example(
            ja="## 例 {#example}\n\n［文書］（t.md）の＊＊重要＊＊な｀値｀です。\n",
            finds=("**重要**",),
        ),
        Example(
            ja="## 例 {#example}\n\n次のものです。\n\n* 写真・動画\n"
            "* ［編集済み］の投稿（例：＃タグ）\n\n"
            "　段落の字下げ、１．５倍、※注、「＊」の記号は、そのままで構いません。\n"
        ),
    ),
)
def input_method(edition: Edition) -> Iterator[Finding]:
    if edition.source.isascii():
        return
    front = front_matter(edition.source)
    first = front[1] if front else 0
    code = {n for fence in fences(edition.source) for n in range(fence.line, fence.last + 1)}
    wide = {number: (what, better) for number, what, better in wide_markup(edition.source)}
    for number, line in enumerate(edition.lines[first:], first + 1):
        if number in wide:
            what, better = wide[number]
        elif number in code or line.isascii():
            continue
        else:
            what, better = _meant(line)
        if better:
            unit = _unit(edition, number)
            words = line.strip(" \u3000")[:40]
            values = {"words": words, "what": what, "better": better.strip()[:40]}
            yield Finding(edition.path, number, unit, edition.locale, values)


def _meant(line: str) -> tuple[Text, str]:
    """What a line was meant to be, and the line as it should be; "" where nothing is wrong."""
    first, better = ITEM, line
    for sign in SIGNS:
        changed = sign.pattern.sub(sign.meant, better)
        if changed != better:
            first, better = (sign.what if better == line else first), changed
    return first, better if better != line else ""


def _unit(edition: Edition, line: int) -> str:
    """The address of the innermost unit that a line stands in."""
    around = [unit for unit in edition.units if unit.line <= line <= unit.last]
    return min(around, key=lambda unit: unit.last - unit.line, default=edition.units[0]).address
