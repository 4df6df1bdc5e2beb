"""Named events ("the runoff") as expressions that the finder can build upon."""

from __future__ import annotations

from datetime import date
from typing import Any

from timeline.dates.calendar import DEFAULT, WINDOW_DAYS, Calendar, Entry, choose
from timeline.dates.meaning import Meaning
from timeline.dates.rules import NAMED_EVENT, Grammar


def calendar_of(calendar: Any) -> Calendar | None:
    """The calendar that was asked for: the default one unless a Calendar or None was given."""
    return calendar if calendar is None or isinstance(calendar, Calendar) else DEFAULT


def _is_beyond(entry: Entry, published: date | None, words: str) -> bool:
    """Whether an event lies so far ahead of publication that only its year could name it ("a general election")."""
    ahead = published is not None and (entry.start - published).days > WINDOW_DAYS
    return ahead and not any(map(str.isdigit, words))


def named_events(
    text: str, grammar: Grammar, published: date | None, calendar: Any
) -> list[tuple[int, int, Meaning, frozenset[str]]]:
    """The mentions of named events that mean exactly one, as (start, end, meaning, symbols)."""
    chosen = calendar_of(calendar)
    if chosen is None:
        return []
    code, found = grammar.language.code, []
    for mention in chosen.mentions(text, code):
        entry = choose(mention, published, None)
        if entry is not None and not _is_beyond(entry, published, text[mention.start : mention.end]):
            days = f"{entry.start.isoformat()}/{entry.end.isoformat()}"
            meaning = Meaning("event", name=entry.called(code), raw=days, sign=1 if mention.cue else 0)
            found.append((mention.start, mention.end, meaning, NAMED_EVENT))
    return found
