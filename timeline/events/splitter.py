"""Sentences with their offsets: candidates by one regular expression, decided by the language's abbreviations.

A blank line ends a sentence, and so does a line break unless the text is wrapped at a fixed width. What is a mark
inside a sentence ("No. 10", "5 p.m. Tuesday", "J. Edgar", "3.5", "En Marche ! n'est") is told by what stands before
and after it. Linear: each candidate looks at a few characters around it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.events.cues import cues
from timeline.models import Region, Sentence

_CANDIDATE = re.compile(  # it begins with a mark, so that the engine passes over all that is none at once
    r"[.!?…\n](?:(?<=\n)|(?<![.!?…][.!?…])[.!?…]*(?:[\"'”’)\]]|[ \u00a0\u202f]?»)*(?=\s)"
    r"|(?<=[a-zà-ÿ][a-zà-ÿ]\.)(?=[A-ZÀ-Þ][a-zà-ÿ]+[ ,]))"  # a space forgotten
)
_WORD_BEFORE = re.compile(r"[\w.'’-]+$")
_NEXT = re.compile(r"[\s\"'“‘«(\[•·*–—-]*")
_FIRST_WORD = re.compile(r"\w+")
_APART = re.compile(r"['’-]")
_LETTERS = re.compile(r"(?:[a-z]\.)+[a-z]")
_BLANK = re.compile(r"[ \t\r]*\n")
LONGEST = 2000
WIDEST_WRAP = 100
SHORTEST_WRAP = 40


@dataclass(frozen=True, slots=True)
class _Abbreviations:
    never: frozenset[str]
    maybe: frozenset[str]
    before_number: frozenset[str]
    starters: frozenset[str]


@lru_cache
def _abbreviations(language: str) -> _Abbreviations:
    known = cues(language)
    lists = [frozenset(known.words("sentences", key)) for key in ("never", "maybe", "before_number", "starters")]
    return _Abbreviations(*lists)


def sentences(text: str, language: str, regions: Sequence[Region] = ()) -> list[Sentence]:
    """The sentences of a text in order, each with the kind of its region; ``cut`` regions have none.

    Offsets leave out the white space around. ``regions`` empty means that all is body.
    """
    words = _abbreviations(language)
    found: list[Sentence] = []
    for region in regions or (Region(0, len(text), "body"),):
        if region.kind != "cut":
            found += _in_region(text, region, words)
    return found


def _in_region(text: str, region: Region, words: _Abbreviations) -> Iterator[Sentence]:
    wrapped = _is_wrapped(text, region)
    start = region.start
    for match in _CANDIDATE.finditer(text, region.start, region.end):
        end = match.end()
        ends = _line_ends(text, end - 1, wrapped) if text[match.start()] == "\n" else _mark_ends(text, match, words)
        if ends:
            yield from _trimmed(text, start, end, region.kind)
            start = end
    yield from _trimmed(text, start, region.end, region.kind)


def _trimmed(text: str, start: int, end: int, kind: str) -> Iterator[Sentence]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > LONGEST:  # a table or a list without marks: work on one sentence must stay bounded
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST) + 1 or start + LONGEST
        yield Sentence(start, cut, kind)
        start = cut
    if start < end:
        yield Sentence(start, end, kind)


def _is_wrapped(text: str, region: Region) -> bool:
    """Whether lines end by width and not by paragraph: most of them are long, none is very long."""
    sample = text[region.start : min(region.end, region.start + 8000)].splitlines()[:-1]
    lines = [line for line in sample if line.strip()]
    if len(lines) < 4 or max(map(len, lines)) > WIDEST_WRAP:
        return False
    unfinished = sum(line.rstrip()[-1:] not in '.!?…"”»:' for line in lines)
    return unfinished * 2 > len(lines)


def _line_ends(text: str, at: int, wrapped: bool) -> bool:
    if _BLANK.match(text, at + 1):
        return True
    following = _NEXT.match(text, at + 1)
    begins = text[following.end() : following.end() + 1] if following else ""
    if wrapped:
        return False
    short = at < SHORTEST_WRAP or "\n" in text[at - SHORTEST_WRAP : at]
    return short or not begins.islower()


def _mark_ends(text: str, match: re.Match[str], words: _Abbreviations) -> bool:
    following = _NEXT.match(text, match.end())
    at = following.end() if following else match.end()
    first = text[at : at + 1]
    if not first:
        return True
    if first.islower() or first in ",;:.!?…":
        return False
    if match[0][0] == "…" or match[0].startswith(".."):
        return not first.isdigit()
    if match[0][0] != ".":
        return True
    return _dot_ends(text, match.start(), at, words, quoted=len(match[0]) > 1)


def _dot_ends(text: str, dot: int, at: int, words: _Abbreviations, *, quoted: bool) -> bool:
    before = _WORD_BEFORE.search(text, max(dot - 20, 0), dot)
    word = before[0] if before else ""
    if not word or (word[-1].isdigit() and word not in words.maybe) or (len(word) > 7 and "." not in word):
        return True
    lower = word.lower()
    if lower not in words.never and lower not in words.maybe and lower not in words.before_number:
        lower = _APART.split(lower)[-1]
    following = _FIRST_WORD.match(text, at)
    begins = following[0].lower() if following else ""
    if lower in words.before_number:
        return not begins[:1].isdigit()
    if lower in words.never:
        return quoted
    initial = len(word) == 1 and word.isupper()
    if initial or lower in words.maybe or _LETTERS.fullmatch(lower):
        return begins in words.starters or not begins
    return True
