"""Incidents as plain dictionaries, ready for JSON, and back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from timeline.events.encode import event_to_dict
from timeline.models import Event, Finding, Incident, Join

_PLAIN = ("id", "title", "start", "end", "precision", "bound", "edtf", "why", "status", "independent", "score")
_LISTS = ("actors", "sources", "languages", "articles")


def incident_to_dict(incident: Incident, events: Sequence[Event] | None = None) -> dict[str, Any]:
    """An incident with its keys in order; ``events`` are the ids, or with ``events`` given, the events whole."""
    row: dict[str, Any] = {key: getattr(incident, key) for key in _PLAIN}
    row |= {"language": incident.language, "story": incident.story}
    row |= {key: list(getattr(incident, key)) for key in _LISTS}
    row["joins"] = [asdict(join) for join in incident.joins]
    row["findings"] = [asdict(finding) | {"events": list(finding.events)} for finding in incident.findings]
    row["events"] = list(incident.events) if events is None else [event_to_dict(event) for event in events]
    return row


def incident_from_dict(row: Mapping[str, Any]) -> Incident:
    """The incident of a dictionary that ``incident_to_dict`` made. Raises KeyError where a key is missing."""
    held = [event if isinstance(event, str) else event["id"] for event in row["events"]]
    given: dict[str, Any] = {key: row[key] for key in (*_PLAIN, "language", "story")}
    lists: dict[str, Any] = {key: tuple(row[key]) for key in _LISTS}
    return Incident(
        **given,
        **lists,
        events=tuple(held),
        joins=tuple(Join(**join) for join in row["joins"]),
        findings=tuple(Finding(**finding | {"events": tuple(finding["events"])}) for finding in row["findings"]),
    )
