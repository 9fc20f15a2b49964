"""Releases follow one another, each named after the day of its publication."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger
from ..model import Finding
from ..rule import Example, released, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="Release {release} is published at {published}. A release is named after the day of "
        "its publication, and comes after those already there (the last is {other}): correct "
        "its name or 'published'.",
        ja="リリース{release}の公開日時は{published}です。リリースの名前は公開日とし、すでに"
        "あるリリース（最後は{other}）より後にします。名前または「published」を"
        "直してください。",
    ),
    why=Text(
        en="A release that slips in before another one changes what was in force on a past day.",
        ja="すでにあるリリースより前の日付でリリースを加えると、過去の日に適用されていた内容が"
        "変わってしまいます。",
    ),
    examples=(
        Example(
            files=released("2026-03-02")
            | released("2026-03-09", head="published: 2026-03-01T10:00+09:00"),
            finds=("2026-03-09",),
        ),
        Example(
            files=released("2026-03-02") | released("2026-03-09"),
        ),
    ),
)
def release_out_of_order(ledger: Ledger) -> Iterator[Finding]:
    by_name = ledger.calendar.by_name
    there = [name for name in ledger.landed if name in by_name]
    there += sorted(by_name.keys() - set(there), key=lambda name: by_name[name].day)
    last = None
    for name in there:
        release = by_name[name]
        after = last is None or (last.published <= release.published and last.day < release.day)
        if not after or not release.data["published"].startswith(release.day[0]):
            other = last.name if last else "—"
            yield ledger.at(release, published=release.data["published"], other=other)
        last = release if after else last
