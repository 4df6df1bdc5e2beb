"""What a reviewer decides, as reviews in the append-only log: pure plans, and the one place that writes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

import streamlit as st

from timeline.models import DateSpan, Event, Incident, Reading, Review
from timeline.store import Store, StoreError, reviews
from timeline.store.query import Query
from timeline.views import escape, incident_words, phrases

ALL_PAIRS = 120  # up to so many pairs each is written by itself, so that nothing between two happenings speaks against
MOST_REVIEWS = 400
REVIEWER, _DONE = "_reviewer", "_corrected"


@dataclass(frozen=True, slots=True)
class Done:
    """What was decided, for the message above the page, with what would take it back."""

    text: str
    undo: tuple[Review, ...] = ()


def apart(event_id: str, incident: Incident) -> list[Review]:
    """An event does not belong to its incident: it is kept apart from each other event of it."""
    others = [name for name in incident.events if name != event_id][:MOST_REVIEWS]
    return [Review(event_id, "apart", other) for other in others]


def same(one: Incident, other: Incident) -> list[Review]:
    """Two incidents are one: their events are set together."""
    pairs = [(a, b) for a in one.events for b in other.events]
    if len(pairs) > ALL_PAIRS:
        first, last = one.events[0], other.events[0]
        pairs = [(a, last) for a in one.events] + [(first, b) for b in other.events[1:]]
    return [Review(a, "same", b) for a, b in pairs[:MOST_REVIEWS]]


def taken_back(said: Iterable[Review]) -> list[Review]:
    """The reviews that undo others: of a pair "unpaired", of a verdict "reopen", of a date the one that was read."""
    undone = []
    for review in said:
        if review.action in ("same", "apart"):
            undone.append(Review(review.event_id, "unpaired", review.other))
        elif review.action in ("confirm", "reject"):
            undone.append(Review(review.event_id, "reopen"))
        elif review.action == "reading" and review.reading is not None:
            undone.append(Review(review.event_id, "reading"))
    return undone


def reading(event: Event, number: int) -> list[Review]:
    """The date of an event is another of its readings, by its place; -1 for the one that was read first."""
    if number < 0:
        return [Review(event.id, "reading")]
    return [Review(event.id, "reading", reading=event.alternatives[number])]


def by_hand(event: Event, first: date, last: date | None) -> list[Review]:
    """The date of an event is one that the reviewer knows: a day, or the days from ``first`` to ``last``."""
    low, high = sorted((first.isoformat(), (last or first).isoformat()))
    edtf = low if low == high else f"{low}/{high}"
    span = DateSpan(low, high, "day", edtf=edtf)
    return [Review(event.id, "reading", reading=Reading(span, incident_words.SET_BY_HAND))]


def asked(what: Any, events: Mapping[str, Event], incident: Incident | None) -> tuple[list[Review], str]:
    """The reviews that a pressed button means and what to say of them; none for what cannot be understood."""
    if not isinstance(what, dict) or (event := events.get(str(what.get("event")))) is None:
        return [], ""
    title = escape.shorten(event.title or event.quote, 90)
    do, number = what.get("do"), what.get("number", -1)
    if do == "apart" and incident:
        return apart(event.id, incident), incident_words.DONE_APART.format(title=title)
    if do in ("confirm", "reject", "reopen"):
        told = {
            "confirm": incident_words.DONE_CONFIRM,
            "reject": incident_words.DONE_REJECT,
            "reopen": incident_words.DONE_REOPEN,
        }[do]
        return [Review(event.id, do)], told.format(title=title)
    if do == "reading" and isinstance(number, int | float) and -1 <= int(number) < len(event.alternatives):
        made = reading(event, int(number))
        span = made[0].reading.span if made[0].reading else None
        if span is None:
            return made, incident_words.DONE_BACK.format(title=title)
        when = phrases.span(span.start, span.end, span.bound)
        return made, incident_words.DONE_READING.format(title=title, when=when)
    return [], ""


def write(store: Store, said: Sequence[Review], text: str) -> None:
    """Write reviews under the reviewer's name, bring the incidents up to date, and keep what to say of it."""
    reviewer = st.session_state.get(REVIEWER, "").strip()
    moment = datetime.now(UTC).isoformat(timespec="seconds")  # the same for all: they are one decision
    try:
        for review in said:
            reviews.add(store, replace(review, reviewer=reviewer, moment=moment))
        store.group()
    except (StoreError, LookupError, ValueError) as fault:
        st.session_state[_DONE] = Done(incident_words.NOT_WRITTEN.format(why=fault))
        return
    st.session_state[_DONE] = Done(text, tuple(taken_back(said)))


def message(store: Store) -> None:
    """Say what was decided last, with a button that takes it back. The place is kept where there is nothing to say, so
    that what stands below does not move."""
    done: Done | None = st.session_state.get(_DONE)
    with st.container(horizontal=True, vertical_alignment="center", key="corrected"):
        if done is None:
            return
        st.success(escape.markdown(done.text), icon=":material/check:")
        if done.undo:
            st.button(incident_words.UNDO, key="undo_last", icon=":material/undo:", on_click=_undo, args=(store, done))
        st.button(incident_words.CLOSE, key="close_message", on_click=forget, type="tertiary")


def _undo(store: Store, done: Done) -> None:
    write(store, done.undo, incident_words.DONE_UNDO)
    st.session_state[_DONE] = replace(st.session_state[_DONE], undo=())


def forget() -> None:
    """The message belongs to the page on which it was made: another page, or another happening, has none."""
    st.session_state.pop(_DONE, None)


def reviewer() -> None:
    """The field for the reviewer's name, kept for the session."""
    st.session_state["reviewer_name"] = st.session_state.get(REVIEWER, "")
    st.text_input(incident_words.REVIEWER, key="reviewer_name", on_change=_named, max_chars=80, width=360)


def _named() -> None:
    st.session_state[REVIEWER] = st.session_state["reviewer_name"]


def check_joined(query: Query, one: Incident, other: Incident) -> None:
    """Say so where grouping did not follow a decision that two happenings are one."""
    now = query.incident_of(one.events[0])
    if now is None or other.events[0] not in now.events:
        st.session_state[_DONE] = replace(st.session_state[_DONE], text=incident_words.NOT_HEEDED)
