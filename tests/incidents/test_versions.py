"""Which texts of one address are versions of one article, and which of them is in force."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date

import pytest

from timeline.incidents.versions import MOST, Copy, Held, chains, page_of, same_words

LONG = "The bridge was closed on 3 May. " + "Engineers found cracks in two of the pillars, the city said. " * 3
FIRST = Copy("first", LONG + "It will open on 9 May.", "The Paper", date(2017, 5, 3))
SECOND = replace(FIRST, id="second", text=LONG + "It will stay closed until June.", published=date(2017, 5, 5))
MAY_3, MAY_5 = date(2017, 5, 3).toordinal(), date(2017, 5, 5).toordinal()


def day(number: int) -> int:
    return date(2017, 5, number).toordinal()


def in_force(*copies: Copy) -> list[list[str]]:
    return sorted([held.id for held in chain] for chain in chains(copies))


@pytest.mark.parametrize(
    ("url", "page"),
    [
        ("https://www.paper.example/a/?utm_source=x#top", "paper.example/a"),
        ("http://paper.example/?p=7", "paper.example?p=7"),
        ("https://paper.example/", ""),
        ("https://paper.example", ""),
        ("ftp://paper.example/a", ""),
        ("", ""),
    ],
)
def test_front_pages_name_no_article(url: str, page: str) -> None:
    assert page_of(url) == page


def test_a_changed_text_is_a_version_and_each_holds_from_its_day() -> None:
    assert chains([SECOND, FIRST]) == [[Held("first", 0, MAY_5), Held("second", MAY_5, None)]]


def test_a_version_of_which_no_day_is_known_ends_no_day() -> None:
    unknown = replace(SECOND, published=None, id="a")
    first = replace(FIRST, published=None, text=FIRST.text)
    assert chains([unknown, first]) == [[Held("first", 0, None), Held("a", 0, None)]]  # the longer one is the newer


def test_what_was_read_later_is_newer_whatever_its_day_of_publication() -> None:
    one = replace(FIRST, fetched="2017-05-09T10:00:00+00:00", seen="2017-05-09T10:00:00+00:00")
    two = replace(SECOND, published=date(2017, 5, 3), fetched="2017-05-08T10:00:00+00:00")
    two = replace(two, seen=two.fetched)
    assert chains([one, two]) == [[Held("second", 0, day(9)), Held("first", day(9), None)]]


def test_two_files_of_one_day_are_told_apart_by_the_change_that_their_pages_name() -> None:
    long, short = replace(FIRST, modified="2017-05-03T08:00:00+00:00"), replace(SECOND, published=date(2017, 5, 3))
    short = replace(short, text=LONG[:-1], modified="2017-05-04T09:00:00+00:00")
    assert len(short.text) < len(long.text)
    assert chains([short, long]) == [[Held("first", 0, day(4)), Held("second", day(4), None)]]
    assert chains([replace(short, modified=""), long])[0][-1].id == "first"  # named by one page alone: it was changed
    assert chains([replace(short, modified="2017-05-03T07:00:00+00:00"), long])[0][-1].id == "first"


def test_a_change_after_a_page_was_read_is_none() -> None:
    read = replace(FIRST, fetched="2017-05-04T08:00:00+00:00", seen="2017-05-04T08:00:00+00:00", modified="2019-01-01")
    later = replace(SECOND, published=date(2017, 5, 3), fetched="2017-05-06T08:00:00+00:00")
    later = replace(later, seen=later.fetched, modified="2017-05-05T20:00:00+00:00")
    assert chains([later, read]) == [[Held("first", 0, day(5)), Held("second", day(5), None)]]


def test_a_version_that_came_back_is_in_force_again() -> None:
    one = replace(FIRST, fetched="2017-05-04T08:00:00+00:00", seen="2017-05-09T08:00:00+00:00")
    two = replace(FIRST, id="second", text=SECOND.text, fetched="2017-05-06T08:00:00+00:00")
    two = replace(two, seen=two.fetched)
    assert chains([one, two]) == [[Held("second", 0, day(9)), Held("first", day(9), None)]]


def test_the_whole_article_replaces_its_teaser_though_that_was_read_later() -> None:
    teaser = Copy("teaser", LONG[:90], "The Paper", date(2017, 5, 3), True, "2017-05-20T08:00:00+00:00")
    teaser = replace(teaser, seen=teaser.fetched)
    assert chains([FIRST, teaser]) == [[Held("teaser", 0, MAY_3), Held("first", MAY_3, None)]]


def test_a_withdrawn_article_that_was_fetched_replaces_what_it_withdraws() -> None:
    one = replace(FIRST, fetched="2017-05-04T08:00:00+00:00", seen="2017-05-04T08:00:00+00:00")
    gone = Copy("gone", "This report was withdrawn.", "The Paper", date(2017, 5, 3), True, "2017-05-07T08:00:00+00:00")
    gone = replace(gone, seen=gone.fetched)
    assert in_force(gone, one) == [["first", "gone"]]
    assert in_force(replace(gone, fetched="", seen=""), one) == [["first"], ["gone"]]


def test_a_list_that_was_fetched_at_once_is_many_articles() -> None:
    texts = ("alpha beta gamma delta", "one two three four five", "red green blue yellow")
    listed = [Copy(name, name, fetched="2017-05-04T08:00:00+00:00") for name in texts]
    later = Copy("late", "quite another text of later", fetched="2017-05-05T08:00:00+00:00")
    assert len(in_force(*listed, later)) == 4


def test_a_summary_is_an_older_version_of_its_page() -> None:
    summary = Copy("summary", "A bridge is shut.", "The Paper", date(2017, 5, 8), verbatim=False)
    other = Copy("other", "Traffic is led around the old town.", "The Paper", date(2017, 5, 8), verbatim=False)
    assert in_force(summary, FIRST, SECOND) == [["summary", "first", "second"]]
    assert in_force(summary, other) == [["other"], ["summary"]]


def test_other_publishers_and_other_paragraphs_are_no_versions() -> None:
    assert in_force(FIRST, replace(SECOND, publisher="The Other")) == [["first"], ["second"]]
    assert in_force(FIRST, replace(SECOND, publisher="THE  paper")) == [["first", "second"]]
    assert in_force(FIRST, replace(SECOND, publisher="")) == [["first", "second"]]
    third = replace(FIRST, id="third", publisher="The Other")
    assert in_force(FIRST, third, replace(SECOND, publisher="")) == [["first"], ["second"], ["third"]]
    assert in_force(FIRST, replace(SECOND, text="Another part of the page tells of the harbour.")) == [
        ["first"], ["second"],
    ]  # fmt: skip


def test_an_address_with_very_many_texts_names_no_page() -> None:
    many = [Copy(f"{number:04}", f"{LONG} {number}") for number in range(MOST + 1)]
    assert len(chains(many[:-1])) == 1
    assert len(chains(many)) == MOST + 1


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_the_texts_changes_nothing(seed: int) -> None:
    dice = random.Random(seed)
    words = LONG.split()
    copies = [
        Copy(
            f"c{number}", " ".join(words[dice.randrange(20) : dice.randrange(22, 40)]), dice.choice(("", "A", "B")),
            dice.choice((None, date(2017, 5, dice.randrange(1, 9)))), dice.random() < 0.8,
        )
        for number in range(7)
    ]  # fmt: skip
    found = sorted(map(tuple, chains(copies)), key=str)
    dice.shuffle(copies)
    assert sorted(map(tuple, chains(copies)), key=str) == found
    assert sorted(held.id for chain in found for held in chain) == sorted(copy.id for copy in copies)


def test_white_space_makes_no_other_words() -> None:
    assert same_words("On 5 May\n\nit  rained. ", "On 5 May it rained.")
    assert not same_words("On 5 May it rained.", "On 6 May it rained.")
