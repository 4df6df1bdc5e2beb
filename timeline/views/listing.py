"""The table of events: its rows as plain values, and what a choice in it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from timeline.models import Event
from timeline.views import address, components, escape, phrases, words
from timeline.views.palette import Palette
from timeline.views.state import View


def rows(events: Sequence[Event], view: View, palette: Palette, why: bool = False) -> list[dict[str, Any]]:
    """One plain dictionary a row; ``why`` puts the reason for the date under the title (the undated tray)."""
    return [
        {
            "id": event.id,
            "href": view.url(event=event.id),
            "chosen": event.id == view.event,
            "when": phrases.when(event),
            "words": f"“{escape.shorten(event.when_text, 60)}”" if event.when_text else "",
            "title": escape.shorten(event.title or event.quote, 220),
            "note": escape.plain(phrases.reason(event.why)) if why else _note(event),
            "actors": ", ".join(escape.shorten(name, 60) for name in event.actors[:6]),
            "status": words.STATUS.get(event.status, event.status),
            "attribution": escape.shorten(", ".join(event.attribution), 80),
            "colour": palette.status(event.status),
            "source": escape.shorten(phrases.source_name(event.source) or words.UNNAMED, 80),
            "published": phrases.between(event.source.published, event.source.published)
            if event.source.published
            else "",
        }
        for event in events
    ]


def _note(event: Event) -> str:
    return words.CAPTION_NOTE if event.region == "caption" else ""


def show(events: Sequence[Event], view: View, palette: Palette, key: str, label: str, why: bool = False) -> None:
    """Draw the table; choosing a row opens its event."""
    data = {"label": label, "head": list(words.TABLE_HEAD.items()), "rows": rows(events, view, palette, why)}
    components.event_list(data, key=key, on_open=_opener(key))


def _opener(key: str) -> Callable[[], None]:
    def opened() -> None:
        chosen = st.session_state[key].get("open")
        if chosen:
            address.change(event=str(chosen))

    return opened
