"""The head of a page: what stands up to its first paragraphs. The day of publication and the standfirst are there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from timeline.ingest.furniture import begins, furniture, simple
from timeline.ingest.markup import aside, text_of, words

PROSE = 100  # characters of an element that plainly is a paragraph
PARAGRAPHS = 2  # of them end the head: the first may be a standfirst
STANDFIRST = (40, 600)
LONGEST_LINE = 80  # of one that is a date, and the words around it
_LEAVES = ("p", "div", "span", "dd", "li", "small", "time", "em", "b", "strong", "a", "td", "summary", "font", "h2")
_BLOCKS = frozenset(("p", "div", "ul", "ol", "table", "section", "article", "header", "dl", "h1", "h2", "h3", "figure"))
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_PIECE = re.compile(r"[^a-z0-9]+")
_ENDS = (".", "!", "?", "…", ".”", ".“", ".»", "!”", "?”", '."')


def head_of(tree: Any) -> list[Any]:
    """The elements of the head, in the page's order: up to the second paragraph after the headline.

    All of the page where it has no headline, or no paragraph after it.
    """
    found: list[Any] = []
    headline = paragraphs = 0
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        headline += element.tag == "h1"
        paragraphs += bool(headline) and _is_paragraph(element)
        if paragraphs >= PARAGRAPHS:
            return found
        found.append(element)
    return found


def times(tree: Any) -> tuple[list[str], list[str]]:
    """The ``datetime`` of the page's ``<time>`` elements, those of its head and the others; none that stands aside.

    Those that say when the page was changed come only where there are no others.
    """
    parts: tuple[list[Any], list[Any]] = ([], [])
    head = set(head_of(tree))
    for element in tree.iter("time"):
        if element.get("datetime") and not aside(element):
            parts[element not in head].append(element)
    return _plain(parts[0]), _plain(parts[1])


def date_lines(tree: Any) -> Iterator[str]:
    """The short lines with a year after the headline and before the text; none that tells of a change."""
    after = False
    for element in head_of(tree):
        after = after or element.tag == "h1"
        if not after or element.tag not in _LEAVES or any(one.tag in _BLOCKS for one in element) or aside(element):
            continue
        line = text_of(element)
        if len(line) <= LONGEST_LINE and _YEAR.search(line) and not _is_changed(element, line):
            yield line


def standfirst(tree: Any) -> str:
    """The sentence or two under the headline that sum the article up; empty where none is told from the rest."""
    after = False
    for element in head_of(tree):
        after = after or element.tag == "h1"
        if not after or element.tag not in ("p", "h2", "h3", "div") or any(one.tag in _BLOCKS for one in element):
            continue
        line = text_of(element)
        if (
            not STANDFIRST[0] <= len(line) <= STANDFIRST[1]
            or next(element.iterancestors("figure", "li"), None) is not None
        ):
            continue
        if _is_named(element) or (element.tag == "p" and _in_header(element) and line.endswith(_ENDS)):
            return line
    return ""


def _plain(elements: list[Any]) -> list[str]:
    first = [one for one in elements if not _is_changed(one, text_of(one))]
    return [one.get("datetime") for one in first or elements]


def _is_changed(element: Any, line: str) -> bool:
    """Whether a date is called one of a change, by its own words or by those right before it."""
    known = furniture().updated
    label = _label(element)
    return bool(begins(simple(line), known) or (len(label) <= 40 and begins(simple(label), known)))


def _label(element: Any) -> str:
    """The words right before an element, in its parent or in the element before it; a date there is none."""
    before, parent = element.getprevious(), element.getparent()
    if before is None:
        return (parent.text or "").strip() if parent is not None else ""
    label = (before.tail or "").strip() or ("" if next(before.iter("time"), None) is not None else text_of(before))
    return "" if any(map(str.isdigit, label)) else label


def _is_paragraph(element: Any) -> bool:
    if element.tag not in ("p", "div", "span") or any(one.tag in _BLOCKS for one in element) or aside(element):
        return False
    return len(text_of(element)) >= PROSE and not _is_named(element)


def _in_header(element: Any) -> bool:
    """Whether an element stands in one ``<header>`` with the headline."""
    header = next(element.iterancestors("header"), None)
    return header is not None and next(header.iter("h1"), None) is not None


def _is_named(element: Any) -> bool:
    ancestors = element.iterancestors()
    near = (element, *(one for _, one in zip(range(2), ancestors, strict=False)))
    return any(
        _names(f"{one.get('class') or ''} {one.get('id') or ''} {one.get('data-gu-name') or ''}") for one in near
    )


@lru_cache(maxsize=5_000)
def _names(called: str) -> bool:
    wanted = words()["standfirst"]["names"]
    return any(token in wanted or _PIECE.split(token)[-1] in wanted for token in called.lower().split())
