"""The store: articles added a second, and what the dashboard's questions take on many events.

``python -m benchmarks.store [EVENTS]`` (100,000 without a number) fills a store in a temporary folder with made-up
articles of twenty events each and prints milliseconds of the clock, the best of three, for each kind of question.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from timeline.models import STATUSES, Article, Event, Source
from timeline.store import Store
from timeline.store.query import Filters, Query

EACH = 20
WORDS = (
    "the", "ministry", "said", "on", "its", "account", "that", "an", "attack", "had", "been", "found", "before", "vote",
    "in", "April", "été", "élection",
)  # fmt: skip
FILTERS = {
    "nothing": Filters(),
    "two years": Filters(since=date(2012, 1, 1), until=date(2014, 1, 1)),
    "actor": Filters(actor=("Actor 2",)),
    "source": Filters(source=("Paper 1",)),
    "status, language": Filters(status=("denied",), language=("fr",)),
    "text, found": Filters(text="election the"),
    "text, not found": Filters(text="nowhere to be seen"),
    "as known on": Filters(as_known_on=date(2012, 1, 1)),
}


def made_up(number: int, dice: random.Random) -> tuple[Article, list[Event]]:
    """An article and its events, the same for the same dice."""
    published = date(2010, 1, 1) + timedelta(days=dice.randrange(4000))
    source = Source(f"Title {number}", f"Paper {dice.randrange(50)}", "", published.isoformat(), "given")
    text = " ".join(dice.choices(WORDS, k=600))
    language = dice.choice(("en", "fr"))
    article = Article(f"{number:020}", text, source.title, "", source.publisher, published, "given", language=language)
    return article, [_event(article, source, published, index, dice) for index in range(EACH)]


def _event(article: Article, source: Source, published: date, index: int, dice: random.Random) -> Event:
    day = published - timedelta(days=int(dice.expovariate(1 / 60)))
    start = None if dice.random() < 0.05 else day.isoformat()
    end = start and (day + timedelta(days=dice.choice((0, 0, 0, 6, 29)))).isoformat()
    quote = " ".join(dice.choices(WORDS, k=35))
    actors = tuple(f"Actor {int(dice.paretovariate(0.6)) % 3000}" for _ in range(2))
    return Event(
        f"{article.id}-{index}", article.id, quote[:60], quote, index, index + len(quote), "in April", index, index + 8,
        start, end, "day", "exact", start or "", "DATE", start or "", "explicit", "as the text says", (), actors,
        status=dice.choice(STATUSES), language=article.language, source=source,
    )  # fmt: skip


def best(ask: Callable[[], object]) -> float:
    """Milliseconds, the best of three."""
    waits = []
    for _ in range(3):
        began = time.perf_counter()
        ask()
        waits.append(time.perf_counter() - began)
    return min(waits) * 1000


def measure(query: Query) -> Iterator[str]:
    """A line for each kind of filter."""
    yield f"{'filter':18}{'events':>9}{'page':>8}{'count':>8}{'facets':>8}{'bins':>8}   (ms; a page has 500 events)"
    for name, filters in FILTERS.items():
        asks = (
            lambda f=filters: query.events(f, 500),
            lambda f=filters: query.count(f),
            lambda f=filters: query.facets(f, 200),
            lambda f=filters: query.histogram(f),
        )
        yield f"{name:18}{query.count(filters):>9,}" + "".join(f"{best(ask):8.0f}" for ask in asks)


def main() -> None:
    """Fill a store and print the figures."""
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    dice = random.Random(1)
    with tempfile.TemporaryDirectory() as folder, Store(Path(folder) / "t.db") as store:
        made = [made_up(number, dice) for number in range(wanted // EACH)]
        began = time.perf_counter()
        for article, events in made:
            store.add(article, events)
        waited = time.perf_counter() - began
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) / 1e6
        print(f"added {len(made) / waited:,.0f} articles and {wanted / waited:,.0f} events a second; {size:,.0f} MB")
        for line in measure(Query(store)):
            print(line, flush=True)
        print(f"all events, one by one: {wanted / best(lambda: sum(1 for _ in Query(store).stream())):,.0f} a ms")


if __name__ == "__main__":
    main()
