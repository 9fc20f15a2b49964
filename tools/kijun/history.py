"""Every text that a unit ever had, found by its fingerprint in the history of the files.

The working tree and git's index come first, then every commit that leads to HEAD, each content
read once. Neither the path nor the locale counts: a text is found again after a file was
renamed, a folder moved or a branch squashed, as long as some commit still holds it.
"""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .book import causes
from .model import Settings, Standing, UnitText
from .releases import EVERYWHERE, Calendar, named
from .text import KijunError, Place, Text
from .texts import Splitter, joined
from .tree import Memory, NoGit, NoRepository, Past, Tree


class UnknownText(KijunError):
    """A release names a text that is neither in the tree nor in its history."""

    says = Text(
        en="Release {release} puts {unit} ({locale}) in force as {fingerprint}, and no commit "
        "here holds that text. {remedy}",
        ja="リリース{release}が適用する{unit}（{locale}）の文{fingerprint}が、"
        "どのコミットにもありません。{remedy}",
    )

    @classmethod
    def of(cls, standing: Standing, history: History) -> UnknownText:
        """The error for a text that was not found."""
        return cls(
            Place(standing.release.path, 1),
            release=standing.release.name,
            unit=standing.unit,
            locale=standing.locale,
            fingerprint=standing.fingerprint,
            remedy=next(said for holds, said in REMEDIES if holds(history)),
        )


@dataclass(frozen=True, slots=True)
class Seen:
    """A text of a unit in a locale, with the file and the oldest commit known to hold it.

    `commit` and `when` are "" where that is unknown: at the edge of a shallow clone, in the
    index, in a working tree without git.
    """

    text: UnitText
    locale: str
    path: str
    commit: str = ""
    when: str = ""


class History:
    """The texts of a book, of today and of the past. Nothing is read before it is asked for."""

    def __init__(self, tree: Tree, settings: Settings, folder: Path | None) -> None:
        """`folder` is where git is asked; None, or a folder outside git, has only the tree."""
        self.tree, self.settings = tree, settings
        self._splitter = Splitter()
        self.unread: list[KijunError] = []
        try:
            self._past = Past(folder) if folder is not None else None
        except (NoRepository, NoGit):
            self._past = None

    @property
    def shallow(self) -> bool:
        """Whether older commits are missing from the clone, so that texts may be unknown."""
        return self._past is not None and self._past.shallow

    @property
    def without_git(self) -> bool:
        """Whether only the files of today can be read."""
        return self._past is None

    @cached_property
    def now(self) -> Mapping[tuple[str, str], UnitText]:
        """The texts of the working tree by address and locale, in the order of the pages."""
        found: dict[tuple[str, str], UnitText] = {}
        for code, locale in self.settings.locales.items():
            for path in self.tree.paths(locale.folder):
                if path.endswith(".md"):
                    for text in self._texts(self.tree.read(path) or b"", path):
                        found.setdefault((text.address, code), text)
        return found

    @cached_property
    def pages(self) -> Mapping[str, str]:
        """The page of each guideline of the working tree below its locale's folder, by its id."""
        found: dict[str, str] = {}
        for locale in self.settings.locales.values():
            prefix = "" if locale.folder == "." else locale.folder + "/"
            for path in self.tree.paths(locale.folder):
                if path.endswith(".md"):
                    for text in self._texts(self.tree.read(path) or b"", path)[:1]:
                        found.setdefault(text.guideline, path.removeprefix(prefix))
        return found

    def text(self, fingerprint: str) -> UnitText | None:
        """The text of a fingerprint; None where neither the tree nor the history has it."""
        return self._present.get(fingerprint) or self._all.get(fingerprint)

    def of(self, address: str) -> tuple[Seen, ...]:
        """Every text that a unit ever had in any locale, each once, the oldest first."""
        return tuple(self._seen.get(address, ()))

    @cached_property
    def _present(self) -> Mapping[str, UnitText]:
        return {text.fingerprint: text for text in self.now.values()}

    @cached_property
    def _all(self) -> Mapping[str, UnitText]:
        return {each.text.fingerprint: each.text for found in self._seen.values() for each in found}

    @cached_property
    def _seen(self) -> Mapping[str, list[Seen]]:
        found: dict[str, dict[tuple[str, str], Seen]] = {}
        for seen in self._everything():
            found.setdefault(seen.text.address, {})[seen.text.fingerprint, seen.locale] = seen
        return {address: list(reversed(texts.values())) for address, texts in found.items()}

    def _everything(self) -> Iterator[Seen]:
        """All texts with what brought them, the newest first and the oldest commit of each last."""
        for (_, code), text in self.now.items():
            yield Seen(text, code, "")
        if self._past is None:
            return
        for blob in self._past.blobs(".md"):
            locale = self._locale(blob.path)
            for text in self._texts(self._past.read(blob), blob.path) if locale else ():
                yield Seen(text, locale, blob.path, blob.commit, blob.when)

    def book(
        self, standings: Mapping[tuple[str, str], Standing]
    ) -> tuple[Memory, tuple[Standing, ...]]:
        """The book that these texts make together, and those whose text nobody has any more.

        Guidelines are put together from their texts, where these are not just those of a page
        of today; all other files are today's.
        """
        pages: dict[tuple[str, str], list[UnitText]] = {}
        lost = []
        for (_, code), standing in standings.items():
            if standing.fingerprint is None:
                continue
            text = self.text(standing.fingerprint)
            if text is None:
                lost.append(standing)
            else:
                pages.setdefault((code, text.guideline), []).append(text)
        files: dict[str, str | bytes] = {
            path: self.tree.read(path) or b""
            for path in self.tree.paths("")
            if path not in self._guidelines
        }
        for (code, guideline), texts in sorted(pages.items(), key=lambda entry: entry[0]):
            if any(not text.home for text in texts):
                page = self.pages.get(guideline, f"policies/{guideline.lower()}.md")
                path = posixpath.normpath(f"{self.settings.locales[code].folder}/{page}")
                marks = {text.fingerprint for text in texts}
                today = (
                    self.tree.read(path) if marks == self._marks.get((code, guideline)) else None
                )
                files[path] = today or joined(texts)
        return Memory(files), tuple(lost)

    @cached_property
    def _marks(self) -> Mapping[tuple[str, str], set[str]]:
        """The fingerprints of each page of today, by locale and guideline."""
        found: dict[tuple[str, str], set[str]] = {}
        for (_, code), text in self.now.items():
            found.setdefault((code, text.guideline), set()).add(text.fingerprint)
        return found

    @cached_property
    def _guidelines(self) -> frozenset[str]:
        """The paths of the working tree's guidelines."""
        return frozenset(
            posixpath.normpath(f"{locale.folder}/{page}")
            for locale in self.settings.locales.values()
            for page in self.pages.values()
        )

    def _texts(self, raw: bytes, path: str) -> tuple[UnitText, ...]:
        """A page's texts; of a page that no longer can be read none, which is remembered."""
        source = raw.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n")
        if not source.startswith("---\n"):
            return ()
        try:
            return self._splitter.page(source, path)
        except (KijunError, ExceptionGroup) as error:
            self.unread.extend(causes(error))
            return ()

    def _locale(self, path: str) -> str:
        """The locale of a file of any day: by today's folders, else by a folder named after one."""
        folders = {code: locale.folder for code, locale in self.settings.locales.items()}
        inside = [code for code, folder in folders.items() if f"/{folder}/" in f"/{path}"]
        if inside:
            return max(inside, key=lambda code: len(folders[code]))
        return next((part for part in path.split("/")[-2::-1] if part in folders), "")


def missing(calendar: Calendar, history: History) -> Iterator[UnknownText]:
    """The errors for every text that releases put in force and nobody has any more."""
    for each in calendar.releases:
        for cause, replaced in named(each):
            for locale, mark in (replaced.to or {}).items():
                if history.text(mark) is None:
                    starts = each.starts(EVERYWHERE)
                    standing = Standing(replaced.unit, locale, mark, starts, each, cause)
                    yield UnknownText.of(standing, history)


REMEDIES: tuple[tuple[Callable[[History], bool], Text], ...] = (
    (
        lambda history: history.shallow,
        Text(
            en="This clone lacks older commits: run 'git fetch --unshallow'.",
            ja="このクローンには古いコミットがありません。git fetch --unshallowを"
            "実行してください。",
        ),
    ),
    (
        lambda history: history.without_git,
        Text(
            en="There is no git history here: work in a clone.",
            ja="ここにはgitの履歴がありません。クローンしたフォルダーで作業してください。",
        ),
    ),
    (
        lambda history: True,  # noqa: ARG005 - whatever else is the matter
        Text(
            en="Restore the text, or correct the release before it is published.",
            ja="その文を元に戻すか、公開前であればリリースのファイルを直してください。",
        ),
    ),
)
"""What to do where a text is not found, by the first cause that holds."""
