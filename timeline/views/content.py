"""What a chart draws: reports as they are, or happenings in their place, behind one narrow interface."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property
from typing import Protocol

from timeline.models import Event, Incident
from timeline.views import figures, happenings, incident_words, marks, words
from timeline.views.data import Source
from timeline.views.marks import Mark
from timeline.views.state import View

MOST_SILENT = 2000  # happenings between which the chart shows silences: the first view must not wait for more


class Content(Protocol):
    """What is drawn under a view's filters. ``words`` are the sentences that go with it."""

    tell: figures.Tell
    dense: str
    none_in_window: str
    overview_alt: str
    chart_alt: str

    def bounds(self) -> tuple[date, date] | None:
        """First and last day."""
        ...

    def number(self) -> int:
        """How many there are, undated ones too."""
        ...

    def undated(self) -> int:
        """How many have no date."""
        ...

    def window(self, low: date, high: date) -> tuple[list[Event], int]:
        """What touches some days, as events, where it can be drawn one by one; and how many that is."""
        ...

    def weighed(self, found: Sequence[Mark]) -> list[Mark]:
        """Marks with how much stands behind each."""
        ...

    def silences(self) -> list[figures.Band]:
        """The bands of the days that no source tells of."""
        ...


class Reports:
    """The events that the filters show."""

    tell = staticmethod(figures.hover)
    dense, none_in_window = words.DENSE, words.NONE_IN_WINDOW
    overview_alt, chart_alt = words.OVERVIEW_ALT, words.CHART_ALT

    def __init__(self, view: View, source: Source) -> None:
        self._filters, self._source = view.filters, source

    def bounds(self) -> tuple[date, date] | None:
        """First and last day."""
        return self._source.bounds(self._filters)

    def number(self) -> int:
        """How many events."""
        return self._source.count(self._filters)

    def undated(self) -> int:
        """How many have no date."""
        return self._source.undated(self._filters)[1]

    def window(self, low: date, high: date) -> tuple[list[Event], int]:
        """The events that touch some days."""
        return self._source.window(self._filters, low, high, limit=figures.MAX_MARKS)

    def weighed(self, found: Sequence[Mark]) -> list[Mark]:
        """Each event is one report."""
        return list(found)

    def silences(self) -> list[figures.Band]:
        """Silences are shown between happenings."""
        return []


class Happenings:
    """The incidents that the filters show, or the most important of them, each drawn as one event."""

    dense, none_in_window = incident_words.DENSE, incident_words.NONE_IN_WINDOW
    overview_alt, chart_alt = incident_words.OVERVIEW_ALT, incident_words.CHART_ALT

    def __init__(self, view: View, source: Source) -> None:
        self._filters, self._source = view.filters, source
        top = source.top(view.filters, view.top)
        self._top = source.most_important(view.filters, top) if top else None
        self._known: dict[str, Incident] = {}

    def bounds(self) -> tuple[date, date] | None:
        """First and last day that their reports touch."""
        if self._top is None:
            return self._source.bounds(self._filters)
        days = [_day(stamp) for one in self._top for stamp in (one.start, one.end) if stamp]
        held = [day for day in days if day]
        return (min(held), max(held)) if held else None

    def number(self) -> int:
        """How many incidents."""
        return self._source.count_incidents(self._filters) if self._top is None else len(self._top)

    def undated(self) -> int:
        """How many have no date."""
        if self._top is not None:
            return sum(not one.start and not one.end for one in self._top)
        if self._filters.since or self._filters.until:
            return 0
        return self.number() - self._source.count_incidents(replace(self._filters, since=date.min))

    def window(self, low: date, high: date) -> tuple[list[Event], int]:
        """The incidents that touch some days, each as one event."""
        if self._top is None:
            found, number = self._source.incident_window(self._filters, low, high, figures.MAX_MARKS)
        else:
            found = [one for one in self._top if _touches(one, low, high)]
            number = len(found)
        self._known.update((happenings.anchor(one), one) for one in found)
        return [happenings.as_event(one) for one in found], number

    def tell(self, event: Event) -> str:
        """The hover text of the incident that an event stands for."""
        incident = self._known.get(event.id)
        return happenings.hover(incident) if incident else figures.hover(event)

    def weighed(self, found: Sequence[Mark]) -> list[Mark]:
        """Marks grow with the independent sources."""
        return [
            replace(mark, weight=self._known[mark.event.id].independent) if mark.event.id in self._known else mark
            for mark in found
        ]

    @cached_property
    def _silences(self) -> list[figures.Band]:
        if self._source.count_incidents(self._filters) > MOST_SILENT:
            return []
        found = self._source.gaps(self._filters, MOST_SILENT).silences
        return [
            (marks.ms(one.start) or 0.0, (marks.ms(one.end) or 0.0) + marks.DAY, happenings.silence_hover(one))
            for one in found
        ]

    def silences(self) -> list[figures.Band]:
        """The silences between all incidents of the filters, whether or not only the most important are drawn."""
        return self._silences


def content(view: View, source: Source) -> Content:
    """What a view's chart draws."""
    return Happenings(view, source) if source.mode(view.mode) == "happenings" else Reports(view, source)


def _day(stamp: str) -> date | None:
    try:
        return date.fromisoformat(stamp[:10])
    except ValueError:
        return None


def _touches(incident: Incident, low: date, high: date) -> bool:
    mark = marks.mark_of(happenings.as_event(incident))
    if mark is None:
        return False
    first, last = marks.ms(low.isoformat()) or 0.0, (marks.ms(high.isoformat()) or 0.0) + marks.DAY
    return mark.start < last and mark.end > first
