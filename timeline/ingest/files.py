"""Paths and dropped files to Articles and Refusals: one for each input, in order, whatever happens to the others."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path

from timeline.ingest import frontmatter, sources
from timeline.ingest.article import article_from_text, normal_newlines
from timeline.ingest.decode import MAX_BYTES, decode, too_large
from timeline.ingest.fault import Fault, Tell, log_note
from timeline.ingest.given import Given, check
from timeline.models import Article, Refusal

SUFFIXES = (".txt", ".md", ".markdown")
KINDS = "text (.txt) or Markdown (.md)"


def read_paths(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    language: str | None = None,
    tell: Tell = log_note,
) -> Iterator[Article | Refusal]:
    """The articles of files and folders, in the order given (a folder's sorted, with its subfolders).

    ``published`` and ``language`` stand in where neither front matter nor ``sources.csv`` says. What cannot be read
    is a Refusal in its place; what is merely left out is said to ``tell``. Nothing is read twice. Never raises.
    """
    reader = _Reader(Given(published=published, language=language), tell)
    for path in paths:
        yield from reader.read(str(path))


def read_bytes(name: str, data: bytes, *, tell: Tell = log_note) -> Article | Refusal:
    """The article in a file of that name with that content, such as one dropped on the page."""
    if not name.lower().endswith(SUFFIXES):
        return _other_kind(name)
    try:
        return _article(name, data, Given(), Given(), tell)
    except Fault as fault:
        return fault.refusal(name)


class _Reader:
    """One call of read_paths: what was read already, and the tables of the folders met."""

    def __init__(self, default: Given, tell: Tell) -> None:
        self.default = default
        self.tell = tell
        self.seen: set[str] = set()
        self.tables: dict[str, sources.Sources] = {}

    def read(self, name: str) -> Iterator[Article | Refusal]:
        try:
            mode = os.stat(name).st_mode
        except (OSError, ValueError) as error:
            yield _missing(name, error)
            return
        if stat.S_ISDIR(mode):
            yield from self._folder(name)
        elif not name.lower().endswith(SUFFIXES):
            yield _other_kind(name)
        else:
            folder = Path(name).parent
            new = str(folder) not in self.tables
            table = self._table(folder)
            if new and not table.rows and not table.refused:  # a table that cannot be used at all
                yield from table.refusals[:1]
            yield from self._file(name, table)

    def _folder(self, name: str) -> Iterator[Article | Refusal]:
        found, failed = 0, 0
        errors: list[OSError] = []
        for folder, folders, files in os.walk(name, onerror=errors.append):
            folders[:] = sorted(one for one in folders if not one.startswith("."))
            visible = sorted(one for one in files if not one.startswith(".") and one != sources.NAME)
            articles = [one for one in visible if one.lower().endswith(SUFFIXES)]
            self._tell_of_others(folder, [one for one in visible if one not in articles])
            new = folder not in self.tables
            table = self._table(Path(folder))
            if new:
                yield from table.refusals
            for one in articles:
                found += 1
                yield from self._file(os.path.join(folder, one), table)
            for error in errors[failed:]:
                yield _missing(str(error.filename or folder), error)
            failed = len(errors)
        for error in errors[failed:]:
            yield _missing(str(error.filename or name), error)
        if not found and not errors:
            yield Refusal(name, "there is no article in this folder", f"put {KINDS} files into it")

    def _file(self, name: str, table: sources.Sources) -> Iterator[Article | Refusal]:
        real = os.path.realpath(name)
        if real in self.seen:
            return
        self.seen.add(real)
        base = sources.file_key(os.path.basename(name))
        if base in table.refused:
            yield table.refused[base]
            return
        try:
            data = _load(name)
            row = table.rows.get(base)
            described = self._described(row, table) if row else Given()
            if isinstance(described, Refusal):
                yield described
                return
            yield _article(name, data, described, self.default, self.tell)
        except Fault as fault:
            yield fault.refusal(name)

    def _described(self, row: sources.Row, table: sources.Sources) -> Given | Refusal:
        name = table.row_name(row.number, row.values["file"])
        try:
            return check(row.values, lambda line: self.tell(f"{name}: {line}"))
        except Fault as fault:
            return fault.refusal(name)

    def _table(self, folder: Path) -> sources.Sources:
        key = str(folder)
        if key not in self.tables:
            self.tables[key] = sources.read(folder)
        return self.tables[key]

    def _tell_of_others(self, folder: str, others: list[str]) -> None:
        if others:
            names = ", ".join(others[:3]) + (", …" if len(others) > 3 else "")
            files = "1 file that is" if len(others) == 1 else f"{len(others)} files that are"
            self.tell(f"{folder}: passed over {files} not {KINDS}: {names}")


def _article(name: str, data: bytes, described: Given, default: Given, tell: Tell) -> Article:
    fields, text = frontmatter.split(normal_newlines(decode(data)))
    if not text.strip():
        raise Fault("has front matter and no text", "put the article's text after it")
    given = check(fields, lambda line: tell(f"{name}: {line}")).over(described).over(default)
    return article_from_text(
        text,
        title=given.title or "",
        url=given.url or "",
        publisher=given.publisher or "",
        published=given.published,
        language=given.language or "",
        verbatim=given.verbatim is not False,
        path=name,
    )


def _load(name: str) -> bytes:
    try:
        status = os.stat(name)
        if not stat.S_ISREG(status.st_mode):
            raise Fault("is no ordinary file", "name a text file or a folder")
        if status.st_size > MAX_BYTES:
            raise too_large(status.st_size)
        return Path(name).read_bytes()
    except OSError as error:
        raise Fault(f"cannot be read ({error.strerror or error})", "check that it is there and may be read") from None


def _missing(name: str, error: Exception) -> Refusal:
    if isinstance(error, PermissionError):
        return Refusal(name, "cannot be read (no permission)", "change its permissions")
    if name.lower().startswith(("http://", "https://")):
        return Refusal(name, "web addresses are not read", "save the article's text in a file and name that")
    if isinstance(error, FileNotFoundError):
        return Refusal(name, "there is no such file or folder", "check the path")
    return Refusal(name, f"cannot be read ({getattr(error, 'strerror', None) or error})", "check the path")


def _other_kind(name: str) -> Refusal:
    return Refusal(name, f"is not {KINDS}", "save the article's text in a .txt file and name that")
