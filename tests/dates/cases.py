"""Date cases as data: reading them, tagging them, and saying in few words what differs. See tests/cases/README.md."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from timeline.models import Region, Timex

FOLDER = Path(__file__).parents[1] / "cases" / "dates"
SPAN_KEYS = ("start", "end", "precision", "bound")


@dataclass(frozen=True)
class Case:
    """One line of a case file; ``file`` is its stem: positive, negative or gaps."""

    language: str
    file: str
    id: str
    text: str
    published: date | None
    timexes: tuple[dict[str, Any], ...] = ()
    ranges: tuple[dict[str, Any], ...] = ()
    regions: tuple[Region, ...] = field(default=())


def languages() -> list[str]:
    """The languages that have a folder of cases."""
    return sorted(path.name for path in FOLDER.iterdir() if path.is_dir()) if FOLDER.is_dir() else []


def read(language: str) -> Iterator[Case]:
    """The cases of every file of a language, in the files' order.

    Raises ValueError naming the file and the line where a line is not what the README describes.
    """
    for path in sorted((FOLDER / language).glob("*.jsonl")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip():
                try:
                    yield _case(language, path.stem, json.loads(line))
                except (KeyError, TypeError, ValueError) as error:
                    raise ValueError(f"{path.name}, line {number}: {error!r}") from error


def _case(language: str, file: str, row: dict[str, Any]) -> Case:
    published = row.get("published")
    return Case(
        language,
        file,
        row["id"],
        row["text"],
        date.fromisoformat(published) if published else None,
        tuple(row.get("timexes", ())),
        tuple(row.get("ranges", ())),
        tuple(Region(*region) for region in row.get("regions", ())),
    )


def locate(text: str, wanted: dict[str, Any]) -> tuple[int, int]:
    """The offsets of a wanted expression: the ``nth`` (from 1) place where its words stand in the text."""
    at = -1
    for _ in range(wanted.get("nth", 1)):
        at = text.find(wanted["text"], at + 1)
        if at < 0:
            raise ValueError(f"{wanted['text']!r} (nth={wanted.get('nth', 1)}) is not in {text!r}")
    return at, at + len(wanted["text"])


@lru_cache
def languages_with_rules() -> frozenset[str]:
    """The languages that the product can tag by its own rules."""
    from timeline.languages import codes

    return frozenset(codes())


def differences(case: Case) -> list[str]:
    """What the tagger gets wrong in one case, a short line each; empty where all is as wanted."""
    from timeline.dates import flatten, tag

    tops = list(tag(case.text, case.language, case.published, regions=case.regions))
    found = list(flatten(tops))
    faults = _compare(case, {(t.start, t.end): t for t in found})
    for wanted in case.ranges:
        faults += _compare_range(case, wanted, tops)
    return faults


def _compare(case: Case, found: dict[tuple[int, int], Timex]) -> list[str]:
    faults = []
    places: dict[tuple[int, int], int] = {}
    for wanted in case.timexes:
        place = locate(case.text, wanted)
        places[place] = places.get(place, 0) + 1
        got = found.get(place)
        want = f"{wanted['text']}|{wanted['type']}|{wanted['value']}|{wanted.get('mod', '')}"
        if got is None:
            faults.append(f"missed {want}")
        elif (got.type, got.value, got.mod or "") != (wanted["type"], wanted["value"], wanted.get("mod", "")):
            faults.append(f"want   {want}\n    got    {_show(got)}")
        elif fault := _compare_span(wanted, got):
            faults.append(fault)
    faults += [f"extra  {_show(t)}" for place, t in found.items() if place not in places]
    return faults


def _compare_span(wanted: dict[str, Any], got: Timex) -> str:
    keys = [key for key in SPAN_KEYS if key in wanted]
    if keys and got.span is None:
        return f"span   {got.text}: want {[wanted[key] for key in keys]}, got none ({got.why})"
    wrong = [key for key in keys if getattr(got.span, key) != wanted[key]]
    if not wrong:
        return ""
    told = ", ".join(f"{key} want {wanted[key]} got {getattr(got.span, key)}" for key in wrong)
    return f"span   {got.text}: {told}"


def _compare_range(case: Case, wanted: dict[str, Any], tops: list[Timex]) -> list[str]:
    start, end = locate(case.text, wanted)
    got = next((t for t in tops if t.parts and start <= t.start < t.end <= end), None)
    if got is None:
        return [f"range  {wanted['text']}: not one expression with parts"]
    fault = _compare_span(wanted, got)
    return [fault] if fault else []


def _show(t: Timex) -> str:
    return f"{t.text}|{t.type}|{t.value}|{t.mod or ''}" + (f"  [{t.rule}]" if t.rule else "")
