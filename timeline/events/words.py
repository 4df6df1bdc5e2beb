"""The words of an event: its when, its title. All of them stand in the article as they are given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from timeline.events.clauses import Clause
from timeline.events.cues import alternation, any_of, cues
from timeline.events.speech import Speech
from timeline.models import Sentence, Timex

LONGEST_TITLE = 90
SHORTEST_CONTENT = 20
FEWEST_WORDS = 2
_ADVERBIAL = re.compile(r",\s[^,]{0,24}\d[^,]{0,60},\s")
_MONTH_VALUE = re.compile(r"(?:\d{4}|XXXX)-\d\d")
_TELLING_WORD = re.compile(r"[^\W\d_]{3,}")
_ABBREVIATED = re.compile(r"(?:\b\w\.|\.)\w?\.$")
_EDGES = " \t\r\n\u00a0,;:–—-•·*"
_QUOTES = '"“”«»'


@lru_cache
def _keep(language: str, key: str) -> re.Pattern[str]:
    words = alternation(cues(language).words("when", key)) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{words})\s+$", re.IGNORECASE)


@lru_cache
def _prepositions(language: str) -> re.Pattern[str]:
    known = cues(language)
    words = alternation([*known.words("when", "prepositions"), *known.words("calendar", "determiners")]) or "(?!)"
    return re.compile(rf"(?:(?<![\w'’])(?:{words})(?:\s+|(?<=['’])))+$", re.IGNORECASE)


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
    words = re.split(r"[\s'’-]+", timex.text.lower())
    points = cues(language).words("when", "points")
    return any(word in points for word in words[-2:]) and not any(c.isdigit() for c in timex.text)


def bound(text: str, language: str, timex: Timex) -> str:
    """How the happening lies to the span: as the Timex says, else as the preposition before it says."""
    said = timex.span.bound if timex.span else "exact"
    if said != "exact":
        return said
    for kind, pattern in _bounds(language):
        if pattern.search(text, max(timex.start - 24, 0), timex.start):
            return kind
    return "exact"


@lru_cache
def _bounds(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    known = cues(language)
    kinds = [
        (kind, alternation(known.words("bounds", kind))) for kind in ("since", "until", "before", "after", "about")
    ]
    determiners = alternation(known.words("calendar", "determiners")) or "(?!)"
    tail = rf"\s+(?:(?:{determiners})(?:\s+|(?<=['’])))*$"
    return tuple((kind, re.compile(rf"(?<![\w'’-])(?:{words}){tail}", re.IGNORECASE)) for kind, words in kinds if words)


def title(
    text: str,
    language: str,
    sentence: Sentence,
    clause: Clause,
    timex: Timex | None,
    speeches: Sequence[Speech],
) -> str:
    """A short headline of the clause's own words: what is told, after its teller where the time dates the telling."""
    whole = _told(clause.group, timex, speeches)
    teller, *told = _telling(_near_time(text, whole[0], clause, timex), whole[1], timex, speeches)
    low, high = _without_time(text, language, told[0], told[1], timex)
    words = _plain(text, low, high, speeches)
    if (
        len(_TELLING_WORD.findall(words)) < FEWEST_WORDS
    ):  # nothing is left without the time, or without what stands before it
        low, high = (told[0], told[1]) if len(text[told[0] : told[1]].split()) > FEWEST_WORDS else whole
        words = _plain(text, low, high, speeches)
    if low > sentence.start and not (timex and timex.end == low):
        words = _leading(language).sub("", words) or words
    words = _shortened(words, LONGEST_TITLE - len(teller)).strip(_EDGES)
    words = words if _ABBREVIATED.search(words) else words.removesuffix(".")
    return teller + (words if teller else words[:1].upper() + words[1:])


def _near_time(text: str, low: int, clause: Clause, timex: Timex | None) -> int:
    """Where a title begins: of a long sentence whose main clause is not what the time dates, at the part that is."""
    main = clause.alone and clause.core[0] <= low
    if timex is None or main or timex.end - low < LONGEST_TITLE:
        return low
    mark = max(text.rfind(sign, low, timex.start) for sign in (", ", ": ", "; "))
    return mark + 2 if mark > low and clause.group[1] - mark > SHORTEST_CONTENT else low


def _telling(low: int, high: int, timex: Timex | None, speeches: Sequence[Speech]) -> tuple[str, int, int]:
    """``("Source: ", content)`` where the time dates a saying; else no teller and the stretch as it is."""
    for speech in speeches:
        dates_saying = timex and speech.saying and speech.frame[0] <= timex.start < speech.frame[1]
        if dates_saying and speech.sources and speech.content[1] - speech.content[0] > SHORTEST_CONTENT:
            source = speech.sources[0]
            return f"{source[:1].upper()}{source[1:]}: ", *speech.content
    return "", low, high


def _plain(text: str, low: int, high: int, speeches: Sequence[Speech]) -> str:
    """The words between two offsets on one line, without the sources that stand between ("…, according to X, …")."""
    pieces, at = [], low
    for speech in speeches:
        if not speech.saying and low <= speech.frame[0] and speech.frame[1] <= high and at <= speech.frame[0]:
            pieces.append(text[at : speech.frame[0]].strip(_EDGES))
            at = speech.frame[1]
    pieces.append(text[at:high].strip(_EDGES))
    return _balanced(" ".join(" ".join(pieces).split()).strip(_EDGES))


@lru_cache
def _leading(language: str) -> re.Pattern[str]:
    known = cues(language)
    words = [*known.words("speech", "that"), *known.words("clauses", "joiners"), *known.words("clauses", "openers")]
    return re.compile(rf"^(?:{any_of(words, before='').pattern}\s*)+", re.IGNORECASE)


def _told(group: tuple[int, int], timex: Timex | None, speeches: Sequence[Speech]) -> tuple[int, int]:
    """What is told without who tells it, where the time stands in what is told."""
    low, high = group
    for speech in speeches:
        inside = timex is None or speech.content[0] <= timex.start < speech.content[1]
        if speech.saying and inside and speech.content[0] < speech.content[1]:
            if speech.frame[0] >= speech.content[1]:
                high = min(high, speech.content[1])
            else:
                low = max(low, speech.content[0])
    return (low, high) if low < high else group


def _without_time(text: str, language: str, low: int, high: int, timex: Timex | None) -> tuple[int, int]:
    if timex is None or not low <= timex.start < high:
        return low, high
    before = _prepositions(language).search(text, max(timex.start - 24, low), timex.start)
    start = before.start() if before else timex.start
    if not text[low:start].strip(_EDGES + _QUOTES):
        return _after_adverbial(text, timex.end, high), high
    if not text[timex.end : high].strip(_EDGES + _QUOTES + ".!?…"):
        return low, start
    return low, high


def _after_adverbial(text: str, low: int, high: int) -> int:
    """Past a second adverbial of time that follows the first ("On 5 May, less than 48 hours before the vote, …")."""
    match = _ADVERBIAL.match(text, low, high)
    return match.end() if match and high - match.end() > SHORTEST_CONTENT else low


def _balanced(words: str) -> str:
    """Without quotation marks that open or close nothing."""
    if sum(words.count(mark) for mark in _QUOTES) % 2:
        words = words.strip(_QUOTES + _EDGES)
    return words


def _shortened(words: str, longest: int) -> str:
    """Cut behind a clause where one ends late enough, else between two words."""
    if len(words) <= longest:
        return words
    cut = words[: longest - 1]
    mark = max(cut.rfind(", "), cut.rfind(" – "), cut.rfind("; "))
    if mark >= longest * 2 // 3:
        return cut[:mark]
    return cut[: cut.rfind(" ")].rstrip(_EDGES) + "…"
