"""Incidents kept up to date: what one more article costs in a store that holds many.

``python -m benchmarks.grouping [EVENTS]`` (50,000 without a number) fills a store in a temporary folder with made-up
reports (``benchmarks.merge``), twenty to an article, groups them, and then adds one article three times over. Prints
seconds of the processor, and beside it those of the clock.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from benchmarks.merge import synthetic
from timeline.models import Article, Event
from timeline.store import Store
from timeline.store.query import Query

EACH, MORE = 20, 3


def articles(number: int) -> list[tuple[Article, list[Event]]]:
    """Articles of twenty made-up events each."""
    events, _ = synthetic(number)
    return [_article(at // EACH, events[at : at + EACH]) for at in range(0, len(events), EACH)]


def _article(number: int, events: list[Event]) -> tuple[Article, list[Event]]:
    name, text = f"{number:06}", ""
    placed: list[Event] = []
    source = replace(events[0].source, published_basis="given")
    for event in events:
        start = len(text)
        text += event.quote + ". "
        placed.append(
            replace(
                event,
                id=f"{name}-{start}-{start + 1}",
                article_id=name,
                char_start=start,
                source=source,
                char_end=start + len(event.quote),
                when_char_start=start,
                when_char_end=start,
            )
        )
    published = date.fromisoformat(source.published or "2021-01-01")
    return Article(name, text, events[0].title, "", source.publisher, published, "given", language="en"), placed


def timed(work: Callable[[], object]) -> str:
    """How long it took."""
    began, clock = time.process_time(), time.perf_counter()
    work()
    return f"{time.process_time() - began:6.2f} s of the processor, {time.perf_counter() - clock:6.2f} s"


def main() -> None:
    """Fill a store and print the figures."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 50_000
    made = articles(wanted + MORE * EACH)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "t.db") as store:
        for article, events in made[:-MORE]:
            store.add(article, events)
        print(f"{wanted:,} events grouped:  {timed(store.group)}", flush=True)
        for article, events in made[-MORE:]:
            store.add(article, events)
            print(f"{len(events)} more:  {timed(store.group)}", flush=True)
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{Query(store).count():,} events; {size:,.0f} MB on disk, {memory:,.0f} MB of memory at most")


if __name__ == "__main__":
    main()
