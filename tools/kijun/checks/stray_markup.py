"""No markup is shown as text."""

import re
from collections.abc import Iterator
from functools import cache

from ..markdown import fences
from ..model import Edition, Finding, Passage
from ..rule import Example, rule
from ..text import Text

SIGNS = re.compile(r"(\*\*|(?<!_)__(?!_))(?:(?:(?!\1).)+?\1(?!_))?", re.S)
"""Bold signs that were not rendered, with what they were to make bold where they are a pair;
a rule to fill in (`______`) is no sign."""

MARKER = re.compile(r"^\s*([*+-]|\d{1,2}[.)])(\s*)(?![\s*+\-_.\d])(.+)")
"""A line that begins as a list item does, with or without the space that makes it one."""


def mended(line: str, finding: Finding) -> str:
    """The line as a list item: a space after its marker, or else a blank line above it.

    Bold signs that do not come in pairs are left: which of them is meant is a decision.
    """
    marker = MARKER.match(line)
    if not marker or marker[1] != finding.values["sign"]:
        return line
    if marker[2].startswith(" "):
        return "\n" + line
    return line[: marker.end(1)] + " " + marker[3].lstrip()


@rule(
    level="error",
    says=Text(
        en="'{sign}' is shown as text: '{words}'. Put a blank line before the list and a space "
        "after its marker; write bold as '**', in pairs; or put backticks around a sign that is "
        "meant.",
        ja="「{sign}」が記号のまま表示されます（「{words}」）。箇条書きの場合は、前に空行を置き、"
        "記号の後に半角スペースを入れてください。太字の場合は、"
        "「**」で前後を囲んでください。記号そのものを書きたい場合は、"
        "バッククォートで囲んでください。",
    ),
    why=Text(
        en="A list that became a paragraph hides where one rule ends and the next begins; in "
        "Japanese the space after the marker is easily dropped.",
        ja="箇条書きが1つの段落につながると、ルールの区切りが分からなくなります。"
        "日本語では記号の後の半角スペースが抜けやすいため、特に注意が必要です。",
    ),
    fix=mended,
    examples=(
        Example(
            ja="## 例 {#example}\n\n次のものです。\n\n*写真\n*動画\n",
            finds=("*", "*"),
        ),
        Example(
            ja="## 例 {#example}\n\n次のものです。\n\n1.写真\n2.動画\n",
            finds=("1.", "2."),
        ),
        Example(
            en="## Example {#example}\n\nThese:\n* pictures\n* films\n",
            finds=("*", "*"),
        ),
        Example(ja="## 例 {#example}\n\nこれは__重要__です。\n", finds=("__",)),
        Example(
            en="## Example {#example}\n\nThese:\n\n* pictures\n* films\n\n**Bold** and `**`.\n",
            ja="## 例 {#example}\n\n次のものです。\n\n* 写真\n* 動画\n\n**太字**と`**`です。\n",
        ),
    ),
)
def stray_markup(edition: Edition) -> Iterator[Finding]:
    shown = [
        (unit, passage, _without_codes(passage))
        for unit in edition.units
        for passage in unit.passages
        if passage.tag not in ("pre", "html")
    ]
    for unit, passage, text in shown:
        for sign in SIGNS.finditer(text) if "**" in text or "__" in text else ():
            words = text[max(0, sign.start() - 8) : min(sign.end() + 8, sign.start() + 40)]
            here = text[sign.start() : sign.end(1) + 6]
            values = {"sign": sign[1], "words": words, "pair": sign[0] != sign[1]}
            yield edition.at(unit, here, (passage,), **values)
    fenced = {n for fence in fences(edition.source) for n in range(fence.line, fence.last + 1)}

    @cache
    def squeezed(address: str) -> str:
        texts = (text for unit, _, text in shown if unit.address == address)
        return "\n".join("".join(text.split()) for text in texts)

    for number, line in enumerate(edition.lines, 1):
        marker = MARKER.match(line) if line[:1] in " *+-0123456789" else None
        if marker is None or number in fenced:
            continue
        head = marker[1] + _plain_head(marker[3])
        for unit in edition.units if len(head) > len(marker[1]) else ():
            within = unit.line <= number <= unit.last
            if within and head in squeezed(unit.address):
                values = {"sign": marker[1], "words": line.strip()[:24]}
                yield Finding(edition.path, number, unit.address, edition.locale, values)
                break


def _without_codes(passage: Passage) -> str:
    text = passage.text
    for code in passage.codes:
        text = text.replace(code, " " * len(code))
    return text


def _plain_head(text: str) -> str:
    """The first characters as they are read, up to the first that may be markup."""
    return "".join(re.split(r"[*_`<&\[\]\\!(]", text.lstrip("*_`["), maxsplit=1)[0].split())[:10]
