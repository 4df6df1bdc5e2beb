"""Dates that lean on another: on publication, on the last date told, on the date beside them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

from timeline.dates import moment as m
from timeline.dates.context import Answer, Context
from timeline.dates.meaning import Meaning
from timeline.dates.moment import FINENESS, Moment
from timeline.dates.resolve.base import dated, other_readings, undated

Resolve = Callable[[Meaning, Context], Answer]
_UNIT_VALUE = {
    "day": "XXXX-XX-XX",
    "week": "XXXX-WXX",
    "weekend": "XXXX-WXX-WE",
    "month": "XXXX-XX",
    "quarter": "XXXX-QX",
}
_JUST_OVER = timedelta(days=2)
_FAR_STORY = timedelta(days=60)


def shifted_day(meaning: Meaning, context: Context) -> Answer:
    """Today, yesterday, the day after tomorrow: from publication; with ``anchor`` thread, from the last day told."""
    if meaning.anchor == "thread":
        return _unit_of_story(replace(meaning, unit="day", rel=int(meaning.n or 0)), context)
    if context.today is None:
        return undated("DATE", "XXXX-XX-XX", "no publication")
    moved = m.shift(Moment("day", context.today), int(meaning.n or 0), "day")
    return dated(moved, "from publication", "relative")


def weekday(meaning: Meaning, context: Context) -> Answer:
    """A weekday: the latest not after publication, ahead on a cue; in a story told long after, the next in it."""
    number, today = meaning.weekday or 0, context.today
    if meaning.anchor == "thread" and context.day is not None:
        direction = {-1: -2, 1: 2}.get(meaning.rel or 0, 1)
        near = m.weekday_of(number, context.day.first, direction)
        return dated(Moment("day", near), "from told", "anaphoric", facts=(("anchor", context.day),))
    beside_old = today is not None and context.near is not None and context.near.first.year < today.year
    told = meaning.rel is None and context.tense <= 0 and not beside_old
    if told and context.day is not None and _story_of_its_own(context):
        near = m.weekday_of(number, context.day.first, 1)
        return dated(Moment("day", near), "after told", "anaphoric")
    if today is None:
        return undated("DATE", f"XXXX-WXX-{number + 1}", "no publication")
    if meaning.day is not None:
        return _numbered_weekday(number, meaning.day, today, context.tense)
    past, ahead = m.weekday_of(number, today, -1), m.weekday_of(number, today, 1)
    just_over = past <= today <= past + _JUST_OVER
    if context.tense == 3 and context.day is not None and context.day.first < past and just_over:
        others = other_readings([Moment("day", ahead)], "other week")  # "until Sunday", told of days before that Sunday
        return dated(Moment("day", past), "after told", "relative", others=others)
    if meaning.rel == -1:  # "last Sunday", "the Sunday before last", "three Sundays ago"
        weeks = timedelta(weeks=int(meaning.n or 1) - 1)
        return dated(Moment("day", m.weekday_of(number, today, -2) - weeks), "the last", "relative")
    if meaning.rel == 1:
        return dated(Moment("day", m.weekday_of(number, today, 2)), "the next", "relative")
    if meaning.rel == 2:
        return dated(Moment("day", m.weekday_of(number, today, 2) + timedelta(days=7)), "the next", "relative")
    this = meaning.rel == 0 and past != today  # "this Sunday" of a text of Monday is the one to come
    forward = context.tense > 0 or (this and context.tense > -2)
    chosen, other = (ahead, past) if forward else (past, ahead)
    why = (
        "announced"
        if context.tense > 0
        else "told past"
        if context.tense < 0
        else "nearest"
        if forward
        else "latest past"
    )
    others = other_readings([Moment("day", other)] if other != chosen else [], "other week")
    return dated(Moment("day", chosen), why, "relative", others=others)


def _numbered_weekday(number: int, day: int, today: date, tense: int) -> Answer:
    """A weekday with its day of some month ("Friday the 13th"): the nearest that fits, by the tense where one tells."""
    here = today.toordinal()
    days = map(date.fromordinal, range(max(here - 400, 1), min(here + 400, date.max.toordinal())))
    fitting = [d for d in days if d.day == day and d.weekday() == number]
    if tense:
        fitting = [d for d in fitting if (d >= today if tense > 0 else d <= today)] or fitting
    if not fitting:
        return undated("DATE", f"XXXX-WXX-{number + 1}", "no such part")
    chosen = min(fitting, key=lambda d: (abs(d - today), d))
    why = "announced" if tense > 0 else "told past" if tense < 0 else "nearest"
    return dated(Moment("day", chosen), why, "relative")


def _story_of_its_own(context: Context) -> bool:
    """Whether the text is telling of days long before it was published, which it dated itself."""
    if context.today is None:
        return context.day is not None
    told = context.day is not None and context.year == context.day.first.year
    return told and context.day is not None and context.today - context.day.first > _FAR_STORY


def unit(meaning: Meaning, context: Context) -> Answer:
    """This week, last year, the next day, that month, the quarter."""
    if meaning.anchor == "thread":
        return _unit_of_story(meaning, context)
    name = meaning.unit or ""
    if meaning.anchor == "near":
        return _unit_near(meaning, context)
    today = context.published if name in ("year", "decade", "century") else context.today
    if today is None:
        return undated("DATE", _UNIT_VALUE.get(name, "XXXX"), "no publication")
    rel = meaning.rel or 0
    if name == "weekend":
        if meaning.name == "coming":  # the one that comes first
            rel = 0 if context.today is not None and context.today.weekday() < 5 else 1
            return dated(m.shift(m.around(today, "weekend"), rel, "week"), "from publication", "relative")
        return _weekend(rel, context)
    if name == "day" and rel:
        return dated(m.shift(Moment("day", today), rel, "day"), "from publication", "relative", tells=False)
    moved = m.shift(m.around(today, name), rel, name)
    return dated(moved, "from publication", "relative")


def _weekend(rel: int, context: Context) -> Answer:
    assert context.today is not None
    this = m.around(context.today, "weekend")
    if rel == 0 and context.tense < 0 and this.first > context.today:
        return dated(m.shift(this, -1, "week"), "told past", "relative", others=other_readings([this], "other week"))
    return dated(m.shift(this, rel, "week"), "from publication", "relative")


def _unit_of_story(meaning: Meaning, context: Context) -> Answer:
    """The next day, that year: from the last date told, from publication where nothing was told before."""
    name, rel = meaning.unit or "", meaning.rel or 0
    base = context.near or context.thread
    if name == "day" and context.day is not None and (base is None or FINENESS[base.grain] > FINENESS["day"]):
        base = base if base is not None and base is context.near else context.day
    if base is None:
        if context.today is None:
            return undated("DATE", _UNIT_VALUE.get(name, "XXXX"), "no anchor")
        if rel > 0 and name == "day" and context.tense < -1:  # "the next day" of something past that was told of no day
            return undated("DATE", _UNIT_VALUE.get(name, "XXXX"), "no anchor")
        base = Moment("day", context.today)
        why, basis = "from publication", "relative"
    else:
        why, basis = "from told", "anaphoric"
    if FINENESS[base.grain] > FINENESS.get(name, 0) and not (rel == 0 and base.grain == name):
        return undated("DATE", _UNIT_VALUE.get(name, "XXXX"), "anchor coarse", facts=(("anchor", base),))
    moved = m.shift(m.around(base.last if rel > 0 and base.days else base.first, name), rel, name)
    return dated(moved, why, basis, facts=(("anchor", base),))


def _unit_near(meaning: Meaning, context: Context) -> Answer:
    """The week, the year: the one that was told of, else that of publication; by such words alone nothing is dated."""
    name = meaning.unit or ""
    if name == "weekend" and context.today is not None:
        return _weekend(0 if context.tense > 0 else (-1 if context.today.weekday() < 5 else 0), context)
    base = context.near if context.near is not None and FINENESS[context.near.grain] <= FINENESS[name] else None
    month = name == "month" and context.thread is not None and context.thread.grain == "month"
    if base is None and context.thread is not None and (context.year is not None or month):
        base = context.thread if FINENESS[context.thread.grain] <= FINENESS[name] else None
    if context.tense > 0 and base is not None and context.today is not None and base.last < context.today:
        base = None  # "it will end by the end of the year" is not of the year that is over
    day = base.first if base is not None else context.today
    if day is None:
        return undated("DATE", _UNIT_VALUE.get(name, "XXXX"), "no publication")
    if name == "quarter":
        return replace(latest(meaning, context), tells=False)
    basis = "anaphoric" if base else "relative"
    return dated(m.around(day, name), "near", basis, tells=meaning.mod is not None, leads=False)


def latest(meaning: Meaning, context: Context) -> Answer:
    """The latest quarter: the one told of before, else the last that is over."""
    name = meaning.unit or "quarter"
    over = context.published is None or (context.quarter is not None and context.quarter.last <= context.published)
    if context.quarter is not None and name == "quarter" and over and meaning.name != "ended":  # its end is told
        return dated(context.quarter, "from told", "anaphoric", facts=(("anchor", context.quarter),))
    if context.today is None:
        return undated("DATE", "XXXX-QX", "no publication")
    return dated(m.shift(m.around(context.today, name), -1, name), "latest past", "relative")


def same(meaning: Meaning, context: Context) -> Answer:
    """At the time, at this point: the last date told, whatever its grain; the latter is now where nothing is past."""
    if meaning.name == "here" and context.tense >= 0:
        return undated("DATE", "PRESENT_REF", "vague", tells=False)
    base = context.thread
    if base is None:
        return undated("DATE", "PAST_REF", "no anchor", tells=False)
    answer = dated(base, "from told", "anaphoric", facts=(("anchor", base),))
    return answer if meaning.name == "dated" else replace(answer, value="PAST_REF", type="DATE")


def same_of(meaning: Meaning, context: Context) -> Answer:
    """The same quarter of 2017: the one told of before, in another year."""
    name = meaning.unit or ("quarter" if context.quarter is not None else "month")
    base = context.quarter if name == "quarter" and context.quarter is not None else context.near or context.thread
    if base is None and context.today is not None:
        base = Moment("day", context.today)
    if base is None or FINENESS[base.grain] > FINENESS[name] or FINENESS[name] >= FINENESS["year"]:
        return dated(m.make("year", meaning.year or 0), "explicit", "explicit")
    moment = m.around(base.first, name)
    moved = m.shift(moment, (meaning.year or 0) - moment.first.year, "year")
    return dated(moved, "from told", "anaphoric", facts=(("anchor", base),), leads=False)


def directed(meaning: Meaning, context: Context, resolve: Resolve) -> Answer:
    """Last Christmas, next Easter."""
    assert meaning.of is not None
    return resolve(replace(meaning.of, rel=meaning.rel), context)


KINDS = {
    "shift": shifted_day, "weekday": weekday, "unit": unit, "latest": latest, "same": same, "sameof": same_of,
}  # fmt: skip
LEANING = {"directed": directed}
