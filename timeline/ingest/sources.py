"""``sources.csv``: a table beside the articles that says of each file what its front matter would."""

from __future__ import annotations

import csv
import io
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from timeline.ingest.decode import decode
from timeline.ingest.fault import Fault
from timeline.models import Refusal

NAME = "sources.csv"


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its number as a spreadsheet counts them (the header is 1), and its cells by column."""

    number: int
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Sources:
    """The table of one folder: its rows by file name, the Refusals of those that cannot be used, and of itself."""

    path: str
    rows: dict[str, Row] = field(default_factory=dict)
    refused: dict[str, Refusal] = field(default_factory=dict)
    refusals: tuple[Refusal, ...] = ()

    def row_name(self, number: int, file: str = "") -> str:
        """How a message names a row, and the file that it describes."""
        return f"{self.path}, row {number}" + (f" ({file})" if file else "")


def read(folder: Path) -> Sources:
    """The table of a folder, empty where it has none. Never raises: what is wrong is among the refusals.

    ``refused`` are the files whose row is spoiled: they are not read, since what they are is not known.
    """
    path = folder / NAME
    try:
        if not path.is_file():
            return Sources(str(path))
        table = _table(decode(path.read_bytes()))
    except OSError as error:
        return Sources(str(path), refusals=(_unreadable(error).refusal(str(path)),))
    except Fault as fault:
        return Sources(str(path), refusals=(fault.refusal(str(path)),))
    return _sort(folder, Sources(str(path)), table)


def file_key(name: str) -> str:
    """A file's name as rows are looked up by: macOS may store é as two characters where the table has one."""
    return unicodedata.normalize("NFC", name)


def _unreadable(error: OSError) -> Fault:
    return Fault(f"cannot be read ({error.strerror or error})", "check the permissions of the file")


def _table(text: str) -> list[tuple[int, dict[str, str], str]]:
    """``(row number, cells, what is wrong)`` for every row that is not blank."""
    header_line = text.lstrip().partition("\n")[0]
    delimiter = max(",;\t", key=header_line.count)  # spreadsheets write semicolons in half of Europe
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[tuple[int, dict[str, str], str]] = []
    number, header = 0, []
    try:
        for number, cells in enumerate(reader, start=1):
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip().casefold() for cell in cells]
                if "file" not in header:
                    raise Fault(
                        f"row {number} has no column 'file'", "name the columns: file, title, url, publisher, published"
                    )
                continue
            wrong = "has more cells than the header" if any(map(str.strip, cells[len(header) :])) else ""
            rows.append((number, dict(zip(header, map(str.strip, cells), strict=False)), wrong))
    except csv.Error as error:
        raise Fault(f"row {number + 1} is no CSV ({error})", "check its quotation marks") from None
    return rows


def _sort(folder: Path, sources: Sources, table: list[tuple[int, dict[str, str], str]]) -> Sources:
    rows: dict[str, Row] = {}
    refused: dict[str, Refusal] = {}
    refusals: list[Refusal] = []
    beside = _names(folder)
    for number, values, wrong in table:
        file, name = file_key(values.get("file", "")), sources.row_name(number)
        if not file:
            refusals.append(Refusal(name, "names no file", "fill in its column 'file', or delete the row"))
        elif file in rows or file in refused:
            refusals.append(Refusal(name, f"describes {file} again", "keep one row for each file"))
        elif wrong:
            refused[file] = Refusal(
                sources.row_name(number, file), wrong, "put cells that hold a comma between quotation marks"
            )
        elif file not in beside:
            refusals.append(Refusal(name, f"there is no file {file} beside it", "correct the name, or delete the row"))
        else:
            rows[file] = Row(number, values)
    return Sources(sources.path, rows, refused, tuple(refusals))


def _names(folder: Path) -> set[str]:
    """The names of the files in the folder itself (subfolders do not count)."""
    try:
        return {file_key(path.name) for path in folder.iterdir() if not path.is_dir()}
    except OSError:
        return set()
