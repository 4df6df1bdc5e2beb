"""Numbers that are spelled out: runs of number words as the number that they say."""

from __future__ import annotations

from collections.abc import Iterator

from timeline.dates.lexicon import Lexicon
from timeline.dates.pattern import HYPHENS, PARAGRAPH

_MOST_WORDS = 12


def spelled_out(lexicon: Lexicon, tokens: list[str], classes: str) -> Iterator[tuple[int, int, int]]:
    """Runs of several number words ("twenty-four", "nineteen ninety-six", "quatre-vingt-dix-sept").

    As (first token, last token excluded, number).
    """
    words, joins = lexicon.number_words, lexicon.number_joins
    stop, place = lexicon.symbol_sets[frozenset([PARAGRAPH])], 0
    for hit in lexicon.number_runs.finditer(classes):
        start = hit.start()
        if start < place:
            continue
        number = _Number()
        end = i = start
        while i < len(classes) and i - start < _MOST_WORDS and classes[i] != stop:
            joined = classes[i] in joins
            word = lexicon.value("NUMWORD", tokens[i]) if not joined and classes[i] in words else None
            if joined and i > start:
                i += 1
                if i >= len(classes) or classes[i] not in words:
                    break
                word = lexicon.value("NUMWORD", tokens[i])
                spoken = tokens[i - 1].strip() not in HYPHENS
                most = lexicon.value("NUMJOIN", tokens[i - 1]) if spoken else 0
                if not isinstance(word, int) or not number.add(word, linked=spoken, most=most or 1):
                    break
            elif not isinstance(word, int) or not number.add(word):
                break
            i += 1
            end = i
        place = end
        if end - start > 1:
            yield start, end, number.value


class _Number:
    """A number as its words are read, in languages that say thousands, hundreds, tens and units in falling order."""

    def __init__(self) -> None:
        self.total = 0
        self.part: int | None = None

    @property
    def value(self) -> int:
        return self.total + (self.part or 0)

    def add(self, word: int, linked: bool = False, most: int = 1) -> bool:
        """Take one more word, or answer False where it does not continue the number; ``most`` may follow a link."""
        part = self.part
        if part is None:
            if word >= 1000:
                self.total += word
            else:
                self.part = word
            return True
        if word >= 1000:
            if self.total or linked:
                return False
            self.total, self.part = part * word, None
        elif word == 100 and part < 100 and not linked:
            self.part = part * 100
        elif (
            (part % 100 == 0 and part >= 100 and word < 100)
            or (part % 10 == 0 and 20 <= part % 100 <= 90 and word < 10 and (not linked or word <= most))
            or (part % 100 == 10 and 7 <= word <= 9 and not linked)
            or (part % 100 in (60, 80) and 10 <= word < 20)
        ):
            self.part = part + word
        elif part % 100 == 4 and word == 20:  # quatre-vingts
            self.part = part - 4 + 80
        elif 10 < part <= 20 and 10 <= word < 100 and not self.total and not linked:  # nineteen ninety-six
            self.part = part * 100 + word
        else:
            return False
        return True
