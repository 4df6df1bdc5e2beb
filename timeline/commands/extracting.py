"""Articles to events, in this process or in several; the order is that of the articles, however many there are."""

from __future__ import annotations

import os
import signal
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import Any

from timeline.models import Article, Event, Refusal

Read = tuple[Article, list[Event]]  # an article with its publication date guessed where it had none, and its events
FEW = 48  # articles for which starting other processes does not pay
PATIENCE = 2.0  # seconds for which they are waited for
BATCH = 8  # articles that are sent to another process at once
AHEAD = 3  # batches for each process that may wait


def default_jobs() -> int:
    """As many processes as there are processors for this one."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def extract_one(article: Article, calendar: bool) -> Read | Refusal:
    """The events of an article; a Refusal where it breaks the extraction, so that it does not stop the others."""
    from timeline.extract import extract, with_publication

    options: dict[str, Any] = {} if calendar else {"calendar": None}
    try:
        article = with_publication(article, **options)
        return article, extract(article, **options)
    except Exception as fault:
        return Refusal(
            name_of(article), f"extraction failed ({type(fault).__name__}: {fault})", "report this with the file"
        )


def extract_all(articles: Iterable[Article], calendar: bool, jobs: int) -> Generator[Read | Refusal]:
    """The events of articles, one after the other, in their order. ``jobs`` processes work ahead where it pays."""
    waiting = iter(articles)
    if jobs < 2:
        yield from (extract_one(article, calendar) for article in waiting)
        return
    while True:
        first, last = _gathered(waiting)
        if len(first) == FEW:
            yield from _in_processes(chain(first, waiting), calendar, jobs)
            return
        yield from (extract_one(article, calendar) for article in first)
        if last:
            return


def _gathered(articles: Iterator[Article]) -> tuple[list[Article], bool]:
    """The next ``FEW`` articles, or those that come within ``PATIENCE``; and whether these were the last.

    Articles that come slowly, as from the web, are not held back until there are many.
    """
    first: list[Article] = []
    end = time.monotonic() + PATIENCE
    for article in articles:
        first.append(article)
        if len(first) == FEW or time.monotonic() > end:
            return first, False
    return first, True


def name_of(article: Article) -> str:
    """What messages call an article."""
    return article.path or article.title or article.id


def _in_processes(articles: Iterator[Article], calendar: bool, jobs: int) -> Iterator[Read | Refusal]:
    from multiprocessing import get_context

    pool = ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_leave_ctrl_c_to_the_parent)
    ahead: deque[tuple[list[Article], Future[list[Read | Refusal]] | None]] = deque()
    try:
        while batch := list(islice(articles, BATCH)):
            ahead.append((batch, _submit(pool, batch, calendar)))
            while ahead and (len(ahead) > AHEAD * jobs or ahead[0][1] is None or ahead[0][1].done()):
                yield from _answer(*ahead.popleft(), calendar)
        while ahead:
            yield from _answer(*ahead.popleft(), calendar)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, batch: list[Article], calendar: bool) -> Future[list[Read | Refusal]] | None:
    try:
        return pool.submit(_extract_batch, batch, calendar)
    except BrokenProcessPool:
        return None


def _answer(
    batch: Sequence[Article], future: Future[list[Read | Refusal]] | None, calendar: bool
) -> list[Read | Refusal]:
    """What a process answered; where it was ended from outside, this one does its work."""
    try:
        return future.result() if future else _extract_batch(batch, calendar)
    except BrokenProcessPool:
        return _extract_batch(batch, calendar)


def _extract_batch(batch: Sequence[Article], calendar: bool) -> list[Read | Refusal]:
    return [extract_one(article, calendar) for article in batch]


def _leave_ctrl_c_to_the_parent() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
