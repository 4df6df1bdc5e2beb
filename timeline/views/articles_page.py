"""The stored articles: what is known of each, with the way to reading and correcting it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from timeline.store.article_list import Listed
from timeline.views import address, article_form, article_words, components, escape, phrases, words
from timeline.views.data import MAX_ROWS
from timeline.views.data import source as open_source
from timeline.views.tree import Node, badge, go, node, table

_PAGE = "articles_at"


def show() -> None:
    """The page."""
    address.follow()
    address.on_page("articles")
    source = open_source()
    st.title(article_words.NAV_ARTICLES, anchor=False)
    article_form.told()
    if not source.has_articles():
        st.info(words.EMPTY_TEXT)
        return
    st.write(article_words.INTRO)
    text = st.text_input(article_words.FIND, key="article_find", type="search", icon=":material/search:", max_chars=100)
    found = source.articles((text or "").strip())
    pages = max(-(-len(found) // MAX_ROWS), 1)
    page = min(st.session_state.get(_PAGE, 1), pages)
    first = (page - 1) * MAX_ROWS
    shown = found[first : first + MAX_ROWS]
    components.tree(listed(shown), "articles", address.sender("articles"))
    if pages > 1:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.caption(article_words.ROWS.format(first=first + 1, last=first + len(shown), n=len(found)))
            st.session_state[_PAGE] = page
            st.pagination(pages, key=_PAGE)


def listed(found: Sequence[Listed]) -> Node:
    """The table of articles; each leads to the reader."""
    if not found:
        return node("p", article_words.NONE)
    rows: list[list[Node | None]] = [
        [_day(one), _title(one), escape.shorten(one.publisher, 60),
         words.LANGUAGES.get(one.language, one.language), f"{one.events:,}"]
        for one in found
    ]  # fmt: skip
    return table(article_words.LABEL, article_words.HEAD, rows, cls="articles")


def _day(one: Listed) -> Node:
    if one.published is None:
        return badge("warn", article_words.NO_DAY)
    day = phrases.day_text(one.published)
    return node("span", f"{day} ", badge("quiet", article_words.GUESSED)) if one.published_basis == "guessed" else day


def _title(one: Listed) -> Node:
    name = escape.shorten(one.title or one.opening or words.UNTITLED, 140)
    link = go(name, "reader", {"article": one.id})
    return node("span", link, " ", badge("quiet", article_words.OLDER)) if one.older else link
