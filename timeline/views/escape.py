"""Make article text harmless for the three languages that would read it: HTML, Plotly's labels, and Markdown.

Where there is a choice, article text never passes through Markdown at all: it goes into components that set it as
plain text. Labels of buttons and pills, and messages, are Markdown whether one wants it or not.
"""

from __future__ import annotations

import html as _html
import re
from urllib.parse import urlsplit

_MARKDOWN = re.compile(r"([\\`*_{}\[\]()#+\-.!|$<>~&^=\"'/@])")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_JOINER = "\u2060"  # word joiner: invisible, and it keeps ``:name:`` from being read as an emoji or a directive


def plain(text: str) -> str:
    """The text without control characters and without marks that turn the direction of writing."""
    return _CONTROL.sub(" ", text)


def html(text: str) -> str:
    """Text to stand inside an HTML element or a quoted attribute."""
    return _html.escape(plain(text), quote=True)


def plotly(text: str) -> str:
    """Text for Plotly's hover and labels, which read a few HTML tags and entities."""
    return _html.escape(plain(text), quote=False)


def markdown(text: str) -> str:
    """Text for a place that Streamlit reads as Markdown: no links, emphasis, formulas, emoji or directives."""
    flat = " ".join(plain(text).split())
    return _MARKDOWN.sub(r"\\\1", flat).replace(":", ":" + _JOINER)


def link(url: str) -> str:
    """The URL if it is one that a reader may be sent to (http or https, with a host), else an empty string."""
    url = url.strip()
    if any(char.isspace() or ord(char) < 32 for char in url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in ("http", "https") and parts.netloc else ""


def shorten(text: str, limit: int) -> str:
    """The text on one line, cut at a word with an ellipsis where it is longer than ``limit`` characters."""
    flat = " ".join(plain(text).split())
    if len(flat) <= limit:
        return flat
    cut = flat[: limit - 1]
    head, _, tail = cut.rpartition(" ")
    return (head if head and len(tail) < limit // 3 else cut).rstrip(" ,;:") + "…"


def wrapped(text: str, width: int = 58, lines: int = 4) -> str:
    """Escaped text for a Plotly hover box, broken into at most ``lines`` lines of about ``width`` characters."""
    import textwrap

    rows = textwrap.wrap(" ".join(plain(text).split()), width, max_lines=lines, placeholder=" …")
    return "<br>".join(plotly(row) for row in rows)
