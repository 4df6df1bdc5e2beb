"""Formats to write events in: one module a format, one registry."""

from __future__ import annotations

from timeline.export.as_csv import CSV
from timeline.export.as_json import JSON, JSONL
from timeline.export.format import Format

__all__ = ["FORMATS", "Format", "format_named"]

FORMATS: dict[str, Format] = {format.name: format for format in (CSV, JSON, JSONL)}


def format_named(name: str) -> Format:
    """The format of a name. Raises LookupError naming the formats that there are."""
    if name.lower() not in FORMATS:
        raise LookupError(f"no format {name!r}; there are {', '.join(FORMATS)}")
    return FORMATS[name.lower()]
