"""What was in force on a day, asked of a book with two releases in a real repository."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path

import jsonschema_rs
import pytest

from conftest import copied, edit, run_git
from kijun import book as books
from kijun import cli, diff, record, report_changes, report_record, worklist, yaml
from kijun.cache import Cache
from kijun.history import History
from kijun.text import KijunError
from kijun.tree import Folder

SCHEMAS = Path(__file__).parents[1] / "tools" / "kijun" / "schemas"
HAR = "guidelines/{}/policies/har.md"
WORDS = ("Posters must not degrade an identifiable person.", "Posters must not degrade a person.")


def marks(folder: Path) -> dict[str, dict[str, str]]:
    """The fingerprint of every text of the working tree, by unit and locale."""
    tree = Folder(folder)
    found: dict[str, dict[str, str]] = {}
    history = History(tree, books.settings(tree, Cache(None)), None)
    for (unit, locale), text in history.now.items():
        found.setdefault(unit, {})[locale] = text.fingerprint
    return found


def release(folder: Path, name: str, data: dict) -> None:
    path = folder / "guidelines" / "releases" / f"{name}.yml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(yaml.written(data), "utf-8")


@pytest.fixture(scope="session")
def made(tmp_path_factory):
    """A baseline, a change that holds in Japan on 1 April, and a text that waits."""
    book = copied(tmp_path_factory.mktemp("released"))
    run_git(book, "init", "-q", "-b", "main")
    run_git(book, "add", "-A")
    first = marks(book)
    release(
        book,
        "2026-01-15",
        {
            "published": "2026-01-15T10:00+09:00",
            "effective": {"default": "2026-02-01T00:00Z", "JP": "2026-02-01T00:00+09:00"},
            "changes": [
                {"class": "baseline", "units": {unit: {"to": to} for unit, to in first.items()}}
            ],
        },
    )
    run_git(book, "commit", "-qam", "Baseline")
    edit(book / HAR.format("en"), *WORDS)
    second = marks(book)["clause:HAR-2"]
    release(
        book,
        "2026-03-05",
        {
            "published": "2026-03-05T10:00+09:00",
            "effective": {"default": "2026-04-02T00:00Z", "JP": "2026-04-01T00:00+09:00"},
            "changes": [
                {
                    "class": "decision",
                    "transition": "open-items",
                    "appeals": "rule-then",
                    "why": {"en": "Narrow before.", "ja": "対象が狭かったためです。"},
                    "units": {"HAR-2": {"base": first["clause:HAR-2"], "to": second}},
                }
            ],
        },
    )
    run_git(book, "add", "-A")
    run_git(book, "commit", "-qm", "Second")
    edit(book / HAR.format("en"), WORDS[1], "Posters must not degrade anybody.")
    return book


@pytest.fixture
def released(made, tmp_path):
    """A copy of that book, for a test to change."""
    return shutil.copytree(made, tmp_path, dirs_exist_ok=True)


@pytest.mark.parametrize(
    ("day", "market", "words"),
    [
        ("2026-01-31", "", None),
        ("2026-01-31T15:00Z", "JP", WORDS[0]),
        ("2026-02-01", "", WORDS[0]),
        ("2026-03-31", "JP", WORDS[0]),
        ("2026-04-01", "JP", WORDS[1]),
        ("2026-04-01", "IE", WORDS[0]),
        ("2026-04-02", "IE", WORDS[1]),
    ],
)
def test_a_day_shows_the_text_in_force_at_its_end(released, day, market, words) -> None:
    shown = record.show(released, "HAR-2", as_of=day, market=market)
    assert (words in shown.source) if words else shown.source == ""
    assert shown.pending


def test_the_units_in_a_clause_are_shown_with_it(released) -> None:
    shown = record.show(released, "HAR-2", as_of="2026-02-01")
    assert "id: HAR-2-C1" in shown.source
    assert "id: HAR-3-C1" not in shown.source
    assert [row["id"] for row in shown.labels] == ["HAR-2"]


@pytest.mark.parametrize("unit", ["REG-5", "case:REG-5-C1", "market:M-JP-INF-4"])
@pytest.mark.parametrize("asked", [{"as_of": "2026-02-10"}, {"at": "2026-01-15"}, {"at": "."}])
def test_what_holds_in_one_market_only_says_so(released, unit, asked) -> None:
    for market, en, ja in (
        ("", "It holds only in JP.", "適用されるのはJPだけです。"),
        ("JP", "It holds only in JP.", "適用されるのはJPだけです。"),
        ("IE", "It holds only in JP, not in IE.", "適用されるのはJPだけで、IEには適用されません。"),
    ):
        shown = record.show(released, unit, market=market, **asked)
        assert report_record.SHOWN["text"](shown, "en").split("\n")[1] == en
        assert report_record.SHOWN["text"](shown, "ja").split("\n")[1] == ja
        assert json.loads(report_record.SHOWN["json"](shown, "en"))["markets"] == ["JP"]
    everywhere = record.show(released, "HAR-2", market="IE", **asked)
    assert "only in" not in report_record.SHOWN["text"](everywhere, "en").partition("\n\n")[0]
    assert json.loads(report_record.SHOWN["json"](everywhere, "en"))["markets"] is None


def test_a_release_shows_what_it_had_published_and_a_revision_what_it_holds(released) -> None:
    assert WORDS[1] in record.show(released, "HAR-2", at="2026-03-05").source
    assert WORDS[0] in record.show(released, "HAR-2", at="2026-01-15").source
    shown = record.show(released, "HAR-2", at="HEAD~1")
    assert WORDS[0] in shown.source
    assert shown.standing is None
    assert shown.revision


@pytest.mark.parametrize("format_", ["text", "json"])
@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_holds_and_what_comes_are_told_apart(released, language, format_) -> None:
    shown = record.show(released, "HAR-2", as_of="2026-03-10", market="JP")
    told = report_record.SHOWN[format_](shown, language)
    assert told.index("2026-01-15") < told.index("2026-03-05")
    expected = {
        ("en", "text"): ["In force since 1 February 2026, 00:00", "Scheduled: another", "Pending:"],
        ("ja", "text"): [
            "2026年2月1日00:00（UTC+09:00）から適用",
            "予定：2026年4月1日",
            "未公開：",
        ],
    }.get((language, format_), ['"pending": true'])
    assert [words for words in expected if words not in told] == []


def test_a_history_tells_release_instants_class_and_what_changed(released) -> None:
    found = record.history(released, "HAR-2", locale="en")
    assert found.complete
    assert [entry.standing and entry.standing.release.name for entry in found.entries] == [
        "2026-01-15",
        "2026-03-05",
        None,
    ]
    first, second, last = found.entries
    assert first.changes == ()
    assert {change.unit for change in second.changes} == {"clause:HAR-2"}
    assert last.seen is not None
    assert last.seen.commit == ""
    english = report_record.HISTORIES["text"](found, "en")
    assert "in JP from 1 April 2026" in english
    assert "Narrow before." in english
    assert "対象が狭かったためです。" in report_record.HISTORIES["text"](found, "ja")


@pytest.mark.parametrize(
    ("language", "said", "asked"),
    [
        ("en", "Class: decision, declared by release 2026-03-05", "Declare the change"),
        ("ja", "区分：判断に影響（decision）（リリース2026-03-05による宣言）", "宣言してください"),
    ],
)
def test_what_a_release_gave_a_class_is_asked_of_nobody(released, language, said, asked) -> None:
    edit(released / HAR.format("en"), "Posters must not degrade anybody.", WORDS[0])
    (before,) = diff.diff(released, "2026-03-05").changes
    assert asked in report_changes.Reader(language).told(before)
    found = record.history(released, "HAR-2", locale="en")
    told = report_record.HISTORIES["text"](found, language)
    assert said in told
    assert asked not in told
    listed = json.loads(report_record.HISTORIES["json"](found, language))["texts"][1]["changes"]
    assert [(each["class"], each["declared"]) for each in listed] == [("decision", "2026-03-05")]
    assert asked not in listed[0]["message"][language]


LATER = {"default": "2026-05-02T00:00Z", "JP": "2026-05-01T00:00+09:00"}
WITHDREW = ("release 2026-03-20 withdrew", "リリース2026-03-20で取り下げ")
REASON = {"en": "Training takes longer.", "ja": "研修が長引いています。"}


def told(folder: Path) -> list[str]:
    """All that is said of HAR-2 for the days before 20 March, in both languages."""
    return [
        said(shown, language)
        for day in ("2026-01-10", "2026-02-10", "2026-03-04", "2026-03-05", "2026-03-19")
        for market in ("", "JP")
        for shown in (record.show(folder, "HAR-2", as_of=day, market=market),)
        for language in ("en", "ja")
        for said in report_record.SHOWN.values()
    ]


@pytest.mark.parametrize(
    ("move", "then"),
    [
        (
            {"postpones": "2026-03-05", "effective": LATER},
            ("another text from 2 May 2026", "2026年5月2日00:00（UTC）から別の文"),
        ),
        ({"withdraws": "2026-03-05"}, WITHDREW),
        ({"withdraws": "2026-03-05", "units": ["HAR-2"]}, WITHDREW),
    ],
)
def test_what_was_answered_for_a_past_day_is_answered_again(released, git, move, then) -> None:
    git(released, "checkout", "-q", "--", ".")
    before = told(released)
    assert "another text from 2 April 2026" in before[-8]
    release(released, "2026-03-20", {"published": "2026-03-20T10:00+09:00", **move, "why": REASON})
    assert told(released) == before
    after = record.show(released, "HAR-2", as_of="2026-03-20")
    for language, words in zip(("en", "ja"), then, strict=True):
        assert words in report_record.SHOWN["text"](after, language)
    assert not after.pending, "a release has named it"
    assert "no release" not in report_record.SHOWN["text"](after, "en")


def test_a_history_names_the_releases_that_moved_a_text(released) -> None:
    data = {"published": "2026-03-20T10:00+09:00", "postpones": "2026-03-05", "why": REASON}
    release(released, "2026-03-20", {**data, "effective": LATER})
    data = {"published": "2026-04-20T10:00+09:00", "withdraws": "2026-03-05", "why": REASON}
    release(released, "2026-04-20", data)
    found = record.history(released, "HAR-2", locale="en")
    said = report_record.HISTORIES["text"](found, "en")
    assert (
        "postponed by release 2026-03-20 (published 20 March 2026, 10:00 (UTC+09:00)); until "
        "then due to take effect on 2 April 2026, 00:00 (UTC); "
        "in JP on 1 April 2026, 00:00 (UTC+09:00)"
    ) in said
    assert "withdrawn by release 2026-04-20" in said
    assert "until then due to take effect on 2 May 2026" in said
    assert "withdrawn before it took effect" in said
    assert "2026-03-20で延期" in report_record.HISTORIES["text"](found, "ja")
    (entry,) = [e for e in found.entries if e.moves]
    assert [move.release.name for move in entry.moves] == ["2026-03-20", "2026-04-20"]
    listed = json.loads(report_record.HISTORIES["json"](found, "en"))["texts"]
    assert [move["kind"] for each in listed for move in each["moves"]] == ["postpones", "withdraws"]


def test_a_text_withdrawn_where_it_does_not_hold_yet_holds_where_it_does(released) -> None:
    data = {"published": "2026-04-01T10:00+09:00", "withdraws": "2026-03-05", "why": REASON}
    release(released, "2026-04-01", data)
    said = report_record.HISTORIES["text"](record.history(released, "HAR-2", locale="en"), "en")
    assert "withdrawn before it took effect; in JP from 1 April 2026" in said


def test_the_json_is_valid_by_its_schema(released) -> None:
    documents = {path.name: json.loads(path.read_text("utf-8")) for path in SCHEMAS.glob("*.json")}
    named = [(f"json-schema:///{name}", schema) for name, schema in documents.items()]
    registry = jsonschema_rs.Registry(named)
    validator = jsonschema_rs.validator_for(documents["record.schema.json"], registry=registry)
    shown = record.show(released, "HAR-2", as_of="2026-03-10", market="JP")
    data = {"published": "2026-03-20T10:00+09:00", "withdraws": "2026-03-05", "why": REASON}
    release(released, "2026-03-20", data)
    history = record.history(released, "HAR-2")
    moved = record.show(released, "HAR-2", at="2026-03-05")
    assert json.loads(report_record.shown_json(moved, "en"))["moved"][0]["starts"] is None
    retire(released, {"HAR-2": {"ask": ASK} | dict.fromkeys(worklist.EXITS, "HAR-3")})
    local = record.show(released, "INF-4", as_of="2026-03-10", market="JP")
    assert local.instead
    gone = record.show(released, "HAR-2", as_of="2026-06-01")
    for told in (
        report_record.shown_json(shown, "en"),
        report_record.shown_json(moved, "en"),
        report_record.shown_json(gone, "en"),
        report_record.shown_json(local, "en"),
        report_record.history_json(history, "ja"),
    ):
        assert [str(error) for error in validator.iter_errors(json.loads(told))] == []
    assert not validator.is_valid({"version": 1})


def test_a_shallow_clone_says_what_it_cannot_know(released, git, tmp_path_factory) -> None:
    clone = tmp_path_factory.mktemp("clones") / "shallow"
    git(released, "clone", "-q", "--depth", "1", f"file://{released}", str(clone))
    found = record.history(clone, "HAR-2", locale="en")
    assert not found.complete
    assert [entry.known for entry in found.entries] == [False, True]
    told = report_record.HISTORIES["text"](found, "en")
    assert "is not in this clone" in told
    assert "the oldest known" in told
    with pytest.raises(KijunError) as caught:
        record.show(clone, "HAR-2", as_of="2026-02-01")
    assert "git fetch --unshallow" in caught.value.words("en")
    assert "git fetch --unshallow" in caught.value.words("ja")


def test_a_bare_repository_answers_as_a_clone_does(released, git, tmp_path_factory) -> None:
    there = tmp_path_factory.mktemp("other") / "bare.git"
    git(released, "clone", "-q", "--bare", ".", str(there))
    for folder in (released, there):
        assert WORDS[0] in record.show(folder, "HAR-2", as_of="2026-03-31").source
        named = [
            each.standing.release.name
            for each in record.history(folder, "HAR-2").entries
            if each.standing
        ]
        assert {"2026-01-15", "2026-03-05"} <= set(named)
    assert diff.diff(there, "2026-01-15", "2026-03-05").changes


def test_releases_are_versions_to_compare(released, capsys) -> None:
    assert cli.main(["-C", str(released), "--lang", "en", "diff", "2026-01-15", "2026-03-05"]) == 0
    told = capsys.readouterr().out
    assert "clause:HAR-2" in told
    assert "har.md" in told
    assert "fnd.md" not in told


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["show", "HRA-2"], ["HAR-2", "HRA-2"]),
        (["show", "HAR-2", "--locale", "fr"], ["fr", "en"]),
        (["show", "HAR-2", "--market", "XX"], ["XX", "JP"]),
        (["show", "HAR-2", "--as-of", "soon"], ["soon", "2026-03-02"]),
        (["show", "HAR-2", "--at", "--upload-pack=x"], ["upload-pack"]),
        (["history", "HRA-2"], ["HAR-2"]),
    ],
)
@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_cannot_be_answered_is_refused(released, arguments, words, language, capsys) -> None:
    if "--upload-pack=x" in arguments:
        arguments = [*arguments[:-2], "--at=--upload-pack=x"]
    assert cli.main(["-C", str(released), "--lang", language, *arguments]) == 2
    told = capsys.readouterr().err
    assert [word for word in words if word not in told] == []


def test_without_a_release_nobody_knows_what_was_in_force(book, capsys) -> None:
    assert cli.main(["-C", str(book), "--lang", "en", "show", "HAR-2"]) == 2
    assert "no release" in capsys.readouterr().err
    assert record.history(book, "HAR-2").entries


UNREAD = "published: [\n"


@pytest.mark.parametrize(
    ("name", "day", "en", "ja"),
    [
        (
            "2026-03-05",
            "2026-03-10",
            "Not certain: release 2026-03-05",
            "この回答は確実ではありません",
        ),
        ("2026-12-22", "2026-03-10", "it is later than 2026-03-10", "名前の日付は2026-03-10より後"),
        (
            "2026-03-11",
            "2026-03-10",
            "Not certain: release 2026-03-11",
            "この回答は確実ではありません",
        ),
        ("draft", "2026-03-10", "Not certain: release draft", "この回答は確実ではありません"),
    ],
)
def test_a_release_that_cannot_be_read_is_told_and_left_out(
    released, name, day, en, ja, capsys
) -> None:
    (released / f"guidelines/releases/{name}.yml").write_text(UNREAD, "utf-8")
    for language, words in (("en", en), ("ja", ja)):
        asked = ["-C", str(released), "--lang", language]
        assert cli.main([*asked, "show", "HAR-2", "--as-of", day, "--locale", "en"]) == 0
        out, err = capsys.readouterr()
        assert words in out
        assert WORDS[0] in out
        assert "2026-01-15" in out
        assert f"{name}.yml:" in err
        assert cli.main([*asked, "history", "HAR-2", "--locale", "en"]) == 0
        out, err = capsys.readouterr()
        assert name in out.split("\n")[1]
        assert f"{name}.yml:" in err
        assert cli.main([*asked, "show", "HAR-2", "--at", "2026-01-15"]) == 0
        assert name in capsys.readouterr().out
    assert cli.main([*asked, "show", "HAR-2", "--format", "json", "--as-of", day]) == 0
    found = json.loads(capsys.readouterr().out)["unread"]
    assert found == [{"release": name, "matters": "より後" not in ja}]


def test_what_only_a_release_tells_that_cannot_be_read_is_not_claimed(released, capsys) -> None:
    asked = ["-C", str(released), "--lang", "en", "show", "HAR-2"]
    (released / "guidelines/releases/2026-03-05.yml").write_text(UNREAD, "utf-8")
    assert cli.main([*asked, "--as-of", "2026-03-10"]) == 0
    assert "Perhaps pending" in capsys.readouterr().out
    assert cli.main([*asked, "--at", "2026-03-05"]) == 2
    assert "2026-03-05.yml:" in capsys.readouterr().err
    (released / "guidelines/releases/2026-01-15.yml").write_text(UNREAD, "utf-8")
    assert cli.main([*asked, "--as-of", "2026-03-10"]) == 2
    out, err = capsys.readouterr()
    assert (out, err.count(".yml:")) == ("", 2)
    assert cli.main([*asked, "--at", "HEAD"]) == 0, "a revision needs no release"


@pytest.mark.parametrize(
    ("market", "first", "then"),
    [("", "2 April 2026", "2 May 2026"), ("JP", "1 April 2026", "1 May 2026")],
)
def test_what_a_release_had_published_says_whether_it_was_moved(
    released, market, first, then
) -> None:
    def said(name: str, language: str = "en") -> str:
        shown = record.show(released, "HAR-2", at=name, market=market, locale="en")
        return report_record.SHOWN["text"](shown, language).partition("\n\n")[0]

    data = {"published": "2026-03-20T10:00+09:00", "postpones": "2026-03-05", "why": REASON}
    release(released, "2026-03-20", {**data, "effective": LATER})
    assert f"release 2026-03-05, in force from {first}" in said("2026-03-05")
    assert f"release 2026-03-05, in force from {then}" in said("2026-03-20")
    for name in ("2026-03-05", "2026-03-20"):
        assert "Postponed by release 2026-03-20 (published 20 March 2026, 10:00 " in said(name)
        assert f"): to {then}" in said(name)
        assert "延期：リリース2026-03-20" in said(name, "ja")
    data = {"published": "2026-04-20T10:00+09:00", "withdraws": "2026-03-05", "why": REASON}
    release(released, "2026-04-20", data)
    assert "Withdrawn by release 2026-04-20" in said("2026-03-05")
    assert "it never took effect" in said("2026-03-20")
    assert "取下げ：リリース2026-04-20" in said("2026-03-20", "ja")
    assert "release 2026-01-15, in force from 1 February 2026" in said("2026-04-20")
    assert "Withdrawn" not in said("2026-04-20")
    assert "Postponed" not in said("2026-01-15")


def test_a_new_unit_that_was_withdrawn_had_been_published_by_nothing(released) -> None:
    shown = record.show(released, "HAR-2", at="2026-01-15")
    nothing = replace(shown, standing=None, source="")
    assert "no text of it" in report_record.SHOWN["text"](nothing, "en")
    assert "in force" not in report_record.SHOWN["text"](nothing, "en")


ASK = {"en": "Does it name the person?", "ja": "人物の名を挙げていますか。"}


def retire(folder: Path, map_: dict, **gone) -> None:
    """A release that retires HAR-2 with its case from 2 May on."""
    first = marks(folder)
    units = {"HAR-2": gone, "case:HAR-2-C1": {}}
    data = {
        "published": "2026-04-10T10:00+09:00",
        "effective": {"default": "2026-05-02T00:00Z"},
        "changes": [
            {
                "class": "decision",
                "transition": "open-items",
                "appeals": "rule-then",
                "why": REASON,
                "map": map_,
                "units": {
                    unit: {"base": first.get(unit, first.get(f"clause:{unit}")), "to": "retired"}
                    | more
                    for unit, more in units.items()
                },
            }
        ],
    }
    release(folder, "2026-04-10", data)


@pytest.mark.parametrize("asked", [{"as_of": "2026-06-01"}, {"at": "2026-04-10"}])
def test_a_retired_unit_is_shown_with_its_last_text_and_where_its_label_went(
    released, git, asked
) -> None:
    git(released, "checkout", "-q", "--", ".")
    to = {"ask": ASK, "when-true": "HAR-3", "when-false": "HAR-4", "unsure": "human"}
    retire(released, {"HAR-2": to}, because="merged", into=["HAR-3"])
    shown = record.show(released, "HAR-2", locale="en", **asked)
    said = report_record.SHOWN["text"](shown, "en")
    assert "etired" in said
    assert "from 2 May" in said or "since 2 May" in said
    assert "HAR-2 is merged into HAR-3." in said
    assert "'Does it name the person?': if yes, HAR-3; if no, HAR-4; if unsure, a person" in said
    assert "Its last text, in force since 2 April 2026, 00:00 (UTC), by release 2026-03-05" in said
    assert "Label HAR-2" in said
    assert WORDS[1] in said
    assert "id: HAR-2-C1" in said
    japanese = report_record.SHOWN["text"](shown, "ja")
    assert "「人物の名を挙げていますか。」はいの場合：HAR-3" in japanese
    assert "廃止前の最後の文" in japanese
    found = json.loads(report_record.SHOWN["json"](shown, "en"))
    assert found["source"] is None
    assert found["retired"]["map"] == {"HAR-2": to}
    assert (found["retired"]["because"], found["retired"]["into"]) == ("merged", ["clause:HAR-3"])
    assert WORDS[1] in found["retired"]["source"]
    case = report_record.SHOWN["text"](record.show(released, "case:HAR-2-C1", **asked), "en")
    assert "id: HAR-2-C1" in case
    assert "becomes" not in case


def test_a_label_that_becomes_one_other_asks_nothing(released) -> None:
    retire(released, {"HAR-2": {"ask": ASK} | dict.fromkeys(worklist.EXITS, "HAR-3")})
    said = report_record.SHOWN["text"](record.show(released, "HAR-2", as_of="2026-06-01"), "en")
    assert "Label HAR-2 becomes HAR-3." in said
    assert ASK["en"] not in said


def test_a_retired_unit_whose_last_text_is_lost_says_so(released, git, tmp_path_factory) -> None:
    git(released, "checkout", "-q", "--", ".")
    retire(released, {"HAR-2": {"ask": ASK} | dict.fromkeys(worklist.EXITS, "HAR-3")})
    edit(released / HAR.format("en"), WORDS[1], "Posters must not degrade anybody.")
    git(released, "add", "-A")
    git(released, "commit", "-qm", "Retired")
    clone = tmp_path_factory.mktemp("clones") / "shallow"
    git(released, "clone", "-q", "--depth", "1", f"file://{released}", str(clone))
    said = report_record.SHOWN["text"](
        record.show(clone, "HAR-2", as_of="2026-06-01", locale="en"), "en"
    )
    assert "Retired since 2 May 2026" in said
    assert "is not in this clone" in said
    assert "Label HAR-2 becomes HAR-3." in said


@pytest.mark.parametrize("asked", [{"as_of": "2026-02-10"}, {"at": "2026-01-15"}, {"at": "."}])
def test_facts_are_those_of_the_market_and_say_so(released, asked) -> None:
    def said(unit: str, market: str, language: str) -> str:
        shown = record.show(released, unit, market=market, locale=language, **asked)
        return report_record.SHOWN["text"](shown, language).partition("\n\n")[0]

    english = said("HAR-2", "JP", "en")
    assert "Label HAR-2 Degrading remark, in market JP: violating, medium, limit" in english
    assert "In market JP, M-JP-HAR-2 replaces: Severity (medium)." in english
    japanese = said("HAR-2", "JP", "ja")
    assert "（対象市場JP）：違反、中程度、表示制限" in japanese
    assert "対象市場JPでは、M-JP-HAR-2により次の内容を置き換えます：重大度 (中程度)" in japanese
    for market in ("", "IE"):
        assert ": violating, low, limit" in said("HAR-2", market, "en")
        assert "replaces" not in said("HAR-2", market, "en")
    at_times = said("INF-4", "JP", "en")
    assert "only under its condition: Severity (critical), Escalation (at once)" in at_times
    assert "The condition: From the hour at which" in at_times
    assert ", critical," not in at_times
    assert "critical" not in said("case:INF-4-C1", "JP", "en")


def test_a_market_entry_that_stands_elsewhere_replaces_what_it_names(released) -> None:
    for code in ("en", "ja"):
        entry = "id: M-JP-HAR-2\nmarket: JP\n"
        edit(released / HAR.format(code), entry, f"{entry}units: [HAR-2, HAR-3]\n")
    shown = record.show(released, "HAR-3", at=".", market="JP", locale="en")
    (row,) = shown.labels
    assert row["severity"] == "S2"
    assert [each.entry for each in shown.instead] == ["market:M-JP-HAR-2", "market:M-JP-HAR-3"]
    found = json.loads(report_record.SHOWN["json"](shown, "en"))
    assert found["instead"][0]["values"] == {"severity": "S2"}
    assert found["labels"][0]["severity"] == "S2"
    assert "M-JP-HAR-2" not in shown.source


def test_a_guideline_is_shown_with_all_that_stands_in_it(released) -> None:
    for asked in ({"as_of": "2026-02-10"}, {"at": "2026-01-15"}, {"at": "HEAD"}):
        shown = record.show(released, "guideline:HAR", locale="en", **asked)
        assert "id: HAR-2-C1" in shown.source
        assert "id: M-JP-HAR-2" in shown.source
        assert "HAR-2" in [row["id"] for row in shown.labels]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("id: M-JP-HAR-2", "id: [M-JP-HAR-2"),
        ("---\n", "<<<<<<< HEAD\n---\n"),
        ("id: HAR\n", "id: [HAR\n"),
        ("id: HAR\n", ""),
    ],
)
def test_a_page_that_a_revision_cannot_read_is_not_one_without_the_unit(
    released, git, old, new, capsys
) -> None:
    page = released / HAR.format("en")
    whole = page.read_text("utf-8")
    edit(page, old, new)
    git(released, "commit", "-qam", "Broken")
    page.write_text(whole, "utf-8")
    for language, words in (("en", "cannot be read"), ("ja", "読み取れ")):
        asked = ["-C", str(released), "--lang", language, "show", "--at", "HEAD", "--locale"]
        assert cli.main([*asked, "en", "HAR-2"]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert f"{HAR.format('en')}:" in err
        assert words in err
        assert cli.main([*asked, "ja", "HAR-2"]) == 0, "the other language can be read"
        assert cli.main([*asked, "en", "FND-1"]) == 0, "so can the other pages"
        capsys.readouterr()
    edit(page, "#HAR-2}", "#HAR-9}")
    assert cli.main(["-C", str(released), "--lang", "en", "show", "HAR-9", "--at", "HEAD~1"]) == 0
    assert "not in that version" in capsys.readouterr().out


def drafted(folder: Path, words: str, second: int, monkeypatch) -> str:
    """Commit other words for HAR-2 at a time of their own. Returns the text's fingerprint."""
    page = folder / HAR.format("en")
    before = page.read_text("utf-8")
    edit(page, next(line for line in before.split("\n") if "must not degrade" in line), words)
    monkeypatch.setenv("GIT_COMMITTER_DATE", f"2035-01-01T00:00:{second:02}Z")
    run_git(folder, "commit", "-qam", words)
    return marks(folder)["clause:HAR-2"]["en"]


def test_a_text_that_no_release_named_has_its_place_in_time(book, monkeypatch, capsys) -> None:
    run_git(book, "init", "-q", "-b", "main")
    run_git(book, "add", "-A")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2034-01-01T00:00:00Z")
    run_git(book, "commit", "-qm", "First")
    words = ["A must not degrade B.", "C must not degrade D.", "E must not degrade F."]
    old, baseline, left = (drafted(book, text, n, monkeypatch) for n, text in enumerate(words))
    second = drafted(book, "G must not degrade H.", 3, monkeypatch)
    dropped = drafted(book, "I must not degrade J.", 4, monkeypatch)
    drafted(book, words[1], 5, monkeypatch)
    for day, base, to in (
        ("02", None, baseline),
        ("05", baseline, second),
        ("09", second, baseline),
    ):
        unit = {"to": {"en": to}} | ({"base": {"en": base}} if base else {})
        changes = [{"class": "read" if base else "baseline", "units": {"HAR-2": unit}}]
        release(book, f"2026-03-{day}", {"published": f"2026-03-{day}T10:00Z", "changes": changes})
    waiting = drafted(book, "K must not degrade L.", 6, monkeypatch)
    edit(book / HAR.format("en"), "K must not", "M must not")
    run_git(book, "add", "-A")
    staged = marks(book)["clause:HAR-2"]["en"]
    edit(book / HAR.format("en"), "M must not", "K must not")
    found = record.history(book, "HAR-2", locale="en")
    assert [(entry.place, entry.fingerprint) for entry in found.entries[1:]] == [
        ("earlier", old),
        ("", baseline),
        ("passed", left),
        ("", second),
        ("", baseline),
        ("passed", dropped),
        ("", staged),
        ("pending", waiting),
    ]
    assert found.entries[0].place == "earlier"
    english = report_record.HISTORIES["text"](found, "en")
    assert f"Older than the first release of it: text {old}, commit" in english
    assert f"Passed over: text {left}, commit" in english
    assert f"Pending, today's text: {waiting}, commit" in english
    japanese = report_record.HISTORIES["text"](found, "ja")
    assert f"最初のリリースより前の文：{old}" in japanese
    assert f"未公開（現在の文）：{waiting}" in japanese
    listed = json.loads(report_record.HISTORIES["json"](found, "en"))["texts"]
    assert [each["place"] for each in listed][-3:] == ["passed", None, "pending"]
    (book / "guidelines/releases/2026-03-10.yml").write_text(UNREAD, "utf-8")
    assert cli.main(["-C", str(book), "--lang", "en", "history", "HAR-2", "--locale", "en"]) == 0
    assert "no release that can be read has named it" in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        *(["show", "HAR-2", option, ""] for option in ("--as-of", "--at", "--today")),
        *(["show", "HAR-2", option, ""] for option in ("--market", "--locale")),
        ["history", "HAR-2", "--locale", ""],
    ],
)
@pytest.mark.parametrize(("language", "words"), [("en", "not set?"), ("ja", "値が空です")])
def test_an_option_with_nothing_in_it_is_refused(
    released, arguments, language, words, capsys
) -> None:
    assert cli.main(["-C", str(released), "--lang", language, *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert words in err
    assert f'{arguments[-2]} ""' in err
