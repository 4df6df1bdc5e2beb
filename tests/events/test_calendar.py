"""The calendar of named events: what is in it, what its words match, and when nothing is chosen."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from timeline.dates.calendar import Calendar, Entry, choose, load_calendar, read_entries
from timeline.dates.phrases import expand, fold
from timeline.paths import data_file

JULY_2017 = date(2017, 7, 27)
SAMPLE = Calendar(read_entries(data_file("calendar.csv")))


def chosen(text: str, language: str, published: date | None = JULY_2017, near: date | None = None) -> list[str]:
    """The keys that the mentions of a text mean (``?`` where none is chosen)."""
    entries = [choose(mention, published, near) for mention in SAMPLE.mentions(text, language)]
    return [entry.key if entry else "?" for entry in entries]


@pytest.mark.parametrize(
    ("text", "language", "key"),
    [
        ("pendant le second tour de l’Election Présidentielle 2017", "fr", "fr-president-2017-round-2"),
        ("au premier tour de l'élection présidentielle de 2012", "fr", "fr-president-2012-round-1"),
        ("avant le second tour de la présidentielle, Emmanuel Macron parle", "fr", "fr-president-2017-round-2"),
        ("le référendum sur le Brexit", "fr", "gb-referendum-brexit-2016"),
        ("since the first round of the French presidential election", "en", "fr-president-2017-round-1"),
        ("before the runoff, Macron and Le Pen debated", "en", "fr-president-2017-round-2"),
        ("after the Brexit referendum", "en", "gb-referendum-brexit-2016"),
        ("on US Election Day 2016", "en", "us-president-2016-day"),
        ("the Scottish independence referendum", "en", "gb-referendum-scotland-2014"),
        ("the AV referendum of 2011", "en", "gb-referendum-av-2011"),
        ("since Trump's inauguration", "en", "us-inauguration-2017"),
        ("pendant la campagne présidentielle américaine", "fr", "us-president-2016-campaign"),
    ],
)
def test_words_mean_one_event(text: str, language: str, key: str):
    assert chosen(text, language) == [key]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("during the 2016 US presidential election", "en"),  # the year speaks
        ("la présidentielle de 2017", "fr"),
        ("la campagne présidentielle américaine de 2016", "fr"),
        ("the second round of talks, Macron said", "en"),
        ("the first round of the tournament", "en"),
        ("the Kenyan presidential election", "en"),
        ("the presidential election in Kenya", "en"),
        ("l'élection présidentielle iranienne", "fr"),
        ("le second tour de Roland-Garros, selon Macron", "fr"),
        ("a runoff of water", "en"),
    ],
)
def test_words_that_call_no_known_event(text: str, language: str):
    assert chosen(text, language) == []


def test_nothing_is_chosen_where_two_are_left():
    assert chosen("the presidential election", "en", None) == ["?"]
    assert chosen("before the presidential election", "en", date(2014, 11, 7)) == ["?"]
    assert chosen("the French presidential election", "en", date(1990, 1, 1)) == ["?"]


def test_a_day_told_near_by_counts_before_publication():
    text = "the runoff between Macron and Le Pen"
    assert chosen(text, "en", date(2022, 9, 1)) == ["fr-president-2022-round-2"]
    assert chosen(text, "en", date(2022, 9, 1), near=date(2017, 5, 5)) == ["fr-president-2017-round-2"]


def test_case_accents_and_spaces_do_not_matter():
    assert chosen("LE SECOND TOUR DE L'ELECTION PRESIDENTIELLE 2017", "fr") == ["fr-president-2017-round-2"]
    assert chosen("the  runoff of the French\npresidential election of 2017", "en") == ["fr-president-2017-round-2"]


def test_cue_and_bound_of_a_mention():
    (mention,) = SAMPLE.mentions("depuis le second tour de la présidentielle", "fr")
    assert (mention.text, mention.cue, mention.bound) == ("second tour de la présidentielle", "depuis", "since")


def test_every_pattern_holds_a_trigger_word():
    for language in ("en", "fr"):
        triggers = SAMPLE.trigger_words(language)
        for entry in SAMPLE.entries:
            for pattern in entry.patterns.get(language, ()):
                for phrase in expand(pattern.removeprefix("?")):
                    assert any(fold(word) in phrase for word in triggers), phrase


def test_the_days_of_the_sample_are_what_they_must_be():
    by_key = {entry.key: entry for entry in SAMPLE.entries}
    assert len(by_key) == len(SAMPLE.entries)
    for entry in SAMPLE.entries:
        if entry.kind == "round" and entry.country == "FR":
            assert entry.start.weekday() == 6, entry.key  # France votes on Sundays
        if entry.key.startswith("us-president-") and entry.kind == "vote":
            first_monday = next(d for d in (date(entry.start.year, 11, 1 + i) for i in range(7)) if d.weekday() == 0)
            assert entry.start == first_monday + timedelta(days=1), entry.key
        if entry.country == "GB":
            assert entry.start.weekday() == 3, entry.key  # Britain on Thursdays
        if entry.of:
            assert entry.of in by_key, entry.key
    for year in (2002, 2007, 2012, 2017, 2022):
        first, second = by_key[f"fr-president-{year}-round-1"], by_key[f"fr-president-{year}-round-2"]
        assert second.start - first.start == timedelta(days=14)


def test_a_users_own_row_is_found(tmp_path: Path):
    own = tmp_path / "own.csv"
    own.write_text(
        "key,kind,start,end,name_en,patterns_en\n"
        'defcon-25,conference,2017-07-27,2017-07-30,DEF CON 25,"DEF CON 25; DEF CON [in] YEAR"\n',
        encoding="utf-8",
    )
    calendar = load_calendar(own)
    (mention,) = calendar.mentions("shown during Def Con 2017 in Las Vegas", "en")
    entry = choose(mention, None, None)
    assert entry is not None
    assert (entry.key, entry.start, entry.end) == ("defcon-25", date(2017, 7, 27), date(2017, 7, 30))


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("name,start\nx,2017-05-07\n", "no column 'key'"),
        ("key,start\nx,7 May 2017\n", "line 2: '7 May 2017' is no day"),
        ("key,start,end\nx,2017-05-07,2017-05-01\n", "before the start"),
        ("key,start\n,2017-05-07\n", "the key is empty"),
        ("key,start,patterns_en\nx,2017-05-07,the [big vote\n", "not closed"),
    ],
)
def test_a_faulty_file_is_refused_with_its_line(tmp_path: Path, content: str, fault: str):
    path = tmp_path / "bad.csv"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"bad\.csv") as refused:
        read_entries(path)
    assert fault in str(refused.value)


def test_patterns_expand():
    assert expand("[the] (first|1st) round [of YEAR]") == sorted(
        f"{the}{n} round{year}" for the in ("", "the ") for n in ("first", "1st") for year in ("", " of YEAR")
    )


def test_an_entry_has_a_name_in_any_language():
    entry = Entry("k", JULY_2017, JULY_2017, {"fr": "le nom"})
    assert entry.called("de") == "le nom"
    assert Entry("k", JULY_2017, JULY_2017).called("en") == "k"
