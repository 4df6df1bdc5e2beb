"""Ctrl-C while articles are added."""

from __future__ import annotations

import contextlib
import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from timeline.store import Store


@pytest.mark.skipif(os.name != "posix", reason="Ctrl-C is sent as a signal")
def test_ctrl_c_tells_what_was_added_and_stores_nothing_half(repo: Path, tmp_path: Path) -> None:
    folder, store = tmp_path / "articles", tmp_path / "t.db"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number}.txt").write_text(f"On 5 May 2017 hackers dumped {number} emails.")
    command = [sys.executable, "-m", "timeline", "add", str(folder), "--store", str(store)]
    with subprocess.Popen(command, cwd=repo, stderr=subprocess.PIPE, encoding="utf-8") as process:
        while not _stored(store) and process.poll() is None:
            time.sleep(0.05)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=60)
        assert process.returncode == 130
    with Store(store) as opened:
        kept = list(opened.articles())
        assert all(opened.events_of(article.id) for article in kept)
    assert told.splitlines()[0].startswith(f"added {len(kept)} article")
    assert told.splitlines()[-1] == "stopped before the end; the same command again adds the rest"


def _stored(store: Path) -> int:
    try:
        with contextlib.closing(sqlite3.connect(f"{store.as_uri()}?mode=ro", uri=True)) as raw:
            return raw.execute("SELECT count(*) FROM articles").fetchone()[0]
    except sqlite3.Error:  # not made yet
        return 0
