"""The two commands of the README, what they install, and the files that others copy from here.

Set-up is run for real on a small project with packages made here: no network, nothing mocked.
"""

from __future__ import annotations

import ast
import hashlib
import http.server
import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
import threading
import tomllib
import zipfile
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from types import ModuleType
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from kijun import markdown

ROOT = Path(__file__).resolve().parent.parent
START = ROOT / "start.py"
LOCK = (ROOT / "requirements.lock").read_text("utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
READMES = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "README.ja.md")}
LOCKED = dict(re.findall(r"(?m)^([\w.-]+)==([\w.]+)", LOCK))

# A build backend that needs no other package: what `pip install --editable` asks of one.
BACKEND = """
import pathlib, zipfile
def build_editable(folder, settings=None, metadata=None):
    name, info = "small-1-py3-none-any.whl", "small-1.dist-info/"
    with zipfile.ZipFile(pathlib.Path(folder, name), "w") as wheel:
        wheel.writestr("small.pth", str(pathlib.Path.cwd()))
        wheel.writestr(info + "METADATA", "Metadata-Version: 2.1\\nName: small\\nVersion: 1\\n")
        wheel.writestr(info + "WHEEL", "Wheel-Version: 1.0\\nTag: py3-none-any\\n")
        wheel.writestr(info + "RECORD", "")
    return name
"""
SMALL = '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n'


def wheel(folder: Path, name: str, version: str, body: str) -> Path:
    """A package of one module, as an index would serve it."""
    path = folder / f"{name}-{version}-py3-none-any.whl"
    info = f"{name}-{version}.dist-info/"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}.py", body)
        archive.writestr(
            info + "METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n"
        )
        archive.writestr(info + "WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        archive.writestr(info + "RECORD", "")
    return path


def locked(*wheels: Path) -> str:
    """The lock that lists these wheels and no other."""
    lines = []
    for path in wheels:
        name, version, *_ = path.name.split("-")
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        lines.append(f"{name}=={version} \\\n    --hash=sha256:{digest}\n")
    return "".join(lines)


class Small:
    """A project as small as it can be, with the real start.py and a folder of packages."""

    def __init__(self, folder: Path) -> None:
        self.root = folder / "project"
        self.shelf = folder / "packages"
        self.root.mkdir()
        self.shelf.mkdir()
        shutil.copy(START, self.root)
        (self.root / "pyproject.toml").write_text(SMALL)
        (self.root / "backend.py").write_text(BACKEND)
        self.lock = self.root / "requirements.lock"
        self.lock.write_text(locked(wheel(self.shelf, "dependency", "1.0", "worth = 1\n")))

    def set_up(self) -> subprocess.CompletedProcess[str]:
        """Set-up alone: the job's programs are not among these packages."""
        code = f"""
import sys
sys.path.insert(0, {str(self.root)!r})
import start
try:
    start.set_up()
except start.Missing as missing:
    sys.exit(str(missing))
"""
        offline = {
            "PIP_NO_INDEX": "1",
            "PIP_FIND_LINKS": str(self.shelf),
            "PIP_CONFIG_FILE": "/dev/null",
        }
        return subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, **offline},
            capture_output=True,
            text=True,
        )

    def worth(self) -> int:
        """What the installed package says of itself, asked in the environment of the project."""
        code = "import dependency, backend; print(dependency.worth)"
        command = [str(self.root / ".venv" / "bin" / "python"), "-c", code]
        return int(subprocess.check_output(command, text=True, cwd="/"))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Small:
    """A small project, set up once; the tests below change it in the order they stand."""
    small = Small(tmp_path_factory.mktemp("small"))
    done = small.set_up()
    assert (done.returncode, done.stderr) == (0, "")
    return small


def test_set_up_installs_the_lock_and_the_project(made: Small) -> None:
    assert made.worth() == 1


def test_set_up_is_skipped_while_the_lock_is_the_same(made: Small) -> None:
    inside = made.root / ".venv" / "bin" / "python"
    before = inside.lstat().st_mtime_ns
    done = made.set_up()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert inside.lstat().st_mtime_ns == before


def test_a_changed_lock_is_installed(made: Small) -> None:
    made.lock.write_text(locked(wheel(made.shelf, "dependency", "2.0", "worth = 2\n")))
    assert made.set_up().returncode == 0
    assert made.worth() == 2


def test_an_interrupted_set_up_is_repaired(made: Small) -> None:
    # What an interruption leaves: no mark of a finished step, and a package that is there by
    # name while its module is not.
    (made.root / ".venv" / "packages.stamp").unlink()
    next(made.root.glob(".venv/lib/python*/site-packages/dependency.py")).unlink()
    assert made.set_up().returncode == 0
    assert made.worth() > 0


def test_an_environment_whose_python_is_gone_is_made_anew(made: Small) -> None:
    inside = made.root / ".venv" / "bin" / "python"
    inside.unlink()
    inside.symlink_to("/nowhere/python3")
    assert made.set_up().returncode == 0
    assert made.worth() > 0


@pytest.mark.parametrize(
    ("hashes", "instead"),
    [("sha256:.{8}", "sha256:00000000"), (r" \\\n    --hash=\S+", "")],
    ids=["another hash", "no hash"],
)
def test_a_package_that_is_not_the_locked_one_is_refused(
    made: Small, hashes: str, instead: str
) -> None:
    right = made.lock.read_text()
    made.lock.write_text(re.sub(hashes, instead, right))
    done = made.set_up()
    made.lock.write_text(right)
    assert done.returncode == 1
    assert "hash" in done.stderr.lower()
    assert "Set-up stopped" in done.stderr.splitlines()[-1]


@pytest.fixture
def start(tmp_path: Path) -> ModuleType:
    """A copy of start.py as a module, in a folder of its own: it writes beside itself."""
    shutil.copy(START, tmp_path)
    shutil.copy(ROOT / "requirements.lock", tmp_path)
    spec = importlib.util.spec_from_file_location("start", tmp_path / "start.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / ".venv").mkdir()
    return module


@pytest.fixture
def index(tmp_path: Path) -> Iterator[str]:
    """A package index on this machine, as its standard describes it, with one pip in it."""
    folder = tmp_path / "simple" / "pip"
    folder.mkdir(parents=True)
    path = wheel(folder, "pip", "9.0", "")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    link = f'<a href="../pip/{path.name}#sha256={digest}">{path.name}</a>'
    (folder / "index.html").write_text(f"<!DOCTYPE html><html><body>{link}</body></html>")
    (tmp_path / "requirements.lock").write_text(locked(path))
    handler = partial(http.server.SimpleHTTPRequestHandler, directory=str(tmp_path))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/simple"
        server.shutdown()


def test_pip_is_taken_from_an_index(start: ModuleType, index: str, tmp_path: Path) -> None:
    found = start.fetch_pip(index)
    assert found.read_bytes() == (tmp_path / "simple/pip" / found.name).read_bytes()


def test_a_pip_that_is_not_the_locked_one_is_refused(
    start: ModuleType, index: str, tmp_path: Path
) -> None:
    page = tmp_path / "simple" / "pip"
    changed = next(page.glob("*.whl"))
    changed.write_bytes(changed.read_bytes() + b"changed on the way")
    with pytest.raises(start.Missing, match="not the one of the lock"):
        start.fetch_pip(index)


def test_an_index_that_does_not_answer_is_named_in_one_line(start: ModuleType) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        address = f"http://127.0.0.1:{gone.getsockname()[1]}/simple"
    with pytest.raises(start.Missing, match=re.escape(address)) as refused:
        start.fetch_pip(address)
    assert "\n" not in str(refused.value)


def test_a_taken_port_is_left_to_its_owner(start: ModuleType) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as owner,
        start.server(owner.getsockname()[1]) as ours,
    ):
        host, port = ours.server_address
        assert host == "127.0.0.1"
        assert port != owner.getsockname()[1]


BUILD = """#!/bin/sh
echo "INFO    -  The link option should be absolute:" >&2
echo "           a line that belongs to it" >&2
echo "WARNING -  A link leads nowhere:" >&2
echo "           page.md" >&2
echo "INFO    -  Documentation built" >&2
exit $KIJUN_STATUS
"""


@pytest.mark.parametrize(("status", "last"), [("0", "/site/index.html"), ("1", "page.md")])
def test_a_build_tells_its_warnings_and_where_the_site_is(
    start: ModuleType,
    capfd: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    status: str,
    last: str,
) -> None:
    programs = start.PYTHON.parent
    programs.mkdir(exist_ok=True)
    for name, text in (("kijun", "#!/bin/sh\necho checked\n"), ("mkdocs", BUILD)):
        (programs / name).write_text(text, "utf-8")
        (programs / name).chmod(0o755)
    monkeypatch.setenv("KIJUN_STATUS", status)
    assert start.show(serving=False) == int(status)
    lines = capfd.readouterr().out.splitlines()
    assert lines[:5] == [
        "$ kijun check",
        "checked",
        "$ mkdocs build --strict",
        "WARNING -  A link leads nowhere:",
        "           page.md",
    ]
    assert len(lines) == (6 if status == "0" else 5)
    assert lines[-1].endswith(last)


def test_a_page_that_is_not_there_is_answered_by_the_site(
    start: ModuleType, tmp_path: Path
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "404.html").write_text("Not here. ここにはありません。", "utf-8")
    with start.server(0) as site:
        threading.Thread(target=site.serve_forever, daemon=True).start()
        with pytest.raises(HTTPError) as refused:
            urlopen(f"http://127.0.0.1:{site.server_address[1]}/ja/nothing.html")
        with refused.value as answer:
            assert answer.code == 404
            assert answer.read().decode() == "Not here. ここにはありません。"
        site.shutdown()


def test_old_versions_of_python_can_read_start_py() -> None:
    ast.parse(START.read_text("utf-8"), feature_version=(3, 7))


def test_an_old_python_is_turned_away_in_one_line() -> None:
    old = "import sys, runpy; sys.version_info = (3, 9, 6)"
    code = f"{old}; runpy.run_path({str(START)!r}, run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PATH": "/nowhere"}, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.splitlines() == [
        "start.py: Python 3.11 or newer is missing (this is 3.9). Install it and run again."
    ]


def test_a_missing_git_is_said_in_one_line() -> None:
    done = subprocess.run(
        [sys.executable, START, "--no-serve"],
        env={"PATH": "/nowhere"},
        capture_output=True,
        text=True,
    )
    assert (done.returncode, done.stdout) == (2, "")
    assert re.fullmatch(r"start\.py: git is missing\. Install it: .+\n", done.stderr)


# The lock


def test_the_lock_says_how_it_was_made_and_names_no_host() -> None:
    head = LOCK.split("\n\n")[0].splitlines()[1]
    assert "uv pip compile --universal --generate-hashes --extra dev" in head
    assert re.findall(r"https?://|--(?:extra-)?index-url|--find-links", LOCK) == []


def test_every_locked_package_has_hashes() -> None:
    entries = re.findall(r"(?m)^[\w.-]+==.*\n((?:    --hash=sha256:[0-9a-f]{64}.*\n)*)", LOCK)
    assert len(entries) == len(re.findall("(?m)^[a-z0-9]", LOCK))
    assert all(entries)


def test_the_lock_gives_every_dependency_a_version_that_the_project_accepts() -> None:
    project = PROJECT["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    for requirement in map(Requirement, wanted):
        version = LOCKED.get(canonicalize_name(requirement.name))
        assert version, f"{requirement} is not in requirements.lock: run the command in its head"
        assert version in requirement.specifier


# What others copy from here


@pytest.mark.parametrize(
    ("file", "schema"),
    [("github-actions.yml", "vendor.github-workflows"), ("gitlab-ci.yml", "vendor.gitlab-ci")],
)
def test_a_ci_file_is_valid(file: str, schema: str) -> None:
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", schema]
    done = subprocess.run([*command, ROOT / "examples" / file], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("command", "file"),
    [
        ("validate-manifest", ".pre-commit-hooks.yaml"),
        ("validate-config", "examples/pre-commit-config.yaml"),
    ],
)
def test_a_file_of_pre_commit_is_valid(command: str, file: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pre_commit", command, ROOT / file], capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_hook_that_is_copied_is_the_hook_that_is_offered() -> None:
    offered = re.findall(r"(?m)^- id: (\S+)", (ROOT / ".pre-commit-hooks.yaml").read_text())
    copied = (ROOT / "examples" / "pre-commit-config.yaml").read_text()
    assert re.findall(r"- id: (\S+)", copied) == offered


def test_ci_clones_the_whole_history() -> None:
    assert "fetch-depth: 0" in (ROOT / "examples" / "github-actions.yml").read_text()
    assert 'GIT_DEPTH: "0"' in (ROOT / "examples" / "gitlab-ci.yml").read_text()


def typed(words: str) -> list[str]:
    """The lines of a page's shell blocks, without their comments."""
    blocks = re.findall(r"(?ms)^```sh\n(.*?)^```", words)
    return [re.sub(r"\s+#.*", "", line) for block in blocks for line in block.splitlines()]


def spoken() -> list[str]:
    """Every `kijun …` command that people are told to run, or that runs for them."""
    files = [*sorted((ROOT / "examples").iterdir()), ROOT / ".pre-commit-hooks.yaml"]
    lines = [line.strip() for path in files for line in path.read_text("utf-8").splitlines()]
    lines = [re.sub(r"^(- )?((run|entry): )?", "", line) for line in lines]
    lines += [line for words in READMES.values() for line in typed(words)]
    return sorted({line for line in lines if re.match(r"kijun (?!check$)", line)})


@pytest.mark.parametrize("line", spoken())
def test_every_command_that_is_written_down_is_one_that_exists(line: str) -> None:
    words = re.sub(r"-C \S+ ", "", line).split()
    done = subprocess.run(
        [sys.executable, "-c", "import kijun.cli; exit(kijun.cli.main())", words[1], "--help"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "tools")},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    for option in re.findall(r"(?<![\w-])--[a-z-]+", line):
        assert option in done.stdout


def test_the_readmes_open_with_the_two_commands() -> None:
    for words in READMES.values():
        assert typed(words.split("\n## ")[0]) == ["python3 start.py", "python3 start.py --test"]


def test_the_readmes_state_the_extensions_of_a_tree_without_a_site() -> None:
    for words in READMES.values():
        (stated,) = (line for line in words.split("\n") if "markdown_extensions" in line)
        assert re.findall("`([a-z_]+)`", stated) == ["markdown_extensions", *markdown.DEFAULTS]


def test_both_readmes_have_the_same_sections_commands_and_links() -> None:
    english, japanese = (
        (re.findall("(?m)^#+(?= )", prose(words)), typed(words), sorted(links(words)))
        for words in (
            READMES["README.md"].replace("README.ja.md", "other.md"),
            READMES["README.ja.md"].replace("README.md", "other.md"),
        )
    )
    assert english == japanese


def prose(words: str) -> str:
    """A page without its blocks of code."""
    return re.sub(r"(?ms)^```.*?^```", "", words)


def links(words: str) -> list[str]:
    """The files that a page points at, without their anchors."""
    found = re.findall(r"\]\(([^)#\s]+)", words)
    return [link for link in found if not re.match(r"[a-z]+:", link)]


@pytest.mark.parametrize(
    "page",
    [
        *READMES,
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        *(f"docs/decisions/{path.name}" for path in sorted((ROOT / "docs/decisions").glob("*.md"))),
    ],
)
def test_a_page_points_only_at_files_that_exist(page: str) -> None:
    path = ROOT / page
    assert [
        link for link in links(path.read_text("utf-8")) if not (path.parent / link).exists()
    ] == []


def test_what_was_set_up_is_known_again_from_within_the_environment(
    start: ModuleType, tmp_path: Path
) -> None:
    """There Python goes by another name: `python3.11` for `python3`."""
    base = Path(start.base_python())
    named = base.with_name("python3")
    outside = named if named.exists() and named.resolve() == base.resolve() else base
    subprocess.run([base, "-m", "venv", "--without-pip", tmp_path], check=True)
    ask = "import start; print(start.stamp('packages', start.LOCK)[1])"
    told = {
        subprocess.run(
            [python, "-c", ask],
            cwd=tmp_path,
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for python in (outside, tmp_path / "bin" / "python3")
    }
    assert len(told) == 1
