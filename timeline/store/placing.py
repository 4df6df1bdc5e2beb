"""Stories and copies kept up to date: where each article stands, and which articles stand elsewhere than before.

Only what articles have in common matters to merging: a story that merely has another name now moves nobody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from timeline.store.marks import portions
from timeline.store.rows import article_of
from timeline.store.schema import article_groups, articles, events, incident_events, incidents
from timeline.store.tools import Place, Tools


@dataclass(frozen=True, slots=True)
class Placed:
    """Where articles stand: the places of all, by id; the keys of those that ``moved``; what is to be written."""

    places: Mapping[str, Place]
    moved: Sequence[int]
    rows: Sequence[Mapping[str, Any]]
    renamed: Sequence[int]  # articles that were there before


def place_articles(connection: Connection, tools: Tools, batch: Sequence[int]) -> Placed:
    """Find places for the articles of a batch among those that have one. Nothing is written."""
    ids, features, before = _known(connection)
    for some in portions(batch):
        for row in connection.execute(
            select(articles).where(articles.c.key.in_(some), articles.c.newest == "")
        ).mappings():
            article = article_of(row)
            ids[article.id], features[article.id] = row["key"], tools.features(article)
    places = dict(tools.places(features))
    fresh = set(batch)
    changed = [name for name in places if before.get(name) != places[name] or ids[name] in fresh]
    return Placed(
        places,
        sorted(ids[name] for name in moved(before, places)),
        [_row(ids[name], places[name], features[name]) for name in changed],
        [ids[name] for name in changed if name in before],
    )


def places_of(connection: Connection, article_ids: Sequence[str] | None = None) -> dict[str, Place]:
    """The places of articles by their ids: of these, or of all. Those that are not grouped yet have none."""
    group = article_groups.c
    wanted = select(articles.c.id, group.story, group.copy_of, group.copy_score, group.copy_why).join(
        article_groups, group.article_key == articles.c.key
    )
    narrowed = [wanted] if article_ids is None else [wanted.where(articles.c.id.in_(s)) for s in portions(article_ids)]
    rows = [row for query in narrowed for row in connection.execute(query)]
    return {row.id: Place(row.story, row.copy_of, row.copy_score, row.copy_why) for row in rows}


def write_places(connection: Connection, placed: Placed) -> None:
    """Write the places that are new, and let incidents name the stories of their articles as these are called now."""
    rows = [dict(row) for row in placed.rows]
    for some in portions(row["article_key"] for row in rows):
        connection.execute(delete(article_groups).where(article_groups.c.article_key.in_(some)))
    if rows:
        connection.execute(article_groups.insert(), rows)
    _rename(connection, placed.renamed)


def moved(before: Mapping[str, Place], after: Mapping[str, Place]) -> set[str]:
    """Those of the articles that were there before whose story has other members among them, or other originals."""
    stories = _members(before), _members({name: after[name] for name in before})
    new = {name: members for members in stories[1].values() for name in members}
    found = {name for members in stories[0].values() for name in members if new.get(name) != members}
    found |= {name for members in stories[1].values() for name in members if not before[name].story}
    return found | {name for name in before if _origin(name, before) != _origin(name, after)}


def _members(places: Mapping[str, Place]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for name, place in places.items():
        if place.story:
            found.setdefault(place.story, set()).add(name)
    return found


def _origin(name: str, places: Mapping[str, Place]) -> str:
    seen: set[str] = set()
    while name in places and places[name].copy_of and name not in seen:
        seen.add(name)
        name = places[name].copy_of
    return name


def _rename(connection: Connection, article_keys: Sequence[int]) -> None:
    for some in portions(article_keys):
        told = (
            select(incident_events.c.incident_key)
            .join(events, events.c.key == incident_events.c.event_key)
            .where(events.c.article_key.in_(some), incident_events.c.incident_key.is_not(None))
        )
        wanted = (
            select(incident_events.c.incident_key, func.min(article_groups.c.story))
            .join(events, events.c.key == incident_events.c.event_key)
            .join(article_groups, article_groups.c.article_key == events.c.article_key)
            .where(incident_events.c.incident_key.in_(told), article_groups.c.story != "")
            .group_by(incident_events.c.incident_key)
        )
        rows: Any = connection.execute(wanted)
        found = [{"incident": incident, "name": story} for incident, story in rows]
        if found:
            change = update(incidents).where(incidents.c.key == bindparam("incident"))
            connection.execute(change.values(story=bindparam("name")), found)


def _known(connection: Connection) -> tuple[dict[str, int], dict[str, bytes], dict[str, Place]]:
    rows: Any = connection.execute(
        select(articles.c.id, article_groups).join(article_groups, article_groups.c.article_key == articles.c.key)
    )
    ids: dict[str, int] = {}
    features: dict[str, bytes] = {}
    places: dict[str, Place] = {}
    for row in rows:
        ids[row.id], features[row.id] = row.article_key, row.features or b""
        places[row.id] = Place(row.story, row.copy_of, row.copy_score, row.copy_why)
    return ids, features, places


def _row(key: int, place: Place, features: bytes) -> dict[str, Any]:
    return {
        "article_key": key,
        "story": place.story,
        "copy_of": place.copy_of,
        "copy_score": place.score,
        "copy_why": place.why,
        "features": features,
    }
