"""The actors: who is named how often, and the user's own: add one, add a name, join two that are one, split again."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from timeline.events.actors import Actors, actors_in_force
from timeline.events.keys import key_of_name
from timeline.models import ACTOR_KINDS, Refusal
from timeline.store import own_actors
from timeline.views import adding, address, components, escape, incident_words, words
from timeline.views.data import Source
from timeline.views.data import source as open_source
from timeline.views.tree import Node, go, node, table

SHOWN = 60
OTHER_NAMES = 6
_CHANGED, _TOLD = "_actors_changed", "_actors_told"


def show() -> None:
    """The page."""
    address.follow()
    address.on_page("actors")
    source = open_source()
    st.title(incident_words.NAV_ACTORS, anchor=False)
    st.write(incident_words.ACTORS_INTRO)
    known = actors_in_force()
    counted = grouped(source.actors(), known)
    names = [one.name for one in counted]
    _told()
    _reread(source)
    text = st.text_input(
        incident_words.ACTOR_FIND, key="actor_find", type="search", icon=":material/search:", max_chars=100
    )
    found = matching(counted, known, text or "")
    components.tree(listed(found, known, source.kinds), "actors", address.sender("actors"))
    _forms(names, known)
    for refusal in known.refused:
        st.text(escape.plain(str(refusal)))


@dataclass(frozen=True, slots=True)
class Named:
    """An actor of the store: the name that is used most, how often it is named, and all its names in the store."""

    name: str
    number: int
    names: tuple[str, ...]


def grouped(counted: Sequence[tuple[str, int]], known: Actors) -> list[Named]:
    """Names with their counts (the commonest first) as actors: those of one actor in several languages are one."""
    held: dict[str, list[tuple[str, int]]] = {}
    for name, number in counted:
        held.setdefault(known.key(name), []).append((name, number))
    made = [Named(same[0][0], sum(n for _, n in same), tuple(name for name, _ in same)) for same in held.values()]
    return sorted(made, key=lambda one: (-one.number, one.name))


def matching(counted: Sequence[Named], known: Actors, text: str) -> list[Named]:
    """The actors one of whose names contains some words; with no words all of them."""
    wanted = key_of_name(text)
    if not wanted:
        return list(counted)
    return [one for one in counted if any(wanted in key_of_name(n) for n in (*one.names, *known.names(one.name)))]


def listed(found: Sequence[Named], known: Actors, kinds: Callable[[Sequence[str]], dict[str, str]]) -> Node:
    """The table of actors with their kinds, counts and other names; each leads to its happenings."""
    if not found:
        return node("p", incident_words.ACTOR_NONE)
    shown = found[:SHOWN]
    told = kinds([one.name for one in shown])
    rows: list[list[Node | None]] = [
        [
            go(escape.shorten(one.name, 90), "timeline", {"actor": list(one.names)}),
            incident_words.KINDS.get(known.kind(known.key(one.name)) or told.get(one.name, ""), ""),
            f"{one.number:,}",
            also(one.name, known),
        ]
        for one in shown
    ]
    more = incident_words.ACTOR_SHOWN.format(shown=len(shown), n=len(found)) if len(found) > len(shown) else ""
    return node(
        "div",
        table(incident_words.ACTOR_LABEL, incident_words.ACTOR_HEAD, rows, cls="actors"),
        node("p", more, cls="muted") if more else None,
    )


def also(name: str, known: Actors) -> str:
    """The other names of an actor, a few of them."""
    others = [one for one in known.names(name) if key_of_name(one) != key_of_name(name)]
    distinct = list({key_of_name(one): one for one in reversed(others)}.values())[::-1]
    text = ", ".join(escape.shorten(one, 40) for one in distinct[:OTHER_NAMES])
    return f"{text} …" if len(distinct) > OTHER_NAMES else text


def _forms(names: Sequence[str], known: Actors) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        _form(incident_words.ADD_ACTOR, "person_add", "add", _adding)
        _form(incident_words.ADD_ALIAS, "badge", "alias", lambda: _aliasing(names))
    with right:
        _form(incident_words.MERGE, "merge", "merge", lambda: _merging(names))
        _form(incident_words.SPLIT, "call_split", "split", lambda: _splitting(known))


def _form(label: str, icon: str, key: str, inside: Callable[[], Any]) -> None:
    with (
        st.expander(label, icon=f":material/{icon}:", key=f"{key}_box"),
        st.form(f"{key}_form", clear_on_submit=True, border=False),
    ):
        done = inside()
    if done is not None:
        st.session_state[_TOLD] = done
        if not isinstance(done, Refusal):
            st.session_state[_CHANGED] = True
        st.rerun()


def _adding() -> Any:
    name = st.text_input(incident_words.ACTOR_NAME, key="add_name", max_chars=120)
    kind = st.selectbox(
        incident_words.ACTOR_KIND, ACTOR_KINDS, key="add_kind", format_func=incident_words.KINDS.__getitem__
    )
    aliases = st.text_input(incident_words.ACTOR_ALIASES, key="add_aliases", max_chars=400)
    if st.form_submit_button(incident_words.DO_ADD, key="do_add"):
        return own_actors.add_actor(name or "", kind or "", [one for one in (aliases or "").split(";") if one.strip()])
    return None


def _aliasing(names: Sequence[str]) -> Any:
    name = _name(incident_words.ALIAS_OF, names, "alias_of")
    alias = st.text_input(incident_words.ALIAS, key="alias_new", max_chars=120)
    if st.form_submit_button(incident_words.DO_ALIAS, key="do_alias"):
        return own_actors.add_alias(name, alias or "")
    return None


def _merging(names: Sequence[str]) -> Any:
    one = _name(incident_words.MERGE_ONE, names, "merge_one")
    other = _name(incident_words.MERGE_INTO, names, "merge_into")
    if st.form_submit_button(incident_words.DO_MERGE, key="do_merge"):
        return own_actors.merge_actors(one, other)
    return None


def _splitting(known: Actors) -> Any:
    own, _ = own_actors.own_actors()
    joined = {actor.name: actor.same_as for actor in own if actor.same_as}
    if not joined:
        st.caption(incident_words.SPLIT_NONE)
    name = st.selectbox(
        incident_words.SPLIT_WHICH, list(joined), key="split_which", index=None,
        format_func=lambda one: f"{one} = {known.shown(known.key(one), otherwise=joined.get(one, ''))}",
    )  # fmt: skip
    if st.form_submit_button(incident_words.DO_SPLIT, key="do_split", disabled=not joined):
        return own_actors.split_actor(name or "")
    return None


def _name(label: str, names: Sequence[str], key: str) -> str:
    """A name out of those in the store, or any other that is typed."""
    chosen = st.selectbox(
        label, names, index=None, key=key, accept_new_options=True, filter_mode="contains", placeholder=words.ALL_NAMES
    )
    return chosen or ""


def _told() -> None:
    done = st.session_state.pop(_TOLD, None)
    if isinstance(done, Refusal):
        st.error(escape.markdown(str(done)), icon=":material/block:")
    elif done is not None:
        st.success(escape.markdown(getattr(done, "told", str(done))), icon=":material/check:")


def _reread(source: Source) -> None:
    """Stored articles keep the names that they were read with, until they are read again."""
    if not st.session_state.get(_CHANGED) or not source.has_articles():
        return
    with st.container(horizontal=True, vertical_alignment="center", key="reread"):
        st.caption(incident_words.REREAD_NOTE)
        if st.button(incident_words.REREAD, key="reread_go", icon=":material/refresh:"):
            bar = st.progress(0.0)
            number = 0
            for number, whole in adding.read_again(source.store):
                bar.progress(number / whole, text=incident_words.REREADING.format(i=number, n=whole))
            st.session_state[_CHANGED] = False
            st.session_state[_TOLD] = incident_words.REREAD_DONE.format(n=number)
            st.rerun()
