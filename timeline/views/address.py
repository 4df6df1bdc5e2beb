"""Reading and writing the browser's address, and the pages that it can name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from timeline.views import words
from timeline.views.state import View, from_query

_LAST = "_last_view"
_PAGE = "_page"
_PAGES = "_pages"
_GO = "_go"


def current() -> View:
    """The view that the address asks for. Back from another page without one, it is the last view."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    came_back = st.session_state.get(_PAGE, "timeline") != "timeline"
    if came_back and not query.keys() - {"of"} and _LAST in st.session_state:  # the back button leaves that behind
        go(st.session_state[_LAST])
        query = st.session_state[_LAST].to_query()
    st.session_state[_PAGE] = "timeline"
    view = from_query(query)
    st.session_state[_LAST] = replace(view, event="")
    return view


def last_view() -> View:
    """The view that the timeline showed last."""
    return st.session_state.get(_LAST, View())


def go(view: View) -> None:
    """Put a view into the address."""
    st.query_params.from_dict(view.to_query())


def change(**changes: Any) -> None:
    """Change some things of the address's view: for callbacks, which run before the page does."""
    query = {name: st.query_params.get_all(name) for name in st.query_params}
    go(replace(from_query(query), **changes))


def param(name: str) -> str:
    """One parameter of the address, empty where there is none."""
    return st.query_params.get(name, "")


def keep_pages(pages: dict[str, StreamlitPage]) -> None:
    """Keep the pages of this run, so that one page can link to another without importing it."""
    st.session_state[_PAGES] = pages


def page(name: str) -> StreamlitPage:
    """The page of a name, to link to."""
    return st.session_state[_PAGES][name]


def on_page(name: str) -> None:
    """Remember which page is shown."""
    st.session_state[_PAGE] = name


def send(target: Any) -> None:
    """Go to another page when the script next runs: for callbacks, which may not leave a page by themselves.

    ``target`` is ``{page, query}`` as ``tree.go`` makes it; what names no page of ours is passed over.
    """
    if isinstance(target, dict) and target.get("page") in st.session_state[_PAGES]:
        st.session_state[_GO] = (target["page"], target.get("query") or {})


def follow() -> None:
    """Leave for the page that a callback asked for; to be called before a page draws anything."""
    if target := st.session_state.pop(_GO, None):
        name, query = target
        st.switch_page(page(name), query_params=query)


def arrived(name: str) -> bool:
    """Whether the page is shown for the first time since another was; remembers that it is shown."""
    before = st.session_state.get(_PAGE)
    st.session_state[_PAGE] = name
    return before != name


def back() -> None:
    """A link back to the timeline as it was."""
    st.page_link(page("timeline"), label=words.BACK, icon=":material/arrow_back:", query_params=last_view().to_query())


def sender(key: str) -> Callable[[], None]:
    """A callback for the links of a tree component."""
    return lambda: send(st.session_state[key].get("go"))
