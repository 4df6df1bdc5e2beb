"""A Python process of our own that reads for its parent, and is ended where it takes too long.

It is handed one thing after another by its stdin and answers by its stdout, both pickled. One that takes too long or
dies is replaced: nothing that a library does with a hostile file can stop the others.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import Any

import timeline

SECONDS = 60.0  # that one input may take
REMEDY = "copy the article's words into a .txt file"


class Ended(Exception):
    """The process is gone; the words say why, for a Refusal."""


class Child:
    """One child process, started when it is first asked. ``seconds`` is how long one answer may take."""

    def __init__(self, seconds: float | None = None) -> None:
        self.seconds = SECONDS if seconds is None else seconds
        self.process: subprocess.Popen[bytes] | None = None

    def exchange(self, question: Any = None) -> Any:
        """Send a question, where there is one, and wait for the next answer. Raises Ended."""
        process = self.process or self._start()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self.seconds, stop)
        timer.start()
        try:
            assert process.stdin is not None and process.stdout is not None
            if question is not None:
                pickle.dump(question, process.stdin, protocol=5)
                process.stdin.flush()
            return pickle.load(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            self.close()
            if late.is_set():
                raise Ended(f"took more than {self.seconds:g} s") from None
            raise Ended("ended the process that read it, for want of memory or by a fault of a library") from None
        finally:
            timer.cancel()

    def close(self) -> None:
        """End the process; the next question starts another."""
        process, self.process = self.process, None
        if process is not None:
            process.kill()
            process.wait()
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with suppress(OSError):
                        stream.close()

    def _start(self) -> subprocess.Popen[bytes]:
        home = str(Path(timeline.__file__).resolve().parent.parent)
        path = os.pathsep.join(filter(None, (home, os.environ.get("PYTHONPATH", ""))))
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "timeline.ingest.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": path},
        )
        return self.process


class Children:
    """Children that wait for their next question. Those that are asked something are their borrower's."""

    def __init__(self) -> None:
        self.idle: list[Child] = []

    def borrow(self) -> Child:
        """A child that waits, or a new one."""
        return self.idle.pop() if self.idle else Child()

    def close(self) -> None:
        """End those that wait."""
        while self.idle:
            self.idle.pop().close()
