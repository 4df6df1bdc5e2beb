"""Real servers on this machine's own addresses, and a clock that passes without anybody waiting."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from timeline.ingest.web.limits import Clock, Stopped

BODY = " ".join(["The tram left the rails near the station on Friday, the town's prefecture said in a statement."] * 6)
Reply = Callable[[BaseHTTPRequestHandler], None]


def page(title: str = "Two hurt as tram leaves the rails", text: str = BODY, head: str = "") -> bytes:
    """A plain page with an article."""
    paragraphs = "".join(f"<p>{line}</p>" for line in text.split("\n"))
    return (
        f"<!doctype html><html lang='en'><head><title>{title}</title>{head}</head>"
        f"<body><article><h1>{title}</h1>{paragraphs}</article></body></html>"
    ).encode()


@dataclass
class Site:
    """One server: its address, what it answers at each path, and what it was asked, with the time of its clock."""

    host: str
    port: int
    server: ThreadingHTTPServer
    clock: Clock | None = None
    paths: dict[str, Reply] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str], float]] = field(default_factory=list)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def url(self, path: str = "/") -> str:
        """The address of a path."""
        return f"http://{f'[{self.host}]' if ':' in self.host else self.host}:{self.port}{path}"

    def says(self, path: str, body: bytes = b"", status: int = 200, raw: bool = False, **headers: str) -> str:
        """Answer at a path with that; ``content_type`` is the header Content-Type. Answers the address."""

        def reply(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            named = {"content-type": "text/html; charset=utf-8"} | named
            if not raw:
                named = {"content-length": str(len(body))} | named
            for name, value in named.items():
                handler.send_header(name, value)
            handler.end_headers()
            handler.wfile.write(body)
            if raw:
                handler.close_connection = True

        self.paths[path] = reply
        return self.url(path)

    def does(self, path: str, reply: Reply) -> str:
        """Let a function answer at a path."""
        self.paths[path] = reply
        return self.url(path)

    def requests(self, path: str | None = None) -> list[str]:
        """The paths that were asked for, robots.txt left out; with ``path`` that one only."""
        return [one for one, _, _ in self.asked if (one == path if path else one != "/robots.txt")]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass  # clients that hang up are what these tests are about


class _Server6(_Server):
    address_family = socket.AF_INET6


def _handler(site: Callable[[], Site]) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        timeout = 10

        def do_GET(self) -> None:
            here = site()
            with here.lock:
                moment = here.clock.now() if here.clock else 0.0
                here.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}, moment))
            reply = here.paths.get(self.path.partition("?")[0])
            if reply is None:
                self.send_response(404)
                self.send_header("content-length", "0")
                self.end_headers()
            else:
                reply(self)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    return Handler


@pytest.fixture
def site() -> Iterator[Callable[..., Site]]:
    """A factory: ``site("127.0.0.2")`` is a server on a free port of that address of this machine."""
    running: list[Site] = []

    def start(host: str = "127.0.0.1", clock: Clock | None = None) -> Site:
        made: list[Site] = []
        kind = _Server6 if ":" in host else _Server
        try:
            server = kind((host, 0), _handler(lambda: made[0]))
        except OSError as error:
            pytest.skip(f"this machine does not have the address {host} ({error})")
        made.append(Site(host, server.server_address[1], server, clock))
        running.append(made[0])
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        return made[0]

    yield start
    for one in running:
        one.server.shutdown()
        one.server.server_close()


class FastClock(Clock):
    """Time that passes only where somebody waits for it, and then at once. ``waits`` are the times waited."""

    def __init__(self) -> None:
        super().__init__()
        self._now = 1000.0
        self._lock = threading.Lock()
        self.waits: list[float] = []

    def now(self) -> float:
        with self._lock:
            return self._now

    def wait(self, seconds: float) -> None:
        if self.stopped:
            raise Stopped
        with self._lock:
            if seconds > 0:
                self.waits.append(seconds)
                self._now += seconds


@pytest.fixture
def clock() -> FastClock:
    """A clock that need not be waited for."""
    return FastClock()
