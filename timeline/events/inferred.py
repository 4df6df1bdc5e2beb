"""Events that a sentence tells without a time of its own: the outcome of a contest that the article has named.

"Macron easily beat Marine Le Pen, by a margin of 66% to 34%" is dated by the one contest that is left: named before
in the text, found in the calendar, with the people of the sentence taking part. What the text itself bounds ("On 5
May, less than 48 hours before the final stage of the election") must agree; without a calendar it is all there is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from timeline.dates import tag
from timeline.dates.calendar import Calendar, Entry, choose
from timeline.events.cues import alternation, cues
from timeline.events.names import Name, Names
from timeline.events.spotter import Spotter, spot
from timeline.events.status import hedges, plans
from timeline.models import Article, DateSpan, Sentence, Timex

REACH, NEAR = 40, 200
_DURATION = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$")


@dataclass(frozen=True, slots=True)
class Outcome:
    """An outcome told: its sentence, its date, the basis of it and why."""

    sentence: Sentence
    span: DateSpan
    basis: str
    why: str


@dataclass(frozen=True, slots=True)
class _Bounds:
    """First and last day that the text leaves open, and the words that say so; ``at`` is where they end."""

    first: date
    last: date
    words: str
    at: int


@dataclass(frozen=True)
class _Words:
    cue: Spotter
    contest: Spotter
    before: re.Pattern[str]
    condition: Spotter


@lru_cache
def _words(language: str) -> _Words:
    known = cues(language)
    before = alternation(known.words("outcome", "before")) or "(?!)"
    return _Words(
        cue=spot(known.words("outcome", "cues")),
        contest=spot(known.words("outcome", "contests")),
        before=re.compile(rf"\s+(?:{before})(?!\w)", re.IGNORECASE),
        condition=spot(known.words("status", "conditions")),
    )


def outcomes(
    article: Article, undated: Sequence[Sentence], timexes: Sequence[Timex], calendar: Calendar | None, names: Names
) -> Iterator[Outcome]:
    """The outcomes that sentences without a time tell, where exactly one contest is left for each."""
    told = [s for s in undated if _tells_outcome(article, s)]
    if not told:
        return
    contests: dict[Entry, int] = {}
    for at, entry in _contests(article, timexes, calendar) if calendar else ():
        contests.setdefault(entry, at)
    bounds = list(_bounds(article, timexes))
    for sentence in told:
        people = [n for n in names.find(sentence.start, sentence.end) if n.kind == "person"]
        limit = next((b for b in reversed(bounds) if b.at <= sentence.start), None)
        outcome = _dated(
            article, sentence, people, [e for e, at in contests.items() if at < sentence.start], limit, calendar
        )
        if outcome:
            yield outcome


def _tells_outcome(article: Article, sentence: Sentence) -> bool:
    words, text = _words(article.language), article.text
    if sentence.kind != "body" or not words.cue.search(text, sentence.start, sentence.end):
        return False
    where = (article.language, sentence.start, sentence.end)
    doubtful = words.condition.search(text, sentence.start, sentence.end) or hedges(text, *where) or plans(text, *where)
    return not doubtful and text[sentence.end - 1] != "?"


def _contests(article: Article, timexes: Sequence[Timex], calendar: Calendar) -> Iterator[tuple[int, Entry]]:
    """The deciding vote of each contest that the article names, with the offset of its naming."""
    starts = [timex.start for timex in timexes]
    cut = [(r.start, r.end) for r in article.regions if r.kind == "cut"]
    for mention in calendar.mentions(article.text, article.language):
        if any(start <= mention.start < end for start, end in cut):
            continue
        entry = choose(mention, article.published, _near(timexes, starts, mention.start))
        deciding = [e for e in calendar.entries if entry and e.contest == entry.contest and e.winner]
        if deciding:
            yield mention.start, min(deciding, key=lambda e: (e.end - e.start, e.key))


def _near(timexes: Sequence[Timex], starts: Sequence[int], at: int) -> date | None:
    """A day told close to an offset, before or after."""
    around = timexes[bisect_left(starts, at - NEAR) : bisect_right(starts, at + NEAR)]
    close = [t for t in around if t.span and t.span.start and t.span.precision == "day"]
    nearest = min(close, key=lambda t: abs(t.start - at), default=None)
    return date.fromisoformat(nearest.span.start[:10]) if nearest and nearest.span and nearest.span.start else None


def _dated(
    article: Article, sentence: Sentence, people: list[Name], named: list[Entry], limit: _Bounds | None,
    calendar: Calendar | None,
) -> Outcome | None:  # fmt: skip
    who = {n.name for n in people}
    fitting = {e.key: e for e in named if e.winner in who or len(who & set(e.participants)) > 1}
    fitting = {key: e for key, e in fitting.items() if not article.published or e.start <= article.published}
    if limit:
        fitting = {key: e for key, e in fitting.items() if limit.first <= e.end and e.start <= limit.last}
    if calendar is not None:
        return _by_calendar(article, sentence, next(iter(fitting.values())), limit) if len(fitting) == 1 else None
    if limit is None or len(who) < 2:
        return None
    span = _span(limit.first, limit.last, "between")
    why = f"No date in the sentence: the text bounds the outcome to {_days(limit.first, limit.last)} (“{limit.words}”)."
    return Outcome(sentence, span, "inferred", why)


def _by_calendar(article: Article, sentence: Sentence, entry: Entry, limit: _Bounds | None) -> Outcome:
    agrees = (
        f"; the text itself leaves {_days(limit.first, limit.last)} (“{limit.words}”), which agrees" if limit else ""
    )
    why = (
        f"No date in the sentence: it tells the outcome of the {entry.called('en')}, "
        f"{_days(entry.start, entry.end)} in the calendar of named events{agrees}."
    )
    return Outcome(sentence, _span(entry.start, entry.end, "exact"), "named event", why)


def _span(first: date, last: date, bound: str) -> DateSpan:
    start, end = first.isoformat(), last.isoformat()
    return DateSpan(start, end, "day", bound if start != end else "exact", start if start == end else f"{start}/{end}")


def _days(first: date, last: date) -> str:
    if first == last:
        return f"{first.day} {first:%B %Y}"
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"


def _bounds(article: Article, timexes: Sequence[Timex]) -> Iterator[_Bounds]:
    """Bounds of the form "DAY, less than DURATION before the CONTEST"."""
    words, text = _words(article.language), article.text
    for index, timex in enumerate(timexes):
        end, days = _duration(article, timex)
        before = words.before.match(text, end) if days is not None else None
        contest = words.contest.search(text, before.end(), before.end() + REACH) if before else None
        near = [t for t in timexes[max(index - 3, 0) : index + 4] if abs(t.start - timex.start) < 2 * REACH]
        anchor = next((t for t in near if t is not timex and t.span and t.span.precision == "day"), None)
        if contest and anchor and anchor.span and anchor.span.start and days is not None:
            first = date.fromisoformat(anchor.span.start[:10])
            said = " ".join(text[min(anchor.start, timex.start) : contest.end()].split())
            yield _Bounds(first, first + timedelta(days=days), said, contest.end())


def _duration(article: Article, timex: Timex) -> tuple[int, int | None]:
    """``(end of its words, days)`` of a duration, also of one that a named event has turned into a date.

    "Less than 48 hours before the final stage" is a date by the calendar; what the text alone says is its duration.
    """
    if timex.type == "DURATION":
        return timex.end, _length(timex.value)
    before = _words(article.language).before.search(article.text, timex.start, timex.end)
    if timex.basis != "named event" or not before:
        return timex.end, None
    inner = tag(article.text[timex.start : before.start()], article.language, article.published, calendar=None)
    lengths = [t for t in inner if t.type == "DURATION"]
    return before.start(), _length(lengths[0].value) if len(lengths) == 1 else None


def _length(value: str) -> int | None:
    """A TimeML duration in days, rounded up; None where it is vague or longer than weeks are counted in."""
    match = _DURATION.match(value)
    if not match or not any(match.groups()):
        return None
    weeks, days, hours, minutes = (int(group or 0) for group in match.groups())
    return weeks * 7 + days + -(-(hours * 60 + minutes) // 1440)
