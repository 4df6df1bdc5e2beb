"""Events from times: which times give one, and what stands in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.events.handmade import article, timex
from timeline.dates.calendar import Calendar, read_entries
from timeline.events import event_from_dict, event_to_dict, find_events, sentences
from timeline.events.encode import link
from timeline.models import Event, Region, Timex
from timeline.paths import data_file

SAMPLE = Calendar(read_entries(data_file("calendar.csv")))
KEYS = [
    "id", "article_id", "title", "quote", "char_start", "char_end", "when_text", "when_char_start", "when_char_end",
    "start", "end", "precision", "bound", "edtf", "timex_type", "timex_value", "basis", "why", "alternatives", "actors",
    "attribution", "status", "numbers", "language", "source", "link",
]  # fmt: skip


def find(text: str, times: list[Timex], language: str = "en", calendar: Calendar | None = None, **more) -> list[Event]:
    """The events of an article of that text."""
    made = article(text, language, **more)
    return find_events(made, times, sentences(text, language, made.regions), calendar)


def month(text: str, words: str, **more) -> Timex:
    """A bare month."""
    return timex(text, words, "2017-04-01", "2017-04-30", precision="month", value="2017-04", **more)


def test_durations_sets_and_vague_words_give_no_event():
    text = "For six months, every Monday, it recently rained."
    times = [
        timex(text, "six months", type="DURATION", value="P6M"),
        timex(text, "every Monday", type="SET", value="XXXX-WXX-1"),
        timex(text, "recently", value="PAST_REF", tells=False),
    ]
    assert find(text, times) == []


def test_the_menu_of_an_archive_gives_no_events():
    months = ["January", "February", "March", "April", "May", "June", "July"]
    menu = "Archives Select Month " + " ".join(f"{name} 2017 ({place + 3})" for place, name in enumerate(months))
    times = [
        timex(menu, f"{name} 2017", f"2017-{place + 1:02}-01", f"2017-{place + 1:02}-28", precision="month")
        for place, name in enumerate(months)
    ]
    assert find(menu, times) == []
    told = "The bank closed branches in " + ", ".join(f"{name} 2017" for name in months)
    assert find(told, [replace(t, start=told.index(t.text), end=told.index(t.text) + len(t.text)) for t in times])


def test_a_time_that_cannot_be_told_gives_an_undated_event():
    text = "Three days later the bank closed."
    (event,) = find(text, [timex(text, "Three days later", why="nothing dated before")])
    assert (event.start, event.end, event.precision, event.why) == (None, None, "", "nothing dated before")
    assert event.title == "The bank closed"


@pytest.mark.parametrize(
    ("text", "language", "time", "expected"),
    [
        ("In April, the bank closed.", "en", "April", "In April"),
        ("The bank closed in April.", "en", "April", "in April"),
        ("La banque a fermé en avril.", "fr", "avril", "en avril"),
        ("The April report came.", "en", "April", "April"),
    ],
)
def test_a_bare_month_keeps_its_preposition(text: str, language: str, time: str, expected: str):
    (event,) = find(text, [month(text, time)], language)
    assert event.when_text == expected
    assert text[event.when_char_start : event.when_char_end] == expected


def test_other_times_are_the_bare_expression():
    text = "On 5 May, in late April, in 2016 it rained."
    times = [timex(text, "5 May", "2017-05-05"), month(text, "late April", mod="END")]
    times.append(timex(text, "2016", "2016-01-01", "2016-12-31", precision="year", value="2016"))
    assert [event.when_text for event in find(text, times)] == ["5 May", "late April", "2016"]


@pytest.mark.parametrize(
    ("text", "language", "bound"),
    [
        ("It ran since 5 May.", "en", "since"),
        ("It ran until 5 May.", "en", "until"),
        ("It ran before 5 May.", "en", "before"),
        ("It began around 5 May.", "en", "about"),
        ("It began on 5 May.", "en", "exact"),
        ("Il dure depuis le 5 May.", "fr", "since"),
    ],
)
def test_the_preposition_bounds(text: str, language: str, bound: str):
    at = "le 5 May" if language == "fr" else "5 May"
    assert find(text, [timex(text, at, "2017-05-05")], language)[0].bound == bound


def test_the_times_own_bound_goes_first():
    text = "It began around 5 May."
    assert find(text, [timex(text, "5 May", "2017-05-05", bound="between")])[0].bound == "between"


def test_nothing_comes_of_cut_regions_datelines_and_bylines():
    text = "PARIS, 6 May - The bank closed on 5 May. Comment on 7 May."
    cut = text.index("Comment")
    regions = (Region(0, 13, "dateline"), Region(13, cut, "body"), Region(cut, len(text), "cut"))
    times = [timex(text, words, "2017-05-05") for words in ("6 May", "5 May", "7 May")]
    assert [event.when_text for event in find(text, times, regions=regions)] == ["5 May"]


def test_a_caption_is_marked():
    text = "Anna Berg on 5 May."
    assert (
        find(text, [timex(text, "5 May", "2017-05-05")], regions=(Region(0, len(text), "caption"),))[0].region
        == "caption"
    )


def test_numbers_stand_as_written():
    text = "On 5 May, 70,000 accounts, 66% of two dozen pages and 9GB of mail for $1.5 million went."
    (event,) = find(text, [timex(text, "5 May", "2017-05-05")])
    assert event.numbers == ("70,000", "66%", "two dozen", "9GB", "$1.5 million")


def test_titles_are_short_and_of_the_clauses_own_words():
    text = "On 5 May, " + "the very long committee of the upper house met again and again, " * 4 + "it is said."
    (event,) = find(text, [timex(text, "5 May", "2017-05-05")])
    assert len(event.title) <= 90
    assert event.title.rstrip("…").casefold() in text.casefold()


def test_extracting_twice_changes_nothing():
    text = "On 5 May the bank closed. In April it opened."
    times = [timex(text, "5 May", "2017-05-05"), month(text, "April")]
    first, second = find(text, times), find(text, times)
    assert first == second
    assert len({event.id for event in first}) == 2


# ---- outcomes --------------------------------------------------------------------------------------------------------

BOUNDED = (
    "On 5 May, less than 48 hours before the final stage of the election, mails leaked. "
    "In the end Emmanuel Macron beat Marine Le Pen by 66% to 34%."
)


def outcome(
    text: str, calendar: Calendar | None = SAMPLE, language: str = "en", times: tuple[Timex, ...] = (), **more
) -> list[Event]:
    """The events without a time of their own."""
    return [event for event in find(text, list(times), language, calendar, **more) if not event.when_text]


def bounded_times() -> tuple[Timex, ...]:
    return (
        timex(BOUNDED, "5 May", "2017-05-05"),
        timex(BOUNDED, "less than 48 hours", type="DURATION", value="PT48H", tells=False),
    )


@pytest.mark.parametrize("published", ["2017-07-27", None])
def test_an_outcome_is_dated_by_the_calendar_within_the_texts_bounds(published: str | None):
    (event,) = outcome(BOUNDED, times=bounded_times(), published=published)
    assert (event.start, event.end, event.basis, event.precision) == ("2017-05-07", "2017-05-07", "named event", "day")
    assert event.quote.startswith("In the end")
    assert event.actors == ("Emmanuel Macron", "Marine Le Pen")
    assert "less than 48 hours" in event.why


def test_without_a_calendar_the_texts_bounds_are_all():
    (event,) = outcome(BOUNDED, None, times=bounded_times())
    assert (event.start, event.end, event.basis, event.bound) == ("2017-05-05", "2017-05-07", "inferred", "between")
    assert "5 May 2017 to 7 May 2017" in event.why


def test_an_outcome_in_french():
    text = "Le second tour de la présidentielle approchait. Emmanuel Macron a battu Marine Le Pen avec 66 % des voix."
    (event,) = outcome(text, language="fr")
    assert (event.start, event.basis) == ("2017-05-07", "named event")


@pytest.mark.parametrize(
    "text",
    [
        "Emmanuel Macron beat Marine Le Pen.",  # no contest named before
        "The French presidential election came. Real Madrid beat Juventus.",  # others
        "The French presidential election came. Macron would have beaten Le Pen if asked, and Macron won nothing.",
        "The French presidential election came. Polls show that Emmanuel Macron beat Marine Le Pen.",
        "Had Emmanuel Macron beat Marine Le Pen? The French presidential election came.",
    ],
)
def test_no_outcome_is_invented(text: str):
    assert outcome(text) == []


def test_no_outcome_before_it_can_be_known():
    text = "The runoff of the French presidential election nears. Emmanuel Macron beat Marine Le Pen in a debate."
    assert outcome(text, published="2017-05-01") == []


def test_no_outcome_where_two_contests_are_left():
    text = (
        "The runoff of the French presidential election of 2017 and the runoff of the French presidential election of "
        "2022 are compared. Emmanuel Macron beat Marine Le Pen."
    )
    assert outcome(text, published="2023-01-01") == []


def test_no_outcome_where_text_and_calendar_disagree():
    shifted = tuple(
        timex(BOUNDED, t.text, "2017-06-05")
        if t.span
        else timex(BOUNDED, t.text, type=t.type, value=t.value, tells=False)
        for t in bounded_times()
    )
    assert outcome(BOUNDED, times=shifted) == []


# ---- encoding --------------------------------------------------------------------------------------------------------


def test_a_dictionary_has_the_contracts_keys_in_order_and_comes_back():
    text = "On 5 May the bank closed."
    (event,) = find(text, [timex(text, "5 May", "2017-05-05")])
    row = event_to_dict(event)
    assert list(row) == [*KEYS, "roles", "quantities", "chain", "denies", "clause"]
    assert list(row["source"]) == ["title", "publisher", "url", "published", "published_basis"]
    assert event_from_dict(row) == event


@pytest.mark.parametrize(
    ("url", "words", "expected"),
    [
        ("https://example.org/a", "A-b, c & d", "https://example.org/a#:~:text=A%2Db%2C%20c%20%26%20d"),
        ("https://example.org/a#top", "x", "https://example.org/a#top:~:text=x"),
        ("javascript:alert(1)", "x", ""),
        ("file:///etc/passwd", "x", ""),
        ("", "x", ""),
        ("http://[broken", "x", ""),
    ],
)
def test_links_point_to_the_words_and_only_into_the_web(url: str, words: str, expected: str):
    assert link(article("x", url=url), words) == expected


def test_a_long_quote_is_linked_by_its_ends():
    words = " ".join(f"word{n}" for n in range(40))
    assert link(article("x"), words).endswith(
        "text=word0%20word1%20word2%20word3%20word4,word35%20word36%20word37%20word38%20word39"
    )


def test_no_link_where_the_words_are_not_the_sources_own():
    assert link(article("x", verbatim=False), "x") == ""
