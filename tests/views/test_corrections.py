"""What a reviewer decides: the reviews that a button means, what they change, and how they are taken back."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import streamlit as st

from tests.views.happening_samples import happening_store, incident, reports
from tests.views.samples import event
from timeline.models import DateSpan, Reading, Review
from timeline.store import reviews
from timeline.store.query import Query
from timeline.views import corrections, decisions, same_as, tree


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """A session without a browser."""
    kept: dict[str, object] = {corrections.REVIEWER: "Ada"}
    monkeypatch.setattr(st, "session_state", kept)
    return kept


def test_out_of_a_happening_and_back(tmp_path: Path):
    store = happening_store(tmp_path / "timeline.db")
    query = Query(store)
    whole = next(one for one in query.incidents() if len(one.events) == 3)
    away = whole.events[1]
    named = {one.id: one for one in query.incident_events(whole)}
    made, text = corrections.asked({"do": "apart", "event": away}, named, whole)
    assert [review.other for review in made] == [whole.events[0], whole.events[2]]
    corrections.write(store, made, text)
    alone, rest = query.incident_of(away), query.incident_of(whole.events[0])
    assert alone is not None
    assert rest is not None
    assert (len(alone.events), len(rest.events)) == (1, 2)
    done = st.session_state["_corrected"]
    corrections.write(store, done.undo, "back")
    again = query.incident_of(away)
    assert again is not None
    assert set(again.events) == set(whole.events)
    assert {review.reviewer for review in reviews.of(store, away)} == {"Ada"}


def test_two_happenings_are_one(tmp_path: Path):
    store = happening_store(tmp_path / "timeline.db")
    query = Query(store)
    accounts, dump, _ = query.incidents()
    corrections.write(store, corrections.same(accounts, dump), "one")
    corrections.check_joined(query, accounts, dump)
    now = query.incident_of(accounts.events[0])
    assert now is not None
    assert set(now.events) == {*accounts.events, *dump.events}
    assert st.session_state["_corrected"].text == "one"


def test_large_happenings_are_joined_by_a_few_pairs():
    one = incident(events=tuple(f"a{n}" for n in range(40)))
    other = incident(events=tuple(f"b{n}" for n in range(40)))
    made = corrections.same(one, other)
    assert len(made) == 79
    assert {review.event_id for review in made} == set(one.events)
    assert {review.other for review in made} == set(other.events)


def test_a_rejected_report_leaves_all_happenings_until_it_is_taken_back(tmp_path: Path):
    store = happening_store(tmp_path / "timeline.db")
    query = Query(store)
    whole = next(one for one in query.incidents() if len(one.events) == 3)
    named = {one.id: one for one in query.incident_events(whole)}
    corrections.write(store, *corrections.asked({"do": "reject", "event": whole.events[0]}, named, whole))
    assert query.incident_of(whole.events[0]) is None
    said = reviews.of(store, whole.events[0])
    what = {"do": "undo", "event": whole.events[0], "moment": said[0].moment, "action": "reject"}
    corrections.write(store, decisions.undone(what, said), "back")
    assert query.incident_of(whole.events[0]) is not None


def test_a_date_of_the_reviewers_own_holds_until_it_is_taken_back(tmp_path: Path):
    store = happening_store(tmp_path / "timeline.db")
    query = Query(store)
    told = query.incident_events(next(one for one in query.incidents() if len(one.events) == 3))[0]
    [one_day] = corrections.by_hand(told, date(2017, 5, 4), None)
    assert one_day.reading is not None
    assert one_day.reading.span == DateSpan("2017-05-04", "2017-05-04", "day", edtf="2017-05-04")
    made = corrections.by_hand(told, date(2019, 3, 9), date(2019, 3, 7))  # the wrong way round
    corrections.write(store, made, "dated")
    moved = query.incident_of(told.id)
    assert moved is not None
    assert (moved.start, moved.end, moved.edtf) == ("2019-03-07", "2019-03-09", "2019-03-07/2019-03-09")
    corrections.write(store, st.session_state["_corrected"].undo, "back")
    back = query.incident_of(told.id)
    assert back is not None
    assert back.start == told.start


def test_another_reading_of_the_date_is_chosen_and_left():
    other = Reading(DateSpan("2016-05-05", "2016-05-05", "day"), "the year before")
    told = event(alternatives=(other,))
    made, text = corrections.asked({"do": "reading", "event": "e1", "number": 0}, {"e1": told}, None)
    assert made == [Review("e1", "reading", reading=other)]
    assert "5 May 2016" in text
    back, _ = corrections.asked({"do": "reading", "event": "e1", "number": -1}, {"e1": told}, None)
    assert back == corrections.taken_back(made) == [Review("e1", "reading")]


@pytest.mark.parametrize(
    "what",
    [None, "apart", {}, {"do": "apart", "event": "nobody"}, {"do": "drop table", "event": "e1"},
     {"do": "reading", "event": "e1", "number": 7}, {"do": "reading", "event": "e1", "number": "x"}],
)  # fmt: skip
def test_what_no_button_asks_does_nothing(what: object):
    assert corrections.asked(what, {one.id: one for one in reports()}, incident()) == ([], "")


def test_the_history_tells_each_decision_once_and_what_still_holds():
    log = [
        Review("e1", "apart", "e2", reviewer="Ada", moment="2026-01-02T10:00:00+00:00"),
        Review("e1", "apart", "e3", reviewer="Ada", moment="2026-01-02T10:00:00+00:00"),
        Review("e1", "confirm", reviewer="", moment="2026-01-02T10:05:00+00:00"),
        Review("e1", "unpaired", "e2", moment="2026-01-02T10:09:00+00:00"),
        Review("e1", "unpaired", "e3", moment="2026-01-02T10:09:00+00:00"),
    ]
    assert decisions.standing(log) == {2}
    holds = {id(log[2])}
    made = decisions.history(log, {one.id: one for one in reports()}.get, holds)
    told = tree.text_of(made)
    assert told.index("taken back") < told.index("is confirmed") < told.index("is not one happening with 2 others")
    assert "2 January 2026, 10:00 UTC – Ada" in told
    assert "somebody" in told
    assert told.count("Undo") == 1
    assert decisions.undone({"do": "undo", "event": "e1", "moment": log[2].moment, "action": "confirm"}, log) == [
        Review("e1", "reopen")
    ]


def test_the_nearest_in_time_come_first():
    far, near = incident(id="i-far", start="2017-06-05"), incident(id="i-near", start="2017-05-07", independent=1)
    undated = incident(id="i-none", start=None, end=None)
    assert [one.id for one in same_as.nearest(incident(), [undated, far, near])] == ["i-near", "i-far", "i-none"]
    made = same_as.listed([near])
    assert "They are one happening" in tree.text_of(made)
