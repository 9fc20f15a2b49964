"""YAML edited in place: one field changes, every other line stays byte for byte."""

from __future__ import annotations

import copy

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kijun import yaml

PIECE = """# What a block may hold
id: HAR-2   # permanent
labels: [HAR-2, HAR-3]
"quoted key": 'single ''quoted'''

# about the scope
scope: |
  一行目。
  # これはコメントではない

  二行目。
threshold:
  age: {value: 18, unit: year}  # 法定

  days:
    value: 3
    unit: day
basis:
  - id: a
    act: 刑法
    article: "231"

  # the second
  - id: b
    act: |-
      民法
    article: '709'
list:
- x
- y
folded: >
  text
  goes on
plain: goes
  on here
last: 例
# the end
"""

EDITS = [
    (("id",), "HAR-3", ["id: HAR-3   # permanent"]),
    (("last",), "別の例", ["last: 別の例"]),
    (("threshold", "age", "value"), 20, ["  age: {value: 20, unit: year}  # 法定"]),
    (("threshold", "days", "unit"), "week", ["    unit: week"]),
    (("basis", "b", "article"), "710", ["    article: '710'"]),
    (("basis", "0", "article"), "1.10", ['    article: "1.10"']),
    (("labels", "1"), "HAR-4", ["labels: [HAR-2, HAR-4]"]),
    (("list", "0"), "例", ["- 例"]),
]


def data_with(data, field, value):
    """The data with the field set as `edited` should: by key, id or index."""
    data = copy.deepcopy(data)
    here = data
    for step in field[:-1]:
        here = reached(here, step)
    name = field[-1]
    if isinstance(here, list):
        number = next((n for n, v in enumerate(here) if named(v) == name), None)
        number = int(name) if number is None else number
        if value is None:
            del here[number]
        else:
            here[number] = value
    elif value is None:
        here.pop(name, None)
    else:
        here[name] = value
    return data


def named(item):
    return item.get("id") if isinstance(item, dict) else item


def reached(data, step):
    if isinstance(data, list):
        for item in data:
            if named(item) == step:
                return item
        return data[int(step)]
    return data[step]


def changed_lines(before, after):
    """The lines of the second text that are not the first's, common beginning and end apart."""
    old, new = before.split("\n"), after.split("\n")
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return old, new


@pytest.mark.parametrize(("field", "value", "lines"), EDITS)
def test_a_value_on_one_line_changes_that_line_alone(field, value, lines):
    after = yaml.edited(PIECE, field, value)
    assert changed_lines(PIECE, after)[1] == lines
    assert yaml.load(after) == data_with(yaml.load(PIECE), field, value)


VALUES = [
    "例",
    "ends in a colon:",
    "key: value",
    "例 #タグ",
    "[編集済み] の投稿",
    "@user",
    "'quoted'",
    '"quoted"',
    "*star",
    "012",
    "1.10",
    "true",
    "null",
    "~",
    "2026-03-02",
    "",
    " leading",
    "一行目。\n二行目。",
    "# not a comment\nsecond",
    "first\n\n  indented\nlast",
    "- a\n- b",
    18,
    1.5,
    True,
    ["a", "b"],
    {"x": "例", "y": ["z"]},
    [{"id": "n", "act": "例"}],
]


@pytest.mark.parametrize("value", VALUES, ids=repr)
@pytest.mark.parametrize(
    "field",
    [
        ("id",),
        ("labels",),
        ("quoted key",),
        ("scope",),
        ("threshold",),
        ("threshold", "days"),
        ("threshold", "age", "unit"),
        ("basis", "a", "act"),
        ("basis", "b", "act"),
        ("basis",),
        ("list",),
        ("folded",),
        ("plain",),
        ("last",),
        ("new",),
        ("threshold", "new"),
        ("threshold", "age", "new"),
        ("threshold", "days", "new"),
        ("basis", "b", "new"),
    ],
    ids=".".join,
)
def test_any_value_in_any_place_is_read_back_and_touches_nothing_else(field, value):
    after = yaml.edited(PIECE, field, value)
    assert yaml.load(after) == data_with(yaml.load(PIECE), field, value)
    old, _ = changed_lines(PIECE, after)
    assert yaml.edited(after, field, value) == after
    known = [line for line in PIECE.split("\n") if line.lstrip().startswith("# ")]
    kept = [line for line in known if line not in old]
    assert [line for line in after.split("\n") if line in kept][: len(kept)] == kept
    assert {"# What a block may hold", "# about the scope", "# the end"} <= set(after.split("\n"))


@pytest.mark.parametrize(
    "field",
    [
        ("id",),
        ("scope",),
        ("threshold", "age"),
        ("basis", "a", "act"),
        ("last",),
        ("plain",),
        ("no",),
    ],
    ids=".".join,
)
def test_a_field_is_removed_with_its_lines_and_no_others(field):
    after = yaml.edited(PIECE, field, None)
    assert yaml.load(after) == data_with(yaml.load(PIECE), field, None)
    old, new = changed_lines(PIECE, after)
    assert new == [] or set(new) <= set(PIECE.split("\n"))
    assert not any(line.lstrip().startswith("# ") for line in old if "コメント" not in line)


def test_a_text_of_several_lines_is_written_as_a_literal_block():
    assert yaml.edited("a: x\nb: y\n", ("a",), "一行目。\n二行目。\n") == (
        "a: |\n  一行目。\n  二行目。\nb: y\n"
    )


def test_the_mapping_that_should_hold_a_field_has_to_be_there():
    with pytest.raises(KeyError):
        yaml.edited(PIECE, ("nowhere", "field"), 1)


@pytest.mark.parametrize("value", ['"x\ny"', "'x\n\ny'", "[x,\ny]", "{x: 1,\ny: 2}"])
def test_what_goes_on_at_the_margin_is_replaced_whole(value):
    piece = f"a: {value}\n# b\nb: 1\n"
    assert yaml.edited(piece, ("a",), "例") == "a: 例\n# b\nb: 1\n"
    assert yaml.edited(piece, ("a",), None) == "# b\nb: 1\n"


def test_an_empty_piece_takes_a_field():
    assert yaml.load(yaml.edited("", ("a",), "例")) == {"a": "例"}
    assert yaml.edited("# note\n", ("a",), 1) == "# note\na: 1\n"


def test_a_field_is_added_below_the_one_named():
    assert yaml.edited("a: 1\n\n# b\nb: 2\n", ("c",), 3, after="a") == "a: 1\nc: 3\n\n# b\nb: 2\n"


# Properties

keys = st.sampled_from(["id", "名前", "a-b", "c_d", "for counsel", "x", "y"])
texts = st.one_of(
    st.text(st.sampled_from("ab 日本。、：:#-[]{}'\"\\,&*!|>%@`?~\n　1.0"), max_size=20),
    st.sampled_from(["true", "null", "1.10", "012", "2026-03-02", "- a", "a: b", "例 #タグ"]),
).filter(lambda text: text == text.strip() and "\n　" not in text and "　\n" not in text)
scalars = st.one_of(texts, st.integers(-99, 10**6), st.booleans())
values = st.recursive(
    scalars,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3),
        st.dictionaries(keys, inner, min_size=1, max_size=3),
    ),
    max_leaves=6,
)
mappings = st.dictionaries(keys, values, min_size=1, max_size=4)


def commented(text: str) -> str:
    """The piece with a comment and an empty line before each field of the first level."""
    lines = []
    block = False
    for line in text.split("\n"):
        head = line and line[0] not in " -#\"'|" and not block
        lines.extend([f"# about {len(lines)}", line] if head else [line])
    return "\n".join(lines)


@settings(
    max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck)
)
@given(mappings, values, st.data())
def test_a_random_edit_gives_the_data_expected_and_keeps_all_other_lines(data, value, chosen):
    text = yaml.written(data)
    if yaml_refuses(text):
        return
    assert yaml.load(text) == data
    name = chosen.draw(st.sampled_from([*data, "new"]))
    after = yaml.edited(text, (name,), value)
    if yaml_refuses(after):
        return
    assert yaml.load(after) == {**data, name: value}
    others = {key: each for key, each in data.items() if key != name}
    for key, each in others.items():
        own = yaml.written({key: each})
        assert own in after


def yaml_refuses(text: str) -> bool:
    """Texts that only look like a slip of an input method or a tangle of quotes."""
    try:
        yaml.load(text)
    except yaml.YamlError as error:
        return type(error) is not yaml.YamlError
    return False
