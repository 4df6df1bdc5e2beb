"""What flows through the readers: sources that are still to be opened, and addresses that are still to be fetched."""

from __future__ import annotations

import io
import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import BinaryIO

from timeline.ingest.child import Children
from timeline.ingest.fault import Fault, Tell, log_note
from timeline.ingest.given import Given
from timeline.models import Article, Refusal

HEAD = 8192  # bytes by which a kind is told


@dataclass(frozen=True, slots=True)
class UrlItem:
    """An article of which only the address is known, from a feed, a sitemap or a list.

    ``published``, ``title`` and ``publisher`` are what the list says of it; ``name`` is where it stood. ``held`` is
    the little that a feed holds of the article itself, to be taken where the address is not fetched.
    """

    url: str
    published: date | None = None
    title: str = ""
    publisher: str = ""
    name: str = ""
    held: Article | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """Something to read: a file by its ``path``, or ``data`` that came from elsewhere; ``name`` is what messages say.

    ``described`` is what is known of it from outside (a row of ``sources.csv``, an archive's record), and holds over
    what the content itself says; ``url`` is where it was fetched from, and ``label`` the encoding that came with it.
    ``said`` are days of publication that the list which named it gives, with where each stood: they come after those of
    the page's own markup. ``depth`` counts the archives around it.
    """

    name: str
    path: str = ""
    data: bytes | None = None
    described: Given = field(default_factory=Given)
    url: str = ""
    label: str = ""
    depth: int = 0
    said: tuple[tuple[str, str], ...] = ()

    def size(self) -> int:
        """Its bytes. Raises Fault where a file cannot be looked at."""
        if self.data is not None:
            return len(self.data)
        try:
            return os.stat(self.path).st_size
        except OSError as error:
            raise unreadable(error) from None

    def open(self) -> BinaryIO:
        """A stream of its bytes. Raises Fault where the file cannot be opened."""
        if self.data is not None:
            return io.BytesIO(self.data)
        try:
            return open(self.path, "rb")
        except OSError as error:
            raise unreadable(error) from None

    def head(self) -> bytes:
        """Its first bytes."""
        if self.data is not None:
            return self.data[:HEAD]
        with self.open() as stream:
            return stream.read(HEAD)

    def load(self, limit: int) -> bytes:
        """All of its bytes. Raises Fault where there are more than ``limit``, before any is read."""
        size = self.size()
        if size > limit:
            raise too_large(size, limit)
        if self.data is not None:
            return self.data
        try:
            return Path(self.path).read_bytes()
        except OSError as error:
            raise unreadable(error) from None

    def inside(
        self, name: str, data: bytes, *, url: str = "", label: str = "", described: Given | None = None
    ) -> Source:
        """What lies in this one under that name; it is described as this one is where nothing else is said."""
        return Source(
            f"{self.name}: {name}" if name else self.name,
            data=data,
            described=self.described if described is None else described.over(self.described),
            url=url,
            label=label,
            depth=self.depth + 1,
        )

    def under(self, name: str) -> Source:
        """The same under another name."""
        return replace(self, name=name)


@dataclass(frozen=True)
class Context:
    """What a reader is told beside its source: what stands in where nothing is said, and how columns are called.

    ``children`` are the processes in which large archives are opened; ``alive`` is called by a reader that goes on
    without having found anything.
    """

    default: Given = field(default_factory=Given)
    columns: Mapping[str, str] = field(default_factory=dict)
    tell: Tell = log_note
    children: Children = field(default_factory=Children)
    alive: Callable[[], None] = lambda: None

    def note(self, source: Source, line: str) -> None:
        """Say something about a source that is no reason to refuse it."""
        self.tell(f"{source.name}: {line}")


Item = Article | Refusal | UrlItem | Source


def too_large(size: int, limit: int) -> Fault:
    """The Fault of an input of that many bytes."""
    return Fault(
        f"is {size / 1e6:.1f} MB, more than the {limit / 1e6:.0f} MB that one article may have",
        "split it into one file an article",
    )


def unreadable(error: OSError) -> Fault:
    """The Fault of a file that the system does not give."""
    return Fault(f"cannot be read ({error.strerror or error})", "check that it is there and may be read")
