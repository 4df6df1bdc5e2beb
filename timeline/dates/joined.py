"""Ranges and lists: one expression made of several dates, each of which borrows what the others name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from timeline.dates.context import Answer, Context
from timeline.dates.find import Found, Node
from timeline.dates.meaning import Meaning
from timeline.dates.moment import FINENESS, Moment, shift, value
from timeline.dates.resolve import ancient, resolve

Piece = tuple[int, int, Meaning, Answer]
_DAY = timedelta(days=1)
_A_DAY = FINENESS["day"]
_SHARES = {"day": "day", "week": "day", "month": "month", "quarter": "quarter", "year": "year", "decade": "decade"}


def range_parts(node: Node, found: Found, context: Context) -> tuple[Answer, list[Piece]] | None:
    """A range as a whole and its two ends; None where it has no two ends that can be dated in order."""
    if node.meaning.kind == "shareof":
        return _share(node, found, context)
    (_, first, *first_at), (_, second, *second_at) = node.parts[0], node.parts[1]
    rest = node.parts[2:]
    year = rest[0][1].year if rest else None  # "May 5-7, 2017"
    if year is not None:
        second_at[1] = rest[0][3]
    first, second = _lend(node.meaning.kind, first, second, year)
    if _leans(second):
        start = resolve(first, context).moment
        last_answer = resolve(second, replace(context, near=start) if start is not None else context)
    else:
        last_answer = resolve(second, context)
    if last_answer.moment is not None and context.tense <= 0 and _needs_year(first):
        before = replace(context, published=last_answer.moment.last, year=None, tense=-1)
        first_answer = resolve(first, before)
    elif (day := _day_of_last(first, second, last_answer)) is not None:
        first_answer = resolve(first, replace(context, near=day))
    else:
        first_answer = resolve(first, context)
        if (
            first_answer.moment is not None
            and _needs_year(second)
            and not _directed(second)
            and _plain(second).kind in ("date", "weekday")
        ):
            after = replace(context, published=first_answer.moment.first, year=None, tense=1)
            last_answer = resolve(second, after)
    if first.kind == "clock" and second.kind == "clock":
        context = replace(context, near=first_answer.moment or context.near)
        last_answer = _next_morning(first_answer, resolve(second, context))
        first_answer = _first_hour(first_answer, last_answer)
    pieces = [_piece(found, first_at, first, first_answer), _piece(found, second_at, second, last_answer)]
    if first_answer.moment is None or last_answer.moment is None:
        return replace(first_answer, value=f"{first_answer.value}/{last_answer.value}", moment=None), pieces
    old = context.ancient or ancient.says(second)
    return (ancient.both if old else _whole)(first_answer, last_answer), pieces


def _share(node: Node, found: Found, context: Context) -> tuple[Answer, list[Piece]]:
    """The first nine months of the year, the last two weeks of May: so much of it from its one end."""
    (_, length, *length_at), (_, outer, *outer_at) = node.parts[0], node.parts[1]
    whole = resolve(outer, context)
    pieces = [_piece(found, length_at, length, resolve(length, context)), _piece(found, outer_at, outer, whole)]
    inner = length
    while inner.of is not None and inner.unit is None:
        inner = inner.of
    if whole.moment is None or inner.n is None or inner.unit not in _SHARES:
        return whole, pieces
    count, first, last = int(inner.n), whole.moment.first, whole.moment.last
    if (length.sign or length.n or 1) < 0:
        begin, finish = shift(Moment("day", last + _DAY), -count, inner.unit).first, last
    else:
        begin, finish = first, shift(Moment("day", first), count, inner.unit).first - _DAY
    if not first <= begin <= finish <= last:
        return whole, pieces
    share = replace(whole, why="range", first=begin, last=finish, precision=_SHARES[inner.unit], others=(), tells=True)
    return share, pieces


def _next_morning(first: Answer, last: Answer) -> Answer:
    """From 10 p.m. to 6 a.m.: the second time is of the day after."""
    if first.moment is None or last.moment is None or last.moment.first != first.moment.first:
        return last
    if (last.moment.hour, last.moment.minute) >= (first.moment.hour, first.moment.minute):
        return last
    moment = shift(last.moment, 1, "day")
    return replace(last, moment=moment, value=value(moment))


def _first_hour(first: Answer, last: Answer) -> Answer:
    """Between midnight and 5 a.m.: where the day goes on to the next morning, that midnight is its first hour."""
    if first.moment is None or last.moment is None or first.moment.hour < 24 or last.moment.first == first.moment.first:
        return first
    moment = shift(replace(first.moment, hour=0), 1, "day")
    return replace(first, moment=moment, value=value(moment))


def _piece(found: Found, at: list[int], meaning: Meaning, answer: Answer) -> Piece:
    return *found.characters(*at), meaning, answer


def _whole(first: Answer, last: Answer) -> Answer:
    assert first.moment is not None and last.moment is not None
    begin, finish = first.first or first.moment.first, last.last or last.moment.last
    fine = min((first.moment, last.moment), key=lambda moment: FINENESS[moment.grain])
    why, basis = "range", first.basis if first.basis == last.basis else last.basis
    if begin > finish:
        begin, finish = min(begin, last.moment.first), max(first.moment.last, finish)
    precision = first.precision if fine is first.moment else last.precision
    return Answer(
        first.type, f"{first.value}/{last.value}", why, first.mod, None, begin, finish, precision, basis, facts=()
    )


def _leans(meaning: Meaning) -> bool:
    """Whether an expression counts from the one before it ("the following weekend")."""
    return meaning.anchor == "thread" or (meaning.of is not None and _leans(meaning.of))


def _day_of_last(first: Meaning, second: Meaning, last: Answer) -> Moment | None:
    """The day that the second time of a range names for the first ("from 10 a.m. to 5 p.m. on Tuesday")."""
    if last.moment is None or not _needs_day(first) or _needs_day(second) or FINENESS[last.moment.grain] >= _A_DAY:
        return None
    return Moment("day", last.moment.first)


def _needs_day(meaning: Meaning) -> bool:
    """Whether an expression is a time of some day."""
    return meaning.kind == "clock" or (meaning.kind == "part" and meaning.anchor == "near")


def _directed(meaning: Meaning) -> bool:
    """Whether an expression counts from publication ("last November")."""
    return meaning.rel is not None and meaning.anchor != "thread"


def _plain(meaning: Meaning) -> Meaning:
    """What "early" or "about" stands before."""
    return meaning.of if meaning.kind == "modified" and meaning.of is not None else meaning


def _needs_year(meaning: Meaning) -> bool:
    if meaning.kind == "as" and meaning.more is not None:  # "Saturday, June 4": the weekday tells
        return False
    inner = meaning
    while inner.of is not None:
        inner = inner.of
    if inner.kind == "weekday":
        return True
    return inner.year is None and inner.year2 is None and inner.kind in ("date", "season", "holiday", "nth", "daymonth")


def _lend(kind: str, first: Any, second: Any, year: int | None) -> tuple[Meaning, Meaning]:
    """Fill what one end leaves to the other: "3 to 5 May", "May 5-7", "May 5-7, 2017"."""
    if kind == "daysto":
        return _with_day(second, _day(first)), second
    if kind == "yearsto":
        return Meaning("date", year=int(first), era=second.era), second
    if kind == "clocksto":
        return _with_clock(second, first), second
    if kind == "dayrange":
        first = _set(first, year=year) if year else first
        return first, _with_day(first, int(second))
    return first, second


def _day(value: Any) -> int:
    """The day of the month that figures say, or an expression that names no more ("le 3", "vendredi 20")."""
    return (value.day or 1) if isinstance(value, Meaning) else int(value)


def _with_day(meaning: Meaning, day: int) -> Meaning:
    return _set(meaning, day=day, weekday=None)


def _with_clock(meaning: Meaning, said: Any) -> Meaning:
    """A clock time at another hour, or with other figures where they are as written ("8.30")."""
    if isinstance(said, Meaning):  # an expression that names no more than the hour
        said = said.raw or said.hour
    slot = {"raw": said} if isinstance(said, str) else {"hour": said}
    return replace(meaning, **({"hour": None, "minute": None, "raw": None} | slot))


def _set(meaning: Meaning, **slots: int | None) -> Meaning:
    if meaning.of is not None:
        return replace(meaning, of=_set(meaning.of, **slots))
    return replace(meaning, **slots)


def series_parts(node: Node, found: Found, context: Context) -> Iterator[Piece]:
    """The members of a list ("on 3, 9 and 21 June", "in March and June 2016"): each takes what the named one says."""
    named, parts = _with_year_behind(node.parts)
    for slot, said, first, last in parts:
        if slot == "of":
            meaning = named
        elif slot == "day":
            meaning = _with_day(named, _day(said))
        elif slot in ("hour", "raw"):
            meaning = _with_clock(named, said)
        elif isinstance(said, Meaning):
            meaning = _set(said, year=named.year) if named.year and _needs_year(said) else said
        else:
            meaning = _with_day(named, int(said))
        answer = resolve(meaning, context)
        if slot != "of" and answer.moment is not None and answer.basis == "explicit":
            answer = replace(answer, why="day of list")
        yield _piece(found, [first, last], meaning, answer)


def _with_year_behind(parts: Sequence[Any]) -> tuple[Meaning, Sequence[Any]]:
    """What a list names, and its members; a year behind the last ("May 5 and 6, 2013") belongs to it and to all."""
    named = next(said for slot, said, *_ in parts if slot == "of")
    *rest, (slot, behind, _, end) = parts
    if slot != "more" or rest[-1][0] != "day" or behind.kind != "date" or behind.month is not None:
        return named, parts
    slot, said, first, _ = rest[-1]
    return _set(named, year=behind.year), [*rest[:-1], (slot, said, first, end)]
