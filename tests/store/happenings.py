"""Made-up reports for the tests of grouping: few days, few words and few names, so that some are one happening."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from tests.store.builders import make_article, make_event
from timeline.incidents.merge import link_keys, merge, parts
from timeline.incidents.tied import tied
from timeline.models import Article, Event, Incident
from timeline.store import Store
from timeline.store.tools import Place, Tools

ACTS = ("hackers leaked emails", "voters elected a president", "police arrested a man", "the firm fired its director")
WHO = ("Macron", "Facebook", "Trend Micro", "GRU", "Le Pen")
Told = tuple[Article, list[Event]]


def made_up(number: int, dice: random.Random, each: int = 4) -> Told:
    """An article with its events, the same for the same dice. Some events share a sentence."""
    published = date(2017, 5, 1) + timedelta(days=dice.randrange(60))
    article = make_article(f"n{number:02}x", published=published, publisher=f"Paper {number % 5}")
    return article, [_event(article, index, dice) for index in range(each)]


def _event(article: Article, index: int, dice: random.Random) -> Event:
    day = (date(2017, 4, 24) + timedelta(days=dice.randrange(6))).isoformat()
    span = (day, day, "day") if dice.random() < 0.8 else ("2017-04-01", "2017-04-30", "month")
    words = f"{dice.choice(WHO)} said {dice.choice(ACTS)} on that day, {dice.randrange(3)}0,000 of them"
    start = (index // 2) * 100  # two events stand in each sentence
    return make_event(
        article, index, title=words, quote=words, start=span[0], end=span[1], precision=span[2], char_start=start,
        char_end=start + len(words), when_text="that day", actors=(dice.choice(WHO),), numbers=(), extracted="",
    )  # fmt: skip


def story_of(article_id: str) -> str:
    """A story for the tests: of its number."""
    return f"s{int(article_id[1:3]) % 3}"


def places(features: Iterable[str]) -> dict[str, Place]:
    """A place for each article, told from its id alone."""
    return {name: Place(story_of(name)) for name in features}


TOOLS = Tools(1, link_keys, tied, parts, lambda _: b"", places)


def add(store: Store, told: Iterable[Told]) -> None:
    """Store articles and their events."""
    for article, events in told:
        store.add(article, events, extracted="now")


def from_scratch(told: Sequence[Told], **options: object) -> list[Incident]:
    """What merging all of it at once gives, by id."""
    events = [event for _, found in told for event in found]
    stories = {article.id: story_of(article.id) for article, _ in told}
    return sorted(
        merge(events, story_of=stories, **options),  # pyright: ignore[reportArgumentType]
        key=lambda incident: incident.id,
    )
