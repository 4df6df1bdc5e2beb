"""The pages of the dashboard and their addresses."""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from timeline.views import (
    actors_page,
    add_page,
    address,
    article_words,
    articles_page,
    happening_page,
    incident_words,
    reader_page,
    timeline_page,
    words,
)

ICON = Path(__file__).parent / "assets" / "icon.svg"
"""The icon of the browser's tab, a file of our own: Streamlit would fetch a named one from the web."""


def pages() -> dict[str, StreamlitPage]:
    """The pages by name; ``reader`` and ``happening`` stand in no menu.

    To be asked once a run, by the entry.
    """
    found = {
        "timeline": st.Page(
            timeline_page.show, title=words.NAV_TIMELINE, icon=":material/timeline:", url_path="timeline", default=True
        ),
        "actors": st.Page(
            actors_page.show, title=incident_words.NAV_ACTORS, icon=":material/groups:", url_path="actors"
        ),
        "articles": st.Page(
            articles_page.show, title=article_words.NAV_ARTICLES, icon=":material/newspaper:", url_path="articles"
        ),
        "add": st.Page(add_page.show, title=words.NAV_ADD, icon=":material/add_notes:", url_path="add"),
        "reader": st.Page(
            reader_page.show, title=words.NAV_READER, icon=":material/article:", url_path="reader", visibility="hidden"
        ),
        "happening": st.Page(
            happening_page.show,
            title=incident_words.TITLE,
            icon=":material/hub:",
            url_path="happening",
            visibility="hidden",
        ),
    }
    address.keep_pages(found)
    return found


STYLE = f"""<style>
.stMainBlockContainer {{ padding-top: 4.2rem; padding-bottom: 4rem; }}
[class*="st-key-window_chevron"] [data-testid="stMarkdownContainer"],
[class*="st-key-window_zoom"] [data-testid="stMarkdownContainer"] {{
  position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%);
}}
.st-key-corrected:has(*) {{
  position: fixed; bottom: 1rem; left: 50%; transform: translateX(-50%); z-index: 50; padding: .6rem .8rem;
  width: min(46rem, calc(100vw - 2rem)); background: var(--st-background-color, Canvas); border-radius: .6rem;
  box-shadow: 0 2px 14px rgb(0 0 0 / .35);
}}
[data-testid="stTopNavLink"]:focus-visible, [data-testid="stSidebarNavLink"]:focus-visible {{
  outline: 3px solid currentColor; outline-offset: 1px;
}}
@media (min-width: 641px) {{
  [data-testid="stColumn"]:has(.ev) {{ position: sticky; top: 4.5rem; align-self: flex-start; }}
}}
@media (max-width: 640px) {{
  .stMainBlockContainer {{ padding-left: 1rem; padding-right: 1rem; }}
  [data-testid="stExpandSidebarButton"] {{ width: auto; padding: 0 .5rem; }}
  [data-testid="stExpandSidebarButton"]::after {{ content: "{words.MENU}"; margin-left: .4rem; font-size: .9rem; }}
}}
@media print {{
  [data-testid="stSidebar"], [data-testid="stHeader"], [data-testid="stTooltipIcon"], [class*="st-key-modes"],
  [class*="st-key-toolbar"], [class*="st-key-window_"], [class*="st-key-panel"], .st-key-article_edit,
  [class*="st-key-paging"], .st-key-reviewer_name, .stPageLink {{ display: none !important; }}
  .stMainBlockContainer {{ padding: 0; }}
}}
</style>"""
"""Less air above the page, buttons that show a sign alone (their words are for a screen reader), a card that stays; on
paper neither filters nor buttons."""
