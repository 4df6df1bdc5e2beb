"""What grouping is done with: the functions of ``incidents``, in one value, so that a test can put in others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from timeline.models import Article, Event, Incident


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article stands among the others: its story, and the article that it repeats (empty for an original)."""

    story: str = ""
    copy_of: str = ""
    score: float = 0.0
    why: str = ""


@dataclass(frozen=True, slots=True)
class Tools:
    """The steps of grouping. ``version`` changes where the same events would give other incidents than before.

    ``features`` makes of an article what ``places`` compares; ``places`` takes that of every article, by id, and
    answers where each stands. The others are those of ``timeline.incidents``.
    """

    version: int
    link_keys: Callable[[Event], Iterable[str]]
    tied: Callable[..., set[str]]
    parts: Callable[..., list[tuple[list[Event], list[Incident]]]]
    features: Callable[[Article], bytes]
    places: Callable[[Mapping[str, bytes]], Mapping[str, Place]]


def standard() -> Tools:
    """The product's own."""
    from timeline.incidents.merge import link_keys, parts
    from timeline.incidents.tied import tied

    return Tools(1, link_keys, tied, parts, _no_features, _no_places)


def _no_features(_: Article) -> bytes:
    return b""


def _no_places(features: Mapping[str, bytes]) -> Mapping[str, Place]:
    return dict.fromkeys(features, Place())


def names(places: Mapping[str, Place]) -> tuple[dict[str, str], dict[str, str]]:
    """``story_of`` and ``copy_of`` as merging takes them."""
    stories = {article: place.story for article, place in places.items() if place.story}
    return stories, {article: place.copy_of for article, place in places.items() if place.copy_of}
