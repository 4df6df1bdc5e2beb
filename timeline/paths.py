"""Where the files that ship with the project lie: in a checkout beside the package, once installed inside it."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = (_PACKAGE / "data").is_dir()
_HOME = _PACKAGE if _INSTALLED else _PACKAGE.parent

DATA: Path = _HOME / "data"
"""The folder of sample articles, the calendar of named events and the actor gazetteer."""

ARTICLES: Path = DATA / "articles"
"""The sample articles that ``make run`` adds to the store."""

DASHBOARD: Path = _HOME / "dashboard.py"
"""The Streamlit entry that ``timeline serve`` runs."""


def data_file(name: str) -> Path:
    """The path of a shipped file, by its name under ``data/`` (``calendar.csv``, ``articles/rtl.md``).

    Raises FileNotFoundError saying where it was looked for.
    """
    path = DATA / name
    if not path.exists():
        raise FileNotFoundError(f"{name} is not among the shipped files in {DATA}; install the project again")
    return path
