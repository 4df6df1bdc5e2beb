"""Events: from the times of an article to what happened, who acts, who says so, and how sure the text is.

One event for each dated clause. The steps for one sentence stand in ``_in_sentence``, in order.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from timeline.dates.calendar import Calendar
from timeline.events.clauses import Clause, clauses
from timeline.events.cues import any_of, cues
from timeline.events.encode import event_from_dict, event_id, event_to_dict, link, source_of
from timeline.events.inferred import Outcome, outcomes
from timeline.events.names import Name, Names
from timeline.events.speech import Speech, Speeches
from timeline.events.splitter import sentences
from timeline.events.status import denier, status_of
from timeline.events.words import bound, numbers, title, when
from timeline.models import Article, Event, Sentence, Timex

__all__ = ["event_from_dict", "event_to_dict", "find_events", "sentences"]

SILENT_REGIONS = ("cut", "byline", "dateline")
BESIDE, NEXT = 16, 8
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
    events = [event for s, times in zip(telling, held, strict=True) for event in _in_sentence(article, s, times, names)]
    dated = {(event.char_start, event.char_end) for event in events}
    undated = [s for s in telling if (s.start, s.end) not in dated]
    events += [_outcome(article, told, names) for told in outcomes(article, undated, timexes, calendar, names)]
    return sorted(events, key=lambda event: (event.char_start, event.when_char_start))


def _by_sentence(timexes: Sequence[Timex], telling: Sequence[Sentence]) -> list[list[Timex]]:
    held: list[list[Timex]] = [[] for _ in telling]
    starts = [sentence.start for sentence in telling]
    for timex in timexes:
        place = bisect_right(starts, timex.start) - 1
        if place >= 0 and timex.start < telling[place].end:
            held[place].append(timex)
    return held


def _in_sentence(article: Article, sentence: Sentence, timexes: list[Timex], names: Names) -> Iterator[Event]:
    times = _joined(article.text, article.language, [timex for timex in timexes if _dates_something(timex)])
    text, language, low, high = article.text, article.language, sentence.start, sentence.end
    if not times or not _says_more(text, sentence, timexes):
        return
    found = names.find(low, high)
    speeches = Speeches(text, language, low, high, timexes, found).find()
    for timex, clause in _distinct(article, times, clauses(text, language, low, high, times, speeches)):
        yield _event(article, sentence, timex, clause, timexes, found, speeches)


def _joined(text: str, language: str, times: Sequence[Timex]) -> list[Timex]:
    """A day and a clock time side by side as the one time that they are ("Friday 5 May, about 9 p.m.")."""
    joined: list[Timex] = []
    for timex in times:
        last = joined[-1] if joined else None
        if last and _beside(text, language, last.end, timex.start):
            finer, coarser = (timex, last) if timex.type == "TIME" else (last, timex)
            if finer.type == "TIME" and coarser.type == "DATE" and _day_of(finer) == _day_of(coarser) != "":
                joined[-1] = replace(finer, start=last.start, end=timex.end, text=text[last.start : timex.end])
                continue
        joined.append(timex)
    return joined


def _beside(text: str, language: str, low: int, high: int) -> bool:
    """Whether nothing but a comma, or the word that brings in a clock time, stands between two offsets."""
    between = text[low:high].strip(" ,\u00a0\n") if high - low < NEXT else "far"
    return not between or between in cues(language).words("when", "at")


def _day_of(timex: Timex) -> str:
    """The one day that a time lies in; empty where it is none or longer."""
    span = timex.span
    first, last = (span.start or "", span.end or "") if span else ("", "")
    return first[:10] if first[:10] == last[:10] else ""


def _says_more(text: str, sentence: Sentence, timexes: Sequence[Timex]) -> bool:
    """Whether a sentence has two words beside its times; a lone date tells nothing."""
    edges = [sentence.start, *(edge for t in timexes for edge in (t.start, t.end)), sentence.end]
    pieces = (text[low:high] for low, high in zip(edges[::2], edges[1::2], strict=True))
    return sum(len(_WORDS.findall(piece)) for piece in pieces) > 1


def _distinct(article: Article, times: Sequence[Timex], clauses: Sequence[Clause]) -> Iterator[tuple[Timex, Clause]]:
    """One time of each clause and date: two that say the same of one clause ("On 5 May, less than two days before the
    vote, …") are one, and a named event beside a time that holds it ("his campaign this year") only names it.
    """
    kept: list[tuple[Timex, Clause]] = []
    for timex, clause in zip(times, clauses, strict=True):
        others = [t for t, c in zip(times, clauses, strict=True) if c.core == clause.core and t is not timex]
        said = any(c.core == clause.core and _same_days(t, timex) for t, c in kept)
        if not said and not any(_is_held_by(article, timex, other) for other in others):
            kept.append((timex, clause))
    yield from kept


def _same_days(one: Timex, other: Timex) -> bool:
    if not one.span or not other.span:
        return False
    return (one.span.start, one.span.end, one.span.bound) == (other.span.start, other.span.end, other.span.bound)


def _is_held_by(article: Article, named: Timex, other: Timex) -> bool:
    """Whether a named event only names or bounds another time: beside it and inside its span, or before or after."""
    if named.basis != "named event" or other.basis == "named event" or not named.span or not other.span:
        return False
    if bound(article.text, article.language, named) in ("before", "after"):
        return True
    beside = abs(other.start - named.end) <= BESIDE or abs(named.start - other.end) <= BESIDE
    first, last = other.span.start or "", other.span.end or "9999"
    return beside and first <= (named.span.start or "") and (named.span.end or "9999") <= last


def _dates_something(timex: Timex) -> bool:
    """Whether an event hangs on a time: a date, told or not, but no duration, set or vague reference."""
    return timex.tells and (timex.span is not None or timex.type in ("DATE", "TIME"))


def _event(
    article: Article, sentence: Sentence, timex: Timex, clause: Clause, timexes: Sequence[Timex],
    names: Sequence[Name], speeches: Sequence[Speech],
) -> Event:  # fmt: skip
    text, language, span = article.text, article.language, timex.span
    status, attribution = status_of(text, language, timex, clause, speeches, article.published)
    when_start, when_end = when(text, language, timex)
    quote = text[sentence.start : sentence.end]
    return Event(
        id=event_id(article.id, when_start, when_end),
        article_id=article.id,
        title=title(text, language, sentence, clause, timex, speeches),
        quote=quote,
        char_start=sentence.start,
        char_end=sentence.end,
        when_text=text[when_start:when_end],
        when_char_start=when_start,
        when_char_end=when_end,
        start=span.start if span else None,
        end=span.end if span else None,
        precision=span.precision if span else "",
        bound=bound(text, language, timex),
        edtf=span.edtf if span else "",
        timex_type=timex.type,
        timex_value=timex.value,
        basis=timex.basis,
        why=timex.why,
        alternatives=timex.alternatives,
        actors=_actors(article, clause, names, speeches, attribution),
        attribution=attribution,
        status=status,
        numbers=numbers(text, language, *clause.group, (*timexes, *names)),
        language=language,
        region=sentence.kind,
        source=source_of(article),
        link=link(article, quote),
    )


def _actors(
    article: Article, clause: Clause, names: Sequence[Name], speeches: Sequence[Speech], attribution: Sequence[str]
) -> tuple[str, ...]:
    """Who acts in a clause: its names that are no places, who speaks or denies; not the source of "according to"."""
    low, high = clause.group
    sources = [speech.frame for speech in speeches if not speech.saying]
    acting = [n.name for n in names if low <= n.start < high and n.kind != "place" and not _inside(n, sources)]
    spoken = [n.name for n in names if n.name in attribution and not _inside(n, sources)]
    within = [n for n in names if low <= n.start < high and n.kind == "place"]
    denying = [n.name for n in within if denier(article.text, article.language, n.end, high)]
    meant = _meant_by_pronoun(article, clause, names)
    return tuple(dict.fromkeys([*meant, *acting, *spoken, *denying]))


def _meant_by_pronoun(article: Article, clause: Clause, names: Sequence[Name]) -> list[str]:
    """The one person named before in the sentence whom a pronoun of the clause means; none where there are two."""
    low, high = clause.group
    before = {n.name for n in names if n.kind == "person" and n.start < low}
    return list(before) if len(before) == 1 and _pronouns(article.language).search(article.text, low, high) else []


@lru_cache
def _pronouns(language: str) -> re.Pattern[str]:
    return any_of(cues(language).words("speech", "persons"))


def _inside(name: Name, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= name.start < end for start, end in stretches)


def _outcome(article: Article, told: Outcome, names: Names) -> Event:
    sentence, text = told.sentence, article.text
    low, high = sentence.start, sentence.end
    quote = text[low:high]
    found = names.find(low, high)
    return Event(
        id=event_id(article.id, low, low),
        article_id=article.id,
        title=title(text, article.language, sentence, Clause((low, high), (low, high)), None, ()),
        quote=quote,
        char_start=low,
        char_end=high,
        when_text="",
        when_char_start=low,
        when_char_end=low,
        start=told.span.start,
        end=told.span.end,
        precision=told.span.precision,
        bound=told.span.bound,
        edtf=told.span.edtf,
        timex_type="DATE",
        timex_value=told.span.edtf,
        basis=told.basis,
        why=told.why,
        actors=tuple(dict.fromkeys(n.name for n in found if n.kind != "place")),
        status="stated",
        numbers=numbers(text, article.language, low, high, found),
        language=article.language,
        region=sentence.kind,
        source=source_of(article),
        link=link(article, quote),
    )
