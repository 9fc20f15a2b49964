"""A declared class is that of a change that is there."""

from __future__ import annotations

from collections.abc import Iterator

from ..history import Ledger, Standings, missing
from ..model import Finding
from ..rule import Example, released, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="The declaration {fingerprint} ('{grade}') fits no change, neither a pending one "
        "nor a released one. Delete it: the text has changed again.",
        ja="waivers.ymlの宣言{fingerprint}（「{grade}」）に当たる変更は、"
        "リリース待ちにもリリース済みにもありません。文が再び変わったため、"
        "宣言を削除してください。",
    ),
    why=Text(
        en="A declaration is about two texts; left behind, it would speak for a change that "
        "nobody looked at.",
        ja="宣言は特定の2つの文についての判断です。残しておくと、誰も確認していない変更にまで"
        "及びかねません。",
    ),
    examples=(
        Example(
            files={
                **released("2026-03-02", grade=""),
                "guidelines/waivers.yml": """waivers:
  - fingerprint: c-0123456789ab
    class: read
    reason: The same verdicts as before.
    by: policy
""",
            },
            finds=("c-0123456789ab",),
        ),
        Example(
            files={
                **released("2026-03-02", grade=""),
                "guidelines/waivers.yml": """waivers: []
""",
            },
        ),
    ),
)
def declaration_unused(ledger: Ledger) -> Iterator[Finding]:
    declared = [(path, entry) for path, entry in ledger.declared if "class" in entry]
    # Where texts of the past are not at hand, nobody can tell which changes there were.
    if not declared or any(missing(ledger.calendar, ledger.history)):
        return
    unmet = {entry["fingerprint"] for _, entry in declared}
    steps = _steps(ledger)
    while unmet and (step := next(steps, None)):
        unmet -= {change.fingerprint for change in ledger.classed(*step)}
    for path, entry in declared:
        if entry["fingerprint"] in unmet:
            told = {"fingerprint": entry["fingerprint"], "grade": entry["class"]}
            yield Finding(path, 1, entry.get("unit", ""), "", told)


def _steps(ledger: Ledger) -> Iterator[tuple[Standings, Standings]]:
    """What is pending, and then each release with what had been announced before, back in time."""
    after = ledger.current
    for release in reversed(ledger.calendar.releases):
        announced = ledger.calendar.announced(release.name)
        yield announced, after
        after = announced
