"""Filters as conditions of SQL, and what is counted under them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from timeline.store.engine import text_contains
from timeline.store.filters import Filters
from timeline.store.fold import fold
from timeline.store.schema import UNDATED, actors, article_groups, articles, events, incident_events
from timeline.store.versioning import OLDER, any_older

COLUMNS: dict[str, Any] = {
    "source": events.c.source_name,
    "status": events.c.status,
    "language": events.c.language,
}
_MOST_SOURCES = 500  # values in one list of a query
FACETS = ("actor", *COLUMNS)


def where(connection: Connection, wanted: Any, filters: Filters) -> Any:
    """A query of events, with the conditions of the filters."""
    return wanted.where(*conditions(connection, filters))


def conditions(connection: Connection, filters: Filters, *, grouped: bool = False) -> Iterator[ColumnElement[bool]]:
    """What must hold of an event for the filters to show it; ``grouped`` ones are of versions in force today."""
    yield from _in_force(connection, filters.as_known_on, grouped)
    if filters.since:
        yield events.c.last_day >= filters.since.toordinal()
    if filters.until:
        yield events.c.first_day <= filters.until.toordinal()
    if filters.as_known_on:
        yield events.c.published_day <= filters.as_known_on.toordinal()
    for name, column in COLUMNS.items():
        if chosen := getattr(filters, name):
            yield column.in_(chosen)
    if filters.actor:
        linked = select(actors.c.event_key).where(actors.c.actor.in_(filters.actor))
        yield events.c.key.in_(linked)
    if filters.story:
        placed = stories_of_articles(connection, filters.as_known_on)
        yield events.c.article_key.in_(select(placed.c.article_key).where(placed.c.story.in_(filters.story)))
    if needle := fold(filters.text):
        yield or_(
            text_contains(connection, events.c.folded, needle), events.c.source_name.in_(_sources(connection, needle))
        )


def _sources(connection: Connection, needle: str) -> list[str]:
    """The publishers whose names hold some folded words: they stand in no text that is searched."""
    names = connection.scalars(select(events.c.source_name).distinct())
    return [name for name in names if needle in fold(name)][:_MOST_SOURCES]


def stories_of_articles(connection: Connection, day: date | None) -> Any:
    """The story of each article, with columns ``article_key`` and ``story``. As known on a day an older version, which
    is in no group itself, stands in the story of the version in force."""
    own = select(article_groups.c.article_key, article_groups.c.story)
    if day is None or not any_older(connection):
        return own.subquery()
    newest = articles.alias()
    older = (
        select(articles.c.key, article_groups.c.story)
        .join(newest, newest.c.id == articles.c.newest)
        .join(article_groups, article_groups.c.article_key == newest.c.key)
    )
    return own.union_all(older).subquery()


def _in_force(connection: Connection, day: date | None, grouped: bool) -> Iterator[ColumnElement[bool]]:
    """That its article's version held, on a day or today. Asked only where any article has versions."""
    if (grouped and day is None) or not any_older(connection):
        return
    if day is None:
        yield events.c.version_until == UNDATED
    else:
        yield events.c.version_from <= day.toordinal()
        yield events.c.version_until > day.toordinal()


def facet_counts(
    connection: Connection, filters: Filters, of: str, limit: int | None
) -> dict[str, list[tuple[str, int]]]:
    """For each of ``FACETS`` its values with their counts, commonest first; ``of`` is "events" or "incidents"."""
    if of == "incidents":
        counts = {name: _incident_facet(connection, filters, name) for name in FACETS}
    else:
        counts = {"actor": _actor_facet(connection, filters), **_column_facets(connection, filters)}
    return {name: _commonest(counts[name], limit) for name in FACETS}


def _incident_facet(connection: Connection, filters: Filters, name: str) -> dict[str, int]:
    value = actors.c.actor if name == "actor" else COLUMNS[name]
    number = func.count(incident_events.c.incident_key.distinct())
    wanted: Any = select(value, number).select_from(events).group_by(value)
    wanted = wanted.join(incident_events, incident_events.c.event_key == events.c.key)
    if name == "actor":
        wanted = wanted.join(actors, actors.c.event_key == events.c.key)
    rows: Any = connection.execute(where(connection, wanted, replace(filters, **{name: ()}))).all()
    return {found: count for found, count in rows if count}


def _column_facets(connection: Connection, filters: Filters) -> dict[str, dict[str, int]]:
    """The facets that are columns. Those that are not filtered stand under the same filters: one pass counts them."""
    free = [name for name in COLUMNS if not getattr(filters, name)]
    passes = [(filters, free)] if free else []
    passes += [(replace(filters, **{name: ()}), [name]) for name in COLUMNS if name not in free]
    counts: dict[str, dict[str, int]] = {name: {} for name in COLUMNS}
    for others, names in passes:
        columns = [COLUMNS[name] for name in names]
        wanted: Any = select(func.count(), *columns).group_by(*columns)
        for number, *values in connection.execute(where(connection, wanted, others)):
            for name, value in zip(names, values, strict=True):
                counts[name][value] = counts[name].get(value, 0) + number
    return counts


def _actor_facet(connection: Connection, filters: Filters) -> dict[str, int]:
    others = replace(filters, actor=())
    wanted: Any = select(actors.c.actor, func.count()).group_by(actors.c.actor)
    if others:
        shown = where(connection, select(events.c.key), others)
        wanted = wanted.where(actors.c.event_key.in_(shown))
    elif any_older(connection):
        older = select(events.c.key).where(OLDER)
        wanted = wanted.where(actors.c.event_key.not_in(older))
    rows: Any = connection.execute(wanted).all()
    return dict(rows)


def _commonest(counts: dict[str, int], limit: int | None) -> list[tuple[str, int]]:
    named = [(name, number) for name, number in counts.items() if name]
    return sorted(named, key=lambda pair: (-pair[1], pair[0]))[:limit]
