"""A change as its reader sees it on paper: before and after side by side, in one language.

What is shown is worked out here once; whether as a page, a Word file or a table of cells is a
matter of the modules that write them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import groupby
from typing import Any

from . import codes
from .changes import RULES
from .imprint import Imprint
from .model import Change, Comparison, Heading
from .redline import Piece, redline, sentences
from .report_changes import Reader, flips
from .text import Text

WORDS: Mapping[str, Text] = {
    "title": Text(en="Changes to the guidelines", ja="ガイドライン新旧対照表"),
    "versions": Text(en="Versions: {old} → {new}", ja="版：{old} → {new}"),
    "draft": Text(en="draft", ja="改定案"),
    "published": Text(en="Published", ja="公開日"),
    "effective": Text(en="Takes effect", ja="適用開始日"),
    "transition": Text(en="Transition", ja="経過措置"),
    "underlined": Text(
        en="(Changed words are underlined; words taken out are struck.)",
        ja="（下線部分は改定部分）",
    ),
    "after": Text(en="After", ja="改定後"),
    "before": Text(en="Before", ja="改定前"),
    "after-draft": Text(en="Draft", ja="改定案"),
    "before-draft": Text(en="In force", ja="現行"),
    "remarks": Text(en="Remarks", ja="備考"),
    "fresh": Text(en="(new)", ja="（新設）"),
    "gone": Text(en="(taken out)", ja="（削る）"),
    "retired": Text(en="{name} retired", ja="{name}　削除"),
    "omitted": Text(en="(…)", ja="（略）"),
    "changed": Text(en="changed", ja="変更"),
    "added": Text(en="added", ja="追加"),
    "created": Text(en="new", ja="新設"),
    "removed": Text(en="taken out", ja="削る"),
    "deleted": Text(en="retired", ja="削除"),
    "restored": Text(en="in use again", ja="復活"),
    "moved": Text(en="moved", ja="移動"),
    "moved-from": Text(en="moved (was {was})", ja="移動（旧{was}）"),
    "touches": Text(en="Changes a {marks}", ja="{marks}の変更を含む"),
    "number": Text(en="number", ja="数値"),
    "negation": Text(en="negation", ja="否定"),
    "modality": Text(en="demand or permission", ja="義務・許可"),
    "class": Text(en="Class", ja="区分"),
    "direction": Text(en="Direction", ja="方向"),
    "only": Text(en="Only in market {market}", ja="対象市場{market}のみ"),
    "case": Text(en="Case {id}", ja="事例 {id}"),
    "question": Text(en="Clarification {id}", ja="補足説明 {id}"),
    "decision": Text(en="Decision {id}", ja="判断フロー {id}"),
    "market": Text(en="Market entry {id}", ja="地域別の取扱い {id}"),
    "start": Text(en="First question", ja="最初の質問"),
    "step": Text(en="Question {name}", ja="質問 {name}"),
    "answer": Text(en="{answer} → {goal}", ja="{answer}→{goal}"),
    "bracketed": Text(en="{name} ({value})", ja="{name}（{value}）"),
    "named": Text(en="{name}: {value}", ja="{name}：{value}"),
}
"""What stands on paper beside the texts themselves."""


@dataclass(frozen=True)
class Sides:
    """A change in one language; its `old` and `new` are those of that language.

    `page` and `heading` are what it stands under, `field` the name of its field or "".
    `titled_in` is the locale of the heading, which may be another than that of the text.
    `pieces` is the whole redline. `remark` says in a word what was done; `notes` what else a
    reader should know: class, direction, market, marks, written cases that get another label.
    `retired` is the id of a clause or label that is gone: it stays, for no other may have it.
    """

    change: Change
    locale: str
    path: str
    line: int
    page: str
    heading: str
    field: str
    pieces: tuple[Piece, ...]
    remark: str
    notes: tuple[str, ...]
    told: str
    titled_in: str
    link: str = ""
    retired: str = ""

    def abridged(self, language: str, *, texts: bool = True) -> tuple[Piece, ...]:
        """The pieces without what is unchanged; without `texts`, only values are so shortened."""
        if not texts and not isinstance(self.change.new, Mapping):
            return self.pieces
        return abridged(self.pieces, self.locale, word("omitted", language))

    @property
    def whole(self) -> bool:
        """Whether a unit came or went, and not a text within one."""
        return (self.fresh or self.gone) and not _within(self.change)

    @property
    def replaced(self) -> bool:
        """Whether the heading itself is what changed: it stands in the text of both sides."""
        return self.change.rule in RENAMING

    def absent(self, language: str) -> str:
        """What stands opposite a text that is gone: the id that stays, or that it left no trace."""
        if self.retired:
            return word("retired", language, name=self.retired)
        return word("gone", language)

    @property
    def fresh(self) -> bool:
        """Whether nothing stood there before."""
        return self.change.old is None

    @property
    def gone(self) -> bool:
        """Whether nothing stands there now."""
        return self.change.new is None


def dates(about: Imprint, language: str) -> list[str]:
    """The days of a release, a line each; none where they are not known."""
    days = [(whose, "published", day) for whose, day in about.published]
    days += [(whose, "effective", day) for whose, day in about.effective]
    return [
        word(
            "named",
            language,
            name=word("bracketed", language, name=word(name, language), value=whose)
            if whose
            else word(name, language),
            value=day,
        )
        for whose, name, day in days
    ]


def word(name: str, language: str, /, **values: Any) -> str:
    """A word of the paper in a language."""
    return WORDS[name].to(language, **values)


def imprint(comparison: Comparison, language: str, **known: Any) -> Imprint:
    """The imprint of a comparison that no release names; the working tree is a draft."""
    draft = comparison.new == "."
    new = word("draft", language) if draft else comparison.new
    return Imprint(**{"old": comparison.old, "new": new, "draft": draft, **known})


def pages(comparison: Comparison, reader: Reader) -> list[tuple[str, list[Sides]]]:
    """The changes that people are told, page by page in the order of the text."""
    shown = [
        sides(change, reader)
        for change in comparison.changes
        if change.grade != "metadata" and change.rule != "layout-changed"
    ]
    ordered = sorted(shown, key=lambda each: (_place(each), each.line))
    return [
        (page, list(some))
        for (_, page), some in groupby(ordered, key=lambda each: (each.path, each.page))
    ]


def _place(change: Sides) -> tuple[str, str]:
    """Where a page stands in the book, in whatever locale: what one locale alone has, too."""
    return re.sub(
        rf"(?:^|(?<=/)){re.escape(change.locale)}/", "", change.path, count=1
    ), change.path


def sides(change: Change, reader: Reader) -> Sides:
    """A change in the reader's language where its texts are written in it, else in its own."""
    own = [other for other in change.others if other.locale == reader.language]
    if change.locale == reader.language or not own:
        locale, path, line, heading = change.locale, change.path, change.line, change.heading
        olds, news = [change.old], [change.new]
    else:
        first = own[0]
        locale, path, line, heading = first.locale, first.path, first.line, first.heading
        olds, news = [other.old for other in own], [other.new for other in own]
        # Where the source only gained a text, this language may have reworded one, too.
        change = replace(change, old=_any(olds), new=_any(news))
    language = reader.language
    old, new = (
        "\n".join(filter(None, (_said(change, each, heading, language) for each in side)))
        for side in (olds, news)
    )
    pieces = redline(old, new, locale)
    if change.old is None or change.new is None or RULES[change.rule].area in WITHOUT_MARKS:
        pieces = tuple(replace(piece, marks=()) for piece in pieces)
    return Sides(
        change,
        locale,
        path,
        line,
        _page(change, heading),
        _heading(change, heading, language),
        field_name(change, language),
        pieces,
        _remark(change, language),
        tuple(_notes(change, pieces, reader)),
        reader.told(change),
        language if change.unit.partition(":")[0] in WORDS else locale,
        retired=_retired(change),
    )


def _any(values: Iterable[Any]) -> Any:
    """The first value that is there; None where none is."""
    return next((value for value in values if value is not None), None)


# ── What it stands under ─────────────────────────────────────────────────────────────────


def _page(change: Change, heading: Heading) -> str:
    guideline = re.search(r"[^/]+(?=\.md$)", change.path)
    return heading.page or (guideline[0] if guideline else change.path)


def _heading(change: Change, heading: Heading, language: str) -> str:
    kind, _, name = change.unit.partition(":")
    if kind in WORDS:
        return word(kind, language, id=name)
    if kind == "clause":
        return titled(name, heading.unit, language)
    return heading.unit or name.rpartition("#")[2]


def titled(name: str, title: str, language: str) -> str:
    """An id with its title, parted as the language parts them."""
    return ("　" if language == "ja" else " ").join(filter(None, (name, title)))


def field_name(change: Change, language: str) -> str:
    """The field of a change by the name its readers know; "" for prose and whole units."""
    steps = change.field.split(".") if change.field else []
    if change.unit.startswith("decision:") and steps[:1] == ["steps"] and len(steps) > 1:
        return word("step", language, name=steps[1])
    if change.rule in RENAMING:
        return ""
    here = change.unit.partition(":")[2]
    if True in (change.old, change.new):
        # A list whose items are their own names: the name is what is said.
        steps = steps[:-1]
    names = [step for step in steps if step not in ("labels", "value", here)]
    known = [name for name in names if name in codes.FIELDS]
    others = [name for name in names if name not in codes.FIELDS]
    named = [codes.FIELDS[name].to(language) for name in known[-1:]]
    space = "　" if language == "ja" else " · "
    return space.join([*others[:1], *named, *others[1:]])


# ── What is said there ───────────────────────────────────────────────────────────────────

UNSAID = (
    "id",
    "from",
    "state",
    "source",
    "translated-by",
    "approved-by",
    "for-counsel",
    "asked",
    "basis-none",
)
"""Fields of a unit that comes or goes whole of which its readers are not told."""

RENAMING = ("label-retired", "label-restored", "unit-moved", "page-moved", "label-moved")
"""Rules whose two sides are names and headings."""

WITHOUT_MARKS = ("facts", "structure", "outcomes", "moves")
"""Areas of rules that tell of values, where a digit is part of a code."""

WITHOUT_TEXT = ("layout-changed", "text-divided", "order-changed")
"""Rules whose two sides are no text: what they say stands in the remarks."""


def _said(change: Change, value: Any, heading: Heading, language: str) -> str:
    """One side of a change as text; "" where there is nothing."""
    if value is None or change.rule in WITHOUT_TEXT:
        return ""
    if change.rule in ("label-retired", "label-restored"):
        (name,) = change.labels
        whole = titled(name, heading.unit, language)
        return word("retired", language, name=name) if value else whole
    if change.rule == "label-moved":
        return word("named", language, name=change.labels[0], value=value)
    if value is True and "." in change.field:
        return change.field.rpartition(".")[2]
    if change.rule == "unit-moved":
        return str(value).rpartition(":")[2]
    if change.unit.startswith(("guideline:", "page:")) and not _within(change):
        return "\n".join(heading.texts)
    if isinstance(value, str) and not _within(change):
        return value.removeprefix(f"{heading.unit}\n")
    if isinstance(value, Mapping) and heading.texts:
        return "\n".join([*_lines(value, language), *heading.texts])
    return "\n".join(_lines(value, language))


def _lines(value: Any, language: str) -> Iterator[str]:
    """A value as lines: of a group each field with its name, of a decision each question."""
    if not isinstance(value, Mapping) or _keyed(value):
        yield _plain(value, language)
    elif "start" in value:
        yield _named(word("start", language), value["start"], language)
        for name, step in value["steps"].items():
            asked = [step["ask"]] if "ask" in step else []
            told = " ".join([*asked, _answers(step, language)])
            yield _named(word("step", language, name=name), told, language)
    elif "value" in value:
        yield unescape(codes.quantity(value, language))
    else:
        for name, inner in value.items():
            if name in UNSAID or not (inner or inner is False):
                continue
            if name == "labels" and isinstance(inner, list):
                for row in inner:
                    yield from _label(row, language)
            else:
                yield _named(_field(name, language), inner, language)


def _label(row: Any, language: str) -> Iterator[str]:
    """A label's row: its id and name, what it sets off, and its texts."""
    if not isinstance(row, Mapping):
        yield str(row)
        return
    facts = [_plain(row[name], language) for name in ("kind", "severity", "action") if name in row]
    name = titled(str(row.get("id", "")), str(row.get("name", "")), language)
    yield word("bracketed", language, name=name, value=facts)
    for field in ("hint", "reason-to-user"):
        if field in row:
            yield _named(_field(field, language), row[field], language)


def _field(name: str, language: str) -> str:
    return codes.FIELDS[name].to(language) if name in codes.FIELDS else name


def _named(name: str, value: Any, language: str) -> str:
    return word("named", language, name=name, value=_plain(value, language))


def _answers(step: Mapping[str, Any], language: str) -> str:
    """Where each answer of a question leads, in a line."""
    comma = "、" if language == "ja" else ", "
    return comma.join(
        word(
            "answer",
            language,
            answer=_plain(name.removeprefix("when-"), language),
            goal=_plain(goal, language),
        )
        for name, goal in step.items()
        if name != "ask"
    )


def _plain(value: Any, language: str) -> str:
    """A value in a line: a code by its word, a severity with both."""
    comma = "、" if language == "ja" else ", "
    if isinstance(value, bool):
        value = "true" if value else "false"
    if isinstance(value, Mapping):
        if "value" in value:
            return unescape(codes.quantity(value, language))
        if _keyed(value):
            return comma.join(map(str, value))
        return comma.join(_named(_field(str(n), language), v, language) for n, v in value.items())
    if isinstance(value, list | tuple):
        return comma.join(_plain(item, language) for item in value)
    text = str(value).strip()
    if text not in codes.VALUES:
        return text
    said = codes.VALUES[text].to(language)
    if re.fullmatch(r"S\d", text):
        return word("bracketed", language, name=text, value=said)
    return said


def _keyed(value: Mapping[str, Any]) -> bool:
    """Whether a group is a list of markets by item; answers to questions may all be yes too."""
    items = value.items()
    return bool(items) and all(v is True and re.fullmatch("[A-Z]{2}", str(n)) for n, v in items)


# ── Remarks ──────────────────────────────────────────────────────────────────────────────

MOVES = ("page-moved", "unit-moved", "label-moved", "text-moved", "order-changed")


def _remark(change: Change, language: str) -> str:
    """In a word, what was done."""
    if change.rule in ("page-moved", "unit-moved", "label-moved"):
        was = str(change.old).rpartition(":")[2]
        return word("moved-from", language, was=was)
    if change.rule in MOVES:
        return word("moved", language)
    if change.rule in ("label-retired", "label-restored"):
        return word("deleted" if change.rule == "label-retired" else "restored", language)
    if change.new is None:
        return word("deleted" if _retired(change) else "removed", language)
    if change.old is None:
        return word("added" if _within(change) else "created", language)
    return word("changed", language)


def _retired(change: Change) -> str:
    """The id that a clause or a label which is gone leaves behind; "" where none does."""
    if change.new is not None:
        return ""
    if change.field and change.rule in ("violating-label-removed", "lenient-label-removed"):
        return change.labels[0]
    kind, _, name = change.unit.partition(":")
    return name if kind == "clause" and not _within(change) else ""


def _within(change: Change) -> bool:
    """Whether what came or went is a text or a field of a unit that stayed."""
    kinds = ("section-", "explanation-", "guideline-", "page-")
    return bool(change.field) or not (
        change.rule.startswith(kinds) or isinstance(change.old or change.new, Mapping)
    )


def _notes(change: Change, pieces: Sequence[Piece], reader: Reader) -> Iterator[str]:
    language = reader.language

    def named(name: str, value: str) -> str:
        return word("named", language, name=word(name, language), value=value)

    yield named("class", reader.word(change.grade))
    if change.direction:
        yield named("direction", reader.word(change.direction))
    if change.market:
        yield word("only", language, market=change.market)
    marks = list(dict.fromkeys(mark for piece in pieces for mark in piece.marks))
    if marks and change.old is not None and change.new is not None:
        comma = "・" if language == "ja" else ", "
        yield word("touches", language, marks=comma.join(word(mark, language) for mark in marks))
    if change.rule in WITHOUT_TEXT or all(piece.same for piece in pieces):
        yield reader.told(change)
    yield from flips(change, reader)


# ── Leaving out ──────────────────────────────────────────────────────────────────────────


def abridged(pieces: Iterable[Piece], locale: str, omitted: str) -> tuple[Piece, ...]:
    """The pieces without the whole sentences in which nothing changed: a sign stands for them."""
    some = list(pieces)
    found: list[Piece] = []
    for number, piece in enumerate(some):
        if not piece.same:
            found.append(piece)
            continue
        parts = sentences(piece.old, locale)
        before = some[number - 1] if number else None
        after = number + 1 < len(some)
        head = 1 if before and not (_ends(before.old) and _ends(before.new)) else 0
        tail = len(parts) - 1 if after and not _ends(parts[-1]) else len(parts)
        tail = max(head, tail)
        between = "".join(parts[head:tail])
        kept = "".join(parts[:head]), "".join(parts[tail:])
        if len(between.strip()) <= len(omitted):
            found.append(piece)
        else:
            ended = "\n" if between.endswith("\n") else ""
            text = f"{kept[0]}{omitted}{ended}{kept[1]}"
            found.append(Piece(text, text))
    return tuple(found)


def _ends(text: str) -> bool:
    return not text or text.rstrip(" 　").endswith(("。", "！", "？", "\n", ".", "!", "?"))
