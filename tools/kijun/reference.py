"""Reference pages for writers: what kijun checks, and what may be written, from what checks it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from html import escape
from types import MappingProxyType
from typing import Any

from . import report_changes
from .changes import RULES
from .codes import LANGUAGES, value
from .elements import mono, pairs, row, say, table
from .model import Data
from .report import example_text, explained, outline
from .rule import Check, Entry
from .rules import CLASSES, DIRECTIONS, ChangeRule
from .shelf import Page, Shelf, titled
from .text import Text, plain

WORDS: Mapping[str, Text] = {
    "checks": Text(en="Checks", ja="検査"),
    "checks-lead": Text(
        en="What kijun checks in every guideline, and what to do about a finding.",
        ja="kijunが各ガイドラインについて検査する内容と、指摘への対応方法です。",
    ),
    "unread-lead": Text(
        en="These are found before anything is checked. Until they are mended, nothing else is "
        "said of the page.",
        ja="検査の前に見つかるものです。直すまで、そのページの他の検査は行われません。",
    ),
    "level": Text(en="Level", ja="水準"),
    "why": Text(en="Why it matters", ja="検査の理由"),
    "measured": Text(en="Measured", ja="測定結果"),
    "recall": Text(
        en="found {found} of {seeded} seeded faults",
        ja="意図的に入れた誤り{seeded}件のうち{found}件を検出",
    ),
    "reports": Text(
        en="{reports} reported on {pairs} real page pairs",
        ja="実在するページ{pairs}組での指摘は{reports}件",
    ),
    "made-by": Text(en="made by {command}", ja="{command}で測定"),
    "good": Text(en="In order", ja="問題のない例"),
    "bad": Text(en="Found: {words}", ja="指摘される例：{words}"),
    "changes": Text(en="Changes", ja="変更の分類"),
    "changes-lead": Text(
        en="What kijun tells of a change between two versions, and what each kind of change "
        "sets off.",
        ja="2つの版の間で変わった点をkijunがどう分類し、何が必要になるかの一覧です。",
    ),
    "class": Text(en="Class", ja="区分"),
    "direction": Text(en="Direction", ja="向き"),
    "says": Text(en="What it says", ja="通知の文面"),
    "schemas": Text(en="Fields", ja="記入する欄"),
    "schemas-lead": Text(
        en="What stands in front matter, in blocks and in the data files, "
        "from the schemas that check it.",
        ja="設定部分、ブロック、データファイルに書く内容です。"
        "検査に使うスキーマから作成しています。",
    ),
    "json": Text(en="What kijun writes as JSON", ja="kijunが出力するJSON"),
    "json-lead": Text(
        en="JSON Schemas for programs that read it.",
        ja="出力を読み取るプログラムのためのJSON Schemaです。",
    ),
    "file": Text(en="File", ja="ファイル"),
    "kind": Text(en="Kind", ja="種類"),
    "field": Text(en="Field", ja="欄の名前"),
    "means": Text(en="What it says", ja="内容"),
    "any": Text(en="‹any name›", ja="‹任意の名前›"),
    "needed": Text(en="required", ja="必須"),
    "one-of": Text(en="one of", ja="次のいずれか："),
}


GROUPS: Mapping[str, tuple[Text, tuple[str, ...]]] = {
    "languages": (Text(en="Checks between languages", ja="言語間の検査"), ("pair",)),
    "pages": (Text(en="Checks of each page", ja="ページごとの検査"), ("edition",)),
    "book": (
        Text(en="Checks across pages", ja="ページ間の検査"),
        ("book", "result"),
    ),
    "releases": (Text(en="Checks of releases", ja="リリースの検査"), ("ledger",)),
    "reading": (Text(en="What cannot be read", ja="読み取れない場合"), ()),
}
"""Pages of checks, by what a check reads; on the last one what keeps a page from being read."""


def checks(
    entries: Iterable[Entry], locale: str, figures: Data = MappingProxyType({})
) -> dict[str, Page]:
    """The pages of the catalogue by path: the index, then what is checked, group by group.

    Each check has its words, why, what to do, how it was measured, and its tested examples.
    """
    groups: dict[str, list[Entry]] = {name: [] for name in GROUPS}
    for entry in entries:
        reads = entry.reads if isinstance(entry, Check) else ""
        named = (name for name, (_, every) in GROUPS.items() if reads in every)
        groups[next(named, "reading")].append(entry)
    heads = [say(WORDS[name], locale) for name in ("checks", "level", "why")]
    index, found = [f"<p>{say(WORDS['checks-lead'], locale)}</p>"], {}
    for name, group in groups.items():
        title = GROUPS[name][0].to(locale)
        lead = f"<p>{say(WORDS['unread-lead'], locale)}</p>" if name == "reading" else ""
        rows = (_listed(entry, f"{name}.md", locale) for entry in group)
        index += [f'<h2 id="{name}">{escape(title)}</h2>', lead, table(heads, rows)]
        sections = (_section(entry.id, _entry(entry, locale, figures)) for entry in group)
        found[f"{name}.md"] = titled(title, lead, *sections)
    return {"index.md": titled(WORDS["checks"].to(locale), *index), **found}


def _listed(entry: Entry, page: str, locale: str) -> str:
    link = f'<a href="{escape(f"{page}#{entry.id}")}">{mono(entry.id)}</a>'
    return row(link, value(entry.level, locale), escape(entry.why.to(locale)))


def _section(name: str, html: str) -> str:
    return f'<section class="kj-card"><h2 id="{escape(name)}">{mono(name)}</h2>{html}</section>'


def _entry(check: Entry, locale: str, figures: Data) -> str:
    rows = [(say(WORDS["level"], locale), value(check.level, locale))]
    rows += [
        (escape(head), "<br>".join(map(escape, lines))) for head, lines in explained(check, locale)
    ]
    if measured := _measured(check, locale, figures):
        rows.append((say(WORDS["measured"], locale), measured))
    parts = [f'<dl class="kj-facts kj-tall">{pairs(rows)}</dl>']
    for example in check.examples:
        found = plain(example.finds, locale)
        head = say(WORDS["bad" if found else "good"], locale, words=found)
        parts.append(f"<h3>{head}</h3>")
        for name, text in example.texts.items():
            if text:
                lang = f' lang="{name}"' if name in LANGUAGES else ""
                parts.append(f"<p>{mono(name)}</p><pre{lang}>{mono(example_text(text))}</pre>")
    return "".join(parts)


def changes_page(locale: str) -> Page:
    """The catalogue: the classes with what they mean, the change rules, then each of them."""
    classes = (row(say(name, locale), say(means, locale)) for name, means in CLASSES.values())
    rows = (
        row(
            f'<a href="#{escape(rule.id)}">{mono(rule.id)}</a>',
            say(CLASSES[rule.grade][0], locale),
            say(DIRECTIONS[rule.direction], locale) if rule.direction else "",
            escape(outline(rule.says, locale)),
        )
        for rule in RULES.values()
    )
    heads = (say(WORDS[name], locale) for name in ("class", "means"))
    all_heads = (say(WORDS[name], locale) for name in ("changes", "class", "direction", "says"))
    lead = f"<p>{say(WORDS['changes-lead'], locale)}</p>"
    title = WORDS["changes"].to(locale)
    sections = (_section(rule.id, change(rule, locale)) for rule in RULES.values())
    return titled(title, lead, table(heads, classes), table(all_heads, rows), *sections)


def change(rule: ChangeRule, locale: str) -> str:
    """One change rule: what it says, its class, direction and mirror, and its tested examples."""
    rows = [
        (escape(head), "<br>".join(_linked(line, rule) for line in lines))
        for head, lines in report_changes.explained(rule, locale)
    ]
    parts = [f'<dl class="kj-facts kj-tall">{pairs(rows)}</dl>']
    for edit in rule.edits:
        head = report_changes.WORDS["example"].to(locale, rules=edit.expected)
        parts.append(f"<h3>{escape(head)}</h3>")
        lang = "ja" if _KANA.search(edit.old + edit.new) else "en"
        for side, text in report_changes.shown(edit, locale):
            parts.append(f'<p>{escape(side)}</p><pre lang="{lang}">{mono(text)}</pre>')
    return "".join(parts)


_KANA = re.compile("[ぁ-ゖァ-ヺ]")


def _linked(line: str, rule: ChangeRule) -> str:
    """A line with the name of the mirror as a link to it."""
    link = f'<a href="#{escape(rule.mirror)}">{mono(rule.mirror)}</a>'
    return escape(line).replace(rule.mirror, link) if rule.mirror else escape(line)


def _measured(check: Entry, locale: str, figures: Data) -> str:
    """What `benchmarks/mutation.py` counted: `{"command": …, "checks": {id: {"seeded": 40, …}}}`.

    A count that was not made is not told.
    """
    counted = figures.get("checks", {}).get(check.id, {})
    told = []
    if counted.get("seeded"):
        seeded, found = counted["seeded"], counted.get("found", 0)
        told.append(say(WORDS["recall"], locale, seeded=seeded, found=found))
    if counted.get("pairs"):
        reports, real = counted.get("reports_on_real_pairs", 0), counted["pairs"]
        told.append(say(WORDS["reports"], locale, reports=reports, pairs=real))
    if told:
        made_by = say(WORDS["made-by"], locale)
        told.append(made_by.replace("{command}", mono(figures.get("command", ""))))
    return ("、" if locale == "ja" else "; ").join(told)


def schema_index(shelf: Shelf) -> Page:
    """The kinds of files and blocks, each with what it is for."""
    schemas = shelf.settings.schemas
    rows = (
        row(
            f'<a href="{escape(kind)}.md">{mono(kind)}</a>',
            escape(_said(schemas[kind], "description", shelf.locale)),
        )
        for kind in kinds(shelf)
    )
    heads = [shelf.say(WORDS[name]) for name in ("kind", "means")]
    lead = f"<p>{shelf.say(WORDS['schemas-lead'])}</p>"
    json = f"<h2>{shelf.say(WORDS['json'])}</h2><p>{shelf.say(WORDS['json-lead'])}</p>"
    written = (
        row(f'<a href="{name}">{mono(name)}</a>', shelf.say(what)) for name, what in JSON.items()
    )
    described = table([shelf.say(WORDS["file"]), heads[1]], written)
    return titled(WORDS["schemas"].to(shelf.locale), lead, table(heads, rows), json, described)


JSON: Mapping[str, Text] = {
    "findings.schema.json": Text(
        en="What 'kijun check --format json' writes.",
        ja="「kijun check --format json」の出力です。",
    ),
    "changes.schema.json": Text(
        en="What 'kijun diff --format json' writes.",
        ja="「kijun diff --format json」の出力です。",
    ),
    "record.schema.json": Text(
        en="What 'kijun show' and 'kijun history' write with '--format json'.",
        ja="「kijun show」と「kijun history」に「--format json」を付けたときの出力です。",
    ),
    "place.schema.json": Text(
        en="Path, line, unit and locale, as the others have them.",
        ja="パス、行、単位、言語版の書き方です。ほかの3つが参照します。",
    ),
}
"""The schemas that stand beside the index, as they do in `schemas/`, by what they describe."""


def kinds(shelf: Shelf) -> list[str]:
    """The schemas that describe what somebody writes; the others are parts of these."""
    return [kind for kind, schema in shelf.settings.schemas.items() if "properties" in schema]


def schema_page(kind: str, shelf: Shelf) -> Page:
    """A kind of front matter, block or data file: its fields, from the schema that checks it."""
    schema = shelf.settings.schemas[kind]
    heads = (shelf.say(WORDS[name]) for name in ("field", "means"))
    lead = f"<p>{mono(kind)} {escape(_said(schema, 'description', shelf.locale))}</p>"
    title = _said(schema, "title", shelf.locale) or kind
    return titled(title, lead, table(heads, _fields(schema, kind, shelf)))


def _fields(schema: Data, home: str, shelf: Shelf, before: str = "") -> Iterator[str]:
    """A table row a field; those of inner mappings and lists follow it under their whole path.

    `home` is the schema that the references within are relative to.
    """
    free = schema.get("additionalProperties")
    parts = schema.get("properties", {}) | ({"": free} if isinstance(free, Mapping) else {})
    for name, part in parts.items():
        found, inside = _resolved(part, home, shelf)
        inner, within = _resolved(found.get("items", found), inside, shelf)
        here = f"{before}{name or WORDS['any'].to(shelf.locale)}"
        if said := escape(_said(found, "description", shelf.locale)):
            notes = " · ".join(_notes(found, inner, name in schema.get("required", ()), shelf))
            yield row(mono(here), f'{said}<br><span class="kj-note">{notes}</span>')
        yield from _fields(inner, within, shelf, f"{here}.")


def _notes(field: Data, inner: Data, needed: bool, shelf: Shelf) -> Iterator[str]:
    """What is to be known of a field besides what it says. `inner` is an item of a list."""
    if needed:
        yield shelf.say(WORDS["needed"])
    kind = TYPES.get(str(field.get("type")))
    if choice := inner.get("enum") or [inner[key] for key in ("const",) if key in inner]:
        codes = ", ".join(mono(plain(code, "en")) for code in choice)
        yield f"{shelf.say(WORDS['one-of'])} {codes}"
    elif kind:
        yield shelf.say(kind)
    for annotation, meanings in MEANINGS.items():
        if meaning := meanings.get(field.get(annotation, "")):
            yield shelf.say(meaning)


TYPES: Mapping[str, Text] = {
    "string": Text(en="text", ja="文字列"),
    "array": Text(en="list", ja="リスト"),
    "object": Text(en="fields", ja="欄のまとまり"),
    "number": Text(en="number", ja="数値"),
    "integer": Text(en="whole number", ja="整数"),
    "boolean": Text(en="true or false", ja="trueまたはfalse"),
}
"""What is written in a field, by its type."""

MEANINGS: Mapping[str, Mapping[str, Text]] = {
    "x-l10n": {
        "invariant": Text(en="equal in every language", ja="すべての言語版で同じ値"),
        "translate": Text(en="written in each language", ja="言語版ごとに書く"),
        "local": Text(en="may stand in one language alone", ja="片方の言語版だけでもよい"),
    },
    "x-change": {
        "decision": Text(en="a change may change labels", ja="変更するとラベルが変わりうる"),
        "read": Text(en="a change is to be read", ja="変更したら読み直しが必要"),
        "editorial": Text(en="a change is one of wording", ja="変更しても字句の違いだけ"),
        "none": Text(en="a change changes no rule", ja="変更してもルールは変わらない"),
    },
}
"""What the annotations of a field ask of a writer: between languages, and when it changes."""


def _resolved(part: Data, home: str, shelf: Shelf) -> tuple[Data, str]:
    """A schema with what its `$ref` stands for, and the schema that it stands in.

    A reference is `shared.yml#/$defs/text`, or within the same schema `#/$defs/text`.
    """
    name, _, pointer = str(part.get("$ref", "")).partition("#")
    if not pointer:
        return part, home
    home = name.removesuffix(".yml") or home
    target: Any = shelf.settings.schemas.get(home, {})
    for step in pointer.strip("/").split("/"):
        target = target.get(step, {})
    target, home = _resolved(target, home, shelf)
    return {**target, **{key: what for key, what in part.items() if key != "$ref"}}, home


def _said(schema: Data, what: str, locale: str) -> str:
    own = schema.get(f"x-{locale}", {})
    return str(own.get(what) or schema.get(what, ""))
