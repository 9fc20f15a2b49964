"""What is in force together holds together, at every instant that a release names."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger, Standings
from ..model import Finding, Release
from ..releases import written
from ..rule import Example, released, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="With release {release}, from {starts} in {markets}, the texts in force do not fit "
        "together: {found} ({check}, {unit}). Name the missing unit in this release, or "
        "correct the text and release it too.",
        ja="リリース{release}により{markets}で{starts}から適用される文の間に、食い違いが"
        "あります：{found}（{check}、{unit}）。不足している単位をこのリリースに加えるか、文を"
        "直して一緒にリリースしてください。",
    ),
    why=Text(
        en="Units are released one by one, so the book that readers see on a day may never have "
        "stood in one commit.",
        ja="単位ごとにリリースするため、ある日に読み手が"
        "見る内容は、どのコミットにも存在しなかった組合せかもしれません。",
    ),
    examples=(
        Example(
            files=released(
                "2026-03-02",
                "guideline:FND: {to: {en: t-9b8db88035d40a80, ja: t-d767066e66b52599}}",
                "FND-4: {to: {en: t-09f804337327a783, ja: t-a5d4cda7378fe01b}}",
                "case:FND-4-C1: {to: {en: t-f9440be9dc79962d}}",
                "FND-5: {to: {en: t-d85f7ca84d14b294, ja: t-0061fa64e4092523}}",
                "case:FND-5-C1: {to: {en: t-9f82ee368fb6e00a, ja: t-de4c112268f0f018}}",
                grade="baseline",
            ),
            finds=("FND-4-C1",),
        ),
        Example(
            files=released(
                "2026-03-02",
                "guideline:FND: {to: {en: t-9b8db88035d40a80, ja: t-d767066e66b52599}}",
                "FND-4: {to: {en: t-09f804337327a783, ja: t-a5d4cda7378fe01b}}",
                "case:FND-4-C1: {to: {en: t-f9440be9dc79962d, ja: t-03dc1829a69c3f2b}}",
                "FND-5: {to: {en: t-d85f7ca84d14b294, ja: t-0061fa64e4092523}}",
                "case:FND-5-C1: {to: {en: t-9f82ee368fb6e00a, ja: t-de4c112268f0f018}}",
                grade="baseline",
            ),
        ),
    ),
)
def in_force_together(ledger: Ledger) -> Iterator[Finding]:
    told: dict[tuple[str, str], tuple[Release, Finding, str, list[str]]] = {}
    for market in ledger.calendar.markets:
        for release, starts, found in _faults(ledger, market):
            key = release.name, found.fingerprint
            told.setdefault(key, (release, found, starts, []))[3].append(market)
    for release, found, starts, markets in told.values():
        values = {"check": found.check, "fault": found.fingerprint, "found": ledger.says(found)}
        yield ledger.at(release, unit=found.unit, starts=starts, markets=markets, **values)


def _faults(ledger: Ledger, market: str) -> Iterator[tuple[Release, str, Finding]]:
    """Each fault with the release that brought it and the instant, once.

    What a later release mended after it had been in force is history, and nobody can change it.
    """
    instants = [at for at, where in ledger.calendar.instants if where == market]
    folds = [ledger.calendar.in_force(at, market) for at in instants]
    faults = [_found(ledger, standings) for standings in folds]
    for place, (at, standings) in enumerate(zip(instants, folds, strict=True)):
        begun = [each for each in standings.values() if each.starts == at]
        for name, found in faults[place].items():
            if place and name in faults[place - 1]:
                continue
            ends = (n for n in range(place, len(folds)) if name not in faults[n])
            end = next(ends, None)
            if end is not None and any(
                each.starts == instants[end] and each.release.published > at
                for each in folds[end].values()
            ):
                continue
            own = [each for each in begun if each.unit == found.unit] or begun
            yield own[-1].release, written(at), found


def _found(ledger: Ledger, standings: Standings) -> dict[str, Finding]:
    """The errors of what is in force together; none where a text of it is not at hand."""
    text = ledger.history.text
    if any(each.fingerprint and text(each.fingerprint) is None for each in standings.values()):
        return {}
    found = ledger.examined(standings, ledger.waiting(standings))
    return {each.fingerprint: each for each in found}
