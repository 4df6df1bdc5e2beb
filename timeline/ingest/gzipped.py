"""One file packed with gzip: unpacked in memory, up to a limit that its header cannot talk away."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator

from timeline.ingest.fault import Fault
from timeline.ingest.items import HEAD, Context, Item, Source

MAX_UNPACKED = 200_000_000


def head(source: Source) -> bytes:
    """The first bytes of what is packed; empty where it cannot be unpacked."""
    try:
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(source.head(), HEAD)
    except zlib.error:
        return b""


def read(source: Source, context: Context) -> Iterator[Item]:
    """The file that is packed. Raises Fault where it is broken or unpacks to too much."""
    pieces: list[bytes] = []
    size = 0
    try:
        with source.open() as raw, gzip.GzipFile(fileobj=raw) as stream:
            while piece := stream.read(1 << 20):
                size += len(piece)
                if size > MAX_UNPACKED:
                    raise Fault(f"unpacks to more than {MAX_UNPACKED / 1e6:.0f} MB", "unpack it, and add its parts")
                pieces.append(piece)
    except (OSError, EOFError, zlib.error) as error:
        raise Fault(f"is cut off or broken inside ({error})", "fetch it again") from None
    yield source.inside("", b"".join(pieces))
