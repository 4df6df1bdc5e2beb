"""Speed, growth and memory of ``tag`` and ``extract`` on one core, beside dateparser's own text search.

``python -m benchmarks.dates`` prints characters a second of each in the same run on the same text, as ratios too: on a
shared machine the ratios are what to trust. What is counted is time of the processor, which other work on the machine
disturbs less than the clock. The text is made of the sample articles with other days, months and words in them, so that
no cache answers for the work; ``--texts FILE`` takes a text file of your own, or JSON lines with a ``text`` each.
``--quick`` stops at 1 MB.
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
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PUBLISHED = date(2017, 7, 27)
SIZES = {"1 KB": 1_000, "10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
ARTICLE, ARTICLES = 4_000, 25  # what is compared is a run over articles of an ordinary length
TRIES = 5  # runs over short texts, each over other ones; the best counts
MONTHS = ("January", "February", "March", "April", "June", "July", "August", "September", "October", "November")


def corpus(size: int, seed: int = 1, texts: str = "") -> str:
    """``size`` characters of English news with varied dates and words, the same for the same seed.

    With ``texts``, the path of a file, the paragraphs of that file instead of the sample articles'.
    """
    chance = random.Random(seed)
    bodies = list(_given(Path(texts))) if texts else [_body(path) for path in sorted(_samples())]
    paragraphs = [part for body in bodies for part in body.split("\n\n") if part.strip()]
    parts: list[str] = []
    length = 0
    while length < size:
        part = re.sub(r"\b(?:April|May|March)\b", lambda _: chance.choice(MONTHS), chance.choice(paragraphs))
        part = re.sub(r"(?<![\d,])\d{1,2}(?![\d,])", lambda _: str(chance.randint(1, 28)), part)
        part = re.sub(r"\b[a-z]{7,}\b", lambda m: _vary(m[0], chance), part).strip() + "\n\n"
        parts.append(part)
        length += len(part)
    return "".join(parts)[:size]


def _vary(word: str, chance: random.Random) -> str:
    """One long word in twelve is made one that was not met before."""
    return word if chance.random() > 0.08 else word[:3] + "".join(chance.choices("aeiorstln", k=5))


def _body(path: Path) -> str:
    return path.read_text(encoding="utf-8").split("---\n", 2)[2]


def _given(path: Path) -> Iterator[str]:
    if path.suffix != ".jsonl":
        yield path.read_text(encoding="utf-8")
        return
    for line in path.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)["text"]


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


def measure(name: str, size: int, count: int = 1, texts: str = "") -> dict[str, float]:
    """``count`` texts of ``size`` characters, in a process of its own.

    Answers ``seconds`` without start-up, ``found``, ``megabytes`` at the peak, and ``start``, the peak before the first
    text is read: the interpreter and the tables.
    """
    command = [sys.executable, "-m", "benchmarks.dates", "--one", name, "--size", str(size), "--count", str(count)]
    command += ["--texts", texts] if texts else []
    return json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)


def _one(name: str, size: int, count: int, texts: str) -> None:
    tries = TRIES if size * count <= 200_000 else 1
    run = RUNS[name]
    corpora = [[corpus(size, seed, texts) for seed in range(5 + i * count, 5 + (i + 1) * count)] for i in range(tries)]
    run(corpus(60_000, seed=2, texts=texts))  # start-up, tables and caches are not what is measured
    start = _peak()
    seconds, found = float("inf"), 0
    for several in corpora:
        began = time.process_time()
        found = sum(map(run, several))
        seconds = min(seconds, time.process_time() - began)
    print(json.dumps({"seconds": seconds, "found": found, "megabytes": _peak(), "start": start}))


def _peak() -> float:
    """The most memory that this process has held, in MB: Linux counts it in kilobytes, macOS in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)


def _row(label: str, size: int, got: dict[str, float]) -> str:
    rate = f"{size / got['seconds']:>12,.0f} characters/s"
    return f"{label:12s} {rate} {got['found']:>8,.0f} found {got['megabytes']:>5.0f} MB ({got['start']:.0f} before)"


def compare(texts: str) -> None:
    """Print the three on the same articles, and how many times as fast ours are."""
    print(f"On {ARTICLES} English articles of {ARTICLE:,} characters, one core, processor time, memory at the peak:")
    got = {name: measure(name, ARTICLE, ARTICLES, texts) for name in RUNS}
    for name, one in got.items():
        print(_row(name, ARTICLE * ARTICLES, one))
    for name in ("tag", "extract"):
        times = got["dateparser"]["seconds"] / got[name]["seconds"]
        print(f"{name} is {times:.1f} times as fast as dateparser's search")


def main() -> None:
    """Print the comparison, then the growth."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="stop at 1 MB")
    options.add_argument("--texts", default="", metavar="FILE", help="your own text, or JSON lines with a text each")
    options.add_argument("--one", choices=RUNS, help=argparse.SUPPRESS)
    options.add_argument("--size", type=int, default=ARTICLE, help=argparse.SUPPRESS)
    options.add_argument("--count", type=int, default=1, help=argparse.SUPPRESS)
    asked = options.parse_args()
    if asked.one:
        _one(asked.one, asked.size, asked.count, asked.texts)
        return
    compare(asked.texts)
    for name in ("tag", "extract"):
        print(f"\nOne text of growing length, for {name}, which should keep its rate:")
        for label, size in SIZES.items():
            if size <= (1_000_000 if asked.quick or name == "extract" else 10_000_000):
                print(_row(label, size, measure(name, size, texts=asked.texts)), flush=True)


if __name__ == "__main__":
    main()
