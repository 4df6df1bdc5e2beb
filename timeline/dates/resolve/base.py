"""What every resolver uses: answers made from moments, and the choice of a year."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from typing import Any

from timeline.dates.context import Answer, Context
from timeline.dates.moment import FIRST_YEAR, LAST_YEAR, Moment, OutOfCalendar, value

TIMES = ("minute", "hour", "part")
# A day and month without a year and without a cue: so few days ahead and so many back, it is the one ahead.
_HALF_YEAR = timedelta(days=183)
_SOON, _LONG_AGO = timedelta(days=61), timedelta(days=244)

Facts = tuple[tuple[str, Any], ...]


def dated(moment: Moment, why: str, basis: str, facts: Facts = (), **more: Any) -> Answer:
    """An answer that is a moment."""
    kind = "TIME" if moment.grain in TIMES else "DATE"
    precision = PRECISION.get(moment.grain, moment.grain)
    return Answer(kind, value(moment), why, moment=moment, basis=basis, precision=precision, facts=facts, **more)


PRECISION = {"part": "part-of-day"}


def undated(kind: str, said: str, why: str, facts: Facts = (), **more: Any) -> Answer:
    """An answer without a date, and why."""
    return Answer(kind, said, why, facts=facts, **more)


def choose_year(
    make: Callable[[int], Moment], context: Context, rel: int | None = None
) -> tuple[Moment, str, str, list[Moment]] | None:
    """The year of a moment whose words name none: (moment, why, basis, other readings); None where nothing tells it.

    ``make(year)`` builds the moment. By the convention of news it is the latest one that has begun, the next one where
    the words announce it, the one of the year that the text has just been telling of.
    """
    today = context.published
    near = context.near
    if rel is None and near is not None and near.grain == "year" and (today is None or near.last < today):
        told = _try(make, near.first.year)  # "last year, in May", "a year later, on 3 October"
        if told is not None and told.grain in ("month", "day") and context.tense < 1:
            return told, "year told", "year inferred", [m for m in _around(make, today) if m != told][:2]
    if (
        rel is None
        and context.year is not None
        and context.tense <= 0
        and (today is None or context.year != today.year)
    ):
        told = _within(make, context.stretch) or _try(make, context.year)
        last = context.thread if context.stretch is None else None
        if (
            told is not None
            and last is not None
            and last.grain in ("day", "month")
            and told.last < last.first - _HALF_YEAR
        ):
            told = _try(make, context.year + 1)  # from December on to January
        if told is not None and (today is None or told.first <= today):
            return told, "year told", "year inferred", [m for m in _around(make, today) if m != told][:2]
    if today is None:
        return None
    options = _around(make, today)
    past = [m for m in options if m.first <= today]
    ahead = [m for m in options if m.last >= today]
    if rel is not None:
        return _directed(past, ahead, options, today, rel)
    if not past or not ahead:
        picked = past[-1:] or ahead[:1]
        return (picked[0], "latest past", "year inferred", []) if picked else None
    if past[-1].grain == "day" and _clearly_past(past[-1], ahead[0], today):
        return past[-1], "latest past", "year inferred", [ahead[0]]
    near = context.near
    if near is not None and near.first > today and ahead[0].first - today < today - past[-1].last:
        return ahead[0], "soon", "year inferred", [past[-1]]
    if context.tense == 1 and past[-1].grain == "day" and _another_years(past[-1], ahead[0], today):
        return past[-1], "latest past", "year inferred", [ahead[0]]
    if context.tense > 0 or (context.tense > -2 and _clearly_ahead(past[-1], ahead[0], today)):
        others = [past[-1]] if past[-1] != ahead[0] else []
        return ahead[0], "announced" if context.tense > 0 else "soon", "year inferred", others
    others = [m for m in ahead[:1] if m != past[-1]]
    return past[-1], "told past" if context.tense < 0 else "latest past", "year inferred", others


def _within(make: Callable[[int], Moment], stretch: tuple[date, date] | None) -> Moment | None:
    """The one moment that lies in a range told before; None where there is none, or more than one."""
    if stretch is None:
        return None
    first, last = stretch
    options = [_try(make, year) for year in range(first.year, min(last.year, first.year + 2) + 1)]
    inside = [m for m in options if m is not None and first <= m.last and m.first <= last]
    return inside[0] if len(inside) == 1 else None


def _directed(past: list[Moment], ahead: list[Moment], options: list[Moment], today: date, rel: int):
    """ "Last May", "next May", "this May"."""
    if rel < 0:
        picked = [m for m in past if m.last < today]
        picked = picked[-1:]
    elif rel > 0:
        picked = [m for m in ahead if m.first > today][:1]
    else:
        picked = [m for m in options if m.first.year == today.year][:1]
    return (
        (picked[0], {-1: "the last", 0: "of this year", 1: "the next"}[max(-1, min(rel, 1))], "relative", [])
        if picked
        else None
    )


def _clearly_ahead(past: Moment, ahead: Moment, today: date) -> bool:
    return ahead != past and ahead.first - today <= _SOON and today - past.last >= _LONG_AGO


def _clearly_past(past: Moment, ahead: Moment, today: date) -> bool:
    """A day that was just now, whatever the cue: nobody announces a day of next year without its year."""
    return ahead != past and today - past.last <= _SOON and ahead.first - today >= _LONG_AGO


def _another_years(past: Moment, ahead: Moment, today: date) -> bool:
    """Whether a day to come is one of next year, further off than the last: that takes more than a cue from afar."""
    return ahead.first.year > today.year and ahead.first - today > today - past.last


def _around(make: Callable[[int], Moment], today: date | None) -> list[Moment]:
    """The moment in the years around publication; in more of them where it is rare (29 February)."""
    if today is None:
        return []
    for reach in (1, 8):
        found = [m for year in range(today.year - reach, today.year + reach + 1) if (m := _try(make, year)) is not None]
        if len(found) > 1:
            return found
    return found


def _try(make: Callable[[int], Moment], year: int) -> Moment | None:
    """The moment in a year; None where it has none (29 February)."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    try:
        return make(year)
    except OutOfCalendar:
        return None


def other_readings(moments: Iterable[Moment], why: str) -> tuple[tuple[Moment, str, Facts], ...]:
    """Alternatives for a reviewer, all with one reason."""
    return tuple((moment, why, ()) for moment in moments)
