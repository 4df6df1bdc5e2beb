"""The reader and the adding page without a browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from tests.views.samples import article, events_of, hostile_store, small_store
from timeline.extract import extract
from timeline.models import Article, Refusal
from timeline.store import Store
from timeline.views import adding, words

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


def versions(store: Path) -> tuple[str, str]:
    """A store with two versions of an article; answers their ids, the older first."""
    old, new = "On 5 May 2017 the <b>mail</b> leaked. On 7 May 2017 it rained.", "On 5 May 2017 the <b>mail</b> leaked."
    texts = (("old", old, date(2017, 5, 8)), ("new", new + " On 8 May 2017 it snowed.", date(2017, 5, 9)))
    with Store(store) as filled:
        for name, text, day in texts:
            told = replace(article(text), id=name, url="https://paper.example/a", published=day)
            filled.add(told, extract(told))
        filled.group()
    return "old", "new"


def bodies(page: AppTest) -> str:
    return " ".join(str(block.proto.body) for block in page.get("html"))


def test_the_reader_shows_versions_and_what_changed_in_words(store: Path):
    old, new = versions(store)
    page = opened("reader_page", article=old)
    assert shown(page, "warning") == [words.OLDER_VERSION]
    text = bodies(page)
    assert "<strong>Removed:</strong> <del>On 7 May 2017 it rained.</del>" in text
    assert "<strong>Added:</strong> <ins>On 8 May 2017 it snowed.</ins>" in text
    assert "<b>" not in text
    assert shown(opened("reader_page", article=new), "warning") == []


def test_the_event_card_says_what_became_of_an_older_sentence(store: Path):
    old, new = versions(store)
    with Store(store) as filled:
        stands, gone = (event.id for event in filled.events_of(old))
        newest = filled.events_of(new)[0].id
    assert words.SENTENCE_STANDS in bodies(opened("reader_page", event=stands))
    assert words.SENTENCE_GONE in bodies(opened("reader_page", event=gone))
    after = bodies(opened("reader_page", event=newest))
    assert 'role="note"' not in after


def test_the_reader_leads_to_what_an_article_repeats(store: Path):
    text = " ".join(f"On {day} May 2017 the ministry told reporters of the {day}th attack." for day in range(1, 20))
    with Store(store) as filled:
        for name, publisher, day in (("first", "Agency", 20), ("again", "The Paper", 21)):
            told = article(text + f" {publisher}", publisher=publisher)
            told = replace(told, id=name, published=date(2017, 5, day))
            filled.add(told, extract(told))
        filled.group()
    assert [one for one in shown(opened("reader_page", article="again"), "caption") if "It repeats Agency" in one]
    assert not [one for one in shown(opened("reader_page", article="first"), "caption") if "repeats" in one]


def test_pasted_addresses_are_fetched_checked_and_added(store: Path, monkeypatch: pytest.MonkeyPatch):
    asked: list[list[str]] = []
    good = article("The hackers struck on 5 May 2017.")

    def fetch_articles(urls: list[str], **options: Any) -> Iterator[Article | Refusal]:
        asked.append(list(urls))
        assert options["allow_private"] is False
        yield good
        yield Refusal(urls[1], "is not there (404)", "check the address")

    monkeypatch.setattr("timeline.ingest.web.fetch_articles", fetch_articles)
    page = opened("add_page")
    page.text_area(key="paste_text").set_value(f"{good.url}\n\n https://paper.example/gone \n{good.url}")
    page.button[0].click().run()
    assert not page.exception
    assert asked == [[good.url, "https://paper.example/gone"]]
    assert words.REPORT_REFUSED.format(n=1) in shown(page, "error")
    page.button(key="add_go").click().run()
    assert not page.exception
    assert shown(page, "success") == [words.REPORT_ADDED.format(n=1)]
    assert any("is not there (404); check the address" in one.value for one in page.text)
    with Store(store) as kept:
        assert [one.url for one in kept.articles()] == [good.url]


def test_this_machine_is_not_asked_for_whoever_pastes(store: Path):
    with Store(store) as kept:
        [found] = adding.fetch(["http://127.0.0.1:8501/"], kept)
    assert isinstance(found, Refusal)
    assert "this machine" in found.fault


@pytest.mark.parametrize("text", ["Read https://a.example/b", "https://a.example/b and more", "ftp://a.example", ""])
def test_words_are_no_addresses(text: str):
    assert adding.addresses(text) == []
