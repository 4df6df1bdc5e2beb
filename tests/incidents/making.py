"""Events for tests of merging, made from a few words each."""

from __future__ import annotations

from typing import Any

from timeline.models import Event, Quantity, Role, Source


def event(
    words: str,
    day: str | None = "2020-03-05",
    *,
    end: str | None = None,
    article: str = "a",
    language: str = "en",
    published: str = "2020-03-06",
    actors: tuple[str, ...] = (),
    numbers: tuple[tuple[float, str], ...] = (),
    at: int = 0,
    **given: Any,
) -> Event:
    """An event of one sentence; ``day`` to ``end`` is its span, ``numbers`` are values with what they count."""
    made: dict[str, Any] = {
        "id": f"{article}-{at}-{at + 5}",
        "article_id": article,
        "title": words,
        "quote": words,
        "char_start": at,
        "char_end": at + len(words),
        "when_text": "",
        "when_char_start": at,
        "when_char_end": at + 5,
        "start": day,
        "end": end or day,
        "precision": "day" if day and not end else "month" if day else "",
        "bound": "exact",
        "edtf": "",
        "timex_type": "DATE",
        "timex_value": day or "",
        "basis": "explicit",
        "why": "",
        "actors": actors,
        "roles": tuple(Role(name, "agent", "organisation", name.lower()) for name in actors),
        "quantities": tuple(Quantity(at, at, f"{value:g} {what}", value, value, "", what) for value, what in numbers),
        "language": language,
        "source": Source(publisher=f"Paper {article}", published=published, published_basis="given"),
    }
    return Event(**made | given)
