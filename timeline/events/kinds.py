"""Of what kind a name is that no list knows: by its head word, by the noun beside it, by its first name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.events.cues import NOTHING, Cues, alternation, cues
from timeline.events.shapes import Heads
from timeline.events.standing import actor_words
from timeline.models import ACTOR_KINDS


@dataclass(frozen=True)
class Kinds:
    """A language's signs of a kind. ``before`` ends where a name begins, ``after`` begins where it ends.

    ``extends`` says that a capitalised word behind a body's short name belongs to it ("SNCF Réseau").
    """

    heads: dict[str, str]
    first_names: frozenset[str]
    before: re.Pattern[str]
    after: re.Pattern[str]
    nouns: dict[str, str]
    compounds: bool
    compound: re.Pattern[str]
    role: re.Pattern[str]
    thing_before: re.Pattern[str]
    thing_after: re.Pattern[str]
    extends: bool
    possessed: frozenset[str]
    joints: frozenset[str]
    venues: frozenset[str]
    joint_heads: frozenset[str]
    plain: re.Pattern[str]
    idle: frozenset[str]
    kept_titles: frozenset[str]
    local_office: re.Pattern[str]

    def of_head(self, words: Sequence[str]) -> str:
        """The kind that the last or the first word of a name tells; empty where neither does."""
        ends = (words[-1], words[-1].rpartition("-")[2], words[0])
        told = next((self.heads[word] for word in ends if word in self.heads), "")
        if told or not self.compounds:
            return told
        found = next(filter(None, map(self.compound.fullmatch, ends)), None)
        return self.heads[found[1].title()] if found else ""

    def noun(self, word: str) -> str:
        """The kind of a common noun that a name may follow ("Autozulieferer"); empty where it is none."""
        found = self.role.fullmatch(word)
        return self.nouns[found[1].lower()] if found else ""

    def is_thing(self, text: str, start: int, end: int) -> bool:
        """Whether a noun beside a name says that it is a ship, a storm, a work … ("the ferry X", "X, a river")."""
        return bool(
            self.thing_before.search(text, max(start - 40, 0), start) or self.thing_after.match(text, end, end + 90)
        )

    def of_context(self, text: str, start: int, end: int) -> str:
        """The kind that a common noun beside a name tells ("the newspaper X", "X, a company that …"); else empty."""
        match = self.before.search(text, max(start - 40, 0), start) or self.after.match(text, end, end + 90)
        return self.nouns[" ".join(match[1].lower().replace("’", "'").split())] if match else ""


@lru_cache
def kinds(language: str) -> Kinds:
    """The signs of a language; none where it has no lists."""
    known, heads, nouns = actor_words(language), {}, {}
    for kind in ACTOR_KINDS:
        heads |= dict.fromkeys(known.words("kinds", kind), kind)
        nouns |= {word.lower(): kind for word in known.words("nouns", kind) if word.lower() not in nouns}
    words = alternation(nouns)
    compounds = bool(known.text("nouns", "compounds"))
    things = alternation(known.words("things", "nouns"))
    local = alternation(known.words("persons", "local_offices"))
    determiners = alternation(cues(language).words("speech", "determiners")) or "(?!)"
    return Kinds(
        heads=heads,
        first_names=frozenset(known.words("persons", "first_names")),
        before=_noun_before(words, compounds=compounds),
        after=_noun_after(words, determiners),
        thing_before=_noun_before(things, compounds=compounds),
        thing_after=_noun_after(things, determiners),
        nouns=nouns,
        compounds=compounds,
        compound=Heads.of(heads, compounds=compounds).compound,
        role=re.compile(rf"[\w-]*?({words})" if words and compounds else "(?!)", re.IGNORECASE),
        extends=bool(known.text("kinds", "extends")),
        possessed=frozenset(known.words("kinds", "possessed")),
        venues=frozenset(known.words("bodies", "venues")),
        joints=frozenset(known.words("states", "and")),
        joint_heads=frozenset(known.words("kinds", "joint_heads")),
        plain=_plain(known),
        idle=frozenset((*known.words("verbs", "passive"), *known.words("things", "idle"))),
        kept_titles=frozenset(known.words("persons", "kept_titles")),
        local_office=re.compile(rf"(?<![\w'’-])(?:{local})[ \u00a0]$", re.IGNORECASE) if local else NOTHING,
    )


def _noun_before(words: str, *, compounds: bool) -> re.Pattern[str]:
    if not words:
        return NOTHING
    start = r"(?<![\w-])[\w-]*?" if compounds else r"(?<![\w-])"
    return re.compile(rf"{start}({words})(?:s?,?[ \u00a0]|(?<=['’]))[“\"«„»‚]?[ \u00a0]?$", re.IGNORECASE)


def _noun_after(words: str, determiners: str) -> re.Pattern[str]:
    if not words:
        return NOTHING
    apposed = rf"(?:(?:{determiners})[ \u00a0](?:[\w’'-]+[ \u00a0]){{0,4}}?)?"
    return re.compile(rf",[ \u00a0]{apposed}({words})(?!\w)", re.IGNORECASE)


def _plain(known: Cues) -> re.Pattern[str]:
    """Nouns that begin a sentence without an article and are no names ("Smoke", "Trading", "Passagers")."""
    words, endings = alternation(known.words("things", "plain")), known.text("things", "plain_endings")
    return re.compile(rf"(?:{words or '(?!)'}|{endings or '(?!)'})", re.IGNORECASE) if endings else re.compile("")
