"""Versions of real books and pages: found, joined, told once, or refused."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import jsonschema_rs
import pytest

import policy_edits
import test_changes
from conftest import GIT, edit
from kijun import cli, diff, fingerprint, report_changes
from kijun.model import Change, Comparison
from kijun.text import KijunError, Text
from kijun.tree import ForeignRepository, Memory, UnknownRevision

ROOT = Path(__file__).parents[1]
CORPORA = ROOT.parent / "shared" / "corpora"
SCHEMAS = ROOT / "tools" / "kijun" / "schemas"
HAR = "guidelines/{}/policies/har.md"


def rules(found: Comparison) -> list[str]:
    return [change.rule for change in found.changes]


def pages(old: str, new: str) -> Comparison:
    """Two versions of one page of plain Markdown."""
    sides = [
        diff.Version(name, Memory({"a.md": f"# Policy\n\n{text}\n"}), file=True)
        for name, text in (("old", old), ("new", new))
    ]
    return diff.compared(*sides)


def both(book: Path, old: str, new: str) -> None:
    for locale in ("en", "ja"):
        edit(book / HAR.format(locale), old, new)


@pytest.fixture
def committed(book, git):
    git(book, "init", "-q", "-b", "main")
    git(book, "add", "-A")
    git(book, "commit", "-qm", "First")
    return book


# ── Labelled edits ───────────────────────────────────────────────────────────────────────

ALLOWED = {
    "decision": {"decision", "undecided"},
    "clarifying": {"read", "undecided"},
    "translation": {"decision", "undecided", "translation"},
    "editorial": {"editorial", "structural", "metadata"},
    "move": {"editorial", "structural", "metadata"},
    "metadata": {"editorial", "structural", "metadata"},
}


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the real edits are not beside this repository")
def test_real_edits_get_a_class_that_a_reader_gave_them() -> None:
    folder = CORPORA / "policy-changes"
    table = (folder / "truth.tsv").read_text("utf-8").split("\n")
    rows = csv.DictReader(filter(None, table), delimiter="\t")
    wrong = []
    for row in rows:
        found = diff.diff(folder / row["case"], "before.md", "after.md")
        if found.grade not in ALLOWED[row["class"]]:
            wrong.append((row["case"], row["class"], found.grade, rules(found)))
    assert wrong == []


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        pytest.param(name.lower(), old, new, id=f"{name.lower()}-{number}")
        for name in ("DECISION", "CLARIFYING", "EDITORIAL", "MOVE", "METADATA")
        for number, (old, new) in enumerate(getattr(policy_edits, name))
    ],
)
def test_an_edit_written_for_this_test_gets_its_class(name: str, old: str, new: str) -> None:
    assert pages(old, new).grade in ALLOWED[name]


@pytest.mark.parametrize(("name", "old", "new"), policy_edits.MISSED)
def test_what_is_known_to_be_missed_is_still_missed(name: str, old: str, new: str) -> None:
    """When one is found, it moves to the list of its class."""
    assert pages(old, new).grade not in ALLOWED[name.lower()]


def test_an_id_is_one_word_in_a_message_and_no_number() -> None:
    (change,) = pages(
        "See A-1, or label HAR-5 (5 posts).", "See A-1, or label REG-12, (5 posts)."
    ).changes
    assert change.rule == "reference-touched"
    assert (change.values["was"], change.values["now"]) == ("HAR-5", "REG-12,")
    (change,) = pages(
        "Posts go.", "Posts go. In JP, label FND-ESC (at once), non-urgent or not."
    ).changes
    assert change.values["now"] == "In JP, label FND-ESC (at once), non-urgent or not."


def test_one_id_is_never_another_typed_wrongly() -> None:
    assert pages("They get FND-U.", "They get FND-E.").grade == "undecided"


# ── A section that was rewritten ─────────────────────────────────────────────────────────

ASKED = (
    ("You must wear a badge in the building.", "You may wear a badge in the building."),
    ("The list is kept for 3 days.", "The list is kept for 7 days."),
)
READ = ("A warm welcome to our guests.", "A hearty welcome to our guests.")
TYPED = ("It is inaccesible by car.", "It is inaccessible by car.")


def rewritten(*changed: tuple[str, str]) -> Comparison:
    return pages(*("\n\n".join(side) for side in zip(*changed, strict=True)))


def test_a_section_with_three_changed_places_is_asked_about_once_and_whole() -> None:
    found = rewritten(*ASKED, READ, TYPED)
    assert rules(found) == ["section-rewritten", "typo-corrected"]
    section = found.changes[0]
    assert (section.grade, section.line, section.values["places"]) == ("undecided", 1, 3)
    for place, text in enumerate((section.old, section.new)):
        assert text.split("\n") == ["Policy", *(pair[place] for pair in (*ASKED, READ, TYPED))]


def test_two_places_or_a_lone_question_are_told_where_they_stand() -> None:
    assert rules(rewritten(*ASKED, TYPED)) == [
        "modality-touched",
        "number-touched",
        "typo-corrected",
    ]
    read = READ, ("It snows here in winter.", "It rains here in winter.")
    kept = [(f"A quiet room, number {n}.",) * 2 for n in range(3)]
    lone = rewritten(ASKED[0], *read, *kept)
    assert rules(lone) == ["modality-touched", "text-reworded", "text-reworded"]
    assert rules(rewritten(ASKED[0], *read)) == ["section-rewritten"]
    assert rules(rewritten(READ, *read)) == ["text-reworded"] * 3


def tree(en: str, ja: str) -> diff.Version:
    return diff.Version("tree", Memory({"en/a.md": f"# A\n\n{en}\n", "ja/a.md": f"# A\n\n{ja}\n"}))


def test_a_rewritten_section_has_the_texts_of_its_translation_whole() -> None:
    en = ["\n\n".join(side) for side in zip(*ASKED, READ, strict=True)]
    ja = [
        "叫ばなければなりません。\n\n3日間保存します。\n\n歓迎します。",
        "叫んでもよい。\n\n7日間保存します。\n\nようこそ。",
    ]
    (change,) = diff.compared(tree(en[0], ja[0]), tree(en[1], ja[1])).changes
    assert change.rule == "section-rewritten"
    (other,) = change.others
    assert other.new.split("\n") == ["A", *ja[1].split("\n\n")]
    alone = diff.compared(tree(en[0], ja[0]), tree(en[0], ja[1])).changes
    assert {each.grade for each in alone} == {"translation"}
    assert len(alone) >= 3


def test_the_texts_of_a_clause_are_told_one_by_one(committed: Path, git) -> None:
    page = committed / HAR.format("en")
    words = sentence(page)
    old, new = ("\n\n".join(side) for side in zip(*ASKED, READ, strict=True))
    edit(page, words, f"{words}\n\n{old}")
    git(committed, "commit", "-qam", "Second")
    edit(page, old, new)
    assert sorted(rules(diff.diff(committed, "HEAD"))) == [
        "modality-touched",
        "number-touched",
        "rule-reworded",
    ]


# ── Versions ─────────────────────────────────────────────────────────────────────────────


def test_the_working_tree_is_compared_with_a_revision(committed: Path) -> None:
    assert diff.diff(committed, "HEAD").changes == ()
    both(committed, "severity: S2", "severity: S3")
    (change,) = diff.diff(committed, "HEAD").changes
    assert (change.rule, change.grade, change.direction) == (
        "severity-raised",
        "decision",
        "tightens",
    )
    assert change.locale == "en"
    assert [other.locale for other in change.others] == ["ja"]


def test_revisions_folders_and_files_give_the_same_change(
    committed: Path, git, tmp_path_factory
) -> None:
    other = tmp_path_factory.mktemp("other")
    git(committed, "worktree", "add", "-q", str(other / "old"), "HEAD")
    both(committed, "severity: S2", "severity: S3")
    git(committed, "commit", "-qam", "Second")
    by_revision = diff.diff(committed, "HEAD~1", "HEAD").changes
    by_folder = diff.diff(committed, str(other / "old")).changes
    assert by_revision == by_folder


def test_a_folder_goes_before_a_branch_of_its_name_unless_git_is_said(committed, git) -> None:
    git(committed, "branch", "guidelines")
    assert diff.version(committed, "guidelines").name == "guidelines"
    assert diff.version(committed, "guidelines").tree.read("kijun.yml") is None
    assert diff.version(committed, "git:guidelines").tree.read("kijun.yml") is not None


@pytest.mark.parametrize("name", ["-x", "--upload-pack=touch x", "", "nowhere", "a\0"])
def test_a_name_that_is_no_version_is_refused(committed: Path, name: str) -> None:
    with pytest.raises(UnknownRevision):
        diff.version(committed, name)


def test_a_bare_repository_and_a_linked_worktree_are_repositories(
    committed: Path, git, tmp_path_factory
) -> None:
    other = tmp_path_factory.mktemp("other")
    git(committed, "worktree", "add", "-q", str(other / "linked"), "-b", "linked")
    both(committed, "severity: S2", "severity: S3")
    git(committed, "commit", "-qam", "Second")
    git(committed, "clone", "-q", "--bare", ".", str(other / "bare.git"))
    told = diff.diff(committed, "HEAD~1", "HEAD").changes
    assert told
    assert diff.diff(other / "bare.git", "HEAD~1", "HEAD").changes == told
    # No working tree stands there: the newest commit is what there is today.
    assert diff.diff(other / "bare.git", "HEAD~1").changes == told
    assert diff.diff(other / "linked", "HEAD", "main").changes == told
    assert diff.diff(other / "linked", "HEAD").changes == ()


def test_a_repository_of_another_user_is_told_as_what_it_is(committed: Path, monkeypatch) -> None:
    for name, value in {**GIT, "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(ForeignRepository) as refused:
        diff.diff(committed, "HEAD")
    remedy = f"git config --global --add safe.directory '{committed}'"
    assert all(remedy in refused.value.words(language) for language in ("en", "ja"))


def test_a_file_is_not_compared_with_a_folder(committed: Path) -> None:
    with pytest.raises(diff.NotComparable):
        diff.diff(committed, "kijun.yml", "guidelines")


def test_a_definition_that_names_another_number_is_asked_about(committed: Path) -> None:
    path = committed / "guidelines/glossary.yml"
    edit(path, "A person under 18,", "A person under 16,")
    (change,) = diff.diff(committed, "HEAD").changes
    assert (change.rule, change.grade, change.unit) == (
        "definition-changed",
        "undecided",
        "concept:minor",
    )
    edit(path, "A person under 16,", "Somebody under 18,")
    (change,) = diff.diff(committed, "HEAD").changes
    assert change.grade == "read"


def test_a_book_that_moved_as_a_whole_has_the_same_glossary(committed: Path, git) -> None:
    git(committed, "mv", "guidelines", "content")
    for name in ("kijun.yml", "mkdocs.yml"):
        path = committed / name
        path.write_text(path.read_text("utf-8").replace("guidelines", "content"), "utf-8")
    git(committed, "commit", "-qam", "Moved")
    found = diff.diff(committed, "HEAD~1", "HEAD")
    assert {change.rule for change in found.changes} <= {"page-moved", "record-changed"}
    edit(committed / "content/glossary.yml", "A person under 18,", "A person under 16,")
    assert "definition-changed" in rules(diff.diff(committed, "HEAD~1"))
    (committed / "content/glossary.yml").unlink()
    (gone,) = [c for c in diff.diff(committed, "HEAD").changes if c.unit.startswith("concept")]
    assert len(gone.values["was"]) < 1000


def test_a_file_in_another_encoding_is_not_compared(tmp_path: Path) -> None:
    for name, word in (("a", "許可"), ("b", "禁止")):
        (tmp_path / f"{name}.md").write_bytes(f"# 規則\n\n{word}する。\n".encode("shift_jis"))
    with pytest.raises(ExceptionGroup) as refused:
        diff.diff(tmp_path, "a.md", "b.md")
    assert ["UTF-8" in str(each) for each in refused.value.exceptions] == [True, True]


@pytest.mark.parametrize(
    ("language", "says"),
    [("en", "There is no file and no folder './nofile.md'"), ("ja", "「./nofile.md」という")],
)
def test_a_file_that_is_missing_is_told_as_missing(
    tmp_path_factory, committed: Path, capsys, language: str, says: str
) -> None:
    outside = tmp_path_factory.mktemp("outside")
    for folder in (outside, committed):
        (folder / "a.md").write_text("# A\n", "utf-8")
        run = ["-C", str(folder), "--lang", language, "diff"]
        assert cli.main([*run, "a.md", "./nofile.md"]) == 2
        assert says in (told := capsys.readouterr().err)
        assert str(folder) in told
    # A name that can only be a revision is told as one.
    assert cli.main(["-C", str(outside), "--lang", language, "diff", "HEAD"]) == 2
    assert {"en": "not in a git repository", "ja": "gitリポジトリの中にない"}[language] in (
        capsys.readouterr().err
    )
    for name in ("v1.2", "origin/topic"):
        assert cli.main(["-C", str(committed), "--lang", language, "diff", name]) == 2
        assert "git log" in capsys.readouterr().err


def test_two_versions_without_a_page_are_no_comparison(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with pytest.raises(diff.NothingToCompare):
        diff.diff(tmp_path, "a", "b")


def test_what_cannot_be_read_ends_with_status_2(committed: Path, capsys) -> None:
    edit(committed / HAR.format("ja"), "severity: S2", "severity: [")
    assert cli.main(["-C", str(committed), "diff", "HEAD"]) == 2
    assert "har.md" in capsys.readouterr().err
    assert cli.main(["-C", str(committed), "diff", "nowhere"]) == 2


def test_a_class_makes_the_status_1_from_there_up(committed: Path, capsys) -> None:
    run = ["-C", str(committed), "diff", "HEAD"]
    assert cli.main([*run, "--fail-on", "metadata"]) == 0
    edit(committed / HAR.format("en"), "owner: ", "owner:  ")
    assert cli.main([*run, "--fail-on", "decision"]) == 0
    assert cli.main([*run, "--fail-on", "editorial"]) == 1
    both(committed, "severity: S2", "severity: S1")
    assert cli.main([*run, "--fail-on", "decision"]) == 1
    assert cli.main(run) == 0
    capsys.readouterr()


def test_a_tree_without_settings_is_compared(tmp_path: Path) -> None:
    for side, days in (("a", 30), ("b", 60)):
        for locale, text in (("en", f"Kept for {days} days."), ("ja", f"{days}日間保存します。")):
            folder = tmp_path / side / "docs" / locale
            folder.mkdir(parents=True)
            (folder / "keep.md").write_text(f"# Keep\n\n{text}\n", encoding="utf-8")
    (change,) = diff.diff(tmp_path, "a", "b").changes
    assert (change.rule, change.locale) == ("number-touched", "en")
    assert [other.new for other in change.others] == ["60日間保存します。"]


# ── Decisions run ────────────────────────────────────────────────────────────────────────


def test_cases_that_flip_stand_in_the_change_that_flips_them(committed: Path) -> None:
    both(committed, "    when-true: HAR-1\n", "    when-true: HAR-0\n")
    (change,) = diff.diff(committed, "HEAD").changes
    assert change.rule == "decision-loosened"
    assert change.tried > 10
    assert {(flip.before, flip.after) for flip in change.cases} == {("HAR-1", "HAR-0")}
    assert {flip.case for flip in change.cases} == {"HAR-1-C1", "HAR-1-C2"}


def test_a_market_entry_owns_the_cases_that_its_own_steps_flip() -> None:
    page = test_changes.SAMPLE.replace("basis: []", "steps: {named: T-0}\nbasis: []")
    sides = [
        diff.Version(name, test_changes.book(text))
        for name, text in (("old", test_changes.SAMPLE), ("new", page))
    ]
    (change,) = diff.compared(*sides).changes
    assert (change.unit, change.market) == ("market:M-JP-T-A", "JP")
    assert [(flip.case, flip.after) for flip in change.cases] == [("T-A-C1", "T-0")]


def test_a_case_that_follows_its_decision_is_no_change_of_its_own(committed: Path) -> None:
    both(committed, "    when-true: HAR-1\n", "    when-true: HAR-0\n")
    for locale in ("en", "ja"):
        path = committed / HAR.format(locale)
        text = path.read_text("utf-8").replace("expect: HAR-1\n", "expect: HAR-0\n")
        path.write_text(text.replace("near: HAR-0\n", "near: HAR-1\n"), "utf-8")
    found = diff.diff(committed, "HEAD")
    assert "case-decided-otherwise" not in rules(found)
    assert "decision-loosened" in rules(found)


# ── Translations and moves ───────────────────────────────────────────────────────────────


def sentence(page: Path) -> str:
    """A line of prose of a clause."""
    lines = page.read_text("utf-8").split("## ", 1)[1].split("```\n", 2)[2].strip().split("\n")
    return next(line for line in lines if len(line) > 12 and line[0] not in "-`#|")


def test_a_translation_that_changes_alone_has_a_class_of_its_own(committed: Path) -> None:
    page = committed / HAR.format("ja")
    words = sentence(page)
    edit(page, words, words + "ただし、18歳未満の人を除きます。")
    (change,) = diff.diff(committed, "HEAD").changes
    assert (change.rule, change.grade) == ("translation-error-fixed", "translation")


def test_a_translation_that_follows_an_earlier_source_is_a_catch_up(committed, git) -> None:
    source, target = committed / HAR.format("en"), committed / HAR.format("ja")
    words, theirs = sentence(source), sentence(target)
    edit(source, words, words + " People under 18 are excepted.")
    git(committed, "commit", "-qam", "English")
    edit(target, theirs, theirs + "ただし、18歳未満の人を除きます。")
    assert cli.main(["-C", str(committed), "stamp", "--locale", "ja"]) == 0
    found = diff.diff(committed, "HEAD")
    assert "translation-catch-up" in rules(found)
    assert found.grade == "translation"


def test_a_draft_that_is_reworded_and_approved_is_a_catch_up(committed, git) -> None:
    target = committed / HAR.format("ja")
    words, clause = sentence(target), target.read_text("utf-8").split("{#HAR-0}", 1)[1]
    stamped = clause[: clause.index("approved-by")] + "approved-by: policy-integrity\n"
    draft = stamped.replace("approved-by: policy-integrity\n", "")
    edit(target, stamped, draft.replace("state: approved", "state: draft"))
    git(committed, "commit", "-qam", "A draft")
    edit(target, words, words + "ただし、18歳未満の人を除きます。")
    (change,) = diff.diff(committed, "HEAD").changes
    assert change.rule == "translation-error-fixed"
    edit(target, draft.replace("state: approved", "state: draft"), stamped)
    assert "translation-catch-up" in rules(diff.diff(committed, "HEAD"))


def test_a_text_that_changes_in_both_locales_is_one_change(committed: Path) -> None:
    source, target = committed / HAR.format("en"), committed / HAR.format("ja")
    words, theirs = sentence(source), sentence(target)
    edit(source, words, words + " People under 18 are excepted.")
    edit(target, theirs, theirs + "ただし、18歳未満の人を除きます。")
    (change,) = diff.diff(committed, "HEAD").changes
    assert (change.grade, change.locale) == ("undecided", "en")
    assert [other.locale for other in change.others] == ["ja"]


CERTAIN = "確信は必要ありません。"


def test_a_translation_that_turns_what_its_source_leaves_is_told_for_itself(
    committed: Path,
) -> None:
    """Beside a source's change that it answers, and beside one of another text of the unit."""
    source, target = (committed / f"guidelines/{code}/policies/fnd.md" for code in ("en", "ja"))
    edit(source, "one sign is enough", "a single sign is enough")
    (alone,) = diff.diff(committed, "HEAD").changes
    edit(target, CERTAIN, "確信が必要です。")
    own, turned = diff.diff(committed, "HEAD").changes
    assert (own.rule, own.locale, turned.rule) == (alone.rule, "en", "translation-error-fixed")
    assert (turned.grade, turned.locale, turned.unit) == ("translation", "ja", "clause:FND-5")
    assert own.fingerprint != alone.fingerprint
    edit(target, "確信が必要です。", CERTAIN)
    may = "直ちにエスカレーションしてください"
    edit(target, may, "エスカレーションする場合があります")
    found = diff.diff(committed, "HEAD").changes
    assert [(c.rule, c.locale, c.others) for c in found] == [
        (alone.rule, "en", ()),
        ("translation-error-fixed", "ja", ()),
    ]


def test_a_translation_that_turns_with_its_source_is_one_change(committed: Path) -> None:
    source, target = (committed / f"guidelines/{code}/policies/fnd.md" for code in ("en", "ja"))
    edit(source, "You need not be certain", "You must be certain")
    edit(target, CERTAIN, "確信が必要です。")
    (change,) = diff.diff(committed, "HEAD").changes
    assert [other.locale for other in change.others] == ["ja"]


def test_a_changed_text_of_a_unit_stands_with_its_own_translation(committed: Path) -> None:
    """Not with that of a definition, which only the source changes, nor with that of a list."""
    source, target = committed / HAR.format("en"), committed / HAR.format("ja")
    edit(source, "by many people with one person at the same time.", "by ten people in 24 hours.")
    edit(source, "blocking the sender or", "blocking the sender twice or")
    edit(target, "送信者をブロックする、", "送信者を2回ブロックする、")
    edit(source, "* writing from a new account after", "* writing within 30 days after")
    edit(target, "* ブロックされた後に、", "* ブロックされた後30日以内に、")
    found = {
        change.new: [other.new for other in change.others]
        for change in diff.diff(committed, "HEAD").changes
    }
    ours = {
        word: each for each in found for word in ("24 hours", "twice", "30 days") if word in each
    }
    assert found[ours["24 hours"]] == []
    assert ["2回" in text for text in found[ours["twice"]]] == [True]
    assert ["30日" in text for text in found[ours["30 days"]]] == [True]


def test_a_unit_that_only_its_translation_lacks_is_added_or_removed_there(committed: Path) -> None:
    page = committed / "guidelines" / "ja" / "process" / "appeals.md"
    head, _, rest = page.read_text("utf-8").rpartition("\n## ")
    page.write_text(head + "\n", "utf-8")
    assert rest
    found = diff.diff(committed, "HEAD")
    assert [c.grade for c in found.changes] == ["translation"]
    assert rules(found) == ["translation-removed"]
    assert rules(diff.diff(committed, ".", "HEAD")) == ["translation-added"]


def test_editorial_japanese_stays_editorial(committed: Path) -> None:
    page = committed / HAR.format("ja")
    words = sentence(page)
    edit(page, words, words.replace("。", "。　", 1) if "。" in words else words + " ")
    assert {change.grade for change in diff.diff(committed, "HEAD").changes} <= {"editorial"}


def test_a_page_that_moved_is_one_change(tmp_path: Path) -> None:
    text = "# Keep\n\nYou must keep every receipt for seven years in the office.\n"
    for side, name in (("a", "old.md"), ("b", "new.md")):
        (tmp_path / side).mkdir()
        (tmp_path / side / name).write_text(text, encoding="utf-8")
    (change,) = diff.diff(tmp_path, "a", "b").changes
    assert (change.rule, change.grade) == ("page-moved", "structural")


def test_pages_and_guidelines_come_and_go(committed: Path) -> None:
    for locale in ("en", "ja"):
        (committed / HAR.format(locale)).unlink()
        (committed / "guidelines" / locale / "process" / "appeals.md").unlink()
    found = diff.diff(committed, "HEAD")
    assert rules(found) == ["guideline-removed", "page-removed"]
    assert "HAR-1" in found.changes[0].labels
    assert rules(diff.diff(committed, ".", "HEAD")) == ["guideline-added", "page-added"]


def test_a_section_somewhat_like_one_that_is_gone_is_offered_as_it(tmp_path: Path) -> None:
    old = "# A\n\n## Keys {#keys}\n\nKeep your keys safe and never lend them to people you met.\n"
    new = "# A\n\n## Cards {#cards}\n\nKeep your cards safe and never lend them to a stranger.\n"
    for name, text in (("a.md", old), ("b.md", new)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    found = diff.diff(tmp_path, "a.md", "b.md")
    added = [change for change in found.changes if change.rule.endswith("-added")]
    assert [change.units for change in added] == [("section:b.md#keys",)]


# ── What all pages share ─────────────────────────────────────────────────────────────────

GLOSSARY = "guidelines/glossary.yml"
CLAUSE = "The part of a guideline that states one rule and can be cited by an id of its own."


def test_a_definition_is_one_change_with_the_units_that_use_it(committed: Path) -> None:
    edit(committed / GLOSSARY, CLAUSE, "The part of a guideline that states a rule.")
    (change,) = diff.diff(committed, "HEAD").changes
    assert (change.rule, change.grade, change.unit) == (
        "definition-changed",
        "read",
        "concept:clause",
    )
    assert (change.path, change.locale, change.old) == (GLOSSARY, "en", CLAUSE)
    assert change.line == 1 + (committed / GLOSSARY).read_text("utf-8").split("\n").index(
        "      definition: The part of a guideline that states a rule."
    )
    assert "section:how-to-read.md#clauses" in change.units
    assert change.values["count"] == len(change.units)


def test_a_definition_that_changed_in_both_languages_is_one_change(committed: Path) -> None:
    edit(committed / GLOSSARY, CLAUSE, "The part of a guideline that states a rule.")
    edit(committed / GLOSSARY, "1つのルールを定め、固有のIDで", "ルールを定め、IDで")
    (change,) = diff.diff(committed, "HEAD").changes
    assert [other.locale for other in change.others] == ["ja"]


def test_a_definition_put_right_in_one_language_concerns_its_readers(committed: Path) -> None:
    edit(committed / GLOSSARY, "1つのルールを定め、固有のIDで", "ルールを定め、IDで")
    (change,) = diff.diff(committed, "HEAD").changes
    assert (change.rule, change.grade, change.locale) == ("definition-changed", "translation", "ja")


def test_a_preferred_term_that_changes_is_a_list_of_places_to_mend(committed: Path) -> None:
    edit(committed / GLOSSARY, "preferred: [項目]", "preferred: [規定]")
    edit(committed / GLOSSARY, "allowed: [規定, 条項]", "allowed: [条項]")
    found = diff.diff(committed, "HEAD")
    change = next(change for change in found.changes if change.rule == "term-changed")
    assert (change.grade, change.locale) == ("editorial", "ja")
    assert (change.old, change.new) == (["項目"], ["規定"])
    for address in change.units:
        assert address.partition(":")[0] in (
            "page",
            "section",
            "clause",
            "guideline",
            "question",
            "case",
            "decision",
            "market",
        )
    assert change.units
    edit(committed / GLOSSARY, "allowed: [条項]", "allowed: [項目]")
    again = diff.diff(committed, "HEAD").changes
    assert [c.units for c in again if c.rule == "term-changed"] == [()]


def test_descriptions_of_a_schema_change_no_rule(committed: Path) -> None:
    edit(committed / "policy_schema/question.yml", "in the words of a labeler", "as it was asked")
    (change,) = diff.diff(committed, "HEAD").changes
    assert (change.rule, change.grade) == ("record-changed", "metadata")
    edit(committed / "policy_schema/question.yml", "x-change: none", "x-change: decision")
    (change,) = diff.diff(committed, "HEAD").changes
    assert (change.rule, change.grade) == ("schema-changed", "undecided")
    assert change.values["fields"] == ["properties.id.x-change"]


def test_a_market_and_its_zone_are_changes_of_their_own(committed: Path) -> None:
    edit(committed / "kijun.yml", "zone: Europe/Dublin", "zone: Europe/London")
    edit(
        committed / "kijun.yml", "  JP:\n    zone", "  FR:\n    zone: Europe/Paris\n  JP:\n    zone"
    )
    found = diff.diff(committed, "HEAD").changes
    assert {(c.rule, c.unit, c.grade) for c in found} == {
        ("market-added", "setting:FR", "read"),
        ("setting-changed", "setting:markets.IE.zone", "read"),
    }


# ── Out of scope until now ───────────────────────────────────────────────────────────────

TOPIC = "out-of-scope:\n  - id: {0}\n    topic: About {0}.\nlabels:\n"
ROW = """labels:
  - id: HAR-9
    name: New
    kind: violating
    severity: S1
    action: limit
    hint: New
"""
TAKEN = """

## New {{#HAR-9}}

```yaml clause
labels: [HAR-9]
modality: must-not
takes-up: [{}]
```

Something new.
"""


@pytest.mark.parametrize(
    ("listed", "named", "grade"),
    [("nicknames", "nicknames", "additive"), ("nicknames", "pets", "decision")],
)
def test_only_a_topic_that_was_out_of_scope_is_additive(
    committed: Path, git, listed: str, named: str, grade: str
) -> None:
    both(committed, "labels:\n", TOPIC.format(listed))
    git(committed, "commit", "-qam", "Out of scope")
    both(committed, TOPIC.format(listed), ROW)
    for locale in ("en", "ja"):
        with (committed / HAR.format(locale)).open("a", encoding="utf-8") as page:
            page.write(TAKEN.format(named))
    found = diff.diff(committed, "HEAD")
    assert found.grade == grade
    if grade == "additive":
        (change,) = found.changes
        assert (change.rule, change.labels) == ("topic-taken-up", ("HAR-9",))
        assert change.values["topics"] == ["About nicknames."]


# ── Fingerprints and formats ─────────────────────────────────────────────────────────────


def test_a_fingerprint_names_rule_unit_and_both_texts(committed: Path) -> None:
    both(committed, "severity: S2", "severity: S3")
    (change,) = diff.diff(committed, "HEAD").changes
    was, now = fingerprint.digest("S2"), fingerprint.digest("S3")
    expected = fingerprint.digest("severity-raised", change.unit, was, now)[:12]
    assert change.fingerprint == f"c-{expected}"
    for locale in ("en", "ja"):
        page = committed / HAR.format(locale)
        page.write_text(page.read_text("utf-8").replace("\n---\n\n", "\n---\n\n\n\n", 1), "utf-8")
    assert [c.fingerprint for c in diff.diff(committed, "HEAD").changes] == [change.fingerprint]


def test_a_fingerprint_names_the_texts_of_every_locale(committed: Path) -> None:
    """Those of a text that changed in both, and those of a clause that is new in both."""
    pages = {code: committed / HAR.format(code) for code in ("en", "ja")}
    words = {code: sentence(pages[code]) for code in pages}
    edit(pages["en"], words["en"], words["en"] + " It takes up what is new here.")
    edit(pages["ja"], words["ja"], words["ja"] + "新しい内容です。")
    both(committed, "labels:\n", ROW)
    for page in pages.values():
        with page.open("a", encoding="utf-8") as file:
            file.write(TAKEN.replace("takes-up: [{}]\n", "").replace("{{", "{").replace("}}", "}"))

    def named() -> dict[str, str]:
        changes = diff.diff(committed, "HEAD").changes
        return {c.unit: c.fingerprint for c in changes if c.others and c.grade != "metadata"}

    first = named()
    assert len(first) == 2
    edit(pages["ja"], "新しい内容です。", "新しい説明です。")
    edit(pages["ja"], "Something new.", "新しいものです。")
    second = named()
    assert first.keys() == second.keys()
    assert not set(first.values()) & set(second.values())


def valid(report: str) -> None:
    schemas = {
        name: json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
        for name in ("changes", "place")
    }
    registry = jsonschema_rs.Registry(
        [(f"json-schema:///{name}.schema.json", schema) for name, schema in schemas.items()]
    )
    schema = {**schemas["changes"], "$id": "json-schema:///changes.schema.json"}
    validator = jsonschema_rs.validator_for(schema, registry=registry)
    assert [str(error) for error in validator.iter_errors(json.loads(report))] == []


@pytest.fixture
def various(committed: Path) -> Comparison:
    both(committed, "    when-true: HAR-1\n", "    when-true: HAR-0\n")
    both(committed, "severity: S2", "severity: S3")
    source = committed / HAR.format("en")
    words = sentence(source)
    edit(source, words, words + " *People* under 18 are <b>excepted</b>, 100%.")
    return diff.diff(committed, "HEAD")


def test_json_is_valid_by_its_schema(various: Comparison) -> None:
    report = report_changes.to_json(various, report_changes.Reader())
    valid(report)
    read = json.loads(report)
    assert read["class"] == "decision"
    assert read["summary"]["classes"]["decision"] == 2
    assert [len(change["cases"]) for change in read["changes"] if change["cases"]] == [2]
    empty = Comparison("a", "b", (), pages=1)
    valid(report_changes.to_json(empty, report_changes.Reader()))


def test_sarif_is_valid_by_its_schema(various: Comparison) -> None:
    report = report_changes.to_sarif(various, report_changes.Reader())
    text = (ROOT / "tests/formats/sarif-2.1.0-rtm.5.json").read_text("utf-8")
    # A bracket too many stands in the official schema's pattern for languages.
    schema = json.loads(text.replace("{2}]?$", "{2}$"))
    assert list(jsonschema_rs.validator_for(schema).iter_errors(json.loads(report))) == []


@pytest.mark.parametrize("language", Text.languages)
@pytest.mark.parametrize("name", report_changes.FORMATS)
def test_every_format_tells_every_change(various: Comparison, name: str, language: str) -> None:
    reader = report_changes.Reader(language)
    told = report_changes.FORMATS[name](various, reader)
    for change in various.changes:
        assert change.rule in told
        for flip in change.cases:
            assert flip.case in told.replace("&#", "")


def test_no_text_of_a_page_becomes_a_command_or_markup() -> None:
    change = Change(
        "note-added", "read", "section:x", "a.md", 1, "en", None, "x",
        values={"now": "a\n::error::b <script> [x](y) \u202e", "was": "—"},
    )  # fmt: skip
    found = Comparison("a", "b", (change,), "read", 1)
    reader = report_changes.Reader()
    told = report_changes.to_github(found, reader)
    assert [line for line in told.split("\n") if line.startswith("::error")] == []
    assert "<script>" not in report_changes.to_markdown(found, reader)
    assert "\u202e" not in report_changes.to_text(found, reader)


# ── Work follows changes ─────────────────────────────────────────────────────────────────


def test_a_page_that_is_equal_is_not_read(committed: Path, git) -> None:
    """A page that nobody can read is no matter where it does not differ."""
    (committed / HAR.format("ja")).write_text("---\nid: [\n---\n", "utf-8")
    git(committed, "commit", "-qam", "Broken")
    edit(committed / "guidelines" / "en" / "policies" / "vio.md", "severity: S2", "severity: S3")
    assert "severity-raised" in rules(diff.diff(committed, "HEAD"))
    edit(committed / HAR.format("ja"), "id: [", "id: [ ")
    with pytest.raises(ExceptionGroup):
        diff.diff(committed, "HEAD")


def test_every_cause_has_words() -> None:
    for cause in (diff.NotComparable, diff.NothingToCompare):
        assert issubclass(cause, KijunError)
        assert cause(old="a", new="b").words("ja")
