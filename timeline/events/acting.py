"""Who has to do with a clause: those who act in it, on whom it acts, who speak, and who are named besides."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from timeline.events.clauses import Clause
from timeline.events.cues import cues
from timeline.events.model import Name
from timeline.events.roles import Roles
from timeline.events.spotter import Spotter, spot
from timeline.models import Article, Role


def actors(
    article: Article, clause: Clause, names: Sequence[Name], roles: Roles, attribution: Sequence[str]
) -> tuple[Role, ...]:
    """The actors of a clause with their roles: its names that are no places, whoever speaks in its sentence, and the
    one whom a pronoun of it means.
    """
    low, high = clause.group
    acting = [n for n in names if n.kind != "place" and (low <= n.start < high or n.name in attribution)]
    meant = _meant_by_pronoun(article, clause, names)
    told = roles.of([*meant, *acting])
    only = {n.name for n in meant} - {n.name for n in acting}
    return tuple(Role(r.name, "agent", r.kind, r.key) if r.name in only else r for r in told)


def _meant_by_pronoun(article: Article, clause: Clause, names: Sequence[Name]) -> list[Name]:
    """The one person named before in the sentence whom a pronoun of the clause means; none where there are two."""
    low, high = clause.group
    before = {n.name: n for n in names if n.kind == "person" and n.start < low}
    if len(before) != 1 or not _pronouns(article.language).search(article.text, low, high):
        return []
    return list(before.values())


@lru_cache
def _pronouns(language: str) -> Spotter:
    return spot(cues(language).words("speech", "persons"))
