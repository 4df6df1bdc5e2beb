"""Opening a database: what is SQLite's own stands here and nowhere else, and every fault becomes a StoreError."""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, Table, create_engine, event, func, inspect, select
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.sql.elements import ColumnElement

from timeline.store.errors import StoreError
from timeline.store.migrate import schema_of, upgrade
from timeline.store.place import file_at
from timeline.store.schema import SCHEMA_VERSION, meta, metadata

_MAKING = 7_403_112_950  # names the lock under which a server's tables are made
BUSY_SECONDS = 30  # how long a second writer waits for the first


def shown(place: str) -> str:
    """A database as messages name it: the file, or the URL without its password."""
    file = file_at(place)
    if file:
        return str(file)
    try:
        return make_url(place).render_as_string(hide_password=True)
    except (ArgumentError, ValueError):
        return place.split("://", 1)[0] + "://…"


def open_engine(place: str) -> Engine:
    """An engine on a store that is sure to be one; a new store is made where there is nothing yet.

    Raises StoreError for a file that is no store, a store of a newer version, and a place that cannot be used.
    """
    file = file_at(place)
    if file:
        _check_file(file)
    try:
        engine = _engine(place)
        try:
            _prepare(engine, shown(place))
        except BaseException:
            engine.dispose()
            raise
    except ImportError as fault:
        remedy = 'install it with: pip install "psycopg[binary]"'
        raise StoreError(shown(place), f"the database driver is missing ({fault})", remedy) from fault
    except (SQLAlchemyError, NoSuchModuleError, ValueError, OSError) as fault:
        raise _explained(shown(place), fault, file) from fault
    return engine


@contextlib.contextmanager
def begin(engine: Engine, alone: int = 0) -> Iterator[Connection]:
    """A transaction that writes: it takes the write lock at once, so two writers wait instead of failing.

    On a server, where writers do not wait for one another, ``alone`` names a lock that only one may hold.
    """
    with engine.execution_options(timeline_writes=True).begin() as connection:
        if alone and connection.dialect.name == "postgresql":
            connection.execute(select(func.pg_advisory_xact_lock(alone)))
        yield connection


def unwritten(engine: Engine, name: str, fault: Exception) -> StoreError:
    """The error to raise where a transaction that writes has failed."""
    cause = str(getattr(fault, "orig", None) or fault).splitlines()[0]
    remedy = "check the disk and the rights, then add it again"
    if read_only(engine):
        remedy = "copy it to a folder you can write to, or name another file with --store"
    return StoreError(name, f"it could not be written ({cause})", remedy)


def insert_many(connection: Connection, table: Table, names: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Insert rows of numbers and texts that need no conversion: a third of the time where there are very many."""
    if rows:
        mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
        marks = ", ".join([mark] * len(names))
        connection.exec_driver_sql(f"INSERT INTO {table.name} ({', '.join(names)}) VALUES ({marks})", list(rows))


def text_contains(connection: Connection, column: Any, needle: str) -> ColumnElement[bool]:
    """Whether a column contains a string as it stands, by the quickest function of the database."""
    if connection.dialect.name == "sqlite":
        return func.instr(column, needle) > 0
    return func.strpos(column, needle) > 0


def _engine(place: str) -> Engine:
    def dumps(value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    file = file_at(place)
    url = _file_url(file) if file else make_url(place)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, json_serializer=dumps, pool_pre_ping=True)
    engine = create_engine(url, json_serializer=dumps, connect_args={"timeout": BUSY_SECONDS})
    event.listen(engine, "connect", _sqlite_connect)
    event.listen(engine, "begin", _sqlite_begin)
    return engine


def _file_url(file: Path) -> URL:
    """The URL of a file; of one that may only be read, one that asks for no more."""
    if not file.exists() or (os.access(file, os.W_OK) and os.access(file.parent, os.W_OK)):
        return URL.create("sqlite", database=str(file))
    query = {"uri": "true", "mode": "ro"}
    url = URL.create("sqlite", database=f"file:{quote(str(file))}", query=query)
    wal = file.with_name(file.name + "-wal")
    if wal.exists() and wal.stat().st_size:
        return url  # what stands in the log must be read with it
    try:
        with contextlib.closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as raw:
            raw.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:  # SQLite cannot make its lock file beside it: then nobody writes there either
        return url.update_query_dict({"immutable": "1"})
    return url


@contextlib.contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees one state of the store, whatever others write meanwhile."""
    isolated = engine.dialect.name == "postgresql"  # SQLite's transactions see one state by themselves
    with (
        engine.execution_options(isolation_level="REPEATABLE READ").connect() if isolated else engine.connect() as seen
    ):
        yield seen


def read_only(engine: Engine) -> bool:
    """Whether the store may only be read."""
    return engine.url.query.get("mode") == "ro"


def _sqlite_connect(raw: Any, _record: Any) -> None:
    raw.isolation_level = None  # we say BEGIN ourselves, see _sqlite_begin
    raw.execute("PRAGMA foreign_keys = ON")
    raw.execute("PRAGMA synchronous = NORMAL")
    raw.execute("PRAGMA cache_size = -65536")


def _sqlite_begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("timeline_writes")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _check_file(file: Path) -> None:
    name = str(file)
    if file.is_dir():
        raise StoreError(name, "this is a folder", f"name a file, such as {file / 'timeline.db'}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        if file.exists() and file.stat().st_size:
            with file.open("rb") as opened:
                head = opened.read(16)
            if head != b"SQLite format 3\x00":
                raise StoreError(name, "this file is not a store", "name another file with --store")
    except OSError as fault:
        reason = (fault.strerror or str(fault)).lower()
        raise StoreError(name, f"it cannot be used ({reason})", "name a file in a folder you can write to") from fault


def _prepare(engine: Engine, name: str) -> None:
    with engine.connect() as connection:
        tables = set(inspect(connection).get_table_names())
    if meta.name not in tables:
        if tables and engine.dialect.name == "sqlite":
            raise StoreError(name, "this database belongs to something else", "name another file with --store")
        if clash := tables & set(metadata.tables):
            held = ", ".join(sorted(clash))
            raise StoreError(name, f"this database has tables of its own called {held}", "use an empty database")
        _create(engine)
    with engine.connect() as connection:
        found = schema_of(connection)
    if found == SCHEMA_VERSION:
        return
    if read_only(engine):
        fault = (
            f"an earlier version wrote it (schema {found}), and it can only be read, so it cannot be brought up to date"
        )
        raise StoreError(name, fault, "copy it to a folder you can write to")
    with begin(engine, alone=_MAKING) as connection:
        upgrade(connection, name)


def _create(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        raw = engine.raw_connection()
        try:
            raw.cursor().execute("PRAGMA journal_mode = WAL")  # kept in the file; not allowed inside a transaction
        finally:
            raw.close()
    with begin(engine, alone=_MAKING) as connection:  # two that make it at once would collide
        metadata.create_all(connection)
        if not connection.scalar(select(func.count()).select_from(meta)):
            rows = [{"name": "schema", "value": SCHEMA_VERSION}, {"name": "version", "value": 0}]
            connection.execute(meta.insert(), rows)


def _explained(name: str, fault: Exception, file: Path | None) -> StoreError:
    cause = str(getattr(fault, "orig", None) or fault).strip().splitlines()[0]
    if file is None:
        return StoreError(name, f"it cannot be opened ({cause})", "check the URL, and that the server answers")
    if "not a database" in cause or "malformed" in cause:
        return StoreError(name, "this file is not a store, or is damaged", "name another file with --store")
    if isinstance(fault, DatabaseError) and "locked" in cause:
        return StoreError(name, "another program holds it locked", "close that program, or try again")
    return StoreError(name, f"it cannot be opened ({cause})", "name a file in a folder you can write to")
