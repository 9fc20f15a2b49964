"""Decision facts: fields of which the schema says that a change of theirs decides.

What a field means stands in the schema (`x-change`); which way a change of it goes stands in
the tables below, by the field's path. A field that no table knows is a decision all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from fnmatch import fnmatchcase
from typing import Any

from ..compare import compare
from ..model import Change, Difference, Revision, Unit
from ..rules import EVERY_WAY, ChangeRule, Edit
from ..schema import Schemas
from ..text import Text

SEVERITIES = ("S0", "S1", "S2", "S3", "S4")
ACTIONS = ("none", "review", "age-gate", "limit", "remove")
ESCALATIONS = ("none", "queue", "at-once")
MODALITIES = ("none", "may", "should", "must")


def _both_ways(
    area: str,
    tight: tuple[str, str, Text, tuple[Edit, ...]],
    loose: tuple[str, str, Text, tuple[Edit, ...]],
    grade: str = "decision",
) -> tuple[ChangeRule, ChangeRule]:
    """A rule and its mirror: id, direction, words, edits of each."""
    (a, a_way, a_says, a_edits), (b, b_way, b_says, b_edits) = tight, loose
    return (
        ChangeRule(a, grade, area, a_says, a_edits, a_way, mirror=b),
        ChangeRule(b, grade, area, b_says, b_edits, b_way, mirror=a),
    )


RULES = (
    *_both_ways(
        "facts",
        (
            "severity-raised",
            "tightens",
            Text(
                en="The severity of {what} rises from {was} to {now}.",
                ja="{what}の重大度が{was}から{now}に上がります。",
            ),
            (Edit("severity: S2", "severity: S3", ("severity-raised",), both=True),),
        ),
        (
            "severity-lowered",
            "loosens",
            Text(
                en="The severity of {what} falls from {was} to {now}.",
                ja="{what}の重大度が{was}から{now}に下がります。",
            ),
            (Edit("severity: S2", "severity: S1", ("severity-lowered",), both=True),),
        ),
    ),
    *_both_ways(
        "facts",
        (
            "action-hardened",
            "tightens",
            Text(
                en="The action for {what} becomes stricter: {was} → {now}.",
                ja="{what}の対応が厳しくなります：{was}→{now}",
            ),
            (Edit("action: limit", "action: remove", ("action-hardened",), both=True),),
        ),
        (
            "action-softened",
            "loosens",
            Text(
                en="The action for {what} becomes milder: {was} → {now}.",
                ja="{what}の対応が緩くなります：{was}→{now}",
            ),
            (Edit("action: limit", "action: review", ("action-softened",), both=True),),
        ),
    ),
    ChangeRule(
        id="action-changed",
        grade="decision",
        direction="shifts",
        area="facts",
        says=Text(
            en="The action for {what} changes: {was} → {now}.",
            ja="{what}の対応が変わります：{was}→{now}",
        ),
        edits=(Edit("action: limit", "action: support", ("action-changed",), both=True),),
        unmirrored=EVERY_WAY,
    ),
    *_both_ways(
        "facts",
        (
            "label-made-violating",
            "tightens",
            Text(
                en="{what} becomes a violation: {was} → {now}.",
                ja="{what}が違反扱いになります：{was}→{now}",
            ),
            (Edit("kind: exception", "kind: violating", ("label-made-violating",), both=True),),
        ),
        (
            "label-no-longer-violating",
            "loosens",
            Text(
                en="{what} is no longer a violation: {was} → {now}.",
                ja="{what}が違反扱いでなくなります：{was}→{now}",
            ),
            (Edit("kind: violating", "kind: flag", ("label-no-longer-violating",), both=True),),
        ),
    ),
    ChangeRule(
        id="label-kind-changed",
        grade="decision",
        direction="shifts",
        area="facts",
        says=Text(
            en="The kind of {what} changes: {was} → {now}.",
            ja="{what}の種類が変わります：{was}→{now}",
        ),
        edits=(Edit("kind: exception", "kind: flag", ("label-kind-changed",), both=True),),
        unmirrored=EVERY_WAY,
    ),
    *_both_ways(
        "facts",
        (
            "modality-tightened",
            "tightens",
            Text(
                en="What {what} demands becomes stricter: {was} → {now}.",
                ja="{what}の求めることが厳しくなります：{was}→{now}",
            ),
            (Edit("modality: may", "modality: must-not", ("modality-tightened",), both=True),),
        ),
        (
            "modality-loosened",
            "loosens",
            Text(
                en="What {what} demands becomes milder: {was} → {now}.",
                ja="{what}の求めることが緩くなります：{was}→{now}",
            ),
            (Edit("modality: must-not", "modality: should", ("modality-loosened",), both=True),),
        ),
    ),
    ChangeRule(
        id="modality-turned",
        grade="decision",
        direction="shifts",
        area="facts",
        says=Text(
            en="What {what} demands is turned round: {was} → {now}.",
            ja="{what}の求めることが逆になります：{was}→{now}",
        ),
        edits=(Edit("modality: must-not", "modality: must", ("modality-turned",), both=True),),
        unmirrored=EVERY_WAY,
    ),
    *_both_ways(
        "facts",
        (
            "threshold-raised",
            "shifts",
            Text(
                en="The threshold '{field}' of {what} rises from {was} to {now}.",
                ja="{what}のしきい値「{field}」が{was}から{now}に上がります。",
            ),
            (Edit("value: 3", "value: 5", ("threshold-raised",), both=True),),
        ),
        (
            "threshold-lowered",
            "shifts",
            Text(
                en="The threshold '{field}' of {what} falls from {was} to {now}.",
                ja="{what}のしきい値「{field}」が{was}から{now}に下がります。",
            ),
            (Edit("value: 3", "value: 2", ("threshold-lowered",), both=True),),
        ),
    ),
    *_both_ways(
        "facts",
        (
            "escalation-raised",
            "tightens",
            Text(
                en="{what} is escalated sooner: {was} → {now}.",
                ja="{what}の上申が早まります：{was}→{now}",
            ),
            (Edit("escalation: queue", "escalation: at-once", ("escalation-raised",), both=True),),
        ),
        (
            "escalation-lowered",
            "loosens",
            Text(
                en="{what} is escalated later or not at all: {was} → {now}.",
                ja="{what}の上申が遅くなるか、なくなります：{was}→{now}",
            ),
            (Edit("escalation: queue", "escalation: none", ("escalation-lowered",), both=True),),
        ),
    ),
    *_both_ways(
        "facts",
        (
            "markets-widened",
            "shifts",
            Text(
                en="{what} now also holds in {now}.",
                ja="{what}が適用される地域に{now}が加わります。",
            ),
            (Edit("markets: [JP]", "markets: [JP, IE]", ("markets-widened",), both=True),),
        ),
        (
            "markets-narrowed",
            "shifts",
            Text(
                en="{what} no longer holds in {was}.",
                ja="{what}が適用される地域から{was}が外れます。",
            ),
            (Edit("markets: [JP, IE]", "markets: [JP]", ("markets-narrowed",), both=True),),
        ),
    ),
    *_both_ways(
        "facts",
        (
            "fact-added",
            "shifts",
            Text(
                en="'{field}' of {what} is new: {now}.",
                ja="{what}に「{field}」が加わりました：{now}",
            ),
            (
                Edit(
                    "modality: may\n",
                    "modality: may\nescalation: queue\n",
                    ("fact-added",),
                    both=True,
                ),
                Edit(
                    "    unit: reports\n",
                    "    unit: reports\n  views:\n    value: 9\n    unit: views\n",
                    ("fact-added",),
                    both=True,
                ),
            ),
        ),
        (
            "fact-removed",
            "shifts",
            Text(
                en="'{field}' of {what} is gone: it was {was}.",
                ja="{what}の「{field}」がなくなりました（変更前：{was}）。",
            ),
            (
                Edit(
                    "modality: must\nescalation: queue\n",
                    "modality: must\n",
                    ("fact-removed",),
                    both=True,
                ),
            ),
        ),
    ),
    ChangeRule(
        id="fact-changed",
        grade="decision",
        direction="shifts",
        area="facts",
        says=Text(
            en="'{field}' of {what} changes: {was} → {now}.",
            ja="{what}の「{field}」が変わります：{was}→{now}",
        ),
        edits=(Edit("default: en", "default: ja", ("fact-changed",), both=True),),
        unmirrored=EVERY_WAY,
    ),
    ChangeRule(
        id="case-decided-otherwise",
        grade="decision",
        direction="shifts",
        area="facts",
        says=Text(
            en="The written case {what} is decided otherwise: {was} → {now}.",
            ja="事例{what}の判断が変わります：{was}→{now}",
        ),
        edits=(
            Edit(
                "expect: T-1\nnear: T-0",
                "expect: T-E\nnear: T-0",
                ("case-decided-otherwise",),
                both=True,
            ),
        ),
        unmirrored=EVERY_WAY,
    ),
    ChangeRule(
        id="aid-changed",
        grade="read",
        area="facts",
        says=Text(
            en="'{field}' of {what} changes: {was} → {now}. It helps to decide and decides "
            "nothing.",
            ja="{what}の「{field}」が変わります：{was}→{now}（判断の参考になる欄です）",
        ),
        edits=(
            Edit("expect: T-1\nnear: T-0", "expect: T-1\nnear: T-E", ("aid-changed",), both=True),
        ),
        unmirrored=EVERY_WAY,
    ),
)
BY_ID = {rule.id: rule for rule in RULES}


def _ordered(
    values: Sequence[str], up: str, down: str, otherwise: str
) -> Callable[[Any, Any], str]:
    def which(old: Any, new: Any) -> str:
        if old not in values or new not in values:
            return otherwise
        return up if values.index(new) > values.index(old) else down

    return which


def _modality(old: Any, new: Any) -> str:
    strict = ["must" if value == "must-not" else value for value in (old, new)]
    if strict[0] == strict[1] or not set(strict) <= set(MODALITIES):
        return "modality-turned"
    return _ordered(MODALITIES, "modality-tightened", "modality-loosened", "")(*strict)


def _kind(old: Any, new: Any) -> str:
    if "violating" not in (old, new):
        return "label-kind-changed"
    return "label-made-violating" if new == "violating" else "label-no-longer-violating"


def _number(old: Any, new: Any) -> str:
    return "threshold-raised" if new > old else "threshold-lowered"


CHANGED: Mapping[str, Callable[[Any, Any], str]] = {
    "severity": _ordered(SEVERITIES, "severity-raised", "severity-lowered", "fact-changed"),
    "labels.*.severity": _ordered(
        SEVERITIES, "severity-raised", "severity-lowered", "fact-changed"
    ),
    "action": _ordered(ACTIONS, "action-hardened", "action-softened", "action-changed"),
    "labels.*.action": _ordered(ACTIONS, "action-hardened", "action-softened", "action-changed"),
    "labels.*.kind": _kind,
    "modality": _modality,
    "threshold.*.value": _number,
    "escalation": _ordered(ESCALATIONS, "escalation-raised", "escalation-lowered", "fact-changed"),
}
"""Which rule answers for a changed value, by the path of its field."""


def directed(change: Change, revision: Revision) -> Change:
    """A market's rule that comes or goes, with the way that its values say; else as it is.

    They stand in place of those of its clause: a label's, or the clause's own.
    """
    if change.rule not in ("market-rule-added", "market-rule-removed"):
        return change
    edition, entry = (
        (revision.old, change.old) if change.new is None else (revision.new, change.new)
    )
    unit = edition.by_address[change.unit] if edition else None
    clause = edition.by_address.get(f"clause:{unit.clause}") if edition and unit else None
    if clause is None or any(name in entry for name in DIRECTIONLESS):
        return change
    usual = [clause.data, *clause.data.get("labels", ())]
    ways: set[str] = set()
    for field in ("severity", "action", "escalation"):
        for value in {each[field] for each in usual if field in each} if field in entry else ():
            sides = (value, entry[field]) if change.new is not None else (entry[field], value)
            ways |= {BY_ID[CHANGED[field](*sides)].direction} if value != entry[field] else set()
    return replace(change, direction=ways.pop()) if len(ways) == 1 else change


DIRECTIONLESS = ("threshold", "title", "scope", "definition", "exception", "steps")
"""Fields of a market's rule of which no order of values says whether they tighten it."""

CASES = ("expect", "expect.*", "path", "path.*", "secondary", "secondary.*")
"""Fields of a case in which its verdict is written."""

ELSEWHERE = ("labels", "labels.*", "labels.*.retired")
"""Fields of which another family tells: labels that come and go. Of a decision, it is run."""


def changes(revision: Revision, schemas: Schemas) -> Iterator[Change]:
    """Fields that differ in units that stand in both versions, but for texts."""
    taken = {name for unit in revision.fresh for name in unit.data.get("takes-up", ())}
    for ours, theirs in revision.both:
        if ours.data == theirs.data:
            continue
        verdicts: list[Difference] = []
        for found in compare(ours, theirs, schemas, "time"):
            field = ".".join(found.path)
            if found.l10n == "translate" or found.change in ("none", "editorial"):
                continue
            if taken and _topics_gone(found) <= taken:
                # The clause that takes the topics up is the change.
                continue
            holds = theirs.kind in ("guideline", "clause")
            if theirs.kind == "decision" or (holds and _among(field, ELSEWHERE)):
                continue
            if theirs.kind == "case" and _among(field, CASES):
                verdicts.append(found)
            else:
                yield _told(revision, theirs, found, field)
        if verdicts:
            yield _verdict(revision, ours, theirs)


def _topics_gone(found: Difference) -> set[str]:
    """The topics that are out of scope no longer; for any other difference, one of no name."""
    if found.path[0] != "out-of-scope" or found.right is not None:
        return {""}
    return {found.path[1]} if found.path[1:] else set(found.left)


def _among(field: str, patterns: Sequence[str]) -> bool:
    """Whether one of the patterns, step by step, is the field's path."""
    return any(
        field.count(".") == pattern.count(".") and fnmatchcase(field, pattern)
        for pattern in patterns
    )


def _told(revision: Revision, unit: Unit, found: Difference, field: str) -> Change:
    old, new = found.left, found.right
    rule = _rule(unit, field, old, new)
    if found.change == "read":
        rule = "aid-changed"
    label = found.path[1] if found.path[0] == "labels" and len(found.path) > 1 else ""
    market = str(unit.data.get("market", "")) if unit.kind == "market" else ""
    return BY_ID[rule].at(
        revision,
        unit,
        "" if new is None or isinstance(new, dict) else str(new),
        old=old,
        new=new,
        field=field,
        market=market,
        labels=(label,) if label else labels_of(unit),
        values={
            "what": label or unit.id,
            "was": _said(old) if not rule.startswith("markets") else _keys(old, found.path),
            "now": _said(new) if not rule.startswith("markets") else _keys(new, found.path),
            "field": field,
        },
    )


def labels_of(unit: Unit) -> tuple[str, ...]:
    """The labels that a unit names: a clause's own, a case's expected ones."""
    if unit.kind == "clause":
        return tuple(row["id"] for row in unit.data.get("labels", ()))
    if unit.kind == "case":
        expected = unit.data.get("expect", ())
        return (expected,) if isinstance(expected, str) else tuple(expected)
    return ()


def _rule(unit: Unit, field: str, old: Any, new: Any) -> str:
    if unit.kind == "clause" and _among(field, ("markets.*",)):
        return "markets-widened" if old is None else "markets-narrowed"
    if unit.kind == "clause" and field == "markets":
        # A clause without the field holds everywhere.
        return "markets-narrowed" if old is None else "markets-widened"
    if old is None:
        return "fact-added"
    if new is None:
        return "fact-removed"
    for pattern, which in CHANGED.items():
        if _among(field, (pattern,)):
            return which(old, new)
    return "fact-changed"


def _keys(value: Any, path: Sequence[str]) -> Any:
    return list(value) if isinstance(value, dict) else path[-1]


def _said(value: Any) -> Any:
    """A value for a message: of a keyed list its keys, of a map its keys and values."""
    if isinstance(value, Mapping):
        pairs = (name if each is True else f"{name}: {_said(each)}" for name, each in value.items())
        return ", ".join(map(str, pairs))
    if isinstance(value, bool):
        return "true" if value else "false"
    return "" if value is None else value


def _verdict(revision: Revision, old: Unit, new: Unit) -> Change:
    """All that a case says of its verdict, as one change."""
    sides = [
        {name: unit.data[name] for name in ("path", "expect", "secondary") if name in unit.data}
        for unit in (old, new)
    ]
    if old.data.get("expect") != new.data.get("expect"):
        was, now = (_said_label(unit.data.get("expect")) for unit in (old, new))
    else:
        differing = [n for n in (*sides[0], *sides[1]) if sides[0].get(n) != sides[1].get(n)]
        was, now = (
            _said({n: side[n] for n in dict.fromkeys(differing) if n in side}) for side in sides
        )
    return BY_ID["case-decided-otherwise"].at(
        revision,
        new,
        "expect",
        old=sides[0],
        new=sides[1],
        market=str(new.data.get("market", "")),
        labels=tuple(dict.fromkeys((*labels_of(old), *labels_of(new)))),
        values={"what": new.id, "was": was, "now": now},
    )


def _said_label(expected: Any) -> Any:
    return expected if isinstance(expected, str) else ", ".join(expected or ())
