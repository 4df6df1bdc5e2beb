"""Sources: the noun phrase before a verb of saying or behind "according to", and the name that it stands for.

A phrase whose head is a name is shown as that name ("the Kremlin's spokesman, Dmitry Peskov"), any other in its own
words without its article ("two people familiar with the matter", "spokeswoman for the ministry", "Macron's team").
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from timeline.events.names import Name
from timeline.events.saying import BREAK, QUOTES, WORDS, Saying
from timeline.models import Timex

FARTHEST, MOST_WORDS = 90, 10
SHORTEST_GAP = 2
LONGEST_TITLE, LONGEST_CALLED = 2, 5
LINK_REACH, MOST_LINKED = 48, 4
CLOSES = ',.;:)!?"”»'
_SUFFIX = re.compile(r"['’]s?(?=\s)")
Resolve = Callable[[str, int], str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Where a source begins and ends, and whom it names; ``names`` is empty where it is none."""

    start: int
    end: int
    names: tuple[str, ...]


class Sources:
    """Reads the sources of one sentence, between ``low`` and ``high`` of a text.

    ``resolve(words, at)`` says whom a pronoun or "the company" at an offset means; empty where that is not certain.
    """

    def __init__(
        self, text: str, low: int, high: int, timexes: Sequence[Timex], names: Sequence[Name], words: Saying,
        resolve: Resolve,
    ) -> None:  # fmt: skip
        self._text, self._low, self._high = text, low, high
        self._timexes, self._names = timexes, names
        self._words, self._resolve = words, resolve

    # ---- where a phrase begins and ends ------------------------------------------------------------------------------

    def before(self, end: int) -> Phrase:
        """The phrase that ends at an offset: the subject of a verb."""
        nameless = self._nameless_before(end)
        if nameless is not None:
            return Phrase(nameless, end, self.shown(nameless, end))
        name = next((n for n in self._names if end - SHORTEST_GAP <= n.end <= end), None)
        start = name.start if name else end
        for word in reversed(list(WORDS.finditer(self._text, max(end - FARTHEST, self._low), end))[-MOST_WORDS:]):
            if word.start() >= start:
                continue
            if self._parted(word.end(), start) or any(t.start <= word.start() < t.end for t in self._timexes):
                break
            plain = self._text[start : start + 12]
            lower = word[0].lower()
            told = lower in self._words.relative and start < end and plain[0].islower()
            if told and lower in self._words.object_relatives:
                verb = plain.split()[0]
                told = verb in self._words.told or verb.endswith("ed")
            if told and not self._words.determiner.match(plain):  # "the company that built it said"
                described = self.before(self._low + len(self._text[self._low : word.start()].rstrip(" ,")))
                return Phrase(described.start, end, described.names)
            if start < end and lower in self._words.stops and self._words.opens_phrase.fullmatch(word[0]):
                start = word.start()
                break  # "die Polizei": an article, though the same word is a relative pronoun too
            if self._words.speaking.fullmatch(word[0]) and self._words.by.match(self._text, word.end() + 1, end):
                obtained = self.before(self._low + len(self._text[self._low : word.start()].rstrip(" ,")))
                return Phrase(obtained.start, end, obtained.names)  # "a memo obtained by the Times"
            if self._stops(word) and not self._is_link(word, start):
                headed = name is None and word[0].lower() not in self._words.conjunctions
                if headed or start == end:
                    meant = self._resolve(word[0], word.start()) if start == end else ""
                    return Phrase(word.start(), end, (meant,) if meant else ())
                break
            start = word.start()
        return Phrase(start, end, self.shown(start, end))

    def after(self, at: int) -> Phrase:
        """The phrase that begins at an offset, with those that "and" joins to it."""
        first = self._one_after(at)
        names, end = first.names, first.end
        while names:
            joint = self._words.joins.match(self._text, end, self._high)
            if not joint or not self._may_join(joint):
                break
            another = self._one_after(joint.end())
            if not another.names:
                break
            office = self._is_bare_office(at, joint.start()) and self.named(another)
            names, end = another.names if office else (*names, *another.names), another.end
        return Phrase(at, end, tuple(dict.fromkeys(names)))

    def _is_bare_office(self, low: int, high: int) -> bool:
        """Whether a phrase is an office without an article, joined to another ("founder and head Ada Roe")."""
        words = self._text[low:high].strip()
        return bool(self._words.speakers.fullmatch(words)) and words.islower()

    def apposed(self, comma: int) -> int | None:
        """The comma that opens the apposition which ``comma`` closes ("Lena Holm, head of Acme, said"), or None."""
        opening = self._text.rfind(",", max(comma - 160, self._low), comma)
        between = self._text[opening + 1 : comma].strip() if opening > self._low else ""
        if not between or set(between) & set(QUOTES + ":;"):
            return None
        ends_name = any(name.end == opening for name in self._names)
        words = self._words
        relative = between.split()[0].lower() in words.relative | words.object_relatives
        verb = None if relative else words.auxiliary.search(between)
        if verb and not ends_name and not words.relative.intersection(between[: verb.start()].lower().split()):
            return None  # "…, la défense a fait appel, a prévenu Holm"
        opens = words.determiner.match(between) or words.cites.match(between) or relative
        opens = opens or words.manner.match(between)
        return opening if ends_name or opens or self.named_between(opening, comma) else None

    def named_between(self, opening: int, comma: int) -> Name | None:
        """The person whose name, perhaps with a title, is all that stands between two commas."""
        for name in self._names:
            lead = self._text[opening + 1 : name.start]
            if name.end == comma and opening < name.start:
                if self.is_someone(name, opening) and len(lead.split()) <= LONGEST_TITLE:
                    return name
                return name if not lead.strip() and name.kind != "place" and self._is_called(opening) else None
        return None

    def _is_called(self, comma: int) -> bool:
        """Whether a short description that opens the sentence ends at a comma ("The regulator, Ofcom, said")."""
        words = self._text[self._low : comma].split()
        opens = self._words.determiner.match(self._text[self._low : comma])
        return bool(opens) and 1 < len(words) <= LONGEST_CALLED and words[-1].lower() in self._words.bodies

    def is_someone(self, name: Name, comma: int) -> bool:
        """Whether a name is a person's: known so, or of two words behind an office ("its head, Ada Roe")."""
        if name.kind == "person":
            return True
        left = self._text[max(comma - LINK_REACH, self._low) : comma].strip(" ,")
        office = self._words.speakers.search(BREAK.split(left)[-1])
        return bool(office) and not name.key and name.kind != "place" and len(name.name.split()) == 2

    def _nameless_before(self, end: int) -> int | None:
        """Where a source without a name begins, if its tail ends at an offset ("people close to the talks said")."""
        low = max(end - FARTHEST, self._low)
        found = [m for m in self._words.nameless.finditer(self._text, low, end) if m.end() >= end]
        if not found:
            return None
        start = found[-1].start()
        for word in reversed(list(WORDS.finditer(self._text, low, start))[-3:]):
            if self._parted(word.end(), start) or (self._stops(word) and not word[0].isdigit()):
                break
            start = word.start()
        return start

    def _is_link(self, word: re.Match[str], start: int) -> bool:
        """Whether a preposition belongs to the phrase behind it ("a spokesman for | the ministry")."""
        if word[0].lower() not in self._words.links or start <= word.end():
            return False
        left = BREAK.split(self._text[max(word.start() - LINK_REACH, self._low) : word.start()])[-1]
        words = left.split()[-MOST_LINKED:]
        heads = [bool(self._words.opens_phrase.fullmatch(word)) for word in words]
        speaks = self._words.speakers.search(" ".join(words))
        return bool(words) and (any(heads[:-1]) or bool(speaks)) and not self._words.verb.search(left)

    def _parted(self, low: int, high: int) -> bool:
        return bool(BREAK.search(self._text, low, high))

    def _stops(self, word: re.Match[str]) -> bool:
        """Whether a noun phrase cannot go past a word."""
        if any(n.start <= word.start() < n.end for n in self._names):
            return False
        lower = word[0].lower()
        ends = lower in self._words.stops or lower in self._words.conjunctions
        return ends or bool(self._words.clause.fullmatch(word[0]))

    def _one_after(self, at: int) -> Phrase:
        nameless = self._words.nameless.search(self._text, at, min(at + FARTHEST, self._high))
        end = self._end_after(at)
        if nameless and nameless.start() < end:
            end = self._cut(at, nameless.end())
            return Phrase(at, end, self.shown(at, end))
        last = at
        first = WORDS.match(self._text, at + len(self._text[at:end]) - len(self._text[at:end].lstrip()), end)
        if first and first[0].lower() in self._words.persons:
            meant = self._resolve(first[0], at)
            return Phrase(at, first.end(), (meant,) if meant else ())
        for word in WORDS.finditer(self._text, at, min(end, at + FARTHEST)):
            opens = last == at and self._words.opens_phrase.fullmatch(word[0])
            noun = self._words.opens_phrase.fullmatch(self._text[at : word.start()].strip())  # "un proche du dossier"
            opens = opens or (noun and self._words.speakers.fullmatch(word[0]))
            if self._stops(word) and not opens and not (word.start() > at and self._links_on(at, word)):
                break
            last = word.end()
        last = self._described(last)
        return Phrase(at, last, self.shown(at, last))

    def _end_after(self, at: int) -> int:
        mark = BREAK.search(self._text, at, self._high)
        end = mark.start() if mark else self._high
        other = self._words.sources.search(self._text, at + 1, end)  # "l'AFP | de source policière"
        return self._cut(at, other.start() if other else end)

    def _cut(self, at: int, end: int) -> int:
        """The end of a phrase, before a time that follows it and the time's own preposition."""
        for timex in self._timexes:
            lead = self._text[at : timex.start].strip() + " "
            if at <= timex.start < end and self._words.determiner.sub("", lead).strip():
                before = self._words.prepositions.search(self._text, max(timex.start - 24, at), timex.start)
                end = before.start() if before else timex.start
                break
        return at + len(self._text[at:end].rstrip())

    def _links_on(self, at: int, word: re.Match[str]) -> bool:
        """Whether a phrase goes on past a preposition: its noun is one that takes it ("an official at")."""
        left = self._text[at : word.start()].split()
        return word[0].lower() in self._words.links and bool(left) and bool(self._words.speakers.fullmatch(left[-1]))

    def _described(self, end: int) -> int:
        """Past the name that a description introduces ("the Kremlin's spokesman, Dmitry Peskov, …")."""
        for name in self._names:
            gap = self._text[end : name.start]
            cited = self._words.cited_by.search(gap)
            if gap[:1] == "," and len(gap.split()) <= LONGEST_TITLE + 1 and name.kind != "place" and not cited:
                closed = name.end >= self._high or self._text[name.end : self._high].lstrip("\xa0 ")[:1] in tuple(
                    CLOSES
                )
                return name.end if closed else end
        return end

    def _may_join(self, joint: re.Match[str]) -> bool:
        """Whether what "and" joins is another source, not the next clause ("said Holm, and police arrested …")."""
        at = joint.end()
        if any(n.start == at and n.kind != "place" for n in self._names) and "," not in joint[0]:
            return True
        opens = self._words.opens_phrase.match(self._text, at, self._high)
        if opens and any(self._is_described(name, opens.end(), at) for name in self._names):
            return True  # "and the weekly Marianne", "et son adjointe, Ana Ruiz"
        speaks = self._words.speakers.search(self._text, at, min(at + 40, self._high))
        return bool(speaks) and (bool(opens) or "," not in joint[0]) and not self._parted(at, speaks.start())

    def _is_described(self, name: Name, low: int, at: int) -> bool:
        """Whether a name closes the phrase that begins at ``at``, behind a noun or two in lower case from ``low``."""
        lead = self._text[low : name.start]
        if name.start < low or name.kind == "place" or not lead.islower() or len(lead.split()) > LONGEST_TITLE:
            return False
        closed = name.end >= self._high or self._text[name.end] in QUOTES + ",.;:)"
        apposed = lead.endswith(", ") and name.kind == "person"
        return closed and (apposed or not self._parted(at, name.start))

    def named(self, phrase: Phrase) -> bool:
        """Whether a phrase is shown as a name that stands in it."""
        return any(name.name in phrase.names for name in self._names)

    # ---- whom a phrase names -----------------------------------------------------------------------------------------

    def shown(self, low: int, high: int) -> tuple[str, ...]:
        """The name or the words between two offsets, as a source should be shown; empty where it is none."""
        inside = [n for n in self._names if low <= n.start and n.end <= high and n.kind != "place"]
        if not inside:
            apposed = [n for n in self._names if self._text[n.end : low].strip() == "," and n.kind == "person"]
            if apposed:
                return (apposed[-1].name,)  # "Lena Holm, head of the agency said"
        heads = [name for name in inside if self._is_head(name, low, high)]
        if heads:
            return (next((name for name in heads if name.kind == "person"), heads[-1]).name,)
        words = " ".join(self._text[low:high].split()).strip(" ,-–—_")
        lower = words.lower()
        meant = self._resolve(words, low)
        if meant:
            return (meant,)
        if not words or lower in self._words.pronouns:
            return ()
        words = self._words.article.sub("", words)
        return (words,) if words and self._is_sound(words) else ()

    def _is_sound(self, words: str) -> bool:
        bare = self._words.determiner.sub("", words)
        pieces = bare.split()
        if not pieces or bare.lower() in self._words.pronouns or len(pieces) > 2 * MOST_WORDS:
            return False
        speaks = self._words.speakers.search(bare)
        edges = {pieces[0].lower(), *(() if speaks else (pieces[-1].lower(),))}
        figures = pieces[0][0].isdigit() and not speaks
        if _SUFFIX.search(pieces[-1] + " "):
            return False  # "Iran's" alone: what it has was cut off
        return not figures and self._words.no_source.isdisjoint(edges) and pieces[0].lower() not in self._words.stops

    def _is_head(self, name: Name, low: int, high: int) -> bool:
        """Whether a phrase is about that name: not "a spokesman for Acme", "Acme officials", "Acme's team"."""
        tail = self._text[name.end : high].strip()
        lead = self._text[low : name.start].split()
        if tail and not tail.startswith((",", "(")):
            rest = [word.lower().strip(",") for word in tail.split()]
            of_name = rest[0] in self._words.links and name.kind == "person"
            if _SUFFIX.match(self._text, name.end) or not (of_name or self._words.bodies.issuperset(rest)):
                return False
        linked = [word.lower() for word in lead if word.lower() in self._words.links]
        if not linked or (lead[-1].endswith(",") and self.is_someone(name, name.start)):
            return True
        direct = lead[-1].lower() in self._words.links or self._words.determiner.fullmatch(lead[-1] + " ")
        return name.kind == "person" and not direct
