"""Dates: finding time expressions in text and saying what they mean, with a reason for each.

``tag`` is the whole of it. Three rooms stand behind it: find.py (rules over word classes), resolve/ (what the words
mean, language-free), and tagging.py (the thread of the story).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from timeline.dates.published import guess, guess_published
from timeline.dates.tagging import read
from timeline.languages import codes
from timeline.models import Region, Timex

DEFAULT: Any = object()

__all__ = ["DEFAULT", "bare_mention", "flatten", "guess_published", "tag"]


def tag(
    text: str,
    language: str,
    published: date | None = None,
    *,
    regions: Sequence[Region] = (),
    calendar: Any = DEFAULT,
    interface: str = "en",
) -> list[Timex]:
    """The time expressions of a text, in order, a range as one Timex whose ``parts`` are its ends.

    Offsets count characters of ``text``, end excluded. ``published`` is the date that relative expressions count from;
    where it is None, it is guessed from the text, and the reasons say so. Regions of kind ``cut`` yield nothing.
    ``calendar`` is a Calendar of named events, None for none. A language without a folder is read by the general
    fallback, slower and marked so in ``rule``. ``interface`` is the language of the reasons.
    """
    from timeline.dates.named import named_events

    if language not in codes():
        from timeline.dates.fallback import read_other

        return read_other(text, language, published, regions=regions, interface=interface)
    from timeline.dates.rules import grammar

    rules = grammar(language)
    sure, guessed = True, False
    if published is None:
        found = guess(text, language, regions, calendar)
        published, sure, guessed = found.day, found.sure, found.day is not None
    extra = named_events(text, rules, published, calendar)
    return read(text, rules, published, sure=sure, guessed=guessed, regions=regions, extra=extra, interface=interface)


def flatten(timexes: Iterable[Timex]) -> list[Timex]:
    """The expressions as TimeML counts them: a range gives way to its two ends, a bare mention of an event is none."""
    return [piece for timex in timexes if not bare_mention(timex) for piece in (timex.parts or (timex,))]


def bare_mention(timex: Timex) -> bool:
    """Whether an expression only names an event ("the runoff"), without a year, and places nothing in time."""
    return timex.basis == "named event" and not timex.tells and not any(map(str.isdigit, timex.text))
