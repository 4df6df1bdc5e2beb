"""Languages without a folder: numeric dates, CLDR's names of months and weekdays, and dateparser for relative phrases.

dateparser never searches the text: it takes "may" and "66%" for dates. Spans are found here by their shape, a month,
a weekday or a relative phrase of the language among them, and dateparser is asked only what such a phrase means, with
its language and the publication date fixed. ``period`` is read with every answer, so that a month stays a month.
What is found is marked: ``rule`` is "fallback", and the reason says that a general parser read it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from timeline.dates import moment as m
from timeline.dates.context import Answer, Context
from timeline.dates.meaning import Meaning
from timeline.dates.moment import Moment, OutOfCalendar
from timeline.dates.names import NOTHING, Names, names
from timeline.dates.relatives import relative_words
from timeline.dates.resolve import resolve
from timeline.dates.resolve.base import dated, undated
from timeline.dates.shapes import Shapes, shapes
from timeline.dates.timex import Wording, timex
from timeline.models import Region, Timex

RULE = "fallback"
_FAR = 120  # characters of a sentence on either side in which a word can tell what is to come
_SENTENCE = re.compile(r"[.!?…。؟](?=\s)|\n\s*\n")


def read_other(
    text: str,
    language: str,
    published: date | None,
    *,
    regions: Sequence[Region] = (),
    interface: str = "en",
) -> list[Timex]:
    """The time expressions of a text in a language that has no folder, in order; fewer than a folder would find.

    An empty or unknown ``language`` leaves ISO and numeric dates and years in plain context. Offsets count characters.
    """
    code = re.split(r"[-_]", language.strip().lower())[0]
    known = _language(code)
    called = known.called
    told = _Told(published, called.order or "dmy")
    wording = Wording(published, interface, reader=RULE)
    ends = [match.end() for match in _SENTENCE.finditer(text)]
    timexes: list[Timex] = []
    sentence = place = 0
    for start, end, meaning in known.shapes.candidates(text):
        while sentence < len(ends) and ends[sentence] <= start:
            sentence += 1
        while place < len(regions) and regions[place].end <= start:
            place += 1
        kind = regions[place].kind if place < len(regions) else "body"
        if kind == "cut":
            continue
        first = max(start - _FAR, ends[sentence - 1] if sentence else 0)
        last = min(end + _FAR, ends[sentence] if sentence < len(ends) else len(text))
        context = told.context(sentence, 1 if known.ahead.search(text, first, last) else 0)
        answer, ends_of_range = _read(meaning, context, code, called)
        if answer is None:
            continue
        made = timex(text, start, end, answer, wording, rule=RULE, region=kind)
        timexes.append(_with_parts(text, made, ends_of_range, wording) if ends_of_range else made)
        if kind == "body":
            told.take(answer, sentence)
    return timexes


@dataclass(slots=True)
class _Told:
    """The little that is kept of what the text has told: its last date, and a year for the sentences after it."""

    published: date | None
    order: str
    thread: Moment | None = None
    year: int | None = None
    year_at: int = 0

    def context(self, sentence: int, tense: int) -> Context:
        year = self.year if sentence - self.year_at <= 2 else None
        return Context(self.published, thread=self.thread, year=year, tense=tense, order=self.order)

    def take(self, answer: Answer, sentence: int) -> None:
        if answer.moment is None:
            return
        self.thread = answer.moment
        if answer.basis == "explicit":
            self.year, self.year_at = answer.moment.first.year, sentence
        elif answer.basis == "relative":
            self.year = None


def _read(meaning: Meaning, context: Context, code: str, called: Names) -> tuple[Answer | None, tuple[Answer, ...]]:
    """The answer, and for days joined by a dash the answers of both ends."""
    if meaning.kind == "offset":
        return _phrase(meaning, code, context, called), ()
    if meaning.kind != "daysto" or meaning.of is None:
        return _named(meaning, context, called), ()
    last = _named(meaning.of, context, called)
    if last.moment is None:
        return last, ()
    try:
        begin = m.make_day(last.moment.first.year, last.moment.first.month, meaning.day or 0)
    except OutOfCalendar as error:
        return undated("DATE", "XXXX-XX-XX", "impossible", facts=(("fault", str(error)),)), ()
    if begin.first >= last.moment.first:
        fault = f"{meaning.day}–{last.moment.first.day}"
        return undated("DATE", "XXXX-XX-XX", "impossible", facts=(("fault", fault),)), ()
    first = dated(begin, last.why, last.basis)
    whole = Answer("DATE", f"{first.value}/{last.value}", "range", first=begin.first, last=last.moment.last,
                   moment=last.moment, precision="day", basis=last.basis)  # fmt: skip
    return whole, (first, last)


def _named(meaning: Meaning, context: Context, called: Names) -> Answer:
    """A date that the words name; one that can be read in two orders only where the language's own order is known."""
    answer = resolve(meaning, context)
    if not called.order and any(why == "other order" for _, why, _ in answer.others):
        return undated("DATE", "XXXX-XX-XX", "two orders")
    return answer


def _phrase(meaning: Meaning, code: str, context: Context, called: Names) -> Answer | None:
    """A relative phrase, by dateparser; None where it does not understand the words."""
    if context.today is None:
        return undated("DATE", "XXXX-XX-XX", "no publication")
    words = (meaning.raw or "").split()
    told = context.thread is not None and context.thread.last < context.today
    either = words[0].lower() in called.later and context.tense <= 0
    if meaning.sign == 1 and (told or either):
        return undated("DATE", "XXXX-XX-XX", "two anchors")
    parsed = _parse(" ".join(words), code, context.today)
    if parsed is None:
        return None
    day, period = parsed
    unit = meaning.unit or "day"
    if period not in (unit, "day") or (period == "day" and unit not in ("day", "week")):
        return None  # read as something else than what the words name
    grain = (
        "day" if unit == "week" and meaning.sign is not None else unit
    )  # "two weeks ago" is a day, "last week" a week
    try:
        moment = Moment("day", day) if grain == "day" else m.around(day, grain)
    except OutOfCalendar:
        return None
    return dated(moment, "from publication", "relative")


@lru_cache(maxsize=4096)
def _parse(words: str, code: str, today: date) -> tuple[date, str] | None:
    """dateparser's reading of a phrase: (day, period); None where it has none or fails."""
    try:
        got = _parser(code, today).get_date_data(words)
    except Exception:  # dateparser raises many kinds on odd input; none may stop a text
        return None
    return (got.date_obj.date(), got.period) if got.date_obj is not None else None


@lru_cache(maxsize=64)
def _parser(code: str, today: date) -> Any:
    from dateparser.date import DateDataParser

    settings = {"RELATIVE_BASE": datetime(today.year, today.month, today.day, 12), "PREFER_DATES_FROM": "past",
                "PARSERS": ["relative-time"]}  # fmt: skip
    return DateDataParser(languages=[code], settings=settings)


def _with_parts(text: str, whole: Timex, answers: tuple[Answer, ...], wording: Wording) -> Timex:
    """A run of days with its two ends as expressions of their own."""
    dash = re.search(r"\d\.?(?:\s?[–-]\s?|\s+[^\d]+\s+)(?=\d)", whole.text)
    assert dash is not None
    begins = whole.start + (re.search(r"\d", whole.text) or dash).start()
    places = (begins, whole.start + dash.start() + 1), (whole.start + dash.end(), whole.end)
    parts = [timex(text, start, end, answer, wording, rule=RULE, region=whole.region)
             for (start, end), answer in zip(places, answers, strict=True)]  # fmt: skip
    return replace(whole, parts=tuple(parts))


@dataclass(frozen=True)
class _Language:
    """What is known of one language."""

    called: Names
    shapes: Shapes
    ahead: re.Pattern[str]


@lru_cache
def _language(code: str) -> _Language:
    known = relative_words(_info(code))
    called = names(code, known.forms) if code else NOTHING
    return _Language(called, shapes(called, known), _ahead(called))


def _ahead(called: Names) -> re.Pattern[str]:
    """The words of a language that tell what is to come."""
    words = [*map(re.escape, called.ahead), *(rf"[^\W\d_]{{2,20}}{re.escape(end)}" for end in called.ahead_ends)]
    return re.compile(rf"(?<![^\W\d_])(?:{'|'.join(words) or '(?!)'})(?![^\W\d_])", re.IGNORECASE)


def _info(code: str) -> dict[str, Any]:
    """dateparser's data of a language; empty where it does not know it."""
    if not code:
        return {}
    from dateparser.languages.loader import default_loader

    try:
        return default_loader.get_locale(code).info
    except Exception:  # an unknown code ends in KeyError, ValueError or ImportError, by its letters
        return {}
