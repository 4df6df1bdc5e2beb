"""JSON: one array, or one object a line; the fields are those of the contract, by ``event_to_dict``; incidents hold
their events whole."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from typing import Any

from timeline.events.encode import event_to_dict
from timeline.export.format import Format, Said, Told
from timeline.incidents.encode import incident_to_dict
from timeline.models import Event


def _line(event: Event, said: Said) -> str:
    return json.dumps(_reviewed(event_to_dict(event), said), ensure_ascii=False)


def _incident_line(told: Told, said: Said) -> str:
    incident = incident_to_dict(*told)
    incident["events"] = [_reviewed(event, said) for event in incident["events"]]
    return json.dumps(incident, ensure_ascii=False)


def _reviewed(event: dict[str, Any], said: Said) -> dict[str, Any]:
    """An event with ``review``, where a reviewer gave a verdict or chose a date."""
    held = said.get(event["id"])
    if held is None:
        return event
    reading = held.reading and {**asdict(held.reading.span), "why": held.reading.why}
    return event | {"review": {"verdict": held.verdict, "reading": reading}}


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
    lambda events, said: _array(_line(one, said) for one in events),
    lambda incidents, said: _array(_incident_line(one, said) for one in incidents),
)  # fmt: skip
JSONL = Format(
    "jsonl", "JSON Lines", "application/x-ndjson", ".jsonl",
    lambda events, said: _lines(_line(one, said) for one in events),
    lambda incidents, said: _lines(_incident_line(one, said) for one in incidents),
)  # fmt: skip
