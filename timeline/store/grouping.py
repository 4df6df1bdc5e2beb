"""Incidents kept up to date: what was added is looked up among what is there, and only what it touches is made anew.

A *link* is a block in which an event looks for others (``incidents.link_keys``), a *component* a set of events that
hang together. Events of two components are never one incident. So a new event can change the components that it hangs
together with, and no other; these are put together again from their events, and the result is that of merging all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from timeline.models import Decision, Event, Incident, Review
from timeline.store import marks, review_log
from timeline.store.incident_rows import incident_row
from timeline.store.marks import gather, portions
from timeline.store.placing import place_articles
from timeline.store.rows import event_of
from timeline.store.schema import event_links, events, incident_events, incidents, meta
from timeline.store.tools import Place, Tools, names

BATCH = 200  # articles grouped in one transaction, which nobody else may write beside
_WANTED = [column for column in events.c if column.name not in ("folded",)]


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds for a whole transaction."""

    connection: Connection
    tools: Tools
    said: Sequence[Review]
    options: Mapping[str, Any]  # story_of and copy_of, for merging
    decided: Sequence[Decision]

    def asked(self, held: Iterable[Event]) -> dict[str, Any]:
        ids = {event.id for event in held}
        known = [decision for decision in self.decided if decision.one in ids and decision.other in ids]
        return {**self.options, "decisions": known} if known else dict(self.options)


Events = dict[int, Event]  # by their keys


def group(connection: Connection, tools: Tools, limit: int = BATCH) -> int:
    """Group up to ``limit`` articles that are marked, within the caller's transaction; answers how many."""
    _check_version(connection, tools)
    batch = marks.marked(connection, limit)
    if not batch:
        return 0
    places, moved = place_articles(connection, tools, batch)
    context = _context(connection, tools, places)
    fresh = _load(context, events.c.article_key, [*batch, *moved])
    _write_links(context, fresh, [*batch, *moved])
    _regroup(context, fresh, _components_of_articles(connection, [*batch, *moved]))
    marks.unmark(connection, batch)
    connection.execute(update(meta).where(meta.c.name == "version").values(value=meta.c.value + 1))
    return len(batch)


def _check_version(connection: Connection, tools: Tools) -> None:
    """Groups that another version of the rules made are made anew."""
    own = meta.c.name == "grouping"
    found = connection.scalar(select(meta.c.value).where(own))
    if found == tools.version:
        return
    if found is None:
        connection.execute(insert(meta).values(name="grouping", value=tools.version))
        return
    marks.mark_all(connection)
    connection.execute(update(meta).where(own).values(value=tools.version))


def _context(connection: Connection, tools: Tools, places: Mapping[str, Place]) -> _Context:
    said = review_log.log(connection)
    story_of, copy_of = names(places)
    options = {"story_of": story_of, "copy_of": copy_of}
    return _Context(connection, tools, said, options, review_log.decisions(said))


def _load(context: _Context, column: Any, values: Iterable[Any]) -> Events:
    """Events as their reviews leave them, whose ``column`` has one of the values."""
    found: Events = {}
    for some in portions(dict.fromkeys(values)):
        rows = context.connection.execute(select(*_WANTED).where(column.in_(some))).mappings().all()
        keys = {row["id"]: row["key"] for row in rows}
        found |= {keys[event.id]: event for event in review_log.reviewed([event_of(row) for row in rows], context.said)}
    return found


def _components_of_articles(connection: Connection, article_keys: Sequence[int]) -> set[int]:
    joined = select(incident_events.c.component).join(events, events.c.key == incident_events.c.event_key).distinct()
    return set(gather(connection, joined, events.c.article_key, article_keys))


def _write_links(context: _Context, fresh: Events, article_keys: Sequence[int]) -> None:
    for some in portions(article_keys):
        own = select(events.c.key).where(events.c.article_key.in_(some))
        context.connection.execute(delete(event_links).where(event_links.c.event_key.in_(own)))
    rows = [
        {"link": link, "event_key": key}
        for key, event in fresh.items()
        for link in {hashed(link) for link in context.tools.link_keys(event)}
    ]
    if rows:
        context.connection.execute(event_links.insert(), rows)


def hashed(link: str) -> int:
    """A link as a whole number of 63 bits, the same on every machine."""
    return int.from_bytes(blake2b(link.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1


def _regroup(context: _Context, fresh: Events, touched: set[int]) -> None:
    """Make the incidents anew of the components that fresh events were in, or hang together with now."""
    connection = context.connection
    before = _load_components(context, touched)
    near = _near(context, fresh, before)
    component_of = dict(_pairs(connection, incident_events.c.event_key, incident_events.c.component, [*near.keys()]))
    tied = _tied(context, fresh, near)
    touched |= {component_of[key] for key in tied if key in component_of}
    held = {**before, **_load_components(context, touched), **fresh}
    marks.dissolve(connection, touched)
    _write_incidents(context, held)


def _load_components(context: _Context, components: Iterable[int]) -> Events:
    keys = gather(context.connection, select(incident_events.c.event_key), incident_events.c.component, components)
    return _load(context, events.c.key, keys)


def _pairs(connection: Connection, key: Any, value: Any, keys: Iterable[Any]) -> Iterable[tuple[Any, int]]:
    for some in portions(keys):
        rows: Any = connection.execute(select(key, value).where(key.in_(some)))
        yield from ((row[0], row[1]) for row in rows)


def _near(context: _Context, fresh: Events, before: Events) -> Events:
    """The events that share a link with fresh ones, or that a reviewer said to be one with them."""
    keys: set[int] = set()
    for some in portions(fresh):
        links = select(event_links.c.link).where(event_links.c.event_key.in_(some))
        keys |= set(context.connection.scalars(select(event_links.c.event_key).where(event_links.c.link.in_(links))))
    ids = {event.id for event in fresh.values()}
    named = {name for d in context.decided if d.same and ids & {d.one, d.other} for name in (d.one, d.other)}
    keys |= set(gather(context.connection, select(events.c.key), events.c.id, named))
    return _load(context, events.c.key, keys - fresh.keys() - before.keys())


def _tied(context: _Context, fresh: Events, near: Events) -> list[int]:
    """Those of the near events that hang together with fresh ones."""
    if not near:
        return []
    held = {**near, **fresh}
    keys = {event.id: key for key, event in held.items()}
    ids = {event.id for event in fresh.values()}
    tied: list[int] = []
    for component in _components(context, held):
        if any(event.id in ids for event in component):
            tied += [keys[event.id] for event in component if event.id not in ids]
    return tied


def _components(context: _Context, held: Events) -> list[list[Event]]:
    """The components of some events, each seen beside the others of its sentence, as always."""
    beside = [event for key, event in _siblings(context, held).items() if key not in held]
    whole = [*held.values(), *beside]
    outside = {event.id for event in beside}
    found = context.tools.components(whole, **context.asked(held.values()))
    inside = ([event for event in component if event.id not in outside] for component in found)
    return [component for component in inside if component]


def _siblings(context: _Context, held: Events) -> Events:
    """The events that stand in one sentence with others of these: what an event says may be read by what they leave."""
    own = {(event.article_id, event.char_start) for event in held.values()}
    ids = {event.article_id for event in held.values()}
    found = _load(context, events.c.article_id, ids)
    return {key: event for key, event in found.items() if (event.article_id, event.char_start) in own}


def _write_incidents(context: _Context, held: Events) -> None:
    """Merge events that have no incident now, and write what they give."""
    beside = {key: event for key, event in _siblings(context, held).items() if key not in held}
    keys = {event.id: key for key, event in held.items()}
    component_of = {
        event.id: min(keys[one.id] for one in component)
        for component in _components(context, held)
        for event in component
    }
    merged = context.tools.merge([*held.values(), *beside.values()], **context.asked(held.values()))
    made = [incident for incident in merged if incident.events[0] in keys]
    rows = [_row(incident, held, keys, component_of) for incident in made]
    if rows:
        context.connection.execute(incidents.insert(), rows)
    ids = [incident.id for incident in made]
    numbers = dict(_pairs(context.connection, incidents.c.id, incidents.c.key, ids))
    incident_key = {event: numbers[incident.id] for incident in made for event in incident.events}
    links = [
        {"event_key": key, "component": component_of[name], "incident_key": incident_key.get(name)}
        for name, key in keys.items()
    ]
    if links:
        context.connection.execute(incident_events.insert(), links)


def _row(incident: Incident, held: Events, keys: Mapping[str, int], component_of: Mapping[str, int]) -> dict[str, Any]:
    told = [held[keys[name]] for name in incident.events]
    return incident_row(incident, told, component_of[incident.events[0]])
