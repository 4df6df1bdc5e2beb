"""Expressions made of others: parts of a moment, a month of a relative year, the week of a day."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache

from timeline.dates import moment as m
from timeline.dates.context import Answer, Context
from timeline.dates.meaning import Meaning
from timeline.dates.moment import FINENESS, Moment
from timeline.dates.resolve.base import dated, undated
from timeline.dates.resolve.clock import first_hour
from timeline.dates.resolve.ordinals import nth_within

Resolve = Callable[[Meaning, Context], Answer]
_THIRDS = ("START", "MID", "END")
_DECADE_YEARS = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}
_CENTURY_YEARS = {"START": (0, 32), "MID": (33, 66), "END": (67, 99)}
_MONTH_DAYS = {"START": (1, 10), "MID": (11, 20), "END": (21, 31)}
_PART_OF = {"month": "month-part", "year": "year-part", "decade": "decade-part"}


def as_is(meaning: Meaning, context: Context, resolve: Resolve) -> Answer:
    """What the expression inside means ("Friday 5 May": the date)."""
    assert meaning.of is not None
    if meaning.more is not None and meaning.of.kind == "date":  # the weekday tells which year is meant
        return resolve(replace(meaning.of, weekday=meaning.more.weekday), context)
    return resolve(meaning.of, context)


def modified(meaning: Meaning, context: Context, resolve: Resolve) -> Answer:
    """Early, mid, late, about: narrows the span where the part has a convention, and always says so in ``mod``."""
    if meaning.of is None:  # "at the end of the year": a unit that stands alone
        answer, tells = resolve(replace(meaning, kind="unit", mod=None), context), True
    else:
        answer = resolve(first_hour(meaning.of, meaning.mod), context)
        ended = meaning.of.kind == "unit" and meaning.mod in _THIRDS and answer.moment is not None
        tells = ended or answer.tells  # "the year" alone dates nothing, its end does
    return with_mod(answer, meaning.mod or "", context, meaning.name == "loose", tells)


def with_mod(answer: Answer, mod: str, context: Context, loose: bool = False, tells: bool | None = None) -> Answer:
    """An answer with a modifier of TimeML applied to its span and its bound; ``tells`` where that is to be another."""
    tells = answer.tells if tells is None else tells
    if answer.moment is None or mod not in _THIRDS:
        return replace(
            answer,
            mod=mod,
            bound={"APPROX": "about", "BEFORE": "before", "AFTER": "after"}.get(mod, answer.bound),
            tells=tells,
        )
    if loose:
        return replace(_loose(answer, mod, context), tells=tells)
    if answer.first is not None and answer.last is not None:  # "the end of the 2014-15 season"
        first, last = _third_of_days(answer.first, answer.last, mod)
    else:
        first, last = third(answer.moment, mod)
    precision = _PART_OF.get(answer.moment.grain, answer.precision)
    return replace(answer, mod=mod, first=first, last=last, precision=precision, others=(), tells=tells)


def _loose(answer: Answer, mod: str, context: Context) -> Answer:
    """Earlier this year: from its beginning to publication; later this year: from there on."""
    moment, today = answer.moment, context.published
    assert moment is not None
    if today is None or not moment.first < today <= moment.last:
        return replace(answer, mod=mod)
    first, last = (moment.first, today) if mod == "START" else (today, moment.last)
    return replace(answer, mod=mod, first=first, last=last, precision=_PART_OF.get(moment.grain, answer.precision))


def third(moment: Moment, mod: str) -> tuple[date, date]:
    """First and last day of the early, middle or late part, by the conventions of docs/dates.md."""
    first, last, grain = moment.first, moment.last, moment.grain
    place = _THIRDS.index(mod)
    if grain == "month":
        begin, end = _MONTH_DAYS[mod]
        return first.replace(day=begin), min(last, first.replace(day=min(end, last.day)))
    if grain == "decade":
        begin, end = _DECADE_YEARS[mod]
        return date(first.year + begin, 1, 1), date(first.year + end, 12, 31)
    if grain == "century":
        begin, end = _CENTURY_YEARS[mod]
        return date(first.year + begin, 1, 1), date(first.year + end, 12, 31)
    if grain == "year":
        size = 4
        begin = m.plus_months(first, place * size)
        end = last if place == 2 else m.plus_months(first, (place + 1) * size) - timedelta(days=1)
        return begin, end
    return _third_of_days(first, last, mod)


def _third_of_days(first: date, last: date, mod: str) -> tuple[date, date]:
    """A third of a stretch, counted in days; the whole of one of less than five."""
    days, place = (last - first).days + 1, _THIRDS.index(mod)
    if days < 5:
        return first, last
    begin = first + timedelta(days=days * place // 3)
    return begin, first + timedelta(days=days * (place + 1) // 3 - 1)


def within(meaning: Meaning, context: Context, resolve: Resolve) -> Answer:
    """A month, day, quarter, season, holiday or weekday (``more``) of a year or week (``of``)."""
    assert meaning.of is not None and meaning.more is not None
    outer = resolve(meaning.of, context)
    inner = meaning.more
    if outer.moment is None:
        return resolve(inner, context)
    if FINENESS[outer.moment.grain] < FINENESS["year"] and inner.weekday is None:
        if inner.kind == "nth" and outer.moment.grain in ("month", "quarter"):
            picked = nth_within(inner, outer.moment)
            return dated(picked, outer.why, outer.basis) if picked else outer
        return resolve(inner, context)
    if inner.weekday is not None and inner.kind == "weekday":
        picked = nth_within(replace(inner, n=1), outer.moment)
        return dated(picked, outer.why, outer.basis) if picked else undated("DATE", "XXXX-XX-XX", "no such part")
    if inner.kind == "nth":
        picked = _quarter(inner, outer.moment)
        return dated(picked, outer.why, outer.basis) if picked else undated("DATE", "XXXX", "no such part")
    year = outer.moment.first.year
    answer = resolve(_with_year(inner, year), context)
    return replace(answer, why=outer.why, basis=outer.basis, others=()) if answer.moment else answer


def _quarter(inner: Meaning, year: Moment) -> Moment | None:
    size = m.MONTHS_IN.get(inner.unit or "", 3)
    number = int(inner.n or 1)
    number = number if number > 0 else 12 // size + 1 + number
    return (
        m.make(inner.unit or "quarter", year.first.year, (number - 1) * size + 1) if 1 <= number <= 12 // size else None
    )


def _with_year(meaning: Meaning, year: int) -> Meaning:
    """The meaning with its year, also where it stands inside a modifier."""
    if meaning.of is not None and meaning.kind in ("modified", "as"):
        return replace(meaning, of=_with_year(meaning.of, year))
    return replace(meaning, year=year, year2=None, rel=None)


def half_of(meaning: Meaning, context: Context, resolve: Resolve) -> Answer:
    """The second half of April, of the 1990s, of the 19th century; its last quarter."""
    assert meaning.of is not None
    if meaning.more is None:
        return _share_of(meaning, resolve(meaning.of, context))
    outer, number = resolve(meaning.of, context), int(meaning.more.n or 1)
    if outer.moment is None or number not in (1, 2):
        return outer
    moment = outer.moment
    if moment.grain == "month":
        middle = moment.first.replace(day=16)
    else:
        middle = m.plus_months(moment.first, m.MONTHS_IN.get(moment.grain, 12) // 2)
    first, last = (moment.first, middle - timedelta(days=1)) if number == 1 else (middle, moment.last)
    precision = _PART_OF.get(moment.grain, outer.precision)
    return replace(outer, mod="START" if number == 1 else "END", first=first, last=last, precision=precision, others=())


def _share_of(meaning: Meaning, outer: Answer) -> Answer:
    """The n-th third or quarter of a decade or a century, from the end where negative."""
    parts, number = {"quarter": 4, "third": 3}.get(meaning.unit or "", 4), int(meaning.n or 1)
    if outer.moment is None or not 1 <= abs(number) <= parts:
        return outer
    place, years = (number - 1 if number > 0 else parts + number), m.MONTHS_IN.get(outer.moment.grain, 12) // 12
    begin, end = (m.plus_months(outer.moment.first, 12 * (years * i // parts)) for i in (place, place + 1))
    mod = "START" if place == 0 else "END" if place == parts - 1 else "MID"
    precision = _PART_OF.get(outer.moment.grain, outer.precision)
    return replace(outer, mod=mod, first=begin, last=end - timedelta(days=1), precision=precision, others=())


def week_of(meaning: Meaning, context: Context, resolve: Resolve) -> Answer:
    """The week of 6 March, the weekend of the vote."""
    assert meaning.of is not None
    day = resolve(meaning.of, context)
    if day.moment is None:
        return day
    if meaning.unit != "weekend":
        return dated(m.around(day.moment.first, "week"), day.why, day.basis, facts=day.facts)
    weekend = m.around(day.moment.first, "weekend")
    if day.moment.first.weekday() <= 1:  # a Monday or Tuesday ends the weekend before it
        weekend = m.shift(weekend, -1, "week")
    return dated(weekend, day.why, day.basis, facts=day.facts)


def named_event(meaning: Meaning, context: Context, resolve: Resolve) -> Answer:
    """An event of the calendar; its days are carried in the meaning's ``raw`` as first/last."""
    moment, said = _days_of_event(meaning.raw or "")
    cued = bool(meaning.sign)  # "during the election" tells when; "a post about the election" does not, nor leads on
    facts = (("name", meaning.name or ""),)
    return Answer(
        "DATE", said, "named event", "", moment, None, None, "day", "named event", "", facts, tells=cued, leads=cued
    )


@lru_cache(maxsize=1024)  # of the few events that an article speaks of
def _days_of_event(raw: str) -> tuple[Moment, str]:
    """The days of first/last as one moment, and its value."""
    first, last = map(date.fromisoformat, raw.split("/"))
    return (
        (Moment("day", first), first.isoformat())
        if first == last
        else (Moment("day", first, days=(last - first).days + 1), raw)
    )


LEANING = {
    "as": as_is, "modified": modified, "within": within, "halfof": half_of, "weekof": week_of, "event": named_event,
}  # fmt: skip
