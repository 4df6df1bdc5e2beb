"""Filters from the options of a command, and a store that is only read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from timeline.commands.terminal import complain, readable
from timeline.models import STATUSES

if TYPE_CHECKING:
    from timeline.store import Store
    from timeline.store.query import Filters, Query


@dataclass(frozen=True)
class Asked:
    """The filter options as typed."""

    actor: Sequence[str]
    source: Sequence[str]
    since: date | None
    until: date | None
    text: str
    status: Sequence[str]
    story: Sequence[str]
    language: Sequence[str]
    as_known_on: date | None


def parse_day(text: str | date) -> date:
    """A day as typed. Raises typer.BadParameter saying how to write it."""
    if isinstance(text, date):
        return text
    try:
        return date.fromisoformat(text)
    except ValueError as fault:
        raise typer.BadParameter(f"{text!r} is no day of the calendar; write it as 2017-05-06") from fault


def check_status(values: list[str] | None) -> list[str]:
    """The statuses as typed. Raises typer.BadParameter naming the right ones."""
    for value in values or ():
        if value not in STATUSES:
            raise typer.BadParameter(f"there is no status {value!r}; there are {', '.join(STATUSES)}")
    return list(values or ())


def check_days(since: date | None, until: date | None) -> None:
    """Raises typer.BadParameter where no day can be both from ``since`` and up to ``until``."""
    if since and until and since > until:
        raise typer.BadParameter(f"--since {since} is after --until {until}; swap them")


def check_language(value: str | None) -> str | None:
    """The code of a language as typed. Raises typer.BadParameter saying how to write it."""
    if value is None:
        return None
    from timeline.ingest.detect import language_code

    if not (code := language_code(value)):
        raise typer.BadParameter(f"there is no language {value!r}; give a code of ISO 639-1 such as en or fr")
    return code


def open_to_read(place: str | None) -> Store:
    """The store; an empty one in memory, with a hint on stderr, where there is none yet. Nothing is made on disk."""
    from timeline.store import Store
    from timeline.store.place import absent

    missing = absent(place)
    if missing is None:
        return Store(place)
    complain(f"{missing}: nothing is stored here yet; add articles with: python -m timeline add PATH…")
    return Store("sqlite://")


def filters_of(asked: Asked, query: Query) -> Filters:
    """The filters that the options mean; actors and sources may be typed in part and without accents."""
    from timeline.store.query import Filters

    check_days(asked.since, asked.until)
    if asked.story and not query.stories(limit=1):
        complain("no stories are stored yet, so --story shows nothing; make them with: python -m timeline group")
    names = query.facets() if asked.actor or asked.source else {"actor": [], "source": []}
    return Filters(
        actor=_meant("actor", asked.actor, [name for name, _ in names["actor"]]),
        source=_meant("source", asked.source, [name for name, _ in names["source"]]),
        since=asked.since,
        until=asked.until,
        text=readable(asked.text),
        status=tuple(asked.status),
        story=tuple(map(readable, asked.story)),
        language=tuple(map(readable, asked.language)),
        as_known_on=asked.as_known_on,
    )


def _meant(kind: str, typed: Sequence[str], names: Sequence[str]) -> tuple[str, ...]:
    from timeline.store.fold import fold

    folded = {name: fold(name) for name in names}
    chosen: list[str] = []
    for text in map(readable, typed):
        wanted = fold(text)
        same = [name for name in names if folded[name] == wanted]
        found = same or [name for name in names if f" {wanted} " in f" {folded[name]} "]
        if kind == "actor":
            found += _also_called(text, names)
        if not found:
            _suggest(kind, text, wanted, folded)
        chosen += found or [text]
    return tuple(dict.fromkeys(chosen))


def _also_called(text: str, names: Sequence[str]) -> list[str]:
    """The stored names of the actor that a name means: "ONU" is also stored as "United Nations"."""
    from timeline.events.actors import actors_in_force

    known = actors_in_force()
    key = known.key(text)
    return [name for name in names if known.key(name) == key]


def _suggest(kind: str, text: str, wanted: str, folded: dict[str, str]) -> None:
    import difflib

    by_folded = {short: name for name, short in folded.items()}
    close = [by_folded[short] for short in difflib.get_close_matches(wanted, by_folded, n=3)]
    hint = f"; did you mean {' or '.join(close)}?" if close else ""
    complain(f"no {kind} {text!r} is stored{hint}")


def file_or_none(path: Path | None) -> Path | None:
    """None for ``-``, which means stdout."""
    return None if path is None or str(path) == "-" else path
