"""No page has a name that Windows keeps for its devices."""

from collections.abc import Iterator

from ..model import Book, Finding
from ..rule import Example, rule
from ..text import Text

RESERVED = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10)))
)
"""Names that no file or folder may have on Windows, whatever follows a dot.

From https://learn.microsoft.com/windows/win32/fileio/naming-a-file.
"""


@rule(
    level="error",
    says=Text(
        en="Windows keeps the name '{name}' for itself, so '{page}' cannot be saved there. "
        "Rename the file or folder, in every locale.",
        ja="「{name}」はWindowsの予約名で、Windowsでは「{page}」を保存できません。"
        "すべての言語版で、ファイルまたはフォルダーの名前を変えてください。",
    ),
    why=Text(
        en="One such file, and nobody who works on Windows can check out the repository.",
        ja="このような名前のファイルが1つあるだけで、Windowsを使う人は"
        "リポジトリをチェックアウトできなくなります。",
    ),
    examples=(
        Example(files={"guidelines/en/con/Aux.notes.md": "A page.\n"}, finds=("con/Aux",)),
        Example(files={"guidelines/en/contact/auxiliary.md": "A page.\n"}),
    ),
)
def name_reserved(book: Book) -> Iterator[Finding]:
    for page, paths in book.pages.items():
        locale, path = next(iter(paths.items()))
        names = [part for part in page.split("/") if part.split(".")[0].lower() in RESERVED]
        if names and (locale, page) in book.by_page:
            # Of a guideline, the id is refused first, and the file is named after it.
            yield Finding(path, 1, f"page:{page}", locale, {"name": names[0], "page": page})
