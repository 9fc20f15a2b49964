"""Mends in place what needs no decision: encodings, input-method YAML and Markdown, notation.

An error or a finding that can be mended knows its line as it should be; here the lines are put
where they belong. What is not mended stays byte for byte.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from . import book, yaml
from .cache import Cache
from .checks import CHECKS
from .markdown import KINDS, Renderer, fences
from .model import Edition, Finding, Locales, Settings
from .read import cleaned, edition, text
from .schema import Schemas
from .text import KijunError
from .tree import LARGEST, Folder, save

ROUNDS = 200
"""Times a file is read again at most: each mends at least one line, and shows what it hid."""

SHARED = ("glossary.yml", "divergences.yml", "waivers.yml")


def folder(folder: Path, *, locales: Locales | None = None) -> list[str]:
    """Mend the files of a book, or those in the folders given; the paths that changed, sorted.

    A file is changed only if what could be read before still can, and then as a whole.
    Raises KijunError, or an ExceptionGroup of them, where the book's settings cannot be read
    even when mended.
    """
    changed: set[str] = set()
    if locales is None:
        changed.update(_yaml(folder, ["kijun.yml"]))
        tree = Folder(folder)
        below = {path for path in tree.paths("") if path.rpartition("/")[2] in SHARED}
        changed.update(_yaml(folder, sorted(below)))
        settings = book.settings(Folder(folder), Cache(None), str(folder))
    else:
        settings = book.bare(locales.source, locales.targets, Folder(folder))
    tree = Folder(folder)
    reader = _Reader(settings, book.renderer(tree, settings))
    for page, by_locale in book.pages(tree, settings).items():
        for code, path in by_locale.items():
            raw = tree.read(path) or b""
            mended = reader.mended(raw, path, page, code)
            if mended != raw and len(raw) <= LARGEST:
                save(tree.actual(path), mended)
                changed.add(path)
    return sorted(changed)


def _yaml(folder: Path, paths: list[str]) -> Iterator[str]:
    """Mend files that are YAML alone; gives the paths that changed."""
    tree = Folder(folder)
    for path in paths:
        raw = tree.read(path)
        if raw is None or len(raw) > LARGEST:
            continue
        mended = cleaned(raw)
        for _ in range(ROUNDS):
            try:
                yaml.mapping(text(mended, path), path)
            except KijunError as error:
                better = _applied(mended, [error])
                if better == mended:
                    break
                mended = better
            else:
                break
        if mended != raw:
            save(tree.actual(path), mended)
            yield path


class _Reader:
    """Reads and mends pages, with what is made once for all of them."""

    def __init__(self, settings: Settings, renderer: Renderer) -> None:
        self.schemas, self.renderer = Schemas(settings.schemas), renderer
        self.strict = "guideline" in self.schemas
        levels = settings.levels
        self.checks = [
            check
            for check in CHECKS.values()
            if check.fix and check.reads == "edition" and levels.get(check.id) != "off"
        ]

    def mended(self, raw: bytes, path: str, page: str, locale: str) -> bytes:
        """A page's bytes with all mended that can be.

        Mending what cannot be read may take several readings, each showing what the last
        hid. A round that would leave more errors than it found is not kept.
        """
        best = cleaned(raw) if self.strict else raw
        read, errors = self._read(best, path, page, locale)
        for _ in range(ROUNDS):
            found = self._found(read) if read else []
            tried = _applied(best, errors) if read is None else _fixed(best, found)
            if tried == best:
                break
            now, left = self._read(tried, path, page, locale)
            if read is not None and now is None:
                break
            best, read, errors = tried, now, left
        return best

    def _read(
        self, raw: bytes, path: str, page: str, locale: str
    ) -> tuple[Edition | None, list[KijunError]]:
        try:
            return edition(raw, path, page, locale, self.schemas, self.renderer), []
        except ExceptionGroup as group:
            return None, [error for error in group.exceptions if isinstance(error, KijunError)]

    def _found(self, read: Edition) -> list[Finding]:
        return [finding for check in self.checks for finding in check(read)]


def _applied(raw: bytes, errors: list[KijunError]) -> bytes:
    """The file with the lines that the errors know as they should be; one error a line."""
    lines = _lines(raw)
    done: set[int] = set()
    for error in errors:
        number = error.place.line if error.place else 0
        if error.mended is not None and 0 < number <= len(lines) and number not in done:
            done.add(number)
            lines[number - 1] = _ended(error.mended, lines[number - 1])
    return "".join(lines).encode("utf-8", "surrogateescape")


def _fixed(raw: bytes, findings: list[Finding]) -> bytes:
    """The file with the lines of findings as their checks mend them.

    Of lines one below the other that all want a blank line above, only the first gets it:
    they are one list. Code is what it is and stays so.
    """
    lines = _lines(raw)
    code = {
        number
        for fence in fences("".join(lines).replace("\r", ""))
        if fence.kind not in KINDS
        for number in range(fence.line, fence.last + 1)
    }
    parted: set[int] = set()
    for finding in sorted(findings, key=lambda f: (f.line, f.check)):
        fix = CHECKS[finding.check].fix
        if not fix or not 0 < finding.line <= len(lines) or finding.line in code:
            continue
        here = lines[finding.line - 1]
        better = fix(here.strip("\r\n"), finding)
        if better.startswith("\n"):
            if finding.line in parted or not lines[max(finding.line - 2, 0)].strip():
                continue
            parted.add(finding.line)
            better = better[1:] if finding.line - 1 in parted else _end(here) + better[1:]
        lines[finding.line - 1] = _ended(better, here)
    return "".join(lines).encode("utf-8", "surrogateescape")


def _lines(raw: bytes) -> list[str]:
    """The lines with their ends: those of Unix and of Windows, and no others."""
    parts = raw.decode("utf-8", "surrogateescape").split("\n")
    return [part + "\n" for part in parts[:-1]] + parts[-1:]


def _end(line: str) -> str:
    return line[len(line.rstrip("\r\n")) :] or "\n"


def _ended(better: str, line: str) -> str:
    return better + line[len(line.rstrip("\r\n")) :]
