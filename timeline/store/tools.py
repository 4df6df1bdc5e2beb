"""What grouping is done with: the functions of ``incidents``, in one value, so that a test can put in others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from timeline.models import Article, Event, Incident

RULES = 1  # grows with each change by which stored events would make other incidents than before


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
    from timeline.incidents.vectors import FORMAT

    return Tools(RULES * 1000 + FORMAT, link_keys, tied, parts, _features, _places)


def _features(article: Article) -> bytes:
    from timeline.incidents.vectors import features

    return features(article).to_bytes()


def _places(stored: Mapping[str, bytes]) -> Mapping[str, Place]:
    from timeline.incidents.copies import copies
    from timeline.incidents.stories import group
    from timeline.incidents.vectors import features_from_bytes

    unpacked = map(features_from_bytes, stored.values())
    known = [one for one in unpacked if one]  # all of them: with features of another format the version is another
    stories = group(known)
    repeats = {copy.article_id: copy for copy in copies(known, stories)}
    places = {name: Place(stories.get(name, "")) for name in stored}
    for name, copy in repeats.items():
        places[name] = Place(stories[name], copy.original_id, copy.score, copy.why)
    return places


def names(places: Mapping[str, Place]) -> tuple[dict[str, str], dict[str, str]]:
    """``story_of`` and ``copy_of`` as merging takes them."""
    stories = {article: place.story for article, place in places.items() if place.story}
    return stories, {article: place.copy_of for article, place in places.items() if place.copy_of}
