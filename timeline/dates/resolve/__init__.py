"""Resolving: from what the words say to what they mean. It knows no language.

``resolve(meaning, context)`` looks the meaning's kind up in two tables of functions: those that read a meaning alone,
and those that lean on another expression inside it. Each answers an Answer with the reason for it, or one without a
moment that says why there is none; a date is never invented.
"""

from __future__ import annotations

from dataclasses import replace

from timeline.dates.context import Answer, Context
from timeline.dates.meaning import Meaning
from timeline.dates.moment import LAST_YEAR, OutOfCalendar
from timeline.dates.resolve import absolute, clock, composed, offsets, ordinals, relative, timeless
from timeline.dates.resolve.base import undated

ALONE = {**absolute.KINDS, **relative.KINDS, **clock.KINDS, **ordinals.KINDS, **timeless.KINDS}
LEANING = {
    **relative.LEANING,
    **offsets.LEANING,
    **ordinals.LEANING,
    **clock.LEANING,
    **composed.LEANING,
    **timeless.LEANING,
}


def resolve(meaning: Meaning, context: Context) -> Answer:
    """What a meaning stands for in its context."""
    try:
        if meaning.kind in ALONE:
            answer = ALONE[meaning.kind](meaning, context)
            answer = composed.with_mod(answer, meaning.mod, context) if meaning.mod and not answer.mod else answer
        else:
            answer = LEANING[meaning.kind](meaning, context, resolve)
        return _within_calendar(answer)
    except (OutOfCalendar, OverflowError) as error:
        return undated("DATE", "XXXX-XX-XX", "impossible", facts=(("fault", str(error)),))


def _within_calendar(answer: Answer) -> Answer:
    """The answer, without other readings that end after the last year; raises where it does so itself."""
    if answer.moment is not None and answer.moment.first.year > LAST_YEAR - 200:
        others = tuple(other for other in answer.others if other[0].first.year < LAST_YEAR - 200)
        return replace(answer, others=others) if answer.moment.last else answer
    return answer
