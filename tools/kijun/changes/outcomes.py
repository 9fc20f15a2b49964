"""Decisions, run before and after: which labels can be reached, and which written cases flip.

That a decision is drawn otherwise is a change; which way it goes is seen by running it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

from ..decide import (
    Flow,
    Outcome,
    Stuck,
    flow,
    is_label,
    markets,
    markets_of,
    run,
)
from ..model import Change, Data, Edition, Flip, Revision, Unit
from ..rules import EVERY_WAY, ChangeRule, Edit
from ..text import Text

RULES = (
    ChangeRule(
        id="decision-tightened",
        grade="decision",
        direction="tightens",
        area="outcomes",
        says=Text(
            en="The decision {what} has a new way to {labels} (questions: {steps}). {flips} of "
            "{tried} written cases get another label.",
            ja="判断フロー{what}に{labels}へ至る道が増えました（質問：{steps}）。"
            "記載された事例{tried}件のうち{flips}件のラベルが変わります。",
        ),
        edits=(
            Edit(
                "    when-false: T-0\n", "    when-false: T-1\n", ("decision-tightened",), both=True
            ),
        ),
        mirror="decision-loosened",
    ),
    ChangeRule(
        id="decision-loosened",
        grade="decision",
        direction="loosens",
        area="outcomes",
        says=Text(
            en="The decision {what} has lost a way to {labels} (questions: {steps}). {flips} of "
            "{tried} written cases get another label.",
            ja="判断フロー{what}から{labels}へ至る道が減りました（質問：{steps}）。"
            "記載された事例{tried}件のうち{flips}件のラベルが変わります。",
        ),
        edits=(
            Edit("    when-true: T-1\n", "    when-true: T-0\n", ("decision-loosened",), both=True),
        ),
        mirror="decision-tightened",
    ),
    ChangeRule(
        id="decision-redrawn",
        grade="decision",
        direction="shifts",
        area="outcomes",
        says=Text(
            en="The decision {what} is drawn otherwise (questions: {steps}). {flips} of {tried} "
            "written cases get another label.",
            ja="判断フロー{what}の組み方が変わりました（質問：{steps}）。"
            "記載された事例{tried}件のうち{flips}件のラベルが変わります。",
        ),
        edits=(
            Edit(
                "    when-true: T-1\n    when-false: T-0\n",
                "    when-true: T-0\n    when-false: T-1\n",
                ("decision-redrawn",),
                both=True,
            ),
        ),
        unmirrored=EVERY_WAY,
    ),
)
BY_ID = {rule.id: rule for rule in RULES}


def changes(revision: Revision) -> Iterator[Change]:
    """One change for each decision that is drawn otherwise, with the cases that flip."""
    for ours, theirs in revision.both:
        if theirs.kind == "decision" and _drawn(ours) != _drawn(theirs):
            yield _redrawn(revision, ours, theirs)


def _drawn(decision: Unit) -> tuple[Any, ...]:
    """What of a decision is no text."""
    steps: Mapping[str, Data] = decision.data["steps"]
    return decision.data["start"], {
        name: {key: value for key, value in step.items() if key != "ask"}
        for name, step in steps.items()
    }


def _redrawn(revision: Revision, old: Unit, new: Unit) -> Change:
    before, after = revision.old, revision.new
    assert before is not None
    assert after is not None
    rows = _severe(before) | _severe(after)
    was, now = _ways(before, old), _ways(after, new)
    gained = [way for way in now if way not in was and way[-1] in rows]
    lost = [way for way in was if way not in now and way[-1] in rows]
    if gained and not lost:
        rule, told = "decision-tightened", gained
    elif lost and not gained:
        rule, told = "decision-loosened", lost
    else:
        rule, told = "decision-redrawn", [*gained, *lost]
    names = tuple(dict.fromkeys(way[-1] for way in told))
    steps: tuple[Mapping[str, Data], ...] = tuple(_drawn(unit)[1] for unit in (old, new))
    differing = [
        name
        for name in dict.fromkeys((*steps[1], *steps[0]))
        if steps[0].get(name) != steps[1].get(name)
    ]
    return BY_ID[rule].at(
        revision,
        new,
        differing[0] if differing else "",
        old=dict(zip(("start", "steps"), _drawn(old), strict=True)),
        new=dict(zip(("start", "steps"), _drawn(new), strict=True)),
        labels=names,
        values={"what": new.id, "labels": names, "steps": differing},
    )


def _severe(edition: Edition) -> dict[str, str]:
    return {
        row["id"]: row["kind"]
        for row in edition.labels
        if row.get("kind") == "violating" or row.get("severity", "S0") != "S0"
    }


MOST_WAYS = 2000
"""Ways through a decision that are looked at: a guideline has a few dozen."""


def _ways(edition: Edition, decision: Unit) -> list[tuple[str, ...]]:
    """Every way to a label, as the answers on it and the label, in all markets together."""
    entries = [entry.data for entry in edition.of("market") if "steps" in entry.data]
    found: dict[tuple[str, ...], None] = {}
    for market in markets(edition):
        way = flow(decision, entries, market)
        waiting: list[tuple[str, tuple[str, ...], frozenset[str]]] = [(way.start, (), frozenset())]
        while waiting and len(found) < MOST_WAYS:
            here, so_far, seen = waiting.pop()
            if is_label(here):
                found[(*so_far, here)] = None
            elif here in seen:
                continue
            elif here in way.passed:
                waiting.append((way.passed[here], so_far, seen | {here}))
            elif here in way.asked:
                waiting.extend(
                    (goal, (*so_far, f"{here}={answer}"), seen | {here})
                    for answer, goal in way.asked[here].items()
                )
    return list(found)


# ── Written cases ────────────────────────────────────────────────────────────────────────


def flips(revision: Revision) -> tuple[tuple[Flip, ...], int]:
    """The written cases that end at another label, and how many were run.

    A case that stands in one version only is run with its answers in both.
    """
    before, after = revision.old, revision.new
    if before is None or after is None:
        return (), 0
    pairs: list[tuple[Unit, Unit]] = [p for p in revision.both if p[1].kind == "case"]
    pairs += [(unit, unit) for unit in (*revision.fresh, *revision.gone) if unit.kind == "case"]
    graphs = [list(edition.of("decision")) for edition in (before, after)]
    if not graphs[0] or not graphs[1]:
        return (), 0
    every = tuple(dict.fromkeys((*markets(before), *markets(after))))
    found: list[Flip] = []
    tried = 0
    for old, new in pairs:
        if not old.data.get("path") and not new.data.get("path"):
            continue
        tried += 1
        both = markets_of(old, before, every), markets_of(new, after, every)
        holds = [market for market in every if market in both[0] and market in both[1]]
        by_outcome: dict[tuple[str, str], list[str]] = {}
        for market in holds:
            was = _label(old, before, graphs[0], market)
            now = _label(new, after, graphs[1], market)
            if was != now:
                by_outcome.setdefault((was, now), []).append(market)
        found += [Flip(new.id, tuple(chosen), *pair) for pair, chosen in by_outcome.items()]
    return tuple(found), tried


def _label(case: Unit, edition: Edition, decisions: list[Unit], market: str) -> str:
    """The label that a case's answers lead to; questions that are not asked do not matter."""
    path = case.data.get("path") or {}
    own = max(decisions, key=lambda unit: len(path.keys() & unit.data["steps"].keys()))
    entries = [entry.data for entry in edition.of("market") if "steps" in entry.data]
    way: Flow = flow(own, entries, market)
    result = run(way, path)
    if isinstance(result, Stuck) and result.reason == "not-asked":
        result = run(way, {name: path[name] for name in result.asked})
    return result.label if isinstance(result, Outcome) else ""


OWNERS = ("decision-tightened", "decision-loosened", "decision-redrawn")


def attached(found: list[Change], revision: Revision) -> list[Change]:
    """The changes of a guideline, with each case that flips put to the change that flips it.

    A case that flips in one market only is put to that market's entry where it passes another
    question by, else to the decision. What a case says of its own verdict is then no change of
    its own: the cause is the decision.
    """
    turned, tried = flips(revision)
    causes = [c for c in found if c.rule in OWNERS]
    entries = [c for c in found if c.unit.startswith("market:") and _turns(c)]
    spoken: set[str] = set()
    put: dict[int, list[Flip]] = {}
    for flip, (number, cause) in product(turned, enumerate(found)):
        local = [e for e in entries if flip.markets == (e.market,)]
        owner = local[0] if local else causes[0] if causes else entries[0] if entries else None
        if cause is owner:
            put.setdefault(number, []).append(flip)
            spoken.add(f"case:{flip.case}")
    done = []
    for number, change in enumerate(found):
        if change.rule == "case-decided-otherwise" and change.unit in spoken:
            continue
        if change in causes or number in put:
            cases = tuple(put.get(number, ()))
            values = {**change.values, "flips": len(cases), "tried": tried}
            change = replace(change, cases=cases, tried=tried, values=values)
        done.append(_led(change, turned, revision))
    return done


def _led(change: Change, turned: Iterable[Flip], revision: Revision) -> Change:
    """A violation's label that comes or goes, with the labels that its written cases had or get.

    Their severities say which way it goes.
    """
    end = change.rule.removeprefix("violating-label-")
    if end not in ("added", "removed"):
        return change
    pairs = [
        (flip.before, flip.after)
        for flip in turned
        if (flip.after if end == "added" else flip.before) in change.labels
        if flip.before and flip.after
    ]
    if not pairs:
        return change
    name, side = ("before", 0) if end == "added" else ("after", 1)
    values = {**change.values, name: list(dict.fromkeys(pair[side] for pair in pairs))}
    weights = [
        {row["id"]: row.get("severity", "S0") for row in edition.labels} if edition else {}
        for edition in (revision.old, revision.new)
    ]
    ways = {
        _way(weights[0][before], weights[1][after])
        if before in weights[0] and after in weights[1]
        else change.direction
        for before, after in pairs
    }
    return replace(change, values=values, direction=ways.pop() if len(ways) == 1 else "shifts")


def _way(before: str, after: str) -> str:
    return "shifts" if before == after else "tightens" if before < after else "loosens"


def _turns(entry: Change) -> bool:
    """Whether a market entry's change is one of what its decision asks there.

    A legal reference that is new turns no case, whatever else changes in its market.
    """
    whole = entry.old if entry.new is None else entry.new
    return entry.field.split(".")[0] == "steps" or (
        not entry.field and isinstance(whole, Mapping) and "steps" in whole
    )
