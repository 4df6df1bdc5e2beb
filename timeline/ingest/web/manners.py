"""One request at a time to a host, and at most one a second; who asks us to wait is waited for."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from timeline.ingest.fault import Fault
from timeline.ingest.web.limits import LATER, Clock, Limits, Passing


class Gate:
    """One host: when it may be asked next, how often it failed in a row, and why it is left alone, if it is."""

    def __init__(self, between: float) -> None:
        self.turn = threading.Lock()
        self.between = between
        self.ready = float("-inf")
        self.failed = 0
        self.closed: Fault | None = None


class Manners:
    """The gates of all hosts of one run. A host is its name, whatever the port: one machine answers for all of them."""

    def __init__(self, limits: Limits, clock: Clock) -> None:
        self._limits, self._clock = limits, clock
        self._gates: dict[str, Gate] = {}
        self._lock = threading.Lock()

    def gate(self, host: str) -> Gate:
        """The gate of a host."""
        with self._lock:
            return self._gates.setdefault(host.lower().rstrip("."), Gate(self._limits.between))

    @contextmanager
    def turn(self, host: str) -> Iterator[Gate]:
        """Wait for one's turn at a host; nobody else asks it meanwhile. Raises the Fault for which it is left alone."""
        gate = self.gate(host)
        with gate.turn:
            if gate.closed:
                raise Fault(f"is not asked for, as its host has failed in this run: it {gate.closed.fault}", LATER)
            self._clock.wait(gate.ready - self._clock.now())
            try:
                yield gate
            finally:  # counted from the end, so that it is a second for the site, too, however long the line takes
                gate.ready = max(gate.ready, self._clock.now() + gate.between)

    def slower(self, host: str, seconds: float) -> None:
        """Take a site's own wish for the time between two requests, within reason; never less than ours."""
        limits = self._limits
        self.gate(host).between = min(max(limits.between, seconds), limits.most_between)

    def pause(self, host: str, seconds: float) -> None:
        """Ask a host nothing for that long."""
        gate = self.gate(host)
        gate.ready = max(gate.ready, self._clock.now() + seconds)

    def answered(self, host: str) -> None:
        """A host did what it should."""
        self.gate(host).failed = 0

    def failed(self, host: str, fault: Passing) -> None:
        """A page of a host was given up. One that nobody answers for, or that asks for too much patience, is left alone
        for the rest of the run, and so is one of which several pages in a row fail."""
        gate = self.gate(host)
        gate.failed += 1
        asked = fault.wait is not None and fault.wait > self._limits.patience
        if fault.silent or asked or gate.failed >= self._limits.failures:
            gate.closed = fault
