"""What an article as a whole knows of its names, gathered once, when first asked: full names, who acts, plain words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from timeline.events.gazetteer import Known
from timeline.events.kinds import Kinds
from timeline.events.shapes import Shapes

COMPOUND = re.compile(r"[A-Z]\w+-[a-z]{5,}")  # "Berlin-based" is no name
_LOWER = re.compile(r"(?<![\w'’])[a-zà-ÿ]{3,}")
_INSIDE = re.compile(r"[a-zà-ÿ,;)]\s?['’]?$|[a-zà-ÿ]['’]$")
_CAPITAL = re.compile(r"[A-ZÀ-Þ][\w-]+")


class Memory:
    """The names of an article beyond the sentence at hand; ``stretches`` are the parts of the text that count."""

    def __init__(
        self, text: str, shapes: Shapes, starts: Mapping[int, tuple[int, Known]],
        stretches: Sequence[tuple[int, int]], kinds: Kinds,
    ) -> None:  # fmt: skip
        """``starts`` are the known names by the offset where they begin, as ``(end, known)``."""
        self._text, self._shapes, self._starts, self._stretches = text, shapes, starts, stretches
        self._kinds = kinds

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
        told = {m[1] for low, high in self._stretches for m in shapes.agent.finditer(text, low, high) if self._acts(m)}
        often = self._names_among({word for word in acting if self.capitals[word] > 1})
        return frozenset(word for word in told | named | often if word.lower() not in self.common_words)

    def _acts(self, match: re.Match[str]) -> bool:
        """Whether a word before a verb is its subject, and no town ("police in Kent said")."""
        return not self._shapes.locative.search(self._text, max(match.start() - 16, 0), match.start())

    @cached_property
    def located(self) -> frozenset[str]:
        """The capitalised words that somewhere follow a preposition of place, as a town does."""
        found = self._shapes.located.finditer(self._text)
        return frozenset(match[1] for match in found)

    @cached_property
    def towns(self) -> frozenset[str]:
        """The capitalised words that somewhere stand as only the name of a place does ("near X", "the mayor of X")."""
        found = self._shapes.town.finditer(self._text)
        return frozenset(match[1] for match in found)

    @cached_property
    def maybe_towns(self) -> frozenset[str]:
        """Those behind a word that also governs whom something is given to ("à Bioriva")."""
        return frozenset(match[1] for match in self._shapes.maybe_town.finditer(self._text))

    def _names_among(self, words: set[str]) -> set[str]:
        """Those that stand inside a sentence too, never after a preposition of place, as a town does; no peoples."""
        inside = set()
        for match in _CAPITAL.finditer(self._text) if words else ():
            word, at = match[0], match.start()
            if word in words and _INSIDE.search(self._text, max(at - 3, 0), at):
                inside.add(word)
        return {
            word
            for word in inside - self.located - self.towns
            if word.removesuffix("s") not in self._shapes.nationalities
        }

    def full_name(self, name: str, surname: str) -> str:
        """A known person's name, by whose surname alone the article may mean the one of whom it gives the full name."""
        full = self.full_names.get(surname, ()) if " " not in surname else ()
        return next(iter(full)) if len(full) == 1 else name

    @cached_property
    def full_names(self) -> dict[str, set[str]]:
        """Surnames with the full names that the article gives them."""
        full: dict[str, set[str]] = {}
        for surname, name, known in self._gathered:
            if surname and (known is None or known.kind == "person"):
                full.setdefault(surname, set()).add(name)
        return full

    def is_thing(self, name: str) -> bool:
        """Whether the article somewhere puts a word before a name that makes it a thing ("his Falcon Heavy")."""
        return any(f" {word} {name}" in self._text for word in self._shapes.determiners)

    @cached_property
    def people(self) -> dict[str, set[str]]:
        """First words of people's full names with the full names."""
        found: dict[str, set[str]] = {}
        for surname, name, known in self._gathered:
            if surname and (known is None or known.kind == "person"):
                found.setdefault(name.split(" ")[0], set()).add(name)
        return found

    @cached_property
    def bodies(self) -> dict[str, tuple[str, str]]:
        """First words of bodies with ``(full name, kind)``, where the article has one body of that word."""
        found: dict[str, dict[str, str]] = {}
        for surname, name, known in self._gathered:
            words = name.split(" ")
            kind = "" if known or words[0] in self._kinds.first_names else self._kinds.of_head(words)
            if not surname or kind:
                found.setdefault(words[0], {})[name] = kind or "organisation"
        heads = self._shapes.org_heads
        return {
            word: next(iter(names.items()))
            for word, names in found.items()
            if len(names) == 1 and word not in heads and word not in self._kinds.heads
        }

    @cached_property
    def _gathered(self) -> list[tuple[str, str, Known | None]]:
        """``(surname, full name, known)`` of the runs that are full names; no surname where it is a body's."""
        return [
            found
            for low, high in self._stretches
            for match in self._shapes.full_name.finditer(self._text, low, high)
            for found in self._read(match)
        ]

    def _read(self, match: re.Match[str]) -> Iterator[tuple[str, str, Known | None]]:
        shapes, at = self._shapes, match.start()
        words = match[0].replace("\u00a0", " ").split(" ")
        titles = [place for place, word in enumerate(words) if self._is_title(word)]
        for word in words[: titles[-1] + 1] if titles else ():  # "Acme CEO Lena Holm" names Lena Holm
            at += len(word) + 1
        words = words[titles[-1] + 1 :] if titles else words
        while words and self._is_lead(words[0]):
            at += len(words.pop(0)) + 1
        while words and (words[-1] in shapes.stop or words[-1].lower() in shapes.particles):
            words = words[:-1]
        if words and shapes.capital_nouns and words[0][0].islower():
            return  # "Sprecher von Acme"
        if len(words) < 2 or any(word in shapes.place_heads or (word.isupper() and len(word) > 2) for word in words):
            return
        name = " ".join(words)
        if name in shapes.places or words[0] in shapes.places or words[-1] in shapes.places:
            return
        if any(word in shapes.org_heads for word in words) or words[-1] in self._kinds.heads:
            if not any(word in shapes.inner for word in words):
                yield "", name, None
            return
        hit = self._starts.get(at)
        if hit is None and shapes.capital_nouns and not titles and words[0] not in self._kinds.first_names:
            return  # two nouns
        if hit is None:
            yield words[-1], name, None
        elif hit[0] == at + len(name) and hit[1].kind == "person":
            yield words[-1], hit[1].name, hit[1]
        elif hit[1].kind == "person" and words[0] in self._kinds.first_names:
            yield words[-1], name, None  # someone whose first name is another's surname

    def _is_title(self, word: str) -> bool:
        someone = self._kinds.noun(word) == "person" and word not in self._kinds.first_names
        return someone or word.rstrip(".") in self._shapes.title_words

    def _is_lead(self, word: str) -> bool:
        shapes = self._shapes
        bare = word.rstrip(".")
        if word in shapes.stop or bare in shapes.title_words or word in shapes.nationalities or word[1:2] in ("'", "’"):
            return True
        if self._kinds.noun(word) and word not in shapes.org_heads:
            return True
        if shapes.lead.fullmatch(word) and word not in self._kinds.first_names:
            return True
        return bool(shapes.not_first.fullmatch(word) or COMPOUND.fullmatch(word))
