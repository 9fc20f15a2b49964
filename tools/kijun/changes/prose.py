"""Wording: what is equal once folded, what touches a verdict, and what only reads otherwise.

Prose sets a floor that its author confirms: no rule here says `decision` of a text that the
schema does not make one. The rules are tried from the most harmless up; the first that fits
answers.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby
from typing import Any

from ..model import Change, Passage, Revision, Unit, Wording
from ..rules import SYMMETRIC, ChangeRule, Edit
from ..schema import Schemas
from ..text import Text
from ..wording import (
    KINDS,
    MOVED,
    apart,
    binding,
    channels,
    contact,
    exact,
    folded,
    grammar,
    islands,
    letters,
    likeness,
    listed,
    moved_on,
    only_denied,
    only_names,
    only_regrouped,
    only_silent,
    only_typos,
    other_names,
    practised,
    sentences,
    spelt,
    text_of,
    touched,
    triggers,
    weighty,
    worded,
)


def _touched(kind: str, en: str, ja: str, edits: tuple[Edit, ...]) -> ChangeRule:
    """The row for one kind of trigger: all say the same of another kind of word."""
    return ChangeRule(
        id=f"{kind}-touched",
        grade="undecided",
        area="prose",
        says=Text(
            en=f"{en} changed: '{{was}}' → '{{now}}'.",
            ja=f"{ja}が変わりました：「{{was}}」→「{{now}}」。",
        ),
        edits=edits,
        unmirrored=SYMMETRIC,
    )


RULES = (
    ChangeRule(
        id="markup-changed",
        grade="editorial",
        area="prose",
        says=Text(
            en="Only markup changed; the words are the same.",
            ja="書式だけの変更で、文言は同じです。",
        ),
        edits=(
            Edit("# A\n\nSend it to us.\n", "# A\n\nSend **it** to us.\n", ("markup-changed",)),
        ),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="typography-changed",
        grade="editorial",
        area="prose",
        says=Text(
            en="Only white space, width, quotes, capitals or punctuation changed.",
            ja="空白・全角半角・引用符・大文字小文字・句読点だけの変更です。",
        ),
        edits=(
            Edit("# A\n\nThe “record”.\n", '# A\n\nThe "record".\n', ("typography-changed",)),
            Edit("# A\n\n投稿 A を消す。\n", "# A\n\n投稿Ａを消す。\n", ("typography-changed",)),
            Edit(
                "# A\n\nOur e-mail, please\n", "# A\n\nOur email please.\n", ("typography-changed",)
            ),
        ),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="layout-changed",
        grade="editorial",
        area="prose",
        says=Text(
            en="The file differs, and nothing that is read does: line ends, markers, comments.",
            ja="改行コードや記号など、表示されない部分だけの変更です。",
        ),
        edits=(
            Edit("# A\n\n* one\n* two\n", "# A\n\n- one\n- two\n", ("layout-changed",)),
            Edit("# A\n\nOne.\n", "# A\r\n\r\nOne.\r\n", ("layout-changed",)),
        ),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="spelling-changed",
        grade="editorial",
        area="prose",
        says=Text(
            en="Only the spelling changed: '{was}' → '{now}'.",
            ja="表記だけの変更です：「{was}」→「{now}」",
        ),
        edits=(
            Edit("# A\n\nYou cancelled.\n", "# A\n\nYou canceled.\n", ("spelling-changed",)),
            Edit("# A\n\nWe don't ask.\n", "# A\n\nWe do not ask.\n", ("spelling-changed",)),
            Edit(
                "# A\n\nお問合せをください。\n",
                "# A\n\nお問い合わせをください。\n",
                ("spelling-changed",),
            ),
        ),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="grammar-changed",
        grade="editorial",
        area="prose",
        says=Text(
            en="Only articles, endings or forms of politeness changed: '{was}' → '{now}'.",
            ja="助詞・語尾・冠詞など文法上の変更です：「{was}」→「{now}」",
        ),
        edits=(
            Edit(
                "# A\n\nRule apply to posts.\n",
                "# A\n\nThe rule applies to posts.\n",
                ("grammar-changed",),
            ),
            Edit("# A\n\n投稿を読む。\n", "# A\n\n投稿を読みます。\n", ("grammar-changed",)),
        ),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="link-changed",
        grade="editorial",
        area="prose",
        says=Text(
            en="Only the target of a link changed: {was} → {now}.",
            ja="リンク先だけの変更です：{was}→{now}",
        ),
        edits=(Edit("# A\n\nSee [b](c.md).\n", "# A\n\nSee [b](d.md).\n", ("link-changed",)),),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="typo-corrected",
        grade="editorial",
        area="prose",
        says=Text(
            en="A slip of typing changed: '{was}' → '{now}'.",
            ja="誤字脱字の修正とみられます：「{was}」→「{now}」",
        ),
        edits=(
            Edit(
                "# A\n\nIt is inaccesible.\n", "# A\n\nIt is inaccessible.\n", ("typo-corrected",)
            ),
            Edit(
                "# A\n\nプライバーシーを守る。\n",
                "# A\n\nプライバシーを守る。\n",
                ("typo-corrected",),
            ),
        ),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="date-changed",
        grade="metadata",
        area="prose",
        says=Text(
            en="The page's own date or version changed: '{was}' → '{now}'.",
            ja="ページの日付または版が変わりました：「{was}」→「{now}」",
        ),
        edits=(
            Edit(
                "# A\n\n*Last updated: May 1, 2020*\n",
                "# A\n\n*Last updated: June 12, 2021*\n",
                ("date-changed",),
            ),
            Edit(
                "# A\n\n最終更新　2024 年 2 月 22 日\n",
                "# A\n\n最終更新　2024 年 4 月 29 日\n",
                ("date-changed",),
            ),
        ),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="hidden-text-changed",
        grade="metadata",
        area="prose",
        says=Text(
            en="'{field}' changed, a note that no rule rests on.",
            ja="規則に影響しない欄「{field}」が変わりました。",
        ),
        edits=(
            Edit(
                "for-counsel: Nothing to add.", "for-counsel: Ask again.", ("hidden-text-changed",)
            ),
        ),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="binding-text-changed",
        grade="decision",
        direction="shifts",
        area="prose",
        says=Text(
            en="'{field}' changed, a text that decides: '{was}' → '{now}'.",
            ja="判断を左右する欄「{field}」の文言が変わりました：「{was}」→「{now}」",
        ),
        edits=(
            Edit(
                "scope: Posts about a candidate.",
                "scope: Posts about a candidate, and their staff.",
                ("binding-text-changed",),
            ),
        ),
        unmirrored=SYMMETRIC,
    ),
    _touched(
        "negation",
        "A negation",
        "否定の表現",
        (
            Edit("# A\n\nWe sell data.\n", "# A\n\nWe never sell data.\n", ("negation-touched",)),
            Edit("# A\n\n販売します。\n", "# A\n\n販売しません。\n", ("negation-touched",)),
        ),
    ),
    _touched(
        "modality",
        "What is demanded or allowed",
        "義務・許可・禁止の表現",
        (
            Edit("# A\n\nYou may ask.\n", "# A\n\nYou must ask.\n", ("modality-touched",)),
            Edit(
                "# A\n\n申請してもよい。\n",
                "# A\n\n申請しなければなりません。\n",
                ("modality-touched",),
            ),
        ),
    ),
    _touched(
        "number",
        "A number",
        "数値",
        (
            Edit("# A\n\nKept for 30 days.\n", "# A\n\nKept for 60 days.\n", ("number-touched",)),
            Edit("# A\n\n18歳の人。\n", "# A\n\n16歳の人。\n", ("number-touched",)),
        ),
    ),
    _touched(
        "reference",
        "The label or clause that the text names",
        "文中で示すラベルまたは項目",
        (
            Edit("# A\n\nSee HAR-5.\n", "# A\n\nSee HAR-6.\n", ("reference-touched",)),
            Edit(
                "# A\n\nHAR-Eを付けます。\n",
                "# A\n\nHAR-Uを付けます。\n",
                ("reference-touched",),
            ),
        ),
    ),
    _touched(
        "quantifier",
        "A quantity",
        "数量や頻度の表現",
        (
            Edit("# A\n\nAny post counts.\n", "# A\n\nA post counts.\n", ("quantifier-touched",)),
            Edit("# A\n\n一部の投稿です。\n", "# A\n\n全部の投稿です。\n", ("quantifier-touched",)),
        ),
    ),
    _touched(
        "conjunction",
        "A conjunction or condition",
        "接続や条件の表現",
        (
            Edit(
                "# A\n\nYou must return lost or damaged goods.\n",
                "# A\n\nYou must return lost goods.\n",
                ("conjunction-touched",),
            ),
            Edit(
                "# A\n\n紛失または破損は禁止です。\n",
                "# A\n\n紛失は禁止です。\n",
                ("conjunction-touched",),
            ),
        ),
    ),
    _touched(
        "scope",
        "What the text covers",
        "対象範囲の表現",
        (
            Edit(
                "# A\n\nYou must label food, such as fish.\n",
                "# A\n\nYou must label fish.\n",
                ("scope-touched",),
            ),
            Edit(
                "# A\n\n基準を含む文書は禁止です。\n",
                "# A\n\n基準を定めた文書は禁止です。\n",
                ("scope-touched",),
            ),
            Edit(
                "# A\n\n## To improve search\n\nA team in town looks at it.\n",
                "# A\n\n## To improve search and speed\n\nA team in town looks at it.\n",
                ("scope-touched",),
            ),
            Edit(
                "# A\n\n## 検索の改善のため\n\n担当は広報部です。\n",
                "# A\n\n## 検索および速度の改善のため\n\n担当は広報部です。\n",
                ("scope-touched",),
            ),
        ),
    ),
    ChangeRule(
        id="rule-reworded",
        grade="undecided",
        area="prose",
        says=Text(
            en="The rule is worded otherwise: '{was}' → '{now}'.",
            ja="規則の文言が変わりました：「{was}」→「{now}」。",
        ),
        edits=(
            Edit(
                "# A\n\nYou must tell a teacher.\n",
                "# A\n\nYou must tell a friend.\n",
                ("rule-reworded",),
            ),
            Edit(
                "# A\n\nYour name is sent to Acme, our printer.\n",
                "# A\n\nYour name is sent to Globex, our printer.\n",
                ("rule-reworded",),
            ),
            Edit(
                "# A\n\nYou agree to the Conditions of Sale.\n",
                "# A\n\nYou agree to the Customer Sale Policy.\n",
                ("rule-reworded",),
            ),
            Edit(
                "# A\n\nOn Acme we send your reports to our printer.\n",
                "# A\n\nFor Globex and Acme users, we send the reports to our printer.\n",
                ("rule-reworded",),
            ),
            Edit(
                "# A\n\nAcme版では、記録が印刷会社に送信されます。\n",
                "# A\n\nアプリでは、GlobexおよびAcmeから記録が印刷会社に送信されます。\n",
                ("rule-reworded",),
            ),
            Edit(
                "# A\n\nAcmeが投稿を審査します。\n",
                "# A\n\nGlobexが投稿を審査します。\n",
                ("rule-reworded",),
            ),
        ),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="text-reworded",
        grade="read",
        area="prose",
        says=Text(
            en="The text reads otherwise: '{was}' → '{now}'.",
            ja="説明の文言が変わりました：「{was}」→「{now}」",
        ),
        edits=(
            Edit("# A\n\nA warm welcome.\n", "# A\n\nA hearty greeting.\n", ("text-reworded",)),
            Edit(
                "# A\n\nYou need an Acme account.\n",
                "# A\n\nYou need a Globex account.\n",
                ("text-reworded",),
            ),
            Edit(
                "# A\n\nAcmeアカウントで投稿を審査します。\n",
                "# A\n\nGlobexアカウントで投稿を審査します。\n",
                ("text-reworded",),
            ),
            Edit(
                "# A\n\nWe keep no logs.\n",
                "# A\n\nWe keep no logs under any circumstances.\n",
                ("text-reworded",),
            ),
            Edit(
                "# A\n\nWe publish figures in a rounded or partial form.\n",
                "# A\n\nWe publish figures in a rounded and/or partial form.\n",
                ("text-reworded",),
            ),
        ),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="heading-renamed",
        grade="structural",
        area="prose",
        says=Text(
            en="The heading '{was}' is now '{now}'.",
            ja="見出し「{was}」が「{now}」に変わりました。",
        ),
        edits=(
            Edit(
                "# A\n\n## Contact\n\nWrite to the office in town.\n",
                "# A\n\n## Reach us\n\nWrite to the office in town.\n",
                ("heading-renamed",),
            ),
        ),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="text-moved",
        grade="structural",
        area="prose",
        says=Text(
            en="A text stands in another place: '{now}'.",
            ja="文の位置が変わりました：「{now}」",
        ),
        edits=(
            Edit(
                "# A\n\n- Apples are red.\n- Pears are green.\n- Plums are blue.\n",
                "# A\n\n- Pears are green.\n- Plums are blue.\n- Apples are red.\n",
                ("text-moved",),
            ),
        ),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="text-divided",
        grade="structural",
        area="prose",
        says=Text(
            en="The same words stand in other paragraphs or items.",
            ja="同じ文言の段落や箇条書きの区切りが変わりました。",
        ),
        edits=(
            Edit(
                "# A\n\nApples are red. Pears are green.\n",
                "# A\n\nApples are red.\n\nPears are green.\n",
                ("text-divided",),
            ),
        ),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="item-added",
        grade="undecided",
        area="prose",
        says=Text(
            en="An item was added to a list: '{now}'.",
            ja="箇条書きに項目が加わりました：「{now}」。",
        ),
        edits=(
            Edit("# A\n\n- red\n- blue\n", "# A\n\n- red\n- blue\n- green\n", ("item-added",)),
            Edit(
                "# A\n\nData comes from each of our services:\n\n- Acme\n- Globex\n",
                "# A\n\nData comes from each of our services:\n\n- Acme\n- Globex\n- Initech\n",
                ("item-added",),
            ),
        ),
        mirror="item-removed",
    ),
    ChangeRule(
        id="item-removed",
        grade="undecided",
        area="prose",
        says=Text(
            en="An item was taken out of a list: '{was}'.",
            ja="箇条書きから項目が削られました：「{was}」。",
        ),
        edits=(
            Edit("# A\n\n- red\n- blue\n- green\n", "# A\n\n- red\n- blue\n", ("item-removed",)),
            Edit(
                "# A\n\n対象のサービスは次のとおりです。\n\n- アクメ\n- グロベックス\n",
                "# A\n\n対象のサービスは次のとおりです。\n\n- アクメ\n",
                ("item-removed",),
            ),
        ),
        mirror="item-added",
    ),
    ChangeRule(
        id="rule-text-added",
        grade="undecided",
        area="prose",
        says=Text(
            en="A rule was added: '{now}'.",
            ja="規則の文が加わりました：「{now}」。",
        ),
        edits=(
            Edit("# A\n\nHello.\n", "# A\n\nHello.\n\nYou must not shout.\n", ("rule-text-added",)),
        ),
        mirror="rule-text-removed",
    ),
    ChangeRule(
        id="rule-text-removed",
        grade="undecided",
        area="prose",
        says=Text(
            en="A rule was taken out: '{was}'.",
            ja="規則の文が削られました：「{was}」。",
        ),
        edits=(
            Edit(
                "# A\n\nHello.\n\nYou must not shout.\n", "# A\n\nHello.\n", ("rule-text-removed",)
            ),
        ),
        mirror="rule-text-added",
    ),
    ChangeRule(
        id="note-added",
        grade="read",
        area="prose",
        says=Text(en="A text was added: '{now}'.", ja="説明の文が加わりました：「{now}」"),
        edits=(
            Edit("# A\n\nHello.\n", "# A\n\nHello.\n\nA warm welcome.\n", ("note-added",)),
            Edit(
                "# A\n\nOur services:\n\n- Acme\n",
                "# A\n\nOur services:\n\n- Acme\n- Globex\n",
                ("note-added",),
            ),
            Edit(
                "# A\n\n関連ページ：\n\n- アクメ\n",
                "# A\n\n関連ページ：\n\n- アクメ\n- グロベックス\n",
                ("note-added",),
            ),
            Edit(
                "# A\n\nHello.\n",
                "# A\n\nHello.\n\nWe take your privacy seriously.\n",
                ("note-added",),
            ),
        ),
        mirror="note-removed",
    ),
    ChangeRule(
        id="note-removed",
        grade="read",
        area="prose",
        says=Text(en="A text was taken out: '{was}'.", ja="説明の文が削られました：「{was}」"),
        edits=(Edit("# A\n\nHello.\n\nA warm welcome.\n", "# A\n\nHello.\n", ("note-removed",)),),
        mirror="note-added",
    ),
    ChangeRule(
        id="section-added",
        grade="undecided",
        area="prose",
        says=Text(
            en="The section '{now}' is new and holds rules.",
            ja="規則を含む節「{now}」が新設されました。",
        ),
        edits=(
            Edit(
                "# A\n\nHello.\n",
                "# A\n\nHello.\n\n## Noise\n\nYou must not shout.\n",
                ("section-added",),
            ),
        ),
        mirror="section-removed",
    ),
    ChangeRule(
        id="section-removed",
        grade="undecided",
        area="prose",
        says=Text(
            en="The section '{was}', which held rules, is gone.",
            ja="規則を含む節「{was}」が削られました。",
        ),
        edits=(
            Edit(
                "# A\n\nHello.\n\n## Noise\n\nYou must not shout.\n",
                "# A\n\nHello.\n",
                ("section-removed",),
            ),
        ),
        mirror="section-added",
    ),
    ChangeRule(
        id="section-rewritten",
        grade="undecided",
        area="prose",
        says=Text(
            en="The section '{now}' was rewritten. Places that differ: {places}.",
            ja="節「{now}」が書き直されました（変更箇所：{places}）。",
        ),
        edits=(
            Edit(
                "# A\n\nYou must shout here.\n\nA warm welcome.\n\nKept for 3 days.\n",
                "# A\n\nYou may shout here.\n\nA hearty greeting.\n\nKept for 7 days.\n",
                ("section-rewritten",),
            ),
            Edit(
                "# A\n\n投稿を消さなければなりません。\n\n連絡は3日以内です。\n\n歓迎します。\n",
                "# A\n\n投稿を消してもよい。\n\n連絡は7日以内です。\n\nようこそ。\n",
                ("section-rewritten",),
            ),
            Edit(
                "# A\n\nHello.\n\n## To reduce noise\n\nYou must not shout.\n",
                "# A\n\nHello.\n\n## Reduce noise\n\nPlease whisper to each other.\n\n"
                "## Us\n\nA small team in Kobe.\n",
                ("section-rewritten", "explanation-added"),
            ),
        ),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="explanation-added",
        grade="read",
        area="prose",
        says=Text(
            en="The section '{now}' is new; no rule stands in it.",
            ja="説明の節「{now}」が新設されました。",
        ),
        edits=(
            Edit(
                "# A\n\nHello.\n",
                "# A\n\nHello.\n\n## Us\n\nA small team in Kobe.\n",
                ("explanation-added",),
            ),
        ),
        mirror="explanation-removed",
    ),
    ChangeRule(
        id="explanation-removed",
        grade="read",
        area="prose",
        says=Text(
            en="The section '{was}' is gone; no rule stood in it.",
            ja="説明の節「{was}」が削られました。",
        ),
        edits=(
            Edit(
                "# A\n\nHello.\n\n## Us\n\nA small team in Kobe.\n",
                "# A\n\nHello.\n",
                ("explanation-removed",),
            ),
        ),
        mirror="explanation-added",
    ),
    ChangeRule(
        id="heading-added",
        grade="structural",
        area="prose",
        says=Text(
            en="The heading '{now}' was put above text that stood here before.",
            ja="既存の文の上に見出し「{now}」が加わりました。",
        ),
        edits=(
            Edit(
                "# A\n\nHello to you all.\n\nThe office is in Kobe.\n",
                "# A\n\nHello to you all.\n\n## Us\n\nThe office is in Kobe.\n",
                ("heading-added", "text-moved"),
            ),
        ),
        mirror="heading-removed",
    ),
    ChangeRule(
        id="heading-removed",
        grade="structural",
        area="prose",
        says=Text(
            en="The heading '{was}' is gone; its text stands elsewhere.",
            ja="見出し「{was}」がなくなりました（文は残っています）。",
        ),
        edits=(
            Edit(
                "# A\n\nHello to you all.\n\n## Us\n\nThe office is in Kobe.\n",
                "# A\n\nHello to you all.\n\nThe office is in Kobe.\n",
                ("heading-removed", "text-moved"),
            ),
        ),
        mirror="heading-added",
    ),
)
BY_ID = {rule.id: rule for rule in RULES}

# ── What is compared ─────────────────────────────────────────────────────────────────────

RULE_FIELDS = {
    "clause": ("", "scope", "definition", "exception"),
    "decision": ("steps",),
}
"""Where a rule's own text stands: a kind's prose ("") and fields. All else explains."""


@dataclass(frozen=True)
class Line:
    """A text of a unit, with what stands around it that tells what it is.

    `area` is rule, note, plain (an ordinary page, where only the words tell), binding (a text
    that the schema makes a decision), or hidden (one that it makes nothing of). `lead` is the
    sentence that a list hangs on, with its heading.
    """

    revision: Revision
    unit: Unit
    passage: Passage
    area: str
    lead: str = ""

    @property
    def item(self) -> bool:
        return self.passage.tag == "li"


def lines(revision: Revision, unit: Unit, schemas: Schemas) -> list[Line]:
    """The texts of a unit, its title first."""
    found = []
    if unit.title and unit.kind not in ("page", "guideline"):
        area = "title" if unit.kind == "section" else "note"
        found.append(Line(revision, unit, Passage("title", "h", unit.title), area))
    lead = ""
    for passage in unit.passages:
        if passage.tag not in ("li", "td", "th", "dd", "pre"):
            lead = passage.text
        around = f"{unit.title}\n{lead}" if lead is not passage.text else unit.title
        found.append(Line(revision, unit, passage, _area(unit, passage.field, schemas), around))
    return found


def _area(unit: Unit, field: str, schemas: Schemas) -> str:
    if field:
        node = schemas.unit(unit.kind)
        for step in field.split("."):
            node = node.child(step) or node.items or node
        if node.change == "none":
            return "hidden"
        if node.change == "decision":
            return "binding"
    if field.split(".")[0] in RULE_FIELDS.get(unit.kind, ()):
        return "rule"
    return "plain" if unit.kind in ("page", "section") and not field else "note"


# ── Which text answers to which ──────────────────────────────────────────────────────────

Match = tuple[list[Line], list[Line]]
"""Texts that answer to each other: one and one, one and none, or some and as many words."""


def matched(old: list[Line], new: list[Line]) -> Iterator[Match]:
    """The texts of one unit at two moments, side by side; equal ones are left out."""
    for field in dict.fromkeys(line.passage.field for line in (*old, *new)):
        ours = [line for line in old if line.passage.field == field]
        theirs = [line for line in new if line.passage.field == field]
        keys = [[letters(line.passage.text) for line in side] for side in (ours, theirs)]
        matcher = SequenceMatcher(None, keys[0], keys[1], autojunk=False)
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag == "equal":
                for one, other in zip(ours[a:b], theirs[c:d], strict=True):
                    if one.passage != other.passage:
                        yield [one], [other]
            else:
                yield from _block(ours[a:b], theirs[c:d])


def _block(old: list[Line], new: list[Line]) -> Iterator[Match]:
    """Texts between two that are equal: the likest go together, in their order."""
    if len(old) == len(new) == 1 or (old and new and _words(old) == _words(new)):
        yield old, new
        return
    best: dict[tuple[int, int], tuple[float, tuple[tuple[int, int], ...]]] = {}
    for a in range(len(old) + 1):
        for c in range(len(new) + 1):
            options: list[tuple[float, tuple[tuple[int, int], ...]]] = []
            options += [(0.0, ())] if not a or not c else []
            if a:
                options.append(best[a - 1, c])
            if c:
                options.append(best[a, c - 1])
            if a and c:
                score = _alike(old[a - 1], new[c - 1])
                if score > 0:
                    before = best[a - 1, c - 1]
                    options.append((before[0] + score, (*before[1], (a - 1, c - 1))))
            best[a, c] = max(options, key=lambda option: option[0])
    pairs = dict(best[len(old), len(new)][1])
    back = {c: a for a, c in pairs.items()}
    for a, line in enumerate(old):
        yield [line], ([new[pairs[a]]] if a in pairs else [])
    for c, line in enumerate(new):
        if c not in back:
            yield [], [line]


def _words(side: list[Line]) -> str:
    """The letters of some texts, without numbers that items are given by hand."""
    return "".join(letters(_MARKER.sub(" ", line.passage.text)) for line in side)


_MARKER = re.compile(r"(?:^|(?<=\s))\(?(?:\d{1,2}|[a-z])[.)]\s+")


def _alike(old: Line, new: Line) -> float:
    score = likeness(old.passage.text, new.passage.text)
    return score if score >= 0.2 else 0.0


# ── Judging ──────────────────────────────────────────────────────────────────────────────

_DATED = re.compile(
    r"""updated|effective|reviewed|approved|adopted|amended|issued|revised|revision
    |version|modified|published|posted|as\ of|date|copyright|©|next\ review
    |最終更新|更新日|発効|施行|改定|改訂|制定|公開日|適用開始|版|\(c\)""",
    re.I | re.X,
)
_DATE = re.compile(
    r"""(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?|\d+(?:st|nd|rd|th)?|[年月日]
    |令和|平成|元|v(?=\d)|[./,:-]""",
    re.I | re.X,
)

_DAY = re.compile(r"\d\W{0,2}[a-z]{3,}|[a-z]{3,}\W{0,2}\d|\d[-./]\d{1,2}[-./]\d|[年月]|\bv\d", re.I)
"""What shows that a line of digits is a day or a version: a lone 30 may be a number of days."""


def _only_date(old: str, new: str) -> bool:
    """A short line about the page itself, of which only the date or version differs."""
    if max(len(old), len(new)) > 100:
        return False
    if all(_DAY.search(text) and not letters(_DATE.sub("", folded(text))) for text in (old, new)):
        return True
    if not (_DATED.search(old) and _DATED.search(new)):
        return False
    bare = [letters(_DATED.sub(" ", _DATE.sub(" ", folded(text)))) for text in (old, new)]
    return bare[0] == bare[1]


def judged(old: Line, new: Line, code: str) -> tuple[str, dict[str, Any]] | None:
    """The rule that answers for a changed text, with its values; None where nothing changed."""
    before, after = old.passage, new.passage
    was, now = before.text, after.text
    if was == now:
        if before.links != after.links:
            return "link-changed", _links(before, after)
        return ("markup-changed", {}) if _styled(before) != _styled(after) else None
    if new.area == "hidden":
        return "hidden-text-changed", {"field": after.field}
    values = _snippets(was, now, code)
    strict = _exactly(old, new)
    if not strict and (folded(was) == folded(now) or letters(was) == letters(now)):
        return "typography-changed", {}
    if _only_date(was, now):
        return "date-changed", values
    for rule, key in (("spelling-changed", spelt), ("grammar-changed", grammar)):
        if "".join(key(was, code)) == "".join(key(now, code)):
            return (strict, values) if strict else (rule, values)
    if only_typos(was, now, code):
        return (strict, values) if strict else ("typo-corrected", values)
    if strict == "negation-touched" or (strict and letters(was) == letters(now)):
        return strict, values
    if new.area == "binding":
        return "binding-text-changed", {**values, "field": after.field}
    if _OWNED.match(was) and _OWNED.match(now):
        return "date-changed", values
    bound = _bound(old, new, code)
    found = touched(was, now, code, faint=bound)
    if new.area == "title" and not set(found) & TITLED:
        if listed(was, now, code):
            return "scope-touched", values
        leads = _LEADS.search(was) and _LEADS.search(now)
        if leads and practised(was, now, code) and moved_on(was, now, code):
            return "rule-reworded", values
        return "heading-renamed", {"was": was, "now": now}
    for kind in KINDS:
        if kind in found:
            words = tuple(word for name in found for word in found[name])
            return f"{kind}-touched", {**values, "triggers": words[:6]}
    if new.area == "plain":
        other = other_names(was, now, code)
        if not found and contact(was) and contact(now):
            bound = channels(was) != channels(now)
        elif bound or moved_on(was, now, code):
            same = not other and only_names(was, now, code)
            bound = not same and not only_silent(was, now, code)
        else:
            bound = other and practised(was, now, code)
    return ("rule-reworded" if bound else "text-reworded"), values


def _exactly(old: Line, new: Line) -> str:
    """The rule for what decides and is no letter, where two texts differ by it; "" where not."""
    if only_denied(old.passage.text, new.passage.text):
        return "negation-touched"
    was, now = exact(old.passage.text), exact(new.passage.text)
    if was == now or only_regrouped(was, now) or contact(old.passage.text):
        return ""
    if was[0] != now[0]:
        return "number-touched"
    return "scope-touched" if was[1] != now[1] else "conjunction-touched"


TITLED = frozenset(KINDS) - {"conjunction", "scope"}
"""What makes another heading more than another name."""

_OWNED = re.compile(
    r"(?:[\w ]{0,16}(?:owner|author|maintainer|approver)|所管|担当|責任者|作成者)"
    r"[ \w]{0,8}[:：].{0,60}$",
    re.I,
)
"""A line that names who answers for the page."""


def _bound(old: Line, new: Line, code: str) -> bool:
    """Whether a changed text is a rule's own: by where it stands, or by what it says."""
    if new.area != "plain":
        return new.area == "rule"
    ours, theirs = apart(old.passage.text, new.passage.text, code)
    return binding(ours, code) or binding(theirs, code) or (new.item and binding(new.lead, code))


def _styled(passage: Passage) -> tuple[Any, ...]:
    return passage.tag, passage.strong, passage.codes


def _links(old: Passage, new: Passage) -> dict[str, Any]:
    was = [link for link in old.links if link not in new.links]
    now = [link for link in new.links if link not in old.links]
    return {"was": was, "now": now}


LONGEST = 80
"""Characters of a text that a message quotes."""


def _snippets(old: str, new: str, code: str) -> dict[str, Any]:
    """The words that differ, for a message."""
    found = islands(old, new, code)
    sides = (
        [worded(island.old, code) for island in found if island.old],
        [worded(island.new, code) for island in found if island.new],
    )
    told = [_short(" … ".join(side)) or "—" for side in sides]
    return dict(zip(("was", "now"), told, strict=True))


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else plain[: LONGEST - 1] + "…"


def _alone(line: Line, code: str, *, added: bool) -> str:
    """The rule for a text that stands on one side only."""
    end = "added" if added else "removed"
    if line.area == "plain" and _only_date(line.passage.text, line.passage.text):
        return "date-changed"
    if line.area == "hidden":
        return "hidden-text-changed"
    if line.area == "binding":
        return "binding-text-changed"
    if line.area == "rule":
        return f"{'item' if line.item else 'rule-text'}-{end}"
    if line.area == "plain":
        if line.item and not _bare_name(line, code):
            return f"item-{end}"
        if weighty(line.passage.text, code):
            return f"rule-text-{end}"
    return f"note-{end}"


def _bare_name(line: Line, code: str) -> bool:
    """Whether an item is a name or a link in a list of such, which no sentence makes a rule.

    A sentence that ends in a colon says of what the list speaks, even where it only points: there
    a name that comes or goes is one more, or one less, of which it holds.
    """
    text = line.passage.text
    if code.startswith("ja"):
        short = len(letters(text)) <= 12 and not re.search("[ぁ-ゖ]", text)
    else:
        short = len(text.split()) <= 4 and text[:1].isupper()
    named = short or (bool(line.passage.links) and len(letters(text)) < 36)
    last = (sentences(line.lead, code) or ("",))[-1]
    led = (
        binding(f"{line.unit.title}\n{last}", code)
        or _introduces(last, code)
        or any(
            kind == "modality" and len(line.lead) < 80
            for kind, _ in triggers(line.lead, code, faint=False)
        )
    )
    return named and not triggers(text, code) and not led


def _introduces(sentence: str, code: str) -> bool:
    """Whether a sentence says of what the list below it speaks; a few words are a heading."""
    if code.startswith("ja"):
        whole = re.search("[ぁ-ゖ]", sentence) is not None
    else:
        whole = len(sentence.split()) > 4
    return whole and _LEADS.search(sentence[-16:]) is not None


_LEADS = re.compile(r"(?:[:：]|(?:次|以下)の(?:とおり|通り)です。?)\s*$")


# ── All changed wording of a locale ──────────────────────────────────────────────────────


def changes(
    revisions: Sequence[Revision], schemas: Schemas, told: Container[str] = ()
) -> Iterator[Change]:
    """Changed wording in all pages of one locale; what moved between them is found again.

    `told` are the addresses of new and gone units of which another family tells already.
    """
    pairs: list[tuple[Line, Line]] = []
    lost: list[Line] = []
    gained: list[Line] = []
    for revision in revisions:
        for ours, theirs in revision.both:
            if ours.passages == theirs.passages and ours.title == theirs.title:
                continue
            left, right = lines(revision, ours, schemas), lines(revision, theirs, schemas)
            yield from _under_another(left, right)
            for some, others in matched(left, right):
                if len(some) == len(others) == 1:
                    pairs.append((some[0], others[0]))
                elif some and others:
                    yield _divided(some, others)
                else:
                    # What a unit lost is shown where the unit stands now.
                    left_out = [ln for ln in some if _holds(theirs.data, ln.passage.field)]
                    lost += [replace(line, unit=theirs) for line in left_out]
                    gained += [ln for ln in others if _holds(ours.data, ln.passage.field)]
        for side, units in ((lost, revision.gone), (gained, revision.fresh)):
            for unit in units:
                if unit.kind in LOOSE and unit.address not in told:
                    side += lines(revision, unit, schemas)
    moved, pairs = _found_again(lost, gained, pairs)
    wandered = _wandered(lost, gained, pairs)
    for before, after in pairs:
        yield from _told(before, after, wandered)
    for before, after in moved:
        yield from _told_moved(before, after)
    stayed = [
        [line for line in side if _left(line, wandered) or not letters(line.passage.text)]
        for side in (lost, gained)
    ]
    yield from _told_alone(*stayed)
    yield from (_moved(line, line) for line in gained if line not in stayed[1])


LOOSE = ("section", "clause")
"""Kinds that are told by their text when they are new or gone; other kinds by their facts."""


def _holds(data: Mapping[str, Any], field: str) -> bool:
    """Whether what holds a field is there: of a new step, the step is the change."""
    here: Any = data
    for step in field.split(".")[:-1]:
        if isinstance(here, list):
            named = [x for x in here if isinstance(x, Mapping) and x.get("id") == step]
            here = (
                named[0]
                if named
                else here[int(step)]
                if step.isdigit() and int(step) < len(here)
                else None
            )
        else:
            here = here.get(step) if isinstance(here, Mapping) else None
        if here is None:
            return False
    return True


def _found_again(
    lost: list[Line], gained: list[Line], pairs: list[tuple[Line, Line]]
) -> tuple[list[tuple[Line, Line]], list[tuple[Line, Line]]]:
    """Texts that only stand elsewhere; they are taken out of both lists.

    A pair whose texts have little in common is parted where the one is found whole elsewhere.
    """
    kept = []
    free_old, free_new = list(lost), list(gained)
    for before, after in pairs:
        apart_far = before.passage.field == "" and _alike(before, after) < PAIRED
        other_old = any(_same(line, after) for line in free_old) or any(
            _same(b, after) for b, a in pairs if a is not after
        )
        other_new = any(_same(before, line) for line in free_new) or any(
            _same(before, a) for b, a in pairs if b is not before
        )
        if apart_far and (other_old or other_new):
            lost.append(before)
            gained.append(after)
        else:
            kept.append((before, after))
    moved = []
    for least in (1.0, MOVED):
        for after in list(gained):
            cell = after.passage.tag in ("td", "li") and least == 1.0
            if len(letters(after.passage.text)) < (1 if cell else 6) or after.passage.field:
                continue
            scored = [
                (
                    1.0
                    if _same(before, after)
                    else likeness(before.passage.text, after.passage.text),
                    before,
                )
                for before in lost
                if not before.passage.field
            ]
            best = max(scored, key=lambda pair: pair[0], default=None)
            if best and best[0] >= least:
                moved.append((best[1], after))
                lost[:] = [line for line in lost if line is not best[1]]
                gained[:] = [line for line in gained if line is not after]
    return moved, kept


PAIRED = 0.3
"""Likeness below which two texts in one place are not surely one text."""


def _same(old: Line, new: Line) -> bool:
    return letters(old.passage.text) == letters(new.passage.text)


def _divided(old: list[Line], new: list[Line]) -> Change:
    """Paragraphs that were split or joined without a change of words."""
    first = new[0]
    return BY_ID["text-divided"].at(
        first.revision,
        first.unit,
        first.passage.text,
        old=text_of(line.passage for line in old),
        new=text_of(line.passage for line in new),
        field=first.passage.field,
    )


def _wandered(
    lost: list[Line], gained: list[Line], pairs: list[tuple[Line, Line]]
) -> frozenset[str]:
    """Sentences that one text lost and another gained, by their letters."""
    left: set[str] = set()
    come: set[str] = set()
    for before, after in pairs:
        code = after.revision.edition.locale
        ours, theirs = apart(before.passage.text, after.passage.text, code)
        left.update(map(letters, sentences(ours, code)))
        come.update(map(letters, sentences(theirs, code)))
    for side, found in ((lost, left), (gained, come)):
        for line in side:
            code = line.revision.edition.locale
            found.update(map(letters, sentences(line.passage.text, code)))
    return frozenset(text for text in left & come if len(text) > 11)


def _left(line: Line, wandered: frozenset[str]) -> str:
    """A text without the sentences that only stand elsewhere."""
    text = line.passage.text
    code = line.revision.edition.locale
    parts = sentences(text, code) if wandered else ()
    if not any(letters(part) in wandered for part in parts):
        return text
    return " ".join(part for part in parts if letters(part) not in wandered)


def _told(before: Line, after: Line, wandered: frozenset[str] = frozenset()) -> Iterator[Change]:
    halves = [
        replace(line, passage=replace(line.passage, text=_left(line, wandered)))
        for line in (before, after)
    ]
    found = judged(halves[0], halves[1], after.revision.edition.locale)
    if found is None:
        if before.passage.text != after.passage.text:
            yield _moved(before, after)
        return
    rule, values = found
    old: Any = before.passage.text
    new: Any = after.passage.text
    if rule == "link-changed":
        old, new = list(before.passage.links), list(after.passage.links)
    yield BY_ID[rule].at(
        after.revision,
        after.unit,
        after.passage.text,
        old=old,
        new=new,
        field=after.passage.field,
        values=values,
    )


_DENIES = re.compile(
    r"\b(?:not|never|no|prohibited|banned|forbidden|disallowed|rejected|removed)\b|n['’]t\b"
    r"|禁止|ません|ない|不可|違反|削除",
    re.I,
)
"""Words by which the sentence or the heading above a list turns what stands in it."""


def _turned(before: Line, after: Line) -> bool:
    """Whether a text came from under what allows to under what denies, or back."""
    leads = (_leading(line) for line in (before, after))
    return len({bool(_DENIES.search(lead)) for lead in leads}) > 1


def _leading(line: Line) -> str:
    """The last sentence of what introduces a text, or the heading that it stands under."""
    found = sentences(line.lead, line.revision.edition.locale)
    return found[-1] if found else ""


def _under_another(old: list[Line], new: list[Line]) -> Iterator[Change]:
    """Items that stand under a sentence that denies where they stood under one that allows.

    Both sentences stand on both sides: one that changed is told as what it is.
    """
    kept = {line.lead for line in old} & {line.lead for line in new}
    known = {letters(line.passage.text): line for line in old if line.item}
    for after in new:
        before = known.get(letters(after.passage.text)) if after.item else None
        if before and {before.lead, after.lead} <= kept and _turned(before, after):
            yield _placed(before, after)


def _placed(before: Line, after: Line) -> Change:
    """A text whose words are the same, and which another sentence or heading introduces."""
    was, now = _leading(before), _leading(after)
    return BY_ID["scope-touched"].at(
        after.revision,
        after.unit,
        after.passage.text,
        old=f"{was}\n{before.passage.text}",
        new=f"{now}\n{after.passage.text}",
        field=after.passage.field,
        values={"was": _short(was), "now": _short(now), "triggers": ()},
    )


def _told_moved(before: Line, after: Line) -> Iterator[Change]:
    if before.area == after.area == "plain" and _turned(before, after):
        yield _placed(before, after)
        return
    found = judged(before, after, after.revision.edition.locale)
    quiet = found is None or BY_ID[found[0]].grade in ("editorial", "structural", "metadata")
    if not quiet:
        yield from _told(before, after)
        return
    yield _moved(before, after)


def _moved(before: Line, after: Line) -> Change:
    return BY_ID["text-moved"].at(
        after.revision,
        after.unit,
        after.passage.text,
        old=before.passage.text,
        new=after.passage.text,
        values={"now": _short(after.passage.text)},
        units=() if before is after else (before.unit.address,),
    )


Section = tuple[Line, list[Line]]
"""The heading of a section that stands on one side only, and the texts in it and below it."""


def _told_alone(lost: list[Line], gained: list[Line]) -> Iterator[Change]:
    """Texts on one side: a section, with the sections below it, is one change."""
    sides = [_grouped(lost), _grouped(gained)]
    rewritten = list(_rewritten(sides[0][1], sides[1][1]))
    yield from (_section_rewritten(old, new) for old, new in rewritten)
    known = {id(head) for pair in rewritten for head, _ in pair}
    for (loose, sections), added in zip(sides, (False, True), strict=True):
        yield from _told_lines(loose, added=added)
        for section in sections:
            if id(section[0]) not in known:
                yield _section(section, added=added)


def _grouped(found: list[Line]) -> tuple[list[Line], list[Section]]:
    """Texts that stand in a section of both sides, and whole sections."""
    loose: list[Line] = []
    sections: dict[int, Section] = {}
    for _, group in groupby(found, key=lambda line: id(line.unit)):
        of_unit = list(group)
        first = of_unit[0]
        if first.passage.field != "title" or first.unit.kind not in LOOSE:
            loose += of_unit
        elif (above := _above(first)) is not None and id(above) in sections:
            # What stands below a section that is told already is told with it.
            sections[id(first.unit)] = sections[id(above)]
            sections[id(above)][1].extend(of_unit)
        else:
            sections[id(first.unit)] = first, of_unit[1:]
    return loose, list({id(section[0]): section for section in sections.values()}.values())


def _rewritten(gone: list[Section], fresh: list[Section]) -> Iterator[tuple[Section, Section]]:
    """Sections with rules of one page whose headings are alike, though their texts are not."""
    left = list(fresh)
    for old in gone:
        here = [
            new
            for new in left
            if new[0].revision is old[0].revision and new[0].unit.kind == "section"
        ]
        alike = [(likeness(old[0].passage.text, new[0].passage.text), new) for new in here]
        best, new = max(alike, key=lambda pair: pair[0], default=(0.0, old))
        if best >= MOVED and {_holding(old), _holding(new)} in RULING:
            left.remove(new)
            yield old, new


def _above(line: Line) -> Unit | None:
    """The section that a section stands in."""
    for edition in (line.revision.new, line.revision.old):
        units = edition.units if edition else ()
        for place, unit in enumerate(units):
            if unit is line.unit:
                higher = (u for u in reversed(units[:place]) if 0 < u.level < unit.level)
                return next(higher, None)
    return None


def _told_lines(of_unit: list[Line], *, added: bool) -> Iterator[Change]:
    for line in of_unit:
        text = line.passage.text
        if not letters(text):
            continue
        rule = BY_ID[_alone(line, line.revision.edition.locale, added=added)]
        short = _short(text)
        yield rule.at(
            line.revision,
            line.unit,
            text if added else "",
            old=None if added else text,
            new=text if added else None,
            field=line.passage.field,
            values={
                "was": "—" if added else short,
                "now": short if added else "—",
                "field": line.passage.field,
            },
        )


def _holding(section: Section) -> str:
    """What stands in a section: rules ("section"), what explains, or only its heading."""
    full = _full(section)
    if not full:
        return "heading"
    rules = (_alone(line, line.revision.edition.locale, added=True) for line in full)
    ruling = any(rule.startswith(("rule", "item", "bind")) for rule in rules)
    return "section" if ruling else "explanation"


RULING = ({"section"}, {"section", "explanation"})
"""What two sections hold of which at least one holds rules, and none is empty."""


def _full(section: Section) -> list[Line]:
    return [line for line in section[1] if letters(line.passage.text)]


def _section_text(section: Section) -> str:
    return _text(section[0].unit, (line.passage for line in _full(section)))


def _text(unit: Unit, passages: Iterable[Passage]) -> str:
    """A section as it is read: its heading, and what stands under it."""
    return f"{unit.title}\n{text_of(passages)}".strip()


def _section(section: Section, *, added: bool) -> Change:
    head, text = section[0], _section_text(section)
    title = head.unit.title
    return BY_ID[f"{_holding(section)}-{'added' if added else 'removed'}"].at(
        head.revision,
        head.unit,
        title if added else "",
        old=None if added else text,
        new=text if added else None,
        values={"was": "" if added else title, "now": title if added else ""},
    )


def _section_rewritten(old: Section, new: Section) -> Change:
    was, now = old[0].unit, new[0].unit
    return BY_ID["section-rewritten"].at(
        new[0].revision,
        now,
        now.title,
        old=_section_text(old),
        new=_section_text(new),
        values={"now": now.title, "places": max(len(_full(old)), len(_full(new)))},
        units=(was.address,),
    )


# ── Sections that are read as one ────────────────────────────────────────────────────────

PLACES, ASKED = 3, 2
"""From so many changed texts of one section on, of which so many are asked about, one reading
of it answers for all. A lone question is answered sooner where it stands, unless most of the
section changed around it."""

WHOLE = ("section-", "explanation-")
"""How the ids of rules begin that tell of a section as a whole already."""


Versions = tuple[Revision, Unit, Unit]
"""A section in two versions of its page, the old one first."""


def sections(revisions: Sequence[Revision]) -> dict[tuple[str, str], Versions]:
    """The sections of plain text that stand in both versions, by path and address.

    What a clause or a block says is none: there each text has a place of its own, and a class
    declared for one of them must not die when another changes.
    """
    return {
        (revision.edition.path, new.address): (revision, old, new)
        for revision in revisions
        for old, new in revision.both
        if new.kind in ("page", "section")
    }


def gathered(
    found: Iterable[Change], within: Mapping[tuple[str, str], Versions]
) -> Iterator[Change]:
    """The changes, where a section that was rewritten is one.

    What alters no word stays apart, and what a translation alone has.
    """
    places: dict[tuple[str, str], list[Change]] = {}
    for change in found:
        key = change.path, change.unit
        worded = change.rule in BY_ID and change.grade in ("undecided", "read")
        if worded and key in within and not change.rule.startswith(WHOLE):
            places.setdefault(key, []).append(change)
        else:
            yield change
    for changed in places.values():
        asked, spread = sum(c.grade == "undecided" for c in changed), _places(changed)
        _, old, new = within[changed[0].path, changed[0].unit]
        most = 2 * spread > max(len(old.passages), len(new.passages))
        if spread >= PLACES and asked >= (1 if most else ASKED):
            yield _together(changed, within)
        else:
            yield from changed


def _places(changed: Sequence[Change]) -> int:
    """In how many places texts changed: one that went and one that came are one place."""
    return max(sum(getattr(each, side) is not None for each in changed) for side in ("old", "new"))


def _together(changed: Sequence[Change], within: Mapping[tuple[str, str], Versions]) -> Change:
    """A section with its texts whole, in every locale, in place of what changed in it."""
    one = changed[0]
    revision, old, new = within[one.path, one.unit]
    wordings = (_whole(each, one.unit, within) for change in changed for each in change.others)
    return BY_ID["section-rewritten"].at(
        revision,
        new,
        new.title,
        old=_text(old, old.passages),
        new=_text(new, new.passages),
        market=one.market,
        values={"now": new.title or new.id, "places": _places(changed)},
        units=tuple(dict.fromkeys(unit for each in changed for unit in each.units)),
        others=tuple(dict.fromkeys(wordings)),
    )


def _whole(wording: Wording, address: str, within: Mapping[tuple[str, str], Versions]) -> Wording:
    """The section that a text of another locale stands in; the text itself where there is none."""
    if (wording.path, address) not in within:
        return wording
    _, old, new = within[wording.path, address]
    texts = _text(old, old.passages), _text(new, new.passages)
    return Wording(wording.locale, wording.path, new.line, *texts, wording.heading)
