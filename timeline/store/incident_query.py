"""Incidents as the filters show them: one whose events, any of them, match.

As known on a day, an incident is what merging makes of the reports published by then. Most components had been
published whole by that day, or not at all; the others are merged anew from what was visible, and kept for the next
question.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, and_, case, func, select

from timeline.models import Event, Incident
from timeline.store.grouping import Events, linked, merge_apart
from timeline.store.incident_rows import incident_of, incident_row
from timeline.store.marks import gather, portions
from timeline.store.rows import event_of
from timeline.store.schema import UNDATED, events, incident_events, incidents
from timeline.store.tools import Tools
from timeline.store.versioning import OLDER, any_older


def _in_order(row: Mapping[Any, Any]) -> tuple[Any, ...]:
    return row["first_day"], row["start"] or "", row["end"] or "", row["id"]


def _none_last(value: int | None, sign: int) -> tuple[bool, int]:
    return value is None, sign * (value or 0)


def _latest(row: Mapping[Any, Any]) -> tuple[Any, ...]:
    return row["first_day"] == UNDATED, -row["first_day"], row["id"]


# An order is a sort of the light columns of all that is shown, the same whether a row is stored or made for a day.
INCIDENT_ORDERS: dict[str, Callable[[Mapping[Any, Any]], tuple[Any, ...]]] = {
    "start": _in_order,
    "-start": _latest,
    "published": lambda row: (*_none_last(row["first_published"], 1), *_in_order(row)),
    "-published": lambda row: (*_none_last(row["last_published"], -1), *_in_order(row)),
    "importance": lambda row: (-row["score"], -row["independent"], -row["reports"], *_in_order(row)),
}
_NO_COMPONENT = -1  # of an event that is in no group today
_LIGHT = [
    incidents.c[name]
    for name in (
        "key", "id", "component", "first_day", "start", "end", "first_published", "last_published", "score",
        "independent", "reports",
    )
]  # fmt: skip


@dataclass
class Then:
    """What was known on a day: the incidents of components of which only a part had been published."""

    components: set[int] = field(default_factory=set)
    incidents: list[tuple[Incident, dict[str, Any]]] = field(default_factory=list)  # each with its row


def shown(connection: Connection, conditions: Sequence[Any], then: Then) -> list[Mapping[Any, Any]]:
    """The light rows of all incidents with an event that the conditions let through, in no order."""
    wanted: Any = select(*_LIGHT)
    if conditions:
        matching = select(incident_events.c.incident_key).join(events, events.c.key == incident_events.c.event_key)
        wanted = wanted.where(incidents.c.key.in_(matching.where(*conditions)))
    rows: list[Mapping[Any, Any]] = [dict(row) for row in connection.execute(wanted).mappings()]
    rows = [row for row in rows if row["component"] not in then.components]
    if then.incidents:
        names = [name for incident, _ in then.incidents for name in incident.events]
        matching = set(gather(connection, select(events.c.id).where(*conditions), events.c.id, names))
        rows += [row | {"whole": incident} for incident, row in then.incidents if matching & set(incident.events)]
    return rows


def whole(connection: Connection, rows: Sequence[Mapping[Any, Any]]) -> list[Incident]:
    """The incidents of light rows, in their order."""
    keys = [row["key"] for row in rows if "whole" not in row]
    found: dict[int, Incident] = {}
    for some in portions(keys):
        stored = connection.execute(select(incidents).where(incidents.c.key.in_(some))).mappings()
        found |= {row["key"]: incident_of(row) for row in stored}
    return [row["whole"] if "whole" in row else found[row["key"]] for row in rows]


def events_of(connection: Connection, wanted: Sequence[Incident]) -> Iterator[tuple[Incident, list[Event]]]:
    """Incidents, each with its events in the order of publication."""
    for some in portions(wanted):
        names = [name for incident in some for name in incident.events]
        held: dict[str, Event] = {}
        for part in portions(names):
            rows = connection.execute(select(events).where(events.c.id.in_(part))).mappings()
            held |= {row["id"]: event_of(row) for row in rows}
        yield from ((incident, [held[name] for name in incident.events if name in held]) for incident in some)


def known_on(connection: Connection, tools: Tools, day: date) -> Then:
    """What the components that had been published in part by a day were, from what was visible of them.

    Versions that held on that day, and are in force no more, are looked up among the others by their links.
    """
    number = day.toordinal()
    visible = and_(events.c.published_day.is_not(None), events.c.published_day <= number)
    if any_older(connection):
        visible = and_(visible, events.c.version_from <= number, events.c.version_until > number)
    shown_then = func.sum(case((visible, 1), else_=0))
    counted: Select[Any] = (
        select(incident_events.c.component)
        .join(events, events.c.key == incident_events.c.event_key)
        .group_by(incident_events.c.component)
        .having(shown_then < func.count())
    )
    older = connection.execute(select(events).where(OLDER, visible)).mappings().all()
    held: Events = {row["key"]: event_of(row) for row in older}
    of: dict[str, int] = {row["id"]: _NO_COMPONENT for row in older}
    components = set(connection.scalars(counted)) | linked(connection, tools, held.values())
    for some in portions(components):
        joined = select(events, incident_events.c.component).join(
            incident_events, events.c.key == incident_events.c.event_key
        )
        for row in connection.execute(joined.where(visible, incident_events.c.component.in_(some))).mappings():
            held[row["key"]] = event_of(row)
            of[row["id"]] = row["component"]
    told = {event.id: event for event in held.values()}
    made = merge_apart(connection, tools, held) if held else []
    rows = [incident_row(one, [told[name] for name in one.events], of[one.events[0]]) for one in made]
    return Then(components, list(zip(made, rows, strict=True)))


def find(connection: Connection, prefix: str, limit: int) -> list[str]:
    """The ids of incidents that begin with some characters."""
    wanted = select(incidents.c.id).where(incidents.c.id.startswith(prefix, autoescape=True))
    return list(connection.scalars(wanted.order_by(incidents.c.id).limit(limit)))


def by_id(connection: Connection, incident_id: str, then: Then) -> Incident | None:
    """One incident."""
    return _one(connection, incidents.c.id == incident_id, then, lambda one: one.id == incident_id)


def of_event(connection: Connection, event_id: str, then: Then) -> Incident | None:
    """The incident that an event is part of."""
    held = select(incident_events.c.incident_key).join(events, events.c.key == incident_events.c.event_key)
    mine = incidents.c.key.in_(held.where(events.c.id == event_id))
    return _one(connection, mine, then, lambda one: event_id in one.events)


def _one(connection: Connection, condition: Any, then: Then, meant: Callable[[Incident], bool]) -> Incident | None:
    if found := next((one for one, _ in then.incidents if meant(one)), None):
        return found
    row = connection.execute(select(incidents).where(condition)).mappings().first()
    return incident_of(row) if row and row["component"] not in then.components else None
