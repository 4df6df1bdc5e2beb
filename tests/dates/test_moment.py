"""Arithmetic on moments: ends, values, steps, and the edges of the calendar."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.dates import moment as m
from timeline.dates.moment import Moment, OutOfCalendar

DAY = date(2017, 5, 10)
DATES = st.dates(date(100, 1, 1), date(9000, 1, 1))
COARSE = ("day", "week", "weekend", "month", "season", "quarter", "half", "year", "decade", "century")


@pytest.mark.parametrize(
    ("grain", "first", "last", "value", "edtf"),
    [
        ("day", "2017-05-10", "2017-05-10", "2017-05-10", "2017-05-10"),
        ("week", "2017-05-08", "2017-05-14", "2017-W19", "2017-05-08/2017-05-14"),
        ("weekend", "2017-05-13", "2017-05-14", "2017-W19-WE", "2017-05-13/2017-05-14"),
        ("month", "2017-05-01", "2017-05-31", "2017-05", "2017-05"),
        ("season", "2017-03-01", "2017-05-31", "2017-SP", "2017-21"),
        ("quarter", "2017-04-01", "2017-06-30", "2017-Q2", "2017-34"),
        ("half", "2017-01-01", "2017-06-30", "2017-H1", "2017-40"),
        ("year", "2017-01-01", "2017-12-31", "2017", "2017"),
        ("decade", "2010-01-01", "2019-12-31", "201", "201X"),
        ("century", "2000-01-01", "2099-12-31", "20", "20XX"),
    ],
)
def test_the_moment_that_a_day_lies_in(grain: str, first: str, last: str, value: str, edtf: str) -> None:
    moment = m.around(DAY, grain)
    assert m.ends(moment) == (first, last)
    assert m.value(moment) == value
    assert m.edtf(moment) == edtf


@pytest.mark.parametrize(
    ("start", "months", "wanted"),
    [
        ("2017-01-31", 1, "2017-02-28"),
        ("2016-01-31", 1, "2016-02-29"),
        ("2017-03-31", -1, "2017-02-28"),
        ("2017-12-15", 1, "2018-01-15"),
        ("2017-01-15", -1, "2016-12-15"),
        ("2016-02-29", 12, "2017-02-28"),
        ("2017-05-10", -1200, "1917-05-10"),
    ],
)
def test_months_are_added_by_name(start: str, months: int, wanted: str) -> None:
    assert m.plus_months(date.fromisoformat(start), months).isoformat() == wanted


@pytest.mark.parametrize(
    ("grain", "count", "unit", "value"),
    [
        ("day", -14, "day", "2017-04-26"),
        ("day", -2, "week", "2017-04-26"),
        ("day", 1, "fortnight", "2017-05-24"),
        ("week", -1, "week", "2017-W18"),
        ("weekend", 1, "weekend", "2017-W20-WE"),
        ("month", -5, "month", "2016-12"),
        ("quarter", -2, "quarter", "2016-Q4"),
        ("half", 1, "half", "2017-H2"),
        ("season", -1, "season", "2016-WI"),
        ("season", 1, "season", "2017-SU"),
        ("year", -17, "year", "2000"),
        ("decade", -2, "decade", "199"),
        ("century", -1, "century", "19"),
        ("day", -1, "month", "2017-04-10"),
        ("day", -1, "year", "2016-05-10"),
    ],
)
def test_steps_keep_the_grain(grain: str, count: int, unit: str, value: str) -> None:
    assert m.value(m.shift(m.around(DAY, grain), count, unit)) == value


def test_hours_carry_over_midnight() -> None:
    late = Moment("minute", date(2016, 12, 31), hour=23, minute=50)
    assert m.value(m.shift(late, 20, "minute")) == "2017-01-01T00:10"
    assert m.value(m.shift(late, -24, "hour")) == "2016-12-30T23:50"


@pytest.mark.parametrize(
    ("direction", "wanted"), [(-1, "2017-05-10"), (-2, "2017-05-03"), (1, "2017-05-10"), (2, "2017-05-17")]
)
def test_the_weekday_of_today(direction: int, wanted: str) -> None:
    """Wednesday on a Wednesday: today, or a week away where it must be another day."""
    assert m.weekday_of(2, DAY, direction).isoformat() == wanted


@given(DATES, st.integers(0, 6), st.sampled_from([-2, -1, 1, 2]))
def test_a_weekday_lies_within_a_week(day: date, number: int, direction: int) -> None:
    found = m.weekday_of(number, day, direction)
    assert found.weekday() == number
    assert 0 <= (found - day).days * (1 if direction > 0 else -1) <= 7
    assert abs(direction) == 1 or found != day


@given(DATES, st.sampled_from(COARSE))
def test_a_moment_holds_its_first_and_last_day_and_no_more(day: date, grain: str) -> None:
    moment = m.around(day, grain)
    assert moment.first <= moment.last
    assert moment.contains(moment.first)
    assert moment.contains(moment.last)
    assert not moment.contains(moment.last + timedelta(days=1))
    assert grain == "weekend" or moment.contains(day)


@given(DATES, st.sampled_from(COARSE), st.integers(-300, 300))
def test_a_step_and_back_is_where_one_was(day: date, grain: str, count: int) -> None:
    moment = m.around(day, grain)
    try:
        there = m.shift(moment, count, grain)
    except OutOfCalendar:
        return
    assert m.shift(there, -count, grain) == moment
    if count == 1:
        assert grain == "weekend" or there.first == moment.last + timedelta(days=1)


@pytest.mark.parametrize(
    "make",
    [
        lambda: m.make_day(2017, 6, 31),
        lambda: m.make_day(2015, 2, 29),
        lambda: m.make_day(2017, 13, 1),
        lambda: m.make_day(0, 1, 1),
        lambda: m.make("year", 9999),
        lambda: m.make("year", 0),
        lambda: m.plus_months(date(9998, 12, 1), 1),
        lambda: m.plus_months(date(1, 1, 1), -1),
        lambda: m.shift(Moment("day", date.max), 1, "day"),
        lambda: m.shift(Moment("minute", date.max, hour=23), 100, "hour"),
        lambda: m.shift(Moment("minute", DAY), 10**9, "hour"),
        lambda: m.weekday_of(0, date.max, 2),
    ],
)
def test_what_the_calendar_does_not_have(make) -> None:
    with pytest.raises(OutOfCalendar):
        make()


def test_the_winter_bears_the_year_that_it_begins_in() -> None:
    winter = m.make_season("WI", 2016)
    assert m.ends(winter) == ("2016-12-01", "2017-02-28")
    assert m.value(m.around(date(2017, 1, 15), "season")) == "2016-WI"


def test_clock_times_keep_their_zone() -> None:
    moment = Moment("minute", DAY, hour=8, minute=5, zone="+02:00")
    assert m.ends(moment) == ("2017-05-10T08:05+02:00", "2017-05-10T08:05+02:00")
    assert m.value(moment) == "2017-05-10T08:05"


def test_a_night_over_two_days_spans_both() -> None:
    night = Moment("part", DAY, part="NI", days=2)
    assert m.ends(night) == ("2017-05-10", "2017-05-11")
    assert m.value(night) == "2017-05-10TNI"


def test_about_is_marked_in_edtf() -> None:
    assert m.edtf(m.around(DAY, "month"), "about") == "2017-05~"
