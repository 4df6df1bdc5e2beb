"""From events to marks on a time axis: where they begin and end, how they look, and in which lane they lie.

Positions are milliseconds since 1970 on the wall clock of the text (a zone that the text names is not applied, so that
an event stays on the day that a reader was told). Ends are exclusive here, so that one day has a width.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from timeline.models import Event

DAY = 86_400_000.0
_EPOCH = datetime(1970, 1, 1)
_INSTANTS = ("minute", "hour", "part-of-day", "day")
PLOT_WIDTH = 1000.0  # pixels that the axis is taken to be wide; on a wider screen labels only gain room
CHARACTER = 6.2  # pixels of one character of a label, on average
_MARGIN = 14.0  # pixels from a mark to its label, and from a label to the next mark


@dataclass(frozen=True, slots=True)
class Mark:
    """One event on the axis: ``start`` and ``end`` in ms (end excluded), ``arrow`` is "", "left" or "right".

    ``point`` is true for a day or less, drawn as a marker; ``soft`` for "about"; ``vague`` for an event that lies
    somewhere inside a span. ``label`` is the text drawn beside it ("" for none), and ``side`` is "left", "right"
    or "inside". ``weight`` is how many independent sources tell it: more make it larger.
    """

    event: Event
    start: float
    end: float
    point: bool
    soft: bool = False
    vague: bool = False
    arrow: str = ""
    lane: int = 0
    label: str = ""
    side: str = "right"
    weight: int = 1

    @property
    def feather(self) -> float:
        """How far a soft edge reaches, in ms, in each of its two steps; 0 for a mark that is not soft."""
        if not self.soft:
            return 0.0
        return max((self.end - self.start) * 0.14, DAY / 12 if self.point else DAY)

    @property
    def drawn(self) -> tuple[float, float]:
        """Where the drawing of the mark begins and ends, soft edges counted, in ms."""
        return self.start - 2 * self.feather, self.end + 2 * self.feather

    @property
    def middle(self) -> float:
        """The middle of the mark, in ms."""
        return (self.start + self.end) / 2


def ms(stamp: str) -> float | None:
    """The milliseconds of an ISO date or minute, or None where the axis cannot hold it (before the year 1)."""
    try:
        moment = datetime.fromisoformat(stamp)
    except ValueError:
        return None
    return (moment.replace(tzinfo=None) - _EPOCH) / timedelta(milliseconds=1)


def iso(moment: float) -> str:
    """The ISO minute of a position in ms, kept within the years 1 to 9999."""
    low, high = -62_135_596_800_000.0, 253_402_300_799_000.0
    return (_EPOCH + timedelta(milliseconds=min(max(moment, low), high))).isoformat(timespec="minutes")


def mark_of(event: Event, window: tuple[float, float] | None = None) -> Mark | None:
    """The mark of an event, or None for an undated one.

    An open end carries an arrow and reaches to the day its source was published, as does what is told to go on since
    its date; where that lies before the
    ``window`` in view (ms), it reaches through the window, for nothing says that it was over. An open beginning
    likewise, from two weeks before its end.
    """
    start = ms(event.start) if event.start else None
    end = _end(event.end) if event.end else None
    if start is None and end is None:
        return None
    low, high = window or (float("-inf"), float("inf"))
    arrow = ""
    if end is None or event.bound in ("since", "after"):
        arrow = "right"
    elif start is None or event.bound in ("until", "before"):
        arrow = "left"
    point = event.precision in _INSTANTS and start is not None and end is not None and end - start <= DAY
    if start is not None and (end is None or event.bound == "since"):
        told = ms(event.source.published or "")
        least = end or start + DAY
        end = max(least, told if told is not None else least if end else min(high, start + 60 * DAY))
        end = high if end < low else end
        point = point and end <= least
    if start is None and end is not None:
        start = low if end - 14 * DAY > high else end - 14 * DAY
    assert start is not None
    assert end is not None
    vague = not point and event.precision != "day" and event.bound != "between"
    return Mark(event, start, max(end, start + 60_000), point, event.bound == "about", vague, arrow)


def _end(stamp: str) -> float | None:
    moment = ms(stamp)
    if moment is None:
        return None
    return moment + (60_000 if "T" in stamp else DAY)


def marks_of(events: Iterable[Event], window: tuple[float, float] | None = None) -> tuple[list[Mark], list[Event]]:
    """The marks of the dated events, and the events that have no place on the axis."""
    marks, undated = [], []
    for event in events:
        mark = mark_of(event, window)
        if mark is None:
            undated.append(event)
        else:
            marks.append(mark)
    return marks, undated


def pack(
    marks: Sequence[Mark],
    low: float,
    high: float,
    width: float = PLOT_WIDTH,
    label: int = 42,
    most: int | None = None,
) -> list[Mark]:
    """Give each mark a lane so that no two in a lane touch, labels counted, in an axis ``width`` pixels wide.

    ``low`` and ``high`` (ms) are the ends of the axis. ``label`` is the longest label in characters, 0 for none; with
    ``most`` only so many marks have one, those that most sources tell.
    Greedy in the order of time, each into the first lane with room, so that a reader goes down the days:
    O(marks x lanes) and a search in each lane.
    """
    scale = (high - low) / width
    placed: list[Mark] = []
    lanes: list[list[tuple[float, float]]] = []
    chosen = None if most is None else {one.event.id for one in _weightiest(marks, most)}
    for mark in sorted(marks, key=lambda one: (max(one.start, low), one.start, -one.end, one.event.id)):
        limit = label if chosen is None or mark.event.id in chosen else 0
        named, left, right = _labelled(mark, low, high, scale, limit)
        lane = next((index for index, taken in enumerate(lanes) if _free(taken, left, right)), len(lanes))
        if lane == len(lanes):
            lanes.append([])
        insort(lanes[lane], (left, right))
        placed.append(replace(named, lane=lane))
    return placed


def _weightiest(marks: Sequence[Mark], number: int) -> list[Mark]:
    return sorted(marks, key=lambda one: (-one.weight, one.start, one.event.id))[:number]


def _free(taken: list[tuple[float, float]], left: float, right: float) -> bool:
    """Whether a stretch touches none of a lane's, which are sorted and do not touch one another."""
    after = bisect_left(taken, (left, right))
    before_ends = after == 0 or taken[after - 1][1] <= left
    return before_ends and (after == len(taken) or right <= taken[after][0])


def _labelled(mark: Mark, low: float, high: float, scale: float, limit: int) -> tuple[Mark, float, float]:
    """The mark with its label and side, and the stretch (ms) that the two take."""
    from timeline.views.escape import shorten

    pad = 8 * scale
    start, end = mark.drawn
    left, right = max(start, low) - pad, min(end, high) + pad
    if mark.point:
        left, right = min(left, mark.middle - pad), max(right, mark.middle + pad)
    if not limit:
        return mark, left, right
    text = shorten(mark.event.title or mark.event.quote, limit)
    room = (len(text) * CHARACTER + _MARGIN) * scale
    if right + room > high and left - room >= low:
        return replace(mark, label=text, side="left"), left - room, right
    if right + room > high and not mark.point:
        return replace(mark, label=text, side="inside"), left, max(right, left + room)
    return replace(mark, label=text), left, right + room
