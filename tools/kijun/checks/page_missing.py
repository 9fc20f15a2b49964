"""Every page stands in every locale."""

from collections.abc import Iterator

from ..model import Book, Finding
from ..rule import Example, rule
from ..text import Text


@rule(
    level="error",
    says=Text(
        en="The page '{page}' is missing in {missing}; it stands in {present}. "
        "Add '{path}', or delete the page everywhere.",
        ja="ページ「{page}」が{missing}にありません（{present}にはあります）。"
        "「{path}」を加えるか、すべての言語版から削除してください。",
    ),
    why=Text(
        en="A site shows another language, or nothing, where a page is missing.",
        ja="ページがない言語版では、別の言語が表示されるか、何も表示されません。",
    ),
    examples=(
        Example(
            files={"guidelines/en/extra.md": "---\ntitle: Extra\n---\n\nText.\n"},
            finds=("extra.md",),
        ),
        Example(
            files={
                "guidelines/en/extra.md": "---\ntitle: Extra\n---\n\nText.\n",
                "guidelines/ja/extra.md": "---\ntitle: 付録\n---\n\n本文です。\n",
            },
        ),
    ),
)
def page_missing(book: Book) -> Iterator[Finding]:
    locales = book.settings.locales.values()
    for page, present in book.pages.items():
        if page.startswith("releases/"):
            continue  # A release says itself which locales it concerns: 'notice-missing' sees.
        codes = list(present)
        for locale in locales:
            if locale.code in codes:
                continue
            yield Finding(
                present[codes[0]],
                1,
                f"page:{page}",
                locale.code,
                {
                    "page": page,
                    "missing": locale.code,
                    "present": codes,
                    "path": f"{locale.folder}/{page}",
                },
                level="info" if locale.onboarding else "",
            )
