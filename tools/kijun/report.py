"""Findings told to people and to other programs, and checks explained to whoever gets one.

A format is a pure function from a result and its reader to a text without a last line feed.
"""

from __future__ import annotations

import json
import os
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from string import Formatter
from typing import Any, TextIO, TypeAlias

from . import __version__
from .model import Finding, Result
from .rule import LEVELS, Check, Entry, Example
from .text import Text

WORDS = {
    "error": Text(en="error", ja="エラー"),
    "warning": Text(en="warning", ja="警告"),
    "info": Text(en="info", ja="情報"),
    "since": Text(en=" (only what is new since {since})", ja="（{since}より後の新しい指摘のみ）"),
    "sum": Text(en="{compared}, {found}", ja="{compared}：{found}"),
    "clean": Text(en="nothing to correct", ja="直すところはありません"),
    "waived": Text(en=" ({n} waived)", ja="（他に受入れ済み{n}件）"),
    "next": Text(
        en="Why a check matters, with examples: kijun explain {check}",
        ja="検査の理由と例を読むには：kijun explain {check}",
    ),
    "slow": Text(
        en="YAML was read by the slow loader. Install the fast one: pip install ruamel.yaml.clib",
        ja="YAMLを低速な方式で読み込みました。高速な方式を入れるには：pip install ruamel.yaml.clib",
    ),
    "book": Text(en="The folder of the book.", ja="ガイドラインのフォルダー。"),
    "says": Text(en="What it says", ja="指摘の文面"),
    "why": Text(en="Why it matters", ja="検査する理由"),
    "remedy": Text(en="What to do", ja="対応方法"),
    "fixable": Text(
        en="'kijun check --fix' corrects it.", ja="「kijun check --fix」で自動的に直せます。"
    ),
    "by-hand": Text(en="Correct it by hand.", ja="手作業で直してください。"),
    "waive": Text(
        en="A finding that is right as it is can be accepted: put its fingerprint (f-…) into "
        "waivers.yml, with the reason.",
        ja="直す必要のない指摘は、指紋（f-…）と理由をwaivers.ymlに書くと、個別に受け入れられます。",
    ),
    "bad": Text(en="Example with a finding", ja="指摘される例"),
    "good": Text(en="Example without a finding", ja="問題のない例"),
    "found": Text(en="Found: {words}", ja="見つかる箇所：{words}"),
}

COUNTED = {
    "pairs": (
        Text(en="{n} page compared", ja="{n}組を比較"),
        Text(en="{n} pages compared", ja="{n}組を比較"),
    ),
    "errors": (
        Text(en="{n} error", ja="エラー{n}件"),
        Text(en="{n} errors", ja="エラー{n}件"),
    ),
    "warnings": (
        Text(en="{n} warning", ja="警告{n}件"),
        Text(en="{n} warnings", ja="警告{n}件"),
    ),
    "infos": (
        Text(en="{n} for information", ja="情報{n}件"),
        Text(en="{n} for information", ja="情報{n}件"),
    ),
}
"""What is counted: the words for one, and for any other number."""


@dataclass(frozen=True)
class Screen:
    """What shows a text: its columns, 0 where lines are not wrapped, and whether in colour."""

    width: int = 0
    colour: bool = False


@dataclass(frozen=True)
class Reader:
    """Who a result is told to.

    `says` has the words of every finding by check or cause, `checks` the checks that can be
    explained. `folder` is the book's folder as the reader names it, put before every path
    but in JSON. `since` is the revision whose findings the result leaves out.
    """

    says: Mapping[str, Text]
    checks: Mapping[str, Entry] = field(default_factory=dict)
    language: str = "en"
    folder: str = ""
    since: str = ""
    screen: Screen = Screen()

    def word(self, name: str, **values: Any) -> str:
        """A word of the reports themselves."""
        return WORDS[name].to(self.language, **values)

    def told(self, finding: Finding, language: str = "") -> str:
        """A finding in words, in the reader's language or another."""
        says = self.says[finding.check]
        return legible(says.to(language or self.language, **finding.values))

    def path(self, finding: Finding) -> str:
        """The file of a finding, from where the reader stands."""
        return f"{self.folder.rstrip('/')}/{finding.path}" if self.folder else finding.path


Format: TypeAlias = Callable[[Result, Reader], str]


# Words

_UNSEEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f]"
)
"""Control, bidirectional, zero-width and tag characters, and halves of surrogate pairs. What
a guideline holds must not steer the terminal or turn the report around."""


def legible(text: str) -> str:
    """Text with every character that cannot be seen named: ‹U+202E›. Tabs and line feeds stay."""
    return _UNSEEN.sub(lambda found: f"‹U+{ord(found[0]):04X}›", text)


def outline(says: Text, language: str) -> str:
    """A message before it is filled in: each value stands as its name, ‹field›.

    What a message adds of itself where it can, a proposal or an explanation, is left out.
    """
    names = {name for _, name, _, _ in Formatter().parse(says.en) if name}
    shown = {name: "" if name in ADDED else f"‹{name}›" for name in names}
    return says.to(language, **shown).strip()


ADDED = frozenset(("called", "means", "near"))
"""Values that are words of the tool: a field's name for people, its meaning, what was meant."""


def summary(result: Result, reader: Reader) -> str:
    """What was compared and what was found, in one line: `34 pages compared, 1 error`."""
    language = reader.language
    compared = _counted("pairs", result.pairs, language)
    if reader.since:
        compared += reader.word("since", since=reader.since)
    levels = {"errors": result.errors, "warnings": result.warnings, "infos": result.infos}
    found = [_counted(name, number, language) for name, number in levels.items() if number]
    comma = "、" if language == "ja" else ", "
    told = reader.word("sum", compared=compared, found=comma.join(found) or reader.word("clean"))
    return told + (reader.word("waived", n=result.waived) if result.waived else "")


def _counted(name: str, number: int, language: str) -> str:
    one, many = COUNTED[name]
    return (one if number == 1 else many).to(language, n=number)


def _names(finding: Finding) -> str:
    """What a finding is called: its check, its unit and the fingerprint that waives it."""
    names = (finding.check, finding.unit, finding.fingerprint)
    return legible(" · ".join(name for name in names if name))


def _by_file(findings: Iterable[Finding]) -> Iterator[tuple[str, list[Finding]]]:
    for path, group in groupby(findings, key=lambda finding: finding.path):
        yield path, list(group)


# Text

INDENT = "    "
COLOURS = {"error": "1;31", "warning": "33", "info": "36"}


def to_text(result: Result, reader: Reader) -> str:
    """For people: findings by file, each with its place, its words and its names; the sum last."""
    files = [
        "\n".join(_paragraph(finding, reader) for finding in findings)
        for _, findings in _by_file(result.findings)
    ]
    explained = [f for f in result.findings if f.check in reader.checks]
    gravest = min(explained, key=lambda finding: LEVELS.index(finding.level), default=None)
    closing = [summary(result, reader)]
    if gravest:
        closing.append(reader.word("next", check=gravest.check))
    if not result.fast_yaml:
        closing.append(reader.word("slow"))
    return "\n\n".join([*files, "\n".join(closing)])


def _paragraph(finding: Finding, reader: Reader) -> str:
    place = re.sub(r"[\t\n]", " ", legible(f"{reader.path(finding)}:{finding.line}"))
    level = reader.word(finding.level)
    words = re.sub(r"[ \t\n]+", " ", reader.told(finding))
    message = wrapped("  " + words, reader.screen.width, columns(f"{place}  {level}"))
    if reader.screen.colour:
        level = f"\x1b[{COLOURS[finding.level]}m{level}\x1b[0m"
    return f"{place}  {level}{message}\n{INDENT}{_names(finding)}"


_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f"
    "\uff01-\uff60\uffe0-\uffe6\U0001f300-\U0001faff\U00020000-\U0003fffd"
)
_OPENING = "「『（［｛〈《【〔"
_CLOSING = "」』）］｝〉》】〕、。，．・：；？！…‥ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ"
_PIECES = re.compile(rf"( *)([{_OPENING}]*(?:[^ {_WIDE}]+|[{_WIDE}])[{_CLOSING}]*)")
"""What a line keeps together: a word, or a full-width character, with the brackets before it
and the marks after it that may not begin a line (JIS X 4051, 行頭禁則・行末禁則)."""


def columns(text: str) -> int:
    """The columns that a text takes on a terminal: two for a full-width character (UAX #11)."""
    return sum(
        0
        if unicodedata.category(character) in ("Mn", "Me", "Cf")
        else 1 + (unicodedata.east_asian_width(character) in "WF")
        for character in text
    )


def wrapped(text: str, width: int, used: int = 0) -> str:
    """A text in lines of at most `width` columns, of which the first has `used` already.

    Lines after the first are indented; where less than a third of the first is left, nothing
    stands on it. What is longer than a line runs over its end, so that an address stays whole.
    A width of 0 leaves the text as it is.
    """
    if not width:
        return text
    lines, line, room = [], "", width - used
    if room < width // 3:
        lines, text, room = [""], text.lstrip(" "), width - len(INDENT)
    for gap, piece in _PIECES.findall(text):
        if line and columns(line + gap + piece) > room:
            lines.append(line)
            line, gap, room = "", "", width - len(INDENT)
        line += gap + piece
    return f"\n{INDENT}".join([*lines, line])


def screen(stream: TextIO, environ: Mapping[str, str]) -> Screen:
    """What a stream shows. Only a terminal wraps, and only one that wants it shows colour.

    `NO_COLOR` is that of no-color.org; `COLUMNS` overrules what the terminal says.
    """
    if not stream.isatty():
        return Screen()
    width = environ.get("COLUMNS", "")
    return Screen(
        int(width) if width.isdecimal() else os.get_terminal_size(stream.fileno()).columns,
        colour=not environ.get("NO_COLOR") and environ.get("TERM") != "dumb",
    )


# JSON


def to_json(result: Result, reader: Reader) -> str:
    """For programs: `schemas/findings.schema.json` says what stands in it."""
    report = {
        "version": 1,
        "findings": [_finding(finding, reader) for finding in result.findings],
        "summary": {
            name: getattr(result, name)
            for name in ("pairs", "errors", "warnings", "infos", "waived")
        },
    }
    return _dumped(report)


def _finding(finding: Finding, reader: Reader) -> dict[str, Any]:
    return {
        "check": finding.check,
        "level": finding.level,
        "path": finding.path,
        "line": finding.line,
        "unit": finding.unit,
        "locale": finding.locale,
        "values": _plain(finding.values),
        "message": {language: reader.told(finding, language) for language in Text.languages},
        "fingerprint": finding.fingerprint,
    }


def _plain(value: Any) -> Any:
    """A value as JSON has it. Sets are sorted; what JSON does not know is written as text."""
    if isinstance(value, Text):
        return {language: value.to(language) for language in Text.languages}
    if isinstance(value, Mapping):
        return {str(name): _plain(inner) for name, inner in value.items()}
    if isinstance(value, set | frozenset):
        return sorted((_plain(item) for item in value), key=str)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if value is None or isinstance(value, str | int | float):
        return value
    return str(value)


def _dumped(report: Any) -> str:
    """JSON with Japanese to be read. Half a surrogate pair cannot be written as UTF-8."""
    dumped = json.dumps(report, ensure_ascii=False, indent=2)
    return re.sub("[\ud800-\udfff]", "\ufffd", dumped)


# GitHub Actions

_GITHUB = {"error": "error", "warning": "warning", "info": "notice"}


def to_github(result: Result, reader: Reader) -> str:
    """Workflow commands: GitHub shows each finding at its line of the pull request.

    Escaped as `actions/toolkit` does in `command.ts`, so that no text can become a command.
    """
    return "\n".join([*(_command(f, reader) for f in result.findings), summary(result, reader)])


def _command(finding: Finding, reader: Reader) -> str:
    place = f"file={_property(reader.path(finding))},line={finding.line}"
    words = _data(f"{reader.told(finding)}\n{_names(finding)}")
    return f"::{_GITHUB[finding.level]} {place},title={_property(finding.check)}::{words}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


# SARIF

_SARIF = {"error": "error", "warning": "warning", "info": "note"}


def to_sarif(result: Result, reader: Reader) -> str:
    """SARIF 2.1.0, for code scanning. Fingerprints keep a finding the same when lines move."""
    ids = sorted({finding.check for finding in result.findings})
    driver = {
        "name": "kijun",
        "version": __version__,
        "language": reader.language,
        "rules": [_sarif_rule(check, reader) for check in ids],
    }
    run = {
        "tool": {"driver": driver},
        "language": reader.language,
        "originalUriBaseIds": {"SRCROOT": {"description": _message(reader.word("book"))}},
        "columnKind": "unicodeCodePoints",
        "results": [_sarif_result(f, ids.index(f.check), reader) for f in result.findings],
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
    return _dumped({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _sarif_rule(check: str, reader: Reader) -> dict[str, Any]:
    """GitHub wants all three descriptions. Of a cause that is no check there is only one."""
    says = outline(reader.says[check], reader.language)
    known = reader.checks.get(check)
    why = known.why.to(reader.language) if known else says
    return {
        "id": check,
        "shortDescription": _message(says),
        "fullDescription": _message(why),
        "help": _message(f"{says}\n\n{why}" if known else says),
    }


def _sarif_result(finding: Finding, index: int, reader: Reader) -> dict[str, Any]:
    from urllib.parse import quote

    location: dict[str, Any] = {
        "physicalLocation": {
            "artifactLocation": {
                "uri": quote(reader.path(finding), safe="/", errors="replace"),
                "uriBaseId": "SRCROOT",
            },
            "region": {"startLine": finding.line},
        }
    }
    if finding.unit:
        kind, _, name = finding.unit.partition(":")
        unit = {"name": name, "fullyQualifiedName": finding.unit, "kind": kind}
        location["logicalLocations"] = [unit]
    return {
        "ruleId": finding.check,
        "ruleIndex": index,
        "level": _SARIF[finding.level],
        "message": _message(reader.told(finding)),
        "locations": [location],
        "partialFingerprints": {"kijun/v1": finding.fingerprint},
        "properties": {"locale": finding.locale},
    }


def _message(text: str) -> dict[str, str]:
    """A message of plain text. Braces mean placeholders there and are doubled (§3.11.5)."""
    return {"text": text.replace("{", "{{").replace("}", "}}")}


# JUnit


def to_junit(result: Result, reader: Reader) -> str:
    """JUnit's XML: a suite a file, a failed test an error or warning, a passed one a notice.

    Names hold no line number, so a viewer that compares two runs sees what is new.
    """
    from xml.etree import ElementTree as Xml

    failures = result.errors + result.warnings
    tests = {"tests": str(len(result.findings) or 1), "failures": str(failures), "errors": "0"}
    suites = Xml.Element("testsuites", {"name": "kijun", **tests})
    for path, findings in _by_file(result.findings):
        failed = sum(finding.level != "info" for finding in findings)
        tests = {"tests": str(len(findings)), "failures": str(failed), "errors": "0"}
        suite = Xml.SubElement(suites, "testsuite", {"name": legible(path), **tests})
        for finding in findings:
            told = reader.told(finding)
            names = {"classname": legible(path), "name": _names(finding)}
            case = Xml.SubElement(suite, "testcase", names)
            kind = {"type": finding.level, "message": told}
            failing = finding.level != "info"
            node = Xml.SubElement(case, *(("failure", kind) if failing else ("system-out", {})))
            node.text = f"{legible(reader.path(finding))}:{finding.line}\n{told}"
    if not result.findings:
        # Viewers take a report without a test for a failure of the tool.
        suite = Xml.SubElement(suites, "testsuite", {"name": "kijun", **tests})
        case = Xml.SubElement(suite, "testcase", {"classname": "kijun", "name": "check"})
        Xml.SubElement(case, "system-out").text = summary(result, reader)
    Xml.indent(suites)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + Xml.tostring(suites, encoding="unicode")


FORMATS: dict[str, Format] = {
    "text": to_text,
    "json": to_json,
    "github": to_github,
    "sarif": to_sarif,
    "junit": to_junit,
}


# A check explained


def catalogue(checks: Mapping[str, Entry], language: str, width: int = 0) -> str:
    """All checks for the terminal: each with its level and why it matters."""
    return "\n".join(
        f"{check.id}  {WORDS[check.level].to(language)}\n{INDENT}"
        + wrapped(check.why.to(language), width, len(INDENT))
        for check in checks.values()
    )


def explanation(check: Entry, language: str, width: int = 0) -> str:
    """A check for the terminal: what it says, why, what to do, and its examples."""
    level = WORDS[check.level].to(language)
    sections = [
        f"{head}\n" + "\n".join(INDENT + wrapped(line, width, len(INDENT)) for line in lines)
        for head, lines in explained(check, language)
    ]
    for example in check.examples:
        head, lead, files = _shown(example, language)
        sections.append(f"{head}\n{INDENT}{lead}" if lead else head)
        for name, text in files:
            body = example_text(text).split("\n")
            quoted = "\n".join(f"{INDENT}| {line}".rstrip() for line in body)
            sections.append(f"{INDENT}{name}\n{quoted}")
    return "\n\n".join([f"{check.id}  {level}", *sections])


def explained(check: Entry, language: str) -> list[tuple[str, list[str]]]:
    """The sections about a check, for the terminal and the site: a heading, and its paragraphs."""
    remedy = [WORDS["fixable" if check.fixable else "by-hand"].to(language)]
    if isinstance(check, Check):
        # What cannot be read cannot be accepted either.
        remedy.append(WORDS["waive"].to(language))
    return [
        (WORDS["says"].to(language), [outline(check.says, language)]),
        (WORDS["why"].to(language), [check.why.to(language)]),
        (WORDS["remedy"].to(language), remedy),
    ]


LONGEST_SHOWN = 100
"""Characters of a line of an example that are shown: a line may be the example of a long line."""


def example_text(text: str) -> str:
    """A text of an example as it can be shown: what is unseen named, what is endless cut short."""
    lines = legible(text).rstrip("\n").split("\n")
    return "\n".join(
        line if len(line) <= LONGEST_SHOWN else f"{line[:LONGEST_SHOWN]}…" for line in lines
    )


def _shown(example: Example, language: str) -> tuple[str, str, list[tuple[str, str]]]:
    """An example: its heading, what is found in it, and its texts by locale or path."""
    head = WORDS["bad" if example.finds else "good"].to(language)
    words = ("、" if language == "ja" else ", ").join(map(legible, example.finds))
    lead = WORDS["found"].to(language, words=words) if example.finds else ""
    return head, lead, [(name, text) for name, text in example.texts.items() if text]
