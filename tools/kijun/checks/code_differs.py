"""The same code spans stand in a unit in every locale."""

from collections.abc import Iterator

from ..model import Finding, Pair, Unit
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="`{code}` stands in this unit in {present} and not in {absent}. "
        "Labels, ids and commands are the same in every language: correct or add it.",
        ja="この単位で、`{code}`が{present}にはありますが{absent}にはありません。"
        "ラベル、ID、コマンドはどの言語版でも同じです。直すか、書き加えてください。",
    ),
    why=Text(
        en="A label or an id that is named in one language only sends readers to another rule.",
        ja="片方の言語版だけに書かれたラベルやIDは、読み手を別のルールに導きます。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\nLabel `T-1`.\n",
            ja="## 例 {#example}\n\n`T-0`を付けます。\n",
            finds=("T-1", "T-0"),
        ),
        Example(
            en="## Example {#example}\n\nLabel `T-1`.\n",
            ja="## 例 {#example}\n\n`T-1`です。`T-1`を付けます。\n",
        ),
    ),
)
def code_differs(pair: Pair) -> Iterator[Finding]:
    for left, right in pair.both:
        ours, theirs = _codes(left), _codes(right)
        for code in sorted(ours ^ theirs):
            unit, edition = (right, pair.target) if code in theirs else (left, pair.source)
            here = code in theirs
            values = {
                "code": code,
                "present": pair.target.locale if here else pair.source.locale,
                "absent": pair.source.locale if here else pair.target.locale,
            }
            found = edition.at(unit, f"`{code}`", **values)
            yield found if here else pair.at(right, **values)


def _codes(unit: Unit) -> set[str]:
    return {code for passage in unit.passages for code in passage.codes}
