"""Ctrl-C while articles are added."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from timeline.commands.reported import expected
from timeline.store import Store

# The signal is sent by the program to itself when it comes to an article: so no test must be quick enough to hit it.
STOPPED = """
import runpy, signal, sys
import timeline.commands.articles as articles
plain, seen = articles._add, []
def add(*given):
    seen.append(given)
    if len(seen) == 4:
        signal.raise_signal(signal.SIGINT)
    return plain(*given)
articles._add = add
runpy.run_module("timeline", run_name="__main__", alter_sys=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent as a signal")
def test_ctrl_c_tells_what_was_added_and_stores_nothing_half(repo: Path, tmp_path: Path) -> None:
    folder, store = tmp_path / "articles", tmp_path / "t.db"
    folder.mkdir()
    for number in range(9):
        (folder / f"{number}.txt").write_text(f"On 5 May 2017 hackers dumped {number} emails.")
    command = [sys.executable, "-c", STOPPED, "add", str(folder), "--store", str(store)]
    done = subprocess.run(command, cwd=repo, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert done.returncode == 130, done.stderr
    with Store(store) as opened:
        kept = list(opened.articles())
        assert len(kept) == 3
        assert all(opened.events_of(article.id) for article in kept)
    assert done.stderr.splitlines()[0].startswith("added 3 articles")
    assert done.stderr.splitlines()[-1] == "stopped before the end; the same command again adds the rest"


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent as a signal")
def test_ctrl_c_of_a_terminal_reaches_all_processes_and_leaves_whole_articles(repo: Path, tmp_path: Path) -> None:
    """As a terminal sends it: to the program, to those that read pages and to those that extract, at once."""
    folder, store, report = tmp_path / "articles", tmp_path / "t.db", tmp_path / "report.json"
    folder.mkdir()
    for number in range(700):
        words = f"On 5 May 2017 hackers dumped {number} emails, the police said on Monday. "
        page = f"<html><h1>The dump number {number}</h1><p>{words * 8}</p><p>{words * 5}</p></html>"
        (folder / f"{number:03}.html").write_text(page)
    command = [sys.executable, "-m", "timeline", "add", str(folder), "--store", str(store), "--jobs", "2"]
    running = subprocess.Popen([*command, "--report", str(report)], cwd=repo, stderr=subprocess.PIPE, encoding="utf-8",
                               start_new_session=True)  # fmt: skip
    until = time.monotonic() + 60
    while _stored(store) < 100 and running.poll() is None and time.monotonic() < until:
        time.sleep(0.02)
    os.killpg(running.pid, signal.SIGINT)
    _, told = running.communicate(timeout=60)
    assert running.returncode == 130, told
    assert told.splitlines()[-1] == "stopped before the end; the same command again adds the rest"
    assert "Traceback" not in told
    with Store(store) as opened:
        kept = list(opened.articles())
        assert 100 <= len(kept) < 700
        assert all(opened.events_of(article.id) for article in kept)
    assert told.splitlines()[0].startswith(f"added {len(kept)} articles")
    assert f'"added": {len(kept)},' in report.read_text(encoding="utf-8")
    assert '"whole": false' in report.read_text(encoding="utf-8")


def _stored(store: Path) -> int:
    try:
        with closing(sqlite3.connect(f"file:{store}?mode=ro", uri=True)) as asked:
            return asked.execute("SELECT count(*) FROM articles").fetchone()[0]
    except sqlite3.Error:
        return 0


def test_how_many_articles_are_expected(tmp_path: Path) -> None:
    for name in ("a.html", "b/c.txt", "b/.hidden", "b/sources.csv"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x\ny\n")
    assert expected([str(tmp_path), "https://a.example/b"]) == 3
    (tmp_path / "d.jsonl").write_text("{}\n{}\n")
    assert expected([str(tmp_path), str(tmp_path / "missing.txt")]) == 5
    (tmp_path / "e.zip").write_text("")
    assert expected([str(tmp_path)]) is None
