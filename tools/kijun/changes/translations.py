"""One locale only: a translation that follows, is put right, or is polished."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from ..fingerprint import source_text
from ..languages import language
from ..model import Change, Edition, Unit
from ..rules import SYMMETRIC, ChangeRule
from ..text import Text
from ..wording import touched

RULES = (
    ChangeRule(
        id="translation-catch-up",
        grade="translation",
        area="translations",
        says=Text(
            en="The translation now follows the source: '{was}' → '{now}'. For its readers the "
            "source's earlier change takes effect with this one.",
            ja="訳文が原文に追いつきました：「{was}」→「{now}」。"
            "この言語版の読者には、原文の以前の変更がここから効力を持ちます。",
        ),
        edits=(),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="translation-error-fixed",
        grade="translation",
        area="translations",
        says=Text(
            en="The translation says something else, and the source does not: '{was}' → '{now}'. "
            "Labels given by readers of the old wording may need another look.",
            ja="原文にない変更が訳文にあります：「{was}」→「{now}」。"
            "旧訳文を読んで付けたラベルの見直しが必要かもしれません。",
        ),
        edits=(),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="translation-polished",
        grade="translation",
        area="translations",
        says=Text(
            en="The translation reads otherwise; the source did not change: '{was}' → '{now}'.",
            ja="原文は同じで、訳文の表現だけが変わりました：「{was}」→「{now}」",
        ),
        edits=(),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="translation-added",
        grade="translation",
        area="translations",
        says=Text(
            en="{what} is now there in this locale, as it was in the source.",
            ja="原文にあった{what}が、この言語版にも加わりました。",
        ),
        edits=(),
        mirror="translation-removed",
    ),
    ChangeRule(
        id="translation-removed",
        grade="translation",
        area="translations",
        says=Text(
            en="{what} is gone from this locale, and still stands in the source.",
            ja="原文に残っている{what}が、この言語版からなくなりました。",
        ),
        edits=(),
        mirror="translation-added",
    ),
)
BY_ID = {rule.id: rule for rule in RULES}

QUIET = ("editorial", "structural", "metadata")


def judged(
    change: Change,
    source: tuple[Unit | None, Unit | None],
    target: tuple[Unit | None, Unit | None],
) -> Change:
    """A change of a translation whose source did not change, under a rule of its own.

    `source` and `target` are the unit before and after, in each locale. What is editorial
    stays so.
    """
    if change.grade in QUIET:
        return change
    rule = BY_ID[_rule(change, source, target)]
    values = {"was": "—", "now": "—", **change.values, "what": change.unit}
    return replace(change, rule=rule.id, grade=rule.grade, direction="", values=values)


def _rule(
    change: Change,
    source: tuple[Unit | None, Unit | None],
    target: tuple[Unit | None, Unit | None],
) -> str:
    if None in target and all(source):
        return "translation-added" if target[0] is None else "translation-removed"
    if caught_up(source, target):
        return "translation-catch-up"
    return (
        "translation-error-fixed"
        if change.grade in ("decision", "undecided")
        else "translation-polished"
    )


WEIGHTY = frozenset(("negation", "modality", "number", "reference"))
"""Kinds of words that every language has, so that one does not turn them for another's sake."""


def follows(change: Change, causes: Iterable[Change]) -> bool:
    """Whether a translation's changed text turns nothing that its source's changed texts do not.

    What came or went whole is held against its source by the checks of both languages.
    """
    if change.old is None or change.new is None:
        return True
    return _turned(change, faint=False) <= {k for each in causes for k in _turned(each, faint=True)}


def _turned(change: Change, *, faint: bool) -> frozenset[str]:
    """The weighty kinds of words that one side of a change has and the other has not.

    Without `faint`, a word that only implies a denial (除く, 無効) is none.
    """
    old, new = (side if isinstance(side, str) else "" for side in (change.old, change.new))
    found = WEIGHTY & touched(old, new, change.locale, faint=faint).keys()
    plain = faint or _denied(old, change.locale) != _denied(new, change.locale)
    return found if plain else found - {"negation"}


def _denied(text: str, code: str) -> Counter[str]:
    """How often a text denies in so many words, by the kind of negation."""
    known = language(code)
    parts = known.sentences(text) if known else ()
    kinds = (phrase.kind for part in parts if known for phrase in known.negations(part))
    return Counter(kind for kind in kinds if kind not in ("hint", "limit", "weak"))


def caught_up(
    source: tuple[Unit | None, Unit | None], target: tuple[Unit | None, Unit | None]
) -> bool:
    """Whether a translation follows its source only now.

    Before, it was made from an older source, or it was a draft that nobody had approved.
    """
    if not (source[0] and source[1] and target[0] and target[1]):
        return False
    was, now = target[0].data.get("from"), target[1].data.get("from")
    drafts = [unit.data.get("state") == "draft" for unit in (target[0], target[1])]
    behind = was != source_text(source[0]) or drafts == [True, False]
    return behind and now == source_text(source[1])


def governs(edition: Edition) -> tuple[str, ...]:
    """The markets in which an edition's locale prevails: there its text is the rule itself."""
    governing = edition.units[0].data.get("governing") or {}
    return tuple(market for market, locale in governing.items() if locale == edition.locale)
