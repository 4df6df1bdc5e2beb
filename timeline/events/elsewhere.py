"""What the other sentences of an article prove of a name that is not clear where it stands.

A lone word that acts, speaks, owns an office or is called a company in one sentence is the same actor in the others
("Bioriva a suspendu …", "…, selon Bioriva"), unless the article somewhere uses it as the name of a town.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from timeline.events.kinds import Kinds
from timeline.events.memory import Memory
from timeline.events.shapes import Shapes
from timeline.events.standing import Standing

_NEXT = re.compile(r"[ \u00a0]([\w'’]+)")
_GOES_ON = re.compile(r"(?:[ \u00a0&-]|['’](?!s))[A-ZÀ-Þ0-9]|[\w@]|\.\w")
_BEFORE = re.compile(r"(\w+)[ \u00a0]$")
_MARKS = (",", ":", ";", "–", "—", "«", "“", '"', "„", "»")
SHORTEST_HEAD = 4
PROOF = 2
MOST_PLACES = 40  # of one word that are looked at


@dataclass(frozen=True)
class Elsewhere:
    """Reads how the capitalised words of one text stand; what it finds of a word is kept."""

    text: str
    shapes: Shapes
    kinds: Kinds
    memory: Memory
    standing: Standing
    stretches: Sequence[tuple[int, int]]
    _told: dict[str, str | None] = field(default_factory=dict)
    _things: dict[str, bool] = field(default_factory=dict)

    # ---- how a word stands at one place ------------------------------------------------------------------------------

    def stands_out(self, word: str, low: int, high: int, start: int) -> bool:
        """Whether a lone word inside a sentence does something, has it done, or owns an office, and is no town."""
        if len(word) < 2 or word.lower() in self.memory.common_words or self.shouts(low):
            return False
        if self.text[high : high + 1] == "-":
            return False  # "l'Aéro-Club"
        if (word[:-1].isupper() and word.endswith(self.shapes.plurals)) or self._joins_places(word):
            return False
        standing = self.standing
        if standing.owns(high):
            return True
        if low == start:
            return self._heads(word, high)
        if self._is_town(word) or standing.is_located(low, start) or self._follows(self.shapes.genitive, low):
            return False
        if self.shapes.capital_nouns:
            return self._speaks_or_acts(word, low, high, start)
        if standing.is_agent(low, start) or standing.is_patient(low, start) or standing.is_source(low, start):
            return not standing.describes(high)
        return standing.acts(high)

    def _speaks_or_acts(self, word: str, low: int, high: int, start: int) -> bool:
        """The same where any noun has a capital: no common noun, in front of a verb that acts or as a source."""
        if self.is_common(word) or self.is_determined(low):
            return False
        return self.standing.is_source(low, start) or (self.standing.acts(high) and not self._is_idle(high))

    def _is_idle(self, high: int) -> bool:
        """Whether the word behind a name tells nothing of what it does."""
        following = _NEXT.match(self.text, high)
        return following is None or following[1].lower() in self.kinds.idle

    def is_common(self, word: str) -> bool:
        """Whether a word is a common noun by a list or by its ending."""
        plain = self.kinds.plain.fullmatch(word) or self.kinds.noun(word) or word in self.shapes.org_heads
        return bool(plain) or word.lower() in self.shapes.common

    def is_determined(self, low: int) -> bool:
        """Whether an article stands right before ("the Solstice"), or an adjective where a name has none."""
        if self._follows(self.shapes.determined, low):
            return True
        before = self.shapes.adjective_before.search(self.text, max(low - 24, 0), low)
        return before is not None and before[1] not in self.shapes.not_adjectives

    def _is_town(self, word: str) -> bool:
        """Whether the article uses a word as the name of a place; what else may stand there does not if it acts."""
        if word in self.memory.towns:
            return True
        if word not in self.memory.maybe_towns:
            return False
        return not any(low == start and self._heads(word, low + len(word)) for low, start in self._places(word))

    def _heads(self, word: str, high: int) -> bool:
        """Whether a lone word without an article that begins a sentence is a body that acts ("Novira a suspendu")."""
        following = _NEXT.match(self.text, high)
        if not following or len(word) < SHORTEST_HEAD or word.isupper() or word in self.memory.towns:
            return False
        second = _NEXT.match(self.text, following.end())
        said = {following[1].lower(), second[1].lower() if second else ""}
        idle = not said.isdisjoint(self.kinds.idle) or word in self.kinds.first_names
        return not idle and not self.kinds.plain.fullmatch(word) and self.standing.acts(high)

    def _joins_places(self, word: str) -> bool:
        """Whether one of a compound's parts is a place ("Paris-Nantes")."""
        return "-" in word and any(part in self.shapes.places for part in word.split("-"))

    def shouts(self, low: int) -> bool:
        """Whether the words around are all in capitals, so that an acronym cannot be told."""
        around = self.text[max(low - 30, 0) : low + 40]
        return sum(map(str.isupper, around)) > sum(map(str.islower, around))

    # ---- what the article as a whole shows ---------------------------------------------------------------------------

    def kind(self, name: str) -> str | None:
        """The kind that some sentence proves of a name; empty where it proves an actor of none, None where it
        proves nothing, or a town.
        """
        if name not in self._told:
            self._told[name] = self._proven(name)
        return self._told[name]

    def _proven(self, name: str) -> str | None:
        if self._is_town(name) or self.is_thing(name):
            return None
        lone, signs = " " not in name, 0
        for low, start in self._places(name):
            high = low + len(name)
            owned = self.text[high : high + 2] in ("'s", "’s")
            if not owned and (told := self.kinds.of_context(self.text, low, high)):
                return told
            signs += self._signs(name, low, high, start) if lone else 0
        return "" if signs >= PROOF else None

    def is_thing(self, name: str) -> bool:
        """Whether a noun beside a name somewhere says that it is a thing ("the ferry X")."""
        if name not in self._things:
            places = self._places(name)
            self._things[name] = any(self.kinds.is_thing(self.text, low, low + len(name)) for low, _ in places)
        return self._things[name]

    def _signs(self, word: str, low: int, high: int, start: int) -> int:
        """What one place is worth: all the proof where a word surely acts, half where it only seems to."""
        if not self.stands_out(word, low, high, start) or self.is_determined(low):
            return 0
        return PROOF if self._surely_acts(low, high, start) else 1

    def _surely_acts(self, low: int, high: int, start: int) -> bool:
        """Whether a word that stands out is beyond doubt what acts, speaks or owns an office there."""
        standing = self.standing
        if low == start or standing.owns(high) or standing.is_source(low, start):
            return True
        return not self._is_idle(high) and standing.acts(high) and self._begins_clause(low)

    def _begins_clause(self, low: int) -> bool:
        """Whether a mark or a word that opens a clause stands right before."""
        before = self.text[max(low - 24, 0) : low].rstrip()
        return before[-1:] in _MARKS or self._follows(self.shapes.opener, low)

    def _follows(self, words: re.Pattern[str], low: int) -> bool:
        return bool(words.search(self.text, max(low - 24, 0), low))

    def _places(self, name: str) -> list[tuple[int, int]]:
        """``(offset, begin of its stretch)`` of the places where a name stands by itself in what counts."""
        text, found, at = self.text, [], -1
        begins = [low for low, _ in self.stretches]
        while len(found) < MOST_PLACES and (at := text.find(name, at + 1)) >= 0:
            stretch = bisect_right(begins, at) - 1
            if stretch < 0 or at >= self.stretches[stretch][1] or _GOES_ON.match(text, at + len(name)):
                continue
            before = text[max(at - 1, 0) : at]
            if before.isalnum() or before in ("-", "@", "#", "/", "&", "."):
                continue
            lead = at == begins[stretch] and self.shapes.lead.fullmatch(name)
            if not lead and not self._follows_name(at):
                found.append((at, begins[stretch]))
        return found

    def _follows_name(self, at: int) -> bool:
        """Whether a capitalised word stands right before that may be a part of the name."""
        before = _BEFORE.search(self.text, max(at - 30, 0), at)
        return bool(before and before[1][0].isupper() and before[1] not in self.shapes.stop)
