"""Lists of addresses: plain lists, sitemaps, GDELT's tables. Each gives UrlItems; who can fetch them does."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from typing import Any

from timeline.ingest.canonical import canonical
from timeline.ingest.charset import decode_page
from timeline.ingest.fault import Fault
from timeline.ingest.given import web_address
from timeline.ingest.items import Context, Item, Source, UrlItem
from timeline.ingest.pagedate import day_in_url, day_of
from timeline.ingest.xmlsafe import LIMIT, safe_text, safe_tree

MAX_ENTRIES = 50_000  # of a sitemap (sitemaps.org, protocol)
LINE = re.compile(r"\s*(https?://\S+)\s*$", re.IGNORECASE)
GDELT = {27: (4, 1, 3), 58: (57, 56, None), 61: (60, 59, None), 16: (5, 2, 4)}
"""Columns of GDELT's tables (knowledge graph, events 1.0 and 2.0, mentions): address, date of the report, publisher."""


def read_list(source: Source, context: Context) -> Iterator[Item]:
    """The addresses of a text with one in a line; empty lines and those that begin with ``#`` are passed over."""
    text = decode_page(source.load(LIMIT), source.label)
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        name = f"{source.name}, line {number}"
        found = LINE.match(line)
        if found and (url := canonical(found[1])):
            yield _item(url, name)
        else:
            yield Fault("is no http or https address", "write one address in each line").refusal(name)


def read_sitemap(source: Source, context: Context) -> Iterator[Item]:
    """The addresses of a sitemap or of an index of sitemaps, with the news extension's date, title and publisher."""
    text = safe_text(source.load(LIMIT), source.label)
    if text.count("<loc") > MAX_ENTRIES:
        raise Fault(f"names more than {MAX_ENTRIES} addresses, the most of one sitemap", "split it")
    tree = safe_tree(text)
    found = 0
    for number, entry in enumerate(_named(tree, "url", "sitemap"), start=1):
        fields = {_local(one): " ".join((one.text or "").split()) for one in entry.iter() if isinstance(one.tag, str)}
        url = canonical(fields.get("loc", ""))
        if url:
            found += 1
            name = f"{source.name}, entry {number}"
            day = day_of(fields.get("publication_date", ""))
            yield _item(url, name, day, fields.get("title", ""), fields.get("name", ""))
    if not found:
        raise Fault("is a sitemap without addresses", "check that it is the site's own")


def read_gdelt(source: Source, context: Context) -> Iterator[Item]:
    """The addresses of a table of GDELT (tabs, no header), each once, with the day on which GDELT saw it."""
    seen: set[str] = set()
    text = decode_page(source.load(LIMIT), source.label)
    for number, line in enumerate(text.splitlines(), start=1):
        cells = line.split("\t")
        columns = GDELT.get(len(cells))
        name = f"{source.name}, row {number}"
        if columns is None:
            yield Fault(f"has {len(cells)} columns, as none of GDELT's tables has", "fetch the table again").refusal(
                name
            )
            continue
        url = canonical(cells[columns[0]])
        if url and url not in seen:
            seen.add(url)
            publisher = cells[columns[2]] if columns[2] is not None else ""
            yield _item(url, name, day_of(cells[columns[1]]), publisher=publisher)


def is_list(head: str) -> bool:
    """Whether a text is nothing but addresses, one a line."""
    lines = [line for line in head.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    whole = lines[:-1] if len(lines) > 1 and len(head) > 4000 else lines  # the last may be cut off
    return (
        bool(whole)
        and sum(LINE.match(line) is not None for line in whole) * 10 >= len(whole) * 8
        and bool(LINE.match(whole[0]))
    )


def is_gdelt(head: str) -> bool:
    """Whether a text is a table of GDELT: as many columns as one has, and an address where that has it."""
    cells = next(csv.reader(io.StringIO(head.partition("\n")[0]), delimiter="\t", quoting=csv.QUOTE_NONE), [])
    columns = GDELT.get(len(cells))
    return columns is not None and bool(web_address(cells[columns[0]])) and cells[columns[1]].isdigit()


def _item(url: str, name: str, day: Any = None, title: str = "", publisher: str = "") -> UrlItem:
    known = day_in_url(url)
    return UrlItem(url, day or (known[0] if known else None), title, publisher, name)


def _named(tree: Any, *names: str) -> Iterator[Any]:
    return (one for one in tree.iter() if isinstance(one.tag, str) and _local(one) in names)


def _local(element: Any) -> str:
    return element.tag.rpartition("}")[2]
