"""No fact can be missing or differ in one locale without being found, whatever holds it."""

from __future__ import annotations

from collections import Counter

import pytest

from example_book import FRONT, WORDS, book_of
from kijun import pairs
from kijun.cache import Cache
from kijun.model import Locales
from kijun.rule import Example
from kijun.run import examine
from kijun.tree import Memory

CLAUSE = """## {title} {{#T-1}}

```yaml clause
labels: [T-1]
modality: must-not
{clause}```

{text}

```yaml market
id: M-JP-T-1
market: JP
{market}```

```yaml decision
id: T-D1
start: a
steps:
  a:
    ask: {text}
    when-true: T-1
    when-false: T-0
    unsure: FND-U
{steps}```

```yaml case
id: T-1-C1
given: {text}
path:
  a: true
{path}expect: T-1
because: {text}
```
"""
BASIS = 'basis:\n  - act: {text}\n    article: "1"\n'
WHOLE = {
    "clause": "threshold:\n  age:\n    value: 18\n    unit: age\n",
    "market": BASIS + '  - act: {text}\n    article: "2"\n',
    "steps": "  b:\n    ask: {text}\n    when-true: T-1\n    when-false: T-0\n    unsure: FND-U\n",
    "path": "  b: true\n",
}
LESS = {
    "a threshold": {"clause": ""},
    "a threshold of another name": {
        "clause": "threshold:\n  years:\n    value: 18\n    unit: age\n"
    },
    "a basis": {"market": BASIS},
    "a step": {"steps": ""},
    "an answer": {"path": ""},
}


def body(language, parts):
    words = {"en": ("Title", "Some text."), "ja": ("題名", "本文です。")}[language]
    filled = {name: part.replace("{text}", words[1]) for name, part in {**WHOLE, **parts}.items()}
    return CLAUSE.format(title=words[0], text=words[1], **filled)


def found(english, japanese):
    result = examine(book_of(Example(en=english, ja=japanese)), Cache(None))
    return [f for f in result.findings if f.check in ("invariant-differs", "text-missing")]


def test_equal_facts_are_no_finding():
    assert found(body("en", {}), body("ja", {})) == []


@pytest.mark.parametrize("parts", LESS.values(), ids=LESS)
@pytest.mark.parametrize("lacking", ["en", "ja"])
def test_a_group_of_facts_that_one_locale_lacks_is_found(parts, lacking):
    pages = {code: body(code, parts if code == lacking else {}) for code in ("en", "ja")}
    assert found(pages["en"], pages["ja"])


@pytest.mark.parametrize("lacking", ["en", "ja"])
def test_a_label_that_one_locale_lacks_is_found(lacking):
    row = "  - id: T-0\n"
    pages = {}
    for code in ("en", "ja"):
        front = FRONT.format(**WORDS[code])
        if code == lacking:
            start, end = front.index(row), front.index("  - id: T-1\n")
            front = front[:start] + front[end:]
        pages[code] = front + body(code, {})
    assert found(pages["en"], pages["ja"])


def test_facts_of_a_label_that_no_clause_names_are_compared():
    pages = {code: FRONT.format(**WORDS[code]) + body(code, {}) for code in ("en", "ja")}
    permitted, other = "severity: S0\n    action: none", "severity: S4\n    action: remove"
    pages["ja"] = pages["ja"].replace(permitted, other)
    assert sorted(f.values["field"] for f in found(pages["en"], pages["ja"])) == [
        "labels.T-0.action",
        "labels.T-0.severity",
    ]


SECTIONS = {
    "en": {
        "mail": "## Mail\n\nWe read mail in Kobe, see <https://example.org/mail>.\n\n",
        "calls": "## Calls\n\nWe answer the telephone in Osaka within 30 minutes.\n\n",
        "visits": "## Visits\n\nPlease ring the bell.\n\n- Door A\n- Door B\n\n",
    },
    "ja": {
        "mail": "## メール\n\nメールはKobeで読みます。<https://example.org/mail>を参照。\n\n",
        "calls": "## 電話\n\nOsakaでは、30分以内に電話に応対します。\n\n",
        "visits": "## 来訪\n\nベルを鳴らしてください。\n\n- 入口A\n- 入口B\n\n",
    },
}


def bare(**sections):
    """What is found in two pages without a schema, which have these sections."""
    pages = {
        f"{code}/a.md": "# A\n\n" + "".join(SECTIONS[code][name] for name in names.split())
        for code, names in sections.items()
    }
    locales = Locales(("en", "en"), {"ja": "ja"})
    found = examine(Memory(pages), Cache(None), locales=locales).findings
    return [(f.check, f.values.get("title")) for f in found]


@pytest.mark.parametrize(
    ("lacking", "title"),
    [("calls visits", "Mail"), ("mail visits", "Calls"), ("mail calls", "Visits")],
)
def test_the_section_that_a_translation_lacks_is_named(lacking, title):
    assert bare(en="mail calls visits", ja=lacking) == [("unit-missing", title)]


def test_a_section_that_only_the_translation_has_is_named():
    assert bare(en="mail visits", ja="mail calls visits") == [("unit-orphan", "電話")]


@pytest.mark.parametrize("more", [1, 3])
def test_sections_without_end_are_not_all_compared(monkeypatch, more):
    """Each of 1,000 headings beside each of 2,000 took nine seconds, and more takes more."""
    compared = []
    likeness = pairs._likeness

    def counted(*sections):
        compared.append(sections[0].id)
        return likeness(*sections)

    monkeypatch.setattr(pairs, "_likeness", counted)
    files = {
        f"{code}/a.md": "# A\n" + "".join(f"\n## S {n}\n\nText {n}.\n" for n in range(count))
        for code, count in (("en", 300), ("ja", 300 * more + 1))
    }
    examine(Memory(files), Cache(None), locales=Locales(("en", "en"), {"ja": "ja"}))
    assert max(Counter(compared).values()) <= 2 * (pairs.FARTHEST + pairs.REACH) + 1


@pytest.mark.parametrize(
    ("check", "source", "target", "line"),
    [
        (
            "numbers",
            "Hill Road 30,\nBuilding 5,\nRoom 5,\nKobe 651",
            "Hill Road 30、\n5棟、\n6室、\nKobe 651",
            5,
        ),
        (
            "units",
            "Each post,\neach time,\ncosts $5.",
            "投稿ごとに、\n毎回、\n**5** 円かかります。",
            5,
        ),
        (
            "bounds",
            "A viewer\nof another\nunder 18",
            "別の閲覧者で\nその年齢は\n**18** 歳以上です。",
            5,
        ),
    ],
)
def test_a_number_is_pointed_at_on_its_line(check, source, target, line):
    """A paragraph is one line of text, of whatever lines it is written in."""
    files = {"en/a.md": f"# A\n\n{source}\n", "ja/a.md": f"# A\n\n{target}\n"}
    locales = Locales(("en", "en"), {"ja": "ja"})
    told = examine(Memory(files), Cache(None), locales=locales).findings
    assert [(f.check, f.line) for f in told if f.check == check] == [(check, line)]
