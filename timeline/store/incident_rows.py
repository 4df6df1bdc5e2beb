"""Incidents to rows and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from timeline.incidents.encode import incident_from_dict, incident_to_dict
from timeline.models import Event, Incident
from timeline.store.rows import day_number, days_between

_COLUMNS = (
    "id", "title", "language", "start", "end", "precision", "bound", "edtf", "status", "story", "independent", "score",
)  # fmt: skip


def incident_row(incident: Incident, told: Iterable[Event], component: int) -> dict[str, Any]:
    """The row of an incident; ``told`` are its events and ``component`` the number of the component it is part of."""
    first, last = days_between(incident.start, incident.end)
    days = sorted(day for event in told if (day := day_number(event.source.published)) is not None)
    whole = incident_to_dict(incident)
    return {name: whole[name] for name in _COLUMNS} | {
        "component": component,
        "first_day": first,
        "last_day": last,
        "first_published": days[0] if days else None,
        "last_published": days[-1] if days else None,
        "reports": len(incident.events),
        "nested": {name: value for name, value in whole.items() if name not in _COLUMNS},
    }


def incident_of(row: Mapping[Any, Any]) -> Incident:
    """The incident of a row; the inverse of ``incident_row``."""
    return incident_from_dict({name: row[name] for name in _COLUMNS} | row["nested"])
