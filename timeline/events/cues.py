"""The words of a language that events need, read from ``languages/<code>/cues.toml`` and compiled once.

A language without that table gets empty lists: its events then have no attribution and are all ``stated``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from timeline.languages import load

NOTHING = re.compile(r"(?!)")
APOSTROPHES = "'’"


@dataclass(frozen=True)
class Cues:
    """One language's ``cues.toml``, asked by section and key."""

    code: str
    tables: dict[str, Any]

    def words(self, section: str, key: str) -> tuple[str, ...]:
        """The list under ``[section] key``; empty where there is none."""
        return tuple(self.tables.get(section, {}).get(key, ()))

    def text(self, section: str, key: str) -> str:
        """The string under ``[section] key``; empty where there is none."""
        return str(self.tables.get(section, {}).get(key, ""))


@lru_cache
def cues(code: str) -> Cues:
    """The cues of a language by its code; without a folder or a table, none."""
    try:
        return Cues(code, load(code).table("cues"))
    except LookupError:
        return Cues(code, {})


def alternation(words: Iterable[str]) -> str:
    """A regular expression for any of the words, longest first; both apostrophes match, any space is a gap."""
    listed = sorted({word for word in words if word}, key=lambda word: (-len(word), word))
    return "|".join(re.sub(r"['’]", "['’]", re.escape(word)).replace(r"\ ", r"\s{1,3}") for word in listed)


def any_of(words: Iterable[str], *, before: str = r"(?<![\w'’-])", after: str = r"(?![\w-])") -> re.Pattern[str]:
    """A pattern that finds any of the words as a whole word in any case; never matches where there are none.

    A word that ends in an apostrophe (an elision, "qu'") may stand against the next word.
    """
    words = tuple(words)
    whole = alternation(word for word in words if word[-1:] not in APOSTROPHES)
    elided = alternation(word for word in words if word[-1:] in APOSTROPHES)
    options = [part for part in (f"(?:{whole}){after}" if whole else "", f"(?:{elided})" if elided else "") if part]
    return re.compile(f"{before}(?:{'|'.join(options)})", re.IGNORECASE) if options else NOTHING
