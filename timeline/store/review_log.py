"""What the log of reviews comes to: pure functions from its entries to what holds of an event."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import Connection, select

from timeline.models import DateSpan, Decision, Event, Reading, Review
from timeline.store import versioning
from timeline.store.schema import reviews

PAIRS = ("same", "apart", "unpaired")  # these speak of two events; "unpaired" takes back what was said of them


@dataclass(frozen=True)
class Standing:
    """What holds of an event after all its reviews.

    ``verdict`` is "confirmed", "rejected" or empty. ``reading`` is the date that was chosen, None for the extracted
    one. ``same`` and ``apart`` are the ids of events that were said to be the same happening, or another.
    """

    verdict: str = ""
    reading: Reading | None = None
    same: tuple[str, ...] = ()
    apart: tuple[str, ...] = ()


def log(connection: Connection) -> list[Review]:
    """All reviews, oldest first. What was said of a sentence of an older version is said of it in the newest one."""
    said = [review_of(row) for row in connection.execute(select(reviews).order_by(reviews.c.key)).mappings()]
    if not said or not versioning.any_older(connection):
        return said
    moved = versioning.became(connection, (name for one in said for name in (one.event_id, one.other) if name))
    return [carried(one, moved) for one in said]


def carried(review: Review, moved: Mapping[str, str]) -> Review:
    """A review with the events that it speaks of as they are named in ``moved``."""
    names = moved.get(review.event_id, review.event_id), moved.get(review.other, review.other)
    if names == (review.event_id, review.other):
        return review
    return replace(review, event_id=names[0], other=names[1])


def standing(said: Iterable[Review], event_id: str) -> Standing:
    """What holds of an event after these reviews, oldest first."""
    said = list(said)
    own = [review for review in said if review.event_id == event_id]
    verdict, reading = "", None
    for review in own:
        if review.action in ("confirm", "reject", "reopen"):
            verdict = {"confirm": "confirmed", "reject": "rejected"}.get(review.action, "")
        elif review.action == "reading":
            reading = review.reading
    pairs = [(d.other if d.one == event_id else d.one, d.same) for d in decisions(said) if event_id in (d.one, d.other)]
    together = tuple(other for other, same in pairs if same)
    return Standing(verdict, reading, together, tuple(other for other, same in pairs if not same))


def decided(said: Sequence[Review]) -> dict[str, Standing]:
    """What holds of each event of which a verdict was given or a date was chosen, by id; without what was undone."""
    found = {review.event_id: standing(said, review.event_id) for review in said if review.action not in PAIRS}
    return {name: held for name, held in found.items() if held.verdict or held.reading}


def decisions(said: Iterable[Review]) -> list[Decision]:
    """Which events are one and which are not, after these reviews (oldest first), in the order of their ids."""
    last: dict[tuple[str, str], str] = {}
    for review in said:
        if review.action in PAIRS:
            last[_pair(review.event_id, review.other)] = review.action
    return [Decision(*pair, action == "same") for pair, action in sorted(last.items()) if action != "unpaired"]


def _pair(one: str, other: str) -> tuple[str, str]:
    return (one, other) if one < other else (other, one)


def reviewed(found: Sequence[Event], said: Sequence[Review]) -> list[Event]:
    """Events as their reviews leave them: without those that were rejected, and with the dates that were chosen."""
    spoken: dict[str, list[Review]] = {}
    for review in said:
        spoken.setdefault(review.event_id, []).append(review)
    return [
        after for event in found if (after := _after(event, standing(spoken.get(event.id, ()), event.id))) is not None
    ]


def _after(event: Event, held: Standing) -> Event | None:
    if held.verdict == "rejected":
        return None
    if held.reading is None:
        return event
    return replace(event, **asdict(held.reading.span), why=held.reading.why)


def review_row(review: Review) -> dict[str, Any]:
    """The row of a review."""
    body = {"other": review.other, "note": review.note, "reading": review.reading and asdict(review.reading)}
    return {
        "event_id": review.event_id,
        "moment": review.moment,
        "reviewer": review.reviewer,
        "action": review.action,
        "body": {name: value for name, value in body.items() if value},
    }


def review_of(row: Mapping[Any, Any]) -> Review:
    """The review of a row; the inverse of ``review_row``."""
    body = row["body"]
    chosen = body.get("reading")
    reading = Reading(DateSpan(**chosen["span"]), chosen["why"]) if chosen else None
    return Review(
        row["event_id"], row["action"], body.get("other", ""), reading, row["reviewer"], body.get("note", ""),
        row["moment"],
    )  # fmt: skip
