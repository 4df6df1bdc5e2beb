"""Events: from the times of an article to what happened, who acts, who says so, and how sure the text is.

One event for each dated clause. The steps for one sentence stand in ``_in_sentence``, in order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from timeline.dates.calendar import Calendar
from timeline.events.build import dated_event, outcome_event
from timeline.events.clauses import clauses
from timeline.events.encode import event_from_dict, event_to_dict
from timeline.events.inferred import outcomes
from timeline.events.names import Names
from timeline.events.roles import Roles
from timeline.events.splitter import sentences
from timeline.events.times import dates_something, distinct, joined, without_menus
from timeline.events.voices import Voices
from timeline.models import Article, Event, Sentence, Timex

__all__ = ["event_from_dict", "event_to_dict", "find_events", "sentences"]

SILENT_REGIONS = ("cut", "byline", "dateline")
_WORDS = re.compile(r"[^\W\d_]{2,}")


def find_events(
    article: Article, timexes: Sequence[Timex], sentences: Sequence[Sentence], calendar: Calendar | None
) -> list[Event]:
    """The events of an article in the order of its text, given its times and sentences (both in order).

    ``calendar`` None leaves out what only a calendar of named events can date.
    """
    telling = [s for s in sentences if s.kind not in SILENT_REGIONS]
    held = _by_sentence(timexes, telling)
    names = Names(article.text, article.language, [(s.start, s.end) for s in telling])
    voices = Voices(article, telling, held, names)
    events = [event for index in range(len(telling)) for event in _in_sentence(article, telling, held, index, voices)]
    dated = {(event.char_start, event.char_end) for event in events}
    undated = [s for s in telling if (s.start, s.end) not in dated]
    events += [outcome_event(article, told, names) for told in outcomes(article, undated, timexes, calendar, names)]
    return sorted(events, key=lambda event: (event.char_start, event.when_char_start))


def _by_sentence(timexes: Sequence[Timex], telling: Sequence[Sentence]) -> list[list[Timex]]:
    held: list[list[Timex]] = [[] for _ in telling]
    starts = [sentence.start for sentence in telling]
    for timex in timexes:
        place = bisect_right(starts, timex.start) - 1
        if place >= 0 and timex.start < telling[place].end:
            held[place].append(timex)
    return held


def _in_sentence(
    article: Article, telling: Sequence[Sentence], held: Sequence[list[Timex]], index: int, voices: Voices
) -> Iterator[Event]:
    sentence, timexes = telling[index], held[index]
    text, language, low, high = article.text, article.language, sentence.start, sentence.end
    telling_times = without_menus(text, [timex for timex in timexes if dates_something(timex)])
    times = joined(text, language, telling_times)
    if not times or not _says_more(text, sentence, timexes):
        return
    found, speeches = voices.names(index), voices.speeches(index)
    roles = Roles(text, language, speeches)
    for timex, clause in distinct(article, times, clauses(text, language, low, high, times, speeches)):
        yield dated_event(article, sentence, timex, clause, timexes, found, roles, voices.surely)


def _says_more(text: str, sentence: Sentence, timexes: Sequence[Timex]) -> bool:
    """Whether a sentence has two words beside its times; a lone date tells nothing."""
    edges = [sentence.start, *(edge for t in timexes for edge in (t.start, t.end)), sentence.end]
    pieces = (text[low:high] for low, high in zip(edges[::2], edges[1::2], strict=True))
    found = (None for piece in pieces for _ in _WORDS.finditer(piece))
    return next(found, True) is None and next(found, True) is None
