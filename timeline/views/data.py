"""What the pages ask of the store, kept until the store changes.

One Store per address lives in the process; answers are cached under the store's version, so that a click that only
opens an event asks for nothing twice.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import Any, TypeVar

import streamlit as st

from timeline.incidents.changes import Change, changes
from timeline.incidents.denials import Denial, denials
from timeline.incidents.gaps import Gaps, gaps
from timeline.models import Article, Event, Incident, Review
from timeline.store import Store, StoreError
from timeline.store.article_list import Listed
from timeline.store.filters import EVERYTHING, Filters
from timeline.store.incident_questions import StoryCount
from timeline.store.place import VARIABLE
from timeline.store.query import Bin, Query
from timeline.store.review_log import log, reviewed
from timeline.store.versioning import Version
from timeline.views import words

Answer = TypeVar("Answer")
FACET_LIMIT = 300
MAX_ROWS = 50
MOST_AT_FIRST = 200  # happenings: of more only the most important are shown at first
FIRST_SHOWN = 50
_KEPT = 128
_STORY = 300  # happenings of one story among which denials are looked for


@st.cache_resource(show_spinner=False)
def _store(place: str) -> Store:
    return Store(place or None)


def open_store() -> Store:
    """The store that ``TIMELINE_STORE`` names, or the user's own. Stops the page with a message where it is none."""
    try:
        store = _store(os.environ.get(VARIABLE, ""))
        store.version()
    except StoreError as problem:
        st.error(words.STORE_PROBLEM, icon=":material/database_off:")
        st.text(str(problem))
        st.stop()
    return store


class Source:
    """Questions to one store, each answered once per version of it."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.query = Query(store)
        self.version = (os.environ.get(VARIABLE, ""), store.version())

    def _ask(self, name: str, key: tuple[Any, ...], ask: Callable[[], Answer]) -> Answer:
        return _cached(self.version, name, repr(key), ask)

    def count(self, filters: Filters) -> int:
        """How many events the filters show."""
        return self._ask("count", (filters,), lambda: self.query.count(filters))

    def facets(self, filters: Filters) -> dict[str, list[tuple[str, int]]]:
        """The values of each facet with counts, the commonest 300."""
        return self._ask("facets", (filters,), lambda: self.query.facets(filters, FACET_LIMIT))

    def bounds(self, filters: Filters) -> tuple[date, date] | None:
        """First and last day of the dated events."""
        return self._ask("bounds", (filters,), lambda: self.query.bounds(filters))

    def page(self, filters: Filters, order: str, page: int) -> list[Event]:
        """One page of the table, counted from 1."""
        offset = (page - 1) * MAX_ROWS
        return self._ask("page", (filters, order, page), lambda: self.query.events(filters, MAX_ROWS, offset, order))

    def window(self, filters: Filters, low: date, high: date, limit: int) -> tuple[list[Event], int]:
        """Up to ``limit`` events that touch the window (both days inclusive), and how many there are."""
        inside = narrowed(filters, low, high)
        if inside is None:
            return [], 0

        def ask() -> tuple[list[Event], int]:
            number = self.query.count(inside)
            return (self.query.events(inside, limit) if number <= limit else []), number

        return self._ask("window", (inside, limit), ask)

    def histogram(self, filters: Filters, bins: int, window: tuple[date, date] | None = None) -> list[Bin]:
        """How many events begin in each stretch of time."""
        return self._ask("histogram", (filters, bins, window), lambda: self.query.histogram(filters, bins, window))

    def undated(self, filters: Filters) -> tuple[list[Event], int]:
        """The first undated events, and how many there are."""
        if filters.since or filters.until:
            return [], 0

        def ask() -> tuple[list[Event], int]:
            dated = self.query.count(replace(filters, since=date.min))
            return self.query.undated(filters, MAX_ROWS), self.query.count(filters) - dated

        return self._ask("undated", (filters,), ask)

    def count_incidents(self, filters: Filters) -> int:
        """How many incidents the filters show."""
        return self._ask("count_incidents", (filters,), lambda: self.query.count_incidents(filters))

    def incidents(self, filters: Filters, limit: int, offset: int = 0, order: str = "start") -> list[Incident]:
        """Some of the incidents that the filters show, in an order of ``Query.incidents``."""
        key = (filters, limit, offset, order)
        return self._ask("incidents", key, lambda: self.query.incidents(filters, limit, offset, order))

    def incident_window(self, filters: Filters, low: date, high: date, limit: int) -> tuple[list[Incident], int]:
        """Up to ``limit`` incidents that touch the window (both days inclusive), and how many there are."""
        inside = narrowed(filters, low, high)
        if inside is None:
            return [], 0
        number = self.count_incidents(inside)
        return (self.incidents(inside, limit) if number <= limit else []), number

    def top(self, filters: Filters, asked: int | None) -> int:
        """How many of the most important incidents are shown, 0 for all: what was asked for, else what fits the eye."""
        if asked is not None:
            return asked
        return FIRST_SHOWN if self.count_incidents(filters) > MOST_AT_FIRST else 0

    def most_important(self, filters: Filters, number: int, order: str = "start") -> list[Incident]:
        """The ``number`` most important incidents, in an order: of time, of publication, or "importance"."""
        found = self.incidents(filters, number, order="importance")
        if order == "importance":
            return found
        chosen = {one.id for one in found}
        if len(found) < number or number >= self.count_incidents(filters):
            return self.incidents(filters, number, order=order)
        return [one for one in self._in_order(found, order) if one.id in chosen]

    @staticmethod
    def _in_order(found: list[Incident], order: str) -> list[Incident]:
        def key(one: Incident) -> tuple[str, str, str]:
            return one.start or one.end or "", one.end or "", one.id

        dated = sorted((one for one in found if one.start or one.end), key=key, reverse=order.startswith("-"))
        return dated + [one for one in found if not one.start and not one.end]

    def gaps(self, filters: Filters, limit: int) -> Gaps:
        """What the first ``limit`` incidents leave open."""
        return self._ask("gaps", (filters, limit), lambda: gaps(self.query.incidents(filters, limit)))

    def mode(self, asked: str) -> str:
        """What is shown where nothing was asked for: happenings, as soon as there are any."""
        return asked or ("happenings" if self.has_incidents() else "reports")

    def has_incidents(self) -> bool:
        """Whether anything was grouped yet."""
        return self._ask("grouped", (), lambda: bool(self.query.incident_ids("", 1)))

    def incident(self, name: str) -> Incident | None:
        """The incident of an id, or the one that the event of an id is part of.

        A page is addressed by an event of it: an incident's own id changes with each report that joins it.
        """

        def ask() -> Incident | None:
            return self.query.incident(name) if name.startswith("i-") else self.query.incident_of(name)

        return self._ask("incident", (name,), ask)

    def story(self, name: str) -> Filters:
        """The filters that show one story."""
        return Filters(story=(name,)) if name else Filters()

    def denials(self, incident: Incident) -> tuple[dict[str, Incident], dict[str, Event], list[Denial]]:
        """The incidents of an incident's story by id, their events by id, and the denials among them."""

        def ask() -> tuple[dict[str, Incident], dict[str, Event], list[Denial]]:
            told = islice(self.query.stream_incidents(self.story(incident.story)), _STORY) if incident.story else ()
            held = list(told)
            known = {one.id: one for one, _ in held}
            events = {event.id: event for _, found in held for event in found}
            return known, events, denials(known.values(), events)

        return self._ask("denials", (incident.story, "" if incident.story else incident.id), ask)

    def events_of_incident(self, incident: Incident) -> list[Event]:
        """The events of an incident in order of publication, as they were extracted."""
        return self._ask("events_of_incident", (incident.id,), lambda: self.query.incident_events(incident))

    def repeats(self, incident: Incident) -> dict[str, str]:
        """For each article of an incident that repeats another: whom it repeats."""

        def ask() -> dict[str, str]:
            places = self.query.places(incident.articles)
            found = {name: self.query.article(place.copy_of) for name, place in places.items() if place.copy_of}
            return {name: (one.publisher or one.title) if one else "" for name, one in found.items()}

        return self._ask("repeats", (incident.id,), ask)

    def stories(self, filters: Filters) -> list[StoryCount]:
        """The stories of what the filters show, without regard to the story that they ask for."""
        others = replace(filters, story=())
        return self._ask("stories", (others,), lambda: self.query.stories(others, FACET_LIMIT))

    def events_of_filters(self, filters: Filters, limit: int) -> list[Event]:
        """The first events that the filters show, in order of time, as reviewers left them; not kept."""
        with self.store.engine.connect() as connection:
            return reviewed(self.query.events(filters, limit), log(connection))

    def kept(self, name: str, filters: Filters, make: Callable[[], Answer]) -> Answer:
        """What is made of much under some filters, kept where that itself need not be."""
        return self._ask(name, (filters,), make)

    def actors(self) -> list[tuple[str, int]]:
        """Every actor with how many events name it, the commonest first."""
        return self._ask("actors", (), lambda: self.query.facets(EVERYTHING)["actor"])

    def kinds(self, names: Sequence[str]) -> dict[str, str]:
        """What kind of actor the reports take each name for: as the first of them has it."""

        def ask() -> dict[str, str]:
            found = {}
            for name in names:
                roles = [role for one in self.query.events(Filters(actor=(name,)), 1) for role in one.roles]
                found[name] = next((role.kind for role in roles if role.name == name), "")
            return found

        return self._ask("kinds", (tuple(names),), ask)

    def reviews(self) -> list[Review]:
        """The whole log of reviews, oldest first."""

        def ask() -> list[Review]:
            with self.store.engine.connect() as connection:
                return log(connection)

        return self._ask("reviews", (), ask)

    def event(self, event_id: str) -> Event | None:
        """One event."""
        return self._ask("event", (event_id,), lambda: self.query.event(event_id))

    def article(self, article_id: str) -> Article | None:
        """One article."""
        return self._ask("article", (article_id,), lambda: self.query.article(article_id))

    def articles(self, words: str) -> list[Listed]:
        """The stored articles that have some words, those without a day of publication first, then the latest."""
        return self._ask("articles", (words,), lambda: self.query.articles(words))

    def events_of(self, article_id: str) -> list[Event]:
        """All events of one article."""
        return self._ask("events_of", (article_id,), lambda: self.store.events_of(article_id))

    def versions(self, article_id: str) -> list[Version]:
        """The versions of an article, the oldest first; empty where there is but one."""
        return self._ask("versions", (article_id,), lambda: self.store.versions(article_id))

    def became(self, event_id: str) -> str:
        """The event of the same sentence in the newest version, for one of an older version."""
        return self._ask("became", (event_id,), lambda: self.store.became(event_id))

    def changes(self, older: str, newer: str) -> list[Change]:
        """What changed between two versions, named by their ids."""
        one, other = self.article(older), self.article(newer)
        return self._ask("changes", (older, newer), lambda: changes(one, other) if one and other else [])

    def original(self, article_id: str) -> tuple[Article | None, str]:
        """The article that one repeats, and why it is taken to; None for one that speaks for itself."""

        def ask() -> tuple[Article | None, str]:
            place = self.query.places([article_id]).get(article_id)
            return (self.query.article(place.copy_of), place.why) if place and place.copy_of else (None, "")

        return self._ask("original", (article_id,), ask)

    def has_articles(self) -> bool:
        """Whether anything was added at all."""
        return self._ask("any", (), lambda: next(iter(self.store.articles()), None) is not None)


@st.cache_data(show_spinner=False, max_entries=_KEPT)
def _cached(version: tuple[str, int], name: str, key: str, _ask: Callable[[], Any]) -> Any:
    return _ask()


def narrowed(filters: Filters, low: date, high: date) -> Filters | None:
    """The filters with their days narrowed to a window; None where the two do not meet."""
    since = max(low, filters.since) if filters.since else low
    until = min(high, filters.until) if filters.until else high
    return replace(filters, since=since, until=until) if since <= until else None


def day_after(day: date) -> date:
    """The next day, or the last day of the calendar."""
    return day + timedelta(days=1) if day < date.max else day


def source() -> Source:
    """The questions to the store of this process."""
    return Source(open_store())
