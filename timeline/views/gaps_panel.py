"""The panel of gaps: silences, what a single source tells, and orders that no bound proves, each with links."""

from __future__ import annotations

from collections.abc import Sequence

from timeline.incidents.gaps import Gaps
from timeline.models import Incident
from timeline.views import escape, happenings, incident_words
from timeline.views.tree import Node, badge, go, node

MOST_LISTED = 30


def happening_link(incident: Incident, cls: str = "") -> Node:
    """A link to a happening, by its title."""
    title = escape.shorten(incident.title, 140)
    return go(title, "happening", {"of": happenings.anchor(incident)}, cls=cls)


def gaps_tree(gaps: Gaps, incidents: Sequence[Incident]) -> Node:
    """The whole panel."""
    known = {one.id: one for one in incidents}
    return node(
        "div",
        node("p", incident_words.GAPS_INTRO, cls="muted"),
        node("h2", incident_words.SILENCES),
        _silences(gaps, known),
        node("h2", incident_words.SINGLE),
        _single(gaps, known),
        node("h2", incident_words.ORDERS_OPEN),
        _orders(gaps, known),
    )


def _listed(items: Sequence[Node], left: int) -> Node:
    more = [node("li", incident_words.MORE.format(n=left), cls="muted")] if left > 0 else []
    return node("ul", *items, *more, cls="list")


def _silences(gaps: Gaps, known: dict[str, Incident]) -> Node:
    if not gaps.silences:
        return node("p", incident_words.NO_SILENCES)
    ordered = sorted(gaps.silences, key=lambda one: (not one.long, one.start))[:MOST_LISTED]
    items = []
    for one in ordered:
        before, after = incident_words.BETWEEN.split("{after}")
        middle, end = after.split("{before}")
        items.append(
            node(
                "li",
                node(
                    "div",
                    node("strong", happenings.silence_text(one)),
                    badge("warn", incident_words.SILENCE_LONG) if one.long else None,
                    cls="row",
                ),
                node("div", before, _named(known, one.after), middle, _named(known, one.before), end, cls="muted"),
            )
        )
    return _listed(items, len(gaps.silences) - len(ordered))


def _named(known: dict[str, Incident], name: str) -> Node:
    return happening_link(known[name]) if name in known else "…"


def _single(gaps: Gaps, known: dict[str, Incident]) -> Node:
    if not gaps.single:
        return node("p", incident_words.NO_SINGLE)
    shown = [known[name] for name in gaps.single[:MOST_LISTED] if name in known]
    items = [
        node(
            "li",
            happening_link(one),
            node("div", " · ".join(filter(None, [happenings.when(one), ", ".join(one.sources[:2])])), cls="muted"),
        )
        for one in shown
    ]
    count = incident_words.SINGLE_COUNT.format(n=len(gaps.single), all=len(known))
    return node("div", node("p", count), _listed(items, len(gaps.single) - len(shown)))


def _orders(gaps: Gaps, known: dict[str, Incident]) -> Node:
    if not gaps.open_orders:
        return node("p", incident_words.NO_ORDERS)
    shown = [one for one in gaps.open_orders if one.one in known and one.other in known][:MOST_LISTED]
    items = [
        node(
            "li",
            node(
                "div",
                happening_link(known[one.one]),
                node("span", incident_words.ORDER_OPEN, cls="muted"),
                happening_link(known[one.other]),
                cls="row",
            ),
            node("div", one.why, cls="muted"),
        )
        for one in shown
    ]
    return _listed(items, len(gaps.open_orders) - len(shown))
