"""Ctrl-C while articles are added."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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
