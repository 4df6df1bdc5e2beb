"""Giving a report a date that is none of its readings."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import streamlit as st

from timeline.models import Event
from timeline.store import Store
from timeline.views import corrections, escape, incident_words, phrases

_EARLIEST, _LATEST = date(1000, 1, 1), date(2999, 12, 31)


def show(events: Sequence[Event], store: Store) -> None:
    """The form for the reports of a happening, folded away until it is asked for."""
    if not events:
        return
    key = events[0].id  # a field must not keep what was typed for another happening
    with (
        st.expander(incident_words.OTHER_DATE, icon=":material/edit_calendar:", key="other_date"),
        st.form(f"date_{key}", border=False),
    ):
        st.caption(incident_words.OTHER_DATE_NOTE)
        chosen = st.selectbox(
            incident_words.WHICH_REPORT, range(len(events)), key=f"date_report_{key}",
            index=0 if len(events) == 1 else None, format_func=lambda at: f"{at + 1}. {_label(events[at])}",
        )  # fmt: skip
        first = _day(incident_words.FIRST_DAY, f"date_first_{key}")
        last = _day(incident_words.LAST_DAY, f"date_last_{key}")
        if not st.form_submit_button(incident_words.SET_DATE, key=f"date_go_{key}"):
            return
    if chosen is None or first is None:
        st.error(incident_words.DATE_MISSING)
        return
    event = events[chosen]
    made = corrections.by_hand(event, first, last)
    span = made[0].reading.span if made[0].reading else None
    when = phrases.span(span.start, span.end) if span else ""
    title = escape.shorten(event.title or event.quote, 90)
    corrections.write(store, made, incident_words.DONE_READING.format(title=title, when=when))
    st.rerun()


def _day(label: str, key: str) -> date | None:
    return st.date_input(label, value=None, key=key, format="YYYY-MM-DD", min_value=_EARLIEST, max_value=_LATEST)


def _label(event: Event) -> str:
    name = phrases.source_name(event.source)
    return f"{name}: {escape.shorten(event.title or event.quote, 80)}" if name else escape.shorten(event.title, 90)
