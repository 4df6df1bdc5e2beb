"""Speed, growth and memory of ``tag`` and ``extract`` on one core, beside dateparser's own text search.

``python -m benchmarks.dates`` prints characters a second of each in the same run on the same text, as ratios too: on a
shared machine the ratios are what to trust. What is counted is time of the processor, which other work on the machine
disturbs less than the clock; the three take turns, text by text, so that what disturbs one disturbs all.
The text is made of the sample articles with other days, months and words in them, so that no cache answers for the
work; ``--texts FILE`` takes a text file of your own, or JSON lines with a ``text`` each. ``--quick`` stops at 1 MB.
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
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parent.parent
PUBLISHED = date(2017, 7, 27)
SIZES = {"1 KB": 1_000, "10 KB": 10_000, "100 KB": 100_000, "1 MB": 1_000_000, "10 MB": 10_000_000}
ARTICLE, ARTICLES = 4_000, 10  # what is compared is a run over articles of an ordinary length
ROUNDS = 15  # each over other texts
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


class Runner:
    """A process of its own that runs one of ``RUNS`` whenever it is asked, so that runs can take turns."""

    def __init__(self, name: str, texts: str = "") -> None:
        command = [sys.executable, "-m", "benchmarks.dates", "--one", name, *(["--texts", texts] if texts else [])]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.start = self._ask(60_000, 1, 2)["megabytes"]  # start-up, tables and caches are not what is measured

    def __enter__(self) -> Runner:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.communicate()

    def measure(self, size: int, count: int = 1, round: int = 0) -> dict[str, float]:
        """``count`` texts of ``size`` characters, other ones in each round.

        Answers ``seconds``, ``found``, ``megabytes`` at the peak, and ``start``, the peak after the first text.
        """
        return self._ask(size, count, 5 + round * count) | {"start": self.start}

    def _ask(self, size: int, count: int, seed: int) -> dict[str, float]:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.write(f"{size} {count} {seed}\n")
        self.process.stdin.flush()
        answer = self.process.stdout.readline()
        if not answer:
            raise SystemExit("the run failed; its fault stands above")
        return json.loads(answer)


def _answer(name: str, texts: str) -> None:
    """What a Runner asks: one line on standard input for each measurement, one line of JSON back."""
    run = RUNS[name]
    for line in sys.stdin:
        size, count, seed = map(int, line.split())
        several = [corpus(size, seed, texts) for seed in range(seed, seed + count)]
        began = time.process_time()
        found = sum(map(run, several))
        print(json.dumps({"seconds": time.process_time() - began, "found": found, "megabytes": _peak()}), flush=True)


def _peak() -> float:
    """The most memory that this process has held, in MB: Linux counts it in kilobytes, macOS in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1_000)


def _row(label: str, size: int, got: dict[str, float]) -> str:
    rate = f"{size / got['seconds']:>12,.0f} characters/s"
    return f"{label:12s} {rate} {got['found']:>8,.0f} found {got['megabytes']:>5.0f} MB ({got['start']:.0f} before)"


def compare(texts: str) -> None:
    """Print the three on the same articles, in turn, and how many times as fast ours are: medians and middle halves."""
    print(f"On {ARTICLES} English articles of {ARTICLE:,} characters, one core, processor time, memory at the peak;")
    print(f"the medians of {ROUNDS} rounds in which each takes its turn on the same texts:")
    with ExitStack() as stack:
        runners = {name: stack.enter_context(Runner(name, texts)) for name in RUNS}
        rounds = [{name: r.measure(ARTICLE, ARTICLES, i) for name, r in runners.items()} for i in range(ROUNDS)]
    for name in RUNS:
        print(_row(name, ARTICLE * ARTICLES, _middle([one[name] for one in rounds])))
    for name in ("tag", "extract"):
        times = sorted(one["dateparser"]["seconds"] / one[name]["seconds"] for one in rounds)
        low, high = times[len(times) // 4], times[-1 - len(times) // 4]
        print(f"{name} is {median(times):.1f} times as fast as dateparser's search ({low:.1f} to {high:.1f})")


def grow(name: str, largest: int, texts: str) -> None:
    """Print the rate on one text of growing length."""
    print(f"\nOne text of growing length, for {name}, which should keep its rate:")
    with Runner(name, texts) as runner:
        for label, size in SIZES.items():
            if size <= largest:
                rounds = [runner.measure(size, round=i) for i in range(ROUNDS if size <= 100_000 else 1)]
                print(_row(label, size, _middle(rounds)), flush=True)


def _middle(rounds: list[dict[str, float]]) -> dict[str, float]:
    """The medians of several measurements, and the most memory."""
    middle = {key: median(one[key] for one in rounds) for key in rounds[0]}
    return middle | {"megabytes": max(one["megabytes"] for one in rounds)}


def main() -> None:
    """Print the comparison, then the growth."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--quick", action="store_true", help="stop at 1 MB")
    options.add_argument("--texts", default="", metavar="FILE", help="your own text, or JSON lines with a text each")
    options.add_argument("--one", choices=RUNS, help=argparse.SUPPRESS)
    asked = options.parse_args()
    texts = str(Path(asked.texts).resolve()) if asked.texts else ""
    if asked.one:
        _answer(asked.one, texts)
        return
    compare(texts)
    grow("tag", 1_000_000 if asked.quick else 10_000_000, texts)
    grow("extract", 1_000_000, texts)


if __name__ == "__main__":
    main()
