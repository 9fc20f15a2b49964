"""Every unit of the source stands in the translation."""

from collections.abc import Iterator

from ..model import Finding, Pair
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="{unit} ('{title}') is missing in {target}. Translate it from {path} line {line}.",
        ja="{unit}（「{title}」）が{target}にありません。{path}の{line}行目から訳してください。",
    ),
    why=Text(
        en="A reader of the other language would never learn of the rule.",
        ja="その言語版の読み手は、ルールがあること自体を知ることができません。",
    ),
    examples=(
        Example(
            en="## One {#one}\n\nText.\n\n## Two {#two}\n\nText.\n",
            ja="## 一つ目 {#one}\n\n本文です。\n",
            finds=("section:T#two",),
        ),
        Example(
            en="## One {#one}\n\nText.\n\n## Two {#two}\n\nText.\n",
            ja="## 一つ目 {#one}\n\n本文です。\n\n## 二つ目 {#two}\n\n本文です。\n",
        ),
    ),
)
def unit_missing(pair: Pair) -> Iterator[Finding]:
    front = pair.target.units[0]
    for unit in pair.missing:
        yield Finding(
            pair.target.path,
            front.line,
            unit.address,
            pair.target.locale,
            {
                "unit": unit.address,
                "title": unit.title or unit.id,
                "target": pair.target.locale,
                "path": pair.source.path,
                "line": unit.line,
            },
        )
