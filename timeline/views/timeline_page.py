"""The timeline page: filters, chart, undated tray, table, export, and the open event."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from timeline.store.review_log import standing
from timeline.views import (
    address,
    chart,
    components,
    escape,
    event_card,
    exports,
    filters,
    incident_words,
    listing,
    panels,
    phrases,
    versions_panel,
    words,
)
from timeline.views.data import FACET_LIMIT, MAX_ROWS, Source
from timeline.views.data import source as open_source
from timeline.views.palette import Palette, of
from timeline.views.state import COLOURS, HAPPENING_ORDERS, MODES, ORDERS, TOPS, View


def show() -> None:
    """The page."""
    address.follow()
    source = open_source()
    if not source.has_articles():
        _no_articles()
        return
    view = address.current()
    palette = of(st.context.theme.type)
    mode = source.mode(view.mode)
    st.session_state[chart.MODE] = mode
    filters.sidebar(view, source)
    number = source.count(view.filters)
    _heading(view, source, number, mode)
    filters.active(view, source)
    _ungrouped(source)
    if number:
        _modes(view, source, mode)
        chart.show(view, source, palette)
        if mode == "happenings":
            if not view.top and view.panel == "list":
                _undated(view, source, palette)
            _happenings(view, source, palette)
        else:
            _undated(view, source, palette)
            _table(view, source, palette, number)
    elif view.filters:
        filters.no_match(view, source)
    else:
        st.info(words.EMPTY_NO_EVENTS)
    components.watch_width()
    _open(view, source, palette)


def _modes(view: View, source: Source, mode: str) -> None:
    """Whether happenings or reports are shown, and how many of the happenings."""
    if not source.has_incidents():
        return
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="modes"):
        st.session_state["mode"] = mode
        st.segmented_control(
            incident_words.MODE_LABEL, MODES, key="mode", on_change=_switched, required=True,
            format_func=incident_words.MODES.__getitem__, help=incident_words.MODE_HELP,
        )  # fmt: skip
        if mode == "happenings":
            st.session_state["top"] = top = source.top(view.filters, view.top)
            by_itself = source.top(view.filters, None)
            options = sorted({*TOPS, top, by_itself})
            st.selectbox(
                incident_words.TOP_LABEL, options, key="top", on_change=_limited, width=210,
                args=(by_itself,),
                format_func=lambda n: incident_words.TOP_SOME.format(n=n) if n else incident_words.TOP_ALL,
                help=incident_words.TOP_HELP,
            )  # fmt: skip


def _switched() -> None:
    address.change(mode=st.session_state["mode"] or "happenings", page=1, event="", order="start", zoom="")


def _limited(by_itself: int) -> None:
    chosen = st.session_state["top"]
    address.change(top=None if chosen == by_itself else chosen, page=1)


def _ungrouped(source: Source) -> None:
    """Say that articles wait to be grouped, and offer to do it: another process adds, and may have been stopped."""
    number = source.store.ungrouped()
    if not number:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="ungrouped"):
        st.caption(phrases.number(number, incident_words.ONE_UNGROUPED, incident_words.MANY_UNGROUPED))
        if st.button(incident_words.GROUP_NOW, key="group_now"):
            with st.spinner(incident_words.GROUPING):
                source.store.group()
            st.rerun()


def _happenings(view: View, source: Source, palette: Palette) -> None:
    number = source.count_incidents(view.filters)
    top = source.top(view.filters, view.top)
    shown = min(top, number) if top else number
    panels.switch(view)
    if view.panel != "list":
        panels.other(view, source)
        return
    _toolbar(view, source, HAPPENING_ORDERS)
    page = panels.listed(view, source, palette, shown)
    _paging(page, shown, incident_words.PAGE_ROWS)


def _no_articles() -> None:
    st.title(words.EMPTY_TITLE, anchor=False)
    st.write(words.EMPTY_TEXT)
    if st.button(words.NAV_ADD, icon=":material/add_notes:", type="primary", key="empty_add"):
        st.switch_page(address.page("add"))
    st.caption(words.EMPTY_COMMAND)
    st.code("python -m timeline add data/articles", language="bash")


def _heading(view: View, source: Source, number: int, mode: str) -> None:
    reports = phrases.number(number, incident_words.ONE_REPORT, incident_words.MANY_REPORTS)
    sources = _sources(view, source, number)
    text = words.SUMMARY.format(events=reports, sources=sources)
    if mode == "happenings" and number:
        happenings = _how_many(view, source)
        text = incident_words.SUMMARY.format(happenings=happenings, events=reports, sources=sources)
    bounds = source.bounds(view.filters)
    if bounds and number:
        dense = chart.dense(view, source, bounds)
        days = phrases.between(*(day.isoformat() for day in dense))
        form = words.SUMMARY_SPAN if dense == bounds else words.SUMMARY_MOSTLY
        text = form.format(summary=text, days=days)
    st.title(words.APP, anchor=False)
    st.markdown(escape.markdown(text))


def _how_many(view: View, source: Source) -> str:
    number = source.count_incidents(view.filters)
    top = source.top(view.filters, view.top)
    if top and top < number:
        return incident_words.TOP_SHOWN.format(n=top, all=number)
    return phrases.number(number, incident_words.ONE_HAPPENING, incident_words.MANY_HAPPENINGS)


def _sources(view: View, source: Source, number: int) -> str:
    """How many sources tell the ``number`` events; all that have no name count as one."""
    named = source.facets(view.filters)["source"]
    if len(named) >= FACET_LIMIT and not view.filters.source:
        return words.MORE_SOURCES.format(n=FACET_LIMIT)
    chosen = [(name, held) for name, held in named if not view.filters.source or name in view.filters.source]
    unnamed = sum(held for _, held in chosen) < number
    return phrases.number(len(chosen) + unnamed, words.ONE_SOURCE, words.MANY_SOURCES)


def _undated(view: View, source: Source, palette: Palette) -> None:
    events, number = source.undated(view.filters)
    if not number:
        return
    with st.expander(words.UNDATED_TRAY.format(n=number), icon=":material/event_busy:", key="undated"):
        st.caption(words.UNDATED_NOTE)
        listing.show(events, view, palette, "undated_events", words.UNDATED_TRAY.format(n=number), why=True)
        if number > len(events):
            st.caption(words.UNDATED_MORE.format(shown=len(events), n=number))


def _table(view: View, source: Source, palette: Palette, number: int) -> None:
    page = min(view.page, -(-number // MAX_ROWS))
    order = view.order if view.order in ORDERS else "start"
    _toolbar(view, source, ORDERS)
    listing.show(source.page(view.filters, order, page), view, palette, "events", words.TABLE_LABEL)
    _paging(page, number, words.PAGE_ROWS)


def _paging(page: int, number: int, form: str) -> None:
    pages = -(-number // MAX_ROWS)
    if pages < 2:
        return
    first = (page - 1) * MAX_ROWS + 1
    with st.container(horizontal=True, vertical_alignment="center", key="paging"):
        st.caption(form.format(first=first, last=min(first + MAX_ROWS - 1, number), n=number))
        st.session_state["page"] = page
        st.pagination(pages, key="page", on_change=_changed, args=("page",))


def _changed(name: str) -> None:
    address.change(**{name: st.session_state[name]} | ({"page": 1} if name == "order" else {}))


def _toolbar(view: View, source: Source, orders: Sequence[str]) -> None:
    names = words.ORDERS | {"importance": incident_words.ORDER_IMPORTANCE}
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="toolbar"):
        st.session_state["order"] = view.order if view.order in orders else "start"
        st.selectbox(
            words.ORDER_LABEL, orders, key="order", on_change=_changed, args=("order",), width=200,
            format_func=names.__getitem__,
        )  # fmt: skip
        if orders is ORDERS:
            st.session_state["colour"] = view.colour
            st.selectbox(
                words.COLOUR_BY, COLOURS, key="colour", on_change=_changed, args=("colour",), width=130,
                format_func=words.COLOURS.__getitem__,
            )  # fmt: skip
        st.space("stretch")
        exports.buttons(view, source)


def _verdict(event_id: str, source: Source) -> str:
    """What a reviewer said of an event; of one of an older version, what holds of its sentence today."""
    name = source.became(event_id) or event_id
    return standing(source.reviews(), name).verdict


def _open(view: View, source: Source, palette: Palette) -> None:
    if not view.event:
        return
    event = source.event(view.event)
    if event is None:
        event_card.gone()
    else:
        verdict = _verdict(event.id, source)
        article, incident = source.article(event.article_id), source.incident(event.id)
        event_card.dialog(event, article, palette, incident, verdict, versions_panel.note(event, source))
