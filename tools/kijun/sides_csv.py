"""Changes as a table for a spreadsheet: one row a change, in the reader's language."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from io import StringIO

from .imprint import Imprint
from .model import Comparison
from .report import legible
from .report_changes import Reader, flips
from .sides import Sides, imprint, pages
from .text import Text

COLUMNS: Mapping[str, Text] = {
    "page": Text(en="Page", ja="ガイドライン"),
    "unit": Text(en="Item", ja="項目"),
    "field": Text(en="Field", ja="欄"),
    "before": Text(en="Before", ja="改定前"),
    "after": Text(en="After", ja="改定後"),
    "remark": Text(en="Change", ja="変更の種別"),
    "class": Text(en="Class", ja="区分"),
    "direction": Text(en="Direction", ja="方向"),
    "market": Text(en="Market", ja="対象市場"),
    "labels": Text(en="Labels", ja="ラベル"),
    "cases": Text(en="Cases with another label", ja="ラベルが変わる事例"),
    "told": Text(en="In words", ja="説明"),
    "locale": Text(en="Language", ja="言語版"),
    "file": Text(en="File", ja="ファイル"),
    "line": Text(en="Line", ja="行"),
    "rule": Text(en="Rule", ja="規則のID"),
    "fingerprint": Text(en="Fingerprint", ja="指紋"),
    "old": Text(en="Older version", ja="旧版"),
    "new": Text(en="Newer version", ja="新版"),
}
"""The heads of the columns, in their order."""

FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]")
"""What a spreadsheet may take for a formula and run, which an apostrophe makes a text."""


def to_csv(comparison: Comparison, reader: Reader, about: Imprint | None = None) -> bytes:
    """CSV by RFC 4180 in UTF-8, with the mark by which spreadsheets in Japan know that."""
    about = about or imprint(comparison, reader.language)
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(head.to(reader.language) for head in COLUMNS.values())
    for _, changes in pages(comparison, reader):
        for change in changes:
            writer.writerow(_safe(cell) for cell in _cells(change, reader, about))
    return out.getvalue().encode("utf-8-sig", "replace")


def _cells(sides: Sides, reader: Reader, about: Imprint) -> Iterator[str]:
    change = sides.change
    yield from (sides.page, sides.heading, sides.field)
    yield "".join(piece.old for piece in sides.pieces)
    yield "".join(piece.new for piece in sides.pieces)
    yield from (sides.remark, reader.word(change.grade))
    yield reader.word(change.direction) if change.direction else ""
    yield from (change.market, " ".join(change.labels))
    yield "\n".join(line.removeprefix("- ") for line in flips(change, reader)[1:])
    yield from (sides.told, sides.locale, reader.path(sides.path), str(sides.line))
    yield from (change.rule, change.fingerprint, about.old, about.new)


def _safe(cell: str) -> str:
    """A cell that no spreadsheet runs."""
    plain = legible(cell)
    return f"'{plain}" if FORMULA.match(plain) else plain
