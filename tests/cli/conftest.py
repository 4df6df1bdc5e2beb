"""A store with three events in two articles, and the command line inside this process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from tests.store.builders import make_article, make_event
from timeline.cli import app
from timeline.store import Store


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[..., Result]:
    """``run("list", "--actor", "x", input="")``: the Result, with exit_code, stdout and stderr."""
    monkeypatch.setenv("TIMELINE_STORE", str(tmp_path / "default.db"))
    monkeypatch.setenv("NO_COLOR", "1")
    runner = CliRunner()

    def invoke(*args: object, input: str | bytes = "") -> Result:
        return runner.invoke(app, [str(arg) for arg in args], input=input, prog_name="timeline")

    return invoke


@pytest.fixture
def filled(run: Callable[..., Result], tmp_path: Path) -> Path:
    """The default store, filled."""
    place = tmp_path / "default.db"
    paper, monde = make_article("paper"), make_article("monde", publisher="Le Monde", language="fr")
    with Store(place) as store:
        store.add(
            paper,
            [
                make_event(paper, 0, extracted=""),
                make_event(paper, 1, start=None, end=None, title="Undated =1+1", why="nothing tells the year"),
            ],
        )
        store.add(monde, [make_event(monde, 0, start="2017-04-24", end="2017-04-24", actors=("Emmanuel Macron",))])
    return place
