"""Figures by their shape: what "2017", "20:30", "14/07/2019" or "1,997" can be, and what number they are."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from itertools import chain, repeat

_LONGEST_NUMBER = 24  # characters
NUMBER_SHAPES: tuple[tuple[str, str], ...] = (
    ("ISO", r"\d{4}-\d\d-\d\d.*"),
    (
        "NUMDATE",
        r"(?:0?[1-9]|[12]\d|3[01])([./])(?:0?[1-9]|[12]\d|3[01])\1(?:\d{4}|\d{2})"
        r"|\d{4}([./])(?:0?[1-9]|1[0-2])\2(?:0?[1-9]|[12]\d|3[01])",
    ),
    ("CLOCK", r"(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?"),
    ("SHORTCLOCK", r"\d:[0-5]\d"),
    ("LONGCLOCK", r"\d\d:[0-5]\d"),
    ("CLOCKDOT", r"(?:[01]?\d|2[0-4])\.[0-5]\d"),
    ("CLOCKDOT4", r"(?:[01]\d|2[0-4])\.[0-5]\d"),
    ("DAYPAIR", r"(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|[12]\d|3[01])"),
    ("DAYMONTH", r"(?:0?[1-9]|[12]\d|3[01])[/.](?:0?[1-9]|1[0-2])"),
    ("MONTHYEAR", r"(?:0?[1-9]|1[0-2])[/.](?:19|20)\d\d"),
    ("FRACTION", r"[1-9]/[1-9]"),
    ("YEARPAIR", r"(?:1[5-9]|20)\d\d/(?:\d\d|\d{4})"),
    ("DECIMAL", r"\d+[.,]\d{1,2}|\d+[.,]\d{4,}"),
    ("GROUPED", r"\d{1,3}(?:[., \u00a0\u202f\u2009]\d{3})+"),
    ("DAYNUM", r"0?[1-9]|[12]\d|3[01]"),
    ("DAYFIG", r"0?[1-9]|[12]\d|3[01]"),  # unlike DAYNUM, no word for a number is one
    ("MONTHNUM", r"0?[1-9]|1[0-2]"),
    ("MONTH2", r"0[1-9]|1[0-2]"),
    ("HOURNUM", r"[01]?\d|2[0-4]"),
    ("MINNUM", r"[0-5]\d"),
    ("YEAR2", r"\d\d"),
    ("YEAR2LOW", r"0\d|1[0-2]"),
    ("YEAR2HIGH", r"1[3-9]|[2-9]\d"),
    ("YEAR4", r"19\d\d|20[0-4]\d"),
    ("YEAROLD", r"1[0-8]\d\d|20[5-9]\d|21\d\d"),
    ("TENYEAR", r"(?:19\d|20[0-4])0"),
    ("TENYEAROLD", r"(?:10[1-9]|1[1-8]\d|20[5-9]|21\d)0"),
    ("YEAR3", r"[1-9]\d\d"),
    ("HHMM", r"(?:[01]\d|2[0-3])[0-5]\d"),
    ("SMALL", r"\d{1,3}"),
    ("CENTNUM", r"[1-9]|1\d|2[0-2]"),
    ("NUM", r"\d+|\d+[.,]\d{1,2}|\d{1,3}(?:[., \u00a0\u202f\u2009]\d{3})+"),
    ("QCODE", r"[Qq][1-4]|[TtQq][1-4]"),
    ("HCODE", r"[HhSs][12]"),
    ("FYCODE", r"FY(?:\d\d|\d{4})"),
)
# Shapes whose value is the text itself, for a resolver to read.
AS_WRITTEN = frozenset(
    [
        "ISO",
        "NUMDATE",
        "CLOCK",
        "CLOCKDOT",
        "CLOCKDOT4",
        "DAYPAIR",
        "DAYMONTH",
        "MONTHYEAR",
        "FRACTION",
        "YEARPAIR",
        "HHMM",
        "QCODE",
        "HCODE",
        "FYCODE",
    ]
)
_SHAPES = [(name, re.compile(pattern)) for name, pattern in NUMBER_SHAPES]


def number(text: str) -> int | float | str:
    """``"1,997"`` is 1997, ``"30,4"`` is 30.4; what is neither stays a string."""
    if len(text) > _LONGEST_NUMBER:  # Python itself refuses to read figures without end
        return text
    if text.isdecimal():
        return int(text)
    if re.fullmatch(r"\d{1,3}(?:[., \u00a0\u202f\u2009]\d{3})+", text):
        return int(re.sub(r"\D", "", text))
    if re.fullmatch(r"\d+[.,]\d+", text):
        return float(text.replace(",", "."))
    return text


def number_symbols(token: str) -> frozenset[str]:
    """The classes that the shape of a number allows."""
    return frozenset(name for name, shape in _SHAPES if shape.fullmatch(token))


@lru_cache
def number_sets() -> frozenset[frozenset[str]]:
    """Every mixture of classes that a number can bear."""
    return frozenset(map(number_symbols, _sample_numbers()))


def _sample_numbers() -> Iterable[str]:
    """Numbers that together bear every mixture of classes."""
    small = [str(n) for n in range(130)] + [f"{n:02d}" for n in range(10)] + ["007", "1200", "2460", "2401"]
    years = [str(n) for n in chain(range(900, 2260, 1), range(2260, 10000, 130))]
    dotted = [f"{a}{m}{b}" for a in ("1", "01", "12", "13", "24", "25", "31", "32", "60", "99", "100")
              for b in ("1", "9", "01", "05", "10", "12", "13", "26", "59", "60", "99",
                        "000", "997", "2017", "1234", "12345")
              for m in (".", ",", ":", "/")]  # fmt: skip
    triple = [f"{a}{m}{b}{n}{c}" for a in ("1", "12", "31", "99", "2017", "100") for b in ("1", "12", "05", "30", "100")
              for c in ("1", "05", "17", "2017", "300") for m in ".,:/" for n in ".,:/"]  # fmt: skip
    spaced = [f"1{space}000" for space in " \u00a0\u202f\u2009"]
    codes = ["Q1", "q3", "T2", "t2", "H1", "h2", "S1", "s2", "FY17", "FY2017", "2017-05-06", "1999/00", "1999/2000",
             "1/2", "9/9"]  # fmt: skip
    return chain(small, years, dotted, triple, spaced, codes, repeat("12345678", 1))
