"""Reading in other processes: several at once, in the order given, and none longer than its time.

A worker is a Python process of our own that is handed one task after another. One that takes too long or dies is
replaced, and its task refused: nothing that a library does with a hostile file can stop the others.
"""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

import timeline
from timeline.ingest.fault import Tell
from timeline.ingest.items import Context
from timeline.ingest.reading import Task, read_task
from timeline.models import Article, Refusal

SECONDS = 60.0  # that one input may take
FEW = 60  # tasks for which no further process is started: to start one costs as much as a hundred pages
Other = TypeVar("Other")


class Worker:
    """One child process, started when it is first asked."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self.seconds = seconds
        self.process: subprocess.Popen[bytes] | None = None

    def read(self, task: Task, context: Context) -> Article | Refusal:
        """The article of a task, or its Refusal where the process took too long or ended; notes are told."""
        process = self.process or self._start()
        late = threading.Event()

        def stop() -> None:
            late.set()
            process.kill()

        timer = threading.Timer(self.seconds, stop)
        timer.start()
        try:
            assert process.stdin is not None and process.stdout is not None
            pickle.dump((task, context.default, dict(context.columns)), process.stdin)
            process.stdin.flush()
            found, notes = pickle.load(process.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            self.close()
            if late.is_set():
                fault = f"took more than {self.seconds:g} s"
            else:
                fault = "ended the process that read it, for want of memory or by a fault of a library"
            return Refusal(task.source.name, fault, "copy the article's words into a .txt file")
        finally:
            timer.cancel()
        for note in notes:
            context.tell(note)
        return found

    def close(self) -> None:
        """End the process; the next task starts another."""
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


def run(items: Iterable[Task | Other], context: Context, jobs: int = 1) -> Iterator[Article | Refusal | Other]:
    """The items with each task read, in order, by ``jobs`` processes; the answer does not depend on their number.

    With one job articles are read here, but for those of a kind whose library may hang: these have a process of
    their own. More processes start only once more than a few articles have come. Notes are told as they arise.
    """
    pool = _Pool(max(1, jobs), context)
    try:
        yield from pool.run(items)
    finally:
        pool.close()


class _Pool:
    """The workers of one run, and the answers that are awaited."""

    def __init__(self, jobs: int, context: Context) -> None:
        self.jobs = jobs
        self.context = context
        self.idle: SimpleQueue[Worker] = SimpleQueue()
        self.workers = [Worker() for _ in range(jobs)]
        for worker in self.workers:
            self.idle.put(worker)
        self.threads: ThreadPoolExecutor | None = None

    def run(self, items: Iterable[Task | Other]) -> Iterator[Article | Refusal | Other]:
        waiting: deque[Callable[[], Article | Refusal | Other]] = deque()
        tasks = 0
        for item in items:
            if isinstance(item, Task):
                tasks += not item.light
                waiting.append(self._begun(item, tasks > FEW))
            else:
                waiting.append(lambda item=item: item)
            while len(waiting) > (self.jobs * 4 if self.jobs > 1 else 0):
                yield waiting.popleft()()
        while waiting:
            yield waiting.popleft()()

    def _begun(self, task: Task, many: bool) -> Callable[[], Article | Refusal]:
        if self.jobs == 1:
            return lambda: self._ask(task, self.context.tell) if task.risky else read_task(task, self.context)
        if task.light or not (many or task.risky):
            return lambda: read_task(task, self.context)
        self.threads = self.threads or ThreadPoolExecutor(self.jobs, thread_name_prefix="reading")
        notes: list[str] = []
        answer: Future[Article | Refusal] = self.threads.submit(self._ask, task, notes.append)
        return lambda: self._told(answer.result(), notes)

    def _ask(self, task: Task, tell: Tell) -> Article | Refusal:
        worker = self.idle.get()
        try:
            return worker.read(task, replace(self.context, tell=tell))
        finally:
            self.idle.put(worker)

    def _told(self, found: Article | Refusal, notes: list[str]) -> Article | Refusal:
        """The answer, its notes told in the order of the inputs and by the thread that asks."""
        for note in notes:
            self.context.tell(note)
        return found

    def close(self) -> None:
        if self.threads is not None:
            self.threads.shutdown(wait=False, cancel_futures=True)
        for worker in self.workers:
            worker.close()
