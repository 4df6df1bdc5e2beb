"""The filters: the controls in the sidebar, what is active above the chart, and what to do where nothing matches."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import streamlit as st

from timeline.store.filters import Filters
from timeline.store.incident_questions import StoryCount
from timeline.views import address, escape, words
from timeline.views.data import FACET_LIMIT, Source
from timeline.views.palette import STATUS_ORDER
from timeline.views.phrases import day_text
from timeline.views.state import View, chips, without

_FIRST, _LAST = date(1000, 1, 1), date(2999, 12, 31)
_MANY = ("actor", "source", "status", "language", "story")
_DAYS = ("since", "until", "as_known_on")


def _key(name: str) -> str:
    return f"filter_{name}"


def _written(name: str) -> None:
    """A control was changed: put its value into the address."""
    value = st.session_state.get(_key(name))
    filters = _now()
    if name in _MANY:
        filters = replace(filters, **{name: tuple(value or ())})
    elif name in _DAYS:
        filters = replace(filters, **{name: value or None})
    else:
        filters = replace(filters, text=(value or "").strip())
    address.change(filters=filters, page=1, zoom="")


def _now() -> Filters:
    return Filters.from_query({name: st.query_params.get_all(name) for name in st.query_params})


def sidebar(view: View, source: Source) -> None:
    """Draw the controls, each with its counts under the other filters."""
    facets = source.facets(view.filters)
    _take_values(view.filters)
    with st.sidebar:
        st.subheader(words.FILTERS, anchor=False)
        st.text_input(
            words.FILTER_TEXT_SHORT, key=_key("text"), on_change=_written, args=("text",), type="search",
            help=words.FILTER_TEXT, icon=":material/search:", max_chars=200,
        )  # fmt: skip
        _names("actor", words.FILTER_ACTOR, words.ALL_ACTORS, facets["actor"], view.filters.actor)
        _stories(view, source)
        _names("source", words.FILTER_SOURCE, words.ALL_SOURCES, facets["source"], view.filters.source)
        _day("since", words.FILTER_SINCE)
        _day("until", words.FILTER_UNTIL, help_text=words.FILTER_DATES_NOTE)
        _pills("status", words.FILTER_STATUS, facets["status"], view.filters.status)
        if len(facets["language"]) > 1 or view.filters.language:
            _pills("language", words.FILTER_LANGUAGE, facets["language"], view.filters.language)
        _day("as_known_on", words.FILTER_KNOWN, help_text=words.FILTER_KNOWN_HELP)
        st.button(
            words.CLEAR_ALL, key="clear_all", on_click=clear, disabled=not view.filters, width="stretch",
            icon=":material/filter_alt_off:",
        )  # fmt: skip


def _take_values(filters: Filters) -> None:
    """Let the controls show what the address says."""
    for name in _MANY:
        st.session_state[_key(name)] = list(getattr(filters, name))
    for name in _DAYS:
        day = getattr(filters, name)
        st.session_state[_key(name)] = min(max(day, _FIRST), _LAST) if day else None
    st.session_state[_key("text")] = filters.text


def _names(name: str, label: str, placeholder: str, counted: list[tuple[str, int]], chosen: tuple[str, ...]) -> None:
    counts = dict(counted)
    options = [one for one, _ in counted] + [one for one in chosen if one not in counts]
    st.multiselect(
        label, options, key=_key(name), on_change=_written, args=(name,), placeholder=placeholder, select_all=False,
        format_func=lambda one: f"{escape.shorten(one, 60)} ({counts.get(one, 0):,})", filter_mode="contains",
        accept_new_options=len(counted) >= FACET_LIMIT,
    )  # fmt: skip


def _stories(view: View, source: Source) -> None:
    """The stories by the title of their first article; a store with a single one needs no choice."""
    found = source.stories(view.filters)
    named = {one.id: one for one in found}
    if len(found) < 2 and not view.filters.story:
        return
    st.multiselect(
        words.FILTER_STORY, [*named, *(one for one in view.filters.story if one not in named)], key=_key("story"),
        on_change=_written, args=("story",), placeholder=words.ALL_STORIES, select_all=False, filter_mode="contains",
        format_func=lambda one: f"{story_name(named, one)} ({named[one].events if one in named else 0:,})",
    )  # fmt: skip


def story_name(named: Mapping[str, StoryCount], story: str) -> str:
    """The title of a story, or its id where it has none."""
    return escape.shorten(named[story].title if story in named else "", 60) or story


def _pills(name: str, label: str, counted: list[tuple[str, int]], chosen: tuple[str, ...]) -> None:
    counts = dict(counted)
    present = list(dict.fromkeys([*counts, *chosen]))
    options = [one for one in STATUS_ORDER if one in present] if name == "status" else present
    known: dict[str, str] = words.STATUS if name == "status" else words.LANGUAGES
    st.pills(
        label, options, key=_key(name), selection_mode="multi", on_change=_written, args=(name,),
        format_func=lambda one: f"{escape.markdown(known.get(one) or one)} {counts.get(one, 0):,}",
    )  # fmt: skip


def _day(name: str, label: str, help_text: str | None = None) -> None:
    st.date_input(
        label, key=_key(name), on_change=_written, args=(name,), value=None, min_value=_FIRST, max_value=_LAST,
        format="YYYY-MM-DD", help=help_text,
    )  # fmt: skip


def clear() -> None:
    """Take all filters away."""
    address.change(filters=Filters(), page=1, zoom="")


def _drop(name: str, value: str) -> None:
    address.change(filters=without(_now(), name, value), page=1, zoom="")


def chip_text(name: str, value: str, stories: Mapping[str, StoryCount] | None = None) -> str:
    """A filter in words, harmless as Markdown."""
    if name == "story":
        value = story_name(stories or {}, value)
    shown = words.STATUS.get(value, value) if name == "status" else words.LANGUAGES.get(value, value)
    if name in _DAYS:
        shown = day_text(date.fromisoformat(value))
    return words.CHIP.format(field=words.CHIP_NAMES.get(name, name), value=escape.markdown(escape.shorten(shown, 40)))


def active(view: View, source: Source) -> None:
    """A row of what is filtered; each is a button that takes it away."""
    held = chips(view.filters)
    if not held:
        return
    stories = {one.id: one for one in source.stories(view.filters)} if view.filters.story else {}
    with st.container(horizontal=True, gap="small", key="chips"):
        for number, (name, value) in enumerate(held):
            st.button(
                chip_text(name, value, stories), key=f"chip_{number}", on_click=_drop, args=(name, value),
                help=words.CHIP_REMOVE, icon=":material/close:", icon_position="right",
            )  # fmt: skip
        if len(held) > 1:
            st.button(words.CLEAR_ALL, key="chips_clear", on_click=clear, type="tertiary")


def no_match(view: View, source: Source) -> None:
    """Say that nothing matches, and which filter to drop for something to be seen."""
    st.subheader(words.NO_MATCH_TITLE, anchor=False)
    found = []
    stories = {one.id: one for one in source.stories(Filters())} if view.filters.story else {}
    for name, value in chips(view.filters):
        number = source.count(without(view.filters, name, value))
        if number:
            found.append((number, name, value))
    st.write(words.NO_MATCH_TEXT if found else words.NO_MATCH_ALONE)
    with st.container(horizontal=True, gap="small"):
        for number, name, value in sorted(found, reverse=True)[:8]:
            form = words.DROP_ONE if number == 1 else words.DROP_MANY
            text = form.format(chip=chip_text(name, value, stories), n=number)
            st.button(text, key=f"drop_{name}_{value}", on_click=_drop, args=(name, value), type="primary")
        st.button(words.CLEAR_ALL, key="clear_none", on_click=clear)
