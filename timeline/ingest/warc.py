"""Web archives, by fastwarc: WARC (packed or not) and WACZ. Each page that was answered is an input of its own."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from timeline.ingest.canonical import canonical
from timeline.ingest.fault import Fault
from timeline.ingest.items import Context, Item, Source
from timeline.ingest.zipped import UNPACK

MAX_RECORD = 20_000_000
WANTED = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain", "message/rfc822",
          "application/vnd.openxmlformats-officedocument.wordprocessingml.document")  # fmt: skip
MAX_HEADERS = 65_536
_LENGTH = re.compile(rb"^Content-Length:[ \t]*(\d{1,15})", re.IGNORECASE | re.MULTILINE)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)


def read(source: Source, context: Context) -> Iterator[Item]:
    """The pages of a WARC, in its order. What is cut off at its end costs what was cut off, and is said.

    Raises Fault where not one record can be read.
    """
    with source.open() as stream:
        yield from _records(stream, source, context)


def read_wacz(source: Source, context: Context) -> Iterator[Item]:
    """The pages of the WARCs in a WACZ. Raises Fault where there are none."""
    found = 0
    with zipfile.ZipFile(source.path if source.data is None else io.BytesIO(source.data)) as archive:
        for info in sorted(archive.infolist(), key=lambda info: info.filename):
            if not re.search(r"\.warc(?:\.gz)?$", info.filename, re.IGNORECASE):
                continue
            found += 1
            inner = source.under(f"{source.name}: {info.filename}")
            if info.flag_bits & 1:
                yield Fault("is locked with a password", UNPACK).refusal(inner.name)
                continue
            try:
                with archive.open(info) as stream:
                    yield from _records(stream, inner, context)
            except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as error:
                yield Fault(f"cannot be unpacked ({error})", UNPACK).refusal(inner.name)
            except Fault as fault:
                yield fault.refusal(inner.name)
    if not found:
        raise Fault("is a WACZ without a WARC", "make the archive again")


def _records(stream: Any, source: Source, context: Context) -> Iterator[Item]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    seen = pages = last = 0
    broken = ""
    records = iter(ArchiveIterator(stream, parse_http=True))
    kinds = (WarcRecordType.response, WarcRecordType.resource)
    while True:
        try:
            record = next(records, None)
            if record is None:
                break
            context.alive()
            seen += record.record_type != WarcRecordType.no_type
            last = record.stream_pos
            if record.record_type not in kinds:
                continue
            found = _page(record, source)
        except (OSError, EOFError, ValueError, StopIteration) as error:
            broken = str(error) or type(error).__name__
            break
        if isinstance(found, Source):
            pages += 1
            yield found
        elif found is not None:
            yield found.refusal(f"{source.name}: {record.headers.get('WARC-Target-URI', '')}")
    if seen and not broken and _is_cut(stream, last):
        broken = "its last record is not whole"
    if broken:
        fault = Fault(
            f"is cut off or broken after {pages} page{'s' * (pages != 1)} ({broken})", "fetch the archive again"
        )
        yield fault.refusal(source.name)
    elif not seen:
        raise Fault("is a WARC without a record that can be read", "fetch the archive again")
    elif not pages:
        context.note(source, "holds no page that was answered")


def _is_cut(stream: Any, last: int) -> bool:
    """Whether there is less than the last record that the library gave, or anything after it: at a record that is cut
    off in its headers the library ends in silence. ``last`` is where that record begins."""
    import gzip
    import zlib

    stream.seek(last)
    packed = stream.read(2) == b"\x1f\x8b"
    stream.seek(last)
    reader = gzip.GzipFile(fileobj=stream) if packed else stream
    try:
        head = reader.read(MAX_HEADERS)
        end = head.find(b"\r\n\r\n") + 4
        length = _LENGTH.search(head[:end])
        if end < 4 or length is None:  # it ends within its headers, or has none that tell its length
            return end < 4 and bool(head.strip())
        left = end + int(length[1]) - len(head)
        rest = head[left:] if left < 0 else b""
        while left > 0:
            piece = reader.read(min(left, 1 << 20))
            if not piece:
                return True
            left -= len(piece)
        return bool((rest + reader.read(MAX_HEADERS)).strip(b"\r\n\0 "))
    except (EOFError, OSError, zlib.error):
        return True


def _page(record: Any, source: Source) -> Source | Fault | None:
    http = record.http_headers
    if http is not None and http.status_code != 200:
        return None
    kind = (record.http_content_type if http is not None else record.headers.get("Content-Type", "")) or ""
    kind = kind.partition(";")[0].strip().lower()
    url = canonical(record.headers.get("WARC-Target-URI", "").strip("<>"))
    if kind not in WANTED or url.endswith("/robots.txt") or not url:
        return None
    length = record.content_length  # of what follows the headers of the answer
    if length > MAX_RECORD:
        return Fault(f"is {length / 1e6:.0f} MB, more than {MAX_RECORD / 1e6:.0f} MB", "add the file itself")
    data = record.reader.read(MAX_RECORD + 1)
    if len(data) > MAX_RECORD:
        return Fault(f"unpacks to more than {MAX_RECORD / 1e6:.0f} MB", "add the file itself")
    if len(data) < length:  # the library ends in silence
        raise EOFError(f"{len(data)} of {length} bytes of a page are there")
    label = _CHARSET.search((http.get("Content-Type") or "") if http is not None else "")
    return source.inside(url, _unpacked(data, http), url=url, label=label[1] if label else "")


def _unpacked(data: bytes, http: Any) -> bytes:
    """The page as its reader saw it: some archives keep it as it went over the line."""
    import gzip
    import zlib

    coding = ((http.get("Content-Encoding") or "") if http is not None else "").lower()
    try:
        if "gzip" in coding and data[:2] == b"\x1f\x8b":
            with gzip.GzipFile(fileobj=io.BytesIO(data)) as stream:
                return stream.read(MAX_RECORD)
        if "deflate" in coding:
            return zlib.decompressobj().decompress(data, MAX_RECORD)
    except (OSError, EOFError, zlib.error):
        pass
    return data
