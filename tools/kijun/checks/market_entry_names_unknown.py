"""A market entry that names a question, clause or threshold which does not exist."""

from __future__ import annotations

from collections.abc import Iterator

from ..codes import called
from ..decide import clauses_of
from ..model import Edition, Finding, Unit
from ..rule import Example, rule
from ..text import Text, meant


def unknown(entry: Unit, edition: Edition) -> Iterator[tuple[str, str, str, list[str]]]:
    """Field, name, where the name should stand and what stands there, of every unknown name."""
    decisions = list(edition.of("decision"))
    questions = [name for decision in decisions for name in decision.data["steps"]]
    for name in entry.data.get("steps", {}):
        if name not in questions:
            yield "steps", name, decisions[0].id if decisions else edition.guideline, questions
    for name in entry.data.get("units", ()):
        if f"clause:{name}" not in edition.by_address:
            clauses = [clause.id for clause in edition.of("clause")]
            yield "units", name, edition.guideline, clauses
    for clause in clauses_of(entry, edition):
        for name in entry.data.get("threshold", {}):
            if name not in (known := clause.data.get("threshold", {name: {}})):
                yield "threshold", name, clause.id, list(known)


@rule(
    level="error",
    says=Text(
        en="'{field}'{called} of market entry '{entry}' names '{name}', which '{there}' does not "
        "have. Correct the name, or add '{name}' to '{there}'.{near}",
        ja="地域別の取扱い「{entry}」の「{field}」{called}に「{name}」がありますが、「{there}」"
        "にはありません。名前を直すか、「{there}」に「{name}」を加えてください。{near}",
    ),
    why=Text(
        en="An entry that replaces something which is not there changes nothing, and "
        "nobody notices.",
        ja="存在しないものを置き換えても何も変わらず、変わっていないことに誰も気付きません。",
    ),
    examples=(
        Example(
            en="""```yaml decision
id: T-D1
start: named
steps:
  named:
    ask: Is a person named?
    when-true: rude
    when-false: T-0
    unsure: FND-U
  rude:
    ask: Is it rude?
    when-true: T-1
    when-false: T-0
    unsure: FND-U
```

## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml market
id: M-JP-T-1
market: JP
steps:
  rood: T-1
basis: []
basis-none: A policy decision.
```
""",
            ja="""```yaml decision
id: T-D1
start: named
steps:
  named:
    ask: 人物の名前がありますか。
    when-true: rude
    when-false: T-0
    unsure: FND-U
  rude:
    ask: 無礼な内容ですか。
    when-true: T-1
    when-false: T-0
    unsure: FND-U
```

## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml market
id: M-JP-T-1
market: JP
steps:
  rood: T-1
basis: []
basis-none: 方針による決定です。
```
""",
            finds=("rood",),
        ),
        Example(
            en="""## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
threshold:
  age: {value: 18, unit: age}
```

```yaml market
id: M-JP-T-1
market: JP
threshold:
  agge: {value: 20, unit: age}
basis: []
basis-none: A policy decision.
```
""",
            ja="""## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
threshold:
  age: {value: 18, unit: age}
```

```yaml market
id: M-JP-T-1
market: JP
threshold:
  agge: {value: 20, unit: age}
basis: []
basis-none: 方針による決定です。
```
""",
            finds=("agge",),
        ),
        Example(
            en="""```yaml decision
id: T-D1
start: named
steps:
  named:
    ask: Is a person named?
    when-true: rude
    when-false: T-0
    unsure: FND-U
  rude:
    ask: Is it rude?
    when-true: T-1
    when-false: T-0
    unsure: FND-U
```

## Plain talk {#T-0}

```yaml clause
labels: [T-0]
modality: may
```

## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml market
id: M-JP-T-1
market: JP
units: [T-0, T-1]
steps:
  rude: T-1
basis: []
basis-none: A policy decision.
```
""",
            ja="""```yaml decision
id: T-D1
start: named
steps:
  named:
    ask: 人物の名前がありますか。
    when-true: rude
    when-false: T-0
    unsure: FND-U
  rude:
    ask: 無礼な内容ですか。
    when-true: T-1
    when-false: T-0
    unsure: FND-U
```

## 通常の会話 {#T-0}

```yaml clause
labels: [T-0]
modality: may
```

## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
```

```yaml market
id: M-JP-T-1
market: JP
units: [T-0, T-1]
steps:
  rude: T-1
basis: []
basis-none: 方針による決定です。
```
""",
        ),
    ),
)
def market_entry_names_unknown(edition: Edition) -> Iterator[Finding]:
    for entry in edition.of("market"):
        for field, name, there, known in unknown(entry, edition):
            values = {
                "field": field,
                "called": called(field),
                "name": name,
                "there": there,
                **meant(name, known),
            }
            yield edition.at(entry, name, entry=entry.id, **values)
