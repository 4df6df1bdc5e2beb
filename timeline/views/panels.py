"""What stands below the chart of happenings: the list, the gaps, the numbers, the decisions."""

from __future__ import annotations

import streamlit as st

from timeline.incidents.counts import side_by_side
from timeline.incidents.gaps import gaps
from timeline.models import Incident
from timeline.store.filters import Filters
from timeline.views import (
    address,
    chart,
    components,
    corrections,
    decisions,
    escape,
    gaps_panel,
    happenings,
    incident_words,
    numbers_panel,
    phrases,
)
from timeline.views.data import MAX_ROWS, Source, narrowed
from timeline.views.data import source as open_source
from timeline.views.palette import Palette
from timeline.views.state import PANELS, View
from timeline.views.tree import Node, node

MOST_WORKED_OUT = 20_000  # happenings whose gaps are worked out: 0.6 s for 7,000 of them
MOST_EVENTS = 40_000  # reports whose numbers are set side by side: 0.7 s for 13,000 of them


def switch(view: View) -> None:
    """The choice of the panel."""
    st.session_state["panel"] = view.panel
    st.segmented_control(
        incident_words.PANEL_LABEL, PANELS, key="panel", on_change=_switched, label_visibility="collapsed",
        format_func=incident_words.PANELS.__getitem__, required=True,
    )  # fmt: skip


def _switched() -> None:
    address.change(panel=st.session_state["panel"] or "list", page=1)


def shown(view: View, source: Source, page: int = 1) -> list[Incident]:
    """The happenings of one page of the list, or the most important."""
    if top := source.top(view.filters, view.top):
        found = source.most_important(view.filters, top, view.order)
        return found[(page - 1) * MAX_ROWS : page * MAX_ROWS]
    return source.incidents(view.filters, MAX_ROWS, (page - 1) * MAX_ROWS, view.order)


def listed(view: View, source: Source, palette: Palette, number: int) -> int:
    """The list of happenings, a line each; answers which page it is of how many."""
    pages = max(-(-number // MAX_ROWS), 1)
    page = min(view.page, pages)
    found = shown(view, source, page)
    rows = happenings.rows(found, palette)
    data = {"label": incident_words.TABLE_LABEL, "head": list(incident_words.TABLE_HEAD.items()), "rows": rows}
    components.event_list(data, key="happenings", on_open=_opened)
    return page


def _opened() -> None:
    chosen = st.session_state["happenings"].get("open")
    if chosen:
        address.send({"page": "happening", "query": {"of": str(chosen)}})


def other(view: View, source: Source) -> None:
    """The panel of gaps, numbers or decisions."""
    if view.panel == "gaps":
        _gaps(view, source)
    elif view.panel == "numbers":
        _numbers(view, source)
    else:
        _decisions(source)


def _gaps(view: View, source: Source) -> None:
    filters, days = _near(view, source)
    number = source.count_incidents(filters)
    if number > MOST_WORKED_OUT:
        st.info(incident_words.TOO_MANY.format(n=number, most=MOST_WORKED_OUT))
        return

    def made() -> Node:
        found = source.query.incidents(filters, MOST_WORKED_OUT)
        return gaps_panel.gaps_tree(gaps(found), found)

    if days:
        st.caption(escape.markdown(incident_words.WITHIN.format(days=days)))
    components.tree(source.kept("gaps panel", filters, made), "gaps", address.sender("gaps"))


def _near(view: View, source: Source) -> tuple[Filters, str]:
    """The filters within the days that hold nearly all reports, and these days in words; empty where nothing lies far
    off, or the reader chose days: a silence of centuries before the first report is none."""
    bounds = source.bounds(view.filters)
    days = chart.dense(view, source, bounds) if bounds else None
    if bounds is None or days is None or days == bounds or view.filters.since or view.filters.until:
        return view.filters, ""
    within = narrowed(view.filters, *days) or view.filters
    return within, phrases.between(*(day.isoformat() for day in days))


def _numbers(view: View, source: Source) -> None:
    number = source.count(view.filters)
    if number > MOST_EVENTS:
        st.info(incident_words.TOO_MANY.format(n=number, most=MOST_EVENTS))
        return

    def made() -> Node:
        events = {event.id: event for event in source.events_of_filters(view.filters, MOST_EVENTS)}
        return numbers_panel.numbers_tree(side_by_side(events.values()), events, incident_words.NUMBERS_INTRO)

    components.tree(source.kept("numbers panel", view.filters, made), "numbers", address.sender("numbers"))


def _decisions(source: Source) -> None:
    corrections.message(source.store)
    said = source.reviews()
    holds = {id(said[at]) for at in decisions.standing(said)}
    tree = node(
        "div",
        node("p", incident_words.DECISIONS_INTRO, cls="muted") if said else None,
        decisions.history(said, source.event, holds, incident_words.NO_DECISIONS),
    )
    components.tree(tree, "decisions", address.sender("decisions"), _undo)


def _undo() -> None:
    what = st.session_state["decisions"].get("act")
    source = open_source()
    if isinstance(what, dict) and (made := decisions.undone(what, source.reviews())):
        corrections.write(source.store, made, incident_words.DONE_UNDO)
