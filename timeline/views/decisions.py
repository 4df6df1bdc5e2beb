"""The history of decisions: the log of reviews in words, and what of it still stands and can be undone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import groupby

from timeline.models import Event, Review
from timeline.views import escape, incident_words, phrases
from timeline.views.corrections import taken_back
from timeline.views.tree import Node, act, go, node

Told = Callable[[str], Event | None]
_SHOWN = 100


def about(said: Iterable[Review], events: Iterable[str]) -> list[Review]:
    """The reviews that speak of some events."""
    wanted = set(events)
    return [review for review in said if review.event_id in wanted or (review.other and review.other in wanted)]


def decided(said: Sequence[Review]) -> list[list[Review]]:
    """The log as decisions, oldest first: what was written in one go about one event is one decision."""

    def key(review: Review) -> tuple[str, ...]:
        kind = review.action if review.action in ("same", "apart", "unpaired") else f"{review.action} {review.event_id}"
        return review.moment, review.reviewer, kind

    return [list(group) for _, group in groupby(said, key)]


def standing(said: Sequence[Review]) -> set[int]:
    """The places in the log of what still holds: the last word on each pair, verdict and date that was not undone."""
    last: dict[tuple[str, ...], int] = {}
    for at, review in enumerate(said):
        last[_subject(review)] = at
    return {
        at for at in last.values()
        if said[at].action in ("same", "apart", "confirm", "reject")
        or (said[at].action == "reading" and said[at].reading is not None)
    }  # fmt: skip


def _subject(review: Review) -> tuple[str, ...]:
    if review.other:
        return "pair", *sorted((review.event_id, review.other))
    return ("reading" if review.action == "reading" else "verdict"), review.event_id


def undone(what: Mapping[str, object], said: Sequence[Review]) -> list[Review]:
    """The reviews that a pressed "Undo" means: what was decided about an event at a moment, as far as it holds."""
    holds = standing(said)
    found = [
        review
        for at, review in enumerate(said)
        if at in holds and (review.event_id, review.moment) == (what.get("event"), what.get("moment"))
    ]
    if what.get("action") in ("same", "apart"):  # of a pair of happenings, all that was written in one go
        found = [
            review
            for at, review in enumerate(said)
            if at in holds and (review.action, review.moment) == (what.get("action"), what.get("moment"))
        ]
    return taken_back(review for review in found if review.action == what.get("action"))


def history(said: Sequence[Review], event_of: Told, holds: Set[int], empty: str = "", shown: int = _SHOWN) -> Node:
    """Decisions in words, the latest first; those whose identities (``id``) are in ``holds`` can be undone."""
    items = []
    for group in list(reversed(decided(said)))[:shown]:
        still = any(id(review) in holds for review in group)
        what = {
            "do": "undo",
            "event": group[0].event_id,
            "moment": group[0].moment,
            "action": group[0].action,
        }
        undo = act(incident_words.UNDO, what, f"{incident_words.UNDO}: {sentence(group, event_of)}")
        first = event_of(group[0].event_id)
        items.append(
            node(
                "li",
                node("div", line(group, event_of)),
                node(
                    "div",
                    go(incident_words.READ, "reader", {"article": first.article_id, "event": first.id})
                    if first
                    else None,
                    undo if still else None,
                    cls="row",
                ),
            )
        )
    return node("ul", *items, cls="list") if items else node("p", empty or incident_words.NO_HISTORY, cls="muted")


def line(group: Sequence[Review], event_of: Told) -> str:
    """One decision with its moment and who made it."""
    moment = group[0].moment[:16].replace("T", " ")
    return incident_words.LINE.format(
        moment=f"{phrases.between(moment[:10], moment[:10])}, {moment[11:]} UTC",
        who=group[0].reviewer or incident_words.SOMEBODY, what=sentence(group, event_of),
    )  # fmt: skip


def sentence(group: Sequence[Review], event_of: Told) -> str:
    """What was decided, in a sentence without its dot."""
    review = group[0]
    form = incident_words.TOLD[review.action]
    if review.action == "reading" and review.reading is None:
        form = incident_words.TOLD["unread"]
    span = review.reading.span if review.reading else None
    when = phrases.span(span.start, span.end, span.bound) if span else ""
    others = list(dict.fromkeys(one.other for one in group if one.other))
    named = _title(others[0], event_of) if len(others) == 1 else ""
    told = incident_words.OTHER_ONE.format(title=named) if named else incident_words.OTHER_MANY.format(n=len(others))
    return form.format(title=_title(review.event_id, event_of), others=told, when=when)


def _title(event_id: str, event_of: Told) -> str:
    event = event_of(event_id)
    return escape.shorten(event.title or event.quote, 80) if event else event_id
