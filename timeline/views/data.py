"""What the pages ask of the store, kept until the store changes.

One Store per address lives in the process; answers are cached under the store's version, so that a click that only
opens an event asks for nothing twice.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any, TypeVar

import streamlit as st

from timeline.models import Article, Event
from timeline.store import Store, StoreError
from timeline.store.filters import Filters
from timeline.store.place import VARIABLE
from timeline.store.query import Bin, Query
from timeline.views import words

Answer = TypeVar("Answer")
FACET_LIMIT = 300
MAX_ROWS = 50
_KEPT = 128


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

    def event(self, event_id: str) -> Event | None:
        """One event."""
        return self._ask("event", (event_id,), lambda: self.query.event(event_id))

    def article(self, article_id: str) -> Article | None:
        """One article."""
        return self._ask("article", (article_id,), lambda: self.query.article(article_id))

    def events_of(self, article_id: str) -> list[Event]:
        """All events of one article."""
        return self._ask("events_of", (article_id,), lambda: self.store.events_of(article_id))

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
