"""Names that are known beforehand: the rows of ``data/actors.csv``, looked up by their words.

Columns: ``name`` (shown in every language unless ``name_fr`` … gives another), ``kind`` (``person`` or
``organisation``), ``aliases`` and ``aliases_fr`` … (spellings, separated by ``;``; those without their accents need not
be listed). A surname alone is an alias where it is known the world over and means one person.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from unicodedata import combining, normalize

from timeline.events.cues import cues
from timeline.paths import data_file

WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]['’](?=[A-ZÀ-Þ])[\w]+|[^\W_][\w]*(?:[-&.][^\W_][\w]*)*|[&!]")


def words_of(text: str) -> tuple[str, ...]:
    """A name as the words that the recogniser sees ("Standard & Poor's" → Standard, &, Poor, s)."""
    return tuple(WORD.findall(text))


@dataclass(frozen=True)
class Gazetteer:
    """``longest(words, at)`` finds the longest known name that begins at a word."""

    by_first: dict[str, list[tuple[tuple[str, ...], str, str]]]

    def longest(self, words: list[str], at: int) -> tuple[int, str, str] | None:
        """``(number of words, name, kind)`` of the longest known name from ``words[at]`` on, or None."""
        for name_words, name, kind in self.by_first.get(words[at], ()):
            if tuple(words[at : at + len(name_words)]) == name_words:
                return len(name_words), name, kind
        return None


@lru_cache
def gazetteer(language: str, path: Path | None = None) -> Gazetteer:
    """The gazetteer as one language writes and shows it. Raises FileNotFoundError where the file is missing."""
    by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    elisions = frozenset(cues(language).words("names", "elisions"))
    with (path or data_file("actors.csv")).open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            shown = row.get(f"name_{language}") or row["name"]
            for alias in _spellings(row, language):
                words = _apart(words_of(alias), elisions)
                if words:
                    by_first.setdefault(words[0], []).append((words, shown, row["kind"]))
    for names in by_first.values():
        names.sort(key=lambda known: -len(known[0]))
    return Gazetteer(by_first)


def _apart(words: Iterable[str], elisions: frozenset[str]) -> tuple[str, ...]:
    """The words as the recogniser reads them: an elided one stands apart ("Conseil", "d", "État")."""
    pieces = ((w[0], w[2:]) if w[1:2] in ("'", "’") and w[0].lower() in elisions else (w,) for w in words)
    return tuple(piece for pair in pieces for piece in pair)


def _spellings(row: dict[str, str], language: str) -> set[str]:
    cells = [row.get(key) or "" for key in ("aliases", f"aliases_{language}")]
    listed = {alias.strip() for cell in cells for alias in cell.split(";")}
    written = (listed | {row["name"], row.get(f"name_{language}") or ""}) - {""}
    return written | {"".join(c for c in normalize("NFD", name) if not combining(c)) for name in written}
