"""``timeline articles``: what is stored is listed, set right and taken out by name; ``add`` tells of another day."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from timeline.store import Store
from timeline.store.query import Query

Run = Callable[..., Result]
TEXT = "Police said on Friday that two workers were hurt. The mayor will visit on Sunday."


@pytest.fixture
def fire(run: Run, tmp_path: Path) -> str:
    """The id of an article that was added with a day of publication."""
    path = tmp_path / "fire.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert run("add", path, "--published", "2026-11-14").exit_code == 0
    with Store(tmp_path / "default.db") as store:
        return next(store.articles()).id


def test_the_list_names_each_article_with_its_day_and_from_where(run: Run, fire: str, tmp_path: Path) -> None:
    head, line = run("articles", "list").stdout.splitlines()
    assert head.split("\t") == ["published", "known", "language", "events", "publisher", "title", "from", "id"]
    assert line.split("\t")[:4] == ["2026-11-14", "given", "en", "2"]
    assert line.split("\t")[6:] == [str(tmp_path / "fire.txt"), fire]
    assert run("articles", "list", "harbour").stdout.splitlines() == [head]


def test_a_known_article_with_another_day_is_told_with_the_command_that_takes_it(
    run: Run, fire: str, tmp_path: Path
) -> None:
    path = tmp_path / "fire.txt"
    again = run("add", path, "--published", "2026-11-28")
    assert again.exit_code == 0
    line = next(line for line in again.stderr.splitlines() if "day of publication" in line)
    assert line.startswith(f"{path}: its day of publication is 2026-11-14 in the store")
    command = line.split("timeline ", 1)[1].split()
    assert "day of publication" not in run("add", path, "--published", "2026-11-14").stderr
    assert "day of publication" not in run("add", path).stderr
    assert run(*command).exit_code == 0
    assert [line.split("\t")[0] for line in run("list").stdout.splitlines()[1:]] == ["2026-11-27", "2026-11-29"]


def test_what_is_corrected_may_be_named_by_a_beginning_or_an_event(run: Run, fire: str, tmp_path: Path) -> None:
    assert run("articles", "correct", fire[:6], "--publisher", "Gazette", "--title", "Fire").exit_code == 0
    with Store(tmp_path / "default.db") as store:
        event = Query(store).events()[0]
    assert (event.source.publisher, event.source.title) == ("Gazette", "Fire")
    done = run("articles", "correct", event.id, "--published", "unknown")
    assert "its day of publication is not known" in done.stderr
    assert [line.split("\t")[0] for line in run("list").stdout.splitlines()[1:]] == ["undated", "undated"]


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        ((), "say what is to be corrected"),
        (("--published", "2026-02-31"), "is no day of the calendar"),
        (("--url", "javascript:alert(1)"), "is no web address"),
        (("--language", "klingon"), "there is no language"),
    ],
)
def test_a_correction_that_makes_no_sense_is_wrong_usage(
    run: Run, fire: str, options: tuple[str, ...], fault: str
) -> None:
    result = run("articles", "correct", fire, *options)
    assert result.exit_code == 2
    assert fault in result.stderr


def test_remove_takes_out_what_is_there_and_names_what_is_not(run: Run, fire: str) -> None:
    result = run("articles", "remove", "nothing", fire)
    assert result.exit_code == 1
    assert "nothing: no article has this id" in result.stderr
    assert "removed: " in result.stderr
    assert run("list").stdout.splitlines()[1:] == []
    assert run("list", "--incidents").stdout.splitlines()[1:] == []
    assert run("articles", "remove", fire[:3]).exit_code == 1


def test_a_beginning_that_means_several_is_refused(run: Run, tmp_path: Path) -> None:
    from tests.store.builders import make_article

    with Store(tmp_path / "default.db") as store:
        for name in ("same1", "same2"):
            store.add(make_article(name, text=name), [])
    result = run("articles", "remove", "same")
    assert "several begin so (same1000, same2000" in result.stderr
    assert result.exit_code == 1
