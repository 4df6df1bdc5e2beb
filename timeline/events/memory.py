"""What an article as a whole knows of its names, gathered once, when first asked: full names, who acts, plain words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property

from timeline.events.gazetteer import Gazetteer
from timeline.events.shapes import Shapes

COMPOUND = re.compile(r"[A-Z]\w+-[a-z]{5,}")  # "Berlin-based" is no name
_LOWER = re.compile(r"(?<![\w'’])[a-zà-ÿ]{3,}")
_INSIDE = re.compile(r"[a-zà-ÿ,;)]\s?['’]?$|[a-zà-ÿ]['’]$")
_CAPITAL = re.compile(r"[A-ZÀ-Þ][\w-]+")


class Memory:
    """The names of an article beyond the sentence at hand; ``stretches`` are the parts of the text that count."""

    def __init__(self, text: str, shapes: Shapes, known: Gazetteer, stretches: Sequence[tuple[int, int]]) -> None:
        self._text, self._shapes, self._known, self._stretches = text, shapes, known, stretches

    @cached_property
    def common_words(self) -> frozenset[str]:
        """The words that the article writes in lower case."""
        return frozenset(_LOWER.findall(self._text))

    @cached_property
    def capitals(self) -> Counter[str]:
        """How often each capitalised word stands in the article."""
        return Counter(_CAPITAL.findall(self._text))

    @cached_property
    def agents(self) -> frozenset[str]:
        """The capitalised words that the article somewhere makes act ("Northwind said", "Northwind's spokesman")."""
        shapes, text = self._shapes, self._text
        named = {word for low, high in self._stretches for word in shapes.org_noun.findall(text, low, high)}
        acting = {word for low, high in self._stretches for word in shapes.verb.findall(text, low, high)}
        told = {word for low, high in self._stretches for word in shapes.agent.findall(text, low, high)}
        often = self._names_among({word for word in acting if self.capitals[word] > 1})
        return frozenset(word for word in told | named | often if word.lower() not in self.common_words)

    def _names_among(self, words: set[str]) -> set[str]:
        """Those that stand inside a sentence too, never after a preposition of place, as a town does; no peoples."""
        inside, located = set(), set()
        for match in _CAPITAL.finditer(self._text):
            word, at = match[0], match.start()
            if word in words:
                if _INSIDE.search(self._text, max(at - 3, 0), at):
                    inside.add(word)
                if self._shapes.locative.search(self._text, max(at - 16, 0), at):
                    located.add(word)
        return {word for word in inside - located if word.removesuffix("s") not in self._shapes.nationalities}

    @cached_property
    def full_names(self) -> dict[str, set[str]]:
        """Surnames with the full names that the article gives them."""
        full: dict[str, set[str]] = {}
        for low, high in self._stretches:
            for match in self._shapes.full_name.finditer(self._text, low, high):
                for surname, name in self._gathered(match):
                    full.setdefault(surname, set()).add(name)
        return full

    def _gathered(self, match: re.Match[str]) -> Iterator[tuple[str, str]]:
        """``(surname, full name)`` where a run of capitalised words is a person's full name."""
        shapes = self._shapes
        words = match[0].replace("\u00a0", " ").split(" ")
        while words and (
            words[0] in shapes.stop
            or words[0].rstrip(".") in shapes.title_words
            or words[0] in shapes.nationalities
            or words[0][1:2] in ("'", "’")
        ):
            words = words[1:]
        while words and (shapes.not_first.fullmatch(words[0]) or COMPOUND.fullmatch(words[0])):
            words = words[1:]
        while words and (words[-1] in shapes.stop or words[-1].lower() in shapes.particles):
            words = words[:-1]
        if len(words) < 2 or any(
            word in shapes.org_heads or word in shapes.place_heads or (word.isupper() and len(word) > 2)
            for word in words
        ):
            return
        name = " ".join(words)
        if name in shapes.places or words[0] in shapes.places or words[-1] in shapes.places:
            return
        known = self._known.longest(words, 0)
        if known is None:
            yield words[-1], name
        elif known[2] == "person" and known[0] == len(words):
            yield words[-1], known[1]
