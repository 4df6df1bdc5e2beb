"""Copies: what repeats another article's words, or goes back to the same agency, and what only looks so."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from timeline.incidents.copies import Copy, copies
from timeline.incidents.traces import traces
from timeline.incidents.vectors import features
from timeline.models import Article

REPORT = (
    "A freight train carrying grain left the rails near Oldham Junction early on Tuesday and blocked the main "
    "line for nine hours. The driver was taken to hospital with a broken arm; nobody else was aboard. "
    "Inspectors found a cracked wheel on the third wagon, which had passed a check in March. The operator, "
    "Northway Freight, stopped forty wagons of the same type. Passengers were sent round by Millbrook, and the "
    "mayor asked why the signals had not warned the crew in time. The line opened again shortly after noon "
    "under a limit of thirty miles an hour."
)
OWN_WORDS = (
    "Grain was strewn across both tracks at Oldham Junction after wagons of a Northway Freight train derailed "
    "at dawn on Tuesday. The man at the controls broke his arm. A wheel with a crack in it is thought to be "
    "the cause, although the wagon had been looked at in March, say those who examined it, and forty others "
    "like it are out of service now. Travellers had to change at Millbrook until trains ran again around "
    "midday, slowly."
)


def told(
    name: str, text: str, day: int = 1, *, language: str = "en", title: str = "", publisher: str = "", url: str = ""
) -> Article:
    published = date(2019, 3, day)
    return Article(
        id=name, text=text, published=published, language=language, title=title, publisher=publisher, url=url
    )


def linked(*articles: Article) -> dict[str, str]:
    one_story = {article.id: "s" for article in articles}
    return {copy.article_id: copy.original_id for copy in copies(articles, one_story)}


def test_another_headline_is_a_copy_of_the_earlier_one() -> None:
    [copy] = copies([told("b", REPORT, 2, title="Line blocked"), told("c", REPORT, 1, title="Train derails")])
    assert copy == Copy("b", "c", 1.0, "the same text")


def test_a_few_changed_words_are_a_copy() -> None:
    words = REPORT.split()
    for at in range(5, len(words), 25):
        words[at] = "really"
    [copy] = copies([told("a", REPORT), told("b", " ".join(words))])
    assert (copy.article_id, copy.original_id) == ("b", "a") and 0.7 <= copy.score < 1
    assert "wording" in copy.why


def test_a_text_cut_short_is_a_copy_and_the_reason_says_so() -> None:
    [copy] = copies([told("a", REPORT), told("b", REPORT[:250], 2)])
    assert copy.original_id == "a" and copy.score > 0.95
    assert "of the shorter text stands in the other, which is 2." in copy.why


def test_a_long_text_is_compared_with_a_short_one() -> None:
    draw = random.Random(4)
    more = " ".join("".join(draw.choices("abcdefghijkl", k=6)) for _ in range(400))
    assert linked(told("a", f"{REPORT} {more}"), told("b", REPORT, 2)) == {"b": "a"}


def test_the_same_happening_in_own_words_is_no_copy() -> None:
    assert not linked(told("a", REPORT), told("b", OWN_WORDS))


def test_a_shared_quotation_is_no_copy() -> None:
    quote = "“We heard a bang, then the lights went out, and for a minute nobody on the platform said a single word.”"
    assert not linked(told("a", f"{REPORT} {quote}"), told("b", f"{OWN_WORDS} {quote}"))


def test_articles_of_two_stories_are_not_compared() -> None:
    assert not copies([told("a", REPORT), told("b", REPORT)], {"a": "s1", "b": "s2"})


def test_a_copy_of_a_copy_has_the_first_as_its_original() -> None:
    half = len(REPORT) // 2
    found = linked(told("a", REPORT, 1), told("b", REPORT[:half], 2), told("c", REPORT[: half - 60], 3))
    assert found == {"b": "a", "c": "a"}


def test_the_agency_itself_is_the_original_though_it_came_later() -> None:
    agency = told("z", REPORT, 2, publisher="Reuters", url="https://www.reuters.com/article/x")
    assert linked(told("a", REPORT, 1), agency) == {"a": "z"}


@pytest.mark.parametrize(
    ("text", "agency", "part"),
    [
        (f"OLDHAM, March 1 (Reuters) - {REPORT}", "Reuters", "printed"),
        (f"OLDHAM (AP) — {REPORT}", "Associated Press", "printed"),
        (f"LILLE (AFP) – {REPORT}", "Agence France-Presse", "printed"),
        (f"The driver broke his arm, an official told Reuters. {OWN_WORDS}", "Reuters", "cited"),
        (f"The train was carrying grain, Reuters reported on Tuesday. {OWN_WORDS}", "Reuters", "cited"),
        (f"According to the German news agency dpa, a train derailed. {OWN_WORDS}", "dpa", "cited"),
        (f"{OWN_WORDS} Photo: Reuters", "", ""),
        (f"{OWN_WORDS} Thomson Reuters shares rose.", "", ""),
    ],
)
def test_agencies_are_found_where_they_are_the_source(text: str, agency: str, part: str) -> None:
    found = traces(told("a", text))
    assert (found.agency, found.part) == (agency, part)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Selon la célèbre agence de presse Reuters, un train a déraillé."),
        ("fr", "Un train a déraillé, a révélé l’agence Reuters jeudi."),
        ("de", "Ein Zug ist entgleist, wie die Nachrichtenagentur Reuters berichtet."),
        ("es", "Un tren descarriló, según informó la agencia Reuters."),
    ],
)
def test_agencies_are_found_in_other_languages(language: str, text: str) -> None:
    assert traces(told("a", text, language=language)).agency == "Reuters"


def test_what_cites_an_agency_goes_back_to_its_report_of_that_day() -> None:
    agency = told("r", REPORT, 1, publisher="Reuters")
    citing = told("a", f"{OWN_WORDS} The wheel was old, Reuters reported.", 2)
    late = told("b", f"{OWN_WORDS[::-1]} The wheel was old, Reuters reported.", 9)
    [copy] = copies([late, citing, agency], dict.fromkeys("rab", "s"))
    assert (copy.article_id, copy.original_id, copy.score) == ("a", "r", 0.5)
    assert copy.why == "it says to go back to Reuters, the agency's own report"


def test_two_that_cite_an_agency_go_back_to_one_source() -> None:
    one, other = told("a", f"{REPORT} Reuters reported.", 1), told("b", f"Reuters reported that: {OWN_WORDS}", 2)
    [copy] = copies([one, other], {"a": "s", "b": "s"})
    assert copy.original_id == "a" and copy.why == "it says to go back to Reuters, as the other does"


@settings(max_examples=20)
@given(st.permutations(range(6)))
def test_the_order_of_articles_changes_nothing(order: list[int]) -> None:
    made = [
        told("a", REPORT, 3),
        told("b", REPORT[:250], 2),
        told("c", OWN_WORDS, 1),
        told("d", f"(Reuters) - {OWN_WORDS}", 2),
        told("e", f"Reuters reported a derailment. {REPORT[::-1]}", 2),
        told("f", "", 1),
    ]
    stories = dict.fromkeys("abcdef", "s")
    expected = copies([features(one) for one in made], stories)
    assert [(copy.article_id, copy.original_id) for copy in expected] == [("a", "b"), ("d", "c"), ("e", "c")]
    assert copies([made[at] for at in order], stories) == expected
