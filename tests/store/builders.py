"""Hand-made articles and events, for the tests of store, export and command line."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from timeline.models import Article, DateSpan, Event, Reading, Region, Source

TEXT = "On 5 May the emails were dumped. Facebook denied it."


def make_article(name: str = "a1", **changes: object) -> Article:
    """An article of two sentences."""
    article = Article(
        id=f"{name:0<8}",
        text=TEXT,
        title=f"Title of {name}",
        url=f"https://www.{name}.example/story",
        publisher="The Paper",
        published=date(2017, 5, 8),
        published_basis="given",
        language="en",
        path=f"{name}.txt",
        regions=(Region(0, 33, "body"), Region(33, len(TEXT), "cut", "a related headline")),
    )
    return replace(article, **changes)  # pyright: ignore[reportArgumentType]


def make_event(article: Article, number: int = 0, **changes: object) -> Event:
    """An event of that article, on 5 May 2017 unless told otherwise."""
    event = Event(
        id=f"{article.id}-{number}",
        article_id=article.id,
        title="The emails were dumped",
        quote=TEXT[:32],
        char_start=0,
        char_end=32,
        when_text="5 May",
        when_char_start=3,
        when_char_end=8,
        start="2017-05-05",
        end="2017-05-05",
        precision="day",
        bound="exact",
        edtf="2017-05-05",
        timex_type="DATE",
        timex_value="2017-05-05",
        basis="year inferred",
        why="'5 May', published on 8 May 2017: the latest one.",
        alternatives=(Reading(DateSpan("2016-05-05", "2016-05-05", "day", edtf="2016-05-05"), "the year before"),),
        actors=("Facebook", "Émile Zola"),
        attribution=("Trend Micro",),
        status="stated",
        numbers=("9GB",),
        language=article.language,
        source=Source(
            article.title,
            article.publisher,
            article.url,
            article.published.isoformat() if article.published else None,
            article.published_basis,
        ),
        link=article.url + "#:~:text=the%20emails",
    )
    return replace(event, **changes)  # pyright: ignore[reportArgumentType]
