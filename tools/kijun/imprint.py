"""What stands on a table of changes besides them: its versions, their days, the transition.

Such a table is forwarded alone, so it must say by itself what it is and from when it holds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from . import codes
from .model import Cause, Release
from .releases import EVERYWHERE, Calendar, instant
from .text import Text

WORDS: Mapping[str, Text] = {
    "elsewhere": Text(en="elsewhere", ja="その他の対象市場"),
    "comma": Text(en=", ", ja="、"),
    "of-release": Text(en="Release {name}: {said}", ja="リリース{name}：{said}"),
    "new-only": Text(
        en="The new rule holds for items that come in once it is in force. Items that are open "
        "or closed by then are not touched.",
        ja="適用開始後に受け付けたコンテンツから新しい基準を適用します。"
        "その時点で処理中または処理済みのコンテンツには適用しません。",
    ),
    "open-items": Text(
        en="Items that are still open when it takes effect get their label by the new rule. "
        "Closed items keep theirs.",
        ja="適用開始時に処理中のコンテンツにも新しい基準を適用します。"
        "処理済みのコンテンツのラベルは変更しません。",
    ),
    "relabel-all": Text(
        en="Open items get their label by the new rule, and closed items are labeled again.",
        ja="処理中のコンテンツに新しい基準を適用し、処理済みのコンテンツにもラベルを付け直します。",
    ),
    "relabel-interval": Text(
        en="Items labeled from {start} until {end} are labeled again.",
        ja="{start}から{end}までにラベルを付けたコンテンツに、ラベルを付け直します。",
    ),
    "readers": Text(
        en="Only labels given by readers of {values}.",
        ja="{values}版を読んで付けたラベルに限ります。",
    ),
    "severities": Text(
        en="Only labels of severity {values}.", ja="重大度が{values}のラベルに限ります。"
    ),
    "labels": Text(en="Only the labels {values}.", ja="{values}のラベルに限ります。"),
    "without": Text(
        en="Only items without {values}.", ja="{values}が付いていないコンテンツに限ります。"
    ),
    "to": Text(en="To be considered: {values}.", ja="付与を検討するラベル：{values}。"),
}
"""Transitions by their codes, and whom or what a relabeling is limited to."""

LANGUAGES: Mapping[str, Text] = {
    "en": Text(en="English", ja="英語"),
    "ja": Text(en="Japanese", ja="日本語"),
}
"""The languages of a book, as readers of another one call them."""


@dataclass(frozen=True)
class Imprint:
    """What stands on a table besides its changes, which may be forwarded alone.

    `old` and `new` are the names of the versions, `draft` says that the new one is not in
    force. Days are written as the reader writes them, each with whose it is: "" where there is
    one alone, else a market, a release, or both.
    """

    old: str
    new: str
    draft: bool = False
    title: str = ""
    published: tuple[tuple[str, str], ...] = ()
    effective: tuple[tuple[str, str], ...] = ()
    transition: str = ""


def between(calendar: Calendar, old: str, new: str) -> tuple[Release, ...]:
    """The releases that a comparison spans, the oldest first: those after one until another.

    The new one, which is a release, alone where the old one is none or is not older.
    """
    last = calendar.by_name[new]
    first = calendar.by_name.get(old)
    spanned = (
        each for each in calendar.releases if first and first.order < each.order <= last.order
    )
    return tuple(spanned) or (last,)


def released(
    old: str, new: str, spanned: Sequence[Release], calendar: Calendar, language: str
) -> Imprint:
    """The imprint of a table that shows what releases changed, with the days of each."""
    several = len(spanned) > 1
    published, effective, transitions = [], [], []
    for each in spanned:
        name = each.name if several else ""
        published.append((name, codes.instant(each.published, language)))
        for market, at in _days(each, calendar, language):
            whose = WORDS["comma"].to(language).join(filter(None, (name, market)))
            effective.append((whose, codes.instant(at, language)))
        for said in transitions_of(each.causes, language):
            told = WORDS["of-release"].to(language, name=name, said=said) if several else said
            transitions.append(told)
    return Imprint(
        old=old,
        new=new,
        published=tuple(published),
        effective=tuple(effective),
        transition="\n".join(transitions),
    )


def _days(each: Release, calendar: Calendar, language: str) -> Iterator[tuple[str, datetime]]:
    """From when a release holds, each day with its market, all others last."""
    found = current(each, calendar)
    others = WORDS["elsewhere"].to(language) if len(found) > 1 else ""
    yield from sorted((market, at) for market, at in found.items() if market != EVERYWHERE)
    if EVERYWHERE in found:
        yield others, found[EVERYWHERE]


def current(each: Release, calendar: Calendar) -> Mapping[str, datetime]:
    """From when a release holds, by market, later ones having moved it.

    A withdrawal holds at once, and what was withdrawn never. Where only some units were moved,
    it holds as it said.
    """
    found: dict[str, datetime] = {}
    if "withdraws" in each.data:
        return found
    units = [unit for cause in each.causes for unit in cause.units]
    for market, stated in each.effective.items():
        starts = {calendar.starts(each, unit, market) for unit in units} or {stated}
        at = starts.pop() if len(starts) == 1 else stated
        if at is not None:
            found[market] = at
    return found


def transitions_of(causes: Iterable[Cause], language: str) -> tuple[str, ...]:
    """What becomes of labels already given, once each where several causes say the same."""
    told = (transition(cause, language) for cause in causes if "transition" in cause.data)
    return tuple(dict.fromkeys(told))


def transition(cause: Cause, language: str) -> str:
    """What becomes of labels already given, in sentences. The cause names a transition."""
    name, data = cause.data["transition"], cause.data.get("relabel", {})
    ends = {
        key: codes.instant(instant(data[end]), language)
        for key, end in (("start", "from"), ("end", "until"))
        if end in data
    }
    if name == "relabel-interval" and len(ends) < 2:
        name = "relabel-all"
    told = [WORDS[name].to(language, **ends)]
    for key in ("readers", "severities", "labels", "without", "to"):
        if key in data:
            values = data[key] if isinstance(data[key], list) else [data[key]]
            if key == "readers":
                values = [called(code, language) for code in values]
            told.append(WORDS[key].to(language, values=values))
    return ("" if language == "ja" else " ").join(told)


def called(code: str, language: str) -> str:
    """A language as the reader's own calls it."""
    return LANGUAGES[code].to(language) if code in LANGUAGES else code
