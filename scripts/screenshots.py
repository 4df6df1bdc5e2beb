"""Pictures of the dashboard on the sample articles: the timeline and a happening, two widths, light and dark.

``python -m scripts.screenshots`` writes them into ``screenshots/`` (not committed) and the wide light ones to
``docs/images``, where the README and the documentation show them. It uses a store of its own, and ends what it started.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from tests.conftest import LAUNCH_ARGS, ROOT, find_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

OUT = ROOT / "screenshots"
PICTURES = ROOT / "docs" / "images"
SIZES = {1440: 1160, 390: 1160}
THEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
DRAWN_MS = 2_500


@contextmanager
def served() -> Iterator[str]:
    """The address of a dashboard on the sample articles, for as long as the block lasts."""
    with tempfile.TemporaryDirectory() as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        run = [sys.executable, "-m", "timeline", "--store", str(Path(folder) / "timeline.db")]
        subprocess.run([*run, "add", str(ROOT / "data" / "articles")], cwd=ROOT, check=True)
        server = subprocess.Popen(
            [*run, "serve", "--port", str(port)],
            cwd=ROOT,
            env={key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY"}},
            stdout=subprocess.DEVNULL,
        )
        try:
            _await(f"http://127.0.0.1:{port}")
            yield f"http://127.0.0.1:{port}"
        finally:
            server.terminate()
            server.wait(timeout=20)


def _await(url: str, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except OSError:
            if time.monotonic() > deadline:
                raise TimeoutError(f"the dashboard did not answer at {url} within {seconds:.0f} s") from None
            time.sleep(0.2)


def shoot(browser: Browser, url: str, width: int, theme: Literal["light", "dark"]) -> list[Path]:
    """Pictures of the timeline and of the happening that most sources tell, named after width and theme."""
    page = browser.new_page(viewport={"width": width, "height": SIZES[width]}, color_scheme=theme)
    page.goto(url)
    page.wait_for_selector(".js-plotly-plot .main-svg", timeout=60_000)
    page.wait_for_timeout(DRAWN_MS)  # fonts and the last rerun; nothing on the page tells that it has settled
    timeline = OUT / f"dashboard-{width}-{theme}.png"
    page.screenshot(path=timeline)
    page.goto(f"{url}/?order=importance")
    page.locator(".st-key-happenings tr[data-event]").first.get_by_role("link").click(timeout=60_000)
    page.wait_for_selector("article.report", timeout=60_000)
    page.wait_for_timeout(DRAWN_MS)
    happening = OUT / f"happening-{width}-{theme}.png"
    page.screenshot(path=happening)
    page.close()
    return [timeline, happening]


def main() -> int:
    """Take them all; 1 where there is no Chromium."""
    from playwright.sync_api import sync_playwright

    OUT.mkdir(exist_ok=True)
    with sync_playwright() as playwright, served() as url:
        chromium, why_not = find_chromium(playwright.chromium.executable_path)
        if why_not:
            print(why_not, file=sys.stderr)
            return 1
        browser = playwright.chromium.launch(executable_path=chromium, args=LAUNCH_ARGS)
        for width in SIZES:
            for theme in THEMES:
                for path in shoot(browser, url, width, theme):
                    print(path.relative_to(ROOT))
        browser.close()
    PICTURES.mkdir(parents=True, exist_ok=True)
    for name in ("dashboard", "happening"):
        shutil.copyfile(OUT / f"{name}-1440-light.png", PICTURES / f"{name}.png")
        print((PICTURES / f"{name}.png").relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
