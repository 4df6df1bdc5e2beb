"""Threads that fetch: several hosts at once, each host's pages one after the other, what was asked first first."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Generic, TypeVar

from timeline.ingest.web.limits import Stopped

Out = TypeVar("Out")
THREADS = 32


class Pool(Generic[Out]):
    """Runs jobs by key (a host): jobs of one key never at once and in order, jobs of several keys side by side.

    The threads are daemons: what hangs in one cannot keep the program from ending.
    """

    def __init__(self, threads: int = THREADS) -> None:
        self._most = threads
        self._threads: list[threading.Thread] = []
        self._queues: dict[str, deque[tuple[Callable[[], Out], Future[Out]]]] = {}
        self._ready: deque[str] = deque()
        self._changed = threading.Condition()
        self._idle = 0
        self._closed = False

    def submit(self, key: str, job: Callable[[], Out]) -> Future[Out]:
        """Have a job done; its Future has what it answers or raises."""
        future: Future[Out] = Future()
        with self._changed:
            queue = self._queues.get(key)
            if queue is None:
                queue = self._queues[key] = deque()
                self._ready.append(key)
            queue.append((job, future))
            if self._idle < len(self._ready) and len(self._threads) < self._most:
                thread = threading.Thread(target=self._work, name="fetching", daemon=True)
                self._threads.append(thread)
                thread.start()
            self._changed.notify()
        return future

    def close(self) -> None:
        """Begin no further job."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._idle += 1
                while not self._ready and not self._closed:
                    self._changed.wait()
                self._idle -= 1
                if self._closed:
                    return
                key = self._ready.popleft()
                job, future = self._queues[key].popleft()
            try:
                future.set_result(job())
            except BaseException as error:
                future.set_exception(Stopped() if isinstance(error, SystemExit) else error)
            with self._changed:
                if self._queues[key]:
                    self._ready.append(key)
                    self._changed.notify()
                else:
                    del self._queues[key]
