"""A store as version 1 of the schema wrote it: its tables as they were, with two articles and three events.

``python -m tests.store.version1 FILE`` makes one to try things on.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import sys
from pathlib import Path

TABLES = """
PRAGMA journal_mode = WAL;
CREATE TABLE timeline_meta (name VARCHAR NOT NULL, value INTEGER NOT NULL, PRIMARY KEY (name));
CREATE TABLE articles (
    "key" INTEGER NOT NULL, id VARCHAR NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL, publisher TEXT NOT NULL,
    published VARCHAR, published_basis VARCHAR NOT NULL, published_why TEXT NOT NULL, language VARCHAR NOT NULL,
    verbatim BOOLEAN NOT NULL, path TEXT NOT NULL, extracted VARCHAR NOT NULL, regions JSON NOT NULL,
    text TEXT NOT NULL, PRIMARY KEY ("key"), UNIQUE (id));
CREATE TABLE events (
    "key" INTEGER NOT NULL, id VARCHAR NOT NULL, article_key INTEGER NOT NULL, article_id VARCHAR NOT NULL,
    first_day INTEGER NOT NULL, last_day INTEGER NOT NULL, published_day INTEGER, status VARCHAR NOT NULL,
    language VARCHAR NOT NULL, source_name TEXT NOT NULL, start VARCHAR, "end" VARCHAR, precision VARCHAR NOT NULL,
    bound VARCHAR NOT NULL, edtf VARCHAR NOT NULL, timex_type VARCHAR NOT NULL, timex_value VARCHAR NOT NULL,
    basis VARCHAR NOT NULL, region VARCHAR NOT NULL, char_start INTEGER NOT NULL, char_end INTEGER NOT NULL,
    when_char_start INTEGER NOT NULL, when_char_end INTEGER NOT NULL, extracted VARCHAR NOT NULL,
    when_text TEXT NOT NULL, title TEXT NOT NULL, quote TEXT NOT NULL, why TEXT NOT NULL, link TEXT NOT NULL,
    nested JSON NOT NULL, folded TEXT NOT NULL,
    PRIMARY KEY ("key"), UNIQUE (id), FOREIGN KEY(article_key) REFERENCES articles ("key"));
CREATE INDEX ix_events_article_key ON events (article_key);
CREATE INDEX events_in_order ON events (first_day, start, "end", id);
CREATE INDEX events_filters ON events (first_day, last_day, published_day, status, language, source_name);
CREATE TABLE event_actors (
    event_key INTEGER NOT NULL, actor VARCHAR NOT NULL,
    PRIMARY KEY (event_key, actor), FOREIGN KEY(event_key) REFERENCES events ("key"));
CREATE INDEX actors_events ON event_actors (actor, event_key);
CREATE TABLE reviews (
    "key" INTEGER NOT NULL, event_id VARCHAR NOT NULL, moment VARCHAR NOT NULL, reviewer TEXT NOT NULL,
    action VARCHAR NOT NULL, body JSON NOT NULL, PRIMARY KEY ("key"));
CREATE INDEX ix_reviews_event_id ON reviews (event_id);
CREATE TRIGGER reviews_no_update BEFORE UPDATE ON reviews
    BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
CREATE TRIGGER reviews_no_delete BEFORE DELETE ON reviews
    BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
INSERT INTO timeline_meta VALUES ('schema', 1), ('version', 2);
"""
TEXT = "On 5 May the emails were dumped. On 7 May the runoff was held."
SOURCE = {"title": "T", "publisher": "The Paper", "url": "", "published": "2017-05-08", "published_basis": "given"}


def make(path: Path) -> Path:
    """Write the store; answers its path."""
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.executescript(TABLES)
        for key, name in ((1, "one"), (2, "two")):
            raw.execute(
                "INSERT INTO articles VALUES (?, ?, 'T', '', 'The Paper', '2017-05-08', 'given', '', 'en', 1, '', "
                "?, ?, ?)",
                (key, name, "2026-01-02T03:04:05+00:00", '[[0,62,"body",""]]', TEXT),
            )
        for row in ((1, 1, 0, 33, "05"), (2, 1, 33, 62, "07"), (3, 2, 0, 33, "05")):
            _event(raw, *row)
        raw.execute("INSERT INTO reviews VALUES (1, 'one-0', '2026-01-03T00:00:00+00:00', 'R', 'confirm', '{}')")
    return path


def _event(raw: sqlite3.Connection, key: int, article: int, start: int, end: int, day: str) -> None:
    quote, iso, number = TEXT[start:end].strip(), f"2017-05-{day}", 736453 + int(day) - 5
    nested = {"alternatives": [], "actors": ["Facebook"], "attribution": [], "numbers": [], "source": SOURCE}
    values = (
        key, f"{('one', 'two')[article - 1]}-{start}", article, ("one", "two")[article - 1], number, number, 736456,
        "stated", "en", "The Paper", iso, iso, "day", "exact", iso, "DATE", iso, "year inferred", "body", start,
        start + len(quote), start + 3, start + 8, "2026-01-02T03:04:05+00:00", quote[3:8], quote, quote, "it says", "",
        json.dumps(nested), quote.lower(),
    )  # fmt: skip
    raw.execute(f"INSERT INTO events VALUES ({', '.join('?' * len(values))})", values)
    raw.execute("INSERT INTO event_actors VALUES (?, 'Facebook')", (key,))


if __name__ == "__main__":
    make(Path(sys.argv[1]))
