"""Where the store is: an option, else a variable, else a file under the user's data folder."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from timeline.store.errors import StoreError

VARIABLE = "TIMELINE_STORE"
_SCHEMES = {
    "sqlite": "sqlite",
    "postgres": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


def default_file() -> Path:
    """The file that is used where nobody names one."""
    from platformdirs import user_data_path

    return user_data_path("timeline", appauthor=False) / "timeline.db"


def store_url(place: str | Path | None = None) -> str:
    """Where a path, a URL or nothing (then ``TIMELINE_STORE``, then ``default_file()``) leads: a file's absolute
    path, or a database URL.

    Raises StoreError for a URL of a kind that the store does not speak.
    """
    chosen = str(place or os.environ.get(VARIABLE) or default_file())
    if "://" not in chosen:
        return str(Path(chosen).expanduser().absolute())
    scheme, rest = chosen.split("://", 1)
    if scheme not in _SCHEMES:
        remedy = "give a file, or a URL that begins with sqlite:/// or postgresql://"
        raise StoreError(f"{scheme}://…", "a store of this kind is not known", remedy)
    if scheme == "sqlite" and rest.strip("/") not in ("", ":memory:"):
        return str(Path(rest.removeprefix("/")).absolute())
    return f"{_SCHEMES[scheme]}://{rest}"


def file_at(location: str) -> Path | None:
    """The file that a location of ``store_url`` is; None for a database in memory or on a server."""
    return None if "://" in location else Path(location)


def pages_folder(place: str | Path | None = None) -> Path:
    """The folder of the web pages that were fetched for a store: beside its file, else among the user's data."""
    location = store_url(place)
    file = file_at(location)
    if file is not None:
        return file.with_name(f"{file.name}.pages")
    return default_file().with_name(f"{hashlib.sha256(location.encode()).hexdigest()[:16]}.pages")


def absent(place: str | Path | None = None) -> Path | None:
    """The file that the store would be made in, if it is not there yet; None where a store may be read."""
    file = file_at(store_url(place))
    return file if file and not file.exists() else None
