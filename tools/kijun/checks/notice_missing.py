"""A release has a notice in every language that it concerns."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger
from ..model import Finding
from ..releases import concerned, notice
from ..rule import Example, released, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="Release {release} has no notice in '{locale}'. Write {path}.",
        ja="リリース{release}の「{locale}」の改定のお知らせがありません。{path}を"
        "作成してください。",
    ),
    why=Text(
        en="A change that its readers are not told of is not announced.",
        ja="読み手に知らせていない変更は、公開したことになりません。",
    ),
    examples=(
        Example(
            files={
                **released("2026-03-02"),
                "guidelines/en/releases/2026-03-02.md": "A notice.\n",
            },
            finds=("guidelines/ja",),
        ),
        Example(
            files={
                **released("2026-03-02"),
                "guidelines/en/releases/2026-03-02.md": "A notice.\n",
                "guidelines/ja/releases/2026-03-02.md": "お知らせです。\n",
            },
        ),
    ),
)
def notice_missing(ledger: Ledger) -> Iterator[Finding]:
    for release in ledger.calendar.releases:
        for code in concerned(release, ledger.settings):
            path = notice(release.name, code, ledger.settings)
            if ledger.history.tree.read(path) is None:
                yield ledger.at(release, locale=code, path=path)
