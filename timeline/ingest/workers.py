"""Reading in other processes: several at once, in the order given, and none longer than its time."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from queue import SimpleQueue
from typing import TypeVar

from timeline.ingest.child import REMEDY, Child, Ended
from timeline.ingest.fault import Tell
from timeline.ingest.items import Context
from timeline.ingest.reading import Task, read_task
from timeline.models import Article, Refusal

FEW = 60  # tasks for which no further process is started: to start one costs as much as a hundred pages
Other = TypeVar("Other")


class Worker(Child):
    """A child that reads one article at a time."""

    def read(self, task: Task, context: Context) -> Article | Refusal:
        """The article of a task, or its Refusal where the process took too long or ended; notes are told."""
        try:
            found, notes = self.exchange((task, context.default, dict(context.columns)))
        except Ended as ended:
            return Refusal(task.source.name, str(ended), REMEDY)
        for note in notes:
            context.tell(note)
        return found


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
        self.context.children.close()
