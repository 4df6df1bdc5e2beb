"""The log of reviews: what people said of events. It only grows; what was said last counts.

Nothing here changes an event. A review marks its articles, so that the next grouping heeds it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import or_, select, update
from sqlalchemy.exc import SQLAlchemyError

from timeline.models import REVIEW_ACTIONS, Review
from timeline.store import engine as engines
from timeline.store.marks import changed, mark
from timeline.store.review_log import PAIRS, Standing, carried, review_of, review_row, standing
from timeline.store.schema import events, meta, reviews
from timeline.store.store import Store
from timeline.store.versioning import OLDER, became

__all__ = ["Review", "Standing", "add", "of", "standing"]


def add(store: Store, review: Review) -> Review:
    """Write a review to the log; answers it with its moment. ``Store.group`` brings the incidents up to date.

    Raises ValueError for an action that there is not and for a pair without its second event, LookupError for an
    event that is not stored, and StoreError where it cannot be written.
    """
    if review.action not in REVIEW_ACTIONS:
        raise ValueError(f"no action {review.action!r}; there are {', '.join(REVIEW_ACTIONS)}")
    named = {review.event_id, review.other} if review.action in PAIRS else {review.event_id}
    if review.action in PAIRS and (not review.other or len(named) == 1):
        raise ValueError(f"{review.action!r} needs two events")
    review = replace(review, moment=review.moment or datetime.now(UTC).isoformat(timespec="seconds"))
    try:
        with engines.begin(store.engine) as connection:
            held: Any = connection.execute(select(events.c.id, events.c.article_key).where(events.c.id.in_(named)))
            keys: dict[str, int] = dict(held.all())
            if missing := named - keys.keys():
                raise LookupError(f"no event {', '.join(sorted(missing))} is stored")
            connection.execute(reviews.insert().values(review_row(review)))
            named = set(became(connection, named).values())
            newer = connection.scalars(select(events.c.article_key).where(events.c.id.in_(named))).all()
            mark(connection, {*keys.values(), *newer})
            changed(connection)
            connection.execute(update(meta).where(meta.c.name == "version").values(value=meta.c.value + 1))
    except SQLAlchemyError as fault:
        raise engines.unwritten(store.engine, store.name, fault) from fault
    return review


def of(store: Store, event_id: str) -> list[Review]:
    """What was said of an event, oldest first; pairs in which it is the second event are among it.

    So is what was said of its sentence in an older version of its article.
    """
    with store.engine.connect() as connection:
        own = connection.scalars(select(events.c.id).where(OLDER, events.c.became == event_id)).all()
        names = [event_id, *own]
        wanted = select(reviews).where(or_(reviews.c.event_id.in_(names), reviews.c.action.in_(PAIRS)))
        found = [review_of(row) for row in connection.execute(wanted.order_by(reviews.c.key)).mappings()]
    found = [carried(review, dict.fromkeys(own, event_id)) for review in found]
    return [review for review in found if event_id in (review.event_id, review.other)]
