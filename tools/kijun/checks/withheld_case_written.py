"""A case in a clause whose cases are withheld."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="Cases of clause '{clause}' are withheld, but '{case}' is written down. Delete "
        "the case, or 'cases' and 'withheld-because' of the clause.",
        ja="項目「{clause}」は事例を掲載しない設定（cases: withheld）ですが、"
        "事例「{case}」が書かれています。この事例を削除するか、"
        "項目の「cases」と「withheld-because」を削除してください。",
    ),
    why=Text(
        en="Examples are withheld where describing them does harm.",
        ja="事例を掲載しないのは、内容の記述そのものが害になるためです。",
    ),
    examples=(
        Example(
            en="""## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
cases: withheld
withheld-because: Any signal is enough.
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
cases: withheld
withheld-because: 兆候が1つでもあれば十分です。
```

```yaml case
id: T-1-C1
given: ⟨人物A⟩についての投稿です。
expect: T-1
near: T-0
because: 人物の名前を挙げ、無礼な内容だからです。
```
""",
            finds=("T-1-C1",),
        ),
        Example(
            en="""## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
cases: withheld
withheld-because: Any signal is enough.
```
""",
            ja="""## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
cases: withheld
withheld-because: 兆候が1つでもあれば十分です。
```
""",
        ),
    ),
)
def withheld_case_written(edition: Edition) -> Iterator[Finding]:
    for case in edition.of("case"):
        clause = edition.by_address.get(f"clause:{case.clause}")
        if clause and "cases" in clause.data:
            yield edition.at(case, case.id, case=case.id, clause=clause.id)
