"""The releases of the sample: what each put in force, for whom, and what it left pending."""

from __future__ import annotations

import csv
import json
import re
import shutil
from functools import lru_cache
from html import unescape
from io import BytesIO, StringIO

import pytest
from docx import Document

from conftest import ROOT
from kijun import book, cli, diff, record, release, releases, report_record, run, worklist, yaml
from kijun.cache import Cache
from kijun.history import Ledger
from kijun.tree import Folder

NAMES = [
    "2026-01-15",
    "2026-02-12",
    "2026-03-05",
    "2026-03-19",
    "2026-05-08",
    "2026-05-12",
    "2026-06-11",
]
MAY = "エスカレーションする場合があります"
MUST = "エスカレーションしてください"
EVACUATE = {"en": "whether, when or where to evacuate", "ja": "避難の要否、時期または避難先"}


@lru_cache(maxsize=1)
def ledger() -> Ledger:
    tree, cache = Folder(ROOT), Cache(None)
    settings = book.settings(tree, cache)
    calendar, problems = book.calendar(tree, settings, cache)
    assert problems == []
    return run.ledger(tree, calendar, cache, ROOT)


def standing(unit: str, day: str, market: str = "default", locale: str = "en"):
    """What held at the end of a day or at an instant."""
    settings = ledger().settings
    found = ledger().calendar.in_force(releases.moment(day, settings, market), market)
    return found.get((releases.address(unit), locale))


def words(unit: str, day: str, market: str = "default", locale: str = "en") -> str:
    """The text that held; empty where none did."""
    found = standing(unit, day, market, locale)
    text = ledger().history.text(found.fingerprint or "") if found else None
    return text.body if text else ""


def data(name: str):
    return yaml.load((ROOT / f"guidelines/releases/{name}.yml").read_text("utf-8"))


def test_there_are_seven_releases_each_with_its_class_and_what_becomes_of_items():
    found = [
        (name, entry["class"], entry.get("kind"), entry["transition"], entry["appeals"])
        for name in (each.name for each in ledger().calendar.releases)
        for entry in data(name)["changes"]
    ]
    assert found == [
        ("2026-01-15", "baseline", None, "new-only", "rule-then"),
        ("2026-02-12", "read", None, "new-only", "rule-then"),
        ("2026-03-05", "decision", None, "open-items", "rule-then"),
        ("2026-03-19", "translation", "error-fixed", "relabel-interval", "rule-now"),
        ("2026-05-08", "decision", None, "open-items", "rule-then"),
        ("2026-05-12", "translation", "catch-up", "new-only", "rule-then"),
        ("2026-06-11", "decision", None, "open-items", "rule-then"),
    ]


@pytest.mark.parametrize(
    ("unit", "day", "market", "since"),
    [
        ("HATE-4", "2026-01-31", "JP", None),
        ("HATE-4", "2026-01-31T15:00+00:00", "JP", "2026-01-15"),
        ("HATE-4", "2026-01-31T15:00+00:00", "IE", None),
        ("HATE-4", "2026-02-01T00:00+00:00", "default", "2026-01-15"),
        ("question:HATE-4-Q1", "2026-02-12T09:59+09:00", "JP", None),
        ("question:HATE-4-Q1", "2026-02-12T10:00+09:00", "JP", "2026-02-12"),
        ("REG-5", "2026-03-31", "JP", None),
        ("REG-5", "2026-04-01", "JP", "2026-03-05"),
        ("decision:REG-D1", "2026-03-31", "JP", "2026-01-15"),
        ("decision:REG-D1", "2026-04-01", "JP", "2026-03-05"),
        ("REG-3", "2026-12-31", "JP", "2026-01-15"),
        ("FND-5", "2026-05-08", "JP", "2026-01-15"),
        ("FND-5", "2026-05-09", "IE", "2026-05-08"),
        ("market:M-JP-INF-4", "2026-05-08", "JP", None),
        ("market:M-JP-INF-4", "2026-05-09", "JP", "2026-05-08"),
        ("FRD-7", "2026-06-30", "JP", None),
        ("FRD-7", "2026-06-30T15:00+00:00", "JP", "2026-06-11"),
        ("FRD-7", "2026-06-30T15:00+00:00", "IE", None),
        ("FRD-7", "2026-06-30T23:00+00:00", "IE", "2026-06-11"),
        ("HATE-1", "2026-12-31", "JP", "2026-01-15"),
    ],
)
def test_what_is_in_force_on_a_day_in_a_market(unit, day, market, since):
    found = standing(unit, day, market)
    assert (found.release.name if found else None) == since


@pytest.mark.parametrize(
    ("day", "en", "ja", "phrase"),
    [
        ("2026-02-01", False, False, MAY),
        ("2026-03-18", False, False, MAY),
        ("2026-03-19", False, False, MUST),
        ("2026-05-09", True, False, MUST),
        ("2026-05-12", True, True, MUST),
    ],
)
def test_the_two_languages_of_escalation_part_and_meet_again(day, en, ja, phrase):
    texts = {code: words("FND-5", day, locale=code) for code in ("en", "ja")}
    assert "you must escalate at once" in texts["en"]
    assert phrase in texts["ja"]
    assert {code: EVACUATE[code] in text for code, text in texts.items()} == {"en": en, "ja": ja}


def test_the_japanese_that_says_may_is_what_the_check_finds_now(book):
    page = book / "guidelines/ja/policies/fnd.md"
    before = "ラベル付けを終える前に、直ちに"
    text = page.read_text("utf-8")
    assert before + MUST in text
    page.write_text(text.replace(before + MUST, before + MAY), "utf-8")
    (found,) = run.check(book, cached=False).findings
    assert (found.check, found.unit) == ("modality", "clause:FND-5")


def test_the_fix_is_seen_between_any_days_around_it():
    found = diff.diff(ROOT, "2026-03-05", "2026-05-12").changes
    (fixed,) = (change for change in found if change.rule == "translation-error-fixed")
    assert (fixed.unit, fixed.locale) == ("clause:FND-5", "ja")
    assert MAY in fixed.old
    assert MUST in fixed.new


def test_what_readers_of_japanese_labeled_before_the_fix_is_looked_at_again():
    assert data("2026-03-19")["locales"] == ["ja"]
    table = worklist.tables(ROOT, "2026-03-19", "en")["affected.csv"]
    (row,) = table.splitlines()[1:]
    assert row.startswith("clause:FND-5,default,ja,,FND-ESC,2026-02-01T00:00+09:00,2026-03-19T10:")
    assert row.endswith('"transition=relabel-interval; severities=S3,S4; without=FND-ESC"')


def test_a_label_of_one_market_is_looked_at_again_in_that_market_only():
    table = worklist.tables(ROOT, "2026-03-05", "en")["affected.csv"]
    rows = list(csv.DictReader(table.splitlines()))
    local = [row for row in rows if "REG-5" in (row["old label"], row["new label"])]
    assert {row["unit"] for row in local} >= {"case:REG-5-C1", "clause:REG-5"}
    assert {row["market"] for row in local} == {"JP"}
    (elsewhere,) = [row for row in rows if row["unit"] == "case:REG-3-C1"]
    assert elsewhere["market"] == "default"


def test_a_rule_for_all_markets_names_each_that_has_an_instant_of_its_own():
    table = worklist.tables(ROOT, "2026-06-11", "en")["affected.csv"]
    rows = [row for row in csv.DictReader(table.splitlines()) if row["unit"] == "clause:FRD-6"]
    assert [(row["market"], row["from"]) for row in rows] == [
        ("default", "2026-07-01T00:00Z"),
        ("IE", "2026-07-01T00:00+01:00"),
        ("JP", "2026-07-01T00:00+09:00"),
    ]


def test_cases_that_flip_in_one_market_stand_in_the_decision_and_not_in_its_legal_reference():
    found = diff.diff(ROOT, "2026-02-12", "2026-03-05").changes
    by_unit = {change.unit: change for change in found if change.cases}
    assert list(by_unit) == ["decision:REG-D1"]
    flips = by_unit["decision:REG-D1"].cases
    assert {(flip.case, flip.markets) for flip in flips} == {
        (f"REG-5-C{number}", ("JP",)) for number in (1, 2, 5)
    }


def test_a_new_label_says_which_its_cases_had_and_its_severity_which_way_it_goes():
    found = diff.diff(ROOT, "2026-05-12", "2026-06-11").changes
    told = {
        change.unit.partition(":")[2]: (change.direction, change.values[side])
        for side in ("before", "after")
        for change in found
        if change.rule == f"violating-label-{'added' if side == 'before' else 'removed'}"
    }
    assert told == {
        "FRD-5": ("shifts", ["FRD-6", "FRD-7", "FND-U"]),
        "FRD-6": ("shifts", ["FRD-5"]),
        "FRD-7": ("tightens", ["FRD-5"]),
    }


def test_a_rule_of_one_market_goes_the_way_its_values_say():
    found = diff.diff(ROOT, "2026-03-19", "2026-05-08").changes
    assert [(c.unit, c.direction) for c in found if c.rule == "market-rule-added"] == [
        ("market:M-JP-INF-4", "tightens")
    ]


def test_a_case_that_flips_is_named_in_each_market_with_an_instant_of_its_own():
    table = worklist.tables(ROOT, "2026-06-11", "en")["affected.csv"]
    rows = [row for row in csv.DictReader(table.splitlines()) if row["unit"][:5] == "case:"]
    cases = dict.fromkeys(row["unit"] for row in rows)
    assert cases
    for case in cases:
        assert {row["market"]: row["from"] for row in rows if row["unit"] == case} == {
            "default": "2026-07-01T00:00Z",
            "IE": "2026-07-01T00:00+01:00",
            "JP": "2026-07-01T00:00+09:00",
        }


def test_an_emergency_names_two_units_and_its_debt_is_paid():
    calendar = ledger().calendar
    emergency = calendar.by_name["2026-05-08"]
    assert [unit for cause in emergency.causes for unit in cause.units] == [
        "clause:FND-5",
        "market:M-JP-INF-4",
    ]
    told = {"basis": "urgent-unforeseeable", "approver": "policy-integrity"}
    assert emergency.data["emergency"] == {**told, "follow-up-by": "2026-05-12"}
    until = releases.Calendar(calendar.releases[:5], calendar.settings)
    owed = run.ledger(Folder(ROOT), until, Cache(None), ROOT).owed(emergency)
    assert set(owed) == {("clause:FND-5", "ja"), ("market:M-JP-INF-4", "ja")}
    assert ledger().owed(emergency) == ()


@pytest.mark.parametrize(
    ("unit", "locale", "day", "releases"),
    [
        ("FND-5", "ja", "2026-05-07", []),
        ("FND-5", "ja", "2026-05-09", ["2026-05-08"]),
        ("FND-5", "en", "2026-05-09", []),
        ("FND-4", "ja", "2026-05-09", []),
        ("FND-5", "ja", "2026-05-12", []),
    ],
)
def test_between_an_emergency_and_its_catch_up_the_translation_is_the_older_text(
    unit, locale, day, releases
):
    shown = record.show(ROOT, unit, locale=locale, as_of=day)
    assert [newer.release.name for newer, _ in shown.behind] == releases
    told = {code: report_record.SHOWN["text"](shown, code) for code in ("en", "ja")}
    said = {
        "en": (
            "Older text: in 'en', which governs, clause:FND-5 has a newer one in force since "
            "9 May 2026, 00:00 (UTC+09:00), by the emergency release 2026-05-08. 'ja' still has "
            "the text before it; the new one is owed by 12 May 2026."
        ),
        "ja": (
            "改定前の文です：clause:FND-5は、正文の「en」では緊急リリース2026-05-08の文が"
            "2026年5月9日00:00（UTC+09:00）から適用されていますが、「ja」はその前の文のままです"
            "（対応期日：2026年5月12日）。"
        ),
    }
    assert {code: said[code] in told[code] for code in told} == dict.fromkeys(told, bool(releases))
    behind = json.loads(report_record.SHOWN["json"](shown, "en"))["behind"]
    assert [
        (each["newer"]["release"], each["older"]["release"], each["owed-by"]) for each in behind
    ] == [(name, "2026-03-19", "2026-05-12") for name in releases]


def test_a_split_label_is_read_through_its_map():
    table = worklist.tables(ROOT, "2026-06-11", "ja")["label-map.csv"]
    question = "数または評価を上げることが目的のコンテンツですか。"
    assert [row.split(",") for row in table.splitlines()[1:]] == [
        ["FRD-5", "FRD-7", "person", "when-true", question],
        ["FRD-5", "FRD-6", "person", "when-false", question],
        ["FRD-5", "", "person", "unsure", question],
    ]
    assert words("FRD-5", "2026-06-30", "JP") != ""
    gone = standing("FRD-5", "2026-07-01", "JP")
    assert gone is not None
    assert gone.fingerprint is None


def paper(capfdbinary, *arguments: str, language: str = "ja") -> str:
    """What `kijun diff` prints as a page, less its markup."""
    given = ["-C", str(ROOT), "--lang", language, "diff", *arguments, "--format", "html"]
    assert cli.main(given) == 0
    printed = capfdbinary.readouterr().out.decode()
    return unescape(re.sub("<[^>]*>", "|", printed[printed.index("<body") :]))


def test_a_table_of_two_releases_says_their_days_and_the_transition(capfdbinary):
    told = paper(capfdbinary, "2026-05-12", "2026-06-11")
    assert "|版：2026-05-12 → 2026-06-11|" in told
    assert "|公開日：2026年6月11日10:00（UTC+09:00）|" in told
    assert "|適用開始日（JP）：2026年7月1日00:00（UTC+09:00）|" in told
    assert "|適用開始日（その他の対象市場）：2026年7月1日00:00（UTC）|" in told
    assert told.index("|備考|") < told.index("|経過措置|") < told.index("処理中のコンテンツにも")
    given = ["-C", str(ROOT), "--lang", "ja", "diff", "2026-05-12", "2026-06-11"]
    assert cli.main([*given, "--format", "docx"]) == 0
    document = Document(BytesIO(capfdbinary.readouterr().out))
    assert "公開日：2026年6月11日10:00（UTC+09:00）" in [each.text for each in document.paragraphs]
    assert document.tables[0].rows[-1].cells[0].text.startswith("経過措置\n適用開始時に")
    english = paper(capfdbinary, "git:HEAD", "2026-06-11", language="en")
    assert "|Published: 11 June 2026, 10:00 (UTC+09:00)|" in english
    assert "|Transition|" in english


def test_a_table_over_several_releases_says_which_day_is_whose(capfdbinary):
    told = paper(capfdbinary, "2026-02-12", "2026-03-19")
    assert "|公開日（2026-03-05）：" in told
    assert "|公開日（2026-03-19）：" in told
    assert "公開日（2026-02-12）" not in told
    assert re.search(r"\|適用開始日（2026-03-05、JP）：2026年\d", told)
    assert "リリース2026-03-05：適用開始時に処理中の" in told
    assert "リリース2026-03-19：2026年2月1日" in told


def test_a_table_of_a_draft_or_a_revision_has_no_days(capfdbinary):
    for arguments in (["2026-05-12"], ["2026-05-12", "git:HEAD"]):
        told = paper(capfdbinary, *arguments)
        assert "公開日：" not in told
        assert "|経過措置|" not in told


@pytest.mark.parametrize("ends", [("2026-02-12", "2026-03-05"), ("2026-05-12", "2026-06-11")])
def test_a_japanese_row_quotes_japanese_words(ends, capfdbinary):
    given = ["-C", str(ROOT), "--lang", "ja", "diff", *ends, "--format"]
    assert cli.main([*given, "csv"]) == 0
    rows = list(csv.DictReader(StringIO(capfdbinary.readouterr().out.decode("utf-8-sig"))))
    assert cli.main([*given, "text"]) == 0
    told = capfdbinary.readouterr().out.decode()
    quoting = [row for row in rows if row["言語版"] == "ja" and "「" in row["説明"]]
    assert quoting
    english = re.compile("「[^」]*[a-z]+ [a-z]+[^」]*」")
    assert [row["説明"] for row in quoting if english.search(row["説明"])] == []
    assert english.search(told) is None
    # What is quoted stands there.
    for row in (row for row in quoting if row["規則のID"].endswith("-touched")):
        quoted = re.findall("「([^」]*)」", row["説明"])
        for side, words in zip(("改定前", "改定後"), quoted, strict=True):
            parts = [part for part in words.split(" … ") if part != "—"]
            assert [part for part in parts if part.rstrip("…") not in row[side]] == []


def test_the_label_that_was_split_stays_as_deleted(capfdbinary):
    told = paper(capfdbinary, "2026-05-12", "2026-06-11")
    assert "|FRD-5　削除|" in told
    assert "|削除|" in told
    assert "（削る）" not in told


def test_only_the_rewrite_of_three_clauses_is_pending():
    waiting = release._pending(ledger(), (), ("en", "ja"))
    assert list(waiting) == ["clause:HATE-1", "clause:HATE-2", "clause:HATE-3"]


def test_nothing_is_to_be_corrected():
    assert [(each.check, each.unit) for each in run.check(ROOT, cached=False).findings] == []


def test_a_copy_without_history_says_what_it_cannot_know(tmp_path):
    for name in ("guidelines", "policy_schema"):
        shutil.copytree(ROOT / name, tmp_path / name)
    shutil.copy(ROOT / "kijun.yml", tmp_path)
    found = run.check(tmp_path, cached=False).findings
    assert {each.check for each in found} == {"release-text-missing"}
    assert {each.level for each in found} == {"info"}
