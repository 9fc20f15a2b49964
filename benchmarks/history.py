"""What `kijun diff` says of the history of real policy pages, version by version.

    python benchmarks/history.py [REPOSITORY] [--list CLASS]

The repository is a clone of the pages beside this one unless named; each tag is compared with
the next. `--list` prints the changes of a class, for a reader to judge.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BUNDLE = ROOT.parent / "shared" / "corpora" / "mozilla-legal.bundle"
sys.path.insert(0, str(ROOT / "tools"))

SAME_WORDS = """markup-changed typography-changed layout-changed link-changed date-changed
    text-moved text-divided order-changed page-moved unit-moved metadata-changed
    hidden-text-changed heading-added heading-removed"""
"""Rules for changes that alter no word, but a date's."""


def git(*arguments: str) -> str:
    done = subprocess.run(["git", *arguments], check=True, capture_output=True, text=True)
    return done.stdout


def main() -> None:
    from kijun.diff import diff
    from kijun.rules import GRADES

    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("repository", nargs="?", type=Path)
    parser.add_argument("--list", choices=GRADES, default="")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        repository = options.repository or Path(folder) / "pages"
        if not options.repository:
            git("clone", "-q", "-b", "main", str(BUNDLE), str(repository))
        tags = git("-C", str(repository), "tag").split()
        classes: Counter[tuple[str, str]] = Counter()
        worded: Counter[str] = Counter()
        started = time.perf_counter()
        for old, new in pairwise(tags):
            for change in diff(repository, f"git:{old}", f"git:{new}").changes:
                classes[change.locale, change.grade] += 1
                worded[change.locale] += change.rule not in SAME_WORDS
                if change.grade == options.list:
                    print(f"{old} {new} {change.path}:{change.line} {change.rule}")
                    print(f"  - {change.old}\n  + {change.new}")
        took = time.perf_counter() - started
    for locale in sorted(worded):
        counts = ", ".join(f"{g} {classes[locale, g]}" for g in GRADES if classes[locale, g])
        undecided = classes[locale, "undecided"]
        print(f"{locale}: {counts}")
        print(f"    {undecided} undecided of {worded[locale]} that alter a word", end="")
        print(f" ({undecided / worded[locale]:.0%})")
    print(f"{len(tags)} tags, {took:.0f} s")


if __name__ == "__main__":
    main()
