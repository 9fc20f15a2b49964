"""Every Japanese sentence has kana."""

from collections.abc import Iterator

from ..languages import language, prose
from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="warning",
    says=Text(
        en="'{words}' has no kana: it is hardly a Japanese sentence. Check the language.",
        ja="「{words}」には仮名がありません。日本語の文であるかを確認してください。",
    ),
    why=Text(
        en="A sentence of Chinese characters alone is mostly Chinese, pasted by mistake.",
        ja="漢字だけの文は、中国語の文が誤って貼り付けられたものかもしれません。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\nThe site takes no responsibility.\n",
            ja="## 例 {#example}\n\n本网站对此不承担任何法律责任。\n",
            finds=("本网站",),
        ),
        Example(
            en="## Defamation and insult in Japan {#example}\n\nNo responsibility is taken.\n",
            ja="## 日本国内名誉毀損侮辱事案一覧表 {#example}\n\n責任を負いません。\n",
        ),
    ),
)
def no_kana(edition: Edition) -> Iterator[Finding]:
    known = language(edition.locale)
    if not known:
        return
    for unit in edition.units:
        for passage in unit.passages:
            for sentence in known.unwritten(prose(passage)):
                yield edition.at(unit, sentence, (passage,), words=sentence)
