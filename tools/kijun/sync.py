"""Keeps translations in step: copies facts, records what a translation was made from.

Edits touch the one field they are about; comments, order and quoting stay as they were.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from . import book, read, yaml
from .cache import Cache
from .compare import compare
from .fingerprint import field_text, source_text
from .markdown import Renderer, fences, front_matter
from .model import Difference, Edition, Passage, Settings, Unit
from .schema import Node, Schemas
from .text import KijunError, Text
from .tree import Folder


class UnknownUnit(KijunError):
    """A unit asked for that stands in no translation."""

    says = Text(
        en="There is no unit '{unit}' in the translations. Give an id such as HAR-2 or an address "
        "such as case:HAR-2-C1.",
        ja="「{unit}」という単位は訳文にありません。HAR-2のようなIDか、case:HAR-2-C1のような"
        "所在を指定してください。",
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
        ja="{unit}は重大度{severity}のため、翻訳した「{by}」以外の人が承認する必要があります"
        "（kijun.ymlのfour-eyes）。",
    )


class NotStamped(KijunError):
    """An approval of a translation that does not say what it was made from."""

    says = Text(
        en="The translation of {unit} is not up to date with its source. Translate what changed, "
        "run 'kijun stamp {unit}', then approve it.",
        ja="{unit}の訳文が現在の原文に対応していません。変わった箇所を訳して"
        "「kijun stamp {unit}」を実行してから承認してください。",
    )


@dataclass(frozen=True)
class _Joined:
    """A page in the source and in one translation, with the units asked for."""

    source: Edition
    target: Edition
    units: tuple[tuple[Unit, Unit], ...]


def facts(folder: Path, units: Sequence[str] = (), locale: str | None = None) -> dict[str, int]:
    """Copy invariant facts from the source to the translations.

    Returns how many fields were written, by path. What is missing with its text cannot be
    copied and stays a finding. Raises KijunError, or an ExceptionGroup of them, where a page
    cannot be read; nothing is written then.
    """
    settings, pages = _opened(folder, units, locale)
    schemas = Schemas(settings.schemas)
    edits: dict[str, str] = {}
    written: Counter[str] = Counter()
    for joined in pages:
        text = joined.target.source
        for left, right in joined.units:
            fields = _copied(list(compare(left, right, schemas)), schemas.unit(left.kind), left)
            for field, value in fields:
                try:
                    text = _with_field(text, joined.target, right, field, value)
                except KeyError:
                    continue
                written[joined.target.path] += 1
        edits[joined.target.path] = text
    return _saved(folder, edits, written)


def stamp(
    folder: Path, units: Sequence[str] = (), locale: str | None = None, by: str = ""
) -> dict[str, int]:
    """Record in each translation the fingerprint of the source it was made from, as a draft.

    A unit that carries today's fingerprint is left alone. Raises as `facts` does.
    """

    def record(joined: _Joined, left: Unit, right: Unit) -> dict[str, Any]:
        made_from = translated_text(joined.source, left)
        before = translation(joined.target, right)
        if before.get("from") == made_from and (not by or before.get("translated-by") == by):
            return {}
        told = {"from": made_from, "state": "draft"}
        return told | ({"translated-by": by} if by else {}) | {"approved-by": None}

    changed = _recorded(folder, [u for u in units if not u.startswith("L-")], locale, record) if (
        not units or any(not u.startswith("L-") for u in units)
    ) else {}
    return changed | _divergences(folder, [u for u in units if u.startswith("L-")], bool(units))


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
            if before.get("translated-by") in (None, by):
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
    schemas, renderer = Schemas(settings.schemas), Renderer(settings.engine)
    wanted, met = set(units), set()
    joined = []
    problems: list[Exception] = []
    for page, paths in book.pages(tree, settings).items():
        editions = {}
        for code, path in paths.items():
            try:
                raw = tree.read(path) or b""
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


def _copied(
    differences: Iterable[Difference], node: Node, source: Unit
) -> Iterator[tuple[tuple[str, ...], Any]]:
    """The fields to write for some differences, each once, with the source's value."""
    seen = set()
    for difference in differences:
        if difference.l10n != "invariant":
            continue
        field = _writable(difference.path, node)
        if field not in seen:
            seen.add(field)
            yield field, _value(source.data, field)


def _writable(path: tuple[str, ...], node: Node) -> tuple[str, ...]:
    """The field that holds a difference: a list of plain values is written whole."""
    for depth, step in enumerate(path):
        child = node.child(step) or node.items
        if child is None:
            return path[: depth + 1]
        if child.key and not (child.items and child.items.properties):
            return path[: depth + 1]
        node = child
    return path


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


def _with_field(
    text: str, edition: Edition, unit: Unit, field: tuple[str, ...], value: Any, after: str = ""
) -> str:
    """A page's text with one field of one unit given a value.

    A label's row stands in the front matter, and so do the facts of a page without blocks.
    Raises KeyError where the place is not there.
    """
    if unit.kind in ("guideline", "page") or (field[0] == "labels" and len(field) > 1):
        found = front_matter(text)
        if found is None:
            if value is None:
                return text
            return "---\n" + yaml.edited("", field, value) + "\n---\n\n" + text
        piece = found[0]
        return "---\n" + _ended(yaml.edited(piece, field, value, after=after)) + text[4 + len(piece) :]
    for fence in fences(text):
        if fence.kind != unit.kind:
            continue
        data = yaml.mapping(fence.text)
        named = data.get("id", "") if fence.kind != "clause" else _heading(text, fence.line)
        if str(named) == unit.id:
            lines = text.split("\n")
            body = yaml.edited(fence.text, field, value, after=after).rstrip("\n").split("\n")
            return "\n".join([*lines[: fence.line], *body, *lines[fence.last - 1 :]])
    raise KeyError(unit.address)


def _ended(piece: str) -> str:
    return piece if piece.endswith("\n") else piece + "\n"


def _heading(text: str, line: int) -> str:
    """The explicit id of the heading above a line."""
    for above in reversed(text.split("\n")[: line - 1]):
        if above.startswith("#"):
            found = re.search(r"\{[^}]*#([^\s}]+)[^}]*\}\s*$", above)
            return found[1] if found else ""
    return ""


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
        for left, right in joined.units:
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
                text = _with_field(text, joined.target, front, field, value)
            else:
                for name, value in fields.items():
                    text = _with_field(
                        text, joined.target, right, (name,), value, after=AFTER.get(name, "")
                    )
            written[joined.target.path] += 1
        edits[joined.target.path] = text
    return _saved(folder, edits, written)


AFTER = {"state": "from", "translated-by": "state", "approved-by": "translated-by"}
"""The order in which a translation speaks of itself."""


def _divergences(folder: Path, wanted: Sequence[str], only: bool) -> dict[str, int]:
    """Renew the fingerprints of the declared divergences asked for; of none without a name."""
    if only and not wanted:
        return {}
    settings, pages = _opened(folder, (), None)
    path = f"{settings.base}/divergences.yml"
    raw = Folder(folder).read(path)
    if raw is None or not wanted:
        return {}
    text = raw.decode("utf-8")
    written: Counter[str] = Counter()
    for entry in settings.divergences:
        if entry.id not in wanted:
            continue
        for joined in pages:
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
    for path, text in edits.items():
        if written[path]:
            save(folder / path, text)
    return {path: count for path, count in sorted(written.items()) if count}


def save(path: Path, text: str) -> None:
    """Replace a file's text: written beside it, then renamed, so that no reader sees half."""
    path = path.resolve()
    mode = path.stat().st_mode if path.exists() else 0o644
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(name, mode & 0o777)
        os.replace(name, path)
    except BaseException:
        os.unlink(name)
        raise
