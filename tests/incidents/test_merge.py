"""Merging: what is joined, what is left apart, and that nothing depends on the order or is lost."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from tests.incidents.making import event
from timeline.incidents import components, link_keys, merge
from timeline.models import Decision, Event, Incident

BLAST = event("An explosion at the Varda refinery killed 11 workers.", article="a", numbers=((11, "workers"),))
BLAST_FR = event(
    "Onze ouvriers ont été tués dans l'explosion de la raffinerie de Varda.",
    article="b", language="fr", numbers=((11, "ouvriers"),),
)  # fmt: skip
RESIGNED = event("The minister of transport resigned after a vote in parliament.", article="c", at=40)


def together(incidents: list[Incident]) -> set[frozenset[str]]:
    return {frozenset(incident.events) for incident in incidents}


def test_two_languages_tell_of_one_happening():
    (incident,) = merge([BLAST, BLAST_FR])
    assert set(incident.events) == {BLAST.id, BLAST_FR.id}
    assert incident.languages == ("en", "fr")
    assert incident.independent == 2
    assert "same day" in incident.joins[0].why
    assert "explosion" in incident.joins[0].why


def test_what_happens_on_the_same_day_is_not_one_for_that():
    assert together(merge([BLAST, RESIGNED])) == {frozenset({BLAST.id}), frozenset({RESIGNED.id})}


def test_the_same_words_a_year_apart_are_two():
    later = replace(BLAST, id="d-0-5", article_id="d", start="2021-03-05", end="2021-03-05")
    assert len(merge([BLAST, later])) == 2


def test_reports_that_differ_by_a_day_are_one_with_a_conflict_where_much_else_agrees():
    other = event(
        "An explosion at the Varda refinery killed 11 workers and burned for hours.", "2020-03-06",
        article="d", numbers=((11, "workers"),),
    )  # fmt: skip
    (incident,) = merge([BLAST, BLAST_FR, other])
    (conflict,) = [finding for finding in incident.findings if finding.kind == "date conflict"]
    assert incident.start == "2020-03-05"
    assert "2 of 3" in incident.why
    assert "6 March 2020" in conflict.text


def test_a_month_joins_the_one_happening_that_answers_to_it():
    month = event(
        "The explosion at the Varda refinery in March killed workers.", "2020-03-01", end="2020-03-31", article="m"
    )
    (incident,) = merge([BLAST, BLAST_FR, month])
    assert (incident.start, incident.end) == ("2020-03-05", "2020-03-05")


def test_a_month_that_two_happenings_answer_to_joins_neither():
    again = event("An explosion at the Varda refinery killed 11 workers.", "2020-03-25", article="e")
    month = event(
        "The explosion at the Varda refinery in March killed workers.", "2020-03-01", end="2020-03-31", article="m"
    )
    assert frozenset({month.id}) in together(merge([BLAST, again, month]))


def test_two_articles_of_one_publisher_are_one_source():
    again = replace(BLAST_FR, source=replace(BLAST_FR.source, publisher=BLAST.source.publisher))
    (incident,) = merge([BLAST, again])
    assert BLAST.source.publisher
    assert (incident.independent, incident.score) == (1, 2.0)
    assert "single source" in {finding.kind for finding in incident.findings}
    assert "date agreement" not in {finding.kind for finding in incident.findings}


def test_a_copy_is_no_independent_source():
    copy = replace(BLAST, id="z-0-5", article_id="z", source=replace(BLAST.source, publisher="Copy"))
    (incident,) = merge([BLAST, copy], copy_of={"z": "a"})
    assert incident.independent == 1
    assert [finding.kind for finding in incident.findings if finding.kind in ("copy", "single source")] == [
        "copy",
        "single source",
    ]


@pytest.mark.parametrize(
    ("second", "published", "kind"),
    [
        (11, "2020-03-06", "number agreement"),
        (14, "2020-03-06", "number conflict"),
        (14, "2020-04-20", "number update"),
    ],
)
def test_numbers_agree_conflict_or_are_brought_up_to_date(second: int, published: str, kind: str):
    other = event(
        "The explosion at the Varda refinery killed workers.", article="d", numbers=((second, "workers"),),
        published=published,
    )  # fmt: skip
    (incident,) = merge([BLAST, other])
    assert kind in [finding.kind for finding in incident.findings]


def test_a_denial_stands_beside_the_claim():
    denial = event(
        "The firm denied that the explosion at the Varda refinery killed 11 workers.", article="d", status="denied"
    )
    (incident,) = merge([BLAST, denial])
    assert incident.status == "stated"
    assert "denial" in [finding.kind for finding in incident.findings]


def test_a_reviewers_decision_comes_before_all_evidence():
    apart = merge([BLAST, BLAST_FR], decisions=[Decision(BLAST.id, BLAST_FR.id, same=False)])
    assert len(apart) == 2
    joined = merge([BLAST, RESIGNED], decisions=[Decision(RESIGNED.id, BLAST.id, same=True)])
    assert len(joined) == 1
    assert joined[0].joins[0].why == "a reviewer decided so"


def test_undated_events_are_joined_by_nothing():
    undated = [replace(one, start=None, end=None, precision="") for one in (BLAST, BLAST_FR)]
    assert len(merge(undated)) == 2


def test_nothing_gives_nothing():
    assert merge([]) == []


def collection(seed: int, size: int = 60) -> list[Event]:
    """Random reports of random happenings, many on the same days."""
    dice = random.Random(seed)
    acts = ["explosion", "arrest", "strike", "flood"]
    things = ["bridge", "bank", "ferry"]
    made = []
    for number in range(size):
        day = f"2020-03-{dice.randint(1, 5):02d}"
        long = dice.random() < 0.2
        words = f"The {dice.choice(acts)} at the {dice.choice(things)} of {dice.choice(['Varda', 'Lome', 'Osk'])}"
        made.append(
            event(
                words, "2020-03-01" if long else day, end="2020-03-31" if long else None,
                article=f"art{number:03d}", published=f"2020-03-{dice.randint(10, 28)}",
                actors=tuple(dice.sample(["Acme", "Police", "Union"], dice.randint(0, 2))),
            )
        )  # fmt: skip
    return made


@pytest.mark.parametrize("seed", range(12))
def test_the_order_of_arrival_changes_nothing_and_nothing_is_lost(seed: int):
    events = collection(seed)
    stories = {one.article_id: f"s{number % 3}" for number, one in enumerate(events)}
    copies = {"art001": "art000", "art005": "art001"}
    merged = merge(events, story_of=stories, copy_of=copies)
    shuffled = events[:]
    random.Random(seed + 100).shuffle(shuffled)
    assert merge(shuffled, story_of=stories, copy_of=copies) == merged
    assert sorted(name for incident in merged for name in incident.events) == sorted(one.id for one in events)
    assert any(len(incident.events) > 2 for incident in merged)


@pytest.mark.parametrize("seed", range(6))
def test_components_merge_by_themselves_to_the_same(seed: int):
    events = collection(seed, 40)
    parts = [incident for part in components(events) for incident in merge(part)]
    assert sorted(parts, key=lambda one: one.id) == sorted(merge(events), key=lambda one: one.id)


@pytest.mark.parametrize("seed", range(4))
def test_events_that_share_no_key_are_never_joined(seed: int):
    events = {one.id: one for one in collection(seed)}
    for incident in merge(events.values()):
        for join in incident.joins:
            if not join.why.startswith("through"):
                assert link_keys(events[join.event_id]) & link_keys(events[join.to])
