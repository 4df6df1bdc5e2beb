"""Stories: how well articles are grouped on gold data, how the settings were chosen, and what grouping costs.

``python -m benchmarks.stories`` runs the scorer of the shared folder on the gold stories (B-cubed, against the floor in
``floors.toml``; exit code 1 below it). ``--cross`` prints B3 F1 by the two settings, ``CUT`` and ``TIGHT``, on the
whole and on halves of its stories drawn at random, and the cross-validated figure: the settings chosen on one half,
measured on the other. ``--compare`` sets terms weighed by the collection (idf) and plain average link beside ours, and
pretends that the articles are in two languages. ``--scale`` measures time and memory, on the articles of a topic and on
made-up ones. Where the shared folder is missing, what needs it says so and is left out.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import resource
import subprocess
import sys
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise
from pathlib import Path
from zlib import crc32

import numpy as np

from benchmarks.floors import FLOORS, ROOT, below, shared_folder
from timeline.commands.stories import read_articles
from timeline.incidents.copies import copies
from timeline.incidents.stories import CUT, TIGHT, StoryIndex, average_link, group, likenesses
from timeline.incidents.vectors import Features, features, within
from timeline.models import Article

GOLD = "stories-en"
CUTS = (0.06, 0.08, 0.10, 0.11, 0.12, 0.14, 0.16, 0.18, 0.20, 0.24)
TIGHTS = (0.01, 0.55, 0.60, 0.65, 0.70, 0.75)  # 0.01: plain average link
HALVES = 40
_B3 = re.compile(r"B3 \S+/\S+/(\d+\.\d)")


def b_cubed(gold: Sequence[str], found: Sequence[object]) -> float:
    """B-cubed F1, in per cent, of a grouping: the story of each article, and the group that was found for it."""
    precision = recall = 0.0
    for story, label in zip(gold, found, strict=True):
        same = sum(a == story and b == label for a, b in zip(gold, found, strict=True))
        precision += same / found.count(label)
        recall += same / gold.count(story)
    return 200 * precision * recall / (precision + recall) / len(gold)


def labels(alike: np.ndarray, cut: float, tight: float) -> list[int]:
    """The number of its group for each row."""
    found = {row: n for n, rows in enumerate(average_link(alike.copy(), cut, tight)) for row in rows}
    return [found[row] for row in range(len(alike))]


def gold_articles(path: Path) -> tuple[list[Features], list[str]]:
    """The features of a gold file's articles, read as the command reads them, and their stories."""
    lines = gzip.decompress(path.read_bytes()).splitlines()
    _, articles, _ = read_articles(lines, print)
    return [features(article) for article in articles], [json.loads(line)["story"] for line in lines]


def halves(gold: Sequence[str], number: int = HALVES) -> list[tuple[list[int], list[int]]]:
    """The rows of two halves of the stories, drawn at random as many times as asked."""
    stories, drawn = sorted(set(gold)), []
    for seed in range(number):
        chosen = set(random.Random(seed).sample(stories, len(stories) // 2))
        drawn.append(tuple([row for row, s in enumerate(gold) if (s in chosen) is side] for side in (True, False)))
    return drawn


def score(path: Path, scorer: Path, floor: dict[str, float]) -> list[str]:
    """Print the scorer's line for a gold file; what is below its floor."""
    done = subprocess.run(
        [sys.executable, str(scorer), str(path)], cwd=ROOT, capture_output=True, text=True, encoding="utf-8"
    )
    line = (done.stdout or done.stderr).strip()
    print(f"{path.name}  {line}  floors {' / '.join(map(str, floor.values()))}")
    found = _B3.search(line)
    return below({"b3": float(found[1])} if found else {}, floor)


def cross(told: Sequence[Features], gold: Sequence[str]) -> None:
    """Print B3 F1 by cut and tightness, and the cross-validated figure."""
    alike = likenesses(told)
    drawn = halves(gold)
    table = {}
    print("B3 F1 on all stories, and its mean on halves, by tightness (down; 0.01 is plain average link) and cut")
    print("      " + "".join(f"{cut:14.2f}" for cut in CUTS))
    for tight in TIGHTS:
        cells = []
        for cut in CUTS:
            table[cut, tight] = [_on(alike, gold, rows, cut, tight) for pair in drawn for rows in pair]
            whole = b_cubed(gold, labels(alike, cut, tight))
            cells.append(f"{whole:8.1f} {np.mean(table[cut, tight]):5.1f}")
        print(f"{tight:6.2f}" + "".join(cells))
    chosen = []
    for at in range(0, 2 * len(drawn), 2):
        for here, there in ((at, at + 1), (at + 1, at)):
            best = _middle([setting for setting in table if _top(table, setting, here)])
            chosen.append(table[best][there])
    print(f"chosen on one half, measured on the other: {_spread(chosen)} over {len(chosen)} halves")
    print(f"as shipped (cut {CUT}, tightness {TIGHT}): {_spread(table[CUT, TIGHT])}")


def _on(alike: np.ndarray, gold: Sequence[str], rows: Sequence[int], cut: float, tight: float) -> float:
    return b_cubed([gold[row] for row in rows], labels(alike[np.ix_(rows, rows)], cut, tight))


def _top(table: Mapping[tuple[float, float], Sequence[float]], setting: tuple[float, float], at: int) -> bool:
    return table[setting][at] >= max(figures[at] for figures in table.values())


def _middle(settings: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Of settings that do equally well the one in their midst, away from where things change."""
    middle = np.mean(settings, axis=0)
    return min(settings, key=lambda one: (abs(one[0] - middle[0]) / 0.05 + abs(one[1] - middle[1]) / 0.1, one))


def _spread(figures: Sequence[float]) -> str:
    return f"{np.mean(figures):.1f} ± {np.std(figures):.1f}, {min(figures):.1f} at the least"


def compare(told: Sequence[Features], gold: Sequence[str]) -> None:
    """Print B3 F1 by cut with other weights, and with articles that are said to be in two languages."""
    kinds = {
        "weights of our own": likenesses(told),
        "weights from the collection": likenesses(within(told)),
    }
    print("B3 F1 by cut".ljust(48) + "".join(f"{cut:7.2f}" for cut in CUTS))
    for name, alike in kinds.items():
        for how, tight in (("plain average link", 0.01), ("kept tight", TIGHT)):
            row = "".join(f"{b_cubed(gold, labels(alike, cut, tight)):7.1f}" for cut in CUTS)
            print(f"{name}, {how}".ljust(48) + row)
    print("each article said to be in one of two languages, where so many names in a hundred are written otherwise:")
    for otherwise in (0, 30, 50):
        figures = []
        for seed in range(10):
            draw = random.Random(seed)
            split = group(draw.choice((one, _elsewhere(one, otherwise))) for one in told)
            figures.append(b_cubed(gold, [split[one.id] for one in told]))
        print(f"{otherwise:4} {_spread(figures)}")


def _elsewhere(one: Features, otherwise: int) -> Features:
    """An article as if it were in a language that writes some names in another way, always the same."""
    names = {
        term if crc32(term.encode()) % 100 >= otherwise or not term.isalpha() else f"{term}'": weight
        for term, weight in one.names.items()
    }
    return replace(one, language="xx", names=names)


def scale(topic: Path | None) -> None:
    """Print the time of the processor and the memory that grouping takes."""
    if topic:
        lines = gzip.decompress(topic.read_bytes()).splitlines()
        _, articles, _ = read_articles(lines, print)
        _measure(f"{len(articles)} articles of one affair", lambda: [features(one) for one in articles])
    for number in (1000, 4000, 20000):
        _measure(f"{number} made-up articles", lambda n=number: [features(one) for one in made_up(n)])


def _measure(name: str, make: Callable[[], list[Features]]) -> None:
    steps = [time.process_time()]
    told = make()
    steps.append(time.process_time())
    index = StoryIndex(told[:-1])
    index.stories()
    steps.append(time.process_time())
    index.add(told[-1])
    stories = index.stories()
    steps.append(time.process_time())
    linked = copies(told, stories)
    steps.append(time.process_time())
    read, grouped, added, compared = (after - before for before, after in pairwise(steps))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(
        f"{name}: features {read:.1f} s, grouping {grouped:.1f} s, one more {added:.2f} s, copies {compared:.1f} s; "
        f"{len(set(stories.values()))} stories, {len(linked)} copies; {memory:.0f} MB at most so far",
        flush=True,
    )


def made_up(number: int) -> list[Article]:
    """Articles of 150 made-up words, five to a story: two in three from a vocabulary of 20,000 that all share."""
    draw = random.Random(number)
    letters = "bcdfghjklmnpqrstvwxz"
    shared = [
        f"{letters[n // 8000]}{letters[n // 400 % 20]}{letters[n // 20 % 20]}{letters[n % 20]}" for n in range(20000)
    ]
    ranks = list(accumulate(1 / (rank + 100) for rank in range(len(shared))))
    made = []
    for at in range(number):
        own = random.Random(f"{number} {at // 5}")
        names = ["".join(own.choices(letters, k=6)).capitalize() for _ in range(30)]
        words = draw.choices(shared, cum_weights=ranks, k=100) + draw.choices(names, k=50)
        draw.shuffle(words)
        made.append(Article(id=f"a{at}", text=" ".join(words), title=" ".join(names[:5]), language="en"))
    return made


def main() -> int:
    """Score, and what else is asked for; the exit code is 1 below a floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("--cross", "--compare", "--scale"):
        parser.add_argument(name, action="store_true")
    asked = parser.parse_args()
    shared = shared_folder()
    path, topic = shared / "gold" / f"{GOLD}.jsonl.gz", shared / "gold" / "key-dates" / "bpoil.articles.jsonl.gz"
    faults: list[str] = []
    if path.is_file():
        floor = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["stories"][GOLD]
        faults = score(path, shared / "bench" / "score_stories.py", floor)
        told, gold = gold_articles(path) if asked.cross or asked.compare else ([], [])
        for wanted, show in ((asked.cross, cross), (asked.compare, compare)):
            if wanted:
                show(told, gold)
    else:
        print(f"no gold stories at {shared} (set TIMELINE_SHARED): nothing scored")
    if asked.scale:
        scale(topic if topic.is_file() else None)
    for fault in faults:
        print(f"FAILED {GOLD}: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
