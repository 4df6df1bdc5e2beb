"""ZIP archives, looked at before anything is unpacked: bombs, paths that lead out, passwords."""

from __future__ import annotations

import io
import posixpath
import struct
import zipfile
from collections.abc import Iterator
from typing import BinaryIO

from timeline.ingest.fault import Fault
from timeline.ingest.items import Context, Item, Source

LIMIT = 2_000_000_000  # bytes of an archive
MAX_MEMBER = 100_000_000  # bytes of one file in it, unpacked
MAX_TOTAL = 4_000_000_000
MAX_FILES = 100_000
MAX_DIRECTORY = 30_000_000  # bytes of its list of files: 300 for each
MAX_RATIO = (
    200  # of the unpacked size to the packed, above RATIO_FROM bytes: text packs to a tenth, a bomb to a thousandth
)
RATIO_FROM = 5_000_000
UNPACK = "unpack it, and add the files that you trust"


def read(source: Source, context: Context) -> Iterator[Item]:
    """The files in a ZIP, in the order of their names; what is refused is named with the archive.

    Raises Fault where the archive itself is broken, too large, or made to fill the machine.
    """
    with _opened(source) as archive:
        infos = [info for info in archive.infolist() if not info.is_dir()]
        _check(infos, MAX_TOTAL)
        for info in sorted(infos, key=lambda info: info.filename):
            name = info.filename
            if _is_hidden(name):
                continue
            try:
                yield source.inside(name, _member(archive, info))
            except Fault as fault:
                yield fault.refusal(f"{source.name}: {name}")


def check_zip(data: bytes, limit: int) -> list[str]:
    """The names in a ZIP whose files unpack to at most ``limit`` bytes. Raises Fault for any other."""
    with _opened(Source("", data=data)) as archive:
        _check(archive.infolist(), limit)
        return archive.namelist()


def names(source: Source) -> list[str]:
    """The names of the files in a ZIP; empty where it cannot be opened."""
    try:
        with _opened(source) as archive:
            return archive.namelist()[:MAX_FILES]
    except Fault:
        return []


def _opened(source: Source) -> zipfile.ZipFile:
    if source.size() > LIMIT:
        raise Fault(f"is {source.size() / 1e9:.1f} GB, more than the {LIMIT / 1e9:.0f} GB of an archive", UNPACK)
    with source.open() as stream:
        directory = _directory_size(stream)
    if directory > MAX_DIRECTORY:
        raise Fault(f"has a list of files of {directory / 1e6:.0f} MB, for more than {MAX_FILES} files", UNPACK)
    try:
        return zipfile.ZipFile(source.path if source.data is None else io.BytesIO(source.data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Fault(f"is a broken ZIP archive ({error})", "fetch or pack it again") from None


def _directory_size(stream: BinaryIO) -> int:
    """The bytes of an archive's list of files, as its end says; 0 where it has no such end.

    The library reads the whole list before anything can be asked of it. (PKWARE's APPNOTE, 4.3.14 and 4.3.16.)
    """
    size = stream.seek(0, io.SEEK_END)
    stream.seek(max(0, size - 66_000))
    tail = stream.read()
    end = tail.rfind(b"PK\x05\x06")
    if end < 0 or end + 16 > len(tail):
        return 0
    (directory,) = struct.unpack_from("<I", tail, end + 12)
    large = tail.rfind(b"PK\x06\x06", 0, end)
    if directory == 0xFFFFFFFF and 0 <= large <= len(tail) - 48:
        (directory,) = struct.unpack_from("<Q", tail, large + 40)
    return min(directory, size)


def _check(infos: list[zipfile.ZipInfo], limit: int) -> None:
    if len(infos) > MAX_FILES:
        raise Fault(f"holds {len(infos)} files, more than {MAX_FILES}", UNPACK)
    total = sum(info.file_size for info in infos)
    packed = sum(info.compress_size for info in infos) or 1
    if total > limit:
        raise Fault(f"unpacks to {total / 1e6:.0f} MB, more than {limit / 1e6:.0f} MB", UNPACK)
    if total > RATIO_FROM and total > MAX_RATIO * packed:
        raise Fault(f"is a ZIP bomb: {packed / 1e6:.2f} MB unpack to {total / 1e6:.0f} MB", "do not open it")


def _member(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    path = posixpath.normpath(info.filename.replace("\\", "/"))
    if path.startswith(("/", "../")) or path == ".." or path[1:2] == ":":
        raise Fault("has a path that leads out of the archive", "trust nothing in this archive, or pack it anew")
    if info.flag_bits & 1:
        raise Fault("is locked with a password", "unpack it with the password, and add the file")
    if info.file_size > MAX_MEMBER:
        raise Fault(f"unpacks to {info.file_size / 1e6:.0f} MB, more than {MAX_MEMBER / 1e6:.0f} MB", UNPACK)
    if info.file_size > RATIO_FROM and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        raise Fault(f"is a bomb: it unpacks to {info.file_size / 1e6:.0f} MB", "do not open it")
    try:
        with archive.open(info) as stream:
            data = stream.read(info.file_size + 1)
    except (zipfile.BadZipFile, OSError, EOFError, ValueError, RuntimeError, NotImplementedError) as error:
        raise Fault(f"cannot be unpacked ({error})", "fetch or pack the archive again") from None
    except Exception as error:  # zlib.error and lzma's own
        raise Fault(f"cannot be unpacked ({type(error).__name__})", "fetch or pack the archive again") from None
    if len(data) > info.file_size:
        raise Fault("unpacks to more than it says", "do not open it")
    return data


def _is_hidden(name: str) -> bool:
    """Whether a name is what systems put into archives: resource forks, hidden files, a saved page's own folder."""
    parts = name.split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part not in (".", "..") for part in parts)
