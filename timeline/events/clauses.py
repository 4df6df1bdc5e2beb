"""Clauses: a sentence cut where a word opens a new one, and the group of clauses that one time dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from timeline.events.cues import alternation, cues
from timeline.events.frames import Speech
from timeline.events.spotter import Spotter, spot
from timeline.models import Timex

_MARK = re.compile(r";|:\s|\s[–—]\s|\s--?\s")


@dataclass(frozen=True)
class _Openers:
    opener: Spotter
    joiner: re.Pattern[str]
    not_openers: Spotter


@lru_cache
def _openers(language: str) -> _Openers:
    known = cues(language)
    joiners = alternation(known.words("clauses", "joiners")) or "(?!)"
    pronouns = alternation(known.words("clauses", "pronouns")) or "(?!)"
    return _Openers(
        opener=spot(known.words("clauses", "openers")),
        joiner=re.compile(rf",\s+(?:{joiners})(?!\w)|(?<!\w)(?:{joiners})\s+(?=(?:{pronouns})(?!\w))", re.IGNORECASE),
        not_openers=spot(known.words("clauses", "not_openers")),
    )


@dataclass(frozen=True, slots=True)
class Clause:
    """``core`` is the clause that holds the time; ``group`` takes in the undated clauses that hang on it.

    ``alone`` is false where the sentence holds other times; ``sentence`` is where that begins.
    """

    core: tuple[int, int]
    group: tuple[int, int]
    alone: bool = True
    sentence: int = 0


def clauses(
    text: str, language: str, low: int, high: int, timexes: Sequence[Timex], speeches: Sequence[Speech]
) -> list[Clause]:
    """For each time of the sentence from ``low`` to ``high`` its clause, in the order of the times.

    A clause without a time of its own hangs on the dated one before it, or at the beginning on the first one after.
    """
    edges = sorted({low, high, *_cuts(text, language, low, high, timexes, speeches)})
    segments = list(pairwise(edges)) or [(low, high)]
    dated = [_segment_of(segments, timex) for timex in timexes]
    owners = sorted(set(dated))
    found = []
    for index in dated:
        place = owners.index(index)
        start = segments[index][0] if place else low
        end = segments[owners[place + 1]][0] if place + 1 < len(owners) else high
        found.append(Clause(segments[index], (start, end), alone=len(timexes) == 1, sentence=low))
    return found


def _segment_of(segments: list[tuple[int, int]], timex: Timex) -> int:
    return next((i for i, (_, end) in enumerate(segments) if timex.start < end), len(segments) - 1)


def _cuts(
    text: str, language: str, low: int, high: int, timexes: Sequence[Timex], speeches: Sequence[Speech]
) -> list[int]:
    words = _openers(language)
    never = [match.span() for match in words.not_openers.finditer(text, low, high)]
    found = [edge for speech in speeches if speech.saying for edge in (*speech.frame, *speech.content)]
    for match in words.opener.finditer(text, low, high):
        before_time = any(match.end() <= t.start <= match.end() + 1 or match.start() == t.start for t in timexes)
        if not before_time and not any(start <= match.start() < end for start, end in never):
            found.append(match.start())
    found += [match.start() for match in words.joiner.finditer(text, low, high)]
    found += [match.start() for match in _MARK.finditer(text, low, high)]
    return [cut for cut in found if low < cut < high and not any(t.start < cut < t.end for t in timexes)]
