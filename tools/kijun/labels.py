"""A label as a chip, and labels as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from html import escape
from typing import Any, TypeAlias

from .elements import mono
from .model import Edition, Unit
from .shelf import Shelf, concerned
from .text import Text

RETIRED = Text(en="Retired", ja="廃止")


Show: TypeAlias = Callable[[Any, Shelf], str]
"""How a field's value is shown."""


def severity(code: Any, shelf: Shelf) -> str:
    """A severity as a chip: its code, its word, and bars that do not need colour."""
    if not code:
        return ""
    code = str(code)
    return (
        f'<span class="kj-severity kj-{escape(code.lower())}">'
        f"<b>{escape(code)}</b> {shelf.value(code)}</span>"
    )


def coded(code: Any, shelf: Shelf) -> str:
    """A coded value in words; nothing where there is none."""
    return shelf.value(code) if code else ""


def chip(label: Any, shelf: Shelf, page: str) -> str:
    """A label as a link to its clause, with its name."""
    known = shelf.labels.get(str(label))
    code = mono(label)
    if known is None:
        return f'<span class="kj-chip">{code}</span>'
    name = escape(str(known.row.get("name", "")))
    kind = escape(str(known.row.get("kind", "")))
    return (
        f'<a class="kj-chip kj-kind-{kind}" href="{known.link(page)}">{code}'
        f' <span class="kj-name">{name}</span></a>'
    )


def chips(labels: Any, shelf: Shelf, page: str) -> str:
    """One label or a list of them, as chips."""
    listed = labels if isinstance(labels, list | tuple) else [labels]
    return " ".join(chip(label, shelf, page) for label in listed)


def codes(edition: Edition, shelf: Shelf, page: str) -> str:
    """The labels of an edition by their ids alone, for a list that has no room for names."""
    known = ((name, shelf.labels[name]) for name in of_edition(edition, shelf))
    return " ".join(
        f'<a class="kj-chip kj-kind-{escape(str(label.row.get("kind", "")))}"'
        f' href="{label.link(page)}" title="{escape(str(label.row.get("name", "")))}">'
        f"{mono(name)}</a>"
        for name, label in known
    )


def of_edition(edition: Edition, shelf: Shelf) -> list[str]:
    """The ids of a page's labels that readers may see."""
    return [name for name, label in shelf.labels.items() if label.edition is edition]


def table(ids: Iterable[str], shelf: Shelf, page: str) -> str:
    """Labels as rows: label, when it fits, severity, action. Empty columns are left out."""
    ids = list(ids)
    rated = any("severity" in shelf.labels[name].row for name in ids)
    heads = ["label", "applies", *(["severity", "action"] if rated else [])]
    top = "".join(f'<th scope="col" role="columnheader">{shelf.field(head)}</th>' for head in heads)
    rows = "".join(_row(name, shelf, page, rated) for name in ids)
    # On a phone the rows are laid out as blocks, which takes a table's meaning from readers
    # of the screen unless the roles say it.
    return (
        f'<table class="kj-table kj-labels" role="table"><thead role="rowgroup">'
        f'<tr role="row">{top}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(name: str, shelf: Shelf, page: str, rated: bool) -> str:
    label = shelf.labels[name]
    row, hint = label.row, shelf.rich(label.row.get("hint", ""))
    if row.get("retired"):
        hint = f'<span class="kj-tag">{shelf.say(RETIRED)}</span> {hint}'
    cells = (
        f'<th scope="row" role="rowheader">{chip(name, shelf, page)}</th>'
        f'<td role="cell">{hint}</td>'
    )
    if rated:
        changes = [m for m in shelf.of(label.edition, "market") if label.clause.id in concerned(m)]
        cells += "".join(
            f'<td role="cell">{show(row.get(what), shelf)}'
            f"{_in_markets(what, changes, show, shelf)}</td>"
            for what, show in (("severity", severity), ("action", coded))
        )
    return f'<tr role="row">{cells}</tr>'


def _in_markets(what: str, entries: Iterable[Unit], show: Show, shelf: Shelf) -> str:
    """What the field is instead in a market, below its value everywhere else.

    An asterisk marks an entry that holds only under a condition.
    """
    parts = []
    for entry in entries:
        if what in entry.data:
            market = f'<span class="kj-market">{escape(str(entry.data.get("market")))}</span>'
            mark = " *" if "while" in entry.data else ""
            instead = show(entry.data[what], shelf)
            parts.append(f'<span class="kj-instead">{market} {instead}{mark}</span>')
    return "".join(parts)
