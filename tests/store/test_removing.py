"""An article that was taken out leaves a store as if it had never been there; one that was corrected is read anew."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from tests.store.happenings import TOOLS, add, from_scratch, made_up
from tests.store.test_versions import FIRST, SECOND
from timeline.extract import extract
from timeline.ingest import article_from_text
from timeline.models import Article, Incident, Review
from timeline.store import Store, reviews
from timeline.store.correcting import CORRECTED, Correction, correct
from timeline.store.incident_rows import incident_of
from timeline.store.placing import places_of
from timeline.store.query import Query
from timeline.store.schema import incidents

TEXT = "Police said on Friday that two workers were hurt. The mayor will visit on Sunday."


def stored(store: Store) -> list[Incident]:
    """All incidents, by id."""
    with store.engine.connect() as connection:
        return [incident_of(row) for row in connection.execute(select(incidents).order_by(incidents.c.id)).mappings()]


@settings(max_examples=15)
@given(seed=st.integers(0, 10_000), gone=st.sets(st.integers(0, 7), min_size=1, max_size=3))
def test_what_is_left_is_what_merging_the_rest_gives(seed: int, gone: set[int]) -> None:
    dice = random.Random(seed)
    told = [made_up(number, dice) for number in range(8)]
    with Store("sqlite://") as store:
        add(store, told)
        store.group(TOOLS)
        before = store.version()
        assert all(store.remove(told[at][0].id) for at in gone)
        assert store.version() > before
        store.group(TOOLS)
        rest = [one for at, one in enumerate(told) if at not in gone]
        assert stored(store) == from_scratch(rest)
        assert [one.id for one in store.articles()] == [article.id for article, _ in rest]
        assert not any(store.events_of(told[at][0].id) for at in gone)


def test_stories_and_copies_forget_the_article() -> None:
    words = (
        "The ferry Aurora struck a pier in the harbour of Kiel on Monday, and twelve people were hurt, police said. "
    )
    texts = [words * 3, f"KIEL (AP) {words * 3}", words * 3 + "A crane was damaged."]
    told = [
        article_from_text(
            text, title=f"Ferry strikes pier {n}", url=f"https://{n}.example/a", published=date(2017, 5, 9)
        )
        for n, text in enumerate(texts)
    ]
    with Store("sqlite://") as store, Store("sqlite://") as other:
        add(store, [(one, extract(one)) for one in told])
        store.group()
        with store.engine.connect() as connection:
            original = next(place.copy_of for place in places_of(connection).values() if place.copy_of)
        assert store.remove(original)
        store.group()
        add(other, [(one, extract(one)) for one in told if one.id != original])
        other.group()
        with store.engine.connect() as mine, other.engine.connect() as theirs:
            assert places_of(mine) == places_of(theirs)
        assert [one.id for one in stored(store)] == [one.id for one in stored(other)]


@pytest.mark.parametrize("gone", [0, 1])
def test_another_version_is_in_force(gone: int) -> None:
    both = [FIRST, SECOND]
    with Store("sqlite://") as store, Store("sqlite://") as other:
        add(store, both)
        store.group(TOOLS)
        assert store.remove(both[gone][0].id)
        store.group(TOOLS)
        add(other, [both[1 - gone]])
        other.group(TOOLS)
        assert Query(store).events() == Query(other).events()
        assert stored(store) == stored(other)
        assert store.versions(both[1 - gone][0].id) == []


def test_an_article_that_is_not_there_is_not_removed() -> None:
    with Store("sqlite://") as store:
        assert not store.remove("nothing")
        assert correct(store, "nothing", Correction(title="x")) is None


def added(store: Store, **told: object) -> Article:
    """The stored article of TEXT."""
    article = article_from_text(TEXT, **told)  # pyright: ignore[reportArgumentType]
    store.add(article, extract(article))
    store.group()
    return article


def test_a_corrected_day_of_publication_moves_its_relative_dates() -> None:
    with Store("sqlite://") as store:
        article = added(store, published=date(2026, 11, 14))
        assert [one.start for one in store.events_of(article.id)] == ["2026-11-13", "2026-11-15"]
        first = store.events_of(article.id)[0].id
        reviews.add(store, Review(first, "confirm"))
        after = correct(store, article.id, Correction(published=date(2026, 11, 28), publisher="The Paper"))
        assert after is not None
        assert (after.published_basis, after.published_why) == ("given", CORRECTED)
        assert [one.start for one in store.events_of(article.id)] == ["2026-11-27", "2026-11-29"]
        assert {one.source.publisher for one in store.events_of(article.id)} == {"The Paper"}
        assert reviews.standing(reviews.of(store, store.events_of(article.id)[0].id), first).verdict == "confirmed"
        assert store.ungrouped() == 0


def test_a_day_that_is_taken_away_leaves_relative_dates_open() -> None:
    with Store("sqlite://") as store:
        article = added(store, published=date(2026, 11, 14))
        after = correct(store, article.id, Correction(unpublished=True))
        assert after is not None
        assert after.published is None
        assert [one.start for one in store.events_of(article.id)] == [None, None]


def test_a_correction_that_changes_nothing_writes_nothing() -> None:
    with Store("sqlite://") as store:
        article = added(store, published=date(2026, 11, 14), title="Fire")
        before = store.version()
        correct(store, article.id, Correction(published=date(2026, 11, 14), title="Fire"))
        assert store.version() == before


def test_the_list_has_what_is_not_known_first_and_is_narrowed_by_words() -> None:
    with Store("sqlite://") as store:
        article = added(store, published=date(2026, 11, 14), publisher="Süddeutsche")
        other = article_from_text("In April 2019 a bridge fell. Nobody said on which day.", title="Bridge")
        store.add(other, [])
        listed = Query(store).articles()
        assert [(one.id, one.events) for one in listed] == [(other.id, 0), (article.id, 2)]
        assert [one.id for one in Query(store).articles("suddeutsche")] == [article.id]
        assert Query(store).articles("no such") == []
