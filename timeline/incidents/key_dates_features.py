"""What tells a day that mattered from a day that was merely mentioned, and the weights of it.

Four features, each a logarithm of a count, brought to the mean 0 and the deviation 1 within the days that compete, so
that they mean the same for a hundred articles as for ten thousand:

- ``told``: the articles that name the day, each counting by how much it is about what all of the articles are about;
- ``published``: the articles published on the day that name any day, counted the same way;
- ``recounted``: those that look back over several days by their dates, and name it;
- ``echoed``: what later articles say of it, the more the more alike; early days have more articles after them.

``python -m benchmarks.key_dates --learn`` writes their weights to ``data/key-dates.toml``.
"""

from __future__ import annotations

import math
import tomllib
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from timeline.incidents.key_dates_mentions import Mention
from timeline.paths import data_file

FEATURES = ("told", "published", "recounted", "echoed")
LATE = 2  # days after which a mention looks back on a day, rather than reporting it
MANY_NAMED = 4  # past days that an article names by day and month, to be one that looks back

Vector = dict[str, float]


@dataclass(slots=True)
class _Article:
    """What the mentions of one article say together; ``about`` is 1 for an article that is on the subject as most."""

    published: date | None = None
    named: int = 0
    words: Vector = field(default_factory=dict)
    about: float = 0.0


@dataclass(slots=True)
class _Day:
    """The counts of one day."""

    told: float = 0.0
    recounted: int = 0
    late: Vector = field(default_factory=dict)


def in_order(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions by day and article, however they came, so that sums of floating-point numbers agree to the digit."""
    return sorted(mentions, key=lambda m: (m.day, m.article))


def features(
    mentions: Sequence[Mention], since: date | None = None, until: date | None = None
) -> dict[date, tuple[float, ...]]:
    """Each mentioned day from ``since`` to ``until`` with its FEATURES, standardised; the days in order.

    Mentions of days outside count for what their articles are, and no more.
    """
    ordered = in_order(mentions)
    words = vectors(ordered)
    articles = _articles(ordered, words)
    days = _count(ordered, words, articles, since, until)
    if not days:
        return {}
    dated = sorted(article.published for article in articles.values() if article.published)
    on_day: dict[date, float] = defaultdict(float)
    for article in articles.values():
        if article.published:
            on_day[article.published] += article.about
    columns = [
        [math.log1p(day.told) for day in days.values()],
        [math.log1p(on_day.get(when, 0.0)) for when in days],
        [math.log1p(day.recounted) for day in days.values()],
        [
            # Early days have more articles after them that could look back.
            math.log1p(length(day.late)) - 0.5 * math.log1p(len(dated) - bisect_left(dated, when))
            for when, day in days.items()
        ],
    ]
    return dict(zip(days, zip(*map(_standardised, columns), strict=True), strict=True))


def _count(
    ordered: Sequence[Mention],
    words: Sequence[Vector],
    articles: Mapping[str, _Article],
    since: date | None,
    until: date | None,
) -> dict[date, _Day]:
    days: dict[date, _Day] = defaultdict(_Day)
    for mention, vector in zip(ordered, words, strict=True):
        if (since and mention.day < since) or (until and mention.day > until):
            continue
        day, article = days[mention.day], articles[mention.article]
        lag = (mention.published - mention.day).days if mention.published else LATE
        day.told += article.about
        day.recounted += lag >= 0 and mention.named and article.named >= MANY_NAMED
        if lag >= LATE:
            _add(day.late, vector)
    return dict(days)


def subject(mentions: Sequence[Mention], words: Sequence[Vector]) -> Vector:
    """What all of the articles are about, each counting the same, as a vector of length 1."""
    own: dict[str, Vector] = defaultdict(dict)
    for mention, vector in zip(mentions, words, strict=True):
        _add(own[mention.article], vector)
    return centre(unit(own[name]) for name in sorted(own))


def _articles(mentions: Sequence[Mention], words: Sequence[Vector]) -> dict[str, _Article]:
    found: dict[str, _Article] = defaultdict(_Article)
    for mention, vector in zip(mentions, words, strict=True):
        article = found[mention.article]
        article.published = article.published or mention.published
        article.named += mention.named and (mention.published is None or mention.day <= mention.published)
        _add(article.words, vector)
    common = subject(mentions, words)
    shared = {
        name: sum(weight * common[word] for word, weight in unit(article.words).items())
        for name, article in sorted(found.items())
    }
    usual = sum(shared.values()) / max(len(shared), 1)
    for name, article in found.items():
        article.about = shared[name] / usual if usual else 1.0
    return dict(found)


def vectors(mentions: Sequence[Mention]) -> list[Vector]:
    """The words of each mention as a vector of length 1 (or empty), rarer words weighing more.

    A word that only one article has says nothing of what articles share, and is left out.
    """
    held = [mention.words for mention in mentions]
    having: dict[str, set[str]] = defaultdict(set)
    for mention, words in zip(mentions, held, strict=True):
        for word in words:
            having[word].add(mention.article)
    count = len({mention.article for mention in mentions})
    rare = {word: math.log((count + 1) / (len(ids) + 0.5)) for word, ids in having.items() if len(ids) > 1}
    return [unit({word: rare[word] for word in words if word in rare}) for words in held]


def length(vector: Mapping[str, float]) -> float:
    """The Euclidean length of a vector: of a sum of unit vectors, the more the more alike they are."""
    return math.sqrt(sum(value * value for value in vector.values()))


def unit(vector: Vector) -> Vector:
    """The vector with the length 1; an empty one stays so."""
    size = length(vector)
    return {word: value / size for word, value in vector.items()} if size else {}


def centre(words: Iterable[Vector]) -> Vector:
    """What all of the vectors have in common: their sum, of length 1."""
    total: Vector = {}
    for vector in words:
        _add(total, vector)
    return unit(total)


def _add(total: Vector, vector: Mapping[str, float]) -> None:
    for word, weight in vector.items():
        total[word] = total.get(word, 0.0) + weight


def _standardised(column: Sequence[float]) -> list[float]:
    mean = sum(column) / len(column)
    deviation = math.sqrt(sum((value - mean) ** 2 for value in column) / len(column))
    return [(value - mean) / deviation if deviation > 1e-9 else 0.0 for value in column]


@lru_cache
def weights() -> tuple[float, ...]:
    """The learnt weight of each of FEATURES (``data/key-dates.toml``). Raises KeyError naming one that is missing."""
    table = tomllib.loads(data_file("key-dates.toml").read_text(encoding="utf-8"))["weights"]
    return tuple(float(table[name]) for name in FEATURES)
