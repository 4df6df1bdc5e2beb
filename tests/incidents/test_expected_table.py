"""The whole incident table that an analyst would make of the eight samples and the two seeds: ``cases/incidents``.

Each row is a happening. The events of one row are one incident, and those of two rows are not, but where the table says
that they may be. The table was written from the articles.
"""

from __future__ import annotations

import json
from itertools import combinations
from pathlib import Path

import pytest

pytest.importorskip("timeline.incidents.merge", reason="timeline.incidents.merge does not exist yet")

from benchmarks.incidents import FOLDER, Collection, Row, collection, found
from timeline.incidents import merge
from timeline.incidents.counts import side_by_side
from timeline.models import Event, Incident

LINES = [json.loads(line) for line in (FOLDER / "expected.jsonl").read_text(encoding="utf-8").splitlines()]
KEYS = [line["key"] for line in LINES if "key" in line]
ROWS = [
    pytest.param(line["key"], marks=pytest.mark.xfail(strict=True, reason=line["gap"]))
    if "gap" in line
    else line["key"]
    for line in LINES
    if "key" in line
]


@pytest.fixture(scope="module")
def table(shared_dir: Path) -> Collection:
    """The articles with their events and the expected rows; skipped where the seeds are not there."""
    return collection("expected")


@pytest.fixture(scope="module")
def incidents(table: Collection) -> list[Incident]:
    return merge(table.all_events(), story_of=table.story_of, copy_of=table.copy_of)


def row_of(table: Collection, key: str) -> Row:
    return next(row for row in table.rows if row.key == key)


def events_of(table: Collection, row: Row) -> list[Event]:
    """The events that a row must have; a missing one fails the test with its place."""
    events = []
    for place in row.must:
        event = found(place, table.events)
        assert event is not None, f"{row.key}: no event at {place}"
        events.append(event)
    return events


def incident_of(event: Event, incidents: list[Incident]) -> Incident:
    return next(incident for incident in incidents if event.id in incident.events)


def titles(incident: Incident, table: Collection) -> str:
    by_id = {event.id: event for event in table.all_events()}
    told = [f"{by_id[name].start} {by_id[name].source.publisher}: {by_id[name].title}" for name in incident.events]
    return "\n  ".join(["", *told])


@pytest.mark.parametrize("key", ROWS)
def test_what_tells_of_one_happening_is_one_incident(table: Collection, incidents: list[Incident], key: str) -> None:
    row = row_of(table, key)
    own = {incident_of(event, incidents) for event in events_of(table, row)}
    assert len(own) == 1, f"{row.title} stands in {len(own)} incidents:" + "".join(titles(one, table) for one in own)
    (incident,) = own
    assert row.start <= (incident.start or "")[:10] <= (incident.end or "")[:10] <= row.end, incident.why
    assert set(row.more.get("languages", ())) <= set(incident.languages)
    assert incident.independent >= row.more.get("independent", 1)
    if day := row.more.get("day"):
        assert ((incident.start or "")[:10], (incident.end or "")[:10]) == (day, day), incident.why


@pytest.mark.parametrize("key", KEYS)
def test_what_tells_of_others_stays_apart(table: Collection, incidents: list[Incident], key: str) -> None:
    row = row_of(table, key)
    for event in events_of(table, row):
        incident = incident_of(event, incidents)
        for other in table.rows:
            if other.key == key or other.key in row.may_join or key in other.may_join:
                continue
            inside = [one for one in events_of(table, other) if one.id in incident.events]
            assert not inside, f"{row.title} and {other.title} were joined:{titles(incident, table)}"


def test_what_facebook_saw_told_and_what_trend_micro_found_stay_three(
    table: Collection, incidents: list[Incident]
) -> None:
    keys = ("april-detection", "april-blog-post", "trend-micro")
    three = [incident_of(events_of(table, row_of(table, key))[0], incidents).id for key in keys]
    assert len(set(three)) == 3


@pytest.mark.parametrize("key", ["peskov-denies", "kremlin-denies-in-may", "moscow-denies-meddling"])
def test_denials_stand_as_denials(table: Collection, incidents: list[Incident], key: str) -> None:
    """A denial is told as one: by its own status, and beside the claim where both are one incident."""
    (event,) = events_of(table, row_of(table, key))
    incident = incident_of(event, incidents)
    assert event.status == "denied"
    assert any(finding.kind == "denial" and event.id in finding.events for finding in incident.findings)


def test_reports_that_agree_are_said_to_agree(table: Collection, incidents: list[Incident]) -> None:
    for key in ("five-may-dump", "runoff-result", "versailles"):
        incident = incident_of(events_of(table, row_of(table, key))[0], incidents)
        assert "date agreement" in {finding.kind for finding in incident.findings}, key


def test_what_one_article_tells_is_said_to_have_one_source(table: Collection, incidents: list[Incident]) -> None:
    for key in ("le-soir-hoax", "april-detection", "bot-network", "us-agencies", "daily-attempts"):
        incident = incident_of(events_of(table, row_of(table, key))[0], incidents)
        assert "single source" in {finding.kind for finding in incident.findings}, key


def test_the_counts_of_fake_accounts_stand_side_by_side(table: Collection) -> None:
    """Two dozen, 24, about twenty, 30,000 and 70,000, with who said each, and when."""
    tables = side_by_side(table.all_events())
    publisher = {file: events[0].source.publisher for file, events in table.events.items() if events}
    wanted = [row["count"] for row in table.counts]
    best = max(tables, key=lambda one: sum(count.low in wanted for count in one.counts), default=None)
    assert best is not None, "no numbers stand side by side"
    told = {(count.low, count.publisher, count.published): count.said_by for count in best.counts}
    for row in table.counts:
        paper = publisher[row["file"]]
        keys = [key for key in told if key[:2] == (row["count"], paper) and row["published"] in ("", key[2])]
        assert keys, f"{row} is not among {sorted(told, key=str)}"
        said = told[keys[0]].casefold()
        assert any(name.casefold() in said for name in [*row["said_by"], paper]), (row, said)
    assert best.verdict == "update"


def test_the_table_does_not_depend_on_the_order_of_arrival(table: Collection, incidents: list[Incident]) -> None:
    again = merge(list(reversed(table.all_events())), story_of=table.story_of, copy_of=table.copy_of)
    assert [one.id for one in again] == [one.id for one in incidents]


def test_the_table_names_every_happening_once() -> None:
    assert len(set(KEYS)) == len(KEYS)
    places = [json.dumps(place, sort_keys=True) for line in LINES for place in line.get("must", ())]
    assert len(set(places)) == len(places)
    known = set(KEYS)
    assert all(set(line.get("may_join", ())) <= known for line in LINES)
    assert not any(
        place["file"].endswith(".txt") and "has" in place for line in LINES for place in line.get("must", ())
    )


def test_no_row_may_be_one_with_what_it_must_not(table: Collection) -> None:
    """Two rows that share a file and a day are told apart by their places."""
    for one, other in combinations(table.rows, 2):
        both = [place for place in one.must if place in other.must]
        assert not both, (one.key, other.key)
