"""Decisions, run: which label the answers lead to, in which market, and what no answer reaches.

A decision is a graph from questions to labels. Two things make it differ between markets: a
question with `markets` is asked only there and elsewhere leads to `otherwise`, and a market
entry's `steps` pass a question by. An entry with `while` holds for a time only and changes
nothing here: cases are written for the decision as it stands without it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Literal, TypeAlias

from .model import Data, Edition, Unit, UnitText
from .text import Text

Answer: TypeAlias = bool | Literal["unsure"]

EXITS: Mapping[Answer, str] = {True: "when-true", False: "when-false", "unsure": "unsure"}
"""The field of a question that says where each answer leads."""

ELSEWHERE = ""
"""Stands for every market that a guideline does not name."""

_LABEL = re.compile(r"[A-Z][A-Z0-9]*-[A-Z0-9]+")


@dataclass(frozen=True, slots=True)
class Flow:
    """A decision as it runs in some markets (`ELSEWHERE` among them, if it runs so there).

    `asked` is question → answer → what it leads to, a question or a label. `passed` is
    question → what follows in its place, for those that are not asked in these markets.
    """

    decision: Unit
    markets: tuple[str, ...]
    start: str
    asked: Mapping[str, Mapping[Answer, str]]
    passed: Mapping[str, str]

    def after(self, name: str) -> tuple[str, ...]:
        """What follows a question at once; nothing follows a label or an unknown name."""
        if name in self.passed:
            return (self.passed[name],)
        return tuple(self.asked[name].values()) if name in self.asked else ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The label that was reached and the questions asked on the way, in order."""

    label: str
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Stuck:
    """Why a decision cannot be run with these answers, and the question where it stops.

    `unanswered`: the question is asked and `path` is silent. `not-asked`: `path` answers a
    question that is not on the way. `unknown`: the decision leads to a name that is neither a
    question nor a label. `circle`: the question comes up a second time.
    """

    reason: Literal["unanswered", "not-asked", "unknown", "circle"]
    question: str
    asked: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trial:
    """A case run as a test of the decision, and where: `in market JP`."""

    case: Unit
    where: Text
    result: Outcome | Stuck


def is_label(name: str) -> bool:
    """Whether a name has the form of a label; no question has it."""
    return _LABEL.fullmatch(name) is not None


def flow(decision: Unit, entries: Iterable[Data], market: str) -> Flow:
    """The decision as it runs in one market, with the market entries that hold there.

    The last of several entries that pass a question by is the one that counts.
    """
    steps: Mapping[str, Data] = decision.data["steps"]
    passed = {
        name: step["otherwise"]
        for name, step in steps.items()
        if "markets" in step and market not in step["markets"]
    }
    for entry in entries:
        if entry["market"] == market and "while" not in entry:
            passed.update(entry.get("steps", {}))
    asked = {
        name: {answer: step[field] for answer, field in EXITS.items()}
        for name, step in steps.items()
        if name not in passed
    }
    return Flow(decision, (market,), decision.data["start"], asked, passed)


def flows(edition: Edition) -> tuple[Flow, ...]:
    """The ways in which the guideline's decisions run: one for all markets in which it is the same.

    The first of a decision is the one that holds `ELSEWHERE`.
    """
    entries = [entry.data for entry in edition.of("market") if "steps" in entry.data]
    found: list[Flow] = []
    for decision in edition.of("decision"):
        ways: list[Flow] = []
        for market in markets(edition):
            new = flow(decision, entries, market)
            for number, old in enumerate(ways):
                if old.passed == new.passed:
                    ways[number] = Flow(
                        decision, (*old.markets, market), old.start, old.asked, old.passed
                    )
                    break
            else:
                ways.append(new)
        found.extend(ways)
    return tuple(found)


def run(way: Flow, answers: Mapping[str, Answer]) -> Outcome | Stuck:
    """The label that the answers lead to, or why they lead to none.

    An answer is True, False or "unsure".
    """
    here = way.start
    asked: dict[str, None] = {}
    seen: set[str] = set()
    while not is_label(here):
        if here in seen:
            return Stuck("circle", here, tuple(asked))
        seen.add(here)
        if here in way.passed:
            here = way.passed[here]
        elif here not in way.asked:
            return Stuck("unknown", here, tuple(asked))
        elif here not in answers:
            return Stuck("unanswered", here, tuple(asked))
        else:
            asked[here] = None
            here = way.asked[here][answers[here]]
    for question in answers:
        if question not in asked:
            return Stuck("not-asked", question, tuple(asked))
    return Outcome(here, tuple(asked))


def reached(way: Flow) -> tuple[str, ...]:
    """Every question and label that some answers lead to, in the order in which they come up.

    Questions that are passed by are among them, unknown names too.
    """
    seen: dict[str, None] = {}
    waiting = [way.start]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen[name] = None
            waiting.extend(reversed(way.after(name)))
    return tuple(seen)


def leaves(way: Flow) -> tuple[str, ...]:
    """The labels that some answers lead to, in the order in which they come up."""
    return tuple(name for name in reached(way) if is_label(name))


def ends(way: Flow) -> bool:
    """Whether all answers to the questions that are reached lead to a label in the end."""
    known = way.asked.keys() | way.passed.keys()
    return not circle(way) and all(is_label(name) or name in known for name in reached(way))


def circle(way: Flow) -> tuple[str, ...]:
    """Questions that lead back to the first of them, in order; empty where there is no circle."""
    graph = {name: way.after(name) for name in (*way.asked, *way.passed)}
    try:
        # The sorter wants what comes before a node and is given what comes after: the circle
        # it finds runs backwards.
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return tuple(reversed(error.args[1][1:]))
    return ()


def markets(edition: Edition) -> tuple[str, ...]:
    """`ELSEWHERE`, then the markets that the guideline names, in alphabetical order.

    In every other market it holds as it does elsewhere.
    """
    return (ELSEWHERE, *sorted(named(edition.units)))


def named(units: Iterable[Unit | UnitText]) -> frozenset[str]:
    """The markets that some units of a guideline name."""
    found: set[str] = set()
    for unit in units:
        if unit.kind in ("clause", "case", "market"):
            found.update(unit.data.get("markets", ()), unit.data.get("except-markets", ()))
            found.update([unit.data["market"]] if "market" in unit.data else ())
        elif unit.kind == "decision":
            for step in unit.data["steps"].values():
                found.update(step.get("markets", ()))
    return frozenset(found)


def markets_of(case: Unit, edition: Edition, every: tuple[str, ...]) -> tuple[str, ...]:
    """In which of the guideline's markets a case holds: its own, else those of its clause."""
    if "market" in case.data:
        return (case.data["market"],)
    if "except-markets" in case.data:
        return tuple(market for market in every if market not in case.data["except-markets"])
    clause = edition.by_address.get(f"clause:{case.clause}")
    return tuple(clause.data["markets"]) if clause and "markets" in clause.data else every


def where(chosen: Iterable[str], every: Iterable[str]) -> Text:
    """Markets in words: every market, some, or all but some."""
    chosen = list(chosen)
    others = [market for market in every if market not in chosen]
    if not others:
        return Text(en="in every market", ja="すべての対象市場で")
    listed = sorted(others if ELSEWHERE in chosen else chosen)
    english, japanese = ", ".join(listed), "、".join(listed)
    if ELSEWHERE in chosen:
        return Text(en=f"outside market {english}", ja=f"対象市場{japanese}以外では")
    return Text(en=f"in market {english}", ja=f"対象市場{japanese}では")


def trials(edition: Edition) -> Iterator[Trial]:
    """Each case with a path, run in every way that the decision runs in the case's markets.

    Markets in which the run is the same are one trial. Where a guideline has several
    decisions, a case belongs to the one that most of its answers are for.
    """
    ways = flows(edition)
    every = markets(edition)
    for case in edition.of("case"):
        path = case.data.get("path")
        if not ways or not path:
            continue
        own = max(ways, key=lambda way: len(path.keys() & way.decision.data["steps"])).decision
        holds = markets_of(case, edition, every)
        results: dict[Outcome | Stuck, list[str]] = {}
        for way in ways:
            chosen = [market for market in way.markets if market in holds]
            if chosen and way.decision is own:
                results.setdefault(run(way, path), []).extend(chosen)
        for result, chosen in results.items():
            yield Trial(case, where(chosen, every), result)


def expected(case: Unit) -> tuple[str, ...]:
    """The labels that a case expects: one, or several where several scales are rated."""
    label = case.data["expect"]
    return (label,) if isinstance(label, str) else tuple(label)


def withheld(edition: Edition) -> frozenset[str]:
    """The labels for which cases must not be written down."""
    return frozenset(
        row["id"]
        for clause in edition.of("clause")
        if "cases" in clause.data
        for row in clause.data.get("labels", ())
    )


def clauses_of(entry: Unit, edition: Edition) -> tuple[Unit, ...]:
    """The clauses of the guideline for which a market entry holds, in the entry's order."""
    names = entry.data.get("units", (entry.clause,))
    found = (edition.by_address.get(f"clause:{name}") for name in names)
    return tuple(clause for clause in found if clause)


def leaves_of(edition: Edition) -> tuple[tuple[Unit, str], ...]:
    """The guideline's decisions with each label that they lead to in some market, in order."""
    found = {
        (way.decision.id, label): way.decision for way in flows(edition) for label in leaves(way)
    }
    return tuple((decision, label) for (_, label), decision in found.items())
