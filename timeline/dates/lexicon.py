"""Words to classes: what each token of a language can be, as one character.

``Lexicon.classes(tokens)`` answers in one pass of dictionary look-ups; a token met for the first time is classified
by its lower-case form in the language's ``words.toml``, its digits' shape, its capital and its ending.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from itertools import product
from typing import Any

from timeline.dates.figures import AS_WRITTEN, number, number_sets, number_symbols
from timeline.dates.pattern import HYPHENS, PARAGRAPH, Sequences, one_of

# What most tokens are stands first: a word of Latin letters, a full stop or a comma, behind one space or none. Its
# letters are asked for by their range before Unicode is asked, and nothing is given back ("++"): three times as quick.
TOKEN = re.compile(
    r"""[ ]?+(?: [a-zA-ZÀ-ÖØ-öø-ÿ](?: (?:\.[^\W\d_])++\.? | [a-zA-ZÀ-ÖØ-öø-ÿ]*+[^\W\d_]*+(?:\d\w*+)? ) | [.,])
    | [^\S\n]*+\n[^\S\n]*+\n\s*+                                               # a paragraph's end
    | \s*+(?: [^\W\d_](?: (?:\.[^\W\d_])++\.?                                  # a.m., U.S.
                         | [^\W\d_]*+(?:\d\w*+)? )                             # any other word; B52, Q3
    | \d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:[.,]\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-])
    | \d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)                                # 70 000
    | \d+(?:[.,:/]\d+)*
    | --++
    | . )""",
    re.VERBOSE,
)
_FIRST_CLASS = 0x100
_KEEP_MOST = 200_000  # distinct tokens remembered; a text of noise must not fill the memory
_YEARS = ("YEAR2", "YEAR2LOW", "YEAR2HIGH", "YEAR3", "YEAR4", "YEAROLD", "TENYEAR", "TENYEAROLD")
NO_WORDS = frozenset((*_YEARS, "HHMM", "MINNUM", "SMALL", "QCODE", "DAYFIG"))  # what a word for a number never is
_LOW, _NAME = frozenset(["LOW"]), frozenset(["CAP", "NAME"])
_MARK, _CODE = frozenset(["MARK"]), frozenset(["CODE"])
_ALIKE = {"’": "'", "‘": "'", "ʼ": "'", "`": "'", "--": "—", "---": "—"}  # marks that are typed in several ways


def tokens_of(text: str) -> list[str]:
    """The tokens of a text, each with the white space before it; joined they give the text without its tail."""
    return TOKEN.findall(text.rstrip())


def normal(text: str) -> str:
    """The form under which words are looked up: lower case, one space between tokens, hyphens left out."""
    if text.isdecimal() or (text.isalpha() and text not in _ALIKE):  # one token, as most are
        return text.lower()
    stripped: list[str] = [token.strip() for token in TOKEN.findall(text)]
    parts = (_ALIKE.get(token, token) for token in stripped)
    return " ".join(part.lower() for part in parts if part not in HYPHENS)


def formed(form: dict[str, Any]) -> dict[str, Any]:
    """The words that a ``[[form]]`` of a ``words.toml`` builds, with their values.

    ``parts`` are set one after the other: each is a list of pieces or a table of piece → value. Numbers add up
    (``ein`` 1, ``und``, ``zwanzig`` 20), tables of slots are merged, a single value stands; without any it is 1.
    """
    words: dict[str, Any] = {}
    pieces: list[list[tuple[str, Any]]] = [
        list(part.items()) if isinstance(part, dict) else [(piece, None) for piece in part] for part in form["parts"]
    ]
    for chosen in product(*pieces):
        values = [value for _, value in chosen if value is not None]
        if all(isinstance(value, dict) for value in values) and values:
            value: Any = {slot: filled for table in values for slot, filled in table.items()}
        else:
            value = sum(values) if len(values) > 1 else values[0] if values else 1
        words["".join(piece for piece, _ in chosen)] = value
    return words


def with_forms(words: dict[str, Any]) -> dict[str, Any]:
    """The tables of a ``words.toml`` with the words of its forms; a word that is written out stands as written."""
    tables = {name: table for name, table in words.items() if name != "form"}
    for form in words.get("form", ()):
        names = [form["class"]] if isinstance(form["class"], str) else form["class"]
        for name in names:
            tables[name] = formed(form) | tables.get(name, {})
    return tables


class Lexicon(dict[str, str]):
    """A mapping from token (with the space before it) to class character, filled as tokens are met.

    ``words`` is the content of a ``words.toml``: tables of word → value. Its table ``ending`` gives classes by the
    word's end (``beside`` names classes whose words keep it), its table ``cased`` lists the words of a class that count
    only with a capital, ``form`` builds words of parts. An ending with ``lower`` counts in lower-case words only.
    """

    def __init__(self, words: dict[str, Any], literals: Iterable[str], node_symbols: Iterable[frozenset[str]]) -> None:
        super().__init__()
        words = with_forms(words)
        self.cased = {symbol: frozenset(listed) for symbol, listed in words.get("cased", {}).items()}
        self.endings = [
            (symbol, tuple(e["ends"]), frozenset(e.get("not", ())), e.get("least", 4), e.get("lower", False))
            for symbol, e in words.get("ending", {}).items()
        ]
        self.beside = frozenset(name for e in words.get("ending", {}).values() for name in e.get("beside", ()))
        self.kinds = {(False, ""): _LOW, (True, ""): _NAME}  # what a word is that stands in no table
        for symbol, *_ in self.endings:
            self.kinds |= {(False, symbol): _LOW | {symbol}, (True, symbol): _NAME | {symbol}}
        tables = {name: table for name, table in words.items() if name not in ("cased", "ending", "lists")}
        tables |= {name: dict.fromkeys(listed, 1) for name, listed in words.get("lists", {}).items()}
        self.tables = {name: {normal(word): value for word, value in table.items()} for name, table in tables.items()}
        self.by_word: dict[str, set[str]] = {}
        self.multi: dict[str, list[tuple[str, ...]]] = {}
        for name, table in self.tables.items():
            for word in table:
                self._enter(name, word)
        for literal in literals:
            self.by_word.setdefault(literal, set()).add(literal)
        self.symbol_sets: dict[frozenset[str], str] = {}
        self._number_words()
        self._allot({*self._possible_sets(), *node_symbols})
        self.bearing: dict[str, set[str]] = {}
        for symbols, character in self.symbol_sets.items():
            for symbol in symbols:
                self.bearing.setdefault(symbol, set()).add(character)
        self.value_of = lru_cache(maxsize=4096)(self._value_of)
        self.number_words = frozenset(self.bearing.get("NUMWORD", ()))
        self.number_joins = frozenset(c for name in ("NUMJOIN", *HYPHENS) for c in self.bearing.get(name, ()))
        self.number_runs = re.compile(f"{one_of(self.number_words)}(?={one_of(self.number_words | self.number_joins)})")

    def _enter(self, name: str, word: str) -> None:
        parts = tuple(word.split(" "))
        if len(parts) == 1:
            self.by_word.setdefault(word, set()).add(name)
            return
        self.multi.setdefault(name, []).append(parts)
        for part in parts:
            if not part[0].isdigit():
                self.by_word.setdefault(part, set()).add(part)

    def _number_words(self) -> None:
        """Words for numbers bear the same classes as digits do."""
        for word, value in self.tables.get("NUMWORD", {}).items():
            if " " not in word and isinstance(value, int):
                self.by_word[word] |= number_symbols(str(value)) - NO_WORDS

    def _possible_sets(self) -> Iterable[frozenset[str]]:
        yield frozenset([PARAGRAPH])
        yield from (_CODE, _MARK)
        yield from self.kinds.values()
        yield from number_sets()
        for word in self.by_word:
            yield self.symbols_of(word)
            yield self.symbols_of(word.capitalize())
            yield self.symbols_of(word.upper())

    def _allot(self, sets: set[frozenset[str]]) -> None:
        """Give each set of symbols its character, those of one rare symbol side by side.

        A symbol is then mostly one run of characters, which regular expressions compile ten times faster than many.
        """
        shared = Counter(symbol for symbols in sets for symbol in symbols)

        def order(symbols: frozenset[str]) -> list[tuple[int, str]]:
            return sorted((shared[symbol], symbol) for symbol in symbols)

        for place, symbols in enumerate(sorted(sets, key=order)):
            self.symbol_sets[symbols] = chr(_FIRST_CLASS + place)

    def symbols_of(self, token: str) -> frozenset[str]:
        """All that a token (without space) can be."""
        token = _ALIKE.get(token, token)
        if token[:1].isdigit():
            return number_symbols(token)
        low = token.lower()
        known = self.by_word.get(low) or self.by_word.get(low.rstrip("."))
        capital = token[:1].isupper()
        if known is not None:
            kept = {s for s in known if capital or low not in self.cased.get(s, ())}
            if token[:1].isalpha():
                kept.add("CAP" if capital else "LOW")
            if known <= {low, *self.beside}:  # a word that only a pattern names is still what its ending makes it
                kept |= {self._by_ending(low, capital)} - {""}
            return frozenset(kept)
        if not token[:1].isalpha():
            return _MARK
        if not token.isalpha() and any(map(str.isdigit, token)):
            return number_symbols(token) or _CODE
        return self.kinds[capital, self._by_ending(low, capital)]

    def _by_ending(self, low: str, capital: bool) -> str:
        """The first class that the end of a word gives it; empty where it gives none."""
        for symbol, ends, exceptions, least, lower in self.endings:
            if low.endswith(ends) and len(low) >= least and low not in exceptions and not (capital and lower):
                return symbol
        return ""

    def __missing__(self, token: str) -> str:
        stripped = token.strip()
        symbols = self.symbols_of(stripped) if stripped else frozenset([PARAGRAPH])
        character = self.symbol_sets.get(symbols)
        if character is None:  # a mixture that was not foreseen is a word like any other
            character = self.symbol_sets[_NAME if stripped[:1].isupper() else _LOW]
        if len(self) < _KEEP_MOST:
            self[token] = character
        return character

    def classes(self, tokens: list[str]) -> str:
        """One character a token."""
        return "".join(map(self.__getitem__, tokens))

    def expand(self, symbol: str) -> Sequences:
        """The sequences of characters that a symbol stands for, words of several tokens among them."""
        found: Sequences = []
        if symbol in self.bearing:
            found.append((frozenset(self.bearing[symbol]),))
        for parts in self.multi.get(symbol, ()):
            found.append(tuple(map(self._bearing_word, parts)))
        return found

    def _bearing_word(self, word: str) -> frozenset[str]:
        if word[0].isdigit():
            return frozenset(self.symbol_sets[number_symbols(word)])
        return frozenset(self.bearing[word])

    def _value_of(self, named: tuple[str, ...], text: str) -> Any:
        """The value that some characters have in the first of some classes in which they have one."""
        values = (self.value(symbol, text.strip()) for symbol in named)
        return next((value for value in values if value is not None), None)

    def value(self, symbol: str, text: str) -> Any:
        """The value that a word has in a class; None where it has none. Digits are their own number."""
        word = normal(text)
        table = self.tables.get(symbol)
        if table is not None and word in table:
            return table[word]
        words = self.tables.get("NUMWORD", {})
        if word in words and symbol not in self.tables:
            return words[word]
        if symbol in AS_WRITTEN:
            return text.strip()
        if word[:1].isdigit():
            figure = number(word.removesuffix(" ."))
            return None if isinstance(figure, str) else figure  # "31 s" bears the classes of "30 s", and is no decade
        return word if symbol not in self.tables else None
