"""JSON: one array, or one object a line; the fields are those of the contract, by ``event_to_dict``; incidents hold
their events whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from timeline.events.encode import event_to_dict
from timeline.export.format import Format, Told
from timeline.incidents.encode import incident_to_dict
from timeline.models import Event


def _line(event: Event) -> str:
    return json.dumps(event_to_dict(event), ensure_ascii=False)


def _incident_line(told: Told) -> str:
    return json.dumps(incident_to_dict(*told), ensure_ascii=False)


def _array(lines: Iterable[str]) -> Iterator[str]:
    opening = "[\n"
    for line in lines:
        yield opening + line
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def _lines(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        yield line + "\n"


JSON = Format(
    "json", "JSON", "application/json", ".json",
    lambda events: _array(map(_line, events)), lambda incidents: _array(map(_incident_line, incidents)),
)  # fmt: skip
JSONL = Format(
    "jsonl", "JSON Lines", "application/x-ndjson", ".jsonl",
    lambda events: _lines(map(_line, events)), lambda incidents: _lines(map(_incident_line, incidents)),
)  # fmt: skip
