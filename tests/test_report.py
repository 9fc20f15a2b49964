"""How findings are told: each format is read back by what reads such formats."""

from __future__ import annotations

import json
import os
import pty
import re
import sys
import xml.etree.ElementTree as Xml
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import jsonschema_rs
import pytest

from kijun import fingerprint, report
from kijun.model import Finding, Pair, Result
from kijun.report import FORMATS, Reader, Screen
from kijun.rule import Check, Example, rule
from kijun.text import KijunError, Text

OTHERS = Path(__file__).parent / "formats"
SCHEMAS = Path(report.__file__).parent / "schemas"
XS = "{http://www.w3.org/2001/XMLSchema}"
LANGUAGES = pytest.mark.parametrize("language", Text.languages)


# Real checks, a cause, and findings of both locales


@rule(
    level="error",
    says=Text(
        en="'{field}' is {left} in {source} and {right} in {target}. Correct the wrong one.",
        ja="「{field}」の値が {source} では {left}、{target} では {right} です。"
        "誤っている方を直してください。",
    ),
    why=Text(
        en="Labelers who read different languages would give different labels.",
        ja="読む言語によって、付けるラベルが変わってしまいます。",
    ),
    examples=(
        Example(
            en="## A {#HAR-2}\n\n```yaml clause\nlabels: [HAR-2]\n```\n\nDo *not*.\n",
            ja="## A {#HAR-2}\n\n```yaml clause\nlabels: [HAR-3]\n```\n\n禁止です。\n",
            finds=("HAR-3",),
        ),
        Example(en="## A {#HAR-2}\n", ja="## A {#HAR-2}\n", files={"kijun.yml": "source: en\n"}),
    ),
)
def value_differs(pair: Pair) -> Iterator[Finding]:
    """Never run here: a report tells what was found."""
    yield pair.at(pair.target.units[0])


@rule(
    level="warning",
    says=Text(
        en="'{words}' is shown as typed: <b>, *, _ or '## Title {example}'. Escape it.",
        ja="「{words}」がそのまま表示されます（<b>、*、_、「## Title {example}」）。"
        "エスケープしてください。",
    ),
    why=Text(en="Readers see marks.", ja="読み手には記号が見えます。"),
    examples=(Example(en="**「a」**b\n", finds=("**",)), Example(en="a\n")),
    fixable=True,
)
def stray_marks(pair: Pair) -> Iterator[Finding]:
    """Never run here either."""
    yield pair.at(pair.target.units[0])


class NotUtf8(KijunError):
    """A cause that stops a page from being read: it has words, but is no check."""

    says = Text(en="The file is not in UTF-8.", ja="文字コードがUTF-8ではありません。")


CHECKS = {check.id: check for check in (value_differs, stray_marks)}
SAYS = {check.id: check.says for check in CHECKS.values()} | {"not-utf8": NotUtf8.says}

HOSTILE = {
    "line feed": "a\nb\r\nc",
    "command": "\n::error file=x,line=1::gotcha",
    "percent": "100%25 %0A",
    "cdata": "]]> <!-- & <b> \"'",
    "braces": "{x} {0} {{y}} {left}",
    "emoji": "👩‍👩‍👧 😀",
    "right to left": "שלום مرحبا",
    "override": "abc\u202edcba\u2066x\u2069",
    "terminal": "\x1b[31mred\x1b[0m \x07 \x9b2J",
    "xml": "\x00\x0b\x1f\ufffe\uffff",
    "half a pair": "\ud83d",
    "separator": "a\u2028b\u2029c\x85d",
    "ideographic space": "規則\u3000規則",
}


def found(check: str, level: str, path: str, line: int, unit: str, **values: Any) -> Finding:
    """A finding as a run hands it over, with its fingerprint."""
    locale = path.split("/")[1] if "/" in path else ""
    bare = Finding(path, line, unit, locale, values, check, level)
    return replace(bare, fingerprint=fingerprint.finding(bare))


def differs(value: Any, path: str = "guidelines/ja/policies/har.md") -> Finding:
    values = {"field": "severity", "left": value, "right": "S3", "source": "en", "target": "ja"}
    return found("value-differs", "error", path, 41, "clause:HAR-2", **values)


def result(*findings: Finding, pairs: int = 34, **more: Any) -> Result:
    ordered = tuple(sorted(findings, key=lambda finding: finding.order))
    levels = [finding.level for finding in ordered]
    count = {f"{level}s": levels.count(level) for level in ("error", "warning", "info")}
    return Result(ordered, pairs=pairs, **count, **more)


ORDINARY = result(
    differs("S2"),
    found("not-utf8", "error", "guidelines/ja/index.md", 1, ""),
    found(
        "stray-marks",
        "warning",
        "guidelines/ja/policies/har.md",
        52,
        "clause:HAR-2",
        words="**「侮辱」**",
        example="{#HAR-2}",
    ),
    found(
        "stray-marks", "info", "guidelines/en/index.md", 3, "page:index.md", words="*", example=""
    ),
)
RESULTS = {
    "ordinary": ORDINARY,
    "clean": result(),
    **{name: result(differs(value)) for name, value in HOSTILE.items()},
    "odd path": result(differs("S2", path="guidelines/ja/規則 a:b,c%\n::#?.md")),
}
EVERY = pytest.mark.parametrize("told", RESULTS.values(), ids=RESULTS)


def reader(language: str = "en", **more: Any) -> Reader:
    return Reader(SAYS, CHECKS, language, **more)


# Text


def test_a_text_groups_findings_by_file_and_ends_in_the_sum_and_the_next_step() -> None:
    one, two, three, four = (finding.fingerprint for finding in ORDINARY.findings)
    assert (
        FORMATS["text"](ORDINARY, reader())
        == f"""\
guidelines/en/index.md:3  info  '*' is shown as typed: <b>, *, _ or '## Title '. Escape it.
    stray-marks · page:index.md · {one}

guidelines/ja/index.md:1  error  The file is not in UTF-8.
    not-utf8 · {two}

guidelines/ja/policies/har.md:41  error  'severity' is S2 in en and S3 in ja. Correct the wrong one.
    value-differs · clause:HAR-2 · {three}
guidelines/ja/policies/har.md:52  warning  '**「侮辱」**' is shown as typed: <b>, *, _ or \
'## Title {{#HAR-2}}'. Escape it.
    stray-marks · clause:HAR-2 · {four}

34 pages compared, 2 errors, 1 warning, 1 for information
Why a check matters, with examples: kijun explain value-differs"""
    )


def test_a_text_in_japanese_is_japanese_throughout() -> None:
    lines = FORMATS["text"](result(differs("S2")), reader("ja")).split("\n")
    assert lines[0] == (
        "guidelines/ja/policies/har.md:41  エラー  「severity」の値が en では S2、ja では S3 です。"
        "誤っている方を直してください。"
    )
    assert lines[-2:] == [
        "34組を比較：エラー1件",
        "検査の理由と例を読むには：kijun explain value-differs",
    ]


@pytest.mark.parametrize(
    ("told", "more", "en", "ja"),
    [
        (
            Result((), 34, errors=2, warnings=1),
            {},
            "34 pages compared, 2 errors, 1 warning",
            "34組を比較：エラー2件、警告1件",
        ),
        (
            Result((), 1, errors=1, warnings=2, infos=1, waived=1),
            {},
            "1 page compared, 1 error, 2 warnings, 1 for information (1 waived)",
            "1組を比較：エラー1件、警告2件、情報1件（他に受入れ済み1件）",
        ),
        (
            Result((), 34),
            {},
            "34 pages compared, nothing to correct",
            "34組を比較：直すところはありません",
        ),
        (
            Result((), 0, errors=1),
            {"since": "main"},
            "0 pages compared (only what is new since main), 1 error",
            "0組を比較（mainより後の新しい指摘のみ）：エラー1件",
        ),
    ],
)
def test_the_sum_is_a_sentence_in_both_languages(
    told: Result, more: dict[str, str], en: str, ja: str
) -> None:
    assert report.summary(told, reader("en", **more)) == en
    assert report.summary(told, reader("ja", **more)) == ja


@EVERY
@LANGUAGES
def test_every_finding_takes_two_lines_of_a_text(told: Result, language: str) -> None:
    files = FORMATS["text"](told, reader(language)).split("\n\n")[:-1]
    lines = [line for file in files for line in file.split("\n")]
    expected = [part for f in told.findings for part in (f".md:{f.line}  ", f" · {f.fingerprint}")]
    assert len(lines) == len(expected)
    assert [part for line, part in zip(lines, expected, strict=True) if part not in line] == []


@LANGUAGES
def test_a_clean_run_is_one_line(language: str) -> None:
    text = FORMATS["text"](result(), reader(language))
    assert text == report.summary(result(), reader(language))
    assert "\n" not in text


@LANGUAGES
def test_the_slow_loader_is_said_to_be_slow(language: str) -> None:
    slow = FORMATS["text"](result(fast_yaml=False), reader(language))
    assert "ruamel.yaml.clib" in slow.split("\n")[-1]
    assert "ruamel" not in FORMATS["text"](result(), reader(language))


def test_only_what_can_be_explained_is_offered() -> None:
    text = FORMATS["text"](result(ORDINARY.findings[1]), reader())
    assert "not-utf8" in text
    assert "kijun explain" not in text


def test_paths_begin_where_the_reader_stands_but_in_json() -> None:
    there = reader(folder="docs/book/")
    path = "docs/book/guidelines/ja/policies/har.md"
    told = result(differs("S2"))
    for name in ("text", "github", "sarif", "junit"):
        assert path in FORMATS[name](told, there), name
    assert path not in FORMATS["json"](told, there)


@LANGUAGES
def test_colour_is_added_to_a_text_and_takes_nothing_from_it(language: str) -> None:
    plain = FORMATS["text"](ORDINARY, reader(language))
    colourful = FORMATS["text"](ORDINARY, reader(language, screen=Screen(colour=True)))
    assert len(re.findall("\x1b\\[[0-9;]+m", colourful)) == 2 * len(ORDINARY.findings)
    assert re.sub("\x1b\\[[0-9;]+m", "", colourful) == plain


@EVERY
@LANGUAGES
@pytest.mark.parametrize("width", [50, 60, 80])
def test_a_wrapped_text_says_the_same_within_the_columns(
    told: Result, language: str, width: int
) -> None:
    plain = FORMATS["text"](told, reader(language))
    narrow = FORMATS["text"](told, reader(language, screen=Screen(width)))
    assert "".join(narrow.split()) == "".join(plain.split())
    findings = narrow.rpartition("\n\n")[0].split("\n")
    assert [line for line in findings if " · " not in line and report.columns(line) > width] == []
    assert not re.search(r"(?m)^ {4}[、。」）]|[「（]$", narrow)


def test_a_full_width_character_takes_two_columns() -> None:
    assert report.columns("a基準ｱ１e\u0301") == 1 + 4 + 1 + 2 + 1
    assert report.wrapped("「あいう」、えお", 8) == "「あい\n    う」、\n    えお"
    assert report.wrapped("see https://example.org/long now", 12) == (
        "see\n    https://example.org/long\n    now"
    )


@pytest.mark.parametrize(
    ("environ", "expected"),
    [
        ({}, Screen(100, colour=True)),
        ({"TERM": "dumb"}, Screen(100, colour=False)),
        ({"NO_COLOR": "1"}, Screen(100, colour=False)),
        ({"NO_COLOR": "", "COLUMNS": "72"}, Screen(72, colour=True)),
    ],
)
def test_a_terminal_wraps_and_colours_unless_told_not_to(
    environ: dict[str, str], expected: Screen
) -> None:
    import fcntl
    import struct
    import termios

    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 100, 0, 0))
    with os.fdopen(leader, "rb"), os.fdopen(follower, "w") as terminal:
        assert report.screen(terminal, environ) == expected


def test_what_is_no_terminal_gets_plain_lines(tmp_path: Path) -> None:
    with (tmp_path / "report.txt").open("w") as file:
        assert report.screen(file, {"COLUMNS": "72", "TERM": "xterm"}) == Screen()


# What holds for every format


@EVERY
@LANGUAGES
@pytest.mark.parametrize("name", FORMATS)
def test_nothing_unseen_leaves_and_all_can_be_written(
    name: str, told: Result, language: str
) -> None:
    text = FORMATS[name](told, reader(language))
    text.encode("utf-8")
    if name == "json":
        # Values are data and stay as they are; what is shown to people is the message.
        text = "".join(found["message"][language] for found in json.loads(text)["findings"])
    unseen = "\r\x1b\x07\x00\x9b\x85\u202e\u2066\u2028\u2029\ufffe"
    assert [mark for mark in unseen if mark in text] == []


@pytest.mark.parametrize("name", FORMATS)
def test_a_result_is_told_alike_every_time(name: str) -> None:
    told = result(differs({"S3", "S2", "S1"}))
    assert len({FORMATS[name](told, reader()) for _ in range(2)}) == 1


# JSON


@cache
def findings_schema() -> Any:
    """The published schemas, read from where they would be published side by side."""
    base = "https://example.org/"
    whole, place = (
        json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
        for name in ("findings", "place")
    )
    registry = jsonschema_rs.Registry([(f"{base}place.schema.json", place)])
    whole["$id"] = f"{base}findings.schema.json"
    return jsonschema_rs.validator_for(whole, registry=registry)


@EVERY
def test_json_is_what_the_published_schema_says(told: Result) -> None:
    written = json.loads(FORMATS["json"](told, reader()))
    assert [error.message for error in findings_schema().iter_errors(written)] == []


def test_json_holds_every_finding_with_both_languages() -> None:
    told = result(differs("S2"))
    assert json.loads(FORMATS["json"](told, reader("ja", folder="x"))) == {
        "version": 1,
        "findings": [
            {
                "check": "value-differs",
                "level": "error",
                "path": "guidelines/ja/policies/har.md",
                "line": 41,
                "unit": "clause:HAR-2",
                "locale": "ja",
                "values": {
                    "field": "severity",
                    "left": "S2",
                    "right": "S3",
                    "source": "en",
                    "target": "ja",
                },
                "message": {
                    "en": "'severity' is S2 in en and S3 in ja. Correct the wrong one.",
                    "ja": "「severity」の値が en では S2、ja では S3 です。"
                    "誤っている方を直してください。",
                },
                "fingerprint": told.findings[0].fingerprint,
            }
        ],
        "summary": {"pairs": 34, "errors": 1, "warnings": 0, "infos": 0, "waived": 0},
    }


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (1.5, 1.5),
        (("b", "a"), ["b", "a"]),
        (frozenset({"b", "a"}), ["a", "b"]),
        ({"x": ("y",)}, {"x": ["y"]}),
        (Text(en="a text", ja="文字列"), {"en": "a text", "ja": "文字列"}),
        (Path("a/b"), "a/b"),
        ("\n]]>{x}\u202e😀", "\n]]>{x}\u202e😀"),
        ("\ud83d", "\ufffd"),
    ],
)
def test_json_holds_values_as_plain_data(value: Any, expected: Any) -> None:
    written = json.loads(FORMATS["json"](result(differs(value)), reader()))
    assert written["findings"][0]["values"]["left"] == expected


def test_json_shows_japanese_as_japanese() -> None:
    assert "「severity」の値が" in FORMATS["json"](result(differs("S2")), reader())


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("line", 0),
        ("path", ""),
        ("unit", "HAR-2"),
        ("locale", "guidelines/ja"),
        ("check", "ValueDiffers"),
        ("level", "off"),
        ("fingerprint", "f-1"),
        ("message", {"en": "only"}),
        ("color", "red"),
    ],
)
def test_the_published_schema_refuses_what_is_wrong(field: str, value: Any) -> None:
    written = json.loads(FORMATS["json"](result(differs("S2")), reader()))
    assert findings_schema().is_valid(written)
    written["findings"][0][field] = value
    assert not findings_schema().is_valid(written)


# GitHub Actions


def commands(text: str) -> list[dict[str, str]]:
    """Workflow commands as GitHub's runner reads them: line by line, then unescaped."""
    read = []
    for line in text.split("\n"):
        if match := re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line):
            facts = dict(part.split("=", 1) for part in match[2].split(","))
            facts |= {"command": match[1], "message": match[3]}
            read.append({name: unquote(value) for name, value in facts.items()})
    return read


def test_github_gets_a_command_a_finding_and_the_sum() -> None:
    text = FORMATS["github"](ORDINARY, reader())
    read = commands(text)
    assert [command["command"] for command in read] == ["notice", "error", "error", "warning"]
    assert read[2] == {
        "command": "error",
        "file": "guidelines/ja/policies/har.md",
        "line": "41",
        "title": "value-differs",
        "message": "'severity' is S2 in en and S3 in ja. Correct the wrong one.\n"
        f"value-differs · clause:HAR-2 · {ORDINARY.findings[2].fingerprint}",
    }
    assert text.split("\n")[-1] == report.summary(ORDINARY, reader())


@EVERY
@LANGUAGES
def test_no_text_becomes_a_command_of_its_own(told: Result, language: str) -> None:
    text = FORMATS["github"](told, reader(language))
    read = commands(text)
    assert len(text.split("\n")) == len(told.findings) + 1
    assert [command["file"] for command in read] == [finding.path for finding in told.findings]
    for command, finding in zip(read, told.findings, strict=True):
        assert command["message"].startswith(reader(language).told(finding) + "\n")
        assert set(command) == {"command", "file", "line", "title", "message"}


# SARIF


@cache
def official() -> Any:
    """The schema of SARIF. A bracket too many in its pattern for languages is taken out.

    It uses a format that its own draft of JSON Schema does not know: a later draft does.
    """
    text = (OTHERS / "sarif-2.1.0-rtm.5.json").read_text("utf-8")
    assert text.count("{2}]?$") == 2
    later = jsonschema_rs.validator_for({"format": "uri-reference"}, validate_formats=True)
    return jsonschema_rs.validator_for(
        json.loads(text.replace("{2}]?$", "{2}$")),
        validate_formats=True,
        formats={"uri-reference": later.is_valid},
    )


def sarif(told: Result, language: str = "en") -> Any:
    return json.loads(FORMATS["sarif"](told, reader(language)))


@EVERY
@LANGUAGES
def test_sarif_is_valid(told: Result, language: str) -> None:
    assert [error.message for error in official().iter_errors(sarif(told, language))] == []


def test_the_schema_of_sarif_refuses_what_is_wrong() -> None:
    log = sarif(ORDINARY)
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    log["runs"][0]["results"][1]["level"] = "info"
    place = log["runs"][0]["results"][2]["locations"][0]["physicalLocation"]
    place["artifactLocation"]["uri"] = "規則 1.md"
    assert len(list(official().iter_errors(log))) == 3


def test_sarif_names_place_unit_and_fingerprint() -> None:
    told = result(differs("S2", path="guidelines/ja/規則 1.md"))
    text = FORMATS["sarif"](told, reader("ja"))
    run = json.loads(text)["runs"][0]
    assert run["results"] == [
        {
            "ruleId": "value-differs",
            "ruleIndex": 0,
            "level": "error",
            "message": {
                "text": "「severity」の値が en では S2、ja では S3 です。"
                "誤っている方を直してください。"
            },
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {
                            "uri": "guidelines/ja/%E8%A6%8F%E5%89%87%201.md",
                            "uriBaseId": "SRCROOT",
                        },
                        "region": {"startLine": 41},
                    },
                    "logicalLocations": [
                        {
                            "name": "HAR-2",
                            "fullyQualifiedName": "clause:HAR-2",
                            "kind": "clause",
                        }
                    ],
                }
            ],
            "partialFingerprints": {"kijun/v1": told.findings[0].fingerprint},
            "properties": {"locale": "ja"},
        }
    ]
    assert "SRCROOT" in run["originalUriBaseIds"]
    assert run["language"] == "ja"
    assert "「severity」の値が" in text


def test_sarif_results_point_at_their_rules() -> None:
    run = sarif(ORDINARY)["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["not-utf8", "stray-marks", "value-differs"]
    assert [rules[found["ruleIndex"]]["id"] for found in run["results"]] == [
        finding.check for finding in ORDINARY.findings
    ]
    assert [found["level"] for found in run["results"]] == ["note", "error", "error", "warning"]
    short = "'‹field›' is ‹left› in ‹source› and ‹right› in ‹target›. Correct the wrong one."
    assert rules[2]["shortDescription"]["text"] == short
    assert rules[2]["fullDescription"]["text"] == value_differs.why.en
    assert "logicalLocations" not in run["results"][1]["locations"][0]


@EVERY
def test_a_sarif_viewer_that_fills_placeholders_shows_the_message(told: Result) -> None:
    shown = [
        found["message"]["text"].format("PLACEHOLDER")
        for found in sarif(told)["runs"][0]["results"]
    ]
    assert shown == [reader().told(finding) for finding in told.findings]


# JUnit


def faults(element: Xml.Element, xsd: Xml.Element) -> Iterator[str]:
    """What the schema does not allow in an element and below it.

    Reads as much of XML Schema as `junit-10.xsd` uses: children by reference, attributes, and
    which of these are required. Its sequences and choices ask for no order among those used here.
    """
    declared = xsd.find(f"{XS}element[@name='{element.tag}']")
    if declared is None:
        yield f"no element {element.tag}"
        return
    attributes = {a.get("name"): a.get("use") for a in declared.iter(f"{XS}attribute")}
    children = {child.get("ref") for child in declared.iter(f"{XS}element")} - {None}
    simple = declared.get("type") == "xs:string"
    complex_type = declared.find(f"{XS}complexType")
    mixed = simple or (complex_type is not None and complex_type.get("mixed") == "true")
    yield from (f"{element.tag} has {name}" for name in element.attrib if name not in attributes)
    yield from (
        f"{element.tag} lacks {name}"
        for name, use in attributes.items()
        if use == "required" and name not in element.attrib
    )
    if not mixed and (element.text or "").strip():
        yield f"{element.tag} has text"
    for child in element:
        if child.tag not in children:
            yield f"{element.tag} holds {child.tag}"
        yield from faults(child, xsd)


@pytest.mark.parametrize(
    ("xml", "fault"),
    [
        ("<testsuites><testsuite/></testsuites>", "testsuite lacks name"),
        ("<testsuites><testcase name='x'/></testsuites>", "testsuites holds testcase"),
        ("<testsuites><x/></testsuites>", "no element x"),
        ("<testcase name='x' line='1'/>", "testcase has line"),
        ("<testcase name='x'>y</testcase>", "testcase has text"),
    ],
)
def test_the_schema_is_read(xml: str, fault: str) -> None:
    xsd = Xml.parse(OTHERS / "junit-10.xsd").getroot()
    assert fault in list(faults(Xml.fromstring(xml), xsd))


@EVERY
@LANGUAGES
def test_junit_is_valid_and_counts_right(told: Result, language: str) -> None:
    xsd = Xml.parse(OTHERS / "junit-10.xsd").getroot()
    suites = Xml.fromstring(FORMATS["junit"](told, reader(language)).encode())
    assert list(faults(suites, xsd)) == []
    for element in [suites, *suites]:
        assert element.get("tests") == str(len(list(element.iter("testcase"))))
        assert element.get("failures") == str(len(list(element.iter("failure"))))
    failures = [(failure.get("type"), failure.get("message")) for failure in suites.iter("failure")]
    assert failures == [
        (finding.level, reader(language).told(finding))
        for finding in told.findings
        if finding.level != "info"
    ]


def test_junit_has_a_suite_a_file_and_a_test_a_finding() -> None:
    suites = Xml.fromstring(FORMATS["junit"](ORDINARY, reader()).encode())
    assert [suite.get("name") for suite in suites] == [
        "guidelines/en/index.md",
        "guidelines/ja/index.md",
        "guidelines/ja/policies/har.md",
    ]
    assert [len(suite) for suite in suites] == [1, 1, 2]
    case = suites[2][0]
    assert case.get("name") == f"value-differs · clause:HAR-2 · {ORDINARY.findings[2].fingerprint}"
    assert (case[0].text or "").startswith("guidelines/ja/policies/har.md:41\n'severity' is S2")
    assert suites[0][0][0].tag == "system-out"


def test_a_clean_run_is_one_test_that_passed() -> None:
    suites = Xml.fromstring(FORMATS["junit"](result(), reader()).encode())
    assert [case.get("name") for case in suites.iter("testcase")] == ["check"]
    assert list(suites.iter("failure")) == []


# A check explained


def test_an_explanation_is_read_at_a_terminal() -> None:
    assert (
        report.explanation(stray_marks, "en")
        == """\
stray-marks  warning

What it says
    '‹words›' is shown as typed: <b>, *, _ or '## Title ‹example›'. Escape it.

Why it matters
    Readers see marks.

What to do
    'kijun check --fix' corrects it.
    A finding that is right as it is can be accepted: put its fingerprint (f-…) into waivers.yml, \
with the reason.

Example with a finding
    Found: **

    en
    | **「a」**b

Example without a finding

    en
    | a"""
    )


@LANGUAGES
@pytest.mark.parametrize("check", CHECKS.values(), ids=CHECKS)
def test_an_explanation_says_all_of_the_check_in_its_language(check: Check, language: str) -> None:
    text = report.explanation(check, language)
    told = [report.outline(check.says, language), check.why.to(language)]
    for example in check.examples:
        texts = [example.en, example.ja, *example.files, *example.files.values()]
        told += [*example.finds, *(line for text in texts for line in text.split("\n"))]
    assert [words for words in told if words not in text] == []
    fixed = "kijun check --fix" in text
    assert fixed == check.fixable
    wrapped = report.explanation(check, language, width=40)
    assert "".join(wrapped.split()) == "".join(text.split())


def test_all_checks_are_listed_with_their_reasons() -> None:
    assert (
        report.catalogue(CHECKS, "ja")
        == """\
value-differs  エラー
    読む言語によって、付けるラベルが変わってしまいます。
stray-marks  警告
    読み手には記号が見えます。"""
    )
    assert "\n    て、付けるラベル\n" in report.catalogue(CHECKS, "ja", width=20)


if __name__ == "__main__":
    # To look at: python tests/test_report.py text ja
    print(FORMATS[sys.argv[1]](ORDINARY, reader(sys.argv[2])))
