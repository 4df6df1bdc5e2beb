"""The components of our own: a list of events, an article, a tree of plain values, and a look at the screen.

Their scripts set article text as plain text only. They are inline (no server, no CDN) and take the theme's colours
from Streamlit's CSS variables.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

_ASSETS = Path(__file__).parent / "assets"


@cache
def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _mount(name: str) -> Callable[..., Any]:
    return component(f"timeline_{name}", css=_asset(f"{name}.css"), js=_asset(f"{name}.js"))


def event_list(data: dict[str, Any], key: str, on_open: Callable[[], None]) -> Any:
    """A table of events (cards on a narrow screen). ``data`` has ``label``, ``head`` and ``rows``; ``on_open`` is
    called when a row was chosen, whose id then stands in ``st.session_state[key].open``."""
    return _mount("events")(data=data, key=key, on_open_change=on_open)


def article(data: dict[str, Any], key: str, on_open: Callable[[], None]) -> Any:
    """An article in blocks of runs of text, as ``reader.blocks`` makes them, scrolled to its chosen sentence."""
    return _mount("article")(data=data, key=key, on_open_change=on_open)


def tree(root: Any, key: str, on_go: Callable[[], None], on_act: Callable[[], None] = lambda: None) -> Any:
    """A tree of nodes as ``tree.node`` makes them. A link that was followed stands in ``st.session_state[key].go``, a
    button that was pressed in ``.act``."""
    return _mount("tree")(data={"root": root}, key=key, on_go_change=on_go, on_act_change=on_act)


def narrow() -> bool:
    """Whether the screen was found to be narrow when the page last ran."""
    return bool((st.session_state.get("viewport") or {}).get("narrow"))


def watch_width() -> None:
    """Watch the width of the screen: a page on a narrow one runs a second time, and ``narrow`` then says so."""
    _mount("viewport")(data={"narrow": narrow()}, key="viewport", on_narrow_change=lambda: None)
