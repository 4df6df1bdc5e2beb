"""What tells a day that mattered from a day that was merely mentioned, and the weights of it.

Six features, each a logarithm of a count, brought to the mean 0 and the deviation 1 within the days that compete, so
that they mean the same for a hundred articles as for ten thousand. ``python -m benchmarks.key_dates --learn`` writes
their weights to ``data/key-dates.toml``.
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

FEATURES = ("main", "recounted", "chronicled", "recalled", "echoed", "peak")
LATE = 2  # days after which a mention looks back on a day, rather than reporting it
MANY_NAMED = 4  # past days that an article names by day and month, to be one that looks back
MANY_OPENING = 5  # days that open a sentence, to make a chronology
WIDTH = 7  # days: how far the neighbourhood reaches that a peak stands out from (the deviation of a Gaussian)

Vector = dict[str, float]


@dataclass(slots=True)
class _Article:
    """What the mentions of one article say together."""

    most: int = 0
    named: int = 0
    opening: int = 0


@dataclass(slots=True)
class _Day:
    """The counts of one day."""

    articles: int = 0
    main: int = 0
    recounted: int = 0
    chronicled: int = 0
    central: float = 0.0
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
    days = _count(ordered, vectors(ordered), since, until)
    if not days:
        return {}
    published = sorted(_published(ordered).values())
    columns = [
        [math.log1p(day.main) for day in days.values()],
        [math.log1p(day.recounted) for day in days.values()],
        [math.log1p(day.chronicled) for day in days.values()],
        [math.log1p(day.central) for day in days.values()],
        [
            # Early days have more articles after them that could look back.
            math.log1p(length(day.late)) - 0.5 * math.log1p(len(published) - bisect_left(published, when))
            for when, day in days.items()
        ],
        _peaks({when.toordinal(): day.articles for when, day in days.items()}, since, until),
    ]
    return dict(zip(days, zip(*map(_standardised, columns), strict=True), strict=True))


def _count(
    ordered: Sequence[Mention], words: Sequence[Vector], since: date | None, until: date | None
) -> dict[date, _Day]:
    articles = _articles(ordered)
    common = centre(words)
    days: dict[date, _Day] = defaultdict(_Day)
    for mention, vector in zip(ordered, words, strict=True):
        if (since and mention.day < since) or (until and mention.day > until):
            continue
        day, article = days[mention.day], articles[mention.article]
        lag = (mention.published - mention.day).days if mention.published else LATE
        day.articles += 1
        if lag >= 0:
            day.main += mention.times == article.most
            day.recounted += mention.named and article.named >= MANY_NAMED
        day.chronicled += mention.opens and article.opening >= MANY_OPENING
        if lag >= LATE:
            day.central += sum(weight * common[word] for word, weight in vector.items())
            for word, weight in vector.items():
                day.late[word] = day.late.get(word, 0.0) + weight
    return dict(days)


def _articles(mentions: Sequence[Mention]) -> dict[str, _Article]:
    articles: dict[str, _Article] = defaultdict(_Article)
    for mention in mentions:
        article = articles[mention.article]
        article.most = max(article.most, mention.times)
        article.named += mention.named and (mention.published is None or mention.day <= mention.published)
        article.opening += mention.opens
    return articles


def _published(mentions: Sequence[Mention]) -> dict[str, date]:
    return {mention.article: mention.published for mention in mentions if mention.published}


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
        for word, weight in vector.items():
            total[word] = total.get(word, 0.0) + weight
    return unit(total)


@lru_cache
def _kernel() -> tuple[float, ...]:
    return tuple(math.exp(-0.5 * (gap / WIDTH) ** 2) for gap in range(3 * WIDTH + 1))


def _peaks(counts: Mapping[int, int], since: date | None, until: date | None) -> list[float]:
    """By how much each day is above the days around it, those without a mention counting too."""
    first = since.toordinal() if since else min(counts)
    last = until.toordinal() if until else max(counts)
    kernel = _kernel()
    found = []
    for day, count in counts.items():
        around = range(max(first, day - 3 * WIDTH), min(last, day + 3 * WIDTH) + 1)
        shares = [kernel[abs(other - day)] for other in around]
        level = sum(share * counts.get(other, 0) for share, other in zip(shares, around, strict=True)) / sum(shares)
        found.append(math.log1p(count) - math.log1p(level))
    return found


def _standardised(column: Sequence[float]) -> list[float]:
    mean = sum(column) / len(column)
    deviation = math.sqrt(sum((value - mean) ** 2 for value in column) / len(column))
    return [(value - mean) / deviation if deviation > 1e-9 else 0.0 for value in column]


@lru_cache
def weights() -> tuple[float, ...]:
    """The learnt weight of each of FEATURES (``data/key-dates.toml``). Raises KeyError naming one that is missing."""
    table = tomllib.loads(data_file("key-dates.toml").read_text(encoding="utf-8"))["weights"]
    return tuple(float(table[name]) for name in FEATURES)
