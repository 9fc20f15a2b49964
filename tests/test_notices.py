"""Notices and feeds of a small book with a release of every sort, built as people build it."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from pathlib import Path
from urllib.parse import urljoin

import jsonschema_rs
import pytest
from lxml import etree

from conftest import edit
from conftest import run_git as git
from kijun import gazette
from kijun.changes import RULES as CHANGES
from kijun.changes.structure import ANOTHER
from kijun.codes import LANGUAGES
from kijun.model import Change
from test_record import marks, release
from test_site import book, broken, build, built, guideline, html

SITE = "https://example.org/docs/"
HERE = Path(__file__).parent
RULES = {
    "en": ("Do not insult a person.", "Do not insult or degrade a person."),
    "ja": ("人を侮辱してはならない。", "人を侮辱し、又はおとしめてはならない。"),
}
MENDED = ("投稿は確認しなくてよい。", "投稿を確認しなければならない。")


def second(prose: str, locale: str) -> str:
    """A further clause without a label of its own."""
    return f"\n## {locale} X {{#W-9}}\n\n```yaml clause\nmodality: must\n```\n\n{prose}\n"


@pytest.fixture(scope="session")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A book with a history: nine releases, one commit each, and what is pending."""
    files = {}
    for locale, (old, _) in RULES.items():
        prose = {"en": "Check the item.", "ja": MENDED[0]}[locale]
        files[f"{locale}/policies/w.md"] = guideline("W", prose=old) + second(prose, locale)
        files[f"{locale}/policies/z.md"] = guideline("Z", prose=f"Z {locale}.")
        files[f"{locale}/policies/v.md"] = guideline(
            "V", title="SECRET-PAGE", prose=f"SECRET-OLD {locale}.", audience="internal"
        )
    folder = book(tmp_path_factory.mktemp("notices") / "book", files)
    config = folder / "mkdocs.yml"
    config.write_text(config.read_text("utf-8") + f"\nsite_url: {SITE}\n", "utf-8")

    def page(locale: str, name: str) -> Path:
        return folder / "guidelines" / locale / "policies" / f"{name}.md"

    def put(name: str, *changes: dict, **data: object) -> None:
        stated = {"published": f"{name}T10:00+09:00", **data}
        release(folder, name, {**stated, **({"changes": list(changes)} if changes else {})})
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", name)

    def units(*names: str, only: tuple[str, ...] = ("en", "ja")) -> dict:
        found, kept = marks(folder), {}
        for name in names:
            at = name if ":" in name else f"clause:{name}"
            base = {code: mark for code, mark in before[at].items() if code in only}
            kept[name] = {"base": base, "to": {code: found[at][code] for code in only}}
            before[at] = found[at]
        return kept

    git(folder, "init", "-q", "-b", "main")
    before = marks(folder)
    put(
        "2026-01-15",
        {"class": "baseline", "units": {unit: {"to": to} for unit, to in before.items()}},
    )
    for locale, words in RULES.items():
        edit(page(locale, "w"), *words)
        edit(page(locale, "v"), "SECRET-OLD", "SECRET-NEW")
    rule = {"class": "decision", "transition": "open-items", "appeals": "rule-then"}
    put(
        "2026-03-05",
        {
            **rule,
            "why": {"en": "Too narrow before.", "ja": "対象が狭かったためです。"},
            "units": units("W-1", "V-1"),
        },
        {**rule, "why": {"en": "SECRET-WHY", "ja": "SECRET-WHY"}, "units": units("guideline:V")},
        effective={"default": "2026-04-02T00:00Z", "JP": "2026-04-01T00:00+09:00"},
    )
    for locale in RULES:
        edit(page(locale, "v"), "SECRET-NEW", "SECRET-NEWER")
        told = folder / "guidelines" / locale / "releases" / "2026-03-12.md"
        told.parent.mkdir()
        told.write_text("# SECRET-NOTICE\n\nSECRET-TOLD: V-1.\n", "utf-8")
    put("2026-03-12", {"class": "read", "units": units("V-1")})
    edit(page("ja", "w"), *MENDED)
    put(
        "2026-03-20",
        {
            "class": "translation",
            "kind": "error-fixed",
            "transition": "relabel-interval",
            "relabel": {
                "from": "2026-01-15T10:00+09:00",
                "until": "2026-03-20T10:00+09:00",
                "readers": ["ja"],
                "severities": ["S3", "S4"],
                "without": ["W-1"],
                "to": "W-1",
            },
            "appeals": "rule-now",
            "why": {"ja": "訳が逆でした。"},
            "units": units("W-9", only=("ja",)),
        },
        locales=["ja"],
    )
    edit(page("en", "z"), "Z en.", "Z at once.")
    put(
        "2026-04-10",
        {
            **rule,
            "transition": "relabel-all",
            "why": {"en": "A new law.", "ja": "新法のためです。"},
            "units": units("Z-1", only=("en",)),
        },
        emergency={"basis": "legal-duty", "approver": "head", "follow-up-by": "2026-05-01"},
    )
    edit(page("ja", "z"), "Z ja.", "Z 直ちに。")
    put(
        "2026-04-20",
        {"class": "translation", "kind": "catch-up", "units": units("Z-1", only=("ja",))},
        locales=["ja"],
    )
    ask = {"en": "Is a person named?", "ja": "個人名がありますか？"}
    put(
        "2026-05-11",
        {
            **rule,
            "transition": "new-only",
            "why": {"en": "Split in two.", "ja": "2つに分けるためです。"},
            "map": {
                "Z-1": {"ask": ask, "when-true": "W-1", "when-false": "W-1", "unsure": "human"},
                "V-1": {"ask": ask, "when-true": "V-1", "when-false": "W-1", "unsure": "human"},
            },
            "units": {
                "Z-1": {
                    "base": before["clause:Z-1"],
                    "to": "retired",
                    "because": "merged",
                    "into": ["W-1", "V-1"],
                }
            },
        },
        effective={"default": "2026-06-01T00:00Z"},
    )
    put(
        "2026-05-20",
        postpones="2026-05-11",
        effective={"default": "2026-07-01T00:00Z"},
        why={"en": "Training takes longer.", "ja": "研修に時間が必要なためです。"},
    )
    for locale, (_, new) in RULES.items():
        edit(page(locale, "w"), new, new[:-1] + {"en": " ever.", "ja": "いかなる場合も。"}[locale])
    prose = folder / "guidelines" / "en" / "releases" / "2026-06-01.md"
    prose.write_text("# Two words more\n\nWhat people wrote.\n\n## Then {#then}\n\nMore.\n")
    put(
        "2026-06-01",
        {**rule, "why": {"en": "E.", "ja": "J。"}, "units": units("W-1")},
        effective={"default": "2026-08-01T00:00Z"},
    )
    put("2026-06-08", withdraws="2026-06-01", why={"en": "A mistake.", "ja": "誤りでした。"})
    # What no release has named yet is read on no page, and what is kept as data on none either.
    for locale in RULES:
        pending = guideline("P", title="SECRET-PENDING", audience="internal")
        page(locale, "p").write_text(pending, "utf-8")
        edit(
            folder / "guidelines" / locale / "index.md",
            "# Home\n",
            "# Home\n\n[P](policies/p.md)\n",
        )
    (folder / "guidelines" / "waivers.yml").write_text("waivers: []  # SECRET, V-1\n", "utf-8")
    edit(config, "docs_dir: guidelines\n", "docs_dir: guidelines\nnav: [index.md, policies/p.md]\n")
    return folder


@pytest.fixture(scope="session")
def site(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(source, tmp_path_factory.mktemp("notices") / "site")


def text(path: Path) -> str:
    """What a reader of a page reads, without tags, in one line."""
    main = path.read_text("utf-8").split("<article", 1)[1].rsplit("</article", 1)[0]
    return re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", main))


def notice(site: Path, locale: str, name: str) -> Path:
    return site / ("" if locale == "en" else locale) / "releases" / f"{name}.html"


def test_an_english_notice_has_days_reasons_and_a_redline(site: Path) -> None:
    path = notice(site, "en", "2026-03-05")
    raw, told = path.read_text("utf-8"), text(path)
    for words in (
        "5 March 2026, 10:00 (UTC+09:00)",
        "Takes effect in JP",
        "1 April 2026, 00:00 (UTC+09:00)",
        "Takes effect elsewhere",
        "2 April 2026, 00:00 (UTC)",
        "Too narrow before.",
        "Items that are still open",
        "when the label was given",
    ):
        assert words in told, words
    assert re.search(r"<ins[^>]*>.*or degrade", raw)
    assert '<a href="../policies/w.html#W-1">' in raw
    assert 'datetime="2026-04-02T00:00:00+00:00"' in raw


def test_a_japanese_notice_is_a_table_that_can_be_forwarded_alone(site: Path) -> None:
    page = html(notice(site, "ja", "2026-03-05"))
    raw = notice(site, "ja", "2026-03-05").read_text("utf-8")
    (table,) = page.of_class("kj-sides")
    assert table.tag == "table"
    inside = raw[
        raw.index('<table class="kj-sides"') : raw.index("</table>", raw.index("kj-sides"))
    ]
    plain = re.sub("<[^>]*>", "", inside)
    for words in (
        "新旧対照表",
        "（下線部分は改定部分）",
        "2026年3月5日10:00",
        "2026年4月1日00:00",
        "改定後",
        "改定前",
        "備考",
        "経過措置",
        "適用開始時に処理中のコンテンツにも",
    ):
        assert words in plain, words
    assert "<del" not in inside
    assert inside.count("<h1") == 0


def test_a_release_of_one_locale_stands_there_and_is_told_elsewhere_in_a_line(site: Path) -> None:
    told = text(notice(site, "ja", "2026-03-20"))
    for words in ("訳が逆でした。", "2026年1月15日10:00", "S3、S4", "日本語"):
        assert words in told
    assert not notice(site, "en", "2026-03-20").exists()
    index = text(site / "releases" / "index.html")
    assert (
        "Release 2026-03-20 (published 20 March 2026 ) concerns only readers of Japanese" in index
    )
    assert "のみの改定" not in text(site / "ja" / "releases" / "index.html")


def test_an_emergency_says_its_ground_and_what_is_owed_or_was_brought(site: Path) -> None:
    english = text(notice(site, "en", "2026-04-10"))
    assert "Emergency release" in english
    assert "Ground: a legal duty. Approved by head." in english
    assert (
        "Z-1: the text in Japanese was owed by 1 May 2026; release 2026-04-20 brought it."
        in english
    )
    japanese = text(notice(site, "ja", "2026-04-10"))
    assert "緊急の改定" in japanese
    assert "at once" in japanese


def test_a_retired_unit_leads_to_what_holds_instead_where_readers_may_see_it(site: Path) -> None:
    for locale, said in (
        ("en", "Z-1 is merged into W-1 ."),
        ("ja", "Z-1 は W-1 に統合されました。"),
    ):
        assert said in text(notice(site, locale, "2026-05-11"))


def test_a_retired_label_has_its_map_with_the_deciding_question(site: Path) -> None:
    for locale, words in (
        ("en", ("Is a person named?", "a person decides", "Split in two.")),
        ("ja", ("個人名がありますか？", "担当者が判断", "2つに分けるためです。")),
    ):
        path = notice(site, locale, "2026-05-11")
        told = text(path)
        assert [word for word in words if word not in told] == []
        assert 'href="../policies/w.html#W-1"' in path.read_text("utf-8")
    assert "Postponed by release 2026-05-20" in text(notice(site, "en", "2026-05-11"))
    japanese = html(notice(site, "ja", "2026-05-11"))
    assert "削除" in [said for _, said in japanese.texts]
    assert "Z-1 削除" in text(notice(site, "ja", "2026-05-11"))


def test_a_release_that_moves_another_says_which_and_why(site: Path) -> None:
    postponed = text(notice(site, "en", "2026-05-20"))
    assert "moves release 2026-05-11" in postponed
    assert "Training takes longer." in postponed
    assert "1 July 2026" in postponed
    withdrawn = text(notice(site, "ja", "2026-06-08"))
    assert "2026-06-01" in withdrawn
    assert "誤りでした。" in withdrawn
    assert "適用開始前に取り下げられました" in text(notice(site, "ja", "2026-06-01"))


def test_what_people_wrote_leads_and_what_is_generated_follows(site: Path) -> None:
    told = text(notice(site, "en", "2026-06-01"))
    places = [told.index(w) for w in ("Two words more", "What people wrote.", "More.", "Withdrawn")]
    assert places == sorted(places)
    assert html(notice(site, "en", "2026-06-01")).ids.count("changes") == 1


def test_the_index_lists_the_newest_first_and_what_comes(site: Path) -> None:
    for folder in ("", "ja"):
        index = site / folder / "releases" / "index.html"
        raw = index.read_text("utf-8")
        found = re.findall(r'<li><a href="(20[\d.-]+)\.html">', raw[raw.index('id="all"') :])
        assert found == sorted(found, reverse=True)
        coming = raw[raw.index('id="coming"') : raw.index('id="all"')]
        assert re.findall(r'<li><a href="(20[\d.-]+)\.html">', coming) == ["2026-05-11"]
    assert 'href="releases/index.html"' in (site / "index.html").read_text("utf-8")


def test_other_pages_tell_what_touched_them(site: Path) -> None:
    home = (site / "index.html").read_text("utf-8")
    found = re.findall(r'<li><a href="releases/(20[\d.-]+)\.html">', home)
    assert found == ["2026-06-08", "2026-06-01", "2026-05-20"]
    page = text(site / "policies" / "z.html")
    past = page[page.index("History of this page") :]
    for words in ("2026-01-15", "2026-04-10", "2026-05-11", "decision", "baseline"):
        assert words in past
    assert "2026-03-05" not in past
    assert "2026-04-20" in text(site / "ja" / "policies" / "z.html")


def leaks(site: Path) -> list[tuple[Path, bytes]]:
    """What no file of a public site may hold: the words, the units and the release of others."""
    found = []
    for path in sorted(path for path in site.rglob("*") if path.is_file()):
        raw = path.read_bytes()
        content = gzip.decompress(raw) if path.suffix == ".gz" else raw
        found += [(path, word) for word in (b"SECRET", b"V-1", b"2026-03-12") if word in content]
    return found


def test_nothing_that_readers_may_not_see_is_on_a_notice(
    site: Path, source: Path, tmp_path
) -> None:
    assert leaks(site) == []
    names = {path.relative_to(site).as_posix() for path in site.rglob("*")}
    closed = ("policies/v.html", "policies/p.html", "releases/2026-03-12.html")
    assert names.isdisjoint(f"{folder}{name}" for name in closed for folder in ("", "ja/"))
    assert [name for name in names if name.endswith((".yml", ".yaml"))] == []
    within = tmp_path / "book"
    shutil.copytree(source, within)
    edit(within / "mkdocs.yml", "- kijun: {}", "- kijun: {audience: internal}")
    inside = built(within, tmp_path / "site")
    told = text(notice(inside, "en", "2026-03-05"))
    for words in ("SECRET-PAGE", "SECRET-WHY", "OLD", "NEW"):
        assert words in told
    assert "SECRET-TOLD" in text(notice(inside, "ja", "2026-03-12"))
    assert "V-1" in (inside / "api" / "releases.js").read_text("utf-8")


def test_a_new_label_names_none_before_it_that_readers_may_not_see() -> None:
    told = {"labels": ["W-2"], "before": ["V-1", "W-1"], "after": ANOTHER}
    change = Change(
        "violating-label-added", "decision", "clause:W-2", "w.md", 1, "en", None, {},
        labels=("W-2",), values=told,
    )  # fmt: skip
    for hidden, before in ((("V-1",), "had W-1 before"), (("V-1", "W-1"), "had another label")):
        seen = gazette.seen_without(change, hidden)
        assert seen is not None
        assert before in CHANGES[seen.rule].says.to("en", **seen.values)


def test_the_index_for_machines_has_each_change_without_its_texts(site: Path) -> None:
    written = (site / "api" / "releases.js").read_text("utf-8")
    index = json.loads(written.removeprefix("kijun.releases(").removesuffix(");\n"))
    by_name = {each["name"]: each for each in index["releases"]}
    assert by_name["2026-01-15"]["changes"] == []
    changes = by_name["2026-03-05"]["changes"]
    assert {change["unit"] for change in changes} == {"clause:W-1"}
    assert all(
        {"rule", "class", "message", "cases", "market"} <= change.keys() for change in changes
    )
    assert all("old" not in change for change in changes)
    assert {change["unit"] for change in by_name["2026-03-20"]["changes"]} == {"clause:W-9"}
    assert [cause["units"] for cause in by_name["2026-03-05"]["causes"]] == [["clause:W-1"]]


def test_no_search_finds_the_texts_of_a_notice(site: Path) -> None:
    for locale, (old, new) in RULES.items():
        index = site / ("" if locale == "en" else locale) / "search" / "search_index.json"
        docs = json.loads(index.read_text("utf-8"))["docs"]
        told = [doc for doc in docs if doc["location"].startswith("releases/")]
        assert any("Too narrow before." in d["text"] or "対象が狭かった" in d["text"] for d in told)
        assert [doc for doc in told if old in doc["text"] or new in doc["text"]] == []
        assert [doc for doc in told if "Clause" in doc["text"]] == []


# Feeds


def feeds(site: Path, ending: str) -> list[Path]:
    return sorted((site / "feeds").rglob(f"*.{ending}"))


def test_there_is_a_feed_for_each_locale_and_guideline(site: Path) -> None:
    found = {path.relative_to(site / "feeds").as_posix() for path in feeds(site, "xml")}
    assert found == {f"{code}/{name}.xml" for code in LANGUAGES for name in ("all", "W", "Z")}
    assert len(feeds(site, "json")) == len(found)


def test_atom_feeds_are_valid_by_the_schema_of_their_specification(site: Path) -> None:
    schema = etree.RelaxNG(etree.parse(HERE / "formats" / "atom.rng"))
    for path in feeds(site, "xml"):
        document = etree.parse(path)
        assert schema.validate(document), schema.error_log
    entry = document.getroot().find("{http://www.w3.org/2005/Atom}entry")
    entry.remove(entry.find("{http://www.w3.org/2005/Atom}id"))
    assert not schema.validate(document)


def test_json_feeds_are_valid_by_their_specification(site: Path) -> None:
    schema = json.loads((HERE / "formats" / "jsonfeed.schema.json").read_text("utf-8"))
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    for path in feeds(site, "json"):
        document = json.loads(path.read_text("utf-8"))
        assert [str(error) for error in validator.iter_errors(document)] == []
    del document["items"][0]["id"]
    assert not validator.is_valid(document)


def test_entries_have_lasting_ids_and_lead_to_pages_that_are_there(site: Path) -> None:
    ids = []
    for path in feeds(site, "json"):
        document = json.loads(path.read_text("utf-8"))
        assert document["feed_url"] == urljoin(SITE, path.relative_to(site).as_posix())
        for item in document["items"]:
            ids.append((item["id"], item["url"]))
            assert item["url"].startswith(SITE)
            assert (site / item["url"].removeprefix(SITE)).is_file(), item["url"]
    assert len(dict(ids)) == len(set(ids))
    assert (
        "tag:example.org,2026-03-05:docs/en/2026-03-05",
        f"{SITE}releases/2026-03-05.html",
    ) in ids


def test_feeds_are_linked_in_words_and_for_programs(site: Path) -> None:
    index = site / "ja" / "releases" / "index.html"
    raw = index.read_text("utf-8")
    assert 'href="../../feeds/ja/all.xml"' in raw
    assert 'href="../../feeds/ja/W.json"' in raw
    links = re.findall(r'<link rel="alternate feed" type="([^"]+)"[^>]*href="([^"]+)"', raw)
    assert links == [
        ("application/atom+xml", "../../feeds/ja/all.xml"),
        ("application/feed+json", "../../feeds/ja/all.json"),
    ]


def test_without_an_address_there_are_no_feeds_and_the_build_says_so(
    source: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "book"
    shutil.copytree(source, folder)
    edit(folder / "mkdocs.yml", f"site_url: {SITE}", "")
    done = build(folder, tmp_path / "site")
    assert done.returncode == 0, done.stderr
    assert "site_url" in done.stderr
    assert not (tmp_path / "site" / "feeds").exists()
    assert "feeds" not in (tmp_path / "site" / "releases" / "index.html").read_text("utf-8")


def test_two_builds_give_the_same_bytes(site: Path, source: Path, tmp_path: Path) -> None:
    other = built(source, tmp_path / "site", SOURCE_DATE_EPOCH="1700000000", TZ="Asia/Tokyo")
    for path in sorted(site.rglob("*")):
        if path.is_file() and path.suffix != ".gz":
            assert path.read_bytes() == (other / path.relative_to(site)).read_bytes(), path


def test_a_copy_without_history_builds_and_says_what_it_cannot_know(
    source: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "archive"
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns(".git"))
    site = built(folder, tmp_path / "site")
    assert "are not in this copy" in text(notice(site, "en", "2026-03-05"))
    assert leaks(site) == []


def test_every_link_leads_to_a_page_and_an_anchor_of_it(site: Path) -> None:
    # The page that is not there has links from the root of the host.
    assert [link for link in broken(site) if link[0] != "404.html"] == []
