"""What is left of a store when the process that fills it is killed: ``python -m benchmarks.killing [--kills 50]``.

Made-up articles are added by the command line in a process of its own, which is killed (SIGKILL, its workers with it)
at a random moment. Then the store must open, hold whole articles alone, and go on: after the same command has run to
its end, it must hold exactly what an undisturbed run holds. Exits 1 where one does not.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ACTS = ("closed", "reopened", "was searched", "burned", "was sold", "was flooded", "went on strike", "was evacuated")
PLACES = ("bank", "school", "refinery", "bridge", "museum", "court", "station", "hospital", "harbour")
MOMENTS = ("extracted", "computed", "moment", "grouped")  # columns that hold when something was done


def write_articles(folder: Path, number: int, seed: int = 1) -> None:
    """``number`` short articles, many of which tell of the same happenings."""
    dice = random.Random(seed)
    folder.mkdir(parents=True)
    for at in range(number):
        told = []
        for _ in range(3):
            happening = random.Random(dice.randint(0, number // 2))  # the same number is the same happening
            town, day = f"Town{happening.randint(1, 40)}ville", happening.randint(1, 28)
            told.append(f"On {day} March 2021 the {happening.choice(PLACES)} of {town} {happening.choice(ACTS)}.")
        day = f"2021-04-{at % 28 + 1:02d}"
        about = (f"title: Report {at}", f"publisher: Paper {at % 20}", f"published: {day}", "language: en")
        text = "\n".join(("---", *about, "---", "", "\n\n".join(told), ""))
        (folder / f"{at:04d}.md").write_text(text, encoding="utf-8")


def add(folder: Path, store: Path) -> subprocess.Popen[bytes]:
    """The command line adding a folder, in a session of its own, so that its workers can be killed with it."""
    command = [sys.executable, "-m", "timeline", "--store", str(store), "add", str(folder), "--jobs", "2"]
    return subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


def content(store: Path) -> dict[str, list[str]]:
    """Everything that a store holds, table by table, without row numbers and moments."""
    connection = sqlite3.connect(store)
    connection.row_factory = sqlite3.Row
    held = {}
    for (table,) in connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ):
        rows = [dict(row) for row in connection.execute(f'SELECT * FROM "{table}"')]
        if table != "timeline_meta":
            held[table] = sorted(
                repr({k: v for k, v in row.items() if "key" not in k and k not in MOMENTS}) for row in rows
            )
    connection.close()
    return held


def is_whole(store: Path) -> str:
    """What is wrong with a store that was left behind; empty where it is sound."""
    if not store.exists():
        return ""
    connection = sqlite3.connect(store)
    try:
        (answer,) = connection.execute("PRAGMA integrity_check").fetchone()
        if answer != "ok":
            return f"the file is damaged: {answer}"
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        if "events" not in tables:
            return ""
        lost = "SELECT count(*) FROM articles a WHERE NOT EXISTS (SELECT 1 FROM events e WHERE e.article_key = a.key)"
        (without,) = connection.execute(lost).fetchone()
        return f"{without} articles have lost their events" if without else ""
    finally:
        connection.close()


def run(kills: int, articles: int, seed: int) -> int:
    """The number of kills after which a store was not sound, or not the same in the end."""
    dice, faults = random.Random(seed), 0
    with tempfile.TemporaryDirectory() as place:
        folder, whole = Path(place) / "articles", Path(place) / "whole.db"
        write_articles(folder, articles)
        began = time.monotonic()
        if add(folder, whole).wait():
            print("the undisturbed run failed", file=sys.stderr)
            return kills
        took, wanted = time.monotonic() - began, content(whole)
        for number in range(kills):
            store = Path(place) / f"{number}.db"
            process = add(folder, store)
            time.sleep(dice.uniform(0.2, took))
            os.killpg(process.pid, signal.SIGKILL) if process.poll() is None else None
            process.wait()
            left = is_whole(store)
            stored = len(content(store).get("articles", ())) if store.exists() else 0
            again = add(folder, store).wait()
            fault = left or (again and f"adding again ended with {again}") or _different(content(store), wanted)
            faults += bool(fault)
            print(
                f"kill {number + 1:2d}: {stored:4d} articles were stored; {fault or 'the same in the end'}", flush=True
            )
    print(f"{kills} kills, {faults} faults; an undisturbed run took {took:.1f} s for {articles} articles")
    return faults


def _different(held: dict[str, list[str]], wanted: dict[str, list[str]]) -> str:
    """The first table that differs; empty where none does."""
    for table in sorted(held.keys() | wanted.keys()):
        if held.get(table) != wanted.get(table):
            return f"{table}: {len(held.get(table, ()))} rows, not the {len(wanted.get(table, ()))} of a whole run"
    return ""


def main() -> int:
    """Run the kills; exit code 1 where a store was harmed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--articles", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    return 1 if run(asked.kills, asked.articles, asked.seed) else 0


if __name__ == "__main__":
    sys.exit(main())
