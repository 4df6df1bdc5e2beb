"""Times made by hand, so that the tests of events do not lean on the tagger."""

from __future__ import annotations

from datetime import date
from typing import Any

from timeline.models import Article, DateSpan, Timex


def timex(text: str, words: str, start: str | None = None, end: str | None = None, **more: Any) -> Timex:
    """The Timex of the first occurrence of ``words`` in ``text`` (or the one from ``at`` on); undated without start."""
    at = text.index(words, more.pop("at", 0))
    end = end or start
    precision = more.pop("precision", "day")
    bound = more.pop("bound", "exact")
    span = DateSpan(start, end, precision, bound, start if start == end else f"{start}/{end}") if start else None
    made: dict[str, Any] = {"type": "DATE", "value": start or "XXXX-XX-XX", "basis": "explicit" if start else ""}
    made.update(why="by hand")
    made.update(more)
    return Timex(start=at, end=at + len(words), text=words, span=span, **made)


def article(text: str, language: str = "en", published: str | None = "2017-07-27", **more: Any) -> Article:
    """An article of that text."""
    given: dict[str, Any] = {"id": "a1", "title": "T", "url": "https://example.org/a", "publisher": "P"}
    given.update(more)
    return Article(
        text=text, language=language, published=date.fromisoformat(published) if published else None, **given
    )
