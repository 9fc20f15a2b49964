"""Words that are wrong anywhere stand nowhere."""

from collections.abc import Iterator
from itertools import chain

from ..model import Edition, Finding, Pair, Passage
from ..rule import Example, rule
from ..terms import words
from ..text import Text

GLOSSARY = """concepts:
  - id: server
    contexts: [policy]
    en: {definition: A machine., preferred: [server], banned: [slave machine]}
    ja: {definition: 機械。, preferred: [サーバー], banned: [サーバ]}
  - id: suicide
    contexts: [policy]
    en: {definition: Ending one's life., preferred: [suicide], banned: [successful suicide]}
    ja: {definition: みずからの命を絶つこと。, preferred: [自殺], banned: [自殺に成功]}
"""


@rule(
    level="error",
    says=Text(
        en="'{words}' is a banned term. Write '{preferred}' or put it another way.",
        ja="「{words}」は使用禁止の語です。「{preferred}」と書くか、別の言い方にしてください。",
    ),
    why=Text(
        en="The glossary bans few words: those that mislead or hurt wherever they stand.",
        ja="用語集で禁じる語は、どこで使っても誤解を招くか、人を傷つけるものに限られています。",
    ),
    examples=(
        Example(
            en="## A\n\nThe server is up.\n",
            ja="## あ\n\nサーバが動いています。\n",
            files={"guidelines/glossary.yml": GLOSSARY},
            finds=("サーバ",),
        ),
        Example(
            en="## A\n\nNever write of successful suicides.\n",
            ja="## あ\n\n自殺に成功した、とは書きません。\n",
            files={"guidelines/glossary.yml": GLOSSARY},
            finds=("successful suicides", "自殺に成功"),
        ),
        Example(
            en="## A\n\nThe servers are up.\n",
            ja="## あ\n\nサーバーが動いています。\n",
            files={"guidelines/glossary.yml": GLOSSARY},
        ),
    ),
)
def banned_term(pair: Pair) -> Iterator[Finding]:
    locales = pair.settings.locales
    first = next((code for code in locales if code != pair.settings.source), "")
    # An edition does not know the glossary. The source stands in a pair with every other
    # locale, and is read once.
    editions = (pair.source, pair.target) if pair.target.locale == first else (pair.target,)
    for edition in editions:
        yield from _banned(edition, pair)


def _banned(edition: Edition, pair: Pair) -> Iterator[Finding]:
    known = words(pair.settings, edition.locale)
    read: dict[str, dict[str, tuple[Passage, ...]]] = {}
    for unit in edition.units:
        first = read.setdefault(unit.address, {unit.title: ()})
        for passage in unit.passages:
            first.setdefault(passage.text, (passage,))
    # Mostly none is found in all of the page, and no text of it need be read by itself.
    if not any(known.banned("\n".join(chain.from_iterable(read.values())))):
        return
    for unit in edition.units:
        for text, within in read[unit.address].items():
            for found in known.banned(text):
                preferred = known.instead(found, found.concepts("banned"))
                yield edition.at(unit, found.words, within, words=found.words, preferred=preferred)
