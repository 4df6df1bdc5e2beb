"""The stored articles as a list: what is known of each, and how much it tells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, select

from timeline.store.fold import fold
from timeline.store.schema import articles, events

_SHOWN = ("id", "title", "publisher", "url", "published", "published_basis", "published_why", "language", "path")
_OPENING = 160  # characters
_BY_DAY = (articles.c.published.is_(None).desc(), articles.c.published.desc(), articles.c.id)
_COUNTED = select(events.c.article_key, func.count().label("number")).group_by(events.c.article_key).subquery()


@dataclass(frozen=True, slots=True)
class Listed:
    """An article of the list; ``older`` where a newer version of it is in force, ``events`` how many it has,
    ``opening`` its first words.
    """

    id: str
    title: str
    publisher: str
    url: str
    published: date | None
    published_basis: str
    published_why: str
    language: str
    path: str
    older: bool
    events: int
    opening: str


def listed(connection: Connection, words: str = "") -> Iterator[Listed]:
    """The articles whose title, publisher, address, file, id or opening hold some words, those without a day first,
    then the latest."""
    needle = fold(words)
    for row in connection.execute(_wanted().order_by(*_BY_DAY)).mappings():
        told = " ".join(row[name] for name in ("title", "publisher", "url", "path", "id", "opening"))
        if needle in fold(told):
            day = date.fromisoformat(row["published"]) if row["published"] else None
            held: dict[str, Any] = {name: row[name] for name in _SHOWN} | {"published": day}
            yield Listed(**held, older=bool(row["newest"]), events=row["number"] or 0, opening=row["opening"])


def _wanted() -> Select[Any]:
    columns = [articles.c[name] for name in (*_SHOWN, "newest")]
    opening = func.substr(articles.c.text, 1, _OPENING).label("opening")
    return select(*columns, opening, _COUNTED.c.number).outerjoin(_COUNTED, _COUNTED.c.article_key == articles.c.key)
