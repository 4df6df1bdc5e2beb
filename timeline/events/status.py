"""How sure the text is of what a clause tells: denied, planned, hedged, attributed, stated; the strongest wins.

A hedge or a plan counts in the clause of the time itself; a denial also in the clauses that hang on it ("…, which
denied being involved") and in all that is denied.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from timeline.events.clauses import Clause
from timeline.events.cues import NOTHING, alternation, any_of, cues
from timeline.events.denial import denied_words, is_negated, reported_untrue, spares, untrue_at
from timeline.events.frames import Speech
from timeline.events.saying import WORDS, saying
from timeline.events.spotter import Spotter
from timeline.events.words import bound
from timeline.models import Timex

FAR, GOVERNING = 200, 48
SHORTEST_ASIDE, SHORTEST_CLAUSE = 2, 5
NARRATED = timedelta(days=14)
_MONTH = re.compile(r"\d{4}-\d\d")


@dataclass(frozen=True, slots=True)
class Claim:
    """How sure the text is, who says so (by level, whom the article cites first), and what is denied."""

    status: str
    chain: tuple[tuple[str, ...], ...] = ()
    denies: str = ""

    @property
    def attribution(self) -> tuple[str, ...]:
        """Everybody who is said to say so, in the order of the levels."""
        return tuple(dict.fromkeys(name for level in self.chain for name in level))


@dataclass(frozen=True)
class _Words:
    hedged: Spotter
    possible: Spotter
    planned: Spotter
    was_planned: Spotter
    told_planned: Spotter
    verb: Spotter


@lru_cache
def _words(language: str) -> _Words:
    known = cues(language)
    return _Words(
        hedged=_either(known.words("status", "hedged"), known.text("status", "hedged_endings")),
        possible=_either(known.words("status", "possible"), ""),
        planned=_either(known.words("status", "planned"), known.text("status", "planned_endings")),
        was_planned=_either(known.words("status", "was_planned"), known.text("status", "was_planned_endings")),
        told_planned=_either(known.words("status", "told_planned"), known.text("status", "told_planned_endings")),
        verb=_either(sorted(saying(language).told), known.text("titles", "verb_endings")),
    )


def _either(words: Sequence[str], endings: str) -> Spotter:
    whole = any_of([word for word in words if not word.startswith("'")])
    clitics = alternation(word for word in words if word.startswith("'"))
    options = [whole.pattern] if whole is not NOTHING else []
    options += [rf"(?:{clitics})(?!\w)"] if clitics else []
    options += [rf"(?<![\w-])(?:{endings})(?![\w-])"] if endings else []
    return Spotter(re.compile("|".join(options), re.IGNORECASE) if options else NOTHING, words, endings)


def hedges(text: str, language: str, low: int, high: int) -> bool:
    """Whether a hedge stands between two offsets ("reportedly", "may have", "aurait")."""
    words = _words(language)
    return bool(words.hedged.search(text, low, high) or words.possible.search(text, low, high))


def plans(text: str, language: str, low: int, high: int) -> bool:
    """Whether what stands between two offsets is told as planned ("will", "is due to", "se tiendra")."""
    return bool(_words(language).planned.search(text, low, high))


def claim_of(
    text: str, language: str, timex: Timex, clause: Clause, speeches: Sequence[Speech], published: date | None,
    timexes: Sequence[Timex] = (),
) -> Claim:  # fmt: skip
    """What the text claims of what a time dates: how sure, on whose word, and what is denied."""
    told = [s for s in speeches if s.content[0] <= timex.start < s.content[1] and not _within(timex, s.frame)]
    aside = [s for s in speeches if s.saying and _within(timex, s.frame) and _is_aside(text, language, timex, s)]
    framed = [s for s in speeches if s.saying and _within(timex, s.frame) and s not in aside]
    near = sorted((*framed, *told), key=lambda s: (s.content[0] - s.content[1], s.frame))
    other = [s for s in speeches if s.denial and s not in near and s not in aside]
    beside = [s for s in other if clause.core[0] <= s.frame[0] < clause.group[1]]
    chain = _chain((*near, *beside))
    denial = next((s for s in (*near, *beside) if s.denial), None)
    if denial:
        return Claim("denied", chain, denied_words(text, language, *denial.content, timexes))
    untrue = _called_untrue(text, language, timex, clause, framed, told, speeches)
    if untrue:
        return Claim("denied", chain, untrue)
    stretch = _stretch(text, language, timex, clause, timexes)
    if _is_planned(text, language, timex, stretch, published, framed=bool(framed), said=any(s.saying for s in told)):
        return Claim("planned", chain)
    if _is_hedged(text, language, stretch, said=any(s.saying for s in near)):
        return Claim("hedged", chain)
    return Claim("attributed" if near else "stated", chain)


def _is_aside(text: str, language: str, timex: Timex, speech: Speech) -> bool:
    """Whether a time in the frame of a saying dates what is told of the speaker ("Holm, elected in 2016, said"),
    not when or how it was said ("Holm, in a speech on Monday, said").
    """
    opening = text.rfind(",", speech.frame[0], timex.start)
    closing = text.find(",", timex.end, speech.frame[1])
    if opening < 0 or closing < 0 or not text[speech.frame[0] : opening].strip():
        return False
    between, words = text[opening + 1 : closing].strip(), saying(language)
    if bound(text, language, timex) == "since":
        return True
    if len(between.split()) <= len(timex.text.split()) or between.startswith(timex.text):
        return False
    return not words.manner.match(between) and not words.speaking.match(between)


def _stretch(text: str, language: str, timex: Timex, clause: Clause, timexes: Sequence[Timex]) -> tuple[int, int]:
    """Where words tell how sure a clause is: in an aside that ends with the time ("X, arrested in May, will …") alone,
    in one that lacks a verb of its own ("…, then again in 2011") also in what stands before it, and not in what "and"
    joins that has a time of its own.
    """
    low, high = clause.core
    opening = text.rfind(",", low, timex.start)
    aside = opening > low and text[timex.end : timex.end + 1] == ","
    if aside and len(text[opening : timex.start].split()) > SHORTEST_ASIDE and len(text[low:opening].split()) > 1:
        return opening, timex.end
    words = WORDS.findall(text[low : timex.start]) + WORDS.findall(text[timex.end : high])
    if len(words) <= SHORTEST_CLAUSE and not any(_words(language).verb.fullmatch(word) for word in words[1:3]):
        return clause.sentence, high
    later = [t.start for t in timexes if timex.end < t.start < high]
    joint = saying(language).joins.search(text, timex.end, min(later)) if later else None
    return low, joint.start() if joint else high


def _is_hedged(text: str, language: str, stretch: tuple[int, int], *, said: bool) -> bool:
    words, (low, high) = _words(language), stretch
    lead = max(low - GOVERNING, 0)
    for pattern in (words.hedged,) if said else (words.hedged, words.possible):
        if pattern.search(text, low, high):
            return True  # what a speaker himself calls possible is his word, and no hedge
        if any(not text[match.end() : low].strip() for match in pattern.finditer(text, lead, low)):
            return True  # "it is thought | that …"
    return False


def _chain(speeches: Sequence[Speech]) -> tuple[tuple[str, ...], ...]:
    """The sources by level; nobody stands twice."""
    levels, seen = [], set[str]()
    for speech in speeches:
        for level in (speech.sources, *speech.cited):
            if seen.issuperset(level):
                continue
            new = tuple(dict.fromkeys(name for name in level if name not in seen))
            seen |= set(new)
            levels += [new] if new else []
    return tuple(levels)


def _called_untrue(
    text: str, language: str, timex: Timex, clause: Clause, framed: Sequence[Speech], told: Sequence[Speech],
    speeches: Sequence[Speech],
) -> str:  # fmt: skip
    """What is called untrue: in the clause itself, in what is said, or right before a negation on the same word."""
    stretches = [*(s.content for s in (*framed, *told)), clause.core]
    start = max(min(low for low, _ in (*stretches, clause.group)) - FAR, 0)
    marks = untrue_at(text, language, start, max(high for _, high in (*stretches, clause.group)))
    marks = [at for at in marks if not spares(text, language, at, timex)]
    denied_before = any(s.denial and start <= s.frame[0] < timex.start for s in speeches)
    if not marks and not denied_before:
        return ""
    called = next((s for s in stretches if any(s[0] <= at < s[1] for at in marks)), None)
    if called and (called == clause.core or called in [s.content for s in framed] or _holds(clause.core, called)):
        return denied_words(text, language, *called, [timex])
    if reported := reported_untrue(text, language, clause.sentence, timex, marks):
        return reported
    near = any(at < clause.group[1] for at in marks)
    if told and (near or denied_before) and is_negated(text, language, *clause.core):
        return denied_words(text, language, *clause.core, [timex])
    return ""


def _holds(outer: tuple[int, int], inner: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]


def _is_planned(
    text: str, language: str, timex: Timex, stretch: tuple[int, int], published: date | None, *, framed: bool,
    said: bool,
) -> bool:  # fmt: skip
    ahead = _is_ahead(timex, published) and bound(text, language, timex) != "before"  # what came before it is no plan
    if ahead:
        return True
    if framed:
        return False
    words = _words(language)
    if words.was_planned.search(text, *stretch):
        return True
    bare = not any(sign.isdigit() for sign in timex.text) and _MONTH.fullmatch(timex.value)
    if said and (bare or not _is_past(timex, published, NARRATED)) and words.told_planned.search(text, *stretch):
        return True  # of what lies long back it tells nothing ("said it would examine the crash two years ago")
    return not _is_past(timex, published) and plans(text, language, *stretch)


def _within(timex: Timex, frame: tuple[int, int]) -> bool:
    return frame[0] <= timex.start < frame[1]


def _is_ahead(timex: Timex, published: date | None) -> bool:
    return bool(published and timex.span and timex.span.start and timex.span.start[:10] > published.isoformat())


def _is_past(timex: Timex, published: date | None, by: timedelta = timedelta(0)) -> bool:
    return bool(published and timex.span and timex.span.end and timex.span.end[:10] < (published - by).isoformat())
