"""The register of sources: which paper a domain is, where it sits, and what the user thinks of it.

``data/sources.csv`` ships without grades; users add their own rows, and grades, in CSV files of the folder
``sources`` in their configuration folder, where a row for a domain stands over the shipped one field by field.
"""

from __future__ import annotations

import csv
import logging
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields, replace
from functools import lru_cache
from pathlib import Path

from timeline.ingest.canonical import host_of
from timeline.paths import data_file

KINDS = (
    "agency",
    "newspaper",
    "magazine",
    "broadcaster",
    "online",
    "government",
    "organisation",
    "factcheck",
    "blog",
    "platform",
)
GRADES = ("A", "B", "C", "D", "E", "F")
"""The Admiralty grades of a source: A completely reliable, E unreliable, F cannot be judged."""


@dataclass(frozen=True, slots=True)
class SourceInfo:
    """A row of the register. ``country`` is ISO 3166-1 alpha-2, ``grade`` one of ``GRADES`` or empty."""

    domain: str
    name: str = ""
    country: str = ""
    kind: str = ""
    owner: str = ""
    grade: str = ""


def lookup(url_or_publisher: str) -> SourceInfo | None:
    """The row for an address, a domain or a publisher's name; None where the register does not know it.

    An address belongs to the longest domain of the register that its host ends with (``news.bbc.co.uk`` is the BBC).
    """
    wanted = url_or_publisher.strip()
    if not wanted:
        return None
    domains, names = _register()
    if "://" in wanted or ("." in wanted and " " not in wanted):
        labels = (host_of(wanted) or wanted.casefold().removeprefix("www.").partition("/")[0]).split(".")
        for first in range(len(labels) - 1):
            if found := domains.get(".".join(labels[first:])):
                return found
    return names.get(_key(wanted))


def publisher_of(url: str) -> str:
    """The name that the register has for an address; empty where it has none. Platforms publish nothing themselves."""
    if not url:
        return ""
    found = lookup(url)
    return found.name if found and found.kind != "platform" else ""


def user_files() -> tuple[Path, ...]:
    """The user's own registers: the CSV files of the folder ``sources`` in the user's configuration folder."""
    import platformdirs

    return tuple(sorted((platformdirs.user_config_path("timeline") / "sources").glob("*.csv")))


def read_register(paths: Iterable[Path]) -> dict[str, SourceInfo]:
    """The rows of the files by domain, later ones over earlier ones. What is no row is said to the log and left out."""
    rows: dict[str, SourceInfo] = {}
    for path in paths:
        for info in _rows(path):
            before = rows.get(info.domain, SourceInfo(info.domain))
            said = {field.name: value for field in fields(info) if (value := getattr(info, field.name))}
            rows[info.domain] = replace(before, **said)
    return rows


def _rows(path: Path) -> Iterator[SourceInfo]:
    log = logging.getLogger("timeline.ingest")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = csv.DictReader(file)
            if "domain" not in (table.fieldnames or ()):
                log.warning("%s: has no column 'domain'; name the columns: domain,name,country,kind,owner,grade", path)
                return
            for row in table:
                values = {name: (row.get(name) or "").strip() for name in ("name", "country", "kind", "owner")}
                domain = (row.get("domain") or "").strip().casefold().removeprefix("www.")
                grade = (row.get("grade") or "").strip().upper()
                if grade and grade not in GRADES:
                    log.warning(
                        "%s, row %d: the grade %r is none of A to F; it is left out", path, table.line_num, grade
                    )
                    grade = ""
                if domain:
                    yield SourceInfo(domain, grade=grade, **values)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        log.warning("%s: cannot be read (%s); the register goes without it", path, error)


@lru_cache(maxsize=1)
def _register() -> tuple[dict[str, SourceInfo], dict[str, SourceInfo]]:
    domains = read_register((data_file("sources.csv"), *user_files()))
    names: dict[str, SourceInfo | None] = {}
    for info in domains.values():
        key = _key(info.name)
        known = names.setdefault(key, info)
        if known and known.country != info.country:  # ABC of Australia, of Spain: the name alone tells neither
            names[key] = None
    return domains, {key: info for key, info in names.items() if key and info}


def _key(name: str) -> str:
    folded = unicodedata.normalize("NFKD", name.casefold())
    words = "".join(char if char.isalnum() else " " for char in folded if not unicodedata.combining(char)).split()
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)
