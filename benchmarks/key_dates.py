"""Key dates: how well they are chosen on gold timelines, and the weights of their choice.

``python -m benchmarks.key_dates`` scores the shipped weights on the gold data of the shared folder, as
``score_key_dates.py`` there does, and for each topic weights that were learnt without it (leave-one-topic-out, the
honest figure); it exits 1 below a floor of ``floors.toml``. ``--learn`` writes ``data/key-dates.toml`` from all
topics. Where the shared folder is missing it says so and exits 0.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from benchmarks.floors import FLOORS, below, shared_folder
from timeline.incidents.key_dates import scores
from timeline.incidents.key_dates_features import FEATURES, features, weights
from timeline.incidents.key_dates_mentions import Mention, mentions_of_article, text_key
from timeline.models import Article
from timeline.paths import DATA

PENALTY = 2.0  # on the weights' differences from their mean: five topics are too few to trust them far apart
SMALL = 0.01  # on the weights themselves, so that there is always a solution
Weights = tuple[float, ...]


@dataclass(frozen=True)
class Case:
    """One gold timeline: its topic, its days, and the mentions of the articles published between first and last."""

    topic: str
    source: str
    gold: tuple[date, ...]
    mentions: tuple[Mention, ...]


def cases(folder: Path) -> list[Case]:
    """The timelines of a folder ``key-dates`` as the scorer cuts them; each article is read once.

    As in the command, a text that is printed twice counts once, on its first day.
    """
    found = []
    for path in sorted(folder.glob("*.timelines.jsonl")):
        topic = path.name.split(".")[0]
        articles = sorted(_articles(folder / f"{topic}.articles.jsonl.gz"), key=lambda read: read[0])
        read = [(day, article.id, mentions_of_article(article)) for day, article in articles]
        for line in path.read_text(encoding="utf-8").splitlines():
            timeline = json.loads(line)
            gold = tuple(sorted({date.fromisoformat(day) for day, _ in timeline["entries"]}))
            within: dict[str, list[Mention]] = {}
            for day, key, held in read:
                if gold[0] <= day <= gold[-1]:
                    within.setdefault(key, held)
            mentions = tuple(mention for held in within.values() for mention in held)
            found.append(Case(topic, timeline["source"], gold, mentions))
    return found


def _articles(path: Path) -> Iterator[tuple[date, Article]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            day = date.fromisoformat(row["published"])
            key = text_key(row["text"])
            yield day, Article(key, row["text"], published=day, published_basis="given", language="en")


def learn(cases: Sequence[Case], penalty: float = PENALTY) -> Weights:
    """The weights of FEATURES by regression on "is this day in the timeline", drawn towards their mean.

    Each timeline counts the same, whatever its length.
    """
    size = len(FEATURES)
    matrix = [[0.0] * size for _ in range(size)]
    vector = [0.0] * size
    told = 0
    for case in cases:
        held = features(case.mentions, case.gold[0], case.gold[-1])
        share = sum(day in case.gold for day in held) / len(held)
        if not 0 < share < 1:
            continue  # a timeline that takes every day tells nothing of which days matter
        told += 1
        deviation = (share * (1 - share)) ** 0.5
        for day, row in held.items():
            wanted = ((day in case.gold) - share) / deviation
            for i, value in enumerate(row):
                vector[i] += value * wanted / len(held)
                for j, other in enumerate(row):
                    matrix[i][j] += value * other / len(held)
    for i in range(size):
        matrix[i][i] += (penalty + SMALL) * told
        for j in range(size):
            matrix[i][j] -= penalty * told / size
    return solve(matrix, vector)


def solve(matrix: Sequence[Sequence[float]], vector: Sequence[float]) -> Weights:
    """The solution of a small system of linear equations, by elimination with pivots."""
    rows = [[*row, value] for row, value in zip(matrix, vector, strict=True)]
    size = len(rows)
    for column in range(size):
        pivot = max(range(column, size), key=lambda row: abs(rows[row][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for row in range(size):
            if row != column:
                factor = rows[row][column] / rows[column][column]
                rows[row] = [value - factor * own for value, own in zip(rows[row], rows[column], strict=True)]
    return tuple(rows[i][size] / rows[i][i] for i in range(size))


def hits(case: Case, chosen: Weights) -> tuple[float, float]:
    """Precision and recall of the best days, as many as the timeline has."""
    return _hits(case, scores(case.mentions, since=case.gold[0], until=case.gold[-1], weights=chosen))


def counted(case: Case) -> tuple[float, float]:
    """The same where only the articles that name a day are counted: what the features have to beat."""
    return _hits(case, Counter(m.day for m in case.mentions if case.gold[0] <= m.day <= case.gold[-1]))


def _hits(case: Case, ranked: Mapping[date, float]) -> tuple[float, float]:
    said = sorted(ranked, key=lambda day: (-ranked[day], day))[: len(case.gold)]
    right = len(set(said) & set(case.gold))
    return right / max(len(said), 1), right / len(case.gold)


def f1(pairs: Sequence[tuple[float, float]]) -> float:
    """Date F1 of the mean precision and the mean recall, in percent."""
    precision, recall = (sum(values) / len(pairs) for values in zip(*pairs, strict=True))
    return 200 * precision * recall / (precision + recall) if precision + recall else 0.0


def left_out(cases: Sequence[Case]) -> dict[str, Weights]:
    """For each topic the weights that were learnt on all the others."""
    topics = dict.fromkeys(case.topic for case in cases)
    return {topic: learn([case for case in cases if case.topic != topic]) for topic in topics}


def report(cases: Sequence[Case], by_topic: Mapping[str, Weights], shipped: Weights) -> dict[str, float]:
    """Print a line a timeline, and both figures; answer them by name."""
    honest = [hits(case, by_topic[case.topic]) for case in cases]
    final = [hits(case, shipped) for case in cases]
    for case, out, own in zip(cases, honest, final, strict=True):
        print(f"  {case.source:28s} {len(case.gold):3d} dates  left out {out[1]:.3f}  shipped {own[1]:.3f}")
    for topic in by_topic:
        held = [pair for case, pair in zip(cases, honest, strict=True) if case.topic == topic]
        print(f"  {topic:28s} topic left out {f1(held):.1f}")
    print(f"  articles that name a day, counted: {f1([counted(case) for case in cases]):.1f}")
    figures = {"left_out": round(f1(honest), 1), "shipped": round(f1(final), 1)}
    print(f"key dates, date F1: left out {figures['left_out']}, shipped weights {figures['shipped']}")
    return figures


TOML = """\
# The weights with which the days that matter most are chosen, by what is counted of each day; see
# timeline/incidents/key_dates_features.py for what each is. Do not edit: `python -m benchmarks.key_dates --learn`.
# Learnt by regression on {count} timelines of {topics} topics of Timeline17 ({names}),
# each timeline counting the same, the weights drawn towards their mean (penalty {penalty}).
# Date F1 with each topic left out of the learning: {left_out}; on what they were learnt from: {shipped}.

[weights]
{rows}
"""


def write(cases: Sequence[Case], chosen: Weights, figures: Mapping[str, float]) -> None:
    """Write the weights file, saying how it was learnt."""
    topics = list(dict.fromkeys(case.topic for case in cases))
    rows = "\n".join(f"{name} = {value:.4f}" for name, value in zip(FEATURES, chosen, strict=True))
    text = TOML.format(
        penalty=PENALTY, count=len(cases), topics=len(topics), names=", ".join(topics), rows=rows, **figures
    )
    (DATA / "key-dates.toml").write_text(text, encoding="utf-8")


def main(arguments: Sequence[str] | None = None) -> int:
    """Score, or learn; 1 where a figure is below its floor."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--learn", action="store_true", help="write data/key-dates.toml")
    asked = parser.parse_args(arguments)
    folder = shared_folder() / "gold" / "key-dates"
    if not folder.is_dir():
        print(f"no timelines at {folder} (set TIMELINE_SHARED): nothing scored")
        return 0
    gold = cases(folder)
    chosen = learn(gold) if asked.learn else weights()
    figures = report(gold, left_out(gold), chosen)
    if asked.learn:
        write(gold, chosen, figures)
        return 0
    faults = below(figures, tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("key_dates", {}))
    for fault in faults:
        print(f"FAILED key dates: {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
