"""The date of an incident: what its reports bound together, and which of them disagree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from timeline.incidents.days import say_day
from timeline.incidents.features import Told
from timeline.models import Event

WITHIN, AROUND = 0.9, 0.25  # how much a report speaks for a finer span within its own, and for a coarser one around it


@dataclass(frozen=True, slots=True)
class Dating:
    """``event`` is the report whose date stands for all; ``agreeing`` and ``differing`` are the others by their ids."""

    event: Event
    start: str | None
    end: str | None
    why: str
    agreeing: tuple[str, ...]
    differing: tuple[str, ...]


def date_of(group: Sequence[Told]) -> Dating:
    """The date that most independent reports bear, at its finest.

    Each report speaks for its own span, and nearly as much for a finer one within it; a little for a coarser one
    around it, and not for one that it excludes. Every independent article speaks once. What is left equal goes to the
    finer, the exact, the earlier. A clock time is taken where no report gives another.
    """
    dated = [told for told in group if told.first] or list(group)
    times = {told.moment for told in dated if told.moment}
    eligible = [told for told in dated if not told.moment or len(times) == 1] or dated
    support = _support(dated)
    best = min(eligible, key=lambda told: _rank(told, support))
    agreeing = [told for told in dated if _meets(told, best)]
    differing = [told for told in dated if not _meets(told, best)]
    return Dating(
        best.event, best.event.start, best.event.end, _why(best, agreeing, differing),
        tuple(told.id for told in agreeing), tuple(told.id for told in differing),
    )  # fmt: skip


def _rank(told: Told, support: Mapping[tuple[int, int], float]) -> tuple:
    vague = told.event.bound not in ("exact", "about")
    span = (told.first, told.last)
    return (-support[span], told.last - told.first, vague, told.grain, told.moment, told.id)


def _support(dated: Sequence[Told]) -> dict[tuple[int, int], float]:
    """How much speaks for each span that reports give."""
    spans: dict[tuple[int, int], set[str]] = defaultdict(set)
    for told in dated:
        spans[told.first, told.last].add(told.origin)
    support = {}
    for span in spans:
        speaks: dict[str, float] = {}
        for other, origins in spans.items():
            for origin in origins:
                speaks[origin] = max(speaks.get(origin, 0.0), _speaks(other, span))
        support[span] = round(sum(speaks.values()), 6)
    return support


def _speaks(other: tuple[int, int], span: tuple[int, int]) -> float:
    """How much a report of one span speaks for another."""
    if other == span:
        return 1.0
    if other[0] <= span[0] and span[1] <= other[1]:
        return WITHIN
    return AROUND if other[0] <= span[1] and span[0] <= other[1] else 0.0


def _meets(one: Told, other: Told) -> bool:
    return one.first <= other.last and other.first <= one.last


def sources(group: Sequence[Told]) -> list[str]:
    """The names of those who published a group's articles, in order of publication, each once."""
    ordered = sorted(group, key=lambda told: (told.published or 9**9, told.id))
    return list(dict.fromkeys(source_of(told.event) for told in ordered))


def source_of(event: Event) -> str:
    """What an article is called in a sentence."""
    source = event.source
    return source.publisher or source.title or source.url or "an article without a name"


def _why(best: Told, agreeing: Sequence[Told], differing: Sequence[Told]) -> str:
    """One plain sentence for the reader."""
    told = {told.origin for told in agreeing}
    others = {told.origin for told in differing} - told
    if not best.first:
        return "no report dates it"
    when = says(best.event)
    if len(told) == 1 and not others:
        return f"one report dates it: {when}"
    if not others:
        return f"{len(told)} reports agree on {when}" if len(told) > 1 else f"dated {when}"
    return f"{len(told)} of {len(told) + len(others)} reports agree on {when}"


def says(event: Event) -> str:
    """A date as a reader sees it: "5 May 2017", "1 to 30 April 2017"."""
    if not event.start and not event.end:
        return "no date"
    if not event.start or not event.end:
        return f"until {say_day(event.end)}" if event.end else f"from {say_day(event.start)} on"
    if event.start[:10] == event.end[:10]:
        return say_day(event.start)
    return f"{say_day(event.start)} to {say_day(event.end)}"
