"""Short forms that an article brings in itself: "Autorité de contrôle prudentiel (ACPR)", and later "ACPR".

The letters of the short form are looked for in the words before the bracket, from its last letter back, each word's
first letter once (Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions", 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_BRACKET = re.compile(r"[ \u00a0]\((?:the |la |le |l['’])?[“\"«]?([A-ZÀ-Þ][\w.&-]{1,11})[”\"»]?\)")
_BEHIND = re.compile(r"(?<!\w)([A-ZÀ-Þ]{2,10})[ \u00a0]\(([A-ZÀ-Þ][^()\n]{5,90})\)")
_BEFORE = re.compile(r"[^\n;:!?()“”«»\"]*$")
LONGEST, MOST_WORDS = 120, 2


@dataclass(frozen=True, slots=True)
class Introduced:
    """A short form with the full form that it stands for, and the offsets of the full form."""

    short: str
    full: str
    start: int
    end: int


def introduced(text: str, stretches: Sequence[tuple[int, int]]) -> Iterator[Introduced]:
    """The short forms that stretches of a text bring in, in order."""
    for low, high in stretches:
        if text.find("(", low, high) < 0:
            continue
        for match in _BRACKET.finditer(text, low, high):
            short = match[1]
            if sum(sign.isupper() for sign in short) > 1:
                yield from _full(text, short, max(low, match.start() - LONGEST), match.start())
        for match in _BEHIND.finditer(text, low, high):
            start = _begin(match[2], match[1])
            if start == 0:
                yield Introduced(match[1], " ".join(match[2].split()), match.start(2), match.end(2))


def _full(text: str, short: str, low: int, end: int) -> Iterator[Introduced]:
    before = _BEFORE.search(text, low, end)
    if before is None:
        return
    start = _begin(before[0], short)
    if start is None:
        return
    full = before[0][start:]
    words = full.split()
    if 1 < len(words) <= 2 * len(short) + MOST_WORDS and full[:1].isupper() and not full.rstrip().endswith(","):
        yield Introduced(short, " ".join(words), before.start() + start, end)


def _begin(words: str, short: str) -> int | None:
    """Where in ``words`` the full form of ``short`` begins; None where its letters are not all there."""
    letters = [sign.lower() for sign in short if sign.isalnum()]
    at = len(words)
    for place in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and not (
            words[at].lower() == letters[place] and (place > 0 or at == 0 or not words[at - 1].isalnum())
        ):
            at -= 1
        if at < 0:
            return None
    return at
