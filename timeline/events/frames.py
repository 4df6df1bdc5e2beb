"""Where a saying stands in its sentence: whose words lie before a verb and behind it, and how far its frame goes.

A Speech has a frame (the words of the saying itself) and a content (what is said). A time in the frame dates the
saying, a time in the content dates what is said; both are on the word of the source. A denial is a speech too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.events.names import Name
from timeline.events.saying import BREAK, QUOTES, WORDS, saying
from timeline.events.sources import Phrase, Resolve, Sources
from timeline.models import Timex

SCARED = re.compile(r"[“„«\"][^“”„«»\"\n]+[”»“\"]")
LONGEST_FRAME, SHORT_FRAME, JOINT_REACH = 10, 6, 12
FARTHEST, LONGEST_ACRONYM = 70, 24
TOLD_REACH, HEARER_REACH = 12, 20
LONGEST_SCARE, FEWEST_TOLD = 2, 3
SHORTEST_LEAD, LONGEST_LEAD, LONGEST_PREPOSITION = 3, 8, 12
_NAMED_NONE = Phrase(0, 0, ())


@dataclass(frozen=True, slots=True)
class Speech:
    """One saying: the offsets of its frame and of its content, and the sources as they should be shown.

    ``saying`` is false for "according to X", where a time in the frame dates a publication and nobody's word.
    ``cited`` holds the levels below ("Reuters, citing two officials"), ``denial`` tells that the content is denied.
    """

    frame: tuple[int, int]
    content: tuple[int, int]
    sources: tuple[str, ...]
    saying: bool = True
    cited: tuple[tuple[str, ...], ...] = ()
    denial: bool = False


class Frames:
    """Measures one sentence of a text around its verbs of saying, given its times and names.

    ``resolve(words, at)`` says whom "he" or "the company" at an offset means; empty where that is not certain.
    """

    def __init__(
        self, text: str, language: str, low: int, high: int, timexes: Sequence[Timex], names: Sequence[Name],
        resolve: Resolve = lambda words, at: "", quoted: Sequence[tuple[int, int]] = (),
    ) -> None:  # fmt: skip
        """``quoted`` are the quotations in the sentence: what verbs say in them is part of what is said."""
        self.text, self.language, self.low, self.high = text, language, low, high
        self.timexes, self.names = timexes, names
        self.words = saying(language)
        self.resolve, self.quoted = resolve, quoted
        self.sources = Sources(text, low, high, timexes, names, self.words, resolve)

    def is_quoted(self, at: int) -> bool:
        return any(low <= at < high for low, high in self.quoted)

    def opening(self, end: int) -> int:
        """Where the quotation opens that ends at an offset."""
        return max(self.text.rfind(mark, self.low, end - 1) for mark in QUOTES)

    def scares(self) -> list[tuple[int, int]]:
        """All that stands between marks of quotation in the sentence, words of doubt too."""
        return [match.span() for match in SCARED.finditer(self.text, self.low, self.high)]

    def is_scare(self, end: int) -> bool:
        """Whether the quotation that ends at an offset is of a word or two, which is nobody's word."""
        opening = self.opening(end)
        return (
            self.low < opening
            and len(self.text[opening:end].split()) <= LONGEST_SCARE
            and (self.text[end - 2] not in ",.!?")
        )

    def between_semicolons(self, at: int) -> tuple[int, int]:
        left = self.text.rfind(";", self.low, at)
        right = self.text.find(";", at, self.high)
        return (left + 1 if left >= 0 else self.low), (right if right >= 0 else self.high)

    def before(self, at: int) -> int:
        """Where the subject of a verb ends: adverbs, auxiliaries and times between are skipped."""
        while True:
            moved = at
            match = self.words.adverbs.search(self.text, max(at - 40, self.low), at)
            if not match and "," in self.text[at - 2 : at]:
                match = self.words.between.search(self.text, max(at - 40, self.low), at)
            if match:
                moved = match.start()
            stripped = moved - len(self.text[self.low : moved]) + len(self.text[self.low : moved].rstrip())
            for timex in self.timexes:
                if timex.start > self.low and timex.end == stripped and timex.type in ("DATE", "TIME"):
                    start = self.words.prepositions.search(self.text, max(timex.start - 24, self.low), timex.start)
                    moved = start.start() if start else timex.start
            if moved == at:
                return at
            at = moved

    def subject(self, before: int) -> Phrase:
        """The phrase of those who say, which ends at an offset: "and" and commas join them."""
        phrase = self._subject(before)
        names, start = phrase.names, phrase.start
        while names and (joint := self._joint_before(start)):
            another = self._subject(joint)
            if not another.names or not self._may_stand_beside(another, joint):
                break
            names, start = (*another.names, *names), another.start
        return Phrase(start, phrase.end, tuple(dict.fromkeys(names)))

    def _joint_before(self, start: int) -> int | None:
        """Where what "and" or a comma joins to a phrase ends, which begins at ``start``."""
        joint = self.words.joint_before.search(self.text, max(start - JOINT_REACH, self.low), start)
        return joint.end(1) if joint and self.text[self.low : joint.start()].strip() else None

    def _may_stand_beside(self, phrase: Phrase, end: int) -> bool:
        """Whether a phrase before "and" is another source: a name, or a lone noun that opens a clause."""
        words = self.text[phrase.start : end].strip(" ,")
        named = any(phrase.start <= n.start and n.end <= end and n.name in phrase.names for n in self.names)
        bare = self.words.determiner.sub("", words)
        if not named:
            opens = self.text[self.low : phrase.start].strip()[-1:] in ("", ",", ";", ":")
            return opens and len(bare.split()) == 1 and (bare != words or bool(self.words.speakers.fullmatch(bare)))
        first = next(n.start for n in self.names if phrase.start <= n.start)
        lead = WORDS.findall(self.text[phrase.start : first])
        known = self.words.told
        return not any(word.lower() in known or self.words.verbal.fullmatch(word) for word in lead)

    def _subject(self, before: int) -> Phrase:
        """The phrase of one who says, which ends at an offset or with the apposition that does."""
        end = len(self.text[self.low : before].rstrip(" ,\n")) + self.low
        if self.text[end - 1] == ")":  # "the National Union of Parents (NUP) said"
            opening = self.text.rfind("(", max(end - LONGEST_ACRONYM, self.low), end)
            end = self.low + len(self.text[self.low : opening].rstrip()) if opening > self.low else end
        if self.text[end : end + 1] != ",":
            return self.antecedent(end) or self.sources.before(end)
        opening = self.sources.apposed(end)
        if opening is None:
            return self.sources.before(max(self.text.rfind(",", self.low, end), self.low))
        phrase, name = self.sources.before(opening), self.sources.named_between(opening, end)
        return replace(phrase, names=(name.name,)) if name and phrase.start < opening else phrase

    def antecedent(self, end: int) -> Phrase | None:
        """The name that a relative pronoun as the subject means ("the Kremlin, which denied …")."""
        word = next(iter(reversed(list(WORDS.finditer(self.text, max(end - 12, self.low), end)))), None)
        if not word or word.end() != end or word[0].lower() not in self.words.relative:
            return None
        left = self.low + len(self.text[self.low : word.start()].rstrip(" ,"))
        ends = [n for n in self.names if n.end == left]
        if ends:
            return Phrase(word.start(), end, (ends[-1].name,))
        phrase = self.sources.before(left) if left > self.low else _NAMED_NONE
        return Phrase(word.start(), end, phrase.names)

    def frame_start(self, start: int) -> int:
        """A frame takes in the times that stand before it at the sentence's beginning."""
        words = self.without_times(self.low, start)
        opens = any(t.start - self.low <= LONGEST_PREPOSITION for t in self.timexes[:1])
        lead = self.text[self.low : start].rstrip()
        closed = (lead.endswith(",") or self._ends_in_time(lead)) and self.words.manner.match(lead)
        adverbial = words <= SHORTEST_LEAD or ((opens or closed) and words <= LONGEST_LEAD)
        return self.low if adverbial and ";" not in lead else start

    def _ends_in_time(self, lead: str) -> bool:
        return any(self.low + len(lead) == timex.end for timex in self.timexes)

    def after_verb(self, at: int, *, listener: bool = True) -> tuple[int, bool]:
        """Where the content begins after a verb, and whether a clause or a quote certainly does."""
        while True:
            moved = self.past_times(at)
            if moved == at:
                match = self.words.skip.match(self.text, at, self.high)
                moved = match.end() if match else at
                moved = self.past_cited(self.past_listener(moved) if listener else moved)
            if moved == at:
                break
            at = moved
        start = at + len(self.text[at : at + 3]) - len(self.text[at : at + 3].lstrip(" ,:"))
        if self.words.content.match(self.text, start, self.high) or self.text[start : start + 1] in tuple(QUOTES):
            return at, True
        return self.past_manner(at)

    def past_times(self, at: int) -> int:
        for timex in self.timexes:
            if not at <= timex.start <= at + 24 or self.text[timex.end : timex.end + 1] in ("'", "’"):
                continue  # too far, or "called Monday's vote …"
            gap = self.text[at : timex.start].lstrip(", ")
            if not gap.strip() or self.words.prepositions.fullmatch(gap):
                return timex.end
        return at

    def past_cited(self, at: int) -> int:
        """Past those whom the source cites, between its verb and what it says (", citing two officials, that …")."""
        start = at + len(self.text[at : at + 3]) - len(self.text[at : at + 3].lstrip(" ,"))
        cites = self.words.cites.match(self.text, start, self.high)
        return self.sources.after(cites.end()).end if cites else at

    def past_manner(self, at: int) -> tuple[int, bool]:
        """Past where or how it was said ("said in a filing on Tuesday | that …"), and whether what is said follows."""
        manner = self.words.manner.match(self.text, at, self.high)
        mark = BREAK.search(self.text, at, min(at + FARTHEST, self.high))
        end = mark.start() if mark else min(at + FARTHEST, self.high)
        if mark and mark[0] in QUOTES:
            return at, True  # "described the raid as “a message”"
        told = self.words.tells.search(self.text, max(at - TOLD_REACH, self.low), at)
        that = self.words.that.search(self.text, at, end) if manner or told else None
        return (that.start(), True) if that else (at, False)

    def past_hearer(self, at: int) -> int:
        """Past the paper to which somebody spoke, before who did ("a déclaré à Libération | le maire")."""
        for name in self.names:
            lead = self.text[at : name.start]
            if at < name.start <= at + HEARER_REACH and self.words.hearers.fullmatch(lead.strip() + " "):
                follows = self.text[name.end : name.end + 1]
                return name.end if follows in (" ", "\u00a0") else at
        return at

    def past_listener(self, at: int) -> int:
        """Past the one who is told, where a time or a conjunction follows ("told Reuters that")."""
        for name in self.names:
            if at <= name.start <= at + LONGEST_PREPOSITION:
                if any(name.end < t.start <= name.end + LONGEST_PREPOSITION for t in self.timexes):
                    return name.end
                that = self.words.that.search(self.text, name.end, min(name.end + FARTHEST, self.high))
                if that and not BREAK.search(self.text, at, that.start()):
                    return max(at, *(t.start for t in self.timexes if at <= t.start < that.start()), name.end)
        return at

    def stands_before(self, start: int, ahead: int) -> bool:
        lead = self.text[self.low : start].rstrip()
        if not lead or lead[-1] not in "," + QUOTES + "-–—’'":
            return False
        left = BREAK.search(self.text, ahead, self.high)
        rest = self.without_times(ahead, left.start() if left else self.high)
        closed = lead[-1] in "”»“" or (lead[-1] in "\"’'" and lead[-2:-1] in tuple(",?!."))
        if closed:
            return rest <= LONGEST_FRAME
        return lead[-1] not in "’'" and rest <= SHORT_FRAME and self.without_times(self.low, start) >= FEWEST_TOLD

    def without_times(self, low: int, high: int) -> int:
        """How many words stand between two offsets beside those of times."""
        inside = sum(len(t.text.split()) for t in self.timexes if low <= t.start and t.end <= high)
        return len(self.text[low:high].split()) - inside

    def told_end(self, at: int) -> int:
        """Where what is said ends: before a clause of its own behind a semicolon, which no quotation holds."""
        end = self.text.find(";", at, self.high)
        if end < 0 or any(low < end < high for low, high in self.scares()):
            return self.high
        return end

    def frame_end(self, at: int) -> int:
        """A frame behind its content ends at the next break that no time crosses."""
        match = BREAK.search(self.text, at, self.high)
        while match and any(t.start < match.start() < t.end for t in self.timexes):
            match = BREAK.search(self.text, match.end(), self.high)
        return match.start() if match else self.high
