"""Who says so and how sure, case by case: ``tests/cases/sayings/<language>.jsonl``, one short text a line.

``{"text", "time", "status", "chain"}``: the text, the words in it that date its event (a day of the past), and what
the event must say. All of them were written for this project.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.events.handmade import article, timex
from timeline.events import find_events, sentences
from timeline.languages import codes
from timeline.models import Event

FOLDER = Path(__file__).resolve().parent.parent / "cases" / "sayings"
CASES = [
    (path.stem, row)
    for path in sorted(FOLDER.glob("*.jsonl"))
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
]


def event_of(language: str, text: str, time: str) -> Event:
    """The event that the given words date."""
    made = article(text, language, "2018-03-15")
    found = find_events(made, [timex(text, time, "2018-03-13")], sentences(text, language), None)
    return next(event for event in found if event.when_text)


@pytest.mark.parametrize(("language", "row"), CASES, ids=[f"{code}-{row['text'][:60]}" for code, row in CASES])
def test_status_and_chain(language: str, row: dict[str, Any]) -> None:
    event = event_of(language, row["text"], row["time"])
    assert (event.status, [list(level) for level in event.chain]) == (row["status"], row["chain"])
    assert list(event.attribution) == [name for level in row["chain"] for name in level]


def test_each_language_has_cases_of_each_status() -> None:
    told = {(language, row["status"]) for language, row in CASES}
    assert {language for language, _ in CASES} == set(codes())
    assert {(code, status) for code in ("en", "fr") for status in ("denied", "hedged", "attributed", "stated")} <= told


@pytest.mark.parametrize(
    ("language", "text", "time", "denied"),
    [
        ("en", "Iran denied on Tuesday that it hacked the bank.", "Tuesday", "it hacked the bank"),
        ("en", "Acme denied on Tuesday hacking the bank, saying it was asleep.", "Tuesday", "hacking the bank"),
        ("en", "Iran rejected the accusation on Tuesday.", "Tuesday", "the accusation"),
        ("en", "Iran denies it attacked the ship on Tuesday.", "Tuesday", "it attacked the ship"),
        ("en", "On Tuesday all looked at Acme, which denied any part in it.", "Tuesday", "any part in it"),
        ("fr", "L'Iran dément avoir piraté la banque mardi.", "mardi", "avoir piraté la banque"),
        ("fr", "L'Iran a rejeté mardi ces accusations.", "mardi", "ces accusations"),
        ("de", "Der Iran dementierte am Dienstag die Vorwürfe.", "Dienstag", "die Vorwürfe"),
        ("es", "Irán desmintió el martes cualquier implicación.", "martes", "cualquier implicación"),
    ],
)
def test_what_is_denied(language: str, text: str, time: str, denied: str) -> None:
    assert event_of(language, text, time).denies == denied


def test_only_what_is_denied_says_so() -> None:
    assert event_of("en", "The bank closed on Tuesday.", "Tuesday").denies == ""
