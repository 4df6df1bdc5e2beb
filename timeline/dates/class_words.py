"""The words of a class as regular expressions over class strings, those of several tokens among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from timeline.dates.lexicon import Lexicon
from timeline.dates.pattern import PARAGRAPH


def join(characters: Iterable[str]) -> str:
    """What stands between the brackets of a set of characters; of none, what no class string holds."""
    return "".join(map(re.escape, sorted(characters))) or "\0"


def _sources(lexicon: Lexicon, symbol: str, least: int = 1) -> list[str]:
    return ["".join(f"[{join(c)}]" for c in sequence) for sequence in lexicon.expand(symbol) if len(sequence) >= least]


def sentence_enders(lexicon: Lexicon) -> frozenset[str]:
    """What a sentence can end with."""
    return frozenset().union(*(lexicon.bearing.get(mark, set()) for mark in (".", "!", "?", "…", PARAGRAPH)))


def ends(lexicon: Lexicon, symbol: str) -> frozenset[str]:
    """What the words of a class can end with."""
    return frozenset(character for words in lexicon.expand(symbol) for character in words[-1])


def at_end(lexicon: Lexicon, symbol: str) -> re.Pattern[str] | None:
    """The words of a class where a string ends with them; None where the class has none."""
    sources = _sources(lexicon, symbol)
    return re.compile(f"(?:{'|'.join(sources)})$") if sources else None


class Phrases:
    """The words of several tokens of a class; what does not begin as any of them does is passed over at once."""

    def __init__(self, lexicon: Lexicon, symbol: str) -> None:
        longer = [sequence for sequence in lexicon.expand(symbol) if len(sequence) > 1]
        first, second = (join(set().union(*(sequence[place] for sequence in longer))) for place in (0, 1))
        self.begin = re.compile(f"[{first}](?=[{second}])")
        self.whole = re.compile("|".join(_sources(lexicon, symbol, least=2)) or "(?!)")

    def places(self, classes: str) -> Iterator[tuple[int, int]]:
        """The tokens that each begins with and ends before, in order, without overlap."""
        reached = 0
        for hit in self.begin.finditer(classes):
            match = self.whole.match(classes, hit.start()) if hit.start() >= reached else None
            if match is not None:
                reached = match.end()
                yield match.start(), reached
