"""Measures `kijun check` on generated books and prints ratios, all from one run on one machine.

    python benchmarks/check.py [--pairs 1000] [--repeats 3]

Seconds say little about another machine; ratios do. Each check is a process of its own, from
start to exit, as people run it. What is compared is timed in turns, and the median of the
repeats counts.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

import generate

YAML_ALONE = """
import json, sys, time
from ruamel.yaml import YAML
yaml = YAML(typ="safe")
assert yaml.Parser.__module__.endswith("_ruamel_yaml"), "the C extension is missing"
with open(sys.argv[1], encoding="utf-8") as file:
    pieces = json.load(file)
start = time.perf_counter()
for piece in pieces:
    yaml.load(piece)
print(time.perf_counter() - start)
"""
"""Loads all pieces with one loader; only the loading is timed."""


def seconds(command: list[str], *, folder: Path | None = None) -> float:
    """The wall time of a process that may end with findings, but not without having run."""
    start = time.perf_counter()
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True)
    spent = time.perf_counter() - start
    if done.returncode not in (0, 1) or "Traceback" in done.stderr:
        said = done.stderr[-2000:]
        raise SystemExit(f"{' '.join(command)} ended with {done.returncode}:\n{said}")
    return spent


def processor() -> float:
    """Processor time of all processes that have ended so far, and of those below them."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def kijun(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "kijun", *arguments]


def check(book: Path, *more: str) -> list[str]:
    return kijun("-C", str(book), "check", "--fail-on", "error", *more)


def yaml_alone(pieces: Path) -> float:
    done = subprocess.run(
        [sys.executable, "-c", YAML_ALONE, str(pieces)], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def extracted(book: Path, into: Path) -> int:
    """Write every piece of YAML of the book's pages as one JSON list; how many there are."""
    pages = sorted((book / "guidelines").rglob("*.md"))
    pieces = [piece for page in pages for piece in generate.pieces(page.read_text("utf-8"))]
    into.write_text(json.dumps(pieces), encoding="utf-8")
    return len(pieces)


def first(book: Path) -> float:
    """A check that has no cache yet and writes one."""
    shutil.rmtree(book / ".kijun", ignore_errors=True)
    return seconds(check(book))


def after_edit(book: Path, turn: int) -> float:
    """A check with the cache of the last, after a sentence was added to one page."""
    pages = sorted((book / "guidelines" / "en" / "policies").glob("*.md"))
    page = pages[turn * 7 % len(pages)]
    with page.open("a", encoding="utf-8") as file:
        file.write(f"\nRead the item twice before you answer, in turn {turn}.\n")
    return seconds(check(book))


def peak(book: Path) -> float:
    """Most memory that a first check and its processes held together, in millions of bytes.

    The sum of resident sets, sampled; pages that processes share are counted for each.
    """
    shutil.rmtree(book / ".kijun", ignore_errors=True)
    running = subprocess.Popen(check(book), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    most = 0
    while running.poll() is None:
        most = max(most, sum(map(resident, tree(running.pid))))
        time.sleep(0.02)
    return most / 1e6


def tree(process: int) -> list[int]:
    """A process and all below it, read from /proc."""
    found = [process]
    for parent in found:
        for thread in Path(f"/proc/{parent}/task").glob("*/children"):
            try:
                found.extend(map(int, thread.read_text().split()))
            except OSError:
                continue
    return found


def resident(process: int) -> int:
    try:
        pages = int(Path(f"/proc/{process}/statm").read_text().split()[1])
    except (OSError, IndexError):
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


def main() -> None:
    parser = argparse.ArgumentParser(description="Measure kijun check on generated books.")
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--repeats", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kijun-benchmark-") as folder:
        for line in measured(Path(folder), options.pairs, options.repeats, options.seed):
            print(line, flush=True)


def measured(folder: Path, pairs: int, repeats: int, seed: int) -> list[str]:
    few, one, two = folder / "few", folder / "one", folder / "two"
    for book, size in ((few, 10), (one, pairs), (two, 2 * pairs)):
        generate.book(book, size, seed)
    count = extracted(one, folder / "pieces.json")
    timed: dict[str, list[float]] = {}

    worked: dict[str, list[float]] = {}

    def time_once(name: str, measure: Callable[[], float]) -> None:
        before = processor()
        spent = measure()
        timed.setdefault(name, []).append(spent)
        worked.setdefault(name, []).append(processor() - before)
        print(f"  {name}: {spent:.2f}", file=sys.stderr, flush=True)

    turns: list[tuple[str, Callable[[int], float]]] = [
        ("version", lambda _: seconds(kijun("--version"))),
        ("python", lambda _: seconds([sys.executable, "-c", "pass"])),
        ("yaml alone", lambda _: yaml_alone(folder / "pieces.json")),
        ("first", lambda _: first(one)),
        ("few, no cache", lambda _: seconds(check(few, "--no-cache"))),
        ("after an edit", lambda turn: after_edit(one, turn)),
        ("few, no cache", lambda _: seconds(check(few, "--no-cache"))),
        ("after an edit", lambda turn: after_edit(one, turn + 50)),
        ("twice as many", lambda _: first(two)),
        ("yaml alone", lambda _: yaml_alone(folder / "pieces.json")),
    ]
    for turn in range(repeats):
        for name, measure in turns:
            time_once(name, lambda: measure(turn))  # noqa: B023 - called at once
    took = {name: median(spent) for name, spent in timed.items()}
    work = {name: median(spent) for name, spent in worked.items()}
    memory = median([peak(one) for _ in range(min(repeats, 2))])
    edited = took["after an edit"] / took["few, no cache"]
    rows: list[tuple[str, float | None, float, str]] = [
        ("first check / its YAML alone", 3.0, took["first"] / took["yaml alone"], ""),
        ("the same in processor time, for 2 cores", 6.0, work["first"] / work["yaml alone"], ""),
        ("check after one edit / 10 pairs, no cache", 2.0, edited, ""),
        (f"{2 * pairs} pairs / {pairs} pairs", 2.2, took["twice as many"] / took["first"], ""),
        ("memory of all processes", 400.0, memory, " MB"),
        ("kijun --version", None, took["version"], " s"),
        ("10 pairs, no cache", None, took["few, no cache"], " s"),
        ("Python itself", None, took["python"], " s"),
        (f"first check of {pairs} pairs", None, took["first"], " s"),
        (f"loading its {count} pieces of YAML", None, took["yaml alone"], " s"),
        ("check after one edit", None, took["after an edit"], " s"),
    ]
    return table(rows, f"{os.cpu_count()} cores, medians of {repeats} or more, seed {seed}")


def table(rows: list[tuple[str, float | None, float, str]], caption: str) -> list[str]:
    lines = [f"{caption}", f"{'figure':44}{'at most':>9}{'measured':>12}  ok"]
    for name, bound, value, unit in rows:
        limit = "" if bound is None else f"{bound:g}"
        verdict = "" if bound is None else ("yes" if value <= bound else "NO")
        shown = f"{value:.0f}{unit}" if unit == " MB" else f"{value:.2f}{unit}"
        lines.append(f"{name:44}{limit:>9}{shown:>12}  {verdict}")
    return lines


if __name__ == "__main__":
    main()
