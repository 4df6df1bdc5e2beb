"""A spotter finds what its pattern finds, between any two offsets, also where a word is cut off at the end."""

from __future__ import annotations

import random
import re

import pytest

from timeline.events.figures import figures
from timeline.events.saying import saying
from timeline.events.spotter import Spotter, last_word, last_words, places, spot
from timeline.events.status import _words as status_words
from timeline.events.titles import _words as title_words

PIECES = [
    "said", "Said that", "a déclaré", "dit-il", "won't", "we'll", "'ll", "they’ll", "no", "nobody", "denied", "ſaid",
    "is to", "sera", "ira", "viendront", "wanted", "twenty-one", "US$ 5", "$5", "€ 3.5 million", "2,400", "9 GB",
    "A$7", "a dozen", "plusieurs", "dizaines", "-", ",", ".", "’", "'", "_", "x", "(", "“", "\n", "\u00a0", "5",
]  # fmt: skip


def spotters() -> list[Spotter]:
    """Spotters of each sort: plain lists, clitics, endings, figures with signs before."""
    found = [spot(["said", "said that", "won't", "no", "dit"]), figures("en").core, figures("fr").core]
    for language in ("en", "fr"):
        words = status_words(language)
        found += [saying(language).verb, saying(language).cites, words.planned, words.was_planned, words.hedged]
        found.append(title_words(language).verbs)
    return found


@pytest.mark.parametrize("number", range(15))
def test_a_spotter_finds_what_its_pattern_finds(number: int) -> None:
    chance, spotter = random.Random(number), spotters()[number]
    for _ in range(150):
        text = "".join(chance.choice(PIECES) + chance.choice(["", " ", " "]) for _ in range(12))
        low, high = sorted(chance.choices(range(len(text) + 1), k=2))
        wanted = [match.regs for match in spotter.regex.finditer(text, low, high)]
        assert [match.regs for match in spotter.finditer(text, low, high)] == wanted, (text, low, high)
        first = spotter.search(text, low, high)
        assert (first.regs if first else None) == (wanted[0] if wanted else None)
        assert spotter.is_in(text, 1) == bool(spotter.regex.search(text, 1))


def test_words_are_gathered_once_for_a_text() -> None:
    text = "He said so; they SAID no."
    assert places(text).words["said"] == [3, 17]
    assert places(text) is places(text)


def test_last_words_tell_that_nothing_of_a_list_ends_there() -> None:
    ends = last_words(["at least", "About"])
    text = "of about "
    assert last_word(text, 0, len(text)) in ends
    assert last_word("of some ", 0, 8) not in ends
    assert last_word("(about-", 0, 7) == "?" in ends


def test_the_check_can_fail() -> None:
    wrong = Spotter(re.compile("a|b"), ["a"])
    assert [m[0] for m in wrong.finditer("a b", 0, 3)] != [m[0] for m in wrong.regex.finditer("a b", 0, 3)]
