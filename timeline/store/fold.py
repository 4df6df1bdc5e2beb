"""Text folded for search: without case, accents, ligatures, typographic quotes and runs of white space."""

from __future__ import annotations

import unicodedata

_PLAIN = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i",
        "’": "'", "‘": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
        "‐": "-", "‑": "-", "–": "-", "—": "-", "−": "-", "\x00": " ",
    }
)  # fmt: skip


def fold(text: str) -> str:
    """The text as the search compares it: ``fold("L’Élysée\\n mène") == "l'elysee mene"``."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
        text = "".join(char for char in decomposed if not unicodedata.combining(char))
    return " ".join(text.lower().split())
