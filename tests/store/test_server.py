"""A PostgreSQL server answers as a file does. Runs where TIMELINE_TEST_POSTGRES names a server to write to."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.engine import make_url

from tests.store.builders import make_article, make_event
from timeline.store import Store
from timeline.store.place import store_url
from timeline.store.query import ORDERS, Filters, Query

FILTERS = (
    Filters(),
    Filters(actor=("Émile Zola",)),
    Filters(source=("The Paper",), status=("stated", "denied")),
    Filters(since=date(2017, 5, 5), until=date(2017, 5, 6)),
    Filters(text="ELYSEE"),
    Filters(as_known_on=date(2017, 5, 8)),
)


@pytest.fixture
def server() -> Iterator[str]:
    """The URL of a new, empty database, dropped afterwards."""
    given = os.environ.get("TIMELINE_TEST_POSTGRES")
    if not given:
        pytest.skip("no PostgreSQL: set TIMELINE_TEST_POSTGRES to the URL of a server that may be written to")
    pytest.importorskip("psycopg", reason='no driver: pip install "psycopg[binary]"')
    admin = create_engine(store_url(given), isolation_level="AUTOCOMMIT")
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE IF EXISTS timeline_test"))
        connection.execute(text("CREATE DATABASE timeline_test"))
    yield make_url(given).set(database="timeline_test").render_as_string(hide_password=False)
    with admin.connect() as connection:
        connection.execute(text("DROP DATABASE timeline_test WITH (FORCE)"))
    admin.dispose()


def fill(store: Store) -> None:
    """Two articles with six events, one of them undated."""
    paper, other = make_article("paper"), make_article("other", publisher="", title="L’Élysée", language="fr")
    moments = ["2017-05-05", "2017-05-05T20:30", "2016-01-01", None]
    events = [make_event(paper, number, start=moment, end=moment) for number, moment in enumerate(moments)]
    assert store.add(paper, events, extracted="now") == "added"
    assert store.add(other, [make_event(other, 0), make_event(other, 1, status="denied")], extracted="now") == "added"
    assert store.add(paper, [], extracted="later") == "known"
    assert store.add(other, [make_event(other, 0, actors=())], refresh=True, extracted="now") == "refreshed"


def test_a_server_answers_as_a_file_does(server: str, tmp_path: Path) -> None:
    with Store(server) as shared, Store(tmp_path / "t.db") as file:
        fill(shared)
        fill(file)
        ours, theirs = Query(file), Query(shared)
        assert shared.version() == file.version() == 3
        assert list(shared.articles()) == list(file.articles())
        for filters in FILTERS:
            for order in ORDERS:
                assert theirs.events(filters, order=order) == ours.events(filters, order=order)
            assert list(theirs.stream(filters)) == list(ours.stream(filters))
            assert theirs.count(filters) == ours.count(filters)
            assert theirs.facets(filters) == ours.facets(filters)
            assert theirs.bounds(filters) == ours.bounds(filters)
            assert theirs.histogram(filters, 7) == ours.histogram(filters, 7)
        assert theirs.event_ids("paper") == ours.event_ids("paper")
    with Store(server) as again:
        assert again.version() == 3
