"""Dates that the words name themselves: days, months, years, decades, numeric dates, holidays, seasons."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from timeline.dates import moment as m
from timeline.dates.context import Answer, Context
from timeline.dates.holidays import holiday
from timeline.dates.meaning import Meaning
from timeline.dates.moment import Moment, OutOfCalendar
from timeline.dates.resolve import ancient
from timeline.dates.resolve.base import dated, other_readings, undated
from timeline.dates.resolve.years import choose_year

_NEWS = 40  # days about publication within which what is told is news
_SAME_STORY = 25  # years to the middle of a decade that a story names shortly


def full_year(short: int, published: date | None) -> int:
    """The year of two figures: of this century where that is not well ahead of publication, else of the one before."""
    today = published.year if published else 2030
    century = today // 100 * 100
    return century + short if century + short <= today + 5 else century - 100 + short


def said_year(meaning: Meaning, context: Context) -> int | None:
    """The year that the words name, one before Christ on the calendar of ``ancient``; None where they name none."""
    if meaning.year2 is not None:
        return full_year(meaning.year2, context.published)
    return ancient.moved_year(meaning.year) if ancient.says(meaning) and meaning.year is not None else meaning.year


def calendar_date(meaning: Meaning, context: Context) -> Answer:
    """A date of the calendar with or without its year."""
    year = said_year(meaning, context)
    if meaning.month is None:
        assert year is not None
        return dated(m.make("year", year), "explicit", "explicit")
    month, day = meaning.month, meaning.day

    def make(of_year: int) -> Moment:
        return m.make("month", of_year, month) if day is None else m.make_day(of_year, month, day)

    if year is not None:
        return dated(make(year), "explicit", "explicit")

    def fitting(of_year: int) -> Moment | None:
        """The day in a year in which it is the weekday that stands beside it ("dimanche 28 mars"); None in others."""
        far = context.published is not None and not -2 <= of_year - context.published.year <= 1
        made = None if day is None or far else make(of_year)
        return made if made is not None and made.first.weekday() == meaning.weekday else None

    if meaning.anchor == "thread" and context.thread is not None:  # "le 18 mars suivant"
        told = context.thread.first.replace(day=1) if meaning.rel == 2 else context.thread.first
        years = (told.year, told.year + 1) if (meaning.rel or 1) > 0 else (told.year, told.year - 1)
        beside = [moment for moment in map(make, years) if (moment.first > told) == ((meaning.rel or 1) > 0)]
        if meaning.rel == 2:  # "that June", of the month told of or of the next one after it
            beside = [moment for moment in map(make, years) if moment.first >= told]
        if beside:
            return dated(beside[0], "from told", "anaphoric", facts=(("anchor", context.thread),))

    found = choose_year(fitting, context, meaning.rel) if meaning.weekday is not None else None
    ends = meaning.name == "year-end" and context.tense >= 0 and context.year is None  # "by year-end": of this year
    found = found or choose_year(make, context, 0 if ends else meaning.rel)
    if found is None:
        said = f"XXXX-{month:02d}" + ("" if day is None else f"-{day:02d}")
        return undated("DATE", said, "no year")
    chosen, why, basis, others = found
    return dated(chosen, why, basis, others=other_readings(others, "other year"))


def iso(meaning: Meaning, context: Context) -> Answer:
    """2017-05-05, 2017-05-05T20:30Z."""
    text = meaning.raw or ""
    day = m.make_day(int(text[:4]), int(text[5:7]), int(text[8:10]))
    clock = re.match(r"[Tt ](\d\d):(\d\d)(?::\d\d(?:[.,]\d+)?)?([Zz]|[+-]\d\d:?\d\d)?", text[10:])
    if not clock or int(clock[1]) > 23:
        return dated(day, "explicit", "explicit")
    zone = (clock[3] or "").upper()
    zone = zone if zone in ("", "Z") or ":" in zone else f"{zone[:3]}:{zone[3:]}"
    return dated(
        replace(day, grain="minute", hour=int(clock[1]), minute=int(clock[2]), zone=zone), "explicit", "explicit"
    )


def numeric(meaning: Meaning, context: Context) -> Answer:
    """14/07/2019, 7/14/2019, 14.07.19, 2019/07/14: by the language's order where both are possible."""
    parts = [int(p) for p in re.split(r"[./]", meaning.raw or "")]
    if parts[0] > 31:
        return dated(m.make_day(*parts), "explicit", "explicit")
    first, second, year = parts
    first = meaning.day or first  # of a range that lends its month and year
    if year < 100:
        year = full_year(year, context.published)
    pairs = [(second, first), (first, second)]  # (month, day) as dmy, as mdy
    if context.order == "mdy" and "." not in (meaning.raw or ""):
        pairs.reverse()
    readings = [day for month, day_ in pairs if (day := _day_or_none(year, month, day_)) is not None]
    if not readings:
        raise OutOfCalendar(meaning.raw or "")
    today = context.published
    if (
        today is not None
        and context.order == "mdy"  # others write it in one order alone
        and context.tense <= 0
        and len(readings) > 1
        and readings[0].first > today >= readings[1].first
    ):
        readings.reverse()  # nothing tells of a day to come, and the other order gives one that is past
    others = [r for r in readings[1:] if r != readings[0]]
    why = "numeric order" if others else "explicit"
    return dated(readings[0], why, "explicit", others=other_readings(others, "other order"))


def _day_or_none(year: int, month: int, day: int) -> Moment | None:
    try:
        return m.make_day(year, month, day)
    except OutOfCalendar:
        return None


def day_and_month(meaning: Meaning, context: Context) -> Answer:
    """14/7 or 14.7. as a day and a month."""
    first, second = (int(p) for p in re.split(r"[./]", (meaning.raw or "").strip(".")))
    return calendar_date(replace(meaning, kind="date", day=first, month=second, raw=None), context)


def month_and_year(meaning: Meaning, context: Context) -> Answer:
    """07/2019."""
    month, year = (int(p) for p in re.split(r"[./]", meaning.raw or ""))
    return dated(m.make("month", year, month), "explicit", "explicit")


def year_pair(meaning: Meaning, context: Context) -> Answer:
    """1925/26, 1925-26, a reign of 1721-48: all from the first year to the second."""
    if meaning.raw is None:  # 1931-32
        first, second = str(meaning.year), f"{meaning.year2:02d}"
    else:
        first, second = meaning.raw.split("/")
    begin = m.make("year", int(first))
    last = int(second) if len(second) == 4 else int(first[:2] + second) + (100 if second < first[2:] else 0)
    if not begin.first.year < last < begin.first.year + 100:
        return dated(begin, "explicit", "explicit")
    return dated(begin, "explicit", "explicit", first=begin.first, last=date(last, 12, 31))


def year_month(meaning: Meaning, context: Context) -> Answer:
    """2016-05 is a month; 2006-07 and 2011-12, whose second figure could be a later year, are two years."""
    year, second = meaning.year or 0, meaning.year2 or 0
    if second > year % 100 or not second:
        return year_pair(meaning, context)
    return dated(m.make("month", year, second), "explicit", "explicit")


def code(meaning: Meaning, context: Context) -> Answer:
    """Q3 2016, H1 2012, FY17."""
    text = (meaning.raw or "").upper()
    if text.startswith("FY"):
        figure = int(text[2:])
        year = figure if figure > 99 else full_year(figure, context.published)
        return dated(m.make("year", year), "fiscal", "explicit")
    size, grain = (6, "half") if text[0] in "HS" else (3, "quarter")
    assert meaning.year is not None
    return dated(m.make(grain, meaning.year, (int(text[1]) - 1) * size + 1), "explicit", "explicit")


def decade(meaning: Meaning, context: Context) -> Answer:
    """the 1990s, the nineties, les années 60."""
    year = meaning.year
    if ancient.says(meaning) and year is not None:
        return undated("DATE", f"BC{year // 10:03d}", "before christ")
    if year is None:
        short = (meaning.year2 or 0) // 10 * 10
        today = context.published.year if context.published else 2030
        year = 2000 + short if 2000 + short <= today - 5 and short < 20 else 1900 + short
        year = _decade_of_story(short, context) or year
    return dated(m.make("decade", max(year // 10 * 10, 1)), "explicit", "explicit")


def _decade_of_story(short: int, context: Context) -> int | None:
    """The thirties of a story that has days or months of its own in the century before last or earlier."""
    told = context.day or context.thread
    if told is None or told.first.year >= 1900 or told.grain not in ("day", "month"):
        return None
    near = [told.first.year // 100 * 100 + short + step for step in (-100, 0, 100)]
    best = min(near, key=lambda year: abs(year + 5 - told.first.year))
    return best if abs(best + 5 - told.first.year) <= _SAME_STORY else None


def century(meaning: Meaning, context: Context) -> Answer:
    """The 20th century: 1900 to 1999, as TimeML counts it."""
    number = int(meaning.n or 0)
    if not 1 <= number <= 60:
        return undated("DATE", "XXXX", "impossible", facts=(("fault", str(number)),))
    return dated(m.make("century", max((number - 1) * 100, 1)), "explicit", "explicit")


def before_christ(meaning: Meaning, context: Context) -> Answer:
    """Years before Christ have a value and no span: ISO dates here begin with the year 1."""
    if meaning.n is not None:  # the third century before Christ
        return undated("DATE", f"BC{int(meaning.n) - 1:02d}", "before christ")
    return undated("DATE", f"BC{int(meaning.year or 0):04d}", "before christ")


def feast(meaning: Meaning, context: Context) -> Answer:
    """A holiday, with or without its year."""
    key = meaning.name or ""
    if meaning.year is not None:
        return dated(Moment("day", holiday(key, meaning.year)), "holiday", "explicit")
    found = choose_year(lambda year: Moment("day", holiday(key, year)), context, meaning.rel)
    if found is None:
        return undated("DATE", "XXXX-XX-XX", "no year")
    chosen, why, _, others = found
    return dated(chosen, why, "year inferred", others=other_readings(others, "other year"))


def season(meaning: Meaning, context: Context) -> Answer:
    """A season by name; "last" is the last one that is over, "this" the one that runs or comes in this year."""
    name = meaning.name or ""
    year = said_year(meaning, context)
    if year is not None:
        return dated(m.make_season(name, year), "explicit", "explicit")
    if meaning.anchor == "thread" and context.thread is not None:
        return _season_of_story(name, meaning.rel or 0, context.thread)
    if context.published is not None and not meaning.rel:
        running = [
            s
            for s in (m.make_season(name, context.published.year - back) for back in (0, 1))
            if s.contains(context.published)
        ]
        if running and context.year is None:
            return dated(running[0], "running", "year inferred")
    found = choose_year(lambda year: m.make_season(name, year), context, meaning.rel)
    if found is None:
        return undated("DATE", f"XXXX-{name}", "no year")
    chosen, why, basis, others = found
    return dated(chosen, why, basis, others=other_readings(others, "other year"))


def _season_of_story(name: str, rel: int, told: Moment) -> Answer:
    """That summer, the following spring: from the date told before."""
    around = [m.make_season(name, told.first.year + i) for i in (-1, 0, 1)]
    if rel > 0:
        begun = told.last if told.grain == "year" else told.first
        picked = next(s for s in (*around, m.make_season(name, told.first.year + 2)) if s.first > begun)
    elif rel < 0:
        picked = [s for s in around if s.last < told.first][-1]
    else:
        picked = around[1]
    return dated(picked, "from told", "anaphoric", facts=(("anchor", told),))


def month_day(meaning: Meaning, context: Context) -> Answer:
    """The 14th: of the month told of, else of that of publication or the one before."""
    day = meaning.day or 0
    told = (
        context.thread
        if context.thread is not None and context.thread.grain in ("day", "month", "minute", "part")
        else None
    )
    if told is not None and not meaning.rel:
        moment = m.make_day(told.first.year, told.first.month, day)
        if (
            context.tense > 0
            and context.today is not None
            and moment.first < context.today
            and _is_news(told, context.today)
        ):
            following = m.plus_months(
                told.first.replace(day=1), 1
            )  # "the ruling, on the 5th", told at the end of a month
            moment = m.make_day(following.year, following.month, day)
        return dated(moment, "from told", "anaphoric", facts=(("anchor", told),))
    if context.today is None:
        return undated("DATE", f"XXXX-XX-{day:02d}", "no anchor")
    this, ahead = context.today.replace(day=1), (meaning.rel or context.tense) > 0
    if day > context.today.day and not ahead:
        this = m.plus_months(this, -1)
    elif day < context.today.day and ahead:
        this = m.plus_months(this, 1)
    return dated(m.make_day(this.year, this.month, day), "latest past", "relative")


def _is_news(told: Moment, today: date) -> bool:
    return abs((today - told.first).days) <= _NEWS


KINDS = {
    "date": calendar_date, "iso": iso, "numdate": numeric, "daymonth": day_and_month, "monthyear": month_and_year,
    "yearpair": year_pair, "yearmonth": year_month,
    "code": code, "decade": decade, "century": century, "bc": before_christ, "holiday": feast,
    "season": season, "monthday": month_day,
}  # fmt: skip
