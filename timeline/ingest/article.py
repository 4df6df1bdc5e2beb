"""A text and what is known of it become an Article: its regions, its title, its language, its id."""

from __future__ import annotations

import hashlib
import re
from datetime import date

from timeline.ingest import register
from timeline.ingest.cutter import cut
from timeline.ingest.detect import detect, language_code
from timeline.ingest.given import web_address
from timeline.models import Article, Region

MAX_TITLE = 300
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
NO_WIDTH = re.compile(
    "[\u00ad\u200b\u200e\u200f\u061c\u2060\u2061-\u2064\ufeff\u180e\u202a-\u202e\u2066-\u2069]"
    "|(?<=[\\x00-\u058f])[\u200c\u200d]+(?=[\\x00-\u058f])"
)


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
    published_why: str = "",
    published_basis: str = "given",
    derived: bool = False,
) -> Article:
    """The Article of a text.

    The words stay as they are; newlines become ``\\n``, and what no store can hold (NUL, half a surrogate pair)
    becomes U+FFFD, so that no offset moves. ``id`` is a hash of the text alone: the same words are the same article,
    whatever is learnt of their source later. A ``language`` that is no ISO 639-1 code is detected instead, a ``url``
    that is not http or https is left out; a publisher that is not given is the register's for that address. A
    ``derived`` text was taken from a page or document: signs without width fall away before any offset is counted.
    ``published_why`` says where ``published`` was found, ``published_basis`` is ``guessed`` where that is no more than
    a sign of it. Never raises.
    """
    text = clean(without_marks(text) if derived else text)
    title = " ".join(clean(without_marks(title)).split())[:MAX_TITLE]
    url = web_address(clean(url))
    publisher = " ".join(clean(without_marks(publisher)).split())
    regions = cut(text, title)
    return Article(
        id=hashlib.sha256(text.encode()).hexdigest()[:20],
        text=text,
        title=title or title_of(text, regions),
        url=url,
        publisher=publisher or register.publisher_of(url),
        published=published,
        published_basis=published_basis if published else "unknown",
        published_why=published_why if published else "",
        language=language_code(language) or detect(text),
        verbatim=verbatim,
        path=path,
        regions=regions,
    )


def normal_newlines(text: str) -> str:
    """The text with ``\\n`` for ``\\r\\n`` and ``\\r``."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def clean(text: str) -> str:
    """The text as a store can hold it: see article_from_text.

    Signs that turn the direction of what follows (U+202A to U+202E, U+2066 to U+2069) can make a line read otherwise
    than it is; each becomes U+2060, which shows nothing and takes the same place.
    """
    text = normal_newlines(text)
    if not text.isascii():
        text = TURNING.sub("\u2060", text)
    if "\x00" in text:
        text = text.replace("\x00", "\ufffd")
    try:
        text.encode()
    except UnicodeEncodeError:
        text = "".join("\ufffd" if "\ud800" <= char <= "\udfff" else char for char in text)
    return text.removeprefix("\ufeff")


def without_marks(text: str) -> str:
    """The text without signs that have no width: spaces, hyphens and joiners of none, marks of direction.

    The joiners stay where scripts need them: between letters that are not Latin, Greek or Cyrillic.
    """
    return text if text.isascii() else NO_WIDTH.sub("", text)


def title_of(text: str, regions: tuple[Region, ...]) -> str:
    """The words of the first headline region, without a Markdown heading's marks; empty where there is none."""
    for region in regions:
        if region.kind == "headline":
            line = text[region.start : region.end].strip().split("\n")[0]
            return " ".join(line.strip("#* \t").split())[:MAX_TITLE]
    return ""
