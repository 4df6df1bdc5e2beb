"""What a site answered: a page, another address, nothing new, or a reason why not, in words that help."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from timeline.ingest.fault import Fault
from timeline.ingest.web.body import collect, unpack
from timeline.ingest.web.limits import LATER, Passing

if TYPE_CHECKING:
    import httpx

MOVED = (301, 302, 303, 307, 308)
BUSY = (408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524)
BY_HAND = "open it in a browser, save the page, and add the file"
_SAID = {401: "it wants a login", 402: "it wants to be paid", 403: "it lets nobody in", 404: "there is no such page",
         410: "it was taken away", 451: "it is withheld for legal reasons", 429: "it was asked too often"}  # fmt: skip
_NO_TEXT = {"image": "a picture", "video": "a film", "audio": "a recording", "font": "a font"}


@dataclass(frozen=True, slots=True)
class Answer:
    """A page, or ``location`` where it moved to. Names of headers are in lower case."""

    status: int
    headers: tuple[tuple[str, str], ...]
    data: bytes = b""
    location: str = ""


class Refused(Fault):
    """A site's own refusal, with its status."""

    def __init__(self, status: int, fault: str, remedy: str) -> None:
        super().__init__(fault, remedy)
        self.status = status


def answer_of(response: httpx.Response, limit: int) -> Answer:
    """Read an answer. Raises Refused, Fault for a body that is too large or none of ours, Passing for what may pass."""
    status = response.status_code
    headers = tuple((name.lower(), value) for name, value in response.headers.multi_items())
    location = response.headers.get("location", "").strip()
    if status in MOVED and location:
        return Answer(status, headers, location=location)
    if status == 304:
        return Answer(status, headers)
    if status not in (200, 203):
        raise refusal(status, response.headers.get("retry-after", ""))
    kind = response.headers.get("content-type", "").partition("/")[0].strip().lower()
    if kind in _NO_TEXT:
        raise Fault(f"is {_NO_TEXT[kind]}, not text", "give the address of the page that it stands on")
    data = collect(response.iter_raw(), response.headers.get("content-length", ""), limit)
    return Answer(status, headers, unpack(data, response.headers.get("content-encoding", ""), limit))


def refusal(status: int, retry_after: str, now: datetime | None = None) -> Fault:
    """What a status that is no page means: Passing where it is worth another try, else Refused."""
    said = f" ({_SAID[status]})" if status in _SAID else ""
    if status in BUSY:
        wait = seconds_of(retry_after, now)
        asks = f", and asks to wait {wait:.0f} s" if wait else ""
        return Passing(f"answers {status}{said}{asks}", LATER, wait=wait)
    if status in (404, 410):
        return Refused(status, f"answers {status}{said}", "check the address, or give that of an archived copy")
    return Refused(status, f"answers {status}{said}", BY_HAND)


def seconds_of(retry_after: str, now: datetime | None = None) -> float | None:
    """The seconds that a Retry-After header asks for, as a number or as a moment; None where it asks for nothing."""
    value = retry_after.strip()
    if value.isdigit() and len(value) < 10:
        return float(value)
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
