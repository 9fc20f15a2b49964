"""What stands in data as a code, in the words of a locale: fields, values, days, quantities."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from html import escape
from typing import Any

from .text import Text, plain

FIELDS: Mapping[str, Text] = {
    "label": Text(en="Label", ja="ラベル"),
    "applies": Text(en="When it fits", ja="該当する場合"),
    "title": Text(en="Title", ja="項目のタイトル"),
    "modality": Text(en="Modality", ja="区分"),
    "severity": Text(en="Severity", ja="重大度"),
    "action": Text(en="Action", ja="措置"),
    "escalation": Text(en="Escalation", ja="エスカレーション"),
    "threshold": Text(en="Threshold", ja="しきい値"),
    "scope": Text(en="Scope", ja="適用範囲"),
    "definition": Text(en="Definition", ja="定義"),
    "exception": Text(en="Exception", ja="例外"),
    "steps": Text(en="Question not asked", ja="尋ねない質問"),
    "support": Text(en="Support", ja="相談先"),
    "expect": Text(en="Label", ja="正しいラベル"),
    "near": Text(en="Near, but wrong", ja="間違えやすいラベル"),
    "secondary": Text(en="Secondary label", ja="副次ラベル"),
    "because": Text(en="Why", ja="理由"),
    "path": Text(en="The way through the questions", ja="判断フローでの経路"),
    "reason-to-user": Text(en="What the poster is told", ja="投稿者への説明"),
    "given": Text(en="Given", ja="状況"),
    "question": Text(en="Question", ja="質問"),
    "answer": Text(en="Answer", ja="回答"),
    "kind": Text(en="Kind", ja="種類"),
    "name": Text(en="Name", ja="名称"),
    "hint": Text(en="Hint", ja="手がかり"),
    "market": Text(en="Market", ja="対象市場"),
    "markets": Text(en="Markets", ja="対象市場"),
    "except-markets": Text(en="Except in markets", ja="適用しない対象市場"),
    "act": Text(en="Act", ja="法令"),
    "article": Text(en="Article", ja="条"),
    "in-force": Text(en="In force since", ja="施行日"),
    "while": Text(en="While", ja="適用期間"),
    "basis": Text(en="Legal basis", ja="法的根拠"),
    "for-counsel": Text(en="Note for counsel", ja="法務向けの注記"),
    "owner": Text(en="Owner", ja="責任者"),
    "audience": Text(en="Readers", ja="閲覧範囲"),
    "governing": Text(en="Governing text", ja="正文"),
    "translation": Text(en="Translation", ja="翻訳"),
    "precedence": Text(en="Order of precedence", ja="優先順位"),
    "out-of-scope": Text(en="Not covered yet", ja="対象としていない事項"),
    "decision.start": Text(en="First question", ja="最初の質問"),
    "decision.steps": Text(en="Question", ja="質問"),
    "decision.when-true": Text(en="If yes", ja="「はい」の場合"),
    "decision.when-false": Text(en="If no", ja="「いいえ」の場合"),
    "decision.unsure": Text(en="If unsure", ja="判断できない場合"),
    "decision.otherwise": Text(en="In other markets", ja="他の対象市場では"),
}
"""The names of fields, as readers see them. What is called otherwise in a kind of block stands
behind its kind."""

GONE: Mapping[str, Text] = {
    "merged": Text(en="{unit} is merged into {into}.", ja="{unit}は{into}に統合されました。"),
    "covered": Text(
        en="{unit} is retired: {into} covers it.",
        ja="{unit}は{into}に含まれるため、廃止されました。",
    ),
    "out-of-scope": Text(
        en="{unit} is retired: what it was about is out of scope.",
        ja="{unit}は対象外となったため、廃止されました。",
    ),
    "incorrect": Text(
        en="{unit} is retired: it was incorrect.",
        ja="{unit}は内容に誤りがあったため、廃止されました。",
    ),
}
"""Why a unit is gone, by the code that its release gives."""

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
    "queue": Text(en="through the queue", ja="キューを通じて"),
    "at-once": Text(en="at once", ja="直ちに"),
    "public": Text(en="everyone", ja="一般公開"),
    "vendor": Text(en="staff and vendors", ja="社内と委託先"),
    "internal": Text(en="staff only", ja="社内のみ"),
    "draft": Text(en="translated, not approved yet", ja="翻訳済み・承認前"),
    "reviewed": Text(en="reviewed", ja="確認済み"),
    "approved": Text(en="approved", ja="承認済み"),
    "true": Text(en="Yes", ja="はい"),
    "false": Text(en="No", ja="いいえ"),
    "unsure": Text(en="Unsure", ja="判断できない"),
    "human": Text(en="a person decides", ja="担当者が判断"),
    "error": Text(en="error", ja="エラー"),
    "warning": Text(en="warning", ja="警告"),
    "info": Text(en="information", ja="情報"),
}
"""The words for values that stand in data as codes."""

LANGUAGES = {"en": "English", "ja": "日本語"}

MARKET = Text(en="Market {market}", ja="対象市場{market}")


def called(path: str) -> Text | str:
    """A field by the name that readers know, in brackets, to stand behind its path; "" where it
    has none. In English most have the name that is typed. The path is `labels.HAR-2.severity`."""
    known = [step for step in path.split(".") if step in FIELDS and step != "steps"]
    if not known:
        return ""
    step, name = known[-1], FIELDS[known[-1]]
    english = "" if name.en.lower() == step else f" ({name.en})"
    return Text(en=f"{english}", ja=f"（{name.ja}）")


def field(name: str, locale: str) -> str:
    """The name of a field. Escaped."""
    return escape(FIELDS[name].to(locale))


def value(code: Any, locale: str) -> str:
    """The words for a coded value; the code itself where there are none. Escaped."""
    code = plain(code, "en")
    return escape(VALUES[code].to(locale) if code in VALUES else code)


def language(code: str) -> str:
    """A language by its own name; the code itself where that is not known. Escaped."""
    return escape(LANGUAGES.get(code, code))


def day(written: Any, locale: str) -> str:
    """A date in the locale's form: 7 July 2022, 2022年7月7日. What is no date stays as typed."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", str(written))
    if not found or not 1 <= int(found[2]) <= 12:
        return str(written)
    year, month, number = map(int, found.groups())
    if locale == "ja":
        return f"{year}年{month}月{number}日"
    return f"{number} {_MONTHS[month - 1]} {year}"


def instant(at: datetime, locale: str) -> str:
    """A day and a time as they are in their own zone: 1 April 2026, 00:00 (UTC+09:00)."""
    zone = at.isoformat()[-6:] if at.utcoffset() else ""
    clock = f"{at:%H:%M}" if not at.second else f"{at:%H:%M:%S}"
    said = day(at.date().isoformat(), locale)
    return f"{said}{clock}（UTC{zone}）" if locale == "ja" else f"{said}, {clock} (UTC{zone})"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def article(number: str, locale: str) -> str:
    """`231` as an article; `9-2` is 第9条の2; what is more than a number stands as written."""
    if locale == "ja" and (found := re.fullmatch(r"(\d+)((?:-\d+)*)", number)):
        return escape(f"第{found[1]}条" + found[2].replace("-", "の"))
    return escape(number if locale == "ja" else f"Art. {number}")


def quantity(what: Any, locale: str) -> str:
    """A number with its unit: 7 days, 7日; 18 years of age, 18歳. Escaped."""
    if not isinstance(what, Mapping):
        return escape(str(what))
    number, unit = what.get("value"), str(what.get("unit", ""))
    one, many, ja = _UNITS.get(unit, (unit, unit, f" {unit}"))
    if locale == "ja":
        return escape(f"{number}{ja}".strip())
    return escape(f"{number} {one if number == 1 else many}".strip())


_UNITS = {
    "age": ("year of age", "years of age", "歳"),
    "year": ("year", "years", "年"),
    "month": ("month", "months", "か月"),
    "week": ("week", "weeks", "週間"),
    "day": ("day", "days", "日"),
    "hour": ("hour", "hours", "時間"),
    "minute": ("minute", "minutes", "分"),
    "percent": ("percent", "percent", "%"),
}
"""A unit after one, after any other number, and after a number in Japanese."""
