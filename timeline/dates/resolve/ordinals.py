"""Parts told by their number: the third quarter, the first week of July, the last Monday in March."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from timeline.dates import moment as m
from timeline.dates.context import Answer, Context
from timeline.dates.meaning import Meaning
from timeline.dates.moment import FINENESS, Moment
from timeline.dates.resolve.base import dated, other_readings, undated
from timeline.dates.resolve.relative import latest
from timeline.dates.resolve.years import choose_year

Resolve = Callable[[Meaning, Context], Answer]


def nth(meaning: Meaning, context: Context, resolve: Resolve) -> Answer:
    """The third quarter, the first week of July, the last Monday in March."""
    if meaning.of is None:
        return _nth_of_year(meaning, context)
    outer = resolve(meaning.of, context)
    if outer.moment is None:
        return outer
    if meaning.more is not None:  # a weekday that was found before
        meaning = replace(meaning, weekday=meaning.more.weekday)
    picked = nth_within(meaning, outer.moment)
    if picked is None:
        return undated("DATE", "XXXX-XX-XX", "no such part")
    return dated(picked, outer.why, outer.basis, facts=outer.facts)


def _nth_of_year(meaning: Meaning, context: Context) -> Answer:
    grain = meaning.unit or "quarter"
    size = m.MONTHS_IN.get(grain, 3)
    number = int(meaning.n or 1)
    if number < 0:
        return latest(replace(meaning, kind="latest"), context)
    if not 1 <= number <= 12 // size:
        return undated("DATE", "XXXX", "no such part", tells=False)

    def make(year: int) -> Moment:
        return m.make(grain, year, (number - 1) * size + 1)

    if meaning.year is not None:
        return dated(make(meaning.year), "explicit", "explicit")
    base = context.near
    if base is not None and base.grain == "year":
        return dated(make(base.first.year), "from told", "anaphoric", facts=(("anchor", base),))
    found = choose_year(make, replace(context, year=None, tense=_quarter_tense(make, context)))
    if found is None:
        return undated("DATE", f"XXXX-{'Q' if grain == 'quarter' else 'H'}{number}", "no year")
    chosen, why, basis, others = found
    return dated(chosen, why, basis, others=other_readings(others, "other year"))


def _quarter_tense(make: Callable[[int], Moment], context: Context) -> int:
    """A quarter that runs or has just ended is meant whatever the verb: its figures are what is announced."""
    today = context.published
    if today is None:
        return 0
    just = [q for q in (make(today.year), make(today.year - 1)) if q.first <= today and (today - q.last).days <= 100]
    return -1 if just else context.tense


def of_a_year(meaning: Meaning, context: Context) -> Answer:
    """The 1988 period: that of the year before the quarter told of, else the year."""
    year = meaning.year or 0
    if context.quarter is not None and 0 <= context.quarter.first.year - year <= 2:
        moved = m.shift(context.quarter, year - context.quarter.first.year, "year")
        return dated(moved, "from told", "anaphoric", facts=(("anchor", context.quarter),), leads=False)
    return dated(m.make("year", year), "explicit", "explicit")


def nth_within(meaning: Meaning, outer: Moment) -> Moment | None:
    """The n-th (from the end where negative) day, week, weekday, month … of a moment; None where it has none."""
    number = int(meaning.n or 1)
    if meaning.weekday is not None:
        days = [d for d in _days(outer) if d.weekday() == meaning.weekday]
        return Moment("day", days[number - 1 if number > 0 else number]) if 0 < abs(number) <= len(days) else None
    grain = meaning.unit or "day"
    if grain not in FINENESS or FINENESS[grain] >= FINENESS[outer.grain] or grain in ("minute", "hour"):
        return None
    first = m.around(outer.first if number > 0 else outer.last, grain)
    if grain == "weekend" and number > 0 and first.first < outer.first:
        first = m.shift(first, 1, "week")
    elif grain == "weekend" and number < 0 and first.first > outer.last:
        first = m.shift(first, -1, "week")
    picked = m.shift(first, number - 1 if number > 0 else number + 1, grain)
    return picked if picked.first <= outer.last and picked.last >= outer.first else None


def _days(outer: Moment) -> list[date]:
    size = min((outer.last - outer.first).days + 1, 40_000)
    return [outer.first + timedelta(days=i) for i in range(size)]


KINDS = {"yearperiod": of_a_year}
LEANING = {"nth": nth}
