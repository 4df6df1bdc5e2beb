"""Exports: the rows that were given, no formula, no loss, in portions."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.store.builders import make_article, make_event
from timeline.events.encode import event_from_dict
from timeline.export import FORMATS, format_named
from timeline.export.as_csv import safe
from timeline.incidents.encode import incident_from_dict
from timeline.models import Event, Finding, Incident, Join, Source
from timeline.store.review_log import Standing

ARTICLE = make_article()
EVENTS = [
    make_event(ARTICLE, 0, title="Été à l’Élysée"),
    make_event(ARTICLE, 1, start=None, end=None, quote='two\nlines, a comma and a "quote"', actors=()),
]
CONTRACT = [
    "id", "article_id", "title", "quote", "char_start", "char_end", "when_text", "when_char_start", "when_char_end",
    "start", "end", "precision", "bound", "edtf", "timex_type", "timex_value", "basis", "why", "alternatives",
    "actors", "attribution", "status", "numbers", "language", "source", "link",
]  # fmt: skip


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_registry_names_its_formats() -> None:
    assert list(FORMATS) == ["csv", "json", "jsonl"]
    assert all(name == form.name and form.suffix.startswith(".") for name, form in FORMATS.items())
    assert format_named("CSV") is FORMATS["csv"]
    with pytest.raises(LookupError, match="csv, json, jsonl"):
        format_named("xlsx")


def test_csv_holds_each_event_in_a_row() -> None:
    found = rows(FORMATS["csv"].write(EVENTS))
    assert [row["id"] for row in found] == [event.id for event in EVENTS]
    assert found[0]["title"] == "Été à l’Élysée"
    assert found[0]["actors"] == "Facebook; Émile Zola"
    assert found[0]["source_publisher"] == "The Paper"
    assert found[0]["alternatives"] == "2016-05-05/2016-05-05 (the year before)"
    assert found[1]["quote"] == EVENTS[1].quote
    assert (found[1]["start"], found[1]["actors"]) == ("", "")


def test_what_reviewers_said_goes_out_with_the_event() -> None:
    first = EVENTS[0]
    said = {first.id: Standing("rejected", first.alternatives[0])}
    one, other = rows(FORMATS["csv"].write(EVENTS, said))
    assert (one["review"], one["review_start"], one["review_end"]) == ("rejected", "2016-05-05", "2016-05-05")
    assert (one["start"], other["review"], other["review_start"]) == ("2017-05-05", "", "")
    told, untold = json.loads(FORMATS["json"].write(EVENTS, said))
    assert told["review"]["verdict"] == "rejected"
    assert told["review"]["reading"]["start"] == "2016-05-05"
    assert "review" not in untold
    incident = Incident("i-1", "Dump", "en", None, None, "", "exact", "", "", (first.id,), (ARTICLE.id,), 1)
    [row] = rows(b"".join(FORMATS["csv"].stream_incidents([(incident, [first])], said=said)))
    assert (row["incident_id"], row["review"]) == ("i-1", "rejected")
    [whole] = json.loads(b"".join(FORMATS["json"].stream_incidents([(incident, [first])], said=said)))
    assert whole["events"][0]["review"]["verdict"] == "rejected"


def test_csv_tells_a_spreadsheet_its_encoding_but_a_pipe_gets_plain_utf8() -> None:
    assert FORMATS["csv"].write([]).startswith(b"\xef\xbb\xbfstart,")
    assert b"".join(FORMATS["csv"].stream([], mark=False)).startswith(b"start,")
    assert not FORMATS["json"].write([]).startswith(b"\xef")


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "\n=1", "＝1", '=HYPERLINK("http://x.example","y")', "-"],
)
def test_no_cell_of_the_csv_is_a_formula(formula: str) -> None:
    source = Source(formula, formula, formula, "2017-05-08", "given")
    event = make_event(
        ARTICLE, title=formula, quote=formula, when_text=formula, why=formula, actors=("A", formula),
        attribution=(formula,), numbers=(formula,), source=source, link=formula,
    )  # fmt: skip
    [row] = rows(FORMATS["csv"].write([event]))
    for name, cell in row.items():
        for part in cell.split("; "):
            assert not part.lstrip().startswith(("=", "+", "-", "@", "＝")), name
    assert row["title"] == "'" + formula
    assert row["actors"] == f"A; '{formula}"


def test_harmless_cells_stay_as_they_are() -> None:
    for text in ("", "66% = two thirds", "a-b", "'quoted'", "3 + 4", "«=»"):
        assert safe(text) == text


def test_json_and_jsonl_hold_the_contracts_fields_in_order() -> None:
    array = json.loads(FORMATS["json"].write(EVENTS))
    lines = [json.loads(line) for line in FORMATS["jsonl"].write(EVENTS).decode().splitlines()]
    assert array == lines
    assert [name for name in array[0] if name in CONTRACT] == CONTRACT
    assert list(array[0]["source"]) == ["title", "publisher", "url", "published", "published_basis"]
    assert array[1]["start"] is None
    assert [event_from_dict(found) for found in array] == EVENTS


def test_nothing_makes_an_empty_but_whole_file() -> None:
    assert json.loads(FORMATS["json"].write([])) == []
    assert FORMATS["jsonl"].write([]) == b""
    assert rows(FORMATS["csv"].write([])) == []


@pytest.mark.parametrize("name", FORMATS)
def test_events_pass_through_one_by_one(name: str) -> None:
    asked: list[int] = []

    def many() -> Iterator[Event]:
        for number in range(1000):
            asked.append(number)
            yield EVENTS[0]

    portions = FORMATS[name].stream(many())
    for _ in range(3):
        next(portions)
    assert len(asked) <= 4


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_text_does_not_break_a_file(name: str) -> None:
    hostile = "\x00<script>\u2028\ud83d\x1b[31m"
    data = FORMATS[name].write([make_event(ARTICLE, title=hostile, quote=hostile)])
    assert "<script>" in data.decode("utf-8-sig")


INCIDENT = Incident(
    id="i-1", title="=Emails dumped", language="en", start="2017-05-05", end="2017-05-05", precision="day",
    bound="exact", edtf="2017-05-05", why="two reports date it", events=(EVENTS[0].id, EVENTS[1].id),
    articles=(ARTICLE.id,), independent=1, actors=("Facebook",), sources=("The Paper",), languages=("en",), story="s1",
    joins=(Join(EVENTS[1].id, EVENTS[0].id, 0.9, "same day"),),
    findings=(Finding("single source", "+only The Paper tells it", (EVENTS[0].id,)),), score=1.0,
)  # fmt: skip


def incidents(form: str, told: list[tuple[Incident, list[Event]]]) -> bytes:
    return b"".join(FORMATS[form].stream_incidents(told))


def test_incidents_hold_their_events_whole() -> None:
    told = [(INCIDENT, EVENTS), (replace(INCIDENT, id="i-2"), EVENTS[:1])]
    array = json.loads(incidents("json", told))
    assert array == [json.loads(line) for line in incidents("jsonl", told).decode().splitlines()]
    assert [row["id"] for row in array] == ["i-1", "i-2"]
    assert incident_from_dict(array[0]) == INCIDENT
    assert [event_from_dict(event) for event in array[0]["events"]] == EVENTS
    assert array[0]["joins"] == [{"event_id": EVENTS[1].id, "to": EVENTS[0].id, "score": 0.9, "why": "same day"}]
    assert json.loads(incidents("json", [])) == []


def test_a_spreadsheet_can_group_events_by_incident() -> None:
    found = rows(incidents("csv", [(INCIDENT, EVENTS)]))
    assert [(row["incident_id"], row["id"]) for row in found] == [("i-1", event.id) for event in EVENTS]
    assert [row["join"] for row in found] == ["", "same day"]
    assert (found[0]["incident_title"], found[0]["incident_reports"]) == ("'=Emails dumped", "2")
    assert found[0]["incident_findings"] == "'+only The Paper tells it"
    assert incidents("csv", []).startswith(b"\xef\xbb\xbfincident_id,")
