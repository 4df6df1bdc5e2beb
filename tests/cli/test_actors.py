"""``timeline actors``: what it lists, what it changes, and what it refuses in one line."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result


@pytest.fixture
def own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own file."""
    path = tmp_path / "actors.csv"
    monkeypatch.setenv("TIMELINE_ACTORS", str(path))
    return path


def test_a_known_actor_is_listed_with_all_its_names(run: Callable[..., Result], own: Path):
    listed = run("actors", "list", "pawn storm")
    assert listed.exit_code == 0
    (line,) = [line for line in listed.stdout.splitlines() if "Pawn Storm" in line]
    assert line.startswith("fancy bear\tgroup\tFancy Bear\t")
    assert "APT28" in line
    assert str(own) in listed.stderr


def test_adding_merging_and_splitting(run: Callable[..., Result], own: Path):
    assert run("actors", "add", "Cold Lantern", "--kind", "group", "--alias", "CL Team").exit_code == 0
    assert run("actors", "alias", "CL Team", "Lanterns").exit_code == 0
    assert run("actors", "merge", "Lanterns", "APT28").exit_code == 0
    listed = run("actors", "list", "--own").stdout
    assert "is Fancy Bear" in listed
    assert "Lanterns" in listed
    assert run("actors", "split", "Cold Lantern").exit_code == 0
    assert run("actors", "remove", "Cold Lantern").exit_code == 0
    assert "Cold Lantern" not in own.read_text(encoding="utf-8")


def test_a_refusal_is_one_line_with_the_remedy(run: Callable[..., Result], own: Path):
    refused = run("actors", "alias", "Nobody", "NN")
    assert refused.exit_code == 1
    assert refused.stderr.strip() == "Nobody: no actor has this name; add the actor first"
    assert run("actors", "list", "--kind", "beast").exit_code == 2


def test_events_are_found_by_any_name_of_their_actor(run: Callable[..., Result], own: Path, filled: Path):
    assert "Emmanuel Macron" in run("list", "--actor", "Macron").stdout
    own.write_text('name,kind,aliases\nEmmanuel Macron,,"the tenant of the palace"\n', encoding="utf-8")
    assert "Emmanuel Macron" in run("list", "--actor", "the tenant of the palace").stdout


def test_a_bad_row_of_the_own_file_is_told_and_articles_are_read_all_the_same(
    run: Callable[..., Result], own: Path, tmp_path: Path
):
    own.write_text("name,kind\nOdd,beast\n", encoding="utf-8")
    article = tmp_path / "a.md"
    article.write_text("---\npublished: 2020-05-06\n---\nApple opened a shop on 5 May 2020.\n", encoding="utf-8")
    done = run("extract", article)
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{own}, line 2: 'beast' is no kind of actor; choose one of person,")
    assert '"Apple"' in done.stdout
