"""Bytes by path: from a folder, from a commit, from memory. The only module that knows git.

Every reader of a book takes a `Tree`, so that the working tree, an old revision and a test's
few files are read by the same code. Old revisions are read as blobs, never checked out.
"""

from __future__ import annotations

import os
import tempfile
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from .text import KijunError, Text

LARGEST = 4 * 1024 * 1024
"""Bytes of the largest file that is read: a guideline of a thousand clauses has less."""


class UnknownRevision(KijunError):
    """A name that git does not know, or that is written like an option."""

    says = Text(
        en="'{revision}' names no commit here. Give a branch, a tag or a commit that 'git log' "
        "shows; in a shallow clone, fetch the history first ('git fetch --unshallow').",
        ja="「{revision}」にあたるコミットが見つかりません。git logで確認できるブランチ、タグ、"
        "コミットを指定してください。履歴の浅いクローンでは、先に git fetch --unshallow を"
        "実行してください。",
    )


class NoGit(KijunError):
    """No git to ask."""

    says = Text(
        en="git is not installed, so no earlier revision can be read. Install git.",
        ja="gitがインストールされていないため、過去のリビジョンを読み取れません。"
        "gitをインストールしてください。",
    )


class NoRepository(KijunError):
    """A revision was asked for outside git."""

    says = Text(
        en="'{folder}' is not in a git repository, so no earlier revision can be read. "
        "Run this in a clone.",
        ja="「{folder}」はgitリポジトリの中にないため、過去のリビジョンを読み取れません。"
        "クローンしたフォルダーで実行してください。",
    )


class Tree(Protocol):
    """Files by POSIX path relative to the book's folder, names in Unicode NFC."""

    def paths(self, folder: str) -> Iterator[str]:
        """The files below a folder, sorted; none where there is no such folder."""

    def read(self, path: str) -> bytes | None:
        """A file's bytes, or None where there is no such file; of a huge one the beginning.

        What has more than LARGEST bytes is refused by the reader, as all that cannot be read.
        """


@dataclass(frozen=True)
class Memory:
    """A tree of texts, for examples and tests."""

    files: Mapping[str, str | bytes]

    def paths(self, folder: str) -> Iterator[str]:
        return iter(sorted(path for path in self.files if _below(path, folder)))

    def read(self, path: str) -> bytes | None:
        content = self.files.get(path)
        return content.encode() if isinstance(content, str) else content


@dataclass(frozen=True)
class Folder:
    """The files on disk below a folder. Hidden ones and links out of the folder are left out."""

    root: Path

    def paths(self, folder: str) -> Iterator[str]:
        return iter(sorted(path for path in self._actual if _below(path, folder)))

    def read(self, path: str) -> bytes | None:
        if path not in self._actual:
            return None
        try:
            with self.actual(path).open("rb") as file:
                return file.read(LARGEST + 1)
        except (FileNotFoundError, IsADirectoryError, NotADirectoryError):
            return None

    def actual(self, path: str) -> Path:
        """Where a file of the tree is on disk."""
        return self.root / self._actual.get(path, path)

    @cached_property
    def _actual(self) -> dict[str, str]:
        """Names on disk by their NFC form: macOS hands out decomposed ones."""
        found: dict[str, str] = {}
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            try:
                entries = list(os.scandir(self.root / folder))
            except OSError:
                continue
            for entry in entries:
                if entry.name.startswith(".") or (not folder and entry.name in SKIPPED):
                    continue
                path = f"{folder}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    waiting.append(path + "/")
                elif entry.is_file() and (not entry.is_symlink() or self._inside(entry.path)):
                    found[unicodedata.normalize("NFC", path)] = path
        return found

    def _inside(self, link: str) -> bool:
        return Path(os.path.realpath(link)).is_relative_to(self.root.resolve())


SKIPPED = frozenset(("node_modules", "site", "__pycache__", "venv"))
"""Folders at the top that hold no guidelines and may be huge."""


class Commit:
    """The files of one commit, below the folder of a repository that the book stands in."""

    def __init__(self, folder: Path, revision: str) -> None:
        """Raises NoRepository outside git, UnknownRevision for what names no commit."""
        try:
            from git import Repo
            from git.exc import GitError, ODBError
        except ImportError:
            raise NoGit from None

        if not revision or revision.startswith("-") or "\0" in revision:
            raise UnknownRevision(revision=revision)
        try:
            self._repo: Any = Repo(folder, search_parent_directories=True)
        except GitError:
            raise NoRepository(folder=str(folder)) from None
        try:
            commit = self._repo.commit(revision)
            commit.tree.hexsha  # noqa: B018 - forty zeros are a commit until they are looked at
        except (GitError, ODBError, ValueError, IndexError, OSError):
            raise UnknownRevision(revision=revision) from None
        top = self._repo.working_tree_dir
        inside = Path(folder).resolve().relative_to(Path(top).resolve()) if top else Path()
        self._prefix = "" if inside == Path() else inside.as_posix() + "/"
        self._commit = commit

    @cached_property
    def _blobs(self) -> dict[str, bytes]:
        listing = self._repo.git.ls_tree("-r", "-z", "--full-tree", self._commit.hexsha)
        found = {}
        for entry in listing.split("\0"):
            facts, _, path = entry.partition("\t")
            if path.startswith(self._prefix) and facts.startswith("100"):
                name = unicodedata.normalize("NFC", path.removeprefix(self._prefix))
                found[name] = bytes.fromhex(facts.split()[2])
        return found

    def paths(self, folder: str) -> Iterator[str]:
        return iter(sorted(path for path in self._blobs if _below(path, folder)))

    def read(self, path: str) -> bytes | None:
        binsha = self._blobs.get(path)
        if binsha is None:
            return None
        content: bytes = self._repo.odb.stream(binsha).read()
        return content


def _below(path: str, folder: str) -> bool:
    return folder in ("", ".") or path.startswith(folder.rstrip("/") + "/")


def save(path: Path, content: bytes) -> None:
    """Replace a file: written beside it, flushed, then renamed, so that no reader sees half.

    Of a link, the file it leads to is replaced. The file keeps its permissions.
    """
    path = path.resolve()
    mode = path.stat().st_mode & 0o7777
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(mode)
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
