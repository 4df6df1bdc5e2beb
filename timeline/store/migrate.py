"""Stores of earlier versions are brought up to date in place, in one transaction.

Version 1 held articles, events, actors and reviews. Version 2 added what grouping makes: its tables stand empty at
first, and every article is marked as not grouped yet. Version 3 added the versions of articles: those that were stored
as several articles of one page are found. Version 4 added the moment at which a page says that it was changed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, Integer, bindparam, inspect, select, update

from timeline.incidents.versions import page_of
from timeline.store.errors import StoreError
from timeline.store.schema import SCHEMA_VERSION, UNDATED, articles, events, meta, metadata, stale
from timeline.store.versioning import settle


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


_NEW_IN_3 = {
    "articles": ("page", "fetched", "seen", "newest", "version_from", "version_until"),
    "events": ("version_from", "version_until", "became"),
}


def _to_3(connection: Connection, name: str) -> None:
    for table, new in _NEW_IN_3.items():
        for column in new:
            held = metadata.tables[table].c[column]
            kind = "INTEGER NOT NULL DEFAULT " if isinstance(held.type, Integer) else "TEXT NOT NULL DEFAULT "
            default = str(UNDATED) if column == "version_until" else "0" if kind.startswith("I") else "''"
            connection.exec_driver_sql(f"ALTER TABLE {table} ADD COLUMN {column} {kind}{default}")
    _to_4(connection, name)  # what finds versions reads that column, too
    connection.exec_driver_sql("DROP INDEX events_filters")
    wanted = {"events_filters", "ix_articles_page", "ix_articles_newest"}
    for index in articles.indexes | events.indexes:
        if index.name in wanted:
            index.create(connection)
    rows: Any = connection.execute(select(articles.c.key, articles.c.url).where(articles.c.url != "")).all()
    pages = [{"own": key, "of": page} for key, url in rows if (page := page_of(url))]
    if pages:
        connection.execute(
            update(articles).where(articles.c.key == bindparam("own")).values(page=bindparam("of")), pages
        )
    for page in sorted({row["of"] for row in pages}):
        settle(connection, page)


def _to_4(connection: Connection, name: str) -> None:
    if "modified" not in {column["name"] for column in inspect(connection).get_columns("articles")}:
        connection.exec_driver_sql("ALTER TABLE articles ADD COLUMN modified TEXT NOT NULL DEFAULT ''")


_STEPS: dict[int | None, Callable[[Connection, str], None]] = {1: _to_2, 2: _to_3, 3: _to_4}
