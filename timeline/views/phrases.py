"""Dates, sources and claims of an event in plain words. The words themselves are in ``words``."""

from __future__ import annotations

import calendar
import re
from datetime import date

from timeline.models import Event, Source
from timeline.views import words


def when(event: Event) -> str:
    """The date of an event for a reader: "5 May 2017", "April 2017", "about 21–30 April 2017", "undated"."""
    return span(event.start, event.end, event.bound)


def span(start: str | None, end: str | None, bound: str = "exact") -> str:
    """A span of ISO dates with its bound, for a reader."""
    if not start and not end:
        return words.UNDATED
    if not start:
        opening = words.BOUND_PREFIX["before" if bound == "before" else "until"]
        return opening + between(end, end)
    if not end:
        return words.BOUND_PREFIX["after" if bound == "after" else "since"] + between(start, start)
    if bound == "between" and start != end:
        return words.BETWEEN.format(start=between(start, start), end=between(end, end))
    return words.BOUND_PREFIX.get(bound, "") + between(start, end)


def between(start: str | None, end: str | None) -> str:
    """Two ISO dates or minutes, both inclusive, as briefly as they can be said."""
    first, last = _parse(start), _parse(end)
    if first is None or last is None:
        return f"{start} – {end}" if start != end else str(start)
    (day, time), (last_day, last_time) = first, last
    if day == last_day:
        times = time if time == last_time or not last_time else f"{time or '00:00'}–{last_time}"
        return _day(day) + (f", {times}" if times else "")
    if not time and not last_time:
        return _days(day, last_day)
    return f"{_day(day)}{', ' + time if time else ''} – {_day(last_day)}{', ' + last_time if last_time else ''}"


def _days(first: date, last: date) -> str:
    whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
    if whole and first.month == 1 and last.month == 12:
        return str(first.year) if first.year == last.year else f"{first.year}–{last.year}"
    if whole:
        ending = f"{words.MONTHS[last.month - 1]} {last.year}"
        if (first.year, first.month) == (last.year, last.month):
            return ending
        opening = words.MONTHS[first.month - 1] + ("" if first.year == last.year else f" {first.year}")
        return f"{opening} – {ending}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    opening = f"{first.day} {words.MONTHS[first.month - 1]}" if first.year == last.year else _day(first)
    return f"{opening} – {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {words.MONTHS[day.month - 1]} {day.year}"


def _parse(stamp: str | None) -> tuple[date, str] | None:
    """The day, and the time as it is to be shown (with its zone if it has one)."""
    if not stamp:
        return None
    day, _, time = stamp.partition("T")
    try:
        return date.fromisoformat(day), time
    except ValueError:
        return None


_SINGLE = re.compile(r"(?<!\w)‘(.+?)’(?!\w)")
_NAMED = re.compile(r"(?<=” is )([^“”]+?)(?= in the calendar of named events)")


def reason(why: str) -> str:
    """A reason with one kind of quotation marks, also about an event's name, which may be in another language."""
    return _NAMED.sub(r"“\1”", _SINGLE.sub(r"“\1”", why))


def said(event: Event) -> str:
    """Who says so, and how sure the text is, in one phrase."""
    who = ", ".join(event.attribution)
    if event.status == "attributed":
        return words.SAID_BY.format(who=who) if who else words.SAID_SOMEONE
    plain = {"hedged": words.HEDGED, "denied": words.DENIED, "planned": words.PLANNED}
    phrase = plain.get(event.status, words.SAID_STATED)
    return words.WITH_NAMES.format(said=phrase, who=who) if who else phrase


def source_name(source: Source) -> str:
    """Publisher, else title, of a source."""
    return source.publisher or source.title


def published(source: Source) -> str:
    """When a source was published, and whether that was guessed."""
    if not source.published:
        return words.PUBLISHED_UNKNOWN
    form = words.PUBLISHED_GUESSED if source.published_basis == "guessed" else words.PUBLISHED
    return form.format(day=between(source.published, source.published))


def number(count: int, one: str, many: str) -> str:
    """A count with its noun."""
    return one if count == 1 else many.format(n=count)


def day_text(day: date) -> str:
    """A day for a reader."""
    return _day(day)
