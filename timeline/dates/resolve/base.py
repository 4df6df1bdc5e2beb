"""What every resolver uses: answers made from moments."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from timeline.dates.context import Answer
from timeline.dates.moment import Moment, value

TIMES = ("minute", "hour", "part")
Facts = tuple[tuple[str, Any], ...]


def dated(moment: Moment, why: str, basis: str, facts: Facts = (), **more: Any) -> Answer:
    """An answer that is a moment."""
    kind = "TIME" if moment.grain in TIMES else "DATE"
    precision = PRECISION.get(moment.grain, moment.grain)
    return Answer(kind, value(moment), why, moment=moment, basis=basis, precision=precision, facts=facts, **more)


PRECISION = {"part": "part-of-day"}


def undated(kind: str, said: str, why: str, facts: Facts = (), **more: Any) -> Answer:
    """An answer without a date, and why."""
    return Answer(kind, said, why, facts=facts, **more)


def other_readings(moments: Iterable[Moment], why: str) -> tuple[tuple[Moment, str, Facts], ...]:
    """Alternatives for a reviewer, all with one reason."""
    return tuple((moment, why, ()) for moment in moments)
