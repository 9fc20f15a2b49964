"""The published site in a real browser: what it loads, who can read it, and what its script does.

Skipped where no Chromium is found: the one of the system, or the one that
`playwright install chromium` brings.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from test_site import NAMES, attacked, book, built, guideline, html, published, sample, story

__all__ = ["attacked", "sample", "story"]

SWITCHES = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"
    " --disable-component-update --disable-sync"
)

PAGES = [
    "index.html",
    "how-to-read.html",
    "policies/fnd.html",
    "policies/har.html",
    "policies/srq.html",
    "process/appeals.html",
    "labels.html",
    "compare.html",
    "glossary.html",
    "reference/checks/index.html",
    "reference/checks/book.html",
    "reference/changes/index.html",
    "reference/checks/reading.html",
    "reference/schema/case.html",
]
BOTH = [*PAGES, *(f"ja/{path}" for path in PAGES)]

LISTS = ("labels.html", "glossary.html", "reference/")
"""Long pages that are made alike in each language: axe, which takes long over them, sees one."""

SEEN = [
    path
    for place, page in enumerate(PAGES)
    for path in (page, f"ja/{page}")
    if not page.startswith(LISTS) or path.startswith("ja/") == bool(place % 2)
]

HAR = ["policies/har.html", "ja/policies/har.html"]

STORY = [
    "index.html",
    "policies/frd.html",
    "releases/2026-03-05.html",
    "ja/releases/index.html",
    "ja/releases/2026-06-11.html",
    "ja/compare.html?from=2026-03-05&to=2026-06-11",
]
"""Pages that releases change or make."""

AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],  # to describe what passes takes as long as to find it
    "selectors": False,
}

SIZES = {"desktop": (1280, 900), "phone": (390, 844)}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    system = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        try:
            found = playwright.chromium.launch(executable_path=system, args=SWITCHES.split())
        except Error:
            pytest.skip("no Chromium: install it, or run 'playwright install chromium'")
        yield found
        found.close()


class Quiet(SimpleHTTPRequestHandler):
    """A plain file server, with the site below a path of its own."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.removeprefix("/below/here"))

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def served(site: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/below/here/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="module")
def address(sample: Path) -> Iterator[str]:
    yield from served(sample)


@pytest.fixture(scope="module")
def story_address(story: Path) -> Iterator[str]:
    yield from served(story)


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def settle(page: Page, address: str) -> None:
    """Go there and wait until scripts have run and are idle; what one puts together is busy."""
    page.goto(address)
    page.evaluate("new Promise((done) => requestIdleCallback(done))")
    expect(page.locator("[aria-busy]")).to_have_count(0)


def fits(page: Page) -> None:
    """The page is no wider than the screen, once the theme has given its tables their own boxes."""
    wide = "document.documentElement.scrollWidth > innerWidth"
    with suppress(Error):
        page.wait_for_function(f"!({wide})", timeout=5000)
    assert not page.evaluate(wide), page.url


def requests(page: Page) -> list[str]:
    """The addresses that a page asks for from now on, less what stands in the page itself."""
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if not r.url.startswith("data:") else None)
    return asked


def search(page: Page, words: str) -> None:
    """Ask the search once, for all of the words; it listens to keys, not to text put there."""
    page.keyboard.press("/")
    page.locator(".md-search__input").fill(words)
    page.keyboard.press("End")
    page.locator(".md-search-result__link").first.wait_for(state="visible")


# What a newcomer compares


def test_the_answers_of_a_decision_stand_beside_themselves(page: Page, story_address: str) -> None:
    page.goto(f"{story_address}ja/compare.html?from=2026-03-05&to=2026-06-11&guideline=FRD")
    card = page.locator(".kj-change", has=page.locator("h3", has_text="FRD-D1"))
    expect(card).to_be_visible()
    told = [row.locator("td").all_inner_texts() for row in card.locator(".kj-sides tbody tr").all()]
    at = told.index(["はい → 質問7", "はい → FRD-5 スパム・反応の水増し", "変更"])
    assert told[at + 1] == ["いいえ → 質問8", "いいえ → 質問7", "変更"]
    changed = [row for row in told if row[2] == "変更"]
    assert all(new.split("→")[0] == old.split("→")[0] for new, old, _ in changed)
    # Nothing was taken out, and what changed stands below its question.
    assert [row for row in told if row[2] == "削る"] == []
    assert told[at - 1][0] == told[at - 1][1]
    assert "大量に投稿されているか" in told[at - 1][0]


def test_a_clause_that_is_retired_stays_by_its_id(page: Page, story_address: str) -> None:
    page.goto(f"{story_address}ja/compare.html?from=2026-03-05&to=2026-06-11&guideline=FRD")
    card = page.locator(".kj-change", has=page.locator("h3", has_text=re.compile("^FRD-5 ")))
    expect(card).to_be_visible()
    rows = [row.locator("td").all_inner_texts() for row in card.locator(".kj-sides tbody tr").all()]
    assert rows[0][0] == "FRD-5　削除"
    assert {row[2] for row in rows} == {"削除"}


def test_a_label_that_is_still_to_come_can_be_chosen(page: Page, story_address: str) -> None:
    page.goto(f"{story_address}compare.html?from=2026-03-05&to=2026-06-11&label=FRD-7")
    names = page.locator(".kj-change h3 a")
    expect(names.first).to_be_visible()
    assert page.locator("select[name=label]").input_value() == "FRD-7"
    assert page.locator(".kj-compare .kj-unknown").count() == 0
    assert {"FRD-7", "FRD-7-C1", "FRD-D1"} <= set(names.all_inner_texts())
    assert "FRD-6" not in names.all_inner_texts()
    offered = page.locator("select[name=label] option").all_inner_texts()
    assert [label for label in offered if label.startswith("FRD-")] == [
        f"FRD-{number}" for number in range(8)
    ]
    page.goto(f"{story_address}compare.html?from=2026-03-05&to=2026-06-11&label=FRD-77")
    expect(page.locator(".kj-compare .kj-unknown")).to_contain_text("no 'FRD-77' here")


# What it loads


def test_no_page_asks_another_host_for_anything(page: Page, address: str) -> None:
    asked = requests(page)
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    for path in [*BOTH, "404.html"]:
        page.goto(address + path)
    settle(page, address + "ja/index.html")
    search(page, "HAR-2")
    assert len(asked) > len(BOTH)
    assert [url for url in asked if not url.startswith(address)] == []
    assert troubles == []


def test_a_page_opens_from_the_disk(page: Page, sample: Path) -> None:
    asked = requests(page)
    page.goto((sample / "ja" / "policies" / "har.html").as_uri() + "#HAR-2")
    assert page.evaluate("getComputedStyle(document.querySelector('.kj-card')).borderTopWidth")
    colour = "getComputedStyle(document.querySelector('.kj-market')).backgroundColor"
    assert page.evaluate(colour) == "rgb(10, 83, 130)"
    page.get_by_role("link", name="English").click()
    assert page.url == (sample / "policies" / "har.html").as_uri() + "#HAR-2"
    assert [url for url in asked if not url.startswith("file:")] == []


def test_nothing_that_a_writer_wrote_runs(browser: Browser, attacked: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    serving = served(attacked)
    address = next(serving)
    asked = requests(page)
    for path, _ in published(attacked):
        # The reference is made of schemas and rules, which no writer of guidelines touches.
        if path.startswith(("ja/", "reference/")):
            continue
        page.goto(address + path)
        page.evaluate(TOUCHED)
        assert page.evaluate("window.ran") is None, path
        assert page.url == address + path
    assert len(NAMES) < len({url for url in asked if url.endswith(".html")})
    assert [url for url in asked if not url.startswith(address)] == []
    context.close()
    next(serving, None)


TOUCHED = """() => {
  for (const each of document.querySelectorAll("article, article *"))
    for (const event of ["mouseover", "focus", "load", "error"])
      each.dispatchEvent(new Event(event, {bubbles: true}));
}"""


# Who can read it


@pytest.mark.parametrize(
    ("path", "size"),
    [
        *((path, "desktop") for path in [*SEEN[::2], "404.html"]),
        *((path, "phone") for path in SEEN[1::2]),
        *((f"{path}?market={m}", "phone") for path, m in zip(HAR, ("JP", "IE"), strict=True)),
    ],
)
def test_axe_finds_no_barrier(browser: Browser, address: str, path: str, size: str) -> None:
    unbarred(browser, address + path, size)


@pytest.mark.parametrize(
    ("path", "size"),
    [*((path, "desktop") for path in STORY[::2]), *((path, "phone") for path in STORY[1::2])],
)
def test_axe_finds_no_barrier_in_what_was_released(
    browser: Browser, story_address: str, path: str, size: str
) -> None:
    unbarred(browser, story_address + path, size)


def unbarred(browser: Browser, url: str, size: str, clock: str = "") -> None:
    """Axe finds nothing on a page of which everything is opened, and it fits the screen."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    if clock:
        page.clock.set_fixed_time(clock)
    settle(page, url)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("options => axe.run(document, options)", AXE)
    told = [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found["violations"]]
    fits(page)
    context.close()
    assert found["passes"]
    assert told == []


def test_no_page_is_wider_than_a_phone(browser: Browser, address: str, story_address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for url in [*(address + path for path in BOTH), *(story_address + path for path in STORY)]:
        page.goto(url)
        fits(page)
    context.close()


def test_every_text_is_there_without_javascript(
    browser: Browser, address: str, sample: Path
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "policies/har.html")
    for anchor in html(sample / "policies" / "har.html").ids:
        if anchor.startswith("HAR"):
            assert page.locator(f"[id='{anchor}']").is_visible(), anchor
    assert not page.locator(".kj-markets").is_visible()
    for each in page.locator("[class*=kj-at-], [class*=kj-not-]").all():
        assert each.is_visible()
    assert page.locator(".kj-cite").first.is_visible()
    page.locator("summary").first.click()
    assert page.locator("details[open]").count() == 1
    term = page.locator(".kj-term").first
    target = term.get_attribute("href") or ""
    term.click()
    assert page.url.endswith(target.removeprefix(".."))
    page.get_by_role("link", name="日本語").click()
    assert page.url == address + "ja/glossary.html"
    context.close()


def test_a_page_prints_on_a4_without_what_only_a_screen_needs(page: Page, address: str) -> None:
    page.goto(address + "ja/policies/har.html")
    page.emulate_media(media="print")
    for hidden in (".kj-languages", ".md-sidebar--primary", ".md-search"):
        assert not page.locator(hidden).first.is_visible(), hidden
    assert page.locator(".kj-card").first.is_visible()
    assert page.pdf(prefer_css_page_size=True).count(b"595.") > 0


# What its script does


def test_the_language_switch_stays_on_the_page_and_the_anchor(page: Page, address: str) -> None:
    page.goto(address + "policies/har.html#HAR-2-C1")
    page.get_by_role("link", name="日本語").click()
    assert page.url == address + "ja/policies/har.html#HAR-2-C1"
    assert page.evaluate("document.documentElement.lang") == "ja"
    page.get_by_role("link", name="English").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(address + "policies/har.html#HAR-2-C1")
    page.goto(address + "index.html")
    page.get_by_role("link", name="日本語").click()
    assert page.url.split("#")[0] == address + "ja/index.html"


def market(page: Page, code: str) -> None:
    page.locator(".kj-markets select").select_option(code)


def test_a_market_shows_what_holds_there_and_folds_what_does_not(page: Page, address: str) -> None:
    page.goto(address + "policies/har.html")
    row = page.locator(".kj-labels tr", has=page.locator("code", has_text="HAR-2"))
    entry, only_there = page.locator("#M-JP-HAR-3"), page.locator(".kj-market dl").first
    except_there = page.locator(".kj-case", has=page.locator("#HAR-3-C2")).locator(".kj-given")
    asked = page.locator("[id='HAR-D1-truth'] .kj-answers")
    assert "S1" in row.inner_text()
    assert "S2" in row.inner_text()
    assert page.get_by_role("status").filter(has_text="market").count() == 0

    market(page, "JP")
    assert page.url == address + "policies/har.html?market=JP"
    assert "S1" not in row.inner_text()
    assert "S2" in row.inner_text()
    assert only_there.is_visible()
    assert not except_there.is_visible()
    assert not asked.is_visible()
    assert "market JP" in page.get_by_role("status").first.inner_text()

    market(page, "IE")
    assert "S1" in row.inner_text()
    assert "S2" not in row.inner_text()
    assert entry.is_visible()
    assert not only_there.is_visible()
    assert except_there.is_visible()
    assert asked.is_visible()
    page.get_by_text("Does not hold in market IE").first.focus()
    page.keyboard.press("Enter")
    assert only_there.is_visible()

    market(page, "")
    assert page.url == address + "policies/har.html"
    assert page.locator(".kj-elsewhere").count() == 0
    for each in page.locator("[class*=kj-at-], [class*=kj-not-]").all():
        assert each.is_visible()


def test_the_market_stays_while_a_reader_goes_on_and_an_address_says_more(
    page: Page, address: str
) -> None:
    page.goto(address + "policies/har.html?market=JP#HAR-2")
    page.get_by_role("link", name="日本語").click()
    assert page.url == address + "ja/policies/har.html?market=JP#HAR-2"
    chosen = page.locator(".kj-markets select")
    assert chosen.input_value() == "JP"
    assert chosen.locator("option:checked").inner_text() == "JP 日本"
    page.goto(address + "policies/chi.html")
    assert page.url == address + "policies/chi.html?market=JP"
    page.goto(address + "policies/chi.html?market=IE")
    assert chosen.input_value() == "IE"
    page.goto(address + "policies/chi.html?market=XX")
    assert chosen.input_value() == ""


def test_a_link_to_an_entry_that_is_folded_opens_it(page: Page, sample: Path) -> None:
    page.goto((sample / "ja/policies/har.html").as_uri() + "?market=IE#M-JP-HAR-2")
    assert page.locator(".kj-elsewhere[open]").count() == 1
    page.evaluate("location.hash = '#M-JP-HAR-3'")
    expect(page.locator(".kj-elsewhere[open]")).to_have_count(2)


@pytest.mark.parametrize("place", ["server", "disk"])
def test_a_citation_is_copied_by_keyboard_and_says_so(
    context: BrowserContext, page: Page, address: str, sample: Path, place: str
) -> None:
    root = address if place == "server" else f"{sample.as_uri()}/"
    if place == "server":
        context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(root + "ja/policies/har.html?market=JP#HAR-3")
    button = page.get_by_role("button", name="引用表記をコピー HAR-2 ja")
    button.focus()
    page.keyboard.press("Enter")
    cited = f"HAR-2 ja, {root}ja/policies/har.html#HAR-2"
    status = page.get_by_role("status").filter(has_text="HAR-2 ja")
    expect(status).to_have_text(f"コピーしました：{cited}")
    if place == "server":
        assert page.evaluate("navigator.clipboard.readText()") == cited


def test_feedback_takes_the_chosen_market_along(page: Page, tmp_path: Path) -> None:
    source = book(tmp_path / "book", {"policies/w.md": guideline("W")})
    with (source / "kijun.yml").open("a", encoding="utf-8") as settings:
        settings.write("feedback: 'mailto:policy@example.org?subject={clause}%20{market}'\n")
    site = built(source, tmp_path / "site")
    page.goto((site / "policies" / "w.html").as_uri())
    link = page.get_by_role("link", name="Feedback on W-1")
    expect(link).to_have_attribute("href", "mailto:policy@example.org?subject=W-1%20")
    market(page, "JP")
    expect(link).to_have_attribute("href", "mailto:policy@example.org?subject=W-1%20JP")


def test_a_drawing_fits_a_phone_or_scrolls_in_its_own_box(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for path in ("policies/inf.html", "ja/policies/frd.html"):
        page.goto(address + path)
        page.locator(".kj-decision summary").click()
        drawn = page.locator(".kj-map")
        assert drawn.is_visible()
        assert (drawn.bounding_box() or {})["width"] >= 330
        fits(page)
        letters = "e => parseFloat(getComputedStyle(e).fontSize) * e.getScreenCTM().a"
        assert page.locator(".kj-map-ask").first.evaluate(letters) > 10
        boxes = page.locator(".kj-map-box").evaluate_all("all => all.map(e => e.getBBox().width)")
        words = page.locator(".kj-map-ask").evaluate_all(
            "all => all.map(e => e.getBBox().x + e.getBBox().width)"
        )
        left = page.locator(".kj-map-box").first.evaluate("e => e.getBBox().x")
        assert max(words) <= left + max(boxes), path
    context.close()


def test_a_term_shows_its_definition_to_the_keyboard_and_puts_it_away(
    page: Page, address: str
) -> None:
    page.goto(address + "policies/har.html")
    term, note = page.locator(".kj-term").first, page.get_by_role("tooltip")
    assert not note.is_visible()
    term.focus()
    assert note.is_visible()
    assert note.inner_text() == term.get_attribute("data-definition")
    assert term.get_attribute("aria-describedby") == note.get_attribute("id")
    page.keyboard.press("Escape")
    assert not note.is_visible()
    assert term.get_attribute("aria-describedby") is None
    term.hover()
    assert note.is_visible()
    note.hover()
    page.wait_for_timeout(400)
    assert note.is_visible()
    page.mouse.move(2, 2)
    page.wait_for_timeout(400)
    assert not note.is_visible()


@pytest.mark.parametrize(
    ("home", "words", "wanted"),
    [
        ("index.html", "HAR-2", "policies/har.html"),
        ("index.html", "doxxing", "policies/prv.html"),
        ("ja/index.html", "HAR-2-C1", "ja/policies/har.html"),
        ("ja/index.html", "嫌がらせ", "ja/policies/har.html"),
    ],
)
@pytest.mark.parametrize("place", ["server", "disk"])
def test_the_search_finds_a_label_and_a_word(
    page: Page, address: str, sample: Path, place: str, home: str, words: str, wanted: str
) -> None:
    root = address if place == "server" else f"{sample.as_uri()}/"
    settle(page, root + home)
    assert page.locator(".md-search__input").is_visible()
    search(page, words)
    links = page.locator(".md-search-result__link")
    expect(links.first).to_have_attribute("href", re.compile(re.escape(root + wanted)))
    found = links.evaluate_all("links => links.map(link => link.href)")
    assert {link.startswith(f"{root}ja/") for link in found} == {home.startswith("ja/")}, found


EVERYDAY = {
    "index.html": {
        "doxxing": "PRV-1",
        "home address": "PRV-1",
        "insult": "HAR-2",
        "bullying": "HAR-1",
        "bomb threat": "VIO-2",
        "online casino": "REG-3",
        "selling drugs": "REG-1",
        "stealth marketing": "FRD-4",
        "wrong voting date": "INF-2",
        "credit card number": "PRV-3",
    },
    "ja/index.html": {
        "18歳": "CHI-4",
        "自殺": "SSH-2",
        "闇バイト": "FRD-3",
        "悪口": "HAR-2",
        "住所を晒す": "PRV-1",
        "リベンジポルノ": "ADU-3",
        "ステマ": "FRD-4",
        "選挙のデマ": "INF-2",
        "お酒の広告": "REG-4",
        "クレジットカード": "PRV-3",
    },
}


@pytest.mark.parametrize("home", EVERYDAY)
def test_everyday_words_find_their_clause_among_the_first_five(
    page: Page, address: str, home: str
) -> None:
    settle(page, address + home)
    for words, clause in EVERYDAY[home].items():
        search(page, words)
        first = page.locator(".md-search-result__link:visible").nth(0)
        expect(first).to_have_attribute("href", re.compile("h="))
        page.wait_for_timeout(300)
        links = page.locator(".md-search-result__link:visible").evaluate_all(
            "links => links.map(link => new URL(link.href).hash)"
        )
        assert f"#{clause}" in links[:5], (words, links)
        assert not [link for link in links[:5] if "reference" in link], words


def test_the_search_shows_words_as_words(page: Page, attacked: Path) -> None:
    settle(page, (attacked / "index.html").as_uri())
    search(page, "img")
    page.wait_for_timeout(300)
    shown = page.locator(".md-search-result__list")
    assert shown.locator("img").count() == 0
    assert "<img" in shown.inner_text()
    assert page.evaluate("window.ran") is None


def test_the_search_on_a_phone_works_from_the_disk_too(browser: Browser, sample: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    settle(page, (sample / "ja" / "index.html").as_uri())
    page.locator("label.md-header__button[for=__search]").click()
    page.locator(".md-search__input").press_sequentially("侮辱")
    found = page.locator(".md-search-result__link").first
    found.wait_for(state="visible")
    assert "/ja/policies/har.html" in (found.get_attribute("href") or "")
    context.close()


# What it looks like


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("locale", ["", "ja/"])
def test_pictures(browser: Browser, address: str, tmp_path: Path, locale: str, size: str) -> None:
    """Draws a guideline; into the folder that KIJUN_PICTURES names, for people to look at."""
    folder = Path(os.environ.get("KIJUN_PICTURES") or tmp_path)
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    for name, anchor in (("guideline", ""), ("clause", "#HAR-2")):
        settle(page, f"{address}{locale}policies/har.html{anchor}")
        picture = folder / f"{name}-{locale.strip('/') or 'en'}-{size}.png"
        page.screenshot(path=picture)
        assert picture.stat().st_size > 20_000
    context.close()


# What has moved on since the site was made


def opened(page: Page, address: str, day: str) -> None:
    page.clock.set_fixed_time(f"{day}T12:00:00Z")
    settle(page, address)


def test_a_page_that_scripts_put_together_is_whole(page: Page, story_address: str) -> None:
    """Its decision stands first, its history last, and what is gone says so where links lead."""
    opened(page, story_address + "policies/frd.html#FRD-5", "2026-07-25")
    found = "[...document.querySelectorAll('.kj-page [id]')].map((each) => each.id)"
    order = page.evaluate(found)
    assert order.index("FRD-D1") < order.index("FRD-0") < order.index("FRD-7")
    assert order.index("FRD-7") < order.index("history")
    gone = page.locator("details#FRD-5")
    expect(gone).to_have_attribute("open", "")
    expect(gone.locator("> summary")).to_contain_text("FRD-5 is retired since 1 July 2026")
    assert gone.locator("#FRD-5-C1").count() == 1
    assert page.locator("details.kj-closed").count() == 1


def test_every_place_for_a_unit_in_a_pack_is_that_of_a_unit(story: Path) -> None:
    packs = [*story.glob("api/en/*.js"), *story.glob("api/ja/*.js")]
    assert packs
    for path in packs:
        raw = path.read_text("utf-8")
        pack = json.loads(raw[raw.index("(") + 1 : raw.rindex(")")])
        html = "".join(text["html"] for text in pack["texts"].values())
        assert set(re.findall("\ue002([^\ue003]*)\ue003", html)) <= set(pack["units"]), path.name


@pytest.mark.parametrize(("day", "named"), [("2026-06-15", 0), ("2026-07-25", 1)])
def test_a_page_of_all_guidelines_names_those_that_have_changed_since(
    page: Page, story_address: str, day: str, named: int
) -> None:
    for path in ("labels.html", "ja/labels.html", "index.html", "ja/index.html"):
        opened(page, story_address + path, day)
        link = page.locator(".kj-banner a")
        expect(link).to_have_count(named)
        if named:
            link.click()
            assert page.url.endswith("policies/frd.html")


def test_a_text_that_an_emergency_left_behind_says_so_on_its_days(
    page: Page, story_address: str
) -> None:
    for day, behind in (("2026-05-07", 0), ("2026-05-10", 1), ("2026-05-13", 0)):
        opened(page, f"{story_address}ja/policies/fnd.html?as-of={day}", "2026-07-25")
        expect(page.locator(".kj-page .kj-unknown")).to_have_count(behind)
        if behind:
            expect(page.locator("#FND-5 + .kj-unknown")).to_contain_text("英語版が先行しています")
            page.locator("#FND-5 + .kj-unknown a").click()
            expect(page.locator("#FND-5")).to_be_visible()
            assert page.url.endswith("below/here/policies/fnd.html?as-of=2026-05-10#FND-5")
            assert page.locator(".kj-unknown").count() == 0


def test_a_clock_before_the_site_was_made_reads_the_text_of_that_day(
    page: Page, story_address: str
) -> None:
    for day, there in (("2026-03-10", 0), ("2026-07-25", 1)):
        opened(page, f"{story_address}policies/reg.html", day)
        expect(page.locator("h2#REG-5")).to_have_count(there)
    expect(page.locator(".kj-since")).to_contain_text("1 April 2026 · release 2026-03-05")


def test_who_read_between_publication_and_effect_is_led_to_the_difference(
    page: Page, story_address: str
) -> None:
    opened(page, f"{story_address}policies/frd.html", "2026-06-20")
    opened(page, f"{story_address}policies/frd.html", "2026-07-25")
    page.get_by_role("link", name="See what changed").click()
    expect(page.locator(".kj-change", has_text="FRD-7").first).to_be_visible()
