"""A case or market entry that belongs to no clause."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="'{id}' stands in no clause. Move it below the clause it belongs to, above the "
        "next heading.",
        ja="「{id}」がどの項目の中にもありません。対象となる項目の本文の後、次の見出しより前に移してください。",
    ),
    why=Text(
        en="A case without a clause teaches no rule, and a market entry without one "
        "replaces nothing.",
        ja="項目の外にある事例はどのルールも示さず、"
        "項目の外にある地域別の取扱いは何も置き換えません。",
    ),
    examples=(
        Example(
            en="""```yaml case
id: T-1-C1
given: A post about ⟨person A⟩.
expect: T-1
near: T-0
because: It names a person and is rude.
```

## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```
""",
            ja="""```yaml case
id: T-1-C1
given: ⟨人物A⟩についての投稿です。
expect: T-1
near: T-0
because: 人物の名前を挙げ、無礼な内容だからです。
```

## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```
""",
            finds=("T-1-C1",),
        ),
        Example(
            en="""## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml case
id: T-1-C1
given: A post about ⟨person A⟩.
expect: T-1
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
expect: T-1
near: T-0
because: 人物の名前を挙げ、無礼な内容だからです。
```
""",
        ),
    ),
)
def block_outside_clause(edition: Edition) -> Iterator[Finding]:
    for unit in edition.units:
        homeless = unit.kind in ("case", "market") and not unit.clause
        if homeless and "units" not in unit.data:
            yield edition.at(unit, unit.id, id=unit.id)
