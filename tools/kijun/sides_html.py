"""Changes as HTML: a redline for most languages, the 新旧対照表 for Japanese, and a file of either.

The functions for one change, and those for a table or a list, are pure and hold no styles: a
page of the site gives them its own. What is no HTML yet is escaped where it enters.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import escape

from .imprint import Imprint
from .model import Comparison
from .redline import Piece
from .report import legible
from .report_changes import Reader, summary
from .sides import Sides, dates, imprint, pages, word
from .text import Text

UNSEEN = "kj-unseen"
"""The class of words for those who listen: a stroke and a line are not heard."""

SAID = {
    "del": Text(en="[taken out: ", ja="［削る："),
    "ins": Text(en="[put in: ", ja="［加える："),
    "u": Text(en="[changed: ", ja="［改定部分："),
    "end": Text(en="]", ja="］"),
}

# ── One change ───────────────────────────────────────────────────────────────────────────


def redline(change: Sides, language: str) -> str:
    """A change as one text in which what goes is struck and what comes is underlined."""
    html = "".join(
        _text(piece.old)
        if piece.same
        else _edit("del", piece.old, piece, language) + _edit("ins", piece.new, piece, language)
        for piece in change.abridged(language, texts=False)
    )
    return f'<div class="kj-redline" lang="{escape(change.locale)}">{html}</div>' if html else ""


def row(change: Sides, language: str) -> str:
    """A change as a row of the 新旧対照表: after, before, remarks. Nothing is struck."""
    pieces = change.abridged(language)
    cells = [
        _cell(change, "".join(_side(piece.new, piece, language) for piece in pieces), language),
        _cell(change, "".join(_side(piece.old, piece, language) for piece in pieces), language),
    ]
    if change.fresh:
        cells[1] = f"<td>{escape(word('fresh', language))}</td>"
    if change.gone:
        cells[0] = f"<td>{escape(change.absent(language))}</td>"
    return f'<tr id="{escape(change.change.fingerprint)}">{"".join(cells)}{_remarks(change)}</tr>'


def _cell(change: Sides, html: str, language: str) -> str:
    omitted = "" if html else escape(word("omitted", language))
    return (
        f'<td lang="{escape(change.locale)}">{_heading(change, language)}'
        f'<div class="kj-redline">{html or omitted}</div></td>'
    )


def _heading(change: Sides, language: str) -> str:
    """What the text stands under; it came or went with a whole unit."""
    named = _in(language, change)
    field = f'<p class="kj-field"{named}>{_text(change.field)}</p>' if change.field else ""
    if change.replaced:
        return field
    html = _text(change.heading)
    if change.whole:
        html = _edit("u", change.heading, Piece("", change.heading), language)
    return f'<p class="kj-unit"{_in(change.titled_in, change)}>{_linked(html, change)}</p>{field}'


def _in(locale: str, change: Sides) -> str:
    """The attribute of what stands beside a change's text in another language than it."""
    return "" if locale == change.locale else f' lang="{escape(locale)}"'


def _linked(html: str, change: Sides) -> str:
    return f'<a href="{change.link}">{html}</a>' if change.link and html else html


def _remarks(change: Sides) -> str:
    notes = "".join(f"<li>{_text(note.removeprefix('- '))}</li>" for note in change.notes)
    return f'<td><p class="kj-remark">{escape(change.remark)}</p><ul>{notes}</ul></td>'


def _side(text: str, piece: Piece, language: str) -> str:
    return _text(text) if piece.same else _edit("u", text, piece, language)


def _edit(tag: str, text: str, piece: Piece, language: str) -> str:
    """Changed words, with what is said of them to those who listen."""
    if not text:
        return ""
    marks = f' data-marks="{" ".join(piece.marks)}"' if piece.marks else ""
    said = [
        f'<span class="{UNSEEN}">{escape(SAID[key].to(language))}</span>' for key in (tag, "end")
    ]
    return f"<{tag}{marks}>{said[0]}{_text(text)}{said[1]}</{tag}>"


def _text(text: str) -> str:
    html = escape(legible(text)).replace("\n", "<br>")
    return _CODE.sub(r"<code>\1</code>", html)


_CODE = re.compile("`([^`<>]+)`")
"""Code as writers mark it, which no redline cuts in two."""


# ── All changes ──────────────────────────────────────────────────────────────────────────


def table(
    shown: Iterable[tuple[str, list[Sides]]], about: Imprint, language: str, *, head: str = "h1"
) -> str:
    """The 新旧対照表: everything that a table which is forwarded alone must say is on it.

    `head` is the element of its title: a page may have a title of its own.
    """
    ends = ("after-draft", "before-draft") if about.draft else ("after", "before")
    heads = "".join(
        f'<th scope="col">{escape(word(name, language))}</th>' for name in (*ends, "remarks")
    )
    bodies = "".join(
        f'<tbody><tr><th scope="rowgroup" colspan="3">{_text(page)}</th></tr>'
        f"{''.join(row(change, language) for change in changes)}</tbody>"
        for page, changes in shown
    )
    foot = ""
    if about.transition:
        foot = (
            f'<tfoot><tr><td colspan="3"><strong>{escape(word("transition", language))}</strong>'
            f"<br>{_text(about.transition)}</td></tr></tfoot>"
        )
    return (
        f'<table class="kj-sides"><caption>{_imprint(about, language, head)}</caption>'
        f'<colgroup><col class="kj-side"><col class="kj-side"><col></colgroup>'
        f"<thead><tr>{heads}</tr></thead>{bodies}{foot}</table>"
    )


def _imprint(about: Imprint, language: str, head: str = "h1") -> str:
    lines = [
        _text(word("versions", language, old=about.old, new=about.new)),
        *map(_text, dates(about, language)),
        escape(word("underlined", language)),
    ]
    title = f"<{head}>{_text(about.title or word('title', language))}</{head}>"
    return title + "".join(f"<p>{line}</p>" for line in lines)


def redlines(
    shown: Iterable[tuple[str, list[Sides]]], about: Imprint, language: str, *, level: int = 2
) -> str:
    """A redline of every change, page by page, with what else is known of each.

    `level` is that of the pages' headings.
    """
    parts = []
    for page, changes in shown:
        items = "".join(_article(change, language, level + 1) for change in changes)
        head = f"<h{level}>{_text(page)}</h{level}>"
        parts.append(f'<section class="kj-page">{head}{items}</section>')
    if about.transition:
        name = escape(word("transition", language))
        head = f"<h{level}>{name}</h{level}>"
        parts.append(f"<section>{head}<p>{_text(about.transition)}</p></section>")
    return "".join(parts)


def _article(change: Sides, language: str, level: int = 3) -> str:
    field = f" · {_text(change.field)}" if change.field else ""
    notes = "".join(f"<li>{_text(note.removeprefix('- '))}</li>" for note in change.notes)
    return (
        f'<article id="{escape(change.change.fingerprint)}">'
        f'<h{level}><span lang="{escape(change.titled_in)}">'
        f"{_linked(_text(change.heading), change)}</span>{field}"
        f' <span class="kj-remark">{escape(change.remark)}</span></h{level}>'
        f"{redline(change, language)}<ul>{notes}</ul></article>"
    )


# ── A file ───────────────────────────────────────────────────────────────────────────────


def to_html(comparison: Comparison, reader: Reader, about: Imprint | None = None) -> bytes:
    """One printable page that asks for nothing else, in the reader's language."""
    language = reader.language
    about = about or imprint(comparison, language)
    shown = pages(comparison, reader)
    title = escape(legible(about.title or word("title", language)))
    if language == "ja":
        body = table(shown, about, language) if shown else ""
    else:
        body = f'<header class="kj-imprint">{_imprint(about, language)}</header>'
        body += redlines(shown, about, language)
    told = f'<p class="kj-sum">{_text(summary(comparison, reader))}</p>'
    page = (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "style-src 'unsafe-inline'\">\n"
        f'<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n<body class="kj-{language}">\n'
        f"<main>{body}{told}</main>\n</body>\n</html>\n"
    )
    return page.encode("utf-8", "replace")


STYLE = """
@page { size: A4; margin: 18mm 16mm; }
@page wide { size: A4 landscape; margin: 14mm; }
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 46rem; padding: 1.5rem; color: #111; background: #fff;
  font: 11pt/1.55 Charter, "Bitstream Charter", Cambria, Georgia, serif; }
body.kj-ja { max-width: 76rem; line-height: 1.7; page: wide;
  font-family: "Hiragino Mincho ProN", "Yu Mincho", YuMincho, "Noto Serif CJK JP",
    "Noto Serif JP", "MS Mincho", serif; }
:lang(ja) { line-break: strict; }
h1 { font-size: 1.6em; line-height: 1.25; margin: 0 0 .4em; }
h2 { font-size: 1.2em; margin: 2em 0 .6em; padding-bottom: .2em; border-bottom: 1.5pt solid #111; }
h3 { font-size: 1em; margin: 0 0 .4em; }
p, ul { margin: 0; }
caption { text-align: left; margin-bottom: .8em; }
caption h1 { font-size: 1.35em; text-align: center; }
caption p:last-child { text-align: right; }
article { margin: 0 0 1.5em; padding-left: .9em; border-left: 2pt solid #bbb;
  break-inside: auto; }
h3, .kj-unit, .kj-field { break-after: avoid; }
article ul, td ul { margin-top: .4em; padding: 0; list-style: none; font-size: .85em; color: #444; }
.kj-remark { font-weight: normal; }
h3 .kj-remark { color: #444; font-size: .85em; margin-left: .4em; }
h3 .kj-remark::before { content: "("; } h3 .kj-remark::after { content: ")"; }
.kj-redline { overflow-wrap: anywhere; }
del + ins { margin-left: .15em; }
del { color: #8f1d14; text-decoration: line-through; }
ins { color: #0b4a8f; text-decoration: underline; text-underline-offset: .15em; }
u { text-decoration: underline; text-underline-offset: .25em; text-decoration-thickness: .06em; }
[data-marks] { font-weight: bold; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: .6pt solid #111; padding: .45em .6em; vertical-align: top; text-align: left;
  overflow-wrap: anywhere; }
thead { display: table-header-group; }
thead th { text-align: center; background: #eee; font-weight: normal; letter-spacing: .3em; }
th[scope=rowgroup] { background: #f6f6f6; break-after: avoid; }
tfoot { display: table-row-group; }
col.kj-side { width: 39%; }
tr { break-inside: avoid; }
.kj-unit { font-weight: bold; }
.kj-field { color: #444; font-size: .9em; }
.kj-sum { margin-top: 1.5em; font-size: .85em; color: #444; }
.kj-unseen { position: absolute; width: 1px; height: 1px; overflow: hidden;
  clip-path: inset(50%); white-space: nowrap; }
@media print { body { max-width: none; padding: 0; font-size: 10pt; }
  body.kj-ja { font-size: 9.5pt; } * { print-color-adjust: exact; } }
"""
