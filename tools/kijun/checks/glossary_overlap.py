"""A word is right or wrong for a concept, not both."""

from collections.abc import Iterator
from itertools import combinations

from ..model import Book, Finding
from ..rule import Example, rule
from ..text import Text

GLOSSARY = """concepts:
  - id: severity
    contexts: [policy]
    en: {definition: How grave it is., preferred: [severity]}
    ja:
      definition: 害の大きさ。
      preferred: [重大度]
      allowed: [重大性]
      never: [%s]
"""


@rule(
    level="error",
    says=Text(
        en="'{term}' stands under both '{first}' and '{second}' of the concept '{id}' ({locale}). "
        "Delete it in one of the two.",
        ja="概念「{id}」（{locale}）で、「{term}」が「{first}」と「{second}」の両方にあります。"
        "どちらか一方から削除してください。",
    ),
    why=Text(
        en="Nobody can tell whether the word may be used.",
        ja="使ってよい語かどうかを、用語集から判断できません。",
    ),
    examples=(
        Example(files={"guidelines/glossary.yml": GLOSSARY % "重要度, 重大性"}, finds=("重大性",)),
        Example(files={"guidelines/glossary.yml": GLOSSARY % "重要度"}),
    ),
)
def glossary_overlap(book: Book) -> Iterator[Finding]:
    path = f"{book.settings.base}/glossary.yml"
    for concept in book.settings.glossary:
        for locale, terms in concept.terms.items():
            lists = {
                "preferred": terms.preferred,
                "allowed": terms.allowed,
                "never": terms.never,
                "banned": terms.banned,
            }
            for (first, words), (second, others) in combinations(lists.items(), 2):
                for term in (word for word in words if word in others):
                    values = {"id": concept.id, "term": term, "first": first, "second": second}
                    yield Finding(
                        path,
                        concept.line,
                        f"concept:{concept.id}",
                        locale,
                        {**values, "locale": locale},
                    )
