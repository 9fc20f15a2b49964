"""Every change rule is shown by its edits, has its mirror, and says what it found."""

from __future__ import annotations

from pathlib import Path

import pytest

from kijun import cli, codes, diff, reference, report_changes, yaml
from kijun.changes import RULES
from kijun.checks import CHECKS
from kijun.report import outline
from kijun.rules import CLASSES, DIRECTIONS, GRADES, ChangeRule, Edit
from kijun.text import Text
from kijun.tree import Memory

ROOT = Path(__file__).parents[1]

SETTINGS = """source: en
locales:
  en: {dir: guidelines/en}
  ja: {dir: guidelines/ja}
markets:
  JP: {zone: Asia/Tokyo}
  IE: {zone: Europe/Dublin}
owners: [policy]
lead-times:
  JP: {days: {decision: 14}}
"""

GLOSSARY = """concepts:
  - id: person
    contexts: [policy]
    en: {definition: Somebody with a name., preferred: [name]}
    ja: {definition: 名前のある人。, preferred: [名前]}
    note: {en: Somebody is meant.}
"""

DIVERGENCES = """divergences:
  - id: L-JA-T-1
    locale: ja
    unit: case:T-A-C1
    field: given
    kind: example
    reason: {en: Another name., ja: 別の名前です。}
    approver: policy
    review-by: "2027-01-15"
    fingerprints: {en: s-00000000, ja: s-00000000}
"""

SAMPLE = """---
id: T
title: Sample
owner: policy
audience: vendor
governing:
  default: en
out-of-scope:
  - id: nicknames
    topic: Nicknames.
labels:
  - id: T-0
    name: Fine
    kind: permitted
    severity: S0
    action: none
    hint: Fine
  - id: T-1
    name: Bad
    kind: violating
    severity: S2
    action: limit
    hint: Bad
  - id: T-2
    name: Worse
    kind: violating
    severity: S2
    action: remove
    hint: Worse
  - id: T-E
    name: Excused
    kind: exception
    severity: S0
    action: review
    hint: Excused
---

Why there is a rule.

## Bad posts {#T-A}

```yaml clause
labels: [T-1]
modality: must-not
threshold:
  reports:
    value: 3
    unit: reports
```

Nobody is mocked here.

```yaml case
id: T-A-C1
given: A post with a name.
path: {named: true}
expect: T-1
near: T-0
because: Somebody is named.
```

```yaml case
id: T-A-C2
given: A post without a name.
path: {named: false}
expect: T-0
near: T-1
because: Nobody is named.
```

```yaml decision
id: T-D1
start: named
steps:
  named:
    ask: Is somebody named?
    when-true: T-1
    when-false: T-0
    unsure: T-0
```

```yaml market
id: M-JP-T-A
market: JP
scope: Posts about a candidate.
basis: []
basis-none: No statute asks for it.
for-counsel: Nothing to add.
```

The last line of the clause.

## Fine posts {#T-F}

```yaml clause
labels: [T-0, T-E]
modality: may
markets: [JP]
```

Anything else.

## Worse posts {#T-W}

```yaml clause
labels: [T-2]
modality: must
escalation: queue
```

Tell a colleague.
"""


def book(page: str, ja: str = "") -> Memory:
    """A book of one guideline, in Japanese the same page unless another is given."""
    schemas = (ROOT / "policy_schema").glob("*.yml")
    return Memory(
        {
            "kijun.yml": SETTINGS,
            "guidelines/glossary.yml": GLOSSARY,
            "guidelines/divergences.yml": DIVERGENCES,
            **{f"policy_schema/{path.name}": path.read_text("utf-8") for path in schemas},
            "guidelines/en/policies/t.md": page,
            "guidelines/ja/policies/t.md": ja or page,
        }
    )


def edited(page: str, old: str, new: str) -> str:
    for before, after in zip(old.split("|"), new.split("|"), strict=True):
        page = page.replace(before, after, 1)
    return page


def sides_of(edit: Edit) -> tuple[diff.Version, diff.Version]:
    """The two versions of the sample's data file that an edit stands for."""
    files = book(SAMPLE).files
    there = str(files[edit.file])
    shown, other = (edit.old, edit.new) if edit.old in there else (edit.new, edit.old)
    changed = there.replace(shown, other, 1)
    assert changed != there
    sides = {shown: there, other: changed}
    old, new = (Memory({**files, edit.file: sides[text]}) for text in (edit.old, edit.new))
    return diff.Version("old", old), diff.Version("new", new)


def versions(edit: Edit) -> tuple[diff.Version, diff.Version]:
    """The two versions that an edit stands for."""
    if edit.file:
        return sides_of(edit)
    if all(part in SAMPLE for part in edit.old.split("|")):
        before, after = SAMPLE, edited(SAMPLE, edit.old, edit.new)
    elif all(part in SAMPLE for part in edit.new.split("|")):
        before, after = edited(SAMPLE, edit.new, edit.old), SAMPLE
    else:
        files = Memory({"a.md": edit.old}), Memory({"a.md": edit.new})
        return diff.Version("old", files[0], file=True), diff.Version("new", files[1], file=True)
    assert before != after
    pages = {"en": (before, after), "ja": (before, after) if edit.both else (before, before)}
    old, new = (book(pages["en"][side], pages["ja"][side]) for side in (0, 1))
    return diff.Version("old", old), diff.Version("new", new)


EDITS = [
    pytest.param(edit, id=f"{rule.id}-{number}")
    for rule in RULES.values()
    for number, edit in enumerate(rule.edits)
]


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_is_answered_by_the_rules_that_it_shows(edit: Edit) -> None:
    found = diff.compared(*versions(edit))
    assert tuple(change.rule for change in found.changes) == edit.expected


@pytest.mark.parametrize("edit", EDITS)
def test_the_words_of_a_change_hold_no_empty_place(edit: Edit) -> None:
    for change in diff.compared(*versions(edit)).changes:
        for language in Text.languages:
            said = RULES[change.rule].says.to(language, **change.values)
            assert said
            assert "{" not in said
            assert "「」" not in said
            assert "''" not in said


@pytest.mark.parametrize("edit", EDITS)
def test_the_reverse_edit_is_answered_by_the_mirror(edit: Edit) -> None:
    old, new = versions(edit)
    there, back = diff.compared(old, new), diff.compared(new, old)
    answered = {change.rule for change in back.changes}
    for change in there.changes:
        if RULES[change.rule].grade == "additive":
            # Only what was declared is additive; to take it away is a decision.
            assert back.grade == "decision"
            continue
        assert (RULES[change.rule].mirror or change.rule) in answered


def test_each_rule_has_its_mirror_or_says_why_not() -> None:
    for rule in RULES.values():
        if rule.mirror:
            assert not rule.unmirrored, rule.id
            other = RULES[rule.mirror]
            assert other.mirror == rule.id
            assert (other.grade, other.area) == (rule.grade, rule.area)
            opposite = {"tightens": "loosens", "loosens": "tightens"}
            assert other.direction == opposite.get(rule.direction, rule.direction)
        else:
            assert rule.unmirrored, rule.id


SHOWN_ELSEWHERE = {
    "page-moved",
    "page-added",
    "page-removed",
    "guideline-added",
    "guideline-removed",
    "notice-changed",
    "translation-catch-up",
    "translation-error-fixed",
    "translation-polished",
    "translation-added",
    "translation-removed",
}
"""Rules about several files, which `test_diff` shows on real folders."""


def test_each_rule_is_shown() -> None:
    shown = {rule for edit in EDITS for rule in edit.values[0].expected}
    assert {rule for rule in RULES if rule not in shown} == SHOWN_ELSEWHERE


def test_rows_use_known_classes_and_directions() -> None:
    for rule in RULES.values():
        assert rule.grade in GRADES
        assert rule.direction in ("", *DIRECTIONS)
        assert rule.direction == "" or rule.grade == "decision"


def test_an_equal_book_has_no_change() -> None:
    found = diff.compared(diff.Version("a", book(SAMPLE)), diff.Version("b", book(SAMPLE)))
    assert found.changes == ()
    assert found.grade == ""
    assert found.pages == 2


LABEL = """  - id: T-9
    name: Another
    kind: violating
    severity: S1
    action: limit
    hint: Another kind of post
"""
RULE = """
## Another {#T-Z}

```yaml clause
labels: [T-9]
modality: must-not
```

Another rule altogether.

```yaml case
id: T-Z-C1
given: A post about the weather.
expect: T-0
near: T-1
because: Nobody is named.
```
"""


def with_label(row: str, home: str = "") -> str:
    """The sample with a label more, in a clause of its own, in another one, or in none."""
    page = SAMPLE.replace("labels:\n", f"labels:\n{row}", 1)
    if home == "T-A":
        return page.replace("labels: [T-1]", "labels: [T-1, T-9]", 1)
    return page + (RULE if home else "")


GIVEN, RETIRED = LABEL, f"{LABEL}    retired: true\n"
GONE = ("label-retired", "section-removed", "case-removed")
COME = ("section-added", "case-added")
RETIREMENTS = [
    pytest.param(old, new, rules, id=name)
    for name, old, new, rules in (
        ("its own clause", (GIVEN, "T-Z"), (RETIRED, "T-Z"), ["label-retired"]),
        ("a clause of several", (GIVEN, "T-A"), (RETIRED, "T-A"), ["label-retired"]),
        ("moved", (GIVEN, "T-Z"), (RETIRED, "T-A"), [*GONE]),
        ("no clause", (GIVEN, "T-Z"), (RETIRED, ""), [*GONE]),
        ("moved to its own", (GIVEN, "T-A"), (RETIRED, "T-Z"), ["label-retired", *COME]),
        ("restored", (RETIRED, "T-A"), (GIVEN, "T-A"), ["label-restored"]),
        ("kept with its clause", ("", ""), (RETIRED, "T-Z"), []),
        ("kept in another", ("", ""), (RETIRED, "T-A"), []),
        ("kept without a clause", ("", ""), (RETIRED, ""), []),
        ("deleted", (RETIRED, "T-Z"), ("", ""), []),
        ("deleted from another", (RETIRED, "T-A"), ("", ""), []),
        ("gone", (GIVEN, "T-A"), ("", ""), ["violating-label-removed"]),
    )
]


@pytest.mark.parametrize(("old", "new", "rules"), RETIREMENTS)
def test_a_label_is_told_when_it_is_retired_and_not_again(old, new, rules) -> None:
    pages = [with_label(*side) if side[0] else SAMPLE for side in (old, new)]
    versions = (diff.Version("", book(page)) for page in pages)
    found = diff.compared(*versions).changes
    assert [change.rule for change in found] == rules
    assert {change.grade for change in found if "label" in change.rule} <= {"decision"}


# A rule explained


@pytest.mark.parametrize("language", Text.languages)
@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_an_explanation_says_all_of_the_rule_in_its_language(
    rule: ChangeRule, language: str
) -> None:
    text = report_changes.explanation(rule, language)
    told = [outline(rule.says, language), *(said.to(language) for said in CLASSES[rule.grade])]
    told += [rule.mirror, DIRECTIONS[rule.direction].to(language) if rule.direction else ""]
    told += [rule.unmirrored.to(language)] if rule.unmirrored else []
    for shown in rule.edits:
        told += [*shown.expected, *shown.old.replace("|", "\n").split("\n"), shown.file]
        told += shown.new.replace("|", "\n").split("\n")
    assert [words for words in told if words.rstrip() not in text] == []


def test_the_demand_to_declare_is_said_with_the_class_and_by_no_rule() -> None:
    for rule in RULES.values():
        assert "Declare the change" not in rule.says.en
        assert "宣言してください" not in rule.says.ja


def test_severity_is_called_what_the_guidelines_call_it() -> None:
    """The sample's glossary says which word of Japanese it is, and which it is not."""
    path = ROOT / "guidelines/glossary.yml"
    concepts = yaml.load(path.read_text("utf-8"))["concepts"]
    (words,) = [each["ja"] for each in concepts if each["id"] == "severity"]
    said = [entry.says.ja for entry in (*RULES.values(), *CHECKS.values())]
    said += [entry.why.ja for entry in CHECKS.values()]
    assert [text for text in said if any(word in text for word in words["never"])] == []
    assert words["preferred"][0] in RULES["severity-raised"].says.ja
    assert words["preferred"] == [codes.FIELDS["severity"].ja]


@pytest.mark.parametrize("language", Text.languages)
def test_the_page_of_the_rules_tells_each_and_leads_to_its_mirror(language: str) -> None:
    page = "".join(reference.changes_page(language).slots)
    for rule in RULES.values():
        assert f'<a href="#{rule.id}">' in page
        assert page.count(f'<h2 id="{rule.id}">') == 1
        told = reference.change(rule, language)
        assert told in page
        assert (f'<a href="#{rule.mirror}">' in told) == bool(rule.mirror)
        assert told.count("<h3>") == len(rule.edits)


def test_change_rules_are_explained_at_the_command_line(capsys) -> None:
    assert cli.main(["explain", "severity-raised"]) == 0
    assert "severity-lowered" in capsys.readouterr().out
    assert cli.main(["explain"]) == 0
    told = capsys.readouterr().out
    assert [name for name in RULES if name not in told] == []
    for shared in RULES.keys() & CHECKS.keys():
        assert cli.main(["explain", shared]) == 0
        told = capsys.readouterr().out
        assert outline(RULES[shared].says, "en") in told
        assert CHECKS[shared].why.en in told
    assert cli.main(["explain", "severity-razed"]) == 2
