"""The whole way from an article to its events. Read this first."""

from __future__ import annotations

from dataclasses import replace

from timeline import dates
from timeline.dates.calendar import DEFAULT, Calendar
from timeline.events import find_events, sentences
from timeline.models import Article, Event


def extract(article: Article, *, calendar: Calendar | None = DEFAULT) -> list[Event]:
    """What an article tells, in the order of its text; the publication date is guessed where it is not known.

    ``calendar`` holds the named events; None switches it off. Nothing is read or written besides.
    """
    article = with_publication(article, calendar)
    text, language, regions = article.text, article.language, article.regions
    published = None if article.published_basis == "guessed" else article.published  # a guess is good for less
    timexes = dates.tag(text, language, published, regions=regions, calendar=calendar)
    return find_events(article, timexes, sentences(text, language, regions), calendar)


def with_publication(article: Article, calendar: Calendar | None = DEFAULT) -> Article:
    """The article with its publication date guessed from its own words, where none is known and one can be told."""
    if article.published is not None:
        return article
    guess, why = dates.guess_published(article.text, article.language, article.regions, calendar=calendar)
    basis = "guessed" if guess else "unknown"
    return replace(article, published=guess, published_basis=basis, published_why=why)
