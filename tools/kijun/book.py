"""A tree of files to a book: its settings, its pages, and what each page tells the others."""

from __future__ import annotations

import hashlib
import posixpath
import re
import warnings
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from . import releases, yaml
from .cache import Cache
from .fingerprint import digest, field_text
from .markdown import DEFAULTS, ExtensionError, ExtensionMissing, Renderer
from .model import (
    Concept,
    Divergence,
    Edition,
    Facts,
    Locale,
    Reference,
    Release,
    Settings,
    Terms,
    Unit,
)
from .read import SchemaProblem, text
from .releases import Calendar
from .schema import Schemas
from .text import KijunError, Notice, Place, Text, causes
from .tree import Tree, markdown_paths


class NoBook(KijunError):
    """A folder without `kijun.yml`."""

    says = Text(
        en="There is no kijun.yml in '{folder}'. Run this in the folder of a book, name it with "
        "'kijun -C FOLDER', or give two folders: --source en=docs/en --target ja=docs/ja.",
        ja="「{folder}」にkijun.ymlがありません。kijun.ymlのあるフォルダーで実行するか、"
        "「kijun -C フォルダー」で指定してください。設定なしで2つのフォルダーを比べる場合は"
        "「--source en=docs/en --target ja=docs/ja」のように指定します。",
    )


class NoPages(KijunError):
    """A locale whose folder holds no page."""

    says = Text(
        en="There is no Markdown file in '{folder}', the folder of '{locale}'. "
        "Check the folder's name.",
        ja="言語版「{locale}」のフォルダー「{folder}」にMarkdownファイルがありません。"
        "フォルダー名を確認してください。",
    )


class UnknownSource(KijunError):
    """A source locale that is not among the locales."""

    says = Text(
        en="The source locale '{source}' is not among the locales ({known}). "
        "Add it, or correct 'source'.",
        ja="原文の言語版「{source}」が言語版の一覧（{known}）にありません。"
        "一覧に加えるか、「source」を直してください。",
    )


def settings(tree: Tree, cache: Cache, folder: str = ".") -> Settings:
    """The settings of the book in a tree.

    Raises NoBook where there is no `kijun.yml`, and an ExceptionGroup of located errors where
    it, the glossary, the divergences or a schema cannot be read.
    """
    raw = tree.read("kijun.yml")
    if raw is None:
        raise NoBook(folder=folder)
    files = {path: tree.read(path) or b"" for path in _schema_files(tree)}
    schemas = {
        Path(path).stem: value for path, value in _loaded(files, {}, cache).items()
    } or packaged(cache)
    kinds = Schemas(schemas)
    _sound(kinds, files, cache)
    data = _loaded({"kijun.yml": raw}, {"kijun.yml": "kijun"}, cache, kinds)["kijun.yml"]
    locales = {
        code: Locale(code, posixpath.normpath(entry["dir"]), bool(entry.get("onboarding")))
        for code, entry in data["locales"].items()
    }
    if data["source"] not in locales:
        raise UnknownSource(Place("kijun.yml", 1), source=data["source"], known=list(locales))
    base = posixpath.commonpath([posixpath.dirname(each.folder) for each in locales.values()])
    shared, files = {}, {}
    for name in SHARED:
        path = posixpath.join(base, f"{name}.yml")
        if (content := tree.read(path)) is not None:
            shared[path] = name
            files[path] = content
    read = _loaded(files, shared, cache, kinds)
    by_name = {shared[path]: value for path, value in read.items()}
    engine = extensions(tree.read("mkdocs.yml"))
    found = Settings(
        source=data["source"],
        locales=locales,
        markets=data.get("markets", {}),
        default_zone=data.get("default-zone", "UTC"),
        owners=tuple(data.get("owners", ())),
        lead_times=data.get("lead-times", {}),
        levels=data.get("levels", {}),
        four_eyes=data.get("four-eyes") or "",
        feedback=data.get("feedback") or "",
        glossary=tuple(_concepts(by_name.get("glossary", {}))),
        divergences=tuple(
            Divergence(str(entry["id"]), 1, entry)
            for entry in by_name.get("divergences", {}).get("divergences", ())
        ),
        schemas=schemas,
        engine=engine,
        base=base,
    )
    return replace(found, key=_key(found))


def _sound(schemas: Schemas, files: Mapping[str, bytes], cache: Cache) -> None:
    """Raises an ExceptionGroup where a file of a book's schemas is none."""
    key = "sound:" + digest(schemas.documents)
    if not files or cache.get([key]):
        return
    by_kind = {Path(path).stem: path for path in files}
    problems = []
    for kind, problem in schemas.faults():
        path = by_kind[kind]
        line = 1 + yaml.offset(text(files[path], path), problem.path)
        problems.append(SchemaProblem(Place(path, line), problem))
    if problems:
        raise ExceptionGroup("schemas", problems)
    cache.put({key: True})


def _key(settings: Settings) -> str:
    """A name for all that the examination of a page reads of the settings, and nothing else.

    Of a definition only its beginning is read, where "To" tells a verb: neither a comment nor a
    better explanation in the glossary makes every page be examined again.
    """
    return digest(
        settings.source,
        [(locale.code, locale.folder) for locale in settings.locales.values()],
        settings.levels,
        [
            replace(
                concept,
                terms={
                    code: replace(terms, definition=str(terms.definition.startswith("To ")))
                    for code, terms in concept.terms.items()
                },
            )
            for concept in settings.glossary
        ],
        [(entry.unit, entry.field, entry.data.get("locale")) for entry in settings.divergences],
        settings.schemas,
        settings.engine,
    )


def records(tree: Tree, settings: Settings, cache: Cache) -> dict[str, Edition]:
    """The data files of a book by path, each as an edition of one unit that holds its data.

    The unit's kind is that of the file's schema; `schema` for a schema itself. Raises as
    `settings` does.
    """
    paths, files = _record_kinds(tree, settings), record_files(tree, settings)
    found = {}
    for path, data in _loaded(files, {}, cache).items():
        source = text(files[path], path)
        unit = Unit(paths[path], path, 1, source.count("\n") + 1, data)
        found[path] = Edition(path, path, "", source, (unit,))
    return found


def record_files(tree: Tree, settings: Settings) -> dict[str, bytes]:
    """The contents of those data files that are there, by path."""
    paths = _record_kinds(tree, settings)
    return {path: raw for path in paths if (raw := tree.read(path)) is not None}


def _record_kinds(tree: Tree, settings: Settings) -> dict[str, str]:
    kinds = {"kijun.yml": "kijun"} | dict.fromkeys(_schema_files(tree), "schema")
    return kinds | {posixpath.join(settings.base, f"{name}.yml"): name for name in SHARED}


SHARED = ("glossary", "divergences")
"""The data files that stand beside the locales' folders, but for waivers."""


def bare(source: tuple[str, str], targets: Mapping[str, str], tree: Tree) -> Settings:
    """Settings for a tree of plain Markdown: the code and folder of each locale, no schema."""
    folders = {source[0]: source[1], **targets}
    locales = {code: Locale(code, posixpath.normpath(dir_)) for code, dir_ in folders.items()}
    found = Settings(source=source[0], locales=locales, engine=installed(tree), base="")
    return replace(found, key=_key(found))


def waivers(tree: Tree, settings: Settings, cache: Cache) -> tuple[tuple[str, Any], ...]:
    """The waivers of a book with their path. Raises as `settings` does."""
    path = posixpath.join(settings.base, "waivers.yml")
    raw = tree.read(path) if settings.schemas else None
    if raw is None:
        return ()
    data = _loaded({path: raw}, {path: "waivers"}, cache, Schemas(settings.schemas))[path]
    return tuple((path, entry) for entry in data["waivers"])


def calendar(tree: Tree, settings: Settings, cache: Cache) -> tuple[Calendar, list[KijunError]]:
    """The releases of a book, and the errors of those that cannot be read: the others work."""
    problems: list[KijunError] = []
    found: list[Release] = []
    folder = releases.folder(settings)
    for path in tree.paths(folder) if settings.schemas else ():
        name, dot, suffix = path.removeprefix(folder + "/").rpartition(".")
        if suffix != "yml" or not dot:
            continue
        read, refused = release(name, path, tree.read(path) or b"", settings, cache)
        found += [read] if read else []
        problems += refused
    return Calendar(tuple(sorted(found, key=lambda each: each.order)), settings), problems


def release(
    name: str, path: str, raw: bytes, settings: Settings, cache: Cache
) -> tuple[Release | None, list[KijunError]]:
    """A release file, or the errors for which it cannot be read."""
    try:
        data = _loaded({path: raw}, {path: "release"}, cache, Schemas(settings.schemas))[path]
        if not releases.NAME.fullmatch(name):
            raise ReleaseName(Place(path, 1), name=name)
        return releases.release(name, path, data), []
    except (KijunError, ExceptionGroup) as error:
        problems = list(causes(error))
        for problem in problems:
            problem.place = problem.place or Place(path, 1)
        return None, problems


class ReleaseName(KijunError):
    """A release file that is not named after a day."""

    says = Text(
        en="The release is named '{name}'. Name its file after the day of publication, "
        "such as 2026-03-02.yml, and a second one of that day 2026-03-02.2.yml.",
        ja="リリースの名前が「{name}」になっています。ファイル名は公開日にして2026-03-02.yml、"
        "同じ日の2つ目は2026-03-02.2.ymlのようにしてください。",
    )


def _schema_files(tree: Tree) -> list[str]:
    return [path for path in tree.paths("policy_schema") if path.endswith(".yml")]


def packaged(cache: Cache) -> Mapping[str, Any]:
    """The schemas that come with kijun, for a book that has none of its own."""
    inside = Path(__file__).parent / "policy_schema"
    folder = inside if inside.is_dir() else Path(__file__).parents[2] / "policy_schema"
    files = {path.name: path.read_bytes() for path in sorted(folder.glob("*.yml"))}
    return {Path(name).stem: value for name, value in _loaded(files, {}, cache).items()}


def _loaded(
    files: Mapping[str, bytes],
    kinds: Mapping[str, str],
    cache: Cache,
    schemas: Schemas | None = None,
) -> dict[str, Any]:
    """YAML files as data, each parsed once for its bytes and valid by its kind's schema."""
    version = digest(schemas.documents) if schemas else ""
    keys = {
        path: f"yaml:{hashlib.sha256(raw).hexdigest()}:{kinds.get(path, '')}:{version}"
        for path, raw in files.items()
    }
    known = cache.get(keys.values())
    problems: list[Exception] = []
    for path, raw in files.items():
        if keys[path] in known:
            continue
        try:
            piece = text(raw, path)
            data = yaml.mapping(piece, path)
        except KijunError as error:
            problems.append(error)
            continue
        if schemas is not None and path in kinds:
            for problem in schemas.problems(kinds[path], data):
                place = Place(path, 1 + yaml.offset(piece, problem.path))
                problems.append(SchemaProblem(place, problem))
        known[keys[path]] = data
        if not problems:
            cache.put({keys[path]: data})
    if problems:
        raise ExceptionGroup("settings", problems)
    return {path: known[key] for path, key in keys.items()}


def _concepts(data: Mapping[str, Any]) -> Iterator[Concept]:
    lists = ("preferred", "allowed", "never", "banned", "former", "aliases")
    for entry in data.get("concepts", ()):
        terms = {
            code: Terms(
                **{name: tuple(entry[code].get(name, ())) for name in lists},
                definition=str(entry[code].get("definition", "")),
                qualifier=str(entry[code].get("qualifier", "")),
            )
            for code in entry
            if code not in ("id", "contexts", "note")
        }
        yield Concept(entry["id"], 1, tuple(entry["contexts"]), terms)


_EXTENSIONS = re.compile(r"^markdown_extensions:.*?(?=^[^\s#-]|\Z)", re.M | re.S)
_TAG = re.compile(r"(?:^|\s)!(?:!python/|ENV\b)")


def extensions(mkdocs: bytes | None) -> Mapping[str, Any]:
    """The Markdown extensions of a site's `mkdocs.yml` with their options, as MkDocs adds them.

    Only that part of the file is read: other parts hold tags of other tools. Options that are
    Python functions or come from the environment are None: they choose icons, slugs and
    colours. Raises a YamlError where the part cannot be read.
    """
    found = _EXTENSIONS.search(mkdocs.decode("utf-8", "replace")) if mkdocs else None
    if not mkdocs or not found:
        return DEFAULTS
    first = mkdocs.count(b"\n", 0, len(found.string[: found.start()].encode())) + 1
    listed = yaml.load("\n".join(_untagged(found[0].split("\n"))), "mkdocs.yml", first)
    chosen: dict[str, Any] = {"toc": {}, "tables": {}, "fenced_code": {}}
    entries = listed.get("markdown_extensions") or []
    if isinstance(entries, dict):
        entries = [{name: options} for name, options in entries.items()]
    for entry in [entries] if isinstance(entries, str) else entries:
        for name, options in entry.items() if isinstance(entry, dict) else ((entry, None),):
            chosen[name.removeprefix("markdown.extensions.")] = options or {}
    return chosen


def renderer(tree: Tree, settings: Settings) -> Renderer:
    """What renders the pages of a book. Raises an ExtensionError at its place in `mkdocs.yml`."""
    try:
        return Renderer(settings.engine)
    except ExtensionError as error:
        raise _placed(error, tree) from error


class WithoutExtension(KijunError):
    """An extension that a tree without schemas is read without."""

    says = Text(
        en="The Markdown extension '{name}' is not installed beside kijun, so the pages are read "
        "without it. To read them as the site shows them, install '{package}' there (with pipx: "
        "'pipx inject kijun {package}').",
        ja="Markdownの拡張機能「{name}」がkijunと同じ環境にないため、この拡張機能なしでページを"
        "読み取ります。サイトの表示どおりに読み取るには、「{package}」をインストールしてください"
        "（pipxの場合は「pipx inject kijun {package}」）。",
    )


def installed(tree: Tree) -> Mapping[str, Any]:
    """The extensions of a site less those that are not installed, with a Notice of each.

    A team that tries kijun on its documentation need not install what the site is made with.
    Raises any other ExtensionError.
    """
    engine = dict(extensions(tree.read("mkdocs.yml")))
    while True:
        try:
            Renderer(engine)
        except ExtensionMissing as error:
            placed = _placed(error, tree)
            warnings.warn(Notice(WithoutExtension(placed.place, **placed.values)), stacklevel=1)
            del engine[error.values["name"]]
        except ExtensionError as error:
            raise _placed(error, tree) from error
        else:
            return engine


def _placed(error: ExtensionError, tree: Tree) -> ExtensionError:
    """With the line of the extension, or of its option, in `mkdocs.yml`."""
    source = (tree.read("mkdocs.yml") or b"").decode("utf-8", "replace")
    found = _EXTENSIONS.search(source)
    at = found.start() if found else 0
    for name in filter(None, map(error.values.get, ("name", "option"))):
        named = re.compile(rf"(?<!\w){re.escape(str(name))}(?![\w.])")
        at = here.start() if (here := named.search(source, at)) else at
    error.place = Place("mkdocs.yml", source.count("\n", 0, at) + 1)
    return error


def _untagged(lines: list[str]) -> Iterator[str]:
    """Lines of YAML without the values that only another tool can make."""
    deeper = None
    for line in lines:
        indent = len(line) - len(line.lstrip())
        if deeper is not None and (indent > deeper or not line.strip()):
            continue
        tagged = _TAG.search(line)
        deeper = indent if tagged else None
        yield line[: tagged.start()] if tagged else line


def locale_of(path: str, settings: Settings) -> str:
    """The locale that a file belongs to: that of the innermost folder; "" where there is none."""
    folders = {
        code: "" if locale.folder == "." else locale.folder + "/"
        for code, locale in settings.locales.items()
    }
    inside = [code for code, folder in folders.items() if path.startswith(folder)]
    return max(inside, key=lambda code: len(folders[code]), default="")


def page_of(place: Place | None, settings: Settings) -> tuple[str, str]:
    """The locale and the page that a place is in; both are "" where it is in no locale."""
    locale = locale_of(place.path, settings) if place else ""
    if not place or not locale:
        return "", ""
    return locale, posixpath.relpath(place.path, settings.locales[locale].folder)


def pages(tree: Tree, settings: Settings) -> dict[str, dict[str, str]]:
    """Page to locale to path, in the order of pages. Raises NoPages for an empty locale."""
    found: dict[str, dict[str, str]] = {}
    for code, locale in settings.locales.items():
        prefix = "" if locale.folder == "." else locale.folder + "/"
        paths = [
            path
            for path in markdown_paths(tree, locale.folder)
            if locale_of(path, settings) == code
        ]
        if not paths and not locale.onboarding:
            raise NoPages(folder=locale.folder, locale=code)
        for path in paths:
            found.setdefault(path.removeprefix(prefix), {})[code] = path
    return dict(sorted(found.items()))


def facts(edition: Edition, diverging: Container[str] | None = None) -> Facts:
    """What an edition tells the rest of the book; texts of these units only, or of all."""
    front = edition.units[0]
    return Facts(
        path=edition.path,
        page=edition.page,
        locale=edition.locale,
        guideline=edition.guideline,
        units=tuple((unit.address, unit.line) for unit in edition.units),
        labels=tuple(
            (row["id"], row["kind"], bool(row.get("retired")), front.line) for row in edition.labels
        ),
        anchors=tuple(
            dict.fromkeys(
                (*(unit.anchor for unit in edition.units if not unit.placed), *edition.anchors)
            )
        ),
        references=tuple(
            Reference(kind, name, unit.address, unit.line)
            for unit in edition.units
            for kind, name in dict.fromkeys(_references(unit, bool(edition.guideline)))
        ),
        texts=tuple(
            (unit.address, passage, field_text(unit, passage))
            for unit in edition.units
            if diverging is None or unit.address in diverging
            for passage in dict.fromkeys(p.field for p in unit.passages if p.field)
        ),
        titles=tuple((unit.address, unit.title) for unit in edition.units if unit.placed),
    )


def _references(unit: Unit, guideline: bool) -> Iterator[tuple[str, str]]:
    """What a unit names outside itself, as kind and id."""
    for passage in unit.passages:
        for link in passage.links:
            yield "link", link
    if not guideline:
        return
    data = unit.data
    if unit.kind == "guideline":
        yield "owner", data["owner"]
        for name in data.get("precedence", ()):
            yield "guideline", name
        for market, locale in data["governing"].items():
            yield "locale", locale
            if market != "default":
                yield "market", market
    expected = data.get("expect", ())
    for name in (expected,) if isinstance(expected, str) else expected:
        yield "label", name
    if "near" in data:
        yield "label", data["near"]
    for name in data.get("secondary", ()):
        yield "label", name
    for name in data.get("units", ()):
        yield "clause", name
    for name in (*data.get("markets", ()), *data.get("except-markets", ())):
        yield "market", name
    if "market" in data:
        yield "market", data["market"]
    if unit.kind == "decision":
        for step in data["steps"].values():
            for name in step.get("markets", ()):
                yield "market", name
            for answer in ("when-true", "when-false", "unsure", "otherwise"):
                if step.get(answer, "") not in ("", *data["steps"]):
                    yield "label", step[answer]
    if unit.kind == "market":
        for goal in data.get("steps", {}).values():
            if re.fullmatch(r"[A-Z].*", goal):
                yield "label", goal
