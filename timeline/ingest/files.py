"""Paths and dropped files to Articles and Refusals: in order, whatever happens to the others."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from timeline.ingest import sources
from timeline.ingest.fault import Fault, Tell, log_note
from timeline.ingest.given import Given, check
from timeline.ingest.items import Context, Source, UrlItem
from timeline.ingest.kinds import kind_of
from timeline.ingest.reading import Task, unfold
from timeline.ingest.workers import run
from timeline.models import Article, Refusal

Follow = Callable[[Iterable[Article | Refusal | UrlItem]], Iterable[Article | Refusal | UrlItem]]
"""Answers what it is given with addresses replaced by the articles behind them; those that it leaves stay unfetched."""
KINDS = "articles, documents, tables or archives"
_BESIDE = re.compile(r"[_.-][\w-]{2,12}", re.UNICODE)
Found = Task | Article | Refusal | UrlItem


def read_paths(
    paths: Iterable[str | Path],
    *,
    published: date | None = None,
    language: str | None = None,
    tell: Tell = log_note,
    jobs: int = 1,
    columns: Mapping[str, str] | None = None,
    follow: Follow | None = None,
) -> Iterator[Article | Refusal]:
    """The articles of files and folders, in the order given (a folder's sorted, with its subfolders).

    ``published`` and ``language`` stand in where nothing else says. ``jobs`` is the number of processes that read;
    the answer does not depend on it. ``columns`` says which column of a table is our ``text``, ``title`` … where they
    are called otherwise. A path may be a web address. ``follow`` fetches addresses, also those that lists and feeds
    hold (see ``timeline.ingest.web``); those that are not fetched are refused, and of a feed the summaries are taken.
    What cannot be read is a Refusal in its place; what is merely left out is said to ``tell``. Nothing is read twice.
    Never raises.
    """
    default = Given(published=published, language=language, why="as said for all inputs" if published else None)
    context = Context(default, columns or {}, tell)
    reader = _Reader(context)
    found = (item for path in paths for item in reader.read(str(path)))
    yield from _followed(run(found, context, jobs), follow, context)


def read_bytes(name: str, data: bytes, *, tell: Tell = log_note) -> Article | Refusal:
    """The article in a file of that name with that content; the first of them where it holds several."""
    found = read_data(name, data, tell=tell)
    return next(found, Refusal(name, "there is no article in it", "look into it, and add what it should hold"))


def read_data(
    name: str,
    data: bytes,
    *,
    url: str = "",
    label: str = "",
    described: Given | None = None,
    published: date | None = None,
    language: str | None = None,
    tell: Tell = log_note,
    follow: Follow | None = None,
) -> Iterator[Article | Refusal]:
    """The articles in bytes that came from elsewhere: dropped on the page, or fetched from ``url``.

    ``label`` is the encoding that came with them, ``described`` what is known of them from outside; what is said of
    the rest holds as for ``read_paths``. Never raises.
    """
    context = Context(Given(published=published, language=language), {}, tell)
    source = Source(name, data=data, url=url, label=label, described=described or Given())
    yield from _followed(run(unfold(source, context), context), follow, context)


def _followed(
    found: Iterable[Article | Refusal | UrlItem], follow: Follow | None, context: Context
) -> Iterator[Article | Refusal]:
    """The articles, with each address followed; one line for all that one list holds where nothing follows them."""
    left: dict[str, int] = {}
    summaries: dict[str, int] = {}
    for item in found if follow is None else follow(found):
        if not isinstance(item, UrlItem):
            yield item
        elif item.name == item.url:
            yield Refusal(item.url, "is a web address, and none is fetched here", "save the page, and add the file")
        else:
            told = summaries if item.held else left
            name = re.sub(r", (?:entry|line|row|object) \d+(?: \(.*\))?$", "", item.name)
            told[name] = told.get(name, 0) + 1
            if item.held:
                yield item.held
    for name, count in summaries.items():
        context.tell(f"{name}: of {count} article{'s' * (count != 1)} only the summary in the feed was read")
    for name, count in left.items():
        what = "1 address of an article, and it was" if count == 1 else f"{count} addresses of articles, and they were"
        yield Refusal(name, f"holds {what} not fetched", "save the pages, and add them")


class _Reader:
    """One call of read_paths: what was read already, and the tables of the folders met."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.seen: set[str] = set()
        self.tables: dict[str, sources.Sources] = {}

    def read(self, name: str) -> Iterator[Found]:
        if name.lower().startswith(("http://", "https://")):
            yield UrlItem(name, name=name)
            return
        try:
            mode = os.stat(name).st_mode
        except (OSError, ValueError) as error:
            yield _missing(name, error)
            return
        if stat.S_ISDIR(mode):
            yield from self._folder(name)
        else:
            folder = Path(name).parent
            new = str(folder) not in self.tables
            table = self._table(folder)
            if new and not table.rows and not table.refused:  # a table that cannot be used at all
                yield from table.refusals[:1]
            yield from self._file(name, table, named=True)

    def _folder(self, name: str) -> Iterator[Found]:
        found, failed = 0, 0
        errors: list[OSError] = []
        for folder, folders, files in os.walk(name, onerror=errors.append):
            visible = sorted(one for one in files if not one.startswith(".") and one != sources.NAME)
            folders[:] = sorted(one for one in folders if not one.startswith(".") and not _is_beside(one, visible))
            new = folder not in self.tables
            table = self._table(Path(folder))
            if new:
                yield from table.refusals
            others: list[str] = []
            for one in visible:
                items = self._file(os.path.join(folder, one), table, named=False)
                first = next(items, None)
                if first is _OTHER:
                    others.append(one)
                    continue
                found += 1
                if first is not None:
                    yield first
                    yield from items
            self._tell_of_others(folder, others)
            for error in errors[failed:]:
                yield _missing(str(error.filename or folder), error)
            failed = len(errors)
        for error in errors[failed:]:
            yield _missing(str(error.filename or name), error)
        if not found and not errors:
            yield Refusal(name, "there is no article in this folder", f"put {KINDS} into it")

    def _file(self, name: str, table: sources.Sources, *, named: bool) -> Iterator[Found]:
        """What is in a file; ``_OTHER`` first for one in a folder that is of no kind."""
        real = os.path.realpath(name)
        if real in self.seen:
            return
        base = sources.file_key(os.path.basename(name))
        try:
            if not stat.S_ISREG(os.stat(name).st_mode):
                raise Fault("is no ordinary file", "name a file or a folder")
            kind = kind_of(Source(name, path=name), named=named)
            if kind is None and not named:
                yield _OTHER
                return
            self.seen.add(real)
            if base in table.refused:
                yield table.refused[base]
                return
            row = table.rows.get(base)
            described = self._described(row, table) if row else Given()
            if isinstance(described, Refusal):
                yield described
                return
            yield from unfold(Source(name, path=name, described=described), self.context, kind)
        except Fault as fault:
            self.seen.add(real)
            yield fault.refusal(name)
        except OSError as error:
            self.seen.add(real)
            yield _missing(name, error)

    def _described(self, row: sources.Row, table: sources.Sources) -> Given | Refusal:
        name = table.row_name(row.number, row.values["file"])
        try:
            given = check(row.values, lambda line: self.context.tell(f"{name}: {line}"))
        except Fault as fault:
            return fault.refusal(name)
        return Given(why="from sources.csv").over(given) if given.published else given

    def _table(self, folder: Path) -> sources.Sources:
        key = str(folder)
        if key not in self.tables:
            self.tables[key] = sources.read(folder)
        return self.tables[key]

    def _tell_of_others(self, folder: str, others: list[str]) -> None:
        if others:
            names = ", ".join(others[:3]) + (", …" if len(others) > 3 else "")
            files = "1 file that is" if len(others) == 1 else f"{len(others)} files that are"
            self.context.tell(f"{folder}: passed over {files} of no kind that is read: {names}")


_OTHER = Refusal("", "", "")


def _is_beside(folder: str, files: list[str]) -> bool:
    """Whether a folder is what a browser saved beside a page: ``Article_files``, in any language, beside its HTML."""
    stems = (os.path.splitext(one)[0] for one in files if one.lower().endswith((".html", ".htm", ".xhtml")))
    return any(folder.startswith(stem) and _BESIDE.fullmatch(folder[len(stem) :]) for stem in stems if stem)


def _missing(name: str, error: Exception) -> Refusal:
    if isinstance(error, PermissionError):
        return Refusal(name, "cannot be read (no permission)", "change its permissions")
    if isinstance(error, FileNotFoundError):
        return Refusal(name, "there is no such file or folder", "check the path")
    return Refusal(name, f"cannot be read ({getattr(error, 'strerror', None) or error})", "check the path")
