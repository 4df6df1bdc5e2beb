"""The body of an answer, unpacked: never more than the limit in memory, whatever its headers promise."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from timeline.ingest.fault import Fault
from timeline.ingest.web.limits import LATER, Passing

SMALLER = "save the part that you need, and add that"
ACCEPTED = "gzip, deflate"


def collect(pieces: Iterable[bytes], said: str, limit: int) -> bytes:
    """The bytes as they come over the line. ``said`` is the Content-Length. Raises Fault beyond ``limit``."""
    if said.isdigit() and int(said) > limit:
        raise too_much(int(said), limit)
    held = bytearray()
    for piece in pieces:
        held += piece
        if len(held) > limit:
            raise too_much(None, limit)
    return bytes(held)


def unpack(data: bytes, codings: str, limit: int) -> bytes:
    """The bytes without their content codings (a header's list, the last applied last).

    A label of gzip on what is not packed is a server's mistake, and the bytes are taken as they are. Raises Fault where
    they unpack to more than ``limit`` or were packed as was not asked for, Passing where they break off.
    """
    names = [name.strip().lower() for name in codings.split(",") if name.strip()]
    names = [name.removeprefix("x-") for name in names if name != "identity"]
    if len(names) > 3:
        raise Fault(f"is packed {len(names)} times over", SMALLER)
    for name in reversed(names):
        if name == "gzip" or (name == "deflate" and _is_gzip(data)):
            data = _gunzip(data, limit) if _is_gzip(data) else data
        elif name == "deflate":
            data = _inflate(data, limit)
        else:
            raise Fault(f"came packed as {name[:20]!r}, which was not asked for", "open it in a browser, and save it")
    return data


def too_much(size: int | None, limit: int) -> Fault:
    """The Fault of a page of that many bytes, or of more than were read."""
    most = (
        f"the {limit / 1e6:.0f} MB that a page may have" if limit >= 1e6 else f"the {limit} bytes that a page may have"
    )
    return Fault(f"is {size / 1e6:.1f} MB, more than {most}" if size else f"is more than {most}", SMALLER)


def _is_gzip(data: bytes) -> bool:
    return data[:2] == b"\x1f\x8b"


def _gunzip(data: bytes, limit: int) -> bytes:
    """All members of a gzip file; what stands behind the last is no part of it."""
    out = bytearray()
    while _is_gzip(data):
        data = _part(zlib.decompressobj(31), data, out, limit)
    return bytes(out)


def _inflate(data: bytes, limit: int) -> bytes:
    """Deflate with the header of zlib, as it should be, or without, as some send it."""
    if not data:
        return data
    for bits in (15, -15):
        out = bytearray()
        try:
            _part(zlib.decompressobj(bits), data, out, limit)
        except Passing:
            if bits == -15:
                raise
        else:
            return bytes(out)
    raise AssertionError


def _part(packed: zlib._Decompress, data: bytes, out: bytearray, limit: int) -> bytes:
    """Unpack one stream onto ``out``; answers what stands behind it."""
    try:
        while data and not packed.eof:
            out += packed.decompress(data, limit - len(out) + 1)
            if len(out) > limit:
                raise too_much(None, limit)
            data = packed.unconsumed_tail
    except zlib.error:
        raise Passing("is broken inside its packing", LATER) from None
    if not packed.eof:
        raise Passing("breaks off inside its packing", LATER)
    return packed.unused_data
