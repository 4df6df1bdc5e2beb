"""The page of one happening: its reports, where they agree, its numbers and denials, and the corrections."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

from timeline.incidents.counts import side_by_side
from timeline.models import Event, Incident, Review
from timeline.store.review_log import Standing, reviewed, standing
from timeline.views import (
    address,
    components,
    corrections,
    date_form,
    decisions,
    happening_card,
    incident_words,
    numbers_panel,
    same_as,
)
from timeline.views.data import Source
from timeline.views.data import source as open_source
from timeline.views.palette import of
from timeline.views.tree import Node, node

STORY_SHOWN = 8
_LAST = "_happening"
_KEY, _SAME = "happening", "same"


def show() -> None:
    """The page for the event in the address: the happening that it is part of."""
    address.follow()
    if address.arrived("happening") or st.session_state.get(_LAST) != _asked():
        corrections.forget()
    st.session_state[_LAST] = _asked()
    source = open_source()
    name = _asked()
    incident = source.incident(name) if name else None
    address.back()
    corrections.message(source.store)
    if incident is None:
        st.info(incident_words.GONE if name else incident_words.CHOOSE)
        _of_a_lost_one(name, source)
        return
    events = source.events_of_incident(incident)
    palette = of(st.context.theme.type)
    st.html(happening_card.heading(incident, palette.status(incident.status)))
    said = source.reviews()
    components.tree(_tree(incident, events, said, source), _KEY, address.sender(_KEY), _acted)
    _correcting(incident, events, source)


def _asked() -> str:
    """The event whose happening is asked for, or a happening's own id."""
    return address.param("of") or address.param("event")


def _tree(incident: Incident, events: Sequence[Event], said: Sequence[Review], source: Source) -> Node:
    held = {event.id: standing(said, event.id) for event in events} if said else dict[str, Standing]()
    tables = side_by_side(reviewed(events, said))
    named = {event.id: event for event in events}
    numbers = node("section", node("h2", incident_words.NUMBERS), numbers_panel.numbers_tree(tables, named))
    return node(
        "div",
        node(
            "div",
            happening_card.summary(incident),
            numbers if tables else None,
            happening_card.reports(incident, events, held, source.repeats(incident)),
            cls="main",
        ),
        node(
            "div",
            _history(decisions.about(said, incident.events), said, source),
            _denials(incident, source),
            happening_card.story(incident, _others(incident, source)),
            cls="side",
        ),
        cls="cols",
    )


def _denials(incident: Incident, source: Source) -> Node | None:
    known, events, found = source.denials(incident)
    return happening_card.denials(found, incident, events, known)


def _others(incident: Incident, source: Source) -> list[Incident]:
    if not incident.story:
        return []
    found = source.incidents(source.story(incident.story), STORY_SHOWN + 1, order="importance")
    return [one for one in found if one.id != incident.id][:STORY_SHOWN]


def _history(own: Sequence[Review], said: Sequence[Review], source: Source) -> Node | None:
    if not own:
        return None
    holding = {id(said[at]) for at in decisions.standing(said)}
    return node(
        "section",
        node("h2", incident_words.HISTORY),
        decisions.history(own, source.event, holding),
    )


def _acted() -> None:
    """Do what a button of the page asked for, before the page is drawn anew."""
    what = st.session_state[_KEY].get("act")
    if not isinstance(what, dict):
        return
    source, name = open_source(), _asked()
    incident, said = source.incident(name), source.reviews()
    events = source.events_of_incident(incident) if incident else [event for event in [source.event(name)] if event]
    if what.get("do") == "undo":
        made, text = decisions.undone(what, said), incident_words.DONE_UNDO
    else:
        made, text = corrections.asked(what, {event.id: event for event in events}, incident)
    if not made:
        return
    corrections.write(source.store, made, text)
    if stays := _staying(what, incident):
        st.query_params["of"] = st.session_state[_LAST] = stays


def _staying(what: Mapping[str, object], incident: Incident | None) -> str:
    """The event by which the page goes on, where the one in the address leaves the happening."""
    if incident is None or what.get("do") not in ("apart", "reject") or what.get("event") != _asked():
        return ""
    return next((name for name in incident.events if name != what.get("event")), "")


def _of_a_lost_one(name: str, source: Source) -> None:
    """What is known of a report that is in no happening: decisions about it, which can be undone."""
    event = source.event(name) if name else None
    if event is None:
        return
    said = source.reviews()
    own = decisions.about(said, [event.id])
    tree = node("div", happening_card.quote(event), _history(own, said, source))
    components.tree(tree, _KEY, address.sender(_KEY), _acted)


def _correcting(incident: Incident, events: Sequence[Event], source: Source) -> None:
    corrections.reviewer()
    date_form.show(events, source.store)
    with st.expander(incident_words.SAME, icon=":material/merge:", key="same_as"):
        components.tree(same_as.found(incident, source), _SAME, address.sender(_SAME), _same)


def _same() -> None:
    what, source = st.session_state[_SAME].get("act"), open_source()
    incident = source.incident(_asked())
    other = source.incident(str(what.get("other"))) if isinstance(what, dict) else None
    if incident and other and incident.id != other.id:
        corrections.write(source.store, corrections.same(incident, other), incident_words.DONE_SAME)
        corrections.check_joined(source.query, incident, other)
