"""What the views ask: filters, counts under other filters, order, bounds, the binned overview."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

import pytest

from tests.store.builders import make_article, make_event
from timeline.models import STATUSES
from timeline.store import Store
from timeline.store.filters import Filters
from timeline.store.fold import fold
from timeline.store.query import FACETS, ORDERS, Query


@pytest.fixture
def query(tmp_path) -> Iterator[Query]:
    paper = make_article("paper", publisher="Paper", published=date(2017, 5, 8))
    monde = make_article(
        "monde", publisher="Le Monde", published=date(2017, 7, 27), language="fr", title="L’été à l’Élysée"
    )
    blank = make_article("blank", publisher="", published=None, published_basis="unknown")
    with Store(tmp_path / "t.db") as store:
        store.add(
            paper,
            [
                make_event(
                    paper, 0, start="2017-04-01", end="2017-04-30", actors=("Facebook", "GRU"), quote="In April"
                ),
                make_event(paper, 1, start="2017-05-05T20:30", end="2017-05-05T20:30", actors=("Facebook",)),
                make_event(paper, 2, actors=("GRU",), status="denied", title="Denial", quote="Nothing", when_text=""),
            ],
        )
        store.add(
            monde,
            [
                make_event(monde, 0, start="2017-04-24", end="2017-04-26", actors=("Emmanuel Macron",), title="Œuvre"),
                make_event(monde, 1, start=None, end=None, actors=(), status="hedged", title="Undated"),
            ],
        )
        store.add(blank, [make_event(blank, 0, start="2016-01-01", end="2016-12-31", actors=("GRU",))])
        yield Query(store)


def ids(query: Query, **filters: object) -> list[str]:
    return [event.id for event in query.events(Filters(**filters))]  # pyright: ignore[reportArgumentType]


def test_order_is_start_end_id_with_the_undated_last(query: Query) -> None:
    assert ids(query) == ["blank000-0", "paper000-0", "monde000-0", "paper000-2", "paper000-1", "monde000-1"]


@pytest.mark.parametrize("order", ORDERS)
def test_every_order_pages_without_gap_or_repetition(query: Query, order: str) -> None:
    whole = [event.id for event in query.events(limit=None, order=order)]
    pages = [query.events(limit=2, offset=offset, order=order) for offset in (0, 2, 4)]
    assert [event.id for page in pages for event in page] == whole
    assert len(whole) == 6


def test_newest_first_keeps_the_undated_last(query: Query) -> None:
    found = [event.id for event in query.events(order="-start")]
    assert found[0] == "paper000-1"
    assert found[-1] == "monde000-1"


def test_an_unknown_order_names_the_right_ones(query: Query) -> None:
    with pytest.raises(LookupError, match="-published"):
        query.events(order="random")


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"actor": ("GRU",)}, ["blank000-0", "paper000-0", "paper000-2"]),
        ({"actor": ("GRU", "Emmanuel Macron"), "status": ("stated",)}, ["blank000-0", "paper000-0", "monde000-0"]),
        ({"source": ("Le Monde",)}, ["monde000-0", "monde000-1"]),
        ({"source": ("blank.example",)}, ["blank000-0"]),  # no publisher: the host stands for it
        ({"language": ("fr",)}, ["monde000-0", "monde000-1"]),
        ({"status": ("denied", "hedged")}, ["paper000-2", "monde000-1"]),
        ({"since": date(2017, 4, 26), "until": date(2017, 4, 27)}, ["paper000-0", "monde000-0"]),
        ({"until": date(2016, 1, 1)}, ["blank000-0"]),
        ({"since": date(2017, 5, 5)}, ["paper000-2", "paper000-1"]),  # a time of day is within its day
        ({"until": date(2017, 5, 5), "since": date(2017, 5, 5)}, ["paper000-2", "paper000-1"]),
        ({"text": "ELYSEE"}, ["monde000-0", "monde000-1"]),
        ({"text": "oeuvre"}, ["monde000-0"]),
        ({"text": "l'ete a"}, ["monde000-0", "monde000-1"]),
        ({"text": "macron"}, ["monde000-0"]),
        ({"text": "le MONDE"}, ["monde000-0", "monde000-1"]),  # who published it
        ({"text": "blank.ex", "status": ("stated",)}, ["blank000-0"]),
        ({"text": "  in   april "}, ["paper000-0"]),
        ({"text": "%"}, []),
        ({"text": "denial nothing"}, []),  # parts are not run together
        ({"as_known_on": date(2017, 5, 8)}, ["paper000-0", "paper000-2", "paper000-1"]),
        ({"as_known_on": date(2017, 5, 7)}, []),
        ({"story": ("s1",)}, []),
        ({"actor": ("x' OR 1=1 --",)}, []),
    ],
)
def test_filters(query: Query, filters: dict[str, object], found: list[str]) -> None:
    chosen = Filters(**filters)  # pyright: ignore[reportArgumentType]
    assert [event.id for event in query.events(chosen)] == found
    assert query.count(chosen) == len(found)
    assert [event.id for event in query.stream(chosen)] == found


def test_facets_count_the_events_of_each_value(query: Query) -> None:
    facets = query.facets()
    assert tuple(facets) == FACETS
    assert facets["actor"] == [("GRU", 3), ("Facebook", 2), ("Emmanuel Macron", 1)]
    assert facets["source"] == [("Paper", 3), ("Le Monde", 2), ("blank.example", 1)]
    assert facets["status"] == [("stated", 4), ("denied", 1), ("hedged", 1)]
    assert facets["language"] == [("en", 4), ("fr", 2)]
    assert {name for name, _ in facets["status"]} <= set(STATUSES)


def test_each_facet_is_counted_under_the_other_filters(query: Query) -> None:
    facets = query.facets(Filters(actor=("Facebook",), source=("Paper",)))
    assert facets["actor"] == [("Facebook", 2), ("GRU", 2)]  # under the source alone
    assert facets["source"] == [("Paper", 2)]  # under the actor alone
    assert facets["status"] == [("stated", 2)]  # under both


def test_choosing_a_value_gives_as_many_as_its_facet_said(query: Query) -> None:
    base = Filters(since=date(2017, 1, 1))
    for actor, number in query.facets(base)["actor"]:
        assert query.count(Filters(since=base.since, actor=(actor,))) == number
    assert query.facets(limit=1)["actor"] == [("GRU", 3)]


def test_bounds_and_undated(query: Query) -> None:
    assert query.bounds() == (date(2016, 1, 1), date(2017, 5, 5))
    assert query.bounds(Filters(text="nowhere")) is None
    assert [event.id for event in query.undated()] == ["monde000-1"]
    assert query.undated(Filters(since=date(2000, 1, 1))) == []


def test_open_sides_reach_to_the_horizon_but_do_not_stretch_the_bounds(query: Query) -> None:
    article = make_article("open")
    since = make_event(article, 0, start="2017-06-01", end=None, bound="since")
    until = make_event(article, 1, start=None, end="2015-02-03", bound="until")
    query.store.add(article, [since, until])
    assert "open0000-0" in ids(query, since=date(2020, 1, 1))
    assert "open0000-1" in ids(query, until=date(1900, 1, 1))
    assert query.bounds() == (date(2015, 2, 3), date(2017, 6, 1))
    assert sum(found.count for found in query.histogram(bins=5)) == query.count() - 1


def test_the_histogram_covers_the_bounds_without_gap(query: Query) -> None:
    bins = query.histogram(bins=10)
    assert bins[0].start == date(2016, 1, 1)
    assert bins[-1].end >= date(2017, 5, 5)
    assert all((right.start - left.end).days == 1 for left, right in pairwise(bins))
    assert sum(found.count for found in bins) == query.count() - len(query.undated())
    assert len(bins) <= 10
    assert query.histogram(Filters(text="nowhere")) == []


def test_the_histogram_of_a_window_counts_what_begins_in_it(query: Query) -> None:
    bins = query.histogram(bins=4, window=(date(2017, 4, 24), date(2017, 5, 4)))
    assert [found.count for found in bins] == [1, 0, 0, 0]
    assert bins[0].start == date(2017, 4, 24)


@pytest.mark.parametrize(
    ("start", "end"),
    [("-0043-03-15", "-0043-03-15"), ("9999-12-31", "9999-12-31"), ("0001-01-01", "9999-12-31"), ("20XX", "soon")],
)
def test_days_at_the_edge_of_the_calendar_break_nothing(query: Query, start: str, end: str) -> None:
    article = make_article("edge")
    query.store.add(article, [make_event(article, start=start, end=end)])
    assert query.count() == 7
    assert sum(found.count for found in query.histogram(bins=7)) + len(query.undated()) == 7
    assert len(query.events(order="-start")) == 7
    assert query.bounds() is not None


def test_the_article_of_an_event_and_ids_by_their_beginning(query: Query) -> None:
    article = query.article_of("paper000-1")
    assert article is not None
    assert article.id == "paper000"
    assert query.article_of("none") is None
    assert query.event_ids("monde") == ["monde000-0", "monde000-1"]
    assert query.event_ids("%") == []


def test_an_empty_store_answers_everything(tmp_path) -> None:
    with Store(tmp_path / "empty.db") as store:
        query = Query(store)
        assert (query.events(), query.count(), query.bounds(), query.histogram(), query.undated()) == (
            [],
            0,
            None,
            [],
            [],
        )
        assert query.facets() == {name: [] for name in FACETS}


def test_filters_survive_a_url() -> None:
    filters = Filters(
        actor=("A & B", "C"), since=date(2017, 1, 2), text="é=ü", status=("denied",), as_known_on=date(2018, 1, 1)
    )
    assert Filters.from_query(filters.to_query()) == filters
    assert Filters().to_query() == {}
    assert not Filters()
    assert filters


def test_a_url_that_was_meddled_with_breaks_nothing() -> None:
    query = {
        "since": "2017-02-31",
        "status": ["sure", "denied"],
        "event": "x",
        "actor": "",
        "until": ["", "2017-03-01"],
    }
    assert Filters.from_query(query) == Filters(status=("denied",), until=date(2017, 3, 1))


@pytest.mark.parametrize(
    ("given", "folded"),
    [("L’Élysée\n mène", "l'elysee mene"), ("STRASSE Straße", "strasse strasse"), ("Łódź", "lodz"), ("", "")],
)
def test_folding(given: str, folded: str) -> None:
    assert fold(given) == folded
    assert fold(folded) == folded
