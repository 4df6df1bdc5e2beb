"""Durations, sets and vague references: tagged, and no event is dated by them alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from timeline.dates import moment as m
from timeline.dates.context import Answer, Context
from timeline.dates.meaning import Meaning
from timeline.dates.moment import FINENESS, Moment
from timeline.dates.resolve.base import undated

Resolve = Callable[[Meaning, Context], Answer]
LETTERS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "week": "W", "weekend": "WE", "month": "M",
    "quarter": "Q",
    "half": "M", "year": "Y", "decade": "DE", "century": "CE", "millennium": "ML", "fortnight": "W",
}  # fmt: skip
_TIMES_UNIT = {"fortnight": 2, "half": 6}
_SMALLER = {"year": ("month", 12), "hour": ("minute", 60), "minute": ("second", 60), "day": ("hour", 24),
            "decade": ("year", 10), "century": ("year", 100), "week": ("day", 7), "month": ("day", 30),
            "millennium": ("year", 1000)}  # fmt: skip


def duration(meaning: Meaning, context: Context) -> Answer:
    """How long, not when: P6M, PT48H, PXY."""
    count = meaning.n
    if count is not None and meaning.name == "half":
        count += 0.5
    said = period(count, meaning.unit or "day", context)
    if meaning.minute:  # "in 2 h 15"
        said += f"{meaning.minute}M"
    return undated("DURATION", said, "duration", mod=meaning.mod or "", tells=False)


def period(count: float | None, unit: str, context: Context | None = None) -> str:
    """The TIMEX3 value of a length of time, in the unit as said; X where the number is not."""
    in_years = context is not None and context.decades == "P10Y"
    if in_years and unit in ("decade", "century", "millennium") and count is not None:
        count, unit = count * {"decade": 10, "century": 100, "millennium": 1000}[unit], "year"
    letters = LETTERS.get(unit, "D")
    time, letter = ("T", letters[1:]) if letters[0] == "T" else ("", letters)
    if count is None:
        return f"P{time}X{letter}"
    count *= _TIMES_UNIT.get(unit, 1)
    if count == int(count):
        return f"P{time}{int(count)}{letter}"
    if unit in _SMALLER and (count * 2) == int(count * 2) and unit != "month":
        smaller, size = _SMALLER[unit]
        small_letters = LETTERS[smaller]
        whole, rest = int(count), round((count - int(count)) * size)
        small_time, small = ("T", small_letters[1:]) if small_letters[0] == "T" else ("", small_letters)
        if not whole:
            return f"P{small_time}{rest}{small}"
        return f"P{time}{whole}{letter}" + ("T" if small_time and not time else "") + f"{rest}{small}"
    return f"P{time}{count:g}{letter}"


def more_or_less(meaning: Meaning, context: Context, resolve: Resolve) -> Answer:
    """More than four hours, the first nine months: the duration inside."""
    assert meaning.of is not None
    answer = resolve(meaning.of, context)
    return replace(answer, mod=meaning.mod or answer.mod)


def both(meaning: Meaning, context: Context, resolve: Resolve) -> Answer:
    """Two durations said together: "a year and six months"."""
    assert meaning.of is not None and meaning.more is not None
    first, second = resolve(meaning.of, context), resolve(meaning.more, context)
    rest = second.value[1:]
    if "T" in first.value:
        rest = rest.lstrip("T")
    return replace(first, value=first.value + rest)


def window(meaning: Meaning, context: Context, resolve: Resolve) -> Answer:
    """The past two weeks, the next six months: a duration that ends or begins with publication.

    "The following two weeks" begin with the last date told, and so do "the next six months" of a story that is past.
    """
    inner = meaning.of or replace(meaning, kind="duration")  # "the past decade" names its one unit itself
    answer = resolve(inner, context)
    while inner.of is not None and inner.unit is None:
        inner = inner.of
    unit, count, today = inner.unit, inner.n, context.today
    if today is None or unit is None or count is None or unit in ("hour", "minute", "second", "millennium", "weekend"):
        return answer
    if unit == "fortnight":
        unit, count = "week", count * 2
    if unit == "half":
        unit, count = "month", count * 6
    here = _window_base(meaning, context) or Moment("day", today)
    there = m.shift(here, int(count) * (1 if (meaning.rel or 0) > 0 else -1), unit)
    first, last = sorted((here.first, there.first))
    precision = "day" if unit in ("day", "week") else "month" if unit in ("month", "quarter") else "year"
    return replace(
        answer,
        first=first,
        last=last,
        precision=precision,
        bound="between",
        why="window" if here.first == today else "from told",
        basis="relative" if here.first == today else "anaphoric",
        facts=(("anchor", here),),
        tells=True,
        leads=False,
    )


def _window_base(meaning: Meaning, context: Context) -> Moment | None:
    """The day told last, where a window leans on it; None where it leans on publication."""
    told, today = context.near or context.thread, context.published
    ahead = (meaning.rel or 0) > 0
    if told is None or today is None or FINENESS[told.grain] > FINENESS["year"]:
        return None
    past = ahead and context.tense < 0 and told.last < today
    if meaning.anchor != "thread" and not past:
        return None
    return Moment("day", told.last if ahead else told.first)


def recurring(meaning: Meaning, context: Context) -> Answer:
    """Every Monday, daily, twice a week."""
    if meaning.raw:
        said = meaning.raw
    elif meaning.weekday is not None:
        said = f"XXXX-WXX-{meaning.weekday + 1}" + (f"T{meaning.part}" if meaning.part else "")
    elif meaning.part:
        said = f"XXXX-XX-XXT{meaning.part}"
    elif meaning.month is not None:
        said = f"XXXX-{meaning.month:02d}" + (f"-{meaning.day:02d}" if meaning.day else "")
    elif meaning.name:
        said = f"XXXX-{meaning.name}"
    elif meaning.grain == "vague":  # "every few days"
        said = period(None, meaning.unit or "day", context)
    else:
        said = period(meaning.n or 1, meaning.unit or "day", context)
    return undated("SET", said, "set", tells=False)


def reference(meaning: Meaning, context: Context) -> Answer:
    """Now, recently, soon."""
    said = meaning.raw or "PRESENT_REF"
    return undated("DATE", said, "vague", tells=False)


KINDS = {"duration": duration, "set": recurring, "ref": reference}
LEANING = {"asdur": more_or_less, "window": window, "both": both}
