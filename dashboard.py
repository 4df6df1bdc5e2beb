"""The dashboard's entry: ``streamlit run dashboard.py``. Page navigation, nothing else."""

from __future__ import annotations

import streamlit as st

from timeline.views import words
from timeline.views.pages import ICON, STYLE, pages

st.set_page_config(page_title=words.APP, page_icon=str(ICON), layout="wide")
st.html(STYLE)
st.navigation(list(pages().values()), position="top").run()
