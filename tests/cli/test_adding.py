"""extract and add on files: what is refused is named, the rest goes on, the summary says what became of each."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from timeline.store import Store
from timeline.store.query import Query

Run = Callable[..., Result]
TEXT = (
    "The emails of the party were leaked on 5 May 2017, two days before the vote.\n\n"
    "The prosecutor opened an inquiry on 7 May 2017, and the agency said that it had found no trace of the group.\n"
)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "articles" / "leak.txt"
    path.parent.mkdir()
    path.write_text(f"---\ntitle: The leak\npublisher: Paper\npublished: 2017-05-08\n---\n{TEXT}", encoding="utf-8")
    return path


def test_extract_prints_a_line_for_each_event_and_stores_nothing(run: Run, article: Path, tmp_path: Path) -> None:
    result = run("extract", article)
    assert result.exit_code == 0, result.stderr
    events = [json.loads(line) for line in result.stdout.splitlines()]
    assert {"2017-05-05", "2017-05-07"} <= {event["start"] for event in events}
    assert all(event["quote"] in article.read_text() for event in events)
    assert not (tmp_path / "default.db").exists()
    assert run("extract", article, "--no-calendar").exit_code == 0


def test_extract_goes_on_past_what_it_must_refuse(run: Run, article: Path) -> None:
    result = run("extract", "no-such-file.txt", article)
    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 1
    assert result.stderr.startswith("no-such-file.txt: ")
    assert result.stdout


def test_add_stores_once_and_says_what_became_of_each(run: Run, article: Path, tmp_path: Path) -> None:
    first = run("add", article, "no-such-file.txt")
    assert first.exit_code == 1
    assert "added 1 article with" in first.stderr
    assert "refused 1" in first.stderr
    assert "no-such-file.txt: " in first.stderr
    assert first.stdout == ""
    before = (tmp_path / "default.db").read_bytes()
    again = run("add", article.parent)
    assert again.exit_code == 0
    assert "added 0 articles with 0 events; skipped 1 as known; refused 0" in again.stderr
    assert f"known already: {article}" in again.stderr
    assert (tmp_path / "default.db").read_bytes() == before
    refreshed = run("add", article, "--refresh")
    assert "extracted again 1 article" in refreshed.stderr
    with Store(tmp_path / "default.db") as store:
        assert len(list(store.articles())) == 1
        assert Query(store).count() >= 2


def test_what_was_added_is_what_extract_prints_and_verifies(run: Run, article: Path) -> None:
    printed = [json.loads(line) for line in run("extract", article).stdout.splitlines()]
    run("add", article)
    stored = json.loads(run("export", "--format", "json").stdout)

    def without_moment(events: list[dict]) -> list[dict]:
        return sorted(({k: v for k, v in event.items() if k != "extracted"} for event in events), key=lambda e: e["id"])

    assert without_moment(stored) == without_moment(printed)
    assert run("verify").exit_code == 0


def test_one_article_that_breaks_the_extraction_does_not_stop_the_others(
    run: Run, article: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = article.with_name("other.txt")
    other.write_text(TEXT.replace("party", "firm"), encoding="utf-8")
    module = importlib.import_module("timeline.extract")
    real = module.extract

    def broken(found, **options):
        if found.path.endswith("leak.txt"):
            raise IndexError("a bug")
        return real(found, **options)

    monkeypatch.setattr(module, "extract", broken)
    result = run("add", article.parent)
    assert result.exit_code == 1
    assert "leak.txt: extraction failed (IndexError: a bug); report this with the file" in result.stderr
    assert "added 1 article" in result.stderr


def test_hostile_names_stay_on_one_line(run: Run, article: Path) -> None:
    evil = article.with_name("evil\n\x1b[31mname.txt")
    evil.write_bytes(b"")
    result = run("add", evil)
    assert result.exit_code == 1
    assert "\x1b" not in result.stderr
    assert sum("evil" in line for line in result.stderr.splitlines()) == 1
