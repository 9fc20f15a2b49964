"""A block that more people may read than what it stands in."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text

AUDIENCES = ("public", "vendor", "internal")
"""From the widest to the narrowest."""


@rule(
    level="error",
    says=Text(
        en="'{id}' is for '{audience}', but '{around}' around it is for '{narrower}' "
        "only. A block may narrow the audience, never widen it: delete 'audience' "
        "here, or choose a narrower one.",
        ja="「{id}」の対象読者は「{audience}」ですが、「{id}」を含む「{around}」の対象読者は"
        "「{narrower}」です。ブロックで対象読者を狭めることはできますが、広げることはできません。"
        "ここの「audience」を削除するか、より狭い範囲にしてください。",
    ),
    why=Text(
        en="What is kept from a reader must not come out in one of its parts.",
        ja="ガイドライン全体を閲覧できない人に、一部だけが見えることのないようにするためです。",
    ),
    examples=(
        Example(
            en="""## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
audience: public
```
""",
            ja="""## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
audience: public
```
""",
            finds=("public",),
        ),
        Example(
            en="""## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
audience: internal
```

```yaml case
id: T-1-C1
given: A post about ⟨person A⟩.
expect: T-1
near: T-0
audience: vendor
because: It names a person and is rude.
```
""",
            ja="""## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
audience: internal
```

```yaml case
id: T-1-C1
given: ⟨人物A⟩についての投稿です。
expect: T-1
near: T-0
audience: vendor
because: 人物の名前を挙げ、無礼な内容だからです。
```
""",
            finds=("vendor",),
        ),
        Example(
            en="""## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
audience: internal
```

```yaml case
id: T-1-C1
given: A post about ⟨person A⟩.
expect: T-1
near: T-0
audience: internal
because: It names a person and is rude.
```
""",
            ja="""## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
audience: internal
```

```yaml case
id: T-1-C1
given: ⟨人物A⟩についての投稿です。
expect: T-1
near: T-0
audience: internal
because: 人物の名前を挙げ、無礼な内容だからです。
```
""",
        ),
    ),
)
def audience_widened(edition: Edition) -> Iterator[Finding]:
    front = edition.units[0]
    for unit in edition.units[1:]:
        audience = unit.data.get("audience")
        if not edition.guideline or audience not in AUDIENCES:
            continue
        clause = edition.by_address.get(f"clause:{unit.clause}", front)
        around = clause if clause is not unit and "audience" in clause.data else front
        narrower = around.data["audience"]
        if AUDIENCES.index(audience) < AUDIENCES.index(narrower):
            yield edition.at(
                unit,
                "audience:",
                id=unit.id,
                audience=audience,
                around=around.id,
                narrower=narrower,
            )
