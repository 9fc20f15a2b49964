"""Concepts that share a preferred term are told apart by a qualifier."""

from collections.abc import Iterator

from ..model import Book, Finding
from ..rule import Example, rule
from ..text import Text

GLOSSARY = """concepts:
  - id: clarification-text
    contexts: [policy]
    en: {definition: A question with its answer., preferred: [clarification]%s}
    ja: {definition: 質問とその回答。, preferred: [補足説明]}
  - id: clarification-change
    contexts: [policy]
    en: {definition: A change that leaves verdicts as they were., preferred: [clarification]%s}
    ja: {definition: 判断を変えない変更。, preferred: [解釈の明確化]}
"""


@rule(
    level="error",
    says=Text(
        en="'{term}' ({locale}) is the preferred term of '{id}' and of '{other}', and nothing "
        "tells them apart. Add a 'qualifier' to the one that is meant less often.",
        ja="「{term}」（{locale}）は「{id}」と「{other}」の両方で推奨の用語になっており、"
        "区別できません。使うことの少ない方に「qualifier」を加えてください。",
    ),
    why=Text(
        en="A reader who looks the word up must learn which of the two is meant.",
        ja="その語を調べた読み手が、どちらの意味かを知ることができるようにするためです。",
    ),
    examples=(
        Example(
            files={"guidelines/glossary.yml": GLOSSARY % ("", "")},
            finds=("clarification-text",),
        ),
        Example(
            files={"guidelines/glossary.yml": GLOSSARY % ("", ", qualifier: type of change")},
        ),
    ),
)
def glossary_homonym(book: Book) -> Iterator[Finding]:
    plain: dict[tuple[str, str, str], str] = {}
    for concept in book.settings.glossary:
        for locale, terms in concept.terms.items():
            if terms.qualifier:
                continue
            for term in terms.preferred:
                keys = [(locale, context, term.casefold()) for context in concept.contexts]
                other = next((plain[key] for key in keys if key in plain), "")
                plain |= {key: concept.id for key in keys if key not in plain}
                if other and other != concept.id:
                    values = {"term": term, "locale": locale, "id": other, "other": concept.id}
                    yield Finding(
                        f"{book.settings.base}/glossary.yml",
                        concept.line,
                        f"concept:{other}",
                        locale,
                        values,
                    )
