"""An edition as a page: its prose as Markdown, and a slot with a card for each block of YAML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape
from posixpath import normpath
from typing import Any

from . import labels
from .cards import card, state
from .cite import tools
from .codes import MARKET, language
from .drawing import drawing
from .elements import mono, pairs
from .markdown import fences, front_matter
from .model import Data, Edition, Unit
from .notes import divergences, findings
from .shelf import Page, Shelf, later, slot


def page(edition: Edition, shelf: Shelf) -> Page:
    """An edition as a page: its prose as Markdown, and a slot for each block of YAML."""
    first = edition.units[0]
    slots = [_head(edition, first, shelf)]
    kept: list[str] = [slot(0), ""]
    hidden = [
        range(unit.line, unit.last + 1)
        for unit in edition.units[1:]
        if not shelf.shows(unit, edition)
    ]
    front = front_matter(edition.source)
    number = front[1] if front else 0
    blocks = {fence.line: fence for fence in fences(edition.source)}
    while number < len(edition.lines):
        number += 1
        line = edition.lines[number - 1]
        fence = blocks.get(number)
        if any(number in lines for lines in hidden):
            continue
        if fence and fence.kind and (unit := _unit_at(edition, fence.line, fence.kind)):
            indent = line[: len(line) - len(line.lstrip())]
            kept += ["", indent + slot(len(slots)), ""]
            html = _unlinked_html(card(unit, edition, shelf), edition.page, shelf)
            # What comes of a clause is told below its heading, of any other block behind it.
            slots.append(html if unit.kind == "clause" else html + _coming(unit))
            number = fence.last
        else:
            kept.append(_unlinked(_PRIVATE.sub("", line), edition.page, shelf))
            if codes := _listed(line, edition, shelf):
                kept[-1] += f" {slot(len(slots))}"
                slots.append(codes)
            if unit := _headed(edition, number):
                kept += ["", slot(len(slots)), ""]
                row = later(f"tools-{unit.id}") + _coming(unit) if unit.kind == "clause" else ""
                slots.append(row + divergences(unit, shelf) + findings(unit, edition, shelf))
    title = str(first.data.get("title") or first.title or first.id)
    short = f"{edition.guideline} {title}".strip()
    return Page(title, "\n".join(kept), tuple(slots), short, _later(edition, shelf))


def _later(edition: Edition, shelf: Shelf) -> dict[str, str]:
    """What is filled in once the page is sanitised: a row for each clause, and the drawings."""
    rows = {f"tools-{unit.id}": tools(unit, edition, shelf) for unit in shelf.of(edition, "clause")}
    maps = {
        f"map-{unit.id}": drawing(unit, edition, shelf) for unit in shelf.of(edition, "decision")
    }
    return rows | maps


_ITEM = re.compile(r"[*+-] +\[[^\]\n]*\]\(([^()\s#]+\.md)\)")
_PRIVATE = re.compile("[\ue000\ue001]")
_LINK = re.compile(r"\[([^\]\n]*)\]\(([^()\s]*)\)")
_ANCHOR = re.compile(r'<a href="([^":?]*)">(.*?)</a>', re.S)


def _unlinked(line: str, page: str, shelf: Shelf) -> str:
    """Markdown whose links to what readers may not see are left as their words."""
    if not shelf.hidden:
        return line
    return _LINK.sub(lambda link: link[0] if shelf.leads(link[2], page) else link[1], line)


def _unlinked_html(html: str, page: str, shelf: Shelf) -> str:
    if not shelf.hidden:
        return html
    return _ANCHOR.sub(lambda link: link[0] if shelf.leads(link[1], page) else link[2], html)


def _listed(line: str, edition: Edition, shelf: Shelf) -> str:
    """On the home page, the labels of the guideline that an item of a list leads to."""
    found = _ITEM.match(line) if edition.page == "index.md" else None
    listed = shelf.editions.get(normpath(found[1])) if found else None
    if listed is None or not (codes := labels.codes(listed, shelf, edition.page)):
        return ""
    return f'<span class="kj-codes">{codes}</span>'


def _unit_at(edition: Edition, line: int, kind: str) -> Unit | None:
    """The unit whose block begins on a line; a clause's block stands below its heading."""
    if kind == "clause":
        inside = [unit for unit in edition.of(kind) if unit.line <= line <= unit.last]
        return inside[-1] if inside else None
    return next((unit for unit in edition.of(kind) if unit.line == line), None)


def _headed(edition: Edition, line: int) -> Unit | None:
    kinds = ("clause", "section")
    return next((u for u in edition.units if u.line == line and u.kind in kinds), None)


def _head(edition: Edition, unit: Unit, shelf: Shelf) -> str:
    """The title, and for a guideline its facts and its labels."""
    title = str(unit.data.get("title") or unit.title)
    if not edition.guideline:
        top = f"<h1>{escape(title)}</h1>" if unit.data.get("title") else ""
        return top + findings(unit, edition, shelf)
    name = f'<span class="kj-id">{escape(edition.guideline)}</span>'
    top = f'<h1 id="{escape(edition.guideline)}">{name} {escape(title)}</h1>'
    facts = _facts(unit, shelf) + _labels(edition, shelf)
    notes = divergences(unit, shelf) + findings(unit, edition, shelf)
    return top + facts + _coming(unit) + notes


def _coming(unit: Unit) -> str:
    """Where a page tells what a unit will be, once that is known."""
    return later(f"coming-{unit.address}")


def _labels(edition: Edition, shelf: Shelf) -> str:
    ids = labels.of_edition(edition, shelf)
    return labels.table(ids, shelf, edition.page) if ids else ""


def _facts(unit: Unit, shelf: Shelf) -> str:
    data = unit.data
    rows: list[tuple[str, str]] = []
    if "owner" in data:
        rows.append((shelf.field("owner"), escape(str(data["owner"]))))
    rows.append((shelf.field("audience"), shelf.value(data.get("audience", "public"))))
    if governing := data.get("governing"):
        rows.append((shelf.field("governing"), _governing(governing, shelf)))
    if "state" in data:
        rows.append((shelf.field("translation"), state(data, shelf)))
    if order := data.get("precedence"):
        rows.append((shelf.field("precedence"), _precedence(order, shelf)))
    if topics := data.get("out-of-scope"):
        said = (escape(str(row["topic"])) for row in topics)
        rows.append((shelf.field("out-of-scope"), "<br>".join(said)))
    return f'<dl class="kj-facts">{later("since")}{pairs(rows)}</dl>'


def _governing(governing: Data, shelf: Shelf) -> str:
    def named(code: str) -> str:
        return f'<span lang="{escape(code)}">{language(code)}</span>'

    parts = [named(str(governing.get("default", "")))]
    for market, code in governing.items():
        if market != "default":
            parts.append(f"{shelf.say(MARKET, market=market)} {named(str(code))}")
    return " · ".join(parts)


def _precedence(order: Iterable[Any], shelf: Shelf) -> str:
    pages = {edition.guideline: edition.page for edition in shelf.editions.values()}
    names = []
    for name in map(str, order):
        page = escape(pages.get(name, "").rpartition("/")[2])
        names.append(f'<a href="{page}">{mono(name)}</a>' if page else mono(name))
    return " → ".join(names)
