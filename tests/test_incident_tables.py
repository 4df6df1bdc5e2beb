"""The tables that merging is scored against name places that are there, each in one row, in days that run forward."""

from __future__ import annotations

import json
from typing import Any

import pytest

from benchmarks.incidents import FOLDER

OWN = ("articles", "third")


def lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("name", OWN)
def test_each_place_stands_in_its_article(name: str) -> None:
    for row in lines(name):
        for place in [*row.get("must", ()), *row.get("may", ())]:
            text = (FOLDER / name / place["file"]).read_text(encoding="utf-8")
            assert place["when"] in text and place["has"] in text, place


@pytest.mark.parametrize("name", OWN)
def test_no_place_is_in_two_rows(name: str) -> None:
    places = [json.dumps(place, sort_keys=True) for row in lines(name) for place in row.get("must", ())]
    assert len(places) == len(set(places))


@pytest.mark.parametrize("name", OWN)
def test_rows_name_rows_and_their_days_run_forward(name: str) -> None:
    rows = {row["key"]: row for row in lines(name) if "key" in row}
    for row in rows.values():
        assert row["start"] <= row.get("day", row["start"]) <= row["end"], row["key"]
        assert set(row.get("may_join", ())) <= rows.keys() - {row["key"]}, row["key"]
