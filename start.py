#!/usr/bin/env python3
"""Set everything up, then check the guidelines and show their site, or pass all tests.

    python3 start.py               check, build the site, serve it on this machine
    python3 start.py --no-serve    the same, and end after the build with its status
    python3 start.py --test        find or fetch a browser and pass all tests

It needs Python 3.11 or newer, git, and nothing else. What it installs stands in `.venv` and is
exactly what `requirements.lock` lists, hashes checked. Set-up is skipped while `.venv` matches
the lock; one that was interrupted is made anew by the next run.

Standard library only, and written so that an older Python can read as far as the sentence that
turns it away.
"""

import argparse
import configparser
import contextlib
import functools
import hashlib
import http.client
import http.server
import os
import re
import shutil
import subprocess
import sys
import urllib.parse
import urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
LOCK = ROOT / "requirements.lock"
PROJECT = ROOT / "pyproject.toml"
SITE = ROOT / "site"
PORT = 8000

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MACOS = ("Google Chrome.app/Contents/MacOS/Google Chrome", "Chromium.app/Contents/MacOS/Chromium")
OPEN_A_PAGE = """
import sys
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    path = sys.argv[1] or playwright.chromium.executable_path
    browser = playwright.chromium.launch(executable_path=path)
    browser.new_page().set_content("<p>kijun")
    browser.close()
print(path)
"""


class Missing(Exception):
    """Something that only the reader can bring. Says in one line what, and how to get it."""


def main() -> int:
    """Do what the command line asks; the exit status is that of the job."""
    arguments = argparse.ArgumentParser(
        description="Set everything up, then check the guidelines and show their site.",
        allow_abbrev=False,
    )
    arguments.add_argument("--no-serve", action="store_true", help="end after the build")
    arguments.add_argument(
        "--test", action="store_true", help="pass all tests; further options go to pytest"
    )
    options, others = arguments.parse_known_args()
    if others and not options.test:
        arguments.error("unknown: " + " ".join(others))
    set_up()
    if options.test:
        return test(others)
    return show(serving=not options.no_serve and sys.stdout.isatty())


# The two jobs


def show(serving: bool) -> int:
    """Check the guidelines, build the site in both languages, and serve it."""
    found = run("kijun", "check")
    if found > 1:
        return found
    built = run("mkdocs", "build", "--strict", without="INFO")
    if built:
        return built
    if not serving:
        print(f"The site is at {(SITE / 'index.html').as_uri()}", flush=True)
        return found
    with server() as site:
        port = site.server_address[1]
        print(f"The site is at http://127.0.0.1:{port}/ (Ctrl+C ends it)", flush=True)
        with contextlib.suppress(KeyboardInterrupt):
            site.serve_forever()
    return found


def test(options: "list[str]") -> int:
    """Pass all tests, a real browser included, or those that pytest's options name."""
    browser = find_browser()
    # One more than there are cores: a test that waits for its browser leaves one idle.
    every = ["-n", str((os.cpu_count() or 1) + 1), "--dist", "loadfile", "--no-loadscope-reorder"]
    return run("python", "-m", "pytest", *(options or every), KIJUN_BROWSER=browser)


def run(program: str, *arguments: str, without: str = "", **variables: str) -> int:
    """Run a program of the virtual environment in this folder; its exit status.

    Of what it says, a message that begins with the word `without` is left out, with the
    indented lines that belong to it.
    """
    print("$", program, *arguments, flush=True)
    command = [str(PYTHON.with_name(program)), *arguments]
    if not without:
        return subprocess.call(command, cwd=str(ROOT), env=environment(**variables))
    with subprocess.Popen(
        command,
        cwd=str(ROOT),
        env=environment(**variables),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as job:
        left_out = False
        for line in job.stdout or ():
            left_out = line.startswith(without.encode()) or (left_out and line[:1].isspace())
            if not left_out:
                sys.stdout.buffer.write(line)
                sys.stdout.flush()
    return job.returncode


def environment(**variables: str) -> "dict[str, str]":
    """This one, with the programs of `.venv` first and no settings of another Python."""
    foreign = ("PYTHONHOME", "PYTHONPATH", "PIP_PREFIX", "PIP_REQUIRE_VIRTUALENV", "PIP_TARGET")
    kept = {name: value for name, value in os.environ.items() if name not in foreign}
    ours = {
        "PATH": str(PYTHON.parent) + os.pathsep + kept.get("PATH", os.defpath),
        "VIRTUAL_ENV": str(VENV),
        "PIP_USER": "0",
        # The theme's word on its own future is for us, not for who builds the site.
        "NO_MKDOCS_2_WARNING": "1",
    }
    return {**kept, **ours, **variables}


class Pages(http.server.SimpleHTTPRequestHandler):
    """The built site: no line for each request, and its own page for what is not there."""

    def log_message(self, *_: object) -> None:
        """Say nothing: the last line on the screen stays the address."""

    def send_error(self, code: int, message: "str|None" = None, explain: "str|None" = None) -> None:
        """Show the site's own 404 page, which speaks every language of the site."""
        page = SITE / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def server(port: int = PORT) -> "http.server.ThreadingHTTPServer":
    """A server of the site for this machine alone, on a free port where `port` is taken."""
    pages = functools.partial(Pages, directory=str(SITE))
    try:
        return http.server.ThreadingHTTPServer(("127.0.0.1", port), pages)
    except OSError:
        return http.server.ThreadingHTTPServer(("127.0.0.1", 0), pages)


# Set-up


def set_up() -> None:
    """Make `.venv` match the lock and the project. Two at once wait for each other.

    Raises Missing where something cannot be had without the reader.
    """
    if os.name != "posix":
        raise Missing("This set-up runs on Linux and macOS. On Windows, run it inside WSL.")
    if not succeeds("git", "--version"):
        raise Missing(f"git is missing. Install it: {how_to_get('git', 'xcode-select --install')}")
    import fcntl  # Only where there is POSIX.

    with Path(__file__).open() as this:
        fcntl.flock(this, fcntl.LOCK_EX)
        packages = stamp("packages", LOCK)
        if not (matches(packages) and succeeds(str(PYTHON), "-c", "")):
            print("Setting up .venv: a minute or two, once.", flush=True)
            install_packages()
            packages[0].write_text(packages[1])
        project = stamp("project", PROJECT)
        if not matches(project):
            here = ["--no-deps", "--no-build-isolation", "--no-index", "--editable", str(ROOT)]
            pip([str(PYTHON), "-m", "pip"], here)
            project[0].write_text(project[1])


def stamp(name: str, source: Path) -> "tuple[Path, str]":
    """Where a finished step leaves its mark, and what it says: of what, by whom, where."""
    # One Python has several names, and goes by another where this runs in `.venv`.
    python = os.path.realpath(base_python())
    made_of = source.read_bytes() + f"{sys.version} {python} {ROOT}".encode()
    return VENV / f"{name}.stamp", hashlib.sha256(made_of).hexdigest()


def matches(mark: "tuple[Path, str]") -> bool:
    """Whether a step was finished, and of what it would be made today."""
    return mark[0].is_file() and mark[0].read_text() == mark[1]


def base_python() -> str:
    """The Python that environments are made from, even when this one runs in `.venv`."""
    return str(getattr(sys, "_base_executable", sys.executable))


def install_packages() -> None:
    """Make `.venv` from nothing and install what the lock lists.

    From nothing, because a package whose installation was cut off can look complete.
    """
    if not succeeds(base_python(), "-m", "venv", "--clear", "--without-pip", str(VENV)):
        how = how_to_get("python3-venv", "brew install python")
        raise Missing(f"Python cannot make a virtual environment in {VENV}. Install: {how}")
    pip(find_pip(), ["--require-hashes", "--only-binary", ":all:", "--requirement", str(LOCK)])


def pip(command: "list[str]", arguments: "list[str]") -> None:
    """Install with pip, whose own words say what went wrong."""
    quiet = ["--quiet", "--no-input", "--disable-pip-version-check"]
    if subprocess.call([*command, "install", *quiet, *arguments], env=environment()):
        raise Missing("Set-up stopped: pip's message is above. Once it is mended, run this again.")


def find_pip() -> "list[str]":
    """A command that runs pip for `.venv`: the first that can be had.

    Python's own copy; a pip of the same Python outside; pip's wheel from the configured index;
    the system's package. Debian and Ubuntu leave the first two out of a bare Python.
    """
    inside = [str(PYTHON), "-m", "pip"]
    outside = [base_python(), "-m", "pip", "--python", str(PYTHON)]
    if succeeds(str(PYTHON), "-m", "ensurepip"):
        return inside
    if succeeds(*outside, "--version"):
        return outside
    index = package_index()
    if index:
        return [str(PYTHON), str(fetch_pip(index) / "pip")]
    if apt_install("python3-venv") and succeeds(str(PYTHON), "-m", "ensurepip"):
        return inside
    raise Missing(
        "pip is missing, and no package index is configured to take it from. "
        f"Install it: {how_to_get('python3-venv', 'python3 -m ensurepip')}"
    )


def package_index() -> str:
    """The address of the index that pip is configured to use; empty where none is."""
    home = Path.home()
    files = [
        Path("/etc/pip.conf"),
        home / ".pip" / "pip.conf",
        home / ".config" / "pip" / "pip.conf",
        home / "Library" / "Application Support" / "pip" / "pip.conf",
        Path(os.environ.get("PIP_CONFIG_FILE", os.devnull)),
    ]
    settings = configparser.RawConfigParser()
    settings.read(files)
    configured = settings.get("global", "index-url", fallback="")
    return os.environ.get("PIP_INDEX_URL") or configured or ""


def fetch_pip(index: str) -> Path:
    """Take the wheel of the locked pip from an index; checked by the hashes of the lock.

    A wheel is a zip, and Python runs programs from a zip: nothing needs unpacking.
    """
    entry = re.search(r"(?m)^pip==.*\n(?: .*\n)+", LOCK.read_text())
    hashes = re.findall("sha256:([0-9a-f]{64})", entry.group() if entry else "")
    page = index.rstrip("/") + "/pip/"
    try:
        with urllib.request.urlopen(page) as answer:
            links = re.findall(r'href="([^"]+\.whl)#sha256=([0-9a-f]{64})', answer.read().decode())
        link = next(link for link, digest in links if digest in hashes)
        with urllib.request.urlopen(urllib.parse.urljoin(page, link)) as answer:
            content = answer.read()
    except (OSError, ValueError, StopIteration, http.client.HTTPException) as error:
        raise Missing(f"pip is missing, and {page} does not give it ({error}).") from error
    if hashlib.sha256(content).hexdigest() not in hashes:
        raise Missing(f"pip is missing, and the one from {page} is not the one of the lock.")
    wheel = VENV / Path(urllib.parse.urlparse(link).path).name
    wheel.write_bytes(content)
    return wheel


def find_browser() -> str:
    """The path of a Chromium that opens a page: one that is installed, else a fetched one."""
    applications = [Path("/Applications"), Path.home() / "Applications"]
    named = [shutil.which(name) for name in CHROMIUM]
    on_macos = [str(folder / app) for folder in applications for app in MACOS]
    known = [os.environ.get("KIJUN_BROWSER"), *named, *filter(os.path.isfile, on_macos)]
    found = opens_a_page(*known)
    if found:
        return found
    print("No browser that works is installed: fetching Chromium.", flush=True)
    with_libraries = ["--with-deps"] if is_root() and shutil.which("apt-get") else []
    if run("playwright", "install", *with_libraries, "chromium") == 0:
        found = opens_a_page("")
    if not found and apt_install("chromium"):
        found = opens_a_page(shutil.which("chromium"))
    if not found:
        how = how_to_get("chromium", "brew install --cask chromium")
        raise Missing(f"A Chromium or Chrome that opens a page is missing. Install it: {how}")
    return found


def opens_a_page(*paths: "str|None") -> str:
    """The first browser that really opens a page; empty where none does. "" is playwright's."""
    for path in paths:
        if path is not None:
            command = [str(PYTHON), "-c", OPEN_A_PAGE, path]
            tried = subprocess.run(command, capture_output=True, env=environment())
            if tried.returncode == 0:
                return tried.stdout.decode().strip()
    return ""


# The system


def succeeds(*command: str) -> bool:
    """Whether a command is there and ends well. What it prints is not shown."""
    quiet = subprocess.DEVNULL
    try:
        return subprocess.call(command, stdin=quiet, stdout=quiet, stderr=quiet) == 0
    except OSError:
        return False


def is_root() -> bool:
    """Whether system packages can be installed without asking anyone."""
    return os.geteuid() == 0


def apt_install(package: str) -> bool:
    """Install a package of Debian or Ubuntu, as root only; whether it is there now."""
    if not (is_root() and shutil.which("apt-get")):
        return False
    print(f"Installing {package} with apt-get.", flush=True)
    install = ["apt-get", "install", "--yes", "--no-install-recommends", package]
    answers = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.call(["apt-get", "update", "--quiet=2"], env=answers)
    return subprocess.call([*install, "--quiet=2"], env=answers) == 0


def how_to_get(package: str, on_macos: str) -> str:
    """The command that installs something here."""
    return on_macos if sys.platform == "darwin" else f"sudo apt-get install {package}"


def turn_to_newer_python() -> None:
    """Run again under a newer Python where this one is too old and there is one."""
    if sys.version_info >= (3, 11):
        return
    for minor in range(19, 10, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer and succeeds(newer, "-c", ""):
            os.execv(newer, [newer, *sys.argv])
    this = "{}.{}".format(*sys.version_info)
    raise Missing(f"Python 3.11 or newer is missing (this is {this}). Install it and run again.")


if __name__ == "__main__":
    try:
        turn_to_newer_python()
        sys.exit(main())
    except Missing as missing:
        print(f"start.py: {missing}", file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
