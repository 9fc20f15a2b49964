"""A governing locale that the book does not have."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Book, Finding
from ..rule import Example, rule
from ..text import Text, meant


@rule(
    level="error",
    says=Text(
        en="'governing' names the locale '{id}', but kijun.yml lists {known}. Correct it, "
        "or add the locale to kijun.yml.{near}",
        ja="「governing」に「{id}」がありますが、kijun.ymlにある言語版は{known}です。"
        "値を直すか、kijun.ymlに言語版を加えてください。{near}",
    ),
    why=Text(
        en="While two locales differ, the governing one is in force: it has to exist.",
        ja="言語版の内容が食い違う間は正文に従うため、正文となる言語版がなければなりません。",
    ),
    examples=(
        Example(
            en="""---
id: T
title: Talk
owner: policy
audience: vendor
governing: {default: fr}
---

## Rude talk {#T-1}

```yaml clause
modality: must-not
```
""",
            ja="""---
id: T
title: 会話
owner: policy
audience: vendor
governing: {default: fr}
---

## 無礼な発言 {#T-1}

```yaml clause
modality: must-not
```
""",
            finds=("fr",),
        ),
        Example(
            en="""## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```
""",
            ja="""## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```
""",
        ),
    ),
)
def governing_locale_unknown(book: Book) -> Iterator[Finding]:
    for facts in book.source_editions:
        for reference in facts.references:
            if reference.kind == "locale" and reference.id not in book.settings.locales:
                known = list(book.settings.locales)
                near = meant(reference.id, known)
                yield facts.at(reference, id=reference.id, known=known, **near)
