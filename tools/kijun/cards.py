"""The blocks of a guideline as cards: clauses, cases, market entries, decisions, clarifications."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from . import flow
from .codes import MARKET, article, day, quantity
from .elements import mono, pairs, row, table
from .gaps import GAP, HERE
from .labels import Show, changes, chips, coded, held, severity
from .model import Data, Edition, Unit
from .notes import divergences, findings
from .shelf import REPLACES, Shelf, at, concerned, later, outside
from .text import Text

WORDS: Mapping[str, Text] = {
    "case": Text(en="Case", ja="事例"),
    "cases-withheld": Text(en="No cases are shown", ja="事例は掲載していません"),
    "checked": Text(en="checked {day}", ja="{day}確認"),
    "unchecked": Text(en="to be confirmed by counsel", ja="法務の確認前"),
    "clause-only": Text(en="Only in market {market}", ja="対象市場{market}のみ"),
    "decision": Text(en="Decision", ja="判断フロー"),
    "differs": Text(en="Differs in market {market}", ja="対象市場{market}で異なる点"),
    "elsewhere": Text(en="Other markets", ja="他の対象市場"),
    "except-markets": Text(en="Not in market {market}", ja="対象市場{market}を除く"),
    "for-units": Text(en="Holds for {units}", ja="{units}に適用"),
    "in-force": Text(en="in force {day}", ja="{day}施行"),
    "asked": Text(en="Asked {day}", ja="{day}の質問"),
    "market": MARKET,
    "market-rule": Text(en="Market entry", ja="地域別の取扱い"),
    "nothing-replaced": Text(
        en="Replaces nothing: a legal reference or a referral.",
        ja="置き換える内容はありません（法令の参照または照会用です）。",
    ),
    "question": Text(en="Clarification", ja="補足説明"),
}


def card(unit: Unit, edition: Edition, shelf: Shelf) -> str:
    """A unit's block as HTML."""
    html = CARDS[unit.kind](unit, edition, shelf)
    if unit.kind == "clause":
        return html
    return html + divergences(unit, shelf) + findings(unit, edition, shelf)


def _clause(unit: Unit, edition: Edition, shelf: Shelf) -> str:
    data = unit.data
    rows = [row for row in data.get("labels", ()) if isinstance(row, Mapping)]
    entries = changes(unit, edition, shelf)
    heads = "".join(
        f'<p class="kj-clause__label"><span class="kj-chip kj-kind-{escape(str(row.get("kind")))}">'
        f"{mono(row.get('id'))}"
        f' <span class="kj-name">{escape(str(row.get("name", "")))}</span></span>'
        f" {held('severity', row, entries, severity, shelf)}"
        f" {held('action', row, entries, _action, shelf)}</p>"
        for row in rows
    )
    facts: list[tuple[str, str]] = []
    if (modality := data.get("modality", "none")) != "none":
        html = f'<span class="kj-modality">{shelf.value(modality)}</span>'
        facts.append((shelf.field("modality"), html))
    for name in ("escalation", "threshold", "scope", "definition", "exception", "support"):
        if html := held(name, data, entries, _SHOWN.get(name, _rich), shelf):
            facts.append((shelf.field(name), html))
    for entry in entries:
        if replaced := [shelf.field(name) for name in REPLACES if name in entry.data]:
            named = shelf.say(WORDS["differs"], market=entry.data["market"])
            link = f'<a href="#{escape(entry.id)}">{_comma(shelf).join(replaced)}</a>'
            facts.append((named, link))
    if markets := data.get("markets"):
        heads += f'<p class="kj-note">{shelf.say(WORDS["clause-only"], market=markets)}</p>'
    if data.get("state", "approved") != "approved":
        facts.append((shelf.field("translation"), state(data, shelf)))
    if data.get("cases") == "withheld":
        why = shelf.rich(data.get("withheld-because", ""))
        facts.append((shelf.say(WORDS["cases-withheld"]), why))
    told = "".join(
        f"<details><summary>{shelf.field('reason-to-user')}</summary>"
        f"<blockquote>{shelf.rich(row['reason-to-user'])}</blockquote></details>"
        for row in rows
        if row.get("reason-to-user")
    )
    body = f"<dl>{pairs(facts)}</dl>" if facts else ""
    return f'<div class="kj-clause">{heads}{body}{told}</div>' if heads or body else ""


def state(data: Data, shelf: Shelf) -> str:
    """How far a translation got, and who made and approved it."""
    people = [str(data[name]) for name in ("translated-by", "approved-by") if data.get(name)]
    how_far = f'<span class="kj-state">{shelf.value(data.get("state"))}</span>'
    return how_far + "".join(f" · {escape(person)}" for person in people)


def _action(action: Any, shelf: Shelf) -> str:
    return f'<span class="kj-action">{shelf.value(action)}</span>' if action else ""


def _comma(shelf: Shelf) -> str:
    return "、" if shelf.locale == "ja" else ", "


def _thresholds(named: Any, shelf: Shelf) -> str:
    if not isinstance(named, Mapping):
        return escape(str(named))
    told = {name: quantity(what, shelf.locale) for name, what in named.items()}
    return "<br>".join(f"{mono(name)} {what}" for name, what in told.items())


def _market(unit: Unit, edition: Edition, shelf: Shelf) -> str:
    data = unit.data
    clauses = {u.id: u for u in shelf.of(edition, "clause")}
    targets = [clauses[name] for name in concerned(unit) if name in clauses]
    replaced = (name for name in REPLACES if name in data)
    rows = [_replaced(name, unit, targets, edition, shelf) for name in replaced]
    if rows:
        here = shelf.say(MARKET, market=data.get("market"))
        heads = ("", shelf.say(WORDS["elsewhere"]), here)
        body = f'<div class="kj-replaced">{table(heads, rows)}</div>'
    else:
        body = f"<p>{shelf.say(WORDS['nothing-replaced'])}</p>"
    facts: list[tuple[str, str]] = []
    if "while" in data:
        facts.append((shelf.field("while"), shelf.rich(data["while"])))
    facts.append((shelf.field("basis"), _basis(data, shelf)))
    if "for-counsel" in data and shelf.audience == "internal":
        facts.append((shelf.field("for-counsel"), shelf.rich(data["for-counsel"])))
    if len(targets) > 1:
        links = _comma(shelf).join(f'<a href="#{escape(t.id)}">{escape(t.id)}</a>' for t in targets)
        held = escape(WORDS["for-units"].to(shelf.locale)).replace("{units}", links)
        body = f"<p>{held}</p>{body}"
    tag = f'<span class="kj-market">{escape(str(data.get("market")))}</span>'
    head = f"{tag} {shelf.say(WORDS['market-rule'])}"
    return _card(unit, f"market {at(data.get('market'))}", head, f"{body}<dl>{pairs(facts)}</dl>")


def _replaced(name: str, market: Unit, clauses: list[Unit], edition: Edition, shelf: Shelf) -> str:
    show = _SHOWN.get(name, _rich)
    if name == "steps":
        asked = flow.questions(edition, shelf)
        return "".join(
            row(
                shelf.field("steps"),
                flow.ask(step, asked, shelf),
                f'<span class="kj-to">→ {flow.leads(leaf, asked, shelf, edition.page)}</span>',
            )
            for step, leaf in market.data[name].items()
        )
    before = [
        (show(what, shelf) if what else "–", ids)
        for what, ids in _before(name, [each for each in clauses if GAP not in each.data])
    ]
    if unknown := ", ".join(each.id for each in clauses if GAP in each.data):
        before.append((shelf.say(HERE), unknown))
    usual = "<br>".join(f"{mono(ids)} " * (len(before) > 1) + said for said, ids in before)
    return row(shelf.field(name), usual, show(market.data[name], shelf))


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
    "action": coded,
    "escalation": coded,
    "threshold": _thresholds,
}


def _rich(text: Any, shelf: Shelf) -> str:
    return shelf.rich(text)


def _basis(data: Data, shelf: Shelf) -> str:
    acts = data.get("basis") or ()
    if not acts:
        return shelf.rich(data.get("basis-none", "–"))
    return "<ul>" + "".join(f"<li>{_act(act, shelf)}</li>" for act in acts) + "</ul>"


def _act(act: Data, shelf: Shelf) -> str:
    parts = [shelf.rich(act.get("act", ""))]
    if "article" in act:
        parts.append(article(str(act["article"]), shelf.locale))
    if "in-force" in act:
        parts.append(shelf.say(WORDS["in-force"], day=day(act["in-force"], shelf.locale)))
    seen = "checked" in act
    note = (
        shelf.say(WORDS["checked"], day=day(act["checked"], shelf.locale))
        if seen
        else shelf.say(WORDS["unchecked"])
    )
    return _comma(shelf).join(parts) + f' <span class="kj-note">({note})</span>'


def _case(unit: Unit, edition: Edition, shelf: Shelf) -> str:
    data = unit.data
    tags = "".join(
        f' <span class="kj-tag">{shelf.say(WORDS[name], market=data[name])}</span>'
        for name in ("market", "except-markets")
        if name in data
    )
    labels = [(shelf.field("expect"), chips(data.get("expect"), shelf, edition.page))]
    if "near" in data:
        labels.append((shelf.field("near"), chips(data["near"], shelf, edition.page)))
    if data.get("secondary"):
        labels.append((shelf.field("secondary"), chips(data["secondary"], shelf, edition.page)))
    why = shelf.rich(data.get("because", ""))
    body = (
        f'<div class="kj-given">{shelf.rich(data.get("given", ""))}</div>'
        f'<dl class="kj-verdict">{pairs(labels)}</dl>'
    )
    if why:
        body += f'<p class="kj-why"><b>{shelf.field("because")}</b> {why}</p>'
    body += flow.path(unit, edition, shelf)
    where = f"case {at(data.get('market'))} {outside(data.get('except-markets'))}"
    return _card(unit, where, shelf.say(WORDS["case"]) + tags, body)


def _question(unit: Unit, _edition: Edition, shelf: Shelf) -> str:
    data = unit.data
    asked = shelf.say(WORDS["asked"], day=day(data.get("asked"), shelf.locale))
    when = f' <span class="kj-note">{asked}</span>'
    body = (
        f'<div class="kj-asked">{shelf.rich(data.get("question", ""))}</div>'
        f'<div class="kj-answer">{shelf.rich(data.get("answer", ""))}</div>'
    )
    head = shelf.say(WORDS["question"]) + (when if "asked" in data else "")
    return _card(unit, "question", head, body)


def _decision(unit: Unit, edition: Edition, shelf: Shelf) -> str:
    html = flow.steps(unit, edition, shelf) + later(f"map-{unit.id}")
    return _card(unit, "decision", shelf.say(WORDS["decision"]), html)


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
