"""The command line: arguments in, words and an exit status out.

Exit status 0 says clean or done, 1 that there are findings, 2 that nothing could be compared.
Everything is imported by the command that needs it, so that nobody waits for what they do not use.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from .text import KijunError, Notice, Text, meant

if TYPE_CHECKING:
    from .rule import Entry

CLEAN, FOUND, FAILED = 0, 1, 2

FAIL_ON = {"error": 1, "warning": 2, "info": 3}

CLASSES = (
    "decision",
    "undecided",
    "baseline",
    "additive",
    "read",
    "editorial",
    "translation",
    "structural",
    "metadata",
)
"""The classes of changes, the gravest first; `rules` has them, which nobody pays for here."""


FORMS = {"html": "sides_html", "docx": "sides_docx", "csv": "sides_csv"}
"""Forms of changes that are whole files, by the module that writes each."""


class BadArgument(KijunError):
    """An argument that cannot be meant."""

    says = Text(
        en="'{given}' is not understood. {wanted}",
        ja="「{given}」を解釈できません。{wanted}",
    )


class OutsideFolder(KijunError):
    """A locale's folder that is not below the folder in which kijun runs."""

    says = Text(
        en="'{given}' is not below '{folder}', the folder that kijun runs in. Run "
        "'kijun -C {common} …', and give the folders of the languages relative to that.",
        ja="「{given}」は、kijunを実行するフォルダー「{folder}」の外にあります。"
        "「kijun -C {common} …」のように実行し、各言語版のフォルダーはそこからの"
        "相対パスで指定してください。",
    )


class NoSite(KijunError):
    """A book without a site."""

    says = Text(
        en="There is no mkdocs.yml in '{folder}', so there is no site to show.",
        ja="「{folder}」にmkdocs.ymlがないため、表示できるサイトがありません。",
    )


class NotForScreen(KijunError):
    """A Word file on its way to a terminal, which would show it as noise."""

    says = Text(
        en="A Word file cannot be shown here. Add '--output changes.docx'.",
        ja="Word形式は画面に表示できません。「--output 新旧対照表.docx」のように"
        "保存先を指定してください。",
    )


class NotWritten(KijunError):
    """A file that cannot be written."""

    says = Text(
        en="'{path}' cannot be written ({error}). Give another file with --output.",
        ja="「{path}」に書き込めません（{error}）。--outputで別の保存先を指定してください。",
    )


SAYS = {
    "kijun": Text(
        en="Checks labeling guidelines that are kept in several languages.",
        ja="複数の言語で管理するラベル付けガイドラインを検査します。",
    ),
    "-C": Text(en="run in this folder", ja="指定したフォルダーで実行します"),
    "--lang": Text(
        en="language of messages (default: from the environment)",
        ja="メッセージの言語（省略時は環境に従います）",
    ),
    "check": Text(
        en="compare the languages and report what differs",
        ja="言語版どうしを比べ、食い違いを報告します",
    ),
    "sync": Text(
        en="copy decision facts from the source to the translations",
        ja="判断に関わる値を原文から訳文へ写します",
    ),
    "stamp": Text(
        en="record that translations were made from today's source",
        ja="訳文が現在の原文に基づくことを記録します",
    ),
    "approve": Text(
        en="record that translations are approved",
        ja="訳文を承認したことを記録します",
    ),
    "explain": Text(
        en="say what a check looks for and why, or what a kind of change means",
        ja="検査の内容と理由、変更の種類の意味を説明します",
    ),
    "diff": Text(
        en="say what changed between two versions, and whether it changes a decision",
        ja="2つの版の間の変更と、判断への影響を報告します",
    ),
    "show": Text(
        en="show a unit as it was in force on a day",
        ja="指定した日に適用されていた文を表示します",
    ),
    "history": Text(
        en="list every text that a unit had, and from when each was in force",
        ja="これまでの文と、それぞれの適用開始日時を一覧にします",
    ),
    "--as-of": Text(
        en="in force at the end of this day, or at an instant such as 2026-03-02T10:00+09:00",
        ja="この日の終わり、またはこの日時（例：2026-03-02T10:00+09:00）に適用されていた文",
    ),
    "--at": Text(
        en="as published by a release, in force or not, or as in a git revision",
        ja="リリースまでに公開された文（適用前を含む）、またはgitの版の文",
    ),
    "--today": Text(
        en="the day to take for today (default: the machine's)",
        ja="「今日」とみなす日（省略時はこのコンピューターの日付）",
    ),
    "--market": Text(
        en="the market of the item (default: all that have no instant of their own)",
        ja="コンテンツの対象市場（省略時は、個別の適用日時がないすべての市場）",
    ),
    "--json": Text(en="how the answer is written", ja="出力形式"),
    "release": Text(
        en="draft a release of what no release has named, with its notices",
        ja="まだリリースしていない変更のリリースと改定のお知らせの下書きを作ります",
    ),
    "worklist": Text(
        en="write what a release means for labels already given, as affected.csv and label-map.csv",
        ja="リリースによって見直すラベルの一覧（affected.csvとlabel-map.csv）を書き出します",
    ),
    "serve": Text(
        en="show the site while you write, with the findings on its pages",
        ja="執筆中のサイトを、指摘を添えて表示します",
    ),
    "NAME": Text(
        en="the day of publication, such as 2026-03-02, or 2026-03-02.2 for a second one",
        ja="公開日（例：2026-03-02。同じ日の2つ目は2026-03-02.2）",
    ),
    "RELEASE": Text(en="the release", ja="リリースの名前"),
    "DIR": Text(
        en="where to write the tables (default: here)", ja="書き出す先（省略時は現在のフォルダー）"
    ),
    "PENDING": Text(
        en="only these: a guideline (FRD), a clause (HAR-2) or an address (case:HAR-2-C1)",
        ja="対象を限る場合に、ガイドライン（FRD）、項目（HAR-2）、"
        "またはアドレス（case:HAR-2-C1）を指定します",
    ),
    "--published": Text(
        en="when readers are told, such as 2026-03-02T10:00+09:00",
        ja="公開日時（例：2026-03-02T10:00+09:00）",
    ),
    "--effective": Text(
        en="from when it holds: an instant, or a day that begins in each market's zone; for one "
        "market JP=2026-03-17; may be repeated (default: on publication)",
        ja="適用開始の日時。日付だけなら各対象市場の時間帯でその日の始まり。1つの対象市場だけなら"
        "JP=2026-03-17。繰り返し指定できます（省略時は公開と同時）",
    ),
    "--emergency": Text(
        en="release without the lead time, on this ground, such as legal-duty; also needs "
        "--approver and --follow-up-by",
        ja="予告期間を置かずにリリースする理由（例：legal-duty）。"
        "--approverと--follow-up-byも必要です",
    ),
    "--approver": Text(en="who approved the emergency", ja="緊急リリースを承認した人"),
    "--follow-up-by": Text(
        en="the day by which the translations follow", ja="訳文などの不足分を補う期日"
    ),
    "--source": Text(
        en="source locale and folder of a tree without kijun.yml, such as en=docs/en",
        ja="kijun.ymlのない文書で、原文の言語版とフォルダー（例：en=docs/en）",
    ),
    "--target": Text(
        en="translated locale and folder, such as ja=docs/ja; may be repeated",
        ja="訳文の言語版とフォルダー（例：ja=docs/ja）。繰り返し指定できます",
    ),
    "--format": Text(en="how findings are written", ja="指摘の出力形式"),
    "--since": Text(
        en="report only what this revision did not have",
        ja="指定したリビジョンになかった指摘だけを報告します",
    ),
    "--fail-on": Text(
        en="least level that makes the exit status 1 (default: warning)",
        ja="終了ステータスを1にする指摘のうち、最も軽い水準（省略時はwarning）",
    ),
    "OLD": Text(
        en="older version: a release such as 2026-03-05, a git revision, a folder or a file "
        "(git:NAME is always a revision)",
        ja="旧版：2026-03-05のようなリリース、gitの版、フォルダー、またはファイル"
        "（git:名前と書けば必ずgitの版）",
    ),
    "NEW": Text(
        en="newer version, named alike (default: the working tree)",
        ja="新版。指定方法は旧版と同じ（省略時は作業中のフォルダー）",
    ),
    "--changes-format": Text(en="how changes are written", ja="変更の出力形式"),
    "--output": Text(
        en="write to this file (default: to the screen)",
        ja="書き込むファイル（省略時は画面に出力します）",
    ),
    "--fail-on-class": Text(
        en="class from which a change makes the exit status 1 (default: never)",
        ja="終了ステータスを1にする最小の区分（省略時は1にしません）",
    ),
    "--fix": Text(
        en="mend in place what can be mended without a decision",
        ja="判断の要らない誤りを、ファイルの中で自動的に直します",
    ),
    "--no-cache": Text(en="work everything out again", ja="前回の結果を使わずに検査します"),
    "CHECK": Text(
        en="the id that a report names; all are listed without one",
        ja="指摘に示されたID。省略すると一覧を表示します",
    ),
    "UNIT": Text(
        en="addresses or ids, such as HAR-2 or case:HAR-2-C1; all without one",
        ja="単位のアドレスまたはID（例：HAR-2、case:HAR-2-C1）。省略するとすべて",
    ),
    "--by": Text(en="who translated or approved", ja="翻訳または承認した人"),
    "--locale": Text(en="only this locale", ja="指定した言語版だけを対象にします"),
    "--port": Text(en="port to serve on (default: 8000)", ja="待ち受けるポート（省略時は8000）"),
}


def language(environment: dict[str, str] | os._Environ[str] = os.environ) -> str:
    """The reader's language, from the first locale variable that is set."""
    for name in ("KIJUN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if value := environment.get(name):
            return "ja" if value.lower().startswith("ja") else "en"
    return "en"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns its exit status and raises nothing but KeyboardInterrupt."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    spoken = _spoken(given)
    options = _parser(spoken).parse_args(given)
    command: Callable[[argparse.Namespace, str], int] = options.run
    try:
        with _noticed(spoken):
            return command(options, spoken)
    except KijunError as error:
        print(error.words(spoken), file=sys.stderr)
    except ExceptionGroup as group:
        for cause in group.exceptions:
            if not isinstance(cause, KijunError):
                raise
            print(cause.words(spoken), file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except Exception as error:
        # Whatever it is, nothing was compared, and 1 would say that findings were.
        if os.environ.get("KIJUN_TRACEBACK"):
            raise
        print(BROKEN.to(spoken, error=f"{type(error).__name__}: {error}"), file=sys.stderr)
    return FAILED


BROKEN = Text(
    en="kijun could not go on ({error}). Nothing was compared. With KIJUN_TRACEBACK=1 it shows "
    "where; please report that.",
    ja="処理を続けられませんでした（{error}）。比較は行われていません。"
    "KIJUN_TRACEBACK=1を付けて実行すると原因の場所が表示されるので、お知らせください。",
)


@contextlib.contextmanager
def _noticed(spoken: str) -> Iterator[None]:
    """Notices go to the screen as words, each once, and stop nothing."""
    usual = warnings.showwarning

    def show(message: Any, *rest: Any, **more: Any) -> None:
        if isinstance(message, Notice):
            print(message.error.words(spoken), file=sys.stderr)
        else:
            usual(message, *rest, **more)

    with warnings.catch_warnings():
        warnings.simplefilter("default", Notice)
        warnings.showwarning = show
        yield


def _spoken(given: list[str]) -> str:
    """The language asked for, known before the arguments are parsed so that help speaks it."""
    for number, argument in enumerate(given):
        if argument == "--lang" and number + 1 < len(given):
            return given[number + 1]
        if argument.startswith("--lang="):
            return argument.partition("=")[2]
    return language()


def _parser(spoken: str) -> argparse.ArgumentParser:
    def say(name: str) -> str:
        return SAYS[name].to(spoken)

    def common(parser: argparse.ArgumentParser, default: str | None = None) -> None:
        parser.add_argument("--lang", choices=Text.languages, help=say("--lang"), default=default)

    parser = argparse.ArgumentParser(prog="kijun", description=say("kijun"))
    parser.add_argument("-C", dest="folder", metavar="DIR", default=".", help=say("-C"))
    parser.add_argument("--version", action="version", version=_version())
    common(parser)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(
        name: str, run: Callable[[argparse.Namespace, str], int]
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=say(name), description=say(name))
        added.set_defaults(run=run)
        common(added, default=argparse.SUPPRESS)
        return added

    check = command("check", _check)
    check.add_argument("--source", metavar="LOCALE=DIR", help=say("--source"))
    check.add_argument(
        "--target", metavar="LOCALE=DIR", action="append", default=[], help=say("--target")
    )
    check.add_argument(
        "--format",
        choices=("text", "json", "github", "sarif", "junit"),
        default="text",
        help=say("--format"),
    )
    check.add_argument("--since", metavar="REV", default="", help=say("--since"))
    check.add_argument("--fail-on", choices=FAIL_ON, default="warning", help=say("--fail-on"))
    check.add_argument("--fix", action="store_true", help=say("--fix"))
    check.add_argument("--no-cache", action="store_true", help=say("--no-cache"))

    for name, run in (("sync", _sync), ("stamp", _stamp), ("approve", _approve)):
        added = command(name, run)
        added.add_argument("units", metavar="UNIT", nargs="*", help=say("UNIT"))
        added.add_argument("--locale", help=say("--locale"))
        if name != "sync":
            added.add_argument("--by", required=name == "approve", default="", help=say("--by"))

    diff = command("diff", _diff)
    diff.add_argument("old", metavar="OLD", help=say("OLD"))
    diff.add_argument("new", metavar="NEW", nargs="?", default="", help=say("NEW"))
    diff.add_argument("--source", metavar="LOCALE=DIR", help=say("--source"))
    diff.add_argument(
        "--target", metavar="LOCALE=DIR", action="append", default=[], help=say("--target")
    )
    diff.add_argument(
        "--format",
        choices=("text", "markdown", "json", "github", "sarif", *FORMS),
        default="text",
        help=say("--changes-format"),
    )
    diff.add_argument("--output", metavar="FILE", default="", help=say("--output"))
    diff.add_argument("--fail-on", choices=CLASSES, default="", help=say("--fail-on-class"))

    show = command("show", _show)
    show.add_argument("unit", metavar="UNIT", help=say("UNIT"))
    when = show.add_mutually_exclusive_group()
    when.add_argument("--as-of", metavar="DAY", help=say("--as-of"))
    when.add_argument("--at", metavar="VERSION", help=say("--at"))
    when.add_argument("--today", metavar="DAY", help=say("--today"))
    show.add_argument("--market", help=say("--market"))
    history = command("history", _history)
    history.add_argument("unit", metavar="UNIT", help=say("UNIT"))
    for added in (show, history):
        added.add_argument("--locale", help=say("--locale"))
        added.add_argument("--format", choices=("text", "json"), default="text", help=say("--json"))

    release = command("release", _release)
    release.add_argument("name", metavar="NAME", help=say("NAME"))
    release.add_argument("units", metavar="UNIT", nargs="*", help=say("PENDING"))
    release.add_argument("--published", metavar="INSTANT", required=True, help=say("--published"))
    release.add_argument(
        "--effective", metavar="[MARKET=]WHEN", action="append", default=[], help=say("--effective")
    )
    release.add_argument("--locale", default="", help=say("--locale"))
    release.add_argument("--emergency", metavar="BASIS", default="", help=say("--emergency"))
    release.add_argument("--approver", metavar="NAME", default="", help=say("--approver"))
    release.add_argument("--follow-up-by", metavar="DAY", default="", help=say("--follow-up-by"))

    worklist = command("worklist", _worklist)
    worklist.add_argument("name", metavar="RELEASE", help=say("RELEASE"))
    worklist.add_argument("out", metavar="DIR", nargs="?", default=".", help=say("DIR"))

    explain = command("explain", _explain)
    explain.add_argument("check", metavar="CHECK", nargs="?", help=say("CHECK"))
    serve = command("serve", _serve)
    serve.add_argument("--port", type=int, default=8000, help=say("--port"))
    return parser


def _version() -> str:
    from . import __version__

    return f"kijun {__version__}"


def _locales(options: argparse.Namespace) -> tuple[tuple[str, str], dict[str, str]] | None:
    if not options.source and not options.target:
        return None
    wanted = Text(
        en="Give both: --source en=docs/en --target ja=docs/ja.",
        ja="「--source en=docs/en --target ja=docs/ja」のように両方を指定してください。",
    )
    parts = [entry.partition("=") for entry in (options.source or "", *options.target)]
    for code, _, folder in parts:
        if not code or not folder:
            raise BadArgument(
                given="=".join(filter(None, (code, folder))) or "--source", wanted=wanted
            )
    if len(parts) < 2:
        raise BadArgument(given=options.source, wanted=wanted)
    codes = [code for code, _, _ in parts]
    if len(set(codes)) < len(codes):
        once = Text(en="Give each language once.", ja="言語版はそれぞれ1回だけ指定してください。")
        raise BadArgument(given=", ".join(codes), wanted=once)
    folders = _below(options.folder, [folder for _, _, folder in parts])
    source, *targets = zip(codes, folders, strict=True)
    return source, dict(targets)


def _below(root: str, given: list[str]) -> list[str]:
    """Folders as paths from the root, which is where a tree of files begins."""
    top = Path(root).resolve()
    # A link on the way, as macOS has in /tmp, must not make a folder another.
    real = [Path(os.path.normpath(top / folder)) for folder in given]
    real = [path if path.is_relative_to(top) else path.resolve() for path in real]
    for folder, path in zip(given, real, strict=True):
        if not path.is_relative_to(top):
            raise OutsideFolder(given=folder, folder=str(top), common=os.path.commonpath(real))
    return [path.relative_to(top).as_posix() for path in real]


def _check(options: argparse.Namespace, spoken: str) -> int:
    from . import report, run
    from .causes import CAUSES
    from .checks import CHECKS
    from .model import Locales

    folder = Path(options.folder)
    given = _locales(options)
    locales = Locales(*given) if given else None
    if options.fix:
        from . import fix

        for path in fix.folder(folder, locales=locales):
            print(FIXED.to(spoken, path=path), file=sys.stderr)
        if locales is None:
            from . import sync

            with contextlib.suppress(ExceptionGroup):  # What cannot be read is reported below.
                for path, count in sync.facts(folder).written.items():
                    print(_counted(SYNCED, path, count, spoken), file=sys.stderr)
    result = run.check(folder, locales=locales, since=options.since, cached=not options.no_cache)
    reader = report.Reader(
        run.words(),
        {**CHECKS, **CAUSES},
        spoken,
        folder="" if options.folder == "." else options.folder,
        since=options.since,
        screen=report.screen(sys.stdout, os.environ),
    )
    print(report.FORMATS[options.format](result, reader))
    counts = (result.errors, result.warnings, result.infos)
    return FOUND if any(counts[: FAIL_ON[options.fail_on]]) else CLEAN


SERVING = Text(
    en="Serving on http://{address}/ with what the checks find; stop with Ctrl+C",
    ja="http://{address}/ で検査の指摘を添えて表示しています。終了するにはCtrl+Cを押します",
)
FIXED = Text(en="Mended {path}", ja="{path}を直しました")
SYNCED = (
    Text(en="{path}: {count} fact copied", ja="{path}：{count}件の値を写しました"),
    Text(en="{path}: {count} facts copied", ja="{path}：{count}件の値を写しました"),
)
STAMPED = (
    Text(
        en="{path}: {count} unit recorded as translated; it stays a draft until 'kijun approve'",
        ja="{path}：{count}件を翻訳済みとして記録しました（「kijun approve」で承認するまでは"
        "draftのままです）",
    ),
    Text(
        en="{path}: {count} units recorded as translated; they stay drafts until 'kijun approve'",
        ja="{path}：{count}件を翻訳済みとして記録しました（「kijun approve」で承認するまでは"
        "draftのままです）",
    ),
)
APPROVED = (
    Text(en="{path}: {count} unit approved", ja="{path}：{count}件の承認を記録しました"),
    Text(en="{path}: {count} units approved", ja="{path}：{count}件の承認を記録しました"),
)
NOTHING = Text(en="Nothing to do: all is in step.", ja="変更はありません。すべてそろっています。")


Counted: TypeAlias = tuple[Text, Text]
"""The words for one, and for any other number."""


def _counted(words: Counted, path: str, count: int, spoken: str) -> str:
    return words[0 if count == 1 else 1].to(spoken, path=path, count=count)


def _told(changed: Mapping[str, int], words: Counted, spoken: str) -> int:
    for path, count in changed.items():
        print(_counted(words, path, count, spoken))
    if not changed:
        print(NOTHING.to(spoken))
    return CLEAN


def _sync(options: argparse.Namespace, spoken: str) -> int:
    from . import sync

    synced = sync.facts(Path(options.folder), options.units, options.locale)
    for left in synced.left:
        print(left.words(spoken), file=sys.stderr)
    if synced.written or not synced.left:
        _told(synced.written, SYNCED, spoken)
    return FOUND if synced.left else CLEAN


def _stamp(options: argparse.Namespace, spoken: str) -> int:
    from . import sync

    changed = sync.stamp(Path(options.folder), options.units, options.locale, options.by)
    return _told(changed, STAMPED, spoken)


def _approve(options: argparse.Namespace, spoken: str) -> int:
    from . import sync

    changed = sync.approve(Path(options.folder), options.units, options.locale, options.by)
    return _told(changed, APPROVED, spoken)


def _diff(options: argparse.Namespace, spoken: str) -> int:
    from . import diff, report, report_changes

    folder = Path(options.folder)
    released = diff.Released(folder)
    found = diff.diff(
        folder, options.old, options.new, locales=_locales(options), released=released
    )
    reader = report_changes.Reader(
        spoken,
        folder="" if options.folder == "." else options.folder,
        screen=report.screen(sys.stdout, os.environ),
    )
    if options.format in FORMS:
        form = import_module(f".{FORMS[options.format]}", __package__)
        about = None
        if calendar := released.calendar(options.new):
            from . import imprint

            spanned = imprint.between(calendar, options.old, options.new)
            about = imprint.released(found.old, found.new, spanned, calendar, spoken)
        _write(getattr(form, f"to_{options.format}")(found, reader, about), options)
    else:
        told = report_changes.FORMATS[options.format](found, reader)
        if options.output:
            _write(f"{told}\n".encode("utf-8", "replace"), options)
        else:
            print(told)
    failed = options.fail_on and report_changes.failing(found, options.fail_on)
    return FOUND if failed else CLEAN


def _show(options: argparse.Namespace, spoken: str) -> int:
    from datetime import date

    from . import record, report_record

    _given(options, "as_of", "at", "today", "market", "locale")
    # Only here does kijun look at the clock: what holds today is asked by a person, today.
    day = options.as_of or options.today or date.today().isoformat()
    found = record.show(
        Path(options.folder),
        options.unit,
        locale=options.locale or "",
        reader=spoken,
        market=options.market or "",
        as_of=day,
        at=options.at or "",
    )
    print(report_record.SHOWN[options.format](found, spoken))
    return CLEAN


def _history(options: argparse.Namespace, spoken: str) -> int:
    from . import record, report_record

    _given(options, "locale")
    found = record.history(Path(options.folder), options.unit, locale=options.locale or "")
    print(report_record.HISTORIES[options.format](found, spoken))
    return CLEAN


def _given(options: argparse.Namespace, *names: str) -> None:
    """Raises BadArgument for an option given with nothing in it, as a variable nobody set is.

    Taken for one that is left out, it would answer another question than was asked.
    """
    for name in names:
        if getattr(options, name) == "":
            option = f"--{name.replace('_', '-')}"
            wanted = Text(*(EMPTY.to(each, option=option) for each in Text.languages))
            raise BadArgument(given=f'{option} ""', wanted=wanted)


EMPTY = Text(
    en="Nothing stands behind {option}: is a variable not set? Give a value, or leave out "
    "{option}.",
    ja="{option}の値が空です（変数が未設定ではありませんか）。値を指定するか、{option}を"
    "外してください。",
)


def _write(content: bytes, options: argparse.Namespace) -> None:
    """To a file, whole or not at all, or to the screen. Raises NotForScreen or NotWritten."""
    if options.output:
        from . import tree

        try:
            tree.save(Path(options.output), content)
        except OSError as error:
            raise NotWritten(path=options.output, error=error.strerror or error) from error
    elif options.format == "docx" and sys.stdout.isatty():
        raise NotForScreen
    else:
        # What is printed as text may get other line ends and another encoding on its way.
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()


DRAFTED = Text(en="Drafted {paths}.", ja="{paths}の下書きを作りました。")
LEFT_OPEN = Text(
    en="Fill in {gaps} there, and the notices. 'kijun check' refuses what is left open. "
    "Then commit.",
    ja="{gaps}と、改定のお知らせの本文を書き入れてください。空欄があると「kijun check」が"
    "エラーにします。書き終えたらコミットしてください。",
)
LEFT_NOTICES = Text(
    en="Write the notices. 'kijun check' refuses what is left open. Then commit.",
    ja="改定のお知らせの本文を書いてください。空欄があると「kijun check」がエラーにします。"
    "書き終えたらコミットしてください。",
)


def _release(options: argparse.Namespace, spoken: str) -> int:
    from . import release

    given = (options.emergency, options.approver, options.follow_up_by)
    if any(given) and not all(given):
        together = Text(
            en="Give --emergency, --approver and --follow-up-by together.",
            ja="--emergency、--approver、--follow-up-byは一緒に指定してください。",
        )
        raise BadArgument(given=" ".join(filter(None, given)), wanted=together)
    drafted = release.draft(
        Path(options.folder),
        options.name,
        options.units,
        published=options.published,
        effective=options.effective,
        locale=options.locale,
        emergency=release.Emergency(*given) if all(given) else None,
    )
    print(DRAFTED.to(spoken, paths=drafted.paths))
    left = LEFT_OPEN if drafted.gaps else LEFT_NOTICES
    print(left.to(spoken, gaps=drafted.gaps))
    return CLEAN


WRITTEN = Text(en="Wrote {path} ({rows} rows)", ja="{path}を書き出しました（{rows}行）")


def _worklist(options: argparse.Namespace, spoken: str) -> int:
    from . import worklist

    tables = worklist.tables(Path(options.folder), options.name, spoken)
    out = Path(options.out)
    out.mkdir(parents=True, exist_ok=True)
    for name, table in tables.items():
        (out / name).write_text(table, "utf-8")
        print(WRITTEN.to(spoken, path=out / name, rows=table.count("\n") - 1))
    return CLEAN


def _explain(options: argparse.Namespace, spoken: str) -> int:
    from . import report, report_changes
    from .causes import CAUSES
    from .changes import RULES
    from .checks import CHECKS

    entries: dict[str, Entry] = {**CHECKS, **CAUSES}
    if options.check is None:
        print(report.catalogue(entries, spoken))
        print(report_changes.catalogue(spoken))
        return CLEAN
    if options.check not in entries and options.check not in RULES:
        wanted = Text(
            en="'kijun explain' lists what a report may name.{near}",
            ja="「kijun explain」で、指摘に使われるIDの一覧を表示できます。{near}",
        )
        near = meant(options.check, [*entries, *RULES])["near"]
        told = Text(*(wanted.to(each, near=near) for each in Text.languages))
        raise BadArgument(given=options.check, wanted=told)
    # A check and a kind of change may share a name: label-retired is both.
    if options.check in entries:
        print(report.explanation(entries[options.check], spoken))
    if options.check in RULES:
        print(report_changes.explanation(RULES[options.check], spoken))
    return CLEAN


def _serve(options: argparse.Namespace, spoken: str) -> int:
    import subprocess

    folder = Path(options.folder)
    if not (folder / "mkdocs.yml").is_file():
        raise NoSite(folder=options.folder)
    address = f"127.0.0.1:{options.port}"
    command = [sys.executable, "-m", "mkdocs", "serve", "-q", "-a", address]
    environment = {**os.environ, "KIJUN_FINDINGS": "1", "KIJUN_LANG": spoken}
    print(SERVING.to(spoken, address=address), flush=True)
    try:
        return subprocess.run(command, cwd=folder, env=environment, check=False).returncode
    except KeyboardInterrupt:
        return CLEAN
