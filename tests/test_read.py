"""What the reader makes of a page: units in their order, each on its line, each with its id."""

from __future__ import annotations

from time import perf_counter

import pytest

from example_book import FRONT, WORDS, book_of
from kijun import book as books
from kijun.cache import Cache
from kijun.markdown import Renderer
from kijun.read import edition
from kijun.rule import Example
from kijun.run import examine
from kijun.schema import compiled
from kijun.tree import Folder

CLAUSE = """```yaml clause
labels: [T-0]
modality: none
```

Prose.
"""


def read(body, *, page="a.md", schemas=None):
    """A page as an edition; without schemas, one of ordinary documentation."""
    return edition(body.encode(), f"en/{page}", page, "en", compiled(schemas or {}), Renderer())


def headings(body):
    """Title and line of every heading."""
    return [(unit.title, unit.line) for unit in read(body).of("section")]


@pytest.mark.parametrize(
    ("body", "found"),
    [
        ("# One\n\nText.\n\n## Two {#two}\n", [("One", 1), ("Two", 5)]),
        ("<!--\n## Two\n-->\n\n## Two\n", [("Two", 5)]),
        ("<!-- ## Not\n\n## Nor this\n-->\n## Two\n", [("Two", 5)]),
        ("Prose\nof two lines\n---\n\n## Two\n", [("Two", 5)]),
        ("a | b\n--|--\n1 | 2\n---\n\n## Two\n", [("Two", 6)]),
        ("One\n===\n\nTwo\n---\n\nText.\n", [("One", 1), ("Two", 4)]),
        ("## One\nTwo\n---\nThree\n---\n", [("One", 1), ("Two", 2), ("Three", 4)]),
        ("Two {#two}\n---\n", [("Two", 1)]),
        ("## Two ##\n\n### Three ### {#three}\n", [("Two", 1), ("Three", 3)]),
        ("##Two\n", [("Two", 1)]),
        ("```sh\n# Not\n```\n\n# Not\n", [("Not", 5)]),
        ("- item\n\n    ```sh\n# Not\n    ```\n\n## Two\n", [("Two", 7)]),
        ("- item\n## Two\n", [("Two", 2)]),
        ("> ## Quoted\n\n## Quoted\n", [("Quoted", 3)]),
        ("    ## Code\n\n## Code\n", [("Code", 3)]),
        ("<div>\n## Not\n</div>\n\n## Not\n", [("Not", 5)]),
        (
            "## Note\n\n<!--\n## Note\n-->\n\n## Note\n\n### Note\n",
            [("Note", n) for n in (1, 7, 9)],
        ),
        ("## *Two* of `x` & [y](z.md)\n", [("Two of x & y", 1)]),
        ("````\n## Not\n```\n````\n\n## 見出し {#two .x}\n", [("見出し", 6)]),
        ("```\n## Shown where no fence is closed\n", [("Shown where no fence is closed", 2)]),
    ],
)
def test_a_heading_stands_on_its_own_line(body, found):
    assert headings(body) == found


def test_what_looks_like_a_heading_in_code_and_html_is_read_as_written():
    page = read("```sh\n# 手順\n```\n\n<div>\n# Not\n</div>\n\n<pre>\n---\n</pre>\n")
    assert [p.text.strip() for p in page.units[0].passages] == ["# 手順", "# Not", "---"]


@pytest.mark.parametrize(
    "above",
    [
        "<!--\n## Once here {#T-9}\n-->",
        "Prose\nof two lines\n---",
        "a | b\n--|--\n1 | 2\n---",
    ],
)
def test_a_clause_keeps_its_heading_whatever_stands_above_it(above):
    body = f"{above}\n\n## Permitted {{#T-1}}\n\n{CLAUSE}"
    found = examine(book_of(Example(en=body, ja=body)), Cache(None))
    assert "clause-without-heading" not in {finding.check for finding in found.findings}


def sample(body):
    """A guideline of the example book."""
    tree = book_of(Example(en=body, ja=body))
    settings = books.settings(tree, Cache(None))
    front = FRONT.format(**WORDS["en"])
    return edition(
        (front + body).encode(), "t.md", "t.md", "en", compiled(settings.schemas), Renderer()
    )


CASE = """```yaml case
id: {id}
given: Given.
expect: T-0
because: Because.
```
"""


def test_units_stand_in_the_order_of_the_page():
    page = sample(
        f"## Why {{#why}}\n\n## One {{#T-1}}\n\n{CLAUSE}\n{CASE.format(id='T-1-C1')}\n"
        f"### Deeper\n\nMore.\n\n{CASE.format(id='T-1-C2')}\n"
        f"#### Two {{#T-2}}\n\n{CLAUSE}\n## End {{#end}}\n"
    )
    assert [unit.address for unit in page.units] == [
        "guideline:T",
        "section:T#why",
        "clause:T-1",
        "case:T-1-C1",
        "case:T-1-C2",
        "clause:T-2",
        "section:T#end",
    ]
    assert [unit.line for unit in page.units] == sorted(unit.line for unit in page.units)
    clause = page.by_address["clause:T-1"]
    prose = [passage.text for passage in clause.passages if not passage.field]
    assert prose == ["Prose.", "Deeper", "More."]
    assert clause.shape == ("h3",)


def test_every_heading_of_the_sample_is_found_on_its_line(book):
    tree = Folder(book)
    settings = books.settings(tree, Cache(None))
    renderer, schemas = Renderer(settings.engine), compiled(settings.schemas)
    for page, paths in books.pages(tree, settings).items():
        for code, path in paths.items():
            found = edition(tree.read(path), path, page, code, schemas, renderer)
            for unit in found.units:
                if unit.level:
                    line = found.lines[unit.line - 1]
                    assert line.startswith("#" * unit.level + " "), path
                    assert unit.title in line.replace("`", "").replace("*", "")


def placed(en, ja, check):
    """The lines of a check's findings in the Japanese page of the example book."""
    tree = book_of(Example(en=en, ja=ja))
    found = examine(tree, Cache(None)).findings
    lines = tree.read("guidelines/ja/policies/t.md").decode().split("\n")
    return [lines[f.line - 1] for f in found if f.check == check and f.locale == "ja"]


CASED = CLAUSE.replace("Prose.", CASE.format(id="T-1-C1"))


@pytest.mark.parametrize(
    ("en", "ja", "check", "lines"),
    [
        (
            "Keep it for 18 days.\n\nKeep the copy for 18 days.",
            "18日間保管します。\n\n写しは18か月間保管します。",
            "units",
            ["写しは18か月間保管します。"],
        ),
        (
            "The [first](t.md#T-1) is 18.\n\nA **second**.\n\nThe third is 18.",
            "[1つ目](t.md#T-1)は18です。\n\n**2つ目**の18です。\n\n3つ目は18です。",
            "numbers",
            ["**2つ目**の18です。"],
        ),
        (
            "- One.\n- Two.\n- Three.",
            "- 1つです。\n- これは if the target is identifiable です。\n"
            "- **また** if the target is identifiable です。",
            "english-left",
            [
                "- これは if the target is identifiable です。",
                "- **また** if the target is identifiable です。",
            ],
        ),
        (
            "One.\n\nTwo.",
            "`これはよい（正しい)` です。\n\nこれはよい（正しい)ことです。",
            "punctuation",
            ["これはよい（正しい)ことです。"],
        ),
    ],
)
def test_a_finding_stands_on_the_line_of_its_own_paragraph(en, ja, check, lines):
    head = f"## 見出し {{#T-1}}\n\n{CASED}\n"
    assert placed(head + en, head + ja, check) == lines


def test_words_of_a_clause_are_not_looked_for_in_its_cases():
    page = sample(f"## One {{#T-1}}\n\n{CASED}\nGiven.\n")
    clause = page.by_address["clause:T-1"]
    assert page.line(clause, "Given.") == clause.last - 1
    assert page.lines[page.line(page.by_address["case:T-1-C1"], "Given.") - 1] == "given: Given."


def test_equal_paragraphs_have_each_its_line():
    page = read("Same words.\n\n- **Same** words.\n- [Same](x.md) words.\n\nSame\nwords.\n")
    unit = page.units[0]
    assert [page.line(unit, "words", (each,)) for each in unit.passages] == [1, 3, 4, 7]
    assert [page.line(unit, "Same words", (each,)) for each in unit.passages] == [1, 3, 4, 6]


@pytest.mark.parametrize("text", ["Same words.", "Text {n} of *many*.", "[x][{n}] – ![a](b)"])
def test_placing_every_paragraph_of_a_long_page_takes_no_time(text):
    page = read("\n\n".join(text.replace("{n}", str(n)) for n in range(9_000)))
    unit, started = page.units[0], perf_counter()
    lines = [page.line(unit, "none of these", (each,)) for each in unit.passages]
    assert perf_counter() - started < 2
    assert len(lines) > 8_000


def test_an_anchor_is_any_id_that_the_site_gives_an_element():
    body = "## Why *now*\n\n<a name='old'></a>Text.\n\nText.\n{: #here }\n\n## Why now\n\n## 日本\n"
    assert set(read(body).anchors) == {"why-now", "old", "here", "why-now_1", "_1"}
