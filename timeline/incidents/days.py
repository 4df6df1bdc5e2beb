"""Days as events write them."""

from __future__ import annotations

from datetime import date


def day_of(iso: str | None) -> date | None:
    """The day that an ISO date or date with time begins with; None where there is none, or none of the calendar's."""
    try:
        return date.fromisoformat((iso or "")[:10])
    except ValueError:
        return None


def say_day(iso: str | None) -> str:
    """An ISO day as "5 May 2017"; what cannot be read as it is."""
    day = day_of(iso)
    return f"{day.day} {day:%B} {day.year}" if day else iso or ""
