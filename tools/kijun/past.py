"""What a page says of the past and the future beside the text in force, and its scripts' words.

The page is cut at the last instant at which something was published; a build knows no clock.
What comes after stands closed beside its unit, and the page carries the instants as data, from
which a script chooses again by the reader's clock and market.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from html import escape
from typing import Any

from . import codes, gaps, releases, sides
from .elements import row, table
from .model import Release, Standing
from .releases import EVERYWHERE, Calendar
from .report_changes import WORDS as CLASSES
from .rules import GRADES
from .shelf import Page, Shelf, titled
from .text import Text

WORDS: Mapping[str, Text] = {
    "since": Text(en="In force since", ja="適用開始日"),
    "since-value": Text(en="{since} · release {release}", ja="{since}（リリース{release}）"),
    "from": Text(en="From {since}", ja="{since}から"),
    "from-elsewhere": Text(
        en="in market {market} from {since}", ja="対象市場{market}では{since}から"
    ),
    "also": Text(en="{first} ({others})", ja="{first}（{others}）"),
    "coming": Text(
        en="{from}: new text of {unit}, release {release}",
        ja="{from}適用：{unit}の改定後の文（リリース{release}）",
    ),
    "added": Text(
        en="{from}: {unit} is added, release {release}",
        ja="{from}適用：{unit}の新設（リリース{release}）",
    ),
    "retiring": Text(
        en="{from}: {unit} is retired, release {release}",
        ja="{from}適用：{unit}の廃止（リリース{release}）",
    ),
    "later-elsewhere": Text(
        en="The text of {unit} from release {release} holds {from}.",
        ja="{unit}の文（リリース{release}）は、{from}適用されます。",
    ),
    "retired": Text(
        en="{unit} is retired since {since}, release {release}. Its last text:",
        ja="{unit}は{since}に廃止されました（リリース{release}）。最後の文：",
    ),
    "title": Text(en="Compare releases", ja="リリースの比較"),
    "lead": Text(
        en="Choose two releases to read what differs between what each had published.",
        ja="リリースを2つ選ぶと、それぞれの時点で公開されていた内容の違いを確認できます。",
    ),
    "no-release": Text(en="There is no release yet.", ja="公開されたリリースはまだありません。"),
    "without-script": Text(
        en="The comparison needs JavaScript. Without it, read the notice of each release: it shows "
        "the old and the new text of what changed.",
        ja="比較にはJavaScriptが必要です。使えない場合は、各リリースのお知らせで、"
        "改定前と改定後の文を確認できます。",
    ),
    "release": Text(en="Release", ja="リリース"),
    "published": Text(en="Published", ja="公開日"),
    "effective": Text(en="In force", ja="適用開始日"),
    "postpones": Text(en="Postpones {release}", ja="{release}の適用を延期"),
    "withdraws": Text(en="Withdraws {release}", ja="{release}を取下げ"),
    "withdrawn": Text(en="withdrawn", ja="取下げ"),
}
"""The words that stand in pages, and that scripts say as well."""

SHARED: Mapping[str, Text] = {
    "instant": Text(en="{day}, {time} (UTC{offset})", ja="{day}の{time}（UTC{offset}）"),
    "failed": Text(
        en="The texts of other days could not be loaded. Reload the page, or ask who runs this "
        "site for the file {file}.",
        ja="別の日の内容を読み込めませんでした。ページを再読み込みしてください。"
        "直らない場合は、サイトの管理者に{file}の有無を確認してください。",
    ),
    "unknown": gaps.UNKNOWN,
}
"""What the scripts of both pages say besides."""

SAID: Mapping[str, Text] = {
    **SHARED,
    "ask": Text(en="As it stood on…", ja="過去の日付の内容を見る"),
    "day": Text(en="Day", ja="日付"),
    "show": Text(en="Show", ja="表示"),
    "reading": Text(en="The text of that day is being put together.", ja="内容を読み込み中です。"),
    "stood": Text(
        en="As it stood on {day}, {market}; the newest release in force then: {release}. "
        "This may not be the rule today.",
        ja="{day}時点の内容です（{market}、直近のリリース：{release}）。"
        "現在の規定とは異なる場合があります。",
    ),
    "will-stand": Text(
        en="As it will stand on {day}, {market}, by what is published today; the newest release "
        "in force then: {release}. This is not the rule yet.",
        ja="{day}時点で適用される予定の内容です（{market}、直近のリリース：{release}）。"
        "まだ適用されていないものを含みます。",
    ),
    "nothing": Text(
        en="On {day}, {market}, nothing of this guideline was in force.",
        ja="{day}の時点では、このガイドラインはまだ適用されていませんでした（{market}）。",
    ),
    "in-market": Text(en="market {market}", ja="対象市場{market}"),
    "elsewhere": Text(
        en="markets without a date of their own", ja="個別の適用開始日がない対象市場"
    ),
    "back": Text(en="Back to today's text", ja="現在の内容に戻る"),
    "today": Text(
        en="In force since {since}, {market}: {units}, release {release}.",
        ja="{since}から適用中（{market}）：{units}（リリース{release}）",
    ),
    "ahead": Text(
        en="The {language} text is ahead of this one since {since} (release {release}). Judge by "
        "the {language} text.",
        ja="この項目は、{since}から{language}版が先行しています（リリース{release}）。"
        "判断には{language}版を使ってください。",
    ),
    "since-read": Text(
        en="Changed since you last read this, {day}: {units}.",
        ja="前回の閲覧（{day}）以降に改定された項目：{units}",
    ),
    "since-day": Text(
        en="Changed after {day}: {units}.", ja="{day}より後に改定された項目：{units}"
    ),
    "unmoved": Text(
        en="Nothing here has changed after {day}.", ja="{day}より後に改定された項目はありません。"
    ),
    "differs": Text(en="See what changed", ja="変更箇所を見る"),
    "have-read": Text(en="I have read it", ja="確認済みにする"),
    "no-since": Text(
        en="'{given}' is no day. Write a day as 2026-03-02, or an instant as "
        "2026-03-02T10:00+09:00.",
        ja="「{given}」は日付として読み取れません。"
        "日付は2026-03-02、日時は2026-03-02T10:00+09:00のように指定してください。",
    ),
    "no-day": Text(
        en="'{given}' is no day, so today's text is shown. Write a day as 2026-03-02, or an "
        "instant as 2026-03-02T10:00+09:00.",
        ja="「{given}」は日付として読み取れないため、現在の内容を表示しています。"
        "日付は2026-03-02、日時は2026-03-02T10:00+09:00のように指定してください。",
    ),
}
"""What the script of a guideline's page says besides."""

OVERVIEW = Text(
    en="Since this page was made, changes have taken effect in {guidelines}. What holds today "
    "stands on their own pages.",
    ja="このページの作成後に適用が始まった改定があります。"
    "現在の内容は、次のガイドラインのページで確認してください：{guidelines}",
)
"""What a page of all guidelines says once one of them has moved on."""

TABLE = ("versions", "remarks", "underlined", "created", "added", "removed", "changed")
"""The words of the paper in which changes are told that its tables of two columns share."""

COMPARED: Mapping[str, Text] = {
    **SHARED,
    "from": Text(en="From release", ja="比較元のリリース"),
    "to": Text(en="To release", ja="比較先のリリース"),
    "guideline": Text(en="Guideline", ja="ガイドライン"),
    "class": Text(en="Class", ja="変更の区分"),
    "label": Text(en="Label", ja="ラベル"),
    "market": Text(en="Market", ja="対象市場"),
    "any": Text(en="All", ja="すべて"),
    "print": Text(en="Print", ja="印刷"),
    "reading": Text(en="The texts are being loaded.", ja="内容を読み込んでいます。"),
    "found": Text(
        en="From release {from} to {to}: {number} changed.",
        ja="リリース{from}から{to}まで：変更{number}件",
    ),
    "same": Text(
        en="From release {from} to {to} nothing differs under this choice.",
        ja="リリース{from}と{to}の間に、選んだ条件に当てはまる違いはありません。",
    ),
    "at-most": Text(en="at most: {class}", ja="最大で：{class}"),
    "steps": Text(en="through releases {releases}", ja="変更したリリース：{releases}"),
    "fact": Text(en="Fact", ja="項目"),
    "before": Text(en="Before", ja="改定前"),
    "after": Text(en="After", ja="改定後"),
    "added-unit": Text(en="New", ja="（新設）"),
    "gone-unit": Text(en="Retired", ja="（削る）"),
    "stays": sides.WORDS["retired"],
    "retired-unit": sides.WORDS["deleted"],
    "unchanged": Text(en="…", ja="（略）"),
    "no-such": Text(
        en="{name}: there is no '{given}' here, so '{shown}' is shown. Choose one from the list.",
        ja="{name}に「{given}」はないため、「{shown}」を表示しています。一覧から選んでください。",
    ),
    "sides": sides.WORDS["title"],
    **{name: sides.WORDS[name] for name in TABLE},
    "inserted": Text(en="inserted:", ja="追加："),
    "deleted": Text(en="deleted:", ja="削除："),
    "end": Text(en="end", ja="ここまで"),
    "none": Text(en="none", ja="なし"),
    "yes": Text(en="yes", ja="あり"),
    "facts-only": Text(
        en="No word changed; only the facts above did.",
        ja="文の変更はなく、上の項目だけの変更です。",
    ),
    "form-only": Text(
        en="No word and no fact changed; only how it is set or written.",
        ja="文と項目の変更はなく、表記や体裁だけの変更です。",
    ),
}
"""What the script of the page that compares says besides."""

DATES = {"en": "en-GB"}
"""By which of a browser's locales dates are said, where its own of that language differs."""

_HOLE = re.compile("\ue002[^\ue003]*\ue003")
_PLACE = re.compile(r'<div class="kj-(?:coming|since|drawn)"[^>]*></div>')
_MARKED = re.compile(r' (?:id|aria-labelledby|aria-describedby)="[^"]*"')
_HEAD_LINK = re.compile(r'<a class="headerlink".*?</a>', re.S)
_TOOLS = re.compile(r'<p class="kj-tools".*?</p>', re.S)
_LINK = re.compile(r'<a [^>]*?href="#[^"]*"[^>]*>(.*?)</a>', re.S)
_HEADING = re.compile(r"<(/?)h[1-6]\b[^>]*>")


@dataclass(frozen=True)
class Outlook:
    """What a guideline's page of a locale says beside its text, from its pack.

    `shown` has the standing of each unit that the page shows, `at` is the instant it was cut at.
    """

    shelf: Shelf
    calendar: Calendar
    pack: Mapping[str, Any]
    shown: Mapping[str, Standing]
    at: datetime

    def pieces(self) -> Mapping[str, str]:
        """The pieces for the places that the written page keeps, by their names."""
        found: dict[str, str] = {}
        for unit, known in self.pack["units"].items():
            around = (unit, known.get("home", ""), f"guideline:{self.pack['guideline']}")
            place = next((name for name in around if name in self._present), "")
            for standing in self._standings(unit):
                found[place] = found.get(place, "") + self._coming(unit, standing)
        told = {f"coming-{unit}": placed(unit, html) for unit, html in found.items()}
        return told | {"since": self._since()}

    @cached_property
    def _present(self) -> frozenset[str]:
        return frozenset(
            unit
            for unit in self.pack["units"]
            if (standing := self.shown.get(unit)) and standing.fingerprint
        )

    def _standings(self, unit: str) -> tuple[Standing, ...]:
        return self.calendar.standings(unit, self.shelf.locale)

    def _coming(self, unit: str, standing: Standing) -> str:
        """A text that some market still waits for, closed; nothing where none does."""
        starts = self._starts(unit, standing.release)
        late = {market: at for market, at in starts.items() if at > self.at}
        shown = self.shown.get(unit)
        current = shown is not None and shown.release is standing.release
        if not late or current == (EVERYWHERE in late):
            return ""
        if current:
            return self._note("later-elsewhere", unit, late, standing.release)
        if standing.fingerprint is None:
            return self._note("retiring", unit, starts, standing.release)
        word = "coming" if unit in self._present else "added"
        said = self._say(word, unit, starts, standing.release)
        # What links to a unit that is new leads to its first text, though it does not hold yet.
        new = word == "added" and standing == self._standings(unit)[0]
        return closed(said, self._html(unit, standing), _id(unit) if new else "")

    def _note(self, *what: Any) -> str:
        return f'<p class="kj-note" data-search-exclude>{self._say(*what)}</p>'

    def _say(self, word: str, unit: str, starts: Mapping[str, datetime], of: Release) -> str:
        values = {"unit": _id(unit), "from": self._since_in(starts), "release": of.name}
        return self.shelf.say(WORDS[word], **values)

    def _starts(self, unit: str, each: Release) -> dict[str, datetime]:
        found = {m: self.calendar.starts(each, unit, m) for m in self.calendar.markets}
        return {market: at for market, at in found.items() if at}

    def _since_in(self, starts: Mapping[str, datetime]) -> str:
        """From when something holds: everywhere first, then the markets that differ."""
        code = self.shelf.locale
        everywhere = starts.get(EVERYWHERE)
        others = [
            WORDS["from-elsewhere"].to(code, market=market, since=self._when(at, market))
            for market, at in starts.items()
            if market != EVERYWHERE and at != everywhere
        ]
        joined = ("、" if code == "ja" else ", ").join(others)
        if everywhere is None:
            return joined
        first = WORDS["from"].to(code, since=self._when(everywhere, EVERYWHERE))
        return WORDS["also"].to(code, first=first, others=joined) if others else first

    def _when(self, at: datetime, market: str) -> str:
        return when(at, market, self.calendar, self.shelf.locale)

    def _html(self, unit: str, standing: Standing) -> str:
        """A unit's text without the units in it."""
        for release, mark, key, *_ in self.pack["units"][unit]["history"]:
            if (release, mark) == (standing.release.name, standing.fingerprint) and key:
                return str(self.pack["texts"][key]["html"])
        return gaps.note(unit, standing.release.name, self.shelf.locale, anchor=False)

    def _since(self) -> str:
        """The row of the facts that says since when the page's newest change holds."""
        standing = [self.shown[unit] for unit in self.pack["units"] if unit in self.shown]
        if not standing:
            return ""
        newest = max(standing, key=lambda each: (each.starts, each.release.order))
        said = self.shelf.say(
            WORDS["since-value"],
            since=self._when(newest.starts, EVERYWHERE),
            release=newest.release.name,
        )
        name = self.shelf.say(WORDS["since"])
        return f'<div class="kj-since"><dt>{name}</dt><dd>{said}</dd></div>'

    def retired(self) -> str:
        """Units out of use with their last text, closed, where links to them still lead."""
        parts = []
        for unit in self.pack["units"]:
            standing = self.shown.get(unit)
            if standing is None or standing.fingerprint is not None:
                continue
            before = [s for s in self._standings(unit) if s.starts <= self.at and s.fingerprint]
            html = self._html(unit, before[-1]) if before else ""
            said = self.shelf.say(
                WORDS["retired"],
                unit=_id(unit),
                since=self._when(standing.starts, EVERYWHERE),
                release=standing.release.name,
            )
            parts.append(closed(said, html, _id(unit)))
        return "".join(parts)

    def scripts(self) -> dict[str, Any]:
        """What the page's script needs before it loads the pack.

        `instants` has, by market, when what is shown changes after the cut; `differs` the
        markets in which something else than what is shown was in force at the cut already.
        """
        own = set(self.pack["units"])
        code = self.shelf.locale
        shown = {unit: standing.fingerprint for unit, standing in self.shown.items() if unit in own}
        instants, differs = {}, []
        for market in self.calendar.markets:
            standings = [s for u in own for s in self.calendar.standings(u, code, market)]
            later = {s.starts for s in standings if s.starts > self.at}
            instants[market] = [at.isoformat() for at in sorted(later)]
            held = {
                unit: s.fingerprint
                for (unit, locale), s in self.calendar.in_force(self.at, market).items()
                if locale == code and unit in own
            }
            if held not in ({}, shown):
                differs.append(market)
        return {
            "guideline": self.pack["guideline"],
            "cut": self.at.isoformat(),
            "instants": instants,
            "differs": differs,
            "dates": DATES.get(code, code),
            "words": said(code, {**WORDS, **SAID}),
        }


def said(locale: str, words: Mapping[str, Text]) -> dict[str, str]:
    """Words in a locale; the places for values are filled by a script."""
    return {name: text.to(locale) for name, text in words.items()}


def place(name: str) -> str:
    """What stands in a pack for what a script puts there."""
    return f'<div class="kj-{name}"></div>'


def placed(unit: str, html: str = "") -> str:
    """What stands in a page where something of a unit's future is told, or will be by a script."""
    return f'<div class="kj-coming" data-unit="{escape(unit)}">{html}</div>'


def closed(summary: str, html: str, anchor: str = "") -> str:
    """A text that does not hold, behind its summary. Nothing within it is linked to or searched."""
    # Its links within the page mean the page as it will be.
    html = _LINK.sub(r"\1", html)
    for gone in (_HOLE, _PLACE, _HEAD_LINK, _TOOLS, _MARKED):
        html = gone.sub("", html)
    html = _HEADING.sub(lambda tag: f"<{tag[1]}p>" if tag[1] else '<p class="kj-headed">', html)
    at = f' id="{escape(anchor)}"' if anchor else ""
    return (
        f'<details class="kj-closed"{at} data-search-exclude><summary>{summary}</summary>'
        f"<div>{html}</div></details>"
    )


def when(at: datetime, market: str, calendar: Calendar, locale: str) -> str:
    """An instant in a market's zone, elsewhere as its release states it; of the first one of a
    day, the day."""
    there = at
    if market != EVERYWHERE:
        there = at.astimezone(releases.zone(calendar.settings, market))
    if (there.hour, there.minute, there.second) == (0, 0, 0):
        return codes.day(there.date().isoformat(), locale)
    return codes.instant(there, locale)


def _id(unit: str) -> str:
    return unit.partition(":")[2]


def compare(shelf: Shelf, calendar: Calendar | None) -> Page:
    """The page that compares releases: without its script, when each was published and holds."""
    lead = f"<p>{shelf.say(WORDS['lead'])}</p>"
    title = WORDS["title"].to(shelf.locale)
    if calendar is None or not calendar.releases:
        return titled(title, lead, f"<p>{shelf.say(WORDS['no-release'])}</p>")
    quiet = f'<p class="kj-without-script">{shelf.say(WORDS["without-script"])}</p>'
    heads = [shelf.say(WORDS[name]) for name in ("release", "published", "effective")]
    rows = [
        row(
            escape(each.name),
            escape(when(each.published, EVERYWHERE, calendar, shelf.locale)),
            "<br>".join(_moves(each, shelf) or _effects(each, calendar, shelf)),
        )
        for each in reversed(calendar.releases)
    ]
    return titled(title, lead, quiet, '<div class="kj-compare"></div>', table(heads, rows))


def _moves(each: Release, shelf: Shelf) -> list[str]:
    """What a release does that moves another one, in words."""
    kinds = [kind for kind in ("postpones", "withdraws") if kind in each.data]
    return [shelf.say(WORDS[kind], release=each.data[kind]) for kind in kinds]


def _effects(each: Release, calendar: Calendar, shelf: Shelf) -> Iterator[str]:
    """When a release holds, by market, later releases having moved it or not."""
    units = [replaced.unit for _, replaced in releases.named(each)]
    for market in each.effective:
        found = {calendar.starts(each, unit, market) for unit in units}
        known = sorted(at for at in found if at)
        days = [escape(when(at, market, calendar, shelf.locale)) for at in known]
        days += [shelf.say(WORDS["withdrawn"])] if None in found else []
        named = "" if market == EVERYWHERE else f'<span class="kj-market">{escape(market)}</span> '
        yield named + ", ".join(days)


def compare_scripts(shelf: Shelf, found: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """What the script of the page that compares needs: guidelines, classes, fields, words.

    `found` are the packs by guideline: a reader may ask for a label that is gone or still to come.
    """
    titles = {e.guideline: str(e.units[0].data.get("title", "")) for e in shelf.editions.values()}
    return {
        "guidelines": {name: titles.get(name, "") for name in found},
        "labels": sorted({*shelf.labels, *_labels(found.values())}, key=_counted),
        "classes": {name: CLASSES[name].to(shelf.locale) for name in GRADES if name in CLASSES},
        "fields": {name: text.to(shelf.locale) for name, text in codes.FIELDS.items()},
        "values": {name: text.to(shelf.locale) for name, text in codes.VALUES.items()},
        "dates": DATES.get(shelf.locale, shelf.locale),
        "words": said(shelf.locale, {**WORDS, **COMPARED}),
    }


def _labels(found: Iterable[Mapping[str, Any]]) -> Iterator[str]:
    """The labels that some text in a pack has, whenever it holds."""
    for pack in found:
        for text in pack["texts"].values():
            for path in text["facts"]:
                if label := re.fullmatch(r"labels\.(.+)\.id", path):
                    yield label[1]


def _counted(name: str) -> list[tuple[int, str]]:
    """A key by which FRD-10 stands after FRD-9."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in re.split(r"(\d+)", name)]
