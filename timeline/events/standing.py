"""How a name stands in its sentence: whether it acts, is acted on, or only tells where something is.

Told by the words right before and right after it, from a language's ``actors.toml``; no sentence is parsed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.events.cues import NOTHING, Cues, alternation, any_of, cues
from timeline.languages import load

REACH, LONG_REACH = 40, 90
_NAME = r"[A-ZÀ-Þ][\w.-]*(?:[ \u00a0][A-ZÀ-Þ][\w.-]*){0,2}"
_APPOSITION = r"(?:,[ \u00a0][^,;:.!?\n]{2,90},|[ \u00a0]\([^()\n]{2,60}\))?"
_GAP = r"[ \u00a0\n]"


@lru_cache
def actor_words(code: str) -> Cues:
    """The lists of a language's ``actors.toml``; without a folder or a table, none."""
    try:
        return Cues(code, load(code).table("actors"))
    except LookupError:
        return Cues(code, {})


@dataclass(frozen=True)
class Patterns:
    """A language's patterns; those after a name are matched at its end, the others end where it begins."""

    acts: re.Pattern[str]
    suffers: re.Pattern[str]
    by: re.Pattern[str]
    acted_on: re.Pattern[str]
    against: re.Pattern[str]
    mutual: re.Pattern[str]
    sent: re.Pattern[str]
    place: re.Pattern[str]
    seat: re.Pattern[str]
    source: re.Pattern[str]
    said: re.Pattern[str]
    describes: re.Pattern[str]
    owns: re.Pattern[str]
    has: re.Pattern[str]
    held: re.Pattern[str]
    governed: re.Pattern[str]


@lru_cache
def patterns(language: str) -> Patterns:
    """The patterns of a language; they match nothing where it has no lists."""
    known, told = actor_words(language), cues(language)
    deeds_done = known.words("verbs", "acts")
    verbs = _any((*deeds_done, *known.words("verbs", "auxiliaries")))
    endings = known.text("verbs", "endings") or "(?!)"
    participle = known.text("verbs", "participles") or "(?!)"
    adverbs = rf"(?:{_GAP}(?:{_any(known.words('verbs', 'adverbs'))}),?(?!\w))*"
    article = rf"(?:(?:{_any(told.words('speech', 'determiners'))})(?:{_GAP}|(?<=['’])))?"
    joints = _any(known.words("states", "and"))
    both = rf"(?:,{_GAP}{article}{_NAME}){{0,4}}(?:,?{_GAP}(?:{joints}){_GAP}{article}{_NAME})?"
    who = rf"(?:,?{_GAP}(?:{_any(known.words('states', 'who'))})(?!\w))?"
    clitics = rf"(?:(?:{_any(known.words('verbs', 'clitics'))})(?:{_GAP}|(?<=['’])))*"
    lead = rf"(?:{both}|{_APPOSITION}){who}{adverbs}{_GAP}{clitics}"
    perfect, moves = _any(known.words("verbs", "perfect")), _any(known.words("verbs", "moves"))
    passive = _any(known.words("verbs", "passive"))
    before = rf"(?:{_NAME}(?:,{_GAP}{_NAME})*,?{_GAP}(?:{_any(known.words('states', 'and'))}){_GAP})?{article}$"

    def ending(words: Sequence[str], lead: str = "", endings: str = "(?!)") -> re.Pattern[str]:
        if not words:
            return NOTHING
        return re.compile(rf"{lead}(?<![\w-])(?:{_any(words)}|{endings})(?:{_GAP}|(?<=['’])){before}", re.IGNORECASE)

    offices = known.words("states", "offices")
    follows = any_of((*known.words("states", "follows"), *known.words("verbs", "adverbs")), before="")
    said = {*told.words("speech", "says"), *told.words("speech", "may_say")}
    done = [word for word in deeds_done if word not in said]
    if not known.tables:
        return Patterns(*[NOTHING] * 16)

    def deeds(key: str) -> str:
        return rf"(?<!\w)(?:{_any(known.words('verbs', key))})(?:{_GAP}\w+){{0,2}}{_GAP}"

    return Patterns(
        acts=re.compile(rf"{lead}(?:{verbs}|{endings}|{known.text('verbs', 'infinitive') or '(?!)'})(?![\w-])"),
        suffers=re.compile(
            rf"{lead}(?:(?:{perfect}){adverbs}{_GAP})?(?:{passive}){adverbs}(?:{_GAP}\w+ly)?{_GAP}"
            rf"(?!(?:{moves})(?!\w)){participle}(?!\w)"
        ),
        by=ending(known.words("verbs", "by"), rf"(?<!\w){participle}(?:{_GAP}\w+){{0,3}}{_GAP}"),
        acted_on=ending((*known.words("verbs", "acted_on"), *done), endings=endings),
        against=ending(known.words("verbs", "against"), deeds("deeds")),
        mutual=ending(known.words("verbs", "with"), deeds("mutual")),
        sent=ending(known.words("verbs", "from"), deeds("sent")),
        place=ending(known.words("states", "places")),
        seat=ending(known.words("states", "seats")),
        source=ending(told.words("speech", "sources")),
        said=ending(told.words("speech", "says")),
        governed=re.compile(
            rf"['’]s{_GAP}(?:\w+{_GAP})?(?:{_any(known.words('states', 'bodies'))})"
            rf"(?={lead}(?:{verbs}|{endings})(?![\w-]))"
        ),
        owns=re.compile(rf"['’]s{_GAP}(?:\w+{_GAP}){{0,2}}(?:{_any(offices)})(?![\w-])"),
        has=re.compile(
            rf"['’]s{_GAP}(?:[\w-]+{_GAP}){{0,2}}(?:{_any((*offices, *known.words('states', 'owned')))})(?![\w-])"
        ),
        held=ending(known.words("states", "of"), rf"(?<!\w)(?:{_any(offices)}){_GAP}"),
        describes=re.compile(
            rf"{_GAP}(?!{follows.pattern})"
            rf"(?!(?:{verbs}|{endings})(?!\w))[a-zà-ÿ]"
        ),
    )


def _any(words: Sequence[str]) -> str:
    return alternation(words) or "(?!)"


@dataclass(frozen=True)
class Standing:
    """Asks how the names of one text stand. Offsets are those of a name; ``low`` is where its sentence begins."""

    text: str
    language: str

    def acts(self, end: int, high: int | None = None) -> bool:
        """Whether a verb follows, also behind an apposition, another name that is joined, or "which"."""
        high = min(end + 200, len(self.text) if high is None else high)
        return bool(patterns(self.language).acts.match(self.text, end, high))

    def governs(self, end: int) -> bool:
        """Whether it acts through a body of its own ("Kuwait's government has asked")."""
        return bool(patterns(self.language).governed.match(self.text, end))

    def is_represented(self, start: int, end: int, low: int = 0) -> bool:
        """Whether someone acts or speaks for it here ("Norway's foreign minister", "envoys from Serbia")."""
        found = patterns(self.language)
        return bool(found.owns.match(self.text, end)) or self._before(found.held, start, low, LONG_REACH)

    def owns(self, end: int) -> bool:
        """Whether an office or a part of a body is its own ("Corvane's chief executive")."""
        return bool(patterns(self.language).has.match(self.text, end))

    def suffers(self, end: int, high: int | None = None) -> bool:
        """Whether a passive follows ("was accused", "a été piraté")."""
        high = min(end + 200, len(self.text) if high is None else high)
        return bool(patterns(self.language).suffers.match(self.text, end, high))

    def describes(self, end: int) -> bool:
        """Whether it only describes the noun that follows ("the US government")."""
        return bool(patterns(self.language).describes.match(self.text, end))

    def is_agent(self, start: int, low: int = 0) -> bool:
        """Whether a passive's agent or the author of a deed stands here ("hacked by …", "pressure from …")."""
        found = patterns(self.language)
        return self._before(found.by, start, low, LONG_REACH) or self._before(found.sent, start, low, LONG_REACH)

    def is_patient(self, start: int, low: int = 0) -> bool:
        """Whether something is done to it ("accused …", "sanctions against …")."""
        found = patterns(self.language)
        return self._before(found.acted_on, start, low) or self._before(found.against, start, low, LONG_REACH)

    def is_party(self, start: int, low: int = 0) -> bool:
        """Whether it is one of two who do something together ("talks between …", "un accord avec …")."""
        return self._before(patterns(self.language).mutual, start, low, LONG_REACH)

    def is_source(self, start: int, low: int = 0) -> bool:
        """Whether it is named as the source ("according to …", "selon …"), or the verb of its saying comes before."""
        found = patterns(self.language)
        return self._before(found.source, start, low) or self._before(found.said, start, low)

    def is_located(self, start: int, low: int = 0) -> bool:
        """Whether it tells where something is ("in …", "à …")."""
        return self._before(patterns(self.language).place, start, low, LONG_REACH)

    def is_scene(self, start: int, low: int = 0) -> bool:
        """Whether something happens at this seat ("outside …", "devant …")."""
        return self._before(patterns(self.language).seat, start, low)

    def _before(self, pattern: re.Pattern[str], start: int, low: int, reach: int = REACH) -> bool:
        return bool(pattern.search(self.text, max(start - reach, low), start))
