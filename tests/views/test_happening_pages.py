"""The pages of happenings and actors without a browser: what the address gives, and what it keeps."""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.views.happening_samples import happening_store
from tests.views.test_other_pages import opened as opened_page
from tests.views.test_pages import opened, texts
from timeline.events.actors import Actor, Actors
from timeline.store import Store
from timeline.store.filters import Filters
from timeline.store.query import Query
from timeline.views import actors_page, chart, data, exports, incident_words, panels, phrases, words
from timeline.views.data import Source
from timeline.views.state import View, from_query


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The path of a store with happenings; the user's own actors are a file of the test's."""
    path = tmp_path / "timeline.db"
    monkeypatch.setenv("TIMELINE_STORE", str(path))
    monkeypatch.setenv("TIMELINE_ACTORS", str(tmp_path / "actors.csv"))
    happening_store(path).close()
    return path


def dump(store: Path) -> str:
    """The first event of the happening that all three articles tell."""
    from timeline.store import Store

    with Store(store) as held:
        return next(one.events[0] for one in Query(held).incidents() if len(one.events) == 3)


def test_happenings_are_shown_as_soon_as_there_are_any(store: Path):
    page = opened()
    assert "3 happenings in 6 reports from 3 sources" in texts(page)
    assert "Happenings" in str(page.session_state["mode"]).title()
    assert "6 reports from 3 sources" in texts(opened(show="reports"))


def test_the_most_important_are_the_ones_that_most_sources_tell(store: Path):
    page = opened(top="1")
    assert "The 1 most important of 3" in texts(page)
    page.selectbox(key="top").set_value(0).run()
    assert "top" not in page.query_params
    assert "3 happenings" in texts(page)


def test_of_many_happenings_the_most_important_are_shown_first(store: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(data, "MOST_AT_FIRST", 2)
    monkeypatch.setattr(data, "FIRST_SHOWN", 1)
    page = opened()
    assert "The 1 most important of 3" in texts(page)
    page.selectbox(key="top").set_value(0).run()
    assert page.query_params["top"] == "all" and "3 happenings" in texts(page)
    page.selectbox(key="top").set_value(1).run()
    assert "top" not in page.query_params


def test_gaps_of_many_reports_leave_far_off_dates_out(store: Path, monkeypatch: pytest.MonkeyPatch):
    within = incident_words.WITHIN.format(days="May 2017")
    assert within not in texts(opened(panel="gaps"))
    days = date(2017, 5, 1), date(2017, 5, 31)
    monkeypatch.setattr(chart, "dense", lambda view, source, bounds: days)
    source = data.source()
    assert panels._near(View(), source)[0] == Filters(since=days[0], until=days[1])
    assert within in texts(opened(panel="gaps")).replace("\\", "")
    chosen = Filters(since=date(2017, 4, 1))
    assert panels._near(View(filters=chosen), source) == (chosen, "")  # the reader knows best


def test_a_report_is_given_a_date_on_the_page(store: Path):
    with Store(store) as held:
        name = next(one.events[0] for one in Query(held).incidents() if len(one.events) == 3)
    page = opened_page("happening_page", of=name)
    key = str(page.selectbox[0].key).removeprefix("date_report_")
    page.button(key=f"date_go_{key}").click().run()
    assert [one.value for one in page.error] == [incident_words.DATE_MISSING]
    page.selectbox(key=f"date_report_{key}").set_value(1)
    page.date_input(key=f"date_first_{key}").set_value(date(2017, 6, 1))
    page.button(key=f"date_go_{key}").click().run()
    assert not page.exception
    with Store(store) as held:
        [dated] = Query(held).decided().values()
        assert dated.reading and dated.reading.span.start == "2017-06-01"
    assert any("is now dated 1 June 2017" in one.value.replace("\\", "") for one in page.success)


def test_panels_have_addresses(store: Path):
    for panel in ("gaps", "numbers", "decisions"):
        page = opened(panel=panel)
        assert page.session_state["panel"] == panel
        assert not list(page.get("download_button")), "the list's toolbar stands with the list"


def test_a_view_goes_into_an_address_and_comes_back():
    view = View(mode="reports", top=10, panel="gaps", order="importance")
    assert from_query(view.to_query()) == view
    assert from_query(View(top=0).to_query()) == View(top=0) != View()
    assert from_query({"show": ["x"], "top": ["-1"], "panel": ["x"]}) == View()


def test_a_happening_opens_by_any_of_its_reports_and_says_when_there_is_none(store: Path):
    page = opened_page("happening_page", of=dump(store))
    assert any("5 May 2017" in str(block.proto.body) for block in page.get("html"))
    assert incident_words.GONE in [one.value for one in opened_page("happening_page", of="nobody").info]
    assert incident_words.CHOOSE in [one.value for one in opened_page("happening_page").info]


def test_exports_hold_happenings_with_their_reports(store: Path):
    from timeline.store import Store

    with Store(store) as held:
        source = Source(held)
        found = json.loads(exports._incidents(View(), source, "json")())
        assert [len(one["events"]) for one in found] == [2, 3, 1]
        assert found[1]["events"][1]["language"] == "fr"
        [only] = json.loads(exports._incidents(View(top=1), source, "json")())
        assert len(only["events"]) == 3
        rows = list(csv.DictReader(io.StringIO(exports._incidents(View(), source, "csv")().decode("utf-8-sig"))))
        assert [row["incident_start"] for row in rows] == 2 * ["2017-04-13"] + 3 * ["2017-05-05"] + ["2017-07-20"]


def test_actors_are_counted_once_under_all_their_names():
    known = Actors((Actor("Russia", "state", "Q159", aliases={"": ("Kremlin", "Russie")}),))
    [russia, other] = actors_page.grouped([("Kremlin", 3), ("Russie", 2), ("Nobody", 1)], known)
    assert (russia.name, russia.number, russia.names) == ("Kremlin", 5, ("Kremlin", "Russie"))
    assert actors_page.matching([russia, other], known, "RUSSIA") == [russia]
    assert actors_page.also("Kremlin", known) == "Russia, Russie"


def test_an_actor_is_added_joined_and_split_again(store: Path):
    page = opened_page("actors_page")
    page.text_input(key="add_name").set_value("Ghost Squirrel")
    page.selectbox(key="add_kind").set_value("group")
    page.text_input(key="add_aliases").set_value("APT-G")
    page.button(key="do_add").click().run()
    assert not page.exception
    assert "Ghost Squirrel" in page.success[0].value.replace("\\", "")
    page.button(key="do_add").click().run()
    assert page.error, "an actor without a name is refused"
    page.selectbox(key="merge_one").set_value("Facebook")
    page.selectbox(key="merge_into").set_value("Kremlin")
    page.button(key="do_merge").click().run()
    assert not page.exception
    page = opened_page("actors_page")
    page.selectbox(key="split_which").set_value("Facebook")
    page.button(key="do_split").click().run()
    assert "no longer" in page.success[0].value
    page.button(key="reread_go").click().run()
    assert not page.exception
    assert incident_words.REREAD_DONE.format(n=3) in page.success[0].value.replace("\\", "")


def test_a_reason_has_one_kind_of_quotation_marks():
    why = "‘la veille de l’élection’ is second tour de l'élection in the calendar of named events: Sunday."
    assert phrases.reason(why) == (
        "“la veille de l’élection” is “second tour de l'élection” in the calendar of named events: Sunday."
    )
    assert phrases.reason("nobody’s day, l’an") == "nobody’s day, l’an"


def test_the_limit_that_is_named_is_the_one_that_holds(store: Path):
    from timeline.ingest import decode, html, pdf
    from timeline.views.adding import MOST_MB

    page = opened_page("add_page")
    uploader: Any = page.get("file_uploader")[0]
    assert uploader.proto.max_upload_size_mb == MOST_MB
    assert MOST_MB * 1_000_000 == pdf.LIMIT  # what the command line reads can be dropped, too
    assert f"up to {MOST_MB} MB each" in words.ADD_INTRO
    assert f"a text {decode.MAX_BYTES // 1_000_000} MB, a page {html.LIMIT // 1_000_000}" in words.ADD_INTRO
