"""Years before Christ. The calendar of Python begins with the year 1: they are reckoned on one moved by 9,600 years.

That is a multiple of 400, so that leap years fall as they should; the year 1 BC is the year 0 of astronomers. Moments
of this calendar serve to count on (two years later, that autumn) and are never handed out: ``written`` gives the answer
with its value before Christ and without a span.
"""

from __future__ import annotations

from dataclasses import replace

from timeline.dates.context import Answer
from timeline.dates.meaning import Meaning
from timeline.dates.moment import Moment, OutOfCalendar, value

_MOVED = 9600
EARLIEST = 3500  # BC


def moved_year(year: int) -> int:
    """The year on the moved calendar of a year before Christ."""
    if not 1 <= year <= EARLIEST:
        raise OutOfCalendar(f"{year} BC")
    return _MOVED + 1 - year


def says(meaning: Meaning | None) -> bool:
    """Whether the words name a year before Christ."""
    return meaning is not None and (meaning.era == "bc" or says(meaning.of) or says(meaning.more))


def is_moved(moment: Moment | None) -> bool:
    """Whether a moment, reckoned where the words or the story are before Christ, is one of the moved calendar."""
    return moment is not None and moment.first.year > _MOVED - EARLIEST


def written(answer: Answer) -> Answer:
    """An answer as it is handed out: one that has come to years of our era is of theirs again."""
    moment = answer.moment
    if moment is None or not is_moved(moment):
        return answer
    year = _MOVED + 1 - moment.first.year
    if year < 1:
        ours = replace(moment, first=moment.first.replace(year=1 - year))
        return replace(answer, moment=ours, value=value(ours), first=None, last=None, facts=(), why="explicit")
    said = answer.value  # perhaps PAST_REF
    if said[:4].isdigit():
        said = f"BC{year:04d}{said[4:]}"
    return Answer(answer.type, said, "before christ", answer.mod)


def both(first: Answer, last: Answer) -> Answer:
    """A range of which one end at least lies before Christ."""
    return Answer(first.type, f"{written(first).value}/{written(last).value}", "before christ")
