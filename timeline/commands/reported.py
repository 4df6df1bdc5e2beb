"""The report of ``add`` as a file, and the columns of tables as they are given on the command line."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import typer

from timeline.models import Refusal

MOST = 200_000
_ONE_A_LINE = (".jsonl", ".ndjson")
_MANY = (".zip", ".gz", ".warc", ".wacz", ".xml", ".rss", ".atom", ".json", ".csv", ".tsv", ".parquet", ".eml")


def expected(paths: Sequence[str]) -> int | None:
    """How many articles there will be, for the time that remains: one a file or address, one a line of JSON lines.

    None where that cannot be told without reading: with archives, feeds and other tables, and past 200,000.
    """
    number = 0
    for path in paths:
        for name in _files(path):
            lines = _lines_of(name) if name.lower().endswith(_ONE_A_LINE) else 1
            number += lines
            if name.lower().endswith(_MANY) or number > MOST:
                return None
    return number


def _files(path: str) -> Iterator[str]:
    if not os.path.isdir(path):
        yield path
    for folder, _, files in os.walk(path):
        yield from (os.path.join(folder, one) for one in files if not one.startswith(".") and one != "sources.csv")


def _lines_of(path: str) -> int:
    try:
        with open(path, "rb") as stream:
            return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(1 << 20), b""))
    except OSError:
        return 0


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
