"""What sites ask of robots: one robots.txt for each scheme, host and port, read once a run (RFC 9309)."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from timeline.ingest.fault import Fault
from timeline.ingest.web.limits import PRODUCT, Passing

if TYPE_CHECKING:
    import httpx
    from protego import Protego

MOST = 512_000  # bytes that are heeded; the RFC asks for 500 KiB
Load = Callable[[str], bytes | None]
"""The bytes of a robots.txt; None where the site has none (it answers 4xx). Raises Fault where that cannot be told."""
_AGENT = re.compile(r"^[ \t]*user[- ]?agent[ \t]*:?[ \t]*([^#\r\n]*)", re.IGNORECASE | re.MULTILINE)


class Robots:
    """The rules of each site. What cannot be had now forbids all, for now; what is not there forbids nothing."""

    def __init__(self, load: Load, slower: Callable[[str, float], None]) -> None:
        self._load, self._slower = load, slower
        self._known: dict[str, _Site] = {}
        self._lock = threading.Lock()

    def check(self, url: httpx.URL) -> None:
        """Raises Fault where the site does not want this address to be fetched by us, or its rules cannot be had."""
        origin = f"{url.scheme}://{url.netloc.decode('ascii')}"
        with self._lock:
            site = self._known.setdefault(origin, _Site())
        with site.lock:
            if not site.asked:
                self._ask(site, origin, url.host)
        if site.fault:
            raise site.fault
        if site.rules and not site.rules.can_fetch(str(url), PRODUCT):
            raise Fault(
                "is not to be fetched by robots (robots.txt of the site)",
                "open it in a browser, save the page, and add the file",
            )

    def _ask(self, site: _Site, origin: str, host: str) -> None:
        try:
            found = self._load(f"{origin}/robots.txt")
            if found is not None:
                site.rules = rules_of(found)
                self._slower(host, site.rules.crawl_delay(PRODUCT) or 0.0)
        except Passing as fault:
            site.fault = fault if fault.silent else _unknown(fault)
        except Fault as fault:
            site.fault = fault
        site.asked = True


class _Site:
    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.asked = False
        self.rules: Protego | None = None
        self.fault: Fault | None = None


def rules_of(data: bytes) -> Protego:
    """The rules in a robots.txt. Never raises.

    Groups for other robots are read under one name: a file of thousands of names and rules costs no more than its size.
    """
    from protego import Protego

    text = data[:MOST].decode("utf-8", "replace").removeprefix("\ufeff")
    return Protego.parse(_AGENT.sub(_ours_or_other, text))


def _ours_or_other(found: re.Match[str]) -> str:
    name = found[1].strip().lower()
    ours = name.rstrip("*").partition("/")[0] == PRODUCT
    kept = PRODUCT if ours else "*" if name.startswith("*") else "another"
    return f"User-agent: {kept}"


def _unknown(fault: Fault) -> Fault:
    return Fault(
        f"is not fetched, for its site's robots.txt cannot be had now (it {fault.fault})",
        "try again later, or save the page and add the file",
    )
