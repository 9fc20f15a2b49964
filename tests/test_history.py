"""Every text that a unit ever had is found again, whatever git was made to do since."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from conftest import edit
from kijun import book as books
from kijun.cache import Cache
from kijun.history import History
from kijun.text import KijunError
from kijun.texts import Splitter, joined
from kijun.tree import Folder

ROOT = Path(__file__).parents[1]
HAR = "guidelines/{}/policies/har.md"


def history(folder: Path, cache: Cache | None = None) -> History:
    tree = Folder(folder)
    return History(tree, books.settings(tree, Cache(None)), folder, cache)


def texts(folder: Path, unit: str = "clause:HAR-2", locale: str = "en") -> list[str]:
    """The prose of every text of a unit, the oldest first."""
    return [seen.text.body for seen in history(folder).of(unit) if seen.locale == locale]


def change(folder: Path, words: str, locale: str = "en") -> None:
    """Another sentence at the end of HAR-2's rule."""
    path = folder / HAR.format(locale)
    text = path.read_text("utf-8")
    head, found, rest = text.partition("{#HAR-2}")
    assert found
    lines = rest.split("\n")
    place = next(n for n, line in enumerate(lines) if line.startswith("```") and n > 3) + 2
    lines.insert(place, words + "\n")
    path.write_text(head + found + "\n".join(lines), "utf-8")


@pytest.fixture
def kept(book, git):
    """The sample with one guideline, committed."""
    for locale in ("en", "ja"):
        for path in (book / "guidelines" / locale).rglob("*.md"):
            if path.name not in ("har.md", "fnd.md", "index.md"):
                path.unlink()
    git(book, "init", "-q", "-b", "main")
    git(book, "add", "-A")
    git(book, "commit", "-qm", "First")
    return book


def committed(folder: Path, git, words: str) -> None:
    change(folder, words)
    git(folder, "commit", "-qam", words)


# ── Texts ────────────────────────────────────────────────────────────────────────────────

PAGES = sorted((ROOT / "guidelines").glob("*/policies/*.md"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: f"{path.parts[-3]}-{path.stem}")
def test_a_page_is_put_together_again_from_its_texts(path: Path) -> None:
    page = Splitter().page(path.read_text("utf-8"), path.name)
    again = Splitter().page(joined(page), path.name)
    assert len(page) > 10
    assert [(t.address, t.fingerprint, t.home) for t in again] == [
        (t.address, t.fingerprint, t.home) for t in page
    ]


def test_a_text_without_a_place_stands_behind_the_one_it_followed() -> None:
    page = Splitter().page((ROOT / HAR.format("en")).read_text("utf-8"))
    case = next(t for t in page if t.address == "case:HAR-2-C2")
    bare = [t for t in page if t is not case]
    without = Splitter().page(joined(bare))
    assert "case:HAR-2-C2" not in [t.address for t in without]
    order = [t.address for t in Splitter().page(joined([*without, case]))]
    assert order[order.index("case:HAR-2-C1") + 1] == "case:HAR-2-C2"


def test_what_a_translation_says_of_itself_and_empty_lines_are_not_its_text(book) -> None:
    path = book / HAR.format("ja")
    before = {t.address: t.fingerprint for t in Splitter().page(path.read_text("utf-8"))}
    path.write_text(
        path.read_text("utf-8").replace("state: approved", "state: draft").replace("\n\n", "\n\n\n")
    )
    after = {t.address: t.fingerprint for t in Splitter().page(path.read_text("utf-8"))}
    assert after == before


@pytest.mark.parametrize(
    ("old", "new", "touched"),
    [
        ("modality: must-not", "modality: should", "clause:HAR-2"),
        ("near: HAR-0", "near: HAR-1", "case:HAR-2-C1"),
        ("severity: S1", "severity: S2", "clause:HAR-2"),
    ],
)
def test_a_fact_is_part_of_the_text(old: str, new: str, touched: str) -> None:
    source = (ROOT / HAR.format("en")).read_text("utf-8")
    start = source.index("{#HAR-2}" if "severity" not in old else "id: HAR-2")
    edited = source[:start] + source[start:].replace(old, new, 1)
    assert edited != source
    pages = [{t.address: t.fingerprint for t in Splitter().page(s)} for s in (source, edited)]
    assert [unit for unit in pages[0] if pages[0][unit] != pages[1][unit]] == [touched]


# ── Git ──────────────────────────────────────────────────────────────────────────────────


def test_every_text_is_found_the_oldest_first_and_the_working_tree_last(kept, git) -> None:
    committed(kept, git, "Second text.")
    change(kept, "Third text, not committed.")
    found = texts(kept)
    assert len(found) == 3
    assert "Second" not in found[0]
    assert "Second" in found[1]
    assert "Third" in found[2]


def test_a_staged_text_is_found_although_the_file_on_disk_has_another(kept, git) -> None:
    path = kept / HAR.format("en")
    before = path.read_bytes()
    change(kept, "Staged text.")
    git(kept, "add", "-A")
    path.write_bytes(before)
    assert any("Staged" in text for text in texts(kept))


@pytest.mark.parametrize("how", ["merge", "squash", "rebase", "foxtrot", "evil"])
def test_a_text_that_a_branch_brought_is_found(kept, git, how: str) -> None:
    git(kept, "switch", "-qc", "topic")
    committed(kept, git, "Topic one.")
    committed(kept, git, "Topic two.")
    git(kept, "switch", "-q", "main")
    (kept / "other.txt").write_text("x")
    git(kept, "add", "-A")
    git(kept, "commit", "-qm", "Meanwhile")
    if how == "merge":
        git(kept, "merge", "-q", "--no-ff", "topic")
    elif how == "squash":
        git(kept, "merge", "-q", "--squash", "topic")
        git(kept, "commit", "-qm", "Squashed")
    elif how == "rebase":
        git(kept, "rebase", "-q", "main", "topic")
        git(kept, "switch", "-q", "main")
        git(kept, "merge", "-q", "--ff-only", "topic")
    elif how == "foxtrot":
        git(kept, "switch", "-q", "topic")
        git(kept, "merge", "-q", "main")
        git(kept, "switch", "-q", "main")
        git(kept, "merge", "-q", "--ff-only", "topic")
    else:
        git(kept, "merge", "-q", "--no-ff", "--no-commit", "topic")
        change(kept, "Only in the merge.")
        git(kept, "add", "-A")
        git(kept, "commit", "-qm", "Merged, and more")
    git(kept, "branch", "-qD", "topic") if how != "rebase" else None
    found = texts(kept)
    assert any("Topic two" in text for text in found)
    # A squash keeps the end of a branch and drops what stood there in between.
    alone = [text for text in found if "Topic one" in text and "Topic two" not in text]
    assert len(alone) == (0 if how == "squash" else 1)
    assert (how == "evil") == any("Only in the merge" in text for text in found)


def test_a_shallow_clone_says_that_it_does_not_know_since_when(kept, git, tmp_path) -> None:
    committed(kept, git, "Second text.")
    committed(kept, git, "Third text.")
    clone = tmp_path / "shallow"
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{kept}", str(clone))
    found = history(clone)
    assert found.shallow
    assert not history(kept).shallow
    seen = [each for each in found.of("clause:HAR-2") if each.locale == "en"]
    assert ["Third" in each.text.body for each in seen] == [False, True]
    assert [bool(each.commit) for each in seen] == [False, True]
    assert [bool(each.when) for each in history(kept).of("clause:HAR-2")[:2]] == [True, True]


def test_a_renamed_file_and_a_moved_folder_lose_no_text(kept, git) -> None:
    committed(kept, git, "Second text.")
    git(kept, "mv", "guidelines", "texts")
    settings = kept / "kijun.yml"
    settings.write_text(settings.read_text("utf-8").replace("guidelines/", "texts/"), "utf-8")
    git(kept, "commit", "-qam", "Moved")
    (kept / "texts/en/rules").mkdir()
    git(kept, "mv", "texts/en/policies/har.md", "texts/en/rules/har.md")
    git(kept, "commit", "-qam", "Renamed")
    assert len(texts(kept)) == 2
    assert len(texts(kept, locale="ja")) == 1


def test_a_japanese_file_name_is_read(kept, git) -> None:
    git(kept, "mv", HAR.format("en"), "guidelines/en/policies/嫌がらせ.md")
    git(kept, "commit", "-qam", "Renamed")
    committed_path = kept / "guidelines/en/policies/嫌がらせ.md"
    edit(committed_path, "{#HAR-2}", "again {#HAR-2}")
    git(kept, "commit", "-qam", "Changed")
    seen = [each for each in history(kept).of("clause:HAR-2") if each.locale == "en"]
    assert len(seen) == 2
    assert seen[-1].path.endswith("嫌がらせ.md")


def test_an_old_page_that_cannot_be_read_is_told_and_the_others_work(kept, git) -> None:
    path = kept / HAR.format("en")
    good = path.read_bytes()
    path.write_bytes(good.replace(b"labels: [HAR-2]", b"labels: [HAR-2\n"))
    git(kept, "commit", "-qam", "Broken")
    path.write_bytes(good)
    git(kept, "commit", "-qam", "Mended")
    found = history(kept)
    assert len([s for s in found.of("clause:HAR-2") if s.locale == "en"]) == 1
    (problem,) = found.unread
    assert isinstance(problem, KijunError)
    assert "har.md" in problem.words("ja")


def test_what_is_remembered_from_run_to_run_is_what_was_read(kept, git) -> None:
    path = kept / HAR.format("ja")
    page = path.read_text("utf-8")
    path.write_text(page.replace("state: approved", "state: draft"), "utf-8")
    git(kept, "commit", "-qam", "Not approved")
    path.write_text(page.replace("labels: [HAR-2]", "labels: [HAR-2\n"), "utf-8")
    git(kept, "commit", "-qam", "Broken")
    path.write_text(page.replace("state: approved", "state: draft"), "utf-8")
    committed(kept, git, "Another text.")
    first, again = (history(kept, Cache.of(kept)) for _ in range(2))
    for each in (first, again):
        assert len([s for s in each.of("clause:HAR-2") if s.locale == "en"]) == 2
        ours = each.now["clause:HAR-2", "ja"]
        assert ours.data["state"] == "draft"
        assert list(each.approvals(ours.fingerprint)) == [ours.data["from"]]
        assert each.text(ours.fingerprint) == ours
        assert len(each.unread) == 1
    assert again.of("clause:HAR-1") == first.of("clause:HAR-1")
    assert again.pages == first.pages
    assert (kept / ".kijun" / "cache.sqlite").is_file()


def test_no_more_of_the_past_is_read_than_it_takes(kept, git, monkeypatch) -> None:
    git(kept, "commit", "-q", "--allow-empty", "-m", "Second")
    found = history(kept)
    mark = found.now["clause:HAR-2", "en"].fingerprint
    monkeypatch.setattr(found._past, "blobs", lambda *_: pytest.fail("the history was asked"))
    assert found.text(mark) is not None
    with pytest.raises(pytest.fail.Exception):
        found.text("t-0000000000000000")


def test_a_linked_worktree_and_a_bare_repository_have_the_history(kept, git, tmp_path) -> None:
    committed(kept, git, "Second text.")
    git(kept, "worktree", "add", "-q", str(tmp_path / "linked"), "HEAD")
    assert len(texts(tmp_path / "linked")) == 2
    git(tmp_path, "clone", "-q", "--bare", str(kept), "bare.git")
    tree = Folder(kept)
    found = History(tree, books.settings(tree, Cache(None)), tmp_path / "bare.git")
    assert len([s for s in found.of("clause:HAR-2") if s.locale == "en"]) == 2


def test_outside_git_and_before_the_first_commit_there_is_the_tree(book, git) -> None:
    assert history(book).without_git
    assert len(texts(book)) == 1
    git(book, "init", "-q")
    assert not history(book).without_git
    assert len(texts(book)) == 1


def test_any_locale_may_be_the_source(kept, git) -> None:
    settings = kept / "kijun.yml"
    settings.write_text(settings.read_text("utf-8").replace("source: en", "source: ja"), "utf-8")
    change(kept, "次の文です。", "ja")
    git(kept, "commit", "-qam", "Second")
    assert len(texts(kept, locale="ja")) == 2


def test_a_source_archive_knows_today_and_says_no_more(kept, git, tmp_path_factory) -> None:
    committed(kept, git, "Second text.")
    archive = tmp_path_factory.mktemp("archive")
    packed = subprocess.run(
        ["git", "archive", "HEAD"], cwd=kept, check=True, capture_output=True
    ).stdout
    subprocess.run(["tar", "x", "-C", str(archive)], input=packed, check=True)
    found = history(archive)
    assert found.without_git
    assert [seen.when for seen in found.of("clause:HAR-2")] == ["", ""]
