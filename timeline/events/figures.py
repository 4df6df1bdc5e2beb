"""Numbers as a language writes them: figures, words, scales and units, and what they are worth."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from timeline.events.cues import NOTHING, alternation, any_of, cues
from timeline.events.spotter import Spotter, last_words
from timeline.languages import load

UNITS = Path(__file__).with_name("units.toml")
DIGITS = r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+(?!\d)(?:[.,]\d{1,2}(?!\d))?|\d{1,15}(?:[.,]\d{1,4}(?!\d))?"
THOUSAND, HUNDRED, SCORE, QUATRE = 1000, 100, 20, 4
SHORT = 2  # letters of an abbreviated scale
_NO_DIGIT, _BETWEEN = re.compile(r"\D"), re.compile(r"[\s-]+")
_GROUPS = re.compile(r"\d{1,3}(?:[.,'’ \u00a0\u202f]\d{3})+")


@dataclass(frozen=True)
class Figures:
    """How one language writes quantities.

    ``core`` has the groups ``cur num num2``, one of ``scale money short``, ``unit``, or ``many`` alone.
    """

    core: Spotter
    decimal: str
    joint: frozenset[str]
    leads: re.Pattern[str]
    words: dict[str, int]
    scales: dict[str, float]
    dozens: frozenset[str]
    collectives: dict[str, float]
    many: dict[str, float]
    units: dict[str, tuple[str, float]]
    prefixes: dict[str, str]
    modifiers: tuple[tuple[str, re.Pattern[str]], ...]
    modifying: frozenset[str]
    not_after: re.Pattern[str]
    not_before: re.Pattern[str]


@lru_cache
def figures(language: str) -> Figures:
    """The figures of a language by its code; without lists of its own it has digits and symbols alone."""
    known = cues(language).tables.get("quantities", {})
    shared = tomllib.loads(UNITS.read_text(encoding="utf-8"))
    symbols = {name: (str(base), float(factor)) for name, (base, factor) in shared["symbols"].items()}
    units = symbols | {word: symbols[symbol] for word, symbol in known.get("units", {}).items()}
    words = _number_words(language)
    scales = {word: float(value) for word, value in known.get("scales", {}).items()}
    collectives, many = known.get("collectives", {}), known.get("many", {})
    spelled = f"(?:{alternation(words)})" if words else "(?!)"
    joint = alternation(known.get("inner", ())) or "(?!)"
    number = rf"{DIGITS}|{spelled}(?!\w)(?:(?:[\s-]|\s(?:{joint})\s|-(?:{joint})-){spelled}(?!\w))*"
    scale = alternation(word for word in scales if len(word) > SHORT) or "(?!)"
    short = [word for word in scales if len(word) <= SHORT]
    alone = alternation(word for word in short if word != "m") or "(?!)"  # "9m" is metres, "$9m" is millions
    core = (
        rf"(?<![\w.,/:-])(?:(?P<many>(?:{alternation((*collectives, *many)) or '(?!)'})(?![\w-]))"
        rf"|(?P<cur>{alternation(shared['prefixes'])})?[ \u00a0]?(?P<num>{number})"
        rf"(?:[-–](?P<num2>{DIGITS}))?(?:[\s-]?(?P<scale>{scale})(?!\w)"
        rf"|(?(cur)(?P<money>{alternation(short) or '(?!)'})|(?P<short>{alone}))(?!\w))?"
        rf"(?:[\s-]?(?P<unit>(?-i:{_symbols(symbols)})|{_unit_words(units, symbols)}))?"
        r"(?![\w/])(?![.,:]\d))"
    )
    return Figures(
        core=Spotter(
            re.compile(core, re.IGNORECASE),
            (*words, *collectives, *many),
            endings="|".join(
                [r"\d\w*", *(rf"{re.escape(word)}\w*" for word in shared["prefixes"] if word[-1].isalnum())]
            ),
            reach=max(map(len, shared["prefixes"])) + 1,
        ),
        decimal=str(known.get("decimal", ".")),
        joint=frozenset(known.get("joins", ())),
        leads=_before(known.get("from", ())),
        words=words,
        scales=scales,
        dozens=frozenset(known.get("dozens", ())),
        collectives={word: float(value) for word, value in collectives.items()},
        many={word: float(value) for word, value in many.items()},
        units={word.lower() if word not in symbols else word: unit for word, unit in units.items()},
        prefixes=shared["prefixes"],
        modifiers=tuple((kind, _before(known.get(kind, ()))) for kind in ("about", "least", "most", "between")),
        modifying=last_words(word for kind in ("about", "least", "most", "between") for word in known.get(kind, ())),
        not_after=_before(known.get("not_after", ())),
        not_before=any_of(known.get("ages", ()), before=r"[\s-]*"),
    )


def _symbols(symbols: dict[str, Any]) -> str:
    longest_first = sorted(symbols, key=len, reverse=True)
    return "|".join(re.escape(word) + (r"(?!\w)" if word[-1].isalnum() else "") for word in longest_first)


def _unit_words(units: dict[str, Any], symbols: dict[str, Any]) -> str:
    words = alternation(word for word in units if word not in symbols)
    return rf"(?:{words})(?!\w)" if words else "(?!)"


def _before(words: tuple[str, ...] | list[str]) -> re.Pattern[str]:
    listed = alternation(words)
    return re.compile(rf"(?<![\w-])(?:{listed})\s*$", re.IGNORECASE) if listed else NOTHING


def _number_words(language: str) -> dict[str, int]:
    try:
        table = load(language).table("words").get("NUMWORD", {})
    except LookupError:
        return {}
    return {word: int(value) for word, value in table.items() if isinstance(value, int) and value > 0}


def value_of(text: str, known: Figures) -> float | None:
    """What a number is worth, in figures or in words; None where it cannot be told."""
    return _of_digits(text, known.decimal) if text[:1].isdigit() else _of_words(text.lower(), known.words)


def _of_digits(text: str, decimal: str) -> float | None:
    groups = _GROUPS.match(text)
    lone = groups and groups[0] == text and text.count(decimal) == 1 and text[0] == "0"  # "0,125"
    if groups and not lone:
        tail = _NO_DIGIT.sub("", text[groups.end() :])
        text = _NO_DIGIT.sub("", groups[0]) + (f".{tail}" if tail else "")
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _of_words(text: str, words: dict[str, int]) -> float | None:
    total, current = 0, 0
    for word in _BETWEEN.split(text):
        value = words.get(word)
        if value is None:
            continue  # "and"
        if value >= THOUSAND:
            total, current = total + max(current, 1) * value, 0
        elif value == HUNDRED or (value == SCORE and current == QUATRE):  # "quatre-vingts"
            current = max(current, 1) * value
        else:
            current += value
    return float(total + current) or None
