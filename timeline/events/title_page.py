"""What a page puts around its sentences and a headline leaves out: captions' labels, credits, datelines, signatures."""

from __future__ import annotations

import re

from timeline.events.title_ends import EDGES

SHORTEST_CONTENT = 20
FEWEST_WORDS, MOST_WORDS, OFTEN, SAME = 3, 14, 3, 0.6
_DATELINE = re.compile(r"(?:[A-ZÀ-Þ][A-ZÀ-Þ .,'’/-]{2,40}(?:,?\s[^-–—]{0,30})?\s?(?:--?|–|—)\s+)(?=[A-ZÀ-Þ“\"«])")
_STAMP = re.compile(r"(?:\d{1,2}[:.h]\d\d|\d+/\d+|\d{1,2} h(?: \d\d)?)\s+[-–—:]?\s*(?=\S)")
_TREEBANK = (("-LRB-", "("), ("-RRB-", ")"), ("\\/", "/"), ("``", "“"), ("''", "”"))
_ESCAPED = re.compile(r"-[LR]RB-|``|''|\\/")
_ADDRESS = re.compile(r"\s*(?:pic\.twitter\.com/\w+|https?://\S+)")
# "… — Lena Holm (@lena) 3 May 2018": who wrote the short message that stands before, on the same line or above.
_SIGNED = re.compile(r"(.*?)\s*(?:^|[—–-])\s*(\w[^()@\n—–]{2,40}) \(@\w+\)", re.DOTALL)
_WORD = re.compile(r"\s*\S+")


def signed(text: str, low: int, high: int) -> tuple[str, str] | None:
    """``(who, words)`` of a short message whose signature stands in a sentence; None where none does."""
    found = _SIGNED.match(text[low:high]) if "(@" in text[low:high] else None
    if not found:
        return None
    words = _ADDRESS.sub("", found[1]).strip(EDGES)
    if len(words) < SHORTEST_CONTENT:
        words = _ADDRESS.sub("", text[:low].rstrip().rpartition("\n")[2]).strip(EDGES)
    return (found[2], words) if len(words) > SHORTEST_CONTENT else None


def past_furniture(text: str, low: int, high: int, furniture: re.Pattern[str]) -> int:
    """Past the labels at the beginning of a stretch, and past a gallery's title that stands under each picture."""
    begin = low = _past_edges(text, low, high)
    while (found := furniture.match(text, low, high)) and found.end() > low:
        low = _past_edges(text, found.end(), high)
    return low if low == begin or high - low < SHORTEST_CONTENT else _past_repeated(text, low, high)


def _past_edges(text: str, low: int, high: int) -> int:
    while low < high and text[low] in EDGES:
        low += 1
    return low


def _past_repeated(text: str, low: int, high: int) -> int:
    """Past the longest run of words that the text repeats at least ``OFTEN`` times."""
    end, best, least = low, low, float(OFTEN)
    for count in range(1, MOST_WORDS + 1):
        word = _WORD.match(text, end, high)
        if not word:
            break
        end = word.end()
        times = text.count(text[low:end])
        if times < least:
            break
        if count >= FEWEST_WORDS:  # a gallery's title, but not "A man" that two captions begin with
            best, least = end, max(least, times * SAME)
    return best if high - best > SHORTEST_CONTENT else low


def plain(words: str, furniture: re.Pattern[str]) -> str:
    """Words on one line, without the signs of the Penn Treebank, labels, a dateline or a stamp."""
    if _ESCAPED.search(words):
        for escaped, sign in _TREEBANK:
            words = words.replace(escaped, sign)
    words = furniture.sub(" ", " ".join(words.split()))
    parts = words.split(" | ")
    words = " ".join(next((part for part in reversed(parts) if len(part) > SHORTEST_CONTENT), words).split())
    return words.strip(EDGES)


def without_dateline(words: str) -> str:
    """A headline without the town or the hour at its beginning."""
    for pattern in (_DATELINE, _STAMP):
        found = pattern.match(words)
        words = words[found.end() :] if found and len(words) - found.end() > SHORTEST_CONTENT else words
    return words
