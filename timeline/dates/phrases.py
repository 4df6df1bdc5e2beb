"""The phrases by which named events are called: a small pattern language, expanded for fast finding.

A pattern is made of words. ``[a|b]`` may be left out, ``(a|b)`` may not, both may nest; ``YEAR`` stands for a year in
four digits; a leading ``?`` marks a phrase that counts only in context (see ``Calendar``). Patterns are finite, so they
are expanded into plain phrases, which a tree of words looks up.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

_MARK = re.compile(r"[\[\]()|]|[^\[\]()|]+")
_YEAR = re.compile(r"19\d\d|20\d\d")
_WORD = re.compile(r"\w+(?:-\w+)*|[.']")
_NEXT = re.compile(rf"\s*({_WORD.pattern})")
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
        self._trie: dict = {}
        for phrase in phrases:
            node = self._trie
            for word in _WORD.findall(phrase):
                node = node.setdefault(word, {})
            node[""] = phrase
        years = [_YEAR.pattern] if "YEAR" in self._trie else []
        rests: dict[str, list[str]] = {}
        for word in sorted(self._trie.keys() - {"YEAR"}):
            rests.setdefault(re.escape(word[0]), []).append(re.escape(word[1:]))
        firsts = [*years, *(f"{letter}(?:{'|'.join(rest)})" for letter, rest in rests.items())]
        # What stands before a word is read with it: so the letters within words are passed over at once.
        self._first = re.compile(rf"[^\w](?<!\w-)(?:{'|'.join(firsts) or '(?!)'})(?!(?<=\w)\w)")

    def find(self, folded: str, reach: int = 90) -> Iterator[tuple[int, int, str, int | None]]:
        """``(start, end, phrase, year)`` of each phrase in order, without overlap. Looks only near trigger words."""
        opened = " " + folded
        for low, high in _windows(self.triggers, folded, reach):
            while (first := self._first.search(opened, low, high + 1)) is not None:
                start = first.start()
                end, phrase, year = self._longest(folded, start, high)
                if phrase:
                    yield start, end, phrase, year
                low = max(end, first.end() - 1)

    def _longest(self, folded: str, start: int, high: int) -> tuple[int, str, int | None]:
        """``(end, phrase, year)`` of the longest phrase from a word on; the word's own end where there is none."""
        node, year, best = self._trie, None, None
        at = end = start
        while (read := _NEXT.match(folded, at, high)) is not None:
            word, at = read[1], read.end()
            end = end if end > start else at
            if word not in node and _YEAR.fullmatch(word):
                word, year = "YEAR", int(word)
            if word not in node:
                break
            node = node[word]
            if "" in node:
                best = (at, node[""], year)
        return best or (end, "", None)


def _windows(triggers: Iterable[str], text: str, reach: int) -> Iterator[tuple[int, int]]:
    """The stretches of a text around its trigger words, in order; what would overlap is one."""
    low = high = -1
    for first, last in sorted(_places(triggers, text)):
        start, end = max(first - reach, 0), min(last + reach, len(text))
        if low >= 0 and start <= high:
            high = max(high, end)
            continue
        if low >= 0:
            yield low, high
        low, high = start, end
    if low >= 0:
        yield low, high


def _places(words: Iterable[str], text: str) -> list[tuple[int, int]]:
    """Where some words stand: far quicker for each of a dozen than one pattern of them all."""
    places = []
    for word in words:
        at = text.find(word)
        while at >= 0:
            places.append((at, at + len(word)))
            at = text.find(word, at + len(word))
    return places


def _cover(phrases: list[str]) -> frozenset[str]:
    """A small set of words of which each phrase holds at least one: the commonest first, long ones before short."""
    left = [list(words) for words in {frozenset(phrase.split()) - {"YEAR"} for phrase in phrases}]
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
