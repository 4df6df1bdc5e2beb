"""The child process that reads articles and opens archives: tasks come in by stdin, answers go out by stdout."""

from __future__ import annotations

import logging
import os
import pickle
import signal
import sys
import time
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from timeline.ingest.given import Given
    from timeline.ingest.opened import Opening
    from timeline.ingest.reading import Task

MEMORY = 1_000_000_000  # bytes that it may hold
PULSE = 5.0  # seconds between signs of life
Send = Callable[[Any], None]


def main() -> None:
    """Answer tasks until stdin ends. What a library prints goes to stderr."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    logging.disable(logging.CRITICAL)
    _limit_memory()
    from timeline.ingest.opened import Opening

    def send(answer: Any) -> None:
        pickle.dump(answer, answers, protocol=5)
        answers.flush()

    tasks = sys.stdin.buffer
    while True:
        try:
            task, default, columns = pickle.load(tasks)
        except EOFError:
            return
        answer: Any = _open if isinstance(task, Opening) else _read
        answer(task, default, columns, send)


def _read(task: Task, default: Given, columns: dict[str, str], send: Send) -> None:
    """Send one answer: the article or refusal of a task, and what is to be told."""
    from timeline.ingest.items import Context
    from timeline.ingest.reading import read_task

    notes: list[str] = []
    send((read_task(task, Context(default, columns, notes.append)), notes))


def _open(task: Opening, default: Given, columns: dict[str, str], send: Send) -> None:
    """Send what is in a source as it is found: notes, items, now and then a sign of life, and at last the end."""
    from timeline.ingest.items import Context
    from timeline.ingest.kinds import by_name
    from timeline.ingest.reading import refused

    last = time.monotonic()

    def alive() -> None:
        nonlocal last
        if time.monotonic() - last > PULSE:
            send(("alive", None))
            last = time.monotonic()

    context = Context(default, columns, lambda line: send(("note", line)), alive=alive)
    try:
        found = by_name(task.kind).read(task.source, context)
        assert isinstance(found, Iterator)
        for item in found:
            send(("item", item))
    except Exception as error:
        send(("item", refused(task.source.name, error)))
    send(("end", None))


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # not every system has such a limit; the time limit holds everywhere


if __name__ == "__main__":
    main()
