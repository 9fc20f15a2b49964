"""The site: kijun as a plugin of MkDocs. The only module that knows MkDocs and its i18n plugin.

List it in `mkdocs.yml` before `i18n`. It reads the book once, hands MkDocs the Markdown of
each page with slots for the cards, and fills, sanitises and links what comes back. MkDocs
builds each locale in a build of its own inside the first one, with the same configuration.
"""

from __future__ import annotations

import json
import logging
import os
import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from html import escape, unescape
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any, TypeAlias, cast
from urllib.parse import urljoin

from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_relative_url
from mkdocs.utils.templates import TemplateContext

from . import (
    book,
    feeds,
    notices,
    packs,
    pages,
    past,
    read,
    reference,
    report_changes,
    sanitise,
    search,
)
from .cache import Cache
from .causes import CAUSES
from .checks import CHECKS
from .cite import scripts
from .gaps import Gaps, with_gaps
from .gazette import Gazette
from .history import History, missing
from .model import Comparison, Edition, Finding, Release, Settings, Standing
from .prose import Prose
from .releases import Calendar
from .report_changes import Reader
from .schema import Schemas
from .shelf import AUDIENCES, Page, Shelf
from .text import KijunError, Text
from .tree import Folder, Tree

log = logging.getLogger("mkdocs.plugins.kijun")
"""Only loggers below `mkdocs` count for `--strict`."""

THEME = Path(__file__).parent / "theme"

MISSING = Text(
    en="{path}: this page is not there, and its other edition is published ({other}). Write it, "
    "or delete the other; a page stands in every language or in none.",
    ja="{path}：このページがありませんが、別の言語版（{other}）は公開されます。このページを書くか、"
    "別の言語版を削除してください。ページは全部の言語版に置くか、どの言語版にも置きません。",
)

NO_FEEDS = Text(
    en="No feeds were made: entries of a feed need full addresses. Set 'site_url' in mkdocs.yml.",
    ja="フィードは作成していません。フィードには完全なアドレスが必要です。"
    "mkdocs.ymlにsite_urlを設定してください。",
)

POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'"
)
"""Browsers load nothing from other hosts, whatever a page says. The theme has scripts in line."""


SCRIPTS = ("language", "terms", "market", "cite", "past", "compare")
"""What a page does beyond being read, a script for each. `search` comes before the theme's own."""

FIGURES = "benchmarks/checks.json"
"""What was measured of the checks, below the book's folder; where it is not, nothing is told."""

SEARCH = "search/search_index.json"
"""Where the theme looks for its search's entries, below its base."""

DATA = (".yml", ".yaml")
"""How files end that are read and never published: they name what readers may not see."""

NO_DAY = "2000-01-01"
"""What MkDocs stamps files with instead of today: the same commit gives the same bytes."""


Reading: TypeAlias = Callable[[bytes, str, str, str], Edition]
"""Bytes, path, page and locale to an edition, with the book's schemas and its engine."""


class Options(base.Config):  # type: ignore[no-untyped-call]
    """What `mkdocs.yml` can say.

    `audience` is the widest circle of readers the site is for; without it only what is public
    is shown, because a page left out is missed and a page published by mistake is not.
    `findings`, or `KIJUN_FINDINGS` in the environment, puts what `kijun check` finds on the
    pages it concerns; under `serve` only.
    `incomplete`, or `KIJUN_INCOMPLETE` in the environment, builds although the clone lacks texts
    that releases name; the past then has gaps.
    """

    audience = config_options.Choice(AUDIENCES, default="public")
    findings = config_options.Type(bool, default=False)
    incomplete = config_options.Type(bool, default=False)


class Kijun(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """The events of a build, in the order in which MkDocs calls them."""

    serving = False
    read_for: MkDocsConfig | None = None

    def __init__(self) -> None:
        """While serving, one plugin builds many times: releases are compared once."""
        self.compared: dict[tuple[object, ...], Comparison | None] = {}

    def on_startup(self, *, command: str, **_: Any) -> None:
        """Findings are for writers: a build never shows them, whatever is configured."""
        self.serving = command == "serve"

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> None:
        """Build again when a file beside the pages changes that they are made from."""
        root = Path(config.config_file_path).parent
        for path in (root / "kijun.yml", root / "policy_schema"):
            if path.exists():
                server.watch(str(path))

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the book and bring styles along, once for the builds of all locales.

        Raises PluginError where the book or a page of it cannot be read, with every cause: a
        guideline is never left out in silence. While serving, such a page says so instead.
        """
        if self.read_for is config:
            return config
        self.read_for = config
        self.urls: dict[str, str] = {}
        self.site_url = config.site_url or ""
        config.extra_css.insert(0, "assets/kijun.css")
        config.extra_javascript.extend(f"assets/{name}.js" for name in SCRIPTS)
        try:
            self.read(Path(config.config_file_path).parent)
        except (KijunError, ExceptionGroup) as error:
            raise PluginError("\n".join(_told(error))) from None
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Put kijun's templates before those that other plugins brought, behind the user's own."""
        dirs = [path for path in config.theme.dirs if path != str(THEME)]
        dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
        config.theme.dirs[:] = dirs

    def read(self, root: Path) -> None:
        """The pages of the book at `root`, as a shelf and as written pages of each locale."""
        today = Folder(root)
        settings = book.settings(today, Cache(None), str(root))
        schemas, renderer = Schemas(settings.schemas), book.renderer(today, settings)
        calendar, history = self._past(root, today, settings)
        shown = self._shown(calendar)
        gaps = {
            code: Gaps(history, code, Shelf(code, settings, {}, str, self.config.audience).admits)
            for code in settings.locales
        }
        folded = history.book(shown, lambda each: gaps[each.locale].of(each))[0]
        tree = folded if shown else today

        def reader(raw: bytes, path: str, page: str, code: str) -> Edition:
            return read.edition(raw, path, page, code, schemas, renderer)

        def shown_of(raw: bytes, path: str, page: str, code: str) -> Edition:
            return with_gaps(reader(raw, path, page, code), folded.gaps.get(path, {}).values())

        editions, problems = self._editions(tree, settings, calendar, shown_of)
        findings, says = self._findings(root)
        named = {code: _releases(shown, code) for code in editions}
        pending = frozenset(book.pages(today, settings)) - frozenset(book.pages(tree, settings))
        self.shelves = {
            code: Shelf(
                code,
                settings,
                found,
                renderer.html,
                self.config.audience,
                editions,
                findings,
                says,
                named[code],
                pending,
            )
            for code, found in editions.items()
        }
        figures = json.loads(today.read(FIGURES) or b"{}")
        self.prose = {code: Prose(shelf) for code, shelf in self.shelves.items()}
        gazette = self._gazette(calendar, history)
        self.packs: dict[str, dict[str, Any]] = {
            code: {} if self.serving else self._packed(code, calendar, gaps[code], schemas, reader)
            for code in self.shelves
        }
        dated = replace(calendar, releases=() if self.serving else self._open(gazette))
        self.index = self._indexed(gazette, dated) if dated.releases else {}
        self.written: dict[str, Page] = {}
        entries = (*CHECKS.values(), *CAUSES.values())
        for code, shelf in self.shelves.items():
            found = pages.all_pages(shelf, entries, figures, dated)
            told = notices.published(found, shelf, gazette, feeds=bool(self.site_url))
            for path, written in told.items():
                self.written[f"{code}/{path}"] = written
        self.desks = {code: notices.Desk(shelf, gazette) for code, shelf in self.shelves.items()}
        for error in gazette.unread:
            log.info("\n".join(_told(error)))
        self.outlooks = dict(self._outlooks(calendar, shown))
        for address, outlook in self.outlooks.items():
            written = self.written[address]
            later = {**written.later, **outlook.pieces()}
            self.written[address] = replace(written, later=later)
        for address, problem in problems.items():
            said = list(_told(problem))
            log.error("\n".join(said))
            self.written[address] = pages.unreadable(said, address.partition("/")[0])

    def _editions(
        self, tree: Tree, settings: Settings, calendar: Calendar, reader: Reading
    ) -> tuple[dict[str, dict[str, Edition]], dict[str, ExceptionGroup[Exception]]]:
        """The pages by locale and page, and the errors of those that cannot be read by address.

        While serving these are told on their page; a build with one is refused.
        """
        editions: dict[str, dict[str, Edition]] = {code: {} for code in settings.locales}
        problems: dict[str, ExceptionGroup[Exception]] = {}
        for page, paths in book.pages(tree, settings).items():
            for code, locale in settings.locales.items():
                if code not in paths:
                    if page.removeprefix("releases/").removesuffix(".md") in calendar.by_name:
                        continue  # A notice needs no page of prose, nor every language.
                    path, other = f"{locale.folder}/{page}", next(iter(paths.values()))
                    say = log.info if locale.onboarding else log.error
                    say(MISSING.to(_language(), path=path, other=other))
                    continue
                raw = tree.read(paths[code]) or b""
                try:
                    editions[code][page] = reader(raw, paths[code], page, code)
                except ExceptionGroup as group:
                    problems[f"{code}/{page}"] = group
        if problems and not self.serving:
            raise ExceptionGroup("pages", list(problems.values()))
        return editions, problems

    def _packed(
        self, code: str, calendar: Calendar, gaps: Gaps, schemas: Schemas, reader: Reading
    ) -> dict[str, Any]:
        """The packs of a locale by guideline. Their citations name no release: readers' days do."""

        def edition(text: str, path: str, page: str) -> Edition:
            return reader(text.encode(), path, page, code)

        prose = self.prose[code].of(replace(self.shelves[code], releases={}))
        return dict(packs.Packer(prose, calendar, gaps, schemas, edition).packs())

    def _gazette(self, calendar: Calendar, history: History) -> Gazette:
        """The notices for the readers of this site; comparisons are kept from build to build."""
        shelf = next(iter(self.shelves.values()))
        return Gazette(calendar, history, shelf.admits, self.compared)

    def _open(self, gazette: Gazette) -> tuple[Release, ...]:
        """The releases that readers may know of: one with a notice, or in some page's past."""
        names = {each.name for each in gazette.told}
        held = (
            unit
            for found in self.packs.values()
            for pack in found.values()
            for unit in pack["units"].values()
        )
        for unit in held:
            for release, _, _, *also in unit["history"]:
                names.update((release, *also))
        return tuple(each for each in gazette.calendar.releases if each.name in names)

    def _indexed(self, gazette: Gazette, dated: Calendar) -> dict[str, Any]:
        """The index of releases, with what this site's readers may know of their changes."""
        changes = {
            each.name: report_changes.listed(gazette.changes(each) or (), Reader())
            for each in dated.releases
        }
        causes = {each.name: gazette.causes(each) for each in dated.releases}
        return packs.index(dated, changes, causes)

    def _outlooks(
        self, calendar: Calendar, shown: Mapping[tuple[str, str], Standing]
    ) -> Iterator[tuple[str, past.Outlook]]:
        """By address, what each guideline's page says beside its text."""
        for code, by_guideline in self.packs.items():
            standings = {unit: each for (unit, locale), each in shown.items() if locale == code}
            for pack in by_guideline.values():
                if (address := f"{code}/{pack['page']}") in self.written:
                    at, shelf = calendar.releases[-1].published, self.shelves[code]
                    yield address, past.Outlook(shelf, calendar, pack, standings, at)

    def _past(self, root: Path, tree: Tree, settings: Settings) -> tuple[Calendar, History]:
        """The releases, and the texts they name. Raises where a text is not to be had.

        A source archive, which has no history, builds all the same: nobody can fetch it there.
        """
        cache = Cache.of(root)
        calendar, problems = book.calendar(tree, settings, cache)
        history = History(tree, settings, root, cache)
        for problem in problems:
            log.error("%s", problem.words(_language()))
        lost = () if self.serving or history.without_git else tuple(missing(calendar, history))
        if lost and not (self.config.incomplete or os.environ.get("KIJUN_INCOMPLETE")):
            raise ExceptionGroup("texts", list(lost))
        for error in lost:
            log.info("%s", error.words(_language()))
        return calendar, history

    def _shown(self, calendar: Calendar) -> Mapping[tuple[str, str], Standing]:
        """What a site shows: what was in force when something was last published.

        While serving, and before the first release, that is nothing: it shows the working tree.
        """
        if self.serving or not calendar.releases:
            return {}
        last = calendar.releases[-1]
        # Before anything ever took effect, what is coming is all there is to read.
        return calendar.in_force(last.published) or calendar.announced(last.name)

    def _findings(self, root: Path) -> tuple[tuple[Finding, ...], Mapping[str, Text]]:
        if not self.serving or not (self.config.findings or os.environ.get("KIJUN_FINDINGS")):
            return (), {}
        from . import run

        return run.check(root).findings, run.words()

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the generated pages as if they stood in each locale's folder; leave out data, and
        every page that was not written for the audience."""
        known = {_address(file): file for file in files}
        for address in self.written:
            if address not in known:
                files.append(
                    File(address, config.docs_dir, config.site_dir, config.use_directory_urls)
                )
        closed = set()
        for address, file in known.items():
            page = address.endswith(".md") and address not in self.written
            if page or address.endswith(DATA):
                files.remove(file)
                closed.add(address.partition("/")[2])
        there = {address.partition("/")[2] for address in self.written}
        config.nav = _without(config.nav, closed - there)
        return files

    def on_page_read_source(self, *, page: SitePage, **_: Any) -> str | None:
        """The page's Markdown with slots; MkDocs never sees the front matter."""
        written = self.written.get(_address(page.file))
        if written is None:
            return None
        page.title = escape(written.short or written.title)
        page.update_date = NO_DAY
        if not Path(page.file.abs_src_path or "").exists():
            page.edit_url = None
        return written.body

    def on_page_content(self, html: str, *, page: SitePage, files: Files, **_: Any) -> str:
        """Fill the slots, sanitise the whole, then link terms, labels and headings."""
        self.urls[_address(page.file)] = page.file.url
        locale, path = _address(page.file).split("/", 1)
        written = self.written.get(_address(page.file))
        if written is not None:
            html = written.filled(html)
            page.present_anchor_ids = (page.present_anchor_ids or set()) | set(written.anchors)
        html = self.prose[locale].linked(sanitise.clean(html), path)
        if written is not None:
            html = written.finished(html)
        if outlook := self.outlooks.get(_address(page.file)):
            html = f'<div class="kj-page">{html}{outlook.retired()}</div>'
        html = _FEED.sub(lambda link: _led_to_feed(link, page), html)
        return _LINK.sub(lambda link: _published(link, page, files), html)

    def on_page_context(
        self, context: TemplateContext, *, page: SitePage, config: MkDocsConfig, **_: Any
    ) -> TemplateContext:
        """What the theme's overrides need: the policy, and the same page in every language."""
        ours = cast(dict[str, Any], context)
        ours["kijun_policy"] = POLICY
        locale = _address(page.file).split("/")[0]
        ours["kijun_home"] = f"{context['base_url']}/{_home(locale, config)}"
        ours["kijun_languages"] = _languages(page, context["base_url"], config)
        own = self._scripts(_address(page.file), context["base_url"], ours["kijun_home"])
        ours["kijun_scripts"] = {**scripts(self.shelves[locale]), **own}
        if self.site_url and self.desks[locale].notices:
            ours["kijun_feeds"] = [
                (kind, notices.feed_path(locale, "all", ending))
                for kind, ending in (("atom+xml", "xml"), ("feed+json", "json"))
            ]
        return context

    def _scripts(self, address: str, base_url: str, home: str) -> dict[str, Any]:
        """What the scripts of a page need to know of releases, and where these are."""
        code, _, path = address.partition("/")
        if outlook := self.outlooks.get(address):
            data = {"past": {**outlook.scripts(), "compare": f"{home}compare.html"}}
        elif path in ("index.md", "labels.md"):
            return self._overview(code, home)
        elif path == "compare.md" and self.index:
            data = {"compare": past.compare_scripts(self.shelves[code], self.packs[code])}
        else:
            return {}
        api = f"{base_url}/api"
        return {**data, "releases": f"{api}/releases.js", "packs": f"{api}/{code}"}

    def _overview(self, code: str, home: str) -> dict[str, Any]:
        """What a page of all guidelines needs to say which have changed since it was made."""
        found = []
        for address, outlook in self.outlooks.items():
            known = outlook.scripts()
            if address.startswith(f"{code}/") and any(known["instants"].values()):
                page = f"{home}{address.partition('/')[2].removesuffix('.md')}.html"
                named = {"name": known["guideline"], "page": page}
                found.append({**named, "instants": known["instants"]})
        words = past.OVERVIEW.to(code)
        return {"overview": {"guidelines": found, "words": words}} if found else {}

    @event_priority(-200)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Give each language a search of its own, once i18n has gathered what all of them hold.

        A script beside each index holds it for pages opened from a disk, which may load no data.
        """
        root = Path(config.site_dir)
        self._put_packs(root / "api")
        self._put_feeds(root, config)
        self._put_schemas(root, config)
        if not (root / SEARCH).exists():
            return
        index = json.loads((root / SEARCH).read_text("utf-8"))
        shelves = {_home(code, config): shelf for code, shelf in self.shelves.items()}
        for home, docs in _searches(index["docs"], tuple(shelves)):
            path = root / home / SEARCH
            path.parent.mkdir(parents=True, exist_ok=True)
            found = search.index(docs, shelves[home])
            text = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
            path.write_text(text, "utf-8")
            path.with_suffix(".js").write_text(f"var __index = {text}", "utf-8")

    def _put_packs(self, folder: Path) -> None:
        """Write the packs and the index of releases, with links as the pages were published."""
        # Where readers may see no guideline, there is an index and no pack.
        folder.mkdir(parents=True, exist_ok=True)
        for code, by_guideline in self.packs.items():
            for guideline, pack in by_guideline.items():
                path = folder / code / f"{guideline}.js"
                path.parent.mkdir(exist_ok=True)
                path.write_text(_script("pack", self._addressed(code, pack)), "utf-8")
        if self.index:
            (folder / "releases.js").write_text(_script("releases", self.index), "utf-8")

    def _put_feeds(self, root: Path, config: MkDocsConfig) -> None:
        """Write the feeds of each locale. They need the address of the site, which only
        `mkdocs.yml` knows."""
        if not self.site_url:
            if any(desk.notices for desk in self.desks.values()):
                log.info("%s", NO_FEEDS.to(_language()))
            return
        for code, desk in self.desks.items():
            addresses = {
                path: urljoin(self.site_url, url)
                for address, url in self.urls.items()
                for locale, _, path in (address.partition("/"),)
                if locale == code
            }
            name = _site_name(code, config)
            for path, text in feeds.of(desk, self.site_url, name, addresses).items():
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_bytes(text)

    def _put_schemas(self, root: Path, config: MkDocsConfig) -> None:
        """The schemas of what kijun writes, beside the page that names them."""
        for code in self.shelves:
            folder = root / _home(code, config) / "reference/schema"
            folder.mkdir(parents=True, exist_ok=True)
            for name in reference.JSON:
                schema = Path(__file__).parent / "schemas" / name
                (folder / name).write_bytes(schema.read_bytes())

    def _addressed(self, code: str, pack: dict[str, Any]) -> dict[str, Any]:
        """A pack whose links lead from its page to the addresses of pages."""
        here = self.urls.get(f"{code}/{pack['page']}", "")

        def led(link: re.Match[str]) -> str:
            target = normpath(join(code, dirname(pack["page"]), unescape(link[1])))
            url = self.urls.get(target)
            return (
                f'href="{escape(get_relative_url(url, here))}{link[2] or ""}"' if url else link[0]
            )

        texts = {
            key: {**text, "html": _LINK.sub(led, text["html"])}
            for key, text in pack["texts"].items()
        }
        return {**pack, "page": here, "texts": texts}

    def on_template_context(
        self, context: TemplateContext, *, template_name: str, config: MkDocsConfig
    ) -> TemplateContext:
        """The page that is not there speaks every language of the site."""
        if template_name == "404.html":
            ours = cast(dict[str, Any], context)
            ours["kijun_lost"] = [pages.lost(code, _home(code, config)) for code in self.shelves]
        return context


def _script(name: str, value: Any) -> str:
    """A JSON value as a script that hands it over, as data may not be loaded from a disk."""
    return f"kijun.{name}({json.dumps(value, ensure_ascii=False, separators=(',', ':'))});\n"


def _searches(docs: list[Any], homes: Sequence[str]) -> Iterator[tuple[str, list[Any]]]:
    """The search's entries by the folder of their language, with addresses relative to it.

    The default language stands in the root, which holds the folders of the others.
    """
    for home in homes:
        others = tuple(other for other in homes if len(other) > len(home))
        yield (
            home,
            [
                {**doc, "location": location.removeprefix(home)}
                for doc in docs
                if (location := doc["location"]).startswith(home)
                if not others or not location.startswith(others)
            ],
        )


def _releases(shown: Mapping[tuple[str, str], Standing], code: str) -> dict[str, str]:
    """By unit, the release that put in force what a locale shows of it."""
    return {unit: each.release.name for (unit, locale), each in shown.items() if locale == code}


def _address(file: File) -> str:
    """A file's path below the pages' folder; macOS hands out decomposed names."""
    return unicodedata.normalize("NFC", file.src_uri)


def _language() -> str:
    """The language of messages, from the environment as other commands read it."""
    names = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    return "ja" if next(filter(None, names), "").startswith("ja") else "en"


def _told(error: BaseException) -> Iterator[str]:
    """Every cause in an error or a group of them, in words with its place."""
    if isinstance(error, BaseExceptionGroup):
        for cause in error.exceptions:
            yield from _told(cause)
    elif isinstance(error, KijunError):
        yield error.words(_language())
    else:
        raise error


def _without(nav: Any, hidden: Set[str]) -> Any:
    """The navigation of `mkdocs.yml` less the pages that readers may not see."""
    if isinstance(nav, list):
        return [kept for item in nav if (kept := _without(item, hidden))]
    if isinstance(nav, dict):
        return {title: kept for title, item in nav.items() if (kept := _without(item, hidden))}
    return None if nav in hidden else nav


_LINK = re.compile(r'href="([^":?#]+\.md)(#[^"]*)?"')


def _published(link: re.Match[str], page: SitePage, files: Files) -> str:
    """A link of a card to a Markdown file, as the address the file is published under."""
    target = normpath(join(dirname(page.file.src_uri), unescape(link[1])))
    file = files.get_file_from_path(target)
    if file is None:
        log.warning("%s: a link leads to '%s', which is not there.", page.file.src_uri, link[1])
        return link[0]
    return f'href="{escape(file.url_relative_to(page.file))}{link[2] or ""}"'


_FEED = re.compile(rf'href="(?:\.\./)+({notices.FEEDS}/[^":?#]+)"')


def _led_to_feed(link: re.Match[str], page: SitePage) -> str:
    """A link to a feed, which stands below the site's root and in no language's folder."""
    return f'href="{escape(get_relative_url(link[1], page.file.url))}"'


def _languages(page: SitePage, base_url: str, config: MkDocsConfig) -> list[dict[str, Any]]:
    """The page's address in each language: its name, and whether it is the one being read.

    A page that a language lacks, which only a generated site for one locale has, leads home.
    """
    file: Any = page.file
    found = []
    for language in _i18n(config).config.languages:
        other = file.alternates.get(language.locale)
        home = f"{base_url}/{_home(language.locale, config)}index.html"
        found.append(
            {
                "code": language.locale,
                "name": language.name,
                "url": other.url_relative_to(file) if other else home,
                "current": language.locale == file.locale,
            }
        )
    return found


def _site_name(locale: str, config: MkDocsConfig) -> str:
    """The site's name in a language, where it has one."""
    own = (each for each in _i18n(config).config.languages if each.locale == locale)
    return str(next((each.site_name for each in own if each.site_name), "") or config.site_name)


def _home(locale: str, config: MkDocsConfig) -> str:
    """The folder of a locale below the site's root: the default locale stands in the root."""
    return "" if locale == _i18n(config).default_language else f"{locale}/"


def _i18n(config: MkDocsConfig) -> Any:
    return config.plugins["i18n"]
