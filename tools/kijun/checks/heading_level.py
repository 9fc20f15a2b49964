"""A heading has the same level in every locale."""

from collections.abc import Iterator

from ..model import Finding, Pair
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="The heading '{title}' is of level {right} in {target} and of level {left} in {source}. "
        "Give it as many '#' as in {source}.",
        ja="見出し「{title}」が{target}ではレベル{right}、{source}ではレベル{left}です。"
        "「#」の数を{source}に合わせてください。",
    ),
    why=Text(
        en="The level says which clause a rule belongs to.",
        ja="見出しのレベルによって、本文がどの項目に属するかが決まります。",
    ),
    examples=(
        Example(
            en="## One {#one}\n\nText.\n", ja="### 一つ目 {#one}\n\n本文です。\n", finds=("一つ目",)
        ),
        Example(en="## One {#one}\n\nText.\n", ja="## 一つ目 {#one}\n\n本文です。\n"),
    ),
)
def heading_level(pair: Pair) -> Iterator[Finding]:
    for left, right in pair.both:
        if left.level != right.level:
            yield pair.at(
                right,
                title=right.title,
                left=left.level,
                right=right.level,
                source=pair.source.locale,
                target=pair.target.locale,
            )
