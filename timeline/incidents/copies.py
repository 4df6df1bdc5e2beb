"""Copies: articles that repeat another, word for word or in their own words from the same news agency.

Two reports that go back to one are no two witnesses. Copies are linked to their original and never dropped.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from timeline.incidents.stories import group
from timeline.incidents.traces import THIN, Traces
from timeline.incidents.vectors import Features, features
from timeline.models import Article

PART = 0.7  # of the shorter text's wording; two that quote the same messages reach 0.6
CITED = 0.5  # how sure a copy is that says itself, in other words, that it goes back to an agency
LATER = 1  # days after an agency's report within which what cites the agency goes back to that report
CHANGED = 0.9  # of all wording: below, the reason tells that words were changed


@dataclass(frozen=True, slots=True)
class Copy:
    """An article that repeats another: which, how sure (0 to 1), and a plain phrase that says why.

    ``original_id`` is never itself a copy.
    """

    article_id: str
    original_id: str
    score: float
    why: str


def copies(articles: Iterable[Article | Features], stories: Mapping[str, str] | None = None) -> list[Copy]:
    """The copies among articles, in the order of their ids; each has one original.

    Only articles of one story are compared: ``stories`` maps an article's id to its story, as ``group`` does, which is
    asked where they are not given. The original is the agency's own report, else the earliest by publication, else
    the first by id.
    """
    given = [one if isinstance(one, Features) else features(one) for one in articles]
    stories = group(given) if stories is None else stories
    told: dict[str, list[Features]] = {}
    for one in given:
        told.setdefault(stories[one.id], []).append(one)
    found = [copy for members in told.values() for copy in _in_story(sorted(members, key=_first))]
    return sorted(found, key=lambda copy: copy.article_id)


def _first(one: Features) -> tuple[bool, bool, int, str]:
    """What makes one article the original of another."""
    return one.traces.part != "own", one.day is None, one.day or 0, one.id


def _in_story(members: Sequence[Features]) -> Iterable[Copy]:
    """The copies among the articles of one story, originals first."""
    found: dict[str, Copy] = {}
    origins: dict[str, Features] = {}  # agency → the first report that goes back to it
    rows: dict[int, list[int]] = {}  # mark → the members that have it
    for row, one in enumerate(members):
        copy = _of_wording(one, members, rows) or _of_agency(one, origins)
        if copy:
            root = found.get(copy.original_id)
            found[one.id] = Copy(one.id, root.original_id if root else copy.original_id, copy.score, copy.why)
        if one.traces.agency:
            origins.setdefault(one.traces.agency, one)
        for mark in one.traces.marks:
            rows.setdefault(mark, []).append(row)
    return found.values()


def _of_wording(one: Features, members: Sequence[Features], rows: Mapping[int, Sequence[int]]) -> Copy | None:
    """The copy of the earlier article that has most of this one's wording, where that is enough."""
    near = {row for mark in one.traces.marks for row in rows.get(mark, ())}
    scored = [(one.traces.overlap(members[row].traces), -row) for row in near]
    (part, whole), row = max(scored, default=((0.0, 0.0), 0))
    if part < PART:
        return None
    other = members[-row]
    return Copy(one.id, other.id, round(part, 2), _wording(one.traces, other.traces, part, whole))


def _wording(copy: Traces, original: Traces, part: float, whole: float) -> str:
    if whole >= CHANGED:
        return "the same text"
    share = f"{100 * part:.0f} %"
    if part >= CHANGED:
        short, long = sorted((_length(copy), _length(original)))
        return f"{share} of the shorter text stands in the other, which is {long / max(short, 1):.1f} times as long"
    return f"{share} of the shorter text's wording stands in the other"


def _length(traces: Traces) -> int:
    """About how many runs of words a text has."""
    return len(traces.marks) * (THIN if traces.thin else 1)


def _of_agency(one: Features, origins: Mapping[str, Features]) -> Copy | None:
    """The copy of the report of the agency that an article says to go back to."""
    agency, part = one.traces.agency, one.traces.part
    origin = origins.get(agency)
    if origin is None or part == "own" or not _soon(origin, one):
        return None
    how = f"it {'is printed from' if part == 'printed' else 'says to go back to'} {agency}"
    theirs = {"own": "the agency's own report", "printed": "which the other prints too", "cited": "as the other does"}
    return Copy(one.id, origin.id, CITED, f"{how}, {theirs[origin.traces.part]}")


def _soon(origin: Features, one: Features) -> bool:
    return origin.day is None or one.day is None or 0 <= one.day - origin.day <= LATER
