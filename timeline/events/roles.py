"""What each actor does in a clause: acts, is acted on, speaks, or is only mentioned.

Told for each place where a name stands, by the words around it; of one that has several roles the strongest is kept.
"""

from __future__ import annotations

from collections.abc import Sequence

from timeline.events.frames import Speech
from timeline.events.keys import key_of_name
from timeline.events.merges import STRENGTH
from timeline.events.model import Name
from timeline.events.standing import Standing
from timeline.models import Role


class Roles:
    """What the names of one sentence do in it; each place is read once, however many events ask."""

    def __init__(self, text: str, language: str, speeches: Sequence[Speech]) -> None:
        """``speeches`` are those of the sentence."""
        self.speeches = speeches
        self._standing = Standing(text, language)
        self._told: dict[Name, Role] = {}

    def of(self, names: Sequence[Name]) -> tuple[Role, ...]:
        """The roles of names, one for each that is shown: who acts, then who is acted on, speaks, is mentioned."""
        found: dict[str, Role] = {}
        for role in map(self._role, names):
            there = found.setdefault(role.name, role)
            if STRENGTH.index(role.role) < STRENGTH.index(there.role):
                found[role.name] = role
        return tuple(sorted(found.values(), key=lambda role: STRENGTH.index(role.role)))

    def _role(self, name: Name) -> Role:
        told = self._told.get(name)
        if told is None:
            role = role_of(self._standing, name, self.speeches)
            told = self._told[name] = Role(name.name, role, name.kind, name.key or key_of_name(name.name))
        return told


def role_of(standing: Standing, name: Name, speeches: Sequence[Speech]) -> str:
    """The role of a name where it stands."""
    if any(s.frame[0] <= name.start < s.frame[1] and name.name in s.sources for s in speeches):
        return "speaker"
    end = name.end
    if standing.text[name.start - 2 : name.start] == ", " and standing.text[end : end + 1] == ",":
        end += 1  # between two commas it is the subject that it describes ("the minister, Lena Holm, resigned")
    if standing.is_agent(name.start) or standing.is_party(name.start):
        return "agent"
    if standing.suffers(end):
        return "patient"
    if name.kind == "state" and standing.governs(name.end):
        return "agent"
    if _is_possessive(standing.text, name.end):
        return "mentioned"
    patient = standing.is_patient(name.start)
    if standing.acts(end) and not (patient or standing.is_located(name.start)):
        return "agent"
    return "patient" if patient and not standing.describes(name.end) else "mentioned"


def _is_possessive(text: str, end: int) -> bool:
    return text[end : end + 2] in ("'s", "’s")
