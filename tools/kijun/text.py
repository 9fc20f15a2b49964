"""Words for people, in every language the tool itself speaks, and places to point at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar


@dataclass(frozen=True, slots=True)
class Text:
    """A message in English and Japanese.

    Both are required, and both name the same values in braces: a test reads every
    `Text` in the package. Readers of other languages get English.
    """

    en: str
    ja: str

    languages: ClassVar[tuple[str, ...]] = ("en", "ja")

    def to(self, language: str, /, **values: Any) -> str:
        """The message in a language, with the values in its braces filled in."""
        words = self.ja if language == "ja" else self.en
        if not values:
            return words
        return words.format_map({name: plain(value, language) for name, value in values.items()})


def plain(value: Any, language: str) -> str:
    """A value as a sentence shows it: never the notation of a programming language."""
    if isinstance(value, Text):
        return value.to(language)
    if value is None:
        return "何も書かれていない状態" if language == "ja" else "nothing"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return "、".join(value) if language == "ja" else ", ".join(value)
    if isinstance(value, Iterable) and not isinstance(value, str):
        joiner = "、" if language == "ja" else ", "
        return joiner.join(plain(item, language) for item in value)
    return str(value)


def meant(unknown: str, known: Iterable[str]) -> Mapping[str, Any]:
    """Two values for a message about a name that is not known.

    `meant` is the known name that is nearest, or "" where none is near or several are as near;
    `near` is a sentence that proposes it, to stand after another, or "".
    """
    import difflib

    names = list(dict.fromkeys(known))
    lower = {name.lower(): name for name in names}
    found = difflib.get_close_matches(unknown.lower(), lower, 2)
    far = [difflib.SequenceMatcher(None, each, unknown.lower()).ratio() for each in found]
    if not found or (len(found) == 2 and far[0] == far[1]):
        return {"meant": "", "near": ""}
    name = lower[found[0]]
    near = Text(en=f" Did you mean '{name}'?", ja=f"「{name}」の間違いではありませんか。")
    return {"meant": name, "near": near}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of a file. Lines count from 1; the path is relative to the book's folder."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class KijunError(Exception):
    """A cause that stops kijun, with the words for it and, where there is one, the place.

    Each cause has a type of its own below this one. Only the command line and the site turn
    one into words. `mended` is the line at the place as it should be, where that needs no
    decision.
    """

    says: ClassVar[Text]
    mended: str | None = None

    def __init__(self, place: Place | None = None, /, **values: Any) -> None:
        super().__init__(self.says.to("en", **values))
        self.place = place
        self.values = values

    def words(self, language: str) -> str:
        """Place, fact and remedy in a language."""
        said = self.says.to(language, **self.values)
        return f"{self.place}: {said}" if self.place else said


class Notice(UserWarning):
    """What kijun goes on without, as a Python warning; the command line turns it into words."""

    def __init__(self, error: KijunError) -> None:
        super().__init__(error.words("en"))
        self.error = error


def causes(error: Exception) -> Iterator[KijunError]:
    """The errors of kijun in an error or a group of them."""
    if isinstance(error, ExceptionGroup):
        for each in error.exceptions:
            yield from causes(each)
    elif isinstance(error, KijunError):
        yield error
