"""The pages without a browser: Streamlit's AppTest runs the script against a store made by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.views.samples import article, event, events_of, hostile_store, large_store, small_store
from timeline.store import Store
from timeline.views import listing, words
from timeline.views.palette import LIGHT
from timeline.views.state import View

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard.py"


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path that the dashboard will open; nothing is there yet."""
    path = tmp_path / "timeline.db"
    monkeypatch.setenv("TIMELINE_STORE", str(path))
    return path


def opened(**query: str | list[str]) -> AppTest:
    page = AppTest.from_file(str(DASHBOARD), default_timeout=30)
    for name, value in query.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return page


def texts(page: AppTest) -> str:
    kinds = ("title", "subheader", "markdown", "caption", "text", "info", "error")
    return "\n".join(str(getattr(element, "value", "")) for kind in kinds for element in page.get(kind))


def test_without_articles_it_says_what_to_do(store: Path):
    page = opened()
    assert words.EMPTY_TITLE in texts(page)
    assert "python -m timeline add data/articles" in page.code[0].value


def test_a_file_that_is_no_store_is_named_without_a_traceback(store: Path):
    store.write_text("this is a shopping list, and not short: " * 40)
    page = opened()
    assert words.STORE_PROBLEM in texts(page)
    assert store.name in texts(page)
    assert "Traceback" not in texts(page)


def test_it_counts_what_it_shows(store: Path):
    small_store(store).close()
    page = opened()
    assert "9 reports from 1 source" in texts(page)
    assert len(page.get("plotly_chart")) == 2


def test_a_few_far_off_dates_are_not_taken_for_the_span_of_many_reports(store: Path):
    told = article()
    days = [f"2010-{month:02}-{day:02}" for month in (5, 6, 7) for day in range(1, 29)] * 3
    odd = {0: "1510-05-27", 1: "4010-12-31"}
    dated = [
        event(id=f"d{at}", start=odd.get(at, day), end=odd.get(at, day), char_start=at, char_end=at + 9)
        for at, day in enumerate(days)
    ]
    with Store(store) as filled:
        filled.add(told, [replace(one, article_id=told.id) for one in dated])
    shown = texts(opened())
    assert "252 reports from 1 source, nearly all 30 April – 15 August 2010" in shown
    assert "1510" not in shown


def test_a_source_without_a_name_is_counted_and_named_so(store: Path):
    told = article(title="", publisher="")
    with Store(store) as opened_store:
        opened_store.add(told, events_of(told))
    assert "9 reports from 1 source" in texts(opened())
    with Store(store) as opened_store:
        other = replace(article(text="Another one. " + told.text, publisher="The Paper"), url="https://other.example/a")
        opened_store.add(other, events_of(other))
    assert "18 reports from 2 sources" in texts(opened())
    assert "9 reports from 1 source" in texts(opened(source="The Paper"))
    assert listing.rows(events_of(told)[:1], View(), LIGHT)[0]["source"] == words.UNNAMED


def test_an_articles_without_events_is_told_apart(store: Path):
    told = Store(store)
    told.add(article(), [])
    told.close()
    assert words.EMPTY_NO_EVENTS in texts(opened())


def test_filters_show_their_counts_and_come_from_the_address(store: Path):
    small_store(store).close()
    page = opened(actor="Fancy Bear")
    assert "2 reports" in texts(page)
    assert page.multiselect(key="filter_actor").value == ["Fancy Bear"]
    assert "Fancy Bear (2)" in page.multiselect(key="filter_actor").options
    assert page.button(key="chip_0").label.replace("\\", "").replace("\u2060", "") == "Actor: Fancy Bear"


def test_a_filter_goes_into_the_address_and_out_again(store: Path):
    small_store(store).close()
    page = opened()
    page.multiselect(key="filter_actor").set_value(["Kremlin"]).run()
    assert page.query_params["actor"] == "Kremlin"
    assert "1 report " in texts(page)
    page.button(key="clear_all").click().run()
    assert "actor" not in page.query_params
    assert "9 reports" in texts(page)


def test_text_and_days_filter_too(store: Path):
    small_store(store).close()
    page = opened()
    page.text_input(key="filter_text").set_value("servers").run()
    assert page.query_params["text"] == "servers"
    page = opened(since="2017-06-01")
    assert "2 reports" in texts(page), "the days from 3 June, and what has been going on since December"
    assert words.UNDATED_TRAY.format(n=1) not in [one.label for one in page.expander]


def test_where_nothing_matches_it_names_the_filter_to_drop(store: Path):
    small_store(store).close()
    page = opened(actor="Kremlin", text="servers")
    assert words.NO_MATCH_TITLE in texts(page)
    labels = [one.label for one in page.button if one.key and one.key.startswith("drop_")]
    assert len(labels) == 2
    next(one for one in page.button if one.key == "drop_text_servers").click().run()
    assert "1 report " in texts(page)


def test_undated_events_are_in_the_tray(store: Path):
    small_store(store).close()
    assert words.UNDATED_TRAY.format(n=1) in [one.label for one in opened().expander]


def test_an_unknown_event_is_said_to_be_gone(store: Path):
    small_store(store).close()
    assert words.EVENT_GONE in texts(opened(event="nobody"))


def test_hostile_text_runs_through_every_place(store: Path):
    hostile_store(store).close()
    page = opened(event="h1")
    for block in page.get("html"):
        assert "<script" not in str(block.proto.body)
    for button in page.button:
        assert "<script>" not in button.label


@pytest.mark.parametrize("number", [900, 4000])
def test_many_events_are_binned_and_paged(store: Path, number: int):
    large_store(store, number).close()
    page = opened(zoom="all")
    assert f"{number:,}".replace(",", "\\,") in texts(page) or f"{number:,} reports" in texts(page)
    assert words.DENSE.format(n=number) in texts(page)
    for chart in page.get("plotly_chart"):
        assert len(chart.proto.spec) < 200_000
