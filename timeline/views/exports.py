"""The download buttons: the rows that are shown, happenings or reports, in each format; made when asked for."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from timeline.views import incident_words, words
from timeline.views.data import Source
from timeline.views.state import HAPPENING_ORDERS, View

SHOWN = ("csv", "json")


def buttons(view: View, source: Source) -> None:
    """A button for each format."""
    from timeline.export import FORMATS

    happenings = source.mode(view.mode) == "happenings"
    for name in SHOWN:
        form = FORMATS[name]
        st.download_button(
            words.EXPORT.format(name=form.label),
            data=_incidents(view, source, name) if happenings else _events(view, source, name),
            file_name=f"{'happenings' if happenings else 'timeline'}{form.suffix}",
            mime=form.media_type,
            key=f"export_{name}",
            on_click="ignore",
            icon=":material/download:",
            help=(incident_words.EXPORT_HELP if happenings else words.EXPORT_HELP).format(name=form.label),
        )


def _events(view: View, source: Source, name: str) -> Callable[[], bytes]:
    def write() -> bytes:
        from timeline.export import FORMATS

        return FORMATS[name].write(source.query.stream(view.filters), source.query.decided())

    return write


def _incidents(view: View, source: Source, name: str) -> Callable[[], bytes]:
    def write() -> bytes:
        from timeline.export import FORMATS

        order = view.order if view.order in HAPPENING_ORDERS else "start"
        found = source.query.stream_incidents(view.filters, order, view.top or None)
        return b"".join(FORMATS[name].stream_incidents(found, said=source.query.decided()))

    return write
