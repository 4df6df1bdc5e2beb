"""Keys of actors: a Wikidata id, else the folded name, so that spellings of one name are one key."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ID = re.compile(r"Q[1-9]\d*")
_APART = re.compile(r"[^\w&$+]+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "_": " "})


def is_id(words: str) -> bool:
    """Whether words are a Wikidata id (``Q142``)."""
    return bool(_ID.fullmatch(words))


@lru_cache(maxsize=65536)
def key_of_name(name: str) -> str:
    """A name without case, accents and punctuation: ``key_of_name("L’Élysée ") == "l elysee"``."""
    if not name.isascii():
        name = unicodedata.normalize("NFKD", name.casefold().translate(_LETTERS))
        name = "".join(char for char in name if not unicodedata.combining(char))
    return " ".join(_APART.sub(" ", name.lower().translate(_LETTERS)).split())


def without_accents(name: str) -> str:
    """A name in plain letters, its case kept: ``without_accents("Élysée") == "Elysee"``."""
    if name.isascii():
        return name
    return "".join(char for char in unicodedata.normalize("NFD", name) if not unicodedata.combining(char))
