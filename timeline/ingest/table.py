"""Tables to articles, one a row: JSON lines, JSON, CSV and Parquet, by a documented mapping of their columns."""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, BinaryIO

from timeline.ingest.canonical import canonical
from timeline.ingest.charset import decode_page
from timeline.ingest.decode import MAX_BYTES
from timeline.ingest.derived import article_of
from timeline.ingest.detect import language_code
from timeline.ingest.fault import Fault, quoted
from timeline.ingest.fragment import text_of_fragment
from timeline.ingest.given import COLUMNS, NOTHING, Given, check
from timeline.ingest.items import Context, Item, Source, UrlItem
from timeline.ingest.pagedate import day_in_words, day_of, two_orders

LIMIT = 100_000_000  # bytes of a table that is held in memory whole
MAX_CELLS = 1_000_000  # of one row; a spreadsheet has 16,384
LINES_LIMIT = 20_000_000_000  # bytes of one that is read line by line
WANTED = ("text", *COLUMNS)
_PLAIN = re.compile(r"[\s.\-]+")


@lru_cache(maxsize=1)
def mapping() -> dict[str, list[str]]:
    """Our fields, and the names that columns of theirs go by, best first."""
    return tomllib.loads((Path(__file__).parent / "columns.toml").read_text(encoding="utf-8"))


def read_csv(source: Source, context: Context) -> Iterator[Item]:
    """The rows of a CSV table. Raises Fault where it has no column for the text or the address."""
    text = decode_page(source.load(LIMIT), source.label)
    csv.field_size_limit(MAX_BYTES)
    delimiter = max(",;\t|", key=text.lstrip("\ufeff\r\n ").partition("\n")[0].count)
    cells_read = _Cells(text, delimiter)
    reader = csv.reader(cells_read, delimiter=delimiter)
    header: list[str] = []
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            cells_read.number = 0
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = cells
                _columns(header, context)
                continue
            yield from _row(dict(zip(header, cells, strict=False)), f"row {number}", source, context)
    except _TooManyCells:
        raise Fault(f"has more than {MAX_CELLS:,} cells in row {number + 1}", "delete its empty columns") from None
    except csv.Error as error:
        raise Fault(f"is no CSV from row {number + 1} on ({error})", "check its quotation marks") from None


def read_json(source: Source, context: Context) -> Iterator[Item]:
    """The objects of a file with one in each line, of a list, or of the one list in an object (``articles``)."""
    if source.size() > LINES_LIMIT:
        raise Fault(f"is {source.size() / 1e9:.0f} GB", "split it into several files")
    with source.open() as stream:
        first = next((line for line in _byte_lines(stream) if line.strip()), b"").strip()
    one = _object(first)
    many = len(first) > MAX_BYTES and source.size() > LIMIT // 2  # too much for one, and for all in memory
    if many or (one is not None and not _is_whole(source, first)):
        yield from _lines(source, context)
        return
    try:
        loaded = json.loads(decode_page(source.load(LIMIT // 2), source.label))
    except (ValueError, RecursionError) as error:
        raise Fault(f"is broken JSON ({quoted(str(error))})", "write one object a line, or a list of them") from None
    rows = loaded if isinstance(loaded, list) else _rows_in(loaded)
    for number, row in enumerate(rows, start=1):
        if isinstance(row, dict):
            yield from _row(row, f"object {number}", source, context)
        else:
            yield Fault("is no object", "write {…} with the fields of one article").refusal(
                _name(source, f"object {number}")
            )


def read_parquet(source: Source, context: Context) -> Iterator[Item]:
    """The rows of a Parquet table, a batch at a time. Raises Fault where it is broken or lacks the columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(source.path if source.data is None else pa.BufferReader(source.data))
        names = table.schema_arrow.names
        chosen = _columns(names, context)
        number = 0
        for batch in table.iter_batches(batch_size=200, columns=sorted(set(chosen.values()), key=names.index)):
            for row in batch.to_pylist():
                number += 1
                yield from _row(row, f"row {number}", source, context)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise Fault(f"is a broken Parquet table ({quoted(str(error))})", "write it again") from None


def looks_like_json(head: str) -> bool:
    """Whether a text begins as JSON does and no article: an object, or a list of them."""
    text = head.lstrip("\ufeff \t\r\n")
    return re.match(r'\{\s*"[^"\n]{1,200}"\s*:|\[\s*\{\s*"|\[\s*\]\s*$|\{\s*\}\s*$', text) is not None


def looks_like_csv(head: str) -> bool:
    """Whether the first line names columns, one of them for the text or the address."""
    line = head.lstrip("\ufeff\r\n ").partition("\n")[0]
    delimiter = max(",;\t|", key=line.count)
    names = [plain(cell.strip(' "\r')) for cell in line.split(delimiter)]
    ours = {name for listed in mapping().values() for name in listed}
    known = [name for name in names if name in ours]
    return (
        len(names) > 1
        and len(known) * 2 >= len(names)
        and any(name in mapping()["text"] or name in mapping()["url"] for name in known)
    )


def plain(name: str) -> str:
    """A column's name as the mapping has it."""
    return _PLAIN.sub("_", name.strip().casefold())


def _columns(names: Iterable[str], context: Context) -> dict[str, str]:
    """Our fields to the columns that hold them. Raises Fault where neither text nor address is among them."""
    there: dict[str, str] = {}
    for name in names:
        there.setdefault(plain(name), name)
    chosen: dict[str, str] = {}
    for field in WANTED:
        wanted = context.columns.get(field)
        listed = [plain(wanted)] if wanted else mapping()[field]
        found = next((there[name] for name in listed if name in there), None)
        if wanted and found is None:
            raise Fault(f"has no column {quoted(wanted)}", f"its columns are {', '.join(list(there.values())[:12])}")
        if found is not None:
            chosen[field] = found
    if "text" not in chosen and "url" not in chosen:
        shown = ", ".join(list(there.values())[:8]) or "none"
        raise Fault(
            f"has no column for the text or the address (it has {quoted(shown, 120)})",
            "name the columns text, title, url, publisher, published, language, or say --columns text=…",
        )
    return chosen


def _row(row: Mapping[str, Any], where: str, source: Source, context: Context) -> Iterator[Item]:
    """The article of a row, or its address where it has no text; a fault is the row's alone."""
    name = _name(source, where)
    try:
        chosen = _columns(row, context)
        values = {field: _value(row[column]) for field, column in chosen.items()}
        text = text_of_fragment(values.pop("text", ""))
        given = _given(values, name, context)
        if text:
            yield article_of(text, source.under(name), context, given, headed=False)
        elif given.url:
            yield UrlItem(given.url, given.published, given.title or "", given.publisher or "", name)
        else:
            raise Fault("has no text", "fill its column for the text, or delete it")
    except Fault as fault:
        yield fault.refusal(name)


def _given(values: dict[str, str], name: str, context: Context) -> Given:
    day = values.get("published", "")
    if day.casefold() not in NOTHING:
        known = day_of(day) or day_in_words(day, language_code(values.get("language", "")))
        if known is None:
            fault = (
                "a date of publication that can be read in two orders"
                if two_orders(day)
                else "no possible date of publication"
            )
            raise Fault(f"has {fault}: {quoted(day)}", "write it as YYYY-MM-DD")
        values["published"] = known.isoformat()
    given = check(
        {field: value for field, value in values.items() if value}, lambda line: context.tell(f"{name}: {line}")
    )
    url = canonical(given.url) if given.url else None
    return Given(url=url, why="from its row").over(given) if given.published else Given(url=url).over(given)


def _value(value: Any) -> str:
    """A cell as a string: days as ISO 8601, an object by its name, a list by its first."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return _value(value.get("name") or value.get("title") or value.get("id"))
    if isinstance(value, list):
        return _value(value[0]) if value else ""
    return "" if value is None or value != value else str(value)


def _lines(source: Source, context: Context) -> Iterator[Item]:
    with source.open() as stream:
        for number, line in enumerate(_byte_lines(stream), start=1):
            if not line.strip():
                continue
            row = _object(line) if len(line) <= MAX_BYTES else None
            if row is None:
                fault = "is more than one article may have" if len(line) > MAX_BYTES else "is no JSON object"
                yield Fault(fault, "write one object a line").refusal(_name(source, f"line {number}"))
            else:
                yield from _row(row, f"line {number}", source, context)


def _byte_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream; of one that is too long for an article, as much as shows that it is."""
    while line := stream.readline(MAX_BYTES + 1):
        yield line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES + 1)


class _TooManyCells(Exception):
    """A row would take more memory than a table may have."""


class _Cells:
    """The lines of a text, with their ends, without a second copy of it; raises _TooManyCells within a row of too many.

    Whoever reads them sets ``number`` to 0 where a row ends, for a row may go over many lines.
    """

    def __init__(self, text: str, delimiter: str) -> None:
        self.text, self.delimiter, self.number = text, delimiter, 0

    def __iter__(self) -> Iterator[str]:
        start = 0
        while start < len(self.text):
            end = self.text.find("\n", start) + 1 or len(self.text)
            self.number += self.text.count(self.delimiter, start, end)
            if self.number > MAX_CELLS:
                raise _TooManyCells
            yield self.text[start:end]
            start = end


def _object(line: bytes) -> dict[str, Any] | None:
    try:
        found = json.loads(line.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _is_whole(source: Source, first: bytes) -> bool:
    """Whether the first line is all there is, and an object around a list rather than an article."""
    found = _object(first)
    return found is not None and source.size() <= len(first) + 4 and _list_in(found) is not None


def _rows_in(loaded: Any) -> list[Any]:
    inner = _list_in(loaded)
    return inner if inner is not None else [loaded]


def _list_in(loaded: Any) -> list[Any] | None:
    """The list of objects in an object that wraps it (``{"status": …, "articles": […]}``)."""
    if not isinstance(loaded, dict) or any(plain(name) in mapping()["text"] and isinstance(value, str)
                                           for name, value in loaded.items()):  # fmt: skip
        return None
    for value in (
        *loaded.values(),
        *(inner for one in loaded.values() if isinstance(one, dict) for inner in one.values()),
    ):
        if isinstance(value, list) and value and isinstance(value[0], dict):
            return value
    return None


def _name(source: Source, where: str) -> str:
    return f"{source.name}, {where}"
