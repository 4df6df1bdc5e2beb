"""Which days an article speaks of, and how: what the choice of key dates counts.

One ``Mention`` for each day that an article names, made of its text (``mentions_of_article``), or of stored events
without reading the text again (``mentions_of_events``). Only times that come down to one day count: "in May" is none.
"""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from timeline.dates import DEFAULT, tag
from timeline.dates.calendar import Calendar
from timeline.events import sentences
from timeline.incidents.days import day_of
from timeline.models import Article, Event, Sentence, Timex

BASES_NAMED = ("explicit", "year inferred")
SILENT = ("cut", "byline", "dateline")
_WORD = re.compile(r"[^\W\d_]{3,}")


@dataclass(frozen=True, slots=True)
class Telling:
    """One sentence that names a day: its words, its offset in the article's text, and the words of it without the time.

    ``title`` and ``status`` are those of the event that it gives; empty where no event was made of it yet.
    """

    quote: str
    start: int
    words: frozenset[str]
    title: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """That one article speaks of one day.

    ``article`` is the article's id, ``day`` and ``published`` are days; ``published`` None is unknown. ``named`` says
    that the text gives day and month ("22 April") rather than "on Friday". ``tellings`` are the sentences, in order.
    """

    article: str
    day: date
    published: date | None = None
    named: bool = False
    tellings: tuple[Telling, ...] = ()
    language: str = ""

    @property
    def words(self) -> list[str]:
        """The words of all its sentences, each once, in the order of the alphabet."""
        return sorted(frozenset().union(*(telling.words for telling in self.tellings)))


def mentions_of_article(article: Article, *, calendar: Calendar | None = DEFAULT) -> list[Mention]:
    """The days that an article speaks of, in order; its language must be given."""
    timexes = tag(
        article.text, article.language, known_publication(article), regions=article.regions, calendar=calendar
    )
    return mentions_of_timexes(article, timexes, sentences(article.text, article.language, article.regions))


def mentions_of_timexes(article: Article, timexes: Iterable[Timex], sentences: Sequence[Sentence]) -> list[Mention]:
    """The same for an article whose time expressions and sentences are known, both in the order of the text."""
    telling = [sentence for sentence in sentences if sentence.kind not in SILENT]
    starts = [sentence.start for sentence in telling]
    held: dict[date, list[_Place]] = defaultdict(list)
    published, language = known_publication(article), article.language
    for timex in (part for whole in timexes for part in (whole.parts or (whole,))):
        day = one_day(timex.span.start, timex.span.end) if timex.span else None
        place = bisect_right(starts, timex.start) - 1
        if timex.span is None or day is None or place < 0 or timex.start >= telling[place].end:
            continue
        if stamped(day, published, timex.basis, timex.span.precision):
            continue
        low, high = telling[place].start, telling[place].end
        named = timex.basis in BASES_NAMED and timex.span.precision == "day"
        held[day].append(_Place(article.text[low:high], low, timex.start - low, timex.end - low, named))
    return [_mention(article.id, day, published, held[day], language) for day in sorted(held)]


def mentions_of_events(events: Iterable[Event]) -> list[Mention]:
    """The same from events, of any number of articles, in order of article and day; with the events' own titles."""
    held: dict[tuple[str, date], list[Event]] = defaultdict(list)
    for event in events:
        day = one_day(event.start, event.end)
        if day is None or event.region in SILENT:
            continue
        if not stamped(day, _publication(event), event.basis, event.precision):
            held[event.article_id, day].append(event)
    found = []
    for (article, day), told in sorted(held.items(), key=lambda item: item[0]):
        told.sort(key=lambda event: (event.char_start, event.when_char_start, event.id))
        found.append(_mention(article, day, _publication(told[0]), [_place(event) for event in told], told[0].language))
    return found


def stamped(day: date, published: date | None, basis: str, precision: str) -> bool:
    """Whether a time is when the text itself was put out, or a reader's comment below it, and tells of nothing.

    News does not give the year of its own day ("12:13 UK time, Thursday, 10 June 2010", "Posted at 9:36 PM on June 9,
    2010"). ``basis`` and ``precision`` are those of the time expression.
    """
    if published is None or basis != "explicit":
        return False
    lag = abs((published - day).days)
    return lag == 0 or (lag == 1 and precision == "minute")


def text_key(text: str) -> str:
    """The same for texts that differ in white space alone: the same article, however often it is printed."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def words_of(text: str) -> frozenset[str]:
    """The words of a text that can be compared: lower case, of three letters or more."""
    return frozenset(_WORD.findall(text.lower()))


def known_publication(article: Article) -> date | None:
    """The day of publication, unless it was guessed."""
    return None if article.published_basis == "guessed" else article.published


def _publication(event: Event) -> date | None:
    return None if event.source.published_basis == "guessed" else day_of(event.source.published)


def one_day(start: str | None, end: str | None) -> date | None:
    """The day that a span lies in; None where it is open or longer."""
    return day_of(start) if start and end and start[:10] == end[:10] else None


@dataclass(frozen=True, slots=True)
class _Place:
    """One time in its sentence; ``start`` and ``end`` count from the beginning of the sentence."""

    quote: str
    quote_start: int
    start: int
    end: int
    named: bool
    title: str = ""
    status: str = ""


def _place(event: Event) -> _Place:
    start, end = (max(at - event.char_start, 0) for at in (event.when_char_start, event.when_char_end))
    named = event.basis in BASES_NAMED and event.precision == "day"
    return _Place(event.quote, event.char_start, start, end, named, event.title, event.status)


def _mention(article: str, day: date, published: date | None, places: Sequence[_Place], language: str) -> Mention:
    return Mention(
        article=article,
        day=day,
        published=published,
        named=any(place.named for place in places),
        tellings=tuple(_telling(place) for place in places),
        language=language,
    )


def _telling(place: _Place) -> Telling:
    words = words_of(f"{place.quote[: place.start]} {place.quote[place.end :]}")
    return Telling(place.quote, place.quote_start, words, place.title, place.status)
