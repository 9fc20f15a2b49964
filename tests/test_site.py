"""The published site, built as people build it: every locale, strictly, and then read as HTML."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import pytest

from kijun import cite, codes, reference, sanitise
from kijun.checks import CHECKS
from kijun.text import Text
from kijun.tree import Folder
from test_record import marks, release

ROOT = Path(__file__).resolve().parent.parent

SERVE = """
import logging, sys
from mkdocs.commands.build import build
from mkdocs.config import load_config
logging.basicConfig()
config = load_config("mkdocs.yml", site_dir=sys.argv[1])
config.plugins.on_startup(command="serve", dirty=False)
build(config)
"""
"""What `mkdocs serve` builds before it opens a port."""


def build(
    book: Path, site: Path, *, serve: bool = False, strict: bool = True, **environment: str
) -> subprocess.CompletedProcess[str]:
    """Build the site of a book into a folder; says how it ended."""
    command = ["-m", "mkdocs", "build", "-d", str(site), *(["--strict"] if strict else [])]
    known = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "LC_ALL": "C.UTF-8", **environment}
    return subprocess.run(
        [sys.executable, *(["-c", SERVE, str(site)] if serve else command)],
        cwd=book,
        env=known | {"PYTHONPATH": os.pathsep.join([str(ROOT / "tools"), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
    )


def built(book: Path, site: Path, **environment: str) -> Path:
    """The folder of a site that must build."""
    done = build(book, site, **environment)
    assert done.returncode == 0, done.stdout + done.stderr
    return site


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own guidelines, published as if nothing of them had been released.

    What releases add to pages is looked at on smaller books, where each text of theirs is known.
    """
    book = tmp_path_factory.mktemp("sample")
    unreleased = shutil.ignore_patterns("releases")
    for name in ("guidelines", "policy_schema"):
        shutil.copytree(ROOT / name, book / name, ignore=unreleased)
    for name in ("kijun.yml", "mkdocs.yml", "benchmarks/checks.json"):
        (book / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, book / name)
    return built(book, book / "site")


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own guidelines with their releases, published."""
    return built(ROOT, tmp_path_factory.mktemp("story") / "site")


# A small book, of pages by path

FRONT = """---
id: {id}
title: {title}
owner: policy-integrity
audience: {audience}
governing:
  default: en
labels:
  - id: {id}-1
    name: {name}
    kind: violating
    severity: S1
    action: limit
    hint: {name}
---
"""

CLAUSE = """
Opening.

## Clause {{#{id}-1}}

```yaml clause
labels: [{id}-1]
modality: must-not
{facts}```

{prose}

```yaml case
id: {id}-1-C1
given: |
  {given}
expect: {id}-1
because: {because}
```
"""


def guideline(
    identifier: str, /, *, prose: str = "Rule.", given: str = "Text.", **fields: str
) -> str:
    """A guideline of one clause and one case."""
    values = {
        "id": identifier,
        "title": identifier,
        "name": "Name",
        "audience": "public",
        "because": "So.",
    }
    values |= {"facts": "", **fields}
    return FRONT.format(**values) + CLAUSE.format(prose=prose, given=given, **values)


def book(folder: Path, files: Mapping[str, str], options: str = "") -> Path:
    """A book of these pages in both locales. A path that begins with `en/` or `ja/` is for one."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = re.sub(r"^nav:\n(?:  .*\n)*", "", settings, flags=re.M)
    settings = re.sub(r"- kijun: .*", f"- kijun: {{{options}}}", settings)
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    (folder / "kijun.yml").write_text((ROOT / "kijun.yml").read_text("utf-8"), "utf-8")
    for path, text in {"index.md": "# Home\n", **files}.items():
        own = path.split("/")[0] in ("en", "ja")
        for locale in ("en", "ja"):
            if not own or path.startswith(locale):
                target = folder / "guidelines" / (path if own else f"{locale}/{path}")
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, "utf-8")
    return folder


# Reading HTML


class Element(NamedTuple):
    """A start tag, with the language it stands in and whether it is in the page's own content."""

    tag: str
    attributes: Mapping[str, str]
    content: bool


class Html(HTMLParser):
    """The elements of a page, its texts with their language, and its ids."""

    VOID = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[Element] = []
        self.texts: list[tuple[str, str]] = []
        self._open: list[tuple[str, str, bool]] = [("", "", False)]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        _, language, content = self._open[-1]
        self.elements.append(Element(tag, attributes, content))
        content = content or "md-content__inner" in attributes.get("class", "")
        if tag not in self.VOID:
            self._open.append((tag, attributes.get("lang", language), content))

    def handle_endtag(self, tag: str) -> None:
        while len(self._open) > 1 and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        tag, language, content = self._open[-1]
        if content and tag not in ("script", "style", "pre", "code"):
            self.texts.append((language, data))

    @property
    def ids(self) -> list[str]:
        return [e.attributes["id"] for e in self.elements if "id" in e.attributes]

    @property
    def language(self) -> str:
        return next(e.attributes.get("lang", "") for e in self.elements if e.tag == "html")

    def of_class(self, name: str) -> list[Element]:
        return [e for e in self.elements if name in e.attributes.get("class", "").split()]


def html(path: Path) -> Html:
    return Html(path.read_text("utf-8"))


def published(site: Path) -> Iterator[tuple[str, Path]]:
    """Every page of a site with its path below the site's root."""
    for path in sorted(site.rglob("*.html")):
        yield path.relative_to(site).as_posix(), path


# The sample, in every locale


def test_every_page_is_published_in_every_locale_in_its_own_language(sample: Path) -> None:
    found = [path for path, _ in published(sample) if path != "404.html"]
    # A notice is published in the languages whose readers it concerns.
    found = [path for path in found if not path.removeprefix("ja/").startswith("releases/")]
    english = [path for path in found if not path.startswith("ja/")]
    assert {f"ja/{path}" for path in english} == set(found) - set(english)
    written = (ROOT / "guidelines" / "en").rglob("*.md")
    wanted = {p.relative_to(ROOT / "guidelines" / "en").with_suffix(".html") for p in written}
    wanted = {path for path in wanted if path.parts[0] != "releases"}
    assert {path.as_posix() for path in wanted} <= set(english)
    for path in found:
        assert html(sample / path).language == ("ja" if path.startswith("ja/") else "en"), path


def test_anchors_are_the_same_in_both_languages_and_none_stands_twice(sample: Path) -> None:
    for path, file in published(sample):
        ids = html(file).ids
        assert len(ids) == len(set(ids)), path
        if path.startswith("ja/policies/"):
            other = html(sample / path.removeprefix("ja/"))
            assert set(ids) == set(other.ids), path


def test_every_block_is_a_card_and_none_is_left_as_yaml(sample: Path) -> None:
    tree = Folder(ROOT)
    for path, file in published(sample):
        if "policies/" not in path:
            continue
        source = path if path.startswith("ja/") else f"en/{path}"
        text = (tree.read(f"guidelines/{source.removesuffix('html')}md") or b"").decode()
        page = html(file)
        for kind in ("case", "market", "decision", "question"):
            wanted = re.findall(rf"^```yaml {kind}\nid: (\S+)", text, re.M)
            shown = [e for e in page.of_class("kj-card") if f"kj-{kind}" in e.attributes["class"]]
            assert len(shown) == len(wanted), (path, kind)
            assert set(wanted) <= set(page.ids), (path, kind)
        published_text = "".join(text for _, text in page.texts)
        assert "yaml case" not in published_text
        assert not re.search("[\ue000\ue001]", published_text)


def broken(site: Path) -> list[tuple[str, str]]:
    """The links of a site that lead to no page or to no anchor of it, each with its page."""
    pages_by_path = {path: html(file) for path, file in published(site)}
    found = []
    for path, page in pages_by_path.items():
        for element in page.elements:
            parts = urlsplit(element.attributes.get("href", ""))
            if element.tag != "a" or parts.scheme or parts.netloc:
                continue
            target = path
            if (
                parts.path.endswith((".xml", ".json"))
                and (site / path).parent.joinpath(parts.path).is_file()
            ):
                continue
            if parts.path:
                at_root = parts.path.startswith("/")
                target = parts.path[1:] if at_root else normpath(join(dirname(path), parts.path))
            anchor = unquote(parts.fragment)
            known = pages_by_path.get(unquote(target))
            if known is None or (anchor and anchor not in known.ids and anchor != "__tabbed"):
                found.append((path, element.attributes["href"]))
    return found


def test_every_link_of_the_site_leads_to_a_page_and_an_anchor_of_it(sample: Path) -> None:
    assert broken(sample) == []


def test_every_link_of_what_was_released_leads_somewhere_too(story: Path) -> None:
    assert [path for path, _ in published(story) if path.startswith("releases/")]
    assert broken(story) == []


def test_a_notice_has_the_titles_of_its_readers_and_renders_code(story: Path) -> None:
    # The Japanese of this emergency came later: its table shows the English text.
    table = (story / "ja/releases/2026-05-08.html").read_text("utf-8").split('class="kj-sides"')[1]
    assert '<th scope="rowgroup" colspan="3">共通原則</th>' in table
    assert re.search(r'<td lang="en"><p class="kj-unit" lang="ja"><a [^>]*>FND-5　', table)
    assert "Foundations" not in table
    assert "FND-5 Escalate" not in table
    for path, file in published(story):
        if "releases/" in path:
            assert [said for _, said in html(file).texts if "`" in said] == [], path


def test_addresses_are_relative_so_that_any_folder_can_hold_the_site(sample: Path) -> None:
    for path, file in published(sample):
        if path != "404.html":
            for element in html(file).elements:
                for name in ("href", "src"):
                    assert not element.attributes.get(name, "").startswith("/"), (path, element)


def test_nothing_is_loaded_from_another_host(sample: Path) -> None:
    for path, file in published(sample):
        for element in html(file).elements:
            loads = element.tag in ("script", "link", "img", "iframe", "source", "video", "audio")
            for name in ("src", "href", "srcset"):
                address = element.attributes.get(name, "")
                if loads and element.attributes.get("rel") != "canonical":
                    assert not re.match(r"(?:https?:)?//", address), (path, element)
    css = (sample / "assets" / "kijun.css").read_text("utf-8")
    assert "url(" not in css
    assert "@import" not in css


def test_the_switch_leads_to_the_same_page_in_the_other_language(sample: Path) -> None:
    for path, file in published(sample):
        if path == "404.html":
            continue
        page = html(file)
        links = [e for e in page.elements if e.attributes.get("hreflang") and e.tag == "a"]
        assert [link.attributes["lang"] for link in links] == ["en", "ja"], path
        current = [link for link in links if "aria-current" in link.attributes]
        assert [link.attributes["lang"] for link in current] == [page.language], path
        bare = path.removeprefix("ja/")
        leads = [normpath(join(dirname(path), link.attributes["href"])) for link in links]
        # A notice for readers of one language leads those of the other home.
        there = [p if (sample / p).is_file() else "index.html" for p in (bare, f"ja/{bare}")]
        assert leads == there, path
        assert there[0] == bare or bare.startswith("releases/")


def test_the_navigation_speaks_the_language_of_the_page(sample: Path) -> None:
    text = (sample / "ja" / "policies" / "har.html").read_text("utf-8")
    assert "ガイドライン" in text.split("<nav", 2)[2]
    assert "Look up" not in text
    assert (
        "HAR 嫌がらせ・侮辱的表現・評判を傷つける主張" in re.findall("<title>.*?</title>", text)[0]
    )


def test_japanese_lines_are_joined_without_a_space(sample: Path) -> None:
    wide = "[\u3041-\u30ff\u4e00-\u9fff。、」]"
    for path, file in published(sample):
        if path.startswith("ja/"):
            for _, text in html(file).texts:
                assert not re.search(rf"{wide}\s*\n\s*{wide}", text), (path, text)


def test_what_is_in_another_language_says_so(sample: Path) -> None:
    kana = re.compile("[\u3041-\u30ff]")
    page = html(sample / "glossary.html")
    told = [language for language, text in page.texts if kana.search(text)]
    assert told
    assert set(told) == {"ja"}


def test_the_missing_page_speaks_both_languages_and_leads_on(sample: Path) -> None:
    page = html(sample / "404.html")
    sections = [e.attributes["lang"] for e in page.elements if e.tag == "section"]
    assert sections == ["en", "ja"]
    links = [e.attributes["href"] for e in page.elements if e.tag == "a"]
    assert "/index.html" in links
    assert "/ja/labels.html" in links
    assert not [e for e in page.elements if e.tag == "script" or e.attributes.get("src")]


def test_a_term_is_linked_once_in_a_clause_with_its_definition(sample: Path) -> None:
    text = (sample / "policies" / "har.html").read_text("utf-8")
    definitions = 0
    for clause in re.split("<h2 ", text)[1:]:
        terms = re.findall(r'class="kj-term" href="\.\./glossary\.html#([^"]+)"', clause)
        assert len(terms) == len(set(terms)), clause[:60]
        definitions += len(re.findall(r'data-definition="[^"]{20,}"', clause))
    assert definitions > 10


def test_the_same_commit_gives_the_same_bytes_on_any_day(tmp_path: Path) -> None:
    source = book(tmp_path / "book", {"policies/w.md": guideline("W")})
    config = (source / "mkdocs.yml").read_text("utf-8")
    (source / "mkdocs.yml").write_text(config + "\nsite_url: https://example.org/docs/\n", "utf-8")
    first = built(source, tmp_path / "a", SOURCE_DATE_EPOCH="1000000000")
    second = built(source, tmp_path / "b", SOURCE_DATE_EPOCH="1700000000")
    for path in sorted(first.rglob("*")):
        if path.is_file():
            other = second / path.relative_to(first)
            assert path.read_bytes() == other.read_bytes(), path
    assert "https://example.org/docs/ja/policies/w.html" in (first / "sitemap.xml").read_text()
    assert 'href="/docs/ja/index.html"' in (first / "404.html").read_text("utf-8")


def test_each_language_searches_its_own_pages(sample: Path) -> None:
    for folder, own in ((sample, "en"), (sample / "ja", "ja")):
        text = (folder / "search" / "search_index.json").read_text("utf-8")
        found = {entry["location"].partition("#")[0] for entry in json.loads(text)["docs"]}
        wanted = {path.relative_to(folder).as_posix() for path in folder.rglob("*.html")}
        assert found == {path for path in wanted if not path.startswith(("ja/", "404"))}, own
        script = (folder / "search" / "search_index.js").read_text("utf-8")
        assert script == f"var __index = {text}"


def test_the_home_page_shows_the_labels_of_the_guidelines_it_lists(sample: Path) -> None:
    for path in ("index.html", "ja/index.html"):
        leads, known = (
            sorted(chip.attributes["href"] for chip in html(page).of_class("kj-chip"))
            for page in (sample / path, (sample / path).with_name("labels.html"))
        )
        assert "policies/har.html#HAR-2" in leads
        assert leads == known


def test_the_schemas_of_what_kijun_writes_are_published_and_resolve(sample: Path) -> None:
    told = sample.parent / "told.json"
    command = [sys.executable, "-m", "kijun", "-C", str(sample.parent), "check", "--format", "json"]
    told.write_text(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
    names = {path.name for path in (ROOT / "tools/kijun/schemas").glob("*.json")}
    for code in ("", "ja/"):
        index = html(sample / f"{code}reference/schema/index.html")
        addresses = {each.attributes.get("href", "") for each in index.elements}
        assert {name for name in addresses if name.endswith(".schema.json")} == names
    for folder in (sample / "reference/schema", sample / "ja/reference/schema"):
        schema = str(folder / "findings.schema.json")
        validate = [sys.executable, "-m", "check_jsonschema", "--schemafile", schema, str(told)]
        done = subprocess.run(validate, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    told.write_text(told.read_text().replace('"findings": [', '"findings": [{"path": 1},'))
    assert subprocess.run(validate, capture_output=True, check=False).returncode == 1


def test_a_field_says_what_languages_owe_each_other_and_what_a_change_does(sample: Path) -> None:
    text = re.sub("<[^>]+>", " ", (sample / "reference/schema/clause.html").read_text("utf-8"))
    assert re.search(
        r"threshold\.‹any name›\.value\s+The number, written in digits\.\s+"
        r"required · number · equal in every language · a change may change labels",
        text,
    )
    assert re.search(r"scope\s+[^·]+text · written in each language · a change is to be", text)


@pytest.mark.parametrize(
    ("figures", "en", "ja"),
    [
        (
            {"seeded": 40, "found": 32, "reports_on_real_pairs": 5, "pairs": 21},
            "found 32 of 40 seeded faults; 5 reported on 21 real page pairs; made by",
            "意図的に入れた誤り40件のうち32件を検出、実在するページ21組での指摘は5件、",
        ),
        ({"reports_on_real_pairs": 0, "pairs": 21}, "0 reported on 21 real", "指摘は0件"),
        ({}, "", ""),
    ],
)
def test_a_check_says_what_was_measured_of_it(figures: dict[str, int], en: str, ja: str) -> None:
    made = {"command": "python measure.py", "checks": {"bounds": figures}}
    for locale, words in (("en", en), ("ja", ja)):
        shown = "".join(reference.checks([CHECKS["bounds"]], locale, made)["languages.md"].slots)
        assert words in shown
        assert ("<code>python measure.py</code>" in shown) == bool(figures)
        plain = reference.checks([CHECKS["bounds"]], locale)["languages.md"]
        assert "measure" not in "".join(plain.slots)


def test_a_label_row_and_a_clause_show_what_a_market_replaces(sample: Path) -> None:
    for path, words in (("labels.html", "Threshold"), ("ja/labels.html", "しきい値")):
        page = html(sample / path)
        marks = {e.attributes["href"]: e for e in page.of_class("kj-at-JP") if e.tag == "a"}
        assert "policies/chi.html#M-JP-CHI-4" in marks
        assert words in (sample / path).read_text("utf-8")
    har = html(sample / "policies" / "har.html")
    usual = [e for e in har.of_class("kj-not-JP") if e.tag == "span"]
    # The severity of HAR-2 and the definition of HAR-3 in their rows and cards, HAR-E's exception.
    assert len(usual) == 4
    assert len(har.of_class("kj-elsewhere")) == 0


def test_what_holds_under_a_condition_does_not_replace_the_usual_value(tmp_path: Path) -> None:
    entry = """
```yaml market
id: M-JP-W-1
market: JP
severity: S3
{condition}basis: []
basis-none: A policy decision.
```
"""
    files = {
        "policies/w.md": guideline("W") + entry.format(condition=""),
        "policies/v.md": guideline("V")
        + entry.replace("W-1", "V-1").format(condition="while: During an election.\n"),
    }
    site = built(book(tmp_path / "book", files), tmp_path / "site")
    always, sometimes = (html(site / "policies" / f"{name}.html") for name in "wv")
    assert len(always.of_class("kj-instead")) == len(sometimes.of_class("kj-instead")) == 2
    assert len(always.of_class("kj-not-JP")) == 2
    assert not sometimes.of_class("kj-not-JP")
    assert " *" in "".join(text for _, text in sometimes.texts)


def test_every_decision_is_drawn_from_its_own_questions(sample: Path) -> None:
    for path, file in published(sample):
        cards = html(file).of_class("kj-decision")
        text = file.read_text("utf-8")
        drawn = re.findall("<svg class=.kj-map.*?</svg>", text, re.S)
        assert len(drawn) == len(cards), path
        for svg, card in zip(drawn, re.split("<section[^>]*kj-decision", text)[1:], strict=True):
            assert 'aria-hidden="true"' in svg
            leads = re.findall(r"<li><b>.*?</li>", card.partition("<svg")[0])
            labels = [found[0] for lead in leads if (found := re.findall("<code>([^<]+)", lead))]
            codes_drawn = re.findall(r'kj-map-code"[^>]*>([^<]+)', svg)
            asked = re.findall(r'kj-map-number"[^>]*>(\d+)', svg)
            assert sorted({*labels}) == sorted({*codes_drawn} & {*labels}), path
            assert len(codes_drawn) >= len(labels), path
            assert len(asked) == card.partition("<svg")[0].count('class="kj-ask"'), path


def test_a_decision_that_leads_back_is_not_drawn_and_words_in_a_drawing_are_words(
    tmp_path: Path,
) -> None:
    decision = """
```yaml decision
id: {id}-D1
start: one
steps:
  one:
    ask: Is it <b onclick="x">5 < 6</b> & so on?
    when-true: {id}-1
    when-false: two
    unsure: {id}-1
  two:
    ask: Is it?
    when-true: {id}-1
    when-false: {to}
    unsure: {id}-1
```
"""
    files = {
        "policies/w.md": guideline("W") + decision.format(id="W", to="W-1"),
        "policies/v.md": guideline("V") + decision.format(id="V", to="one"),
    }
    site = built(book(tmp_path / "book", files), tmp_path / "site")
    text = (site / "policies" / "w.html").read_text("utf-8")
    (drawn,) = re.findall('<svg class="kj-map.*?</svg>', text, re.S)
    assert "onclick" not in drawn
    assert "5 &lt; 6" in drawn
    assert "kj-map" not in (site / "policies" / "v.html").read_text("utf-8")
    index = (site / "search" / "search_index.json").read_text("utf-8")
    assert index.count("Is it?") == 2


def test_a_clause_has_its_citation_and_where_the_book_says_so_a_feedback_link(
    tmp_path: Path, sample: Path
) -> None:
    source = book(tmp_path / "book", {"policies/w.md": guideline("W")})
    address = "https://example.org/f?g={guideline}&c={clause}&r={release}&l={locale}&m={market}"
    with (source / "kijun.yml").open("a", encoding="utf-8") as settings:
        settings.write(f'feedback: "{address}"\n')
    site = built(source, tmp_path / "site")
    for path, locale, words in (
        ("policies/w.html", "en", "do not paste content"),
        ("ja/policies/w.html", "ja", "貼り付けないでください"),
    ):
        page = html(site / path)
        (link,) = page.of_class("kj-feedback")
        assert link.attributes["href"] == f"https://example.org/f?g=W&c=W-1&r=&l={locale}&m="
        assert words in "".join(text for _, text in page.texts)
        (cited,) = page.of_class("kj-cite")
        assert cited.attributes["href"] == "#W-1"
        assert f"<code>W-1 {locale}</code>" in (site / path).read_text("utf-8")
    for _, file in published(sample):
        assert not html(file).of_class("kj-feedback")
    assert len(html(sample / "policies" / "har.html").of_class("kj-cite")) == 6
    assert not html(sample / "index.html").of_class("kj-cite")


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "form.html"])
def test_feedback_goes_to_a_form_or_a_mailbox_only(tmp_path: Path, address: str) -> None:
    source = book(tmp_path / "book", {})
    with (source / "kijun.yml").open("a", encoding="utf-8") as settings:
        settings.write(f'feedback: "{address}"\n')
    done = build(source, tmp_path / "site")
    assert done.returncode != 0
    assert "kijun.yml:" in done.stderr


def test_a_citation_names_the_release_where_one_is_known() -> None:
    assert cite.citation("HAR-2", "ja", "2026-03-02") == "HAR-2 @ 2026-03-02 ja"
    assert cite.citation("HAR-2", "ja") == "HAR-2 ja"


def test_the_search_counts_a_rule_above_a_case_and_all_above_pages_for_writers(
    sample: Path,
) -> None:
    index = json.loads((sample / "ja" / "search" / "search_index.json").read_text("utf-8"))
    found = {entry["location"]: entry for entry in index["docs"]}
    order = [
        found[place]["boost"]
        for place in (
            "policies/har.html#HAR-2",
            "policies/har.html#HAR-2-C1",
            "how-to-read.html#labels",
            "glossary.html#insult",
            "reference/schema/case.html",
        )
    ]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == len(order)
    assert found["policies/har.html#HAR-2-C1"]["clause"] == "HAR-2"
    words = index["config"]["words"]
    assert words["doxxing"] == words["晒し"] == ["個人情報の暴露"]
    assert words["個人情報の暴露"] == []
    assert words["悪口"] == ["侮辱的表現", "侮辱的な表現"]


# What stops a build


def test_a_page_missing_in_one_language_fails_a_strict_build(tmp_path: Path) -> None:
    source = book(tmp_path / "book", {"en/policies/w.md": guideline("W")})
    done = build(source, tmp_path / "site")
    assert done.returncode != 0
    assert "guidelines/ja/policies/w.md: this page is not there" in done.stderr
    done = build(source, tmp_path / "site", LC_ALL="ja_JP.UTF-8")
    assert "guidelines/ja/policies/w.md：このページがありません" in done.stderr


@pytest.mark.parametrize("strict", [True, False])
def test_a_page_that_cannot_be_read_stops_a_build_and_says_where(
    tmp_path: Path, strict: bool
) -> None:
    broken = guideline("W").replace("expect: W-1", "expect: W-1\n\tnear: W-1")
    source = book(tmp_path / "book", {"policies/w.md": broken})
    done = build(source, tmp_path / "site", strict=strict)
    assert done.returncode != 0
    line = broken[: broken.index("\tnear")].count("\n") + 1
    for locale in ("en", "ja"):
        assert f"guidelines/{locale}/policies/w.md:{line}: A tab stands" in done.stderr
    assert not (tmp_path / "site" / "policies" / "w.html").exists()


def test_a_page_that_cannot_be_read_says_so_while_a_writer_works(tmp_path: Path) -> None:
    broken = guideline("W").replace("modality: must-not", "modality: perhaps")
    owner = "owner: policy-integrity\n"
    other = guideline("V").replace(owner, f"{owner}precedence: [W, V]\n")
    topics = "out-of-scope:\n  - id: pets\n    topic: Pets of candidates\n"
    other = other.replace("audience:", f"{topics}audience:", 1)
    source = book(tmp_path / "book", {"policies/w.md": broken, "policies/v.md": other})
    done = build(source, tmp_path / "site", serve=True)
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "site" / "ja" / "policies" / "w.html").read_text("utf-8")
    assert "このページは読み取れません" in text
    assert "guidelines/ja/policies/w.md:" in text
    shown = (tmp_path / "site" / "policies" / "v.html").read_text("utf-8")
    assert "<dt>Not covered yet</dt><dd>Pets of candidates</dd>" in shown


def test_findings_stand_on_their_page_for_writers_and_never_on_a_build(tmp_path: Path) -> None:
    rules = "# Rules\n\n## Time {{#time}}\n\n{limit}\n\n## Place {{#place}}\n\nX\n"
    pages_of_book = {
        "en/policies/w.md": guideline("W"),
        "ja/policies/w.md": guideline("W").replace("severity: S1", "severity: S2"),
        "en/rules.md": rules.format(limit="7 days"),
        "ja/rules.md": rules.format(limit="8日"),
    }
    source = book(tmp_path / "book", pages_of_book, options="findings: true")
    writing = tmp_path / "writing"
    assert build(source, writing, serve=True).returncode == 0
    page = html(writing / "ja" / "policies" / "w.html")
    assert page.of_class("kj-finding")
    said = "".join(text for _, text in page.texts)
    assert "S1" in said
    rules = (writing / "ja" / "rules.html").read_text("utf-8")
    assert rules.index('id="time"') < rules.index("kj-finding") < rules.index('id="place"')
    home = (writing / "ja" / "index.html").read_text("utf-8")
    assert re.search(r'<a href="rules.html"><code>[^<]*rules.md</code></a> 1</li>', home)
    assert "kj-finding" not in (writing / "rules.html").read_text("utf-8")
    assert "invariant" not in "".join(text for language, text in page.texts if language == "ja")
    done = build(source, tmp_path / "published", strict=False)
    assert done.returncode == 0, done.stderr
    for path, file in published(tmp_path / "published"):
        assert not html(file).of_class("kj-finding"), path


# Who may read


def test_a_build_leaves_out_what_its_readers_may_not_see(tmp_path: Path) -> None:
    open_page = guideline(
        "W",
        prose="Open rule. See [V](v.md#V-1), [X](x.md) and `V-1`.",
        given="Open case.",
    )
    open_page += """
```yaml market
id: M-JP-W-1
market: JP
severity: S3
basis: []
basis-none: A policy decision.
for-counsel: SECRET-COUNSEL
```

```yaml market
id: M-IE-W-1
market: IE
action: escalate
audience: vendor
basis: []
basis-none: Because SECRET-BASIS.
```

```yaml case
id: W-1-C2
given: SECRET-CASE
expect: V-1
because: So.
audience: internal
```

## SECRET-TITLE {#W-9}

```yaml clause
modality: must
audience: vendor
```

SECRET-PROSE
"""
    files = {
        "policies/w.md": open_page,
        "policies/v.md": guideline("V", title="SECRET-PAGE", audience="internal"),
        "policies/x.md": guideline("X", title="SECRET-TOO", audience="vendor"),
    }
    source = book(tmp_path / "book", files)
    site = built(source, tmp_path / "site")
    for file in sorted(site.rglob("*")):
        assert file.is_dir() or b"SECRET" not in file.read_bytes(), file
    assert not (site / "policies" / "v.html").exists()
    assert "Open case" in (site / "policies" / "w.html").read_text("utf-8")

    within = built(book(tmp_path / "book", files, "audience: internal"), tmp_path / "within")
    text = (within / "policies" / "w.html").read_text("utf-8")
    for word in ("CASE", "COUNSEL", "BASIS", "TITLE", "PROSE"):
        assert f"SECRET-{word}" in text


def test_a_site_for_readers_who_may_see_no_guideline_has_the_rest(tmp_path: Path) -> None:
    source = book(tmp_path / "book", {"policies/w.md": guideline("W", audience="vendor")})
    units = {unit: {"to": to} for unit, to in marks(source).items()}
    changes = [{"class": "baseline", "units": units}]
    release(source, "2026-01-15", {"published": "2026-01-15T10:00+09:00", "changes": changes})
    site = built(source, tmp_path / "site")
    assert not (site / "policies" / "w.html").exists()
    assert [file for file in site.rglob("*.*") if b"2026-01-15" in file.read_bytes()] == []
    for folder, words in (("", "There is no release yet."), ("ja", "まだありません")):
        said = "".join(text for _, text in html(site / folder / "compare.html").texts)
        assert words in said


# What must not run. Each way in is a page of its own, prose of a clause or a field of it.

EVIL = "https://evil.example/x"
RUN = "window.ran=1"

PROSE = {
    "script": f"<script>{RUN}</script>",
    "script-split": f"<scr<script>ipt>{RUN}</script>",
    "script-src": f"<script src='{EVIL}.js'></script>",
    "event": f'<p onclick="{RUN}" onmouseover="{RUN}">text</p>',
    "image-error": f'<img src="x" onerror="{RUN}">',
    "image-elsewhere": f'<img src="{EVIL}.png"><img src="//evil.example/y.png">',
    "image-backslash": r'<img src="\\evil.example/x.png"><img src="/\evil.example/y.png">',
    "image-set": f'<img src="ok.png" srcset="{EVIL}.png 2x">',
    "markdown-image": f"![x]({EVIL}.png)",
    "link": f"[press](javascript:{RUN})",
    "link-coded": f"[press](java&#115;cript:{RUN}) <a href='java&#x09;script:{RUN}'>x</a>",
    "link-spaced": f'<a href=" &#14; javascript:{RUN}">x</a>',
    "link-data": f"[press](data:text/html,<script>{RUN}</script>)",
    "link-vbscript": "[press](vbscript:x)",
    "svg": f'<svg onload="{RUN}"><script>{RUN}</script><a xlink:href="javascript:1">x</a></svg>',
    "math": f'<math><mtext><img src=x onerror="{RUN}"></mtext></math>',
    "style": f"<style>@import '{EVIL}.css'; p{{background:url({EVIL}.png)}}</style>",
    "style-attribute": f'<p style="background:url({EVIL}.png);position:fixed">x</p>',
    "iframe": f'<iframe src="{EVIL}" srcdoc="<script>parent.ran=1</script>"></iframe>',
    "object": f'<object data="{EVIL}"></object><embed src="{EVIL}">',
    "form": f'<form action="{EVIL}"><input autofocus onfocus="{RUN}"><button>x</button></form>',
    "meta": f'<meta http-equiv="refresh" content="0;url={EVIL}">',
    "base": '<base href="https://evil.example/">',
    "head-link": f'<link rel="stylesheet" href="{EVIL}.css">',
    "comment": f"<!--[if IE]><script>{RUN}</script><![endif]-->",
    "comment-close": f"<!--><img src=x onerror={RUN}>-->",
    "attribute-list": f'Text.\n{{: onclick="{RUN}" style="position:fixed" }}',
    "heading-attribute": f'### Sub {{: #sub onmouseover="{RUN}" }}',
    "theme-config": f'<div id="__config">{{"base":"{EVIL}","search":"{EVIL}.js"}}</div>',
    "theme-config-list": "Text.\n{: #__config }",
    "theme-loader": '<pre class="mermaid"><code>graph TD</code></pre>',
    "theme-overlay": '<div class="md-overlay md-search" data-md-component="search">x</div>',
    "unclosed": f'</div></article></main><table><tr><td><img src=x onerror="{RUN}">',
    "template": f"<template><img src=x onerror={RUN}></template><noscript><img src={EVIL}>",
    "slot": "\ue0000\ue001 \ue0001\ue001",
    "later": 'Text <div class="kj-later" title="map-X-D1"></div>',
}

SEEN = ("<s", "<p", "<i", "<o", "<f", "<m", "<b", "<l", "<a", "<d")
"""How the ways in begin that are HTML as they stand."""

BREAKS = f"\"'><img src=x onerror={RUN}></a></section><script>{RUN}</script>"

FIELDS = {
    "field-given": {"given": BREAKS},
    "field-because": {"because": f"'{BREAKS.replace(chr(39), chr(39) * 2)}'"},
    "field-scope": {"facts": f"scope: |\n  <svg onload={RUN}> [x](javascript:{RUN})\n"},
    "field-exception": {"facts": f"exception: |\n  Text.\n  {{: onclick={RUN} }}\n"},
    "front-title": {"title": f"'<img src=x onerror={RUN}><script>{RUN}</script>'"},
    "front-title-markup": {"title": f"'[x](javascript:{RUN}) {{: onclick={RUN} }} </title>'"},
    "label-name": {"name": f"'</a><img src=x onerror={RUN}>'"},
}


def ways_in() -> dict[str, str]:
    """A guideline for every way in, by its page's path."""
    found = {}
    everything = {name: {"prose": text} for name, text in PROSE.items()} | FIELDS
    for number, fields in enumerate(everything.values()):
        found[f"policies/w{number}.md"] = guideline(f"W{number}", **fields)
    image = f"img src=x onerror={RUN}"
    headings = (f"<{image}>", f"&lt;{image}&gt;", f"`<{image}>`", f"\\<{image}\\>")
    for number, heading in enumerate(headings):
        page = guideline(f"H{number}").replace("## Clause", f"## {heading} C")
        found[f"policies/h{number}.md"] = page
    return found


NAMES = [*PROSE, *FIELDS]


@pytest.fixture(scope="session")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose writers tried everything."""
    folder = tmp_path_factory.mktemp("attacked")
    done = build(book(folder / "book", ways_in()), folder / "site", strict=False)
    assert done.returncode == 0, done.stderr
    return folder / "site"


HARMLESS = {"href", "id", "class", "lang", "title", "role", "data-definition"}


def harm(page: Html) -> list[str]:
    """What in a page's content could run, call out or take over the theme."""
    found = []
    for tag, attributes, content in page.elements:
        if not content:
            continue
        if tag not in sanitise.TAGS:
            found.append(tag)
        for name, value in attributes.items():
            address = re.sub(r"[\x00-\x20]", "", value).replace("\\", "/").lower()
            if name.startswith("on") or name in (
                "style",
                "srcset",
                "srcdoc",
                "action",
                "xlink:href",
            ):
                found.append(name)
            if name == "href" and re.match(r"(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:", address):
                found.append(value)
            if name == "src" and re.match(r"[a-z]+:|//", address):
                found.append(value)
            if name == "id" and value.startswith("__"):
                found.append(value)
            if name == "class" and re.search(r"\bmermaid\b|\bmd-", value):
                found.append(value)
            if name.startswith("data-md"):
                found.append(name)
    return found


@pytest.mark.parametrize("number", range(len(NAMES)), ids=NAMES)
def test_nothing_that_a_writer_writes_can_run(attacked: Path, number: int) -> None:
    for locale in ("", "ja/"):
        text = (attacked / f"{locale}policies/w{number}.html").read_text("utf-8")
        page = Html(text)
        assert harm(page) == []
        ours = Html((attacked / "index.html").read_text("utf-8"))
        for tag in ("script", "iframe", "style", "object", "base", "form", "meta", "title"):
            expected = [e for e in ours.elements if e.tag == tag]
            assert len([e for e in page.elements if e.tag == tag]) == len(expected), tag


def test_a_heading_brings_no_markup_into_navigation_contents_or_search(attacked: Path) -> None:
    fields = [f"w{NAMES.index(name)}" for name in FIELDS]
    for path in [f"policies/{n}.html" for n in ("h0", "h1", "h2", "h3", *fields)]:
        page = html(attacked / path)
        outside = [e for e in page.elements if not e.content]
        assert not [e for e in outside if e.tag == "img" or "onerror" in e.attributes], path
    for folder in (attacked, attacked / "ja"):
        index = json.loads((folder / "search" / "search_index.json").read_text("utf-8"))
        for entry in index["docs"]:
            assert "<img" not in entry["title"] + entry["text"], entry
            assert "<script" not in entry["title"] + entry["text"], entry


@pytest.mark.parametrize("name", [name for name, text in PROSE.items() if text[:2] in SEEN])
def test_the_test_of_harm_sees_it_where_nothing_is_sanitised(name: str) -> None:
    assert harm(Html(f'<article class="md-content__inner">{PROSE[name]}</article>'))


def test_what_the_theme_needs_survives() -> None:
    kept = (
        '<div class="admonition note"><p class="admonition-title">Note</p></div>'
        '<details open=""><summary>More</summary><p>x</p></details>'
        '<table><thead><tr><th style="text-align:right">n</th></tr></thead></table>'
        '<div class="highlight"><pre><span></span><code><span class="p">x</span></code></pre></div>'
        '<sup id="fnref:1"><a class="footnote-ref" href="#fn:1">1</a></sup>'
        '<ol start="3"><li>x</li></ol><p lang="ja">語</p><a href="x.html#HAR-2">x</a>'
        '<img src="a/b.png" alt="x"><a href="https://example.org/">x</a>'
    )
    assert sanitise.clean(kept) == kept
    assert sanitise.clean(sanitise.clean(kept)) == sanitise.clean(kept)


# Small things


@pytest.mark.parametrize(
    ("written", "en", "ja"),
    [
        ("2022-07-07", "7 July 2022", "2022年7月7日"),
        ("2026-12-01", "1 December 2026", "2026年12月1日"),
        ("spring 2026", "spring 2026", "spring 2026"),
        ("2026-13-01", "2026-13-01", "2026-13-01"),
    ],
)
def test_a_date_has_the_form_of_its_language(written: str, en: str, ja: str) -> None:
    assert codes.day(written, "en") == en
    assert codes.day(written, "ja") == ja


@pytest.mark.parametrize(
    ("value", "unit", "en", "ja"),
    [
        (18, "age", "18 years of age", "18歳"),
        (1, "year", "1 year", "1年"),
        (2, "year", "2 years", "2年"),
        (30, "day", "30 days", "30日"),
        (5, "percent", "5 percent", "5%"),
        (3, "report", "3 report", "3 report"),
    ],
)
def test_an_age_is_no_length_of_time(value: int, unit: str, en: str, ja: str) -> None:
    assert codes.quantity({"value": value, "unit": unit}, "en") == en
    assert codes.quantity({"value": value, "unit": unit}, "ja") == ja


def test_every_value_of_the_schemas_has_words() -> None:
    shared = (ROOT / "policy_schema" / "shared.yml").read_text("utf-8")
    known = {
        code
        for listed in re.findall(r"enum: \[([^\]]+)\]", shared)
        for code in re.split(r",\s*", listed)
    }
    assert known - codes.VALUES.keys() == set()
    assert all(isinstance(word, Text) for word in codes.VALUES.values())
