"""The timeline page: filters, chart, undated tray, table, export, and the open event."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from timeline.views import address, chart, components, escape, event_card, filters, listing, phrases, words
from timeline.views.data import FACET_LIMIT, MAX_ROWS, Source
from timeline.views.data import source as open_source
from timeline.views.palette import Palette, of
from timeline.views.state import COLOURS, ORDERS, View


def show() -> None:
    """The page."""
    source = open_source()
    if not source.has_articles():
        _no_articles()
        return
    view = address.current()
    palette = of(st.context.theme.type)
    filters.sidebar(view, source)
    number = source.count(view.filters)
    _heading(view, source, number)
    filters.active(view)
    if number:
        chart.show(view, source, palette)
        _undated(view, source, palette)
        _table(view, source, palette, number)
    elif view.filters:
        filters.no_match(view, source)
    else:
        st.info(words.EMPTY_NO_EVENTS)
    components.watch_width()
    _open(view, source, palette)


def _no_articles() -> None:
    st.title(words.EMPTY_TITLE, anchor=False)
    st.write(words.EMPTY_TEXT)
    if st.button(words.NAV_ADD, icon=":material/add_notes:", type="primary", key="empty_add"):
        st.switch_page(address.page("add"))
    st.caption(words.EMPTY_COMMAND)
    st.code("python -m timeline add data/articles", language="bash")


def _heading(view: View, source: Source, number: int) -> None:
    text = words.SUMMARY.format(
        events=phrases.number(number, words.ONE_EVENT, words.MANY_EVENTS), sources=_sources(view, source, number)
    )
    bounds = source.bounds(view.filters)
    if bounds and number:
        days = phrases.between(*(day.isoformat() for day in bounds))
        text = words.SUMMARY_SPAN.format(summary=text, days=days)
    st.title(words.APP, anchor=False)
    st.markdown(escape.markdown(text))


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
    pages = -(-number // MAX_ROWS)
    page = min(view.page, pages)
    _toolbar(view, source)
    events = source.page(view.filters, view.order, page)
    listing.show(events, view, palette, "events", words.TABLE_LABEL)
    if pages > 1:
        first = (page - 1) * MAX_ROWS + 1
        with st.container(horizontal=True, vertical_alignment="center", key="paging"):
            st.caption(words.PAGE_ROWS.format(first=first, last=first + len(events) - 1, n=number))
            st.session_state["page"] = page
            st.pagination(pages, key="page", on_change=_changed, args=("page",))


def _changed(name: str) -> None:
    address.change(**{name: st.session_state[name]} | ({"page": 1} if name == "order" else {}))


def _toolbar(view: View, source: Source) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key="toolbar"):
        st.session_state["order"] = view.order
        st.selectbox(
            words.ORDER_LABEL, ORDERS, key="order", on_change=_changed, args=("order",), width=170,
            format_func=words.ORDERS.__getitem__,
        )  # fmt: skip
        st.session_state["colour"] = view.colour
        st.selectbox(
            words.COLOUR_BY, COLOURS, key="colour", on_change=_changed, args=("colour",), width=130,
            format_func=words.COLOURS.__getitem__,
        )  # fmt: skip
        st.space("stretch")
        _downloads(view, source)


def _downloads(view: View, source: Source) -> None:
    """A button for each format; the file is made when it is asked for."""
    from timeline.export import FORMATS

    for name in ("csv", "json"):
        form = FORMATS[name]
        st.download_button(
            words.EXPORT.format(name=form.label),
            data=_writer(view, source, name),
            file_name=f"timeline{form.suffix}",
            mime=form.media_type,
            key=f"export_{name}",
            on_click="ignore",
            icon=":material/download:",
            help=words.EXPORT_HELP.format(name=form.label),
        )


def _writer(view: View, source: Source, name: str) -> Callable[[], bytes]:
    def write() -> bytes:
        from timeline.export import FORMATS

        return FORMATS[name].write(source.query.stream(view.filters))

    return write


def _open(view: View, source: Source, palette: Palette) -> None:
    if not view.event:
        return
    event = source.event(view.event)
    if event is None:
        event_card.gone()
    else:
        event_card.dialog(event, source.article(event.article_id), palette)
