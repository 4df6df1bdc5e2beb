"""Whole articles against what they must yield: times with their days, traps left alone, actors. Floors beside them."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import pytest

from timeline.extract import extract
from timeline.ingest import read_paths
from timeline.models import Article, Event

ROOT = Path(__file__).resolve().parent.parent.parent
FOLDER = ROOT / "tests" / "cases" / "articles"
FLOORS = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))


@dataclass
class Score:
    """What the articles of a language yield: counts, and one line for each fault."""

    times: int = 0
    traps: int = 0
    actors: int = 0
    faults: list[str] = field(default_factory=list)


@lru_cache(maxsize=1)
def gold() -> dict[str, dict[str, Any]]:
    """``{file: {"times": [[text, first day, last day]], "traps": [text], "actors": [name]}}``."""
    return json.loads((FOLDER / "gold.json").read_text(encoding="utf-8"))


def plain(words: str) -> str:
    """Lower case, single spaces, straight apostrophes."""
    return " ".join(words.lower().replace("’", "'").split())


def told(events: list[Event], words: str) -> list[Event]:
    """The events whose words of time overlap the given ones."""
    said = plain(words)
    return [e for e in events if plain(e.when_text) and (said in plain(e.when_text) or plain(e.when_text) in said)]


def days(event: Event) -> tuple[str, str]:
    """First and last day of an event, empty where it has none."""
    return (event.start or "")[:10], (event.end or "")[:10]


def events_of(name: str) -> list[Event]:
    """The events of one article."""
    (article,) = read_paths([FOLDER / name])
    assert isinstance(article, Article), article
    return extract(article)


@lru_cache(maxsize=2)
def score(language: str) -> Score:
    """All articles of a language, compared."""
    found = Score()
    for name, expected in gold().items():
        if not name.startswith(language):
            continue
        events = events_of(name)
        named = {actor for event in events for actor in event.actors}
        for words, first, last in expected["times"]:
            same = [days(event) for event in told(events, words)]
            found.times += (first, last) in same
            if (first, last) not in same:
                found.faults.append(f"{name}: {words!r} is {first}..{last}, got {same}")
        for words in expected["traps"]:
            taken = [event.when_text for event in told(events, words)]
            found.traps += bool(taken)
            if taken:
                found.faults.append(f"{name}: the trap {words!r} was taken as {taken}")
        found.actors += sum(actor in named for actor in expected["actors"])
        found.faults += [f"{name}: no actor {actor!r}" for actor in expected["actors"] if actor not in named]
    return found


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_times_are_dated_right(language: str) -> None:
    found = score(language)
    assert found.times >= FLOORS[language]["times"], "\n".join(found.faults)


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_traps_are_left_alone(language: str) -> None:
    found = score(language)
    assert found.traps <= FLOORS[language]["traps"], "\n".join(found.faults)


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_actors_are_named(language: str) -> None:
    found = score(language)
    assert found.actors >= FLOORS[language]["actors"], "\n".join(found.faults)


@pytest.mark.parametrize("name", sorted(gold()))
def test_quotes_stand_where_they_are_said_to_stand(name: str) -> None:
    """Every quote and every time is a stretch of its article, the time within the quote, and nothing cut is told."""
    (article,) = read_paths([FOLDER / name])
    assert isinstance(article, Article), article
    for event in extract(article):
        assert article.text[event.char_start : event.char_end] == event.quote
        assert article.text[event.when_char_start : event.when_char_end] == event.when_text
        assert event.char_start <= event.when_char_start <= event.when_char_end <= event.char_end
        cut = [r for r in article.regions if r.kind == "cut" and r.start < event.char_end and event.char_start < r.end]
        assert not cut, (event.quote, cut)


def test_the_gold_is_whole() -> None:
    """Each expected word stands in its article, each span runs forward, and no trap overlaps an expected time."""
    for name, expected in gold().items():
        text = plain((FOLDER / name).read_text(encoding="utf-8"))
        assert expected["times"], name
        for words, first, last in expected["times"]:
            assert plain(words) in text and first <= last, (name, words)
        for words in [*expected["traps"], *expected["actors"]]:
            assert plain(words) in text, (name, words)
        times = [plain(words) for words, _, _ in expected["times"]]
        assert not [t for t in map(plain, expected["traps"]) if any(t in w or w in t for w in times)], name
