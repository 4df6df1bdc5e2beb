"""Connections to the address that was checked, each with a moment at which it ends whatever the other side does."""

from __future__ import annotations

import socket
import ssl
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any

import httpcore
import httpx

from timeline.ingest.web.address import Resolve, checked_addresses, resolve
from timeline.ingest.web.limits import Passing

AT_ONCE = 32  # connections that are open
ADDRESSES = 4  # of one host that are tried
KEEP = 15.0  # seconds for which a connection that is not used stays open


class Deadline(threading.local):
    """The moment by which the request of this thread must have ended."""

    at: float | None = None

    @contextmanager
    def within(self, seconds: float) -> Iterator[None]:
        """Everything that this thread reads and writes meanwhile ends after that time, with TimeoutException."""
        self.at = time.monotonic() + seconds
        try:
            yield
        finally:
            self.at = None

    def left(self, timeout: float | None) -> float | None:
        """What is left of a timeout. Raises ReadTimeout where nothing is."""
        if self.at is None:
            return timeout
        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time for one page is over")
        return left if timeout is None else min(timeout, left)


class _Timed(httpcore.NetworkStream):
    """A stream that a byte now and then cannot keep open: no operation outlasts the deadline."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._stream, self._deadline = stream, deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        inner = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return _Timed(inner, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Backend(httpcore.NetworkBackend):
    """Resolves a name once, checks what comes of it, and connects to just that: a second answer is never asked for."""

    def __init__(self, allow_private: bool, deadline: Deadline, resolver: Resolve = resolve) -> None:
        self._allow_private, self._deadline, self._resolve = allow_private, deadline, resolver
        self._inner = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """A stream to the first address that answers. Raises Forbidden, Passing and httpcore's exceptions."""
        try:
            addresses = checked_addresses(host, port, self._allow_private, self._resolve)
        except (OSError, UnicodeError) as error:
            again = isinstance(error, socket.gaierror) and error.errno == socket.EAI_AGAIN
            what = "cannot be found now (its name does not resolve)" if again else "has a host that is not known"
            remedy = "check the connection, and try again" if again else "check how the host is written"
            raise Passing(what, remedy, silent=True, again=again) from None
        failed: Exception | None = None
        for address in addresses[:ADDRESSES]:
            try:
                left = self._deadline.left(timeout)
                stream = self._inner.connect_tcp(address, port, left, local_address, socket_options)
                return _Timed(stream, self._deadline)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failed = error
        assert failed is not None
        raise failed


class Transport(httpx.BaseTransport):
    """httpx's requests over a pool of httpcore's with our backend: HTTP/1.1 and HTTP/2, no proxy, no cookies."""

    def __init__(self, backend: Backend, tls: ssl.SSLContext | None = None) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls or trusted(),
            max_connections=AT_ONCE,
            max_keepalive_connections=AT_ONCE // 2,
            keepalive_expiry=KEEP,
            http2=True,
            network_backend=backend,
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """The answer, its body not yet read. Raises httpcore's exceptions, and what the backend raises."""
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        answer = self._pool.handle_request(
            httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        )
        assert isinstance(answer.stream, Iterable)
        return httpx.Response(
            answer.status, headers=answer.headers, stream=_Body(answer.stream), extensions=answer.extensions
        )

    def close(self) -> None:
        """End all connections."""
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, stream: Iterable[bytes]) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        yield from self._stream

    def close(self) -> None:
        close = getattr(self._stream, "close", None)
        if close is not None:
            close()


@lru_cache(maxsize=1)
def trusted() -> ssl.SSLContext:
    """Whom to believe about names: Mozilla's list, and this system's, so that a newsroom's own authority counts."""
    context = httpx.create_ssl_context(trust_env=False)
    context.load_default_certs()
    return context
