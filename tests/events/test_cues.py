"""The words of saying, doubt and counting of each language folder: sound, known to the code, and documented."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from timeline.events.cues import cues
from timeline.events.figures import figures
from timeline.events.saying import saying
from timeline.languages import codes

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDE = (ROOT / "docs" / "adding-a-language.md").read_text(encoding="utf-8")
SECTIONS = ("speech", "status", "quantities", "titles")
NUMBERS = ("scales", "collectives", "many")


@pytest.mark.parametrize("language", codes())
@pytest.mark.parametrize("section", SECTIONS)
def test_every_key_is_documented_and_holds_words(language: str, section: str) -> None:
    table = cues(language).tables[section]
    documented = set(re.findall(r"\b[a-z_]+\b", GUIDE))
    assert set(table) <= documented, f"docs/adding-a-language.md lacks {sorted(set(table) - documented)}"
    for key, value in table.items():
        if isinstance(value, list):
            assert all(isinstance(word, str) and word.strip() for word in value), key
            assert len(value) == len(set(value)), f"[{section}] {key} holds a word twice"


@pytest.mark.parametrize("language", codes())
def test_every_key_is_used(language: str) -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "timeline" / "events").glob("*.py"))
    unused = {
        (section, key)
        for section in SECTIONS
        for key in cues(language).tables[section]
        if f'"{key}"' not in code and f"'{key}'" not in code
    }
    assert not unused, f"nothing reads {sorted(unused)}"


@pytest.mark.parametrize("language", codes())
def test_endings_are_regular_expressions(language: str) -> None:
    for section in SECTIONS:
        for key, value in cues(language).tables[section].items():
            if isinstance(value, str) and (key.endswith("endings") or key == "participles"):
                re.compile(value)


@pytest.mark.parametrize("language", codes())
def test_a_verb_of_saying_either_always_speaks_or_may(language: str) -> None:
    speech = cues(language).tables["speech"]
    assert not set(speech["says"]) & set(speech["may_say"])
    assert saying(language).verb.search(speech["says"][0])


@pytest.mark.parametrize("language", codes())
def test_units_name_symbols_and_scales_numbers(language: str) -> None:
    known, table = figures(language), cues(language).tables["quantities"]
    assert all(known.units[word.lower()][1] > 0 for word in table["units"])
    assert all(value > 1 for key in NUMBERS for value in table[key].values())
