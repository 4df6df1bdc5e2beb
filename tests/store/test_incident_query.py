"""What is asked about incidents: filters on their events, order, what was known on a day, stories."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.store.builders import make_article, make_event
from tests.store.happenings import TOOLS, add, made_up, story_of
from timeline.incidents import merge
from timeline.models import Event, Incident
from timeline.store import Store
from timeline.store.filters import Filters
from timeline.store.query import FACETS, INCIDENT_ORDERS, Query


@pytest.fixture
def query() -> Iterator[Query]:
    """Twelve articles with four events each, grouped."""
    dice = random.Random(11)
    with Store("sqlite://") as store:
        store.tools = TOOLS
        add(store, [made_up(number, dice) for number in range(12)])
        store.group()
        yield Query(store)


def known(query: Query) -> dict[str, Event]:
    return {event.id: event for event in query.events(limit=None)}


@pytest.mark.parametrize("order", INCIDENT_ORDERS)
def test_every_order_pages_without_gap_or_repetition(query: Query, order: str) -> None:
    everything = query.incidents(limit=None, order=order)
    assert len(everything) == query.count_incidents() > 5
    pages = [query.incidents(limit=4, offset=at, order=order) for at in range(0, len(everything), 4)]
    assert [one for page in pages for one in page] == everything
    assert {event for one in everything for event in one.events} == set(known(query))
    assert [one for one, _ in query.stream_incidents(order=order)] == everything


def test_orders_are_what_they_say(query: Query) -> None:
    events = known(query)
    starts = [one.start or "" for one in query.incidents()]
    assert starts == sorted(starts)
    assert [one.start or "" for one in query.incidents(order="-start")] == sorted(starts, reverse=True)
    first = [
        min(events[name].source.published or "" for name in one.events) for one in query.incidents(order="published")
    ]
    assert first == sorted(first)
    last = [
        max(events[name].source.published or "" for name in one.events) for one in query.incidents(order="-published")
    ]
    assert last == sorted(last, reverse=True)
    weights = [(one.score, one.independent) for one in query.incidents(order="importance")]
    assert weights == sorted(weights, reverse=True)
    with pytest.raises(LookupError, match="importance"):
        query.incidents(order="random")


@pytest.mark.parametrize(
    "filters",
    [
        Filters(actor=("GRU",)),
        Filters(source=("Paper 1",)),
        Filters(since=date(2017, 4, 27), until=date(2017, 4, 28)),
        Filters(text="voters"),
        Filters(status=("denied",)),
        Filters(language=("en",), actor=("Macron",)),
        Filters(story=("s1",)),
        Filters(story=("s1", "s2"), text="macron"),
    ],
)
def test_an_incident_is_shown_if_any_of_its_events_is(query: Query, filters: Filters) -> None:
    shown = {event.id for event in query.events(filters, limit=None)}
    found = query.incidents(filters, limit=None)
    assert found == [one for one in query.incidents(limit=None) if shown & set(one.events)]
    assert query.count_incidents(filters) == len(found)


def test_a_story_shows_the_events_of_its_articles(query: Query) -> None:
    found = query.events(Filters(story=("s2",)), limit=None)
    assert found == [event for event in query.events(limit=None) if story_of(event.article_id) == "s2"]
    assert [(story.id, story.articles, story.events) for story in query.stories()] == [
        ("s0", 4, 16), ("s1", 4, 16), ("s2", 4, 16)
    ]  # fmt: skip
    assert query.stories(Filters(story=("s1",)), limit=1)[0].title.startswith("Title of")


def test_one_incident_by_its_id_and_by_its_event(query: Query) -> None:
    for one in query.incidents(limit=5):
        assert query.incident(one.id) == one
        assert query.incident_of(one.events[-1]) == one
        assert query.incident_ids(one.id[:14]) == [one.id]
        assert [event.id for event in query.incident_events(one)] == list(one.events)
    assert query.incident("none") is None
    assert query.incident_of("none") is None
    assert query.incident_ids("%") == []


def test_the_most_important_in_any_order(query: Query) -> None:
    top = query.incidents(limit=3, order="importance")
    found = [one for one, _ in query.stream_incidents(order="start", top=3)]
    assert sorted(one.id for one in found) == sorted(one.id for one in top)
    assert found == [one for one in query.incidents(limit=None) if one in top]


def test_facets_can_count_incidents(query: Query) -> None:
    counted = query.facets(of="incidents")
    assert tuple(counted) == FACETS
    for actor, number in counted["actor"]:
        assert query.count_incidents(Filters(actor=(actor,))) == number
    chosen = Filters(source=("Paper 1",), actor=("GRU",))
    assert dict(query.facets(chosen, of="incidents")["source"])["Paper 1"] == query.count_incidents(chosen)


@settings(max_examples=15)
@given(seed=st.integers(0, 10_000), days=st.integers(0, 60))
def test_as_known_on_a_day_is_what_merging_the_reports_of_then_gives(seed: int, days: int) -> None:
    dice = random.Random(seed)
    told = [made_up(number, dice) for number in range(9)]
    day = date.fromordinal(date(2017, 5, 1).toordinal() + days)
    with Store("sqlite://") as store:
        store.tools = TOOLS
        add(store, told)
        blank = make_article("n99x", published=None, published_basis="unknown")
        add(store, [(blank, [make_event(blank, start="2017-04-25", end="2017-04-25")])])
        store.group()
        query = Query(store)
        visible = [event for article, events in told if (article.published or day) <= day for event in events]
        stories = {event.article_id: story_of(event.article_id) for event in visible}
        then = Filters(as_known_on=day)
        found = query.incidents(then, limit=None)
        assert by_id(found) == by_id(merge(visible, story_of=stories))
        assert query.count_incidents(then) == len(found)
        for one in found[:3]:
            assert query.incident(one.id, day) == one
            assert query.incident_of(one.events[0], day) == one
        hidden = [
            event for article, events in told if article.published and article.published > day for event in events
        ]
        assert all(query.incident_of(event.id, day) is None for event in hidden)
        acting = Filters(as_known_on=day, actor=("GRU",))
        shown = {event.id for event in query.events(acting, limit=None)}
        assert query.incidents(acting, limit=None) == [one for one in found if shown & set(one.events)]


def by_id(found: list[Incident]) -> list[Incident]:
    return sorted(found, key=lambda one: one.id)


def test_a_store_without_incidents_answers_everything() -> None:
    with Store("sqlite://") as store:
        query = Query(store)
        assert (query.incidents(), query.count_incidents(), query.stories()) == ([], 0, [])
        assert query.incidents(Filters(as_known_on=date(2017, 1, 1))) == []
        assert query.facets(of="incidents") == {name: [] for name in FACETS}
        assert list(query.stream_incidents()) == []
