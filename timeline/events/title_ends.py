"""How a headline ends: whether it is whole, what it may not end with, how it is made short, marks that must pair."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice

from timeline.events.cues import NOTHING
from timeline.events.saying import Saying
from timeline.events.title_words import TitleWords

LONGEST, FEWEST_WORDS = 90, 2
GOOD_CUT, PHRASE_CUT = 40, 50
EDGES = " \t\r\n\u00a0\u202f,;:–—-•·*|/"
WORD = re.compile(r"[\w][\w'’-]*")
_ABBREVIATED = re.compile(r"(?:\b\w\.|\.)\w?\.$")
_STARS = re.compile(r"\*+|_{2,}")
_UNEVEN = re.compile(r"[“”«»()\"*_]|\s[,.;)]")
_SPACE = re.compile(r" (?=[,.;)”](?!\w))")
_COMMA = re.compile(r",(?=[”\"’]$)")
_MARKS = (", ", " – ", " — ", "; ", " - ", ": ")


@dataclass(frozen=True)
class Ending:
    """Ends headlines by the words of one language."""

    words: TitleWords
    saying: Saying

    def is_whole(self, words: str) -> bool:
        """Whether a headline has a subject and a verb, as far as that can be told from its words."""
        said = [word[0].lower() for word in islice(WORD.finditer(words), FEWEST_WORDS + 1)]
        if len(said) <= FEWEST_WORDS or said[0] in self.words.relative or said[0] in self.words.weak_start:
            return False
        if self.words.phrase.match(" " + words) and ", " not in words:
            return False  # "after games to get free tickets"
        verbs = self.words.verbs
        return verbs.regex is NOTHING or said[0] in self.saying.pronouns or verbs.is_in(words, 1)

    def finished(self, teller: str, words: str) -> str:
        """Short enough, with a capital first and no full stop last."""
        words = _COMMA.sub("", self._shortened(words, LONGEST - len(teller)))
        words = words if _ABBREVIATED.search(words[-4:]) else words.removesuffix(".")
        return teller + (words if teller else words[:1].upper() + words[1:])

    def _shortened(self, words: str, longest: int) -> str:
        if len(words) <= longest:
            return words
        marks = [words.rfind(mark, GOOD_CUT, longest) for mark in _MARKS]
        joints = [match.start() for match in self.words.cut.finditer(words, GOOD_CUT, longest)]
        for at in sorted((cut for cut in (*marks, *joints) if cut >= 0), reverse=True):
            piece = self.weak_end(words[:at])
            if (
                len(piece) >= GOOD_CUT
                and piece == words[:at].rstrip(EDGES)
                and self.balanced(piece) == piece
                and self.is_whole(piece)
            ):
                return piece
        phrases = [m.start() for m in self.words.phrase.finditer(words, min(PHRASE_CUT, longest // 2), longest - 1)]
        cut = phrases[-1] if phrases else words.rfind(" ", 0, longest)
        piece = self.weak_end(words[: cut if cut > 0 else longest - 1])
        return self.balanced(piece) + "…"

    def weak_end(self, words: str) -> str:
        """Without words at the end that ask for more ("… and", "… at the")."""
        while True:
            words = words.rstrip(EDGES)
            last = words.rsplit(" ", 1)
            if len(last) > 1 and last[1].lower().rstrip("'’") in self.words.weak_end:
                words = last[0]
            else:
                return words

    def balanced(self, words: str) -> str:
        """Without marks of quotation and brackets that open or close nothing."""
        if not _UNEVEN.search(words):
            return " ".join(words.split()).strip(EDGES)
        for opens, closes in (("“", "”"), ("«", "»"), ("(", ")"), ("„", "“")):
            if opens != "„" and words.count(opens) != words.count(closes):
                words = words.replace(opens, "").replace(closes, "")
        if words.count('"') % 2:
            words = words.replace('"', "")
        words = " ".join(_STARS.sub("", words).split())
        return _SPACE.sub("", words).strip(EDGES)
