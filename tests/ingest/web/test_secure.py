"""TLS and HTTP/2: a server of our own, with a certificate by an authority of our own."""

from __future__ import annotations

import socket
import ssl
import threading
from collections.abc import Iterator

import h2.config
import h2.connection
import h2.events
import pytest
import trustme

from tests.ingest.web.conftest import FastClock, page
from timeline.ingest.fault import Fault
from timeline.ingest.web.fetch import Fetcher
from timeline.ingest.web.limits import Limits

NAME = "paper.example"


class Secure:
    """A server that speaks HTTP/2 alone; ``asked`` are the paths, ``connections`` how many were made."""

    def __init__(self, authority: trustme.CA) -> None:
        self.context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.context.set_alpn_protocols(["h2"])
        authority.issue_cert(NAME).configure_cert(self.context)
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port = self.socket.getsockname()[1]
        self.asked: list[str] = []
        self.connections = 0
        self.endless = False
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self) -> None:
        while True:
            try:
                raw, _ = self.socket.accept()
            except OSError:
                return
            threading.Thread(target=self._answer, args=(raw,), daemon=True).start()

    def _answer(self, raw: socket.socket) -> None:
        try:
            with self.context.wrap_socket(raw, server_side=True) as stream:
                self.connections += 1
                stream.settimeout(5)
                self._speak(stream)
        except OSError:
            raw.close()

    def _speak(self, stream: ssl.SSLSocket) -> None:
        state = h2.connection.H2Connection(h2.config.H2Configuration(client_side=False, header_encoding="utf-8"))
        state.initiate_connection()
        stream.sendall(state.data_to_send())
        while data := stream.recv(65536):
            for event in state.receive_data(data):
                if isinstance(event, h2.events.RequestReceived):
                    path = next(str(value) for name, value in event.headers or () if str(name) == ":path")
                    self.asked.append(path)
                    self._reply(state, event.stream_id, path, stream)
            stream.sendall(state.data_to_send())

    def _reply(self, state: h2.connection.H2Connection, number: int, path: str, stream: ssl.SSLSocket) -> None:
        if path == "/robots.txt":
            state.send_headers(number, [(":status", "404")], end_stream=True)
            return
        body = page()
        state.send_headers(number, [(":status", "200"), ("content-type", "text/html")])
        while self.endless:  # a frame that says nothing, for ever
            state.ping(b"12345678")
            stream.sendall(state.data_to_send())
            if threading.Event().wait(0.05):
                return
        state.send_data(number, body, end_stream=True)


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def server(authority: trustme.CA) -> Iterator[Secure]:
    made = Secure(authority)
    yield made
    made.socket.close()


def _fetcher(authority: trustme.CA | None, clock: FastClock, **limits: float) -> Fetcher:
    tls = None
    if authority is not None:
        tls = ssl.create_default_context()
        authority.configure_trust(tls)
    return Fetcher(
        allow_private=True,
        clock=clock,
        tls=tls,
        resolver=lambda host, port: ["127.0.0.1"],
        limits=Limits(**({"connect": 2, "read": 2, "total": 8} | limits)),  # pyright: ignore[reportArgumentType]
    )


def test_pages_come_over_one_connection_of_http_2(server: Secure, authority: trustme.CA, clock: FastClock) -> None:
    fetcher = _fetcher(authority, clock)
    for path in ("/a", "/b"):
        assert fetcher.get(f"https://{NAME}:{server.port}{path}").data == page()
    assert server.asked == ["/robots.txt", "/a", "/b"]
    assert server.connections == 1
    fetcher.close()


@pytest.mark.parametrize("host", ["other.example", "127.0.0.1"])
def test_a_certificate_for_another_name_is_refused(
    server: Secure, authority: trustme.CA, clock: FastClock, host: str
) -> None:
    """The name that was asked for counts, not the address that was connected to."""
    with pytest.raises(Fault, match="certificate"):
        _fetcher(authority, clock).get(f"https://{host}:{server.port}/a")
    assert server.asked == [] and clock.waits == []


def test_a_certificate_of_nobody_known_is_refused(server: Secure, clock: FastClock) -> None:
    with pytest.raises(Fault, match="certificate"):
        _fetcher(None, clock).get(f"https://{NAME}:{server.port}/a")
    assert server.asked == []


def test_frames_that_say_nothing_are_ended_by_the_time_for_one_page(
    server: Secure, authority: trustme.CA, clock: FastClock
) -> None:
    server.endless = True
    with pytest.raises(Fault, match="takes too long"):
        _fetcher(authority, clock, total=0.8, read=0.5).get(f"https://{NAME}:{server.port}/a")


def test_no_secure_connection_where_there_is_none(site, clock: FastClock) -> None:
    here = site()
    with pytest.raises(Fault) as caught:
        _fetcher(None, clock).get(here.url("/a").replace("http:", "https:"))
    assert "secure connection" in caught.value.fault
