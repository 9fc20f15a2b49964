"""Bytes by path: from a folder, from a commit, from memory. The only module that knows git.

Every reader of a book takes a `Tree`, so that the working tree, an old revision and a test's
few files are read by the same code. Old revisions are read as blobs, never checked out.
"""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
import weakref
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from .text import KijunError, Place, Text

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


class ForeignRepository(KijunError):
    """A repository of another user, which git does not read unless it is told to."""

    says = Text(
        en="The repository '{folder}' belongs to another user, so git does not read it. If you "
        "trust it, run: git config --global --add safe.directory '{folder}'",
        ja="リポジトリ「{folder}」の所有者が別のユーザーのため、gitが読み取りを拒否しています。"
        "信頼できるリポジトリであれば、次のコマンドを実行してください："
        "git config --global --add safe.directory '{folder}'",
    )


class NoRepository(KijunError):
    """A revision was asked for outside git."""

    says = Text(
        en="'{folder}' is not in a git repository, so no earlier revision can be read. "
        "Run this in a clone.",
        ja="「{folder}」はgitリポジトリの中にないため、過去のリビジョンを読み取れません。"
        "クローンしたフォルダーで実行してください。",
    )


class NameNotUtf8(KijunError):
    """A page whose name is in another encoding, such as one unpacked from a zip of Windows."""

    says = Text(
        en="The name of this file or of its folder is not in UTF-8. Rename it, with small "
        "letters, digits and hyphens only.",
        ja="このファイルまたはフォルダーの名前の文字コードがUTF-8ではありません。"
        "半角の英小文字、数字、ハイフンだけの名前に変えてください。",
    )


class Tree(Protocol):
    """Files by POSIX path relative to the book's folder, names in Unicode NFC."""

    def paths(self, folder: str) -> Iterator[str]:
        """The files below a folder, sorted; none where there is no such folder."""

    def read(self, path: str) -> bytes | None:
        """A file's bytes, or None where there is no such file; of a huge one the beginning.

        What has more than LARGEST bytes is refused by the reader, as all that cannot be read.
        """

    def mark(self, path: str) -> tuple[str, Any]:
        """What tells a file's content: a kind of mark, and one of that kind.

        Equal marks are equal contents; of one kind, unlike marks are unlike contents.
        """


def markdown_paths(tree: Tree, folder: str) -> Iterator[str]:
    """The Markdown files below a folder. Raises NameNotUtf8."""
    return (named(path) for path in tree.paths(folder) if path.endswith(".md"))


def named(path: str) -> str:
    """The path. Raises NameNotUtf8 where nobody could be told it."""
    shown = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    if shown != path:
        raise NameNotUtf8(Place(shown, 1))
    return path


@dataclass(frozen=True)
class Memory:
    """A tree of texts, for examples and tests. Bytes that are no UTF-8 are escaped in a text as
    half surrogates (PEP 383)."""

    files: Mapping[str, str | bytes]

    def paths(self, folder: str) -> Iterator[str]:
        return iter(sorted(path for path in self.files if _below(path, folder)))

    def read(self, path: str) -> bytes | None:
        content = self.files.get(path)
        return content.encode("utf-8", "surrogateescape") if isinstance(content, str) else content

    def mark(self, path: str) -> tuple[str, Any]:
        return "bytes", self.read(path)


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

    def mark(self, path: str) -> tuple[str, Any]:
        return "bytes", self.read(path)

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
        """Raises NoRepository outside git, UnknownRevision for what names no commit, and
        ForeignRepository where git refuses to look."""
        if not revision or revision.startswith("-") or "\0" in revision:
            raise UnknownRevision(revision=revision)
        self._repo = _repository(folder)
        from git.exc import GitError, ODBError

        try:
            commit = self._repo.commit(revision)
            commit.tree.hexsha  # noqa: B018 - forty zeros are a commit until they are looked at
        except (GitError, ODBError, ValueError, IndexError, OSError):
            _refuse_foreign(self._repo)
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

    def mark(self, path: str) -> tuple[str, Any]:
        return "blob", self._blobs.get(path)


def today(folder: Path) -> Tree:
    """The files of a folder; in a bare repository, where none are, those of its newest commit."""
    bare = (folder / "HEAD").is_file() and (folder / "objects").is_dir()
    return Commit(folder, "HEAD") if bare else Folder(folder)


@dataclass(frozen=True, slots=True)
class Blob:
    """Bytes that stood in a file: their SHA-1 in git, the file, and since when as far as known.

    `commit` and `when` (ISO 8601) are those of the oldest commit that brought the bytes into
    the file; both are "" at the edge of a shallow clone, where nobody knows, and where nothing
    is committed.
    """

    sha: str
    path: str
    commit: str = ""
    when: str = ""


_RECORD = re.compile(r"\x01(?=[0-9a-f]{40,64} [0-9]{4}-)")
"""Where the log tells of the next commit: a file's name may hold any sign but this line."""


class Past:
    """All bytes that files of a repository ever held, on every line of its history.

    Found by one `git log` without looking into a tree, and read without a checkout: texts that
    only a merged branch had, the index, renamed files and moved folders included.
    """

    def __init__(self, folder: Path, revision: str = "HEAD") -> None:
        """Raises NoRepository, NoGit or UnknownRevision; a repository may be without a commit."""
        self._repo = _repository(folder)
        self._revision = revision
        # Whoever reads one more text at the end leaves a process of git behind, and garbage is
        # collected in no order: the process would be dropped before the repository that ends it.
        weakref.finalize(self, self._repo.close)

    @cached_property
    def shallow(self) -> bool:
        """Whether the clone lacks older commits."""
        return bool(self._edge)

    @cached_property
    def _edge(self) -> frozenset[str]:
        file = Path(self._repo.common_dir) / "shallow"
        return frozenset(file.read_text().split()) if file.is_file() else frozenset()

    @cached_property
    def head(self) -> str:
        """The commit that the history ends in, "" where there is none."""
        from git.exc import GitError

        try:
            return str(self._repo.git.rev_parse("-q", "--verify", f"{self._revision}^{{commit}}"))
        except GitError:
            _refuse_foreign(self._repo)
            return ""

    def blobs(self, *suffixes: str) -> Iterator[Blob]:
        """The distinct contents of files whose path ends so, the newest first, then the index.

        Of one content under two paths, each path is told.
        """
        found: dict[tuple[str, str], Blob] = {}
        for commit, when, sha, path in self._log():
            if path.endswith(suffixes):
                edge = commit in self._edge
                blob = Blob(sha, path, "" if edge else commit, "" if edge else when)
                found[sha, path] = blob
        for sha, path in self._staged():
            if path.endswith(suffixes):
                found.setdefault((sha, path), Blob(sha, path))
        return iter(found.values())

    def read(self, blob: Blob) -> bytes:
        """The bytes."""
        content: bytes = self._repo.odb.stream(bytes.fromhex(blob.sha)).read()
        return content

    def _log(self) -> Iterator[tuple[str, str, str, str]]:
        """Commit, its time, content and path, one for each file that a commit changed."""
        if not self.head:
            return
        options = ("--raw", "-m", "--root", "--no-renames", "--no-abbrev", "-z")
        told = self._repo.git.log(*options, "--format=%x01%H %cI", self.head, "--")
        for entry in _RECORD.split(told)[1:]:
            head, _, rest = entry.partition("\0")
            commit, _, when = head.strip().partition(" ")
            changes = rest.lstrip("\n").rstrip("\0\n").split("\0") if rest.strip("\0\n") else []
            for facts, path in zip(changes[::2], changes[1::2], strict=True):
                mode, sha = facts.split()[1], facts.split()[3]
                if mode.startswith("100"):
                    yield commit, when, sha, unicodedata.normalize("NFC", path)

    def close(self) -> None:
        """End the processes of git that wait for questions; the next question starts one."""
        self._repo.close()

    def landed(self, pattern: str) -> Iterator[Mapping[str, str]]:
        """What each commit of the main line did to the files of a pattern, the oldest first.

        Paths to the SHA-1 of their new bytes, "" for a file that is gone. The main line is what
        HEAD has in common with the main branch, followed by first parents; where no branch says
        that it is the main one, it is HEAD's own.
        """
        if not self.head:
            return
        options = ("--raw", "--first-parent", "--diff-merges=first-parent", "--root", "--reverse")
        told = self._repo.git.log(
            *options, "--no-renames", "--no-abbrev", "-z", "--format=%x01%H %cI",
            self._main, "--", f":(top,glob){pattern}",
        )  # fmt: skip
        for entry in _RECORD.split(told)[1:]:
            changes = entry.partition("\0")[2].lstrip("\n").rstrip("\0\n").split("\0")
            yield {
                unicodedata.normalize("NFC", path): ""
                if facts.split()[4] == "D"
                else (facts.split()[3])
                for facts, path in zip(changes[::2], changes[1::2], strict=False)
            }

    @cached_property
    def _main(self) -> str:
        """Where HEAD left the main line, or HEAD itself."""
        from git.exc import GitError

        for branch in ("origin/HEAD", "origin/main", "origin/master", "main", "master"):
            try:
                return str(self._repo.git.merge_base(self.head, branch))
            except GitError:
                continue
        return self.head

    def _staged(self) -> Iterator[tuple[str, str]]:
        if self._repo.bare:
            return
        for entry in self._repo.git.ls_files("-s", "-z").split("\0"):
            facts, _, path = entry.partition("\t")
            if facts.startswith("100"):
                yield facts.split()[1], unicodedata.normalize("NFC", path)


def _refuse_foreign(repository: Any) -> None:
    """Raises ForeignRepository where git's own words name the setting that would let it in."""
    silent = {"with_extended_output": True, "with_exceptions": False}
    _, _, said = repository.git.rev_parse("--git-dir", **silent)
    if "safe.directory" in said:
        found = re.search(r"--add safe\.directory '?(.+?)'?$", said, re.M)
        raise ForeignRepository(folder=found[1] if found else str(repository.git_dir))


def _repository(folder: Path) -> Any:
    """The repository around a folder. Raises NoGit or NoRepository."""
    try:
        from git import Repo
        from git.exc import GitError
    except ImportError:
        raise NoGit from None
    try:
        return Repo(folder, search_parent_directories=True)
    except GitError:
        raise NoRepository(folder=str(folder)) from None


def _below(path: str, folder: str) -> bool:
    return folder in ("", ".") or path.startswith(folder.rstrip("/") + "/")


def alike(one: Tree, path: str, other: Tree, path_there: str) -> bool:
    """Whether two files hold the same, read only where their marks do not tell."""
    here, there = one.mark(path), other.mark(path_there)
    if here == there:
        return True
    return here[0] != there[0] and one.read(path) == other.read(path_there)


def save(path: Path, content: bytes) -> None:
    """Write or replace a file: beside it, flushed, then renamed, so that no reader sees half.

    Of a link, the file it leads to is replaced. A file keeps its permissions.
    """
    path = path.resolve()
    mode = path.stat().st_mode & 0o7777 if path.exists() else 0o644
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
