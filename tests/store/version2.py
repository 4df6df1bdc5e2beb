"""A store as version 2 of the schema wrote it: that of version 1, with the tables of grouping as they were.

Its two articles are grouped, and are two texts of one page.
"""

from __future__ import annotations

import contextlib
import sqlite3
from pathlib import Path

from tests.store import version1

TABLES = """
CREATE TABLE incidents (
    "key" INTEGER NOT NULL, id VARCHAR NOT NULL, component INTEGER NOT NULL, title TEXT NOT NULL,
    language VARCHAR NOT NULL, start VARCHAR, "end" VARCHAR, first_day INTEGER NOT NULL, last_day INTEGER NOT NULL,
    first_published INTEGER, last_published INTEGER, precision VARCHAR NOT NULL, bound VARCHAR NOT NULL,
    edtf VARCHAR NOT NULL, status VARCHAR NOT NULL, story VARCHAR NOT NULL, reports INTEGER NOT NULL,
    independent INTEGER NOT NULL, score FLOAT NOT NULL, nested JSON NOT NULL, PRIMARY KEY ("key"), UNIQUE (id));
CREATE INDEX ix_incidents_component ON incidents (component);
CREATE INDEX incidents_in_order ON incidents (first_day, start, "end", id);
CREATE INDEX incidents_by_weight ON incidents (score, independent, reports);
CREATE TABLE stale_articles (
    article_key INTEGER NOT NULL, PRIMARY KEY (article_key), FOREIGN KEY(article_key) REFERENCES articles ("key"));
CREATE TABLE article_groups (
    article_key INTEGER NOT NULL, story VARCHAR NOT NULL, copy_of VARCHAR NOT NULL, copy_score FLOAT NOT NULL,
    copy_why TEXT NOT NULL, features BLOB, PRIMARY KEY (article_key),
    FOREIGN KEY(article_key) REFERENCES articles ("key"));
CREATE INDEX ix_article_groups_story ON article_groups (story);
CREATE TABLE event_links (
    link BIGINT NOT NULL, event_key INTEGER NOT NULL, PRIMARY KEY (link, event_key),
    FOREIGN KEY(event_key) REFERENCES events ("key")) WITHOUT ROWID;
CREATE INDEX ix_event_links_event_key ON event_links (event_key);
CREATE TABLE incident_events (
    event_key INTEGER NOT NULL, component INTEGER NOT NULL, incident_key INTEGER, PRIMARY KEY (event_key),
    FOREIGN KEY(event_key) REFERENCES events ("key"), FOREIGN KEY(incident_key) REFERENCES incidents ("key"));
CREATE INDEX ix_incident_events_incident_key ON incident_events (incident_key);
CREATE INDEX ix_incident_events_component ON incident_events (component);
UPDATE timeline_meta SET value = 2 WHERE name = 'schema';
INSERT INTO timeline_meta VALUES ('groups', 1);
UPDATE articles SET url = 'https://www.paper.example/a?utm_source=mail' WHERE id = 'one';
UPDATE articles SET url = 'http://paper.example/a/', text = text || ' It rained.', published = '2017-05-09'
    WHERE id = 'two';
INSERT INTO article_groups VALUES (1, 's', '', 0, '', NULL), (2, 's', 'one', 0.9, 'the same text', NULL);
INSERT INTO incidents VALUES (1, 'i-1', 1, 'T', 'en', '2017-05-05', '2017-05-05', 736453, 736453, 736456, 736457,
    'day', 'exact', '2017-05-05', 'stated', 's', 2, 1, 1.0, '{}');
INSERT INTO incident_events VALUES (1, 1, 1), (3, 1, 1), (2, 2, NULL);
INSERT INTO event_links VALUES (7, 1), (7, 3);
"""


def make(path: Path) -> Path:
    """Write the store; answers its path."""
    version1.make(path)
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.executescript(TABLES)
    return path
