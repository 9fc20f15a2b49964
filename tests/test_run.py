"""A run finds what is new, once, from the cache or not, in any number of locales."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import import_module
from pathlib import Path

import pytest

from conftest import edit
from kijun import run, sanitise
from kijun.book import settings
from kijun.cache import Cache
from kijun.cli import main
from kijun.model import Locales
from kijun.text import KijunError
from kijun.tree import Folder

HAR = "guidelines/ja/policies/har.md"


def checks(result):
    return [finding.check for finding in result.findings]


def test_the_sample_is_clean(book):
    result = run.check(book, cached=False)
    assert result.clean, [(f.path, f.line, f.check, dict(f.values)) for f in result.findings]
    assert result.pairs == 17
    assert result.waived == 0


def test_the_fast_loader_is_what_gets_installed(book):
    assert run.check(book, cached=False).fast_yaml


def test_a_cached_run_says_the_same(book):
    edit(book / HAR, "modality: must-not", "modality: should")
    first = run.check(book)
    again = run.check(book)
    assert first == again == run.check(book, cached=False)
    assert "invariant-differs" in checks(first)


def test_a_cache_never_outlives_what_it_was_made_from(book):
    run.check(book)
    edit(book / HAR, "modality: must-not", "modality: should")
    assert "invariant-differs" in checks(run.check(book))
    edit(book / HAR, "modality: should", "modality: must-not")
    assert run.check(book).clean


@pytest.mark.parametrize("damage", [b"", b"not a database" * 100, None])
def test_a_damaged_cache_is_made_anew(book, damage):
    run.check(book)
    path = book / ".kijun/cache.sqlite"
    path.unlink() if damage is None else path.write_bytes(damage)
    assert run.check(book).clean


def test_a_locked_cache_is_no_error(book):
    run.check(book)
    holder = sqlite3.connect(book / ".kijun/cache.sqlite", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        edit(book / HAR, "modality: must-not", "modality: should")
        assert "invariant-differs" in checks(run.check(book))
    finally:
        holder.close()


def test_two_processes_at_once_agree(book):
    command = [sys.executable, "-m", "kijun", "-C", str(book), "check", "--format", "json"]
    environment = {"PYTHONPATH": str(Path(run.__file__).parents[1]), "PATH": "/usr/bin:/bin"}

    def once(_):
        done = subprocess.run(command, env=environment, capture_output=True, text=True)
        return done.returncode, done.stdout, done.stderr

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(once, range(2))
    assert first == second
    assert first[0] == 0, first


def test_several_processes_find_what_one_finds(book):
    for number in range(4):
        for code in ("en", "ja"):
            folder = book / "guidelines" / code
            shutil.copytree(folder / "process", folder / f"process{number}")
    for page in (book / "guidelines/ja").rglob("appeals.md"):
        edit(page, "## ", "### ")
    alone = run.check(book, cached=False, processes=1)
    run.PARALLEL, before = 2, run.PARALLEL
    try:
        together = run.check(book, cached=False, processes=2)
    finally:
        run.PARALLEL = before
    assert alone == together
    assert alone.errors > 4


def test_since_tells_only_what_is_new(book, git):
    git(book, "init", "-q")
    edit(book / HAR, "modality: must-not", "modality: should")
    git(book, "add", ".")
    git(book, "commit", "-qm", "before")
    edit(book / "guidelines/ja/policies/prv.md", "modality: must-not", "modality: should")
    assert checks(run.check(book)).count("invariant-differs") == 2
    new = run.check(book, since="HEAD")
    assert {f.path for f in new.findings} == {"guidelines/ja/policies/prv.md"}


PLAIN = {
    "en": "# Guide\n\n## Setup\n\nWait 3 days.\n\n## Use\n\nWait 4 days.\n\n[x](no.md)\n"
    "\n## Use\n\nWait 4 days.\n\n## Last\n\n- One.\n\n## Only here\n",
    "ja": "# 案内\n\n## 準備\n\n5日待ちます。\n\n## 使い方\n\n6日待ちます。\n\n[x](no.md)\n"
    "\n## 使い方\n\n6日待ちます。\n\n## 最後\n\n1つ。\n",
}


def plain(folder, texts):
    """Two folders of ordinary pages, whose headings have no ids."""
    for code, text in texts.items():
        (folder / code).mkdir(exist_ok=True)
        (folder / code / "a.md").write_text(text, "utf-8")
    return Locales(("en", "en"), {"ja": "ja"})


def test_since_knows_a_finding_again_below_a_heading_put_in_above_it(tmp_path, git):
    locales = plain(tmp_path, PLAIN)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "before")
    before = run.check(tmp_path, locales=locales)
    assert {"numbers", "structure", "unit-missing"} <= set(checks(before))
    put_in = {"en": "\n## New\n\nWait 7 days.\n", "ja": "\n## 新しい節\n\n8日待ちます。\n"}
    for code, text in PLAIN.items():
        title, rest = text.split("\n", 1)
        (tmp_path / code / "a.md").write_text(f"{title}\n{put_in[code]}{rest}", "utf-8")
    new = run.check(tmp_path, locales=locales, since="HEAD").findings
    assert [(f.check, f.line) for f in new] == [("numbers", 5)]
    every = run.check(tmp_path, locales=locales).findings
    assert len({f.fingerprint for f in every}) == len(every) == len(before.findings) + 1


def test_since_tells_a_second_fault_in_a_section_of_a_known_title(tmp_path, git):
    locales = plain(tmp_path, PLAIN)
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-qm", "before")
    for code, text in PLAIN.items():
        section = text[text.rindex("## ") if code == "ja" else text.index("## Last") :]
        title = "## Use\n\nWait 4 days.\n\n" if code == "en" else "## 使い方\n\n6日待ちます。\n\n"
        (tmp_path / code / "a.md").write_text(text.replace(section, title + section), "utf-8")
    new = run.check(tmp_path, locales=locales, since="HEAD").findings
    assert [f.check for f in new] == ["numbers"]


@pytest.mark.parametrize("revision", ["--upload-pack=x", "-x", "no-such-branch", "HEAD~999"])
def test_a_hostile_or_unknown_revision_is_refused(book, git, revision, capsys):
    git(book, "init", "-q")
    git(book, "add", ".")
    git(book, "commit", "-qm", "all")
    assert main(["-C", str(book), "check", f"--since={revision}"]) == 2
    assert revision in capsys.readouterr().err


def test_outside_git_there_is_no_since(book):
    with pytest.raises(KijunError, match="not in a git repository"):
        run.check(book, since="HEAD")


def test_a_waiver_accepts_one_finding_until_the_text_changes(book):
    edit(book / HAR, "modality: must-not", "modality: should")
    (found,) = run.check(book).findings
    (book / "guidelines/waivers.yml").write_text(
        f"waivers:\n  - fingerprint: {found.fingerprint}\n    check: {found.check}\n"
        "    reason: Agreed.\n    by: policy-integrity\n",
        "utf-8",
    )
    result = run.check(book)
    assert (result.clean, result.waived) == (True, 1)
    edit(book / HAR, "modality: should", "modality: must")
    assert sorted(checks(run.check(book))) == ["invariant-differs", "waiver-unused"]


def test_a_level_can_be_changed_or_turned_off(book):
    edit(book / HAR, "modality: must-not", "modality: should")
    settings = book / "kijun.yml"
    text = settings.read_text("utf-8")
    settings.write_text(text + "levels:\n  invariant-differs: info\n", "utf-8")
    assert [f.level for f in run.check(book).findings] == ["info"]
    settings.write_text(text + 'levels:\n  invariant-differs: "off"\n', "utf-8")
    assert run.check(book).findings == ()


def test_a_third_locale_is_a_folder_and_a_line(book):
    # Japanese stands for French, of which kijun knows no more than its digits.
    shutil.copytree(book / "guidelines/ja", book / "guidelines/fr")
    edit(book / "kijun.yml", "  ja:\n    dir: guidelines/ja\n",
         "  ja:\n    dir: guidelines/ja\n  fr:\n    dir: guidelines/fr\n")  # fmt: skip
    glossary = book / "guidelines/glossary.yml"
    without = run.check(book)
    assert without.pairs == 34
    assert {f.check for f in without.findings} <= {"glossary-locales", "numbers"}
    assert glossary.exists()
    edit(book / "guidelines/fr/policies/har.md", "modality: must-not", "modality: should")
    found = [f for f in run.check(book).findings if f.check == "invariant-differs"]
    assert [(f.locale, f.values["target"]) for f in found] == [("fr", "fr")]
    (book / "guidelines/fr/policies/prv.md").unlink()
    assert [f.level for f in run.check(book).findings if f.check == "page-missing"] == ["error"]
    edit(book / "kijun.yml", "dir: guidelines/fr\n", "dir: guidelines/fr\n    onboarding: true\n")
    assert [f.level for f in run.check(book).findings if f.check == "page-missing"] == ["info"]


def test_any_bilingual_tree_is_compared_without_a_schema(tmp_path):
    for code, list_ in (("en", "* one\n* two\n"), ("ja", "*一つ目\n*二つ目\n")):
        page = tmp_path / "docs" / code / "docs" / "guide.md"
        page.parent.mkdir(parents=True)
        page.write_text(f"---\nhidden: [\n---\n\n# T\n\ntext\n\n{list_}", "utf-8")
    locales = Locales(("en", "docs/en/docs"), {"ja": "docs/ja/docs"})
    result = run.check(tmp_path, locales=locales, cached=False)
    assert sorted(checks(result)) == ["stray-markup", "stray-markup", "structure"]


@pytest.mark.parametrize(
    ("old", "new", "at", "fact", "remedy"),
    [
        (
            "footnotes",
            "mdx_include",
            "- mdx",
            "'mdx_include' is not installed",
            "inject kijun mdx-",
        ),
        ("toc", "toc: {nosuch: 1}", "nosuch", "'toc' has no option 'nosuch'", "Correct"),
        ("toc", "toc:\n      nosuch: 1", "nosuch", "'toc' has no option 'nosuch'", "Correct"),
        ("footnotes", "json", "- json", "'json' cannot be set up", "Correct its name"),
    ],
)
def test_an_extension_that_cannot_be_had_is_told_in_its_place(
    book, capsys, old, new, at, fact, remedy
):
    edit(book / "mkdocs.yml", f"- {old}\n", f"- {new}\n")
    text = (book / "mkdocs.yml").read_text("utf-8")
    line = text[: text.index(at)].count("\n") + 1
    run.PARALLEL, before = 2, run.PARALLEL
    try:
        assert main(["-C", str(book), "--lang", "en", "check"]) == 2
    finally:
        run.PARALLEL = before
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"mkdocs.yml:{line}: The Markdown extension {fact}")
    assert remedy in shown.err
    assert main(["-C", str(book), "--lang", "ja", "sync"]) == 2
    assert capsys.readouterr().err.startswith(f"mkdocs.yml:{line}: Markdownの拡張機能「")


@pytest.mark.parametrize("command", ["check", "diff"])
def test_a_tree_without_schemas_is_read_without_what_is_not_installed(
    tmp_path, git, capsys, command
):
    (tmp_path / "mkdocs.yml").write_text("markdown_extensions: [mdx_include, toc]\n")
    for code in ("en", "ja"):
        (tmp_path / code).mkdir()
        (tmp_path / code / "a.md").write_text("# 1\n\n2 3\n")
    locales = ["--source", "en=en", "--target", "ja=ja"]
    arguments = ["HEAD", *locales] if command == "diff" else [*locales, "--fix"]
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "First")
    assert main(["-C", str(tmp_path), "--lang", "en", command, *arguments]) == 0
    told = capsys.readouterr().err
    assert told.startswith("mkdocs.yml:1: The Markdown extension 'mdx_include' is not installed")
    assert told.count("mdx_include") == 1
    assert main(["-C", str(tmp_path), "--lang", "ja", command, *arguments]) == 0
    assert "「mdx-include」をインストールしてください" in capsys.readouterr().err
    (tmp_path / "mkdocs.yml").write_text("markdown_extensions: [{toc: {nosuch: 1}}]\n")
    (tmp_path / "ja/a.md").write_text("# 1\n\n2 4\n")
    assert main(["-C", str(tmp_path), "--lang", "en", command, *arguments]) == 2
    assert "mkdocs.yml:1: The Markdown extension 'toc' has no" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        ([], 0),
        (["--fail-on", "error"], 0),
        (["--source", "en=guidelines/en"], 2),
        (["--source", "en=nowhere", "--target", "ja=guidelines/ja"], 2),
        (["--format", "json"], 0),
    ],
)
def test_the_exit_status_says_whether_it_could_compare(book, arguments, status, capsys):
    assert main(["-C", str(book), "check", *arguments]) == status
    shown = capsys.readouterr()
    assert (shown.err if status == 2 else shown.out).strip()


@pytest.mark.parametrize(
    ("kind", "old", "new", "line", "value"),
    [
        ("clause", "\ntype: object", "\ntype: objekt", 8, "'type' is 'objekt'"),
        ("clause", "shared.yml#/$defs/modality", "nosuch.yml#/a", 40, "is 'nosuch.yml#/a'"),
        ("clause", "shared.yml#/$defs/modality", "shared.yml#/a", 40, "is 'shared.yml#/a'"),
        ("shared", '"^[A-Z][A-Z0-9]*(-[A-Z0-9]+)*$"', '"("', 9, "'pattern' is '('"),
    ],
)
def test_a_schema_that_is_none_is_told_in_its_place(book, kind, old, new, line, value):
    path = f"policy_schema/{kind}.yml"
    edit(book / path, old, new)
    (found,) = run.check(book, cached=False).findings
    assert (found.check, found.path, found.line) == ("value-shape", path, line)
    assert value in run.words()[found.check].to("en", **found.values)
    assert "JSON Schema" in run.words()[found.check].to("ja", **found.values)


def test_a_guideline_with_a_name_that_windows_reserves_is_refused_by_its_id(book):
    for code in ("en", "ja"):
        policies = book / "guidelines" / code / "policies"
        page = (policies / "har.md").read_text("utf-8").replace("id: HAR\n", "id: AUX\n")
        (policies / "aux.md").write_text(page.replace("HAR-", "AUX-"), "utf-8")
    found = run.check(book, cached=False).findings
    assert [(f.check, f.line, f.values["value"]) for f in found] == [("value-shape", 3, "AUX")] * 2
    said = [run.words()["value-shape"].to(code, **found[0].values) for code in ("en", "ja")]
    assert ["Windows" in each for each in said] == [True, True]


def test_an_anchor_that_only_the_site_can_make_is_not_judged(book):
    page = book / "guidelines/en/wellbeing.md"
    page.write_text(page.read_text("utf-8") + "\nSee [this](how-to-read.md#nope).\n", "utf-8")
    assert "link-broken" in checks(run.check(book, cached=False))
    own = "  - toc:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify {}\n"
    edit(book / "mkdocs.yml", "  - toc\n", own)
    assert "link-broken" not in checks(run.check(book, cached=False))


def test_an_address_that_the_site_would_leave_out_is_a_finding():
    assert set(import_module("kijun.checks.link_leaves_book").SCHEMES) == sanitise.SCHEMES


def test_a_file_name_in_another_encoding_is_told(book, capsys):
    try:
        Path(os.fsdecode(os.fsencode(book) + b"/guidelines/en/\x8e\xca.md")).touch()
    except OSError:
        pytest.skip("this file system takes names in UTF-8 only")
    shown = "guidelines/en/\\x8e\\xca.md:1: "
    assert main(["-C", str(book), "--lang", "en", "check"]) == 2
    assert capsys.readouterr().err.startswith(f"{shown}The name of this file or of its folder")
    assert main(["-C", str(book), "--lang", "ja", "diff", ".", "."]) == 2
    assert "名前の文字コードがUTF-8ではありません" in capsys.readouterr().err


def test_a_folder_may_be_given_in_any_way_if_it_is_below(tmp_path, capsys):
    for code in ("en", "ja"):
        (tmp_path / "docs" / code).mkdir(parents=True)
        (tmp_path / "docs" / code / "a.md").write_text("# 1\n\n2 3\n")
    (tmp_path / "link").symlink_to(tmp_path / "docs")
    target = ["--target", "ja=./ja/"]
    for source in (f"{tmp_path}/docs/en", "../docs/en", f"{tmp_path}/link/en", "en"):
        command = ["-C", str(tmp_path / "docs"), "check", "--source", f"en={source}", *target]
        assert main(command) == 0, source
    (tmp_path / "other").mkdir()
    capsys.readouterr()
    for language, fact in (("en", "is not below"), ("ja", "の外にあります")):
        command = ["-C", str(tmp_path / "other"), "--lang", language, "check"]
        source = f"{tmp_path}/docs/en"
        command += ["--source", f"en={source}", "--target", "ja=../docs/ja"]
        assert main(command) == 2
        told = capsys.readouterr().err
        assert source in told
        assert fact in told
        assert f"kijun -C {tmp_path}/docs …" in told


def test_no_book_is_no_clean_book(tmp_path, capsys):
    assert main(["-C", str(tmp_path), "check"]) == 2
    assert "kijun.yml" in capsys.readouterr().err
    assert main(["-C", str(tmp_path), "--lang", "ja", "check"]) == 2
    assert "kijun.ymlがありません" in capsys.readouterr().err


def test_findings_make_the_status_one(book, capsys):
    edit(book / HAR, "modality: must-not", "modality: should")
    assert main(["-C", str(book), "check"]) == 1
    assert f"{HAR}:" in capsys.readouterr().out


def test_a_page_copied_from_the_source_is_told_once_as_not_translated(book):
    for page in ("policies/har.md", "wellbeing.md"):
        shutil.copy(book / "guidelines/en" / page, book / "guidelines/ja" / page)
    result = run.check(book, cached=False)
    assert [(f.check, f.level, f.path, f.line) for f in result.findings] == [
        ("page-untranslated", "error", "guidelines/ja/policies/har.md", 1),
        ("page-untranslated", "error", "guidelines/ja/wellbeing.md", 1),
    ]
    edit(book / "kijun.yml", "four-eyes: null", "levels:\n  page-untranslated: off")
    assert len(run.check(book, cached=False).findings) > 30


@pytest.mark.parametrize(
    ("path", "old", "new", "anew"),
    [
        ("kijun.yml", "source: en", "source: en  # the language that is written first", False),
        ("kijun.yml", "  - policy-integrity", "  - policy-integrity\n  - legal", False),
        ("guidelines/glossary.yml", "concepts:", "# reviewed\nconcepts:", False),
        ("guidelines/glossary.yml", "definition: What", "definition: All that", False),
        ("guidelines/glossary.yml", "definition: To ", "definition: The act of ", True),
        ("guidelines/glossary.yml", "preferred:", "aliases: [x]\n      preferred:", True),
        ("kijun.yml", "four-eyes: null", "levels: {terms: info}", True),
        ("mkdocs.yml", "  - tables\n", "  - nl2br\n", True),
        ("policy_schema/case.yml", "description: ", "description: Of course, ", True),
    ],
)
def test_pages_are_examined_again_where_what_they_are_examined_by_changed(
    book, path, old, new, anew
):
    def key():
        return settings(Folder(book), Cache(None)).key

    before = key()
    edit(book / path, old, new)
    assert (key() != before) == anew
