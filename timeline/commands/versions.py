"""Versions and copies on the command line: what ``add``, ``show`` and ``verify`` say of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from timeline.commands.terminal import plain
from timeline.models import Article

if TYPE_CHECKING:
    from timeline.store import Store
    from timeline.store.query import Query
    from timeline.store.versioning import Version


def named(version: Version) -> str:
    """A version by what is known of its time: "published 2017-05-06, read 2017-05-09 08:00"."""
    day = f"published {version.published}" if version.published else "day of publication unknown"
    read = f", read {_moment(version.fetched)}" if version.fetched else ""
    again = f", last {_moment(version.seen)}" if version.seen != version.fetched else ""
    return f"{day}{read}{again}"


def _moment(iso: str) -> str:
    return iso[:16].replace("T", " ")


def event_lines(query: Query, event_id: str, article: Article) -> Iterator[str]:
    """What ``show`` says of the versions of an event's article, and of the article that it repeats."""
    found = query.store.versions(article.id)
    if found:
        yield from _place(query.store, event_id, article, found)
    place = query.places([article.id]).get(article.id)
    if place and place.copy_of:
        original = query.article(place.copy_of)
        name = " – ".join(filter(None, (original.publisher, original.title))) if original else ""
        yield f"  copies    {plain(name) or place.copy_of} ({place.score:.2f}): {plain(place.why)}"


def _place(store: Store, event_id: str, article: Article, found: list[Version]) -> Iterator[str]:
    at = next(number for number, version in enumerate(found) if version.article_id == article.id)
    which = "the newest" if found[at].newest else "there is a newer one"
    yield f"  version   {at + 1} of {len(found)}, {which} ({named(found[at])})"
    if not found[at].newest:
        became = store.became(event_id)
        yield f"            {f'the sentence stands there too: {became}' if became else _GONE}"
    for number, version in enumerate(found, 1):
        if version.article_id != article.id:
            yield f"            {number}: article {version.article_id}, {named(version)}"


_GONE = "the newest version has this sentence no more, or in other words"


def changed_lines(store: Store, versions: list[Version]) -> Iterator[str]:
    """What ``verify`` says of an article's versions: what each took out and added, sentence by sentence."""
    from timeline.incidents.changes import changes

    held = [store.article(version.article_id) for version in versions]
    newest = held[-1]
    if newest is None:
        return
    yield f"{plain(newest.title) or newest.id}, {plain(newest.url)}: {len(versions)} versions"
    yield f"  1: {named(versions[0])}, article {versions[0].article_id}"
    for number, (one, other) in enumerate(pairwise(held), 2):
        yield f"  {number}: {named(versions[number - 1])}, article {versions[number - 1].article_id}"
        for change in changes(one, other) if one and other else ():
            yield from (f"    - {plain(sentence)}" for sentence in change.removed)
            yield from (f"    + {plain(sentence)}" for sentence in change.added)
