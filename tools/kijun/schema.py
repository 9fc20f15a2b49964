"""What fields mean: JSON Schemas with annotations, as data. The only module that knows
jsonschema-rs.

A schema says what may be written; its `x-` annotations say what two locales owe each other
(`x-l10n`), what a change of the field does (`x-change`) and how items of a list are matched
(`x-key`). The checks read meaning from here alone, so that a new field is an edit of a schema.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from .codes import called
from .model import Data
from .text import Text, meant

BLOCKS = ("clause", "case", "decision", "market", "question")


@dataclass(frozen=True)
class Node:
    """The meaning of one field, and of the fields below it.

    A node with `l10n` is a leaf: its value is compared whole. `key` is the field by which
    items of a list are matched, `"."` their own value, `"#"` their position.
    """

    l10n: str = ""
    change: str = ""
    key: str = ""
    joins: str = ""
    properties: Mapping[str, Node] = field(default_factory=dict)
    rest: Node | None = None
    items: Node | None = None

    def child(self, name: str) -> Node | None:
        """The node of a field, or of a key of a free map."""
        return self.properties.get(name, self.rest)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the schema does not allow, and the field it stands in."""

    path: tuple[str, ...]
    id: str
    values: Data


PROBLEMS: dict[str, Text] = {
    "field-missing": Text(
        en="'{field}'{called} is missing. Add a line '{field}: …' here. {means}",
        ja="「{field}」{called}がありません。「{field}: …」の行を加えてください。{means}",
    ),
    "field-unknown": Text(
        en="There is no field '{field}' here. Known fields: {known}.{near}",
        ja="「{field}」という欄はありません。使える欄は{known}です。{near}",
    ),
    "value-unknown": Text(
        en="'{field}'{called} is '{value}'. Choose one of: {known}.{near}",
        ja="「{field}」{called}が「{value}」になっています。次のいずれかを使ってください：{known}。{near}",
    ),
    "value-kind": Text(
        en="'{field}'{called} is '{value}', which is not {wanted}. {means}",
        ja="「{field}」{called}の値「{value}」を{wanted}に直してください。{means}",
    ),
    "value-shape": Text(
        en="'{field}'{called} is '{value}', which is not written as expected. {means}",
        ja="「{field}」{called}の値「{value}」は書き方が正しくありません。次のとおりに直してください。"
        "{means}",
    ),
    "value-empty": Text(
        en="'{field}'{called} is empty. {means}",
        ja="「{field}」{called}に何も書かれていません。{means}",
    ),
    "value-twice": Text(
        en="A value stands twice in the list '{field}'{called}. Delete one.",
        ja="リスト「{field}」{called}に同じ値が2回あります。片方を削除してください。",
    ),
    "fields-apart": Text(
        en="{fields} exclude each other. Keep one of them.",
        ja="{fields}は同時に使えません。どちらか一方だけを残してください。",
    ),
}
"""The words for what a schema refuses, by problem id."""

TYPES = {
    "string": Text(en="a text (put quotes around it)", ja="引用符で囲んだ文字列"),
    "array": Text(en="a list (one '- …' a line)", ja="1行に1つずつ「- …」と書くリスト"),
    "object": Text(en="a group of 'key: value' lines", ja="「欄の名前: 値」の形の行"),
    "number": Text(en="a number", ja="数値"),
    "integer": Text(en="a whole number", ja="整数"),
    "boolean": Text(en="true or false", ja="trueまたはfalse"),
    "null": Text(en="empty", ja="空"),
}


@dataclass(frozen=True)
class Schemas:
    """The schemas of a book by kind, from `policy_schema/` as plain data."""

    documents: Mapping[str, Any]

    def __contains__(self, kind: object) -> bool:
        return kind in self.documents

    @cached_property
    def _validators(self) -> dict[str, Any]:
        return {}

    @cached_property
    def _registry(self) -> Any:
        import jsonschema_rs

        return jsonschema_rs.Registry(
            [(f"json-schema:///{name}.yml", _named(name, d)) for name, d in self.documents.items()]
        )

    @cached_property
    def _nodes(self) -> dict[str, Node]:
        return {}

    def node(self, kind: str) -> Node:
        """The meaning of a kind's fields. Of a kind without a schema, nothing is known."""
        if kind not in self._nodes:
            schema = self.documents.get(kind)
            self._nodes[kind] = self._compiled(schema, kind) if schema else Node()
        return self._nodes[kind]

    @cached_property
    def _units(self) -> dict[str, Node]:
        return {}

    def unit(self, kind: str) -> Node:
        """As `node`, of a unit's data: a list that names rows of the front matter holds them."""
        if kind not in self._units:
            self._units[kind] = self._joined(kind)
        return self._units[kind]

    def _joined(self, kind: str) -> Node:
        node = self.node(kind)
        joined = {
            name: self.node("guideline").properties.get(child.joins, child)
            if child.joins
            else child
            for name, child in node.properties.items()
        }
        return Node(properties=joined, rest=node.rest)

    def _compiled(self, schema: Any, document: str) -> Node:
        if not isinstance(schema, dict):
            return Node()
        base = Node()
        if "$ref" in schema:
            name, _, pointer = schema["$ref"].partition("#")
            home = name.removesuffix(".yml") or document
            target = self.documents.get(home, {})
            for step in pointer.strip("/").split("/") if pointer.strip("/") else ():
                target = target.get(step, {})
            base = self._compiled(target, home)
        rest = schema.get("additionalProperties")
        return Node(
            l10n=schema.get("x-l10n", base.l10n),
            change=schema.get("x-change", base.change),
            key=schema.get("x-key", base.key),
            joins=schema.get("x-joins", base.joins),
            properties={
                name: self._compiled(part, document)
                for name, part in schema.get("properties", {}).items()
            }
            or base.properties,
            rest=self._compiled(rest, document) if isinstance(rest, dict) else base.rest,
            items=self._compiled(schema["items"], document) if "items" in schema else base.items,
        )

    def _validator(self, kind: str) -> Any:
        if kind not in self._validators:
            import jsonschema_rs

            self._validators[kind] = jsonschema_rs.validator_for(
                _named(kind, self.documents[kind]), registry=self._registry
            )
        return self._validators[kind]

    def faults(self) -> Iterator[tuple[str, Problem]]:
        """What makes documents no schemas, with their kind; else the first value of no use.

        Such a value is a `$ref` to what is not there, or a pattern that is none.
        """
        import jsonschema_rs

        found = False
        for kind, document in self.documents.items():
            try:
                jsonschema_rs.meta.validate(document)
            except jsonschema_rs.ValidationError as error:
                found = True
                yield kind, _fault(tuple(map(str, error.instance_path)), error.instance)
        try:
            for kind in self.documents if not found else ():
                self._validator(kind)
        except ValueError as error:
            # The library says what it does not like, and neither in which document nor where.
            named = re.search("'(.+?)'", str(error))
            value = str(getattr(error, "instance", None) or (named[1] if named else error))
            places = (
                (kind, _fault(path, text))
                for kind, document in self.documents.items()
                for path, text in _strings(document)
                if text.endswith(value)
            )
            yield next(places, (next(iter(self.documents)), _fault((), value)))

    def problems(self, kind: str, data: Any) -> Iterator[Problem]:
        """What the kind's schema refuses in the data, in the order of the schema."""
        if kind not in self.documents:
            return
        validator = self._validator(kind)
        if validator.is_valid(data):
            return
        found = [
            each for error in validator.iter_errors(data) for each in self._problem(kind, error)
        ]
        # A misspelt field is told once, not as a missing one besides.
        typed = {(each.path[:-1], each.values["meant"]) for each in found if "meant" in each.values}
        for each in found:
            if "field" in each.values:
                each = replace(each, values={**each.values, "called": called(each.values["field"])})
            if each.id != "field-missing" or (each.path, each.values["field"]) not in typed:
                yield each

    def _problem(self, kind: str, error: Any) -> Iterator[Problem]:
        path = tuple(str(step) for step in error.instance_path)
        name, facts = error.kind.name, error.kind.as_dict()
        here = path[-1] if path else kind
        value = error.instance
        means = self._means(kind, path)
        if name == "required":
            missing = str(facts["property"])
            means = self._means(kind, (*path, missing))
            yield Problem(path, "field-missing", {"field": missing, "means": means})
        elif name in ("additionalProperties", "unevaluatedProperties"):
            known = self._known(kind, path)
            for unknown in facts["unexpected"]:
                found = meant(unknown, known)
                values = {"field": unknown, "known": known, **found}
                near = found["near"] or NOT_NEAR
                yield Problem((*path, unknown), "field-unknown", {**values, "near": near})
        elif name in ("enum", "const"):
            known = facts.get("options") or [facts.get("expected_value")]
            near = meant(str(value), map(str, known))["near"]
            values = {"field": here, "value": value, "known": known, "near": near}
            yield Problem(path, "value-unknown", values)
        elif name == "type" and value is None and facts["types"] != ["null"]:
            yield Problem(path, "value-empty", {"field": here, "means": means})
        elif name == "type":
            values = {"field": here, "value": value, "wanted": TYPES[facts["types"][0]]}
            yield Problem(path, "value-kind", {**values, "means": means})
        elif name in EMPTY or (isinstance(value, str) and not value.strip()):
            yield Problem(path, "value-empty", {"field": here, "means": means})
        elif name == "uniqueItems":
            yield Problem(path, "value-twice", {"field": here})
        elif name == "not":
            fields = facts["schema"].get("required", [])
            yield Problem(path, "fields-apart", {"fields": fields})
        else:
            yield Problem(path, "value-shape", {"field": here, "value": value, "means": means})

    def _schema_at(self, kind: str, path: tuple[str, ...]) -> Any:
        schema, home = self.documents.get(kind, {}), kind
        for step in path:
            schema, home = self._resolved(schema, home)
            properties = schema.get("properties", {})
            if step in properties:
                schema = properties[step]
            elif step.isdigit() and "items" in schema:
                schema = schema["items"]
            else:
                schema = schema.get("additionalProperties") or {}
            if not isinstance(schema, dict):
                return {}, home
        return schema, home

    def _resolved(self, schema: Any, home: str) -> tuple[Any, str]:
        if "$ref" not in schema:
            return schema, home
        name, _, pointer = schema["$ref"].partition("#")
        home = name.removesuffix(".yml") or home
        target = self.documents.get(home, {})
        for step in pointer.strip("/").split("/") if pointer.strip("/") else ():
            target = target.get(step, {})
        return target, home

    def _means(self, kind: str, path: tuple[str, ...]) -> Text:
        schema, home = self._schema_at(kind, path)
        if "description" not in schema:
            schema, _ = self._resolved(schema, home)
        return Text(
            en=schema.get("description", ""), ja=schema.get("x-ja", {}).get("description", "")
        )

    def _known(self, kind: str, path: tuple[str, ...]) -> list[str]:
        schema, _ = self._resolved(*self._schema_at(kind, path))
        return list(schema.get("properties", {}))


def _strings(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """The texts in a document, with the path of each."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _strings(inner, (*path, str(key)))


def _fault(path: tuple[str, ...], value: Any) -> Problem:
    field = next((step for step in reversed(path) if not step.isdigit()), "$schema")
    values = {"field": field, "called": "", "value": value, "means": DRAFT}
    return Problem(path, "value-shape", values)


DRAFT = Text(
    en="A schema follows JSON Schema (draft 2020-12), and a '$ref' leads to what there is.",
    ja="スキーマはJSON Schema（draft 2020-12）に従って書き、「$ref」には実在する箇所を指定します。",
)
"""What a schema has to be."""


_IN_USE: list[Schemas] = []


def compiled(documents: Mapping[str, Any]) -> Schemas:
    """The schemas made of these very documents, with all that was compiled of them so far."""
    for known in _IN_USE:
        if known.documents is documents:
            return known
    _IN_USE[:] = [*_IN_USE[-3:], Schemas(documents)]
    return _IN_USE[-1]


EMPTY = ("minLength", "minItems", "minProperties")
"""What a schema says of a value that is there and has nothing in it."""


NOT_NEAR = Text(
    en=" Correct the name or delete the line.", ja="名前を直すか、行を削除してください。"
)
"""What to do about an unknown field that is near to no known one."""


def _named(name: str, document: Any) -> Any:
    return {**document, "$id": f"json-schema:///{name}.yml"}
