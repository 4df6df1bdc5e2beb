"""The words that date an event, as the article gives them, and how it lies to its span by the word before."""

from __future__ import annotations

import re
from functools import lru_cache

from timeline.events.cues import alternation, cues
from timeline.events.spotter import last_word, last_words
from timeline.models import Timex

_APART = re.compile(r"[\s'’-]+")
_MONTH_VALUE = re.compile(r"(?:\d{4}|XXXX)-\d\d")


@lru_cache
def _keep(language: str, key: str) -> re.Pattern[str]:
    words = alternation(cues(language).words("when", key)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})\s+$", re.IGNORECASE)


def when(text: str, language: str, timex: Timex) -> tuple[int, int]:
    """Offsets of the words that date an event.

    They are the expression itself, without its preposition ("5 May", "2016"), but for words that read as no date
    alone: the bare name of a month ("in April", "en avril"), and a point that leans on what was told before ("at the
    time", "à ce moment").
    """
    month = _MONTH_VALUE.fullmatch(timex.value) and not timex.mod and " " not in timex.text and not timex.parts
    key = "keep" if month else "keep_point" if _is_point(language, timex) else ""
    match = _keep(language, key).search(text, max(timex.start - 12, 0), timex.start) if key else None
    return (match.start() if match else timex.start), timex.end


def _is_point(language: str, timex: Timex) -> bool:
    words = _APART.split(timex.text.lower())
    points = cues(language).words("when", "points")
    return any(word in points for word in words[-2:]) and not any(c.isdigit() for c in timex.text)


def bound(text: str, language: str, timex: Timex) -> str:
    """How the happening lies to the span: as the Timex says, else as the preposition before it says."""
    said = timex.span.bound if timex.span else "exact"
    if said != "exact":
        return said
    bounds, ends = _bounds(language)
    if last_word(text, max(timex.start - 24, 0), timex.start) not in ends:
        return "exact"
    for kind, pattern in bounds:
        if pattern.search(text, max(timex.start - 24, 0), timex.start):
            return kind
    return "exact"


@lru_cache
def _bounds(language: str) -> tuple[tuple[tuple[str, re.Pattern[str]], ...], frozenset[str]]:
    known = cues(language)
    kinds = [
        (kind, alternation(known.words("bounds", kind))) for kind in ("since", "until", "before", "after", "about")
    ]
    determiners = alternation(known.words("calendar", "determiners")) or "(?!)"
    tail = rf"\s+(?:(?:{determiners})(?:\s+|(?<=['’])))*$"
    listed = [word for kind, _ in kinds for word in known.words("bounds", kind)]
    patterns = ((kind, re.compile(rf"(?<![\w'’-])(?:{words}){tail}", re.IGNORECASE)) for kind, words in kinds if words)
    return tuple(patterns), last_words([*listed, *known.words("calendar", "determiners")])
