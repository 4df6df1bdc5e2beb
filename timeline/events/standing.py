"""How a name stands in its sentence: whether it acts, is acted on, or only tells where something is.

Told by the words right before and right after it, from a language's ``actors.toml``; no sentence is parsed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from timeline.events.cues import Cues, alternation, cues
from timeline.events.sides import Skipped, begins_with, chain_of, ends_with, words_after, words_before
from timeline.languages import load

NEAR = 3  # words between a deed and the preposition that governs a name
_OWNED = re.compile(r"['’]s((?:[ \u00a0\n][\w-]+){1,5})")
_NEXT = re.compile(r"[ \u00a0\n]([\w-]+['’]?)")


@lru_cache
def actor_words(code: str) -> Cues:
    """The lists of a language's ``actors.toml``; without a folder or a table, none."""
    try:
        return Cues(code, load(code).table("actors"))
    except LookupError:
        return Cues(code, {})


@dataclass(frozen=True)
class Lists:
    """A language's lists as sets, by ``section key``; its endings as patterns of whole words."""

    sets: dict[str, frozenset[str]]
    skipped: Skipped
    ending: re.Pattern[str]
    participle: re.Pattern[str]
    infinitive: re.Pattern[str]

    def __getitem__(self, key: str) -> frozenset[str]:
        return self.sets.get(key, frozenset())


@lru_cache
def lists(language: str) -> Lists:
    """The lists of a language; empty where it has none."""
    known, told = actor_words(language), cues(language)
    sets = {
        f"{section} {key}": frozenset(words)
        for section in ("verbs", "states")
        for key, words in known.tables.get(section, {}).items()
        if isinstance(words, list)
    }
    says, may_say = told.words("speech", "says"), told.words("speech", "may_say")
    acts = sets.get("verbs acts", frozenset())
    sets |= {
        "verbs": acts | sets.get("verbs auxiliaries", frozenset()),
        "objects": sets.get("verbs acted_on", frozenset()) | (acts - {*says, *may_say}),
        "sources": frozenset(word.replace("’", "'") for word in told.words("speech", "sources")),
        "says": frozenset(says),
        "follows": sets.get("states follows", frozenset()) | sets.get("verbs adverbs", frozenset()),
        "owned": sets.get("states offices", frozenset()) | sets.get("states owned", frozenset()),
    }
    articles, joints = told.words("speech", "determiners"), known.words("states", "and")
    skipped = Skipped(
        articles=frozenset(word.replace("’", "'") for word in articles),
        joints=frozenset(joints),
        who=frozenset(known.words("states", "who")),
        fillers=frozenset((*known.words("verbs", "adverbs"), *known.words("verbs", "clitics"))),
        chain=chain_of(alternation(articles) or "(?!)", alternation(joints) or "(?!)"),
    )
    return Lists(
        sets=sets,
        skipped=skipped,
        ending=re.compile(known.text("verbs", "endings") or "(?!)"),
        participle=re.compile(known.text("verbs", "participles") or "(?!)"),
        infinitive=re.compile(known.text("verbs", "infinitive") or "(?!)"),
    )


class Standing:
    """Asks how the names of one text stand. Offsets are those of a name; ``low`` is where its sentence begins."""

    def __init__(self, text: str, language: str) -> None:
        self.text, self._lists = text, lists(language)
        self._befores: dict[int, tuple[str, ...]] = {}
        self._afters: dict[int, tuple[str, ...]] = {}

    def before(self, start: int, low: int = 0) -> tuple[str, ...]:
        """The words before a name that tell how it stands."""
        if start not in self._befores:
            self._befores[start] = words_before(self.text, start, low, self._lists.skipped)
        return self._befores[start]

    def after(self, end: int) -> tuple[str, ...]:
        """The words after a name from the first that tells how it stands."""
        if end not in self._afters:
            self._afters[end] = words_after(self.text, end, len(self.text), self._lists.skipped)
        return self._afters[end]

    def acts(self, end: int) -> bool:
        """Whether a verb follows, also behind an apposition, other names that are joined, or "which"."""
        return self._is_verb(self.after(end))

    def _is_verb(self, words: tuple[str, ...]) -> bool:
        known = self._lists
        if not words:
            return False
        return words[0] in known["verbs"] or bool(
            known.ending.fullmatch(words[0]) or known.infinitive.match(" ".join(words[:2]))
        )

    def suffers(self, end: int) -> bool:
        """Whether a passive follows ("was accused", "a été piraté")."""
        known, words = self._lists, self.after(end)
        words = words[begins_with(words, known["verbs perfect"]) :]
        words = words[1:] if words and words[0] in known.skipped.fillers else words
        if not words or words[0] not in known["verbs passive"]:
            return False
        words = words[1:]
        while words and (words[0] in known.skipped.fillers or words[0].endswith("ly")):
            words = words[1:]
        return bool(words) and words[0] not in known["verbs moves"] and bool(known.participle.fullmatch(words[0]))

    def governs(self, end: int) -> bool:
        """Whether it acts through a body of its own ("Kuwait's government has asked")."""
        words = self._owned(end)
        for skip in (0, 1):
            length = begins_with(words[skip:], self._lists["states bodies"])
            if length and self._is_verb(words[skip + length :]):
                return True
        return False

    def owns(self, end: int) -> bool:
        """Whether an office or a part of a body is its own ("Corvane's chief executive")."""
        words = self._owned(end)
        return any(begins_with(words[skip:], self._lists["owned"]) for skip in (0, 1, 2))

    def is_represented(self, start: int, end: int, low: int = 0) -> bool:
        """Whether someone acts or speaks for it here ("Norway's foreign minister", "envoys from Serbia")."""
        known, words = self._lists, self._owned(end)
        if any(begins_with(words[skip:], known["states offices"]) for skip in (0, 1, 2)):
            return True
        before = self.before(start, low)
        length = ends_with(before, known["states of"])
        return bool(length and ends_with(before[:-length], known["states offices"]))

    def _owned(self, end: int) -> tuple[str, ...]:
        match = _OWNED.match(self.text, end)
        return tuple(match[1].split()) if match else ()

    def describes(self, end: int) -> bool:
        """Whether it only describes the noun that follows ("the US government")."""
        match, known = _NEXT.match(self.text, end), self._lists
        if not match or not match[1][0].islower():
            return False
        word = match[1].replace("’", "'")
        return not (
            word in known["follows"] or word in known["verbs"] or known.ending.fullmatch(word) or word[-1] == "'"
        )

    def is_agent(self, start: int, low: int = 0) -> bool:
        """Whether a passive's agent or the author of a deed stands here ("hacked by …", "pressure from …")."""
        known, words = self._lists, self.before(start, low)
        length = ends_with(words, known["verbs by"])
        if length and any(known.participle.fullmatch(word) for word in words[:-length][-NEAR - 1 :]):
            return True
        return self._governed(words, "verbs from", "verbs sent")

    def is_party(self, start: int, low: int = 0) -> bool:
        """Whether it is one of two who do something together ("talks between …", "un accord avec …")."""
        return self._governed(self.before(start, low), "verbs with", "verbs mutual")

    def is_patient(self, start: int, low: int = 0) -> bool:
        """Whether something is done to it ("accused …", "sanctions against …")."""
        known, words = self._lists, self.before(start, low)
        if ends_with(words, known["objects"]) or (words and known.ending.fullmatch(words[-1])):
            return True
        return self._governed(words, "verbs against", "verbs deeds")

    def is_source(self, start: int, low: int = 0) -> bool:
        """Whether it is named as the source ("according to …", "selon …"), or the verb of its saying comes before."""
        words = self.before(start, low)
        return bool(ends_with(words, self._lists["sources"]) or ends_with(words, self._lists["says"]))

    def is_located(self, start: int, low: int = 0) -> bool:
        """Whether it tells where something is ("in …", "à …")."""
        return bool(ends_with(self.before(start, low), self._lists["states places"]))

    def is_scene(self, start: int, low: int = 0) -> bool:
        """Whether something happens at this seat ("outside …", "devant …")."""
        return bool(ends_with(self.before(start, low), self._lists["states seats"]))

    def _governed(self, words: tuple[str, ...], prepositions: str, nouns: str) -> bool:
        """Whether a preposition stands before, and one of some nouns close before that."""
        length = ends_with(words, self._lists[prepositions])
        lead = words[:-length][-NEAR:] if length else ()
        return any(ends_with(lead[: at + 1], self._lists[nouns]) for at in range(len(lead)))
