"""How long one waits: ``timeline --help``, and the events of a few articles in a process that has just begun.

``python -m benchmarks.startup [PATH…]`` (the sample articles without a PATH) prints seconds of the clock, the best of
five for ``--help``; the extraction is measured after start-up, without what imports and tables take, and with it.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TIMES = 5
EXTRACT = """
import json, sys, time
began = time.perf_counter()
from timeline import Article, extract, read_paths
articles = [one for one in read_paths(sys.argv[1:]) if isinstance(one, Article)]
first = time.perf_counter()
events = sum(len(extract(one)) for one in articles)
second = time.perf_counter()
for one in articles:
    extract(one)
print(json.dumps({"read": first - began, "cold": second - first, "warm": time.perf_counter() - second,
                  "articles": len(articles), "events": events}))
"""


def help_seconds() -> float:
    """The best of five waits for ``python -m timeline --help``."""
    waits = []
    for _ in range(TIMES):
        began = time.perf_counter()
        subprocess.run([sys.executable, "-m", "timeline", "--help"], cwd=ROOT, capture_output=True, check=True)
        waits.append(time.perf_counter() - began)
    return min(waits)


def main() -> None:
    """Print the waits."""
    paths = sys.argv[1:] or [str(ROOT / "data" / "articles")]
    print(f"--help                   {help_seconds():.2f} s")
    command = [sys.executable, "-c", EXTRACT, *paths]
    got = json.loads(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout)
    print(f"import and read          {got['read']:.2f} s for {got['articles']} articles")
    print(f"extract, first time      {got['cold']:.2f} s for {got['events']} events (tables are read and compiled)")
    print(f"extract, once more       {got['warm']:.3f} s")


if __name__ == "__main__":
    main()
