"""The report of ``add`` as a file, and the columns of tables as they are given on the command line."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

from timeline.models import Refusal


def check_columns(value: str) -> dict[str, str]:
    """``text=Wortlaut,published=Tag`` as a mapping of our fields to columns. Raises typer.BadParameter."""
    from timeline.ingest.table import WANTED

    chosen: dict[str, str] = {}
    for pair in filter(None, (one.strip() for one in value.split(","))):
        field, found, column = (part.strip() for part in pair.partition("="))
        if not found or not column or field not in WANTED:
            raise typer.BadParameter(f"{pair!r} is none of {', '.join(f'{name}=COLUMN' for name in WANTED)}")
        chosen[field] = column
    return chosen


def write_report(path: str, counts: Mapping[str, Any], known: Sequence[str], refused: Sequence[Refusal]) -> str:
    """Write the report as JSON, whole or not at all; answers what is wrong where that cannot be done.

    ``counts`` come first; then ``known``, the names of what was there already, and ``refused``: each input with its
    ``name``, ``fault`` and ``remedy``, as the lines on standard error have them.
    """
    faults = [{"name": one.name, "fault": one.fault, "remedy": one.remedy} for one in refused]
    text = json.dumps({**counts, "known": list(known), "refused": faults}, ensure_ascii=False, indent=2)
    try:
        place = Path(os.path.realpath(path))  # what a link points at is written, and the link stays
        if place.exists() and not place.is_file():  # a device or pipe is written to, never replaced
            with place.open("w", encoding="utf-8", errors="replace") as stream:
                stream.write(text + "\n")
        else:
            half = place.with_name(f"{place.name}.part")
            half.write_text(text + "\n", encoding="utf-8", errors="replace")
            os.replace(half, place)
    except (OSError, ValueError) as error:
        return f"{path}: the report cannot be written ({getattr(error, 'strerror', None) or error}); name another file"
    return ""
