"""Japanese morphemes, from Sudachi. The only module that knows that library."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

LONGEST = 49_149 // 4
"""Characters that Sudachi surely takes at once: it refuses more than 49,149 bytes of UTF-8."""


@dataclass(frozen=True, slots=True)
class Morpheme:
    """A morpheme and where it stands: `text[start:end] == surface`.

    `base` is its dictionary form (なけれ → ない), `normal` the spelling that all its variants
    share (問合せ → 問い合わせ). `pos` is the part of speech, from the general to the particular,
    in UniDic's terms: `("動詞", "非自立可能")`; `form` is the inflected form: `終止形-一般`.
    """

    surface: str
    base: str
    normal: str
    pos: tuple[str, ...]
    form: str
    start: int
    end: int


@cache
def tokenizer(mode: str) -> Any:
    """Sudachi with its small dictionary. Loading it takes a tenth of a second, so it waits."""
    from sudachipy import Dictionary  # type: ignore[import-untyped]

    return Dictionary(dict="small").tokenizer(
        mode=mode, fields={"pos", "normalized_form", "dictionary_form"}
    )


def morphemes(text: str, mode: str = "A") -> tuple[Morpheme, ...]:
    """The morphemes of a text, in order. Mode A splits finest, C keeps names whole."""
    tokenize = tokenizer(mode).tokenize
    found = []
    for start, piece in pieces(text):
        for token in tokenize(piece):
            pos = token.part_of_speech()
            found.append(
                Morpheme(
                    surface=token.surface(),
                    base=token.dictionary_form(),
                    normal=token.normalized_form(),
                    pos=tuple(name for name in pos[:4] if name != "*"),
                    form=pos[5],
                    start=start + token.begin(),
                    end=start + token.end(),
                )
            )
    return tuple(found)


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces that Sudachi takes, each with its offset, cut at ends of sentences.

    A sentence that is too long by itself is cut where the limit falls.
    """
    start = 0
    while start < len(text):
        stop = start + LONGEST
        if stop < len(text):
            last = max(text.rfind(end, start, stop) for end in "。！？\n")
            stop = last + 1 if last > start else stop
        yield start, text[start:stop]
        start = stop
