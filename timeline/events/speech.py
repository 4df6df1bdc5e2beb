"""Who says what in a sentence: reporting clauses ("X said on Thursday that …", "« … », a déclaré X") and sources.

Each form of saying is a method of ``Speeches``; ``find`` tries them in order.
"""

from __future__ import annotations

import re
from dataclasses import replace

from timeline.events.denial import denied_end, denied_object, disputes
from timeline.events.frames import SHORT_FRAME, Speech
from timeline.events.indirect import Indirect
from timeline.events.saying import QUOTES, WORDS
from timeline.events.sources import Phrase

LONGEST_FRAME = 10
ASKED, SHORTEST_SAID = 30, 4
HEARER_REACH = 20
FEWEST_TOLD, HEAD = 3, 12
HEARERS = ("media", "agency", "organisation")
_CLITIC = re.compile(r"-(?:t-)?(\w+)")


class Speeches(Indirect):
    """Finds the speeches of one sentence of a text."""

    def find(self) -> list[Speech]:
        """The speeches in the order of their verbs, then the sources."""
        found = self._as_said()
        for verb in self.words.verb.finditer(self.text, self.low, self.high):
            inside = any(s.saying and s.frame[0] <= verb.start() < s.frame[1] for s in found)
            speech = None if inside else self._reported(verb) or self._again(verb, found)
            beside = speech and speech.saying and speech.frame[0] >= speech.content[1]  # « On perd, dit-elle. »
            if speech and (speech.denial or beside or not self.is_quoted(verb.start())):
                found.append(self._with_listener(speech))
        found += self.quoted_as() + self._before_colon(found) + self.opinions(found)
        found += self.issued() + self.claimed()
        found += self._gerunds(found) + self._according(found)
        return self._citing(_beside_each_other(self.text, found, self.words.conjunctions))

    def _as_said(self) -> list[Speech]:
        """Whose word a clause is, as another tells ("…, as Lena Holm told MPs", "Comme l'a écrit Le Monde, …")."""
        found = []
        for opens in self.words.as_said.finditer(self.text, self.low, self.high):
            first = opens.start() == self.low
            if not first and self.text[self.low : opens.start()].rstrip()[-1:] != ",":
                continue
            close = self.frame_end(opens.end())
            verb = self.words.elided.search(self.text, opens.end(), close)
            if not verb or self.without_times(verb.end(), close) > SHORT_FRAME:
                continue
            before = self.sources.before(self.before(verb.start()))
            behind = self.sources.after(self.after_verb(verb.end(), listener=False)[0])
            named = self.sources.named(before) or not self.sources.named(behind)
            names = before.names if before.start >= opens.end() and named else behind.names
            if names:
                content = (close, self.high) if first else (self.low, opens.start())
                against = bool(self.words.against_said.match(opens[0]))
                found.append(Speech((opens.start(), close), (self.high, self.high) if against else content, names))
        return found

    def _again(self, verb: re.Match[str], found: list[Speech]) -> Speech | None:
        """A verb that "and" joins to another of the same subject ("Holm resigned and said that …")."""
        lead = self.text[self.low : self.before(verb.start())]
        ahead, follows = self.after_verb(verb.end())
        if not follows or not self.words.joined.search(lead) or self.high - ahead <= SHORTEST_SAID:
            return None
        said = [s.sources for s in found if s.sources and s.frame[0] < verb.start()]
        heads = [n.name for n in self.names if n.start - self.low <= HEAD and n.kind != "place"]
        names = said[-1] if said else tuple(heads[:1])
        return Speech((verb.start(), ahead), (ahead, self.high), names) if names else None

    def _according(self, said: list[Speech]) -> list[Speech]:
        """The speeches of "according to X"."""
        found = []
        for source in self.words.sources.finditer(self.text, self.low, self.high):
            last = WORDS.findall(source[0])[-1].lower()
            own = last in self.words.possessives  # "de source judiciaire": the word itself is part of the source
            phrase = self.sources.after(source.end() - len(last) if own else source.end())
            if phrase.names:
                low, high = self.between_semicolons(source.start())
                outer = [s.content for s in said if s.saying and s.content[0] <= source.start() < s.content[1]]
                low = max([low, *(content[0] for content in outer)])
                paper = self.cited_by(phrase)
                levels = (paper.names, phrase.names) if paper.names else (phrase.names,)
                frame = (source.start(), max(phrase.end, paper.end))
                found.append(Speech(frame, (low, high), levels[0], saying=False, cited=levels[1:]))
        return found

    def _before_colon(self, found: list[Speech]) -> list[Speech]:
        """The one whose name stands before a colon and a quotation ("Jean Dupuis: “We knew”")."""
        for low, high in self.quoted:
            lead = self.text[self.low : low].rstrip()
            colon = self.low + len(lead) - 1
            if not lead.endswith(":") or any(s.content[0] <= low < s.content[1] for s in found):
                continue
            end = self.low + len(lead[:-1].rstrip())
            phrase = self.sources.before(end)
            if self.sources.named(phrase) and phrase.start == self.low:
                return [Speech((self.low, colon), (low, high), phrase.names)]
        return []

    def _gerunds(self, found: list[Speech]) -> list[Speech]:
        """What the one who does something says beside it ("He resigned, saying he had been threatened in April")."""
        said = []
        for verb in self.words.gerund.finditer(self.text, self.low, self.high):
            before = [s for s in found if s.frame[0] <= verb.start()]
            names = [n for n in self.names if n.end <= verb.start() and n.kind != "place"]
            sources = before[-1].sources if before else (names[0].name,) if len({n.name for n in names}) == 1 else ()
            ahead = self.after_verb(verb.end())[0]
            if sources and self.high - ahead > 3 and (not before or before[-1].frame[1] <= verb.start()):
                said.append(Speech((verb.start(), ahead), (ahead, self.high), sources))
        return said

    def _citing(self, found: list[Speech]) -> list[Speech]:
        """Adds to a speech those whom its source cites; where there is none, they are the source."""
        for cites in self.words.cites.finditer(self.text, self.low, self.high):
            phrase = self.sources.after(cites.end())
            if not phrase.names:
                continue
            before = [i for i, s in enumerate(found) if s.sources and s.frame[0] <= cites.start()]
            if before:
                nearest = max(before, key=lambda i: (found[i].frame[0], not found[i].saying))
                levels = found[nearest].cited
                found[nearest] = replace(found[nearest], cited=(*levels, phrase.names))
            else:
                found.append(Speech((cites.start(), phrase.end), (self.low, self.high), phrase.names, saying=False))
        return found

    def _with_listener(self, speech: Speech) -> Speech:
        """The paper to which someone without a name spoke: it is the one that vouches ("a source told the Times")."""
        named = {n.name for n in self.names}
        if not speech.sources or named & set(speech.sources) or speech.denial:
            return speech
        for name in self.names:
            heard = name.kind in HEARERS and speech.frame[0] < name.start < speech.frame[1]
            own = any(name.name in source or self.text[name.start : name.end] in source for source in speech.sources)
            left = self.words.hearers.search(self.text, max(name.start - HEARER_REACH, self.low), name.start)
            if heard and left and not own and self.words.speakers.search(speech.sources[0]):
                return replace(speech, sources=(name.name,), cited=(speech.sources, *speech.cited))
        return speech

    def _reported(self, verb: re.Match[str]) -> Speech | None:
        denial = disputes(self.text, self.language, verb, self.high)
        if denial is None:
            return None
        asked = self.words.clitic.search(self.text, max(verb.start() - ASKED, self.low), verb.start())
        behind = _CLITIC.match(self.text, verb.end(), self.high)
        if asked or behind:
            return self._asked(verb, asked.start() if asked else verb.start(), (asked or behind or verb)[1])
        before = self.before(verb.start())
        previous = _last_word(self.text[self.low : verb.start()])
        if previous in self.words.nouns:
            return None  # "the claim"
        if before < verb.start() and _last_word(self.text[self.low : before]) in self.words.nouns:
            return None  # "their first signals"
        if previous in self.words.negators or (previous in self.words.passive and previous not in self.words.pronouns):
            return self._by(verb, denial=denial)
        if self.words.participle.search(verb[0]) and not self.words.auxiliary.search(self.text, before, verb.start()):
            return self._by(verb, denial=denial)  # "les mesures annoncées mardi par le ministre"
        if _last_word(self.text[self.low : before].rstrip(" '’")) in self.words.reflexive:
            return None  # "un incendie s'est déclaré"
        bare = self.text[self.low : before].rstrip()
        end = self.low + len(bare)
        if bare and bare[-1] in QUOTES and self.is_scare(end):
            before = self.text.rfind(" ", self.low, self.opening(end))
            return self._direct(verb, before, denial=denial) if before > self.low else None
        if not bare or bare[-1] in QUOTES:
            return self._inverted(verb, end)
        goes_on = self.words.that.match(self.text, self.after_verb(verb.end())[0])
        if bare[-1] == "," and not goes_on and not denial and self.sources.apposed(end - 1) is None:
            return self._inverted(verb, end)
        return self._direct(verb, before, denial=denial)

    def _asked(self, verb: re.Match[str], start: int, pronoun: str) -> Speech | None:
        """A pronoun behind its verb ("a-t-il déclaré", "écrit-elle"): what is said stands before."""
        if start - self.low < SHORTEST_SAID:
            return None
        if pronoun not in self.words.persons | self.words.things | self.words.plural:
            return self._impersonal(verb, start)
        opens = not any(low - self.low <= 1 for low, _ in self.quoted) and self.text[self.low] not in QUOTES
        subject = self.sources.after(self.low).names if opens and self.quoted else ()
        meant = self.resolve(pronoun, start)
        sources = subject or ((meant,) if meant else ())
        return Speech((start, self.frame_end(verb.end())), (self.low, start), sources)

    def _impersonal(self, verb: re.Match[str], start: int) -> Speech | None:
        """Where it is said ("indique-t-on à la mairie"); "dit-on" alone names nobody."""
        clitic = _CLITIC.match(self.text, verb.end(), self.high)
        at = clitic.end() if clitic else verb.end()
        place = self.words.said_at.match(self.text, at + 1, self.high)
        phrase = self.sources.after(place.end()) if place else Phrase(at, at, ())
        rest = self.text[phrase.end : self.high]
        aside = rest.startswith(",") and len(WORDS.findall(rest)) >= FEWEST_TOLD
        content = (self.low, self.high if aside else start)
        return Speech((start, phrase.end), content, phrase.names) if phrase.names else None

    def _by(self, verb: re.Match[str], *, denial: bool) -> Speech | None:
        """A denial or a report in the passive ("The claims were denied by Moscow on Friday")."""
        if _last_word(self.text[self.low : verb.start()]) in self.words.negators:
            return None
        at = self.past_times(verb.end())
        by = self.words.by.match(self.text, at + 1, self.high)
        phrase = self.sources.after(by.end()) if by else Phrase(at, at, ())
        if phrase.names or (denial and denied_object(self.text, self.language, self.low, verb.start())):
            frame = (verb.start(), max(self.frame_end(phrase.end), verb.end()))
            that = self.words.that.match(self.text, self.past_times(phrase.end) + 1, self.high)
            content = (that.start(), self.high) if that else (self.low, verb.start())
            return Speech((frame[0], that.start()) if that else frame, content, phrase.names, denial=denial)
        return None

    def _direct(self, verb: re.Match[str], before: int, *, denial: bool) -> Speech | None:
        """Subject, then verb; what is said follows, or stands before the subject."""
        phrase = self.subject(before)
        start, sources = phrase.start, phrase.names
        if start == phrase.end:
            return None
        if self.words.verb.search(self.text, phrase.start, phrase.end) and not self.sources.named(phrase):
            return None  # "refuted reports that …": no verb, but what another one governs
        if self.words.nobody.fullmatch(self.text[start : phrase.end].strip()):
            place = self.words.said_at.match(self.text, verb.end() + 1, self.high)  # "on indique à la mairie que …"
            if not place and self.text[self.low : start].rstrip().endswith(","):
                place = self.words.said_at.match(self.text, self.low, start)  # "À la mairie, on indique que …"
            sources = self.sources.after(place.end()).names if place else sources
        ahead, follows = self.after_verb(verb.end())
        if not denial and self.stands_before(start, ahead) and not self.words.that.match(self.text, ahead):
            end = self.frame_end(verb.end())
            rest = self.text[end : self.high]
            goes_on = rest[1:].lstrip()[:1] in tuple(QUOTES) or not set(rest) & set(QUOTES)
            aside = rest.startswith(",") and len(WORDS.findall(rest)) >= FEWEST_TOLD and goes_on
            return Speech((start, end), (self.low, self.high if aside else start), sources)
        document = bool(sources) and bool(self.words.speakers.search(sources[0]))  # "figures show sales fell"
        certain = denial or document or verb[0].lower() in self.words.says
        if not (certain or follows) or self.high - ahead < 4:
            whole, none = (self.low, self.high), (self.high, self.high)
            return Speech(whole, none, sources, denial=denial) if certain else None
        end = self._denied_end(ahead) if denial else self.told_end(ahead)
        return Speech((self.frame_start(start), ahead), (ahead, end), sources, denial=denial)

    def _denied_end(self, ahead: int) -> int:
        """Where what is denied ends, with a time right behind its quotation ("called it “a lie” on Monday")."""
        end = denied_end(self.text, self.language, ahead, self.high)
        return max(self.past_times(end + 1), end) if self.text[end : end + 1] in ("”", "»", '"') else end

    def _inverted(self, verb: re.Match[str], content_end: int) -> Speech | None:
        """Verb, then subject, behind what is said."""
        phrase = self.sources.after(self.past_hearer(self.after_verb(verb.end(), listener=False)[0]))
        if content_end <= self.low + 3 or not phrase.names:
            return None
        close = self.frame_end(phrase.end)
        tail = self.words.aside.sub(",", self.text[close : self.high])
        rest = {word.lower() for word in WORDS.findall(tail)}
        described = len(rest) <= LONGEST_FRAME and not rest & self.words.conjunctions
        return Speech((content_end, self.high if described else close), (self.low, content_end), phrase.names)


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
