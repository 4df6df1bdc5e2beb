"""Versions in the store: which article of a page is in force, from which day each held, and what became of its events.

Only the newest version is grouped and counted. An older one stays whole, and answers for the days on which it held.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, select, update

from timeline.incidents.versions import Copy, Held, chains, same_words
from timeline.models import Article
from timeline.store import marks
from timeline.store.schema import UNDATED, articles, events

_UNKNOWN = UNDATED - 1  # the end of a version that was followed by another of which no day is known
_HAS_NEWER = articles.c.newest > ""  # not !=, which no index answers
# By their articles: an index on version_until would tempt SQLite to sort all the other events by hand.
OLDER = events.c.article_key.in_(select(articles.c.key).where(_HAS_NEWER))
IN_FORCE = {"newest": "", "version_from": 0, "version_until": UNDATED}  # the columns of an article without versions
_COLUMNS = [
    articles.c[name]
    for name in (
        "key", "id", "text", "publisher", "published", "verbatim", "fetched", "seen", "newest", "version_from",
        "version_until", "modified",
    )
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Version:
    """One version of an article: the days on which it held (``until`` excluded; None where not known, or to this day).

    ``fetched`` and ``seen`` are the first and the last moment at which it was read from the web (ISO 8601, UTC).
    """

    article_id: str
    title: str
    published: date | None
    since: date | None
    until: date | None
    fetched: str
    seen: str
    newest: bool


def known_as(connection: Connection, article: Article, page: str) -> int | None:
    """The key of the article that holds the same text, or at the same page the same words; None for none."""
    key = connection.scalar(select(articles.c.key).where(articles.c.id == article.id))
    if key is not None or not page:
        return key
    rows: Any = connection.execute(select(articles.c.key, articles.c.text).where(articles.c.page == page))
    return next((key for key, text in rows if same_words(text, article.text)), None)


def see(connection: Connection, key: int, moment: str) -> bool:
    """Note that an article was read from the web at a moment (empty: it was not); answers whether that is news."""
    if not moment:
        return False
    row: Any = connection.execute(
        select(articles.c.fetched, articles.c.seen, articles.c.page).where(articles.c.key == key)
    ).one()
    fetched, seen = min(row.fetched or moment, moment), max(row.seen, moment)
    if (fetched, seen) == (row.fetched, row.seen):
        return False
    connection.execute(update(articles).where(articles.c.key == key).values(fetched=fetched, seen=seen))
    settle(connection, row.page)
    return True


def settle(connection: Connection, page: str) -> None:
    """Find again which of the articles of a page are versions of one another, and which is in force."""
    if not page:
        return
    wanted = select(articles.c.id, articles.c.newest).where(articles.c.page == page).limit(2)
    held = connection.execute(wanted).all()
    if len(held) < 2 and not any(newest for _, newest in held):
        return
    rows = connection.execute(select(*_COLUMNS).where(articles.c.page == page)).mappings().all()
    by_id = {row["id"]: row for row in rows}
    for chain in chains(_copy(row) for row in rows):
        _settle_chain(connection, chain, by_id)


def any_older(connection: Connection) -> bool:
    """Whether any article has an older version."""
    return connection.scalar(select(articles.c.key).where(_HAS_NEWER).limit(1)) is not None


def newest_of(connection: Connection) -> dict[str, str]:
    """The ids of older versions, each with that of the one in force."""
    rows: Any = connection.execute(select(articles.c.id, articles.c.newest).where(_HAS_NEWER))
    return dict(rows.all())


def became(connection: Connection, event_ids: Iterable[str]) -> dict[str, str]:
    """For those of the events that stand in older versions: the event of the same sentence in the newest one."""
    found: dict[str, str] = {}
    for some in marks.portions(dict.fromkeys(event_ids)):
        wanted = select(events.c.id, events.c.became).where(events.c.id.in_(some), events.c.became != "")
        rows: Any = connection.execute(wanted)
        found |= dict(rows.all())
    return found


def versions_of(connection: Connection, article_id: str) -> list[Version]:
    """The versions of an article, the oldest first; empty where there is but one."""
    own = connection.scalar(select(articles.c.newest).where(articles.c.id == article_id))
    if own is None:
        return []
    newest = own or article_id
    wanted = select(*_COLUMNS, articles.c.title).where((articles.c.id == newest) | (articles.c.newest == newest))
    order = (articles.c.newest == "", articles.c.version_until, articles.c.version_from, articles.c.id)
    rows = connection.execute(wanted.order_by(*order)).mappings().all()
    return [_version(row) for row in rows] if len(rows) > 1 else []


def _version(row: Mapping[Any, Any]) -> Version:
    since, until = row["version_from"], row["version_until"]
    published = date.fromisoformat(row["published"]) if row["published"] else None
    return Version(
        row["id"],
        row["title"],
        published,
        date.fromordinal(since) if since else published,
        date.fromordinal(until) if until < _UNKNOWN else None,
        row["fetched"],
        row["seen"],
        not row["newest"],
    )


def _copy(row: Mapping[Any, Any]) -> Copy:
    published = date.fromisoformat(row["published"]) if row["published"] else None
    return Copy(
        row["id"], row["text"], row["publisher"], published, row["verbatim"], row["fetched"], row["seen"],
        row["modified"],
    )  # fmt: skip


def _settle_chain(connection: Connection, chain: Sequence[Held], rows: Mapping[str, Mapping[Any, Any]]) -> None:
    """Write what is new of a chain; the groups lose and get back the events of what is in force no more, or again."""
    newest = chain[-1].id
    for held in chain:
        row = rows[held.id]
        last = held.id == newest
        until = UNDATED if last else _UNKNOWN if held.until is None else held.until
        wanted = {"newest": "" if last else newest, "version_from": held.since, "version_until": until}
        if any(row[name] != value for name, value in wanted.items()):
            connection.execute(update(articles).where(articles.c.key == row["key"]).values(wanted))
            days = {name: wanted[name] for name in ("version_from", "version_until")}
            connection.execute(update(events).where(events.c.article_key == row["key"]).values(days))
        if not last and not row["newest"]:
            marks.loosen(connection, row["key"])
            marks.unmark(connection, [row["key"]])
        elif last and row["newest"]:
            marks.mark(connection, [row["key"]])
    _carry(connection, [rows[held.id]["key"] for held in chain])


def _carry(connection: Connection, keys: Sequence[int]) -> None:
    """Say of each event what it became: the one of the same sentence and words in the newest version."""
    told: dict[int, list[tuple[str, tuple[Any, ...], str]]] = {}
    wanted = select(
        events.c.article_key, events.c.id, events.c.quote, events.c.when_text, events.c.became
    ).order_by(events.c.char_start, events.c.when_char_start, events.c.id)  # fmt: skip
    seen: dict[tuple[Any, ...], int] = {}
    for some in marks.portions(keys):
        for row in connection.execute(wanted.where(events.c.article_key.in_(some))):
            words = (row.article_key, " ".join(row.quote.split()), " ".join(row.when_text.split()))
            seen[words] = seen.get(words, 0) + 1
            told.setdefault(row.article_key, []).append((row.id, (*words[1:], seen[words]), row.became))
    there = {words: name for name, words, _ in told.get(keys[-1], ())}
    for key in keys:
        for name, words, before in told.get(key, ()):
            after = "" if key == keys[-1] else there.get(words, "")
            if after != before:
                connection.execute(update(events).where(events.c.id == name).values(became=after))
