"""Where a date may stand in a text of any language: shapes of figures, and figures beside names of months.

Every repetition is bounded, so that the time grows with the text and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from timeline.dates.meaning import Meaning
from timeline.dates.names import Names
from timeline.dates.relatives import Relatives

_SPACE = r"\s{1,3}"
_YEAR = r"\d{4}"
_YEARS = range(1000, 2200)  # a year of another era (Thai 2560) is none of ours
_NUMERIC = r"""
    (?P<iso>[12]\d{3}-(?:0\d|1[0-2])-[0-3]\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?)?)
  | (?P<numeric>\d{1,2}(?P<m1>[./-])\d{1,2}(?P=m1)\d{4}
      | \d\d(?P<m2>[./])\d\d(?P=m2)\d\d | \d{4}(?P<m3>[./])\d{1,2}(?P=m3)\d{1,2})
"""
_IDEO = rf"""(?P<ideo>(?P<iy>{_YEAR})\s?[年년]\s?
    (?P<im>1[0-2]|0?[1-9])\s?[月월](?:\s?(?P<id>\d{{1,2}})\s?[日일])?)"""
# A year alone: in brackets, or after a short word (a preposition) and before a mark or the end.
_PLAIN_YEAR = r"(?:(?<=\()|(?<=[^\W\d_]\s)|(?<=[^\W\d_]\u00a0))(?P<plain>(?:19\d\d|20[0-4]\d))"
_PLAIN_YEAR += r"(?=\s?[,;:)!?…]|\.(?:\s|$)|\s*$|\s*\n)"
_SHORT = r"[^\W\d_]{1,3}"  # a preposition or article between a month and its year: "abril de 2017"
_SHORT_WORD = re.compile(r"(?:^|[^\w.,])([^\W\d_]{1,4})\s$")


@dataclass(frozen=True, slots=True)
class Shapes:
    """Finds candidates; made by ``shapes`` for one language."""

    pattern: re.Pattern[str]
    called: Names
    phrases: dict[str, str]
    units: dict[str, str]
    numbers: re.Pattern[str]

    def candidates(self, text: str) -> Iterator[tuple[int, int, Meaning]]:
        """``(start, end, meaning)`` in order, without overlap; the kind ``offset`` is a phrase to be parsed."""
        for match in self.pattern.finditer(text):
            meaning = self._meaning(match, text)
            if meaning is not None:
                yield match.start() + _preposition(meaning), match.end(), meaning

    def _meaning(self, match: re.Match[str], text: str) -> Meaning | None:
        got = match.groupdict()
        if got["iso"]:
            return Meaning("iso", raw=_ascii(got["iso"]))
        if got["numeric"]:
            return Meaning("numdate", raw=_ascii(got["numeric"]).replace("-", "."))
        if got["ideo"]:
            return Meaning("date", year=int(got["iy"]), month=int(got["im"]), day=int(got["id"]) if got["id"] else None)
        if got["plain"]:
            before = text[max(match.start() - 6, 0) : match.start()]
            return (
                Meaning("date", year=int(got["plain"])) if before.endswith("(") or _SHORT_WORD.search(before) else None
            )
        return self._worded(match, got, text)

    def _worded(self, match: re.Match[str], got: dict[str, str | None], text: str) -> Meaning | None:
        for order in ("dmy", "mdy", "ymd", "my", "ym"):
            month = got.get(f"{order}_m")
            if month:
                day, year = got.get(f"{order}_d"), got.get(f"{order}_y")
                number = self.called.months[_plain(month)]
                if year and int(year) not in _YEARS:
                    return None
                meaning = Meaning("date", year=int(year) if year else None, month=number, day=int(day) if day else None)
                begins = got.get("from")
                return Meaning("daysto", day=int(begins), of=meaning) if begins else meaning
        if got.get("yearword"):
            year = int("".join(filter(str.isdigit, match[0])))
            return Meaning("date", year=year) if year in _YEARS else None
        if got.get("alone"):
            return self._alone(match, text)
        if got.get("phrase"):
            return Meaning("offset", unit=self.phrases[_plain(got["phrase"] or "")], raw=match[0])
        if got.get("counted"):
            return self._counted(match, text)
        return None

    def _alone(self, match: re.Match[str], text: str) -> Meaning | None:
        """A month or weekday by itself, where its capital is as the language writes it: no "Maja", no "Mars"."""
        word = match["alone"]
        low, capital = _plain(word), word[:1].isupper()
        if capital != self.called.alone[low]:
            opens = text[max(match.start() - 8, 0) : match.start()].rstrip(" \t\"'«»„“”(—–-")[-1:] in ("", *".!?…\n:")
            if not capital or not opens or word.isupper() or low in self.called.months:
                return None
            if text[match.end() : match.end() + 2].strip()[:1].isupper():
                return None  # the first of two names
        if low in self.called.weekdays:
            return Meaning("weekday", weekday=self.called.weekdays[low])
        return Meaning("date", month=self.called.months[low])

    def _counted(self, match: re.Match[str], text: str) -> Meaning | None:
        """A number of units ago or ahead, unless the number is the tail of a longer one ("twenty-five")."""
        before = text[max(match.start() - 24, 0) : match.start()].split()[-1:]
        sign = 1 if match["ahead"] else -1
        if before and (self.numbers.fullmatch(before[0].lower()) or before[0][-1:].isdigit()):
            return None
        words = _plain(match[0]).split()
        unit = next((self.units[word] for word in words if word in self.units), None)
        return Meaning("offset", unit=unit, sign=sign, raw=match[0]) if unit else None


def shapes(called: Names, known: Relatives) -> Shapes:
    """The Shapes of a language."""
    number = "|".join(known.numbers) or "(?!)"
    parts = [_NUMERIC, *_worded(called, known), _with_year_word(known), f"(?P<phrase>{_any(known.phrases)})"]
    counted: dict[int, list[str]] = {-1: [], 1: []}
    for before, after, sign in known.frames:
        head, tail = (f"{_words(before)}{_SPACE}" if before else ""), (f"{_SPACE}{_words(after)}" if after else "")
        counted[sign].append(rf"{head}(?:\d{{1,3}}|{number}){_SPACE}(?:{_any(known.units)}){tail}")
    ago, ahead = ("|".join(counted[sign]) or "(?!)" for sign in (-1, 1))
    parts += [f"(?P<counted>(?:{ago})|(?P<ahead>{ahead}))", f"(?P<alone>{_any(called.alone)})"]
    worded = rf"(?<![\w@#/])(?<!\d[.,/–-])(?:{'|'.join(parts)})(?![\w/@%])(?![-.,:]\d)"
    pattern = re.compile(rf"{worded}|{_PLAIN_YEAR}|(?<!\d){_IDEO}", re.VERBOSE | re.IGNORECASE)
    return Shapes(pattern, called, known.phrases, known.units, re.compile(number, re.IGNORECASE))


def _with_year_word(known: Relatives) -> str:
    """A year beside the language's word for it: "2017 roku"."""
    words = _year_words(known)
    return rf"(?P<yearword>{_YEAR}{_SPACE}(?:{words})|(?:{words}){_SPACE}{_YEAR})"


def _year_words(known: Relatives) -> str:
    return _any(word for word, unit in known.units.items() if unit == "year" and len(word) > 2)


def _worded(called: Names, known: Relatives) -> list[str]:
    """Figures beside the name of a month, in the orders that there are; the weekday before or after belongs to it."""
    if not called.months:
        return []
    month, weekday, of_year = _any(called.months), _any(called.weekdays), _year_words(known)
    link = rf"(?:{_SPACE}(?:{_any(called.links)})\.?)?" if called.links else ""
    before = rf"(?:(?:{weekday})\.?,?،?{_SPACE}(?:(?:{_any(called.links)}){_SPACE})?)?"
    after = rf"(?:(?:\.?,{_SPACE}|{_SPACE})(?:{_any(w for w in called.weekdays if w in called.alone)}))?"
    day = r"(?P<{0}_d>[0-3]?\d)(?:[.º°]|:[^\W\d_]|-[^\W\d_]{{1,3}})?"
    gap = rf"(?:\.?,?{link}{_SPACE})"
    join = rf"(?:\s?[–-]\s?|{_SPACE}(?:{_any(called.joins)}){_SPACE})"
    return [
        rf"{before}(?:(?P<from>[0-3]?\d)\.?{join})?{day.format('dmy')}{gap}(?P<dmy_m>{month})(?:{gap}(?P<dmy_y>{_YEAR}))?{after}",
        rf"{before}(?P<mdy_m>{month})\.?{_SPACE}{day.format('mdy')},?{_SPACE}(?P<mdy_y>{_YEAR})",
        rf"(?P<ymd_y>{_YEAR})\.?{link}{gap}(?P<ymd_m>{month})\.?{_SPACE}{day.format('ymd')}{after}",
        rf"(?P<my_m>{month})(?:{gap}|{_SPACE}{_SHORT}{_SPACE})(?P<my_y>{_YEAR})",
        rf"(?P<ym_y>{_YEAR})\.?(?:{_SPACE}(?:{of_year}))?{link}{gap}(?P<ym_m>{month})",
    ]


def _preposition(meaning: Meaning) -> int:
    """The length of the preposition that opens a phrase of three words: it is no part of the expression."""
    words = (meaning.raw or "").split()
    if meaning.kind != "offset" or meaning.sign is not None or len(words) < 3 or len(words[0]) > 2:
        return 0
    return (meaning.raw or "").index(words[1], len(words[0]))


def _any(words: Iterable[str]) -> str:
    """A regular expression of any of the words, the longest first."""
    return "|".join(_words(word) for word in sorted(set(words), key=lambda word: (-len(word), word))) or "(?!)"


def _words(phrase: str) -> str:
    return _SPACE.join(re.escape(word) for word in phrase.split())


def _plain(text: str) -> str:
    return " ".join(text.lower().replace("’", "'").split()).strip(".")


def _ascii(figures: str) -> str:
    """Figures of any script as those of ISO dates."""
    return "".join(str(int(c)) if c.isdigit() else c for c in figures).upper()
