"""The system of record: articles and their events, one transaction an article."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, delete, select, update
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from timeline.incidents.versions import page_of
from timeline.models import Article, Event
from timeline.store import engine as engines
from timeline.store import marks, versioning
from timeline.store.errors import StoreError
from timeline.store.grouping import plan
from timeline.store.place import store_url
from timeline.store.rows import article_of, article_row, dated_by_its_events, event_of, event_row
from timeline.store.schema import actors, articles, events, meta
from timeline.store.tools import Tools, standard
from timeline.store.writing_groups import check_version, write

PORTION, MOST = 200, 2000  # articles grouped at once: the more there are, the more each portion touches
_ATTEMPTS = 5
_GROUPING = 7_403_112_951  # names the lock on a server under which groups are changed


class AddResult(StrEnum):
    """What became of an article: ``added``, ``newer`` or ``older`` (added as a version of one that was there),
    ``known`` (nothing was changed) or ``refreshed`` (its events are new).
    """

    ADDED = "added"
    NEWER = "newer"
    OLDER = "older"
    KNOWN = "known"
    REFRESHED = "refreshed"


class Store:
    """A store, opened; made where there is none yet.

    ``place`` is a path or a database URL; without it the variable ``TIMELINE_STORE`` names it, and without that it
    is a file in the user's data folder. Several processes may have it open; readers never wait. Raises StoreError
    where the place holds something else or cannot be used. Also a context manager.
    """

    def __init__(self, place: str | Path | None = None) -> None:
        self.place = store_url(place)
        self.name = engines.shown(self.place)
        self.engine = engines.open_engine(self.place)
        self.tools: Tools | None = None  # other rules than the product's own, for tests

    def __enter__(self) -> Store:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def add(
        self, article: Article, found: Sequence[Event], *, refresh: bool = False, extracted: str | None = None
    ) -> AddResult:
        """Store an article and its events together, or neither.

        An article that is there already is left as it is, or with ``refresh`` replaced by what is given now. So is
        one of the same page in the same words. Another text of the page is a version of it (``versioning``).
        ``extracted`` is the moment of extraction (ISO 8601, UTC; now, where it is not given). Raises StoreError.
        """
        moment = extracted or datetime.now(UTC).isoformat(timespec="seconds")
        article = dated_by_its_events(article, found)
        try:
            alone = _GROUPING if refresh or page_of(article.url) else 0  # a version takes events out of groups
            with engines.begin(self.engine, alone=alone) as connection:
                return _write(connection, article, found, moment, refresh)
        except IntegrityError as fault:
            if not refresh and self.has(article.id):  # another writer was quicker, on a server
                return AddResult.KNOWN
            raise StoreError(article.path or article.id, "its events contradict one another", "report it") from fault
        except UnicodeEncodeError as fault:
            remedy = "save it as UTF-8 and add it again"
            raise StoreError(article.path or article.id, "it holds characters that are no text", remedy) from fault
        except SQLAlchemyError as fault:
            raise engines.unwritten(self.engine, self.name, fault) from fault

    def group(self, tools: Tools | None = None, told: Callable[[int], None] | None = None) -> int:
        """Bring the incidents up to date with what was added, refreshed and reviewed; answers how many articles.

        Works through the articles in portions, each in a transaction of its own: a kill costs one portion, and the
        next call goes on from there. ``told`` is given the number that are left. Raises StoreError.
        """
        tools = tools or self.tools or standard()
        done = 0
        try:
            with engines.begin(self.engine, alone=_GROUPING) as connection:
                check_version(connection, tools)
            while number := self._group_some(tools):
                done += number
                if told:
                    told(self.ungrouped())
        except SQLAlchemyError as fault:
            raise engines.unwritten(self.engine, self.name, fault) from fault
        return done

    def _group_some(self, tools: Tools) -> int:
        """Group a portion; how many articles it was. Planned while others changed the groups, it is planned anew."""
        limit = self.portion()
        for attempt in range(_ATTEMPTS):
            with engines.snapshot(self.engine) as connection:
                planned = plan(connection, tools, limit if attempt == 0 else PORTION)
            if planned is None:
                return 0
            with engines.begin(self.engine, alone=_GROUPING) as connection:
                if write(connection, planned):
                    return len(planned.batch)
        raise StoreError(self.name, "others keep changing its incidents", "try again when they have done")

    def portion(self) -> int:
        """How many articles to add before grouping pays: the more there are, the more each portion touches."""
        with self.engine.connect() as connection:
            return min(max(PORTION, 8 * marks.count_grouped(connection)), MOST)

    def ungrouped(self) -> int:
        """How many articles were added, refreshed or reviewed since their events were last grouped."""
        with self.engine.connect() as connection:
            return marks.count_marked(connection)

    def ungroup(self) -> None:
        """Take all incidents away, so that ``group`` makes them all anew. Raises StoreError."""
        try:
            with engines.begin(self.engine, alone=_GROUPING) as connection:
                marks.mark_all(connection)
        except SQLAlchemyError as fault:
            raise engines.unwritten(self.engine, self.name, fault) from fault

    def has(self, article_id: str) -> bool:
        """Whether an article is stored."""
        with self.engine.connect() as connection:
            return _key(connection, article_id) is not None

    def knows(self, article: Article) -> bool:
        """Whether an article is stored, by its text or by its page and words; where it was fetched, that is noted.

        Raises StoreError where that cannot be written.
        """
        with self.engine.connect() as connection:
            key = versioning.known_as(connection, article, page_of(article.url))
        if key is not None and article.fetched:
            try:
                with engines.begin(self.engine, alone=_GROUPING) as connection:
                    if versioning.see(connection, key, article.fetched):
                        _count_change(connection)
            except SQLAlchemyError as fault:
                raise engines.unwritten(self.engine, self.name, fault) from fault
        return key is not None

    def remove(self, article_id: str) -> bool:
        """Take an article and its events out; answers whether it was there. Raises StoreError.

        What was grouped with it is marked, so that ``group`` makes the rest as if it had never been there. Of a page
        with versions another one is in force. Reviews of its sentences stay in the log, its kept page in its folder.
        """
        try:
            with engines.begin(self.engine, alone=_GROUPING) as connection:
                return _remove(connection, article_id)
        except SQLAlchemyError as fault:
            raise engines.unwritten(self.engine, self.name, fault) from fault

    def versions(self, article_id: str) -> list[versioning.Version]:
        """The versions of an article, the oldest first; empty where there is but one."""
        with self.engine.connect() as connection:
            return versioning.versions_of(connection, article_id)

    def rewritten(self) -> list[str]:
        """The ids of the articles that have older versions, in their order."""
        with self.engine.connect() as connection:
            return sorted(set(versioning.newest_of(connection).values()))

    def became(self, event_id: str) -> str:
        """The event of the same sentence in the newest version; empty where there is none, and in that version."""
        with self.engine.connect() as connection:
            return versioning.became(connection, [event_id]).get(event_id, "")

    def article(self, article_id: str) -> Article | None:
        """One article, or None."""
        with self.engine.connect() as connection:
            row = connection.execute(select(articles).where(articles.c.id == article_id)).mappings().first()
        return article_of(row) if row else None

    def event(self, event_id: str) -> Event | None:
        """One event, or None."""
        with self.engine.connect() as connection:
            row = connection.execute(select(events).where(events.c.id == event_id)).mappings().first()
        return event_of(row) if row else None

    def articles(self) -> Iterator[Article]:
        """Every article, in the order in which they came."""
        with self.engine.connect() as connection:
            for key in connection.scalars(select(articles.c.key).order_by(articles.c.key)).all():
                row = connection.execute(select(articles).where(articles.c.key == key)).mappings().first()
                if row:
                    yield article_of(row)

    def events_of(self, article_id: str) -> list[Event]:
        """The events of one article, as they stand in its text."""
        wanted = select(events).where(events.c.article_id == article_id).order_by(events.c.char_start, events.c.key)
        with self.engine.connect() as connection:
            return [event_of(row) for row in connection.execute(wanted).mappings()]

    def version(self) -> int:
        """A number that grows with each change; the same number means the same content."""
        with self.engine.connect() as connection:
            return connection.scalar(select(meta.c.value).where(meta.c.name == "version")) or 0


def _key(connection: Connection, article_id: str) -> int | None:
    return connection.scalar(select(articles.c.key).where(articles.c.id == article_id))


def _write(connection: Connection, article: Article, found: Sequence[Event], moment: str, refresh: bool) -> AddResult:
    row = article_row(article, moment)
    key = _key(connection, article.id) if refresh else versioning.known_as(connection, article, row["page"])
    if key is not None and not refresh:
        return AddResult.KNOWN
    page = row["page"]
    if key is None:
        made = connection.execute(articles.insert().values(row)).inserted_primary_key
        assert made is not None
        key, result = made[0], AddResult.ADDED
        marks.mark(connection, [key])
    else:
        page = connection.scalar(select(articles.c.page).where(articles.c.key == key)) or ""
        marks.loosen(connection, key)
        _forget_events(connection, key)
        row = {name: value for name, value in row.items() if name not in ("fetched", "seen")} | versioning.IN_FORCE
        connection.execute(update(articles).where(articles.c.key == key).values(row))
        versioning.see(connection, key, article.fetched)
        result = AddResult.REFRESHED
    _insert_events(connection, key, [replace(event, extracted=moment) for event in found])
    for one in {page, row["page"]}:
        versioning.settle(connection, one)
    _count_change(connection)
    return _as_version(connection, article.id) if result is AddResult.ADDED and row["page"] else result


def _remove(connection: Connection, article_id: str) -> bool:
    row = connection.execute(select(articles.c.key, articles.c.page).where(articles.c.id == article_id)).first()
    if row is None:
        return False
    key, page = row
    marks.mark(connection, marks.beside(connection, key, article_id))
    marks.loosen(connection, key)
    marks.unmark(connection, [key])
    _forget_events(connection, key)
    connection.execute(delete(articles).where(articles.c.key == key))
    versioning.settle(connection, page)
    _count_change(connection)
    return True


def _as_version(connection: Connection, article_id: str) -> AddResult:
    """What an article that was added is to the others of its page."""
    found = versioning.versions_of(connection, article_id)
    if not found:
        return AddResult.ADDED
    return AddResult.NEWER if found[-1].article_id == article_id else AddResult.OLDER


def _count_change(connection: Connection) -> None:
    connection.execute(update(meta).where(meta.c.name == "version").values(value=meta.c.value + 1))


def _forget_events(connection: Connection, article_key: int) -> None:
    own = select(events.c.key).where(events.c.article_key == article_key)
    connection.execute(delete(actors).where(actors.c.event_key.in_(own)))
    connection.execute(delete(events).where(events.c.article_key == article_key))


def _insert_events(connection: Connection, article_key: int, found: Sequence[Event]) -> None:
    if not found:
        return
    connection.execute(events.insert(), [event_row(event) | {"article_key": article_key} for event in found])
    own = select(events.c.id, events.c.key).where(events.c.article_key == article_key)
    keys = {row.id: row.key for row in connection.execute(own)}
    links = [{"event_key": keys[event.id], "actor": actor} for event in found for actor in dict.fromkeys(event.actors)]
    if links:
        connection.execute(actors.insert(), links)
