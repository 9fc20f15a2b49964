"""How much of really changed Japanese text a redline marks, and how often it cuts a word.

    python benchmarks/redline.py [--list]

Compared are adjacent monthly versions of the Mozilla pages: their paragraphs and items as they
are read, and their lines as they are typed, with links and markup. `--list` prints the redlines
that cut a word, to be read.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

from reading import MOZILLA, cloned

from kijun.diff import diff
from kijun.redline import Piece, redline
from kijun.words import morphemes

VERSIONS = 0.5
"""Ratio of equal characters from which two texts in one place are versions of one."""

NUMBER = re.compile(
    r"第?[0-9０-９](?:[0-9０-９,.]*[0-9０-９])?(?:歳|日|年|月|か月|ヶ月|週間|時間|分|秒|回|件|人|名|円|ドル"
    r"|条|項|号|章|節|つ|個|％|%|パーセント|営業日)"
)
LINK = re.compile(r"\[[^\[\]]*\]\([^()\s]*\)|https?://[!-~]+")
CODE = re.compile(r"`[^`]+`")

Pair = tuple[str, str]
Span = tuple[int, int]


def git(repository: Path, *arguments: str) -> str:
    command = ["git", "-C", str(repository), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def alike(pairs: Iterable[Pair]) -> list[Pair]:
    return [
        (old, new)
        for old, new in pairs
        if old != new and SequenceMatcher(None, old, new, autojunk=False).ratio() >= VERSIONS
    ]


def passages(repository: Path) -> Iterator[Pair]:
    """The Japanese texts that changed, as `kijun diff` finds and shows them."""
    for old, new in pairwise(git(repository, "tag").split()):
        for change in diff(repository, f"git:{old}", f"git:{new}").changes:
            wordings = [(each.locale, each.old, each.new) for each in change.others]
            for locale, was, now in ((change.locale, change.old, change.new), *wordings):
                told = locale == "ja" and change.rule not in ("layout-changed", "page-moved")
                if told and isinstance(was, str) and isinstance(now, str):
                    yield was, now


def lines(repository: Path) -> Iterator[Pair]:
    """The Japanese lines that changed, as typed; in a block of them each with its likest."""
    for old, new in pairwise(git(repository, "tag").split()):
        changed = git(repository, "diff", "--name-only", "--diff-filter=M", old, new, "--", "ja")
        for path in changed.split():
            ours, theirs = (
                git(repository, "show", f"{tag}:{path}").split("\n") for tag in (old, new)
            )
            matcher = SequenceMatcher(None, ours, theirs, autojunk=False)
            for tag, a, b, c, d in matcher.get_opcodes():
                if tag == "replace":
                    for line in ours[a:b]:
                        yield line, max(theirs[c:d], key=lambda each: _ratio(line, each))


def _ratio(old: str, new: str) -> float:
    return SequenceMatcher(None, old, new, autojunk=False).ratio()


def edits(pieces: Iterable[Piece]) -> Iterator[tuple[Span, Span]]:
    """Where each edit begins and ends in the old text and in the new one."""
    old = new = 0
    for piece in pieces:
        ends = old + len(piece.old), new + len(piece.new)
        if not piece.same:
            yield (old, ends[0]), (new, ends[1])
        old, new = ends


def cuts(edit: tuple[Span, Span], spans: tuple[list[Span], list[Span]]) -> bool:
    """Whether an edit begins or ends within one of some words, on either side."""
    return any(
        start < place < end
        for places, known in zip(edit, spans, strict=True)
        for place in places
        for start, end in known
    )


def found(pattern: re.Pattern[str], pair: Pair) -> tuple[list[Span], list[Span]]:
    ours, theirs = ([match.span() for match in pattern.finditer(text)] for text in pair)
    return ours, theirs


def long_words(pair: Pair) -> tuple[list[Span], list[Span]]:
    """The words of a dictionary: Sudachi's long units, which a redline never asks for."""
    ours, theirs = ([(m.start, m.end) for m in morphemes(text, "C")] for text in pair)
    return ours, theirs


def by_characters(old: str, new: str, _: str) -> tuple[Piece, ...]:
    """What a diff that knows no words makes of two texts, for comparison."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    return tuple(Piece(old[a:b], new[c:d]) for _, a, b, c, d in matcher.get_opcodes())


def measured(
    name: str,
    pairs: list[Pair],
    redline: Callable[[str, str, str], tuple[Piece, ...]],
    *,
    listing: bool,
) -> None:
    """Print a paragraph on some pairs."""
    characters = marked = number = cut = 0
    split = {"number and its counter": 0, "link": 0, "code span": 0}
    took = 0.0
    for pair in pairs:
        started = time.perf_counter()
        pieces = redline(*pair, "ja")
        took += time.perf_counter() - started
        characters += sum(map(len, pair))
        marked += sum(len(piece.old) + len(piece.new) for piece in pieces if not piece.same)
        words = long_words(pair)
        for edit in edits(pieces):
            number += 1
            for kind, pattern in zip(split, (NUMBER, LINK, CODE), strict=True):
                split[kind] += cuts(edit, found(pattern, pair))
            if cuts(edit, words):
                cut += 1
                if listing:
                    print("".join(p.old if p.same else f"[-{p.old}-]{{+{p.new}+}}" for p in pieces))
    print(f"{name}: {len(pairs)}, {characters} characters, {number} edits")
    print(f"    characters marked   {marked / characters:.1%}")
    print(f"    edits cutting words {cut / number:.1%}")
    for kind, times in split.items():
        print(f"    edits splitting a {kind}: {times}")
    print(f"    {1000 * took / len(pairs):.1f} ms each")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--list", action="store_true")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        repository = cloned(Path(folder) / "pages")
        if repository is None:
            print(f"Skipped: there is no {MOZILLA.name} beside the repository.")
            return
        redline("辞書", "辞典", "ja")
        for name, each in (("texts as they are read", passages), ("lines as typed", lines)):
            pairs = alike(each(repository))
            measured(name, pairs, redline, listing=options.list)
            measured(f"{name}, by characters", pairs, by_characters, listing=False)
    print("bounds, of texts as they are read: 11% marked, 2% cutting; of all: none split")


if __name__ == "__main__":
    main()
