"""A store of an earlier version opens, brought up to date or left alone with a clear error."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import inspect, select

from tests.store import version1, version2
from tests.store.builders import make_article, make_event
from timeline.store import Store, StoreError, migrate
from timeline.store import reviews as store_reviews
from timeline.store.query import Query
from timeline.store.schema import SCHEMA_VERSION, articles, meta, reviews, stale


def shape(store: Store) -> dict[str, list[str]]:
    found = inspect(store.engine)
    return {name: [column["name"] for column in found.get_columns(name)] for name in sorted(found.get_table_names())}


def test_a_store_of_version_1_opens_with_all_that_it_holds(tmp_path: Path) -> None:
    path = version1.make(tmp_path / "old.db")
    with Store(path) as store, Store(tmp_path / "new.db") as new:
        assert shape(store) == shape(new)
        assert [event.id for event in Query(store).events()] == ["one-0", "two-0", "one-33"]
        assert [article.id for article in store.articles()] == ["one", "two"]
        with store.engine.connect() as connection:
            assert connection.scalar(select(meta.c.value).where(meta.c.name == "schema")) == SCHEMA_VERSION
            assert list(connection.scalars(select(stale.c.article_key))) == [1, 2]
            assert list(connection.scalars(select(reviews.c.action))) == ["confirm"]
    with Store(path) as again:
        article = make_article("three")
        assert again.add(article, [make_event(article)]) == "added"


def test_a_store_of_version_2_opens_with_its_versions_found(tmp_path: Path) -> None:
    path = version2.make(tmp_path / "old.db")
    with Store(path) as store, Store(tmp_path / "new.db") as new:
        assert shape(store) == shape(new)
        indexes = {index["name"] for index in inspect(store.engine).get_indexes("events")}
        assert indexes == {index["name"] for index in inspect(new.engine).get_indexes("events")}
        assert [article.id for article in store.articles()] == ["one", "two"]
        assert [(version.article_id, version.newest) for version in store.versions("one")] == [
            ("one", False), ("two", True),
        ]  # fmt: skip
        assert [event.id for event in Query(store).events()] == ["two-0"]
        assert Query(store).count_incidents() == 0  # the one that there was leant on the older version
        assert (store.became("one-0"), store.became("one-33")) == ("two-0", "")
        assert reviews_of(store, "two-0") == ["confirm"]
        assert store.ungrouped() == 1
        assert store.group() == 1
        assert [one.events for one in Query(store).incidents()] == [("two-0",)]


def test_a_store_of_version_3_opens_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    with contextlib.closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.executescript((Path(__file__).parent / "version3.sql").read_text(encoding="utf-8"))
    with Store(path) as store, Store(tmp_path / "new.db") as new:
        assert shape(store) == shape(new)
        (article,) = store.articles()
        assert (article.id, article.published, article.modified) == ("one00000", date(2017, 5, 8), "")
        assert [event.id for event in Query(store).events()] == ["one00000-0"]
        assert store.group() == 1
        assert [one.events for one in Query(store).incidents()] == [("one00000-0",)]


def reviews_of(store: Store, event_id: str) -> list[str]:
    return [review.action for review in store_reviews.of(store, event_id)]


def test_an_upgrade_that_fails_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = version1.make(tmp_path / "old.db")
    with contextlib.closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("CREATE TABLE incidents (mine)")
    with pytest.raises(StoreError, match="tables of its own called incidents"):
        Store(path)
    with contextlib.closing(sqlite3.connect(path)) as raw, raw:
        raw.execute("DROP TABLE incidents")

    def broken(connection, name: str) -> None:
        real(connection, name)
        connection.exec_driver_sql("nonsense")

    real = migrate._to_2
    monkeypatch.setitem(migrate._STEPS, 1, broken)
    with pytest.raises(StoreError, match="cannot be opened"):
        Store(path)
    with contextlib.closing(sqlite3.connect(path)) as raw:
        tables = {name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        assert raw.execute("SELECT value FROM timeline_meta WHERE name = 'schema'").fetchone() == (1,)
    assert tables == {"timeline_meta", "articles", "events", "event_actors", "reviews"}
    monkeypatch.undo()
    with Store(path) as store:
        assert Query(store).count() == 3


READING = """
import os, sys
from timeline.models import Article
from timeline.store import Store, StoreError
from timeline.store.query import Query
Store("sqlite://").close()  # imports what it needs while all may be read
if os.geteuid() == 0:
    os.setuid(65534)
try:
    with Store(sys.argv[1]) as store:
        print(Query(store).count())
        store.add(Article("new", "text"), [])
except StoreError as fault:
    print(fault)
"""


def read_as_nobody(repo: Path, path: Path) -> list[str]:
    command = [sys.executable, "-c", READING, str(path)]
    done = subprocess.run(command, cwd=repo, capture_output=True, encoding="utf-8", check=False, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.fixture
def locked() -> Iterator[Path]:
    """A folder that anybody may read and nobody but its owner may write to; with a store of each version."""
    folder = Path(tempfile.mkdtemp())
    with Store(folder / "new.db") as store:
        article = make_article()
        store.add(article, [make_event(article)])
    version1.make(folder / "old.db")
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@pytest.mark.skipif(os.name != "posix", reason="rights of files are POSIX's")
def test_a_store_that_may_only_be_read_is_read(repo: Path, locked: Path) -> None:
    count, refused = read_as_nobody(repo, locked / "new.db")
    assert count == "1"
    assert "it could not be written (attempt to write a readonly database); copy it" in refused


@pytest.mark.skipif(os.name != "posix", reason="rights of files are POSIX's")
def test_an_old_store_that_may_only_be_read_says_so(repo: Path, locked: Path) -> None:
    [refused] = read_as_nobody(repo, locked / "old.db")
    assert "earlier version" in refused
    assert "copy it to a folder you can write to" in refused
    with contextlib.closing(sqlite3.connect(f"file:{locked / 'old.db'}?immutable=1", uri=True)) as raw:
        assert raw.execute("SELECT count(*) FROM " + articles.name).fetchone() == (2,)
