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
        ja="waivers.ymlで受け入れた指摘{fingerprint}（{check}）は、今はありません。"
        "文章が変わったか、誤りが直されています。waivers.ymlからこの記載を削除してください。",
    ),
    why=Text(
        en="A waiver that is left behind would silently accept the same fault when it comes back.",
        ja="記載が残っていると、同じ誤りが再び起きたときに、"
        "気付かれないまま受け入れられてしまいます。",
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
