"""What an analyst should see about an incident: agreement, conflicts, updates, denials, copies, single sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from timeline.incidents.concepts import fold
from timeline.incidents.counts import Counted, side_by_side
from timeline.incidents.dating import Dating, says, source_of
from timeline.incidents.days import say_day
from timeline.incidents.features import Told
from timeline.models import Event, Finding

_KINDS = {"agreement": "number agreement", "conflict": "number conflict", "update": "number update"}


def findings(group: Sequence[Told], dating: Dating) -> tuple[Finding, ...]:
    """The findings of one incident, dates first. ``group`` is in order of publication."""
    return (
        *_dates(group, dating),
        *_numbers([told.event for told in group]),
        *_denials(group),
        *_copies(group),
        *_single(group),
    )


def voices(group: Iterable[Told]) -> set[str]:
    """The sources that tell something by themselves: publishers, and articles of which none is known.

    A report that repeats another speaks with the other's voice, and all reports of one publisher speak with one.
    """
    told = list(group)
    publishers = {one.event.article_id: one.event.source.publisher for one in told}
    return {fold(publishers.get(one.origin, "")) or one.origin for one in told}


def _dates(group: Sequence[Told], dating: Dating) -> Iterator[Finding]:
    by_id = {told.id: told for told in group}
    agreeing = [by_id[name] for name in dating.agreeing]
    if dating.differing:
        parts = [f"{source_of(by_id[name].event)} says {says(by_id[name].event)}" for name in dating.differing]
        told = f"{says(dating.event)} by {source_of(dating.event)}, but {'; '.join(dict.fromkeys(parts))}"
        yield Finding("date conflict", told, (dating.event.id, *dating.differing))
    elif len(voices(agreeing)) > 1:
        yield Finding("date agreement", dating.why, dating.agreeing)


def _numbers(events: Sequence[Event]) -> Iterator[Finding]:
    for table in side_by_side(events):
        if table.verdict in _KINDS:
            ids = tuple(dict.fromkeys(count.event_id for count in table.counts))
            yield Finding(_KINDS[table.verdict], numbers_in_words(table), ids)


def numbers_in_words(table: Counted) -> str:
    """A table of numbers in one line: "fake accounts: 30,000 (Facebook, 15 April 2017), then 70,000 (…)"."""
    told = []
    for count in table.counts:
        day = f", {say_day(count.published)}" if count.published else ""
        told.append(f"{count.text} ({count.said_by}{day})")
    joint = {"update": ", then ", "conflict": " against "}.get(table.verdict, "; ")
    return f"{table.what}: {joint.join(dict.fromkeys(told))}"


def _denials(group: Sequence[Told]) -> Iterator[Finding]:
    denied = [told.event for told in group if told.event.status == "denied"]
    claimed = [told.event for told in group if told.event.status != "denied"]
    if not denied:
        return
    by = ", ".join(dict.fromkeys(name for event in denied for name in event.attribution or (source_of(event),)))
    beside = (
        f"; {len(claimed)} {'report tells' if len(claimed) == 1 else 'reports tell'} it otherwise" if claimed else ""
    )
    yield Finding("denial", f"denied by {by}{beside}", tuple(event.id for event in (*denied, *claimed)))


def _copies(group: Sequence[Told]) -> Iterator[Finding]:
    for told in group:
        if told.origin != told.event.article_id:
            yield Finding(
                "copy", f"{source_of(told.event)} repeats another report and does not count by itself", (told.id,)
            )


def _single(group: Sequence[Told]) -> Iterator[Finding]:
    if len(voices(group)) == 1:
        yield Finding("single source", f"only {source_of(group[0].event)} tells it", tuple(told.id for told in group))
