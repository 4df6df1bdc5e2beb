"""Answers as the values that are handed out: a Timex with its span, its reason and its other readings."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from timeline.dates import explain
from timeline.dates.context import Answer
from timeline.dates.moment import Moment, edtf, ends
from timeline.dates.record import maker, record
from timeline.dates.resolve.base import PRECISION
from timeline.models import DateSpan, Reading, Timex

_FROM, _UP_TO = ("since", "after"), ("until", "before")
_timex = maker(Timex)


@record
class Wording:
    """What the reasons of one text are worded with.

    The day of publication, whether it was ``guessed``, the language of the interface, and ``reader``, the phrase that
    stands for the reason of every date where none of our own rules read it.
    """

    published: date | None
    interface: str = "en"
    guessed: bool = False
    reader: str = ""


def timex(
    text: str,
    start: int,
    end: int,
    answer: Answer,
    wording: Wording,
    *,
    rule: str,
    bound: str = "",
    region: str = "body",
    parts: tuple[Timex, ...] = (),
) -> Timex:
    """The time expression of some characters of a text; ``bound`` is what the words around tell of it."""
    words = text[start:end]
    why = explain.why(words, answer, wording.published, wording.interface, wording.guessed, wording.reader)
    others = tuple([_reading(moment, key, wording.interface) for moment, key, _ in answer.others])
    return _timex(
        start,
        end,
        words,
        answer.type,
        answer.value,
        answer.mod,
        date_span(answer, bound),
        answer.basis,
        why,
        rule,
        others,
        parts,
        answer.tells,
        region,
    )


def date_span(answer: Answer, bound: str = "") -> DateSpan | None:
    """The DateSpan of an answer; None where it has no date."""
    bound = answer.bound or bound or "exact"
    if answer.first is not None and answer.last is not None:
        first, last = answer.first.isoformat(), answer.last.isoformat()
        return DateSpan(first, last, answer.precision, bound, f"{first}/{last}" if first != last else first)
    if answer.moment is None:
        return None
    if answer.moment.grain == "day" and not answer.moment.days:
        return _day_span(answer.moment.first, bound, answer.precision)
    return moment_span(answer.moment, bound, answer.precision)


@lru_cache(maxsize=4096)
def _day_span(day: date, bound: str, precision: str) -> DateSpan:
    """The DateSpan of a day, as most are: a day is looked up three times as quickly as a Moment."""
    return moment_span(Moment("day", day), bound, precision)


@lru_cache(maxsize=4096)
def moment_span(moment: Moment, bound: str = "exact", precision: str | None = None) -> DateSpan:
    """The DateSpan of a moment, of the precision of its grain unless another is given."""
    start, end = ends(moment)
    if precision is None:
        precision = PRECISION.get(moment.grain, moment.grain)
    text = edtf(moment, bound)
    if bound in _FROM or bound in _UP_TO:
        if "T" in text:  # EDTF's intervals are made of days …
            text = moment.first.isoformat()
        elif "X" in text:  # … and of no decades
            text = (start if bound in _FROM else end)[:4]
        if "/" not in text:
            text = f"{text}/.." if bound in _FROM else f"../{text}"
    return DateSpan(start, end, precision, bound, text)


@lru_cache(maxsize=4096)
def _reading(moment: Moment, key: str, interface: str) -> Reading:
    return Reading(moment_span(moment), explain.why_other(key, interface))
