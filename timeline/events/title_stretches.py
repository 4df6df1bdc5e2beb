"""Which stretch of a sentence a headline is made of, and who tells it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from timeline.events.clauses import Clause
from timeline.events.frames import Speech
from timeline.events.names import Name
from timeline.events.saying import QUOTES, saying
from timeline.events.title_ends import EDGES, LONGEST, WORD
from timeline.events.title_page import SHORTEST_CONTENT
from timeline.events.title_words import title_words
from timeline.models import Sentence, Timex

EDGES_AND_MARKS = frozenset(EDGES + ".)")


def past(text: str, low: int, high: int, signs: frozenset[str]) -> int:
    """The first offset between two whose sign is none of some."""
    while low < high and text[low] in signs:
        low += 1
    return low


@lru_cache(maxsize=1024)
def _opening(text: str, language: str, low: int, high: int) -> tuple[bool, bool]:
    """Whether what is said begins with a verb without a subject ("admitted | having met him"), and whether with a
    quotation. Asked for each event of a sentence, hence kept.
    """
    words, start = saying(language), past(text, low, high, EDGES_AND_MARKS)
    admits = bool(words.content.match(text, start)) and not words.clause.match(text, start)
    start = past(text, low, high, frozenset(" ,:"))
    return admits, start < high and text[start] in QUOTES + "‘"


class Stretches:
    """Finds the stretches of one sentence for the event of one time."""

    def __init__(
        self, text: str, language: str, sentence: Sentence, timex: Timex | None, speeches: Sequence[Speech],
        names: Sequence[Name],
    ) -> None:  # fmt: skip
        self._text, self._low, self._high = text, sentence.start, sentence.end
        self._timex, self._speeches, self._names = timex, speeches, names
        self._words, self._saying, self._language = title_words(language), saying(language), language

    def of(self, clause: Clause) -> Iterator[tuple[str, int, int]]:
        """``(teller, low, high)``: what the time dates said by somebody, its clause, those that hang on it, all."""
        at = self._timex.start if self._timex else self._low
        for speech in self._speeches:
            if self._timex and speech.saying and speech.frame[0] <= at < speech.frame[1]:
                low, high = speech.content
                if not speech.denial and high - low > SHORTEST_CONTENT and speech.sources:
                    yield self._teller(speech), low, high
                yield "", min(low, speech.frame[0]), max(high, speech.frame[1])
        for stretch in (clause.core, clause.group, (self._low, self._high)):
            teller, low, high = self._told(stretch, at)
            far = at - low > LONGEST
            near = max(self._text.rfind(mark, low, at) for mark in (", ", ": ", "; ")) if far else -1
            if near > low and self._opens_clause(near + 2):
                yield teller, near + 2, high
            yield teller, low, high

    def _opens_clause(self, at: int) -> bool:
        """Whether a new subject begins at an offset: a name, a pronoun or an article."""
        word = WORD.match(self._text, at, self._high)
        said = word[0].lower() if word else ""
        pronoun = said in self._saying.persons or said in self._saying.things
        named = any(name.start == at for name in self._names)
        return (named or pronoun or said in self._words.determiners) and self.has_verb(at, self._high)

    def _teller(self, speech: Speech) -> str:
        source = (speech.cited[-1] if speech.cited else speech.sources)[:1]
        return f"{source[0][:1].upper()}{source[0][1:]}: " if source else ""

    def _told(self, stretch: tuple[int, int], at: int) -> tuple[str, int, int]:
        """A stretch without the frame of who tells it; a quotation keeps its teller."""
        low, high = stretch
        teller = ""
        for speech in self._speeches:
            inside = self._timex is None or speech.content[0] <= at < speech.content[1]
            if not speech.saying or not inside or speech.denial or speech.content[0] >= speech.content[1]:
                continue
            admits, quotes = _opening(self._text, self._language, *speech.content)
            verb = self._words.verbs.search(self._text, *speech.content)
            first = WORD.search(self._text, *speech.content)
            hangs = self._text[speech.content[0]] == "," or (first and first[0].lower() in self._words.lone)
            if admits or (not quotes and (verb is None or hangs)):
                continue  # "admitted having met him", "declared a state of emergency"
            if speech.frame[0] >= speech.content[1]:
                high = min(high, speech.content[1])
            else:
                low = max(low, speech.content[0])
            if quotes:
                teller = self._teller(speech)
                low, high = max(low, speech.content[0]), min(high, speech.content[1])
        return (teller, low, high) if low < high else ("", *stretch)

    def is_clause(self, low: int, high: int) -> bool:
        """Whether a subject and its verb follow, or at least a pronoun."""
        first = WORD.search(self._text, low, high)
        if first and first[0].lower() in self._saying.pronouns:
            return True
        verb, gerund = self._words.verbs.search(self._text, low, high), self._words.gerund
        before = self._text[low : verb.start()].split()[-1:] if verb else []
        passive = bool(gerund and before) and before[0].endswith(gerund)  # "after years of | being passed over"
        return not passive and self.has_verb(low, high)

    def has_verb(self, low: int, high: int) -> bool:
        """Whether a verb comes before the next comma or "and"."""
        stop = self._words.joint.search(self._text, low, high)
        close = self._text.find(", ", stop.end(), high) if stop and stop[0][0] == "," else -1
        if close > 0 and self._words.verbs.match(self._text, close + 2, high):
            return True  # "one woman, Alessia Cara, won"
        return self._words.verbs.search(self._text, low, stop.start() if stop else high) is not None
