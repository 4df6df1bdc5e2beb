"""The date of publication where none is given: guessed from what the text itself says, and said to be a guess."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from timeline.dates.explain import say_day
from timeline.dates.named import named_events
from timeline.languages import codes
from timeline.models import Region, Timex

_HEADS = ("byline", "dateline")
_FINE = ("minute", "hour", "part-of-day", "day")


@dataclass(frozen=True, slots=True)
class Guess:
    """A guessed day; ``sure`` where a byline names it, so that days can be counted from it."""

    day: date | None = None
    why: str = ""
    sure: bool = False
    fine: bool = False


def guess(text: str, language: str, regions: Sequence[Region] = (), calendar: Any = None) -> Guess:
    """The best guess: the full date of a byline, else the latest day or year that the text tells as past."""
    return _guess(text, language, tuple(regions), calendar)


@lru_cache(maxsize=1)  # who reads an article asks twice: for its date of publication, and to date its expressions
def _guess(text: str, language: str, regions: tuple[Region, ...], calendar: Any) -> Guess:
    from timeline.dates.rules import grammar
    from timeline.dates.tagging import read

    if language not in codes():
        return Guess()
    rules = grammar(language)
    extra = named_events(text, rules, None, calendar)
    told = [t for t in read(text, rules, None, regions=regions, extra=extra) if t.span is not None and _past(t)]
    for timex in told:
        if timex.region in _HEADS and timex.basis == "explicit" and timex.span.precision in _FINE:  # type: ignore[union-attr]
            day = _last(timex)
            return Guess(day, f"the line of the author or place names {say_day(day)}", True, True)
    named = [t for t in told if t.basis in ("explicit", "named event")]
    if named:  # "on 18 March 1990 … on 3 October": of the year told, and so no earlier
        named += [t for t in told if t.basis == "year inferred"]
    if not named:
        return Guess()
    latest = max(named, key=_last)
    fine = latest.span is not None and latest.span.precision in _FINE
    day = _last(latest)
    said = " ".join(latest.text.split())
    return Guess(
        day, f"the latest date that the text names is ‘{said}’, so it was published then or later", False, fine
    )


def guess_published(
    text: str, language: str, regions: Sequence[Region] = (), calendar: Any = None
) -> tuple[date | None, str]:
    """The guessed day of publication and from what it was guessed; (None, "") where the text names no day."""
    found = guess(text, language, regions, calendar)
    return (found.day, found.why) if found.fine else (None, "")


def _past(timex: Timex) -> bool:
    return timex.span is not None and timex.span.bound not in ("until", "before")


def _last(timex: Timex) -> date:
    assert timex.span is not None and timex.span.end is not None
    return date.fromisoformat(timex.span.end[:10])
