"""From the text of a page to the article on it: which stretches are headline, body, caption, and which are cut.

Each step looks at the whole page and answers marks; the first step that marks a unit decides. Steps go by the
structure of the page and by the word lists of the languages, and each errs towards keeping: what stays in too much
is seen, what is cut too much is missed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import NamedTuple

from timeline.ingest import labels, tails
from timeline.ingest.furniture import furniture
from timeline.ingest.page import Page, read_page
from timeline.models import Region


class Mark(NamedTuple):
    """Units ``first`` to ``last`` (included) are of a kind, for a reason."""

    first: int
    last: int
    kind: str
    reason: str


Step = Callable[[Page], Iterator[tuple[int, int, str, str]]]
CUTS: tuple[Step, ...] = (
    tails.comments,
    tails.threads,
    tails.menus,
    tails.junk,
    tails.newsletters,
    tails.related,
    tails.shares,
    tails.notices,
)
LABELS: tuple[Step, ...] = (
    labels.captions,
    labels.bylines,
    labels.headline,
)


def cut(text: str, title: str = "") -> tuple[Region, ...]:
    """The regions of a text, in order and without gaps; empty for the empty text.

    ``title`` is the article's where it is known. A text is never cut to nothing: where no paragraph would be left,
    nothing is cut. Never raises; time is in proportion to the text.
    """
    page = read_page(text, title, furniture())
    if not page.units:
        return (Region(0, len(text), "body"),) if text else ()
    marks: list[Mark | None] = [None] * len(page.units)
    _mark(marks, CUTS, page)
    if all(mark is not None or unit.junk for mark, unit in zip(marks, page.units, strict=True)):
        marks = [None] * len(page.units)
    _mark(marks, LABELS, page)
    return tuple(_regions(page, marks))


def _mark(marks: list[Mark | None], steps: tuple[Step, ...], page: Page) -> None:
    """Let the steps mark the units that are not marked yet. They see those alone: a headline may stand below a menu."""
    left = [index for index, mark in enumerate(marks) if mark is None]
    rest = page if len(left) == len(marks) else replace(page, units=tuple(page.units[index] for index in left))
    for step in steps:
        for found in step(rest):
            mark = Mark(*found)
            for index in left[mark.first : mark.last + 1]:
                marks[index] = marks[index] or mark


def _regions(page: Page, marks: list[Mark | None]) -> Iterator[Region]:
    """Neighbours of one kind and reason become one region; the dateline is taken off the first paragraphs."""
    stretches = _with_datelines(page, marks)
    start, end, kind, reason = next(stretches)
    for stretch in stretches:
        if stretch[2:] == (kind, reason):
            end = stretch[1]
            continue
        yield Region(start, end, kind, reason)
        start, end, kind, reason = stretch
    yield Region(start, end, kind, reason)


def _with_datelines(page: Page, marks: list[Mark | None]) -> Iterator[tuple[int, int, str, str]]:
    paragraphs = 0
    for unit, mark in zip(page.units, marks, strict=True):
        if mark is not None:
            yield unit.start, unit.end, mark.kind, mark.reason
            continue
        length = labels.dateline(unit.text, page.words) if paragraphs < labels.FIRST_PARAGRAPHS else 0
        paragraphs += 1
        body = unit.start
        if length:
            body = page.text.index(unit.text, unit.start) + length
            yield unit.start, body, "dateline", "the place, and often the day, from which it was reported"
        yield body, unit.end, "body", ""
