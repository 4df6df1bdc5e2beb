"""The seed articles give every row that is expected of them, field by field, however they are read."""

from __future__ import annotations

import json
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from timeline.dates.calendar import DEFAULT
from timeline.extract import extract
from timeline.ingest import read_paths
from timeline.models import Article, Event

FIELDS = ("when_text", "start", "end", "precision", "basis", "status")
PUBLISHED = {"given": date(2017, 7, 27), "unknown": None}
# What the rows with a note say of a calendar that is switched off.
WITHOUT_CALENDAR = {
    "runoff-result": {"start": "2017-05-05", "end": "2017-05-07", "basis": "inferred"},
    "second tour": {"start": "2017-01-01", "end": "2017-12-31"},
}


@lru_cache
def events_of(folder: Path, file: str, published: str, calendar: bool) -> tuple[Event, ...]:
    """The events of one seed, read as the command line reads it."""
    (article,) = read_paths([folder / file], published=PUBLISHED[published])
    assert isinstance(article, Article), article
    return tuple(extract(article, calendar=DEFAULT if calendar else None))


def rows(folder: Path) -> list[dict]:
    """The expected rows."""
    return [json.loads(line) for line in (folder / "expected.jsonl").read_text(encoding="utf-8").splitlines() if line]


def plain(words: str) -> str:
    """Words with plain apostrophes and spaces."""
    return " ".join(words.replace("’", "'").split())


def quoting(events: tuple[Event, ...], row: dict) -> list[Event]:
    """The events whose quote holds the row's words."""
    return [event for event in events if row["quote_has"] in plain(event.quote)]


def differences(event: Event, row: dict) -> list[str]:
    """What of a row an event has otherwise."""
    found = [
        f"{key}: {plain(str(getattr(event, key)))!r}"
        for key in FIELDS
        if key in row and plain(str(getattr(event, key))) != row[key]
    ]
    if "attribution" in row and list(event.attribution) != row["attribution"]:
        found.append(f"attribution: {event.attribution}")
    missing = set(row.get("actors", ())) - set(event.actors)
    return found + ([f"no actors {missing} among {event.actors}"] if missing else [])


@pytest.mark.parametrize("published", PUBLISHED)
def test_every_expected_row_is_found(shared_dir: Path, published: str):
    faults = []
    for row in (r for r in rows(shared_dir / "seeds") if not r.get("absent")):
        candidates = quoting(events_of(shared_dir / "seeds", row["file"], published, True), row)
        tries = [differences(event, row) for event in candidates]
        if [] not in tries:
            faults.append((row["when_text"] or row["key"], min(tries, key=len, default="no event quotes it")))
    assert not faults


@pytest.mark.parametrize("published", PUBLISHED)
def test_the_calendar_switched_off_gives_what_the_text_says(shared_dir: Path, published: str):
    faults = []
    for row in (r for r in rows(shared_dir / "seeds") if not r.get("absent")):
        name = next((k for k in WITHOUT_CALENDAR if k == row.get("key") or row["when_text"].startswith(k)), None)
        wanted = {k: v for k, v in row.items() if not name or k not in ("basis", "when_text", "precision")}
        wanted |= WITHOUT_CALENDAR.get(name or "", {})
        candidates = quoting(events_of(shared_dir / "seeds", row["file"], published, False), row)
        tries = [differences(event, wanted) for event in candidates]
        if [] not in tries:
            faults.append((row["when_text"] or row["key"], min(tries, key=len, default="no event quotes it")))
    assert not faults


@pytest.mark.parametrize("published", PUBLISHED)
@pytest.mark.parametrize("calendar", [True, False])
def test_what_must_be_absent_is_absent(shared_dir: Path, published: str, calendar: bool):
    absent = [row for row in rows(shared_dir / "seeds") if row.get("absent")]
    assert absent
    for row in absent:
        text = (shared_dir / "seeds" / row["file"]).read_text(encoding="utf-8")
        end = text.index("Réagissez à cet article")
        for event in events_of(shared_dir / "seeds", row["file"], published, calendar):
            assert event.char_end <= end, event.quote


def test_offsets_and_quotes_are_the_articles_own(shared_dir: Path):
    for file in {row["file"] for row in rows(shared_dir / "seeds")}:
        (article,) = read_paths([shared_dir / "seeds" / file])
        assert isinstance(article, Article)
        for event in events_of(shared_dir / "seeds", file, "unknown", True):
            assert article.text[event.char_start : event.char_end] == event.quote
            assert article.text[event.when_char_start : event.when_char_end] == event.when_text
            assert event.why
