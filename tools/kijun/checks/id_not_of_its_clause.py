"""A case or clarification whose id does not begin with its clause's."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="'{id}' stands in clause '{clause}', so its id has to begin with '{clause}-'. "
        "Move it to its own clause, or give it a new id that was never used.",
        ja="「{id}」は項目「{clause}」の中にあるため、IDは「{clause}-」で始まる必要があります。"
        "本来の項目に移すか、これまで使ったことのない新しいIDを付けてください。",
    ),
    why=Text(
        en="People who cite a case must find it from its id alone.",
        ja="IDだけを手がかりに、引用された事例を見つけられるようにするためです。",
    ),
    examples=(
        Example(
            en="""## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml case
id: T-0-C1
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
id: T-0-C1
given: ⟨人物A⟩についての投稿です。
expect: T-1
near: T-0
because: 人物の名前を挙げ、無礼な内容だからです。
```
""",
            finds=("T-0-C1",),
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
def id_not_of_its_clause(edition: Edition) -> Iterator[Finding]:
    for unit in edition.units:
        owned = unit.kind in ("case", "question") and unit.clause
        if owned and not unit.id.startswith(f"{unit.clause}-"):
            yield edition.at(unit, unit.id, id=unit.id, clause=unit.clause)
