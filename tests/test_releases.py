"""What is in force, by instant, market and locale: the fold of the releases and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from kijun import book as books
from kijun import releases, yaml
from kijun.cache import Cache
from kijun.history import History
from kijun.model import Locale, Release, Settings
from kijun.releases import Calendar, instant, moment
from kijun.schema import Schemas
from kijun.text import KijunError
from kijun.tree import Folder

SETTINGS = Settings(
    source="en",
    locales={"en": Locale("en", "guidelines/en"), "ja": Locale("ja", "guidelines/ja")},
    markets={"JP": {"zone": "Asia/Tokyo"}, "IE": {"zone": "Europe/Dublin"}},
)


def release(name: str, to: object = None, *, unit: str = "HAR-2", **fields: object) -> Release:
    """A release of one unit, published at ten in Tokyo on the day of its name."""
    data = {"published": f"{name[:10]}T10:00+09:00", **fields}
    if to is not None:
        data["changes"] = [{"class": "read", "units": {unit: {"to": to}}}]
    return releases.release(name, f"guidelines/releases/{name}.yml", data)


def calendar(*made: Release) -> Calendar:
    return Calendar(tuple(sorted(made, key=lambda each: each.order)), SETTINGS)


def held(found: Calendar, at: str, market: str = "default", locale: str = "en") -> str | None:
    standing = found.in_force(instant(at), market).get(("clause:HAR-2", locale))
    return standing.fingerprint if standing else "nothing"


def both(mark: str) -> dict[str, str]:
    return {"en": f"t-{mark * 16}", "ja": f"t-{mark * 15}f"}


A, B, C = (f"t-{mark * 16}" for mark in "abc")


def test_a_release_without_an_instant_holds_from_its_publication() -> None:
    found = calendar(release("2026-01-15", both("a")))
    assert held(found, "2026-01-15T00:59:59Z") == "nothing"
    assert held(found, "2026-01-15T01:00Z") == A


def test_a_market_has_an_instant_of_its_own() -> None:
    effective = {"default": "2026-02-01T00:00Z", "JP": "2026-02-01T00:00+09:00"}
    found = calendar(release("2026-01-15", both("a"), effective=effective))
    at = "2026-01-31T20:00Z"
    assert held(found, at, "JP") == A
    assert held(found, at, "IE") == held(found, at) == "nothing"


def test_the_last_to_take_effect_holds_then_the_last_published_then_the_name() -> None:
    late = {"default": "2026-04-01T00:00Z"}
    found = calendar(
        release("2026-01-15", both("a"), effective=late),
        release("2026-02-12", both("b")),
        release("2026-02-12.2", both("c"), effective=late),
    )
    assert held(found, "2026-03-01T00:00Z") == B
    assert held(found, "2026-04-01T00:00Z") == C
    names = [s.release.name for s in found.standings("clause:HAR-2", "en")]
    assert names == ["2026-02-12", "2026-01-15", "2026-02-12.2"]


def test_the_tenth_release_of_a_day_comes_after_the_ninth() -> None:
    made = [release(f"2026-02-12{n}", both("a")) for n in (".10", ".9", "")]
    assert [each.name for each in calendar(*made).releases] == [
        "2026-02-12",
        "2026-02-12.9",
        "2026-02-12.10",
    ]


def test_a_release_of_one_locale_leaves_the_other_as_it_was() -> None:
    found = calendar(
        release("2026-01-15", both("a")),
        release("2026-03-19", {"ja": C}, locales=["ja"]),
    )
    assert held(found, "2026-04-01T00:00Z") == A
    assert held(found, "2026-04-01T00:00Z", locale="ja") == C


def test_what_is_published_and_not_yet_effective_is_scheduled() -> None:
    found = calendar(
        release("2026-01-15", both("a")),
        release("2026-03-05", both("b"), effective={"default": "2026-04-01T00:00Z"}),
    )
    key = ("clause:HAR-2", "en")
    assert key not in found.scheduled(instant("2026-03-01T00:00Z"))
    (coming,) = found.scheduled(instant("2026-03-06T00:00Z"))[key]
    assert (coming.fingerprint, coming.starts.month) == (B, 4)
    assert key not in found.scheduled(instant("2026-04-01T00:00Z"))
    assert found.announced("2026-03-05")[key].fingerprint == B
    assert found.announced("2026-01-15")[key].fingerprint == A


def test_a_postponed_release_waits_and_the_past_answers_as_before() -> None:
    first = release("2026-01-15", both("a"))
    second = release("2026-03-05", both("b"), effective={"default": "2026-04-01T00:00Z"})
    moved = release(
        "2026-03-20", postpones="2026-03-05", effective={"default": "2026-05-01T00:00Z"}
    )
    found = calendar(first, second, moved)
    assert held(found, "2026-04-15T00:00Z") == A
    assert held(found, "2026-05-01T00:00Z") == B
    before = [held(calendar(first, second), f"2026-03-{day}T00:00Z") for day in (10, 19)]
    assert [held(found, f"2026-03-{day}T00:00Z") for day in (10, 19)] == before


def test_what_has_taken_effect_cannot_be_postponed_or_withdrawn() -> None:
    first = release("2026-01-15", both("a"))
    late = release("2026-03-20", postpones="2026-01-15", effective={"default": "2026-05-01T00:00Z"})
    gone = release("2026-03-21", withdraws="2026-01-15")
    assert held(calendar(first, late, gone), "2026-04-01T00:00Z") == A


def test_a_withdrawal_may_name_the_units_it_takes_back() -> None:
    effective = {"default": "2026-04-01T00:00Z"}
    first = release("2026-01-15", both("a"))
    second = release("2026-03-05", both("b"), effective=effective)
    for units, expected in ((["HAR-2"], A), (["clause:HAR-2"], A), (["HAR-3"], B)):
        gone = release("2026-03-20", withdraws="2026-03-05", units=units)
        found = calendar(first, second, gone)
        assert held(found, "2026-04-15T00:00Z") == expected
        assert found.announced("2026-03-20")["clause:HAR-2", "en"].fingerprint == expected
        assert found.announced("2026-03-05")["clause:HAR-2", "en"].fingerprint == B


def test_a_market_in_which_it_holds_already_is_not_postponed() -> None:
    effective = {"default": "2026-04-01T00:00Z", "JP": "2026-03-10T00:00+09:00"}
    found = calendar(
        release("2026-01-15", both("a")),
        release("2026-03-05", both("b"), effective=effective),
        release("2026-03-20", postpones="2026-03-05", effective={"default": "2026-05-01T00:00Z"}),
    )
    assert held(found, "2026-04-15T00:00Z", "JP") == B
    assert held(found, "2026-04-15T00:00Z", "IE") == A


@pytest.mark.parametrize("effective", [{"default": "2026-03-12T00:00Z"}, {}])
def test_a_postponement_brings_nothing_forward(effective) -> None:
    told = {"effective": effective} if effective else {}
    found = calendar(
        release("2026-01-15", both("a")),
        release("2026-03-05", both("b"), effective={"default": "2026-04-01T00:00Z"}),
        release("2026-03-10", postpones="2026-03-05", **told),
    )
    assert held(found, "2026-03-31T23:59Z") == A
    assert held(found, "2026-04-01T00:00Z") == B


def test_a_retired_unit_is_retired_in_every_locale() -> None:
    found = calendar(release("2026-01-15", both("a")), release("2026-06-11", "retired"))
    assert held(found, "2026-07-01T00:00Z") is None
    assert held(found, "2026-07-01T00:00Z", locale="ja") is None


@pytest.mark.parametrize(
    ("written", "market", "expected"),
    [
        ("2026-03-02", "JP", datetime(2026, 3, 2, 14, 59, 59, 999999, UTC)),
        ("2026-03-02", "default", datetime(2026, 3, 2, 23, 59, 59, 999999, UTC)),
        # The clocks go forward that night in Dublin, so that the day ends an hour early.
        ("2026-03-29", "IE", datetime(2026, 3, 29, 22, 59, 59, 999999, UTC)),
        ("2026-03-02T10:00+09:00", "IE", datetime(2026, 3, 2, 1, 0, tzinfo=UTC)),
    ],
)
def test_a_day_means_its_end_in_the_market(written: str, market: str, expected: datetime) -> None:
    assert moment(written, SETTINGS, market) == expected


@pytest.mark.parametrize("written", ["2026-02-30", "soon", "", "2026-03-02T10:00", "2026-W09"])
def test_what_is_no_day_is_refused_in_both_languages(written: str) -> None:
    with pytest.raises(KijunError) as caught:
        moment(written, SETTINGS)
    assert f"'{written}'" in caught.value.words("en")
    assert f"「{written}」" in caught.value.words("ja")


def test_a_release_that_cannot_be_read_is_told_and_the_others_work(book) -> None:
    folder = book / "guidelines/releases"
    folder.mkdir()
    (folder / "2026-01-15.yml").write_text("published: 2026-01-15T10:00+09:00\n")
    (folder / "2026-02-12.yml").write_text("published: tomorrow\n")
    (folder / "spring.yml").write_text("published: 2026-01-15T10:00+09:00\n")
    tree = Folder(book)
    settings = books.settings(tree, Cache(None))
    found, problems = books.calendar(tree, settings, Cache(None))
    assert [each.name for each in found.releases] == ["2026-01-15"]
    assert [(p.place.path, p.place.line) for p in problems] == [
        ("guidelines/releases/2026-02-12.yml", 1),
        ("guidelines/releases/spring.yml", 1),
    ]


def test_the_book_in_force_is_put_together_from_texts_of_different_days(book, git) -> None:
    """Two units were rewritten together; a release names one of them."""
    git(book, "init", "-q")
    git(book, "add", "-A")
    git(book, "commit", "-qm", "First")
    tree = Folder(book)
    settings = books.settings(tree, Cache(None))
    now = History(tree, settings, book).now
    units: dict[str, dict[str, dict[str, str]]] = {}
    for (unit, locale), text in now.items():
        units.setdefault(unit, {"to": {}})["to"][locale] = text.fingerprint
    first = releases.release(
        "2026-01-15",
        "",
        {"published": "2026-01-15T10:00Z", "changes": [{"class": "baseline", "units": units}]},
    )
    path = book / "guidelines/en/policies/har.md"
    for unit in ("{#HAR-1}", "{#HAR-2}"):
        text = path.read_text("utf-8")
        path.write_text(text.replace(unit, f"anew {unit}", 1), "utf-8")
    tree = Folder(book)
    history = History(tree, settings, book)
    to = {"en": history.now["clause:HAR-2", "en"].fingerprint}
    second = release("2026-02-12", to)
    found = Calendar((first, second), settings)
    folded, lost = history.book(found.in_force(instant("2026-03-01T00:00Z")))
    assert lost == ()
    source = (folded.read("guidelines/en/policies/har.md") or b"").decode()
    assert "anew {#HAR-2}" in source
    assert "{#HAR-1}" in source
    assert "anew {#HAR-1}" not in source
    path = "guidelines/ja/policies/har.md"
    assert folded.read(path) is not None


def test_a_text_that_nobody_has_any_more_is_told(book) -> None:
    tree = Folder(book)
    settings = books.settings(tree, Cache(None))
    found = Calendar((release("2026-01-15", both("a")),), settings)
    folded, lost = History(tree, settings, book).book(found.in_force(instant("2026-02-01T00:00Z")))
    assert [(each.unit, each.locale) for each in lost] == [
        ("clause:HAR-2", "en"),
        ("clause:HAR-2", "ja"),
    ]
    assert folded.read("guidelines/en/policies/har.md") is None


@pytest.mark.parametrize(
    ("name", "well"),
    [
        ("2026-12-20", True),
        ("2026-12-20.2", True),
        ("2026-12-20.10", True),
        ("2026-12-20.19", True),
        ("2026-12-20.1", False),
        ("2026-12-20.0", False),
        ("2026-12-20.02", False),
    ],
)
def test_the_first_release_of_a_day_has_no_number(name, well) -> None:
    assert bool(releases.NAME.fullmatch(name)) == well
    moves = {
        "published": "2026-12-21T10:00Z",
        "withdraws": name,
        "why": {"en": "Wrong.", "ja": "誤りのため"},
    }
    folder = Path(__file__).parents[1] / "policy_schema"
    documents = {p.stem: yaml.load(p.read_text("utf-8"), p.name) for p in folder.glob("*.yml")}
    assert (not list(Schemas(documents).problems("release", moves))) == well
