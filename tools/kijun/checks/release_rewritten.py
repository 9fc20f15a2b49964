"""A release that is on the main line stays as it is."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger
from ..model import Finding
from ..releases import folder
from ..rule import Example, released, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="Release {release} is on the main line already, and its file was changed or deleted "
        "since. Bring it back as it was ('git log {path}' has it), and put what is to change "
        "into a new release.",
        ja="リリース{release}はすでにメインブランチに"
        "ありますが、その後ファイルが変更または削除されています。「git log {path}」で"
        "以前の内容を確認して元に戻し、変更は新しいリリースにしてください。",
    ),
    why=Text(
        en="What was answered yesterday for a past day has to be answered again tomorrow.",
        ja="過去の日について昨日答えた内容は、明日も同じでなければなりません。",
    ),
    examples=(
        Example(
            files=released("2026-03-02", grade="editorial"),
            earlier=released("2026-03-02"),
            finds=("2026-03-02",),
        ),
        Example(
            files=released("2026-03-02"),
            earlier=released("2026-03-02"),
        ),
    ),
)
def release_rewritten(ledger: Ledger) -> Iterator[Finding]:
    for name, contents in ledger.landed.items():
        path = f"{folder(ledger.settings)}/{name}.yml"
        now = ledger.history.tree.read(path) or b""
        # A checkout may change the ends of lines.
        if any(each.splitlines() != now.splitlines() for each in contents):
            yield Finding(path, 1, "", "", {"release": name, "path": path})
