"""Events as plain dictionaries (the contract of ``extract``) and back, their ids, and links that point into a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any
from urllib.parse import quote, urlsplit

from timeline.models import Article, DateSpan, Event, Quantity, Reading, Role, Source

SHORT_QUOTE = 100
EDGE_WORDS = 5
_LISTS = ("actors", "attribution", "numbers")
_PLAIN = (
    "id", "article_id", "title", "quote", "char_start", "char_end", "when_text", "when_char_start", "when_char_end",
    "start", "end", "precision", "bound", "edtf", "timex_type", "timex_value", "basis", "why",
)  # fmt: skip
_SOURCE = ("title", "publisher", "url", "published", "published_basis")
_SPAN = ("start", "end", "precision", "bound", "edtf")


def event_to_dict(event: Event) -> dict[str, Any]:
    """An event as the contract writes it: its keys in order, values ready for JSON."""
    row: dict[str, Any] = {key: getattr(event, key) for key in _PLAIN}
    row["alternatives"] = [
        {**{key: getattr(reading.span, key) for key in _SPAN}, "why": reading.why} for reading in event.alternatives
    ]
    row["actors"] = list(event.actors)
    row["attribution"] = list(event.attribution)
    row["status"] = event.status
    row["numbers"] = list(event.numbers)
    row["language"] = event.language
    row["source"] = {key: getattr(event.source, key) for key in _SOURCE}
    row["link"] = event.link
    return row | claims_to_dict(event)


def claims_to_dict(event: Event) -> dict[str, Any]:
    """What an event says beyond the contract: who does what in it, how much of what, and who cites whom."""
    return {
        "roles": [asdict(role) for role in event.roles],
        "quantities": [asdict(quantity) for quantity in event.quantities],
        "chain": [list(level) for level in event.chain],
        "denies": event.denies,
        "clause": list(event.clause),
    }


def claims_from_dict(row: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of an Event that ``claims_to_dict`` wrote; what a row of an older version lacks is empty."""
    return {
        "roles": tuple(Role(**role) for role in row.get("roles", ())),
        "quantities": tuple(Quantity(**quantity) for quantity in row.get("quantities", ())),
        "chain": tuple(tuple(level) for level in row.get("chain", ())),
        "denies": row.get("denies", ""),
        "clause": tuple(row.get("clause", (0, 0))),
    }


def event_from_dict(row: dict[str, Any]) -> Event:
    """The event of a dictionary that ``event_to_dict`` made. Raises KeyError where a key is missing."""
    readings = tuple(
        Reading(DateSpan(**{key: item[key] for key in _SPAN}), item["why"]) for item in row["alternatives"]
    )
    given: dict[str, Any] = {key: row[key] for key in _PLAIN} | {key: tuple(row[key]) for key in _LISTS}
    return Event(
        **given,
        alternatives=readings,
        status=row["status"],
        language=row["language"],
        source=Source(**{key: row["source"][key] for key in _SOURCE}),
        link=row["link"],
        **claims_from_dict(row),
    )


def source_of(article: Article) -> Source:
    """Where an article's events were told."""
    published = article.published.isoformat() if article.published else None
    return Source(article.title, article.publisher, article.url, published, article.published_basis)


def event_id(article_id: str, start: int, end: int) -> str:
    """An event's id: its article's content hash and the offsets that single it out, so that it never changes."""
    return f"{article_id}-{start}-{end}"


def link(article: Article, words: str) -> str:
    """The article's address with a text fragment to ``words``; empty where the words are not the source's own.

    Only ``http`` and ``https`` are linked, since anything else in an article's address may be hostile.
    """
    url = article.url.strip()
    if not article.verbatim or _scheme(url) not in ("http", "https"):
        return ""
    joint = ":~:text=" if "#" in url else "#:~:text="
    return url + joint + _fragment(words)


def _scheme(url: str) -> str:
    """The scheme of an address in lower case; empty where it has none or cannot be read."""
    try:
        return urlsplit(url).scheme.lower()
    except ValueError:
        return ""


def _fragment(words: str) -> str:
    """Whole where the quote is short; else its first and its last words, since a range survives markup within."""
    pieces = words.split()
    if len(words) <= SHORT_QUOTE or len(pieces) <= 2 * EDGE_WORDS:
        return _escaped(" ".join(pieces))
    return f"{_escaped(' '.join(pieces[:EDGE_WORDS]))},{_escaped(' '.join(pieces[-EDGE_WORDS:]))}"


def _escaped(words: str) -> str:
    return quote(words, safe="").replace("-", "%2D")
