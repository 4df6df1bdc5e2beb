"""Adding: once, whole, beside other readers and writers; and what is no store says so."""

from __future__ import annotations

import sqlite3
import threading
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select, text

from tests.store.builders import make_article, make_event
from timeline.models import Source
from timeline.store import AddResult, Store, StoreError
from timeline.store.place import absent, default_file, store_url
from timeline.store.schema import actors, meta, reviews

MOMENT = "2026-01-02T03:04:05+00:00"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "deep" / "timeline.db"


def test_what_is_added_comes_back_as_it_was(place: Path) -> None:
    article = make_article()
    events = [make_event(article), make_event(article, 1, start=None, end=None, alternatives=(), actors=())]
    with Store(place) as store:
        assert store.add(article, events, extracted=MOMENT) == "added"
    with Store(place) as store:  # opened anew
        assert store.article(article.id) == article
        assert store.event(events[0].id) == replace(events[0], extracted=MOMENT)
        assert {event.id for event in store.events_of(article.id)} == {event.id for event in events}
        assert list(store.articles()) == [article]
        assert store.article("no such") is None
        assert store.event("no such") is None


def test_adding_again_changes_nothing(place: Path) -> None:
    article = make_article()
    with Store(place) as store:
        store.add(article, [make_event(article)], extracted=MOMENT)
        version = store.version()
        again = store.add(replace(article, title="other"), [], extracted="2030-01-01T00:00:00+00:00")
        assert again is AddResult.KNOWN
        assert store.version() == version
        assert store.article(article.id) == article
        assert store.events_of(article.id) == [make_event(article, extracted=MOMENT)]


def test_refresh_replaces_the_events_and_keeps_reviews(place: Path) -> None:
    article = make_article()
    with Store(place) as store:
        store.add(article, [make_event(article), make_event(article, 1)])
        with store.engine.begin() as connection:
            review = {"event_id": f"{article.id}-0", "moment": MOMENT, "reviewer": "R", "action": "accept", "body": {}}
            connection.execute(reviews.insert(), [review])
        result = store.add(article, [make_event(article, 0, title="New", actors=("X",))], refresh=True)
        assert result == "refreshed"
        assert [event.title for event in store.events_of(article.id)] == ["New"]
        with store.engine.connect() as connection:
            assert list(connection.scalars(select(actors.c.actor))) == ["X"]
            assert list(connection.scalars(select(reviews.c.event_id))) == [f"{article.id}-0"]


def test_the_version_grows_with_each_change(place: Path) -> None:
    with Store(place) as store:
        versions = [store.version()]
        for name in "ab":
            store.add(make_article(name), [])
            versions.append(store.version())
    assert versions == sorted(set(versions))


def test_nothing_is_half_stored(place: Path) -> None:
    article = make_article()
    with Store(place) as store:
        with pytest.raises(StoreError, match="contradict"):
            store.add(article, [make_event(article), make_event(article)])  # the same id twice
        assert store.article(article.id) is None
        assert store.events_of(article.id) == []
        assert store.version() == 0


def test_what_is_no_text_is_refused_whole(place: Path) -> None:
    article = make_article(text="half a pair \ud83d")
    with Store(place) as store:
        with pytest.raises(StoreError, match=r"a1\.txt: .*UTF-8"):
            store.add(article, [make_event(article)])
        assert not store.has(article.id)


def test_a_guessed_publication_date_is_kept_with_the_article(place: Path) -> None:
    article = make_article(published=None, published_basis="unknown")
    source = Source(article.title, article.publisher, article.url, "2017-07-27", "guessed")
    with Store(place) as store:
        store.add(article, [make_event(article, source=source)])
        stored = store.article(article.id)
    assert stored is not None
    assert (stored.published, stored.published_basis) == (date(2017, 7, 27), "guessed")


def test_hostile_text_is_kept_as_it_is(place: Path) -> None:
    hostile = '<script>alert(1)</script>\'; DROP TABLE events; -- =HYPERLINK("x") %_\\'
    article = make_article(title=hostile, url="javascript:alert(1)", publisher=hostile)
    event = make_event(article, title=hostile, quote=hostile, actors=(hostile,), extracted=MOMENT)
    with Store(place) as store:
        store.add(article, [event], extracted=MOMENT)
        assert store.article(article.id) == article
        assert store.event(event.id) == event


def test_reviews_are_append_only(place: Path) -> None:
    with Store(place) as store, store.engine.begin() as connection:
        row = {"event_id": "e", "moment": MOMENT, "reviewer": "R", "action": "reject", "body": {"why": "x"}}
        connection.execute(reviews.insert(), [row])
        for change in (reviews.update().values(action="accept"), reviews.delete()):
            with pytest.raises(Exception, match="append-only"):
                connection.execute(change)


def test_a_reader_goes_on_while_another_writes(place: Path) -> None:
    with Store(place) as writer, Store(place) as reader:
        writer.add(make_article("a"), [])
        with writer.engine.execution_options(timeline_writes=True).begin() as connection:
            connection.execute(text("UPDATE timeline_meta SET value = 99 WHERE name = 'version'"))
            assert reader.version() == 1  # answers at once, with what was committed
        assert reader.version() == 99


def test_writers_wait_for_one_another(place: Path) -> None:
    faults: list[Exception] = []

    def write(name: str) -> None:
        try:
            with Store(place) as store:
                for number in range(8):
                    article = make_article(f"{name}{number}")
                    store.add(article, [make_event(article)])
                    store.add(make_article("shared"), [make_event(make_article("shared"))])
        except Exception as fault:
            faults.append(fault)

    threads = [threading.Thread(target=write, args=(name,)) for name in "xyz"]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    with Store(place) as store:
        assert len(list(store.articles())) == 25
        assert store.version() == 25


def _text_file(folder: Path) -> Path:
    path = folder / "notes.db"
    path.write_text("Dear diary, this is no database. " * 20)
    return path


def _other_database(folder: Path) -> Path:
    path = folder / "other.db"
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE recipes (id)")
    other.close()
    return path


def _newer_store(folder: Path) -> Path:
    path = folder / "newer.db"
    with Store(path) as store, store.engine.begin() as connection:
        connection.execute(meta.update().where(meta.c.name == "schema").values(value=999))
    return path


def _damaged_store(folder: Path) -> Path:
    path = folder / "damaged.db"
    path.write_bytes(b"SQLite format 3\x00" + b"\xff" * 5000)
    return path


def _under_a_file(folder: Path) -> Path:
    (folder / "file").write_text("x")
    return folder / "file" / "timeline.db"


@pytest.mark.parametrize(
    ("make", "fault"),
    [
        (_text_file, "not a store"),
        (_other_database, "belongs to something else"),
        (_newer_store, "another version"),
        (_damaged_store, "damaged"),
        (_under_a_file, "cannot be used"),
        (lambda folder: folder, "is a folder"),
    ],
)
def test_what_is_no_store_says_so_and_is_left_alone(tmp_path: Path, make, fault: str) -> None:
    path = make(tmp_path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(StoreError) as caught:
        Store(path)
    assert fault in caught.value.fault
    assert caught.value.remedy
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize(
    "url",
    ["mysql://host/db", "postgresql://someone:secret@127.0.0.1:1/none", "postgresql://[bad", "sqlite:////proc/x.db"],
)
def test_a_url_that_does_not_work_says_so_without_its_password(url: str) -> None:
    with pytest.raises(StoreError) as caught:
        Store(url)
    assert "secret" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_empty_file_becomes_a_store(tmp_path: Path) -> None:
    path = tmp_path / "empty.db"
    path.touch()
    with Store(path) as store:
        assert store.version() == 0


def test_the_place_is_option_then_variable_then_the_users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TIMELINE_STORE", raising=False)
    assert store_url() == str(default_file())
    monkeypatch.setenv("TIMELINE_STORE", str(tmp_path / "variable.db"))
    assert store_url() == str(tmp_path / "variable.db")
    assert store_url(tmp_path / "option.db") == str(tmp_path / "option.db")
    assert store_url(f"sqlite:///{tmp_path}/option.db") == str(tmp_path / "option.db")
    assert store_url("postgres://u@h/d") == "postgresql+psycopg://u@h/d"
    assert absent(tmp_path / "option.db") == tmp_path / "option.db"
    assert absent("postgres://u@h/d") is None


def test_odd_names_of_files_work(tmp_path: Path) -> None:
    for name in ("with space.db", "ques?tion.db", "per%20cent.db", "#é.db"):
        with Store(tmp_path / name) as store:
            store.add(make_article(), [])
        assert (tmp_path / name).is_file(), name
