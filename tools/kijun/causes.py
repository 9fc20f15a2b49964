"""Why a page cannot be read: every cause that a report may name, with its reason and examples.

The words of a cause stand with the class or the schema problem that says it. Here are the
examples, which a test runs through the real reader, and the reasons, of which several causes
share one. `kijun explain` and the catalogue show both as they show the checks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from . import read, yaml
from .markdown import SnippetMissing
from .rule import Entry, Example
from .schema import PROBLEMS
from .text import KijunError, Text


class Cause(NamedTuple):
    """What is said under an id, why it matters, and a page with the fault and one without it.

    `bad` shows on which line it stands: `finds` are words of that line.
    """

    of: type[KijunError] | str
    why: Text
    bad: Example
    good: Example


def named(cause: type[KijunError]) -> str:
    """The id under which an error is reported: `TabIndent` is `tab-indent`."""
    return re.sub(r"(?<!^)(?=[A-Z])", "-", cause.__name__).lower()


# Reasons

UNREAD = Text(
    en="Of a page that cannot be read nothing is checked, and the site does not show it.",
    ja="読み取れないページは検査できず、サイトにも表示されません。",
)
ENCODING = Text(
    en="With other bytes than those of UTF-8 and plain line feeds, git shows whole files as "
    "changed, and another program shows other characters.",
    ja="文字コードや改行コードが異なると、gitでファイル全体が変更と見なされ、"
    "別のプログラムでは文字が化けることがあります。",
)
UNSEEN = Text(
    en="A character that nobody sees makes programs read another text than people do: no search "
    "and no term finds it, and it can hide what a rule says.",
    ja="目に見えない文字があると、人が読む文章とプログラムが読む文章が食い違います。"
    "検索や用語の照合で見つからず、ルールの内容を隠すこともできてしまいます。",
)
MISTAKEN = Text(
    en="YAML takes the line for something else than was meant, often without complaint. A label "
    "or half a sentence is then gone, and nobody notices.",
    ja="YAMLでは、意図と異なる内容として読み取られます。多くの場合エラーにもならないため、"
    "ラベルや文章の一部が失われても誰も気付きません。",
)
REFUSED = Text(
    en="What stands in a block has to be what a reviewer sees. These signs of YAML put in what "
    "stands elsewhere, or make a few lines load as gigabytes.",
    ja="ブロックの内容は、レビューする人の目に見えるとおりでなければなりません。"
    "YAMLのこの記法は、別の場所の内容を差し込んだり、数行を膨大なデータに変えたりします。",
)
FORM = Text(
    en="Cards, checks and translations find a fact by the name of its field and understand it by "
    "its form. What has another name or form is missing everywhere.",
    ja="カード、検査、翻訳は、欄の名前と書き方を手がかりに内容を読み取ります。"
    "名前や書き方が違うと、どこにも反映されません。",
)
BORDERS = Text(
    en="Where a block begins and ends decides what is a fact and what is prose. With a border "
    "missing, one is taken for the other.",
    ja="ブロックの始まりと終わりによって、項目の設定と本文が区別されます。"
    "境目がないと、互いに取り違えられます。",
)
NAMES = Text(
    en="Labelers, appeals and releases cite a rule by its id, in every language. One id has to "
    "lead to one place.",
    ja="ラベラー、異議申立て、リリースのいずれも、言語版を問わずIDによってルールを示します。"
    "1つのIDが示す場所は、1つでなければなりません。",
)

# Examples


def clause(text: str, heading: str = "## Rude talk {#T-1}") -> str:
    return f"{heading}\n\n```yaml clause\n{text}\n```\n"


def case(text: str) -> str:
    return f"## Rude talk {{#T-1}}\n\n```yaml case\nid: T-1-C1\n{text}\n```\n"


def japanese(text: str) -> str:
    return f"## 無礼な発言 {{#T-1}}\n\n```yaml case\nid: T-1-C1\n{text}\n```\n"


def question(ask: str) -> str:
    return (
        "```yaml decision\nid: T-D1\nstart: named\nsteps:\n"
        f"  named: {{{ask}, when-true: T-1, when-false: T-0, unsure: FND-U}}\n```\n"
    )


def front(text: str, end: str = "---\n") -> str:
    rest = "title: Talk\nowner: policy\naudience: vendor\ngoverning: {default: en}"
    return f"---\n{text}\n{rest}\n{end}"


def snippet(text: str, *finds: str) -> Example:
    listed = "markdown_extensions: [attr_list, {pymdownx.snippets: {check_paths: true}}]\n"
    return Example(files={"mkdocs.yml": listed, "guidelines/en/extra.md": text}, finds=finds)


RIGHT = "labels: [T-1]\nmodality: must-not"
REST = "expect: T-1\nbecause: It is rude."
REST_JA = "expect: T-1\nbecause: 無礼だからです。"


def en(bad: str, good: str, *finds: str) -> tuple[Example, Example]:
    return Example(en=bad, finds=finds), Example(en=good)


def ja(bad: str, good: str, *finds: str) -> tuple[Example, Example]:
    return Example(ja=bad, finds=finds), Example(ja=good)


def page(bad: str, good: str, *finds: str) -> tuple[Example, Example]:
    path = "guidelines/en/extra.md"
    return Example(files={path: bad}, finds=finds), Example(files={path: good})


ROWS = (
    # Files
    Cause(read.NotUtf8, ENCODING, *en("In a caf\udce9.\n", "In a café.\n", "caf")),
    Cause(read.ByteOrderMark, ENCODING, *page("\ufeffA page.\n", "A page.\n", "A page.")),
    Cause(read.CarriageReturn, ENCODING, *en("A line.\r\n", "A line.\n", "A line.")),
    Cause(read.InvisibleCharacter, UNSEEN, *en("Not\u202eallowed.\n", "Not allowed.\n", "Not")),
    Cause(
        read.Decomposed,
        UNSEEN,
        *ja("か\u3099そうを消す。\n", "がぞうを消す。\n", "そうを消す"),
    ),
    Cause(read.TooLarge, UNREAD, *en("x" * 4_001 + "\n", "x" * 40 + "\n", "xxxx")),
    Cause(read.TooTangled, UNREAD, *en("[" * 3_000 + "\n", "`[[[[`\n", "[[[[")),
    Cause(
        read.WideMarkup,
        MISTAKEN,
        *ja("＃＃ 無礼な発言 {#T-1}\n", "## 無礼な発言 {#T-1}\n", "＃＃"),
    ),
    Cause(
        read.WideValue,
        MISTAKEN,
        *ja(
            japanese("given: 投稿です。\nexpect: T－1\nbecause: 無礼だからです。"),
            japanese(f"given: 投稿です。\n{REST_JA}"),
            "expect: T－1",
        ),
    ),
    Cause(
        SnippetMissing,
        UNREAD,
        snippet('A page.\n\n--8<-- "glossary-of-2019.txt"\n', "glossary-of-2019.txt"),
        snippet("A page.\n"),
    ),
    # The page
    Cause(
        read.UnclosedFrontMatter,
        BORDERS,
        *en(front("id: T", end="\n# Talk\n"), front("id: T"), "---"),
    ),
    Cause(
        read.NoFrontMatter,
        FORM,
        *page(
            clause(RIGHT),
            "## Rude talk\n\nA page that is no guideline holds no blocks.\n",
            "```yaml clause",
        ),
    ),
    Cause(read.WrongFile, NAMES, *en(front("id: U"), front("id: T"), "---")),
    Cause(
        read.IdTwice,
        NAMES,
        *en(
            "## Rude talk {#abc}\n\n## Plain talk {#ABC}\n",
            "## Rude talk {#abc}\n\n## Plain talk {#def}\n",
            "## Plain talk",
        ),
    ),
    Cause(
        read.UnclosedFence,
        BORDERS,
        *en(f"```yaml case\nid: T-1-C1\n\n{clause(RIGHT)}", clause(RIGHT), "```yaml case"),
    ),
    Cause(
        read.UnknownBlock,
        BORDERS,
        *en(clause(RIGHT).replace("yaml clause", "yaml clauses"), clause(RIGHT), "```yaml clauses"),
    ),
    Cause(
        read.FenceAsText,
        BORDERS,
        *en(clause(RIGHT).replace("yaml clause", "clause"), clause(RIGHT), "```clause"),
    ),
    Cause(
        read.ClauseWithoutHeading,
        NAMES,
        *en(clause(RIGHT, "## Rude talk"), clause(RIGHT), "```yaml clause"),
    ),
    Cause(
        read.TwoClauses,
        NAMES,
        *en(
            clause(RIGHT) + "\n```yaml clause\nlabels: [T-0]\nmodality: may\n```\n",
            clause(RIGHT) + "\n" + clause("labels: [T-0]\nmodality: may", "## Plain talk {#T-0}"),
            "```yaml clause",
        ),
    ),
    # YAML
    Cause(
        yaml.YamlError,
        UNREAD,
        *en(
            clause('labels: [T-1]\nscope: "People\nmodality: must-not'),
            clause('labels: [T-1]\nscope: "People"\nmodality: must-not'),
        ),
    ),
    Cause(
        yaml.TabIndent,
        UNREAD,
        *en(
            clause("labels:\n\t- T-1\nmodality: must-not"),
            clause("labels:\n  - T-1\nmodality: must-not"),
            "\t- T-1",
        ),
    ),
    Cause(
        yaml.DuplicateKey,
        MISTAKEN,
        *en(clause(f"{RIGHT}\nmodality: may"), clause(RIGHT), "modality: may"),
    ),
    Cause(
        yaml.NotAMapping,
        FORM,
        *en(clause("- T-1\n- must-not"), clause(RIGHT), "- T-1"),
    ),
    Cause(
        yaml.TooDeep,
        REFUSED,
        *en(
            clause("labels: " + "[" * 30 + "T-1" + "]" * 30 + "\nmodality: must-not"),
            clause(RIGHT),
            "[[[[",
        ),
    ),
    Cause(
        yaml.AliasRefused,
        REFUSED,
        *en(
            case(f"given: *Bold* words.\n{REST}"), case(f'given: "*Bold* words."\n{REST}'), "*Bold"
        ),
    ),
    Cause(
        yaml.TagRefused,
        REFUSED,
        *en(
            case(f"given: !Look a post.\n{REST}"), case(f'given: "!Look a post."\n{REST}'), "!Look"
        ),
    ),
    Cause(
        yaml.SeveralDocuments,
        REFUSED,
        *en(clause("labels: [T-1]\n---\nmodality: must-not"), clause(RIGHT), "---"),
    ),
    Cause(
        yaml.ColonInFlow,
        MISTAKEN,
        *en(question("ask: Is a person named?"), question('ask: "Is a person named?"'), "named?"),
    ),
    Cause(
        yaml.CommaSplit,
        MISTAKEN,
        *en(
            question("ask: A person, named"), question('ask: "A person, named"'), "A person, named"
        ),
    ),
    Cause(
        yaml.BracketText,
        MISTAKEN,
        *en(
            case(f"given: [edited] A post.\n{REST}"),
            case(f'given: "[edited] A post."\n{REST}'),
            "[edited]",
        ),
    ),
    Cause(
        yaml.QuotesNeeded,
        MISTAKEN,
        *en(
            case(f"given: Subject: urgent.\n{REST}"),
            case(f'given: "Subject: urgent."\n{REST}'),
            "Subject: urgent",
        ),
    ),
    Cause(
        yaml.HashCut,
        MISTAKEN,
        *en(
            case(f"given: A post that says #name is a liar.\n{REST}"),
            case(f'given: "A post that says #name is a liar."\n{REST}'),
            "#name",
        ),
    ),
    Cause(
        yaml.EscapedCharacter,
        UNSEEN,
        *en(case(f'given: "A post\\u202e."\n{REST}'), case(f'given: "A post."\n{REST}'), "\\u202e"),
    ),
    # Typed with a Japanese input method
    Cause(
        yaml.WideSpace,
        MISTAKEN,
        *ja(
            japanese(f"given:\u3000投稿です。\n{REST_JA}"),
            japanese(f"given: 投稿です。\n{REST_JA}"),
            "given",
        ),
    ),
    Cause(
        yaml.SpaceAtEnd,
        UNSEEN,
        *ja(
            japanese(f"given: 投稿です。\u3000\n{REST_JA}"),
            japanese(f"given: 投稿です。\n{REST_JA}"),
            "given",
        ),
    ),
    Cause(
        yaml.WideColon,
        MISTAKEN,
        *ja(
            japanese(f"given：投稿です。\n{REST_JA}"),
            japanese(f"given: 投稿です。\n{REST_JA}"),
            "given：",
        ),
    ),
    Cause(
        yaml.ColonWithoutSpace,
        MISTAKEN,
        *ja(
            japanese(f"given:投稿です。\n{REST_JA}"),
            japanese(f"given: 投稿です。\n{REST_JA}"),
            "given:",
        ),
    ),
    Cause(
        yaml.WideKey,
        MISTAKEN,
        *ja(
            japanese(f"ｇｉｖｅｎ: 投稿です。\n{REST_JA}"),
            japanese(f"given: 投稿です。\n{REST_JA}"),
            "ｇｉｖｅｎ",
        ),
    ),
    Cause(
        yaml.WideDash,
        MISTAKEN,
        *en(
            clause("labels:\n  － T-1\nmodality: must-not"),
            clause("labels:\n  - T-1\nmodality: must-not"),
            "－ T-1",
        ),
    ),
    Cause(
        yaml.WideBrackets,
        MISTAKEN,
        *en(clause("labels: ［T-1］\nmodality: must-not"), clause(RIGHT), "［T-1］"),
    ),
    # What the schemas refuse
    Cause(
        "field-missing",
        FORM,
        *en(clause("labels: [T-1]"), clause(RIGHT), "labels: [T-1]"),
    ),
    Cause(
        "field-unknown",
        FORM,
        *en(clause(f"{RIGHT}\nscpoe: People."), clause(f"{RIGHT}\nscope: People."), "scpoe"),
    ),
    Cause(
        "value-unknown",
        FORM,
        *en(clause("labels: [T-1]\nmodality: never"), clause(RIGHT), "never"),
    ),
    Cause(
        "value-kind",
        FORM,
        *en(clause("labels: T-1\nmodality: must-not"), clause(RIGHT), "labels: T-1"),
    ),
    Cause(
        "value-shape",
        FORM,
        *en(clause(f"{RIGHT}\nmarkets: [Japan]"), clause(f"{RIGHT}\nmarkets: [JP]"), "Japan"),
    ),
    Cause(
        "value-empty",
        FORM,
        *en(case(f'given: ""\n{REST}'), case(f"given: A post.\n{REST}"), "given"),
    ),
    Cause(
        "value-twice",
        FORM,
        *en(clause("labels: [T-1, T-1]\nmodality: must-not"), clause(RIGHT), "T-1, T-1"),
    ),
    Cause(
        "fields-apart",
        FORM,
        *en(
            case(f"given: A post.\nmarket: JP\nexcept-markets: [IE]\n{REST}"),
            case(f"given: A post.\nmarket: JP\n{REST}"),
        ),
    ),
)


def _entries() -> Iterator[Entry]:
    for cause in ROWS:
        of = cause.of
        name, says = (of, PROBLEMS[of]) if isinstance(of, str) else (named(of), of.says)
        mends = "--fix" in says.en
        yield Entry(name, "error", says, cause.why, (cause.bad, cause.good), mends)


CAUSES: Mapping[str, Entry] = {entry.id: entry for entry in _entries()}
"""Every cause by id, in the order of the table."""
