"""Changes as a Word file that can be forwarded: the 新旧対照表 in Japanese, else a redline.

The only module that knows python-docx, which is imported only when a file is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from .imprint import Imprint
from .model import Comparison
from .redline import Piece
from .report import legible
from .report_changes import Reader, summary
from .sides import Sides, dates, imprint, pages, word

FONTS = {"ascii": "Times New Roman", "hAnsi": "Times New Roman", "eastAsia": "游明朝"}
CODE = "Consolas"
"""The typeface of each script, and that of code, by the name under which Word knows it."""

A4 = 210, 297
MARGIN = 18
COLUMNS = 104, 104, 53
"""Millimetres: the page, its margins, and the columns of the 新旧対照表 across it."""

RED, BLUE, GREY = "8F1D14", "0B4A8F", "555555"


def to_docx(comparison: Comparison, reader: Reader, about: Imprint | None = None) -> bytes:
    """A Word file in the reader's language. The same changes give the same bytes."""
    from docx import Document

    language = reader.language
    about = about or imprint(comparison, language)
    document = Document()
    _prepare(document, about, language)
    shown = pages(comparison, reader)
    _paragraph(document, about.title or word("title", language), "Title")
    for line in (word("versions", language, old=about.old, new=about.new), *dates(about, language)):
        _paragraph(document, line)
    _table(document, shown, about, language) if language == "ja" else _list(
        document, shown, about, language
    )
    _paragraph(document, summary(comparison, reader), size=8, colour=GREY)
    return _packed(document)


# ── The paper ────────────────────────────────────────────────────────────────────────────


def _prepare(document: Any, about: Imprint, language: str) -> None:
    """Paper, typefaces and properties: nothing of the template shows, nor when it was made."""
    from docx.enum.section import WD_ORIENT
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Mm, Pt, RGBColor

    (section,) = document.sections
    section.page_width, section.page_height = map(Mm, A4)
    if language == "ja":
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = map(Mm, reversed(A4))
    for side in ("left", "right", "top", "bottom"):
        setattr(section, f"{side}_margin", Mm(MARGIN))
    sizes = {"Normal": 10, "Title": 16, "Heading 1": 13, "Heading 2": 11}
    for name, size in sizes.items():
        style = document.styles[name]
        properties = style.element.get_or_add_rPr()
        for theirs in (*style.element.xpath("w:link"), *properties.xpath("w:color")):
            theirs.getparent().remove(theirs)
        _typeset(properties)
        style.font.size, style.font.bold = Pt(size), name != "Normal"
        style.font.color.rgb = RGBColor(0, 0, 0)
        style.paragraph_format.space_after = Pt(2)
        style.paragraph_format.space_before = Pt(10 if name.startswith("Heading") else 0)
    title = document.styles["Title"]
    for border in title.element.pPr.xpath("w:pBdr"):
        title.element.pPr.remove(border)
    if language == "ja":
        title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _numbered(section)
    properties = document.core_properties
    properties.title = about.title or word("title", language)
    properties.language = "ja-JP" if language == "ja" else "en"
    properties.author = properties.comments = properties.last_modified_by = ""
    for dated in properties._element.xpath("dcterms:created | dcterms:modified"):
        properties._element.remove(dated)
    # The template's picture of itself, which file managers would show.
    for name, relation in list(document.part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del document.part.package.rels[name]


def _typeset(properties: Any) -> None:
    """The typefaces of a style or a run, in place of those of the template's theme."""
    from docx.oxml.ns import qn

    fonts = properties.get_or_add_rFonts()
    fonts.attrib.clear()
    for script, name in FONTS.items():
        fonts.set(qn(f"w:{script}"), name)
    spoken = properties.makeelement(qn("w:lang"), {qn("w:eastAsia"): "ja-JP"})
    properties.append(spoken)


def _numbered(section: Any) -> None:
    """The number of each page at its foot."""
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    (paragraph,) = section.footer.paragraphs
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    number = OxmlElement("w:fldSimple")
    number.set(qn("w:instr"), "PAGE")
    number.append(OxmlElement("w:r"))
    number[0].append(OxmlElement("w:t"))
    number[0][0].text = "1"
    paragraph._p.append(number)


# ── Words ────────────────────────────────────────────────────────────────────────────────


def _paragraph(
    within: Any,
    text: str,
    style: str | None = None,
    *,
    size: float = 0,
    colour: str = "",
    **how: bool,
) -> Any:
    """A new paragraph of a document or a cell with one run of text."""
    found = within.add_paragraph(style=style)
    _run(found, text, size=size, colour=colour, **how)
    return found


def _run(paragraph: Any, text: str, *, size: float = 0, colour: str = "", **how: bool) -> None:
    """Words at the end of a paragraph: bold, underline, strike as they are said.

    Code has a typeface of its own, and not the marks that writers type around it.
    """
    from docx.shared import Pt, RGBColor

    for number, part in enumerate(_CODE.split(legible(text))):
        if not part:
            continue
        run = paragraph.add_run(part)
        for name, on in how.items():
            setattr(run.font, name, on)
        if number % 2:
            run.font.name = CODE
        if size:
            run.font.size = Pt(size)
        if colour:
            run.font.color.rgb = RGBColor.from_string(colour)


_CODE = re.compile(r"`([^`\n]+)`")


def _first(cell: Any) -> Any:
    """The paragraph that every cell has, for its first words."""
    return cell.paragraphs[0]


# ── The 新旧対照表 ───────────────────────────────────────────────────────────────────────


def _table(
    document: Any, shown: Iterable[tuple[str, list[Sides]]], about: Imprint, language: str
) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    note = _paragraph(document, word("underlined", language))
    note.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    note.paragraph_format.keep_with_next = True
    table = document.add_table(rows=0, cols=3, style="Table Grid")
    table.autofit = False
    _roomy(table)
    ends = ("after-draft", "before-draft") if about.draft else ("after", "before")
    for cell, name in zip(_row(table, head=True), (*ends, "remarks"), strict=True):
        _run(_first(cell), word(name, language))
        _first(cell).alignment = WD_ALIGN_PARAGRAPH.CENTER
        _shade(cell, "EEEEEE")
    for page, changes in shown:
        cells = _row(table)
        _run(_first(cells[0].merge(cells[2])), page, bold=True)
        _first(cells[0]).paragraph_format.keep_with_next = True
        _shade(cells[0], "F6F6F6")
        for change in changes:
            _fill(_row(table), change, language)
    if about.transition:
        cells = _row(table)
        foot = cells[0].merge(cells[2])
        _run(_first(foot), word("transition", language), bold=True)
        _paragraph(foot, about.transition)


def _row(table: Any, *, head: bool = False) -> tuple[Any, ...]:
    """A new row with its widths, not parted by a page; a head is repeated on every page."""
    from docx.oxml import OxmlElement
    from docx.shared import Mm

    row = table.add_row()
    for name in ("w:cantSplit", *(["w:tblHeader"] if head else [])):
        row._tr.get_or_add_trPr().append(OxmlElement(name))
    for cell, width in zip(row.cells, COLUMNS, strict=True):
        cell.width = Mm(width)
    return tuple(row.cells)


def _roomy(table: Any) -> None:
    """Air above and below the words of each cell: a millimetre."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side in ("top", "bottom"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), "57")
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    # The order of what a table says of itself is fixed: the margins stand before its look.
    look = table._tbl.tblPr.xpath("w:tblLook")
    look[0].addprevious(margins) if look else table._tbl.tblPr.append(margins)


def _shade(cell: Any, colour: str) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(shade)


def _fill(cells: tuple[Any, ...], change: Sides, language: str) -> None:
    """A change in its row: after, before, remarks."""
    after, before, remarks = cells
    pieces = change.abridged(language)
    opposite = (
        (after, change.absent(language) if change.gone else ""),
        (before, word("fresh", language) if change.fresh else ""),
    )
    for number, (cell, said) in enumerate(opposite):
        if said:
            _run(_first(cell), said)
            continue
        if not change.replaced:
            _run(_first(cell), change.heading, bold=True, underline=change.whole)
        if change.field:
            _paragraph(cell, change.field, size=9, colour=GREY)
        paragraph = _first(cell) if change.replaced else cell.add_paragraph()
        for piece in pieces:
            text = piece.old if number else piece.new
            changed = not piece.same
            _run(paragraph, text, underline=changed, bold=changed and bool(piece.marks))
        if not pieces:
            _run(paragraph, word("omitted", language))
    _run(_first(remarks), change.remark)
    for note in change.notes:
        _paragraph(remarks, note.removeprefix("- "), size=8, colour=GREY)


# ── The redline ──────────────────────────────────────────────────────────────────────────


def _list(
    document: Any, shown: Iterable[tuple[str, list[Sides]]], about: Imprint, language: str
) -> None:
    _paragraph(document, word("underlined", language))
    for page, changes in shown:
        _paragraph(document, page, "Heading 1")
        for change in changes:
            heading = _paragraph(
                document, " · ".join(filter(None, (change.heading, change.field))), "Heading 2"
            )
            _run(heading, f" ({change.remark})", bold=False, colour=GREY)
            paragraph = document.add_paragraph()
            for piece in change.abridged(language, texts=False):
                _edited(paragraph, piece)
            for note in change.notes:
                _paragraph(document, note.removeprefix("- "), size=8, colour=GREY)
    if about.transition:
        _paragraph(document, word("transition", language), "Heading 1")
        _paragraph(document, about.transition)


def _edited(paragraph: Any, piece: Piece) -> None:
    """What stays, or what goes struck and what comes underlined."""
    if piece.same:
        _run(paragraph, piece.old)
        return
    weighty = bool(piece.marks)
    if piece.old:
        _run(paragraph, piece.old, strike=True, colour=RED, bold=weighty)
    if piece.new:
        _run(paragraph, piece.new, underline=True, colour=BLUE, bold=weighty)


# ── The file ─────────────────────────────────────────────────────────────────────────────


def _packed(document: Any) -> bytes:
    """The file with every entry dated alike, so that equal changes are equal bytes."""
    loose, packed = BytesIO(), BytesIO()
    document.save(loose)
    with ZipFile(loose) as read, ZipFile(packed, "w", ZIP_DEFLATED) as write:
        for entry in read.infolist():
            dated = ZipInfo(entry.filename, (1980, 1, 1, 0, 0, 0))
            dated.compress_type, dated.create_system = ZIP_DEFLATED, 0
            write.writestr(dated, read.read(entry))
    return packed.getvalue()
