"""What an expression says, before anyone asks what it means on the calendar: the typed product of a rule.

Known slots only: a slot that the words do not fill stays None, and nothing is guessed here.
"""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from timeline.dates.record import record


@record
class Meaning:
    """One reading of the words. ``kind`` says which slots matter; resolve.py has one function a kind.

    ``rel`` is a direction: -1 the last, 0 this, 1 the next, 2 the one after. ``anchor`` is what a relative expression
    leans on: ``published``, ``thread`` (the last date told), or ``of``, the expression that stands in the slot of that
    name. ``n`` counts ``unit``; None where it is vague ("several"). ``sign`` is -1 for "ago" and 1 for "later".
    ``more`` is a second meaning that is added to a first one (the end of a range, the rest of "a year and six months").
    """

    kind: str
    year: int | None = None
    year2: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    hour: int | None = None
    minute: int | None = None
    half: str | None = None
    zone: str | None = None
    part: str | None = None
    n: float | None = None
    unit: str | None = None
    rel: int | None = None
    sign: int | None = None
    anchor: str | None = None
    mod: str | None = None
    name: str | None = None
    raw: str | None = None
    era: str | None = None
    grain: str | None = None
    of: Meaning | None = None
    more: Meaning | None = None

    def gist(self) -> dict[str, Any]:
        """The filled slots, for people who look at rules."""
        return {f.name: getattr(self, f.name) for f in fields(self) if getattr(self, f.name) is not None}


SLOTS = frozenset(f.name for f in fields(Meaning))
