"""The child process that reads articles for its parent: tasks come in by stdin, answers go out by stdout."""

from __future__ import annotations

import logging
import os
import pickle
import signal
import sys

MEMORY = 1_000_000_000  # bytes that it may hold


def main() -> None:
    """Answer tasks until stdin ends. What a library prints goes to stderr."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    logging.disable(logging.CRITICAL)
    _limit_memory()
    from timeline.ingest.items import Context
    from timeline.ingest.reading import read_task

    tasks = sys.stdin.buffer
    while True:
        try:
            task, default, columns = pickle.load(tasks)
        except EOFError:
            return
        notes: list[str] = []
        found = read_task(task, Context(default, columns, notes.append))
        pickle.dump((found, notes), answers)
        answers.flush()


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
    except (ImportError, ValueError, OSError):
        pass  # not every system has such a limit; the time limit holds everywhere


if __name__ == "__main__":
    main()
