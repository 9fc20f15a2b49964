"""A waiver accepts a finding that is there."""

from collections.abc import Iterator

from ..model import Finding, Result
from ..rule import Example, rule
from ..text import Text

WAIVER = """waivers:
  - fingerprint: f-0123456789ab
    check: number-differs
    reason: The old text rounded.
    by: policy-integrity
"""


@rule(
    level="error",
    says=Text(
        en="The waiver {fingerprint} ({check}) accepts no finding. Delete it: "
        "the text has changed, or the finding is gone.",
        ja="承認済みの指摘{fingerprint}（{check}）に当てはまる指摘がありません。"
        "文章が変わったか、指摘がなくなっています。この承認を削除してください。",
    ),
    why=Text(
        en="A waiver that is left behind would silently accept the same fault when it comes back.",
        ja="残ったままの承認は、同じ誤りが再び起きたときに気づかれないまま認めてしまいます。",
    ),
    examples=(
        Example(files={"guidelines/waivers.yml": WAIVER}, finds=("f-0123456789ab",)),
        Example(files={"guidelines/waivers.yml": "waivers: []\n"}),
    ),
)
def waiver_unused(result: Result) -> Iterator[Finding]:
    for path, entry in result.waivers:
        if entry["fingerprint"] not in result.known:
            values = {"fingerprint": entry["fingerprint"], "check": entry["check"]}
            yield Finding(path, 1, entry.get("unit", ""), "", values)
