"""A name that does not exist is told once, where it stands, with the name that was meant."""

from __future__ import annotations

import pytest

from conftest import edit
from kijun import run
from kijun.text import meant

EN, JA = "guidelines/en/policies/har.md", "guidelines/ja/policies/har.md"

SLIPS = {
    "a-goal-in-one-language": ([EN], "when-false: HAR-0", "when-false: HAR-00", "label-unknown"),
    "a-goal-in-the-other": ([JA], "when-false: HAR-0", "when-false: HAR-00", "label-unknown"),
    "a-goal": ([EN, JA], "when-false: HAR-0", "when-false: HAR-00", "label-unknown"),
    "a-label-of-elsewhere": ([EN, JA], "unsure: FND-U\n", "unsure: FND-UU\n", "label-unknown"),
    "what-a-case-expects": ([EN, JA], "expect: HAR-2\n", "expect: HAR-22\n", "label-unknown"),
    "what-a-case-is-near": ([EN], "near: HAR-3", "near: HAR-33", "label-unknown"),
    "a-label-of-a-clause": (
        [EN, JA],
        "labels: [HAR-2]",
        "labels: [HAR-22]",
        "label-not-in-front-matter",
    ),
    "an-owner": ([EN, JA], "owner: policy-integrity", "owner: policy-integrty", "owner-unknown"),
    "a-governing-locale": ([EN], "default: en", "default: eng", "governing-locale-unknown"),
    "a-question": ([EN], "  identifiable:\n", "  identifiabel:\n", "question-leads-nowhere"),
    "a-question-in-a-path": (
        [EN, JA],
        "path:\n  identifiable:",
        "path:\n  identifable:",
        "answer-missing",
    ),
    "a-clause-in-a-link": ([EN, JA], "(#HAR-2)", "(#HAR-22)", "link-broken"),
    "a-field": ([EN], "modality: must-not", "modallity: must-not", "field-unknown"),
    "a-value": ([EN], "modality: must-not", "modality: mustnot", "value-unknown"),
}


@pytest.mark.parametrize(("files", "right", "typed", "check"), SLIPS.values(), ids=SLIPS)
def test_a_slip_is_one_finding_that_names_what_was_meant(book, files, right, typed, check):
    for path in files:
        text = (book / path).read_text("utf-8")
        if right not in text:
            text += f"\n[HAR-2]{right}\n"
        (book / path).write_text(text.replace(right, typed, 1), "utf-8")
    found = run.check(book, cached=False).findings
    told = [(f.check, run.words()[f.check].to("en", **f.values)) for f in found]
    assert {name for name, _ in told} == {check}, told
    # A link and the owner stand in a text of their own in each language.
    assert len(told) == (len(files) if check == "link-broken" else 1), told
    assert all("id you mean '" in words for _, words in told), told


def test_what_follows_is_told_again_once_the_cause_is_turned_off(book):
    for path in (EN, JA):
        edit(book / path, "expect: HAR-2\n", "expect: HAR-22\n")
    edit(book / "kijun.yml", "four-eyes: null", "levels:\n  label-unknown: off")
    assert "case-contradicts-decision" in {f.check for f in run.check(book, cached=False).findings}


@pytest.mark.parametrize(
    ("typed", "known", "near"),
    [
        ("HAR-22", ["HAR-0", "HAR-2", "HAR-3"], "HAR-2"),
        ("har-2", ["HAR-0", "HAR-2"], "HAR-2"),
        ("T-9", ["T-0", "T-1"], ""),
        ("nothing-like-it", ["HAR-0"], ""),
        ("x", [], ""),
    ],
)
def test_only_one_name_that_is_nearest_is_proposed(typed, known, near):
    assert meant(typed, known)["meant"] == near


def test_a_field_is_told_by_its_key_and_in_the_words_of_readers(book):
    edit(book / JA, "severity: S2", "severity: S3")
    (found,) = run.check(book, cached=False).findings
    words = run.words()[found.check]
    assert "「labels.HAR-1.severity」（重大度）" in words.to("ja", **found.values)
    # In English this one reads as it is typed.
    assert "'labels.HAR-1.severity' is" in words.to("en", **found.values)
