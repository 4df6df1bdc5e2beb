"""Runs of capitalised words: where one begins and ends, and where one is two names."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from timeline.events.gazetteer import WORD, Known
from timeline.events.memory import COMPOUND
from timeline.events.shapes import Shapes

ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}\d{0,2}|[A-Z]{2,}[A-Z\d-]*")
MOST_WORDS = 7
_BLANKS = (" ", "\u00a0")
Token = tuple[str, int, int]


def tokens(text: str, start: int, end: int, elisions: frozenset[str]) -> list[Token]:
    """The words between two offsets with theirs; an elided one stands apart ("d", "Emmanuel")."""
    found = []
    for match in WORD.finditer(text, start, end):
        word, low, high = match[0], match.start(), match.end()
        if word[1:2] in ("'", "’") and word[0].lower() in elisions:
            found += [(word[0], low, low + 1), (word[2:], low + 2, high)]
        else:
            found.append((word, low, high))
    return found


@dataclass(frozen=True)
class Runs:
    """Reads runs in one text; ``starts`` are the known names by the offset where they begin.

    ``possessed`` are the heads before which a possessive belongs to the name ("St Brigid's Hospital"),
    ``joint_heads`` those that may end a name with one of ``joints`` in it ("Immigration and Naturalization Service").
    """

    text: str
    shapes: Shapes
    starts: Mapping[int, tuple[int, Known]]
    possessed: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    joint_heads: frozenset[str] = frozenset()
    first_names: frozenset[str] = frozenset()

    def length(self, words: list[Token], at: int) -> int:
        """How many words from ``at`` on belong to one run of capitalised words."""
        shapes, last, length = self.shapes, at, 1
        first = words[at][0]
        lone = first in shapes.stop and first not in shapes.org_heads and not self.is_first_name(words, at)
        if lone or COMPOUND.fullmatch(first):
            return 1
        position = at + 1
        while position < len(words) and length < MOST_WORDS:
            word = words[position][0]
            if self._is_possessive(words, position):
                last, position, length = position + 1, position + 2, length + 2
                continue
            if self._is_cut(words, position) or COMPOUND.fullmatch(word):
                break
            if word[0].isupper() and not self._begins_another(words, at, position, last):
                last = position
            elif not self._may_link(words, position, last):
                break
            position += 1
            length += 1
        return last - at + 1

    def _is_possessive(self, words: list[Token], position: int) -> bool:
        """Whether "'s" stands before the head of a body's name."""
        word, low, _ = words[position]
        if word != "s" or self.text[words[position - 1][2] : low] not in ("'", "’") or position + 1 >= len(words):
            return False
        return words[position + 1][0] in self.possessed

    def _is_cut(self, words: list[Token], position: int) -> bool:
        """Whether what stands before a word ends a run."""
        shapes, (before, _, end), low = self.shapes, words[position - 1], words[position][1]
        gap = self.text[end:low]
        if gap in (" ", "\u00a0", ""):
            return False
        if gap == ". ":
            return len(before) > 1 and before not in shapes.title_words
        if gap in ("'", "’"):
            return before.lower() not in shapes.elisions
        return not (gap in ("' ", "’ ") and before.endswith("s") and words[position][0] in shapes.org_heads)

    def _begins_another(self, words: list[Token], at: int, position: int, last: int) -> bool:
        """Whether a known name that follows stands on its own: after titles and peoples, or where it is a full name."""
        _, low, high = words[position]
        known = self.starts.get(low)
        if known is None or last != position - 1:
            return False
        lone = all(token[0] in self.shapes.leads for token in words[at:position])
        return lone or (known[0] > high and known[1].kind == "person" and words[at][0] not in self.shapes.org_heads)

    def is_first_name(self, words: list[Token], at: int) -> bool:
        """Whether the name of a month begins a person's name ("June Holloway", but "in June Apple")."""
        word, _, high = words[at]
        if word not in self.shapes.month_names or at + 1 >= len(words):
            return False
        following, begin, _ = words[at + 1]
        before = words[at - 1][0].lower() if at else ""
        plain = following not in self.shapes.stop and following[0].isupper() and self.text[high:begin] == " "
        return plain and before not in self.shapes.month_leads and not before.isdigit()

    def _may_link(self, words: list[Token], position: int, last: int) -> bool:
        """Whether a word in lower case may stand inside a name ("Bank of …", "Jan van der …")."""
        if position + 1 >= len(words) or position - last > 2:
            return False
        lower, head = words[position][0].lower(), words[last][0]
        if head in self.shapes.org_heads:
            return lower in self.shapes.inner
        following = words[position + 1][0]
        if lower == "&":
            return following[0].isupper()
        if lower in self.joints and position + 2 < len(words) and words[position + 2][0] in self.joint_heads:
            return following[0].isupper()  # "Immigration and Naturalization Service"
        if ACRONYM.fullmatch(head) and len(head) > 2:
            return False
        particles = self.shapes.particles
        if lower not in particles or not (following[0].isupper() or following.lower() in particles):
            return False
        # Where each noun has a capital, "von" joins a name only behind a first name ("Kunden von …" is none).
        return not self.shapes.capital_nouns or any(
            token[0] in self.first_names for token in words[max(last - 1, 0) : last + 1]
        )

    def parts(self, run: list[Token]) -> list[list[Token]]:
        """A run cut before a title in its midst ("Acme CEO Lena Holm") and behind an organisation's last word."""
        shapes = self.shapes
        for at in range(1, len(run) - 1):
            word, before = run[at][0], run[at - 1][0]
            owner = run[at + 1][0] == "s"
            if owner or all(token[0] in shapes.org_heads for token in run[at:]):
                return [run]  # "Newark Police Department", "Kerrick County Sheriff's Office"
            if word in shapes.title_words and before not in shapes.title_words and before.lower() not in shapes.inner:
                return [run[:at], run[at:]]
            rest = run[at:]
            another = len(rest) == 2 and not any(word in shapes.heads or word.islower() for word, _, _ in rest)
            if before in shapes.org_heads and at > 1 and another:
                return [run[:at], rest]
        return [run]

    def next_word(self, words: list[Token], at: int) -> str:
        """The capitalised word that follows ``words[at]`` in the same run; empty where none does."""
        if at + 1 >= len(words):
            return ""
        word, low, _ = words[at + 1]
        return word if word[0].isupper() and self.text[words[at][2] : low] in _BLANKS else ""
