"""Score merging: which events were joined into one incident, against the tables of ``tests/cases/incidents``.

``python -m benchmarks.incidents [--errors COLLECTION …]``

Counts pairs of events: of those that were joined, how many tell of one happening (precision); of those that tell of one
happening, how many were joined (recall). A happening is whole where its events are one incident, without those of
another. Three collections: ``expected``, the samples and the seeds (the shared folder's,
where it is there), ``articles``, three happenings made up for this project, ``third`` and ``fourth``, two stories each,
mixed together and written blind. ``--errors`` lists each pair that is joined falsely or not joined. Exits 1 below the
floors.
"""

from __future__ import annotations

import argparse
import json
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

from benchmarks.floors import FLOORS, ROOT, below, shared_folder
from timeline.extract import extract
from timeline.incidents import merge
from timeline.incidents.stories import group
from timeline.ingest import read_paths
from timeline.models import Article, Event, Incident

FOLDER = ROOT / "tests" / "cases" / "incidents"
COLLECTIONS = ("expected", "articles", "third", "fourth")

Place = dict[str, Any]  # where an event is told: a file with words of it, or with an offset


@dataclass(frozen=True, slots=True)
class Row:
    """One happening: the events that must be one incident, those that may be in it, and the rows it may be one with.

    ``start`` and ``end`` are the days between which its incident lies. ``more`` holds what else is expected of it.
    """

    key: str
    title: str
    start: str
    end: str
    must: tuple[Place, ...]
    may: tuple[Place, ...]
    may_join: frozenset[str]
    more: Mapping[str, Any]


@dataclass
class Collection:
    """Articles with their events by file name, and the rows that are expected of them."""

    events: dict[str, list[Event]]
    rows: list[Row]
    counts: list[Place]
    copy_of: Mapping[str, str]
    story_of: Mapping[str, str]  # by the articles' ids

    def all_events(self) -> list[Event]:
        """Every event of every article, in the order of the files."""
        return [event for events in self.events.values() for event in events]


def collection(name: str) -> Collection:
    """One of ``COLLECTIONS`` with its articles extracted; places in files that are not there are left out."""
    lines = [json.loads(line) for line in (FOLDER / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
    events: dict[str, list[Event]] = {}
    ids: dict[str, str] = {}
    articles = [article for article in read_paths(_paths(name)) if isinstance(article, Article)]
    for article in articles:
        file = Path(article.path).name
        events[file], ids[file] = extract(article), article.id
    rows = [_row(line, events) for line in lines if "key" in line]
    copies = {ids[line["copy"]]: ids[line["of"]] for line in lines if "copy" in line}
    counts = [line for line in lines if "count" in line and line["file"] in events]
    return Collection(events, rows, counts, copies, group(articles))


def _paths(name: str) -> list[Path]:
    if (FOLDER / name).is_dir():
        return [FOLDER / name]
    return [ROOT / "data" / "articles", *sorted((shared_folder() / "seeds").glob("*.txt"))]


def _row(line: dict[str, Any], events: Mapping[str, object]) -> Row:
    def there(places: Iterable[Place]) -> tuple[Place, ...]:
        return tuple(place for place in places if place["file"] in events)

    known = {"key", "title", "start", "end", "must", "may", "may_join"}
    more = {name: value for name, value in line.items() if name not in known}
    return Row(
        line["key"], line["title"], line["start"], line["end"], there(line["must"]), there(line.get("may", ())),
        frozenset(line.get("may_join", ())), more,
    )  # fmt: skip


def found(place: Place, events: Mapping[str, Sequence[Event]]) -> Event | None:
    """The event at a place: by an offset in its words of time (in its quote, where it has none), or by words."""
    for event in events[place["file"]]:
        if "at" in place:
            begins, ends = event.when_char_start, event.when_char_end
            if not event.when_text:
                begins, ends = event.char_start, event.char_end
            if begins <= place["at"] < ends:
                return event
        elif place["has"] in event.quote and _overlap(place["when"], event.when_text):
            return event
    return None


def _overlap(one: str, other: str) -> bool:
    one, other = one.casefold(), other.casefold()
    return bool(other) and (one in other or other in one)


@dataclass
class Pairs:
    """Pairs of events: joined rightly, joined falsely, and not joined that should be, each by the rows' keys."""

    right: int = 0
    false: list[str] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)
    whole: int = 0
    rows: int = 0

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1 of pairs, and how many happenings of two events or more are whole, in percent."""
        precision = 100 * self.right / max(self.right + len(self.false), 1)
        recall = 100 * self.right / max(self.right + len(self.missed), 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        whole = 100 * self.whole / max(self.rows, 1)
        figures = {"precision": precision, "recall": recall, "f1": f1, "whole": whole}
        return {name: round(value, 1) for name, value in figures.items()}


def pairs(rows: Sequence[Row], events: Mapping[str, Sequence[Event]], incidents: Sequence[Incident]) -> Pairs:
    """Compare every pair of expected events; what may be joined and need not counts neither way.

    An event that was not extracted is joined to none.
    """
    incident_of = {event: incident.id for incident in incidents for event in incident.events}
    score = Pairs()
    spoilt: set[str] = set()
    for one, other in combinations(_members(rows, events), 2):
        if one.event and other.event and one.event.id == other.event.id:
            continue
        joined = bool(one.event and other.event and incident_of[one.event.id] == incident_of[other.event.id])
        same = one.row.key == other.row.key
        words = f"{one.row.key} {one.where} | {other.row.key} {other.where}"
        if same and joined:
            score.right += 1
        elif same:
            score.missed.append(words)
            spoilt.add(one.row.key)
        elif joined and other.row.key not in one.row.may_join and one.row.key not in other.row.may_join:
            score.false.append(words)
            spoilt |= {one.row.key, other.row.key}
    several = [row.key for row in rows if len(row.must) > 1]
    score.rows, score.whole = len(several), len(set(several) - spoilt)
    return score


@dataclass(frozen=True, slots=True)
class _Member:
    row: Row
    where: str
    event: Event | None


def _members(rows: Sequence[Row], events: Mapping[str, Sequence[Event]]) -> Iterator[_Member]:
    for row in rows:
        for place in row.must:
            where = f"{place['file']} {place.get('when', place.get('at'))!r}"
            yield _Member(row, where, found(place, events))


def main(arguments: Sequence[str] | None = None) -> int:
    """Score the collections; the number of figures below their floors decides the exit code."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.incidents")
    parser.add_argument(
        "--errors", choices=COLLECTIONS, nargs="+", default=(), help="what differs in these collections"
    )
    options = parser.parse_args(arguments)
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("incidents", {})
    faults = []
    for name in COLLECTIONS:
        texts = collection(name)
        events = texts.all_events()
        incidents = merge(events, story_of=texts.story_of, copy_of=texts.copy_of)
        score = pairs(texts.rows, texts.events, incidents)
        figures = score.figures()
        told = "  ".join(f"{measure} {value:5.1f}" for measure, value in figures.items())
        print(
            f"{name:9} {len(texts.events):3} articles {len(events):4} events {len(incidents):4} incidents  {told}"
            f"  ({score.right} pairs right, {len(score.false)} false, {len(score.missed)} missed)"
        )
        if name in options.errors:
            print(*(f"  false:  {words}" for words in score.false), sep="\n")
            print(*(f"  missed: {words}" for words in score.missed), sep="\n")
        faults += [f"{name}: {fault}" for fault in below(figures, floors.get(name, {}))]
    for fault in faults:
        print(f"FAILED {fault}", file=sys.stderr)
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
