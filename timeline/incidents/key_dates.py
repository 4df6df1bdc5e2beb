"""The days that matter most in many articles, with a headline each.

A day matters where articles on the subject name it, much is published on it, chronicles list it, and later articles
come back to it and agree on what it was. What is counted stands in ``key_dates_features.py``, the weights of it in
``data/key-dates.toml``.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from timeline.incidents import key_dates_features as counted
from timeline.incidents.key_dates_mentions import Mention, mentions_of_article
from timeline.incidents.key_dates_titles import headlines_of, titles
from timeline.models import Article

DIGITS = 6  # of a score: what the last digits of floating-point sums say is chance


@dataclass(frozen=True, slots=True)
class KeyDate:
    """A day that matters: its score (0 to 1), how many articles name it, and a headline in a source's own words."""

    date: date
    score: float
    articles: int
    title: str


def key_dates(
    articles: Sequence[Article] = (),
    mentions: Sequence[Mention] | None = None,
    *,
    since: date | None = None,
    until: date | None = None,
    top: int | None = None,
) -> list[KeyDate]:
    """The ``top`` days from ``since`` to ``until`` (all of them where None), the most important first.

    ``mentions`` are made of the articles where they are not given; with mentions of stored events, which have titles,
    no articles are needed. One of two articles with the same id counts. The order of either does not matter.
    """
    known = {article.id: article for article in articles}
    if mentions is None:
        mentions = [mention for article in known.values() for mention in mentions_of_article(article)]
    ordered = counted.in_order(mentions)
    ranked = scores(ordered, since=since, until=until)
    chosen = sorted(ranked, key=lambda day: (-ranked[day], day))[: None if top is None else max(top, 0)]
    named = Counter(day for day, _ in {(mention.day, mention.article) for mention in ordered})
    headline = titles(chosen, ordered, headlines_of(known) if known else None)
    return [KeyDate(day, ranked[day], named[day], headline[day]) for day in chosen]


def scores(
    mentions: Sequence[Mention],
    *,
    since: date | None = None,
    until: date | None = None,
    weights: Sequence[float] | None = None,
) -> dict[date, float]:
    """How much each mentioned day matters among the days from ``since`` to ``until``, 0 to 1, in order of the days.

    The figures order the days of one call; they are no probabilities, and not to be compared between calls.
    ``weights`` are those of FEATURES, the shipped ones by default. The order of the mentions does not matter.
    """
    chosen = counted.weights() if weights is None else weights
    found = counted.features(mentions, since, until)
    sums = {day: sum(w * x for w, x in zip(chosen, row, strict=True)) for day, row in found.items()}
    return {day: round(1 / (1 + math.exp(-total)), DIGITS) for day, total in sums.items()}
