"""The page of stored articles, and correcting and removing one where it is read."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.views.test_other_pages import opened, shown
from timeline.extract import extract
from timeline.ingest import article_from_text
from timeline.models import Article
from timeline.store import Store
from timeline.store.article_list import Listed
from timeline.store.query import Query
from timeline.views import adding, article_words, articles_page, draft_table, escape, words
from timeline.views.tree import text_of

TEXT = "Police said on Friday that two workers were hurt. The mayor will visit on Sunday."


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path that the dashboard will open."""
    monkeypatch.setenv("TIMELINE_STORE", str(tmp_path / "timeline.db"))
    return tmp_path / "timeline.db"


@pytest.fixture
def fire(store: Path) -> Article:
    """An article that was stored with a day of publication."""
    article = article_from_text(TEXT, title="Fire", published=date(2026, 11, 14))
    with Store(store) as filled:
        filled.add(article, extract(article))
        filled.group()
    return article


def test_the_list_marks_what_is_guessed_or_not_known() -> None:
    def one(day: date | None, basis: str, older: bool = False) -> Listed:
        return Listed("x", "", "The Paper", "", day, basis, "", "fr", "", older, 3, "The first words")

    told = text_of(articles_page.listed([one(None, "unknown"), one(date(2017, 5, 6), "guessed", older=True)]))
    assert f"{article_words.NO_DAY} The first words The Paper French 3" in told
    assert f"6 May 2017  {article_words.GUESSED}" in told
    assert told.count(article_words.OLDER) == 1
    assert text_of(articles_page.listed([])) == article_words.NONE


def test_a_corrected_day_moves_the_dates_and_is_told(store: Path, fire: Article) -> None:
    page = opened("reader_page", article=fire.id)
    page.date_input(key=f"correct_published_{fire.id}").set_value(date(2026, 11, 28))
    page.text_input(key=f"correct_publisher_{fire.id}").set_value(" The Paper ")
    page.button(key=f"correct_go_{fire.id}").click().run()
    assert not page.exception
    assert shown(page, "success") == [escape.markdown(article_words.SAVED)]
    with Store(store) as kept:
        assert [event.start for event in kept.events_of(fire.id)] == ["2026-11-27", "2026-11-29"]
        assert {event.source.publisher for event in kept.events_of(fire.id)} == {"The Paper"}


def test_saving_what_was_not_changed_changes_nothing(store: Path, fire: Article) -> None:
    with Store(store) as kept:
        before = kept.version()
    page = opened("reader_page", article=fire.id)
    page.button(key=f"correct_go_{fire.id}").click().run()
    assert shown(page, "success") == [escape.markdown(article_words.UNCHANGED)]
    with Store(store) as kept:
        assert kept.version() == before


def test_a_guessed_day_is_not_taken_for_one_that_is_given(store: Path) -> None:
    article = article_from_text("The vote was held on 7 May 2017. The mayor spoke on Friday.", title="Vote")
    with Store(store) as filled:
        filled.add(article, extract(article))
        assert next(filled.articles()).published_basis == "guessed"
    page = opened("reader_page", article=article.id)
    assert page.date_input(key=f"correct_published_{article.id}").value is None
    page.text_input(key=f"correct_title_{article.id}").set_value("The vote")
    page.button(key=f"correct_go_{article.id}").click().run()
    with Store(store) as kept:
        [after] = kept.articles()
        assert (after.title, after.published_basis) == ("The vote", "guessed")


def test_an_address_that_is_none_is_refused(store: Path, fire: Article) -> None:
    page = opened("reader_page", article=fire.id)
    page.text_input(key=f"correct_url_{fire.id}").set_value("javascript:alert(1)")
    page.button(key=f"correct_go_{fire.id}").click().run()
    assert shown(page, "error") == [article_words.BAD_URL]
    with Store(store) as kept:
        assert next(kept.articles()).url == ""


def test_an_article_is_removed_only_by_who_is_sure(store: Path, fire: Article) -> None:
    page = opened("reader_page", article=fire.id)
    page.button(key=f"remove_go_{fire.id}").click().run()
    assert shown(page, "error") == [article_words.NOT_SURE]
    page.checkbox(key=f"remove_sure_{fire.id}").check()
    page.button(key=f"remove_go_{fire.id}").click().run()
    with Store(store) as kept:
        assert list(kept.articles()) == []
        assert Query(kept).count() == 0


def test_the_adding_page_keeps_the_publisher_of_a_pasted_text(store: Path) -> None:
    page = opened("add_page")
    page.text_area(key="paste_text").set_value(TEXT)
    page.text_input(key="paste_publisher").set_value("Le Monde")
    page.button[0].click().run()
    page.button(key="add_go").click().run()
    with Store(store) as kept:
        assert [one.publisher for one in kept.articles()] == ["Le Monde"]


def test_a_row_of_the_table_is_taken_as_the_reader_left_it() -> None:
    long = "A title of more than ninety characters that the table shows cut short, as it shows all such long ones"
    draft = adding.drafted("a.txt", article_from_text(TEXT, title=long, published=date(2026, 11, 14)))
    before = draft_table._cells(draft)
    assert draft_table._as_left(draft, before, before) == draft.article  # a title that was cut short stays whole
    after = draft_table._as_left(draft, before, before | {words.COL_PUBLISHER: "Le  Monde", words.COL_TITLE: None})
    assert (after.publisher, after.title) == ("Le Monde", "")


def test_a_known_article_with_another_day_is_told(store: Path, fire: Article) -> None:
    again = article_from_text(TEXT, title="Fire", published=date(2026, 11, 28))
    report = adding.Report()
    with Store(store) as kept:
        list(adding.add(kept, [("again", again), ("same", fire)], report))
    assert report.known == ["again", "same"]
    assert report.differing == [("again", fire.id, "2026-11-14")]
