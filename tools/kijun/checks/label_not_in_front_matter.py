"""A clause that names a label which the guideline does not have."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text, meant


@rule(
    level="error",
    says=Text(
        en="Clause '{clause}' names the label '{label}', which the front matter does not "
        "list. Correct the id, or add the label to 'labels' in the front matter.{near}",
        ja="項目「{clause}」のラベル「{label}」は、冒頭の設定部分にありません。"
        "IDを直すか、冒頭の「labels」にこのラベルを加えてください。{near}",
    ),
    why=Text(
        en="What a label is called, how grave it is and what follows from it stands in "
        "the front matter.",
        ja="ラベルの名前、重大度、措置は、冒頭の設定部分で決まります。",
    ),
    examples=(
        Example(
            en="""## Rude talk {#T-1}

```yaml clause
labels: [T-11]
modality: must-not
```
""",
            ja="""## 無礼な発言 {#T-1}

```yaml clause
labels: [T-11]
modality: must-not
```
""",
            finds=("T-11",),
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
def label_not_in_front_matter(edition: Edition) -> Iterator[Finding]:
    listed = [row["id"] for row in edition.labels]
    for clause in edition.of("clause"):
        for row in clause.data.get("labels", ()):
            if row["id"] not in listed:
                near = meant(row["id"], listed)
                yield edition.at(clause, row["id"], clause=clause.id, label=row["id"], **near)
