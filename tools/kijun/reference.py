"""Reference pages for writers, made from the schemas: what may be written and what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from .schema import TYPES
from .text import Text

WORDS = {
    "field": Text(en="Field", ja="欄"),
    "meaning": Text(en="What it says", ja="内容"),
    "values": Text(en="Values", ja="値"),
    "l10n": Text(en="Between languages", ja="言語版の間で"),
    "change": Text(en="When it changes", ja="変えたとき"),
    "required": Text(en="required", ja="必須"),
    "translate": Text(en="translated", ja="翻訳する"),
    "invariant": Text(en="equal", ja="同じ値"),
    "local": Text(en="may stand alone", ja="片方だけでもよい"),
    "decision": Text(en="may change a label", ja="判断が変わりうる"),
    "read": Text(en="to be read again", ja="読み直しが必要"),
    "editorial": Text(en="wording only", ja="字句だけの変更"),
    "none": Text(en="nothing follows", ja="影響なし"),
    "any name": Text(en="‹any name›", ja="‹任意の名前›"),
}
"""The words of a reference table, by annotation and heading."""


@dataclass(frozen=True, slots=True)
class Field:
    """One row of a reference table. `path` leads to the field from the top of its kind."""

    path: tuple[str, ...]
    meaning: Text
    values: Text | None
    l10n: str
    change: str
    required: bool


def title(document: Mapping[str, Any]) -> Text:
    """The name of a kind."""
    return Text(en=document["title"], ja=document["x-ja"]["title"])


def fields(kind: str, documents: Mapping[str, Any]) -> Iterator[Field]:
    """The fields of a kind in the order of its schema, those inside a field after it."""
    yield from _fields(documents[kind], kind, documents, ())


def _fields(
    schema: Mapping[str, Any], home: str, documents: Mapping[str, Any], path: tuple[str, ...]
) -> Iterator[Field]:
    children = dict(schema.get("properties", {}))
    if isinstance(schema.get("additionalProperties"), Mapping):
        children["*"] = schema["additionalProperties"]
    for name, written in children.items():
        child, inside = _resolved(written, home, documents)
        here = (*path, name)
        if child.get("description"):
            yield Field(
                here,
                Text(en=child["description"], ja=child.get("x-ja", {}).get("description", "")),
                _values(child, inside, documents),
                child.get("x-l10n", ""),
                child.get("x-change", ""),
                name in schema.get("required", ()),
            )
        yield from _fields(child, inside, documents, here)
        if isinstance(child.get("items"), Mapping):
            item, inside = _resolved(child["items"], inside, documents)
            yield from _fields(item, inside, documents, (*path, f"{name}[]"))


def _resolved(
    schema: Mapping[str, Any], home: str, documents: Mapping[str, Any]
) -> tuple[Mapping[str, Any], str]:
    if "$ref" not in schema:
        return schema, home
    name, _, pointer = schema["$ref"].partition("#")
    home = name.removesuffix(".yml") or home
    target: Any = documents[home]
    for step in pointer.strip("/").split("/"):
        target = target[step]
    resolved, home = _resolved(target, home, documents)
    return {**resolved, **{key: value for key, value in schema.items() if key != "$ref"}}, home


def _values(
    schema: Mapping[str, Any], home: str, documents: Mapping[str, Any]
) -> Text | None:
    if "enum" in schema or "const" in schema:
        listed = schema.get("enum", [schema.get("const")])
        shown = ", ".join(f"`{_yaml(value)}`" for value in listed)
        return Text(en=shown, ja=shown)
    if "items" in schema:
        item, _ = _resolved(schema["items"], home, documents)
        inner = _values(item, home, documents)
        if inner is None:
            return Text(en="list", ja="リスト")
        return Text(en=f"list: {inner.en}", ja=f"リスト：{inner.ja}")
    kind = schema.get("type")
    if isinstance(kind, str) and kind in PLAIN:
        return PLAIN[kind]
    return None


PLAIN = {
    "string": Text(en="text", ja="文字列"),
    "object": Text(en="fields", ja="欄のまとまり"),
    "number": TYPES["number"],
    "integer": TYPES["integer"],
    "boolean": Text(en="`true`, `false`", ja="`true`、`false`"),
}


def _yaml(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def page(kind: str, documents: Mapping[str, Any], language: str) -> str:
    """The reference page of a kind as Markdown, headed by its title."""
    document = documents[kind]
    described = Text(en=document.get("description", ""), ja=document["x-ja"].get("description", ""))

    def word(name: str) -> str:
        return WORDS[name].to(language)

    heads = [word(name) for name in ("field", "meaning", "values", "l10n", "change")]
    rows = [_row(heads), _row(["---"] * len(heads))]
    for field in fields(kind, documents):
        name = ".".join(word("any name") if step == "*" else step for step in field.path)
        marked = f"`{name}`" + (f" ({word('required')})" if field.required else "")
        marked = marked.replace(" (", "（").replace(")", "）") if language == "ja" else marked
        rows.append(
            _row(
                [
                    marked,
                    field.meaning.to(language),
                    field.values.to(language) if field.values else "",
                    word(field.l10n) if field.l10n else "",
                    word(field.change) if field.change else "",
                ]
            )
        )
    heading = title(document).to(language)
    return f"# {heading}\n\n{described.to(language)}\n\n" + "\n".join(rows) + "\n"


def _row(cells: list[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") or " " for cell in cells) + " |"
