"""Short names for contents: equal where, and only where, what they name is equal.

A fingerprint hashes ids and values, never a line number and never a sentence of the tool.
"""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any

from .model import Finding, Passage, Unit
from .text import Text


def digest(*parts: Any) -> str:
    """SHA-256 of JSON values, in hexadecimal; mappings by sorted keys."""
    plain = json.dumps(parts, ensure_ascii=False, sort_keys=True, default=_plain)
    return hashlib.sha256(plain.encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:
    return sorted(value, key=str) if isinstance(value, set | frozenset) else str(value)


def normalised(text: str) -> str:
    """Text as a fingerprint sees it: Unicode NFC, white space folded to single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def source_text(unit: Unit) -> str:
    """`s-` and 8 digits: the unit's translatable text, for a translation's `from`.

    Title and passages are hashed as they are read: facts, link targets and markup do not
    count, so neither `kijun sync` nor a bold word makes a translation stale.
    """
    return "s-" + digest(normalised(unit.title), _texts(unit.passages))[:8]


def field_text(unit: Unit, field: str) -> str:
    """`s-` and 8 digits: one field's text, for a declared divergence."""
    within = (p for p in unit.passages if p.field == field or p.field.startswith(field + "."))
    return "s-" + digest(_texts(within))[:8]


BOOKKEEPING = ("from", "state", "source", "translated-by", "approved-by")
"""What a translation says of itself: not part of the text that a release puts in force."""


def whole_text(address: str, body: str, data: Mapping[str, Any], labels: Iterable[Any]) -> str:
    """`t-` and 16 digits: a whole unit in one locale as written, facts included.

    `body` is its Markdown without blocks, `data` what its YAML holds, whatever the schema says
    of it. Line ends, trailing spaces and the number of empty lines do not count.
    """
    lines = (line.rstrip() for line in unicodedata.normalize("NFC", body).splitlines())
    text = re.sub("\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    kept = {name: value for name, value in data.items() if name not in BOOKKEEPING}
    return "t-" + digest(address, text, kept, list(labels))[:16]


def _texts(passages: Iterable[Passage]) -> list[tuple[str, str]]:
    return [(p.field, normalised(p.text)) for p in passages if p.text]


def finding(found: Finding, ordinal: int = 0, title: str | None = None) -> str:
    """`f-` and 12 digits: check, unit, locale and values; `ordinal` parts those that agree.

    Units of ordinary pages carry their page in their address, so the file's path is not
    hashed and a guideline may move. A section without an id goes by its `title`: its address
    counts the headings before it, and would be another after the next heading put in.
    """
    unit = found.unit
    if title is not None:
        unit = f"{unit.partition('#')[0]}#{normalised(title)}"
    identity = {
        name: unit if value == found.unit else value
        for name, value in found.values.items()
        if name not in SHOWN and not isinstance(value, Text)
    }
    return "f-" + digest(found.check, unit, found.locale, identity, ordinal)[:12]


SHOWN = frozenset(
    ("byte", "called", "first", "known", "line", "meant", "means", "near", "path", "title")
)
"""Values that a message shows and that may change while the fault stays the same."""
