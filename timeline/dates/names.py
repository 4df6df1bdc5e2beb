"""The names of months and weekdays in any language, from Unicode's CLDR, and how that language orders a date."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import lru_cache
from itertools import zip_longest
from pathlib import Path
from typing import Any

_FORMS = Path(__file__).with_name("forms.toml")
_LEAST_ALONE = 4  # letters of a month or weekday that counts without a figure beside it: Romanian "mai" is "more", too


@dataclass(frozen=True)
class Names:
    """What a language calls months (1 to 12) and weekdays (Monday is 0), in lower case.

    ``alone`` are the full names, which count without a figure beside them, each as CLDR writes its first letter;
    ``order`` is ``dmy``, ``mdy`` or ``ymd``, empty where the language is unknown; ``links`` are the words between the
    parts of a date ("5 *de* maio *de* 2017"). From forms.toml: ``joins`` stand between the two days of a run ("3 *al* 5
    giugno"), ``ahead`` and the endings ``ahead_ends`` tell what is to come, ``later`` opens what can be counted from
    today or from what was told ("*через* два роки").
    """

    months: dict[str, int]
    weekdays: dict[str, int]
    alone: dict[str, bool]
    order: str
    links: tuple[str, ...]
    joins: tuple[str, ...] = ()
    ahead: tuple[str, ...] = ()
    ahead_ends: tuple[str, ...] = ()
    later: tuple[str, ...] = ()


NOTHING = Names({}, {}, {}, "", ())


def names(language: str, more: tuple[tuple[str, ...], ...] = ()) -> Names:
    """The names of a language by its ISO 639 code; NOTHING where CLDR does not know it.

    ``more`` are further forms that another source knows, for the twelve months and then the seven weekdays.
    """
    return _names(language.strip().replace("-", "_"), more)


@lru_cache
def _names(language: str, more: tuple[tuple[str, ...], ...]) -> Names:
    from babel import Locale, UnknownLocaleError
    from babel.localedata import LocaleDataDict, load

    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError, TypeError):
        return NOTHING
    # A copy: babel writes what it looks up into data that locales share, so that German would answer in Japanese.
    copied: Any = deepcopy(load(str(locale)))
    data = LocaleDataDict(copied)
    forms = [listed + own for listed, own in zip_longest(more, _further(language), fillvalue=())]
    months = _of(data["months"], range(1, 13), forms[:12])
    weekdays = _of(data["days"], range(7), forms[12:])
    alone: dict[str, bool] = {}
    for table, found in ((data["months"], months), (data["days"], weekdays)):
        alone |= _alone(table, found)
    patterns = [data["date_formats"][length].pattern for length in ("full", "long", "medium", "short")]
    table = _further_forms().get(language.split("_")[0], {})
    cues = {name: tuple(table.get(name, ())) for name in ("joins", "ahead", "ahead_ends", "later")}
    return Names(months, weekdays, alone, _order(patterns[-1], patterns[1]), _links(patterns), **cues)


def _further(language: str) -> tuple[tuple[str, ...], ...]:
    """The forms of forms.toml: twelve months, then seven weekdays; none for a language that it does not hold."""
    table = _further_forms().get(language.split("_")[0], {})
    listed = [*table.get("months", [()] * 12), *table.get("weekdays", [()] * 7)]
    return tuple((forms,) if isinstance(forms, str) else tuple(forms) for forms in listed)


@lru_cache
def _further_forms() -> dict[str, dict[str, list[Any]]]:
    return tomllib.loads(_FORMS.read_text(encoding="utf-8"))


def _of(table, numbers: Iterable[int], more: list[tuple[str, ...]]) -> dict[str, int]:
    """Form to number, of both contexts and both widths; a form of two numbers ("mar") is left out."""
    forms: dict[str, set[int]] = {}
    for place, number in enumerate(numbers):
        listed = [
            table[context][width][number] for context in ("format", "stand-alone") for width in ("wide", "abbreviated")
        ]
        for form in (*listed, *more[place]):
            plain = form.lower().strip(".").strip()
            if len(plain) > 1 and not any(c.isdigit() for c in plain):
                forms.setdefault(plain, set()).add(number)
    return {form: min(found) for form, found in forms.items() if len(found) == 1}


def _alone(table, forms: dict[str, int]) -> dict[str, bool]:
    """The forms that are full names or an inflection of one, and whether the language writes them with a capital."""
    full = [
        (table[context]["wide"][number], number)
        for context in ("format", "stand-alone")
        for number in table[context]["wide"]
    ]
    found: dict[str, bool] = {}
    for form, number in forms.items():
        for name, of_number in full:
            low = name.lower()
            inflected = form[:3] == low[:3] and len(form) >= len(low) - 2 and not low.startswith(form)
            if of_number == number and len(form) >= _LEAST_ALONE and (form == low or inflected):
                found[form] = name[:1].isupper()
    return found


def _order(short: str, long: str) -> str:
    """The order of the numeric date, from the letters of its pattern; of the written one where that is the clearer."""
    letters = "".join(dict.fromkeys(c for c in short.lower() if c in "dmy"))
    if letters in ("dmy", "mdy"):
        return letters
    return "mdy" if 0 <= long.find("M") < long.find("d") and not long.lstrip().startswith("y") else "dmy"


def _links(patterns: list[str]) -> tuple[str, ...]:
    """The quoted words of CLDR's patterns."""
    words = {word.strip(" .,\u202f\u00a0") for pattern in patterns for word in re.findall(r"'([^']+)'", pattern)}
    return tuple(sorted((word for word in words if word), key=len, reverse=True))
