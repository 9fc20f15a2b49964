"""A link leads to a page or file of the book, or to the web."""

import posixpath
import re
from collections.abc import Iterator

from ..model import Book, Facts, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="The link '{id}' leads to no place that readers can reach from the site. Link to a page "
        "by its path from this one, or to the web by an address that begins with 'https://'.",
        ja="リンク「{id}」の先は、サイトの読み手が開ける場所ではありません。"
        "このページからの相対パスか、「https://」で始まるアドレスに直してください。",
    ),
    why=Text(
        en="A path from the root means another file on every machine, and an address such as "
        "'javascript:' runs what nobody has reviewed. The site leaves such links out.",
        ja="「/」で始まるパスは環境によって別のファイルを指し、「javascript:」のようなアドレスは"
        "誰もレビューしていない処理を実行します。そのため、サイトではリンクになりません。",
    ),
    examples=(
        Example(en="## A {#a}\n\nSee [it](/etc/passwd).\n", finds=("/etc/passwd",)),
        Example(en="## A {#a}\n\nSee [it](javascript:alert(1)).\n", finds=("javascript:",)),
        Example(en="## A {#a}\n\nSee [it](../../../../plan.pdf).\n", finds=("plan.pdf",)),
        Example(
            en="## A {#a}\n\nSee [it](../../a.png), [mail](mailto:a@example.org?subject=a:b) "
            "and [web](https://example.org/a:b).\n"
        ),
    ),
)
def link_leaves_book(book: Book) -> Iterator[Finding]:
    # Other trees may be made into a site by a generator that knows more addresses.
    for facts in book.editions if book.settings.schemas else ():
        for reference in facts.references:
            if reference.kind == "link" and _elsewhere(reference.id, facts, book):
                yield facts.at(reference, id=reference.id)


SCHEMES = ("http", "https", "mailto", "tel")
"""What an address may begin with: the site's pages keep no other."""


def _elsewhere(link: str, facts: Facts, book: Book) -> bool:
    # Browsers take no notice of spaces and controls, and take \ for /.
    plain = re.sub(r"[\x00-\x20]+", "", link).replace("\\", "/")
    if scheme := re.match(r"([A-Za-z][A-Za-z0-9+.-]*):", plain):
        return scheme[1].lower() not in SCHEMES
    path = re.split(r"[?#]", plain)[0]
    if path.endswith(".md"):
        return False  # 'link-broken' and 'link-leaves-locale' see to pages.
    goal = posixpath.normpath(posixpath.join(posixpath.dirname(facts.path), path))
    return path.startswith("/") or posixpath.commonpath(["/" + goal, "/" + book.settings.base]) != (
        posixpath.normpath("/" + book.settings.base)
    )
