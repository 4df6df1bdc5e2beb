"""Work grows with the text and no faster, whatever the text repeats: it is counted, not timed (tests/counting.py)."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from statistics import median

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.counting import MOST, growth, repeat
from timeline.dates import tag
from timeline.dates.rules import grammar
from timeline.languages import codes

PUBLISHED = date(2017, 5, 10)

REPEATED = {
    "digits": "7",
    "digits and points": "12.",
    "zeros with spaces": "000 ",
    "spaces": " ",
    "lines": "\n",
    "hyphens": "-",
    "dashes between figures": "3 - ",
    "nested ranges": "2001-2002-",
    "slashes": "1/2/",
    "ISO dates run together": "2017-05-05",
    "ISO dates": "2017-05-05 ",
    "clock times": "20:30 ",
    "clocks run together": "20:30:",
    "letters without a space": "a",
    "combining characters": "e\u0301",
    "a letter and many marks": "\u0301",
    "apostrophes": "'",
    "quotes": "“",
    "full stops": ".",
    "initials": "a.b.",
    "capitals": "A ",
    "brackets": "([",
    "zero-width joiners": "x\u200d",
    "percent": "5% ",
    "years": "1999 2000 ",
}
# Classes whose words follow each other without end in no text but this one.
STUTTERED = (
    "MONTH", "WEEKDAY", "NUMWORD", "NUMJOIN", "ORD", "UNIT", "EARLY", "ABOUT", "DEICTIC", "REL", "INTO", "SINCE",
    "HOLIDAY",
)  # fmt: skip


def tagging(language: str) -> Callable[[str], object]:
    return lambda text: tag(text, language, PUBLISHED, calendar=None)


@lru_cache
def words(language: str, name: str) -> tuple[str, ...]:
    return tuple(grammar(language).lexicon.tables.get(name, {}))


def stutters(language: str) -> dict[str, str]:
    """The first words of a class over and over, alone and with every other one from another class between them."""
    found = {}
    for name in STUTTERED:
        if listed := words(language, name)[:3]:
            found[name] = " ".join(listed) + " "
    for first, second in (
        ("NUMWORD", "NUMJOIN"),
        ("NUMWORD", "UNIT"),
        ("ORD", "UNIT"),
        ("EARLY", "MONTH"),
        ("WEEKDAY", "MONTH"),
    ):
        if words(language, first) and words(language, second):
            found[f"{first} {second}"] = f"{words(language, first)[-1]} {words(language, second)[0]} "
    return found


@pytest.mark.parametrize("name", REPEATED)
@pytest.mark.parametrize("language", codes())
def test_what_no_writer_would_write(language: str, name: str) -> None:
    assert growth(tagging(language), repeat(REPEATED[name])) < MOST


@pytest.mark.parametrize("language", codes())
def test_words_said_again_and_again(language: str) -> None:
    ratios = {name: growth(tagging(language), repeat(piece)) for name, piece in stutters(language).items()}
    assert len(ratios) >= 10
    assert {name: ratio for name, ratio in ratios.items() if ratio >= MOST} == {}


@pytest.mark.parametrize("language", codes())
def test_a_mixture_of_all_words_that_rules_know(language: str) -> None:
    listed = sorted({word for table in grammar(language).lexicon.tables.values() for word in table})
    chance = random.Random()

    def make(size: int) -> str:
        pieces: list[str] = []
        length = 0
        while length < size:
            pieces.append(chance.choice(listed) + chance.choice((" ", " ", " ", "-", ", ", ". ", " 5 ", " 2017 ")))
            length += len(pieces[-1])
        return "".join(pieces)

    found = []  # the short text of one draw may hold few dates by chance: the middle of three draws tells
    for seed in (5, 6, 7):
        chance.seed(seed)
        found.append(growth(tagging(language), make))
    assert median(found) < MOST


@pytest.mark.parametrize(
    "name", ["digits", "nested ranges", "dashes between figures", "spaces", "letters without a space", "slashes"]
)
def test_languages_without_a_folder_too(name: str) -> None:
    assert growth(tagging("pl"), repeat(REPEATED[name])) < MOST
    assert growth(tagging(""), repeat(REPEATED[name])) < MOST


@pytest.mark.parametrize("language", codes())
@settings(max_examples=100, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_words_of_the_lexicon_in_any_order(language: str, data: st.DataObject) -> None:
    """No exception, whatever words of the language stand beside each other."""
    listed = sorted({word for table in grammar(language).lexicon.tables.values() for word in table})
    piece = st.one_of(
        st.sampled_from(listed), st.sampled_from(["5", "31", "2017", "1/2", "20:30", "'", "-", ",", "%", "s"])
    )
    glue = st.sampled_from([" ", "-", "", ", "])
    pieces = data.draw(st.lists(st.tuples(piece, glue), min_size=1, max_size=20))
    text = "".join(word + mark for word, mark in pieces)
    found = tag(text, language, PUBLISHED)
    assert [t.text for t in found] == [text[t.start : t.end] for t in found]
    assert all(t.start < t.end for t in found)


@pytest.mark.parametrize("piece", ["x", "7 "])
def test_the_check_can_fail(piece: str) -> None:
    """What looks back over all the words, or copies all that went before, for each word is noticed."""

    def looks_back(text: str) -> int:
        return sum(1 for end in range(len(text)) for _ in range(end // 16))

    def copies(text: str) -> int:
        return sum(text[:end].count("\n") for end in range(len(text)))

    assert growth(looks_back, repeat(piece)) > MOST
    assert growth(copies, repeat(piece)) > MOST
    assert growth(lambda text: sorted(letter for letter in text), repeat(piece)) < MOST


@pytest.mark.parametrize("language", [*codes(), "pl", ""])
@pytest.mark.parametrize("figure", ["7" * 5000, "1" + ",000" * 1500, "9" * 400, "²²", "٣", "0" * 30, "1/" * 3000])
def test_figures_without_end(language: str, figure: str) -> None:
    """Python refuses to read more than 4300 digits as a number; a text of them must not stop the others."""
    for text in (
        figure,
        f"{figure} days ago",
        f"in {figure}",
        f"{figure} May {figure}",
        f"{figure} ans",
        f"{figure} Jahre",
    ):
        for timex in tag(text, language, PUBLISHED):
            assert text[timex.start : timex.end] == timex.text
