"""The small book that a check's examples stand in."""

from __future__ import annotations

from pathlib import Path

from kijun.rule import Example
from kijun.tree import Memory

ROOT = Path(__file__).parents[1]

FRONT = """---
id: T
title: {title}
owner: policy
audience: vendor
governing:
  default: en
labels:
  - id: T-0
    name: {permitted}
    kind: permitted
    severity: S0
    action: none
    hint: {permitted}
  - id: T-1
    name: {violating}
    kind: violating
    severity: S2
    action: remove
    hint: {violating}
    reason-to-user: {violating}
  - id: T-E
    name: {exception}
    kind: exception
    severity: S0
    action: review
    hint: {exception}
---

"""

WORDS = {
    "en": {
        "title": "Example",
        "permitted": "Permitted",
        "violating": "Not permitted",
        "exception": "Exception",
    },
    "ja": {
        "title": "例",
        "permitted": "許容される内容",
        "violating": "許容されない内容",
        "exception": "例外",
    },
}

FOUNDATIONS = """---
id: FND
title: {title}
owner: policy
audience: vendor
governing:
  default: en
labels:
  - id: FND-U
    name: {unsure}
    kind: state
    severity: S0
    action: review
    hint: {unsure}
  - id: FND-ESC
    name: {escalate}
    kind: state
    severity: S4
    action: escalate
    hint: {escalate}
---

{title}

## {unsure} {{#FND-4}}

```yaml clause
labels: [FND-U]
modality: none
```

{unsure}

```yaml case
id: FND-4-C1
given: {unsure}
expect: FND-U
because: {unsure}
```

## {escalate} {{#FND-5}}

```yaml clause
labels: [FND-ESC]
modality: none
```

{escalate}

```yaml case
id: FND-5-C1
given: {escalate}
expect: FND-ESC
because: {escalate}
```
"""

FOUNDATION_WORDS = {
    "en": {"title": "Foundations", "unsure": "Unsure", "escalate": "Escalate"},
    "ja": {"title": "共通原則", "unsure": "迷う場合です。", "escalate": "すぐに知らせる場合です。"},
}

SETTINGS = """source: en
locales:
  en: {dir: guidelines/en}
  ja: {dir: guidelines/ja}
markets:
  JP: {zone: Asia/Tokyo}
  IE: {zone: Europe/Dublin}
owners: [policy]
"""


def book_of(example: Example) -> Memory:
    """The book of an example: its bodies as guideline T in both locales, and its files."""
    files = {"kijun.yml": SETTINGS}
    schemas = (ROOT / "policy_schema").glob("*.yml")
    files |= {f"policy_schema/{path.name}": path.read_text("utf-8") for path in schemas}
    for locale, body in (("en", example.en), ("ja", example.ja)):
        whole = body if body.startswith("---") else FRONT.format(**WORDS[locale]) + body
        files[f"guidelines/{locale}/policies/t.md"] = whole
        files[f"guidelines/{locale}/policies/fnd.md"] = FOUNDATIONS.format(
            **FOUNDATION_WORDS[locale]
        )
    return Memory({**files, **example.files})
