"""Every cause that a report may name is explained by examples that the real reader answers to."""

from __future__ import annotations

import re
from html import escape

import pytest

from example_book import book_of
from kijun import read, reference, report, yaml
from kijun.cache import Cache
from kijun.causes import CAUSES, named
from kijun.checks import CHECKS
from kijun.cli import main
from kijun.markdown import SnippetMissing
from kijun.run import examine
from kijun.schema import PROBLEMS

ENTRIES = {**CHECKS, **CAUSES}


def told(example):
    """What cannot be read in an example: the cause, and the line that it points at."""
    book = book_of(example)
    found = [f for f in examine(book, Cache(None)).findings if f.check not in CHECKS]
    return [
        (
            f.check,
            (book.read(f.path) or b"").decode("utf-8", "surrogateescape").split("\n")[f.line - 1],
        )
        for f in found
    ]


@pytest.mark.parametrize("cause", CAUSES.values(), ids=CAUSES)
def test_a_cause_answers_to_its_bad_example_and_not_to_its_good_one(cause):
    bad, good = cause.examples
    ((name, line),) = told(bad)
    assert name == cause.id
    assert all(words in line for words in bad.finds), line
    assert told(good) == []


def test_no_cause_is_without_an_entry():
    waiting, classes = [read.Unreadable, yaml.YamlError, SnippetMissing], []
    while waiting:
        cause = waiting.pop()
        waiting.extend(cause.__subclasses__())
        classes += [cause] if "says" in vars(cause) and cause is not read.SchemaProblem else []
    assert {named(cause) for cause in classes} | PROBLEMS.keys() == CAUSES.keys()
    assert not CAUSES.keys() & CHECKS.keys()


@pytest.mark.parametrize("language", ["en", "ja"])
def test_what_cannot_be_read_is_explained_like_a_check(capsys, language):
    assert main(["--lang", language, "explain", "tab-indent"]) == 0
    out = capsys.readouterr().out
    assert CAUSES["tab-indent"].why.to(language) in out
    assert "| \t- T-1" in out
    assert "| modality: must-not" in out
    assert main(["--lang", language, "explain"]) == 0
    listed = capsys.readouterr().out
    assert [name for name in (*CHECKS, *CAUSES) if f"\n{name}  " not in "\n" + listed] == []


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_the_site_shows_a_message_as_explain_does(entry):
    for language in ("en", "ja"):
        _, *pages = reference.checks([entry], language).values()
        (shown,) = (slot for page in pages for slot in page.slots if f'id="{entry.id}"' in slot)
        assert escape(report.outline(entry.says, language)) in shown
        assert not re.search("[\x00-\x08\x0b-\x1f\u202e\ud800-\udfff\ufeff]", shown)


def test_a_misspelt_id_gets_the_one_that_was_meant(capsys):
    assert main(["--lang", "en", "explain", "tab-ident"]) == 2
    assert "Did you mean 'tab-indent'?" in capsys.readouterr().err
