"""A concept has its terms in every locale of the book, and in no other."""

from collections.abc import Iterator

from ..model import Book, Finding
from ..rule import Example, rule
from ..text import Text

GLOSSARY = """concepts:
  - id: severity
    contexts: [policy]
    en: {definition: How grave it is., preferred: [severity]}
"""


@rule(
    level="error",
    says=Text(
        en="The concept '{id}' has terms in {found}; the locales of the book are {wanted}. "
        "Give it an entry for each of these, and no other.",
        ja="概念「{id}」の用語がある言語版は{found}ですが、kijun.ymlの言語版は{wanted}です。"
        "過不足なくそろえてください。",
    ),
    why=Text(
        en="A translator without a term invents one, and the next translator another.",
        ja="用語がないと、翻訳する人ごとに別の訳語が生まれます。",
    ),
    examples=(
        Example(files={"guidelines/glossary.yml": GLOSSARY}, finds=("severity",)),
        Example(
            files={
                "guidelines/glossary.yml": GLOSSARY
                + "    ja: {definition: 害の大きさ。, preferred: [重大度]}\n"
            }
        ),
    ),
)
def glossary_locales(book: Book) -> Iterator[Finding]:
    locales = book.settings.locales
    needed = [code for code, locale in locales.items() if not locale.onboarding]
    for concept in book.settings.glossary:
        found = list(concept.terms)
        if all(code in found for code in needed) and all(code in locales for code in found):
            continue
        yield Finding(
            f"{book.settings.base}/glossary.yml",
            concept.line,
            f"concept:{concept.id}",
            "",
            {"id": concept.id, "found": found, "wanted": list(locales)},
        )
