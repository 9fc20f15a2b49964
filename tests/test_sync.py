"""Facts are copied and translations recorded; nothing else of a file changes."""

from __future__ import annotations

import pytest

from conftest import edit
from kijun import run, sync
from kijun.cli import main
from kijun.text import KijunError

EN, HAR = "guidelines/en/policies/har.md", "guidelines/ja/policies/har.md"


def lines(path):
    return path.read_text("utf-8").split("\n")


@pytest.mark.parametrize(
    ("old", "new", "field"),
    [
        ("modality: must-not", "modality: should  # 確認中", "modality"),
        ("severity: S2", "severity: S3", "labels.HAR-1.severity"),
        ("expect: HAR-0", "expect: HAR-2", "expect"),
        ("market: JP\nseverity: S2", "market: JP\nseverity: S3", "severity"),
        ("when-false: HAR-0", "when-false: FND-U", "steps.identifiable.when-false"),
    ],
)
def test_a_fact_is_copied_and_nothing_else_changes(book, old, new, field):
    path = book / HAR
    before = lines(path)
    edit(path, old, new)
    found = [f for f in run.check(book, cached=False).findings if f.check == "invariant-differs"]
    assert [f.values["field"] for f in found] == [field]
    assert sync.facts(book) == sync.Synced({HAR: 1}, ())
    after = lines(path)
    changed = [(a, b) for a, b in zip(before, after, strict=True) if a != b]
    assert all(b == a + "  # 確認中" for a, b in changed)
    assert not [f for f in run.check(book, cached=False).findings if f.check == "invariant-differs"]


def test_a_field_that_is_missing_is_added(book):
    edit(book / HAR, "near: HAR-3\n", "")
    assert sync.facts(book) == sync.Synced({HAR: 1}, ())
    assert not [f for f in run.check(book, cached=False).findings if f.check == "invariant-differs"]


@pytest.mark.parametrize("quote", ['"', "'"])
def test_a_value_keeps_the_quotes_it_stands_in(book, quote):
    path = book / HAR
    edit(path, "expect: HAR-0", f"expect: {quote}HAR-2{quote}  # 確認済み")
    before = lines(path)
    sync.facts(book)
    changed = [b for a, b in zip(before, lines(path), strict=True) if a != b]
    assert changed == [f"expect: {quote}HAR-0{quote}  # 確認済み"]


def test_a_question_that_is_not_translated_is_not_led_to(book):
    edit(
        book / EN,
        "    when-false: HAR-0\n",
        "    when-false: named-later\n",
    )
    edit(
        book / EN,
        "  attack-call:\n",
        "  named-later:\n    ask: Is the person named later?\n    when-true: attack-call\n"
        "    when-false: HAR-0\n    unsure: FND-U\n  attack-call:\n",
    )
    before = (book / HAR).read_bytes()
    synced = sync.facts(book)
    assert (book / HAR).read_bytes() == before
    assert synced.written == {}
    (refused,) = [left for left in synced.left if "when-false" in left.words("en")][:1]
    told = {language: refused.words(language) for language in ("en", "ja")}
    assert "'steps.identifiable.when-false' leads to the question 'named-later'" in told["en"]
    assert "「named-later」が訳文にまだないため" in told["ja"]
    assert all(f"{HAR}:" in words for words in told.values())


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["stamp", "HAR-2-C1", "--by", "k-sato"], "1 unit recorded as translated; it stays a"),
        (["stamp", "HAR-2", "--by", "k-sato"], "units recorded as translated; they stay drafts"),
        (["approve", "HAR-2-C1", "--by", "m-ito"], "1 unit approved"),
        (["sync"], "1 fact copied"),
    ],
)
def test_what_was_recorded_is_counted_and_said_in_words(book, capsys, arguments, told):
    edit(book / HAR, "modality: must-not", "modality: should")
    assert main(["-C", str(book), "--lang", "en", *arguments]) == 0
    assert told in capsys.readouterr().out


def test_synced_books_are_left_alone(book):
    times = {path: path.stat().st_mtime_ns for path in (book / "guidelines").rglob("*.md")}
    assert sync.facts(book) == sync.Synced({}, ())
    assert times == {path: path.stat().st_mtime_ns for path in times}


def test_a_translation_says_what_it_was_made_from(book):
    sync.stamp(book, by="k-sato")
    edit(book / "guidelines/en/policies/har.md", "because: ", "because: Indeed, ")
    changed = sync.stamp(book, by="k-sato")
    assert changed == {HAR: 1}
    assert sync.stamp(book, by="k-sato") == {}


def test_facts_links_and_markup_make_nothing_stale(book):
    sync.stamp(book, by="k-sato")
    english = book / "guidelines/en/policies/har.md"
    edit(english, "severity: S2", "severity: S3")
    text = english.read_text("utf-8")
    english.write_text(text.replace("must not", "**must not**"), "utf-8")
    assert sync.stamp(book, by="k-sato") == {}


def test_an_approval_needs_a_translation_of_todays_text(book):
    sync.stamp(book, ["HAR-2"], by="k-sato")
    sync.approve(book, ["HAR-2"], by="m-ito")
    edit(book / "guidelines/en/policies/har.md", "## Degrading remark", "## A degrading remark")
    edit(book / "guidelines/ja/policies/har.md", "state: approved", "state: draft")
    with pytest.raises(KijunError) as refused:
        sync.approve(book, ["HAR-2"], by="m-ito")
    assert "kijun stamp clause:HAR-2" in refused.value.words("en")
    assert "原文に対応していません" in refused.value.words("ja")


def test_four_eyes_are_two_people(book):
    edit(book / "kijun.yml", "four-eyes: null", "four-eyes: S1")
    sync.stamp(book, ["HAR-2"], by="k-sato")
    with pytest.raises(KijunError) as refused:
        sync.approve(book, ["HAR-2"], by="k-sato")
    assert "somebody other" in refused.value.words("en")
    assert sync.approve(book, ["HAR-2"], by="m-ito")[HAR] > 0


def test_an_ordinary_page_keeps_a_line_a_unit(book):
    sync.stamp(book, by="k-sato")
    page = (book / "guidelines/ja/wellbeing.md").read_text("utf-8")
    recorded = [line for line in page.split("\n") if line.startswith("  section:wellbeing.md#")]
    assert len(recorded) == page.count("\n## ")
    assert run.check(book, cached=False).errors == 0


def test_nothing_is_written_where_a_page_cannot_be_read(book):
    edit(book / HAR, "modality: must-not", "modality: should")
    (book / "guidelines/ja/policies/adu.md").write_bytes(b"\xff\xfe")
    before = (book / HAR).read_bytes()
    with pytest.raises(ExceptionGroup):
        sync.facts(book)
    assert (book / HAR).read_bytes() == before


def test_an_unknown_unit_or_locale_is_named(book):
    with pytest.raises(KijunError, match="HAR-99"):
        sync.stamp(book, ["HAR-99"], by="x")
    with pytest.raises(KijunError, match="fr"):
        sync.facts(book, locale="fr")
