"""Who says what in a sentence: reporting clauses ("X said on Thursday that …", "« … », a déclaré X") and sources.

A Speech has a frame (the words of the saying itself) and a content (what is said). A time in the frame dates the
saying, a time in the content dates what is said; both are on the word of the source. A denial is a speech too.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from timeline.events.denial import denied_end, denied_object, disputes
from timeline.events.names import Name
from timeline.events.saying import BREAK, QUOTES, WORDS, saying
from timeline.events.sources import Phrase, Resolve, Sources
from timeline.models import Timex

LONGEST_FRAME, SHORT_FRAME = 10, 6
FARTHEST, ASKED, SHORTEST_SAID, LONGEST_ACRONYM = 70, 30, 4, 24
TOLD_REACH, HEARER_REACH = 12, 20
LONGEST_SCARE, FEWEST_TOLD = 2, 3
SHORTEST_LEAD, LONGEST_LEAD, LONGEST_PREPOSITION = 3, 8, 12
HEARERS = ("media", "agency", "organisation")
_CLITIC = re.compile(r"-(?:t-)?(\w+)")
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


class Speeches:
    """Finds the speeches of one sentence of a text, given its times and names.

    ``resolve(words, at)`` says whom "he" or "the company" at an offset means; empty where that is not certain.
    """

    def __init__(
        self, text: str, language: str, low: int, high: int, timexes: Sequence[Timex], names: Sequence[Name],
        resolve: Resolve = lambda words, at: "", quoted: Sequence[tuple[int, int]] = (),
    ) -> None:  # fmt: skip
        """``quoted`` are the quotations in the sentence: what verbs say in them is part of what is said."""
        self._text, self._language, self._low, self._high = text, language, low, high
        self._timexes, self._names = timexes, names
        self._words = saying(language)
        self._resolve, self._quoted = resolve, quoted
        self._sources = Sources(text, low, high, timexes, names, self._words, resolve)

    def find(self) -> list[Speech]:
        """The speeches in the order of their verbs, then the sources."""
        found: list[Speech] = []
        for verb in self._words.verb.finditer(self._text, self._low, self._high):
            inside = any(s.saying and s.frame[0] <= verb.start() < s.frame[1] for s in found)
            speech = None if inside else self._reported(verb)
            beside = speech and speech.saying and speech.frame[0] >= speech.content[1]  # « On perd, dit-elle. »
            if speech and (speech.denial or beside or not self._is_quoted(verb.start())):
                found.append(self._with_listener(speech))
        found += self._quoted_as() + self._before_colon(found) + self._opinions(found)
        found += self._gerunds(found) + self._according(found)
        return self._citing(_beside_each_other(self._text, found, self._words.conjunctions))

    def _is_quoted(self, at: int) -> bool:
        return any(low <= at < high for low, high in self._quoted)

    def _opening(self, end: int) -> int:
        """Where the quotation opens that ends at an offset."""
        return max(self._text.rfind(mark, self._low, end - 1) for mark in QUOTES)

    def _is_scare(self, end: int) -> bool:
        """Whether the quotation that ends at an offset is of a word or two, which is nobody's word."""
        opening = self._opening(end)
        return (
            self._low < opening
            and len(self._text[opening:end].split()) <= LONGEST_SCARE
            and (self._text[end - 2] not in ",.!?")
        )

    # ---- sources without a verb --------------------------------------------------------------------------------------

    def _according(self, said: list[Speech]) -> list[Speech]:
        """The speeches of "according to X"."""
        found = []
        for source in self._words.sources.finditer(self._text, self._low, self._high):
            last = WORDS.findall(source[0])[-1].lower()
            own = last in self._words.possessives  # "de source judiciaire": the word itself is part of the source
            phrase = self._sources.after(source.end() - len(last) if own else source.end())
            if phrase.names:
                low, high = self._between_semicolons(source.start())
                outer = [s.content for s in said if s.saying and s.content[0] <= source.start() < s.content[1]]
                low = max([low, *(content[0] for content in outer)])
                found.append(Speech((source.start(), phrase.end), (low, high), phrase.names, saying=False))
        return found

    def _between_semicolons(self, at: int) -> tuple[int, int]:
        left = self._text.rfind(";", self._low, at)
        right = self._text.find(";", at, self._high)
        return (left + 1 if left >= 0 else self._low), (right if right >= 0 else self._high)

    def _before_colon(self, found: list[Speech]) -> list[Speech]:
        """The one whose name stands before a colon and a quotation ("Jean Dupuis: “We knew”")."""
        for low, high in self._quoted:
            lead = self._text[self._low : low].rstrip()
            colon = self._low + len(lead) - 1
            if not lead.endswith(":") or any(s.content[0] <= low < s.content[1] for s in found):
                continue
            end = self._low + len(lead[:-1].rstrip())
            phrase = self._sources.before(end)
            if self._sources.named(phrase) and phrase.start == self._low:
                return [Speech((self._low, colon), (low, high), phrase.names)]
        return []

    def _opinions(self, found: list[Speech]) -> list[Speech]:
        """Whose view a quotation is ("Pour Lena Holm, « c'était pire »")."""
        opens = self._words.opinions.match(self._text, self._low, self._high)
        first = next((low for low, _ in self._quoted), -1)
        if not opens or found or first < 0 or not self._text[self._low : first].rstrip().endswith(","):
            return []
        phrase = self._sources.after(opens.end())
        return [Speech((self._low, first), (first, self._high), phrase.names)] if phrase.names else []

    def _gerunds(self, found: list[Speech]) -> list[Speech]:
        """What the one who does something says beside it ("He resigned, saying he had been threatened in April")."""
        said = []
        for verb in self._words.gerund.finditer(self._text, self._low, self._high):
            before = [s for s in found if s.frame[0] <= verb.start()]
            names = [n for n in self._names if n.end <= verb.start() and n.kind != "place"]
            sources = before[-1].sources if before else (names[0].name,) if len({n.name for n in names}) == 1 else ()
            ahead = self._after_verb(verb.end())[0]
            if sources and self._high - ahead > 3 and (not before or before[-1].frame[1] <= verb.start()):
                said.append(Speech((verb.start(), ahead), (ahead, self._high), sources))
        return said

    def _citing(self, found: list[Speech]) -> list[Speech]:
        """Adds to a speech those whom its source cites; where there is none, they are the source."""
        for cites in self._words.cites.finditer(self._text, self._low, self._high):
            phrase = self._sources.after(cites.end())
            if not phrase.names:
                continue
            before = [i for i, s in enumerate(found) if s.sources and s.frame[0] <= cites.start()]
            if before:
                nearest = max(before, key=lambda i: (found[i].frame[0], not found[i].saying))
                levels = found[nearest].cited
                found[nearest] = replace(found[nearest], cited=(*levels, phrase.names))
            else:
                found.append(Speech((cites.start(), phrase.end), (self._low, self._high), phrase.names, saying=False))
        return found

    def _with_listener(self, speech: Speech) -> Speech:
        """The paper to which someone without a name spoke: it is the one that vouches ("a source told the Times")."""
        named = {n.name for n in self._names}
        if not speech.sources or named & set(speech.sources) or speech.denial:
            return speech
        for name in self._names:
            heard = name.kind in HEARERS and speech.frame[0] < name.start < speech.frame[1]
            own = any(name.name in source or self._text[name.start : name.end] in source for source in speech.sources)
            left = self._words.hearers.search(self._text, max(name.start - HEARER_REACH, self._low), name.start)
            if heard and left and not own and self._words.speakers.search(speech.sources[0]):
                return replace(speech, sources=(name.name,), cited=(speech.sources, *speech.cited))
        return speech

    # ---- the reporting verb ------------------------------------------------------------------------------------------

    def _reported(self, verb: re.Match[str]) -> Speech | None:
        denial = disputes(self._text, self._language, verb, self._high)
        if denial is None:
            return None
        asked = self._words.clitic.search(self._text, max(verb.start() - ASKED, self._low), verb.start())
        behind = _CLITIC.match(self._text, verb.end(), self._high)
        if asked or behind:
            return self._asked(verb, asked.start() if asked else verb.start(), (asked or behind or verb)[1])
        before = self._before(verb.start())
        previous = _last_word(self._text[self._low : verb.start()])
        if previous in self._words.nouns:
            return None  # "the claim"
        if previous in self._words.negators or (
            previous in self._words.passive and previous not in self._words.pronouns
        ):
            return self._by(verb, denial=denial)
        if self._words.participle.search(verb[0]) and not self._words.auxiliary.search(
            self._text, before, verb.start()
        ):
            return self._by(verb, denial=denial)  # "les mesures annoncées mardi par le ministre"
        if _last_word(self._text[self._low : before].rstrip(" '’")) in self._words.reflexive:
            return None  # "un incendie s'est déclaré"
        bare = self._text[self._low : before].rstrip()
        end = self._low + len(bare)
        if bare and bare[-1] in QUOTES and self._is_scare(end):
            before = self._text.rfind(" ", self._low, self._opening(end))
            return self._direct(verb, before, denial=denial) if before > self._low else None
        if not bare or bare[-1] in QUOTES:
            return self._inverted(verb, end)
        goes_on = self._words.that.match(self._text, self._after_verb(verb.end())[0])
        if bare[-1] == "," and not goes_on and not denial and self._sources.apposed(end - 1) is None:
            return self._inverted(verb, end)
        return self._direct(verb, before, denial=denial)

    def _asked(self, verb: re.Match[str], start: int, pronoun: str) -> Speech | None:
        """A pronoun behind its verb ("a-t-il déclaré", "écrit-elle"): what is said stands before."""
        if start - self._low < SHORTEST_SAID:
            return None
        if pronoun not in self._words.persons | self._words.things | self._words.plural:
            return self._impersonal(verb, start)
        opens = not any(low - self._low <= 1 for low, _ in self._quoted) and self._text[self._low] not in QUOTES
        subject = self._sources.after(self._low).names if opens and self._quoted else ()
        meant = self._resolve(pronoun, start)
        sources = subject or ((meant,) if meant else ())
        return Speech((start, self._frame_end(verb.end())), (self._low, start), sources)

    def _impersonal(self, verb: re.Match[str], start: int) -> Speech | None:
        """Where it is said ("indique-t-on à la mairie"); "dit-on" alone names nobody."""
        clitic = _CLITIC.match(self._text, verb.end(), self._high)
        at = clitic.end() if clitic else verb.end()
        place = self._words.said_at.match(self._text, at + 1, self._high)
        phrase = self._sources.after(place.end()) if place else Phrase(at, at, ())
        return Speech((start, phrase.end), (self._low, start), phrase.names) if phrase.names else None

    def _by(self, verb: re.Match[str], *, denial: bool) -> Speech | None:
        """A denial or a report in the passive ("The claims were denied by Moscow on Friday")."""
        if _last_word(self._text[self._low : verb.start()]) in self._words.negators:
            return None
        at = self._past_times(verb.end())
        by = self._words.by.match(self._text, at + 1, self._high)
        phrase = self._sources.after(by.end()) if by else Phrase(at, at, ())
        if phrase.names or (denial and denied_object(self._text, self._language, self._low, verb.start())):
            frame = (verb.start(), max(self._frame_end(phrase.end), verb.end()))
            that = self._words.that.match(self._text, self._past_times(phrase.end) + 1, self._high)
            content = (that.start(), self._high) if that else (self._low, verb.start())
            return Speech((frame[0], that.start()) if that else frame, content, phrase.names, denial=denial)
        return None

    def _quoted_as(self) -> list[Speech]:
        """Whom somebody else quotes ("Wang Yi was quoted by Xinhua as saying that …")."""
        found = []
        for verb in self._words.quoted.finditer(self._text, self._low, self._high):
            who = self._sources.before(self._low + len(self._text[self._low : verb.start()].rstrip()))
            by = self._words.by.match(self._text, verb.end() + 1, self._high)
            paper = self._sources.after(by.end()) if by else Phrase(verb.end(), verb.end(), ())
            saying = self._words.gerund.search(self._text, paper.end, min(paper.end + FARTHEST, self._high))
            if not who.names or not saying:
                continue
            end = self._after_verb(saying.end())[0]
            after = self._high - end > SHORTEST_SAID
            levels = [level for level in (paper.names, who.names) if level]
            content = (end, self._high) if after else (self._low, who.start)
            frame = (who.start, end if after else self._high)
            found.append(Speech(frame, content, levels[0], cited=tuple(levels[1:])))
        return found

    def _before(self, at: int) -> int:
        """Where the subject of a verb ends: adverbs, auxiliaries and times between are skipped."""
        while True:
            moved = at
            match = self._words.adverbs.search(self._text, max(at - 40, self._low), at)
            if match:
                moved = match.start()
            stripped = moved - len(self._text[self._low : moved]) + len(self._text[self._low : moved].rstrip())
            for timex in self._timexes:
                if timex.start > self._low and timex.end == stripped and timex.type in ("DATE", "TIME"):
                    start = self._words.prepositions.search(self._text, max(timex.start - 24, self._low), timex.start)
                    moved = start.start() if start else timex.start
            if moved == at:
                return at
            at = moved

    def _direct(self, verb: re.Match[str], before: int, *, denial: bool) -> Speech | None:
        """Subject, then verb; what is said follows, or stands before the subject."""
        phrase = self._subject(before)
        start, sources = phrase.start, phrase.names
        if start == phrase.end:
            return None
        if self._words.verb.search(self._text, phrase.start, phrase.end) and not self._sources.named(phrase):
            return None  # "refuted reports that …": no verb, but what another one governs
        ahead, follows = self._after_verb(verb.end())
        if not denial and self._stands_before(start, ahead) and not self._words.that.match(self._text, ahead):
            end = self._frame_end(verb.end())
            rest = self._text[end : self._high]
            aside = rest.startswith(",") and len(WORDS.findall(rest)) >= FEWEST_TOLD and not set(rest) & set(QUOTES)
            return Speech((start, end), (self._low, self._high if aside else start), sources)
        document = bool(sources) and bool(self._words.speakers.search(sources[0]))  # "figures show sales fell"
        certain = denial or document or verb[0].lower() in self._words.says
        if not (certain or follows) or self._high - ahead < 4:
            whole, none = (self._low, self._high), (self._high, self._high)
            return Speech(whole, none, sources, denial=denial) if certain else None
        end = denied_end(self._text, self._language, ahead, self._high) if denial else self._high
        return Speech((self._frame_start(start), ahead), (ahead, end), sources, denial=denial)

    def _subject(self, before: int) -> Phrase:
        """The phrase of the one who says, which ends at an offset or with the apposition that does."""
        end = len(self._text[self._low : before].rstrip(" ,\n")) + self._low
        if self._text[end - 1] == ")":  # "the National Union of Parents (NUP) said"
            opening = self._text.rfind("(", max(end - LONGEST_ACRONYM, self._low), end)
            end = self._low + len(self._text[self._low : opening].rstrip()) if opening > self._low else end
        if self._text[end : end + 1] != ",":
            return self._antecedent(end) or self._sources.before(end)
        opening = self._sources.apposed(end)
        if opening is None:
            return self._sources.before(max(self._text.rfind(",", self._low, end), self._low))
        phrase, name = self._sources.before(opening), self._sources.named_between(opening, end)
        return replace(phrase, names=(name.name,)) if name and phrase.start < opening else phrase

    def _antecedent(self, end: int) -> Phrase | None:
        """The name that a relative pronoun as the subject means ("the Kremlin, which denied …")."""
        word = next(iter(reversed(list(WORDS.finditer(self._text, max(end - 12, self._low), end)))), None)
        if not word or word.end() != end or word[0].lower() not in self._words.relative:
            return None
        left = self._low + len(self._text[self._low : word.start()].rstrip(" ,"))
        ends = [n for n in self._names if n.end == left]
        if ends:
            return Phrase(word.start(), end, (ends[-1].name,))
        phrase = self._sources.before(left) if left > self._low else _NAMED_NONE
        return Phrase(word.start(), end, phrase.names)

    def _frame_start(self, start: int) -> int:
        """A frame takes in the times that stand before it at the sentence's beginning."""
        words = self._without_times(self._low, start)
        opens = any(t.start - self._low <= LONGEST_PREPOSITION for t in self._timexes[:1])
        lead = self._text[self._low : start].rstrip()
        closed = lead.endswith(",") and self._words.manner.match(lead)
        adverbial = words <= SHORTEST_LEAD or ((opens or closed) and words <= LONGEST_LEAD)
        return self._low if adverbial and ";" not in lead else start

    def _after_verb(self, at: int, *, listener: bool = True) -> tuple[int, bool]:
        """Where the content begins after a verb, and whether a clause or a quote certainly does."""
        while True:
            moved = self._past_times(at)
            if moved == at:
                match = self._words.skip.match(self._text, at, self._high)
                moved = match.end() if match else at
                moved = self._past_cited(self._past_listener(moved) if listener else moved)
            if moved == at:
                break
            at = moved
        start = at + len(self._text[at : at + 3]) - len(self._text[at : at + 3].lstrip(" ,:"))
        if self._words.content.match(self._text, start, self._high) or self._text[start : start + 1] in tuple(QUOTES):
            return at, True
        return self._past_manner(at)

    def _past_times(self, at: int) -> int:
        for timex in self._timexes:
            gap = self._text[at : timex.start].lstrip(", ")
            if self._text[timex.end : timex.end + 1] in ("'", "’"):
                continue  # "called Monday's vote …"
            if at <= timex.start <= at + 24 and (not gap.strip() or self._words.prepositions.fullmatch(gap)):
                return timex.end
        return at

    def _past_cited(self, at: int) -> int:
        """Past those whom the source cites, between its verb and what it says (", citing two officials, that …")."""
        start = at + len(self._text[at : at + 3]) - len(self._text[at : at + 3].lstrip(" ,"))
        cites = self._words.cites.match(self._text, start, self._high)
        return self._sources.after(cites.end()).end if cites else at

    def _past_manner(self, at: int) -> tuple[int, bool]:
        """Past where or how it was said ("said in a filing on Tuesday | that …"), and whether what is said follows."""
        manner = self._words.manner.match(self._text, at, self._high)
        mark = BREAK.search(self._text, at, min(at + FARTHEST, self._high))
        end = mark.start() if mark else min(at + FARTHEST, self._high)
        if mark and mark[0] in QUOTES:
            return at, True  # "described the raid as “a message”"
        told = self._words.tells.search(self._text, max(at - TOLD_REACH, self._low), at)
        that = self._words.that.search(self._text, at, end) if manner or told else None
        return (that.start(), True) if that else (at, False)

    def _past_hearer(self, at: int) -> int:
        """Past the paper to which somebody spoke, before who did ("a déclaré à Libération | le maire")."""
        for name in self._names:
            lead = self._text[at : name.start]
            if at < name.start <= at + HEARER_REACH and self._words.hearers.fullmatch(lead.strip() + " "):
                follows = self._text[name.end : name.end + 1]
                return name.end if follows in (" ", "\u00a0") else at
        return at

    def _past_listener(self, at: int) -> int:
        """Past the one who is told, where a time or a conjunction follows ("told Reuters that")."""
        for name in self._names:
            if at <= name.start <= at + LONGEST_PREPOSITION:
                if any(name.end < t.start <= name.end + LONGEST_PREPOSITION for t in self._timexes):
                    return name.end
                that = self._words.that.search(self._text, name.end, min(name.end + FARTHEST, self._high))
                if that and not BREAK.search(self._text, at, that.start()):
                    return max(at, *(t.start for t in self._timexes if at <= t.start < that.start()), name.end)
        return at

    def _stands_before(self, start: int, ahead: int) -> bool:
        lead = self._text[self._low : start].rstrip()
        if not lead or lead[-1] not in "," + QUOTES + "-–—’'":
            return False
        left = BREAK.search(self._text, ahead, self._high)
        rest = self._without_times(ahead, left.start() if left else self._high)
        closed = lead[-1] in "”»“" or (lead[-1] in "\"’'" and lead[-2:-1] in tuple(",?!."))
        if closed:
            return rest <= LONGEST_FRAME
        return lead[-1] not in "’'" and rest <= SHORT_FRAME and self._without_times(self._low, start) >= FEWEST_TOLD

    def _without_times(self, low: int, high: int) -> int:
        """How many words stand between two offsets beside those of times."""
        inside = sum(len(t.text.split()) for t in self._timexes if low <= t.start and t.end <= high)
        return len(self._text[low:high].split()) - inside

    def _frame_end(self, at: int) -> int:
        """A frame behind its content ends at the next break that no time crosses."""
        match = BREAK.search(self._text, at, self._high)
        while match and any(t.start < match.start() < t.end for t in self._timexes):
            match = BREAK.search(self._text, match.end(), self._high)
        return match.start() if match else self._high

    def _inverted(self, verb: re.Match[str], content_end: int) -> Speech | None:
        """Verb, then subject, behind what is said."""
        phrase = self._sources.after(self._past_hearer(self._after_verb(verb.end(), listener=False)[0]))
        if content_end <= self._low + 3 or not phrase.names:
            return None
        close = self._frame_end(phrase.end)
        tail = self._words.aside.sub(",", self._text[close : self._high])
        rest = {word.lower() for word in WORDS.findall(tail)}
        described = len(rest) <= LONGEST_FRAME and not rest & self._words.conjunctions
        return Speech((content_end, self._high if described else close), (self._low, content_end), phrase.names)


def _beside_each_other(text: str, found: list[Speech], conjunctions: frozenset[str]) -> list[Speech]:
    """Cuts what somebody says where another speech begins beside it ("X said …, but Y denied …")."""
    cut: list[Speech] = []
    for speech in found:
        for later in found:
            at = later.frame[0]
            if later is speech or not speech.saying or not speech.content[0] < at < speech.content[1]:
                continue
            lead = text[speech.content[0] : at].rstrip()
            joined = lead.endswith((",", ";")) or (_last_word(lead) in conjunctions and "," in lead[-8:])
            if later.saying and joined and later.content[0] >= at:
                speech = replace(speech, content=(speech.content[0], at))
        cut.append(speech)
    return cut


def _last_word(text: str) -> str:
    words = WORDS.findall(text[-24:])
    return words[-1].lower() if words else ""
