"""Labels and units that come and go: what an item can be labelled, and what the label rests on."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..model import Change, Data, Edition, Revision, Unit
from ..rules import EVERY_WAY, ChangeRule, Edit
from ..text import Text

CASE = """

```yaml case
id: T-A-C9
given: A post about the weather.
expect: T-0
near: T-1
because: Nobody is named.
path: {named: false}
```
"""
QUESTION = """

```yaml question
id: T-A-Q9
asked: 2026-01-10
question: Does a nickname count?
answer: Yes.
```
"""
MARKET = """

```yaml market
id: M-IE-T-A
market: IE
severity: S3
basis: []
basis-none: No statute asks for it.
```
"""
REFERENCE = """

```yaml market
id: M-IE-T-A
market: IE
basis:
  - act: Some Act
```
"""
DECISION = """

```yaml decision
id: T-D9
start: seen
steps:
  seen:
    ask: Was it seen?
    when-true: T-1
    when-false: T-0
    unsure: T-0
```
"""
END = "The last line of the clause."
ROW = """  - id: T-9
    name: Another
    kind: violating
    severity: S1
    action: limit
    hint: Another kind of post
"""
TOPIC = """out-of-scope:
  - id: nicknames
    topic: Nicknames.
"""
FREE_ROW = ROW.replace("violating", "permitted").replace("S1", "S0").replace("limit", "none")
FIRST_ROW = "  - id: T-0\n"
CLAUSE = """

## Another {#T-Z}

```yaml clause
labels: [T-9]
modality: must-not
```

Another rule altogether.
"""


def _pair(
    name: str,
    grade: str,
    added: Text,
    removed: Text,
    edits: tuple[Edit, Edit] | None,
    directions: tuple[str, str] = ("", ""),
    verbs: tuple[str, str] = ("added", "removed"),
) -> tuple[ChangeRule, ChangeRule]:
    ids = [f"{name}-{verb}" for verb in verbs]
    shown = [(edit,) for edit in edits] if edits else [(), ()]
    return (
        ChangeRule(ids[0], grade, "structure", added, shown[0], directions[0], mirror=ids[1]),
        ChangeRule(ids[1], grade, "structure", removed, shown[1], directions[1], mirror=ids[0]),
    )


def _edits(
    old: str, new: str, name: str, verbs: tuple[str, str] = ("added", "removed")
) -> tuple[Edit, Edit]:
    """An edit and the reverse, for a rule and its mirror."""
    return (
        Edit(old, new, (f"{name}-{verbs[0]}",), both=True),
        Edit(new, old, (f"{name}-{verbs[1]}",), both=True),
    )


ANOTHER = Text(en="another label", ja="別のラベル")
"""The labels that items had, or get, where no written case tells which."""

RULES = (
    *_pair(
        "violating-label",
        "decision",
        Text(
            en="The label {labels} is new: what it names had {before} before.",
            ja="ラベル{labels}が新設されました。該当する投稿に付くラベルは、これまで{before}でした。",
        ),
        Text(
            en="The label {labels} is gone: what it named gets {after} now.",
            ja="ラベル{labels}がなくなりました。該当する投稿に付くラベルは{after}になります。",
        ),
        (
            Edit(
                f"{FIRST_ROW}|{END}",
                f"{ROW}{FIRST_ROW}|{END}{CLAUSE}",
                ("violating-label-added",),
                both=True,
            ),
            Edit(
                f"{ROW}{FIRST_ROW}|{END}{CLAUSE}",
                f"{FIRST_ROW}|{END}",
                ("violating-label-removed",),
                both=True,
            ),
        ),
        ("tightens", "loosens"),
    ),
    *_pair(
        "lenient-label",
        "decision",
        Text(
            en="The label {labels} is new, and no violation: items may leave other labels for it.",
            ja="違反でないラベル{labels}が新設されました。ほかのラベルから移る投稿があり得ます。",
        ),
        Text(
            en="The label {labels}, which was no violation, is gone: its items need another one.",
            ja="違反でないラベル{labels}がなくなりました。該当する投稿には別のラベルが必要です。",
        ),
        (
            Edit(
                f"{FIRST_ROW}|{END}",
                f"{FREE_ROW}{FIRST_ROW}|{END}{CLAUSE}",
                ("lenient-label-added",),
                both=True,
            ),
            Edit(
                f"{FREE_ROW}{FIRST_ROW}|{END}{CLAUSE}",
                f"{FIRST_ROW}|{END}",
                ("lenient-label-removed",),
                both=True,
            ),
        ),
        ("loosens", "tightens"),
    ),
    ChangeRule(
        id="topic-taken-up",
        grade="additive",
        area="structure",
        says=Text(
            en="{what} takes up {topics}, until now out of scope, with the labels {labels}.",
            ja="{what}は、これまで対象外だった事項（{topics}）を取り上げます（ラベル：{labels}）。",
        ),
        edits=(
            Edit(
                f"{TOPIC}|{FIRST_ROW}|{END}",
                f"|{ROW}{FIRST_ROW}|{END}{CLAUSE}".replace(
                    "labels: [T-9]\n", "labels: [T-9]\ntakes-up: [nicknames]\n"
                ),
                ("topic-taken-up",),
                both=True,
            ),
        ),
        unmirrored=Text(
            en="The reverse takes a rule away, and is told as a label that is gone.",
            ja="逆向きの変更はルールをなくすことであり、ラベルがなくなったと知らせます。",
        ),
    ),
    *_pair(
        "label",
        "decision",
        Text(
            en="The label {labels} is retired: it stays valid for closed items only.",
            ja="ラベル{labels}は廃止されました。処理済みの投稿でのみ有効です。",
        ),
        Text(
            en="The label {labels}, once retired, is in use again.",
            ja="廃止されていたラベル{labels}が再び使われます。",
        ),
        _edits(
            "    action: limit\n",
            "    action: limit\n    retired: true\n",
            "label",
            ("retired", "restored"),
        ),
        ("shifts", "shifts"),
        ("retired", "restored"),
    ),
    ChangeRule(
        id="label-moved",
        grade="structural",
        area="structure",
        says=Text(
            en="The label {labels} is now explained in {now}; it was in {was}.",
            ja="ラベル{labels}の説明が{was}から{now}に移りました。",
        ),
        edits=(
            Edit(
                "labels: [T-0, T-E]|labels: [T-1]",
                "labels: [T-0]|labels: [T-1, T-E]",
                ("label-moved",),
                both=True,
            ),
        ),
        unmirrored=Text(
            en="The reverse edit is the same move in the other direction.",
            ja="逆向きの変更は、同じ移動を反対にたどったものです。",
        ),
    ),
    *_pair(
        "case",
        "read",
        Text(en="The case {what} is new.", ja="事例{what}が加わりました。"),
        Text(en="The case {what} is gone.", ja="事例{what}が削られました。"),
        _edits(END, END + CASE, "case"),
    ),
    *_pair(
        "question",
        "read",
        Text(en="The question {what} is new.", ja="質問{what}が加わりました。"),
        Text(en="The question {what} is gone.", ja="質問{what}が削られました。"),
        _edits(END, END + QUESTION, "question"),
    ),
    *_pair(
        "market-rule",
        "decision",
        Text(
            en="{what} is new: a rule that holds in {market} only.",
            ja="地域別の取扱い{what}（{market}）が加わりました。",
        ),
        Text(
            en="{what} is gone: {market} has no rule of its own here any more.",
            ja="地域別の取扱い{what}（{market}）がなくなりました。",
        ),
        _edits(END, END + MARKET, "market-rule"),
        ("shifts", "shifts"),
    ),
    *_pair(
        "legal-reference",
        "read",
        Text(
            en="{what} is new: a legal reference for {market} that changes no value.",
            ja="{market}の法令への参照{what}が加わりました（値の変更はありません）。",
        ),
        Text(
            en="{what} is gone: a legal reference for {market} that changed no value.",
            ja="{market}の法令への参照{what}が削られました（値の変更はありません）。",
        ),
        _edits(END, END + REFERENCE, "legal-reference"),
    ),
    *_pair(
        "decision",
        "decision",
        Text(
            en="The decision {what} is new; it leads to {labels}.",
            ja="判断フロー{what}が加わりました（結果：{labels}）。",
        ),
        Text(
            en="The decision {what} is gone; it led to {labels}.",
            ja="判断フロー{what}がなくなりました（結果：{labels}）。",
        ),
        _edits(END, END + DECISION, "decision"),
        ("shifts", "shifts"),
    ),
    *_pair(
        "guideline",
        "decision",
        Text(
            en="The guideline {what} is new, with the labels {labels}.",
            ja="ガイドライン{what}が新設されました（ラベル：{labels}）。",
        ),
        Text(
            en="The guideline {what} is gone, with the labels {labels}.",
            ja="ガイドライン{what}がなくなりました（ラベル：{labels}）。",
        ),
        None,
        ("tightens", "loosens"),
    ),
    *_pair(
        "page",
        "undecided",
        Text(
            en="The page {what} is new. It may hold rules.",
            ja="ページ{what}が加わりました。規則を含む可能性があります。",
        ),
        Text(
            en="The page {what} is gone. It may have held rules.",
            ja="ページ{what}が削られました。規則を含んでいた可能性があります。",
        ),
        None,
    ),
    ChangeRule(
        id="notice-changed",
        grade="metadata",
        area="structure",
        says=Text(
            en="The notice of release {release} is new or reads otherwise; it holds no rule.",
            ja="リリース{release}の改定のお知らせが加わったか、変わりました"
            "（お知らせは規則を含みません）。",
        ),
        edits=(),
        unmirrored=EVERY_WAY,
    ),
)
BY_ID = {rule.id: rule for rule in RULES}

TELLS_CLAUSES = (
    "violating-label-added",
    "violating-label-removed",
    "lenient-label-added",
    "lenient-label-removed",
    "topic-taken-up",
)
"""Rules that tell of a whole clause where it is new or gone: its text is no second change."""


def violating(row: Data) -> bool:
    """Whether a label stands for a violation, or for anything above the lowest severity."""
    return row.get("kind") == "violating" or row.get("severity", "S0") != "S0"


def labels(editions: Sequence[Edition]) -> dict[str, Data]:
    """The label rows of some pages by id."""
    return {row["id"]: row for edition in editions for row in edition.labels}


def retired(edition: Edition | None) -> set[str]:
    """The labels of a page that are given no more."""
    return {row["id"] for row in edition.labels if row.get("retired")} if edition else set()


def without_spent(
    revision: Revision, before: Mapping[str, Data], after: Mapping[str, Data]
) -> Revision:
    """Without clauses that only one side has, for labels that the other does not give either.

    Whether a retired label is still explained, and what stands in its clause, is no news.
    """

    def left(units: tuple[Unit, ...], other: Mapping[str, Data]) -> tuple[Unit, ...]:
        spent = {unit.id for unit in units if unit.kind == "clause" and _spent(unit, other)}
        return tuple(u for u in units if (u.id if u.kind == "clause" else u.clause) not in spent)

    return replace(revision, gone=left(revision.gone, after), fresh=left(revision.fresh, before))


def _spent(clause: Unit, other: Mapping[str, Data]) -> bool:
    rows = clause.data.get("labels", ())
    every = (*rows, *(other[row["id"]] for row in rows if row["id"] in other))
    return bool(every) and all(row.get("retired") for row in every)


def changes(
    revision: Revision,
    before: Mapping[str, Data],
    after: Mapping[str, Data],
    homes: Mapping[str, str],
) -> Iterator[Change]:
    """Labels and units that one version has and the other has not.

    `before` and `after` are the labels of all pages that differ, so that a label that only
    changed its page is no new label. `homes` is the clause in which each label stood.
    """
    if revision.old is None or revision.new is None:
        yield _page(revision)
        return
    for ours, theirs in revision.both:
        if theirs.kind in HOLD_LABELS:
            yield from _rows(revision, ours, theirs, before, after, homes)
    for unit in revision.fresh:
        yield from _unit(revision, unit, "added", before, homes)
    for unit in revision.gone:
        yield from _unit(revision, unit, "removed", after, homes)


def notice(revision: Revision, release: str) -> Change:
    """A page that tells of a release: it differs as a whole, whatever words are in it."""
    old, new = (each and each.source for each in (revision.old, revision.new))
    front = revision.edition.units[0]
    return BY_ID["notice-changed"].at(
        revision, front, old=old, new=new, values={"release": release}
    )


def _page(revision: Revision) -> Change:
    edition = revision.edition
    end = "added" if revision.old is None else "removed"
    front = edition.units[0]
    rows = tuple(row["id"] for row in edition.labels)
    rule = BY_ID[f"{'guideline' if edition.guideline else 'page'}-{end}"]
    if rule.id.startswith("guideline") and not any(map(violating, edition.labels)):
        rule = BY_ID[f"guideline-{end}"]
    text = edition.source
    return rule.at(
        revision,
        front,
        old=text if end == "removed" else None,
        new=text if end == "added" else None,
        labels=rows,
        values={"what": edition.guideline or edition.page, "labels": rows},
        texts=(unit.title for unit in edition.units[1:] if unit.title),
    )


HOLD_LABELS = ("guideline", "clause")
"""Kinds of units with label rows; a guideline has those that no clause names."""


def _rows(
    revision: Revision,
    old: Unit,
    new: Unit,
    before: Mapping[str, Data],
    after: Container[str],
    homes: Mapping[str, str],
) -> Iterator[Change]:
    ours = {row["id"]: row for row in old.data.get("labels", ())}
    theirs = {row["id"]: row for row in new.data.get("labels", ())}
    for name, row in theirs.items():
        if name not in before and not row.get("retired"):
            yield _label(revision, new, row, "added")
    yield from _come(revision, new, theirs.values(), before, homes, ours)
    for name, row in ours.items():
        if name not in theirs and name not in after and not row.get("retired"):
            yield _label(revision, new, row, "removed")


def _come(
    revision: Revision,
    unit: Unit,
    rows: Iterable[Data],
    before: Mapping[str, Data],
    homes: Mapping[str, str],
    ours: Container[str] = (),
) -> Iterator[Change]:
    """Labels that there were before: retired now, given again, or come from another clause."""
    for row in rows:
        name, now = row["id"], bool(row.get("retired"))
        if name in before and now != bool(before[name].get("retired")):
            yield BY_ID[f"label-{'retired' if now else 'restored'}"].at(
                revision,
                unit,
                name,
                old=not now,
                new=now,
                field=f"labels.{name}.retired",
                labels=(name,),
                values={"labels": [name]},
            )
        elif name in before and name not in ours:
            was = homes.get(name, "")
            yield BY_ID["label-moved"].at(
                revision,
                unit,
                name,
                old=was,
                new=unit.id,
                field=f"labels.{name}",
                labels=(name,),
                values={"labels": [name], "was": was, "now": unit.id},
            )


def _label(revision: Revision, unit: Unit, row: Data, end: str) -> Change:
    name = row["id"]
    rule = BY_ID[f"{'violating' if violating(row) else 'lenient'}-label-{end}"]
    return rule.at(
        revision,
        unit,
        name if end == "added" else "",
        old=None if end == "added" else row,
        new=row if end == "added" else None,
        field=f"labels.{name}",
        labels=(name,),
        values={"labels": [name], "before": ANOTHER, "after": ANOTHER},
    )


def _unit(
    revision: Revision, unit: Unit, end: str, known: Mapping[str, Data], homes: Mapping[str, str]
) -> Iterator[Change]:
    """A unit on one side only. A clause is told by its labels, or as prose where it has none."""
    if unit.kind == "clause":
        rows: list[Data] = list(unit.data.get("labels", ()))
        fresh = [row for row in rows if row["id"] not in known and not row.get("retired")]
        if end == "added":
            yield from _come(revision, unit, rows, known, homes)
        if end == "added" and fresh and (topics := taken_up(revision, unit)):
            names = tuple(row["id"] for row in fresh)
            yield BY_ID["topic-taken-up"].at(
                revision,
                unit,
                old=None,
                new=dict(unit.data),
                labels=names,
                values={"what": unit.id, "topics": topics, "labels": names},
            )
            return
        for heavy in (True, False):
            chosen = [row for row in fresh if violating(row) == heavy]
            if chosen:
                yield _clause(revision, unit, chosen, end)
        return
    name = _named(unit)
    if not name:
        return
    facts = dict(unit.data)
    market = str(facts.get("market", ""))
    yield BY_ID[f"{name}-{end}"].at(
        revision,
        unit,
        old=None if end == "added" else facts,
        new=facts if end == "added" else None,
        market=market,
        labels=_named_labels(unit),
        values={"what": unit.id, "market": market, "labels": _named_labels(unit)},
    )


def taken_up(revision: Revision, clause: Unit) -> list[str]:
    """The topics, in words, that a new clause takes up; none unless every one that it names was
    listed as out of scope in the version before, and is no longer."""
    declared: Sequence[str] = clause.data.get("takes-up", ())
    was, now = (
        {row["id"]: row["topic"] for row in edition.units[0].data.get("out-of-scope", ())}
        if edition
        else {}
        for edition in (revision.old, revision.new)
    )
    known = all(name in was and name not in now for name in declared)
    return [was[name] for name in declared] if known else []


def _clause(revision: Revision, unit: Unit, rows: list[Data], end: str) -> Change:
    rule = BY_ID[f"{'violating' if violating(rows[0]) else 'lenient'}-label-{end}"]
    names = tuple(row["id"] for row in rows)
    facts = dict(unit.data)
    return rule.at(
        revision,
        unit,
        old=None if end == "added" else facts,
        new=facts if end == "added" else None,
        labels=names,
        values={"labels": names, "before": ANOTHER, "after": ANOTHER},
        texts=(passage.text for passage in unit.passages if not passage.field),
    )


REPLACES = (
    "severity",
    "action",
    "threshold",
    "escalation",
    "title",
    "scope",
    "definition",
    "exception",
    "steps",
)
"""Fields with which a market entry replaces something; without any it is a legal reference."""


def _named(unit: Unit) -> str:
    if unit.kind == "market":
        return "market-rule" if any(name in unit.data for name in REPLACES) else "legal-reference"
    return unit.kind if unit.kind in ("case", "question", "decision") else ""


def _named_labels(unit: Unit) -> tuple[str, ...]:
    if unit.kind == "case":
        expected: Any = unit.data.get("expect", ())
        return (expected,) if isinstance(expected, str) else tuple(expected)
    if unit.kind == "decision":
        steps: Mapping[str, Data] = unit.data.get("steps", {})
        goals = [step.get(exit_) for step in steps.values() for exit_ in EXITS]
        return tuple(dict.fromkeys(str(g) for g in goals if g and g not in steps))
    return ()


EXITS = ("when-true", "when-false", "unsure", "otherwise")
