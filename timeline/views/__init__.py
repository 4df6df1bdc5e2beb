"""The dashboard: Streamlit pages over pure figure builders.

``marks`` and ``figures`` turn events into a Plotly figure, ``state`` turns a URL into what is shown and back, and the
``*_page`` modules are the only ones that a reader sees. Article text is hostile everywhere: see ``escape``.
"""
