"""The one decorator that makes a function a check."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from .model import Finding
from .text import Text

LEVELS = ("error", "warning", "info")
SUBJECTS = ("edition", "pair", "book", "result", "ledger")


@dataclass(frozen=True)
class Example:
    """A small book that a check is shown on: in its tests, in `kijun explain`, on the site.

    `en` and `ja` are the bodies of one guideline page in both locales, without the front
    matter that every example shares; a page that begins with `---` is taken whole.
    `files` adds or replaces files of the book by path. `finds` lists, in order, a value
    that each finding must hold (usually the offending words); an example without it is a
    good one, in which the check must find nothing. `earlier` are files that were on the main line
    before: such a book is a repository.
    """

    en: str = ""
    ja: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    finds: tuple[str, ...] = ()
    earlier: Mapping[str, str] = field(default_factory=dict)

    @property
    def texts(self) -> Mapping[str, str]:
        """All of its texts by locale or path; what was there before as git names it."""
        before = {f"main:{path}": text for path, text in self.earlier.items()}
        return {"en": self.en, "ja": self.ja, **before, **self.files}


DECIDED = """transition: open-items
appeals: rule-then
why: {en: Clearer., ja: わかりやすくしました。}"""
"""What an example's release says of a change of class `decision`."""


def released(
    day: str,
    *units: str,
    grade: str = "read",
    head: str = "",
    cause: str = "",
) -> dict[str, str]:
    """A release as a file of an example's book, by its path; published on its day unless told.

    `units` are lines of YAML, one a unit, `head` lines for the whole release, `cause` lines for
    its one change. Without a `grade` it changes nothing.
    """
    named = units or ("T-1: {to: {en: t-1111111111111111}}",)
    published = "" if "published:" in head else f"published: {day}T10:00+09:00"
    change = [f"- class: {grade}", *cause.splitlines(), "units:"]
    lines = [published, *head.splitlines()]
    if grade:
        lines += ["changes:", f"  {change[0]}", *(f"    {line}" for line in change[1:])]
        lines += [f"      {line}" for line in named]
    return {f"guidelines/releases/{day}.yml": "\n".join(filter(None, lines)) + "\n"}


@dataclass(frozen=True)
class Entry:
    """What a report names by an id, as it is explained: its words, its reason, its examples.

    `fixable` says whether `kijun check --fix` mends it.
    """

    id: str
    level: str
    says: Text
    why: Text
    examples: tuple[Example, ...]
    fixable: bool = False


@dataclass(frozen=True)
class Check(Entry):
    """A check: its function, its words, and the examples that show and test it.

    `reads` is what its function takes: an edition, a pair, a book, the result of all others, or
    the ledger of a book's releases.
    `fix` takes the line that a finding stands on, and the finding, and returns the line mended;
    of a line that it cannot mend, the line itself. A line feed at the beginning asks for a
    blank line above. `follows` are checks of which a finding explains one of this check about
    the same name: a misspelt label is told once, not by everything that trips over it. In an
    edition of which an `alone` check finds something, no other check of pages is run.
    """

    reads: str = field(kw_only=True)
    run: Callable[[Any], Iterable[Finding]] = field(kw_only=True)
    fix: Callable[[str, Finding], str] | None = field(default=None, kw_only=True)
    follows: tuple[str, ...] = field(default=(), kw_only=True)
    alone: bool = field(default=False, kw_only=True)

    def __call__(self, subject: Any) -> Iterator[Finding]:
        """The findings in a subject, named after this check."""
        for finding in self.run(subject):
            yield replace(finding, check=self.id, level=finding.level or self.level)


def rule(
    *,
    level: str,
    says: Text,
    why: Text,
    examples: tuple[Example, ...],
    fixable: bool = False,
    fix: Callable[[str, Finding], str] | None = None,
    follows: tuple[str, ...] = (),
    alone: bool = False,
) -> Callable[[Callable[[Any], Iterable[Finding]]], Check]:
    """Make a function a check. Its id is the function's name, its subject its one argument.

    Raises TypeError where the level is unknown or the argument has another name than those in
    SUBJECTS: a mistake of the check's author, found on import.
    """

    def wrap(function: Callable[[Any], Iterable[Finding]]) -> Check:
        reads = next(iter(inspect.signature(function).parameters))
        if level not in LEVELS or reads not in SUBJECTS:
            raise TypeError(f"{function.__name__}: level {level!r}, argument {reads!r}")
        name = function.__name__.replace("_", "-")
        return Check(
            id=name,
            level=level,
            says=says,
            why=why,
            examples=examples,
            fixable=fixable or fix is not None,
            reads=reads,
            run=function,
            fix=fix,
            follows=follows,
            alone=alone,
        )

    return wrap
