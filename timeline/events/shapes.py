"""What a language's lists say of the shape of names, compiled once: what joins, what is taken off, what is a place."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.events.cues import alternation, any_of, cues


@dataclass(frozen=True)
class Shapes:
    """A language's lists, as sets of words and patterns; their meaning is told in ``cues.toml``."""

    stop: frozenset[str]
    nationalities: frozenset[str]
    places: frozenset[str]
    org_heads: frozenset[str]
    place_heads: frozenset[str]
    titles: re.Pattern[str]
    title_words: frozenset[str]
    particles: frozenset[str]
    inner: frozenset[str]
    elisions: frozenset[str]
    full_name: re.Pattern[str]
    not_first: re.Pattern[str]
    agent: re.Pattern[str]
    locative: re.Pattern[str]


@lru_cache
def shapes(language: str) -> Shapes:
    """The lists of a language."""
    known = cues(language)
    titles = known.words("names", "titles")
    places = known.words("places", "words")
    inner = frozenset(part.rstrip("'’") for word in known.words("names", "inner") for part in word.split())
    return Shapes(
        stop=frozenset(known.words("names", "stop")),
        nationalities=frozenset(known.words("nationalities", "words")),
        places=frozenset(places),
        org_heads=frozenset(known.words("names", "org_heads")),
        place_heads=frozenset(known.words("names", "place_heads")),
        titles=any_of(titles),
        title_words=frozenset(part.rstrip(".") for title in titles for part in title.split()) - inner,
        particles=frozenset(word.rstrip("'’") for word in known.words("names", "particles")),
        inner=inner,
        elisions=frozenset(known.words("names", "elisions")),
        agent=_agent(known.words("names", "agents"), known.words("speech", "says")),
        not_first=re.compile(known.text("names", "not_first") or "(?!)"),
        full_name=_full_name(known.words("names", "particles")),
        locative=re.compile(any_of(known.words("names", "locatives")).pattern + r"\s+(?:the\s+)?$", re.IGNORECASE),
    )


def _full_name(particles: Sequence[str]) -> re.Pattern[str]:
    """Two to five capitalised words, with initials and particles between ("John F. Kennedy", "Jan van der Berg")."""
    inner = alternation(word for word in particles if word[-1] not in "'’") or "(?!)"
    word = r"[A-ZÀ-Þ][\w-]*[\w](?:['’](?!s\b)[\w-]+)?"
    return re.compile(rf"{word}(?:(?:[ \u00a0](?:{inner}))*[ \u00a0](?:[A-ZÀ-Þ]\.|(?:al-|el-)?{word})){{1,4}}")


def _agent(agents: Sequence[str], says: Sequence[str]) -> re.Pattern[str]:
    words = alternation([*agents, *says]) or "(?!)"
    return re.compile(rf"(?<![\w'’.-])([A-ZÀ-Þ][a-zà-ÿ]+\w*)(?:['’]s)?[ \u00a0](?:{words})(?!\w)")
