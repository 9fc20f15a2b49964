"""Decisions lead where their questions say, in each market, and say where they cannot."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from example_book import book_of
from kijun.cache import Cache
from kijun.checks import CHECKS
from kijun.decide import (
    ELSEWHERE,
    Outcome,
    Stuck,
    circle,
    ends,
    flow,
    flows,
    is_label,
    leaves,
    leaves_of,
    markets,
    reached,
    run,
    trials,
    where,
)
from kijun.markdown import DEFAULTS, Renderer
from kijun.model import Edition, Unit
from kijun.read import edition as read
from kijun.run import examine
from kijun.schema import Schemas
from kijun.yaml import mapping

ROOT = Path(__file__).parents[1]
SAMPLE = sorted((ROOT / "guidelines").glob("*/policies/*.md"))


def decision(text: str, name: str = "T-D1") -> Unit:
    """A decision from lines `question: yes no unsure [market otherwise]`, in order."""
    steps = {}
    for line in text.strip().splitlines():
        question, goals = line.split(":")
        yes, no, unsure, *only = goals.split()
        steps[question.strip()] = {"when-true": yes, "when-false": no, "unsure": unsure}
        if only:
            steps[question.strip()] |= {"markets": [only[0]], "otherwise": only[1]}
    return Unit("decision", name, 1, 9, {"id": name, "start": next(iter(steps)), "steps": steps})


def entry(market: str, steps: dict[str, str], **more: str) -> Unit:
    return Unit("market", f"M-{market}-T", 1, 1, {"market": market, "steps": steps, **more})


def case(name: str, path: dict[str, bool | str], clause: str = "", **more: object) -> Unit:
    data = {"id": name, "path": path, "expect": "T-1", **more}
    return Unit("case", name, 1, 1, data, clause=clause)


def page(*units: Unit) -> Edition:
    return Edition("en/t.md", "t.md", "en", "", (Unit("guideline", "T", 1, 1), *units), "T")


# As in the sample's HAR: market JP does not ask whether a claim is true.
CLAIM = decision("""
    named:    claim     T-0    FND-U
    claim:    truth     T-2    FND-U
    truth:    T-3       T-0    FND-U
""")
IN_JAPAN = entry("JP", {"truth": "T-3"})

# As in the sample's VIO: a question that only market JP asks.
WEAPON = decision("""
    weapons:  firearms  T-0    FND-U
    firearms: T-5       trade  FND-U   JP trade
    trade:    T-4       T-0    FND-U
""")


@pytest.mark.parametrize(
    ("asked", "entries", "market", "answers", "result"),
    [
        (CLAIM, (), "", {"named": False}, Outcome("T-0", ("named",))),
        (CLAIM, (), "", {"named": "unsure"}, Outcome("FND-U", ("named",))),
        (
            CLAIM,
            (),
            "",
            {"truth": True, "claim": True, "named": True},
            Outcome("T-3", ("named", "claim", "truth")),
        ),
        (CLAIM, (), "", {}, Stuck("unanswered", "named", ())),
        (CLAIM, (), "", {"named": True}, Stuck("unanswered", "claim", ("named",))),
        (
            CLAIM,
            (),
            "",
            {"named": False, "claim": True},
            Stuck("not-asked", "claim", ("named",)),
        ),
        (CLAIM, (), "", {"named": False, "nmaed": True}, Stuck("not-asked", "nmaed", ("named",))),
        # Market JP passes the question on truth by, and only market JP.
        (
            CLAIM,
            (IN_JAPAN,),
            "JP",
            {"named": True, "claim": True},
            Outcome("T-3", ("named", "claim")),
        ),
        (
            CLAIM,
            (IN_JAPAN,),
            "IE",
            {"named": True, "claim": True},
            Stuck("unanswered", "truth", ("named", "claim")),
        ),
        (
            CLAIM,
            (IN_JAPAN,),
            "JP",
            {"named": True, "claim": True, "truth": True},
            Stuck("not-asked", "truth", ("named", "claim")),
        ),
        # An entry that holds for a time only does not change the decision that cases test.
        (
            CLAIM,
            (entry("JP", {"truth": "T-3"}, **{"while": "An election."}),),
            "JP",
            {"named": True, "claim": True, "truth": False},
            Outcome("T-0", ("named", "claim", "truth")),
        ),
        (
            CLAIM,
            (entry("JP", {"named": "truth"}),),
            "JP",
            {"truth": True},
            Outcome("T-3", ("truth",)),
        ),
        (
            WEAPON,
            (),
            "JP",
            {"weapons": True, "firearms": True},
            Outcome("T-5", ("weapons", "firearms")),
        ),
        (WEAPON, (), "", {"weapons": True, "trade": True}, Outcome("T-4", ("weapons", "trade"))),
        (
            WEAPON,
            (),
            "",
            {"weapons": True, "firearms": True, "trade": True},
            Stuck("not-asked", "firearms", ("weapons", "trade")),
        ),
        (
            decision("a: bb T-0 FND-U\nb: T-1 T-0 FND-U"),
            (),
            "",
            {"a": True, "b": True},
            Stuck("unknown", "bb", ("a",)),
        ),
        (
            decision("a: b T-0 FND-U\nb: a T-0 FND-U"),
            (),
            "",
            {"a": True, "b": True},
            Stuck("circle", "a", ("a", "b")),
        ),
        # Questions that are all passed by can run in a circle too.
        (
            decision("a: T-1 T-0 FND-U\nb: T-1 T-0 FND-U"),
            (entry("JP", {"a": "b", "b": "a"}),),
            "JP",
            {},
            Stuck("circle", "a", ()),
        ),
    ],
)
def test_answers_lead_to_a_label_or_to_the_reason_why_not(asked, entries, market, answers, result):
    assert run(flow(asked, [e.data for e in entries], market), answers) == result


@pytest.mark.parametrize(
    ("asked", "market", "labels"),
    [
        (CLAIM, "", ("T-3", "T-0", "FND-U", "T-2")),
        (CLAIM, "JP", ("T-3", "T-2", "FND-U", "T-0")),
        (WEAPON, "", ("T-4", "T-0", "FND-U")),
        (WEAPON, "JP", ("T-5", "T-4", "T-0", "FND-U")),
        (decision("a: b T-0 FND-U\nb: a T-0 FND-U"), "", ("T-0", "FND-U")),
        (decision("a: nowhere T-0 T-0\nb: T-1 T-1 T-1"), "", ("T-0",)),
    ],
)
def test_the_leaves_of_a_market_are_the_labels_that_some_answers_lead_to(asked, market, labels):
    assert leaves(flow(asked, [IN_JAPAN.data], market)) == labels


def test_what_is_reached_comes_in_the_order_of_the_questions():
    way = flow(WEAPON, (), ELSEWHERE)
    assert reached(way) == ("weapons", "firearms", "trade", "T-4", "T-0", "FND-U")


@pytest.mark.parametrize(
    ("text", "questions"),
    [
        ("a: b T-0 FND-U\nb: c T-0 FND-U\nc: T-1 T-0 FND-U", ()),
        # Two ways to one question are no circle.
        ("a: b c FND-U\nb: c T-0 FND-U\nc: T-1 T-0 FND-U", ()),
        ("a: a T-0 FND-U", ("a",)),
        ("a: b T-0 FND-U\nb: T-1 c FND-U\nc: T-1 T-0 b", ("b", "c")),
        ("a: b T-0 FND-U\nb: c T-0 FND-U\nc: T-1 a FND-U", ("a", "b", "c")),
        # A circle that nothing leads into is one all the same.
        ("a: T-1 T-0 FND-U\nb: c T-0 FND-U\nc: b T-0 FND-U", ("b", "c")),
    ],
)
def test_a_circle_is_named_in_the_order_in_which_it_runs(text, questions):
    found = circle(flow(decision(text), (), ELSEWHERE))
    turns = [found[turn:] + found[:turn] for turn in range(len(found))] or [()]
    assert questions in turns


@pytest.mark.parametrize(
    ("text", "all_end"),
    [
        ("a: b T-0 FND-U\nb: T-1 T-0 FND-U", True),
        ("a: b T-0 FND-U\nb: T-1 a FND-U", False),
        ("a: b T-0 FND-U\nb: T-1 nowhere FND-U", False),
        # What nobody comes to keeps nobody from a label, unless it is a circle.
        ("a: T-1 T-0 FND-U\nb: T-1 nowhere FND-U", True),
    ],
)
def test_a_decision_ends_where_every_answer_leads_to_a_label(text, all_end):
    assert ends(flow(decision(text), (), ELSEWHERE)) is all_end


def test_a_circle_may_exist_in_one_market_only():
    asked = decision("a: b T-0 FND-U\nb: T-1 T-0 FND-U")
    back = entry("JP", {"b": "a"})
    ways = flows(page(asked, back))
    assert {way.markets: bool(circle(way)) for way in ways} == {("",): False, ("JP",): True}


def test_a_decision_of_many_questions_is_walked_without_recursion():
    text = "\n".join(f"q{n}: q{n + 1} T-0 FND-U" for n in range(5_000))
    way = flow(decision(text + "\nq5000: T-1 T-0 FND-U"), (), ELSEWHERE)
    assert circle(way) == ()
    assert leaves(way) == ("T-1", "T-0", "FND-U")
    assert run(way, {f"q{n}": True for n in range(5_001)}) == Outcome("T-1", tuple(way.asked))


def test_markets_in_which_a_decision_is_the_same_share_one_flow():
    both = page(CLAIM, IN_JAPAN, case("T-1-C1", {"named": False}, market="IE"))
    assert markets(both) == ("", "IE", "JP")
    assert [way.markets for way in flows(both)] == [("", "IE"), ("JP",)]
    assert [way.markets for way in flows(page(CLAIM))] == [("",)]
    assert flows(page()) == ()


PATH = {"named": True, "claim": True}
ASKED = Outcome("T-3", ("named", "claim"))
OPEN = Stuck("unanswered", "truth", ("named", "claim"))


@pytest.mark.parametrize(
    ("more", "results"),
    [
        ({}, [("outside market JP", OPEN), ("in market JP", ASKED)]),
        ({"market": "JP"}, [("in market JP", ASKED)]),
        ({"market": "IE"}, [("in market IE", OPEN)]),
        ({"except-markets": ["JP"]}, [("outside market JP", OPEN)]),
        ({"except-markets": ["JP", "IE"]}, [("outside market IE, JP", OPEN)]),
        # A case in a clause of one market holds there, unless it says otherwise.
        ({"clause": "T-5"}, [("in market JP", ASKED)]),
        ({"clause": "T-5", "except-markets": ["JP"]}, [("outside market JP", OPEN)]),
    ],
)
def test_a_case_is_tried_in_each_market_where_it_holds(more, results):
    only = Unit("clause", "T-5", 1, 1, {"markets": ["JP"]})
    tried = trials(page(CLAIM, IN_JAPAN, only, case("T-3-C1", PATH, **more)))
    assert [(trial.where.en, trial.result) for trial in tried] == results


def test_markets_in_which_a_case_runs_the_same_are_one_trial():
    tried = trials(page(CLAIM, IN_JAPAN, case("T-0-C1", {"named": False})))
    result = Outcome("T-0", ("named",))
    assert [(trial.where.en, trial.result) for trial in tried] == [("in every market", result)]


def test_a_case_belongs_to_the_decision_that_its_answers_are_for():
    two = page(CLAIM, decision("sold: T-7 T-0 FND-U", "T-D2"), case("T-7-C1", {"sold": True}))
    assert [trial.result for trial in trials(two)] == [Outcome("T-7", ("sold",))]
    assert [label for owner, label in leaves_of(two) if owner.id == "T-D2"] == [
        "T-7",
        "T-0",
        "FND-U",
    ]


@pytest.mark.parametrize(
    ("chosen", "every", "en", "ja"),
    [
        ([""], [""], "in every market", "すべての対象市場で"),
        (["", "JP"], ["", "JP"], "in every market", "すべての対象市場で"),
        (["JP"], ["", "IE", "JP"], "in market JP", "対象市場JPでは"),
        (["", "IE"], ["", "IE", "JP"], "outside market JP", "対象市場JP以外では"),
        ([""], ["", "IE", "JP"], "outside market IE, JP", "対象市場IE、JP以外では"),
    ],
)
def test_markets_are_said_in_words(chosen, every, en, ja):
    said = where(chosen, every)
    assert (said.en, said.ja) == (en, ja)


@pytest.mark.parametrize("name", ["T-0", "FND-ESC", "SRQ-I1"])
def test_a_label_is_known_by_its_form(name):
    assert is_label(name)


@pytest.mark.parametrize("name", ["truth", "Truth", "T", "HAR－2", "T-0 ", ""])
def test_anything_else_is_no_label(name):
    assert not is_label(name)


@pytest.fixture(scope="module")
def sample() -> list[Edition]:
    files = (ROOT / "policy_schema").glob("*.yml")
    schemas = Schemas({f.stem: mapping(f.read_text("utf-8"), f.name) for f in files})
    renderer = Renderer(DEFAULTS)
    return [
        read(
            file.read_bytes(), str(file), f"policies/{file.name}", file.parts[-3], schemas, renderer
        )
        for file in SAMPLE
    ]


def test_labels_of_a_guideline_that_cannot_be_read_are_not_called_unknown():
    body = CHECKS["label-unknown"].examples[-1]
    broken = {f"guidelines/{locale}/policies/fnd.md": "---\nid: FND\n" for locale in ("en", "ja")}
    result = examine(book_of(replace(body, files=broken)), Cache(None))
    checks = {finding.check for finding in result.findings}
    assert "unclosed-front-matter" in checks
    assert "label-unknown" not in checks


def test_every_written_case_of_the_sample_ends_at_its_label(sample):
    wrong = [
        (edition.path, trial.case.id, trial.where.en, trial.result)
        for edition in sample
        for trial in trials(edition)
        if not isinstance(trial.result, Outcome) or trial.result.label != trial.case.data["expect"]
    ]
    assert wrong == []


def test_the_sample_asks_of_truth_outside_japan_only_and_of_firearms_in_japan_only(sample):
    asked = {
        (edition.guideline, way.markets): set(way.asked)
        for edition in sample
        for way in flows(edition)
        if len(flows(edition)) > 1
    }
    assert asked["HAR", ("",)] - asked["HAR", ("JP",)] == {"truth"}
    assert asked["VIO", ("JP",)] - asked["VIO", ("",)] == {"firearms"}
