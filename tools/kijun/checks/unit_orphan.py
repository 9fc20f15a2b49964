"""The translation holds no unit that the source has not."""

from collections.abc import Iterator

from ..model import Finding, Pair
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="{unit} ('{title}') stands in {target} only. Delete it, correct its id, "
        "or write it in {source} first.",
        ja="{unit}（「{title}」）は{target}にしかありません。削除するか、IDを直すか、"
        "先に{source}に書いてください。",
    ),
    why=Text(
        en="A rule that stands in one language only binds only those who read it.",
        ja="一方の言語版にしかないルールは、その言語版の読み手だけに適用されてしまいます。",
    ),
    examples=(
        Example(
            en="## One {#one}\n\nText.\n",
            ja="## 一つ目 {#one}\n\n本文です。\n\n## 二つ目 {#two}\n\n本文です。\n",
            finds=("section:T#two",),
        ),
        Example(
            en="## One {#one}\n\nText.\n",
            ja="## 一つ目 {#one}\n\n本文です。\n",
        ),
    ),
)
def unit_orphan(pair: Pair) -> Iterator[Finding]:
    for unit in pair.orphans:
        yield pair.at(
            unit,
            unit=unit.address,
            title=unit.title or unit.id,
            source=pair.source.locale,
            target=pair.target.locale,
        )
