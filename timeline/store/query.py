"""The one module that views, exports and the command line ask.

Its interface is narrow so that the engine behind it can change: today it is SQL over the system of record.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import case, func, select

from timeline.models import Article, Event
from timeline.store import review_log
from timeline.store.article_list import Listed, listed
from timeline.store.conditions import FACETS, facet_counts, where
from timeline.store.engine import snapshot
from timeline.store.filters import EVERYTHING, Filters
from timeline.store.incident_query import INCIDENT_ORDERS
from timeline.store.incident_questions import IncidentQuestions, StoryCount
from timeline.store.review_log import Standing
from timeline.store.rows import event_of
from timeline.store.schema import UNDATED, articles, events
from timeline.store.store import Store

__all__ = ["FACETS", "INCIDENT_ORDERS", "ORDERS", "Bin", "Filters", "Query", "StoryCount"]

_HORIZON = UNDATED - 1  # the last day of an event that is open towards the future
_UNREAD = ("folded", "key", "article_key", "version_from", "version_until", "became")
_READ = [column for column in events.c if column.name not in _UNREAD]
_PAGE = 1000

_IN_ORDER = (events.c.first_day, events.c.start, events.c.end, events.c.id)
_UNDATED_LAST = case((events.c.first_day == UNDATED, 1), else_=0)
ORDERS: dict[str, tuple[Any, ...]] = {
    "start": _IN_ORDER,
    "-start": (_UNDATED_LAST, events.c.first_day.desc(), events.c.start.desc(), events.c.end.desc(), events.c.id),
    "published": (events.c.published_day.is_(None), events.c.published_day, *_IN_ORDER),
    "-published": (events.c.published_day.is_(None), events.c.published_day.desc(), *_IN_ORDER),
}


@dataclass(frozen=True, slots=True)
class Bin:
    """Some days of the overview, both ends inclusive, and how many events begin in them."""

    start: date
    end: date
    count: int


class Query(IncidentQuestions):
    """Questions to a store, each answered for the moment it is asked. Those about incidents stand in the base class."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)

    def events(
        self, filters: Filters = EVERYTHING, limit: int | None = 500, offset: int = 0, order: str = "start"
    ) -> list[Event]:
        """A page of events; ``limit`` None for all. Ordered by start, end and id, undated last.

        ``order`` is one of ``ORDERS``: "start", "-start", "published", "-published". Raises LookupError for another.
        """
        if order not in ORDERS:
            raise LookupError(f"no order {order!r}; there are {', '.join(ORDERS)}")
        with self.store.engine.connect() as connection:
            wanted = where(connection, select(*_READ), filters).order_by(*ORDERS[order]).limit(limit).offset(offset)
            return [event_of(row) for row in connection.execute(wanted).mappings()]

    def stream(self, filters: Filters = EVERYTHING, top: int | None = None) -> Iterator[Event]:
        """All events that the filters show, in order, read in portions within one snapshot of the store.

        With ``top`` only those of so many incidents, the most important that the filters show.
        """
        with snapshot(self.store.engine) as connection:
            kept = None if top is None else self.top_events(connection, filters, top)
            wanted = where(connection, select(*_READ), filters).order_by(*_IN_ORDER)
            rows = connection.execution_options(yield_per=_PAGE).execute(wanted).mappings()
            for row in rows:
                if kept is None or row["id"] in kept:
                    yield event_of(row)

    def count(self, filters: Filters = EVERYTHING) -> int:
        """How many events the filters show."""
        with self.store.engine.connect() as connection:
            return connection.scalar(where(connection, select(func.count()).select_from(events), filters)) or 0

    def facets(
        self, filters: Filters = EVERYTHING, limit: int | None = None, of: str = "events"
    ) -> dict[str, list[tuple[str, int]]]:
        """For each of ``FACETS`` its values with how many events each has, commonest first, at most ``limit`` of each.

        A facet is counted under the other filters, so that it shows what choosing a further value would give. With
        ``of`` "incidents" it is incidents that are counted, as they stand today.
        """
        with self.store.engine.connect() as connection:
            return facet_counts(connection, filters, of, limit)

    def bounds(self, filters: Filters = EVERYTHING) -> tuple[date, date] | None:
        """The first and the last day that any dated event touches; None where there is none."""
        last = case((events.c.last_day == _HORIZON, events.c.first_day), else_=events.c.last_day)
        first = case((events.c.first_day == 0, events.c.last_day), else_=events.c.first_day)
        with self.store.engine.connect() as connection:
            dated = where(connection, select(func.min(first), func.max(last)), filters)
            row: Any = connection.execute(dated.where(events.c.first_day != UNDATED)).one()
        low, high = row
        return (date.fromordinal(low), date.fromordinal(high)) if low is not None else None

    def undated(self, filters: Filters = EVERYTHING, limit: int | None = 500) -> list[Event]:
        """The events without a date, as the filters show them (none where ``since`` or ``until`` is set)."""
        with self.store.engine.connect() as connection:
            wanted = where(connection, select(*_READ), filters).where(events.c.first_day == UNDATED)
            return [event_of(row) for row in connection.execute(wanted.order_by(events.c.id).limit(limit)).mappings()]

    def event(self, event_id: str) -> Event | None:
        """One event, or None."""
        return self.store.event(event_id)

    def decided(self) -> dict[str, Standing]:
        """What reviewers said of single events, by id: the verdicts and dates that hold."""
        with self.store.engine.connect() as connection:
            return review_log.decided(review_log.log(connection))

    def event_ids(self, prefix: str, limit: int = 10) -> list[str]:
        """The ids that begin with some characters."""
        wanted = select(events.c.id).where(events.c.id.startswith(prefix, autoescape=True))
        with self.store.engine.connect() as connection:
            return list(connection.scalars(wanted.order_by(events.c.id).limit(limit)))

    def article(self, article_id: str) -> Article | None:
        """One article, or None."""
        return self.store.article(article_id)

    def articles(self, words: str = "") -> list[Listed]:
        """The stored articles, those without a day of publication first, then the latest; ``words`` narrow them."""
        with self.store.engine.connect() as connection:
            return list(listed(connection, words))

    def article_ids(self, prefix: str, limit: int = 10) -> list[str]:
        """The ids of articles that begin with some characters."""
        wanted = select(articles.c.id).where(articles.c.id.startswith(prefix, autoescape=True))
        with self.store.engine.connect() as connection:
            return list(connection.scalars(wanted.order_by(articles.c.id).limit(limit)))

    def article_of(self, event_id: str) -> Article | None:
        """The article that tells of an event, or None."""
        found = self.store.event(event_id)
        return self.store.article(found.article_id) if found else None

    def histogram(
        self, filters: Filters = EVERYTHING, bins: int = 400, window: tuple[date, date] | None = None
    ) -> list[Bin]:
        """How many dated events begin in each of at most ``bins`` equal stretches between the bounds.

        With a ``window`` (both days inclusive) the stretches lie in it, and what begins outside is not counted.
        """
        found = window or self.bounds(filters)
        if found is None:
            return []
        low, high = found[0].toordinal(), found[1].toordinal()
        width = -(-(high - low + 1) // bins)
        place = (events.c.first_day - low) // width
        inside = events.c.first_day.between(low, high) if window else events.c.first_day != UNDATED
        with self.store.engine.connect() as connection:
            wanted = where(connection, select(place, func.count()), filters).where(inside)
            counts: dict[int, int] = {}
            rows: Any = connection.execute(wanted.group_by(place))
            for index, number in rows:
                counts[max(index, 0)] = counts.get(max(index, 0), 0) + number
        return [_bin(index, low, width, counts) for index in range(-(-(high - low + 1) // width))]


def _bin(index: int, low: int, width: int, counts: dict[int, int]) -> Bin:
    start = low + index * width
    end = min(start + width - 1, date.max.toordinal())
    return Bin(date.fromordinal(start), date.fromordinal(end), counts.get(index, 0))
