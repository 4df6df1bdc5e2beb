"""Quantities: how many of what, normalised, and whether two reports count the same thing."""

from __future__ import annotations

import pytest

from timeline.events.quantities import quantities, written
from timeline.languages import codes

Told = tuple[float | None, float | None, str, str, bool]


def found(text: str, language: str = "en") -> list[Told]:
    """``(low, high, unit, what, about)`` of each quantity of a text."""
    return [(q.low, q.high, q.unit, q.what, q.about) for q in quantities(text, language, 0, len(text), ())]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "with about two dozen Facebook accounts", (24, 24, "", "facebook accounts", True)),
        ("en", "roughly 24 fake profiles to keep watch", (24, 24, "", "fake profiles", True)),
        ("en", "suspended 30,000 fake accounts in France", (30000, 30000, "", "fake accounts", False)),
        ("en", "the number of fake accounts went as high as 70,000", (None, 70000, "", "fake accounts", False)),
        ("en", "built at least five fake websites resembling it", (5, None, "", "fake websites", False)),
        ("en", "more than 30,000 people marched", (30000, None, "", "people", False)),
        ("en", "up to 9 GB of mail", (None, 9e9, "B", "", False)),
        ("en", "between 20 and 30 soldiers", (20, 30, "", "soldiers", False)),
        ("en", "20 to 30 soldiers", (20, 30, "", "soldiers", False)),
        ("en", "between 2 and 3 million dollars", (2e6, 3e6, "USD", "", False)),
        ("en", "worth $1.5bn", (1.5e9, 1.5e9, "USD", "", False)),
        ("en", "a 200-strong bot network", (200, 200, "", "bot network", False)),
        ("en", "twenty-five officers", (25, 25, "", "officers", False)),
        ("en", "hundreds of thousands of voters", (200000, None, "", "voters", True)),
        ("en", "66% of voters", (66, 66, "%", "voters", False)),
        ("en", "three kilometres", (3000, 3000, "m", "", False)),
        ("fr", "une vingtaine de faux comptes Facebook pour", (20, 20, "", "faux comptes facebook", True)),
        ("fr", "des milliers de comptes", (2000, None, "", "comptes", True)),
        ("fr", "près de 3 millions d’euros", (3e6, 3e6, "EUR", "", True)),
        ("fr", "66 % des voix", (66, 66, "%", "voix", False)),
        ("fr", "9 Go de données", (9e9, 9e9, "B", "", False)),
        ("fr", "quatre-vingt-dix soldats", (90, 90, "", "soldats", False)),
        ("fr", "31,2 % des inscrits", (31.2, 31.2, "%", "inscrits", False)),
        ("fr", "jusqu’à 70 000 faux comptes", (None, 70000, "", "faux comptes", False)),
        ("de", "rund 30.000 gefälschte Konten", (30000, 30000, "", "gefälschte konten", True)),
        ("de", "1,5 Milliarden Euro", (1.5e9, 1.5e9, "EUR", "", False)),
        ("es", "una veintena de cuentas falsas", (20, 20, "", "cuentas", True)),
        ("es", "1,5 millones de euros", (1.5e6, 1.5e6, "EUR", "", False)),
    ],
)
def test_how_many_of_what(language: str, text: str, expected: Told) -> None:
    assert found(text, language) == [expected]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "a 46-year-old man"),
        ("en", "Lena Holm, 46, left"),
        ("en", "a Boeing 737 of the line"),
        ("en", "the group APT28"),
        ("en", "it is No. 10 in"),
        ("en", "they won 2-1 at home"),
        ("en", "he came 3rd in"),
        ("en", "call 555-123-4567 at once"),
        ("en", "it began at 12:30 there"),
        ("en", "one of the men"),
        ("en", "Article 5 of the treaty"),
        ("fr", "un homme de 46 ans"),
        ("fr", "le 3e de la course"),
        ("fr", "l'article 12 du code"),
    ],
)
def test_what_is_no_quantity(language: str, text: str) -> None:
    assert found(text, language) == []


def test_a_change_is_two_numbers_and_no_range() -> None:
    assert [(low, high) for low, high, *_ in found("it rose from 20 to 30 soldiers")] == [(20, 20), (30, 30)]


def test_offsets_are_the_articles_and_numbers_stand_as_written() -> None:
    text = "He saw at least  five fake websites and 66 % of 1,200 pages."
    for quantity in quantities(text, "en", 0, len(text), ()):
        assert " ".join(text[quantity.start : quantity.end].split()) == quantity.text
    assert written(text, "en", quantities(text, "en", 0, len(text), ())) == ("five", "66 %", "1,200")


def test_what_is_often_counted_has_the_same_names_in_all_languages() -> None:
    from timeline.events.cues import cues

    tables = {code: set(cues(code).tables.get("countables", {})) for code in codes()}
    assert all(table for table in tables.values())
    assert all(table <= tables["en"] for table in tables.values())
