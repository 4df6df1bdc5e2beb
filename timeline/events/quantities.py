"""Quantities of a clause: counts and amounts with what they count, normalised so that reports can be compared.

"About two dozen Facebook accounts" is 24 of "facebook accounts", roughly; "up to 9 GB" is at most 9,000,000,000 B. No
quantities are dates, times, ages, ordinals, numbers of things ("No. 10", "Boeing 737", "APT28") and scores.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from timeline.events.cues import any_of, cues
from timeline.events.figures import Figures, figures, value_of
from timeline.events.names import Name
from timeline.events.spotter import Spotter, last_word, spot
from timeline.languages import load
from timeline.models import Quantity, Timex

MODIFIER_REACH, MOST_WORDS, LONGEST_WHAT = 28, 4, 60
OLDEST, LATEST = 1500, 2100
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_GAP = re.compile(r"[\s\u00a0\u202f]+|-")
_CAPITAL_BEFORE = re.compile(r"([A-ZÀ-Þ][\w-]*)[ \u00a0]$")
_TOGETHER = re.compile(r"\d-\d")


@dataclass(frozen=True)
class _Nouns:
    of: re.Pattern[str]
    skipped: re.Pattern[str]
    stops: frozenset[str]
    plurals: frozenset[str]
    adjectives: frozenset[str]
    noun_first: bool
    ends: str
    counted: Spotter
    functions: frozenset[str]
    countables: frozenset[str]
    articles: re.Pattern[str]


@lru_cache
def _nouns(language: str) -> _Nouns:
    known = cues(language)
    table = known.tables.get("quantities", {})
    lists = [("clauses", "openers"), ("clauses", "joiners"), ("clauses", "pronouns"), ("when", "prepositions"),
             ("speech", "adverbs"), ("speech", "stops"), ("speech", "determiners"), ("status", "planned")]  # fmt: skip
    stops = {word.lower() for section, key in lists for word in known.words(section, key)}
    return _Nouns(
        of=any_of(table.get("of", ()), before=""),
        skipped=any_of(table.get("skipped", ()), before=""),
        stops=frozenset(stops | set(table.get("stops", ())) | _told_words(language) | set(figures(language).words)),
        plurals=frozenset(table.get("plurals", ())),
        adjectives=frozenset(table.get("adjectives", ())),
        noun_first=table.get("order", "") == "noun",
        ends=str(table.get("plural_end", "")),
        counted=spot(table.get("counted", ())),
        functions=frozenset(w.lower() for w in (*known.words("names", "stop"), *known.words("when", "prepositions"))),
        countables=frozenset(word for words in known.tables.get("countables", {}).values() for word in words),
        articles=any_of(known.words("speech", "determiners"), before=""),
    )


def _told_words(language: str) -> set[str]:
    try:
        lists = load(language).table("words").get("lists", {})
    except LookupError:
        return set()
    return {word for key in ("PAST", "FUTURE") for word in lists.get(key, ()) if " " not in word}


def quantities(text: str, language: str, low: int, high: int, others: Sequence[Timex | Name]) -> tuple[Quantity, ...]:
    """The quantities between two offsets in order; ``others`` are the times and names, which hold none."""
    known, found = figures(language), []
    for match in known.core.finditer(text, low, high):
        number = match.start("num") if match["num"] else match.start()
        if any(o.start <= number < o.end or o.start < match.end() <= o.end for o in others):
            continue
        kind, start = _modified(text, match.start(), low, known)
        quantity = _quantity(text, language, match, low, high, others, known, (kind, start))
        if quantity and found and _is_range(text, found[-1][0], match, found[-1][1], known):
            found[-1] = (match, found[-1][1], _range(text, found[-1][2], quantity, found[-1][0], match, known))
        elif quantity or kind == "between":
            value = value_of(match[0], known)
            bare = quantity or Quantity(start, match.end(), "", value, value)
            found.append((match, kind, bare))
    return tuple(quantity for _, _, quantity in found if quantity.text)


def _is_range(text: str, first: re.Match[str], second: re.Match[str], kind: str, known: Figures) -> bool:
    """Whether two numbers are the ends of one ("between 20 and 30", "20 to 30", not "from 20 to 30")."""
    gap = text[first.end() : second.start()].strip().lower()
    if kind == "between":
        return gap in known.joint or gap in ("and", "et", "und", "y", "e")
    lead = known.leads.search(text, max(first.start() - MODIFIER_REACH, 0), first.start())
    return gap in known.joint and not lead and not first["unit"] and not _scale(first)


def _range(
    text: str, one: Quantity, two: Quantity, first: re.Match[str], second: re.Match[str], known: Figures
) -> Quantity:
    factor = 1.0 if _scale(first) or first["unit"] else (two.low or 0) / (value_of(second["num"] or "", known) or 1)
    low = _round((one.low or 0) * (factor or 1.0))
    said = " ".join(text[one.start : two.end].split())
    return Quantity(one.start, two.end, said, low, two.high, two.unit or one.unit, two.what or one.what, two.about)


def written(text: str, language: str, found: Sequence[Quantity]) -> tuple[str, ...]:
    """The quantities as the text writes them, without "about" or "at least" before ("two dozen", "9 GB")."""
    known = figures(language)
    words = []
    for quantity in found:
        words += [" ".join(match[0].split()) for match in known.core.finditer(text, quantity.start, quantity.end)]
    return tuple(dict.fromkeys(words))


def _quantity(
    text: str, language: str, match: re.Match[str], low: int, high: int, others: Sequence[Timex | Name], known: Figures,
    modified: tuple[str, int],
) -> Quantity | None:  # fmt: skip
    kind, start = modified
    amount = _amount(match, known)
    if amount is None:
        return None
    first, last, about, unit = amount
    what = "" if unit and unit != "%" else _what(text, language, match.end(), high, others)
    what = what or ("" if unit else _counted(text, language, low, match.start(), others))
    if not _is_quantity(text, language, match, what, known, plain=not kind):
        return None
    first, last = (None if kind == "most" else first), (None if kind == "least" else last)
    said = " ".join(text[start : match.end()].split())
    return Quantity(start, match.end(), said, first, last, unit, what, about or kind == "about")


def _modified(text: str, at: int, low: int, known: Figures) -> tuple[str, int]:
    """How the words before a number change it ("at least", "about", "up to"), and where they begin."""
    if last_word(text, max(at - MODIFIER_REACH, low), at) not in known.modifying:
        return "", at
    for kind, pattern in known.modifiers:
        found = pattern.search(text, max(at - MODIFIER_REACH, low), at)
        if found:
            return kind, found.start()
    return "", at


def _amount(match: re.Match[str], known: Figures) -> tuple[float | None, float | None, bool, str] | None:
    """``(low, high, about, unit)`` of a match; None where it is worth nothing."""
    if match["many"]:
        said = _plain(match["many"])
        if said in known.many:
            return known.many[said], None, True, ""
        value = known.collectives.get(said)
        return (value, value, True, "") if value else None
    unit, factor = _unit(match, known)
    scale = _scale(match)
    factor *= known.scales.get(scale, 1.0)
    first = value_of(match["num"], known)
    last = value_of(match["num2"], known) if match["num2"] else first
    if first is None or last is None or last < first:
        return None  # a score, a part of a code
    about = scale in known.dozens
    return _round(first * factor), _round(last * factor), about, unit


def _round(value: float) -> float:
    return float(f"{value:.12g}")


def _unit(match: re.Match[str], known: Figures) -> tuple[str, float]:
    if match["cur"]:
        return known.prefixes.get(match["cur"].upper(), ""), 1.0
    said = match["unit"] or ""
    return known.units.get(said) or known.units.get(_plain(said)) or ("", 1.0)


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").split())


def _scale(match: re.Match[str]) -> str:
    return _plain(match["scale"] or match["money"] or match["short"] or "")


def _is_quantity(text: str, language: str, match: re.Match[str], what: str, known: Figures, *, plain: bool) -> bool:
    number = match["num"] or ""
    if not number or match["unit"] or match["cur"]:
        return True
    if known.not_before.match(text, match.end()):
        return False
    if _scale(match):
        return True
    before, after = text[max(match.start() - MODIFIER_REACH, 0) : match.start()], text[match.end() : match.end() + 1]
    if known.not_after.search(before) or (before.rstrip()[-1:] == "," and after in (",", ")") and not what):
        return False
    if not number[0].isdigit():
        value = value_of(number, known)
        return bool(what) and (value or 0) > 1
    if match["num2"] and not what:
        return False
    capital = _CAPITAL_BEFORE.search(before)
    nouns = _nouns(language)
    if capital and plain and capital[1].lower() not in nouns.functions:
        gap = _GAP.match(text, match.end())
        if not what or nouns.of.match(text, gap.end() if gap else match.end()):
            return False  # "Boeing 737 of the line"
    year = number.isdigit() and len(number) == len(str(OLDEST)) and OLDEST <= int(number) < LATEST
    return bool(what) or not (year and plain)


def _what(text: str, language: str, at: int, high: int, others: Sequence[Timex | Name]) -> str:
    """What is counted: the noun phrase right behind a number, lower case, without articles."""
    nouns = _nouns(language)
    for pattern in (nouns.skipped, nouns.of, nouns.articles):
        gap = _GAP.match(text, at, high)
        found = pattern.match(text, gap.end() if gap else at, high)
        at = found.end() if found and (gap or found[0][-1:] in "'’-") else at
    words: list[str] = []
    while len(words) < MOST_WORDS:
        gap = _GAP.match(text, at, high)
        start = gap.end() if gap else at
        word = _WORD.match(text, start, high)
        if not word or (words and not gap) or any(isinstance(o, Timex) and o.start <= start < o.end for o in others):
            break
        said = word[0].removesuffix("'s").removesuffix("’s")
        counted = not words and said.lower() in nouns.countables
        if (said.lower() in nouns.stops and not counted) or (words and _ends_phrase(words, said, nouns)):
            break
        words.append(said)
        at = word.end()
        if said != word[0]:
            break
    while words and words[-1].lower() in nouns.adjectives:
        words.pop()
    return " ".join(words).lower()[:LONGEST_WHAT]


def _ends_phrase(words: list[str], following: str, nouns: _Nouns) -> bool:
    """Whether a noun phrase is whole before its next word."""
    last = words[-1]
    if last.lower() in nouns.adjectives:
        return False
    if nouns.noun_first:
        return not following[0].isupper()
    plural = last.lower() in nouns.plurals or (
        bool(nouns.ends) and last.endswith(nouns.ends) and not last.endswith("ss")
    )
    return plural and not following.endswith(nouns.ends or "\0")


def _counted(text: str, language: str, low: int, at: int, others: Sequence[Timex | Name]) -> str:
    """What "the number of …" before a bare number counts ("the number of accounts has climbed to 70,000")."""
    named = list(_nouns(language).counted.finditer(text, low, at))
    return _what(text, language, named[-1].end(), at, others) if named else ""
