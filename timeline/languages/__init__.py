"""Language folders: data only. A language is a folder beside this file, made of TOML tables.

``load("fr")`` gives a Language whose ``table("rules")`` is the content of ``fr/rules.toml``. Adding a language adds a
folder and touches no Python; docs/adding-a-language.md tells what each table holds.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Language:
    """One language folder. Tables are read when they are asked for, and once."""

    code: str
    folder: Path

    def table(self, name: str) -> dict[str, Any]:
        """The content of ``NAME.toml`` as a dict; empty where the folder has no such file."""
        return _read(self.folder, name)


@lru_cache
def codes() -> tuple[str, ...]:
    """The codes of the languages that have a folder, sorted."""
    return tuple(sorted(path.name for path in FOLDER.iterdir() if (path / "words.toml").is_file()))


@lru_cache
def load(code: str) -> Language:
    """The language of an ISO 639-1 code.

    Raises LookupError naming the codes that exist where the folder is missing.
    """
    folder = FOLDER / code
    if not (folder / "words.toml").is_file():
        raise LookupError(f"no language folder for {code!r}; there are {', '.join(codes())}")
    return Language(code, folder)


@lru_cache
def _read(folder: Path, name: str) -> dict[str, Any]:
    path = folder / f"{name}.toml"
    if not path.is_file():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))
