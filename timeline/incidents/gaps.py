"""What the sources leave open: days that nobody tells of, what only one source tells, and which came first.

All of it is read off incidents; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from timeline.incidents.days import day_of, say_day
from timeline.models import Incident

SHORTEST = 2  # days without a report that are worth a line
LONG_TIMES = 3  # a silence is long from so many times the usual one on
OPEN_START, OPEN_END = "0000-00-00", "9999-99-99"


@dataclass(frozen=True, slots=True)
class Silence:
    """Days from ``start`` to ``end``, both inclusive, that no dated incident touches, and the incidents around them.

    ``long`` says that it is at least three times as long as the silences of this timeline commonly are.
    """

    start: str
    end: str
    days: int
    after: str
    before: str
    long: bool


@dataclass(frozen=True, slots=True)
class Order:
    """How two incidents lie: ``before``, ``after``, ``same`` (the same instant or day), or ``open``; and why."""

    one: str
    other: str
    relation: str
    why: str


@dataclass(frozen=True, slots=True)
class Gaps:
    """All that is open about some incidents. ``single`` are the ids of those that one source alone tells."""

    silences: tuple[Silence, ...]
    single: tuple[str, ...]
    open_orders: tuple[Order, ...]


def gaps(incidents: Iterable[Incident]) -> Gaps:
    """The gaps in what incidents tell, each list in order of time."""
    dated = sorted(
        (i for i in incidents if i.start or i.end), key=lambda i: (i.start or i.end or "", i.end or "", i.id)
    )
    neighbours = (order(one, other) for one, other in pairwise(dated))
    return Gaps(
        silences=tuple(silences(dated)),
        single=tuple(incident.id for incident in dated if incident.independent == 1),
        open_orders=tuple(found for found in neighbours if found.relation == "open"),
    )


def silences(incidents: Sequence[Incident]) -> list[Silence]:
    """The spans of at least two days between the first and the last incident that none of them touches.

    Spans of a month or more say too little of when to fill a silence, and are passed over.
    """
    known = [
        (first, last, i.id) for i in incidents for first, last in [_days(i)] if first and last and _short(first, last)
    ]
    known.sort()
    found: list[tuple[date, date, str, str]] = []
    reach: date | None = None
    latest = ""
    for first, last, name in known:
        if reach and (first - reach).days > SHORTEST:
            found.append((reach + timedelta(1), first - timedelta(1), latest, name))
        if not reach or last > reach:
            reach, latest = last, name
    lengths = [(end - start).days + 1 for start, end, _, _ in found]
    usual = median(lengths) if lengths else 0
    return [
        Silence(start.isoformat(), end.isoformat(), days, after, before, days >= LONG_TIMES * usual)
        for (start, end, after, before), days in zip(found, lengths, strict=True)
    ]


def order(one: Incident, other: Incident) -> Order:
    """Whether the bounds prove which of two incidents came first."""
    first, last = _reach(one)
    other_first, other_last = _reach(other)
    if last < other_first:
        relation, why = "before", f"it is over by {_says(one, last)}, the other begins {_says(other, other_first)}"
    elif other_last < first:
        relation, why = "after", f"the other is over by {_says(other, other_last)}, it begins {_says(one, first)}"
    elif first == last == other_first == other_last or (_one_day(one) and _one_day(other) and one.start == other.start):
        relation, why = "same", f"both are dated {_says(one, first)}"
    else:
        relation, why = "open", f"their times overlap ({_span(one)}; {_span(other)}), and no bound parts them"
    return Order(one.id, other.id, relation, why)


def _one_day(incident: Incident) -> bool:
    return incident.precision == "day" and incident.bound == "exact" and incident.start == incident.end


def _reach(incident: Incident) -> tuple[str, str]:
    """The earliest and the latest that an incident can have been, as ISO strings that compare; open sides reach on."""
    first, last = incident.start or incident.end or "", incident.end or incident.start or ""
    first, last = _filled(first, "T00:00"), _filled(last, "T23:59")
    if incident.bound == "before":
        return OPEN_START, last
    if incident.bound == "after":
        return first, OPEN_END
    if incident.bound == "about" and "T" in (incident.start or ""):
        return first[:10] + "T00:00", last[:10] + "T23:59"
    return first, last


def _filled(iso: str, time: str) -> str:
    return iso[:16] if "T" in iso else iso + time


def _says(incident: Incident, moment: str) -> str:
    clock = f" {moment[11:16]}" if incident.precision in ("minute", "hour") and len(moment) > 10 else ""
    return f"{say_day(moment)}{clock}"


def _span(incident: Incident) -> str:
    start, end = incident.start or incident.end, incident.end or incident.start
    return say_day(start) if start == end else f"{say_day(start)} to {say_day(end)}"


def _days(incident: Incident) -> tuple[date | None, date | None]:
    first, last = (day_of(iso) for iso in (incident.start or incident.end, incident.end or incident.start))
    return first, last


def _short(first: date, last: date) -> bool:
    return (last - first).days < 28
