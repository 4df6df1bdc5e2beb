"""The words of web-page furniture, of all languages that have a ``page.toml``, made ready for looking up.

A page mixes languages (an English share bar stands on French pages), so the words of all are used on every text.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from timeline.languages import FOLDER

# What a whole line can be, by table and list; where two languages differ, the earlier entry holds.
WHOLE = (
    ("comments", "sure"), ("newsletter", "lines"), ("related", "headings"), ("share", "lines"), ("notices", "lines"),
    ("comments", "maybe"), ("share", "maybe"),
)  # fmt: skip
STARTS = ("newsletter", "related", "notices", "captions")
LONGEST_KEY = 100
LONGEST_START = 240

NAME_WORD = re.compile(r"\w+")
_LEADING = re.compile(r"^[\s•▪◦●·*»>|#+\-–—→▸►✎✉(\[]+")
_COUNT = re.compile(r"^one (?=thought|response)|[(\[]?\b\d[\d.,]*k?\b[)\]]?|\(\)")
_TRAILING = " \t:!.…?»>|→›-–—▼▾⌄)]"
_SAME = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " "})


@dataclass(frozen=True, slots=True)
class Furniture:
    """``whole``: line → "table.list". ``firsts``: the first words of those lines. ``starts``: first word → (table,
    beginning). The rest are sets and patterns."""

    whole: dict[str, str]
    firsts: frozenset[str]
    starts: dict[str, tuple[tuple[str, str], ...]]
    counted: tuple[str, ...]
    cues: tuple[str, ...]
    marks: frozenset[str]
    ago: tuple[str, ...]
    rights: tuple[str, ...]
    by: dict[str, tuple[str, ...]]
    published: dict[str, tuple[str, ...]]
    updated: dict[str, tuple[str, ...]]
    not_places: frozenset[str]
    name_words: frozenset[str]
    credit: re.Pattern[str]
    bracket: re.Pattern[str]

    def kind(self, line: str) -> str:
        """What a line is: "comments.sure" for a whole line, "newsletter" for a beginning; empty for plain text."""
        if len(line) > LONGEST_START:
            return ""
        text = simple(line[:LONGEST_KEY])
        first = text.partition(" ")[0]
        if len(line) <= LONGEST_KEY and (
            first.strip(_TRAILING) in self.firsts or first[:1].isdigit() or first == "one"
        ):
            found = self.of_whole(line)
            if found:
                return found
        for table, phrase in self.starts.get(first, ()):
            if text.startswith(phrase) and not text[len(phrase) : len(phrase) + 1].isalnum():
                return table
        return ""

    def of_whole(self, line: str) -> str:
        """What a line is as a whole, count and end marks aside: "table.list", or empty."""
        text = key(line)
        found = self.whole.get(text, "")
        if not found and (bare := without_count(text)) != text:
            found = self.whole.get(bare, "")
            if found == "comments.maybe" or bare.startswith(self.counted):
                return "comments.sure"  # "Comments (12)" and "3 thoughts on …" are no subheadings
        return found

    def has_credit(self, tail: str, after: int) -> bool:
        """Whether the end of a line names an agency as a credit does, with at most ``after`` characters behind it."""
        if self.name_words.isdisjoint(NAME_WORD.findall(tail)):  # ten times quicker than the pattern
            return False
        return any(len(tail) - found.end() <= after for found in self.credit.finditer(tail))


def simple(line: str) -> str:
    """The line in lower case with plain apostrophes and spaces, without a bullet."""
    if not line[:1].isalnum():
        line = _LEADING.sub("", line)
    return (line if line.isascii() else line.translate(_SAME)).casefold()


def key(line: str) -> str:
    """The line as it stands in the tables: simple, with single spaces and without end marks."""
    return " ".join(simple(line).split()).strip(_TRAILING)


def without_count(text: str) -> str:
    """A key without the count in it: ``comments (12)`` → ``comments``."""
    return " ".join(_COUNT.sub(" ", text).split()).strip(_TRAILING)


def begins(text: str, phrases: dict[str, tuple[str, ...]]) -> str:
    """The phrase with which a simple line begins, at a word's end; empty where there is none."""
    first = text.partition(" ")[0]
    for phrase in phrases.get(first, ()):
        if text.startswith(phrase) and not text[len(phrase) : len(phrase) + 1].isalnum():
            return phrase
    return ""


@lru_cache(maxsize=1)
def furniture() -> Furniture:
    """The words of all languages, read once."""
    pages = [tomllib.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*/page.toml"))]
    whole: dict[str, str] = {}
    for table, name in WHOLE:
        for phrase in _all(pages, table, name):
            whole.setdefault(key(phrase), f"{table}.{name}")
    captions = {name: _all(pages, "captions", name) for name in ("agencies", "pictures", "words")}
    return Furniture(
        whole=whole,
        firsts=frozenset(phrase.partition(" ")[0].strip(_TRAILING) for phrase in whole),
        starts=_starts(pages),
        counted=tuple(f"{phrase} " for phrase in _all(pages, "comments", "counted")),
        cues=_all(pages, "newsletter", "cues"),
        marks=frozenset(_all(pages, "thread", "marks")),
        ago=_all(pages, "thread", "ago"),
        rights=_all(pages, "notices", "rights"),
        by=_by_first_word(_all(pages, "bylines", "starts")),
        published=_by_first_word(_all(pages, "bylines", "published")),
        updated=_by_first_word(_all(pages, "bylines", "updated")),
        not_places=frozenset(_all(pages, "datelines", "not_places")),
        name_words=frozenset(NAME_WORD.findall(name)[-1] for name in (*captions["agencies"], *captions["pictures"])),
        credit=_credit(**captions),
        bracket=_bracket(captions["words"]),
    )


def _all(pages: Iterable[dict[str, Any]], table: str, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(phrase for page in pages for phrase in page.get(table, {}).get(name, ())))


def _starts(pages: list[dict[str, Any]]) -> dict[str, tuple[tuple[str, str], ...]]:
    table: dict[str, tuple[tuple[str, str], ...]] = {}
    for name in STARTS:
        for first, phrases in _by_first_word(_all(pages, name, "starts")).items():
            table[first] = (*table.get(first, ()), *((name, phrase) for phrase in phrases))
    return table


def _by_first_word(phrases: Iterable[str]) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for phrase in phrases:
        plain = phrase.translate(_SAME).casefold()
        first = plain.strip().partition(" ")[0]
        table[first] = (*table.get(first, ()), plain.rstrip())
    return table


def _credit(agencies: tuple[str, ...], pictures: tuple[str, ...], words: tuple[str, ...]) -> re.Pattern[str]:
    """A credit near the end of a line: "NAME/AFP", "REUTERS/Name", "© dpa", "Photo: AP", "Getty Images".

    Every alternative begins with a literal and repeats nothing, so a search takes time in proportion to the text.
    """
    any_name, picture, agency = _either((*agencies, *pictures)), _either(pictures), _either(agencies)
    word = _either(word for one in words for word in (one, one.capitalize(), one.upper()))
    return re.compile(
        rf"(?:(?<=/)|(?<=/ )|(?<=©)|(?<=© )|(?<=[vV]ia )){any_name}(?!\w)|(?<!\w){agency}(?= ?/ ?[A-Z])"
        rf"|(?<!\w){picture}(?!\w)|(?<!\w){word} ?: ?{any_name}(?!\w)"
    )


def _bracket(words: tuple[str, ...]) -> re.Pattern[str]:
    """A credit in brackets that ends a line: "(Photo: Someone)", "[Photo/Agencies]", "(Rick Loomis / Daily Paper)"."""
    word = _either(word for one in words for word in (one, one.capitalize(), one.upper()))
    return re.compile(rf"[(\[]{word}\b[^()\[\]]*[)\]]$|\([A-Z][^\W\d_]+[ ][^()/]{{2,40}}/ ?[A-Z][^()/]{{2,40}}\)$")


def _either(names: Iterable[str]) -> str:
    return "(?:" + "|".join(re.escape(name) for name in sorted(set(names), key=len, reverse=True)) + ")"
