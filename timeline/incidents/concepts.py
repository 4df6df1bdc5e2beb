"""What a clause tells, by concepts that are the same in every language ("dumped" and "mis en ligne" are ``publish``).

The words stand in ``languages/<code>/concepts.toml``; a language without that table has no concepts, and its reports
are compared by names, numbers and words alone.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from timeline.languages import load

SHORTEST_STEM = 3
FAMILIES = Path(__file__).with_name("families.toml")
_WORD = re.compile(r"\w+(?:-\w+)*")
_LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l"})


def fold(text: str) -> str:
    """Lower case without accents, so that a word compares alike however and in whichever language it is written."""
    return unaccented(text.lower().translate(_LIGATURES))


def unaccented(text: str) -> str:
    """The text without its accents, its case kept."""
    if text.isascii():
        return text
    return "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))


@dataclass(frozen=True)
class Lexicon:
    """One language's concepts: ``whole`` words, ``stems``, ``ends`` of compounds, and ``phrases`` by their first word.

    ``capitals`` is false where capitals tell no names.
    """

    whole: dict[str, tuple[str, ...]]
    stems: dict[str, tuple[str, ...]]
    ends: dict[str, tuple[str, ...]]
    phrases: dict[str, tuple[tuple[str, tuple[str, ...]], ...]]
    stop: frozenset[str]
    people: tuple[str, ...]  # stems of words for any people
    capitals: bool
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
                known += self.ends.get(word[-length:], ()) if length < len(word) else ()
            self._seen[word] = known = tuple(dict.fromkeys(known))
        return known


@lru_cache
def families() -> dict[str, tuple[str, ...]]:
    """The families that each happening belongs to, by its concept."""
    found: dict[str, tuple[str, ...]] = {}
    for family, members in tomllib.loads(FAMILIES.read_text(encoding="utf-8")).items():
        for concept in members:
            found[concept] = (*found.get(concept, ()), family)
    return found


@lru_cache
def lexicon(language: str) -> Lexicon:
    """The concepts of a language by its code; none where it has no folder or no table."""
    try:
        table = load(language).table("concepts")
    except LookupError:
        table = {}
    whole: dict[str, tuple[str, ...]] = {}
    stems: dict[str, tuple[str, ...]] = {}
    ends: dict[str, tuple[str, ...]] = {}
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
                elif word.startswith("-"):
                    ends[word[1:]] = (*ends.get(word[1:], ()), mark + concept)
                else:
                    stems[word] = (*stems.get(word, ()), mark + concept)
    stop = frozenset(fold(word) for word in table.get("stop", {}).get("words", ()))
    people = tuple(fold(word).removeprefix("=") for word in table.get("people", {}).get("words", ()))
    capitals = bool(table.get("names", {}).get("capitals", True))
    return Lexicon(whole, stems, ends, phrases, stop, people, capitals, frozenset(_times(language)))


def _times(language: str) -> Iterable[str]:
    """The names of months and weekdays of a language, folded."""
    try:
        words = load(language).table("words")
    except LookupError:
        return
    for section in ("MONTH", "MONTHABBR", "WEEKDAY", "WEEKDAYABBR"):
        yield from (fold(word) for word in words.get(section, {}))
