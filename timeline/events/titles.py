"""Headlines of events: who did what, from the event's own clause, in the article's words.

A title is a clause with a subject of its own: what a relative pronoun stands for is put in its place, a pronoun becomes
the name that it means where that is certain, the words of time go where the sentence stays whole. A quotation is told
after its speaker ("Macron: “…”"). What is too long ends behind a whole phrase, never within a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from timeline.events.clauses import Clause
from timeline.events.frames import Speech
from timeline.events.names import Name
from timeline.events.saying import QUOTES, saying
from timeline.events.sources import Resolve
from timeline.events.spotter import last_word
from timeline.events.title_ends import EDGES, FEWEST_WORDS, LONGEST, WORD, Ending
from timeline.events.title_words import title_words as _words
from timeline.models import Sentence, Timex

SHORTEST_CONTENT = 20
MOST_NOUNS = 7
MOST_SUBJECT = 60
LEAD_REACH = 28
_EDGES_AND_MARKS = frozenset(EDGES + ".)")
_TELLING = re.compile(r"[^\W\d_]{3,}")
_DATELINE = re.compile(r"(?:[A-ZÀ-Þ][A-ZÀ-Þ .,'’-]{2,40}(?:,?\s[^-–—]{0,30})?\s?(?:--?|–|—)\s+)(?=[A-ZÀ-Þ“\"«])")
_STAMP = re.compile(r"(?:\d{1,2}[:.h]\d\d|\d+/\d+|\d{1,2} h(?: \d\d)?)\s+[-–—:]?\s*(?=\S)")
_PARTED = re.compile(r"[,;:“”«»()\"]|(?<!\w)['‘’]")
_OWNS = re.compile(r"\s?['’]s\b|[’'–-]|s")


def title(
    text: str, language: str, sentence: Sentence, clause: Clause, timex: Timex | None, speeches: Sequence[Speech],
    names: Sequence[Name] = (), meant: Resolve = lambda words, at: "",
) -> str:  # fmt: skip
    """A short headline of a clause; ``meant`` says whom a pronoun at an offset means (empty where not certain)."""
    maker = _Maker(text, language, sentence, timex, speeches, names, meant)
    best = ""
    for teller, low, high in dict.fromkeys(maker.stretches(clause)):
        words = maker.headline(low, high)
        if not words:
            continue
        best = best or teller + words
        if maker.ending.is_whole(words):
            return maker.ending.finished(teller, words)
    return maker.ending.finished("", best or " ".join(text[sentence.start : sentence.end].split()))


def _past(text: str, low: int, high: int, signs: frozenset[str]) -> int:
    """The first offset between two whose sign is none of some."""
    while low < high and text[low] in signs:
        low += 1
    return low


@lru_cache(maxsize=1024)
def _opening(text: str, language: str, low: int, high: int) -> tuple[bool, bool]:
    """Whether what is said begins with a verb without a subject ("admitted | having met him"), and whether with a
    quotation. Asked for each event of a sentence, hence kept.
    """
    words, start = saying(language), _past(text, low, high, _EDGES_AND_MARKS)
    admits = bool(words.content.match(text, start)) and not words.clause.match(text, start)
    start = _past(text, low, high, frozenset(" ,:"))
    return admits, start < high and text[start] in QUOTES + "‘"


class _Maker:
    """Makes the title of one event: ``stretches`` are tried in order, the first that gives a whole clause is it."""

    def __init__(
        self, text: str, language: str, sentence: Sentence, timex: Timex | None, speeches: Sequence[Speech],
        names: Sequence[Name], meant: Resolve,
    ) -> None:  # fmt: skip
        self._text, self._low, self._high = text, sentence.start, sentence.end
        self._timex, self._speeches, self._names, self._meant = timex, speeches, names, meant
        self._words, self._saying, self._language = _words(language), saying(language), language
        self.ending = Ending(self._words, self._saying)

    # ---- which stretch -----------------------------------------------------------------------------------------------

    def stretches(self, clause: Clause) -> Iterator[tuple[str, int, int]]:
        """``(teller, low, high)``: what the time dates said by somebody, its clause, those that hang on it, all."""
        at = self._timex.start if self._timex else self._low
        for speech in self._speeches:
            if self._timex and speech.saying and speech.frame[0] <= at < speech.frame[1]:
                low, high = speech.content
                if not speech.denial and high - low > SHORTEST_CONTENT and speech.sources:
                    yield self._teller(speech), low, high
                yield "", min(low, speech.frame[0]), max(high, speech.frame[1])
        for stretch in (clause.core, clause.group, (self._low, self._high)):
            teller, low, high = self._told(stretch, at)
            far = at - low > LONGEST
            near = max(self._text.rfind(mark, low, at) for mark in (", ", ": ", "; ")) if far else -1
            if near > low and self._opens_clause(near + 2):
                yield teller, near + 2, high
            yield teller, low, high

    def _opens_clause(self, at: int) -> bool:
        """Whether a new subject begins at an offset: a name, a pronoun or an article."""
        word = WORD.match(self._text, at, self._high)
        said = word[0].lower() if word else ""
        pronoun = said in self._saying.persons or said in self._saying.things
        named = any(name.start == at for name in self._names)
        return (named or pronoun or said in self._words.determiners) and not self._verbless(at, self._high)

    def _teller(self, speech: Speech) -> str:
        source = (speech.cited[-1] if speech.cited else speech.sources)[:1]
        return f"{source[0][:1].upper()}{source[0][1:]}: " if source else ""

    def _told(self, stretch: tuple[int, int], at: int) -> tuple[str, int, int]:
        """A stretch without the frame of who tells it; a quotation keeps its teller."""
        low, high = stretch
        teller = ""
        for speech in self._speeches:
            inside = self._timex is None or speech.content[0] <= at < speech.content[1]
            if not speech.saying or not inside or speech.denial or speech.content[0] >= speech.content[1]:
                continue
            admits, quotes = _opening(self._text, self._language, *speech.content)
            if admits:
                continue  # "admitted having met him"
            if speech.frame[0] >= speech.content[1]:
                high = min(high, speech.content[1])
            else:
                low = max(low, speech.content[0])
            if quotes:
                teller = self._teller(speech)
                low, high = max(low, speech.content[0]), min(high, speech.content[1])
        return (teller, low, high) if low < high else ("", *stretch)

    # ---- what it says ------------------------------------------------------------------------------------------------

    def headline(self, low: int, high: int) -> str:
        """The words of a stretch as a headline, not yet shortened; empty where nothing is left of it."""
        low = self._past_condition(self._past_leads(low, high), high)
        behind = self._behind_aside(low, high)
        if behind:
            subject, low = self._antecedent(low), behind
        else:
            high = self._aside_end(low, high)
            subject, low = self._subject(low, high)
        words = self.ending.balanced(" ".join(" ".join(self._pieces(low, high)).split()).strip(EDGES))
        for pattern in (_DATELINE, _STAMP):
            found = pattern.match(words)
            words = words[found.end() :] if found and len(words) - found.end() > SHORTEST_CONTENT else words
        words = self._words.leads.sub("", words, count=1).strip(EDGES) if self._has_lead(words) else words
        words = " ".join(part for part in (subject, words) if part)
        words = self.ending.weak_end(words)
        return words if len(list(islice(_TELLING.finditer(words), FEWEST_WORDS))) >= FEWEST_WORDS else ""

    def _past_condition(self, low: int, high: int) -> int:
        """Past a condition before the main clause ("If the offer is accepted, the ships will be unloaded")."""
        found = self._words.condition.match(self._text, low, high)
        comma = self._text.find(", ", low, high) if found else -1
        return comma + 2 if comma > low and (self._timex is None or comma < self._timex.start) else low

    def _behind_aside(self, low: int, high: int) -> int:
        """Where the main clause goes on behind an aside that lacks the time ("Acme, which makes chips, …"); or 0."""
        first = WORD.match(self._text, low, high)
        if self._timex is None or not first or first[0].lower() not in self._words.relative:
            return 0
        comma = self._text.find(", ", low, self._timex.start)
        opened = self._text[self._low : low].rstrip().endswith(",")
        return comma + 2 if opened and comma > low and self._antecedent(low) else 0

    def _aside_end(self, low: int, high: int) -> int:
        """The end of an aside that a comma opens ("Voss, who must report on 2 April, intends to appeal")."""
        first = WORD.match(self._text, low, high)
        if not first or first[0].lower() not in self._words.relative:
            return high
        after_comma = self._text[self._low : low].rstrip().endswith(",")
        comma = self._text.find(", ", self._timex.end if self._timex else low, high) if after_comma else -1
        return comma if comma > low else high

    def _has_lead(self, words: str) -> bool:
        found = self._words.leads.match(words)
        return bool(found) and words[found.end() : found.end() + 1] in (" ", ",") if found else False

    def _past_leads(self, low: int, high: int) -> int:
        """Past marks, and words that only join a clause to what stands before ("And", "Meanwhile,")."""
        while low < high:
            low = self._past_edges(low, high)
            found = self._words.leads.match(self._text, low, high)
            if not found or self._text[found.end() : found.end() + 1] not in (" ", ",", "\n", "\u00a0"):
                return low
            if found[0].lower() in self._words.relative and self._words.verbs.match(self._text, found.end() + 1, high):
                return low  # "a letter that reached him"
            low = found.end()
        return low

    def _past_edges(self, low: int, high: int) -> int:
        return _past(self._text, low, high, _EDGES_AND_MARKS)

    def _subject(self, low: int, high: int) -> tuple[str, int]:
        """What is put in the place of the pronoun that a stretch begins with, and where the rest begins."""
        first = WORD.match(self._text, low, high)
        if not first:
            return "", low
        said = first[0].lower()
        if said in self._words.relative and low > self._low:
            found = self._antecedent(low)
            return (found, first.end()) if found else ("", low)
        opener = self._words.opener.match(self._text, low, high)
        if opener and said not in self._saying.pronouns and not self._verbless(opener.end(), high):
            start = opener.end() + len(self._text[opener.end() : high]) - len(self._text[opener.end() : high].lstrip())
            return self._subject(start, high) if start < high else ("", low)
        if said in self._saying.persons or said in self._saying.things:
            name = self._meant(first[0], first.start())
            if name and name not in self._text[first.end() : high]:
                return name, first.end()
        if (
            first[0].islower()
            and low > self._low
            and self._words.verbs.match(self._text, first.start(), first.end() + 1)
        ):
            return self._main_subject(first.start()), first.start()
        return "", low

    def _main_subject(self, at: int) -> str:
        """The subject of the clause for a second verb of it ("Voss was charged on Monday and | fled on Tuesday").

        Empty behind a passive, whose participles may share their verb ("was widened and | listed").
        """
        words = self._words
        if not words.joined.search(self._text, max(at - LEAD_REACH, self._low), at):
            return ""
        told = [speech.content[0] for speech in self._speeches if speech.content[0] <= at < speech.content[1]]
        start = self._past_leads(max([self._low, *told]), at)
        verb = words.verbs.search(self._text, start + 1, at)
        while verb and verb[0][:1].isupper():  # a name that ends as verbs do
            verb = words.verbs.search(self._text, verb.end(), at)
        subject = " ".join(self._text[start : verb.start()].split()) if verb else ""
        second = WORD.match(self._text, at)
        shared = verb and verb[0].lower() in words.passive and second and second[0].lower() not in words.passive
        if shared or not subject or len(subject) > MOST_SUBJECT or _PARTED.search(subject):
            return ""
        pronoun = subject.lower() in self._saying.persons or subject.lower() in self._saying.things
        return self._meant(subject, start) if pronoun else subject

    def _verbless(self, low: int, high: int) -> bool:
        return not self._words.verbs.search(self._text, low, high)

    def _antecedent(self, at: int) -> str:
        """The noun phrase that a relative pronoun stands for: the name before it, or back to its article."""
        end = self._low + len(self._text[self._low : at].rstrip(" ,\n"))
        name = next((n for n in self._names if n.end == end), None)
        if name:
            return self._text[name.start : name.end] if name.kind == "place" else name.name
        words = list(WORD.finditer(self._text, max(end - LONGEST, self._low), end))
        for count, word in enumerate(reversed(words)):
            if count > MOST_NOUNS or any(sign in ",;:()" for sign in self._text[word.end() : end]):
                break
            if word[0].lower() in self._words.determiners | self._words.contracted:
                start = word.end() if word[0].lower() in self._words.contracted else word.start()
                phrase = " ".join(self._text[start:end].split())
                return phrase if not self._words.verbs.search(phrase) else ""
        return ""

    def _pieces(self, low: int, high: int) -> list[str]:
        """The text between two offsets without the sources in it and without the time, where it can go."""
        gaps = [s.frame for s in self._speeches if not s.saying and low <= s.frame[0] and s.frame[1] <= high]
        gaps += [s.frame for s in self._speeches if s.saying and low < s.frame[0] < s.frame[1] < high
                 and (s.frame[0] >= s.content[1] or s.content[0] < s.frame[0]) and not s.denial]  # fmt: skip
        time = self._time(low, high)
        gaps += [time] if time else []
        pieces, at = [], low
        for start, end in sorted(gaps):
            if start >= at:
                pieces.append(self._text[at:start].rstrip(" ,"))
                at = end
        tail = self._text[at:high]
        pieces.append(tail.lstrip(" ") if pieces and pieces[-1].strip() else tail.lstrip(EDGES))
        return pieces

    def _time(self, low: int, high: int) -> tuple[int, int] | None:
        """The words of time with their preposition, where the clause stays whole without them."""
        timex = self._timex
        if timex is None or not low <= timex.start < high:
            return None
        reach, before = max(timex.start - LEAD_REACH, low), None
        if last_word(self._text, reach, timex.start) in self._words.last_prepositions:
            before = self._words.prepositions.search(self._text, reach, timex.start)
        start = before.start() if before else timex.start
        lead = {word.lower() for word in WORD.findall(before[0])} if before else set[str]()
        follows = self._text[timex.end : timex.end + 1]
        ends = not self._text[timex.end : high].strip(EDGES + QUOTES + ".!?…)")
        begins = not self._text[low:start].strip(EDGES + QUOTES)
        if self._words.another.match(self._text, timex.end, high):
            return None  # "on Thursday | or on Friday"
        if lead & self._words.keeps or _OWNS.match(self._text, timex.end, high):
            return None
        if begins:
            subject = self._words.verb_second or (
                not before and self._words.verbs.match(self._text, timex.end + 1, high)
            )
            return None if subject else (start, timex.end)  # "the second half of the year would be harder"
        previous = WORD.findall(self._text[max(start - LEAD_REACH, low) : start])
        hangs = (bool(previous) and previous[-1].lower() in self._words.weak_end) or self._words.hanging.search(
            self._text, max(start - LEAD_REACH, low), start
        )
        if hangs or (not ends and not before and follows not in (" ", ",", "\n", "\u00a0")):
            return None
        article_only = bool(lead) and lead <= self._words.determiners and not ends
        return None if article_only else (start, timex.end)
