"""Finding the happening that another is the same as: by its words, those near its date first."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

import streamlit as st

from timeline.models import Incident
from timeline.store.filters import Filters
from timeline.views import escape, happenings, incident_words
from timeline.views.data import Source
from timeline.views.gaps_panel import happening_link
from timeline.views.tree import Node, act, node

NEAR_DAYS = 15
FOUND, LISTED = 180, 8


def found(incident: Incident, source: Source) -> Node:
    """The field for words, and the happenings that they find as a list, each with a button."""
    text = st.text_input(
        incident_words.SAME_FIND, key="same_text", placeholder=incident_words.SAME_NOTE, type="search", max_chars=100
    )
    return listed(nearest(incident, candidates(incident, source, text or "")))


def listed(others: Sequence[Incident]) -> Node:
    """Happenings with their dates and sources, and a button each that says that they are one."""
    if not others:
        return node("p", incident_words.SAME_NONE, cls="muted")
    items = []
    for one in others:
        name = escape.shorten(one.title, 60)
        what = {"do": "same", "other": happenings.anchor(one)}
        items.append(
            node(
                "li",
                happening_link(one),
                node("div", f"{happenings.when(one)} · {happenings.sources(one)}", cls="muted"),
                act(incident_words.SAME_GO, what, label=f"{incident_words.SAME_GO}: {name}"),
            )
        )
    return node("ul", *items, cls="list")


def candidates(incident: Incident, source: Source, text: str) -> list[Incident]:
    """The happenings with some words; without words those near its date, or of its story where it has none."""
    day = _day(incident)
    if text.strip():
        filters = Filters(text=text.strip())
    elif day:
        filters = Filters(since=_moved(day, -NEAR_DAYS), until=_moved(day, NEAR_DAYS))
    else:
        filters = source.story(incident.story)
    return [one for one in source.incidents(filters, FOUND) if one.id != incident.id]


def nearest(incident: Incident, found: Sequence[Incident]) -> list[Incident]:
    """Those nearest in time first, of one day those with more sources."""
    day = _day(incident)

    def away(one: Incident) -> tuple[int, int, str]:
        other = _day(one)
        return abs((other - day).days) if day and other else 10**7, -one.independent, one.id

    return sorted(found, key=away)[:LISTED]


def _day(incident: Incident) -> date | None:
    try:
        return date.fromisoformat((incident.start or incident.end or "")[:10])
    except ValueError:
        return None


def _moved(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return day
