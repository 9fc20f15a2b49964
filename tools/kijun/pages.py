"""Facts as pages, for any site: an edition's Markdown with slots, and HTML for the slots.

Nothing here knows the program that builds the site. Links between pages are written as in
Markdown (`fnd.md#FND-4`); the site turns them into addresses. Every text of a writer comes
out of `Shelf.rich` or `escape`, so that no text can leave its card.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from posixpath import dirname, join, normpath, relpath
from typing import Any, TypeAlias

from .markdown import fences, front_matter
from .model import Concept, Data, Divergence, Edition, Finding, Settings, Terms, Unit
from .rule import Check
from .sanitise import clean
from .text import Text, plain

AUDIENCES = ("public", "vendor", "internal")
"""Readers, from the widest circle to the narrowest. A build shows its own and the wider ones."""

WORDS: Mapping[str, Text] = {
    "action": Text(en="Action", ja="措置"),
    "applies": Text(en="When it fits", ja="該当する場合"),
    "article": Text(en="Art. {number}", ja="第{number}条"),
    "asked": Text(en="Asked {day}", ja="{day}の質問"),
    "audience": Text(en="Readers", ja="閲覧範囲"),
    "basis": Text(en="Legal basis", ja="法的根拠"),
    "because": Text(en="Why", ja="理由"),
    "case": Text(en="Case", ja="事例"),
    "cases-withheld": Text(en="No cases are shown", ja="事例は掲載していません"),
    "checked": Text(en="checked {day}", ja="{day}確認"),
    "unchecked": Text(en="to be confirmed by counsel", ja="法務の確認前"),
    "clause-only": Text(en="Only in market {market}", ja="対象市場{market}のみ"),
    "decision": Text(en="Decision", ja="判断フロー"),
    "definition": Text(en="Definition", ja="定義"),
    "diverges": Text(en="Worded differently on purpose", ja="言語別の取扱い（承認済み）"),
    "elsewhere": Text(en="Other markets", ja="他の対象市場"),
    "escalation": Text(en="Escalation", ja="エスカレーション"),
    "exception": Text(en="Exception", ja="例外"),
    "except-markets": Text(en="Not in market {market}", ja="対象市場{market}を除く"),
    "expect": Text(en="Label", ja="正しいラベル"),
    "for-counsel": Text(en="Note for counsel", ja="法務向けの注記"),
    "for-units": Text(en="Holds for {units}", ja="{units}に適用"),
    "governing": Text(en="Governing text", ja="正文"),
    "goes-to": Text(en="question {number}", ja="質問{number}"),
    "in-force": Text(en="in force {day}", ja="{day}施行"),
    "label": Text(en="Label", ja="ラベル"),
    "labels": Text(en="Labels", ja="ラベル"),
    "link": Text(en="Link to {title}", ja="「{title}」へのリンク"),
    "lost": Text(en="There is no such page", ja="ページが見つかりません"),
    "lost-lead": Text(
        en="The address may be old or mistyped. Ids of clauses never change: look the label up.",
        ja="アドレスが古いか、誤っている可能性があります。"
        "項目のIDは変わらないため、ラベル一覧から探せます。",
    ),
    "home": Text(en="Home", ja="ホーム"),
    "language": Text(en="Language", ja="言語"),
    "market": Text(en="Market {market}", ja="対象市場{market}"),
    "market-rule": Text(en="Market entry", ja="地域別の取扱い"),
    "modality": Text(en="Modality", ja="区分"),
    "near": Text(en="Near, but wrong", ja="近いが誤り"),
    "nothing-replaced": Text(
        en="Replaces nothing: a legal reference or a referral.",
        ja="置き換える内容はありません（法令の参照または照会用です）。",
    ),
    "only-here": Text(en="Asked only in market {market}", ja="対象市場{market}でのみ尋ねます"),
    "otherwise": Text(en="In other markets", ja="他の対象市場では"),
    "owner": Text(en="Owner", ja="責任者"),
    "path": Text(en="The way through the questions", ja="判断フローでの経路"),
    "precedence": Text(en="Order of precedence", ja="優先順位"),
    "question": Text(en="Clarification", ja="補足説明"),
    "reason-to-user": Text(en="What the poster is told", ja="投稿者への説明"),
    "scope": Text(en="Scope", ja="適用範囲"),
    "secondary": Text(en="Secondary label", ja="副次ラベル"),
    "severity": Text(en="Severity", ja="重大度"),
    "skipped": Text(
        en="Market {market}: not asked, leads to", ja="対象市場{market}では尋ねず、次へ進みます："
    ),
    "steps": Text(en="Question not asked", ja="尋ねない質問"),
    "support": Text(en="Support", ja="相談先"),
    "threshold": Text(en="Threshold", ja="しきい値"),
    "title": Text(en="Title", ja="項目名"),
    "translation": Text(en="Translation", ja="翻訳"),
    "while": Text(en="While", ja="適用期間"),
    "retired": Text(en="Retired", ja="廃止"),
    "finding": Text(en="For writers", ja="執筆者向け"),
    "unreadable": Text(en="This page cannot be read", ja="このページは読み取れません"),
    "glossary": Text(en="Glossary", ja="用語集"),
    "preferred": Text(en="Use", ja="推奨"),
    "allowed": Text(en="Allowed", ja="許容"),
    "never": Text(en="Not for this", ja="この概念には不可"),
    "banned": Text(en="Never", ja="使用禁止"),
    "former": Text(en="Formerly", ja="旧称"),
    "statute": Text(en="in legal references only", ja="法令の参照でのみ使用"),
    "glossary-lead": Text(
        en="Each concept with its definition, the terms to use in each language, and the words "
        "that do not stand for it.",
        ja="概念ごとに、定義、各言語で使う用語、使わない語をまとめています。",
    ),
    "labels-lead": Text(
        en="Every label, with when it fits. Choose one to read its clause.",
        ja="すべてのラベルと、該当する場合の一覧です。ラベルを選ぶと、その項目を読めます。",
    ),
    "checks": Text(en="Checks", ja="検査"),
    "checks-lead": Text(
        en="What kijun checks in every guideline, and what to do about a finding.",
        ja="kijunが各ガイドラインについて検査する内容と、指摘への対応方法です。",
    ),
    "schemas": Text(en="Fields", ja="記入項目"),
    "schemas-lead": Text(
        en="What stands in front matter, in blocks and in the data files, "
        "from the schemas that check it.",
        ja="設定部分、ブロック、データファイルに書く内容です。"
        "検査に使うスキーマから作成しています。",
    ),
    "kind": Text(en="Kind", ja="種類"),
    "field": Text(en="Field", ja="項目名"),
    "means": Text(en="What it says", ja="内容"),
    "needed": Text(en="required", ja="必須"),
    "one-of": Text(en="one of", ja="次のいずれか："),
    "equal": Text(en="equal in every language", ja="すべての言語版で同じ値"),
    "translated": Text(en="written in each language", ja="言語版ごとに書く"),
    "level": Text(en="Level", ja="水準"),
    "says": Text(en="What it says", ja="メッセージ"),
    "why": Text(en="Why it matters", ja="検査の理由"),
    "good": Text(en="In order", ja="問題のない例"),
    "bad": Text(en="Found: {words}", ja="指摘される例：{words}"),
}
"""The words of the pages themselves, by what they name."""

VALUES: Mapping[str, Text] = {
    "S0": Text(en="none", ja="なし"),
    "S1": Text(en="low", ja="低い"),
    "S2": Text(en="medium", ja="中程度"),
    "S3": Text(en="high", ja="高い"),
    "S4": Text(en="critical", ja="極めて高い"),
    "none": Text(en="none", ja="なし"),
    "review": Text(en="review", ja="確認"),
    "limit": Text(en="limit", ja="表示制限"),
    "age-gate": Text(en="age check", ja="年齢確認"),
    "remove": Text(en="remove", ja="削除"),
    "support": Text(en="support", ja="支援"),
    "escalate": Text(en="escalate", ja="エスカレーション"),
    "permitted": Text(en="permitted", ja="許容"),
    "exception": Text(en="exception", ja="例外"),
    "violating": Text(en="violating", ja="違反"),
    "state": Text(en="state", ja="状態"),
    "rating": Text(en="rating", ja="評価"),
    "flag": Text(en="flag", ja="フラグ"),
    "must": Text(en="Must", ja="義務"),
    "must-not": Text(en="Must not", ja="禁止"),
    "should": Text(en="Should", ja="推奨"),
    "may": Text(en="May", ja="許可"),
    "queue": Text(en="through the queue", ja="通常の順番で"),
    "at-once": Text(en="at once", ja="直ちに"),
    "public": Text(en="everyone", ja="一般公開"),
    "vendor": Text(en="staff and vendors", ja="社内と委託先"),
    "internal": Text(en="staff only", ja="社内のみ"),
    "draft": Text(en="draft", ja="下書き"),
    "reviewed": Text(en="reviewed", ja="確認済み"),
    "approved": Text(en="approved", ja="承認済み"),
    "true": Text(en="Yes", ja="はい"),
    "false": Text(en="No", ja="いいえ"),
    "unsure": Text(en="Unsure", ja="迷う"),
    "error": Text(en="error", ja="エラー"),
    "warning": Text(en="warning", ja="警告"),
    "info": Text(en="information", ja="情報"),
}
"""The words for values that stand in data as codes."""

LANGUAGES = {"en": "English", "ja": "日本語"}


def word(key: str, locale: str, /, **values: Any) -> str:
    """A word of the page, escaped."""
    return escape(WORDS[key].to(locale, **values))


def value(code: Any, locale: str) -> str:
    """The words for a coded value; the code itself where there are none. Escaped."""
    code = plain(code, "en")
    return escape(VALUES[code].to(locale) if code in VALUES else code)


def mono(text: Any) -> str:
    """An id or another code, escaped."""
    return f"<code>{escape(str(text))}</code>"


def table(heads: Iterable[str], rows: Iterable[str]) -> str:
    """A table with a row of headings, given as HTML; an empty heading is an empty corner."""
    top = "".join(f'<th scope="col">{head}</th>' if head else "<td></td>" for head in heads)
    return (
        f'<table class="kj-table"><thead><tr>{top}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def tr(head: str, *cells: str) -> str:
    """A table row: its heading and its cells, as HTML."""
    return f'<tr><th scope="row">{head}</th>' + "".join(f"<td>{c}</td>" for c in cells) + "</tr>"


@dataclass(frozen=True)
class Page:
    """One page: its title, its Markdown, and the HTML for each slot in the Markdown.

    `anchors` are the ids in the slots, which a reader of the Markdown cannot see.
    """

    title: str
    body: str
    slots: tuple[str, ...] = ()
    short: str = ""

    @property
    def anchors(self) -> Iterator[str]:
        """The ids that stand in the slots."""
        for html in self.slots:
            yield from re.findall(r' id="([^"]+)"', html)

    def filled(self, html: str) -> str:
        """The rendered Markdown with its slots filled, not yet sanitised."""
        return _SLOT.sub(lambda found: self._slot(found[1]), html)

    def _slot(self, number: str) -> str:
        return self.slots[int(number)] if int(number) < len(self.slots) else ""


def slot(number: int) -> str:
    """What stands in the Markdown for the HTML of a slot: a paragraph no writer can type."""
    return f"\ue000{number}\ue001"


_SLOT = re.compile(r"(?:<p>)?\ue000(\d+)\ue001(?:</p>)?")
_PRIVATE = re.compile("[\ue000\ue001]")


Show: TypeAlias = Callable[[Any, "Shelf"], str]
"""How a field's value is shown."""


@dataclass(frozen=True, slots=True)
class Label:
    """A label of the book: its row, the page it stands on and the clause that names it."""

    row: Data
    edition: Edition
    clause: Unit


@dataclass(frozen=True)
class Shelf:
    """The editions of one locale, and what their pages need to know of each other.

    `render` turns a writer's Markdown into HTML. `others` are the pages of
    every locale. `findings` are what writers are shown on their pages, and `says` the words of
    each by its check; a published site has none. Units that `audience` may not read are on no page.
    """

    locale: str
    settings: Settings
    editions: Mapping[str, Edition]
    render: Callable[[str], str] = field(repr=False)
    audience: str = "public"
    others: Mapping[str, Mapping[str, Edition]] = field(default_factory=dict, repr=False)
    findings: Sequence[Finding] = ()
    says: Mapping[str, Text] = field(default_factory=dict, repr=False)

    def rich(self, text: Any) -> str:
        """A text of a writer as harmless HTML; one paragraph comes without its tags."""
        html = clean(self.render(plain(text, self.locale))).strip()
        inner = html.removeprefix("<p>").removesuffix("</p>")
        return inner if "<p>" not in inner and len(inner) == len(html) - 7 else html

    def shows(self, unit: Unit, edition: Edition) -> bool:
        """Whether this build's readers may see a unit: its page, its clause and the unit itself."""
        around = [edition.units[0], unit]
        if clause := edition.by_address.get(f"clause:{unit.clause}"):
            around.append(clause)
        asked = (str(each.data.get("audience", "public")) for each in around)
        return max(map(_circle, asked)) <= _circle(self.audience)

    def shown(self, edition: Edition) -> bool:
        """Whether the page as a whole is for this build's readers."""
        return self.shows(edition.units[0], edition)

    def of(self, edition: Edition, kind: str) -> Iterator[Unit]:
        """The units of a kind that this build's readers may see."""
        return (unit for unit in edition.of(kind) if self.shows(unit, edition))

    @cached_property
    def hidden(self) -> frozenset[str]:
        """The pages (`policies/har.md`) and units (`policies/har.md#HAR-2`) readers may not see."""
        return frozenset(
            edition.page if unit is edition.units[0] else f"{edition.page}#{unit.id}"
            for edition in self.editions.values()
            for unit in edition.units
            if not self.shows(unit, edition)
        )

    def leads(self, target: str, page: str) -> bool:
        """Whether a link of a page leads to what this build's readers may see."""
        path, _, anchor = target.partition("#")
        path = normpath(join(dirname(page), path)) if path else page
        return self.hidden.isdisjoint((path, f"{path}#{anchor}"))

    @cached_property
    def labels(self) -> Mapping[str, Label]:
        """The labels that readers may see, by id, in the order of the pages."""
        return {
            str(row.get("id")): Label(row, edition, clause)
            for edition in self.editions.values()
            for clause in self.of(edition, "clause")
            for row in clause.data.get("labels", ())
            if isinstance(row, Mapping)
        }

    @cached_property
    def terms(self) -> tuple[re.Pattern[str], Mapping[str, Concept]]:
        """A pattern for the terms of guideline text, the longest first, and their concepts.

        A preferred term names its own concept also where another merely allows it.
        """
        concepts: dict[str, Concept] = {}
        for kind in ("preferred", "allowed"):
            for concept in self.settings.glossary:
                own = concept.terms.get(self.locale)
                if own is not None and own.definition and "policy" in concept.contexts:
                    for term in getattr(own, kind):
                        concepts.setdefault(escape(term).lower(), concept)
        ordered = sorted(concepts, key=lambda term: (-len(term), term))
        return re.compile("|".join(map(_whole, ordered)) or "(?!)", re.I), concepts

    def word(self, key: str, /, **values: Any) -> str:
        """A word of the page in this locale."""
        return word(key, self.locale, **values)

    def value(self, code: Any) -> str:
        """The words for a coded value in this locale."""
        return value(code, self.locale)


def _whole(term: str) -> str:
    """A term that is no part of a longer word: by letters, and by runs of one script."""
    before, after = (_run(term[0]), _run(term[-1]))
    plural = "(?:s|es)?" if term.isascii() else ""
    return f"(?<!{before})({re.escape(term)}){plural}(?!{after})"


def _run(character: str) -> str:
    for script in ("[ァ-ヶー]", "[一-龯々]", "[A-Za-z0-9_-]"):
        if re.match(script, character):
            return script
    return "(?!)"


def _circle(audience: str) -> int:
    """An audience nobody knows is read as the narrowest: leaving out is the safe mistake."""
    return AUDIENCES.index(audience) if audience in AUDIENCES else len(AUDIENCES) - 1


# A guideline's page


def page(edition: Edition, shelf: Shelf) -> Page:
    """An edition as a page: its prose as Markdown, and a slot for each block of YAML."""
    first = edition.units[0]
    slots = [_head(edition, first, shelf)]
    kept: list[str] = [slot(0), ""]
    hidden = [
        range(unit.line, unit.last + 1)
        for unit in edition.units[1:]
        if not shelf.shows(unit, edition)
    ]
    front = front_matter(edition.source)
    number = front[1] if front else 0
    blocks = {fence.line: fence for fence in fences(edition.source)}
    while number < len(edition.lines):
        number += 1
        line = edition.lines[number - 1]
        fence = blocks.get(number)
        if any(number in lines for lines in hidden):
            continue
        if fence and fence.kind and (unit := _unit_at(edition, fence.line, fence.kind)):
            indent = line[: len(line) - len(line.lstrip())]
            kept += ["", indent + slot(len(slots)), ""]
            slots.append(_unlinked_html(card(unit, edition, shelf), edition.page, shelf))
            number = fence.last
        else:
            kept.append(_unlinked(_PRIVATE.sub("", line), edition.page, shelf))
            if unit := _headed(edition, number):
                kept += ["", slot(len(slots)), ""]
                slots.append(_divergences(unit, shelf) + notes(unit, edition, shelf))
    title = str(first.data.get("title") or first.title or first.id)
    short = f"{edition.guideline} {title}".strip()
    return Page(title, "\n".join(kept), tuple(slots), short)


_LINK = re.compile(r"\[([^\]\n]*)\]\(([^()\s]*)\)")
_ANCHOR = re.compile(r'<a href="([^":?]*)">(.*?)</a>', re.S)


def _unlinked(line: str, page: str, shelf: Shelf) -> str:
    """Markdown whose links to what readers may not see are left as their words."""
    if not shelf.hidden:
        return line
    return _LINK.sub(lambda link: link[0] if shelf.leads(link[2], page) else link[1], line)


def _unlinked_html(html: str, page: str, shelf: Shelf) -> str:
    if not shelf.hidden:
        return html
    return _ANCHOR.sub(lambda link: link[0] if shelf.leads(link[1], page) else link[2], html)


def _unit_at(edition: Edition, line: int, kind: str) -> Unit | None:
    """The unit whose block begins on a line; a clause's block stands below its heading."""
    if kind == "clause":
        inside = [unit for unit in edition.of(kind) if unit.line <= line <= unit.last]
        return inside[-1] if inside else None
    return next((unit for unit in edition.of(kind) if unit.line == line), None)


def _headed(edition: Edition, line: int) -> Unit | None:
    return next((u for u in edition.units if u.line == line and u.kind == "clause"), None)


def card(unit: Unit, edition: Edition, shelf: Shelf) -> str:
    """A unit's block as HTML."""
    html = CARDS[unit.kind](unit, edition, shelf)
    if unit.kind == "clause":
        return html
    return html + _divergences(unit, shelf) + notes(unit, edition, shelf)


def _head(edition: Edition, unit: Unit, shelf: Shelf) -> str:
    """The title, and for a guideline its facts and its labels."""
    title = str(unit.data.get("title") or unit.title)
    if not edition.guideline:
        top = f"<h1>{escape(title)}</h1>" if unit.data.get("title") else ""
        return top + notes(unit, edition, shelf)
    name = f'<span class="kj-id">{escape(edition.guideline)}</span>'
    top = f'<h1 id="{escape(edition.guideline)}">{name} {escape(title)}</h1>'
    facts = _facts(unit, shelf) + _label_table(edition, shelf)
    return top + facts + _divergences(unit, shelf) + notes(unit, edition, shelf)


def _facts(unit: Unit, shelf: Shelf) -> str:
    data = unit.data
    rows: list[tuple[str, str]] = []
    if "owner" in data:
        rows.append((shelf.word("owner"), escape(str(data["owner"]))))
    rows.append((shelf.word("audience"), shelf.value(data.get("audience", "public"))))
    if governing := data.get("governing"):
        rows.append((shelf.word("governing"), _governing(governing, shelf)))
    if "state" in data:
        rows.append((shelf.word("translation"), _state(data, shelf)))
    if order := data.get("precedence"):
        rows.append((shelf.word("precedence"), _precedence(order, shelf)))
    return f'<dl class="kj-facts">{_pairs(rows)}</dl>'


def _pairs(rows: Iterable[tuple[str, str]]) -> str:
    return "".join(f"<div><dt>{name}</dt><dd>{html}</dd></div>" for name, html in rows)


def _governing(governing: Data, shelf: Shelf) -> str:
    def language(code: str) -> str:
        return f'<span lang="{escape(code)}">{escape(LANGUAGES.get(code, code))}</span>'

    parts = [language(str(governing.get("default", "")))]
    for market, code in governing.items():
        if market != "default":
            parts.append(f"{shelf.word('market', market=market)} {language(str(code))}")
    return " · ".join(parts)


def _state(data: Data, shelf: Shelf) -> str:
    people = [str(data[name]) for name in ("translated-by", "approved-by") if data.get(name)]
    state = f'<span class="kj-state">{shelf.value(data.get("state"))}</span>'
    return state + "".join(f" · {escape(person)}" for person in people)


def _precedence(order: Iterable[Any], shelf: Shelf) -> str:
    pages = {edition.guideline: edition.page for edition in shelf.editions.values()}
    names = []
    for name in map(str, order):
        text = mono(name)
        link = f'<a href="{escape(pages[name].rpartition("/")[2])}">{text}</a>'
        names.append(link if name in pages else text)
    return " → ".join(names)


# Labels


def severity(code: Any, shelf: Shelf) -> str:
    """A severity as a chip: its code, its word, and bars that do not need colour."""
    if not code:
        return ""
    code = str(code)
    return (
        f'<span class="kj-severity kj-{escape(code.lower())}">'
        f"<b>{escape(code)}</b> {shelf.value(code)}</span>"
    )


def chip(label: Any, shelf: Shelf, page: str) -> str:
    """A label as a link to its clause, with its name."""
    known = shelf.labels.get(str(label))
    code = mono(label)
    if known is None:
        return f'<span class="kj-chip">{code}</span>'
    name = escape(str(known.row.get("name", "")))
    kind = escape(str(known.row.get("kind", "")))
    return (
        f'<a class="kj-chip kj-kind-{kind}" href="{_link(known, page)}">{code}'
        f' <span class="kj-name">{name}</span></a>'
    )


def _link(label: Label, page: str) -> str:
    target = relpath(label.edition.page, dirname(page) or ".")
    return escape(f"{target}#{label.clause.id}")


def _label_table(edition: Edition, shelf: Shelf) -> str:
    ids = [name for name, label in shelf.labels.items() if label.edition is edition]
    return labels_table(ids, shelf, edition.page) if ids else ""


def labels_table(ids: Iterable[str], shelf: Shelf, page: str) -> str:
    """Labels as rows: label, when it fits, severity, action. Empty columns are left out."""
    ids = list(ids)
    rated = any("severity" in shelf.labels[name].row for name in ids)
    heads = ["label", "applies", *(["severity", "action"] if rated else [])]
    top = "".join(f'<th scope="col" role="columnheader">{shelf.word(head)}</th>' for head in heads)
    rows = "".join(_label_row(name, shelf, page, rated) for name in ids)
    # On a phone the rows are laid out as blocks, which takes a table's meaning from readers
    # of the screen unless the roles say it.
    return (
        f'<table class="kj-table kj-labels" role="table"><thead role="rowgroup">'
        f'<tr role="row">{top}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def _label_row(name: str, shelf: Shelf, page: str, rated: bool) -> str:
    label = shelf.labels[name]
    row, hint = label.row, shelf.rich(label.row.get("hint", ""))
    if row.get("retired"):
        hint = f'<span class="kj-tag">{shelf.word("retired")}</span> {hint}'
    cells = (
        f'<th scope="row" role="rowheader">{chip(name, shelf, page)}</th>'
        f'<td role="cell">{hint}</td>'
    )
    if rated:
        changes = [m for m in shelf.of(label.edition, "market") if label.clause.id in _units(m)]
        cells += "".join(
            f'<td role="cell">{show(row.get(what), shelf)}'
            f"{_in_markets(what, changes, show, shelf)}</td>"
            for what, show in (("severity", severity), ("action", _coded))
        )
    return f'<tr role="row">{cells}</tr>'


def _rich(text: Any, shelf: Shelf) -> str:
    return shelf.rich(text)


def _coded(code: Any, shelf: Shelf) -> str:
    return shelf.value(code) if code else ""


def _units(market: Unit) -> tuple[str, ...]:
    return tuple(market.data.get("units", (market.clause,)))


def _in_markets(what: str, entries: Iterable[Unit], show: Show, shelf: Shelf) -> str:
    """What the field is instead in a market, below its value everywhere else.

    An asterisk marks an entry that holds only under a condition.
    """
    parts = []
    for entry in entries:
        if what in entry.data:
            market = f'<span class="kj-market">{escape(str(entry.data.get("market")))}</span>'
            mark = " *" if "while" in entry.data else ""
            instead = show(entry.data[what], shelf)
            parts.append(f'<span class="kj-instead">{market} {instead}{mark}</span>')
    return "".join(parts)


# Blocks


def _clause(unit: Unit, _edition: Edition, shelf: Shelf) -> str:
    data = unit.data
    rows = [row for row in data.get("labels", ()) if isinstance(row, Mapping)]
    heads = "".join(
        f'<p class="kj-clause__label"><span class="kj-chip kj-kind-{escape(str(row.get("kind")))}">'
        f"{mono(row.get('id'))}"
        f' <span class="kj-name">{escape(str(row.get("name", "")))}</span></span>'
        f" {severity(row.get('severity'), shelf)}{_action(row, shelf)}</p>"
        for row in rows
    )
    facts: list[tuple[str, str]] = []
    if (modality := data.get("modality", "none")) != "none":
        html = f'<span class="kj-modality">{shelf.value(modality)}</span>'
        facts.append((shelf.word("modality"), html))
    if "escalation" in data:
        facts.append((shelf.word("escalation"), shelf.value(data["escalation"])))
    if "threshold" in data:
        facts.append((shelf.word("threshold"), _threshold(data["threshold"], shelf)))
    for name in ("scope", "definition", "exception", "support"):
        if name in data:
            facts.append((shelf.word(name), shelf.rich(data[name])))
    if markets := data.get("markets"):
        heads += f'<p class="kj-note">{shelf.word("clause-only", market=markets)}</p>'
    if data.get("state", "approved") != "approved":
        facts.append((shelf.word("translation"), _state(data, shelf)))
    if data.get("cases") == "withheld":
        why = shelf.rich(data.get("withheld-because", ""))
        facts.append((shelf.word("cases-withheld"), why))
    told = "".join(
        f"<details><summary>{shelf.word('reason-to-user')}</summary>"
        f"<blockquote>{shelf.rich(row['reason-to-user'])}</blockquote></details>"
        for row in rows
        if row.get("reason-to-user")
    )
    body = f"<dl>{_pairs(facts)}</dl>" if facts else ""
    return f'<div class="kj-clause">{heads}{body}{told}</div>' if heads or body else ""


def _action(row: Data, shelf: Shelf) -> str:
    if "action" not in row:
        return ""
    return f' <span class="kj-action">{shelf.value(row["action"])}</span>'


def _threshold(threshold: Any, shelf: Shelf) -> str:
    if not isinstance(threshold, Mapping):
        return escape(str(threshold))
    return "<br>".join(f"{mono(name)} {_quantity(what, shelf)}" for name, what in threshold.items())


def _quantity(what: Any, shelf: Shelf) -> str:
    if not isinstance(what, Mapping):
        return escape(str(what))
    unit = str(what.get("unit", ""))
    if shelf.locale == "ja" and unit in _UNITS_JA:
        return escape(f"{what.get('value')}{_UNITS_JA[unit]}")
    plural = "s" if unit in _UNITS_JA and what.get("value") != 1 else ""
    return escape(f"{what.get('value')} {unit}{plural}".strip())


_UNITS_JA = {"year": "歳", "month": "か月", "week": "週間", "day": "日", "hour": "時間"}


def _market(unit: Unit, edition: Edition, shelf: Shelf) -> str:
    data = unit.data
    clauses = {u.id: u for u in shelf.of(edition, "clause")}
    targets = [clauses[name] for name in _units(unit) if name in clauses]
    replaced = (name for name in REPLACES if name in data)
    rows = [_replaced(name, unit, targets, edition, shelf) for name in replaced]
    if rows:
        heads = ("", shelf.word("elsewhere"), shelf.word("market", market=data.get("market")))
        body = f'<div class="kj-replaced">{table(heads, rows)}</div>'
    else:
        body = f"<p>{shelf.word('nothing-replaced')}</p>"
    facts: list[tuple[str, str]] = []
    if "while" in data:
        facts.append((shelf.word("while"), shelf.rich(data["while"])))
    facts.append((shelf.word("basis"), _basis(data, shelf)))
    if "for-counsel" in data and shelf.audience == "internal":
        facts.append((shelf.word("for-counsel"), shelf.rich(data["for-counsel"])))
    if len(targets) > 1:
        links = ", ".join(f'<a href="#{escape(t.id)}">{escape(t.id)}</a>' for t in targets)
        held = escape(WORDS["for-units"].to(shelf.locale)).replace("{units}", links)
        body = f"<p>{held}</p>{body}"
    tag = f'<span class="kj-market">{escape(str(data.get("market")))}</span>'
    return _card(
        unit, "market", f"{tag} {shelf.word('market-rule')}", f"{body}<dl>{_pairs(facts)}</dl>"
    )


REPLACES = (
    "title", "severity", "action", "escalation", "threshold",
    "scope", "definition", "exception", "steps",
)  # fmt: skip
"""Fields of a clause that a market entry can replace, in the order they are shown."""


def _replaced(name: str, market: Unit, clauses: list[Unit], edition: Edition, shelf: Shelf) -> str:
    show = _SHOWN.get(name, _rich)
    if name == "steps":
        asked = _questions(edition, shelf)
        return "".join(
            tr(
                shelf.word("steps"),
                _ask(step, asked, shelf),
                f'<span class="kj-to">→ {_next(leaf, asked, shelf, edition.page)}</span>',
            )
            for step, leaf in market.data[name].items()
        )
    before = _before(name, clauses)
    usual = "<br>".join(
        (f"{mono(ids)} " if len(before) > 1 else "") + (show(what, shelf) if what else "–")
        for what, ids in before
    )
    return tr(shelf.word(name), usual, show(market.data[name], shelf))


def _before(name: str, clauses: list[Unit]) -> list[tuple[Any, str]]:
    """What the field is in other markets, each value once, with the clauses that have it."""
    values: list[tuple[Any, str]] = []
    for clause in clauses:
        if name in ("severity", "action"):
            found = [
                row.get(name) for row in clause.data.get("labels", ()) if isinstance(row, Mapping)
            ]
        else:
            found = [clause.title if name == "title" else clause.data.get(name)]
        for what in found:
            known = next((i for i, (seen, _) in enumerate(values) if seen == what), None)
            if known is None:
                values.append((what, clause.id))
            else:
                values[known] = (what, f"{values[known][1]}, {clause.id}")
    return values


_SHOWN: Mapping[str, Show] = {
    "severity": severity,
    "action": _coded,
    "escalation": _coded,
    "threshold": _threshold,
}


def _basis(data: Data, shelf: Shelf) -> str:
    acts = data.get("basis") or ()
    if not acts:
        return shelf.rich(data.get("basis-none", "–"))
    return "<ul>" + "".join(f"<li>{_act(act, shelf)}</li>" for act in acts) + "</ul>"


def _act(act: Data, shelf: Shelf) -> str:
    parts = [shelf.rich(act.get("act", ""))]
    if "article" in act:
        parts.append(_article(str(act["article"]), shelf))
    if "in-force" in act:
        parts.append(shelf.word("in-force", day=day(act["in-force"], shelf.locale)))
    seen = "checked" in act
    note = (
        shelf.word("checked", day=day(act["checked"], shelf.locale))
        if seen
        else shelf.word("unchecked")
    )
    comma = "、" if shelf.locale == "ja" else ", "
    return comma.join(parts) + f' <span class="kj-note">({note})</span>'


def _article(number: str, shelf: Shelf) -> str:
    """`231` as an article; `9-2` is 第9条の2; what is more than a number stands as written."""
    if shelf.locale == "ja" and (found := re.fullmatch(r"(\d+)((?:-\d+)*)", number)):
        return escape(f"第{found[1]}条" + found[2].replace("-", "の"))
    if shelf.locale == "ja":
        return escape(number)
    return shelf.word("article", number=number)


def day(written: Any, locale: str) -> str:
    """A date in the locale's form: 7 July 2022, 2022年7月7日. What is no date stays as typed."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", str(written))
    if not found or not 1 <= int(found[2]) <= 12:
        return str(written)
    year, month, number = map(int, found.groups())
    if locale == "ja":
        return f"{year}年{month}月{number}日"
    return f"{number} {_MONTHS[month - 1]} {year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def _case(unit: Unit, edition: Edition, shelf: Shelf) -> str:
    data = unit.data
    tags = "".join(
        f' <span class="kj-tag">{shelf.word(name, market=data[name])}</span>'
        for name in ("market", "except-markets")
        if name in data
    )
    labels = [(shelf.word("expect"), _chips(data.get("expect"), shelf, edition.page))]
    if "near" in data:
        labels.append((shelf.word("near"), _chips(data["near"], shelf, edition.page)))
    if data.get("secondary"):
        labels.append((shelf.word("secondary"), _chips(data["secondary"], shelf, edition.page)))
    why = shelf.rich(data.get("because", ""))
    body = (
        f'<div class="kj-given">{shelf.rich(data.get("given", ""))}</div>'
        f'<dl class="kj-verdict">{_pairs(labels)}</dl>'
    )
    if why:
        body += f'<p class="kj-why"><b>{shelf.word("because")}</b> {why}</p>'
    return _card(unit, "case", shelf.word("case") + tags, body + _path(unit, edition, shelf))


def _chips(labels: Any, shelf: Shelf, page: str) -> str:
    listed = labels if isinstance(labels, list | tuple) else [labels]
    return " ".join(chip(label, shelf, page) for label in listed)


def _path(unit: Unit, edition: Edition, shelf: Shelf) -> str:
    path = unit.data.get("path")
    if not isinstance(path, Mapping) or not path:
        return ""
    asked = _questions(edition, shelf)
    steps = "".join(
        f"<li>{_ask(step, asked, shelf)} <b>{shelf.value(answer)}</b></li>"
        for step, answer in path.items()
    )
    summary = f"<summary>{shelf.word('path')}</summary>"
    return f'<details class="kj-path">{summary}<ul>{steps}</ul></details>'


@dataclass(frozen=True, slots=True)
class Question:
    """A step of a decision: its number on the page, its words and its anchor."""

    number: int
    ask: str
    anchor: str


def _questions(edition: Edition, shelf: Shelf) -> Mapping[str, Question]:
    return {
        step: Question(number, str(data.get("ask", "")), f"{unit.id}-{step}")
        for unit in shelf.of(edition, "decision")
        for number, (step, data) in enumerate(unit.data.get("steps", {}).items(), 1)
        if isinstance(data, Mapping)
    }


def _ask(step: str, asked: Mapping[str, Question], shelf: Shelf) -> str:
    if step not in asked:
        return mono(step)
    question = asked[step]
    return (
        f'<a class="kj-number" href="#{escape(question.anchor)}">{question.number}</a> '
        f"{shelf.rich(question.ask)}"
    )


def _decision(unit: Unit, edition: Edition, shelf: Shelf) -> str:
    asked = _questions(edition, shelf)
    steps = unit.data.get("steps", {})
    items = "".join(
        _step(name, steps[name], asked, edition, shelf) for name in steps if name in asked
    )
    return _card(unit, "decision", shelf.word("decision"), f'<ol class="kj-steps">{items}</ol>')


def _step(
    name: str, step: Data, asked: Mapping[str, Question], edition: Edition, shelf: Shelf
) -> str:
    question = asked[name]
    answers = "".join(
        f"<li><b>{shelf.value(answer)}</b>"
        f' <span class="kj-to">→ {_next(step[key], asked, shelf, edition.page)}</span></li>'
        for key, answer in (("when-true", "true"), ("when-false", "false"), ("unsure", "unsure"))
        if key in step
    )
    notes = ""
    if markets := step.get("markets"):
        notes += f'<p class="kj-note">{shelf.word("only-here", market=markets)}'
        if "otherwise" in step:
            other = _next(step["otherwise"], asked, shelf, edition.page)
            notes += f" · {shelf.word('otherwise')} → {other}"
        notes += "</p>"
    for entry in shelf.of(edition, "market"):
        if name in entry.data.get("steps", {}):
            there = _next(entry.data["steps"][name], asked, shelf, edition.page)
            skipped = shelf.word("skipped", market=entry.data.get("market"))
            notes += f'<p class="kj-note">{skipped} {there}</p>'
    return (
        f'<li id="{escape(question.anchor)}"><p class="kj-ask">{shelf.rich(question.ask)}</p>'
        f'{notes}<ul class="kj-answers">{answers}</ul></li>'
    )


def _next(target: Any, asked: Mapping[str, Question], shelf: Shelf, page: str) -> str:
    """Where an answer leads: another question, or a label."""
    if str(target) in asked:
        question = asked[str(target)]
        words = shelf.word("goes-to", number=question.number)
        return f'<a class="kj-goto" href="#{escape(question.anchor)}">{words}</a>'
    return chip(target, shelf, page)


def _question(unit: Unit, _edition: Edition, shelf: Shelf) -> str:
    data = unit.data
    asked = shelf.word("asked", day=day(data.get("asked"), shelf.locale))
    when = f' <span class="kj-note">{asked}</span>'
    body = (
        f'<div class="kj-asked">{shelf.rich(data.get("question", ""))}</div>'
        f'<div class="kj-answer">{shelf.rich(data.get("answer", ""))}</div>'
    )
    head = shelf.word("question") + (when if "asked" in data else "")
    return _card(unit, "question", head, body)


def _card(unit: Unit, kind: str, head: str, body: str) -> str:
    """The frame of a block. Its heading carries the unit's anchor, so that search finds it."""
    return (
        f'<section class="kj-card kj-{kind}"><h3 id="{escape(unit.id)}">{head} '
        f'<a class="kj-permalink" href="#{escape(unit.id)}">{mono(unit.id)}</a></h3>'
        f"{body}</section>"
    )


CARDS: Mapping[str, Callable[[Unit, Edition, Shelf], str]] = {
    "clause": _clause,
    "market": _market,
    "case": _case,
    "decision": _decision,
    "question": _question,
}


# Divergences and findings


def _divergences(unit: Unit, shelf: Shelf) -> str:
    entries = (entry for entry in shelf.settings.divergences if entry.unit == unit.address)
    return "".join(_divergence(entry, shelf) for entry in entries)


def _divergence(entry: Divergence, shelf: Shelf) -> str:
    """The note that both locales show: why the wording differs, and how the others word it."""
    reason = entry.data.get("reason", "")
    if isinstance(reason, Mapping):
        reason = reason.get(shelf.locale) or next(iter(reason.values()), "")
    name = entry.field.rpartition(".")[2]
    what = shelf.word(name) if name in WORDS else escape(name)
    others = "".join(
        f'<div lang="{escape(locale)}"><b>{escape(LANGUAGES.get(locale, locale))}</b> {html}</div>'
        for locale, html in _worded_elsewhere(entry, shelf)
    )
    return (
        f'<aside class="kj-divergence" id="{escape(entry.id)}"'
        f' aria-label="{shelf.word("diverges")}">'
        f"<p><b>{shelf.word('diverges')}</b> {what} {mono(entry.id)}</p>"
        f"<p>{shelf.rich(reason)}</p>{others}</aside>"
    )


def _worded_elsewhere(entry: Divergence, shelf: Shelf) -> Iterator[tuple[str, str]]:
    for locale, editions in shelf.others.items():
        for edition in editions.values() if locale != shelf.locale else ():
            unit = edition.by_address.get(entry.unit)
            if unit is not None and (text := unit.data.get(entry.field)):
                yield locale, shelf.rich(text)


def notes(unit: Unit, edition: Edition, shelf: Shelf) -> str:
    """What was found in a unit, for writers.

    The page's own unit also takes what was found in a unit that has no place on the page,
    and the home page what was found in files that are no pages.
    """
    units = {unit.address}
    if unit is edition.units[0]:
        placed = {each.address for each in edition.units[1:] if each.kind in CARDS}
        units |= {finding.unit for finding in shelf.findings if finding.unit not in placed}
    here = {edition.path}
    if edition.page == "index.md" and unit is edition.units[0]:
        known = {each.path for editions in shelf.others.values() for each in editions.values()}
        here |= {finding.path for finding in shelf.findings if finding.path not in known}
    found = (f for f in shelf.findings if f.path in here and f.unit in units)
    return "".join(_note(finding, shelf) for finding in found)


def _note(finding: Finding, shelf: Shelf) -> str:
    says = shelf.says.get(finding.check)
    words = escape(says.to(shelf.locale, **finding.values)) if says else ""
    return (
        f'<aside class="kj-finding kj-{escape(finding.level)}"'
        f' aria-label="{shelf.word("finding")}">'
        f"<p><b>{shelf.value(finding.level)}</b> {words}</p>"
        f"<p>{mono(f'{finding.path}:{finding.line}')} {mono(finding.check)}</p></aside>"
    )


def unreadable(messages: Iterable[str], locale: str) -> Page:
    """What stands in place of a page that could not be read, while a writer mends it."""
    title = WORDS["unreadable"].to(locale)
    said = "".join(f"<p>{escape(message)}</p>" for message in messages)
    html = f'<h1>{escape(title)}</h1><aside class="kj-finding kj-error">{said}</aside>'
    return Page(title, slot(0), (html,))


# What is added to the prose

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\"[^\"]*\"|[^\">])*)>")
_ID, _LANG = (re.compile(rf' {name}="([^"]*)"') for name in ("id", "lang"))
_CODED = re.compile(r"<(a|pre)\b.*?</\1>|<code>([^<]+)</code>", re.S)
_HEADING = re.compile(r'<h([2-6]) id="([^"]+)">(.*?)</h\1>', re.S)
_VOID = frozenset(("br", "col", "hr", "img", "wbr"))
_QUIET = frozenset(
    ("a", "code", "dfn", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "span", "summary")
) | {"table"}
"""Elements in which no term is linked: names, and what is a link already."""

_WIDE = "\u3000-\u30ff\u3400-\u9fff\uff00-\uffef\u2018-\u201d\u2026"
_SOFT_BREAK = re.compile(f"(?<=[{_WIDE}])[ \\t]*\\n[ \\t]*|[ \\t]*\\n[ \\t]*(?=[{_WIDE}])")
_JAPANESE = re.compile(
    "([\u3005\u3041-\u30ff\u4e00-\u9fff][\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]*)"
)


def linked(html: str, shelf: Shelf, page: str) -> str:
    """Sanitised HTML with its labels, its headings and the first use of a term in a clause linked.

    A term leads to its entry in the glossary and carries the definition for the script that
    shows it in place; a label in a code span leads to its clause. Between Japanese characters,
    where a browser shows a line break as a space, lines are joined; Japanese words on a page
    in another language are marked as Japanese.
    """
    html = _CODED.sub(lambda code: _label_linked(code, shelf, page), html)
    parts: list[str] = []
    around: list[tuple[str, str]] = [("", shelf.locale)]
    seen: set[str] = set()
    last = 0
    for tag in _TAG.finditer(html):
        parts += [_text(html[last : tag.start()], around, seen, shelf, page), tag[0]]
        last = tag.end()
        name = tag[2]
        if tag[1]:
            around.pop()
        elif name not in _VOID:
            language = _LANG.search(tag[3])
            around.append((name, language[1] if language else around[-1][1]))
            if name in ("h1", "h2"):
                # A concept's own entry in the glossary does not lead to itself.
                seen = set(_ID.findall(tag[3]))
    parts.append(html[last:])
    return _HEADING.sub(lambda found: _permalink(found, shelf), "".join(parts))


def _label_linked(code: re.Match[str], shelf: Shelf, page: str) -> str:
    label = shelf.labels.get(code[2] or "")
    return f'<a class="kj-ref" href="{_link(label, page)}">{code[0]}</a>' if label else code[0]


def _text(text: str, around: list[tuple[str, str]], seen: set[str], shelf: Shelf, page: str) -> str:
    names = {name for name, _ in around}
    if not text.strip() or "pre" in names:
        return text
    text = _SOFT_BREAK.sub("", text)
    if around[-1][1] != shelf.locale:
        return text
    pieces = [text] if shelf.locale == "ja" else _JAPANESE.split(text)
    if names.isdisjoint(_QUIET):
        pieces[::2] = [_words_linked(piece, shelf, page, seen) for piece in pieces[::2]]
    pieces[1::2] = [f'<span lang="ja">{piece}</span>' for piece in pieces[1::2]]
    return "".join(pieces)


def _words_linked(text: str, shelf: Shelf, page: str, seen: set[str]) -> str:
    pattern, concepts = shelf.terms
    if not concepts:
        return text

    def link(found: re.Match[str]) -> str:
        concept = concepts[found[found.lastindex or 0].lower()]
        if concept.id in seen:
            return found[0]
        seen.add(concept.id)
        target = relpath("glossary.md", dirname(page) or ".")
        definition = escape(concept.terms[shelf.locale].definition)
        return (
            f'<a class="kj-term" href="{target}#{escape(concept.id)}"'
            f' data-definition="{definition}">{found[0]}</a>'
        )

    return pattern.sub(link, text)


def _permalink(found: re.Match[str], shelf: Shelf) -> str:
    level, anchor, inner = found.groups()
    if "kj-permalink" in inner:
        return found[0]
    title = shelf.word("link", title=re.sub("<[^>]*>", "", inner).strip()).replace("&amp;", "&")
    return (
        f'<h{level} id="{anchor}">{inner}'
        f'<a class="headerlink" href="#{anchor}" aria-label="{title}">#</a></h{level}>'
    )


# Generated pages


def _plain(title: str, *html: str) -> Page:
    """A page that is one piece of HTML below its title."""
    return Page(title, slot(0), (f"<h1>{escape(title)}</h1>" + "".join(html),))


def glossary(shelf: Shelf) -> Page:
    """Every concept: its definition, and the terms of every locale, the shelf's own first."""
    locales = sorted(shelf.settings.locales, key=lambda code: code != shelf.locale)
    entries = (_concept(concept, locales, shelf) for concept in shelf.settings.glossary)
    lead = f"<p>{shelf.word('glossary-lead')}</p>"
    return _plain(WORDS["glossary"].to(shelf.locale), lead, *entries)


def _concept(concept: Concept, locales: list[str], shelf: Shelf) -> str:
    own = concept.terms.get(shelf.locale)
    name = escape((own.preferred if own and own.preferred else (concept.id,))[0])
    if "policy" not in concept.contexts:
        name += f' <span class="kj-note">{shelf.word("statute")}</span>'
    columns = "".join(
        _terms(locale, concept.terms[locale], shelf)
        for locale in locales
        if locale in concept.terms
    )
    return (
        f'<section class="kj-card kj-concept"><h2 id="{escape(concept.id)}">{name}</h2>'
        f'<div class="kj-columns">{columns}</div></section>'
    )


def _terms(locale: str, terms: Terms, shelf: Shelf) -> str:
    rows = [
        (
            shelf.word(kind),
            "".join(f'<span class="kj-term-{kind}">{escape(t)}</span>' for t in words),
        )
        for kind in ("preferred", "allowed", "never", "banned", "former")
        if (words := getattr(terms, kind))
    ]
    return (
        f'<div lang="{escape(locale)}">'
        f'<p class="kj-language">{escape(LANGUAGES.get(locale, locale))}</p>'
        f"<p>{escape(terms.definition)}</p>"
        f'<dl lang="{escape(shelf.locale)}">{_pairs(rows)}</dl></div>'
    )


def labels(shelf: Shelf) -> Page:
    """Every label, by guideline."""
    parts = [f"<p>{shelf.word('labels-lead')}</p>"]
    for edition in shelf.editions.values():
        ids = [name for name, label in shelf.labels.items() if label.edition is edition]
        if ids:
            head = f'<a href="{escape(edition.page)}">{escape(edition.guideline)}</a>'
            name = escape(str(edition.units[0].data.get("title", "")))
            parts.append(f'<h2 id="{escape(edition.guideline)}">{head} {name}</h2>')
            parts.append(labels_table(ids, shelf, "labels.md"))
    return _plain(WORDS["labels"].to(shelf.locale), *parts)


def checks_index(checks: Iterable[Check], locale: str) -> Page:
    """The catalogue: every check, its level and why it matters."""
    rows = (
        tr(
            f'<a href="{escape(check.id)}.md">{mono(check.id)}</a>',
            value(check.level, locale),
            escape(check.why.to(locale)),
        )
        for check in checks
    )
    heads = (word(name, locale) for name in ("checks", "level", "why"))
    lead = f"<p>{word('checks-lead', locale)}</p>"
    return _plain(WORDS["checks"].to(locale), lead, table(heads, rows))


def check_page(check: Check, locale: str) -> Page:
    """One check: what it says, why, and the examples it is tested on."""
    rows = [
        (word("level", locale), value(check.level, locale)),
        (word("says", locale), escape(check.says.to(locale))),
        (word("why", locale), escape(check.why.to(locale))),
    ]
    parts = [f'<dl class="kj-facts kj-tall">{_pairs(rows)}</dl>']
    for example in check.examples:
        found = plain(example.finds, locale)
        head = word("bad", locale, words=found) if example.finds else word("good", locale)
        parts.append(f"<h2>{head}</h2>")
        for name, text in {"en": example.en, "ja": example.ja, **example.files}.items():
            if text:
                lang = f' lang="{name}"' if name in LANGUAGES else ""
                parts.append(f"<p>{mono(name)}</p><pre{lang}>{mono(text)}</pre>")
    return _plain(check.id, *parts)


def schema_index(shelf: Shelf) -> Page:
    """The kinds of files and blocks, each with what it is for."""
    schemas = shelf.settings.schemas
    rows = (
        tr(
            f'<a href="{escape(kind)}.md">{mono(kind)}</a>',
            escape(_said(schemas[kind], "description", shelf.locale)),
        )
        for kind in _kinds(shelf)
    )
    heads = (shelf.word(name) for name in ("kind", "means"))
    lead = f"<p>{shelf.word('schemas-lead')}</p>"
    return _plain(WORDS["schemas"].to(shelf.locale), lead, table(heads, rows))


def _kinds(shelf: Shelf) -> list[str]:
    """The schemas that describe what somebody writes; the others are parts of these."""
    return [kind for kind, schema in shelf.settings.schemas.items() if "properties" in schema]


def schema_page(kind: str, shelf: Shelf) -> Page:
    """A kind of front matter, block or data file: its fields, from the schema that checks it."""
    schema = shelf.settings.schemas[kind]
    heads = (shelf.word(name) for name in ("field", "means"))
    lead = f"<p>{mono(kind)} {escape(_said(schema, 'description', shelf.locale))}</p>"
    title = _said(schema, "title", shelf.locale) or kind
    return _plain(title, lead, table(heads, _fields(schema, kind, shelf)))


def _fields(schema: Data, kind: str, shelf: Shelf, before: str = "") -> Iterator[str]:
    """A table row a field; those of inner mappings and lists follow it under their whole path."""
    for name, part in schema.get("properties", {}).items():
        found = _resolved(part, kind, shelf)
        items = found.get("items")
        inner = _resolved(items, kind, shelf) if isinstance(items, Mapping) else found
        notes = [shelf.word("needed")] if name in schema.get("required", ()) else []
        if choice := inner.get("enum") or [inner[key] for key in ("const",) if key in inner]:
            notes.append(f"{shelf.word('one-of')} {', '.join(map(mono, choice))}")
        if meaning := _MEANINGS.get(found.get("x-l10n", "")):
            notes.append(shelf.word(meaning))
        said = escape(_said(found, "description", shelf.locale))
        note = f'<br><span class="kj-note">{" · ".join(notes)}</span>' if notes else ""
        yield tr(mono(f"{before}{name}"), said + note)
        yield from _fields(inner, kind, shelf, f"{before}{name}.")


_MEANINGS = {"invariant": "equal", "translate": "translated"}
"""What the annotation `x-l10n` asks of a writer."""


def _resolved(part: Data, kind: str, shelf: Shelf) -> Data:
    """A schema with what its `$ref` stands for: `shared.yml#/$defs/text`, or `#/$defs/text`."""
    name, _, pointer = str(part.get("$ref", "")).partition("#")
    if not pointer:
        return part
    target: Any = shelf.settings.schemas.get(name.removesuffix(".yml") or kind, {})
    for step in pointer.strip("/").split("/"):
        target = target.get(step, {})
    return {**target, **part}


def _said(schema: Data, what: str, locale: str) -> str:
    own = schema.get(f"x-{locale}", {})
    return str(own.get(what) or schema.get(what, ""))


def generated(shelf: Shelf, checks: Sequence[Check]) -> dict[str, Page]:
    """The pages that no one writes, by path: a function each."""
    return {
        "glossary.md": glossary(shelf),
        "labels.md": labels(shelf),
        "reference/checks/index.md": checks_index(checks, shelf.locale),
        **{f"reference/checks/{c.id}.md": check_page(c, shelf.locale) for c in checks},
        "reference/schema/index.md": schema_index(shelf),
        **{f"reference/schema/{kind}.md": schema_page(kind, shelf) for kind in _kinds(shelf)},
    }


def all_pages(shelf: Shelf, checks: Sequence[Check] = ()) -> Mapping[str, Page]:
    """Every page of a locale by path: those people write, then those nobody does."""
    written = {
        path: page(edition, shelf)
        for path, edition in shelf.editions.items()
        if shelf.shown(edition)
    }
    return written | generated(shelf, checks)


def lost(locale: str, folder: str) -> Mapping[str, str]:
    """The words of the page that is not there, and the locale's folder below the site's root."""
    names = {"title": "lost", "lead": "lost-lead"}
    said = {name: word(names.get(name, name), locale) for name in ("title", "lead", *_WAYS)}
    return {"locale": locale if locale in LANGUAGES else "en", "folder": folder, **said}


_WAYS = ("home", "labels", "glossary")
