"""The pages as they were fetched, kept beside the store: so that a claim can be proved after the page is gone.

A folder of plain files that need nothing of ours to be read::

    bodies/ab/ab12….gz     a body (gzip), named by the SHA-256 of what is in it: the same page twice is kept once
    pages/cd/cd34….jsonl   one line for each time that an address was fetched, named by the SHA-256 of the address
    articles/ef/ef56….json which body an article was read from, by the article's id

Files are written beside their place and moved into it, lines are appended whole: a kill leaves nothing half there.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
import zlib
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from timeline.ingest.fault import Fault

REMEDY = "fetch the page again with --refetch"


@dataclass(frozen=True, slots=True)
class Page:
    """One time that an address was fetched.

    ``final`` is the address that answered, ``fetched`` the moment (ISO 8601, UTC), ``sha256`` and ``size`` (bytes) are
    those of the body, unpacked. ``status`` 304 says that the site called the body that is kept still current.
    ``passing`` is true for what is always asked for anew: feeds, sitemaps, lists, and pages on which no article was
    found. ``archive_url`` is a copy in a public archive that the user named.
    """

    url: str
    final: str
    fetched: str
    status: int
    sha256: str
    size: int
    headers: tuple[tuple[str, str], ...] = ()
    passing: bool = False
    archive_url: str = ""

    def header(self, name: str) -> str:
        """The first header of that name (lower case); empty where there is none."""
        return next((value for one, value in self.headers if one == name), "")


class Archive:
    """The kept pages in a folder, which is made when the first page comes. Several processes may use it at once."""

    def __init__(self, folder: str | Path) -> None:
        self.folder = Path(folder)

    def keep(self, page: Page, data: bytes) -> Page:
        """Keep a page with its body; answers it with ``sha256`` and ``size`` filled. Raises Fault where that fails."""
        page = replace(page, sha256=hashlib.sha256(data).hexdigest(), size=len(data))
        try:
            place = self.place(page)
            if not place.exists():
                _write(place, gzip.compress(data, 6, mtime=0))
            self._append(page)
        except OSError as error:
            raise _unwritten(self.folder, error) from None
        return page

    def confirm(self, page: Page, *, fetched: str, headers: Iterable[tuple[str, str]] = ()) -> Page:
        """Note that a page was asked for again and had not changed. Raises Fault where that cannot be written."""
        new = {name: value for name, value in headers if name in ("etag", "last-modified")}
        kept = tuple((name, new.get(name, value)) for name, value in page.headers)
        page = replace(page, fetched=fetched, status=304, headers=kept)
        try:
            self._append(page)
        except OSError as error:
            raise _unwritten(self.folder, error) from None
        return page

    def pass_over(self, page: Page) -> None:
        """Note that nothing was found on a page, so that it is asked for anew. Raises Fault as ``keep`` does."""
        if not page.passing:
            try:
                self._append(replace(page, passing=True))
            except OSError as error:
                raise _unwritten(self.folder, error) from None

    def pages(self, url: str) -> list[Page]:
        """Every time that an address was fetched, the first first."""
        try:
            lines = self._lines(url).read_bytes().splitlines()
        except OSError:
            return []
        return [page for line in lines if (page := _page(line)) is not None]

    def latest(self, url: str) -> Page | None:
        """The last page of an address whose body is here, or None."""
        return next((page for page in reversed(self.pages(url)) if self.place(page).exists()), None)

    def body(self, page: Page) -> bytes:
        """The body of a page. Raises Fault where it is gone, or is no longer what was fetched."""
        try:
            data = gzip.decompress(self.place(page).read_bytes())
        except FileNotFoundError:
            raise Fault("was kept, and its file is gone", REMEDY) from None
        except (OSError, EOFError, zlib.error) as error:
            raise Fault(f"was kept, and cannot be read ({error})", REMEDY) from None
        if hashlib.sha256(data).hexdigest() != page.sha256:
            raise Fault("was kept, and its file has been changed", REMEDY)
        return data

    def place(self, page: Page) -> Path:
        """The file with the body of a page."""
        return self.folder / "bodies" / page.sha256[:2] / f"{page.sha256}.gz"

    def link(self, article_id: str, page: Page) -> None:
        """Note the page that an article was read from; the first stays. Raises Fault where that cannot be written.

        A new ``archive_url`` is taken over.
        """
        known = self.page_of(article_id)
        if known is not None:
            if not page.archive_url or page.archive_url == known.archive_url:
                return
            page = replace(known, archive_url=page.archive_url)
        try:
            _write(self._article(article_id), json.dumps(asdict(page), ensure_ascii=False).encode())
        except OSError as error:
            raise _unwritten(self.folder, error) from None

    def page_of(self, article_id: str) -> Page | None:
        """The page that an article was read from; None for one that came by another way."""
        try:
            return _page(self._article(article_id).read_bytes())
        except OSError:
            return None

    def _article(self, article_id: str) -> Path:
        name = _hash(article_id)
        return self.folder / "articles" / name[:2] / f"{name}.json"

    def _lines(self, url: str) -> Path:
        name = _hash(url)
        return self.folder / "pages" / name[:2] / f"{name}.jsonl"

    def _append(self, page: Page) -> None:
        path = self._lines(page.url)
        path.parent.mkdir(parents=True, exist_ok=True)
        line = json.dumps(asdict(page), ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        with path.open("ab+") as file:
            end = file.seek(0, os.SEEK_END)
            if end:
                file.seek(end - 1)
                line = line if file.read(1) == b"\n" else b"\n" + line  # after a line that was cut off
            file.write(line)


def _page(line: bytes) -> Page | None:
    """The page of a line; None for one that was cut off."""
    try:
        fields = json.loads(line)
        return Page(**fields | {"headers": tuple((str(name), str(value)) for name, value in fields["headers"])})
    except (ValueError, TypeError, KeyError):
        return None


def _write(path: Path, data: bytes) -> None:
    """Write a file so that it is there whole or not at all, also after a power cut."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "replace")).hexdigest()


def _unwritten(folder: Path, error: OSError) -> Fault:
    return Fault(
        f"cannot be kept in {folder} ({error.strerror or error})", "make room there, or change the folder's permissions"
    )
