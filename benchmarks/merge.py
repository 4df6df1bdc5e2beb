"""How the cost of merging grows with the number of events: ``python -m benchmarks.merge [--sizes 500 5000 50000]``.

The events are made up: one happening for each five, told by one to nine reports in the words of the concept tables, on
one day of a fixed year, a tenth of them dated to the month alone. So days fill up as the number grows, as they do in
one big story. Prints processor time, its growth against the smallest size, and how well the happenings are found
again (B-cubed F1), which made-up words make easy.
"""

from __future__ import annotations

import argparse
import math
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta

from timeline.incidents import merge
from timeline.languages import load
from timeline.models import Event, Incident, Role, Source

FIRST_DAY = date(2021, 1, 1)
REPORTS_EACH = 5


def synthetic(size: int, seed: int = 1) -> tuple[list[Event], dict[str, int]]:
    """``size`` events, and for each event's id the happening that it tells of."""
    dice = random.Random(seed)
    table = load("en").table("concepts")
    acts, things = (
        [[w for w in words if w.isalpha()] for words in table[part].values()] for part in ("happenings", "things")
    )
    acts, things = [words for words in acts if words], [words for words in things if words]
    names = [f"Actor{number}" for number in range(max(size // 20, 5))]
    events: list[Event] = []
    happening_of: dict[str, int] = {}
    happening = 0
    while len(events) < size:
        happening += 1
        act, thing = dice.choice(acts), dice.choice(things)
        who = dice.sample(names, 2)
        place = f"Town{dice.randint(1, max(size // 10, 5))}"
        day = FIRST_DAY + timedelta(dice.randint(0, 364))
        for _ in range(min(dice.randint(1, 2 * REPORTS_EACH - 1), size - len(events))):
            words = f"The {dice.choice(thing)} near {place} was {dice.choice(act)} by {who[0]} with {who[1]}"
            made = _event(len(events), words, day, who, dice)
            happening_of[made.id] = happening
            events.append(made)
    return events, happening_of


def _event(number: int, words: str, day: date, who: Sequence[str], dice: random.Random) -> Event:
    coarse = dice.random() < 0.1
    start = day.replace(day=1) if coarse else day
    end = day.replace(day=28) if coarse else day
    article = f"{number:06d}"
    return Event(
        id=f"{article}-0-1", article_id=article, title=words, quote=words, char_start=0, char_end=len(words),
        when_text="", when_char_start=0, when_char_end=1, start=start.isoformat(), end=end.isoformat(),
        precision="month" if coarse else "day", bound="exact", edtf="", timex_type="DATE", timex_value="",
        basis="explicit", why="", actors=tuple(who), language="en",
        roles=(Role(who[0], "agent", "", who[0]), Role(who[1], "patient", "", who[1])),
        source=Source(publisher=f"Paper {number % 50}", published=(day + timedelta(dice.randint(0, 3))).isoformat()),
    )  # fmt: skip


def b_cubed(incidents: Sequence[Incident], happening_of: dict[str, int]) -> float:
    """B-cubed F1 in per cent of incidents against the true happenings."""
    true: dict[int, int] = defaultdict(int)
    for happening in happening_of.values():
        true[happening] += 1
    precision = recall = 0.0
    for incident in incidents:
        inside: dict[int, int] = defaultdict(int)
        for name in incident.events:
            inside[happening_of[name]] += 1
        for happening, number in inside.items():
            precision += number * number / len(incident.events)
            recall += number * number / true[happening]
    precision, recall = precision / len(happening_of), recall / len(happening_of)
    return 200 * precision * recall / (precision + recall)


def main() -> None:
    """Print one line for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[500, 1_500, 5_000, 15_000, 50_000])
    sizes = parser.parse_args().sizes
    merge(synthetic(100)[0])  # tables are read once
    print(f"{'events':>8} {'incidents':>10} {'seconds':>8} {'ms each':>8} {'exponent':>9} {'B3 F1':>6}")
    first: tuple[int, float] | None = None
    for size in sizes:
        events, happening_of = synthetic(size)
        began = time.process_time()
        incidents = merge(events)
        took = time.process_time() - began
        grown = math.log(took / first[1]) / math.log(size / first[0]) if first else 1.0
        first = first or (size, took)
        f1 = b_cubed(incidents, happening_of)
        print(
            f"{size:8d} {len(incidents):10d} {took:8.2f} {1000 * took / size:8.3f} {grown:9.2f} {f1:6.1f}", flush=True
        )


if __name__ == "__main__":
    main()
