"""A link within the book leads to a page, and to a unit that is on it."""

import posixpath
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from ..model import Book, Facts, Finding
from ..rule import Example, rule
from ..text import Text, meant


@rule(
    level="error",
    says=Text(
        en="The link '{id}' leads nowhere: there is no '{goal}' in {locale}. "
        "Correct the link.{near}",
        ja="リンク「{id}」の先がありません（{locale}に「{goal}」がありません）。"
        "リンクを直してください。{near}",
    ),
    why=Text(
        en="A labeler with two minutes does not search for the page that a link should have shown.",
        ja="作業時間の限られたラベラーに、リンク先を探す余裕はありません。",
    ),
    examples=(
        Example(en="## A {#a}\n\nSee [it](gone.md).\n", finds=("gone.md",)),
        Example(en="## A {#a}\n\nSee [it](t.md#T-9).\n", finds=("t.md#T-9",)),
        Example(
            en="## A {#a}\n\nSee [it](../extra.md#why).\n",
            files={"guidelines/en/extra.md": "## Why now\n\nText.\n"},
            finds=("extra.md#why",),
        ),
        Example(
            en="## A {#a}\n\nSee [it](../extra.md#why-now) and [this](../extra.md#here).\n",
            files={"guidelines/en/extra.md": "## Why now\n\n<a id='here'></a>Text.\n"},
        ),
        Example(en="## A {#a}\n\nSee [it](#a), [page](t.md) and [web](https://example.org/).\n"),
    ),
)
def link_broken(book: Book) -> Iterator[Finding]:
    for facts in book.editions:
        for reference in facts.references:
            if reference.kind != "link":
                continue
            goal = missing(reference.id, facts, book)
            if goal:
                near = meant(goal, goals(goal, facts.locale, book))
                yield facts.at(reference, id=reference.id, goal=goal, locale=facts.locale, **near)


def goals(goal: str, locale: str, book: Book) -> list[str]:
    """What the link may have meant: the units of the page that it names, or the other pages."""
    page, sign, _ = goal.partition("#")
    there = book.by_page.get((locale, page))
    if sign and there:
        return [f"{page}#{anchor}" for anchor in there.anchors]
    folder, name = posixpath.split(goal)
    pages = (each for code, each in book.by_page if code == locale)
    return [each for each in pages if folder == posixpath.dirname(each) or each.endswith(name)]


def missing(link: str, facts: Facts, book: Book) -> str:
    """The page or anchor that a link names and that is not there; "" where all is well."""
    path, _, anchor = link.partition("#")
    path = unquote(path)
    if ":" in path or (path.startswith(("/", "..")) and not path.endswith(".md")):
        return ""
    if not book.settings.schemas and not path.endswith(".md"):
        return ""
    page = (
        posixpath.normpath(posixpath.join(posixpath.dirname(facts.page), path))
        if path
        else facts.page
    )
    if page.startswith("..") or path.startswith("/"):
        return ""
    there = book.by_page.get((facts.locale, page))
    if there is None:
        folder = book.settings.locales[facts.locale].folder
        file = page if folder == "." else f"{folder}/{page}"
        return "" if file in book.files or not path.endswith(".md") else page
    # Where the site makes anchors of headings in its own way, nobody else knows them.
    named = there.guideline or (book.settings.schemas and "slugify" not in _toc(book))
    return f"{page}#{anchor}" if anchor and named and unquote(anchor) not in there.anchors else ""


def _toc(book: Book) -> Mapping[str, Any]:
    options: Mapping[str, Any] = book.settings.engine.get("toc", {})
    return options
