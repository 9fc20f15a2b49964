"""What the site's search knows: how much an entry counts, and what everyday words stand for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias
from unicodedata import normalize

from .model import Terms
from .shelf import Shelf

Entry: TypeAlias = dict[str, Any]
"""A section of a page as it is searched: `location`, `title` and `text`."""

WEIGHTS: Mapping[str, float] = {
    "clause": 1.0,
    "guideline": 0.9,
    "section": 0.4,
    "page": 0.4,
    "question": 0.7,
    "market": 0.6,
    "decision": 0.6,
    "case": 0.55,
}
"""How much an entry counts, by the kind of unit that it is. A labeler looks for a rule."""

MADE, FOR_WRITERS = 0.25, 0.05
"""How much pages made from others count, such as the glossary, and those that explain the tools."""


def index(entries: Iterable[Entry], shelf: Shelf) -> dict[str, Any]:
    """The index of a locale: its entries with their weight, and words of the glossary.

    What stands within a clause names it, so that a case which answers leads to its rule as well.
    """
    written = {edition.page.removesuffix(".md"): edition for edition in shelf.editions.values()}
    docs = []
    for entry in entries:
        path, _, anchor = entry["location"].partition("#")
        edition = written.get(path.removesuffix(".html").rstrip("/") or "index")
        units = {unit.id: unit for unit in edition.units} if edition else {}
        unit = units.get(anchor) if anchor else edition.units[0] if edition else None
        if edition is None:
            weight = FOR_WRITERS if path.startswith("reference/") else MADE
        else:
            weight = WEIGHTS.get(unit.kind if unit else "section", WEIGHTS["page"])
        clause = {"clause": unit.clause} if unit and unit.clause not in ("", unit.id) else {}
        docs.append({**entry, "boost": weight, **clause})
    return {"config": {"words": words(shelf)}, "docs": docs}


def words(shelf: Shelf) -> dict[str, list[str]]:
    """Every word of the glossary, in any language and spelling, with the terms of this locale.

    A word that is wrong for a concept leads there unless it is right, or an alias, for another.
    """
    found: dict[str, dict[str, None]] = {}
    known = {
        folded(word)
        for concept in shelf.settings.glossary
        for terms in concept.terms.values()
        for word in (*terms.accepted, *terms.aliases)
    }
    for concept in shelf.settings.glossary:
        own = dict.fromkeys(map(folded, concept.terms.get(shelf.locale, Terms()).accepted))
        for terms in concept.terms.values():
            right = (*terms.accepted, *terms.former, *terms.aliases)
            wrong = (w for w in (*terms.never, *terms.banned) if folded(w) not in known)
            for word in map(folded, (*right, *wrong)):
                if own and len(word) > 1:
                    found.setdefault(word, {}).update(own)
    return {word: [term for term in terms if term != word] for word, terms in sorted(found.items())}


def folded(word: str) -> str:
    """A word as the search compares it: one width, one case."""
    return normalize("NFKC", word).lower()
