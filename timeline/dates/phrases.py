"""The phrases by which named events are called: a small pattern language, expanded and compiled for fast finding.

A pattern is made of words. ``[a|b]`` may be left out, ``(a|b)`` may not, both may nest; ``YEAR`` stands for a year in
four digits; a leading ``?`` marks a phrase that counts only in context (see ``Calendar``). Patterns are finite, so they
are expanded into plain phrases, which one trie-shaped regular expression finds and a dictionary looks up.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

_MARK = re.compile(r"[\[\]()|]|[^\[\]()|]+")
_YEAR = r"(?:19|20)\d\d"
_GAP = r"\ {1,3}"
MOST_PHRASES = 3000


def _table() -> dict[int, str]:
    """Characters to their lower-case form without accents, one to one, so that offsets stay."""
    table = {}
    for code in [*range(0x41, 0x5B), *range(0xC0, 0x180), *range(0x370, 0x530), *range(0x1E00, 0x1F00)]:
        base = unicodedata.normalize("NFD", chr(code))[0].lower()
        if len(base) == 1 and base != chr(code):
            table[code] = base
    return (
        table | {ord(c): " " for c in "\t\n\r\u00a0\u202f\u2009"} | {0x2019: "'", 0x2018: "'", 0x2011: "-", 0x2010: "-"}
    )


_TABLE = _table()


def fold(text: str) -> str:
    """The text in lower case without accents, with plain spaces, apostrophes and hyphens; the same length."""
    return text.translate(_TABLE)


def expand(pattern: str) -> list[str]:
    """Every phrase that a pattern stands for, folded.

    Raises ValueError where brackets do not close, or where there are more than ``MOST_PHRASES``.
    """
    tokens = _MARK.findall(pattern)
    phrases, at = _alternatives(tokens, 0, "")
    if at < len(tokens):
        raise ValueError(f"unexpected {tokens[at]!r} in the pattern {pattern!r}")
    return sorted(
        {" ".join("YEAR" if word == "YEAR" else fold(word) for word in phrase.split()) for phrase in phrases} - {""}
    )


def _alternatives(tokens: list[str], at: int, closing: str) -> tuple[list[str], int]:
    done: list[str] = []
    now = [""]
    while at < len(tokens) and tokens[at] != closing:
        token = tokens[at]
        if token in "])":
            raise ValueError(f"a bracket closes that was not opened: {''.join(tokens)!r}")
        if token == "|":
            done += now
            now = [""]
        elif token in "[(":
            inner, at = _alternatives(tokens, at + 1, "]" if token == "[" else ")")
            if at >= len(tokens):
                raise ValueError(f"a bracket is not closed: {''.join(tokens)!r}")
            now = [a + b for a in now for b in (["", *inner] if token == "[" else inner)]
        else:
            now = [a + token for a in now]
        if len(now) + len(done) > MOST_PHRASES:
            raise ValueError(f"more than {MOST_PHRASES} phrases in the pattern {''.join(tokens)!r}")
        at += 1
    return done + now, at


class PhraseFinder:
    """Finds the longest of many phrases at each place of a folded text. Phrases are folded; ``YEAR`` is a year."""

    def __init__(self, phrases: Iterable[str]) -> None:
        phrases = list(phrases)
        self.triggers = _cover(phrases)
        self._regex = re.compile(rf"(?<![\w-])(?:(?<!')|(?<=[ld]')){_trie(phrases)}(?![\w-])") if phrases else None
        self._trigger = re.compile(rf"(?:{'|'.join(map(re.escape, sorted(self.triggers)))})") if phrases else None

    def find(self, folded: str, reach: int = 90) -> Iterator[tuple[int, int, str, int | None]]:
        """``(start, end, phrase, year)`` of each phrase in order, without overlap. Looks only near trigger words."""
        if self._regex is None or self._trigger is None:
            return
        for low, high in _windows(self._trigger, folded, reach):
            for match in self._regex.finditer(folded, low, high):
                words = " ".join(match[0].split())
                year = re.search(_YEAR, words)
                yield match.start(), match.end(), re.sub(_YEAR, "YEAR", words), int(year[0]) if year else None


def _windows(trigger: re.Pattern[str], text: str, reach: int) -> Iterator[tuple[int, int]]:
    low = high = -1
    for match in trigger.finditer(text):
        start, end = max(match.start() - reach, 0), min(match.end() + reach, len(text))
        if low >= 0 and start <= high:
            high = end
            continue
        if low >= 0:
            yield low, high
        low, high = start, end
    if low >= 0:
        yield low, high


def _cover(phrases: list[str]) -> frozenset[str]:
    """A small set of words of which each phrase holds at least one: the commonest first, long ones before short."""
    left = [[w for w in phrase.split() if w != "YEAR"] for phrase in phrases]
    chosen = set()
    while left:
        counts = Counter(word for words in left for word in set(words) if len(word) > 3)
        if not counts:
            chosen |= {max(words, key=len) for words in left}
            break
        best = max(counts, key=lambda word: (counts[word], len(word), word))
        chosen.add(best)
        left = [words for words in left if best not in words]
    return frozenset(chosen)


def _trie(phrases: Iterable[str]) -> str:
    root: dict = {}
    for phrase in phrases:
        node = root
        for word in phrase.split():
            node = node.setdefault(word, {})
        node[""] = {}
    return _node(root)


def _node(node: dict) -> str:
    options = [
        (_YEAR if word == "YEAR" else re.escape(word)) + _rest(child)
        for word, child in sorted(node.items(), reverse=True)
        if word
    ]
    return "(?:" + "|".join(options) + ")"


def _rest(child: dict) -> str:
    if child.keys() == {""}:
        return r"\b"
    inner = r"\b" + _GAP + _node(child)
    return f"(?:{inner}|\\b)" if "" in child else inner
