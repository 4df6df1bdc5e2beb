"""Speed, growth and memory of ``tag`` and ``extract`` on one core, beside dateparser's own text search.

``python -m benchmarks.dates`` prints characters a second of each in the same run on the same text, as ratios too: on a
shared machine the ratios are what to trust. The text is made of the sample articles with other days and months in
them, so that no cache answers for the work. ``--quick`` stops at 1 MB.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PUBLISHED = date(2017, 7, 27)
SIZES = {"1 KB": 1_000, "10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
COMPARED = 40_000
MONTHS = ("January", "February", "March", "April", "June", "July", "August", "September", "October", "November")


def corpus(size: int, seed: int = 1) -> str:
    """``size`` characters of English news with varied dates, the same for the same seed."""
    chance = random.Random(seed)
    bodies = [path.read_text(encoding="utf-8").split("---\n", 2)[2] for path in sorted(_samples())]
    paragraphs = [part for body in bodies for part in body.split("\n\n") if part.strip()]
    parts: list[str] = []
    length = 0
    while length < size:
        part = re.sub(r"\b(?:April|May|March)\b", lambda _: chance.choice(MONTHS), chance.choice(paragraphs))
        part = re.sub(r"(?<![\d,])\d{1,2}(?![\d,])", lambda _: str(chance.randint(1, 28)), part).strip() + "\n\n"
        parts.append(part)
        length += len(part)
    return "".join(parts)[:size]


def _samples() -> list[Path]:
    folder = ROOT / "data" / "articles"
    return [path for path in folder.glob("*.md") if "\nlanguage: en\n" in path.read_text(encoding="utf-8")]


def run_tag(text: str) -> int:
    """How many time expressions our grammar finds."""
    from timeline.dates import tag

    return len(tag(text, "en", PUBLISHED))


def run_extract(text: str) -> int:
    """How many events the whole way yields."""
    from timeline.extract import extract
    from timeline.ingest import article_from_text

    return len(extract(article_from_text(text, published=PUBLISHED, language="en")))


def run_dateparser(text: str) -> int:
    """How many dates dateparser's search reports, its language and base fixed."""
    from datetime import datetime

    from dateparser.search import search_dates

    base = datetime(PUBLISHED.year, PUBLISHED.month, PUBLISHED.day)
    return len(search_dates(text, languages=["en"], settings={"RELATIVE_BASE": base}) or [])


RUNS: dict[str, Callable[[str], int]] = {"tag": run_tag, "extract": run_extract, "dateparser": run_dateparser}


def measure(name: str, size: int) -> dict[str, float]:
    """One run in a process of its own: ``seconds`` without start-up, ``found``, and ``megabytes`` at the peak."""
    command = [sys.executable, "-m", "benchmarks.dates", "--one", name, "--size", str(size)]
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


def _one(name: str, size: int) -> None:
    run, text = RUNS[name], corpus(size)
    run(corpus(2_000, seed=2))  # start-up, tables and caches are not what is measured
    began = time.perf_counter()
    found = run(text)
    seconds = time.perf_counter() - began
    # Linux counts the peak in kilobytes, macOS in bytes.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)
    print(json.dumps({"seconds": seconds, "found": found, "megabytes": peak}))


def _row(name: str, size: int, got: dict[str, float]) -> str:
    rate = size / got["seconds"]
    return f"{name:12s} {rate:>12,.0f} characters/s {got['found']:>8.0f} found {got['megabytes']:>8.0f} MB at the peak"


def main() -> None:
    """Print the comparison, then the growth."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="stop at 1 MB")
    options.add_argument("--one", choices=RUNS, help=argparse.SUPPRESS)
    options.add_argument("--size", type=int, default=COMPARED, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.one:
        _one(asked.one, asked.size)
        return
    print(f"On {COMPARED:,} characters of English news:")
    got = {name: measure(name, COMPARED) for name in RUNS}
    for name, one in got.items():
        print(_row(name, COMPARED, one))
    for name in ("tag", "extract"):
        print(
            f"{name} is {got['dateparser']['seconds'] / got[name]['seconds']:.1f} times as fast as dateparser's search"
        )
    for name in ("tag", "extract"):
        print(f"\nGrowth of {name}, which should keep its rate:")
        for label, size in SIZES.items():
            if not (asked.quick and size > 1_000_000):
                print(_row(label, size, measure(name, size)), flush=True)


if __name__ == "__main__":
    main()
