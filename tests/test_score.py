"""The floors: a scorer's line is read right, and a figure below its floor is a failure."""

from __future__ import annotations

import tomllib
from pathlib import Path

from benchmarks.floors import FLOORS, below
from benchmarks.score import figures

LINE = "timebank-en.jsonl        strict  88.0  relaxed  93.5  type  90.1  value  85.2  612k chars/s with start-up"


def test_figures_are_read_from_the_scorers_line() -> None:
    assert figures(LINE) == {"strict": 88.0, "relaxed": 93.5, "type": 90.1, "value": 85.2}


def test_a_figure_below_its_floor_is_told() -> None:
    assert below(figures(LINE), {"strict": 88.0, "value": 85.3}) == ["value 85.2 is below 85.3"]


def test_a_figure_that_is_missing_is_no_pass() -> None:
    assert below({}, {"strict": 0.0}) == ["strict was not measured"]


def test_every_gold_file_has_floors(shared_dir: Path) -> None:
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["timex"]
    gold = {path.stem for path in (shared_dir / "gold" / "timex").glob("*.jsonl")}
    assert set(floors) == gold
    assert all(set(floor) == {"strict", "relaxed", "value"} for floor in floors.values())
    assert all(0 <= least <= 100 for floor in floors.values() for least in floor.values())
