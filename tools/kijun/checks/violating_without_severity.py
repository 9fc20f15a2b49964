"""A violating label that does not say how grave it is."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="The violating label '{label}' has no severity. Add 'severity:' with S1, S2, "
        "S3 or S4 to its row in the front matter.",
        ja="違反ラベル「{label}」に重大度がありません。冒頭の設定部分にあるこのラベルに、"
        "「severity:」としてS1、S2、S3、S4のいずれかを加えてください。",
    ),
    why=Text(
        en="Queues, appeals and approval all go by severity.",
        ja="作業の優先順位も、異議申立ての扱いも、承認の要件も、重大度で決まります。",
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
---

## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```
""",
        ),
    ),
)
def violating_without_severity(edition: Edition) -> Iterator[Finding]:
    for row in edition.labels:
        if row["kind"] == "violating" and "severity" not in row:
            yield edition.at(edition.units[0], f"id: {row['id']}", label=row["id"])
