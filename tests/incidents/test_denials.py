"""A denial is set beside the claim that it denies."""

from __future__ import annotations

from dataclasses import replace

from tests.incidents.making import event
from timeline.incidents import denials, merge
from timeline.models import Event, Source

CLAIM = event("Hackers working for Osk broke into the bank of Lome, the police said.", status="attributed", article="a")
OTHER = event("The union called a strike at the port.", article="b", status="attributed")
DENIAL = event(
    "Osk denied that it had hacked any bank.", "2020-03-09", article="c", status="denied",
    denies="it had hacked any bank", attribution=("Osk",), published="2020-03-10",
)  # fmt: skip


def answered(*events: Event) -> list[tuple[str, frozenset[str]]]:
    incidents = merge(events)
    members = {incident.id: frozenset(incident.events) for incident in incidents}
    return [(one.event_id, members[one.incident_id]) for one in denials(incidents, {e.id: e for e in events})]


def test_the_claim_with_the_words_that_are_denied():
    assert answered(CLAIM, OTHER, DENIAL) == [(DENIAL.id, frozenset({CLAIM.id}))]


def test_a_denial_that_names_nothing_answers_to_the_claim_of_its_article():
    vague = event("It dismissed the report.", "2020-03-09", article="a", at=200, status="denied", denies="the report")
    assert answered(CLAIM, OTHER, vague) == [(vague.id, frozenset({CLAIM.id}))]


def test_what_was_not_claimed_yet_is_not_denied():
    early = replace(DENIAL, start="2020-01-09", end="2020-01-09", source=Source(published="2020-01-10"))
    assert answered(CLAIM, early) == []


def test_others_who_do_the_same_are_not_meant():
    elsewhere = event("Hackers from Varda broke into the bank of Lome, the police said.", status="attributed")
    assert answered(elsewhere, DENIAL) == []


def test_a_denial_of_something_else_is_left_out():
    assert answered(OTHER, DENIAL) == []
