"""The little language of rules: what a pattern matches, what it binds, and what it refuses."""

from __future__ import annotations

from itertools import product

import pytest

from timeline.dates.pattern import compile_pattern, symbols

# Each symbol has a character of its own; "jan feb" is a word of two, "-" a hyphen.
BEARS = {
    "DAY": "d",
    "MONTH": "m",
    "YEAR": "y",
    "of": "o",
    ",": ",",
    "-": "-",
    "the": "t",
    "NAME": "n",
    "@day": "D",
    "W2": "w",
    "¶": "¶",
}


def expand(symbol: str):
    if symbol == "PHRASE":
        return [(frozenset("a"), frozenset("b")), (frozenset("c"),)]
    return [(frozenset(BEARS[symbol]),)] if symbol in BEARS else []


def matched(pattern: str, classes: str, at: int = 0) -> str | None:
    found = compile_pattern(pattern, expand).regex.match(classes, at)
    return found[0] if found else None


@pytest.mark.parametrize(
    ("pattern", "classes", "wanted"),
    [
        ("DAY MONTH", "dm", "dm"),
        ("DAY MONTH", "md", None),
        ("DAY of? MONTH", "dom", "dom"),
        ("DAY of? MONTH", "dm", "dm"),
        ('DAY MONTH ("," YEAR)?', "dm,y", "dm,y"),
        ('DAY MONTH ("," YEAR)?', "dm,", "dm"),
        ("(DAY | YEAR) MONTH", "ym", "ym"),
        ("(DAY | YEAR)? MONTH", "m", "m"),
        ("DAY ~ MONTH", "d-m", "d-m"),
        ("DAY ~ MONTH", "dm", "dm"),
        ("DAY ~ MONTH", "d--m", None),
        ("PHRASE MONTH", "abm", "abm"),
        ("PHRASE MONTH", "a-bm", "a-bm"),
        ("PHRASE MONTH", "cm", "cm"),
        ("PHRASE MONTH", "am", None),
        ("DAY [!YEAR]", "dm", "d"),
        ("DAY [!YEAR]", "dy", None),
        ("DAY [!YEAR]", "d", "d"),
        ("DAY [YEAR|MONTH]", "dm", "d"),
        ("DAY [YEAR|MONTH]", "d", None),
        ("UNKNOWN DAY", "d", None),
        ("UNKNOWN? DAY", "d", "d"),
        ("@day", "D", "D"),
    ],
)
def test_what_matches(pattern: str, classes: str, wanted: str | None) -> None:
    assert matched(pattern, classes) == wanted


@pytest.mark.parametrize(("classes", "wanted"), [("od", "d"), ("td", None), ("d", None)])
def test_what_must_stand_before(classes: str, wanted: str | None) -> None:
    assert matched("[of|YEAR] DAY", classes, classes.index("d")) == wanted


@pytest.mark.parametrize(("classes", "wanted"), [("od", None), ("td", "d"), ("d", "d")])
def test_what_must_not_stand_before(classes: str, wanted: str | None) -> None:
    assert matched("[!of] DAY", classes, classes.index("d")) == wanted


def test_slots_bind_what_they_name() -> None:
    compiled = compile_pattern("day:DAY of? month:MONTH year2:YEAR?", expand)
    match = compiled.regex.match("domy")
    assert match is not None
    assert match.groupdict() == {"day": "d", "month": "m", "year2": "y"}
    assert compiled.slots == {"day": ("DAY",), "month": ("MONTH",), "year2": ("YEAR",)}


def test_a_slot_may_stand_in_two_branches() -> None:
    compiled = compile_pattern("(n:DAY of | the n:YEAR)", expand)
    assert compiled.slots == {"n": ("DAY",), "n__1": ("YEAR",)}
    match = compiled.regex.match("ty")
    assert match is not None
    assert match.groupdict() == {"n": None, "n__1": "y"}


def test_a_slot_of_a_group_names_every_symbol_in_it() -> None:
    assert compile_pattern("part:(DAY | MONTH YEAR)", expand).slots == {"part": ("DAY", "MONTH", "YEAR")}


@pytest.mark.parametrize(
    ("pattern", "first"),
    [
        ("DAY MONTH", "d"),
        ("of? DAY", "od"),
        ("(of | the) DAY", "ot"),
        ("[of] DAY", "d"),
        ("~ DAY", "-d"),
        ("PHRASE", "ac"),
    ],
)
def test_the_characters_that_it_can_begin_with(pattern: str, first: str) -> None:
    assert compile_pattern(pattern, expand).heads.firsts() == frozenset(first)


@pytest.mark.parametrize(
    ("pattern", "begins", "refused"),
    [
        ("the? MONTH", ["tm", "m", "md"], ["t", "td"]),  # what follows "the" is asked, what follows the month is not
        ("PHRASE MONTH", ["ab", "a-", "cm"], ["am", "cb"]),
        ("DAY [MONTH|YEAR]", ["dm", "dy"], ["d", "do"]),
        ("DAY [¶]", ["d", "d¶"], ["dm"]),
        ("(DAY | the YEAR) MONTH?", ["d", "dm", "dt", "ty"], ["tm", "y"]),
    ],
)
def test_the_two_characters_that_it_can_begin_with(pattern: str, begins: list[str], refused: list[str]) -> None:
    heads = compile_pattern(pattern, expand).heads
    assert [pair for pair in begins + refused if heads.begin(pair)] == begins


@pytest.mark.parametrize(
    "pattern",
    [
        "the? DAY ~ MONTH?",
        "(PHRASE | DAY of)? YEAR [MONTH|¶]",
        "[the|¶] (DAY | MONTH PHRASE) [!YEAR]",
        '"-"? DAY [of the|DAY]',
    ],
)
def test_nothing_begins_with_two_characters_that_were_not_foreseen(pattern: str) -> None:
    compiled = compile_pattern(pattern, expand)
    matched = {
        text[:2]
        for size in range(1, 5)
        for text in map("".join, product("dmyot-abc¶", repeat=size))
        if (found := compiled.regex.match(text)) and found.end()
    }
    assert matched
    assert {pair for pair in matched if not compiled.heads.begin(pair)} == set()


@pytest.mark.parametrize("pattern", ["(DAY MONTH", "DAY MONTH)", "[!DAY MONTH", "DAY ? ? ) MONTH", "DAY ] MONTH"])
def test_a_malformed_pattern_is_named(pattern: str) -> None:
    with pytest.raises(ValueError, match="pattern '"):
        compile_pattern(pattern, expand)


def test_symbols_are_all_that_is_mentioned() -> None:
    named = symbols('[!of] day:DAY ~ (month:MONTH | @day)? "," ago')
    assert {"of", "DAY", "MONTH", "@day", ",", "ago", "-"} <= named
    assert not named & {"day", "month", "~", "(", "|"}


def test_there_is_no_unbounded_repetition() -> None:
    """The language has no star and no plus: a mark of its own is all that they can be."""
    for sign in "*+":
        assert symbols(f'DAY "{sign}"') == {"DAY", sign}
    assert "*" not in compile_pattern("DAY ~ (of | the)? MONTH", expand).regex.pattern
