"""An order of precedence that names a guideline which does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from ..model import Book, Finding
from ..rule import Example, rule
from ..text import Text, meant


@rule(
    level="error",
    says=Text(
        en="'precedence' names the guideline '{id}', which does not exist. Correct the "
        "id, or delete it from the list.{near}",
        ja="「precedence」に「{id}」がありますが、そのようなガイドラインはありません。"
        "IDを直すか、一覧から削除してください。{near}",
    ),
    why=Text(
        en="Labelers go by this order where an item fits labels of several guidelines.",
        ja="複数のガイドラインに該当するコンテンツでは、この順序に従ってラベルを選びます。",
    ),
    examples=(
        Example(
            en="""---
id: T
title: Talk
owner: policy
audience: vendor
governing: {default: en}
precedence: [T, TT]
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
governing: {default: en}
precedence: [T, TT]
---

## 無礼な発言 {#T-1}

```yaml clause
modality: must-not
```
""",
            finds=("TT",),
        ),
        Example(
            en="""---
id: T
title: Talk
owner: policy
audience: vendor
governing: {default: en}
precedence: [FND, T]
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
governing: {default: en}
precedence: [FND, T]
---

## 無礼な発言 {#T-1}

```yaml clause
modality: must-not
```
""",
        ),
    ),
)
def guideline_unknown(book: Book) -> Iterator[Finding]:
    known = {facts.guideline for facts in book.editions}
    # A guideline that could not be read is known by the name of its file.
    known |= {PurePath(path).stem.upper() for path in book.files}
    for facts in book.source_editions:
        for reference in facts.references:
            if reference.kind == "guideline" and reference.id not in known:
                yield facts.at(reference, id=reference.id, **meant(reference.id, sorted(known)))
