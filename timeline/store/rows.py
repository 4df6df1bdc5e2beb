"""Values to rows and back: pure functions between Article, Event and what the tables hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from timeline.events.encode import claims_from_dict, claims_to_dict
from timeline.incidents.versions import page_of
from timeline.models import Article, DateSpan, Event, Reading, Region, Source
from timeline.store.fold import fold
from timeline.store.schema import UNDATED

_PLAIN_FIELDS = (
    "id", "article_id", "title", "quote", "char_start", "char_end", "when_text", "when_char_start", "when_char_end",
    "start", "end", "precision", "bound", "edtf", "timex_type", "timex_value", "basis", "why", "status", "language",
    "region", "link", "extracted",
)  # fmt: skip

_ARTICLE_FIELDS = {field.name for field in fields(Article)} - {"published", "regions"}


def source_name(source: Source) -> str:
    """What the source filter calls a source: its publisher, else the host of its URL, else its title."""
    if source.publisher.strip():
        return " ".join(source.publisher.split())
    try:
        host = urlsplit(source.url).hostname or ""
    except ValueError:  # a hostile URL such as "http://[" names no host
        host = ""
    return host.removeprefix("www.") or " ".join(source.title.split())


def day_number(iso: str | None) -> int | None:
    """The number of the day that an ISO date or date with time begins with; None where it cannot be read.

    Days before the year 1, which the calendar of the standard library does not reach, count as its first day.
    """
    if not iso:
        return None
    if iso.startswith(("-", "0000")):
        return 1
    try:
        return date.fromisoformat(iso[:10]).toordinal()
    except ValueError:
        return None


def days_between(start: str | None, end: str | None) -> tuple[int, int]:
    """First and last day number of a span; (UNDATED, -1) for none. An open side reaches to the horizon."""
    first, last = day_number(start), day_number(end)
    if first is None and last is None:
        return UNDATED, -1
    return (first if first is not None else 0), (last if last is not None else UNDATED - 1)


def searched_text(event: Event) -> str:
    """What the text filter looks through, folded, its parts kept apart by line ends."""
    parts = (event.title, event.quote, *event.actors, event.when_text, event.source.title)
    return "\n".join(fold(part) for part in parts)


def event_row(event: Event) -> dict[str, Any]:
    """The row of an event, without the key of its article."""
    first, last = days_between(event.start, event.end)
    nested = {
        "alternatives": [asdict(reading) for reading in event.alternatives],
        "actors": list(event.actors),
        "attribution": list(event.attribution),
        "numbers": list(event.numbers),
        "source": asdict(event.source),
        **claims_to_dict(event),
    }
    return {name: getattr(event, name) for name in _PLAIN_FIELDS} | {
        "first_day": first,
        "last_day": last,
        "published_day": day_number(event.source.published),
        "source_name": source_name(event.source),
        "nested": nested,
        "folded": searched_text(event),
    }


def event_of(row: Mapping[Any, Any]) -> Event:
    """The event of a row; the inverse of ``event_row``."""
    nested = row["nested"]
    readings = tuple(Reading(DateSpan(**found["span"]), found["why"]) for found in nested["alternatives"])
    return Event(
        **{name: row[name] for name in _PLAIN_FIELDS},
        alternatives=readings,
        actors=tuple(nested["actors"]),
        attribution=tuple(nested["attribution"]),
        numbers=tuple(nested["numbers"]),
        source=Source(**nested["source"]),
        **claims_from_dict(nested),
    )


def article_row(article: Article, extracted: str) -> dict[str, Any]:
    """The row of an article; ``extracted`` is the moment of its extraction."""
    regions = [[region.start, region.end, region.kind, region.reason] for region in article.regions]
    return {
        "id": article.id,
        "title": article.title,
        "url": article.url,
        "publisher": article.publisher,
        "published": article.published.isoformat() if article.published else None,
        "published_basis": article.published_basis,
        "published_why": article.published_why,
        "language": article.language,
        "verbatim": article.verbatim,
        "path": article.path,
        "extracted": extracted,
        "regions": regions,
        "text": article.text,
        "page": page_of(article.url),
        "fetched": article.fetched,
        "seen": article.fetched,
        "modified": article.modified,
    }


def article_of(row: Mapping[Any, Any]) -> Article:
    """The article of a row; the inverse of ``article_row``."""
    kept = {name: row[name] for name in row if name in _ARTICLE_FIELDS}
    published = date.fromisoformat(row["published"]) if row["published"] else None
    return Article(**kept, published=published, regions=tuple(Region(*region) for region in row["regions"]))


def dated_by_its_events(article: Article, events: Sequence[Event]) -> Article:
    """The article with the publication date that extraction guessed for its events, where it had none itself."""
    if article.published or not events or not events[0].source.published:
        return article
    source = events[0].source
    try:
        guessed = date.fromisoformat(str(source.published)[:10])
    except ValueError:
        return article
    return replace(article, published=guessed, published_basis=source.published_basis)
