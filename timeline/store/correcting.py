"""What is known of a stored article, set right: it is read again from its own text with the new data."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from timeline.extract import extract
from timeline.models import Article
from timeline.store.store import Store

CORRECTED = "corrected by hand"


@dataclass(frozen=True, slots=True)
class Correction:
    """What is to be set; None leaves a field as it is. ``unpublished`` takes the day of publication away."""

    published: date | None = None
    unpublished: bool = False
    title: str | None = None
    publisher: str | None = None
    url: str | None = None
    language: str | None = None


def corrected(article: Article, correction: Correction) -> Article:
    """The article with what is to be set; the same one where nothing is new."""
    named = {name: getattr(correction, name) for name in ("title", "publisher", "url", "language")}
    new: dict[str, Any] = {name: value for name, value in named.items() if value is not None}
    if correction.unpublished:
        new |= {"published": None, "published_basis": "unknown", "published_why": ""}
    elif correction.published and (correction.published != article.published or article.published_basis != "given"):
        new |= {"published": correction.published, "published_basis": "given", "published_why": CORRECTED}
    return replace(article, **new)


def correct(store: Store, article_id: str, correction: Correction) -> Article | None:
    """Set right what is known of a stored article, extract it again and group; the article as it is now.

    None where no article has the id. Reviews hold for the same sentences. Raises StoreError.
    """
    article = store.article(article_id)
    if article is None:
        return None
    changed = corrected(article, correction)
    if changed != article:
        store.add(changed, extract(changed), refresh=True)
        store.group()
    return store.article(article_id)
