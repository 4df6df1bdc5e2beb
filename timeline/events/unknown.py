"""Names that no list knows, told by their shape: what is taken off their ends, whose they are, and of what kind."""

from __future__ import annotations

import re
from dataclasses import dataclass

from timeline.events.elsewhere import Elsewhere
from timeline.events.gazetteer import Gazetteer
from timeline.events.kinds import Kinds
from timeline.events.memory import COMPOUND, Memory
from timeline.events.model import Name
from timeline.events.runs import ACRONYM, Runs, Token
from timeline.events.shapes import Shapes

_DAY = re.compile(r"\.? ?\d")
_CAMEL = re.compile(r"[A-Z][a-z]+[A-Z]\w+")
_SIGNS = ("@", "#", "/", "_")  # of handles, hashtags and addresses
_QUOTES = "\"“”«»„‚‘’'"


@dataclass(frozen=True)
class Unknown:
    """Names the runs of one text by shape and by what the article says elsewhere."""

    text: str
    shapes: Shapes
    kinds: Kinds
    known: Gazetteer
    memory: Memory
    runs: Runs
    elsewhere: Elsewhere

    def named(self, run: list[Token], start: int, *, headline: bool) -> Name | None:
        """The name of a run in a sentence that begins at ``start``; None where it has none."""
        shapes, titled = self.shapes, False
        while run and (self._is_lead(run[0][0]) or self._is_noun(run)):
            place = self._place(run)
            if place:
                return place
            if run[0][0] in shapes.org_heads and len(run) > 1 and run[1][0].lower() in shapes.inner:
                break
            if run[0][0] in shapes.stop and run[0][0] in shapes.org_heads and len(run) > 1:
                break  # "Police Scotland", "Crédit Mutuel"
            if run[0][0] in shapes.nationalities and self._is_national(run):
                break  # "American Chemical Society"
            if len(run) == 2 and run[0][0] in shapes.title_words and run[1][0] in shapes.heads:
                break  # "General Assembly", "King County"
            if len(run) == 2 and self._is_month_person(run):
                return Name(run[0][1], run[1][2], f"{run[0][0]} {run[1][0]}", "person")
            titled = titled or run[0][0] in shapes.title_words or self.kinds.noun(run[0][0]) == "person"
            run = run[1:]
        run = self._without_tail(run)
        if not run or COMPOUND.fullmatch(run[0][0]):
            return None
        return self._known(run) or self._place(run) or self._shaped(run, start, titled=titled, headline=headline)

    def _is_lead(self, word: str) -> bool:
        shapes = self.shapes
        common = word in shapes.stop or word in shapes.nationalities or word in shapes.title_words
        return common or word.lower() in shapes.elisions

    def _is_noun(self, run: list[Token]) -> bool:
        """Whether a run begins with a common noun that has its capital only from its language ("Malerin Oelkers")."""
        word, low, _ = run[0]
        if not self.shapes.capital_nouns or len(run) == 1 or word in self.kinds.first_names or word.isupper():
            return False
        ends = (word, run[-1][0])
        if any(end in self.shapes.org_heads or self.kinds.of_head([end]) for end in ends):
            return False  # "Landgericht Bremen", "Robert Koch-Institut"
        return bool(self.kinds.noun(word)) or self.elsewhere.is_determined(low)

    def _is_national(self, run: list[Token]) -> bool:
        last = run[-1][0]
        if self.shapes.capital_nouns:  # where adjectives have no capital but in a name ("Deutscher Wetterdienst")
            return len(run) > 1 and last in self.shapes.org_heads
        if len(run) == 2:
            return False
        return last in self.shapes.national or bool(self.kinds.of_head([last]) and len(run) > 2)

    def _is_month_person(self, run: list[Token]) -> bool:
        return self.runs.is_first_name(run, 0) and run[1][0] not in self.shapes.heads

    def _without_tail(self, run: list[Token]) -> list[Token]:
        ends, heads = self.shapes.ends, self.shapes.org_heads
        while run:
            last = run[-1][0]
            body = len(run) > 1 and last in self.kinds.heads and last not in self.shapes.nationalities
            plain = self.shapes.capital_nouns and len(run) > 2 and last not in heads and self.elsewhere.is_common(last)
            if plain or (last in ends and not body and last not in heads) or last.lower() in self.shapes.inner:
                run = run[:-1]
            else:
                break
        return run

    def _known(self, run: list[Token]) -> Name | None:
        """A run that is a known name without what was taken off its ends."""
        low, high = run[0][1], run[-1][2]
        hit = self.runs.starts.get(low)
        if hit is None or hit[0] != high or hit[1].mark:
            return None
        known = hit[1]
        return Name(low, high, self.memory.full_name(known.name, self.text[low:high]), known.kind, known.key)

    def _place(self, run: list[Token]) -> Name | None:
        if " ".join(token[0] for token in run) in self.shapes.places:
            return Name(run[0][1], run[-1][2], self.text[run[0][1] : run[-1][2]], "place")
        return None

    def _shaped(self, run: list[Token], start: int, *, titled: bool, headline: bool) -> Name | None:
        if any(word in self.shapes.furniture for word, _, _ in run):
            return None
        run = self._without_lead(run, start)
        if all(self._is_lead(word) and word not in self.shapes.org_heads for word, _, _ in run):
            return None  # "French President", "Islamist President"
        if len(run) == 1:
            return self._single(run[0], start, titled=titled)
        low, high = run[0][1], run[-1][2]
        if len(run[-1][0]) == 1 and self.text[high : high + 2] in (". ", ".,"):
            high += 1  # "Anne B."
        shown = " ".join(self.text[low:high].split())
        if self.text[low - 1 : low] in _SIGNS:
            return None
        if headline or all(word.isupper() for word, _, _ in run):
            return self._shouted(low, high, shown)
        quoted = self.text[low - 1 : low] in _QUOTES and self.text[high : high + 1] in _QUOTES
        if quoted and low > 0 and not self.kinds.of_context(self.text, low - 1, high + 1):
            return None  # the title of a work
        if self._is_after_someone(run):
            return None
        kind = self._kind(run, low, high, titled=titled)
        return Name(low, high, shown, kind) if kind else None

    def _is_after_someone(self, run: list[Token]) -> bool:
        """Whether a thing is named after a known person ("Macron Leaks")."""
        hit = self.runs.starts.get(run[0][1])
        someone = hit is not None and hit[0] == run[0][2] and hit[1].kind == "person"
        return someone and run[-1][0] not in self.memory.full_names and not self.kinds.of_head([run[-1][0]])

    def _kind(self, run: list[Token], low: int, high: int, *, titled: bool) -> str:
        """The kind of a run of words; empty where it is a thing ("the Falcon Heavy")."""
        shapes, words = self.shapes, [word for word, _, _ in run]
        told = self.kinds.of_head(words)
        if told or words[-1] in shapes.national or any(word in shapes.org_heads for word in words):
            return told or "organisation"
        if not titled and (words[0] in shapes.place_heads or words[-1] in shapes.place_heads):
            return "place"
        if words[0] in self.kinds.first_names or words[0].partition("-")[0] in self.kinds.first_names or titled:
            return "person"
        if context := self.kinds.of_context(self.text, low, high):
            return context
        if self.elsewhere.is_determined(low) or self.memory.is_thing(" ".join(words)):
            return "organisation" if words[-1].endswith(shapes.plurals) else ""
        if proven := self.elsewhere.kind(" ".join(words)):
            return proven
        if shapes.capital_nouns and not self._names_by_standing(words, low, high):
            return ""
        return "place" if self._is_only_located(low, run) else "person"

    def _names_by_standing(self, words: list[str], low: int, high: int) -> bool:
        """Whether words that may all be common nouns act or speak as a name does."""
        if self.elsewhere.is_determined(low) or any(map(self.elsewhere.is_common, words)):
            return False
        return self.elsewhere.standing.acts(high) or self.elsewhere.standing.is_source(low)

    def owner(self, word: str, low: int) -> list[Name]:
        """The name to which an office is attached ("Volkswagen-Chef"), as a list of one or none."""
        known, high = self.known.exact(word), low + len(word)
        if known and not known.mark and known.kind != "person":
            return [Name(low, high, known.name, known.kind, known.key)]
        body = self.memory.bodies.get(word)
        kind = body[1] if body else self.elsewhere.kind(word)
        if kind is None and ACRONYM.fullmatch(word) and len(word) > 2 and word not in self.shapes.things:
            kind = "organisation"
        return [] if kind is None else [Name(low, high, body[0] if body else word, kind or "organisation")]

    def _is_only_located(self, low: int, run: list[Token]) -> bool:
        """Whether a name stands after "in", "at", "near" here, and its last word nowhere alone as a person's does."""
        capitals = self.memory.capitals
        located = self.shapes.locative.search(self.text, max(low - 16, 0), low)
        return bool(located) and capitals[run[-1][0]] <= capitals[run[0][0]]

    def _without_lead(self, run: list[Token], start: int) -> list[Token]:
        """Without the place of an office ("Mayor of London Sadiq Khan"), and a common noun that begins a sentence."""
        first, low, _ = run[0]
        if len(run) > 1 and self._is_label(run):
            return run[1:]
        whole = len(run) == 2 and run[1][0] in self.shapes.org_heads  # "Tessaly Motors"
        leads = low == start and len(run) > 1 and self.shapes.lead.fullmatch(first) and not whole
        if leads and first not in self.kinds.first_names:
            return run[1:]
        if len(run) < 3 or any(word in self.shapes.org_heads for word, _, _ in run):
            return run
        shouted = next((at for at, (word, _, _) in enumerate(run) if not word.isupper()), len(run))
        if 2 <= shouted <= len(run) - 2:
            return run[shouted:]
        if first in self.shapes.places or (low == start and first.lower() in self.memory.common_words):
            return run[1:]
        return run

    def _is_label(self, run: list[Token]) -> bool:
        """Whether the first word is a name in capitals before what somebody says or shows ("MUSK Tesla")."""
        first, second = run[0][0], run[1][0]
        called = first.isupper() and len(first) > 2 and not second.isupper()
        return called and self.memory.capitals[first.title()] > 0

    def _shouted(self, low: int, high: int, shown: str) -> Name | None:
        """A name all in capitals, or in a headline that capitalises each word, must be known or stand elsewhere too."""
        name = shown.title() if shown.isupper() else shown
        if (known := self.known.exact(name)) and not known.mark:
            return Name(low, high, known.name, known.kind, known.key)
        return Name(low, high, name, "person") if name in self.memory.full_names.get(name.split()[-1], ()) else None

    def _single(self, token: Token, start: int, *, titled: bool) -> Name | None:
        word, low, high = token
        shapes, memory = self.shapes, self.memory
        full = memory.full_names.get(word, set())
        if len(full) == 1:
            return Name(low, high, next(iter(full)), "person")
        named_after = shapes.capital_nouns and word.count("-") > 1 and word.rpartition("-")[2] in shapes.org_heads
        if named_after or shapes.sole.fullmatch(word):  # "Max-Planck-Institut"
            return Name(low, high, word, "organisation")
        if shapes.capital_nouns and not titled and self._is_plain(word, low):
            return None
        common = word in shapes.stop or word in shapes.nationalities or word in shapes.org_heads
        if common or word in shapes.place_heads or word in shapes.places or word.title() in shapes.places:
            return None
        dated = word in self.kinds.first_names and _DAY.match(self.text, high)  # "Jan. 31"
        if len(word) < 2 or word.lower() in shapes.peoples or dated:
            return None
        if titled and word not in shapes.things:
            title = self.text[start:low].split()[-1:]
            kept = title and title[0].strip(',«“"') in self.kinds.kept_titles
            return Name(low, high, f"{title[0]} {word}" if kept else word, "person")
        if self.kinds.local_office.search(self.text, max(low - 40, 0), low):
            return None  # "the mayor of Dunmore"
        if word.isupper() and (known := self.known.exact(word.title())) and not known.mark:
            return Name(low, high, known.name, known.kind, known.key)
        numbered = any(sign.isdigit() for sign in word) and word not in memory.agents
        if numbered or word in shapes.things or word.title() in shapes.furniture:
            return None
        if self.text[low - 1 : low] in _SIGNS:
            return None
        if body := memory.bodies.get(word):
            return Name(low, high, *body)
        if self.elsewhere.is_thing(word):
            return None
        kind = self.kinds.of_head([word]) if "-" in word else ""
        if not kind and low > start:
            kind = self.kinds.of_context(self.text, low, high)
        owns = self.text[high : high + 2] in ("'s", "’s") and word in memory.people
        first = low > start and word in self.kinds.first_names
        if kind or owns or first or word in memory.agents or self._acts(word, low, high, start):
            return self._acting(token, kind)
        plain = word.lower() in memory.common_words or self.elsewhere.shouts(low)
        if (ACRONYM.fullmatch(word) and len(word.replace(".", "")) > 2 and not plain) or _CAMEL.fullmatch(word):
            return Name(low, high, word, "organisation")
        if not self.elsewhere.is_determined(low) and (proven := self.elsewhere.kind(word)) is not None:
            return self._acting(token, proven)
        return None

    def _is_plain(self, word: str, low: int) -> bool:
        """Whether a noun that has its capital only from its language is no name."""
        if ACRONYM.fullmatch(word):
            return False
        common = word not in self.memory.bodies and self.elsewhere.is_common(word)
        return common or self.elsewhere.is_determined(low)

    def _acts(self, word: str, low: int, high: int, start: int) -> bool:
        """Whether a lone word shows by itself that it is an actor; behind an article it must do so by a verb."""
        elsewhere, standing = self.elsewhere, self.elsewhere.standing
        if not elsewhere.stands_out(word, low, high, start):
            return False
        if not self.elsewhere.is_determined(low) or word.endswith(self.shapes.plurals):
            return True
        spoken_to = self.shapes.spoken_to.search(self.text, max(low - 24, start), low)  # "told the Standard"
        return bool(spoken_to) or standing.acts(high) or not standing.is_patient(low, start)

    def _acting(self, token: Token, kind: str) -> Name:
        """A lone word that acts: the person whose first name or family name it is, else a body."""
        word, low, high = token
        people = self.memory.people.get(word, set())
        if kind in ("", "organisation") and len(people) == 1:
            return Name(low, high, next(iter(people)), "person")
        someone = people or word in self.memory.full_names or word in self.kinds.first_names
        return Name(low, high, word, kind or ("person" if someone else "organisation"))
