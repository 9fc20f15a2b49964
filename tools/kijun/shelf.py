"""The editions of a locale as their pages see each other: who may read what, what links where.

Links between pages are written as in Markdown (`fnd.md#FND-4`); the site turns them into
addresses. Every text of a writer comes out of `Shelf.rich` or `escape`, so that no text can
leave its card.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from functools import cached_property
from html import escape
from posixpath import dirname, join, normpath, relpath
from typing import Any

from . import codes
from .elements import say
from .model import Data, Edition, Finding, Settings, Unit
from .sanitise import clean
from .text import Text, plain

AUDIENCES = ("public", "vendor", "internal")
"""Readers, from the widest circle to the narrowest. A build shows its own and the wider ones."""


@dataclass(frozen=True)
class Page:
    """One page: its title, its Markdown, and the HTML for each slot in the Markdown.

    `anchors` are the ids in the slots, which a reader of the Markdown cannot see. `later` are
    pieces by name that no writer's markup is in: what the sanitiser lets nobody write.
    """

    title: str
    body: str
    slots: tuple[str, ...] = ()
    short: str = ""
    later: Mapping[str, str] = attribute(default_factory=dict)

    @property
    def anchors(self) -> Iterator[str]:
        """The ids that stand in the slots."""
        for html in self.slots:
            yield from re.findall(r' id="([^"]+)"', html)

    def filled(self, html: str) -> str:
        """The rendered Markdown with its slots filled, not yet sanitised."""
        return _SLOT.sub(lambda found: self._slot(found[1]), html)

    def finished(self, html: str) -> str:
        """The sanitised page with the pieces in it that were kept for later."""
        return _LATER.sub(lambda found: self.later.get(found[1], ""), html)

    def _slot(self, number: str) -> str:
        return self.slots[int(number)] if int(number) < len(self.slots) else ""


def slot(number: int) -> str:
    """What stands in the Markdown for the HTML of a slot: a paragraph no writer can type."""
    return f"\ue000{number}\ue001"


def later(name: str) -> str:
    """What stands for a piece that is filled in once the page is sanitised."""
    return f'<div class="kj-later" title="{escape(name)}"></div>'


_LATER = re.compile(r'<div class="kj-later" title="([^"]*)"></div>')
_SLOT = re.compile(r"(?:<p>)?\ue000(\d+)\ue001(?:</p>)?")


def titled(title: str, *html: str) -> Page:
    """A page that is one piece of HTML below its title."""
    return Page(title, slot(0), (f"<h1>{escape(title)}</h1>" + "".join(html),))


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the book: its row, the page it stands on and the clause that names it."""

    row: Data
    edition: Edition
    clause: Unit

    def link(self, page: str) -> str:
        """The label's clause as a link from a page, escaped."""
        return self.to(self.clause.id, page)

    def to(self, anchor: str, page: str) -> str:
        """A place on the label's own page as a link from a page, escaped."""
        target = relpath(self.edition.page, dirname(page) or ".")
        return escape(f"{target}#{anchor}")


@dataclass(frozen=True)
class Shelf:
    """The editions of one locale, and what their pages need to know of each other.

    `render` turns a writer's Markdown into HTML. `others` are the pages of
    every locale. `findings` are what writers are shown on their pages, and `says` the words of
    each by its check; a published site has none. Units that `audience` may not read are on no page.
    `releases` has, by address, the release that put in force what is shown of a unit; `pending`
    are the pages that writers have and no release put in force.
    """

    locale: str
    settings: Settings
    editions: Mapping[str, Edition]
    render: Callable[[str], str] = attribute(repr=False)
    audience: str = "public"
    others: Mapping[str, Mapping[str, Edition]] = attribute(default_factory=dict, repr=False)
    findings: Sequence[Finding] = ()
    says: Mapping[str, Text] = attribute(default_factory=dict, repr=False)
    releases: Mapping[str, str] = attribute(default_factory=dict, repr=False)
    pending: frozenset[str] = frozenset()

    def rich(self, text: Any) -> str:
        """A text of a writer as harmless HTML; one paragraph comes without its tags."""
        html = clean(self.render(plain(text, self.locale))).strip()
        inner = html.removeprefix("<p>").removesuffix("</p>")
        return inner if "<p>" not in inner and len(inner) == len(html) - 7 else html

    def shows(self, unit: Unit, edition: Edition) -> bool:
        """Whether this build's readers may see a unit: its page, its clause and the unit itself."""
        around = [edition.units[0], unit]
        if clause := edition.by_address.get(f"clause:{unit.clause}"):
            around.append(clause)
        return all(self.admits(each.data) for each in around)

    def admits(self, data: Data) -> bool:
        """Whether this build's readers are among those whom the data of a unit names."""
        return _circle(str(data.get("audience", "public"))) <= _circle(self.audience)

    def shown(self, edition: Edition) -> bool:
        """Whether the page as a whole is for this build's readers."""
        return self.shows(edition.units[0], edition)

    def of(self, edition: Edition, kind: str) -> Iterator[Unit]:
        """The units of a kind that this build's readers may see."""
        return (unit for unit in edition.of(kind) if self.shows(unit, edition))

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The pages (`policies/har.md`) and units (`policies/har.md#HAR-2`) readers may not see."""
        return self.pending.union(*map(self._hidden_of, self.editions.values()))

    def _hidden_of(self, edition: Edition) -> frozenset[str]:
        return frozenset(
            edition.page if unit is edition.units[0] else f"{edition.page}#{unit.anchor}"
            for unit in edition.units
            if not self.shows(unit, edition)
        )

    def leads(self, target: str, page: str) -> bool:
        """Whether a link of a page leads to what this build's readers may see."""
        path, _, anchor = target.partition("#")
        path = normpath(join(dirname(page), path)) if path else page
        return self.hidden.isdisjoint((path, f"{path}#{anchor}"))

    @cached_property
    def labels(self) -> Mapping[str, Label]:
        """The labels that readers may see, by id, in the order of the pages."""
        return {
            name: label
            for edition in self.editions.values()
            for name, label in self._labels_of(edition)
        }

    def _labels_of(self, edition: Edition) -> Iterator[tuple[str, Label]]:
        for clause in self.of(edition, "clause"):
            for row in clause.data.get("labels", ()):
                if isinstance(row, Mapping):
                    yield str(row.get("id")), Label(row, edition, clause)

    def with_page(self, edition: Edition) -> Shelf:
        """The shelf with another text of one page and without findings.

        Nothing is gathered again from the other pages: a history has a page for each release
        that touched it.
        """
        other = replace(self, editions={**self.editions, edition.page: edition}, findings=())
        labels, hidden = dict(self.labels), self.hidden
        if before := self.editions.get(edition.page):
            for name, _ in self._labels_of(before):
                if name in labels and labels[name].edition is before:
                    del labels[name]
            hidden -= self._hidden_of(before)
        other.__dict__["labels"] = labels | dict(other._labels_of(edition))
        other.__dict__["hidden"] = hidden | self._hidden_of(edition)
        return other

    def say(self, text: Text, /, **values: Any) -> str:
        """Words of the page in this locale, escaped."""
        return say(text, self.locale, **values)

    def field(self, name: str) -> str:
        """The name of a field in this locale."""
        return codes.field(name, self.locale)

    def value(self, code: Any) -> str:
        """The words for a coded value in this locale."""
        return codes.value(code, self.locale)


def _circle(audience: str) -> int:
    """An audience nobody knows is read as the narrowest: leaving out is the safe mistake."""
    return AUDIENCES.index(audience) if audience in AUDIENCES else len(AUDIENCES) - 1


REPLACES = (
    "title", "severity", "action", "escalation", "threshold",
    "scope", "definition", "exception", "steps",
)  # fmt: skip
"""Fields of a clause that a market entry can replace, in the order they are shown."""


def at(markets: Any) -> str:
    """The classes of what holds only in these markets: the switch between markets looks for them.

    A market is a code, or a list of them; none gives no class.
    """
    return _marked("at", markets)


def outside(markets: Any) -> str:
    """The classes of what does not hold in these markets."""
    return _marked("not", markets)


def _marked(word: str, markets: Any) -> str:
    listed = markets if isinstance(markets, list | tuple) else [markets] if markets else []
    return " ".join(f"kj-{word}-{escape(str(market))}" for market in listed)


def concerned(market: Unit) -> tuple[str, ...]:
    """The clauses that a market entry holds for."""
    return tuple(market.data.get("units", (market.clause,)))
