"""Incidents in the store: kept up to date piece by piece, they are those that merging everything at once gives."""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select

from tests.store.builders import make_article, make_event
from tests.store.happenings import TOOLS, add, from_scratch, made_up
from timeline.incidents import merge
from timeline.models import Decision, Event, Incident, Review
from timeline.store import Store, StoreError, marks, reviews
from timeline.store.incident_rows import incident_of
from timeline.store.placing import moved
from timeline.store.schema import incident_events, incidents
from timeline.store.tools import Place


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "t.db") as opened:
        yield opened


def stored(store: Store) -> list[Incident]:
    """All incidents, by id."""
    with store.engine.connect() as connection:
        return [incident_of(row) for row in connection.execute(select(incidents).order_by(incidents.c.id)).mappings()]


@settings(max_examples=25)
@given(seed=st.integers(0, 10_000), sizes=st.lists(st.integers(1, 5), min_size=1, max_size=5))
def test_any_order_in_any_portions_gives_what_merging_all_gives(seed: int, sizes: list[int]) -> None:
    dice = random.Random(seed)
    told = [made_up(number, dice) for number in range(sum(sizes))]
    arriving = list(told)
    dice.shuffle(arriving)
    with Store("sqlite://") as store:
        for size in sizes:
            add(store, arriving[:size])
            del arriving[:size]
            store.group(TOOLS)
        assert stored(store) == from_scratch(told)
        assert store.ungrouped() == 0


@settings(max_examples=15)
@given(seed=st.integers(0, 10_000))
def test_articles_extracted_again_leave_nothing_behind(seed: int) -> None:
    dice = random.Random(seed)
    told = [made_up(number, dice) for number in range(8)]
    with Store("sqlite://") as store:
        add(store, told)
        store.group(TOOLS)
        again = [(article, events[: dice.randrange(4)]) for article, events in told[:3]]
        for article, events in again:
            store.add(article, events, refresh=True, extracted="now")
        with store.engine.connect() as connection:
            kept = connection.scalar(select(func.count()).select_from(incident_events))
        assert kept is not None  # nothing that was there names an event that has gone: the keys are held by the tables
        store.group(TOOLS)
        assert stored(store) == from_scratch(again + told[3:])


def test_every_event_is_in_one_incident(store: Store) -> None:
    dice = random.Random(1)
    told = [made_up(number, dice) for number in range(12)]
    add(store, told)
    assert store.ungrouped() == 12
    assert store.group(TOOLS) == 12
    found = stored(store)
    assert any(len(incident.events) > 1 for incident in found)
    assert sorted(event for incident in found for event in incident.events) == sorted(
        event.id for _, events in told for event in events
    )


def test_a_kill_between_two_portions_costs_only_what_was_not_written(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    dice = random.Random(2)
    told = [made_up(number, dice) for number in range(9)]
    add(store, told)
    monkeypatch.setattr("timeline.store.store.PORTION", 4)
    monkeypatch.setattr("timeline.store.store.MOST", 4)
    left: list[int] = []

    def killed(number: int) -> None:
        left.append(number)
        if len(left) == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.group(TOOLS, killed)
    assert left == [5, 1]
    assert store.ungrouped() == 1
    assert store.group(TOOLS) == 1
    assert stored(store) == from_scratch(told)


def test_what_others_changed_meanwhile_is_planned_anew(store: Store) -> None:
    dice = random.Random(7)
    told = [made_up(number, dice) for number in range(4)]
    add(store, told[:3])
    asked: list[int] = []

    def meddling(events: list[Event], **options: object) -> list:
        asked.append(len(events))
        if len(asked) == 1:  # another process adds an article and groups, while this one is at work
            add(store, told[3:])
            store.group(TOOLS)
        return TOOLS.parts(events, **options)

    store.group(replace(TOOLS, parts=meddling))
    assert len(asked) == 1
    assert stored(store) == from_scratch(told)

    def never(events: list[Event], **options: object) -> list:
        with store.engine.begin() as connection:
            marks.changed(connection)
        return TOOLS.parts(events, **options)

    store.add(told[0][0], [], refresh=True)
    with pytest.raises(StoreError, match="others keep changing"):
        store.group(replace(TOOLS, parts=never))


def test_grouping_that_fails_leaves_the_incidents_as_they_were(store: Store) -> None:
    dice = random.Random(3)
    add(store, [made_up(0, dice)])
    store.group(TOOLS)
    before, version = stored(store), store.version()
    add(store, [made_up(1, dice)])

    def broken(*_: object, **__: object) -> list:
        raise IndexError("a bug")

    with pytest.raises(IndexError):
        store.group(replace(TOOLS, parts=broken))
    assert stored(store) == before
    assert store.ungrouped() == 1
    assert store.version() == version + 1


def test_one_more_article_reads_only_what_it_touches(store: Store) -> None:
    def keys(event: Event) -> list[str]:
        return [event.start or ""]

    seen: list[str] = []

    def counting(events: list[Event], **options: object) -> list:
        seen.extend(event.id for event in events)
        return TOOLS.parts(events, **options)

    for number in range(30):
        article, day = make_article(f"n{number:02}x"), f"{1990 + number}-01-03"
        store.add(article, [make_event(article, start=day, end=day)])
    store.group(replace(TOOLS, link_keys=keys))
    article = make_article("n77")
    store.add(article, [make_event(article, start="1992-01-03", end="1992-01-03")])
    store.group(replace(TOOLS, link_keys=keys, parts=counting))
    assert sorted(seen) == ["n02x0000-0", "n7700000-0"]


def test_other_rules_make_all_incidents_anew(store: Store) -> None:
    dice = random.Random(4)
    told = [made_up(number, dice) for number in range(5)]
    add(store, told)
    store.group(TOOLS)

    def alone(events: list[Event], **_: object) -> list:
        return [([event], merge([event])) for event in events]

    add(store, [made_up(5, dice)])
    other = replace(TOOLS, version=2, tied=lambda *_, **__: set(), parts=alone)
    assert store.group(other) == 6
    assert all(len(incident.events) == 1 for incident in stored(store))


def test_ungrouping_marks_everything(store: Store) -> None:
    dice = random.Random(5)
    told = [made_up(number, dice) for number in range(4)]
    add(store, told)
    store.group(TOOLS)
    store.ungroup()
    assert (store.ungrouped(), stored(store)) == (4, [])
    store.group(TOOLS)
    assert stored(store) == from_scratch(told)


@settings(max_examples=15)
@given(seed=st.integers(0, 10_000))
def test_stories_that_change_change_the_incidents(seed: int) -> None:
    dice = random.Random(seed)
    told = [made_up(number, dice) for number in range(9)]
    turn = dice.randrange(2, 5)

    def places(features: Mapping[str, bytes]) -> dict[str, Place]:
        """With more articles the stories have other members, and some only other names."""
        return {
            name: Place(f"{len(features) // 4} {int(name[1:3]) // (turn if len(features) > 6 else 3)}")
            for name in features
        }

    tools = replace(TOOLS, places=places)
    with Store("sqlite://") as store:
        for one in told:
            add(store, [one])
            store.group(tools)
        stories = {name: place.story for name, place in places({article.id: b"" for article, _ in told}).items()}
        events = [event for _, found in told for event in found]
        assert stored(store) == sorted(merge(events, story_of=stories), key=lambda incident: incident.id)


def test_only_other_company_moves_an_article() -> None:
    before = {"a": Place("1"), "b": Place("1"), "c": Place("2"), "d": Place("")}
    assert moved(before, before) == set()
    assert moved(before, {"a": Place("9"), "b": Place("9"), "c": Place("2"), "d": Place(""), "e": Place("9")}) == set()
    assert moved(before, {"a": Place("1"), "b": Place("2"), "c": Place("2"), "d": Place("")}) == {"a", "b", "c"}
    assert moved(before, {**before, "d": Place("3")}) == {"d"}
    assert moved(before, {**before, "b": Place("1", copy_of="a")}) == {"b"}


def two_reports(store: Store) -> list[str]:
    """Two reports of one day that share nothing else, so that they are two incidents."""
    for name, words, who in (("n1", "police arrested a man", "GRU"), ("n2", "voters elected a president", "Macron")):
        article = make_article(name)
        store.add(article, [make_event(article, title=words, quote=words, actors=(who,), numbers=(), extracted="")])
    store.group(TOOLS)
    return [event for incident in stored(store) for event in incident.events]


def test_a_reviewer_joins_and_parts_events(store: Store) -> None:
    one, other = two_reports(store)
    assert len(stored(store)) == 2
    reviews.add(store, Review(one, "same", other, reviewer="R"))
    assert store.ungrouped() == 2
    store.group(TOOLS)
    [joined] = stored(store)
    assert sorted(joined.events) == sorted([one, other])
    assert joined.joins[0].why == "a reviewer decided so"
    reviews.add(store, Review(other, "apart", one))
    store.group(TOOLS)
    assert len(stored(store)) == 2
    reviews.add(store, Review(other, "unpaired", one))
    assert [review.action for review in reviews.of(store, one)] == ["same", "apart", "unpaired"]
    assert reviews.standing(reviews.of(store, one), one).same == ()


@settings(max_examples=15)
@given(seed=st.integers(0, 10_000))
def test_decisions_hold_in_whatever_order_articles_come(seed: int) -> None:
    dice = random.Random(seed)
    told = [made_up(number, dice) for number in range(7)]
    ids = [event.id for _, events in told[:4] for event in events]
    pairs = {(min(pair), max(pair)) for pair in (dice.sample(ids, 2) for _ in range(3))}
    decided = [Decision(one, other, dice.random() < 0.6) for one, other in sorted(pairs)]
    with Store("sqlite://") as store:
        add(store, told[:4])
        store.group(TOOLS)
        for decision in decided:
            reviews.add(store, Review(decision.one, "same" if decision.same else "apart", decision.other))
        add(store, told[4:])
        store.group(TOOLS)
        assert stored(store) == from_scratch(told, decisions=decided)


def test_a_rejected_event_leaves_its_incident_and_comes_back(store: Store) -> None:
    article, other = make_article("n1"), make_article("n2")
    first, second = make_event(article), make_event(other)
    store.add(article, [first])
    store.add(other, [second])
    store.group(TOOLS)
    assert [len(incident.events) for incident in stored(store)] == [2]
    reviews.add(store, Review(second.id, "reject", note="a joke"))
    store.group(TOOLS)
    assert [incident.events for incident in stored(store)] == [(first.id,)]
    assert store.event(second.id) is not None
    reviews.add(store, Review(second.id, "reopen"))
    store.group(TOOLS)
    assert [len(incident.events) for incident in stored(store)] == [2]


def test_a_reading_that_was_chosen_dates_the_incident_and_leaves_the_event(store: Store) -> None:
    article = make_article("n1")
    event = make_event(article, extracted="now")
    store.add(article, [event], extracted="now")
    reviews.add(store, Review(event.id, "reading", reading=event.alternatives[0]))
    store.group(TOOLS)
    assert [incident.start for incident in stored(store)] == ["2016-05-05"]
    assert store.event(event.id) == event
    assert reviews.standing(reviews.of(store, event.id), event.id).reading == event.alternatives[0]
    reviews.add(store, Review(event.id, "reading"))
    store.group(TOOLS)
    assert [incident.start for incident in stored(store)] == ["2017-05-05"]


def test_reviews_say_what_is_wrong_with_them(store: Store) -> None:
    one, _ = two_reports(store)
    with pytest.raises(ValueError, match="confirm"):
        reviews.add(store, Review(one, "agree"))
    with pytest.raises(ValueError, match="two events"):
        reviews.add(store, Review(one, "same", one))
    with pytest.raises(LookupError, match="nobody"):
        reviews.add(store, Review(one, "same", "nobody"))
    assert reviews.of(store, one) == []
    done = reviews.add(store, Review(one, "confirm", reviewer="R", note="seen"))
    assert done.moment
    assert reviews.of(store, one) == [done]
    assert reviews.standing([done], one).verdict == "confirmed"


def test_a_store_that_cannot_be_written_says_so(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    add(store, [made_up(0, random.Random(6))])
    with store.engine.begin() as connection:
        connection.exec_driver_sql("DROP TABLE incident_events")
    with pytest.raises(StoreError, match="could not be written"):
        store.group(TOOLS)
