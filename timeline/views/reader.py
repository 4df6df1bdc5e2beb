"""An article as blocks of runs of text: what was cut, what is a caption, and which sentences tell of dated events."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Any

from timeline.models import Article, Event, Region
from timeline.views import words
from timeline.views.escape import plain

_BREAK = re.compile(r"\n\s*\n|\n")


def blocks(article: Article, events: Sequence[Event], chosen: Event | None) -> list[dict[str, Any]]:
    """Blocks ``{kind, label, paragraphs}``, a paragraph being runs ``{text[, event, chosen, words, first, undated]}``.

    The chosen event's sentence wins where the sentences of two events overlap; ``words`` marks its time expression,
    ``first`` the first run of each sentence, ``undated`` a sentence whose date cannot be told.
    """
    owners = _owners(events, chosen)
    seen: set[str] = set()
    undated = {event.id for event in events if not event.start and not event.end}
    made = []
    for region in article.regions or (Region(0, len(article.text), "body"),):
        paragraphs = [
            list(_runs(article.text, start, end, owners, chosen, seen, undated))
            for start, end in _paragraphs(article.text, region)
        ]
        if paragraphs:
            made.append({"kind": region.kind, "label": _label(region), "paragraphs": paragraphs})
    return made


def _label(region: Region) -> str:
    if region.kind == "cut":
        return words.CUT_LABEL.format(reason=plain(region.reason) or words.CUT_PLAIN)
    return words.REGIONS["caption"] if region.kind == "caption" else ""


def _paragraphs(text: str, region: Region) -> Iterator[tuple[int, int]]:
    start = region.start
    for gap in _BREAK.finditer(text, region.start, region.end):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start : region.end].strip():
        yield start, region.end


def _owners(events: Iterable[Event], chosen: Event | None) -> list[tuple[int, int, str]]:
    """Sentences (start, end, event id) that do not overlap, in order; the chosen one first of all."""
    kept: list[tuple[int, int, str]] = []
    for event in ([chosen] if chosen else []) + sorted(events, key=lambda one: (one.char_start, one.start is None)):
        if all(event.char_end <= start or event.char_start >= end for start, end, _ in kept):
            kept.append((event.char_start, event.char_end, event.id))
    return sorted(kept)


def _runs(
    text: str,
    start: int,
    end: int,
    owners: list[tuple[int, int, str]],
    chosen: Event | None,
    seen: set[str],
    undated: set[str],
) -> Iterator[dict[str, Any]]:
    cuts = {start, end}
    spots = [(chosen.when_char_start, chosen.when_char_end)] if chosen else []
    for low, high in [(low, high) for low, high, _ in owners] + spots:
        cuts |= {max(low, start), min(high, end)} if low < end and high > start else set()
    edges = sorted(cuts)
    for low, high in pairwise(edges):
        run: dict[str, Any] = {"text": plain(text[low:high])}
        owner = next((one for first, last, one in owners if first <= low and high <= last), "")
        if owner:
            run |= {"event": owner, "chosen": bool(chosen and owner == chosen.id), "first": owner not in seen}
            run["words"] = run["chosen"] and any(first <= low and high <= last for first, last in spots)
            run["undated"] = owner in undated
            seen.add(owner)
        yield run


def dated_sentences(events: Iterable[Event]) -> int:
    """How many sentences tell of something dated."""
    return len({(event.char_start, event.char_end) for event in events if event.start or event.end})
