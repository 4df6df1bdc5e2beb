"""The reader: an article with its dated sentences marked, and the chosen one highlighted and in view."""

from __future__ import annotations

import streamlit as st

from timeline.models import Article, Event
from timeline.views import address, article_form, components, escape, event_card, phrases, reader, versions_panel, words
from timeline.views.data import Source
from timeline.views.data import source as open_source
from timeline.views.palette import of


def show() -> None:
    """The page for the article and event in the address."""
    address.follow()
    address.on_page("reader")
    source = open_source()
    chosen = source.event(address.param("event")) if address.param("event") else None
    article_id = address.param("article") or (chosen.article_id if chosen else "")
    article = source.article(article_id) if article_id else None
    address.back()
    if article is None:
        st.info(words.READER_GONE if article_id or address.param("event") else words.READER_EMPTY)
        return
    if chosen is not None and chosen.article_id != article.id:
        chosen = None
    _article(article, source.events_of(article.id), chosen, source)


def _article(article: Article, events: list[Event], chosen: Event | None, source: Source) -> None:
    st.html(heading(article))
    article_form.told()
    versions_panel.show(article, source)
    text, side = st.columns([5, 3], gap="large")
    with text:
        st.caption(summary(events, chosen))
        data = {
            "language": article.language,
            "label": words.ARTICLE_LABEL,
            "blocks": reader.blocks(article, events, chosen),
        }
        components.article(data, key="article", on_open=_opened)
        article_form.show(article, source.store)
    with side:
        if chosen is not None:
            note = versions_panel.note(chosen, source)
            st.html(event_card.card(chosen, article, of(st.context.theme.type), note))
            event_card.outside(chosen)
        elif escape.link(article.url):
            st.link_button(words.OPEN_SOURCE, escape.link(article.url), icon=":material/open_in_new:")


def _opened() -> None:
    chosen = st.session_state["article"].get("open")
    if chosen:
        st.query_params["event"] = str(chosen)


def heading(article: Article) -> str:
    """Title and source of an article as escaped HTML."""
    facts = [article.publisher, words.PUBLISHED_UNKNOWN, words.LANGUAGES.get(article.language, article.language)]
    if article.published:
        form = words.PUBLISHED_GUESSED if article.published_basis == "guessed" else words.PUBLISHED
        facts[1] = form.format(day=phrases.day_text(article.published))
    if article.published_why:
        facts[1] += f": {article.published_why}"
    if not article.verbatim:
        facts.append(words.NOT_VERBATIM)
    line = " · ".join(escape.html(fact) for fact in facts if fact)
    title = escape.html(article.title or words.UNTITLED)
    return (
        f'<h1 style="font-size:1.7rem;line-height:1.25;padding:0;margin:0 0 .3rem;overflow-wrap:anywhere">{title}</h1>'
        f'<div style="opacity:.78;font-size:.92rem">{line}</div>'
    )


def summary(events: list[Event], chosen: Event | None) -> str:
    """What is marked in the article, in one line."""
    number = reader.dated_sentences(events)
    text = phrases.number(number, words.ONE_DATED, words.MANY_DATED) if number else words.NO_DATED
    return f"{text}; {words.CHOSEN_NOTE}." if chosen else f"{text}."
