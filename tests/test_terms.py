"""What counts as a use of a term, in English and in Japanese."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from example_book import book_of
from kijun import book, terms
from kijun.cache import Cache
from kijun.checks import CHECKS
from kijun.markdown import Renderer
from kijun.model import Book, Concept, Edition, Locale, Pair, Passage, Settings, Terms
from kijun.pairs import pair
from kijun.read import edition
from kijun.rule import Example
from kijun.schema import Schemas
from kijun.tree import Folder

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def sample() -> Settings:
    """The settings of the sample guidelines, with their glossary."""
    return book.settings(Folder(ROOT), Cache(None))


def found(settings: Settings, locale: str, text: str, context: str = "policy") -> list[str]:
    """What is found in a text, as `words=concept`, with the role where it is not preferred."""
    return [
        f"{each.words}={use.concept}" + ("" if use.role == "preferred" else f" {use.role}")
        for each in terms.words(settings, locale).find(text, context)
        for use in each.uses
    ]


ENGLISH = [
    ("Read the guideline.", ["guideline=guideline"]),
    ("Guidelines and Policies", ["Guidelines=guideline", "Policies=policy"]),
    ("a policyholder, a misguideline", []),
    ("the labeler's labels", ["labeler=labeler", "labels=label"]),
    ("labeling or labelling", ["labeling=labeling", "labelling=labeling"]),
    ("undisclosed promotion", ["undisclosed promotion=undisclosed-promotion"]),
    ("promotion of drugs", ["promotion=promotion-of-harm"]),
    ("counter-speech", ["counter-speech=counter-speech"]),
    ("counter speech", ["counter speech=counter-speech"]),
    ("age\u2011restricted goods", ["age\u2011restricted=age-restricted"]),
    ("mis- and disinformation", ["mis- and disinformation=mis-and-disinformation"]),
    ("matters of public interest", ["matters of public interest=public-interest"]),
    ("two root cause analyses", ["root cause analyses=root-cause-analysis"]),
    ("persons under 20", ["persons under 20=person-under-20"]),
    ("dangerous organizations", ["dangerous organizations=dangerous-organisation"]),
    ("inauthentic behavior", ["inauthentic behavior=inauthentic-behaviour"]),
    ("It was escalated.", ["escalated=escalate"]),
    ("Escalating it", ["Escalating=escalate"]),
    ("The verdict is upheld.", ["upheld=uphold"]),
    ("He modifies it.", ["modifies=modify"]),
    ("relabelled and relabeled", ["relabelled=relabel", "relabeled=relabel"]),
    ("It is not allowed.", ["not allowed=not-allowed"]),
    ("It is allowed.", ["allowed=allowed"]),
    ("the market entry of a market", ["market entry=market-entry", "market=market"]),
    ("marketing", []),
    (
        "a false positive",
        ["false positive=over-enforcement", "false positive=false-positive-rate"],
    ),
    ("İstanbul has a policy", ["policy=policy"]),
    ("", []),
]

JAPANESE = [
    ("ガイドラインを読む", ["ガイドライン=guideline"]),
    ("ガイドラインズを読む", []),
    ("侮辱的表現について", ["侮辱的表現=insult"]),
    ("表現について", ["表現=depiction never"]),
    ("条件を見る", []),
    ("第3条を見る", ["条=clause never"]),
    ("季節の項目", ["項目=clause"]),
    ("削除します", ["削除=removal", "削除=mark-removed never", "削除=mark-retired"]),
    ("語句を削ります", ["削り=mark-removed", "削り=mark-retired never"]),
    ("掘削する", []),
    ("掘削削る", ["削る=mark-removed", "削る=mark-retired never"]),
    ("これは認められません。", ["認められません=not-allowed allowed"]),
    ("これは認められます。", ["認められ=allowed allowed"]),
    ("これは認めない。", ["認めない=not-allowed allowed"]),
    ("許容されるものは", ["許容される=allowed"]),
    ("直ちにエスカレーションしてください", ["エスカレーション=escalate"]),
    ("原判断を取り消しました。", ["原判断を取り消し=overturn", "原判断を取り消し=modify never"]),
    ("原判断が取り消されたとき", ["原判断が取り消さ=overturn", "原判断が取り消さ=modify never"]),
    ("異議を申し立てたとき", ["異議を申し立て=appeal allowed"]),
    ("判断を仰いだ上位者に判断を仰いでください", ["上位者に判断を仰い=escalate allowed"]),
    ("20歳未満の者", ["20歳未満の者=person-under-20"]),
    ("２０歳未満の者", ["２０歳未満の者=person-under-20"]),
    ("未成年者(18歳未満)は", ["未成年者(18歳未満)=minor"]),
    ("NGです", ["NG=not-allowed never"]),
    ("PNGです", []),
    ("自殺に失敗", ["自殺に失敗=suicide banned"]),
    ("なりすましをした", ["なりすまし=impersonation"]),
    ("", []),
]


@pytest.mark.parametrize(("text", "wanted"), ENGLISH)
def test_english_words_are_found_in_their_forms_and_longest_first(sample, text, wanted):
    assert found(sample, "en", text) == wanted


@pytest.mark.parametrize(("text", "wanted"), JAPANESE)
def test_japanese_words_are_found_by_morpheme_and_dictionary_form(sample, text, wanted):
    assert found(sample, "ja", text) == wanted


def test_a_word_stands_where_it_is_said_to_stand(sample):
    text = "一般に、侮辱的表現と\u3000嫌がらせは認められません。"
    for each in terms.words(sample, "ja").find(text):
        assert text[each.start : each.start + len(each.words)] == each.words


def test_what_a_word_means_depends_on_the_context(sample):
    assert found(sample, "en", "an insult", "policy") == ["insult=insult"]
    assert found(sample, "en", "an insult", "statute") == ["insult=insult-offence"]
    assert found(sample, "ja", "故意", "policy") == ["故意=intent never"]
    assert found(sample, "ja", "故意", "statute") == ["故意=criminal-intent"]


def test_a_word_of_another_context_still_shields_its_parts(sample):
    assert found(sample, "en", "transmission prevention measures") == []
    assert found(sample, "ja", "違法オンラインギャンブル等") == []
    assert found(sample, "ja", "ギャンブル") == ["ギャンブル=gambling allowed"]


def test_a_locale_of_another_language_is_searched_by_whole_words():
    concept = Concept("guideline", 1, ("policy",), {"de": Terms(preferred=("Richtlinie",))})
    settings = Settings("de", {"de": Locale("de", "de")}, glossary=(concept,))
    assert found(settings, "de", "Die Richtlinie gilt.") == ["Richtlinie=guideline"]
    assert found(settings, "de", "Die Richtlinien gelten.") == []
    assert found(settings, "fr", "Die Richtlinie gilt.") == []


def knowing(locale: str, **preferred: str) -> Settings:
    """Settings of a glossary with one term a concept; in English, verbs."""
    glossary = tuple(
        Concept(name, 1, ("policy",), {locale: Terms(preferred=(term,), definition="To do it.")})
        for name, term in preferred.items()
    )
    return Settings(locale, {locale: Locale(locale, locale)}, glossary=glossary)


def test_two_glossaries_are_not_mixed_up():
    one, other = knowing("en", c="apple"), knowing("en", c="pear")
    assert found(one, "en", "apple, pear") == ["apple=c"]
    assert found(other, "en", "apple, pear") == ["pear=c"]


def test_a_form_that_is_listed_is_no_form_of_another_word():
    both = knowing("en", verb="label", noun="labeling")
    assert found(both, "en", "labels by labeling") == ["labels=verb", "labeling=noun"]


def test_where_a_longer_word_goes_on_the_shorter_one_stands():
    both = knowing("en", one="rule", two="rule book")
    assert found(both, "en", "a rule book") == ["rule book=two"]
    assert found(both, "en", "a rule bookish") == ["rule=one"]


def test_of_two_inflected_words_the_longer_is_meant():
    both = knowing("ja", denied="認められない", permitted="認められる")
    assert found(both, "ja", "認められません") == ["認められません=denied"]
    assert found(both, "ja", "認められます") == ["認められ=permitted"]


def joined(settings: Settings, english: str, japanese: str) -> Pair:
    """A page of one paragraph in both languages."""
    read = [
        edition(text.encode(), f"{code}/p.md", "p.md", code, Schemas({}), Renderer())
        for code, text in (("en", english), ("ja", japanese))
    ]
    return pair(read[0], read[1], settings)


@pytest.mark.parametrize(
    ("english", "japanese", "lacking"),
    [
        ("The severity is S2.", "重大度はS2です。", []),
        ("The severity is S2.", "深刻度はS2です。", [("severity", "深刻度")]),
        ("The severity is S2.", "害の大きさはS2です。", [("severity", "")]),
        ("Labelers label it.", "ラベラーがラベルを付けます。", []),
        ("A false positive", "偽陽性です。", []),
        ("A false positive", "過剰判定です。", []),
        # The word for one concept may be the wrong word for another that is spoken of.
        ("A correction, no clarification", "訂正はこれとは別です。", [("clarification-text", "")]),
        # Inside a longer word the concept was thought of all the same.
        ("The context", "文脈の確認が必要です。", []),
        ("This is an appeal.", "これは控訴です。", [("appeal", "控訴")]),
        ("A factual claim", "事実上の主張です。", [("factual-claim", "事実")]),
    ],
)
def test_a_concept_without_an_accepted_word_is_seen(sample, english, japanese, lacking):
    seen = [
        (lack.concepts[0], lack.never[0].words if lack.never else "")
        for lack in terms.unrendered(joined(sample, english, japanese))
    ]
    assert seen == lacking


def test_the_name_of_an_act_speaks_of_nothing(sample):
    page = joined(sample, "Act on Data Breaches", "流出対処法")
    said = page.aligned[0]
    named = [replace(p, field="basis.0.act") for p in (*said.source, *said.target)]
    act = replace(said, source=(named[0],), target=(named[1],))
    assert terms.unrendered(page)
    assert not terms.unrendered(replace(page, aligned=(act,)))


def test_a_wrong_word_in_a_title_is_told_once(sample):
    page = joined(sample, "## Insults\n\nText.\n", "## 悪口\n\n本文です。\n")
    assert [f.values["words"] for f in CHECKS["title-terms"](page)] == ["悪口"]
    assert list(CHECKS["never-term"](page)) == []


@pytest.mark.parametrize(
    ("field", "tag", "title"),
    [
        ("title", "p", True),
        ("labels.HAR-1.name", "p", True),
        ("labels.HAR-1.hint", "p", False),
        ("", "h3", True),
        ("", "html", False),
        ("", "p", False),
    ],
)
def test_titles_are_known_by_field_and_tag(field, tag, title):
    assert terms.is_title(Passage(field, tag, "Insults")) is title


def test_words_of_statutes_stay_in_their_references():
    assert terms.STATUTE_FIELDS.match("basis.0.act")
    assert terms.STATUTE_FIELDS.match("for-counsel")
    assert not terms.STATUTE_FIELDS.match("definition")
    assert not terms.STATUTE_FIELDS.match("basis-none")


def test_a_passage_without_a_candidate_costs_microseconds(sample):
    known = terms.words(sample, "ja")
    text = "これはそのとおりで、どこにも何もありませんでした。" * 4
    assert list(known.find(text)) == []
    began = time.perf_counter()
    for _ in range(200):
        list(known.find(text))
    assert (time.perf_counter() - began) / 200 < 200e-6


def test_the_glossary_has_no_locale_that_the_book_lacks(sample):
    concept = replace(sample.glossary[0], terms={**sample.glossary[0].terms, "fr": Terms()})
    changed = Book(replace(sample, glossary=(concept,)), (), frozenset())
    found = list(CHECKS["glossary-locales"](changed))
    assert [each.values["found"] for each in found] == [["en", "ja", "fr"]]


def pages(settings: Settings) -> list[Pair]:
    """The pairs of the sample."""
    schemas, renderer, tree = Schemas(settings.schemas), Renderer(settings.engine), Folder(ROOT)

    def opened(path: str, page: str, code: str) -> Edition:
        return edition(tree.read(path) or b"", path, page, code, schemas, renderer)

    return [
        pair(opened(paths["en"], page, "en"), opened(paths["ja"], page, "ja"), settings)
        for page, paths in book.pages(tree, settings).items()
        if paths.keys() >= {"en", "ja"}  # A notice can concern the readers of one alone.
    ]


def test_a_wrong_word_put_for_any_term_of_the_sample_is_found(sample):
    missed, tried = [], 0
    by_id = {concept.id: concept.terms["ja"] for concept in sample.glossary}
    for each in pages(sample):
        for wrong, hidden in seeded(each, by_id):
            tried += 1
            if not any(f.values["words"] == wrong for f in CHECKS["never-term"](hidden)):
                missed.append((each.source.page, wrong))
    assert tried > 100
    assert missed == []


def seeded(each: Pair, by_id: dict[str, Terms]) -> Iterator[tuple[str, Pair]]:
    """One pair for each noun of a page, its Japanese words replaced by the first wrong one.

    Left out is a wrong word that is right for something else the page speaks of.
    """
    english = terms.words(each.settings, "en")
    used = {
        use.concept
        for part in each.aligned
        for passage in part.source
        if not terms.is_title(passage) and terms.context(passage) == "policy"
        for found in english.find(passage.text, "policy")
        for use in found.uses
        if len(found.uses) == 1
    }
    for concept in sorted(used):
        words = by_id[concept]
        explained = any(words.never[:1] and words.never[0] in by_id[each].accepted for each in used)
        if not words.never or explained or any(word[-1] in "るすい" for word in words.accepted):
            continue
        accepted = sorted(words.accepted, key=len, reverse=True)
        aligned = []
        for part in each.aligned:
            target = []
            for passage in part.target:
                text = passage.text
                for word in accepted:
                    text = text.replace(word, words.never[0])
                target.append(replace(passage, text=text))
            aligned.append(replace(part, target=tuple(target)))
        if tuple(aligned) != each.aligned:
            yield words.never[0], replace(each, aligned=tuple(aligned))


def test_a_divergence_that_moved_points_at_the_text_that_moved():
    check = CHECKS["divergence"]
    bad = next(example for example in check.examples if example.finds)
    tree = book_of(Example(en=bad.en, ja=bad.ja, files=bad.files))
    settings = book.settings(tree, Cache(None))
    facts = []
    for page, paths in book.pages(tree, settings).items():
        for code, path in paths.items():
            raw = tree.read(path) or b""
            read = edition(raw, path, page, code, Schemas(settings.schemas), Renderer())
            facts.append(book.facts(read))
    found = list(check(Book(settings, tuple(facts), frozenset())))
    assert [(each.path, each.locale) for each in found] == [("guidelines/ja/policies/t.md", "ja")]


def test_the_declared_divergences_of_the_sample_are_up_to_date(sample):
    facts = [book.facts(each) for p in pages(sample) for each in (p.source, p.target)]
    whole = Book(sample, tuple(facts), frozenset())
    assert len(sample.divergences) == 5
    for name in ("divergence", "divergence-unknown", "glossary-overlap", "glossary-locales"):
        assert list(CHECKS[name](whole)) == []
