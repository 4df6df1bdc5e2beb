"""When a page was published: the first of its own words that is a date, and where another of them disagrees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from copy import deepcopy
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

from timeline.ingest.head import date_lines, times
from timeline.ingest.markup import text_of, words

EARLIEST, LATEST = 1600, 2100
_ISO = re.compile(r"\s*([12]\d{3})-(\d{1,2})-(\d{1,2})(?!\d)")
_COMPACT = re.compile(r"\s*([12]\d{3})(\d\d)(\d\d)(?:$|[T\s]|\d{6}$)")
_SLASHED = re.compile(r"\s*([12]\d{3})/(\d{1,2})/(\d{1,2})(?!\d)")
_DOTTED = re.compile(r"\s*(\d{1,2})\.(\d{1,2})\.([12]\d{3})(?!\d)")
_EITHER = re.compile(r"\s*(\d{1,2})/(\d{1,2})/([12]\d{3})(?!\d)")
_YEAR = re.compile(r"(?<!\d)[12]\d{3}(?!\d)")
_IN_URL = (
    re.compile(r"/((?:19|20)\d\d)/(\d{1,2})/(\d{1,2})(?=[/_.-]|$)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)[-_](\d\d)[-_](\d\d)(?!\d)"),
    re.compile(r"(?<![\d])((?:19|20)\d\d)(\d\d)(\d\d)(?!\d)"),
    re.compile(r"/((?:19|20)\d\d)/([a-z]{3})/(\d{1,2})(?=/|$)", re.IGNORECASE),
)
_MONTHS = (
    "jan",
    "feb",
    "mar",
    "apr",
    "may",
    "jun",
    "jul",
    "aug",
    "sep",
    "oct",
    "nov",
    "dec",
)  # as addresses write them
_LONGEST_LINE = 200
_BESIDE = 50  # characters beside the date in a line that no name tells: "Published", a time of day, an author
_IN_CELL = 24  # the same in a cell of a table: a weekday, a time of day
_FULL = ("day", "minute", "hour", "part-of-day")


def day_of(value: str) -> date | None:
    """The day that a machine wrote: ISO 8601, ``20170727``, ``27.07.2017``, or as e-mail does; as written, whatever its
    zone. None where it is none, cannot be (2017-02-31), or can be read in two orders (06/05/2017)."""
    for pattern in (_ISO, _COMPACT, _SLASHED):
        if found := pattern.match(value):
            return _day(*map(int, found.groups()))
    if found := _DOTTED.match(value):
        day, month, year = map(int, found.groups())
        return _day(year, month, day)
    if found := _EITHER.match(value):
        one, other, year = map(int, found.groups())
        if one == other or one > 12:
            return _day(year, other, one)
        return _day(year, one, other) if other > 12 else None
    try:
        return _sensible(parsedate_to_datetime(value.strip()).date())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def day_in_words(value: str, language: str = "") -> date | None:
    """The day of a cell that is one date in words and little else ("5. Mai 2017", "Friday, May 5, 2017"), or written as
    5.5.17. Where the language is not known, what those say that find one; None where they differ."""
    from timeline.languages import codes

    if len(value) > _LONGEST_LINE or "/" in value or len(_YEAR.findall(value)) > 1:
        return None
    found = {_one_told(value, code) for code in ([language] if language else codes())} - {None}
    return found.pop() if len(found) == 1 else None


def _one_told(value: str, language: str) -> date | None:
    from timeline.dates import tag

    spans = [one.span for one in tag(value, language, calendar=None) if one.span]
    days = {span.start[:10] for span in spans if span.precision in _FULL and span.start}
    return _told(value, language, _IN_CELL) if len(days) == 1 else None


def two_orders(value: str) -> bool:
    """Whether a date can be read in two orders, as 06/05/2017 can."""
    return _EITHER.match(value) is not None and day_of(value) is None


def day_in_url(url: str) -> tuple[date, str] | None:
    """The day that an address names, with its words: ``/2017/07/27/``, ``2017-07-27``, ``/2017/jul/27``."""
    for pattern in _IN_URL:
        for found in pattern.finditer(url):
            year, month, day = found.groups()
            number = _MONTHS.index(month.lower()) + 1 if month.lower() in _MONTHS else month
            if str(number).isdigit() and (known := _day(int(year), int(number), int(day))):
                return known, found[0]
    return None


def said_days(said: Iterable[tuple[str, str]]) -> Iterator[tuple[date, str]]:
    """The values that are days, in order, with where each stood."""
    for value, where in said:
        if day := day_of(value):
            yield day, where


def publication(
    said: Iterable[tuple[str, str]], url: str, tree: Any = None, language: str = ""
) -> tuple[date, str] | None:
    """The day of publication and why: from the markup, the address, the line under the headline, a date below the
    article, or htmldate.

    Where the address or another value of the markup names a day more than one off, the reason says so.
    """
    days = list(said_days(said))
    shown, below = times(tree) if tree is not None else ([], [])
    days += list(said_days((value, "the page's markup (time)") for value in shown[:1]))
    address = day_in_url(url)
    if address:
        days.append((address[0], f"its address ({address[1].strip('/')})"))
    if not days and tree is not None:
        late = said_days((value, "the page's markup (time)") for value in below)
        found = (
            _from_head(tree, language) or _from_line(tree, language) or next(late, None) or _from_htmldate(tree, url)
        )
        days = [found] if found else []
    return (days[0][0], reason(days)) if days else None


def reason(days: list[tuple[date, str]]) -> str:
    """Where the first of the days was found, and which others disagree with it by more than a day."""
    first, where = days[0]
    others = [(day, place) for day, place in days[1:] if abs((day - first).days) > 1]
    shown = dict.fromkeys(f"{place} says {day.isoformat()}" for day, place in others[:3])
    return f"from {where}" + (f"; but {', and '.join(shown)}" if shown else "")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return _sensible(date(year, month, day))
    except ValueError:
        return None


def _sensible(day: date) -> date | None:
    return day if EARLIEST <= day.year <= LATEST else None


def _from_line(tree: Any, language: str) -> tuple[date, str] | None:
    """The one full date in an element that is named for it, read by the engine that reads the article's own dates."""
    names = set(words()["date"]["names"])
    for element in tree.iter("time", "span", "p", "div", "td", "font", "em", "small", "h2", "li", "header", "b", "i"):
        called = (
            f"{element.get('class') or ''} {element.get('id') or ''} {element.get('itemprop') or ''}".lower().split()
        )
        if element.tag != "time" and not names.intersection(called):
            continue
        line = text_of(element)
        if not any(char.isdigit() for char in line) or len(line) > _LONGEST_LINE:
            continue
        if day := day_of(line) or _told(line, language, _LONGEST_LINE):
            return day, f"the line ‘{line[:60]}’"
    return None


def _from_head(tree: Any, language: str) -> tuple[date, str] | None:
    """The first line under the headline that is a full date and little else, whatever its element is called."""
    for line in date_lines(tree):
        if day := day_of(line) or _told(line, language, _BESIDE):
            return day, f"the line ‘{line[:60]}’"
    return None


def _told(line: str, language: str, beside: int) -> date | None:
    """The first full date that a line tells, with at most that many characters beside it."""
    from timeline.dates import tag

    for one in tag(line, language or "en", calendar=None):
        if one.span is None or one.basis != "explicit" or one.span.precision not in _FULL or not one.span.start:
            continue
        if len(line) - (one.end - one.start) <= beside:
            return _sensible(date.fromisoformat(one.span.start[:10]))
    return None


def _from_htmldate(tree: Any, url: str) -> tuple[date, str] | None:
    import logging

    from htmldate import find_date

    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        # It changes what it looks at: it gets a copy.
        found = find_date(deepcopy(tree), extensive_search=True, original_date=True, url=url or None)
    except Exception:  # it meets every page there is; none may stop the others
        return None
    day = day_of(found) if found else None
    return (day, "the words of the page (by htmldate)") if day else None
