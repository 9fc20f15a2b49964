"""An id that is given to two things."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Book, Facts, Finding, Reference
from ..rule import Example, rule
from ..text import Text

OTHER = """---
id: U
title: Other
owner: policy
audience: vendor
governing:
  default: en
labels:
  - id: {id}
    name: Other
    kind: violating
    severity: S1
    action: limit
    hint: Other
---

Other.
"""


def ids(facts: Facts) -> Iterator[tuple[str, Reference]]:
    """Every permanent id that a guideline gives: in which group it is unique, and its place.

    A label and the clause that gives it may share an id. A page's own headings and those of
    ordinary pages are no units that anyone cites by id alone.
    """
    for label, _, _, line in facts.labels:
        yield "label", Reference("label", label, f"guideline:{facts.guideline}", line)
    for address, line in facts.units:
        kind, _, name = address.partition(":")
        if kind not in ("page", "section"):
            yield "unit", Reference(kind, name, address, line)


@rule(
    level="error",
    says=Text(
        en="'{id}' is already used in {other}. Ids are unique in the whole book and never "
        "used again: give this one another.",
        ja="「{id}」は{other}ですでに使われています。IDは全体で重複してはならず、"
        "再利用もできません。別のIDにしてください。",
    ),
    why=Text(
        en="An id is what a label in a queue, a citation in an appeal and a release point at.",
        ja="キューに表示されるラベル、異議申立てでの引用、リリースのいずれも、"
        "IDによって対象を示すためです。",
    ),
    examples=(
        Example(
            files={"guidelines/en/policies/u.md": OTHER.format(id="T-1")},
            finds=("T-1",),
        ),
        Example(files={"guidelines/en/policies/u.md": OTHER.format(id="U-1")}),
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
  - id: T-1
    name: Rude talk
    kind: violating
    severity: S2
    action: remove
    hint: The post is rude
---

## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
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
  - id: T-1
    name: 無礼な発言
    kind: violating
    severity: S2
    action: remove
    hint: 無礼な内容の投稿です
---

## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```
""",
            finds=("T-1",),
        ),
    ),
)
def id_given_twice(book: Book) -> Iterator[Finding]:
    first: dict[tuple[str, str], str] = {}
    for facts in book.source_editions:
        for group, reference in ids(facts):
            key = (group, reference.id.lower())
            if key in first:
                yield facts.at(reference, id=reference.id, other=first[key])
            first.setdefault(key, facts.path)
