"""The questions of a decision: where each answer leads, and a case's way through them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from .elements import mono
from .labels import chip
from .model import Data, Edition, Unit
from .shelf import Shelf, at, outside
from .text import Text

WORDS: Mapping[str, Text] = {
    "goes-to": Text(en="question {number}", ja="質問{number}"),
    "only-here": Text(en="Asked only in market {market}", ja="対象市場{market}でのみ尋ねます"),
    "otherwise": Text(en="In other markets", ja="他の対象市場では"),
    "skipped": Text(
        en="Market {market}: not asked, leads to", ja="対象市場{market}では尋ねず、次に進みます："
    ),
}


@dataclass(frozen=True, slots=True)
class Question:
    """A step of a decision: its number on the page, its words and its anchor."""

    number: int
    ask: str
    anchor: str


def questions(edition: Edition, shelf: Shelf) -> Mapping[str, Question]:
    """The questions of a page by the name of their step."""
    return {
        step: Question(number, str(data.get("ask", "")), f"{unit.id}-{step}")
        for unit in shelf.of(edition, "decision")
        for number, (step, data) in enumerate(unit.data.get("steps", {}).items(), 1)
        if isinstance(data, Mapping)
    }


def ask(step: str, asked: Mapping[str, Question], shelf: Shelf) -> str:
    """A question with its number, which leads to it; of an unknown step its name."""
    if step not in asked:
        return mono(step)
    question = asked[step]
    return (
        f'<a class="kj-number" href="#{escape(question.anchor)}">{question.number}</a> '
        f"{shelf.rich(question.ask)}"
    )


def leads(target: Any, asked: Mapping[str, Question], shelf: Shelf, page: str) -> str:
    """Where an answer leads: another question, or a label."""
    if str(target) in asked:
        question = asked[str(target)]
        words = shelf.say(WORDS["goes-to"], number=question.number)
        return f'<a class="kj-goto" href="#{escape(question.anchor)}">{words}</a>'
    return chip(target, shelf, page)


def steps(unit: Unit, edition: Edition, shelf: Shelf) -> str:
    """The questions of a decision with their answers, as a list."""
    asked = questions(edition, shelf)
    written = unit.data.get("steps", {})
    items = "".join(
        _step(name, written[name], asked, edition, shelf) for name in written if name in asked
    )
    return f'<ol class="kj-steps">{items}</ol>'


def _step(
    name: str, step: Data, asked: Mapping[str, Question], edition: Edition, shelf: Shelf
) -> str:
    question = asked[name]
    entries = [e for e in shelf.of(edition, "market") if name in e.data.get("steps", {})]
    skipped = [e.data.get("market") for e in entries if "while" not in e.data]
    asked_in = f"{at(step.get('markets'))} {outside(skipped)}".strip()
    answers = "".join(
        f"<li><b>{shelf.value(answer)}</b>"
        f' <span class="kj-to">→ {leads(step[key], asked, shelf, edition.page)}</span></li>'
        for key, answer in (("when-true", "true"), ("when-false", "false"), ("unsure", "unsure"))
        if key in step
    )
    notes = ""
    if markets := step.get("markets"):
        notes += f'<p class="kj-note">{shelf.say(WORDS["only-here"], market=markets)}'
        if "otherwise" in step:
            other = leads(step["otherwise"], asked, shelf, edition.page)
            notes += f" · {shelf.say(WORDS['otherwise'])} → {other}"
        notes += "</p>"
    for entry in entries:
        there = leads(entry.data["steps"][name], asked, shelf, edition.page)
        market = entry.data.get("market")
        words = shelf.say(WORDS["skipped"], market=market)
        notes += f'<p class="kj-note {at(market)}">{words} {there}</p>'
    return (
        f'<li id="{escape(question.anchor)}"><p class="kj-ask">{shelf.rich(question.ask)}</p>'
        f'{notes}<ul class="kj-answers {asked_in}">{answers}</ul></li>'
    )


def path(unit: Unit, edition: Edition, shelf: Shelf) -> str:
    """The answers that lead to a case's label, closed until a reader opens them."""
    answers = unit.data.get("path")
    if not isinstance(answers, Mapping) or not answers:
        return ""
    asked = questions(edition, shelf)
    steps = "".join(
        f"<li>{ask(step, asked, shelf)} <b>{shelf.value(answer)}</b></li>"
        for step, answer in answers.items()
    )
    summary = f"<summary>{shelf.field('path')}</summary>"
    return f'<details class="kj-path">{summary}<ul>{steps}</ul></details>'
