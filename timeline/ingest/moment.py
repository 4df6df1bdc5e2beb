"""Moments as machines write them, so that they can be compared."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime

EARLIEST, LATEST = 1990, 2100  # there were no web pages before
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def moment_of(value: str) -> str:
    """A moment (ISO 8601, or as e-mail writes it) in UTC, to the second; a day where no more is told, or a time without
    its zone. Empty for what is neither, and for a year without web pages."""
    text = value.strip()
    found = _parsed(text)
    if found is None or not EARLIEST <= found.year <= LATEST:
        return ""
    if not isinstance(found, datetime) or found.tzinfo is None:
        return found.isoformat()[:10]
    return found.astimezone(UTC).isoformat(timespec="seconds")


def _parsed(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else datetime.fromisoformat(text)
    except ValueError:
        pass
    try:
        return parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
