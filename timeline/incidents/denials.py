"""Denials beside what they deny, across incidents: a denial has a day of its own, and the claim another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from timeline.incidents.concepts import fold, lexicon
from timeline.models import Event, Incident

ENOUGH = 3.0  # what must speak for a claim being the one denied
CLAIMS = ("hedged", "attributed")


@dataclass(frozen=True, slots=True)
class Denial:
    """Event ``event_id`` denies what incident ``incident_id`` tells; ``by`` are those who deny."""

    event_id: str
    incident_id: str
    by: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class _Said:
    """``main`` is the first happening that the words name: what is denied, rather than what it is about."""

    main: str
    concepts: frozenset[str]
    words: frozenset[str]
    actors: frozenset[str]


def denials(incidents: Iterable[Incident], events: Mapping[str, Event]) -> list[Denial]:
    """Each denial with the one incident that it answers to, in the order of the denials' ids.

    ``events`` holds the incidents' events by id. A denial that names nothing ("dismissed the report as a lie") answers
    to the first claim told before it in its own article, one that names something else only where there is no other
    claim. One that nothing answers to is left out.
    """
    incidents = list(incidents)
    home = {name: incident for incident in incidents for name in incident.events}
    claims = {
        incident.id: [(events[name], _said(events[name], events[name].quote)) for name in incident.events]
        for incident in incidents
    }
    denied = sorted((events[name] for name in home if events[name].status == "denied"), key=lambda event: event.id)
    found = (_answer(event, incidents, events, claims, home) for event in denied)
    return [denial for denial in found if denial]


def _claims(event: Event, denial: Event, said: _Said) -> bool:
    """Whether an event can be the claim: told by another sentence, of those who deny or in the same article."""
    if event.status == "denied" or (event.article_id, event.char_start) == (denial.article_id, denial.char_start):
        return False
    if event.article_id == denial.article_id or said.actors & _keys(event):
        return True
    quote = fold(event.quote)
    return any(fold(name) in quote for name in (*denial.attribution, *denial.actors))


def _keys(event: Event) -> frozenset[str]:
    return frozenset(role.key or fold(role.name) for role in event.roles) or frozenset(map(fold, event.actors))


def _answer(
    denial: Event,
    incidents: list[Incident],
    events: Mapping[str, Event],
    claims: Mapping[str, list[tuple[Event, _Said]]],
    home: Mapping[str, Incident],
) -> Denial | None:
    said = _said(denial, denial.denies or denial.title)
    own = home[denial.id]
    best, reached = None, 0.0
    for incident in incidents:
        if incident is own or not _known_by(incident, denial, events):
            continue
        told = (_match(said, claim) for event, claim in claims[incident.id] if _claims(event, denial, said))
        score = max(told, default=0.0)
        score += 0.5 * (denial.article_id in incident.articles)
        if (score, incident.independent) > (reached, best.independent if best else 0):
            best, reached = incident, score
    if best and reached >= ENOUGH:
        return Denial(denial.id, best.id, _by(denial), "the words that are denied are those of the claim")
    before = [e for e in events.values() if e.article_id == denial.article_id and e.char_start < denial.char_start]
    earlier = [e for e in before if e.status in CLAIMS and e.id in home]
    if not earlier or (said.main and len({home[e.id].id for e in earlier}) > 1):
        return None
    claim = min(earlier, key=lambda e: (e.char_start, e.id))
    return Denial(denial.id, home[claim.id].id, _by(denial), "its article tells that claim before it")


def _by(denial: Event) -> tuple[str, ...]:
    return denial.attribution or denial.actors[:1]


def _known_by(incident: Incident, denial: Event, events: Mapping[str, Event]) -> bool:
    """Whether an incident had happened by the time that the denial was published, and in the same story if known."""
    published = denial.source.published or "9"
    first = incident.start or incident.end or ""
    return first[:10] <= published and bool(incident.events)


def _said(event: Event, words: str) -> _Said:
    known = lexicon(event.language)
    folded = fold(words)
    concepts = [name for name in known.find(folded) if name != "deny"]
    main = next((name for name in concepts if name[0] != "#"), "")
    return _Said(
        main,
        frozenset(concepts),
        frozenset(word[:6] for word in known.words(folded)),
        frozenset(map(fold, event.actors)),
    )


def _match(denied: _Said, claim: _Said) -> float:
    shared = denied.concepts & claim.concepts
    if denied.main not in shared:
        return 0.0
    happenings = sum(2.0 if concept[0] != "#" else 1.0 for concept in shared)
    return happenings + 0.5 * len(denied.words & claim.words) + 0.5 * len(denied.actors & claim.actors)
