"""Fixtures that every room's tests share: the shared folder, the command line, the dashboard and the browser.

A test that needs what is not on this machine (the shared folder, a Chromium) is skipped, and the skip says why.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page, Route

ROOT = Path(__file__).resolve().parent.parent
LAUNCH_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
BROWSER_FIXTURES = {"browser", "context", "page"}
START_SECONDS = 60

# The same examples on every run, and no deadline: how fast a shared machine is today is no property of the code.
settings.register_profile("house", deadline=None, derandomize=True, database=None, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "house"))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what opens a browser, and run it last: quick tests answer first, and Playwright's event loop stays out."""
    for item in items:
        if BROWSER_FIXTURES & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.browser)
    items.sort(key=lambda item: item.get_closest_marker("browser") is not None)


# ---- files -----------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def repo() -> Path:
    """The root of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of seeds, gold data and scorers: ``$TIMELINE_SHARED``, else ``../shared`` beside the checkout."""
    folder = Path(os.environ.get("TIMELINE_SHARED") or ROOT.parent / "shared")
    if not (folder / "seeds").is_dir():
        pytest.skip(f"no shared folder with seeds at {folder}; set TIMELINE_SHARED to one")
    return folder


# ---- command line ----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def cli() -> Callable[..., subprocess.CompletedProcess[str]]:
    """``cli("extract", path, stdin="", **env)`` runs ``python -m timeline`` and gives its CompletedProcess (text)."""

    def run(*args: object, stdin: str = "", **env: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "timeline", *map(str, args)],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=ROOT,
            env=_environment(env),
            timeout=120,
            check=False,
        )

    return run


def _environment(extra: dict[str, str]) -> dict[str, str]:
    return {**os.environ, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), "NO_COLOR": "1", "COLUMNS": "200", **extra}


# ---- dashboard -------------------------------------------------------------------------------------------------------


@dataclass
class Dashboard:
    """A dashboard that runs: its address, its store file, its process and the file that it logs to."""

    url: str
    store: Path
    process: subprocess.Popen[bytes]
    log_path: Path

    def log(self) -> str:
        """What the server has written so far."""
        return self.log_path.read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        """End the server; ending it twice does no harm."""
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait(timeout=10)


@pytest.fixture(scope="session")
def dashboard(
    tmp_path_factory: pytest.TempPathFactory, cli: Callable[..., subprocess.CompletedProcess[str]]
) -> Iterator[Callable[..., Dashboard]]:
    """A factory: ``dashboard(*articles, store=None, **env)`` starts Streamlit headless on a free port.

    ``articles`` (files or folders) are added to the store first; without ``store`` it is a new file. Every server
    ends with the session, or earlier by ``.stop()``.
    """
    running: list[Dashboard] = []

    def start(*articles: str | Path, store: Path | None = None, **env: str) -> Dashboard:
        folder = tmp_path_factory.mktemp("dashboard")
        store = store or folder / "timeline.db"
        if articles:
            added = cli("add", *articles, TIMELINE_STORE=str(store))
            assert added.returncode == 0, f"adding {articles} to the store failed:\n{added.stderr}"
        running.append(_serve(store, folder / "streamlit.log", env))
        _await(running[-1])
        return running[-1]

    yield start
    for one in running:
        one.stop()


@pytest.fixture(scope="session")
def sample_dashboard(dashboard: Callable[..., Dashboard]) -> Dashboard:
    """One dashboard on the sample articles, shared by all tests that only read."""
    return dashboard(ROOT / "data" / "articles")


def _serve(store: Path, log_path: Path, env: dict[str, str]) -> Dashboard:
    port = _free_port()
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard.py")]
    options = {
        "server.headless": "true",
        "server.address": "127.0.0.1",
        "server.port": str(port),
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": "false",
    }
    with log_path.open("wb") as log:
        process = subprocess.Popen(
            command + [part for name, value in options.items() for part in (f"--{name}", value)],
            cwd=ROOT,
            env=_environment({"TIMELINE_STORE": str(store), **env}),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    return Dashboard(f"http://127.0.0.1:{port}", store, process, log_path)


def _await(server: Dashboard) -> None:
    """Poll Streamlit's health until it answers; fail with the server's log where it ends or stays silent."""
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2) as answer:
                if answer.status == 200:
                    return
        except (urllib.error.URLError, OSError):
            pass
        time.sleep(0.2)
    server.stop()
    pytest.fail(f"the dashboard did not start within {START_SECONDS} s:\n{server.log()[-3000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


# ---- browser ---------------------------------------------------------------------------------------------------------


def find_chromium(own: str = "") -> tuple[str, str]:
    """``(path, why not)``: ``$CHROMIUM``, else one on the PATH, else Playwright's ``own``; one of the two is empty."""
    named = os.environ.get("CHROMIUM", "")
    if named:
        found = shutil.which(named) or ""
        return found, "" if found else f"$CHROMIUM is {named}, and there is no such program"
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if path := shutil.which(name):
            return path, ""
    if own and Path(own).is_file():
        return own, ""
    return "", "no Chromium: set $CHROMIUM, install chromium, or run `.venv/bin/playwright install chromium`"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One headless Chromium for the session; skips with the reason where there is none."""
    api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed: run `make install`")
    with api.sync_playwright() as playwright:
        path, why_not = find_chromium(playwright.chromium.executable_path)
        if why_not:
            pytest.skip(why_not)
        try:
            running = playwright.chromium.launch(executable_path=path, args=LAUNCH_ARGS)
        except api.Error as error:
            pytest.skip(f"{path} does not start: {error.message.splitlines()[0]}")
        yield running
        running.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh browser profile, 1440 by 900, in English, that reaches this machine only."""
    made = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True, locale="en-GB")
    made.route(lambda url: urlsplit(url).hostname not in {"127.0.0.1", "localhost"}, _refuse)
    yield made
    made.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """One page in a fresh profile; what it asks of other machines is refused, so a test cannot lean on the network."""
    opened = context.new_page()
    opened.set_default_timeout(20_000)
    return opened


def _refuse(route: Route) -> None:
    route.abort()
