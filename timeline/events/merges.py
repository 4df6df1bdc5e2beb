"""Two actors that are one: what a user's merges make of keys, of roles and of names. Pure functions over mappings.

``merges`` leads the key of an actor to the key of the one that it is. They may be chained; a circle leads nowhere
further than it has been.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from timeline.models import Event, Role


def followed(key: str, merges: Mapping[str, str]) -> str:
    """The key that a key leads to in the end."""
    been = {key}
    while (following := merges.get(key)) and following not in been:
        been.add(following)
        key = following
    return key


def merged_roles(
    roles: Sequence[Role], merges: Mapping[str, str], shown: Callable[[str, str], str] | None = None
) -> tuple[Role, ...]:
    """The roles with the keys that they lead to; of one name of one actor the first is kept, in its strongest role.

    ``shown(key, name)`` gives the name of a key that a merge has changed (by default the name stays).
    """
    kept: dict[tuple[str, str], Role] = {}
    for role in roles:
        key = followed(role.key, merges)
        name = shown(key, role.name) if shown and key != role.key else role.name
        one = replace(role, key=key, name=name)
        there = kept.setdefault((key, name), one)
        if STRENGTH.index(one.role) < STRENGTH.index(there.role):
            kept[key, name] = replace(there, role=one.role)
    return tuple(kept.values())


STRENGTH = ("agent", "patient", "speaker", "mentioned")
"""The roles from the strongest: of an actor that has two, the first is told."""


def merged_event(event: Event, merges: Mapping[str, str], shown: Callable[[str, str], str] | None = None) -> Event:
    """An event whose roles and actors a user's merges have joined; itself where they change nothing."""
    if not any(role.key in merges for role in event.roles):
        return event
    roles = merged_roles(event.roles, merges, shown)
    renamed = {role.name: shown(followed(role.key, merges), role.name) if shown else role.name for role in event.roles}
    return replace(event, roles=roles, actors=tuple(dict.fromkeys(renamed.get(name, name) for name in event.actors)))
