"""The tables. They hold on SQLite and on PostgreSQL alike.

Days are kept as day numbers (``date.toordinal``), which compare and bin alike in every database; what a reader sees
(``start``, ``end``) is kept beside them as written. An undated event has ``first_day`` UNDATED and ``last_day`` -1, so
that it sorts last and overlaps no window.

What grouping makes (stories, links, incidents) can be made anew from articles, events and reviews at any time.
"""

from __future__ import annotations

from sqlalchemy import (
    DDL,
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    event,
)

SCHEMA_VERSION = 4  # migrate.py says what each version added
UNDATED = 9_999_999

metadata = MetaData()

# PostgreSQL sorts text by the rules of a language unless told otherwise; ISO dates and ids need the order of codes.
_Code = String().with_variant(String(collation="C"), "postgresql")

meta = Table(
    "timeline_meta",
    metadata,
    Column("name", String, primary_key=True),  # "schema", "version", "grouping"
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
    Column("page", Text, nullable=False, default="", index=True),  # the key of its address; empty for none
    Column("fetched", String, nullable=False, default=""),  # the first moment at which it was read from the web
    Column("seen", String, nullable=False, default=""),  # the last one
    Column("newest", _Code, nullable=False, default="", index=True),  # the id of the version in force; empty for itself
    Column("version_from", Integer, nullable=False, default=0),
    Column("version_until", Integer, nullable=False, default=UNDATED),
    Column("modified", String, nullable=False, default=""),  # when its page says that it was last changed
)

# Counts and facets are answered from an index of these alone, without touching the wide rows.
_FILTERED = (
    "first_day", "last_day", "published_day", "status", "language", "source_name", "version_from", "version_until",
)  # fmt: skip

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
    # The days on which its article's version held, from the first to before the second; UNDATED while it holds.
    Column("version_from", Integer, nullable=False, default=0),
    Column("version_until", Integer, nullable=False, default=UNDATED),
    Column("became", _Code, nullable=False, default=""),  # the event of the same sentence in the newest version
    Index("events_in_order", "first_day", "start", "end", "id"),
    Index("events_filters", *_FILTERED),
)

actors = Table(
    "event_actors",
    metadata,
    Column("event_key", ForeignKey("events.key"), primary_key=True),
    Column("actor", _Code, primary_key=True),
    Index("actors_events", "actor", "event_key"),
)

# An article whose events are not in their incidents yet; the row goes in the transaction that groups them.
stale = Table("stale_articles", metadata, Column("article_key", ForeignKey("articles.key"), primary_key=True))

article_groups = Table(
    "article_groups",
    metadata,
    Column("article_key", ForeignKey("articles.key"), primary_key=True),
    Column("story", _Code, nullable=False, index=True),
    Column("copy_of", _Code, nullable=False),  # the id of the article that it repeats; empty for an original
    Column("copy_score", Float, nullable=False),
    Column("copy_why", Text, nullable=False),
    Column("features", LargeBinary),  # what the stories compare, so that no text is read twice
)

# The blocks in which an event looks for others of its happening: two that share none are never joined.
event_links = Table(
    "event_links",
    metadata,
    Column(
        "link", BigInteger, primary_key=True, autoincrement=False
    ),  # a hash: it need only be rarely shared by chance
    Column("event_key", ForeignKey("events.key"), primary_key=True, index=True),
    sqlite_with_rowid=False,
)

# A component is a set of events that links hold together; incidents are made within one and never across.
incidents = Table(
    "incidents",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("id", _Code, nullable=False, unique=True),
    Column("component", Integer, nullable=False, index=True),
    Column("title", Text, nullable=False),
    Column("language", String, nullable=False),
    Column("start", _Code),
    Column("end", _Code),
    Column("first_day", Integer, nullable=False),
    Column("last_day", Integer, nullable=False),
    Column("first_published", Integer),
    Column("last_published", Integer),
    Column("precision", String, nullable=False),
    Column("bound", String, nullable=False),
    Column("edtf", String, nullable=False),
    Column("status", String, nullable=False),
    Column("story", _Code, nullable=False),
    Column("reports", Integer, nullable=False),  # how many events it has
    Column("independent", Integer, nullable=False),
    Column("score", Float, nullable=False),
    Column("nested", JSON, nullable=False),  # the other fields of an Incident
    Index("incidents_in_order", "first_day", "start", "end", "id"),
    Index("incidents_by_weight", "score", "independent", "reports"),
)

incident_events = Table(
    "incident_events",
    metadata,
    Column("event_key", ForeignKey("events.key"), primary_key=True),
    Column("component", Integer, nullable=False, index=True),
    Column("incident_key", ForeignKey("incidents.key"), index=True),  # none where it was left out of all incidents
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
