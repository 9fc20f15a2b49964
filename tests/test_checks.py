"""Every check finds its bad examples, in their place, and nothing in its good ones."""

from __future__ import annotations

import pytest

from example_book import book_of
from kijun.cache import Cache
from kijun.checks import CHECKS
from kijun.run import examine, words

CASES = [
    pytest.param(check, example, id=f"{check.id}-{number}")
    for check in CHECKS.values()
    for number, example in enumerate(check.examples, 1)
]


def repository(example, folder, git):
    """A repository whose main line has what an example says was there before."""
    git(folder, "init", "-q", "-b", "main")
    for path, content in example.earlier.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(content, "utf-8")
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", "Earlier")
    return folder


@pytest.mark.parametrize(("check", "example"), CASES)
def test_a_check_finds_what_its_example_says(check, example, tmp_path, git):
    folder = repository(example, tmp_path, git) if example.earlier else None
    result = examine(book_of(example), Cache(None), folder=folder)
    unreadable = [f for f in result.findings if f.check not in CHECKS]
    assert unreadable == [], "an example is a book that can be read"
    found = [finding for finding in result.findings if finding.check == check.id]
    assert len(found) == len(example.finds), [dict(f.values) for f in found]
    for finding, wanted in zip(found, example.finds, strict=True):
        shown = (*map(str, finding.values.values()), finding.unit)
        assert any(wanted in value for value in shown), (wanted, shown)


@pytest.mark.parametrize("check", CHECKS.values(), ids=list(CHECKS))
def test_a_check_is_shown_by_a_bad_and_a_good_example(check):
    assert any(example.finds for example in check.examples)
    assert any(not example.finds for example in check.examples)


@pytest.mark.parametrize("check", CHECKS.values(), ids=list(CHECKS))
def test_a_finding_fills_every_brace_of_its_message(check):
    for example in check.examples:
        for finding in examine(book_of(example), Cache(None)).findings:
            for language in ("en", "ja"):
                message = words()[finding.check].to(language, **finding.values)
                assert message.strip()
