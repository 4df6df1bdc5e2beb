"""Relative phrases of any language ("yesterday", "3 weeks ago"), read out of the tables that dateparser ships."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_KEYS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
         "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")  # fmt: skip
_UNITS = ("day", "week", "month", "year")
_COUNT = "(\\d++[.,]?\\d*+)"  # how dateparser's data writes the place of a number


@dataclass(frozen=True)
class Relatives:
    """What dateparser's data knows of relative phrases.

    ``phrases`` are whole ones with their unit ("last week"), ``frames`` the words before and after a number and its
    unit with the direction (-1 ago, 1 ahead), ``numbers`` patterns of number words,
    ``forms`` the names of the twelve months and seven weekdays.
    """

    phrases: dict[str, str]
    frames: tuple[tuple[str, str, int], ...]
    units: dict[str, str]
    numbers: tuple[str, ...]
    forms: tuple[tuple[str, ...], ...]


def relative_words(info: dict[str, Any]) -> Relatives:
    """The relative phrases in dateparser's data of one language; none where the data is empty."""
    units = {word.lower(): unit for unit in _UNITS for word in info.get(unit, ()) if len(word) > 1}
    frames = tuple(sorted(set(_frames(info, units))))  # adds the unit words that it meets
    numbers = tuple(word for word, digits in _simple(info) if digits.isdigit())
    forms = tuple(tuple(info.get(key, ())) for key in _KEYS) if info else ()
    return Relatives(_phrases(info, units), frames, units, numbers, forms)


def _simple(info: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """dateparser's replacements that stand for whole words: "два" → "2", with alternatives in brackets kept."""
    for row in info.get("simplifications", ()):
        for word, meant in row.items():
            if re.fullmatch(r"[^\W\d_]{2,}(?:\([^\W\d_|]+(?:\|[^\W\d_]+)*\))?", word.replace("'", "")):
                yield word.replace("(", "(?:"), str(meant)


def _phrases(info: dict[str, Any], units: dict[str, str]) -> dict[str, str]:
    """Phrase to unit: "last week" → week, without abbreviations and what leans on a story ("the previous day")."""
    found: dict[str, str] = {}
    for key, listed in info.get("relative-type", {}).items():
        unit = next((u for u in _UNITS if u in key.split()), "")
        told = [phrase.lower().split() for phrase in listed]
        for words in told:
            short = any(_abbreviates(words, other) for other in told)
            of_story = unit == "day" and key[0] != "0" and len(words) > 1 and _names_day(words, units)
            counts = unit and ("ago" in key or key.startswith("in ")) and max(map(len, words)) > 2
            if counts and not short and not of_story:
                found[" ".join(words)] = unit
                if len(words) > 2 and len(words[0]) < 3:  # without its preposition
                    found[" ".join(words[1:])] = unit
    # Single words that dateparser writes out as a number of days ("the day before yesterday").
    days = {word for word, unit in units.items() if unit == "day"}
    for word, meant in _simple(info):
        if "(" not in word and len(word) > 3 and re.search(r"\d", meant) and days & set(meant.lower().split()):
            found.setdefault(word.lower(), "day")
    return found


def _names_day(words: list[str], units: dict[str, str]) -> bool:
    """Whether one of the words is the unit itself, perhaps behind an article that is written on to it."""
    days = tuple(word for word, unit in units.items() if unit == "day" and len(word) > 2)
    return any(word.endswith(days) for word in words)


def _abbreviates(words: list[str], other: list[str]) -> bool:
    return (
        words != other and len(words) == len(other) and all(b.startswith(a) for a, b in zip(words, other, strict=True))
    )


def _frames(info: dict[str, Any], units: dict[str, str]) -> Iterator[tuple[str, str, int]]:
    """What stands before and after a number and its unit: ("", "temu", -1), ("за", "", 1). New unit words are added."""
    for key, listed in info.get("relative-type-regex", {}).items():
        unit = next((u for u in _UNITS if u in key.split()), "")
        sign = -1 if key.endswith("ago") else 1 if key.startswith("in ") else 0
        for phrase in listed:
            before, count, after = phrase.lower().partition(_COUNT.lower())
            words = after.split()
            if not (unit and sign and count and words) or (not before.replace(" ", "").isalpha() and before.strip()):
                continue
            rest = " ".join(words[1:])
            if len(words[0]) > 1 and (len(before.strip()) > 1 or len(rest) > 1):
                units.setdefault(words[0], unit)
                yield before.strip(), rest, sign
