"""What is asked for: the same filters on the command line, in the dashboard and in its URLs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date

from timeline.models import STATUSES

_DAYS = ("since", "until", "as_known_on")


@dataclass(frozen=True)
class Filters:
    """Which events are asked for. Values of one field are alternatives; different fields must all hold.

    ``since`` and ``until`` (inclusive) keep the events whose span overlaps them, and so no undated ones. ``text`` is
    contained, without regard to case and accents, in title, quote, actors, time expression or source title.
    ``as_known_on`` keeps what had been published by that day. ``story`` names the stories of its article.
    """

    actor: tuple[str, ...] = ()
    source: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    text: str = ""
    status: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    story: tuple[str, ...] = ()
    as_known_on: date | None = None

    def __bool__(self) -> bool:
        """Whether anything is filtered at all."""
        return self != EVERYTHING

    def to_query(self) -> dict[str, list[str]]:
        """The filters as the parameters of a URL; what is not filtered is left out."""
        found = {field.name: getattr(self, field.name) for field in fields(self)}
        return {name: _texts(value) for name, value in found.items() if value}

    @classmethod
    def from_query(cls, query: Mapping[str, str | list[str]]) -> Filters:
        """The filters of a URL's parameters; other names, impossible days and unknown statuses are passed over."""
        values: dict[str, object] = {}
        for field in fields(cls):
            given = query.get(field.name, [])
            texts = [text for text in ([given] if isinstance(given, str) else given) if text]
            if not texts:
                continue
            if field.name in _DAYS:
                values[field.name] = _day(texts[-1])
            elif field.name == "text":
                values["text"] = texts[-1]
            else:
                values[field.name] = tuple(dict.fromkeys(texts))
        values["status"] = tuple(status for status in values.get("status", ()) if status in STATUSES)  # pyright: ignore
        return cls(**values)  # pyright: ignore[reportArgumentType]


EVERYTHING = Filters()


def _texts(value: date | str | tuple[str, ...]) -> list[str]:
    if isinstance(value, date):
        return [value.isoformat()]
    return [value] if isinstance(value, str) else list(value)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
