"""Reading the past, the future and what differs between releases, in a real browser.

The book is small and has its releases in a real repository; the site is built strictly.
"""

from __future__ import annotations

import random
import re
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from conftest import ROOT, edit, run_git
from kijun import book as books
from kijun import packs, releases
from kijun import read as reading
from kijun.cache import Cache
from kijun.gaps import Gaps
from kijun.history import History
from kijun.markdown import Renderer
from kijun.model import Edition, Settings
from kijun.prose import Prose
from kijun.releases import Calendar
from kijun.schema import Schemas
from kijun.shelf import Shelf
from kijun.tree import Folder
from test_browser import (
    address,
    browser,
    context,
    page,
    requests,
    served,
    settle,
    unbarred,
)
from test_record import marks, release
from test_site import book, broken, built, guideline, html

__all__ = ["address", "browser", "context", "page"]

OLD = {"en": "Posters are at least 18 years old.", "ja": "投稿者は18歳以上とします。"}
NEW = {"en": "Posters are at least 16 years old.", "ja": "投稿者は16歳以上とします。"}
FIRST = {"en": "Each poster asks before.", "ja": "投稿者は事前に確認します。"}
SECOND = {"en": "Each poster asks before and after.", "ja": "投稿者は事前と事後に確認します。"}
THIRD = {"en": "Each poster asks again.", "ja": "投稿者は改めて確認します。"}
LAST = {"en": "A case that ends.", "ja": "終わる事例です。"}
ADDED = {"en": "Nobody trades here.", "ja": "ここでは取引しません。"}

ASK = "mailto:policy@example.org"
SUMMER = {"default": "2026-04-02T00:00Z", "JP": "2026-04-01T00:00+09:00"}


def texts(
    har: dict[str, str], frd: dict[str, str], *, severity: str = "S1", more: bool = False
) -> dict[str, str]:
    """The pages of the book by path."""
    found = {}
    for code in ("en", "ja"):
        own = guideline("HAR", prose=har[code], given="Text.").replace(
            "severity: S1", f"severity: {severity}"
        )
        if more:
            own = own.replace("---\n\nOpening", LABEL + "---\n\nOpening")
            own += MORE.format(prose=ADDED[code])
        found[f"{code}/policies/har.md"] = own
        own = guideline("FRD", prose=frd[code], given=LAST[code])
        own += DECISION.format(goal="HAR-2" if more else "human")
        found[f"{code}/policies/frd.md"] = own
    return found


LABEL = """  - id: HAR-2
    name: Trade
    kind: violating
    severity: S2
    action: remove
    hint: Trade
"""

DECISION = """
```yaml decision
id: FRD-D1
start: paid
steps:
  paid:
    ask: Paid?
    when-true: FRD-1
    when-false: {goal}
    unsure: human
```
"""

MORE = """
## Trade {{#HAR-2}}

```yaml clause
labels: [HAR-2]
modality: must-not
```

{prose}
"""


def put(folder: Path, name: str, hour: str = "10:00", **data: Any) -> None:
    release(folder, name, {"published": f"{name[:10]}T{hour}+09:00", **data})
    run_git(folder, "add", "-A")
    run_git(folder, "commit", "-qm", name)


def change(grade: str, before: dict, after: dict, *units: str) -> dict[str, Any]:
    named = {}
    for unit in units:
        to = after.get(unit, "retired")
        named[unit] = {**({"base": before[unit]} if unit in before else {}), "to": to}
    why = {"en": "Why.", "ja": "理由。"}
    asked = {"transition": "new-only", "appeals": "rule-then"} if grade == "decision" else {}
    return {"class": grade, "why": why, **asked, "units": named}


def released(folder: Path) -> Path:
    """A baseline; a change that holds in Japan a day earlier; one that is postponed; one that
    takes the first change back, adds a clause and retires a case."""
    options = "audience: internal"
    book(folder, texts(OLD, FIRST), options)
    run_git(folder, "init", "-q", "-b", "main")
    first = marks(folder)
    units = {unit: {"to": to} for unit, to in first.items()}
    put(
        folder,
        "2026-01-15",
        effective={"default": "2026-02-01T00:00Z", "JP": "2026-02-01T00:00+09:00"},
        changes=[{"class": "baseline", "units": units}],
    )
    book(folder, texts(NEW, FIRST, severity="S2"), options)
    second = marks(folder)
    changes = [change("decision", first, second, "clause:HAR-1")]
    put(folder, "2026-03-05", effective=SUMMER, changes=changes)
    book(folder, texts(NEW, SECOND, severity="S2"), options)
    third = marks(folder)
    changes = [change("read", second, third, "clause:FRD-1")]
    put(folder, "2026-03-12", effective={"default": "2026-05-01T00:00Z"}, changes=changes)
    later = {"default": "2026-06-01T00:00Z"}
    put(folder, "2026-03-20", postpones="2026-03-12", effective=later)
    book(folder, texts(OLD, THIRD, more=True), options)
    fourth = marks(folder)
    del fourth["case:FRD-1-C1"]
    units = ("clause:HAR-1", "clause:HAR-2", "clause:FRD-1", "case:FRD-1-C1", "decision:FRD-D1")
    changes = [change("decision", third, fourth, *units)]
    put(folder, "2026-03-25", effective={"default": "2026-07-01T00:00Z"}, changes=changes)
    return folder


@pytest.fixture(scope="session")
def past(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of that book."""
    folder = released(tmp_path_factory.mktemp("past") / "book")
    with (folder / "kijun.yml").open("a", encoding="utf-8") as settings:
        settings.write(f"feedback: '{ASK}?subject={{clause}}%20{{release}}%20{{market}}'\n")
    return built(folder, folder.parent / "site")


@pytest.fixture(scope="session")
def there(past: Path) -> Iterator[str]:
    yield from served(past)


def at(page: Page, when: str) -> None:
    """The reader's clock from now on."""
    page.clock.set_fixed_time(when)


def read(page: Page, address: str) -> str:
    """The page's text, once its scripts are done."""
    settle(page, address)
    expect(page.locator(".kj-page")).to_be_visible()
    return page.locator(".kj-page").inner_text()


# As it stood


@pytest.mark.parametrize(
    ("asked", "words", "release"),
    [
        ("as-of=2026-03-31", OLD, "2026-01-15"),
        ("as-of=2026-03-31&market=JP", OLD, "2026-01-15"),
        ("as-of=2026-04-01", OLD, "2026-01-15"),
        ("as-of=2026-04-01&market=JP", NEW, "2026-03-05"),
        ("as-of=2026-04-02", NEW, "2026-03-05"),
        ("as-of=2026-03-31T23:59:59%2B09:00&market=JP", OLD, "2026-01-15"),
        ("as-of=2026-04-01T00:00+09:00&market=JP", NEW, "2026-03-05"),
    ],
)
@pytest.mark.parametrize("locale", ["en", "ja"])
def test_a_page_stands_as_it_stood_on_the_day_in_the_market(
    page: Page, there: str, asked: str, words: dict[str, str], release: str, locale: str
) -> None:
    at(page, "2026-08-01T00:00Z")
    folder = "" if locale == "en" else "ja/"
    shown = read(page, f"{there}{folder}policies/har.html?{asked}#HAR-1")
    other = NEW if words is OLD else OLD
    assert words[locale] in shown
    assert other[locale] not in shown
    banner = page.get_by_role("status").first
    expect(banner).to_be_in_viewport(ratio=1)
    for said in (
        release,
        "JP" if "market" in asked else {"en": "markets without", "ja": "個別の"}[locale],
    ):
        expect(banner).to_contain_text(said)
    assert f"HAR-1 @ {release} {locale}" in shown
    assert page.locator("h2:target").get_attribute("id") == "HAR-1"
    page.locator(".kj-banner a").click()
    assert "as-of" not in page.url


@pytest.mark.parametrize(
    ("clock", "asked", "release"),
    [
        ("2026-08-01", "as-of=2026-03-31", "2026-01-15"),
        ("2026-08-01", "as-of=2026-04-02&market=JP", "2026-03-05"),
        ("2026-08-01", "", "2026-03-25"),
        ("2026-04-10", "market=JP", "2026-03-05"),
    ],
)
def test_feedback_names_the_release_of_the_text_that_is_shown(
    page: Page, there: str, clock: str, asked: str, release: str
) -> None:
    at(page, f"{clock}T00:00Z")
    shown = read(page, f"{there}policies/har.html?{asked}")
    assert f"HAR-1 @ {release} en" in shown
    link = page.get_by_role("link", name="Feedback on HAR-1")
    market = "JP" if "market" in asked else ""
    expect(link).to_have_attribute("href", f"{ASK}?subject=HAR-1%20{release}%20{market}")


def test_before_anything_held_that_is_said_and_no_text_is_shown(page: Page, there: str) -> None:
    at(page, "2026-03-26T00:00Z")
    page.goto(f"{there}policies/har.html?as-of=2026-01-20")
    expect(page.locator(".kj-banner")).to_contain_text("20 January 2026")
    expect(page.locator(".kj-banner")).to_contain_text("nothing of this guideline was in force")
    assert OLD["en"] not in page.locator("article").inner_text()


def test_what_is_no_day_shows_today_and_says_so(page: Page, there: str) -> None:
    at(page, "2026-03-26T00:00Z")
    assert OLD["en"] in read(page, f"{there}policies/har.html?as-of=2026-02-31")
    expect(page.locator(".kj-banner")).to_contain_text("'2026-02-31' is no day")


def test_a_day_is_chosen_on_the_page_by_keyboard(page: Page, there: str) -> None:
    at(page, "2026-08-01T00:00Z")
    read(page, f"{there}policies/har.html?market=JP")
    page.locator(".kj-ask-day summary").focus()
    page.keyboard.press("Enter")
    page.get_by_label("Day").fill("2026-04-01")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile("as-of=2026-04-01"))
    expect(page.locator(".kj-banner")).to_contain_text("1 April 2026")
    assert NEW["en"] in page.locator(".kj-page").inner_text()
    page.locator(".kj-markets select").select_option("IE")
    expect(page.locator(".kj-page")).to_contain_text(OLD["en"])
    expect(page.locator(".kj-banner")).to_contain_text("market IE")


def test_a_postponed_release_waits_for_its_new_day(page: Page, there: str) -> None:
    at(page, "2026-08-01T00:00Z")
    address = f"{there}policies/frd.html?as-of="
    assert FIRST["en"] in read(page, address + "2026-05-31")
    assert SECOND["en"] in read(page, address + "2026-06-01")


def test_what_is_retired_is_listed_with_its_last_text(page: Page, there: str) -> None:
    at(page, "2026-08-01T00:00Z")
    assert "retired" not in read(page, f"{there}policies/frd.html?as-of=2026-06-30")
    assert page.locator("#FRD-1-C1").is_visible()
    shown = read(page, f"{there}policies/frd.html#FRD-1-C1")
    assert "FRD-1-C1 is retired since 1 July 2026, release 2026-03-25" in shown
    assert page.locator("#FRD-1-C1").count() == 1
    expect(page.locator("#FRD-1-C1")).to_contain_text(LAST["en"])


PLACED = """(force) => kijun.assemble({
  guideline: "A",
  texts: {
    a: { html: "<p>A</p>\ue002clause:A-1\ue003\ue002clause:A-3\ue003" },
    1: { html: "1\ue002case:A-1-C1\ue003" }, c: { html: "c" },
    2: { html: "2" }, 3: { html: "3" }, 4: { html: "4" },
  },
  units: {
    "guideline:A": { home: "" },
    "clause:A-1": { home: "guideline:A", after: "" },
    "case:A-1-C1": { home: "clause:A-1", after: "" },
    "clause:A-2": { home: "guideline:A", after: "clause:A-1" },
    "clause:A-3": { home: "guideline:A", after: "clause:A-2" },
    "clause:A-4": { home: "guideline:A", after: "clause:A-9" },
  },
}, new Map(force.map(([unit, key]) => [unit, { unit, mark: "t", key }])), ({ unit }) => `?${unit}`)
  .replace("<p>A</p>", "A")"""


@pytest.mark.parametrize(
    ("clauses", "shown"),
    [("13", "A1c3"), ("123", "A1c23"), ("134", "A1c34"), ("3", "A3"), ("1?", "A1c?clause:A-3")],
)
def test_a_unit_without_a_place_stands_behind_the_one_before_it_or_last(
    page: Page, there: str, clauses: str, shown: str
) -> None:
    page.goto(f"{there}policies/har.html")
    force = [("guideline:A", "a"), ("case:A-1-C1", "c")]
    force += [(f"clause:A-{c}", c) if c != "?" else ("clause:A-3", None) for c in clauses]
    assert page.evaluate(PLACED, force) == shown


# In force by the reader's clock


def test_what_is_scheduled_stands_closed_then_is_the_text(page: Page, there: str) -> None:
    at(page, "2026-03-31T14:59:59Z")
    for market in ("", "?market=JP"):
        shown = read(page, f"{there}policies/har.html{market}")
        assert OLD["en"] in shown
        assert NEW["en"] not in shown
        assert page.locator(".kj-banner").inner_text() == ""
    closed = page.locator(".kj-coming[data-unit='clause:HAR-1'] details").first
    assert "From 2 April 2026 (in market JP from 1 April 2026)" in closed.inner_text()
    closed.locator("summary").click()
    assert closed.get_by_text(NEW["en"]).is_visible()

    at(page, "2026-03-31T15:00:00Z")
    shown = read(page, f"{there}policies/har.html?market=JP")
    assert NEW["en"] in shown
    assert OLD["en"] not in shown
    said = "In force since 1 April 2026, market JP: HAR-1, release 2026-03-05."
    expect(page.locator(".kj-banner p")).to_have_text([said])
    assert page.locator(".kj-coming[data-unit='guideline:HAR'] details").count() == 1
    assert page.locator(".kj-since dd").inner_text() == "1 April 2026 · release 2026-03-05"
    assert page.locator(".kj-coming[data-unit='clause:HAR-1'] details").count() == 1
    page.locator(".kj-markets select").select_option("")
    expect(page.locator(".kj-page")).to_contain_text(OLD["en"])
    at(page, "2026-07-01T00:00:00Z")
    shown = read(page, f"{there}policies/har.html")
    assert ADDED["en"] in shown
    assert page.locator(".kj-closed").count() == 0


def test_a_market_that_is_ahead_when_the_page_is_made_reads_its_own_text(
    page: Page, tmp_path: Path
) -> None:
    folder = released(tmp_path / "book")
    put(folder, "2026-04-01", hour="12:00", withdraws="2026-03-12")
    serving = served(built(folder, tmp_path / "site"))
    there = next(serving)
    at(page, "2026-04-01T04:00Z")
    assert OLD["en"] in read(page, f"{there}policies/har.html")
    assert NEW["en"] in read(page, f"{there}policies/har.html?market=JP")
    at(page, "2026-06-20T00:00Z")
    assert FIRST["en"] in read(page, f"{there}policies/frd.html")
    next(serving, None)


def test_the_newest_change_stands_in_the_facts(past: Path) -> None:
    built_page = (past / "policies" / "har.html").read_text("utf-8")
    assert "<dt>In force since</dt><dd>1 February 2026 · release 2026-01-15</dd>" in built_page
    assert "HAR-1 @ 2026-01-15 en" in built_page


@pytest.mark.parametrize(
    ("folder", "since"), [("", "From 2 April 2026"), ("ja/", "2026年4月2日から")]
)
def test_without_javascript_one_text_shows_and_the_next_is_closed(
    browser: Browser, there: str, folder: str, since: str
) -> None:
    locale = "ja" if folder else "en"
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{there}{folder}policies/har.html")
    article = page.locator("article")
    assert OLD[locale] in article.inner_text()
    assert NEW[locale] not in article.inner_text()
    page.locator("summary", has_text=since).click()
    assert NEW[locale] in article.inner_text()
    page.goto(f"{there}{folder}compare.html")
    assert page.locator(".kj-without-script").is_visible()
    context.close()


def test_what_is_scheduled_is_found_by_no_search(past: Path) -> None:
    held = (past / "search" / "search_index.json").read_text("utf-8")
    assert OLD["en"] in held
    assert NEW["en"] not in held
    assert ADDED["en"] not in held


# Releases compared


def test_ends_are_compared_and_not_steps(page: Page, there: str) -> None:
    page.goto(f"{there}compare.html?from=2026-01-15&to=2026-03-25")
    expect(page.locator(".kj-status")).to_contain_text("4 changed")
    assert page.locator(".kj-change h3 a").all_inner_texts() == [
        "FRD-1",
        "FRD-1-C1",
        "FRD-D1",
        "HAR-2",
    ]
    page.goto(f"{there}compare.html?from=2026-03-05&to=2026-03-05")
    expect(page.locator(".kj-status")).to_contain_text("nothing differs")


def test_facts_and_words_that_changed_are_shown_exactly(page: Page, there: str) -> None:
    page.goto(f"{there}compare.html?from=2026-01-15&to=2026-03-05&guideline=HAR")
    row = page.locator(".kj-change tbody tr")
    assert row.locator("th, td").all_inner_texts() == [
        "HAR-1 · Severity",
        "S1 (low)",
        "S2 (medium)",
    ]
    assert "decision" in page.locator(".kj-change .kj-tag").inner_text()
    marks = ["del", "ins"]
    said = [page.locator(f".kj-change {mark}").last.evaluate(WRITTEN) for mark in marks]
    assert said == ["18", "16"]
    styles = [page.locator(f".kj-change {mark}").last.evaluate(LINES) for mark in marks]
    assert styles == ["line-through", "underline"]
    assert page.locator(".kj-change del .kj-spoken").first.inner_text().strip() == "deleted:"


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        ("", ["Question · paid · If no", "a person decides", "HAR-2"]),
        ("ja/", ["質問 · paid · 「いいえ」の場合", "HAR-2", "担当者が判断"]),
    ],
)
def test_a_field_has_the_name_of_its_kind_of_block(
    page: Page, there: str, folder: str, words: list[str]
) -> None:
    page.goto(f"{there}{folder}compare.html?from=2026-03-05&to=2026-03-25&guideline=FRD")
    card = page.locator(".kj-change", has=page.locator("h3", has_text="FRD-D1"))
    expect(card).to_be_visible()
    row = card.locator("table").first.locator("tbody tr")
    assert row.locator("th, td").all_inner_texts() == words


WRITTEN = "mark => [...mark.childNodes].filter(n => n.nodeType === 3).map(n => n.data).join('')"
LINES = "mark => getComputedStyle(mark).textDecorationLine"


def test_japanese_stands_in_two_columns_with_whole_numbers_underlined(
    page: Page, there: str
) -> None:
    page.goto(f"{there}ja/compare.html?from=2026-01-15&to=2026-03-05&guideline=HAR")
    sides = page.locator(".kj-sides")
    expect(sides).to_be_visible()
    assert sides.locator("th").all_inner_texts() == ["改定後", "改定前", "備考"]
    assert sides.locator("caption p").all_inner_texts() == [
        "ガイドライン新旧対照表　HAR　HAR-1",
        "版：2026-01-15 → 2026-03-05",
        "公開日：2026年3月5日の10:00（UTC+09:00）",
        "適用開始日：2026年4月2日",
        "（下線部分は改定部分）",
    ]
    last = sides.locator("tbody tr").last
    assert last.locator("td").last.inner_text() == "変更"
    assert last.locator("u").all_inner_texts() == ["16歳", "18歳"]
    assert {u.evaluate(LINES) for u in last.locator("u").all()} == {"underline"}
    assert sides.locator("del, s").count() == 0


def test_what_is_new_and_what_is_gone_is_remarked_in_the_table(page: Page, there: str) -> None:
    page.goto(f"{there}ja/compare.html?from=2026-03-05&to=2026-03-25")
    for unit, column, said, remark in (
        ("HAR-2", 1, "（新設）", "新設"),
        ("FRD-1-C1", 0, "（削る）", "削る"),
    ):
        heading = page.get_by_role("heading", name=unit, exact=False)
        rows = page.locator(".kj-change", has=heading).locator(".kj-sides tbody tr")
        assert rows.first.locator("td").nth(column).inner_text() == said
        assert {row.locator("td").last.inner_text() for row in rows.all()} == {remark}


@pytest.mark.parametrize(
    ("folder", "said"),
    [
        ("", "From release: there is no 'zzz' here, so '2026-03-20' is shown."),
        ("ja/", "比較元のリリースに「zzz」はないため、「2026-03-20」を表示しています。"),
    ],
)
def test_a_release_that_is_not_there_is_named(
    page: Page, there: str, folder: str, said: str
) -> None:
    page.goto(f"{there}{folder}compare.html?from=zzz&to=2026-03-25")
    expect(page.locator(".kj-compare .kj-unknown")).to_contain_text(said)
    expect(page.locator(".kj-status")).to_contain_text("2026-03-20")
    page.get_by_label({"": "From release", "ja/": "比較元"}[folder]).select_option("2026-01-15")
    expect(page.locator(".kj-status")).to_contain_text("2026-01-15")
    assert page.locator(".kj-compare .kj-unknown").count() == 0


def test_several_steps_have_at_most_the_gravest_class(page: Page, there: str) -> None:
    page.goto(f"{there}compare.html?from=2026-01-15&to=2026-03-12&class=read")
    expect(page.locator(".kj-tag")).to_have_text("read")
    page.goto(f"{there}compare.html?from=2026-01-15&to=2026-03-25&label=FRD-1&class=decision")
    expect(page.locator(".kj-change")).to_have_count(3)
    told = ["at most: decision", "decision", "decision"]
    assert page.locator(".kj-tag").all_inner_texts() == told


def test_a_choice_is_an_address_to_pass_on(page: Page, there: str) -> None:
    page.goto(f"{there}compare.html?from=2026-01-15&to=2026-03-25")
    expect(page.locator(".kj-status")).to_contain_text("4 changed")
    page.locator("select[name=label]").select_option("HAR-1")
    expect(page.locator(".kj-status")).to_contain_text("nothing differs")
    page.get_by_label("To release").select_option("2026-03-05")
    expect(page.locator(".kj-status")).to_contain_text("1 changed")
    page.goto(page.url)
    expect(page.locator(".kj-status")).to_contain_text("1 changed")
    assert page.locator("select[name=label]").input_value() == "HAR-1"


# Everywhere


READINGS = [
    "policies/har.html?as-of=2026-03-02",
    "policies/frd.html",
    "compare.html?from=2026-01-15&to=2026-03-05",
]


@pytest.mark.parametrize("path", [*READINGS, *(f"ja/{path}" for path in READINGS)])
def test_from_the_disk_nothing_else_is_asked(page: Page, past: Path, path: str) -> None:
    at(page, "2026-08-01T00:00Z")
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    asked = requests(page)
    settle(page, f"{past.as_uri()}/{path}")
    said = ".kj-banner" if "policies" in path else ".kj-change"
    expect(page.locator(said).first).to_contain_text("2026")
    assert [url for url in asked if not url.startswith(past.as_uri())] == []
    assert troubles == []


@pytest.mark.parametrize(
    ("path", "size"),
    [
        *((path, "phone" if place % 2 else "desktop") for place, path in enumerate(READINGS)),
        *((f"ja/{p}", "desktop" if place % 2 else "phone") for place, p in enumerate(READINGS)),
    ],
)
def test_axe_finds_no_barrier_in_what_scripts_show(
    browser: Browser, there: str, path: str, size: str
) -> None:
    unbarred(browser, there + path, size, clock="2026-08-01T00:00Z")


def test_a_comparison_prints_without_its_form(page: Page, there: str) -> None:
    page.goto(f"{there}ja/compare.html?from=2026-01-15&to=2026-03-05")
    expect(page.locator(".kj-change").first).to_be_visible()
    page.emulate_media(media="print")
    assert not page.locator(".kj-choice").is_visible()
    assert page.locator(".kj-sides").first.is_visible()
    assert page.locator(".kj-status").inner_text()


# Since a reader was here


def news(page: Page) -> Locator:
    return page.locator(".kj-news")


def test_a_reader_who_comes_back_is_told_what_moved_until_they_have_read_it(
    page: Page, there: str
) -> None:
    for clock, told in (("2026-03-26", ""), ("2026-03-30", ""), ("2026-04-03", "HAR-1")):
        at(page, f"{clock}T00:00Z")
        read(page, f"{there}policies/har.html")
        expect(news(page)).to_contain_text(told or re.compile("^$"))
    expect(news(page)).to_contain_text("since you last read this, 30 March 2026: HAR-1.")
    assert news(page).get_by_role("link", name="HAR-1").get_attribute("href") == "#HAR-1"
    read(page, f"{there}ja/policies/har.html")
    expect(news(page)).to_contain_text("前回の閲覧（2026年3月30日）")
    news(page).get_by_role("button", name="確認済みにする").click()
    expect(news(page)).to_be_empty()
    read(page, f"{there}policies/har.html")
    expect(news(page)).to_be_empty()


def test_what_was_new_to_the_site_is_new_to_a_reader_who_was_there_before(
    page: Page, there: str
) -> None:
    """A site that is made late shows what is in force already to nobody before it is there."""
    at(page, "2026-04-20T00:00Z")
    read(page, f"{there}policies/har.html")
    seen = "JSON.stringify({ at: Date.now(), cut: Date.parse('2026-02-01T00:00Z') })"
    page.evaluate(f"localStorage.setItem('kijun.read.HAR', {seen})")
    read(page, f"{there}policies/har.html")
    expect(news(page)).to_contain_text("HAR-1")
    link = news(page).get_by_role("link", name="See what changed").get_attribute("href")
    assert link == "../compare.html?from=2026-01-15&to=2026-03-05&guideline=HAR"
    page.evaluate("localStorage.setItem('kijun.read.HAR', 'no JSON')")
    read(page, f"{there}policies/har.html")
    expect(news(page)).to_be_empty()


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("since=2026-04-01", "Changed after 1 April 2026: HAR-1."),
        ("since=2026-04-01&market=JP", "Nothing here has changed after 1 April 2026."),
        ("since=2026-04-05", "Nothing here has changed after 5 April 2026."),
        ("since=yesterday", "'yesterday' is no day."),
    ],
)
def test_a_day_in_the_address_asks_what_moved_since(
    page: Page, there: str, asked: str, said: str
) -> None:
    at(page, "2026-04-20T00:00Z")
    read(page, f"{there}policies/har.html?{asked}")
    expect(news(page)).to_contain_text(said)
    assert news(page).get_by_role("button").count() == 0


def test_a_page_of_another_day_is_not_taken_for_a_reading(page: Page, there: str) -> None:
    at(page, "2026-04-20T00:00Z")
    read(page, f"{there}policies/har.html?as-of=2026-03-20")
    assert page.evaluate("localStorage.length") == 0


# What is unknown


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the sample as a source archive has it, with its releases and no history."""
    folder = tmp_path_factory.mktemp("archive") / "book"
    for name in ("guidelines", "policy_schema"):
        shutil.copytree(ROOT / name, folder / name)
    for name in ("kijun.yml", "mkdocs.yml"):
        shutil.copy(ROOT / name, folder)
    for locale in ("en", "ja"):
        # Another owner waits for a release: what was in force of the guideline itself is lost.
        page = folder / "guidelines" / locale / "policies" / "srq.md"
        edit(page, "owner: policy-integrity", "owner: pending-owner")
    return built(folder, folder.parent / "site")


UNKNOWN = {
    "en": "The text of {unit} from release {release} is unknown here",
    "ja": "{unit}の文（リリース{release}）は、このサイトでは不明です。",
}
LOST = ("HATE-1", "HATE-2", "HATE-3")
"""The clauses that were rewritten and not released yet: an archive has only what waits."""
ORDER = ("HATE-1", "HATE-1-C1", "HATE-2", "HATE-2-C1", "HATE-3", "HATE-4")


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_a_source_archive_says_what_it_does_not_have_where_it_would_stand(
    archive: Path, locale: str
) -> None:
    folder = archive / ("" if locale == "en" else locale)
    for path in ("policies/hate.html", "labels.html"):
        raw = (folder / path).read_text("utf-8")
        rows = re.findall(r"<tr role=.row.>.*?</tr>", raw, re.S)
        rows = [re.sub("<[^>]*>", "", row) for row in rows]
        for unit in LOST:
            said = UNKNOWN[locale].format(unit=unit, release="2026-01-15")
            assert [row for row in rows if row.lstrip().startswith(unit) and said in row], path
    page = html(folder / "policies" / "hate.html")
    assert [each for each in page.ids if each in ORDER] == list(ORDER)
    assert len(page.of_class("kj-unknown")) == len(LOST)
    known = "<code>HATE-1, HATE-2, HATE-3</code> " + {"en": "unknown here", "ja": "不明"}[locale]
    assert known in (folder / "policies" / "hate.html").read_text("utf-8")


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_a_guideline_that_is_unknown_tells_nothing_of_what_waits(
    archive: Path, locale: str
) -> None:
    raw = (archive / ("" if locale == "en" else locale) / "policies" / "srq.html").read_text(
        "utf-8"
    )
    assert UNKNOWN[locale].format(unit="SRQ", release="2026-01-15") in re.sub("<[^>]*>", "", raw)
    assert "pending-owner" not in raw
    assert 'id="SRQ-1"' in raw


def test_no_link_of_a_source_archive_s_site_is_broken(archive: Path) -> None:
    assert broken(archive) == []


@pytest.mark.parametrize("locale", ["en", "ja"])
def test_what_a_source_archive_lacks_of_a_day_is_said_to_be_unknown(
    page: Page, archive: Path, locale: str
) -> None:
    at(page, "2026-08-01T00:00Z")
    there = f"{archive.as_uri()}/{'' if locale == 'en' else 'ja/'}"
    shown = read(page, f"{there}policies/hate.html?as-of=2026-03-02#HATE-2")
    for unit in LOST:
        assert UNKNOWN[locale].format(unit=unit, release="2026-01-15") in shown
        assert page.locator(f"h2#{unit}").count() == 1
        assert page.locator(f".kj-labels a[href$='#{unit}']").count() == 1
    ids = page.locator(".kj-page [id]").evaluate_all("all => all.map(each => each.id)")
    assert [each for each in ids if each in ORDER] == list(ORDER)
    shown = read(page, f"{there}policies/reg.html?as-of=2026-03-02")
    assert UNKNOWN[locale].format(unit="REG-D1", release="2026-01-15") in shown
    read(page, f"{there}policies/reg.html?as-of=2026-06-02")
    assert page.locator(".kj-unknown").count() == 0


def test_what_a_source_archive_lacks_is_compared_with_nothing(page: Page, archive: Path) -> None:
    there = f"{archive.as_uri()}/compare.html"
    page.goto(f"{there}?from=2026-01-15&to=2026-03-05&guideline=REG")
    card = page.locator(".kj-change", has=page.locator("h3", has_text="REG-D1"))
    said = UNKNOWN["en"].format(unit="REG-D1", release="2026-01-15")
    expect(card.locator(".kj-unknown")).to_contain_text(said)
    assert page.locator(".kj-change", has=page.locator(".kj-unknown")).locator("table").count() == 0
    page.goto(f"{there}?from=2026-05-12&to=2026-06-11")
    expect(page.locator(".kj-unknown").first).to_be_visible()
    assert page.locator(".kj-change", has=page.locator(".kj-unknown")).locator("table").count() == 0


# The browser reckons as Python does


class Kitchen:
    """What packs are made from: the real texts of the book and their history."""

    def __init__(self, folder: Path) -> None:
        tree = Folder(folder)
        self.settings = books.settings(tree, Cache(None), str(folder))
        self.schemas, renderer = Schemas(self.settings.schemas), Renderer(self.settings.engine)
        self.history = History(tree, self.settings, folder)

        def edition(text: str, path: str, page: str) -> Edition:
            return reading.edition(text.encode(), path, page, "en", self.schemas, renderer)

        self.read = edition
        today = {
            page: edition((folder / paths["en"]).read_text("utf-8"), paths["en"], page)
            for page, paths in books.pages(tree, self.settings).items()
        }
        shelf = Shelf("en", self.settings, today, renderer.html, "internal", {"en": today})
        self.prose = Prose(shelf)

    @property
    def texts(self) -> dict[str, list[str]]:
        """The English fingerprints that each unit ever had."""
        units = sorted({unit for unit, _ in self.history.now} | {"case:FRD-1-C1"})
        return {
            unit: [seen.text.fingerprint for seen in self.history.of(unit) if seen.locale == "en"]
            for unit in units
        }

    def packs(self, calendar: Calendar) -> list[dict[str, Any]]:
        gaps = Gaps(self.history, "en", self.prose.shelf.admits)
        packer = packs.Packer(self.prose, calendar, gaps, self.schemas, self.read)
        return [pack for _, pack in packer.packs()]


RETIRABLE = ("case:FRD-1-C1", "case:HAR-1-C1", "clause:HAR-2")


def calendars(settings: Settings, texts: dict[str, list[str]], number: int) -> Iterator[Calendar]:
    """Random releases of a book's real texts: scheduled, retired, postponed and withdrawn."""
    chance = random.Random(20260302)
    units = [unit for unit in texts if texts[unit]]
    start = datetime(2026, 1, 1, tzinfo=UTC)
    for _ in range(number):
        made: list[releases.Release] = []
        day = start
        for _ in range(chance.randint(2, 8)):
            day += timedelta(days=chance.choice((0, 1, 3)), hours=chance.randint(1, 9))
            name = f"{day:%Y-%m-%d}"
            same = sum(each.name.startswith(name) for each in made)
            name += f".{same + 1}" if same else ""
            effective = {
                market: (day + timedelta(days=chance.choice((0, 0, 2, 5, 9)))).isoformat()
                for market in ("default", *(m for m in ("IE", "JP") if chance.random() < 0.4))
            }
            data: dict[str, Any] = {"published": day.isoformat(), "effective": effective}
            named = [each for each in made[1:] if each.causes and each.causes[0].units]
            if named and chance.random() < 0.3:
                target = chance.choice(named)
                data[chance.choice(("postpones", "withdraws"))] = target.name
                if chance.random() < 0.5:
                    data["units"] = chance.sample(sorted(target.causes[0].units), 1)
            else:
                share = 1.0 if not made else 0.5
                chosen = [u for u in units if chance.random() < share]
                if not made and chance.random() < 0.5:
                    chosen.remove("clause:HAR-2")
                known = {u for e in made for c in e.causes for u in c.units}
                data["changes"] = [
                    {
                        "class": "read",
                        "units": {
                            unit: {
                                "to": "retired"
                                if unit in RETIRABLE and unit in known and chance.random() < 0.3
                                else {"en": chance.choice(texts[unit])}
                            }
                            for unit in chosen
                        },
                    }
                ]
                if made and chance.random() < 0.2:
                    data["locales"] = chance.choice((["en"], ["ja"]))
            made.append(releases.release(name, f"guidelines/releases/{name}.yml", data))
        yield Calendar(tuple(sorted(made, key=lambda each: each.order)), settings)


RECKONED = """([index, packs, asked]) => asked.map(([at, market]) => Object.fromEntries(
  packs.flatMap((pack) => [...kijun.inForce(index, pack, Date.parse(at), market)]
    .filter(([, standing]) => standing.mark !== null)
    .map(([unit, standing]) => [unit, [standing.release, standing.mark]]))))"""


def test_what_is_in_force_in_the_browser_is_what_is_in_force_in_python(
    page: Page, past: Path, there: str
) -> None:
    page.goto(f"{there}policies/har.html")
    kitchen = Kitchen(past.parent / "book")
    compared = 0
    for calendar in calendars(kitchen.settings, kitchen.texts, 60):
        held = kitchen.packs(calendar)
        instants = sorted({at for at, _ in calendar.instants})
        asked = [
            (when, market)
            for at in instants
            for when in (at, at - timedelta(seconds=1))
            for market in ("default", "IE", "JP")
        ]
        given = [(when.isoformat(), market) for when, market in asked]
        answers = page.evaluate(RECKONED, [packs.index(calendar, {}), held, given])
        for (when, market), answer in zip(asked, answers, strict=True):
            expected = {
                unit: [standing.release.name, standing.fingerprint]
                for (unit, locale), standing in calendar.in_force(when, market).items()
                if locale == "en" and standing.fingerprint
            }
            assert answer == expected, (when, market, [e.data for e in calendar.releases])
            compared += len(expected)
    assert compared


def test_a_day_ends_in_the_browser_when_it_ends_in_python(page: Page, there: str) -> None:
    page.goto(f"{there}policies/har.html")
    zones = {"A": "Asia/Tokyo", "B": "Europe/Dublin", "C": "America/New_York", "D": "UTC"}
    settings = Settings({}, "en", markets={name: {"zone": zone} for name, zone in zones.items()})
    first = datetime(2026, 1, 1, tzinfo=UTC).date()
    asked = [
        ((first + timedelta(days=number)).isoformat(), name)
        for number in range(366)
        for name in zones
    ]
    ends = page.evaluate(
        "asked => asked.map(([day, zone]) => kijun.moment(day, zone))",
        [(day, zones[name]) for day, name in asked],
    )
    for (day, name), end in zip(asked, ends, strict=True):
        python = releases.moment(day, settings, name).timestamp() * 1000
        assert abs(python - end) < 1.001, (day, name)
