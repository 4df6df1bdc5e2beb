"""The reader and the adding page without a browser."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.views.samples import article, events_of, hostile_store, small_store
from timeline.store import Store
from timeline.views import words

_PAGE = """
import streamlit as st
from timeline.views import {module}
from timeline.views.pages import pages

st.navigation(list(pages().values()))
{module}.show()
"""


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path that the dashboard will open."""
    monkeypatch.setenv("TIMELINE_STORE", str(tmp_path / "timeline.db"))
    return tmp_path / "timeline.db"


def opened(module: str, **query: str) -> AppTest:
    page = AppTest.from_string(_PAGE.format(module=module))
    page.default_timeout = 30
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def shown(page: AppTest, kind: str) -> list[str]:
    return [str(getattr(one, "value", "")) for one in page.get(kind)]


def test_the_reader_without_an_article_says_where_to_begin(store: Path):
    small_store(store).close()
    assert shown(opened("reader_page"), "info") == [words.READER_EMPTY]
    assert shown(opened("reader_page", article="none"), "info") == [words.READER_GONE]


def test_the_reader_says_how_many_sentences_are_dated(store: Path):
    small_store(store).close()
    chosen = events_of(article())[2]
    page = opened("reader_page", event=chosen.id)
    assert shown(page, "caption") == [f"8 dated sentences are underlined; {words.CHOSEN_NOTE}."]
    assert any("Nine gigabytes" in str(block.proto.body) for block in page.get("html"))


def test_the_reader_holds_no_tag_of_a_hostile_article(store: Path):
    hostile_store(store).close()
    for block in opened("reader_page", event="h1").get("html"):
        assert "<script" not in str(block.proto.body)


def test_a_pasted_text_is_checked_and_added(store: Path):
    page = opened("add_page")
    assert not [one for one in page.button if one.key == "add_go"]
    page.text_area(key="paste_text").set_value("The minister resigned on 9 May 2017. The hackers struck on 5 May 2017.")
    page.text_input(key="paste_title").set_value("A <b>note</b>")
    page.text_input(key="paste_url").set_value("javascript:alert(1)")
    page.button[0].click().run()
    assert shown(page, "error") == [words.PASTE_BAD_URL]
    page.text_input(key="paste_url").set_value("")
    page.button[0].click().run()
    assert not page.exception
    page.button(key="add_go").click().run()
    assert not page.exception
    assert shown(page, "success") == [words.REPORT_ADDED.format(n=1)]
    with Store(store) as kept:
        told = list(kept.articles())
        assert [one.title for one in told] == ["A <b>note</b>"]
        assert {event.start for event in kept.events_of(told[0].id)} >= {"2017-05-05", "2017-05-09"}


def test_an_empty_paste_is_told(store: Path):
    page = opened("add_page")
    page.button[0].click().run()
    assert shown(page, "error") == [words.PASTE_EMPTY]
