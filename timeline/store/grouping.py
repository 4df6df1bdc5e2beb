"""Incidents kept up to date: what was added is looked up among what is there, and only what it touches is made anew.

A *link* is a block in which an event looks for others (``incidents.link_keys``), a *component* a set of events that
hang together. Events of two components are never one incident. So a new event can change the components that it hangs
together with, and no other; these are put together again from their events, and the result is that of merging all.

The work is planned from one state of the store (``plan``), while others may write, and written in a moment
(``timeline.store.writing_groups``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from sqlalchemy import Connection, select

from timeline.models import Decision, Event, Incident, Review
from timeline.store import marks, review_log
from timeline.store.marks import gather, portions
from timeline.store.placing import Placed, place_articles, places_of
from timeline.store.rows import event_of
from timeline.store.schema import UNDATED, event_links, events, incident_events
from timeline.store.tools import Place, Tools, names
from timeline.store.versioning import newest_of

_WANTED = [column for column in events.c if column.name != "folded"]
_IN_FORCE = events.c.version_until == UNDATED  # older versions are in no group
Events = dict[int, Event]  # by their keys


@dataclass(frozen=True, slots=True)
class Part:
    """A component: its events, by their keys, and its incidents."""

    events: Events
    incidents: Sequence[Incident]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be written: the ``links`` of a ``batch`` of articles, and ``parts`` in place of what was ``touched``.

    ``serial`` tells from which state of the groups it was made; for another it is worthless.
    """

    serial: int
    batch: Sequence[int]
    placed: Placed
    links: Mapping[int, frozenset[int]]
    touched: frozenset[int]
    parts: Sequence[Part]


@dataclass(frozen=True, slots=True)
class _Context:
    """What holds for a whole plan."""

    connection: Connection
    tools: Tools
    said: Sequence[Review]
    options: Mapping[str, Any]  # story_of and copy_of, for merging
    decided: Sequence[Decision]

    def asked(self, held: Iterable[Event]) -> dict[str, Any]:
        """The options for merging some events."""
        ids = {event.id for event in held}
        known = [decision for decision in self.decided if decision.one in ids and decision.other in ids]
        return {**self.options, "decisions": known} if known else dict(self.options)


def plan(connection: Connection, tools: Tools, limit: int) -> Plan | None:
    """How to group up to ``limit`` of the articles that are marked; None where none is. Nothing is written."""
    serial = marks.serial(connection)
    batch = marks.marked(connection, limit)
    if not batch:
        return None
    placed = place_articles(connection, tools, batch)
    context = _context(connection, tools, placed.places)
    changed = [*batch, *placed.moved]
    fresh = _load(context, events.c.article_key, changed, _IN_FORCE)
    links = {key: frozenset(map(hashed, tools.link_keys(event))) for key, event in fresh.items()}
    touched = _components_of(connection, changed)
    near = _near(context, fresh, links)
    tied = gather(
        connection, select(incident_events.c.component).distinct(), incident_events.c.event_key,
        _tied(context, fresh, near),
    )  # fmt: skip
    touched |= set(tied)
    held = {**_load_components(context, touched), **fresh}
    own = set(batch)
    of_batch = set(gather(connection, select(events.c.key), events.c.article_key, own))
    links = {key: found for key, found in links.items() if key in of_batch}
    return Plan(serial, batch, placed, links, frozenset(touched), _parts(context, held))


def hashed(link: str) -> int:
    """A link as a whole number of 63 bits, the same on every machine."""
    return int.from_bytes(blake2b(link.encode("utf-8", "replace"), digest_size=8).digest(), "big") >> 1


def linked(connection: Connection, tools: Tools, told: Iterable[Event]) -> set[int]:
    """The components with which events that are in none of them share a link."""
    links = {hashed(link) for event in told for link in tools.link_keys(event)}
    joined = select(incident_events.c.component).join(
        event_links, event_links.c.event_key == incident_events.c.event_key
    )
    return set(gather(connection, joined.distinct(), event_links.c.link, links))


def merge_apart(connection: Connection, tools: Tools, held: Events) -> list[Incident]:
    """The incidents that some events make among themselves, with the stories and reviews of today."""
    places = places_of(connection)
    places |= {old: places[new] for old, new in newest_of(connection).items() if new in places}
    context = _context(connection, tools, places)
    kept = review_log.reviewed(list(held.values()), context.said)
    keys = {event.id: key for key, event in held.items()}
    return [
        incident for part in _parts(context, {keys[event.id]: event for event in kept}) for incident in part.incidents
    ]


def _context(connection: Connection, tools: Tools, places: Mapping[str, Place]) -> _Context:
    said = review_log.log(connection)
    story_of, copy_of = names(places)
    return _Context(connection, tools, said, {"story_of": story_of, "copy_of": copy_of}, review_log.decisions(said))


def _load(context: _Context, column: Any, values: Iterable[Any], *conditions: Any) -> Events:
    """Events as their reviews leave them, whose ``column`` has one of the values."""
    found: Events = {}
    for some in portions(dict.fromkeys(values)):
        rows = context.connection.execute(select(*_WANTED).where(column.in_(some), *conditions)).mappings().all()
        keys = {row["id"]: row["key"] for row in rows}
        found |= {keys[event.id]: event for event in review_log.reviewed([event_of(row) for row in rows], context.said)}
    return found


def _components_of(connection: Connection, article_keys: Sequence[int]) -> set[int]:
    joined = select(incident_events.c.component).join(events, events.c.key == incident_events.c.event_key).distinct()
    return set(gather(connection, joined, events.c.article_key, article_keys))


def _load_components(context: _Context, components: Iterable[int]) -> Events:
    keys = gather(context.connection, select(incident_events.c.event_key), incident_events.c.component, components)
    return _load(context, events.c.key, keys)


def _near(context: _Context, fresh: Events, links: Mapping[int, frozenset[int]]) -> Events:
    """The events that share a link with fresh ones, or that a reviewer said to be one with them."""
    wanted = set().union(*links.values())
    keys = set(gather(context.connection, select(event_links.c.event_key), event_links.c.link, wanted))
    ids = {event.id for event in fresh.values()}
    named = {name for d in context.decided if d.same and ids & {d.one, d.other} for name in (d.one, d.other)}
    keys |= set(gather(context.connection, select(events.c.key), events.c.id, named))
    return _load(context, events.c.key, keys - fresh.keys())


def _tied(context: _Context, fresh: Events, near: Events) -> list[int]:
    """Those of the near events that are tied to fresh ones; where these are more, all of them, which costs less."""
    if len(near) <= len(fresh):
        return list(near)
    held = {**near, **fresh}
    others = [*near.values(), *_beside(context, held)]
    found = context.tools.tied(list(fresh.values()), others, **context.asked(held.values()))
    return [key for key, event in near.items() if event.id in found]


def _beside(context: _Context, held: Events) -> list[Event]:
    """The other events of the sentences of these: what is read out of an event leans on what they leave to it."""
    other = events.alias()
    same = (other.c.article_key == events.c.article_key) & (other.c.char_start == events.c.char_start)
    keys = gather(context.connection, select(other.c.key).join(events, same), events.c.key, held)
    return list(_load(context, events.c.key, set(keys) - held.keys()).values())


def _parts(context: _Context, held: Events) -> list[Part]:
    """The components of some events, each with its incidents. What stands beside them only helps to read them."""
    keys = {event.id: key for key, event in held.items()}
    whole = [*held.values(), *_beside(context, held)]
    found = context.tools.parts(whole, **context.asked(held.values()))
    made = [
        Part(
            {keys[event.id]: event for event in component if event.id in keys},
            [incident for incident in incidents if incident.events[0] in keys],
        )
        for component, incidents in found
    ]
    return [part for part in made if part.events]
