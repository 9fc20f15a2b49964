"""What stands on a page where nobody has a text: nothing is left out in silence.

A source archive has the files of today and no history, so a text that is in force and was
rewritten since is not in it. Its unit keeps its place, its anchor and the rows of its labels,
and says that its text is unknown. Nothing of today's text is told but where it stands, the
names of its labels and, of a guideline, its title.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from html import escape

from .history import History
from .model import Data, Edition, Standing, Unit, UnitText
from .text import Text

UNKNOWN = Text(
    en="The text of {unit} from release {release} is unknown here: this site was built "
    "without the history that holds it.",
    ja="{unit}の文（リリース{release}）は、このサイトでは不明です。"
    "その文を含む履歴なしで作成されたためです。",
)

HERE = Text(en="unknown here", ja="不明")

GAP = "unknown"
"""The field that tells a clause or a row of a label whose text nobody has from others."""

KEPT = ("id", "title", "audience")
"""What an unknown guideline keeps of today's front matter: how it is found, and for whom it is."""


def note(unit: str, release: str, locale: str, *, anchor: bool = True) -> str:
    """A paragraph that says that the text of a unit, which a release put in force, is unknown."""
    name = unit.partition(":")[2]
    at = f' id="{escape(name)}"' if anchor else ""
    said = UNKNOWN.to(locale, unit=name, release=release)
    return f'<p class="kj-unknown"{at}>{escape(said)}</p>'


@dataclass(frozen=True)
class Gaps:
    """What stands for the unknown texts of a locale, for readers whom `admits` lets in."""

    history: History
    locale: str
    admits: Callable[[Data], bool]

    def of(self, standing: Standing) -> UnitText | None:
        """What stands for the text of a standing."""
        return self.text(standing.unit, standing.fingerprint or "", standing.release.name)

    def text(self, unit: str, mark: str, release: str) -> UnitText | None:
        """What stands for a unit's text with the fingerprint `mark`, which a release named.

        None where readers may not see the unit, by what its page says today, and where nobody
        knows on which page it stood.
        """
        today = self.history.now.get((unit, self.locale))
        guideline = today.guideline if today else self.guideline(unit)
        if not guideline or self.closed(unit):
            return None
        kind, _, name = unit.partition(":")
        if kind == "guideline":
            said = note(unit, release, self.locale, anchor=False)
            return replace(today, body=said, labels=(), fingerprint=mark) if today else None
        home = today.home if today else f"guideline:{guideline}"
        found = UnitText(unit, guideline, home, today.after if today else "", "", "", {}, (), mark)
        if kind != "clause":
            return replace(found, own=note(unit, release, self.locale))
        body = f"## {name} {{#{name}}}\n\n{note(unit, release, self.locale, anchor=False)}"
        hint = UNKNOWN.to(self.locale, unit=name, release=release)
        labels = today.data.get("labels", ()) if today else ()
        rows = [{"id": label, "hint": hint, GAP: True} for label in labels]
        return replace(found, body=body, data={"labels": rows, GAP: True})

    def guideline(self, unit: str) -> str:
        """The guideline whose id is a part of a unit's; "" where none is."""
        parts = unit.partition(":")[2].split("-")
        return next((part for part in parts if part in self.history.pages), "")

    def closed(self, unit: str) -> bool:
        """Whether the page of today says that readers may not see a unit."""
        now, around = self.history.now, unit
        if (unit, self.locale) not in now:
            around = f"guideline:{self.guideline(unit)}"
        while text := now.get((around, self.locale)):
            if not self.admits(text.data):
                return True
            around = text.home
        return False


def with_gaps(edition: Edition, texts: Iterable[UnitText]) -> Edition:
    """An edition in which these texts stand for unknown ones: their headings are its clauses."""
    unknown = {text.address: text for text in texts}
    return replace(edition, units=tuple(_told(unit, unknown) for unit in edition.units))


def _told(unit: Unit, unknown: dict[str, UnitText]) -> Unit:
    if unit.address in unknown:
        data = {name: value for name, value in unit.data.items() if name in KEPT}
        return replace(unit, data=data)
    if unit.kind == "section" and (text := unknown.get(f"clause:{unit.anchor}")):
        return replace(unit, kind="clause", id=text.id, clause=text.id, data=text.data)
    return unit
