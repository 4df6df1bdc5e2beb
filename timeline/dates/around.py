"""What the words around an expression tell besides its tense: bounds ("since", "before"), names, quotations, sentences.

All of it is read from the string of word classes; the words themselves stand in the language's ``words.toml``
(classes SINCE, UNTIL, BEFORE, AFTER, BOUNDABOUT, DETERMINER, NAMEOF, STAMP, MATCH).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from timeline.dates.class_words import at_end, ends, join, sentence_enders
from timeline.dates.find import Found
from timeline.dates.lexicon import Lexicon
from timeline.dates.pattern import PARAGRAPH
from timeline.dates.rules import grammar

_MATCH = 3  # words of a match that make a text tell of one
_QUOTE = 60  # tokens that are looked back through for the mark that opens a quotation
_OPENING = frozenset("«“„")
_CLOSING = {"«": "»", "»": "«", "„": "“”", "“": "”"}
_QUOTES = _OPENING | frozenset("»”")
BOUND_WORDS = {
    "SINCE": "since",
    "UNTIL": "until",
    "BEFORE": "before",
    "AFTER": "after",
    "BOUNDABOUT": "about",
    "BETWEEN": "between",
}


class Surroundings:
    """Reads the neighbourhood of expressions in the class strings of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        bearing = lexicon.bearing
        self.enders = sentence_enders(lexicon)
        self.openers = frozenset(
            c for name in ("CAP", "MARK", '"', "“", "«", "'", PARAGRAPH) for c in bearing.get(name, ())
        )
        self.at = frozenset(bearing.get("ATPREP", ()))
        self.determiner = frozenset(bearing.get("DETERMINER", ()))
        self.year, self.into = frozenset(bearing.get("YEAR4", ())), frozenset(bearing.get("INTO", ()))
        self.name_of, self.capital = frozenset(bearing.get("NAMEOF", ())), frozenset(bearing.get("CAP", ()))
        self.apostrophe = frozenset(bearing.get("'", ()))
        self.stamp = frozenset(bearing.get("STAMP", ()))
        self.match = frozenset(bearing.get("MATCH", ()))
        self.paragraph = frozenset(bearing.get(PARAGRAPH, ()))
        self.due_by = frozenset(bearing.get("DUEBY", ()))
        self.abbreviations = frozenset(bearing.get("ABBR", ()))
        enders, paragraph = f"[{join(self.enders)}]", f"[{join(bearing.get(PARAGRAPH, set()))}]"
        self.breaks = re.compile(paragraph)
        marks = frozenset(map(lexicon.__getitem__, _QUOTES))
        self.quotation = re.compile(f"[{join(marks | self.paragraph)}]")
        abbreviated = f"(?<![{join(self.abbreviations)}]{enders})"
        self.end = re.compile(f"{enders}(?:(?<={paragraph})|{abbreviated}(?=[{join(self.openers)}]))")
        self.bounds: dict[str, dict[str, re.Pattern[str]]] = {}  # by the last word of what tells them
        for symbol, bound in BOUND_WORDS.items():
            if (pattern := at_end(lexicon, symbol)) is not None:
                for character in ends(lexicon, symbol):
                    self.bounds.setdefault(character, {})[bound] = pattern

    def attributive(self, found: Found, first: int, last: int) -> bool:
        """Whether an expression names a thing: after a determiner ("the May 2013 fire"), as an owner ("last year's
        race"), or as part of a name.
        """
        owned = self._owns(found, last) or found.classes[max(first - 1, 0) : first] in self.determiner
        return owned or self.in_name(found, first, last)

    def in_name(self, found: Found, first: int, last: int) -> bool:
        """Whether a year is part of a name ("the Lyme and 1989 Hull spills", "the Clean Air Act of 1990")."""
        if last - first > 1 or found.classes[first] not in self.year:
            return False
        before, after = found.classes[max(first - 2, 0) : first], found.classes[last : last + 1]
        if before[-1:] in self.name_of:
            return before[0] in self.capital
        return after in self.capital and before[-1:] not in self.into

    def _owns(self, found: Found, last: int) -> bool:
        return found.classes[last : last + 1] in self.apostrophe and found.tokens[last + 1 : last + 2] == ["s"]

    def stamps(self, found: Found, first: int) -> bool:
        """Whether a clock time says when the text itself was written ("Updated 5:27 p.m.")."""
        before = found.classes[max(first - 2, 0) : first]
        return before[-1:] in self.stamp or (before[-1:] in self.at and before[0] in self.stamp)

    def tells_match(self, found: Found) -> bool:
        """Whether a text tells of a match, whose halves and quarters are no parts of a year."""
        return bool(self.match) and sum(map(found.classes.count, self.match)) >= _MATCH

    def quotation_marks(self, found: Found) -> list[tuple[int, bool]]:
        """The marks that open and close unlike, in order, as (token, whether it opens); a paragraph's end closes."""
        places = [hit.start() for hit in self.quotation.finditer(found.classes)]
        signs = [(place, found.tokens[place].strip()) for place in places]
        signs = [(place, sign) for place, sign in signs if not sign or sign in _QUOTES]
        marks, closing = [], ""
        for (place, sign), (_, after) in zip(signs, [*signs[1:], (0, "")], strict=False):
            if closing and sign and sign not in closing:
                continue  # a quotation within one
            opens = not closing and (sign in _OPENING or sign + after == "»«")
            marks.append((place, opens))
            closing = _CLOSING[sign] if opens else ""
        return marks

    def quoted(self, marks: list[tuple[int, bool]], first: int) -> bool:
        """Whether an expression stands within quotation marks, the ``quotation_marks`` of its passage."""
        place = bisect_left(marks, (first, False)) - 1
        return place >= 0 and marks[place][1] and first - marks[place][0] <= _QUOTE

    def bound(self, found: Found, first: int, last: int) -> str:
        """How an event lies to the expression, from the preposition before it; empty where none tells."""
        previous = found.classes[first - 1] if first else ""
        if previous not in self.bounds:  # as before most expressions
            return ""
        if previous in self.due_by and self._owns(found, last):
            return ""  # "shocked by tonight's attack"
        before = found.classes[max(first - 4, 0) : first]
        for bound, pattern in self.bounds[previous].items():
            if pattern.search(before):
                return bound
        return ""

    def paragraph_ends(self, found: Found) -> list[int]:
        """The tokens that end paragraphs, in order."""
        return [match.start() for match in self.breaks.finditer(found.classes)]

    def sentence_ends(self, found: Found) -> list[int]:
        """The tokens after which a sentence ends, in order."""
        return [match.start() for match in self.end.finditer(found.classes)]


@lru_cache
def surroundings(code: str) -> Surroundings:
    """The Surroundings of a language that has a folder."""
    return Surroundings(grammar(code).lexicon)
