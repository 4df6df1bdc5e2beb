"""JSON: one array, or one object a line; the fields are those of the contract, by ``event_to_dict``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from timeline.events.encode import event_to_dict
from timeline.export.format import Format
from timeline.models import Event


def _line(event: Event) -> str:
    return json.dumps(event_to_dict(event), ensure_ascii=False)


def _array(events: Iterable[Event]) -> Iterator[str]:
    opening = "[\n"
    for event in events:
        yield opening + _line(event)
        opening = ",\n"
    yield "[]\n" if opening == "[\n" else "\n]\n"


def _lines(events: Iterable[Event]) -> Iterator[str]:
    for event in events:
        yield _line(event) + "\n"


JSON = Format("json", "JSON", "application/json", ".json", _array)
JSONL = Format("jsonl", "JSON Lines", "application/x-ndjson", ".jsonl", _lines)
