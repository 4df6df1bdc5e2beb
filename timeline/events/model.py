"""A name in a text, as the finders of names give it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Name:
    """A name with its offsets in the text, as it should be shown.

    ``kind`` is one of ``ACTOR_KINDS`` or ``place``; places act in nothing. ``key`` is empty where the actor is not
    known: its key then is the folded name.
    """

    start: int
    end: int
    name: str
    kind: str
    key: str = ""
