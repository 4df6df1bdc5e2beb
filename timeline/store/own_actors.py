"""The user's own actors: a CSV file that the command line and the dashboard write, and that extraction reads.

Every function takes the file's path (``events.actors.user_file()`` where None), changes one thing, and answers what it
did, or a Refusal. Rows that cannot be taken stay in the file as they are. The file is written beside itself and then
put in its place, so that no reader sees half of it.
"""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from timeline.events.actors import (
    Actor,
    Actors,
    actors_in_force,
    combined,
    fault_of,
    read_actors,
    shipped_actors,
    split_cell,
    user_file,
)
from timeline.events.keys import key_of_name
from timeline.models import ACTOR_KINDS, Refusal

Row = dict[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """What was done, in one sentence for a reader, and the name of the actor that it was done to."""

    name: str
    told: str


def own_actors(path: Path | None = None) -> tuple[tuple[Actor, ...], tuple[Refusal, ...]]:
    """The rows of the user's file, and those that could not be taken; nothing where there is no file."""
    path = path or user_file()
    return read_actors(path) if path.is_file() else ((), ())


def in_force(path: Path | None = None) -> Actors:
    """The shipped actors with those of a user's file."""
    return actors_in_force() if path is None else combined(own_actors(path)[0], shipped_actors(), own_actors(path)[1])


def add_actor(
    name: str, kind: str = "", aliases: Sequence[str] = (), wikidata: str = "", path: Path | None = None
) -> Change | Refusal:
    """A new actor of the user's own."""
    name, known = _clean(name), in_force(path)
    if there := _named(known, name):
        return Refusal(name, f"it is a name of {there.name} already", "give that actor an alias, or merge the two")
    if kind not in ACTOR_KINDS:
        return Refusal(name, f"{kind!r} is no kind of actor", f"choose one of {', '.join(ACTOR_KINDS)}")
    row = {"name": name, "kind": kind, "wikidata": wikidata.strip(), "aliases": _joined(aliases)}
    if fault := fault_of({column: cell for column, cell in row.items() if cell}):
        return Refusal(name, *fault)
    for alias in split_cell(row["aliases"]):
        if there := _named(known, alias):
            return Refusal(alias, f"it is a name of {there.name} already", "leave it out, or merge the two")
    _write(path, [*_rows(path), row])
    return Change(name, f"{name} is a {kind} now.")


def add_alias(name: str, alias: str, path: Path | None = None) -> Change | Refusal:
    """One more name of an actor, shipped or the user's own."""
    known, alias = in_force(path), _clean(alias)
    actor = _named(known, name)
    if actor is None:
        return Refusal(name, "no actor has this name", "add the actor first")
    if not key_of_name(alias):
        return Refusal(alias, "the alias is empty", "give it letters")
    if there := _named(known, alias):
        if known.key(there.name) == known.key(actor.name):
            return Refusal(alias, f"{actor.name} has this name already", "leave it as it is")
        return Refusal(alias, f"it is a name of {there.name}", f"merge {there.name} and {actor.name} if they are one")
    rows = _rows(path)
    row = _row_of(rows, actor.name)
    row["aliases"] = _joined([*split_cell(row.get("aliases", "")), alias])
    _write(path, rows)
    return Change(actor.name, f"{alias} is {actor.name} now.")


def merge_actors(one: str, other: str, path: Path | None = None) -> Change | Refusal:
    """``one`` is ``other`` from now on; either may be a name that no list knows."""
    known = in_force(path)
    there, target = _named(known, one), _named(known, other)
    name, shown = there.name if there else _clean(one), target.name if target else _clean(other)
    if not key_of_name(name) or not key_of_name(shown):
        return Refusal(one or other, "the name is empty", "name two actors")
    if known.key(name) == known.key(shown):
        return Refusal(name, f"it is {shown} already", "leave it as it is")
    rows = _rows(path)
    _row_of(rows, name)["same_as"] = shown
    _write(path, rows)
    return Change(name, f"{name} is {shown} now.")


def split_actor(name: str, path: Path | None = None) -> Change | Refusal:
    """An actor that was merged with another is one of its own again."""
    rows = _rows(path)
    row = next((row for row in rows if _same(row.get("name", ""), name) and row.get("same_as")), None)
    if row is None:
        return Refusal(name, "it was not merged with another", "see the merges with: timeline actors list --own")
    other = row.pop("same_as")
    kept = [r for r in rows if r is not row or set(filter(r.get, r)) != {"name"}]
    _write(path, kept)
    return Change(row["name"], f"{row['name']} is no longer {other}.")


def remove_actor(name: str, path: Path | None = None) -> Change | Refusal:
    """Takes a row out of the user's file; what ships cannot be removed."""
    rows = _rows(path)
    kept = [row for row in rows if not _same(row.get("name", ""), name)]
    if len(kept) == len(rows):
        return Refusal(name, "it has no row in your own file", "see your rows with: timeline actors list --own")
    _write(path, kept)
    return Change(_clean(name), f"{_clean(name)} is no longer in your own file.")


# ---- rows ------------------------------------------------------------------------------------------------------------


def _named(known: Actors, name: str) -> Actor | None:
    """The actor that has a name or a key, or None."""
    return known.find(name)


def _same(one: str, other: str) -> bool:
    return key_of_name(one) == key_of_name(other)


def _clean(name: str) -> str:
    return " ".join(name.replace(";", " ").split())


def _joined(aliases: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(filter(None, map(_clean, aliases))))


def _row_of(rows: list[Row], name: str) -> Row:
    """The row of a name, made at the end where there is none."""
    for row in rows:
        if _same(row.get("name", ""), name):
            return row
    rows.append({"name": name})
    return rows[-1]


def _rows(path: Path | None) -> list[Row]:
    """The rows of the file with all their cells, also those that cannot be taken."""
    path = path or user_file()
    if not path.is_file():
        return []
    with path.open(encoding="utf-8-sig", newline="", errors="surrogateescape") as file:
        return [{column: cell or "" for column, cell in row.items() if column} for row in csv.DictReader(file)]


def _write(path: Path | None, rows: Sequence[Mapping[str, str]]) -> None:
    path = path or user_file()
    columns = list(dict.fromkeys(["name", "kind", "wikidata", "aliases", "same_as", *(c for row in rows for c in row)]))
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=path.name, suffix=".tmp")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="", errors="surrogateescape") as file:
            writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
        os.replace(made, path)
    except BaseException:
        Path(made).unlink(missing_ok=True)
        raise
