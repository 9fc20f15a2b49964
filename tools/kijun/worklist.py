"""What a release means for labels already given, as tables that a labeling tool filters on.

`affected.csv` says which label may have become which, where, and for items labeled when;
`label-map.csv` what a retired label is read as. Both are data of the release and of the change
itself: nothing in them is an estimate.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import astuple, dataclass, fields
from functools import cached_property
from pathlib import Path
from typing import Any

from . import book, run
from .cache import Cache
from .decide import ELSEWHERE, named
from .history import Ledger, Standings
from .model import Cause, Change, Flip, Release, UnitText
from .releases import EVERYWHERE, written
from .text import KijunError, Text
from .texts import concerns
from .tree import Folder

EXITS = ("when-true", "when-false", "unsure")
"""The answers to the question that decides between the labels after a split."""


class UnknownRelease(KijunError):
    """A release that there is not."""

    says = Text(
        en="There is no release '{name}'. Releases: {known}.",
        ja="リリース「{name}」はありません。リリースは{known}です。",
    )


@dataclass(frozen=True, slots=True)
class Affected:
    """A label that may have become another one, and the items that this is about.

    `market` is `default` for all that have no row of their own, where unit and label hold in
    every market; else each of those in which they do. `locale` is the language that the labeler
    read, "" for any. `since` and `until` are instants. `condition` holds `name=value` joined by
    `; `: how the release treats what was labeled before, and what items must be like.
    """

    unit: str
    market: str
    locale: str
    old: str
    new: str
    since: str
    until: str
    condition: str


@dataclass(frozen=True, slots=True)
class Mapped:
    """A retired label and what it is read as, by the answer to a question.

    `by` is `automatic` where every answer leads to one label, else `person`.
    """

    old: str
    new: str
    by: str
    answer: str
    question: str


HEADS = ("unit", "market", "locale", "old label", "new label", "from", "to", "condition")
"""The columns of `affected.csv`."""


def tables(folder: Path, name: str, language: str = "en") -> dict[str, str]:
    """The tables of a release as CSV by file name. Raises KijunError."""
    tree, cache = Folder(folder), Cache.of(folder)
    settings = book.settings(tree, cache, str(folder))
    calendar, problems = book.calendar(tree, settings, cache)
    unread = [each for each in problems if each.place and each.place.path.endswith(f"/{name}.yml")]
    if unread:
        raise ExceptionGroup("release", unread)
    if name not in calendar.by_name:
        raise UnknownRelease(name=name, known=list(calendar.by_name) or "—")
    ledger = run.ledger(tree, calendar, cache, folder)
    release = calendar.by_name[name]
    return {
        "affected.csv": _csv(HEADS, affected(ledger, release)),
        "label-map.csv": _csv([field.name for field in fields(Mapped)], mapped(release, language)),
    }


def affected(ledger: Ledger, release: Release) -> tuple[Affected, ...]:
    """The rows of `affected.csv`, each once, in the order of the release."""
    before, after = ledger.before(release), ledger.calendar.announced(release.name)
    changes = ledger.compared(before, after) if before else ()
    scope = _Scope(ledger, release, (before, after))
    found = []
    for cause in release.causes:
        if not cause.data.get("transition") or cause.grade == "baseline":
            continue
        own = [change for change in changes if change.unit in cause.units]
        found += [row for change in own for row in _changed(scope, cause, change)]
        found += _relabelled(scope, cause)
        found += _replaced(scope, cause)
    return tuple(dict.fromkeys(found))


def mapped(release: Release, language: str = "en") -> tuple[Mapped, ...]:
    """The rows of `label-map.csv`: three a retired label, one an answer."""
    found = []
    for cause in release.causes:
        for old, entry in cause.data.get("map", {}).items():
            goals = [entry[exit_] for exit_ in EXITS]
            by = "automatic" if len(set(goals)) == 1 else "person"
            ask = entry["ask"].get(language) or next(iter(entry["ask"].values()))
            found += [
                Mapped(old, "" if goal == "human" else goal, by, exit_, ask)
                for exit_, goal in zip(EXITS, goals, strict=True)
            ]
    return tuple(found)


@dataclass(frozen=True, eq=False)
class _Scope:
    """A release with the texts before it and after it: where its units and labels hold."""

    ledger: Ledger
    release: Release
    sides: tuple[Standings, Standings]

    @cached_property
    def _texts(self) -> Mapping[str, tuple[UnitText, ...]]:
        """The texts of each unit on both sides, in any locale."""
        found: dict[str, dict[str, UnitText]] = {}
        for side in self.sides:
            for (unit, _), standing in side.items():
                if text := self.ledger.history.text(standing.fingerprint or ""):
                    found.setdefault(unit, {})[text.fingerprint] = text
        return {unit: tuple(texts.values()) for unit, texts in found.items()}

    @cached_property
    def _clauses(self) -> Mapping[str, str]:
        """The clause of each label: after the release where it has one, else before."""
        return {
            str(row["id"]): unit
            for unit, texts in self._texts.items()
            for text in texts
            for row in text.labels
        }

    def labels(self, change: Change) -> tuple[str, ...]:
        """The labels that a change is about: its own, or those of the clause it stands in."""
        if change.labels:
            return change.labels
        texts = self._texts.get(change.unit, ())
        if texts and texts[-1].kind != "clause":
            texts = self._texts.get(texts[-1].home, ())
        return tuple(str(row["id"]) for row in texts[-1].labels) if texts else ()

    def clause(self, label: str) -> str:
        """The clause that names a label, before or after; "" where none does."""
        return self._clauses.get(label, "")

    def since(self, unit: str, market: str) -> str:
        """When the release holds for a unit in a market; "" where it was withdrawn."""
        starts = self.ledger.calendar.starts(self.release, unit, market)
        return written(starts) if starts else ""

    def markets(self, unit: str, label: str = "") -> Iterator[tuple[str, str]]:
        """Where a unit and a label of it hold, each market with the instant.

        `default` is all markets, but for those that follow it with an instant of their own.
        Where the release was withdrawn there is none.
        """
        held = self._held(unit) & self._held(self.clause(label) or unit)
        usual = self.since(unit, EVERYWHERE)
        for market in (market for market in self.ledger.calendar.markets if market in held):
            since = self.since(unit, market)
            own = market == EVERYWHERE or EVERYWHERE not in held or since != usual
            if since and own:
                yield market, since

    def apart(self, change: Change) -> tuple[str, ...]:
        """The markets in which the fact that changed is another one, before and after.

        There an entry of the market replaces it, under no condition, and it stays what it was.
        """
        name, clauses = change.field.rpartition(".")[2], self._texts.get(change.unit, ())
        found = []
        for unit, entries in self._texts.items():
            stays = all(any(each == unit for each, _ in side) for side in self.sides)
            replaced = (name in entry.data and "while" not in entry.data for entry in entries)
            here = any(concerns(entries[-1], clause) for clause in clauses)
            if here and stays and all(replaced):
                found.append(str(entries[-1].data["market"]))
        return tuple(sorted(found))

    def flipped(self, flip: Flip, unit: str) -> Iterator[tuple[str, str]]:
        """The markets in which a case ends elsewhere by a change of a unit, with the instant."""
        guideline = self._texts[f"case:{flip.case}"][-1].guideline
        every = (text for texts in self._texts.values() for text in texts)
        apart = named(text for text in every if text.guideline == guideline)
        usual = self.since(unit, EVERYWHERE)
        for market in self.ledger.calendar.markets:
            since = self.since(unit, market)
            # A market that the guideline does not name follows the others.
            flips = (market if market in apart else ELSEWHERE) in flip.markets
            own = market == EVERYWHERE or market in apart or since != usual
            if since and flips and own:
                yield market, since

    def _held(self, unit: str) -> frozenset[str]:
        """The markets in which a unit holds before or after, as it and its clause say."""
        every = frozenset(self.ledger.calendar.markets)
        texts = self._texts.get(unit, ())
        return frozenset().union(*(self._of(text, every) for text in texts)) if texts else every

    def _of(self, text: UnitText, every: frozenset[str]) -> frozenset[str]:
        own = [text.data["market"]] if "market" in text.data else text.data.get("markets", every)
        return frozenset(own) & (every if text.kind == "clause" else self._held(text.home))


def _changed(scope: _Scope, cause: Cause, change: Change) -> Iterator[Affected]:
    """Cases that end elsewhere; else the labels whose facts changed, which keep their name."""
    transition = f"transition={cause.data['transition']}"
    for flip in change.cases:
        for market, since in scope.flipped(flip, change.unit):
            place = f"case:{flip.case}", market, ""
            yield Affected(*place, flip.before, flip.after, since, "", transition)
    if change.cases or change.grade != "decision":
        return
    for label in scope.labels(change) if change.rule != "label-retired" else ():
        old = "" if change.rule.endswith("-label-added") else label
        new = "" if change.rule.endswith("-label-removed") else label
        told = transition if old != new else f"{transition}; {_what(change)}"
        apart = scope.apart(change) if old == new else ()
        for market, since in scope.markets(change.unit, label):
            if market in apart or change.market not in ("", market):
                continue
            less = f"; except={','.join(apart)}" if apart and market == EVERYWHERE else ""
            yield Affected(change.unit, market, "", old, new, since, "", told + less)


def _what(change: Change) -> str:
    """What changed of a label that keeps its name: short values as they are, texts by the rule."""
    sides = [side for side in (change.old, change.new) if isinstance(side, str | int | float)]
    short = len(sides) == 2 and all(len(str(side)) < 40 for side in sides)
    return f"{change.field}={sides[0]}→{sides[1]}" if short and change.field else change.rule


def _relabelled(scope: _Scope, cause: Cause) -> Iterator[Affected]:
    """The items that an interval asks to look at again."""
    asked = cause.data.get("relabel")
    if not asked:
        return
    names = ("severities", "without")
    told = [f"{name}={','.join(asked[name])}" for name in names if asked.get(name)]
    condition = "; ".join((f"transition={cause.data['transition']}", *told))
    span, goal = (asked["from"], asked["until"]), asked.get("to", "")
    for unit in cause.units:
        for reader in asked.get("readers", ("",)):
            for label in asked.get("labels", ("",)):
                # The interval is one for all markets, whenever the release itself holds.
                markets = [market for market, _ in scope.markets(unit, label)]
                for market in [EVERYWHERE] if EVERYWHERE in markets else markets:
                    yield Affected(unit, market, reader, label, goal, *span, condition)


def _replaced(scope: _Scope, cause: Cause) -> Iterator[Affected]:
    """Retired labels with what they become, by the answer."""
    transition = f"transition={cause.data['transition']}"
    for old, entry in cause.data.get("map", {}).items():
        unit = scope.clause(old) or next(iter(cause.units))
        for market, since in scope.markets(unit):
            for exit_ in EXITS:
                new = "" if entry[exit_] == "human" else entry[exit_]
                told = f"{transition}; answer={exit_}"
                yield Affected(unit, market, "", old, new, since, "", told)


def _csv(heads: Iterable[str], rows: Iterable[Any]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(heads)
    table.writerows(astuple(row) for row in rows)
    return out.getvalue()
