"""Events made by hand, so that the views can be tested without the engine that finds them."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256
from pathlib import Path

from timeline.models import Article, DateSpan, Event, Reading, Region, Source
from timeline.store import Store

TEXT = """Facebook staffers noticed the fake accounts in late April. The company told a committee about them.

Hackers had probed the campaign daily since December, its digital chief said.

On 5 May, hackers dumped nine gigabytes of emails. The Kremlin denied on Monday that it was involved.

Around 20 April, a second site was set up. Macron won the runoff, and will be sworn in on 14 May.

In 2016, another campaign had been hacked. Between 3 and 5 June the servers will be replaced.
Nobody can say when it began."""

#        quote begins with, when_text, start, end, precision, bound, status, actors
_TOLD: list[tuple[str, str, str | None, str | None, str, str, str, tuple[str, ...]]] = [
    ("Facebook staffers", "late April", "2017-04-21", "2017-04-30", "month-part", "exact", "stated", ("Facebook",)),
    ("Hackers had probed", "December", "2016-12-01", None, "month", "since", "attributed", ("En Marche",)),
    ("On 5 May", "5 May", "2017-05-05", "2017-05-05", "day", "exact", "stated", ("Fancy Bear",)),
    ("The Kremlin", "Monday", "2017-05-08", "2017-05-08", "day", "exact", "denied", ("Kremlin",)),
    ("Around 20 April", "Around 20 April", "2017-04-20", "2017-04-20", "day", "about", "hedged", ("Fancy Bear",)),
    ("Macron won", "", "2017-05-07", "2017-05-07", "day", "exact", "stated", ("Emmanuel Macron",)),
    ("In 2016", "2016", "2016-01-01", "2016-12-31", "year", "exact", "stated", ()),
    ("Between 3 and 5 June", "3 and 5 June", "2017-06-03", "2017-06-05", "day", "between", "planned", ()),
    ("Nobody can say", "", None, None, "day", "exact", "stated", ()),
]


def event(**changes: object) -> Event:
    """One event with sensible values, some of them changed."""
    values: dict[str, object] = {
        "id": "e1", "article_id": "a1", "title": "Hackers dump emails", "quote": "On 5 May, hackers dumped emails.",
        "char_start": 0, "char_end": 32, "when_text": "5 May", "when_char_start": 3, "when_char_end": 8,
        "start": "2017-05-05", "end": "2017-05-05", "precision": "day", "bound": "exact", "edtf": "2017-05-05",
        "timex_type": "DATE", "timex_value": "2017-05-05", "basis": "year inferred", "why": "“5 May”, told in the past",
        "actors": ("Fancy Bear",), "language": "en",
        "source": Source("A report", "The Paper", "https://example.org/a", "2017-05-09", "given"),
    }  # fmt: skip
    return Event(**(values | changes))  # pyright: ignore[reportArgumentType]


def article(text: str = TEXT, title: str = "Nine gigabytes", publisher: str = "The Paper") -> Article:
    """One article."""
    return Article(
        id=sha256(f"{title}{text}".encode()).hexdigest()[:16], text=text, title=title, url="https://example.org/a",
        publisher=publisher, published=date(2017, 5, 9), published_basis="given", language="en",
        regions=(Region(0, len(text), "body"),),
    )  # fmt: skip


def events_of(told: Article) -> list[Event]:
    """The events of ``TEXT`` in an article."""
    source = Source(told.title, told.publisher, told.url, "2017-05-09", "given")
    made = []
    for number, (opening, words, start, end, precision, bound, status, actors) in enumerate(_TOLD):
        at = told.text.index(opening)
        quote = told.text[at : told.text.index(".", at) + 1]
        spot = at + quote.find(words) if words else at
        made.append(
            event(
                id=f"{told.id[:8]}-{number}", article_id=told.id, title=quote.rstrip("."), quote=quote, char_start=at,
                char_end=at + len(quote), when_text=words, when_char_start=spot, when_char_end=spot + len(words),
                start=start, end=end, precision=precision, bound=bound, edtf=start or "", status=status, actors=actors,
                attribution=("Mounir Mahjoubi",) if status == "attributed" else (), source=source,
                why=f"“{words}” of the year in which the text was published" if words else "nothing tells the day",
                basis="named event" if opening == "Macron won" else "explicit",
                alternatives=(Reading(DateSpan("2016-05-05", "2016-05-05", "day"), "the year before"),)
                if opening == "On 5 May"
                else (),
            )
        )  # fmt: skip
    return made


def small_store(path: Path) -> Store:
    """A store with one article and nine events."""
    store = Store(path)
    told = article()
    store.add(told, events_of(told))
    return store


def many(number: int, seed: int = 7) -> Iterator[Event]:
    """Synthetic events over some years, mostly days, some months, some open."""
    dice = random.Random(seed)
    first = date(2009, 1, 1)
    statuses = ("stated", "stated", "attributed", "hedged", "denied", "planned")
    for index in range(number):
        day = first + timedelta(days=min(int(dice.expovariate(1 / 1200)), 4000))
        last = day if dice.random() < 0.8 else day + timedelta(days=dice.choice((6, 29, 90)))
        opened = dice.random() < 0.02
        yield event(
            id=f"s{index}", title=f"Synthetic event {index}", start=day.isoformat(),
            end=None if opened else last.isoformat(), precision="day" if last == day else "month",
            bound="since" if opened else ("about" if dice.random() < 0.1 else "exact"), status=dice.choice(statuses),
            actors=(f"Actor {dice.randrange(400)}",), char_start=index, char_end=index + 30,
        )  # fmt: skip


def large_store(path: Path, number: int, each: int = 500) -> Store:
    """A store with many synthetic events, ``each`` to an article."""
    store = Store(path)
    batch: list[Event] = []
    for index, one in enumerate(many(number)):
        batch.append(one)
        if len(batch) == each or index == number - 1:
            _store_batch(store, batch, index // each)
            batch = []
    return store


def _store_batch(store: Store, batch: Sequence[Event], number: int) -> None:
    told = article(f"Article {number}. " + "x" * 900, title=f"Article {number}", publisher=f"Paper {number % 40}")
    source = Source(told.title, told.publisher, told.url, "2017-05-09", "given")
    store.add(told, [replace(one, article_id=told.id, source=source) for one in batch])


HOSTILE = (
    "<script>alert(1)</script> <b>bold</b> **stars** [click](javascript:alert(1)) $x^2$ :smile: :red[hi] %{x} &lt;"
)


def hostile_store(path: Path) -> Store:
    """A store whose one article tries every trick in each of its fields."""
    store = Store(path)
    told = article(f"On 5 May, {HOSTILE} happened.\n\n<img src=x onerror=alert(1)>", title=HOSTILE, publisher=HOSTILE)
    told = replace(told, url="javascript:alert(1)")
    source = Source(HOSTILE, HOSTILE, "javascript:alert(1)", "2017-05-09", "given")
    quote = told.text.split("\n")[0]
    common = {
        "article_id": told.id, "quote": quote, "char_start": 0, "char_end": len(quote), "source": source,
        "title": HOSTILE, "why": HOSTILE, "actors": (HOSTILE,), "attribution": (HOSTILE,), "status": "attributed",
        "link": "javascript:alert(2)", "numbers": (HOSTILE,),
    }  # fmt: skip
    store.add(told, [event(id="h1", **common), event(id="h2", **(common | {"start": None, "end": None}))])
    return store
