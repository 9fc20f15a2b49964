"""A link stays in its locale's folder."""

import posixpath
from collections.abc import Iterator

from ..model import Book, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="The link '{id}' leaves the folder of {locale}. Link to the page of the same name in "
        "this folder; readers choose the language themselves.",
        ja="リンク「{id}」が{locale}のフォルダーの外を指しています。"
        "同じフォルダーの中の同じ名前のページへリンクしてください。言語は読み手が切り替えます。",
    ),
    why=Text(
        en="A reader would land in the other language without notice, or on a page that is not "
        "published.",
        ja="読み手が気付かないうちに別の言語のページや、公開されていないページへ移ってしまいます。",
    ),
    examples=(
        Example(en="## A {#a}\n\nSee [it](../../ja/policies/t.md).\n", finds=("../../ja",)),
        Example(en="## A {#a}\n\nSee [it](../../../README.md).\n", finds=("README",)),
        Example(en="## A {#a}\n\nSee [it](../policies/t.md).\n"),
    ),
)
def link_leaves_locale(book: Book) -> Iterator[Finding]:
    for facts in book.editions:
        for reference in facts.references:
            path = reference.id.partition("#")[0]
            if reference.kind != "link" or ":" in path or not path.endswith(".md"):
                continue
            page = posixpath.normpath(posixpath.join(posixpath.dirname(facts.page), path))
            if page.startswith("../") or (path.startswith("/") and book.settings.schemas):
                yield facts.at(reference, id=reference.id, locale=facts.locale)
