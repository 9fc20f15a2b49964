"""Every field says what it means, in both languages, and the schemas are what they claim."""

from __future__ import annotations

from pathlib import Path

import jsonschema_rs
import pytest

from kijun import yaml
from kijun.schema import PROBLEMS, Schemas

FOLDER = Path(__file__).parents[1] / "policy_schema"
DOCUMENTS = {p.stem: yaml.load(p.read_text("utf-8"), p.name) for p in sorted(FOLDER.glob("*.yml"))}
KINDS = sorted(set(DOCUMENTS) - {"meta", "shared"})


def leaves(schema, document, path=()):
    """Every field that holds a value, with its merged annotations."""
    if "$ref" in schema:
        name, _, pointer = schema["$ref"].partition("#")
        home = name.removesuffix(".yml") or document
        target = DOCUMENTS[home]
        for step in pointer.strip("/").split("/"):
            target = target[step]
        rest = {key: value for key, value in schema.items() if key != "$ref"}
        yield from leaves({**target, **rest}, home, path)
        return
    inner = schema.get("items", {})
    deeper = isinstance(inner, dict) and ("properties" in inner or "$ref" in inner)
    rest = schema.get("additionalProperties")
    children = dict(schema.get("properties", {}))
    if isinstance(rest, dict):
        children["*"] = rest
    for name, child in children.items():
        yield from leaves(child, document, (*path, name))
    if deeper and "x-l10n" not in schema:
        yield from leaves(inner, document, (*path, "[]"))
    elif not children:
        yield ".".join(path), schema


LEAVES = [
    pytest.param(kind, path, leaf, id=f"{kind}:{path}")
    for kind in KINDS
    for path, leaf in leaves(DOCUMENTS[kind], kind)
]


@pytest.mark.parametrize(("kind", "path", "leaf"), LEAVES)
def test_no_leaf_is_without_its_annotations(kind, path, leaf):
    assert leaf.get("x-l10n") in ("translate", "invariant", "local"), f"{kind}: {path}"
    assert leaf.get("x-change") in ("decision", "read", "editorial", "none"), f"{kind}: {path}"


@pytest.mark.parametrize(("kind", "path", "leaf"), LEAVES)
def test_a_list_says_how_its_items_are_matched(kind, path, leaf):
    if leaf.get("type") == "array":
        assert leaf.get("x-key"), f"{kind}: {path}"


@pytest.mark.parametrize("kind", sorted(DOCUMENTS))
def test_a_schema_keeps_to_the_meta_schema(kind):
    errors = [e.message for e in jsonschema_rs.iter_errors(DOCUMENTS["meta"], DOCUMENTS[kind])]
    assert errors == []
    jsonschema_rs.meta.validate(DOCUMENTS[kind])


def test_the_meta_schema_refuses_an_annotation_nobody_knows():
    for bad in ({"x-l10m": "translate"}, {"x-l10n": "maybe", "x-change": "none"}):
        schema = {**DOCUMENTS["question"], "properties": {"id": bad}}
        assert not jsonschema_rs.is_valid(DOCUMENTS["meta"], schema)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_described_in_both_languages(kind):
    for path, leaf in leaves(DOCUMENTS[kind], kind):
        if path.endswith("*"):
            continue
        assert leaf.get("description"), path
        assert leaf.get("x-ja", {}).get("description"), path


@pytest.mark.parametrize(
    ("kind", "data", "problem", "field"),
    [
        ("case", {"id": "A-1-C1", "given": "x", "expect": "A-1"}, "field-missing", ()),
        ("clause", {"modality": "mus"}, "value-unknown", ("modality",)),
        ("clause", {"modality": "must", "modalty": "x"}, "field-unknown", ("modalty",)),
        ("question", {"id": "A-1-Q1", "asked": "2026-1-8", "question": "x", "answer": "y"},
         "value-shape", ("asked",)),
        ("market", {"id": "M-JP-A-1", "market": "JP", "basis": []}, "field-missing", ()),
        ("market", {"id": "M-JP-A-1", "market": "JP", "basis": [{"act": "A", "article": 231}]},
         "value-kind", ("basis", "0", "article")),
        ("clause", {"modality": "must", "markets": ["JP", "JP"]}, "value-twice", ("markets",)),
        ("clause", {"modality": "must", "scope": ""}, "value-empty", ("scope",)),
    ],
)  # fmt: skip
def test_a_problem_has_its_field_and_words(kind, data, problem, field):
    found = list(Schemas(DOCUMENTS).problems(kind, data))
    assert [(each.id, each.path) for each in found] == [(problem, field)]
    for language in ("en", "ja"):
        said = PROBLEMS[problem].to(language, **found[0].values)
        assert "{" not in said


def test_a_near_miss_is_named():
    (found,) = Schemas(DOCUMENTS).problems("clause", {"modality": "must", "exeption": "x"})
    assert "Did you mean 'exception'?" in PROBLEMS[found.id].to("en", **found.values)


def test_labels_of_a_clause_are_the_rows_they_name():
    node = Schemas(DOCUMENTS).unit("clause").properties["labels"]
    assert node.key == "id"
    assert node.items.properties["severity"].l10n == "invariant"
