"""A changed page on the command line: `add` says so, `list` shows the newest, `show` and `verify` the others."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from timeline.store import Store
from timeline.store.query import Query

Run = Callable[..., Result]
KEPT = "The bridge over the river was closed on 3 May 2017, the city said."
GONE = "It will open again on 9 May 2017."
NEW = "It will stay closed until 20 June 2017."


def write(folder: Path, name: str, day: str, *sentences: str, url: str = "https://www.paper.example/bridge") -> Path:
    head = f"---\ntitle: The bridge\npublisher: Paper\nurl: {url}\npublished: {day}\nlanguage: en\n---\n"
    path = folder / name
    path.write_text(head + "\n\n".join(sentences) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def pages(tmp_path: Path) -> tuple[Path, Path]:
    """The page as it was and as it is."""
    return write(tmp_path, "a.md", "2017-05-04", KEPT, GONE), write(tmp_path, "b.md", "2017-05-06", KEPT, NEW)


def ids(run: Run, *options: str) -> dict[str, str]:
    """The start of each listed event, with its id."""
    lines = [line.split("\t") for line in run("list", *options).stdout.splitlines()[1:]]
    return {line[0]: line[-1] for line in lines}


def test_a_changed_page_is_told_as_a_new_version(run: Run, pages: tuple[Path, Path], tmp_path: Path) -> None:
    old, new = pages
    assert run("add", old).exit_code == 0
    report = tmp_path / "report.json"
    done = run("add", new, "--report", report)
    assert done.exit_code == 0, done.stderr
    assert f"new version of The bridge: {new}" in done.stderr
    told = json.loads(report.read_text())
    assert told["versions"] == [{"name": str(new), "of": "The bridge", "newest": True}]
    assert (told["added"], told["known"]) == (1, [])
    assert set(ids(run)) == {"2017-05-03", "2017-06-20"}
    assert set(ids(run, "--as-known-on", "2017-05-05")) == {"2017-05-03", "2017-05-09"}
    exported = run("export", "--format", "jsonl").stdout
    assert "20 June" in exported and "9 May" not in exported


def test_an_older_version_that_comes_later_is_told_as_one(run: Run, pages: tuple[Path, Path]) -> None:
    old, new = pages
    run("add", new)
    before = run("list").stdout
    assert f"older version of The bridge: {old}" in run("add", old).stderr
    assert run("list").stdout == before
    assert "1 (independent 1)" in run("list", "--incidents").stdout


def test_other_white_space_is_known_already(run: Run, pages: tuple[Path, Path], tmp_path: Path) -> None:
    run("add", pages[0])
    again = write(tmp_path, "c.md", "2017-05-04", f"{KEPT}  {GONE}", url="http://paper.example/bridge/?utm_medium=x")
    assert "skipped 1 as known" in run("add", again).stderr


def test_verify_and_show_tell_what_changed(run: Run, pages: tuple[Path, Path]) -> None:
    run("add", *pages)
    done = run("verify")
    assert done.exit_code == 0
    lines = [line.strip() for line in done.stdout.splitlines()]
    assert f"- {GONE}" in lines and f"+ {NEW}" in lines and f"- {KEPT}" not in lines
    assert any(line.startswith("1: published 2017-05-04, article ") for line in lines)
    assert lines[-1] == "1 article has older versions"
    then, now = ids(run, "--as-known-on", "2017-05-05"), ids(run)
    newest = run("show", now["2017-05-03"]).stdout
    assert "version   2 of 2, the newest (published 2017-05-06)" in newest
    stands = run("show", then["2017-05-03"]).stdout
    assert "version   1 of 2, there is a newer one (published 2017-05-04)" in stands
    assert f"the sentence stands there too: {now['2017-05-03']}" in stands
    assert "the newest version has this sentence no more" in run("show", then["2017-05-09"]).stdout


def test_show_names_what_an_article_repeats(run: Run, tmp_path: Path) -> None:
    told = [f"On {day} May 2017 the ministry told reporters of the {day}th attack." for day in range(1, 20)]
    write(tmp_path, "one.md", "2017-05-20", *told, url="https://one.example/a")
    write(tmp_path, "two.md", "2017-05-21", *told, "So it is.", url="https://two.example/b")
    run("add", tmp_path)
    with Store(tmp_path / "default.db") as store:
        found = {event.source.url: event.id for event in Query(store).events()}
    assert "copies    Paper – The bridge (" in run("show", found["https://two.example/b"]).stdout
    assert "copies" not in run("show", found["https://one.example/a"]).stdout
