"""Every page of a locale: those people write, and those made from what they wrote.

Nothing here knows the program that builds the site: a page is Markdown with slots, and HTML for
the slots.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from types import MappingProxyType

from . import labels, past, reference
from .codes import LANGUAGES, language
from .elements import pairs, say
from .model import Concept, Data, Terms
from .releases import Calendar
from .rule import Entry
from .shelf import Page, Shelf, slot, titled
from .text import Text
from .written import page

WORDS: Mapping[str, Text] = {
    "glossary": Text(en="Glossary", ja="用語集"),
    "preferred": Text(en="Use", ja="推奨"),
    "allowed": Text(en="Allowed", ja="許容"),
    "never": Text(en="Not for this", ja="この概念には不可"),
    "banned": Text(en="Never", ja="使用禁止"),
    "former": Text(en="Formerly", ja="旧称"),
    "statute": Text(en="in legal references only", ja="法令の参照でのみ使用"),
    "glossary-lead": Text(
        en="Each concept with its definition, the terms to use in each language, and the words "
        "that do not stand for it.",
        ja="概念ごとに、定義、各言語で使う用語、使わない語をまとめています。",
    ),
    "labels": Text(en="Labels", ja="ラベル"),
    "labels-lead": Text(
        en="Every label, with when it fits. Choose one to read its clause.",
        ja="すべてのラベルと、該当する場合の一覧です。ラベルを選ぶと、その項目を読めます。",
    ),
    "unreadable": Text(en="This page cannot be read", ja="このページは読み取れません"),
    "home": Text(en="Home", ja="ホーム"),
    "lost": Text(en="There is no such page", ja="ページが見つかりません"),
    "lost-lead": Text(
        en="The address may be old or mistyped. Ids of clauses never change: look the label up.",
        ja="アドレスが古いか、誤っている可能性があります。"
        "項目のIDは変わらないため、ラベル一覧から探せます。",
    ),
}


def all_pages(
    shelf: Shelf,
    checks: Sequence[Entry] = (),
    figures: Data = MappingProxyType({}),
    calendar: Calendar | None = None,
) -> Mapping[str, Page]:
    """Every page of a locale by path: those people write, then those nobody does.

    `figures` are what was measured of the checks, `calendar` has the releases where a site
    shows them.
    """
    written = {
        path: page(edition, shelf)
        for path, edition in shelf.editions.items()
        if shelf.shown(edition)
    }
    compared = {"compare.md": past.compare(shelf, calendar)}
    return written | _generated(shelf, checks, figures) | compared


def _generated(shelf: Shelf, checks: Sequence[Entry], figures: Data) -> dict[str, Page]:
    """The pages that no one writes, by path: a function each."""
    locale, kinds = shelf.locale, reference.kinds(shelf)
    return {
        "glossary.md": _glossary(shelf),
        "labels.md": _labels(shelf),
        **{
            f"reference/checks/{name}": found
            for name, found in reference.checks(checks, locale, figures).items()
        },
        "reference/changes/index.md": reference.changes_page(locale),
        "reference/schema/index.md": reference.schema_index(shelf),
        **{f"reference/schema/{kind}.md": reference.schema_page(kind, shelf) for kind in kinds},
    }


def _glossary(shelf: Shelf) -> Page:
    """Every concept: its definition, and the terms of every locale, the shelf's own first."""
    locales = sorted(shelf.settings.locales, key=lambda code: code != shelf.locale)
    entries = (_concept(concept, locales, shelf) for concept in shelf.settings.glossary)
    lead = f"<p>{shelf.say(WORDS['glossary-lead'])}</p>"
    return titled(WORDS["glossary"].to(shelf.locale), lead, *entries)


def _concept(concept: Concept, locales: list[str], shelf: Shelf) -> str:
    own = concept.terms.get(shelf.locale)
    name = escape((own.preferred if own and own.preferred else (concept.id,))[0])
    if "policy" not in concept.contexts:
        name += f' <span class="kj-note">{shelf.say(WORDS["statute"])}</span>'
    columns = "".join(
        _terms(locale, concept.terms[locale], shelf)
        for locale in locales
        if locale in concept.terms
    )
    return (
        f'<section class="kj-card kj-concept"><h2 id="{escape(concept.id)}">{name}</h2>'
        f'<div class="kj-columns">{columns}</div></section>'
    )


def _terms(locale: str, terms: Terms, shelf: Shelf) -> str:
    rows = [
        (
            shelf.say(WORDS[kind]),
            "".join(f'<span class="kj-term-{kind}">{escape(t)}</span>' for t in words),
        )
        for kind in ("preferred", "allowed", "never", "banned", "former")
        if (words := getattr(terms, kind))
    ]
    return (
        f'<div lang="{escape(locale)}">'
        f'<p class="kj-language">{language(locale)}</p>'
        f"<p>{escape(terms.definition)}</p>"
        f'<dl lang="{escape(shelf.locale)}">{pairs(rows)}</dl></div>'
    )


def _labels(shelf: Shelf) -> Page:
    """Every label, by guideline."""
    parts = [f"<p>{shelf.say(WORDS['labels-lead'])}</p>"]
    for edition in shelf.editions.values():
        if ids := labels.of_edition(edition, shelf):
            head = f'<a href="{escape(edition.page)}">{escape(edition.guideline)}</a>'
            name = escape(str(edition.units[0].data.get("title", "")))
            parts.append(f'<h2 id="{escape(edition.guideline)}">{head} {name}</h2>')
            parts.append(labels.table(ids, shelf, "labels.md"))
    return titled(WORDS["labels"].to(shelf.locale), *parts)


def unreadable(messages: Iterable[str], locale: str) -> Page:
    """What stands in place of a page that could not be read, while a writer mends it."""
    title = WORDS["unreadable"].to(locale)
    said = "".join(f"<p>{escape(message)}</p>" for message in messages)
    html = f'<h1>{escape(title)}</h1><aside class="kj-finding kj-error">{said}</aside>'
    return Page(title, slot(0), (html,))


def lost(locale: str, folder: str) -> Mapping[str, str]:
    """The words of the page that is not there, and the locale's folder below the site's root."""
    names = {"title": "lost", "lead": "lost-lead"}
    names |= {way: way for way in ("home", "labels", "glossary")}
    said = {name: say(WORDS[key], locale) for name, key in names.items()}
    return {"locale": locale if locale in LANGUAGES else "en", "folder": folder, **said}
