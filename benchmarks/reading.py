"""Books as the benchmarks read them: the pairs of a tree, and what a run finds in a few files."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path

from kijun import book, pairs, run
from kijun.cache import Cache
from kijun.markdown import Renderer
from kijun.model import Edition, Finding, Locales, Pair, Settings
from kijun.read import edition
from kijun.schema import Schemas
from kijun.tree import Folder, Memory, Tree

ROOT = Path(__file__).resolve().parents[1]
MOZILLA = ROOT.parent / "shared" / "corpora" / "mozilla-legal.bundle"
BARE = Locales(("en", "en"), {"ja": "ja"})


class Book:
    """A tree with its settings, and the renderer made once for all its pages."""

    def __init__(self, tree: Tree, locales: Locales | None = None) -> None:
        self.tree, self.locales = tree, locales
        self.cache = Cache(None)
        self.settings: Settings = (
            book.bare(locales.source, locales.targets, tree)
            if locales
            else book.settings(tree, self.cache)
        )
        self.schemas = Schemas(self.settings.schemas)
        self.renderer = Renderer(self.settings.engine)

    def edition(self, page: str, locale: str, path: str, text: bytes) -> Edition:
        return edition(text, path, page, locale, self.schemas, self.renderer)

    def pairs(self) -> Iterator[Pair]:
        """Every page with its translation, in order. Raises where one cannot be read."""
        source = self.settings.source
        for page, paths in book.pages(self.tree, self.settings).items():
            read = {
                code: self.edition(page, code, path, self.tree.read(path) or b"")
                for code, path in paths.items()
            }
            for code, target in read.items():
                if code != source and source in read:
                    yield pairs.pair(read[source], target, self.settings)

    def few(self, files: Mapping[str, str | bytes]) -> tuple[Finding, ...]:
        """What a run finds in some files, with the rest of the book as it is.

        A case is run through decisions whose labels other pages define. Pages without a schema
        have nothing beside them.
        """
        beside = {} if self.locales else self.files
        return run.examine(Memory({**beside, **files}), self.cache, locales=self.locales).findings

    @cached_property
    def files(self) -> dict[str, bytes]:
        """All files of the book, by path."""
        paths = ["kijun.yml", "mkdocs.yml"]
        paths += [*self.tree.paths(self.settings.base), *self.tree.paths("policy_schema")]
        return {path: content for path in paths if (content := self.tree.read(path)) is not None}


def cloned(into: Path) -> Path | None:
    """The Mozilla pages, cloned from the bundle beside the repository; None where it is absent."""
    import subprocess

    if not MOZILLA.is_file():
        return None
    command = ["git", "clone", "--quiet", "--branch", "main", str(MOZILLA), str(into)]
    subprocess.run(command, check=True, capture_output=True)
    return into


def mozilla(folder: Path) -> Book:
    """The cloned pages as a book without schemas."""
    return Book(Folder(folder), BARE)
