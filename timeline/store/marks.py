"""Which articles are not grouped yet: marked in the transaction that changes them, so that no kill can lose it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, Select, delete, func, select, update

from timeline.store.schema import article_groups, articles, event_links, events, incident_events, incidents, meta, stale

_PORTION = 500  # values in one list of a query; SQLite of before 2020 took 999
Value = TypeVar("Value")


def portions(values: Iterable[Value]) -> Iterator[list[Value]]:
    """The values in lists that a query can hold."""
    held = list(values)
    for start in range(0, len(held), _PORTION):
        yield held[start : start + _PORTION]


def gather(connection: Connection, wanted: Select[Any], column: Any, values: Iterable[Any]) -> list[Any]:
    """The first column of a query whose ``column`` is one of many values."""
    return [found for some in portions(values) for found in connection.scalars(wanted.where(column.in_(some)))]


def mark(connection: Connection, article_keys: Iterable[int]) -> None:
    """Say that articles are not grouped as they are now."""
    keys = set(article_keys)
    keys -= set(gather(connection, select(stale.c.article_key), stale.c.article_key, keys))
    if keys:
        connection.execute(stale.insert(), [{"article_key": key} for key in sorted(keys)])


def unmark(connection: Connection, article_keys: Iterable[int]) -> None:
    """Say that articles are grouped."""
    for some in portions(article_keys):
        connection.execute(delete(stale).where(stale.c.article_key.in_(some)))


def marked(connection: Connection, limit: int | None = None) -> Sequence[int]:
    """The keys of the articles that are not grouped yet, in the order in which they came."""
    return connection.scalars(select(stale.c.article_key).order_by(stale.c.article_key).limit(limit)).all()


def count_marked(connection: Connection) -> int:
    """How many articles are not grouped yet."""
    return connection.scalar(select(func.count()).select_from(stale)) or 0


def count_grouped(connection: Connection) -> int:
    """How many articles are grouped, or were before they changed."""
    return connection.scalar(select(func.count()).select_from(article_groups)) or 0


def loosen(connection: Connection, article_key: int) -> None:
    """Take an article's events out of all groups, before they go; what was grouped with them is marked."""
    own = select(events.c.key).where(events.c.article_key == article_key)
    touched = connection.scalars(
        select(incident_events.c.component).where(incident_events.c.event_key.in_(own)).distinct()
    ).all()
    beside = select(events.c.article_key).join(incident_events, incident_events.c.event_key == events.c.key).distinct()
    mark(connection, [article_key, *gather(connection, beside, incident_events.c.component, touched)])
    dissolve(connection, touched)
    connection.execute(delete(event_links).where(event_links.c.event_key.in_(own)))
    connection.execute(delete(article_groups).where(article_groups.c.article_key == article_key))
    changed(connection)


def beside(connection: Connection, article_key: int, article_id: str) -> Sequence[int]:
    """The keys of the other articles of an article's story, and of those that are taken for copies of it."""
    held = article_groups.c
    story = select(held.story).where(held.article_key == article_key, held.story != "").scalar_subquery()
    wanted = select(held.article_key).where((held.story == story) | (held.copy_of == article_id))
    return connection.scalars(wanted.where(held.article_key != article_key)).all()


def dissolve(connection: Connection, components: Iterable[int]) -> None:
    """Take away the incidents of components, and the components."""
    for some in portions(components):
        connection.execute(delete(incident_events).where(incident_events.c.component.in_(some)))
        connection.execute(delete(incidents).where(incidents.c.component.in_(some)))


def serial(connection: Connection) -> int:
    """A number that grows with each change of groups, or of what they are made from besides new articles."""
    return connection.scalar(select(meta.c.value).where(meta.c.name == "groups")) or 0


def changed(connection: Connection) -> None:
    """Let ``serial`` grow."""
    own = meta.c.name == "groups"
    if not connection.execute(update(meta).where(own).values(value=meta.c.value + 1)).rowcount:
        connection.execute(meta.insert().values(name="groups", value=1))


def mark_all(connection: Connection) -> None:
    """Take away all groups, and mark every article that is no older version of another."""
    for table in (incident_events, incidents, event_links, article_groups, stale):
        connection.execute(delete(table))
    in_force = select(articles.c.key).where(articles.c.newest == "")
    connection.execute(stale.insert().from_select(["article_key"], in_force))
    changed(connection)
