"""Resolving: from what the words say to what they mean. It knows no language.

``resolve(meaning, context)`` looks the meaning's kind up in two tables of functions: those that read a meaning alone,
and those that lean on another expression inside it. Each answers an Answer with the reason for it, or one without a
moment that says why there is none; a date is never invented.
"""

from __future__ import annotations

from timeline.dates.context import Answer, Context
from timeline.dates.meaning import Meaning
from timeline.dates.moment import OutOfCalendar
from timeline.dates.resolve import absolute, clock, composed, relative, timeless
from timeline.dates.resolve.base import undated

ALONE = {**absolute.KINDS, **relative.KINDS, **clock.KINDS, **timeless.KINDS}
LEANING = {**relative.LEANING, **clock.LEANING, **composed.LEANING, **timeless.LEANING}


def resolve(meaning: Meaning, context: Context) -> Answer:
    """What a meaning stands for in its context."""
    try:
        if meaning.kind in ALONE:
            answer = ALONE[meaning.kind](meaning, context)
            return composed.with_mod(answer, meaning.mod, context) if meaning.mod and not answer.mod else answer
        return LEANING[meaning.kind](meaning, context, resolve)
    except OutOfCalendar as error:
        return undated("DATE", "XXXX-XX-XX", "impossible", facts=(("fault", str(error)),))
