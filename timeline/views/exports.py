"""The download buttons: the rows that are shown, happenings or reports, in each format; made when asked for."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable

import streamlit as st

from timeline.export.as_csv import joined, safe
from timeline.incidents.encode import incident_to_dict
from timeline.models import Event, Incident
from timeline.views import incident_words, words
from timeline.views.data import Source
from timeline.views.state import HAPPENING_ORDERS, View

SHOWN = ("csv", "json")
COLUMNS = (
    "start", "end", "title", "status", "reporting", "independent", "languages", "actors", "sources", "why", "findings",
    "quotes", "precision", "bound", "edtf", "story", "id", "events",
)  # fmt: skip


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

        return FORMATS[name].write(source.query.stream(view.filters))

    return write


def _incidents(view: View, source: Source, name: str) -> Callable[[], bytes]:
    def write() -> bytes:
        order = view.order if view.order in HAPPENING_ORDERS else "start"
        found = source.query.stream_incidents(view.filters, order, view.top or None)
        return _as_json(found) if name == "json" else _as_csv(found)

    return write


def _as_json(found: Iterable[tuple[Incident, list[Event]]]) -> bytes:
    """An array of happenings with their events whole."""
    rows = [incident_to_dict(incident, events) for incident, events in found]
    return json.dumps(rows, ensure_ascii=False, indent=1).encode("utf-8", "replace")


def _as_csv(found: Iterable[tuple[Incident, list[Event]]]) -> bytes:
    """A line for each happening, as a spreadsheet takes it."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer)
    writer.writerow(COLUMNS)
    for one, events in found:
        cells = (
            one.start, one.end, safe(one.title), one.status, len(one.articles), one.independent,
            joined(one.languages), joined(one.actors), joined(one.sources), safe(one.why),
            joined(f"{finding.kind}: {finding.text}" for finding in one.findings),
            joined(event.quote for event in events), one.precision, one.bound, one.edtf, one.story, one.id,
            joined(one.events),
        )  # fmt: skip
        writer.writerow(["" if cell is None else cell for cell in cells])
    return b"\xef\xbb\xbf" + buffer.getvalue().encode("utf-8", "replace")
