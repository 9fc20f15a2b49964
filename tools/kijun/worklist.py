"""What a release means for labels already given, as tables that a labeling tool filters on.

`affected.csv` says which label may have become which, where, and for items labeled when;
`label-map.csv` what a retired label is read as. Both are data of the release and of the change
itself: nothing in them is an estimate.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import astuple, dataclass, fields
from pathlib import Path
from typing import Any

from . import book, run
from .cache import Cache
from .history import Ledger
from .model import Cause, Change, Release
from .releases import EVERYWHERE, written
from .text import KijunError, Text
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

    `market` is `default` for all that have no row of their own, `locale` the language that the
    labeler read, "" for any. `since` and `until` are instants. `condition` holds `name=value`
    joined by `; `: how the release treats what was labeled before, and what items must be like.
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
    found = []
    for cause in release.causes:
        if not cause.data.get("transition") or cause.grade == "baseline":
            continue
        own = [change for change in changes if change.unit in cause.units]
        found += [row for change in own for row in _changed(ledger, release, cause, change)]
        found += _relabelled(cause)
        found += _replaced(ledger, release, cause)
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


def _changed(ledger: Ledger, release: Release, cause: Cause, change: Change) -> Iterator[Affected]:
    """Cases that end elsewhere; else the labels whose facts changed, which keep their name."""
    transition = f"transition={cause.data['transition']}"
    for flip in change.cases:
        for market in flip.markets:
            since = _since(ledger, release, change.unit, market or EVERYWHERE)
            place = f"case:{flip.case}", market or EVERYWHERE, ""
            yield Affected(*place, flip.before, flip.after, since, "", transition)
    if change.cases or change.grade != "decision":
        return
    for label in _labels(ledger, change) if change.rule != "label-retired" else ():
        old = "" if change.rule.endswith("-label-added") else label
        new = "" if change.rule.endswith("-label-removed") else label
        market = change.market or EVERYWHERE
        since = _since(ledger, release, change.unit, market)
        told = transition if old != new else f"{transition}; {_what(change)}"
        yield Affected(change.unit, market, "", old, new, since, "", told)


def _labels(ledger: Ledger, change: Change) -> tuple[str, ...]:
    """The labels that a change is about: its own, or those of the clause that it stands in."""
    if change.labels:
        return change.labels
    texts = ledger.history.of(change.unit)
    if texts and texts[-1].text.kind != "clause":
        texts = ledger.history.of(texts[-1].text.home)
    return tuple(str(row["id"]) for row in texts[-1].text.labels) if texts else ()


def _what(change: Change) -> str:
    """What changed of a label that keeps its name: short values as they are, texts by the rule."""
    sides = [side for side in (change.old, change.new) if isinstance(side, str | int | float)]
    short = len(sides) == 2 and all(len(str(side)) < 40 for side in sides)
    return f"{change.field}={sides[0]}→{sides[1]}" if short and change.field else change.rule


def _relabelled(cause: Cause) -> Iterator[Affected]:
    """The items that an interval asks to look at again."""
    asked = cause.data.get("relabel")
    if not asked:
        return
    names = ("severities", "without")
    told = [f"{name}={','.join(asked[name])}" for name in names if asked.get(name)]
    condition = "; ".join((f"transition={cause.data['transition']}", *told))
    for unit in cause.units:
        for reader in asked.get("readers", ("",)):
            for label in asked.get("labels", ("",)):
                until = asked["from"], asked["until"]
                yield Affected(
                    unit, EVERYWHERE, reader, label, asked.get("to", ""), *until, condition
                )


def _replaced(ledger: Ledger, release: Release, cause: Cause) -> Iterator[Affected]:
    """Retired labels with what they become, by the answer."""
    transition = f"transition={cause.data['transition']}"
    for old, entry in cause.data.get("map", {}).items():
        unit = next(
            (
                each
                for each in cause.units
                for seen in ledger.history.of(each)
                if any(row["id"] == old for row in seen.text.labels)
            ),
            next(iter(cause.units)),
        )
        for market in release.effective:
            since = _since(ledger, release, unit, market)
            for exit_ in EXITS:
                new = "" if entry[exit_] == "human" else entry[exit_]
                told = f"{transition}; answer={exit_}"
                yield Affected(unit, market, "", old, new, since, "", told)


def _since(ledger: Ledger, release: Release, unit: str, market: str) -> str:
    """When the release holds for a unit in a market; "" where it was withdrawn."""
    starts = ledger.calendar.starts(release, unit, market)
    return written(starts) if starts else ""


def _csv(heads: Iterable[str], rows: Iterable[Any]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(heads)
    table.writerows(astuple(row) for row in rows)
    return out.getvalue()
