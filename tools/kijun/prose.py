"""What is added to prose once it is HTML: labels, headings and terms become links."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from html import escape
from posixpath import dirname, relpath

from .model import Concept
from .shelf import Shelf
from .text import Text

LINK = Text(en="Link to {title}", ja="「{title}」へのリンク")

_TAG = re.compile(r"<(/?)([a-z][a-z0-9]*)((?:\"[^\"]*\"|[^\">])*)>")
_ID, _LANG = (re.compile(rf' {name}="([^"]*)"') for name in ("id", "lang"))
_CODED = re.compile(r"<(a|pre)\b.*?</\1>|<code>([^<]+)</code>", re.S)
_HEADING = re.compile(r'<h([2-6]) id="([^"]+)">(.*?)</h\1>', re.S)
_VOID = frozenset(("br", "col", "hr", "img", "wbr"))
_QUIET = frozenset(
    ("a", "code", "dfn", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "pre", "span", "summary")
) | {"table"}
"""Elements in which no term is linked: names, and what is a link already."""

_WIDE = "\u3000-\u30ff\u3400-\u9fff\uff00-\uffef\u2018-\u201d\u2026"
_SOFT_BREAK = re.compile(f"(?<=[{_WIDE}])[ \\t]*\\n[ \\t]*|[ \\t]*\\n[ \\t]*(?=[{_WIDE}])")
_JAPANESE = re.compile(
    "([\u3005\u3041-\u30ff\u4e00-\u9fff][\u3000-\u30ff\u4e00-\u9fff\uff00-\uffef]*)"
)


@dataclass(frozen=True)
class Prose:
    """The links that the prose of a locale gets."""

    shelf: Shelf

    @cached_property
    def terms(self) -> tuple[re.Pattern[str], Mapping[str, Concept]]:
        """A pattern for the terms of guideline text, the longest first, and their concepts.

        A preferred term names its own concept also where another merely allows it.
        """
        locale = self.shelf.locale
        concepts: dict[str, Concept] = {}
        for kind in ("preferred", "allowed"):
            for concept in self.shelf.settings.glossary:
                own = concept.terms.get(locale)
                if own is not None and own.definition and "policy" in concept.contexts:
                    for term in getattr(own, kind):
                        concepts.setdefault(escape(term).lower(), concept)
        ordered = sorted(concepts, key=lambda term: (-len(term), term))
        return re.compile(_any(ordered), re.I), concepts

    def of(self, shelf: Shelf) -> Prose:
        """The same for another shelf of the locale, its glossary not read again."""
        other = Prose(shelf)
        other.__dict__["terms"] = self.terms
        return other

    def linked(self, html: str, page: str) -> str:
        """Sanitised HTML with its labels, its headings and the first use of a term in a clause
        linked.

        A term leads to its entry in the glossary and carries the definition for the script that
        shows it in place; a label in a code span leads to its clause. Between Japanese
        characters, where a browser shows a line break as a space, lines are joined; Japanese
        words on a page in another language are marked as Japanese.
        """
        html = _CODED.sub(lambda code: self._label(code, page), html)
        parts: list[str] = []
        around: list[tuple[str, str]] = [("", self.shelf.locale)]
        seen: set[str] = set()
        last = 0
        for tag in _TAG.finditer(html):
            parts += [self._text(html[last : tag.start()], around, seen, page), tag[0]]
            last = tag.end()
            name = tag[2]
            if tag[1]:
                around.pop()
            elif name not in _VOID:
                language = _LANG.search(tag[3])
                around.append((name, language[1] if language else around[-1][1]))
                if name in ("h1", "h2"):
                    # A concept's own entry in the glossary does not lead to itself.
                    seen = set(_ID.findall(tag[3]))
        parts.append(html[last:])
        return _HEADING.sub(self._heading, "".join(parts))

    def _label(self, code: re.Match[str], page: str) -> str:
        label = self.shelf.labels.get(code[2] or "")
        return f'<a class="kj-ref" href="{label.link(page)}">{code[0]}</a>' if label else code[0]

    def _text(self, text: str, around: list[tuple[str, str]], seen: set[str], page: str) -> str:
        names = {name for name, _ in around}
        if not text.strip() or "pre" in names:
            return text
        text = _SOFT_BREAK.sub("", text)
        if around[-1][1] != self.shelf.locale:
            return text
        pieces = [text] if self.shelf.locale == "ja" else _JAPANESE.split(text)
        if names.isdisjoint(_QUIET):
            pieces[::2] = [self._terms(piece, page, seen) for piece in pieces[::2]]
        pieces[1::2] = [f'<span lang="ja">{piece}</span>' for piece in pieces[1::2]]
        return "".join(pieces)

    def _terms(self, text: str, page: str, seen: set[str]) -> str:
        pattern, concepts = self.terms
        if not concepts:
            return text

        def link(found: re.Match[str]) -> str:
            concept = concepts[found[found.lastindex or 0].lower()]
            if concept.id in seen:
                return found[0]
            seen.add(concept.id)
            target = relpath("glossary.md", dirname(page) or ".")
            definition = escape(concept.terms[self.shelf.locale].definition)
            return (
                f'<a class="kj-term" href="{target}#{escape(concept.id)}"'
                f' data-definition="{definition}">{found[0]}</a>'
            )

        return pattern.sub(link, text)

    def _heading(self, found: re.Match[str]) -> str:
        level, anchor, inner = found.groups()
        if "kj-permalink" in inner:
            return found[0]
        words = re.sub("<[^>]*>", "", inner).strip()
        # The words are HTML already.
        title = self.shelf.say(LINK, title=words).replace("&amp;", "&")
        return (
            f'<h{level} id="{anchor}">{inner}'
            f'<a class="headerlink" href="#{anchor}" aria-label="{title}">#</a></h{level}>'
        )


def _any(terms: list[str]) -> str:
    """An expression for any of some terms, of two that begin in one place the former.

    The first letter decides which are tried: most places of a text begin no term.
    """
    by_letter: dict[str, list[str]] = {}
    for term in terms:
        by_letter.setdefault(term[0], []).append(_whole(term))
    letters = "".join(map(re.escape, by_letter))
    begun = (f"(?={re.escape(at)})(?:{'|'.join(any_)})" for at, any_ in by_letter.items())
    return f"(?=[{letters}])(?:{'|'.join(begun)})" if terms else "(?!)"


def _whole(term: str) -> str:
    """A term that is no part of a longer word: by letters, and by runs of one script."""
    before, after = (_run(term[0]), _run(term[-1]))
    plural = "(?:s|es)?" if term.isascii() else ""
    return f"(?<!{before})({re.escape(term)}){plural}(?!{after})"


def _run(character: str) -> str:
    for script in ("[ァ-ヶー]", "[一-龯々]", "[A-Za-z0-9_-]"):
        if re.match(script, character):
            return script
    return "(?!)"
