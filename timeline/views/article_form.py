"""Correcting what is known of a stored article, and taking it out, on the page where it is read.

Each key holds the article's id: a field must not keep the words of the article that was read before.
"""

from __future__ import annotations

from datetime import date

import streamlit as st

from timeline.languages import codes
from timeline.models import Article
from timeline.store import Store, StoreError
from timeline.store.correcting import Correction, correct
from timeline.views import address, article_words, escape, words

_TOLD = "_article_told"


def told() -> None:
    """What was done last, once."""
    if done := st.session_state.pop(_TOLD, None):
        good, text = done
        (st.success if good else st.error)(escape.markdown(text))


def show(article: Article, store: Store) -> None:
    """The form, folded away until it is asked for."""
    with st.container(key="article_edit"), st.expander(article_words.EDIT, icon=":material/edit:"):
        _correcting(article, store)
        st.divider()
        _removing(article, store)


def _correcting(article: Article, store: Store) -> None:
    given = article.published if article.published_basis == "given" else None
    known = sorted({*codes(), *filter(None, [article.language])})
    with st.form(f"correct_{article.id}", border=False):
        published = st.date_input(
            article_words.PUBLISHED,
            value=given,
            key=f"correct_published_{article.id}",
            format="YYYY-MM-DD",
            min_value=date(1000, 1, 1),
        )
        publisher = st.text_input(
            article_words.PUBLISHER, article.publisher, key=f"correct_publisher_{article.id}", max_chars=200
        )
        title = st.text_input(article_words.TITLE, article.title, key=f"correct_title_{article.id}", max_chars=500)
        url = st.text_input(article_words.URL, article.url, key=f"correct_url_{article.id}", max_chars=2000)
        language = st.selectbox(
            article_words.LANGUAGE, known, index=known.index(article.language) if article.language else None,
            key=f"correct_language_{article.id}", format_func=lambda code: words.LANGUAGES.get(code, str(code)),
        )  # fmt: skip
        if not st.form_submit_button(article_words.SAVE, help=article_words.NOTE, key=f"correct_go_{article.id}"):
            return
    said = {"title": title, "publisher": publisher, "url": url, "language": language}
    new = {name: (value or "").strip() for name, value in said.items() if (value or "") != getattr(article, name)}
    if new.get("url") and not escape.link(new["url"]):
        st.error(article_words.BAD_URL)
        return
    gone = published is None and given is not None
    correction = Correction(published=None if published == given else published, unpublished=gone, **new)
    _save(article, store, correction)


def _save(article: Article, store: Store, correction: Correction) -> None:
    try:
        if correction == Correction():
            st.session_state[_TOLD] = (True, article_words.UNCHANGED)
        else:
            correct(store, article.id, correction)
            st.session_state[_TOLD] = (True, article_words.SAVED)
    except StoreError as fault:
        st.session_state[_TOLD] = (False, article_words.FAILED.format(why=fault))
    st.rerun()


def _removing(article: Article, store: Store) -> None:
    with st.form(f"remove_{article.id}", border=False):
        sure = st.checkbox(article_words.SURE, key=f"remove_sure_{article.id}")
        if not st.form_submit_button(article_words.REMOVE, key=f"remove_go_{article.id}", icon=":material/delete:"):
            return
    if not sure:
        st.error(article_words.NOT_SURE)
        return
    try:
        store.remove(article.id)
        store.group()
    except StoreError as fault:
        st.error(article_words.FAILED.format(why=fault))
        return
    title = escape.shorten(article.title or article.text, 90)
    st.session_state[_TOLD] = (True, article_words.REMOVED.format(title=title))
    address.send({"page": "articles", "query": {}})
    st.rerun()
