"""The published site in a real browser: what it loads, who can read it, and what its script does.

Skipped where no Chromium is found: the one of the system, or the one that
`playwright install chromium` brings.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Error, Page, expect, sync_playwright

from test_site import NAMES, attacked, html, published, sample

__all__ = ["attacked", "sample"]

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
    "glossary.html",
    "reference/checks/index.html",
    "reference/checks/invariant-differs.html",
    "reference/changes/index.html",
    "reference/changes/spelling-changed.html",
    "reference/schema/case.html",
]
BOTH = [*PAGES, *(f"ja/{path}" for path in PAGES)]

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]

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


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(viewport={"width": 1280, "height": 900})
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


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


# What it loads


def test_no_page_asks_another_host_for_anything(page: Page, address: str) -> None:
    asked = requests(page)
    troubles: list[str] = []
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)
    page.on("pageerror", lambda error: troubles.append(str(error)))
    for path in [*BOTH, "404.html"]:
        page.goto(address + path)
    page.goto(address + "ja/index.html", wait_until="networkidle")
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
        if path.startswith("ja/"):
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
    [*((path, "desktop") for path in [*BOTH, "404.html"]), *((p, "phone") for p in BOTH[::3])],
)
def test_axe_finds_no_barrier(browser: Browser, address: str, path: str, size: str) -> None:
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height})
    page = context.new_page()
    page.goto(address + path)
    page.evaluate("for (const each of document.querySelectorAll('details')) each.open = true")
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))
    found = page.evaluate("tags => axe.run(document, {runOnly: tags})", WCAG)
    told = [(v["id"], [node["html"][:120] for node in v["nodes"]]) for v in found["violations"]]
    context.close()
    assert found["passes"]
    assert told == []


def test_no_page_is_wider_than_a_phone(browser: Browser, address: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    for path in BOTH:
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 390, path
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
    page.goto(root + home, wait_until="networkidle")
    assert page.locator(".md-search__input").is_visible()
    search(page, words)
    links = page.locator(".md-search-result__link")
    expect(links.first).to_have_attribute("href", re.compile(re.escape(root + wanted)))
    found = links.evaluate_all("links => links.map(link => link.href)")
    assert {link.startswith(f"{root}ja/") for link in found} == {home.startswith("ja/")}, found


def test_the_search_on_a_phone_works_from_the_disk_too(browser: Browser, sample: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto((sample / "ja" / "index.html").as_uri(), wait_until="networkidle")
    page.locator("label.md-header__button[for=__search]").click()
    page.locator(".md-search__input").press_sequentially("HAR-2")
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
        page.goto(f"{address}{locale}policies/har.html{anchor}", wait_until="networkidle")
        picture = folder / f"{name}-{locale.strip('/') or 'en'}-{size}.png"
        page.screenshot(path=picture)
        assert picture.stat().st_size > 20_000
    context.close()
