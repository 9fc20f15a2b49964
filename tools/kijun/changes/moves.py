"""Joins two versions: pages and units by id, and what has a new id by what it says.

A heading without an id is known by its words, not by its number: numbers shift when a section
is put in above.
"""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator, Sequence
from difflib import SequenceMatcher

from ..fingerprint import digest
from ..model import Change, Edition, Revision, Unit
from ..rules import SYMMETRIC, ChangeRule, Edit
from ..text import Text
from ..wording import MOVED, PERHAPS_MOVED, letters, likeness, text_of

RULES = (
    ChangeRule(
        id="page-moved",
        grade="structural",
        area="moves",
        says=Text(
            en="The page moved from {was} to {now}. Redirect the old address.",
            ja="ページが{was}から{now}に移動しました。旧アドレスからの転送を設定してください。",
        ),
        edits=(),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="unit-moved",
        grade="structural",
        area="moves",
        says=Text(
            en="What was {was} is now {now}. Redirect the old address.",
            ja="{was}は{now}になりました。旧アドレスからの転送を設定してください。",
        ),
        edits=(Edit("{#T-A}", "{#T-B}", ("unit-moved",), both=True),),
        unmirrored=SYMMETRIC,
    ),
    ChangeRule(
        id="order-changed",
        grade="structural",
        area="moves",
        says=Text(
            en="Parts of the page stand in another order, beginning with {first}.",
            ja="ページ内の順序が変わりました（{first}から）。",
        ),
        edits=(
            Edit(
                "# A\n\n## One\n\nFirst of all.\n\n## Two\n\nSecond of all.\n",
                "# A\n\n## Two\n\nSecond of all.\n\n## One\n\nFirst of all.\n",
                ("order-changed",),
            ),
        ),
        unmirrored=SYMMETRIC,
    ),
)
BY_ID = {rule.id: rule for rule in RULES}

_ENUMERATOR = re.compile(
    r"^\s*(?:(?:section|article|part|chapter)\s+)?(?:\(?(?:\d+(?:\.\d+)*|[a-z]|[ivx]+)[.)：:]\s*"
    r"|\d+(?:\.\d+)+\s+|第[\d一二三四五六七八九十]+[条章節項]\s*)",
    re.I,
)


def named(title: str) -> str:
    """A heading without the number that it is given by hand."""
    return _ENUMERATOR.sub("", title) or title


def joined(
    old: Sequence[Edition], new: Sequence[Edition]
) -> tuple[tuple[Revision, ...], dict[str, str]]:
    """The versions of one locale's pages, joined, in the order of the new pages.

    Pages that are only in `old` follow. The mapping offers, for the address of a unit that is
    new, one that is gone and somewhat like it.
    """
    pages = list(_pages(old, new))
    halves = [list(_units(left, right)) for left, right in pages]
    gone = [
        (number, unit)
        for number, (left, _) in enumerate(pages)
        for unit in (left.units if left else ())
        if all(unit is not ours for ours, _ in halves[number])
    ]
    fresh = [
        (number, unit)
        for number, (_, right) in enumerate(pages)
        for unit in (right.units if right else ())
        if all(unit is not theirs for _, theirs in halves[number])
    ]
    found, perhaps = _refound(gone, fresh)
    for (_, ours), (number, theirs) in found:
        halves[number].append((ours, theirs))
    taken = {id(unit) for pair in found for _, unit in pair}
    revisions = []
    for number, (left, right) in enumerate(pages):
        order = {id(unit): place for place, unit in enumerate(right.units)} if right else {}
        both = sorted(halves[number], key=lambda pair: order[id(pair[1])])
        revisions.append(
            Revision(
                left,
                right,
                tuple(both),
                tuple(u for n, u in gone if n == number and id(u) not in taken),
                tuple(u for n, u in fresh if n == number and id(u) not in taken),
            )
        )
    return tuple(revisions), perhaps


def _pages(
    old: Sequence[Edition], new: Sequence[Edition]
) -> Iterator[tuple[Edition | None, Edition | None]]:
    """Pages by path, then by the guideline's id, then by what they say."""
    left = {edition.page: edition for edition in old}
    pairs: dict[str, Edition] = {}
    for edition in new:
        if edition.page in left:
            pairs[edition.page] = left.pop(edition.page)
    for edition in new:
        if edition.page in pairs or not left:
            continue
        same = [e for e in left.values() if edition.guideline and e.guideline == edition.guideline]
        same = same or _likest(edition, left.values())
        if same:
            pairs[edition.page] = left.pop(same[0].page)
    for edition in new:
        yield pairs.get(edition.page), edition
    for edition in left.values():
        yield edition, None


def _likest(edition: Edition, among: Iterable[Edition]) -> list[Edition]:
    text = _page_text(edition)
    scored = [(likeness(_page_text(other), text), other) for other in among]
    best = max(scored, key=lambda pair: pair[0])
    return [best[1]] if best[0] >= MOVED else []


def _page_text(edition: Edition) -> str:
    return "\n".join(_text(unit) for unit in edition.units)


def _text(unit: Unit) -> str:
    return f"{unit.title}\n{text_of(unit.passages)}"


def _units(old: Edition | None, new: Edition | None) -> Iterator[tuple[Unit, Unit]]:
    """The units of two versions of a page that are one: by address, or by their headings."""
    if old is None or new is None:
        return
    yield old.units[0], new.units[0]
    theirs = {unit.address: unit for unit in new.units[1:] if not unit.placed}
    for unit in old.units[1:]:
        if not unit.placed and unit.address in theirs:
            yield unit, theirs[unit.address]
    yield from _headings(
        [unit for unit in old.units[1:] if unit.placed],
        [unit for unit in new.units[1:] if unit.placed],
    )


def _headings(old: list[Unit], new: list[Unit]) -> Iterator[tuple[Unit, Unit]]:
    def joined_by(key: object, ours: list[Unit], theirs: list[Unit]) -> list[tuple[Unit, Unit]]:
        assert callable(key)
        keys: tuple[list[Hashable], list[Hashable]] = ([*map(key, ours)], [*map(key, theirs)])
        matcher = SequenceMatcher(None, *keys, autojunk=False)
        found = []
        for tag, a, b, c, d in matcher.get_opcodes():
            if tag == "equal":
                found += list(zip(ours[a:b], theirs[c:d], strict=True))
        return found

    def title(unit: Unit) -> Hashable:
        return letters(named(unit.title))

    def whole(unit: Unit) -> Hashable:
        return letters(_text(unit))

    left, right = list(old), list(new)
    for key in (whole, title):
        pairs = joined_by(key, left, right)
        yield from pairs
        left = [unit for unit in left if all(unit is not ours for ours, _ in pairs)]
        right = [unit for unit in right if all(unit is not theirs for _, theirs in pairs)]
    for unit in list(right):
        same = [other for other in left if title(other) == title(unit)]
        if same:
            left = [other for other in left if other is not same[0]]
            right = [other for other in right if other is not unit]
            yield same[0], unit
    yield from _gaps(old, new, left, right)


def _gaps(
    old: list[Unit], new: list[Unit], left: list[Unit], right: list[Unit]
) -> Iterator[tuple[Unit, Unit]]:
    """One section gone and one new between the same two: the one became the other."""
    loose = {id(unit) for unit in (*left, *right)}

    def around(side: list[Unit], unit: Unit) -> tuple[str, str]:
        place = next(n for n, other in enumerate(side) if other is unit)
        near = [side[n] if 0 <= n < len(side) else None for n in (place - 1, place + 1)]
        titles = [
            letters(named(u.title)) if u and id(u) not in loose else f"?{u is None}" for u in near
        ]
        return titles[0], titles[1]

    for unit in right:
        here = around(new, unit)
        same = [u for u in left if around(old, u) == here and u.level == unit.level]
        if len(same) == 1 and "?False" not in here:
            yield same[0], unit


Found = list[tuple[tuple[int, Unit], tuple[int, Unit]]]


def _refound(
    gone: list[tuple[int, Unit]], fresh: list[tuple[int, Unit]]
) -> tuple[Found, dict[str, str]]:
    """Units that stand elsewhere or under another id: by id, facts, text, then likeness."""
    found: Found = []
    left, right = list(gone), list(fresh)

    def take(ours: tuple[int, Unit], theirs: tuple[int, Unit]) -> None:
        found.append((ours, theirs))
        left.remove(ours)
        right.remove(theirs)

    for same in (_same_address, _same_facts, _same_text):
        for theirs in list(right):
            for ours in left:
                if ours[1].kind == theirs[1].kind and same(ours[1], theirs[1]):
                    take(ours, theirs)
                    break
    scored = sorted(
        (
            (-score, a, b)
            for a, (_, ours) in enumerate(left)
            for b, (_, theirs) in enumerate(right)
            if ours.kind == theirs.kind and ours.kind not in ("page", "guideline")
            if (score := likeness(_text(ours), _text(theirs))) >= PERHAPS_MOVED
        )
    )
    perhaps: dict[str, str] = {}
    before, after = list(left), list(right)
    used: set[tuple[str, int]] = set()
    for score, a, b in scored:
        if ("old", a) in used or ("new", b) in used:
            continue
        if -score >= MOVED:
            used |= {("old", a), ("new", b)}
            take(before[a], after[b])
        else:
            perhaps.setdefault(after[b][1].address, before[a][1].address)
    return found, perhaps


def _same_address(old: Unit, new: Unit) -> bool:
    return old.address == new.address and not new.placed and new.kind != "page"


def _same_facts(old: Unit, new: Unit) -> bool:
    """The same labels, or a block with the same values: what decides is one."""
    if old.kind == "clause":
        return bool(old.data.get("labels")) and _labels(old) == _labels(new)
    if old.kind in ("section", "page", "guideline"):
        return False
    return digest({**old.data, "id": ""}) == digest({**new.data, "id": ""})


def _labels(clause: Unit) -> set[str]:
    return {row["id"] for row in clause.data.get("labels", ())}


def _same_text(old: Unit, new: Unit) -> bool:
    text = letters(_text(old))
    return bool(text) and text == letters(_text(new)) and new.kind != "page"


def changes(revision: Revision) -> Iterator[Change]:
    """What moved, was renamed, or stands in another order."""
    if revision.old is None or revision.new is None:
        homes: dict[str, str] = {}
    else:
        homes = {unit.address: revision.old.page for unit in revision.old.units}
        if revision.old.page != revision.new.page:
            yield BY_ID["page-moved"].at(
                revision,
                revision.new.units[0],
                old=revision.old.page,
                new=revision.new.page,
                values={"was": revision.old.page, "now": revision.new.page},
            )
    for ours, theirs in revision.both:
        if ours.address != theirs.address and not (ours.placed and theirs.placed):
            if ours.kind in ("page", "guideline"):
                continue
            yield BY_ID["unit-moved"].at(
                revision,
                theirs,
                theirs.title,
                old=ours.address,
                new=theirs.address,
                values={"was": ours.address, "now": theirs.address},
            )
        elif ours.address not in homes and revision.new is not None and not theirs.placed:
            yield BY_ID["unit-moved"].at(
                revision,
                theirs,
                theirs.title,
                old=ours.address,
                new=f"{revision.new.page} {theirs.address}",
                values={"was": ours.address, "now": f"{revision.new.page} {theirs.address}"},
            )
    yield from _order(revision)


def _order(revision: Revision) -> Iterator[Change]:
    old = revision.old
    if old is None:
        return
    places = {id(unit): number for number, unit in enumerate(old.units)}
    kept = [(places[id(o)], n) for o, n in revision.both if id(o) in places]
    if (now := [place for place, _ in kept]) != (was := sorted(now)):
        number = next(n for n, place in enumerate(now) if place != was[n])
        unit = kept[number][1]
        yield BY_ID["order-changed"].at(
            revision,
            unit,
            old=[old.units[place].address for place in was],
            new=[old.units[place].address for place in now],
            values={"first": unit.title or unit.address},
        )
