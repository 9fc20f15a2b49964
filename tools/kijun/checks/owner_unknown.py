"""An owner or an approver whom kijun.yml does not list."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any

from ..model import Book, Finding
from ..rule import Example, rule
from ..text import Text, meant


@rule(
    level="error",
    says=Text(
        en="'{id}' is not among the owners in kijun.yml ({known}). Correct the "
        "name, or add it to 'owners' there.{near}",
        ja="「{id}」は、kijun.ymlの「owners」（{known}）にありません。名前を直すか、"
        "kijun.ymlに加えてください。{near}",
    ),
    why=Text(
        en="Questions and appeals about a guideline go to its owner.",
        ja="ガイドラインについての質問や意見は、責任者に届くためです。",
    ),
    examples=(
        Example(
            en="""---
id: T
title: Talk
owner: nobody-knows
audience: vendor
governing: {default: en}
---

## Rude talk {#T-1}

```yaml clause
modality: must-not
```
""",
            ja="""---
id: T
title: 会話
owner: nobody-knows
audience: vendor
governing: {default: en}
---

## 無礼な発言 {#T-1}

```yaml clause
modality: must-not
```
""",
            finds=("nobody-knows",),
        ),
        Example(
            files={
                "guidelines/divergences.yml": """divergences:
  - id: L-JA-T-1
    locale: ja
    unit: clause:T-1
    field: scope
    kind: wording
    reason: {en: Idiom., ja: 慣用的な言い方のためです。}
    approver: nobody-knows
    review-by: "2027-01-01"
    fingerprints: {en: s-00000000, ja: s-00000000}
"""
            },
            finds=("nobody-knows",),
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
def owner_unknown(book: Book) -> Iterator[Finding]:
    for facts in book.source_editions:
        for reference in facts.references:
            if reference.kind == "owner" and reference.id not in book.settings.owners:
                yield facts.at(reference, **values(reference.id, book))
    path = posixpath.join(book.settings.base, "divergences.yml")
    for entry in book.settings.divergences:
        if entry.data["approver"] not in book.settings.owners:
            told = values(entry.data["approver"], book)
            yield Finding(path, 1, entry.unit, str(entry.data["locale"]), told)


def values(name: str, book: Book) -> dict[str, Any]:
    """What the message tells of a name that nobody has."""
    return {"id": name, "known": book.settings.owners, **meant(name, book.settings.owners)}
