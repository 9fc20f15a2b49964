"""What a difference amounts to: change rules as rows with small functions, a file a family.

A new rule is a row in its family's `RULES`, with the edits that show it and its mirror. Tests
and the catalogue are made from the rows.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..rules import ChangeRule
from . import facts, metadata, moves, outcomes, prose, shared, structure, translations

RULES: Mapping[str, ChangeRule] = {
    rule.id: rule
    for family in (facts, outcomes, structure, prose, translations, moves, shared, metadata)
    for rule in family.RULES
}
"""Every change rule by id, family by family."""
