"""What kijun finds in 21 real English–Japanese pages that nobody here wrote.

    python benchmarks/corpora.py [--digits 100] [--seed 1]

The pages are Mozilla's legal documents, cloned from `../shared/corpora/mozilla-legal.bundle`
beside the repository into a temporary folder; their text does not enter the project. Printed
are the findings of each check, how many of the known defects are found, and how many digits,
changed at random, are found in their block.
"""

from __future__ import annotations

import argparse
import random
import re
import tempfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import reading

from kijun.model import Finding, Pair, Unit

OUT_OF_STEP = "pocket_privacy_policy.md"
"""The page whose English moved on while its Japanese did not."""

LOST_ITEMS, STRAY_BOLD, MOST_NUMBERS = 36, 64, 3
"""Known defects of these pages, and how many number findings those in step may have at most."""


def main() -> None:
    parser = argparse.ArgumentParser(description="Check the Mozilla pages.")
    parser.add_argument("--digits", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kijun-corpora-") as folder:
        cloned = reading.cloned(Path(folder) / "mozilla")
        if cloned is None:
            print(f"Skipped: there is no {reading.MOZILLA.name} beside the repository.")
            return
        book = reading.mozilla(cloned)
        pairs = list(book.pairs())
        findings = book.few(files_of(pairs))
        print(f"{len(pairs)} pairs")
        for check, number in sorted(Counter(f.check for f in findings).items()):
            print(f"  {check:24}{number:4}")
        print(defects(pairs, findings))
        print(digits(book, pairs, findings, options.digits, random.Random(options.seed)))


def files_of(pairs: list[Pair]) -> dict[str, str]:
    return {e.path: e.source for pair in pairs for e in (pair.source, pair.target)}


# Known defects


def items(unit: Unit) -> int:
    """The items of a unit's lists, as rendered."""
    return sum(int(block.split()[1]) for block in unit.shape if block[:3] in ("ul ", "ol "))


def defects(pairs: list[Pair], findings: tuple[Finding, ...]) -> str:
    lost = {
        (pair.target.path, right.address): items(left) - items(right)
        for pair in pairs
        for left, right in pair.both
        if items(left) > items(right)
    }
    shown = {(f.path, f.unit) for f in findings if f.check in ("structure", "stray-markup")}
    found = sum(number for place, number in lost.items() if place in shown)
    bold = (f for f in findings if f.check == "stray-markup" and f.values["sign"] == "__")
    stray = sum(2 if f.values["pair"] else 1 for f in bold)
    numbers = sum(f.check == "numbers" and not f.path.endswith(OUT_OF_STEP) for f in findings)
    return (
        f"list items that Japanese lacks as rendered: {found} found of {sum(lost.values())} "
        f"(known to be lost: {LOST_ITEMS})\n"
        f"stray __: {stray} found (known: {STRAY_BOLD})\n"
        f"number findings in the pairs in step: {numbers} (at most {MOST_NUMBERS})"
    )


# Digits changed at random


@dataclass(frozen=True)
class Digit:
    """A digit of a Japanese page: its offset in the file and the unit it stands in."""

    pair: Pair
    offset: int
    unit: str

    @property
    def line(self) -> int:
        return self.pair.target.source.count("\n", 0, self.offset) + 1


def candidates(pairs: list[Pair], findings: tuple[Finding, ...] = ()) -> Iterator[Digit]:
    """Every digit that a translator could have mistyped.

    It stands in the text of a Japanese block whose English counterpart has a digit too; not in
    a code span, nor in an address; and the characters around it occur once in the file, so that
    it is known which digit of the file it is. Left out are pages out of step and units in which
    'numbers' has something to say already.
    """
    for pair in pairs:
        if pair.target.page == OUT_OF_STEP:
            continue
        source = pair.target.source
        known = {f.unit for f in findings if f.check == "numbers"}
        for part in pair.aligned:
            if part.target_unit.address in known:
                continue
            if not any(re.search(r"\d", passage.text) for passage in part.source):
                continue
            for passage in part.target:
                hidden = [m.span() for m in re.finditer(r"https?://\S+|\S+@\S+", passage.text)]
                for code in passage.codes:
                    hidden += [m.span() for m in re.finditer(re.escape(code), passage.text)]
                for digit in re.finditer(r"\d", passage.text):
                    at = digit.start()
                    around = passage.text[max(0, at - 6) : at + 6]
                    if source.count(around) == 1 and not any(a <= at < b for a, b in hidden):
                        offset = source.index(around) + min(at, 6)
                        yield Digit(pair, offset, part.target_unit.address)


def digits(
    book: reading.Book,
    pairs: list[Pair],
    findings: tuple[Finding, ...],
    count: int,
    seeded: random.Random,
) -> str:
    known = {f.fingerprint for f in findings}
    every = list({(d.pair.target.path, d.offset): d for d in candidates(pairs, findings)}.values())
    chosen = seeded.sample(every, min(count, len(every)))
    found = {"line": 0, "numbers": 0, "any": 0}
    missed = []
    for digit in chosen:
        target, source = digit.pair.target, digit.pair.source
        other = seeded.choice([d for d in "123456789" if d != target.source[digit.offset]])
        text = target.source[: digit.offset] + other + target.source[digit.offset + 1 :]
        new = [
            f
            for f in book.few({source.path: source.source, target.path: text})
            if f.fingerprint not in known and f.unit == digit.unit
        ]
        numbers = [f for f in new if f.check == "numbers"]
        found["line"] += any(f.line == digit.line for f in numbers)
        found["numbers"] += bool(numbers)
        found["any"] += bool(new)
        if not new:
            missed.append(f"{target.path}:{digit.line} {target.source[digit.offset]} -> {other}")
    lines = [
        f"digits changed: {len(chosen)} of {len(every)}; found in their unit by 'numbers': "
        f"{found['numbers']} (on their line: {found['line']}), by any check: {found['any']}"
    ]
    return "\n".join(lines + [f"  missed: {each}" for each in missed])


if __name__ == "__main__":
    main()
