"""What is written in one locale is written in the other."""

from collections.abc import Iterator

from ..codes import called
from ..compare import compare
from ..model import Finding, Pair
from ..read import line_of
from ..rule import Example, rule
from ..schema import compiled
from ..text import Text

CLAUSE = "## Insult {#T-1}\n\n```yaml clause\nlabels: [T-1]\nmodality: must-not\n"


@rule(
    level="error",
    says=Text(
        en="'{field}'{called} stands in {present} and not in {absent}. "
        "Write it there, or delete it here.",
        ja="「{field}」{called}が{present}にはありますが、{absent}にはありません。"
        "{absent}に書き加えるか、{present}から削除してください。",
    ),
    why=Text(
        en="A definition or an exception that only one language knows decides items in that "
        "language alone.",
        ja="定義や例外が一方の言語版だけにあると、"
        "その言語版の読み手だけが違う判断をしてしまいます。",
    ),
    follows=("question-leads-nowhere",),
    examples=(
        Example(
            en=CLAUSE + "exception: Fiction.\n```\n\nText.\n",
            ja=CLAUSE + "```\n\n本文です。\n",
            finds=("exception",),
        ),
        Example(
            en=CLAUSE + "exception: Fiction.\n```\n\nText.\n",
            ja=CLAUSE + "exception: 創作。\n```\n\n本文です。\n",
        ),
    ),
)
def text_missing(pair: Pair) -> Iterator[Finding]:
    schemas = compiled(pair.settings.schemas)
    for left, right in pair.both:
        for difference in compare(left, right, schemas):
            if difference.l10n != "translate":
                continue
            lacks_target = difference.right is None
            edition, unit = (pair.target, right) if lacks_target else (pair.source, left)
            other = pair.source if lacks_target else pair.target
            yield Finding(
                edition.path,
                line_of(edition, unit, difference.path[:-1]),
                unit.address,
                edition.locale,
                {
                    "field": ".".join(difference.path),
                    "called": called(".".join(difference.path)),
                    "present": other.locale,
                    "absent": edition.locale,
                },
            )
