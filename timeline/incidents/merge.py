"""Events of different articles that tell of one happening, grouped into incidents. No event is changed or lost.

The steps stand in ``merge``, in order. All is decided from pairs of events and from nothing else of the collection, so
that the result does not depend on the order of arrival, and a new event concerns only the events that it is linked to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from timeline.events.cues import cues
from timeline.incidents.cluster import Groups, Pair, connected
from timeline.incidents.concepts import fold, lexicon
from timeline.incidents.dating import date_of, sources
from timeline.incidents.evidence import Evidence, closeness, explain, weigh
from timeline.incidents.features import SHORT, Told, features, keys
from timeline.incidents.findings import findings, voices
from timeline.models import STATUSES, Decision, Event, Incident, Join

ABSENT = -2.0  # what a pair counts for that has nothing in common
FORCED = 50.0  # what a reviewer's decision counts for
LONG = SHORT  # days; a longer span says little of when, and joins only where exactly one happening answers to it
LEAST = 0.0  # how surely it must answer at the least
CLEAR = 0.25  # by how much that one must be ahead of the next


def merge(
    events: Iterable[Event],
    *,
    story_of: Mapping[str, str] | None = None,
    copy_of: Mapping[str, str] | None = None,
    decisions: Sequence[Decision] = (),
) -> list[Incident]:
    """The incidents that events tell of, by date and id; an event that no other joins is an incident by itself.

    ``story_of`` and ``copy_of`` map an article's id to its story and to the article that it copies; both may be left
    out. ``decisions`` are a reviewer's, and come before all evidence. The same events give the same incidents in
    whatever order they come.
    """
    found = parts(events, story_of=story_of, copy_of=copy_of, decisions=decisions)
    incidents = [incident for _, part in found for incident in part]
    return sorted(incidents, key=lambda incident: (incident.start or incident.end or "9", incident.id))


def parts(
    events: Iterable[Event],
    *,
    story_of: Mapping[str, str] | None = None,
    copy_of: Mapping[str, str] | None = None,
    decisions: Sequence[Decision] = (),
) -> list[tuple[list[Event], list[Incident]]]:
    """The components of the events, as ``components`` has them, each with its incidents."""
    links = _links(events, story_of, copy_of, decisions)
    return [
        (
            [links.told[name].event for name in component],
            [_incident([links.told[name] for name in group], links) for group in _groups(component, scores, links)],
        )
        for component, scores in links.components()
    ]


def components(
    events: Iterable[Event],
    *,
    story_of: Mapping[str, str] | None = None,
    copy_of: Mapping[str, str] | None = None,
    decisions: Sequence[Decision] = (),
) -> list[list[Event]]:
    """Events that hang together by evidence, directly or through others. Incidents never reach across two of them,
    so merging each by itself gives what merging all gives."""
    links = _links(events, story_of, copy_of, decisions)
    return [[links.told[name].event for name in group] for group, _ in links.components()]


def link_keys(event: Event) -> frozenset[str]:
    """The blocks in which an event looks for others: its days with each thing that it could share.

    Two events that have none in common are never joined but by a reviewer. An event's blocks may shrink where it is
    seen together with others of its sentence, and never grow.
    """
    (told,) = features([event])
    return keys(told)


@dataclass(frozen=True, slots=True)
class _Links:
    told: dict[str, Told]
    scores: dict[Pair, float]
    apart: frozenset[Pair]

    def components(self) -> list[tuple[list[str], dict[Pair, float]]]:
        """What hangs together by pairs that speak for joining, each with all scores within it."""
        groups = connected(self.told, (pair for pair, score in self.scores.items() if score >= 0))
        place = {name: at for at, group in enumerate(groups) for name in group}
        within: list[dict[Pair, float]] = [{} for _ in groups]
        for pair, score in self.scores.items():
            if place[pair[0]] == place[pair[1]]:
                within[place[pair[0]]][pair] = score
        return list(zip(groups, within, strict=True))


def _links(
    events: Iterable[Event],
    story_of: Mapping[str, str] | None,
    copy_of: Mapping[str, str] | None,
    decisions: Sequence[Decision],
) -> _Links:
    told = {one.id: one for one in features(events, story_of, copy_of)}
    scores = _scores(told.values())
    apart = set()
    for decision in decisions:
        pair = _pair(decision.one, decision.other)
        if pair[0] in told and pair[1] in told:
            scores[pair] = FORCED if decision.same else -FORCED
            if not decision.same:
                apart.add(pair)
    return _Links(told, scores, frozenset(apart))


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def _scores(told: Iterable[Told]) -> dict[Pair, float]:
    """What speaks for each pair that shares a block, as far as it is more than having nothing in common."""
    blocks: dict[str, dict[str, Told]] = defaultdict(dict)
    found: dict[Pair, float] = {}
    for one in told:  # features come in the order of their ids
        near: dict[str, Told] = {}
        for key in keys(one):
            block = blocks[key]
            near |= block
            block[one.id] = one
        for name, other in near.items():
            if (score := weigh(one, other)) > ABSENT:
                found[name, one.id] = score
    return found


def _groups(component: Sequence[str], scores: Mapping[Pair, float], links: _Links) -> Iterator[list[str]]:
    """The incidents of one component: first what is dated to some days, then what is dated more coarsely."""
    if len(component) == 1:
        yield list(component)
        return
    long = {name for name in component if links.told[name].last - links.told[name].first > LONG}
    groups = Groups(component, scores, ABSENT, links.apart)
    groups.join_by_average({pair: score for pair, score in scores.items() if (pair[0] in long) == (pair[1] in long)})
    for name in sorted(long):
        _place(groups, groups.of[name], long)
    yield from (sorted(members) for members in groups.members.values())


def _place(groups: Groups, head: str, long: set[str]) -> None:
    """Join a coarsely dated group to the one happening that answers to it, where one stands clear of the others."""
    if any(name not in long for name in groups.members[head]):
        return
    beside = [other for other in groups.beside(head) if groups.average(head, other) >= 0]
    chances = sorted(((groups.surely(head, other), other) for other in beside), reverse=True)
    chances = [chance for chance in chances if chance[0] >= LEAST and not groups.forbidden(head, chance[1])]
    if chances and (len(chances) == 1 or chances[0][0] - chances[1][0] >= CLEAR):
        groups.join(head, chances[0][1])


def _incident(group: Sequence[Told], links: _Links) -> Incident:
    ordered = sorted(group, key=lambda told: (told.published or 9**9, told.id))
    dating = date_of(ordered)
    title = _most_central(ordered, links)
    events = [told.event for told in ordered]
    stories = sorted({told.story for told in ordered if told.story})
    return Incident(
        id="i-" + sha256("\n".join(sorted(event.id for event in events)).encode()).hexdigest()[:16],
        title=title.event.title,
        language=title.event.language,
        start=dating.start,
        end=dating.end,
        precision=dating.event.precision,
        bound=dating.event.bound,
        edtf=dating.event.edtf,
        why=dating.why,
        events=tuple(event.id for event in events),
        articles=tuple(dict.fromkeys(event.article_id for event in events)),
        independent=len(voices(ordered)),
        status=_status(events),
        actors=_by_weight(name for event in events for name in event.actors),
        sources=tuple(sources(ordered)),
        languages=tuple(sorted({event.language for event in events})),
        story=stories[0] if stories else "",
        joins=tuple(_joins(ordered, links)),
        findings=findings(ordered, dating),
        score=float(len({told.origin for told in ordered})),
    )


def _most_central(group: Sequence[Told], links: _Links) -> Told:
    """The event whose title stands for all: it is tied most closely to the others, its own title tells what most of
    them tell, in few and whole words, plainly and to the day."""
    shared: dict[str, int] = defaultdict(int)
    for told in group:
        for name in (*told.happenings, *told.things):
            shared[name] += 1

    def rank(told: Told) -> tuple:
        others = [other for other in group if other is not told]
        tied = sum(max(links.scores.get(_pair(told.id, other.id), 0.0), 0.0) for other in others) / max(len(others), 1)
        concepts = lexicon(told.event.language).find(fold(told.event.title))
        tells = sum(shared.get(name.removeprefix("#"), 0) for name in concepts) / len(group)
        cut, plain = told.event.title.endswith("…"), STATUSES.index(told.event.status)
        leans = fold(told.event.title.split(" ")[0]) in cues(told.event.language).words("clauses", "pronouns")
        weak = 2.0 * cut + 2.0 * leans + told.grain / 2 - plain / 4
        return (weak - min(tied, 5.0) - 1.5 * tells, told.published or 9**9, told.id)

    return min(group, key=rank)


def _status(events: Sequence[Event]) -> str:
    """The weakest doubt: what one report states, others' hedges do not undo; a plan stays one while all plan."""
    return max((event.status for event in events), key=STATUSES.index)


def _by_weight(names: Iterable[str]) -> tuple[str, ...]:
    counts: dict[str, int] = defaultdict(int)
    for name in names:
        counts[name] += 1
    return tuple(sorted(counts, key=lambda name: (-counts[name], name)))


def _joins(group: Sequence[Told], links: _Links) -> Iterator[Join]:
    """A reason for each event but the first: the strongest tie to one that was published before it."""
    for at, told in enumerate(group[1:], 1):
        best = max(group[:at], key=lambda other: (links.scores.get(_pair(told.id, other.id), ABSENT), other.id))
        score = links.scores.get(_pair(told.id, best.id), ABSENT)
        if abs(score) == FORCED:
            yield Join(told.id, best.id, 1.0, "a reviewer decided so")
            continue
        found: Evidence = explain(told, best)
        if score < 0 or not closeness(told, best):
            yield Join(told.id, best.id, 0.5, "through other reports of it; " + "; ".join(found.reasons))
        else:
            yield Join(told.id, best.id, found.confidence, "; ".join(found.reasons))
