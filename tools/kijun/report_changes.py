"""Changes told to people and to other programs.

A format is a pure function from a comparison and its reader to a text without a last line feed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any, TypeAlias

from . import __version__
from .changes import RULES
from .model import Change, Comparison, Flip, Heading, Wording
from .report import (
    COLOURS,
    INDENT,
    Screen,
    _data,
    _dumped,
    _message,
    _plain,
    _property,
    columns,
    legible,
    outline,
    wrapped,
)
from .rules import CLASSES, DIRECTIONS, GRADES, ChangeRule, Edit
from .text import Text

WORDS = {
    **{name: said for name, (said, _) in CLASSES.items()},
    **DIRECTIONS,
    "title": Text(en="Changes from {old} to {new}", ja="{old}から{new}への変更"),
    "none": Text(
        en="No change from {old} to {new} ({pages} pages compared).",
        ja="{old}から{new}への変更はありません（{pages}ページを比較）。",
    ),
    "sum": Text(
        en="{counts} · highest class: {grade} ({pages} pages compared)",
        ja="{counts} ・ 最も重い区分：{grade}（{pages}ページを比較）",
    ),
    "flip": Text(en="{case}{markets}: {before} → {after}", ja="{case}{markets}：{before}→{after}"),
    "markets": Text(en=" (only in {markets})", ja="（{markets}のみ）"),
    "stuck": Text(en="no outcome", ja="結果なし"),
    "also": Text(en="also in {place}", ja="{place}も同様"),
    "see": Text(en="concerns {units}", ja="関連箇所：{units}"),
    "class": Text(en="Class", ja="区分"),
    "direction": Text(en="Direction", ja="向き"),
    "says": Text(en="What it says", ja="通知の文面"),
    "mirror": Text(en="The reverse change", ja="逆向きの変更"),
    "answers": Text(en="It is found by {rule}.", ja="{rule}で見つかります。"),
    "example": Text(en="Example: {rules}", ja="例：{rules}"),
    "before": Text(en="Before", ja="変更前"),
    "after": Text(en="After", ja="変更後"),
    "declared": Text(en="class declared by {by}", ja="区分は{by}が宣言"),
    "asked": Text(
        en="{told} Could an item get another label? Declare the change 'decision' or 'read'.",
        ja="{told}同じ投稿のラベルが変わり得るかを確かめ、decisionかreadを宣言してください。",
    ),
    "cases": Text(
        en="{n} of {tried} written cases get another label:",
        ja="記載された事例{tried}件のうち{n}件のラベルが変わります：",
    ),
}


@dataclass(frozen=True)
class Reader:
    """Who changes are told to: the language, the folder as the reader names it, the screen."""

    language: str = "en"
    folder: str = ""
    screen: Screen = field(default_factory=Screen)

    def word(self, name: str, **values: Any) -> str:
        """A word of the reports themselves."""
        return WORDS[name].to(self.language, **values)

    def told(self, change: Change, language: str = "") -> str:
        """A change in words, in the reader's language or another, and what it asks of an author."""
        language = language or self.language
        words = RULES[change.rule].says.to(language, **_quoted(change, language))
        if change.grade == "undecided":
            words = WORDS["asked"].to(language, told=words)
        return legible(re.sub(r"\s+", " ", words)).strip()

    def path(self, path: str) -> str:
        """A file from where the reader stands."""
        return f"{self.folder.rstrip('/')}/{path}" if self.folder else path


QUOTED = ("was", "now", "first", "topics")
"""Values of a change that may be words of its text, which each locale has in its own."""


def _quoted(change: Change, language: str) -> Mapping[str, Any]:
    """The values of a change, with the words of the language's own text where it has one."""
    own = [wording for wording in change.others if wording.locale == language]
    if change.locale == language or not own:
        return change.values
    found = dict(change.values)
    for name in (each for each in QUOTED if each in found):
        said = [w.values[name] for w in own if isinstance(w.values.get(name), type(found[name]))]
        words = [each for each in said if isinstance(each, str) and each not in ("", NOTHING)]
        if said:
            found[name] = " … ".join(dict.fromkeys(words)) or said[0]
        elif found[name] == change.heading.unit:
            found[name] = own[0].heading.unit
    return found


NOTHING = "—"
"""What stands in a message for a text that is not there."""


Format: TypeAlias = Callable[[Comparison, Reader], str]


def _shown(comparison: Comparison) -> Iterator[Change]:
    """The changes that people are told: what only machinery sees is left to the sum."""
    return (change for change in comparison.changes if change.grade != "metadata")


def _by_grade(changes: Iterable[Change]) -> Iterator[tuple[str, list[Change]]]:
    for grade, group in groupby(changes, key=lambda change: change.grade):
        yield grade, list(group)


def counted(changes: Iterable[Change]) -> dict[str, int]:
    """How many changes there are of each class, the gravest first; none of what is not there."""
    found = dict.fromkeys(GRADES, 0)
    for change in changes:
        found[change.grade] += 1
    return {grade: number for grade, number in found.items() if number}


def summary(comparison: Comparison, reader: Reader) -> str:
    """What was found, in one line."""
    names = {"old": comparison.old, "new": comparison.new}
    if not comparison.changes:
        return reader.word("none", **names, pages=comparison.pages)
    numbers = counted(comparison.changes)
    comma = "、" if reader.language == "ja" else ", "
    counts = comma.join(f"{reader.word(grade)} {number}" for grade, number in numbers.items())
    grade = reader.word(comparison.grade)
    return reader.word("sum", counts=counts, grade=grade, pages=comparison.pages)


def _flip(flip: Flip, reader: Reader) -> str:
    """A case that gets another label, in a line. Markets are named where not all are meant."""
    named = [market for market in flip.markets if market]
    local = reader.word("markets", markets=named) if "" not in flip.markets else ""
    stuck = reader.word("stuck")
    return reader.word(
        "flip",
        case=flip.case,
        markets=local,
        before=flip.before or stuck,
        after=flip.after or stuck,
    )


def _names(change: Change) -> str:
    names = (change.rule, change.unit, change.market, change.fingerprint)
    return legible(" · ".join(name for name in names if name))


def _also(change: Change, reader: Reader) -> list[str]:
    """Where else the change is, the units that it concerns, and who declared its class."""
    places = (f"{reader.path(w.path)}:{w.line}" for w in change.others)
    lines = [reader.word("also", place=place) for place in dict.fromkeys(places)]
    lines += [reader.word("see", units=change.units)] if change.units else []
    return lines + ([reader.word("declared", by=change.declared)] if change.declared else [])


def flips(change: Change, reader: Reader) -> list[str]:
    """How many written cases get another label, and a line for each; none where none does."""
    if not change.cases:
        return []
    head = reader.word("cases", n=len({flip.case for flip in change.cases}), tried=change.tried)
    return [head, *("- " + _flip(flip, reader) for flip in change.cases)]


# Text


def to_text(comparison: Comparison, reader: Reader) -> str:
    """For people at a terminal: the gravest first, each with its place, words and cases."""
    paragraphs = [_paragraph(change, reader) for change in _shown(comparison)]
    return "\n\n".join(filter(None, ["\n".join(paragraphs), summary(comparison, reader)]))


def _paragraph(change: Change, reader: Reader) -> str:
    place = re.sub(r"[\t\n]", " ", legible(f"{reader.path(change.path)}:{change.line}"))
    grade = reader.word(change.grade)
    told = "  " + reader.told(change)
    message = wrapped(told, reader.screen.width, columns(f"{place}  {grade}"))
    if reader.screen.colour:
        level = {"decision": "error", "undecided": "warning"}.get(change.grade, "info")
        grade = f"\x1b[{COLOURS[level]}m{grade}\x1b[0m"
    also = _also(change, reader)
    lines = [_names(change), *also, *flips(change, reader)]
    return f"{place}  {grade}{message}\n" + "\n".join(INDENT + legible(line) for line in lines)


# Markdown


def _escaped(text: str) -> str:
    """Text in which nothing is markup, under any extension of a site's engine."""
    return re.sub(r"[&<>*_`\[\]{}\\#|~^=$!]", lambda mark: f"&#{ord(mark[0])};", text)


def to_markdown(comparison: Comparison, reader: Reader) -> str:
    """For a pull request or a page: a heading a class, an item a change."""
    title = reader.word("title", old=comparison.old, new=comparison.new)
    parts = [f"# {_escaped(title)}", _escaped(summary(comparison, reader))]
    for grade, changes in _by_grade(_shown(comparison)):
        parts += [
            f"## {_escaped(reader.word(grade))}",
            "\n".join(_item(c, reader) for c in changes),
        ]
    return "\n\n".join(parts)


def _item(change: Change, reader: Reader) -> str:
    place = legible(f"{reader.path(change.path)}:{change.line}").replace("`", "'")
    also = _also(change, reader)
    lines = [f"- {_escaped(reader.told(change))} (`{place}`, `{change.rule}`)"]
    lines += [f"    - {_escaped(line)}" for line in also]
    head, *turned = flips(change, reader) or [""]
    lines += [f"    - {_escaped(head)}"] if head else []
    lines += [f"        - {_escaped(flip.removeprefix('- '))}" for flip in turned]
    return "\n".join(lines)


# JSON


def to_json(comparison: Comparison, reader: Reader) -> str:
    """For programs: `schemas/changes.schema.json` says what stands in it."""
    return _dumped(
        {
            "version": 1,
            "old": comparison.old,
            "new": comparison.new,
            "class": comparison.grade or None,
            "changes": [_change(change, reader) for change in comparison.changes],
            "summary": {
                "pages": comparison.pages,
                "cases": comparison.cases,
                "classes": dict.fromkeys(GRADES, 0) | counted(comparison.changes),
            },
        }
    )


def _change(change: Change, reader: Reader) -> dict[str, Any]:
    return {
        "rule": change.rule,
        "class": change.grade,
        "direction": change.direction or None,
        "unit": change.unit,
        "path": change.path,
        "line": change.line,
        "locale": change.locale,
        "market": change.market or None,
        "field": change.field,
        "heading": _heading(change.heading),
        "old": _plain(change.old),
        "new": _plain(change.new),
        "labels": list(change.labels),
        "units": list(change.units),
        "cases": [
            {
                "case": flip.case,
                "markets": [market or None for market in flip.markets],
                "old": flip.before or None,
                "new": flip.after or None,
            }
            for flip in change.cases
        ],
        "tried": change.tried,
        "others": [_wording(wording) for wording in change.others],
        "values": _plain(change.values),
        "fingerprint": change.fingerprint,
        "declared": change.declared or None,
        "message": {language: reader.told(change, language) for language in Text.languages},
    }


INDEXED = ("rule", "class", "direction", "unit", "market", "labels", "cases", "message")
"""What an index of changes holds of each: no texts, which stand in the packs."""


def listed(changes: Iterable[Change], reader: Reader) -> list[dict[str, Any]]:
    """Changes as an index lists them."""
    told = (_change(change, reader) for change in changes)
    return [{name: each[name] for name in INDEXED} for each in told]


def _wording(wording: Wording) -> dict[str, Any]:
    return {
        "locale": wording.locale,
        "path": wording.path,
        "line": wording.line,
        "heading": _heading(wording.heading),
        "old": _plain(wording.old),
        "new": _plain(wording.new),
    }


def _heading(heading: Heading) -> dict[str, Any]:
    return {"page": heading.page, "unit": heading.unit, "texts": list(heading.texts)}


# GitHub Actions and SARIF

LEVELS: Mapping[str, str] = {"decision": "error", "undecided": "warning"}
"""How loud a class is where others know only levels; any other is a notice."""


def to_github(comparison: Comparison, reader: Reader) -> str:
    """Workflow commands: GitHub shows each change at its line of the pull request."""
    commands = [_command(change, reader) for change in _shown(comparison)]
    return "\n".join([*commands, _data(summary(comparison, reader))])


def _command(change: Change, reader: Reader) -> str:
    level = LEVELS.get(change.grade, "notice")
    place = f"file={_property(reader.path(change.path))},line={change.line}"
    told = "\n".join([reader.told(change), *flips(change, reader), _names(change)])
    title = _property(f"{change.grade}: {change.rule}")
    return f"::{level} {place},title={title}::{_data(told)}"


def to_sarif(comparison: Comparison, reader: Reader) -> str:
    """SARIF 2.1.0, for code scanning; the class of a change is among its properties."""
    ids = sorted({change.rule for change in comparison.changes})
    rules = [
        {
            "id": rule,
            "shortDescription": _message(outline(RULES[rule].says, reader.language)),
            "fullDescription": _message(outline(RULES[rule].says, reader.language)),
            "help": _message(outline(RULES[rule].says, reader.language)),
            "properties": {"class": RULES[rule].grade},
        }
        for rule in ids
    ]
    driver = {"name": "kijun", "version": __version__, "language": reader.language, "rules": rules}
    run = {
        "tool": {"driver": driver},
        "language": reader.language,
        "columnKind": "unicodeCodePoints",
        "results": [_result(c, ids.index(c.rule), reader) for c in comparison.changes],
    }
    schema = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
    return _dumped({"$schema": schema, "version": "2.1.0", "runs": [run]})


def _result(change: Change, index: int, reader: Reader) -> dict[str, Any]:
    from urllib.parse import quote

    kind, _, name = change.unit.partition(":")
    level = LEVELS.get(change.grade, "note")
    return {
        "ruleId": change.rule,
        "ruleIndex": index,
        "level": level,
        "message": _message("\n".join([reader.told(change), *flips(change, reader)])),
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {
                        "uri": quote(reader.path(change.path), safe="/", errors="replace")
                    },
                    "region": {"startLine": change.line},
                },
                "logicalLocations": [
                    {"name": name, "fullyQualifiedName": change.unit, "kind": kind}
                ],
            }
        ],
        "partialFingerprints": {"kijun/v1": change.fingerprint},
        "properties": {
            "class": change.grade,
            "direction": change.direction,
            "locale": change.locale,
            "market": change.market,
        },
    }


FORMATS: dict[str, Format] = {
    "text": to_text,
    "markdown": to_markdown,
    "json": to_json,
    "github": to_github,
    "sarif": to_sarif,
}


def failing(comparison: Comparison, least: str) -> bool:
    """Whether a change is of a class or of a graver one."""
    return any(GRADES.index(c.grade) <= GRADES.index(least) for c in comparison.changes)


# A rule explained


def catalogue(language: str, width: int = 0) -> str:
    """All change rules for the terminal: each with its class and what it says."""
    return "\n".join(
        f"{rule.id}  {WORDS[rule.grade].to(language)}\n{INDENT}"
        + wrapped(outline(rule.says, language), width, len(INDENT))
        for rule in RULES.values()
    )


def explanation(rule: ChangeRule, language: str, width: int = 0) -> str:
    """A change rule for the terminal: what it says, its class and mirror, and its examples."""
    sections = [
        f"{head}\n" + "\n".join(INDENT + wrapped(line, width, len(INDENT)) for line in lines)
        for head, lines in explained(rule, language)
    ]
    for edit in rule.edits:
        sections.append(WORDS["example"].to(language, rules=edit.expected))
        for head, text in shown(edit, language):
            quoted = "\n".join(f"{INDENT}| {line}".rstrip() for line in text.split("\n"))
            sections.append(f"{INDENT}{head}\n{quoted}")
    return "\n\n".join([f"{rule.id}  {WORDS[rule.grade].to(language)}", *sections])


def explained(rule: ChangeRule, language: str) -> list[tuple[str, list[str]]]:
    """The sections about a rule, for the terminal and the site: a heading, and its paragraphs."""
    name, means = CLASSES[rule.grade]
    found = [
        ("says", [outline(rule.says, language)]),
        ("class", [name.to(language), means.to(language)]),
    ]
    if rule.direction:
        found.append(("direction", [WORDS[rule.direction].to(language)]))
    if rule.mirror:
        found.append(("mirror", [WORDS["answers"].to(language, rule=rule.mirror)]))
    elif rule.unmirrored:
        found.append(("mirror", [rule.unmirrored.to(language)]))
    return [(WORDS[head].to(language), lines) for head, lines in found]


def shown(edit: Edit, language: str) -> list[tuple[str, str]]:
    """The two sides of an edit, each with its heading. Several places of one page follow "…"."""
    where = f" ({edit.file})" if edit.file else ""
    return [
        (WORDS[side].to(language) + where, text.strip("\n").replace("|", "\n…\n"))
        for side, text in (("before", edit.old), ("after", edit.new))
    ]
