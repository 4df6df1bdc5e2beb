"""Which stretch of time to show first, so that one far-off date does not squash the rest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from timeline.views.marks import DAY, Mark

_SHARE = 0.8  # of the weight that the first view must hold
_WORTH = 3.0  # narrow the view only where everything would be this many times wider
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

    ``weights`` are (position in ms, weight) pairs; ``low`` and ``high`` the bounds of everything. Neighbours close to
    the dense stretch are taken in, and the answer is padded and stays within the padded bounds.
    """
    full = padded(low, high)
    dense = _densest(sorted(weights))
    if dense is None:
        return full
    first, last = dense
    reach = max(last - first, 30 * DAY)
    for position, _ in sorted(weights):
        if last < position <= last + reach:
            last = position
    for position, _ in sorted(weights, reverse=True):
        if first - reach <= position < first:
            first = position
    window = padded(first, last)
    return window if (full[1] - full[0]) > _WORTH * (window[1] - window[0]) else full


def _densest(weights: Sequence[tuple[float, float]]) -> tuple[float, float] | None:
    """The shortest stretch that holds the share of the weight (two pointers)."""
    need = _SHARE * sum(weight for _, weight in weights)
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


def padded(low: float, high: float) -> tuple[float, float]:
    """The stretch with air on both sides, never narrower than two days."""
    air = max((high - low) * 0.06, DAY)
    return low - air, high + air
