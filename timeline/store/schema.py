"""The tables. They hold on SQLite and on PostgreSQL alike.

Days are kept as day numbers (``date.toordinal``), which compare and bin alike in every database; what a reader sees
(``start``, ``end``) is kept beside them as written. An undated event has ``first_day`` UNDATED and ``last_day`` -1, so
that it sorts last and overlaps no window.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    event,
)

SCHEMA_VERSION = 1
UNDATED = 9_999_999

metadata = MetaData()

# PostgreSQL sorts text by the rules of a language unless told otherwise; ISO dates and ids need the order of codes.
_Code = String().with_variant(String(collation="C"), "postgresql")

meta = Table(
    "timeline_meta",
    metadata,
    Column("name", String, primary_key=True),  # "schema", "version"
    Column("value", Integer, nullable=False),
)

articles = Table(
    "articles",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", _Code, nullable=False, unique=True),
    Column("title", Text, nullable=False),
    Column("url", Text, nullable=False),
    Column("publisher", Text, nullable=False),
    Column("published", _Code),  # YYYY-MM-DD
    Column("published_basis", String, nullable=False),
    Column("published_why", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("verbatim", Boolean, nullable=False),
    Column("path", Text, nullable=False),
    Column("extracted", String, nullable=False),
    Column("regions", JSON, nullable=False),  # [[start, end, kind, reason], …]
    Column("text", Text, nullable=False),
)

events = Table(
    "events",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", _Code, nullable=False, unique=True),
    Column("article_key", ForeignKey("articles.key"), nullable=False, index=True),
    Column("article_id", String, nullable=False),
    Column("first_day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    Column("published_day", Integer),
    Column("status", String, nullable=False),
    Column("language", String, nullable=False),
    Column("source_name", Text, nullable=False),
    Column("start", _Code),
    Column("end", _Code),
    Column("precision", String, nullable=False),
    Column("bound", String, nullable=False),
    Column("edtf", String, nullable=False),
    Column("timex_type", String, nullable=False),
    Column("timex_value", String, nullable=False),
    Column("basis", String, nullable=False),
    Column("region", String, nullable=False),
    Column("char_start", Integer, nullable=False),
    Column("char_end", Integer, nullable=False),
    Column("when_char_start", Integer, nullable=False),
    Column("when_char_end", Integer, nullable=False),
    Column("extracted", String, nullable=False),
    Column("when_text", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("quote", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("nested", JSON, nullable=False),  # alternatives, actors, attribution, numbers, source
    Column("folded", Text, nullable=False),  # what the text filter searches, folded
    Index("events_in_order", "first_day", "start", "end", "id"),
    # Counts and facets are answered from this index alone, without touching the wide rows.
    Index("events_filters", "first_day", "last_day", "published_day", "status", "language", "source_name"),
)

actors = Table(
    "event_actors",
    metadata,
    Column("event_key", ForeignKey("events.key"), primary_key=True),
    Column("actor", _Code, primary_key=True),
    Index("actors_events", "actor", "event_key"),
)

# No foreign key: a review outlives a re-extraction, since an event's id is made of its article and offsets.
reviews = Table(
    "reviews",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("event_id", _Code, nullable=False, index=True),
    Column("moment", String, nullable=False),
    Column("reviewer", Text, nullable=False),
    Column("action", String, nullable=False),
    Column("body", JSON, nullable=False),
)

for _verb in ("UPDATE", "DELETE"):  # SQLite can hold the log append-only by itself; a server does it by its rights
    _trigger = DDL(
        f"CREATE TRIGGER reviews_no_{_verb.lower()} BEFORE {_verb} ON reviews "
        "BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END"
    )
    event.listen(reviews, "after_create", _trigger.execute_if(dialect="sqlite"))
