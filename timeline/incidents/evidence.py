"""How much speaks for two events being one happening, and what it is, in words.

The weights are few and stand in one table. They were set by hand on the sample articles and the collection under
``tests/cases/incidents``, and are measured on others by ``python -m benchmarks.incidents``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from timeline.incidents.concepts import fold
from timeline.incidents.features import DAY, KINDS, MONTH, MOST_APART, YEAR, Told

# What one thing in common is worth: the first of its kind, each further one, and the most that a kind can give.
SHARED = {
    "happenings": (2.0, 0.75, 3.5),
    "things": (1.0, 0.75, 2.5),
    "acting": (0.75, 0.5, 1.75),
    "actors": (0.25, 0.25, 0.5),
    "names": (1.0, 0.5, 2.5),
    "numbers": (1.75, 1.0, 3.75),
    "words": (0.5, 0.5, 3.0),
    "named": (1.25, 0.25, 1.5),  # a vote, a summit that the calendar knows
    "around": (0.25, 0.25, 1.25),  # what the whole sentences tell, where the clause itself says little
}
# What it costs when both tell of a kind, and have nothing of it in common.
APART = {"happenings": -2.0, "acting": -1.0, "names": -0.75, "things": -0.5}
_WORTH = [(*SHARED[kind], APART.get(kind, 0.0)) for kind in KINDS]
MANY = SHARED["things"][0]
ONE_STORY, TWO_STORIES = 0.75, -0.25
ONE_ARTICLE = -1.0  # an article seldom tells one happening twice with its date
COPIED = 6.0  # the same sentence in a copy of the article is the same report
# What must be reached, by how closely the times agree.
NEEDED = {
    "same moment": 1.75, "same day": 2.25, "within days": 3.75, "in a long span": 3.75, "two long spans": 4.25,
    "years": 5.25, "near": 7.5,
}  # fmt: skip
NOTHING = -9.0  # the score of a pair that nothing can join
SURE = 3.0  # from here on a join is as sure as joins get


@dataclass(frozen=True, slots=True)
class Evidence:
    """``score`` counts from what is needed: 0 is just enough. ``reasons`` are short phrases, the weightiest first."""

    score: float
    reasons: tuple[str, ...]

    @property
    def confidence(self) -> float:
        """From 0.5 (just enough) to 1."""
        return round(min(0.5 + max(self.score, 0.0) / (2 * SURE), 1.0), 2)


def closeness(one: Told, other: Told) -> str:
    """How the times of two events agree: a key of ``NEEDED``, or empty where they exclude one another."""
    if not one.first or not other.first:
        return ""
    gap = max(one.first, other.first) - min(one.last, other.last)
    coarse = max(one.grain, other.grain)
    if gap > 0:
        return "near" if coarse <= DAY and gap <= MOST_APART and one.event.article_id != other.event.article_id else ""
    if one.moment and other.moment:
        return "same moment" if one.moment == other.moment else "within days"
    if coarse <= DAY:
        return "same day" if one.last - one.first <= 1 and other.last - other.first <= 1 else "within days"
    if coarse < MONTH:
        return "within days"
    if coarse >= YEAR:
        return "years"
    return "two long spans" if min(one.grain, other.grain) >= MONTH else "in a long span"


def _worth_weighing(one: Told, other: Told) -> bool:
    """False where too little is in common for a join: without a happening there must be a thing or a name, and both
    where the happenings are no kin."""
    happenings, things, names = one.kinds[0], one.kinds[1], one.kinds[4]
    theirs = other.kinds
    if not happenings.isdisjoint(theirs[0]):
        return True
    thing, name = not things.isdisjoint(theirs[1]), not names.isdisjoint(theirs[4])
    if happenings and theirs[0] and not _kin(one, other):
        return thing and name
    return thing or name


def _kin(one: Told, other: Told) -> bool:
    """Whether some family of happenings holds one of each."""
    return bool(one.families & other.families)


def weigh(one: Told, other: Told) -> float:
    """How much more speaks for one happening than is needed; below 0 they are not joined. Symmetric."""
    close = closeness(one, other)
    if not close or not _worth_weighing(one, other):
        return NOTHING
    score = -NEEDED[close]
    for mine, theirs, (first, further, most, apart) in zip(one.kinds, other.kinds, _WORTH, strict=True):
        if not mine or not theirs:
            continue
        if shared := mine & theirs:
            number = len(shared)
            if number > 1 and first > MANY:  # one word may stand for several concepts, and counts once
                number = _distinct(shared, one, other)
            gain = first + further * (number - 1)
            score += gain if gain < most else most
        elif apart and not (first > MANY and _kin(one, other)):
            score += apart
    if one.event.article_id == other.event.article_id:
        score += ONE_ARTICLE
    if one.story and other.story:
        score += ONE_STORY if one.story == other.story else TWO_STORIES
    if one.origin == other.origin and one.event.article_id != other.event.article_id and one.words == other.words:
        score += COPIED
    return score


def _distinct(shared: frozenset[str], one: Told, other: Told) -> int:
    """How many different words stand behind happenings in common."""
    ours = [{told.happenings[name] for name in shared if name in told.happenings} for told in (one, other)]
    return min(map(len, ours)) or len(shared)


def explain(one: Told, other: Told) -> Evidence:
    """The score of ``weigh`` with its reasons."""
    reasons = [_WHEN[closeness(one, other)]]
    for kind, phrase in _PHRASES.items():
        mine, theirs = getattr(one, kind), getattr(other, kind)
        shared = sorted(set(mine) & set(theirs))
        if kind == "names":  # the parts of an actor's name are named already
            said = fold(" ".join(one.actors[key] for key in set(one.actors) & set(other.actors)))
            shared = [name for name in shared if name not in said]
        if shared:
            shown = list(dict.fromkeys(_both(mine, theirs, name) for name in shared))[:3]
            reasons.append(f"{phrase} {', '.join(shown)}")
    if one.origin == other.origin and one.event.article_id != other.event.article_id:
        reasons.append("one article copies the other")
    return Evidence(weigh(one, other), tuple(reasons))


_WHEN = {
    "same moment": "same time",
    "same day": "same day",
    "within days": "times that overlap",
    "in a long span": "times that overlap",
    "two long spans": "times that overlap",
    "years": "times that overlap",
    "near": "days that lie close",
    "": "times that exclude one another",
}
_PHRASES = {
    "happenings": "both tell of",
    "things": "both mention",
    "actors": "both name",
    "names": "both name",
    "numbers": "both give",
    "words": "in common",
}


def _both(mine: Mapping[str, str] | Iterable[str], theirs: Mapping[str, str] | Iterable[str], name: str) -> str:
    """A thing in common as both write it."""
    if not isinstance(mine, Mapping) or not isinstance(theirs, Mapping):
        return name
    words = dict.fromkeys(word for word in (mine[name] or name, theirs[name] or name))
    return " / ".join(words)
