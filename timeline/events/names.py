"""People, organisations, groups and services in a stretch of text: known names, and names told by their shape.

A name is a run of capitalised words, without what a language's lists take off its ends (titles, nationalities, words
that only begin a sentence) and without places. A surname alone becomes the full name that the article gives, where it
gives one; nothing is resolved where two are left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from timeline.events.gazetteer import WORD, Gazetteer, gazetteer
from timeline.events.memory import COMPOUND, Memory
from timeline.events.shapes import shapes

_ACRONYM = re.compile(r"(?:[A-Z]\.?){2,6}\d{0,2}|[A-Z]{2,}[A-Z\d-]*")
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z]\w+")
_SIGNS = ("@", "#", "/", "_")  # of handles, hashtags and addresses
_QUOTES = '"“”«»'
MOST_WORDS = 7
Token = tuple[str, int, int]


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its offsets in the text, as it should be shown; ``kind``: ``person``, ``organisation``, ``place``."""

    start: int
    end: int
    name: str
    kind: str


class Names:
    """The names of one article. ``find(start, end)`` gives those of a stretch; full names are gathered once."""

    def __init__(self, text: str, language: str, stretches: Sequence[tuple[int, int]] | None = None) -> None:
        """``stretches`` are the parts of the text that count (all of it where None)."""
        self._text = text
        self._shapes = shapes(language)
        self._known: Gazetteer = gazetteer(language)
        whole = [(0, len(text))]
        self._memory = Memory(text, self._shapes, self._known, whole if stretches is None else stretches)
        self._headline = False

    def find(self, start: int, end: int) -> list[Name]:
        """The names between two offsets, in order, without overlap; places are among them, marked as such."""
        tokens = self._tokens(start, end)
        words = [word for word, _, _ in tokens]
        found: list[Name] = []
        self._headline = len(words) > 6 and 4 * sum(word[0].islower() for word in words) < len(words)
        at = 0
        while at < len(tokens):
            known = self._known.longest(words, at)
            body = self._described(tokens, at, start)
            if body and body[0] > (known[0] if known else 0):
                found.append(body[1])
                at += body[0]
                continue
            if known and self._is_whole(tokens, at, known[0]):
                found.append(
                    Name(tokens[at][1], tokens[at + known[0] - 1][2], self._resolved(known, words[at]), known[2])
                )
                at += known[0]
                continue
            if words[at][0].isupper() and self._shapes.stop:  # without lists of its own a language has known names only
                length = self._run(tokens, at)
                named = [self._named(run, start) for run in self._parts(tokens[at : at + length])]
                found += [name for name in named if name]
                at += length
            else:
                at += 1
        return [name for name in found if not self._is_credit(name)]

    def _is_credit(self, name: Name) -> bool:
        """Whether a name is part of a picture's credit ("AFP/Getty Images")."""
        return "/" in (self._text[name.start - 1 : name.start], self._text[name.end : name.end + 1])

    def _tokens(self, start: int, end: int) -> list[Token]:
        tokens = []
        for match in WORD.finditer(self._text, start, end):
            word, low, high = match[0], match.start(), match.end()
            if word[1:2] in ("'", "’") and word[0].lower() in self._shapes.elisions:
                tokens += [(word[0], low, low + 1), (word[2:], low + 2, high)]
            else:
                tokens.append((word, low, high))
        return tokens

    def _is_whole(self, tokens: list[Token], at: int, length: int) -> bool:
        """Whether a known name is not the beginning of a longer one that means another ("Macron Leaks")."""
        if length > 1 or at + 1 >= len(tokens):
            return True
        word, low, _ = tokens[at + 1]
        if word in self._shapes.offices and self._text[tokens[at][2] : low] == " ":
            return False
        if not word[0].isupper() or word in self._shapes.stop or self._text[tokens[at][2] : low] not in (" ", "\u00a0"):
            return True
        shapes = self._shapes
        alone = word in shapes.nationalities or word in shapes.title_words
        return alone or self._known.longest([word], 0) is not None

    def _described(self, tokens: list[Token], at: int, start: int) -> tuple[int, Name] | None:
        """``(words, name)`` of a body with its adjectives in lower case ("Agence spatiale européenne")."""
        head, low, high = tokens[at]
        if head not in self._shapes.org_heads:
            return None
        length = 1
        for word, begin, end in tokens[at + 1 : at + 4]:
            if self._text[high:begin] not in (" ", "\u00a0") or not self._shapes.adjective.fullmatch(word):
                break
            high, length = end, length + 1
        if length < 2:
            return None
        return length, Name(low, high, " ".join(self._text[low:high].split()), "organisation")

    def _is_first_name(self, tokens: list[Token], at: int) -> bool:
        """Whether the name of a month begins a person's name ("June Holloway", but "in June Apple")."""
        word, _, high = tokens[at]
        if word not in self._shapes.month_names or at + 1 >= len(tokens):
            return False
        following, begin, _ = tokens[at + 1]
        before = tokens[at - 1][0].lower() if at else ""
        plain = following not in self._shapes.stop and following[0].isupper() and self._text[high:begin] == " "
        return plain and before not in self._shapes.month_leads and not before.isdigit()

    def _run(self, tokens: list[Token], at: int) -> int:
        """How many words from ``at`` on belong to one run of capitalised words."""
        shapes, last, length = self._shapes, at, 1
        if (tokens[at][0] in shapes.stop and not self._is_first_name(tokens, at)) or COMPOUND.fullmatch(tokens[at][0]):
            return 1
        position = at + 1
        while position < len(tokens) and length < MOST_WORDS:
            word = tokens[position][0]
            gap = self._text[tokens[position - 1][2] : tokens[position][1]]
            if gap not in (" ", "\u00a0", "", "'", "’", ". ") or (
                gap == ". " and len(tokens[position - 1][0]) > 1 and tokens[position - 1][0] not in shapes.title_words
            ):
                break
            if gap in ("'", "’") and tokens[position - 1][0].lower() not in shapes.elisions:
                break
            if COMPOUND.fullmatch(word):
                break
            if word[0].isupper() and not (
                self._known.longest([t[0] for t in tokens[position : position + 4]], 0)
                and last == position - 1
                and self._ends_name(tokens, at, position)
            ):
                last = position
            elif not self._may_link(tokens, at, position, last):
                break
            position += 1
            length += 1
        return last - at + 1

    def _ends_name(self, tokens: list[Token], at: int, position: int) -> bool:
        """Whether a known name that follows stands on its own ("President Vladimir Putin" after a title)."""
        return all(
            token[0] in self._shapes.title_words or token[0] in self._shapes.nationalities
            for token in tokens[at:position]
        )

    def _may_link(self, tokens: list[Token], at: int, position: int, last: int) -> bool:
        word = tokens[position][0]
        if position + 1 >= len(tokens) or position - last > 2:
            return False
        lower = word.lower()
        if tokens[last][0] in self._shapes.org_heads or (
            position - last > 1 and tokens[last][0] in self._shapes.org_heads
        ):
            return lower in self._shapes.inner
        following = tokens[position + 1][0]
        if _ACRONYM.fullmatch(tokens[last][0]) and len(tokens[last][0]) > 2:
            return False
        return lower in self._shapes.particles and (
            following[0].isupper() or following.lower() in self._shapes.particles
        )

    def _parts(self, run: list[Token]) -> list[list[Token]]:
        """A run cut before a title in its midst ("Acme CEO Lena Holm") and behind an organisation's last word."""
        shapes = self._shapes
        for at in range(1, len(run) - 1):
            word, before = run[at][0], run[at - 1][0]
            if word in shapes.title_words and before not in shapes.title_words and before.lower() not in shapes.inner:
                return [run[:at], run[at:]]
            rest = run[at:]
            if (
                before in shapes.org_heads
                and at > 1
                and len(rest) == 2
                and not any(w in shapes.org_heads | shapes.place_heads or w.islower() for w, _, _ in rest)
            ):
                return [run[:at], rest]
        return [run]

    def _named(self, run: list[Token], start: int) -> Name | None:
        shapes = self._shapes
        titled = False
        while run and (
            run[0][0] in shapes.title_words
            or run[0][0] in shapes.nationalities
            or run[0][0] in shapes.stop
            or run[0][0].lower() in shapes.elisions
        ):
            place = self._place(run)
            if place:
                return place
            if run[0][0] in shapes.org_heads and len(run) > 1 and run[1][0].lower() in shapes.inner:
                break
            if run[0][0] in shapes.nationalities and len(run) > 2 and run[-1][0] in shapes.national:
                break  # "American Chemical Society"
            if len(run) == 2 and run[0][0] in shapes.title_words and run[1][0] in shapes.org_heads | shapes.place_heads:
                break  # "General Assembly", "King County"
            if len(run) == 2 and self._is_first_name(run, 0) and run[1][0] not in shapes.org_heads | shapes.place_heads:
                return Name(run[0][1], run[1][2], f"{run[0][0]} {run[1][0]}", "person")
            titled = titled or run[0][0] in shapes.title_words
            run = run[1:]
        ends = shapes.stop | shapes.nationalities
        while run and (run[-1][0] in ends or run[-1][0].lower() in shapes.inner):
            run = run[:-1]
        if not run or COMPOUND.fullmatch(run[0][0]):
            return None
        known = self._known.longest([token[0] for token in run], 0)
        if known and known[0] == len(run):
            return Name(run[0][1], run[-1][2], self._resolved(known, run[0][0]), known[2])
        return self._place(run) or self._shaped(run, start, titled=titled)

    def _place(self, run: list[Token]) -> Name | None:
        if " ".join(token[0] for token in run) in self._shapes.places:
            return Name(run[0][1], run[-1][2], self._text[run[0][1] : run[-1][2]], "place")
        return None

    def _shaped(self, run: list[Token], start: int, *, titled: bool) -> Name | None:
        """A name by its shape alone."""
        run = self._without_lead(run, start)
        if len(run) == 1:
            return self._single(run[0], titled=titled)
        low, high = run[0][1], run[-1][2]
        shown = " ".join(self._text[low:high].split())
        if self._text[low - 1 : low] in _SIGNS:
            return None
        if self._headline or all(word.isupper() for word, _, _ in run):
            return self._shouted(low, high, shown)
        quoted = self._text[low - 1 : low] in _QUOTES and self._text[high : high + 1] in _QUOTES
        after_someone = self._known_person(run[0][0]) and run[-1][0] not in self._memory.full_names
        if (quoted and low > 0) or after_someone:
            return None  # the title of a work, a thing named after someone
        return Name(low, high, shown, self._kind(run, titled=titled))

    def _kind(self, run: list[Token], *, titled: bool) -> str:
        shapes = self._shapes
        if any(word in shapes.org_heads for word, _, _ in run):
            return "organisation"
        named_place = run[0][0] in shapes.place_heads or run[-1][0] in shapes.place_heads
        if not titled and (named_place or self._only_located(run[0][1], run)):
            return "place"
        return "person"

    def _without_lead(self, run: list[Token], start: int) -> list[Token]:
        """Without the place of an office ("Mayor of London Sadiq Khan"), and a common noun that begins a sentence."""
        if len(run) < 3 or any(word in self._shapes.org_heads for word, _, _ in run):
            return run
        first, low, _ = run[0]
        shouted = next((at for at, (word, _, _) in enumerate(run) if not word.isupper()), len(run))
        if 2 <= shouted <= len(run) - 2:
            return run[shouted:]
        if first in self._shapes.places or (low == start and first.lower() in self._memory.common_words):
            return run[1:]
        return run

    def _shouted(self, low: int, high: int, shown: str) -> Name | None:
        """A name all in capitals, or in a headline that capitalises each word, must be known or stand elsewhere too."""
        name = shown.title() if shown.isupper() else shown
        known = self._known.longest(name.split(), 0)
        if known and known[0] == len(name.split()):
            return Name(low, high, known[1], known[2])
        return Name(low, high, name, "person") if name in self._memory.full_names.get(name.split()[-1], ()) else None

    def _known_person(self, word: str) -> bool:
        known = self._known.longest([word], 0)
        return bool(known and known[2] == "person")

    def _only_located(self, low: int, run: list[Token]) -> bool:
        """Whether a name stands after "in", "at", "near" here, and its last word nowhere alone as a person's does."""
        capitals = self._memory.capitals
        located = self._shapes.locative.search(self._text, max(low - 16, 0), low)
        return bool(located) and capitals[run[-1][0]] <= capitals[run[0][0]]

    def _single(self, token: Token, *, titled: bool) -> Name | None:
        word, low, high = token
        shapes = self._shapes
        full = self._memory.full_names.get(word, set())
        if len(full) == 1:
            return Name(low, high, next(iter(full)), "person")
        common = word in shapes.stop or word in shapes.nationalities or word in shapes.org_heads
        if common or word in shapes.place_heads or word in shapes.places or word.title() in shapes.places:
            return None
        if titled:
            return Name(low, high, word, "person")
        if self._text[low - 1 : low] in _SIGNS:
            return None
        if word in self._memory.agents:
            return Name(low, high, word, "organisation")
        spelled = (
            len(word.replace(".", "")) > 2 and word.lower() not in self._memory.common_words and not self._shouts(low)
        )
        if (_ACRONYM.fullmatch(word) and spelled) or _CAMEL.fullmatch(word):
            return Name(low, high, word, "organisation")
        return None

    def _shouts(self, low: int) -> bool:
        """Whether the words around are all in capitals, so that an acronym cannot be told."""
        around = self._text[max(low - 30, 0) : low + 40]
        return sum(c.isupper() for c in around) > sum(c.islower() for c in around)

    def _resolved(self, known: tuple[int, str, str], word: str) -> str:
        """A known surname as the article's own full name where the article gives exactly one of that surname."""
        length, name, kind = known
        full = self._memory.full_names.get(word, set()) if length == 1 and kind == "person" else set()
        return next(iter(full)) if len(full) == 1 else name
