"""What a release names beside its units is in the book."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..history import Ledger, Standings
from ..model import Data, Finding, Release
from ..releases import EVERYWHERE
from ..rule import Example, released, rule
from ..text import Text, meant

MARKETS = Text(en="the markets of kijun.yml", ja="kijun.ymlの対象市場")
LOCALES = Text(en="the locales of kijun.yml", ja="kijun.ymlの言語版")
BEFORE = Text(en="the labels from before this release", ja="このリリースより前のラベル")
AFTER = Text(en="the labels in use after this release", ja="このリリースの後に使うラベル")


@rule(
    level="error",
    says=Text(
        en="Release {release} names '{id}' under '{field}', and it is not among {known}. Correct "
        "it, or add it there first.{near}",
        ja="リリース{release}の「{field}」にある「{id}」は、{known}の中にありません。"
        "書き間違いなら直し、新しいものなら先に追加してください。{near}",
    ),
    why=Text(
        en="An instant for a market that nobody knows holds nowhere, and a label that is not "
        "there cannot be given to anything.",
        ja="登録のない対象市場の適用開始はどこにも効かず、存在しないラベルは何にも付けられません。",
    ),
    examples=(
        Example(
            files=released(
                "2026-03-02",
                head="effective:\n  default: 2026-04-01T00:00Z\n  XX: 2026-04-01T00:00Z",
            ),
            finds=("XX",),
        ),
        Example(
            files=released("2026-03-02", "T-1: {to: {fr: t-1111111111111111}}"),
            finds=("fr",),
        ),
        Example(
            files=released(
                "2026-03-02",
                cause="map: {T-9: {ask: {en: 'Is it rude?'}, when-true: T-1, when-false: T-0, "
                "unsure: human}}",
            ),
            finds=("T-9",),
        ),
        Example(
            files=released(
                "2026-03-02",
                head="locales: [en]\neffective:\n  default: 2026-04-01T00:00Z",
            ),
        ),
    ),
)
def release_names_unknown(ledger: Ledger) -> Iterator[Finding]:
    for release in ledger.calendar.releases:
        told = set()
        for field, name, among, known in _named(ledger, release):
            if name not in known and (name, among) not in told:
                told.add((name, among))
                near = meant(name, known)
                yield ledger.at(release, field=field, id=name, known=among, **near)


def _named(ledger: Ledger, release: Release) -> Iterator[tuple[str, str, Text, Iterable[str]]]:
    """Each name with its field and what it has to be among, in words and as names."""
    settings = ledger.settings
    for market in release.effective:
        yield "effective", market, MARKETS, (EVERYWHERE, *settings.markets)
    for locale in release.data.get("locales", ()):
        yield "locales", locale, LOCALES, settings.locales
    for cause in release.causes:
        for replaced in cause.units.values():
            for field, texts in (("base", replaced.base), ("to", replaced.to or {})):
                for locale in texts:
                    yield field, locale, LOCALES, settings.locales
        for locale in cause.data.get("relabel", {}).get("readers", ()):
            yield "relabel.readers", locale, LOCALES, settings.locales
    asked = [each for cause in release.causes for each in _asked(cause.data)]
    if not asked:
        return
    before = _labels(ledger, ledger.before(release))
    after = _labels(ledger, ledger.calendar.announced(release.name))
    for field, label, new in asked:
        among, known = (AFTER, after) if new else (BEFORE, before)
        # Where texts are lost, nobody can tell which labels there were.
        if known is not None:
            yield field, label, among, known


def _asked(data: Data) -> Iterator[tuple[str, str, bool]]:
    """Each label that a change names, with its field, and whether it is given from now on."""
    for old, entry in data.get("map", {}).items():
        yield "map", old, False
        for exit_ in ("when-true", "when-false", "unsure"):
            if entry[exit_] not in (None, "human"):
                yield f"map.{old}.{exit_}", entry[exit_], True
    relabel = data.get("relabel", {})
    for label in relabel.get("labels", ()):
        yield "relabel.labels", label, False
    if relabel.get("to"):
        yield "relabel.to", relabel["to"], True


def _labels(ledger: Ledger, standings: Standings) -> dict[str, None] | None:
    """The labels in use by some texts; None where one of the texts is lost."""
    marks = dict.fromkeys(each.fingerprint for each in standings.values() if each.fingerprint)
    texts = [ledger.history.text(mark) for mark in marks]
    rows = [row for text in texts if text for row in text.labels if not row.get("retired")]
    return dict.fromkeys(str(row["id"]) for row in rows) if all(texts) else None
