"""From a source to its articles: what holds others is opened, what is one article is read, each fault named."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from timeline.ingest.decode import MAX_BYTES
from timeline.ingest.detect import readable, unread
from timeline.ingest.fault import Fault
from timeline.ingest.items import Context, Source, UrlItem, too_large
from timeline.ingest.kinds import Kind, by_name, kind_of
from timeline.ingest.opened import opened
from timeline.models import Article, Refusal

MAX_DEPTH = 4
HEAVY = 300_000  # bytes of a page from which it is read in a process of its own
NOT_READ = "is no kind that is read: text (.txt), Markdown (.md), HTML, PDF, Word, e-mail, feed, table or web archive"
AS_TEXT = "save the article's text in a .txt file and name that"


@dataclass(frozen=True, slots=True)
class Task:
    """One article that is still to be read: its source, and the name of its kind."""

    source: Source
    kind: str
    risky: bool

    @property
    def light(self) -> bool:
        """Whether reading it costs less than handing it to another process."""
        return self.kind == "text"


def unfold(source: Source, context: Context, kind: Kind | None = None) -> Iterator[Task | Article | Refusal | UrlItem]:
    """What is in a source, in its order: archives, tables and messages are opened, articles are left to be read.

    ``kind`` is what it is, where that is known already. Never raises.
    """
    try:
        kind = kind or kind_of(source)
        if kind is None:
            raise Fault(NOT_READ, AS_TEXT) if source.size() else Fault("is empty", "put the article's text into it")
        if not kind.opens:
            yield Task(source, kind.name, kind.risky or (kind.name in ("HTML", "MHTML") and source.size() > HEAVY))
            return
        if source.depth > MAX_DEPTH:
            raise Fault("is an archive in an archive in an archive", "unpack it, and add what is in it")
        number = 0
        for found in _inside(source, context, kind):
            number += 1
            yield found
        if not number:
            raise Fault("holds no article", "look into it, and add what it should hold")
    except Exception as error:  # a library that meets what it never met must not stop the other inputs
        yield refused(source.name, error)


def _inside(source: Source, context: Context, kind: Kind) -> Iterator[Task | Article | Refusal | UrlItem]:
    """What is in a source that holds others; what is of no kind in an archive or a message is passed over."""
    for item in opened(source, context, kind):
        if not isinstance(item, Source):
            yield checked(item) if isinstance(item, Article) else item
        elif (inner := kind_of(item, named=False)) is not None:
            yield from unfold(item, context, inner)
        elif kind.name not in ("ZIP", "WARC", "WACZ", "e-mail"):
            yield Refusal(item.name, NOT_READ, AS_TEXT)


def read_task(task: Task, context: Context) -> Article | Refusal:
    """The article of a task. Never raises."""
    name = task.source.name
    try:
        found = by_name(task.kind).read(task.source, context)
        assert isinstance(found, Article)
        return checked(found)
    except Exception as error:  # as above
        return refused(name, error)


def checked(article: Article) -> Article | Refusal:
    """The article, or a Refusal where its language is none that is read, or it has no words at all."""
    if not article.text.strip():
        return Refusal(article.path, "is empty", "put the article's text into it")
    if len(article.text) > MAX_BYTES:
        fault = too_large(len(article.text), MAX_BYTES)
        return fault.refusal(article.path)
    what = unread(article.text, article.language)
    if not what:
        return article
    return Refusal(
        article.path,
        f"is in {what}, which is not read",
        f"dates are read in {readable()}; say --language if it is one of these",
    )


def refused(name: str, error: Exception) -> Refusal:
    """The Refusal of an input whose reader raised that."""
    if isinstance(error, Fault):
        return error.refusal(name)
    return overtaxed(name, error) if isinstance(error, MemoryError | RecursionError) else broken(name, error)


def overtaxed(name: str, error: BaseException) -> Refusal:
    """The Refusal of an input that needs more memory or depth than one may have."""
    what = "memory" if isinstance(error, MemoryError) else "depth"
    return Refusal(name, f"needs more {what} than one input may have", "copy the article's words into a .txt file")


def broken(name: str, error: Exception) -> Refusal:
    """The Refusal of an input that a library stumbles over."""
    line = " ".join(str(error).split())[:100]
    return Refusal(
        name, f"cannot be read ({type(error).__name__}: {line})", "save it anew, or copy its words into a .txt file"
    )
