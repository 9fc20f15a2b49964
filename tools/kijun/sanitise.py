"""What may stand in a published page: markup without any way to run code or to call out.

The only module that knows nh3. Guidelines are edited by many people, and a page that ran a
writer's script would run it in the session of every labeler; so the finished content of a
page, cards included, passes through here once, whatever way its parts came in.
"""

from __future__ import annotations

import re

import nh3

TAGS = frozenset(
    (
        *("a", "abbr", "b", "bdi", "br", "cite", "code", "del", "dfn", "em", "i", "img", "ins"),
        *("kbd", "mark", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub"),
        *("sup", "time", "u", "var", "wbr"),
        *("article", "aside", "blockquote", "dd", "details", "div", "dl", "dt", "figcaption"),
        *("figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "nav"),
        *("ol", "p", "pre", "section", "summary", "ul"),
        *("caption", "col", "colgroup", "table", "tbody", "td", "tfoot", "th", "thead", "tr"),
    )
)
"""Elements that carry text. No form, frame, media, drawing, style or metadata."""

EVERYWHERE = frozenset(("id", "class", "lang", "dir", "title", "role", "hidden"))
ATTRIBUTES = {
    "*": set(EVERYWHERE),
    "a": {"href", "hreflang"},
    "col": {"span"},
    "details": {"open"},
    "img": {"src", "alt", "width", "height", "loading"},
    "ol": {"start", "reversed", "type"},
    "td": {"colspan", "rowspan", "headers", "style"},
    "th": {"colspan", "rowspan", "headers", "scope", "style", "abbr"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto", "tel"}

_SILENT = {"script", "style", "template", "noscript", "iframe", "object", "svg", "math", "title"}
"""Elements whose content is dropped with them: as text it would be read as part of the rule."""

_UNSEEN = re.compile(r"[\x00-\x20]+")
_ELSEWHERE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:|//")


def clean(html: str) -> str:
    """The content of a page with only harmless markup left in it. Clean twice is clean once."""
    return _CLEANER.clean(html)


def _attribute(_tag: str, name: str, value: str) -> str | None:
    if name == "src":
        return None if _calls_out(value) else value
    if name == "id":
        return None if _taken(value) else value
    if name == "class":
        return " ".join(word for word in value.split() if not _live(word)) or None
    return value


def _calls_out(address: str) -> bool:
    """Whether loading the address asks another host. Browsers ignore controls, turn \\ to /."""
    return bool(_ELSEWHERE.match(_UNSEEN.sub("", address).replace("\\", "/")))


def _taken(identifier: str) -> bool:
    """Whether the theme's scripts look the id up: `__config` decides where they load from."""
    return identifier.startswith("__")


def _live(word: str) -> bool:
    """Whether the theme's scripts or overlays act on the class; `mermaid` loads from a CDN."""
    return word == "mermaid" or word.startswith("md-")


_CLEANER = nh3.Cleaner(
    tags=set(TAGS),
    clean_content_tags=_SILENT,
    attributes=ATTRIBUTES,
    attribute_filter=_attribute,
    generic_attribute_prefixes={"aria-"},
    filter_style_properties={"text-align"},
    strip_comments=True,
    link_rel=None,
    url_schemes=SCHEMES,
)
