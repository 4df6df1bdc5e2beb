"""Time grows with the text and no faster: no pattern backtracks, whatever the text repeats."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from datetime import date
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from timeline.dates import tag
from timeline.dates.rules import grammar
from timeline.languages import codes

PUBLISHED = date(2017, 5, 10)
SHORT, LONG = 2_500, 25_000
# Ten times the text may take ten times as long; what grows with the square takes a hundred times.
MOST = 25.0
TRIES = 4  # a busy machine can spoil one measurement, hardly four

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


def best(language: str, text: str) -> float:
    began = time.process_time()
    tag(text, language, PUBLISHED, calendar=None)
    return time.process_time() - began


def growth(run: Callable[[str], float], make: Callable[[int], str]) -> float:
    """How many times as long the long text takes as the short one, at best."""
    short, long = make(SHORT), make(LONG)
    low, high = float("inf"), float("inf")
    for _ in range(TRIES):
        low, high = min(low, run(short)), min(high, run(long))
        # Below a millisecond it is the clock itself that is measured.
        if high < max(low, 0.001) * MOST:
            break
    return high / max(low, 0.001)


def repeat(piece: str) -> Callable[[int], str]:
    return lambda size: (piece * (size // len(piece) + 1))[:size]


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
    assert growth(lambda text: best(language, text), repeat(REPEATED[name])) < MOST


@pytest.mark.parametrize("language", codes())
def test_words_said_again_and_again(language: str) -> None:
    ratios = {
        name: growth(lambda text: best(language, text), repeat(piece)) for name, piece in stutters(language).items()
    }
    assert {name: ratio for name, ratio in ratios.items() if ratio >= MOST} == {}


@pytest.mark.parametrize("language", codes())
def test_a_mixture_of_all_words_that_rules_know(language: str) -> None:
    chance = random.Random(5)
    listed = sorted({word for table in grammar(language).lexicon.tables.values() for word in table})

    def make(size: int) -> str:
        pieces: list[str] = []
        length = 0
        while length < size:
            pieces.append(chance.choice(listed) + chance.choice((" ", " ", " ", "-", ", ", ". ", " 5 ", " 2017 ")))
            length += len(pieces[-1])
        return "".join(pieces)

    assert growth(lambda text: best(language, text), make) < MOST


@pytest.mark.parametrize(
    "name", ["digits", "nested ranges", "dashes between figures", "spaces", "letters without a space", "slashes"]
)
def test_languages_without_a_folder_too(name: str) -> None:
    assert growth(lambda text: best("pl", text), repeat(REPEATED[name])) < MOST
    assert growth(lambda text: best("", text), repeat(REPEATED[name])) < MOST


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


def test_the_check_can_fail() -> None:
    """A search that grows with the square of the text is noticed."""

    def squared(text: str) -> float:
        return 1e-10 * len(text) ** 2

    assert growth(squared, repeat("x")) > MOST
    assert growth(lambda text: 1e-6 * len(text), repeat("x")) < MOST


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
