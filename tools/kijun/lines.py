"""Where in lines of Markdown stands what is read on the page."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import accumulate

UNREAD = re.compile(
    r"!\[[^\]]*\]|\]\([^)]*\)|\]\[[^\]]*\]|\[\^[^\]]*\]|<[/!a-zA-Z][^>]*>|\{[:#.][^}]*\}"
)
"""What a page shows nothing of: targets of links, pictures, footnote marks, tags, attributes."""

HEAD = 16
"""Letters by which a text is known again. Beyond them markup may stand that the page lacks."""

REACH = 5_000
"""Letters within which a text is looked for below the one before it: a long comment at most.

A text that the page makes up, such as an abbreviation written out, is not sought to the end.
"""

_SIGNS = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """The letters and digits of a text: what markup and line ends leave as it is."""
    return _SIGNS.sub("", text)


class Lines:
    """Numbered lines of a page and the texts that are read in them, in the order of both.

    The texts are looked for one below the other, so that of two that are equal each has its
    own place.
    """

    def __init__(self, lines: Sequence[tuple[int, str]], texts: Iterable[str]) -> None:
        self.lines = lines
        bare = [letters(UNREAD.sub("", line)) for _, line in lines]
        self._bare = "".join(bare)
        self._starts = list(accumulate(map(len, bare[:-1]), initial=0))
        self._texts: list[int] = []
        here = 0
        for text in texts:
            whole = letters(text)
            head = whole[:HEAD]
            found = self._bare.find(head, here, here + REACH)
            self._texts.append(here if found < 0 else found)
            if found >= 0:
                here = found + len(whole if self._bare.startswith(whole, found) else head)

    def find(self, words: str, first: int | None = None, last: int | None = None) -> int:
        """The line on which words stand, from the text of one number to that of another.

        Without numbers, in all lines. 0 where the words are not there.
        """
        begin, end = 0, len(self._bare)
        rows = slice(0, None)
        if first is not None and last is not None:
            begin = self._texts[first]
            end = self._texts[last + 1] if last + 1 < len(self._texts) else end
            rows = slice(self._row(begin), self._row(max(begin, end - 1)) + 1)
        for number, line in self.lines[rows]:
            if words in line:
                return number
        bare = letters(words)
        for head in (bare, bare[:HEAD]):
            found = self._bare.find(head, begin, end) if head else -1
            if found >= 0:
                return self.lines[self._row(found)][0]
        return 0

    def of(self, text: int) -> int:
        """The first line of the text of a number."""
        return self.lines[self._row(self._texts[text])][0]

    def _row(self, offset: int) -> int:
        return bisect_right(self._starts, offset) - 1
