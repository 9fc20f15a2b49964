"""The pieces of HTML that pages are put together from. What is no HTML yet is escaped here."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Any

from .text import Text


def say(text: Text, locale: str, /, **values: Any) -> str:
    """Words of the page in a locale, escaped."""
    return escape(text.to(locale, **values))


def mono(text: Any) -> str:
    """An id or another code, escaped."""
    return f"<code>{escape(str(text))}</code>"


def table(heads: Iterable[str], rows: Iterable[str]) -> str:
    """A table with a row of headings, given as HTML; an empty heading is an empty corner."""
    top = "".join(f'<th scope="col">{head}</th>' if head else "<td></td>" for head in heads)
    return (
        f'<table class="kj-table"><thead><tr>{top}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def row(head: str, *cells: str) -> str:
    """A table row: its heading and its cells, as HTML."""
    return f'<tr><th scope="row">{head}</th>' + "".join(f"<td>{c}</td>" for c in cells) + "</tr>"


def pairs(rows: Iterable[tuple[str, str]]) -> str:
    """What stands in a list of names and values, given as HTML."""
    return "".join(f"<div><dt>{name}</dt><dd>{html}</dd></div>" for name, html in rows)
