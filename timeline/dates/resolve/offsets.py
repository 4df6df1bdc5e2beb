"""Lengths of time counted from a date: two weeks ago, three days later, two days before the runoff."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from timeline.dates import moment as m
from timeline.dates.context import Answer, Context
from timeline.dates.meaning import Meaning
from timeline.dates.moment import FINENESS, Moment
from timeline.dates.resolve.base import dated, undated

Resolve = Callable[[Meaning, Context], Answer]
_COARSE_UNITS = ("month", "quarter", "half", "year", "decade", "century", "season")
_MULTIPLES = {"fortnight": (2, "week"), "millennium": (10, "century")}
_PART_HOUR = {"MO": 9, "MI": 12, "AF": 15, "EV": 20, "NI": 22}  # an hour within each part of the day


@dataclass(frozen=True, slots=True)
class _Base:
    """What a length is counted from, and by what reason."""

    moment: Moment
    why: str
    basis: str


def offset(meaning: Meaning, context: Context, resolve: Resolve) -> Answer:
    """Two weeks ago, three days later, a year earlier, two days before the runoff, a year ago this week."""
    if meaning.anchor == "published" and meaning.more is not None:
        to_the_day = offset(replace(meaning, more=None, grain="day"), context, resolve)
        if meaning.more.weekday is not None:  # "a week ago Sunday"
            return _nearest(to_the_day, meaning.more.weekday)
        return _around(to_the_day, meaning.more.unit or "day")
    count, name, mod = _length(meaning)
    if _is_year_before(meaning, count, name):
        yearly = _year_before_quarter(context)
        if yearly is not None:
            return yearly
        if meaning.name == "quarter" and meaning.unit == "year":  # "the year-ago results", told of no quarter
            meaning = replace(meaning, anchor="published")
        count = count or 1
    vague = "FUTURE_REF" if (meaning.sign or -1) > 0 else "PAST_REF"
    if count is None or name is None:
        return undated("DATE", vague, "vague length", tells=False)
    base = _base(meaning, context, resolve)
    if base is None:
        published = meaning.anchor == "published"
        return undated("DATE", "XXXX" if published else vague, "no publication" if published else "no anchor")
    answer = _moved(base, count, name, meaning)
    if _runs_ahead(answer, meaning, name, context):
        today = context.today
        if today is not None and context.near == Moment("day", today):  # "today, four years later"
            return dated(m.around(today, name), "from publication", "relative")
        return undated("DATE", vague, "no anchor")
    return replace(answer, mod=mod or answer.mod, bound="about" if mod == "APPROX" else answer.bound)


def _runs_ahead(answer: Answer, meaning: Meaning, name: str, context: Context) -> bool:
    """Whether "two centuries later" ends after publication though not told as to come: it leans on something untold."""
    told = context.near is not None or context.thread is not None
    later = meaning.anchor == "thread" and (meaning.sign or -1) > 0 and name in _COARSE_UNITS
    today, moment = context.today, answer.moment
    beside = today is not None and context.near == Moment("day", today)  # "today, four years later"
    later = later and (context.tense < 0 or (told and context.tense == 0) or beside)
    return later and today is not None and moment is not None and moment.first > today


def _is_year_before(meaning: Meaning, count: float | None, name: str | None) -> bool:
    """Whether "a year ago" may mean a quarter of the year before."""
    one_year = (meaning.sign or -1) < 0 and count == 1 and name == "year"
    return meaning.name == "quarter" or (one_year and meaning.anchor != "of" and not meaning.grain)


def _base(meaning: Meaning, context: Context, resolve: Resolve) -> _Base | None:
    """Publication, the date beside, or the last date told; publication too where none was told."""
    today = Moment("day", context.today) if context.today is not None else None
    if meaning.anchor == "published":
        return _Base(today, "from publication", "relative") if today is not None else None
    if meaning.anchor == "of" and meaning.more is not None:
        other = resolve(meaning.more, context)
        basis = other.basis if other.basis == "named event" else "relative"
        return _Base(other.moment, "from told", basis) if other.moment is not None else None
    told = context.near or context.thread or today
    return _Base(told, "from told", "anaphoric") if told is not None else None


def _nearest(answer: Answer, weekday: int) -> Answer:
    """The weekday that lies nearest to a day that was reckoned."""
    if answer.moment is None:
        return answer
    day = m.weekday_of(weekday, m.shift(answer.moment, 3, "day").first, -1)
    return replace(dated(Moment("day", day), answer.why, answer.basis), facts=answer.facts)


def _around(answer: Answer, unit: str) -> Answer:
    """The week, month or year of a day that was reckoned."""
    if answer.moment is None:
        return answer
    return replace(dated(m.around(answer.moment.first, unit), answer.why, answer.basis), facts=answer.facts)


def _year_before_quarter(context: Context) -> Answer | None:
    """ "A year ago" in a text that has been telling of a quarter: the same quarter of the year before."""
    quarter = context.quarter
    if quarter is None or context.published is None or (context.published - quarter.last).days > 200:
        return None
    return dated(m.shift(quarter, -1, "year"), "from told", "anaphoric", facts=(("anchor", quarter),), leads=False)


def reckoned(meaning: Meaning, context: Context, resolve: Resolve) -> Answer:
    """A length of time with a word outside of it that makes it a date ("vor zwei Jahren", "in einer Woche").

    Its value is that of the length, as TimeML has it where the preposition is no part; its span is the date. A length
    ahead that is told as past dates nothing ("in zwei Wochen war er fertig").
    """
    assert meaning.of is not None
    length = resolve(meaning.of, context)
    if (meaning.sign or -1) > 0 and context.tense < 0:
        return length
    answer = offset(meaning, context, resolve)
    if answer.moment is None:
        return length
    return replace(answer, type=length.type, value=length.value, mod=length.mod, bound=answer.bound or "exact")


def _moved(base: _Base, count: float, name: str, meaning: Meaning) -> Answer:
    """The date that lies so many units from the base, in the grain that the unit tells."""
    moment, sign = base.moment, meaning.sign or -1
    facts = (("anchor", moment),)
    if name in ("hour", "minute", "second") and moment.grain not in ("minute", "hour"):
        return dated(_by_the_clock(moment, count, name, sign), base.why, base.basis, facts=facts)
    if name in _MULTIPLES:
        times, name = _MULTIPLES[name]
        count *= times
    coarse = name in _COARSE_UNITS and not meaning.grain
    if coarse and FINENESS[moment.grain] > FINENESS[name]:
        return undated("DATE", "XXXX", "anchor coarse", facts=facts)
    if name in ("day", "week", "weekend") and FINENESS[moment.grain] > FINENESS["week"]:
        return undated("DATE", "XXXX-XX-XX", "anchor coarse", facts=facts)
    start = _coarse_start(moment, count, name) if coarse else _fine_start(moment, name)
    moved = m.shift(start, sign * int(count), name)
    rest = count - int(count)
    return dated(_and_rest(moved, moment, count, name, sign) if rest else moved, base.why, base.basis, facts=facts)


def _by_the_clock(base: Moment, count: float, name: str, sign: int) -> Moment:
    """The day on which hours, minutes or seconds from a day or a part of one fall."""
    days = int(count) // 24 * sign if name == "hour" else 0
    if base.part in _PART_HOUR and name == "hour":  # "on Monday evening. Eight hours later"
        days = (_PART_HOUR[base.part] + sign * int(count)) // 24
    return m.shift(Moment("day", base.first), days, "day")


def _coarse_start(base: Moment, count: float, name: str) -> Moment:
    """Where months and longer units are counted from: the unit around the base."""
    if name == "year" and (base.grain in ("quarter", "half") or (base.grain == "month" and count == 1)):
        return base
    grain = "year" if name in ("decade", "century") and base.grain not in ("decade", "century") else name
    return m.around(base.first, grain) if grain != base.grain else base


def _fine_start(base: Moment, name: str) -> Moment:
    """Where days and weeks are counted from: the day, or the week, of the base."""
    fine = base.grain in ("day", "part", "week", "minute", "hour")
    start = replace(base, days=0) if fine else Moment("day", base.first)
    return Moment("day", start.first) if name in ("day", "week") and start.grain != "week" else start


def _and_rest(moved: Moment, base: Moment, count: float, name: str, sign: int) -> Moment:
    """The half that a count has beyond whole units: months of years, days of weeks, minutes of hours."""
    whole = int(count)
    if name == "hour":
        return m.shift(moved, sign * round((count - whole) * 60), "minute")
    if name == "week":
        return m.shift(moved, sign * round((count - whole) * 7), "day")
    if name not in ("year", "decade", "century"):
        return moved
    months = round((count - whole) * m.MONTHS_IN[name])
    grain = "year" if base.grain == "year" and months % 12 == 0 else "month"  # "half a century later", of a year
    return m.around(m.plus_months(base.first, sign * (whole * m.MONTHS_IN[name] + months)), grain)


def _length(meaning: Meaning) -> tuple[float | None, str | None, str]:
    """How many of what unit an offset goes, and "about" or "more than", from the duration itself."""
    inner, mod = meaning, meaning.mod or ""
    while inner.of is not None and inner.unit is None:
        inner = inner.of
        mod = mod or inner.mod or ""
    count = inner.n
    if count is not None and inner.name == "half":
        count += 0.5
    return count, inner.unit, mod


def day_beside(meaning: Meaning, context: Context, resolve: Resolve) -> Answer:
    """The day before last Tuesday, the eve of the vote."""
    if meaning.more is None and meaning.of is not None and (context.near or context.thread):
        return resolve(meaning.of, context)  # "La veille de l'accident", of an accident that was dated before
    other = resolve(meaning.more, context) if meaning.more is not None else None
    if other is None or other.moment is None or FINENESS[other.moment.grain] > FINENESS["day"]:
        return undated("DATE", "XXXX-XX-XX", "no anchor")
    base = Moment("day", other.moment.first)
    basis = other.basis if other.basis == "named event" else "relative"
    days = meaning.sign or (int(meaning.of.n or 0) if meaning.of is not None else 0) or -1
    return dated(m.shift(base, days, "day"), "from told", basis, facts=(("anchor", base),))


LEANING = {"offset": offset, "reckoned": reckoned, "dayside": day_beside}
