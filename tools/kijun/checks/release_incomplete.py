"""A release says what its changes mean for work already done, and why."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger
from ..model import Data, Finding
from ..releases import concerned
from ..rule import DECIDED, Example, released, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="Release {release} does not say '{field}' for {unit}. Write it before the release is "
        "merged; 'kijun explain release-incomplete' shows how.",
        ja="リリース{release}の{unit}に「{field}」がありません。マージする前に書いてください。"
        "書き方は「kijun explain release-incomplete」で確認できます。",
    ),
    why=Text(
        en="A labeler has to know which items a new rule is for, by which rule an appeal is "
        "decided, and why, in every language, before it takes effect.",
        ja="新しいルールの対象となるコンテンツ、異議申立てを判断する基準、"
        "改定の理由は、適用開始の前に、どの言語でも読める必要があります。",
    ),
    examples=(
        Example(
            files=released(
                "2026-03-02",
                "T-1: {to: {en: t-1111111111111111, ja: t-2222222222222222}}",
                grade="decision",
                cause="transition: open-items\nappeals: rule-then\nwhy: {en: Clearer.}",
            ),
            finds=("why.ja",),
        ),
        Example(
            files=released(
                "2026-03-02",
                "T-1: {to: {ja: t-2222222222222222}}",
                head="locales: [ja]",
                grade="translation",
                cause="kind: error-fixed\ntransition: new-only\nwhy: {ja: 誤訳を直しました。}",
            ),
            finds=("appeals",),
        ),
        Example(
            files=released("2026-03-02", head="effective:\n  default: 2026-04-01T00:00Z")
            | released(
                "2026-03-09",
                head="postpones: 2026-03-02\nwhy: {en: Training., ja: 研修のためです。}",
                grade="",
            ),
            finds=("effective",),
        ),
        Example(
            files=released(
                "2026-03-02",
                "T-1: {to: {en: t-1111111111111111, ja: t-2222222222222222}}",
                grade="decision",
                cause=DECIDED,
            ),
        ),
    ),
)
def release_incomplete(ledger: Ledger) -> Iterator[Finding]:
    for release in ledger.calendar.releases:
        codes = concerned(release, ledger.settings)
        if "postpones" in release.data and "effective" not in release.data:
            yield ledger.at(release, unit="—", field="effective")
        if "postpones" in release.data or "withdraws" in release.data:
            why = release.data.get("why", {})
            for code in codes:
                if code not in why:
                    yield ledger.at(release, unit="—", field=f"why.{code}")
        for cause in release.causes:
            unit = next(iter(cause.units))
            for field in _lacking(cause.grade, cause.data, codes):
                yield ledger.at(release, unit, unit=unit, field=field)
        # A file on the main line stays as it is, also one of before a reason was asked for.
        for _, replaced in ledger.removed(release) if release.name not in ledger.landed else ():
            if not replaced.because:
                yield ledger.at(release, replaced.unit, unit=replaced.unit, field="because")


def _lacking(grade: str, data: Data, codes: tuple[str, ...]) -> Iterator[str]:
    """The fields that a change of this class has to have, and has not."""
    if grade == "translation" and not data.get("kind"):
        yield "kind"
    if grade == "decision" or data.get("kind") == "error-fixed":
        yield from (name for name in ("transition", "appeals") if not data.get(name))
        why = data.get("why") or {}
        yield from (f"why.{code}" for code in codes if not why.get(code))
    if data.get("transition") == "relabel-interval" and not data.get("relabel"):
        yield "relabel"
