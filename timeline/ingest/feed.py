"""RSS and Atom feeds: whole articles where the feed holds them, else their addresses with the summary."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any

from timeline.ingest.canonical import canonical
from timeline.ingest.derived import article_of
from timeline.ingest.detect import language_code
from timeline.ingest.fault import Fault
from timeline.ingest.fragment import text_of_fragment
from timeline.ingest.given import Given
from timeline.ingest.items import Context, Item, Source, UrlItem
from timeline.ingest.pagedate import day_in_url, day_of
from timeline.ingest.xmlsafe import safe_text

LIMIT = 10_000_000  # bytes: the library reads about 1 MB a second
WHOLE = 800  # characters from which an entry is taken for the whole article
MAX_ENTRIES = 10_000


def read(source: Source, context: Context) -> Iterator[Item]:
    """The entries of a feed, in its order. Raises Fault where it is none, is empty, or declares entities."""
    import feedparser

    logging.getLogger("feedparser").setLevel(logging.CRITICAL)
    text = safe_text(source.load(LIMIT), source.label)
    if text.count("<item") + text.count("<entry") > MAX_ENTRIES:
        raise Fault(f"has more than {MAX_ENTRIES} entries", "split it, or fetch the feed's latest part")
    try:
        found: Any = feedparser.parse(
            text.encode(), response_headers={"content-type": "application/xml; charset=utf-8"}
        )
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # it meets every feed there is
        raise Fault(f"is a broken feed ({type(error).__name__})", "fetch it again") from None
    if not found.entries:
        raise Fault("is a feed without entries", "check that it is the feed's own address")
    site = " ".join((found.feed.get("title") or "").split())
    language = language_code(found.feed.get("language") or "") or None
    for number, entry in enumerate(found.entries, start=1):
        yield _entry(entry, number, site, language, source, context)


def _entry(entry: Any, number: int, site: str, language: str | None, source: Source, context: Context) -> Item:
    title = text_of_fragment(entry.get("title") or "").replace("\n", " ")
    url = canonical(entry.get("link") or "")
    name = f"{source.name}, entry {number}" + (f" ({title[:60]})" if title else "")
    body = max((text_of_fragment(one.get("value") or "") for one in entry.get("content") or ()), key=len, default="")
    summary = text_of_fragment(entry.get("summary") or "")
    text = max(body, summary, key=len)
    own = (entry.get("source") or {}).get("title")
    given = _dated(entry, url)
    given = Given(title=title or None, url=url or None, publisher=own or site or None, language=language).over(given)
    article = article_of(text, source.under(name), context, given) if text.strip() else None
    if article is not None and (len(text) >= WHOLE or not url):
        return article
    if url:
        return UrlItem(url, given.published, title, own or site, name, article)
    raise_nothing = Fault("has neither text nor an address", "look at the feed's own page")
    return raise_nothing.refusal(name)


def _dated(entry: Any, url: str) -> Given:
    for field in ("published", "created", "updated"):
        if day := day_of(entry.get(field) or ""):
            address = day_in_url(url)
            other = (
                f"; but its address says {address[0].isoformat()}"
                if address and abs((address[0] - day).days) > 1
                else ""
            )
            return Given(published=day, why=f"from the feed ({field}){other}")
    if address := day_in_url(url):
        return Given(published=address[0], why=f"from its address ({address[1].strip('/')})")
    return Given()
