"""How long, how much and how often: the limits of fetching, the clock that they are kept by, and who is asking."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from importlib import metadata

from timeline.ingest.fault import Fault

PRODUCT = "incident-timeline"
LATER = "try again later"
CONTACT = "TIMELINE_CONTACT"
"""The variable with an address or e-mail by which a site can reach whoever runs this; it is sent with each request."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one page may take. Seconds, bytes and counts.

    ``total`` is for one page with all its redirects and tries, without the time that politeness or the site makes us
    wait. ``patience`` is the longest that a site may ask us to wait.
    """

    connect: float = 10.0
    read: float = 15.0
    total: float = 45.0
    robots: float = 15.0  # for robots.txt, as total
    size: int = 20_000_000
    redirects: int = 5
    tries: int = 3
    pause: float = 2.0  # before the second try, four times that before the third
    patience: float = 60.0
    between: float = 1.0  # from the end of one request to a host to the start of the next
    most_between: float = 60.0  # that a site's robots.txt may make of it
    failures: int = 3  # pages in a row after which a host is left alone


class Clock:
    """Time as politeness knows it: ``now`` in seconds, and ``wait``, which ``stop`` ends at once."""

    def __init__(self) -> None:
        self._stopped = threading.Event()

    def now(self) -> float:
        """Seconds since some moment."""
        return time.monotonic()

    def wait(self, seconds: float) -> None:
        """Let the seconds pass. Raises Stopped where fetching is to end."""
        if self._stopped.wait(max(0.0, seconds)):
            raise Stopped

    def stop(self) -> None:
        """Let nothing wait any longer."""
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        """Whether fetching is to end."""
        return self._stopped.is_set()


class Stopped(Exception):
    """Fetching was ended, by Ctrl-C or because nobody wants the rest."""


class Forbidden(Fault):
    """An address that is not gone to, whatever is there: no retry and no way around it helps."""


class Passing(Fault):
    """A fault that may pass by itself.

    ``wait`` is what the site asks for, in seconds; ``silent`` where its host does not answer at all; ``again`` where
    it may be otherwise in a moment.
    """

    def __init__(
        self, fault: str, remedy: str, *, wait: float | None = None, silent: bool = False, again: bool = True
    ) -> None:
        super().__init__(fault, remedy)
        self.wait = wait
        self.silent = silent
        self.again = again


def user_agent(contact: str | None = None) -> str:
    """What we say we are: name and version, with the project's address or the user's own contact where there is one."""
    known = _metadata()
    said = os.environ.get(CONTACT, "") if contact is None else contact
    said = "".join(char for char in said if char.isascii() and char.isprintable() and char not in "()<>")[:200].strip()
    where = "; ".join(f"+{one}" for one in (_home(known), said) if one)
    version = known["Version"] if known is not None else "0"
    return f"{PRODUCT}/{version}" + (f" ({where})" if where else "")


def _metadata() -> metadata.PackageMetadata | None:
    try:
        return metadata.metadata(PRODUCT)
    except metadata.PackageNotFoundError:  # run from a checkout that was never installed
        return None


def _home(known: metadata.PackageMetadata | None) -> str:
    """The project's address, as its package says it."""
    lines = (known.get_all("Project-URL") or []) if known is not None else []
    return next((line.partition(",")[2].strip() for line in lines), "")
