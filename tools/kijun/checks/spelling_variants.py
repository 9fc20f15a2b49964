"""A word is spelled in one way within a page."""

from collections.abc import Iterator

from ..languages import language, prose
from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="warning",
    says=Text(
        en="'{words}' are spellings of one word, side by side on this page. Choose one.",
        ja="このページでは、同じ語の表記として「{words}」が混在しています。"
        "いずれか1つにそろえてください。",
    ),
    why=Text(
        en="Readers look for a difference in meaning, and search finds only one of them.",
        ja="意味の違いがあるように読めるうえ、検索では片方しか見つかりません。",
    ),
    examples=(
        Example(
            en="## Example {#example}\n\nContact us. Our contact page.\n",
            ja="## 例 {#example}\n\nお問合せください。お問い合わせの頁です。\n",
            finds=("問合せ",),
        ),
        Example(
            en="## Example {#example}\n\nContact us about the server.\n",
            ja="## 例 {#example}\n\nサーバーについてお問い合わせください。問い合わせ先です。\n",
        ),
    ),
)
def spelling_variants(edition: Edition) -> Iterator[Finding]:
    known = language(edition.locale)
    if not known:
        return
    texts = ["\n".join([unit.title, *map(prose, unit.passages)]) for unit in edition.units]
    whole = "\n".join(texts)
    for words in known.variants(whole):
        rarer = min(words, key=whole.count)
        unit = next(u for u, text in zip(edition.units, texts, strict=True) if rarer in text)
        yield edition.at(unit, rarer, words=words)
