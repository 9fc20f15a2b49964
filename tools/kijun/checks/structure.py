"""Lists, tables and blocks are the same in every locale."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from ..model import Finding, Pair, Unit
from ..rule import Example, rule
from ..text import Text

NAMES = {
    "ul": Text(en="a list of {n}", ja="{n}個の箇条書き"),
    "ol": Text(en="a numbered list of {n}", ja="{n}個の番号付きリスト"),
    "dl": Text(en="a list of {n} terms and definitions", ja="用語と説明{n}行のリスト"),
    "table": Text(en="a table of {n} (rows x columns)", ja="{n}（行×列）の表"),
    "pre": Text(en="a code block", ja="コードブロック"),
    "blockquote": Text(en="a quotation", ja="引用"),
    "admonition": Text(en="a note box", ja="囲みの注記"),
}
NOTHING = Text(en="nothing like it", ja="対応するブロックなし")


@rule(
    level="error",
    says=Text(
        en="Where {source} has {left}, {target} has {right}. Give both the same items and blocks; "
        "a list that became a paragraph lacks a blank line or the space after its marker.",
        ja="{source}：{left}、{target}：{right}。箇条書きの数とブロックの種類をそろえてください。"
        "箇条書きが段落になっている場合は、前の空行か、記号の後の半角スペースが抜けています。",
    ),
    why=Text(
        en="An item that is missing in one language is a rule that its readers do not know.",
        ja="片方の言語版で抜けた内容は、その言語版の読み手には伝わりません。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\nThese:\n\n* one\n* two\n* three\n",
            ja="## 例 {#example}\n\n次のものです。\n\n* 一つ目\n* 二つ目\n",
            finds=("list of 3",),
        ),
        Example(
            en="## Example {#example}\n\n| a | b |\n|---|---|\n| c | d |\n",
            ja="## 例 {#example}\n\n| あ | い |\n|---|---|\n| う | え |\n| お | か |\n",
            finds=("table of 2x2",),
        ),
        Example(
            en="## Example {#example}\n\nOne long paragraph. Of two.\n\n* one\n* two\n",
            ja="## 例 {#example}\n\n段落が1つです。\n\n段落が2つです。\n\n* 甲\n* 乙\n",
        ),
    ),
)
def structure(pair: Pair) -> Iterator[Finding]:
    for left, right in pair.both:
        ours, theirs = _blocks(left), _blocks(right)
        if ours == theirs:
            continue
        for change, a, b, c, d in SequenceMatcher(None, ours, theirs, False).get_opcodes():
            if change == "equal":
                continue
            for number in range(max(b - a, d - c)):
                one = ours[a + number] if a + number < b else ""
                other = theirs[c + number] if c + number < d else ""
                yield pair.at(
                    right,
                    left=_named(one),
                    right=_named(other),
                    blocks=(one, other),
                    source=pair.source.locale,
                    target=pair.target.locale,
                )


def _blocks(unit: Unit) -> list[str]:
    return [block for block in unit.shape if block.split()[0] in NAMES]


def _named(block: str) -> Text:
    if not block:
        return NOTHING
    kind, _, size = block.partition(" ")
    name = NAMES[kind]
    items = f"{size} items" if size != "1" else "1 item"
    size_en = size if re.search("x", size) or kind == "dl" else items
    return Text(en=name.to("en", n=size_en), ja=name.to("ja", n=size.replace("x", "×")))
