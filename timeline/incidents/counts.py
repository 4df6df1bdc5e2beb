"""Numbers side by side: what several reports count alike, who said which, and when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from timeline.incidents.dating import source_of
from timeline.incidents.days import day_of
from timeline.incidents.things import counted_thing
from timeline.models import Event, Quantity


@dataclass(frozen=True, slots=True)
class Count:
    """One number of one report. ``said_by`` is whom the report names for it, the last of the chain first; else the
    publisher. ``published`` and ``start`` are ISO days, empty where unknown."""

    event_id: str
    article_id: str
    text: str
    low: float | None
    high: float | None
    unit: str
    what: str
    said_by: str
    publisher: str
    published: str
    start: str
    about: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """All numbers that count one thing, in order of publication. ``verdict``: ``agreement``, ``update`` (the later
    report gives another number), ``conflict`` (reports of about the same days differ), or ``single``."""

    what: str
    unit: str
    counts: tuple[Count, ...]
    verdict: str


SAME_REPORT_DAYS = 1  # numbers published within so many days of one another should agree
NEAR = 0.2  # the share by which "about" widens a number: "about twenty" does not contradict "24"


def side_by_side(events: Iterable[Event]) -> list[Counted]:
    """The numbers of events by what they count; what one article alone counts, or nothing is named for, is left out."""
    found: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for event in events:
        for quantity in event.quantities:
            if quantity.what:
                found[counted_thing(quantity, event.language)].append(_count(event, quantity))
    tables = []
    for (unit, _), counts in sorted(found.items()):
        ordered = sorted(counts, key=lambda c: (c.published or "9", c.event_id, c.text))
        if len({count.article_id for count in ordered}) > 1:
            tables.append(Counted(ordered[0].what, unit, tuple(ordered), verdict(ordered)))
    return tables


def _count(event: Event, quantity: Quantity) -> Count:
    by = event.chain[-1] if event.chain else event.attribution
    return Count(
        event.id, event.article_id, quantity.text, quantity.low, quantity.high, quantity.unit, quantity.what,
        ", ".join(by) or source_of(event), source_of(event), event.source.published or "", event.start or "",
        quantity.about,
    )  # fmt: skip


def verdict(counts: Sequence[Count]) -> str:
    """What numbers of one thing are to one another; see ``Counted``. An article that gives several ("climbed to 70,000
    from 30,000") agrees with another where any of them does."""
    by_article: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        by_article[count.article_id].append(count)
    if len(by_article) < 2:
        return "single"
    if all(agree(one, other) for one in counts for other in counts):
        return "agreement"
    for mine, theirs in combinations(by_article.values(), 2):
        if _reported_together(mine[0], theirs[0]) and not any(agree(one, other) for one in mine for other in theirs):
            return "conflict"
    return "update"


def agree(one: Count, other: Count) -> bool:
    """Whether two numbers can both be right: their ranges overlap."""
    low, high = _range(one)
    other_low, other_high = _range(other)
    return low <= other_high and other_low <= high


def _range(count: Count) -> tuple[float, float]:
    low = count.low if count.low is not None else float("-inf")
    high = count.high if count.high is not None else float("inf")
    return (low - NEAR * abs(low), high + NEAR * abs(high)) if count.about else (low, high)


def _reported_together(one: Count, other: Count) -> bool:
    """Whether the time of the reports does not explain a difference."""
    day, other_day = day_of(one.published), day_of(other.published)
    return not day or not other_day or abs((day - other_day).days) <= SAME_REPORT_DAYS
