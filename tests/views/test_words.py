"""Dates in words, escaping, the address, and the reader's blocks."""

from __future__ import annotations

from datetime import date

import pytest

from tests.views.samples import HOSTILE, article, event, events_of
from timeline.models import Region
from timeline.store.filters import Filters
from timeline.views import escape, event_card, phrases, reader
from timeline.views.state import View, chips, from_query, without


@pytest.mark.parametrize(
    ("start", "end", "bound", "said"),
    [
        ("2017-05-05", "2017-05-05", "exact", "5 May 2017"),
        ("2017-05-05", "2017-05-05", "about", "about 5 May 2017"),
        ("2017-04-21", "2017-04-30", "exact", "21–30 April 2017"),
        ("2017-04-01", "2017-04-30", "exact", "April 2017"),
        ("2016-01-01", "2016-12-31", "exact", "2016"),
        ("1970-01-01", "1979-12-31", "exact", "1970–1979"),
        ("2017-01-01", "2017-03-31", "exact", "January – March 2017"),
        ("2016-12-01", "2017-02-28", "exact", "December 2016 – February 2017"),
        ("2017-05-28", "2017-06-03", "exact", "28 May – 3 June 2017"),
        ("2017-06-03", "2017-06-05", "between", "between 3 June 2017 and 5 June 2017"),
        ("2016-12-01", None, "since", "since 1 December 2016"),
        (None, "2017-05-07", "before", "before 7 May 2017"),
        (None, "2017-05-07", "exact", "until 7 May 2017"),
        ("2017-05-05T20:30", "2017-05-05T20:30", "exact", "5 May 2017, 20:30"),
        ("2017-05-05T18:00", "2017-05-05T23:59", "exact", "5 May 2017, 18:00–23:59"),
        ("-0043-03-15", "-0043-03-15", "exact", "-0043-03-15"),
        (None, None, "exact", "undated"),
    ],
)
def test_spans_in_words(start: str | None, end: str | None, bound: str, said: str):
    assert phrases.span(start, end, bound) == said


def test_who_says_so():
    assert phrases.said(event()) == "Stated by the article"
    assert phrases.said(event(status="attributed", attribution=("Trend Micro",))) == "Said by Trend Micro"
    assert "Kremlin" in phrases.said(event(status="denied", attribution=("Kremlin",)))


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "//evil", "http://", "https://a b", "file:///x", ""]
)
def test_only_web_addresses_are_links(url: str):
    assert escape.link(url) == ""


def test_a_text_fragment_survives():
    assert escape.link("https://example.org/a#:~:text=On%205") == "https://example.org/a#:~:text=On%205"


def test_markdown_keeps_nothing_that_streamlit_would_read():
    safe = escape.markdown(HOSTILE)
    assert ":smile:" not in safe
    assert ":red[" not in safe
    assert "\\<script\\>" in safe
    assert "\\$x" in safe


def test_html_of_an_event_holds_no_tag_of_the_article():
    told = event(title=HOSTILE, quote=HOSTILE, why=HOSTILE, actors=(HOSTILE,), attribution=(HOSTILE,), when_text="")
    from timeline.views.palette import LIGHT

    made = event_card.card(told, None, LIGHT)
    assert "<script" not in made
    assert "<b>" not in made


def test_the_quote_marks_its_time_expression():
    assert event_card.quote(event(), None) == "On <mark>5 May</mark>, hackers dumped emails."


def test_a_quote_that_does_not_hold_its_words_is_left_plain():
    assert "<mark>" not in event_card.quote(event(when_char_start=4, when_char_end=9), None)


def test_shortening_cuts_at_a_word():
    assert escape.shorten("one two three four", 12) == "one two…"
    assert escape.shorten("short", 12) == "short"


VIEW = View(
    Filters(("A & B", "C"), ("D",), since=date(2017, 1, 1), text="é", status=("denied",), language=("fr",)),
    zoom=(date(2017, 3, 1), date(2017, 6, 1)), event="e1", order="-start", colour="source", page=3,
)  # fmt: skip


def test_a_view_survives_its_address():
    assert from_query(VIEW.to_query()) == VIEW
    assert from_query({}) == View()
    assert View().to_query() == {}


@pytest.mark.parametrize(
    "query",
    [{"page": ["x"]}, {"page": ["-3"]}, {"page": ["9" * 40]}, {"zoom": ["2017-05-01..2017-01-01"]},
     {"zoom": ["a..b..c"]}, {"order": ["'; drop"]},
     {"colour": ["<b>"]}, {"since": ["2017-99-99"]}, {"status": ["nonsense"]}],
)  # fmt: skip
def test_an_address_that_makes_no_sense_is_passed_over(query: dict[str, list[str]]):
    assert from_query(query) == View()


def test_one_filter_can_be_taken_away():
    filters = VIEW.filters
    assert without(filters, "actor", "C").actor == ("A & B",)
    assert without(filters, "since").since is None
    assert without(filters, "text").text == ""
    assert len(chips(filters)) == 7


def test_the_reader_marks_the_chosen_sentence_and_its_words():
    told = article()
    events = events_of(told)
    runs = [run for block in reader.blocks(told, events, events[2]) for row in block["paragraphs"] for run in row]
    assert "".join(run["text"] for run in runs if run.get("chosen")) == events[2].quote
    assert [run["text"] for run in runs if run.get("words")] == ["5 May"]
    assert sum(bool(run.get("first")) for run in runs) == len(events)
    assert "".join(run["text"] for run in runs).replace(" ", "") == told.text.replace("\n", "").replace(" ", "")


def test_the_reader_shows_what_was_cut_with_its_reason():
    from dataclasses import replace

    told = replace(
        article("A caption\n\nBody.\n\nComments"),
        regions=(Region(0, 11, "caption", "photo"), Region(11, 18, "body"), Region(18, 26, "cut", "comment thread")),
    )
    made = reader.blocks(told, [], None)
    assert [block["kind"] for block in made] == ["caption", "body", "cut"]
    assert made[2]["label"] == "Cut: comment thread"
    assert made[0]["label"] == "Photo caption"


def test_two_events_of_one_sentence_do_not_double_it():
    told = article("On 5 May, hackers dumped emails.")
    pair = [event(id="a"), event(id="b")]
    runs = [run for block in reader.blocks(told, pair, pair[1]) for row in block["paragraphs"] for run in row]
    assert "".join(run["text"] for run in runs) == told.text
    assert {run["event"] for run in runs} == {"b"}
