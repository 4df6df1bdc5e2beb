"""Who acts in a clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from timeline.events.clauses import Clause
from timeline.events.cues import any_of, cues
from timeline.events.denial import denier
from timeline.events.names import Name
from timeline.events.speech import Speech
from timeline.models import Article


def actors(
    article: Article, clause: Clause, names: Sequence[Name], speeches: Sequence[Speech], attribution: Sequence[str]
) -> tuple[str, ...]:
    """Who acts in a clause: its names that are no places, who speaks or denies; not the source of "according to"."""
    low, high = clause.group
    sources = [speech.frame for speech in speeches if not speech.saying]
    acting = [n.name for n in names if low <= n.start < high and n.kind != "place" and not _inside(n, sources)]
    spoken = [n.name for n in names if n.name in attribution and not _inside(n, sources)]
    within = [n for n in names if low <= n.start < high and n.kind == "place"]
    denying = [n.name for n in within if denier(article.text, article.language, n.end, high)]
    meant = _meant_by_pronoun(article, clause, names)
    return tuple(dict.fromkeys([*meant, *acting, *spoken, *denying]))


def _meant_by_pronoun(article: Article, clause: Clause, names: Sequence[Name]) -> list[str]:
    """The one person named before in the sentence whom a pronoun of the clause means; none where there are two."""
    low, high = clause.group
    before = {n.name for n in names if n.kind == "person" and n.start < low}
    return list(before) if len(before) == 1 and _pronouns(article.language).search(article.text, low, high) else []


@lru_cache
def _pronouns(language: str) -> re.Pattern[str]:
    return any_of(cues(language).words("speech", "persons"))


def _inside(name: Name, stretches: Sequence[tuple[int, int]]) -> bool:
    return any(start <= name.start < end for start, end in stretches)
