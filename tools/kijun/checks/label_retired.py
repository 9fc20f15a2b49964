"""A case, decision or market entry that still names a retired label."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Book, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="The label '{id}' is retired and no longer given. Name the label that is given "
        "in its place, or delete the reference.",
        ja="ラベル「{id}」は廃止されたため、付けられません。代わりに付けるラベルに書き換えるか、"
        "この参照を削除してください。",
    ),
    why=Text(
        en="A retired label stays valid for items closed before, and is given to no new one.",
        ja="廃止したラベルは処理の終わったコンテンツでのみ有効で、新しいコンテンツには付けません。",
    ),
    examples=(
        Example(
            en="""---
id: T
title: Talk
owner: policy
audience: vendor
governing: {default: en}
labels:
  - id: T-1
    name: Rude talk
    kind: violating
    severity: S2
    action: remove
    hint: The post is rude
  - id: T-9
    name: Old label
    kind: violating
    severity: S1
    action: limit
    retired: true
    hint: The post is rude
---

## Rude talk {#T-1}

```yaml clause
labels: [T-1, T-9]
modality: must-not
```

```yaml case
id: T-1-C1
given: A post about ⟨person A⟩.
expect: T-1
near: T-9
because: It names a person and is rude.
```
""",
            ja="""---
id: T
title: 会話
owner: policy
audience: vendor
governing: {default: en}
labels:
  - id: T-1
    name: 無礼な発言
    kind: violating
    severity: S2
    action: remove
    hint: 無礼な内容の投稿です
  - id: T-9
    name: 以前のラベル
    kind: violating
    severity: S1
    action: limit
    retired: true
    hint: 無礼な内容の投稿です
---

## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1, T-9]
modality: must-not
```

```yaml case
id: T-1-C1
given: ⟨人物A⟩についての投稿です。
expect: T-1
near: T-9
because: 人物の名前を挙げ、無礼な内容だからです。
```
""",
            finds=("T-9",),
        ),
        Example(
            en="""---
id: T
title: Talk
owner: policy
audience: vendor
governing: {default: en}
labels:
  - id: T-1
    name: Rude talk
    kind: violating
    severity: S2
    action: remove
    hint: The post is rude
  - id: T-9
    name: Old label
    kind: violating
    severity: S1
    action: limit
    retired: true
    hint: The post is rude
---

## Rude talk {#T-1}

```yaml clause
labels: [T-1, T-9]
modality: must-not
```

```yaml case
id: T-1-C1
given: A post about ⟨person A⟩.
expect: T-1
near: FND-U
because: It names a person and is rude.
```
""",
            ja="""---
id: T
title: 会話
owner: policy
audience: vendor
governing: {default: en}
labels:
  - id: T-1
    name: 無礼な発言
    kind: violating
    severity: S2
    action: remove
    hint: 無礼な内容の投稿です
  - id: T-9
    name: 以前のラベル
    kind: violating
    severity: S1
    action: limit
    retired: true
    hint: 無礼な内容の投稿です
---

## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1, T-9]
modality: must-not
```

```yaml case
id: T-1-C1
given: ⟨人物A⟩についての投稿です。
expect: T-1
near: FND-U
because: 人物の名前を挙げ、無礼な内容だからです。
```
""",
        ),
    ),
)
def label_retired(book: Book) -> Iterator[Finding]:
    retired = {label for facts in book.editions for label, _, over, _ in facts.labels if over}
    for facts in book.source_editions:
        for reference in facts.references:
            if reference.kind == "label" and reference.id in retired:
                yield facts.at(reference, id=reference.id)
