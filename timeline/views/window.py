"""Which stretch of time to show first, so that one far-off date does not squash the rest."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from timeline.views.marks import DAY, Mark

SHARE = 0.8  # of the weight that the first view must hold
NEARLY_ALL = 0.95  # of the weight that the strip of counts must hold
_ROUNDS = 6
_WORTH = 3.0  # a view may grow so many times beyond its dense part, and stays as much narrower than everything
_NARROWER = 2.0  # narrow the view only where everything would be so many times wider
_LONG = 100 * DAY  # longer spans are background: they do not decide what is shown


def bounds(marks: Iterable[Mark]) -> tuple[float, float] | None:
    """The first start and the last end in ms, or None without marks."""
    low, high = float("inf"), float("-inf")
    for mark in marks:
        low, high = min(low, mark.start), max(high, mark.end)
    return None if low > high else (low, high)


def anchors(marks: Iterable[Mark]) -> list[tuple[float, float]]:
    """(position, weight) of the marks that decide the window: the short ones, or all where none is short."""
    marks = list(marks)
    short = [mark for mark in marks if mark.end - mark.start <= _LONG] or marks
    return [(mark.middle, 1.0) for mark in short]


def fit(weights: Sequence[tuple[float, float]], low: float, high: float) -> tuple[float, float]:
    """The window for the first view: the densest stretch with 80 % of the weight where that is much narrower.

    ``weights`` are (position in ms, weight) pairs; ``low`` and ``high`` the bounds of everything. Neighbours of the
    dense stretch are taken in as long as they do not squash it. The answer is padded.
    """
    full = padded(low, high)
    dense = _densest(sorted(weights))
    if dense is None:
        return full
    worth = max(_WORTH, 36 / len(weights))  # a few events are not squashed so soon
    near = _grown(dense, weights, 2 * max(dense[1] - dense[0], 30 * DAY))
    wide = min((near[1] - near[0]) * worth, (high - low) / _WORTH)
    window = padded(*_grown(near, weights, max(wide, near[1] - near[0], 30 * DAY)))
    return window if (full[1] - full[0]) > _NARROWER * (window[1] - window[0]) else full


def _grown(stretch: tuple[float, float], weights: Sequence[tuple[float, float]], limit: float) -> tuple[float, float]:
    """The stretch with the nearest positions taken in, one by one, while it is no wider than ``limit`` (ms)."""
    first, last = stretch
    before = sorted((at for at, _ in weights if at < first), reverse=True)
    after = sorted(at for at, _ in weights if at > last)
    while before or after:
        gap_before = first - before[0] if before else float("inf")
        gap_after = after[0] - last if after else float("inf")
        if last - first + min(gap_before, gap_after) > limit:
            break
        if gap_before < gap_after:
            first = before.pop(0)
        else:
            last = after.pop(0)
    return first, last


def _densest(weights: Sequence[tuple[float, float]], share: float = SHARE) -> tuple[float, float] | None:
    """The shortest stretch that holds a share of the weight (two pointers)."""
    need = share * sum(weight for _, weight in weights)
    best: tuple[float, float] | None = None
    held, left = 0.0, 0
    for right, (position, weight) in enumerate(weights):
        held += weight
        while held - weights[left][1] >= need and left < right:
            held -= weights[left][1]
            left += 1
        if held >= need and (best is None or position - weights[left][0] < best[1] - best[0]):
            best = (weights[left][0], position)
    return best


def reach(
    count: Callable[[date, date], Sequence[tuple[date, date, int]]], low: date, high: date, share: float
) -> tuple[date, date]:
    """The days that hold a share of what is counted, where everything is much wider; else ``low`` and ``high``.

    ``count(first, last)`` answers how many begin in each of a row of stretches, as (first day, last day, number). It
    is asked again within its answer, so that a few dates of other centuries take nothing from the rest.
    """
    for _ in range(_ROUNDS):
        found = [one for one in count(low, high) if one[2]]
        dense = _densest([(float(at), float(one[2])) for at, one in enumerate(found)], share)
        if dense is None:
            break
        first, last = found[int(dense[0])][0], found[int(dense[1])][1]
        if (last - first).days * _NARROWER >= (high - low).days:
            break
        low, high = first, last
    return low, high


def framed(low: float, high: float) -> tuple[float, float]:
    """The stretch with a little air on both sides, for counts, which have no labels."""
    air = max((high - low) * 0.02, DAY / 2)
    return low - air, high + air


def padded(low: float, high: float) -> tuple[float, float]:
    """The stretch with air on both sides, more on the right, where labels stand; never narrower than two days."""
    width = high - low
    return low - max(width * 0.04, DAY), high + max(width * 0.22, DAY)
