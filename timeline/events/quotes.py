"""Quotations of an article: where they begin and end, over sentences and paragraphs, with all marks.

A mark that opens ends with its own counterpart; others inside it are nested and left alone. A quotation that a
paragraph leaves open goes on where the next paragraph opens anew with the same mark; else its end is the paragraph's.
Linear: each mark is looked at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from timeline.models import Sentence

_MARK = re.compile(r"[“”„«»\"‟‘’'](?:(?<![‘’'])|(?<=[‘'])(?<!\S.)(?=\w)|(?<=[.,!?…][’'])(?!\w))")
_CLOSERS = {"“": '”"', "‟": '”"', "„": "“”", "«": "»", "»": "«", '"': '"”', "‘": "’", "'": "'"}


@dataclass(frozen=True, slots=True)
class Quote:
    """A quotation within one paragraph, marks included. ``goes_on``: the paragraph before left it open."""

    start: int
    end: int
    goes_on: bool = False


def quotes(text: str, sentences: Sequence[Sentence]) -> list[Quote]:
    """The quotations of a text in order, given the sentences that count."""
    found: list[Quote] = []
    left_open = ""
    for low, high in _paragraphs(text, sentences):
        pieces, still = _in_paragraph(text, low, high, left_open)
        if left_open and not (pieces and pieces[0].goes_on):
            found.pop()  # never closed, and not opened anew: a slip
        found += pieces
        left_open = still
    return found[:-1] if left_open else found


def _paragraphs(text: str, sentences: Sequence[Sentence]) -> Iterator[tuple[int, int]]:
    """Runs of sentences with no line break between."""
    low = high = -1
    for sentence in sentences:
        if low >= 0 and "\n" in text[high : sentence.start]:
            yield low, high
            low = -1
        low = sentence.start if low < 0 else low
        high = sentence.end
    if low >= 0:
        yield low, high


def _in_paragraph(text: str, low: int, high: int, left_open: str) -> tuple[list[Quote], str]:
    """The quotations of a paragraph, and the mark that it leaves open."""
    found: list[Quote] = []
    opener, start = "", low
    goes_on = bool(left_open) and text[low : low + 1] in (left_open, "»" if left_open == "«" else left_open)
    if goes_on:
        opener = left_open
    for match in _MARK.finditer(text, low + 1 if goes_on else low, high):
        mark = match[0]
        if not opener:
            if _opens(text, match.start(), low, mark):
                opener, start = mark, match.start()
        elif mark in _CLOSERS[opener]:
            if opener == mark == '"' and _opens(text, match.start(), low, mark):
                start = match.start()  # it opens again: the one before was never closed
                continue
            found.append(Quote(start, match.end(), goes_on and not found and start == low))
            opener = ""
    if opener:
        found.append(Quote(start, high, goes_on and start == low))
    return found, opener


def _opens(text: str, at: int, low: int, mark: str) -> bool:
    """Whether a mark can open: not ” alone, nor one that stands behind a word with a space after it."""
    if mark in "”’":
        return False
    if mark == "'":
        return at == low or text[at - 1].isspace()
    if mark in '"»“':
        before, after = text[at - 1 : at] if at > low else " ", text[at + 1 : at + 2]
        return (before.isspace() or before in "(['’—–-") and not after.isspace()
    return True
