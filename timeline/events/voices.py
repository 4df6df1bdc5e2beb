"""Whose words an article gives, sentence by sentence, and whom "he" or "the company" means.

Quotations go on over sentences and paragraphs: what stands in one without a frame of its own is on the word of whoever
spoke last ("…," he said. "…"). A pronoun or a short description is resolved where exactly one named actor fits, the
nearest sentence first; else it stays as it is.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

from timeline.events.cues import any_of, cues
from timeline.events.frames import Speech
from timeline.events.names import Name, Names
from timeline.events.quotes import Quote, quotes
from timeline.events.saying import WORDS, Saying, saying
from timeline.events.speech import Speeches
from timeline.models import Article, Sentence, Timex

BACK, TITLE_REACH, DEEPEST = 4, 28, 8
HEAD = 40
FEWEST_WORDS, LONGEST_GAP = 4, 160


class Voices:
    """The speeches and the names of one article, found when they are asked for, and once for each sentence."""

    def __init__(
        self, article: Article, sentences: Sequence[Sentence], timexes: Sequence[Sequence[Timex]], names: Names
    ) -> None:
        """``timexes`` are the times of each of ``sentences``."""
        self._text, self._language = article.text, article.language
        self._sentences, self._timexes, self._all_names = sentences, timexes, names
        self._starts = [s.start for s in sentences]
        self._words: Saying = saying(article.language)
        self._names: dict[int, list[Name]] = {}
        self._own: dict[int, list[Speech]] = {}
        self._quotes: list[Quote] | None = None
        self._speakers: dict[int, tuple[tuple[str, ...], ...]] = {}
        self._runs: dict[int, tuple[tuple[str, ...], ...]] = {}
        self._busy: set[int] = set()
        self._depth = 0

    def names(self, index: int) -> list[Name]:
        """The names of a sentence by its place in the list."""
        if index not in self._names:
            sentence = self._sentences[index]
            self._names[index] = self._all_names.find(sentence.start, sentence.end)
        return self._names[index]

    def speeches(self, index: int) -> list[Speech]:
        """All that is said in a sentence, its own frames first, then what goes on from sentences before and after."""
        own = self._speeches(index)
        return [*own, *self._going_on(index, own)]

    def _speeches(self, index: int) -> list[Speech]:
        if index not in self._own:
            self._own[index] = []  # while they are looked for, whoever asks again gets none
            sentence = self._sentences[index]
            found = Speeches(
                self._text, self._language, sentence.start, sentence.end, self._timexes[index], self.names(index),
                self.meant, self._quoted(sentence),
            ).find()  # fmt: skip
            self._own[index] = found
        return self._own[index]

    # ---- quotations --------------------------------------------------------------------------------------------------

    def _going_on(self, index: int, own: Sequence[Speech]) -> list[Speech]:
        """The stretches of quotations in a sentence that none of its own frames covers."""
        sentence, found = self._sentences[index], []
        for place in self._quotes_in(sentence):
            quote = self._all_quotes()[place]
            low, high = max(quote.start, sentence.start), min(quote.end, sentence.end)
            covered = any(s.content[0] < high and low < s.content[1] for s in own if s.saying)
            framed = any(s.frame[0] <= low and high <= s.frame[1] for s in own if s.saying)
            if covered or framed or len(self._text[quote.start : quote.end].split()) < FEWEST_WORDS:
                continue
            whole = low - sentence.start <= 2 or bool(self._text[sentence.start : low].rstrip().endswith(":"))
            levels = self._speaker(place) if whole or quote.end - quote.start > high - low else ()
            if levels or (whole and high >= sentence.end - 1):
                found.append(Speech((low, low), (low, high), levels[0] if levels else (), cited=levels[1:]))
        return found

    def _quoted(self, sentence: Sentence) -> list[tuple[int, int]]:
        found = (self._all_quotes()[place] for place in self._quotes_in(sentence))
        return [(q.start, q.end) for q in found if len(self._text[q.start : q.end].split()) >= FEWEST_WORDS]

    def _all_quotes(self) -> list[Quote]:
        if self._quotes is None:
            self._quotes = quotes(self._text, self._sentences)
        return self._quotes

    def _quotes_in(self, sentence: Sentence) -> range:
        found = self._all_quotes()
        first = bisect_left(found, sentence.start, key=lambda quote: quote.end)
        last = bisect_left(found, sentence.end, key=lambda quote: quote.start)
        return range(first, last)

    def _speaker(self, place: int) -> tuple[tuple[str, ...], ...]:
        """Who speaks in a quotation, by level: its own frame, the frame before it, else whoever spoke last."""
        chain: list[int] = []
        while place >= 0 and place not in self._speakers and place not in self._busy:
            self._busy.add(place)
            levels = self._framed(place)
            if levels or not self._follows(place):
                self._speakers[place] = levels
                break
            chain.append(place)
            place -= 1
        found = self._speakers.get(place, ())
        for later in reversed(chain):
            self._speakers[later] = found
        return found

    def _framed(self, place: int) -> tuple[tuple[str, ...], ...]:
        """The speaker of a quotation by its own frame, else by that of a paragraph that it goes on over."""
        own = self._framed_alone(place)
        if own:
            return own
        found = self._all_quotes()
        first = place
        while found[first].goes_on and first not in self._runs:
            first -= 1
        if first not in self._runs:
            last = first + 1
            while last < len(found) and found[last].goes_on:
                last += 1
            levels = next((levels for at in range(first, last) if (levels := self._framed_alone(at))), ())
            self._runs.update(dict.fromkeys(range(first, last), levels))
        return self._runs[first]

    def _framed_alone(self, place: int) -> tuple[tuple[str, ...], ...]:
        """The speaker of a quotation by the sentences that hold its ends, or that lead to it."""
        quote = self._all_quotes()[place]
        first, last = self._index(quote.start), self._index(quote.end - 1)
        for index in dict.fromkeys((last, first)):
            for speech in self._speeches(index):
                touches = speech.content[0] < quote.end and quote.start < speech.content[1]
                if speech.saying and speech.sources and touches:
                    return (speech.sources, *speech.cited)
        before = first - 1
        if before >= 0 and self._text[self._sentences[before].end - 1] == ":":
            said = [s for s in self._speeches(before) if s.saying and s.sources]
            return (said[-1].sources, *said[-1].cited) if said else ()
        return ()

    def _follows(self, place: int) -> bool:
        """Whether a quotation goes on with what the one before said."""
        if place == 0:
            return False
        quote, before = self._all_quotes()[place], self._all_quotes()[place - 1]
        between = self._text[before.end : quote.start]
        if quote.goes_on or not between.strip():
            return True
        first, last = self._index(quote.start), self._index(before.end - 1)
        opens = quote.start - self._sentences[first].start <= 1
        if first == last:
            return len(between) <= LONGEST_GAP
        return opens and first - last == 1 and self._sentences[last].end - before.end <= LONGEST_GAP

    def _index(self, at: int) -> int:
        return max(bisect_right(self._starts, at) - 1, 0)

    # ---- whom a pronoun means ----------------------------------------------------------------------------------------

    def meant(self, words: str, at: int) -> str:
        """Whom a pronoun or a short description at an offset means: the name; empty where that is not certain."""
        lower = words.lower()
        if lower in self._words.persons:
            person = self._last(at, kinds=("person",), gender=self._gender_of(lower), back=0)
            body = self._last(at, kinds=(), gender="", back=0) if lower in self._words.things else ""
            return person or body or self._last(at, kinds=("person",), gender=self._gender_of(lower), back=BACK)
        if lower in self._words.things:
            return self._last(at, kinds=(), gender="", back=BACK)
        if lower in self._words.plural:
            return self._spoke_last(at)
        pieces = WORDS.findall(lower)
        article = self._words.article.match(lower)
        if not article or not pieces:
            return ""
        noun = lower[article.end() :]
        if self._words.aged.match(noun):
            return self._last(at, kinds=("person",), gender="", back=BACK)
        if noun in self._words.bodies:
            generic = noun in self._words.generic
            last = self._last(at, kinds=(), gender="", back=BACK, media=not generic)
            called = generic or noun in last.lower().split()
            return self._titled(at, noun) or (last if called else "")
        return self._titled(at, noun) if self._words.speakers.fullmatch(noun) else ""

    def surely(self, words: str, at: int) -> str:
        """Whom a pronoun means beyond doubt: the one who fits in its own sentence or heads the sentence before."""
        lower, here = words.lower(), self._index(at)
        kinds = ("person",) if lower in self._words.persons else ()
        if lower not in self._words.persons | self._words.things:
            return ""
        for index in (here, here - 1):
            if index < 0:
                return ""
            fitting = [n for n in self.names(index) if n.end <= at and self._fits(n, kinds, self._gender_of(lower))]
            if not fitting:
                others = [n for n in self.names(index) if n.kind != "place" and n.end <= at]
                if others:
                    return ""
                continue
            heads = index == here or fitting[0].start - self._sentences[index].start <= HEAD
            same = index == here or "\n" not in self._text[self._sentences[index].end : self._starts[here]]
            wanted = self._gender_of(lower)
            if wanted and index < here and self._titled_as(fitting[0]) != wanted:
                return ""  # a name of a gender that nobody tells is not beyond doubt
            return fitting[0].name if len({n.name for n in fitting}) == 1 and heads and same else ""
        return ""

    def _spoke_last(self, at: int) -> str:
        """Who is said to have spoken in the sentence before, where it is nobody by name ("researchers … they")."""
        here = self._index(at)
        said = [s for s in self._spoken(here - 1, here) if s.sources] if here else []
        source = said[-1].sources[0] if said and len(said[-1].sources) == 1 else ""
        return "" if any(n.name == source and n.kind == "person" for n in self.names(here - 1)) else source

    def _last(self, at: int, *, kinds: tuple[str, ...], gender: str, back: int, media: bool = True) -> str:
        """The one name that fits in the nearest sentence that has any, this one up to ``at`` first.

        Of bodies it is the one that does what the sentence tells; one that something is done with there, where the
        subject is again "it" or "the company", is not meant.
        """
        here = self._index(at)
        for index in range(here, max(here - back, 0) - 1, -1):
            fitting = [n for n in self.names(index) if n.end <= at and self._fits(n, kinds, gender)]
            fitting = [n for n in fitting if media or n.kind != "media"]
            called = {n.name for n in fitting}
            if not kinds and called and index < here:
                subjects = {n.name for n in fitting if self._is_subject(n, index)}
                if len(subjects) == 1:
                    return subjects.pop()
                if self._goes_on_of(index):
                    continue
            if len(called) == 1:
                return fitting[0].name
            if called:
                spoke = [name for s in self._spoken(index, here) for name in s.sources if name in called]
                heads = [n.name for n in fitting if n.start - self._sentences[index].start <= HEAD]
                heading = heads[0] if kinds and heads and index == here - 1 else ""
                return spoke[-1] if spoke else heading
        return ""

    def _is_subject(self, name: Name, index: int) -> bool:
        """Whether a name stands before the verb of its sentence, and behind no preposition."""
        lead = self._text[self._sentences[index].start : name.start]
        words = [word.lower() for word in WORDS.findall(lead)]
        told, verbal = self._words.told, self._words.verbal
        acts = any(w in told or verbal.fullmatch(w) or self._words.auxiliary.fullmatch(w) for w in words)
        return len(lead) <= HEAD and not acts and not (words and words[-1] in self._words.links)

    def _goes_on_of(self, index: int) -> bool:
        """Whether a sentence begins with "it" or "the company": it goes on telling of the one before."""
        words = [word.lower() for word in WORDS.findall(self._text[self._starts[index] : self._starts[index] + HEAD])]
        again = self._words.things | self._words.plural
        bodies = self._words.bodies
        return bool(words) and (words[0] in again or (len(words) > 1 and words[1] in bodies and words[0][:1].isalpha()))

    def _spoken(self, index: int, here: int) -> list[Speech]:
        """The speeches of a sentence before, unless they are being looked for through too many others."""
        if index == here or self._depth >= DEEPEST:
            return []
        self._depth += 1
        try:
            return self._speeches(index)
        finally:
            self._depth -= 1

    def _fits(self, name: Name, kinds: tuple[str, ...], gender: str) -> bool:
        if kinds:
            other = {"f": "m", "m": "f"}.get(gender, "-")
            return name.kind in kinds and self._titled_as(name) != other
        return name.kind not in ("person", "place")

    def _titled(self, at: int, noun: str) -> str:
        """The one name near before that the text itself calls so ("the insurer Axa", "Lena Holm, the minister")."""
        here = self._index(at)
        found = []
        for index in range(here, max(here - BACK, 0) - 1, -1):
            for name in self.names(index):
                lead = self._text[max(name.start - TITLE_REACH, 0) : name.start].lower().split()
                tail = self._text[name.end : name.end + TITLE_REACH].lower()
                described = tail.startswith(",") and noun in WORDS.findall(tail)
                if name.end <= at and name.kind != "place" and (noun in lead[-2:] or described):
                    found.append(name.name)
        return found[0] if len(set(found)) == 1 else ""

    def _gender_of(self, pronoun: str) -> str:
        known = cues(self._language)
        if pronoun in known.words("speech", "feminine"):
            return "f"
        return "m" if pronoun in known.words("speech", "masculine") else ""

    def _titled_as(self, name: Name) -> str:
        """``m`` or ``f`` where a title right before a name, or in it, tells; else empty."""
        lead = self._text[max(name.start - TITLE_REACH, 0) : name.start] + name.name
        female, male = _titles(self._language)
        if female.search(lead):
            return "f"
        return "m" if male.search(lead) else ""


@lru_cache
def _titles(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    known = cues(language)
    kinds = (("feminine_titles", "feminine_names"), ("masculine_titles", "masculine_names"))
    female, male = ([w for key in keys for w in known.words("speech", key)] for keys in kinds)
    return any_of(female), any_of(male)
