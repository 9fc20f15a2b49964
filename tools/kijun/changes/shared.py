"""What all pages share: the glossary, the settings, the declared divergences, the schemas.

What a change of a field does stands in the schema (`x-change`), as it does for pages; a table
says which rule tells of which field. One cause is one change: a definition that forty clauses
use is told once, with the units that are to be read again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any, TypeAlias

from ..compare import compare
from ..model import Change, Difference, Revision, Unit, Wording
from ..rules import EVERY_WAY, SYMMETRIC, ChangeRule, Edit
from ..schema import Schemas
from ..text import Text
from ..wording import touched
from ..yaml import offset

GLOSSARY, SETTINGS = "guidelines/glossary.yml", "kijun.yml"
DIVERGENCES, SCHEMA = "guidelines/divergences.yml", "policy_schema/question.yml"

CONCEPT = """  - id: mockery
    contexts: [policy]
    en: {definition: Making fun of somebody., preferred: [mockery]}
    ja: {definition: 人を笑いものにすること。, preferred: [嘲笑]}
"""
LAST_CONCEPT = "  - id: person\n"
MARKET = "  FR: {zone: Europe/Paris}\n"
LAST_MARKET = "  IE: {zone: Europe/Dublin}\n"
DIVERGENCE = """  - id: L-JA-T-9
    locale: ja
    unit: case:T-A-C2
    field: given
    kind: example
    reason: {en: Another name., ja: 別の名前です。}
    approver: policy
    review-by: "2027-01-15"
    fingerprints: {en: s-00000000, ja: s-00000000}
"""
FIRST_DIVERGENCE = "  - id: L-JA-T-1\n"


def _pair(
    name: str, grade: str, added: Text, removed: Text, file: str, at: str, piece: str
) -> tuple[ChangeRule, ChangeRule]:
    """A rule for an entry that is new and its mirror, shown by putting a piece before a line."""
    ids = f"{name}-added", f"{name}-removed"
    return (
        ChangeRule(
            ids[0], grade, "shared", added, (Edit(at, piece + at, ids[:1], file=file),),
            mirror=ids[1],
        ),
        ChangeRule(
            ids[1], grade, "shared", removed, (Edit(piece + at, at, ids[1:], file=file),),
            mirror=ids[0],
        ),
    )  # fmt: skip


RULES = (
    ChangeRule(
        id="definition-changed",
        grade="read",
        area="shared",
        says=Text(
            en="The definition of '{what}' changed: '{was}' → '{now}'. Read the {count} units "
            "again that use it.",
            ja="用語「{what}」の定義が変わりました：「{was}」→「{now}」。"
            "この用語を使う{count}か所を読み直してください。",
        ),
        edits=(
            Edit(
                "definition: Somebody with a name.",
                "definition: Somebody with a name or nickname.",
                ("definition-changed",),
                file=GLOSSARY,
            ),
        ),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="term-changed",
        grade="editorial",
        area="shared",
        says=Text(
            en="The preferred term for '{what}' changed: {was} → {now}. The old one still stands "
            "in {count} units.",
            ja="用語「{what}」の推奨表記が変わりました：{was}→{now}。"
            "以前の表記が{count}か所に残っています。",
        ),
        edits=(
            Edit(
                "preferred: [name]",
                "preferred: [full name]",
                ("term-changed",),
                file=GLOSSARY,
            ),
        ),
        unmirrored=SYMMETRIC,
    ),
    *_pair(
        "concept",
        "read",
        Text(
            en="'{what}' is new in the glossary. Read the {count} units again that use its term.",
            ja="用語集に「{what}」が加わりました。この用語を使う{count}か所を読み直してください。",
        ),
        Text(
            en="'{what}' is gone from the glossary. Read the {count} units again that use its "
            "term.",
            ja="用語集から「{what}」がなくなりました。この用語を使う{count}か所を"
            "読み直してください。",
        ),
        GLOSSARY,
        LAST_CONCEPT,
        CONCEPT,
    ),
    *_pair(
        "market",
        "read",
        Text(
            en="The market {what} is new. From now on it may have rules of its own.",
            ja="対象市場{what}が加わりました。この市場だけの取扱いを定められるようになります。",
        ),
        Text(
            en="The market {what} is gone. No rule of its own is left for it.",
            ja="対象市場{what}がなくなりました。この市場だけの取扱いは定められなくなります。",
        ),
        SETTINGS,
        LAST_MARKET,
        MARKET,
    ),
    ChangeRule(
        id="setting-changed",
        grade="read",
        area="shared",
        says=Text(
            en="The setting '{field}' of the book changed: {was} → {now}.",
            ja="全体の設定「{field}」が変わりました：{was}→{now}",
        ),
        edits=(
            Edit(
                "days: {decision: 14}",
                "days: {decision: 30}",
                ("setting-changed",),
                file=SETTINGS,
            ),
        ),
        unmirrored=EVERY_WAY,
    ),
    *_pair(
        "divergence",
        "metadata",
        Text(
            en="{what} is new: a wording that differs between locales on purpose.",
            ja="言語別の取扱い{what}が加わりました（言語版によって表現を意図的に変える箇所）。",
        ),
        Text(
            en="{what} is gone: this wording no longer differs between locales on purpose.",
            ja="言語別の取扱い{what}がなくなりました"
            "（言語版によって表現を変えない箇所になります）。",
        ),
        DIVERGENCES,
        FIRST_DIVERGENCE,
        DIVERGENCE,
    ),
    ChangeRule(
        id="schema-changed",
        grade="undecided",
        area="shared",
        says=Text(
            en="What may be written in '{what}', or what a change of it does, is another: "
            "{fields}.",
            ja="「{what}」に書ける内容、または変更時の扱いが変わりました：{fields}。",
        ),
        edits=(
            Edit(
                "required: [id, asked, question, answer]",
                "required: [id, question, answer]",
                ("schema-changed",),
                file=SCHEMA,
            ),
        ),
        unmirrored=EVERY_WAY,
    ),
    ChangeRule(
        id="record-changed",
        grade="metadata",
        area="shared",
        says=Text(
            en="In '{what}', fields that change no rule differ: {fields}.",
            ja="「{what}」で、規則に影響しない欄が変わりました：{fields}",
        ),
        edits=(
            Edit("owners: [policy]", "owners: [policy, legal]", ("record-changed",), file=SETTINGS),
            Edit("Somebody is meant.", "Somebody is.", ("record-changed",), file=GLOSSARY),
        ),
        unmirrored=SYMMETRIC,
    ),
)
BY_ID = {rule.id: rule for rule in RULES}

TOLD: Mapping[str, str] = {
    "concepts.*": "concept",
    "concepts.*.*": "definition-changed",
    "concepts.*.*.definition": "definition-changed",
    "concepts.*.*.preferred": "term-changed",
    "concepts.*.*.preferred.*": "term-changed",
    "markets.*": "market",
    "divergences.*": "divergence",
}
"""Which rule tells of a field, by its path; of all others, what the schema says of them tells.

A rule of entries is named without its end: `concept-added`, `concept-removed`.
"""

Users: TypeAlias = Callable[[str, str, bool], tuple[str, ...]]
"""Concept, locale, and whether only a word counts that is preferred no longer: the addresses of
the units in which a word for the concept stands."""


def changes(revision: Revision, schemas: Schemas, source: str, users: Users) -> Iterator[Change]:
    """What differs in a data file, each cause once, with the units that it concerns."""
    (old, new) = revision.both[0]
    told: dict[tuple[str, str], list[Difference]] = {}
    for found in compare(old, new, schemas, "time"):
        told.setdefault(_cause(found), []).append(found)
    for (rule, what), group in told.items():
        yield _told(revision, rule, what, group, source, users)


def _cause(found: Difference) -> tuple[str, str]:
    """The rule that tells of a difference, and the entry or field that it tells of."""
    field = ".".join(found.path)
    for pattern, rule in TOLD.items():
        if field.count(".") == pattern.count(".") and fnmatchcase(field, pattern):
            if rule in BY_ID:
                return rule, found.path[1]
            return f"{rule}-{'added' if found.left is None else 'removed'}", found.path[1]
    if found.change in ("decision", "read"):
        return "setting-changed", field
    if found.unit.kind == "kijun":
        return "record-changed", SETTINGS
    return "record-changed", found.path[min(1, len(found.path) - 1)]


def _told(
    revision: Revision,
    rule: str,
    what: str,
    group: Sequence[Difference],
    source: str,
    users: Users,
) -> Change:
    unit, theirs = revision.both[0]
    first = group[0]
    place = replace(theirs, kind=KIND[theirs.kind], id=what)
    locales = [found.path[2] for found in group if rule in ("definition-changed", "term-changed")]
    change = BY_ID[rule].at(
        revision,
        place,
        old=first.left,
        new=first.right,
        field=".".join(first.path),
        values={"what": what, "fields": [".".join(found.path) for found in group]},
    )
    change = replace(change, line=1 + offset(revision.edition.source, first.path))
    if rule == "setting-changed":
        change = _setting(change, first)
    elif locales:
        change = _wording(change, unit, theirs, locales, source, users)
        if change.grade == "read" and any(map(_doubtful, group)):
            change = replace(change, grade="undecided")
    elif rule.startswith("concept"):
        units = users(what, source, False)
        change = replace(change, units=units, values={"what": what, "count": len(units)})
    return change


def _doubtful(found: Difference) -> bool:
    """Whether a definition names another number, denies, or limits otherwise: under 18, under 16.

    What uses the term decides by it.
    """
    sides = [
        str(side.get("definition", "") if isinstance(side, Mapping) else side or "")
        for side in (found.left, found.right)
    ]
    return all(sides) and bool(touched(sides[0], sides[1], found.path[2], faint=False))


KIND = {"glossary": "concept", "divergences": "divergence", "kijun": "setting"}
"""What an entry of a data file is called in addresses: `concept:harm`."""


def _setting(change: Change, found: Difference) -> Change:
    said = [_said(side) for side in (found.left, found.right)]
    values = {"field": change.field, "was": said[0], "now": said[1]}
    return replace(change, grade=found.change, values=values)


def _said(value: Any) -> str:
    if isinstance(value, Mapping):
        whole = ", ".join(f"{name}: {_said(each)}" for name, each in value.items())
        return whole if len(whole) <= LONGEST else f"{whole[:LONGEST]}…"
    return "—" if value is None else str(value)


LONGEST = 200
"""As many characters of a group of fields a message says."""


def _wording(
    change: Change, old: Unit, new: Unit, locales: Sequence[str], source: str, users: Users
) -> Change:
    """A definition or term that changed, in the source's words where they did, with the others.

    Where only a translation's definition changed, it was put right or polished.
    """
    what, dropped = change.unit.partition(":")[2], change.rule == "term-changed"
    name = "preferred" if dropped else "definition"
    order = sorted(dict.fromkeys(locales), key=lambda code: (code != source, code))
    was, now = (
        {code: _entry(unit, what).get(code, {}).get(name) for code in order} for unit in (old, new)
    )
    units = tuple(dict.fromkeys(each for code in order for each in users(what, code, dropped)))
    first, *rest = order
    if not dropped and first != source:
        change = replace(change, grade="translation")
    return replace(
        change,
        locale=first,
        old=was[first],
        new=now[first],
        units=units,
        others=tuple(
            Wording(
                code,
                change.path,
                change.line,
                was[code],
                now[code],
                values={"was": _listed(was[code]), "now": _listed(now[code])},
            )
            for code in rest
        ),
        values={
            "what": what,
            "was": _listed(was[first]),
            "now": _listed(now[first]),
            "count": len(units),
        },
    )


def _entry(unit: Unit, name: str) -> Mapping[str, Any]:
    concepts: Sequence[Mapping[str, Any]] = unit.data.get("concepts", ())
    return next((entry for entry in concepts if entry.get("id") == name), {})


def _listed(value: Any) -> Any:
    return list(value) if isinstance(value, list) else _said(value)


DESCRIBES = ("title", "description", "x-ja", "$schema", "$id")
"""What a schema says to people only."""


def schema(revision: Revision) -> Change:
    """A schema that differs: in what it means, or only in what it says of it."""
    old, new = (_meaning(unit.data) for unit in revision.both[0])
    what = revision.edition.page
    fields = list(_fields(old, new)) or [what]
    rule = BY_ID["schema-changed" if old != new else "record-changed"]
    unit = revision.both[0][1]
    return rule.at(revision, unit, old=old, new=new, values={"what": what, "fields": fields})


def _meaning(part: Any, named: bool = False) -> Any:
    """A schema without its descriptions. Below `properties`, names are no keywords."""
    if isinstance(part, Mapping):
        return {
            name: _meaning(each, name in ("properties", "$defs"))
            for name, each in part.items()
            if named or name not in DESCRIBES
        }
    return [_meaning(each) for each in part] if isinstance(part, list) else part


def _fields(old: Any, new: Any, path: tuple[str, ...] = ()) -> Iterator[str]:
    """The deepest keywords in which two schemas differ, each by its path."""
    if old == new:
        return
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in dict.fromkeys((*old, *new)):
            yield from _fields(old.get(name), new.get(name), (*path, str(name)))
    else:
        yield ".".join(path)
