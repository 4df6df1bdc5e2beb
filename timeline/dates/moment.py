"""Moments: stretches of calendar time of a certain grain, and the arithmetic on them. No language, no text.

A Moment names one day, one month, one quarter … by its first day. Its last day, its TIMEX3 value and its EDTF string
follow from the grain. Weeks are ISO weeks; seasons are the meteorological ones of the northern hemisphere, winter being
named by the year in which it begins unless it is told otherwise (TimeML writes the year as said).
"""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import lru_cache

from timeline.dates.record import record

# From fine to coarse.
GRAINS = (
    "minute",
    "hour",
    "part",
    "day",
    "weekend",
    "week",
    "month",
    "season",
    "quarter",
    "half",
    "year",
    "decade",
    "century",
)
FINENESS = {grain: place for place, grain in enumerate(GRAINS)}
MONTHS_IN = {"month": 1, "season": 3, "quarter": 3, "half": 6, "year": 12, "decade": 120, "century": 1200}
_MORE_DAYS = {"week": 6, "weekend": 1}  # after the first one
DAYS_IN = {"day": 1, "week": 7, "fortnight": 14}
SEASON_MONTH = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
# First and last minute of the parts of a day; a night ends on the next morning.
PART_HOURS = {
    "DT": ("06:00", "17:59"), "MO": ("06:00", "11:59"), "MI": ("12:00", "12:59"), "AF": ("12:00", "17:59"),
    "EV": ("18:00", "23:59"), "NI": ("20:00", "05:59"), "DAWN": ("05:00", "06:59"),
}  # fmt: skip
FIRST_YEAR, LAST_YEAR = 1, 9998


@record
class Moment:
    """A stretch of time: its grain, its first day, and for grains below the day the clock or the part of the day.

    ``zone`` is ``Z`` or ``+02:00`` where the text names one. ``days`` is the length of a night or a run of days that
    is one moment (a night between two days spans both). Hour 24 is the end of the day.
    """

    grain: str
    first: date
    hour: int = 0
    minute: int = 0
    part: str = ""
    zone: str = ""
    days: int = 0
    season: str = ""

    @property
    def last(self) -> date:
        """The last day."""
        if self.days:
            return _plus_days(self.first, self.days - 1)
        grain = self.grain
        if grain in MONTHS_IN:
            return _last_of(self.first, MONTHS_IN[grain])
        return _plus_days(self.first, _MORE_DAYS[grain]) if grain in _MORE_DAYS else self.first

    def contains(self, day: date) -> bool:
        """Whether a day lies within."""
        return self.first <= day <= self.last


class OutOfCalendar(ValueError):
    """A date before the year 1 or after the year 9998, or a day that its month does not have."""


@lru_cache(maxsize=4096)  # the days of one year, each weighed against those of the years beside it
def make_day(year: int, month: int, day: int) -> Moment:
    """A day; raises OutOfCalendar where it does not exist (31 June)."""
    try:
        return Moment("day", date(year, month, day))
    except ValueError as error:
        raise OutOfCalendar(str(error)) from None


@lru_cache(maxsize=4096)
def make(grain: str, year: int, month: int = 1) -> Moment:
    """A month, quarter, half, year, decade or century that begins in a month."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutOfCalendar(f"year {year}")
    return Moment(grain, date(year, month, 1))


def make_season(name: str, year: int) -> Moment:
    """A season by its TIMEX3 name (SP, SU, FA, WI) and the year in which it begins."""
    return replace(make("season", year, SEASON_MONTH[name]), season=name)


def plus_months(day: date, months: int) -> date:
    """The same day of another month, its last day where it has fewer."""
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutOfCalendar(f"year {year}")
    return date(year, month + 1, min(day.day, _days_of(year, month + 1)))


@lru_cache(maxsize=4096)
def _last_of(first: date, months: int) -> date:
    """The last day of so many months."""
    return _plus_days(plus_months(first, months), -1)


def _days_of(year: int, month: int) -> int:
    if month == 2:
        return 29 if calendar.isleap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def _plus_days(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError as error:
        raise OutOfCalendar(str(error)) from None


def around(day: date, grain: str) -> Moment:
    """The moment of a grain that a day lies in: its week, its month, its quarter …"""
    if grain == "week":
        return Moment("week", day - timedelta(days=day.weekday()))
    if grain == "weekend":  # the one that the week ends with
        return Moment("weekend", _plus_days(day, 5 - day.weekday()))
    if grain == "season":
        name = {12: "WI", 1: "WI", 2: "WI", 3: "SP", 4: "SP", 5: "SP", 6: "SU", 7: "SU", 8: "SU"}.get(day.month, "FA")
        return make_season(name, day.year - (day.month < 3))
    if grain in ("quarter", "half", "month"):
        size = MONTHS_IN[grain]
        return make(grain, day.year, (day.month - 1) // size * size + 1)
    if grain == "century":
        return make(grain, max(day.year // 100 * 100, 1))
    if grain in ("year", "decade"):
        size = {"year": 1, "decade": 10}[grain]
        return make(grain, max(day.year // size * size, 1))
    return Moment("day", day)


def shift(moment: Moment, count: int, unit: str) -> Moment:
    """The moment ``count`` units later (earlier where negative), of the same grain."""
    if unit in ("minute", "hour", "second"):
        if abs(count) > 10_000_000:
            raise OutOfCalendar(f"{count} {unit}s")
        step = {"minute": timedelta(minutes=count), "hour": timedelta(hours=count), "second": timedelta(seconds=count)}[
            unit
        ]
        try:
            moved = datetime(moment.first.year, moment.first.month, moment.first.day) + step
            moved += timedelta(hours=moment.hour, minutes=moment.minute)
        except OverflowError as error:
            raise OutOfCalendar(str(error)) from None
        return replace(moment, first=moved.date(), hour=moved.hour, minute=moved.minute)
    if unit == "weekend":
        unit = "week"
    if unit in DAYS_IN:
        return _at(moment, _plus_days(moment.first, count * DAYS_IN[unit]))
    months = {"season": 3}.get(unit, MONTHS_IN.get(unit, 0))
    moved = plus_months(moment.first, count * months)
    if moment.grain in ("week", "weekend"):
        return around(moved, moment.grain)
    if moment.season:
        name = next(name for name, month in SEASON_MONTH.items() if month == moved.month)
        return replace(moment, first=moved, season=name)
    return _at(moment, moved)


def _at(moment: Moment, first: date) -> Moment:
    """The like moment that begins on another day; three times as quick as ``replace``, and asked often."""
    m = moment
    return Moment(m.grain, first, m.hour, m.minute, m.part, m.zone, m.days, m.season)


def weekday_of(week_day: int, near: date, direction: int) -> date:
    """The weekday that lies latest not after (-1), strictly before (-2), soonest not before (1) or after (2)."""
    ahead = (week_day - near.weekday()) % 7
    if direction > 0:
        return _plus_days(near, ahead or (7 if direction == 2 else 0))
    back = (near.weekday() - week_day) % 7
    return _plus_days(near, -(back or (7 if direction == -2 else 0)))


def value(moment: Moment) -> str:
    """The TIMEX3 value."""
    first, grain = moment.first, moment.grain
    if grain == "day":
        return first.isoformat()
    if grain in ("minute", "hour"):
        return f"{first.isoformat()}T{moment.hour:02d}:{moment.minute:02d}"
    if grain == "part":
        return f"{first.isoformat()}T{'MO' if moment.part == 'DAWN' else moment.part}"
    if grain in ("week", "weekend"):
        year, week, _ = first.isocalendar()
        return f"{year}-W{week:02d}" + ("-WE" if grain == "weekend" else "")
    year = f"{first.year:04d}"
    if grain == "month":
        return f"{year}-{first.month:02d}"
    if grain == "season":
        return f"{year}-{moment.season}"
    if grain == "quarter":
        return f"{year}-Q{(first.month - 1) // 3 + 1}"
    if grain == "half":
        return f"{year}-H{(first.month - 1) // 6 + 1}"
    return year[: {"year": 4, "decade": 3, "century": 2}[grain]]


def ends(moment: Moment) -> tuple[str, str]:
    """First and last day, or minute where the moment is finer than a day, as ISO 8601.

    Midnight at the end of a day (hour 24) is its last minute: it belongs to the day that the text names.
    """
    if moment.grain in ("minute", "hour"):
        clock = "23:59" if moment.hour == 24 else f"{moment.hour:02d}:{moment.minute:02d}"
        start = f"{moment.first.isoformat()}T{clock}{moment.zone}"
        end = start if moment.grain == "minute" else f"{moment.first.isoformat()}T{moment.hour:02d}:59{moment.zone}"
        return start, end
    return moment.first.isoformat(), moment.last.isoformat()


def edtf(moment: Moment, bound: str = "exact") -> str:
    """The moment as EDTF (levels 0 to 2): ``2017-05``, ``2017-05~`` about, ``199X``, ``2017-34`` a quarter."""
    first, grain = moment.first, moment.grain
    year = f"{first.year:04d}"
    if grain in ("minute", "hour"):
        zone = "Z" if moment.zone == "+00:00" else moment.zone  # EDTF knows no offset of nought
        clock = "23:59:59" if moment.hour == 24 else f"{moment.hour:02d}:{moment.minute:02d}:00"
        return f"{first.isoformat()}T{clock}{zone}"
    if grain == "month":
        text = f"{year}-{first.month:02d}"
    elif grain == "season":
        text = f"{year}-{ {'SP': 21, 'SU': 22, 'FA': 23, 'WI': 24}[moment.season] }"
    elif grain == "quarter":
        text = f"{year}-{33 + (first.month - 1) // 3}"
    elif grain == "half":
        text = f"{year}-{40 + (first.month - 1) // 6}"
    elif grain == "year":
        text = year
    elif grain == "decade":
        text = year[:3] + "X"
    elif grain == "century":
        text = year[:2] + "XX"
    elif moment.first != moment.last:
        return f"{moment.first.isoformat()}/{moment.last.isoformat()}"
    else:
        text = first.isoformat()
    return text + ("~" if bound == "about" else "")
