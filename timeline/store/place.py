"""Where the store is: an option, else a variable, else a file under the user's data folder."""

from __future__ import annotations

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
    """The database URL of a path, a URL or nothing (then ``TIMELINE_STORE``, then ``default_file()``).

    Raises StoreError for a URL of a kind that the store does not speak.
    """
    chosen = str(place or os.environ.get(VARIABLE) or default_file())
    if "://" not in chosen:
        return f"sqlite:///{Path(chosen).expanduser().absolute()}"
    scheme, rest = chosen.split("://", 1)
    if scheme not in _SCHEMES:
        remedy = "give a file, or a URL that begins with sqlite:/// or postgresql://"
        raise StoreError(f"{scheme}://…", "a store of this kind is not known", remedy)
    return f"{_SCHEMES[scheme]}://{rest}"


def sqlite_file(url: str) -> Path | None:
    """The file behind a SQLite URL; None for a database in memory and for a server."""
    if not url.startswith("sqlite:///"):
        return None
    name = url.removeprefix("sqlite:///").split("?", 1)[0]
    return Path(name) if name and name != ":memory:" else None


def absent(place: str | Path | None = None) -> Path | None:
    """The file that the store would be made in, if it is not there yet; None where a store may be read."""
    file = sqlite_file(store_url(place))
    return file if file and not file.exists() else None
