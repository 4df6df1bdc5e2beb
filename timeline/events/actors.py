"""Actors that are known beforehand: the rows of ``data/actors.csv`` and of the user's own file.

Columns: ``name`` (shown in every language unless ``name_fr`` … gives another), ``kind`` (one of ``ACTOR_KINDS``),
``wikidata`` (an id such as Q142, or nothing), ``aliases``, ``aliases_en``, ``aliases_fr`` … (spellings, separated by
``;``; those without their accents need not be listed), ``capitals`` and ``seats`` (where a state or a body is
governed from, by which it is called, in any language), and in a user's file ``same_as`` (the name or the key of
another actor that this one is). docs/actors.md tells how each is used.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from timeline.events.keys import is_id, key_of_name
from timeline.events.merges import followed
from timeline.models import ACTOR_KINDS, Refusal
from timeline.paths import data_file

VARIABLE = "TIMELINE_ACTORS"
ALIASES, NAMES = "aliases_", "name_"
PLAIN_COLUMNS = ("name", "kind", "wikidata", "aliases", "capitals", "seats", "same_as")


@dataclass(frozen=True, slots=True)
class Actor:
    """One actor as a file gives it. ``names`` and ``aliases`` are by language; the aliases under "" are any's.

    ``same_as`` is as written: a name or a key, empty where this is an actor of its own.
    """

    name: str
    kind: str
    key: str
    names: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    capitals: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    same_as: str = ""

    def shown(self, language: str) -> str:
        """Its name in a language."""
        return self.names.get(language, self.name)

    def spellings(self) -> Iterator[str]:
        """Every name and alias in every language, as written."""
        yield from (self.name, *self.names.values(), *self.capitals, *self.seats)
        yield from (alias.removesuffix("?") for listed in self.aliases.values() for alias in listed)


@dataclass(frozen=True)
class Actors:
    """The actors in force, in the order of their files, the user's own first; ``merges`` lead a key to the one meant.

    ``refused`` are the rows that could not be taken.
    """

    actors: tuple[Actor, ...]
    merges: Mapping[str, str] = field(default_factory=dict)
    refused: tuple[Refusal, ...] = ()

    def key(self, name_or_key: str) -> str:
        """The key of an actor by any of its names or by a key; that of an unknown name is the folded name."""
        return self._known().get(key_of_name(name_or_key)) or followed(self._as_key(name_or_key), self.merges)

    def shown(self, key: str, language: str = "en", otherwise: str = "") -> str:
        """The name of the actor of a key in a language; ``otherwise`` where the key is not known."""
        actor = self._by_key().get(followed(key, self.merges))
        return actor.shown(language) if actor else otherwise

    def kind(self, key: str) -> str:
        """The kind of the actor of a key; empty where it is not known."""
        actor = self._by_key().get(followed(key, self.merges))
        return actor.kind if actor else ""

    def names(self, name_or_key: str) -> tuple[str, ...]:
        """Every name of the actor that a name or key means, those that a merge joins to it among them.

        A name that is not known gives itself alone. Filters ask for all of them.
        """
        key = self.key(name_or_key)
        same = [actor for actor in self.actors if followed(actor.key, self.merges) == key]
        told = [*(one for actor in same for one in actor.spellings()), name_or_key]
        return tuple(dict.fromkeys([*told, *(one for one, to in self.merges.items() if to == key and not is_id(one))]))

    def find(self, name_or_key: str) -> Actor | None:
        """The actor of a name or a key, before any merge; None where no row has it."""
        by_key, _, plain = _indexes(self)
        return by_key.get(plain.get(key_of_name(name_or_key), "")) or by_key.get(name_or_key)

    def _as_key(self, words: str) -> str:
        return words if is_id(words) else key_of_name(words)

    def _by_key(self) -> Mapping[str, Actor]:
        return _indexes(self)[0]

    def _known(self) -> Mapping[str, str]:
        return _indexes(self)[1]

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


@lru_cache(maxsize=8)
def _indexes(known: Actors) -> tuple[dict[str, Actor], dict[str, str], dict[str, str]]:
    """The actors by key, and the keys by folded spelling, merged and as the rows have them; the first row wins."""
    by_key: dict[str, Actor] = {}
    for actor in known.actors:
        by_key.setdefault(actor.key, actor)
    plain: dict[str, str] = {}
    for actor in known.actors:
        plain.setdefault(key_of_name(actor.name), actor.key)
    for actor in known.actors:
        for spelling in actor.spellings():
            plain.setdefault(key_of_name(spelling), actor.key)
    return by_key, {name: followed(key, known.merges) for name, key in plain.items()}, plain


def user_file() -> Path:
    """The user's own actors: the file that ``TIMELINE_ACTORS`` names, else ``actors.csv`` in the user's data folder."""
    named = os.environ.get(VARIABLE)
    return Path(named).expanduser() if named else _default_file(os.environ.get("XDG_DATA_HOME"), os.environ.get("HOME"))


@lru_cache(maxsize=4)
def _default_file(_data: str | None, _home: str | None) -> Path:
    import platformdirs

    return platformdirs.user_data_path("timeline", appauthor=False) / "actors.csv"


def actors_in_force() -> Actors:
    """The shipped actors with the user's own, read again when the user's file has changed."""
    path = user_file()
    try:
        state = path.stat()
    except OSError:
        return _read("", 0, 0)
    return _read(str(path), state.st_mtime_ns, state.st_size)


@lru_cache(maxsize=4)
def _read(own: str, _changed: int, _size: int) -> Actors:
    shipped = shipped_actors()
    if not own:
        return Actors(shipped)
    mine, refused = read_actors(Path(own))
    return combined(mine, shipped, refused)


@lru_cache(maxsize=1)
def shipped_actors() -> tuple[Actor, ...]:
    """The actors of ``data/actors.csv``. Raises FileNotFoundError without it."""
    return read_actors(data_file("actors.csv"))[0]


def combined(own: Sequence[Actor], shipped: Sequence[Actor], refused: Sequence[Refusal] = ()) -> Actors:
    """A user's own actors before the shipped ones, with the merges that their ``same_as`` mean.

    A row of the user's with the name of a shipped actor (and no id) adds to that actor instead of being another.
    """
    named: dict[str, Actor] = {}
    for actor in shipped:
        named.setdefault(key_of_name(actor.name), actor)
    adding = [_added(actor, named) for actor in own]
    plain = Actors((*adding, *shipped))
    merges: dict[str, str] = {}
    for actor in adding:
        if actor.same_as:
            target = followed(plain.key(actor.same_as), merges)
            if target != actor.key:
                merges[actor.key] = target
    return Actors((*adding, *shipped), merges, tuple(refused))


def _added(actor: Actor, shipped: Mapping[str, Actor]) -> Actor:
    there = shipped.get(key_of_name(actor.name))
    if there is None or is_id(actor.key):
        return actor
    kind, names = actor.kind or there.kind, {**there.names, **actor.names}
    return Actor(there.name, kind, there.key, names, actor.aliases, actor.capitals, actor.seats, actor.same_as)


def read_actors(path: Path) -> tuple[tuple[Actor, ...], tuple[Refusal, ...]]:
    """The actors of a CSV file, and one Refusal for each row that cannot be taken, by its line.

    A file that is no CSV with a column ``name`` is refused as a whole. Raises FileNotFoundError.
    """
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            rows = csv.reader(file)
            head = [column.strip() for column in next(rows, [])]
            if "name" not in head:
                remedy = "name the columns in the first line, as data/actors.csv does"
                return (), (Refusal(str(path), "no column 'name'", remedy),)
            return _taken(path, head, rows)
        except (UnicodeDecodeError, csv.Error):
            remedy = "save it as CSV in UTF-8, with commas between the columns"
            return (), (Refusal(str(path), "it cannot be read as CSV", remedy),)


def _taken(path: Path, head: list[str], rows: Iterable[list[str]]) -> tuple[tuple[Actor, ...], tuple[Refusal, ...]]:
    taken: list[Actor] = []
    refused: list[Refusal] = []
    seen: set[str] = set()
    for number, cells in enumerate(rows, 2):
        row = {column: cell.strip() for column, cell in zip(head, cells, strict=False) if cell and not cell.isspace()}
        if not row:
            continue
        if fault := _fault(len(cells), len(head), row, seen):
            refused.append(Refusal(f"{path}, line {number}", *fault))
            continue
        seen.add(row["name"])
        taken.append(actor_of(row))
    return tuple(taken), tuple(refused)


def _fault(cells: int, columns: int, row: Mapping[str, str], seen: set[str]) -> tuple[str, str] | None:
    if cells > columns:
        return f"{cells} cells under {columns} columns", "put a cell that holds a comma in double quotes"
    if row.get("name") in seen:
        return f"{row['name']} has a row already", "put all that is known of it in one row"
    return fault_of(row)


def fault_of(row: Mapping[str, str]) -> tuple[str, str] | None:
    """What is wrong with a row by itself and what to do about it, or None."""
    kind, number = row.get("kind", ""), row.get("wikidata", "")
    if not any(map(str.isalnum, row.get("name", ""))):
        return "the name is empty", "give the actor a name"
    if kind and kind not in ACTOR_KINDS:
        return f"{kind!r} is no kind of actor", f"choose one of {', '.join(ACTOR_KINDS)}"
    if number and not is_id(number):
        return f"{number!r} is no Wikidata id", "write it as Q142, or leave it empty"
    return None


def actor_of(row: Mapping[str, str]) -> Actor:
    """The actor of a row without empty cells."""
    aliases: dict[str, tuple[str, ...]] = {}
    names: dict[str, str] = {}
    for column, cell in row.items():
        if column.startswith("aliases"):
            aliases[column[len(ALIASES) :]] = split_cell(cell)
        elif column.startswith(NAMES):
            names[column[len(NAMES) :]] = cell
    return Actor(
        name=row["name"],
        kind=row.get("kind", ""),
        key=row.get("wikidata") or key_of_name(row["name"]),
        names=names,
        aliases=aliases,
        capitals=split_cell(row.get("capitals", "")),
        seats=split_cell(row.get("seats", "")),
        same_as=row.get("same_as", ""),
    )


def split_cell(cell: str) -> tuple[str, ...]:
    """The names of a cell, which stand between semicolons."""
    return tuple([part for part in map(str.strip, cell.split(";")) if part]) if cell else ()
