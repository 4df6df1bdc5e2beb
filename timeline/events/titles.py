"""Headlines of events: who did what, from the event's own clause, in the article's words.

A title is a clause with a subject of its own: what a relative pronoun stands for is put in its place, a pronoun becomes
the name that it means where that is certain, the words of time go where the sentence stays whole. A quotation is told
after its speaker ("Macron: “…”"). What is too long ends behind a whole phrase, never within a word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from timeline.events.clauses import Clause
from timeline.events.frames import Speech
from timeline.events.names import Name
from timeline.events.saying import QUOTES, saying
from timeline.events.sources import Resolve
from timeline.events.spotter import last_word
from timeline.events.title_ends import EDGES, FEWEST_WORDS, LONGEST, WORD, Ending
from timeline.events.title_page import past_furniture, plain, signed, without_dateline
from timeline.events.title_stretches import EDGES_AND_MARKS, Stretches, past
from timeline.events.title_words import title_words as _words
from timeline.models import Sentence, Timex

MOST_NOUNS = 7
MOST_SUBJECT = 60
LEAD_REACH = 28
_TELLING = re.compile(r"[^\W\d_]{3,}")
_PARTED = re.compile(r"[,;:“”«»()\"]|(?<!\w)['‘’]")
_LONE = re.compile(r",\s(\w+)\s*$")
_OWNS = re.compile(r"\s?['’]s\b|[’'–-]|s")


def title(
    text: str, language: str, sentence: Sentence, clause: Clause, timex: Timex | None, speeches: Sequence[Speech],
    names: Sequence[Name] = (), meant: Resolve = lambda words, at: "",
) -> str:  # fmt: skip
    """A short headline of a clause; ``meant`` says whom a pronoun at an offset means (empty where not certain)."""
    maker = _Maker(text, language, sentence, timex, speeches, names, meant)
    if message := signed(text, sentence.start, sentence.end):
        return maker.ending.finished(f"{message[0]}: ", maker.ending.balanced(message[1]))
    found = []
    for teller, low, high in dict.fromkeys(maker.stretches.of(clause)):
        words = maker.headline(low, high)
        if words and maker.ending.is_whole(words):
            return maker.ending.finished(teller, words)
        found += [(teller, words)] if words else []
    whole = maker.sentence()
    if maker.ending.is_whole(whole):
        return maker.ending.finished("", whole)
    well = (each for each in found if maker.ending.begins_well(each[1]))
    return maker.ending.finished("", "".join(next(well, found[-1] if found else ("", whole))))


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
        self.stretches = Stretches(text, language, sentence, timex, speeches, names)

    # ---- what it says ------------------------------------------------------------------------------------------------

    def headline(self, low: int, high: int) -> str:
        """The words of a stretch as a headline, not yet shortened; empty where nothing is left of it."""
        low = past_furniture(self._text, low, high, self._words.labels)
        low = self._past_condition(self._past_leads(low, high), high)
        behind = self._behind_aside(low, high)
        if behind:
            subject, low = self._antecedent(low), behind
        else:
            low, high = self._opened(low, self._aside_end(low, high))
            subject, low = self._subject(low, high)
        words = self.ending.balanced(plain(" ".join(self._pieces(low, high)), self._words.furniture))
        words = without_dateline(words)
        words = self._words.leads.sub("", words, count=1).strip(EDGES) if self._has_lead(words) else words
        words = " ".join(part for part in (subject, words) if part)
        words = self.ending.weak_end(words)
        return words if len(list(islice(_TELLING.finditer(words), FEWEST_WORDS))) >= FEWEST_WORDS else ""

    def sentence(self) -> str:
        """The whole sentence as it stands, but for what a page puts around it."""
        low = past_furniture(self._text, self._low, self._high, self._words.labels)
        return without_dateline(self.ending.balanced(plain(self._text[low : self._high], self._words.furniture)))

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

    def _opened(self, low: int, high: int) -> tuple[int, int]:
        """A clause that hangs on what follows it, without its opener ("Before the rig blew up on 20 April, voters")."""
        opens = self._words.hangs.match(self._text, low, high)
        comma = self._text.find(", ", self._timex.end, high) if opens and self._timex else -1
        early = bool(opens) and self._timex is not None and ", " in self._text[low : max(self._timex.start, low)]
        if not opens or early or comma < low or not self.stretches.is_clause(opens.end(), comma):
            return low, high
        return self._past_edges(opens.end(), comma), comma

    def _has_lead(self, words: str) -> bool:
        found = self._words.leads.match(words)
        if not found or words[found.end() : found.end() + 1] not in (" ", ","):
            return False
        pronoun = found[0].lower() in self._words.relative and self._words.verbs.match(words, found.end() + 1)
        return not pronoun  # "That may not happen"

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
        return past(self._text, low, high, EDGES_AND_MARKS)

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
        if opener and said not in self._saying.pronouns and self.stretches.is_clause(opener.end(), high):
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

    def _describes(self, timex: Timex, lead: set[str], *, bare: bool) -> bool:
        """Whether the time belongs to the noun behind it ("the 2002 season", "a Christmas party")."""
        if self._text[timex.start - 1 : timex.start] == "-" or (bare and self._text[timex.end : timex.end + 1] == "-"):
            return True
        following = WORD.match(self._text, timex.end + 1)
        if self._text[timex.end : timex.end + 1] not in (" ", "\u00a0") or not following:
            return False
        last = WORD.findall(self._text[max(timex.start - LEAD_REACH, 0) : timex.start])[-1:]
        determined = (lead and lead & self._words.articles) or (
            bare and last and last[0].lower() in self._words.articles
        )
        word = following[0].lower()
        small = word in self._words.weak_end or word in self._words.small or self._words.verbs.fullmatch(word)
        return bool(determined) and following[0].islower() and not small

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
        denied = lead & self._words.keeps_denied and self._words.negator.search(self._text, low, timex.start)
        if lead & self._words.keeps or denied or _OWNS.match(self._text, timex.end, high):
            return None
        if self._describes(timex, lead, bare=before is None):
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
        return None if article_only else self._with_participle(low, start, timex.end)

    def _with_participle(self, low: int, start: int, end: int) -> tuple[int, int]:
        """The time with the lone verb that two commas hold with it ("the ban, disclosed on Monday, holds")."""
        lone = _LONE.search(self._text, max(start - LEAD_REACH, low), start)
        if lone and self._text[end : end + 1] == "," and self._words.verbs.fullmatch(lone[1]):
            return lone.start(), end + 1
        return start, end
