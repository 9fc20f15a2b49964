"""A market entry with a field that its clause does not have."""

from __future__ import annotations

from collections.abc import Iterator

from ..codes import called
from ..decide import clauses_of
from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text

OF_CLAUSE = ("scope", "definition", "exception", "threshold", "escalation")
OF_LABEL = ("severity", "action")


@rule(
    level="error",
    says=Text(
        en="Market entry '{entry}' replaces '{field}'{called}, which clause '{clause}' does not "
        "have. Write in the clause what holds in the other markets, or delete the "
        "field here.",
        ja="地域別の取扱い「{entry}」は「{field}」{called}を置き換えますが、"
        "項目「{clause}」に「{field}」がありません。他の市場での内容を項目に書くか、"
        "ここから削除してください。",
    ),
    why=Text(
        en="A replacement can be read only beside what it replaces.",
        ja="置き換える前の内容がなければ、何が置き換わるのかを読み取れません。",
    ),
    follows=("label-not-in-front-matter",),
    examples=(
        Example(
            en="""## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml market
id: M-JP-T-1
market: JP
scope: Posts about a named person, and about a shop.
basis: []
basis-none: A policy decision.
```
""",
            ja="""## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml market
id: M-JP-T-1
market: JP
scope: 名前を挙げた人物についての投稿と、店についての投稿です。
basis: []
basis-none: 方針による決定です。
```
""",
            finds=("scope",),
        ),
        Example(
            en="""## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
scope: Posts about a named person.
```

```yaml market
id: M-JP-T-1
market: JP
scope: Posts about a named person, and about a shop.
severity: S3
basis: []
basis-none: A policy decision.
```
""",
            ja="""## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
scope: 名前を挙げた人物についての投稿です。
```

```yaml market
id: M-JP-T-1
market: JP
scope: 名前を挙げた人物についての投稿と、店についての投稿です。
severity: S3
basis: []
basis-none: 方針による決定です。
```
""",
        ),
    ),
)
def market_entry_replaces_nothing(edition: Edition) -> Iterator[Finding]:
    for entry in edition.of("market"):
        for clause in clauses_of(entry, edition):
            had = {*clause.data, *(name for row in clause.data.get("labels", ()) for name in row)}
            for field in (*OF_LABEL, *OF_CLAUSE):
                if field in entry.data and field not in had:
                    yield edition.at(
                        entry,
                        f"{field}:",
                        entry=entry.id,
                        field=field,
                        called=called(field),
                        clause=clause.id,
                    )
