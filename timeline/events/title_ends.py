"""How a headline ends: whether it is whole, what it may not end with, how it is made short, marks that must pair."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from timeline.events.cues import NOTHING
from timeline.events.saying import Saying
from timeline.events.title_words import TitleWords

LONGEST, FEWEST_WORDS = 90, 2
GOOD_CUT, PHRASE_CUT = 40, 50
FEWEST_LETTERS, FEW_LEFT = 5, 4
LATEST_VERB = 0.75
MOST_SUBJECT_WORDS = 6
LONGEST_SUBJECT, LONGEST_ASIDE, MOST_COMMAS = 60, 240, 4
EDGES = " \t\r\n\u00a0\u202f,;:–—-•·*|/"
WORD = re.compile(r"[\w][\w'’-]*")
_ABBREVIATED = re.compile(r"(?:\b\w\.|\.)\w?\.$")
_STARS = re.compile(r"\*+|_{2,}")
_UNEVEN = re.compile(r"[“”«»()\"*_]|\s[,.;)]")
_OPENING = "“«„\"‘'"
_EMPTY = re.compile(r'"\s+"$|“\s*”|«\s*»')
_SPACE = re.compile(r" (?=[,.;)”](?!\w))")
_COMMAS = re.compile(r" ?, (?=[a-zà-ÿ])")
_ASIDES = re.compile(r"[,(–—]|--")
_PARTS = re.compile(r"[,:;“”\"«»|]")
_COMMA = re.compile(r",(?=[”\"’]$)")
_MARKS = (", ", " – ", " — ", "; ", " - ", ": ")


@dataclass(frozen=True)
class Ending:
    """Ends headlines by the words of one language."""

    words: TitleWords
    saying: Saying

    def is_whole(self, words: str) -> bool:
        """Whether a headline has a subject and a verb, as far as that can be told from its words."""
        said = [word[0].lower() for word in islice(WORD.finditer(words), FEWEST_WORDS + 1)]
        if len(said) <= FEWEST_WORDS or not self.begins_well(words):
            return False
        return self.words.verbs.regex is NOTHING or said[0] in self.saying.pronouns or self.has_verb(words)

    def begins_well(self, words: str) -> bool:
        """Whether the first word may begin a statement: no lone preposition, no verb, no midst of a quotation."""
        first = WORD.search(words)
        said = first[0].lower() if first else ""
        if not said or said in self.words.relative or said in self.words.weak_start:
            return False
        if self.words.phrase.match(" " + words) and ", " not in words:
            return False  # "after games to get free tickets"
        if words[0] in _OPENING and words[1:2].islower():
            return False  # "“step up” their work"
        if self.words.hangs.match(words):
            main = words.partition(", ")[2]
            return bool(main) and self.begins_well(main) and self.has_verb(main)
        gerund = bool(self.words.gerund) and said.endswith(self.words.gerund)
        return not ((words[:1].islower() and (gerund or self.words.verbs.fullmatch(said))) or words[0] in "'’")

    def has_verb(self, words: str) -> bool:
        """Whether a verb stands outside of asides, and not only in a clause that hangs on the subject."""
        words = self._without_asides(words)
        verbs = list(islice(self._verbs(words), 2))
        if not verbs:
            return False
        hangs = self.words.subordinate.search(words, 1)
        return len(verbs) > 1 or hangs is None or hangs.start() > verbs[0].start()

    def _verbs(self, words: str, low: int = 1) -> Iterator[re.Match[str]]:
        """The verbs of a headline from an offset on; no infinitives, no names that end as verbs do."""
        for verb in self.words.verbs.within(words, low):
            before = words[: verb.start()].rstrip().rpartition(" ")[2].lower()
            if verb[0] != "'s" and before not in self.words.infinitive and not verb[0][0].isupper():
                yield verb

    def finished(self, teller: str, words: str) -> str:
        """Short enough, with a capital first and no full stop last."""
        longest = LONGEST - len(teller)
        if len(words) > longest:
            words = self._without_lead_in(self._without_asides(words))
        whole, words = words, self._shortened(words, longest)
        if words[-1:] == "…" and self._wants_verb(words) and self.has_verb(whole):
            words = self._shortened(self._compressed(whole, longest), longest)
        words = self._without_rest(_COMMA.sub("", words))
        words = words if _ABBREVIATED.search(words[-4:]) else words.removesuffix(".")
        return teller + (words if teller else words[:1].upper() + words[1:])

    def _without_rest(self, words: str) -> str:
        """Without a word or two behind the last comma, left of what told the time (", stating", ", the month")."""
        head, comma, rest = words.removesuffix(".").rpartition(", ")
        said = rest.split()
        few = len(said) == 1 or (0 < len(said) < FEW_LEFT and said[0].lower() in self.words.determiners)
        left = comma and few and rest[0].islower() and not self._has_any(" " + rest)
        return head if left and self.has_verb(head) else words

    def _without_asides(self, words: str) -> str:
        """Without what stands in brackets, between dashes, or in two commas between a subject and its verb."""
        words = self._without_apposition(words) if ", " in words else words
        return " ".join(self.words.aside.sub(" ", words).split()) if _ASIDES.search(words) else words

    def _without_apposition(self, words: str) -> str:
        subject = words.partition(",")[0].rstrip()
        if len(subject) > LONGEST_SUBJECT or self._is_phrase(words) or self._has_any(subject):
            return words
        for comma in islice(_COMMAS.finditer(words, len(subject) + 2, LONGEST_ASIDE), MOST_COMMAS):
            clitic = self.words.clitic.match(words, comma.end())
            if self.words.verbs.match(words, clitic.end() if clitic else comma.end()):
                return f"{subject} {words[comma.end() :]}"
        return words

    def _has_any(self, words: str) -> bool:
        return self.words.verbs.is_in(words, 1)

    def _without_lead_in(self, words: str) -> str:
        """Without a phrase or clause before the main one ("Speaking to CNN, Moon said" …)."""
        first, main = words.partition(" ")[0].lower(), words
        if not self._is_phrase(words) and not (self.words.gerund and first.endswith(self.words.gerund)):
            return words
        for _ in range(MOST_COMMAS):
            main = self._without_apposition(main.partition(", ")[2])
            begins = WORD.search(main)
            known = begins and begins[0].lower() in self.words.determiners | self.saying.pronouns
            if (
                begins
                and (main[:1].isupper() or known)
                and self.is_whole(main)
                and self.has_verb(main.partition(", ")[0])
            ):
                return main
        return words

    def _is_phrase(self, words: str) -> bool:
        """Whether some words begin with a preposition, or with what opens a clause that hangs on another."""
        first = words.partition(" ")[0].lower()
        patterns = (self.words.prepositions, self.words.phrase, self.words.cut)
        phrase = any(pattern.match(f" {first} ", at) for pattern, at in zip(patterns, (1, 0, 0), strict=True))
        return (phrase and first not in self.words.determiners) or bool(self.words.hangs.match(words))

    def _wants_verb(self, words: str) -> bool:
        """Whether a title that was cut lacks its verb, or ends right behind it."""
        verb = next(self._verbs(words), None)
        return verb is None or not self.has_verb(words) or verb.start() > LATEST_VERB * len(words)

    def _compressed(self, words: str, longest: int) -> str:
        """Without what hangs on the subject, so that the verb comes before the end.

        "The administrator of the fund for victims of the spill said" becomes "The administrator … said".
        """
        verb = next(self._verbs(words, FEWEST_LETTERS), None)
        if verb is None or verb.start() < longest // 2:
            return words
        joint = self.words.complements.search(words, FEWEST_LETTERS, verb.start())
        if not joint or not self._is_subject(words[: joint.start()]):
            return words
        between, before = words[joint.start() : verb.start()], words[: verb.start()].split()[-1].lower()
        if _PARTS.search(between) or self.words.hangs.search(between) or before in self.words.weak_end:
            return words
        return f"{words[: joint.start()].rstrip(EDGES)} … {words[verb.start() :]}"

    def _is_subject(self, words: str) -> bool:
        """Whether some words are surely one noun phrase: few, a determiner or capitals first, no verb in -s."""
        said = words.split()
        first = said[0].lower() in self.words.determiners or all(word[0].isupper() for word in said)
        return (
            first and len(said) <= MOST_SUBJECT_WORDS and not any(w[0].islower() and w[-1] == "s" for w in said[1:-1])
        )

    def _shortened(self, words: str, longest: int) -> str:
        if len(words) <= longest:
            return words
        marks = [words.rfind(mark, GOOD_CUT, longest) for mark in _MARKS]
        joints = [match.start() for match in self.words.cut.finditer(words, GOOD_CUT, longest)]
        for at in sorted((cut for cut in (*marks, *joints) if cut >= 0), reverse=True):
            piece = self.weak_end(words[:at])
            if self.words.verbs.fullmatch(piece.rpartition(" ")[2]) or self.words.paired.search(piece):
                continue  # "collected | or burned off 16,830 barrels", "chooses between him | and her"
            if (
                len(piece) >= GOOD_CUT
                and piece == words[:at].rstrip(EDGES)
                and self.balanced(piece) == piece
                and self.is_whole(piece)
            ):
                return piece
        phrases = [m.start() for m in self.words.phrase.finditer(words, min(PHRASE_CUT, longest // 2), longest - 1)]
        cut = phrases[-1] if phrases else words.rfind(" ", 0, longest)
        piece = self.weak_end(words[: cut if cut > 0 else longest - 1])
        return self.balanced(piece) + "…"

    def weak_end(self, words: str) -> str:
        """Without words at the end that ask for more ("… and", "… at the")."""
        while True:
            words = words.rstrip(EDGES)
            last = words.rsplit(" ", 1)
            joined = self.words.joined.search(last[0] + " ") if len(last) > 1 else None
            if joined and self.words.verbs.fullmatch(last[1]):
                words = last[0][: joined.start()]  # "began 10-6 and followed | that up"
            elif len(last) > 1 and last[1].lower().rstrip("'’") in self.words.weak_end:
                words = last[0]
            else:
                return words

    def balanced(self, words: str) -> str:
        """Without marks of quotation and brackets that open or close nothing."""
        if not _UNEVEN.search(words):
            return " ".join(words.split()).strip(EDGES)
        for opens, closes in (("“", "”"), ("«", "»"), ("(", ")"), ("„", "“")):
            if opens != "„" and words.count(opens) != words.count(closes):
                words = words.replace(opens, "").replace(closes, "")
        if words.count('"') % 2:
            words = words.replace('"', "")
        words = " ".join(_EMPTY.sub("", _STARS.sub("", words)).split())
        return _SPACE.sub("", words).strip(EDGES)
