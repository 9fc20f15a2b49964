"""Keeps translations in step: copies facts, records what a translation was made from.

Edits touch the one field they are about; comments, order and quoting stay as they were.
"""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from . import book, read, yaml
from .cache import Cache
from .compare import compare
from .fingerprint import field_text, source_text
from .markdown import fences, front_matter
from .model import Edition, Passage, Settings, Unit
from .schema import Node, compiled
from .text import KijunError, Text
from .tree import Folder, save


class UnknownUnit(KijunError):
    """A unit asked for that stands in no translation."""

    says = Text(
        en="There is no unit '{unit}' in the translations. Give an id such as HAR-2 or an address "
        "such as case:HAR-2-C1.",
        ja="「{unit}」という単位は訳文にありません。HAR-2のようなID、"
        "またはcase:HAR-2-C1のようなアドレスを指定してください。",
    )


class UnknownLocale(KijunError):
    """A locale that is not a translation of this book."""

    says = Text(
        en="'{locale}' is not a translation here. Translations: {known}.",
        ja="「{locale}」はこの文書の訳文の言語版ではありません。訳文の言語版は{known}です。",
    )


class FourEyes(KijunError):
    """Translator and approver are one person where the book asks for two."""

    says = Text(
        en="{unit} is of severity {severity}: somebody other than its translator '{by}' has to "
        "approve it (four-eyes in kijun.yml).",
        ja="{unit}は重大度{severity}です。翻訳した「{by}」とは別の人が承認してください"
        "（kijun.ymlのfour-eyesによる）。",
    )


class NoTranslator(KijunError):
    """An approval by four eyes of a translation that does not say whose it is."""

    says = Text(
        en="The translation of {unit} does not say who made it, and four-eyes in kijun.yml asks "
        "for two people. Run 'kijun stamp {unit} --by NAME' first.",
        ja="{unit}の訳文に、翻訳した人が書かれていません。kijun.ymlのfour-eyesにより、"
        "2人で確認する必要があります。先に「kijun stamp {unit} --by 名前」を実行してください。",
    )


class NotStamped(KijunError):
    """An approval of a translation that does not say what it was made from."""

    says = Text(
        en="The translation of {unit} is not up to date with its source. Translate what changed, "
        "run 'kijun stamp {unit}', then approve it.",
        ja="{unit}の訳文が現在の原文に対応していません。変わった箇所を訳して"
        "「kijun stamp {unit}」を実行してから承認してください。",
    )


class NotCopied(KijunError):
    """A fact that comes with a text, such as a label that the translation lacks."""

    says = Text(
        en="'{field}' comes with a text and cannot be copied. Translate it there.",
        ja="「{field}」には文章が含まれるため、写せません。訳文に書き加えてください。",
    )


class LeadsNowhere(KijunError):
    """A fact that names a question which the translation lacks."""

    says = Text(
        en="'{field}' leads to the question '{question}', which does not stand there yet, and was "
        "not copied. Translate the question, then run 'kijun sync' again.",
        ja="「{field}」の行き先の質問「{question}」が訳文にまだないため、写していません。"
        "その質問を訳してから、もう一度「kijun sync」を実行してください。",
    )


@dataclass(frozen=True)
class _Joined:
    """A page in the source and in one translation, with the units asked for."""

    source: Edition
    target: Edition
    units: tuple[tuple[Unit, Unit], ...]

    @property
    def from_below(self) -> list[tuple[Unit, Unit]]:
        """The units from the page's end: an edit leaves the lines above it where they are."""
        return sorted(self.units, key=lambda both: (both[1].line, both[1].last), reverse=True)


@dataclass(frozen=True)
class Synced:
    """How many facts were written, by path, and what was left for a translator, each with the
    place and the words for it."""

    written: Mapping[str, int]
    left: tuple[KijunError, ...]


def facts(folder: Path, units: Sequence[str] = (), locale: str | None = None) -> Synced:
    """Copy invariant facts from the source to the translations.

    Raises KijunError, or an ExceptionGroup of them, where a page cannot be read; nothing is
    written then.
    """
    settings, pages = _opened(folder, units, locale)
    schemas = compiled(settings.schemas)
    edits: dict[str, str] = {}
    written: Counter[str] = Counter()
    left: list[KijunError] = []
    for joined in pages:
        text = joined.target.source
        for ours, theirs in joined.from_below:
            node = schemas.unit(ours.kind)
            paths = [d.path for d in compare(ours, theirs, schemas) if d.l10n == "invariant"]
            for field in dict.fromkeys(_writable(p, node, ours.data, theirs.data) for p in paths):
                value = _value(ours.data, field)
                place, name = joined.target.place(theirs), ".".join(field)
                if _holds_text(_at(node, field)) or not _value(theirs.data, field[:-1]):
                    left.append(NotCopied(place, field=name))
                    continue
                if question := _lacking(value, joined):
                    left.append(LeadsNowhere(place, field=name, question=question))
                    continue
                text = _with_field(text, theirs, field, value)
                written[joined.target.path] += 1
        edits[joined.target.path] = text
    return Synced(_saved(folder, edits, written), tuple(left))


def stamp(
    folder: Path, units: Sequence[str] = (), locale: str | None = None, by: str = ""
) -> dict[str, int]:
    """Record in each translation the fingerprint of the source it was made from, as a draft.

    A unit that carries today's fingerprint is left alone, unless it is named together with
    another translator. A divergence (`L-JA-FND-7`) gets the fingerprints of today's texts.
    Raises as `facts` does.
    """

    def record(joined: _Joined, left: Unit, right: Unit) -> dict[str, Any]:
        made_from = translated_text(joined.source, left)
        before = translation(joined.target, right)
        if before.get("from") == made_from and not (units and by):
            return {}
        if before.get("from") == made_from and before.get("translated-by") == by:
            return {}
        told = {"from": made_from, "state": "draft"}
        return told | ({"translated-by": by} if by else {}) | {"approved-by": None}

    declared = [name for name in units if name.startswith("L-")]
    others = [name for name in units if not name.startswith("L-")]
    changed = _divergences(folder, declared) if declared else {}
    return changed | _recorded(folder, others, locale, record) if others or not units else changed


def approve(
    folder: Path, units: Sequence[str] = (), locale: str | None = None, by: str = ""
) -> dict[str, int]:
    """Record an approval. Raises NotStamped, FourEyes, or as `facts` does; nothing is written."""
    settings = book.settings(Folder(folder), Cache(None), str(folder))

    def record(joined: _Joined, left: Unit, right: Unit) -> dict[str, Any]:
        before = translation(joined.target, right)
        if before.get("from") != translated_text(joined.source, left):
            raise NotStamped(joined.target.place(right), unit=right.address)
        severity = _severity(joined.source, left)
        if settings.four_eyes and severity >= settings.four_eyes:
            if "translated-by" not in before:
                raise NoTranslator(joined.target.place(right), unit=right.address)
            if before["translated-by"] == by:
                raise FourEyes(
                    joined.target.place(right), unit=right.address, severity=severity, by=by
                )
        if before.get("state") == "approved" and before.get("approved-by") == by:
            return {}
        return {"state": "approved", "approved-by": by}

    return _recorded(folder, units, locale, record)


def translated_text(edition: Edition, unit: Unit) -> str:
    """The fingerprint that a translation of the unit carries as `from`.

    Headings of a guideline that are no clauses belong to the guideline itself.
    """
    if unit.kind == "guideline":
        more = tuple(
            part
            for section in edition.of("section")
            for part in (Passage("", "h", section.title), *section.passages)
        )
        unit = replace(unit, passages=(*unit.passages, *more))
    return source_text(unit)


def translation(edition: Edition, unit: Unit) -> dict[str, Any]:
    """What a translated unit says of itself: from, state, translated-by, approved-by."""
    fields = ("from", "state", "translated-by", "approved-by")
    data: Any = unit.data
    if unit.kind in ("page", "section"):
        data = edition.units[0].data.get("translation", {}).get(unit.address, {})
    return {name: data[name] for name in fields if name in data}


def _severity(edition: Edition, unit: Unit) -> str:
    """The highest severity among the labels of the unit's clause, or of the guideline."""
    clause = edition.by_address.get(f"clause:{unit.clause}")
    rows = clause.data.get("labels", ()) if clause else edition.labels
    return max((row.get("severity", "S0") for row in rows), default="S0")


def _opened(
    folder: Path, units: Sequence[str], locale: str | None
) -> tuple[Settings, list[_Joined]]:
    tree = Folder(folder)
    settings = book.settings(tree, Cache(None), str(folder))
    targets = [code for code in settings.locales if code != settings.source]
    if locale is not None and locale not in targets:
        raise UnknownLocale(locale=locale, known=targets)
    schemas, renderer = compiled(settings.schemas), book.renderer(tree, settings)
    wanted, met = set(units), set[str]()
    # A page that does not hold the last part of a name holds no unit of that name.
    names = [re.split(r"[:#]", name)[-1].encode() for name in units]
    if any(name.endswith(b".md") for name in names):
        names = []
    joined = []
    problems: list[Exception] = []
    for page, paths in book.pages(tree, settings).items():
        editions = {}
        for code, path in paths.items():
            try:
                raw = tree.read(path) or b""
                if names and not any(name in raw for name in names):
                    continue
                editions[code] = read.edition(raw, path, page, code, schemas, renderer)
            except ExceptionGroup as group:
                problems.extend(group.exceptions)
        source = editions.get(settings.source)
        for code in targets if locale is None else [locale]:
            if source is None or code not in editions:
                continue
            target = editions[code]
            both = [
                (unit, target.by_address[unit.address])
                for unit in source.units
                if unit.address in target.by_address
                and (not wanted or wanted & {unit.address, unit.id, unit.clause})
            ]
            met |= {name for unit, _ in both for name in (unit.address, unit.id, unit.clause)}
            joined.append(_Joined(source, target, tuple(both)))
    if problems:
        raise ExceptionGroup("unreadable pages", problems)
    if unknown := sorted(wanted - met):
        raise UnknownUnit(unit=unknown[0])
    return settings, joined


def _lacking(goal: Any, joined: _Joined) -> str:
    """The question that a value names and that only the source has; "" where there is none."""
    ours, theirs = (
        {name for decision in edition.of("decision") for name in decision.data["steps"]}
        for edition in (joined.source, joined.target)
    )
    return goal if isinstance(goal, str) and goal in ours - theirs else ""


def _writable(path: tuple[str, ...], node: Node, ours: Any, theirs: Any) -> tuple[str, ...]:
    """The field to write for a difference: the first on the way that one side lacks.

    A list of plain values is written whole.
    """
    for depth in range(1, len(path)):
        field = path[:depth]
        at = _at(node, field)
        if at.key and not (at.items and at.items.properties):
            return field
        if _value(ours, field) is None or _value(theirs, field) is None:
            return field
    return path


def _at(node: Node, field: tuple[str, ...]) -> Node:
    for step in field:
        node = node.child(step) or node.items or Node()
    return node


def _holds_text(node: Node) -> bool:
    """Whether something in a field is for a translator."""
    inner = [*node.properties.values(), *filter(None, (node.rest, node.items))]
    return node.l10n == "translate" or any(map(_holds_text, inner))


def _value(data: Any, field: tuple[str, ...]) -> Any:
    for step in field:
        if isinstance(data, list):
            keyed = {str(item.get("id", n)): item for n, item in enumerate(data)}
            data = keyed.get(step)
        elif isinstance(data, dict):
            data = data.get(step)
        else:
            return None
    if isinstance(data, list) and data and isinstance(data[0], dict) and "id" in data[0]:
        return [item["id"] for item in data]
    return data


def _with_field(text: str, unit: Unit, field: tuple[str, ...], value: Any, after: str = "") -> str:
    """A page's text with one field of one unit given a value.

    A label's row stands in the front matter, and so do the facts of a page without blocks.
    Nothing above the unit may have changed since it was read. Raises KeyError where the place
    is not there.
    """
    if unit.kind in ("guideline", "page") or (field[0] == "labels" and len(field) > 1):
        found = front_matter(text)
        if found is None:
            if value is None:
                return text
            return "---\n" + yaml.edited("", field, value) + "\n---\n\n" + text
        piece = found[0]
        edited = yaml.edited(piece, field, value, after=after)
        return "---\n" + edited.rstrip("\n") + "\n" + text[4 + len(piece) :]
    lines = text.split("\n")
    for fence in fences(text):
        if fence.kind == unit.kind and fence.line >= unit.line:
            opening = lines[fence.line - 1]
            indent = opening[: len(opening) - len(opening.lstrip())]
            edited = yaml.edited(fence.text, field, value, after=after).rstrip("\n")
            body = [indent + line if line else line for line in edited.split("\n")]
            return "\n".join([*lines[: fence.line], *body, *lines[fence.last - 1 :]])
    raise KeyError(unit.address)


def _recorded(
    folder: Path,
    units: Sequence[str],
    locale: str | None,
    record: Callable[[_Joined, Unit, Unit], dict[str, Any]],
) -> dict[str, int]:
    _, pages = _opened(folder, units, locale)
    edits: dict[str, str] = {}
    written: Counter[str] = Counter()
    for joined in pages:
        text = joined.target.source
        for left, right in joined.from_below:
            if right.kind == "section" and joined.target.guideline:
                continue
            fields = record(joined, left, right)
            if not fields:
                continue
            if right.kind in ("page", "section"):
                before = translation(joined.target, right)
                told = {k: v for k, v in (before | fields).items() if v is not None}
                front = joined.target.units[0]
                known = front_matter(text)
                has_map = known is not None and "translation" in yaml.mapping(known[0])
                line = yaml.flow(told)
                field = ("translation", right.address) if has_map else ("translation",)
                value = line if has_map else {right.address: line}
                text = _with_field(text, front, field, value)
            else:
                for name, value in fields.items():
                    text = _with_field(text, right, (name,), value, after=AFTER.get(name, ""))
            written[joined.target.path] += 1
        edits[joined.target.path] = text
    return _saved(folder, edits, written)


AFTER = {"state": "from", "translated-by": "state", "approved-by": "translated-by"}
"""The order in which a translation speaks of itself."""


def _divergences(folder: Path, wanted: Sequence[str]) -> dict[str, int]:
    """Renew the fingerprints of the declared divergences asked for."""
    settings, pages = _opened(folder, (), None)
    if unknown := sorted(set(wanted) - {entry.id for entry in settings.divergences}):
        raise UnknownUnit(unit=unknown[0])
    path = posixpath.join(settings.base, "divergences.yml")
    text = (Folder(folder).read(path) or b"").decode("utf-8")
    written: Counter[str] = Counter()
    for entry in settings.divergences:
        for joined in pages if entry.id in wanted else ():
            for edition in (joined.source, joined.target):
                unit = edition.by_address.get(entry.unit)
                now = field_text(unit, entry.field) if unit else ""
                if now and entry.data["fingerprints"].get(edition.locale) != now:
                    field = ("divergences", entry.id, "fingerprints", edition.locale)
                    text = yaml.edited(text, field, now)
                    written[path] += 1
    return _saved(folder, {path: text}, written)


def _saved(folder: Path, edits: dict[str, str], written: Counter[str]) -> dict[str, int]:
    """Write what changed, each file whole or not at all."""
    tree = Folder(folder)
    for path, text in edits.items():
        if written[path]:
            save(tree.actual(path), text.encode())
    return {path: count for path, count in sorted(written.items()) if count}
