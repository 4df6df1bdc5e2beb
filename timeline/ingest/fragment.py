"""The words of a piece of HTML that is all text: an e-mail's body, an entry of a feed, a cell of a table."""

from __future__ import annotations

import re
from typing import Any

_BLOCKS = frozenset(
    ("p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "tr", "table", "tbody", "blockquote",
     "section", "article", "header", "main", "center", "pre", "dd", "dt", "dl", "figcaption", "figure", "hr", "body")
)  # fmt: skip
_DROP = frozenset(("script", "style", "head", "title", "template", "noscript", "svg", "form", "nav"))
_LOOKS = re.compile(r"<(?:p|br|div|a|b|i|strong|em|ul|li|img|h[1-6]|span|table|blockquote)\b[^>]*>", re.IGNORECASE)
_SPACES = re.compile(r"\s+")


def text_of_fragment(markup: str) -> str:
    """The text of a piece of HTML, a blank line between blocks; plain text comes back as it is."""
    if not _LOOKS.search(markup):
        from html import unescape

        return unescape(markup).strip() if "&" in markup else markup.strip()
    from timeline.ingest.html import parse

    return text_of_tree(parse(markup))


def text_of_tree(tree: Any) -> str:
    """The words of all that is shown in a tree, a blank line between blocks."""
    pieces: list[str] = []
    _collect(tree, pieces)
    lines = ("".join(pieces)).split("\x00")
    return "\n\n".join(line for line in (_SPACES.sub(" ", one).strip() for one in lines) if line)


def _collect(root: Any, pieces: list[str]) -> None:
    """Fill in the words, with NUL where a block begins or ends. Without recursion: trees may be deep."""
    waiting: list[Any] = [root]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            pieces.append(one)
            continue
        if one.tail and one is not root:
            waiting.append(one.tail)
        if not isinstance(one.tag, str) or one.tag in _DROP or _is_hidden(one):
            continue
        block = one.tag in _BLOCKS
        if block or one.tag == "br":
            pieces.append("\x00")
        if block:
            waiting.append("\x00")
        waiting.extend(reversed(one))
        if one.text:
            pieces.append("- " + one.text if one.tag == "li" else one.text)


def _is_hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or element.get("hidden") is not None
