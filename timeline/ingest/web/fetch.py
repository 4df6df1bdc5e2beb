"""One page: asked for politely, again where that may help, wherever it was moved to, and never longer than its time."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import httpcore
import httpx

from timeline.ingest.fault import Fault
from timeline.ingest.web.address import Resolve, check_url, resolve
from timeline.ingest.web.answers import BY_HAND, Answer, Refused, answer_of
from timeline.ingest.web.body import ACCEPTED
from timeline.ingest.web.connect import Backend, Deadline, Transport
from timeline.ingest.web.limits import LATER, Clock, Forbidden, Limits, Passing, user_agent
from timeline.ingest.web.manners import Manners
from timeline.ingest.web.robots import Robots

if TYPE_CHECKING:
    import ssl

READ_AS = (
    "text/html, application/xhtml+xml, application/xml;q=0.9, application/rss+xml;q=0.9, application/atom+xml;q=0.9, "
    "application/pdf;q=0.8, text/plain;q=0.8, */*;q=0.5"
)
MOST_HEADERS, LONGEST_HEADER = 100, 2000


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it was fetched: the address asked for, the one that answered, and what it answered.

    ``data`` is the body, unpacked; ``headers`` are in the order of the answer, cookies left out. ``moment`` is ISO 8601
    in UTC. ``status`` is 304, and ``data`` empty, where the page has not changed since it was kept.
    """

    url: str
    final: str
    status: int
    headers: tuple[tuple[str, str], ...]
    data: bytes
    moment: str


@dataclass
class _Budget:
    """The seconds on the line that are left to one page."""

    left: float

    @contextmanager
    def spent(self, deadline: Deadline) -> Iterator[None]:
        start = time.monotonic()
        try:
            with deadline.within(self.left):
                yield
        finally:
            self.left -= time.monotonic() - start


class Fetcher:
    """Fetches pages, from as many threads as one likes: what it knows of hosts is shared by them.

    ``allow_private`` allows addresses of this machine and its network. ``clock``, ``resolver`` and ``tls`` are for
    tests: the time that politeness waits by, who tells the addresses of names, and whom to believe about names.
    """

    def __init__(
        self,
        *,
        allow_private: bool = False,
        limits: Limits | None = None,
        clock: Clock | None = None,
        resolver: Resolve = resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.limits, self.clock = limits or Limits(), clock or Clock()
        self._deadline = Deadline()
        self._transport = Transport(Backend(allow_private, self._deadline, resolver), tls)
        self._manners = Manners(self.limits, self.clock)
        self._robots = Robots(self._load_robots, self._manners.slower)
        self._agent = user_agent()

    def get(self, url: str, *, final: str = "", conditions: Mapping[str, str] | None = None) -> Fetched:
        """The page at an address. Raises Fault, and Stopped after ``close``.

        ``conditions`` are the headers that ask for it only where it has changed, for the address ``final``, which
        answered before.
        """
        parsed = check_url(url)
        budget = _Budget(self.limits.total)
        answer, last = self._followed(parsed, budget, final, conditions or {})
        return Fetched(
            url=url,
            final=str(last),
            status=answer.status,
            headers=tuple(_kept(answer.headers)),
            data=answer.data,
            moment=datetime.now(UTC).isoformat(timespec="seconds"),
        )

    def close(self) -> None:
        """End what waits, and all connections."""
        self.clock.stop()
        self._transport.close()

    def _followed(
        self, url: httpx.URL, budget: _Budget, final: str = "", conditions: Mapping[str, str] = {}, robots: bool = True
    ) -> tuple[Answer, httpx.URL]:
        """The answer after all redirects, each of which is an address to be checked like the first."""
        passed: list[str] = []
        while True:
            passed.append(str(url))
            if robots:
                self._robots.check(url)
            answer = self._tried(url, budget, conditions if str(url) == final else {})
            if not answer.location:
                return answer, url
            url = self._next(url, answer.location, passed)

    def _next(self, url: httpx.URL, location: str, passed: list[str]) -> httpx.URL:
        try:
            new = check_url(urljoin(str(url), location.replace(" ", "%20")))
        except Forbidden as fault:
            raise Forbidden(f"redirects to an address that {fault.fault}", fault.remedy) from None
        except ValueError:
            raise Fault("redirects to an address that cannot be read", "check the address in a browser") from None
        if str(new) in passed:
            raise Fault("redirects in a circle", BY_HAND)
        if len(passed) > self.limits.redirects:
            raise Fault(f"redirects more than {self.limits.redirects} times", "give the address where it ends")
        return new

    def _tried(self, url: httpx.URL, budget: _Budget, conditions: Mapping[str, str]) -> Answer:
        """The answer to one request, made again after a while where the fault may pass."""
        pause = self.limits.pause
        for attempt in range(1, self.limits.tries + 1):
            try:
                with self._manners.turn(url.host):
                    answer = self._once(url, budget, conditions)
                self._manners.answered(url.host)
                return answer
            except Passing as fault:
                wait = pause if fault.wait is None else fault.wait
                more = attempt < self.limits.tries and fault.again and budget.left > 0 and wait <= self.limits.patience
                if not more:
                    self._manners.failed(url.host, fault)
                    raise
                self._manners.pause(url.host, wait)
                pause *= 4
        raise AssertionError

    def _once(self, url: httpx.URL, budget: _Budget, conditions: Mapping[str, str]) -> Answer:
        """One request. Raises Passing for what a network does, Fault for what a site answers."""
        limits = self.limits
        headers = {
            "user-agent": self._agent,
            "accept": READ_AS,
            "accept-encoding": ACCEPTED,
            **conditions,
        }
        timeout = {"connect": limits.connect, "read": limits.read, "write": limits.read, "pool": limits.total}
        request = httpx.Request("GET", url, headers=headers, extensions={"timeout": timeout})
        try:
            with budget.spent(self._deadline):
                response = self._transport.handle_request(request)
                try:
                    return answer_of(response, limits.size)
                finally:
                    response.close()
        except httpcore.TimeoutException as error:
            silent = isinstance(error, httpcore.ConnectTimeout)
            if budget.left <= 0.05:
                raise Passing("takes too long for one page", LATER) from None
            raise Passing("does not answer in time", LATER, silent=silent) from None
        except (httpcore.NetworkError, httpcore.ProtocolError, httpx.HTTPError, OSError) as error:
            raise _broken(error) from None

    def _load_robots(self, url: str) -> bytes | None:
        """For ``Robots``: the bytes of a robots.txt, None where there is none."""
        try:
            answer, _ = self._followed(check_url(url), _Budget(self.limits.robots), robots=False)
        except Refused as fault:
            if 400 <= fault.status < 500:
                return None
            raise Passing(fault.fault, fault.remedy) from None
        return answer.data


def _kept(headers: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The headers that are kept with a page: all that a site in its senses sends, but for cookies."""
    for name, value in islice(headers, MOST_HEADERS):
        if name not in ("set-cookie", "set-cookie2"):
            yield name[:100], value[:LONGEST_HEADER]


def _broken(error: Exception) -> Passing:
    """What went wrong on the line, in plain words."""
    said = " ".join(str(error).split())
    if isinstance(error, httpcore.ConnectError):
        if "CERTIFICATE" in said.upper():
            what = said.partition("certificate verify failed:")[2].partition("(_ssl")[0].strip() or "not to be trusted"
            return Passing(
                f"has a certificate that proves nothing ({what})", "check the address", silent=True, again=False
            )
        if "SSL" in said.upper() or "TLS" in said.upper():
            return Passing("offers no secure connection that works", "check the address, or try http://", silent=True)
        return Passing("cannot be reached (nobody answers there)", "check the address and the connection", silent=True)
    if isinstance(error, httpcore.RemoteProtocolError) and ("incomplete" in said or "complete message" in said):
        return Passing("breaks off before its end", LATER)
    if isinstance(error, httpcore.ProtocolError):
        return Passing(f"answers otherwise than HTTP does ({said[:80]})", LATER)
    return Passing("breaks off the connection", LATER)
