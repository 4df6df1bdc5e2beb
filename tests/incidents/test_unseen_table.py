"""A second collection, made up for this project: three happenings, their likes nearby, plans later told as done.

How many pairs are joined is measured by ``benchmarks.incidents``; here stands what must never go wrong.
"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from benchmarks.incidents import FOLDER, Collection, Row, collection, found, pairs
from timeline.incidents import merge
from timeline.models import Event, Incident

LINES = [json.loads(line) for line in (FOLDER / "articles.jsonl").read_text(encoding="utf-8").splitlines()]
KEYS = [line["key"] for line in LINES if "key" in line]


@pytest.fixture(scope="module")
def table() -> Collection:
    return collection("articles")


@pytest.fixture(scope="module")
def incidents(table: Collection) -> list[Incident]:
    return merge(table.all_events(), story_of=table.story_of, copy_of=table.copy_of)


def row_of(table: Collection, key: str) -> Row:
    return next(row for row in table.rows if row.key == key)


def event_of(table: Collection, key: str, place: int = 0) -> Event:
    event = found(row_of(table, key).must[place], table.events)
    assert event is not None, key
    return event


def incident_of(event: Event, incidents: list[Incident]) -> Incident:
    return next(incident for incident in incidents if event.id in incident.events)


@pytest.mark.parametrize("key", KEYS)
def test_each_event_of_the_table_is_found_on_its_day(table: Collection, key: str) -> None:
    row = row_of(table, key)
    for place in row.must:
        event = found(place, table.events)
        assert event is not None, f"no event at {place}"
        assert row.start <= (event.start or "")[:10] <= (event.end or "")[:10] <= row.end, (place, event.why)


def test_like_happenings_of_near_days_stay_apart(table: Collection, incidents: list[Incident]) -> None:
    """A leak at the plant, one at the town's swimming pool a day later, a fire of the same firm two days later."""
    three = {incident_of(event_of(table, key), incidents).id for key in ("leak", "pool", "depot-fire")}
    assert len(three) == 3


def test_the_claim_of_an_earlier_day_is_not_the_warning_of_years_before(
    table: Collection, incidents: list[Incident]
) -> None:
    apart = {incident_of(event_of(table, key), incidents).id for key in ("acid-2016", "warning-letter", "leak")}
    assert len(apart) == 3


def test_a_copied_report_is_no_source_of_its_own(table: Collection, incidents: list[Incident]) -> None:
    original, copy = event_of(table, "leak", 0), event_of(table, "leak", 2)
    incident = incident_of(copy, incidents)
    assert original.id in incident.events
    assert incident.independent < len(incident.articles)
    assert any(finding.kind == "copy" and copy.id in finding.events for finding in incident.findings)


def test_pairs_are_counted(table: Collection) -> None:
    """Everything joined has full recall, nothing joined full precision, whatever merging does today."""
    events = table.all_events()
    (model, *_) = merge(events[:1])
    ids = tuple(event.id for event in events)
    one = replace(model, id="all", events=ids)
    each = [replace(model, id=name, events=(name,)) for name in ids]
    joined, single = pairs(table.rows, table.events, [one]), pairs(table.rows, table.events, each)
    assert joined.figures()["recall"] == 100.0
    assert 0 < joined.figures()["precision"] < 50
    assert joined.whole == 0
    assert (single.right, single.false, single.whole) == (0, [], 0)
    assert len(single.missed) == joined.right


def test_the_table_names_every_happening_and_event_once() -> None:
    assert len(set(KEYS)) == len(KEYS)
    places = [json.dumps(place, sort_keys=True) for line in LINES for place in line.get("must", ())]
    assert len(set(places)) == len(places)
    assert all(set(line.get("may_join", ())) <= set(KEYS) for line in LINES)
