"""Whole texts with every time expression marked by hand, against floors; and the scorer itself."""

from __future__ import annotations

import tomllib

import pytest

from tests.dates.texts import FOLDER, Mark, compare, read, total

FLOORS = tomllib.loads((FOLDER / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_texts_are_read_as_marked(language: str) -> None:
    found = total(language)
    figures = found.figures()
    short = {name: (figures[name], least) for name, least in FLOORS[language].items() if figures[name] < least}
    assert not short, f"{short}\n" + "\n".join(found.faults)


def test_every_folder_has_floors() -> None:
    assert set(FLOORS) == {path.name for path in FOLDER.iterdir() if path.is_dir()}


@pytest.mark.parametrize("language", sorted(FLOORS))
def test_marks_stand_where_they_are_said_to_stand(language: str) -> None:
    for text in read(language):
        assert text.marks, text.name
        for mark in text.marks:
            assert text.text[mark.start : mark.end] == mark.text and mark.value, (text.name, mark)


def test_scores_are_those_of_tempeval() -> None:
    """Strict asks for both ends, relaxed for an overlap, the value counts among what overlaps."""
    wanted = [
        Mark(0, 5, "a day", "DURATION", "P1D"),
        Mark(10, 14, "2013", "DATE", "2013"),
        Mark(20, 24, "2014", "DATE", "2014"),
    ]
    got = [
        Mark(2, 5, "day", "DURATION", "P1D"),
        Mark(10, 14, "2013", "DATE", "2012"),
        Mark(30, 34, "2015", "DATE", "2015"),
    ]
    score = compare("x", wanted, got)
    assert score.figures() == pytest.approx({"strict": 100 / 3, "relaxed": 200 / 3, "value": 100 / 3, "mod": 100 / 3})
    assert len(score.faults) == 4
