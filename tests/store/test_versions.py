"""A changed page at a known address is a new version: the newest is in force, and none is lost."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.store.builders import make_article, make_event
from tests.store.happenings import TOOLS, Told, add, from_scratch, made_up
from timeline.incidents.versions import Copy, chains
from timeline.models import Article, Event, Review
from timeline.store import Store, marks, reviews
from timeline.store.conditions import where
from timeline.store.incident_rows import incident_of
from timeline.store.query import ORDERS, Filters, Query
from timeline.store.schema import events, incidents

PAGE = "https://www.paper.example/story"
SAME, OLD, NEW = (
    "On 5 May the emails were dumped.",
    "On 7 May the runoff was held.",
    "On 8 May the count was corrected.",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "t.db") as opened:
        opened.tools = TOOLS
        yield opened


def told(name: str, published: int | None, *sentences: str, **changes: object) -> Told:
    """An article of May 2017 with an event for each sentence, dated by the digit in it."""
    text = "\n\n".join(sentences)
    day = date(2017, 5, published) if published else None
    article = make_article(name, text=text, url=PAGE, published=day, **changes)
    return article, [_event(article, number, sentence) for number, sentence in enumerate(sentences)]


def _event(article: Article, number: int, sentence: str) -> Event:
    start, day = article.text.index(sentence), f"2017-05-0{sentence[3]}"
    return make_event(
        article, number, title=sentence, quote=sentence, char_start=start, char_end=start + len(sentence),
        when_text=sentence[3:8], when_char_start=start + 3, when_char_end=start + 8, start=day, end=day, numbers=(),
        actors=("Facebook",), extracted="now",
    )  # fmt: skip


FIRST = told("n01x", 6, SAME, OLD)
SECOND = told("n02x", 9, SAME, NEW)


def days(found: list[Event]) -> list[str]:
    return sorted(event.id for event in found)


@pytest.mark.parametrize("order", [(FIRST, SECOND), (SECOND, FIRST)])
def test_the_newest_version_is_in_force_in_whatever_order_they_come(store: Store, order: tuple[Told, Told]) -> None:
    results = [store.add(article, events, extracted="now") for article, events in order]
    assert results == ["added", "newer" if order[0] is FIRST else "older"]
    store.group()
    query = Query(store)
    assert days(query.events()) == ["n02x0000-0", "n02x0000-1"]
    assert query.count() == 2
    assert query.facets()["actor"] == [("Facebook", 2)]
    assert query.facets()["source"] == [("The Paper", 2)]
    assert [one.independent for one in query.incidents()] == [1, 1]
    assert sorted(event for one in query.incidents() for event in one.events) == ["n02x0000-0", "n02x0000-1"]
    assert (query.count_incidents(), store.ungrouped()) == (2, 0)
    assert [version.article_id for version in store.versions("n01x0000")] == ["n01x0000", "n02x0000"]
    assert [version.newest for version in store.versions("n02x0000")] == [False, True]
    assert store.article("n01x0000") == FIRST[0]
    assert days(store.events_of("n01x0000")) == ["n01x0000-0", "n01x0000-1"]


def test_as_known_on_a_day_is_the_version_that_held_on_it(store: Store) -> None:
    add(store, [SECOND, FIRST])
    other = told("n03x", 6, "On 5 May the emails were dumped by hackers.")
    add(store, [(replace(other[0], url=""), other[1])])
    store.group()
    query = Query(store)

    def on(day: int) -> tuple[list[str], list[str]]:
        filters = Filters(as_known_on=date(2017, 5, day))
        grouped = sorted(event for one in query.incidents(filters) for event in one.events)
        assert query.count(filters) == len(query.events(filters)) == dict(query.facets(filters)["actor"])["Facebook"]
        return days(query.events(filters)), grouped

    before, after = ["n01x0000-0", "n01x0000-1", "n03x0000-0"], ["n02x0000-0", "n02x0000-1", "n03x0000-0"]
    assert on(8) == (before, before)
    assert on(9) == (after, after)
    assert query.count(Filters(as_known_on=date(2017, 5, 5))) == 0
    then = query.incident_of("n01x0000-0", date(2017, 5, 8))
    assert then is not None
    assert then.events == tuple(sorted(("n01x0000-0", "n03x0000-0")))  # merged as it was told then
    assert query.incident_of("n01x0000-0") is None


def test_a_story_as_known_on_a_day_has_the_version_that_held(store: Store) -> None:
    add(store, [FIRST, SECOND])
    store.group()
    query = Query(store)
    [story] = query.stories()
    then = Filters(story=(story.id,), as_known_on=date(2017, 5, 8))
    assert days(query.events(then)) == ["n01x0000-0", "n01x0000-1"]
    assert sorted(event for one in query.incidents(then) for event in one.events) == ["n01x0000-0", "n01x0000-1"]
    [counted] = query.stories(Filters(as_known_on=date(2017, 5, 8)))
    assert (counted.id, counted.events) == (story.id, 2)
    now = Filters(story=(story.id,))
    assert days(query.events(now)) == ["n02x0000-0", "n02x0000-1"]
    assert query.count(replace(now, as_known_on=date(2017, 5, 9))) == 2


def test_a_page_that_says_it_was_changed_later_is_the_newer(store: Store) -> None:
    long, short = told("n01x", 6, SAME, OLD, "On 6 May it rained."), told("n02x", 6, SAME, NEW)
    changed = replace(short[0], modified="2017-05-07T08:00:00+00:00"), short[1]
    add(store, [changed, (replace(long[0], modified="2017-05-06T08:00:00+00:00"), long[1])])
    assert [version.article_id for version in store.versions("n01x0000")] == ["n01x0000", "n02x0000"]
    assert store.article("n02x0000") == changed[0]
    assert days(Query(store).events(Filters(as_known_on=date(2017, 5, 6)))) == [one.id for one in long[1]]


def test_a_version_of_no_known_day_hides_nothing_of_what_was_known(store: Store) -> None:
    unknown = told("n02x", None, SAME, NEW, "It ends here, and is the longer of the two. ".replace("It", "On 5"))
    add(store, [told("n01x", None, SAME, OLD), unknown])
    assert Query(store).count() == 3
    add(store, [told("n03x", 6, SAME, OLD, "On 6 May it rained.")])
    assert Query(store).count(Filters(as_known_on=date(2017, 5, 7))) == 3


def test_the_same_words_at_the_same_page_are_known(store: Store) -> None:
    article, events = FIRST
    add(store, [FIRST])
    spaced = replace(article, id="other", text=article.text.replace("\n\n", "\n"), url=PAGE + "?utm_source=feed")
    assert store.knows(spaced)
    assert store.add(spaced, events) == "known"
    assert not store.knows(replace(spaced, url=""))
    assert store.add(replace(spaced, url=""), []) == "added"


def test_a_page_that_is_read_again_unchanged_is_in_force_again(store: Store) -> None:
    first, second = (
        (replace(article, fetched=f"2017-05-{day}T08:00:00+00:00"), events)
        for (article, events), day in ((told("n01x", 6, SAME, OLD), "10"), (told("n02x", 6, SAME, NEW), "12"))
    )
    add(store, [first, second])
    store.group()
    assert [version.newest for version in store.versions("n01x0000")] == [False, True]
    assert store.knows(replace(first[0], fetched="2017-05-14T08:00:00+00:00"))
    found = store.versions("n01x0000")
    assert [version.article_id for version in found] == ["n02x0000", "n01x0000"]
    assert (found[1].fetched, found[1].seen) == ("2017-05-10T08:00:00+00:00", "2017-05-14T08:00:00+00:00")
    assert store.group() >= 1
    assert sorted(event for one in Query(store).incidents() for event in one.events) == ["n01x0000-0", "n01x0000-1"]


def test_reviews_are_carried_to_the_sentence_that_still_stands(store: Store) -> None:
    add(store, [FIRST])
    store.group()
    for event in ("n01x0000-0", "n01x0000-1"):
        reviews.add(store, Review(event, "reject", note="a hoax"))
    add(store, [SECOND])
    store.group()
    assert store.became("n01x0000-0") == "n02x0000-0"
    assert store.became("n01x0000-1") == ""
    assert reviews.standing(reviews.of(store, "n02x0000-0"), "n02x0000-0").verdict == "rejected"
    assert [event for one in Query(store).incidents() for event in one.events] == ["n02x0000-1"]
    assert reviews.standing(reviews.of(store, "n01x0000-1"), "n01x0000-1").verdict == "rejected"  # stays visible
    reviews.add(store, Review("n01x0000-0", "reopen"))  # said of the older sentence, it holds for the newer one
    assert store.ungrouped() >= 1
    store.group()
    assert len(Query(store).incidents()) == 2


def test_an_article_extracted_again_under_another_address_leaves_its_versions(store: Store) -> None:
    add(store, [FIRST, SECOND])
    store.group()
    store.add(replace(SECOND[0], url="https://www.paper.example/other"), SECOND[1], refresh=True)
    assert store.versions("n01x0000") == []
    store.group()
    assert Query(store).count() == 4
    assert len({event for one in Query(store).incidents() for event in one.events}) == 4


def test_making_all_incidents_anew_leaves_older_versions_out(store: Store) -> None:
    add(store, [FIRST, SECOND])
    store.ungroup()
    assert store.ungrouped() == 1
    store.group()
    assert sorted(event for one in Query(store).incidents() for event in one.events) == ["n02x0000-0", "n02x0000-1"]


def made_up_versions(number: int, dice: random.Random) -> Told:
    """A made-up article at one of three pages, its text partly that of others; two in three may be fetched."""
    article, events = made_up(number, dice, each=3)
    words = " ".join(event.quote for event in events)
    at = f"2017-08-{dice.randrange(10, 20)}T00:00:{number:02}+00:00" if dice.random() < 0.4 else ""
    text = f"The same report of one page and its many words {number}. {words}" if dice.random() < 0.8 else words
    changes = {"text": text, "publisher": "Paper", "fetched": at, "verbatim": dice.random() < 0.8}
    return replace(article, url=f"https://p.example/{dice.randrange(3)}", **changes), events


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), sizes=st.lists(st.integers(1, 4), min_size=1, max_size=4))
def test_any_order_of_versions_gives_what_merging_those_in_force_gives(seed: int, sizes: list[int]) -> None:
    dice = random.Random(seed)
    found = [made_up_versions(number, dice) for number in range(sum(sizes))]
    arriving = list(found)
    dice.shuffle(arriving)
    pages: dict[str, list[Article]] = {}
    for article, _ in found:
        pages.setdefault(article.url, []).append(article)
    newest = {chain[-1].id for articles in pages.values() for chain in chains(map(as_copy, articles))}
    with Store("sqlite://") as store:
        for size in sizes:
            add(store, arriving[:size])
            del arriving[:size]
            store.group(TOOLS)
        with store.engine.connect() as connection:
            rows = connection.execute(select(incidents).order_by(incidents.c.id)).mappings()
            assert [incident_of(row) for row in rows] == from_scratch([one for one in found if one[0].id in newest])
            assert marks.count_marked(connection) == 0
            assert marks.count_grouped(connection) == len(newest)
        assert Query(store).count() == 3 * len(newest)


def as_copy(article: Article) -> Copy:
    return Copy(
        article.id, article.text, article.publisher, article.published, article.verbatim, article.fetched,
        article.fetched,
    )  # fmt: skip


def test_versions_do_not_cost_the_order_of_the_index(store: Store) -> None:
    add(store, [FIRST, SECOND])
    with store.engine.connect() as connection:
        wanted = where(connection, select(events.c.key), Filters()).order_by(*ORDERS["start"]).limit(9)
        bound = wanted.compile(connection, compile_kwargs={"literal_binds": True})
        steps = [str(row[-1]) for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {bound}")]
    assert "version_until" in str(bound)
    assert any("events_in_order" in step for step in steps)
    assert not any("TEMP B-TREE" in step for step in steps), steps
