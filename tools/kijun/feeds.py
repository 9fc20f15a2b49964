"""Feeds of notices: Atom (RFC 4287) and JSON Feed 1.1, for a locale and for each guideline.

An entry's id is a tag (RFC 4151) made of the site's address, the day the release is named
after, its locale and its name: it stays the same whatever is published later. An entry is
dated by its publication; from when a release takes effect stands in its text.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from re import sub
from typing import Any
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

from .gazette import Notice
from .notices import INDEX, WORDS, Desk, feed_path
from .text import Text

ATOM = "http://www.w3.org/2005/Atom"

TITLE = Text(en="{site}: {index}", ja="{site}：{index}")
ONE = Text(en="{site}: {index} ({guideline})", ja="{site}：{index}（{guideline}）")


@dataclass(frozen=True)
class Entry:
    """A notice in a feed. `published` is an instant as RFC 3339 writes it."""

    id: str
    title: str
    address: str
    published: str
    summary: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Feed:
    """What both formats say: the newest entry first. `home` is the address of the notices."""

    id: str
    title: str
    locale: str
    author: str
    home: str
    entries: tuple[Entry, ...]


def of(desk: Desk, site: str, name: str, addresses: Mapping[str, str]) -> dict[str, bytes]:
    """The feeds of a locale by their paths below the site's root.

    `site` is the site's address and `name` its name; `addresses` has those of the pages, by
    path below the locale's folder. A locale without a notice has no feed.
    """
    if not desk.notices:
        return {}
    entries = {notice.name: _entry(notice, desk, site, addresses) for notice in desk.notices}
    first = min(notice.name for notice in desk.notices).partition(".")[0]
    found = {}
    for guideline in ("", *desk.guidelines):
        feed = Feed(
            _tag(site, first, desk.locale, *filter(None, [guideline])),
            _title(name, desk.locale, guideline),
            desk.locale,
            name,
            addresses[INDEX],
            tuple(
                entries[notice.name]
                for notice in desk.notices
                if not guideline or guideline in notice.guidelines
            ),
        )
        for ending, written in (("xml", atom), ("json", json_feed)):
            path = feed_path(desk.locale, guideline or "all", ending)
            found[path] = written(feed, urljoin(site, path))
    return found


def _title(site: str, locale: str, guideline: str) -> str:
    index = WORDS["index"]
    if guideline:
        return ONE.to(locale, site=site, index=index, guideline=guideline)
    return TITLE.to(locale, site=site, index=index)


def _entry(notice: Notice, desk: Desk, site: str, addresses: Mapping[str, str]) -> Entry:
    day = notice.name.partition(".")[0]
    return Entry(
        _tag(site, day, desk.locale, notice.name),
        desk.title(notice),
        addresses[notice.page],
        notice.release.published.isoformat(),
        "\n".join(_plain(line) for line in desk.summary(notice)),
        tuple(filter(None, (notice.grade, *notice.guidelines))),
    )


def _plain(html: str) -> str:
    return unescape(sub("<[^>]*>", "", html)).strip()


def _tag(site: str, day: str, *names: str) -> str:
    """A tag URI: who owns the name, since when, and the name."""
    place = urlsplit(site)
    path = "/".join((place.path.strip("/"), *names)).strip("/")
    return f"tag:{place.hostname},{day}:{path}"


def atom(feed: Feed, own: str) -> bytes:
    """A feed as Atom; `own` is its address."""
    ElementTree.register_namespace("", ATOM)
    root = ElementTree.Element(f"{{{ATOM}}}feed")
    root.set("{http://www.w3.org/XML/1998/namespace}lang", feed.locale)

    def put(parent: ElementTree.Element, name: str, text: str = "", **marks: str) -> None:
        ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", marks).text = text or None

    put(root, "id", feed.id)
    put(root, "title", feed.title)
    put(root, "updated", max(feed.entries, key=_moment).published)
    put(root, "link", rel="self", type="application/atom+xml", href=own)
    put(root, "link", rel="alternate", type="text/html", href=feed.home)
    author = ElementTree.SubElement(root, f"{{{ATOM}}}author")
    put(author, "name", feed.author)
    for entry in feed.entries:
        item = ElementTree.SubElement(root, f"{{{ATOM}}}entry")
        put(item, "id", entry.id)
        put(item, "title", entry.title)
        put(item, "published", entry.published)
        put(item, "updated", entry.published)
        put(item, "link", rel="alternate", type="text/html", href=entry.address)
        for tag in entry.tags:
            put(item, "category", term=tag)
        put(item, "summary", entry.summary)
    ElementTree.indent(root)
    text = ElementTree.tostring(root, "unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{text}\n'.encode()


def _moment(entry: Entry) -> datetime:
    return datetime.fromisoformat(entry.published)


def json_feed(feed: Feed, own: str) -> bytes:
    """A feed as JSON Feed 1.1; `own` is its address."""
    found = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": own,
        "language": feed.locale,
        "authors": [{"name": feed.author}],
        "items": list(_items(feed.entries)),
    }
    return (json.dumps(found, ensure_ascii=False, indent=2) + "\n").encode()


def _items(entries: Iterable[Entry]) -> Iterable[dict[str, Any]]:
    for entry in entries:
        yield {
            "id": entry.id,
            "url": entry.address,
            "title": entry.title,
            "content_text": entry.summary,
            "date_published": entry.published,
            "date_modified": entry.published,
            "tags": list(entry.tags),
        }
