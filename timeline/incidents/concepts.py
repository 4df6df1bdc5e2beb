"""What a clause tells, by concepts that are the same in every language ("dumped" and "mis en ligne" are ``publish``).

The words stand in ``languages/<code>/concepts.toml``; a language without that table has no concepts, and its reports
are compared by names, numbers and words alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from timeline.languages import load

SHORTEST_STEM = 3
_WORD = re.compile(r"\w+(?:-\w+)*")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})


def fold(text: str) -> str:
    """Lower case without accents, so that a word compares alike however and in whichever language it is written."""
    plain = unicodedata.normalize("NFKD", text.lower().translate(_LIGATURES))
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


@dataclass(frozen=True)
class Lexicon:
    """One language's concepts: ``whole`` words, ``stems``, and ``phrases`` by their first word."""

    whole: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
    stop: frozenset[str]
    times: frozenset[str]  # names of months and weekdays
    _seen: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False, compare=False)

    def find(self, folded: str) -> dict[str, str]:
        """The concepts of a folded text, each with the first word or phrase that shows it."""
        found: dict[str, str] = {}
        for match in _WORD.finditer(folded):
            word = match[0]
            for concept in self._of(word):
                found.setdefault(concept, word)
            for phrase, concepts in self.phrases.get(word, ()):
                if folded.startswith(phrase, match.start()):
                    for concept in concepts:
                        found.setdefault(concept, phrase)
        return found

    def words(self, folded: str) -> Iterable[str]:
        """The telling words of a folded text: four letters or more, no stop words."""
        return (word for word in _WORD.findall(folded) if len(word) > 3 and word not in self.stop)

    def _of(self, word: str) -> tuple[str, ...]:
        known = self._seen.get(word)
        if known is None:
            known = self.whole.get(word, ())
            for length in range(len(word), SHORTEST_STEM - 1, -1):
                known += self.stems.get(word[:length], ())
            self._seen[word] = known = tuple(dict.fromkeys(known))
        return known


@lru_cache
def lexicon(language: str) -> Lexicon:
    """The concepts of a language by its code; none where it has no folder or no table."""
    try:
        table = load(language).table("concepts")
    except LookupError:
        table = {}
    whole: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    phrases: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {}
    for section, mark in (("happenings", ""), ("things", "#")):
        for concept, listed in table.get(section, {}).items():
            for entry in listed:
                word = fold(entry)
                if " " in word:
                    first = word.split()[0]
                    phrases[first] = (*phrases.get(first, ()), (word, (mark + concept,)))
                elif word.startswith("="):
                    whole[word[1:]] = (*whole.get(word[1:], ()), mark + concept)
                else:
                    stems[word] = (*stems.get(word, ()), mark + concept)
    stop = frozenset(fold(word) for word in table.get("stop", {}).get("words", ()))
    return Lexicon(whole, stems, phrases, stop, frozenset(_times(language)))


def _times(language: str) -> Iterable[str]:
    """The names of months and weekdays of a language, folded."""
    try:
        words = load(language).table("words")
    except LookupError:
        return
    for section in ("MONTH", "MONTHABBR", "WEEKDAY", "WEEKDAYABBR"):
        yield from (fold(word) for word in words.get(section, {}))
