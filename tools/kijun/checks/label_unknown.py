"""A case, decision or market entry that names a label which no guideline has."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePath

from ..decide import is_label
from ..model import Book, Finding
from ..rule import Example, rule
from ..text import Text, meant


@rule(
    level="error",
    says=Text(
        en="There is no label '{id}' in the book. Correct the id, or add the label to the "
        "front matter of its guideline.{near}",
        ja="「{id}」というラベルはどのガイドラインにもありません。IDを直すか、"
        "該当するガイドラインの冒頭にこのラベルを加えてください。{near}",
    ),
    why=Text(
        en="A labeler cannot give a label that does not exist.",
        ja="存在しないラベルを付けることはできません。",
    ),
    examples=(
        Example(
            en="""## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml case
id: T-1-C1
given: A post about ⟨person A⟩.
expect: T-9
near: T-0
because: It names a person and is rude.
```
""",
            ja="""## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml case
id: T-1-C1
given: ⟨人物A⟩についての投稿です。
expect: T-9
near: T-0
because: 人物の名前を挙げ、無礼な内容だからです。
```
""",
            finds=("T-9",),
        ),
        Example(
            en="""```yaml decision
id: T-D1
start: named
steps:
  named:
    ask: Is a person named?
    when-true: T-1
    when-false: T-0
    unsure: FND-V
```
""",
            ja="""```yaml decision
id: T-D1
start: named
steps:
  named:
    ask: 人物の名前がありますか。
    when-true: T-1
    when-false: T-0
    unsure: FND-V
```
""",
            finds=("FND-V",),
        ),
        Example(
            en="""```yaml decision
id: T-D1
start: named
steps:
  named:
    ask: Is a person named?
    when-true: T-1
    when-false: T-0
    unsure: FND-U
```

## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml case
id: T-1-C1
given: A post about ⟨person A⟩.
path: {named: true}
expect: T-1
near: T-0
because: It names a person and is rude.
```
""",
            ja="""```yaml decision
id: T-D1
start: named
steps:
  named:
    ask: 人物の名前がありますか。
    when-true: T-1
    when-false: T-0
    unsure: FND-U
```

## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml case
id: T-1-C1
given: ⟨人物A⟩についての投稿です。
path: {named: true}
expect: T-1
near: T-0
because: 人物の名前を挙げ、無礼な内容だからです。
```
""",
        ),
    ),
)
def label_unknown(book: Book) -> Iterator[Finding]:
    known = {label for facts in book.editions for label, *_ in facts.labels}
    # Of a guideline that could not be read nobody knows the labels.
    unread = book.files - {facts.path for facts in book.editions}
    closed = {PurePath(path).stem.upper() for path in unread}
    told: set[tuple[str, str]] = set()
    # What the source says wrongly is told there; a translation has slips of its own.
    for facts in sorted(book.editions, key=lambda each: each.locale != book.settings.source):
        for reference in facts.references:
            # A name without the form of a label is a question that the decision does not have.
            if reference.kind != "label" or not is_label(reference.id):
                continue
            here = reference.unit, reference.id
            if reference.id in known or reference.id.partition("-")[0] in closed or here in told:
                continue
            told.add(here)
            yield facts.at(reference, id=reference.id, **meant(reference.id, sorted(known)))
