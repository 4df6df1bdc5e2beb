"""Which times of a sentence date an event of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from timeline.events.clauses import Clause
from timeline.events.cues import cues
from timeline.events.words import bound
from timeline.models import Article, Timex

BESIDE, NEXT = 16, 8
_MENU = 6  # so many dates with nothing between them are a menu ("January 2018 (12) December 2017 (9) …"), not a list
_COUNT = re.compile(r"[\s|/•·]*+(?:\(\d+\))?+[\s|/•·]*+")


def dates_something(timex: Timex) -> bool:
    """Whether an event hangs on a time: a date, told or not, but no duration, set or vague reference."""
    return timex.tells and (timex.span is not None or timex.type in ("DATE", "TIME"))


def joined(text: str, language: str, times: Sequence[Timex]) -> list[Timex]:
    """A day and a clock time side by side as the one time that they are ("Friday 5 May, about 9 p.m.")."""
    found: list[Timex] = []
    for timex in times:
        last = found[-1] if found else None
        if last and _beside(text, language, last.end, timex.start):
            finer, coarser = (timex, last) if timex.type == "TIME" else (last, timex)
            if finer.type == "TIME" and coarser.type == "DATE" and _day_of(finer) == _day_of(coarser) != "":
                found[-1] = replace(finer, start=last.start, end=timex.end, text=text[last.start : timex.end])
                continue
        found.append(timex)
    return found


def without_menus(text: str, times: Sequence[Timex]) -> list[Timex]:
    """The times without those of an archive's menu, which stand side by side with nothing but counts between them."""
    runs: list[list[Timex]] = []
    for timex in times:
        if runs and _COUNT.fullmatch(text, runs[-1][-1].end, timex.start):
            runs[-1].append(timex)
        else:
            runs.append([timex])
    return [timex for run in runs if len(run) < _MENU for timex in run]


def _beside(text: str, language: str, low: int, high: int) -> bool:
    """Whether nothing but a comma, or the word that brings in a clock time, stands between two offsets."""
    between = text[low:high].strip(" ,\u00a0\n") if high - low < NEXT else "far"
    return not between or between in cues(language).words("when", "at")


def _day_of(timex: Timex) -> str:
    """The one day that a time lies in; empty where it is none or longer."""
    span = timex.span
    first, last = (span.start or "", span.end or "") if span else ("", "")
    return first[:10] if first[:10] == last[:10] else ""


def distinct(article: Article, times: Sequence[Timex], clauses: Sequence[Clause]) -> Iterator[tuple[Timex, Clause]]:
    """One time of each clause and date: two that say the same of one clause ("On 5 May, less than two days before the
    vote, …") are one, and a named event beside a time that holds it ("his campaign this year") only names it.
    """
    kept: list[tuple[Timex, Clause]] = []
    for timex, clause in zip(times, clauses, strict=True):
        others = [t for t, c in zip(times, clauses, strict=True) if c.core == clause.core and t is not timex]
        said = any(c.core == clause.core and _same_days(t, timex) for t, c in kept)
        if not said and not any(_is_held_by(article, timex, other) for other in others):
            kept.append((timex, clause))
    yield from kept


def _same_days(one: Timex, other: Timex) -> bool:
    if not one.span or not other.span:
        return False
    return (one.span.start, one.span.end, one.span.bound) == (other.span.start, other.span.end, other.span.bound)


def _is_held_by(article: Article, named: Timex, other: Timex) -> bool:
    """Whether a named event only names or bounds another time: beside it and inside its span, or before or after."""
    if named.basis != "named event" or other.basis == "named event" or not named.span or not other.span:
        return False
    if bound(article.text, article.language, named) in ("before", "after"):
        return True
    beside = abs(other.start - named.end) <= BESIDE or abs(named.start - other.end) <= BESIDE
    first, last = other.span.start or "", other.span.end or "9999"
    return beside and first <= (named.span.start or "") and (named.span.end or "9999") <= last
