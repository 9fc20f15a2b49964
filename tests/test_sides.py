"""Changes on paper: the redline, the 新旧対照表, the Word file and the table of cells."""

from __future__ import annotations

import csv
import os
import pty
import re
import subprocess
import sys
from html.parser import HTMLParser
from io import BytesIO, StringIO
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

import test_changes
from conftest import edit
from kijun import cli, diff, sides, sides_csv, sides_docx, sides_html
from kijun.model import Change, Comparison, Flip, Heading, Wording
from kijun.report_changes import Reader
from kijun.rules import Edit
from kijun.text import Text

ROOT = Path(__file__).parents[1]
PAGE = "guidelines/{}/policies/har.md"
EN, JA = Reader("en"), Reader("ja")

CLAUSE = {
    "en": """
## Posing as a person {#HAR-6}

```yaml clause
labels: [HAR-6]
modality: must-not
```

Nobody may pose as an identifiable person.

""",
    "ja": """
## 本人を装う行為 {#HAR-6}

```yaml clause
labels: [HAR-6]
modality: must-not
```

特定可能な個人を装ってはなりません。

""",
}
LABEL = """  - id: HAR-6
    name: {}
    kind: violating
    severity: S2
    action: remove
    hint: {}
  - id: HAR-E
"""


@pytest.fixture
def versions(book: Path, git) -> Path:
    """The sample with every kind of change in both languages: old is a tag, new the tree."""
    git(book, "init", "-q", "-b", "main")
    git(book, "add", "-A")
    git(book, "commit", "-qm", "First")
    git(book, "tag", "2026-03-02")
    en, ja = (book / PAGE.format(locale) for locale in ("en", "ja"))
    edit(en, "must not take part in a pile-on", "must not start or take part in a pile-on")
    edit(ja, "集中攻撃に加わったり", "集中攻撃を始めたり、これに加わったり")
    edit(
        en,
        "* writing from a new account after",
        "* writing within 30 days from a new account after",
    )
    edit(ja, "ブロックされた後に、", "ブロックされた後30日以内に、")
    edit(en, "* mocking a person's body, voice or origin;\n", "")
    edit(ja, "* 個人の身体、声、出自をあざけること\n", "")
    edit(en, "\n## Degrading remark", CLAUSE["en"] + "## Degrading remark")
    edit(ja, "\n## 特定可能な個人への", CLAUSE["ja"] + "## 特定可能な個人への")
    edit(en, "  - id: HAR-E\n", LABEL.format("Posing", "Poses as another"))
    edit(ja, "  - id: HAR-E\n", LABEL.format("なりすまし", "他の人を装っている"))
    for page in (en, ja):
        edit(page, "    when-true: HAR-1\n", "    when-true: HAR-4\n")
        edit(
            page,
            "    severity: S3\n    action: remove\n",
            "    severity: S3\n    action: remove\n    retired: true\n",
        )
    return book


@pytest.fixture
def found(versions: Path) -> Comparison:
    return diff.diff(versions, "2026-03-02")


class Cells(HTMLParser):
    """The rows of a table as texts, what is underlined in each cell, and every element's name.

    Fails where an element is closed that is not open.
    """

    VOID = ("meta", "br", "col")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.rows: list[list[str]] = []
        self.under: list[list[str]] = []
        self.names: list[str] = []
        self.open: list[str] = []
        self.unseen = 0
        self.feed(html)
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.append(tag)
        assert not [name for name, _ in attrs if name.startswith("on") or name in ("src", "href")]
        if tag == "tr":
            self.rows.append([])
            self.under.append([])
        if tag in ("td", "th"):
            self.rows[-1].append("")
            self.under[-1].append("")
        if tag not in self.VOID:
            self.open.append(tag)
        self.unseen += ("class", sides_html.UNSEEN) in attrs

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "tr" in self.open and self.open[-1] != "span":
            self.rows[-1][-1] += data
            if "u" in self.open:
                self.under[-1][-1] += data


def table(found: Comparison, **known: object) -> Cells:
    about = sides.imprint(found, "ja", **known)
    return Cells(sides_html.table(sides.pages(found, JA), about, "ja"))


# ── The 新旧対照表 ───────────────────────────────────────────────────────────────────────


def row(cells: Cells, words: str) -> tuple[list[str], list[str]]:
    (number,) = [n for n, row in enumerate(cells.rows) if words in "".join(row)]
    return cells.rows[number], cells.under[number]


def test_changed_phrases_are_underlined_on_both_sides_and_never_struck(found) -> None:
    cells = table(found)
    texts, under = row(cells, "集中攻撃を始めたり")
    assert under == ["を始めたり、これ", "", ""]
    assert texts[0].startswith("HAR-1　相手が望まない接触の繰り返し")
    assert texts[0].endswith("これに加わったりしてはなりません。（略）")
    assert texts[1].endswith("集中攻撃に加わったりしてはなりません。（略）")
    _, under = row(cells, "判断フロー HAR-D1")
    assert under == ["HAR-4", "HAR-1", ""]
    assert not {"del", "s", "strike", "ins"} & set(cells.names)


def test_what_is_new_stands_opposite_shinsetsu_and_what_is_gone_opposite_kezuru(found) -> None:
    cells = table(found)
    texts, under = row(cells, "HAR-6　本人を装う行為")
    assert texts[1] == "（新設）"
    assert under[0] == texts[0]
    assert "特定可能な個人を装ってはなりません。" in texts[0]
    assert texts[2].startswith("新設")
    texts, under = row(cells, "個人の身体、声、出自をあざけること")
    assert texts[0] == "（削る）"
    assert under[1] == "個人の身体、声、出自をあざけること"
    assert texts[2].startswith("削る")


def test_an_old_wording_is_shown_where_only_another_language_had_none() -> None:
    def shown(*olds: str | None) -> sides.Sides:
        others = tuple(Wording("ja", "ja/a.md", 1, old, "投稿を消します。") for old in olds)
        change = Change(
            "item-added", "undecided", "clause:A-1", "en/a.md", 1, "en", None, "Posts go.",
            values={"now": "Posts go."}, others=others,
        )  # fmt: skip
        return sides.sides(change, JA)

    said = sides.word("fresh", "ja")
    assert said in sides_html.row(shown(None, None), "ja")
    joined = shown(None, "投稿を残します。")
    assert (joined.remark, said in sides_html.row(joined, "ja")) == ("変更", False)
    assert "残し" in Cells(f"<table>{sides_html.row(joined, 'ja')}</table>").rows[0][1]


def test_a_retired_id_stays_and_says_so(found) -> None:
    texts, _ = row(table(found), "HAR-4　削除")
    assert texts[0] == "HAR-4　削除"
    assert texts[1].startswith("HAR-4　")
    assert texts[2].startswith("削除")


@pytest.mark.parametrize(
    ("rule", "unit", "field", "stays"),
    [
        ("violating-label-removed", "clause:A-1", "", "A-1　削除"),
        ("lenient-label-removed", "clause:A-1", "labels.A-2", "A-2　削除"),
        ("explanation-removed", "clause:A-1", "", "A-1　削除"),
        ("item-removed", "clause:A-1", "", ""),
        ("case-removed", "case:A-1-C1", "", ""),
    ],
)
def test_an_id_that_is_gone_stays_and_a_part_leaves_no_trace(
    rule: str, unit: str, field: str, stays: str
) -> None:
    was = "削られる文です。" if rule == "item-removed" else {"id": "A-2", "name": "名前"}
    change = Change(
        rule, "decision", unit, "ja/a.md", 1, "ja", was, None, field=field, labels=("A-2",),
        values={"labels": ["A-2"], "after": "", "what": unit, "was": was, "now": ""},
    )  # fmt: skip
    shown = sides.sides(change, JA)
    cells = Cells(f"<table>{sides_html.row(shown, 'ja')}</table>").rows[0]
    assert cells[0] == stays or (not stays and cells[0] == "（削る）")
    assert shown.remark == ("削除" if stays else "削る")
    found = Comparison("a", "b", (change,), "decision")
    document = Document(BytesIO(sides_docx.to_docx(found, JA)))
    told = [cell.text for row in document.tables[0].rows for cell in row.cells]
    assert (stays or "（削る）") in told


def test_remarks_name_class_direction_weight_and_cases(found) -> None:
    cells = table(found)
    remarks = row(cells, "判断フロー HAR-D1")[0][2]
    assert "区分：判断に影響（decision）" in remarks
    assert "方向：" in remarks
    assert "HAR-1-C1：HAR-1→HAR-4" in remarks
    assert "数値の変更を含む" in row(cells, "30日以内")[0][2]


def test_the_heads_say_whether_it_is_a_draft(found) -> None:
    assert table(found).rows[0] == ["改定案", "現行", "備考"]
    assert table(found, draft=False).rows[0] == ["改定後", "改定前", "備考"]


def test_a_table_that_is_forwarded_alone_says_what_it_is(found) -> None:
    about = sides.imprint(
        found,
        "ja",
        published=(("", "2026年3月2日"),),
        effective=(("", "2026年3月17日"), ("JP", "2026年3月18日")),
        transition="受付済みの案件には<改定前>の規定を適用します。",
    )
    html = sides_html.table(sides.pages(found, JA), about, "ja")
    caption = html[: html.index("</caption>")]
    for words in (
        "ガイドライン新旧対照表",
        "版：2026-03-02 → 改定案",
        "公開日：2026年3月2日",
        "適用開始日：2026年3月17日",
        "適用開始日（JP）：2026年3月18日",
        "（下線部分は改定部分）",
    ):
        assert words in caption
    last = Cells(html).rows[-1]
    assert last == ["経過措置受付済みの案件には<改定前>の規定を適用します。"]
    assert html.count('scope="col"') == 3
    assert 'scope="rowgroup"' in html


def test_a_moved_id_is_named_in_the_remarks() -> None:
    moved = next(e.values[0] for e in test_changes.EDITS if e.values[0].expected == ("unit-moved",))
    cells = table(diff.compared(*test_changes.versions(moved)))
    assert "移動（旧T-A）" in row(cells, "T-B")[0][2]


# ── The redline ──────────────────────────────────────────────────────────────────────────


def test_a_section_is_called_as_the_readers_language_calls_it() -> None:
    change = Change(
        "section-rewritten", "undecided", "section:A#a", "en/a.md", 1, "en", "Old.", "New.",
        values={"now": "Rules", "places": 3}, heading=Heading("Page", "Rules"),
        others=(Wording("ja", "ja/a.md", 1, "旧。", "新。", Heading("頁", "規則")),),
    )  # fmt: skip
    assert "規則" in JA.told(change)
    assert "Rules" not in JA.told(change)
    assert "Rules" in EN.told(change)


def test_an_english_redline_strikes_underlines_and_says_both(found) -> None:
    html = sides_html.to_html(found, EN).decode()
    cells = Cells(re.sub(r"<!doctype html>", "", html))
    assert {"del", "ins"} <= set(cells.names)
    assert "u" not in cells.names
    assert cells.unseen == 2 * (cells.names.count("del") + cells.names.count("ins"))
    plain = re.sub(r"<span class=\"kj-unseen\">[^<]*</span>", "", html)
    assert "must not <ins>start or </ins>take part in a pile-on" in plain
    assert '<ins data-marks="number">within 30 days </ins>' in plain
    assert "HAR-1-C1: HAR-1 → HAR-4" in plain


def test_a_market_that_a_case_leaves_out_is_named(book: Path, git) -> None:
    git(book, "init", "-q")
    git(book, "add", "-A")
    git(book, "commit", "-qm", "First")
    for locale in ("en", "ja"):
        edit(book / PAGE.format(locale), "id: HAR-1-C1\n", "id: HAR-1-C1\nexcept-markets: [JP]\n")
    found = diff.diff(book, "HEAD")
    for reader, name in ((EN, "Except in markets"), (JA, "適用しない対象市場")):
        html = sides_html.to_html(found, reader).decode()
        assert name in html
        assert "JP: Yes" not in html
        assert "JP：はい" not in html


def test_a_change_of_one_locale_keeps_its_language(versions: Path) -> None:
    edit(
        versions / PAGE.format("ja"), "厳しく評価してもかまいません", "厳しく論評してもかまいません"
    )
    html = sides_html.to_html(diff.diff(versions, "2026-03-02"), EN).decode()
    assert re.search(r'<div class="kj-redline" lang="ja">[^§]*論評', html)


# ── Every rule, every form ───────────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def every() -> Comparison:
    """The changes of all edits that rules are shown on, as if they were of one comparison."""
    edits: list[Edit] = [case.values[0] for case in test_changes.EDITS]
    changes = [
        change
        for each in edits
        for change in diff.compared(*test_changes.versions(each)).changes
        if change.grade != "metadata" and change.rule != "layout-changed"
    ]
    assert len(changes) > 80
    return Comparison("old", "new", tuple(changes), "decision", len(edits))


@pytest.mark.parametrize("language", Text.languages)
def test_every_rule_can_be_put_on_paper(every: Comparison, language: str) -> None:
    found, reader = every, Reader(language)
    html = sides_html.to_html(found, reader).decode()
    Cells(html.replace("<!doctype html>", ""))
    told = [change for _, changes in sides.pages(found, reader) for change in changes]
    for change in told:
        assert change.change.fingerprint in html
        assert change.heading
        assert change.pieces or change.notes[1:], change
        said = "".join((change.heading, change.field, *change.notes))
        assert not re.search(r"[{}]|None|True|False", said)
    rows = list(csv.reader(StringIO(sides_csv.to_csv(found, reader).decode("utf-8-sig"))))
    assert [row[-3] for row in rows[1:]] == [change.change.fingerprint for change in told]
    Document(BytesIO(sides_docx.to_docx(found, reader)))


HOSTILE = '"><script>alert(1)</script><img src=x onerror=alert(1)>\u202e\x07'


def hostile() -> Comparison:
    heading = Heading(HOSTILE, HOSTILE, (HOSTILE,))
    flip = Flip(HOSTILE, ("",), HOSTILE, HOSTILE)
    change = Change(
        "text-reworded", "read", f"clause:{HOSTILE}", f"{HOSTILE}.md", 1, "en",
        f"=1+1 {HOSTILE}", f"@x {HOSTILE} new", values={"was": HOSTILE, "now": HOSTILE},
        cases=(flip,), tried=1, market="JP", field=HOSTILE, heading=heading, fingerprint="c-1",
        others=(Wording("ja", "a.md", 1, f"=旧{HOSTILE}", f"＝新{HOSTILE}", heading),),
    )  # fmt: skip
    return Comparison(HOSTILE, HOSTILE, (change,), "read", 1)


@pytest.mark.parametrize("reader", [EN, JA], ids=["en", "ja"])
def test_no_text_of_a_page_becomes_markup(reader: Reader) -> None:
    about = sides.imprint(
        hostile(), reader.language, title=HOSTILE, published=((HOSTILE, HOSTILE),),
        transition=HOSTILE, effective=((HOSTILE, HOSTILE),),
    )  # fmt: skip
    html = sides_html.to_html(hostile(), reader, about).decode()
    cells = Cells(html.replace("<!doctype html>", ""))
    assert not {"script", "img"} & set(cells.names)
    assert "\u202e" not in html
    assert "default-src 'none'" in html
    assert not re.search(r"https?:|url\(|@import", html)


# ── Word ─────────────────────────────────────────────────────────────────────────────────


def test_the_same_changes_give_the_same_bytes(found) -> None:
    first, second = (sides_docx.to_docx(found, JA) for _ in "ab")
    assert first == second
    with ZipFile(BytesIO(first)) as file:
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = file.read("docProps/core.xml").decode()
        for name in file.namelist():
            if name.endswith((".xml", ".rels")):
                ElementTree.fromstring(file.read(name))
    assert "created" not in core
    assert "python-docx" not in core


def test_the_word_file_is_the_table_by_its_conventions(found) -> None:
    document = Document(BytesIO(sides_docx.to_docx(found, JA)))
    (table,) = document.tables
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["改定案", "現行", "備考"]
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert [row[0] for row in rows if "出自をあざけること" in row[1]] == ["（削る）"]
    assert [row[1] for row in rows if "HAR-6　本人を装う行為" in row[0]] == ["（新設）"]
    assert not table._tbl.xpath(".//w:strike[not(@w:val='0')]")
    under = table._tbl.xpath(".//w:r[w:rPr/w:u[@w:val='single']]/w:t/text()")
    assert "を始めたり、これ" in under
    (section,) = document.sections
    assert (section.page_width.mm, section.page_height.mm) == pytest.approx((297, 210), abs=0.1)


@pytest.mark.parametrize("reader", [EN, JA], ids=["en", "ja"])
def test_japanese_has_a_japanese_typeface(found, reader: Reader) -> None:
    document = Document(BytesIO(sides_docx.to_docx(found, reader)))
    for name in ("Normal", "Title", "Heading 1", "Heading 2"):
        (fonts,) = document.styles[name].element.xpath("w:rPr/w:rFonts")
        assert fonts.get(qn("w:eastAsia")) == "游明朝"
        assert fonts.get(qn("w:eastAsiaTheme")) is None


def test_an_english_word_file_strikes_and_underlines(found) -> None:
    document = Document(BytesIO(sides_docx.to_docx(found, EN)))
    runs = [run for paragraph in document.paragraphs for run in paragraph.runs]
    assert "start or " in [run.text for run in runs if run.font.underline]
    assert "HAR-1" in [run.text for run in runs if run.font.strike]
    (section,) = document.sections
    assert section.page_height > section.page_width


@pytest.mark.parametrize("reader", [EN, JA], ids=["en", "ja"])
def test_code_has_a_typeface_of_its_own_in_word_and_no_marks(reader: Reader) -> None:
    change = Change(
        "text-reworded", "read", "section:a.md#1", "a.md", 1, "en",
        "Write `kijun diff` here.", "Write `kijun check` here.", fingerprint="c-1",
    )  # fmt: skip
    document = Document(
        BytesIO(sides_docx.to_docx(Comparison("a", "b", (change,), "read", 1), reader))
    )
    cells = [cell for table in document.tables for row in table.rows for cell in row.cells]
    paragraphs = [*document.paragraphs, *(p for cell in cells for p in cell.paragraphs)]
    code = [run for p in paragraphs for run in p.runs if run.font.name == "Consolas"]
    assert {run.text for run in code} == {"kijun diff", "kijun check"}
    assert not any("`" in p.text for p in paragraphs)


# ── Cells ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("reader", [EN, JA], ids=["en", "ja"])
def test_the_table_of_cells_is_what_spreadsheets_in_japan_read(found, reader: Reader) -> None:
    raw = sides_csv.to_csv(found, reader)
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(StringIO(raw.decode("utf-8-sig"), newline="")))
    assert len(rows) == 1 + len(found.changes)
    assert {len(row) for row in rows} == {len(sides_csv.COLUMNS)}
    assert raw.count(b"\r\n") == len(rows)
    assert raw.endswith(b"\r\n")


@pytest.mark.parametrize("reader", [EN, JA], ids=["en", "ja"])
def test_no_cell_is_run_as_a_formula(reader: Reader) -> None:
    rows = list(csv.reader(StringIO(sides_csv.to_csv(hostile(), reader).decode("utf-8-sig"))))
    cells = [cell for cell in rows[1] if re.match(r"\W*[=+@＝-]", cell)]
    assert cells
    assert not [cell for cell in cells if re.match(r"[=+\-@＝]", cell)]


# ── The command ──────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("form", cli.FORMS)
def test_a_form_is_written_to_a_file_or_to_the_screen(versions: Path, form: str, tmp_path) -> None:
    command = [sys.executable, "-m", "kijun", "-C", str(versions), "--lang", "ja", "diff"]
    command += ["2026-03-02", "--format", form]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "tools"), "PYTHONIOENCODING": "ascii"}
    shown = subprocess.run(command, env=environment, capture_output=True, check=True).stdout
    target = tmp_path / "changes"
    subprocess.run([*command, "--output", target], env=environment, check=True)
    assert target.read_bytes() == shown
    assert len(shown) > 1000


def test_what_cannot_be_written_is_said_and_leaves_no_half(
    versions: Path, capsys, tmp_path
) -> None:
    command = ["-C", str(versions), "diff", "2026-03-02", "--format", "csv", "--output"]
    assert cli.main([*command, str(tmp_path / "nowhere" / "x.csv")]) == 2
    assert "nowhere" in capsys.readouterr().err
    target = tmp_path / "x.csv"
    target.write_text("kept", "utf-8")
    (versions / PAGE.format("ja")).write_text("---\nid: [\n---\n", "utf-8")
    assert cli.main([*command, str(target)]) == 2
    assert target.read_text("utf-8") == "kept"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".x")] == []


@pytest.mark.skipif(os.name == "nt", reason="there is no pseudo-terminal")
def test_a_word_file_is_not_thrown_at_a_terminal(versions: Path) -> None:
    parent, child = pty.openpty()
    command = [sys.executable, "-m", "kijun", "-C", str(versions), "diff", "2026-03-02"]
    done = subprocess.run(
        [*command, "--format", "docx"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "tools"), "KIJUN_LANG": "en"},
        stdout=child,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(child)
    os.close(parent)
    assert done.returncode == 2
    assert b"--output changes.docx" in done.stderr
