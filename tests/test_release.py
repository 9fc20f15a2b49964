"""Releases drafted, checked and tabulated, in real repositories."""

from __future__ import annotations

import csv
import json
import re
import shutil
from pathlib import Path

import pytest

from conftest import edit
from example_book import FOUNDATION_WORDS, FOUNDATIONS, ROOT
from kijun import cli, record, release, run, worklist, yaml
from kijun.text import KijunError, causes

SETTINGS = """source: en
locales:
  en: {dir: guidelines/en}
  ja: {dir: guidelines/ja}
markets:
  JP: {zone: Asia/Tokyo}
owners: [policy]
lead-times:
  JP: {days: {decision: 14}, waived-for: [urgent]}
"""

GUIDELINE = """---
id: G
title: {title}
owner: policy
audience: vendor
governing: {{default: en}}
labels:
  - id: G-0
    name: {fine}
    kind: permitted
    severity: S0
    action: none
    hint: {fine}
  - id: G-5
    name: {spam}
    kind: violating
    severity: S1
    action: limit
    hint: {spam}
    reason-to-user: {spam}
---

{why}

```yaml decision
id: G-D1
start: bulk
steps:
  bulk:
    ask: {ask}
    when-true: G-5
    when-false: G-0
    unsure: FND-U
```

## {fine} {{#G-0}}

```yaml clause
labels: [G-0]
modality: none
```

{text}

```yaml case
id: G-0-C1
given: {once}
path: {{bulk: false}}
expect: G-0
near: G-5
because: {text}
```

```yaml case
id: G-0-C3
given: {once}
path: {{bulk: unsure}}
expect: FND-U
near: G-0
because: {text}
```

## {spam} {{#G-5}}

```yaml clause
labels: [G-5]
modality: must-not{stamp}
```

{forbidden}

```yaml case
id: G-5-C1
given: {often}
path: {{bulk: true}}
expect: G-5
near: G-0
because: {text}
```
"""

WORDS = {
    "en": {
        "title": "Spam",
        "fine": "Fine",
        "spam": "Posts in bulk",
        "why": "Why there is a rule.",
        "ask": "Is it posted in bulk?",
        "text": "One post is fine.",
        "once": "A post on one page.",
        "often": "A post on every page.",
        "forbidden": "A poster must not post in bulk.",
        "stamp": "",
    },
    "ja": {
        "title": "スパム",
        "fine": "許容",
        "spam": "大量の投稿",
        "why": "ルールの理由です。",
        "ask": "大量に投稿されていますか。",
        "text": "1件の投稿は許容します。",
        "once": "1つのページへの投稿です。",
        "often": "すべてのページへの投稿です。",
        "forbidden": "大量に投稿してはなりません。",
        "stamp": "",
    },
}


@pytest.fixture
def folder(tmp_path, git):
    """A small book in a repository, without a release."""
    files = {"kijun.yml": SETTINGS}
    files |= {
        f"policy_schema/{path.name}": path.read_text("utf-8")
        for path in (ROOT / "policy_schema").glob("*.yml")
    }
    for code, words in WORDS.items():
        files[f"guidelines/{code}/policies/g.md"] = GUIDELINE.format(**words)
        files[f"guidelines/{code}/policies/fnd.md"] = FOUNDATIONS.format(**FOUNDATION_WORDS[code])
    for path, content in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(content, "utf-8")
    git(tmp_path, "init", "-q", "-b", "main")
    committed(tmp_path, git, "Book")
    return tmp_path


def committed(folder: Path, git, words: str) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", words)


def page(folder: Path, locale: str, name: str = "g") -> Path:
    return folder / f"guidelines/{locale}/policies/{name}.md"


def file(folder: Path, name: str) -> Path:
    return folder / f"guidelines/releases/{name}.yml"


def written(folder: Path, name: str) -> dict:
    return yaml.load(file(folder, name).read_text("utf-8"))


ANSWERS = {
    "transition:": "transition: open-items",
    "appeals:": "appeals: rule-then",
    "en:": "en: A reason.",
    "ja:": "ja: 理由です。",
    "because:": "because: incorrect",
    "when-true:": "when-true: G-7",
    "when-false:": "when-false: G-6",
}


def filled(folder: Path, name: str) -> None:
    """The draft as people complete it."""
    lines = file(folder, name).read_text("utf-8").split("\n")
    done = [re.sub(r"\S+:$", lambda m: ANSWERS.get(m[0], m[0]), line) for line in lines]
    file(folder, name).write_text("\n".join(done), "utf-8")
    for code, words in (("en", "A notice."), ("ja", "お知らせです。")):
        notice = folder / f"guidelines/{code}/releases/{name}.md"
        if notice.exists():
            notice.write_text(notice.read_text("utf-8").replace("[…]", words), "utf-8")


def released(folder: Path, git, name: str, *units: str, **more) -> dict:
    """A release drafted, completed and committed."""
    more.setdefault("published", f"{name[:10]}T10:00+09:00")
    release.draft(folder, name, units, **more)
    filled(folder, name)
    committed(folder, git, f"Release {name}")
    return written(folder, name)


def baseline(folder: Path, git) -> None:
    released(folder, git, "2026-01-15", effective=["2026-02-01"])


def refused(*arguments, **more) -> list[str]:
    """What a draft is refused for, in both languages."""
    with pytest.raises((KijunError, ExceptionGroup)) as raised:
        release.draft(*arguments, **more)
    found = list(causes(raised.value))
    assert all(re.search("[ぁ-ん]", error.words("ja")) for error in found)
    return [error.words("en") for error in found]


def checks(folder: Path) -> list[str]:
    return [finding.check for finding in run.check(folder, cached=False).findings]


def stricter(folder: Path) -> None:
    """A decision change that needs no translation: a fact, in both locales."""
    for code in WORDS:
        edit(page(folder, code), "severity: S1", "severity: S2")


def approved(folder: Path, *units: str) -> None:
    assert cli.main(["-C", str(folder), "stamp", *units, "--by", "m"]) == 0
    assert cli.main(["-C", str(folder), "approve", *units, "--by", "k"]) == 0


def test_the_book_of_these_tests_is_clean(folder):
    assert checks(folder) == []


def test_the_first_release_is_the_baseline_and_names_every_unit(folder):
    release.draft(
        folder, "2026-01-15", published="2026-01-15T10:00+09:00", effective=["2026-02-01"]
    )
    data = written(folder, "2026-01-15")
    assert data["effective"] == {"default": "2026-02-01T00:00Z", "JP": "2026-02-01T00:00+09:00"}
    (entry,) = data["changes"]
    assert entry["class"] == "baseline"
    assert set(entry["units"]["case:G-0-C1"]["to"]) == {"en", "ja"}
    assert len(entry["units"]) == 12
    assert checks(folder) == ["notice-unwritten"]
    filled(folder, "2026-01-15")
    assert checks(folder) == []


FAULTS = (
    ("expect: G-0", "colour: red\nexpect: G-0", "field-unknown"),
    ("near: G-5", "near: 5", "value-kind"),
    ("audience: vendor", "audience: all", "value-unknown"),
    ("owner: policy\n", "", "field-missing"),
    ("near: G-5", "near: G－5", "wide-value"),
    ("## Fine", "＃＃ Fine", "wide-markup"),
    ("Why there", "Why\u202e there", "invisible-character"),
    ("```yaml case", "```case", "fence-as-text"),
)


DECLARED = """waivers:
  - fingerprint: c-0123456789ab
    class: editorial
    unit: G-5
    reason: A declaration has the changes since the last release looked at.
    by: policy
"""


def test_a_page_that_cannot_be_read_is_told_once_among_releases(folder, git):
    baseline(folder, git)
    stricter(folder)
    approved(folder)
    released(folder, git, "2026-02-12", effective=["2026-03-01"])
    (folder / "guidelines/waivers.yml").write_text(DECLARED)
    assert checks(folder) == ["declaration-unused"]
    whole = page(folder, "en").read_text("utf-8")
    for old, new, check in FAULTS:
        edit(page(folder, "en"), old, new)
        found = run.check(folder, cached=False).findings
        assert [(f.check, f.unit) for f in found] == [(check, "page:policies/g.md")]
        page(folder, "en").write_text(whole, "utf-8")


def test_nothing_is_pending_after_a_release(folder, git):
    baseline(folder, git)
    (said,) = refused(folder, "2026-01-16", published="2026-01-16T10:00+09:00")
    assert said.startswith("Nothing to release in guidelines")


@pytest.mark.parametrize(("spoken", "said"), [("en", "a release such as"), ("ja", "リリース")])
def test_the_help_of_diff_says_that_a_release_is_a_version(folder, git, capsys, spoken, said):
    baseline(folder, git)
    with pytest.raises(SystemExit):
        cli.main(["--lang", spoken, "diff", "--help"])
    assert said in capsys.readouterr().out.partition("OLD  ")[2]
    assert cli.main(["-C", str(folder), "diff", "2026-01-15"]) == 0


def test_a_notice_is_no_page_of_rules(folder, git, capsys):
    baseline(folder, git)
    git(folder, "checkout", "-q", "HEAD~1")
    notices = "guidelines/{}/releases/2026-01-15.md".format
    for code in WORDS:
        git(folder, "checkout", "main", notices(code))
    command = ["-C", str(folder), "diff", "HEAD", "--fail-on", "undecided", "--format", "json"]
    assert cli.main(command) == 0
    (new,) = json.loads(capsys.readouterr().out)["changes"]
    assert (new["rule"], new["class"]) == ("notice-changed", "metadata")
    assert [other["locale"] for other in new["others"]] == ["ja"]
    git(folder, "commit", "-qam", "Notices")
    edit(folder / notices("ja"), "お知らせです。", "10件を超える投稿は禁止です。")
    assert cli.main(command) == 0
    (changed,) = json.loads(capsys.readouterr().out)["changes"]
    assert (changed["rule"], changed["locale"]) == ("notice-changed", "ja")


def test_a_draft_with_gaps_is_no_release(folder, git):
    baseline(folder, git)
    stricter(folder)
    approved(folder, "G-5")
    release.draft(
        folder, "2026-03-02", published="2026-03-02T10:00+09:00", effective=["2026-03-17"]
    )
    assert written(folder, "2026-03-02")["changes"][0]["transition"] is None
    found = checks(folder)
    assert found.count("value-unknown") == 2  # transition, appeals
    assert found.count("value-empty") == 2  # why.en, why.ja
    filled(folder, "2026-03-02")
    assert checks(folder) == []


def test_a_decision_change_waits_for_its_lead_time_in_local_days(folder, git):
    baseline(folder, git)
    stricter(folder)
    approved(folder, "G-5")
    given = {"published": "2026-03-02T10:00+09:00"}
    (said,) = refused(folder, "2026-03-02", effective=["2026-03-16T23:59+09:00"], **given)
    assert "2026-03-17T00:00+09:00" in said
    assert not file(folder, "2026-03-02").exists()
    release.draft(folder, "2026-03-02", effective=["2026-03-17T00:00+09:00"], **given)


def test_a_decision_change_in_prose_waits_for_an_approved_translation(folder, git):
    baseline(folder, git)
    stricter(folder)
    given = {"published": "2026-03-02T10:00+09:00", "effective": ["2026-04-01"]}
    (said,) = refused(folder, "2026-03-02", **given)
    assert "nobody approved" in said
    approved(folder, "G-5")
    release.draft(folder, "2026-03-02", **given)
    # The translation was approved for another source text.
    git(folder, "clean", "-qfd", "guidelines")
    edit(page(folder, "en"), "name: Posts in bulk", "name: Posts in great number")
    assert any("nobody approved" in said for said in refused(folder, "2026-03-02", **given))


def test_an_undecided_change_asks_for_a_declaration_that_dies_with_the_text(folder, git, capsys):
    baseline(folder, git)
    edit(page(folder, "en"), "must not post in bulk", "must not post in heaps")
    given = {"published": "2026-03-02T10:00+09:00"}
    found = refused(folder, "2026-03-02", ["G-5"], **given)
    (said,) = found
    fingerprint = re.search("c-[0-9a-f]{12}", said)[0]
    line = page(folder, "en").read_text("utf-8").split("\n").index("## Posts in bulk {#G-5}") + 1
    assert said.startswith(f"guidelines/en/policies/g.md:{line}: ")
    waivers = folder / "guidelines/waivers.yml"
    waivers.write_text(
        f"waivers:\n  - fingerprint: {fingerprint}\n    class: read\n"
        "    reason: The same posts as before.\n    by: policy\n",
        "utf-8",
    )
    cli.main(["-C", str(folder), "diff", "HEAD"])
    assert "class declared by policy" in capsys.readouterr().out
    assert "declaration-unused" not in checks(folder)
    assert released(folder, git, "2026-03-02", "G-5")["changes"][0]["class"] == "read"
    assert checks(folder) == []
    # Said again later, of another text, it would hold for what nobody looked at.
    waivers.write_text(waivers.read_text("utf-8").replace(fingerprint, "c-000000000000"), "utf-8")
    assert checks(folder) == ["class-below-floor", "declaration-unused"]


def test_a_translation_mended_beside_a_source_that_only_reads_otherwise_is_no_reading(folder, git):
    units = "G-0", "case:G-0-C1", "case:G-0-C3"
    wrong, right = "1件の投稿は許容しません。", "1件の投稿は許容します。"
    edit(page(folder, "ja"), right, wrong)
    approved(folder, *units)
    baseline(folder, git)
    edit(page(folder, "en"), "One post is fine.", "A lone post is fine.")
    edit(page(folder, "ja"), wrong, right)
    given = {"published": "2026-03-02T10:00+09:00"}
    asked = refused(folder, "2026-03-02", ["G-0"], **given)
    (fingerprint,) = {name for said in asked for name in re.findall("c-[0-9a-f]{12}", said)}
    declared = f"{{fingerprint: {fingerprint}, class: read, reason: The same., by: policy}}"
    (folder / "guidelines/waivers.yml").write_text(f"waivers: [{declared}]\n", "utf-8")
    approved(folder, *units)
    mended, read = released(folder, git, "2026-03-02", "G-0", **given)["changes"]
    assert (mended["class"], mended["kind"]) == ("translation", "error-fixed")
    assert {"transition", "appeals", "why"} <= mended.keys()
    assert (read["class"], "transition" in read) == ("read", False)
    assert [set(entry["units"]["G-0"]["to"]) for entry in (mended, read)] == [{"ja"}, {"en"}]
    assert checks(folder) == []


def test_a_bare_id_is_a_clause_and_a_guideline_is_all_its_units(folder, git):
    baseline(folder, git)
    stricter(folder)
    for code in WORDS:
        edit(page(folder, code), "id: G-0-C1", "id: G-0-C2")
    approved(folder, "G-5")
    given = {"published": "2026-03-02T10:00+09:00", "effective": ["2026-04-01"]}
    release.draft(folder, "2026-03-02", ["G-5"], **given)
    assert [list(each["units"]) for each in written(folder, "2026-03-02")["changes"]] == [["G-5"]]
    file(folder, "2026-03-02").unlink()
    release.draft(folder, "2026-03-02", ["G"], **given)
    data = written(folder, "2026-03-02")["changes"]
    assert [each["class"] for each in data] == ["decision", "structural"]
    assert data[1]["units"]["case:G-0-C1"]["to"] == "retired"
    file(folder, "2026-03-02").unlink()
    (said,) = refused(folder, "2026-03-03", ["X-1"], published="2026-03-03T10:00+09:00")
    assert "no unit 'X-1'" in said


def test_a_unit_released_without_what_it_needs_is_refused(folder, git):
    baseline(folder, git)
    split(folder)
    approved(folder, "G")
    given = {"published": "2026-03-02T10:00+09:00", "effective": ["2026-04-01"]}
    found = refused(folder, "2026-03-02", ["G-6"], **given)
    assert any("do not fit together" in said and "G-6" in said for said in found)


def split(folder: Path) -> None:
    """Label G-5 becomes G-6 and G-7."""
    for code, words in WORDS.items():
        old = GUIDELINE.format(**words)
        row = old[old.index("  - id: G-5") : old.index("---\n\n" + words["why"])]
        clause = old[old.index(f"## {words['spam']}") :]
        ask = {"en": "Is it for a count?", "ja": "数を上げるためですか。"}[code]
        step = f"""  counts:
    ask: {ask}
    when-true: G-7
    when-false: G-6
    unsure: FND-U
```"""
        text = old.replace(row, row.replace("G-5", "G-6") + row.replace("G-5", "G-7"))
        text = text.replace("when-true: G-5", "when-true: counts").replace("```", step, 2)
        text = text.replace(step, "```", 1).replace("near: G-5", "near: G-6")
        parts = [
            clause.replace("G-5", label)
            .replace("{bulk: true}", f"{{bulk: true, counts: {counts}}}")
            .replace("near: G-0", f"near: {near}")
            for label, counts, near in (("G-6", "false", "G-7"), ("G-7", "true", "G-6"))
        ]
        text = text.replace(clause, "\n".join(parts))
        page(folder, code).write_text(text, "utf-8")


def test_a_split_label_is_retired_with_a_map_and_tabulated(folder, git):
    baseline(folder, git)
    split(folder)
    approved(folder, "G", "G-6", "G-7", "decision:G-D1")
    data = released(folder, git, "2026-06-11", effective=["2026-07-01"])
    entry, near = data["changes"]
    assert near["class"] == "read"
    assert entry["class"] == "decision"
    assert entry["units"]["G-5"]["to"] == "retired"
    assert entry["units"]["case:G-5-C1"]["to"] == "retired"
    assert entry["map"]["G-5"]["unsure"] == "human"
    assert checks(folder) == []
    tables = worklist.tables(folder, "2026-06-11", "ja")
    rows = list(csv.DictReader(tables["label-map.csv"].splitlines()))
    assert [(row["new"], row["by"], row["answer"]) for row in rows] == [
        ("G-7", "person", "when-true"),
        ("G-6", "person", "when-false"),
        ("", "person", "unsure"),
    ]
    assert {row["question"] for row in rows} == {"理由です。"}
    affected = list(csv.DictReader(tables["affected.csv"].splitlines()))
    mapped = [row for row in affected if row["old label"] == "G-5" and row["new label"] == "G-7"]
    assert {(row["market"], row["from"]) for row in mapped} == {
        ("default", "2026-07-01T00:00Z"),
        ("JP", "2026-07-01T00:00+09:00"),
    }


def without_spam(folder: Path) -> None:
    """Clause G-5 goes with its label and its case, and the decision with it."""
    for code, words in WORDS.items():
        text = GUIDELINE.format(**words)
        text = text[: text.index(f"## {words['spam']}")]
        text = text.replace(text[text.index("  - id: G-5") : text.index("---\n\n")], "")
        decision = text[text.index("```yaml decision") : text.index(f"## {words['fine']}")]
        text = text.replace(decision, "")
        text = re.sub("path: .*\n", "", text).replace("near: G-5", "near: FND-U")
        page(folder, code).write_text(text, "utf-8")
    approved(folder, "case:G-0-C1", "case:G-0-C3")


def test_a_removal_says_why_and_where_to(folder, git, capsys):
    baseline(folder, git)
    without_spam(folder)
    drafted = release.draft(folder, "2026-03-02", published="2026-03-02T10:00+09:00",
                            effective=["2026-04-01"])  # fmt: skip
    assert "because" in drafted.gaps
    text = file(folder, "2026-03-02").read_text("utf-8")
    asked = [unit for unit, entry in entries(folder, "2026-03-02").items() if "because" in entry]
    assert asked == ["decision:G-D1", "G-5"], "a case goes with its clause"
    assert any("because" in str(f.values) for f in run.check(folder, cached=False).findings)
    filled(folder, "2026-03-02")
    complete = file(folder, "2026-03-02").read_text("utf-8")
    assert checks(folder) == []
    for unsaid, check in (
        ("", "release-incomplete"),
        ("        because: merged\n        into: [G-9]\n", "removal-leads-nowhere"),
        ("        because: merged\n", "field-missing"),
        ("        because: covered\n        into: [G-0]\n", None),
    ):
        before, _, rest = complete.partition("      G-5:\n")
        entry = "      G-5:\n" + rest.replace("        because: incorrect\n", unsaid, 1)
        file(folder, "2026-03-02").write_text(before + entry, "utf-8")
        assert checks(folder) == ([check] if check else [])
    committed(folder, git, "Release")
    assert text != complete
    for language, said in (("en", "G-5 is retired: G-0 covers it."),
                           ("ja", "G-5はG-0に含まれるため、廃止されました。")):  # fmt: skip
        assert cli.main(["--lang", language, "-C", str(folder), "history", "G-5"]) == 0
        assert said in capsys.readouterr().out


def entries(folder: Path, name: str) -> dict:
    """The units of a release file, as written."""
    return {u: e for cause in written(folder, name)["changes"] for u, e in cause["units"].items()}


def test_a_removal_from_before_reasons_were_asked_for_stays_as_it_is(folder, git):
    baseline(folder, git)
    without_spam(folder)
    released(folder, git, "2026-03-02", effective=["2026-04-01"])
    path = file(folder, "2026-03-02")
    path.write_text(path.read_text("utf-8").replace("        because: incorrect\n", ""), "utf-8")
    assert sorted(set(checks(folder))) == ["release-rewritten"]
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--amend", "-m", "As it was written then")
    assert checks(folder) == []


MISNAMED = {
    "effective:": ("effective:\n  FR: 2026-07-01T00:00+02:00", "FR"),
    "published:": ("locales: [fr]\npublished:", "fr"),
    "when-true: G-7": ("when-true: G-77", "G-77"),
    "      G-5:\n        ask": ("      G-9:\n        ask", "G-9"),
    "unsure: human": ("unsure: G-5", "G-5"),
    "to: {en: ": ("to: {fr: t-1111111111111111, en: ", "fr"),
}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_a_release_names_what_there_is(folder, git, language, capsys):
    baseline(folder, git)
    split(folder)
    approved(folder, "G", "G-6", "G-7", "decision:G-D1")
    release.draft(
        folder, "2026-06-11", published="2026-06-11T10:00+09:00", effective=["2026-07-01"]
    )
    filled(folder, "2026-06-11")
    assert checks(folder) == []
    right = file(folder, "2026-06-11").read_text("utf-8")
    for old, (new, name) in MISNAMED.items():
        assert old in right
        file(folder, "2026-06-11").write_text(right.replace(old, new, 1), "utf-8")
        capsys.readouterr()
        assert cli.main(["-C", str(folder), "--lang", language, "check"]) == 1, name
        told = capsys.readouterr().out
        assert f"'{name}'" in told or f"「{name}」" in told
        assert "release-names-unknown" in told
        assert cli.main(["-C", str(folder), "worklist", "2026-06-11", str(folder / "out")]) == 0


def test_a_text_of_a_language_that_a_release_leaves_out_is_refused(folder, git):
    baseline(folder, git)
    stricter(folder)
    approved(folder, "G-5")
    release.draft(
        folder, "2026-06-11", published="2026-06-11T10:00+09:00", effective=["2026-07-01"]
    )
    filled(folder, "2026-06-11")
    assert checks(folder) == []
    path = file(folder, "2026-06-11")
    path.write_text(path.read_text("utf-8") + "locales: [ja]\n", "utf-8")
    found = run.check(folder, cached=False).findings
    assert [(f.check, f.unit) for f in found] == [("release-locale-left-out", "clause:G-5")]


def test_a_release_of_one_locale_concerns_only_its_readers(folder, git):
    approved(folder, "G-5")
    baseline(folder, git)
    edit(page(folder, "ja"), "投稿してはなりません", "投稿しないでください")
    data = released(folder, git, "2026-03-19")
    (entry,) = data["changes"]
    assert data["locales"] == ["ja"]
    assert (entry["class"], entry["kind"]) == ("translation", "error-fixed")
    assert list(entry["units"]["G-5"]["to"]) == ["ja"]
    assert not (folder / "guidelines/en/releases/2026-03-19.md").exists()


def test_one_locale_can_be_released_while_the_other_waits(folder, git):
    approved(folder, "G-5")
    baseline(folder, git)
    edit(page(folder, "ja"), "投稿してはなりません", "投稿しないでください")
    edit(page(folder, "en"), "One post is fine.", "One post is fine:")
    data = released(folder, git, "2026-03-19", locale="ja")
    assert data["locales"] == ["ja"]
    assert [unit["to"].keys() for unit in data["changes"][0]["units"].values()] == [{"ja"}]
    data = released(folder, git, "2026-03-20")
    assert [unit["to"].keys() for unit in data["changes"][0]["units"].values()] == [{"en"}]
    assert data["changes"][0]["class"] == "editorial"
    (said,) = refused(folder, "2026-03-21", published="2026-03-21T10:00+09:00", locale="fr")
    assert "'fr' is no locale here" in said


def test_an_instant_is_given_by_market(folder, git):
    released(folder, git, "2026-01-15", effective=["JP=2026-02-01", "2026-02-02T00:00Z"])
    assert written(folder, "2026-01-15")["effective"] == {
        "JP": "2026-02-01T00:00+09:00",
        "default": "2026-02-02T00:00Z",
    }
    given = {"published": "2026-03-01T10:00+09:00"}
    (said,) = refused(folder, "2026-03-01", effective=["FR=2026-04-01"], **given)
    assert "Nothing to release" in said
    stricter(folder)
    approved(folder, "G-5")
    (said,) = refused(folder, "2026-03-01", effective=["FR=2026-04-01"], **given)
    assert "'FR' is no market here" in said
    release.draft(folder, "2026-03-01", effective=["JP=2026-04-01"], **given)
    # Every other market follows no earlier.
    assert written(folder, "2026-03-01")["effective"]["default"] == "2026-04-01T00:00+09:00"


@pytest.mark.parametrize(
    ("language", "in_its_place", "says"),
    [
        ("en", "file", "a file stands in the place of its folder"),
        ("ja", "file", "親フォルダーと同じ名前のファイル"),
        ("en", "folder", "a folder stands in its place"),
        ("ja", "folder", "同じ名前のフォルダーがあります"),
    ],
)
def test_nothing_is_left_where_a_notice_cannot_be_written(
    folder, git, capsys, language, in_its_place, says
):
    baseline(folder, git)
    stricter(folder)
    approved(folder, "G-5")
    if in_its_place == "file":
        shutil.rmtree(folder / "guidelines/ja/releases")
        (folder / "guidelines/ja/releases").write_text("no folder", "utf-8")
    else:
        (folder / "guidelines/ja/releases/2026-03-02.md").mkdir()
    given = ["--published", "2026-03-02T10:00+09:00", "--effective", "2026-04-01"]
    run = ["-C", str(folder), "--lang", language, "release", "2026-03-02", *given]
    assert cli.main(run) == 2
    told = capsys.readouterr().err
    assert told.startswith("guidelines/ja/releases/2026-03-02.md:1: ")
    assert says in told
    assert not file(folder, "2026-03-02").exists()
    assert not (folder / "guidelines/en/releases/2026-03-02.md").exists()


def test_where_the_edited_locale_governs_it_is_a_rule_change(folder, git):
    for code in WORDS:
        edit(page(folder, code), "governing: {default: en}", "governing: {default: en, JP: ja}")
    baseline(folder, git)
    edit(page(folder, "ja"), "投稿してはなりません", "投稿できます")
    (said,) = refused(folder, "2026-03-19", published="2026-03-19T10:00+09:00")
    assert "may change a decision" in said


def test_a_fix_that_a_scheduled_change_would_undo_is_refused_with_both_names(folder, git):
    baseline(folder, git)
    stricter(folder)
    approved(folder, "G-5")
    released(folder, git, "2026-03-02", effective=["2026-04-01"])
    edit(page(folder, "ja"), "投稿してはなりません", "投稿しないでください")
    found = refused(folder, "2026-03-19", published="2026-03-19T10:00+09:00")
    (said,) = (said for said in found if "would undo" in said)
    assert said.startswith("guidelines/releases/2026-03-02.yml:")
    assert "2026-03-19" in said


def test_an_emergency_goes_first_and_owes_its_translation(folder, git):
    baseline(folder, git)
    forbidden = "must not post in bulk."
    edit(page(folder, "en"), forbidden, f"{forbidden}\n\n* Two links count.\n* Copies count.")
    assert "structure" in checks(folder)
    asked = refused(folder, "2026-05-08", ["G-5"], published="2026-05-08T21:00+09:00")
    changes = [re.search("c-[0-9a-f]{12}", said)[0] for said in asked]
    entries = (
        f"  - fingerprint: {change}\n    class: decision\n"
        "    reason: Links count.\n    by: policy\n"
        for change in changes
    )
    (folder / "guidelines/waivers.yml").write_text("waivers:\n" + "".join(entries), "utf-8")
    given = {"published": "2026-05-08T21:00+09:00", "effective": ["2026-05-09"]}
    found = " ".join(refused(folder, "2026-05-08", ["G-5"], **given))
    assert "announced 14 days before" in found
    assert "nobody approved" in found
    haste = release.Emergency("haste", "policy", "2026-05-12")
    found = refused(folder, "2026-05-08", ["G-5"], emergency=haste, **given)
    assert len(found) == 1
    assert "(urgent)" in found[0]
    urgent = release.Emergency("urgent", "policy", "2026-05-12")
    released(folder, git, "2026-05-08", "G-5", emergency=urgent, effective=["2026-05-09"],
             published="2026-05-08T21:00+09:00")  # fmt: skip
    assert checks(folder) == ["emergency-owed"]
    items = "\n\n* 2つのリンクも該当します。\n* 複製も該当します。"
    edit(page(folder, "ja"), "大量に投稿してはなりません。", f"大量に投稿してはなりません。{items}")
    approved(folder, "G-5")
    data = released(folder, git, "2026-05-12")
    assert data["changes"][0]["kind"] == "catch-up"
    assert "emergency-owed" not in checks(folder)


@pytest.mark.parametrize(
    ("effective", "says"),
    [
        ('{default: "2026-12-04T00:00+09:00"}', ["2026-12-16T00:00Z", "2026-12-04T00:00+09:00"]),
        ('{default: "2027-01-01T00:00Z", JP: "2026-12-10T00:00+09:00"}', ["JP", "2026-12-10"]),
        ('{default: "2026-12-16T00:00Z", JP: "2026-12-16T00:00+09:00"}', ["2026-12-16T00:00Z"]),
        ("", ["'effective'"]),
        ('{default: "2027-01-01T00:00Z"}', []),
        ('{default: "2026-12-16T00:00Z", JP: "2027-01-01T00:00+09:00"}', []),
    ],
)
def test_a_postponement_is_no_way_round_the_lead_time(folder, git, effective, says):
    baseline(folder, git)
    stricter(folder)
    approved(folder, "G-5")
    released(folder, git, "2026-12-01", effective=["2026-12-16"])
    lines = ["published: 2026-12-03T10:00+09:00", "postpones: 2026-12-01"]
    lines += [f"effective: {effective}"] if effective else []
    lines += ["why: {en: Training takes longer., ja: 研修が長引いています。}", ""]
    file(folder, "2026-12-03").write_text("\n".join(lines), "utf-8")
    for code in WORDS:
        notice = folder / f"guidelines/{code}/releases/2026-12-03.md"
        notice.write_text(f"---\ntitle: {WORDS[code]['title']}\n---\n\nA notice.\n", "utf-8")
    found = [f for f in run.check(folder, cached=False).findings if f.path.endswith("12-03.yml")]
    assert bool(found) == bool(says), found
    told = " ".join(run.words()[f.check].to("en", **f.values) for f in found)
    assert [words for words in says if words not in told] == []
    begins = record.show(folder, "G-5", as_of="2026-12-05", market="JP")
    assert "S2" not in str(begins.labels)


@pytest.mark.parametrize("units", [None, ["G-5"]])
def test_nothing_is_affected_by_what_was_withdrawn(folder, git, units):
    baseline(folder, git)
    stricter(folder)
    approved(folder, "G-5")
    released(folder, git, "2026-12-01", effective=["2026-12-16"])
    assert len(worklist.tables(folder, "2026-12-01")["affected.csv"].splitlines()) == 3
    published, rest = "2026-12-16T03:00+09:00", ["withdraws: 2026-12-01"]
    rest += [f"units: {units}"] if units else []
    lines = [f"published: {published}", *rest, "why: {en: Not yet., ja: 時期尚早のためです。}", ""]
    file(folder, "2026-12-16").write_text("\n".join(lines), "utf-8")
    (row,) = csv.DictReader(worklist.tables(folder, "2026-12-01")["affected.csv"].splitlines())
    assert row["market"] == "JP", "there it held already"
    earlier = "\n".join(lines).replace(published, "2026-12-15T03:00+09:00")
    file(folder, "2026-12-16").write_text(earlier, "utf-8")
    assert len(worklist.tables(folder, "2026-12-01")["affected.csv"].splitlines()) == 1


def test_a_release_on_the_main_line_stays_as_it_is(folder, git):
    baseline(folder, git)
    edit(file(folder, "2026-01-15"), "T10:00+09:00", "T11:00+09:00")
    assert checks(folder) == ["release-rewritten"]
    committed(folder, git, "Rewrite")
    assert checks(folder) == ["release-rewritten"]
    git(folder, "revert", "--no-edit", "HEAD")
    assert checks(folder) == ["release-rewritten"], "it has been another one for a while"
    stricter(folder)
    approved(folder, "G-5")
    released(folder, git, "2026-03-02", effective=["2026-04-01"])
    file(folder, "2026-01-15").unlink()
    assert "release-rewritten" in checks(folder)


def test_releases_that_are_all_deleted_are_missed(folder, git):
    baseline(folder, git)
    shutil.rmtree(folder / "guidelines/releases")
    for code in WORDS:
        shutil.rmtree(folder / f"guidelines/{code}/releases")
    assert checks(folder) == ["release-rewritten"]
    given = {"published": "2026-01-16T10:00+09:00"}
    (said,) = refused(folder, "2026-01-16", **given)
    assert "2026-01-15 is on the main line already" in said
    committed(folder, git, "Delete all releases")
    assert checks(folder) == ["release-rewritten"]
    git(folder, "checkout", "-q", "-b", "topic")
    (found,) = run.check(folder, cached=False).findings
    assert (found.level, found.values["release"]) == ("error", "2026-01-15")
    assert len(refused(folder, "2026-01-16", **given)) == 1
    git(folder, "checkout", "-q", "HEAD~1", "--", ".")
    # Back in the tree, and deleted on the main line all the same.
    assert checks(folder) == ["release-rewritten"]


def test_releases_deleted_before_they_were_on_the_main_line_are_not_missed(folder, git):
    git(folder, "checkout", "-q", "-b", "topic")
    baseline(folder, git)
    git(folder, "rm", "-rq", "guidelines/releases")
    git(folder, "commit", "-qm", "Start again")
    for code in WORDS:
        shutil.rmtree(folder / f"guidelines/{code}/releases")
    assert checks(folder) == []


def test_a_release_may_be_mended_until_it_is_on_the_main_line(folder, git):
    git(folder, "checkout", "-q", "-b", "topic")
    baseline(folder, git)
    edit(file(folder, "2026-01-15"), "T10:00+09:00", "T11:00+09:00")
    committed(folder, git, "Mend")
    assert checks(folder) == []
    git(folder, "checkout", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "-m", "Merge", "topic")
    assert checks(folder) == []
    edit(file(folder, "2026-01-15"), "T11:00+09:00", "T12:00+09:00")
    assert checks(folder) == ["release-rewritten"]


def test_a_folder_that_moves_takes_its_releases_along(folder, git):
    baseline(folder, git)
    (folder / "policy").mkdir()
    git(folder, "mv", "guidelines", "policy/texts")
    edit(folder / "kijun.yml", "guidelines/en", "policy/texts/en")
    edit(folder / "kijun.yml", "guidelines/ja", "policy/texts/ja")
    committed(folder, git, "Move")
    assert checks(folder) == []


def test_a_release_that_comes_late_may_not_be_dated_before_another(folder, git):
    released(folder, git, "2026-03-09")
    stricter(folder)
    approved(folder, "G-5")
    found = refused(folder, "2026-03-02", published="2026-03-02T10:00+09:00")
    assert any("comes after those already there" in said for said in found)


def test_a_shallow_clone_says_which_texts_it_cannot_know(folder, git, tmp_path_factory):
    baseline(folder, git)
    stricter(folder)
    approved(folder, "G-5")
    released(folder, git, "2026-03-02", effective=["2026-04-01"])
    clone = tmp_path_factory.mktemp("clone") / "book"
    git(folder, "clone", "-q", "--depth", "1", folder.as_uri(), str(clone))
    (found,) = run.check(clone, cached=False).findings
    assert found.check == "release-text-missing"
    assert found.level == "error"
    assert "git fetch --unshallow" in found.values["why"].en
    git(clone, "fetch", "-q", "--unshallow")
    assert checks(clone) == []


def test_where_a_base_text_is_missing_no_change_is_made_up(folder, git, tmp_path_factory, capsys):
    baseline(folder, git)
    stricter(folder)
    approved(folder, "G-5")
    released(folder, git, "2026-03-02", effective=["2026-04-01"])
    for code in WORDS:
        edit(page(folder, code), "severity: S2", "severity: S3")
    approved(folder, "G-5")
    committed(folder, git, "Stricter still")
    clone = tmp_path_factory.mktemp("clone") / "book"
    git(folder, "clone", "-q", "--depth", "1", folder.as_uri(), str(clone))
    commands = {
        "worklist": ["worklist", "2026-03-02", str(clone / "out")],
        "release": ["release", "2026-03-09", "--published", "2026-03-09T10:00+09:00"],
    }
    capsys.readouterr()
    for name, given in commands.items():
        assert cli.main(["-C", str(clone), "--lang", "en", *given]) == 2, name
        told = capsys.readouterr().err
        assert "clause:G-5" in told
        assert "git fetch --unshallow" in told
    assert not (clone / "out").exists()
    assert not file(clone, "2026-03-09").exists()
    git(clone, "fetch", "-q", "--unshallow")
    whole = worklist.tables(clone, "2026-03-02")
    assert whole == worklist.tables(folder, "2026-03-02")
    assert "severity=S1→S2" in whole["affected.csv"]
    released(clone, git, "2026-03-09", effective=["2026-04-01"])
    assert [each["class"] for each in written(clone, "2026-03-09")["changes"]] == ["decision"]


def test_without_git_the_past_is_unknown_and_no_error(folder, git, tmp_path_factory):
    baseline(folder, git)
    stricter(folder)
    approved(folder, "G-5")
    released(folder, git, "2026-03-02", effective=["2026-04-01"])
    archive = tmp_path_factory.mktemp("archive")
    git(folder, "archive", "-o", str(archive / "book.tar"), "HEAD")
    git(archive, "init", "-q")  # Only to unpack: no git is left afterwards.
    shutil.rmtree(archive / ".git")
    shutil.unpack_archive(archive / "book.tar", archive)
    result = run.check(archive, cached=False)
    assert [(f.check, f.level) for f in result.findings] == [("release-text-missing", "info")]


def test_what_stood_wrong_and_was_mended_is_history(folder, git):
    edit(page(folder, "ja"), "action: limit", "action: remove")
    (folder / "kijun.yml").write_text(SETTINGS + "levels: {invariant-differs: off}\n", "utf-8")
    baseline(folder, git)
    # The check came later.
    (folder / "kijun.yml").write_text(SETTINGS, "utf-8")
    assert checks(folder) == ["invariant-differs", "in-force-together"]
    edit(page(folder, "ja"), "action: remove", "action: limit")
    assert checks(folder) == ["in-force-together"], "pending text mends nothing"
    approved(folder, "G-5")
    released(folder, git, "2026-03-02", effective=["2026-04-01"])
    assert checks(folder) == []


def test_the_command_says_what_is_left_to_write(folder, git, capsys):
    baseline(folder, git)
    stricter(folder)
    approved(folder, "G-5")
    capsys.readouterr()
    given = ["release", "2026-03-02", "--published", "2026-03-02T10:00+09:00"]
    assert cli.main(["--lang", "ja", "-C", str(folder), *given, "--effective", "2026-04-01"]) == 0
    said = capsys.readouterr().out
    assert "transition、appeals、why.en、why.ja" in said
    assert cli.main(["-C", str(folder), *given]) == 2
    assert "Name this one 2026-03-02.2" in capsys.readouterr().err
    assert cli.main(["-C", str(folder), *given, "--emergency", "urgent"]) == 2
    assert "together" in capsys.readouterr().err
    assert cli.main(["-C", str(folder), "worklist", "2025-01-01"]) == 2
    assert "2026-01-15" in capsys.readouterr().err


MARKET = """
```yaml market
id: M-JP-G-5
market: JP
severity: {severity}
basis:
  - act: Act 1
    article: "1"
    in-force: "2020-01-01"
```
"""


def test_what_a_market_replaces_before_and_after_is_not_affected_there(folder, git):
    for code in WORDS:
        path = page(folder, code)
        path.write_text(path.read_text("utf-8") + MARKET.format(severity="S2"), "utf-8")
    approved(folder, "G-5")
    committed(folder, git, "A market")
    baseline(folder, git)
    for code in WORDS:
        edit(page(folder, code), "severity: S1", "severity: S3")
    approved(folder, "G-5")
    committed(folder, git, "Stricter")
    released(folder, git, "2026-03-02", effective=["JP=2026-04-01", "2026-04-02T00:00Z"])
    rows = list(csv.DictReader(worklist.tables(folder, "2026-03-02")["affected.csv"].splitlines()))
    told = [(row["market"], row["condition"]) for row in rows if row["unit"] == "clause:G-5"]
    assert [market for market, _ in told] == ["default"]
    assert told[0][1].endswith("severity=S1→S3; except=JP")
