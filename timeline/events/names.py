"""People, organisations, states, groups and services in a stretch of text: known names, and names told by their shape.

In order: what the article has introduced itself ("… (ACPR)"), bodies with their words in lower case ("Agence spatiale
européenne"), known names, runs of capitalised words. A surname alone becomes the full name that the article gives,
where it gives one; nothing is resolved where two are left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cached_property, lru_cache

from timeline.events.actors import Actors
from timeline.events.cues import NOTHING, alternation
from timeline.events.elsewhere import Elsewhere
from timeline.events.gazetteer import DOUBTFUL, SEAT, STATE, Gazetteer, Known, gazetteer
from timeline.events.introduced import introduced
from timeline.events.kinds import kinds
from timeline.events.memory import Memory
from timeline.events.model import Name
from timeline.events.runs import Runs, Token, tokens
from timeline.events.shapes import shapes
from timeline.events.spacy_names import Model, model_for
from timeline.events.standing import Standing, actor_words
from timeline.events.unknown import Unknown

__all__ = ["Name", "Names"]

HEADLINE_WORDS = 6
_DATELINE = re.compile(r"(?:,[^()\n]{1,24}?)?\s*(?:\([^()\n]{2,20}\)\s*)?[—–-]{1,2}\s")


class Names:
    """The names of one article. ``find(start, end)`` gives those of a stretch; full names are gathered once."""

    def __init__(
        self, text: str, language: str, stretches: Sequence[tuple[int, int]] | None = None,
        actors: Actors | None = None, model: Model | None = None,
    ) -> None:  # fmt: skip
        """``stretches`` are the parts of the text that count (all of it where None); ``actors`` those in force.

        ``model`` may find more: from text and language to ``(start, end, kind)``; the one asked for where None.
        """
        self._text, self._language, self._model = text, language, model or model_for(language)
        self._shapes, self._kinds = shapes(language), kinds(language)
        self._gazetteer: Gazetteer = gazetteer(language, actors)
        self._stretches = [(0, len(text))] if stretches is None else stretches
        self._standing = Standing(text, language)

    @cached_property
    def _starts(self) -> dict[int, tuple[int, Known]]:
        """The known names by offset, those that the article has introduced among them."""
        found = self._gazetteer.scan(self._text)
        for one in self._introduced.values():
            if one.start not in found or found[one.start][0] <= one.end:
                found[one.start] = (one.end, Known(one.name, one.kind, one.key))
        return found

    @cached_property
    def _introduced(self) -> dict[str, Name]:
        """The short forms that the article explains, with what they stand for."""
        found: dict[str, Name] = {}
        for one in introduced(self._text, self._stretches):
            known = self._gazetteer.exact(one.full) or self._gazetteer.exact(one.short)
            if self._gazetteer.exact(one.full) is None and known and known.name != one.full:
                known = None  # another of the same letters
            kind = known.kind if known else self._kinds.of_head(one.full.split()) or "organisation"
            name, key = (known.name, known.key) if known else (one.full, "")
            found.setdefault(one.short, Name(one.start, one.end, name, kind, key))
        return found

    @cached_property
    def _unknown(self) -> Unknown:
        kinds = self._kinds
        runs = Runs(
            self._text, self._shapes, self._starts, kinds.possessed, kinds.joints, kinds.joint_heads, kinds.first_names
        )
        memory = Memory(self._text, self._shapes, self._starts, self._stretches, self._kinds)
        elsewhere = Elsewhere(self._text, self._shapes, kinds, memory, self._standing, self._stretches)
        return Unknown(self._text, self._shapes, kinds, self._gazetteer, memory, runs, elsewhere)

    def find(self, start: int, end: int) -> list[Name]:
        """The names between two offsets, in order, without overlap; places are among them, marked as such."""
        words = tokens(self._text, start, end, self._shapes.elisions)
        headline = len(words) > HEADLINE_WORDS and 4 * sum(w[0].islower() for w, _, _ in words) < len(words)
        bodies = {match.start(): match.end() for match in _bodies(self._language).finditer(self._text, start, end)}
        found: list[Name] = []
        at = 0
        starts = self._starts
        while at < len(words):
            word, low, _ = words[at]
            if not word[0].isupper() and low not in starts and low not in bodies:
                at += 1
                continue
            length, names = self._at(words, at, start, bodies, headline=headline)
            found += names
            at += length
        found = [name for name in found if not self._is_credit(name) and not self._is_dateline(name)]
        return self._with_model(found, start, end) if self._model else found

    def _at(
        self, words: list[Token], at: int, start: int, bodies: dict[int, int], *, headline: bool
    ) -> tuple[int, list[Name]]:
        """How many words from ``at`` on are done with, and the names in them."""
        word, low, _ = words[at]
        if (end := bodies.get(low)) is not None:
            if word.lower() in self._kinds.venues and self._standing.is_scene(low, start):
                return _count(words, at, end), []
            kind = self._kinds.of_head([word.title()]) or "organisation"
            return _count(words, at, end), [self._known_as(Name(low, end, self._plain(low, end), kind))]
        if short := self._introduced.get(word):
            return 1, [Name(low, words[at][2], short.name, short.kind, short.key)]
        owner, hyphen, office = word.rpartition("-")
        if hyphen and self._kinds.noun(office):  # "Volkswagen-Chef"
            return 1, self._unknown.owner(owner, low)
        described = self._described(words, at)
        known = self._known(words, at, start)
        if described and described[0] > (known[0] if known else 0) and not (known and known[0] > 1):
            return described[0], [self._known_as(described[1])]
        if known:
            return known[0], [known[1]]
        if not word[0].isupper() or not self._shapes.stop:  # without lists of its own a language has known names only
            return 1, []
        length = self._unknown.runs.length(words, at)
        parts = self._unknown.runs.parts(words[at : at + length])
        named = [self._unknown.named(part, start, headline=headline) for part in parts]
        return length, [self._known_as(name) for name in named if name]

    def _known_as(self, name: Name) -> Name:
        """A name told by its shape, with the key of the actor that has it."""
        if name.key or name.kind == "place" or not (known := self._gazetteer.exact(name.name)) or known.mark:
            return name
        return Name(name.start, name.end, known.name, known.kind, known.key)

    # ---- known names -------------------------------------------------------------------------------------------------

    def _known(self, words: list[Token], at: int, start: int) -> tuple[int, Name] | None:
        """``(words, name)`` of a known name at a word, taken as it stands here."""
        word, low, _ = words[at]
        hit = self._starts.get(low)
        if hit is None:
            return None
        end, known = hit
        length = _count(words, at, end)
        if words[at + length - 1][2] > end or not self._is_whole(words, at, length, known):
            return None
        if known.mark == DOUBTFUL and not self._is_meant(low, end, known, start):
            return None
        place = Name(low, end, self._text[low:end], "place")
        if known.mark == STATE:
            longer = self._unknown.runs.next_word(words, at + length - 1)
            if longer and not self._is_lone(longer) and words[at + length][1] not in self._starts:
                return None
            if not self._state_acts(low, end, start):
                return length, place
        if known.mark == SEAT and self._standing.is_scene(low, start) and not self._standing.acts(end):
            return length, place
        shown = known.name if known.kind != "person" else self._unknown.memory.full_name(known.name, word)
        key = known.key if shown == known.name else ""
        return length, Name(low, end, shown, known.kind, key)

    def _is_whole(self, words: list[Token], at: int, length: int, known: Known) -> bool:
        """Whether a known name is not the beginning of a longer one that means another ("Macron Leaks")."""
        runs, shapes = self._unknown.runs, self._shapes
        following = runs.next_word(words, at + length - 1)
        if not following:
            return True
        if following in shapes.offices:
            return length > 1
        if following in shapes.stop or self._is_lone(following) or words[at + length][1] in self._starts:
            return True
        last = words[at + runs.length(words, at) - 1][0]
        if last in shapes.place_heads and last not in shapes.org_heads:
            return length > 1
        if last in shapes.org_heads or last in self._kinds.heads:
            return False
        goes_on = self._kinds.extends and words[at][0].isupper() and known.kind == "organisation"
        return length > 1 or not (known.kind == "person" or goes_on)

    def _is_lone(self, word: str) -> bool:
        """Whether a word never goes on a name that stands before it."""
        return word in self._shapes.nationalities or word in self._shapes.title_words

    def _is_meant(self, low: int, end: int, known: Known, start: int) -> bool:
        """Whether a doubtful spelling is the actor: it acts, or the article names the actor otherwise too."""
        if any(one.key == known.key and not one.mark for _, one in self._starts.values()):
            return True
        standing = self._standing
        named = standing.acts(end) or standing.is_source(low, start) or standing.is_patient(low, start)
        return named and low > start and not standing.is_located(low, start)

    def _state_acts(self, low: int, end: int, start: int) -> bool:
        standing = self._standing
        asked = (standing.is_agent, standing.is_patient, standing.is_source, standing.is_party)
        if any(stands(low, start) for stands in asked):
            return not standing.describes(end)
        if standing.governs(end) or (standing.is_represented(low, end, start) and not standing.describes(end)):
            return True
        return not standing.is_located(low, start) and standing.acts(end)

    # ---- what the article describes ----------------------------------------------------------------------------------

    def _described(self, words: list[Token], at: int) -> tuple[int, Name] | None:
        """``(words, name)`` of a body with its adjectives in lower case ("Agence spatiale européenne")."""
        head, low, high = words[at]
        if head not in self._shapes.org_heads or head in self._shapes.title_words:
            return None
        length = 1
        for word, begin, end in words[at + 1 : at + 4]:
            if self._text[high:begin] not in (" ", "\u00a0") or not self._shapes.adjective.fullmatch(word):
                break
            high, length = end, length + 1
        if more := _tail(self._language).match(self._text, high):
            high = more.end()
            length = _count(words, at, high)
        if length < 2:
            return None
        return length, Name(low, high, self._plain(low, high), self._kinds.of_head([head]) or "organisation")

    def _plain(self, low: int, high: int) -> str:
        """The words between two offsets on one line."""
        return " ".join(self._text[low:high].split())

    def _is_credit(self, name: Name) -> bool:
        """Whether a name is part of a picture's credit ("AFP/Getty Images")."""
        return "/" in (self._text[name.start - 1 : name.start], self._text[name.end : name.end + 1])

    def _is_dateline(self, name: Name) -> bool:
        """Whether a name is the town where a report was written ("DUNMORE, March 13 (Reuters) -")."""
        first = name.start == 0 or self._text[name.start - 1] == "\n"
        return first and self._text[name.start : name.end].isupper() and bool(_DATELINE.match(self._text, name.end))

    # ---- a model, where the user has one -----------------------------------------------------------------------------

    def _with_model(self, found: list[Name], start: int, end: int) -> list[Name]:
        """The names with those that a model finds where no rule found one."""
        assert self._model is not None
        told = self._model(self._text[start:end], self._language)
        spans = [(start + low, start + high, kind) for low, high, kind in told]
        free = [span for span in spans if not any(n.start < span[1] and span[0] < n.end for n in found)]
        more = [self._known_as(Name(low, high, self._plain(low, high), kind)) for low, high, kind in free]
        return sorted([*found, *more], key=lambda name: name.start)


def _count(words: list[Token], at: int, end: int) -> int:
    """How many words from ``at`` on begin before an offset."""
    length = 1
    while at + length < len(words) and words[at + length][1] < end:
        length += 1
    return length


@lru_cache
def _bodies(language: str) -> re.Pattern[str]:
    """Bodies whose first word is a common noun ("ministère de l'Intérieur", "parquet de Nancy")."""
    known = actor_words(language)
    heads, links = alternation(known.words("bodies", "heads")), alternation(known.words("bodies", "links"))
    if not heads:
        return NOTHING
    adjective = known.text("bodies", "adjective") or "(?!)"
    lead = rf"(?:[ \u00a0]{adjective}){{0,2}}"
    return re.compile(rf"(?<![\w'’-])(?:{heads}){lead}{_linked(links)}|(?<=[ld]['’])(?:{heads}){lead}{_linked(links)}")


@lru_cache
def _tail(language: str) -> re.Pattern[str]:
    """What may follow a described body's adjectives ("… de basket-ball", "… de Nancy")."""
    links = alternation(actor_words(language).words("bodies", "tails"))
    if not links:
        return NOTHING
    link, name = rf"[ \u00a0](?:{links})(?:[ \u00a0]|(?<=['’]))", r"[A-ZÀ-Þ][\w-]+"
    adjective, common = shapes(language).adjective.pattern, r"(?<=du[ \u00a0])[a-zà-ÿ]{4,}(?![\w-])"
    return re.compile(
        rf"{link}[a-zà-ÿ][\w-]+(?:[ \u00a0](?:{adjective})(?!\w))?(?:{link}(?:{name}|{common}))?|{link}{name}"
    )


def _linked(links: str) -> str:
    name = r"[A-ZÀ-Þ][\w-]+(?:['’][A-ZÀ-Þ][\w-]+)?(?:[ \u00a0][A-ZÀ-Þ][\w-]+)*"
    link = rf"[ \u00a0](?:{links})(?:[ \u00a0]|(?<=['’]))"
    return rf"{link}{name}(?:[ \u00a0](?:et)?{link}{name})?"
