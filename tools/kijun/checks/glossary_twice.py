"""A concept stands once in the glossary."""

from collections import Counter
from collections.abc import Iterator

from ..model import Book, Finding
from ..rule import Example, rule
from ..text import Text

CONCEPT = """
  - id: {id}
    contexts: [policy]
    en: {{definition: How grave it is., preferred: [{term}]}}
    ja: {{definition: 害の大きさ。, preferred: [{word}]}}
"""


@rule(
    level="error",
    says=Text(
        en="The concept '{id}' stands {times} times in the glossary. Join the entries, "
        "or give one of them another id.",
        ja="概念「{id}」が用語集に{times}回あります。1つにまとめるか、別のIDにしてください。",
    ),
    why=Text(
        en="Of two entries a reader sees one, and a translator the other.",
        ja="読み手と翻訳する人が、同じ概念について、異なる記載を見ることになります。",
    ),
    examples=(
        Example(
            files={
                "guidelines/glossary.yml": "concepts:"
                + CONCEPT.format(id="severity", term="severity", word="重大度")
                + CONCEPT.format(id="severity", term="gravity", word="重さ")
            },
            finds=("severity",),
        ),
        Example(
            files={
                "guidelines/glossary.yml": "concepts:"
                + CONCEPT.format(id="severity", term="severity", word="重大度")
                + CONCEPT.format(id="gravity", term="gravity", word="重さ")
            },
        ),
    ),
)
def glossary_twice(book: Book) -> Iterator[Finding]:
    times = Counter(concept.id for concept in book.settings.glossary)
    lines = {concept.id: concept.line for concept in book.settings.glossary}
    for concept, count in times.items():
        if count > 1:
            yield Finding(
                f"{book.settings.base}/glossary.yml",
                lines[concept],
                f"concept:{concept}",
                "",
                {"id": concept, "times": count},
            )
