"""What was in force, and a unit's history, told to people and to other programs."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from typing import Any

from .codes import FIELDS, GONE, VALUES, day, instant
from .decide import EXITS
from .model import Change, Standing
from .record import Entry, Move, Record, Shown
from .releases import EVERYWHERE, short
from .report import INDENT, legible
from .report_changes import Reader
from .text import Text

SAYS = {
    "shown": Text(en="{unit} · locale {locale}{market}", ja="{unit} ・ 言語版 {locale}{market}"),
    "market": Text(en=" · market {market}", ja=" ・ 対象市場 {market}"),
    "only": Text(en="It holds only in {markets}.", ja="適用されるのは{markets}だけです。"),
    "elsewhere": Text(
        en="It holds only in {markets}, not in {market}.",
        ja="適用されるのは{markets}だけで、{market}には適用されません。",
    ),
    "since": Text(
        en="In force since {starts}, by release {release} (published {published}).",
        ja="{starts}から適用。リリース{release}、公開は{published}。",
    ),
    "published": Text(
        en="As published by {asked}: release {release}, in force from {starts}.",
        ja="{asked}までに公開された文：リリース{release}、{starts}から適用。",
    ),
    "revision": Text(
        en="As in the revision {asked}. Whether it was in force, only releases say.",
        ja="版{asked}の文。適用されていたかどうかは、リリースでしか分かりません。",
    ),
    "retired": Text(
        en="Retired since {starts}, by release {release}.",
        ja="{starts}に廃止（リリース{release}）。",
    ),
    "postponed": Text(
        en="Postponed by release {mover} (published {published}): to {starts}.",
        ja="延期：リリース{mover}（公開は{published}）により、適用開始は{starts}になりました。",
    ),
    "taken out": Text(
        en="Withdrawn by release {mover} (published {published}): it never took effect.",
        ja="取下げ：リリース{mover}（公開は{published}）で取り下げられたため、適用されていません。",
    ),
    "unpublished": Text(
        en="Release {asked} and those before it had published no text of it, or had withdrawn it.",
        ja="リリース{asked}までに公開された文はありません（取り下げられたものを除きます）。",
    ),
    "published retired": Text(
        en="As published by {asked}: release {release}, retired from {starts}.",
        ja="{asked}までの公開内容：リリース{release}により、{starts}に廃止。",
    ),
    "becomes": Text(en="Label {old} becomes {new}.", ja="ラベル{old}は{new}になります。"),
    "splits": Text(
        en="Label {old} becomes, by the answer to '{ask}': if yes, {yes}; if no, {no}; "
        "if unsure, {unsure}.",
        ja="ラベル{old}の移行先は、次の質問で決まります。「{ask}」"
        "はいの場合：{yes}、いいえの場合：{no}、判断できない場合：{unsure}",
    ),
    "last": Text(
        en="Its last text, in force since {starts}, by release {release}:",
        ja="廃止前の最後の文（{starts}から適用、リリース{release}）：",
    ),
    "nothing": Text(
        en="Not in force then: no release had put it in force.",
        ja="その時点では、どのリリースでもまだ適用されていませんでした。",
    ),
    "absent": Text(en="The unit is not in that version.", ja="その版にはこの単位がありません。"),
    "after": Text(
        en="Scheduled: another text from {starts}, by release {release}.",
        ja="予定：{starts}から別の文に変わります（リリース{release}）。",
    ),
    "comes": Text(
        en="Scheduled: in force from {starts}, by release {release}.",
        ja="予定：{starts}から適用されます（リリース{release}）。",
    ),
    "ends": Text(
        en="Scheduled: retired from {starts}, by release {release}.",
        ja="予定：{starts}に廃止されます（リリース{release}）。",
    ),
    "behind": Text(
        en="Older text: in '{governing}', which governs, {unit} has a newer one in force since "
        "{starts}, by the emergency release {release}. '{locale}' still has the text before "
        "it; the new one is owed by {day}.",
        ja="改定前の文です：{unit}は、正文の「{governing}」では緊急リリース{release}の文が"
        "{starts}から適用されていますが、「{locale}」はその前の文のままです（対応期日：{day}）。",
    ),
    "lacking": Text(
        en="No text yet: in '{governing}', which governs, {unit} is in force since {starts}, by "
        "the emergency release {release}. In '{locale}' it is owed by {day}.",
        ja="未対応です：{unit}は、正文の「{governing}」では緊急リリース{release}により{starts}から"
        "適用されていますが、「{locale}」にはまだありません（対応期日：{day}）。",
    ),
    "unread": Text(
        en="Not certain: release {release} cannot be read, and this answer leaves it out.",
        ja="この回答は確実ではありません：リリース{release}を読み取れないため、"
        "その内容は含まれていません。",
    ),
    "unread later": Text(
        en="Release {release} cannot be read, and this answer leaves it out. By its name, it is "
        "later than {asked}.",
        ja="リリース{release}を読み取れないため、その内容は含まれていません。"
        "名前の日付は{asked}より後です。",
    ),
    "perhaps pending": Text(
        en="Perhaps pending: the working tree holds another text, which no release that can be "
        "read has named.",
        ja="未公開の可能性があります：作業中のフォルダーに、読み取れるどのリリースにも"
        "含まれていない文があります。",
    ),
    "pending": Text(
        en="Pending: the working tree holds another text, which no release has named.",
        ja="未公開：作業中のフォルダーに、どのリリースにも含まれていない文があります。",
    ),
    "taken back": Text(
        en="Not in force: release {release} withdrew the text that the working tree holds.",
        ja="適用なし：作業中のフォルダーにある文は、リリース{release}で取り下げられました。",
    ),
    "label": Text(en="Label {id} {name}: {facts}", ja="ラベル {id} {name}：{facts}"),
    "local label": Text(
        en="Label {id} {name}, in market {market}: {facts}",
        ja="ラベル {id} {name}（対象市場{market}）：{facts}",
    ),
    "instead": Text(
        en="In market {market}, {entry} replaces: {fields}.",
        ja="対象市場{market}では、{entry}により次の内容を置き換えます：{fields}",
    ),
    "instead while": Text(
        en="In market {market}, {entry} replaces, only under its condition: {fields}. "
        "The condition: {condition}",
        ja="対象市場{market}では、{entry}により、条件を満たす間に限って次の内容を置き換えます："
        "{fields}。条件：{condition}",
    ),
    "history": Text(en="History of {unit}", ja="{unit}の履歴"),
    "locale": Text(en="Locale {locale}", ja="言語版 {locale}"),
    "release": Text(
        en="Release {release}, published {published}: {grade}",
        ja="リリース{release}：{grade}、公開は{published}",
    ),
    "from": Text(en="in force from {starts}", ja="{starts}から適用"),
    "until": Text(en="retired from {starts}", ja="{starts}に廃止"),
    "due from": Text(en="due to take effect on {starts}", ja="{starts}から適用"),
    "due until": Text(en="due to be retired on {starts}", ja="{starts}に廃止"),
    "due local": Text(en="; in {market} on {starts}", ja="、{market}は{starts}から"),
    "local": Text(en="; in {market} from {starts}", ja="、{market}は{starts}から"),
    "postpones": Text(
        en="postponed by release {release} (published {published}); until then {before}",
        ja="リリース{release}で延期（公開は{published}）。延期前：{before}",
    ),
    "withdraws": Text(
        en="withdrawn by release {release} (published {published}); until then {before}",
        ja="リリース{release}で取下げ（公開は{published}）。取下げ前：{before}",
    ),
    "withdrawn": Text(en="withdrawn before it took effect", ja="適用開始前に取下げ"),
    "unknown": Text(
        en="its text {fingerprint} is not in this clone",
        ja="文{fingerprint}はこのクローンにありません",
    ),
    "unreleased": Text(
        en="In no release: text {fingerprint}, {seen}; {named}",
        ja="リリースに含まれない文：{fingerprint}、{seen}（{named}）",
    ),
    "earlier": Text(
        en="Older than the first release of it: text {fingerprint}, {seen}; {named}",
        ja="最初のリリースより前の文：{fingerprint}、{seen}（{named}）",
    ),
    "waits": Text(
        en="Pending, today's text: {fingerprint}, {seen}; {named}",
        ja="未公開（現在の文）：{fingerprint}、{seen}（{named}）",
    ),
    "passed": Text(
        en="Passed over: text {fingerprint}, {seen}, which is gone from the working tree; {named}",
        ja="リリースされなかった文：{fingerprint}、{seen}"
        "（作業中のフォルダーにはもうありません。{named}）",
    ),
    "unnamed": Text(en="no release has named it", ja="どのリリースにも含まれていません"),
    "perhaps unnamed": Text(
        en="no release that can be read has named it",
        ja="読み取れるどのリリースにも含まれていません",
    ),
    "class": Text(en="Class: {grade}, declared by {by}", ja="区分：{grade}（{by}による宣言）"),
    "by": Text(en="release {release}", ja="リリース{release}"),
    "commit": Text(en="commit {commit} of {when}", ja="{when}のコミット{commit}"),
    "tree": Text(en="in the working tree", ja="作業中のフォルダー"),
    "edge": Text(
        en="staged, or committed before this clone begins",
        ja="ステージ済み、またはクローンの範囲より前のコミット",
    ),
    "incomplete": Text(
        en="Older commits are missing here, so the first text is the oldest known, "
        "perhaps not the first there was.",
        ja="ここには古いコミットがないため、最初の文は分かっている中で最も古いものであり、"
        "本来の最初の文とは限りません。",
    ),
}


def _say(spoken: str, said: str, /, **values: Any) -> str:
    return legible(SAYS[said].to(spoken, **values))


# ── As of ────────────────────────────────────────────────────────────────────────────────


def shown_text(shown: Shown, spoken: str) -> str:
    """For people: what it is, since when, what comes, then the text."""
    local = shown.market != EVERYWHERE
    market = _say(spoken, "market", market=shown.market) if local else ""
    head = _say(spoken, "shown", unit=shown.unit, locale=shown.locale, market=market)
    lines = [head]
    if shown.markets:
        said = "elsewhere" if local and shown.market not in shown.markets else "only"
        lines.append(_say(spoken, said, markets=shown.markets, market=shown.market))
    lines += [*_standing(shown, spoken), *_labels(shown, spoken), *_gone(shown, spoken)]
    source = re.sub("\n{3,}", "\n\n", (shown.last or shown).source)
    text = "\n".join(legible(line) for line in source.split("\n"))
    return "\n".join([*lines, "", text]).rstrip()


def _gone(shown: Shown, spoken: str) -> Iterator[str]:
    """Of a retired unit: why, what its labels become, and what its last text was."""
    if shown.standing is None or shown.standing.fingerprint is not None:
        return
    yield from _because(shown.standing, spoken)
    for old, to in _mapped(shown).items():
        goals = {
            name: VALUES["human"].to(spoken) if to[name] == "human" else to[name]
            for name in EXITS.values()
        }
        if len(set(goals.values())) == 1:
            yield _say(spoken, "becomes", old=old, new=goals["unsure"])
            continue
        ask = to["ask"].get(spoken) or next(iter(to["ask"].values()))
        yes, no, unsure = goals.values()
        yield _say(spoken, "splits", old=old, ask=ask, yes=yes, no=no, unsure=unsure)
    if shown.last and shown.last.standing:
        yield _say(spoken, "last", **_when(shown.last.standing, spoken))
        if not shown.last.source:
            yield _say(spoken, "unknown", fingerprint=shown.last.standing.fingerprint)
        yield from _labels(shown.last, spoken)


def _mapped(shown: Shown) -> Mapping[str, Any]:
    """What the labels of a retired unit become; of all that go with it, where it is not known."""
    if shown.standing is None or shown.standing.fingerprint is not None:
        return {}
    own = {row["id"] for row in shown.last.labels} if shown.last and shown.last.source else None
    split = shown.standing.cause.data.get("map", {})
    return {old: to for old, to in split.items() if own is None or old in own}


def _because(standing: Standing, spoken: str) -> Iterator[str]:
    """Why a unit is gone, where its release says so."""
    replaced = standing.cause.units[standing.unit]
    if replaced.because:
        units = {"unit": short(replaced.unit), "into": [short(unit) for unit in replaced.into]}
        yield legible(GONE[replaced.because].to(spoken, **units))


def _standing(shown: Shown, spoken: str) -> Iterator[str]:
    standing = shown.standing
    for name, matters in shown.unread.items():
        doubt = "unread" if matters else "unread later"
        yield _say(spoken, doubt, release=name, asked=shown.asked)
    if standing is None:
        said = "unpublished" if shown.announced else "nothing"
        if shown.revision:
            said = "revision" if shown.source else "absent"
        yield _say(spoken, said, asked=shown.asked)
    elif standing.fingerprint is None:
        name = "published retired" if shown.announced else "retired"
        yield _say(spoken, name, asked=shown.asked, **_when(standing, spoken))
    else:
        name = "published" if shown.announced else "since"
        yield _say(spoken, name, asked=shown.asked, **_when(standing, spoken))
    for mover, starts in shown.moved:
        values = {"mover": mover.name, "published": instant(mover.published, spoken)}
        if starts is None:
            yield _say(spoken, "taken out", **values)
        else:
            yield _say(spoken, "postponed", **values, starts=instant(starts, spoken))
    for newer, older in shown.behind:
        names = {"unit": newer.unit, "governing": newer.locale, "locale": shown.locale}
        by = day(_owed_by(newer), spoken)
        said = "behind" if older else "lacking"
        yield _say(spoken, said, **names, day=by, **_when(newer, spoken))
    held = standing is not None and standing.fingerprint is not None
    for later in shown.after:
        coming = ("after" if held else "comes") if later.fingerprint else "ends"
        yield _say(spoken, coming, **_when(later, spoken))
        held = later.fingerprint is not None
    if shown.pending:
        yield _say(spoken, "perhaps pending" if shown.unread else "pending")
    if shown.withdrawn:
        yield _say(spoken, "taken back", release=shown.withdrawn.name)


def _owed_by(standing: Standing) -> str:
    """The day by which an emergency promised the other locales."""
    return str(standing.release.data["emergency"]["follow-up-by"])


def _when(standing: Standing, spoken: str) -> dict[str, str]:
    return {
        "starts": instant(standing.starts, spoken),
        "release": standing.release.name,
        "published": instant(standing.release.published, spoken),
    }


def _labels(shown: Shown, spoken: str) -> Iterator[str]:
    said = "local label" if shown.instead else "label"
    for row in shown.labels:
        facts = [_coded(row[name], spoken) for name in ("kind", *RATED) if name in row]
        names = {name: row.get(name, "") for name in ("id", "name")}
        yield _say(spoken, said, **names, market=shown.market, facts=facts)
    for each in shown.instead:
        condition = " ".join(each.condition.split())
        told = {"market": shown.market, "entry": short(each.entry).removeprefix("market:")}
        fields = [_field(name, value, spoken) for name, value in each.values.items()]
        said = "instead while" if condition else "instead"
        yield _say(spoken, said, **told, fields=fields, condition=condition)


RATED = ("severity", "action")
"""The fields of a label row that a market entry can replace."""


def _field(name: str, value: object, spoken: str) -> str:
    """A field by its name, and its value where that is a code; other values stand in the text."""
    field = FIELDS[name].to(spoken)
    return f"{field} ({_coded(value, spoken)})" if str(value) in VALUES else field


def _coded(code: object, spoken: str) -> str:
    return VALUES[str(code)].to(spoken) if str(code) in VALUES else str(code)


def shown_json(shown: Shown, spoken: str) -> str:  # noqa: ARG001 - facts speak no language
    """For programs: `schemas/record.schema.json` says what stands in it."""
    standing = shown.standing
    return _dumped(
        {
            "version": 1,
            "unit": shown.unit,
            "locale": shown.locale,
            "market": None if shown.market == EVERYWHERE else shown.market,
            "asked": shown.asked,
            "source": shown.source or None,
            "labels": list(shown.labels),
            "instead": [
                {
                    "entry": each.entry,
                    "values": dict(each.values),
                    "condition": each.condition or None,
                }
                for each in shown.instead
            ],
            "markets": list(shown.markets) or None,
            "standing": _stands(standing) if standing else None,
            "scheduled": [_stands(later) for later in shown.after],
            "pending": shown.pending,
            "withdrawn": shown.withdrawn.name if shown.withdrawn else None,
            "moved": [
                {
                    "release": mover.name,
                    "published": mover.published.isoformat(),
                    "starts": starts.isoformat() if starts else None,
                }
                for mover, starts in shown.moved
            ],
            "behind": [
                {
                    "unit": newer.unit,
                    "governing": newer.locale,
                    "newer": _stands(newer),
                    "older": _stands(older) if older else None,
                    "owed-by": _owed_by(newer),
                }
                for newer, older in shown.behind
            ],
            "retired": _retired(shown),
            "unread": [{"release": name, "matters": at} for name, at in shown.unread.items()],
        }
    )


def _retired(shown: Shown) -> dict[str, Any] | None:
    """Why a unit is gone, what its labels become, and its last text; None of any other."""
    if shown.standing is None or shown.standing.fingerprint is not None:
        return None
    replaced, last = shown.standing.cause.units[shown.unit], shown.last
    return {
        "because": replaced.because or None,
        "into": list(replaced.into),
        "map": _mapped(shown),
        "standing": _stands(last.standing) if last and last.standing else None,
        "source": last.source or None if last else None,
        "labels": list(last.labels) if last else [],
    }


def _stands(standing: Standing) -> dict[str, Any]:
    return {
        "fingerprint": standing.fingerprint,
        "release": standing.release.name,
        "published": standing.release.published.isoformat(),
        "starts": standing.starts.isoformat(),
        "class": standing.cause.grade,
    }


# ── History ──────────────────────────────────────────────────────────────────────────────


def history_text(record: Record, spoken: str) -> str:
    """For people: the locales one after the other, the oldest text first."""
    lines = [_say(spoken, "history", unit=record.unit)]
    lines += [_say(spoken, "unread", release=name) for name in record.unread]
    locale = ""
    for entry in record.entries:
        if entry.locale != locale:
            locale = entry.locale
            lines += ["", _say(spoken, "locale", locale=locale)]
        lines += _entry(entry, bool(record.unread), spoken)
    if not record.complete:
        lines += ["", _say(spoken, "incomplete")]
    return "\n".join(lines)


PLACES = {"earlier": "earlier", "pending": "waits", "passed": "passed"}
"""The words for a text that no release named, by its place among those that one did."""


def _entry(entry: Entry, unread: bool, spoken: str) -> Iterator[str]:
    if entry.standing is None:
        seen = entry.seen
        found = _say(spoken, "edge" if seen and seen.path else "tree")
        if seen and seen.commit:
            found = _say(spoken, "commit", commit=seen.commit[:10], when=seen.when[:10])
        said = PLACES.get(entry.place, "unreleased")
        told = {"seen": found, "named": SAYS["perhaps unnamed" if unread else "unnamed"]}
        yield INDENT + _say(spoken, said, fingerprint=entry.fingerprint, **told)
        return
    cause, reader = entry.standing.cause, Reader(spoken)
    when = _when(entry.standing, spoken)
    grade = reader.word(cause.grade)
    yield INDENT + _say(spoken, "release", grade=grade, **when)
    retired = entry.fingerprint is None
    yield INDENT * 2 + _instants(entry.effective, retired, spoken)
    for move in entry.moves:
        before = _instants(move.before, retired, spoken, "due ")
        published = instant(move.release.published, spoken)
        moved = {"release": move.release.name, "published": published, "before": before}
        yield INDENT * 2 + _say(spoken, _kind(move), **moved)
    for said in _because(entry.standing, spoken):
        yield INDENT * 2 + said
    if not entry.known:
        yield INDENT * 2 + _say(spoken, "unknown", fingerprint=entry.fingerprint)
    why = cause.data.get("why", {})
    if said := why.get(spoken) or why.get("en"):
        yield INDENT * 2 + legible(" ".join(str(said).split()))
    for change in entry.changes:
        yield INDENT * 2 + f"- {reader.told(change)} ({change.rule})"
        if change.declared:
            yield INDENT * 3 + _declared(change, entry.standing, reader)


def _declared(change: Change, standing: Standing, reader: Reader) -> str:
    """The class of a change that people gave it: in the release itself, or before."""
    released = change.declared == standing.release.name
    by = _say(reader.language, "by", release=change.declared) if released else change.declared
    return _say(reader.language, "class", grade=reader.word(change.grade), by=by)


def _kind(move: Move) -> str:
    return "withdraws" if "withdraws" in move.release.data else "postpones"


def _instants(effective: Mapping[str, datetime], retired: bool, spoken: str, due: str = "") -> str:
    everywhere = effective.get(EVERYWHERE)
    name = "withdrawn" if everywhere is None else due + ("until" if retired else "from")
    said = _say(spoken, name, starts=instant(everywhere, spoken) if everywhere else "")
    for market, starts in effective.items():
        if starts != everywhere:
            said += _say(spoken, due + "local", market=market, starts=instant(starts, spoken))
    return said


def history_json(record: Record, spoken: str) -> str:
    """For programs: `schemas/record.schema.json` says what stands in it."""
    return _dumped(
        {
            "version": 1,
            "unit": record.unit,
            "complete": record.complete,
            "unread": list(record.unread),
            "texts": [_listed(entry, spoken) for entry in record.entries],
        }
    )


def _listed(entry: Entry, spoken: str) -> dict[str, Any]:
    standing, seen, reader = entry.standing, entry.seen, Reader(spoken)
    replaced = standing.cause.units[standing.unit] if standing else None
    return {
        "locale": entry.locale,
        "fingerprint": entry.fingerprint,
        "known": entry.known,
        "release": standing.release.name if standing else None,
        "published": standing.release.published.isoformat() if standing else None,
        "class": standing.cause.grade if standing else None,
        "because": replaced.because or None if replaced else None,
        "into": list(replaced.into) if replaced else [],
        "effective": {market: at.isoformat() for market, at in entry.effective.items()},
        "moves": [
            {
                "release": move.release.name,
                "kind": _kind(move),
                "published": move.release.published.isoformat(),
                "before": {market: at.isoformat() for market, at in move.before.items()},
            }
            for move in entry.moves
        ],
        "place": entry.place or None,
        "commit": seen.commit or None if seen else None,
        "when": seen.when or None if seen else None,
        "changes": [
            {
                "rule": change.rule,
                "class": change.grade,
                "declared": change.declared or None,
                "message": {code: reader.told(change, code) for code in Text.languages},
            }
            for change in entry.changes
        ],
    }


def _dumped(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2, default=str)


SHOWN: dict[str, Callable[[Shown, str], str]] = {"text": shown_text, "json": shown_json}
HISTORIES: dict[str, Callable[[Record, str], str]] = {"text": history_text, "json": history_json}
