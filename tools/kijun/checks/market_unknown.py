"""A market that kijun.yml does not list."""

from __future__ import annotations

from collections.abc import Iterator

from ..model import Book, Finding
from ..rule import Example, rule
from ..text import Text, meant


@rule(
    level="error",
    says=Text(
        en="There is no market '{id}'; kijun.yml lists {known}. Correct the code, or add "
        "the market to 'markets' in kijun.yml.{near}",
        ja="「{id}」という対象市場はありません。kijun.ymlにあるのは{known}です。"
        "コードを直すか、kijun.ymlの「markets」に加えてください。{near}",
    ),
    why=Text(
        en="A rule for a market that nobody knows is applied to no item.",
        ja="登録されていない市場のルールは、どのコンテンツにも適用されません。",
    ),
    examples=(
        Example(
            en="""## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
markets: [XX]
```
""",
            ja="""## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
markets: [XX]
```
""",
            finds=("XX",),
        ),
        Example(
            en="""## Rude talk {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
markets: [JP]
```
""",
            ja="""## 無礼な発言 {#T-1}

```yaml clause
labels: [T-1]
modality: must-not
markets: [JP]
```
""",
        ),
    ),
)
def market_unknown(book: Book) -> Iterator[Finding]:
    for facts in book.source_editions:
        for reference in facts.references:
            if reference.kind == "market" and reference.id not in book.settings.markets:
                known = list(book.settings.markets)
                near = meant(reference.id, known)
                yield facts.at(reference, id=reference.id, known=known, **near)
