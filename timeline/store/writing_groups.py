"""Writing what grouping has planned, in one short transaction."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from timeline.store import marks
from timeline.store.engine import insert_many
from timeline.store.grouping import Plan
from timeline.store.incident_rows import incident_row
from timeline.store.marks import portions
from timeline.store.placing import write_places
from timeline.store.schema import event_links, events, incident_events, incidents, meta
from timeline.store.tools import Tools


def write(connection: Connection, plan: Plan) -> bool:
    """Put a plan into the store, unless the groups are no longer those that it was made from; answers whether."""
    if marks.serial(connection) != plan.serial:
        return False
    _write_links(connection, plan)
    marks.dissolve(connection, plan.touched)
    _write_parts(connection, plan)
    write_places(connection, plan.placed)
    marks.unmark(connection, plan.batch)
    marks.changed(connection)
    connection.execute(update(meta).where(meta.c.name == "version").values(value=meta.c.value + 1))
    return True


def check_version(connection: Connection, tools: Tools) -> None:
    """Take away the groups that another version of the rules made."""
    own = meta.c.name == "grouping"
    found = connection.scalar(select(meta.c.value).where(own))
    if found is None:
        connection.execute(insert(meta).values(name="grouping", value=tools.version))
    elif found != tools.version:
        marks.mark_all(connection)
        connection.execute(update(meta).where(own).values(value=tools.version))


def _write_links(connection: Connection, plan: Plan) -> None:
    for some in portions(plan.batch):
        own = select(events.c.key).where(events.c.article_key.in_(some))
        connection.execute(delete(event_links).where(event_links.c.event_key.in_(own)))
    rows = sorted((link, key) for key, links in plan.links.items() for link in links)
    insert_many(connection, event_links, ("link", "event_key"), rows)


def _write_parts(connection: Connection, plan: Plan) -> None:
    """A component goes by the least key of its events."""
    rows: list[dict[str, Any]] = []
    for part in plan.parts:
        component = min(part.events)
        told = {event.id: event for event in part.events.values()}
        rows += [incident_row(made, [told[name] for name in made.events], component) for made in part.incidents]
    if rows:
        connection.execute(incidents.insert(), rows)
    numbers = dict(_keys(connection, (row["id"] for row in rows)))
    links: list[tuple[int, int, int | None]] = []
    for part in plan.parts:
        of = {name: numbers[incident.id] for incident in part.incidents for name in incident.events}
        links += [(key, min(part.events), of.get(event.id)) for key, event in part.events.items()]
    insert_many(connection, incident_events, ("event_key", "component", "incident_key"), links)


def _keys(connection: Connection, ids: Iterable[str]) -> Iterable[tuple[str, int]]:
    for some in portions(ids):
        rows: Any = connection.execute(select(incidents.c.id, incidents.c.key).where(incidents.c.id.in_(some)))
        yield from ((row[0], row[1]) for row in rows)
