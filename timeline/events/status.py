"""How sure the text is of what a clause tells: denied, planned, hedged, attributed, stated; the strongest wins.

A hedge or a plan counts in the clause of the time itself; a denial also in the clauses that hang on it ("…, which
denied being involved").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from timeline.events.clauses import Clause
from timeline.events.cues import NOTHING, alternation, any_of, cues
from timeline.events.speech import Speech
from timeline.events.words import bound
from timeline.models import Timex

DENIAL_REACH = 48


@dataclass(frozen=True)
class _Words:
    denied: re.Pattern[str]
    may_deny: re.Pattern[str]
    objects: re.Pattern[str]
    hedged: re.Pattern[str]
    planned: re.Pattern[str]
    negated: re.Pattern[str]


@lru_cache
def _words(language: str) -> _Words:
    known = cues(language)
    negators = alternation(known.words("clauses", "negators")) or "(?!)"
    return _Words(
        denied=any_of(known.words("status", "denied")),
        may_deny=any_of(known.words("status", "may_deny")),
        objects=any_of(known.words("status", "denied_objects")),
        hedged=_either(known.words("status", "hedged"), known.text("status", "hedged_endings")),
        planned=_either(known.words("status", "planned"), known.text("status", "planned_endings")),
        negated=re.compile(rf"(?:{negators})\W+(?:\w+\W+)?$", re.IGNORECASE),
    )


def _either(words: Sequence[str], endings: str) -> re.Pattern[str]:
    whole = any_of([word for word in words if not word.startswith("'")])
    clitics = alternation(word for word in words if word.startswith("'"))
    options = [whole.pattern] if whole is not NOTHING else []
    options += [rf"(?:{clitics})(?!\w)"] if clitics else []
    options += [rf"(?<![\w-])(?:{endings})(?![\w-])"] if endings else []
    return re.compile("|".join(options), re.IGNORECASE) if options else NOTHING


def denies(text: str, language: str, low: int, high: int) -> bool:
    """Whether a denial stands between two offsets."""
    words = _words(language)
    for match in words.denied.finditer(text, low, high):
        if not words.negated.search(text, max(match.start() - 16, low), match.start()):
            return True
    return any(
        words.objects.search(text, m.end(), min(m.end() + DENIAL_REACH, high))
        for m in words.may_deny.finditer(text, low, high)
    )


def hedges(text: str, language: str, low: int, high: int) -> bool:
    """Whether a hedge stands between two offsets ("reportedly", "may have", "aurait")."""
    return bool(_words(language).hedged.search(text, low, high))


def plans(text: str, language: str, low: int, high: int) -> bool:
    """Whether what stands between two offsets is told as planned ("will", "is due to", "se tiendra")."""
    return bool(_words(language).planned.search(text, low, high))


def denier(text: str, language: str, end: int, high: int) -> bool:
    """Whether the name that ends at an offset is directly followed by its denial ("Moscow has denied")."""
    words = _words(language)
    found = (pattern.search(text, end, min(end + 24, high)) for pattern in (words.denied, words.may_deny))
    return any(match and len(text[end : match.start()].split()) < 3 for match in found)


def status_of(
    text: str, language: str, timex: Timex, clause: Clause, speeches: Sequence[Speech], published: date | None
) -> tuple[str, tuple[str, ...]]:
    """``(status, attribution)`` of what a time dates: who says it, and how sure the text is."""
    told = [s for s in speeches if s.content[0] <= timex.start < s.content[1] and not _within(timex, s.frame)]
    saying = [s for s in speeches if s.saying and _within(timex, s.frame)]
    sources = tuple(dict.fromkeys(name for speech in (*saying, *told) for name in speech.sources))
    spoken = "attributed" if saying or told else "stated"
    if denies(text, language, *clause.group):
        return "denied", sources
    ahead = _is_ahead(timex, published) and bound(text, language, timex) != "before"  # what came before it is no plan
    if ahead or (not saying and not _is_past(timex, published) and plans(text, language, *clause.core)):
        return "planned", sources
    if hedges(text, language, *clause.core):
        return "hedged", sources
    return spoken, sources


def _within(timex: Timex, frame: tuple[int, int]) -> bool:
    return frame[0] <= timex.start < frame[1]


def _is_ahead(timex: Timex, published: date | None) -> bool:
    return bool(published and timex.span and timex.span.start and timex.span.start[:10] > published.isoformat())


def _is_past(timex: Timex, published: date | None) -> bool:
    return bool(published and timex.span and timex.span.end and timex.span.end[:10] < published.isoformat())
