"""The example of the format, the first thing that people copy, passes the check as it stands."""

from __future__ import annotations

import re
import shutil

import pytest

from conftest import ROOT
from kijun.run import check

EXAMPLE = (ROOT / "examples/har.md").read_text("utf-8")

# What the example leaves to its writer: the clauses and cases of its other labels.
LACKS = """
## Criticism of conduct {#HAR-0}

```yaml clause
labels: [HAR-0]
modality: may
```

Posters may criticise what a person did.

```yaml case
id: HAR-0-C1
given: A comment calls somebody an unkind name and gives no sign of who is meant.
path: {identifiable: false}
expect: HAR-0
near: HAR-2
because: Readers cannot tell who is meant.
```

```yaml case
id: HAR-0-C2
given: A comment insults a person by a name that two people bear.
path: {identifiable: unsure}
expect: FND-U
near: HAR-2
because: The context shown does not settle who is meant.
```

## Damaging factual claim {#HAR-3}

```yaml clause
labels: [HAR-3]
modality: must-not
```

Posters must not state a fact that lowers the standing of an identifiable person.

```yaml case
id: HAR-3-C1
given: A post says that ⟨person A⟩, named in full, took money from the club.
path: {identifiable: true, factual-claim: true}
expect: HAR-3
near: HAR-2
because: It can be checked whether the money was taken.
```

```yaml case
id: HAR-3-C2
given: A comment calls ⟨person A⟩, named in full, a bad person and names no deed.
path: {identifiable: true, factual-claim: false}
expect: HAR-2
near: HAR-3
because: Nothing in it could be checked.
```
"""

# The same in Japanese: each text of the page, in English and as it is translated.
JAPANESE = {
    "Harassment, insult and damaging claims": "嫌がらせ・侮辱的表現・評判を傷つける主張",
    "name: Criticism of conduct": "name: 行為への批判",
    "It judges what a person did, or readers cannot tell who is meant": (
        "人の行為を評価している、または読み手には誰を指すのかが分からない"
    ),
    "A claim of fact that lowers the standing of an identifiable person": (
        "特定可能な個人の社会的評価を低下させる具体的な主張"
    ),
    "name: Degrading remark": "name: 侮辱的表現",
    "A bare insult at an identifiable person": "特定可能な個人に向けた、単なる侮辱的表現",
    "name: Damaging factual claim": "name: 社会的評価を低下させる具体的な主張",
    "Why the rule exists, in a paragraph.": "ルールを設ける理由を、ここに短く書きます。",
    "## Degrading remark about an identifiable person": "## 特定可能な個人への侮辱的表現",
    "Posters must not degrade an identifiable person.": (
        "投稿者は、特定可能な個人をおとしめてはなりません。"
    ),
    "The rule stands here as prose and lists, one sentence a line.": (
        "ルールは、ここに文章と箇条書きで、1行に1文ずつ書きます。"
    ),
    "Penal Code (Act 45 of 1907)": "刑法（明治40年法律第45号）",
    "The offence is a reason for the severity, not a test. Confirm the date.": (
        "罪の規定は重大度の理由であり、判断の基準ではありません。日付を確認してください。"
    ),
    "A comment calls ⟨person A⟩, named in full, an unkind name and says nothing else.": (
        "あるコメントが、氏名を挙げた⟨人物A⟩を心ない呼び方で呼び、それ以外は何も述べていません。"
    ),
    "There is no claim that could be checked, and the target is identifiable.": (
        "真偽を確かめられる主張はなく、対象の個人は特定可能です。"
    ),
    "Can readers tell who is meant?": "誰を指すのかが読み手に分かりますか。",
    "Does it state a fact that lowers the person's standing?": (
        "その個人の社会的評価を低下させる具体的な主張をしていますか。"
    ),
    "Is a nickname the person uses for themselves an insult?": (
        "本人が自分について使っているあだ名は、侮辱的表現に当たりますか。"
    ),
    "No. Label HAR-0.": "いいえ。HAR-0を付けます。",
    "## Criticism of conduct": "## 行為への批判",
    "Posters may criticise what a person did.": "投稿者は、人の行為を批判してもかまいません。",
    "A comment calls somebody an unkind name and gives no sign of who is meant.": (
        "あるコメントが、誰かを心ない呼び方で呼んでいますが、誰を指すのかが分かる手がかりはありません。"
    ),
    "A comment insults a person by a name that two people bear.": (
        "あるコメントが、同姓同名の人がいる名前を挙げて、人をおとしめています。"
    ),
    "The context shown does not settle who is meant.": (
        "表示されている文脈からは、誰を指すのかを決められません。"
    ),
    "Readers cannot tell who is meant.": "読み手には誰を指すのかが分かりません。",
    "## Damaging factual claim": "## 社会的評価を低下させる具体的な主張",
    "Posters must not state a fact that lowers the standing of an identifiable person.": (
        "投稿者は、特定可能な個人の社会的評価を低下させる具体的な主張をしてはなりません。"
    ),
    "A post says that ⟨person A⟩, named in full, took money from the club.": (
        "ある投稿が、氏名を挙げた⟨人物A⟩が会の金を取ったと述べています。"
    ),
    "It can be checked whether the money was taken.": (
        "金を取ったかどうかは、真偽を確かめられます。"
    ),
    "A comment calls ⟨person A⟩, named in full, a bad person and names no deed.": (
        "あるコメントが、氏名を挙げた⟨人物A⟩を悪い人と呼び、具体的な行為は何も挙げていません。"
    ),
    "Nothing in it could be checked.": "真偽を確かめられることは何も述べていません。",
}


# What the foundations say of the other guidelines of the sample, which are not there.
OF_OTHERS = [
    re.compile(pattern, re.M)
    for pattern in (
        r"^precedence:\n(?:  - \w+\n)+",
        r"^\d+\. \[(?!HAR).*\n",
        r"```yaml case\n(?:[^`].*\n)*(?:expect|near): (?!FND|HAR).*\n(?:[^`].*\n)*```\n",
        r"^  - id: L-(?!JA-FND).*\n(?:   .*\n)*",
    )
]


def alone(text):
    """A file of the sample without what it says of other guidelines."""
    for named in OF_OTHERS:
        text = named.sub("", text)
    return text


@pytest.fixture
def beside_foundations(tmp_path):
    """A book of the sample's foundations and glossary, with the example in both languages."""
    shutil.copytree(ROOT / "policy_schema", tmp_path / "policy_schema")
    for name in ("kijun.yml", "mkdocs.yml", "guidelines/glossary.yml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    divergences = (ROOT / "guidelines/divergences.yml").read_text("utf-8")
    (tmp_path / "guidelines/divergences.yml").write_text(alone(divergences), "utf-8")
    whole = EXAMPLE + LACKS
    japanese = whole
    for english, translated in sorted(JAPANESE.items(), key=lambda each: -len(each[0])):
        assert english in japanese, f"{english!r} stands neither in the example nor below it"
        japanese = japanese.replace(english, translated)
    for code, text in (("en", whole), ("ja", japanese)):
        folder = tmp_path / "guidelines" / code / "policies"
        folder.mkdir(parents=True)
        foundations = (ROOT / f"guidelines/{code}/policies/fnd.md").read_text("utf-8")
        (folder / "fnd.md").write_text(alone(foundations), "utf-8")
        (folder / "har.md").write_text(text, "utf-8")
    return tmp_path


def test_the_example_with_what_it_leaves_to_its_writer_passes_the_check(beside_foundations):
    result = check(beside_foundations, cached=False)
    found = [(f.path, f.line, f.check, dict(f.values)) for f in result.findings]
    assert found == [], found
    assert result.pairs == 2


def test_what_the_example_leaves_out_is_asked_for(beside_foundations):
    for code in ("en", "ja"):
        page = beside_foundations / f"guidelines/{code}/policies/har.md"
        page.write_text(page.read_text("utf-8").split("\n## ")[0] + "\n", "utf-8")
    found = {finding.check for finding in check(beside_foundations, cached=False).findings}
    assert "label-without-clause" in found


def test_both_readmes_lead_to_the_example():
    for name in ("README.md", "README.ja.md"):
        assert "(examples/har.md)" in (ROOT / name).read_text("utf-8")
