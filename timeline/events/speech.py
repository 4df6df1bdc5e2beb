"""Who says what in a sentence: reporting clauses ("X said on Thursday that …", "« … », a déclaré X") and sources.

A Speech has a frame (the words of the saying itself) and a content (what is said). A time in the frame dates the
saying, a time in the content dates what is said; both are on the word of the source.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.events.cues import alternation, any_of, cues
from timeline.events.names import Name
from timeline.models import Timex

_QUOTE = '"“”«»'
_WORDS = re.compile(r"[\w][\w'’.-]*")
_BREAK = re.compile(r"[,;:()\n\"“”«»?!…]|\.(?!\w)|\s[–—-]{1,2}\s")
LONGEST_FRAME, SHORT_FRAME = 10, 6
FARTHEST = 70
SHORTEST_LEAD, LONGEST_LEAD, LONGEST_PREPOSITION = 3, 8, 12


@dataclass(frozen=True, slots=True)
class Speech:
    """One saying: the offsets of its frame and of its content, and the sources as they should be shown.

    ``saying`` is false for "according to X", where a time in the
    frame dates a publication and nobody's word.
    """

    frame: tuple[int, int]
    content: tuple[int, int]
    sources: tuple[str, ...]
    saying: bool = True


@dataclass(frozen=True)
class _Verbs:
    verb: re.Pattern[str]
    says: frozenset[str]
    adverbs: re.Pattern[str]
    skip: re.Pattern[str]
    that: re.Pattern[str]
    clause: re.Pattern[str]
    passive: frozenset[str]
    negators: frozenset[str]
    sources: re.Pattern[str]
    determiner: re.Pattern[str]
    pronouns: frozenset[str]
    persons: frozenset[str]
    stops: frozenset[str]
    no_source: frozenset[str]
    reflexive: frozenset[str]
    conjunctions: frozenset[str]
    prepositions: re.Pattern[str]


@lru_cache
def _verbs(language: str) -> _Verbs:
    known = cues(language)
    says, may_say = known.words("speech", "says"), known.words("speech", "may_say")
    adverbs = alternation(known.words("speech", "adverbs")) or "(?!)"
    objects = alternation(known.words("speech", "objects")) or "(?!)"
    prepositions = alternation(known.words("when", "prepositions")) or "(?!)"
    determiners = known.words("speech", "determiners")
    return _Verbs(
        verb=any_of((*says, *may_say)),
        says=frozenset(says),
        adverbs=re.compile(rf"(?:(?:^|[\s'’]+)(?:{adverbs}))+\s*$", re.IGNORECASE),
        skip=re.compile(rf"\s*(?:(?:{objects}|{adverbs})(?!\w))?\s*", re.IGNORECASE),
        that=any_of(known.words("speech", "that"), before=""),
        clause=any_of((*known.words("clauses", "pronouns"), *known.words("speech", "that")), before=""),
        negators=frozenset(known.words("clauses", "negators")),
        passive=frozenset(known.words("speech", "passive")),
        sources=any_of(known.words("speech", "sources")),
        determiner=re.compile(rf"^(?:{any_of(determiners, before='').pattern}\s*)+", re.IGNORECASE),
        pronouns=frozenset(known.words("speech", "pronouns")),
        persons=frozenset(known.words("speech", "persons")),
        stops=frozenset(known.words("speech", "stops")),
        no_source=frozenset(known.words("speech", "no_source")),
        reflexive=frozenset(known.words("speech", "reflexive")),
        conjunctions=frozenset((*known.words("clauses", "openers"), *known.words("clauses", "joiners"))),
        prepositions=re.compile(rf"(?:(?<!\w)(?:{prepositions})\s+)*$", re.IGNORECASE),
    )


class Speeches:
    """Finds the speeches of one sentence of a text, given its times and names."""

    def __init__(
        self, text: str, language: str, low: int, high: int, timexes: Sequence[Timex], names: Sequence[Name]
    ) -> None:
        self._text, self._low, self._high = text, low, high
        self._timexes, self._names = timexes, names
        self._verbs = _verbs(language)

    def find(self) -> list[Speech]:
        """The speeches in the order of their verbs, then the sources."""
        found = []
        for verb in self._verbs.verb.finditer(self._text, self._low, self._high):
            if not any(s.saying and s.frame[0] <= verb.start() < s.frame[1] for s in found):
                speech = self._reported(verb)
                if speech:
                    found.append(speech)
        for source in self._verbs.sources.finditer(self._text, self._low, self._high):
            end, sources = self._source_after(source.end())
            if sources:
                found.append(Speech((source.start(), end), (self._low, self._high), sources, saying=False))
        return found

    # ---- the reporting verb ------------------------------------------------------------------------------------------

    def _reported(self, verb: re.Match[str]) -> Speech | None:
        before = self._before(verb.start())
        previous = _last_word(self._text[self._low : verb.start()])
        if previous in self._verbs.negators or (
            previous in self._verbs.passive and previous not in self._verbs.pronouns
        ):
            return None
        if _last_word(self._text[self._low : before].rstrip(" '’")) in self._verbs.reflexive:
            return None  # "un incendie s'est déclaré"
        bare = self._text[self._low : before].rstrip()
        end = self._low + len(bare)
        if not bare or bare[-1] in _QUOTE:
            return self._inverted(verb, end)
        goes_on = self._verbs.that.match(self._text, self._after_verb(verb.end())[0])
        if bare[-1] == "," and not goes_on and self._apposition(end - 1) is None:
            return self._inverted(verb, end)
        return self._direct(verb, before)

    def _before(self, at: int) -> int:
        """Where the subject of a verb ends: adverbs, auxiliaries and times between are skipped."""
        while True:
            moved = at
            match = self._verbs.adverbs.search(self._text, max(at - 40, self._low), at)
            if match:
                moved = match.start()
            stripped = moved - len(self._text[self._low : moved]) + len(self._text[self._low : moved].rstrip())
            for timex in self._timexes:
                if timex.start > self._low and timex.end == stripped and timex.type in ("DATE", "TIME"):
                    start = self._verbs.prepositions.search(self._text, max(timex.start - 24, self._low), timex.start)
                    moved = start.start() if start else timex.start
            if moved == at:
                return at
            at = moved

    def _apposition(self, comma: int) -> int | None:
        """The comma that opens the apposition which ``comma`` closes, or None."""
        opening = self._text.rfind(",", max(comma - 120, self._low), comma)
        between = self._text[opening + 1 : comma].strip() if opening > self._low else ""
        ends_name = any(name.end == opening for name in self._names)
        return (
            opening
            if between and (ends_name or self._verbs.determiner.match(between)) and not set(between) & set(_QUOTE)
            else None
        )

    def _direct(self, verb: re.Match[str], before: int) -> Speech | None:
        """Subject, then verb; what is said follows, or stands before the subject."""
        subject_end = len(self._text[self._low : before].rstrip(" ,\n")) + self._low
        if self._text[subject_end : subject_end + 1] == ",":
            opening = self._apposition(subject_end)
            subject_end = opening or max(self._text.rfind(",", self._low, subject_end), self._low)
        start, sources = self._subject(subject_end)
        if start == subject_end:
            return None
        ahead, follows = self._after_verb(verb.end())
        if self._stands_before(start, ahead) and not self._verbs.that.match(self._text, ahead):
            return Speech((start, self._frame_end(verb.end())), (self._low, start), sources)
        certain = verb[0].lower() in self._verbs.says
        if not (certain or follows) or self._high - ahead < 4:
            return Speech((self._low, self._high), (self._high, self._high), sources) if certain else None
        return Speech((self._frame_start(start), ahead), (ahead, self._high), sources)

    def _frame_start(self, start: int) -> int:
        """A frame takes in the times that stand before it at the sentence's beginning."""
        words = self._without_times(self._low, start)
        opens = any(t.start - self._low <= LONGEST_PREPOSITION for t in self._timexes[:1])
        adverbial = words <= SHORTEST_LEAD or (opens and words <= LONGEST_LEAD)
        return self._low if adverbial and ";" not in self._text[self._low : start] else start

    def _after_verb(self, at: int, *, listener: bool = True) -> tuple[int, bool]:
        """Where the content begins after a verb, and whether a clause or a quote certainly does."""
        while True:
            moved = at
            for timex in self._timexes:
                gap = self._text[moved : timex.start]
                if moved <= timex.start <= moved + 24 and (not gap.strip() or self._verbs.prepositions.fullmatch(gap)):
                    moved = timex.end
            if moved == at:
                match = self._verbs.skip.match(self._text, at, self._high)
                moved = match.end() if match else at
                moved = self._past_listener(moved) if listener else moved
            if moved == at:
                break
            at = moved
        head = self._text[at : at + 2].lstrip(" ,:")
        return at, bool(self._verbs.clause.match(self._text, at, self._high)) or head[:1] in tuple(_QUOTE)

    def _past_listener(self, at: int) -> int:
        """Past the one who is told, where a time or a conjunction follows ("told Reuters that")."""
        for name in self._names:
            if at <= name.start <= at + LONGEST_PREPOSITION:
                if any(name.end < t.start <= name.end + LONGEST_PREPOSITION for t in self._timexes):
                    return name.end
                that = self._verbs.that.search(self._text, name.end, min(name.end + FARTHEST, self._high))
                if that and not _BREAK.search(self._text, at, that.start()):
                    return max(at, *(t.start for t in self._timexes if at <= t.start < that.start()), name.end)
        return at

    def _stands_before(self, start: int, ahead: int) -> bool:
        lead = self._text[self._low : start].rstrip()
        if not lead or lead[-1] not in "," + _QUOTE + "-–—":
            return False
        left = _BREAK.search(self._text, ahead, self._high)
        rest = self._without_times(ahead, left.start() if left else self._high)
        closed = lead[-1] in "”»" or lead.endswith((',"', '?"', '!"'))
        return rest <= LONGEST_FRAME if closed else rest <= SHORT_FRAME and self._without_times(self._low, start) > 3

    def _without_times(self, low: int, high: int) -> int:
        """How many words stand between two offsets beside those of times."""
        inside = sum(len(t.text.split()) for t in self._timexes if low <= t.start and t.end <= high)
        return len(self._text[low:high].split()) - inside

    def _frame_end(self, at: int) -> int:
        """A frame behind its content ends at the next break that no time crosses."""
        match = _BREAK.search(self._text, at, self._high)
        while match and any(t.start < match.start() < t.end for t in self._timexes):
            match = _BREAK.search(self._text, match.end(), self._high)
        return match.start() if match else self._high

    def _inverted(self, verb: re.Match[str], content_end: int) -> Speech | None:
        """Verb, then subject, behind what is said."""
        end, sources = self._source_after(self._after_verb(verb.end(), listener=False)[0])
        if content_end <= self._low + 3 or not sources:
            return None
        close = self._frame_end(end)
        rest = {word.lower() for word in _WORDS.findall(self._text[close : self._high])}
        described = len(rest) <= LONGEST_FRAME and not rest & self._verbs.conjunctions
        return Speech((content_end, self._high if described else close), (self._low, content_end), sources)

    # ---- the source --------------------------------------------------------------------------------------------------

    def _subject(self, end: int) -> tuple[int, tuple[str, ...]]:
        """``(start, sources)`` of the noun phrase that ends at an offset; no source where its head cannot be told."""
        name = next((n for n in self._names if end - 2 <= n.end <= end), None)
        start = name.start if name else end
        words = list(_WORDS.finditer(self._text, max(end - FARTHEST, self._low), end))
        for word in reversed(words[-8:]):
            if word.start() >= start:
                continue
            if _BREAK.search(self._text, word.end(), start) or any(
                t.start <= word.start() < t.end for t in self._timexes
            ):
                break
            if self._stops(word):
                headed = name is None and word[0].lower() not in self._verbs.conjunctions
                return (word.start(), ()) if headed or start == end else (start, self._shown(start, end))
            start = word.start()
        return start, self._shown(start, end)

    def _stops(self, word: re.Match[str]) -> bool:
        """Whether a noun phrase cannot go past a word."""
        if any(n.start <= word.start() < n.end for n in self._names):
            return False
        return word[0].lower() in self._verbs.stops or bool(self._verbs.clause.fullmatch(word[0]))

    def _source_after(self, at: int) -> tuple[int, tuple[str, ...]]:
        """``(end, sources)`` of the noun phrase that begins at an offset."""
        match = _BREAK.search(self._text, at, self._high)
        end = match.start() if match else self._high
        for timex in self._timexes:
            lead = self._text[at : timex.start].strip() + " "
            if at <= timex.start < end and self._verbs.determiner.sub("", lead).strip():
                end = timex.start
                break
        last = at
        for word in _WORDS.finditer(self._text, at, min(end, at + FARTHEST)):
            if self._stops(word):
                break
            last = word.end()
        return last, self._shown(at, last)

    def _shown(self, low: int, high: int) -> tuple[str, ...]:
        """A source as its name, else as its own words without a determiner; a pronoun as the one person before it."""
        inside = [n for n in self._names if low <= n.start and n.end <= high]
        acting = [n for n in inside if n.kind != "place"] or self._apposed(low)
        if acting:
            return (acting[-1].name,)
        words = " ".join(self._text[low:high].split()).strip(" ,")
        if words.lower() in self._verbs.pronouns:
            people = {n.name for n in self._names if n.kind == "person" and n.end <= low}
            return tuple(people) if len(people) == 1 and words.lower() in self._verbs.persons else ()
        words = self._verbs.determiner.sub("", words)
        first = words.split(" ")[0].lower()
        edges = {first, words.split(" ")[-1].lower()}
        sound = words and words.lower() not in self._verbs.pronouns and not first[0].isdigit()
        sound = sound and self._verbs.no_source.isdisjoint(edges)
        return (words,) if sound and first not in self._verbs.stops else ()

    def _apposed(self, low: int) -> list[Name]:
        """The name that an apposition without a second comma describes ("Lena Holm, head of the agency said")."""
        return [n for n in self._names if self._text[n.end : low].strip() == "," and n.kind == "person"]


def _last_word(text: str) -> str:
    words = _WORDS.findall(text[-24:])
    return words[-1].lower() if words else ""
