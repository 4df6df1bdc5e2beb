"""No pattern that runs over whole articles goes back without end: its steps are counted (tests/backtracking.py)."""

from __future__ import annotations

import re
from datetime import date

import pytest

from tests.backtracking import Walker
from tests.counting import steps
from timeline.dates.lexicon import TOKEN
from timeline.events import gazetteer, memory, quotes, saying, splitter
from timeline.events.clauses import _MARK
from timeline.events.shapes import shapes
from timeline.extract import extract
from timeline.ingest.detect import WORD
from timeline.languages import codes
from timeline.models import Article

SHORT, LONG, MOST = 100, 400, 7.0  # four times the text; what grows with the square takes sixteen times the steps
MOST_SAID = 1.5  # and a little more for what grows with the logarithm, and for the cut between two sentences
PATTERNS = {
    "sentence ends": splitter._CANDIDATE,
    "words": gazetteer.WORD,
    "words of speech": saying.WORDS,
    "breaks of speech": saying.BREAK,
    "marks of quotations": quotes._MARK,
    "marks of clauses": _MARK,
    "small words": memory._LOWER,
    "capitalised words": memory._CAPITAL,
    "tokens": TOKEN,
    "letters": WORD,
}
SHAPED = ("full_name", "verb", "org_noun", "agent")
PIECES = [
    "a", "A", "Aa", "Aa ", "A. ", "A-", "Aa-", "A'", "Aa’a", "a.b.", ".", ". ", "...»", "»", "”", "1", "1.", "1 ",
    " ", "\n", "\u00a0", "-", "- ", "–", "(", "é", "&", "said ", "Aa de ",
]  # fmt: skip
TEXT = (
    "On 5 May 2017, hackers dumped 1,200 e-mails of Emmanuel Macron's team (AFP). J. R. said: “no”.Then\n"
    "C'était vers 19h45… « Le 7 mai 2017 !» — a.b.c. U.S. AT&T, Jan van der Berg's AAA -- O’Neill-Smith said"
)


def growth(pattern: re.Pattern[str], piece: str) -> float:
    """How many times the steps for a text of LONG characters are those for one of SHORT, begun and ended otherwise."""
    counts = []
    for size in (SHORT, LONG):
        walker = Walker(pattern, f"A{(piece * size)[:size]}x")
        walker.ends()
        counts.append(walker.steps)
    return counts[1] / counts[0]


def walked(pattern: re.Pattern[str]) -> dict[str, float]:
    """The pieces whose repetition makes a pattern go back too much, with the growth."""
    return {piece: round(grown, 1) for piece in PIECES if (grown := growth(pattern, piece)) > MOST}


@pytest.mark.parametrize("name", PATTERNS)
def test_patterns_of_all_languages(name: str) -> None:
    assert walked(PATTERNS[name]) == {}


@pytest.mark.parametrize("name", SHAPED)
@pytest.mark.parametrize("language", codes())
def test_shapes_of_names(language: str, name: str) -> None:
    assert walked(getattr(shapes(language), name)) == {}


@pytest.mark.parametrize("pattern", [*PATTERNS.values(), *(getattr(shapes("en"), name) for name in SHAPED)])
def test_the_walk_finds_what_the_engine_finds(pattern: re.Pattern[str]) -> None:
    assert Walker(pattern, TEXT).ends() == [m.span() for m in pattern.finditer(TEXT) if m.end() > m.start()]


@pytest.mark.parametrize("piece", ["police said on Monday, ", "he said ", "Smith, who said, ", "“He said "])
def test_three_times_the_sayings_take_three_times_the_work(piece: str) -> None:
    """Work on one sentence is bounded (splitter.LONGEST); beyond that it grows with the text."""

    def run(size: int) -> int:
        text = ("On Monday he said that " + piece * size)[:size]
        article = Article("a", text, published=date(2017, 7, 27), published_basis="given", language="en")
        extract(article)  # what is built once is built
        return steps(lambda _: extract(article), text)

    assert run(3 * splitter.LONGEST) < 3 * MOST_SAID * run(splitter.LONGEST)


@pytest.mark.parametrize("source", [r"[.!?]+(?=\s)", r"(?:\w+\s?)+$", r"\w*[a-z]!", r"[A-Z][\w-]*\w "])
def test_the_check_can_fail(source: str) -> None:
    walker = Walker(re.compile(source), "a" * 12 + "!")  # what doubles with each letter is seen on a dozen
    walker.ends()
    assert walker.steps > 10_000 or walked(re.compile(source)) != {}
