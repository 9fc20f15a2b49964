"""A notice has no gap where somebody was to write."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edition, Finding
from ..releases import GAP
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="'{gap}' stands in the notice where a text belongs. Write what changes, from when, "
        "and what readers do; or delete the line.",
        ja="改定のお知らせに「{gap}」が残っています。何がいつから変わり、読み手が何を"
        "すればよいかを書いてください。書くことがなければ行を削除してください。",
    ),
    why=Text(
        en="A draft must not be published by accident.",
        ja="下書きのまま公開されるのを防ぎます。",
    ),
    examples=(
        Example(
            files={
                "guidelines/en/releases/2026-03-02.md": "[…]\n",
                "guidelines/ja/releases/2026-03-02.md": "お知らせです。\n",
            },
            finds=("[…]",),
        ),
        Example(
            files={
                "guidelines/en/releases/2026-03-02.md": "A notice.\n",
                "guidelines/ja/releases/2026-03-02.md": "お知らせです。\n",
            },
        ),
    ),
)
def notice_unwritten(edition: Edition) -> Iterator[Finding]:
    for unit in edition.units if edition.page.startswith("releases/") else ():
        for passage in unit.passages:
            if GAP in passage.text:
                yield edition.at(unit, GAP, gap=GAP)
