"""A label as a chip, and labels as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from html import escape
from typing import Any, TypeAlias

from .elements import mono
from .gaps import GAP, HERE
from .model import Data, Edition, Unit
from .shelf import REPLACES, Label, Shelf, at, concerned, outside
from .text import Text

RETIRED = Text(en="Retired", ja="廃止")
DIFFERS = Text(en="differs: {fields}", ja="{fields}が異なります")


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
    entries = changes(label.clause, label.edition, shelf)
    rest = [name for name in REPLACES if not (rated and name in _RATED)]
    hint += "".join(_mark(entry, rest, label, shelf, page) for entry in entries)
    cells = (
        f'<th scope="row" role="rowheader">{chip(name, shelf, page)}</th>'
        f'<td role="cell">{hint}</td>'
    )
    if rated:
        cells += "".join(
            f'<td role="cell">{held(what, row, entries, show, shelf)}</td>'
            for what, show in _RATED.items()
        )
    return f'<tr role="row">{cells}</tr>'


_RATED: Mapping[str, Show] = {"severity": severity, "action": coded}


def _mark(entry: Unit, fields: Iterable[str], label: Label, shelf: Shelf, page: str) -> str:
    """The market of an entry that replaces what a row has no column for, as a link to it."""
    replaced = [shelf.field(name) for name in fields if name in entry.data]
    if not replaced:
        return ""
    market = entry.data.get("market")
    comma = "、" if shelf.locale == "ja" else ", "
    words = escape(DIFFERS.to(shelf.locale)).replace("{fields}", comma.join(replaced))
    return (
        f'<a class="kj-instead {at(market)}" href="{label.to(entry.id, page)}">'
        f"{_tag(entry)} {words}</a>"
    )


def changes(clause: Unit, edition: Edition, shelf: Shelf) -> list[Unit]:
    """The market entries that hold for a clause."""
    return [entry for entry in shelf.of(edition, "market") if clause.id in concerned(entry)]


def held(what: str, data: Data, entries: Iterable[Unit], show: Show, shelf: Shelf) -> str:
    """A field, and below it what holds instead in a market: nothing where there is neither.

    Each says where it holds, for readers and for the switch between markets. An asterisk marks
    an entry that holds only under a condition; the usual value then holds there too.
    """
    instead = [entry for entry in entries if what in entry.data]
    none = shelf.say(HERE) if GAP in data else "–"
    usual = show(data[what], shelf) if what in data else none if instead else ""
    if gone := outside([e.data.get("market") for e in instead if "while" not in e.data]):
        usual = _block(gone, usual)
    return usual + "".join(
        _block(
            f"kj-instead {at(entry.data.get('market'))}",
            f"{_tag(entry)} {show(entry.data[what], shelf)}" + " *" * ("while" in entry.data),
        )
        for entry in instead
    )


def _tag(entry: Unit) -> str:
    return f'<span class="kj-market">{escape(str(entry.data.get("market")))}</span>'


def _block(classes: str, html: str) -> str:
    name = "div" if "<p>" in html else "span"
    return f'<{name} class="{classes}">{html}</{name}>'
