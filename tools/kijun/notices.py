"""Notices of change as pages: one a release, their index, and what other pages say of them.

Days stand in a page as data: no build knows what has taken effect by the day it is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from html import escape
from itertools import groupby
from posixpath import dirname, relpath
from typing import Any

from . import codes, imprint, sides, sides_html
from .elements import mono, pairs, row, say, table
from .gazette import Gazette, Notice, moves
from .model import Cause, Comparison, Release, Replacement
from .releases import EVERYWHERE, address
from .report_changes import Reader
from .rules import CLASSES, DIRECTIONS
from .shelf import Page, Shelf, later, slot
from .text import Text, plain

INDEX = "releases/index.md"
"""The page that lists all notices."""

NEWEST = 3
"""How many notices the home page shows."""

FEEDS = "feeds"
"""The folder of the feeds, below the site's root."""

WORDS: Mapping[str, Text] = {
    "index": Text(en="Changes", ja="改定のお知らせ"),
    "index-lead": Text(
        en="Every release of the guidelines, the newest first: what it changes, from when, and "
        "what becomes of labels already given.",
        ja="ガイドラインの改定を新しい順に掲載しています。変更点、適用開始日、"
        "付与済みのラベルの扱いを確認できます。",
    ),
    "none": Text(en="Nothing has been released yet.", ja="まだ改定のお知らせはありません。"),
    "title": Text(en="Release {name}", ja="ガイドラインの改定（{name}）"),
    "first-title": Text(en="First release ({name})", ja="ガイドラインの制定（{name}）"),
    "release": Text(en="Release", ja="リリース"),
    "published": Text(en="Published", ja="公開日"),
    "effective": Text(en="Takes effect", ja="適用開始日"),
    "effective-in": Text(en="Takes effect in {market}", ja="適用開始日（{market}）"),
    "effective-else": Text(en="Takes effect elsewhere", ja="適用開始日（その他の対象市場）"),
    "class": Text(en="Class", ja="区分"),
    "direction": Text(en="Direction", ja="方向"),
    "only": Text(en="Language", ja="対象の言語版"),
    "only-own": Text(en="this language only", ja="この言語版のみ"),
    "guidelines": Text(en="Guidelines", ja="対象ガイドライン"),
    "units": Text(en="What it concerns", ja="対象箇所"),
    "reasons": Text(en="Why, and what follows", ja="改定の理由と取扱い"),
    "why": Text(en="Reason", ja="理由"),
    "transition": Text(en="Transition", ja="経過措置"),
    "appeals": Text(en="Appeals", ja="異議申立て"),
    "changes": Text(en="What changes", ja="変更箇所"),
    "sides": Text(en="Changes to the guidelines", ja="ガイドライン新旧対照表"),
    "no-changes": Text(
        en="No text of this language changes.", ja="この言語版の文面に変更はありません。"
    ),
    "unknown": Text(
        en="The texts of this release or of the one before it are not in this copy of the "
        "guidelines, so what changed cannot be shown here.",
        ja="このリリースか直前のリリースの文面がこのサイトの作成元にないため、"
        "変更箇所を表示できません。",
    ),
    "baseline": Text(
        en="With this release the guidelines below were put in force for the first time.",
        ja="このリリースで、次のガイドラインの適用が始まりました。",
    ),
    "emergency": Text(en="Emergency release", ja="緊急の改定"),
    "emergency-lead": Text(
        en="The lead time was shortened. Ground: {basis}. Approved by {approver}.",
        ja="予告期間を短縮して適用します。根拠：{basis}。承認者：{approver}。",
    ),
    "owed": Text(
        en="{units}: the text in {language} is owed by {day}.",
        ja="{units}の{language}版は、{day}までに補います。",
    ),
    "brought": Text(
        en="{units}: the text in {language} was owed by {day}; release {release} brought it.",
        ja="{units}の{language}版は{day}が期日で、リリース{release}で補いました。",
    ),
    "withdrawn": Text(
        en="Withdrawn before it took effect, by release {release}",
        ja="適用開始前に取り下げられました（リリース{release}）",
    ),
    "postponed": Text(
        en="Postponed by release {release}", ja="適用開始が延期されました（リリース{release}）"
    ),
    "was": Text(en="{what} (as first announced)", ja="当初の{what}"),
    "withdrawal": Text(en="withdrawal", ja="取下げ"),
    "postponement": Text(en="postponement", ja="適用開始の延期"),
    "withdraws": Text(
        en="This release takes back release {release} before it takes effect. What was in force "
        "stays in force.",
        ja="リリース{release}を適用開始前に取り下げます。現行の基準が引き続き適用されます。",
    ),
    "postpones": Text(
        en="This release moves release {release} to the date above. Until then, what was in "
        "force stays in force.",
        ja="リリース{release}の適用開始日を上記のとおり延期します。"
        "それまでは現行の基準が適用されます。",
    ),
    "limited": Text(en="Only for: {units}", ja="対象箇所：{units}"),
    "map": Text(en="Retired labels and what replaces them", ja="廃止するラベルと移行先"),
    "old-label": Text(en="Retired label", ja="廃止するラベル"),
    "question": Text(en="Deciding question", ja="移行先を決める質問"),
    "yes": Text(en="If yes", ja="「はい」の場合"),
    "no": Text(en="If no", ja="「いいえ」の場合"),
    "unsure": Text(en="If unsure", ja="判断できない場合"),
    "rule-then": Text(
        en="Decided by the rule that was in force when the label was given.",
        ja="ラベルを付けた時点で適用されていた基準で判断します。",
    ),
    "rule-now": Text(
        en="Decided by the rule that is in force when the appeal is decided.",
        ja="異議申立てを判断する時点で適用されている基準で判断します。",
    ),
    "coming": Text(en="Takes effect soon", ja="まもなく適用される改定"),
    "coming-lead": Text(
        en="Published, and not yet in force on {day}, when this list was last brought up to date.",
        ja="{day}（最終公開日）の時点で、公開済みかつ適用開始前の改定です。",
    ),
    "all": Text(en="All releases", ja="すべての改定"),
    "by-guideline": Text(en="By guideline", ja="ガイドライン別"),
    "elsewhere": Text(
        en="Release {release} (published {day}) concerns only readers of {languages}.",
        ja="リリース{release}（{day}公開）は{languages}版のみの改定です。",
    ),
    "history": Text(en="History of this page", ja="このページの改定履歴"),
    "latest": Text(en="What changed lately", ja="最近の改定"),
    "more": Text(en="All changes", ja="すべての改定のお知らせ"),
    "feeds": Text(en="Feeds", ja="フィード"),
    "feeds-lead": Text(
        en="Subscribe to be told of new releases, of all guidelines or of one.",
        ja="フィードを購読すると、全体またはガイドラインごとに新しい改定を受け取れます。",
    ),
    "feed-all": Text(en="All guidelines", ja="すべてのガイドライン"),
    "legal-duty": Text(en="a legal duty", ja="法令上の義務"),
    "urgent-unforeseeable": Text(
        en="urgent, and not to be foreseen", ja="緊急かつ事前に予見できない事情"
    ),
}
"""What stands on notices; grounds and rules for appeals by their codes."""


def published(
    pages: Mapping[str, Page], shelf: Shelf, gazette: Gazette, *, feeds: bool = False
) -> dict[str, Page]:
    """The pages of a locale with its notices, their index, and what other pages say of them.

    Where a person wrote a page for a notice, it leads and the rest follows. A notice that
    readers may not see takes its page along. `feeds` says whether the site has feeds to link.
    """
    desk = Desk(shelf, gazette)
    found = dict(pages)
    for each in gazette.calendar.releases:
        found.pop(f"releases/{each.name}.md", None)
    for notice in desk.notices:
        found[notice.page] = _after(pages.get(notice.page), desk.notice(notice))
    found[INDEX] = _after(pages.get(INDEX), desk.index(feeds=feeds))
    for path, edition in shelf.editions.items():
        if path in found and edition.guideline and (past := desk.history(edition.guideline)):
            found[path] = _after(found[path], past)
    if "index.md" in found and desk.notices:
        found["index.md"] = _before_sections(found["index.md"], desk.latest())
    return found


def _after(first: Page | None, second: Page) -> Page:
    """A page with another behind it. The first one's title stands."""
    if first is None:
        title = f"# {escape(second.title)}\n\n"
        return replace(second, body=title + second.body)
    if first.title.endswith(".md"):
        # The page has no title of its own in its front matter.
        first = replace(first, title=second.title, short=second.title)
    moved = second.body
    for number in reversed(range(len(second.slots))):
        moved = moved.replace(slot(number), slot(number + len(first.slots)))
    return replace(
        first,
        body=f"{first.body}\n\n{moved}",
        slots=(*first.slots, *second.slots),
        later={**first.later, **second.later},
    )


def _before_sections(page: Page, html: str) -> Page:
    """A page with a piece of HTML between its opening and its sections."""
    lines = page.body.split("\n")
    place = next((n for n, line in enumerate(lines) if line.startswith("## ")), len(lines))
    lines[place:place] = ["", slot(len(page.slots)), ""]
    return replace(page, body="\n".join(lines), slots=(*page.slots, html))


class Desk:
    """Writes for the readers of one locale."""

    def __init__(self, shelf: Shelf, gazette: Gazette) -> None:
        self.shelf, self.gazette = shelf, gazette
        self.locale = shelf.locale
        self.language = self.locale if self.locale in Text.languages else "en"
        self.dot = " ・ " if self.language == "ja" else " · "
        self.notices = gazette.notices(self.locale)
        self.by_name = {notice.name: notice for notice in self.notices}

    def say(self, name: str, /, **values: Any) -> str:
        """Words of a notice, escaped."""
        return say(WORDS[name], self.locale, **values)

    def title(self, notice: Notice) -> str:
        """A notice's title, not yet escaped."""
        return WORDS["first-title" if notice.first else "title"].to(self.locale, name=notice.name)

    # ── One notice ───────────────────────────────────────────────────────────────────────

    def notice(self, notice: Notice) -> Page:
        """What is generated of a notice: its facts, its causes, and the changes themselves."""
        slots = [f'<dl class="kj-facts">{pairs(self._facts(notice))}</dl>' + self._said(notice)]
        parts = [slot(0)]
        if any(not notice.first or "why" in cause.data for cause in notice.causes):
            parts += [f"## {self.say('reasons')} {{#reasons}}", slot(len(slots))]
            slots.append("".join(self._cause(cause, notice) for cause in notice.causes))
        pieces = {}
        if notice.first:
            parts += [f"## {self.say('guidelines')} {{#guidelines}}", slot(len(slots))]
            slots.append(self._baseline(notice))
        elif notice.causes:
            parts += [f"## {self.say('changes')} {{#changes}}", slot(len(slots))]
            slots.append(later("changes"))
            # An old text is nothing to find. The theme's search leaves out what stands in an
            # element until one of the same name ends in it: no other has this one's name.
            html = self._changes(notice)
            pieces["changes"] = f"<kj-changes data-search-exclude>{html}</kj-changes>"
        return Page(self.title(notice), "\n\n".join(parts), tuple(slots), later=pieces)

    def _facts(self, notice: Notice) -> list[tuple[str, str]]:
        rows = [(self.say("release"), mono(notice.name))]
        rows.append((self.say("published"), self.time(notice.release.published)))
        rows += [(name, self.time(at)) for name, at in self._effective(notice.release)]
        if notice.grade:
            rows.append((self.say("class"), self._grade(notice.grade)))
        ways = [change.direction for change in notice.changes or () if change.direction]
        if ways:
            comma = "、" if self.language == "ja" else ", "
            told = comma.join(
                self.shelf.say(said) for way, said in DIRECTIONS.items() if way in ways
            )
            rows.append((self.say("direction"), told))
        if "locales" in notice.release.data:
            rows.append((self.say("only"), self._languages(notice.release.data["locales"])))
        return rows

    def _effective(self, each: Release) -> Iterator[tuple[str, datetime]]:
        """From when a release holds, by market, each with its name, later ones having moved it."""
        return self._named(self._current(each))

    def _current(self, each: Release) -> Mapping[str, datetime]:
        return imprint.current(each, self.gazette.calendar)

    def _named(self, effective: Mapping[str, datetime]) -> Iterator[tuple[str, datetime]]:
        places = dict(effective)
        usual = places.pop(EVERYWHERE, None)
        for market, at in sorted(places.items()):
            yield self.say("effective-in", market=market), at
        if usual is not None:
            yield self.say("effective-else" if places else "effective"), usual

    def time(self, at: datetime) -> str:
        """An instant as its readers write it, and as data."""
        said = escape(codes.instant(at, self.language))
        return f'<time datetime="{at.isoformat()}">{said}</time>'

    def day(self, at: datetime) -> str:
        """The day of an instant in its own zone, and the instant as data."""
        said = escape(codes.day(at.date().isoformat(), self.language))
        return f'<time datetime="{at.isoformat()}">{said}</time>'

    def _grade(self, grade: str) -> str:
        return self.shelf.say(CLASSES[grade][0])

    def _languages(self, locales: Iterable[str]) -> str:
        return escape(
            plain([imprint.called(code, self.language) for code in locales], self.language)
        )

    def _said(self, notice: Notice) -> str:
        """What is out of the ordinary: an emergency, a withdrawal, a postponement."""
        boxes = []
        data = notice.release.data
        for each in self.gazette.calendar.releases:
            if moves(each) == notice.name:
                name = "withdrawn" if "withdraws" in each.data else "postponed"
                rows = [f"<p><strong>{self._naming(name, each.name, notice.page)}</strong></p>"]
                rows += self._limited(each)
                rows += self._dates(notice.release, each)
                boxes.append("".join(rows))
        if other := moves(notice.release):
            name = "withdraws" if "withdraws" in data else "postpones"
            rows = [
                f"<p>{self._naming(name, other, notice.page)}</p>",
                *self._limited(notice.release),
            ]
            if why := self._words(data.get("why", {})):
                rows.append(f"<dl>{pairs([(self.say('why'), why)])}</dl>")
            boxes.append("".join(rows))
        if emergency := data.get("emergency"):
            basis = str(emergency["basis"])
            ground: Any = WORDS.get(basis, basis)
            lead = self.say("emergency-lead", basis=ground, approver=emergency["approver"])
            lines = "".join(f"<p>{line}</p>" for line in self._debts(notice))
            head = self.say("emergency")
            boxes.append(f"<p><strong>{head}</strong></p><p>{lead}</p>{lines}")
        return "".join(f'<aside class="kj-finding kj-said">{box}</aside>' for box in boxes)

    def _dates(self, moved: Release, each: Release) -> list[str]:
        """The days of a postponement: those of before, or of the few units that were moved."""
        if "withdraws" in each.data:
            return []
        limited = "units" in each.data
        days = self._named(each.effective if limited else moved.effective)
        rows = [
            (word if limited else self.say("was", what=word), self.time(at)) for word, at in days
        ]
        return [f"<dl>{pairs(rows)}</dl>"]

    def _naming(self, word: str, release: str, page: str) -> str:
        """Words that name a release, whose notice they lead to."""
        mark = "\ue004"
        return self.say(word, release=mark).replace(mark, self._release(release, page))

    def _release(self, name: str, page: str) -> str:
        known = self.by_name.get(name)
        return (
            f'<a href="{self._to(known.page, page)}">{escape(name)}</a>' if known else escape(name)
        )

    def _to(self, target: str, page: str) -> str:
        return escape(relpath(target, dirname(page) or "."))

    def _limited(self, each: Release) -> list[str]:
        units = [address(unit).partition(":")[2] for unit in each.data.get("units", ())]
        return [f"<p>{self.say('limited', units=units)}</p>"] if units else []

    def _debts(self, notice: Notice) -> Iterator[str]:
        """What an emergency left to be said in other languages, and what brought it."""
        settings, each = self.shelf.settings, notice.release
        releases = self.gazette.calendar.releases
        by = codes.day(each.data["emergency"]["follow-up-by"], self.language)
        found: dict[tuple[str, str], list[str]] = {}
        for cause in notice.causes:
            for unit, replaced in cause.units.items():
                for code, locale in settings.locales.items():
                    if replaced.to is None or code in replaced.to or locale.onboarding:
                        continue
                    payers = (
                        one.name
                        for one in releases
                        if one.order > each.order
                        for other in one.causes
                        if code in ((other.units[unit].to or {}) if unit in other.units else {})
                    )
                    name = unit.partition(":")[2]
                    found.setdefault((code, next(payers, "")), []).append(name)
        for (code, payer), units in found.items():
            values = {"units": units, "language": imprint.called(code, self.language), "day": by}
            if payer:
                yield self.say("brought", **values, release="\ue004").replace(
                    "\ue004", self._release(payer, notice.page)
                )
            else:
                yield self.say("owed", **values)

    def _cause(self, cause: Cause, notice: Notice) -> str:
        data = cause.data
        rows = [(self.say("class"), self._grade(cause.grade))] if len(notice.causes) > 1 else []
        if why := self._words(data.get("why", {})):
            rows.append((self.say("why"), why))
        if "transition" in data:
            rows.append((self.say("transition"), escape(imprint.transition(cause, self.language))))
        if "appeals" in data:
            rows.append((self.say("appeals"), self.say(data["appeals"])))
        if not notice.first:
            units = (self._unit(unit, notice.page) for unit in cause.units)
            rows.append((self.say("units"), " ".join(units)))
        split = self._map(data["map"], notice.page) if "map" in data else ""
        gone = "".join(self._gone(unit, notice.page) for unit in cause.units.values())
        return f'<section class="kj-card kj-cause"><dl>{pairs(rows)}</dl>{gone}{split}</section>'

    def _gone(self, replaced: Replacement, page: str) -> str:
        """Why a retired unit is gone, with links to what holds instead."""
        if not replaced.because:
            return ""
        said = self.shelf.say(codes.GONE[replaced.because], unit="\ue004", into="\ue005")
        comma = "、" if self.language == "ja" else ", "
        into = comma.join(self._unit(unit, page) for unit in replaced.into)
        html = said.replace("\ue004", self._unit(replaced.unit, page)).replace("\ue005", into)
        return f"<p>{html}</p>"

    def _words(self, said: Mapping[str, Any]) -> str:
        """What people wrote, in the reader's language or else in the first there is."""
        code = self.locale if self.locale in said else next(iter(said), "")
        if not code:
            return ""
        html = self.shelf.rich(said[code])
        return html if code == self.locale else f'<span lang="{escape(code)}">{html}</span>'

    def _unit(self, unit: str, page: str) -> str:
        """A unit by its id, as a link where it stands on a page of today."""
        name = mono(unit.partition(":")[2])
        link = self._link(unit, page)
        return f'<a class="kj-ref" href="{link}">{name}</a>' if link else name

    def _link(self, unit: str, page: str) -> str:
        for edition in self.shelf.editions.values():
            there = edition.by_address.get(unit)
            if there and self.shelf.shows(there, edition):
                return f"{self._to(edition.page, page)}#{escape(there.anchor)}"
        return ""

    def _map(self, split: Mapping[str, Any], page: str) -> str:
        heads = [self.say(name) for name in ("old-label", "question", "yes", "no", "unsure")]
        rows = (
            row(
                mono(old),
                self._words(to["ask"]),
                *(self._label(str(to[way]), page) for way in ("when-true", "when-false", "unsure")),
            )
            for old, to in split.items()
        )
        return f"<p><strong>{self.say('map')}</strong></p>{table(heads, rows)}"

    def _label(self, name: str, page: str) -> str:
        if name == "human":
            return codes.value(name, self.locale)
        label = self.shelf.labels.get(name)
        return (
            f'<a class="kj-ref" href="{label.link(page)}">{mono(name)}</a>' if label else mono(name)
        )

    def _baseline(self, notice: Notice) -> str:
        items = (f"<li>{self._guideline(name, notice.page)}</li>" for name in notice.guidelines)
        return f"<p>{self.say('baseline')}</p><ul>{''.join(items)}</ul>"

    def _guideline(self, name: str, page: str) -> str:
        """A guideline by id and title, as a link; by its id where it is no more."""
        for edition in self.shelf.editions.values():
            if edition.guideline == name and self.shelf.shown(edition):
                title = escape(str(edition.units[0].data.get("title", "")))
                return f'<a href="{self._to(edition.page, page)}">{escape(name)} {title}</a>'
        return escape(name)

    def _changes(self, notice: Notice) -> str:
        """The redline, or the 新旧対照表, with written cases that get another label."""
        if notice.changes is None:
            return f"<p>{self.say('unknown')}</p>"
        found = Comparison("", notice.name, notice.changes)
        placed = (
            (self._page(changes[0], page), self._placed(change, notice))
            for page, changes in sides.pages(found, Reader(self.language))
            for change in changes
        )
        shown = [
            (page, [change for _, change in some])
            for page, some in groupby(placed, key=lambda each: each[0])
        ]
        if not shown:
            return f"<p>{self.say('no-changes')}</p>"
        about = self._imprint(notice)
        if self.language == "ja":
            html = sides_html.table(shown, about, self.language, head="p")
            named = f'role="region" tabindex="0" aria-label="{self.say("sides")}"'
            return f'<div class="kj-scroll" {named}>{html}</div>'
        return f'<div class="kj-redlines">{sides_html.redlines(shown, about, "en", level=3)}</div>'

    def _page(self, change: sides.Sides, page: str) -> str:
        """What a page is called on the site, also where only another language's text changed."""
        unit = change.change.unit
        there = (e for e in self.shelf.editions.values() if unit in e.by_address)
        own = next((e.units[0] for e in there if change.locale != self.locale), None)
        return str(own.data.get("title") or own.title or page) if own else page

    def _titled(self, change: sides.Sides) -> sides.Sides:
        """A change below its clause's title in the reader's language, where there is one."""
        unit = change.change.unit
        found = (e.by_address.get(unit) for e in self.shelf.editions.values())
        title = next((own.title for own in found if own), "")
        if change.locale == self.locale or not title:
            return change
        name = unit.partition(":")[2] if unit.startswith("clause:") else ""
        heading = sides.titled(name, title, self.language)
        return replace(change, heading=heading, titled_in=self.locale)

    def _placed(self, change: sides.Sides, notice: Notice) -> sides.Sides:
        """A change with a link to its unit."""
        return replace(self._titled(change), link=self._link(change.change.unit, notice.page))

    def _imprint(self, notice: Notice) -> imprint.Imprint:
        before = [each.name for each in self.gazette.told if each.order < notice.release.order]
        old = before[-1] if before else "-"
        calendar = self.gazette.calendar
        known = imprint.released(old, notice.name, [notice.release], calendar, self.language)
        # A redline is no table that is forwarded alone: the transition stands above it already.
        told = "\n".join(imprint.transitions_of(notice.causes, self.language))
        transition = told if self.language == "ja" else ""
        return replace(known, title=WORDS["sides"].to(self.locale), transition=transition)

    # ── Lists of notices ─────────────────────────────────────────────────────────────────

    def index(self, *, feeds: bool) -> Page:
        """All notices, the newest first; those not yet in force; and those of each guideline."""
        title = WORDS["index"].to(self.locale)
        if not self.notices:
            return Page(title, slot(0), (f"<p>{self.say('none')}</p>",))
        slots, parts = [f"<p>{self.say('index-lead')}</p>"], [slot(0)]

        def section(name: str, html: str) -> None:
            parts.extend((f"## {self.say(name)} {{#{name}}}", slot(len(slots))))
            slots.append(html)

        last = self.gazette.calendar.releases[-1].published
        if coming := [notice for notice in self.notices if self._comes(notice.release, last)]:
            lead = self.say("coming-lead", day="\ue004").replace("\ue004", self.day(last))
            section("coming", f"<p>{lead}</p>{self.listed(coming, INDEX)}")
        local = "".join(f"<p>{line}</p>" for line in self._elsewhere())
        section("all", self.listed(self.notices, INDEX) + local)
        section("by-guideline", self._by_guideline())
        pieces = {}
        if feeds:
            section("feeds", f"<p>{self.say('feeds-lead')}</p>{later('feeds')}")
            pieces["feeds"] = self._feeds()
        return Page(title, "\n\n".join(parts), tuple(slots), later=pieces)

    def _comes(self, each: Release, last: datetime) -> bool:
        """Whether something of a release was still to come when something was last published."""
        calendar = self.gazette.calendar
        units = [unit for cause in each.causes for unit in cause.units]
        starts = (calendar.starts(each, u, market) for market in calendar.markets for u in units)
        return any(at is not None and at > last for at in starts)

    def listed(self, notices: Iterable[Notice], page: str) -> str:
        """Notices as a list: title, days, class, guidelines."""
        items = "".join(f"<li>{self._item(notice, page)}</li>" for notice in notices)
        return f'<ul class="kj-notices">{items}</ul>'

    def _item(self, notice: Notice, page: str) -> str:
        title = f'<a href="{self._to(notice.page, page)}">{escape(self.title(notice))}</a>'
        facts = [f"{self.say('published')} {self.day(notice.release.published)}"]
        facts += [f"{name} {self.day(at)}" for name, at in self._effective(notice.release)]
        tags = [self._grade(notice.grade)] if notice.grade else []
        tags += [self._move(notice)] if moves(notice.release) else []
        tags += [self.say("emergency")] if "emergency" in notice.release.data else []
        marks = "".join(f' <span class="kj-tag">{tag}</span>' for tag in tags)
        for each in self.gazette.calendar.releases:
            if moves(each) == notice.name:
                name = "withdrawn" if "withdraws" in each.data else "postponed"
                facts.append(f"<strong>{self._naming(name, each.name, page)}</strong>")
        touched = "" if notice.first else " ".join(map(mono, notice.guidelines))
        facts += [touched] if touched else []
        return f'{title}{marks}<br><span class="kj-note">{self.dot.join(facts)}</span>'

    def summary(self, notice: Notice) -> Iterator[str]:
        """What a feed says of a notice, line by line: days, class, reasons."""
        # An entry says what was published then: what moved the release is an entry of its own.
        stated = {} if "withdraws" in notice.release.data else notice.release.effective
        rows = [(name, self.time(at)) for name, at in self._named(stated)]
        if notice.grade:
            rows.append((self.say("class"), self._grade(notice.grade)))
        if notice.guidelines:
            names = plain(notice.guidelines, self.language)
            rows.append((self.say("guidelines"), escape(names)))
        colon = "：" if self.language == "ja" else ": "
        yield from (f"{name}{colon}{html}" for name, html in rows)
        if "emergency" in notice.release.data:
            yield self.say("emergency")
        if other := moves(notice.release):
            name = "withdraws" if "withdraws" in notice.release.data else "postpones"
            yield self.say(name, release=other)
        for said in (notice.release.data, *(cause.data for cause in notice.causes)):
            if why := self._words(said.get("why", {})):
                yield why

    def _move(self, notice: Notice) -> str:
        """What a release does that only moves another one."""
        return self.say("withdrawal" if "withdraws" in notice.release.data else "postponement")

    def _elsewhere(self) -> Iterator[str]:
        for notice in self.gazette.elsewhere(self.locale):
            languages = self._languages(notice.release.data["locales"])
            words = self.say(
                "elsewhere", release=notice.name, day="\ue004", languages=Text(languages, languages)
            )
            yield words.replace("\ue004", self.day(notice.release.published))

    def _by_guideline(self) -> str:
        rows = []
        for edition in self.shelf.editions.values():
            touching = [n for n in self.notices if edition.guideline in n.guidelines]
            if touching and self.shelf.shown(edition):
                links = self.dot.join(self._release(notice.name, INDEX) for notice in touching)
                rows.append((self._guideline(edition.guideline, INDEX), links))
        return f'<dl class="kj-by-guideline">{pairs(rows)}</dl>'

    def _feeds(self) -> str:
        rows = [(self.say("feed-all"), self._feed("all"))]
        for name in self.guidelines:
            rows.append((escape(name), self._feed(name)))
        return f"<dl>{pairs(rows)}</dl>"

    @property
    def guidelines(self) -> tuple[str, ...]:
        """The guidelines that some notice touches, in the order of the pages."""
        shown = (e for e in self.shelf.editions.values() if e.guideline and self.shelf.shown(e))
        touched = {name for notice in self.notices for name in notice.guidelines}
        return tuple(edition.guideline for edition in shown if edition.guideline in touched)

    def _feed(self, name: str) -> str:
        return " · ".join(
            f'<a href="../../{feed_path(self.locale, name, ending)}">{kind}</a>'
            for kind, ending in (("Atom", "xml"), ("JSON Feed", "json"))
        )

    def history(self, guideline: str) -> Page | None:
        """The releases that touched a guideline, with the class of what each did there."""
        touching = [notice for notice in self.notices if guideline in notice.guidelines]
        if not touching:
            return None
        page = next(p for p, e in self.shelf.editions.items() if e.guideline == guideline)
        rows = []
        for notice in touching:
            grade = self._grade(notice.grade_of(guideline)) if notice.causes else self._move(notice)
            units = (
                " ".join(self._unit(u, page) for u in notice.guidelines[guideline])
                if not notice.first
                else ""
            )
            days = "<br>".join(
                (f"{name} " if len(self._current(notice.release)) > 1 else "") + self.day(at)
                for name, at in self._effective(notice.release)
            )
            published = self.day(notice.release.published)
            rows.append(row(self._release(notice.name, page), published, days, grade, units))
        heads = [self.say(n) for n in ("release", "published", "effective", "class", "units")]
        html = f'<div class="kj-history">{table(heads, rows)}</div>'
        return Page("", f"## {self.say('history')} {{#history}}\n\n{slot(0)}", (html,))

    def latest(self) -> str:
        """The newest notices for the home page, with a link to all."""
        head = f"<p><strong>{self.say('latest')}</strong></p>"
        more = f'<p><a href="{INDEX}">{self.say("more")}</a></p>'
        newest = self.listed(self.notices[:NEWEST], "index.md")
        return f'<section class="kj-card">{head}{newest}{more}</section>'


def feed_path(locale: str, name: str, ending: str) -> str:
    """Where the feed of a locale's guideline, or of `all`, stands below the site's root."""
    return f"{FEEDS}/{locale}/{name}.{ending}"
