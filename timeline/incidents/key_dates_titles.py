"""A headline for a day, in a source's own words: of all the sentences that name it, the one that says what
most of them say, and what all of the articles are about.

The clause that the day dates becomes the headline as it does for an event; of the most central few, the one is taken
that reads best alone.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import lru_cache

from timeline.dates import tag
from timeline.events import find_events
from timeline.events.cues import cues
from timeline.incidents.key_dates_features import Vector, centre, length, subject, vectors
from timeline.incidents.key_dates_mentions import Mention, Telling, known_publication, one_day, words_of
from timeline.models import Article, Sentence, Timex

LONGEST = 90  # characters of a headline
SHORTEST = 25  # of one that says enough
INWARD = 25  # characters: a headline that begins farther inside its sentence may lack its subject
QUOTES = "\"'“«‘`$£€"
PAIRS = (("(", ")"), ("[", "]"), ("“", "”"), ("«", "»"), ("``", "''"), ("-LRB-", "-RRB-"))
WEIGHED = 16  # central sentences that are made into headlines, to choose among
READ = 256  # articles whose times are kept at hand
SUBJECT = 1.0  # how much likeness to what all articles are about counts beside likeness to the other sentences
# What makes a headline worse, beside a likeness to the other sentences that runs from 0 to 1.
LATER = 0.02  # for each thousand characters that stand before it
LONG = 0.1  # for each two hundred characters of its sentence
FAULTS = {
    "short": 0.3, "cut": 0.15, "teller": 0.15, "pronoun": 0.2, "untitled": 0.3, "several days": 0.15,
    "fragment": 0.15, "mark": 0.3, "cry": 0.3, "torn": 0.3,
}  # fmt: skip
STATUSES = {"denied": 0.3, "planned": 0.2, "hedged": 0.1, "attributed": 0.05}
_SPACED = re.compile(r"\s+([,.])(?=\s|$)|(?<=\w) (['’]s)(?!\w)")
_TELLER = re.compile(r"[^:]{1,50}: ")

Headline = Callable[[Mention, Telling], Telling]
"""Makes the title and the status of a telling that has none."""


def titles(days: Sequence[date], mentions: Sequence[Mention], headline: Headline | None = None) -> dict[date, str]:
    """A headline for each of the days, no two the same where there is a choice; empty where no sentence names it.

    ``days`` come with the most important first, ``mentions`` in order (``in_order``). ``headline`` is asked for
    tellings without a title; without it, their sentence is shortened.
    """
    wanted = set(days)
    held: dict[date, list[tuple[Mention, Vector]]] = {day: [] for day in days}
    several = Counter(
        place for mention in mentions for place in {(mention.article, telling.start) for telling in mention.tellings}
    )
    words = vectors(mentions)
    about = subject(mentions, words)
    for mention, vector in zip(mentions, words, strict=True):
        if mention.day in wanted:
            held[mention.day].append((mention, vector))
    found: dict[date, str] = {}
    for day in days:
        options = _titles(held[day], about, several, headline)
        found[day] = next((title for title in options if title not in found.values()), options[0] if options else "")
    return found


def _titles(
    held: Sequence[tuple[Mention, Vector]],
    about: Vector,
    several: Mapping[tuple[str, int], int],
    headline: Headline | None,
) -> list[str]:
    """The headlines that a day could have, the best first."""
    common = centre(vector for _, vector in held)
    ranked = sorted(
        (
            (_likeness(telling, vector, common, about), mention, telling)
            for mention, vector in held
            for telling in mention.tellings
        ),
        key=lambda found: (-found[0], found[1].article, found[2].start, found[2].title),
    )
    best: dict[str, float] = {}
    quotes: set[str] = set()
    for likeness, mention, telling in ranked:
        if telling.quote in quotes:
            continue
        quotes.add(telling.quote)
        if len(quotes) > WEIGHED:
            break
        made = telling if telling.title or headline is None else headline(mention, telling)
        title = tidy(made.title or shortened(made.quote))
        faults = _faults(title, made, mention.language)
        faults += FAULTS["several days"] if several[mention.article, telling.start] > 1 else 0.0
        covered = length({word: common[word] for word in words_of(title) if word in common})
        best[title] = max(best.get(title, -9.0), round(likeness + covered - faults, 9))
    return sorted(best, key=lambda title: (-best[title], title))


def _likeness(
    telling: Telling, vector: Mapping[str, float], common: Mapping[str, float], about: Mapping[str, float]
) -> float:
    """How much of what all tell of the day, and of what all articles are about, one sentence tells.

    Less for long sentences and those far down.
    """
    own = {word: vector[word] for word in telling.words if word in vector}
    size = length(own)
    shared = sum(own[word] * (common[word] + SUBJECT * about[word]) for word in sorted(own)) / size if size else 0.0
    return round(shared - LATER * telling.start / 1000 - LONG * len(telling.quote) / 200, 9)


def _faults(title: str, telling: Telling, language: str) -> float:
    first = title.split(" ", 1)[0].lower()
    found = {
        "short": len(title) < SHORTEST,
        "cut": title.endswith("…"),
        "teller": bool(_TELLER.match(title)),
        "pronoun": first in cues(language).words("clauses", "pronouns"),
        "untitled": not telling.title,
        "fragment": telling.quote.lower().find(title[:SHORTEST].lower()) > INWARD,
        "cry": title.endswith(("!", "?")),
        "torn": any(title.count(one) != title.count(other) for one, other in PAIRS),
        "mark": not (title[:1].isalnum() or title[:1] in QUOTES),
    }
    return sum(FAULTS[name] for name, has in found.items() if has) + STATUSES.get(telling.status, 0.0)


def headlines_of(articles: Mapping[str, Article]) -> Headline:
    """A maker of headlines that reads the articles again, by their id, as events are made of them."""

    @lru_cache(maxsize=READ)
    def timexes(name: str) -> list[Timex]:
        article = articles[name]
        return tag(article.text, article.language, known_publication(article), regions=article.regions)

    def make(mention: Mention, telling: Telling) -> Telling:
        article = articles.get(mention.article)
        if article is None:
            return telling
        place = Sentence(telling.start, telling.start + len(telling.quote))
        for event in find_events(article, timexes(mention.article), [place], None):
            if one_day(event.start, event.end) == mention.day:
                return Telling(telling.quote, telling.start, telling.words, event.title, event.status)
        return telling

    return make


def shortened(quote: str, most: int = LONGEST) -> str:
    """A sentence cut to ``most`` characters behind a word, with an ellipsis; on one line."""
    plain = " ".join(quote.split())
    if len(plain) <= most:
        return plain.removesuffix(".")
    cut = plain.rfind(" ", 0, most)
    return plain[: cut if cut > 0 else most - 1].rstrip(" ,;:–—-") + "…"


def tidy(title: str) -> str:
    """A headline without the spaces before commas, full stops and "'s" that tokenised texts have."""
    return _SPACED.sub(r"\1\2", title).strip()
