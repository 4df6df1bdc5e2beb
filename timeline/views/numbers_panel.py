"""Numbers side by side: what is counted, each value with who said it, when, and what the values are to one another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from timeline.incidents.counts import Count, Counted
from timeline.models import Event
from timeline.views import escape, incident_words, phrases
from timeline.views.tree import Node, badge, go, node, table

MOST_ROWS = 40
MOST_TABLES = 40


def numbers_tree(tables: Sequence[Counted], events: Mapping[str, Event], intro: str = "") -> Node:
    """A table for each thing that is counted; ``events`` are those of the counts, by id."""
    if not tables:
        return node("p", incident_words.NO_NUMBERS)
    order = {"conflict": 0, "update": 1, "agreement": 2, "single": 3}
    ordered = sorted(tables, key=lambda one: (order.get(one.verdict, 9), -len(one.counts), one.what))
    left = len(ordered) - MOST_TABLES
    more = incident_words.MORE.format(n=left) if left > 0 else ""
    return node(
        "div",
        node("p", intro, cls="muted") if intro else None,
        *(_table(one, events) for one in ordered[:MOST_TABLES]),
        node("p", more, cls="muted") if more else None,
    )


def _table(counted: Counted, events: Mapping[str, Event]) -> Node:
    look, verdict = incident_words.VERDICT.get(counted.verdict, ("quiet", counted.verdict))
    counts = _distinct(counted.counts)
    rows = [_row(count, events.get(count.event_id)) for count in counts[:MOST_ROWS]]
    what = escape.shorten(counted.what, 80)
    heading = node("div", node("h3", what), badge(look, verdict), cls="row")
    more = incident_words.MORE.format(n=len(counts) - MOST_ROWS) if len(counts) > MOST_ROWS else ""
    return node(
        "section",
        heading,
        table(f"{what}: {verdict}", incident_words.NUMBER_HEAD, rows, cls="numbers"),
        node("p", more, cls="muted") if more else None,
    )


def _distinct(counts: Sequence[Count]) -> list[Count]:
    """The counts without those that one report gives twice alike."""
    return list({(one.event_id, one.text, one.said_by): one for one in counts}.values())


def _row(count: Count, event: Event | None) -> list[Node | None]:
    day = phrases.between(count.published, count.published) if count.published else phrases.words.PUBLISHED_UNKNOWN
    label = escape.shorten(event.title if event else count.publisher, 70)
    report = go(label, "reader", {"article": event.article_id, "event": event.id}) if event else label
    said = count.said_by if count.said_by == count.publisher else f"{count.said_by} ({count.publisher})"
    return [escape.shorten(count.text, 60), normalised(count), escape.shorten(said, 90), day, report]


def normalised(count: Count) -> str:
    """The value of a count: "70,000", "about 20", "at least 5 %", "20 to 30"."""
    low, high = count.low, count.high
    if low is None and high is None:
        return ""
    if low is None or high is None:
        form = incident_words.AT_LEAST if high is None else incident_words.AT_MOST
        text = form.format(n=_value(low if high is None else high))
    else:
        text = _value(low) if low == high else incident_words.RANGE.format(low=_value(low), high=_value(high))
    text = f"{text} {count.unit}".strip()
    return incident_words.ABOUT.format(n=text) if count.about else text


def _value(number: float | None) -> str:
    if number is None:
        return ""
    return f"{number:,.0f}" if float(number).is_integer() else f"{number:,g}"
