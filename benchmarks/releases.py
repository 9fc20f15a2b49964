"""Measures what a long history costs on a generated book, and prints ratios, all from one run.

    python benchmarks/releases.py [--pairs 1000] [--releases 100] [--share 0.05]

A book is written and released; then, release after release, a share of its guidelines gets
another sentence in both languages, is committed and released. What is compared: reading every
text that ever was against reading those of one day; comparing two neighbouring releases against
comparing two in which every guideline differs; the bytes of the packs against those of the
rendered texts in them; and how many files the packs are.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import tempfile
import time
from collections.abc import Callable
from itertools import product
from pathlib import Path

import generate

from kijun import book, diff, packs, read
from kijun.cache import Cache
from kijun.gaps import Gaps
from kijun.history import History
from kijun.markdown import Renderer
from kijun.model import Edition
from kijun.prose import Prose
from kijun.releases import Calendar
from kijun.schema import Schemas
from kijun.shelf import Shelf
from kijun.texts import Splitter
from kijun.tree import Folder

MORE = {
    "en": "Look at the item once more, time {n}.",
    "ja": "コンテンツをもう一度確認します（{n}回目）。",
}
"""What a guideline's first clause gains with each release that touches it."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pairs", type=int, default=1000)
    parser.add_argument("--releases", type=int, default=100)
    parser.add_argument("--share", type=float, default=0.05)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        write(folder, options.pairs, options.releases, options.share)
        print(
            f"{options.pairs} pairs, {options.releases} releases, {options.share:.0%} changed each"
        )
        history(folder)
        neighbours(folder)
        packed(folder)


def write(folder: Path, pairs: int, count: int, share: float) -> None:
    """The book with its history, in a repository of its own."""
    generate.book(folder, pairs)
    git(folder, "init", "-q")
    chance = random.Random(1)
    names = sorted(path.name for path in (folder / "guidelines/en/policies").glob("*.md"))
    texts: dict[tuple[str, str], str] = {}
    for number in range(1, count + 1):
        touched = chance.sample(names, max(1, round(len(names) * share))) if number > 1 else []
        for name in touched:
            for locale, words in MORE.items():
                path = folder / f"guidelines/{locale}/policies/{name}"
                head, found, rest = path.read_text("utf-8").partition("\n```yaml case")
                path.write_text(f"{head}\n{words.format(n=number)}\n{found}{rest}", "utf-8")
        release(folder, number, touched or names, texts)
        git(folder, "add", "-A")
        git(folder, "commit", "-qm", f"Release {number}")


def release(
    folder: Path, number: int, names: list[str], before: dict[tuple[str, str], str]
) -> None:
    """A release of all that differs, in these guidelines, from the one before."""
    units: dict[str, dict[str, dict[str, str]]] = {}
    splitter = Splitter()
    for locale, name in product(MORE, names):
        page = (folder / f"guidelines/{locale}/policies/{name}").read_text("utf-8")
        for text in splitter.page(page):
            unit = text.address
            if before.get((unit, locale)) != text.fingerprint:
                entry = units.setdefault(unit, {"to": {}})
                entry["to"][locale] = text.fingerprint
                if (unit, locale) in before:
                    entry.setdefault("base", {})[locale] = before[unit, locale]
                before[unit, locale] = text.fingerprint
    day = f"{2000 + number // 12}-{number % 12 + 1:02}-01"
    path = folder / "guidelines" / "releases" / f"{day}.yml"
    path.parent.mkdir(exist_ok=True)
    data = {"published": f"{day}T10:00Z", "changes": [{"class": "read", "units": units}]}
    # JSON is YAML: a file of this size is written at once.
    path.write_text(json.dumps(data, indent=1), "utf-8")


def history(folder: Path) -> None:
    """Every text that ever was, against those of one day."""
    day = seconds(lambda: opened(folder).now)
    every = seconds(lambda: opened(folder, git=True).of("clause:none"))
    told("full history / one release", every / day, 4)


def neighbours(folder: Path) -> None:
    """Two neighbouring releases, against two between which every guideline changed."""
    names = [each.name for each in calendar(folder)[0].releases]
    near = seconds(lambda: compared(folder, names[-2], names[-1]))
    for path in (folder / "guidelines").glob("*/policies/*.md"):
        locale = path.parts[-3]
        head, found, rest = path.read_text("utf-8").partition("\n```yaml case")
        path.write_text(f"{head}\n{MORE[locale].format(n=0)}\n{found}{rest}", "utf-8")
    every = seconds(lambda: compared(folder, names[-1], "."))
    git(folder, "checkout", "-q", ".")
    told("neighbours / everything changed", near / every, 0.15)


def packed(folder: Path) -> None:
    """The packs, against the rendered texts in them."""
    found, history = calendar(folder)
    settings = history.settings
    schemas, renderer = Schemas(settings.schemas), Renderer(settings.engine)
    total = inside = files = guidelines = 0
    start = time.perf_counter()
    for code, locale in settings.locales.items():

        def reader(text: str, path: str, page: str, code: str = code) -> Edition:
            return read.edition(text.encode(), path, page, code, schemas, renderer)

        editions = {}
        for page, paths in book.pages(history.tree, settings).items():
            raw = (history.tree.read(paths[code]) or b"").decode()
            editions[page] = reader(raw, f"{locale.folder}/{page}", page)
        shelf = Shelf(code, settings, editions, renderer.html, "internal")
        gaps = Gaps(history, code, lambda _unit: True)
        for _, pack in packs.Packer(Prose(shelf), found, gaps, schemas, reader).packs():
            text = json.dumps(pack, ensure_ascii=False, separators=(",", ":"))
            total += len(text.encode())
            inside += sum(len(each["html"].encode()) for each in pack["texts"].values())
            files += 1
        guidelines += sum(1 for edition in editions.values() if edition.guideline)
    print(f"packs made in {time.perf_counter() - start:.0f} s, {total / 1e6:.1f} MB")
    told("bytes of packs / of the texts in them", total / inside, 1.3)
    told("files / guidelines × locales", files + 1, guidelines + 10)


def opened(folder: Path, *, git: bool = False) -> History:
    """The book's texts: those of the working tree, or with git's every one."""
    tree = Folder(folder)
    return History(tree, book.settings(tree, Cache(None)), folder if git else None)


def calendar(folder: Path) -> tuple[Calendar, History]:
    history = opened(folder, git=True)
    return book.calendar(history.tree, history.settings, Cache(None))[0], history


def compared(folder: Path, old: str, new: str) -> None:
    assert diff.diff(folder, old, new).changes


def seconds(work: Callable[[], object]) -> float:
    """The least of three runs."""
    taken = []
    for _ in range(3):
        start = time.perf_counter()
        work()
        taken.append(time.perf_counter() - start)
    return min(taken)


def told(name: str, found: float, most: float) -> None:
    verdict = "" if found <= most else "  MORE THAN ALLOWED"
    print(f"{name}: {found:.2f} (at most {most}){verdict}", flush=True)


def git(folder: Path, *arguments: str) -> None:
    author = {
        f"GIT_{who}_{what}": "bench@example.org"
        for who in ("AUTHOR", "COMMITTER")
        for what in ("NAME", "EMAIL")
    }
    subprocess.run(["git", *arguments], cwd=folder, env={**os.environ, **author}, check=True)


if __name__ == "__main__":
    main()
