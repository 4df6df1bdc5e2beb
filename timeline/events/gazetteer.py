"""Known names in a text: every spelling of every actor in one automaton, which reads the text once.

What a spelling means depends on how it stands, and its ``mark`` says so: a plain one is its actor wherever it stands,
a ``state`` (its name or its capital) only where it acts, a ``seat`` (the Kremlin) unless something happens there, and a
``doubtful`` one ("Orange?", "Apple?" in the file) where the article makes it act or names the actor otherwise too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any, NamedTuple

from timeline.events.actors import Actors, actors_in_force
from timeline.events.cues import cues
from timeline.events.keys import without_accents
from timeline.events.merges import followed

WORD = re.compile(r"[^\W\d_](?:\.(?:[^\W\d_]\.)+|['’](?=[A-ZÀ-Þ])\w+)|[^\W_]\w*(?:[-&.][^\W_]\w*)*|[&!]")
PLAIN, STATE, SEAT, DOUBTFUL = "", "state", "seat", "doubtful"
_PLAIN_SIGNS = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\n": " ", "\t": " ", "‑": "-"})


class Known(NamedTuple):
    """A known name: as it should be shown, its actor's kind and key, and how its spelling is to be taken."""

    name: str
    kind: str
    key: str
    mark: str = PLAIN


class Gazetteer:
    """The known names as one language writes and shows them."""

    def __init__(self, spellings: dict[str, Known], elisions: frozenset[str] = frozenset()) -> None:
        from ahocorasick import Automaton

        self.spellings = spellings
        self._automaton: Any = Automaton()
        for spelling in spellings:
            self._automaton.add_word(spelling, spelling)
        self._automaton.make_automaton()
        self._elisions = elisions

    def scan(self, text: str) -> dict[int, tuple[int, Known]]:
        """The longest known name from each offset where one begins, as ``{start: (end, known)}``."""
        plain, found = text.translate(_PLAIN_SIGNS), {}
        for last, spelling in self._automaton.iter(plain):
            end, start = last + 1, last + 1 - len(spelling)
            if self._is_whole(plain, start, end):
                found[start] = (end, self.spellings[spelling])  # those that end later come later
        return found

    def _is_whole(self, text: str, start: int, end: int) -> bool:
        if _joins(text[end - 1]) and end < len(text) and _joins(text[end]):
            return False
        return not start or not (_joins(text[start - 1]) and _joins(text[start]))

    def exact(self, name: str) -> Known | None:
        """The known name that is spelled so, or None."""
        return self.spellings.get(name.translate(_PLAIN_SIGNS))


def _joins(sign: str) -> bool:
    return sign.isalnum() or sign == "_"


def gazetteer(language: str, actors: Actors | None = None) -> Gazetteer:
    """The gazetteer of a language, by default of the actors in force. Raises FileNotFoundError without the file."""
    return _built(language, actors or actors_in_force())


@lru_cache(maxsize=16)
def _built(language: str, actors: Actors) -> Gazetteer:
    own: dict[str, Known] = {}
    others: dict[str, Known] = {}  # a language's own spellings go before these
    foreign: dict[str, Known] = {}
    for actor in actors.actors:
        key, shown = actor.key, actor.shown(language)
        if key in actors.merges:
            key = followed(key, actors.merges)
            shown = actors.shown(key, language, shown)
        kind = actor.kind or actors.kind(key) or "organisation"
        known = Known(shown, kind, key, STATE if kind == "state" else PLAIN)
        own.setdefault(actor.shown(language), known)
        others.setdefault(actor.name, known)
        for table, listed in ((own, actor.aliases.get(language, ())), (others, actor.aliases.get("", ()))):
            for alias in listed:
                _put(table, alias, known)
        for listed, mark in ((actor.capitals, STATE), (actor.seats, SEAT)):
            for place in listed:
                _put(others, place, Known(place.removesuffix("?"), known.kind, key, mark))
        for name in actor.names.values():
            if " " in name:  # so that it is nothing else in this language
                foreign.setdefault(name, known)
    return Gazetteer(_written({**foreign, **others, **own}), frozenset(cues(language).words("names", "elisions")))


def _put(table: dict[str, Known], alias: str, known: Known) -> None:
    if alias[-1] == "?":
        alias, known = alias[:-1], known._replace(mark=DOUBTFUL)
    table.setdefault(alias, known)


def _written(spellings: dict[str, Known]) -> dict[str, Known]:
    """The spellings with plain signs, and also without their accents where that is no other's."""
    bare = {without_accents(name): known for name, known in spellings.items() if not name.isascii()}
    plain = {n if n.isascii() else n.translate(_PLAIN_SIGNS): known for n, known in spellings.items()}
    return bare | plain
