"""The questions about incidents and stories, a part of ``Query``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, func, select

from timeline.models import Event, Incident
from timeline.store import incident_query
from timeline.store.conditions import conditions, stories_of_articles, where
from timeline.store.engine import snapshot
from timeline.store.filters import EVERYTHING, Filters
from timeline.store.incident_query import INCIDENT_ORDERS, Then
from timeline.store.placing import places_of
from timeline.store.schema import article_groups, articles, events, meta
from timeline.store.store import Store
from timeline.store.tools import Place, standard

# What was merged for a day, until the store changes: a page, its count and the next page ask for the same.
_then: WeakKeyDictionary[Store, tuple[int, date, Then]] = WeakKeyDictionary()


@dataclass(frozen=True, slots=True)
class StoryCount:
    """A story: its id, the title of its first article, and how many articles and events it has."""

    id: str
    title: str
    articles: int
    events: int


class IncidentQuestions:
    """Questions about incidents. An incident is shown if any of its events is.

    With ``as_known_on`` they are the incidents that the reports published by that day make, with ids of their own;
    stories, copies and reviews are those of today.
    """

    def __init__(self, store: Store) -> None:
        self.store = store

    def incidents(
        self, filters: Filters = EVERYTHING, limit: int | None = 500, offset: int = 0, order: str = "start"
    ) -> list[Incident]:
        """A page of incidents; ``limit`` None for all. Undated ones come last.

        ``order`` is one of ``INCIDENT_ORDERS``: those of events, where "published" goes by the first report and
        "-published" by the latest, and "importance", the most important first. Raises LookupError for another.
        """
        with snapshot(self.store.engine) as connection:
            rows = self._ordered(connection, filters, order)
            return incident_query.whole(connection, rows[offset : None if limit is None else offset + limit])

    def count_incidents(self, filters: Filters = EVERYTHING) -> int:
        """How many incidents the filters show."""
        with snapshot(self.store.engine) as connection:
            return len(self._shown(connection, filters))

    def stream_incidents(
        self, filters: Filters = EVERYTHING, order: str = "start", top: int | None = None
    ) -> Iterator[tuple[Incident, list[Event]]]:
        """All incidents that the filters show, each with all its events, read in portions within one snapshot.

        With ``top`` only so many, the most important of them, in the given order.
        """
        with snapshot(self.store.engine) as connection:
            rows = self._ordered(connection, filters, order)
            if top is not None:
                kept = {row["id"] for row in self._ordered(connection, filters, "importance")[:top]}
                rows = [row for row in rows if row["id"] in kept]
            for at in range(0, len(rows), 100):
                found = incident_query.whole(connection, rows[at : at + 100])
                yield from incident_query.events_of(connection, found)

    def incident(self, incident_id: str, as_known_on: date | None = None) -> Incident | None:
        """One incident, or None."""
        with snapshot(self.store.engine) as connection:
            return incident_query.by_id(connection, incident_id, self._known_on(connection, as_known_on))

    def incident_of(self, event_id: str, as_known_on: date | None = None) -> Incident | None:
        """The incident that an event is part of, or None (where it is not grouped yet, or was rejected)."""
        with snapshot(self.store.engine) as connection:
            return incident_query.of_event(connection, event_id, self._known_on(connection, as_known_on))

    def incident_events(self, incident: Incident) -> list[Event]:
        """The events of an incident, in the order of publication."""
        with snapshot(self.store.engine) as connection:
            return next(incident_query.events_of(connection, [incident]))[1]

    def incident_ids(self, prefix: str, limit: int = 10) -> list[str]:
        """The ids of today's incidents that begin with some characters."""
        with snapshot(self.store.engine) as connection:
            return incident_query.find(connection, prefix, limit)

    def top_events(self, connection: Connection, filters: Filters, top: int) -> frozenset[str]:
        """The ids of the events of the most important incidents that the filters show."""
        rows = self._ordered(connection, filters, "importance")[:top]
        return frozenset(name for one in incident_query.whole(connection, rows) for name in one.events)

    def places(self, article_ids: Sequence[str]) -> dict[str, Place]:
        """Where articles stand: their stories, and those that they repeat. One that is not grouped yet is left out."""
        with snapshot(self.store.engine) as connection:
            return places_of(connection, article_ids)

    def stories(self, filters: Filters = EVERYTHING, limit: int | None = None) -> list[StoryCount]:
        """The stories of the events that the filters show, those with most articles first."""
        number = func.count(events.c.article_key.distinct())
        with snapshot(self.store.engine) as connection:
            placed = stories_of_articles(connection, filters.as_known_on)
            wanted: Any = select(placed.c.story, number, func.count(events.c.key)).group_by(placed.c.story)
            wanted = wanted.select_from(events).join(placed, placed.c.article_key == events.c.article_key)
            found: Any = connection.execute(where(connection, wanted, filters)).all()
            rows = sorted((row for row in found if row[0]), key=lambda row: (-row[1], -row[2], row[0]))[:limit]
            titles = _titles(connection, [row[0] for row in rows])
        return [StoryCount(row[0], titles.get(row[0], ""), row[1], row[2]) for row in rows]

    def _ordered(self, connection: Connection, filters: Filters, order: str) -> list[Mapping[Any, Any]]:
        if order not in INCIDENT_ORDERS:
            raise LookupError(f"no order {order!r}; there are {', '.join(INCIDENT_ORDERS)}")
        return sorted(self._shown(connection, filters), key=INCIDENT_ORDERS[order])

    def _shown(self, connection: Connection, filters: Filters) -> list[Mapping[Any, Any]]:
        then = self._known_on(connection, filters.as_known_on)
        return incident_query.shown(connection, list(conditions(connection, filters, grouped=True)), then)

    def _known_on(self, connection: Connection, day: date | None) -> Then:
        if day is None:
            return Then()
        version = connection.scalar(select(meta.c.value).where(meta.c.name == "version")) or 0
        kept = _then.get(self.store)
        if kept and kept[:2] == (version, day):
            return kept[2]
        found = incident_query.known_on(connection, self.store.tools or standard(), day)
        _then[self.store] = (version, day, found)
        return found


def _titles(connection: Connection, stories: Sequence[str]) -> dict[str, str]:
    """The title of the earliest article of each story."""
    wanted = (
        select(article_groups.c.story, articles.c.title)
        .join(articles, articles.c.key == article_groups.c.article_key)
        .order_by(articles.c.published.is_(None), articles.c.published, articles.c.id)
    )
    titles: dict[str, str] = {}
    for some in incident_query.portions(stories):
        rows: Any = connection.execute(wanted.where(article_groups.c.story.in_(some)))
        for story, title in rows:
            titles.setdefault(story, title)
    return titles
