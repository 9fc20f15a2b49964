"""How two wordings of one text differ: what is only spelt otherwise, and what may mean more.

Everything here measures; what a difference amounts to is said by the change rules.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise

from .languages import ADDRESS, language, numbers_in, prose
from .model import Passage

MOVED, PERHAPS_MOVED = 0.5, 0.25
"""Similarity from which a text with a new id is taken for, or offered as, an old one moved."""

TYPO = 0.75
"""Similarity above which two words are one word, once typed wrongly."""

# ── What does not count ──────────────────────────────────────────────────────────────────

_SIGNS = str.maketrans("‘’‚‛“”„‟′″´`‐‑‒–—―−", "''''\"\"\"\"'\"''-------")
_SPACE = re.compile(r"\s+")
_WIDE_SPACE = re.compile(r"\s+(?=[^\x00-\x7f])|(?<=[^\x00-\x7f])\s+")


def folded(text: str) -> str:
    """Text after NFKC, with quotes, dashes and white space folded.

    A space beside a Japanese character is a matter of typesetting: `Mozilla の` is `Mozillaの`.
    """
    if "&#" in text:
        # The site's engine hides addresses of mail from robots.
        text = html.unescape(text)
    plain = unicodedata.normalize("NFKC", text).translate(_SIGNS).replace("\u200b", "")
    return _WIDE_SPACE.sub("", _SPACE.sub(" ", plain)).strip()


def letters(text: str) -> str:
    """The letters of a text alone, small: punctuation, hyphens and capitals do not count.

    What stands between digits counts: 1.5 is not 15.
    """
    plain = folded(text).casefold()
    return re.sub(r"(?<!\d)[^\w]+|[^\w]+(?!\d)|_", "", plain)


def exact(text: str) -> tuple[object, ...]:
    """What decides though it is no letter: figures as they stand, signs of money, percent and
    order, acronyms that are a word in small letters, and how commas group *and* with *or*.

    `1,000` is 1000, ½ is 1/2, and a number that an item is given by hand is none of it.
    """
    plain = folded(_RAISED.sub(lambda found: f"^{found[0]}", ADDRESS.sub(" ", text)))
    plain = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", _ITEM.sub("", plain).replace("\u2044", "/"))
    plain = re.sub(r"(?<=\d) ?([/~-]) ?(?=\d)", r"\1", plain)
    commas = [found[1] for found in _JOINED.finditer(plain)]
    grouped = tuple(commas) if len({found[2] for found in _JOINED.finditer(plain)}) > 1 else ()
    figures = tuple(found[0].replace(" ", "") for found in _FIGURE.finditer(plain))
    return figures, tuple(sorted(_ACRONYM.findall(plain))), grouped, grouped.count(",")


def only_denied(old: str, new: str) -> bool:
    """Whether two texts differ by a Japanese prefix that denies alone: 不可能, 非公開, 未成年."""
    left, right = (letters(_DENYING.sub("", side)) for side in (old, new))
    return left == right and letters(old) != letters(new)


_DENYING = re.compile("[不非未無](?=[一-鿿])")


def only_regrouped(old: tuple[object, ...], new: tuple[object, ...]) -> bool:
    """Whether two texts' `exact` differ by commas of which one has more: a serial comma."""
    return old[:2] == new[:2] and old[3] != new[3]


_RAISED = re.compile("[⁰¹²³⁴-⁹]+")
_FIGURE = re.compile(
    r"(?<![\w-])-(?=\d)|[$€£¥₩₹](?= ?\d)|\^?\d+(?:[.,:/-]\d+)*(?: ?[%‰°])?|[<>≤≥=≠±]"
)
_ACRONYM = re.compile(r"\b(?:US|IT|WHO)\b")
_JOINED = re.compile(r"(,?) (and|or)\b")
_ITEM = re.compile(r"^\W{0,2}(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)]\s+")
"""The number or letter of an item that is given by hand."""


_CONTRACTED = (
    (r"\b(ca)n't\b", "can not"),
    (r"\bcannot\b", "can not"),
    (r"\bwon't\b", "will not"),
    (r"\bshan't\b", "shall not"),
    (r"n't\b", " not"),
    (r"\b(we|you|they)'re\b", r"\1 are"),
    (r"\b(i|we|you|they)'ve\b", r"\1 have"),
    (r"'ll\b", " will"),
    (r"\bi'm\b", "i am"),
    (r"\b(it|that|there|here|what|who)'s\b", r"\1 is"),
)
_CONTRACTION = [(re.compile(pattern), full) for pattern, full in _CONTRACTED]

_VARIANTS = (
    (r"(?<=[a-z]{2})is(?=(?:e|ed|es|ing|er|ers|ation|ations)$)", "iz"),
    (r"(?<=[a-z]{2})ys(?=(?:e|ed|es|ing)$)", "yz"),
    (r"(?<=[a-z]{2})our(?=(?:s|ed|ing|able|ite|ites|ful|al)?$)", "or"),
    (r"(?<=[aeiou])ll(?=(?:ed|ing|er|ers|ation|ations|ment)$)", "l"),
    (r"(?<=[a-z]{2}[bcdfghklmnprst])re(?=s?$)", "er"),
    (r"(?<=[a-z])ogue(?=s?$)", "og"),
    (r"(?<=[dg])ement(?=s?$)", "ment"),
    (r"(?<=[a-z]{2})enc(?=e$)", "ens"),
)
_VARIANT = [(re.compile(pattern), other) for pattern, other in _VARIANTS]

_DROPPED = frozenset(("a", "an", "the", "that", "to", "of", "please", "also"))
_FORMS = dict.fromkeys(("is", "are", "am", "was", "were"), "be") | {
    "has": "have",
    "does": "do",
    "its": "it",
    "which": "that",
    "who": "that",
    "whom": "that",
    "these": "this",
    "those": "this",
    "e-mail": "email",
    "per cent": "percent",
}
_SOUND = [
    (re.compile(rf"\b(?:{words})\b", re.I), one)
    for words, one in (
        ("you're|your", "your"),
        ("it's|its'?", "its"),
        ("they're|their|there(?= own)", "their"),
        ("who's|whose", "whose"),
    )
]
"""Words that sound alike, of which people type the wrong one."""
_KANA = {"事": "こと", "時": "とき", "所": "ところ", "物": "もの", "為": "ため", "通り": "とおり"}
"""Formal nouns, which official texts write in kana and others in kanji."""

_WORD = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[^\w\s]")

_ID = re.compile(
    r"(?<![A-Za-z0-9-])([A-Z][A-Z0-9]*(?:-[A-Z0-9]+)*-(?:[A-Z]{0,3}\d+|[A-Z]{1,3}))(?!-?[A-Za-z0-9])"
)
"""The id of a label, a clause or what stands in one: one word, whose digits count nothing."""


def _small(text: str) -> str:
    plain = folded(text).casefold()
    for pattern, full in _CONTRACTION:
        plain = pattern.sub(full, plain)
    return plain


def spelt(text: str, code: str) -> tuple[str, ...]:
    """The words of a text as a dictionary would enter them, so that spellings agree.

    In Japanese, Sudachi's normalised forms (お問合せ is お問い合わせ); in English, contractions
    are written out and British spellings are American. Punctuation is left out.
    """
    if _is(code, "ja"):
        from .words import morphemes

        return tuple(
            _KANA.get(m.normal, m.normal)
            for m in morphemes(folded(text))
            if m.pos[:1] != ("補助記号",)
        )
    return tuple(_american(word) for word in _WORD.findall(_small(text)) if word[0].isalnum())


def grammar(text: str, code: str) -> tuple[str, ...]:
    """As `spelt`, without what grammar asks for: articles, endings of number, polite endings."""
    if _is(code, "ja"):
        from .words import morphemes

        return tuple(
            {"が": "は", "へ": "に"}.get(m.normal, m.normal)
            for m in morphemes(folded(text))
            if m.pos[:1] != ("補助記号",)
            and not (m.pos[:1] == ("接頭辞",) and m.normal in _HONORIFIC)
            and not (m.pos[:1] == ("助動詞",) and m.normal in ("ます", "です", "だ"))
        )
    for pattern, one in _SOUND:
        text = pattern.sub(one, folded(text))
    kept: list[str] = []
    for word in spelt(text, code):
        plain = _FORMS.get(word, word)
        if plain not in _DROPPED:
            plain = _singular(plain)
            if kept[-1:] != [plain]:
                kept.append(plain)
    return tuple(kept)


_HONORIFIC = ("御", "お", "ご")
"""Prefixes that are only polite. 不, 非 and 未 deny."""


def _american(word: str) -> str:
    for pattern, other in _VARIANT:
        word = pattern.sub(other, word)
    return word


def _singular(word: str) -> str:
    if len(word) < 4 or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("shes", "ches", "xes", "sses")):
        return word[:-2]
    return word[:-1] if word.endswith("s") else word


def _is(code: str, name: str) -> bool:
    return re.split("[-_]", code)[0].lower() == name


# ── Words ────────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=4096)
def tokens(text: str, code: str) -> tuple[str, ...]:
    """The words, ids and signs of a text, as they are typed but for quotes and width."""
    parts = _ID.split(folded(text))
    return tuple(
        token
        for number, part in enumerate(parts)
        for token in ([part] if number % 2 else _tokens(part, code))
    )


def _tokens(plain: str, code: str) -> list[str]:
    if _is(code, "ja"):
        from .words import morphemes

        return [m.surface for m in morphemes(plain) if m.surface.strip()]
    for pattern, full in _CONTRACTION:
        plain = pattern.sub(full, plain)
    return _WORD.findall(plain)


def worded(found: Iterable[str], code: str) -> str:
    """Tokens as they are read: in English parted by spaces, but not from signs."""
    if _is(code, "ja"):
        return "".join(found)
    return _LOOSE.sub(lambda m: m[1] or m[2] or m[3], " ".join(found))


_LOOSE = re.compile(r" ([,.;:!?)\]%])|([(\[$#]) |(?<=\w) ([-/]) (?=\w)")
"""A sign with the spaces that it does not have in a text."""


@dataclass(frozen=True, slots=True)
class Island:
    """Neighbouring words that one text has where the other has others, or none.

    `then` is the word that follows them in both, "" at the end.
    """

    old: tuple[str, ...]
    new: tuple[str, ...]
    then: str = ""


def islands(old: str, new: str, code: str) -> tuple[Island, ...]:
    """Where two texts differ, in their order. Capitals do not count."""
    ours, theirs = tokens(old, code), tokens(new, code)
    small = [[word.casefold() for word in side] for side in (ours, theirs)]
    matcher = SequenceMatcher(None, small[0], small[1], autojunk=False)
    return tuple(
        Island(ours[a:b], theirs[c:d], (*theirs[d : d + 1], "")[0])
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    )


def sentences(text: str, code: str) -> tuple[str, ...]:
    """The sentences of a text; the whole text where its language is unknown."""
    known = language(code)
    return known.sentences(text) if known else (text,)


def apart(old: str, new: str, code: str) -> tuple[str, str]:
    """The sentences of each text that the other does not have, as two texts.

    A sentence that only stands elsewhere in the text counts on neither side.
    """
    ours, theirs = sentences(old, code), sentences(new, code)
    known_old = Counter(letters(sentence) for sentence in ours)
    known_new = Counter(letters(sentence) for sentence in theirs)
    lost, gained = known_old - known_new, known_new - known_old

    def kept(side: Sequence[str], counted: Counter[str]) -> str:
        left = Counter(counted)
        chosen = []
        for sentence in side:
            key = letters(sentence)
            if left[key] > 0:
                left[key] -= 1
                chosen.append(sentence)
        return ("" if _is(code, "ja") else " ").join(chosen)

    return kept(ours, lost), kept(theirs, gained)


_PREFIX = re.compile(
    "^(?:un|in|im|il|ir|dis|non|mis|de|re|a|anti|over|under|sub|pre|post|ex|en|inter|intra|n)$"
)


CLOSED = frozenset(
    re.findall(
        r"\w+",
        """may must can will shall should would could might not now no nor or and but if of off on
        in out within without before after until unless under over above below at to by for from
        with all any each every either neither both some none one once only this that these those
        who whom when where what which more most less least few former latter first last""",
    )
)
"""Words so short or so common that no one of them is another typed wrongly."""


def typo(old: str, new: str, code: str) -> bool:
    """Whether two words are one word, once typed wrongly.

    Words that differ by what they begin with (lawful, unlawful; including, excluding) or
    by who is meant (employers, employees) are two words however alike they look.
    """
    ours, theirs = old.casefold(), new.casefold()
    if ours == theirs:
        return True
    if _ID.fullmatch(old) or _ID.fullmatch(new):
        return False
    if re.search(r"[\d%$€£¥§#]", ours + theirs) or numbers_in(old, code) or numbers_in(new, code):
        return False
    if not (ours[0].isalpha() and theirs[0].isalpha()):
        return False
    if len(ours) > 2 and len(ours) == len(theirs) and sorted(ours) == sorted(theirs):
        return not {ours, theirs} <= CLOSED
    if SequenceMatcher(None, ours, theirs, autojunk=False).ratio() <= TYPO:
        return False
    if ours.endswith(theirs) or theirs.endswith(ours):
        return False
    if {ours, theirs} <= CLOSED:
        return False
    tail = 0
    while tail < min(len(ours), len(theirs)) and ours[-1 - tail] == theirs[-1 - tail]:
        tail += 1
    heads = ours[: len(ours) - tail], theirs[: len(theirs) - tail]
    if tail >= 4 and len(heads[0]) >= 2 and len(heads[1]) >= 2 and heads[0][0] != heads[1][0]:
        return False
    if tail >= 3 and any(_PREFIX.match(head) for head in heads) and all(len(h) < 4 for h in heads):
        return len(heads[0] + heads[1]) <= 1 or heads[0][:1] == heads[1][:1]
    roles = [
        re.sub("(?:ees?)$", "-ee", re.sub("(?:[eo]rs?)$", "-er", word)) for word in (ours, theirs)
    ]
    if roles[0] != roles[1] and {roles[0][-3:], roles[1][-3:]} == {"-ee", "-er"}:
        return False
    return not {ours[-4:], theirs[-4:]} & {"less"} or ours[-4:] == theirs[-4:]


def only_typos(old: str, new: str, code: str) -> bool:
    """Whether at most three single words differ, each by a slip of typing; one may stand twice."""
    if _is(code, "ja"):
        found = islands(old, new, code)
        return len(found) <= 3 and all(_katakana_slip(island) for island in found)
    found = islands(_TWICE.sub(r"\1", old), _TWICE.sub(r"\1", new), code)
    return 0 < len(found) <= 3 and all(
        len(island.old) == len(island.new) == 1 and typo(island.old[0], island.new[0], code)
        for island in found
    )


_TWICE = re.compile(r"\b([A-Za-z]+)(?:\s+\1\b)+", re.I)
_KATAKANA = re.compile("[ァ-ヺー・]{4,}")


def _katakana_slip(island: Island) -> bool:
    """A foreign word with a letter too many: プライバーシー. Kanji that look alike mean more."""
    ours, theirs = "".join(island.old), "".join(island.new)
    return bool(
        _KATAKANA.fullmatch(ours)
        and _KATAKANA.fullmatch(theirs)
        and SequenceMatcher(None, ours, theirs, autojunk=False).ratio() > TYPO
    )


# ── What may change a verdict ────────────────────────────────────────────────────────────

KINDS = ("negation", "modality", "number", "reference", "quantifier", "conjunction", "scope")
"""What is looked for, the gravest first."""

DEMANDS = (
    "must",
    "must-not",
    "may-not",
    "only",
    "should",
    "should-not",
    "need-not",
    "cannot",
    "may",
)
"""What a sentence may demand, as a language's module names it, that counts anywhere."""

_POINTER = re.compile(
    r"""^\W*(?:(?:you\ can\ )?(?:also\ )?(?:learn|read|find\ out|see)\ (?:more|about|how|here|the)\b
    |to\ (?:learn|find\ out)\ more\b|(?:for\ )?more\ (?:details?|information)\b
    |read\ the\ documentation|click\ here
    |(?:please\ )?(?:see|visit|view)\ (?:our|the|here|this)\b[^.;]{0,80}$
    |if\ you\ have\ (?:any\ |other\ |further\ )*(?:questions?|concerns?|comments?)\b
    |in\ this\ [\w ]{1,40},?\ we\ (?:explain|describe)
    |this\ [\w ]{1,40}\ (?:explains?|describes?)\b)
    |(?:詳細|詳しく)[^。]*(?:ご覧|確認|参照|はこちら)|をご覧ください。?$
    |(?:ご質問|ご不明な点|お問い?合わ?せ)[^。]*(?:ください|まで|こちら)""",
    re.I | re.X,
)
_CHOICE = re.compile(
    r"\bopt[ -]?(?:in|out)|\b(?:dis|en)abl|\bturn (?:it )?(?:off|on)|\bunsubscribe"
    r"|オプトアウト|無効|有効に|停止する|解除",
    re.I,
)
_CONTACT = re.compile(
    r"""\battn\b|\bst(?:reet|\.)|\bsuite\b|〒
    |(?:\bfax\b|\b(?:tele)?phone\b|\btel\b|電話)[^.。]{0,16}\d{2,4}[-‑– ()]\d
    |\bp\.?o\.?\ box|\b[A-Z]{2}\ \d{5}\b|\b\d{3}[-.]\d{3,4}[-.]\d{4}\b""",
    re.I | re.X,
)


_MAY = re.compile(r"\bMay(?=,? \d)|(?<=\d )May\b")

_IDIOM = re.compile(
    r"""\bat\ any\ time\b|\bone\ (?=of\ (?:the|our|your|these|those|several|many)\b)
    |\bonce\ (?=(?:you|we|they|it|the|a|an|your|our|this|that)\b)
    |\bthird-?\ ?(?=-?\ ?part(?:y|ies)\b)
    |\bfirst-?\ ?(?=party\b)|\b(?:first|last|full)\ (?=names?\b)|\bone\ another\b|\beach\ other\b
    |\bno\ one\b(?=\ (?:else|but)\b)|\b(?:not\ )only\b(?=[^.;]{0,80}\bbut\b)""",
    re.I | re.X,
)
"""Words that count something elsewhere and count nothing here."""


def contact(text: str) -> bool:
    """Whether a text holds a postal address or a telephone number."""
    return _CONTACT.search(text) is not None


def channels(text: str) -> frozenset[str]:
    """By what means a text says that somebody can be reached: telephone, fax, e-mail."""
    return frozenset(match.lastgroup or "" for match in _CHANNEL.finditer(text))


_CHANNEL = re.compile(
    r"(?P<fax>\bfax\b|ファクス|ファックス)|(?P<phone>\b(?:tele)?phone\b|\btel\b|電話)"
    r"|(?P<mail>\w@\w|\be-?mail\b|メール)",
    re.I,
)


_LEAD = re.compile(
    r"^\W*(?:more details[^:.]{0,80}|note|please note|注意?|備考|詳細)\s*[:：]\s*", re.I
)
"""What announces a sentence and is no part of what it says."""


_STRESS = re.compile(
    r"(\b(?:no|not|never|nor|neither)\b[^.;]*?),? (?:in|under) any circumstances?\b", re.I
)
"""What only stresses a denial. *You may do so under any circumstances* says more."""


def said(text: str, code: str) -> str:
    """A text without what only announces a sentence or stresses it, and without sentences that
    only point."""
    parts = (_STRESS.sub(r"\1", _LEAD.sub("", part)) for part in sentences(folded(text), code))
    return " ".join(part for part in parts if not pointing(part))


def pointing(sentence: str) -> bool:
    """Whether a sentence does nothing but point elsewhere: *Learn more about …*.

    One that points to a choice (*learn how to opt out*) says that there is one.
    """
    short = len(sentence) < 240
    return short and _POINTER.search(sentence) is not None and not _CHOICE.search(sentence)


@lru_cache(maxsize=4096)
def triggers(text: str, code: str, *, faint: bool = True) -> Counter[tuple[str, str]]:
    """How often each trigger stands in a text: (kind, word), without `faint` the plain ones only.

    Kinds are those of KINDS. A modal verb or a negation counts by what it demands, a number
    by its value: `must` and `is required to` are one, and so are 10 and *ten*. An id is a
    reference and no number. Numbers of an
    address and sentences that only point elsewhere do not count.
    """
    found: Counter[tuple[str, str]] = Counter()
    known = language(code)
    # The month of May allows nothing.
    plain = said(_IDIOM.sub("", _MAY.sub("5", prose(Passage("", "p", folded(text))))), code)
    found.update(("reference", name) for name in _ID.findall(plain))
    plain = _ID.sub("ID", plain)
    name = re.split("[-_]", code)[0]
    for sentence in sentences(plain, code) if known else ():
        assert known is not None
        demands = {phrase.kind for phrase in known.modals(sentence)}
        found.update(("modality", kind) for kind in DEMANDS if kind in demands)
        if faint and "can" in demands:
            found["modality", "can"] += 1
        found.update(
            ("negation", "not")
            for phrase in known.negations(sentence)
            if phrase.kind in ("whole", "either", "partial")
            or (phrase.kind, name) == ("hint", "ja")
        )
    if not _CONTACT.search(text):
        for number in numbers_in(plain, code):
            if number.unit != "marker":
                # A bare number in words counts (*four kinds of*) more often than it rules.
                idle = not (number.hard or number.unit or number.bound or faint)
                kind = "count" if idle else "number"
                found[kind, f"{number.value} {number.unit} {number.bound}".strip()] += 1
    for table in (known.signs(), known.faint())[: 2 if faint else 1] if known else ():
        for kind, pattern in table.items():
            found.update((kind, match[0].casefold()) for match in pattern.finditer(plain))
    return found


def touched(old: str, new: str, code: str, *, faint: bool) -> dict[str, tuple[str, ...]]:
    """The kinds of triggers that one text has and the other has not, with their words.

    Only sentences that differ are looked at.
    """
    ours, theirs = apart(old, new, code)
    before, after = triggers(ours, code, faint=faint), triggers(theirs, code, faint=faint)
    found: dict[str, dict[str, None]] = {}
    lost, gained = before - after, after - before
    for kind, word in list(lost):
        # A number that only gained its unit is the same number; one for another is a number.
        others = [w for k, w in gained if k == kind == "number"]
        same = [w for w in others if w.split(" ")[0] == word.split(" ")[0]]
        if same and "" in (word.partition(" ")[2], same[0].partition(" ")[2]):
            del lost[kind, word], gained[kind, same[0]]
        if kind == "count" and any(k == kind for k, _ in gained):
            lost["number", word] += 1
    for kind, word in (*lost, *gained):
        found.setdefault(kind, {})[word] = None
    return {kind: tuple(found[kind]) for kind in KINDS if kind in found}


@lru_cache(maxsize=4096)
def binding(text: str, code: str) -> bool:
    """Whether a text demands, forbids, or allows something of somebody, or says what follows."""
    known = language(code)
    if known and known.binding().search(said(text, code)):
        return True
    demands = {word for kind, word in triggers(text, code, faint=False) if kind == "modality"}
    return bool(demands & set(DEMANDS) - {"may", "cannot"})


_NAME = re.compile(r"[a-z]?[A-Z][\w.&-]*")
_WITHIN_NAMES = frozenset(("a", "an", "of", "the", "and", "for", "&", "(", ")", ".", "'s"))
_PLACE = re.compile(
    "|".join(
        (
            r"\b(?:EU|EEA|UK|USA?|European? Union|United (?:States|Kingdom)|Europe|North America"
            r"|South America|America|Canada|Mexico|Brazil|California|Delaware|New York|Texas"
            r"|Ireland|Britain|England|Scotland|France|Germany|Austria|Switzerland|Spain|Portugal|Italy"
            r"|Netherlands|Belgium|Luxembourg|Denmark|Sweden|Norway|Finland|Poland|Greece|Turkey"
            r"|Russia|Ukraine|Israel|Egypt|Nigeria|Kenya|Africa|India|Pakistan|Bangladesh|China"
            r"|Hong Kong|Taiwan|Japan|South Korea|Korea|Thailand|Vietnam|Singapore|Malaysia"
            r"|Indonesia|Philippines|Australia|New Zealand|Asia)\b",
            "日本|米国|アメリカ|英国|イギリス|アイルランド|欧州|ヨーロッパ|EU|EEA|ドイツ|フランス|イタリア",
            "スペイン|カナダ|中国|韓国|台湾|香港|インド|シンガポール|オーストラリア|ブラジル|カリフォルニア",
        )
    )
)
"""Names of places where a rule may hold: one for another is another rule."""


def only_names(old: str, new: str, code: str) -> bool:
    """Whether only names differ: of products, of companies. Japanese has no capitals to tell."""
    if _is(code, "ja"):
        return False
    old, new = (_ITEM.sub("", ADDRESS.sub("Address", folded(side))) for side in (old, new))
    found = islands(old, new, code)
    if any(len(island.old) > 5 or len(island.new) > 5 for island in found):
        return False
    if [*map(str.casefold, _PLACE.findall(old))] != [*map(str.casefold, _PLACE.findall(new))]:
        return False
    known = _names(old, code) | _names(new, code)
    named = False
    for island in found:
        words = (*island.old, *island.new)
        small = {word.casefold() for word in island.old} & {word.casefold() for word in island.new}
        fresh = [w for w in words if w.isalnum() and w.casefold() not in small]
        if not (island.old and island.new) and fresh and {",", "and", "or"} & {*words}:
            return False
        if any(not (w in known or w in _WITHIN_NAMES) for w in fresh):
            return False
        named = named or any(word in known for word in fresh)
    return named or not found


def other_names(old: str, new: str, code: str) -> bool:
    """Whether a name stands where another one stood: of a party, a product, a document.

    A name before a common noun only says which (*a Firefox account*, *the Tools menu*): there
    the noun is what is spoken of, and it stays. A name that stands in both is not replaced.
    """
    old, new = (ADDRESS.sub("Address", folded(side)) for side in (old, new))
    before, after = _names(old, code), _names(new, code)
    nouns = {noun.casefold() for side in (old, new) for noun in _NAMED_NOUN.findall(side)}
    return any(
        (before - after).intersection(island.old)
        and (after - before).intersection(island.new)
        and not (before & after).intersection((*island.old, *island.new))
        and not (island.then.casefold() in nouns or _COMPOUND.match(island.then))
        for island in islands(old, new, code)
    )


_NAMED_NOUN = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Tt]his|[Yy]our|[Oo]ur|[Tt]heir|[Ii]ts|[Ee]ach|[Ee]very)"
    r"(?: [A-Z][\w’'.-]*)+ ([a-z]\w+)"
)
"""A noun that a name stands before. A name by itself has no article."""

_COMPOUND = re.compile("[ァ-ヺー一-鿿]{2,}")
"""A noun right after a name, in Japanese: Firefoxアカウント. One letter (社, 氏) ends the name."""


def _names(text: str, code: str) -> set[str]:
    """Words with a capital that they do not owe to the beginning of a sentence or an item.

    In Japanese, words in Latin capitals or in katakana.
    """
    if _is(code, "ja"):
        found = tokens(text, code)
        return {word for word in found if _NAME.fullmatch(word) or _KATAKANA.fullmatch(word)}
    return {
        word
        for part in sentences(text, code)
        for before, word in pairwise(("", *tokens(part, code)))
        if before[-1:].isalnum() or before in ("'", ",", "(", '"', "&")
        if _NAME.fullmatch(word)
    }


def qualified(old: str, new: str, code: str) -> bool:
    """Whether a sentence gained or lost words and is otherwise the same.

    A list in a sentence that grew (race, religion *or caste*), or a condition that fell away
    (*in a sexual context*): what the sentence covers is another.
    """
    found = _few(old, new, code)
    known = language(code)
    if not found or known is None:
        return False
    words = "".join(found[0])
    alone = len(found) == 1 and "" in found[0] and "(" not in words
    return listed(old, new, code) or (alone and bool(known.when().search(words)))


def listed(old: str, new: str, code: str) -> bool:
    """Whether a list within a sentence or a heading gained or lost an item, and no more differs:
    *provide search*, *provide and improve search*."""
    found = _few(old, new, code)
    known = language(code)
    if not found or known is None:
        return False
    joined = known.joined()
    sides = [Counter(joined.sub(" ", " ".join(side)).split()) for side in zip(*found, strict=True)]
    grown = not (sides[0] - sides[1]) or not (sides[1] - sides[0])
    return grown and any(joined.search(was) or joined.search(now) for was, now in found)


def _few(old: str, new: str, code: str) -> list[tuple[str, str]]:
    """The words that two texts differ by, old and new, where these are one or two short runs."""
    ours, theirs = apart(old, new, code)
    if not ours or not theirs:
        return []
    space = "" if _is(code, "ja") else " "
    found = [(space.join(each.old), space.join(each.new)) for each in islands(ours, theirs, code)]
    found = [
        pair
        for pair in found
        if letters("".join(pair)) and not any(side.endswith((":", "：")) for side in pair)
    ]
    short = all(len(side) <= 80 for pair in found for side in pair)
    return found if len(found) <= 2 and short else []


def beside(old: str, new: str, code: str) -> bool:
    """Whether a name stands beside one that both texts have, and the other text lacks it:
    *for Android*, *for iOS and Android*."""
    known = language(code)
    for text, other in ((old, new), (new, old)) if known else ():
        assert known is not None
        there = set(tokens(other, code))
        words = tokens(re.sub(",(?= (?:and|or) )", "", text), code)
        for one, joint, two in zip(words, words[1:], words[2:], strict=False):
            named = all(_NAME.fullmatch(word) or _KATAKANA.fullmatch(word) for word in (one, two))
            if named and known.joined().fullmatch(joint) and (one in there) != (two in there):
                return True
    return False


@lru_cache(maxsize=4096)
def practice(text: str, code: str) -> frozenset[str]:
    """What a text says is done, in its words: *we share …*, *posts are hidden*, 送信します."""
    known = language(code)
    found = known.practice().finditer(said(text, code)) if known else ()
    return frozenset(_deed(each[0].split()[-1].casefold()) for each in found)


def practised(old: str, new: str, code: str) -> bool:
    """Whether a sentence that differs says what is done."""
    return any(practice(side, code) for side in apart(old, new, code))


def _deed(form: str) -> str:
    """One name for the forms of a verb: *receives*, *received*."""
    return form if not form.isascii() else re.sub(r"(?:i?es|i?ed|s|e|y)$", "", form)


def moved_on(old: str, new: str, code: str) -> bool:
    """Whether what a text tells may be another, though no word of it is known to decide.

    A sentence came or went that may be a rule; or one covers something else, or tells that
    something else is done, or elsewhere, or with something else, or of one more name.
    """
    for ours, theirs in answering(old, new, code):
        if not (ours and theirs):
            if weighty(ours or theirs, code):
                return True
            continue
        ours, theirs = said(ours, code), said(theirs, code)
        if qualified(ours, theirs, code):
            return True
        told = practice(ours, code), practice(theirs, code)
        places = [set(_PLACE.findall(side)) for side in (ours, theirs)]
        elsewhere = places[0] != places[1] or beside(ours, theirs, code)
        other = elsewhere or _other_words(ours, theirs, code)
        if told[0] != told[1] or (any(told) and other):
            return True
    return False


def _other_words(old: str, new: str, code: str) -> bool:
    """Whether a sentence says a word more, less or another: *location*, *rough location*.

    A name is looked at elsewhere.
    """
    names = {name.casefold() for side in (old, new) for name in _names(side, code)}
    ours, theirs = (Counter(telling(side, code)) for side in (old, new))
    words = (ours - theirs) + (theirs - ours)
    return any(word not in names for word in words)


_SILENT = frozenset(
    re.findall(
        r"\w+",
        "when where it this there here also so then thus therefore however note own order be",
    )
)
"""Words of which a sentence may have one more or one less and still say the same."""


_JOINT = re.compile(
    r"\b(?:in addition|additionally|moreover|furthermore|in other words|of course)\b,?"
    r"|\band/(?=or\b)",
    re.I,
)
"""What only joins. *And/or* is what *or* means where nothing says *either*."""


def telling(text: str, code: str) -> list[str]:
    """The words of a text that say something, as `grammar` has them; a number by its value."""
    words = [word for word in grammar(_JOINT.sub("", text), code) if word not in _SILENT]
    return [
        str(numbers[0].value) if len(numbers := numbers_in(word, code)) == 1 else word
        for word in words
    ]


def only_silent(old: str, new: str, code: str) -> bool:
    """Whether two texts say the same words in one order, but for such as may be there or not."""
    return telling(said(old, code), code) == telling(said(new, code), code)


def answering(old: str, new: str, code: str) -> list[tuple[str, str]]:
    """Sentences that differ, side by side, the likest together; "" where one has no other."""
    sides = [list(sentences(side, code)) if side else [] for side in apart(old, new, code)]
    scored = sorted(
        ((-likeness(o, n), a, b) for a, o in enumerate(sides[0]) for b, n in enumerate(sides[1])),
    )
    pairs: dict[int, int] = {}
    for score, a, b in scored:
        if -score >= ANSWERING and a not in pairs and b not in pairs.values():
            pairs[a] = b
    found = [(o, sides[1][pairs[a]] if a in pairs else "") for a, o in enumerate(sides[0])]
    return found + [("", n) for b, n in enumerate(sides[1]) if b not in pairs.values()]


ANSWERING = 0.15
"""Likeness from which a sentence is taken for another one reworded."""


def weighty(text: str, code: str) -> bool:
    """Whether a text that comes or goes whole may be a rule: it binds, denies, sets a number
    or a limit, or says what is done with people's data."""
    if binding(text, code):
        return True
    strong = triggers(text, code, faint=False)
    kinds = ("negation", "number", "reference", "conjunction", "scope")
    if any(kind in kinds for kind, _ in strong):
        return True
    if any((kind, word) == ("quantifier", "only") for kind, word in strong):
        return True
    return bool(practice(text, code))


# ── Likeness ─────────────────────────────────────────────────────────────────────────────


@lru_cache(maxsize=8192)
def grams(text: str) -> frozenset[str]:
    """The runs of five letters in a text; a shorter text is its own."""
    plain = letters(text)
    return frozenset(plain[start : start + 5] for start in range(max(1, len(plain) - 4)))


def likeness(old: str, new: str) -> float:
    """Which part of all their runs of five letters two texts share: 0 to 1."""
    ours, theirs = grams(old), grams(new)
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 1.0


def text_of(passages: Iterable[Passage]) -> str:
    """Passages as one text, one a line."""
    return "\n".join(passage.text for passage in passages if passage.text)
