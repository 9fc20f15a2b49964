"""A label whose clause exists only in some markets, reached in another."""

from __future__ import annotations

from collections.abc import Iterator

from ..decide import flows, leaves, markets, where
from ..model import Edition, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="Clause '{clause}' exists only in market {markets}, but the decision leads to "
        "its label '{label}' {where}. Give the question that leads there 'markets' and "
        "'otherwise'.",
        ja="項目「{clause}」は対象市場{markets}だけに適用しますが、{where}、"
        "判断フローがこの項目のラベル「{label}」に行き着きます。"
        "このラベルを行き先とする質問に「markets」と「otherwise」を書いてください。",
    ),
    why=Text(
        en="A label must not be given where its rule does not exist.",
        ja="ルールのない市場で、そのラベルを付けることはできません。",
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
markets: [JP]
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
markets: [JP]
```
""",
            finds=("T-1",),
        ),
        Example(
            en="""```yaml decision
id: T-D1
start: named
steps:
  named:
    ask: Is a person named?
    markets: [JP]
    otherwise: T-0
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
markets: [JP]
```
""",
            ja="""```yaml decision
id: T-D1
start: named
steps:
  named:
    ask: 人物の名前がありますか。
    markets: [JP]
    otherwise: T-0
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
markets: [JP]
```
""",
        ),
    ),
)
def label_outside_its_markets(edition: Edition) -> Iterator[Finding]:
    home = {
        row["id"]: clause
        for clause in edition.of("clause")
        if "markets" in clause.data
        for row in clause.data.get("labels", ())
    }
    every = markets(edition)
    for way in flows(edition) if home else ():
        for label in leaves(way):
            if label not in home:
                continue
            only = home[label].data["markets"]
            if strange := [market for market in way.markets if market not in only]:
                yield edition.at(
                    way.decision,
                    f": {label}",
                    clause=home[label].id,
                    label=label,
                    markets=only,
                    where=where(strange, every),
                )
