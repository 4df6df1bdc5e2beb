"""A text and what is known of it become an Article: its regions, its title, its language, its id."""

from __future__ import annotations

import hashlib
from datetime import date

from timeline.ingest.cutter import cut
from timeline.ingest.detect import detect, language_code
from timeline.ingest.given import web_address
from timeline.models import Article, Region

MAX_TITLE = 300


def article_from_text(
    text: str,
    *,
    title: str = "",
    url: str = "",
    publisher: str = "",
    published: date | None = None,
    language: str = "",
    verbatim: bool = True,
    path: str = "",
) -> Article:
    """The Article of a text.

    The words stay as they are; newlines become ``\\n``, and what no store can hold (NUL, half a surrogate pair)
    becomes U+FFFD, so that no offset moves. ``id`` is a hash of the text alone: the same words are the same article,
    whatever is learnt of their source later. A ``language`` that is no ISO 639-1 code is detected instead, a ``url``
    that is not http or https is left out. Never raises.
    """
    text = clean(text)
    title = " ".join(clean(title).split())[:MAX_TITLE]
    regions = cut(text, title)
    return Article(
        id=hashlib.sha256(text.encode()).hexdigest()[:20],
        text=text,
        title=title or title_of(text, regions),
        url=web_address(clean(url)),
        publisher=" ".join(clean(publisher).split()),
        published=published,
        published_basis="given" if published else "unknown",
        language=language_code(language) or detect(text),
        verbatim=verbatim,
        path=path,
        regions=regions,
    )


def normal_newlines(text: str) -> str:
    """The text with ``\\n`` for ``\\r\\n`` and ``\\r``."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def clean(text: str) -> str:
    """The text as a store can hold it: see article_from_text."""
    text = normal_newlines(text)
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        text = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text.removeprefix("\ufeff")


def title_of(text: str, regions: tuple[Region, ...]) -> str:
    """The words of the first headline region, without a Markdown heading's marks; empty where there is none."""
    for region in regions:
        if region.kind == "headline":
            line = text[region.start : region.end].strip().split("\n")[0]
            return " ".join(line.strip("#* \t").split())[:MAX_TITLE]
    return ""
