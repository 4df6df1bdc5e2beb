"""What a file's front matter or its row in ``sources.csv`` says of an article, checked."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime
from urllib.parse import urlsplit

from timeline.ingest.detect import language_code
from timeline.ingest.fault import Fault, Tell, quoted

COLUMNS = ("title", "url", "publisher", "published", "language", "verbatim")
NOTHING = {"", "~", "null", "none", "unknown"}
TRUTH = {"true": True, "yes": True, "1": True, "false": False, "no": False, "0": False}


@dataclass(frozen=True, slots=True)
class Given:
    """The fields that were given; None where nothing was. ``why`` says where ``published`` was found."""

    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    verbatim: bool | None = None
    why: str | None = None

    def over(self, other: Given) -> Given:
        """This, with the other's values where this has none."""
        mine = {field.name: getattr(self, field.name) for field in fields(self)}
        if self.published is not None:
            mine["why"] = self.why or ""  # the other's reason belongs to the other's date
        return replace(other, **{name: value for name, value in mine.items() if value is not None})


def check(values: Mapping[str, object], tell: Tell) -> Given:
    """The fields of a mapping of strings. Columns that are not ours are left alone.

    Raises Fault where ``published`` is no date or a value is not a single one; an unusable url or language is
    dropped, and told.
    """
    said = {name: _single(name, values[name]) for name in COLUMNS if name in values}
    said = {name: value for name, value in said.items() if value.casefold() not in NOTHING}
    return Given(
        title=said.get("title"),
        url=_url(said.get("url"), tell),
        publisher=said.get("publisher"),
        published=published_date(said["published"]) if "published" in said else None,
        language=_language(said.get("language"), tell),
        verbatim=_truth(said.get("verbatim")),
    )


def published_date(value: str) -> date:
    """A date as ISO 8601 writes it, with or without a time: ``2017-07-27``, ``2017-07-27T10:00+02:00``.

    Raises Fault otherwise.
    """
    try:
        return date.fromisoformat(value)
    except ValueError:
        pass
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        raise Fault(f"has no possible date of publication: {quoted(value)}", "write it as YYYY-MM-DD") from None


def web_address(value: str) -> str:
    """The address where it is an http or https one; else empty, so that ``javascript:`` never becomes a link."""
    value = value.strip()
    if re.search(r"[\s\x00-\x1f\x7f\"<>\\]", value):
        return ""
    try:
        parts = urlsplit(value)
        return value if parts.scheme.lower() in {"http", "https"} and parts.hostname else ""
    except ValueError:
        return ""


def _single(name: str, value: object) -> str:
    if not isinstance(value, str):
        raise Fault(f"{name} is not a single value", f"write {name} on one line")
    return " ".join(value.split())


def _url(value: str | None, tell: Tell) -> str | None:
    if value is None:
        return None
    address = web_address(value)
    if not address:
        tell(f"left out the url {quoted(value)}: it is no http or https address")
    return address or None


def _language(value: str | None, tell: Tell) -> str | None:
    if value is None:
        return None
    code = language_code(value)
    if not code:
        tell(f"left out the language {quoted(value)}: write a code of ISO 639-1, such as en or fr; it is detected now")
    return code or None


def _truth(value: str | None) -> bool | None:
    if value is None:
        return None
    if value.casefold() not in TRUTH:
        raise Fault(f"verbatim is {quoted(value)}", "write true or false")
    return TRUTH[value.casefold()]
