"""Results by content: safe to delete, safe with two processes at once."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from . import __version__


class Cache:
    """Plain JSON values by key, in one SQLite file; without a path, in memory only.

    A key names everything its value was made from, so no entry is ever wrong, only unused.
    A file that cannot be opened, read or written is no error: all is worked out again.
    """

    @classmethod
    def of(cls, folder: Path) -> Cache:
        """That of the book in a folder."""
        return cls(folder / ".kijun" / "cache.sqlite")

    def __init__(self, path: Path | None) -> None:
        self._memory: dict[str, Any] = {}
        self._connection: sqlite3.Connection | None = None
        if path is None:
            return
        try:
            # Not above: a mistyped folder is no place to make.
            path.parent.mkdir(exist_ok=True)
            ignore = path.parent / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
            self._connection = self._opened(path)
        except (sqlite3.Error, OSError):
            self._connection = None

    @staticmethod
    def _opened(path: Path) -> sqlite3.Connection:
        for attempt in ("as it is", "anew"):
            try:
                connection = sqlite3.connect(path, timeout=10)
                connection.execute("PRAGMA synchronous=OFF")
                connection.execute("CREATE TABLE IF NOT EXISTS entry (key TEXT PRIMARY KEY, value)")
                return connection
            except sqlite3.DatabaseError:
                if attempt == "anew":
                    raise
                path.unlink(missing_ok=True)
        raise sqlite3.DatabaseError(path)

    def get(self, keys: Iterable[str]) -> dict[str, Any]:
        """The values of those keys that are known."""
        wanted = list(keys)
        found = {key: self._memory[key] for key in wanted if key in self._memory}
        if self._connection is None:
            return found
        try:
            for start in range(0, len(wanted), 500):
                part = [key for key in wanted[start : start + 500] if key not in found]
                marks = ",".join("?" * len(part))
                query = f"SELECT key, value FROM entry WHERE key IN ({marks})"
                for key, value in self._connection.execute(query, part):
                    found[key] = json.loads(value)
        except (sqlite3.Error, ValueError):
            return found
        return found

    def put(self, values: Mapping[str, Any]) -> None:
        """Remember values. Older entries go when there are far more than a book has pages."""
        self._memory.update(values)
        if self._connection is None or not values:
            return
        rows = [(key, json.dumps(value, ensure_ascii=False)) for key, value in values.items()]
        try:
            with self._connection:
                self._connection.executemany("INSERT OR REPLACE INTO entry VALUES (?, ?)", rows)
                (last,) = self._connection.execute("SELECT max(rowid) FROM entry").fetchone()
                self._connection.execute("DELETE FROM entry WHERE rowid <= ?", (last - KEPT,))
        except sqlite3.Error:
            return


KEPT = 50_000
"""Entries kept, newest first: a dozen revisions of a book of some thousand pages."""


@lru_cache(maxsize=1)
def version() -> str:
    """Changes with any source file of kijun, and with the libraries that read and render."""
    from importlib.metadata import PackageNotFoundError
    from importlib.metadata import version as installed

    here = Path(__file__).parent
    hashed = hashlib.sha256(__version__.encode())
    for path in sorted(here.rglob("*.py")):
        hashed.update(path.read_bytes())
    for name in ("Markdown", "ruamel.yaml", "SudachiPy", "sudachidict-small"):
        try:
            hashed.update(installed(name).encode())
        except PackageNotFoundError:
            hashed.update(b"-")
    return hashed.hexdigest()
