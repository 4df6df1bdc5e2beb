"""``add`` with web addresses: what is stored, what is refused, and what ``show`` and ``verify`` tell of it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.ingest.web.conftest import page
from timeline.store.place import pages_folder

TEXT = "The tram left the rails near the station on 27 July 2017, the prefecture said. Two people were hurt.\n" * 3


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / "t.db"


@pytest.fixture
def run(store: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """``run("add", url)`` runs a command here, with a store of its own and without waiting between requests."""
    from timeline.cli import app

    monkeypatch.setattr("timeline.ingest.web.limits.Clock.wait", lambda clock, seconds: None)
    return lambda *args: CliRunner().invoke(app, list(map(str, args)), env={"TIMELINE_STORE": str(store)})


def test_a_page_is_added_shown_and_verified(run, site, store: Path) -> None:
    here = site()
    url = here.says("/2017/07/28/tram", page(text=TEXT))
    copy = "https://web.archive.org/web/2017/tram"
    added = run("add", "--allow-private", "--archive-url", copy, url)
    assert added.exit_code == 0, added.stderr
    listed = run("list")
    shown = run("show", listed.stdout.split("\n")[1].split("\t")[-1]).stdout
    assert copy in shown and url in shown
    (body,) = pages_folder(store).glob("bodies/*/*.gz")
    assert str(body) in shown and body.stem in shown
    assert gzip.decompress(body.read_bytes()) == page(text=TEXT)

    again = run("add", url)  # kept already: nobody is asked, so nothing need be allowed
    assert again.exit_code == 0 and "skipped 1 as known" in again.stderr
    assert here.requests() == ["/2017/07/28/tram"]

    assert "1 fetched page checked, 0 gone or changed" in run("verify").stdout
    body.write_bytes(gzip.compress(b"something else"))
    verified = run("verify")
    assert verified.exit_code == 1 and f"{url}: the page was kept, and its file has been changed" in verified.stderr


def test_refusals_are_named_and_the_rest_goes_on(run, site, store: Path, tmp_path: Path) -> None:
    here = site()
    (tmp_path / "list.txt").write_text(
        f"# to read\n{here.url('/gone')}\n{here.says('/a', page(text=TEXT))}\n{here.url('/a?utm_source=x')}\n"
        f"{here.url('/a#part')}\nno address\n",
        encoding="utf-8",
    )
    done = run("add", "--allow-private", tmp_path / "list.txt", "http://169.254.169.254/x")
    assert done.exit_code == 1 and "added 1 article" in done.stderr and "refused 3" in done.stderr
    for said in (
        rf"{re.escape(here.url('/gone'))} \(.*list\.txt, line 2\): answers 404.*; check",
        "metadata",
        r"list\.txt, line 6",
    ):
        assert re.search(said, done.stderr), done.stderr


def test_this_machine_is_refused_where_it_is_not_allowed(run, site, store: Path) -> None:
    here = site()
    done = run("add", here.says("/a", page()))
    assert done.exit_code == 1 and "--allow-private" in done.stderr and here.asked == []


def test_what_folders_name_is_fetched_only_where_asked(run, site, store: Path, tmp_path: Path) -> None:
    here = site()
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "list.txt").write_text(here.says("/a", page(text=TEXT)), encoding="utf-8")
    done = run("extract", "--allow-private", folder)
    assert done.exit_code == 1 and "1 address of an article, and it was not fetched" in done.stderr
    assert here.asked == []
    done = run("extract", "--allow-private", "--fetch", "all", folder)
    assert done.exit_code == 0 and '"2017-07-27"' in done.stdout
    done = run("extract", "--allow-private", "--fetch", "none", here.url("/a"))
    assert done.exit_code == 1 and len(here.requests()) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        ["--fetch", "some", "http://paper.example/"],
        ["--archive-url", "web.archive.org", "http://paper.example/"],
        ["--archive-url", "https://web.archive.org/a", "data/articles"],
        ["--archive-url", "https://web.archive.org/a", "http://paper.example/1", "http://paper.example/2"],
    ],
)
def test_wrong_usage_is_said(run, store: Path, wrong: list[str]) -> None:
    done = run("add", *wrong)
    assert done.exit_code == 2 and "Error" in done.stderr


def test_the_pages_of_a_store_lie_beside_it(tmp_path: Path) -> None:
    assert pages_folder(tmp_path / "a.db") == tmp_path / "a.db.pages"
    one, other = pages_folder("postgresql://host/one"), pages_folder("postgresql://host/two")
    assert one != other and one.parent == other.parent and "host" not in one.name


def test_articles_that_come_slowly_are_not_held_back(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C must find stored what came before it, also where pages come one a second."""
    from timeline.commands import extracting
    from timeline.models import Article

    monkeypatch.setattr(extracting, "PATIENCE", -1.0)
    taken: list[int] = []

    def slowly():
        for number in range(5):
            taken.append(number)
            yield Article(f"{number:04}", f"On {number + 1} May 2017 hackers dumped {number} emails.", language="en")

    found = extracting.extract_all(slowly(), True, 4)
    next(found)
    assert taken == [0]
    assert len(list(found)) == 4


def test_a_page_that_changed_is_a_new_version(run, site, store: Path) -> None:
    from timeline.store import Store
    from timeline.store.query import Query

    here = site()
    later = TEXT + "The prefecture corrected its report on 29 July 2017: three people were hurt.\n"
    url = here.says("/2017/07/28/tram", page(text=TEXT))
    run("add", "--allow-private", url)
    here.says("/2017/07/28/tram", page(text=later))
    assert "new version of" in run("add", "--allow-private", "--refetch", url).stderr
    with Store(store) as opened:
        (name,) = opened.rewritten()
        first, second = opened.versions(name)
        assert (second.article_id, second.newest) == (name, True)
        assert first.fetched and first.fetched <= second.fetched
        assert any("three people" in event.quote for event in Query(opened).events())
        older = opened.article(first.article_id)
        assert older is not None and "three people" not in older.text
    assert "+ The prefecture corrected its report on 29 July 2017: three people were hurt." in run("verify").stdout
