"""Key dates: on small collections of our own whose important days are known, and the properties of the choice."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from timeline.extract import extract
from timeline.incidents.key_dates import KeyDate, key_dates, scores
from timeline.incidents.key_dates_features import FEATURES, features, weights
from timeline.incidents.key_dates_mentions import Mention, Telling, mentions_of_article, mentions_of_events
from timeline.incidents.key_dates_titles import shortened, tidy, titles
from timeline.models import Article

MAIN = date(2021, 3, 4)  # the dam breaks
SECOND = date(2021, 4, 13)  # the mayor resigns


def article(name: str, published: date | None, text: str, language: str = "en") -> Article:
    return Article(
        name, text, published=published, published_basis="given" if published else "unknown", language=language
    )


def english() -> list[Article]:
    """Reports of each week, which look back on two days and tell of many others once."""
    found = [
        article(
            "first",
            date(2021, 3, 5),
            "The dam above Karlow collapsed on Thursday and flooded the valley. On Thursday night 40 people were "
            "missing. The governor is to visit the valley on Saturday.",
        ),
        article(
            "mayor",
            date(2021, 4, 14),
            "The mayor of Karlow resigned on Tuesday over the dam. He left the town hall on Tuesday evening.",
        ),
    ]
    for week in range(1, 11):
        day = date(2021, 3, 8) + timedelta(7 * week)
        text = (
            f"A hearing on repairs was held on Monday in room {week}. Work goes on. "
            "The dam above Karlow collapsed on 4 March, flooding the valley and killing 31 people."
        )
        if day > SECOND:
            text += " The mayor of Karlow resigned on 13 April over the collapse of the dam."
        found.append(article(f"week-{week}", day, text))
    return found


def french() -> list[Article]:
    found = [
        article(
            "premier",
            date(2021, 3, 5),
            "Le barrage de Karlau a cédé jeudi et inondé la vallée. Jeudi soir, 40 personnes sont portées disparues.",
            "fr",
        )
    ]
    for week in range(1, 8):
        day = date(2021, 3, 8) + timedelta(7 * week)
        text = (
            f"Une audience sur les travaux s'est tenue lundi dans la salle {week}. Les travaux continuent. "
            "Le barrage de Karlau a cédé le 4 mars, inondant la vallée et tuant 31 personnes."
        )
        found.append(article(f"semaine-{week}", day, text, "fr"))
    return found


def test_the_day_that_all_look_back_on_comes_first() -> None:
    found = key_dates(english())
    assert [key.date for key in found[:2]] == [MAIN, SECOND]
    assert found[0].articles == 11 and found[1].articles == 6
    assert found[0].score > found[1].score > found[2].score


def test_the_headline_is_of_the_sources_own_words() -> None:
    first, second = key_dates(english(), top=2)
    assert "dam above Karlow collapsed" in first.title and "hearing" not in first.title
    assert "mayor of Karlow resigned" in second.title
    assert all(0 < len(key.title) <= 90 for key in (first, second))


def test_french_articles_are_read_the_same_way() -> None:
    (found,) = key_dates(french(), top=1)
    assert found.date == MAIN and found.articles == 8
    assert "barrage de Karlau a cédé" in found.title


def test_two_languages_in_one_collection() -> None:
    (found,) = key_dates([*english(), *french()], top=1)
    assert found.date == MAIN and found.articles == 19


@pytest.mark.parametrize("seed", range(4))
def test_neither_order_nor_repetition_of_the_articles_matters(seed: int) -> None:
    shuffled = [*english(), *french()]
    expected = key_dates(shuffled)
    random.Random(seed).shuffle(shuffled)
    assert key_dates([*shuffled, shuffled[0]]) == expected


def test_days_outside_are_left_out_and_the_bounds_belong_to_it() -> None:
    found = key_dates(english(), since=date(2021, 3, 5), until=SECOND)
    days = [key.date for key in found]
    assert days[0] == SECOND and MAIN not in days and max(days) == SECOND
    assert key_dates(english(), since=date(2030, 1, 1)) == []


def test_nothing_comes_of_nothing() -> None:
    assert key_dates([]) == []
    assert key_dates([article("a", date(2021, 3, 5), "")]) == []
    assert key_dates([article("a", None, "Nothing is dated here.")], top=3) == []
    assert key_dates(english(), top=0) == []


def test_more_days_than_there_are_gives_all() -> None:
    every = key_dates(english())
    assert key_dates(english(), top=1000) == every
    assert len(every) == len({key.date for key in every}) == 13


def test_one_mention_alone_is_a_key_date() -> None:
    (found,) = key_dates([article("a", None, "The bridge fell on 7 May 2011.")])
    assert found == KeyDate(date(2011, 5, 7), 0.5, 1, "The bridge fell")


def test_articles_without_publication_count_by_the_days_that_they_name() -> None:
    undated = [article(f"u{i}", None, f"Report {i}. The tower burned down on 9 June 2015.") for i in range(4)]
    found = key_dates([*undated, article("a", date(2015, 7, 1), "A fair was held on 30 June 2015.")])
    assert found[0].date == date(2015, 6, 9) and found[0].articles == 4


def test_equal_days_stand_in_the_order_of_the_calendar() -> None:
    mentions = [Mention(f"a{i}", date(2020, 1, day), date(2020, 2, 1)) for i, day in enumerate((20, 5, 12))]
    found = key_dates(mentions=mentions, since=date(2020, 1, 1), until=date(2020, 1, 31))
    assert sorted(found, key=lambda key: (-key.score, key.date)) == found


def test_events_tell_the_same_days_without_the_articles() -> None:
    articles = english()
    from_events = mentions_of_events(event for one in articles for event in extract(one))
    found = key_dates(mentions=from_events, top=2)
    assert [key.date for key in found] == [MAIN, SECOND]
    assert "dam above Karlow collapsed" in found[0].title and len(found[0].title) <= 90
    assert list(scores(from_events)) == sorted(scores(from_events))


def test_what_a_mention_knows() -> None:
    text = "22 April 2020: The strike began. On Friday it ended, and on Friday night they sang. In May they met."
    found = mentions_of_article(article("a", date(2020, 4, 27), text))
    named, friday = found
    assert (named.day, named.named, len(named.tellings)) == (date(2020, 4, 22), True, 1)
    assert (friday.day, friday.named, len(friday.tellings)) == (date(2020, 4, 24), False, 2)
    assert "strike" in named.words and "april" not in named.words
    assert named.tellings[0].quote == text[: named.tellings[0].start + len(named.tellings[0].quote)]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("LIMA | Wed Jun 10, 2020 9:55 pm BST\nThe mine was closed on Monday after the fire.", [8]),
        ("The mine was closed on Monday. Posted by Ann on June 11, 2020 09:36 PM.", [8]),
        ("The council met on 10 June 2020 and closed the mine.", []),
        ("The council met today and closed the mine.", [10]),
        ("The council met on 9 June 2020 and closed the mine.", [9]),
        ("The hearing opens on 12 June 2020 at 10:00.", [12]),
    ],
)
def test_when_a_text_was_put_out_is_no_day_that_it_tells_of(text: str, days: list[int]) -> None:
    one = article("a", date(2020, 6, 10), text)
    wanted = [date(2020, 6, day) for day in days]
    assert [mention.day for mention in mentions_of_article(one)] == wanted
    assert [mention.day for mention in mentions_of_events(extract(one))] == wanted


def test_what_each_feature_counts() -> None:
    day, other, late = date(2020, 6, 1), date(2020, 6, 2), date(2020, 6, 9)
    dam = (Telling("The dam broke", 0, frozenset({"dam", "broke"})),)
    film = (Telling("A film opened", 0, frozenset({"film"})),)
    told = [Mention(f"a{i}", day, late, tellings=dam) for i in range(3)]
    rows = features([*told, Mention("b", other, other, tellings=film)])
    of = {name: (rows[day][place], rows[other][place]) for place, name in enumerate(FEATURES)}
    assert of["told"][0] > 0 > of["told"][1]
    assert of["echoed"][0] > 0 > of["echoed"][1]
    assert of["recounted"] == (0.0, 0.0)
    series = [Mention("c", date(2020, 5, 20 + i), late, named=True) for i in range(4)]
    held = features([*told, *series])
    assert held[date(2020, 5, 20)][FEATURES.index("recounted")] > held[day][FEATURES.index("recounted")]


def test_an_article_on_another_subject_tells_less_of_its_day() -> None:
    day, other, published = date(2020, 6, 1), date(2020, 6, 2), date(2020, 6, 9)
    dam = (Telling("The dam broke", 0, frozenset({"dam", "broke"})),)
    film = (Telling("A film opened", 0, frozenset({"film", "opened"})),)
    many = [Mention(f"a{i}", date(2020, 5, 1 + i), published, tellings=dam) for i in range(6)]
    on, off = Mention("b", day, published, tellings=dam), Mention("c", other, published, tellings=film)
    rows = features([*many, on, off])
    place = FEATURES.index("told")
    assert rows[day][place] > rows[other][place]


def test_a_guessed_publication_is_none() -> None:
    one = Article("a", "It began on 3 May 2020.", published=date(2020, 5, 4), published_basis="guessed", language="en")
    assert [mention.published for mention in mentions_of_article(one)] == [None]


def test_features_are_standardised_among_the_days_that_compete() -> None:
    mentions = [mention for one in english() for mention in mentions_of_article(one)]
    rows = list(features(mentions).values())
    for column in zip(*rows, strict=True):
        mean = sum(column) / len(column)
        assert abs(mean) < 1e-9
        spread = sum((value - mean) ** 2 for value in column) / len(column)
        assert abs(spread - 1) < 1e-9 or spread == 0


def test_days_at_the_ends_of_the_calendar_do_no_harm() -> None:
    mentions = [Mention("a", date.min, date(2020, 1, 1)), Mention("b", date.max, date(2020, 1, 1))]
    assert set(scores(mentions)) == {date.min, date.max}


def test_the_weights_are_there_for_every_feature() -> None:
    assert len(weights()) == len(FEATURES) and all(weight > 0 for weight in weights())


def test_a_long_sentence_is_cut_behind_a_word() -> None:
    long = "The council of the valley said that " + "the repairs of the dam " * 6 + "go on."
    cut = shortened(long)
    assert len(cut) <= 90 and cut.endswith("…") and long.startswith(cut[:-1]) and long[len(cut) - 1] == " "
    assert shortened("A short one.") == "A short one"
    assert tidy("The dam , they say , broke .") == "The dam, they say, broke."


def telling(quote: str) -> Telling:
    return Telling(quote, 0, frozenset(quote.lower().split()), quote)


def test_a_headline_is_of_what_the_articles_are_about() -> None:
    day, published = date(2020, 6, 1), date(2020, 6, 9)
    dam = telling("the dam above karlow broke at dawn")
    film = telling("film opened with long applause")
    many = [Mention(f"a{i}", date(2020, 5, 1 + i), published, tellings=(dam,)) for i in range(4)]
    film_too = Mention("f", date(2020, 5, 20), published, tellings=(film,))
    both = [Mention("b", day, published, tellings=(film,)), Mention("c", day, published, tellings=(dam,))]
    assert titles([day], [*many, film_too, *both])[day] == dam.quote


@pytest.mark.parametrize("worse", ["The dam above Karlow broke again!", "The dam above Karlow (the big one broke"])
def test_a_cry_or_a_torn_bracket_is_no_headline_where_there_is_another(worse: str) -> None:
    day, published = date(2020, 6, 1), date(2020, 6, 9)
    plain = "The dam above Karlow broke early in the day"
    found = titles(
        [day],
        [
            Mention(name, day, published, tellings=(telling(text),))
            for name, text in zip("ab", (worse, plain), strict=True)
        ],
    )
    assert found[day] == plain
