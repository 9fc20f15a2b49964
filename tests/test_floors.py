"""A module imports only from floors below its own, and one third-party library has one home.

The imports are read from the source, those inside functions and under TYPE_CHECKING too, so a
failure names the file and the line.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "tools" / "kijun"

# From the ground up. A name stands for a module, `checks.*` for every module of that folder;
# the package itself, which holds nothing but the version, is open to all. `text` lies below
# `model`, and the shapes that languages share below the languages, for the one needs the other.
FLOORS = (
    ("kijun",),
    ("text", "lines"),
    ("model",),
    ("yaml", "markdown", "words", "tree", "cache", "sanitise", "elements", "codes"),
    ("schema", "numbers", "fingerprint", "rule", "rules", "terms"),
    ("languages",),
    ("languages.*",),
    ("read", "compare", "decide", "pairs", "wording", "texts", "releases", "redline"),
    ("history",),
    ("book", "causes", "checks", "checks.*", "changes", "changes.*"),
    ("sync", "fix", "diff", "shelf"),
    ("run", "record", "gazette", "gaps"),
    ("release", "worklist"),
    ("report", "labels", "notes", "prose", "cite", "search", "imprint"),
    ("flow", "report_changes"),
    ("reference", "report_record"),
    ("cards", "sides", "drawing"),
    ("written", "past", "sides_html", "sides_docx", "sides_csv"),
    ("notices",),
    ("pages", "packs", "feeds"),
    ("cli", "site"),
    ("__main__",),
)

# Libraries that cost a tenth of a second or more to import: only the command that needs one pays.
SLOW = ("deepdiff", "docx", "git", "jsonschema_rs", "markdown", "mkdocs", "ruamel", "sudachipy")


class Import(NamedTuple):
    """One imported name: where it stands, and what it is in dots."""

    path: Path
    line: int
    name: str

    def __str__(self) -> str:
        return f"{self.path.relative_to(ROOT)}:{self.line}: imports {self.name}"


def module(path: Path) -> str:
    """`checks.stray_markup` for its file; a folder's own name for its `__init__.py`."""
    parts = path.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts) or "kijun"


def files() -> list[Path]:
    return sorted(PACKAGE.rglob("*.py"))


def floor(name: str) -> int | None:
    """The floor a module stands on; None where it has none."""
    found = [
        number
        for number, names in enumerate(FLOORS)
        if any(fnmatchcase(name, known) for known in names)
    ]
    return found[0] if found else None


def imports(path: Path, source: str) -> Iterator[Import]:
    """Every import of a file by its full name: `kijun.model`, `ruamel.yaml`."""
    package = ["kijun", *path.relative_to(PACKAGE).parent.parts]
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(path, node.lineno, alias.name)
        elif isinstance(node, ast.ImportFrom):
            around = package[: len(package) + 1 - node.level] if node.level else []
            base = ".".join([*around, *filter(None, [node.module])])
            for alias in node.names:
                yield Import(path, node.lineno, f"{base}.{alias.name}")
        elif isinstance(node, ast.Call) and "import_module" in ast.unparse(node.func):
            for argument in node.args[:1]:
                if isinstance(argument, ast.Constant):
                    yield Import(path, node.lineno, str(argument.value))


def own(name: str) -> str:
    """The module of the package that a full name leads to; empty where it leads elsewhere."""
    parts = name.split(".")
    if parts[0] != "kijun":
        return ""
    stems = [".".join(parts[1:end]) for end in range(len(parts), 1, -1)]
    return next((stem for stem in stems if stem in modules()), "kijun")


@cache
def modules() -> frozenset[str]:
    return frozenset(map(module, files())).union(*FLOORS)


def breaks(path: Path, source: str) -> list[str]:
    """What a file imports from its own floor or above, one sentence each.

    The `__init__.py` of a folder may name the modules of the folder: it is how they are found.
    """
    here = module(path)
    door = f"{here}." if path.name == "__init__.py" else "no door"
    return [
        f"{found}, which is not below {here}"
        for found in imports(path, source)
        if own(found.name) and rank(own(found.name)) >= rank(here)
        if not own(found.name).startswith(door)
    ]


def rank(name: str) -> int:
    """A module without a floor is above all: nothing may import it."""
    number = floor(name)
    return len(FLOORS) if number is None else number


@cache
def foreign() -> list[Import]:
    """Every import of the package that is neither its own nor the standard library's."""
    return [
        found
        for path in files()
        for found in imports(path, path.read_text("utf-8"))
        if not own(found.name) and found.name.split(".")[0] not in sys.stdlib_module_names
    ]


@pytest.mark.parametrize("path", files(), ids=module)
def test_a_module_has_a_floor_and_imports_only_from_below(path: Path) -> None:
    assert floor(module(path)) is not None, f"{path}: give {module(path)} a floor in {__file__}"
    assert breaks(path, path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("file", "source", "broken"),
    [
        ("compare.py", "from .model import Unit", ""),
        ("compare.py", "from kijun.text import Text", ""),
        ("compare.py", "from .decide import run", "1: imports kijun.decide.run"),
        ("compare.py", "from . import cli", "1: imports kijun.cli"),
        ("compare.py", "import kijun.cli", "1: imports kijun.cli"),
        ("compare.py", "from kijun import cli", "1: imports kijun.cli"),
        ("compare.py", "def f():\n from .cli import x", "2: imports kijun.cli.x"),
        ("compare.py", "\nimport_module('kijun.cli')", "2: imports kijun.cli"),
        ("languages/__init__.py", "from . import ja", ""),
        ("languages/ja.py", "from . import en", "1: imports kijun.languages.en"),
        ("checks/new.py", "from ..model import Pair\nfrom ..rule import rule", ""),
        ("checks/new.py", "from .page_missing import x", "1: imports kijun.checks.page_missing.x"),
        ("checks/new.py", "from ..cli import x", "1: imports kijun.cli.x"),
        ("checks/new.py", "from .. import book", "1: imports kijun.book"),
    ],
)
def test_every_way_to_import_upwards_is_seen(file: str, source: str, broken: str) -> None:
    found = breaks(PACKAGE / file, source)
    expected = [f"tools/kijun/{file}:{broken}, which is not below {file[:-3].replace('/', '.')}"]
    assert found == (expected if broken else [])


def test_one_library_has_one_home() -> None:
    homes: dict[str, dict[str, Import]] = {}
    for found in foreign():
        homes.setdefault(found.name.split(".")[0], {}).setdefault(module(found.path), found)
    shared = [str(found) for known in homes.values() if len(known) > 1 for found in known.values()]
    assert shared == []


def test_what_is_imported_is_a_declared_dependency() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {canonical(re.split(r"[<>=!~\[; ]", line)[0]) for line in project["dependencies"]}
    providers = packages_distributions()
    undeclared = [
        str(found)
        for found in foreign()
        if not declared & {canonical(name) for name in providers.get(found.name.split(".")[0], ())}
    ]
    assert undeclared == []


def canonical(name: str) -> str:
    """A distribution's name as indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_starting_the_command_imports_no_slow_library() -> None:
    seen = "import sys, kijun.cli; print(*(name for name in sys.modules if '.' not in name))"
    done = subprocess.run(
        [sys.executable, "-c", seen], cwd=ROOT / "tools", capture_output=True, text=True, check=True
    )
    loaded = done.stdout.split()
    assert "kijun" in loaded
    assert [library for library in SLOW if library in loaded] == []
