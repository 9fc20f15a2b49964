"""The same placeholders stand in a unit in every locale."""

import re
from collections.abc import Iterator

from ..model import Finding, Pair, Unit
from ..rule import Example, rule
from ..text import Text

PLACEHOLDER = re.compile(r"⟨([^⟩]*)⟩|(\{\{?[A-Za-z_][\w.]*\}?\})|(%(?:\(\w+\))?[sd])")
LETTER = re.compile(r"[A-Z0-9]+$")


@rule(
    level="error",
    says=Text(
        en="The placeholder {placeholder} stands in this unit in {present} and not in {absent}. "
        "Use the same letter for the same person or thing in both.",
        ja="この単位で、仮の名前{placeholder}が{present}にはありますが{absent}にはありません。"
        "同じ人や物には同じ文字を使ってください。",
    ),
    why=Text(
        en="Who is meant decides the label.",
        ja="誰を指すかによって、付けるラベルが変わります。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\n⟨person A⟩ names ⟨person B⟩.\n",
            ja="## 例 {#example}\n\n⟨人物A⟩が⟨人物C⟩の名を挙げます。\n",
            finds=("⟨person B⟩", "⟨人物C⟩"),
        ),
        Example(
            en="## Example {#example}\n\n⟨person A⟩ names ⟨person B⟩.\n",
            ja="## 例 {#example}\n\n⟨人物B⟩の名を⟨人物A⟩が挙げます。\n",
        ),
    ),
)
def placeholder_differs(pair: Pair) -> Iterator[Finding]:
    for left, right in pair.both:
        ours, theirs = _placeholders(left), _placeholders(right)
        for key in sorted(ours.keys() ^ theirs.keys()):
            here = key in theirs
            words = theirs[key] if here else ours[key]
            yield pair.at(
                right,
                words if here else "",
                placeholder=words,
                present=pair.target.locale if here else pair.source.locale,
                absent=pair.source.locale if here else pair.target.locale,
            )


def _placeholders(unit: Unit) -> dict[str, str]:
    """Placeholders as written, by what is the same in every language: their closing letter."""
    found = {}
    for passage in unit.passages:
        for placeholder in PLACEHOLDER.finditer(passage.text):
            letter = LETTER.search(placeholder[1] or "")
            if placeholder[1] and not letter:
                continue
            found[letter[0] if letter else placeholder[0]] = placeholder[0]
    return found
