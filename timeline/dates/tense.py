"""What the verbs around an expression tell: whether it is past or still to come.

The words stand in the language's ``words.toml`` (classes FUTURE, PAST, PARTICIPLE, BEING, NOTICE, AHEAD, LEADUP …).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache

from timeline.dates.class_words import Phrases, at_end, ends, join, sentence_enders
from timeline.dates.find import Found
from timeline.dates.lexicon import Lexicon
from timeline.dates.record import record
from timeline.dates.rules import grammar

_FAR = 24  # tokens on either side within which a verb can tell the tense
_NEAR = 3  # tokens: so near, a verb can hardly belong to another clause
_MAIN = 8  # behind an expression that opens its sentence: so near, a verb is that of its clause
_COMMA, _SEMICOLON, _COLON, _CONJ = 3, 8, 8, 3  # they count as so many tokens
_AUXILIARY = 3  # tokens: so near before a participle, a verb of the future makes it one ("will stay closed")
_ASKED = 12  # tokens between what is asked or put off and its day
_ASIDE, _PHRASE = 10, 4  # tokens of what stands between commas, at most, and of a mere preposition with its date
_TAIL = 6  # tokens of a relative clause behind its date


@record
class Cues:
    """What bears upon the tense in a passage: ``places`` are the tokens that a search for a verb stops at, in order,
    and ``spoken`` the cues of several words ("are to", "est prévu"), as token → what it tells.
    """

    places: list[int]
    spoken: dict[int, int]


class Tenses:
    """Reads the verbs beside expressions in the class strings of one language."""

    def __init__(self, lexicon: Lexicon) -> None:
        bearing = lexicon.bearing
        self.cue = dict.fromkeys(bearing.get("PAST", set()) | bearing.get("PASTVERB", set()), -1)
        self.cue |= dict.fromkeys(bearing.get("FUTURE", set()) | bearing.get("FUTUREVERB", set()), 1)
        self.phrases = [(sign, Phrases(lexicon, symbol)) for symbol, sign in (("PAST", -1), ("FUTURE", 1))]
        self.cost = dict.fromkeys(bearing.get(",", set()), _COMMA) | dict.fromkeys(bearing.get(";", set()), _SEMICOLON)
        self.cost |= dict.fromkeys(bearing.get(":", set()), _COLON)
        self.commas = frozenset(self.cost)
        self.conj = frozenset(bearing.get("CONJ", ()))
        self.cost |= dict.fromkeys(self.conj, _CONJ)
        self.participles = frozenset().union(
            *(bearing.get(name, ()) for name in ("PASTVERB", "PARTICIPLE", "PASTPART"))
        )
        self.being = frozenset(bearing.get("BEING", ()))
        self.hyphens, self.prefixes = frozenset(bearing.get("-", ())), frozenset(bearing.get("VERBPREFIX", ()))
        self.telling = self.participles | self.cue.keys()
        self.enders = sentence_enders(lexicon)
        self.stop = re.compile(f"[{join(self.enders.union(self.cost, self.cue))}]")
        self.at = frozenset(bearing.get("ATPREP", ()))
        self.participle = frozenset(bearing.get("PARTICIPLE", ()))
        self.notice = frozenset(bearing.get("NOTICE", ()))
        self.relative = frozenset(bearing.get("RELATIVE", ()))
        self.apostrophe = frozenset(bearing.get("'", ()))
        self.weekday = frozenset(bearing.get("WEEKDAY", ()))
        self.for_day = frozenset(bearing.get("FORDAY", ()))
        self.have = frozenset(bearing.get("HAVE", ()))
        self.since_word = frozenset(bearing.get("SINCEWORD", ()))
        self.due_by = frozenset(bearing.get("DUEBY", ()))
        self.asked = [
            (self.due_by, frozenset(bearing.get("DEMAND", ()))),
            (frozenset(bearing.get("UNTILWORD", ())), frozenset(bearing.get("PUTOFF", ()))),
        ]
        self._not_yet = frozenset(bearing.get("NOTYET", ()))
        self.hearsay = frozenset(bearing.get("HEARSAY", ()))
        went = frozenset(bearing.get("WENT", ()))
        done = went | self.participles | frozenset(bearing.get("DONE", ()))
        self.perfect = [(frozenset(bearing.get("AUXDONE", ())), done), (frozenset(bearing.get("AUXWENT", ())), went)]
        self.lead_up = at_end(lexicon, "LEADUP")
        self.abbreviations = frozenset(bearing.get("ABBR", ()))
        self.ahead = at_end(lexicon, "AHEAD")
        self.ahead_ends = ends(lexicon, "AHEAD")
        self.lead_ends = ends(lexicon, "LEADUP").union(*(before for before, _ in self.asked))

    def cues(self, found: Found) -> Cues:
        """The Cues of a passage; of those of several words the longest counts."""
        phrases = [
            (end - start, start, sign) for sign, said in self.phrases for start, end in said.places(found.classes)
        ]
        spoken = {place: sign for size, start, sign in sorted(phrases) for place in range(start, start + size)}
        places = [hit.start() for hit in self.stop.finditer(found.classes)]
        return Cues(sorted({*places, *spoken}) if spoken else places, spoken)

    def tense(self, found: Found, first: int, last: int, cues: Cues) -> int:
        """Above 0 where the nearest verb announces, below where it tells what was, 0 where none is near.

        2 or -2 where it stands so near that it can hardly belong to another clause, 3 where a word right before
        the expression ("until") says that it is still to come. A participle right before ("les mesures annoncées
        mardi") tells what was, unless a verb of the future stands with it ("seront annoncées mardi").
        """
        classes, previous = found.classes, found.classes[first - 1] if first else ""
        if self._leads_up(classes, first):
            return 3
        before, before_at = self._before(classes, first, cues)
        if previous in self.ahead_ends and self.ahead is not None:
            ahead = self.ahead.search(classes[max(first - 4, 0) : first])
            if ahead:
                near, begin = _NEAR + ahead.end() - ahead.start(), max(first - 4, 0) + ahead.start()
                if before < 0 and not self._not_yet.isdisjoint(classes[max(begin - _PHRASE - 1, 0) : begin]):
                    return -2  # "they did not tell them until 3 May"
                told = (before < 0 and before_at <= near) or self._told_after(classes, begin, last, cues)
                return -1 if told else 3
        announced = before > 0 and before_at <= _NEAR
        if previous in self.since_word and not announced:
            return -2
        if self._for_a_day(found, first, last):
            return 2
        if previous in self.participle and not announced:
            return -2
        if before and before_at <= _NEAR:
            return self._weighed(found, first, before, before_at)
        after, after_at = self._after(classes, last, cues)
        if after and (self._aside(classes, first, last) or self.embedded(found, first, last)):
            after = 0
        if not before and not after:
            return 1 if previous in self.due_by else self._noticed(classes, first, last) if self.notice else 0
        if before and (not after or before_at <= after_at + 2):
            return self._weighed(found, first, before, before_at)
        near = _MAIN if first < 2 or classes[first - 2] in self.enders else _NEAR
        return self._weighed(found, first, after, after_at, near)

    def _told_after(self, classes: str, begin: int, last: int, cues: Cues) -> bool:
        """Whether what is told after an expression that would be ahead, and begins at a token, is past."""
        after, after_at = self._after(classes, last, cues)
        opens = begin == 0 or classes[begin - 1] in self.enders  # "Until Thursday, they had not …"
        follows = opens or classes[last : last + 1] not in self.commas  # not ", Castro said"
        return after < 0 and after_at <= 2 * _NEAR and follows

    def _weighed(self, found: Found, first: int, cue: int, distance: int, near: int = _NEAR) -> int:
        """A cue, twice as strong where it stands close by."""
        return max(-2, cue * (2 if distance <= near and self._placed(found, first) else 1))

    def _leads_up(self, classes: str, first: int) -> bool:
        """Whether a weekday is to come by the words before it ("ahead of Sunday's vote", "told to pay by Friday")."""
        if first == 0 or classes[first - 1] not in self.lead_ends:
            return False
        weekday = classes[first] in self.weekday
        if weekday and self.lead_up is not None and self.lead_up.search(classes[max(first - 5, 0) : first]):
            return True
        for preposition, verbs in self.asked[0 if weekday else 1 :]:
            if classes[first - 1] in preposition:
                for place in range(first - 2, max(first - _ASKED, 0) - 1, -1):
                    if classes[place] in self.enders or classes[place] in verbs:
                        return classes[place] in verbs
        return False

    def _noticed(self, classes: str, first: int, last: int) -> int:
        """1 where a sentence without a verb that tells names what is commonly announced ("Concert samedi")."""
        for places in (range(first - 1, max(first - _FAR, 0) - 1, -1), range(last, min(last + _FAR, len(classes)))):
            for place in places:
                if classes[place] in self.enders:
                    break
                if classes[place] in self.notice:
                    return 1
        return 0

    def _aside(self, classes: str, first: int, last: int) -> bool:
        """Whether an expression ends what stands aside between commas ("the men, held on Thursday, will"): the verb
        after it is another's."""
        if classes[last : last + 1] not in self.commas:
            listed = classes[last : last + 1] in self.conj and classes[last + 1 : last + 2] in self.weekday
            if not listed or classes[last + 2 : last + 3] not in self.commas:  # not "on Thursday and Friday, will"
                return False
        for place in range(first - 1, max(first - _ASIDE, -1), -1):
            if classes[place] in self.enders:
                return False
            if classes[place] in self.commas:  # not ", from Friday to Sunday, will"
                long = first - place > _PHRASE and classes[place + 1] not in self.at
                return long or not self.telling.isdisjoint(classes[place + 1 : first])
        return False

    def embedded(self, found: Found, first: int, last: int) -> bool:
        """Whether an expression stands in a relative clause that the sentence goes on after ("Karol, who took office
        on 3 May, will …"): it tells of somebody, not where the story is.
        """
        if not self.relative or not self._ends_before_comma(found.classes, last):
            return False
        for place in range(first - 1, max(first - _FAR, 0) - 1, -1):
            character = found.classes[place]
            if character in self.enders or character in self.commas:
                return place + 1 < first and found.classes[place + 1] in self.relative
        return False

    def _ends_before_comma(self, classes: str, last: int) -> bool:
        """Whether the clause of an expression ends with a comma close behind it, without another date or sentence."""
        for place in range(last, min(last + _TAIL, len(classes))):
            if classes[place] in self.commas:
                return True
            if classes[place] in self.enders or classes[place] in self.telling:
                return False
        return False

    def _for_a_day(self, found: Found, first: int, last: int) -> bool:
        """Whether a weekday is what something is meant for ("a strike for Friday", not "blamed for Friday's fire")."""
        meant = first > 0 and found.classes[first - 1] in self.for_day and found.classes[first] in self.weekday
        return meant and found.classes[last : last + 1] not in self.apostrophe

    def _placed(self, found: Found, first: int) -> bool:
        """Whether a word that places a happening in time stands right before or leads ("le 3 mai"), or nothing."""
        beside = found.classes[max(first - 1, 0) : first + 1]
        return first == 0 or not self.at.isdisjoint(beside) or beside[0] in self.enders

    def _before(self, classes: str, first: int, cues: Cues) -> tuple[int, int]:
        return self._look(classes, range(bisect_left(cues.places, first) - 1, -1, -1), first - 1, cues)

    def _after(self, classes: str, last: int, cues: Cues) -> tuple[int, int]:
        return self._look(classes, range(bisect_left(cues.places, last), len(cues.places)), last, cues)

    def _look(self, classes: str, steps: range, beside: int, cues: Cues) -> tuple[int, int]:
        """What the nearest cue tells, and how far it is from the token ``beside`` the expression, itself counted.

        Nothing (0) where the sentence ends before one. ``steps`` are places in ``cues.places``.
        """
        places, spoken, further = cues.places, cues.spoken, 1
        for step in steps:
            place = places[step]
            character = classes[place]
            further += self.cost.get(character, 1) - 1
            gone = abs(place - beside) + further
            if gone > _FAR or (character in self.enders and classes[place - 1] not in self.abbreviations):
                break
            if place in spoken:
                return spoken[place], gone
            if character in self.cue:
                if self._is_present(classes, place) or self._is_adjective(classes, place):
                    continue
                if character in self.hearsay and self._is_hearsay(classes, place):
                    return -2, gone
                return 1 if self._is_to_come(classes, place, spoken) else self.cue[character], gone
        return 0, _FAR

    def _is_present(self, classes: str, place: int) -> bool:
        """Whether a participle is no past ("the case is heard in May")."""
        return classes[place] in self.participles and classes[max(place - 1, 0)] in self.being

    def _is_adjective(self, classes: str, place: int) -> bool:
        """Whether a participle is part of a compound ("the so-called peace"), which tells no time."""
        compound = place > 1 and classes[place] in self.participles and classes[place - 1] in self.hyphens
        return compound and classes[place - 2] not in self.prefixes

    def _is_to_come(self, classes: str, place: int, spoken: dict[int, int]) -> bool:
        """Whether a participle belongs to a verb of the future right before it, or "have" does ("will have a say")."""
        if place and classes[place] in self.have and classes[place + 1 : place + 2] not in self.participles:
            return spoken.get(place - 1, self.cue.get(classes[place - 1], 0)) > 0
        if classes[place] not in self.participles:
            return False
        before = range(max(place - _AUXILIARY, 0), place)
        return any(spoken.get(at, self.cue.get(classes[at], 0)) > 0 for at in before)

    def _is_hearsay(self, classes: str, place: int) -> bool:
        """Whether a verb tells hearsay, as a perfect infinitive after it shows ("soll … gesehen haben")."""
        for at in range(place + 2, min(place + _FAR, len(classes))):
            if classes[at] in self.enders or classes[at] in self.commas:
                return False
            if any(classes[at] in verb and classes[at - 1] in participle for verb, participle in self.perfect):
                return True
        return False


@lru_cache
def tenses(code: str) -> Tenses:
    """The Tenses of a language that has a folder."""
    return Tenses(grammar(code).lexicon)
