"""What tests share: a real book in a folder, with git where a test needs it."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

GIT = {
    "GIT_AUTHOR_NAME": "Writer",
    "GIT_AUTHOR_EMAIL": "writer@example.org",
    "GIT_COMMITTER_NAME": "Writer",
    "GIT_COMMITTER_EMAIL": "writer@example.org",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
}


SLOW = ("test_browser.py", "test_site.py", "test_past.py", "test_setup.py", "test_run.py")
"""Files that take minutes: begun last, they would keep one core busy and the others idle."""


def pytest_collection_modifyitems(items):
    order = {name: place for place, name in enumerate(SLOW)}
    items.sort(key=lambda item: order.get(item.path.name, len(SLOW)))


def copied(folder: Path) -> Path:
    """The sample book, copied without its releases: their texts stand in its history."""
    for name in ("guidelines", "policy_schema"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("releases"))
    for name in ("kijun.yml", "mkdocs.yml"):
        shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture
def book(tmp_path):
    """A copy of the sample book."""
    return copied(tmp_path)


def run_git(folder: Path, *arguments: str) -> str:
    """Run git in a folder with a fixed author and none of the machine's settings."""
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env={**os.environ, **GIT},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


@pytest.fixture
def git():
    """Runs git in a folder with a fixed author and none of the machine's settings."""
    return run_git


def edit(path: Path, old: str, new: str) -> None:
    """Replace words that must be in the file."""
    text = path.read_text("utf-8")
    assert old in text, f"{old!r} is not in {path.name}"
    path.write_text(text.replace(old, new, 1), "utf-8")
