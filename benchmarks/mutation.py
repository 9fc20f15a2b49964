"""Measures each check: faults of its kind, seeded into clean pairs, and its reports on real ones.

    python benchmarks/mutation.py [--each 20] [--seed 1]

A fault is put into one unit of the sample guidelines or of a generated book; it is found when
its check reports, in that unit, something that it did not report before. The reports on the
Mozilla pairs, which nobody seeded, are counted beside it: some of them are real defects.
Writes `benchmarks/checks.json`, which the catalogue of the site shows:
`{command, checks: {check: {seeded, found, reports_on_real_pairs, pairs}}}`.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import corpora
import generate
import reading

from kijun.checks import CHECKS
from kijun.model import Edition, Finding, Pair, Unit
from kijun.tree import Folder

OUT = Path(__file__).with_name("checks.json")
COMMAND = "python benchmarks/mutation.py"


@dataclass(frozen=True)
class Fault:
    """Files with one fault in them, and the unit that it was put into."""

    unit: str
    files: dict[str, str]


Operator = Callable[[Pair], Iterator[Fault]]
By = str | Callable[[re.Match[str]], str]


def unit_at(edition: Edition, offset: int) -> Unit:
    """The innermost unit that an offset of the file stands in."""
    line = edition.source.count("\n", 0, offset) + 1
    around = [unit for unit in edition.units if unit.line <= line <= unit.last]
    return min(around, key=lambda unit: unit.last - unit.line)


def replaced(text: str, span: tuple[int, int], by: str) -> str:
    return text[: span[0]] + by + text[span[1] :]


def body(edition: Edition) -> int:
    """Where the page's text begins, below its front matter."""
    return edition.source.find("\n---\n", 3) + 1 if edition.guideline else 0


def in_target(pattern: str, by: By, *, once: bool = False) -> Operator:
    """Replaces what a pattern finds in the translation, one place at a time.

    With `once`, only what the unit holds once: the checks that compare sets see nothing else.
    """

    def operator(pair: Pair) -> Iterator[Fault]:
        target = pair.target
        for found in re.finditer(pattern, target.source, re.M):
            if found.start() < body(target):
                continue
            unit = unit_at(target, found.start())
            lines = "\n".join(target.lines[unit.line - 1 : unit.last])
            if once and lines.count(found[0]) > 1:
                continue
            changed = by(found) if callable(by) else found.expand(by)
            yield Fault(unit.address, {target.path: replaced(target.source, found.span(), changed)})

    return operator


def in_both(pattern: str, by: By) -> Operator:
    """Replaces what a pattern finds in a unit's block, alike in both languages."""

    def operator(pair: Pair) -> Iterator[Fault]:
        if not pair.source.guideline:
            return
        for left, right in pair.both:
            if left.kind in ("guideline", "section"):
                continue
            files = {}
            for edition, unit in ((pair.source, left), (pair.target, right)):
                start = len("\n".join(edition.lines[: unit.line - 1])) + 1
                end = start + len("\n".join(edition.lines[unit.line - 1 : unit.last]))
                found = re.compile(pattern, re.M).search(edition.source, start, end)
                if found and unit_at(edition, found.start()) is unit:
                    changed = by(found) if callable(by) else found.expand(by)
                    files[edition.path] = replaced(edition.source, found.span(), changed)
            if len(files) == 2:
                yield Fault(left.address, files)

    return operator


def without_block(kind: str, *, of_target: bool) -> Operator:
    def operator(pair: Pair) -> Iterator[Fault]:
        edition = pair.target if of_target else pair.source
        for unit in edition.of(kind):
            kept = [*edition.lines[: unit.line - 1], *edition.lines[unit.last :]]
            yield Fault(unit.address, {edition.path: "\n".join(kept)})

    return operator


def digit_changed(pair: Pair) -> Iterator[Fault]:
    for digit in corpora.candidates([pair]):
        source = pair.target.source
        other = str(9 - int(source[digit.offset])) if source[digit.offset].isascii() else "1"
        changed = replaced(source, (digit.offset, digit.offset + 1), other)
        yield Fault(digit.unit, {pair.target.path: changed})


def term_lost(by: Callable[[tuple[str, ...]], str]) -> Operator:
    """Takes a concept's Japanese term out of a unit in which English uses the concept."""

    def operator(pair: Pair) -> Iterator[Fault]:
        target = pair.target
        for concept in pair.settings.glossary:
            ours, theirs = (concept.terms.get(e.locale) for e in (pair.source, pair.target))
            if not ours or not theirs or "policy" not in concept.contexts:
                continue
            for left, right in pair.both:
                if left.kind not in ("case", "question"):
                    continue
                source = " ".join(p.text for p in left.passages)
                block = "\n".join(target.lines[right.line - 1 : right.last])
                used = [word for word in theirs.accepted if word in block]
                spoken = re.search(rf"\b{re.escape(ours.preferred[0])}\b", source)
                wrong = by(theirs.never)
                if spoken and len(used) == 1 and wrong and used[0] not in wrong:
                    start = len("\n".join(target.lines[: right.line - 1])) + 1
                    changed = block.replace(used[0], wrong)
                    span = (start, start + len(block))
                    yield Fault(
                        right.address, {target.path: replaced(target.source, span, changed)}
                    )

    return operator


def left_in_english(pair: Pair) -> Iterator[Fault]:
    for part in pair.aligned:
        if len(part.source) != 1 or len(part.target) != 1 or part.source[0].field:
            continue
        text, left = part.target[0].text, part.source[0].text
        if len(left.split()) > 6 and pair.target.source.count(text) == 1:
            changed = pair.target.source.replace(text, left)
            yield Fault(part.target_unit.address, {pair.target.path: changed})


LIMITED = re.compile(r"\b(?:only|unless|except|other than|as long as)\b", re.I)
LIMIT = re.compile(
    "(?:のみ|だけ)(?=[がをにで])|[^、。「」\n]+(?:を除き|を除いて|以外は|でない限り|ない限り|に限り|限り)、"
)


def limit_lost(pair: Pair) -> Iterator[Fault]:
    """Takes the one limit out of a Japanese passage whose English has one, too."""
    for part in pair.aligned:
        if len(LIMITED.findall(" ".join(passage.text for passage in part.source))) != 1:
            continue
        for passage in part.target:
            for limit in LIMIT.finditer(passage.text):
                around = passage.text[max(0, limit.start() - 6) : limit.end() + 6]
                if pair.target.source.count(around) == 1:
                    changed = pair.target.source.replace(around, around.replace(limit[0], "", 1))
                    yield Fault(part.target_unit.address, {pair.target.path: changed})


BOUND = {"以上": "未満", "以下": "以上", "以内": "以上", "未満": "以上", "を超える": "以下の"}
ENDINGS = {"できます。": "できる。", "います。": "いる。", "です。": "だ。", "します。": "する。"}
FULL_WIDTH = {ord(str(n)): chr(0xFF10 + n) for n in range(10)}

OPERATORS: dict[str, Operator] = {
    "banned-term": in_target("ラベル付け", "ラベル貼り"),
    "bounds": in_target(
        rf"(?<=\d)([^\d\s]{{1,3}}?)({'|'.join(BOUND)})", lambda m: m[1] + BOUND[m[2]]
    ),
    "case-contradicts-decision": in_both(
        r"^(path: \{.*: )(?:true|false)(?=\}$)"
        r"|^(path:\n(?:  .*\n)*?  [a-z-]+: )(?:true|false)(?=\n\S)",
        lambda found: (found[1] or found[2]) + "unsure",
    ),
    "code-differs": in_target(r"`[A-Z]+\d*-[A-Z0-9]+`", "`ZZZ-9`", once=True),
    "decision-runs-in-circle": in_both(r"(?s)^start: (\S+)(.*?when-true: )\S+", r"start: \1\2\1"),
    "english-left": left_in_english,
    "invariant-differs": in_target(r"^(expect|modality|near): \S+$", lambda m: changed_fact(m[0])),
    "label-unknown": in_both(r"^expect: (\S+)$", r"expect: \g<1>X"),
    "limits": limit_lost,
    "link-broken": in_target(r"\]\((?!http)[a-z-]+\.md", "](nowhere.md"),
    "link-differs": in_target(r"\]\((?!http)[^)#]+#[^)]+\)", "](index.md)", once=True),
    "modality": in_target("(?:ては|では)なりません。", "てもかまいません。"),
    "near-is-expected": in_both(r"^expect: (\S+)\nnear: \S+$", r"expect: \1\nnear: \1"),
    # かまいません and なければなりません deny nothing: without their ません they are no words.
    "negation": in_target("(?<![はば]なり)(?<!かまい)ません。", "ます。"),
    "never-term": term_lost(lambda never: never[0] if never else ""),
    "notation": in_target(
        r"(?<=[ぁ-ん一-龠、])\d+(?=[ぁ-ん一-龠])", lambda m: m[0].translate(FULL_WIDTH)
    ),
    "numbers": digit_changed,
    "path-missing": in_both(r"^path:(?: \{.*\}$|\n(?:  .*\n)+)", "sensitive: x\n"),
    "placeholder-differs": in_target(r"⟨[^⟩A-Z]*([A-Z])⟩", "⟨人物Z⟩", once=True),
    "punctuation": in_target("(?<=[ぁ-ん一-龠])、", ","),
    "question-leads-nowhere": in_both(r"when-false: [a-z][a-z-]*$", "when-false: no-such-step"),
    "register": in_target(rf"({'|'.join(ENDINGS)})$", lambda m: ENDINGS[m[1]]),
    "scope": in_target(r"^(?=[ぁ-ん一-龠ァ-ヶ][^「\n]{14,}ます。$)", "原則として、"),
    "stray-markup": in_target(r"^([*-]) (?=[ぁ-ん一-龠])", r"\1"),
    "structure": in_target(r"^[*-] [^\n]*\n", ""),
    "terms": term_lost(lambda _: "それ"),
    "text-missing": in_target(r"^(?:definition|scope|exception|for-counsel): [^|\n][^\n]*\n", ""),
    "unit-missing": without_block("case", of_target=True),
    "unit-orphan": without_block("case", of_target=False),
    "units": in_target(r"(?<=\d)日(?=[以間])", "か月"),
}
"""A fault for each check that has a plain one."""


def changed_fact(line: str) -> str:
    field, _, value = line.partition(": ")
    others = {"modality": ("must", "may")}.get(field, ("FND-U", "FND-ESC"))
    return f"{field}: {others[value == others[0]]}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure each check with seeded faults.")
    parser.add_argument("--each", type=int, default=20, help="faults a check and book")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("checks", nargs="*", help="only these checks; nothing is written")
    options = parser.parse_args()
    wanted = {check: OPERATORS[check] for check in options.checks} or OPERATORS
    with tempfile.TemporaryDirectory(prefix="kijun-mutation-") as folder:
        generate.book(Path(folder) / "book", 20, options.seed)
        books = [reading.Book(Folder(place)) for place in (reading.ROOT, Path(folder) / "book")]
        counted = {check: [0, 0] for check in wanted}
        for book in books:
            for check, (seeded, found) in measured(book, wanted, options).items():
                counted[check][0] += seeded
                counted[check][1] += found
        real = on_real_pairs(Path(folder) / "mozilla")
    figures = {}
    for check in CHECKS:
        row: dict[str, int] = {}
        if check in counted:
            row |= {"seeded": counted[check][0], "found": counted[check][1]}
        if real is not None and CHECKS[check].reads in ("edition", "pair"):
            row |= {"reports_on_real_pairs": real[1][check], "pairs": real[0]}
        if row:
            figures[check] = row
            shown = f"{row.get('found', '-'):>5} of {row.get('seeded', '-'):>4}"
            if check in counted:
                print(f"{check:28}{shown}   real pairs: {row.get('reports_on_real_pairs', '-')}")
    if not options.checks:
        written = {"command": COMMAND, "checks": figures}
        options.out.write_text(json.dumps(written, indent=1) + "\n", encoding="utf-8")


def measured(
    book: reading.Book, operators: dict[str, Operator], options: argparse.Namespace
) -> dict[str, tuple[int, int]]:
    """Faults seeded and found, by check."""
    pairs = list(book.pairs())
    before = {pair.source.page: known(book.few(files_of(pair))) for pair in pairs}
    counts = {}
    for check, operator in operators.items():
        seeded = random.Random(f"{options.seed}:{check}")
        faults = [(pair, fault) for pair in pairs for fault in operator(pair)]
        chosen = seeded.sample(faults, min(options.each, len(faults)))
        found = 0
        for pair, fault in chosen:
            after = book.few({**files_of(pair), **fault.files})
            new = known(f for f in after if f.check == check and f.unit == fault.unit)
            if new - before[pair.source.page]:
                found += 1
            elif options.checks:
                print(f"  not found: {check} in {fault.unit} of {pair.target.path}")
        counts[check] = (len(chosen), found)
    return counts


def files_of(pair: Pair) -> dict[str, str]:
    return {edition.path: edition.source for edition in (pair.source, pair.target)}


def known(findings: Iterator[Finding] | tuple[Finding, ...]) -> Counter[tuple[str, str, str]]:
    """What is said, and how often: lines move when a fault takes one away."""
    return Counter((f.check, f.unit, str(sorted(f.values.items(), key=str))) for f in findings)


def on_real_pairs(folder: Path) -> tuple[int, Counter[str]] | None:
    """How many pairs there are, and how often each check reports; None without the bundle."""
    cloned = reading.cloned(folder)
    if cloned is None:
        print(f"There is no {reading.MOZILLA.name} beside the repository: no real pairs.")
        return None
    book = reading.mozilla(cloned)
    pairs = list(book.pairs())
    return len(pairs), Counter(f.check for f in book.few(corpora.files_of(pairs)))


if __name__ == "__main__":
    main()
