"""Days as pages write them, where each came from, and which of them cannot be."""

from __future__ import annotations

from datetime import date

import pytest

from timeline.ingest.derived import unwrapped
from timeline.ingest.html import parse
from timeline.ingest.pagedate import day_in_url, day_in_words, day_of, publication, two_orders

DAY = date(2017, 7, 27)


@pytest.mark.parametrize(
    "value",
    ["2017-07-27", "2017-07-27T23:59:00-07:00", "2017-7-27", "20170727", "20170727T101500Z", "20170727101500",
     "2017/07/27", "27.07.2017 – 16:05", "27/07/2017", "07/27/2017", "Thu, 27 Jul 2017 23:30:00 -0700",
     " 2017-07-27 10:00"],
)  # fmt: skip
def test_days_that_machines_write(value: str) -> None:
    assert day_of(value) == DAY


@pytest.mark.parametrize(
    "value",
    ["", "2017-02-31", "20171327", "06/05/2017", "soon", "0000-01-01", "1501146000", "2017", "31.02.2017", "12345678"],
)
def test_what_is_no_day_or_could_be_two(value: str) -> None:
    assert day_of(value) is None


@pytest.mark.parametrize(
    "value",
    ["July 27, 2017", "27 July 2017 10:30", "Thursday, 27 July 2017", "27. Juli 2017", "jeudi 27 juillet 2017 à 10h30",
     "27 de julio de 2017", "27.7.17"],
)  # fmt: skip
def test_days_that_a_cell_tells_in_words(value: str) -> None:
    assert day_in_words(value) == DAY


@pytest.mark.parametrize(
    "value",
    ["5/6/17", "06/05/2017", "July 2017", "Thursday", "3 July", "between 5 May 2017 and 7 May 2017", "Feb. 31, 2017",
     "", "27 July 2017 was the day on which the tram left the rails", "27 July 2017 " * 100],
)  # fmt: skip
def test_cells_that_tell_no_one_day(value: str) -> None:
    assert day_in_words(value) is None


def test_a_day_in_words_is_read_in_its_language() -> None:
    assert day_in_words("27. Juli 2017", "de") == DAY
    assert day_in_words("27. Juli 2017", "es") is None


@pytest.mark.parametrize(
    ("value", "either"), [("06/05/2017", True), ("27/07/2017", False), ("05/05/2017", False), ("x", False)]
)
def test_dates_of_two_orders(value: str, either: bool) -> None:
    assert two_orders(value) is either


@pytest.mark.parametrize(
    "url",
    ["https://a.example/2017/07/27/tram.html", "https://a.example/news/2017-07-27-tram", "https://a.example/x-20170727.html",
     "https://a.example/world/2017/jul/27/tram", "https://a.example/2017/7/27/"],
)  # fmt: skip
def test_days_in_addresses(url: str) -> None:
    found = day_in_url(url)
    assert found is not None
    assert found[0] == DAY


@pytest.mark.parametrize(
    "url",
    [
        "https://a.example/2017/07/tram",
        "https://a.example/120170727345",
        "https://a.example/2017/13/40/",
        "https://a.example/story-20172017",
    ],
)
def test_numbers_in_addresses_that_are_no_day(url: str) -> None:
    assert day_in_url(url) is None


def test_the_first_sound_value_wins_and_others_are_named() -> None:
    said = [("2017-02-31", "one"), ("2017-07-27T10:00", "two"), ("2017-07-28", "three"), ("2017-08-15", "four")]
    assert publication(said, "https://a.example/2017/07/20/x") == (
        DAY,
        "from two; but four says 2017-08-15, and its address (2017/07/20) says 2017-07-20",
    )


def test_a_day_apart_is_a_matter_of_zones() -> None:
    assert publication([("2017-07-27", "it")], "https://a.example/2017/07/28/x") == (DAY, "from it")


@pytest.mark.parametrize(
    ("markup", "language"),
    [
        ('<p class="byline">Publié le jeudi 27 juillet 2017 à 18h</p>', "fr"),
        ('<span class="datum">Berlin, 27. Juli 2017, 16:05 Uhr</span>', "de"),
        ('<div id="date">27 de julio de 2017</div>', "es"),
        ('<small class="posted-on">July 27th, 2017 by admin</small>', "en"),
        ("<time>27 July 2017</time>", "en"),
    ],
)
def test_the_line_under_the_headline(markup: str, language: str) -> None:
    found = publication([], "", parse(f"<html><body><h1>Title of it</h1>{markup}<p>Text.</p></body></html>"), language)
    assert found is not None
    assert found[0] == DAY
    assert found[1].startswith("from the line ‘")


def test_printed_lines_become_paragraphs() -> None:
    page = (
        "Two passengers were taken to hospital on Thursday mor-\nning after a tram left the rails, the fire\n"
        "service said.\n"
        "The driver was not hurt in the accident. A second\nperson\n\nwalked home.\n\n- First point\n- Second point"
    )
    assert (
        unwrapped(page).split("\n\n")[0].startswith("Two passengers were taken to hospital on Thursday morning after a")
    )
    assert unwrapped(page).endswith("- First point\n\n- Second point")
