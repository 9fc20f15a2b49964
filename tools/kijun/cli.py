"""The command line: arguments in, words and an exit status out.

Exit status 0 says clean or done, 1 that there are findings, 2 that nothing could be compared.
Everything is imported by the command that needs it, so that nobody waits for what they do not use.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from .text import KijunError, Text

CLEAN, FOUND, FAILED = 0, 1, 2

FAIL_ON = {"error": 1, "warning": 2, "info": 3}


class BadArgument(KijunError):
    """An argument that cannot be meant."""

    says = Text(
        en="'{given}' is not understood. {wanted}",
        ja="「{given}」の意味が分かりません。{wanted}",
    )


class NoSite(KijunError):
    """A book without a site."""

    says = Text(
        en="There is no mkdocs.yml in '{folder}', so there is no site to show.",
        ja="「{folder}」にmkdocs.ymlがないため、表示できるサイトがありません。",
    )


SAYS = {
    "kijun": Text(
        en="Checks labeling guidelines that are kept in several languages.",
        ja="複数の言語で管理するラベル付けガイドラインを検査します。",
    ),
    "-C": Text(en="run in this folder", ja="このフォルダーで実行します"),
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
        ja="判断にかかわる値を原文から訳文へ写します",
    ),
    "stamp": Text(
        en="record that translations were made from today's source",
        ja="訳文が現在の原文に基づくことを記録します",
    ),
    "approve": Text(
        en="record that translations are approved",
        ja="訳文を承認したことを記録します",
    ),
    "explain": Text(en="say what a check looks for and why", ja="検査の内容と理由を説明します"),
    "serve": Text(
        en="show the site while you write, with the findings on its pages",
        ja="執筆中のサイトを、指摘を添えて表示します",
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
        ja="この版になかった指摘だけを報告します",
    ),
    "--fail-on": Text(
        en="least level that makes the exit status 1 (default: warning)",
        ja="終了ステータスを1にする最小の重さ（省略時はwarning）",
    ),
    "--fix": Text(
        en="mend in place what can be mended without a decision",
        ja="判断の要らない誤りをその場で直します",
    ),
    "--no-cache": Text(en="work everything out again", ja="前回の結果を使わずに検査します"),
    "CHECK": Text(en="the id of a check; all are listed without one", ja="検査のID。省略すると一覧を表示します"),
    "UNIT": Text(
        en="addresses or ids, such as HAR-2 or case:HAR-2-C1; all without one",
        ja="単位の所在またはID（例：HAR-2、case:HAR-2-C1）。省略するとすべて",
    ),
    "--by": Text(en="who translated or approved", ja="翻訳または承認した人"),
    "--locale": Text(en="only this locale", ja="この言語版だけ"),
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
        return command(options, spoken)
    except KijunError as error:
        print(error.words(spoken), file=sys.stderr)
    except ExceptionGroup as group:
        for error in group.exceptions:
            if not isinstance(error, KijunError):
                raise
            print(error.words(spoken), file=sys.stderr)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return FAILED


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

    def common(parser: argparse.ArgumentParser, **default: str) -> None:
        parser.add_argument("--lang", choices=Text.languages, help=say("--lang"), **default)

    parser = argparse.ArgumentParser(prog="kijun", description=say("kijun"))
    parser.add_argument("-C", dest="folder", metavar="DIR", default=".", help=say("-C"))
    parser.add_argument("--version", action="version", version=_version())
    common(parser)
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    def command(name: str, run: Callable[[argparse.Namespace, str], int]) -> argparse.ArgumentParser:
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
            raise BadArgument(given="=".join(filter(None, (code, folder))) or "--source", wanted=wanted)
    if len(parts) < 2:
        raise BadArgument(given=options.source, wanted=wanted)
    (code, _, folder), *targets = parts
    return (code, folder), {code: folder for code, _, folder in targets}


def _check(options: argparse.Namespace, spoken: str) -> int:
    from . import report, run
    from .checks import CHECKS

    folder = Path(options.folder)
    given = _locales(options)
    locales = run.Locales(*given) if given else None
    if options.fix:
        from . import fix

        for path in fix.folder(folder, locales=locales):
            print(FIXED.to(spoken, path=path), file=sys.stderr)
    result = run.check(folder, locales=locales, since=options.since, cached=not options.no_cache)
    reader = report.Reader(
        run.words(),
        CHECKS,
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
SYNCED = Text(en="{path}: {count} facts copied", ja="{path}：{count}件の値を写しました")
STAMPED = Text(en="{path}: {count} units recorded", ja="{path}：{count}件を記録しました")
NOTHING = Text(en="Nothing to do: all is in step.", ja="変更はありません。すべてそろっています。")


def _told(changed: dict[str, int], words: Text, spoken: str) -> int:
    for path, count in changed.items():
        print(words.to(spoken, path=path, count=count))
    if not changed:
        print(NOTHING.to(spoken))
    return CLEAN


def _sync(options: argparse.Namespace, spoken: str) -> int:
    from . import sync

    changed = sync.facts(Path(options.folder), options.units, options.locale)
    return _told(changed, SYNCED, spoken)


def _stamp(options: argparse.Namespace, spoken: str) -> int:
    from . import sync

    changed = sync.stamp(Path(options.folder), options.units, options.locale, options.by)
    return _told(changed, STAMPED, spoken)


def _approve(options: argparse.Namespace, spoken: str) -> int:
    from . import sync

    changed = sync.approve(Path(options.folder), options.units, options.locale, options.by)
    return _told(changed, STAMPED, spoken)


def _explain(options: argparse.Namespace, spoken: str) -> int:
    from . import report
    from .checks import CHECKS

    if options.check is None:
        print(report.catalogue(CHECKS, spoken))
        return CLEAN
    if options.check not in CHECKS:
        from . import run

        if options.check in run.words():
            print(run.words()[options.check].to(spoken))
            return CLEAN
        wanted = Text(
            en="'kijun explain' lists the checks.",
            ja="「kijun explain」で検査の一覧を表示できます。",
        )
        raise BadArgument(given=options.check, wanted=wanted)
    print(report.explanation(CHECKS[options.check], spoken))
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


if __name__ == "__main__":
    sys.exit(main())
