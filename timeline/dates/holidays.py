"""Holidays as days of a year, from the rules in holidays.toml."""

from __future__ import annotations

import re
import tomllib
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

_GREGORIAN = 1583
_FILE = Path(__file__).with_name("holidays.toml")


@lru_cache
def holiday_rules() -> dict[str, str]:
    """Holiday key → rule, as written in holidays.toml."""
    return tomllib.loads(_FILE.read_text(encoding="utf-8"))


def holiday(key: str, year: int) -> date:
    """The day of a holiday in a year. Raises KeyError where the key is unknown."""
    return _day(holiday_rules()[key], year)


def _day(rule: str, year: int) -> date:
    if match := re.fullmatch(r"(\d\d)-(\d\d)", rule):
        return date(year, int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d\d)-(-?\d)-(\d)", rule):
        return nth_weekday(year, int(match[1]), int(match[2]), int(match[3]))
    if match := re.fullmatch(r"(\w+)([+-]\d+)", rule):
        base = easter(year) if match[1] == "easter" else holiday(match[1], year)
        return base + timedelta(days=int(match[2]))
    if rule == "election-us":
        return nth_weekday(year, 11, 1, 0) + timedelta(days=1)
    raise ValueError(f"holidays.toml: {rule!r} is not a rule")


def nth_weekday(year: int, month: int, count: int, weekday: int) -> date:
    """The ``count``-th weekday (0 Monday) of a month, from its end where negative."""
    if count > 0:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (count - 1))
    last = (date(year + month // 12, month % 12 + 1, 1)) - timedelta(days=1)
    return last - timedelta(days=(last.weekday() - weekday) % 7 + 7 * (-count - 1))


def easter(year: int) -> date:
    """Easter Sunday: of the Gregorian calendar from 1583 on, of the Julian one, by its own dates, before (the anonymous
    algorithm and that of Meeus).
    """
    if year < _GREGORIAN:
        a, b, c = year % 4, year % 7, year % 19
        d = (19 * c + 15) % 30
        e = (2 * a + 4 * b - d + 34) % 7
        return date(year, (d + e + 114) // 31, (d + e + 114) % 31 + 1)
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    last = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * last) // 433
    month = (h + last - 7 * m + 90) // 25
    return date(year, month, (h + last - 7 * m + 33 * month + 19) % 32)
