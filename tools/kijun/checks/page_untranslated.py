"""A page is in the language of its folder, not a copy of the source."""

import re
from collections.abc import Iterator

from ..languages import prose
from ..model import Finding, Pair
from ..rule import Example, rule
from ..text import Text

SENTENCE = re.compile(r"(?<!\w)(?:[^\W\d_]{2,}+\W++){3}[^\W\d_]{2}")
"""Four words in a row: what has fewer may be a name, and the same in every language."""


@rule(
    level="error",
    says=Text(
        en="This page is not translated yet: {same} of its {all} texts are those of {source}, "
        "word for word. Translate it; until then nothing else is said of it.",
        ja="このページはまだ翻訳されていません。{all}件の文章のうち{same}件が{source}と同じままです。"
        "翻訳してください。それまで、このページの他の検査は行いません。",
    ),
    why=Text(
        en="Whoever copies the source to begin with should not be told of every line that it is "
        "in the wrong language, and no reader should get such a page.",
        ja="原文を写した直後のページでは、すべての行が指摘の対象になってしまいます。"
        "翻訳されていないことだけを伝え、そのまま公開されるのを防ぎます。",
    ),
    alone=True,
    examples=(
        Example(
            en="## Rude talk {#rude}\n\nYou must not insult anybody by name.\n",
            ja="## Rude talk {#rude}\n\nYou must not insult anybody by name.\n",
            finds=("1",),
        ),
        Example(
            en="## Rude talk {#rude}\n\nYou must not insult anybody by name.\n\n"
            "Say in one word why.\n",
            ja="## 無礼な発言 {#rude}\n\n名指しで人を侮辱してはいけません。\n\n"
            "Say in one word why.\n",
        ),
    ),
)
def page_untranslated(pair: Pair) -> Iterator[Finding]:
    texts = [
        (" ".join(map(prose, part.source)), " ".join(map(prose, part.target)))
        for part in pair.aligned
    ]
    told = [(ours, theirs) for ours, theirs in texts if SENTENCE.search(ours)]
    same = sum(ours == theirs for ours, theirs in told)
    # A page half of which is translated is in work: what is left in it is told line by line.
    if same > len(told) / 2:
        yield pair.at(pair.target.units[0], same=same, all=len(told), source=pair.source.locale)
