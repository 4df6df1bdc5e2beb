"""The tree that the extraction leaves becomes text: one block a paragraph, a blank line between two."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_SPACES = re.compile(r"[ \t\r\n\f\v]+")
_LISTS = ("list", "ul", "ol")
_ITEMS = ("item", "li")
_ENDS = (".", "!", "?", "…", ":", "”", "»", '"', ";")
_INSIDE = ("p", "head", "quote", "table", "div", "item", "list", "ul", "ol", "li", "blockquote", "ab", "code")


def text_of_body(body: Any) -> str:
    """The text of a body: paragraphs, headings, list items with a dash, rows of tables with bars between the cells."""
    return "\n\n".join(blocks(body))


def blocks(body: Any) -> Iterator[str]:
    """The blocks of an element in order, each without outer spaces; none is empty."""
    loose: list[str] = [body.text or ""]
    for child in body:
        if not isinstance(child.tag, str):
            loose.append(child.tail or "")
        elif child.tag in _INSIDE:
            yield from _paragraphs(loose)
            yield from _block(child)
            loose = [child.tail or ""]
        else:  # inline: hi, ref, del, lb, graphic
            loose.append("\n" if child.tag in ("lb", "br") else _words(child))
            loose.append(child.tail or "")
    yield from _paragraphs(loose)


def _block(element: Any) -> Iterator[str]:
    if element.tag in _LISTS:
        items = ["- " + " ".join(blocks(item)) for item in element.iter(*_ITEMS)]
        yield from ("\n".join(item for item in items if item != "- "),) if items else blocks(element)
    elif element.tag == "table":
        rows = [" | ".join(filter(None, (_words(cell).strip() for cell in row.iter("cell", "td", "th"))))
                for row in element.iter("row", "tr")]  # fmt: skip
        if table := "\n".join(filter(None, rows)):
            yield table
    elif any(isinstance(child.tag, str) and child.tag in _INSIDE for child in element):
        yield from blocks(element)
    else:
        yield from _paragraphs([element.text or "", *_inline(element)])


def _inline(element: Any) -> Iterator[str]:
    for child in element:
        yield ("\n" if child.tag in ("lb", "br") else _words(child)) if isinstance(child.tag, str) else ""
        yield child.tail or ""


def _words(element: Any) -> str:
    pieces = []
    for one in element.iter():
        if isinstance(one.tag, str):
            pieces.append(f" {one.text or ''}" if one.tag in ("lb", "br") else one.text or "")
        if one is not element:
            pieces.append(one.tail or "")
    return _SPACES.sub(" ", "".join(pieces))


def _paragraphs(pieces: list[str]) -> Iterator[str]:
    """The paragraphs of loose words: only pieces that are a break alone break a line, a source's own breaks do not.

    A single break inside a sentence is one of the layout's and becomes a space.
    """
    lines = [""]
    for piece in pieces:
        if piece == "\n":
            lines.append("")
        else:
            lines[-1] += piece
    held = ""
    for line in (_SPACES.sub(" ", one).strip() for one in lines):
        if held and line and not held.endswith(_ENDS) and line[0].islower():
            held = f"{held} {line}"
            continue
        if held:
            yield held
        held = line
    if held:
        yield held
