"""The pages of the dashboard and their addresses."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from timeline.views import words

ICON = Path(__file__).parent / "assets" / "icon.svg"
"""The icon of the browser's tab, a file of our own: Streamlit would fetch a named one from the web."""


def pages() -> dict[str, StreamlitPage]:
    """The pages by name: ``timeline``, ``add``, and ``reader``, which stands in no menu."""
    from timeline.views import add_page, reader_page, timeline_page

    return {
        "timeline": st.Page(
            timeline_page.show, title=words.NAV_TIMELINE, icon=":material/timeline:", url_path="timeline", default=True
        ),
        "add": st.Page(add_page.show, title=words.NAV_ADD, icon=":material/add_notes:", url_path="add"),
        "reader": st.Page(
            reader_page.show, title=words.NAV_READER, icon=":material/article:", url_path="reader", visibility="hidden"
        ),
    }


STYLE = f"""<style>
.stMainBlockContainer {{ padding-top: 4.2rem; padding-bottom: 4rem; }}
@media (max-width: 640px) {{
  .stMainBlockContainer {{ padding-left: 1rem; padding-right: 1rem; }}
  .js-plotly-plot .textpoint text {{ display: none; }}
  [data-testid="stExpandSidebarButton"] {{ width: auto; padding: 0 .5rem; }}
  [data-testid="stExpandSidebarButton"]::after {{ content: "{words.MENU}"; margin-left: .4rem; font-size: .9rem; }}
}}
</style>"""
"""Less air above the page; on a telephone marks stand without labels, which would be cut."""
