"""What `kijun diff` says of the history of real policy pages, version by version.

    python benchmarks/history.py [REPOSITORY] [--list CLASS] [--sample FILE [--seed 1]]

The repository is a clone of the pages beside this one unless named; each tag is compared with
the next. `--list` prints the changes of a class, for a reader to judge. `--sample` writes a
file of English changes without their class, for a reader to judge who does not know it, and
beside it the key.
"""

from __future__ import annotations

import argparse
import random
import re
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kijun.model import Change

ROOT = Path(__file__).resolve().parents[1]
BUNDLE = ROOT.parent / "shared" / "corpora" / "mozilla-legal.bundle"
sys.path.insert(0, str(ROOT / "tools"))

SAME_WORDS = (
    *("markup-changed", "typography-changed", "layout-changed", "link-changed", "text-moved"),
    *("text-divided", "order-changed", "page-moved", "unit-moved", "metadata-changed"),
    "hidden-text-changed",
)
"""Rules for changes that alter no word."""

SAMPLE = 30
"""How many changes a sample holds that are called undecided, and as many that are called less."""

SHOWN = 3000
"""As many characters of a text a sample shows."""


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], check=True, capture_output=True, text=True)
    return done.stdout


def main() -> None:
    from kijun.diff import diff
    from kijun.rules import GRADES

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("repository", nargs="?", type=Path)
    parser.add_argument("--list", choices=GRADES, default="")
    parser.add_argument("--sample", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    if not (options.repository or BUNDLE.is_file()):
        print(f"Skipped: there is no {BUNDLE.name} beside the repository.")
        return
    with tempfile.TemporaryDirectory() as folder:
        repository = options.repository or Path(folder) / "pages"
        if not options.repository:
            git("clone", "-q", "-b", "main", str(BUNDLE), str(repository))
        tags = git("-C", str(repository), "tag").split()
        classes: Counter[tuple[str, str]] = Counter()
        worded: Counter[str] = Counter()
        dated: Counter[str] = Counter()
        every: list[Step] = []
        started = time.perf_counter()
        for old, new in pairwise(tags):
            for change in diff(repository, f"git:{old}", f"git:{new}").changes:
                classes[change.locale, change.grade] += 1
                worded[change.locale] += change.rule not in SAME_WORDS
                dated[change.locale] += change.rule == "date-changed"
                every.append(Step(repository, old, new, change))
                if change.grade == options.list:
                    print(f"{old} {new} {change.path}:{change.line} {change.rule}")
                    print(f"  - {change.old}\n  + {change.new}")
        took = time.perf_counter() - started
        if options.sample:
            write(sample(every, random.Random(options.seed)), options.sample)
    for locale in sorted(worded):
        counts = ", ".join(f"{g} {classes[locale, g]}" for g in GRADES if classes[locale, g])
        undecided, every_word = classes[locale, "undecided"], worded[locale]
        but_dates = every_word - dated[locale]
        print(f"{locale}: {counts}")
        print(f"    {undecided} undecided of {every_word} that alter a word", end="")
        print(f" ({undecided / every_word:.0%});", end="")
        print(
            f" of {but_dates} that alter more than a page's own date: {undecided / but_dates:.0%}"
        )
    print(f"{len(tags)} tags, {took:.0f} s")


# A sample for a reader who does not see the class


@dataclass(frozen=True)
class Step:
    """A change, and the two tags it lies between."""

    repository: Path
    old: str
    new: str
    change: Change

    def around(self) -> tuple[list[str], list[str], list[str]]:
        """The headings above the text, and the two paragraphs before and after it, as written.

        They are read on the side where the text stands, the old one where it stands on both.
        """
        change = self.change
        side, text = (self.new, change.new) if change.old is None else (self.old, change.old)
        raw = git("-C", str(self.repository), "show", f"{side}:{change.path}").split("\n")
        start = letters(text)[:40]
        found = [n for n, line in enumerate(raw) if start in letters(line)]
        near = min(found, key=lambda n: abs(n + 1 - change.line), default=change.line - 1)
        above: list[str] = []
        for line in reversed(raw[:near]):
            depth = len(line) - len(line.lstrip("#"))
            if depth and (not above or depth < len(above[0]) - len(above[0].lstrip("#"))):
                above.insert(0, line)
        before, after = ([line for line in part if line.strip()] for part in cut(raw, near))
        return above, before[-2:], after[:2]


def cut(lines: Sequence[str], at: int) -> tuple[Sequence[str], Sequence[str]]:
    return lines[:at], lines[at + 1 :]


def letters(text: str) -> str:
    """The letters of a text without markup, addresses and space: enough to find its line."""
    return re.sub(r"\]\([^)]*\)|\W", "", text)


def sample(every: Sequence[Step], seeded: random.Random) -> list[Step]:
    """English changes of prose of both kinds, mixed. What two pages have alike is taken once."""
    from kijun.changes import prose

    distinct = {
        (step.change.old, step.change.new): step
        for step in every
        if step.change.locale == "en"
        and step.change.rule in prose.BY_ID
        and step.change.rule != "layout-changed"  # its texts are fingerprints
        and isinstance(step.change.new, str | None)
    }
    chosen: list[Step] = []
    for asked in (True, False):
        kind = [s for s in distinct.values() if (s.change.grade == "undecided") == asked]
        chosen += seeded.sample(kind, SAMPLE)
    seeded.shuffle(chosen)
    return chosen


def write(steps: Sequence[Step], file: Path) -> None:
    """The texts into the file; number, class, rule and place into FILE-key.tsv beside it."""
    key = ["number\tclass\trule\told\tnew\tplace\tfingerprint"]
    page: list[str] = []
    for number, step in enumerate(steps, 1):
        page += shown(number, step)
        c = step.change
        place = f"{c.path}:{c.line}"
        key.append(
            "\t".join((str(number), c.grade, c.rule, step.old, step.new, place, c.fingerprint))
        )
    file.write_text("\n".join(page) + "\n", encoding="utf-8")
    key_file = file.with_name(f"{file.stem}-key.tsv")
    key_file.write_text("\n".join(key) + "\n", encoding="utf-8")


def shown(number: int, step: Step) -> Iterator[str]:
    change = step.change
    above, before, after = step.around()
    yield f"# Change {number}\n"
    yield f"{change.path}, {step.old} to {step.new}\n"
    for name, lines in (
        ("Under", above),
        ("Before it", before),
        ("OLD", [change.old or "(nothing)"]),
        ("NEW", [change.new or "(nothing)"]),
        ("After it", after),
    ):
        text = "\n".join(lines) or "(nothing)"
        more = f" … ({len(text) - SHOWN} characters more)" if len(text) > SHOWN else ""
        yield f"**{name}**\n"
        yield "\n".join(f"    {line}" for line in (text[:SHOWN] + more).split("\n")) + "\n"


if __name__ == "__main__":
    main()
