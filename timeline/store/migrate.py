"""Stores of earlier versions are brought up to date in place, in one transaction.

Version 1 held articles, events, actors and reviews. Version 2 added what grouping makes: its tables stand empty at
first, and every article is marked as not grouped yet.
"""

from __future__ import annotations

from collections.abc import Callable

from sqlalchemy import Connection, inspect, select, update

from timeline.store.errors import StoreError
from timeline.store.schema import SCHEMA_VERSION, articles, meta, metadata, stale


def upgrade(connection: Connection, name: str) -> None:
    """Bring a store to ``SCHEMA_VERSION``, within the caller's transaction. Raises StoreError where it cannot be."""
    found = schema_of(connection)
    while found != SCHEMA_VERSION:
        if found not in _STEPS:
            raise StoreError(name, f"it was written by {_writer(found)}", "update the program, or name another file")
        _STEPS[found](connection, name)
        found = (found or 0) + 1
        connection.execute(update(meta).where(meta.c.name == "schema").values(value=found))


def schema_of(connection: Connection) -> int | None:
    """The version of a store's tables; None where it tells none."""
    return connection.scalar(select(meta.c.value).where(meta.c.name == "schema"))


def _writer(found: int | None) -> str:
    return f"another version of this program (schema {found}, this one reads {SCHEMA_VERSION})"


def _to_2(connection: Connection, name: str) -> None:
    new = ("stale_articles", "article_groups", "event_links", "incidents", "incident_events")
    if clash := set(new) & set(inspect(connection).get_table_names()):
        held = ", ".join(sorted(clash))
        raise StoreError(name, f"it has tables of its own called {held}", "name another file or database with --store")
    metadata.create_all(connection, tables=[metadata.tables[table] for table in new])
    connection.execute(stale.insert().from_select(["article_key"], select(articles.c.key)))


_STEPS: dict[int | None, Callable[[Connection, str], None]] = {1: _to_2}
