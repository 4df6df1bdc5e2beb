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
_UNITS = {"'": "['’]", "’": "['’]", " ": r"\s{1,3}"}


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
    """A regular expression for any of the words, longest first; both apostrophes match, any space is a gap.

    Common beginnings are shared, so that a list of hundreds is tried about as fast as its first letters. Empty where
    there are no words.
    """
    tree: dict[str, dict] = {}
    for word in words:
        node = tree
        for sign in word:
            node = node.setdefault(_UNITS.get(sign) or re.escape(sign), {})
        if word:
            node[""] = {}
    return _branches(tree) if tree else ""


def _branches(node: dict[str, dict]) -> str:
    options = [unit + _branches(child) for unit, child in sorted(node.items()) if unit]
    if not options:
        return ""
    joined = options[0] if len(options) == 1 and "" not in node else f"(?:{'|'.join(options)})"
    return joined + "?" if "" in node else joined


def any_of(words: Iterable[str], *, before: str = r"(?<![\w'’-])", after: str = r"(?![\w-])") -> re.Pattern[str]:
    """A pattern that finds any of the words as a whole word in any case; never matches where there are none.

    A word that ends in an apostrophe (an elision, "qu'") may stand against the next word.
    """
    words = tuple(words)
    whole = alternation(word for word in words if word[-1:] not in APOSTROPHES)
    elided = alternation(word for word in words if word[-1:] in APOSTROPHES)
    options = [part for part in (f"(?:{whole}){after}" if whole else "", f"(?:{elided})" if elided else "") if part]
    return re.compile(f"{before}(?:{'|'.join(options)})", re.IGNORECASE) if options else NOTHING
